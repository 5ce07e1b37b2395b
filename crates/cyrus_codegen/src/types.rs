//! Types of the language as C types.

use cyrus_c::CType;
use cyrus_ir::LocalType;
use cyrus_types::{ArraySize, Float, Int, IntRank, Sign, Type, ViewType, World};

/// `PyObject *`.
pub(crate) fn object() -> CType {
    CType::name("PyObject").ptr()
}

/// The C type of values of this type: objects of every kind are `PyObject *`.
pub(crate) fn ctype(world: &World, ty: &Type) -> CType {
    match ty {
        // No value of these is ever made: a module with errors does not get here.
        Type::Error | Type::Fused(_) => CType::name("void"),
        Type::TypeParam(name) => CType::name(name.as_str()),
        Type::Void => CType::name("void"),
        Type::Int(int) => CType::name(int_name(*int)),
        Type::Bint => CType::name("int"),
        Type::Half => CType::name("cy_half"),
        Type::Float(f) => CType::name(float_name(*f)),
        Type::Complex(f) => CType::name(complex_name(*f)),
        Type::Enum(id) => CType::name(world.enums[*id].cname.as_str()),
        Type::Typedef(id) => {
            let decl = &world.typedefs[*id];
            // a name for an object type is only a name within the language
            if decl.base.is_object() { object() } else { CType::name(decl.cname.as_str()) }
        }
        Type::Struct(id) => CType::name(world.structs[*id].cname.as_str()),
        Type::Cpp(id, args) => CType::name(world.cpp_spelling(*id, args, &|a| ctype(world, a).text())),
        Type::Ptr(inner) => ctype(world, inner).ptr(),
        Type::Ref(inner) => CType::Ref(Box::new(ctype(world, inner))),
        Type::RvalueRef(inner) => CType::RvalueRef(Box::new(ctype(world, inner))),
        Type::Const(inner) if inner.is_object() => ctype(world, inner),
        Type::Const(inner) => CType::Const(Box::new(ctype(world, inner))),
        Type::Volatile(inner) => CType::Volatile(Box::new(ctype(world, inner))),
        Type::Array(item, size) => {
            let size = match size {
                ArraySize::Known(n) => n.to_string(),
                ArraySize::Unknown => String::new(),
                ArraySize::C(text) => text.to_string(),
            };
            CType::Array(Box::new(ctype(world, item)), size)
        }
        Type::Func(f) => CType::Func(
            Box::new(ctype(world, &f.ret)),
            f.params.iter().map(|p| ctype(world, &p.ty)).collect(),
            f.varargs,
        ),
        Type::Object | Type::Builtin(_) | Type::Ext(_) | Type::Buffer(_) => object(),
        Type::View(view) => CType::name(view_name(view)),
        Type::CTuple(items) => CType::name(ctuple_name(world, items)),
    }
}

/// The C type of an attribute or variable: where other modules know it, its views are theirs.
pub(crate) fn place_type(world: &World, ty: &Type, shared: bool) -> CType {
    match world.resolve(ty) {
        Type::View(_) if shared => CType::name(SHARED_VIEW),
        _ => ctype(world, ty),
    }
}

/// The C++ type of a place whose object may not have begun.
pub(crate) fn late_type(ty: CType, late: bool) -> CType {
    if late { CType::name(format!("cy_maybe<{}>", ty.text())) } else { ty }
}

/// The struct of views of all layouts as modules share them.
pub(crate) const SHARED_VIEW: &str = "cy_sview";

/// The struct of views of this layout.
pub(crate) fn view_name(view: &ViewType) -> String {
    let indirect = if view.is_direct() { "" } else { "i" };
    format!("cy_{indirect}view{}", view.rank())
}

/// The C type of a variable: without `const` at the top, references as pointers.
pub(crate) fn variable(world: &World, ty: &LocalType) -> CType {
    match ty {
        LocalType::Type(ty) => match ty.unqualified() {
            Type::Ref(inner) | Type::RvalueRef(inner) => ctype(world, inner).ptr(),
            ty => ctype(world, ty),
        },
        LocalType::Word => CType::name("cy_word"),
        LocalType::C(text) => spelled(text),
        LocalType::Caught | LocalType::Pending => object(),
        LocalType::NoGil => CType::name("PyThreadState").ptr(),
        LocalType::WithGil => CType::name("PyGILState_STATE"),
    }
}

