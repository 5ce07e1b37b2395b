//! How Cython's own constructs read. Python's are compared with CPython's trees in `stdlib_agreement.rs`.

use cyrus_ast::{ExprKind, StmtKind};
use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind, dump::dump, parse};
use cyrus_source::FileId;

/// The statements of a `.pyx` file, which must be free of errors.
fn tree(source: &str, level: LanguageLevel) -> String {
    let parsed = parse(source, ParseOptions { level, ..ParseOptions::new(SourceKind::Pyx, FileId(0)) });
    assert!(parsed.diagnostics.is_empty(), "{source}: {:?}", parsed.diagnostics);
    let text = dump(&parsed.module);
    text.strip_prefix("Module(body=[").and_then(|text| text.strip_suffix("])")).unwrap_or(&text).to_owned()
}

#[track_caller]
fn statement(source: &str, expected: &str) {
    assert_eq!(tree(source, LanguageLevel::Py3), expected, "{source}");
}

/// An expression in a `.pyx` file.
#[track_caller]
fn expression(source: &str, expected: &str) {
    assert_eq!(tree(source, LanguageLevel::Py3), format!("Expr(value={expected})"), "{source}");
}

#[test]
fn a_lone_name_is_a_name_and_a_type_word_is_a_type() {
    statement("cdef x", "CVar(type=Implicit(), declarators=[Declare(name='x')])");
    statement("cdef T x", "CVar(type=Type(name='T'), declarators=[Declare(name='x')])");
    statement(
        "cdef f(T)",
        "CVar(type=Implicit(), declarators=[Function(inner=Declare(name='f'), params=[Param(type=Implicit(), declarator=Declare(name='T'))])])",
    );
    statement(
        "cdef f(int)",
        "CVar(type=Implicit(), declarators=[Function(inner=Declare(name='f'), params=[Param(type=Basic(word=Int), declarator=Declare())])])",
    );
    statement(
        "cdef f(T*)",
        "CVar(type=Implicit(), declarators=[Function(inner=Declare(name='f'), params=[Param(type=Type(name='T'), declarator=Pointer(inner=Declare()))])])",
    );
    statement(
        "def f(int): pass",
        "FunctionDef(name='f', args=arguments(args=[arg(arg='int')]), body=[Pass()])",
    );
    statement(
        "def f(int x): pass",
        "FunctionDef(name='f', args=arguments(args=[arg(arg='x', type=Basic(word=Int), declarator=Declare(name='x'))]), body=[Pass()])",
    );
}

#[test]
fn declarators_wrap_from_the_outside() {
    statement(
        "cdef int *f(int)",
        "CVar(type=Basic(word=Int), declarators=[Pointer(inner=Function(inner=Declare(name='f'), params=[Param(type=Basic(word=Int), declarator=Declare())]))])",
    );
    statement(
        "cdef int (*f)(int)",
        "CVar(type=Basic(word=Int), declarators=[Function(inner=Pointer(inner=Declare(name='f')), params=[Param(type=Basic(word=Int), declarator=Declare())])])",
    );
    statement(
        "cdef char **a[3]",
        "CVar(type=Basic(word=Char), declarators=[Pointer(inner=Pointer(inner=Array(inner=Declare(name='a'), size=Constant(value=3))))])",
    );
    statement(
        "cdef int[2][3] a",
        "CVar(type=Array(base=Array(base=Basic(word=Int), size=Constant(value=3)), size=Constant(value=2)), declarators=[Declare(name='a')])",
    );
    statement(
        "cdef char * const p",
        "CVar(type=Basic(word=Char), declarators=[Pointer(inner=Declare(name='p'), const=True)])",
    );
}

