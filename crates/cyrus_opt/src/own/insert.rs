//! The forward walk with the list of live temps.

use std::collections::BTreeMap;

use cyrus_ir::home::Homes;
use cyrus_ir::query::{null_branch, null_test};
use cyrus_ir::{
    Abi, Arg, BinOp, Expr, Function, Label, Local, LocalId, LocalType, Module, Place, Region, Role, Stmt,
    StmtKind, UnOp, Value, is_managed,
};
use cyrus_ops::{Kind, Mode, OpResult};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::CONSUME_IN_LOOPS;
use super::prepare::{managed_place, return_type};

/// A temp that owns something.
#[derive(Clone, Copy)]
struct Live {
    local: LocalId,
    /// Depth of the region that gives it up.
    depth: u32,
    /// How many `Try` bodies (and parallel regions, which errors do not leave by themselves) it was made in.
    errors: u32,
    /// How many parallel regions it was made in.
    parallel: u32,
}

/// Live temps in order of creation; nothing where control does not come.
type State = Option<Vec<Live>>;

/// What a label leads to.
struct Target {
    /// Depth of the region that the labelled statement is in.
    depth: u32,
    /// What lives behind the statement.
    exit: State,
}

struct Insert<'a> {
    module: &'a Module,
    func: &'a mut Function,
    places: &'a Homes,
    live: State,
    /// The regions around this point, by number.
    around: Vec<u32>,
    regions: u32,
    errors: u32,
    parallel: u32,
    loops: u32,
    /// The GIL is not held here: nothing can be counted, so temps that read objects borrow.
    nogil: bool,
    labels: BTreeMap<Label, Target>,
}

/// Rewrites a prepared function.
pub(super) fn run(module: &Module, func: &mut Function, places: &Homes) {
    let body = std::mem::take(&mut func.body);
    let nogil = func.nogil && !func.with_gil;
    let mut i = Insert {
        nogil,
        module,
        func,
        places,
        live: Some(Vec::new()),
        around: Vec::new(),
        regions: 0,
        errors: 0,
        parallel: 0,
        loops: 0,
        labels: BTreeMap::new(),
    };
    let body = i.region(body, &[]);
    func.body = body;
}

/// What lives where two paths meet. Both sides agree in what the rest of the program mentions.
fn join(a: State, b: State) -> State {
    match (a, b) {
        (None, s) | (s, None) => s,
        (Some(a), Some(b)) => Some(a.into_iter().filter(|x| b.iter().any(|y| y.local == x.local)).collect()),
    }
}

