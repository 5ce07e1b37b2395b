//! `try`: handlers, `else`, `finally`, `except*`.
//!
//! A handler begins with the exception set. Types that are plain names of builtins are matched while it is: what is not
//! caught then simply fails on. Otherwise it is caught first (and is the exception being handled), the types are evaluated
//! and matched in order, and what matches none is raised again. The local of type `Caught` gives back what was being
//! handled before, wherever the handler is left.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, Expr, LocalType, Role, StmtKind};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::exits::Exit;
use crate::func::{FuncCx, NONE, binary, by_value};

impl<'h> FuncCx<'_, 'h> {
    /// `try`
    pub fn try_stmt(&mut self, t: &'h hir::Try) {
        if t.finalbody.is_empty() {
            return self.try_except(t);
        }
        self.guarded(
            |s| s.try_except(t),
            |s| {
                let nogil = s.nogil;
                s.with_gil(|s| {
                    let value = s.catch();
                    if nogil {
                        s.without_gil(|s| s.stmts(&t.finalbody));
                    } else {
                        s.stmts(&t.finalbody);
                    }
                    s.raise_again(value);
                });
            },
            |s| s.stmts(&t.finalbody),
        );
    }

    /// Takes the exception that is set; it is being handled until the region ends.
    pub fn catch(&mut self) -> Expr {
        let outer = self.local(LocalType::Caught, Role::Temp);
        self.object_op(op::CY_CATCH, vec![Arg::Address(outer)])
    }

    /// Sets a caught exception again and fails.
    pub fn raise_again(&mut self, value: Expr) {
        self.run(op::CY_RAISE_AGAIN, by_value([value]));
        self.jump(StmtKind::Fail { traceback: false });
    }

    fn try_except(&mut self, t: &'h hir::Try) {
        if t.handlers.is_empty() {
            self.stmts(&t.body);
            return self.stmts(&t.orelse);
        }
        self.block(|s, end| {
            s.tries += 1;
            let (body, ended, ()) = s.nested_dead(|s| s.stmts(&t.body));
            s.tries -= 1;
            let separate = !t.orelse.is_empty() && !ended;
            let (handler, handled, ()) = s.nested_dead(|s| {
                if t.is_star {
                    s.star_handlers(&t.handlers);
                } else {
                    s.handlers(&t.handlers);
                }
                if separate {
                    s.jump(StmtKind::Break(end));
                }
            });
            s.emit(StmtKind::Try { body, handler });
            if !separate {
                s.dead |= ended && handled;
            }
            if !ended {
                s.stmts(&t.orelse);
            }
        });
    }

    fn handlers(&mut self, handlers: &'h [hir::Handler]) {
        let plain = handlers.iter().all(|h| h.ty.as_ref().is_none_or(is_plain_type));
        if plain {
            return self.plain_handlers(handlers);
        }
        let value = self.catch();
        self.caught_handlers(handlers, &value);
    }

    /// Matches while the exception is set.
    fn plain_handlers(&mut self, handlers: &'h [hir::Handler]) {
        let Some((first, rest)) = handlers.split_first() else {
            return self.jump(StmtKind::Fail { traceback: false });
        };
        self.at = first.at;
        match &first.ty {
            None => {
                let value = self.catch();
                self.handler(first, &value);
            }
            Some(ty) => {
                let matches = self.matches_plain(ty);
                self.branch(
                    matches,
                    |s| {
                        if first.place.is_none() && first.body.iter().all(is_silent) {
                            s.run(op::CY_DISMISS, Vec::new());
                            return s.stmts(&first.body);
                        }
                        let value = s.catch();
                        s.handler(first, &value);
                    },
                    |s| s.plain_handlers(rest),
                );
            }
        }
    }

    /// Whether the exception that is set is of a plain type, or of one in a tuple of them.
    fn matches_plain(&mut self, ty: &'h hir::Expr) -> Expr {
        let hir::ExprKind::Tuple(items) = &ty.kind else {
            let class = self.expr(ty);
            return self.op(&Type::INT, op::CY_MATCHES, by_value([class]));
        };
        let mut result = crate::func::int(0);
        for item in items {
            let (hir::Item::One(item) | hir::Item::Star(item)) = item;
            if result == crate::func::int(0) {
                result = self.matches_plain(item);
                continue;
            }
            let either = self.temp(&Type::INT);
            self.branch(
                result,
                |s| s.assign(either, crate::func::int(1)),
                |s| {
                    let more = s.matches_plain(item);
                    s.assign(either, more);
                },
            );
            result = Expr::Local(either);
        }
        result
    }

    /// Matches after the exception was caught.
    fn caught_handlers(&mut self, handlers: &'h [hir::Handler], value: &Expr) {
        let Some((first, rest)) = handlers.split_first() else {
            return self.raise_again(value.clone());
        };
        self.at = first.at;
        match &first.ty {
            None => self.handler(first, value),
            Some(ty) => {
                let class = self.expr(ty);
                let args = by_value([value.clone(), class]);
                let matches = self.op(&Type::INT, op::CY_MATCHES_VALUE, args);
                self.branch(matches, |s| s.handler(first, value), |s| s.caught_handlers(rest, value));
            }
        }
    }

    /// The body of a handler; the name that it binds is deleted however it ends.
    fn handler(&mut self, h: &'h hir::Handler, value: &Expr) {
        let Some(place) = &h.place else { return self.stmts(&h.body) };
        self.store(place, value.clone());
        self.exits.push(Exit::Forget(place));
        // On an error that leaves the function, nobody can see whether a local still has its value.
        let guarded = self.tries > 0 || !matches!(place.kind, hir::PlaceKind::Local(_));
        if guarded {
            self.tries += 1;
            let (body, ended, ()) = self.nested_dead(|s| s.stmts(&h.body));
            self.tries -= 1;
            self.exits.pop();
            let handler = self.region(|s| {
                if matches!(place.kind, hir::PlaceKind::Local(_)) {
                    s.forget(place);
                    s.jump(StmtKind::Fail { traceback: false });
                } else {
                    let value = s.catch();
                    s.forget(place);
                    s.raise_again(value);
                }
            });
            self.emit(StmtKind::Try { body, handler });
            self.dead |= ended;
        } else {
            self.stmts(&h.body);
            self.exits.pop();
        }
        if !self.dead {
            self.forget(place);
        }
    }

    /// `except*`: each handler takes its part of the group; what is left, and what handlers raise, is raised in the end.
    fn star_handlers(&mut self, handlers: &'h [hir::Handler]) {
        let value = self.catch();
        let state = self.object_op(op::CY_STAR_BEGIN, by_value([value]));
        for h in handlers {
            self.at = h.at;
            let Some(ty) = &h.ty else { continue };
            let class = self.expr(ty);
            let part = self.object_op(op::CY_STAR_MATCH, by_value([state.clone(), class]));
            let found = binary(ir::BinOp::Ne, part.clone(), NONE);
            self.when(found, |s| {
                s.tries += 1;
                let body = s.region(|s| {
                    let outer = s.local(LocalType::Caught, Role::Temp);
                    s.run(op::CY_HANDLE, vec![Arg::Expr(part.clone()), Arg::Address(outer)]);
                    s.handler(h, &part);
                });
                s.tries -= 1;
                let handler = s.region(|s| s.run(op::CY_STAR_RAISED, by_value([state.clone()])));
                s.emit(StmtKind::Try { body, handler });
            });
        }
        // What is raised in the end has its entries already, as with `raise` alone.
        let raised = self.op(&Type::INT, op::CY_STAR_END, by_value([state]));
        self.when(raised, |s| s.jump(StmtKind::Fail { traceback: false }));
    }
}

