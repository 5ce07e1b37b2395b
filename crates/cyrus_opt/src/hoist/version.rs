//! Making the fast version of a loop.

use std::collections::BTreeMap;

use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::{
    BinOp, CheckKind, CountedFor, Expr, Function, Label, Local, LocalId, LocalType, Module, Place, Region,
    Role, Signal, Stmt, StmtKind, Value,
};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Access, Packing, Type, ViewType};

use super::range::{Body, Form};
use super::types;
use crate::facts::{Context, Facts};

/// What is needed for a fast version.
#[derive(Default)]
struct Plan {
    /// What must hold before the loop.
    tests: Vec<Expr>,
    /// Elements that are reached through a pointer: view, axes before the last, and the local that will point there.
    pointers: Vec<Pointer>,
    /// Nothing in the body stops a vectoriser.
    vectorizable: bool,
    /// There is a check to save or an index to unwrap.
    gains: bool,
    /// How many elements the body mentions.
    items: usize,
    /// Rows that the body stores to, each by its view and the axes before the last.
    stored: Vec<(LocalId, Vec<Expr>)>,
    /// Rows of which the body reads the same element in every turn.
    fixed: Vec<(LocalId, Vec<Expr>)>,
}

impl Plan {
    /// Two loops instead of one are worth it for a check less, or for vectors; one is for the address of a row, found once.
    fn is_useful(&self) -> bool {
        let rows = self.pointers.iter().any(|x| !x.outer.is_empty());
        self.gains
            || self.vectorizable && !self.pointers.is_empty()
            || self.tests.is_empty() && (self.vectorizable || rows)
    }

    /// A loop over a whole row changes, in one of its turns, the element of that row that all turns read.
    fn changes_fixed(&self, l: &CountedFor) -> bool {
        matches!(l.from, Expr::Int(0, _)) && self.fixed.iter().any(|row| self.stored.contains(row))
    }
}

struct Pointer {
    view: LocalId,
    outer: Vec<Expr>,
    element: Type,
    local: Option<LocalId>,
}

/// A loop in its versions.
pub(super) fn counted(
    module: &Module,
    func: &mut Function,
    counts: &IndexVec<LocalId, u32>,
    l: CountedFor,
    at: FileSpan,
) -> Vec<Stmt> {
    let plan = {
        let body = Body::new(module, func, &l);
        plan(&body)
    };
    func.tight |= plan.as_ref().is_some_and(|p| p.items > 0 && !p.vectorizable);
    let Some(mut plan) = plan.filter(Plan::is_useful) else {
        return vec![Stmt::new(StmtKind::For(Box::new(l)), at)];
    };
    for p in &mut plan.pointers {
        let ty = LocalType::Type(p.element.clone().ptr());
        p.local = Some(func.add_local(Local { name: Name::default(), ty, role: Role::Temp }));
    }
    let mut fast = l.clone();
    {
        let body = Body::new(module, func, &l);
        rewrite(&body, &plan, &mut fast.body);
    }
    fast.hints.vectorizable = plan.vectorizable;
    if plan.vectorizable {
        func.hot = true;
    }
    let mut stmts: Vec<Stmt> = plan
        .pointers
        .iter()
        .filter_map(|p| {
            let mut index = p.outer.clone();
            index.push(Expr::Int(0, Type::SSIZE));
            let item = Expr::ViewItem(Box::new(Expr::Local(p.view)), index);
            let value = Value::Expr(Expr::AddressOf(Box::new(item)));
            p.local.map(|local| Stmt::new(StmtKind::Set(Place::Local(local), value), at))
        })
        .collect();
    let test = plan.tests.into_iter().reduce(|a, b| Expr::Binary(BinOp::LogAnd, Box::new(a), Box::new(b)));
    let Some(test) = test else {
        stmts.push(Stmt::new(StmtKind::For(Box::new(fast)), at));
        return stmts;
    };
    relabel(func, &mut fast);
    own_temps(func, counts, &l.body, &mut fast.body);
    stmts.push(Stmt::new(StmtKind::For(Box::new(fast)), at));
    let orelse = Region(vec![Stmt::new(StmtKind::For(Box::new(l)), at)]);
    vec![Stmt::new(StmtKind::If { test, then: Region(stmts), orelse }, at)]
}

