//! After `own`: each reference is given up exactly once on every path.
//!
//! A second walk that knows nothing of how `own` decides: it follows what each temp owns and which references are on their
//! way into a store.

use std::collections::BTreeMap;

use cyrus_index::BitSet;
use cyrus_ops::{Kind, Mode, OpResult};
use cyrus_types::Type;

use super::Errors;
use crate::query::{null_branch, null_test};
use crate::visit::Touch;
use crate::{Abi, Arg, Expr, Label, LocalId, Place, Region, Role, Stmt, StmtKind, Value, is_managed};

#[derive(Clone, PartialEq, Debug)]
struct Owner {
    local: LocalId,
    /// How many `Try` bodies and parallel regions it was made in.
    errors: u32,
    parallel: u32,
}

#[derive(Clone, Default)]
struct Here {
    /// Temps that own a reference, in order of creation.
    owned: Vec<Owner>,
    /// Temps that hold a reference which is not theirs.
    borrowed: Vec<LocalId>,
    /// References that were made and not yet stored.
    loose: Vec<Expr>,
}

type State = Option<Here>;

struct Target {
    /// What must live at a jump back.
    entry: Vec<LocalId>,
    exit: State,
}

struct Owned<'e, 'a> {
    errors: &'e mut Errors<'a>,
    here: State,
    tries: u32,
    parallel: u32,
    /// The GIL is not held: temps borrow what they read.
    nogil: bool,
    labels: BTreeMap<Label, Target>,
}

pub(super) fn check(errors: &mut Errors<'_>) {
    let func = errors.func;
    let mut seen: BitSet<LocalId> = func.owned_params(errors.module);
    let mut o = Owned {
        errors,
        here: Some(Here::default()),
        tries: 0,
        parallel: 0,
        nogil: func.nogil && !func.with_gil,
        labels: BTreeMap::new(),
    };
    // parameters that became slots are shared at the very start, each once
    let shared = func.body.0.iter().take_while(|s| match &s.kind {
        StmtKind::IncRef(Expr::Local(l)) => {
            func.params.contains(l) && func.locals[*l].role == Role::User && seen.insert(*l)
        }
        _ => false,
    });
    let start = shared.count();
    o.statements(&func.body.0[start..]);
    if let Some(here) = o.here.take() {
        o.nothing_left(&here, None, |_| true);
    }
}

fn names(owned: &[Owner]) -> Vec<LocalId> {
    let mut out: Vec<LocalId> = owned.iter().map(|x| x.local).collect();
    out.sort();
    out
}

impl Owned<'_, '_> {
    fn is_temp(&self, l: LocalId) -> bool {
        let local = &self.errors.func.locals[l];
        local.role == Role::Temp && self.errors.module.is_managed(&local.ty)
    }

    fn nothing_left(&mut self, here: &Here, s: Option<&Stmt>, which: impl Fn(&Owner) -> bool) {
        for x in here.owned.iter().filter(|x| which(x)) {
            let name = self.errors.name(x.local);
            self.errors.add(s, format!("{name} is never given up"));
        }
        if !here.loose.is_empty() {
            self.errors.add(s, "a reference is made and not stored");
        }
    }

    fn join(&mut self, a: State, b: State, s: &Stmt) -> State {
        match (a, b) {
            (None, x) | (x, None) => x,
            (Some(mut a), Some(b)) => {
                if names(&a.owned) != names(&b.owned) {
                    let text = |x: &[Owner]| {
                        let names: Vec<String> = names(x).iter().map(|l| self.errors.name(*l)).collect();
                        names.join(" ")
                    };
                    let message = format!(
                        "paths meet that own different temps: {{{}}} {{{}}}",
                        text(&a.owned),
                        text(&b.owned)
                    );
                    self.errors.add(Some(s), message);
                    a.owned.retain(|x| b.owned.iter().any(|y| y.local == x.local));
                }
                a.borrowed.retain(|x| b.borrowed.contains(x));
                Some(a)
            }
        }
    }

    fn region(&mut self, r: &Region) {
        self.statements(&r.0);
    }

