//! What is known to be true at a point of a function: tests that were passed, checks that held, what locals are equal to.
//!
//! Facts are pure expressions; of those that compare integers the difference is kept too, so that `i < n` and `n == len`
//! prove `i < len`. A fact goes when a local in it is assigned, and, if it reads memory, when memory may have changed.

use std::rc::Rc;

use cyrus_index::{BitSet, Idx};
use cyrus_ir::query::type_of;
use cyrus_ir::{
    BinOp, CallTarget, CheckKind, Expr, Function, LocalId, Module, Region, Role, Singleton, StateKind, Stmt,
    StmtKind, UnOp, Value,
};
use cyrus_ir::{Place, visit::Touch};
use cyrus_ops::{OpResult, Signal};
use cyrus_types::{Int, IntRank, Linkage, Sign, Type};

/// What an expression depends on, for quick answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sources {
    /// The locals in it, modulo 64: a bit that is not set is a local that is not in it.
    locals: u64,
    /// It reads memory.
    memory: bool,
}

impl Sources {
    fn of(e: &Expr) -> Self {
        let mut found = Self::default();
        found.add(e);
        found
    }

    fn add(&mut self, e: &Expr) {
        e.walk(&mut |e| {
            self.memory |= e.reads();
            if let Expr::Local(l) = e {
                self.locals |= bit(*l);
            }
        });
    }
}

fn bit(l: LocalId) -> u64 {
    1 << (l.index() % 64)
}

/// Something that is true.
#[derive(Debug)]
struct Fact {
    e: Expr,
    from: Sources,
}

/// `left - right <= most`; an absent side is zero.
#[derive(Debug)]
struct Difference {
    left: Option<Expr>,
    right: Option<Expr>,
    most: i128,
    from: Sources,
}

impl PartialEq for Difference {
    fn eq(&self, other: &Self) -> bool {
        (self.most, self.from) == (other.most, other.from)
            && self.left == other.left
            && self.right == other.right
    }
}

/// A set of facts. Empty means nothing is known. Copies share the facts.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    known: Vec<Rc<Fact>>,
    differences: Vec<Rc<Difference>>,
}

/// Where expressions get their types from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The module.
    pub module: &'a Module,
    /// The function.
    pub func: &'a Function,
    /// Locals that are assigned somewhere.
    pub assigned: &'a BitSet<LocalId>,
    /// Locals that stores and calls may change unseen.
    pub shared: &'a BitSet<LocalId>,
    /// Locals that only ever get values that are not NULL, and one at least: see [`made_of_something`].
    pub made: &'a BitSet<LocalId>,
}

/// No more facts than this are kept; older ones go first. It bounds the work on very long functions.
const MOST: usize = 96;
/// Longest chain of comparisons in a proof.
const CHAIN: usize = 6;

/// Constants of this size and more take no part in proofs: adding them might overflow.
const LARGE: i128 = 1 << 31;

impl Fact {
    fn mentions(&self, l: LocalId) -> bool {
        self.from.locals & bit(l) != 0 && self.e.mentions(l)
    }
}

impl Facts {
    /// Learns that an expression is true, or false.
    pub fn assume(&mut self, cx: Context<'_>, e: &Expr, truth: bool) {
        match (e, truth) {
            (Expr::Unary(UnOp::Not, a), _) => self.assume(cx, a, !truth),
            (Expr::Binary(BinOp::LogAnd, a, b), true) | (Expr::Binary(BinOp::LogOr, a, b), false) => {
                self.assume(cx, a, truth);
                self.assume(cx, b, truth);
            }
            (Expr::Binary(op, a, b), _) if is_comparison(*op) => {
                let (op, exact) = if truth { (*op, true) } else { (negated(*op), is_integral(cx, a)) };
                // of floats, not `a < b` is not `a >= b`
                if exact || matches!(op, BinOp::Eq | BinOp::Ne) {
                    self.learn(Expr::Binary(op, a.clone(), b.clone()));
                    self.compare(cx, op, a, b);
                }
            }
            (e, true) => self.learn(e.clone()),
            (e, false) => self.learn(Expr::Unary(UnOp::Not, Box::new(e.clone()))),
        }
    }

