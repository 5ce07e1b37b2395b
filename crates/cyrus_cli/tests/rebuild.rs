//! What is built again and what is not: one cache for all folders, several builds at a time, builds that are killed.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{Run, Sandbox};

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// A room with a cache of its own and a C compiler that notes what it is asked.
struct Room {
    room: Sandbox,
}

impl Room {
    fn new(room: Sandbox) -> Self {
        let cc = room.path().join("cc");
        fs::write(
            &cc,
            format!("#!/bin/sh\necho \"$@\" >> {}/calls\nexec gcc \"$@\"\n", room.path().display()),
        )
        .unwrap();
        fs::set_permissions(&cc, fs::Permissions::from_mode(0o755)).unwrap();
        Self { room }
    }

    fn variables(&self) -> Vec<(String, String)> {
        let path = |name: &str| self.room.path().join(name).to_string_lossy().into_owned();
        vec![("CYRUS_CACHE_DIR".to_owned(), path("cache")), ("CC".to_owned(), path("cc"))]
    }

    fn build(&self, words: &[&str]) -> Run {
        let python = python();
        let words = [&["build", "--explain", "--python", &python], words].concat();
        self.room.run(env!("CARGO_BIN_EXE_cyrus"), &words, &self.variables())
    }

    fn start(&self, words: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cyrus"));
        command.arg("build").args(["--python", &python()]).args(words).envs(self.variables());
        command.current_dir(self.room.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// How often the C compiler made an object since the last question.
    fn compiled(&self) -> usize {
        let calls = self.room.path().join("calls");
        let text = fs::read_to_string(&calls).unwrap_or_default();
        drop(fs::remove_file(calls));
        text.lines().filter(|line| line.contains(" -c ")).count()
    }

    fn imports(&self, code: &str) -> String {
        let run = self.room.run(&python(), &["-c", code], &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.trim().to_owned()
    }

    fn modules(&self) -> Vec<PathBuf> {
        let rows = fs::read_dir(self.room.path()).unwrap().map(|row| row.unwrap().path());
        rows.filter(|path| path.extension().is_some_and(|suffix| suffix == "so")).collect()
    }
}

#[test]
fn every_file_that_is_reached_counts_and_only_those() {
    let room = Room::new(
        Sandbox::new()
            .file("a.pyx", "cimport b\nfrom d cimport D\ninclude 'c.pxi'\ncdef b.T x = 1\nprint(x, c)\n")
            .file("b.pxd", "from d cimport D\nctypedef D T\n")
            .file("c.pxi", "c = 2\n")
            .file("d.pxd", "ctypedef int D\n")
            .file("other.pxd", "")
            .file("z.pyx", "x = 1\n"),
    );
    room.build(&["."]).succeeds("2 modules built");
    room.compiled();
    for (file, text, why) in [
        ("d.pxd", "ctypedef long D\n", "a: `{}/d.pxd` changed"),
        ("c.pxi", "c = 3\n", "a: `{}/c.pxi` changed"),
        ("a.pxd", "", "a: `{}/a.pxd` is new"),
    ] {
        fs::write(room.room.path().join(file), text).unwrap();
        let here = fs::canonicalize(room.room.path()).unwrap();
        let run = room.build(&["."]);
        run.succeeds("1 module built, 1 already up to date");
        run.says(&why.replace("{}", &here.to_string_lossy()));
    }
    fs::write(room.room.path().join("other.pxd"), "ctypedef int O\n").unwrap();
    room.build(&["."]).succeeds("0 modules built, 2 already up to date");
    // new times mean nothing, an output that was replaced does
    let now = fs::read(room.room.path().join("a.pyx")).unwrap();
    fs::write(room.room.path().join("a.pyx"), now).unwrap();
    room.build(&["."]).succeeds("0 modules built, 2 already up to date");
    let output = room.modules().into_iter().find(|path| path.to_string_lossy().contains("/z.")).unwrap();
    fs::write(output, "nonsense").unwrap();
    room.compiled();
    room.build(&["."]).succeeds("was replaced by something else");
    assert_eq!(room.compiled(), 0, "its object is in the cache");
    assert_eq!(room.imports("import a, z"), "1 3");
    // another C compiler is another recipe
    let cc = room.room.path().join("cc");
    let text = fs::read_to_string(&cc).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    fs::write(&cc, text).unwrap();
    room.build(&["."]).succeeds("the options or one of the compilers changed");
}

#[test]
fn folders_share_objects() {
    let source = "def answer():\n    return 42\n";
    let room = Room::new(Sandbox::new().file("one/m.pyx", source).file("two/m.pyx", source));
    room.build(&["one"]).succeeds("1 module built");
    assert_eq!(room.compiled(), 1);
    room.build(&["two"]).succeeds("1 module built");
    assert_eq!(room.compiled(), 0);
    assert_eq!(room.imports("import sys; sys.path.insert(0, 'two'); import m; print(m.answer())"), "42");
    // a comment changes the source and not what is made of it
    fs::write(room.room.path().join("one/m.pyx"), format!("{source}# a comment\n")).unwrap();
    room.build(&["one"]).succeeds("1 module built");
    assert_eq!(room.compiled(), 0);
}

fn several() -> Sandbox {
    let source = |i: usize| format!("def f{i}(a, b={i}):\n    return [x + {i} for x in a if x > b]\n");
    (0..6).fold(Sandbox::new(), |room, i| room.file(&format!("m{i}.pyx"), source(i)))
}

const ALL: &str = "import m0, m1, m2, m3, m4, m5; print(m5.f5([6, 7]), m0.f0([1]))";

#[test]
fn builds_at_the_same_time_do_not_disturb_each_other() {
    let room = Room::new(several());
    let mut running: Vec<Child> = (0..3).map(|_| room.start(&["."])).collect();
    for child in &mut running {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(room.imports(ALL), "[11, 12] [1]");
    room.build(&["."]).succeeds("0 modules built, 6 already up to date");
}

#[test]
fn a_build_that_is_killed_leaves_whole_modules_or_none() {
    let room = Room::new(several());
    for milliseconds in [5, 40, 90, 150, 260, 420] {
        let mut child = room.start(&["."]);
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        for path in room.modules() {
            let name = path.file_name().unwrap().to_string_lossy().split('.').next().unwrap().to_owned();
            room.imports(&format!("import {name}"));
        }
    }
    room.build(&["."]).succeeds(" built");
    assert_eq!(room.imports(ALL), "[11, 12] [1]");
    room.build(&["."]).succeeds("0 modules built, 6 already up to date");
}
