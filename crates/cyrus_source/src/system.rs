//! The one door to the outside: files, folders, processes, environment.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EntryKind {
    /// A regular file, or a link to one.
    File,
    /// A folder, or a link to one.
    Folder,
}

/// One row of a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// The name without the folder.
    pub name: OsString,
    /// What it is.
    pub kind: EntryKind,
}

/// A program to run, with its arguments. Nothing is passed through a shell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Process {
    /// A path, or a name that is looked up on `PATH`.
    pub program: OsString,
    /// The arguments without the program.
    pub arguments: Vec<OsString>,
    /// The working folder, if it is not the current one.
    pub folder: Option<PathBuf>,
    /// Variables to set in addition to those of this process.
    pub variables: Vec<(String, OsString)>,
    /// Variables to take away.
    pub without: Vec<String>,
}

impl Process {
    /// A program without arguments.
    pub fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
            folder: None,
            variables: Vec::new(),
            without: Vec::new(),
        }
    }
    /// Adds an argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }
    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        self.arguments.extend(arguments.into_iter().map(|a| a.as_ref().to_owned()));
        self
    }
    /// Sets the working folder.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }
    /// Sets a variable of the environment.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }
    /// Takes a variable of the environment away.
    pub fn without(mut self, name: impl Into<String>) -> Self {
        self.without.push(name.into());
        self
    }
    /// The command as a person would type it, for messages.
    pub fn display(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        let quoted = words.map(|word| {
            let text = word.to_string_lossy();
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=+:,@%".contains(c);
            if !text.is_empty() && text.chars().all(plain) {
                text.into_owned()
            } else {
                format!("'{}'", text.replace('\'', r"'\''"))
            }
        });
        quoted.collect::<Vec<_>>().join(" ")
    }
}

/// What a process left behind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProcessOutput {
    /// The exit status; nothing if a signal ended it.
    pub status: Option<i32>,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: Vec<u8>,
}

impl ProcessOutput {
    /// Whether it ended with status 0.
    pub fn success(&self) -> bool {
        self.status == Some(0)
    }
    /// Standard output as text.
    pub fn stdout_text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }
    /// Standard error as text.
    pub fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

/// Everything the compiler may ask of the machine. Paths are as the user wrote them; relative ones belong to
/// [`System::current_folder`].
pub trait System: Send + Sync {
    /// A file's bytes.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// What a path names, links followed; nothing if it names nothing.
    fn kind(&self, path: &Path) -> Option<EntryKind>;
    /// The rows of a folder, sorted by name.
    fn list(&self, path: &Path) -> io::Result<Vec<Entry>>;
    /// Replaces a file at once: a reader sees the old bytes or the new ones, and a failure leaves the old ones.
    /// The folder must exist.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes a folder and those above it.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Moves a file over another one of the same file system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; one that is not there is no error.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with everything in it; one that is not there is no error.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// When a file was last changed.
    fn modified(&self, path: &Path) -> io::Result<SystemTime>;
    /// Runs a program to its end with nothing on its standard input, and keeps what it writes.
    fn run(&self, process: &Process) -> io::Result<ProcessOutput>;
    /// Runs a program to its end on this process's own input and outputs; its exit status, or nothing if a signal
    /// ended it.
    fn run_through(&self, process: &Process) -> io::Result<Option<i32>>;
    /// A variable of the environment.
    fn variable(&self, name: &str) -> Option<OsString>;
    /// The folder that relative paths belong to.
    fn current_folder(&self) -> PathBuf;
    /// A program of this name on `PATH`.
    fn find_program(&self, name: &str) -> Option<PathBuf>;

    /// Whether a path names a file.
    fn is_file(&self, path: &Path) -> bool {
        self.kind(path) == Some(EntryKind::File)
    }
    /// Whether a path names a folder.
    fn is_folder(&self, path: &Path) -> bool {
        self.kind(path) == Some(EntryKind::Folder)
    }
    /// A variable of the environment that is text and not empty.
    fn text_variable(&self, name: &str) -> Option<String> {
        self.variable(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty())
    }
}
