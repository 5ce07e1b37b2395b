//! Divisions of C, which differ from Python's where one operand is negative: those that are asked for one by one
//! (`cython.cdiv`, `cython.cmod`), and warnings of them (`cdivision_warnings`).

use std::sync::Arc;

use cyrus_hir::{BinaryOp, CompareOp, Expr, ExprKind, LocalId, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::Type;
use num_bigint::BigInt;

use super::Body;
use crate::directives::{Directive, Value};

impl Body<'_, '_> {
    /// `cython.cdiv(a, b)` or `cython.cmod(a, b)`: as C has it, of C numbers; the operator of Python on objects.
    pub(super) fn divide_as_c(&mut self, at: FileSpan, quotient: bool, a: Expr, b: Expr) -> Expr {
        let world = &self.s.world;
        let op = match (quotient, world.is_integral(&a.ty) && world.is_integral(&b.ty)) {
            (false, _) => BinaryOp::Mod,
            (true, true) => BinaryOp::FloorDiv,
            (true, false) => BinaryOp::Div,
        };
        // constants are folded as Python has it
        let value = |e: Expr| match e.kind {
            ExprKind::Int(_) if !e.ty.is_object() => {
                Expr::new(e.ty.clone(), e.at, ExprKind::Cast(Box::new(e)))
            }
            _ => e,
        };
        let before = Arc::clone(&self.fr().directives);
        let mut directives = (*before).clone();
        directives.set(Directive::Cdivision, Value::Bool(true));
        self.f().directives = Arc::new(directives);
        let divided = self.binary_values(at, op, value(a), value(b), false);
        self.f().directives = before;
        divided
    }

    /// A division of signed C integers that warns if the signs of its operands differ; any other expression as it is.
    pub(super) fn warned_division(&mut self, mut e: Expr) -> Expr {
        let ExprKind::CBinary { op: BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Div, left, right, .. } =
            &mut e.kind
        else {
            return e;
        };
        let signed = |ty: &Type| self.s.world.is_integral(ty) && !self.s.world.is_unsigned(ty);
        if !self.directive(Directive::CdivisionWarnings) || !signed(&left.ty) || !signed(&right.ty) {
            return e;
        }
        let at = e.at;
        let mut stmts = Vec::new();
        let mut signs = Vec::new();
        for operand in [left, right] {
            let id: LocalId = self.temp(operand.ty.clone(), at);
            let read = Expr::new(operand.ty.clone(), at, ExprKind::Local(id));
            let place = Place { ty: operand.ty.clone(), at, kind: PlaceKind::Local(id) };
            let zero = Expr::new(operand.ty.clone(), at, ExprKind::Int(BigInt::from(0)));
            let compare =
                ExprKind::CCompare { op: CompareOp::Lt, left: Box::new(read.clone()), right: Box::new(zero) };
            signs.push(Expr::new(Type::Bint, at, compare));
            stmts.push(Stmt::new(at, StmtKind::Assign(place, std::mem::replace(&mut **operand, read))));
        }
        let warn = ExprKind::Op { op: cyrus_ops::CY_WARN_SIGNS, args: signs };
        stmts.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, warn))));
        Expr::new(e.ty.clone(), at, ExprKind::Block { stmts, value: Box::new(e) })
    }
}
