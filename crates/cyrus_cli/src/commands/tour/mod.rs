//! `cyrus tour`: the programs of the talk "Python at the Speed of C", from source to a table of times.
//!
//! The sources are part of this binary. They are written into the cache, built there, held against plain Python and
//! NumPy, and timed. Where NumPy is missing, a private environment is made beside them.

mod environment;
mod table;

use std::path::{Path, PathBuf};
use std::time::Instant;

use cyrus_diagnostics::Diagnostic;
use cyrus_project::build::write_output;
use cyrus_project::{
    BuildRequest, BuildSettings, Cache, CompileOptions, Destination, Interpreter, ModuleReport, ModuleSource,
    Toolchain, build, rules,
};
use cyrus_source::{Process, System};

use super::{identity, show};
use crate::args::Tour;
use crate::shell::{Shell, seconds};
use cyrus_project::report::write_report;

/// The examples, and the script that times them.
const FILES: [(&str, &str); 7] = [
    ("fast_arrays.pyx", include_str!("../../../../../examples/talk/fast_arrays.pyx")),
    ("fast_arrays_pure.py", include_str!("../../../../../examples/talk/fast_arrays_pure.py")),
    ("fast_stuff.pyx", include_str!("../../../../../examples/talk/fast_stuff.pyx")),
    ("fast_stuff_pure.py", include_str!("../../../../../examples/talk/fast_stuff_pure.py")),
    ("measure.py", include_str!("measure.py")),
    ("slow_arrays.py", include_str!("../../../../../examples/talk/slow_arrays.py")),
    ("slow_stuff.py", include_str!("../../../../../examples/talk/slow_stuff.py")),
];

pub fn run(system: &dyn System, shell: &Shell, words: &Tour) -> u8 {
    match tour(system, shell, words) {
        Ok(status) => status,
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            1
        }
    }
}

fn tour(system: &dyn System, shell: &Shell, words: &Tour) -> Result<u8, Box<Diagnostic>> {
    let started = Instant::now();
    let cache = Cache::locate(system);
    let room = cache.root().join("tour");
    let folder = room.join("talk");
    for (name, text) in FILES {
        let path = folder.join(name);
        if !system.read(&path).is_ok_and(|old| old == text.as_bytes()) {
            write_output(system, &path, text.as_bytes())?;
        }
    }
    let python = Interpreter::find(system, &cache, words.python.as_deref())?;
    let python = environment::with_numpy(system, shell, &cache, &room, python)?;
    let toolchain = Toolchain::find(system, &python)?;
    shell.say(&format!("Python {} at {}", python.version, python.executable.display()));
    shell.say(&format!("The sources are in {}", folder.display()));
    let Some(reports) = build_all(system, shell, &folder, &cache, &python, &toolchain) else { return Ok(1) };
    let rows = measure(system, shell, &python, &folder)?;
    Shell::out(&table::render(&rows));
    let differ = rows.iter().filter(|row| !row.same).count();
    if differ > 0 {
        shell.say(&shell.bad(&format!("{differ} results differ from those of plain Python")));
        return Ok(1);
    }
    for report in &reports {
        let Some(compiled) = &report.compiled else { continue };
        let page = report.source.path.with_extension("html");
        write_report(system, &report.source.name, &report.source.path, compiled, false, None, &page)?;
        shell.say(&format!("Annotated report: {}", page.display()));
    }
    shell.say(&format!(
        "All results are those of plain Python. The tour took {}.",
        seconds(started.elapsed())
    ));
    Ok(0)
}

fn build_all(
    system: &dyn System,
    shell: &Shell,
    folder: &Path,
    cache: &Cache,
    python: &Interpreter,
    toolchain: &Toolchain,
) -> Option<Vec<ModuleReport>> {
    let paths: Vec<PathBuf> = FILES
        .iter()
        .filter(|(name, _)| name.starts_with("fast_"))
        .map(|(name, _)| folder.join(name))
        .collect();
    let modules: Vec<ModuleSource> = paths.iter().map(|path| ModuleSource::of(system, path)).collect();
    let progress = shell.progress(modules.len());
    let request = BuildRequest {
        modules: &modules,
        options: &CompileOptions::default(),
        settings: &BuildSettings::default(),
        python,
        toolchain,
        cache,
        destination: Destination::InPlace,
        jobs: 0,
        // a tour shows how long things take
        force: true,
        keep_c: true,
        keep_compiled: true,
        identity: &identity(system),
    };
    let reports = build(system, request, &progress);
    progress.finish();
    let failed = reports.iter().filter(|report| show(shell, report, false)).count();
    (failed == 0).then_some(reports)
}

fn measure(
    system: &dyn System,
    shell: &Shell,
    python: &Interpreter,
    folder: &Path,
) -> Result<Vec<table::Row>, Box<Diagnostic>> {
    let failed = |why: String| Box::new(rules::nowhere(&rules::TOUR_FAILED, why));
    let spinner = shell.spinner("measuring");
    let process = Process::new(&python.executable).arg(folder.join("measure.py")).folder(folder);
    let output = system.run(&process).map_err(|error| failed(rules::reason(&error)));
    spinner.finish_and_clear();
    let output = output?;
    let text = output.stdout_text();
    let rows: Option<Vec<table::Row>> = text.lines().map(|line| serde_json::from_str(line).ok()).collect();
    match rows {
        Some(rows) if output.success() => Ok(rows),
        _ => {
            shell.raw(&output.stderr_text());
            Err(failed("the examples did not run to their end".to_owned()))
        }
    }
}