#[test]
fn exception_clauses() {
    let clause = |text: &str| {
        let full = tree(&format!("cdef int f() {text}"), LanguageLevel::Py3);
        let from = full.find("name='f')").map_or(0, |at| at + "name='f')".len());
        full[from..full.len() - ")])".len()].trim_start_matches(", ").to_owned()
    };
    assert_eq!(clause(""), "");
    assert_eq!(clause("except -1"), "except=UnaryOp(op=USub(), operand=Constant(value=1))");
    assert_eq!(clause("except? 0 nogil"), "except_maybe=Constant(value=0), nogil=True");
    assert_eq!(clause("nogil except *"), "exception=Always, nogil=True");
    assert_eq!(clause("noexcept with gil"), "exception=NoExcept, with_gil=True");
    assert_eq!(clause("except +"), "exception=Cpp");
    assert_eq!(clause("except + nogil"), "exception=Cpp, nogil=True");
    assert_eq!(clause("except +*"), "exception=CppStar");
    assert_eq!(clause("except +MemoryError"), "except_cpp=Name(id='MemoryError', ctx=Load())");
}

#[test]
fn types() {
    statement(
        "cdef const double[:, ::1] v",
        "CVar(type=MemoryView(base=Qualified(base=Basic(word=Double), const=True), axes=[Axis(), Axis(step=Constant(value=1))]), declarators=[Declare(name='v')])",
    );
    statement(
        "cdef np.ndarray[np.int_t, ndim=2] a",
        "CVar(type=Template(base=Type(module=['np'], name='ndarray'), args=[Type(module=['np'], name='int_t')], keywords=[keyword(arg='ndim', value=Constant(value=2))]), declarators=[Declare(name='a')])",
    );
    statement(
        "cdef map[int, T*].iterator it",
        "CVar(type=Nested(base=Template(base=Type(name='map'), args=[Basic(word=Int), CTypeArg(base=Type(name='T'), declarator=Pointer(inner=Declare()))]), name='iterator'), declarators=[Declare(name='it')])",
    );
    statement(
        "cdef (int, T) t",
        "CVar(type=CTuple(items=[Basic(word=Int), Type(name='T')]), declarators=[Declare(name='t')])",
    );
    statement(
        "cdef unsigned long long x",
        "CVar(type=Basic(word=Int, sign=Unsigned, longs=2), declarators=[Declare(name='x')])",
    );
    statement(
        "cdef double complex z",
        "CVar(type=Basic(word=Double, complex=True), declarators=[Declare(name='z')])",
    );
}

#[test]
fn casts_bind_like_prefix_operators() {
    expression(
        "<int>x + 1",
        "BinOp(left=Cast(type=CTypeName(base=Basic(word=Int)), operand=Name(id='x', ctx=Load())), op=Add(), right=Constant(value=1))",
    );
    expression(
        "<T*>x.y[0]",
        "Cast(type=CTypeName(base=Type(name='T'), declarator=Pointer(inner=Declare())), operand=Subscript(value=Attribute(value=Name(id='x', ctx=Load()), attr='y', ctx=Load()), slice=Constant(value=0), ctx=Load()))",
    );
    expression(
        "<T?>-x",
        "Cast(type=CTypeName(base=Type(name='T')), operand=UnaryOp(op=USub(), operand=Name(id='x', ctx=Load())), checked=True)",
    );
    expression(
        "a < b > c",
        "Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), Gt()], comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load())])",
    );
    expression(
        "&x[0]",
        "AddressOf(operand=Subscript(value=Name(id='x', ctx=Load()), slice=Constant(value=0), ctx=Load()))",
    );
}

#[test]
fn a_type_is_read_only_where_nothing_else_is_possible() {
    expression("f(int)", "Call(func=Name(id='f', ctx=Load()), args=[Name(id='int', ctx=Load())])");
    expression(
        "f(int*)",
        "Call(func=Name(id='f', ctx=Load()), args=[CTypeName(base=Basic(word=Int), declarator=Pointer(inner=Declare()))])",
    );
    expression(
        "f(a * b)",
        "Call(func=Name(id='f', ctx=Load()), args=[BinOp(left=Name(id='a', ctx=Load()), op=Mult(), right=Name(id='b', ctx=Load()))])",
    );
    expression(
        "sizeof(x.y)",
        "SizeOf(operand=Attribute(value=Name(id='x', ctx=Load()), attr='y', ctx=Load()))",
    );
    expression("sizeof(int)", "SizeOf(type=CTypeName(base=Basic(word=Int)))");
    expression(
        "new T[int](1)",
        "Call(func=New(type=Template(base=Type(name='T'), args=[Basic(word=Int)])), args=[Constant(value=1)])",
    );
    expression("new(1)", "Call(func=Name(id='new', ctx=Load()), args=[Constant(value=1)])");
}

