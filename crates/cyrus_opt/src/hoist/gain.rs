//! What vectors would gain.

use cyrus_ir::{BinOp, Expr, Place, StmtKind, Value};

use super::range::Body;

/// So many operations a turn are done while the sum of the turn before is not ready yet.
const HIDDEN: usize = 8;

/// Whether a loop does little but add to floats. Floats are added one after the other, in the order of the source, so that
/// vectors would only be taken apart again; worth it is what takes long, as divisions and functions do.
pub(super) fn is_ordered_sum(b: &Body<'_>) -> bool {
    let (mut sums, mut other, mut work) = (false, false, 0);
    b.l.body.walk(&mut |s| match &s.kind {
        StmtKind::Set(Place::Local(l), Value::Expr(e)) => {
            let carried = e.mentions(*l);
            let float = b.func.type_of(*l).is_some_and(|t| b.module.world.is_float(t));
            sums |= carried && float;
            other |= carried && !float;
            work += operations(e);
        }
        // neither is in the fast version
        StmtKind::Comment(_) | StmtKind::Check { .. } => {}
        _ => other = true,
    });
    sums && !other && work <= HIDDEN
}

/// How many cheap operations an expression has, besides those that find an element.
fn operations(e: &Expr) -> usize {
    let own = match e {
        Expr::ViewItem(..) | Expr::Index(..) => return 0,
        Expr::Binary(BinOp::Div | BinOp::Rem, ..) | Expr::Pure(..) => HIDDEN + 1,
        Expr::Binary(..) | Expr::Unary(..) => 1,
        _ => 0,
    };
    let mut all = own;
    e.children(&mut |e| all += operations(e));
    all
}
