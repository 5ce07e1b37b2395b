//! What names and dotted names mean at C level.

use cyrus_ast as ast;
use cyrus_source::Name;
use cyrus_types::{Builtin, FieldDecl, Linkage, ModuleId, StructDecl, Type, Visibility};

use crate::Sema;
use crate::scope::Symbol;

impl Sema<'_> {
    /// Whether this is one of the locks of the `cython` module, which stay where they are.
    pub fn is_mutex(&self, ty: &Type) -> bool {
        match self.world.resolve(ty) {
            Type::Struct(id) => {
                matches!(
                    self.world.structs[*id].name.as_str(),
                    "cython.pymutex" | "cython.pythread_type_lock"
                )
            }
            _ => false,
        }
    }

    /// Whether the module names a lock anywhere.
    pub fn has_locks(&self) -> bool {
        ["cython.pymutex", "cython.pythread_type_lock"]
            .iter()
            .any(|name| self.declare.builtin_structs.contains_key(*name))
    }

    /// The C-level meaning of a name in a module's scope.
    pub fn c_symbol(&self, module: ModuleId, name: &str) -> Option<&Symbol> {
        self.scopes.get(module)?.c(name)
    }

    /// The C-level meaning of an attribute: something in a cimported module, an item of an enum, a type nested in a C++
    /// class, a static C method, something of the `cython` module.
    pub fn c_attribute(&self, symbol: &Symbol, attr: &str) -> Option<Symbol> {
        match symbol {
            Symbol::Module(id) => {
                let scope = self.scopes.get(*id)?;
                match scope.c(attr) {
                    Some(found) => Some(found.clone()),
                    None => scope.submodules.get(attr).map(|id| Symbol::Module(*id)),
                }
            }
            Symbol::Type(ty) => match self.world.resolve(ty) {
                Type::Enum(id) => {
                    let at = self.world.enums[*id].items.iter().position(|item| item.name == attr)?;
                    Some(Symbol::EnumItem(*id, at))
                }
                Type::Cpp(id, args) => self.cpp_member_symbol(*id, args, attr),
                _ => None,
            },
            Symbol::Class(id) => {
                let (owner, at) = self.world.find_method(*id, attr)?;
                let method = self.world.classes[owner].methods.get(at)?;
                method.is_static.then(|| Symbol::CFunc(vec![method.func]))
            }
            Symbol::Cython(path) => {
                let mut path = path.clone();
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(attr);
                match path.strip_prefix("cimports.").and_then(|name| self.declare.modules.get(name)) {
                    Some(id) => Some(Symbol::Module(*id)),
                    None => Some(Symbol::Cython(path)),
                }
            }
            Symbol::CFunc(_) | Symbol::CVar(_) | Symbol::EnumItem(..) | Symbol::Const(_) => None,
        }
    }

    fn cpp_member_symbol(&self, id: cyrus_types::CppClassId, args: &[Type], attr: &str) -> Option<Symbol> {
        if let Some(nested) = self.world.cpp_nested(id, args, attr) {
            return Some(Symbol::Type(nested));
        }
        // Items of an unscoped enum inside the class are names of the class.
        for (owner, _) in self.world.cpp_ancestry(id, args) {
            for (_, ty) in &self.world.cpp_classes[owner].nested {
                if let Type::Enum(id) = ty
                    && !self.world.enums[*id].scoped
                    && let Some(at) = self.world.enums[*id].items.iter().position(|item| item.name == attr)
                {
                    return Some(Symbol::EnumItem(*id, at));
                }
            }
        }
        None
    }

    /// The C-level meaning of a name or dotted name. Local variables are not looked at.
    pub fn symbol_of(&self, module: ModuleId, expr: &ast::Expr) -> Option<Symbol> {
        match &expr.kind {
            ast::ExprKind::Name(name) => self.c_symbol(module, name).cloned(),
            ast::ExprKind::Attribute { value, attr } => {
                let value = self.symbol_of(module, value)?;
                self.c_attribute(&value, &attr.name)
            }
            _ => None,
        }
    }

    /// Whether a test holds, where that is known before anything runs: `cython.compiled`, and what is made of it.
    pub fn decided(&self, module: ModuleId, test: &ast::Expr) -> Option<bool> {
        match &test.kind {
            ast::ExprKind::Unary { op: ast::UnaryOp::Not, operand } => {
                self.decided(module, operand).map(|holds| !holds)
            }
            _ => (self.cython_path(module, test)? == "compiled").then_some(true),
        }
    }

    /// If the expression names something of the `cython` module: its path behind `cython.`, whatever aliases were
    /// used. `cython.parallel.prange`, and `prange` after `from cython.parallel import prange`, are `parallel.prange`.
    pub fn cython_path(&self, module: ModuleId, expr: &ast::Expr) -> Option<Name> {
        match self.symbol_of(module, expr)? {
            Symbol::Cython(path) => Some(path),
            _ => None,
        }
    }

    /// If the expression names something that a plain `import` brought: its absolute dotted name, e.g.
    /// `typing.Optional`, whatever aliases were used.
    pub fn imported_path(&self, module: ModuleId, expr: &ast::Expr) -> Option<Name> {
        match &expr.kind {
            ast::ExprKind::Name(name) => self.scopes.get(module)?.symbols.get(name)?.import.clone(),
            ast::ExprKind::Attribute { value, attr } => {
                let mut path = self.imported_path(module, value)?;
                path.push('.');
                path.push_str(&attr.name);
                Some(path)
            }
            _ => None,
        }
    }

    /// The type that a symbol is.
    pub fn symbol_type(&mut self, symbol: &Symbol) -> Option<Type> {
        match symbol {
            Symbol::Type(ty) => Some(ty.clone()),
            Symbol::Class(id) => Some(Type::Ext(*id)),
            Symbol::Cython(path) => self.cython_type(path),
            Symbol::Module(_)
            | Symbol::CFunc(_)
            | Symbol::CVar(_)
            | Symbol::EnumItem(..)
            | Symbol::Const(_) => None,
        }
    }

    /// The type that a name is, in a module's scope.
    pub fn type_named(&mut self, module: ModuleId, name: &str) -> Option<Type> {
        if let Some(ty) = self.declare.env.iter().rev().find_map(|names| names.get(name)) {
            return Some(ty.clone());
        }
        if let Some(symbol) = self.c_symbol(module, name).cloned()
            && let Some(ty) = self.symbol_type(&symbol)
        {
            return Some(ty);
        }
        builtin_type(name).or_else(|| self.builtin_struct(name))
    }

    /// Structs of CPython that need no declaration, and the locks of the `cython` module.
    pub(crate) fn builtin_struct(&mut self, name: &str) -> Option<Type> {
        let char_ptr = Type::CHAR.ptr();
        let sizes = Type::SSIZE.ptr();
        let fields: Vec<(&str, Type)> = match name {
            "Py_buffer" => vec![
                ("buf", Type::Void.ptr()),
                ("obj", Type::Object),
                ("len", Type::SSIZE),
                ("itemsize", Type::SSIZE),
                ("readonly", Type::Bint),
                ("ndim", Type::INT),
                ("format", char_ptr),
                ("shape", sizes.clone()),
                ("strides", sizes.clone()),
                ("suboffsets", sizes),
                ("internal", Type::Void.ptr()),
            ],
            "Py_complex" => vec![("real", Type::DOUBLE), ("imag", Type::DOUBLE)],
            "Py_tss_t" | "cython.pymutex" | "cython.pythread_type_lock" => Vec::new(),
            _ => return None,
        };
        if let Some(id) = self.declare.builtin_structs.get(name) {
            return Some(Type::Struct(*id));
        }
        let at = cyrus_source::FileSpan::NOWHERE;
        let cname = match name {
            "cython.pymutex" => "cy_mutex",
            "cython.pythread_type_lock" => "cy_thread_lock",
            name => name,
        };
        let fields = fields
            .into_iter()
            .map(|(name, ty)| FieldDecl {
                name: name.into(),
                cname: name.into(),
                ty,
                visibility: Visibility::Private,
                at,
            })
            .collect();
        let id = self.world.structs.push(StructDecl {
            name: name.into(),
            cname: cname.into(),
            is_union: false,
            packed: false,
            linkage: Linkage::Extern,
            fields: Some(fields),
            at,
        });
        self.declare.builtin_structs.insert(name.into(), id);
        Some(Type::Struct(id))
    }

    /// The names that could have been meant instead of an unknown type.
    pub(crate) fn near_type(&self, module: ModuleId, name: &str) -> Option<Name> {
        let scope = self.scopes.get(module)?;
        let types = scope
            .symbols
            .iter()
            .filter(|(_, entry)| matches!(entry.c, Some(Symbol::Type(_) | Symbol::Class(_))))
            .map(|(name, _)| name.as_str());
        nearest(name, types.chain(BUILTIN_TYPES.iter().copied()))
    }
}

