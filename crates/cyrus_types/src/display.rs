//! Types as users write them, for messages, and their spelling in C.

use crate::{Access, ArraySize, Float, Int, IntRank, Packing, Sign, Type, ViewType, World};

impl Int {
    /// The spelling in C, which is also Cython's.
    pub fn spelling(self) -> &'static str {
        use IntRank as R;
        match (self.rank, self.sign) {
            (R::Char, Sign::Plain) => "char",
            (R::Char, Sign::Signed) => "signed char",
            (R::Char, Sign::Unsigned) => "unsigned char",
            (R::Short, Sign::Unsigned) => "unsigned short",
            (R::Short, _) => "short",
            (R::Int, Sign::Unsigned) => "unsigned int",
            (R::Int, _) => "int",
            (R::Long, Sign::Unsigned) => "unsigned long",
            (R::Long, _) => "long",
            (R::LongLong, Sign::Unsigned) => "unsigned long long",
            (R::LongLong, _) => "long long",
            (R::Ucs4, _) => "Py_UCS4",
            (R::PyUnicode, _) => "Py_UNICODE",
            (R::Hash, _) => "Py_hash_t",
            (R::Ptrdiff, _) => "ptrdiff_t",
            (R::PySsize, _) => "Py_ssize_t",
            (R::Ssize, _) => "ssize_t",
            (R::Size, _) => "size_t",
        }
    }
}

impl Float {
    /// The spelling in C, which is also Cython's.
    pub fn spelling(self) -> &'static str {
        match self {
            Float::Float => "float",
            Float::Double => "double",
            Float::LongDouble => "long double",
        }
    }
}

impl World {
    /// A type as it is written in Cython source.
    pub fn show(&self, ty: &Type) -> String {
        match ty {
            Type::Error => "<error>".to_owned(),
            Type::Void => "void".to_owned(),
            Type::Int(i) => i.spelling().to_owned(),
            Type::Bint => "bint".to_owned(),
            Type::Float(f) => f.spelling().to_owned(),
            Type::Half => "float16".to_owned(),
            Type::Complex(f) => format!("{} complex", f.spelling()),
            Type::Enum(id) => self.enums[*id].name.as_deref().unwrap_or("enum").to_owned(),
            Type::Typedef(id) => self.typedefs[*id].name.to_string(),
            Type::Struct(id) => self.structs[*id].name.to_string(),
            Type::Cpp(id, args) => {
                let name = self.cpp_classes[*id].name.to_string();
                if args.is_empty() { name } else { format!("{name}[{}]", self.show_list(args)) }
            }
            Type::Ptr(t) => match &**t {
                Type::Func(f) => {
                    let params: Vec<Type> = f.params.iter().map(|p| p.ty.clone()).collect();
                    format!("{} (*)({})", self.show(&f.ret), self.show_list(&params))
                }
                t => format!("{} *", self.show(t)).replace("* *", "**"),
            },
            Type::Ref(t) => format!("{} &", self.show(t)),
            Type::RvalueRef(t) => format!("{} &&", self.show(t)),
            Type::Const(t) => format!("const {}", self.show(t)),
            Type::Volatile(t) => format!("volatile {}", self.show(t)),
            Type::Array(t, size) => match size {
                ArraySize::Known(n) => format!("{} [{n}]", self.show(t)),
                ArraySize::Unknown => format!("{} []", self.show(t)),
                ArraySize::C(n) => format!("{} [{n}]", self.show(t)),
            },
            Type::Func(f) => {
                let params: Vec<Type> = f.params.iter().map(|p| p.ty.clone()).collect();
                format!("{} ({})", self.show(&f.ret), self.show_list(&params))
            }
            Type::Object => "object".to_owned(),
            Type::Builtin(b) => b.name().to_owned(),
            Type::Ext(id) => self.classes[*id].name.to_string(),
            Type::View(v) => self.show_view(v),
            Type::Buffer(b) => {
                format!("{}[{}, ndim={}]", self.show(&b.object), self.show(&b.view.element), b.view.rank())
            }
            Type::CTuple(items) => format!("({})", self.show_list(items)),
            Type::Fused(id) => self.fused[*id].name.to_string(),
            Type::TypeParam(name) => name.to_string(),
        }
    }

    fn show_list(&self, types: &[Type]) -> String {
        types.iter().map(|t| self.show(t)).collect::<Vec<_>>().join(", ")
    }

    fn show_view(&self, view: &ViewType) -> String {
        let axis = |a: &crate::Axis| match (a.access, a.packing) {
            (Access::Direct, Packing::Contiguous) => "::1",
            (Access::Direct, _) => ":",
            (Access::Indirect, Packing::Contiguous) => "::view.indirect_contiguous",
            (Access::Indirect, _) => "::view.indirect",
            (Access::Generic, _) => "::view.generic",
        };
        let axes: Vec<&str> = view.axes.iter().map(axis).collect();
        format!("{}[{}]", self.show(&view.element), axes.join(", "))
    }
}
