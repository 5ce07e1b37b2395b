//! Runs the programs in `tests/programs`: IR text, through the pass `own`, to C, compiled and imported.
//!
//! Lines `; py: ...` of a file are Python that must run with the module as `m`. Next to `x.cir` stands `x.c`, the functions
//! of the C that must come out; `CYRUS_BLESS=1 cargo test -p cyrus_codegen` rewrites it. Each program is compiled as C11
//! and as C++17 with all warnings as errors. Without `python3` or a C compiler the running part is skipped, and says so.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use cyrus_codegen::generate;
use cyrus_runtime::Table;
use cyrus_source::{FileTable, SourceFile};

struct Python {
    exe: String,
    include: String,
    suffix: String,
}

fn python() -> Option<Python> {
    let exe = env::var("CYRUS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ask = "import sysconfig as s; print(s.get_path('include')); print(s.get_config_var('EXT_SUFFIX'))";
    let out = Command::new(&exe).args(["-c", ask]).output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    let mut lines = text.lines();
    let found = Python { exe, include: lines.next()?.to_owned(), suffix: lines.next()?.to_owned() };
    Path::new(&found.include).join("Python.h").exists().then_some(found)
}

fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut all: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    all.retain(|p| p.extension().is_some_and(|x| x == "cir"));
    all.sort();
    all
}

fn c_of(runtime: &Table, source: &str, name: &str) -> String {
    let mut module = cyrus_ir::text::read(source).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(cyrus_ir::verify::verify(&module), [], "{name}");
    cyrus_opt::own::run(&mut module);
    assert_eq!(cyrus_ir::verify::verify_owned(&module), [], "{name}");
    let mut files = FileTable::new();
    files.add(SourceFile::from_text("m.pyx", "one\ntwo\nthree\n"));
    let text = generate(&module, &files, runtime).text;
    assert_eq!(text, generate(&module, &files, runtime).text, "{name}: not the same twice");
    text
}

fn run(python: &Python, compiler: &[&str], name: &str, text: &str, source: &str) -> Result<(), String> {
    let dir = tempfile::tempdir().unwrap();
    let cplus = compiler[0] == "g++";
    let c = dir.path().join(if cplus { "m.cpp" } else { "m.c" });
    fs::write(&c, text).unwrap();
    let so = dir.path().join(format!("m{}", python.suffix));
    let out = Command::new(compiler[0])
        .args(&compiler[1..])
        .args(["-Wall", "-Wextra", "-Werror", "-O1", "-fPIC", "-shared", "-I", &python.include, "-o"])
        .args([&so, &c])
        .args(source.contains("\n; openmp\n").then_some("-fopenmp"))
        .output()
        .map_err(|e| format!("{}: {e}", compiler[0]))?;
    if !out.status.success() {
        let keep = env::temp_dir().join(format!("cyrus-{name}.c"));
        let _ = fs::write(&keep, text);
        return Err(format!("{name}: {}\nkept in {}", String::from_utf8_lossy(&out.stderr), keep.display()));
    }
    let mut body = String::new();
    for line in source.lines().filter_map(|l| l.strip_prefix("; py:")) {
        body.push_str(line.strip_prefix(' ').unwrap_or(line));
        body.push('\n');
    }
    let script = dir.path().join("check.py");
    fs::write(&script, format!("import m\n{body}")).unwrap();
    let out = Command::new(&python.exe).arg(&script).current_dir(dir.path()).output().unwrap();
    if !out.status.success() {
        let keep = env::temp_dir().join(format!("cyrus-{name}.c"));
        let _ = fs::write(&keep, text);
        return Err(format!(
            "{name} ({}): {}{}\n{}\nkept in {}",
            compiler[0],
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr),
            out.status,
            keep.display()
        ));
    }
    Ok(())
}

fn functions(text: &str) -> &str {
    let from = text.find("/* functions */\n").unwrap_or(0);
    let to = text.find("/* start */\n").unwrap_or(text.len());
    &text[from..to]
}

#[test]
fn programs_give_the_c_that_is_expected() {
    let runtime = Table::bundled();
    let bless = env::var_os("CYRUS_BLESS").is_some();
    let mut failures = String::new();
    for file in programs() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = c_of(&runtime, &fs::read_to_string(&file).unwrap(), &name);
        let expected = file.with_extension("c");
        if bless {
            fs::write(&expected, functions(&text)).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != functions(&text) {
            let _ = writeln!(failures, "{name}: this came out:\n{}", functions(&text));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn programs_run() {
    let Some(python) = python() else {
        println!("SKIPPED: no python3 with its headers");
        return;
    };
    let runtime = Table::bundled();
    let compilers: [&[&str]; 2] = [&["gcc", "-std=c11"], &["g++", "-std=c++17"]];
    let only = env::var("CYRUS_ONLY").ok();
    let mut failures = Vec::new();
    for compiler in compilers {
        if Command::new(compiler[0]).arg("--version").output().is_err() {
            println!("SKIPPED: no {}", compiler[0]);
            continue;
        }
        for file in programs() {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            if only.as_ref().is_some_and(|o| *o != name) {
                continue;
            }
            let source = fs::read_to_string(&file).unwrap();
            let text = c_of(&runtime, &source, &name);
            if compiler[0] == "gcc" && source.contains(" cplus") {
                continue;
            }
            failures.extend(run(&python, compiler, &name, &text, &source).err());
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
