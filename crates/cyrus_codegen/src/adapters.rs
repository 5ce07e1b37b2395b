//! Views across modules. Inside a module a view is a small struct that owns a reference; other modules, of Cython and of
//! Cyrus, are given and give the layout of `view/shared.h`. Between the two stand small functions: `give` is called from
//! outside and calls our function, `take` is called by us and calls a function from outside.
//!
//! Modules of Cyrus find each other's functions under a second name, without that detour.

use std::fmt::Write as _;

use cyrus_c::{CType, string};
use cyrus_types::{CFuncDecl, CFuncId, ClassId, Except, FuncType, Linkage, StructId, Type, ViewType, World};

use crate::module::Cx;
use crate::names::mangle;
use crate::types::{SHARED_VIEW, ctype, place_type, view_name};

/// What precedes name and signature of functions as modules of Cyrus exchange them; a new layout of views needs a new one.
const NATIVE: &str = "cyrus1:";

/// A parameter on its way.
enum Crossing {
    /// The same on both sides.
    Plain,
    View(ViewType),
    /// The pointer to optional arguments, some of which are views.
    Optional(StructId),
}

fn crossing(world: &World, ty: &Type) -> Crossing {
    match world.resolve(ty) {
        Type::View(view) => Crossing::View((**view).clone()),
        Type::Ptr(to) => match world.resolve(to) {
            Type::Struct(id) if world.structs[*id].name.starts_with("__pyx_opt_args_") => {
                let fields = world.structs[*id].fields.iter().flatten();
                if fields.into_iter().any(|f| matches!(world.resolve(&f.ty), Type::View(_))) {
                    Crossing::Optional(*id)
                } else {
                    Crossing::Plain
                }
            }
            _ => Crossing::Plain,
        },
        _ => Crossing::Plain,
    }
}

/// Whether a function has a view in its signature.
pub(crate) fn crosses(world: &World, f: &FuncType) -> bool {
    std::iter::once(&f.ret)
        .chain(f.params.iter().map(|p| &p.ty))
        .any(|ty| !matches!(crossing(world, ty), Crossing::Plain))
}

fn foreign(world: &World, ty: &Type) -> CType {
    match crossing(world, ty) {
        Crossing::Plain => ctype(world, ty),
        Crossing::View(_) => CType::name(SHARED_VIEW),
        Crossing::Optional(id) => CType::name(optional_name(world, id)).ptr(),
    }
}

/// The type of a function as other modules call it.
pub(crate) fn foreign_type(world: &World, f: &FuncType) -> CType {
    let params = f.params.iter().map(|p| foreign(world, &p.ty)).collect();
    CType::Func(Box::new(foreign(world, &f.ret)), params, f.varargs)
}

/// The struct of optional arguments with views as other modules see it.
fn optional_name(world: &World, id: StructId) -> String {
    format!("struct cy_x_{}", mangle(&world.structs[id].name))
}

/// The structs of optional arguments with views that a signature names.
pub(crate) fn optional_structs(world: &World, f: &FuncType) -> Vec<String> {
    let of = |ty: &Type| match crossing(world, ty) {
        Crossing::Optional(id) => Some(optional_name(world, id)),
        Crossing::Plain | Crossing::View(_) => None,
    };
    f.params.iter().filter_map(|p| of(&p.ty)).collect()
}

/// `&v.h, v.n, v.s, v.u, rank, dtype, readonly`: a view as the runtime's functions take it.
fn parts(cx: &mut Cx<'_>, place: &str, view: &ViewType) -> String {
    let u = if view.is_direct() { "NULL".to_owned() } else { format!("{place}.u") };
    let dtype = cx.dtype(view.element.unqualified());
    let readonly = i32::from(view.element.is_const());
    format!("&{place}.h, {place}.n, {place}.s, {u}, {}, {dtype}, {readonly}", view.rank())
}

