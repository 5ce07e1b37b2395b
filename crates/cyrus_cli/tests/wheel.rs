//! The build backend `cyrus.build` and `cyrus new`: wheels, source archives, editable installs, and what is said of broken
//! projects. The hooks are called as `pip` calls them, without `pip`.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Run, Sandbox};

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// A folder of its own with the package `cyrus` in it.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("backend");
    Sandbox::new().cyrus(&["dropin", &folder.to_string_lossy()]).succeeds("wrote");
    folder
}

fn hook(room: &Sandbox, code: &str) -> Run {
    let code = format!("import cyrus.build as b\n{code}");
    let path = folder().to_string_lossy().into_owned();
    room.run(&python(), &["-c", &code], &[("PYTHONPATH".into(), path)])
}

fn project(tool: &str) -> Sandbox {
    let table = format!(
        "[project]\nname = 'Demo-pkg'\nversion = '1.2'\ndependencies = ['numpy; python_version > \"3\"']\n\
         [project.scripts]\ndemo = 'demo.pure:main'\n[tool.cyrus]\n{tool}\n"
    );
    Sandbox::new()
        .file("pyproject.toml", table)
        .file("README.md", "A demo.\n")
        .file("src/demo/__init__.py", "")
        .file("src/demo/a.pyx", "cdef extern from 'own.h':\n    int OWN\ndef f(): return OWN\n")
        .file("src/demo/plain.py", "def g(): return 1\n")
        .file("src/demo/pure.py", "from demo.a import f\ndef main(): return f()\n")
        .file("src/demo/data.txt", "x")
        .file("inc/own.h", "#define OWN 42\n")
}

const TOOL: &str = "compile = ['demo/plain.py']\ninclude-dirs = ['inc']\ndirectives = {boundscheck = false}";

#[test]
fn a_wheel_needs_neither_a_compiler_nor_cyrus() {
    let room = project(TOOL);
    let run = hook(&room, "print(b.build_wheel('.'))");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let wheel = run.stdout.trim().to_owned();
    assert!(wheel.starts_with("demo_pkg-1.2-cp3"), "{wheel}");
    let code = format!(
        "import zipfile, sys; zipfile.ZipFile({wheel:?}).extractall('site'); sys.path.insert(0, 'site')\n\
         import demo.pure, demo.plain\n\
         print(demo.pure.main(), demo.plain.g(), demo.plain.__file__.endswith('.py'))\n\
         from importlib.metadata import distribution; d = distribution('demo-pkg')\n\
         print(d.version, d.requires, list(d.entry_points)[0].value, any('.pyx' in str(f) for f in d.files))"
    );
    let run = room.run(&python(), &["-c", &code], &[]);
    let want = "42 1 False\n1.2 ['numpy; python_version > \"3\"'] demo.pure:main False\n";
    assert_eq!((run.status, run.stdout.as_str()), (0, want), "{}", run.stderr);
}

#[test]
fn a_source_archive_holds_what_a_build_needs() {
    let room = project(TOOL);
    let run = hook(&room, "import tarfile; print(*sorted(tarfile.open(b.build_sdist('.')).getnames()))");
    for name in
        ["PKG-INFO", "README.md", "pyproject.toml", "src/demo/a.pyx", "src/demo/data.txt", "inc/own.h"]
    {
        assert!(run.stdout.contains(&format!("demo_pkg-1.2/{name}")), "{name}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn an_editable_install_compiles_what_changed() {
    let room = project(TOOL);
    assert_eq!(hook(&room, "print(b.build_editable('.'))").status, 0);
    let code = "import glob, site, sys, zipfile\n\
                zipfile.ZipFile(glob.glob('*.whl')[0]).extractall('site'); site.addsitedir('site')\n\
                import demo.pure; print(demo.pure.main())";
    assert_eq!(hook(&room, code).stdout, "42\n");
    fs::write(room.path().join("src/demo/a.pyx"), "def f(): return 43\n").unwrap();
    assert_eq!(hook(&room, code).stdout, "43\n");
}

#[test]
fn broken_projects_are_named() {
    let said = |room: &Sandbox| {
        let run = hook(room, "b.build_wheel('.')");
        assert_eq!(run.status, 1);
        run.stderr
    };
    assert!(said(&Sandbox::new()).contains("there is no pyproject.toml in"));
    assert!(said(&Sandbox::new().file("pyproject.toml", "[project\n")).contains(" --> pyproject.toml:1:"));
    let text = said(&Sandbox::new().file("pyproject.toml", "[project]\nname = 'x'\n"));
    assert!(text.contains("pyproject.toml: [project] has no `version`"), "{text}");
    let text = said(&project("colour = 'red'"));
    assert!(text.contains("unknown field `colour`") && text.contains("pyproject.toml:8:1"), "{text}");
    let clash = project("compile = ['demo/a.py']\ninclude-dirs = ['inc']").file("src/demo/a.py", "");
    let text = said(&clash);
    assert!(text.contains("would both be the module `demo.a`"), "{text}");
    // one bad module of several: named, and the other is compiled and kept in the cache
    let text = said(&project(TOOL).file("src/demo/bad.pyx", "def f(:\n"));
    assert!(
        text.contains("`(` is never closed") && text.contains("not compiled: src/demo/bad.pyx"),
        "{text}"
    );
    let text = said(&project("compile = []"));
    assert!(text.contains("own.h") && text.contains("not compiled: src/demo/a.pyx"), "{text}");
}

#[test]
fn a_new_package_builds_and_passes_its_tests() {
    let room = Sandbox::new();
    room.cyrus(&["new", "my-sums"]).succeeds("wrote my-sums");
    room.cyrus(&["new", "my-sums"]).fails("`my-sums` is there already");
    assert_eq!(room.cyrus(&["new", "1st"]).status, 2);
    room.cyrus(&["build", "--python", &python(), "my-sums/src"]).succeeds("1 module built");
    let code = "import sys; sys.path.insert(0, 'my-sums/src'); sys.argv[1:] = ['discover', 'my-sums/tests']\n\
                import unittest; unittest.main(module=None)";
    let run = room.run(&python(), &["-c", code], &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = hook(&room, "import os; os.chdir('my-sums'); print(b.build_wheel('..'))");
    assert!(run.stdout.starts_with("my_sums-0.1.0-cp3"), "{}", run.stderr);
}
