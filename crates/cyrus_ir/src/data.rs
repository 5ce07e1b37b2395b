//! IR data: a module, its constants and tables, its functions and their locals.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_index::{IndexVec, define_index};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, ClassId, Type, Watch, World};

use crate::{Region, Signal};

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
    /// The module does without the GIL where Python does (`freethreading_compatible`).
    pub freethreading: bool,
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
            freethreading: false,
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
    /// Their names, in the order of the cells (`co_freevars`).
    pub free: Vec<ConstId>,
    /// The names of its own variables, parameters left out, with spaces between them (the rest of `co_varnames`).
    pub varnames: String,
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
    /// All locals; copies of a function share them until one of them gets another.
    pub locals: Arc<IndexVec<LocalId, Local>>,
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
    /// The condition under which the C compiler sees the function; empty if always.
    pub guard: Name,
    /// Next free label.
    pub labels: u32,
    /// Where it is defined.
    pub at: FileSpan,
    /// Whether the passes found loops worth a vectorised build.
    pub hot: bool,
    /// Whether there are loops over numbers in memory that nothing vectorises.
    pub tight: bool,
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

impl Function {
    /// The language type of a local, if it has one.
    pub fn type_of(&self, local: LocalId) -> Option<&Type> {
        self.locals[local].ty.ty()
    }
    /// Adds a local.
    pub fn add_local(&mut self, local: Local) -> LocalId {
        Arc::make_mut(&mut self.locals).push(local)
    }
    /// A local, to change what is known of it.
    pub fn local_mut(&mut self, local: LocalId) -> &mut Local {
        &mut Arc::make_mut(&mut self.locals)[local]
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