    /// Learns that a local holds the value of an expression (which does not mention it).
    pub fn equals(&mut self, cx: Context<'_>, l: LocalId, e: &Expr) {
        if e.mentions(l) || !e.is_stable() {
            return;
        }
        let local = Expr::Local(l);
        if let Some(ty) = cx.func.type_of(l)
            && is_integer(cx, ty)
        {
            let value = Expr::Cast(ty.clone(), Box::new(e.clone()));
            self.compare(cx, BinOp::Eq, &local, &value);
        } else if let Expr::Local(_) = e.peel() {
            // what is known of the other is known of this one
            let other = e.peel().clone();
            let Expr::Local(o) = other else { return };
            let copies: Vec<Expr> =
                self.known.iter().filter(|k| k.mentions(o)).map(|k| k.e.clone()).collect();
            for mut k in copies {
                k.rewrite(&mut |x| {
                    if *x == other {
                        *x = local.clone();
                    }
                });
                self.learn(k);
            }
        }
    }

    fn learn(&mut self, e: Expr) {
        let from = Sources::of(&e);
        if !self.knows_from(from, |k| *k == e) {
            if self.known.len() >= MOST {
                self.known.remove(0);
            }
            self.known.push(Rc::new(Fact { e, from }));
        }
    }

    /// Whether there is a fact with these sources that is what is asked for.
    fn knows_from(&self, from: Sources, is: impl Fn(&Expr) -> bool) -> bool {
        self.known.iter().any(|k| k.from == from && is(&k.e))
    }

    fn compare(&mut self, cx: Context<'_>, op: BinOp, a: &Expr, b: &Expr) {
        if !is_integral(cx, a) || !is_integral(cx, b) {
            return;
        }
        let (Some((a, ka)), Some((b, kb))) = (self.linear(cx, a), self.linear(cx, b)) else { return };
        let mut add = |left: &Option<Expr>, right: &Option<Expr>, most: i128| {
            let mut from = Sources::default();
            left.iter().chain(right).for_each(|e| from.add(e));
            let d = Difference { left: left.clone(), right: right.clone(), most, from };
            if d.left != d.right && !self.differences.iter().any(|known| **known == d) {
                if self.differences.len() >= MOST {
                    self.differences.remove(0);
                }
                self.differences.push(Rc::new(d));
            }
        };
        // a + ka < b + kb: a - b <= kb - ka - 1
        match op {
            BinOp::Lt => add(&a, &b, kb - ka - 1),
            BinOp::Le => add(&a, &b, kb - ka),
            BinOp::Gt => add(&b, &a, ka - kb - 1),
            BinOp::Ge => add(&b, &a, ka - kb),
            BinOp::Eq => {
                add(&a, &b, kb - ka);
                add(&b, &a, ka - kb);
            }
            _ => {}
        }
    }

