//! Memory of C code as an array object.

use cyrus_hir as hir;
use cyrus_ir::{Arg, Expr, Place, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::{ArraySize, Type};

use crate::func::{FuncCx, int, size, value_type};

impl<'h> FuncCx<'_, 'h> {
    /// `<T[:n, :m]>p`
    pub fn array_over(
        &mut self,
        pointer: &'h hir::Expr,
        element: &Type,
        shape: &'h [hir::Expr],
        fortran: bool,
    ) -> Expr {
        let mut held = vec![self.operand(pointer)];
        held.extend(shape.iter().map(|e| self.operand(e)));
        self.settle(&mut held);
        let mut values = held.into_iter().map(|h| h.value);
        let Some(pointer) = values.next() else { return crate::func::NONE };
        let lengths =
            self.slot(&Type::Array(std::sync::Arc::new(Type::SSIZE), ArraySize::Known(shape.len() as u64)));
        for (i, length) in values.enumerate() {
            let at = Expr::Index(Box::new(Expr::Local(lengths)), Box::new(size(i)));
            self.emit(StmtKind::Set(Place::Lvalue(Box::new(at), Type::SSIZE), Value::Expr(length)));
        }
        let args = vec![
            Arg::Expr(pointer),
            Arg::Expr(Expr::Dtype(value_type(element))),
            Arg::Expr(int(shape.len() as i64)),
            Arg::Expr(int(i64::from(fortran))),
            Arg::Expr(Expr::Local(lengths)),
        ];
        self.object_op(op::CY_ARRAY_OVER, args)
    }
}
