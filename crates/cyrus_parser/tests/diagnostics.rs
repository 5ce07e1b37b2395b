//! What is said about texts that are wrong: the place, the rule, the message. One mistake is one message, and what
//! follows it is read.

use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind, parse};
use cyrus_source::FileId;

/// `LINE:COLUMN rule: message` for each diagnostic.
fn diagnostics(source: &str, kind: SourceKind, level: LanguageLevel) -> Vec<String> {
    let parsed = parse(source, ParseOptions { level, ..ParseOptions::new(kind, FileId(0)) });
    parsed
        .diagnostics
        .iter()
        .map(|d| {
            let before = &source[..d.primary.at.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, str::len) + 1;
            format!("{line}:{column} {}: {}", d.rule.id, d.message)
        })
        .collect()
}

#[track_caller]
fn python(source: &str, expected: &[&str]) {
    assert_eq!(diagnostics(source, SourceKind::Py, LanguageLevel::Py3), expected, "{source}");
}

#[track_caller]
fn cython(source: &str, expected: &[&str]) {
    assert_eq!(diagnostics(source, SourceKind::Pyx, LanguageLevel::Py3), expected, "{source}");
}

#[test]
fn several_mistakes_in_one_run() {
    python(
        "x = (1 +\ny = 2\ndef f(:\n    return 1 +\nz = = 3\nclass C\n    pass\nprint(1 2)\n",
        &[
            "1:5 unclosed-bracket: `(` is never closed",
            "3:6 unclosed-bracket: `(` is never closed",
            "4:15 syntax-error: expected an expression, found the end of the line",
            "5:5 syntax-error: expected an expression, found `=`",
            "6:8 syntax-error: expected `:` behind the class, found the end of the line",
            "8:9 syntax-error: expected `,` or `)`, found `2`",
        ],
    );
}

#[test]
fn blocks_and_indentation() {
    python("if x:\npass\n", &["2:1 expected-block: expected an indented block behind the condition"]);
    python("if x:", &["1:6 expected-block: expected an indented block behind the condition"]);
    python("if x:\r\n", &["1:6 expected-block: expected an indented block behind the condition"]);
    python("if x:\n  # y\n\n", &["3:1 expected-block: expected an indented block behind the condition"]);
    python("if x:\n  if y:\n \n", &["3:2 expected-block: expected an indented block behind the condition"]);
    python(
        "x = 1\n    y = 2\nz\n",
        &["2:1 bad-indentation: this line is indented, but no block begins here"],
    );
    python(
        "if x:\n        a\n    b\nc\n",
        &["3:1 bad-indentation: the indentation of this line matches no line above it"],
    );
    python(
        "if x:\n        a\n\tb\n",
        &["3:1 bad-indentation: tabs and spaces are mixed in a way that depends on the width of a tab"],
    );
    python("if x = 1:\n    pass\n", &["1:6 syntax-error: expected `:` behind the condition, found `=`"]);
    python("else:\n    pass\n", &["1:1 syntax-error: `else` stands behind no `if`, loop or `try`"]);
    python(
        "try:\n    pass\nx = 1\n",
        &["3:1 syntax-error: `try` needs at least one `except` or a `finally`"],
    );
}

#[test]
fn targets() {
    python("f() = 1\n", &["1:1 bad-target: cannot assign to the result of a call"]);
    python(
        "a, 1, [None] = x\n",
        &["1:4 bad-target: cannot assign to a number", "1:8 bad-target: cannot assign to `None`"],
    );
    python("a + b += 1\n", &["1:1 bad-target: the result of an operator cannot be changed in place"]);
    python("del f(x)\n", &["1:5 bad-target: cannot delete the result of a call"]);
    python("for 1 in x: pass\n", &["1:5 bad-target: cannot assign to a number"]);
    python("(a.b := 1)\n", &["1:2 bad-target: cannot assign to an attribute with `:=`"]);
    python("x := 1\n", &["1:3 syntax-error: `:=` needs parentheses here, or is meant to be `=`"]);
    python("*a = b\n", &["1:1 bad-target: a starred target has to stand in a list or a tuple"]);
    // A C++ function may return a reference.
    cython("deref(p) = 1\n", &[]);
}

