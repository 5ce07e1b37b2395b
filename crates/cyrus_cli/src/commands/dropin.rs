//! `cyrus dropin`: a folder that stands in Cython's place.

use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_project::build::write_output;
use cyrus_project::rules;
use cyrus_source::{Process, System};

use crate::args::Dropin;
use crate::shell::Shell;

include!(concat!(env!("OUT_DIR"), "/packages.rs"));

pub fn run(system: &dyn System, shell: &Shell, words: &Dropin) -> u8 {
    match write(system, &words.folder) {
        Ok(()) => {
            let folder = system.current_folder().join(&words.folder);
            if let Err(reason) = fetch_templates(system, &folder) {
                shell.say(&format!(
                    "`Cython.Tempita` will not work before its template language is there: \
                     python3 -m pip install --target {} {TEMPLATES}\n{reason}",
                    folder.display()
                ));
            }
            let shown = folder.display();
            shell.say(&format!("{} {shown}; use it so:", shell.good("wrote")));
            Shell::out(&format!(
                "export PATH={shown}:$PATH PYTHONPATH={shown}${{PYTHONPATH:+:$PYTHONPATH}}\n"
            ));
            0
        }
        Err(diagnostic) => {
            shell.problem(&diagnostic);
            1
        }
    }
}

/// The package of the template language behind `Cython.Tempita`.
const TEMPLATES: &str = "tempita==0.6.0";

/// Puts the template language beside the packages, unless it is there already.
fn fetch_templates(system: &dyn System, folder: &Path) -> Result<(), String> {
    if system.is_file(&folder.join("tempita").join("__init__.py")) {
        return Ok(());
    }
    let mut pip = Process::new("python3");
    for word in ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"] {
        pip.arguments.push(word.into());
    }
    pip.arguments.extend([folder.into(), TEMPLATES.into()]);
    let output = system.run(&pip).map_err(|error| error.to_string())?;
    if output.success() { Ok(()) } else { Err(output.stderr_text()) }
}

/// Writes the packages and the two commands. The program itself is in the package `cyrus`; `cython` is the same file.
fn write(system: &dyn System, folder: &Path) -> Result<(), Box<Diagnostic>> {
    for (name, text) in PACKAGES {
        write_output(system, &folder.join(name), text.as_bytes())?;
    }
    let executable = std::env::current_exe().map_err(|error| {
        let message = format!("this program cannot find itself: {}", rules::reason(&error));
        Box::new(rules::nowhere(&rules::CANNOT_READ, message))
    })?;
    let suffix = std::env::consts::EXE_SUFFIX;
    let own: PathBuf = folder.join("cyrus").join("bin").join(format!("cyrus{suffix}"));
    same_file(system, &executable, &own)?;
    same_file(system, &own, &folder.join(format!("cython{suffix}")))?;
    let command = folder.join("cythonize");
    write_output(system, &command, COMMAND.as_bytes())?;
    executable_by_all(&command)
}

/// `cythonize` needs Python for setuptools, as Cython's does.
const COMMAND: &str = "#!/usr/bin/env python3
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from Cython.Build.Cythonize import main

sys.exit(main())
";

/// Makes a file that is another one: a second name of it where the file system can do that, else a copy.
fn same_file(system: &dyn System, from: &Path, to: &Path) -> Result<(), Box<Diagnostic>> {
    let cannot = |error: std::io::Error| {
        let message = format!("cannot write `{}`: {}", to.display(), rules::reason(&error));
        Box::new(rules::nowhere(&rules::CANNOT_WRITE, message))
    };
    let folder = to.parent().unwrap_or(Path::new("."));
    system.create_folder(folder).map_err(cannot)?;
    system.remove(to).map_err(cannot)?;
    match std::fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) => std::fs::copy(from, to).map(drop).map_err(cannot),
    }
}

#[cfg(unix)]
fn executable_by_all(path: &Path) -> Result<(), Box<Diagnostic>> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).map_err(|error| {
        let message = format!("cannot make `{}` a program: {}", path.display(), rules::reason(&error));
        Box::new(rules::nowhere(&rules::CANNOT_WRITE, message))
    })
}

#[cfg(not(unix))]
fn executable_by_all(_path: &Path) -> Result<(), Box<Diagnostic>> {
    Ok(())
}
