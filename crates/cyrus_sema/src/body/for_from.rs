//! `for i from a <= i < b by s`, the loop of Pyrex: C's `for`, whose variable the body may change.

use cyrus_ast as ast;
use cyrus_hir::{BinaryOp, CompareOp, Expr, ExprKind, Range, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::Type;

use super::Body;
use super::bindings::bindings;
use super::coerce::int_expr;
use super::frame::LoopState;
use super::operator::negate_expr;

/// The parts of a loop in the C type that it counts in; `step` is negative for a loop downwards.
struct ForFrom {
    ty: Type,
    start: Expr,
    stop: Expr,
    step: Expr,
}

impl<'a> Body<'_, 'a> {
    /// `for i from a <= i < b by s:`
    pub fn for_from(&mut self, at: FileSpan, f: &'a ast::ForFrom, out: &mut Vec<Stmt>) {
        let ty = match self.index_type(&f.target) {
            Some(t) => t,
            None => Type::LONG,
        };
        let start = self.expr_as(&f.start, &ty);
        let stop = self.expr_as(&f.stop, &ty);
        let up = matches!(f.relation1, ast::CompareOp::Lt | ast::CompareOp::LtE);
        let step = match &f.step {
            Some(s) => {
                let s = self.expr_as(s, &ty);
                if up {
                    s
                } else {
                    Expr::new(
                        ty.clone(),
                        at,
                        ExprKind::CUnary {
                            op: cyrus_hir::UnaryOp::Neg,
                            overflow_check: false,
                            operand: Box::new(s),
                        },
                    )
                }
            }
            None => int_expr(if up { 1 } else { -1 }, ty.clone(), at),
        };
        // `a < i` starts one further.
        let start = if matches!(f.relation1, ast::CompareOp::Lt | ast::CompareOp::Gt) {
            let op = if up { BinaryOp::Add } else { BinaryOp::Sub };
            let one = int_expr(1, ty.clone(), at);
            let mode = cyrus_hir::ArithMode::default();
            Expr::new(
                ty.clone(),
                at,
                ExprKind::CBinary { op, mode, left: Box::new(start), right: Box::new(one) },
            )
        } else {
            start
        };
        if let ast::ExprKind::Name(name) = &f.target.kind
            && bindings(&f.body).bound.contains_key(name)
        {
            return self.for_from_rebound(at, f, ForFrom { ty, start, stop, step }, out);
        }
        let relation = relation(f);
        let index = self.temp(ty.clone(), at);
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut body = Vec::new();
        let read = Expr::new(ty.clone(), at, ExprKind::Local(index));
        self.store(f.target.span, &f.target, read, &mut body);
        let stmts = self.stmts(&f.body);
        body.extend(stmts);
        let mut orelse = Vec::new();
        if matches!(f.target.kind, ast::ExprKind::Name(_)) {
            let read = Expr::new(ty.clone(), at, ExprKind::Local(index));
            self.store(f.target.span, &f.target, read, &mut orelse);
        }
        orelse.extend(self.after_loop(before, Some(&f.orelse)));
        let range =
            Range { index, start, stop, step, relation: Some(relation), body, orelse, parallel: None };
        // The variable keeps the value that ended the loop, as C's `for` leaves it.
        out.push(Stmt::new(at, StmtKind::Range(Box::new(range))));
    }

    /// The loop where its body assigns the variable: each turn goes on from what the variable holds.
    ///
    /// ```text
    /// i = a
    /// done: { ended: {
    ///     for turn in 0, 1, ...:
    ///         if turn: i = i + s
    ///         if not i < b: leave ended
    ///         BODY
    ///     leave done           # after `break`
    /// } ORELSE }
    /// ```
    fn for_from_rebound(&mut self, at: FileSpan, f: &'a ast::ForFrom, parts: ForFrom, out: &mut Vec<Stmt>) {
        let ForFrom { ty, start, stop, step } = parts;
        let (done, ended) = (self.new_region(), self.new_region());
        let stop = self.to_temp(stop, out);
        let step = self.to_temp(step, out);
        self.store(f.target.span, &f.target, start, out);
        let turn = self.temp(Type::SSIZE, at);
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut further = Vec::new();
        let (mode, left) = (cyrus_hir::ArithMode::default(), Box::new(self.expr_as(&f.target, &ty)));
        let kind = ExprKind::CBinary { op: BinaryOp::Add, mode, left, right: Box::new(step) };
        self.store(f.target.span, &f.target, Expr::new(ty.clone(), at, kind), &mut further);
        let is_later = ExprKind::CCompare {
            op: CompareOp::Ne,
            left: Box::new(Expr::new(Type::SSIZE, at, ExprKind::Local(turn))),
            right: Box::new(int_expr(0, Type::SSIZE, at)),
        };
        let is_later = Expr::new(Type::Bint, at, is_later);
        let mut body =
            vec![Stmt::new(at, StmtKind::If { test: is_later, body: further, orelse: Vec::new() })];
        let value = self.expr_as(&f.target, &ty);
        let holds = self.c_compare(at, relation(f), value, stop);
        let leave = vec![Stmt::new(at, StmtKind::Leave(ended))];
        let over = negate_expr(holds, at);
        body.push(Stmt::new(at, StmtKind::If { test: over, body: leave, orelse: Vec::new() }));
        body.extend(self.stmts(&f.body));
        let orelse = self.after_loop(before, Some(&f.orelse));
        let range = Range {
            index: turn,
            start: int_expr(0, Type::SSIZE, at),
            stop: int_expr(i64::MAX, Type::SSIZE, at),
            step: int_expr(1, Type::SSIZE, at),
            relation: Some(CompareOp::Lt),
            body,
            orelse: Vec::new(),
            parallel: None,
        };
        let turns =
            vec![Stmt::new(at, StmtKind::Range(Box::new(range))), Stmt::new(at, StmtKind::Leave(done))];
        let mut all = vec![Stmt::new(at, StmtKind::Region { label: ended, body: turns })];
        all.extend(orelse);
        out.push(Stmt::new(at, StmtKind::Region { label: done, body: all }));
    }
}

/// The comparison that lets the loop go on.
fn relation(f: &ast::ForFrom) -> CompareOp {
    match f.relation2 {
        ast::CompareOp::Lt => CompareOp::Lt,
        ast::CompareOp::LtE => CompareOp::Le,
        ast::CompareOp::Gt => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}