/// Labels are of one statement each.
fn relabel(func: &mut Function, l: &mut CountedFor) {
    let mut new: BTreeMap<Label, Label> = BTreeMap::new();
    let mut fresh = |old: &mut Label| {
        let label = func.new_label();
        new.insert(*old, label);
        *old = label;
    };
    fresh(&mut l.label);
    l.body.walk_mut(&mut |s| {
        if let StmtKind::Block { label, .. } = &mut s.kind {
            fresh(label);
        }
    });
    l.body.walk_mut(&mut |s| {
        if let StmtKind::Break(label) | StmtKind::Continue(label) = &mut s.kind
            && let Some(to) = new.get(label)
        {
            *label = *to;
        }
    });
}

/// The temps of a version are its own, so that each can be simplified for itself. `counts` has how often each local is
/// mentioned in the whole function: one that is mentioned elsewhere too is left alone.
fn own_temps(func: &mut Function, counts: &IndexVec<LocalId, u32>, was: &Region, r: &mut Region) {
    let mut here: BTreeMap<LocalId, u32> = BTreeMap::new();
    was.walk(&mut |s| s.touches(&mut |l, _| *here.entry(l).or_default() += 1));
    let mut new: BTreeMap<LocalId, LocalId> = BTreeMap::new();
    r.walk(&mut |s| {
        if let StmtKind::Set(Place::Local(t), _) = &s.kind
            && func.locals[*t].role == Role::Temp
            && counts.get(*t) == here.get(t)
        {
            let copy = func.locals[*t].clone();
            new.entry(*t).or_insert_with(|| func.add_local(copy));
        }
    });
    r.walk_mut(&mut |s| {
        if let StmtKind::Set(Place::Local(t), _) = &mut s.kind
            && let Some(to) = new.get(t)
        {
            *t = *to;
        }
        s.exprs_mut(&mut |e| {
            e.rewrite(&mut |e| {
                if let Expr::Local(t) = e
                    && let Some(to) = new.get(t)
                {
                    *t = *to;
                }
            });
        });
    });
}

/// The view's type, if its elements are plain numbers that stand where strides say.
fn view_type<'a>(module: &'a Module, func: &'a Function, view: LocalId) -> Option<&'a ViewType> {
    let Type::View(v) = module.world.resolve(func.type_of(view)?) else { return None };
    let plain = matches!(
        module.world.resolve(&v.element),
        Type::Int(_) | Type::Float(_) | Type::Half | Type::Complex(_) | Type::Bint | Type::Enum(_)
    );
    (plain && v.axes.iter().all(|a| a.access == Access::Direct)).then_some(&**v)
}

/// Whether a statement may stand in a fast loop; tests and gains are noted.
fn plan(b: &Body<'_>) -> Option<Plan> {
    let mut p = Plan { vectorizable: true, ..Plan::default() };
    let none = BitSet::new();
    let cx = types(b.module, b.func, &none);
    let mut fine = true;
    b.l.body.walk(&mut |s| fine &= statement(b, s, &mut p));
    if !fine {
        return None;
    }
    b.l.body.walk(&mut |s| {
        s.exprs(&mut |e| {
            e.walk(&mut |e| match e {
                Expr::ViewItem(..) => {
                    p.items += 1;
                    fine &= item(b, e, &mut p);
                }
                // a load through a pointer, or of a C array
                Expr::Index(..) | Expr::Deref(_) => p.items += 1,
                Expr::Select(..) => {
                    let mut wraps = Vec::new();
                    if let Some(Form::Index(_)) = b.form(e, &mut wraps) {
                        for c in wraps {
                            match b.in_range(c, None) {
                                Some(tests) => p.tests.extend(tests),
                                None => fine = false,
                            }
                        }
                        p.gains = true;
                    }
                }
                _ => {}
            });
        });
    });
    if !fine {
        return None;
    }
    p.vectorizable &= p.items > 0 && !super::gain::is_ordered_sum(b) && !p.changes_fixed(b.l);
    strides(b, &mut p);
    known(cx, b, &mut p.tests);
    Some(p)
}

