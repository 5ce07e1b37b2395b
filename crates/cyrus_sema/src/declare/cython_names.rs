//! Types of the `cython` module: `cython.int`, `cython.p_char`, `cython.floating`.

use cyrus_types::{Builtin, ClassId, Float, FusedDecl, Int, IntRank, Sign, Type};

use crate::Sema;
use crate::scope::Symbol;

impl Sema<'_> {
    /// The type that `cython.<path>` is.
    pub fn cython_type(&mut self, path: &str) -> Option<Type> {
        if let Some(class) = path.strip_prefix("view.") {
            return self.view_class(class).map(Type::Ext);
        }
        if path.contains('.') {
            return None;
        }
        if let Some(fused) = self.builtin_fused(path) {
            return Some(fused);
        }
        if matches!(path, "pymutex" | "pythread_type_lock") {
            return self.builtin_struct(&format!("cython.{path}"));
        }
        // `pp_int`, `p_const_char`: pointers are spelled in front.
        if let Some((stars, rest)) = path.split_once('_')
            && !stars.is_empty()
            && stars.bytes().all(|b| b == b'p')
        {
            let mut ty = self.cython_type(rest)?;
            for _ in 0..stars.len() {
                ty = ty.ptr();
            }
            return Some(ty);
        }
        if let Some(rest) = path.strip_prefix("const_") {
            return self.cython_type(rest).map(Type::constant);
        }
        if let Some(rest) = path.strip_prefix("volatile_") {
            return self.cython_type(rest).map(|t| Type::Volatile(t.into()));
        }
        named(path)
    }

    /// A class of `cython.view`: the runtime has it, and a bundled file its declaration.
    pub fn view_class(&mut self, name: &str) -> Option<ClassId> {
        let module = self.load_module("cython.view")?;
        match self.c_symbol(module, name) {
            Some(Symbol::Class(id)) => Some(*id),
            _ => None,
        }
    }

    /// `cython.integral`, `cython.floating`, `cython.numeric`.
    fn builtin_fused(&mut self, name: &str) -> Option<Type> {
        let short = Type::Int(Int { rank: IntRank::Short, sign: Sign::Signed });
        let integral = [short, Type::INT, Type::LONG];
        let floating = [Type::Float(Float::Float), Type::DOUBLE];
        let complex = [Type::Complex(Float::Float), Type::Complex(Float::Double)];
        let types: Vec<Type> = match name {
            "integral" => integral.into(),
            "floating" => floating.into(),
            "numeric" => integral.into_iter().chain(floating).chain(complex).collect(),
            _ => return None,
        };
        if let Some(id) = self.declare.fused_builtins.get(name) {
            return Some(Type::Fused(*id));
        }
        let id = self.world.fused.push(FusedDecl { name: name.into(), types, aliases: Vec::new() });
        self.declare.fused_builtins.insert(name.into(), id);
        Some(Type::Fused(id))
    }
}

fn named(name: &str) -> Option<Type> {
    use IntRank as R;
    let int = |rank, sign| Some(Type::Int(Int { rank, sign }));
    match name {
        "char" => int(R::Char, Sign::Plain),
        "schar" => int(R::Char, Sign::Signed),
        "uchar" => int(R::Char, Sign::Unsigned),
        "short" | "sshort" => int(R::Short, Sign::Signed),
        "ushort" => int(R::Short, Sign::Unsigned),
        "int" | "sint" => int(R::Int, Sign::Signed),
        "uint" => int(R::Int, Sign::Unsigned),
        "long" | "slong" => int(R::Long, Sign::Signed),
        "ulong" => int(R::Long, Sign::Unsigned),
        "longlong" | "slonglong" => int(R::LongLong, Sign::Signed),
        "ulonglong" => int(R::LongLong, Sign::Unsigned),
        "float" => Some(Type::Float(Float::Float)),
        "double" => Some(Type::DOUBLE),
        "longdouble" => Some(Type::Float(Float::LongDouble)),
        "float16" => Some(Type::Half),
        "floatcomplex" => Some(Type::Complex(Float::Float)),
        "complex" | "doublecomplex" => Some(Type::Complex(Float::Double)),
        "longdoublecomplex" => Some(Type::Complex(Float::LongDouble)),
        "Py_ssize_t" | "Py_hash_t" | "Py_UCS4" | "Py_UNICODE" | "size_t" | "ssize_t" | "ptrdiff_t"
        | "bint" | "void" => super::lookup::basic_c_type(name),
        "py_int" => Some(Type::Builtin(Builtin::Int)),
        "py_float" => Some(Type::Builtin(Builtin::Float)),
        "object" => Some(Type::Object),
        "basestring" => Some(Type::STR),
        "bool" => Some(Type::Builtin(Builtin::Bool)),
        _ => Builtin::from_name(name).map(Type::Builtin),
    }
}
