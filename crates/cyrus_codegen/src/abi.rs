//! What modules of Cyrus and of Cython give each other: C functions, variables and types. All names and texts that both
//! have to spell alike stand here.
//!
//! A function or variable is a capsule in the module's `__pyx_capi__`; its name is the C type as text, and the other module
//! compares that byte for byte. A type is an attribute of its module; its vtable is in its dictionary.

use std::fmt::Write as _;

use cyrus_c::{CType, Expr as C, string};
use cyrus_types::{
    ArraySize, CFuncDecl, CFuncId, CheckSize, ClassId, Float, FuncType, Int, IntRank, Linkage, Sign, Type,
    World,
};

use crate::adapters::crosses;
use crate::module::Cx;
use crate::types::{ctuple_name, ctype, place_type};

/// Macros of Cython's that C text in sources asks for.
const MACROS: [(&str, &str); 16] = [
    ("CYTHON_COMPILING_IN_CPYTHON", "1"),
    ("CYTHON_COMPILING_IN_LIMITED_API", "0"),
    ("CYTHON_COMPILING_IN_PYPY", "0"),
    ("CYTHON_COMPILING_IN_GRAAL", "0"),
    ("CYTHON_COMPILING_IN_CPYTHON_FREETHREADING", "0"),
    ("CYTHON_USE_MODULE_STATE", "0"),
    ("CYTHON_USE_TYPE_SPECS", "1"),
    ("CYTHON_USE_TYPE_SLOTS", "1"),
    ("CYTHON_USE_SYS_MONITORING", "0"),
    ("CYTHON_ASSUME_SAFE_MACROS", "1"),
    ("CYTHON_ASSUME_SAFE_SIZE", "1"),
    ("CYTHON_AVOID_BORROWED_REFS", "0"),
    ("CYTHON_UNUSED", ""),
    ("CYTHON_INLINE", "inline"),
    ("CYTHON_RESTRICT", ""),
    ("PY_LONG_LONG", "long long"),
];

/// Macros that headers written for Cython's modules may look for.
pub(crate) const HEADER_MACROS: &str =
    "#ifndef DL_EXPORT\n#define DL_EXPORT(t) t\n#define DL_IMPORT(t) t\n#endif\n";

/// Words of C compilers for Windows in front of functions (`callspec`), which others do not have.
pub(crate) const CALLING_MACROS: &str = "#ifndef _WIN32\n#ifndef __stdcall\n#define __stdcall\n#endif\n#ifndef __cdecl\n#define __cdecl\n\
    #endif\n#ifndef __fastcall\n#define __fastcall\n#endif\n#endif\n";

/// Definitions of those that some of these texts mention.
pub(crate) fn macros(texts: &[&str]) -> String {
    let some: Vec<&str> =
        texts.iter().copied().filter(|t| t.contains("CYTHON_") || t.contains("PY_LONG_LONG")).collect();
    let mut out = String::new();
    for (name, value) in MACROS {
        if some.iter().any(|text| crate::special::mentions(text, name)) {
            let _ = writeln!(out, "#ifndef {name}\n#define {name} {value}\n#endif");
        }
    }
    out
}

/// A type as Cython's texts spell it.
pub(crate) fn shared_type(world: &World, ty: &Type) -> CType {
    match ty {
        Type::Int(Int { rank: IntRank::LongLong, sign }) => {
            CType::name(if *sign == Sign::Unsigned { "unsigned PY_LONG_LONG" } else { "PY_LONG_LONG" })
        }
        Type::Complex(f) => CType::name(match f {
            Float::Float => "__pyx_t_float_complex",
            Float::Double => "__pyx_t_double_complex",
            Float::LongDouble => "__pyx_t_long_double_complex",
        }),
        Type::View(_) => CType::name("__Pyx_memviewslice"),
        Type::Ext(class) => CType::name(world.classes[*class].object_struct.as_str()).ptr(),
        Type::Buffer(b) => shared_type(world, &b.object),
        Type::CTuple(items) => {
            CType::name(ctuple_name(world, items).trim_start_matches("struct ").to_owned())
        }
        Type::Ptr(inner) => shared_type(world, inner).ptr(),
        Type::Ref(inner) => CType::Ref(Box::new(shared_type(world, inner))),
        Type::RvalueRef(inner) => CType::RvalueRef(Box::new(shared_type(world, inner))),
        // `const` behind the type
        Type::Const(inner) if inner.is_object() => shared_type(world, inner),
        Type::Const(inner) => CType::name(format!("{} const", shared_type(world, inner).text())),
        Type::Volatile(inner) => CType::name(format!("{} volatile", shared_type(world, inner).text())),
        Type::Array(item, size) => {
            let size = match size {
                ArraySize::Known(n) => n.to_string(),
                ArraySize::Unknown => String::new(),
                ArraySize::C(text) => text.to_string(),
            };
            CType::Array(Box::new(shared_type(world, item)), size)
        }
        Type::Func(f) => CType::Func(
            Box::new(shared_type(world, &f.ret)),
            f.params.iter().map(|p| shared_type(world, &p.ty)).collect(),
            f.varargs,
        ),
        ty => ctype(world, ty),
    }
}

