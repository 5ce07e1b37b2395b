//! The Python that modules are built for: where it is, and what it says of itself.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{Process, System};
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Kind, hash};
use crate::rules;

/// What one interpreter says of itself (`sysconfig`, `sys`). Commands are as its build configuration has them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Interpreter {
    /// `sys.executable`.
    pub executable: PathBuf,
    /// `3.11.7`.
    pub version: String,
    /// The folders of `Python.h` and `pyconfig.h`.
    pub include: Vec<PathBuf>,
    /// The suffix of extension modules, with its dot.
    pub ext_suffix: String,
    /// `CC`.
    pub cc: String,
    /// `CXX`.
    pub cxx: String,
    /// `CFLAGS`.
    pub cflags: String,
    /// `CCSHARED`.
    pub ccshared: String,
    /// `LDSHARED`.
    pub ldshared: String,
    /// `sys.path` without the first entry.
    pub path: Vec<PathBuf>,
    /// The folder of packages, and when it was last changed (seconds): a new package may add to `sys.path`.
    pub packages: (PathBuf, u64),
}

/// Written for 3.6 and later, so that an old interpreter gets as far as saying its version.
const PROBE: &str = r#"
import json, os, sys, sysconfig
v = sysconfig.get_config_var
p = sysconfig.get_paths()
def changed(path):
    try: return int(os.stat(path).st_mtime)
    except OSError: return 0
print(json.dumps({
    "executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3],
    "include": sorted({p["include"], p["platinclude"]}), "ext_suffix": v("EXT_SUFFIX") or ".so",
    "cc": v("CC") or "", "cxx": v("CXX") or "", "cflags": v("CFLAGS") or "", "ccshared": v("CCSHARED") or "",
    "ldshared": v("LDSHARED") or "", "path": [q for q in sys.path if q],
    "packages": [p["purelib"], changed(p["purelib"])],
}))
"#;

impl Interpreter {
    /// The interpreter that the user named, else the active environment's, else the one on `PATH`.
    pub fn find(system: &dyn System, cache: &Cache, named: Option<&str>) -> Result<Self, Box<Diagnostic>> {
        let program = Self::program(system, named)?;
        Self::ask(system, cache, &program)
    }

    fn program(system: &dyn System, named: Option<&str>) -> Result<PathBuf, Box<Diagnostic>> {
        if let Some(named) = named {
            let as_path = PathBuf::from(named);
            let found = system.find_program(named).or_else(|| system.is_file(&as_path).then_some(as_path));
            return found.ok_or_else(|| {
                Box::new(rules::nowhere(
                    &rules::NO_PYTHON,
                    format!("there is no Python interpreter `{named}`"),
                ))
            });
        }
        // set by `python -m cyrus`: modules are for the interpreter that asks
        if let Some(asking) = system.text_variable("CYRUS_PYTHON").map(PathBuf::from)
            && system.is_file(&asking)
        {
            return Ok(asking);
        }
        if let Some(environment) = system.text_variable("VIRTUAL_ENV") {
            for name in ["bin/python", "Scripts/python.exe"] {
                let path = Path::new(&environment).join(name);
                if system.is_file(&path) {
                    return Ok(path);
                }
            }
        }
        ["python3", "python"].iter().find_map(|name| system.find_program(name)).ok_or_else(|| {
            Box::new(
                rules::nowhere(&rules::NO_PYTHON, "no Python interpreter was found")
                    .help("install CPython 3.9 or later (Debian, Ubuntu: `apt install python3-dev`)")
                    .help("or name one: `--python PATH`"),
            )
        })
    }

    /// Asks the interpreter, or the cache if neither it nor its packages have changed since.
    fn ask(system: &dyn System, cache: &Cache, program: &Path) -> Result<Self, Box<Diagnostic>> {
        let key = Self::key(system, program);
        if let Some(bytes) = key.as_ref().and_then(|key| cache.get(system, Kind::Interpreter, key))
            && let Ok(known) = serde_json::from_slice::<Self>(&bytes)
            && seconds(system, &known.packages.0) == known.packages.1
        {
            return Ok(known);
        }
        let failed = |why: String| {
            let message = format!("the Python interpreter `{}` could not be asked: {why}", program.display());
            Box::new(rules::nowhere(&rules::NO_PYTHON, message))
        };
        let output = system
            .run(&Process::new(program).args(["-c", PROBE]))
            .map_err(|error| failed(rules::reason(&error)))?;
        if !output.success() {
            let text = output.stderr_text();
            return Err(failed(text.trim().lines().last().unwrap_or("it failed").to_owned()));
        }
        let text = output.stdout_text();
        let line = text.lines().last().unwrap_or("");
        let found: Self = serde_json::from_str(line).map_err(|error| failed(error.to_string()))?;
        if found.minor() < 9 {
            let message = format!("Python {} is too old: 3.9 or later is needed", found.version);
            return Err(Box::new(
                rules::nowhere(&rules::NO_PYTHON, message).help("name another one: `--python PATH`"),
            ));
        }
        if let Some(key) = key {
            cache.put(system, Kind::Interpreter, &key, &serde_json::to_vec(&found).unwrap_or_default());
        }
        Ok(found)
    }

