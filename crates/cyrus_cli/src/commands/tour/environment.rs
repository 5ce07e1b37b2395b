//! A Python that has NumPy: the user's own, or a private environment.

use std::path::Path;

use cyrus_diagnostics::Diagnostic;
use cyrus_project::{Cache, Interpreter, rules};
use cyrus_source::{Process, System};

use crate::shell::Shell;

/// The same interpreter if it has NumPy, else one in an environment of our own that has it.
pub fn with_numpy(
    system: &dyn System,
    shell: &Shell,
    cache: &Cache,
    room: &Path,
    python: Interpreter,
) -> Result<Interpreter, Box<Diagnostic>> {
    if python.has_package(system, "numpy") {
        return Ok(python);
    }
    let minor = python.minor();
    let folder = room.join(format!("env-3.{minor}"));
    let inner = ["bin/python", "Scripts/python.exe"].map(|path| folder.join(path));
    let ready =
        || inner.iter().find(|path| system.is_file(path)).map(|path| path.to_string_lossy().into_owned());
    if let Some(program) = ready() {
        let own = Interpreter::find(system, cache, Some(&program))?;
        if own.has_package(system, "numpy") {
            return Ok(own);
        }
    }
    shell.say(&format!("NumPy is not installed: making a private environment in {}", folder.display()));
    let make = Process::new(&python.executable).args(["-m", "venv", "--clear"]).arg(&folder);
    let help = "install it: Debian, Ubuntu: `apt install python3-venv`; or install NumPy yourself: `pip install numpy`";
    step(system, shell, "making the environment", &make, help)?;
    let program =
        ready().ok_or_else(|| Box::new(rules::nowhere(&rules::TOUR_FAILED, "the environment is empty")))?;
    let install = Process::new(&program)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "numpy"])
        // the calling environment's paths are not this one's
        .without("PYTHONPATH")
        .without("PYTHONHOME");
    step(
        system,
        shell,
        "installing NumPy",
        &install,
        "is there a network? `pip install numpy` by hand does as well",
    )?;
    Interpreter::find(system, cache, Some(&program))
}

/// One step, with a spinner; what to do if it fails.
fn step(
    system: &dyn System,
    shell: &Shell,
    what: &str,
    process: &Process,
    help: &str,
) -> Result<(), Box<Diagnostic>> {
    let spinner = shell.spinner(what);
    let output = system.run(process);
    spinner.finish_and_clear();
    let why = match output {
        Ok(output) if output.success() => return Ok(()),
        Ok(output) => {
            shell.raw(&output.stdout_text());
            shell.raw(&output.stderr_text());
            "it failed".to_owned()
        }
        Err(error) => rules::reason(&error),
    };
    let message = format!("{what}: {why}: `{}`", process.display());
    Err(Box::new(rules::nowhere(&rules::TOUR_FAILED, message).help(help)))
}
