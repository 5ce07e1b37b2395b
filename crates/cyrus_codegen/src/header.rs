//! Headers for C code of others: `NAME.h` declares what is `public` (C symbols of the module), `NAME_api.h` fetches what is
//! `api` from the module when `import_NAME()` is called.

use std::fmt::Write as _;

use cyrus_c::string;
use cyrus_ir::Module;
use cyrus_types::{CFuncId, CVarId, ClassId, Include, Linkage, Type, World};

use crate::abi::{function_signature, shared_type, variable_signature};
use crate::decls::declarations_of;
use crate::names::{init_name, last_part, mangle};

/// What a header is about.
#[derive(Debug, Default)]
struct Offer {
    funcs: Vec<CFuncId>,
    vars: Vec<CVarId>,
    classes: Vec<ClassId>,
    types: Vec<Type>,
}

impl Offer {
    fn is_empty(&self) -> bool {
        self.funcs.is_empty() && self.vars.is_empty() && self.classes.is_empty() && self.types.is_empty()
    }
}

/// `#include` lines of the module, where its own headers are to have them too.
fn includes(module: &Module) -> String {
    let mut out = String::new();
    for include in module.world.includes.iter().filter(|_| module.options.reexport_headers) {
        match include {
            Include::Header(name) if name.starts_with('<') => {
                let _ = writeln!(out, "#include {name}");
            }
            Include::Header(name) => {
                let _ = writeln!(out, "#include \"{name}\"");
            }
            Include::Verbatim(text) => out.push_str(text),
        }
    }
    out
}

/// The headers of a module: file name and text.
pub(crate) fn headers(module: &Module) -> Vec<(String, String)> {
    let world = &*module.world;
    let (mut public, mut api) = (Offer::default(), Offer::default());
    public.types.clone_from(&world.public_types);
    for (id, f) in world.cfuncs.iter_enumerated().filter(|(_, f)| f.linkage == Linkage::Own) {
        if f.public {
            public.funcs.push(id);
        }
        if f.api {
            api.funcs.push(id);
        }
    }
    for (id, v) in world.cvars.iter_enumerated().filter(|(_, v)| v.linkage == Linkage::Own && v.public) {
        let _ = v;
        public.vars.push(id);
    }
    for (id, c) in world.classes.iter_enumerated().filter(|(_, c)| c.linkage == Linkage::Own) {
        if c.flags.public {
            public.classes.push(id);
        }
        if c.flags.api {
            api.classes.push(id);
        }
    }
    let short = last_part(&module.name);
    let mut out = Vec::new();
    if !public.is_empty() {
        out.push((format!("{short}.h"), public_header(module, &public)));
    }
    if !api.is_empty() {
        out.push((format!("{short}_api.h"), api_header(module, &api)));
    }
    if module.options.generate_pxi
        && let Some(text) = crate::pxi::declarations(module)
    {
        out.push((format!("{short}.pxi"), text));
    }
    out
}

/// The C symbol that points to the type object of a public class, of which the header makes the name that it has in C.
fn public_type(type_object: &str) -> String {
    format!("cy_public_{type_object}")
}

/// The module's types that C code of others knows: the symbol that points to each, and its class.
pub(crate) fn public_types(module: &Module) -> Vec<(String, ClassId)> {
    let own = module.types.iter().map(|t| t.class);
    own.filter_map(|id| {
        let decl = &module.world.classes[id];
        let name = decl.type_object.as_deref().filter(|_| decl.flags.public)?;
        Some((public_type(name), id))
    })
    .collect()
}

fn types(module: &Module, offer: &Offer) -> String {
    declarations_of(module, &offer.types, &offer.funcs, &offer.vars, &offer.classes)
}

fn function(world: &World, id: CFuncId, name: &str) -> String {
    let f = &world.cfuncs[id];
    shared_type(world, &Type::Func(f.ty.clone())).declare(name)
}

