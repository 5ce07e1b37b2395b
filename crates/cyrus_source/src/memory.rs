//! A machine that exists in memory only, for tests and editors.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::{Entry, EntryKind, Process, ProcessOutput, System, normalise};

/// What answers for a program: from the process to what it leaves behind.
type Runner = Box<dyn Fn(&Process) -> io::Result<ProcessOutput> + Send + Sync>;

/// Files in memory below `/`; the current folder is `/room`. Programs are what [`MemorySystem::on_run`] says.
#[derive(Default)]
pub struct MemorySystem {
    files: Mutex<Files>,
    variables: BTreeMap<String, OsString>,
    runner: Option<Runner>,
    read_only: Vec<PathBuf>,
}

#[derive(Default)]
struct Files {
    /// Bytes, and the tick of the last change.
    by_path: BTreeMap<PathBuf, (Vec<u8>, u64)>,
    folders: Vec<PathBuf>,
    tick: u64,
}

impl MemorySystem {
    /// A machine without files.
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds a file; relative paths are below `/room`.
    pub fn with_file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = absolute(Path::new(path));
        let mut files = self.files();
        files.tick += 1;
        let tick = files.tick;
        files.by_path.insert(path, (text.as_ref().to_vec(), tick));
        drop(files);
        self
    }
    /// Sets a variable.
    pub fn with_variable(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.to_owned(), value.into());
        self
    }
    /// Says what programs do.
    pub fn on_run(
        mut self,
        runner: impl Fn(&Process) -> io::Result<ProcessOutput> + Send + Sync + 'static,
    ) -> Self {
        self.runner = Some(Box::new(runner));
        self
    }
    /// Makes a folder refuse to be written to.
    pub fn read_only(mut self, path: &str) -> Self {
        self.read_only.push(absolute(Path::new(path)));
        self
    }
    /// All files, in order.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files().by_path.keys().cloned().collect()
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn refuses(&self, path: &Path) -> bool {
        self.read_only.iter().any(|folder| path.starts_with(folder))
    }
}

fn absolute(path: &Path) -> PathBuf {
    normalise(&Path::new("/room").join(path))
}

fn not_found() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "No such file or directory")
}

fn denied() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "Permission denied")
}

impl System for MemorySystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files().by_path.get(&absolute(path)).map(|(bytes, _)| bytes.clone()).ok_or_else(not_found)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let path = absolute(path);
        let files = self.files();
        if files.by_path.contains_key(&path) {
            return Some(EntryKind::File);
        }
        let holds = |other: &PathBuf| other.starts_with(&path);
        let folder =
            files.folders.iter().any(holds) || files.by_path.keys().any(holds) || path == Path::new("/room");
        folder.then_some(EntryKind::Folder)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let folder = absolute(path);
        if self.kind(&folder) != Some(EntryKind::Folder) {
            return Err(not_found());
        }
        let files = self.files();
        let mut rows = BTreeMap::<&OsStr, EntryKind>::new();
        let all = files.by_path.keys().map(|p| (p, EntryKind::File));
        for (path, kind) in all.chain(files.folders.iter().map(|p| (p, EntryKind::Folder))) {
            let Ok(rest) = path.strip_prefix(&folder) else { continue };
            let mut parts = rest.components();
            if let Some(first) = parts.next() {
                let kind = if parts.next().is_some() { EntryKind::Folder } else { kind };
                rows.insert(first.as_os_str(), kind);
            }
        }
        Ok(rows.into_iter().map(|(name, kind)| Entry { name: name.to_owned(), kind }).collect())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = absolute(path);
        if self.refuses(&path) {
            return Err(denied());
        }
        if !path.parent().is_some_and(|folder| self.is_folder(folder)) {
            return Err(not_found());
        }
        let mut files = self.files();
        files.tick += 1;
        let tick = files.tick;
        files.by_path.insert(path, (bytes.to_vec(), tick));
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let path = absolute(path);
        if self.refuses(&path) {
            return Err(denied());
        }
        self.files().folders.push(path);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let bytes = self.read(from)?;
        self.write(to, &bytes)?;
        self.remove(from)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let path = absolute(path);
        if self.refuses(&path) {
            return Err(denied());
        }
        self.files().by_path.remove(&path);
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let path = absolute(path);
        if self.refuses(&path) {
            return Err(denied());
        }
        let mut files = self.files();
        files.by_path.retain(|other, _| !other.starts_with(&path));
        files.folders.retain(|other| !other.starts_with(&path));
        Ok(())
    }

    fn modified(&self, path: &Path) -> io::Result<SystemTime> {
        let files = self.files();
        let (_, tick) = files.by_path.get(&absolute(path)).ok_or_else(not_found)?;
        Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(*tick))
    }

    fn run(&self, process: &Process) -> io::Result<ProcessOutput> {
        self.runner.as_ref().map_or_else(|| Err(not_found()), |runner| runner(process))
    }

    fn run_through(&self, process: &Process) -> io::Result<Option<i32>> {
        self.run(process).map(|output| output.status)
    }

    fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    fn current_folder(&self) -> PathBuf {
        PathBuf::from("/room")
    }

    fn find_program(&self, name: &str) -> Option<PathBuf> {
        let paths = [Path::new("/bin").join(name), PathBuf::from(name)];
        paths.into_iter().find(|path| self.is_file(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_what_files_lie_in() {
        let system = MemorySystem::new()
            .with_file("p/__init__.py", "")
            .with_file("p/a.pyx", "x")
            .with_file("b.pyx", "");
        let names = |path: &str| -> Vec<(String, EntryKind)> {
            let rows = system.list(Path::new(path)).unwrap();
            rows.into_iter().map(|row| (row.name.into_string().unwrap(), row.kind)).collect()
        };
        assert_eq!(names("."), [("b.pyx".into(), EntryKind::File), ("p".into(), EntryKind::Folder)]);
        assert_eq!(names("/room/p").len(), 2);
        assert!(system.list(Path::new("none")).is_err());
        assert_eq!(system.read(Path::new("p/../p/a.pyx")).unwrap(), b"x");
    }

    #[test]
    fn a_read_only_folder_refuses() {
        let system = MemorySystem::new().with_file("p/a.pyx", "x").read_only("p");
        assert_eq!(
            system.write(Path::new("p/a.c"), b"").unwrap_err().kind(),
            io::ErrorKind::PermissionDenied
        );
        assert_eq!(system.write(Path::new("q/a.c"), b"").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(system.paths(), [PathBuf::from("/room/p/a.pyx")]);
    }
}