/// The candidate that is a small slip away from a name.
pub(crate) fn nearest<'n>(name: &str, candidates: impl Iterator<Item = &'n str>) -> Option<Name> {
    let best = candidates.map(|c| (crate::directives::distance(name, c), c)).min()?;
    (best.0 <= name.chars().count().max(3) / 3).then(|| best.1.into())
}

const BUILTIN_TYPES: &[&str] = &[
    "object",
    "list",
    "dict",
    "tuple",
    "set",
    "frozenset",
    "str",
    "bytes",
    "bytearray",
    "slice",
    "complex",
    "type",
    "int",
    "long",
    "double",
    "float",
    "char",
    "bint",
    "short",
    "unsigned",
    "Py_ssize_t",
    "size_t",
];

/// Types that need no declaration.
pub fn builtin_type(name: &str) -> Option<Type> {
    Some(match name {
        "object" | "frozendict" => Type::Object,
        "basestring" => Type::STR,
        // A C type word where the syntax tree has a name.
        "int" | "float" | "long" => return basic_c_type(name),
        // `cdef range r` and `cdef bool b` are names that a program may have cimported from elsewhere.
        "bool" => Type::Builtin(Builtin::Bool),
        _ => match Builtin::from_name(name) {
            Some(builtin) => Type::Builtin(builtin),
            // All that is known of an exception's layout is that of their common base.
            None if cyrus_library::is_exception(name) => Type::Builtin(Builtin::Exception),
            None => return basic_c_type(name),
        },
    })
}

