//! Cython's own command line: what build tools rely on.

mod common;

use common::Sandbox;

#[test]
fn the_version_is_what_build_tools_look_for() {
    let room = Sandbox::new();
    let run = room.cyrus(&["cython", "-V"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("Cython version 3.3.1\n"), "{}", run.stdout);
    assert!(room.cyrus(&["cython", "--help"]).stdout.starts_with("usage: cython"));
}

#[test]
fn called_by_the_name_cython_it_is_cython() {
    let room = Sandbox::new();
    let link = room.path().join("cython");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_cyrus"), &link).unwrap();
    let run = room.run(link.to_str().unwrap(), &["--version"], &[]);
    assert!(run.stdout.starts_with("Cython version 3.3.1\n"), "{}", run.stdout);
}

#[test]
fn errors_have_cythons_statuses_and_forms() {
    let room = Sandbox::new().file("d/a.pyx", b"x\n\xff");
    room.cyrus(&["cython", "none.pyx"]).fails("cython: No such file or directory: 'none.pyx'\n");
    let unknown = room.cyrus(&["cython", "--nonsense", "d/a.pyx"]);
    assert_eq!(unknown.status, 2);
    unknown.says("cython: error: unknown option --nonsense");
    room.cyrus(&["cython", "d/a.pyx"]).fails("\nError compiling Cython file:\n----");
    room.cyrus(&["cython", "-w", "d", "a.pyx"]).fails("\na.pyx:2:0: ");
    room.cyrus(&["cython", "-l", "d/a.pyx"]).fails("d/a.pyx:2:0: ");
    assert!(room.read("d/a.lis").contains("d/a.pyx:2:0: "));
    room.holds(&["d/a.lis", "d/a.pyx"]);
}

#[test]
fn headers_are_named_after_the_output() {
    let room = Sandbox::new().file(
        "m.pyx",
        "cdef public int twice(int a): return 2 * a\ncdef api int thrice(int a): return 3 * a\n",
    );
    assert_eq!(room.cyrus(&["cython", "m.pyx", "-o", "out/lib.c"]).status, 0);
    assert_eq!(room.cyrus(&["cython", "m.pyx", "--module-name", "a.b"]).status, 0);
    room.holds(&["m.c", "m.h", "m.pyx", "m_api.h", "out/lib.c", "out/lib.h", "out/lib_api.h"]);
}

#[test]
fn names_of_the_command_line_are_not_in_the_modules_way() {
    let room = Sandbox::new().file("m.pyx", "IF A == 2:\n    x = 1\ncdef class A:\n    pass\n");
    let run = room.cyrus(&["cython", "m.pyx", "-E", "A=2"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn the_report_says_how_often_lines_ran() {
    let xml = "<coverage><class filename='m.pyx'><lines><line number='2' hits='7'/><line number='3' hits='0'/></lines></class></coverage>";
    let room = Sandbox::new().file("m.pyx", "def f(a):\n    a += 1\n    return a\n").file("cov.xml", xml);
    assert_eq!(room.cyrus(&["cython", "--annotate-coverage", "cov.xml", "m.pyx"]).status, 0);
    let page = room.read("m.html");
    assert!(page.contains("title=\"ran 7 times\"") && page.contains("title=\"did not run\""));
    room.cyrus(&["cython", "--annotate-coverage", "none.xml", "m.pyx"]).fails("no such file: `none.xml`");
}
