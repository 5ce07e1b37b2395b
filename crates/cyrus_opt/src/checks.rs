//! The pass `checks`: checks that are known to hold go, and tests that are known to be true or false become so.
//!
//! ```text
//! for L0 %i = 0:ssize while < %n step 1:ssize {         for L0 %i = 0:ssize while < %n step 1:ssize {
//!   %1 = select((%i < 0:ssize), (%i + %n), %i)            %1 = %i
//!   check (%1 < %n) else ... index(%1, %n)          ->
//!   check (%x != null(object)) else ... bound %x          check (%x != null(object)) else ... bound %x
//!   check (%x != null(object)) else ... bound %x
//! }                                                     }
//! ```
//!
//! One forward walk over the structured code with the facts of `facts.rs`. Where paths meet, what both know stays; a loop
//! begins with what its body cannot change. What a bound check proves holds until the variable is assigned or deleted.

use std::collections::BTreeMap;

use cyrus_ir::query::Uses;
use cyrus_ir::{
    BinOp, CheckKind, Expr, Function, Label, LocalId, Module, Place, Region, Stmt, StmtKind, Value,
};
use cyrus_source::FileSpan;

use crate::facts::{Context, Facts};
use crate::simplify::fold;

/// Runs the pass.
pub fn run(module: &mut Module) {
    crate::each_function(module, function);
}

/// Removes the checks of one function that are known to hold.
pub fn function(module: &Module, func: &mut Function) {
    let Uses { assigned, shared, .. } = func.uses(module);
    let made = crate::facts::made_of_something(module, func, &assigned, &shared);
    let mut body = std::mem::take(&mut func.body);
    let cx = Context { module, func, assigned: &assigned, shared: &shared, made: &made };
    let mut c = Checks { cx, here: Some(Facts::default()), exits: BTreeMap::new() };
    c.region(&mut body);
    func.body = body;
}

/// A check that is left, for the annotated report.
#[derive(Clone, Debug, PartialEq)]
pub struct Remaining {
    /// Where.
    pub at: FileSpan,
    /// What it tests.
    pub what: Kept,
    /// It is in the slow version of a loop that has a fast one.
    pub hoisted: bool,
}

/// What a check that is left tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A variable has a value.
    Bound,
    /// A value is not None.
    None,
    /// An index is in range.
    Index,
    /// A divisor is not zero.
    Zero,
    /// A result fits.
    Overflow,
    /// A view has a buffer.
    Initialized,
}

/// All checks that are left, in the order of the code.
pub fn remaining(module: &Module) -> Vec<Remaining> {
    let mut out = Vec::new();
    for func in &module.functions {
        left(&func.body, false, &mut out);
    }
    out
}

fn left(r: &Region, hoisted: bool, out: &mut Vec<Remaining>) {
    for s in &r.0 {
        match &s.kind {
            StmtKind::Check { kind, .. } => {
                let what = match kind {
                    CheckKind::Bound(_) => Kept::Bound,
                    CheckKind::NotNone => Kept::None,
                    CheckKind::Index { .. } => Kept::Index,
                    CheckKind::NonZero => Kept::Zero,
                    CheckKind::Overflow => Kept::Overflow,
                    CheckKind::Initialized(_) => Kept::Initialized,
                    CheckKind::Other => continue,
                };
                out.push(Remaining { at: s.at, what, hoisted });
            }
            // the versions of a loop come from one place
            StmtKind::If { then, orelse, .. } => {
                let fast = loops(then);
                let slow = !fast.is_empty() && fast.iter().any(|at| loops(orelse).contains(at));
                left(then, hoisted, out);
                left(orelse, hoisted || slow, out);
            }
            _ => s.regions(&mut |r| left(r, hoisted, out)),
        }
    }
}

/// Where the counted loops right in a region come from.
fn loops(r: &Region) -> Vec<FileSpan> {
    r.0.iter().filter(|s| matches!(s.kind, StmtKind::For(_))).map(|s| s.at).collect()
}

struct Checks<'a> {
    cx: Context<'a>,
    /// Nothing where control does not come.
    here: Option<Facts>,
    exits: BTreeMap<Label, Option<Facts>>,
}

