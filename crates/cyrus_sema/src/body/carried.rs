//! What the iterations of a parallel loop do to the variables around it: reductions, values of the last iteration, and
//! values that one iteration leaves to another, which is an error.

use std::collections::{BTreeMap, BTreeSet};

use cyrus_hir::visit::Node;
use cyrus_hir::{BinaryOp, CompareOp, Expr, ExprKind, LocalId, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::FileSpan;

/// How a variable is used across the iterations of a parallel loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// Only updated with this operator, as OpenMP spells it.
    Reduction(&'static str),
    /// No iteration reads it before it assigns it, if it does.
    Assigned,
    /// Read or updated in a way that depends on the order of the iterations.
    Mixed(FileSpan),
}

/// The variables that the body of a parallel loop assigns, in order of first use.
pub fn carried(body: &[Stmt]) -> Vec<(LocalId, Carry)> {
    let mut walk = Walk::default();
    walk.stmts(body);
    let kind = |id: LocalId| match (walk.reduced.get(&id), walk.assigned.contains(&id), walk.early.get(&id)) {
        (_, _, Some(at)) => Carry::Mixed(*at),
        (Some((_, at)), true, None) => Carry::Mixed(*at),
        (Some((op, _)), false, None) => Carry::Reduction(op),
        (None, _, None) => Carry::Assigned,
    };
    walk.order.iter().map(|id| (*id, kind(*id))).collect()
}

/// The variables that the threads of a parallel section update, each its own copy: nothing adds the copies up.
pub fn updated(body: &[Stmt]) -> Vec<(LocalId, FileSpan)> {
    let mut walk = Walk { section: true, ..Walk::default() };
    walk.stmts(body);
    walk.reduced.iter().map(|(id, (_, at))| (*id, *at)).collect()
}

#[derive(Default)]
struct Walk {
    /// A section, not a loop: what parallel loops in it do to their variables is their own business.
    section: bool,
    order: Vec<LocalId>,
    reduced: BTreeMap<LocalId, (&'static str, FileSpan)>,
    assigned: BTreeSet<LocalId>,
    /// Where a variable is read that nothing before it in the same iteration can have assigned.
    early: BTreeMap<LocalId, FileSpan>,
    /// What the iteration may have assigned so far.
    so_far: BTreeSet<LocalId>,
}

impl Walk {
    fn stmts(&mut self, body: &[Stmt]) {
        body.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Assign(Place { kind: PlaceKind::Local(id), .. }, value) => {
                let update = (!self.so_far.contains(id)).then(|| update(value, *id)).flatten();
                match update {
                    Some((op, others)) => {
                        others.into_iter().for_each(|e| self.expr(e));
                        self.reduce(*id, op, s.at);
                    }
                    None => {
                        self.expr(value);
                        self.assign(*id);
                    }
                }
            }
            StmtKind::AugAssign(Place { kind: PlaceKind::Local(id), .. }, value) => {
                self.expr(value);
                if self.so_far.contains(id) {
                    return self.assign(*id);
                }
                match place_update(value) {
                    Some(op) => self.reduce(*id, op, s.at),
                    None => {
                        self.early.entry(*id).or_insert(s.at);
                        self.assign(*id);
                    }
                }
            }
            StmtKind::If { test, body, orelse } => {
                if let Some((id, op, other)) = extreme_if(test, body, orelse)
                    && !self.so_far.contains(&id)
                {
                    self.expr(other);
                    return self.reduce(id, op, s.at);
                }
                self.expr(test);
                let before = self.so_far.clone();
                self.stmts(body);
                let after = std::mem::replace(&mut self.so_far, before.clone());
                self.stmts(orelse);
                if ends(orelse) {
                    self.so_far = before;
                }
                if !ends(body) {
                    self.so_far.extend(after);
                }
            }
            StmtKind::For(l) => {
                self.assign(l.item);
                self.children(s);
            }
            StmtKind::Range(l) if self.section && l.parallel.is_some() => {}
            StmtKind::Range(l) => {
                self.assign(l.index);
                self.children(s);
            }
            StmtKind::Unpack { value, into, .. } => {
                self.expr(value);
                into.iter().for_each(|id| self.assign(*id));
            }
            _ => self.children(s),
        }
    }

    fn children(&mut self, s: &Stmt) {
        Node::Stmt(s).children(&mut |node| self.node(node));
    }

    fn expr(&mut self, e: &Expr) {
        self.node(Node::Expr(e));
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Stmt(s) => self.stmt(s),
            Node::Place(Place { kind: PlaceKind::Local(id), .. }) => self.assign(*id),
            Node::Expr(Expr { kind: ExprKind::Local(id), at, .. }) => {
                if !self.so_far.contains(id) {
                    self.early.entry(*id).or_insert(*at);
                }
            }
            // whoever has the address knows what is done there
            Node::Expr(Expr { kind: ExprKind::AddressOf(place), .. }) => {
                if !matches!(place.kind, PlaceKind::Local(_)) {
                    Node::Place(place).children(&mut |node| self.node(node));
                }
            }
            Node::Place(_) | Node::Expr(_) => node.children(&mut |node| self.node(node)),
        }
    }

    fn seen(&mut self, id: LocalId) {
        if !self.order.contains(&id) {
            self.order.push(id);
        }
    }

    fn assign(&mut self, id: LocalId) {
        self.seen(id);
        self.assigned.insert(id);
        self.so_far.insert(id);
    }

    fn reduce(&mut self, id: LocalId, op: &'static str, at: FileSpan) {
        self.seen(id);
        match self.reduced.get(&id) {
            Some((old, _)) if *old != op => {
                self.early.entry(id).or_insert(at);
            }
            Some(_) => {}
            None => {
                self.reduced.insert(id, (op, at));
            }
        }
    }
}

