//! The real machine.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::{Entry, EntryKind, Process, ProcessOutput, System};

/// The machine that this process runs on.
#[derive(Clone, Copy, Default, Debug)]
pub struct OsSystem;

impl System for OsSystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let kind = std::fs::metadata(path).ok()?.file_type();
        Some(if kind.is_dir() { EntryKind::Folder } else { EntryKind::File })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut rows = Vec::new();
        for row in std::fs::read_dir(path)? {
            let row = row?;
            let Some(kind) = self.kind(&row.path()) else { continue };
            rows.push(Entry { name: row.file_name(), kind });
        }
        rows.sort();
        Ok(rows)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // what is not a plain file (a pipe, /dev/stdout) cannot be replaced, only written to
        let old = std::fs::metadata(path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return std::fs::write(path, bytes);
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".cyrus-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = old.map_or(0o666, |old| old.permissions().mode() & 0o777);
            builder.permissions(std::fs::Permissions::from_mode(mode));
        }
        let mut file =
            builder.tempfile_in(folder).map_err(|error| io::Error::new(error.kind(), root(&error)))?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        match std::fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn modified(&self, path: &Path) -> io::Result<SystemTime> {
        std::fs::metadata(path)?.modified()
    }

    fn run(&self, process: &Process) -> io::Result<ProcessOutput> {
        let output = command(process).stdin(Stdio::null()).output()?;
        Ok(ProcessOutput { status: output.status.code(), stdout: output.stdout, stderr: output.stderr })
    }

    fn run_through(&self, process: &Process) -> io::Result<Option<i32>> {
        Ok(command(process).status()?.code())
    }

    fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn current_folder(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
    }

    fn find_program(&self, name: &str) -> Option<PathBuf> {
        if name.contains(std::path::MAIN_SEPARATOR) {
            return is_program(Path::new(name)).then(|| PathBuf::from(name));
        }
        let paths = std::env::var_os("PATH")?;
        std::env::split_paths(&paths).find_map(|folder| {
            let plain = folder.join(name);
            let with_suffix = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
            [plain, with_suffix].into_iter().find(|path| is_program(path))
        })
    }
}

fn command(process: &Process) -> Command {
    let mut command = Command::new(&process.program);
    command.args(&process.arguments);
    if let Some(folder) = &process.folder {
        command.current_dir(folder);
    }
    for name in &process.without {
        command.env_remove(name);
    }
    command.envs(process.variables.iter().map(|(name, value)| (name, value)));
    command
}

/// The cause without the temporary file's name, which would mean nothing to the user.
fn root(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.kind().to_string(),
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.c");
        OsSystem.write(&path, b"one").unwrap();
        OsSystem.write(&path, b"two").unwrap();
        assert_eq!(OsSystem.read(&path).unwrap(), b"two");
        let names: Vec<_> = OsSystem.list(folder.path()).unwrap().into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["a.c"]);
        assert!(OsSystem.write(&folder.path().join("none/a.c"), b"x").is_err());
    }

    #[test]
    fn a_process_is_run_with_its_variables() {
        let shell = Process::new("sh").args(["-c", "echo $CYRUS_TEST; echo e >&2; exit 3"]);
        let output = OsSystem.run(&shell.variable("CYRUS_TEST", "v")).unwrap();
        assert_eq!((output.status, output.stdout_text().as_str()), (Some(3), "v\n"));
        assert_eq!(output.stderr_text(), "e\n");
    }
}
