//! Folding of expressions, one rule at a time. Every rule holds for every value, also of types whose width only the C
//! compiler knows: constants are folded where they and the result fit in 31 bits.

use cyrus_ir::{BinOp, Expr, Function, Module, UnOp, query::type_of};
use cyrus_types::{Int, IntRank, Sign, Type};

/// Folds what is constant in an expression whose operands are folded already; whether that made another of it.
pub fn fold(module: &Module, func: &Function, e: &mut Expr) -> bool {
    let new = match e {
        Expr::Binary(op, a, b) => binary(module, func, *op, a, b),
        Expr::Unary(UnOp::Not, a) => match &**a {
            // !1 == 0
            a if truth(a).is_some() => truth(a).map(|t| int(i128::from(!t))),
            // !(a == b) is a != b
            Expr::Binary(op, x, y) => {
                opposite(module, func, *op, x).map(|op| Expr::Binary(op, x.clone(), y.clone()))
            }
            // !!(a == b) is a == b
            Expr::Unary(UnOp::Not, x) if is_bool(x) => Some((**x).clone()),
            _ => None,
        },
        Expr::Unary(UnOp::Neg, a) => match &**a {
            Expr::Int(v, t) if small(*v) && signed(module, t) => Some(Expr::Int(-v, t.clone())),
            _ => None,
        },
        Expr::Select(c, a, b) => match truth(c) {
            Some(true) => Some((**a).clone()),
            Some(false) => Some((**b).clone()),
            None if a == b => Some((**a).clone()),
            None => None,
        },
        Expr::Cast(t, a) => match &**a {
            // a small constant is of the other type at once
            Expr::Int(v, _) if small(*v) && wide(module, t) && (*v >= 0 || signed(module, t)) => {
                Some(Expr::Int(*v, t.clone()))
            }
            a if type_of(module, func, a).as_ref() == Some(t) => Some(a.clone()),
            _ => None,
        },
        // x ** 2 is x * x: C compilers make that of `pow(x, 2.0)` wherever they optimise at all, so it is what Cython's
        // users get (glibc's own `pow` is off by one in the last place for one x in two thousand)
        Expr::Pure(op, args) if matches!(op.op().name, "cy_pow_double" | "cy_powf" | "cy_powl") => {
            match &args[..] {
                [x, n] if is_two(n) && cheap(x) => {
                    Some(Expr::Binary(BinOp::Mul, Box::new(x.clone()), Box::new(x.clone())))
                }
                _ => None,
            }
        }
        _ => None,
    };
    let Some(new) = new else { return false };
    let changed = *e != new;
    *e = new;
    changed
}

fn is_two(e: &Expr) -> bool {
    match e.peel() {
        Expr::Float(v, _) => v.to_bits() == 2f64.to_bits(),
        Expr::Int(v, _) => *v == 2,
        _ => false,
    }
}

/// Whether computing it twice costs nothing to speak of: the C compiler sees that both are the same.
fn cheap(e: &Expr) -> bool {
    let mut size = 0;
    let mut plain = true;
    e.walk(&mut |e| {
        size += 1;
        plain &= matches!(
            e,
            Expr::Local(_) | Expr::Cast(..) | Expr::ViewItem(..) | Expr::Field(..) | Expr::Float(..)
        );
    });
    plain && size <= 5
}

fn int(v: i128) -> Expr {
    Expr::Int(v, Type::INT)
}

fn small(v: i128) -> bool {
    v.unsigned_abs() < 1 << 31
}

/// Whether a type is a signed integer.
fn signed(module: &Module, t: &Type) -> bool {
    matches!(module.world.resolve(t), Type::Int(Int { sign: Sign::Signed, .. }))
}

/// Whether a type holds every small number that is not negative, and is computed in as it is.
fn wide(module: &Module, t: &Type) -> bool {
    !matches!(t.unqualified(), Type::Typedef(_))
        && matches!(module.world.resolve(t), Type::Int(Int { rank, .. }) if *rank >= IntRank::Int && *rank != IntRank::PyUnicode)
}

/// A constant as a truth value.
pub(super) fn truth(e: &Expr) -> Option<bool> {
    match e {
        Expr::Int(v, _) => Some(*v != 0),
        Expr::Null(_) => Some(false),
        _ => None,
    }
}

fn is_bool(e: &Expr) -> bool {
    matches!(
        e,
        Expr::Binary(
            BinOp::LogAnd
                | BinOp::LogOr
                | BinOp::Eq
                | BinOp::Ne
                | BinOp::Lt
                | BinOp::Le
                | BinOp::Gt
                | BinOp::Ge,
            ..
        ) | Expr::Unary(UnOp::Not, _)
            | Expr::ViewBound(_)
    )
}