/// The text of a variable's type: `double [10]`.
pub(crate) fn variable_signature(world: &World, ty: &Type) -> String {
    match shared_type(world, ty) {
        CType::Array(item, size) => format!("{} [{size}]", item.text()),
        ty => ty.text(),
    }
}

/// The text of a function's type: `int (int, double)`. Lowering has added the hidden parameters (the flag of overridable
/// functions, the pointer to optional arguments); only these stand with their names.
pub(crate) fn function_signature(world: &World, decl: &CFuncDecl) -> String {
    let f: &FuncType = &decl.ty;
    let mut params: Vec<String> = Vec::new();
    for p in &f.params {
        let name = if p.name.starts_with("__pyx_") { p.name.as_str() } else { "" };
        params.push(shared_type(world, &p.ty).declare(name));
    }
    if f.varargs {
        params.push("...".to_owned());
    }
    let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
    shared_type(world, &f.ret).declare(&format!("({params})"))
}

impl Cx<'_> {
    /// The names under which a function is offered.
    fn export_names(&self, id: CFuncId) -> Vec<String> {
        let world = &self.module.world;
        let decl = &world.cfuncs[id];
        if decl.fused_as.is_empty() {
            return vec![decl.name.to_string()];
        }
        let generic = world
            .cfuncs
            .iter()
            .find_map(|g| g.specialisations.iter().position(|s| *s == id).map(|at| (g.name.clone(), at)));
        match generic {
            Some((name, at)) => {
                let types: Vec<String> = decl.fused_as.iter().map(|(_, t)| world.show(t)).collect();
                vec![format!("__pyx_fuse_{at}{name}"), format!("{name}[{}]", types.join(", "))]
            }
            None => vec![decl.name.to_string()],
        }
    }

    /// Statements that offer what this module defines.
    pub(crate) fn exports(&mut self) -> String {
        let module = self.module;
        let world = &*module.world;
        let mut out = String::new();
        for (id, var) in world.cvars.iter_enumerated() {
            if var.linkage == Linkage::Own && var.exported {
                let text = string(variable_signature(world, &var.ty).as_bytes());
                let _ = writeln!(
                    out,
                    "    if (cy_capi_export({}, (void *)&{}, {text})) return -1;",
                    string(var.name.as_bytes()),
                    self.cvar(id)
                );
            }
        }
        for (id, decl) in world.cfuncs.iter_enumerated() {
            if decl.linkage != Linkage::Own || !decl.exported || decl.class.is_some() {
                continue;
            }
            let func = match module.cfuncs.get(&id) {
                Some(func) => self.function(*func),
                // a header has what the `.pxd` promises
                None if decl.specialisations.is_empty() && decl.ty.fused().is_empty() => {
                    C::atom(decl.cname.to_string())
                }
                None => continue,
            };
            let text = string(function_signature(world, decl).as_bytes());
            for name in self.export_names(id) {
                if crosses(world, &decl.ty) {
                    let target = func.to_string();
                    for (key, function, text) in
                        self.export_crossing(id, &target, &name, &function_signature(world, decl))
                    {
                        let _ = writeln!(
                            out,
                            "    if (cy_capi_export({}, (void *)(Py_uintptr_t){function}, {})) return -1;",
                            string(key.as_bytes()),
                            string(text.as_bytes())
                        );
                    }
                    continue;
                }
                let _ = writeln!(
                    out,
                    "    if (cy_capi_export({}, (void *)(Py_uintptr_t){func}, {text})) return -1;",
                    string(name.as_bytes())
                );
            }
        }
        out
    }

    /// The statement that imports a type.
    pub(crate) fn import_class(&mut self, id: ClassId) -> String {
        let world = &*self.module.world;
        let decl = &world.classes[id];
        // old declarations use the name that Python 2 had
        let module = match world.modules[decl.module].name.as_str() {
            "__builtin__" => "builtins",
            name => name,
        };
        let module = string(module.as_bytes());
        let check = match decl.flags.check_size {
            CheckSize::Warn => "CY_SIZE_WARN",
            CheckSize::Ignore => "CY_SIZE_IGNORE",
            CheckSize::Error => "CY_SIZE_ERROR",
        };
        format!(
            "    if (!(S.{} = cy_import_type({module}, {}, sizeof({2}), CY_ALIGN({2}), {check}))) return -1;\n",
            self.class_slot(id),
            string(decl.name.as_bytes()),
            decl.object_struct
        ) + &if self.used_vtables.contains(&id) {
            format!(
                "    if (!(cy_vt_{} = ({} *)cy_vtable_get(S.{}))) return -1;\n",
                id.as_u32(),
                decl.vtab_struct,
                self.class_slot(id)
            )
        } else {
            String::new()
        }
    }

    /// Statements that fetch the C functions and variables of others that the code uses.
    pub(crate) fn imports(&mut self) -> String {
        let module = self.module;
        let world = &*module.world;
        let mut out = String::new();
        for id in self.used_cvars.clone() {
            let var = &world.cvars[id];
            let Linkage::Imported(from) = var.linkage else { continue };
            let ty = place_type(world, var.ty.unqualified(), true).ptr().text();
            let _ = writeln!(
                out,
                "    if (!({} = ({ty})cy_import_c({}, {}, {}, \"variable\"))) return -1;",
                self.cvar_name(id),
                string(world.modules[from].name.as_bytes()),
                string(var.name.as_bytes()),
                string(variable_signature(world, &var.ty).as_bytes())
            );
        }
        for id in self.used_cfuncs.clone() {
            let decl = &world.cfuncs[id];
            let Linkage::Imported(from) = decl.linkage else { continue };
            let home = world.modules[from].name.clone();
            let pointer = self.function_type(id).ptr().text();
            let name = self.export_names(id).swap_remove(0);
            if crosses(world, &decl.ty) {
                out.push_str(&self.import_crossing(id, &home, &name, &function_signature(world, decl)));
                continue;
            }
            let _ = writeln!(
                out,
                "    if (!({} = ({pointer})(Py_uintptr_t)cy_import_c({}, {}, {}, \"function\"))) return -1;",
                self.cfunc_pointer(id),
                string(home.as_bytes()),
                string(name.as_bytes()),
                string(function_signature(world, decl).as_bytes())
            );
        }
        out
    }

    /// The C type of a declared function.
    fn function_type(&self, id: CFuncId) -> CType {
        let world = &*self.module.world;
        ctype(world, &Type::Func(world.cfuncs[id].ty.clone()))
    }

    /// Variables that hold pointers to functions of others.
    pub(crate) fn imported_pointers(&self) -> String {
        let world = &*self.module.world;
        let mut out = String::new();
        for id in &self.used_cfuncs {
            if let Linkage::Imported(_) = world.cfuncs[*id].linkage {
                let ty = self.function_type(*id).ptr();
                let _ = writeln!(out, "static {};", ty.declare(&self.cfunc_pointer(*id)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::FileSpan;
    use cyrus_types::{Except, FuncParam};
    use std::sync::Arc;

    fn decl(ret: Type, params: Vec<(&str, Type)>) -> CFuncDecl {
        let params = params
            .into_iter()
            .map(|(name, ty)| FuncParam { name: name.into(), ty, not_none: false })
            .collect();
        let ty = FuncType {
            ret,
            params,
            optional: 0,
            varargs: false,
            except: Except::Never,
            nogil: false,
            with_gil: false,
        };
        CFuncDecl {
            name: "f".into(),
            cname: "f".into(),
            ty: Arc::new(ty),
            linkage: Linkage::Own,
            overridable: false,
            inline: false,
            exported: true,
            public: false,
            api: false,
            at: FileSpan::NOWHERE,
            specialisations: vec![],
            fused_as: vec![],
            templates: vec![],
            class: None,
            opt_args: None,
            missing_body: false,
        }
    }

    /// Texts as they were read out of modules that Cython 3.3.1 made.
    #[test]
    fn signatures_are_cythons() {
        let w = World::new("a".into());
        let sig = |d: &CFuncDecl| function_signature(&w, d);
        assert_eq!(sig(&decl(Type::INT, vec![("a", Type::INT), ("b", Type::DOUBLE)])), "int (int, double)");
        assert_eq!(sig(&decl(Type::Object, vec![("x", Type::LIST)])), "PyObject *(PyObject *)");
        let flag = ("__pyx_skip_dispatch", Type::INT);
        assert_eq!(sig(&decl(Type::INT, vec![("q", Type::INT), flag])), "int (int, int __pyx_skip_dispatch)");
        let text = Type::CHAR.constant().ptr();
        assert_eq!(
            sig(&decl(Type::Void, vec![("s", Type::CHAR.ptr()), ("t", text)])),
            "void (char *, char const *)"
        );
        let pair = Type::CTuple([Type::INT, Type::DOUBLE].into());
        assert_eq!(sig(&decl(pair, vec![])), "__pyx_ctuple_int__and_double (void)");
        let ten = Type::Array(Arc::new(Type::DOUBLE), ArraySize::Known(10));
        assert_eq!(variable_signature(&w, &ten), "double [10]");
    }
}
