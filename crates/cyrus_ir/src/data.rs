//! IR data.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_index::{IndexVec, define_index};
use cyrus_ops::OpId;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, CVarId, ClassId, CppExcept, Type, Watch, World};

define_index!(/// A function of the module's code.
    pub struct FuncId, "f");
define_index!(/// A local variable, parameter or temporary of one function.
    pub struct LocalId, "%");
define_index!(/// The target of `break` and `continue` within one function.
    pub struct Label, "L");
define_index!(/// A constant of the module.
    pub struct ConstId, "k");
define_index!(/// A descriptor of a Python-callable function.
    pub struct DescId, "d");
define_index!(/// An object slot of the module state (a cached builtin, an imported type, ...).
    pub struct StateId, "st");
define_index!(/// An extension type that this module defines.
    pub struct TypeDefId, "t");

/// A module, ready for passes and code generation.
#[derive(Clone, Debug)]
pub struct Module {
    /// Dotted name.
    pub name: Name,
    /// Source file as it appears in tracebacks and comments.
    pub file_name: Box<str>,
    /// Everything that types refer to.
    pub world: Arc<World>,
    /// All code.
    pub functions: IndexVec<FuncId, Function>,
    /// Runs when the module is executed; `int f(void)` in C, with the module's dictionary in the state.
    pub exec: FuncId,
    /// Constant objects, made once when the module starts, without duplicates.
    pub consts: IndexVec<ConstId, ConstObject>,
    /// Python-callable functions.
    pub descs: IndexVec<DescId, FuncDesc>,
    /// Object slots of the module state.
    pub states: IndexVec<StateId, StateSlot>,
    /// Extension types in order of definition (bases first).
    pub types: IndexVec<TypeDefId, TypeDef>,
    /// C functions that this module defines: which code they have.
    pub cfuncs: BTreeMap<CFuncId, FuncId>,
    /// Module-level docstring, if any.
    pub doc: Option<ConstId>,
    /// C++ instead of C.
    pub cplus: bool,
    /// How the output is to be made.
    pub options: ModuleOptions,
}

/// Directives and options that shape the C text as a whole.
#[derive(Clone, Debug)]
pub struct ModuleOptions {
    /// Copy source lines into comments.
    pub code_comments: bool,
    /// Write `#line` directives.
    pub line_directives: bool,
    /// Keep docstrings.
    pub docstrings: bool,
    /// The module is a `.py` file: what goes wrong with a call is said in the interpreter's own words.
    pub plain_python: bool,
    /// Vectorise hot loops: pragmas and target clones.
    pub vectorize: bool,
    /// The name of a function to make that starts an interpreter and runs the module: `main`.
    pub embed: Option<Box<str>>,
    /// Modules that are linked into the same program.
    pub embed_modules: Vec<Box<str>>,
    /// The module's own headers include what the module includes.
    pub reexport_headers: bool,
    /// How much is given back when the interpreter leaves: 0 nothing, 1 constants, 2 C variables too, 3 types too.
    pub cleanup: u8,
    /// Declarations of the public C symbols are made, too.
    pub generate_pxi: bool,
    /// Names and places are collected for debuggers.
    pub debug_info: bool,
    /// What C++ strings become as objects, where that is not bytes: `str`, `unicode`, `bytearray`.
    pub c_string_type: Option<Box<str>>,
    /// The encoding between C++ strings and `str`, where there is one.
    pub c_string_encoding: Option<Box<str>>,
}

impl Default for ModuleOptions {
    fn default() -> Self {
        Self {
            code_comments: true,
            line_directives: false,
            docstrings: true,
            plain_python: false,
            vectorize: true,
            embed: None,
            embed_modules: vec![],
            reexport_headers: false,
            cleanup: 0,
            generate_pxi: false,
            debug_info: false,
            c_string_type: None,
            c_string_encoding: None,
        }
    }
}

/// A constant object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConstObject {
    /// `str`, interned if it looks like a name; WTF-8.
    Str(Box<[u8]>),
    /// `bytes`
    Bytes(Box<[u8]>),
    /// `int`: decimal text with a sign.
    Int(Box<str>),
    /// `float`: bits of the double.
    Float(u64),
    /// `complex`: bits of both parts.
    Complex(u64, u64),
    /// A tuple of constants.
    Tuple(Vec<ConstId>),
    /// A frozen set of constants.
    FrozenSet(Vec<ConstId>),
    /// A slice of constants.
    Slice([ConstId; 3]),
    /// `None`, `True`, `False`, `...`, inside a tuple.
    Singleton(Singleton),
}

