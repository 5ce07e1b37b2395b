//! Bad input: each kind a clear diagnostic and exit status 1, nothing half-written, never a panic.

mod common;

use common::Sandbox;

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

#[test]
fn a_missing_file() {
    let room = Sandbox::new().file("spam.pyx", "");
    let run = room.cyrus(&["build", "spma.pyx"]);
    run.fails("error[missing-file]: no such file or folder: `spma.pyx`");
    let run = room.cyrus(&["check", "SPAM.pyx", "--error-format", "short"]);
    run.fails("error: no such file or folder: `SPAM.pyx`\n");
    room.cyrus(&["run", "gone.py"]).fails("no such file: `gone.py`");
    room.holds(&["spam.pyx"]);
}

#[test]
fn what_is_no_source() {
    let room = Sandbox::new().file("a.txt", "x").file("empty/readme.md", "");
    room.cyrus(&["build", "a.txt"]).fails("`a.txt` is neither a `.pyx` nor a `.py` file");
    room.cyrus(&["build", "empty"]).fails("there is no `.pyx` file in `empty`");
}

#[test]
fn a_broken_project() {
    let room =
        Sandbox::new().file("pyproject.toml", "[tool.cyrus]\nlibraries = 'm'\n").file("a.pyx", "x = 1\n");
    for words in [&["build"][..], &["build", "a.pyx"], &["check", "a.pyx"]] {
        let run = room.cyrus(words);
        run.fails("error[bad-project]: invalid type: string \"m\", expected a sequence");
        run.says("pyproject.toml:2:13");
    }
    room.holds(&["a.pyx", "pyproject.toml"]);
    let room = Sandbox::new().file("pyproject.toml", "[tool.cyrus\n");
    room.cyrus(&["build"]).fails("error[bad-project]: ");
    let room = Sandbox::new().file("pyproject.toml", "[tool.cyrus]\n");
    room.cyrus(&["build"]).fails("error[no-modules]: there is no `.pyx` file in the packages of");
}

#[test]
fn two_files_of_one_module() {
    let room = Sandbox::new()
        .file("pyproject.toml", "[tool.cyrus]\ncompile = ['p/*.py']\n")
        .file("p/__init__.py", "")
        .file("p/a.pyx", "x = 1\n")
        .file("p/a.py", "x = 2\n")
        .file("p/b.pyx", "x = 3\n");
    let run = room.cyrus(&["build", "--python", &python()]);
    run.fails("error[module-clash]: `p/a.py` and `p/a.pyx` would both be the module `p.a`");
    run.says("2 modules built");
    room.cyrus(&["build", "--python", &python(), "p/a.pyx", "p/a.py"]).fails("error[module-clash]");
}

#[test]
fn a_header_that_is_missing() {
    let missing = "cdef extern from 'no_such_header.h':\n    int X\nprint(X)\n";
    let room =
        Sandbox::new().file("bad.pyx", missing).file("good.pyx", "x = 1\n").file("other.pyx", "x = 2\n");
    let words = ["build", "--python", &python(), "--explain", "."];
    let run = room.cyrus(&words);
    run.fails("error[c-compiler-failed]: the C compiler failed on module `bad`");
    run.says("no_such_header.h");
    run.says("2 modules built, 1 failed");
    // the next run builds only what failed
    std::fs::write(room.path().join("no_such_header.h"), "#define X 5\n").unwrap();
    let run = room.cyrus(&words);
    run.succeeds("1 module built, 2 already up to date");
    run.says("bad: it was never built here");
    std::fs::write(room.path().join("no_such_header.h"), "#define X 6\n").unwrap();
    room.cyrus(&words).succeeds("no_such_header.h` changed\n");
}

#[test]
fn bytes_that_are_not_utf8() {
    let room = Sandbox::new().file("a.pyx", b"x = 1\ny = '\xff'\n");
    let want = "\
error[bad-encoding]: line 2 holds the byte 0xff, which is not utf-8
 --> a.pyx:2:6
  |
2 | y = '\u{fffd}'
  |      ^ byte 11 of the file
  |
  = help: save the file as UTF-8, or say its encoding in the first line: `# -*- coding: latin-1 -*-`
";
    room.cyrus(&["check", "a.pyx"]).fails(want);
    room.cyrus(&["build", "a.pyx"]).fails(want);
    room.cyrus(&["cython", "a.pyx"]).fails("\na.pyx:2:5: line 2 holds the byte 0xff, which is not utf-8\n");
    room.holds(&["a.pyx"]);
    let room =
        Sandbox::new().file("b.pyx", b"# coding: latin-1\ny = '\xff'\n").file("c.pyx", "# coding: nope\n");
    room.cyrus(&["check", "b.pyx"]).succeeds("no errors");
    room.cyrus(&["check", "c.pyx"]).fails("unknown encoding `nope`");
}

#[test]
fn brackets_that_are_never_closed() {
    for text in ["def f(:\n    pass\n", "class A(:\n    x\n", "x = {1:\n", "f(1\ny = 2\n"] {
        let room = Sandbox::new().file("a.py", text);
        room.cyrus(&["check", "a.py"]).fails("1 module checked: 1 error\n");
    }
}

