//! C++ classes that a module defines. A method's body is a function of its own, with `this` as its first parameter; the
//! method calls it.

use std::fmt::Write as _;

use cyrus_ir::Module;
use cyrus_source::Name;
use cyrus_types::{CppClassDecl, CppClassId, CppMethod, Linkage, Type, World};

use crate::types::ctype;

/// `template <class T, class U>`
pub(crate) fn template_head(params: &[Name]) -> String {
    let list: Vec<String> = params.iter().map(|name| format!("class {name}")).collect();
    format!("template <{}>", list.join(", "))
}

fn head_of(decl: &CppClassDecl) -> String {
    let params: Vec<Name> = decl.params.iter().map(|(name, _)| name.clone()).collect();
    if params.is_empty() { String::new() } else { template_head(&params) + " " }
}

/// The class is a struct that exists.
pub(crate) fn forward(decl: &CppClassDecl) -> String {
    format!("{}struct {};\n", head_of(decl), decl.cname)
}

/// What a method is, in the class or outside of it.
enum Kind {
    /// `__init__`: what the constructor calls.
    Init,
    Destructor,
    Static,
    Normal,
}

fn kind(decl: &CppClassDecl, method: &CppMethod) -> Option<Kind> {
    if method.name == decl.name {
        return None;
    }
    Some(match method.name.as_str() {
        "__init__" => Kind::Init,
        name if name.starts_with('~') => Kind::Destructor,
        _ if method.is_static => Kind::Static,
        _ => Kind::Normal,
    })
}

/// Parameters as they are declared, and as they are passed on.
fn parameters(world: &World, method: &CppMethod) -> (String, Vec<String>) {
    let names: Vec<String> = (0..method.ty.params.len()).map(|i| format!("a{i}")).collect();
    let params: Vec<String> =
        method.ty.params.iter().zip(&names).map(|(p, name)| ctype(world, &p.ty).declare(name)).collect();
    (params.join(", "), names)
}