impl Checks<'_> {
    fn meet(&self, a: Option<Facts>, b: Option<Facts>) -> Option<Facts> {
        match (a, b) {
            (None, x) | (x, None) => x,
            (Some(mut a), Some(b)) => {
                a.meet(self.cx, &b);
                Some(a)
            }
        }
    }

    fn region(&mut self, r: &mut Region) {
        // statements that stay move up to where others went
        let (mut kept, mut at) = (0, 0);
        while at < r.0.len() && self.here.is_some() {
            let s = &mut r.0[at];
            at += 1;
            if self.stmt(s) {
                continue;
            }
            // a branch that is always taken stands for itself: the other may leave temps without a value
            let instead = match &mut s.kind {
                StmtKind::If { test: Expr::Int(t, _), then, orelse } => {
                    Some(std::mem::take(if *t == 0 { orelse } else { then }))
                }
                // nothing comes to a handler behind what cannot fail
                StmtKind::Try { body, .. } if !may_fail(body) => Some(std::mem::take(body)),
                // What cannot hold ends here, which whoever reads the structure has to see.
                StmtKind::Check { .. } if self.here.is_none() => {
                    let fail = Stmt::new(StmtKind::Fail { traceback: false }, s.at);
                    let check = std::mem::replace(s, fail.clone());
                    Some(Region(vec![check, fail]))
                }
                _ => None,
            };
            if let Some(instead) = instead {
                let n = instead.0.len();
                r.0.splice(kept..at, instead.0);
                (kept, at) = (kept + n, kept + n);
                continue;
            }
            if kept + 1 < at {
                r.0.swap(kept, at - 1);
            }
            kept += 1;
        }
        r.0.truncate(kept);
    }

    /// Puts in what is known of an expression.
    fn rewrite(&self, e: &mut Expr) {
        let Some(here) = &self.here else { return };
        let cx = self.cx;
        e.rewrite(&mut |e| {
            let test = match e {
                Expr::Select(c, ..) => Some(&mut **c),
                _ => None,
            };
            if let Some(c) = test
                && let Some(t) = here.holds(cx, c)
            {
                *c = Expr::Int(i128::from(t), cyrus_types::Type::INT);
            }
            fold(cx.module, cx.func, e);
        });
    }

    /// A whole test: it becomes a constant if it is known.
    fn test(&self, e: &mut Expr) {
        self.rewrite(e);
        if let Some(here) = &self.here
            && let Some(t) = here.holds(self.cx, e)
        {
            *e = Expr::Int(i128::from(t), cyrus_types::Type::INT);
        }
    }

    fn assume(&mut self, e: &Expr, truth: bool) {
        let cx = self.cx;
        if let Some(here) = &mut self.here {
            here.assume(cx, e, truth);
        }
    }

    /// One statement; true if it goes.
    fn stmt(&mut self, s: &mut Stmt) -> bool {
        match &mut s.kind {
            StmtKind::If { test, then, orelse } => {
                self.test(test);
                let entry = self.here.clone();
                self.assume(test, true);
                if *test == Expr::Int(0, cyrus_types::Type::INT) {
                    self.here = None;
                }
                self.region(then);
                let after = std::mem::replace(&mut self.here, entry);
                self.assume(test, false);
                if *test == Expr::Int(1, cyrus_types::Type::INT) {
                    self.here = None;
                }
                self.region(orelse);
                let here = self.here.take();
                self.here = self.meet(after, here);
            }
            StmtKind::Switch { on, cases, default } => {
                self.rewrite(on);
                let entry = self.here.clone();
                let mut exit = None;
                for (values, r) in cases {
                    self.here.clone_from(&entry);
                    if let ([v], Some(t)) =
                        (&values[..], cyrus_ir::query::type_of(self.cx.module, self.cx.func, on))
                    {
                        let test = Expr::Binary(BinOp::Eq, Box::new(on.clone()), Box::new(Expr::Int(*v, t)));
                        self.assume(&test, true);
                    }
                    self.region(r);
                    let here = self.here.take();
                    exit = self.meet(exit, here);
                }
                self.here = entry;
                self.region(default);
                let here = self.here.take();
                self.here = self.meet(exit, here);
            }
            StmtKind::Block { label, body } => {
                self.exits.insert(*label, None);
                self.region(body);
                let (here, exit) = (self.here.take(), self.exits.remove(label).flatten());
                self.here = self.meet(here, exit);
            }
            StmtKind::Loop { label, body } => {
                self.begin(body);
                self.exits.insert(*label, None);
                self.region(body);
                self.here = self.exits.remove(label).flatten();
            }
            StmtKind::While { label, test, body } => {
                self.begin(body);
                self.rewrite(test);
                let entry = self.here.clone();
                self.assume(test, true);
                self.exits.insert(*label, None);
                self.region(body);
                self.here = entry;
                self.assume(test, false);
                let (here, exit) = (self.here.take(), self.exits.remove(label).flatten());
                self.here = self.meet(here, exit);
            }
            StmtKind::For(l) => {
                if let Some(here) = &mut self.here {
                    here.forget(l.index);
                    // a thread begins with values of its own
                    if let Some(w) = &l.parallel {
                        let reductions = w.reductions.iter().map(|(_, l)| *l);
                        reductions.chain(w.lastprivate.iter().copied()).for_each(|l| here.forget(l));
                    }
                }
                self.begin(&l.body);
                for e in [&mut l.from, &mut l.to, &mut l.step] {
                    self.rewrite(e);
                }
                let entry = self.here.clone();
                self.index_range(l);
                self.exits.insert(l.label, None);
                self.region(&mut l.body);
                let exit = self.exits.remove(&l.label).flatten();
                self.here = self.meet(entry, exit);
            }
            StmtKind::Parallel(p) => {
                if let Some(here) = &mut self.here {
                    p.private.iter().for_each(|l| here.forget(*l));
                }
                self.begin(&p.body);
                let entry = self.here.clone();
                self.region(&mut p.body);
                self.here = entry;
            }
            StmtKind::Try { body, handler } => {
                let mut failed = self.here.clone();
                if let Some(f) = &mut failed {
                    f.forget_changes(self.cx, body);
                }
                self.region(body);
                let after = std::mem::replace(&mut self.here, failed);
                self.region(handler);
                let here = self.here.take();
                self.here = self.meet(after, here);
            }
            StmtKind::Nogil(r) | StmtKind::WithGil(r) => self.region(r),
            StmtKind::Break(label) => {
                let here = self.here.take();
                let exit = self.exits.remove(label).flatten();
                let exit = self.meet(exit, here);
                self.exits.insert(*label, exit);
            }
            StmtKind::Continue(_) | StmtKind::Fail { .. } => self.here = None,
            StmtKind::Return(e) => {
                if let Some(e) = e {
                    self.rewrite(e);
                }
                self.here = None;
            }
            StmtKind::Check { ok, args, kind, .. } => {
                self.test(ok);
                if *ok == Expr::Int(1, cyrus_types::Type::INT) || self.in_range(kind) {
                    return true;
                }
                for e in args {
                    self.rewrite(e);
                }
                if let CheckKind::Index { index, len } = kind {
                    self.rewrite(index);
                    self.rewrite(len);
                }
                let impossible = *ok == Expr::Int(0, cyrus_types::Type::INT);
                self.after(s);
                if impossible {
                    self.here = None;
                }
            }
            StmtKind::Set(..)
            | StmtKind::Eval(_)
            | StmtKind::Yield(_)
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {
                s.exprs_mut(&mut |e| self.rewrite(e));
                self.once(s);
                self.after(s);
            }
        }
        false
    }

    /// An index that counts from the end where it is negative is made once.
    fn once(&self, s: &mut Stmt) {
        if let (StmtKind::Set(Place::Local(l), Value::Expr(e @ Expr::Select(..))), Some(here)) =
            (&mut s.kind, &self.here)
            && let Some(holder) = here.holder(self.cx, *l, e)
        {
            *e = Expr::Local(holder);
        }
    }

    /// Whether an index is known to be in its range, however the test for that is written.
    fn in_range(&self, kind: &CheckKind) -> bool {
        let (CheckKind::Index { index, len }, Some(here)) = (kind, &self.here) else { return false };
        let below = Expr::Binary(BinOp::Lt, index.clone(), len.clone());
        here.not_negative(self.cx, index) && here.holds(self.cx, &below) == Some(true)
    }

    fn after(&mut self, s: &Stmt) {
        let cx = self.cx;
        if let Some(here) = &mut self.here {
            here.after(cx, s);
        }
    }

    /// A body that runs any number of times begins with what it cannot change.
    fn begin(&mut self, body: &Region) {
        let cx = self.cx;
        if let Some(here) = &mut self.here {
            here.forget_changes(cx, body);
        }
    }

    /// What is known of the index of a counted loop in its body.
    fn index_range(&mut self, l: &cyrus_ir::CountedFor) {
        let index = Expr::Local(l.index);
        let up = match &l.step {
            Expr::Int(n, _) => *n > 0,
            _ => return,
        };
        let known = |e: &Expr| e.is_stable() && !changes(&l.body, e);
        // from <= index, or index <= from
        if known(&l.from) {
            let op = if up { BinOp::Le } else { BinOp::Ge };
            let test = Expr::Binary(op, Box::new(l.from.clone()), Box::new(index.clone()));
            self.assume(&test, true);
        }
        if known(&l.to) && l.relation != BinOp::Ne {
            let test = Expr::Binary(l.relation, Box::new(index), Box::new(l.to.clone()));
            self.assume(&test, true);
        }
    }
}

/// Whether something in a region may leave it as an error.
fn may_fail(r: &Region) -> bool {
    let mut found = false;
    r.walk(&mut |s| found |= s.kind.can_fail());
    found
}

/// Whether a region assigns a local in an expression.
fn changes(r: &Region, e: &Expr) -> bool {
    let mut found = false;
    r.walk(&mut |s| {
        s.touches(&mut |l: LocalId, touch| found |= touch != cyrus_ir::visit::Touch::Read && e.mentions(l));
    });
    found
}
