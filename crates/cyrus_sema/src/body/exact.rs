//! Python's own numbers in C: results of builtins and literals, which nobody declared as C values.
//!
//! Their arithmetic has to be Python's, whatever the values are. Intervals tell where C's cannot differ from it; where it
//! could, the operation works on objects. Only plain Python files are looked at: in Cython files these are C values, and
//! their arithmetic is C's (Cython's documentation, "Automatic type conversions").

use cyrus_hir::{BinaryOp, Expr, ExprKind, LocalId, PlaceKind, Stmt, StmtKind, Storage};
use cyrus_ops as ops;
use cyrus_types::{Float, IntRank, Type};

use super::Body;

/// How arithmetic on Python's own integers may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// C gives what Python gives, if this type (or a wider one) is used.
    C(Width),
    /// Likewise, unless something is longer than memory is: with a check.
    Checked,
    /// The result can be any integer.
    Objects,
}

/// What a result needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 32 bits hold it: every type that arithmetic is done in does.
    Any,
    /// It needs 64 bits.
    Wide,
}

/// The smallest and largest value.
type Interval = (i128, i128);

/// No object in memory has more items than this; a `__len__` can say more.
const LONGEST: i128 = 1 << 56;

/// Integers that doubles hold without rounding.
const EXACT_IN_DOUBLE: i128 = 1 << 53;

const I64: Interval = (i64::MIN as i128, i64::MAX as i128);
const I32: Interval = (i32::MIN as i128, i32::MAX as i128);

fn within(inner: Interval, outer: Interval) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

/// What temporaries were set to on the way to a value.
type Temps<'e> = Vec<(LocalId, &'e Expr)>;

impl Body<'_, '_> {
    /// How to do this operation, if both operands are Python's own integers; nothing if C values were declared.
    pub fn exact(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<Exact> {
        if !self.plain_python() {
            return None;
        }
        let all = |longest| {
            let l = self.interval(left, longest, &mut Vec::new())?;
            let r = self.interval(right, longest, &mut Vec::new())?;
            Some((l, r))
        };
        let (l, r) = all(I64.1)?;
        if op == BinaryOp::Div {
            // Python rounds the quotient of integers once, C rounds the operands first.
            let exact = |(a, b): (Interval, Interval)| {
                let limit = (-EXACT_IN_DOUBLE, EXACT_IN_DOUBLE);
                within(a, limit) && within(b, limit)
            };
            let lengths = all(EXACT_IN_DOUBLE)?;
            return Some(if exact(lengths) { Exact::C(Width::Any) } else { Exact::Objects });
        }
        let Some(result) = result_of(op, l, r) else { return Some(Exact::Objects) };
        if within(result, I32) {
            return Some(Exact::C(Width::Any));
        }
        if within(result, I64) {
            return Some(Exact::C(Width::Wide));
        }
        let checkable = matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul);
        let (l, r) = all(LONGEST)?;
        let usual = result_of(op, l, r).is_some_and(|i| within(i, I64));
        Some(if checkable && usual { Exact::Checked } else { Exact::Objects })
    }

    /// Whether a float or complex number comes from Python alone: no C variable, field or function is in it.
    pub fn is_python_float(&self, e: &Expr) -> bool {
        if self.interval(e, I64.1, &mut Vec::new()).is_some() {
            return true;
        }
        match &e.kind {
            ExprKind::Float(_) | ExprKind::Int(_) | ExprKind::Imaginary(_) => true,
            ExprKind::Local(id) => self.fr().undeclared.contains(*id) || self.fr().inferred.contains(*id),
            ExprKind::Coerce(_, inner) if inner.ty.is_object() => true,
            ExprKind::Coerce(_, inner) | ExprKind::Cast(inner) => self.is_python_float(inner),
            ExprKind::CBinary { left, right, .. } => {
                self.is_python_float(left) && self.is_python_float(right)
            }
            ExprKind::CUnary { operand, .. } => self.is_python_float(operand),
            ExprKind::Op { op, .. } => *op == ops::CY_FLOAT_POWER,
            _ => false,
        }
    }

    /// Whether `left ** right` of this type is one of Python's complex numbers, with Python's errors.
    pub fn python_complex_power(&self, ty: &Type, left: &Expr, right: &Expr) -> bool {
        self.plain_python()
            && !self.fr().nogil
            && matches!(self.s.world.resolve(ty), Type::Complex(_))
            && self.is_python_float(left)
            && self.is_python_float(right)
    }

    /// Whether `left ** right` of this type is one of Python's floats, with Python's errors.
    pub fn python_power(&self, ty: &Type, left: &Expr, right: &Expr) -> bool {
        self.plain_python()
            && !self.fr().nogil
            && *self.s.world.resolve(ty) == Type::Float(Float::Double)
            && self.is_python_float(left)
            && self.is_python_float(right)
    }