/// Objects that C code reaches by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in Python")]
pub enum Singleton {
    None,
    True,
    False,
    Ellipsis,
    NotImplemented,
}

/// An object slot of the module state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateSlot {
    /// Part of the C name; unique in the module.
    pub name: Name,
    /// What fills it and when.
    pub kind: StateKind,
}

/// What an object slot holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateKind {
    /// A builtin, looked up once when the module starts; `NameError` then if it does not exist.
    Builtin(Name),
    /// Filled by code (a `Set` to `Place::State`): imported types, cached objects.
    Code,
}

/// What Python knows of a callable function.
#[derive(Clone, Debug, PartialEq)]
pub struct FuncDesc {
    /// `__name__`
    pub name: ConstId,
    /// `__qualname__`
    pub qualname: ConstId,
    /// Docstring.
    pub doc: Option<ConstId>,
    /// Names of all parameters: positional, keyword-only, `*args`, `**kwargs` (in this order, as `co_varnames`).
    pub params: Vec<ConstId>,
    /// How many are positional (positional-only ones included).
    pub npos: u32,
    /// How many are positional-only.
    pub nposonly: u32,
    /// How many are keyword-only.
    pub nkwonly: u32,
    /// `*args`
    pub vararg: bool,
    /// `**kwargs`
    pub kwarg: bool,
    /// Callers cannot name an argument, though the signature shows names.
    pub no_keywords: bool,
    /// Generator, coroutine, async generator: `co_flags`.
    pub flavour: Flavour,
    /// The function has free variables: its object carries a tuple of cells.
    pub closure: bool,
    /// How Python calls it.
    pub binding: Binding,
    /// The code.
    pub func: FuncId,
    /// First line.
    pub at: FileSpan,
}

/// What calling a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum Flavour {
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
    /// `async def` with `iterable_coroutine`, or `types.coroutine`.
    IterableCoroutine,
}

/// Which object stands for a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// `cython_function_or_method`: behaves as a Python function.
    Function,
    /// A builtin function (`binding=False`), a method of an extension type's method table.
    Builtin,
}

/// A piece of code.
#[derive(Clone, Debug)]
pub struct Function {
    /// The name in the source, for comments and tracebacks: the qualified name.
    pub name: Name,
    /// The name in C; unique in the module.
    pub cname: Name,
    /// How it is called from C.
    pub abi: Abi,
    /// Parameters in C order (of `Abi::C`), or the bound arguments in order of the descriptor (`Abi::Python`).
    pub params: Vec<LocalId>,
    /// Result; `Void` for `Abi::Python` bodies is never used: they return objects.
    pub ret: Type,
    /// How failing looks to callers.
    pub signal: Signal,
    /// All locals.
    pub locals: IndexVec<LocalId, Local>,
    /// The code. Falling off the end of a function whose result is not void is not possible: lowering ends it.
    pub body: Region,
    /// Variables that are C++ objects begin where they are assigned.
    pub cpp_locals: bool,
    /// What else it does.
    pub watch: Watch,
    /// Called without the GIL (its own errors must take it).
    pub nogil: bool,
    /// Takes the GIL on entry and gives it back.
    pub with_gil: bool,
    /// `inline`
    pub inline: bool,
    /// Visible outside the C file.
    pub public: bool,
    /// A failing exit adds no traceback entry (wrappers).
    pub no_traceback: bool,
    /// Calling convention text, if any.
    pub callspec: Name,
    /// Next free label.
    pub labels: u32,
    /// Where it is defined.
    pub at: FileSpan,
    /// Whether the passes found loops worth a vectorised build.
    pub hot: bool,
    /// The result, an object by its type, is a word: see [`LocalType::Word`].
    pub words: bool,
}

/// How C calls a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Abi {
    /// `ret f(params)`.
    C,
    /// The vectorcall entry of a Python-callable function; `self_` holds the function object (borrowed), the arguments
    /// arrive bound: positional and keyword-only ones borrowed, `*args` and `**kwargs` new objects (slots).
    Python {
        /// Its descriptor.
        desc: DescId,
        /// The local that holds the function object.
        self_: LocalId,
    },
    /// The body of a generator: `PyObject *f(frame, PyObject *sent, ...)`; all locals live in the frame. Falling out or
    /// `Return(value)` ends it.
    Resume {
        /// The local that holds the generator object (borrowed).
        self_: LocalId,
        /// The value that was sent (borrowed; NULL if an exception was thrown in), valid after each `Yield`.
        sent: LocalId,
    },
}

