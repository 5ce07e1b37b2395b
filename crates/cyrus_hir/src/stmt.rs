//! Statements, functions, modules.

use std::collections::BTreeMap;

use cyrus_index::{IndexVec, define_index};
use cyrus_source::{FileId, FileSpan, Name};
use cyrus_types::{CFuncId, CVarId, ClassId, Type, Watch, World};

use crate::{Arg, Expr, Place};

define_index!(/// Code of the module: functions, lambdas, generator expressions, class bodies, the module itself.
    pub struct FuncId, "f");
define_index!(/// A variable of one function.
    pub struct LocalId, "v");

/// A module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Dotted name.
    pub name: Name,
    /// Source file as it appears in tracebacks.
    pub file_name: Box<str>,
    /// The main file.
    pub file: FileId,
    /// The module is a package (`__init__`).
    pub is_package: bool,
    /// Everything that is declared.
    pub world: World,
    /// All code.
    pub functions: IndexVec<FuncId, Function>,
    /// The module's statements.
    pub init: FuncId,
    /// Which code a C function of this module has.
    pub cfuncs: BTreeMap<CFuncId, FuncId>,
    /// Extension types that this module defines, in order.
    pub classes: Vec<ClassBody>,
    /// What must be imported from other compiled modules before the module's code runs.
    pub imports: CImports,
    /// Docstring.
    pub doc: Option<Box<[u8]>>,
    /// Settings of module scope.
    pub settings: Settings,
}

/// C-level things that other modules define and this one uses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CImports {
    /// Extension types.
    pub classes: Vec<ClassId>,
    /// Functions.
    pub functions: Vec<CFuncId>,
    /// Variables.
    pub variables: Vec<CVarId>,
}

/// Module-wide settings, resolved from directives and options.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Settings {
    /// C++ output.
    pub cplus: bool,
    /// `binding`
    pub binding: bool,
    /// Language level 2.
    pub level2: bool,
    /// `import` looks into the module's own package first, as Python 2 did.
    pub old_imports: bool,
    /// `emit_code_comments`
    pub code_comments: bool,
    /// Docstrings are kept.
    pub docstrings: bool,
    /// A `.py` file.
    pub plain_python: bool,
    /// `c_string_type`
    pub c_string_type: Name,
    /// `c_string_encoding`, lower case; empty if none.
    pub c_string_encoding: Name,
    /// `freethreading_compatible`
    pub freethreading: bool,
    /// `subinterpreters_compatible`
    pub subinterpreters: Name,
    /// `set_initial_path`
    pub initial_path: Option<Name>,
}

/// Code.
#[derive(Clone, Debug)]
pub struct Function {
    /// Name.
    pub name: Name,
    /// Qualified name, as in tracebacks.
    pub qualname: Name,
    /// What it is.
    pub kind: FunctionKind,
    /// Variables, parameters first.
    pub locals: IndexVec<LocalId, Local>,
    /// The parameters.
    pub params: Params,
    /// Result type; `Object` for Python functions.
    pub ret: Type,
    /// What calling it gives.
    pub flavour: Flavour,
    /// The code.
    pub body: Vec<Stmt>,
    /// Docstring.
    pub doc: Option<Box<[u8]>>,
    /// Outer variables in use, in the order of the closure: the outer function's variable and the local for it here.
    pub captures: Vec<(LocalId, LocalId)>,
    /// Variables with names of its own that no inner function captures, parameters left out, in the order of the source.
    pub varnames: Vec<LocalId>,
    /// The function that encloses it, if it captures or could.
    pub parent: Option<FuncId>,
    /// The class it is a method of (extension types).
    pub class: Option<ClassId>,
    /// `binding`
    pub binding: bool,
    /// `cpp_locals`: variables that are C++ objects begin where they are assigned.
    pub cpp_locals: bool,
    /// Its loops are what the module is for (those of ufuncs): they are built for several processors.
    pub hot: bool,
    /// What else it does.
    pub watch: Watch,
    /// `callspec`: text in front of the name in C.
    pub callspec: Name,
    /// `c_compile_guard`: the condition under which the C compiler sees it.
    pub guard: Name,
    /// Where.
    pub at: FileSpan,
}

/// What a piece of code is.
#[derive(Clone, Debug, PartialEq)]
pub enum FunctionKind {
    /// The module's statements; locals are temporaries only.
    Module,
    /// Callable from Python.
    Def,
    /// A C function.
    C(CFuncId),
    /// A class body; names are stored in the namespace.
    ClassBody,
    /// A special method of an extension type that fills a type slot: the slot's name in C (`nb_add`, `tp_init`,
    /// `bf_getbuffer`, ...). Parameters and result have the C types of the slot except where the slot passes more than
    /// the method takes (lowering knows the slots).
    Slot(&'static str),
}

/// What calling a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum Flavour {
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
    IterableCoroutine,
}

