//! What `cygdb` reads (`cython --gdb`): `cython_debug/cython_debug_info_MODULE`, an XML file that ties functions, variables
//! and lines of the source to those of the C file, and `cython_debug/interpreter`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use cyrus_codegen::{DebugInfo, DebugVariable};
use cyrus_diagnostics::Diagnostic;
use cyrus_report::escape;
use cyrus_source::{FileId, FileSpan, FileTable, System, normalise};

use crate::build::write_output;
use crate::{Cache, CompileOutput, Interpreter};

/// Writes both files below `folder`. `source` and `c_file` are the module's; the interpreter is the one that the command
/// line would build for, if there is one.
pub fn write_debug_info(
    system: &dyn System,
    folder: &Path,
    module: &str,
    (source, c_file): (&Path, &Path),
    output: &CompileOutput,
) -> Result<(), Box<Diagnostic>> {
    let absolute = |path: &Path| normalise(&system.current_folder().join(path)).display().to_string();
    let folder = folder.join("cython_debug");
    let text = xml(module, &absolute(source), &absolute(c_file), output);
    write_output(system, &folder.join(format!("cython_debug_info_{module}")), text.as_bytes())?;
    if let Ok(python) = Interpreter::find(system, &Cache::locate(system), None) {
        let name = python.executable.display().to_string();
        write_output(system, &folder.join("interpreter"), name.as_bytes())?;
    }
    Ok(())
}

fn xml(module: &str, source: &str, c_file: &str, output: &CompileOutput) -> String {
    let DebugInfo { functions, globals } = &output.debug;
    let mut out =
        String::from("<?xml version='1.0' encoding='UTF-8'?>\n<cython_debug version=\"1.0\">\n<Module");
    attributes(&mut out, &[("module_name", module), ("filename", source), ("c_filename", c_file)]);
    out.push_str(">\n<Functions>\n");
    for function in functions {
        let is_module = function.name.is_empty();
        let qualified = if is_module {
            String::new()
        } else {
            format!("{module}.{}", function.name.replace(".<locals>", ""))
        };
        let name = if is_module { module } else { &qualified };
        let line = line(&output.files, function.at).to_string();
        out.push_str("<Function");
        attributes(
            &mut out,
            &[
                ("name", name.rsplit('.').next().unwrap_or(name)),
                ("cname", &function.cname),
                ("pf_cname", ""),
                ("qualified_name", &qualified),
                ("lineno", &line),
            ],
        );
        if is_module {
            attributes(&mut out, &[("is_initmodule_function", "True")]);
        }
        out.push_str(">\n<Locals>\n");
        for local in &function.locals {
            variable(&mut out, &qualified, local, &output.files);
        }
        out.push_str("</Locals>\n<Arguments>\n");
        for name in &function.parameters {
            let _ = writeln!(out, "<{name} />");
        }
        out.push_str("</Arguments>\n<StepIntoFunctions />\n</Function>\n");
    }
    out.push_str("</Functions>\n<Globals>\n");
    for global in globals {
        variable(&mut out, module, global, &output.files);
    }
    out.push_str("</Globals>\n<LineNumberMapping>\n");
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (row, line) in (1_u32..).zip(&output.origins) {
        if let Some(line) = line {
            lines.entry(*line).or_default().push(row.to_string());
        }
    }
    for (line, rows) in lines {
        out.push_str("<LineNumber");
        let (rows, line) = (rows.join(" "), line.to_string());
        attributes(&mut out, &[("c_linenos", &rows), ("src_path", source), ("src_lineno", &line)]);
        out.push_str(" />\n");
    }
    out.push_str("</LineNumberMapping>\n</Module>\n</cython_debug>\n");
    out
}

fn variable(out: &mut String, scope: &str, variable: &DebugVariable, files: &FileTable) {
    out.push_str("<LocalVar");
    attributes(
        out,
        &[
            ("name", &variable.name),
            ("cname", &variable.cname),
            ("qualified_name", &format!("{scope}.{}", variable.name)),
            ("type", if variable.is_object { "PythonObject" } else { "CObject" }),
            ("lineno", &line(files, variable.at).to_string()),
        ],
    );
    out.push_str(" />\n");
}

fn attributes(out: &mut String, pairs: &[(&str, &str)]) {
    for (name, value) in pairs {
        let _ = write!(out, " {name}=\"");
        escape(out, value);
        out.push('"');
    }
}

/// The line of a place; 0 for what has none in the module's own file.
fn line(files: &FileTable, at: FileSpan) -> u32 {
    let own = files.get(at.file).filter(|_| at.file == FileId(0));
    own.map_or(0, |file| file.lines().line(at.span.start))
}
