//! The end of a module's file: what starts it, what gives its objects back, and the definition that Python asks for.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cyrus_c::string;
use cyrus_ir::{LocalType, StateKind};
use cyrus_types::{ClassId, Linkage};

use crate::header::public_types;
use crate::module::Cx;
use crate::names::{init_name, last_part};

impl Cx<'_> {
    /// What starts the module; tables whose need is known later are filled in for the words between `@`.
    pub(crate) fn start(&mut self, builtins: &[(String, String)], types: &[String]) -> String {
        let module = self.module;
        let exec = self.function(module.exec).to_string();
        let mut out = String::from(
            "static int cy_module_start(PyObject *m)\n{\n@BEGIN@    if (cy_module_begin(m)) return -1;\n@CONSTANTS@@INITS@",
        );
        if !builtins.is_empty() {
            let names: Vec<String> = builtins.iter().map(|(_, name)| format!("{name}\\0")).collect();
            let _ = writeln!(
                out,
                "    if (cy_make_builtins(&S.{}, \"{}\", {})) return -1;",
                builtins[0].0,
                names.concat(),
                builtins.len()
            );
        }
        let world = &module.world;
        for place in self.object_variables() {
            let _ = writeln!(out, "    {place} = cy_ref(Py_None);");
        }
        for desc in self.binders() {
            let _ = writeln!(out, "    if (!(S.d[{desc}] = cy_function({desc}))) return -1;");
        }
        out.push_str(&self.exports());
        let bases: BTreeSet<ClassId> = module
            .types
            .iter()
            .filter_map(|t| world.classes[t.class].base)
            .filter(|b| self.used_classes.contains(b))
            .collect();
        for id in &bases {
            out.push_str(&self.import_class(*id));
        }
        for call in types {
            let _ = writeln!(out, "    if ({call}) return -1;");
        }
        for (symbol, id) in public_types(module) {
            let _ = writeln!(out, "    {symbol} = (PyTypeObject *)S.{};", self.class_slot(id));
        }
        for id in self.used_classes.clone() {
            if !bases.contains(&id) {
                out.push_str(&self.import_class(id));
            }
        }
        out.push_str(&self.imports());
        if module.options.cleanup > 0 {
            out.push_str("    if (cy_at_exit(&cy_module_cleanup_def)) return -1;\n");
        }
        let _ =
            writeln!(out, "    return cy_module_run({exec}, {});\n}}", string(module.file_name.as_bytes()));
        out.push_str(
            "static int cy_module_exec(PyObject *m)\n{\n    if (cy_module_runs(m)) return 0;\n    return cy_module_start(m) ? cy_module_failed(m) : 0;\n}\n",
        );
        let gil = if module.options.freethreading {
            "#if PY_VERSION_HEX >= 0x030D0000\n    {Py_mod_gil, Py_MOD_GIL_NOT_USED},\n#endif\n"
        } else {
            ""
        };
        let _ = write!(
            out,
            "static PyModuleDef_Slot cy_module_slots[] = {{\n    {{Py_mod_create, (void *)cy_module_create}},\n    \
             {{Py_mod_exec, (void *)cy_module_exec}},\n#if PY_VERSION_HEX >= 0x030C0000\n    \
             {{Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED}},\n#endif\n{gil}    {{0, NULL}}}};\n"
        );
        let doc = match module.doc {
            Some(id) if module.options.docstrings => string(&self.text_of(id)),
            _ => "NULL".to_owned(),
        };
        let _ = writeln!(
            out,
            "static struct PyModuleDef cy_module_def = {{PyModuleDef_HEAD_INIT, {}, {doc}, 0, NULL, cy_module_slots, NULL, NULL, NULL}};",
            string(last_part(&module.name).as_bytes())
        );
        let _ = writeln!(
            out,
            "PyMODINIT_FUNC {0}(void);\nPyMODINIT_FUNC {0}(void)\n{{\n    return PyModuleDef_Init(&cy_module_def);\n}}",
            init_name(&module.name)
        );
        self.embed(&mut out);
        out
    }

    /// The function that starts an interpreter around the module, if one is wanted.
    fn embed(&self, out: &mut String) {
        let options = &self.module.options;
        let Some(name) = &options.embed else { return };
        let others: Vec<(&str, String)> =
            options.embed_modules.iter().map(|other| (&**other, init_name(other))).collect();
        for (_, init) in &others {
            let _ = writeln!(out, "PyMODINIT_FUNC {init}(void);");
        }
        let _ = writeln!(out, "int {name}(int argc, char **argv);\nint {name}(int argc, char **argv)\n{{");
        for (other, init) in &others {
            let other = string(other.as_bytes());
            let _ = writeln!(out, "    if (PyImport_AppendInittab({other}, {init}) < 0) return 1;");
        }
        out.push_str("    return cy_embed(argc, argv, cy_module_exec);\n}\n");
    }

    /// The module's C variables that hold Python objects, as places in C.
    fn object_variables(&mut self) -> Vec<String> {
        let (module, mut out) = (self.module, Vec::new());
        for (id, var) in module.world.cvars.iter_enumerated() {
            let ty = LocalType::Type(var.ty.clone());
            if var.linkage == Linkage::Own
                && (var.public || var.exported || self.used_cvars.contains(&id))
                && module.is_managed(&ty)
                && module.world.resolve(&var.ty).is_object()
            {
                out.push(self.cvar(id).to_string());
            }
        }
        out
    }

    /// What gives the module's objects back when the interpreter leaves (`--cleanup`): from level 1 on constants and
    /// interned names, from 2 on C variables that hold objects, from 3 on types. `slots` are those of what the module's
    /// code keeps, then of types; `codes` says whether there is a table of code objects for tracebacks.
    pub(crate) fn cleanup(&mut self, builtins: &[(String, String)], slots: &[String], codes: bool) -> String {
        let level = self.module.options.cleanup;
        if level == 0 {
            return String::new();
        }
        let mut out = String::from(
            "static PyObject *cy_module_cleanup(PyObject *self, PyObject *unused)\n{\n    (void)self;\n    (void)unused;\n",
        );
        let kept = self.module.states.iter().filter(|state| state.kind == StateKind::Code).count();
        let (kept, types) = slots.split_at(kept.min(slots.len()));
        for slot in types.iter().filter(|_| level >= 3) {
            let _ = writeln!(out, "    cy_forget(&S.{slot}, 1);");
        }
        for place in self.object_variables().iter().filter(|_| level >= 2) {
            let _ = writeln!(out, "    cy_give_back(&{place}, 1);");
        }
        if codes {
            out.push_str("    cy_forget(S.code_cache, sizeof S.code_cache / sizeof *S.code_cache);\n");
        }
        if !self.binders().is_empty() {
            out.push_str("    cy_give_back(S.d, sizeof S.d / sizeof *S.d);\n");
        }
        for slot in builtins.iter().map(|(slot, _)| slot).chain(kept) {
            let _ = writeln!(out, "    cy_give_back(&S.{slot}, 1);");
        }
        out.push_str(
            "    cy_give_back(S.s, sizeof S.s / sizeof *S.s);\n    return cy_ref(Py_None);\n}\n\
             static PyMethodDef cy_module_cleanup_def = {\"cleanup\", cy_module_cleanup, METH_NOARGS, NULL};\n",
        );
        out
    }
}
