//! Ids, labels, arguments: what can be seen without following control.

use std::collections::BTreeSet;

use cyrus_index::BitSet;
use cyrus_ops::{Kind, Mode, OpId, OpResult};
use cyrus_types::Type;

use super::{Errors, Stage};
use crate::query::{falls_through, type_of};
use crate::visit::Touch;
use crate::{
    Abi, Arg, BinOp, CallTarget, CheckKind, CountedFor, Expr, Label, LocalId, Place, Region, Stmt, StmtKind,
    Value,
};

struct Shape<'e, 'a> {
    errors: &'e mut Errors<'a>,
    labels: Vec<(Label, bool)>,
    seen: BTreeSet<Label>,
}

pub(super) fn check(errors: &mut Errors<'_>) {
    let func = errors.func;
    let mut s = Shape { errors, labels: Vec::new(), seen: BTreeSet::new() };
    for p in &func.params {
        s.local(*p, None);
    }
    match &func.abi {
        Abi::C => {}
        Abi::Python { desc, self_ } => {
            if s.errors.module.descs.get(*desc).is_none() {
                s.errors.add(None, format!("there is no descriptor {desc}"));
            }
            s.local(*self_, None);
        }
        Abi::Resume { self_, sent } => {
            s.local(*self_, None);
            s.local(*sent, None);
        }
    }
    s.region(&func.body);
    let ends = matches!(func.abi, Abi::Resume { .. }) || func.ret == Type::Void && func.abi == Abi::C;
    if !ends && falls_through(&func.body) {
        s.errors.add(None, "the end is reached without a result");
    }
}

impl Shape<'_, '_> {
    fn local(&mut self, l: LocalId, s: Option<&Stmt>) {
        if self.errors.func.locals.get(l).is_none() {
            self.errors.add(s, format!("there is no local {l}"));
        }
    }

    fn region(&mut self, r: &Region) {
        for s in &r.0 {
            self.stmt(s);
        }
    }

    fn expr(&mut self, e: &Expr, s: &Stmt) {
        let m = self.errors.module;
        let mut bad = Vec::new();
        e.walk(&mut |e| {
            let missing = match e {
                Expr::Local(l) => self.errors.func.locals.get(*l).is_none().then(|| l.to_string()),
                Expr::CVar(v) => m.world.cvars.get(*v).is_none().then(|| v.to_string()),
                Expr::State(v) => m.states.get(*v).is_none().then(|| v.to_string()),
                Expr::Const(k) => m.consts.get(*k).is_none().then(|| k.to_string()),
                Expr::FuncAddr(f, _) => m.functions.get(*f).is_none().then(|| f.to_string()),
                Expr::CFuncAddr(f) => m.world.cfuncs.get(*f).is_none().then(|| f.to_string()),
                Expr::ClassObject(c) | Expr::Arrow(_, _, Some(c)) => {
                    m.world.classes.get(*c).is_none().then(|| c.to_string())
                }
                Expr::FrameLocal(_, f, l) => {
                    let found = m.functions.get(*f).is_some_and(|f| f.locals.get(*l).is_some());
                    (!found).then(|| format!("{f}:{l}"))
                }
                Expr::Desc(d) => m.descs.get(*d).is_none().then(|| d.to_string()),
                Expr::Pure(op, args) => {
                    if !op.op().pure {
                        Some(format!("pure operation {op}"))
                    } else if args.len() != op.op().params.len() {
                        Some(format!("{op} with {} arguments", args.len()))
                    } else {
                        None
                    }
                }
                _ => None,
            };
            bad.extend(missing);
        });
        for what in bad {
            self.errors.add(Some(s), format!("there is no {what}"));
        }
    }

    fn jump(&mut self, label: Label, s: &Stmt, again: bool) {
        match self.labels.iter().find(|(l, _)| *l == label) {
            None => self.errors.add(Some(s), format!("{label} is of no statement around")),
            Some((_, false)) if again => self.errors.add(Some(s), format!("{label} is of no loop")),
            Some(_) => {}
        }
    }

    fn labelled(&mut self, label: Label, is_loop: bool, s: &Stmt) {
        if !self.seen.insert(label) {
            self.errors.add(Some(s), format!("{label} is of two statements"));
        }
        if label.as_u32() >= self.errors.func.labels {
            self.errors.add(Some(s), format!("{label} was never handed out"));
        }
        self.labels.push((label, is_loop));
    }

