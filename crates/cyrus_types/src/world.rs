//! Everything that is declared: the tables that ids in types point into.
//!
//! One `World` belongs to one module's compilation; it holds what the module declares and what it reaches through
//! `cimport`. Ids are handed out in order of declaration, so they are the same in every run.

use std::sync::Arc;

use cyrus_index::{IndexVec, define_index};
use cyrus_source::{FileSpan, Name};

use crate::ty::{Builtin, FuncType, Type};

define_index!(/// A struct or union.
    pub struct StructId, "struct");
define_index!(/// An enum.
    pub struct EnumId, "enum");
define_index!(/// A typedef.
    pub struct TypedefId, "typedef");
define_index!(/// An extension type.
    pub struct ClassId, "class");
define_index!(/// A C++ class.
    pub struct CppClassId, "cpp");
define_index!(/// A fused type.
    pub struct FusedId, "fused");
define_index!(/// A C function: extern, of this module, or cimported.
    pub struct CFuncId, "cfunc");
define_index!(/// A C variable of module scope: extern, of this module, or cimported.
    pub struct CVarId, "cvar");
define_index!(/// A module that is reached through `cimport` (or this one: id 0).
    pub struct ModuleId, "module");

/// All declarations that one compilation can see.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Modules; id 0 is the one that is being compiled.
    pub modules: IndexVec<ModuleId, ModuleDecl>,
    /// Structs and unions.
    pub structs: IndexVec<StructId, StructDecl>,
    /// Enums.
    pub enums: IndexVec<EnumId, EnumDecl>,
    /// Typedefs.
    pub typedefs: IndexVec<TypedefId, TypedefDecl>,
    /// Extension types.
    pub classes: IndexVec<ClassId, ClassDecl>,
    /// C++ classes.
    pub cpp_classes: IndexVec<CppClassId, CppClassDecl>,
    /// Fused types.
    pub fused: IndexVec<FusedId, FusedDecl>,
    /// C functions.
    pub cfuncs: IndexVec<CFuncId, CFuncDecl>,
    /// C variables.
    pub cvars: IndexVec<CVarId, CVarDecl>,
    /// Headers and verbatim C, in the order in which the output needs them.
    pub includes: Vec<Include>,
    /// What is said to be extern without a header: C has to be told what it is.
    pub headless: Vec<Headless>,
    /// Structs, unions, enums and typedefs of this module that are `public`: its header declares them.
    pub public_types: Vec<Type>,
    /// What a C string becomes as an object (directive `c_string_type`); nothing is `bytes`.
    pub c_string: Option<Builtin>,
}

/// A module.
#[derive(Clone, Debug)]
pub struct ModuleDecl {
    /// Dotted name.
    pub name: Name,
}

/// How a declared thing exists in C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Linkage {
    /// C headers define it; we only use its name.
    Extern,
    /// This module defines it.
    Own,
    /// Another module that Cyrus or Cython compiled defines it; its layout is repeated here, functions and types
    /// are imported when the module starts.
    Imported(ModuleId),
}

/// Something extern that no header declares.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Headless {
    /// A function.
    Func(CFuncId),
    /// A variable.
    Var(CVarId),
}

/// A C include or piece of verbatim C.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Include {
    /// `#include "x.h"` or, with angle brackets in the text, `#include <x.h>`.
    Header(Box<str>),
    /// Text as it is.
    Verbatim(Box<str>),
}

/// A struct or union.
#[derive(Clone, Debug)]
pub struct StructDecl {
    /// Name in the source.
    pub name: Name,
    /// The whole spelling of the type in C: `struct foo`, or `foo` where a typedef names it (then we write that typedef,
    /// of a struct of the same name, if the linkage is not extern).
    pub cname: Name,
    /// `union`
    pub is_union: bool,
    /// `packed`
    pub packed: bool,
    /// How it exists in C.
    pub linkage: Linkage,
    /// Fields in order; nothing while only forward-declared.
    pub fields: Option<Vec<FieldDecl>>,
    /// Where it is declared.
    pub at: FileSpan,
}

/// A field of a struct, extension type or C++ class.
#[derive(Clone, Debug)]
pub struct FieldDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C.
    pub cname: Name,
    /// Type.
    pub ty: Type,
    /// Seen from Python (extension types only).
    pub visibility: Visibility,
    /// Where.
    pub at: FileSpan,
}

