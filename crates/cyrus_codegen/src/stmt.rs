//! Statements of the IR as statements of C.

use cyrus_c::{Binary, CType, Expr as C, Stmt as S, Unary, leaves};
use cyrus_ir::query::late_place;
use cyrus_ir::{
    BinOp, CheckKind, CountedFor, Expr, Function, Label, LocalId, LocalType, Place, Region, Role, Stmt,
    StmtKind, Value,
};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::calls::Failing;
use crate::exits::Exits;
use crate::expr::binary;
use crate::func::{FuncGen, Tail, Target};
use crate::types::{ctype, late_type, object};

/// What a managed place holds before it is stored into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Old {
    /// Something, or NULL.
    Any,
    /// NULL.
    Nothing,
    /// Something that goes; the new value is NULL.
    Cleared,
}

/// `place = raw < 0 ? raw + len : raw`, and then the check that it is below `len`.
#[derive(Clone, Copy)]
struct FromEnd<'a> {
    place: LocalId,
    raw: &'a Expr,
    len: &'a Expr,
}

fn from_end<'a>(func: &Function, set: &'a Stmt, check: &'a Stmt) -> Option<FromEnd<'a>> {
    let StmtKind::Set(Place::Local(place), Value::Expr(Expr::Select(test, moved, raw))) = &set.kind else {
        return None;
    };
    let StmtKind::Check { kind: CheckKind::Index { index, len }, ok, args, .. } = &check.kind else {
        return None;
    };
    let zero = |e: &Expr| matches!(e, Expr::Int(0, _));
    let negative = matches!(&**test, Expr::Binary(BinOp::Lt, x, z) if x == raw && zero(z));
    let from_end = matches!(&**moved, Expr::Binary(BinOp::Add, x, n) if x == raw && n == len);
    let size = |e: &Expr, x: &Expr| matches!(e, Expr::Cast(t, y) if *t == Type::SIZE && **y == *x);
    let below = matches!(ok, Expr::Binary(BinOp::Lt, a, b) if size(a, index) && size(b, len));
    // it is seen by nobody where the check does not hold
    let own = func.locals[*place].role == Role::Temp && !args.iter().any(|a| a.mentions(*place));
    let fits = own && func.type_of(*place) == Some(&Type::SSIZE) && !len.mentions(*place);
    let this = matches!(**index, Expr::Local(l) if l == *place);
    (negative && from_end && below && fits && this).then_some(FromEnd { place: *place, raw, len })
}

impl FuncGen<'_, '_> {
    /// The statements of a region. `tail` are the jumps that are the same as coming out at its end.
    pub(crate) fn region(&mut self, region: &Region, tail: &[Tail]) -> Vec<S> {
        let stmts = &region.0;
        // a line and where it comes from, for each
        let outer = std::mem::replace(&mut self.out, Vec::with_capacity(2 * stmts.len()));
        let mut i = 0;
        while i < stmts.len() {
            let stmt = &stmts[i];
            // a reference that is made for the next statement is made in it
            if let (StmtKind::IncRef(a), Some(next)) = (&stmt.kind, stmts.get(i + 1))
                && takes(&next.kind, a)
                && self.is_object_expr(a)
            {
                let last = i + 2 == stmts.len();
                self.mark(next.at);
                let value = C::call("cy_ref", vec![self.expr(a)]);
                match &next.kind {
                    StmtKind::Set(place, _) => {
                        let old = self.old(next);
                        self.store(place, value, old);
                    }
                    StmtKind::Yield(_) => self.wait(value, next),
                    _ => self.leave(Some(value), if last { tail } else { &[] }),
                }
                i += 2;
                continue;
            }
            if let Some(next) = stmts.get(i + 1)
                && let Some(from_end) = from_end(self.func, stmt, next)
            {
                self.wrapped(from_end, stmt, next);
                i += 2;
                continue;
            }
            let last = i + 1 == stmts.len();
            self.stmt(stmt, if last { tail } else { &[] });
            i += 1;
        }
        std::mem::replace(&mut self.out, outer)
    }