/// Whether control does not come out at the end of these statements.
fn ends(body: &[Stmt]) -> bool {
    body.last().is_some_and(|s| jumps(&s.kind))
}

fn jumps(kind: &StmtKind) -> bool {
    use StmtKind as K;
    matches!(kind, K::Break | K::Continue | K::Leave(_) | K::Return(_) | K::Raise { .. })
}

/// The operator as OpenMP spells it; whether its operands can be exchanged.
fn reduction(op: BinaryOp) -> Option<(&'static str, bool)> {
    use BinaryOp as B;
    Some(match op {
        B::Add => ("+", true),
        B::Sub => ("+", false),
        B::Mul => ("*", true),
        B::And => ("&", true),
        B::Or => ("|", true),
        B::Xor => ("^", true),
        _ => return None,
    })
}

/// The operator of `place op= value`.
fn place_update(value: &Expr) -> Option<&'static str> {
    match &plain(value).kind {
        ExprKind::CBinary { op, left, .. } if plain(left).kind == ExprKind::PlaceValue => {
            reduction(*op).map(|(op, _)| op)
        }
        _ => None,
    }
}

/// A value without conversions between C numbers around it.
fn plain(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Coerce(_, inner) | ExprKind::Cast(inner) => plain(inner),
        _ => e,
    }
}

/// `x op value`, `value op x`, `max(x, value)` as the new value of `x`: the operator and what else is in it.
fn update(value: &Expr, x: LocalId) -> Option<(&'static str, Vec<&Expr>)> {
    let value = plain(value);
    let is_x = |e: &Expr| plain(e).kind == ExprKind::Local(x);
    if let ExprKind::CBinary { op, left, right, .. } = &value.kind {
        let (op, both_ways) = reduction(*op)?;
        return match (is_x(left), is_x(right)) {
            (true, false) => Some((op, vec![&**right])),
            (false, true) if both_ways => Some((op, vec![&**left])),
            _ => None,
        };
    }
    let mut found = Extreme::default();
    found.add(value, &BTreeMap::new())?;
    let (own, others): (Vec<&Expr>, Vec<&Expr>) = found.leaves.into_iter().partition(|e| is_x(e));
    (own.len() == 1).then_some((found.op?, others))
}