/// A type by its text, with its stars seen as such.
pub(crate) fn spelled(text: &str) -> CType {
    match text.trim_end().strip_suffix('*') {
        Some(inner) => spelled(inner).ptr(),
        None => CType::name(text.trim()),
    }
}

/// Whether values of this type are C++ objects or structs: they cannot be set to `0`.
pub(crate) fn is_aggregate(world: &World, ty: &Type) -> bool {
    matches!(
        world.resolve(ty),
        Type::Struct(_)
            | Type::CTuple(_)
            | Type::View(_)
            | Type::Cpp(..)
            | Type::TypeParam(_)
            | Type::Array(..)
            | Type::Complex(_)
    )
}

fn int_name(int: Int) -> &'static str {
    let unsigned = int.sign == Sign::Unsigned;
    match int.rank {
        IntRank::Char => match int.sign {
            Sign::Plain => "char",
            Sign::Signed => "signed char",
            Sign::Unsigned => "unsigned char",
        },
        IntRank::Short if unsigned => "unsigned short",
        IntRank::Short => "short",
        IntRank::Int if unsigned => "unsigned int",
        IntRank::Int => "int",
        IntRank::Ucs4 => "Py_UCS4",
        IntRank::PyUnicode => "wchar_t",
        IntRank::Long if unsigned => "unsigned long",
        IntRank::Long => "long",
        IntRank::Hash => "Py_hash_t",
        IntRank::Ptrdiff => "ptrdiff_t",
        IntRank::PySsize => "Py_ssize_t",
        IntRank::Ssize => "Py_ssize_t",
        IntRank::Size => "size_t",
        IntRank::LongLong if unsigned => "unsigned long long",
        IntRank::LongLong => "long long",
    }
}

fn float_name(f: Float) -> &'static str {
    match f {
        Float::Float => "float",
        Float::Double => "double",
        Float::LongDouble => "long double",
    }
}

/// The runtime has one type a part: C99 complex, `std::complex` or a struct, as the compiler can.
pub(crate) fn complex_name(f: Float) -> &'static str {
    match f {
        Float::Float => "cy_cfloat",
        Float::Double => "cy_cdouble",
        Float::LongDouble => "cy_clongdouble",
    }
}

/// The suffix of integer literals of this type.
pub(crate) fn int_suffix(world: &World, ty: &Type) -> &'static str {
    match world.resolve(ty) {
        Type::Int(int) => {
            let unsigned = int.sign == Sign::Unsigned;
            match int.rank {
                IntRank::Long => {
                    if unsigned {
                        "UL"
                    } else {
                        "L"
                    }
                }
                IntRank::LongLong => {
                    if unsigned {
                        "ULL"
                    } else {
                        "LL"
                    }
                }
                IntRank::Int | IntRank::Size if unsigned => "U",
                IntRank::Char
                | IntRank::Short
                | IntRank::Int
                | IntRank::Ucs4
                | IntRank::PyUnicode
                | IntRank::Hash
                | IntRank::Ptrdiff
                | IntRank::PySsize
                | IntRank::Ssize
                | IntRank::Size => "",
            }
        }
        _ => "",
    }
}

/// The struct of a C tuple. Part of the interface between modules, so Cython's spelling.
pub(crate) fn ctuple_name(world: &World, items: &[Type]) -> String {
    let parts: Vec<String> = items
        .iter()
        .map(|ty| {
            let text = ctype(world, ty).text();
            let mut name = String::new();
            for c in text.chars() {
                match c {
                    '*' => name.push_str("ptr"),
                    ' ' => name.push('_'),
                    c if c.is_ascii_alphanumeric() || c == '_' => name.push(c),
                    _ => name.push('_'),
                }
            }
            name
        })
        .collect();
    format!("struct __pyx_ctuple_{}", parts.join("__and_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        let w = World::new("m".into());
        assert_eq!(ctype(&w, &Type::CHAR.constant().ptr()).declare("s"), "const char *s");
        assert_eq!(ctype(&w, &Type::LIST).declare("x"), "PyObject *x");
        assert_eq!(ctuple_name(&w, &[Type::INT, Type::DOUBLE]), "struct __pyx_ctuple_int__and_double");
        assert_eq!(spelled("struct cy_x *").declare("p"), "struct cy_x *p");
    }
}
