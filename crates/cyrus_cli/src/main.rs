//! The command line: `cyrus`, and `cython` when it is called by that name.
//!
//! Layer 10. One of the two rooms that know the terminal: it turns words into requests for `cyrus_project` and
//! reports into text. It must not compile, look for files or run compilers itself.

mod args;
mod commands;
mod cython;
mod shell;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use cyrus_project::guard;
use cyrus_source::OsSystem;
use mimalloc::MiMalloc;

/// A compiler makes and drops millions of small nodes, on a thread of its own with a deep stack; glibc's allocator
/// grows the heap of such a thread page by page, one system call each.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    guard::install_hook();
    let words: Vec<OsString> = std::env::args_os().collect();
    let called = words.first().map(Path::new).and_then(Path::file_stem);
    if called.is_some_and(|name| name == "cython" || name == "cython3") {
        return ExitCode::from(cython::main(&OsSystem, &text(words.get(1..))));
    }
    // Cython's options are not ours: `-Werror`, `-2`, abbreviations
    if words.get(1).is_some_and(|word| word == "cython") {
        return ExitCode::from(cython::main(&OsSystem, &text(words.get(2..))));
    }
    let arguments = args::Arguments::parse_from(words);
    ExitCode::from(commands::run(&OsSystem, arguments))
}

fn text(words: Option<&[OsString]>) -> Vec<String> {
    words.unwrap_or(&[]).iter().map(|word| word.to_string_lossy().into_owned()).collect()
}