    /// Whether an expression is known to be true or false.
    pub fn holds(&self, cx: Context<'_>, e: &Expr) -> Option<bool> {
        match e {
            Expr::Int(v, _) => return Some(*v != 0),
            Expr::Unary(UnOp::Not, a) => return self.holds(cx, a).map(|t| !t),
            Expr::Binary(BinOp::LogAnd, a, b) => {
                return match (self.holds(cx, a), self.holds(cx, b)) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                };
            }
            Expr::Binary(BinOp::LogOr, a, b) => {
                return match (self.holds(cx, a), self.holds(cx, b)) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (Some(false), Some(false)) => Some(false),
                    _ => None,
                };
            }
            _ => {}
        }
        let from = Sources::of(e);
        if self.knows_from(from, |k| k == e) {
            return Some(true);
        }
        let Expr::Binary(op, a, b) = e else {
            return self
                .knows_from(from, |k| matches!(k, Expr::Unary(UnOp::Not, k) if **k == *e))
                .then_some(false);
        };
        if !is_comparison(*op) {
            return None;
        }
        if matches!(op, BinOp::Eq | BinOp::Ne) {
            let not = negated(*op);
            let opposite = |k: &Expr| matches!(k, Expr::Binary(o, x, y) if *o == not && x == a && y == b);
            if self.knows_from(from, opposite) {
                return Some(false);
            }
            if let Some(differ) = differ(cx, a, b) {
                return Some(differ == (*op == BinOp::Ne));
            }
        }
        if !is_integral(cx, a) || !is_integral(cx, b) {
            return None;
        }
        let (Some((a, ka)), Some((b, kb))) = (self.linear(cx, a), self.linear(cx, b)) else { return None };
        let le = |strict: i128| self.proves(cx, a.as_ref(), b.as_ref(), kb - ka - strict);
        let ge = |strict: i128| self.proves(cx, b.as_ref(), a.as_ref(), ka - kb - strict);
        match op {
            BinOp::Lt => yes_no(le(1), ge(0)),
            BinOp::Le => yes_no(le(0), ge(1)),
            BinOp::Gt => yes_no(ge(1), le(0)),
            BinOp::Ge => yes_no(ge(0), le(1)),
            BinOp::Eq => yes_no(le(0) && ge(0), le(1) || ge(1)),
            BinOp::Ne => yes_no(le(1) || ge(1), le(0) && ge(0)),
            _ => None,
        }
    }

    /// Whether an integer expression is known not to be negative.
    pub fn not_negative(&self, cx: Context<'_>, e: &Expr) -> bool {
        match self.linear(cx, e) {
            Some((a, k)) => self.proves(cx, None, a.as_ref(), k),
            None => false,
        }
    }

    /// An integer expression as one that is not split further, and a constant to add; nothing if the sum might overflow.
    pub fn linear(&self, cx: Context<'_>, e: &Expr) -> Option<(Option<Expr>, i128)> {
        match e {
            // a negative number of an unsigned type is a large one
            Expr::Int(v, t) => (v.abs() < LARGE && (*v >= 0 || !is_unsigned(cx, t))).then_some((None, *v)),
            Expr::Binary(op @ (BinOp::Add | BinOp::Sub), x, c) => {
                let Expr::Int(c, t) = &**c else { return Some((Some(e.clone()), 0)) };
                let c = if *op == BinOp::Add { *c } else { -c };
                let (x, k) = self.linear(cx, x)?;
                let fits = c.abs() < LARGE
                    && k.abs() < LARGE
                    && match &x {
                        // what is unsigned may not go around at either end
                        None if is_unsigned(cx, t) => k + c >= 0,
                        Some(x) if is_unsigned(cx, t) => c < 0 && self.proves(cx, None, Some(x), k + c),
                        None => true,
                        // down from what is not negative, or up from what is less than something else
                        Some(x) if c < 0 => self.proves(cx, None, Some(x), k),
                        Some(x) => self.is_bounded(x),
                    };
                if fits { Some((x, k + c)) } else { Some((Some(e.clone()), 0)) }
            }
            Expr::Cast(t, x) if keeps_value(cx, t, x) => self.linear(cx, x),
            e => Some((Some(e.clone()), 0)),
        }
    }

    /// A local of the same type that holds the value of an integer expression already.
    pub fn holder(&self, cx: Context<'_>, l: LocalId, e: &Expr) -> Option<LocalId> {
        let ty = cx.func.type_of(l)?;
        let value = Some(e.clone());
        let twin = |d: &Difference| match &d.left {
            Some(Expr::Local(x)) if d.most == 0 && d.right == value => Some(*x),
            _ => None,
        };
        let exact = |x: LocalId| {
            let local = Some(Expr::Local(x));
            let back = |d: &Rc<Difference>| d.most == 0 && d.left == value && d.right == local;
            x != l && cx.func.type_of(x) == Some(ty) && self.differences.iter().any(back)
        };
        self.differences.iter().filter_map(|d| twin(d)).find(|x| exact(*x))
    }

    fn is_bounded(&self, x: &Expr) -> bool {
        matches!(x, Expr::ViewShape(..))
            || self.differences.iter().any(|d| d.left.as_ref() == Some(x) && d.right.as_ref() != Some(x))
            || matches!(x, Expr::Cast(_, y) if self.is_bounded(y))
    }

    /// Proves `a - b <= most`.
    fn proves(&self, cx: Context<'_>, a: Option<&Expr>, b: Option<&Expr>, most: i128) -> bool {
        self.chain(cx, a, b, most, CHAIN, &mut 4096)
    }

    fn chain(
        &self,
        cx: Context<'_>,
        a: Option<&Expr>,
        b: Option<&Expr>,
        most: i128,
        left: usize,
        work: &mut u32,
    ) -> bool {
        if a == b && most >= 0 {
            return true;
        }
        if left == 0 || *work == 0 {
            return false;
        }
        *work -= 1;
        // 0 - length <= 0, and 0 - anything unsigned
        if a.is_none() && most >= 0 && b.is_some_and(|b| is_length(cx, b)) {
            return true;
        }
        // 0 - length <= 0 - and on from there
        if a.is_none()
            && self.differences.iter().any(|d| {
                d.left.as_ref().is_some_and(|x| is_length(cx, x))
                    && self.chain(cx, d.right.as_ref(), b, most - d.most, left - 1, work)
            })
        {
            return true;
        }
        // a narrowing cast of what is not negative is not larger than that
        if let Some(Expr::Cast(t, x)) = a
            && is_signed(cx, t)
            && is_length(cx, x)
            && self.chain(cx, Some(x), b, most, left - 1, work)
        {
            return true;
        }
        self.differences
            .iter()
            .filter(|d| d.left.as_ref() == a)
            .any(|d| self.chain(cx, d.right.as_ref(), b, most - d.most, left - 1, work))
    }

    /// Forgets what mentions a local.
    pub fn forget(&mut self, l: LocalId) {
        self.known.retain(|k| !k.mentions(l));
        let has = |e: &Option<Expr>| e.as_ref().is_some_and(|e| e.mentions(l));
        self.differences.retain(|d| d.from.locals & bit(l) == 0 || !has(&d.left) && !has(&d.right));
    }

    /// Forgets what mentions one of these locals.
    fn forget_all(&mut self, locals: &BitSet<LocalId>) {
        let bits = locals.iter().fold(0, |bits, l| bits | bit(l));
        let has = |e: &Expr| e.any(&mut |e| matches!(e, Expr::Local(l) if locals.contains(*l)));
        self.known.retain(|k| k.from.locals & bits == 0 || !has(&k.e));
        self.differences.retain(|d| d.from.locals & bits == 0 || !d.left.iter().chain(&d.right).any(has));
    }

    /// Forgets what reads memory.
    pub fn forget_memory(&mut self, cx: Context<'_>) {
        for l in cx.shared.iter() {
            self.forget(l);
        }
        self.known.retain(|k| !k.from.memory);
        self.differences.retain(|d| !d.from.memory);
    }

    /// Keeps what is known in both.
    pub fn meet(&mut self, cx: Context<'_>, other: &Facts) {
        self.known.retain(|k| {
            other.known.iter().any(|o| Rc::ptr_eq(o, k))
                || other.knows_from(k.from, |e| *e == k.e)
                || other.holds(cx, &k.e) == Some(true)
        });
        self.differences.retain(|d| {
            other.differences.contains(d) || other.proves(cx, d.left.as_ref(), d.right.as_ref(), d.most)
        });
    }

    /// What a statement that has no regions changes.
    pub fn after(&mut self, cx: Context<'_>, s: &Stmt) {
        match &s.kind {
            StmtKind::Check { ok, kind, .. } => {
                self.assume(cx, ok, true);
                if let CheckKind::Index { index, len } = kind {
                    let zero = type_of(cx.module, cx.func, index).map(|t| Expr::Int(0, t));
                    if let Some(zero) = zero {
                        self.compare(cx, BinOp::Ge, index, &zero);
                        self.compare(cx, BinOp::Lt, index, len);
                    }
                }
                return;
            }
            StmtKind::Set(Place::Local(l), value) => {
                if disturbs(cx.module, value) {
                    self.forget_memory(cx);
                }
                let mut addresses = Vec::new();
                value.addresses(&mut |l| addresses.push(l));
                for a in addresses {
                    self.forget(a);
                }
                // known of the value before the variable changes
                let object = cx.func.type_of(*l).filter(|t| t.is_object());
                let (null, none) = match object {
                    Some(_) => (never_null(cx, self, value), never_none(cx, self, value)),
                    None => (false, false),
                };
                self.forget(*l);
                if let Value::Expr(e) = value {
                    self.equals(cx, *l, e);
                }
                if let Some(ty) = object {
                    let local = Box::new(Expr::Local(*l));
                    if null {
                        let ty = ty.clone();
                        self.learn(Expr::Binary(BinOp::Ne, local.clone(), Box::new(Expr::Null(ty))));
                    }
                    if none {
                        let none = Expr::Singleton(Singleton::None);
                        self.learn(Expr::Binary(BinOp::Ne, local, Box::new(none)));
                    }
                }
                return;
            }
            _ => {}
        }
        s.touches(&mut |l, touch| {
            if touch != Touch::Read {
                self.forget(l);
            }
        });
        if let StmtKind::Yield(_) = &s.kind {
            self.forget_sent(cx);
        }
        let quiet = match &s.kind {
            StmtKind::Eval(v) => !disturbs(cx.module, v),
            StmtKind::Comment(_) | StmtKind::IncRef(_) => true,
            _ => false,
        };
        if !quiet {
            self.forget_memory(cx);
        }
        if let StmtKind::Set(Place::Lvalue(e, _), _) = &s.kind
            && let Some(l) = cyrus_ir::query::root(e)
        {
            self.forget(l);
        }
    }

    /// What is sent into a generator is another value after each `yield`.
    fn forget_sent(&mut self, cx: Context<'_>) {
        if let cyrus_ir::Abi::Resume { sent, .. } = cx.func.abi {
            self.forget(sent);
        }
    }

    /// Forgets what a region may change, whatever way control takes through it.
    pub fn forget_changes(&mut self, cx: Context<'_>, r: &Region) {
        if self.known.is_empty() && self.differences.is_empty() {
            return;
        }
        let (mut changed, mut unbound) = (BitSet::new(), BitSet::new());
        let mut memory = false;
        r.walk(&mut |s| {
            let mut bound = None;
            s.touches(&mut |l, touch| {
                if touch != Touch::Read {
                    changed.insert(l);
                    if !*bound.get_or_insert_with(|| leaves_bound(cx, s)) {
                        unbound.insert(l);
                    }
                }
            });
            if let StmtKind::Set(Place::Lvalue(e, _), _) = &s.kind
                && let Some(l) = cyrus_ir::query::root(e)
            {
                changed.insert(l);
            }
            if let (StmtKind::Yield(_), cyrus_ir::Abi::Resume { sent, .. }) = (&s.kind, &cx.func.abi) {
                changed.insert(*sent);
            }
            memory |= match &s.kind {
                StmtKind::Set(Place::Local(_), v) | StmtKind::Eval(v) => disturbs(cx.module, v),
                StmtKind::Set(..) | StmtKind::Yield(_) | StmtKind::Drop(_) => true,
                _ => false,
            };
        });
        // variables that the region only gives values to stay bound
        let bound = |k: &&Rc<Fact>| matches!(cyrus_ir::query::null_test(&k.e), Some((l, false)) if !unbound.contains(l));
        let keep: Vec<Expr> = self.known.iter().filter(bound).map(|k| k.e.clone()).collect();
        self.forget_all(&changed);
        if memory {
            self.forget_memory(cx);
        }
        for e in keep {
            self.learn(e);
        }
    }
}

