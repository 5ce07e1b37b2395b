//! Expressions. Node names follow CPython's `ast` module where both have the construct.

use crate::{
    CDeclarator, CTypeExpr, FStringPart, Ident, IntSuffix, IntValue, Name, NodeId, Parameters, Span,
    StrPrefix, StrValue,
};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Key for facts about it.
    pub id: NodeId,
    /// All of its text; parentheses are not part of what they enclose, except for tuples and generator expressions.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// Nothing could be read here; a diagnostic says why.
    Error,
    /// `x`. Also `NULL`, which only later stages know.
    Name(Name),
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// `12`, `0x1F`, `1UL`
    Int {
        /// The value.
        value: IntValue,
        /// C suffixes.
        suffix: IntSuffix,
    },
    /// `1.5`
    Float(f64),
    /// `1.5j`: the imaginary part.
    Imaginary(f64),
    /// `"a" u"b"`: adjacent literals are one.
    Str {
        /// Text.
        value: StrValue,
        /// Prefix of the first piece.
        prefix: StrPrefix,
        /// At level 2 an unprefixed literal is `bytes`: its bytes in the file's encoding with byte-string escapes
        /// (`"\u1234"` stays six characters). Present only when it differs from `value`'s UTF-8.
        raw_bytes: Option<Box<[u8]>>,
    },
    /// `b"..."`
    Bytes(Box<[u8]>),
    /// `c'x'`: a C character.
    CChar(u8),
    /// `f"..."`
    FString(Vec<FStringPart>),
    /// `t"..."` (PEP 750)
    TString(Vec<FStringPart>),
    /// `a + b`
    Binary {
        /// Left operand.
        left: Box<Expr>,
        /// Operator.
        op: BinaryOp,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `-a`
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: Box<Expr>,
    },
    /// `a and b and c`: two or more values.
    BoolOp {
        /// `and` or `or`.
        op: BoolOp,
        /// The values.
        values: Vec<Expr>,
    },
    /// `a < b <= c`: as many operators as right operands.
    Compare {
        /// First operand.
        left: Box<Expr>,
        /// The rest.
        rest: Vec<(CompareOp, Expr)>,
    },
    /// `a if c else b`
    Conditional {
        /// `c`
        test: Box<Expr>,
        /// `a`
        body: Box<Expr>,
        /// `b`
        orelse: Box<Expr>,
    },
    /// `f(a, *b, k=c, **d)`
    Call {
        /// `f`
        func: Box<Expr>,
        /// Positional arguments; `*b` is [`ExprKind::Starred`].
        args: Vec<Expr>,
        /// Keyword arguments in order; `**d` has no name.
        keywords: Vec<Keyword>,
    },
    /// `a.b`
    Attribute {
        /// `a`
        value: Box<Expr>,
        /// `b`
        attr: Ident,
    },
    /// `a[i]`; `a[i, j]` has a tuple index, `a[i:j]` a slice.
    Subscript {
        /// `a`
        value: Box<Expr>,
        /// What stands in the brackets.
        index: Box<Expr>,
    },
    /// `i:j:k` inside a subscript.
    Slice {
        /// `i`
        lower: Option<Box<Expr>>,
        /// `j`
        upper: Option<Box<Expr>>,
        /// `k`
        step: Option<Box<Expr>>,
    },
    /// `*a` in calls, displays, subscripts and targets.
    Starred(Box<Expr>),
    /// `(a, b)`, `a, b`, `()`
    Tuple(Vec<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{a, b}`
    Set(Vec<Expr>),
    /// `{k: v, **m}`: a `**m` item has no key.
    Dict(Vec<(Option<Expr>, Expr)>),
    /// `[e for ...]` (PEP 798: `e` may be starred)
    ListComp {
        /// `e`
        element: Box<Expr>,
        /// The clauses, at least one.
        clauses: Vec<Comprehension>,
    },
    /// `{e for ...}`
    SetComp {
        /// `e`
        element: Box<Expr>,
        /// The clauses, at least one.
        clauses: Vec<Comprehension>,
    },
    /// `{k: v for ...}`; `{**m for ...}` has no key.
    DictComp {
        /// `k`
        key: Option<Box<Expr>>,
        /// `v`
        value: Box<Expr>,
        /// The clauses, at least one.
        clauses: Vec<Comprehension>,
    },
    /// `(e for ...)`
    Generator {
        /// `e`
        element: Box<Expr>,
        /// The clauses, at least one.
        clauses: Vec<Comprehension>,
    },
    /// `lambda x: e`
    Lambda {
        /// The parameters.
        params: Box<Parameters>,
        /// `e`
        body: Box<Expr>,
    },
    /// `x := e`
    Walrus {
        /// `x`; the grammar allows a name only.
        target: Box<Expr>,
        /// `e`
        value: Box<Expr>,
    },
    /// `await e`
    Await(Box<Expr>),
    /// `yield`, `yield e`
    Yield(Option<Box<Expr>>),
    /// `yield from e`
    YieldFrom(Box<Expr>),
    /// `` `e` `` at language level 2.
    Repr(Box<Expr>),
    /// `<T>e`, `<T?>e`, `<T*>e`
    Cast {
        /// The type.
        ty: Box<CTypeName>,
        /// `e`
        operand: Box<Expr>,
        /// `?` was written: check at run time.
        checked: bool,
    },
    /// `&e`
    AddressOf(Box<Expr>),
    /// `sizeof(x)`: what stands inside reads as an expression where it can, else as a type.
    SizeOf(Box<SizeOfArg>),
    /// `new T[int](args)`: the callee of the enclosing call is this node.
    New(Box<CTypeExpr>),
    /// A C type where an expression stands and only a type can be read: `cython.declare(int*)`, `f[int*]`,
    /// `vector[unsigned int]()`.
    CType(Box<CTypeName>),
}

/// A type as it stands in a cast or `sizeof`: a base type and a declarator without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct CTypeName {
    /// Base type.
    pub base: CTypeExpr,
    /// `*`, `[10]`, `(*)(int)`; the name in it is empty.
    pub declarator: CDeclarator,
    /// All of it.
    pub span: Span,
}

/// What `sizeof` is asked about.
#[derive(Clone, Debug, PartialEq)]
pub enum SizeOfArg {
    /// `sizeof(x.y)`, `sizeof(T)`, `sizeof(m.T)`: a name may turn out to be a type.
    Expr(Expr),
    /// `sizeof(int*)`, `sizeof(unsigned long)`
    Type(CTypeName),
}

/// A keyword argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// From the name or `**` to the end of the value.
    pub span: Span,
    /// Missing for `**d`.
    pub name: Option<Ident>,
    /// The value.
    pub value: Expr,
}

/// `for target in iter if a if b`
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// From `for` (or `async`) on.
    pub span: Span,
    /// What is assigned.
    pub target: Expr,
    /// What is iterated; for [`Comprehension::range`] the start.
    pub iter: Expr,
    /// Cython: `for i from start <= i < stop by step`.
    pub range: Option<Box<ComprehensionRange>>,
    /// Conditions.
    pub ifs: Vec<Expr>,
    /// `async for`
    pub is_async: bool,
}

/// What follows the start in `for i from start <= i < stop by step` inside a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct ComprehensionRange {
    /// `<=` or `<` (ascending), `>=` or `>` (descending)
    pub relation1: CompareOp,
    /// `<`
    pub relation2: CompareOp,
    /// `stop`
    pub stop: Expr,
    /// `step`
    pub step: Option<Expr>,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in CPython's ast module")]
pub enum BinaryOp {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in CPython's ast module")]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Short-circuit operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in CPython's ast module")]
pub enum BoolOp {
    And,
    Or,
}

/// Comparison operators. `<>` of level 2 is `NotEq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in CPython's ast module")]
pub enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
