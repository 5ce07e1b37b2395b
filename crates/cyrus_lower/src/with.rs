//! `with` and `async with`.
//!
//! `__enter__` and `__exit__` are looked up on the type before anything runs. On an error, `__exit__` gets the exception and
//! may swallow it; on every other way out it gets three times None.

use cyrus_hir as hir;
use cyrus_ir::{Arg, Expr, StmtKind};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::func::{FuncCx, NONE, by_value, not};

impl<'h> FuncCx<'_, 'h> {
    /// `with`
    pub fn with_stmt(&mut self, w: &'h hir::With) {
        let at = self.at;
        let context = self.expr(&w.context);
        let exit = self.temp(&Type::Object);
        let enter = if w.is_async { op::CY_WITH_AENTER } else { op::CY_WITH_ENTER };
        let mut entered = self.object_op(enter, vec![Arg::Expr(context), Arg::Address(exit)]);
        if w.is_async {
            entered = self.await_enter(entered);
        }
        if let Some(value) = w.value {
            self.write_local(value, cyrus_ir::Value::Expr(entered));
        }
        self.block(|s, end| {
            s.guarded(
                |s| s.stmts(&w.body),
                |s| {
                    s.at = at;
                    let value = s.catch();
                    let mut result =
                        s.object_op(op::CY_WITH_ERROR, by_value([Expr::Local(exit), value.clone()]));
                    if w.is_async {
                        result = s.await_exit(result);
                    }
                    let swallow = s.truth(result, &Type::Object);
                    s.when(not(swallow), |s| s.raise_again(value));
                    s.jump(StmtKind::Break(end));
                },
                |s| {
                    s.at = at;
                    let args = by_value([Expr::Local(exit), NONE, NONE, NONE]);
                    if w.is_async {
                        let done = s.object_op(op::CY_CALL3, args);
                        let done = s.await_exit(done);
                        s.emit(StmtKind::Eval(cyrus_ir::Value::Expr(done)));
                    } else {
                        s.run(op::CY_CALL3, args);
                    }
                },
            );
        });
    }
}