/// Functions of the C library that processors compute on several numbers at a time.
const VECTOR_MATH: [&str; 9] =
    ["sqrt", "fabs", "floor", "ceil", "trunc", "round", "rint", "nearbyint", "copysign"];
/// Functions of the C library that only compute. (`errno` is nobody's business here.)
const MATH: [&str; 27] = [
    "acos", "asin", "atan", "atan2", "cos", "sin", "tan", "cosh", "sinh", "tanh", "acosh", "asinh", "atanh",
    "exp", "exp2", "expm1", "log", "log10", "log2", "log1p", "pow", "cbrt", "hypot", "fmod", "fmin", "fmax",
    "erf",
];

/// What a call of a C function does that only computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Math {
    /// Processors do it on several numbers at a time.
    Vector,
    /// One number at a time.
    Scalar,
}

/// Whether a call is of a function of the C library that only computes.
pub fn math(module: &Module, target: &CallTarget) -> Option<Math> {
    let CallTarget::CFunc(f) = target else { return None };
    let decl = module.world.cfuncs.get(*f)?;
    if decl.linkage != Linkage::Extern {
        return None;
    }
    let name = &*decl.cname;
    let has = |list: &[&str]| {
        list.contains(&name) || name.strip_suffix(['f', 'l']).is_some_and(|name| list.contains(&name))
    };
    if has(&VECTOR_MATH) { Some(Math::Vector) } else { has(&MATH).then_some(Math::Scalar) }
}