/// The definition of the class: its data, and its methods as declarations.
pub(crate) fn class(world: &World, id: CppClassId) -> String {
    let decl = &world.cpp_classes[id];
    let last = decl.cname.rsplit("::").next().unwrap_or(&decl.cname);
    let bases: Vec<String> =
        decl.bases.iter().map(|base| format!("public {}", ctype(world, base).text())).collect();
    let bases = if bases.is_empty() { String::new() } else { format!(" : {}", bases.join(", ")) };
    let mut body = String::new();
    let objects: Vec<&str> =
        decl.fields.iter().filter(|f| world.resolve(&f.ty).is_object()).map(|f| f.cname.as_str()).collect();
    for (name, ty) in &decl.nested {
        body.push_str(&nested(world, id, name, ty));
    }
    for field in &decl.fields {
        let init = match world.resolve(&field.ty) {
            t if t.is_object() => " = cy_none_held()",
            // A class without methods is a plain struct, which is what the program makes of it.
            _ if decl.methods.is_empty() && objects.is_empty() => "",
            Type::Int(_) | Type::Bint | Type::Float(_) => " = 0",
            Type::Ptr(_) => " = NULL",
            _ => "",
        };
        let _ = writeln!(body, "    {}{init};", ctype(world, &field.ty).declare(&field.cname));
    }
    let mut has_init = false;
    let mut has_default = false;
    let mut is_virtual = false;
    for method in &decl.methods {
        let (params, names) = parameters(world, method);
        let constant = if method.is_const { " const" } else { "" };
        let ret = ctype(world, &method.ty.ret);
        match kind(decl, method) {
            None | Some(Kind::Destructor) => {}
            Some(Kind::Init) => {
                has_init = true;
                has_default |= names.is_empty();
                let _ = writeln!(body, "    {last}({params}) {{ __init__({}); }}", names.join(", "));
                let _ = writeln!(body, "    void __init__({params});");
            }
            Some(Kind::Static) => {
                let _ = writeln!(body, "    static {};", ret.declare(&format!("{}({params})", method.cname)));
            }
            Some(Kind::Normal) => {
                is_virtual = true;
                // One without a body is for derived classes to define.
                let pure = if method.body.is_none() { " = 0" } else { "" };
                let text = ret.declare(&format!("{}({params})", method.cname));
                let _ = writeln!(body, "    virtual {text}{constant}{pure};");
            }
        }
    }
    let destructor = decl.methods.iter().any(|m| m.name.starts_with('~') && m.body.is_some());
    if !objects.is_empty() {
        let copies: Vec<String> = objects.iter().map(|name| format!("cy_ref(cy_o.{name})")).collect();
        let list: Vec<String> = decl
            .bases
            .iter()
            .map(|base| format!("{}(cy_o)", ctype(world, base).text()))
            .chain(
                decl.fields
                    .iter()
                    .filter(|f| !objects.contains(&f.cname.as_str()))
                    .map(|f| format!("{0}(cy_o.{0})", f.cname)),
            )
            .collect();
        let list = if list.is_empty() { String::new() } else { format!(" : {}", list.join(", ")) };
        let _ = writeln!(body, "    {last}(const {last} &cy_o){list} {{");
        body.push_str("        PyGILState_STATE cy_gil = PyGILState_Ensure();\n");
        for (name, copy) in objects.iter().zip(&copies) {
            let _ = writeln!(body, "        Py_SETREF({name}, {copy});");
        }
        body.push_str("        PyGILState_Release(cy_gil);\n    }\n");
        let _ = writeln!(body, "    {last} &operator=(const {last} &cy_o) {{");
        for base in &decl.bases {
            let _ = writeln!(body, "        {}::operator=(cy_o);", ctype(world, base).text());
        }
        body.push_str("        PyGILState_STATE cy_gil = PyGILState_Ensure();\n");
        for field in &decl.fields {
            let name = &field.cname;
            if objects.contains(&name.as_str()) {
                let _ = writeln!(body, "        Py_SETREF({name}, cy_ref(cy_o.{name}));");
            } else {
                let _ = writeln!(body, "        {name} = cy_o.{name};");
            }
        }
        body.push_str("        PyGILState_Release(cy_gil);\n        return *this;\n    }\n");
    }
    if has_init && !has_default {
        // Where `__init__` calls that of the base, C++ has constructed the base already.
        let _ = writeln!(body, "  protected:\n    {last}() {{}}\n  public:");
    }
    // A constructor that copies takes the default one away.
    if !has_init && !objects.is_empty() {
        let _ = writeln!(body, "    {last}() {{}}");
    }
    if destructor || is_virtual || !objects.is_empty() {
        let _ = writeln!(body, "    virtual ~{last}();");
    }
    format!("{}struct {last}{bases} {{\n{body}}};\n", head_of(decl))
}

/// A type that is declared in a class.
fn nested(world: &World, outer: CppClassId, name: &Name, ty: &Type) -> String {
    match ty {
        Type::Cpp(id, _) if world.cpp_classes[*id].outer == Some(outer) => {
            class(world, *id).lines().fold(String::new(), |out, line| out + "    " + line + "\n")
        }
        Type::Typedef(id) => {
            let decl = &world.typedefs[*id];
            format!("    typedef {};\n", ctype(world, &decl.base).declare(name))
        }
        Type::Enum(id) => {
            let decl = &world.enums[*id];
            let items: Vec<String> = decl
                .items
                .iter()
                .map(|item| {
                    let name = item.cname.rsplit("::").next().unwrap_or(&item.cname);
                    item.value
                        .map_or_else(|| name.to_owned(), |v| format!("{name} = {}", cyrus_c::integer(v, "")))
                })
                .collect();
            let class = if decl.scoped { " class" } else { "" };
            format!("    enum{class} {name} {{ {} }};\n", items.join(", "))
        }
        _ => String::new(),
    }
}

