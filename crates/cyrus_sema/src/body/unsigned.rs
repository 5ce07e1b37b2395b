//! Unsigned integers beside literals.
//!
//! The type of `u - 5` is `long`, as that of the literal is; but C computes it as it computes `unsigned` and `int`, and
//! generators of random numbers and hash functions count on what overflows. So the operation is done in C's type, and its
//! result becomes a `long`. Signed integers are computed as `long`: what overflows in C's type has no meaning there.

use cyrus_hir::{ArithMode, BinaryOp, Expr, ExprKind};
use cyrus_source::FileSpan;
use cyrus_types::{Conversion, Int, IntRank, Sign, Type};

use super::Body;
use super::coerce::wrap;

impl Body<'_, '_> {
    /// `left op right` of C integers whose common type is `common`, if C computes it unsigned and narrower.
    pub fn unsigned_in_c(
        &mut self,
        at: FileSpan,
        op: BinaryOp,
        common: &Type,
        (left, right): (&Expr, &Expr),
        mode: ArithMode,
    ) -> Option<Expr> {
        let shift = matches!(op, BinaryOp::Shl | BinaryOp::Shr);
        let in_type = matches!(
            op,
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor
        );
        if !(shift || in_type) || mode.overflow_check || *common != Type::LONG {
            return None;
        }
        if shift && left.ty != Type::LONG {
            return None; // the shifted operand alone decides
        }
        let (left, right) = (self.as_c_has_it(left), self.as_c_has_it(right));
        let of_left = self.type_in_c(left);
        let ty =
            if shift { of_left } else { self.s.world.common_numeric(&of_left, &self.type_in_c(right))? };
        if !self.is_unsigned_int(&ty) {
            return None;
        }
        let value = self.c_binary(at, op, ty, left.clone(), right.clone(), mode);
        Some(wrap(Conversion::Numeric, value, &Type::LONG))
    }

    /// The value before it became a `long` for the literal in it.
    pub fn as_c_has_it<'e>(&self, e: &'e Expr) -> &'e Expr {
        match &e.kind {
            ExprKind::Coerce(Conversion::Numeric, inner)
                if e.ty == Type::LONG
                    && matches!(inner.kind, ExprKind::CBinary { .. } | ExprKind::CUnary { .. })
                    && self.is_unsigned_int(&inner.ty) =>
            {
                inner
            }
            _ => e,
        }
    }

    /// The type that C gives an operand: a literal that `int` holds is one.
    fn type_in_c(&self, e: &Expr) -> Type {
        match &e.kind {
            ExprKind::Int(n) if e.ty == Type::LONG && i32::try_from(n).is_ok() => Type::INT,
            _ => self.s.world.promote(&e.ty),
        }
    }

    fn is_unsigned_int(&self, ty: &Type) -> bool {
        *self.s.world.resolve(ty) == Type::Int(Int { rank: IntRank::Int, sign: Sign::Unsigned })
    }
}