impl Insert<'_> {
    fn depth(&self) -> u32 {
        self.around.len() as u32
    }

    fn is_managed_temp(&self, l: LocalId) -> bool {
        self.func.locals.get(l).is_some_and(|x| x.role == Role::Temp && self.module.is_managed(&x.ty))
    }

    fn is_live(&self, l: LocalId) -> bool {
        self.live.as_ref().is_some_and(|s| s.iter().any(|x| x.local == l))
    }

    fn kill(&mut self, l: LocalId) {
        if let Some(s) = &mut self.live {
            s.retain(|x| x.local != l);
        }
    }

    /// Drops those of these temps that are live, the youngest first.
    fn drop_all(&mut self, temps: &[LocalId], at: FileSpan, out: &mut Vec<Stmt>) {
        let Some(live) = &mut self.live else { return };
        let dying = live.iter().rev().filter(|x| temps.contains(&x.local));
        out.extend(dying.map(|x| Stmt::new(StmtKind::Drop(x.local), at)));
        live.retain(|x| !temps.contains(&x.local));
    }

    /// The temps that an error here gives up.
    fn cleanup(&self, moved: &[LocalId]) -> Vec<LocalId> {
        let live = self.live.iter().flatten().rev();
        live.filter(|x| x.errors == self.errors && !moved.contains(&x.local)).map(|x| x.local).collect()
    }

    /// A region; `inherited` temps die in it.
    fn region(&mut self, r: Region, inherited: &[LocalId]) -> Region {
        let id = self.regions;
        self.regions += 1;
        self.around.push(id);
        let depth = self.depth();
        let mut dying = vec![Vec::new(); r.0.len()];
        for (at, l) in &self.places.last[id as usize] {
            if !self.func.locals[*l].ty.is_scoped() {
                dying[*at as usize].push(*l);
            }
        }
        // a count or a drop for every other statement
        let mut out = Vec::with_capacity(r.0.len() + r.0.len() / 2);
        let start = r.0.first().map_or(self.func.at, |s| s.at);
        for l in inherited {
            if let Some(x) = self.live.iter_mut().flatten().find(|x| x.local == *l) {
                x.depth = depth;
            }
            match r.0.iter().rposition(|s| s.mentions(*l)) {
                Some(at) => dying[at].push(*l),
                None => self.drop_all(&[*l], start, &mut out),
            }
        }
        let mut end = start;
        let mut stmts = r.0.into_iter().enumerate().peekable();
        while let Some((i, s)) = stmts.next() {
            if self.live.is_none() {
                self.skip(&s);
                continue;
            }
            end = s.at;
            let next = stmts.peek().map(|(_, s)| s);
            self.stmt(s, &dying[i], next, &mut out);
        }
        if let Some(live) = &self.live {
            let rest: Vec<LocalId> = live.iter().filter(|x| x.depth == depth).map(|x| x.local).collect();
            self.drop_all(&rest, end, &mut out);
        }
        self.around.pop();
        Region(out)
    }

    /// Passes over code that is never reached; it is left out.
    fn skip(&mut self, s: &Stmt) {
        s.regions(&mut |r| {
            self.regions += 1;
            r.0.iter().for_each(|s| self.skip(s));
        });
    }

    fn nested(&mut self, r: &mut Region, inherited: &[LocalId]) {
        *r = self.region(std::mem::take(r), inherited);
    }

    fn stmt(&mut self, mut s: Stmt, dying: &[LocalId], next: Option<&Stmt>, out: &mut Vec<Stmt>) {
        let at = s.at;
        match &mut s.kind {
            StmtKind::Set(..) | StmtKind::Eval(_) | StmtKind::Check { .. } | StmtKind::Yield(_) => {
                self.leaf(s, dying, next, out);
                return;
            }
            StmtKind::Comment(_) | StmtKind::IncRef(_) | StmtKind::Drop(_) => out.push(s),
            StmtKind::Fail { .. } => {
                s.cleanup = self.cleanup(&[]);
                out.push(s);
                self.live = None;
            }
            StmtKind::Return(e) => {
                let e = e.take();
                self.leave_function(e, at, out);
            }
            StmtKind::Break(label) | StmtKind::Continue(label) => {
                let depth = self.labels.get(label).map_or(0, |t| t.depth);
                let left: Vec<LocalId> =
                    self.live.iter().flatten().filter(|x| x.depth > depth).map(|x| x.local).collect();
                self.drop_all(&left, at, out);
                let state = self.live.take();
                if let StmtKind::Break(label) = &s.kind
                    && let Some(target) = self.labels.get_mut(label)
                {
                    target.exit = join(target.exit.take(), state);
                }
                out.push(s);
            }
            StmtKind::If { .. } | StmtKind::Switch { .. } => {
                let inherited = self.before_branches(&mut s, dying, out);
                let entry = self.live.clone();
                let mut exit = None;
                // a temp that is NULL there owns nothing to give up
                let null = null_branch(&s).map(|(l, r)| (l, std::ptr::from_ref(r)));
                s.regions_mut(&mut |r| {
                    self.live.clone_from(&entry);
                    if let Some((l, branch)) = null
                        && std::ptr::eq(branch, r)
                    {
                        self.kill(l);
                    }
                    self.nested(r, &inherited);
                    exit = join(exit.take(), self.live.take());
                });
                self.live = exit;
                out.push(s);
            }
            StmtKind::Block { label, body } => {
                let label = *label;
                let inherited: Vec<LocalId> =
                    dying.iter().copied().filter(|l| self.is_live(*l) && self.takes(body, *l)).collect();
                self.open(label);
                self.nested(body, &inherited);
                self.live = join(self.live.take(), self.close(label));
                out.push(s);
            }
            StmtKind::Loop { label, body } => {
                let label = *label;
                self.open(label);
                self.loops += 1;
                self.nested(body, &[]);
                self.loops -= 1;
                self.live = self.close(label);
                out.push(s);
            }
            StmtKind::While { label, body, .. } => {
                let label = *label;
                self.looped(label, body);
                out.push(s);
            }
            StmtKind::For(l) => {
                let (label, parallel) = (l.label, l.parallel.is_some());
                if parallel {
                    s.cleanup = self.cleanup(&[]);
                    self.errors += 1;
                    self.parallel += 1;
                }
                self.looped(label, &mut l.body);
                if parallel {
                    self.errors -= 1;
                    self.parallel -= 1;
                }
                out.push(s);
            }
            StmtKind::Parallel(p) => {
                s.cleanup = self.cleanup(&[]);
                self.errors += 1;
                self.parallel += 1;
                let entry = self.live.clone();
                let before = std::mem::replace(&mut self.nogil, true);
                self.nested(&mut p.body, &[]);
                self.nogil = before;
                self.errors -= 1;
                self.parallel -= 1;
                self.live = entry;
                out.push(s);
            }
            StmtKind::Try { body, handler } => {
                let entry = self.live.clone();
                if matches!(self.func.abi, Abi::Resume { .. }) {
                    s.cleanup = self.cleanup(&[]);
                }
                self.errors += 1;
                self.nested(body, &[]);
                self.errors -= 1;
                let errors = self.errors;
                for x in self.live.iter_mut().flatten() {
                    x.errors = x.errors.min(errors);
                }
                let after = std::mem::replace(&mut self.live, entry);
                self.nested(handler, &[]);
                self.live = join(after, self.live.take());
                out.push(s);
            }
            StmtKind::Nogil(r) => {
                let before = std::mem::replace(&mut self.nogil, true);
                self.nested(r, &[]);
                self.nogil = before;
                out.push(s);
            }
            StmtKind::WithGil(r) => {
                let before = std::mem::replace(&mut self.nogil, false);
                self.nested(r, &[]);
                self.nogil = before;
                out.push(s);
            }
        }
        self.drop_all(dying, at, out);
    }

    fn open(&mut self, label: Label) {
        let depth = self.depth();
        self.labels.insert(label, Target { depth, exit: None });
    }

    fn close(&mut self, label: Label) -> State {
        self.labels.remove(&label).and_then(|t| t.exit)
    }

    fn looped(&mut self, label: Label, body: &mut Region) {
        let entry = self.live.clone();
        self.open(label);
        self.loops += 1;
        self.nested(body, &[]);
        self.loops -= 1;
        self.live = join(entry, self.close(label));
    }

    /// Deals with temps that die in a branching statement: those that only the test needs are given up before it, those
    /// that a branch takes are left to the branches (and returned).
    fn before_branches(&mut self, s: &mut Stmt, dying: &[LocalId], out: &mut Vec<Stmt>) -> Vec<LocalId> {
        let (mut early, mut inherited) = (Vec::new(), Vec::new());
        for l in dying.iter().copied().filter(|l| self.is_live(*l)) {
            let (mut mentioned, mut taken) = (false, false);
            s.regions(&mut |r| {
                mentioned |= r.mentions(l);
                taken |= self.takes(r, l);
            });
            if !mentioned {
                early.push(l);
            } else if taken {
                inherited.push(l);
            }
        }
        if !early.is_empty() {
            let (test, ty) = match &mut s.kind {
                StmtKind::If { test, .. } => {
                    *test = truth(std::mem::replace(test, Expr::ModuleDict));
                    (test, Type::INT)
                }
                StmtKind::Switch { on, .. } => {
                    let ty = cyrus_ir::query::type_of(self.module, self.func, on).unwrap_or(Type::LONG);
                    (on, ty)
                }
                _ => return inherited,
            };
            let t = self.temp(LocalType::Type(ty));
            let value = std::mem::replace(test, Expr::Local(t));
            out.push(Stmt::new(StmtKind::Set(Place::Local(t), Value::Expr(value)), s.at));
            self.drop_all(&early, s.at, out);
        }
        inherited
    }

    fn temp(&mut self, ty: LocalType) -> LocalId {
        self.func.add_local(Local { name: Name::default(), ty, role: Role::Temp })
    }

    /// Whether the last mention of a temp in a region takes it over.
    fn takes(&self, r: &Region, l: LocalId) -> bool {
        let Some(s) = r.0.iter().rev().find(|s| s.mentions(l)) else { return false };
        let is = |e: &Expr| matches!(e.peel(), Expr::Local(x) if *x == l);
        match &s.kind {
            StmtKind::Set(place, Value::Expr(e)) => {
                is(e) && managed_place(self.module, self.func, place).is_some()
            }
            StmtKind::Set(_, Value::Op { op, args, .. }) | StmtKind::Eval(Value::Op { op, args, .. }) => {
                let op = op.op();
                let consumes = op.consumes && (self.loops == 0 || CONSUME_IN_LOOPS);
                args.iter().enumerate().any(|(i, a)| {
                    let taken = consumes || op.steals & 1u32.checked_shl(i as u32).unwrap_or(0) != 0;
                    taken
                        && match a {
                            Arg::Expr(e) => is(e),
                            Arg::Objects(items) => items.iter().any(is),
                            Arg::Address(_) | Arg::CType(_) | Arg::Outs(_) => false,
                        }
                })
            }
            StmtKind::Return(Some(e)) => is(e) && is_managed(&self.module.world, &return_type(self.func)),
            StmtKind::Yield(e) => is(e),
            StmtKind::If { .. } | StmtKind::Switch { .. } | StmtKind::Block { .. } => {
                let mut found = false;
                s.regions(&mut |r| found |= self.takes(r, l));
                found
            }
            _ => false,
        }
    }

    /// The temp whose reference this expression can give away, if nothing needs it later.
    fn movable(&self, e: &Expr, dying: &[LocalId], moved: &[LocalId]) -> Option<LocalId> {
        let Expr::Local(l) = e.peel() else { return None };
        let l = *l;
        // what cannot be had twice is handed over wherever it is asked for
        let given = dying.contains(&l) || self.func.locals[l].ty.is_unique();
        (given && self.is_managed_temp(l) && self.is_live(l) && !moved.contains(&l)).then_some(l)
    }

    /// Gives a reference to whoever stores this value: moves the temp, or makes a new one.
    fn give(&self, e: &Expr, dying: &[LocalId], moved: &mut Vec<LocalId>, at: FileSpan, out: &mut Vec<Stmt>) {
        match self.movable(e, dying, moved) {
            Some(l) => moved.push(l),
            None if matches!(e.peel(), Expr::Null(_)) => {}
            None => out.push(Stmt::new(StmtKind::IncRef(e.clone()), at)),
        }
    }

    /// A statement without regions that goes on to the next one.
    fn leaf(&mut self, mut s: Stmt, dying: &[LocalId], next: Option<&Stmt>, out: &mut Vec<Stmt>) {
        let at = s.at;
        let target = match &s.kind {
            StmtKind::Set(Place::Local(l), _) if self.is_managed_temp(*l) => Some(*l),
            _ => None,
        };
        // nobody looks at the result: it need not be kept
        if let Some(l) = target
            && dying.contains(&l)
            && let StmtKind::Set(_, value) = &mut s.kind
            && !value_mentions(value, l)
        {
            if matches!(value, Value::Expr(_)) {
                self.drop_all(dying, at, out);
                return;
            }
            let value = std::mem::replace(value, Value::Expr(Expr::ModuleDict));
            s.kind = StmtKind::Eval(value);
            self.leaf(s, dying, next, out);
            return;
        }
        if let Some(l) = target
            && self.nogil
            && matches!(&s.kind, StmtKind::Set(_, Value::Expr(_)))
            && self.func.type_of(l).is_some_and(Type::is_object)
        {
            out.push(s);
            return;
        }
        let mut moved = Vec::new();
        let mut borrowed = false;
        match &mut s.kind {
            StmtKind::Set(place, Value::Expr(e)) => {
                if target.is_some() {
                    match e.peel() {
                        // without a count before it, a copy of a temp is a move
                        Expr::Local(_) | Expr::Null(_) => self.give(e, dying, &mut moved, at, out),
                        // counted after it is stored: that reads it once
                        _ => borrowed = true,
                    }
                } else if managed_place(self.module, self.func, place).is_some() {
                    self.give(e, dying, &mut moved, at, out);
                }
            }
            StmtKind::Set(_, Value::Op { op, args, own }) | StmtKind::Eval(Value::Op { op, args, own }) => {
                borrowed = target.is_some() && matches!(op.op().result, OpResult::Borrowed(_));
                *own |= self.operands(op.op(), args, dying, &mut moved, at, out);
            }
            StmtKind::Yield(e) => self.give(e, dying, &mut moved, at, out),
            _ => {}
        }
        if s.kind.can_fail() {
            s.cleanup = self.cleanup(&moved);
            if let StmtKind::Check { ok, .. } = &s.kind
                && let Some((l, false)) = null_test(ok)
            {
                s.cleanup.retain(|x| *x != l);
            }
        }
        let addresses = addresses(&s.kind);
        out.push(s);
        for l in &moved {
            self.kill(*l);
        }
        if let Some(l) = target {
            if borrowed {
                let alone = dying.iter().all(|d| *d == l || moved.contains(d) || !self.is_live(*d));
                if alone && self.only_use_is(l, next) {
                    self.drop_all(dying, at, out);
                    return;
                }
                out.push(Stmt::new(StmtKind::IncRef(Expr::Local(l)), at));
            }
            self.make(l);
        }
        for l in addresses {
            if self.is_managed_temp(l) && !self.is_live(l) {
                self.make(l);
            }
        }
        self.drop_all(dying, at, out);
    }

    /// A temp comes to life.
    fn make(&mut self, l: LocalId) {
        let home = self.places.home.get(l).copied().flatten();
        let here = self.depth();
        let depth = if self.func.locals[l].ty.is_scoped() {
            here
        } else {
            let at = home.and_then(|home| self.around.iter().position(|r| *r == home));
            at.map_or(here, |i| i as u32 + 1)
        };
        let (errors, parallel) = (self.errors, self.parallel);
        if let Some(s) = &mut self.live {
            s.retain(|x| x.local != l);
            s.push(Live { local: l, depth, errors, parallel });
        }
    }

    /// Whether the next statement is the only one that uses a borrowed value, and runs no foreign code before it does.
    fn only_use_is(&self, l: LocalId, next: Option<&Stmt>) -> bool {
        let Some(next) = next else { return false };
        let quiet = match &next.kind {
            StmtKind::Set(_, Value::Expr(_)) => true,
            StmtKind::Set(_, Value::Op { op, .. }) | StmtKind::Eval(Value::Op { op, .. }) => op.op().pure,
            _ => false,
        };
        quiet && next.mentions(l) && self.places.count[l] == 2
    }

    /// Fills the `own` mask of an operation and makes the references that it steals.
    fn operands(
        &mut self,
        op: &cyrus_ops::Op,
        args: &[Arg],
        dying: &[LocalId],
        moved: &mut Vec<LocalId>,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> u32 {
        let consumes = op.consumes && (self.loops == 0 || CONSUME_IN_LOOPS);
        let (mut own, mut object) = (0u32, 0u32);
        for (i, arg) in args.iter().enumerate() {
            let steals = op.steals & 1u32.checked_shl(i as u32).unwrap_or(0) != 0;
            let by_value = op.params.get(i).is_some_and(|p| p.kind == Kind::Object && p.mode == Mode::In);
            let mut one = |e: &Expr, counts: bool| {
                if steals {
                    self.give(e, dying, moved, at, out);
                } else if consumes
                    && counts
                    && object < 31
                    && let Some(l) = self.movable(e, dying, moved)
                {
                    moved.push(l);
                    own |= 1 << object;
                }
                object += u32::from(counts);
            };
            match arg {
                Arg::Expr(e) => one(e, by_value),
                Arg::Objects(items) => items.iter().for_each(|e| one(e, true)),
                Arg::Address(_) | Arg::CType(_) | Arg::Outs(_) => {}
            }
        }
        own
    }

    fn leave_function(&mut self, e: Option<Expr>, at: FileSpan, out: &mut Vec<Stmt>) {
        let parallel = self.parallel;
        let mut left: Vec<LocalId> =
            self.live.iter().flatten().filter(|x| x.parallel == parallel).map(|x| x.local).collect();
        let Some(mut e) = e else {
            self.drop_all(&left, at, out);
            self.live = None;
            out.push(Stmt::new(StmtKind::Return(None), at));
            return;
        };
        let ty = return_type(self.func);
        let mut moved = Vec::new();
        let mut count = Vec::new();
        if is_managed(&self.module.world, &ty) {
            self.give(&e, &left, &mut moved, at, &mut count);
            left.retain(|l| !moved.contains(l));
        }
        // a constant can wait until the GIL is held again
        let constant = matches!(e.peel(), Expr::Singleton(_) | Expr::Const(_));
        if !constant {
            out.append(&mut count);
        }
        // the value is taken before anything is given up that it may need
        let needs = !e.is_stable() || left.iter().any(|l| e.mentions(*l));
        if moved.is_empty() && !left.is_empty() && needs {
            let t = self.temp(LocalType::Type(ty));
            out.push(Stmt::new(StmtKind::Set(Place::Local(t), Value::Expr(e)), at));
            e = Expr::Local(t);
        }
        self.drop_all(&left, at, out);
        self.live = None;
        out.append(&mut count);
        out.push(Stmt::new(StmtKind::Return(Some(e)), at));
    }
}

fn addresses(kind: &StmtKind) -> Vec<LocalId> {
    let mut out = Vec::new();
    if let StmtKind::Set(_, v) | StmtKind::Eval(v) = kind {
        v.addresses(&mut |l| out.push(l));
    }
    out
}

fn value_mentions(value: &Value, l: LocalId) -> bool {
    let mut found = false;
    value.exprs(&mut |e| found |= e.mentions(l));
    value.addresses(&mut |x| found |= x == l);
    found
}

/// A test as a C `int`.
fn truth(e: Expr) -> Expr {
    match e {
        Expr::Binary(
            BinOp::LogAnd
            | BinOp::LogOr
            | BinOp::Eq
            | BinOp::Ne
            | BinOp::Lt
            | BinOp::Le
            | BinOp::Gt
            | BinOp::Ge,
            ..,
        )
        | Expr::Unary(UnOp::Not, _)
        | Expr::ViewBound(_) => e,
        e => Expr::Unary(UnOp::Not, Box::new(Expr::Unary(UnOp::Not, Box::new(e)))),
    }
}
