//! The parser survives everything: no panic, no endless loop, no stack overflow in a thread of 2 MB, and spans that
//! lie within the text and within each other.
//!
//! Seeds are fixed and the time is bounded, so that a run is repeatable and short.

use std::time::{Duration, Instant};

use cyrus_ast::{Expr, ExprKind, Module, Span, Stmt, StmtKind};
use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind, TokenKind, parse, tokenize};
use cyrus_source::FileId;

/// A small generator of pseudo-random numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n.max(1)
    }
    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const SEEDS: &[&str] = &[
    include_str!("fixtures/everything.py"),
    include_str!("fixtures/everything.pyx"),
    include_str!("fixtures/python2.pyx"),
];

const KINDS: [SourceKind; 4] = [SourceKind::Py, SourceKind::Pyx, SourceKind::Pxd, SourceKind::Pxi];

/// Spans of the direct children must lie in the span of the parent.
fn check_expr(expr: &Expr, outer: Span, source: &str) {
    check(expr.span, outer, source);
    let inner = expr.span;
    match &expr.kind {
        ExprKind::Binary { left, right, .. } => {
            check_expr(left, inner, source);
            check_expr(right, inner, source);
        }
        ExprKind::Unary { operand, .. } | ExprKind::Starred(operand) | ExprKind::Await(operand) => {
            check_expr(operand, inner, source);
        }
        ExprKind::BoolOp { values: items, .. }
        | ExprKind::Tuple(items)
        | ExprKind::List(items)
        | ExprKind::Set(items) => {
            for item in items {
                check_expr(item, inner, source);
            }
        }
        ExprKind::Compare { left, rest } => {
            check_expr(left, inner, source);
            for (_, item) in rest {
                check_expr(item, inner, source);
            }
        }
        ExprKind::Call { func, args, keywords } => {
            check_expr(func, inner, source);
            for item in args {
                check_expr(item, inner, source);
            }
            for keyword in keywords {
                check(keyword.span, inner, source);
                check_expr(&keyword.value, keyword.span, source);
            }
        }
        ExprKind::Attribute { value, attr } => {
            check_expr(value, inner, source);
            check(attr.span, inner, source);
        }
        ExprKind::Subscript { value, index } => {
            check_expr(value, inner, source);
            check_expr(index, inner, source);
        }
        ExprKind::Lambda { body, .. } => check_expr(body, inner, source),
        ExprKind::Cast { ty, operand, .. } => {
            check(ty.span, inner, source);
            check_expr(operand, inner, source);
        }
        _ => {}
    }
}

fn check(span: Span, outer: Span, source: &str) {
    assert!(span.start <= span.end, "{span:?} ends before it begins");
    assert!(outer.start <= span.start && span.end <= outer.end, "{span:?} is not in {outer:?}");
    assert!(source.get(span.start as usize..span.end as usize).is_some(), "{span:?} cuts a character");
}

fn check_stmts(stmts: &[Stmt], outer: Span, source: &str) {
    for stmt in stmts {
        check(stmt.span, outer, source);
        let inner = stmt.span;
        match &stmt.kind {
            StmtKind::Expr(value) => check_expr(value, inner, source),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    check_expr(target, inner, source);
                }
                check_expr(value, inner, source);
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                check_expr(test, inner, source);
                check_stmts(body, inner, source);
                check_stmts(orelse, inner, source);
            }
            StmtKind::FunctionDef(node) => check_stmts(&node.body, inner, source),
            StmtKind::ClassDef(node) => check_stmts(&node.body, inner, source),
            StmtKind::CFunc(node) => check_stmts(&node.body, inner, source),
            StmtKind::CExtern(node) => check_stmts(&node.body, inner, source),
            StmtKind::CClass(node) => check_stmts(node.body.as_deref().unwrap_or(&[]), inner, source),
            _ => {}
        }
    }
}

fn survives(source: &str, kind: SourceKind, level: LanguageLevel) -> Module {
    let options = ParseOptions { level, ..ParseOptions::new(kind, FileId(0)) };
    let parsed = parse(source, options);
    let all = Span::new(0, source.len() as u32);
    check_stmts(&parsed.module.body, all, source);
    for diagnostic in &parsed.diagnostics {
        check(diagnostic.primary.at.span, all, source);
    }
    let mut at = 0;
    for token in tokenize(source, options) {
        assert_eq!(token.start, at, "a gap or an overlap in front of {token:?}");
        at = token.end;
        assert!(token.kind != TokenKind::End || at == all.end, "the end is not at the end");
    }
    parsed.module
}