    fn stmt(&mut self, s: &Stmt) {
        let before = self.errors.list.len();
        s.exprs(&mut |e| self.expr(e, s));
        s.touches(&mut |l, _| self.local(l, Some(s)));
        for l in &s.cleanup {
            self.local(*l, Some(s));
        }
        if self.errors.list.len() > before {
            return;
        }
        if self.errors.stage == Stage::Before {
            if matches!(s.kind, StmtKind::IncRef(_) | StmtKind::Drop(_)) {
                self.errors.add(Some(s), "a reference is counted before `own`");
            }
            if !s.cleanup.is_empty() {
                self.errors.add(Some(s), "there is a cleanup before `own`");
            }
        }
        let labels = self.labels.len();
        match &s.kind {
            StmtKind::Set(place, value) => {
                self.place(place, s);
                self.value(value, Some(place), s);
            }
            StmtKind::Eval(value) => self.value(value, None, s),
            StmtKind::Check { fail, args, kind, .. } => {
                if args.len() != fail.op().params.len() {
                    self.errors.add(Some(s), format!("{fail} has {} arguments", fail.op().params.len()));
                }
                if let CheckKind::Bound(l) | CheckKind::Initialized(l) = kind {
                    self.local(*l, Some(s));
                }
            }
            StmtKind::Block { label, .. } => self.labelled(*label, false, s),
            StmtKind::Loop { label, .. } | StmtKind::While { label, .. } => self.labelled(*label, true, s),
            StmtKind::For(l) => {
                self.labelled(l.label, true, s);
                self.counted(l, s);
            }
            StmtKind::Break(label) => self.jump(*label, s, false),
            StmtKind::Continue(label) => self.jump(*label, s, true),
            StmtKind::Return(e) => {
                let f = self.errors.func;
                let void = f.abi == Abi::C && f.ret == Type::Void;
                match e {
                    Some(_) if void => self.errors.add(Some(s), "the function has no result"),
                    None if !void && !matches!(f.abi, Abi::Resume { .. }) => {
                        self.errors.add(Some(s), "the function has a result");
                    }
                    _ => {}
                }
            }
            StmtKind::Yield(_) => {
                if !matches!(self.errors.func.abi, Abi::Resume { .. }) {
                    self.errors.add(Some(s), "only a generator yields");
                }
            }
            StmtKind::If { .. }
            | StmtKind::Switch { .. }
            | StmtKind::Fail { .. }
            | StmtKind::Try { .. }
            | StmtKind::Nogil(_)
            | StmtKind::WithGil(_)
            | StmtKind::Parallel(_)
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {}
        }
        s.regions(&mut |r| self.region(r));
        self.labels.truncate(labels);
    }

    fn counted(&mut self, l: &CountedFor, s: &Stmt) {
        let ordered = matches!(l.relation, BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge | BinOp::Ne);
        if !ordered {
            self.errors.add(Some(s), "the relation of a counted loop is a comparison");
        }
        let mut assigned = BitSet::new();
        for inner in &l.body.0 {
            inner.touches_deep(&mut |x, touch| match touch {
                Touch::Write | Touch::Address => {
                    assigned.insert(x);
                }
                Touch::Read => {}
            });
        }
        if assigned.contains(l.index) {
            self.errors.add(Some(s), "the index is assigned in the body");
        }
        let changes =
            |e: &Expr| e.any(&mut |e| matches!(e, Expr::Local(x) if assigned.contains(*x) || *x == l.index));
        if changes(&l.to) || changes(&l.step) {
            self.errors.add(Some(s), "the loop changes its own bounds");
        }
    }

    fn place(&mut self, place: &Place, s: &Stmt) {
        let m = self.errors.module;
        match place {
            Place::Local(l) => {
                let f = self.errors.func;
                let fixed = match &f.abi {
                    Abi::C => false,
                    Abi::Python { self_, .. } => self_ == l,
                    Abi::Resume { self_, sent } => self_ == l || sent == l,
                };
                if fixed {
                    self.errors.add(Some(s), "this local is set by the caller alone");
                }
            }
            Place::CVar(v) if m.world.cvars.get(*v).is_none() => {
                self.errors.add(Some(s), format!("there is no {v}"));
            }
            Place::State(v) if m.states.get(*v).is_none() => {
                self.errors.add(Some(s), format!("there is no {v}"));
            }
            Place::Lvalue(e, _) => {
                let ok = matches!(
                    e.peel(),
                    Expr::Local(_)
                        | Expr::CVar(_)
                        | Expr::Text(..)
                        | Expr::FrameLocal(..)
                        | Expr::Field(..)
                        | Expr::Arrow(..)
                        | Expr::Index(..)
                        | Expr::Deref(_)
                        | Expr::ViewItem(..)
                        | Expr::Pure(..)
                );
                if !ok {
                    self.errors.add(Some(s), "this is no place");
                }
            }
            Place::CVar(_) | Place::State(_) => {}
        }
    }