/// The values of which one is the largest or smallest.
#[derive(Default)]
struct Extreme<'e> {
    op: Option<&'static str>,
    leaves: Vec<&'e Expr>,
}

impl<'e> Extreme<'e> {
    /// Adds `a if a > b else b`, where `temps` says what the temporaries hold that stand for both.
    fn add(&mut self, e: &'e Expr, temps: &BTreeMap<LocalId, &'e Expr>) -> Option<()> {
        match &plain(e).kind {
            ExprKind::Local(id) if temps.contains_key(id) => self.add(temps.get(id)?, temps),
            ExprKind::Block { stmts, value } => {
                let mut temps = temps.clone();
                for s in stmts {
                    let StmtKind::Assign(Place { kind: PlaceKind::Local(id), .. }, value) = &s.kind else {
                        return None;
                    };
                    temps.insert(*id, value);
                }
                self.add(value, &temps)
            }
            ExprKind::Conditional { test, body, orelse } => {
                let op = extreme(test, body, orelse)?;
                if self.op.is_some_and(|old| old != op) {
                    return None;
                }
                self.op = Some(op);
                self.add(body, temps)?;
                self.add(orelse, temps)
            }
            _ => {
                self.leaves.push(e);
                Some(())
            }
        }
    }
}

/// `max` or `min`, if that is what `body if test else orelse` says.
fn extreme(test: &Expr, body: &Expr, orelse: &Expr) -> Option<&'static str> {
    let ExprKind::CCompare { op, left, right } = &test.kind else { return None };
    let larger = match op {
        CompareOp::Gt | CompareOp::Ge => true,
        CompareOp::Lt | CompareOp::Le => false,
        _ => return None,
    };
    let straight = same(left, body) && same(right, orelse);
    let crossed = same(left, orelse) && same(right, body);
    match (straight, crossed) {
        (true, false) => Some(if larger { "max" } else { "min" }),
        (false, true) => Some(if larger { "min" } else { "max" }),
        _ => None,
    }
}

/// `if value > x: x = value`: the variable, the operator, the value.
fn extreme_if<'e>(
    test: &'e Expr,
    body: &'e [Stmt],
    orelse: &[Stmt],
) -> Option<(LocalId, &'static str, &'e Expr)> {
    let ([Stmt { kind: StmtKind::Assign(Place { kind: PlaceKind::Local(id), ty, at }, value), .. }], []) =
        (body, orelse)
    else {
        return None;
    };
    let x = Expr::new(ty.clone(), *at, ExprKind::Local(*id));
    let op = extreme(test, value, &x)?;
    Some((*id, op, value))
}

/// Whether two expressions without effects are the same, wherever they stand.
fn same(a: &Expr, b: &Expr) -> bool {
    use ExprKind as K;
    let (a, b) = (plain(a), plain(b));
    let heads = match (&a.kind, &b.kind) {
        (K::Local(x), K::Local(y)) => return x == y,
        (K::CVar(x), K::CVar(y)) => return x == y,
        (K::Int(x), K::Int(y)) => return x == y,
        (K::Float(x), K::Float(y)) => return x.to_bits() == y.to_bits(),
        (K::Field { name: x, .. }, K::Field { name: y, .. }) => x == y,
        (K::ClassField { class: c, field: f, .. }, K::ClassField { class: d, field: g, .. }) => {
            (c, f) == (d, g)
        }
        (K::CBinary { op: x, .. }, K::CBinary { op: y, .. }) => x == y,
        (K::CUnary { op: x, .. }, K::CUnary { op: y, .. }) => x == y,
        (K::ViewItem { .. }, K::ViewItem { .. })
        | (K::CIndex { .. }, K::CIndex { .. })
        | (K::Deref(_), K::Deref(_)) => true,
        _ => false,
    };
    heads && {
        let (a, b) = (parts(a), parts(b));
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
    }
}

/// The expressions right inside one.
fn parts(e: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    Node::Expr(e).children(&mut |node| {
        if let Node::Expr(e) = node {
            parts.push(e);
        }
    });
    parts
}
