//! Every bundled declaration is true: for each module a program uses each function, type, field and constant that is
//! declared, and the C compiler holds that against the real headers (`-fsyntax-only`).
//!
//! With the Python of `CYRUS_TEST_PYTHON` (else `python3`), for which the names that it lacks are known, and with every
//! interpreter that `CYRUS_LIBRARY_PYTHONS` lists (separated by colons), for which any name may be missing, as the C API
//! comes and goes, but none may be wrong.

mod common;
#[path = "library/elsewhere.rs"]
mod elsewhere;
#[path = "library/uses.rs"]
mod uses;

use std::collections::BTreeSet;
use std::env;
use std::process::{Command, ExitCode};

use common::Sandbox;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let main = env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let others = env::var("CYRUS_LIBRARY_PYTHONS").unwrap_or_default();
    let pythons = std::iter::once((main.as_str(), true))
        .chain(others.split(':').filter(|python| !python.is_empty() && *python != main).map(|p| (p, false)));
    let mut trials = Vec::new();
    for (python, exact) in pythons {
        let headers = includes(python);
        for file in cyrus_library::files() {
            let headers = headers.clone();
            let name = format!("{}, {python}", file.module);
            trials.push(Trial::test(name, move || check(file, headers, exact)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Where the interpreter's headers are, and those of its NumPy (empty without one).
fn includes(python: &str) -> Option<(String, String)> {
    const ASK: &str = "\
import sysconfig
print(sysconfig.get_path('include'))
try:
    import numpy
    print(numpy.get_include())
except ImportError:
    print()
";
    let output = Command::new(python).args(["-c", ASK]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines().map(str::to_owned);
    Some((lines.next()?, lines.next()?))
}

fn check(
    file: &cyrus_library::LibraryFile,
    headers: Option<(String, String)>,
    exact: bool,
) -> Result<(), Failed> {
    let (include, numpy) = headers.ok_or("this Python does not run")?;
    if file.module.starts_with("numpy") && numpy.is_empty() {
        return Ok(());
    }
    let cpp = file.module.starts_with("libcpp");
    let known: BTreeSet<&str> = elsewhere::names(file.module).collect();
    let program = uses::program(file, &known);
    let room = Sandbox::new().file("uses.pyx", &program);
    let output = if cpp { "uses.cpp" } else { "uses.c" };
    let words: &[&str] = if cpp {
        &["cython", "-3", "--cplus", "-o", output, "uses.pyx"]
    } else {
        &["cython", "-3", "-o", output, "uses.pyx"]
    };
    let run = room.cyrus(words);
    if run.status != 0 {
        return Err(format!("{}\n{}", numbered(&program), run.stderr).into());
    }
    let compiler = if cpp { ["g++", "-std=c++2b"] } else { ["gcc", "-std=gnu11"] };
    let mut arguments =
        vec![compiler[1], "-fsyntax-only", "-fmax-errors=0", "-Werror=implicit-function-declaration"];
    arguments.extend(["-Werror=incompatible-pointer-types", "-Werror=int-conversion", "-fopenmp"]);
    arguments.extend(["-I", &include]);
    if !numpy.is_empty() {
        arguments.extend(["-I", &numpy]);
    }
    arguments.push(output);
    let run = room.run(compiler[0], &arguments, &[("LC_ALL".to_owned(), "C".to_owned())]);
    let (missing, wrong) = faults(&run.stderr);
    let unexpected: Vec<&String> = if exact { missing.iter().collect() } else { Vec::new() };
    if wrong.is_empty() && unexpected.is_empty() && (run.status == 0 || !missing.is_empty()) {
        return Ok(());
    }
    Err(format!(
        "not in the headers: {unexpected:?}\nwrong:\n{}\n{}",
        wrong.join("\n"),
        uses::lines(&run.stderr)
    )
    .into())
}

/// The names that the C compiler does not know, and its other errors.
fn faults(text: &str) -> (BTreeSet<String>, Vec<String>) {
    let mut missing = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| line.contains(" error: ")) {
        let unknown = [
            "implicit declaration",
            "undeclared",
            "was not declared",
            "unknown type name",
            "has no member named",
        ]
        .iter()
        .any(|words| line.contains(words));
        match (unknown, quoted(line)) {
            (true, Some(name)) => _ = missing.insert(name.to_owned()),
            _ => wrong.push(line.to_owned()),
        }
    }
    (missing, wrong)
}

/// The name in quotes that an error is about: the last one before a hint, or behind `named`.
fn quoted(line: &str) -> Option<&str> {
    let line = line.split(';').next()?;
    let line = line.split_once("named").map_or(line, |(_, behind)| behind);
    let (_, behind) = line.split_once('\'')?;
    behind.split_once('\'').map(|(name, _)| name)
}

fn numbered(text: &str) -> String {
    let lines: Vec<String> = text.lines().zip(1..).map(|(line, n)| format!("{n:4} {line}")).collect();
    lines.join("\n")
}
