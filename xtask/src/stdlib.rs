//! Modules of the standard library, compiled and put in place of the originals: do their own tests still pass?

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::chores::{command, root, run};

/// What runs test files and says how each test ended.
const RUN: &str = include_str!("stdlib_run.py");

/// A test run may take this long, in seconds; asyncio's takes two minutes interpreted.
const TIMEOUT: &str = "900";

/// A row of `tests/stdlib.toml`.
struct Row {
    name: String,
    /// Modules or packages, by their dotted names.
    modules: Vec<String>,
    /// Names in the package `test`.
    tests: Vec<String>,
    /// Why tests may fail: by the test's name, `Class.name`, or `*`.
    why: BTreeMap<String, String>,
}

/// What a row is built and run with.
struct Tools<'a> {
    compiler: &'a Path,
    library: &'a Path,
    python: &'a Path,
}

/// How a row went.
struct Outcome {
    files: usize,
    /// What keeps the row from running, if anything does.
    broken: Option<String>,
    /// Tests that pass interpreted.
    expected: usize,
    /// Those of them that do not pass compiled.
    failures: BTreeSet<String>,
}

/// Runs the rows of `tests/stdlib.toml` whose names are given, or all, and writes them into `tests/stdlib.md`.
///
/// Works below `target/stdlib`; `CYRUS_STDLIB_PYTHON` is the interpreter, `CYRUS_STDLIB_COMPILER` the compiler (else it is
/// built), `CYRUS_STDLIB_CFLAGS` are the C compiler's flags.
pub fn check(only: &[&str]) -> Result<(), String> {
    let rows = table(&root().join("tests/stdlib.toml"))?;
    let python = python()?;
    let library = ask(&python, "import os; print(os.path.dirname(os.__file__))")?;
    let version = ask(&python, "import platform; print(platform.python_version())")?;
    let compiler = match env::var_os("CYRUS_STDLIB_COMPILER") {
        Some(path) => PathBuf::from(path),
        None => {
            run(command("cargo", &["build", "--quiet", "--package", "cyrus_cli"]))?;
            root().join("target/debug/cyrus")
        }
    };
    let tools = Tools { compiler: &compiler, library: Path::new(&library), python: &python };
    let home = root().join("target/stdlib");
    fs::create_dir_all(&home).map_err(|error| error.to_string())?;
    fs::write(home.join("run.py"), RUN).map_err(|error| error.to_string())?;
    let path = root().join("tests/stdlib.md");
    let before = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = Vec::new();
    for row in rows {
        let known = before.lines().find(|l| l.starts_with(&format!("| {} |", row.name)));
        if !only.is_empty() && !only.contains(&row.name.as_str()) {
            lines.extend(known.map(str::to_owned));
            continue;
        }
        let line = line(&row, &measure(&row, &home, &tools)?);
        println!("{line}");
        lines.push(line);
    }
    fs::write(&path, page(&lines, &version)).map_err(|error| format!("{}: {error}", path.display()))
}

fn python() -> Result<PathBuf, String> {
    if let Some(python) = env::var_os("CYRUS_STDLIB_PYTHON") {
        return Ok(PathBuf::from(python));
    }
    let others = crate::environment::others();
    let has_tests =
        |python: &&PathBuf| ask(python, "import sys, test.support; assert sys.version_info[:2] == (3, 11)");
    others
        .iter()
        .find(|p| has_tests(p).is_ok())
        .cloned()
        .ok_or_else(|| "no CPython 3.11 with its tests".to_owned())
}

