//! Every option of Cython's own command line: that it is taken, and what it changes.

mod common;

use common::Sandbox;

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Translates `name.pyx` with these words and makes a module of it.
fn build(room: &Sandbox, name: &str, words: &[&str]) {
    let source = format!("{name}.pyx");
    room.cyrus(&[&["cython", "-3", &source], words].concat()).succeeds("");
    room.build_c(&python(), name, &[]).succeeds("");
}

/// Runs Python code; what it prints.
fn runs(room: &Sandbox, code: &str) -> String {
    let run = room.run(&python(), &["-c", code], &[]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    run.stdout
}

const SPAM: &str = "def answer():\n    \"Doc.\"\n    return 42\n";

#[test]
fn each_option_is_taken() {
    let cov =
        "<coverage><class filename='m.pyx'><lines><line number='2' hits='7'/></lines></class></coverage>";
    let words = "-l|-I inc|-I=inc|--include-dir inc|-o out.c|--output-file=out.c|-t|--timestamps|-f|--force|-v|--verbose|-p|\
        --embed-positions|--cleanup 3|--cache|-w .|--working=.|--gdb|--gdb-outdir dbg|-D|--no-docstrings|-a|--annotate|\
        --annotate-fullc|--annotate-coverage cov.xml|--line-directives|-+|--cplus|--embed|--embed=run|--embed-modules a,b|-2|-3|\
        --3str|--lenient|--capi-reexport-cincludes|--fast-fail|-Werror|--warning-errors|-Wextra|--warning-extra|\
        -X boundscheck=False|--directive wraparound=False,cdivision=True|-E A=1|--compile-time-env A=1,B=2|--module-name x.m|\
        -M|--depfile|--shared x.y|-z math|--pre-import math|--convert-range|--no-c-in-traceback|--cimport-from-pyx|\
        --old-style-globals|--debug-disposal-code|--debug-temp-alloc|--debug-coercion|--debug-temp-code-comments|\
        --debug-trace-code-generation|--debug-no-exception-intercept|--debug-verbose-pipeline|\
        --debug-verbose-entry-types|--debug-exception-on-error";
    let room = Sandbox::new().file("m.pyx", SPAM).file("cov.xml", cov);
    for option in words.split('|').map(str::trim) {
        let list: Vec<&str> = ["cython", "-3", "m.pyx"].into_iter().chain(option.split(' ')).collect();
        let run = room.cyrus(&list);
        assert_eq!(run.status, 0, "{option}: {}", run.stderr);
    }
    for option in ["--generate-shared s.c", "generate-shared s.c", "-V", "--version", "-h", "--help"] {
        let list: Vec<&str> = std::iter::once("cython").chain(option.split(' ')).collect();
        assert_eq!(room.cyrus(&list).status, 0, "{option}");
    }
    for (option, status) in [("--embed-modules", 2), ("--cleanup x", 2), ("-X nothing", 2), ("-X no=1", 1)] {
        let list: Vec<&str> = ["cython", "-3", "m.pyx"].into_iter().chain(option.split(' ')).collect();
        assert_eq!(room.cyrus(&list).status, status, "{option}");
    }
}

#[test]
fn what_a_module_has_is_given_back_at_exit() {
    const SOURCE: &str = "class Loud:\n    def __init__(self, name): self.name = name\n    def __del__(self): print('gone', self.name)\n\
        cdef object kept = Loud('kept')\ncdef class Type:\n    def f(self): return kept\n    def __dealloc__(self): print('type', later)\n\
        later = 5\ndef fail(): raise ValueError('x', 1.5, b'y', (1, 2))\n";
    const CODE: &str = "import m\nt = m.Type()\nt.f()\ntry: m.fail()\nexcept ValueError: pass\n\
        import atexit, sys\natexit.register(lambda: print('last', t.f().name))\nsys.leave = t";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    for (level, gone) in [("0", false), ("1", false), ("2", true), ("3", true)] {
        build(&room, "m", &["--cleanup", level]);
        let said = runs(&room, CODE);
        assert!(said.contains("last kept"), "{said}");
        assert_eq!(said.contains("gone"), gone, "level {level}: {said}");
    }
}

#[test]
fn a_pyx_can_be_its_own_interface() {
    let room = Sandbox::new()
        .file("own.pyx", include_str!("options/own.pyx"))
        .file("more.pxi", include_str!("options/more.pxi"))
        .file("user.pyx", include_str!("options/user.pyx"));
    room.cyrus(&["cython", "-3", "user.pyx"]).fails("no declarations were found for module `own`");
    build(&room, "own", &["--cimport-from-pyx"]);
    build(&room, "user", &["--cimport-from-pyx"]);
    let said = runs(&room, "import user, own; user.go(); print(own.state())");
    assert_eq!(said, "8.0 12.0 32.0 4 5 2 2.5 7\n200 8 True Square 1000.0 1\n(17, [1, 2])\n");
}

#[test]
fn debuggers_are_told_and_the_c_stays_the_same() {
    const SOURCE: &str = "cdef int total\ndef f(a, int b=2):\n    global total\n    total = b\n    def inner(y): return y + a\n    return inner\n";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    room.cyrus(&["cython", "-3", "m.pyx", "-o", "plain.c"]).succeeds("");
    room.cyrus(&["cython", "-3", "--gdb-outdir", "out", "m.pyx"]).succeeds("");
    assert_eq!(room.read("plain.c"), room.read("m.c"));
    let code = "import xml.etree.ElementTree as E\n\
        module, = E.parse('out/cython_debug/cython_debug_info_m').getroot()\n\
        print(module.get('module_name'), module.get('filename')[-5:], module.get('c_filename')[-3:])\n\
        text = open('m.c').read().splitlines()\n\
        for f in module.find('Functions'):\n    \
            names = [v.get('name') + ':' + v.get('type')[0] for v in f.find('Locals')]\n    \
            print(f.get('qualified_name'), f.get('name'), f.get('lineno'), names, [a.tag for a in f.find('Arguments')])\n    \
            assert any(f.get('cname') + '(' in line for line in text)\n\
        for v in module.find('Globals'): print(v.get('name'), v.get('cname'), v.get('type'))\n\
        for n in module.find('LineNumberMapping'):\n    \
            if n.get('src_lineno') == '4': print(any('G.total = ' in text[int(i) - 1] for i in n.get('c_linenos').split()))";
    let said = runs(&room, code);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "m m.pyx m.c");
    assert!(lines.contains(&"m.f f 2 ['a:P', 'b:C', 'inner:P'] ['a', 'b']"), "{said}");
    assert!(lines.iter().any(|line| line.starts_with("m.f.inner inner 5 ['y:P'")), "{said}");
    assert!(lines.ends_with(&["total G.total CObject", "True"]), "{said}");
    assert!(room.read("out/cython_debug/interpreter").contains("python"));
}
