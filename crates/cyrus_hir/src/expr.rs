//! Expressions and places.

use cyrus_ops::OpId;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, CVarId, ClassId, Conversion, CppClassId, EnumId, Except, FuncType, Type};
use num_bigint::BigInt;

use crate::{FuncId, LocalId, Stmt};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Its type, after everything was resolved.
    pub ty: Type,
    /// The source it comes from.
    pub at: FileSpan,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is. "Object" means any type for which `Type::is_object` holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A diagnostic was reported.
    Error,

    // Constants. The type says whether the object or the C value is meant.
    /// `None`
    None,
    /// `True`/`False` (as `Bint` or an object)
    Bool(bool),
    /// `...`
    Ellipsis,
    /// `NotImplemented`
    NotImplemented,
    /// An integer (C integer or float type, or an object)
    Int(BigInt),
    /// A float (C float or complex type, or an object)
    Float(f64),
    /// An imaginary number (C complex or an object): the imaginary part
    Imaginary(f64),
    /// A `str` object; WTF-8
    Str(Box<[u8]>),
    /// A `bytes` object, or with type `char*` a C string literal
    Bytes(Box<[u8]>),
    /// C `NULL`
    Null,
    /// A constant tuple: items are constants of this list, objects.
    ConstTuple(Vec<Expr>),

    // Names.
    /// A local variable, whatever its storage; unbound ones raise unless C-typed.
    Local(LocalId),
    /// A name of the module's dictionary, else a builtin: looked up each time.
    Global(Name),
    /// A builtin that the module never rebinds: cached.
    Builtin(Name),
    /// A name in a class body: namespace, then (enclosing function's variable or) global, then builtin.
    ClassName {
        /// The name.
        name: Name,
        /// The enclosing function's variable of that name, if there is one.
        outer: Option<LocalId>,
        /// The variable that holds the namespace, where this is not the body itself but an annotation scope in it (PEP 695).
        space: Option<LocalId>,
    },
    /// A C variable of module scope.
    CVar(CVarId),
    /// A C function as a value (its address, type `Func`).
    CFunc(CFuncId),
    /// The type object of an extension type.
    ClassObject(ClassId),
    /// The Python face of a builtin type.
    BuiltinType(cyrus_types::Builtin),
    /// An item of an enum, as the enum's type.
    EnumItem(EnumId, usize),
    /// C text that stands for a value of this type.
    Text(Box<str>),
    /// `globals()`: the module's dictionary.
    Globals,
    /// Where the current code binds names: the class namespace in a class body, else the module's dictionary.
    Namespace,
    /// `locals()` in a function: a new dict of those of these variables that have a value (each an object).
    Locals(Vec<(Name, Expr)>),
    /// The raw object of parameter `i` (index into `Params::list`), only inside `Param::convert`.
    Arg(usize),
    /// The value that [`crate::StmtKind::AugAssign`]'s place holds now, only inside its value.
    PlaceValue,

    // Operators on objects.
    /// `a + b` on objects; `inplace` for `a += b`.
    Binary {
        /// Operator.
        op: BinaryOp,
        /// `a += b`
        inplace: bool,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `-a`, `+a`, `~a` on an object.
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: Box<Expr>,
    },
    /// `a < b` on objects; the type is `Object`, or `Bint` where only the truth is asked for.
    Compare {
        /// Operator.
        op: CompareOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `a is b` on objects or pointers; `Bint`.
    Is {
        /// `is not`
        negate: bool,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `a in b` on objects; `Bint`.
    In {
        /// `not in`
        negate: bool,
        /// The item.
        item: Box<Expr>,
        /// The container.
        container: Box<Expr>,
    },

    // Operators on C values. Both operands have the type `operand type of the operation`.
    /// Arithmetic.
    CBinary {
        /// Operator; `Div` is true division of floats or C division where `mode` says so.
        op: BinaryOp,
        /// How division and overflow behave.
        mode: ArithMode,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// Arithmetic.
    CUnary {
        /// Operator.
        op: UnaryOp,
        /// `overflowcheck`
        overflow_check: bool,
        /// Operand.
        operand: Box<Expr>,
    },
    /// Comparison of C numbers or pointers, or C++ values; `Bint`.
    CCompare {
        /// Operator.
        op: CompareOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `p + i`, `p - i` (type of the pointer), `p - q` (`ptrdiff_t`)
    PointerArith {
        /// `Add` or `Sub`
        op: BinaryOp,
        /// A pointer.
        left: Box<Expr>,
        /// An integer or pointer.
        right: Box<Expr>,
    },

    // Control inside expressions.
    /// `not a` of a `Bint`.
    Not(Box<Expr>),
    /// `a and b`: all of the type of the node. For `Bint` this is C's `&&`; for others the value that decides.
    And(Vec<Expr>),
    /// `a or b`, likewise.
    Or(Vec<Expr>),
    /// `a if c else b`: `c` is `Bint`, the others have the type of the node.
    Conditional {
        /// `c`
        test: Box<Expr>,
        /// `a`
        body: Box<Expr>,
        /// `b`
        orelse: Box<Expr>,
    },
    /// Statements, then a value: walrus, comprehensions, chained comparisons.
    Block {
        /// Run first.
        stmts: Vec<Stmt>,
        /// The value.
        value: Box<Expr>,
    },

    // Calls.
    /// A Python call.
    Call {
        /// The callee, an object.
        func: Box<Expr>,
        /// Arguments, objects, in order.
        args: Vec<Arg>,
    },
    /// `obj.name(args)`: an attribute that is looked up and called at once.
    MethodCall {
        /// An object.
        object: Box<Expr>,
        /// The method.
        name: Name,
        /// Arguments, objects, in order.
        args: Vec<Arg>,
    },
    /// A call of a C function.
    CCall {
        /// What is called.
        callee: Callee,
        /// Arguments: all required ones; each has the parameter's type.
        args: Vec<Expr>,
        /// The optional ones that were given, or nothing if the function has none: `Some` entries form a prefix.
        optional: Option<Vec<Expr>>,
    },
    /// A function of the runtime, with arguments as it wants them.
    Op {
        /// Which.
        op: OpId,
        /// Its arguments.
        args: Vec<Expr>,
    },
    /// `super()` without arguments.
    Super {
        /// The `__class__` cell.
        class: Box<Expr>,
        /// The first argument of the method.
        object: Box<Expr>,
    },

    // Attributes and items.
    /// `obj.name` by Python's rules.
    Attr {
        /// An object.
        object: Box<Expr>,
        /// The attribute.
        name: Name,
    },
    /// A field of a struct, union or C++ object, given as a value.
    Field {
        /// A struct, or a pointer to one (then `->`).
        object: Box<Expr>,
        /// Name in C.
        name: Name,
    },
    /// An attribute of an extension type.
    ClassField {
        /// An instance.
        object: Box<Expr>,
        /// The class that declares it.
        class: ClassId,
        /// Its position there.
        field: usize,
        /// The instance may be None: check.
        check_none: bool,
    },
    /// `obj[index]`, both objects.
    Item {
        /// The container.
        object: Box<Expr>,
        /// The index.
        index: Box<Expr>,
    },
    /// `obj[index]` with a `Py_ssize_t` index; list, tuple, str, bytes, bytearray have direct paths. The result is an
    /// object, or `UCS4` for `str`, `UCHAR`/`CHAR` for bytes and bytearrays where the type of the node says so.
    ItemInt {
        /// The container.
        object: Box<Expr>,
        /// The index.
        index: Box<Expr>,
        /// `boundscheck` and `wraparound`.
        mode: IndexMode,
    },
    /// `obj[start:stop]` with `Py_ssize_t` bounds.
    SliceInt {
        /// An object.
        object: Box<Expr>,
        /// Lower bound.
        start: Option<Box<Expr>>,
        /// Upper bound.
        stop: Option<Box<Expr>>,
    },
    /// `slice(a, b, c)` as it stands in a subscript; the parts are objects.
    Slice(Box<[Option<Expr>; 3]>),
    /// `p[i]` on a pointer or C array.
    CIndex {
        /// A pointer or array.
        base: Box<Expr>,
        /// A C integer.
        index: Box<Expr>,
    },
    /// `p[a:b]` on a `char*`: bytes, or str after decoding (`type` of the node), or on another pointer or array: a list.
    CSlice {
        /// A pointer or array.
        base: Box<Expr>,
        /// Lower bound.
        start: Option<Box<Expr>>,
        /// Upper bound; missing only for zero-terminated strings and sized arrays.
        stop: Option<Box<Expr>>,
    },
    /// `*p`
    Deref(Box<Expr>),
    /// `&x`
    AddressOf(Box<Place>),
    /// An element of a view or buffer.
    ViewItem {
        /// A view or buffer.
        view: Box<Expr>,
        /// One `Py_ssize_t` an axis.
        indices: Vec<Expr>,
        /// `boundscheck` and `wraparound`.
        mode: IndexMode,
    },
    /// A part of a view, itself a view.
    ViewSlice {
        /// A view.
        view: Box<Expr>,
        /// What happens to each axis, in order.
        axes: Vec<AxisIndex>,
        /// `boundscheck` and `wraparound`, for the single indices.
        mode: IndexMode,
    },
    /// A property of a view: shape and strides of one axis, ...
    ViewAttr {
        /// A view.
        view: Box<Expr>,
        /// Which.
        attr: ViewAttr,
    },

    // Displays and definitions.
    /// `(a, *b)`
    Tuple(Vec<Item>),
    /// `[a, *b]`
    List(Vec<Item>),
    /// `{a, *b}`
    Set(Vec<Item>),
    /// `{k: v, **m}`
    Dict(Vec<(Option<Expr>, Expr)>),
    /// A C tuple, struct, union or array value.
    Aggregate(Vec<(Option<Name>, Expr)>),
    /// Pieces of an f-string; each is a `str` object.
    Join(Vec<Expr>),
    /// A replacement field: a `str`.
    Format {
        /// What is formatted, an object.
        value: Box<Expr>,
        /// `!r`
        conversion: FormatConversion,
        /// A `str`, if given.
        spec: Option<Box<Expr>>,
    },
    /// A function object.
    MakeFunction(Box<MakeFunction>),
    /// A class object.
    MakeClass(Box<MakeClass>),
    /// The generator object of a generator expression; its first iterator is evaluated here.
    MakeGenerator {
        /// Its code; parameter 0 is the iterator.
        func: FuncId,
        /// The iterator of the outermost `for`.
        iter: Box<Expr>,
    },
    /// `yield a`
    Yield(Option<Box<Expr>>),
    /// `yield from a`
    YieldFrom(Box<Expr>),
    /// `await a`
    Await(Box<Expr>),

    // Types.
    /// The value in another type.
    Coerce(Conversion, Box<Expr>),
    /// `<T>a`
    Cast(Box<Expr>),
    /// The value of C arithmetic in an integer type that may be too small: OverflowError then (`overflowcheck`).
    Narrow(Box<Expr>),
    /// `<T?>a`: the object is an instance of the type; None passes only if `none_ok`.
    TypeCheck {
        /// The object.
        value: Box<Expr>,
        /// None passes.
        none_ok: bool,
        /// The name in the message, for arguments.
        arg_name: Option<Name>,
    },
    /// Raises unless the object (or view) is not None.
    NotNone {
        /// The object.
        value: Box<Expr>,
        /// What the message says: an argument's name, or an attribute that is asked for.
        why: NoneReason,
    },
    /// `<T[:n, :m]>p`: an object of `cython.view.array` over C's memory.
    ArrayOver {
        /// A pointer to the first item, or a C array.
        pointer: Box<Expr>,
        /// The type of the items.
        element: Type,
        /// The length of each axis, `Py_ssize_t`.
        shape: Vec<Expr>,
        /// The first axis is the fastest.
        fortran: bool,
    },
    /// `sizeof(T)`
    SizeOf(Type),
    /// `new T(args)`, or a C++ temporary `T(args)` (then the type is the class, not a pointer).
    CppNew {
        /// The class.
        class: CppClassId,
        /// Arguments.
        args: Vec<Expr>,
        /// What the constructor may throw, as it is declared.
        except: Except,
    },
}

/// Why None is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoneReason {
    /// An argument of this name must not be None.
    Argument(Name),
    /// An attribute of this name is asked for.
    Attribute(Name),
    /// It is subscripted, iterated, ...: the words of Python's message behind `'NoneType' object is not`.
    Operation(&'static str),
}

/// A positional or keyword argument of a Python call.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `a`
    Positional(Expr),
    /// `*a`
    Star(Expr),
    /// `k=a`
    Keyword(Name, Expr),
    /// `**a`
    StarStar(Expr),
}

/// An item of a display.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `a`
    One(Expr),
    /// `*a`
    Star(Expr),
}

/// What a C call calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// A C function by name.
    CFunc(CFuncId),
    /// Through a pointer.
    Pointer(Box<Expr>),
    /// A method of an extension type through the vtable; the first argument is the instance.
    Method {
        /// The class whose entry is used.
        class: ClassId,
        /// Its position there.
        method: usize,
    },
    /// C or C++ text with `%0`, `%1`... for the arguments, with the type of such a function.
    Text(Box<str>, Box<FuncType>),
}