    fn value(&mut self, value: &Value, place: Option<&Place>, s: &Stmt) {
        match value {
            Value::Expr(_) => {}
            Value::Op { op, args, own } => {
                if self.errors.stage == Stage::Before && *own != 0 {
                    self.errors.add(Some(s), "operands are consumed before `own`");
                }
                self.op(*op, args, s);
                if place.is_some() && op.op().result == OpResult::Void {
                    self.errors.add(Some(s), format!("{op} has no result"));
                }
                let managed = match place {
                    Some(Place::Local(l)) => self.errors.func.locals[*l].ty.ty().cloned(),
                    Some(Place::Lvalue(_, t)) => Some(t.clone()),
                    _ => None,
                };
                if let (Some(ty), OpResult::New | OpResult::Borrowed(_)) = (managed, op.op().result)
                    && !self.may_be_object(&ty)
                {
                    self.errors.add(Some(s), format!("{op} makes an object"));
                }
            }
            Value::Call { target, args, ret, .. } => {
                let m = self.errors.module;
                let known = match target {
                    CallTarget::Func(f) => m.functions.get(*f).map(|f| (f.params.len(), false)),
                    CallTarget::Direct(d, f) => match (m.descs.get(*d), m.functions.get(*f)) {
                        (Some(d), Some(f)) => {
                            let plain = d.npos as usize == d.params.len() && f.params.len() == d.params.len();
                            if !plain || f.abi != Abi::C || args.len() != f.params.len() + 1 {
                                self.errors.add(Some(s), "the function cannot be called like this");
                            }
                            Some((f.params.len() + 1, false))
                        }
                        _ => None,
                    },
                    CallTarget::CFunc(f) => m.world.cfuncs.get(*f).map(|f| (f.ty.params.len(), true)),
                    CallTarget::Method(c, at) => {
                        let method = m.world.classes.get(*c).and_then(|c| c.methods.get(*at));
                        method.and_then(|x| m.world.cfuncs.get(x.func)).map(|f| (f.ty.params.len(), true))
                    }
                    CallTarget::Pointer(_) | CallTarget::Text(_) => return,
                };
                match known {
                    None => self.errors.add(Some(s), "there is no such function"),
                    // optional arguments and the flag of overridable functions travel beside the declared ones
                    // (and `...` takes any number more)
                    Some((n, false)) if n > args.len() => {
                        self.errors.add(Some(s), format!("the function has {n} parameters"));
                    }
                    Some(_) => {}
                }
                if place.is_some() && *ret == Type::Void {
                    self.errors.add(Some(s), "the call has no result");
                }
            }
        }
    }

    /// Whether a local of this type can hold what an operation returns as an object.
    fn may_be_object(&self, ty: &Type) -> bool {
        match self.errors.module.world.resolve(ty) {
            Type::Ptr(_) | Type::Error => true,
            t => t.is_object(),
        }
    }

    fn op(&mut self, op: OpId, args: &[Arg], s: &Stmt) {
        let params = op.op().params;
        if args.len() != params.len() {
            self.errors.add(Some(s), format!("{op} has {} arguments, here are {}", params.len(), args.len()));
            return;
        }
        for (i, (arg, p)) in args.iter().zip(params).enumerate() {
            let fits = match (arg, p.mode, p.kind) {
                (Arg::CType(_), _, Kind::C(text)) => text == "type",
                (Arg::CType(_), ..) => false,
                (Arg::Objects(_), Mode::In, kind) => kind == Kind::Objects,
                (Arg::Outs(_), Mode::Out, kind) => kind == Kind::Objects,
                (Arg::Address(_), Mode::Out | Mode::InOut, _) => true,
                (Arg::Expr(e), Mode::In, Kind::Object) => {
                    match type_of(self.errors.module, self.errors.func, e) {
                        None => true,
                        Some(t) => self.may_be_object(&t),
                    }
                }
                // an array of pointers that stands somewhere else
                (Arg::Expr(_), Mode::In, Kind::Objects) => true,
                (Arg::Expr(e), Mode::In, Kind::C(text)) => {
                    let object =
                        type_of(self.errors.module, self.errors.func, e).is_some_and(|t| t.is_object());
                    text != "type" && (!object || text == "cy_word" || text.contains('*'))
                }
                // the address of something that is no local
                (Arg::Expr(_), Mode::Out | Mode::InOut, _) => true,
                (Arg::Objects(_) | Arg::Outs(_) | Arg::Address(_), ..) => false,
            };
            if !fits {
                self.errors.add(Some(s), format!("argument {i} of {op} is of another kind"));
            }
        }
    }
}
