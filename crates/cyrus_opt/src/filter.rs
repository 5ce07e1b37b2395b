//! The pass `filter`: a vectorised loop that skips the turns whose element does not pass a comparison takes the other
//! elements out first, many at a time, and does the costly part for those alone.
//!
//! ```text
//!                                            for L1 %at = 0 while < %n step 512 {
//! for L0 %i = 0 while < %n step 1 {            %m = cy_pack_double(room, %p + %at, %t, not <, 512 or what is left)
//!   %x = index(%p, %i)                         for L0 %k = 0 while < %m step 1 {
//!   if (%x < %t) { continue L0 }       ->        %x = index(room, %k)
//!   %1 = call sqrt(%x)                           %1 = call sqrt(%x)
//!   %s = (%s + %1)                               %s = (%s + %1)
//! }                                            }
//!                                            }
//!                                            if (0 < %n) { %x = index(%p, %n - 1) }
//! ```
//!
//! A C compiler that makes a vector of this loop computes the square roots of skipped turns too, and one that makes none
//! jumps, unforeseeably. The turns that count run in their order with the values that they had: what the condition depends
//! on is not changed by the loop, which stores nothing to memory and reads nothing else that goes with the index. It pays
//! where a turn has a square root in it, which is what processors take longest for among what they do on vectors.

use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::home::Homes;
use cyrus_ir::query::type_of;
use cyrus_ir::visit::Touch;
use cyrus_ir::{
    Abi, Arg, BinOp, CallTarget, CountedFor, Expr, Function, Hints, Local, LocalId, LocalType, Module, Place,
    Region, Role, Stmt, StmtKind, UnOp, Value,
};
use cyrus_ops::{self as op, OpId};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Float, Int, Sign, Type};

use crate::facts::{Context, computes, keeps_value};

/// Elements that are compared together, as many as `cy_pack_doubles` has room for: they stay in the nearest cache.
const BATCH: i128 = 512;

/// Runs the pass.
pub fn run(module: &mut Module) {
    crate::each_function(module, |module, func| {
        if !func.hot || matches!(func.abi, Abi::Resume { .. }) {
            return;
        }
        let mut counts = Homes::find(func, &|_| true).count;
        // versions of a loop share their index: what counts is whether it is mentioned outside of all of them
        func.body.walk(&mut |s| {
            if let StmtKind::For(l) = &s.kind {
                let inside = mentions(s, l.index);
                counts[l.index] = counts[l.index].saturating_sub(inside);
            }
        });
        let mut body = std::mem::take(&mut func.body);
        region(module, func, &counts, &mut body);
        func.body = body;
    });
}

fn region(module: &Module, func: &mut Function, counts: &IndexVec<LocalId, u32>, r: &mut Region) {
    let mut out: Vec<Stmt> = Vec::with_capacity(r.0.len());
    for mut s in std::mem::take(&mut r.0) {
        if let Some(plan) = Plan::of(module, func, counts, &s)
            && let StmtKind::For(l) = &s.kind
        {
            out.extend(Make { func, l, plan: &plan, at: s.at }.loops());
            continue;
        }
        s.regions_mut(&mut |r| region(module, func, counts, r));
        out.push(s);
    }
    r.0 = out;
}

/// A loop that this pass splits.
struct Plan {
    /// What every turn begins with: a variable and its value, which is pure.
    first: Vec<(LocalId, Expr)>,
    /// Which turns count.
    test: Test,
    /// What is done then.
    rest: Vec<Stmt>,
    /// Which of `first` the rest needs.
    needed: Vec<bool>,
}

/// A comparison of the element that goes with the index.
struct Test {
    /// Where the elements are.
    array: LocalId,
    /// How they must stand to `bound`, in the numbering of the operations `cy_pack_...`.
    how: i128,
    /// The same in every turn, of the same type.
    bound: Expr,
    /// Takes the elements out.
    pack: OpId,
    /// The C type of what they are put into.
    room: &'static str,
}

