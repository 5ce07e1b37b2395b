//! Statements: which file knows what.

use std::collections::BTreeSet;

use cyrus_hir as hir;
use cyrus_hir::visit::Node;
use cyrus_ir::{Arg, Expr, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::exits::{Exit, Jump};
use crate::func::{FuncCx, NONE, Var};

impl<'h> FuncCx<'_, 'h> {
    /// Lowers statements in order.
    pub fn stmts(&mut self, stmts: &'h [hir::Stmt]) {
        for stmt in stmts {
            if self.dead {
                return;
            }
            self.stmt(stmt);
            self.release_kept();
        }
    }

    fn stmt(&mut self, stmt: &'h hir::Stmt) {
        self.at = stmt.at;
        match &stmt.kind {
            hir::StmtKind::Expr(e) if self.nogil && is_python_call(e) => {
                self.with_gil(|s| s.effect(e));
            }
            hir::StmtKind::Expr(e) => self.effect(e),
            hir::StmtKind::Assign(place, value) => self.assignment(place, value),
            hir::StmtKind::AugAssign(place, value) => self.augmented(place, value),
            hir::StmtKind::Delete(place) => self.delete(place),
            hir::StmtKind::Unpack { value, into, star } => self.unpack(value, into, *star),
            hir::StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            hir::StmtKind::If { test, body, orelse } if orelse.is_empty() => {
                self.test_then(test, |s| s.stmts(body));
            }
            hir::StmtKind::If { test, body, orelse } => {
                self.test(test, |s| s.stmts(body), |s| s.stmts(orelse));
            }
            hir::StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            hir::StmtKind::For(l) => self.for_loop(l),
            hir::StmtKind::Range(l) => self.range_loop(l),
            hir::StmtKind::Break => self.leave(Jump::Break),
            hir::StmtKind::Continue => self.leave(Jump::Continue),
            hir::StmtKind::Raise { exc, cause } if self.nogil => {
                self.with_gil(|s| s.raise(exc.as_ref(), cause.as_ref()));
            }
            hir::StmtKind::Raise { exc, cause } => self.raise(exc.as_ref(), cause.as_ref()),
            hir::StmtKind::Assert { test, message } => self.assertion(test, message.as_ref()),
            hir::StmtKind::Try(t) => self.try_stmt(t),
            hir::StmtKind::With(w) => self.with_stmt(w),
            hir::StmtKind::Import { module, last, place } => self.import(module, *last, place),
            hir::StmtKind::ImportFrom { level, module, names } => self.import_from(*level, module, names),
            hir::StmtKind::ImportStar { level, module } => self.import_star(*level, module),
            hir::StmtKind::DefineClass(at) => self.define_class(*at),
            hir::StmtKind::Region { label, body } => self.block(|s, leave| {
                s.exits.push(Exit::Region { number: *label, label: leave });
                s.stmts(body);
                s.exits.pop();
            }),
            hir::StmtKind::Leave(label) => self.leave(Jump::Leave(*label)),
            hir::StmtKind::Nogil(body) => self.nogil_block(body),
            hir::StmtKind::WithGil(body) => self.with_gil(|s| s.stmts(body)),
            hir::StmtKind::Parallel { num_threads, only_if, body } => {
                self.parallel(num_threads.as_ref(), only_if.as_ref(), body);
            }
            hir::StmtKind::ListAppend(list, value) => self.list_append(*list, value),
            hir::StmtKind::SetAdd(set, value) => self.set_add(*set, value),
            hir::StmtKind::DictSet(dict, key, value) => self.dict_set(*dict, key, value),
        }
    }

    /// A region that takes the GIL, unless it is held.
    pub fn with_gil(&mut self, fill: impl FnOnce(&mut Self)) {
        if !self.nogil {
            return fill(self);
        }
        self.nogil = false;
        let (region, ended, ()) = self.nested_dead(fill);
        self.nogil = true;
        self.emit(StmtKind::WithGil(region));
        self.dead |= ended;
    }

    /// `with nogil:`. What other functions share is taken out of its cell while there are references.
    fn nogil_block(&mut self, body: &'h [hir::Stmt]) {
        let mut taken = Vec::new();
        for id in self.shared_objects(body) {
            let (cell, _) = self.cell(id);
            let slot = self.slot(&self.hir.locals[id].ty);
            self.set(slot, Value::Op { op: op::CY_CELL_PEEK, args: vec![Arg::Expr(cell)], own: 0 });
            taken.push((id, slot, std::mem::replace(&mut self.vars[id], Var::Local(slot))));
        }
        self.without_gil(|s| s.stmts(body));
        for (id, slot, var) in taken {
            self.vars[id] = var;
            if !self.dead {
                self.assign(slot, Expr::Null(self.hir.locals[id].ty.clone()));
            }
        }
    }

    /// The objects in cells that statements read, and do not assign.
    fn shared_objects(&self, body: &[hir::Stmt]) -> BTreeSet<hir::LocalId> {
        let (mut read, mut assigned) = (BTreeSet::new(), BTreeSet::new());
        for s in body {
            Node::Stmt(s).walk(&mut |node| match node {
                Node::Expr(hir::Expr { kind: hir::ExprKind::Local(id), .. }) => {
                    read.insert(*id);
                }
                Node::Place(hir::Place { kind: hir::PlaceKind::Local(id), .. }) => {
                    assigned.insert(*id);
                }
                _ => {}
            });
        }
        let shared = |id: &hir::LocalId| {
            matches!(self.vars[*id], Var::Cell(_) | Var::Free(_)) && self.hir.locals[*id].ty.is_object()
        };
        read.into_iter().filter(|id| shared(id) && !assigned.contains(id)).collect()
    }

    /// A region without the GIL.
    pub fn without_gil(&mut self, fill: impl FnOnce(&mut Self)) {
        // a function that needs no GIL may be called with it
        if self.nogil && !self.func.nogil {
            return fill(self);
        }
        let before = std::mem::replace(&mut self.nogil, true);
        let (region, ended, ()) = self.nested_dead(fill);
        self.nogil = before;
        self.emit(StmtKind::Nogil(region));
        self.dead |= ended;
    }

    fn return_stmt(&mut self, value: Option<&'h hir::Expr>) {
        let value = match value {
            Some(value) if self.func.ret == Type::Void => {
                self.effect(value);
                None
            }
            Some(value) => Some(self.expr(value)),
            None => self.func.ret.is_object().then_some(NONE),
        };
        self.leave_with(value);
    }
}

/// Whether a statement is a call of a Python object: `print` takes the GIL for itself.
fn is_python_call(e: &hir::Expr) -> bool {
    matches!(e.kind, hir::ExprKind::Call { .. } | hir::ExprKind::MethodCall { .. })
}