#[test]
fn parameters_and_arguments() {
    python(
        "def f(a=1, b): pass\n",
        &["1:12 bad-parameters: a parameter without a default stands behind one with a default"],
    );
    python("def f(a, a): pass\n", &["1:10 bad-parameters: two parameters are named `a`"]);
    python("def f(*): pass\n", &["1:7 bad-parameters: named parameters have to stand behind a bare `*`"]);
    python("def f(**k, a): pass\n", &["1:12 bad-parameters: nothing may stand behind the `**` parameter"]);
    python(
        "def f(/, a): pass\n",
        &["1:7 bad-parameters: at least one parameter has to stand in front of `/`"],
    );
    python(
        "def f((a, b)): pass\n",
        &["1:7 bad-parameters: a parameter cannot be a tuple; unpack it in the function"],
    );
    python("f(a=1, b)\n", &["1:8 bad-arguments: a positional argument stands behind a keyword argument"]);
    python("f(a=1, a=2)\n", &["1:8 bad-arguments: the keyword argument `a` is given twice"]);
    python(
        "f(x for x in y, 1)\n",
        &["1:2 bad-arguments: a generator expression next to other arguments needs parentheses"],
    );
    python("f(a.b=1)\n", &["1:3 bad-arguments: the name of a keyword argument has to be a plain name"]);
}

#[test]
fn strings_and_numbers() {
    python("x = 'abc\ny = 1\n", &["1:5 unterminated-string: the string literal is not closed"]);
    python("x = '''abc\ny = 1\n", &["1:5 unterminated-string: the string literal is not closed"]);
    python(r"x = '\x1'", &[r"1:6 bad-string: `\x` needs 2 hexadecimal digits"]);
    python(r"x = '\N{NO SUCH}'", &["1:6 bad-string: there is no Unicode character named `NO SUCH`"]);
    python(
        "x = 'a' b'b'\n",
        &["1:5 bad-string: byte strings and text strings cannot be joined into one literal"],
    );
    python("x = b'\u{e9}'\n", &["1:5 bad-string: a byte string holds ASCII characters only"]);
    python(
        "x = f'{a'\ny = f'{}'\nz = f'}'\n",
        &[
            "1:7 unclosed-bracket: `{` is not closed in this string",
            "2:8 syntax-error: expected an expression in the replacement field, found `}`",
            "3:7 unmatched-bracket: `}` closes nothing in this string",
        ],
    );
    python("x = 012\n", &["1:5 bad-number: a decimal number must not begin with `0`"]);
    python(
        "x = 1abc + 0x + 1__0\n",
        &[
            "1:5 bad-number: this is neither a number nor a name",
            "1:12 bad-number: a number has no digits behind its prefix",
            "1:17 bad-number: this is neither a number nor a name",
        ],
    );
    python("x = 1L\n", &["1:5 bad-number: this is neither a number nor a name"]);
    python(
        "x = a ? b $ c\n",
        &[
            "1:7 syntax-error: expected the end of the statement, found `?`",
            "1:11 unknown-character: the character `$` (U+0024) means nothing here",
        ],
    );
    python(
        "x = \u{201c}a\u{201d}\n",
        &[
            "1:5 unknown-character: `\u{201c}` is a typographic quote",
            "1:9 unknown-character: `\u{201d}` is a typographic quote",
        ],
    );
}

#[test]
fn brackets() {
    python(
        "x = (1, 2]\ny = 1\n",
        &["1:5 unclosed-bracket: `(` is never closed", "1:10 unmatched-bracket: `]` closes nothing"],
    );
    python("x = 1)\n", &["1:6 unmatched-bracket: `)` closes nothing"]);
    python(
        "f(a, b\nclass C:\n    x = 1\ny = (\n",
        &["1:2 unclosed-bracket: `(` is never closed", "4:5 unclosed-bracket: `(` is never closed"],
    );
}