impl Plan {
    fn of(module: &Module, func: &Function, counts: &IndexVec<LocalId, u32>, s: &Stmt) -> Option<Plan> {
        let StmtKind::For(l) = &s.kind else { return None };
        let none = BitSet::new();
        let cx = Context { module, func, assigned: &none, shared: &none, made: &none };
        let signed =
            matches!(module.world.resolve(func.type_of(l.index)?), Type::Int(Int { sign: Sign::Signed, .. }));
        let counted = l.hints.vectorizable
            && l.parallel.is_none()
            && l.relation == BinOp::Lt
            && matches!(l.step, Expr::Int(1, _))
            && signed
            && keeps_value(cx, &Type::SSIZE, &Expr::Local(l.index))
            && func.locals[l.index].role == Role::Temp
            && counts.get(l.index) == Some(&0);
        if !counted {
            return None;
        }
        let (first, mut test, counts_if, rest) = parts(l)?;
        for (x, value) in first.iter().rev() {
            put(&mut test, *x, value);
        }
        let test = Test::of(module, func, l, &test, counts_if)?;
        let own = |x: LocalId| func.locals[x].role != Role::Temp || counts.get(x) == Some(&mentions(s, x));
        let mut plan = Plan { needed: vec![false; first.len()], first, test, rest };
        plan.is_fine(module, func, &own, l).then_some(plan)
    }

    /// Whether the plan keeps what the program does; notes what the rest needs.
    fn is_fine(
        &mut self,
        module: &Module,
        func: &Function,
        own: &dyn Fn(LocalId) -> bool,
        l: &CountedFor,
    ) -> bool {
        let shared = func.shared(module);
        let plain = |x: LocalId| !module.is_managed(&func.locals[x].ty) && !shared.contains(x) && own(x);
        let (mut fine, mut costly) = (true, false);
        let mut changed = BitSet::new();
        for s in &self.rest {
            s.walk(&mut |s| {
                match &s.kind {
                    StmtKind::Set(Place::Local(x), v) => fine &= plain(*x) && computes(module, v),
                    StmtKind::Eval(v) => fine &= computes(module, v),
                    StmtKind::If { .. }
                    | StmtKind::Block { .. }
                    | StmtKind::Break(_)
                    | StmtKind::Comment(_) => {}
                    StmtKind::Continue(label) => fine &= *label == l.label,
                    _ => fine = false,
                }
                costly |= s.value().is_some_and(|v| is_root(module, v));
                s.touches(&mut |x, touch| {
                    if touch != Touch::Read {
                        changed.insert(x);
                    }
                });
            });
        }
        // what the turns change, neither the comparison nor what a turn begins with depends on
        let depends = |e: &Expr| e.any(&mut |e| matches!(e, Expr::Local(x) if changed.contains(*x)));
        fine &= !depends(&self.test.bound) && !changed.contains(self.test.array);
        fine &= self.first.iter().all(|(x, e)| plain(*x) && !changed.contains(*x) && !depends(e));
        for i in (0..self.first.len()).rev() {
            let x = self.first[i].0;
            let later =
                self.first.iter().zip(&self.needed).skip(i + 1).any(|((_, e), n)| *n && e.mentions(x));
            self.needed[i] = later || self.rest.iter().any(|s| s.mentions(x));
        }
        fine && costly && self.uses_elements_only(l)
    }

    /// Whether what is done has no other use for the index than the elements that are compared.
    fn uses_elements_only(&self, l: &CountedFor) -> bool {
        let mut others = 0_i64;
        let mut look = |e: &Expr| {
            e.walk(&mut |e| {
                others += i64::from(*e == Expr::Local(l.index));
                others -= i64::from(element(e, l.index) == Some(self.test.array));
            });
        };
        self.rest.iter().for_each(|s| s.walk(&mut |s| s.exprs(&mut look)));
        self.first.iter().zip(&self.needed).filter(|(_, n)| **n).for_each(|((_, e), _)| look(e));
        others == 0
    }
}

