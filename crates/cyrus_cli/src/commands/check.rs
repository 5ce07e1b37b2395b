//! `cyrus check`

use cyrus_diagnostics::Severity;
use cyrus_project::pipeline::analyse;
use cyrus_project::{CompileInput, find_modules};
use cyrus_source::{FileTable, System};

use super::{compile_guarded, options};
use crate::args::Check;
use crate::shell::{Shell, count};

pub fn run(system: &dyn System, shell: &Shell, words: &Check) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let (modules, missing) = find_modules(system, &words.paths);
    shell.diagnostics(&missing, &FileTable::new());
    let (mut errors, mut warnings) = (missing.len(), 0);
    for module in &modules {
        let check = |system: &dyn System, input: CompileInput<'_>| analyse(system, input).output;
        let output = compile_guarded(system, module, &options, words.python.as_deref(), false, check);
        shell.diagnostics(&output.diagnostics, &output.files);
        for diagnostic in &output.diagnostics {
            match diagnostic.severity {
                Severity::Error => errors += 1,
                Severity::Warning => warnings += 1,
                Severity::Note => {}
            }
        }
    }
    let verdict = match (errors, warnings) {
        (0, 0) => shell.good("no errors"),
        (0, n) => format!("{}, {}", shell.good("no errors"), count(n, "warning")),
        (n, 0) => shell.bad(&count(n, "error")),
        (n, m) => format!("{}, {}", shell.bad(&count(n, "error")), count(m, "warning")),
    };
    shell.say(&format!("{} checked: {verdict}", count(modules.len(), "module")));
    u8::from(errors > 0)
}