    fn is_object_expr(&self, e: &Expr) -> bool {
        if let Expr::Local(l) = e {
            return match &self.func.locals[*l].ty {
                LocalType::Type(t) => self.cx.module.world.resolve(t).is_object(),
                _ => false,
            };
        }
        cyrus_ir::query::type_of(self.cx.module, self.func, e)
            .is_some_and(|t| self.cx.module.world.resolve(&t).is_object())
    }

    fn stmt(&mut self, stmt: &Stmt, tail: &[Tail]) {
        // what only groups statements is no work of its own line
        if !matches!(
            stmt.kind,
            StmtKind::Block { .. }
                | StmtKind::Loop { .. }
                | StmtKind::Try { .. }
                | StmtKind::Nogil(_)
                | StmtKind::WithGil(_)
                | StmtKind::Drop(_)
                | StmtKind::IncRef(_)
                | StmtKind::Break(_)
                | StmtKind::Continue(_)
        ) {
            self.mark(stmt.at);
        }
        match &stmt.kind {
            StmtKind::Set(place, value) => self.set(place, value, stmt),
            StmtKind::Eval(value) => self.eval(value, stmt),
            StmtKind::Check { ok, fail, args, kind } => {
                let total =
                    matches!(kind, CheckKind::Index { .. } | CheckKind::NonZero | CheckKind::Bound(_));
                let bad = self.expr(ok).negate(total);
                self.check(bad, *fail, args, stmt);
            }
            StmtKind::If { test, then, orelse } => {
                let test = self.expr(test);
                let then = self.region(then, tail);
                let orelse = self.region(orelse, tail);
                self.push_if(test, then, orelse);
            }
            StmtKind::Switch { on, cases, default } => {
                let on = self.expr(on);
                self.targets.push(Target::of_block(None));
                let cases = cases
                    .iter()
                    .map(|(values, body)| {
                        (values.iter().map(|v| cyrus_c::integer(*v, "")).collect(), self.region(body, tail))
                    })
                    .collect();
                let default = self.region(default, tail);
                self.targets.pop();
                self.out.push(S::Switch(on, cases, default));
            }
            StmtKind::Block { label, body } => {
                self.targets.push(Target::of_block(Some(*label)));
                let mut inside = vec![Tail::Break(*label)];
                inside.extend_from_slice(tail);
                let body = self.region(body, &inside);
                self.out.extend(body);
                self.close(*label);
            }
            StmtKind::Loop { label, body } => {
                let body = self.loop_body(*label, body);
                self.out.push(S::For(Box::new([None, None, None]), body));
                self.close(*label);
            }
            StmtKind::While { label, test, body } => {
                let test = truth(self.expr(test));
                let body = self.loop_body(*label, body);
                self.out.push(S::While(test, body));
                self.close(*label);
            }
            StmtKind::For(l) => self.counted(l, stmt),
            StmtKind::Break(label) => self.jump(Tail::Break(*label), tail),
            StmtKind::Continue(label) => self.jump(Tail::Continue(*label), tail),
            StmtKind::Return(value) => {
                let value = value.as_ref().map(|e| self.value(e));
                self.leave(value, tail);
            }
            StmtKind::Fail { traceback } => {
                let leave = self.fail(stmt.at, &stmt.cleanup, *traceback);
                self.out.push(S::Leave(leave));
            }
            StmtKind::Try { body, handler } => self.try_(body, handler, &stmt.cleanup, tail),
            StmtKind::Nogil(body) => {
                let before = std::mem::replace(&mut self.nogil, true);
                let body = self.region(body, tail);
                self.nogil = before;
                self.out.extend(body);
            }
            StmtKind::WithGil(body) => {
                let before = std::mem::replace(&mut self.nogil, false);
                let body = self.region(body, tail);
                self.nogil = before;
                self.out.extend(body);
            }
            StmtKind::Parallel(p) => self.parallel(p, stmt),
            StmtKind::Yield(value) => {
                let value = self.expr(value);
                self.wait(value, stmt);
            }
            StmtKind::IncRef(e) => {
                let lines = self.incref(e);
                self.out.extend(lines);
            }
            StmtKind::Drop(l) => {
                let place = self.local(*l);
                let ty = self.func.locals[*l].ty.clone();
                let may_be_null = self.maybe_null.contains(*l);
                let lines = self.drop_place(&ty, place, may_be_null);
                self.out.extend(lines);
            }
            StmtKind::Comment(text) => self.out.push(S::Comment(text.to_string())),
        }
    }