impl Test {
    /// Reads a comparison; a turn counts if it comes out as `counts_if`.
    fn of(module: &Module, func: &Function, l: &CountedFor, e: &Expr, counts_if: bool) -> Option<Test> {
        let (op, a, b) = match e {
            Expr::Unary(UnOp::Not, e) => return Test::of(module, func, l, e, !counts_if),
            Expr::Binary(op, a, b) => (*op, &**a, &**b),
            _ => return None,
        };
        let (array, bound, swapped) = match (element(a, l.index), element(b, l.index)) {
            (Some(p), None) => (p, b, false),
            (None, Some(p)) => (p, a, true),
            _ => return None,
        };
        let how = match (op, swapped) {
            (BinOp::Lt, false) | (BinOp::Gt, true) => 0,
            (BinOp::Le, false) | (BinOp::Ge, true) => 1,
            (BinOp::Gt, false) | (BinOp::Lt, true) => 2,
            (BinOp::Ge, false) | (BinOp::Le, true) => 3,
            (BinOp::Eq, _) => 4,
            (BinOp::Ne, _) => 4 | OTHERS,
            _ => return None,
        };
        let element = type_of(module, func, if swapped { b } else { a })?.unqualified().clone();
        let (pack, room) = match module.world.resolve(&element) {
            Type::Float(Float::Double) => (op::CY_PACK_DOUBLE, "cy_pack_doubles"),
            Type::Float(Float::Float) => (op::CY_PACK_FLOAT, "cy_pack_floats"),
            _ => return None,
        };
        let same = type_of(module, func, bound)
            .is_some_and(|t| module.world.resolve(t.unqualified()) == module.world.resolve(&element));
        let how = if counts_if { how } else { how ^ OTHERS };
        (same && !bound.mentions(l.index)).then(|| Test { array, how, bound: bound.clone(), pack, room })
    }
}

/// In `how`: those elements for which the comparison does not hold.
const OTHERS: i128 = 8;

/// What the turns of a loop begin with, in order.
type First = Vec<(LocalId, Expr)>;

/// What a turn begins with, a condition, how it must come out for the turn to count, and what is done then.
fn parts(l: &CountedFor) -> Option<(First, Expr, bool, Vec<Stmt>)> {
    let mut first = First::new();
    for (i, s) in l.body.0.iter().enumerate() {
        match &s.kind {
            StmtKind::Comment(_) => {}
            StmtKind::Set(Place::Local(x), Value::Expr(e))
                if !first.iter().any(|(y, _)| y == x) && !e.mentions(*x) =>
            {
                first.push((*x, e.clone()));
            }
            StmtKind::If { test, then, orelse } if orelse.0.is_empty() => {
                let behind = &l.body.0[i + 1..];
                return match &then.0[..] {
                    [Stmt { kind: StmtKind::Continue(label), .. }] if *label == l.label => {
                        Some((first, test.clone(), false, behind.to_vec()))
                    }
                    some if behind.is_empty() => Some((first, test.clone(), true, some.to_vec())),
                    _ => None,
                };
            }
            _ => return None,
        }
    }
    None
}

/// How often a statement, with everything in it, mentions a local.
fn mentions(s: &Stmt, x: LocalId) -> u32 {
    let mut n = 0;
    s.touches_deep(&mut |y, _| n += u32::from(x == y));
    n
}

/// Whether a value is a square root.
fn is_root(module: &Module, v: &Value) -> bool {
    let Value::Call { target: CallTarget::CFunc(f), .. } = v else { return false };
    module.world.cfuncs.get(*f).is_some_and(|f| matches!(&*f.cname, "sqrt" | "sqrtf"))
}

/// The pointer, if the expression is its element at the index.
fn element(e: &Expr, index: LocalId) -> Option<LocalId> {
    let Expr::Index(p, i) = e else { return None };
    match (&**p, i.peel()) {
        (Expr::Local(p), Expr::Local(i)) if *i == index => Some(*p),
        _ => None,
    }
}

/// Puts a value in for a local.
fn put(e: &mut Expr, x: LocalId, value: &Expr) {
    e.rewrite(&mut |e| {
        if *e == Expr::Local(x) {
            *e = value.clone();
        }
    });
}

fn binary(op: BinOp, a: Expr, b: Expr) -> Expr {
    Expr::Binary(op, Box::new(a), Box::new(b))
}

fn ssize(v: i128) -> Expr {
    Expr::Int(v, Type::SSIZE)
}

/// Makes the loops of a plan.
struct Make<'a> {
    func: &'a mut Function,
    l: &'a CountedFor,
    plan: &'a Plan,
    at: FileSpan,
}

