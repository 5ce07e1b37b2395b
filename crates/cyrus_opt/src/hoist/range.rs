//! What the expressions of a loop's body are in terms of its index.

use std::collections::BTreeMap;

use cyrus_index::BitSet;
use cyrus_ir::visit::Touch;
use cyrus_ir::{BinOp, CountedFor, Expr, Function, LocalId, Module, Place, Role, StmtKind, Value};
use cyrus_types::Type;

use super::types;
use crate::facts::keeps_value;

/// An index expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// The loop's index and a constant.
    Index(i128),
    /// The same in every turn; in terms of what is known before the loop.
    Invariant(Expr),
}

/// A loop's body as seen from outside.
pub(super) struct Body<'a> {
    pub(super) module: &'a Module,
    pub(super) func: &'a Function,
    pub(super) l: &'a CountedFor,
    /// Locals that the body assigns.
    assigned: BitSet<LocalId>,
    /// Locals that the body sets to a pure value, once, before it reads them.
    defs: BTreeMap<LocalId, &'a Expr>,
    /// The body stores to memory or calls something.
    pub(super) stores: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(module: &'a Module, func: &'a Function, l: &'a CountedFor) -> Self {
        let mut b = Body { module, func, l, assigned: BitSet::new(), defs: BTreeMap::new(), stores: false };
        b.assigned.insert(l.index);
        l.body.walk(&mut |s| {
            s.touches(&mut |x, touch| {
                if touch != Touch::Read {
                    b.assigned.insert(x);
                }
            });
            match &s.kind {
                StmtKind::Set(Place::Local(t), Value::Expr(e)) if func.locals[*t].role == Role::Temp => {
                    b.defs.insert(*t, e);
                }
                StmtKind::Set(Place::Local(_), v) | StmtKind::Eval(v) => {
                    b.stores |= crate::facts::disturbs(module, v);
                }
                StmtKind::Set(place, _) => {
                    b.stores = true;
                    if let Place::Lvalue(e, _) = place
                        && let Some(x) = cyrus_ir::query::root(e)
                    {
                        b.assigned.insert(x);
                    }
                }
                _ => {}
            }
        });
        let shared = func.shared(module);
        b.assigned.union_with(&shared);
        // variables of the source too, where the body begins with giving them their value for this turn
        let mut seen: BitSet<LocalId> = BitSet::new();
        for s in &l.body.0 {
            if let StmtKind::Set(Place::Local(x), Value::Expr(e)) = &s.kind
                && !seen.contains(*x)
                && !e.mentions(*x)
            {
                b.defs.insert(*x, e);
            }
            s.touches_deep(&mut |x, _| {
                seen.insert(x);
            });
        }
        let mut writes: BTreeMap<LocalId, u32> = BTreeMap::new();
        l.body.walk(&mut |s| {
            s.touches(&mut |x, touch| *writes.entry(x).or_default() += u32::from(touch != Touch::Read));
        });
        b.defs.retain(|x, _| writes.get(x) == Some(&1) && !shared.contains(*x));
        b
    }

    /// An expression with the temps of the body put in, if it is the same in every turn.
    pub(super) fn invariant(&self, e: &Expr) -> Option<Expr> {
        self.expand(e, 8).filter(|e| {
            let mut fine = !self.stores || e.is_stable();
            e.walk(&mut |e| fine &= !matches!(e, Expr::Local(l) if self.assigned.contains(*l)));
            fine
        })
    }

    fn expand(&self, e: &Expr, depth: usize) -> Option<Expr> {
        let mut out = e.clone();
        let mut fine = true;
        out.rewrite(&mut |e| {
            if let Expr::Local(l) = e
                && let Some(def) = self.defs.get(l)
            {
                match depth.checked_sub(1).and_then(|d| self.expand(def, d)) {
                    Some(new) => *e = new,
                    None => fine = false,
                }
            }
        });
        fine.then_some(out)
    }

    /// What an index expression is. `wraps` is filled with those that count from the end where they are negative, as long
    /// as they go with the loop's index: they must not be negative.
    pub(super) fn form(&self, e: &Expr, wraps: &mut Vec<i128>) -> Option<Form> {
        let none = BitSet::new();
        match e {
            Expr::Local(l) if *l == self.l.index => return Some(Form::Index(0)),
            Expr::Local(l) => {
                if let Some(def) = self.defs.get(l) {
                    return self.form(def, wraps);
                }
            }
            Expr::Cast(t, x) => {
                if let Some(Form::Index(c)) = self.form(x, wraps) {
                    return keeps_value(types(self.module, self.func, &none), t, x).then_some(Form::Index(c));
                }
            }
            Expr::Binary(op @ (BinOp::Add | BinOp::Sub), x, y) => match (self.form(x, wraps), &**y) {
                (Some(Form::Index(c)), Expr::Int(k, _)) if k.abs() < 1 << 20 => {
                    return Some(Form::Index(if *op == BinOp::Add { c + k } else { c - k }));
                }
                (Some(Form::Invariant(Expr::Int(k, _))), y) if *op == BinOp::Add && k.abs() < 1 << 20 => {
                    if let Some(Form::Index(c)) = self.form(y, wraps) {
                        return Some(Form::Index(c + k));
                    }
                }
                _ => {}
            },
            // i < 0 ? i + n : i
            Expr::Select(test, from_end, x) => {
                if let Some(Form::Index(c)) = self.form(x, wraps)
                    && let Expr::Binary(BinOp::Lt, y, zero) = &**test
                    && matches!(**zero, Expr::Int(0, _))
                    && y == x
                    && matches!(&**from_end, Expr::Binary(BinOp::Add, z, n)
                        if (z == x && self.invariant(n).is_some()) || (n == x && self.invariant(z).is_some()))
                {
                    wraps.push(c);
                    return Some(Form::Index(c));
                }
            }
            _ => {}
        }
        self.invariant(e).map(Form::Invariant)
    }

    /// The test that the index and a constant are in `0 .. len` in every turn (`len` absent: only not negative). Nothing
    /// if the loop's bounds are not of a kind that can be tested.
    pub(super) fn in_range(&self, c: i128, len: Option<&Expr>) -> Option<Vec<Expr>> {
        let l = self.l;
        let none = BitSet::new();
        let cx = types(self.module, self.func, &none);
        let ty = self.func.type_of(l.index)?;
        // the bounds are compared as Py_ssize_t, so they must fit
        let bound = |e: &Expr| {
            let fits = keeps_value(cx, &Type::SSIZE, &Expr::Local(l.index)) && keeps_value(cx, ty, e);
            let e = if let Expr::Int(v, _) = e {
                Expr::Int(*v, Type::SSIZE)
            } else {
                Expr::Cast(Type::SSIZE, Box::new(e.clone()))
            };
            fits.then_some(e)
        };
        let Expr::Int(step, _) = l.step else { return None };
        let (from, to) = (bound(&l.from)?, bound(&l.to)?);
        let number = |v: i128| Expr::Int(v, Type::SSIZE);
        let test = |op, a: &Expr, b: Expr| Expr::Binary(op, Box::new(a.clone()), Box::new(b));
        // len - c
        let room = |len: &Expr| match c {
            0 => len.clone(),
            1.. => Expr::Binary(BinOp::Sub, Box::new(len.clone()), Box::new(number(c))),
            _ => Expr::Binary(BinOp::Add, Box::new(len.clone()), Box::new(number(-c))),
        };
        let mut out = Vec::new();
        match (step > 0, l.relation) {
            (true, BinOp::Lt | BinOp::Le) => {
                out.push(test(BinOp::Ge, &from, number(-c)));
                let top = if l.relation == BinOp::Lt { BinOp::Le } else { BinOp::Lt };
                out.extend(len.map(|len| test(top, &to, room(len))));
            }
            (false, BinOp::Gt | BinOp::Ge) => {
                let lowest = if l.relation == BinOp::Gt { -1 - c } else { -c };
                out.push(test(BinOp::Ge, &to, number(lowest)));
                out.extend(len.map(|len| test(BinOp::Lt, &from, room(len))));
            }
            _ => return None,
        }
        Some(out)
    }
}