    /// Leaves with an error if something is true.
    fn check(&mut self, bad: C, fail: op::OpId, args: &[Expr], stmt: &Stmt) {
        let args = args.iter().map(|a| self.expr(a)).collect();
        let call = C::call(fail.op().name, args);
        let leave = self.fail(stmt.at, &stmt.cleanup, true);
        let call = if self.nogil && !fail.op().nogil {
            format!("PyGILState_STATE gil_ = PyGILState_Ensure(); {call}; PyGILState_Release(gil_)")
        } else {
            call.to_string()
        };
        self.out.push(S::If(bad, vec![S::Leave(format!("{{ {call}; {leave} }}").into())], vec![]));
    }

    /// An index that may count from the end, with its check. What is in range, as nearly all are, needs one comparison.
    fn wrapped(&mut self, index: FromEnd<'_>, set: &Stmt, check: &Stmt) {
        let StmtKind::Check { fail, args, .. } = &check.kind else { return };
        self.mark(set.at);
        let (place, raw, len) = (self.local(index.place), self.expr(index.raw), self.expr(index.len));
        let outside = |e: C, len: C| e.cast("size_t").binary(Binary::Ge, len.cast("size_t"));
        self.out.push(S::Expr(place.clone().assign(raw)));
        let moved = place.clone().assign(place.clone().binary(Binary::Add, len.clone()));
        let bad = outside(place, len.clone()).binary(Binary::LogAnd, outside(moved, len));
        self.check(bad, *fail, args, check);
    }

    pub(crate) fn push_if(&mut self, test: C, then: Vec<S>, orelse: Vec<S>) {
        let test = truth(test);
        let empty = |body: &[S]| body.iter().all(|s| matches!(s, S::At(_) | S::Comment(_)));
        match (empty(&then), empty(&orelse)) {
            (true, true) => {}
            (true, false) => self.out.push(S::If(test.negate(false), orelse, vec![])),
            (false, true) => self.out.push(S::If(test, then, vec![])),
            // what leaves needs no `else`
            (false, false) if leaves(&then) => {
                self.out.push(S::If(test, then, vec![]));
                self.out.extend(orelse);
            }
            (false, false) => self.out.push(S::If(test, then, orelse)),
        }
    }

    pub(crate) fn loop_body(&mut self, label: Label, body: &Region) -> Vec<S> {
        self.targets.push(Target::of_loop(label));
        self.loops += 1;
        let mut body = self.region(body, &[Tail::Continue(label)]);
        self.loops -= 1;
        if self.targets.last().is_some_and(|t| t.continue_used) {
            body.push(S::Label(format!("C{}", label.as_u32()).into()));
        }
        body
    }

    /// Ends a loop or block.
    fn close(&mut self, label: Label) {
        if let Some(target) = self.targets.pop()
            && target.break_used
        {
            self.out.push(S::Label(format!("B{}", label.as_u32()).into()));
        }
    }

    fn jump(&mut self, to: Tail, tail: &[Tail]) {
        if tail.contains(&to) {
            return;
        }
        let (label, is_break) = match to {
            Tail::Break(l) => (l, true),
            Tail::Continue(l) => (l, false),
            Tail::Return => return self.leave(None, tail),
        };
        let Some(at) = self.targets.iter().rposition(|t| t.label == Some(label)) else { return };
        // `break` also stops at a switch, `continue` does not
        let hidden = self.targets[at + 1..].iter().any(|t| t.is_loop || (is_break && t.label.is_none()));
        let (to, is_break) = if is_break && self.targets[at].is_parallel {
            self.break_parallel(label);
            (Tail::Continue(label), false)
        } else {
            (to, is_break)
        };
        debug_assert!(to != Tail::Return);
        let target = &mut self.targets[at];
        if target.is_loop && !hidden {
            self.out.push(if is_break { S::Break } else { S::Continue });
        } else if is_break {
            target.break_used = true;
            self.out.push(S::Goto(format!("B{}", label.as_u32()).into()));
        } else {
            target.continue_used = true;
            self.out.push(S::Goto(format!("C{}", label.as_u32()).into()));
        }
    }