impl Make<'_> {
    fn local(&mut self, ty: Type, role: Role) -> LocalId {
        self.func.add_local(Local { name: Name::default(), ty: LocalType::Type(ty), role })
    }
    fn stmt(&self, kind: StmtKind) -> Stmt {
        Stmt::new(kind, self.at)
    }
    fn set(&self, x: LocalId, e: Expr) -> Stmt {
        self.stmt(StmtKind::Set(Place::Local(x), Value::Expr(e)))
    }
    /// The loop's index after so many turns.
    fn turn(&self, turns: Expr) -> Expr {
        let e = match &self.l.from {
            Expr::Int(0, _) => turns,
            from => binary(BinOp::Add, self.whole(from), turns),
        };
        match self.func.type_of(self.l.index) {
            Some(t) if *t != Type::SSIZE => Expr::Cast(t.clone(), Box::new(e)),
            _ => e,
        }
    }
    /// A bound of the loop as a `Py_ssize_t`.
    fn whole(&self, e: &Expr) -> Expr {
        match self.func.type_of(self.l.index) {
            Some(t) if *t == Type::SSIZE => e.clone(),
            _ => Expr::Cast(Type::SSIZE, Box::new(e.clone())),
        }
    }

    fn loops(mut self) -> Vec<Stmt> {
        let turns = self.local(Type::SSIZE, Role::Temp);
        let at = self.local(Type::SSIZE, Role::Temp);
        let count = match &self.l.from {
            Expr::Int(0, _) => self.whole(&self.l.to),
            from => binary(BinOp::Sub, self.whole(&self.l.to), self.whole(from)),
        };
        let blocks = CountedFor {
            label: self.func.new_label(),
            index: at,
            from: ssize(0),
            to: Expr::Local(turns),
            step: ssize(BATCH),
            body: self.block(turns, at),
            hints: Hints::default(),
            ..self.l.clone()
        };
        let mut out = vec![self.set(turns, count), self.stmt(StmtKind::For(Box::new(blocks)))];
        out.extend(self.last(turns));
        out
    }

    /// The turns from `at` on.
    fn block(&mut self, turns: LocalId, at: LocalId) -> Region {
        let Test { array, how, bound, pack, room } = &self.plan.test;
        let (now, many, k) = (
            self.local(Type::SSIZE, Role::Temp),
            self.local(Type::SSIZE, Role::Temp),
            self.local(Type::SSIZE, Role::Temp),
        );
        let room = Local { name: Name::default(), ty: LocalType::C(room), role: Role::Temp };
        let room = self.func.add_local(room);
        let left = binary(BinOp::Sub, Expr::Local(turns), Expr::Local(at));
        let batch = ssize(BATCH);
        let fewer = binary(BinOp::Lt, left.clone(), batch.clone());
        let size = Expr::Select(Box::new(fewer), Box::new(left), Box::new(batch));
        let first = Expr::Index(Box::new(Expr::Local(*array)), Box::new(self.turn(Expr::Local(at))));
        let from = Expr::AddressOf(Box::new(first));
        let how = Expr::Int(*how, Type::INT);
        let rest = [from, bound.clone(), how, Expr::Local(now)].map(Arg::Expr);
        let args = [Arg::Address(room)].into_iter().chain(rest).collect();
        let taken = Value::Op { op: *pack, args, own: 0 };
        let needed = self.plan.first.iter().zip(&self.plan.needed).filter(|(_, n)| **n);
        let mut body: Vec<Stmt> = needed.map(|((x, e), _)| self.set(*x, e.clone())).collect();
        body.extend(self.plan.rest.iter().cloned());
        for s in &mut body {
            s.walk_mut(&mut |s| {
                s.exprs_mut(&mut |e| {
                    e.rewrite(&mut |e| {
                        if element(e, self.l.index) == Some(*array) {
                            *e = Expr::Index(Box::new(Expr::Local(room)), Box::new(Expr::Local(k)));
                        }
                    });
                });
            });
        }
        let work = CountedFor {
            index: k,
            from: ssize(0),
            to: Expr::Local(many),
            step: ssize(1),
            body: Region(body),
            ..self.l.clone()
        };
        Region(vec![
            self.set(now, size),
            self.stmt(StmtKind::Set(Place::Local(many), taken)),
            self.stmt(StmtKind::For(Box::new(work))),
        ])
    }

    /// Variables of the source keep what the last turn gave them, whether it counted or not.
    fn last(&self, turns: LocalId) -> Option<Stmt> {
        let turn = self.turn(binary(BinOp::Sub, Expr::Local(turns), ssize(1)));
        let user = self.plan.first.iter().filter(|(x, _)| self.func.locals[*x].role != Role::Temp);
        let then: Vec<Stmt> = user
            .map(|(x, e)| {
                let mut e = e.clone();
                put(&mut e, self.l.index, &turn);
                self.set(*x, e)
            })
            .collect();
        let test = binary(BinOp::Lt, ssize(0), Expr::Local(turns));
        (!then.is_empty())
            .then(|| self.stmt(StmtKind::If { test, then: Region(then), orelse: Region::default() }))
    }
}