/// What members that are objects begin with, where some class has any: an object may be made without the GIL.
pub(crate) fn prelude(world: &World) -> &'static str {
    let has_objects = |decl: &CppClassDecl| decl.fields.iter().any(|f| world.resolve(&f.ty).is_object());
    if !world
        .cpp_classes
        .iter()
        .any(|decl| decl.linkage == Linkage::Own && decl.complete && has_objects(decl))
    {
        return "";
    }
    "CY_UNUSED static inline PyObject *cy_none_held()\n{\n    PyGILState_STATE g = PyGILState_Ensure();\n    \
     Py_INCREF(Py_None);\n    PyGILState_Release(g);\n    return Py_None;\n}\n"
}

/// The methods of all classes: they call the functions of their bodies, which must be declared before.
pub(crate) fn methods(module: &Module) -> String {
    let world = &*module.world;
    let mut out = String::new();
    for decl in &world.cpp_classes {
        if decl.linkage == Linkage::Own && decl.complete {
            methods_of(world, decl, &mut out);
        }
    }
    out
}

fn methods_of(world: &World, decl: &CppClassDecl, out: &mut String) {
    let last = decl.cname.rsplit("::").next().unwrap_or(&decl.cname);
    let args: Vec<&str> = decl.params.iter().map(|(name, _)| name.as_str()).collect();
    let args = if args.is_empty() { String::new() } else { format!("<{}>", args.join(", ")) };
    let head = head_of(decl);
    let scope = format!("{}{args}", decl.cname);
    let mut is_virtual = false;
    let mut destructor = None;
    for method in &decl.methods {
        let (params, mut names) = parameters(world, method);
        let constant = if method.is_const { " const" } else { "" };
        let this = if method.is_const { format!("const_cast<{last} *>(this)") } else { "this".to_owned() };
        let Some(kind) = kind(decl, method) else { continue };
        is_virtual |= matches!(kind, Kind::Normal);
        let Some(body) = method.body else { continue };
        let function = format!("{}{args}", world.cfuncs[body].cname);
        if !matches!(kind, Kind::Static) {
            names.insert(0, this);
        }
        let call = format!("{function}({})", names.join(", "));
        if let Kind::Destructor = kind {
            destructor = Some(call);
            continue;
        }
        let void = matches!(method.ty.ret, Type::Void);
        let ret = if void { "" } else { "return " };
        let text =
            ctype(world, &method.ty.ret).declare(&format!("{scope}::{}({params}){constant}", method.cname));
        let _ = writeln!(out, "{head}inline {text} {{ {ret}{call}; }}");
    }
    let objects: Vec<&str> =
        decl.fields.iter().filter(|f| world.resolve(&f.ty).is_object()).map(|f| f.cname.as_str()).collect();
    if destructor.is_none() && !is_virtual && objects.is_empty() {
        return;
    }
    let _ = write!(out, "{head}inline {scope}::~{last}()\n{{\n");
    if let Some(call) = destructor {
        let _ = writeln!(out, "    {call};");
    }
    if !objects.is_empty() {
        out.push_str("    PyGILState_STATE cy_gil = PyGILState_Ensure();\n");
        for name in objects {
            let _ = writeln!(out, "    Py_XDECREF({name});");
        }
        out.push_str("    PyGILState_Release(cy_gil);\n");
    }
    out.push_str("}\n");
}

/// How the runtime converts C++ strings, where the directives say so.
pub(crate) fn text_macros(module: &Module) -> String {
    let options = &module.options;
    let mut out = String::new();
    match options.c_string_type.as_deref() {
        None => {}
        Some("bytearray") => out.push_str("#define CY_CPP_TEXT 1\n"),
        Some(_) => out.push_str("#define CY_CPP_TEXT 2\n"),
    }
    if let Some(encoding) = options.c_string_encoding.as_deref() {
        let encoding = if encoding == "default" { "utf-8" } else { encoding };
        let _ = writeln!(out, "#define CY_CPP_ENCODING {}", cyrus_c::string(encoding.as_bytes()));
    }
    out
}
