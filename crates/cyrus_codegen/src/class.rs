//! Extension types: how instances are made and thrown away, what the garbage collector sees, slots, vtables, and the
//! function that makes the type when the module starts.
//!
//! Types are made before any code of the module runs, bases first, so that modules which import each other find them.

use std::fmt::Write as _;

use cyrus_c::{Expr as C, Unary, string};
use cyrus_ir::{Binding, FuncId, LocalType, MethodKind, TypeDef};
use cyrus_types::{Builtin, ClassDecl, ClassId, FieldDecl, Linkage, Type, Visibility};

use crate::decls::builtin_struct;
use crate::module::Cx;
use crate::names::{mangle, member};
use crate::nests::may_nest;
use crate::types::{ctype, variable};

/// The C of an extension type.
#[derive(Debug, Default)]
pub(crate) struct ClassText {
    /// Functions and tables.
    pub(crate) text: String,
    /// The call that makes it.
    pub(crate) start: String,
}

impl Cx<'_> {
    fn class(&self, id: ClassId) -> &ClassDecl {
        &self.module.world.classes[id]
    }

    /// The name that the C of a type is made of.
    fn class_name(&self, id: ClassId) -> String {
        mangle(&self.class(id).name)
    }

    /// Whether the garbage collector has to look into instances.
    fn is_gc(&self, id: ClassId) -> bool {
        let decl = self.class(id);
        if decl.flags.no_gc {
            return false;
        }
        if decl.flags.dict_at.is_some() || decl.fields.iter().any(|f| self.may_cycle(id, &f.ty)) {
            return true;
        }
        match (decl.base, decl.builtin_base.as_deref()) {
            (Some(base), _) => self.class(base).linkage != Linkage::Own || self.is_gc(base),
            (None, Some("object" | "float" | "int" | "complex" | "str" | "bytes" | "bytearray") | None) => {
                false
            }
            (None, Some(_)) => true,
        }
    }

    /// Whether a field can be part of a cycle of objects.
    fn may_cycle(&self, class: ClassId, ty: &Type) -> bool {
        match self.module.world.resolve(ty) {
            Type::Builtin(b) => !matches!(
                b,
                Builtin::Bool
                    | Builtin::Int
                    | Builtin::Float
                    | Builtin::Complex
                    | Builtin::Str
                    | Builtin::Bytes
                    | Builtin::ByteArray
            ),
            // shared ones own their memory together, which the collector cannot count
            Type::View(_) => !self.module.world.is_shared_class(class),
            t => t.is_object(),
        }
    }

    fn is_object_field(&self, field: &FieldDecl) -> bool {
        self.module.world.resolve(&field.ty).is_object()
    }

    /// The base type as an expression of type `PyObject *`, and whether this module makes it.
    fn base(&mut self, id: ClassId) -> (String, Option<ClassId>) {
        let decl = self.class(id);
        match (decl.base, decl.builtin_base.clone()) {
            (Some(base), _) => {
                let own = self.class(base).linkage == Linkage::Own;
                (self.class_object(base).to_string(), own.then_some(base))
            }
            (None, Some(name)) => (builtin_type(&name), None),
            (None, None) => ("(PyObject *)&PyBaseObject_Type".to_owned(), None),
        }
    }

    /// Whether nothing but `object` stands above.
    fn is_root(&self, id: ClassId) -> bool {
        let decl = self.class(id);
        decl.base.is_none()
            && decl.builtin_base.as_deref().is_none_or(|b| b == "object" || builtin_struct(b).is_none())
    }

    /// All the C of a type.
    pub(crate) fn class_text(&mut self, def: &TypeDef) -> ClassText {
        let id = def.class;
        let name = self.class_name(id);
        let mut out = ClassText { start: format!("cy_type_{name}()"), ..ClassText::default() };
        if self.module.world.vtab_owner(id).is_some() {
            let _ = writeln!(out.text, "static {} cy_vtab_{name};", self.class(id).vtab_struct);
        }
        if self.class(id).flags.freelist > 0 {
            let n = self.class(id).flags.freelist;
            let _ = writeln!(out.text, "static struct {{ int n; PyObject *o[{n}]; }} cy_free_{name};");
        }
        self.new_function(def, &name, &mut out.text);
        self.dealloc_function(def, &name, &mut out.text);
        let gc = self.is_gc(id);
        if gc {
            self.gc_functions(id, &name, &mut out.text);
        }
        self.tables_of_class(def, &name, gc, &mut out.text);
        self.type_function(def, &name, &mut out.text);
        out
    }

    fn new_function(&mut self, def: &TypeDef, name: &str, out: &mut String) {
        let id = def.class;
        let (base, own) = self.base(id);
        let decl = self.class(id).clone();
        let object = decl.object_struct.to_string();
        let mut uses_args = def.cinit.is_some();
        let mut body = String::new();
        let make = match own {
            Some(base) => {
                uses_args = true;
                format!("cy_new_{}(t, args, kw)", self.class_name(base))
            }
            None if self.is_root(id) => {
                let own = self.class_object(id).to_string();
                format!("cy_ext_new(t, {own}, sizeof({object}), {})", i32::from(self.is_gc(id)))
            }
            None => {
                uses_args = true;
                format!("((PyTypeObject *){base})->tp_new(t, args, kw)")
            }
        };
        let listed = decl.flags.freelist > 0 && self.is_root(id);
        if listed {
            let own = self.class_object(id).to_string();
            let gc = i32::from(self.is_gc(id));
            let _ = writeln!(
                body,
                "    PyObject *o = CY_FREELIST_TAKE(cy_free_{name}, t, (PyTypeObject *){own}, sizeof({object}), {gc});"
            );
        } else {
            let _ = writeln!(body, "    PyObject *o = {make};");
        }
        let mut fill = String::new();
        let vtab = self.module.world.vtab_owner(id);
        if let Some(owner) = vtab {
            let holder = self.class(owner);
            let _ = writeln!(
                fill,
                "    (({} *)o)->__pyx_vtab = ({} *)&cy_vtab_{name};",
                holder.object_struct, holder.vtab_struct
            );
        }
        for field in &decl.fields {
            match self.module.world.resolve(&field.ty) {
                t if t.is_object() => {
                    let _ = writeln!(fill, "    p->{} = cy_ref(Py_None);", field.cname);
                }
                t if self.module.world.is_cpp_object(t) => {
                    let _ = writeln!(fill, "    cy_begin(&p->{});", field.cname);
                }
                _ => {}
            }
        }
        if fill.contains("p->") {
            let _ = writeln!(body, "    {object} *p;");
        }
        if listed {
            let _ = writeln!(body, "    if (!o) o = {make};");
        }
        body.push_str("    if (!o) return NULL;\n");
        if fill.contains(" p->") || fill.contains("&p->") {
            let _ = writeln!(body, "    p = ({object} *)o;");
        }
        body.push_str(&fill);
        if let Some(cinit) = def.cinit {
            let cinit = self.counted_slot(cinit, out);
            let _ = writeln!(body, "    if ({cinit}(o, args, kw) < 0) {{ Py_DECREF(o); return NULL; }}");
        }
        if !uses_args {
            body.push_str("    (void)args;\n    (void)kw;\n");
        }
        let _ = writeln!(
            out,
            "static PyObject *cy_new_{name}(PyTypeObject *t, PyObject *args, PyObject *kw)\n{{\n{body}    return o;\n}}"
        );
    }

    /// What gives up one field.
    fn drop_field(&mut self, field: &FieldDecl, shared: bool) -> String {
        let place = C::atom("p").arrow(field.cname.to_string());
        let ty = LocalType::Type(field.ty.clone());
        match self.module.world.resolve(&field.ty) {
            t if t.is_object() => format!("    Py_CLEAR({place});\n"),
            Type::View(_) if shared => format!("    cy_unshare(&{place});\n"),
            Type::View(_) => format!("    cy_view_release(&{});\n", place.member("h")),
            t if self.module.world.is_cpp_object(t) => format!("    cy_destroy(&{place});\n"),
            Type::CTuple(items) => {
                let mut out = String::new();
                for (i, item) in items.iter().enumerate() {
                    if self.module.world.resolve(item).is_object() {
                        let _ = writeln!(out, "    Py_CLEAR({});", place.clone().member(format!("f{i}")));
                    }
                }
                out
            }
            _ => {
                debug_assert!(!self.module.is_managed(&ty));
                String::new()
            }
        }
    }

    fn dealloc_function(&mut self, def: &TypeDef, name: &str, out: &mut String) {
        let id = def.class;
        let decl = self.class(id).clone();
        let gc = self.is_gc(id);
        let (_, own) = self.base(id);
        let mut body = String::new();
        let drops: String =
            decl.fields.iter().map(|f| self.drop_field(f, self.module.world.is_shared_class(id))).collect();
        let cast = if drops.is_empty() {
            String::new()
        } else {
            format!("    {0} *p = ({0} *)o;\n", decl.object_struct)
        };
        if !self
            .chain(id)
            .is_some_and(|defs| defs.iter().all(|t| t.slots.iter().all(|s| s.0 != "tp_finalize")))
        {
            let _ = writeln!(
                body,
                "    if (Py_TYPE(o)->tp_dealloc == cy_dealloc_{name} && cy_ext_revived(o)) return;"
            );
        }
        if gc {
            body.push_str("    PyObject_GC_UnTrack(o);\n");
        }
        // Chains of objects that end each other are put off before the C stack is used up. What follows may return.
        let first = (gc && self.uses_trashcan(id)).then(|| std::mem::take(&mut body));
        body.insert_str(0, &cast);
        if decl.flags.weakref_at.is_some() {
            let _ =
                writeln!(body, "    if ((({} *)o)->cy_weak) PyObject_ClearWeakRefs(o);", decl.object_struct);
        }
        if let Some(f) = def.dealloc {
            let f = self.function(f);
            let _ = writeln!(body, "    cy_ext_user_dealloc(o, {f});");
        }
        if decl.flags.dict_at.is_some() {
            let _ = writeln!(body, "    Py_CLEAR((({} *)o)->cy_dict);", decl.object_struct);
        }
        body.push_str(&drops);
        let base_gc = match own {
            Some(base) => self.is_gc(base),
            None => gc,
        };
        if gc && base_gc && !self.is_root(id) {
            body.push_str("    PyObject_GC_Track(o);\n");
        }
        match own {
            Some(base) => {
                let _ = writeln!(body, "    cy_dealloc_{}(o);", self.class_name(base));
            }
            None if self.is_root(id) => {
                if decl.flags.freelist > 0 {
                    let own = self.class_object(id).to_string();
                    let _ = writeln!(
                        body,
                        "    if (CY_FREELIST_GIVE(cy_free_{name}, Py_TYPE(o), (PyTypeObject *){own}, o)) {{ Py_DECREF({own}); return; }}"
                    );
                }
                body.push_str("    cy_ext_free(o);\n");
            }
            None => {
                let _ = writeln!(body, "    cy_ext_base_dealloc(o, cy_dealloc_{name});");
            }
        }
        if let Some(first) = first {
            let _ = writeln!(out, "static void cy_dealloc_{name}(PyObject *o);");
            let _ = writeln!(out, "static void cy_end_{name}(PyObject *o)\n{{\n{body}}}");
            body = format!(
                "{first}    Py_TRASHCAN_BEGIN(o, cy_dealloc_{name})\n    cy_end_{name}(o);\n    Py_TRASHCAN_END\n"
            );
        }
        let _ = writeln!(out, "static void cy_dealloc_{name}(PyObject *o)\n{{\n{body}}}");
    }

    /// `trashcan`: as the class says, or its nearest base that says it, or as builtin containers do.
    fn uses_trashcan(&self, id: ClassId) -> bool {
        let mut next = Some(id);
        while let Some(class) = next {
            let decl = self.class(class);
            if let Some(said) = decl.flags.trashcan {
                return said;
            }
            if let Some(base) = &decl.builtin_base {
                return matches!(base.as_str(), "list" | "tuple" | "dict" | "set" | "frozenset");
            }
            next = decl.base;
        }
        false
    }

    fn gc_functions(&mut self, id: ClassId, name: &str, out: &mut String) {
        let decl = self.class(id).clone();
        let (_, own) = self.base(id);
        let (mut visits, mut clears) = (String::new(), String::new());
        for field in decl.fields.iter().filter(|f| self.may_cycle(id, &f.ty)) {
            if self.is_object_field(field) {
                let _ = writeln!(visits, "    Py_VISIT(p->{});", field.cname);
                let _ = writeln!(clears, "    CY_SET(p->{}, cy_ref(Py_None));", field.cname);
            } else {
                let _ = writeln!(visits, "    Py_VISIT(p->{}.h.owner);", field.cname);
                let _ = writeln!(clears, "    cy_view_release(&p->{}.h);", field.cname);
            }
        }
        if decl.flags.dict_at.is_some() {
            visits.push_str("    Py_VISIT(p->cy_dict);\n");
            clears.push_str("    Py_CLEAR(p->cy_dict);\n");
        }
        let cast = if visits.is_empty() {
            String::new()
        } else {
            format!("    {0} *p = ({0} *)o;\n", decl.object_struct)
        };
        let own_gc = own.filter(|b| self.is_gc(*b)).map(|b| self.class_name(b));
        let above = match &own_gc {
            Some(base) => format!("    return cy_traverse_{base}(o, visit, arg);\n"),
            // the type is on the heap, and instances hold a reference to it
            None if own.is_some() || self.is_root(id) => {
                "    Py_VISIT(Py_TYPE(o));\n    return 0;\n".to_owned()
            }
            None => format!(
                "    Py_VISIT(Py_TYPE(o));\n    return cy_ext_base_traverse(o, visit, arg, cy_traverse_{name});\n"
            ),
        };
        let _ = writeln!(
            out,
            "static int cy_traverse_{name}(PyObject *o, visitproc visit, void *arg)\n{{\n{cast}{visits}{above}}}"
        );
        if decl.flags.no_gc_clear {
            return;
        }
        let above = match &own_gc {
            Some(base) => format!("    return cy_clear_{base}(o);\n"),
            None if own.is_some() || self.is_root(id) => "    return 0;\n".to_owned(),
            None => format!("    return cy_ext_base_clear(o, cy_clear_{name});\n"),
        };
        let unused = if clears.is_empty() && above.ends_with("return 0;\n") { "    (void)o;\n" } else { "" };
        let _ = writeln!(out, "static int cy_clear_{name}(PyObject *o)\n{{\n{cast}{unused}{clears}{above}}}");
    }

    fn tables_of_class(&mut self, def: &TypeDef, name: &str, gc: bool, out: &mut String) {
        let id = def.class;
        let decl = self.class(id).clone();
        let properties = self.properties(def, name, out);
        if !properties.is_empty() {
            let _ = writeln!(
                out,
                "static PyGetSetDef cy_getset_{name}[] = {{{properties}\n    {{NULL, NULL, NULL, NULL, NULL}}}};"
            );
        }
        let mut methods = String::new();
        for method in &def.methods {
            let desc = &self.module.descs[method.desc];
            if desc.binding != Binding::Builtin {
                continue;
            }
            let (py, doc) = (desc.name, desc.doc);
            let call = self.entry(desc.func);
            let kind = match method.kind {
                MethodKind::Instance => "",
                MethodKind::Static => " | METH_STATIC",
                MethodKind::Class => " | METH_CLASS",
            };
            let doc = self.doc(doc);
            let _ = write!(
                methods,
                "\n    {{{}, (PyCFunction)(void *){call}, METH_FASTCALL | METH_KEYWORDS | METH_COEXIST{kind}, {doc}}},",
                string(&self.text_of(py))
            );
        }
        if let Some(f) = def.getattr {
            let doc = def.slot_docs.iter().find(|(method, _)| method == "__getattr__");
            let doc = self.doc(doc.map(|(_, doc)| *doc));
            let f = self.function(f);
            let _ = write!(methods, "\n    {{\"__getattr__\", {f}, METH_O | METH_COEXIST, {doc}}},");
        }
        if !methods.is_empty() {
            let _ = writeln!(
                out,
                "static PyMethodDef cy_methods_{name}[] = {{{methods}\n    {{NULL, NULL, 0, NULL}}}};"
            );
        }
        let mut members = String::new();
        for (on, member, field) in [
            (decl.flags.dict_at.is_some(), "__dictoffset__", "cy_dict"),
            (decl.flags.weakref_at.is_some(), "__weaklistoffset__", "cy_weak"),
        ] {
            if on {
                let _ = write!(
                    members,
                    "\n    {{\"{member}\", T_PYSSIZET, offsetof({}, {field}), READONLY, NULL}},",
                    decl.object_struct
                );
            }
        }
        if !members.is_empty() {
            let _ = writeln!(
                out,
                "static PyMemberDef cy_members_{name}[] = {{{members}\n    {{NULL, 0, 0, 0, NULL}}}};"
            );
        }
        let mut slots = format!(
            "\n    {{Py_tp_new, (void *)cy_new_{name}}}, {{Py_tp_dealloc, (void *)cy_dealloc_{name}}},"
        );
        if gc {
            let _ = write!(slots, "\n    {{Py_tp_traverse, (void *)cy_traverse_{name}}},");
            if !decl.flags.no_gc_clear {
                let _ = write!(slots, " {{Py_tp_clear, (void *)cy_clear_{name}}},");
            }
        }
        for (on, slot, table) in [
            (!methods.is_empty(), "methods", "methods"),
            (!properties.is_empty(), "getset", "getset"),
            (!members.is_empty(), "members", "members"),
        ] {
            if on {
                let _ = write!(slots, "\n    {{Py_tp_{slot}, (void *)cy_{table}_{name}}},");
            }
        }
        // CPython would put the text where the objects' own `__doc__` belongs
        if def.doc.is_some() && self.module.options.docstrings && !self.has_property(def, "__doc__") {
            let doc = self.doc(def.doc);
            let _ = write!(slots, "\n    {{Py_tp_doc, (void *){doc}}},");
        }
        for (slot, f) in &def.slots {
            let f = self.counted_slot(*f, out);
            let _ = write!(slots, "\n    {{Py_{slot}, (void *){f}}},");
        }
        let _ = writeln!(out, "static PyType_Slot cy_slots_{name}[] = {{{slots}\n    {{0, NULL}}}};");
        let mut flags = "Py_TPFLAGS_DEFAULT | CY_TPFLAGS_IMMUTABLE".to_owned();
        for (on, flag) in [
            (!decl.flags.is_final, "Py_TPFLAGS_BASETYPE"),
            (gc, "Py_TPFLAGS_HAVE_GC"),
            (decl.flags.sequence, "CY_TPFLAGS_SEQUENCE"),
            (decl.flags.mapping, "CY_TPFLAGS_MAPPING"),
        ] {
            if on {
                let _ = write!(flags, " | {flag}");
            }
        }
        let module = &self.module.name;
        let _ = writeln!(
            out,
            "static PyType_Spec cy_spec_{name} = {{{}, sizeof({}), 0, {flags}, cy_slots_{name}}};",
            string(format!("{module}.{}", decl.name).as_bytes()),
            decl.object_struct
        );
    }

    /// A function as slots call it: where its calls may nest, they count, so that endless recursion through an operator
    /// is an error and not the end of the stack.
    fn counted_slot(&mut self, id: FuncId, out: &mut String) -> String {
        let name = self.function(id).to_string();
        let func = &self.module.functions[id];
        let world = &*self.module.world;
        let failed = match world.resolve(&func.ret) {
            Type::Void => return name,
            ty if ty.is_object() => "NULL",
            _ => "-1",
        };
        if !may_nest(self.module, func) {
            return name;
        }
        let entry = format!("in_{name}");
        if !self.counted.insert(id) {
            return entry;
        }
        let params: Vec<String> = func
            .params
            .iter()
            .enumerate()
            .map(|(i, p)| variable(world, &func.locals[*p].ty).declare(&format!("a{i}")))
            .collect();
        let args: Vec<String> = (0..params.len()).map(|i| format!("a{i}")).collect();
        let ret = ctype(world, func.ret.unqualified());
        let head = ret.declare(&format!("{entry}({})", params.join(", ")));
        let _ = writeln!(
            out,
            "static {head}\n{{\n    PyThreadState *here = cy_thread_here();\n    {};\n    if (CY_UNLIKELY(cy_enter(here))) return {failed};\n    \
             r = {name}({});\n    cy_leave(here);\n    return r;\n}}",
            ret.declare("r"),
            args.join(", ")
        );
        entry
    }

    /// Whether objects of a class have an attribute of this name that Python sees.
    fn has_property(&self, def: &TypeDef, name: &str) -> bool {
        let fields = &self.class(def.class).fields;
        def.properties.iter().any(|p| self.text_of(p.0) == name.as_bytes())
            || fields.iter().any(|f| f.name == name && f.visibility != Visibility::Private)
    }

    /// Rows of properties, those of attributes that Python sees included; the functions behind them go to `out`.
    fn properties(&mut self, def: &TypeDef, name: &str, out: &mut String) -> String {
        let mut rows = String::new();
        for (i, (py, get, set, doc)) in def.properties.iter().enumerate() {
            let getter = get.map(|f| {
                let f = self.counted_slot(f, out);
                let _ = writeln!(
                    out,
                    "static PyObject *cy_get{i}_{name}(PyObject *o, void *x)\n{{\n    (void)x;\n    return {f}(o);\n}}"
                );
                format!("cy_get{i}_{name}")
            });
            let setter = set.map(|f| {
                let f = self.counted_slot(f, out);
                let _ = writeln!(
                    out,
                    "static int cy_set{i}_{name}(PyObject *o, PyObject *v, void *x)\n{{\n    (void)x;\n    return {f}(o, v);\n}}"
                );
                format!("cy_set{i}_{name}")
            });
            let doc = self.doc(*doc);
            let none = || "NULL".to_owned();
            let _ = write!(
                rows,
                "\n    {{{}, {}, {}, {doc}, NULL}},",
                string(&self.text_of(*py)),
                getter.unwrap_or_else(none),
                setter.unwrap_or_else(none)
            );
        }
        let decl = self.class(def.class).clone();
        let known: Vec<Vec<u8>> = def.properties.iter().map(|p| self.text_of(p.0)).collect();
        for field in decl.fields.iter().filter(|f| f.visibility != Visibility::Private) {
            if known.iter().any(|k| **k == *field.name.as_bytes()) {
                continue;
            }
            let Some((get, set)) = self.attribute(field) else { continue };
            let field_name = mangle(&field.name);
            let object = &decl.object_struct;
            let _ = writeln!(
                out,
                "static PyObject *cy_get_{name}_{field_name}(PyObject *o, void *x)\n{{\n    {object} *p = ({object} *)o;\n    (void)x;\n{get}}}"
            );
            let setter = if field.visibility == Visibility::Public {
                let _ = writeln!(
                    out,
                    "static int cy_set_{name}_{field_name}(PyObject *o, PyObject *v, void *x)\n{{\n    {object} *p = ({object} *)o;\n    (void)x;\n{set}}}"
                );
                format!("cy_set_{name}_{field_name}")
            } else {
                "NULL".to_owned()
            };
            let _ = write!(
                rows,
                "\n    {{{}, cy_get_{name}_{field_name}, {setter}, NULL, NULL}},",
                string(field.name.as_bytes())
            );
        }
        if decl.flags.dict_at.is_some() {
            rows.push_str(
                "\n    {\"__dict__\", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},",
            );
        }
        rows
    }

    /// The bodies of the getter and setter of an attribute, if its type can be an object.
    fn attribute(&mut self, field: &FieldDecl) -> Option<(String, String)> {
        let world = self.module.world.clone();
        let place = format!("p->{}", field.cname);
        let refused = format!(
            "    if (!v) return PyErr_SetString(PyExc_NotImplementedError, {}), -1;\n",
            string(format!("__del__ of attribute '{}'", field.name).as_bytes())
        );
        let spelled = ctype(&world, field.ty.unqualified()).text();
        let number = |get: &str, set: String| {
            (
                format!("    return {get};\n"),
                format!(
                    "{refused}    {{\n        {spelled} c = {set};\n        if (c == ({spelled})-1 && PyErr_Occurred()) return -1;\n        {place} = c;\n    }}\n    return 0;\n"
                ),
            )
        };
        Some(match world.resolve(&field.ty) {
            t if t.is_object() => {
                let check = match t {
                    Type::Ext(class) => {
                        let ty = self.class_object(*class);
                        format!("    if (cy_check_type(v, {ty}) < 0) return -1;\n")
                    }
                    Type::Builtin(b) => match builtin_object(*b) {
                        Some(ty) => format!("    if (cy_check_builtin(v, {ty}) < 0) return -1;\n"),
                        None => String::new(),
                    },
                    _ => String::new(),
                };
                (
                    format!("    return cy_ref({place});\n"),
                    format!(
                        "    if (!v) v = Py_None;\n{check}    CY_SET({place}, cy_ref(v));\n    return 0;\n"
                    ),
                )
            }
            Type::Bint => (
                format!("    return cy_bool({place});\n"),
                format!(
                    "{refused}    {{\n        int c = PyObject_IsTrue(v);\n        if (c < 0) return -1;\n        {place} = c;\n    }}\n    return 0;\n"
                ),
            ),
            Type::Int(_) | Type::Enum(_) => number(
                &format!("CY_FROM_INTEGER({spelled}, {place})"),
                format!("CY_TO_INTEGER({spelled}, v, {})", string(spelled.as_bytes())),
            ),
            Type::Float(_) => {
                number(&format!("cy_from_double((double){place})"), format!("({spelled})cy_to_double(v)"))
            }
            _ => return None,
        })
    }

    /// The function that makes the type, fills its vtable and its dictionary.
    fn type_function(&mut self, def: &TypeDef, name: &str, out: &mut String) {
        let id = def.class;
        let (base, own) = self.base(id);
        let slot = self.class_object(id);
        let mut body = String::new();
        let _ = writeln!(body, "    PyObject *m, *bases = PyTuple_Pack(1, {base});");
        body.push_str("    (void)m;\n    if (!bases) return -1;\n");
        let _ = writeln!(body, "    {slot} = cy_ext_type(&cy_spec_{name}, bases);");
        body.push_str("    Py_DECREF(bases);\n");
        let _ = writeln!(body, "    if (!{slot}) return -1;");
        for attribute in ["__doc__", "__module__"] {
            let text = match attribute {
                "__module__" => string(self.module.name.as_bytes()),
                _ if def.doc.is_some() && self.module.options.docstrings => self.doc(def.doc),
                _ => continue,
            };
            if self.has_property(def, attribute) {
                let _ = writeln!(body, "    if (cy_class_text({slot}, \"{attribute}\", {text})) return -1;");
            }
        }
        for (method, doc) in &def.slot_docs {
            let doc = self.doc(Some(*doc));
            let method = string(method.as_bytes());
            let _ = writeln!(body, "    if (cy_slot_doc({slot}, {method}, {doc})) return -1;");
        }
        if self.module.world.vtab_owner(id).is_some() {
            self.fill_vtable(def, name, own, &mut body);
            let _ = writeln!(body, "    if (cy_vtable_set({slot}, &cy_vtab_{name})) return -1;");
        }
        if let Some(call) = self.construction(def, name, out) {
            let _ = writeln!(body, "    ((PyTypeObject *){slot})->tp_vectorcall = {call};");
        }
        for method in &def.methods {
            let desc = &self.module.descs[method.desc];
            if desc.binding == Binding::Builtin {
                continue;
            }
            let key = self.consts.text(self.module, desc.name);
            let row = method.desc.as_u32();
            let _ = match method.kind {
                MethodKind::Instance => writeln!(body, "    if (!(m = cy_method({row}, {slot}))) return -1;"),
                MethodKind::Static => {
                    writeln!(body, "    if (!(m = cy_static_method(cy_function({row})))) return -1;")
                }
                MethodKind::Class => {
                    writeln!(body, "    if (!(m = cy_class_method(cy_function({row})))) return -1;")
                }
            };
            let _ = writeln!(body, "    if (cy_ext_put_new({slot}, {key}, m)) return -1;");
        }
        let _ = writeln!(out, "static int cy_type_{name}(void)\n{{\n{body}    return 0;\n}}");
    }

    fn fill_vtable(&mut self, def: &TypeDef, name: &str, own: Option<ClassId>, body: &mut String) {
        let id = def.class;
        let world = self.module.world.clone();
        if let Some(base) = world.classes[id].base
            && world.vtab_owner(base).is_some()
        {
            if let Some(base) = own {
                let _ = writeln!(body, "    cy_vtab_{name}.cy_base = cy_vtab_{};", self.class_name(base));
            } else {
                let object = self.class_object(base);
                let _ = writeln!(body, "    if (!cy_vtable_get({object})) return -1;");
                let _ = writeln!(
                    body,
                    "    cy_vtab_{name}.cy_base = *({} *)cy_vtable_get({object});",
                    world.classes[base].vtab_struct
                );
            }
        }
        for (class, at, func) in &def.vtable {
            let mut place = C::atom(format!("cy_vtab_{name}"));
            let mut here = id;
            while here != *class {
                let Some(base) = world.classes[here].base else { break };
                place = place.member("cy_base");
                here = base;
            }
            let method = &world.classes[*class].methods[*at];
            let f = self.function(*func);
            // the code of an override may have other types of arguments
            let slot = &world.cfuncs[method.func].ty;
            let (pointer, f) = if self.slot_crosses(*class, method.func) {
                let give = self.give(&f.to_string(), method.func);
                (crate::adapters::foreign_type(&world, slot).ptr().text(), give)
            } else {
                (ctype(&world, &Type::Func(slot.clone())).ptr().text(), f.to_string())
            };
            let _ =
                writeln!(body, "    {} = ({pointer})(Py_uintptr_t){f};", place.member(member(&method.name)));
        }
    }

    /// Whether a function is called as a method of an extension type's method table: `self` is the instance.
    pub(crate) fn is_table_method(&self, desc: cyrus_ir::DescId) -> bool {
        self.module.descs[desc].binding == Binding::Builtin
            && self.module.types.iter().any(|t| t.methods.iter().any(|m| m.desc == desc))
    }

    /// Whether a method in a table is called with its first argument apart from the others: all but static ones.
    pub(crate) fn takes_self_apart(&self, desc: cyrus_ir::DescId) -> bool {
        self.module.descs[desc].binding == Binding::Builtin
            && self
                .module
                .types
                .iter()
                .any(|t| t.methods.iter().any(|m| m.desc == desc && m.kind != MethodKind::Static))
    }

    /// The objects that bind the arguments of methods in method tables.
    pub(crate) fn binders(&self) -> Vec<u32> {
        self.module.descs.ids().filter(|d| self.is_table_method(*d)).map(cyrus_ir::DescId::as_u32).collect()
    }

    fn doc(&self, doc: Option<cyrus_ir::ConstId>) -> String {
        match doc {
            Some(id) if self.module.options.docstrings => string(&self.text_of(id)),
            _ => "NULL".to_owned(),
        }
    }
}