    fn counted(&mut self, l: &CountedFor, stmt: &Stmt) {
        let index = self.local(l.index);
        let init = index.clone().assign(self.expr(&l.from));
        let to = self.expr(&l.to);
        let test = index.clone().binary(binary(l.relation), to);
        let step = match &l.step {
            Expr::Int(1, _) => C::Text(format!("{index}++").into()),
            Expr::Int(-1, _) => C::Text(format!("{index}--").into()),
            Expr::Int(n, ty) if *n < 0 => {
                let by = self.expr(&Expr::Int(-n, ty.clone()));
                C::Text(format!("{index} -= {by}").into())
            }
            step => {
                let by = self.expr(step);
                C::Text(format!("{index} += {by}").into())
            }
        };
        debug_assert!(matches!(l.relation, BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge | BinOp::Ne));
        if let Some(w) = &l.parallel {
            return self.worksharing(l, w, [Some(init), Some(test), Some(step)], stmt);
        }
        let body = self.loop_body(l.label, &l.body);
        self.out.push(S::For(Box::new([Some(init), Some(test), Some(step)]), body));
        self.close(l.label);
    }

    fn try_(&mut self, body: &Region, handler: &Region, outside: &[LocalId], tail: &[Tail]) {
        let n = self.tries;
        self.tries += 1;
        self.scopes.push(Exits::new(format!("T{n}_")));
        self.waiting.outside.push(outside.to_vec());
        let body = self.region(body, tail);
        self.waiting.outside.pop();
        let exits = self.scopes.pop();
        let falls = !leaves(&body);
        self.out.extend(body);
        let Some(exits) = exits.filter(Exits::is_used) else { return };
        if falls {
            self.out.push(S::Goto(format!("D{n}").into()));
        }
        self.out.extend(exits.code());
        if exits.traced {
            let trace = self.trace();
            self.out.push(trace);
        }
        let handler = self.region(handler, tail);
        self.out.extend(handler);
        if falls {
            self.out.push(S::Label(format!("D{n}").into()));
        }
    }

    /// The place as an lvalue, and the type of what it holds if that is managed.
    fn place(&mut self, place: &Place) -> (C, Option<LocalType>) {
        match place {
            Place::Local(l) => {
                let managed = self.owns(*l) || (self.func.is_slot(self.cx.module, *l));
                (self.target(*l), managed.then(|| self.func.locals[*l].ty.clone()))
            }
            Place::CVar(v) => {
                let ty = LocalType::Type(self.cx.module.world.cvars[*v].ty.clone());
                (self.memory(&Expr::CVar(*v)), self.cx.module.is_managed(&ty).then_some(ty))
            }
            Place::State(s) => (self.cx.state(*s), Some(LocalType::Type(Type::Object))),
            Place::Lvalue(e, ty) => {
                if let Some(data) = self.late_box(e, ty) {
                    let late = late_type(ctype(&self.cx.module.world, ty.unqualified()), true);
                    return (self.expr(data).cast(late.ptr().text()).unary(Unary::Deref), None);
                }
                let ty = LocalType::Type(ty.clone());
                let managed = self.cx.module.is_managed(&ty);
                (self.memory(e), managed.then_some(ty))
            }
        }
    }

    fn c_type(&self, place: &Place) -> CType {
        match place {
            Place::Local(l) => self.locals.get(*l).map_or_else(object, |s| s.ty.clone()),
            Place::CVar(v) => {
                let var = &self.cx.module.world.cvars[*v];
                late_type(ctype(&self.cx.module.world, var.ty.unqualified()), self.is_late(place))
            }
            Place::State(_) => object(),
            Place::Lvalue(_, ty) => {
                late_type(ctype(&self.cx.module.world, ty.unqualified()), self.is_late(place))
            }
        }
    }

