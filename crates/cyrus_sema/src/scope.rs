//! Symbol tables of modules.
//!
//! A name at module scope has up to two faces: a C-level meaning (from `cdef`, `cimport`, an extern block) and a Python
//! one (a key of the module's dictionary). `cimport numpy as np` together with `import numpy as np` gives `np` both.

use cyrus_ast as ast;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, CVarId, ClassId, EnumId, ModuleId, Type};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// An ordered map by name.
pub type NameMap<T> = IndexMap<Name, T, FxBuildHasher>;

/// What a name means at C level.
#[derive(Clone, Debug)]
pub enum Symbol {
    /// A cimported module (or package): its scope.
    Module(ModuleId),
    /// A type: typedef, struct, union, named enum, C++ class, fused type.
    Type(Type),
    /// An extension type: a type and an object.
    Class(ClassId),
    /// A C function; more than one for C++ overloads.
    CFunc(Vec<CFuncId>),
    /// A C variable.
    CVar(CVarId),
    /// An item of an enum.
    EnumItem(EnumId, usize),
    /// `DEF`
    Const(ConstValue),
    /// A name of the `cython` module, as the path behind `cython.` (`boundscheck`, `parallel.prange`, empty for the
    /// module itself).
    Cython(Name),
}

/// A value that is known at compile time.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstValue {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// An integer
    Int(num_bigint::BigInt),
    /// A float
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A string
    Str(ast::StrValue),
    /// A byte string
    Bytes(Box<[u8]>),
    /// A tuple or list
    Tuple(Vec<ConstValue>),
    /// `...`
    Ellipsis,
}

/// An entry of a module's symbol table.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The C-level meaning.
    pub c: Option<Symbol>,
    /// The module's code also binds it as a Python name (assignment, `def`, `class`, `import`, `cpdef`, ...).
    pub py: bool,
    /// Where it was first declared.
    pub at: FileSpan,
    /// Only the `.pxd` declared it so far: a definition may follow.
    pub from_pxd: bool,
    /// A plain `import` bound it: the absolute dotted name of the module, or of what came from it (`typing.Optional`).
    pub import: Option<Name>,
}

/// The symbols of a module.
#[derive(Clone, Debug)]
pub struct ModuleScope {
    /// Dotted name.
    pub name: Name,
    /// The symbols.
    pub symbols: NameMap<Entry>,
    /// `from m import *` stands in it: any name may be rebound.
    pub has_star_import: bool,
    /// Submodules that were cimported (`cimport a.b` puts `b` here for `a`).
    pub submodules: NameMap<ModuleId>,
    /// Its declarations are read (or being read, for circular cimports).
    pub loaded: bool,
}

impl ModuleScope {
    /// An empty scope.
    pub fn new(name: Name) -> Self {
        Self {
            name,
            symbols: NameMap::default(),
            has_star_import: false,
            submodules: NameMap::default(),
            loaded: false,
        }
    }

    /// The C-level meaning of a name.
    pub fn c(&self, name: &str) -> Option<&Symbol> {
        self.symbols.get(name).and_then(|e| e.c.as_ref())
    }

    /// Declares a C-level meaning; returns the place of an earlier, different one.
    pub fn declare(&mut self, name: Name, symbol: Symbol, at: FileSpan) -> Option<FileSpan> {
        match self.symbols.entry(name) {
            indexmap::map::Entry::Vacant(slot) => {
                slot.insert(Entry { c: Some(symbol), py: false, at, from_pxd: false, import: None });
                None
            }
            indexmap::map::Entry::Occupied(mut slot) => {
                let entry = slot.get_mut();
                let earlier = entry.c.is_some().then_some(entry.at);
                entry.c = Some(symbol);
                entry.at = at;
                earlier
            }
        }
    }

    /// Notes that the module's code binds a Python name.
    pub fn bind_python(&mut self, name: &Name, at: FileSpan) {
        let unbound = Entry { c: None, py: true, at, from_pxd: false, import: None };
        self.symbols.entry(name.clone()).or_insert(unbound).py = true;
    }
}
