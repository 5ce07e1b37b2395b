//! What tests need beyond Rust: an environment with NumPy and Cython, the other CPythons, Cython's own test suite.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chores::{self, command, root};

/// What is installed into the environment: NumPy for arrays, Cython as the peer that is measured against.
const PACKAGES: [&str; 3] = ["numpy", "cython==3.3.1", "setuptools>=78.1.1,<81"];

/// What was found or made.
pub struct Environment {
    /// An interpreter with NumPy, or the plain one.
    pub python: PathBuf,
    /// CPython 3.9 to 3.13 as far as they are installed, one of each.
    pub others: Vec<PathBuf>,
    /// The folder `tests` of an unpacked Cython, if there is one.
    pub suite: Option<PathBuf>,
}

impl Environment {
    /// Finds and makes; says what is missing.
    pub fn prepare() -> Result<Self, String> {
        let base = env::var_os("CYRUS_TEST_PYTHON").map(PathBuf::from);
        let python = match base {
            Some(python) => python,
            None => own()?,
        };
        let others = others();
        let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
        let cache = cache.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
        let suite =
            cache.map(|cache| cache.join("conformance/cython-3.3.1/tests")).filter(|path| path.is_dir());
        if suite.is_none() {
            eprintln!("--- skipped: Cython's own test suite is not unpacked; the parser is not run over it");
        }
        Ok(Self { python, others, suite })
    }

    /// Gives the tests what was found.
    pub fn apply(&self, command: &mut Command) {
        let others: Vec<_> = self.others.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        command.env("CYRUS_TEST_PYTHON", &self.python).env("CYRUS_PYTHONS", others.join(":"));
        if let Some(suite) = &self.suite {
            command.env("CYRUS_SUITE", suite);
            if let Some(folder) = packages_with_numpy(&self.python) {
                command.env("CYRUS_SUITE_PATH", folder);
            }
        }
    }
}

/// The folder that NumPy lies in, whose declarations (`numpy/__init__.pxd`) some of the suite's programs cimport.
fn packages_with_numpy(python: &Path) -> Option<PathBuf> {
    let ask = "import numpy, pathlib; print(pathlib.Path(numpy.__file__).parents[1])";
    let output = Command::new(python).args(["-c", ask]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| PathBuf::from(text.trim()))
}

/// The environment below `target/`, made on first use. Without a network it is the plain interpreter.
fn own() -> Result<PathBuf, String> {
    let folder = root().join("target/test-environment");
    let python = folder.join("bin/python");
    let stamp = folder.join("packages.txt");
    let wanted = PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) && python.is_file() {
        return Ok(python);
    }
    let text = folder.to_string_lossy().into_owned();
    chores::run(command("python3", &["-m", "venv", "--clear", &text]))?;
    let mut install = command(&python.to_string_lossy(), &["-m", "pip", "install", "--quiet"]);
    install.args(PACKAGES);
    match chores::run(install) {
        Ok(()) => fs::write(&stamp, wanted).map_err(|error| error.to_string())?,
        Err(message) => eprintln!("--- skipped: what needs NumPy or Cython ({message})"),
    }
    Ok(python)
}

/// One interpreter of each minor version, pyenv's before those on `PATH`.
pub fn others() -> Vec<PathBuf> {
    if let Some(given) = env::var_os("CYRUS_PYTHONS") {
        return env::split_paths(&given).collect();
    }
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from);
    let pyenv = pyenv.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv")));
    let versions = pyenv.map(|root| root.join("versions"));
    let mut rows: Vec<PathBuf> = versions
        .and_then(|folder| fs::read_dir(folder).ok())
        .map(|rows| rows.filter_map(Result::ok).map(|row| row.path()).collect())
        .unwrap_or_default();
    rows.sort();
    let mut found = Vec::new();
    for minor in 9..=13 {
        let prefix = format!("3.{minor}.");
        let of = |path: &&PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
        };
        let in_pyenv =
            rows.iter().rfind(of).map(|path| path.join("bin/python")).filter(|path| path.is_file());
        let on_path = || {
            let name = format!("python3.{minor}");
            let ask =
                "import sysconfig, os; assert os.path.exists(sysconfig.get_paths()['include'] + '/Python.h')";
            let output = Command::new(&name).args(["-c", ask]).output();
            output.is_ok_and(|output| output.status.success()).then(|| PathBuf::from(name))
        };
        match in_pyenv.or_else(on_path) {
            Some(python) => found.push(python),
            None => eprintln!("--- skipped: CPython 3.{minor} is not installed"),
        }
    }
    found
}