/// Elements whose distance is only known at run time: side by side if they are to make vectors, else wherever they are.
fn strides(b: &Body<'_>, p: &mut Plan) {
    let apart = |x: &Pointer| {
        view_type(b.module, b.func, x.view)
            .is_none_or(|v| v.axes.last().is_none_or(|a| a.packing != Packing::Contiguous))
    };
    if !p.vectorizable {
        p.pointers.retain(|x| !apart(x));
        return;
    }
    for x in p.pointers.iter().filter(|x| apart(x)) {
        let stride = Expr::ViewStride(Box::new(Expr::Local(x.view)), x.outer.len());
        let size = Expr::Cast(Type::SSIZE, Box::new(Expr::SizeOf(x.element.clone())));
        p.tests.push(Expr::Binary(BinOp::Eq, Box::new(stride), Box::new(size)));
    }
}

/// Removes tests that need no asking, and those that stand twice.
fn known(cx: Context<'_>, _b: &Body<'_>, tests: &mut Vec<Expr>) {
    let facts = Facts::default();
    let mut out: Vec<Expr> = Vec::new();
    for mut t in std::mem::take(tests) {
        t.rewrite(&mut |e| {
            crate::simplify::fold(cx.module, cx.func, e);
        });
        if facts.holds(cx, &t) != Some(true) && !out.contains(&t) {
            out.push(t);
        }
    }
    *tests = out;
}

fn statement(b: &Body<'_>, s: &Stmt, p: &mut Plan) -> bool {
    match &s.kind {
        StmtKind::Set(place, value) => {
            let plain = match place {
                Place::Local(l) => !b.module.is_managed(&b.func.locals[*l].ty),
                Place::CVar(_) => {
                    p.vectorizable = false;
                    true
                }
                Place::State(_) => false,
                Place::Lvalue(e, t) => {
                    p.stored.extend(unit_item(b, e).map(|(view, outer, _)| (view, outer)));
                    !cyrus_ir::is_managed(&b.module.world, t)
                }
            };
            plain && self::value(b, value, p)
        }
        StmtKind::Eval(value) => self::value(b, value, p),
        StmtKind::Check { ok, kind, .. } => {
            let tests = match kind {
                CheckKind::Index { index, len } => index_tests(b, index, len),
                CheckKind::Bound(_)
                | CheckKind::NotNone
                | CheckKind::NonZero
                | CheckKind::Overflow
                | CheckKind::Initialized(_)
                | CheckKind::Other => b.invariant(ok).map(|t| vec![t]),
            };
            p.gains = true;
            match tests {
                Some(tests) => {
                    p.tests.extend(tests);
                    true
                }
                None => false,
            }
        }
        StmtKind::If { .. } | StmtKind::Block { .. } | StmtKind::Continue(_) | StmtKind::Comment(_) => true,
        StmtKind::Switch { .. } | StmtKind::Break(_) | StmtKind::Return(_) => {
            // jumps within the body are fine for the C compiler's if-conversion; leaving the loop is not
            let inside =
                matches!(&s.kind, StmtKind::Break(label) if *label != b.l.label && is_inside(b, *label));
            p.vectorizable &= inside;
            true
        }
        StmtKind::Loop { .. }
        | StmtKind::While { .. }
        | StmtKind::For(_)
        | StmtKind::Fail { .. }
        | StmtKind::Try { .. }
        | StmtKind::Nogil(_)
        | StmtKind::WithGil(_)
        | StmtKind::Parallel(_)
        | StmtKind::Yield(_)
        | StmtKind::IncRef(_)
        | StmtKind::Drop(_) => false,
    }
}

fn is_inside(b: &Body<'_>, label: Label) -> bool {
    let mut found = false;
    b.l.body.walk(&mut |s| found |= matches!(&s.kind, StmtKind::Block { label: l, .. } if *l == label));
    found
}

fn index_tests(b: &Body<'_>, index: &Expr, len: &Expr) -> Option<Vec<Expr>> {
    let len = b.invariant(len)?;
    match b.form(index, &mut Vec::new())? {
        Form::Index(c) => b.in_range(c, Some(&len)),
        Form::Invariant(i) => {
            let zero = Box::new(Expr::Int(0, Type::SSIZE));
            let low = Expr::Binary(BinOp::Ge, Box::new(i.clone()), zero);
            Some(vec![low, Expr::Binary(BinOp::Lt, Box::new(i), Box::new(len))])
        }
    }
}

