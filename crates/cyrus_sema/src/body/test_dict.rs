//! The doctests of compiled functions, where `doctest` finds them: the module's `__test__` (directives `autotestdict`,
//! `autotestdict.cdef`, `autotestdict.all`).

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Stmt, StmtKind};
use cyrus_source::{FileSpan, Span};
use cyrus_types::Type;

use super::{Body, docstring};
use crate::directives::Directive;

/// Special methods that nobody can look up on an extension type, or whose docstring is the interpreter's.
const HIDDEN: &[&str] =
    &["__cinit__", "__dealloc__", "__richcmp__", "__nonzero__", "__bool__", "__len__", "__contains__"];

/// Which docstrings count.
#[derive(Clone, Copy)]
struct Wanted {
    /// Of C functions, too.
    cdef: bool,
    /// Without examples, too.
    all: bool,
}

/// The class that statements stand in.
#[derive(Clone, Copy)]
struct Home<'n> {
    name: &'n str,
    is_extension: bool,
}

impl<'a> Body<'_, 'a> {
    /// The statement at the module's end that fills `__test__`.
    pub(super) fn test_dict(&mut self, body: &'a [ast::Stmt]) -> Option<Stmt> {
        let directives = &self.s.directives;
        if !directives.is(Directive::AutoTestDict) || !self.s.input.docstrings {
            return None;
        }
        let wanted = Wanted {
            cdef: directives.is(Directive::AutoTestDictCdef),
            all: directives.is(Directive::AutoTestDictAll),
        };
        let mut found = Vec::new();
        collect(body, None, wanted, &mut found);
        // what Python runs has no such name of its own
        if found.is_empty() && self.s.input.pure_python {
            return None;
        }
        let at = FileSpan::NOWHERE;
        let text = |text: &[u8]| Expr::new(Type::STR, at, ExprKind::Str(text.into()));
        let mut entries = Vec::new();
        for test in found {
            let line = self.line_of(self.at(test.at));
            let key = format!("{} (line {line})", test.path);
            entries.push((Some(text(key.as_bytes())), text(&test.doc)));
        }
        let tests = Expr::new(Type::DICT, at, ExprKind::Dict(entries));
        let op = ExprKind::Op { op: cyrus_ops::CY_ADD_TESTS, args: vec![tests] };
        Some(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, op))))
    }
}

/// A docstring, the dotted name of what has it, and where its name stands.
struct Test {
    path: String,
    doc: Box<[u8]>,
    at: Span,
}

fn collect(body: &[ast::Stmt], home: Option<Home<'_>>, wanted: Wanted, out: &mut Vec<Test>) {
    use ast::StmtKind as K;
    for stmt in body {
        match &stmt.kind {
            K::FunctionDef(f) => add(&f.name, &f.body, home, wanted, out),
            K::CFunc(f) if f.modifiers.overridable || wanted.cdef => {
                if let Some(name) = f.declarator.name() {
                    add(name, &f.body, home, wanted, out);
                }
            }
            K::ClassDef(c) => {
                let home = Home { name: &c.name.name, is_extension: false };
                collect(&c.body, Some(home), wanted, out);
            }
            K::CClass(c) => {
                let home = Home { name: &c.name.name, is_extension: true };
                collect(c.body.as_deref().unwrap_or_default(), Some(home), wanted, out);
            }
            K::Property(p) => {
                let path = home.map_or_else(String::new, |home| format!("{}.", home.name));
                let name = format!("{path}{}", p.name.name);
                collect(&p.body, Some(Home { name: &name, is_extension: true }), wanted, out);
            }
            K::CBlock(body) | K::With { body, .. } => collect(body, home, wanted, out),
            K::If { body, orelse, .. } | K::While { body, orelse, .. } | K::For { body, orelse, .. } => {
                collect(body, home, wanted, out);
                collect(orelse, home, wanted, out);
            }
            K::Try(t) => {
                collect(&t.body, home, wanted, out);
                for handler in &t.handlers {
                    collect(&handler.body, home, wanted, out);
                }
                collect(&t.orelse, home, wanted, out);
                collect(&t.finalbody, home, wanted, out);
            }
            _ => {}
        }
    }
}

fn add(name: &ast::Ident, body: &[ast::Stmt], home: Option<Home<'_>>, wanted: Wanted, out: &mut Vec<Test>) {
    if home.is_some_and(|home| home.is_extension) && HIDDEN.contains(&name.name.as_str()) {
        return;
    }
    let Some(doc) = docstring(body) else { return };
    if !wanted.all && !doc.windows(3).any(|part| part == b">>>") {
        return;
    }
    let path = match home {
        Some(home) => format!("{}.{}", home.name, name.name),
        None => name.name.to_string(),
    };
    out.push(Test { path, doc, at: name.span });
}
