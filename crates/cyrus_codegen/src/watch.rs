//! Functions that profilers and tracers are told of (`profile`, `linetrace`): the function under its name tells them and
//! calls the one that has the code.

use std::fmt::Write as _;

use cyrus_c::string;
use cyrus_ir::{Abi, LocalId, Signal};
use cyrus_source::FileSpan;

use crate::func::{FuncGen, head};

impl FuncGen<'_, '_> {
    /// Whether the function is one of these. What C++ makes of a template, and what takes any number of arguments, cannot
    /// be called by another function.
    pub(crate) fn is_watched(&self) -> bool {
        let module = self.cx.module;
        let declared =
            module.cfuncs.iter().find(|(_, f)| **f == self.id).map(|(c, _)| &module.world.cfuncs[*c]);
        self.func.watch.profile
            && self.func.at != FileSpan::NOWHERE
            && declared.is_none_or(|decl| decl.templates.is_empty() && !decl.ty.varargs)
    }

    /// The name of the function that has the code.
    pub(crate) fn watched_body(&self) -> String {
        format!("watched_{}", self.cx.cname(self.id))
    }

    /// The function under the function's own name.
    pub(crate) fn watcher(&mut self) -> String {
        let func = self.func;
        let name = func.name.rsplit('.').next().unwrap_or(&func.name);
        // the interpreter spells code without a name so that nobody can look it up; profiles show the bare word
        let name = if name == "<genexpr>" { "genexpr" } else { name };
        let (file, line) = (self.cx.file_index(func.at.file), self.cx.line(func.at));
        let args = match func.abi {
            Abi::Python { .. } => "self, args, nf, kw".to_owned(),
            Abi::Resume { .. } => "g, sent".to_owned(),
            Abi::C => {
                let names = func.params.iter().map(|id| parameter(*id));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let call = format!("{}({args})", self.watched_body());
        let ret = self.ret_type();
        let mut failed = ret.as_ref().map(|ret| self.error_value(ret).to_string());
        let is_object = match func.abi {
            Abi::Python { .. } | Abi::Resume { .. } => true,
            Abi::C => self.cx.module.world.resolve(func.ret.unqualified()).is_object(),
        };
        let told = if func.signal == Signal::Never {
            // nobody is told of an exception
            failed = None;
            "Py_None"
        } else if is_object {
            "r"
        } else {
            "PyErr_Occurred() ? NULL : Py_None"
        };
        let mut out = format!("{}\n{{\n", head(self.cx, self.id, &parameter));
        let (always, takes_gil) = (!func.nogil || func.with_gil, func.nogil || func.with_gil);
        let _ = writeln!(out, "#if {}", if always { "CY_WATCH_CALLS" } else { "CY_WATCH_NOGIL" });
        out.push_str("    static cy_watch_place place;\n    cy_watch w;\n    int failed;\n");
        if let Some(ret) = &ret {
            let _ = writeln!(out, "    {};", ret.declare("r"));
        }
        let gil = |out: &mut String, text: &str| {
            if takes_gil {
                let _ = writeln!(out, "    {text}");
            }
        };
        gil(&mut out, "PyGILState_STATE gil = PyGILState_Ensure();");
        let lines = u8::from(func.watch.linetrace);
        let _ = writeln!(
            out,
            "    failed = cy_watch_enter(&w, &place, {}, {file}, {line}, {lines});",
            string(name.as_bytes())
        );
        let unraisable = "    if (failed) PyErr_WriteUnraisable(NULL);\n";
        let assign = |text: &str| if ret.is_some() { format!("r = {text};") } else { format!("{text};") };
        match &failed {
            Some(value) => {
                gil(&mut out, "PyGILState_Release(gil);");
                let _ = writeln!(out, "    if (failed) {{ r = {value}; }} else {{ {} }}", assign(&call));
            }
            None if func.signal == Signal::Never => {
                out.push_str(unraisable);
                gil(&mut out, "PyGILState_Release(gil);");
                let _ = writeln!(out, "    {}", assign(&call));
            }
            None => {
                gil(&mut out, "PyGILState_Release(gil);");
                let _ = writeln!(out, "    if (!failed) {{ {} }}", assign(&call));
            }
        }
        gil(&mut out, "gil = PyGILState_Ensure();");
        let _ = writeln!(out, "    failed = cy_watch_leave(&w, {told});");
        match &failed {
            Some(value) if is_object => {
                let _ = writeln!(out, "    if (failed) {{ Py_XDECREF(r); r = {value}; }}");
            }
            Some(value) => {
                let _ = writeln!(out, "    if (failed) {{ r = {value}; }}");
            }
            None if func.signal == Signal::Never => out.push_str(unraisable),
            None => out.push_str("    (void)failed;\n"),
        }
        gil(&mut out, "PyGILState_Release(gil);");
        if ret.is_some() {
            out.push_str("    return r;\n");
        }
        let plain = if ret.is_some() { format!("return {call};") } else { format!("{call};") };
        let _ = writeln!(out, "#else\n    {plain}\n#endif\n}}");
        out
    }

    /// The statement that tells of a line.
    pub(crate) fn line_event(&mut self, line: u32) -> String {
        self.told.insert(line);
        format!("{}({line});", if self.nogil { "CY_LINE_NOGIL" } else { "CY_LINE" })
    }

    /// A comment with these lines: what coverage tools take for the lines that have code.
    pub(crate) fn told_lines(&self) -> Option<String> {
        let numbers: Vec<String> = self.told.iter().map(u32::to_string).collect();
        let file = self.cx.file_name(self.func.at.file);
        (!numbers.is_empty()).then(|| format!("lines of {file}: {}", numbers.join(" ")))
    }
}

/// What the function that tells calls a parameter.
fn parameter(id: LocalId) -> String {
    format!("p{}", id.as_u32())
}
