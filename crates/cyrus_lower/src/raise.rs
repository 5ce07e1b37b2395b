//! `raise` and `assert`.

use cyrus_hir as hir;
use cyrus_ir::{Expr, StmtKind};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::func::{FuncCx, by_value, not, pure};

impl<'h> FuncCx<'_, 'h> {
    /// `raise exc from cause`
    pub fn raise(&mut self, exc: Option<&'h hir::Expr>, cause: Option<&'h hir::Expr>) {
        match (exc, cause) {
            (None, _) => {
                // What is raised again keeps its traceback as it is.
                self.run(op::CY_RERAISE, Vec::new());
                self.jump(StmtKind::Fail { traceback: false });
            }
            (Some(exc), None) => {
                let exc = self.expr(exc);
                self.fail(op::CY_RAISE, by_value([exc]));
            }
            (Some(exc), Some(cause)) => {
                let values = self.operands([exc, cause]);
                self.fail(op::CY_RAISE_FROM, by_value(values));
            }
        }
    }

    /// `assert test, message`
    pub fn assertion(&mut self, test: &'h hir::Expr, message: Option<&'h hir::Expr>) {
        let enabled = pure(op::CY_ASSERTIONS, Vec::new());
        self.when(enabled, |s| {
            let test = s.expr(test);
            s.when(not(test), |s| {
                let message = match message {
                    Some(e) => s.expr(e),
                    None => Expr::Null(Type::Object),
                };
                s.fail(op::CY_ASSERTION, by_value([message]));
            });
        });
    }
}