impl Callee {
    /// Text with the type of such a function.
    pub fn text(text: impl Into<Box<str>>, ty: FuncType) -> Self {
        Callee::Text(text.into(), Box::new(ty))
    }
}

/// What happens to one axis of a view in a subscript.
#[derive(Clone, Debug, PartialEq)]
pub enum AxisIndex {
    /// A single index: the axis goes.
    Index(Expr),
    /// `a:b:c`: the axis stays.
    Slice([Option<Expr>; 3]),
    /// `None`: a new axis of length 1.
    New,
}

/// A property of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in Python")]
pub enum ViewAttr {
    Shape(usize),
    Stride(usize),
    Suboffset(usize),
    Data,
    Transpose,
    Copy,
    CopyFortran,
    Size,
    Nbytes,
    Base,
    IsCContig,
    IsFContig,
}

/// How an index is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexMode {
    /// Raise IndexError if it is out of range.
    pub boundscheck: bool,
    /// Negative ones count from the end.
    pub wraparound: bool,
}

/// How C arithmetic behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ArithMode {
    /// C's division and remainder, no check for zero (`cdivision`).
    pub cdivision: bool,
    /// Raise OverflowError (`overflowcheck`).
    pub overflow_check: bool,
    /// `cpow`
    pub cpow: bool,
}