#[test]
fn python2_and_cython_in_python_files() {
    python("print 'x'\n", &["1:1 python2-syntax: `print` is a function"]);
    python("a <> b\n", &["1:3 python2-syntax: `<>` is an operator of Python 2"]);
    python("raise T, v\n", &["1:8 python2-syntax: `raise T, v` is syntax of Python 2"]);
    python("x = `a`\n", &["1:5 python2-syntax: backquotes are syntax of Python 2"]);
    python(
        "cdef int x\ny = 1\n",
        &["1:1 cython-in-python: the statement `cdef` is only allowed in `.pyx`, `.pxd` and `.pxi` files"],
    );
    python(
        "cdef class A:\n    def f(self):\n        x = = 1\n",
        &[
            "1:1 cython-in-python: the statement `cdef` is only allowed in `.pyx`, `.pxd` and `.pxi` files",
            "3:13 syntax-error: expected an expression, found `=`",
        ],
    );
    python(
        "x = <int>y\n",
        &["1:5 cython-in-python: a cast `<T>x` is only allowed in `.pyx`, `.pxd` and `.pxi` files"],
    );
    python(
        "from a cimport b\n",
        &["1:8 cython-in-python: `cimport` is only allowed in `.pyx`, `.pxd` and `.pxi` files"],
    );
}

#[test]
fn declarations() {
    cython(
        "cdef f(x) -> int: pass\n",
        &["1:11 bad-declaration: a C function has its return type in front of its name"],
    );
    cython("cdef x: int = 1\n", &["1:7 bad-declaration: a C variable `x` has its type in front of its name"]);
    cython(
        "cdef int f(*args): pass\n",
        &["1:12 bad-parameters: a C function has no `*` and `**` parameters"],
    );
    cython("if x:\n    cdef int y\n", &["2:5 misplaced-declaration: a C declaration is not allowed here"]);
    cython(
        "def f():\n    cdef class A: pass\n",
        &["2:10 misplaced-declaration: an extension type can only be defined at module level"],
    );
    cython(
        "def int f(x): pass\n",
        &["1:5 bad-declaration: a `def` function has no C type or modifier in front of its name"],
    );
    cython(
        "cdef int\n",
        &["1:9 syntax-error: expected the name that is declared, found the end of the line"],
    );
    cython(
        "cdef extern from x.h:\n    int y\n",
        &["1:18 syntax-error: expected the name of a header in quotes, or `*`, found `x`"],
    );
    cython(
        "for i from 0 <= j > 3: pass\n",
        &[
            "1:17 bad-target: the loop variable is `i`, but the range names `j`",
            "1:17 syntax-error: the two comparisons of a range loop point in different directions",
        ],
    );
    cython("cdef struct S:\n    pass\n", &["1:13 bad-declaration: this struct or union has nothing in it"]);
    cython(
        "cdef int f() except +nogil: pass\n",
        &["1:21 bad-declaration: `+nogil` reads as a handler called `nogil`"],
    );
    cython("x = a && b\n", &["1:7 syntax-error: `&&` is not an operator"]);
    cython("cpdef:\n    int f()\n", &["1:6 bad-declaration: a block of declarations cannot be `cpdef`"]);
}

#[test]
fn patterns() {
    python(
        "match x:\n    case *a: pass\n",
        &["2:10 bad-pattern: a starred pattern has to stand in a sequence"],
    );
    python(
        "match x:\n    case {a: 1}: pass\n",
        &["2:11 bad-pattern: a key has to be a literal or a dotted name"],
    );
    python(
        "match x:\n    case C(a=1, 2): pass\n",
        &["2:17 bad-pattern: a positional pattern stands behind a keyword pattern"],
    );
    python("match x:\n    case f'{a}': pass\n", &["2:10 bad-pattern: a pattern can be a plain string only"]);
    python("match x:\n    x = 1\n", &["2:5 syntax-error: expected `case`, found `x`"]);
}

#[test]
fn too_deep() {
    let source = format!("x = {}\ny = = 1\n", "(".repeat(500));
    let found = diagnostics(&source, SourceKind::Py, LanguageLevel::Py3);
    assert!(found.iter().any(|text| text.contains("too-deep: too many nested")), "{found:?}");
}
