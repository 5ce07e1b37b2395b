//! `cyrus dropin`: builds that ask for Cython get Cyrus, and nothing else in them changes.

mod common;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use common::{Run, Sandbox};

/// One folder for all of these tests.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dropin");
        let run = Sandbox::new().cyrus(&["dropin", &folder.to_string_lossy()]);
        run.succeeds("wrote");
        assert!(run.stdout.contains("PATH="), "{}", run.stdout);
        folder
    })
}

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn run(room: &Sandbox, program: &str, words: &[&str]) -> Run {
    let folder = folder().to_string_lossy();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    room.run(program, words, &[("PYTHONPATH".into(), folder.into_owned()), ("PATH".into(), path)])
}

/// Runs Python code; what it prints.
fn runs(room: &Sandbox, code: &str) -> String {
    let run = run(room, &python(), &["-c", code]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    run.stdout
}

fn has_setuptools() -> bool {
    Sandbox::new().run(&python(), &["-c", "import setuptools"], &[]).status == 0
}

const SPAM: &str = "def answer():\n    return 42\n";

#[test]
fn the_command_is_called_cython_and_says_its_version() {
    let room = Sandbox::new().file("spam.pyx", SPAM);
    let cython = folder().join("cython").to_string_lossy().into_owned();
    assert!(run(&room, &cython, &["-V"]).stdout.starts_with("Cython version 3.3.1\n"));
    assert_eq!(run(&room, &cython, &["-3", "spam.pyx", "-o", "out.c"]).status, 0);
    assert!(room.read("out.c").contains("PyInit_spam"));
    let module = run(&room, &python(), &["-m", "cython", "spam.pyx", "--output-file", "other.c"]);
    assert_eq!((module.status, room.read("other.c")), (0, room.read("out.c")), "{}", module.stderr);
    let shared = run(&room, &cython, &["generate-shared", "--help"]);
    assert!(shared.stdout.contains("--only") && shared.status == 0);
}

#[test]
fn cythonize_takes_patterns_extensions_and_comments() {
    let room = Sandbox::new()
        .file("a.pyx", "# distutils: libraries = m MINE\n# distutils: define_macros = A=1\n# distutils: language = c++\n")
        .file("pkg/__init__.py", "")
        .file("pkg/sub/__init__.py", "")
        .file("pkg/sub/b.pyx", "include 'c.pxi'\n")
        .file("pkg/sub/c.pxi", SPAM)
        .file("pkg/skip.pyx", "def f(:\n")
        .file("plain.py", SPAM);
    let code = "
from Cython.Build import cythonize
from cyrus._extension import Extension as E
class Mine(E): pass
mine = Mine('x.plain', ['plain.py', 'more.c'], libraries=['z'], language='c++')
mine.own = 5
untouched = E('c', ['c.c'])
for e in cythonize(['a.pyx', 'pkg/**/*.pyx', mine, untouched], exclude=['pkg/skip*'], aliases={'MINE': ['q', 'r']},
                   compiler_directives={'language_level': '3str', 'boundscheck': False}, build_dir='out', quiet=True,
                   depfile=True, compile_time_env={'N': 3}):
    print(e.name, type(e).__name__, e.sources, e.libraries, e.define_macros, e.language, getattr(e, 'own', None))
";
    let printed = runs(&room, code);
    // whose class a plain Extension is depends on whether there is setuptools
    let printed: Vec<&str> = printed.lines().collect();
    assert_eq!(printed[0], "a Extension ['out/a.cpp'] ['m', 'q', 'r'] [('A', '1')] c++ None");
    assert_eq!(printed[1], "pkg.sub.b Extension ['out/pkg/sub/b.c'] [] [] None None");
    assert_eq!(printed[2], "x.plain Mine ['out/plain.cpp', 'more.c'] ['z'] [] c++ 5");
    assert_eq!(printed[3], "c Extension ['c.c'] [] [] None None");
    assert_eq!(printed.len(), 4);
    let rule = room.read("out/pkg/sub/b.c.dep");
    assert_eq!(rule, "out/pkg/sub/b.c: \\\n  pkg/sub/b.pyx \\\n  pkg/sub/c.pxi\n");
}

#[test]
fn a_c_file_is_written_only_when_it_changes() {
    let room = Sandbox::new().file("a.pyx", SPAM).file("b.pyx", "from c cimport T\nx = sizeof(T)\n");
    fs::write(room.path().join("c.pxd"), "ctypedef int T\n").unwrap();
    let code = "from Cython.Build import cythonize; cythonize('*.pyx')";
    let first = runs(&room, code);
    assert!(first.contains("Cythonizing a.pyx") && first.contains("Cythonizing b.pyx"), "{first}");
    assert_eq!(runs(&room, code), "");
    fs::write(room.path().join("c.pxd"), "ctypedef struct T:\n    int x\n").unwrap();
    let again = runs(&room, code);
    assert!(!again.contains("a.pyx") && again.contains("Cythonizing b.pyx"), "{again}");
    assert!(
        runs(&room, "from Cython.Build import cythonize; cythonize('a.pyx', force=True)").contains("a.pyx")
    );
}

#[test]
fn errors_are_cythons_and_the_other_modules_are_translated() {
    let room = Sandbox::new().file("bad.pyx", "def f(:\n").file("good.pyx", SPAM);
    let code = "
from Cython.Build import cythonize
from Cython.Compiler.Errors import CompileError
try: cythonize('*.pyx')
except CompileError as error: print('refused', error)
print([e.name for e in cythonize('*.pyx', exclude_failures=True)])
try: cythonize('*.pyx', no_such_option=1)
except ValueError as error: print(error)
try: cythonize('none*.pyx')
except ValueError as error: print(error)
";
    let run = run(&room, &python(), &["-c", code]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.says("bad.pyx:1:5: `(` is never closed");
    for text in [
        "refused bad.pyx",
        "['good']",
        "please remove: no_such_option",
        "'none*.pyx' doesn't match any files",
    ] {
        assert!(run.stdout.contains(text), "{}", run.stdout);
    }
    assert!(room.path().join("good.c").exists() && !room.path().join("bad.c").exists());
}

#[test]
fn switches_of_the_process_change_what_is_translated() {
    let room = Sandbox::new().file("a.pyx", "def f():\n    'a text of its own'\n");
    let code = "
from Cython.Build import cythonize
from Cython.Compiler import Options
Options.docstrings = False
Options.get_directive_defaults()['language_level'] = 2
cythonize('a.pyx', quiet=True)
assert 'a text of its own' not in open('a.c').read()
";
    runs(&room, code);
}

#[test]
fn the_cythonize_command_builds_in_place() {
    let room = Sandbox::new().file("pkg/__init__.py", "").file("pkg/a.pyx", SPAM).file("pkg/b.py", SPAM);
    let words =
        ["-m", "Cython.Build.Cythonize", "-i", "-3", "-X", "binding=True", "pkg/a.pyx", "--", "pkg/b.py"];
    let built = run(&room, &python(), &words);
    assert_eq!(built.status, 0, "{}{}", built.stdout, built.stderr);
    let code = "import pkg.a, pkg.b; print(pkg.a.answer() + pkg.b.answer(), pkg.b.__file__.endswith('.py'))";
    assert_eq!(runs(&room, code), "84 False\n");
    let failed = run(&room, &python(), &["-m", "Cython.Build.Cythonize", "none.pyx"]);
    assert_eq!(failed.status, 1);
    failed.says("'none.pyx' doesn't match any files");
}

#[test]
fn setuptools_finds_its_build_command() {
    if !has_setuptools() {
        eprintln!("skipped: there is no setuptools");
        return;
    }
    let setup = "
from setuptools import Extension, setup
from Cython.Distutils import Extension as Own
ext = Extension('late', ['late.pyx', 'part.c'])
ext.cython_directives = {'boundscheck': False}
setup(name='late', ext_modules=[ext, Own('own', ['own.pyx'], cython_directives={'cdivision': True})])
";
    let late = "cdef extern from *:\n    '''int part(void);'''\n    int part()\ndef f(): return part()\n";
    let room = Sandbox::new()
        .file("setup.py", setup)
        .file("late.pyx", late)
        .file("part.c", "int part(void) { return 7; }\n")
        .file("own.pyx", "def f(int a, int b): return a % b\n");
    let built = run(&room, &python(), &["setup.py", "-q", "build_ext", "--inplace"]);
    assert_eq!(built.status, 0, "{}{}", built.stdout, built.stderr);
    assert_eq!(runs(&room, "import late, own; print(late.f(), own.f(-7, 2))"), "7 -1\n");
}

#[test]
fn the_module_cython_runs_sources_in_python() {
    let room = Sandbox::new().file(
        "pure.py",
        "
import cython
from cython.cimports.libc.math import sqrt
from cython.parallel import prange

@cython.cclass
class Point:
    x: cython.double
    @cython.ccall
    def norm(self) -> cython.double:
        return sqrt(self.x * self.x)

@cython.cfunc
@cython.returns(cython.int)
@cython.locals(n=cython.int)
@cython.boundscheck(False)
def total(n):
    s = cython.declare(cython.int, 0)
    for i in prange(n, nogil=True):
        s += i
    with cython.nogil:
        pass
    return cython.cast(cython.int, s)

Pair = cython.struct(a=cython.int, b=cython.double)
p = Point()
p.x = -3
pair = Pair(a=1, b=2)
items = cython.declare(cython.p_int, [4, 5])
print(p.norm(), total(4), pair.a + pair.b, items[1], cython.cdiv(-7, 2), cython.cmod(-7, 2), cython.compiled)
",
    );
    assert_eq!(runs(&room, "import pure"), "3.0 6 3.0 5 -3 -1 False\n");
    let template =
        "from Cython import Tempita; print(Tempita.sub('{{for i in x}}{{i}};{{endfor}}', x=[1, 2]))";
    assert_eq!(runs(&room, template), "1;2;\n");
}

#[test]
fn modules_are_compiled_when_they_are_imported() {
    let room = Sandbox::new()
        .file("spam.pyx", "include 'value.pxi'\ndef answer(): return value\n")
        .file("value.pxi", "value = 1\n")
        .file("bad.pyx", "def f(:\n")
        .file("raises.pyx", "raise ValueError('own')\n")
        .file("linked.pyx", "cdef extern from 'mine.h':\n    int MINE\nprint(MINE)\n")
        .file("linked.pyxbld", "def make_ext(name, path):\n    from cyrus._extension import Extension\n    return Extension(name, [path], include_dirs=['inc'])\n")
        .file("inc/mine.h", "#define MINE 6\n");
    let code = "
import pyximport
pyximport.install(build_dir='built', language_level=3)
import spam, linked
print(spam.answer())
for name in ('bad', 'raises'):
    try: __import__(name)
    except ImportError as error: print(name, 'is never closed' in str(error) or 'own' in str(error))
";
    assert_eq!(runs(&room, code), "6\n1\nbad True\nraises True\n");
    fs::write(room.path().join("value.pxi"), "value = 2\n").unwrap();
    assert_eq!(runs(&room, "import cyrus; cyrus.install(); import spam; print(spam.answer())"), "2\n");
    assert!(runs(&room, code).starts_with("6\n2\n"));
}

#[test]
fn code_in_a_text_is_compiled_and_run() {
    let code = "
import cython, cyrus
k = 5
def f(a):
    return cython.inline('return a * k + b', b=0.5)
print(f(2), cyrus.inline('cdef int i\\nfor i in range(4): k += i')['k'])
try: cyrus.inline('return (')
except RuntimeError as error: print('closed' in str(error))
";
    assert_eq!(runs(&Sandbox::new(), code), "10.5 11\nTrue\n");
}

#[test]
fn a_notebook_cell_is_a_module() {
    let code = "
import cyrus
class Shell:
    def __init__(self): self.magics, self.user_ns, self.user_global_ns = {}, {'n': 3}, {}
    def register_magic_function(self, function, kind, name): self.magics[name] = function
    def push(self, names): self.user_ns.update(names)
shell = Shell()
cyrus.load_ipython_extension(shell)
shell.magics['cyrus']('--cplus -c=-DX=4', 'cdef extern from *:\\n    int X\\ndef g(): return X')
print(shell.user_ns['g'](), shell.magics['cython_inline']('', 'return n + 1'))
shell.magics['cython']('', 'def f(:')
";
    let run = run(&Sandbox::new(), &python(), &["-c", code]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "4 4\n"), "{}", run.stderr);
    run.says("is never closed");
}

#[test]
fn a_session_of_ipython_takes_the_magics() {
    if Sandbox::new().run(&python(), &["-c", "import IPython"], &[]).status != 0 {
        println!("SKIPPED: there is no IPython");
        return;
    }
    let code = "
from IPython.core.interactiveshell import InteractiveShell
ip = InteractiveShell.instance()
ip.run_line_magic('load_ext', 'cyrus')
ip.run_cell('n = 5')
ip.run_cell_magic('cython', '', 'def f(int a): return a * 2')
ip.run_cell_magic('cyrus', '--cplus -t', 'from libcpp.vector cimport vector\\ndef v():\\n    cdef vector[int] a\\n    a.push_back(3)\\n    return a')
ip.run_cell('print(f(4), v())')
print('<html' in ip.run_cell_magic('cython', '-a', 'def h(x): return x + 1').data)
print(ip.run_cell_magic('cyrus_inline', '', 'return n + 1'))
for value in (11, 12):
    ip.run_cell_magic('cython_pyximport', 'own', f'def q(): return {value}')
    ip.run_cell('print(q())')
try: ip.run_cell_magic('cython', '--bogus', '')
except Exception as error: print(type(error).__name__)
";
    let run = run(&Sandbox::new(), &python(), &["-c", code]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for text in ["compiled in ", "\n8 [3]\nTrue\n6\n11\n12\nUsageError\n"] {
        assert!(run.stdout.contains(text), "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn the_module_that_others_would_share_is_made() {
    let room = Sandbox::new().file("p/__init__.py", "").file("p/a.pyx", SPAM);
    let code = "
from Cython.Build import cythonize
from cyrus._extension import Extension as E
for build_dir in (None, 'out'):
    made = cythonize([E('p.a', ['p/a.pyx']), E('p._shared', ['p/_shared.c'])], quiet=True, build_dir=build_dir,
                     shared_utility_qualified_name='p._shared')
    print([path for e in made for path in e.sources])
";
    assert_eq!(runs(&room, code), "['p/a.c', 'p/_shared.c']\n['out/p/a.c', 'out/p/_shared.c']\n");
    assert!(room.read("out/p/_shared.c").contains("PyInit__shared"));
}

#[test]
fn the_compiler_is_a_function_too() {
    let code = "
from Cython.Compiler import Main
result = Main.compile('m.pyx', language_level=3, output_file='out.c')
print(result.c_file, result.num_errors)
options, sources = Main.parse_command_line(['-3', '--cplus', '-o', 'x.c', '-Xa=1,b=2', 'm.pyx'])
print(sources, options.output_file, options.cplus, options.compiler_directives)
";
    let room = Sandbox::new().file("m.pyx", SPAM);
    assert_eq!(runs(&room, code), "out.c 0\n['m.pyx'] x.c True {'a': '1', 'b': '2'}\n");
}

#[test]
fn what_is_beside_the_c_is_asked_for_by_keywords() {
    const SOURCE: &str = "cdef public int count\ncdef public class Spam [object SpamObject, type SpamType]:\n    cdef int a\n\
        cdef public int twice(int a) except -1: return 2 * a\ncdef public double *place(Spam s, char c) noexcept: return NULL\n";
    const PXI: &str = "cdef extern from \"m.h\":\n    ctypedef class m.Spam [object SpamObject, type SpamType]:\n        cdef int a\n    \
        int count\n    int twice(int) except -1\n    double * place(Spam, char) noexcept\n";
    let room = Sandbox::new().file("m.pyx", SOURCE);
    let code = "from Cython.Build import cythonize\n\
        cythonize('m.pyx', generate_pxi=True, gdb_debug=True, output_dir='dbg', use_listing_file=True)";
    runs(&room, code);
    assert_eq!(room.read("m.pxi"), PXI);
    assert_eq!(room.read("m.lis"), "");
    assert!(room.read("dbg/cython_debug/cython_debug_info_m").contains("qualified_name=\"m.twice\""));
    let user = Sandbox::new()
        .file("user.pyx", "include 'm.pxi'\ndef f(): return twice(4)\n")
        .file("m.pxi", room.read("m.pxi"));
    user.cyrus(&["cython", "-3", "user.pyx"]).succeeds("");
}

#[test]
fn coverage_shows_lines_of_compiled_sources() {
    const SOURCE: &str = "# cython: linetrace=True\n# distutils: define_macros=CYTHON_TRACE=1 CYTHON_USE_SYS_MONITORING=0\n\
        cdef int used(int a):\n    return a + 1\ndef f(int a):\n    if a > 5:\n        return 0\n    a += 1  # pragma: no cover\n    return used(a)\n";
    let room = Sandbox::new()
        .file("m.pyx", SOURCE)
        .file("setup.py", "from setuptools import setup\nfrom Cython.Build import cythonize\nsetup(name='m', ext_modules=cythonize('m.pyx'))\n")
        .file(".coveragerc", "[run]\ncore = ctrace\nplugins = Cython.Coverage\n")
        .file("test.py", "import m\nassert m.f(2) == 4\n");
    let found = room.run(&python(), &["-c", "import coverage, setuptools"], &[]);
    if found.status != 0 {
        println!("SKIPPED: there is no coverage.py here");
        return;
    }
    run(&room, &python(), &["setup.py", "-q", "build_ext", "-i"]).succeeds("");
    run(&room, &python(), &["-m", "coverage", "run", "test.py"]).succeeds("");
    let report = run(&room, &python(), &["-m", "coverage", "json", "-o", "-"]);
    room.run(
        &python(),
        &[
            "-c",
            "import json, sys; f = json.loads(sys.argv[1])['files']['m.pyx']; \
        print(f['executed_lines'], f['missing_lines'], f['excluded_lines'])",
            &report.stdout,
        ],
        &[],
    )
    .succeeds("[4, 5, 6, 9] [7] [8]");
}

#[test]
fn headers_go_with_c_files_to_their_folder() {
    let room = Sandbox::new()
        .file("pkg/a.pyx", "cdef extern from 'near.h':\n    int x\ncdef extern from '../far.h':\n    int y\n")
        .file("pkg/near.h", "int x;\n")
        .file("far.h", "int y;\n");
    runs(&room, "from Cython.Build import cythonize; cythonize('pkg/a.pyx', build_dir='out')");
    room.holds(&["far.h", "out/far.h", "out/pkg/a.c", "out/pkg/near.h", "pkg/a.pyx", "pkg/near.h"]);
}
