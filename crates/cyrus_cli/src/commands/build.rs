//! `cyrus build`

use std::path::Path;
use std::time::Instant;

use cyrus_project::{BuildRequest, Destination, Manifest, ModuleState, build, find_modules, manifest, rules};
use cyrus_source::{FileTable, System};

use super::{Group, Tools, by_project, identity, options, show};
use crate::args::Build;
use crate::shell::{Shell, count, seconds};
use cyrus_project::report::write_report;

pub fn run(system: &dyn System, shell: &Shell, words: &Build) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let started = Instant::now();
    let (groups, diagnostics, lost) = match modules(system, shell, words) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let total = groups.iter().map(|group| group.modules.len()).sum();
    if total == 0 {
        return 1;
    }
    let tools = match Tools::find(system, words.python.as_deref()) {
        Ok(tools) => tools,
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            return 1;
        }
    };
    let progress = shell.progress(total);
    let identity = identity(system);
    let mut reports = Vec::new();
    for group in &groups {
        let request = BuildRequest {
            modules: &group.modules,
            options: &group.options(&options),
            settings: &group.settings(system, &tools.python),
            python: &tools.python,
            toolchain: &tools.toolchain,
            cache: &tools.cache,
            destination: Destination::InPlace,
            jobs: words.jobs,
            force: words.force,
            keep_c: words.keep_c,
            keep_compiled: words.annotate,
            identity: &identity,
        };
        reports.extend(build(system, request, &progress));
    }
    progress.finish();
    let (mut failed, mut fresh) = (lost, 0);
    for report in &reports {
        let mut bad = show(shell, report, words.verbose);
        if let Some(compiled) = &report.compiled {
            let (path, page) = (&report.source.path, report.source.path.with_extension("html"));
            if let Err(diagnostic) =
                write_report(system, &report.source.name, path, compiled, false, None, &page)
            {
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
    let built = reports.len() + lost - failed - fresh;
    let mut summary = vec![format!("{} built", count(built, "module"))];
    if fresh > 0 {
        summary.push(format!("{fresh} already up to date"));
    }
    if failed > 0 {
        summary.push(shell.bad(&format!("{failed} failed")));
    }
    shell.say(&format!("{}, in {}", summary.join(", "), seconds(started.elapsed())));
    u8::from(failed > 0 || diagnostics)
}

/// What to build, whether anything was wrong in finding it, and how many modules belong to a project that is broken.
fn modules(system: &dyn System, shell: &Shell, words: &Build) -> Result<(Vec<Group>, bool, usize), u8> {
    if !words.paths.is_empty() {
        let (modules, diagnostics) = find_modules(system, &words.paths);
        shell.diagnostics(&diagnostics, &FileTable::new());
        let (groups, lost) = by_project(system, shell, modules);
        return Ok((groups, !diagnostics.is_empty(), lost));
    }
    let here = Path::new("");
    if !system.is_file(&here.join(manifest::FILE)) {
        let what = format!("there is no {} here", manifest::FILE);
        shell.say(&format!("{} {what}: name the files or folders to build", shell.bad("error:")));
        return Err(2);
    }
    let manifest = match Manifest::read(system, here) {
        Ok(found) => found.unwrap_or_else(|| Manifest::plain(system, here)),
        Err(problem) => {
            shell.diagnostics(std::slice::from_ref(&problem.diagnostic), &problem.files);
            return Err(1);
        }
    };
    let (modules, mut diagnostics) = manifest.modules(system);
    if modules.is_empty() && diagnostics.is_empty() {
        let message = format!("there is no `.pyx` file in the packages of `{}`", manifest.root.display());
        diagnostics.push(rules::nowhere(&rules::NO_MODULES, message));
    }
    shell.diagnostics(&diagnostics, &FileTable::new());
    Ok((vec![Group { manifest: Some(manifest), modules }], !diagnostics.is_empty(), 0))
}