/// Binary operators, as in Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    Shl,
    Shr,
    And,
    Or,
    Xor,
}

/// Unary operators, as in Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Conversion of a replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum FormatConversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// A function object in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeFunction {
    /// The code.
    pub func: FuncId,
    /// Defaults of the last positional parameters, evaluated here.
    pub defaults: Vec<Expr>,
    /// Defaults of keyword-only parameters: position among them.
    pub kwdefaults: Vec<(usize, Expr)>,
    /// Annotations: parameter names (or `return`) and objects.
    pub annotations: Vec<(Name, Expr)>,
    /// PEP 695 type parameters, a tuple.
    pub type_params: Option<Expr>,
}

/// A class object in the making.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeClass {
    /// `__name__`
    pub name: Name,
    /// `__qualname__`
    pub qualname: Name,
    /// Bases (positional, starred) and keywords.
    pub args: Vec<Arg>,
    /// The body: a function of kind `ClassBody`.
    pub body: FuncId,
    /// The line of the statement, or of its first decorator; from 1.
    pub line: u32,
}

/// The name of the variable through which annotation scopes in a class body find the names of the class.
pub const CLASS_NAMES: &str = ".class_names";

/// Where something is stored, with its sub-expressions, which are evaluated once and left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The type of what is stored there.
    pub ty: Type,
    /// The source it comes from.
    pub at: FileSpan,
    /// What it is.
    pub kind: PlaceKind,
}

