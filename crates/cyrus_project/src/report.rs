//! The annotated report of a module, as a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_report::{Remark, ReportInput, render};
use cyrus_source::{FileId, System};

use crate::build::write_output;
use crate::pipeline::{default_output, source_kind, unreadable};
use crate::{CompileOutput, coverage, rules};

/// Writes the report of a module that was compiled; `coverage` is an XML file of coverage.py.
pub fn write_report(
    system: &dyn System,
    module: &str,
    path: &Path,
    output: &CompileOutput,
    whole_c: bool,
    coverage: Option<&Path>,
    target: &Path,
) -> Result<(), Box<Diagnostic>> {
    let (Some(c_text), Some(source)) = (&output.c_text, output.files.get(FileId(0))) else { return Ok(()) };
    let remarks: Vec<Remark> =
        output.remarks.iter().map(|(line, text)| Remark { line: *line, text: text.clone() }).collect();
    let runs = match coverage.map(|file| (file, system.read(file))) {
        None => BTreeMap::new(),
        Some((_, Ok(bytes))) => coverage::runs(&String::from_utf8_lossy(&bytes), path),
        Some((file, Err(error))) => return Err(Box::new(unreadable(system, file, &error))),
    };
    let c_name: PathBuf = default_output(path, output.language).file_name().unwrap_or_default().into();
    let input = ReportInput {
        module,
        source,
        kind: source_kind(path),
        c_text,
        c_name: &c_name.to_string_lossy(),
        origins: &output.origins,
        remarks: &remarks,
        runs: &runs,
        whole_c,
    };
    let html = render(&input).map_err(|_| {
        let message = format!("the report of `{module}` could not be made");
        Box::new(rules::nowhere(&rules::INTERNAL_ERROR, message))
    })?;
    write_output(system, target, html.as_bytes())
}
