//! Types in the text form.
//!
//! C integers are `int`, `uint`, `ssize` (`Py_ssize_t`) ...; Python's builtin types are `py.list`; declared ones
//! `class.Point`, `struct.vec`, `typedef.real`; the rest is `ptr<T>`, `array<T, 3>`, `view<double; s c>` with a letter for
//! each axis (`s` strided, `c` contiguous, `f` follows; `i` or `g` before it: indirect, generic).

use std::fmt::Write as _;

use cyrus_types::{
    Access, ArraySize, Axis, Builtin, CppExcept, Except, Float, FuncType, Int, IntRank, Packing, Sign,
};
use cyrus_types::{Type, ViewType};

use super::names::{Mentioned, Names};

/// Spellings of C integers.
pub(super) const INTS: [(&str, IntRank, Sign); 22] = [
    ("char", IntRank::Char, Sign::Plain),
    ("schar", IntRank::Char, Sign::Signed),
    ("uchar", IntRank::Char, Sign::Unsigned),
    ("short", IntRank::Short, Sign::Signed),
    ("ushort", IntRank::Short, Sign::Unsigned),
    ("int", IntRank::Int, Sign::Signed),
    ("uint", IntRank::Int, Sign::Unsigned),
    ("long", IntRank::Long, Sign::Signed),
    ("ulong", IntRank::Long, Sign::Unsigned),
    ("longlong", IntRank::LongLong, Sign::Signed),
    ("ulonglong", IntRank::LongLong, Sign::Unsigned),
    ("ucs4", IntRank::Ucs4, Sign::Unsigned),
    ("ucs4s", IntRank::Ucs4, Sign::Signed),
    ("pyunicode", IntRank::PyUnicode, Sign::Unsigned),
    ("pyunicodes", IntRank::PyUnicode, Sign::Signed),
    ("hash", IntRank::Hash, Sign::Signed),
    ("ptrdiff", IntRank::Ptrdiff, Sign::Signed),
    ("ssize", IntRank::PySsize, Sign::Signed),
    ("cssize", IntRank::Ssize, Sign::Signed),
    ("size", IntRank::Size, Sign::Unsigned),
    ("sizes", IntRank::Size, Sign::Signed),
    ("ussize", IntRank::PySsize, Sign::Unsigned),
];

/// Spellings of C floats.
pub(super) const FLOATS: [(&str, Float); 3] =
    [("float", Float::Float), ("double", Float::Double), ("longdouble", Float::LongDouble)];

/// All builtin Python types, whose spelling is `py.` and their name.
pub(super) const BUILTINS: [Builtin; 18] = [
    Builtin::NoneType,
    Builtin::Type,
    Builtin::Bool,
    Builtin::Int,
    Builtin::Float,
    Builtin::Complex,
    Builtin::Str,
    Builtin::Bytes,
    Builtin::ByteArray,
    Builtin::List,
    Builtin::Tuple,
    Builtin::Dict,
    Builtin::Set,
    Builtin::FrozenSet,
    Builtin::Slice,
    Builtin::MemoryView,
    Builtin::Range,
    Builtin::Exception,
];

/// A quoted text.
pub(super) fn quote(text: &str) -> String {
    quote_bytes(text.as_bytes())
}

/// Quoted bytes: what is not printable ASCII is `\xNN`.
pub(super) fn quote_bytes(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for b in bytes {
        match b {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            0x20..0x7f => out.push(char::from(*b)),
            b => {
                let _ = write!(out, "\\x{b:02x}");
            }
        }
    }
    out.push('"');
    out
}

fn int(i: Int) -> String {
    match INTS.iter().find(|(_, rank, sign)| (*rank, *sign) == (i.rank, i.sign)) {
        Some((name, ..)) => (*name).to_owned(),
        None => format!("int<{}>", i.spelling()),
    }
}

fn float(f: Float) -> &'static str {
    match f {
        Float::Float => "float",
        Float::Double => "double",
        Float::LongDouble => "longdouble",
    }
}

