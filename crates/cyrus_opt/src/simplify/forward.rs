//! Reading through temps, and sweeping what nobody reads.

use cyrus_index::IndexVec;
use cyrus_ir::query::{Uses, type_of};
use cyrus_ir::visit::Touch;
use cyrus_ir::{
    Expr, Function, LocalId, LocalType, Module, Place, Region, Role, StateKind, Stmt, StmtKind, Value,
    is_managed,
};
use cyrus_types::Type;

use super::fold::{fold, truth};

/// Expressions larger than this stay in their temp, for the reader of the C.
const LARGE: usize = 12;

struct Forward<'a> {
    module: &'a Module,
    func: &'a Function,
    uses: Uses,
    /// Indices of the counted loops around: nothing assigns them.
    indices: Vec<LocalId>,
    /// What is read instead of a temp.
    instead: IndexVec<LocalId, Option<Expr>>,
    changed: bool,
}

/// One round over a function; whether anything changed.
pub(super) fn run(module: &Module, func: &mut Function) -> bool {
    let uses = func.uses(module);
    let mut body = std::mem::take(&mut func.body);
    let instead = IndexVec::from_vec(vec![None; func.locals.len()]);
    let mut f = Forward { module, func, uses, indices: Vec::new(), instead, changed: false };
    f.region(&mut body);
    let changed = f.changed;
    // temps that are gone are nobody's private variables
    body.walk_mut(&mut |s| {
        if let StmtKind::Parallel(p) = &mut s.kind {
            let body = &p.body;
            p.private.retain(|l| body.mentions(*l));
        }
    });
    func.body = body;
    changed
}

fn size(e: &Expr) -> usize {
    let mut n = 0;
    e.walk(&mut |_| n += 1);
    n
}

/// The expressions of a statement that are evaluated exactly once, before it does anything.
fn evaluated_at_once(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Set(..)
        | StmtKind::Eval(_)
        | StmtKind::Check { .. }
        | StmtKind::If { .. }
        | StmtKind::Switch { .. }
        | StmtKind::Return(_)
        | StmtKind::Yield(_) => true,
        StmtKind::While { .. }
        | StmtKind::For(_)
        | StmtKind::Parallel(_)
        | StmtKind::Block { .. }
        | StmtKind::Loop { .. }
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Fail { .. }
        | StmtKind::Try { .. }
        | StmtKind::Nogil(_)
        | StmtKind::WithGil(_)
        | StmtKind::IncRef(_)
        | StmtKind::Drop(_)
        | StmtKind::Comment(_) => false,
    }
}

/// Whether a statement writes no memory and runs nothing foreign: it sets locals to pure values.
fn is_quiet(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Set(Place::Local(_), Value::Expr(_)) | StmtKind::Check { .. } | StmtKind::Comment(_) => {
            true
        }
        StmtKind::Set(Place::Local(_), Value::Op { op, .. }) => op.op().pure,
        _ => false,
    }
}