#[test]
fn loops_over_ranges() {
    let expected = "ForFrom(target=Name(id='i', ctx=Store()), start=Constant(value=0), relation1=LtE(), relation2=Lt(), stop=Name(id='n', ctx=Load()), body=[Pass()])";
    statement("for i from 0 <= i < n: pass", expected);
    statement("for 0 <= i < n: pass", expected);
}

#[test]
fn words_that_are_keywords_only_in_their_place() {
    statement(
        "cdef public int api",
        "CVar(visibility=Public, type=Basic(word=Int), declarators=[Declare(name='api')])",
    );
    statement(
        "cdef inline = 1",
        "CVar(type=Implicit(), declarators=[Init(declarator=Declare(name='inline'), value=Constant(value=1))])",
    );
    statement(
        "struct = fused = enum = nogil = 1",
        "Assign(targets=[Name(id='struct', ctx=Store()), Name(id='fused', ctx=Store()), Name(id='enum', ctx=Store()), Name(id='nogil', ctx=Store())], value=Constant(value=1))",
    );
    statement(
        "async = await",
        "Assign(targets=[Name(id='async', ctx=Store())], value=Name(id='await', ctx=Load()))",
    );
    statement("property = 1", "Assign(targets=[Name(id='property', ctx=Store())], value=Constant(value=1))");
}

#[test]
fn statements_of_level_2() {
    let level2 = |source: &str| tree(source, LanguageLevel::Py2);
    assert_eq!(level2("print a,"), "Print(values=[Name(id='a', ctx=Load())], nl=False)");
    assert_eq!(
        level2("print >>f, a"),
        "Print(dest=Name(id='f', ctx=Load()), values=[Name(id='a', ctx=Load())], nl=True)"
    );
    assert_eq!(
        level2("from __future__ import print_function\nprint(a)").rsplit("level=0), ").next(),
        Some("Expr(value=Call(func=Name(id='print', ctx=Load()), args=[Name(id='a', ctx=Load())]))")
    );
    assert_eq!(
        level2("try: pass\nexcept T, e[0]: pass"),
        "Try(body=[Pass()], handlers=[ExceptHandler(type=Name(id='T', ctx=Load()), target=Subscript(value=Name(id='e', ctx=Load()), slice=Constant(value=0), ctx=Store()), body=[Pass()])])"
    );
    assert_eq!(level2("0777"), "Expr(value=Constant(value=511))");
}

/// The bytes of an unprefixed literal at level 2 stand beside its text only where they differ.
#[test]
fn literals_of_level_2_are_bytes() {
    let raw = |source: &str| {
        let options =
            ParseOptions { level: LanguageLevel::Py2, ..ParseOptions::new(SourceKind::Pyx, FileId(0)) };
        let module = parse(source, options).module;
        match module.body.into_iter().next().map(|stmt| stmt.kind) {
            Some(StmtKind::Expr(expr)) => match expr.kind {
                ExprKind::Str { raw_bytes, .. } => raw_bytes,
                _ => None,
            },
            _ => None,
        }
    };
    assert_eq!(raw("'abc\\n'"), None);
    assert_eq!(raw("'\u{e9}'"), None);
    assert_eq!(raw(r"'\xe9'").as_deref(), Some(b"\xe9".as_slice()));
    assert_eq!(raw(r"'a' '\u1234'").as_deref(), Some(br"a\u1234".as_slice()));
}

#[test]
fn the_docstring_of_an_extern_block_is_c() {
    statement(
        "cdef extern from \"<x.h>\" namespace \"n\":\n    \"\"\"#define X\"\"\"\n    int f()\n",
        "CExtern(visibility=Extern, in_extern=True, header='x.h', system=True, namespace='n', verbatim='#define X', body=[CVar(visibility=Extern, in_extern=True, type=Basic(word=Int), declarators=[Function(inner=Declare(name='f'))])])",
    );
}
