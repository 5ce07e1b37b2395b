//! The pass `slices`: a slice that only an item is taken or set by need not be an object.
//!
//! ```text
//! %1 = cy_slice(%a, %b, None)      ->
//! %2 = cy_getitem(%o, %1)                 %2 = cy_slice_get(%o, %a, %b, None)
//! ```
//!
//! The operations of `object/cut.h` look at exact lists, tuples and texts with ints for bounds themselves, and make a slice of
//! the bounds for everything else.

use std::collections::BTreeMap;

use cyrus_ir::visit::Touch;
use cyrus_ir::{Arg, Expr, Function, LocalId, Module, Place, Region, Role, Stmt, StmtKind, Value};
use cyrus_ops as op;

/// Runs the pass.
pub fn run(module: &mut Module) {
    crate::each_function(module, |_, func| {
        let mut slices = false;
        func.body.walk(&mut |s| slices |= matches!(s.value(), Some(Value::Op { op: op::CY_SLICE, .. })));
        if !slices {
            return;
        }
        let mut touches: BTreeMap<LocalId, u32> = BTreeMap::new();
        func.body.walk(&mut |s| s.touches(&mut |l, _: Touch| *touches.entry(l).or_default() += 1));
        let mut body = std::mem::take(&mut func.body);
        region(func, &touches, &mut body);
        func.body = body;
    });
}

fn region(func: &Function, touches: &BTreeMap<LocalId, u32>, r: &mut Region) {
    let mut out: Vec<Stmt> = Vec::with_capacity(r.0.len());
    for mut s in std::mem::take(&mut r.0) {
        s.regions_mut(&mut |r| region(func, touches, r));
        if let Some(bounds) = out.last().and_then(|last| slice(func, touches, last, &s))
            && let StmtKind::Set(_, value) | StmtKind::Eval(value) = &mut s.kind
            && let Value::Op { op, args, .. } = value
        {
            let mut rest = std::mem::take(args).into_iter();
            args.extend(rest.next());
            args.extend(bounds);
            args.extend(rest.skip(1));
            *op = if *op == op::CY_GETITEM { op::CY_SLICE_GET } else { op::CY_SLICE_SET };
            out.pop();
        }
        out.push(s);
    }
    r.0 = out;
}

/// The bounds of the slice that one statement makes and that nothing but the next one uses, as the key of an item.
fn slice(func: &Function, touches: &BTreeMap<LocalId, u32>, made: &Stmt, used: &Stmt) -> Option<Vec<Arg>> {
    let StmtKind::Set(Place::Local(t), Value::Op { op: op::CY_SLICE, args: bounds, .. }) = &made.kind else {
        return None;
    };
    let Some(Value::Op { op: op::CY_GETITEM | op::CY_SETITEM, args, .. }) = used.value() else { return None };
    let is = |a: &Arg| matches!(a, Arg::Expr(e) if matches!(e.peel(), Expr::Local(l) if l == t));
    let alone = func.locals[*t].role == Role::Temp && touches.get(t) == Some(&2);
    (alone && args.get(1).is_some_and(is)).then(|| bounds.clone())
}