/// Whether getting a value is only computing: it cannot fail, and nothing of it can be seen but the value.
pub fn computes(module: &Module, v: &Value) -> bool {
    match v {
        Value::Expr(_) => true,
        Value::Op { .. } => false,
        Value::Call { target, .. } => math(module, target).is_some(),
    }
}

/// Whether computing a value may change memory.
pub fn disturbs(module: &Module, v: &Value) -> bool {
    match v {
        Value::Expr(_) => false,
        Value::Op { op, .. } => !op.op().pure,
        Value::Call { target, .. } => math(module, target).is_none(),
    }
}

fn yes_no(yes: bool, no: bool) -> Option<bool> {
    if yes {
        Some(true)
    } else if no {
        Some(false)
    } else {
        None
    }
}

fn is_comparison(op: BinOp) -> bool {
    matches!(op, BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge)
}

fn negated(op: BinOp) -> BinOp {
    match op {
        BinOp::Eq => BinOp::Ne,
        BinOp::Ne => BinOp::Eq,
        BinOp::Lt => BinOp::Ge,
        BinOp::Le => BinOp::Gt,
        BinOp::Gt => BinOp::Le,
        BinOp::Ge => BinOp::Lt,
        op => op,
    }
}

fn is_integer(cx: Context<'_>, t: &Type) -> bool {
    matches!(cx.module.world.resolve(t), Type::Int(_))
}

