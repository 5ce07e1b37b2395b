//! Operators on objects.

use cyrus_hir as hir;
use cyrus_ir::Expr;
use cyrus_ops::{self as op, OpId};
use cyrus_types::Type;

use crate::control::compare_number;
use crate::func::{FuncCx, by_value};

impl<'h> FuncCx<'_, 'h> {
    /// `a + b`, `a += b`
    pub fn binary(
        &mut self,
        op: hir::BinaryOp,
        inplace: bool,
        left: &'h hir::Expr,
        right: &'h hir::Expr,
        ty: &Type,
    ) -> Expr {
        let operands = self.operands([left, right]);
        self.op(ty, binary_op(op, inplace), by_value(operands))
    }

    /// `-a`
    pub fn unary(&mut self, op: hir::UnaryOp, operand: &'h hir::Expr, ty: &Type) -> Expr {
        let operand = self.expr(operand);
        let op = match op {
            hir::UnaryOp::Neg => op::CY_NEG,
            hir::UnaryOp::Pos => op::CY_POS,
            hir::UnaryOp::Invert => op::CY_INVERT,
        };
        self.op(ty, op, by_value([operand]))
    }

    /// `a < b` as an object or a truth value.
    pub fn compare(
        &mut self,
        op: hir::CompareOp,
        left: &'h hir::Expr,
        right: &'h hir::Expr,
        ty: &Type,
    ) -> Expr {
        let [a, b] = self.operands([left, right]);
        let number = compare_number(op);
        if ty.is_object() {
            self.op(ty, op::CY_CMP, by_value([a, b, number]))
        } else {
            self.op(&Type::INT, op::CY_TEST, by_value([a, b, number]))
        }
    }
}

fn binary_op(op: hir::BinaryOp, inplace: bool) -> OpId {
    use hir::BinaryOp as B;
    match (op, inplace) {
        (B::Add, false) => op::CY_ADD,
        (B::Add, true) => op::CY_IADD,
        (B::Sub, false) => op::CY_SUB,
        (B::Sub, true) => op::CY_ISUB,
        (B::Mul, false) => op::CY_MUL,
        (B::Mul, true) => op::CY_IMUL,
        (B::MatMul, false) => op::CY_MATMUL,
        (B::MatMul, true) => op::CY_IMATMUL,
        (B::Div, false) => op::CY_DIV,
        (B::Div, true) => op::CY_IDIV,
        (B::FloorDiv, false) => op::CY_FLOORDIV,
        (B::FloorDiv, true) => op::CY_IFLOORDIV,
        (B::Mod, false) => op::CY_MOD,
        (B::Mod, true) => op::CY_IMOD,
        (B::Pow, false) => op::CY_POW,
        (B::Pow, true) => op::CY_IPOW,
        (B::Shl, false) => op::CY_LSHIFT,
        (B::Shl, true) => op::CY_ILSHIFT,
        (B::Shr, false) => op::CY_RSHIFT,
        (B::Shr, true) => op::CY_IRSHIFT,
        (B::And, false) => op::CY_AND,
        (B::And, true) => op::CY_IAND,
        (B::Or, false) => op::CY_OR,
        (B::Or, true) => op::CY_IOR,
        (B::Xor, false) => op::CY_XOR,
        (B::Xor, true) => op::CY_IXOR,
    }
}