fn mutate(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        let length = random.below(40).min(bytes.len() - at);
        match random.below(6) {
            0 => drop(bytes.drain(at..at + length)),
            1 => {
                let copy = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            2 if at < bytes.len() => bytes[at] = random.next() as u8,
            3 => {
                let bit = random.pick(&[
                    "(", ")", "[", "]", "{", "}", ":", "\n", "\"", "'", "\"\"\"", "f\"{", "\\", "  ", "\t",
                    "<", ">", "*", ",", "=", "lambda ", "cdef ", "\u{e9}", "\u{2022}", "\0", "#", "1e", "0x",
                    "match ", "for ", "if ", "not ", "`", "!", "?", "def ", "class ", "\r\n", "in ",
                    "struct ", "async ", "t'{a:{",
                ]);
                bytes.splice(at..at, bit.bytes());
            }
            4 => bytes.truncate(at),
            _ => {
                // Swap two lines.
                let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(a, b);
                bytes = lines.join(&b'\n');
            }
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn in_small_thread(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()), "the parser panicked");
}

#[test]
fn mutated_files() {
    in_small_thread(|| {
        let mut random = Random(0x00c0_ffee);
        let end = Instant::now() + Duration::from_secs(12);
        while Instant::now() < end {
            let seed: &&str = random.pick(SEEDS);
            let text = mutate(seed, &mut random);
            let level = *random.pick(&[LanguageLevel::Py2, LanguageLevel::Py3]);
            survives(&text, *random.pick(&KINDS), level);
        }
    });
}

#[test]
fn arbitrary_bytes() {
    in_small_thread(|| {
        let mut random = Random(0xbad_5eed);
        let end = Instant::now() + Duration::from_secs(4);
        while Instant::now() < end {
            let length = random.below(300);
            let ascii = random.below(2) == 0;
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    let byte = random.next() as u8;
                    if ascii { byte & 0x7f } else { byte }
                })
                .collect();
            survives(&String::from_utf8_lossy(&bytes), *random.pick(&KINDS), LanguageLevel::Py3);
        }
    });
}

/// Every token of a file deleted in turn, and every token doubled.
#[test]
fn lost_and_doubled_tokens() {
    in_small_thread(|| {
        let end = Instant::now() + Duration::from_secs(6);
        for (text, kind) in SEEDS.iter().zip(KINDS) {
            let tokens = tokenize(text, ParseOptions::new(kind, FileId(0)));
            for token in tokens {
                let (from, to) = (token.start as usize, token.end as usize);
                survives(&format!("{}{}", &text[..from], &text[to..]), kind, LanguageLevel::Py3);
                survives(&format!("{} {}", &text[..to], &text[from..]), kind, LanguageLevel::Py3);
                if Instant::now() > end {
                    break;
                }
            }
        }
    });
}

/// What is nested without end is refused, not followed.
#[test]
fn deep_nesting() {
    in_small_thread(|| {
        let n = 20_000;
        let blocks: String = (0..1000)
            .map(|i| format!("{}if x:\n", " ".repeat(i)))
            .chain([" ".repeat(1000) + "pass"])
            .collect();
        let texts = [
            "(".repeat(n),
            "[".repeat(n),
            "{".repeat(n),
            "f(".repeat(n),
            "a[".repeat(n),
            "{1:".repeat(n),
            "-".repeat(n),
            "not ".repeat(n),
            "x ** ".repeat(n),
            "a.b".repeat(n),
            format!("x = a{}", ".b".repeat(n)),
            format!("x = a{}", "()".repeat(n)),
            format!("x = a{}", "[0]".repeat(n)),
            format!("x = 1{}", " + 1".repeat(n)),
            format!("x = 1{}", " if a else 1".repeat(n)),
            format!("x = {}", "lambda: ".repeat(n)),
            format!("x = {}1", "await ".repeat(n)),
            format!("x = {}", "f'{".repeat(n)),
            format!("x = {}", "f'{a:{".repeat(n)),
            format!("if a: pass\n{}", "elif a: pass\n".repeat(n)),
            format!("match x:\n case {}", "(".repeat(n)),
            format!("match x:\n case {}", "C(".repeat(n)),
            format!("match x:\n case {}", "{1:".repeat(n)),
            format!("cdef int {}x", "*".repeat(n)),
            format!("cdef int {}x", "(*".repeat(n)),
            format!("cdef int x{}", "(int y)".repeat(n)),
            format!("cdef int x{}", "[1]".repeat(n)),
            format!("cdef {} x", "const ".repeat(n)),
            format!("cdef {} x", "vector[".repeat(n)),
            format!("cdef {} x", "a.b".repeat(n)),
            format!("cdef vector[int]{} x", ".a".repeat(n)),
            format!("cdef int{} x", "[1]".repeat(n)),
            format!("cdef int f({}", "int (*x)(".repeat(n)),
            format!("cdef int f() except {}", "<".repeat(n)),
            format!("x = {}y", "<int>".repeat(n)),
            format!("x = {}y", "&".repeat(n)),
            format!("x = {}y", "sizeof(".repeat(n)),
            format!("x = {}y", "`".repeat(n)),
            format!("def f({}", "x=lambda ".repeat(n)),
            format!("{}pass", "class A: ".repeat(n)),
            "with (".repeat(n),
            "for x in ".repeat(n),
            "IF a:\n ".repeat(n),
            "cdef: ".repeat(n),
            "@".repeat(n),
            "yield ".repeat(n),
            "(yield ".repeat(n),
            "x: ".repeat(n),
            "x = ".repeat(n),
            "(a:=".repeat(n),
            "type A[T: ".repeat(n),
            "[x for x in ".repeat(n),
            blocks,
        ];
        for text in texts {
            for kind in [SourceKind::Py, SourceKind::Pyx] {
                let start = Instant::now();
                drop(survives(&text, kind, LanguageLevel::Py3));
                let shown = &text[..text.len().min(30)];
                assert!(start.elapsed() < Duration::from_secs(5), "{shown}... took {:?}", start.elapsed());
            }
        }
    });
}
