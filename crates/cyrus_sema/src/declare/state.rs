//! What the declaration half remembers while it reads, and the surroundings that a declaration stands in.

use std::collections::BTreeMap;
use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_source::{FileId, FileSpan, Name};
use cyrus_types::{CFuncId, ClassId, FusedId, Linkage, ModuleId, StructId, Type};
use rustc_hash::FxHashSet;

use crate::Sema;
use crate::directives::Directives;
use crate::scope::NameMap;

/// Memory of the declaration half; part of [`Sema`].
#[derive(Default)]
pub struct DeclareState<'a> {
    /// Modules by dotted name, also packages without declarations.
    pub(crate) modules: NameMap<ModuleId>,
    /// Modules that are packages.
    pub(crate) packages: Vec<ModuleId>,
    /// Types by names that only count inside a declaration: template parameters and what is nested in a C++ class.
    /// The innermost comes last.
    pub(crate) env: Vec<NameMap<Type>>,
    /// What `cython.typeof(...)` in a type is, by the place of its operand: the code around it knows.
    pub(crate) typeofs: BTreeMap<FileSpan, Type>,
    /// What surrounds the declaration that is being read.
    pub(crate) flags: Flags,
    /// Names in C that are taken.
    pub(crate) cnames: FxHashSet<Name>,
    /// `include` statements that are being read, to stop a file that includes itself.
    pub(crate) including: Vec<FileId>,
    /// `cython.integral`, `cython.floating`, `cython.numeric`, once somebody asked for them.
    pub(crate) fused_builtins: NameMap<FusedId>,
    /// Extension types that have their body.
    pub(crate) defined_classes: Vec<ClassId>,
    /// Extension types that are known by name and whose statements come later.
    pub(crate) waiting: Vec<(ClassId, Ctx, &'a ast::Stmt)>,
    /// Class statements that were read ahead of their place.
    pub(crate) read_ahead: Vec<(FileId, ast::NodeId)>,
    /// Structs that need no declaration, once somebody asked for them.
    pub(crate) builtin_structs: NameMap<StructId>,
    /// What `__cythonbufferdefaults__` of an extern class says: `ndim`, `mode`.
    pub(crate) buffer_defaults: Vec<(ClassId, usize, Name)>,
    /// Structs whose members stand further below in the file that is being read.
    pub(crate) coming: Vec<StructId>,
    /// Types of variables that declarations of C functions give (`@cython.locals` in a `.pxd`).
    pub(crate) locals: BTreeMap<CFuncId, Vec<(Name, Type)>>,
    /// Number of unnamed things, for their names in C.
    pub(crate) unnamed: u32,
}

/// What surrounds a declaration, as far as types care. Inside function bodies everything is off.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    /// In an extern block.
    pub in_extern: bool,
    /// In a `.pxd`: the default of exception clauses cannot assume how the function is implemented.
    pub in_pxd: bool,
    /// In an extern block that says `nogil`.
    pub nogil: bool,
    /// Directly in an extension type that other modules can see or that is being declared: a method.
    pub in_class: bool,
    /// The function that is declared has a body: a lone word among its parameters is a name, never a type.
    pub has_body: bool,
    /// `legacy_implicit_noexcept`
    pub legacy_noexcept: bool,
}

/// The surroundings of a statement that declares.
#[derive(Clone)]
pub(crate) struct Ctx {
    /// The scope that it declares in.
    pub module: ModuleId,
    /// The file it stands in.
    pub file: FileId,
    /// It stands in a `.pxd`.
    pub in_pxd: bool,
    /// Other modules can cimport what is declared here: a `.pxd`, or a `.pyx` that is its own interface.
    pub offered: bool,
    /// It stands in an extern block.
    pub in_extern: bool,
    /// No header declares what stands here.
    pub headless: bool,
    /// The namespace of the extern block.
    pub namespace: Option<Name>,
    /// The extern block says `nogil`.
    pub nogil: bool,
    /// The file is written at language level 2: cimports look into the package first.
    pub level2: bool,
    /// Directives in force.
    pub directives: Arc<Directives>,
}

impl Ctx {
    /// How things declared here exist in C.
    pub fn linkage(&self) -> Linkage {
        if self.in_extern {
            Linkage::Extern
        } else if self.module == Sema::MAIN {
            Linkage::Own
        } else {
            Linkage::Imported(self.module)
        }
    }
    /// The flags that types read.
    pub fn flags(&self) -> Flags {
        Flags {
            in_extern: self.in_extern,
            in_pxd: self.in_pxd,
            nogil: self.nogil,
            in_class: false,
            has_body: false,
            legacy_noexcept: self.directives.is(crate::Directive::LegacyImplicitNoexcept),
        }
    }
    /// A place in this file.
    pub fn at(&self, span: cyrus_source::Span) -> FileSpan {
        span.in_file(self.file)
    }
    /// With the namespace in front.
    pub fn qualified(&self, name: &str) -> Name {
        match &self.namespace {
            Some(ns) if !ns.is_empty() => {
                let mut out = ns.clone();
                out.push_str("::");
                out.push_str(name);
                out
            }
            _ => name.into(),
        }
    }
}

impl Sema<'_> {
    /// Runs `f` with names that only count inside.
    pub(crate) fn with_env<R>(&mut self, names: NameMap<Type>, f: impl FnOnce(&mut Self) -> R) -> R {
        self.declare.env.push(names);
        let result = f(self);
        self.declare.env.pop();
        result
    }

    /// A name in C that nothing else has.
    pub(crate) fn fresh_cname(&mut self, wish: impl Into<Name>) -> Name {
        let wish: Name = cyrus_types::mangle::c_identifier(&wish.into());
        if self.declare.cnames.insert(wish.clone()) {
            return wish;
        }
        for n in 2_u32.. {
            let mut name = wish.clone();
            name.push('_');
            name.push_str(&n.to_string());
            if self.declare.cnames.insert(name.clone()) {
                return name;
            }
        }
        wish
    }
}

/// Words that cannot be names of our own in C or C++, though they are fine names in the source.
pub(crate) fn is_c_keyword(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "alignas",
        "alignof",
        "and",
        "and_eq",
        "asm",
        "auto",
        "bitand",
        "bitor",
        "bool",
        "break",
        "case",
        "catch",
        "char",
        "class",
        "compl",
        "const",
        "constexpr",
        "const_cast",
        "continue",
        "decltype",
        "default",
        "delete",
        "do",
        "double",
        "dynamic_cast",
        "else",
        "enum",
        "explicit",
        "export",
        "extern",
        "false",
        "float",
        "for",
        "friend",
        "goto",
        "if",
        "inline",
        "int",
        "long",
        "mutable",
        "namespace",
        "new",
        "noexcept",
        "not",
        "not_eq",
        "nullptr",
        "operator",
        "or",
        "or_eq",
        "private",
        "protected",
        "public",
        "register",
        "reinterpret_cast",
        "restrict",
        "return",
        "short",
        "signed",
        "sizeof",
        "static",
        "static_assert",
        "static_cast",
        "struct",
        "switch",
        "template",
        "this",
        "thread_local",
        "throw",
        "true",
        "try",
        "typedef",
        "typeid",
        "typename",
        "typeof",
        "union",
        "unsigned",
        "using",
        "virtual",
        "void",
        "volatile",
        "wchar_t",
        "while",
        "xor",
        "xor_eq",
        "errno",
        "stdin",
        "stdout",
        "stderr",
        "EOF",
        "NULL",
        "complex",
        "I",
    ];
    WORDS.contains(&name)
}