fn public_header(module: &Module, offer: &Offer) -> String {
    let world = &*module.world;
    let name = mangle(&module.name);
    let mut out = format!("#ifndef __PYX_HAVE__{name}\n#define __PYX_HAVE__{name}\n#include \"Python.h\"\n");
    out.push_str(&includes(module));
    out.push_str(&types(module, offer));
    out.push_str("#ifndef __PYX_EXTERN_C\n#ifdef __cplusplus\n#define __PYX_EXTERN_C extern \"C\"\n#else\n#define __PYX_EXTERN_C extern\n#endif\n#endif\n");
    for id in &offer.vars {
        let var = &world.cvars[*id];
        let _ = writeln!(out, "__PYX_EXTERN_C {};", shared_type(world, &var.ty).declare(&var.cname));
    }
    // types are made when the module starts: their names stand for what is made then
    for name in offer.classes.iter().filter_map(|id| world.classes[*id].type_object.as_deref()) {
        let symbol = public_type(name);
        let _ = writeln!(out, "__PYX_EXTERN_C PyTypeObject *{symbol};\n#define {name} (*{symbol})");
    }
    for id in &offer.funcs {
        let _ = writeln!(out, "__PYX_EXTERN_C {};", function(world, *id, &world.cfuncs[*id].cname));
    }
    let _ = writeln!(out, "PyMODINIT_FUNC {}(void);\n#endif", init_name(&module.name));
    out
}

fn api_header(module: &Module, offer: &Offer) -> String {
    let world = &*module.world;
    let name = mangle(&module.name);
    let mut out =
        format!("#ifndef __PYX_HAVE_API__{name}\n#define __PYX_HAVE_API__{name}\n#include \"Python.h\"\n");
    out.push_str(&types(module, offer));
    let mut fetch = String::new();
    for id in &offer.funcs {
        let f = &world.cfuncs[*id];
        let cname = f.cname.as_str();
        let ty = shared_type(world, &Type::Func(f.ty.clone())).ptr();
        let _ = writeln!(out, "static {} = 0;", ty.declare(&format!("__pyx_api_f_{cname}")));
        let _ = writeln!(out, "#define {} __pyx_api_f_{cname}", f.name);
        let _ = writeln!(
            fetch,
            "    if (!(__pyx_api_f_{cname} = ({})(Py_uintptr_t)__pyx_api_get_{name}(m, {}, {}))) goto bad;",
            ty.text(),
            string(f.name.as_bytes()),
            string(function_signature(world, f).as_bytes())
        );
    }
    for id in &offer.vars {
        let v = &world.cvars[*id];
        let ty = shared_type(world, &v.ty).ptr();
        let _ = writeln!(out, "static {} = 0;", ty.declare(&format!("__pyx_api_v_{}", v.cname)));
        let _ = writeln!(out, "#define {0} (*__pyx_api_v_{1})", v.name, v.cname);
        let _ = writeln!(
            fetch,
            "    if (!(__pyx_api_v_{} = ({})__pyx_api_get_{name}(m, {}, {}))) goto bad;",
            v.cname,
            ty.text(),
            string(v.name.as_bytes()),
            string(variable_signature(world, &v.ty).as_bytes())
        );
    }
    for id in &offer.classes {
        let c = &world.classes[*id];
        let shown = c.type_object.as_ref().map_or_else(|| format!("{}_Type", c.name), ToString::to_string);
        let _ = writeln!(
            out,
            "static PyTypeObject *__pyx_api_t_{0} = 0;\n#define {shown} (*__pyx_api_t_{0})",
            c.name
        );
        let _ = writeln!(
            fetch,
            "    if (!(__pyx_api_t_{} = (PyTypeObject *)PyObject_GetAttrString(m, {}))) goto bad;",
            c.name,
            string(c.name.as_bytes())
        );
    }
    if !offer.funcs.is_empty() || !offer.vars.is_empty() {
        let _ = write!(
            out,
            "static void *__pyx_api_get_{name}(PyObject *m, const char *name, const char *signature)\n{{\n    \
             PyObject *c, *d = PyObject_GetAttrString(m, \"__pyx_capi__\");\n    void *p = NULL;\n    if (!d) return NULL;\n    \
             c = PyDict_GetItemString(d, name);\n    \
             if (!c) PyErr_Format(PyExc_ImportError, \"{0} does not export expected C function %.200s\", name);\n    \
             else p = PyCapsule_GetPointer(c, signature);\n    Py_DECREF(d);\n    return p;\n}}\n",
            module.name
        );
    }
    let _ = write!(
        out,
        "static int import_{}(void)\n{{\n    PyObject *m = PyImport_ImportModule(\"{}\");\n    if (!m) return -1;\n{fetch}    \
         Py_DECREF(m);\n    return 0;\nbad:\n    Py_DECREF(m);\n    return -1;\n}}\n#endif\n",
        name.replace('.', "__"),
        module.name
    );
    out
}