    fn statements(&mut self, stmts: &[Stmt]) {
        for s in stmts {
            if self.here.is_some() {
                self.stmt(s);
            }
        }
    }

    /// Reads must be of what is there.
    fn reads(&mut self, s: &Stmt) {
        let Some(here) = &self.here else { return };
        let mut bad = Vec::new();
        s.touches(&mut |l, touch| {
            if touch == Touch::Read && self.is_temp(l) {
                let there = here.owned.iter().any(|x| x.local == l) || here.borrowed.contains(&l);
                if !there {
                    bad.push(l);
                }
            }
        });
        for l in bad {
            let name = self.errors.name(l);
            self.errors.add(Some(s), format!("{name} is read after it was given up"));
        }
    }

    fn take(&mut self, l: LocalId) -> bool {
        let Some(here) = &mut self.here else { return false };
        let before = here.owned.len();
        here.owned.retain(|x| x.local != l);
        here.owned.len() < before
    }

    /// A reference goes into a store; true if it came out of a temp.
    fn store(&mut self, e: &Expr, s: &Stmt) {
        if matches!(e.peel(), Expr::Null(_)) {
            return;
        }
        let Some(here) = &mut self.here else { return };
        if let Some(at) = here.loose.iter().position(|x| x == e) {
            here.loose.remove(at);
            return;
        }
        if let Expr::Local(l) = e.peel()
            && self.is_temp(*l)
            && self.take(*l)
        {
            return;
        }
        self.errors.add(Some(s), "what is stored is no reference of its own");
    }

    fn make(&mut self, l: LocalId, s: &Stmt) {
        let (errors, parallel) = (self.tries, self.parallel);
        let Some(here) = &mut self.here else { return };
        let twice = here.owned.iter().any(|x| x.local == l);
        here.borrowed.retain(|x| *x != l);
        if !twice {
            here.owned.push(Owner { local: l, errors, parallel });
            return;
        }
        let name = self.errors.name(l);
        self.errors.add(Some(s), format!("{name} still owns what it held"));
    }

    fn check_cleanup(&mut self, s: &Stmt) {
        let Some(here) = &self.here else { return };
        let mut expected: Vec<LocalId> =
            here.owned.iter().rev().filter(|x| x.errors == self.tries).map(|x| x.local).collect();
        let mut found = s.cleanup.clone();
        if expected != found {
            expected.sort();
            found.sort();
            let same = expected == found;
            let list: Vec<String> = expected.iter().map(|l| self.errors.name(*l)).collect();
            let message = if same {
                "the cleanup is not in reverse order of creation".to_owned()
            } else {
                format!("the cleanup must drop exactly: {}", list.join(" "))
            };
            self.errors.add(Some(s), message);
        }
        if !here.loose.is_empty() {
            self.errors.add(Some(s), "a reference is lost if this fails");
        }
    }

    fn place_managed(&self, place: &Place) -> bool {
        let m = self.errors.module;
        match place {
            Place::Local(l) => m.is_managed(&self.errors.func.locals[*l].ty),
            Place::CVar(v) => is_managed(&m.world, &m.world.cvars[*v].ty),
            Place::State(_) => true,
            Place::Lvalue(_, t) => is_managed(&m.world, t),
        }
    }