/// What a place is. Names mean what they mean in [`ExprKind`].
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the same shapes as in ExprKind")]
pub enum PlaceKind {
    Error,
    Local(LocalId),
    Global(Name),
    ClassName(Name),
    CVar(CVarId),
    Attr {
        object: Box<Expr>,
        name: Name,
    },
    Field {
        object: Box<Expr>,
        name: Name,
    },
    ClassField {
        object: Box<Expr>,
        class: ClassId,
        field: usize,
        check_none: bool,
    },
    Item {
        object: Box<Expr>,
        index: Box<Expr>,
    },
    ItemInt {
        object: Box<Expr>,
        index: Box<Expr>,
        mode: IndexMode,
    },
    SliceInt {
        object: Box<Expr>,
        start: Option<Box<Expr>>,
        stop: Option<Box<Expr>>,
    },
    CIndex {
        base: Box<Expr>,
        index: Box<Expr>,
    },
    Deref(Box<Expr>),
    ViewItem {
        view: Box<Expr>,
        indices: Vec<Expr>,
        mode: IndexMode,
    },
    /// All elements of a part of a view: assigned from another view of the same rank (or one that broadcasts) or from
    /// one element.
    ViewSlice {
        view: Box<Expr>,
        axes: Vec<AxisIndex>,
        mode: IndexMode,
    },
    /// C++ text with `%0`... for the sub-expressions (`%0[%1]`).
    Text {
        text: Box<str>,
        args: Vec<Expr>,
        /// What it may throw, as it is declared.
        except: Except,
    },
}

impl Expr {
    /// An expression.
    pub fn new(ty: Type, at: FileSpan, kind: ExprKind) -> Self {
        Expr { ty, at, kind }
    }
    /// A node for something that was reported.
    pub fn error(at: FileSpan) -> Self {
        Expr { ty: Type::Error, at, kind: ExprKind::Error }
    }
    /// Whether it is an error, or has an error's type.
    pub fn is_error(&self) -> bool {
        self.ty.is_error()
    }
}