/// Whether a statement of a handler runs nothing that could ask for the exception that is being handled.
fn is_silent(stmt: &hir::Stmt) -> bool {
    match &stmt.kind {
        hir::StmtKind::Return(value) => value.as_ref().is_none_or(is_constant),
        hir::StmtKind::Continue | hir::StmtKind::Break => true,
        _ => false,
    }
}

fn is_constant(e: &hir::Expr) -> bool {
    use hir::ExprKind as K;
    match &e.kind {
        K::None | K::Bool(_) | K::Int(_) | K::Float(_) | K::Str(_) | K::Bytes(_) | K::ConstTuple(_) => true,
        K::Coerce(_, inner) => is_constant(inner),
        _ => false,
    }
}

/// Whether evaluating the type of a handler runs nothing.
fn is_plain_type(e: &hir::Expr) -> bool {
    match &e.kind {
        hir::ExprKind::Builtin(_) | hir::ExprKind::BuiltinType(_) | hir::ExprKind::ClassObject(_) => true,
        hir::ExprKind::Tuple(items) => {
            // A tuple in a tuple is an error, which the runtime finds.
            let is_plain = |e: &hir::Expr| !matches!(e.kind, hir::ExprKind::Tuple(_)) && is_plain_type(e);
            items.iter().all(|i| matches!(i, hir::Item::One(e) if is_plain(e)))
        }
        _ => false,
    }
}
