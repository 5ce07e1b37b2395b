//! Declarations of the types that a module uses: structs, unions, enums, typedefs, C tuples, and the structs of
//! extension types and their vtables, each behind those that it contains.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cyrus_c::CType;
use cyrus_ir::Module;
use cyrus_types::{
    CFuncId, CVarId, ClassId, CppClassId, EnumId, FuncType, Headless, Linkage, StructId, Type, TypedefId,
    World,
};

use crate::adapters::{foreign_type, optional_structs};
use crate::names::member;
use crate::types::{ctuple_name, ctype, late_type, place_type};

/// Something that needs a declaration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Struct(StructId),
    Enum(EnumId),
    Typedef(TypedefId),
    /// By its name, which says everything.
    CTuple(String),
    Object(ClassId),
    Cpp(CppClassId),
    Vtab(ClassId),
}

struct Decls<'m> {
    world: &'m World,
    done: BTreeSet<Node>,
    /// Forward declarations.
    names: String,
    text: String,
}

/// All declarations, as text; `imported` are the extension types of other modules whose type objects are used.
pub(crate) fn declarations(module: &Module, imported: &BTreeSet<ClassId>) -> String {
    let world = &*module.world;
    let mut d = Decls { world, done: BTreeSet::new(), names: String::new(), text: String::new() };
    for (id, decl) in world.enums.iter_enumerated() {
        if decl.linkage == Linkage::Own {
            d.enum_(id);
        }
    }
    for (id, decl) in world.typedefs.iter_enumerated() {
        if decl.linkage == Linkage::Own {
            d.typedef(id);
        }
    }
    for (id, decl) in world.structs.iter_enumerated() {
        if decl.linkage == Linkage::Own {
            d.struct_(id);
        }
    }
    for (id, decl) in world.cpp_classes.iter_enumerated() {
        if decl.linkage == Linkage::Own && decl.complete && decl.outer.is_none() {
            d.cpp_class(id);
        }
    }
    for (id, decl) in world.classes.iter_enumerated() {
        if decl.linkage == Linkage::Own {
            d.object(id);
            d.vtab(id);
        }
    }
    for id in imported {
        // the size of its objects is held against that of the type that is found
        d.object(*id);
    }
    for headless in &world.headless {
        match headless {
            Headless::Func(id) => d.func(&world.cfuncs[*id].ty),
            Headless::Var(id) => d.ty(&world.cvars[*id].ty),
        }
    }
    for (id, decl) in world.cfuncs.iter_enumerated() {
        // A fused function is in C what its specialisations are.
        let concrete = decl.specialisations.is_empty();
        if concrete && (decl.linkage == Linkage::Own || module.cfuncs.contains_key(&id)) {
            d.func(&decl.ty);
        }
    }
    for decl in &world.cvars {
        if decl.linkage == Linkage::Own {
            d.ty(&decl.ty);
        }
    }
    for func in &module.functions {
        d.ty(&func.ret);
        for local in func.locals.iter() {
            if let Some(ty) = local.ty.ty() {
                d.ty(ty);
            }
        }
        func.body.walk(&mut |s| {
            if let Some(cyrus_ir::Value::Call { ret, target, .. }) = s.value() {
                d.ty(ret);
                if let cyrus_ir::CallTarget::CFunc(f) = target {
                    d.func(&world.cfuncs[*f].ty);
                }
                if let cyrus_ir::CallTarget::Method(class, _) = target {
                    d.object(*class);
                    d.vtab(*class);
                }
            }
            s.exprs(&mut |e| e.walk(&mut |e| d.expr(e)));
        });
    }
    d.names.insert_str(0, crate::cpp_class::prelude(world));
    d.names + &d.text
}