/// A local.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// The source name for variables; empty for temps.
    pub name: Name,
    /// Type.
    pub ty: LocalType,
    /// What it is for.
    pub role: Role,
}

/// The type of a local: a type of the language, or one of the runtime's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LocalType {
    /// A type of the language.
    Type(Type),
    /// An object, or a small int that is none yet (`cy_word`). Managed. Only operations on words may read what is no object;
    /// `cy_w_box` makes it one.
    Word,
    /// Any C type by its spelling (iterator positions and other runtime structs); plain, not managed.
    C(&'static str),
    /// A raised exception that was caught: the previously handled exception is kept in it and comes back when it is
    /// dropped. Managed.
    Caught,
    /// An exception in flight that was put aside (`cy_fetch`). Managed.
    Pending,
    /// The thread state while the GIL is released; dropping takes the GIL back. Managed.
    NoGil,
    /// The state of `PyGILState_Ensure`; dropping releases it. Managed.
    WithGil,
}

impl LocalType {
    /// The language type, if it is one.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            LocalType::Type(t) => Some(t),
            _ => None,
        }
    }
}

/// What a local is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A parameter: borrowed unless the function assigns it (`own` then makes it a slot).
    Param,
    /// A variable of the source: a slot, NULL (or zero) before its first assignment.
    User,
    /// Assigned once on every path that uses it; if it is managed, `own` drops it after the last statement that mentions
    /// it, in the innermost region that holds all its mentions. Temps of the types [`LocalType::Caught`],
    /// [`LocalType::NoGil`] and [`LocalType::WithGil`] live until the end of the region that assigns them.
    Temp,
    /// Like a temp in that the source does not name it, but assigned more than once: a slot.
    Slot,
}

/// Statements in order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Region(pub Vec<Stmt>);

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// The source it comes from.
    pub at: FileSpan,
    /// After `own`: temps to drop, in this order, if it fails. Parallel regions and loops have one too: an error inside
    /// first drops what was made inside, then, outside, these (a `Return` inside as well). In `Resume` functions a `Try`
    /// has one too: what lives outside of it while it runs, which a `Yield` inside has to keep.
    pub cleanup: Vec<LocalId>,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `place = value`. A managed slot gives up what it held, after the new value is in place.
    Set(Place, Value),
    /// Evaluates and forgets; a new reference that comes out is dropped.
    Eval(Value),
    /// Fails unless `ok` holds: calls `fail` (which sets an exception) and leaves as an error.
    Check {
        /// What must hold.
        ok: Expr,
        /// Sets the exception; returns nothing that matters.
        fail: OpId,
        /// Its arguments.
        args: Vec<Expr>,
        /// What is checked, for passes.
        kind: CheckKind,
    },
    /// Branches.
    If {
        /// A C truth value.
        test: Expr,
        /// If true.
        then: Region,
        /// If not.
        orelse: Region,
    },
    /// Chooses by an integer.
    Switch {
        /// A C integer.
        on: Expr,
        /// Values and what to do.
        cases: Vec<(Vec<i128>, Region)>,
        /// Anything else.
        default: Region,
    },
    /// A region that `Break(label)` leaves.
    Block {
        /// Its name.
        label: Label,
        /// The statements.
        body: Region,
    },
    /// `for (;;)`: `Break(label)` leaves, `Continue(label)` starts over.
    Loop {
        /// Its name.
        label: Label,
        /// The body.
        body: Region,
    },
    /// `while (test)` where the test is pure.
    While {
        /// Its name.
        label: Label,
        /// The test.
        test: Expr,
        /// The body.
        body: Region,
    },
    /// A counted loop.
    For(Box<CountedFor>),
    /// Leaves a block or loop.
    Break(Label),
    /// Next turn of a loop.
    Continue(Label),
    /// Leaves the function; managed results are new references. After `own` the value is given away: an `IncRef` stands
    /// before, or it is a temp that is not dropped; and evaluating it needs nothing that was dropped before.
    Return(Option<Expr>),
    /// An exception is set: leave as an error. `traceback` adds an entry for this line (a re-raise has none).
    Fail {
        /// Add a traceback entry.
        traceback: bool,
    },
    /// Runs `handler` if anything in `body` fails. The handler starts with the exception set.
    Try {
        /// Guarded.
        body: Region,
        /// Runs with the exception set; usually begins with `cy_catch`.
        handler: Region,
    },
    /// A region without the GIL. Errors inside are raised with the GIL taken for it. `own` adds the temp that keeps the
    /// thread state and takes the GIL back when it is dropped.
    Nogil(Region),
    /// A region that takes the GIL. `own` adds the temp that gives it back when it is dropped.
    WithGil(Region),
    /// A parallel region (OpenMP).
    Parallel(Box<Parallel>),
    /// Hands a value to the consumer of a generator and waits; afterwards `sent` is set, or an exception is (and the
    /// statement fails). After `own` the value is given away, as that of `Return`.
    Yield(Expr),
    /// After `own`: a new reference to the managed value of this expression (a local, a constant, or another place that
    /// nothing can change between this statement and the next). It is not NULL unless [`Function::null_possible`].
    IncRef(Expr),
    /// After `own`: the local gives up what it holds; it is not NULL unless [`Function::maybe_null`] says so.
    Drop(LocalId),
    /// Text as it is, for verbatim needs of code generation tests; never made by lowering.
    Comment(Box<str>),
}

