//! An amalgam compiles: all of the runtime at once, and each operation on its own has what it needs.
//! Where there is no C compiler or no Python headers, there is nothing to test.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use cyrus_runtime::{Amalgam, ItemKind, Library, Needed, Table};

/// A translation unit around an amalgam, as a generated module is built.
fn module(made: &Amalgam) -> String {
    let mut text = made.head.clone();
    text.push_str("enum { cy_s_none");
    for (name, _) in &made.strings {
        let _ = write!(text, ", cy_s_{name}");
    }
    text.push_str(", cy_s_count };\nstatic struct {\n    PyObject *s[cy_s_count];\n");
    for (ty, name) in &made.state {
        let _ = writeln!(text, "    {ty} {name};");
    }
    text.push_str("} S;\n#define CY(name) (S.name)\n#define CY_S(name) (S.s[cy_s_##name])\n");
    text.push_str(&made.text);
    text.push_str(&made.rare);
    text.push_str("int cy_main(void);\nint cy_main(void) { return S.s[0] != NULL");
    for init in &made.inits {
        let _ = write!(text, " || {init}()");
    }
    text.push_str("; }\n");
    text
}

fn python_include() -> Option<String> {
    let python = std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ask = "import os, sysconfig; p = sysconfig.get_path('include'); print(p if os.path.exists(p + '/Python.h') else '')";
    let out = Command::new(python).args(["-c", ask]).output().ok()?;
    Some(String::from_utf8(out.stdout).ok()?.trim().to_owned()).filter(|p| !p.is_empty())
}

fn compile(text: &str, include: &str, language: &[&str]) -> Result<(), String> {
    let mut command = Command::new(if language.contains(&"c++") { "g++" } else { "gcc" });
    command.args(language).args(["-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-isystem", include, "-"]);
    let Ok(mut child) = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else { return Ok(()) };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned()) }
}

const C: [&str; 3] = ["-std=c11", "-x", "c"];
const CPP: [&str; 3] = ["-std=c++17", "-x", "c++"];

#[test]
fn the_whole_runtime_as_one_module() {
    let Some(include) = python_include() else { return };
    let (library, table) = (Library::bundled().unwrap(), Table::bundled());
    let mut all = Needed::default();
    for item in library.units().iter().flat_map(|u| &u.items).filter(|i| i.kind == ItemKind::Text) {
        item.names.iter().for_each(|name| table.need(&mut all, name));
    }
    let text = module(&table.amalgamate(&all, &Needed::default()));
    for language in [C, CPP] {
        if let Err(message) = compile(&text, &include, &language) {
            panic!("{message}");
        }
    }
}

/// Pruning leaves out nothing that is used: one operation of each unit, alone.
#[test]
fn parts_of_the_runtime_as_modules() {
    let Some(include) = python_include() else { return };
    let (library, table) = (Library::bundled().unwrap(), Table::bundled());
    let every = std::env::var("CYRUS_TEST_ALL").is_ok();
    let mut unit = String::new();
    for (home, op) in library.contracts().filter(|(_, op)| !op.is_macro) {
        if !every && unit == home.name {
            continue;
        }
        unit.clone_from(&home.name);
        let mut needed = Needed::default();
        table.need(&mut needed, &op.name);
        // used by the module's own code, and by what starts it
        for (early, late) in [(&needed, &Needed::default()), (&Needed::default(), &needed)] {
            let text = module(&table.amalgamate(early, late));
            if let Err(message) = compile(&text, &include, &C) {
                panic!("{}: {message}", op.name);
            }
        }
    }
}