    /// Whether the C++ object of this place begins where it is assigned.
    fn is_late(&self, place: &Place) -> bool {
        let world = &self.cx.module.world;
        match place {
            Place::CVar(v) => late_place(world, &Expr::CVar(*v)).is_some(),
            Place::Lvalue(e, ty) => late_place(world, e).is_some() || self.late_box(e, ty).is_some(),
            Place::Local(_) | Place::State(_) => false,
        }
    }

    /// Where the data of a box lies, if this is a variable of inner functions that begins where it is assigned.
    fn late_box<'e>(&self, e: &'e Expr, ty: &Type) -> Option<&'e Expr> {
        let Expr::Deref(address) = e else { return None };
        let Expr::Cast(_, data) = &**address else { return None };
        let boxed = matches!(&**data, Expr::Pure(cyrus_ops::CY_BOX_DATA, _));
        let object = matches!(self.cx.module.world.resolve(ty), Type::Cpp(..));
        (self.func.cpp_locals && boxed && object).then_some(data)
    }

    /// `place = value`, where the value is given away.
    pub(crate) fn store(&mut self, place: &Place, value: C, old: Old) {
        // a C++ reference is bound to what it stands for
        if let Place::Local(l) = place
            && self.locals.get(*l).is_some_and(|s| s.reference)
        {
            if let C::Unary(Unary::Deref, pointer) = self.local(*l) {
                self.out.push(S::Expr(pointer.assign(C::call("cy_at", vec![value]))));
            }
            return;
        }
        let (target, managed) = self.place(place);
        if let CType::Array(..) = self.c_type(place) {
            // arrays have no values in C
            self.out.push(S::Line(format!("memcpy({target}, {value}, sizeof {target});").into()));
            return;
        }
        let Some(ty) = managed else {
            self.out.push(S::Expr(target.assign(value)));
            return;
        };
        if self.is_plain_object(&ty) {
            let line = match old {
                Old::Any => format!("CY_SET({target}, {value});"),
                Old::Nothing => format!("{target} = {value};"),
                Old::Cleared => format!("Py_CLEAR({target});"),
            };
            self.out.push(S::Line(line.into()));
            return;
        }
        if old == Old::Nothing {
            self.out.push(S::Expr(target.assign(value)));
            return;
        }
        if ty == LocalType::Word {
            self.out.push(S::Line(format!("CY_W_SET({target}, {value});").into()));
            return;
        }
        // views and tuples of managed things: the old value is put aside
        let c_type = self.c_type(place);
        let old = self.scratch("o", &c_type);
        self.out.push(S::Expr(old.clone().assign(target.clone())));
        self.out.push(S::Expr(target.assign(value)));
        let lines = self.drop_place(&ty, old, true);
        self.out.extend(lines);
    }

    fn is_plain_object(&self, ty: &LocalType) -> bool {
        match ty {
            LocalType::Type(t) => self.cx.module.world.resolve(t).is_object(),
            LocalType::Pending => true,
            LocalType::Word | LocalType::C(_) | LocalType::Caught | LocalType::NoGil | LocalType::WithGil => {
                false
            }
        }
    }

    /// A variable that is free between statements.
    pub(crate) fn scratch(&mut self, name: &str, ty: &CType) -> C {
        let mut wanted = name.to_owned();
        let mut n = 1;
        while self.scratch.get(&wanted).is_some_and(|t| t != ty) {
            n += 1;
            wanted = format!("{name}{n}");
        }
        self.scratch.insert(wanted.clone(), ty.clone());
        C::atom(wanted)
    }

    /// What a scratch variable of this type holds, for a place that takes it over: C++ objects are moved, not copied.
    fn given_away(&self, place: &Place, x: C, ty: &CType) -> C {
        let t = match place {
            Place::Local(l) => match &self.func.locals[*l].ty {
                LocalType::Type(t) => t,
                _ => return x,
            },
            Place::CVar(v) => &self.cx.module.world.cvars[*v].ty,
            Place::Lvalue(_, t) => t,
            Place::State(_) => return x,
        };
        if !matches!(self.cx.module.world.resolve(t), Type::Cpp(..)) {
            return x;
        }
        let held = if ty.text().starts_with("cy_maybe<") { format!("*{x}") } else { x.to_string() };
        let of = ctype(&self.cx.module.world, t.unqualified()).text();
        C::atom(format!("static_cast<{of} &&>({held})"))
    }

    fn set(&mut self, place: &Place, value: &Value, stmt: &Stmt) {
        if let Value::Expr(e) = value {
            if let Expr::Aggregate(ty, items) = e
                && let Type::Array(row, _) = self.cx.module.world.resolve(ty)
            {
                // arrays have no values in C
                let rows = matches!(self.cx.module.world.resolve(row), Type::Array(..));
                let (target, _) = self.place(place);
                for (i, (_, item)) in items.iter().enumerate() {
                    let item = self.expr(item);
                    let place = target.clone().index(C::atom(i.to_string()));
                    self.out.push(if rows {
                        S::Line(format!("memcpy({place}, {item}, sizeof {place});").into())
                    } else {
                        S::Expr(place.assign(item))
                    });
                }
                return;
            }
            let null = matches!(e, Expr::Null(_));
            if let (Place::Local(l), true) = (place, null)
                && !self.owns(*l)
                && let LocalType::Type(t) = &self.func.locals[*l].ty
                && matches!(self.cx.module.world.resolve(t), Type::View(_))
            {
                let value = C::atom(self.cx.zero_of(t));
                return self.store(place, value, Old::Any);
            }
            let value = self.value(e);
            let old = if null { Old::Cleared } else { self.old(stmt) };
            return self.store(place, value, old);
        }
        let managed = self.place(place).1.is_some();
        let old = self.old(stmt);
        let (call, failing, result) = self.call_value(value);
        // A variable keeps its value if the call fails and somebody is there to see it.
        let kept = matches!(place, Place::Local(l) if self.func.locals[*l].role != Role::Temp)
            && self.scopes.len() > 1
            || matches!(place, Place::CVar(_) | Place::State(_) | Place::Lvalue(..));
        let reference = matches!(place, Place::Local(l) if self.locals.get(*l).is_some_and(|s| s.reference));
        let fails = !matches!(failing, Failing::Never);
        if let (true, true, Place::Local(l)) = (reference, fails, place)
            && let C::Unary(Unary::Deref, pointer) = self.local(*l)
        {
            self.guarded(call, Some(&pointer), &failing, result.as_ref(), stmt);
        } else if managed || (fails && kept) {
            let ty = self.c_type(place);
            if !fails && (!managed || old == Old::Nothing) {
                self.store(place, call, old);
            } else if old == Old::Nothing && managed && matches!(failing, Failing::Null | Failing::NoView) {
                let (target, _) = self.place(place);
                self.guarded(call, Some(&target), &failing, result.as_ref(), stmt);
            } else if !fails {
                let x = self.scratch("x", &ty);
                self.out.push(S::Expr(x.clone().assign(call)));
                self.store(place, x, Old::Any);
            } else {
                let x = self.scratch("x", &ty);
                self.guarded(call, Some(&x), &failing, result.as_ref(), stmt);
                let x = self.given_away(place, x, &ty);
                self.store(place, x, Old::Any);
            }
        } else if fails {
            let (target, _) = self.place(place);
            self.guarded(call, Some(&target), &failing, result.as_ref(), stmt);
        } else {
            self.store(place, call, Old::Any);
        }
        self.after_call(value);
    }

    /// What the slot that a statement sets may hold.
    fn old(&self, stmt: &Stmt) -> Old {
        if self.fresh.is_first(stmt) { Old::Nothing } else { Old::Any }
    }
}

/// A condition without comparisons with NULL.
fn truth(test: C) -> C {
    match test {
        C::Binary(Binary::Ne, a, b) if *b == C::atom("NULL") => *a,
        C::Binary(Binary::Eq, a, b) if *b == C::atom("NULL") => a.unary(Unary::Not),
        test => test,
    }
}

/// Whether a statement takes over the value of this expression and does nothing else.
fn takes(kind: &StmtKind, value: &Expr) -> bool {
    match kind {
        StmtKind::Set(_, Value::Expr(e)) => e == value,
        StmtKind::Return(Some(e)) | StmtKind::Yield(e) => e == value,
        _ => false,
    }
}