    /// The values that one of Python's own integers can have, if no sequence is longer than `longest`.
    fn interval<'e>(&self, e: &'e Expr, longest: i128, temps: &mut Temps<'e>) -> Option<Interval> {
        match &e.kind {
            ExprKind::Int(n) => i64::try_from(n).ok().map(|n| (i128::from(n), i128::from(n))),
            ExprKind::Bool(b) => Some((i128::from(*b), i128::from(*b))),
            ExprKind::Op { op, .. } if *op == ops::CY_LEN => Some((0, longest)),
            ExprKind::Op { .. } | ExprKind::ItemInt { .. } => self.values_of(&e.ty),
            ExprKind::Compare { .. } | ExprKind::In { .. } | ExprKind::Is { .. } | ExprKind::Not(_)
                if e.ty == Type::Bint =>
            {
                Some((0, 1))
            }
            ExprKind::Coerce(_, inner) | ExprKind::Cast(inner) => {
                let values = self.values_of(&e.ty)?;
                let inner = self.interval(inner, longest, temps)?;
                Some(if within(inner, values) { inner } else { values })
            }
            ExprKind::Local(id) => {
                let value = temps.iter().find(|(t, _)| t == id)?.1;
                self.interval(value, longest, temps)
            }
            ExprKind::Conditional { body, orelse, .. } => {
                let (a, b) = (self.interval(body, longest, temps)?, self.interval(orelse, longest, temps)?);
                Some((a.0.min(b.0), a.1.max(b.1)))
            }
            ExprKind::CUnary { operand, .. } => {
                let (low, high) = self.interval(operand, longest, temps)?;
                let most = low.abs().max(high.abs()) + 1;
                Some((-most, most))
            }
            ExprKind::CBinary { op, left, right, .. } if self.s.world.is_integral(&e.ty) => {
                let (l, r) = (self.interval(left, longest, temps)?, self.interval(right, longest, temps)?);
                Some(result_of(*op, l, r).filter(|i| within(*i, I64)).unwrap_or(I64))
            }
            ExprKind::Block { stmts, value } => {
                stmts.iter().for_each(|s| self.note(s, temps));
                self.interval(value, longest, temps)
            }
            _ => None,
        }
    }

    /// Notes what a statement sets a temporary to. Variables are set more than once, or to what they were before.
    fn note<'e>(&self, s: &'e Stmt, temps: &mut Temps<'e>) {
        if let StmtKind::Assign(place, value) = &s.kind
            && let PlaceKind::Local(id) = place.kind
            && self.fr().locals[id].storage == Storage::Temp
        {
            temps.push((id, value));
        }
    }

    /// All values of an integer type.
    fn values_of(&self, ty: &Type) -> Option<Interval> {
        match self.s.world.resolve(ty) {
            Type::Bint => Some((0, 1)),
            Type::Int(_) if self.s.world.is_ucs4(ty) => Some((0, 0x0010_ffff)),
            Type::Int(i) => Some(match i.rank {
                IntRank::Char => (-0x80, 0xff),
                IntRank::Short => (-0x8000, 0xffff),
                IntRank::Int if !self.s.world.is_unsigned(ty) => I32,
                _ => I64,
            }),
            _ => None,
        }
    }
}

/// The results of an operator on values of these intervals; nothing if they have no bound that is worth a name.
fn result_of(op: BinaryOp, l: Interval, r: Interval) -> Option<Interval> {
    let corners = |f: fn(i128, i128) -> Option<i128>| {
        let all = [f(l.0, r.0)?, f(l.0, r.1)?, f(l.1, r.0)?, f(l.1, r.1)?];
        Some((all.into_iter().min()?, all.into_iter().max()?))
    };
    let most = |i: Interval| i.0.abs().max(i.1.abs());
    match op {
        BinaryOp::Add => corners(i128::checked_add),
        BinaryOp::Sub => corners(i128::checked_sub),
        BinaryOp::Mul => corners(i128::checked_mul),
        BinaryOp::Shl => {
            // A negative count is an error of Python's.
            let fits = within(r, (0, 62));
            fits.then(|| corners(|a, n| a.checked_mul(1_i128 << n))).flatten()
        }
        BinaryOp::Shr => within(r, (0, 31)).then(|| (l.0.min(0), l.1.max(0))),
        BinaryOp::Pow => {
            let exponent = u32::try_from(r.1).ok().filter(|_| r.0 >= 0)?;
            let most = most(l).checked_pow(exponent)?.max(1);
            Some((if l.0 < 0 { -most } else { 0 }, most))
        }
        BinaryOp::FloorDiv if r.0 >= 0 => Some((l.0.min(0), l.1.max(0))),
        BinaryOp::FloorDiv => Some((-most(l), most(l))),
        BinaryOp::Mod => Some((r.0.min(0), r.1.max(0))),
        BinaryOp::And | BinaryOp::Or | BinaryOp::Xor if l.0 >= 0 && r.0 >= 0 => {
            let bits = 128 - (l.1 | r.1).leading_zeros();
            Some((0, (1_i128 << bits.min(126)) - 1))
        }
        BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => Some(I64),
        BinaryOp::Div | BinaryOp::MatMul => None,
    }
}