#[test]
fn a_distutils_comment_that_makes_no_sense() {
    let room = Sandbox::new().file("a.pyx", "# distutils: langage = c++\n");
    let run = room.cyrus(&["check", "a.pyx", "--error-format=json"]);
    assert_eq!(run.status, 1);
    let object: serde_json::Value = serde_json::from_str(run.stdout.trim()).unwrap();
    assert_eq!(object["rule"], "bad-distutils-setting");
    assert_eq!(object["span"]["start"], serde_json::json!({ "line": 1, "column": 1 }));
    assert_eq!(run.stderr, "");
}

#[test]
fn no_c_compiler_and_no_python() {
    let room = Sandbox::new().file("a.pyx", "x = 1\n");
    room.with("CC", "no-such-cc")
        .cyrus(&["build", "a.pyx"])
        .fails("the C compiler that `CC` names was not found");
    room.cyrus(&["build", "--python", "no-such-python", "a.pyx"]).fails("there is no Python interpreter");
    room.holds(&["a.pyx"]);
}

#[test]
fn wrong_words() {
    let room = Sandbox::new();
    assert_eq!(room.cyrus(&["bulid"]).status, 2);
    let run = room.cyrus(&["build"]);
    assert_eq!(run.status, 2);
    run.says("there is no pyproject.toml here: name the files or folders to build");
    assert_eq!(room.cyrus(&["build", "-X", "boundscheck", "a.pyx"]).status, 2);
    room.cyrus(&["explain", "no-such-rule"]).fails("there is no rule `no-such-rule`");
    room.cyrus(&["explain", "missing-file"]).succeeds("a file or folder that was named does not exist");
}

#[test]
fn a_file_that_includes_itself() {
    let room = Sandbox::new()
        .file("a.pyx", "include 'a.pyx'\n")
        .file("b.pyx", "def f():\n    include 'b.pyx'\n")
        .file("c.pyx", "cdef class C:\n    include 'd.pxi'\n")
        .file("d.pxi", "include 'c.pyx'\n")
        .file("good.pyx", "x = 1\n");
    for name in ["a.pyx", "b.pyx"] {
        room.cyrus(&["check", name]).fails(&format!("`{name}` includes itself"));
    }
    room.cyrus(&["check", "c.pyx"]).fails("1 error");
    room.cyrus(&["check", "a.pyx", "good.pyx"]).fails("includes itself");
}

#[test]
fn mistakes_in_the_source() {
    for (source, rule, message) in [
        ("def f(:\n    pass\n", "error[unclosed-bracket]", "a.pyx:1:6"),
        ("def f():\n    return nowhere\n", "error[unknown-name]", "undeclared name not builtin: `nowhere`"),
        ("cdef int x = \"text\"\n", "error[", "a.pyx:1:14"),
        ("from __future__ import braces\n", "error[unknown-name]", "future feature `braces` is not defined"),
        ("cdef nothing x\n", "error[", "`nothing`"),
    ] {
        let room = Sandbox::new().file("a.pyx", source);
        for command in ["check", "build"] {
            let run = room.cyrus(&[command, "a.pyx"]);
            run.fails(message);
            assert!(run.stderr.contains(rule), "{source}: {}", run.stderr);
        }
        assert_eq!(room.cyrus(&["cython", "-3", "a.pyx"]).status, 1);
        room.holds(&["a.pyx"]);
    }
    // several errors in one run
    let room = Sandbox::new().file("a.pyx", "x = one\ny = two\ndef f(:\n    pass\n");
    let run = room.cyrus(&["check", "--error-format", "short", "a.pyx"]);
    for text in ["a.pyx:1:", "a.pyx:2:", "a.pyx:3:", "3 errors"] {
        run.says(text);
    }
    assert_eq!(run.status, 1);
}

#[test]
fn a_directive_of_the_project_is_named_where_it_stands() {
    let room = Sandbox::new()
        .file("pyproject.toml", "[tool.cyrus]\ndirectives = {boundscheck = \"maybe\"}\n")
        .file("a.pyx", "x = 1\n");
    let run = room.cyrus(&["build", "."]);
    run.fails("`boundscheck` must be set to True or False, not `maybe`\n --> pyproject.toml:2:15");
}

#[test]
fn a_missing_header_is_shown_where_it_is_asked_for() {
    let room = Sandbox::new()
        .file("bad.pyx", "cdef extern from \"nothere.h\":\n    int foo(int)\nfoo(1)\n")
        .file("good.pyx", "x = 1\n");
    let python = python();
    let build = || room.cyrus(&["build", "--python", &python, "--explain", "."]);
    let run = build();
    run.fails("the C compiler does not find the header `nothere.h`\n --> bad.pyx:1:19");
    run.says("1 module built, 1 failed");
    std::fs::write(room.path().join("nothere.h"), "static int foo(int a) { return a; }\n").unwrap();
    build().succeeds("good: nothing changed\n1 module built, 1 already up to date");
}

#[test]
fn a_module_behind_a_package_is_refused() {
    let room = Sandbox::new().file("b/__init__.py", "").file("b.pyx", "x = 1\n").file("c.pyx", "x = 1\n");
    let run = room.cyrus(&["build", "--python", &python(), "."]);
    run.fails("`b.pyx` would be the module `b`, and so is the package `b`, which is what an import finds");
    run.says("1 module built");
}