fn is_integral(cx: Context<'_>, e: &Expr) -> bool {
    type_of(cx.module, cx.func, e).is_some_and(|t| is_integer(cx, &t))
}

fn is_signed(cx: Context<'_>, t: &Type) -> bool {
    matches!(cx.module.world.resolve(t), Type::Int(Int { sign: Sign::Signed, .. }))
}

fn is_unsigned(cx: Context<'_>, t: &Type) -> bool {
    matches!(cx.module.world.resolve(t), Type::Int(Int { sign: Sign::Unsigned, .. }))
}

/// Whether a value is never negative whatever happens.
fn is_length(cx: Context<'_>, e: &Expr) -> bool {
    match e {
        Expr::ViewShape(..) => true,
        Expr::Int(v, _) => *v >= 0,
        Expr::Cast(t, x) => keeps_value(cx, t, x) && is_length(cx, x),
        // an unsigned value that is compared with signed ones was converted before
        _ => false,
    }
}

/// Whether a cast gives every value as it is. Extern typedefs may be wider or narrower than they say.
pub fn keeps_value(cx: Context<'_>, to: &Type, e: &Expr) -> bool {
    let Some(from) = type_of(cx.module, cx.func, e) else { return false };
    if from.unqualified() == to.unqualified() {
        return true;
    }
    let plain = |t: &Type| match t.unqualified() {
        Type::Int(i) => Some(*i),
        _ => None,
    };
    let (Some(from), Some(to)) = (plain(&from), plain(to)) else { return false };
    match (from.sign, to.sign) {
        (Sign::Signed, Sign::Signed) => from.rank <= to.rank,
        (Sign::Unsigned, Sign::Signed) => from.rank <= IntRank::Short && to.rank >= IntRank::Int,
        _ => false,
    }
}