/// The type object of a builtin class that can be a base.
fn builtin_type(name: &str) -> String {
    let known = match name {
        "object" => "PyBaseObject_Type",
        "list" => "PyList_Type",
        "dict" => "PyDict_Type",
        "set" => "PySet_Type",
        "frozenset" => "PyFrozenSet_Type",
        "tuple" => "PyTuple_Type",
        "str" => "PyUnicode_Type",
        "bytes" => "PyBytes_Type",
        "bytearray" => "PyByteArray_Type",
        "int" => "PyLong_Type",
        "float" => "PyFloat_Type",
        "complex" => "PyComplex_Type",
        "type" => "PyType_Type",
        "property" => "PyProperty_Type",
        // exceptions are variables that point to their types
        other => return format!("PyExc_{other}"),
    };
    C::atom(known).unary(Unary::Address).cast("PyObject *").to_string()
}

/// The type object of a builtin type, where values must be exactly of it.
fn builtin_object(b: Builtin) -> Option<String> {
    Some(match b {
        Builtin::NoneType | Builtin::Exception => return None,
        Builtin::Bool => "(PyObject *)&PyBool_Type".to_owned(),
        Builtin::Slice => "(PyObject *)&PySlice_Type".to_owned(),
        Builtin::MemoryView => "(PyObject *)&PyMemoryView_Type".to_owned(),
        Builtin::Range => "(PyObject *)&PyRange_Type".to_owned(),
        b => builtin_type(b.name()),
    })
}