/// The declarations that these functions, variables and types of the module need, for headers.
pub(crate) fn declarations_of(
    module: &Module,
    types: &[Type],
    funcs: &[CFuncId],
    vars: &[CVarId],
    classes: &[ClassId],
) -> String {
    let world = &*module.world;
    let mut d = Decls { world, done: BTreeSet::new(), names: String::new(), text: String::new() };
    let objects = |d: &mut Decls<'_>, ty: &Type| {
        if let Type::Ext(class) = world.resolve(ty) {
            d.object(*class);
        }
    };
    types.iter().for_each(|ty| d.ty(ty));
    for id in funcs {
        let ty = &world.cfuncs[*id].ty;
        d.func(ty);
        objects(&mut d, &ty.ret);
        ty.params.iter().for_each(|p| objects(&mut d, &p.ty));
    }
    for id in vars {
        d.ty(&world.cvars[*id].ty);
        objects(&mut d, &world.cvars[*id].ty);
    }
    for id in classes {
        d.object(*id);
    }
    d.names + &d.text
}

impl Decls<'_> {
    fn expr(&mut self, e: &cyrus_ir::Expr) {
        use cyrus_ir::Expr;
        match e {
            Expr::Cast(ty, _)
            | Expr::SizeOf(ty)
            | Expr::Aggregate(ty, _)
            | Expr::Dtype(ty)
            | Expr::FuncAddr(_, ty) => {
                self.ty(ty);
            }
            Expr::Arrow(_, _, Some(class)) => self.object(*class),
            Expr::CVar(v) => self.ty(&self.world.cvars[*v].ty.clone()),
            _ => {}
        }
    }

    fn func(&mut self, f: &FuncType) {
        self.ty(&f.ret);
        for p in &f.params {
            self.ty(&p.ty);
        }
    }

    /// Everything that a type is made of.
    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Enum(id) => self.enum_(*id),
            Type::Typedef(id) => self.typedef(*id),
            Type::Struct(id) => self.struct_(*id),
            Type::CTuple(items) => self.ctuple(items),
            Type::Ptr(t) => self.pointed(t),
            Type::Ref(t) | Type::RvalueRef(t) | Type::Const(t) | Type::Volatile(t) | Type::Array(t, _) => {
                self.ty(t);
            }
            Type::Func(f) => self.func(f),
            Type::View(v) => self.ty(&v.element),
            Type::Buffer(b) => self.ty(&b.view.element),
            Type::Cpp(_, args) => args.iter().for_each(|t| self.ty(t)),
            Type::Error
            | Type::Void
            | Type::Int(_)
            | Type::Bint
            | Type::Float(_)
            | Type::Half
            | Type::Complex(_)
            | Type::Object
            | Type::Builtin(_)
            | Type::Ext(_)
            | Type::Fused(_)
            | Type::TypeParam(_) => {}
        }
    }

    /// A struct behind a pointer may stand later, even inside itself.
    fn pointed(&mut self, ty: &Type) {
        match ty {
            Type::Struct(id) if self.done.contains(&Node::Struct(*id)) => {}
            Type::Const(t) | Type::Volatile(t) | Type::Ptr(t) => self.pointed(t),
            t => self.ty(t),
        }
    }

    fn enum_(&mut self, id: EnumId) {
        let decl = &self.world.enums[id];
        if decl.linkage == Linkage::Extern || !self.done.insert(Node::Enum(id)) {
            return;
        }
        let items: Vec<String> = decl
            .items
            .iter()
            .map(|item| {
                // an item of a scoped enum is spelled with the enum everywhere else
                let name = item.cname.rsplit("::").next().unwrap_or(&item.cname);
                match (&item.cvalue, item.value) {
                    (Some(text), _) => format!("{name} = {text}"),
                    (None, Some(value)) => format!("{name} = {}", cyrus_c::integer(value, "")),
                    (None, None) => name.to_owned(),
                }
            })
            .collect();
        let items = items.join(", ");
        let base =
            decl.underlying.as_ref().map_or(String::new(), |t| format!(" : {}", ctype(self.world, t).text()));
        let cname = decl.cname.as_str();
        let _ = match (decl.scoped, cname.strip_prefix("enum ")) {
            (true, _) => writeln!(
                self.text,
                "enum class {}{base} {{ {items} }};",
                cname.trim_start_matches("enum ").trim_start_matches("class ")
            ),
            (false, Some(name)) => writeln!(self.text, "enum {name} {{ {items} }};"),
            (false, None) if decl.name.is_none() || cname == "int" => {
                if items.is_empty() {
                    Ok(())
                } else {
                    writeln!(self.text, "enum {{ {items} }};")
                }
            }
            (false, None) => writeln!(self.text, "typedef enum {{ {items} }} {cname};"),
        };
    }

    fn typedef(&mut self, id: TypedefId) {
        let decl = &self.world.typedefs[id];
        if decl.linkage == Linkage::Extern || decl.base.is_object() || !self.done.insert(Node::Typedef(id)) {
            return;
        }
        self.ty(&decl.base);
        let _ = writeln!(self.text, "typedef {};", ctype(self.world, &decl.base).declare(&decl.cname));
    }

    fn struct_(&mut self, id: StructId) {
        let decl = &self.world.structs[id];
        if decl.linkage == Linkage::Extern || !self.done.insert(Node::Struct(id)) {
            return;
        }
        let word = if decl.is_union { "union" } else { "struct" };
        let spelled = decl.cname.as_str();
        let tag = spelled.strip_prefix("struct ").or_else(|| spelled.strip_prefix("union "));
        let _ = match tag {
            Some(_) => writeln!(self.names, "{spelled};"),
            None => writeln!(self.names, "typedef {word} {spelled} {spelled};"),
        };
        let Some(fields) = &decl.fields else { return };
        for field in fields {
            self.ty(&field.ty);
        }
        let mut body = String::new();
        for field in fields {
            let _ = writeln!(body, "    {};", ctype(self.world, &field.ty).declare(&field.cname));
        }
        if fields.is_empty() {
            body.push_str("    char cy_empty;\n");
        }
        let tag = tag.unwrap_or(spelled);
        let (before, after) =
            if decl.packed { ("#pragma pack(push, 1)\n", "#pragma pack(pop)\n") } else { ("", "") };
        let _ = write!(self.text, "{before}{word} {tag} {{\n{body}}};\n{after}");
    }

    /// A C++ class of this module: its data, and its methods as declarations.
    fn cpp_class(&mut self, id: CppClassId) {
        if !self.done.insert(Node::Cpp(id)) {
            return;
        }
        let decl = &self.world.cpp_classes[id];
        self.names.push_str(&crate::cpp_class::forward(decl));
        for base in &decl.bases {
            if let Type::Cpp(id, _) = base
                && self.world.cpp_classes[*id].linkage == Linkage::Own
                && self.world.cpp_classes[*id].outer.is_none()
            {
                self.cpp_class(*id);
            }
        }
        for field in &decl.fields {
            self.ty(&field.ty);
            if let Type::Cpp(id, _) = self.world.resolve(&field.ty)
                && self.world.cpp_classes[*id].linkage == Linkage::Own
                && self.world.cpp_classes[*id].outer.is_none()
            {
                self.cpp_class(*id);
            }
        }
        for method in &decl.methods {
            self.func(&method.ty);
        }
        self.text.push_str(&crate::cpp_class::class(self.world, id));
    }

    fn ctuple(&mut self, items: &[Type]) {
        let name = ctuple_name(self.world, items);
        if !self.done.insert(Node::CTuple(name.clone())) {
            return;
        }
        for item in items {
            self.ty(item);
        }
        let fields: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(i, item)| format!("{};", ctype(self.world, item.unqualified()).declare(&format!("f{i}"))))
            .collect();
        let _ = writeln!(self.text, "{name} {{ {} }};", fields.join(" "));
    }

    /// The instance struct of an extension type: that of its base, the vtable pointer where the first class of the chain
    /// has C methods, then its own fields.
    fn object(&mut self, id: ClassId) {
        let decl = &self.world.classes[id];
        if decl.linkage == Linkage::Extern || !decl.complete || !self.done.insert(Node::Object(id)) {
            return;
        }
        let mut body = match decl.base {
            Some(base) => {
                self.object(base);
                format!("    {} cy_base;\n", self.world.classes[base].object_struct)
            }
            None => match decl.builtin_base.as_deref().and_then(builtin_struct) {
                Some(base) => format!("    {base} cy_base;\n"),
                None => "    PyObject_HEAD\n".to_owned(),
            },
        };
        if self.world.vtab_owner(id) == Some(id) {
            let _ = writeln!(self.names, "{};", decl.vtab_struct);
            let _ = writeln!(body, "    {} *__pyx_vtab;", decl.vtab_struct);
        }
        let shared = self.world.is_shared_class(id);
        let places = decl.fields.iter().map(Some).chain([None]);
        for (i, field) in places.enumerate() {
            for (at, name) in [(decl.flags.dict_at, "cy_dict"), (decl.flags.weakref_at, "cy_weak")] {
                if at == Some(i) {
                    let _ = writeln!(body, "    PyObject *{name};");
                }
            }
            let Some(field) = field else { break };
            self.ty(&field.ty);
            let ty = place_type(self.world, &field.ty, shared);
            let ty =
                late_type(ty, decl.flags.late_cpp && matches!(self.world.resolve(&field.ty), Type::Cpp(..)));
            let _ = writeln!(body, "    {};", ty.declare(&field.cname));
        }
        // a name without `struct` is a typedef
        let spelled = decl.object_struct.as_str();
        if let Some(tag) = spelled.strip_prefix("struct ") {
            let _ = write!(self.text, "struct {tag} {{\n{body}}};\n");
        } else {
            let _ = writeln!(self.names, "typedef struct {spelled} {spelled};");
            let _ = write!(self.text, "struct {spelled} {{\n{body}}};\n");
        }
    }

    fn vtab(&mut self, id: ClassId) {
        let decl = &self.world.classes[id];
        if decl.linkage == Linkage::Extern
            || self.world.vtab_owner(id).is_none()
            || !self.done.insert(Node::Vtab(id))
        {
            return;
        }
        let mut body = String::new();
        if let Some(base) = decl.base
            && self.world.vtab_owner(base).is_some()
        {
            self.vtab(base);
            let _ = writeln!(body, "    {} cy_base;", self.world.classes[base].vtab_struct);
        }
        for method in &decl.methods {
            if !method.has_slot() {
                continue;
            }
            let ty = self.world.cfuncs[method.func].ty.clone();
            self.func(&ty);
            let pointer: CType = if self.world.is_shared_class(id) {
                for name in optional_structs(self.world, &ty) {
                    let _ = writeln!(self.names, "{name};");
                }
                foreign_type(self.world, &ty).ptr()
            } else {
                ctype(self.world, &Type::Func(ty)).ptr()
            };
            let _ = writeln!(body, "    {};", pointer.declare(&member(&method.name)));
        }
        let _ = write!(self.text, "{} {{\n{body}}};\n", decl.vtab_struct);
    }
}

/// The instance struct of a builtin type, where it is public and of fixed size.
pub(crate) fn builtin_struct(name: &str) -> Option<&'static str> {
    Some(match name {
        "list" => "PyListObject",
        "dict" => "PyDictObject",
        "set" | "frozenset" => "PySetObject",
        "float" => "PyFloatObject",
        "complex" => "PyComplexObject",
        "type" => "PyHeapTypeObject",
        "bytearray" => "PyByteArrayObject",
        "tuple" => "PyTupleObject",
        "str" => "PyUnicodeObject",
        "int" => "PyLongObject",
        "bytes" => "PyBytesObject",
        "BaseException" | "Exception" => "PyBaseExceptionObject",
        "OSError" => "PyOSErrorObject",
        "StopIteration" => "PyStopIterationObject",
        "SystemExit" => "PySystemExitObject",
        "UnicodeError" | "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => {
            "PyUnicodeErrorObject"
        }
        "ImportError" | "ModuleNotFoundError" => "PyImportErrorObject",
        "SyntaxError" => "PySyntaxErrorObject",
        name if name.ends_with("Error") || name.ends_with("Warning") || name.ends_with("Exit") => {
            "PyBaseExceptionObject"
        }
        _ => return None,
    })
}