/// Whether two values are known to differ by what they are.
fn differ(cx: Context<'_>, a: &Expr, b: &Expr) -> Option<bool> {
    let constant =
        |e: &Expr| matches!(e, Expr::Const(_) | Expr::Singleton(_) | Expr::ClassObject(_) | Expr::ModuleDict);
    match (a.peel(), b.peel()) {
        (x, Expr::Null(_)) | (Expr::Null(_), x) => {
            // attributes of extension types that are objects hold None where nothing was stored
            let attribute = || {
                matches!(x, Expr::Arrow(_, _, Some(_)))
                    && type_of(cx.module, cx.func, x).is_some_and(|t| cx.module.world.resolve(&t).is_object())
            };
            (constant(x) || is_plain_param(cx, x) || attribute()).then_some(true)
        }
        (Expr::Singleton(x), Expr::Singleton(y)) => Some(x != y),
        (Expr::Const(_) | Expr::ClassObject(_) | Expr::ModuleDict, Expr::Singleton(_)) => Some(true),
        _ => None,
    }
}

/// A parameter that the function never assigns: callers always pass something. (Slots of types may pass NULL; their
/// bodies test for it themselves, so only the functions of the source are meant.)
fn is_plain_param(cx: Context<'_>, e: &Expr) -> bool {
    matches!(e, Expr::Local(l) if cx.func.locals[*l].role == Role::Param)
        && matches!(cx.func.abi, cyrus_ir::Abi::Python { .. })
        && !matches!(e, Expr::Local(l) if cx.assigned.contains(*l))
}

fn never_null(cx: Context<'_>, facts: &Facts, v: &Value) -> bool {
    match v {
        Value::Op { op, .. } => {
            let op = op.op();
            op.signal == Signal::Null && matches!(op.result, OpResult::New | OpResult::Borrowed(_))
        }
        Value::Call { signal, .. } => *signal == cyrus_ir::Signal::Null,
        Value::Expr(e) => {
            let null = Expr::Null(type_of(cx.module, cx.func, e).unwrap_or(Type::Object));
            if let Expr::State(s) = e.peel() {
                return cx.module.states.get(*s).is_some_and(|s| matches!(s.kind, StateKind::Builtin(_)));
            }
            facts.holds(cx, &Expr::Binary(BinOp::Ne, Box::new(e.clone()), Box::new(null))) == Some(true)
        }
    }
}

/// Operations whose result is an object of a type of its own.
const MAKERS: [&str; 12] = [
    "cy_tuple",
    "cy_list",
    "cy_dict",
    "cy_set",
    "cy_join",
    "cy_slice",
    "cy_bool",
    "cy_not",
    "cy_iter",
    "cy_from_double",
    "cy_from_long",
    "CY_FROM_INTEGER",
];

fn never_none(cx: Context<'_>, facts: &Facts, v: &Value) -> bool {
    match v {
        Value::Op { op, .. } => MAKERS.contains(&op.op().name),
        Value::Call { .. } => false,
        Value::Expr(e) => {
            let test =
                Expr::Binary(BinOp::Ne, Box::new(e.clone()), Box::new(Expr::Singleton(Singleton::None)));
            facts.holds(cx, &test) == Some(true)
        }
    }
}

/// Whether a statement leaves the variables bound that it gives values to: every value is one.
fn leaves_bound(cx: Context<'_>, s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Set(Place::Local(_), Value::Expr(Expr::Local(x))) => {
            cx.func.locals[*x].role == Role::Temp && cx.made.contains(*x)
        }
        StmtKind::Set(Place::Local(_), v) => never_null(cx, &Facts::default(), v),
        _ => false,
    }
}

/// The locals of which every value that they get is a value; `assigned` and `shared` as in [`Context`].
pub fn made_of_something(
    module: &Module,
    func: &Function,
    assigned: &BitSet<LocalId>,
    shared: &BitSet<LocalId>,
) -> BitSet<LocalId> {
    let cx = Context { module, func, assigned, shared, made: &BitSet::new() };
    let nothing = Facts::default();
    let (mut made, mut maybe_not) = (BitSet::new(), BitSet::new());
    func.body.walk(&mut |s| {
        let fine = matches!(&s.kind, StmtKind::Set(Place::Local(_), v) if never_null(cx, &nothing, v));
        s.touches(&mut |l, touch| {
            if touch != Touch::Read {
                if fine { &mut made } else { &mut maybe_not }.insert(l);
            }
        });
    });
    for l in maybe_not.iter() {
        made.remove(l);
    }
    made
}