impl Forward<'_> {
    fn rewrite(&mut self, s: &mut Stmt) {
        let (module, func) = (self.module, self.func);
        let (instead, changed) = (&self.instead, &mut self.changed);
        s.exprs_mut(&mut |e| {
            e.rewrite(&mut |e| {
                if let Expr::Local(l) = e
                    && let Some(Some(new)) = instead.get(*l)
                {
                    *e = new.clone();
                    *changed = true;
                }
                *changed |= fold(module, func, e);
            });
        });
    }

    fn region(&mut self, r: &mut Region) {
        // statements that stay move up to where others went
        let (mut kept, mut at) = (0, 0);
        while at < r.0.len() {
            let (before, rest) = r.0.split_at_mut(at + 1);
            let s = &mut before[at];
            self.rewrite(s);
            if self.forwarded(s, rest) {
                self.changed = true;
                at += 1;
                continue;
            }
            match &mut s.kind {
                // a branch that is always taken
                StmtKind::If { test, then, orelse } => {
                    if let Some(t) = truth(test) {
                        let taken = std::mem::take(if t { then } else { orelse });
                        r.0.splice(at..=at, taken.0);
                        self.changed = true;
                        continue;
                    }
                }
                StmtKind::Check { ok, .. } if truth(ok) == Some(true) => {
                    self.changed = true;
                    at += 1;
                    continue;
                }
                // nobody reads the result
                StmtKind::Set(Place::Local(l), value @ (Value::Op { .. } | Value::Call { .. }))
                    if self.uses.reads[*l] == 0 && self.is_plain_temp(*l) =>
                {
                    self.changed = true;
                    if matches!(value, Value::Op { op, .. } if op.op().pure) {
                        at += 1;
                        continue;
                    }
                    let value = std::mem::replace(value, Value::Expr(Expr::ModuleDict));
                    s.kind = StmtKind::Eval(value);
                }
                // what is managed is named where C code may still look into it: its life ends there
                StmtKind::Eval(Value::Expr(e)) if !self.is_managed_local(e) => {
                    self.changed = true;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            let index = match &s.kind {
                StmtKind::For(l) if !self.uses.shared.contains(l.index) => Some(l.index),
                _ => None,
            };
            self.indices.extend(index);
            s.regions_mut(&mut |r| self.region(r));
            if index.is_some() {
                self.indices.pop();
            }
            if kept < at {
                r.0.swap(kept, at);
            }
            (kept, at) = (kept + 1, at + 1);
        }
        r.0.truncate(kept);
    }

    fn is_managed_local(&self, e: &Expr) -> bool {
        matches!(e, Expr::Local(l) if self.module.is_managed(&self.func.locals[*l].ty))
    }

    fn is_plain_temp(&self, l: LocalId) -> bool {
        let local = &self.func.locals[l];
        local.role == Role::Temp && !self.module.is_managed(&local.ty)
    }

    /// Whether a statement only names a value that can be read through or is never read.
    fn forwarded(&mut self, s: &Stmt, rest: &[Stmt]) -> bool {
        let StmtKind::Set(Place::Local(l), Value::Expr(e)) = &s.kind else { return false };
        let l = *l;
        let local = &self.func.locals[l];
        if local.role != Role::Temp
            || self.uses.writes[l] != 1
            || local.ty.is_unique()
            || self.uses.shared.contains(l)
        {
            return false;
        }
        if self.uses.reads[l] == 0 {
            return true;
        }
        let LocalType::Type(ty) = &local.ty else { return false };
        let managed = is_managed(&self.module.world, ty);
        let Some(e) = self.as_type(e, ty, managed) else { return false };
        if self.is_fixed(&e) || self.can_move(l, &e, managed, rest) {
            self.instead[l] = Some(e);
            return true;
        }
        false
    }

    /// The value as the temp's type has it.
    fn as_type(&self, e: &Expr, ty: &Type, managed: bool) -> Option<Expr> {
        let from = type_of(self.module, self.func, e);
        if managed {
            // objects of all kinds are one type in C; views are not converted
            let same =
                from.as_ref() == Some(ty) || ty.is_object() && from.as_ref().is_some_and(Type::is_object);
            return (same
                && matches!(
                    e.peel(),
                    Expr::Local(_) | Expr::Const(_) | Expr::Singleton(_) | Expr::State(_)
                ))
            .then(|| e.clone());
        }
        match from {
            Some(f) if f == *ty => Some(e.clone()),
            Some(f) if self.module.world.is_numeric(&f) && self.module.world.is_numeric(ty) => {
                let complex = |t: &Type| matches!(self.module.world.resolve(t), Type::Complex(_));
                let truth = matches!(self.module.world.resolve(ty), Type::Bint);
                (!complex(&f) && !complex(ty) && !truth).then(|| Expr::Cast(ty.clone(), Box::new(e.clone())))
            }
            _ => None,
        }
    }

    /// Whether a value is the same wherever it is read, and as cheap as a temp.
    fn is_fixed(&self, e: &Expr) -> bool {
        match e {
            Expr::Local(l) => {
                let local = &self.func.locals[*l];
                match local.role {
                    Role::Param => {
                        !self.uses.assigned.contains(*l)
                            && !self.uses.shared.contains(*l)
                            && !self.is_sent(*l)
                    }
                    Role::Temp => {
                        self.uses.writes[*l] == 1
                            && !self.uses.shared.contains(*l)
                            && self.instead[*l].is_none()
                    }
                    Role::User | Role::Slot => self.indices.contains(l),
                }
            }
            Expr::Const(_)
            | Expr::Singleton(_)
            | Expr::Int(..)
            | Expr::Float(..)
            | Expr::ClassObject(_)
            | Expr::ModuleDict
            | Expr::Desc(_)
            | Expr::Dtype(_)
            | Expr::FuncAddr(..)
            | Expr::SizeOf(_) => true,
            Expr::State(s) => {
                self.module.states.get(*s).is_some_and(|s| matches!(s.kind, StateKind::Builtin(_)))
            }
            Expr::Cast(_, e) => self.is_fixed(e),
            _ => false,
        }
    }

    /// What is sent into a generator changes with each `yield`.
    fn is_sent(&self, l: LocalId) -> bool {
        matches!(self.func.abi, cyrus_ir::Abi::Resume { sent, .. } if sent == l)
    }

    /// Whether all uses of a temp stand where the value is still the same: later in this region, and before anything that
    /// the value depends on changes. What is not just another local has one use, in a statement that evaluates it once.
    fn can_move(&self, l: LocalId, e: &Expr, managed: bool, rest: &[Stmt]) -> bool {
        let copy = matches!(e.peel(), Expr::Local(x) if !self.is_sent(*x));
        if !copy && self.uses.reads[l] != 1
            || size(e) > LARGE
            || e.any(&mut |e| matches!(e, Expr::FrameLocal(..)))
        {
            return false;
        }
        let shared = e.any(&mut |e| matches!(e, Expr::Local(x) if self.uses.shared.contains(*x)));
        let stable = !shared && (e.is_stable() && !managed || copy);
        let mut left = self.uses.reads[l];
        for s in rest {
            let mut all = 0;
            let (mut changes, mut addresses) = (false, false);
            s.touches_deep(&mut |x, touch| {
                all += u32::from(x == l);
                if touch != Touch::Read && e.mentions(x) {
                    changes = true;
                    addresses |= touch == Touch::Address;
                }
            });
            left -= all.min(left);
            if left == 0 {
                let mut own = 0;
                s.touches(&mut |x, _| own += u32::from(x == l));
                // it may change what it reads itself, after it has read it; a loop reads again and again
                let at_once = all == own && evaluated_at_once(s) && !addresses;
                return at_once || copy && stable && !changes;
            }
            if all > 0 && !(copy && stable) || changes || !stable && !is_quiet(s) {
                return false;
            }
            if matches!(s.kind, StmtKind::Yield(_)) {
                return false;
            }
        }
        false
    }
}
