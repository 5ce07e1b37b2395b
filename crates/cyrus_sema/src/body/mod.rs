//! Statements and expressions: variables, types, coercions.

use cyrus_ast as ast;

use crate::Sema;

impl Sema<'_> {
    /// Analyses the module's statements and every function.
    pub fn analyze_bodies(&mut self) {}
}

/// The docstring of a body, as WTF-8.
pub fn docstring(body: &[ast::Stmt]) -> Option<Box<[u8]>> {
    match body.first().map(|s| &s.kind) {
        Some(ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Str { value, .. }, .. })) => {
            Some(value.0.clone())
        }
        _ => None,
    }
}
