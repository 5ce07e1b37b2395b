//! Branches and loops.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, BinOp, CheckKind, CountedFor, Expr, Hints, LocalType, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::exits::Exit;
use crate::func::{FuncCx, Var, binary, int, is_null, not};

impl<'h> FuncCx<'_, 'h> {
    /// `if test: then else: orelse`
    pub fn test(
        &mut self,
        test: &'h hir::Expr,
        then: impl FnOnce(&mut Self),
        orelse: impl FnOnce(&mut Self),
    ) {
        match &test.kind {
            hir::ExprKind::Bool(true) => then(self),
            hir::ExprKind::Bool(false) => orelse(self),
            hir::ExprKind::Not(inner) => self.test(inner, orelse, then),
            _ => {
                let test = self.expr(test);
                self.branch(test, then, orelse);
            }
        }
    }

    /// `if test: then`: an `and` whose parts need statements becomes nested branches.
    pub fn test_then(&mut self, test: &'h hir::Expr, then: impl FnOnce(&mut Self)) {
        let hir::ExprKind::And(tests) = &test.kind else {
            return self.test(test, then, |_| {});
        };
        if tests.len() > crate::expr::NESTED {
            return self.test(test, then, |_| {});
        }
        let mut parts: Vec<_> = tests.iter().map(|t| self.nested(|s| s.expr(t))).collect();
        let Some((mut before, mut test)) = parts.pop() else { return then(self) };
        let mut body = self.region(then);
        while let Some((region, value)) = parts.pop() {
            if before.is_empty() {
                test = binary(BinOp::LogAnd, value, test);
            } else {
                let branch = StmtKind::If { test, then: body, orelse: ir::Region::new() };
                before.0.push(ir::Stmt::new(branch, self.at));
                body = before;
                test = value;
            }
            before = region;
        }
        if !self.dead {
            self.out.extend(before.0);
        }
        self.emit(StmtKind::If { test, then: body, orelse: ir::Region::new() });
    }

    /// `while`
    pub fn while_loop(&mut self, test: &'h hir::Expr, body: &'h [hir::Stmt], orelse: &'h [hir::Stmt]) {
        self.looped(orelse, |s, outer| {
            let waits = s.waits_for_others(test, body);
            if matches!(test.kind, hir::ExprKind::Bool(true)) {
                return s.endless(|s, label| {
                    s.let_others_run(waits);
                    s.body(label, outer, body);
                });
            }
            let (region, value) = s.nested(|s| {
                s.let_others_run(waits);
                s.expr(test)
            });
            let label = s.func.new_label();
            if region.is_empty() {
                let body = s.region(|s| s.body(label, outer, body));
                s.emit(StmtKind::While { label, test: value, body });
            } else {
                let body = s.region(|s| {
                    s.out.extend(region.0);
                    s.when(not(value), |s| s.jump(StmtKind::Break(label)));
                    s.body(label, outer, body);
                });
                s.emit(StmtKind::Loop { label, body });
            }
        });
    }

    /// Whether a loop of plain Python may be one that waits for what other threads or handlers of signals do: whether it
    /// ends depends on more than the function's own variables. Cython's loops keep the GIL.
    fn waits_for_others(&self, test: &'h hir::Expr, body: &'h [hir::Stmt]) -> bool {
        if !self.cx.hir.settings.plain_python {
            return false;
        }
        let outside = |e: &hir::Expr| {
            let mut found = false;
            hir::visit::Node::Expr(e).walk(&mut |node| {
                let hir::visit::Node::Expr(e) = node else { return };
                found |= match &e.kind {
                    hir::ExprKind::Local(id) => {
                        let held = &self.hir.locals[*id].storage;
                        e.ty.is_object() && matches!(held, hir::Storage::Cell | hir::Storage::Free(_))
                    }
                    hir::ExprKind::Global(_) | hir::ExprKind::Attr { .. } | hir::ExprKind::Call { .. } => {
                        true
                    }
                    _ => false,
                };
            });
            found
        };
        let leaves = |s: &hir::Stmt| matches!(&s.kind, hir::StmtKind::If { test, .. } if outside(test));
        match test.kind {
            hir::ExprKind::Bool(true) => body.iter().any(leaves),
            _ => outside(test),
        }
    }

    /// At the start of a turn of a loop that waits.
    fn let_others_run(&mut self, waits: bool) {
        if waits {
            self.run(op::CY_BREATHE, Vec::new());
        }
    }

    /// A loop with its `else`: `make` gets the label that `break` leaves, if it is not the loop's own.
    fn looped(&mut self, orelse: &'h [hir::Stmt], make: impl FnOnce(&mut Self, Option<ir::Label>)) {
        if orelse.is_empty() {
            make(self, None);
        } else {
            self.block(|s, leave| {
                make(s, Some(leave));
                s.stmts(orelse);
            });
        }
    }

    /// A counted loop with its `else`. Threads that share a loop cannot jump over the `else`: what `break` sets instead is
    /// the second thing that `make` gets.
    fn looped_or_shared(
        &mut self,
        l: &'h hir::Range,
        make: impl FnOnce(&mut Self, Option<ir::Label>, Option<ir::LocalId>),
    ) {
        if l.parallel.is_none() || l.orelse.is_empty() {
            return self.looped(&l.orelse, |s, outer| make(s, outer, None));
        }
        let broken = self.slot(&Type::INT);
        self.assign(broken, int(0));
        make(self, None, Some(broken));
        let whole = binary(BinOp::Eq, Expr::Local(broken), int(0));
        self.branch(whole, |s| s.stmts(&l.orelse), |_| {});
    }

    /// The body of a loop.
    fn body(&mut self, label: ir::Label, outer: Option<ir::Label>, body: &'h [hir::Stmt]) {
        self.body_that_sets(None, label, outer, body);
    }

    fn body_that_sets(
        &mut self,
        broken: Option<ir::LocalId>,
        label: ir::Label,
        outer: Option<ir::Label>,
        body: &'h [hir::Stmt],
    ) {
        self.exits.push(Exit::Loop { leave: outer.unwrap_or(label), next: label, broken });
        self.stmts(body);
        self.exits.pop();
    }

    /// `for` over an iterable.
    pub fn for_loop(&mut self, l: &'h hir::For) {
        if l.is_async {
            return self.async_for(l);
        }
        let position = self.slot(&Type::SSIZE);
        let iter = self.expr(&l.iter);
        let it = self.object_op(op::CY_ITER, vec![Arg::Expr(iter), Arg::Address(position)]);
        self.looped(&l.orelse, |s, outer| {
            s.endless(|s, label| {
                let next =
                    Value::Op { op: op::CY_NEXT, args: vec![Arg::Expr(it), Arg::Address(position)], own: 0 };
                let ty = s.hir.locals[l.item].ty.clone();
                let item = if ty.is_object() {
                    s.write_local(l.item, next);
                    s.read_local(l.item)
                } else {
                    s.save(&Type::Object, next)
                };
                s.when(is_null(item.clone()), |s| {
                    s.run(op::CY_ITER_END, vec![Arg::Expr(Expr::Local(position))]);
                    s.jump(StmtKind::Break(label));
                });
                if !ty.is_object() {
                    let value = s.convert_by_type(item, &Type::Object, &ty);
                    s.write_local(l.item, Value::Expr(value));
                }
                s.body(label, outer, &l.body);
            });
        });
    }

    /// A loop over C integers.
    pub fn range_loop(&mut self, l: &'h hir::Range) {
        let captured = l.parallel.as_ref().map_or_else(Vec::new, |p| self.out_of_cells(p));
        self.plain_range(l);
        for (id, cell, own) in captured {
            self.vars[id] = cell;
            self.with_cells(id, |s| s.write_local(id, Value::Expr(Expr::Local(own))));
        }
    }

    /// Threads share no cells: variables of inner functions are plain ones as long as a shared loop runs.
    fn out_of_cells(&mut self, p: &hir::Prange) -> Vec<(hir::LocalId, Var, ir::LocalId)> {
        let mut out = Vec::new();
        for id in p.reductions.iter().map(|(_, id)| *id).chain(p.lastprivate.iter().copied()) {
            let cell = self.vars[id];
            if !matches!(cell, Var::Cell(_) | Var::Free(_)) {
                continue;
            }
            let (name, ty) = (self.hir.locals[id].name.clone(), self.hir.locals[id].ty.clone());
            let own = LocalType::Type(crate::func::value_type(&ty));
            let own = self.func.add_local(ir::Local { name, ty: own, role: ir::Role::User });
            self.with_cells(id, |s| {
                let value = match s.peek_local(id) {
                    Some(value) => value,
                    None => s.read_local(id),
                };
                s.assign(own, value);
            });
            self.vars[id] = Var::Local(own);
            out.push((id, cell, own));
        }
        out
    }

    /// Statements about the cell of a variable, which need the GIL if it holds an object.
    fn with_cells(&mut self, id: hir::LocalId, fill: impl FnOnce(&mut Self)) {
        if !(self.nogil && self.hir.locals[id].ty.is_object()) {
            return fill(self);
        }
        self.with_gil(fill);
    }

    fn plain_range(&mut self, l: &'h hir::Range) {
        let ty = self.hir.locals[l.index].ty.clone();
        let [from, stop, step] = self.operands([&l.start, &l.stop, &l.step]);
        let to = self.stable(&l.stop.ty, stop);
        let step = self.stable(&l.step.ty, step);
        let Some(relation) = l.relation else {
            return self.range_either_way(l, &ty, from, to, step);
        };
        if let Some(parallel) = &l.parallel {
            return self.prange(l, parallel, from, to, step, relation_op(relation));
        }
        self.looped(&l.orelse, |s, outer| {
            s.counted(l, from, to, step, relation_op(relation), outer);
        });
    }

    fn counted(
        &mut self,
        l: &'h hir::Range,
        from: Expr,
        to: Expr,
        step: Expr,
        relation: BinOp,
        outer: Option<ir::Label>,
    ) {
        let label = self.func.new_label();
        let index = self.declare(l.index);
        let body = self.region(|s| s.body(label, outer, &l.body));
        self.emit(StmtKind::For(Box::new(CountedFor {
            label,
            index,
            from,
            to,
            step,
            relation,
            body,
            hints: Hints::default(),
            parallel: None,
        })));
    }

    /// The sign of the step is only known at run time: the number of turns is computed first.
    fn range_either_way(&mut self, l: &'h hir::Range, ty: &Type, from: Expr, to: Expr, step: Expr) {
        let zero = || Expr::Int(0, ty.clone());
        self.check_step(&step, ty);
        let from = self.stable(ty, from);
        let one = || Expr::Int(1, ty.clone());
        let steps = |low: Expr, high: Expr, by: Expr| {
            let distance = binary(BinOp::Sub, binary(BinOp::Sub, high, low), one());
            binary(BinOp::Add, binary(BinOp::Div, distance, by), one())
        };
        let up = Expr::Select(
            Box::new(binary(BinOp::Lt, from.clone(), to.clone())),
            Box::new(steps(from.clone(), to.clone(), step.clone())),
            Box::new(zero()),
        );
        let down = Expr::Select(
            Box::new(binary(BinOp::Gt, from.clone(), to.clone())),
            Box::new(steps(to, from.clone(), binary(BinOp::Sub, zero(), step.clone()))),
            Box::new(zero()),
        );
        let count =
            Expr::Select(Box::new(binary(BinOp::Gt, step.clone(), zero())), Box::new(up), Box::new(down));
        let count = self.save(ty, Value::Expr(count));
        let turn = self.temp(ty);
        let value = binary(BinOp::Add, from, binary(BinOp::Mul, Expr::Local(turn), step));
        self.looped_or_shared(l, |s, outer, broken| {
            let label = s.func.new_label();
            let index = s.declare(l.index);
            let body = s.region(|s| {
                s.assign(index, value);
                s.body_that_sets(broken, label, outer, &l.body);
            });
            let (loop_, private) = (
                CountedFor {
                    label,
                    index: turn,
                    from: zero(),
                    to: count,
                    step: one(),
                    relation: BinOp::Lt,
                    body,
                    hints: Hints::default(),
                    parallel: None,
                },
                l.parallel.as_ref(),
            );
            match private {
                None => s.emit(StmtKind::For(Box::new(loop_))),
                Some(p) => s.share(loop_, p, broken),
            }
        });
    }

    fn check_step(&mut self, step: &Expr, ty: &Type) {
        if matches!(step, Expr::Int(n, _) if *n != 0) {
            return;
        }
        let ok = binary(BinOp::Ne, step.clone(), Expr::Int(0, ty.clone()));
        self.check_text(ok, "ValueError", "range() arg 3 must not be zero", CheckKind::Other);
    }

    fn prange(
        &mut self,
        l: &'h hir::Range,
        p: &'h hir::Prange,
        from: Expr,
        to: Expr,
        step: Expr,
        relation: BinOp,
    ) {
        self.looped_or_shared(l, |s, outer, broken| {
            let from = s.stable(&l.start.ty, from);
            let label = s.func.new_label();
            let index = s.declare(l.index);
            let body = s.region(|s| s.body_that_sets(broken, label, outer, &l.body));
            let hints = Hints::default();
            let counted = CountedFor { label, index, from, to, step, relation, body, hints, parallel: None };
            s.share(counted, p, broken);
        });
    }

    /// Shares the turns of a loop among threads; some thread may set `broken`.
    fn share(&mut self, mut l: CountedFor, p: &'h hir::Prange, broken: Option<ir::LocalId>) {
        let chunk = p.chunksize.as_ref().map(|e| {
            let value = self.expr(e);
            self.stable(&e.ty, value)
        });
        let threads = p.num_threads.as_ref().map(|e| {
            let value = self.expr(e);
            self.stable(&e.ty, value)
        });
        let only_if = p.only_if.as_ref().map(|e| self.expr(e));
        let mut shared: Vec<ir::LocalId> = Vec::new();
        let mut local = |s: &mut Self, id: hir::LocalId| {
            let l = match s.vars[id] {
                Var::Local(l) => l,
                _ => s.declare(id),
            };
            shared.push(l);
            l
        };
        let mut reductions: Vec<_> = p.reductions.iter().map(|(o, v)| (o.clone(), local(self, *v))).collect();
        let lastprivate = p.lastprivate.iter().map(|v| local(self, *v)).collect();
        if let Some(broken) = broken {
            reductions.push(("|".into(), broken));
            shared.push(broken);
        }
        let schedule = p.schedule.clone();
        let sharing = ir::Worksharing { schedule, chunk, reductions, lastprivate };
        l.parallel = Some(Box::new(sharing));
        shared.push(l.index);
        let at = self.at;
        let stmt = ir::Stmt::new(StmtKind::For(Box::new(l)), at);
        if p.inside {
            self.emit(stmt.kind);
            return;
        }
        let body = ir::Region(vec![stmt]);
        let private = written(&body, &shared);
        self.emit(StmtKind::Parallel(Box::new(ir::Parallel {
            num_threads: threads,
            only_if,
            private,
            body,
        })));
    }

    /// `with parallel():`
    pub fn parallel(
        &mut self,
        num_threads: Option<&'h hir::Expr>,
        only_if: Option<&'h hir::Expr>,
        body: &'h [hir::Stmt],
    ) {
        let num_threads = num_threads.map(|e| {
            let value = self.expr(e);
            self.stable(&e.ty, value)
        });
        let only_if = only_if.map(|e| self.expr(e));
        let (body, ended, ()) = self.nested_dead(|s| s.stmts(body));
        // Reductions and last values of loops inside are shared by the threads of this region.
        let mut shared = Vec::new();
        body.walk(&mut |s| {
            if let StmtKind::For(l) = &s.kind
                && let Some(w) = &l.parallel
            {
                shared.extend(w.reductions.iter().map(|(_, v)| *v));
                shared.extend(w.lastprivate.iter().copied());
            }
        });
        let private = written(&body, &shared);
        self.emit(StmtKind::Parallel(Box::new(ir::Parallel { num_threads, only_if, private, body })));
        self.dead |= ended;
    }

    /// The operation that raises an exception with a fixed text.
    pub fn raise_text_op(&self) -> cyrus_ops::OpId {
        if self.nogil { op::CY_RAISE_TEXT_NOGIL } else { op::CY_RAISE_TEXT }
    }

    /// `a, b = value`
    pub fn unpack(&mut self, value: &'h hir::Expr, into: &[hir::LocalId], star: Option<usize>) {
        let value = self.expr(value);
        let outs = into.iter().map(|id| self.declare(*id)).collect();
        match star {
            None => self.run(
                op::CY_UNPACK,
                vec![Arg::Expr(value), Arg::Expr(crate::func::size(into.len())), Arg::Outs(outs)],
            ),
            Some(star) => self.run(
                op::CY_UNPACK_STAR,
                vec![
                    Arg::Expr(value),
                    Arg::Expr(crate::func::size(star)),
                    Arg::Expr(crate::func::size(into.len() - star - 1)),
                    Arg::Outs(outs),
                ],
            ),
        }
    }

    /// `async for`
    fn async_for(&mut self, l: &'h hir::For) {
        let iter = self.expr(&l.iter);
        let it = self.object_op(op::CY_AITER, vec![Arg::Expr(iter)]);
        let ty = self.hir.locals[l.item].ty.clone();
        self.looped(&l.orelse, |s, outer| {
            s.endless(|s, label| {
                let item = s.declare(l.item);
                s.tries += 1;
                let body = s.region(|s| {
                    let next = s.object_op(op::CY_ANEXT, vec![Arg::Expr(it)]);
                    let value = s.await_next(next);
                    let value = if ty.is_object() { value } else { s.stable(&Type::Object, value) };
                    s.assign(item, value);
                });
                s.tries -= 1;
                let handler = s.region(|s| {
                    let stop = Self::exception("StopAsyncIteration");
                    let ends = s.op(&Type::INT, op::CY_MATCHES, vec![Arg::Expr(stop)]);
                    s.branch(
                        ends,
                        |s| {
                            s.run(op::CY_SWALLOW, Vec::new());
                            s.jump(StmtKind::Break(label));
                        },
                        |s| s.jump(StmtKind::Fail { traceback: false }),
                    );
                });
                s.emit(StmtKind::Try { body, handler });
                s.body(label, outer, &l.body);
            });
        });
    }
}

