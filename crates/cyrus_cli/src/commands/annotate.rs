//! `cyrus annotate`

use cyrus_project::pipeline::unreadable;
use cyrus_project::report::write_report;
use cyrus_project::{ModuleSource, compile};
use cyrus_source::System;

use super::{by_project, compile_guarded, options};
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
        let (groups, _) = by_project(system, shell, vec![module.clone()]);
        let Some(group) = groups.first() else {
            failed = true;
            continue;
        };
        let options = group.options(&options);
        let output = compile_guarded(system, &module, &options, None, true, compile);
        shell.diagnostics(&output.diagnostics, &output.files);
        if output.c_text.is_none() {
            failed = true;
            continue;
        }
        let target = words.output.clone().unwrap_or_else(|| path.with_extension("html"));
        match write_report(system, &module.name, path, &output, words.whole_c, None, &target) {
            Ok(()) => shell.say(&format!("{} {}", shell.good("wrote"), target.display())),
            Err(diagnostic) => {
                shell.problem(&diagnostic);
                failed = true;
            }
        }
    }
    u8::from(failed)
}