/// What a line of Python prints.
fn ask(python: &Path, text: &str) -> Result<String, String> {
    let output = Command::new(python).args(["-c", text]).stderr(Stdio::null()).output();
    let output = output.map_err(|error| format!("{}: {error}", python.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() { Ok(text) } else { Err(format!("{}: {}", python.display(), output.status)) }
}

fn table(path: &Path) -> Result<Vec<Row>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for (name, value) in table {
        let list = |key: &str| {
            let list = value.get(key).and_then(toml::Value::as_array)?;
            Some(list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect::<Vec<_>>())
        };
        let why = value.get("why").and_then(toml::Value::as_table).into_iter().flatten();
        let why = why.filter_map(|(test, text)| Some((test.clone(), text.as_str()?.to_owned()))).collect();
        rows.push(Row {
            modules: list("modules").unwrap_or_else(|| vec![name.clone()]),
            tests: list("tests").unwrap_or_else(|| vec![format!("test_{name}")]),
            name,
            why,
        });
    }
    Ok(rows)
}

/// Compiles a row's modules beside copies of them and runs its tests with the originals and with those.
fn measure(row: &Row, home: &Path, tools: &Tools<'_>) -> Result<Outcome, String> {
    let place = home.join(&row.name);
    let mut files = Vec::new();
    for module in &row.modules {
        gather(tools.library, &module.replace('.', "/"), &place, &mut files)?;
    }
    let mut outcome = Outcome { files: files.len(), broken: None, expected: 0, failures: BTreeSet::new() };
    let mut build = command(&tools.compiler.to_string_lossy(), &["build", "--error-format", "short"]);
    build.arg("--python").arg(tools.python).args(&files).current_dir(&place);
    build.env("CFLAGS", env::var("CYRUS_STDLIB_CFLAGS").unwrap_or_else(|_| "-O1".to_owned()));
    let output = build.output().map_err(|error| format!("cyrus build: {error}"))?;
    fs::write(place.join("build.log"), &output.stderr).map_err(|error| error.to_string())?;
    if !output.status.success() {
        outcome.broken = Some("does not compile".to_owned());
        return Ok(outcome);
    }
    let run = |name: &str, path: Option<&Path>| -> Result<BTreeMap<String, bool>, String> {
        let results = place.join(format!("{name}.json"));
        let _ = fs::remove_file(&results);
        let folder = place.join(name);
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let log = fs::File::create(place.join(format!("{name}.log"))).map_err(|error| error.to_string())?;
        let copy = log.try_clone().map_err(|error| error.to_string())?;
        let mut tests = Command::new("timeout");
        tests.arg(TIMEOUT).arg(tools.python).arg(home.join("run.py")).arg(&results).args(&row.tests);
        tests.current_dir(&folder).env_remove("PYTHONPATH").env("PYTHONHASHSEED", "0");
        if let Some(path) = path {
            tests.env("PYTHONPATH", path);
        }
        tests.stdin(Stdio::null()).stdout(copy).stderr(log).status().map_err(|error| error.to_string())?;
        let text =
            fs::read_to_string(&results).map_err(|_| format!("the tests do not end (see {name}.log)"))?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    };
    let plain = run("plain", None)?;
    let expected: BTreeSet<_> =
        plain.into_iter().filter(|(_, passed)| *passed).map(|(name, _)| name).collect();
    outcome.expected = expected.len();
    match run("compiled", Some(&place)) {
        Ok(compiled) => {
            let failed = |name: &&String| !compiled.get(*name).copied().unwrap_or(false);
            outcome.failures = expected.iter().filter(failed).cloned().collect();
        }
        Err(message) => outcome.broken = Some(message),
    }
    Ok(outcome)
}

/// Copies a module, or a package with its subpackages, and notes the files that are to be compiled: not a package's own
/// tests, and no `__main__`, which is a script.
fn gather(library: &Path, name: &str, place: &Path, files: &mut Vec<String>) -> Result<(), String> {
    let file = format!("{name}.py");
    if library.join(&file).is_file() {
        copy(library, &file, place)?;
        if !name.ends_with("/__main__") && !name.split('/').any(|part| part == "test" || part == "tests") {
            files.push(file);
        }
        return Ok(());
    }
    let folder = fs::read_dir(library.join(name)).map_err(|error| format!("{name}: {error}"))?;
    let mut names: Vec<_> =
        folder.filter_map(Result::ok).map(|row| row.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for row in names {
        let inner = format!("{name}/{row}");
        if let Some(module) = inner.strip_suffix(".py") {
            gather(library, module, place, files)?;
        } else if library.join(&inner).join("__init__.py").is_file() {
            gather(library, &inner, place, files)?;
        }
    }
    Ok(())
}

/// Copies a file, unless the same text is there.
fn copy(library: &Path, file: &str, place: &Path) -> Result<(), String> {
    let target = place.join(file);
    let text = fs::read(library.join(file)).map_err(|error| format!("{file}: {error}"))?;
    if fs::read(&target).is_ok_and(|have| have == text) {
        return Ok(());
    }
    fs::create_dir_all(target.parent().unwrap_or(place)).map_err(|error| error.to_string())?;
    fs::write(&target, text).map_err(|error| format!("{}: {error}", target.display()))
}

/// The page of these rows, with their sums.
fn page(lines: &[String], version: &str) -> String {
    let column = |line: &str, i: usize| {
        line.split('|').nth(i).and_then(|c| c.trim().parse::<usize>().ok()).unwrap_or(0)
    };
    let sum = |i: usize| lines.iter().map(|line| column(line, i)).sum::<usize>();
    let whole = lines.iter().filter(|line| column(line, 3) == column(line, 4)).count();
    let mut out = format!(
        "# The standard library, compiled\n\nModules of CPython {version}, compiled and put in place of the originals, held to \
         CPython's own tests of them: of the tests that pass with the originals, how many pass with the compiled \
         modules.\nWritten by `cargo xtask stdlib`; the rows and the reasons are kept by hand in `stdlib.toml`.\n\n\
         {} rows ({} files), {whole} of them without a failure; {} tests, {} of them pass.\n\n\
         | modules | files | tests | passed | failed | why that is right, or what is missing |\n|---|---|---|---|---|---|\n",
        lines.len(),
        sum(2),
        sum(3),
        sum(4),
    );
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn passed(outcome: &Outcome) -> usize {
    if outcome.broken.is_some() { 0 } else { outcome.expected - outcome.failures.len() }
}

fn line(row: &Row, outcome: &Outcome) -> String {
    let why = outcome.broken.clone().unwrap_or_else(|| why(row, &outcome.failures));
    let passed = passed(outcome);
    let failed = outcome.expected - passed;
    let (name, files, expected) = (&row.name, outcome.files, outcome.expected);
    format!("| {name} | {files} | {expected} | {passed} | {failed} | {why} |")
}

/// The reasons for the failures of a row; a failure that nobody has explained is named.
fn why(row: &Row, failures: &BTreeSet<String>) -> String {
    crate::reasons::explained(failures.iter().map(|id| {
        let words: Vec<&str> = id.rsplitn(3, '.').collect();
        let (test, class) = (words.first().copied().unwrap_or(id), words.get(1).copied().unwrap_or_default());
        let long = format!("{class}.{test}");
        let reason = row.why.get(&long).or_else(|| row.why.get(test)).or_else(|| row.why.get("*"));
        (long, reason.map(String::as_str))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_explained_or_named() {
        let why = BTreeMap::from([("test_code".to_owned(), "no bytecode".to_owned())]);
        let row = Row { name: "m".to_owned(), modules: vec![], tests: vec![], why };
        let failures = ["test.test_m.T.test_code", "test.test_m.T.test_x"].map(str::to_owned).into();
        let outcome = Outcome { files: 1, broken: None, expected: 9, failures };
        assert_eq!(
            line(&row, &outcome),
            "| m | 1 | 9 | 7 | 2 | `T.test_code`: no bytecode; open: `T.test_x` |"
        );
    }
}