/// Locals that code writes, without those in `except`.
fn written(body: &ir::Region, except: &[ir::LocalId]) -> Vec<ir::LocalId> {
    let mut found = cyrus_index::BitSet::new();
    body.walk(&mut |s| {
        s.touches(&mut |l, touch| {
            if touch != ir::visit::Touch::Read && !except.contains(&l) {
                found.insert(l);
            }
        });
    });
    found.iter().collect()
}

/// The C operator of a comparison.
pub fn relation_op(op: hir::CompareOp) -> BinOp {
    match op {
        hir::CompareOp::Eq => BinOp::Eq,
        hir::CompareOp::Ne => BinOp::Ne,
        hir::CompareOp::Lt => BinOp::Lt,
        hir::CompareOp::Le => BinOp::Le,
        hir::CompareOp::Gt => BinOp::Gt,
        hir::CompareOp::Ge => BinOp::Ge,
    }
}

/// The number that CPython gives a comparison (`Py_LT` ...).
pub fn compare_number(op: hir::CompareOp) -> Expr {
    int(match op {
        hir::CompareOp::Lt => 0,
        hir::CompareOp::Le => 1,
        hir::CompareOp::Eq => 2,
        hir::CompareOp::Ne => 3,
        hir::CompareOp::Gt => 4,
        hir::CompareOp::Ge => 5,
    })
}