/// Whether Python code sees an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum Visibility {
    Private,
    Public,
    Readonly,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct EnumDecl {
    /// The module that declares it.
    pub module: ModuleId,
    /// Missing for an anonymous one.
    pub name: Option<Name>,
    /// The whole spelling in C: `enum foo`, `foo`, `int` for an anonymous one.
    pub cname: Name,
    /// `enum class`
    pub scoped: bool,
    /// `cpdef`: has a Python face.
    pub python: bool,
    /// Underlying type, if given.
    pub underlying: Option<Type>,
    /// How it exists in C.
    pub linkage: Linkage,
    /// Items in order: name, name in C, value if it is known here.
    pub items: Vec<EnumItemDecl>,
    /// Docstring of the Python face.
    pub doc: Option<Box<str>>,
    /// Where.
    pub at: FileSpan,
}

/// An item of an enum.
#[derive(Clone, Debug)]
pub struct EnumItemDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C.
    pub cname: Name,
    /// The value where it can be known (never for extern enums).
    pub value: Option<i128>,
    /// How the value is spelled in C, if it was given.
    pub cvalue: Option<Box<str>>,
}

/// `ctypedef`
#[derive(Clone, Debug)]
pub struct TypedefDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C.
    pub cname: Name,
    /// What it stands for. For an extern one only its kind can be trusted (`ctypedef int uint32_t`: some integer).
    pub base: Type,
    /// How it exists in C.
    pub linkage: Linkage,
    /// Where.
    pub at: FileSpan,
}

/// A fused type.
#[derive(Clone, Debug, Default)]
pub struct FusedDecl {
    /// Name in the source.
    pub name: Name,
    /// The types it can be, without duplicates, in order; none is fused.
    pub types: Vec<Type>,
    /// Names of those that a `ctypedef` gave a name and nothing else: views.
    pub aliases: Vec<(Type, Name)>,
}

/// A C function.
#[derive(Clone, Debug)]
pub struct CFuncDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C.
    pub cname: Name,
    /// Type. With fused parameters each specialisation is a `CFuncDecl` of its own; see `specialisations`.
    pub ty: Arc<FuncType>,
    /// How it exists in C.
    pub linkage: Linkage,
    /// `cpdef`: the C function has a Python face (and, in a class, a slot that Python code can override).
    pub overridable: bool,
    /// `inline`
    pub inline: bool,
    /// Offered to other modules (declared in the `.pxd`, or `public`/`api`).
    pub exported: bool,
    /// `public`: a C symbol. `api`: reached through the api header.
    pub public: bool,
    /// `api`
    pub api: bool,
    /// Where it is declared.
    pub at: FileSpan,
    /// For a fused function: the concrete functions in order of their types; empty otherwise.
    pub specialisations: Vec<CFuncId>,
    /// For a specialisation: what each fused type became.
    pub fused_as: Vec<(FusedId, Type)>,
    /// Template parameters of an extern C++ function, or of the C++ class that this is a method's body of.
    pub templates: Vec<Name>,
    /// The extension type it is a method of; then its first parameter is `self`, unless it is static.
    pub class: Option<ClassId>,
    /// The struct of its optional arguments, whole spelling, if it has any and is not extern.
    pub opt_args: Option<Name>,
    /// No body was seen yet.
    pub missing_body: bool,
}

/// A C variable of module scope.
#[derive(Clone, Debug)]
pub struct CVarDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C.
    pub cname: Name,
    /// Type.
    pub ty: Type,
    /// How it exists in C.
    pub linkage: Linkage,
    /// `public` / `readonly` or in the `.pxd`: offered to other modules.
    pub exported: bool,
    /// `public`: a C symbol.
    pub public: bool,
    /// A C++ object that begins where it is assigned (`cpp_locals`).
    pub late: bool,
    /// Where.
    pub at: FileSpan,
}