/// What a check is about.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckKind {
    /// A variable has a value.
    Bound(LocalId),
    /// Something is not None.
    NotNone,
    /// An index lies in its range: index, and length as the expression of the range.
    Index {
        /// The index as it is used (after wrap-around).
        index: Expr,
        /// The length.
        len: Expr,
    },
    /// A divisor is not zero.
    NonZero,
    /// A result fits.
    Overflow,
    /// A view or C++ object is initialised.
    Initialized(LocalId),
    /// Anything else.
    Other,
}

/// `for (index = from; index RELATION to; index += step)`. The index is not assigned in the body and the bounds are
/// pure and loop-invariant (temps or constants).
#[derive(Clone, Debug, PartialEq)]
pub struct CountedFor {
    /// Its name.
    pub label: Label,
    /// The index: a plain C integer.
    pub index: LocalId,
    /// First value.
    pub from: Expr,
    /// Bound.
    pub to: Expr,
    /// Never zero.
    pub step: Expr,
    /// How the index stands to the bound while the loop goes on.
    pub relation: BinOp,
    /// The body.
    pub body: Region,
    /// Knowledge for the C compiler.
    pub hints: Hints,
    /// Iterations are shared among the threads of the enclosing parallel region, or of one of its own.
    pub parallel: Option<Box<Worksharing>>,
}

/// Knowledge for the C compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Hints {
    /// No iteration depends on another through memory.
    pub independent: bool,
    /// The pass found nothing in the body that stops a vectoriser.
    pub vectorizable: bool,
}

/// How iterations are shared (OpenMP `for`).
#[derive(Clone, Debug, PartialEq)]
pub struct Worksharing {
    /// `static`, `dynamic`, `guided`, `runtime`
    pub schedule: Option<Name>,
    /// Chunk size.
    pub chunk: Option<Expr>,
    /// Reductions: operator as OpenMP spells it, and the variable.
    pub reductions: Vec<(Name, LocalId)>,
    /// Variables whose last value survives.
    pub lastprivate: Vec<LocalId>,
    /// Those of them that begin with the value from before the loop.
    pub firstprivate: Vec<LocalId>,
}

/// A parallel region (OpenMP `parallel`).
#[derive(Clone, Debug, PartialEq)]
pub struct Parallel {
    /// Number of threads.
    pub num_threads: Option<Expr>,
    /// Condition.
    pub only_if: Option<Expr>,
    /// Variables private to a thread.
    pub private: Vec<LocalId>,
    /// The code; holds no GIL.
    pub body: Region,
}

/// Where a value is stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A local.
    Local(LocalId),
    /// A C variable of the module, or an extern one.
    CVar(CVarId),
    /// An object slot of the module state.
    State(StateId),
    /// An lvalue: field, element, what a pointer points to. The type says whether the slot is managed.
    Lvalue(Expr, Type),
}

