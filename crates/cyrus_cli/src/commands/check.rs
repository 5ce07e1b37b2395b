//! `cyrus check`

use cyrus_diagnostics::Severity;
use cyrus_project::pipeline::analyse;
use cyrus_project::{CompileInput, find_modules};
use cyrus_source::{FileTable, System};

use super::{by_project, compile_guarded, options};
use crate::args::Check;
use crate::shell::{Shell, count};

pub fn run(system: &dyn System, shell: &Shell, words: &Check) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let (modules, missing) = find_modules(system, &words.paths);
    shell.diagnostics(&missing, &FileTable::new());
    let count_of = modules.len();
    let (groups, lost) = by_project(system, shell, modules);
    let (mut errors, mut warnings) = (missing.len() + usize::from(lost > 0), 0);
    let with_options = groups.iter().map(|group| (group, group.options(&options)));
    let modules =
        with_options.flat_map(|(group, options)| group.modules.iter().map(move |m| (m, options.clone())));
    for (module, options) in modules {
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
    shell.say(&format!("{} checked: {verdict}", count(count_of - lost, "module")));
    u8::from(errors > 0)
}
