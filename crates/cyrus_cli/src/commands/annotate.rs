//! `cyrus annotate`, and the reports of other commands.

use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_project::build::write_output;
use cyrus_project::pipeline::{default_output, source_kind, unreadable};
use cyrus_project::{CompileOutput, ModuleSource, compile, rules};
use cyrus_report::{Remark, ReportInput, render};
use cyrus_source::{FileId, System};

use super::{compile_guarded, options};
use crate::args::Annotate;
use crate::shell::Shell;

pub fn run(system: &dyn System, shell: &Shell, words: &Annotate) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    if words.output.is_some() && words.files.len() > 1 {
        shell.say(&format!("{} `--output` is for one file", shell.bad("error:")));
        return 2;
    }
    let mut failed = false;
    for path in &words.files {
        if let Err(error) = system.read(path) {
            shell.problem(&unreadable(system, path, &error));
            failed = true;
            continue;
        }
        let module = ModuleSource::of(system, path);
        let output = compile_guarded(system, &module, &options, None, compile);
        shell.diagnostics(&output.diagnostics, &output.files);
        if output.c_text.is_none() {
            failed = true;
            continue;
        }
        let target = words.output.clone().unwrap_or_else(|| path.with_extension("html"));
        match write_report(system, &module.name, path, &output, words.whole_c, &target) {
            Ok(()) => shell.say(&format!("{} {}", shell.good("wrote"), target.display())),
            Err(diagnostic) => {
                shell.problem(&diagnostic);
                failed = true;
            }
        }
    }
    u8::from(failed)
}

/// Writes the report of a module that was compiled.
pub fn write_report(
    system: &dyn System,
    module: &str,
    path: &Path,
    output: &CompileOutput,
    whole_c: bool,
    target: &Path,
) -> Result<(), Box<Diagnostic>> {
    let (Some(c_text), Some(source)) = (&output.c_text, output.files.get(FileId(0))) else { return Ok(()) };
    let remarks: Vec<Remark> =
        output.remarks.iter().map(|(line, text)| Remark { line: *line, text: text.clone() }).collect();
    let c_name: PathBuf = default_output(path, output.language).file_name().unwrap_or_default().into();
    let input = ReportInput {
        module,
        source,
        kind: source_kind(path),
        c_text,
        c_name: &c_name.to_string_lossy(),
        origins: &output.origins,
        remarks: &remarks,
        whole_c,
    };
    let html = render(&input).map_err(|_| {
        let message = format!("the report of `{module}` could not be made");
        Box::new(rules::nowhere(&rules::INTERNAL_ERROR, message))
    })?;
    write_output(system, target, html.as_bytes())
}