impl Cx<'_> {
    /// The function that copies a shared view into one of ours, which then borrows.
    pub(crate) fn native_view(&mut self, view: &ViewType) -> String {
        let ty = view_name(view);
        let name = format!("cy_native_{ty}");
        let indirect = if view.is_direct() { "" } else { "    memcpy(r.u, v->u, sizeof r.u);\n" };
        let text = format!(
            "CY_UNUSED static inline {ty} {name}(const {SHARED_VIEW} *v)\n{{\n    {ty} r;\n    r.h = v->h;\n    \
             memcpy(r.n, v->n, sizeof r.n);\n    memcpy(r.s, v->s, sizeof r.s);\n{indirect}    return r;\n}}\n"
        );
        self.makers.insert(name.clone(), text);
        name
    }

    /// The struct of optional arguments as other modules see it.
    fn need_optional(&mut self, id: StructId) {
        let world = &*self.module.world;
        let name = optional_name(world, id);
        let mut text = format!("{name} {{\n");
        for field in world.structs[id].fields.iter().flatten() {
            let _ = writeln!(text, "    {};", place_type(world, &field.ty, true).declare(&field.cname));
        }
        text.push_str("};\n");
        self.makers.insert(name, text);
    }

    /// A function that others call, which calls `target` (a function of the module, by its name in C).
    pub(crate) fn give(&mut self, target: &str, id: CFuncId) -> String {
        let decl = self.module.world.cfuncs[id].clone();
        let name = format!("cy_give_{}_{target}", id.as_u32());
        if self.adapters.contains_key(&name) {
            return name;
        }
        let world = self.module.world.clone();
        let f = &decl.ty;
        let (mut params, mut args, mut before) = (Vec::new(), Vec::new(), String::new());
        for (i, p) in f.params.iter().enumerate() {
            params.push(foreign(&world, &p.ty).declare(&format!("a{i}")));
            args.push(match crossing(&world, &p.ty) {
                Crossing::Plain => format!("a{i}"),
                Crossing::View(view) => format!("{}(&a{i})", self.native_view(&view)),
                Crossing::Optional(id) => {
                    self.need_optional(id);
                    let _ = writeln!(before, "    {} o;", world.structs[id].cname);
                    let _ = writeln!(before, "    if (a{i}) {{");
                    for (at, field) in world.structs[id].fields.iter().flatten().enumerate() {
                        let from = format!("a{i}->{}", field.cname);
                        let value = match crossing(&world, &field.ty) {
                            Crossing::View(view) => format!("{}(&{from})", self.native_view(&view)),
                            Crossing::Plain | Crossing::Optional(_) => from,
                        };
                        let given =
                            if at == 0 { String::new() } else { format!("if (a{i}->__pyx_n >= {at}) ") };
                        let _ = writeln!(before, "        {given}o.{} = {value};", field.cname);
                    }
                    before.push_str("    }\n");
                    format!("a{i} ? &o : NULL")
                }
            });
        }
        let native = ctype(&world, &Type::Func(f.clone())).ptr().text();
        let call = format!("(({native})(Py_uintptr_t){target})({})", args.join(", "));
        let body = match crossing(&world, &f.ret) {
            Crossing::View(view) => {
                let parts = parts(self, "r", &view);
                format!("    {} r = {call};\n    return cy_share_result({parts});\n", view_name(&view))
            }
            _ if matches!(world.resolve(&f.ret), Type::Void) => format!("    {call};\n"),
            _ => format!("    return {call};\n"),
        };
        let head = foreign(&world, &f.ret).declare(&format!("{name}({})", list(&params)));
        self.adapters.insert(name.clone(), format!("CY_UNUSED static {head}\n{{\n{before}{body}}}\n"));
        name
    }

    /// A function that calls a function from outside: its first parameter is the pointer to it.
    pub(crate) fn take(&mut self, id: CFuncId) -> String {
        let decl = self.module.world.cfuncs[id].clone();
        let name = format!("cy_take_{}_{}", id.as_u32(), mangle(&decl.name));
        if self.adapters.contains_key(&name) {
            return name;
        }
        let world = self.module.world.clone();
        let f = &decl.ty;
        let mut params = vec![foreign_type(&world, f).ptr().declare("f")];
        let (mut args, mut lends, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let (mut locals, mut before) = (String::new(), String::new());
        for (i, p) in f.params.iter().enumerate() {
            params.push(ctype(&world, p.ty.unqualified()).declare(&format!("a{i}")));
            args.push(match crossing(&world, &p.ty) {
                Crossing::Plain => format!("a{i}"),
                Crossing::View(view) => {
                    let _ = writeln!(locals, "    {SHARED_VIEW} b{i};");
                    let _ = writeln!(before, "    b{i}.h.owner = NULL;");
                    lends.push(format!("cy_lend(&b{i}, {})", parts(self, &format!("a{i}"), &view)));
                    ends.push(format!("b{i}"));
                    format!("b{i}")
                }
                Crossing::Optional(id) => {
                    self.need_optional(id);
                    let _ = writeln!(locals, "    {} o;", optional_name(&world, id));
                    before.push_str("    memset(&o, 0, sizeof o);\n");
                    let mut copies = String::new();
                    for (at, field) in world.structs[id].fields.iter().flatten().enumerate() {
                        let from = format!("a{i}->{}", field.cname);
                        if let Crossing::View(view) = crossing(&world, &field.ty) {
                            let parts = parts(self, &from, &view);
                            lends.push(format!(
                                "(a{i} && a{i}->__pyx_n >= {at} && cy_lend(&o.{}, {parts}))",
                                field.cname
                            ));
                            ends.push(format!("o.{}", field.cname));
                        } else {
                            let given =
                                if at == 0 { String::new() } else { format!("if (a{i}->__pyx_n >= {at}) ") };
                            let _ = writeln!(copies, "        {given}o.{} = {from};", field.cname);
                        }
                    }
                    let _ = writeln!(before, "    if (a{i}) {{\n{copies}    }}");
                    format!("a{i} ? &o : NULL")
                }
            });
        }
        let call = format!("f({})", args.join(", "));
        let void = matches!(world.resolve(&f.ret), Type::Void);
        let mut body = String::new();
        let result = foreign(&world, &f.ret);
        if !void {
            let _ = writeln!(locals, "    {};", result.declare("r"));
        }
        let bad = if lends.is_empty() {
            String::new()
        } else {
            locals.push_str("    int bad;\n");
            let _ = writeln!(body, "    bad = {};", lends.join(" || "));
            "    if (!bad) ".to_owned()
        };
        let store = if void { "" } else { "r = " };
        let indent = if bad.is_empty() { "    " } else { &bad };
        let _ = writeln!(body, "{indent}{store}{call};");
        for end in &ends {
            let _ = writeln!(body, "    cy_lend_end(&{end});");
        }
        if !bad.is_empty() {
            let failed = self.failed(&decl);
            let _ = writeln!(body, "    if (bad) {failed}");
        }
        match crossing(&world, &f.ret) {
            Crossing::View(view) => {
                let _ = writeln!(locals, "    {} v;", view_name(&view));
                let copy = self.native_view(&view);
                let _ = write!(body, "    v = {copy}(&r);\n    cy_own_result(&r, &v.h);\n    return v;\n");
            }
            _ if void => {}
            _ => body.push_str("    return r;\n"),
        }
        let head = ctype(&world, f.ret.unqualified()).declare(&format!("{name}({})", list(&params)));
        self.adapters
            .insert(name.clone(), format!("CY_UNUSED static {head}\n{{\n{locals}{before}{body}}}\n"));
        name
    }

    /// Leaves a `take` with `MemoryError` set.
    fn failed(&mut self, decl: &CFuncDecl) -> String {
        let world = self.module.world.clone();
        let ret = &decl.ty.ret;
        let value = match &decl.ty.except {
            Except::Value(text) | Except::Maybe(text) => text.to_string(),
            Except::Null | Except::Always | Except::Cpp(_) | Except::Never => match world.resolve(ret) {
                Type::Void => String::new(),
                Type::View(view) => self.zero(&view_name(view)),
                _ if crate::types::is_aggregate(&world, ret) => self.zero_of(ret),
                _ => "0".to_owned(),
            },
        };
        match decl.ty.except {
            Except::Never => {
                let name = string(decl.name.as_bytes());
                format!("{{ cy_unraisable_nogil({name}); return {value}; }}").replace("return ;", "return;")
            }
            _ => format!("return {value};").replace("return ;", "return;"),
        }
    }

    /// The capsules of a function whose signature has views: `(key, function, text)`.
    pub(crate) fn export_crossing(
        &mut self,
        id: CFuncId,
        target: &str,
        key: &str,
        text: &str,
    ) -> [(String, String, String); 2] {
        let give = self.give(target, id);
        [
            (key.to_owned(), give, text.to_owned()),
            (format!("{NATIVE}{key}"), target.to_owned(), format!("{NATIVE}{text}")),
        ]
    }

    /// Statements that fetch such a function, and what they need outside.
    pub(crate) fn import_crossing(&mut self, id: CFuncId, module: &str, key: &str, text: &str) -> String {
        let world = self.module.world.clone();
        let f = &world.cfuncs[id].ty;
        let (pointer, own) = (format!("cy_x_{}", id.as_u32()), self.cfunc_pointer(id));
        let take = self.take(id);
        let params: Vec<String> = f
            .params
            .iter()
            .enumerate()
            .map(|(i, p)| ctype(&world, p.ty.unqualified()).declare(&format!("a{i}")))
            .collect();
        let args: Vec<String> = (0..f.params.len()).map(|i| format!(", a{i}")).collect();
        let args = args.concat();
        let via = format!("cy_via_{}", id.as_u32());
        let head = ctype(&world, f.ret.unqualified()).declare(&format!("{via}({})", list(&params)));
        let back = if matches!(world.resolve(&f.ret), Type::Void) { "" } else { "return " };
        let theirs = foreign_type(&world, f).ptr();
        let text_of_pointer = theirs.declare(&pointer);
        self.adapters.insert(
            // behind `take`, which it calls
            format!("cy_~{via}"),
            format!("static {text_of_pointer};\nstatic {head}\n{{\n    {back}{take}({pointer}{args});\n}}\n"),
        );
        let native = ctype(&world, &Type::Func(f.clone())).ptr().text();
        let (module, key_c, text_c) =
            (string(module.as_bytes()), string(key.as_bytes()), string(text.as_bytes()));
        let key_n = string(format!("{NATIVE}{key}").as_bytes());
        let text_n = string(format!("{NATIVE}{text}").as_bytes());
        format!(
            "    if (!({own} = ({native})(Py_uintptr_t)cy_import_native({module}, {key_n}, {text_n}))) {{\n        \
             if (!({pointer} = ({})(Py_uintptr_t)cy_import_c({module}, {key_c}, {text_c}, \"function\"))) return -1;\n        \
             {own} = {via};\n    }}\n",
            theirs.text()
        )
    }

    /// Whether the slot of a method is called as other modules call it.
    pub(crate) fn slot_crosses(&self, class: ClassId, method: CFuncId) -> bool {
        let world = &*self.module.world;
        world.is_shared_class(class) && crosses(world, &world.cfuncs[method].ty)
    }

    /// The vtable of a class of another module, for calls that name the class.
    pub(crate) fn class_vtable(&mut self, class: ClassId) -> String {
        self.used_vtables.insert(class);
        self.class_object(class);
        format!("cy_vt_{}", class.as_u32())
    }

    /// Variables for vtables of classes of other modules.
    pub(crate) fn vtable_pointers(&self) -> String {
        let mut out = String::new();
        for id in &self.used_vtables {
            let vtab = &self.module.world.classes[*id].vtab_struct;
            let _ = writeln!(out, "static {vtab} *cy_vt_{};", id.as_u32());
        }
        out
    }

    /// Whether a C function is a method of a class of another module, which has no other way to it than its vtable.
    pub(crate) fn foreign_method(&self, id: CFuncId) -> Option<(ClassId, usize)> {
        let world = &*self.module.world;
        let decl = &world.cfuncs[id];
        let (Some(class), Linkage::Imported(_)) = (decl.class, decl.linkage) else { return None };
        let at = world.classes[class].methods.iter().position(|m| m.func == id)?;
        Some((class, at))
    }
}

fn list(params: &[String]) -> String {
    if params.is_empty() { "void".to_owned() } else { params.join(", ") }
}