/// What is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Something pure.
    Expr(Expr),
    /// An operation of the runtime.
    Op {
        /// Which.
        op: OpId,
        /// Its arguments.
        args: Vec<Arg>,
        /// After `own`: which object arguments it takes over.
        own: u32,
    },
    /// A C function.
    Call {
        /// Which.
        target: CallTarget,
        /// Its arguments.
        args: Vec<Expr>,
        /// How it fails.
        signal: Signal,
        /// The type of what it returns. Managed results are new references.
        ret: Type,
    },
}

/// An argument of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A value.
    Expr(Expr),
    /// The address of a local that the operation writes (`Out`) or changes (`InOut`).
    Address(LocalId),
    /// A C type, for operations that are macros over a type.
    CType(Type),
    /// An array of objects that stands only for this call; the slot before the first is free for the callee
    /// (`PY_VECTORCALL_ARGUMENTS_OFFSET`).
    Objects(Vec<Expr>),
    /// An array of object places that the operation fills with new references (`out object*`); they are then in these
    /// locals.
    Outs(Vec<LocalId>),
}

/// What C function is called.
#[derive(Clone, Debug, PartialEq)]
pub enum CallTarget {
    /// Code of this module.
    Func(FuncId),
    /// A Python function, the first argument, that is probably of this module: if it is one with this descriptor, this code
    /// (`Abi::C`) is called with the other arguments, as many as the descriptor has parameters, all objects; if it is
    /// anything else, it is called as any object is.
    Direct(DescId, FuncId),
    /// A declared C function: extern or imported.
    CFunc(CFuncId),
    /// Through a pointer.
    Pointer(Expr),
    /// A method through the vtable of the first argument: class that declares it, and its position there.
    Method(ClassId, usize),
    /// A C or C++ name that stands for itself (constructors, templates, methods: `%0.push_back(%1)`). Arguments are
    /// put in for `%0`, `%1`, ...; a name without them is called as a function.
    Text(Box<str>),
}

/// How a call says that it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// It cannot.
    Never,
    /// NULL.
    Null,
    /// Negative.
    Negative,
    /// Zero.
    Zero,
    /// Equals this C expression.
    Value(Box<str>),
    /// Equals this C expression, and `PyErr_Occurred()`.
    Maybe(Box<str>),
    /// `PyErr_Occurred()`.
    Occurred,
    /// A C++ exception.
    Cpp(CppExcept),
}

/// A pure expression: evaluating it twice or not at all makes no difference, and it cannot fail.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A local.
    Local(LocalId),
    /// A C variable.
    CVar(CVarId),
    /// An object slot of the module state (borrowed).
    State(StateId),
    /// A constant object (borrowed).
    Const(ConstId),
    /// `None` and its like (borrowed).
    Singleton(Singleton),
    /// A C integer of this type.
    Int(i128, Type),
    /// A C float of this type.
    Float(f64, Type),
    /// `NULL` of this pointer type.
    Null(Type),
    /// A C string literal (`char*`), without the terminating zero.
    CStr(Box<[u8]>),
    /// A C name or text that stands for a value of this type: macros, enum items, extern constants.
    Text(Box<str>, Type),
    /// The address of code of this module, cast to this C type.
    FuncAddr(FuncId, Type),
    /// The address of a declared C function.
    CFuncAddr(CFuncId),
    /// The type object of an extension type (borrowed).
    ClassObject(ClassId),
    /// A local of a resume function, reached from outside through the generator object: the generator, the function, the
    /// local. Makers store arguments with it.
    FrameLocal(Box<Expr>, FuncId, LocalId),
    /// The module's dictionary (borrowed).
    ModuleDict,
    /// A descriptor, for the operation that makes a function object.
    Desc(DescId),
    /// The descriptor of a generator whose code this `Resume` function is, for the operation that makes one
    /// (`const cy_gen_def *`): code, frame, and names, which are those of the function.
    Frame(FuncId),
    /// The element descriptor of a view's dtype.
    Dtype(Type),
    /// Operator.
    Unary(UnOp, Box<Expr>),
    /// Operator; both sides already have the type of the operation.
    Binary(BinOp, Box<Expr>, Box<Expr>),
    /// `c ? a : b`
    Select(Box<Expr>, Box<Expr>, Box<Expr>),
    /// A C cast.
    Cast(Type, Box<Expr>),
    /// `a.f`, where `a` is a struct.
    Field(Box<Expr>, Name),
    /// `a->f`. For objects of extension types the second part says which class's struct `a` is cast to.
    Arrow(Box<Expr>, Name, Option<ClassId>),
    /// `a[i]`
    Index(Box<Expr>, Box<Expr>),
    /// `*a`
    Deref(Box<Expr>),
    /// `&a`
    AddressOf(Box<Expr>),
    /// `sizeof(T)`
    SizeOf(Type),
    /// A pure operation of the runtime.
    Pure(OpId, Vec<Expr>),
    /// A struct, union, ctuple or array value of this type from its items in order (C99 compound literal).
    Aggregate(Type, Vec<(Option<Name>, Expr)>),
    /// The element of a view: the view, one index an axis (in range). An lvalue.
    ViewItem(Box<Expr>, Vec<Expr>),
    /// The length of an axis of a view.
    ViewShape(Box<Expr>, usize),
    /// The stride of an axis of a view, in bytes.
    ViewStride(Box<Expr>, usize),
    /// Whether a view has an owner (is not None and is initialised).
    ViewBound(Box<Expr>),
}

