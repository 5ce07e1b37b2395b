//! What comprehensions do not hold: names that they iterate over assigned by `:=` (PEP 572), `yield`, and what is
//! asynchronous outside asynchronous functions.

use cyrus_ast as ast;
use cyrus_source::{Name, Span};

use super::Walk;

/// A generator expression, which may be asynchronous anywhere.
pub(super) const GENERATOR: &str = "generator expression";

/// A comprehension that the walk is in.
pub(super) struct Comprehension {
    /// Its kind, for people.
    pub(super) what: &'static str,
    /// The names that it iterates with.
    names: Vec<Name>,
    /// `async for` or `await` stands in it.
    is_async: bool,
}

impl Walk<'_, '_> {
    pub(super) fn comprehension(
        &mut self,
        span: Span,
        what: &'static str,
        elements: &[&ast::Expr],
        clauses: &[ast::Comprehension],
    ) {
        let mut names = Vec::new();
        clauses.iter().for_each(|c| targets(&c.target, &mut names));
        let is_async = clauses.iter().any(|c| c.is_async);
        for (i, clause) in clauses.iter().enumerate() {
            // what is iterated first is evaluated outside
            if i == 1 {
                self.enter_comprehension(what, &names, is_async);
            }
            self.iterables += 1;
            self.expr(&clause.iter);
            self.iterables -= 1;
        }
        if clauses.len() < 2 {
            self.enter_comprehension(what, &names, is_async);
        }
        for clause in clauses {
            clause.ifs.iter().for_each(|e| self.expr(e));
        }
        elements.iter().for_each(|e| self.expr(e));
        let Some(done) = self.scope.comprehensions.pop() else { return };
        if !done.is_async || what == GENERATOR {
            return;
        }
        if self.scope.comprehensions.is_empty() {
            self.needs_async(true, span, "async comprehension");
        } else {
            self.suspends();
        }
    }

    fn enter_comprehension(&mut self, what: &'static str, names: &[Name], is_async: bool) {
        let names = names.to_vec();
        self.scope.comprehensions.push(Comprehension { what, names, is_async });
    }

    /// The innermost comprehension waits for something.
    pub(super) fn suspends(&mut self) {
        if let Some(inner) = self.scope.comprehensions.last_mut() {
            inner.is_async = true;
        }
    }

    /// `target := ...`, perhaps inside comprehensions.
    pub(super) fn assigned_in_comprehension(&mut self, target: &ast::Expr, span: Span) {
        let ast::ExprKind::Name(name) = &target.kind else { return };
        let around = &self.scope.comprehensions;
        let text = if self.iterables > 0 {
            "`:=` cannot stand in what a comprehension iterates over".to_owned()
        } else if around.iter().any(|c| c.names.contains(name)) {
            format!("`:=` cannot assign to `{name}`, which the comprehension iterates with")
        } else if self.scope.class && !around.is_empty() {
            "`:=` cannot stand in a comprehension of a class body".to_owned()
        } else {
            return;
        };
        self.misplaced(span, text);
    }
}

fn targets(target: &ast::Expr, out: &mut Vec<Name>) {
    use ast::ExprKind as K;
    match &target.kind {
        K::Name(n) => out.push(n.clone()),
        K::Tuple(items) | K::List(items) => items.iter().for_each(|i| targets(i, out)),
        K::Starred(inner) => targets(inner, out),
        _ => {}
    }
}
