//! A folder of its own for each test, and the program run in it.

#![allow(dead_code, clippy::unwrap_used, reason = "a helper of tests, of which each file uses a part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes an extension module of a C file, with warnings as errors.
const BUILD: &str = "\
import subprocess, sys, sysconfig
name, *more = sys.argv[1:]
include = sysconfig.get_path('include')
compiler = sysconfig.get_config_var('CC').split()
flags = ['-O1', '-shared', '-fPIC', '-Wall', '-Werror', '-Wno-unused-function', '-I' + include]
sys.exit(subprocess.call([*compiler, *flags, *more, name + '.c', '-o', name + '.so']))
";

/// A temporary folder with files, a cache of its own, and variables.
pub struct Sandbox {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

/// What a run of the program left behind.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }
    /// The same folder with another variable.
    pub fn with(&self, name: &str, value: &str) -> Variables<'_> {
        Variables { room: self, variables: vec![(name.to_owned(), value.to_owned())] }
    }
    pub fn cyrus(&self, words: &[&str]) -> Run {
        self.run(env!("CARGO_BIN_EXE_cyrus"), words, &[])
    }
    /// Runs any program here.
    pub fn run(&self, program: &str, words: &[&str], variables: &[(String, String)]) -> Run {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.path()).env("CYRUS_CACHE_DIR", shared_cache());
        for name in ["CC", "CFLAGS", "LDFLAGS", "CPPFLAGS", "NO_COLOR", "COLUMNS"] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().cloned()).envs(variables.iter().cloned());
        let output = command.output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
    /// Makes an extension module of `name.c`; `more` are further words for the C compiler.
    pub fn build_c(&self, python: &str, name: &str, more: &[&str]) -> Run {
        self.run(python, &[&["-c", BUILD, name], more].concat(), &[])
    }
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }
    /// All files, sorted, and no others.
    pub fn holds(&self, want: &[&str]) {
        let (mut files, mut queue) = (Vec::new(), vec![self.path().to_path_buf()]);
        while let Some(folder) = queue.pop() {
            for row in fs::read_dir(folder).unwrap() {
                let path = row.unwrap().path();
                if path.is_dir() {
                    queue.push(path);
                } else {
                    files.push(path.strip_prefix(self.path()).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        files.sort();
        assert_eq!(files, want);
    }
}

/// A sandbox with variables for one run.
pub struct Variables<'a> {
    room: &'a Sandbox,
    variables: Vec<(String, String)>,
}

impl Variables<'_> {
    pub fn cyrus(&self, words: &[&str]) -> Run {
        self.room.run(env!("CARGO_BIN_EXE_cyrus"), words, &self.variables)
    }
}

impl Run {
    /// Status 1, this text, and no panic.
    pub fn fails(&self, text: &str) {
        assert!(!self.stderr.contains("panicked at"), "{}", self.stderr);
        assert_eq!(self.status, 1, "{}{}", self.stdout, self.stderr);
        self.says(text);
    }
    /// Status 0 and this text.
    #[track_caller]
    pub fn succeeds(&self, text: &str) {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
        self.says(text);
    }
    pub fn says(&self, text: &str) {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(text), "`{text}` is not in:\n{all}");
    }
}

/// One cache for all tests: objects and interpreters are the same for all of them.
fn shared_cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}