/// An extension type.
#[derive(Clone, Debug)]
pub struct ClassDecl {
    /// Name in the source.
    pub name: Name,
    /// The module it belongs to.
    pub module: ModuleId,
    /// How it exists in C.
    pub linkage: Linkage,
    /// Instance struct in C, whole spelling: `struct __pyx_obj_1a_Base`, `PyArrayObject`.
    pub object_struct: Name,
    /// For extern types with a C name for the type object (`[type PyArray_Type]`).
    pub type_object: Option<Name>,
    /// Struct of the vtable in C, if the class or a base has C methods.
    pub vtab_struct: Name,
    /// The extension type it derives from.
    pub base: Option<ClassId>,
    /// The builtin it derives from (`cdef class L(list)`), when `base` is none.
    pub builtin_base: Option<BaseName>,
    /// Own attributes in order.
    pub fields: Vec<FieldDecl>,
    /// Own C methods in order of their vtable slots, also overrides (which have no slot of their own).
    pub methods: Vec<MethodDecl>,
    /// C properties of extern types (`@property cdef inline ...`): name and function.
    pub c_properties: Vec<(Name, CFuncId)>,
    /// Setters of C properties: the function takes `self` and the value.
    pub c_setters: Vec<(Name, CFuncId)>,
    /// Directives and options that shape it.
    pub flags: ClassFlags,
    /// Only declared so far (`cdef class A`), or complete.
    pub complete: bool,
    /// Where.
    pub at: FileSpan,
}

/// Name of a builtin class that is a base (`list`, `Exception`).
pub type BaseName = Name;

/// A C method of an extension type.
#[derive(Clone, Debug)]
pub struct MethodDecl {
    /// Name.
    pub name: Name,
    /// The function; its first parameter is `self` (unless static).
    pub func: CFuncId,
    /// `@staticmethod`
    pub is_static: bool,
    /// `final` or inline: called directly where its body is known. It has a slot all the same, for other modules.
    pub is_final: bool,
    /// It replaces a base's method of this name: no slot of its own.
    pub overrides: bool,
}

impl MethodDecl {
    /// Whether the class's own part of the vtable has a slot for it. Cython gives one to every method that is new,
    /// also to static and final ones; a fused method has one for each specialisation.
    pub fn has_slot(&self) -> bool {
        !self.overrides
    }
}

/// What shapes an extension type.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "named as the directives")]
pub struct ClassFlags {
    pub is_final: bool,
    pub internal: bool,
    /// Attributes that are C++ objects begin where they are assigned (`cpp_locals`).
    pub late_cpp: bool,
    pub no_gc: bool,
    pub no_gc_clear: bool,
    /// `trashcan`, where it is said
    pub trashcan: Option<bool>,
    pub freelist: u32,
    pub total_ordering: bool,
    pub auto_pickle: Option<bool>,
    /// `c_api_binop_methods`: `__add__` and its like are called for either operand, as they stand.
    pub c_api_binop: bool,
    pub check_size: CheckSize,
    /// `collection_type`
    pub sequence: bool,
    pub mapping: bool,
    /// `cdef dict __dict__`: how many attributes stand before it.
    pub dict_at: Option<usize>,
    /// `cdef object __weakref__`: likewise.
    pub weakref_at: Option<usize>,
    /// It has base classes behind the first one.
    pub more_bases: bool,
    /// A `.pxd` says what is in it, so other modules know its layout.
    pub shared: bool,
    pub public: bool,
    pub api: bool,
}

/// What a function does besides its work, as directives ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Watch {
    /// `profile`, and with `linetrace`: profilers and tracers are told of its calls.
    pub profile: bool,
    /// `linetrace`: tracers are told of its lines, in builds with `CYTHON_TRACE`.
    pub linetrace: bool,
    /// `unraisable_tracebacks=False`: exceptions that nobody can catch are reported in short.
    pub quiet: bool,
}

/// What to do when an imported type has another size than we think.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each variant is the word itself")]
pub enum CheckSize {
    #[default]
    Warn,
    Ignore,
    Error,
}

/// A C++ class.
#[derive(Clone, Debug)]
pub struct CppClassDecl {
    /// Name in the source.
    pub name: Name,
    /// Name in C++ with its namespace, without template arguments.
    pub cname: Name,
    /// Template parameters: name and whether it may be left out.
    pub params: Vec<(Name, bool)>,
    /// Bases, in terms of the parameters.
    pub bases: Vec<Type>,
    /// Data members.
    pub fields: Vec<FieldDecl>,
    /// Methods and operators by name; several of one name are overloads. Constructors are named as the class.
    pub methods: Vec<CppMethod>,
    /// Nested types.
    pub nested: Vec<(Name, Type)>,
    /// How it exists in C++.
    pub linkage: Linkage,
    /// The class this one is nested in. Then the arguments of a [`Type::Cpp`] are those that the outer class was
    /// given, followed by its own; see [`World::cpp_params`] and [`World::cpp_spelling`].
    pub outer: Option<CppClassId>,
    /// Only declared so far, or complete.
    pub complete: bool,
    /// Where.
    pub at: FileSpan,
}