/// Unary operators of C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum UnOp {
    Neg,
    Not,
    BitNot,
}

/// Binary operators of C, with C's meaning on the type of their operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    /// `&&`
    LogAnd,
    /// `||`
    LogOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// A property: name, getter, setter (which also deletes), docstring.
pub type Property = (ConstId, Option<FuncId>, Option<FuncId>, Option<ConstId>);

/// An extension type that this module defines.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its declaration.
    pub class: ClassId,
    /// Docstring.
    pub doc: Option<ConstId>,
    /// Functions in type slots, by the slot's name in C (`tp_init`, `nb_add`, `sq_item`, `bf_getbuffer`, ...). Their C
    /// signature is the slot's.
    pub slots: Vec<(&'static str, FuncId)>,
    /// Special methods that only slots call and that have a docstring: name, docstring.
    pub slot_docs: Vec<(Name, ConstId)>,
    /// `__getattr__` where only the slot calls it: CPython shows no method for that slot. `PyObject *f(self, name)`.
    pub getattr: Option<FuncId>,
    /// Methods that Python sees; their descriptors have `Binding::Builtin`, or `Binding::Function` and are put into the
    /// type's dictionary.
    pub methods: Vec<TypeMethod>,
    /// Properties.
    pub properties: Vec<Property>,
    /// The vtable's own entries in order, and those of bases that this class replaces (class and position there).
    pub vtable: Vec<(ClassId, usize, FuncId)>,
    /// `__cinit__`, called after the fields are set to None and zero: `int f(self, args, kwds)`.
    pub cinit: Option<FuncId>,
    /// `__dealloc__`: `void f(self)`.
    pub dealloc: Option<FuncId>,
    /// Where.
    pub at: FileSpan,
}

/// A method in the method table of an extension type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeMethod {
    /// The function.
    pub desc: DescId,
    /// Plain, static or class method.
    pub kind: MethodKind,
}

/// How a method binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum MethodKind {
    Instance,
    Static,
    Class,
}

impl Region {
    /// An empty region.
    pub const fn new() -> Self {
        Region(Vec::new())
    }
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Stmt {
    /// A statement before `own`.
    pub const fn new(kind: StmtKind, at: FileSpan) -> Self {
        Stmt { kind, at, cleanup: Vec::new() }
    }
}

impl Function {
    /// The language type of a local, if it has one.
    pub fn type_of(&self, local: LocalId) -> Option<&Type> {
        self.locals[local].ty.ty()
    }
    /// A fresh label.
    pub fn new_label(&mut self) -> Label {
        let label = Label::from_u32(self.labels);
        self.labels += 1;
        label
    }
}

impl Module {
    /// Whether a local's value is reference-counted or otherwise has to be given back.
    pub fn is_managed(&self, ty: &LocalType) -> bool {
        match ty {
            LocalType::Type(t) => is_managed(&self.world, t),
            LocalType::C(_) => false,
            LocalType::Word
            | LocalType::Caught
            | LocalType::Pending
            | LocalType::NoGil
            | LocalType::WithGil => true,
        }
    }
}

/// Whether values of this type are reference-counted: objects, views, and what contains them.
pub fn is_managed(world: &World, ty: &Type) -> bool {
    match world.resolve(ty) {
        Type::View(_) => true,
        Type::CTuple(items) => items.iter().any(|t| is_managed(world, t)),
        t => t.is_object(),
    }
}
