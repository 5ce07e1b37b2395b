//! Statements, parameters, modules.

use crate::{
    BinaryOp, CClassDef, CDeclarator, CEnumDef, CExternBlock, CFuncDef, CStructDef, CTypeExpr, CVarDecl,
    Expr, ForFrom, FusedDef, Ident, Keyword, NodeId, Pattern, PropertyDef, Span,
};

/// A whole file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Module {
    /// Statements; a docstring is the first expression statement.
    pub body: Vec<Stmt>,
    /// `# cython: name=value` and `# distutils: key=value` comments in front of the first statement.
    pub header_comments: Vec<HeaderComment>,
    /// How many nodes there are: ids are below this.
    pub node_count: u32,
}

/// A special comment at the top of a file, e.g. `# cython: boundscheck=False, wraparound=False`.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderComment {
    /// The whole comment.
    pub span: Span,
    /// `cython` or `distutils`.
    pub kind: HeaderKind,
    /// What stands behind the colon, trimmed.
    pub text: Box<str>,
}

/// Which special comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum HeaderKind {
    Cython,
    Distutils,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// Key for facts about it.
    pub id: NodeId,
    /// All of its text (decorators included, trailing newline not).
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// Nothing could be read here; a diagnostic says why.
    Error,
    /// `e`
    Expr(Expr),
    /// `a = b = e`
    Assign {
        /// Left to right.
        targets: Vec<Expr>,
        /// `e`
        value: Expr,
    },
    /// `a += e`
    AugAssign {
        /// `a`
        target: Expr,
        /// `+`
        op: BinaryOp,
        /// `e`
        value: Expr,
    },
    /// `a: T = e`
    AnnAssign {
        /// `a`
        target: Expr,
        /// `T`
        annotation: Expr,
        /// `e`
        value: Option<Expr>,
        /// The target is a bare name without parentheses.
        simple: bool,
    },
    /// `del a, b`
    Delete(Vec<Expr>),
    /// `pass`, and `...`-free empty bodies of declarations
    Pass,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `return e`
    Return(Option<Expr>),
    /// `raise e from c`; at level 2 also `raise T, v, tb`
    Raise {
        /// `e`
        exc: Option<Expr>,
        /// `from c`
        cause: Option<Expr>,
        /// Level 2: value and traceback.
        py2: Option<Box<(Expr, Option<Expr>)>>,
    },
    /// `assert t, m`
    Assert {
        /// `t`
        test: Expr,
        /// `m`
        message: Option<Expr>,
    },
    /// `global a, b`
    Global(Vec<Ident>),
    /// `nonlocal a, b`
    Nonlocal(Vec<Ident>),
    /// `import a.b as c, d`; PEP 810: `lazy import`
    Import {
        /// The modules.
        names: Vec<Alias>,
        /// `lazy`
        lazy: bool,
    },
    /// `from ..a import b as c`, `from a import *`
    ImportFrom {
        /// Dots in front.
        level: u32,
        /// `a.b`; nothing for `from . import x`.
        module: Option<Ident>,
        /// Nothing for `*`.
        names: Option<Vec<Alias>>,
        /// `lazy`
        lazy: bool,
    },
    /// `if a: ... elif b: ... else: ...`: an `elif` is a nested `If` in `orelse`.
    If {
        /// Condition.
        test: Expr,
        /// Then.
        body: Vec<Stmt>,
        /// Else.
        orelse: Vec<Stmt>,
    },
    /// `while t: ... else: ...`
    While {
        /// Condition.
        test: Expr,
        /// Body.
        body: Vec<Stmt>,
        /// Else.
        orelse: Vec<Stmt>,
    },
    /// `for x in e: ... else: ...`
    For {
        /// `x`
        target: Expr,
        /// `e`
        iter: Expr,
        /// Body.
        body: Vec<Stmt>,
        /// Else.
        orelse: Vec<Stmt>,
        /// `async for`
        is_async: bool,
    },
    /// `try: ... except ...: ... else: ... finally: ...`
    Try(Box<Try>),
    /// `with a as b, c: ...`
    With {
        /// Items.
        items: Vec<WithItem>,
        /// Body.
        body: Vec<Stmt>,
        /// `async with`
        is_async: bool,
    },
    /// `match e: case ...`
    Match {
        /// `e`
        subject: Expr,
        /// The cases.
        cases: Vec<MatchCase>,
    },
    /// `def f(...): ...`
    FunctionDef(Box<FunctionDef>),
    /// `class C(...): ...`
    ClassDef(Box<ClassDef>),
    /// `type X[T] = e` (PEP 695)
    TypeAlias {
        /// `X`
        name: Ident,
        /// `T`
        type_params: Vec<TypeParam>,
        /// `e`
        value: Expr,
    },
    /// Level 2: `print >>f, a, b,`
    Print {
        /// `f`
        file: Option<Expr>,
        /// What to print.
        values: Vec<Expr>,
        /// No trailing comma.
        newline: bool,
    },
    /// Level 2: `exec code in globals, locals`
    Exec {
        /// Code.
        code: Expr,
        /// Globals.
        globals: Option<Expr>,
        /// Locals.
        locals: Option<Expr>,
    },

    // What only Cython has.
    /// `cdef int x = 1`
    CVar(Box<CVarDecl>),
    /// `cdef int f(...): ...`
    CFunc(Box<CFuncDef>),
    /// `cdef struct`, `union`, `cppclass`
    CStruct(Box<CStructDef>),
    /// `cdef enum`
    CEnum(Box<CEnumDef>),
    /// `ctypedef unsigned int uint`
    CTypedef {
        /// Base type.
        ty: CTypeExpr,
        /// Declarator with the new name.
        declarator: CDeclarator,
        /// Words in front.
        modifiers: crate::CModifiers,
    },
    /// `ctypedef fused`
    Fused(Box<FusedDef>),
    /// `cdef class`
    CClass(Box<CClassDef>),
    /// `cdef extern from`
    CExtern(Box<CExternBlock>),
    /// `cdef: ...`: a block of declarations, each with the block's modifiers.
    CBlock(Vec<Stmt>),
    /// `property p: ...`
    Property(Box<PropertyDef>),
    /// `cimport a.b as c`
    CImport(Vec<Alias>),
    /// `from a cimport b as c`, `from a cimport *`
    FromCImport {
        /// Dots in front.
        level: u32,
        /// `a.b`
        module: Option<Ident>,
        /// Nothing for `*`.
        names: Option<Vec<Alias>>,
    },
    /// `include "x.pxi"`
    Include(Box<str>),
    /// `DEF N = 3`
    Def {
        /// `N`
        name: Ident,
        /// Its value, evaluated at compile time.
        value: Expr,
    },
    /// `IF a: ... ELIF b: ... ELSE: ...`
    CompileIf {
        /// Conditions and bodies; the last one may have no condition.
        branches: Vec<(Option<Expr>, Vec<Stmt>)>,
    },
    /// `for i from ...`
    ForFrom(Box<ForFrom>),
}

