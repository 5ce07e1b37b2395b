//! Which functions may run code of others, and so be called again before they return: those count against the limit of
//! recursion.

use cyrus_ir::{CallTarget, Expr, Function, LocalId, Module, Region, StmtKind, UnOp, Value};
use cyrus_ops::{self as op, Kind, OpId, Signal};

/// Operations on objects that look at a type and run nothing, and conversions, which count what they run themselves.
const LOOKS: [OpId; 21] = [
    op::CY_CHECK_TYPE,
    op::CY_TO_DOUBLE,
    op::CY_TO_FLOAT,
    op::CY_TO_CHAR,
    op::CY_TO_SCHAR,
    op::CY_TO_UCHAR,
    op::CY_TO_SHORT,
    op::CY_TO_USHORT,
    op::CY_TO_INT,
    op::CY_TO_UINT,
    op::CY_TO_LONG,
    op::CY_TO_ULONG,
    op::CY_TO_LONGLONG,
    op::CY_TO_ULONGLONG,
    op::CY_TO_SIZE,
    op::CY_TO_SSIZE,
    op::CY_W_BOX,
    op::CY_W_TO_INT,
    op::CY_W_TO_LONG,
    op::CY_W_TO_LONGLONG,
    op::CY_W_TO_SSIZE,
];
/// So many calls deep it is looked whether functions of the module that are called do.
const DEEP: u32 = 3;
/// The parameter of `cpdef` methods that says that no override is to be looked for.
const SKIP_DISPATCH: &str = "__pyx_skip_dispatch";

/// Whether a function that Python or a slot calls may nest.
pub(crate) fn may_nest(module: &Module, func: &Function) -> bool {
    region(module, &func.body, None, DEEP)
}

/// `skip`: a local that is not zero.
fn region(module: &Module, r: &Region, skip: Option<LocalId>, deep: u32) -> bool {
    r.0.iter().any(|s| {
        if let StmtKind::If { test: Expr::Unary(UnOp::Not, test), orelse, .. } = &s.kind
            && let Expr::Local(l) = test.peel()
            && Some(*l) == skip
        {
            return region(module, orelse, skip, deep);
        }
        let mut found = match &s.kind {
            StmtKind::Set(_, v) | StmtKind::Eval(v) => value(module, v, deep),
            _ => false,
        };
        s.regions(&mut |r| found |= region(module, r, skip, deep));
        found
    })
}

fn value(module: &Module, v: &Value, deep: u32) -> bool {
    match v {
        Value::Expr(_) => false,
        Value::Call { target: CallTarget::Func(inner), args, .. } if deep > 0 => {
            let func = &module.functions[*inner];
            let skip = func.params.last().copied().filter(|p| {
                &*func.locals[*p].name == SKIP_DISPATCH && matches!(args.last(), Some(Expr::Int(1, _)))
            });
            region(module, &func.body, skip, deep - 1)
        }
        Value::Call { .. } => true,
        Value::Op { op, .. } => {
            let looks = LOOKS.contains(op);
            let op = op.op();
            // a word may be any object
            let objects =
                op.params.iter().any(|p| matches!(p.kind, Kind::Object | Kind::Objects | Kind::C("cy_word")));
            objects && op.signal != Signal::Never && !op.pure && !op.cold && !looks
        }
    }
}
