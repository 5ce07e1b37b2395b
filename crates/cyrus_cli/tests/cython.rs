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