/// `a.b as c`; `name` is dotted for imports of modules.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// All of it.
    pub span: Span,
    /// `a.b`
    pub name: Ident,
    /// `c`
    pub as_name: Option<Ident>,
}

/// `try`
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// Guarded statements.
    pub body: Vec<Stmt>,
    /// Handlers.
    pub handlers: Vec<ExceptHandler>,
    /// `else`
    pub orelse: Vec<Stmt>,
    /// `finally`
    pub finalbody: Vec<Stmt>,
    /// `except*`
    pub is_star: bool,
}

/// `except T as name: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptHandler {
    /// All of it.
    pub span: Span,
    /// `T`
    pub ty: Option<Expr>,
    /// `name`
    pub name: Option<Ident>,
    /// Level 2, `except T, target`, and at level 2 `except T as target` where the target is more than a name.
    pub target: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `a as b`
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    /// `a`
    pub context: Expr,
    /// `b`
    pub target: Option<Expr>,
}

/// `case p if g: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchCase {
    /// All of it.
    pub span: Span,
    /// `p`
    pub pattern: Pattern,
    /// `g`
    pub guard: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `def f[T](a, /, b, *args, c, **kw) -> R: ...`
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    /// The name.
    pub name: Ident,
    /// Decorators, top to bottom.
    pub decorators: Vec<Expr>,
    /// `T` (PEP 695)
    pub type_params: Vec<TypeParam>,
    /// Parameters.
    pub params: Parameters,
    /// `-> R`
    pub returns: Option<Expr>,
    /// The body; a docstring is the first expression statement.
    pub body: Vec<Stmt>,
    /// `async def`
    pub is_async: bool,
}

/// `class C[T](B, metaclass=M): ...`
#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    /// The name.
    pub name: Ident,
    /// Decorators, top to bottom.
    pub decorators: Vec<Expr>,
    /// `T` (PEP 695)
    pub type_params: Vec<TypeParam>,
    /// Bases; may be starred.
    pub bases: Vec<Expr>,
    /// `metaclass=M`, `**kw`
    pub keywords: Vec<Keyword>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// The parameters of a `def` function or lambda.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Parameters {
    /// All of them in order: positional-only, then positional-or-keyword, then keyword-only.
    pub list: Vec<Parameter>,
    /// How many are positional-only.
    pub posonly: usize,
    /// How many are keyword-only (the last ones of `list`).
    pub kwonly: usize,
    /// `*args`
    pub vararg: Option<Box<Parameter>>,
    /// `**kwargs`
    pub kwarg: Option<Box<Parameter>>,
}

/// One parameter of a `def` function or lambda.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// All of it without the default.
    pub span: Span,
    /// The name.
    pub name: Ident,
    /// Cython: `int x`, `double[:] x`, `char *x`, `np.ndarray[T] x`; nothing where none is written.
    pub ctype: Option<Box<(CTypeExpr, CDeclarator)>>,
    /// Cython: `not None` (true) or `or None` (false).
    pub not_none: Option<bool>,
    /// `: T` (for `*args: *Ts` starred)
    pub annotation: Option<Expr>,
    /// `= e`
    pub default: Option<Expr>,
}

/// A type parameter (PEP 695, defaults of PEP 696).
#[derive(Clone, Debug, PartialEq)]
pub struct TypeParam {
    /// All of it.
    pub span: Span,
    /// The name.
    pub name: Ident,
    /// `T`, `*Ts`, `**P`
    pub kind: TypeParamKind,
    /// `: bound`
    pub bound: Option<Expr>,
    /// `= default`
    pub default: Option<Expr>,
}

/// Which kind of type parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in CPython's ast module")]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}
