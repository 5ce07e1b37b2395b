//! Descriptors of the element types of views: those of plain C numbers are the runtime's, all others are made here.

use std::fmt::Write as _;

use cyrus_c::string;
use cyrus_types::{ArraySize, Float, Int, IntRank, Sign, Type};

use crate::module::Cx;
use crate::names::mangle;
use crate::types::ctype;

impl Cx<'_> {
    /// The descriptor of an element type, as an address.
    pub(crate) fn dtype(&mut self, ty: &Type) -> String {
        format!("&{}", self.dtype_name(ty))
    }

    fn dtype_name(&mut self, ty: &Type) -> String {
        let constant = if ty.is_const() && !ty.unqualified().is_object() { "const " } else { "" };
        let ty = ty.unqualified();
        if let Some(name) = known(ty)
            && constant.is_empty()
        {
            return format!("cy_dtype_{name}");
        }
        let world = &*self.module.world;
        let spelled = ctype(world, ty).text();
        let name = format!("cy_type_{}{}", constant.trim_end(), mangle(&spelled.replace('*', "p")));
        if self.dtypes.iter().any(|(n, _)| *n == name) {
            return name;
        }
        let shown = match ty {
            Type::Typedef(id) => world.typedefs[*id].name.to_string(),
            Type::Struct(id) => world.structs[*id].name.to_string(),
            Type::Enum(id) => {
                world.enums[*id].name.as_ref().map_or_else(|| "int".to_owned(), ToString::to_string)
            }
            Type::Complex(_) | Type::Bint | Type::Half => world.show(ty),
            _ => spelled.clone(),
        };
        let shown = string(format!("{constant}{shown}").as_bytes());
        let mut before = String::new();
        let init = match world.resolve(ty) {
            Type::Bint => format!("CY_DTYPE_TRUTH({spelled}, {shown})"),
            Type::Int(_) if let Some(times) = world.times(ty) => {
                format!("CY_DTYPE_TIMES({spelled}, {shown}, {})", times.number())
            }
            Type::Int(_) | Type::Enum(_) => format!("CY_DTYPE_INT({spelled}, {shown})"),
            Type::Float(_) => format!("CY_DTYPE_FLOAT({spelled}, {shown})"),
            Type::Half => format!("CY_DTYPE_HALF({shown})"),
            Type::Complex(_) => format!("CY_DTYPE_COMPLEX({spelled}, {shown})"),
            Type::Struct(_) | Type::CTuple(_) => {
                let rows = self.fields(ty, &spelled);
                let format = format_of(self, ty);
                let _ = writeln!(
                    before,
                    "static const cy_field {name}_fields[] = {{{rows}\n    {{NULL, NULL, 0, 0}}}};"
                );
                format!("CY_DTYPE_STRUCT({spelled}, {shown}, {}, {name}_fields)", string(format.as_bytes()))
            }
            t if t.is_object() => return "cy_dtype_object".to_owned(),
            _ => format!("CY_DTYPE_POINTER({shown})"),
        };
        self.dtypes.push((name.clone(), format!("{before}static const cy_dtype {name} = {init};\n")));
        name
    }

    /// The members of a struct: name, C name, type.
    fn members(&self, ty: &Type) -> Vec<(String, String, Type)> {
        let world = &*self.module.world;
        match world.resolve(ty) {
            Type::Struct(id) => world.structs[*id]
                .fields
                .iter()
                .flatten()
                .map(|f| (f.name.to_string(), f.cname.to_string(), f.ty.clone()))
                .collect(),
            Type::CTuple(items) => {
                items.iter().enumerate().map(|(i, t)| (format!("f{i}"), format!("f{i}"), t.clone())).collect()
            }
            _ => vec![],
        }
    }

    fn fields(&mut self, ty: &Type, spelled: &str) -> String {
        let mut rows = String::new();
        for (name, cname, ty) in self.members(ty) {
            let (item, count) = items(&ty);
            let item = self.dtype_name(&item);
            let _ = write!(
                rows,
                "\n    {{{}, &{item}, offsetof({spelled}, {cname}), {count}}},",
                string(name.as_bytes())
            );
        }
        rows
    }
}

/// What an array member is made of, and how many.
fn items(ty: &Type) -> (Type, String) {
    match ty.unqualified() {
        Type::Array(item, size) => {
            let (inner, count) = items(item);
            let size = match size {
                ArraySize::Known(n) => n.to_string(),
                ArraySize::Unknown => "0".to_owned(),
                ArraySize::C(text) => format!("({text})"),
            };
            (inner, if count == "1" { size } else { format!("{size} * {count}") })
        }
        ty => (ty.clone(), "1".to_owned()),
    }
}

/// The name of the runtime's descriptor.
fn known(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Float(Float::Float) => "float",
        Type::Float(Float::Double) => "double",
        Type::Float(Float::LongDouble) => "longdouble",
        Type::Half => "half",
        Type::Int(Int { rank, sign }) => match (rank, sign) {
            (IntRank::Char, Sign::Plain) => "char",
            (IntRank::Char, Sign::Signed) => "schar",
            (IntRank::Char, Sign::Unsigned) => "uchar",
            (IntRank::Short, Sign::Unsigned) => "ushort",
            (IntRank::Short, _) => "short",
            (IntRank::Int, Sign::Unsigned) => "uint",
            (IntRank::Int, _) => "int",
            (IntRank::Long, Sign::Unsigned) => "ulong",
            (IntRank::Long, _) => "long",
            (IntRank::LongLong, Sign::Unsigned) => "ulonglong",
            (IntRank::LongLong, _) => "longlong",
            (IntRank::PySsize, Sign::Signed) => "ssize",
            (IntRank::Size, Sign::Unsigned) => "size",
            _ => return None,
        },
        t if t.is_object() => "object",
        _ => return None,
    })
}

/// The format of a type as PEP 3118 spells it, as far as it can be told without the C compiler.
fn format_of(cx: &Cx<'_>, ty: &Type) -> String {
    match cx.module.world.resolve(ty) {
        Type::Float(Float::Float) => "f".to_owned(),
        Type::Float(Float::Double) => "d".to_owned(),
        Type::Float(Float::LongDouble) => "g".to_owned(),
        Type::Half => "e".to_owned(),
        Type::Complex(f) => format!("Z{}", format_of(cx, &Type::Float(*f))),
        Type::Bint | Type::Enum(_) => "i".to_owned(),
        Type::Int(int) => {
            let letter = match int.rank {
                IntRank::Char if int.sign == Sign::Plain => "c",
                IntRank::Char => "b",
                IntRank::Short => "h",
                IntRank::Int | IntRank::Ucs4 | IntRank::PyUnicode => "i",
                IntRank::Long => "l",
                IntRank::Hash | IntRank::Ptrdiff | IntRank::PySsize | IntRank::Ssize | IntRank::Size => "n",
                IntRank::LongLong => "q",
            };
            if int.sign == Sign::Unsigned { letter.to_uppercase() } else { letter.to_owned() }
        }
        Type::Struct(_) | Type::CTuple(_) => {
            let mut parts = String::new();
            for (name, _, ty) in cx.members(ty) {
                let (item, count) = items(&ty);
                let shape = if count == "1" { String::new() } else { format!("({count})") };
                let _ = write!(parts, "{shape}{}:{name}:", format_of(cx, &item));
            }
            format!("T{{{parts}}}")
        }
        t if t.is_object() => "O".to_owned(),
        _ => "P".to_owned(),
    }
}