/// The comparison that holds where this one does not; for order only of integers, as NaN is in no order.
fn opposite(module: &Module, func: &Function, op: BinOp, operand: &Expr) -> Option<BinOp> {
    let integers = || type_of(module, func, operand).is_some_and(|t| module.world.is_integral(&t));
    Some(match op {
        BinOp::Eq => BinOp::Ne,
        BinOp::Ne => BinOp::Eq,
        BinOp::Lt if integers() => BinOp::Ge,
        BinOp::Le if integers() => BinOp::Gt,
        BinOp::Gt if integers() => BinOp::Le,
        BinOp::Ge if integers() => BinOp::Lt,
        _ => return None,
    })
}

fn binary(module: &Module, func: &Function, op: BinOp, a: &Expr, b: &Expr) -> Option<Expr> {
    match (op, truth(a), truth(b)) {
        // 0 && x is 0, 1 || x is 1
        (BinOp::LogAnd, Some(false), _) => return Some(int(0)),
        (BinOp::LogOr, Some(true), _) => return Some(int(1)),
        // 1 && x is x, 0 || x is x
        (BinOp::LogAnd, Some(true), _) | (BinOp::LogOr, Some(false), _) if is_bool(b) => {
            return Some(b.clone());
        }
        (BinOp::LogAnd, _, Some(true)) | (BinOp::LogOr, _, Some(false)) if is_bool(a) => {
            return Some(a.clone());
        }
        _ => {}
    }
    let numbers = match (a, b) {
        (Expr::Int(x, t), Expr::Int(y, u)) if t == u && small(*x) && small(*y) => Some((*x, *y, t)),
        _ => None,
    };
    if let Some((x, y, t)) = numbers {
        let compared = match op {
            BinOp::Eq => Some(x == y),
            BinOp::Ne => Some(x != y),
            BinOp::Lt => Some(x < y),
            BinOp::Le => Some(x <= y),
            BinOp::Gt => Some(x > y),
            BinOp::Ge => Some(x >= y),
            _ => None,
        };
        if let Some(c) = compared
            && (signed(module, t) || x >= 0 && y >= 0)
        {
            return Some(int(i128::from(c)));
        }
        let value = match op {
            BinOp::Add => x + y,
            BinOp::Sub => x - y,
            BinOp::Mul => x * y,
            _ => return None,
        };
        return (small(value) && wide(module, t) && (value >= 0 || signed(module, t)))
            .then(|| Expr::Int(value, t.clone()));
    }
    let of_integers = || {
        type_of(module, func, a)
            .is_some_and(|t| matches!(module.world.resolve(&t), Type::Int(i) if i.rank >= IntRank::Int))
    };
    match (op, a, b) {
        // x + 0, x - 0, x * 1 are x
        (BinOp::Add | BinOp::Sub, x, Expr::Int(0, _)) | (BinOp::Mul, x, Expr::Int(1, _)) if of_integers() => {
            Some(x.clone())
        }
        // (x + 1) - 1 and so on: one constant
        (BinOp::Add | BinOp::Sub, Expr::Binary(inner @ (BinOp::Add | BinOp::Sub), x, c), Expr::Int(d, t)) => {
            let Expr::Int(c, u) = &**c else { return None };
            if t != u || !signed(module, t) || !wide(module, t) || !small(*c) || !small(*d) {
                return None;
            }
            let sum = if *inner == BinOp::Add { *c } else { -c } + if op == BinOp::Add { *d } else { -d };
            let (op, n) = if sum < 0 { (BinOp::Sub, -sum) } else { (BinOp::Add, sum) };
            // the sum may not overflow where its parts do not: only towards zero
            if !small(sum) || sum.abs() > c.abs() {
                return None;
            }
            Some(if n == 0 {
                (**x).clone()
            } else {
                Expr::Binary(op, x.clone(), Box::new(Expr::Int(n, t.clone())))
            })
        }
        (BinOp::Eq | BinOp::Ne, x, Expr::Int(0, _)) => {
            let divides = divides(module, x)?;
            Some(if op == BinOp::Eq { divides } else { Expr::Unary(UnOp::Not, Box::new(divides)) })
        }
        _ => None,
    }
}

/// `a % b` as whether b divides a: where a remainder is compared with 0, its sign does not matter.
fn divides(module: &Module, rest: &Expr) -> Option<Expr> {
    let rest = match rest {
        Expr::Cast(t, inner)
            if wide(module, t) && matches!(**inner, Expr::Pure(cyrus_ops::CY_MOD_INT, _)) =>
        {
            inner
        }
        _ => rest,
    };
    let Expr::Pure(op, args) = rest else { return None };
    let op = match *op {
        cyrus_ops::CY_MOD_INT => cyrus_ops::CY_DIVIDES_INT,
        cyrus_ops::CY_MOD_LONG => cyrus_ops::CY_DIVIDES_LONG,
        cyrus_ops::CY_MOD_LONGLONG => cyrus_ops::CY_DIVIDES_LONGLONG,
        cyrus_ops::CY_MOD_SSIZE => cyrus_ops::CY_DIVIDES_SSIZE,
        _ => return None,
    };
    Some(Expr::Pure(op, args.clone()))
}
