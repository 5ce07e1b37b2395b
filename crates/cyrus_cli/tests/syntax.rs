//! What CPython refuses at compile time is refused, in the same line, and nothing else is: held to the interpreter's own
//! tests of its syntax, which are read from its library when the test runs.

mod common;

use common::Sandbox;

const COMPARE: &str = include_str!("syntax/compare.py");

fn holds(python: &str) {
    let room = Sandbox::new().file("compare.py", COMPARE).file("cases/readme", "");
    let run = room.run(python, &["compare.py", env!("CARGO_BIN_EXE_cyrus"), "cases"], &[]);
    assert_eq!(run.status, 0, "{python}: {}{}", run.stdout, run.stderr);
    if run.stdout.is_empty() {
        eprintln!("--- skipped: {python} is no CPython 3.11 to 3.13 with its own tests");
        return;
    }
    let differences = run.stdout.lines().filter(|line| line.starts_with("---")).count();
    assert_eq!(differences, 0, "{python}:\n{}", run.stdout);
}

#[test]
fn errors_as_the_interpreter() {
    let main = std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let others = std::env::var("CYRUS_PYTHONS").unwrap_or_default();
    for python in others.split(':').filter(|p| !p.is_empty()).chain([main.as_str()]) {
        holds(python);
    }
}
