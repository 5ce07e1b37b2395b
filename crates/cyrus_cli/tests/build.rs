//! `cyrus build`, `run`, `annotate`: what is made, what is left alone, what is never half-written.

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use common::Sandbox;

const SPAM: &str = "def answer():\n    return 42\n";

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn imports(room: &Sandbox, code: &str) -> String {
    let run = room.run(&python(), &["-c", code], &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout.trim().to_owned()
}

fn build(room: &Sandbox, words: &[&str]) -> common::Run {
    let python = python();
    room.cyrus(&[&["build", "--python", &python, "--explain"], words].concat())
}

#[test]
fn a_module_is_built_beside_its_source_and_only_when_something_changed() {
    let room = Sandbox::new().file("spam.pyx", SPAM);
    build(&room, &["spam.pyx"]).succeeds("spam: it was never built here\n1 module built, in ");
    assert_eq!(imports(&room, "import spam; print(spam.answer())"), "42");
    build(&room, &["spam.pyx"]).succeeds("spam: nothing changed\n0 modules built, 1 already up to date");
    fs::write(room.path().join("spam.pyx"), SPAM.replace("42", "43")).unwrap();
    build(&room, &["."]).succeeds("/spam.pyx` changed\n1 module built");
    assert_eq!(imports(&room, "import spam; print(spam.answer())"), "43");
    build(&room, &["."]).succeeds("nothing changed");
    fs::write(room.path().join("spam.pxd"), "").unwrap();
    build(&room, &["."]).succeeds("/spam.pxd` is new\n");
    build(&room, &[".", "-X", "binding=False"]).succeeds("the options or one of the compilers changed");
    build(&room, &[".", "-X", "binding=False", "--force"]).succeeds("it was asked for");
}

#[test]
fn packages_are_folders_with_init_files() {
    let room =
        Sandbox::new().file("pkg/__init__.py", "").file("pkg/sub/__init__.pyx", SPAM).file("pkg/a.pyx", SPAM);
    build(&room, &["pkg"]).succeeds("2 modules built");
    let code =
        "import pkg.sub, pkg.a; print(pkg.a.answer(), pkg.sub.answer(), pkg.a.__name__, pkg.sub.__name__)";
    assert_eq!(imports(&room, code), "42 42 pkg.a pkg.sub");
}

#[test]
fn one_bad_module_does_not_stop_the_others() {
    let room = Sandbox::new().file("good.pyx", SPAM).file("bad.pyx", "def f(:\n").file("worse.pyx", b"\xff");
    let run = build(&room, &["."]);
    run.fails("error[unclosed-bracket]: `(` is never closed");
    run.says("error[bad-encoding]");
    run.says("1 module built, 2 failed");
    assert_eq!(imports(&room, "import good; print(good.answer())"), "42");
}

#[test]
fn a_project_is_built_as_its_pyproject_says() {
    const PROJECT: &str = "[project]\nname = 'p'\n\n[tool.cyrus]\ncompile = ['p/plain.py']\nexclude = ['p/old*']\n\
        include-dirs = ['inc']\nlanguage = 'c++'\ndefine-macros = ['TWO=2']\ndirectives = {cdivision = true}\n";
    const LOOK: &str = "import sys; sys.path.insert(0, 'src'); import p.a, p.plain; \
        print(p.a.f(-1), p.plain.answer(), p.plain.__file__[-3:])";
    let room = Sandbox::new()
        .file("pyproject.toml", PROJECT)
        .file("inc/one.h", "#define ONE 1\n")
        .file("src/p/__init__.py", "")
        .file("src/p/plain.py", SPAM)
        .file("src/p/old.pyx", "def f(:\n")
        .file("src/p/a.pyx", "from libcpp.vector cimport vector\ncdef extern from 'one.h':\n    int ONE, TWO\ndef f(int a):\n    cdef vector[int] v\n    v.push_back(ONE)\n    return v[0], TWO, a % 2\n");
    build(&room, &[]).succeeds("2 modules built");
    assert_eq!(imports(&room, LOOK), "(1, 2, -1) 42 .so");
    build(&room, &["src/p/a.pyx"]).succeeds("p.a: nothing changed");
    room.cyrus(&["check", "src/p/a.pyx"]).succeeds("no errors");
    // what the command line says comes first
    build(&room, &["-X", "cdivision=False"]).succeeds("2 modules built");
    assert_eq!(imports(&room, LOOK), "(1, 2, 1) 42 .so");
    fs::write(room.path().join("pyproject.toml"), PROJECT.replace("TWO=2", "TWO=22")).unwrap();
    build(&room, &[]).succeeds("p.a: the options or one of the compilers changed");
}

#[test]
fn a_failing_c_compiler_is_shown_and_the_old_module_stays() {
    let room = Sandbox::new().file("spam.pyx", SPAM);
    build(&room, &["spam.pyx"]).succeeds("1 module built");
    fs::write(room.path().join("spam.pyx"), SPAM.replace("42", "44")).unwrap();
    let run = room.with("CFLAGS", "-DX=1 -include no_such_header.h").cyrus(&["build", "spam.pyx"]);
    run.fails("error[c-compiler-failed]: the C compiler failed on module `spam`: exit status 1");
    run.says("no_such_header.h");
    assert_eq!(imports(&room, "import spam; print(spam.answer())"), "42");
}

#[test]
fn an_unwritable_folder_is_said() {
    let room = Sandbox::new().file("d/spam.pyx", SPAM);
    let folder = room.path().join("d");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // the superuser may write everywhere
    if fs::write(folder.join("probe"), "").is_err() {
        build(&room, &["d/spam.pyx"]).fails("error[cannot-write]: cannot write `d/spam.");
        room.cyrus(&["cython", "d/spam.pyx"]).fails("cannot write `d/spam.c`");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    room.cyrus(&["cython", "d/spam.pyx", "-o", "d/spam.pyx/spam.c"])
        .fails("cannot write `d/spam.pyx/spam.c`");
}

#[test]
fn a_script_is_run_with_what_it_imports_compiled() {
    let room = Sandbox::new()
        .file(
            "s/script.py",
            "import sys, spam\nfrom pkg import fast\nprint(spam.answer(), fast.answer(), sys.argv[1:])\n",
        )
        .file("s/spam.pyx", SPAM)
        .file("s/pkg/__init__.py", "")
        .file("s/pkg/fast.pyx", SPAM)
        .file("s/plain.py", "import sys\nsys.exit(7)\n")
        .file(
            "s/only.py",
            "import spam\nprint(spam.__file__ != 'spam.pyx', __name__)\nraise ValueError('x')\n",
        );
    let python = python();
    let run = room.cyrus(&["run", "--python", &python, "s/script.py", "a", "--b"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "42 42 ['a', '--b']\n"), "{}", run.stderr);
    assert_eq!(room.cyrus(&["run", "--python", &python, "s/plain.py"]).status, 7);
    let run = room.cyrus(&["run", "--python", &python, "s/only.py"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "True __main__\n"));
    run.says("ValueError: x");
    room.holds(&[
        "s/only.py",
        "s/pkg/__init__.py",
        "s/pkg/fast.pyx",
        "s/plain.py",
        "s/script.py",
        "s/spam.pyx",
    ]);
}

#[test]
fn a_pyx_is_run_as_the_main_program() {
    let room = Sandbox::new()
        .file("main.pyx", "import sys\nif __name__ == '__main__':\n    print('main', sys.argv[1:])\n");
    let run = room.cyrus(&["run", "--python", &python(), "main.pyx", "x"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "main ['x']\n"), "{}", run.stderr);
    room.holds(&["main.pyx"]);
}

#[test]
fn the_report_is_beside_the_source() {
    let room = Sandbox::new().file("spam.pyx", SPAM);
    room.cyrus(&["annotate", "spam.pyx"]).succeeds("wrote spam.html");
    assert!(room.read("spam.html").contains("<i class=k>return</i>"));
    room.holds(&["spam.html", "spam.pyx"]);
}

#[test]
fn the_report_says_why_lines_cost() {
    const SOURCE: &str = "cimport cython\nscale = 3\n\ndef f(values, list names, double[:] a, double[:] b, int k):\n    cdef Py_ssize_t i\n    \
        cdef double total = 0\n    count = 0\n    for v in values:\n        count = count + len(names)\n    for i in range(a.shape[0]):\n        \
        total += b[i]\n    total += b[k]\n    print(total * scale)\n    return k // count\n";
    let room = Sandbox::new().file("costs.pyx", SOURCE);
    room.cyrus(&["annotate", "costs.pyx"]).succeeds("wrote costs.html");
    let page = room.read("costs.html");
    let said = |line: u32| {
        let (from, to) = (format!("id=\"W{line}\""), "</ul>");
        let rest = &page[page.find(&from).unwrap_or_else(|| panic!("nothing on line {line}"))..];
        rest[..rest.find(to).unwrap_or_default()].replace("<code>", "`").replace("</code>", "`")
    };
    for (line, text) in [
        (8, "iterates over the object `values`: `values` is an object: it is a parameter without a type"),
        (
            9,
            "boxes `len(names)` (C `Py_ssize_t`): `count` is an object: untyped; the numbers that line 9 stores may outgrow",
        ),
        (11, "bounds check made once, before the loop"),
        (12, "bounds check kept: the index is not provably in range"),
        (13, "boxes `total` (C `double`): `scale` is a variable of the module"),
        (14, "boxes `k` (C `int`)"),
    ] {
        assert!(said(line).contains(text), "line {line}: {}", said(line));
    }
}

/// How a C compiler makes a program that holds this Python; nothing where its library is not there.
const LINK: &str = "
import os, sysconfig as s
v = s.get_config_var
name = v('LDLIBRARY') or ''
found = [f for f in (os.path.join(v(d) or '', name) for d in ('LIBPL', 'LIBDIR')) if name and os.path.isfile(f)]
if found:
    flags = [found[0], '-Wl,-rpath,' + (v('LIBDIR') or '')] + (v('LIBS') or '').split() + (v('SYSLIBS') or '').split()
    print('\\n'.join(['-I' + s.get_path('include'), *flags, '-rdynamic']))
";

#[test]
fn a_program_of_its_own() {
    const MAIN: &str = "import sys\nimport inner\ndef f():\n    \"Doc.\"\n    return later\nprint(__name__, sys.argv[1:], inner.answer(), sqrt(16.0), f.__doc__)\n\
        try:\n    f()\nexcept NameError as e:\n    print(e)\nsys.exit(7)\n";
    let room = Sandbox::new().file("prog.pyx", MAIN).file("inner.pyx", SPAM);
    let words = "cython -3 --embed --embed-modules=inner -p --line-directives -z math prog.pyx";
    assert_eq!(room.cyrus(&words.split(' ').collect::<Vec<_>>()).status, 0);
    assert_eq!(room.cyrus(&["cython", "-3", "inner.pyx"]).status, 0);
    assert!(room.read("prog.c").contains("#line 6 \"prog.pyx\""));
    let flags = room.run(&python(), &["-c", LINK], &[]).stdout;
    if flags.trim().is_empty() {
        println!("SKIPPED: Python comes without its library");
        return;
    }
    let mut gcc = vec!["-w", "prog.c", "inner.c", "-o", "prog"];
    gcc.extend(flags.lines());
    let run = room.run("gcc", &gcc, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let home = room.run(&python(), &["-c", "import sys; print(sys.base_prefix)"], &[]).stdout;
    let run = room.run("./prog", &["a", "b"], &[("PYTHONHOME".to_owned(), home.trim().to_owned())]);
    let shown =
        "__main__ ['a', 'b'] 42 4.0 File: prog.pyx (starting at line 3)\nDoc.\nname 'later' is not defined\n";
    assert_eq!((run.status, run.stdout.as_str()), (7, shown), "{}", run.stderr);
}

#[test]
fn an_included_file_has_members_of_an_extension_type() {
    let room = Sandbox::new()
        .file("m.pyx", "cdef class A:\n    cdef int x\n    include 'body.pxi'\n")
        .file("body.pxi", "def f(self):\n    return self.x + 1\ng = 5\n");
    build(&room, &["m.pyx"]).succeeds("1 module built");
    assert_eq!(imports(&room, "import m; print(m.A().f(), m.A.g)"), "1 5");
}

#[test]
fn headers_of_others_stand_in_the_generated_header() {
    const SOURCE: &str = "cdef extern from 'stdlib.h':\n    int abs(int)\ncdef public int twice(int a):\n    return abs(a) * 2\n";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    assert_eq!(room.cyrus(&["cython", "-3", "m.pyx"]).status, 0);
    assert!(!room.read("m.h").contains("stdlib.h"));
    assert_eq!(room.cyrus(&["cython", "-3", "--capi-reexport-cincludes", "m.pyx"]).status, 0);
    assert!(room.read("m.h").contains("#include \"stdlib.h\""));
}

#[test]
fn c_code_knows_public_extension_types() {
    const SOURCE: &str = "# distutils: sources = other.c\ncdef public class Shape [type ShapeType, object ShapeObject]:\n    \
                          cdef int x\ncdef public class Round(Shape) [type RoundType, object RoundObject]:\n    pass\n\
                          cdef extern from *:\n    'int kind(PyObject *);'\n    int kind(object)\n\
                          def kinds(*args):\n    return [kind(x) for x in args]\n";
    const OTHER: &str = "#include <Python.h>\n#include \"m.h\"\nint kind(PyObject *o)\n{\n    \
                         return (Py_TYPE(o) == &ShapeType) + 2 * PyObject_TypeCheck(o, &ShapeType) + 4 * (Py_TYPE(o) == &RoundType);\n}\n";
    let room = Sandbox::new().file("m.pyx", SOURCE).file("other.c", OTHER);
    build(&room, &["m.pyx"]).succeeds("1 module built");
    assert_eq!(imports(&room, "import m; print(m.kinds(m.Shape(), m.Round(), 3))"), "[3, 6, 0]");
}

#[test]
fn public_types_stand_in_the_header_though_no_function_has_them() {
    const SOURCE: &str = "cdef public struct Point:\n    double x\n    Number n\ncdef public union Number:\n    int i\n    \
                          double d\nctypedef public int (*callback)(Point *) noexcept\ncdef public enum Color:\n    RED = 3\n\
                          cdef struct Hidden:\n    int h\n";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    assert_eq!(room.cyrus(&["cython", "-3", "m.pyx"]).status, 0);
    let header = room.read("m.h");
    for text in ["union Number n;", "union Number {", "typedef int (*callback)(struct Point *);", "RED = 3"] {
        assert!(header.contains(text), "{text}: {header}");
    }
    assert!(!header.contains("Hidden"), "{header}");
}

#[test]
fn lenient_leaves_unknown_names_to_the_run() {
    let room = Sandbox::new().file("m.pyx", "def f():\n    return nowhere\n");
    assert_eq!(room.cyrus(&["cython", "-3", "m.pyx"]).status, 1);
    assert_eq!(room.cyrus(&["cython", "-3", "--lenient", "m.pyx"]).status, 0);
}

#[test]
fn the_cython_command_writes_what_cythons_does() {
    let room = Sandbox::new()
        .file("d/spam.pyx", "from libc.math cimport sqrt\ninclude 'more.pxi'\n")
        .file("d/more.pxi", SPAM);
    let run = room.cyrus(&["cython", "-3", "-M", "d/spam.pyx"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(room.read("d/spam.c.dep"), "d/spam.c: \\\n  d/spam.pyx \\\n  d/more.pxi\n");
    assert_eq!(room.cyrus(&["cython", "-+", "d/spam.pyx", "-o", "out.cc", "-a"]).status, 0);
    assert_eq!(room.cyrus(&["cython", "d/spam.pyx", "--module-name", "a.b", "-o", "d"]).status, 0);
    assert!(room.read("d/spam.c").contains("PyInit_b"));
    assert_eq!(room.cyrus(&["cython", "--generate-shared=shared.c", "-3"]).status, 0);
    assert!(room.read("shared.c").contains("PyInit_shared"));
    room.holds(&["d/more.pxi", "d/spam.c", "d/spam.c.dep", "d/spam.pyx", "out.cc", "out.html", "shared.c"]);
    // the same bytes wherever it is translated
    let first = room.read("d/spam.c");
    let other = Sandbox::new().file("d/spam.pyx", room.read("d/spam.pyx")).file("d/more.pxi", SPAM);
    other.cyrus(&["cython", "d/spam.pyx", "--module-name", "a.b"]).succeeds("");
    assert_eq!(first, other.read("d/spam.c"));
    // what an earlier run left is not taken for this run's output
    fs::write(room.path().join("d/spam.pyx"), "def f(:\n").unwrap();
    room.cyrus(&["cython", "d/spam.pyx"]).fails("\nd/spam.pyx:1:5: `(` is never closed");
    assert!(!room.path().join("d/spam.c").exists());
}

#[test]
fn types_of_other_modules_are_known_by_their_declarations() {
    let room = Sandbox::new()
        .file("other.pxd", "cdef class A:\n    \"Of the declarations.\"\ncdef int foo(int)\n")
        .file("other.pyx", "cdef class A:\n    pass\ncdef int foo(int a):\n    return a * a\n")
        .file("m.pyx", "from other cimport A, foo\nprint(A.__name__, A.__doc__, foo(3))\n");
    build(&room, &["."]).succeeds("2 modules built");
    assert_eq!(imports(&room, "import m"), "A Of the declarations. 9");
}

#[test]
fn a_module_that_fails_is_tried_again_and_what_it_left_does_no_harm() {
    const SOURCE: &str = "import atexit\nX = 5\ndef later():\n    print('later', X)\natexit.register(later)\n\
        def fail():\n    raise ValueError('x')\nfail()\n";
    const CODE: &str = "for i in range(2):\n    try: import m\n    except ValueError as error: print(error)";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    build(&room, &["."]).succeeds("1 module built");
    assert_eq!(imports(&room, CODE), "x\nx\nlater 5\nlater 5");
}

#[test]
fn what_declarations_promise_may_be_in_a_header() {
    let room = Sandbox::new()
        .file("foo.pxd", "cdef int bar() except -1\n")
        .file("foo.pyx", "cdef extern from 'bar.h':\n    int bar() except -1\ndef own(): return bar()\n")
        .file("bar.h", "static int bar(void) { return 7; }\n")
        .file("user.pyx", "from foo cimport bar\nprint(bar())\n");
    build(&room, &["."]).succeeds("2 modules built");
    assert_eq!(imports(&room, "import foo, user; print(foo.own())"), "7\n7");
}

#[test]
fn python_2_imports_what_lies_beside_first() {
    let room = Sandbox::new()
        .file("pkg/__init__.py", "")
        .file("pkg/near.py", "x = 1\n")
        .file("pkg/sub/__init__.py", "")
        .file("pkg/sub/deep.py", "x = 2\n")
        .file("near.py", "x = 3\n")
        .file(
            "pkg/old.pyx",
            "# cython: language_level=2\nimport near, os, sub.deep as deep\nfrom near import x\n",
        )
        .file(
            "pkg/new.pyx",
            "# cython: language_level=2\nfrom __future__ import absolute_import\nimport near\n",
        );
    build(&room, &["pkg"]).succeeds("2 modules built");
    let code = "from pkg import old, new; print(old.near.__name__, old.deep.__name__, old.x, old.os.name, new.near.__name__)";
    assert_eq!(imports(&room, code), "pkg.near pkg.sub.deep 1 posix near");
}

#[test]
fn further_bases_are_checked() {
    let source = |base: &str| {
        format!(
            "cdef class First:\n    pass\nOther = type({base})\ncdef class Second(First, Other):\n    pass\n"
        )
    };
    let room = Sandbox::new().file("plain.pyx", source("object()")).file("text.pyx", source("''"));
    build(&room, &["."]).succeeds("2 modules built");
    let code = "for name in 'plain', 'text':\n    try: __import__(name)\n    except TypeError as e: print(e)";
    let said =
        "base class 'object' is not a heap type\nbest base 'str' must be equal to first base 'text.First'";
    assert_eq!(imports(&room, code), said);
}

#[test]
fn a_star_gives_c_variables_their_values() {
    const SOURCE: &str = "cdef int number = 1\ncdef object thing\ncdef int untouched = 4\nfrom other import *\n\
        print(number + 1, thing, untouched, free)\n";
    let room = Sandbox::new()
        .file("other.py", "number, thing, free, _hidden = 6, None, 'f', 1\n")
        .file("m.pyx", SOURCE)
        .file("p.pyx", "cdef int *number = NULL\nfrom other import *\n")
        .file("c.pyx", "cdef class thing:\n    pass\nfrom other import *\n");
    build(&room, &["."]).succeeds("3 modules built");
    assert_eq!(imports(&room, "import m; print(hasattr(m, 'number'), m.free)"), "7 None 4 f\nFalse f");
    let code = "for name in 'pc':\n    try: __import__(name)\n    except TypeError as e: print(e)";
    let said = "is a C name of this module, which an import cannot replace";
    assert_eq!(imports(&room, code), format!("'number' {said}\n'thing' {said}"));
}