    /// The cache key of an interpreter; nothing for a script (a version manager's shim may mean another interpreter
    /// in another folder).
    fn key(system: &dyn System, program: &Path) -> Option<String> {
        if system.read(program).ok()?.starts_with(b"#!") {
            return None;
        }
        let environment = program.parent().and_then(Path::parent).map(|folder| folder.join("pyvenv.cfg"));
        let environment = environment.map_or(0, |path| seconds(system, &path));
        let variable = |name: &str| system.text_variable(name).unwrap_or_default();
        Some(hash([
            PROBE.to_owned(),
            program.to_string_lossy().into_owned(),
            seconds(system, program).to_string(),
            environment.to_string(),
            variable("PYTHONPATH"),
            variable("PYTHONHOME"),
        ]))
    }

    /// The second part of the version.
    pub fn minor(&self) -> u32 {
        self.version.split('.').nth(1).and_then(|part| part.parse().ok()).unwrap_or(0)
    }

    /// Where NumPy's C headers are, if NumPy is installed.
    pub fn numpy_include(&self, system: &dyn System) -> Option<PathBuf> {
        let folders = self.path.iter().flat_map(|folder| {
            ["numpy/_core/include", "numpy/core/include"].map(|include| folder.join(include))
        });
        folders.into_iter().find(|folder| system.is_folder(folder))
    }

    /// Whether a package can be imported, judged from the folders alone.
    pub fn has_package(&self, system: &dyn System, name: &str) -> bool {
        self.path.iter().any(|folder| system.is_folder(&folder.join(name)))
    }

    /// Whether the C headers are there; the diagnostic says how to get them.
    pub fn check_headers(&self, system: &dyn System) -> Result<(), Box<Diagnostic>> {
        if self.include.iter().any(|folder| system.is_file(&folder.join("Python.h"))) {
            return Ok(());
        }
        let folder = self.include.first().map(|f| f.display().to_string()).unwrap_or_default();
        let message =
            format!("Python {} has no C headers: there is no `Python.h` in `{folder}`", self.version);
        Err(Box::new(
            rules::nowhere(&rules::NO_PYTHON_HEADERS, message)
                .help("Debian, Ubuntu: `apt install python3-dev`; Fedora: `dnf install python3-devel`")
                .help("or name an interpreter that has them: `--python PATH`"),
        ))
    }
}

/// When a file was last changed, in seconds; 0 if that is unknown.
fn seconds(system: &dyn System, path: &Path) -> u64 {
    let time = system.modified(path).ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| time.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::{MemorySystem, OsSystem, ProcessOutput};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const ANSWER: &str = r#"{"executable":"/bin/python3","version":"3.11.7","include":["/inc"],"ext_suffix":".so",
        "cc":"gcc","cxx":"g++","cflags":"-O2","ccshared":"-fPIC","ldshared":"gcc -shared","path":["/site"],
        "packages":["/site",0]}"#;

    fn answering(count: &Arc<AtomicUsize>, program: &str) -> MemorySystem {
        let count = Arc::clone(count);
        MemorySystem::new().with_file("/bin/python3", program).on_run(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            let stdout = ANSWER.replace('\n', "").into_bytes();
            Ok(ProcessOutput { status: Some(0), stdout, stderr: Vec::new() })
        })
    }

    #[test]
    fn an_interpreter_is_asked_once_but_a_shim_each_time() {
        let cache = Cache::at("/c");
        for (program, runs) in [("\u{7f}ELF", 1), ("#!/bin/sh", 2)] {
            let count = Arc::new(AtomicUsize::new(0));
            let system = answering(&count, program);
            for _ in 0..2 {
                assert_eq!(Interpreter::find(&system, &cache, None).unwrap().minor(), 11);
            }
            assert_eq!(count.load(Ordering::Relaxed), runs);
        }
    }

    #[test]
    fn none_at_all_is_said_with_what_to_install() {
        let cache = Cache::at("/c");
        let error = Interpreter::find(&MemorySystem::new(), &cache, None).unwrap_err();
        assert!(error.help[0].contains("python3-dev"));
        let error = Interpreter::find(&MemorySystem::new(), &cache, Some("snake")).unwrap_err();
        assert_eq!(error.message, "there is no Python interpreter `snake`");
    }

    #[test]
    fn the_real_one_answers() {
        let folder = std::env::temp_dir().join("cyrus-test-python");
        let found = Interpreter::find(&OsSystem, &Cache::at(folder), None).unwrap();
        assert!(found.version.starts_with("3.") && found.ext_suffix.starts_with('.'));
        assert!(!found.include.is_empty() && found.check_headers(&OsSystem).is_ok());
    }
}
