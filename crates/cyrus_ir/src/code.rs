//! IR data: what a function's body is made of. Regions hold statements, statements values, values expressions.

use cyrus_ops::OpId;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, CVarId, ClassId, CppExcept, Type};

use crate::{ConstId, DescId, FuncId, Label, LocalId, Singleton, StateId};

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
        index: Box<Expr>,
        /// The length.
        len: Box<Expr>,
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
    /// Variables whose last value survives. Threads begin with the value from before the loop, which is also what is left
    /// where there are no iterations.
    pub lastprivate: Vec<LocalId>,
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
    Lvalue(Box<Expr>, Type),
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
    Pointer(Box<Expr>),
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