    fn operands(&mut self, value: &Value, s: &Stmt) {
        let Value::Op { op, args, own } = value else { return };
        let op = op.op();
        let mut object = 0u32;
        for (i, arg) in args.iter().enumerate() {
            let steals = op.steals & 1u32.checked_shl(i as u32).unwrap_or(0) != 0;
            let by_value = op.params.get(i).is_some_and(|p| p.kind == Kind::Object && p.mode == Mode::In);
            let mut one = |o: &mut Self, e: &Expr, counts: bool| {
                if steals {
                    o.store(e, s);
                } else if counts && object < 32 && own & (1 << object) != 0 {
                    let given = matches!(e.peel(), Expr::Local(l) if o.is_temp(*l) && o.take(*l));
                    if !given {
                        o.errors.add(Some(s), format!("operand {object} is consumed and not owned"));
                    }
                }
                object += u32::from(counts);
            };
            match arg {
                Arg::Expr(e) => one(self, e, by_value),
                Arg::Objects(items) => items.iter().for_each(|e| one(self, e, true)),
                Arg::Address(_) | Arg::CType(_) | Arg::Outs(_) => {}
            }
        }
        if *own != 0 && !op.consumes {
            self.errors.add(Some(s), "this operation does not take a mask");
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        self.reads(s);
        match &s.kind {
            StmtKind::Set(place, value) => self.set(Some(place), value, s),
            StmtKind::Eval(value) => self.set(None, value, s),
            StmtKind::Check { ok, .. } => {
                // where this fails, the temp is NULL
                let entry = self.here.clone();
                if let Some((l, false)) = null_test(ok) {
                    self.take(l);
                }
                self.check_cleanup(s);
                self.here = entry;
            }
            StmtKind::Yield(e) => {
                self.store(e, s);
                self.check_cleanup(s);
            }
            StmtKind::IncRef(e) => {
                let Some(here) = &mut self.here else { return };
                match e {
                    Expr::Local(l) if here.borrowed.contains(l) => self.make(*l, s),
                    e => here.loose.push(e.clone()),
                }
            }
            StmtKind::Drop(l) => {
                if !self.take(*l) {
                    self.errors.add(Some(s), "this is not owned here");
                }
            }
            StmtKind::Comment(_) => {}
            StmtKind::Fail { .. } => {
                self.check_cleanup(s);
                self.here = None;
            }
            StmtKind::Return(e) => {
                let func = self.errors.func;
                let managed = match func.abi {
                    Abi::C => is_managed(&self.errors.module.world, &func.ret),
                    Abi::Python { .. } | Abi::Resume { .. } => true,
                };
                if let Some(e) = e
                    && managed
                {
                    self.store(e, s);
                }
                let parallel = self.parallel;
                if let Some(here) = self.here.take() {
                    self.nothing_left(&here, Some(s), |x| x.parallel == parallel);
                }
            }
            StmtKind::Break(label) => {
                let here = self.here.take();
                if let Some(mut target) = self.labels.remove(label) {
                    target.exit = self.join(target.exit.take(), here, s);
                    self.labels.insert(*label, target);
                }
            }
            StmtKind::Continue(label) => {
                if let Some(here) = self.here.take()
                    && let Some(target) = self.labels.get(label)
                    && names(&here.owned) != target.entry
                {
                    self.errors.add(Some(s), "the next turn begins with other temps than the first");
                }
            }
            StmtKind::If { .. } | StmtKind::Switch { .. } => {
                let entry = self.here.clone();
                let mut exit = None;
                let null = null_branch(s);
                s.regions(&mut |r| {
                    self.here.clone_from(&entry);
                    if let Some((l, branch)) = null
                        && std::ptr::eq(branch, r)
                    {
                        self.take(l);
                    }
                    self.region(r);
                    let here = self.here.take();
                    exit = self.join(exit.take(), here, s);
                });
                self.here = exit;
            }
            StmtKind::Block { label, body } => {
                self.open(*label);
                self.region(body);
                let (here, exit) = (self.here.take(), self.labels.remove(label).and_then(|t| t.exit));
                self.here = self.join(here, exit, s);
            }
            StmtKind::Loop { label, body } => {
                self.looped(*label, body, s, false);
            }
            StmtKind::While { label, body, .. } => self.looped(*label, body, s, true),
            StmtKind::For(l) => {
                let parallel = u32::from(l.parallel.is_some());
                if parallel == 1 {
                    self.check_cleanup(s);
                }
                self.tries += parallel;
                self.parallel += parallel;
                self.looped(l.label, &l.body, s, true);
                self.tries -= parallel;
                self.parallel -= parallel;
            }
            StmtKind::Try { body, handler } => {
                let entry = self.here.clone();
                self.tries += 1;
                self.region(body);
                self.tries -= 1;
                let tries = self.tries;
                for x in self.here.iter_mut().flat_map(|h| &mut h.owned) {
                    x.errors = x.errors.min(tries);
                }
                let after = std::mem::replace(&mut self.here, entry);
                self.region(handler);
                let here = self.here.take();
                self.here = self.join(after, here, s);
            }
            StmtKind::Nogil(r) | StmtKind::WithGil(r) => {
                let nogil = matches!(s.kind, StmtKind::Nogil(_));
                let before = std::mem::replace(&mut self.nogil, nogil);
                self.region(r);
                self.nogil = before;
            }
            StmtKind::Parallel(p) => {
                self.check_cleanup(s);
                let entry = self.here.clone();
                self.tries += 1;
                self.parallel += 1;
                let before = std::mem::replace(&mut self.nogil, true);
                self.region(&p.body);
                self.nogil = before;
                self.tries -= 1;
                self.parallel -= 1;
                let here = std::mem::replace(&mut self.here, entry.clone());
                self.here = self.join(entry, here, s);
            }
        }
    }

    fn open(&mut self, label: Label) {
        let entry = self.here.as_ref().map_or_else(Vec::new, |h| names(&h.owned));
        self.labels.insert(label, Target { entry, exit: None });
    }

    fn looped(&mut self, label: Label, body: &Region, s: &Stmt, ends: bool) {
        let entry = self.here.clone();
        self.open(label);
        self.region(body);
        let target = self.labels.remove(&label);
        if let (Some(here), Some(t)) = (&self.here, &target)
            && names(&here.owned) != t.entry
        {
            self.errors.add(Some(s), "the next turn begins with other temps than the first");
        }
        let exit = target.and_then(|t| t.exit);
        self.here = if ends { self.join(entry, exit, s) } else { exit };
    }

    fn set(&mut self, place: Option<&Place>, value: &Value, s: &Stmt) {
        let temp = match place {
            Some(Place::Local(l)) if self.is_temp(*l) => Some(*l),
            _ => None,
        };
        let managed = place.is_some_and(|p| self.place_managed(p));
        self.operands(value, s);
        if value.can_fail() {
            self.check_cleanup(s);
        }
        match value {
            Value::Expr(e) if managed => match temp {
                Some(l) if self.nogil && self.errors.func.type_of(l).is_some_and(Type::is_object) => {
                    if let Some(here) = &mut self.here {
                        here.borrowed.push(l);
                    }
                }
                Some(l) => match e.peel() {
                    // without a count before it, a copy is a move
                    Expr::Local(_) | Expr::Null(_) => {
                        self.store(e, s);
                        self.make(l, s);
                    }
                    // counted right after, or not at all
                    _ => {
                        if let Some(here) = &mut self.here {
                            here.borrowed.push(l);
                        }
                    }
                },
                None => self.store(e, s),
            },
            Value::Op { op, .. } => match (temp, op.op().result) {
                (Some(l), OpResult::Borrowed(_)) => {
                    if let Some(here) = &mut self.here {
                        here.borrowed.push(l);
                    }
                }
                (Some(l), _) => self.make(l, s),
                (None, OpResult::Borrowed(_)) if managed => {
                    self.errors.add(Some(s), "what is stored is no reference of its own");
                }
                (None, _) => {}
            },
            Value::Call { .. } => {
                if let Some(l) = temp {
                    self.make(l, s);
                }
            }
            Value::Expr(_) => {}
        }
        let mut out = Vec::new();
        value.addresses(&mut |l| out.push(l));
        for l in out {
            if self.is_temp(l) && !self.here.as_ref().is_some_and(|h| h.owned.iter().any(|x| x.local == l)) {
                self.make(l, s);
            } else if !self.is_temp(l)
                && self.errors.module.is_managed(&self.errors.func.locals[l].ty)
                && is_out(value, l)
            {
                self.errors.add(Some(s), "an operation writes over what a slot holds");
            }
        }
    }
}

/// Whether an operation writes to this address without looking at what is there.
fn is_out(value: &Value, l: LocalId) -> bool {
    let Value::Op { op, args, .. } = value else { return false };
    args.iter()
        .zip(op.op().params)
        .any(|(a, p)| p.mode == Mode::Out && matches!(a, Arg::Address(x) if *x == l))
}
