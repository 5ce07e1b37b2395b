//! Running other programs, and the chores that are no more than that.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::layers;

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// A command in the workspace's folder.
pub fn command(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(root());
    command
}

/// Runs a command on this terminal; an error names it.
pub fn run(mut command: Command) -> Result<(), String> {
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    let shown = format!("{} {}", command.get_program().to_string_lossy(), words.join(" "));
    eprintln!("--- {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// What has to hold before a change lands.
pub fn ready() -> Result<(), String> {
    run(command("cargo", &["fmt", "--all", "--check"]))?;
    run(command("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    layers::check(&root())?;
    run(command("cargo", &["test", "--workspace", "--quiet"]))
}

/// Writes expected outputs anew.
pub fn bless() -> Result<(), String> {
    let mut tests = command("cargo", &["test", "--workspace", "--quiet"]);
    tests.env("CYRUS_BLESS", "1").env("INSTA_UPDATE", "always");
    run(tests)
}
