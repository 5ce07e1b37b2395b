//! `cyrus build`

use std::time::Instant;

use cyrus_project::{BuildRequest, BuildSettings, Destination, ModuleState, build, find_modules};
use cyrus_source::{FileTable, System};

use super::{Tools, identity, options, show};
use crate::args::Build;
use crate::shell::{Shell, count, seconds};
use cyrus_project::report::write_report;

pub fn run(system: &dyn System, shell: &Shell, words: &Build) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let started = Instant::now();
    let (modules, diagnostics) = find_modules(system, &words.paths);
    shell.diagnostics(&diagnostics, &FileTable::new());
    if modules.is_empty() {
        return 1;
    }
    let tools = match Tools::find(system, words.python.as_deref()) {
        Ok(tools) => tools,
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            return 1;
        }
    };
    let progress = shell.progress(modules.len());
    let request = BuildRequest {
        modules: &modules,
        options: &options,
        settings: &BuildSettings::default(),
        python: &tools.python,
        toolchain: &tools.toolchain,
        cache: &tools.cache,
        destination: Destination::InPlace,
        jobs: words.jobs,
        force: words.force,
        keep_c: words.keep_c,
        keep_compiled: words.annotate,
        identity: &identity(system),
    };
    let reports = build(system, request, &progress);
    progress.finish();
    let (mut failed, mut fresh) = (0, 0);
    for report in &reports {
        let mut bad = show(shell, report, words.verbose);
        if let Some(compiled) = &report.compiled {
            let (path, page) = (&report.source.path, report.source.path.with_extension("html"));
            if let Err(diagnostic) = write_report(system, &report.source.name, path, compiled, false, &page) {
                shell.problem(&diagnostic);
                bad = true;
            }
        }
        failed += usize::from(bad);
        fresh += usize::from(report.state == ModuleState::Fresh);
        if words.explain {
            let why = if report.reason.is_empty() { "nothing changed" } else { &report.reason };
            shell.say(&format!("{}: {why}", report.source.name));
        }
    }
    let built = reports.len() - failed - fresh;
    let mut summary = vec![format!("{} built", count(built, "module"))];
    if fresh > 0 {
        summary.push(format!("{fresh} already up to date"));
    }
    if failed > 0 {
        summary.push(shell.bad(&format!("{failed} failed")));
    }
    shell.say(&format!("{}, in {}", summary.join(", "), seconds(started.elapsed())));
    u8::from(failed > 0 || !diagnostics.is_empty())
}