/// Whether a value can be computed in a fast loop: nothing in it fails.
fn value(b: &Body<'_>, v: &Value, p: &mut Plan) -> bool {
    match v {
        Value::Expr(e) => {
            p.vectorizable &= !e.any(&mut |e| matches!(e, Expr::Pure(..) | Expr::Text(..) | Expr::CVar(_)));
            true
        }
        Value::Op { op, .. } => {
            p.vectorizable = false;
            op.op().pure && op.op().nogil
        }
        Value::Call { target, signal, .. } => {
            if *signal != Signal::Never {
                return false;
            }
            let math = crate::facts::math(b.module, target) == Some(crate::facts::Math::Vector);
            p.vectorizable &= math;
            true
        }
    }
}

/// Plans how an element is reached; false if nothing can be said about it.
fn item(b: &Body<'_>, e: &Expr, p: &mut Plan) -> bool {
    let Some((view, outer, _)) = unit_item(b, e) else {
        // the same element in every turn is loaded once; anything else goes by its stride
        let Expr::ViewItem(view, at) = e else { return true };
        let at: Option<Vec<Expr>> = at.iter().map(|i| b.invariant(i)).collect();
        p.vectorizable &= b.invariant(view).is_some() && at.is_some();
        if let (Expr::Local(view), Some(mut outer)) = (&**view, at) {
            outer.pop();
            p.fixed.push((*view, outer));
        }
        return true;
    };
    let Some(v) = view_type(b.module, b.func, view) else { return true };
    if !p.pointers.iter().any(|x| x.view == view && x.outer == outer) {
        p.pointers.push(Pointer { view, outer, element: v.element.unqualified().clone(), local: None });
    }
    true
}

/// An element whose last index goes with the loop and whose other indices stay: view, other indices, constant.
fn unit_item(b: &Body<'_>, e: &Expr) -> Option<(LocalId, Vec<Expr>, i128)> {
    let Expr::ViewItem(view, at) = e else { return None };
    let Expr::Local(v) = &**view else { return None };
    let ty = view_type(b.module, b.func, *v)?;
    b.invariant(view)?;
    let (last, outer) = at.split_last()?;
    if outer.len() + 1 != ty.axes.len() || !ty.is_direct() {
        return None;
    }
    let outer: Vec<Expr> = outer.iter().map(|e| b.invariant(e)).collect::<Option<_>>()?;
    match b.form(last, &mut Vec::new())? {
        Form::Index(c) => Some((*v, outer, c)),
        Form::Invariant(_) => None,
    }
}

/// Takes the checks out and puts pointers in.
fn rewrite(b: &Body<'_>, plan: &Plan, r: &mut Region) {
    r.0.retain(|s| !matches!(s.kind, StmtKind::Check { .. }));
    for s in &mut r.0 {
        s.exprs_mut(&mut |e| outside_in(b, plan, e));
        s.regions_mut(&mut |r| rewrite(b, plan, r));
    }
}

fn outside_in(b: &Body<'_>, plan: &Plan, e: &mut Expr) {
    if let Some((view, outer, c)) = unit_item(b, e)
        && let Some(local) =
            plan.pointers.iter().find(|p| p.view == view && p.outer == outer).and_then(|p| p.local)
    {
        *e = Expr::Index(Box::new(Expr::Local(local)), Box::new(index(b, c)));
        return;
    }
    // an index that does not count from the end
    if matches!(e, Expr::Select(..))
        && let Some(Form::Index(c)) = b.form(e, &mut Vec::new())
    {
        *e = index(b, c);
        return;
    }
    e.children_mut(&mut |e| outside_in(b, plan, e));
}

/// The loop's index and a constant, as a `Py_ssize_t`.
fn index(b: &Body<'_>, c: i128) -> Expr {
    let i = Expr::Local(b.l.index);
    let i = match b.func.type_of(b.l.index) {
        Some(t) if *t == Type::SSIZE => i,
        _ => Expr::Cast(Type::SSIZE, Box::new(i)),
    };
    match c {
        0 => i,
        1.. => Expr::Binary(BinOp::Add, Box::new(i), Box::new(Expr::Int(c, Type::SSIZE))),
        _ => Expr::Binary(BinOp::Sub, Box::new(i), Box::new(Expr::Int(-c, Type::SSIZE))),
    }
}