/// C types by the one word that is their name.
pub fn basic_c_type(name: &str) -> Option<Type> {
    use cyrus_types::{Float, Int, IntRank as R, Sign};
    let int = |rank, sign| Some(Type::Int(Int { rank, sign }));
    match name {
        "void" => Some(Type::Void),
        "char" => int(R::Char, Sign::Plain),
        "short" => int(R::Short, Sign::Signed),
        "int" | "signed" => int(R::Int, Sign::Signed),
        "unsigned" => int(R::Int, Sign::Unsigned),
        "long" => int(R::Long, Sign::Signed),
        "float" => Some(Type::Float(Float::Float)),
        "double" => Some(Type::Float(Float::Double)),
        "bint" => Some(Type::Bint),
        "Py_ssize_t" => int(R::PySsize, Sign::Signed),
        "ssize_t" => int(R::Ssize, Sign::Signed),
        "size_t" => int(R::Size, Sign::Unsigned),
        "ptrdiff_t" => int(R::Ptrdiff, Sign::Signed),
        "Py_hash_t" => int(R::Hash, Sign::Signed),
        "Py_UCS4" => int(R::Ucs4, Sign::Unsigned),
        "Py_UNICODE" => int(R::PyUnicode, Sign::Unsigned),
        _ => None,
    }
}