/// A type; what it mentions is noted.
pub(super) fn show(names: &Names<'_>, seen: &mut Mentioned, ty: &Type) -> String {
    let mut one = |prefix: &str, t: &Type| format!("{prefix}<{}>", show(names, seen, t));
    match ty {
        Type::Error => "error".to_owned(),
        Type::Void => "void".to_owned(),
        Type::Int(i) => int(*i),
        Type::Bint => "bint".to_owned(),
        Type::Half => "half".to_owned(),
        Type::Float(f) => float(*f).to_owned(),
        Type::Complex(f) => format!("complex<{}>", float(*f)),
        Type::Enum(id) => format!("enum.{}", names.enumeration(seen, *id)),
        Type::Typedef(id) => format!("typedef.{}", names.typedef(seen, *id)),
        Type::Struct(id) => format!("struct.{}", names.strukt(seen, *id)),
        Type::Cpp(id, args) => {
            let name = names.cpp_class(seen, *id).to_owned();
            if args.is_empty() {
                format!("cpp.{name}")
            } else {
                format!("cpp.{name}<{}>", list(names, seen, args))
            }
        }
        Type::Ptr(t) => one("ptr", t),
        Type::Ref(t) => one("ref", t),
        Type::RvalueRef(t) => one("rref", t),
        Type::Const(t) => one("const", t),
        Type::Volatile(t) => one("volatile", t),
        Type::Array(t, size) => match size {
            ArraySize::Known(n) => format!("array<{}, {n}>", show(names, seen, t)),
            ArraySize::Unknown => format!("array<{}>", show(names, seen, t)),
            ArraySize::C(n) => format!("array<{}, {}>", show(names, seen, t), quote(n)),
        },
        Type::Func(f) => func(names, seen, f),
        Type::Object => "object".to_owned(),
        Type::Builtin(b) => format!("py.{}", b.name()),
        Type::Ext(id) => format!("class.{}", names.class(seen, *id)),
        Type::View(v) => view(names, seen, v),
        Type::Buffer(b) => format!(
            "buffer<{}, {}{}{}>",
            show(names, seen, &b.object),
            view(names, seen, &b.view),
            if b.negative_indices { "" } else { ", nonnegative" },
            if b.cast { ", cast" } else { "" }
        ),
        Type::CTuple(items) => format!("ctuple<{}>", list(names, seen, items)),
        Type::Fused(id) => format!("fused.{}", names.fused_type(seen, *id)),
        Type::TypeParam(name) => format!("param.{name}"),
    }
}

fn list(names: &Names<'_>, seen: &mut Mentioned, types: &[Type]) -> String {
    types.iter().map(|t| show(names, seen, t)).collect::<Vec<_>>().join(", ")
}

fn view(names: &Names<'_>, seen: &mut Mentioned, v: &ViewType) -> String {
    let axis = |a: &Axis| {
        let access = match a.access {
            Access::Direct => "",
            Access::Indirect => "i",
            Access::Generic => "g",
        };
        let packing = match a.packing {
            Packing::Strided => "s",
            Packing::Contiguous => "c",
            Packing::Follow => "f",
        };
        format!("{access}{packing}")
    };
    let axes: Vec<String> = v.axes.iter().map(axis).collect();
    format!("view<{}; {}>", show(names, seen, &v.element), axes.join(" "))
}

/// `func<(A, B) -> R; words>`
pub(super) fn func(names: &Names<'_>, seen: &mut Mentioned, f: &FuncType) -> String {
    let mut params: Vec<String> = Vec::new();
    for p in &f.params {
        let ty = show(names, seen, &p.ty);
        params.push(if p.not_none { format!("{ty} notnone") } else { ty });
    }
    if f.varargs {
        params.push("varargs".to_owned());
    }
    let mut words = match &f.except {
        Except::Never => "never".to_owned(),
        Except::Null => "null".to_owned(),
        Except::Value(v) => format!("value {}", quote(v)),
        Except::Maybe(v) => format!("maybe {}", quote(v)),
        Except::Always => "occurred".to_owned(),
        Except::Cpp(c) => cpp_except(c),
    };
    if f.nogil {
        words.push_str(" nogil");
    }
    if f.with_gil {
        words.push_str(" withgil");
    }
    if f.optional > 0 {
        let _ = write!(words, " optional {}", f.optional);
    }
    format!("func<({}) -> {}; {words}>", params.join(", "), show(names, seen, &f.ret))
}

/// `cpp`, `cpp class E`, `cpp handler "f"`, `cpp star`
pub(super) fn cpp_except(c: &CppExcept) -> String {
    match c {
        CppExcept::Standard => "cpp".to_owned(),
        CppExcept::PyClass(name) => format!("cpp class {}", quote(name)),
        CppExcept::Handler(h) => format!("cpp handler {}", quote(h)),
        CppExcept::Star => "cpp star".to_owned(),
    }
}
