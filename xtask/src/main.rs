//! Chores of the project: `cargo xtask NAME`.
//!
//! Not part of the compiler, and in no layer of it.

mod chores;
mod environment;
mod layers;
mod pyregr;
mod reasons;
mod scoreboard;
mod stdlib;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask ready        what has to hold before a change lands: format, lints, layers, tests
cargo xtask test         all tests, with what they need set up; the last line is the sum (what CI runs)
cargo xtask bless        write the expected outputs of file tests anew
cargo xtask layers       check that crates depend only on lower layers
cargo xtask scoreboard RESULTS.json ...   write conformance/SCOREBOARD.md from the conformance runner's results
cargo xtask pyregr RESULTS.json           write tests/pyregr.md from its results for CPython's own tests
cargo xtask stdlib [NAME ...]             hold compiled modules of the standard library to CPython's tests, write tests/stdlib.md
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["ready"] => chores::ready(),
        ["test"] => test::run(),
        ["bless"] => chores::bless(),
        ["layers"] => layers::check(&chores::root())
            .map(|crates| println!("{crates} crates, each on lower layers only")),
        ["scoreboard", files @ ..] if !files.is_empty() => scoreboard::write(&chores::root(), files),
        ["pyregr", file] => pyregr::write(&chores::root(), file),
        ["stdlib", names @ ..] => stdlib::check(names),
        ["help" | "-h" | "--help"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(HELP.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
