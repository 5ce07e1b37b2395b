//! `if` and `while`.

use cyrus_ast as ast;
use cyrus_hir::{ExprKind, Stmt, StmtKind};
use cyrus_source::FileSpan;

use super::Body;
use super::frame::LoopState;

impl<'a> Body<'_, 'a> {
    /// `if test: body else: orelse`
    pub fn if_stmt(
        &mut self,
        at: FileSpan,
        test: &'a ast::Expr,
        body: &'a [ast::Stmt],
        orelse: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        // Tests on fused types are decided here: the other branch need not even make sense.
        if let Some(holds) = self.fused_test(test) {
            let branch = if holds { body } else { orelse };
            let inner = self.stmts(branch);
            out.extend(inner);
            return;
        }
        let test = self.condition(test);
        // `if cython.compiled:` and constants of DEF likewise.
        if let ExprKind::Bool(holds) = test.kind {
            let (live, dead) = if holds { (body, orelse) } else { (orelse, body) };
            let inner = self.stmts(live);
            out.extend(inner);
            // Python decides which names are local from the whole function, so the dead part was walked for that.
            let _ = dead;
            return;
        }
        let before = self.fr().flow.clone();
        let body = self.stmts(body);
        let after = std::mem::replace(&mut self.f().flow, before);
        let orelse = self.stmts(orelse);
        self.f().flow.join(&after);
        out.push(Stmt::new(at, StmtKind::If { test, body, orelse }));
    }

    /// `while test: body else: orelse`
    pub fn while_stmt(
        &mut self,
        at: FileSpan,
        test: &'a ast::Expr,
        body: &'a [ast::Stmt],
        orelse: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        let test = self.condition(test);
        let endless = matches!(test.kind, ExprKind::Bool(true));
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let body = self.stmts(body);
        let state = self.f().loops.pop().unwrap_or_default();
        // The condition became false: at least what held before.
        self.f().flow = before;
        if endless {
            self.f().flow.dead = true;
        }
        let orelse = self.stmts(orelse);
        if let Some(f) = state.at_break {
            self.f().flow.join(&f);
        }
        out.push(Stmt::new(at, StmtKind::While { test, body, orelse }));
    }
}