/// A variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// Source name; empty for temporaries.
    pub name: Name,
    /// Type.
    pub ty: Type,
    /// Where it lives.
    pub storage: Storage,
    /// Where it is declared or first bound.
    pub at: FileSpan,
    /// Items of the buffer that it is are assigned.
    pub buffer_written: bool,
}

/// Where a variable lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A parameter that no inner function captures.
    Param,
    /// In the frame.
    Frame,
    /// Made by sema, assigned once before use.
    Temp,
    /// In a cell of its own, because an inner function captures it (also parameters).
    Cell,
    /// In a cell of an outer function: position in the closure.
    Free(usize),
}

/// Parameters of a function.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Params {
    /// All: positional, keyword-only, then `*args`, `**kwargs`.
    pub list: Vec<Param>,
    /// How many are positional (positional-only ones included).
    pub npos: usize,
    /// How many are positional-only.
    pub nposonly: usize,
    /// How many are keyword-only.
    pub nkwonly: usize,
    /// `*args` is there.
    pub vararg: bool,
    /// `**kwargs` is there.
    pub kwarg: bool,
    /// Callers cannot name them, though the signature shows names (`always_allow_keywords=False`).
    pub no_keywords: bool,
    /// Of C functions: how many of `npos` are optional, at the end.
    pub optional: usize,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// The name, as Python callers use it (mangled if private).
    pub name: Name,
    /// Its variable.
    pub local: LocalId,
    /// How the variable's value comes from the argument object ([`crate::ExprKind::Arg`]); nothing for objects that need no
    /// check. For optional C parameters: the default value.
    pub convert: Option<Expr>,
    /// Of optional C parameters: the value if it is not given.
    pub default: Option<Expr>,
    /// Where.
    pub at: FileSpan,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// The source it comes from.
    pub at: FileSpan,
    /// What it does.
    pub kind: StmtKind,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// Evaluates.
    Expr(Expr),
    /// `place = value`: the value first, then the place's parts, then the store. Types agree.
    Assign(Place, Expr),
    /// The place's parts, its value, the expression (which contains `PlaceValue`), the store.
    AugAssign(Place, Expr),
    /// `del place`
    Delete(Place),
    /// Unpacks an iterable into fresh temporaries (all objects); `star` is the one that takes the rest, as a list.
    Unpack {
        /// An object.
        value: Expr,
        /// Where the items go.
        into: Vec<LocalId>,
        /// Position in `into`.
        star: Option<usize>,
    },
    /// `return`; the value has the function's type (none for generators without value and `void`).
    Return(Option<Expr>),
    /// `if`; the test is `Bint`.
    If {
        /// Condition.
        test: Expr,
        /// Then.
        body: Vec<Stmt>,
        /// Else.
        orelse: Vec<Stmt>,
    },
    /// `while`; the test is `Bint`.
    While {
        /// Condition.
        test: Expr,
        /// Body.
        body: Vec<Stmt>,
        /// Runs when the condition became false.
        orelse: Vec<Stmt>,
    },
    /// `for` over any iterable; each item is put into a temporary, and the body begins with its assignment.
    For(Box<For>),
    /// A loop over C integers.
    Range(Box<Range>),
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `raise`; without an exception: re-raise. Both are objects.
    Raise {
        /// The exception.
        exc: Option<Expr>,
        /// `from`
        cause: Option<Expr>,
    },
    /// `assert`; the test is `Bint`.
    Assert {
        /// Condition.
        test: Expr,
        /// Message.
        message: Option<Expr>,
    },
    /// `try`
    Try(Box<Try>),
    /// `with` (one item)
    With(Box<With>),
    /// `import a.b`, the module ends in a place: `import a.b` stores `a`; `import a.b as c` stores `a.b`.
    Import {
        /// Dotted name.
        module: Name,
        /// `as`: take the last module instead of the first.
        last: bool,
        /// Where it goes.
        place: Place,
    },
    /// `from ..a import b as c`: the names and where they go; the stores use the temporaries.
    ImportFrom {
        /// Dots.
        level: u32,
        /// `a`
        module: Name,
        /// The name and where it goes.
        names: Vec<(Name, Place)>,
    },
    /// `from a import *`
    ImportStar {
        /// Dots.
        level: u32,
        /// `a`
        module: Name,
    },
    /// An extension type of this module is made and put into the module: index into `Module::classes`.
    DefineClass(usize),
    /// `match` is spelled with `If` by sema; this is a labelled region that `Leave` ends, for its shared exits.
    Region {
        /// Number within the function.
        label: u32,
        /// The statements.
        body: Vec<Stmt>,
    },
    /// Ends the enclosing region with this label.
    Leave(u32),
    /// `with nogil:`
    Nogil(Vec<Stmt>),
    /// `with gil:`
    WithGil(Vec<Stmt>),
    /// `with parallel():`
    Parallel {
        /// `num_threads`
        num_threads: Option<Expr>,
        /// `use_threads_if`
        only_if: Option<Expr>,
        /// The body; without the GIL.
        body: Vec<Stmt>,
    },
    /// Adds an item to the list that a comprehension makes.
    ListAppend(LocalId, Expr),
    /// Adds an item to the set that a comprehension makes.
    SetAdd(LocalId, Expr),
    /// Adds an item to the dict that a comprehension makes; the key is evaluated first.
    DictSet(LocalId, Expr, Expr),
}

