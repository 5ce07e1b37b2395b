//! Programs with doctests, compiled and run: `tests/programs/*.{pyx,py}` and the examples, as C and as C++.
//!
//! All of them with the Python of `CYRUS_TEST_PYTHON` (else `python3`); those whose name begins with `smoke` also with
//! every interpreter that `CYRUS_PYTHONS` lists (separated by colons). The C has to be free of warnings. A program that
//! needs NumPy is left out, visibly, where there is none.
//!
//! A first line `# test: ...` may say `c` or `c++` (only that language), `numpy` (needs NumPy), `args: ...` (more words
//! for `cyrus build`).
//!
//! Nothing may leak: what a program does is done again and again, until a round leaves no more blocks of memory (and, where
//! the interpreter counts them, references) behind than were there before it.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use common::Sandbox;
use libtest_mimic::{Arguments, Failed, Trial};

const RUN: &str = "\
import doctest, importlib.util, sys
name, path = sys.argv[1:3]
spec = importlib.util.spec_from_file_location(name, path)
module = importlib.util.module_from_spec(spec)
sys.modules[name] = module
spec.loader.exec_module(module)
result = doctest.testmod(module)
tests = [n for n in dir(module) if n.startswith('test_')]
for test in tests:
    getattr(module, test)()
assert result.attempted or tests, 'nothing was tested'
if result.failed:
    sys.exit(1)
import gc, io
def code(test):
    lines = [compile(example.source, '<test>', 'single') for example in test.examples]
    def run():
        space = dict(test.globs)
        for line in lines:
            try:
                exec(line, space)
            except Exception:
                pass
    return run
runs = [code(test) for test in doctest.DocTestFinder().find(module) if test.examples]
runs += [getattr(module, test) for test in tests]
sys.displayhook = repr
def counts():
    gc.collect()
    return sys.getallocatedblocks(), getattr(sys, 'gettotalrefcount', int)()
# caches of the interpreter fill for some time: what goes on and on is a leak
times, rounds = 6, 40
last = counts()
for _ in range(rounds):
    for run in runs * times:
        out, sys.stdout = sys.stdout, io.StringIO()
        run()
        sys.stdout = out
    now = counts()
    growth = [b - a for a, b in zip(last, now)]
    if max(growth) < times:
        break
    last = now
else:
    sys.exit(f'blocks, references that are left over each {times} times: {growth}')
";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    C,
    Cpp,
}

fn main() -> ExitCode {
    let main = env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let others = env::var("CYRUS_PYTHONS").unwrap_or_default();
    let others: Vec<&str> =
        others.split(':').filter(|python| !python.is_empty() && *python != main).collect();
    let mut trials = Vec::new();
    for path in programs() {
        let smoke = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("smoke"));
        let pythons = std::iter::once(main.as_str()).chain(others.iter().copied().filter(|_| smoke));
        for python in pythons {
            for language in [Language::C, Language::Cpp] {
                trials.extend(trial(&path, python, language));
            }
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn programs() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["tests/programs", "examples/talk"] {
        let Ok(rows) = fs::read_dir(root().join(folder)) else { continue };
        let paths = rows.map(|row| row.unwrap().path());
        // beside the examples lie the scripts that they are compared with
        let wanted = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            has_suffix(path, &["pyx", "py"]) && !name.starts_with("slow_")
        };
        all.extend(paths.filter(wanted));
    }
    all.sort();
    all
}

fn has_suffix(path: &Path, wanted: &[&str]) -> bool {
    path.extension().is_some_and(|suffix| wanted.iter().any(|wanted| suffix == *wanted))
}

/// What a program's first line asks for.
struct Wishes {
    only: Option<Language>,
    numpy: bool,
    words: Vec<String>,
}

fn wishes(source: &str) -> Wishes {
    let line = source.lines().next().and_then(|line| line.strip_prefix("# test:")).unwrap_or("");
    let (flags, words) = line.split_once("args:").unwrap_or((line, ""));
    let has = |flag: &str| flags.split([' ', ',']).any(|word| word == flag);
    let only = if has("c++") { Some(Language::Cpp) } else { has("c").then_some(Language::C) };
    let numpy = has("numpy") || source.contains("cimport numpy") || source.contains("import numpy");
    Wishes { only, numpy, words: words.split_whitespace().map(str::to_owned).collect() }
}

fn trial(path: &Path, python: &str, language: Language) -> Option<Trial> {
    let wishes = wishes(&fs::read_to_string(path).unwrap_or_default());
    if wishes.only.is_some_and(|only| only != language) {
        return None;
    }
    let stem = path.file_name()?.to_string_lossy().into_owned();
    let kind = if language == Language::Cpp { "c++" } else { "c" };
    let short = python.rsplit("versions/").next().unwrap_or(python).replace("/bin/python", "");
    let missing = wishes.numpy && !has_numpy(python);
    let (path, python) = (path.to_path_buf(), python.to_owned());
    let trial =
        Trial::test(format!("{stem}, {kind}, {short}"), move || run(&path, &python, language, &wishes));
    Some(trial.with_ignored_flag(missing))
}

fn has_numpy(python: &str) -> bool {
    let ask = "import importlib.util, sys; sys.exit(importlib.util.find_spec('numpy') is None)";
    Command::new(python).args(["-c", ask]).status().is_ok_and(|status| status.success())
}

fn run(path: &Path, python: &str, language: Language, wishes: &Wishes) -> Result<(), Failed> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut room = Sandbox::new().file(&name, fs::read(path).unwrap());
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    // what a program cimports, includes or compiles along lies beside it under its own name
    for row in fs::read_dir(path.parent().unwrap()).unwrap() {
        let beside = row.unwrap().path();
        let other = beside.file_name().unwrap().to_string_lossy().into_owned();
        let related = other.starts_with(&format!("{stem}.")) || other.starts_with(&format!("{stem}_"));
        if related && other != name && beside.is_file() {
            room = room.file(&other, fs::read(&beside).unwrap());
        }
    }
    let mut build = vec!["build", "--python", python, "--keep-c", "--verbose"];
    build.extend(wishes.words.iter().map(String::as_str));
    let standard = match language {
        Language::C => "-std=c11",
        Language::Cpp => {
            build.push("--cplus");
            "-std=c++17"
        }
    };
    build.push(&name);
    let flags = format!("-O1 -Wall -Wextra -Werror {standard}");
    let built = room.with("CFLAGS", &flags).cyrus(&build);
    if built.status != 0 {
        return Err(format!("{}{}", built.stdout, built.stderr).into());
    }
    let suffix = fs::read_dir(room.path()).unwrap().find_map(|row| {
        let path = row.unwrap().path();
        has_suffix(&path, &["so"]).then(|| path.to_string_lossy().into_owned())
    });
    let module = suffix.ok_or("no extension module came out")?;
    let tested = room.run(python, &["-c", RUN, &stem, &module], &[]);
    match tested.status {
        0 => Ok(()),
        -1 => Err(format!("Python was ended by a signal\n{}{}", tested.stdout, tested.stderr).into()),
        _ => Err(format!("{}{}", tested.stdout, tested.stderr).into()),
    }
}
