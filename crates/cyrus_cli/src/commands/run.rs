//! `cyrus run`

use std::path::{Path, PathBuf};

use cyrus_project::needs::needed_modules;
use cyrus_project::{
    BuildRequest, BuildSettings, Cache, Destination, ModuleReport, ModuleSource, build, cache, pipeline,
    rules,
};
use cyrus_source::{Process, System, normalise};

use super::{Tools, identity, options, show};
use crate::args::Run;
use crate::shell::Shell;

/// Finds the compiled modules by name, wherever their sources lie, then runs the script as `__main__`.
const BOOTSTRAP: &str = include_str!("bootstrap.py");

pub fn run(system: &dyn System, shell: &Shell, words: &Run) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    if let Err(error) = system.read(&words.script) {
        shell.problem(&pipeline::unreadable(system, &words.script, &error));
        return 1;
    }
    let compiled_script = words.script.extension().is_some_and(|suffix| suffix == "pyx");
    let mut modules = needed_modules(system, &words.script);
    if compiled_script {
        let own = ModuleSource::of(system, &words.script);
        modules.push(ModuleSource { name: "__main__".to_owned(), ..own });
    }
    let tools = match Tools::find(system, words.python.as_deref()) {
        Ok(tools) => tools,
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            return 1;
        }
    };
    let script = normalise(&system.current_folder().join(&words.script));
    let folder = folder_for(&tools.cache, &script, compiled_script);
    let progress = shell.progress(modules.len());
    let request = BuildRequest {
        modules: &modules,
        options: &options,
        settings: &BuildSettings::default(),
        python: &tools.python,
        toolchain: &tools.toolchain,
        cache: &tools.cache,
        destination: Destination::Folder(&folder),
        jobs: 0,
        force: false,
        keep_c: false,
        keep_compiled: false,
        identity: &identity(system),
    };
    let quiet = crate::shell::Quiet(&progress);
    let reports = build(system, request, &quiet);
    progress.finish();
    if reports.iter().filter(|report| show(shell, report, false)).count() > 0 {
        return 1;
    }
    let process = match process(system, &tools, &words.script, &folder, &reports) {
        Ok(process) => process.args(&words.arguments),
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            return 1;
        }
    };
    match system.run_through(&process) {
        Ok(Some(status)) => u8::try_from(status).unwrap_or(1),
        Ok(None) => 1,
        Err(error) => {
            let message =
                format!("cannot run `{}`: {}", tools.python.executable.display(), rules::reason(&error));
            shell.problem(&rules::nowhere(&rules::NO_PYTHON, message));
            1
        }
    }
}

/// One folder for each folder of scripts; one of its own for a script that is compiled as `__main__`.
fn folder_for(cache: &Cache, script: &Path, compiled: bool) -> PathBuf {
    let whose = if compiled { script } else { script.parent().unwrap_or(script) };
    cache.root().join("run").join(cache::hash([whose.to_string_lossy().as_bytes()]))
}

/// The Python process. A script whose needs are plain modules is run as it is, with the cache on the path; one that
/// needs modules inside packages, or that is compiled itself, is run by the bootstrap.
fn process(
    system: &dyn System,
    tools: &Tools,
    script: &Path,
    folder: &Path,
    reports: &[ModuleReport],
) -> Result<Process, Box<cyrus_diagnostics::Diagnostic>> {
    let mut path = folder.as_os_str().to_owned();
    if let Some(rest) = system.variable("PYTHONPATH").filter(|rest| !rest.is_empty()) {
        path.push(if cfg!(windows) { ";" } else { ":" });
        path.push(rest);
    }
    let process = Process::new(&tools.python.executable);
    let plain = |report: &ModuleReport| {
        let name = &report.source.name;
        let twin = report.source.root.join(format!("{name}.py"));
        name != "__main__" && !name.contains('.') && !system.is_file(&twin)
    };
    if reports.iter().all(plain) {
        let process = if reports.is_empty() { process } else { process.variable("PYTHONPATH", path) };
        return Ok(process.arg(script));
    }
    let bootstrap = folder.join("bootstrap.py");
    let rows = reports.iter().map(|report| format!("{}={}\n", report.source.name, report.output.display()));
    let table = folder.join("modules.txt");
    build::write_output(system, &bootstrap, BOOTSTRAP.as_bytes())?;
    build::write_output(system, &table, rows.collect::<String>().as_bytes())?;
    Ok(process.variable("PYTHONPATH", path).arg(bootstrap).arg(script))
}