impl CppClassDecl {
    /// A class of which nothing is known yet.
    pub fn unknown(name: Name, cname: Name, linkage: Linkage, at: FileSpan) -> CppClassDecl {
        CppClassDecl {
            name,
            cname,
            params: Vec::new(),
            bases: Vec::new(),
            fields: Vec::new(),
            methods: Vec::new(),
            nested: Vec::new(),
            linkage,
            outer: None,
            complete: false,
            at,
        }
    }
}

/// A method of a C++ class.
#[derive(Clone, Debug)]
pub struct CppMethod {
    /// Name in the source (`operator+`, `~T`, the class's own name for constructors).
    pub name: Name,
    /// Name in C++.
    pub cname: Name,
    /// Template parameters of its own.
    pub params: Vec<Name>,
    /// Type, without `this`.
    pub ty: Arc<FuncType>,
    /// `@staticmethod`
    pub is_static: bool,
    /// `const` behind its parameters.
    pub is_const: bool,
    /// The function of its body, with `this` as the first parameter (unless static), if it has one in Cython.
    pub body: Option<CFuncId>,
    /// Where.
    pub at: FileSpan,
}

impl World {
    /// A world with only the module that is being compiled.
    pub fn new(module: Name) -> Self {
        let mut world = World::default();
        world.modules.push(ModuleDecl { name: module });
        world
    }

    /// The type behind typedefs and top-level qualifiers.
    pub fn resolve<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = ty.unqualified();
        // A typedef cannot contain itself, so this ends; the bound is for a world that a bug made cyclic.
        for _ in 0..64 {
            match ty {
                Type::Typedef(id) => ty = self.typedefs[*id].base.unqualified(),
                t => return t,
            }
        }
        ty
    }

    /// Whether other modules know the layout of a class: then it has to be Cython's.
    pub fn is_shared_class(&self, class: ClassId) -> bool {
        let decl = &self.classes[class];
        match decl.linkage {
            Linkage::Imported(_) => true,
            Linkage::Own => decl.flags.shared,
            Linkage::Extern => false,
        }
    }

    /// Whether other modules know a variable.
    pub fn is_shared_var(&self, var: CVarId) -> bool {
        let decl = &self.cvars[var];
        match decl.linkage {
            Linkage::Imported(_) => true,
            Linkage::Own => decl.exported,
            Linkage::Extern => false,
        }
    }

    /// Whether `class` is `base` or derives from it.
    pub fn derives(&self, class: ClassId, base: ClassId) -> bool {
        let mut at = Some(class);
        while let Some(id) = at {
            if id == base {
                return true;
            }
            at = self.classes[id].base;
        }
        false
    }

    /// An attribute of an extension type or of one of its bases: the class that declares it and its position there.
    pub fn find_field(&self, class: ClassId, name: &str) -> Option<(ClassId, usize)> {
        let mut at = Some(class);
        while let Some(id) = at {
            let decl = &self.classes[id];
            if let Some(i) = decl.fields.iter().position(|f| f.name == name) {
                return Some((id, i));
            }
            at = decl.base;
        }
        None
    }

    /// A C method of an extension type or of one of its bases: the class whose entry it is (an override's, if the
    /// class overrides it) and its position there.
    pub fn find_method(&self, class: ClassId, name: &str) -> Option<(ClassId, usize)> {
        let mut at = Some(class);
        while let Some(id) = at {
            let decl = &self.classes[id];
            if let Some(i) = decl.methods.iter().position(|m| m.name == name) {
                return Some((id, i));
            }
            at = decl.base;
        }
        None
    }

    /// Whether instances of this class carry a vtable pointer, and the first class of the chain that has it.
    pub fn vtab_owner(&self, class: ClassId) -> Option<ClassId> {
        let mut at = Some(class);
        let mut owner = None;
        while let Some(id) = at {
            let decl = &self.classes[id];
            if decl.methods.iter().any(MethodDecl::has_slot) {
                owner = Some(id);
            }
            at = decl.base;
        }
        owner
    }
}