/// `for`
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// What is iterated, an object.
    pub iter: Expr,
    /// Receives each item; its type is the type of the items.
    pub item: LocalId,
    /// Body.
    pub body: Vec<Stmt>,
    /// Runs when the items are used up.
    pub orelse: Vec<Stmt>,
    /// `async for`
    pub is_async: bool,
}

/// A loop over C integers: `start`, `stop`, `step` are evaluated once, in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Receives each value; a temporary that the body's first statement hands on.
    pub index: LocalId,
    /// First value.
    pub start: Expr,
    /// Bound.
    pub stop: Expr,
    /// Never zero where it is constant; a check raises ValueError otherwise.
    pub step: Expr,
    /// How the index stands to the bound while the loop goes on; `None` when the sign of the step is only known at run time.
    pub relation: Option<crate::CompareOp>,
    /// Body.
    pub body: Vec<Stmt>,
    /// Runs when the values are used up.
    pub orelse: Vec<Stmt>,
    /// `prange`
    pub parallel: Option<Prange>,
}

/// What is special about `prange`.
#[derive(Clone, Debug, PartialEq)]
pub struct Prange {
    /// `schedule`
    pub schedule: Option<Name>,
    /// `chunksize`
    pub chunksize: Option<Expr>,
    /// `num_threads`
    pub num_threads: Option<Expr>,
    /// `use_threads_if`
    pub only_if: Option<Expr>,
    /// Reductions: operator (as in OpenMP) and variable.
    pub reductions: Vec<(Name, LocalId)>,
    /// Variables that keep the value of the last iteration; threads begin with the value from before the loop.
    pub lastprivate: Vec<LocalId>,
    /// Stands inside `with parallel()`.
    pub inside: bool,
}

/// `try`
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// Guarded.
    pub body: Vec<Stmt>,
    /// Handlers in order.
    pub handlers: Vec<Handler>,
    /// `else`
    pub orelse: Vec<Stmt>,
    /// `finally`
    pub finalbody: Vec<Stmt>,
    /// `except*`
    pub is_star: bool,
}

/// `except T as x:`
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// What it catches (a class or tuple of classes, an object); everything if missing.
    pub ty: Option<Expr>,
    /// Where the exception goes; deleted (if it exists) when the handler ends.
    pub place: Option<Place>,
    /// The body.
    pub body: Vec<Stmt>,
    /// Where.
    pub at: FileSpan,
}

/// `with`
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    /// The manager, an object.
    pub context: Expr,
    /// Receives what `__enter__` gives; the body begins with its assignment, which is guarded too.
    pub value: Option<LocalId>,
    /// The body.
    pub body: Vec<Stmt>,
    /// `async with`
    pub is_async: bool,
}

/// An extension type that the module defines.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassBody {
    /// Its declaration.
    pub class: ClassId,
    /// Docstring.
    pub doc: Option<Box<[u8]>>,
    /// Slot functions (`FunctionKind::Slot`).
    pub slots: Vec<FuncId>,
    /// Methods that Python sees.
    pub methods: Vec<(FuncId, MethodKind)>,
    /// Properties.
    pub properties: Vec<Property>,
    /// Names for the type's dictionary: stored when the type is made.
    pub attributes: Vec<(Name, Expr)>,
    /// Other statements of the body: each list runs when so many of the attributes have been stored.
    pub code: Vec<(usize, Vec<Stmt>)>,
    /// Positional arguments that are decorators or keywords of the class, kept for special cases.
    pub keywords: Vec<Arg>,
    /// `__cinit__`: a `Def` function with the arguments of the constructor.
    pub cinit: Option<FuncId>,
    /// `__dealloc__`: a C function `void (self)`.
    pub dealloc: Option<FuncId>,
    /// Where.
    pub at: FileSpan,
}

/// How a method binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum MethodKind {
    Instance,
    Static,
    Class,
}

/// A property of an extension type.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Name.
    pub name: Name,
    /// Docstring.
    pub doc: Option<Box<[u8]>>,
    /// `__get__`: a `Def` function of `self`.
    pub get: Option<FuncId>,
    /// `__set__`: of `self` and the value.
    pub set: Option<FuncId>,
    /// `__del__`: of `self`.
    pub del: Option<FuncId>,
}

impl Stmt {
    /// A statement.
    pub fn new(at: FileSpan, kind: StmtKind) -> Self {
        Stmt { at, kind }
    }
}
