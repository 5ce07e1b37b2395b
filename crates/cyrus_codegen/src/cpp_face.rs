//! What the items of C++ containers are as objects.
//!
//! A truth value is an `int` in C++, a member of a Python enum a number, a struct whatever it is: so what converts a
//! container (`ext/stl.h`) is told by a type of its own, the face, which differs from the C++ type only in such items. For
//! each struct, enum and C tuple that is an item, the module says what converts it.

use std::fmt::Write as _;

use cyrus_types::{ArraySize, EnumId, Type};

use crate::module::Cx;
use crate::names::mangle;
use crate::types::ctype;

impl Cx<'_> {
    /// The face of a type, as C++ text.
    pub(crate) fn cpp_face(&mut self, ty: &Type) -> String {
        let world = &*self.module.world;
        let plain = || ctype(world, ty).text();
        match ty {
            Type::Const(t) => format!("const {}", self.cpp_face(t)),
            Type::Cpp(id, args) => {
                let faces: Vec<String> = args.iter().map(|a| self.cpp_face(a)).collect();
                let face_of = |a: &Type| args.iter().position(|arg| arg == a).and_then(|i| faces.get(i));
                world.cpp_spelling(*id, args, &|a| {
                    face_of(a).cloned().unwrap_or_else(|| ctype(world, a).text())
                })
            }
            Type::Bint => "cy_face_bool".to_owned(),
            Type::Int(_) if world.is_ucs4(ty) => "cy_face_char".to_owned(),
            Type::Typedef(id) => {
                let base = &world.typedefs[*id].base;
                let face = self.cpp_face(base);
                if face == ctype(world, base).text() { plain() } else { face }
            }
            Type::Enum(id) if world.enums[*id].python => self.enum_face(*id),
            Type::Array(item, ArraySize::Known(n)) => {
                format!("cy_face_array<{}, {n}>", self.cpp_face(item.unqualified()))
            }
            Type::Struct(_) | Type::CTuple(_) => self.fields_face(ty),
            _ => plain(),
        }
    }

    fn enum_face(&mut self, id: EnumId) -> String {
        let decl = &self.module.world.enums[id];
        let Some(name) = &decl.name else { return ctype(&self.module.world, &Type::Enum(id)).text() };
        let module = if decl.module.as_u32() == 0 {
            "NULL".to_owned()
        } else {
            cyrus_c::string(self.module.world.modules[decl.module].name.as_bytes())
        };
        let (cname, name) = (decl.cname.as_str(), cyrus_c::string(name.as_bytes()));
        let give = format!("return cy_cpp_member({module}, {name}, (long)v);");
        let take = format!("return cy_cpp<{cname}>::take(o, v);");
        self.face(cname, &give, &take)
    }

    /// The face of a struct, which is a dict, or of a C tuple.
    fn fields_face(&mut self, ty: &Type) -> String {
        let world = &*self.module.world;
        let fields: Vec<(String, String, Type)> = match ty {
            Type::Struct(id) => {
                let list = world.structs[*id].fields.as_deref().unwrap_or(&[]);
                list.iter()
                    .map(|f| (cyrus_c::string(f.name.as_bytes()), f.cname.to_string(), f.ty.clone()))
                    .collect()
            }
            Type::CTuple(items) => {
                items.iter().enumerate().map(|(i, t)| (i.to_string(), format!("f{i}"), t.clone())).collect()
            }
            _ => Vec::new(),
        };
        let is_tuple = matches!(ty, Type::CTuple(_));
        let (put, get) =
            if is_tuple { ("cy_cpp_place", "cy_cpp_item") } else { ("cy_cpp_put", "cy_cpp_get") };
        let new = if is_tuple { format!("PyTuple_New({})", fields.len()) } else { "PyDict_New()".to_owned() };
        let mut give = format!("PyObject *r = {new};");
        // A union holds one field at a time: the one that a mapping has a value for.
        let is_union = matches!(ty, Type::Struct(id) if world.structs[*id].is_union);
        let mut take = if is_tuple {
            format!("return cy_sequence_of(o, {})", fields.len())
        } else if is_union {
            let names: Vec<&str> = fields.iter().map(|(key, ..)| key.as_str()).collect();
            let (names, n) = (names.join(", "), fields.len());
            format!(
                "static const char *const names[] = {{{names}}};\n        \
                 const Py_ssize_t which = cy_cpp_union_field(o, names, {n});\n        return which < 0"
            )
        } else {
            "return 0".to_owned()
        };
        for (i, (key, field, ty)) in fields.iter().enumerate() {
            let face = self.cpp_face(ty);
            let chosen = if is_union { format!("which == {i} && ") } else { String::new() };
            let _ = write!(give, "\n        if (r && {put}<{face}>(r, {key}, v.{field})) Py_CLEAR(r);");
            let _ = write!(take, "\n            || ({chosen}{get}<{face}>(o, {key}, &v->{field}))");
        }
        give.push_str("\n        return r;");
        take.push_str(" ? -1 : 0;");
        self.face(&ctype(world, ty).text(), &give, &take)
    }

    /// Says what converts values of a C type, given the bodies of both directions.
    fn face(&mut self, spelled: &str, give: &str, take: &str) -> String {
        let name = format!("cy_face_of_{}", mangle(spelled));
        // One that another is made of stands before it.
        if !self.faces.iter().any(|(known, _)| *known == name) {
            let text = format!(
                "struct {name};\ntemplate <> struct cy_cpp<{name}> {{\n    \
                 static PyObject *give({spelled} const &v)\n    {{\n        {give}\n    }}\n    \
                 static int take(PyObject *o, {spelled} *v)\n    {{\n        {take}\n    }}\n}};\n"
            );
            self.faces.push((name.clone(), text));
        }
        name
    }
}
