//! The pass `quiet`: calls of C functions that provably cannot raise need no look at whether they did.
//!
//! ```text
//! func f double maybe "-1" (%x) {          func f double maybe "-1" (%x) {
//!   return (%x * %x)                         return (%x * %x)
//! }                                        }
//!   %1 = call f(%y) -> double maybe "-1" ->  %1 = call f(%y) -> double
//! ```
//!
//! Whoever calls such a function in a loop over an array has nothing left in the loop that stops a vectoriser. The function
//! keeps its signature: through pointers and from other modules it is called as declared. A function counts that computes,
//! assigns and calls others of the kind; what C code from elsewhere does nobody can tell.

use cyrus_index::BitSet;
use cyrus_ir::{Abi, CallTarget, FuncId, Function, Module, Signal, StmtKind, Value};

use crate::facts::math;

/// Runs the pass.
pub fn run(module: &mut Module) {
    let mut quiet = BitSet::new();
    for (id, func) in module.functions.iter_enumerated() {
        if is_candidate(module, func) {
            quiet.insert(id);
        }
    }
    // the largest set of functions that call no others
    loop {
        let loud: Vec<FuncId> =
            quiet.iter().filter(|id| !cannot_raise(module, &module.functions[*id], &quiet)).collect();
        if loud.is_empty() {
            break;
        }
        for id in loud {
            quiet.remove(id);
        }
    }
    crate::each_function(module, |module, func| {
        let mut found = false;
        func.body.walk_mut(&mut |s| {
            if let StmtKind::Set(_, value) | StmtKind::Eval(value) = &mut s.kind
                && let Value::Call { target: CallTarget::Func(id), signal, .. } = value
                && quiet.contains(*id)
            {
                *signal = Signal::Never;
                found = true;
            }
        });
        // nothing may come to a handler any more
        if found {
            crate::checks::function(module, func);
        }
    });
}

/// Whether it says by a number, or by nothing, that it raised, and nobody watches it.
fn is_candidate(module: &Module, func: &Function) -> bool {
    let watched = func.watch.profile || func.watch.linetrace;
    let by_number = match func.signal {
        Signal::Value(_) | Signal::Maybe(_) | Signal::Occurred => true,
        Signal::Never | Signal::Null | Signal::Negative | Signal::Zero | Signal::Cpp(_) => false,
    };
    func.abi == Abi::C && by_number && !watched && !cyrus_ir::is_managed(&module.world, &func.ret)
}

fn cannot_raise(module: &Module, func: &Function, quiet: &BitSet<FuncId>) -> bool {
    let mut fine = true;
    func.body.walk(&mut |s| {
        fine &= match &s.kind {
            StmtKind::Set(_, value) | StmtKind::Eval(value) => match value {
                Value::Expr(_) => true,
                Value::Op { op, .. } => op.op().pure && !value.can_fail(),
                Value::Call { target: CallTarget::Func(id), signal, .. } => {
                    *signal == Signal::Never || quiet.contains(*id)
                }
                Value::Call { target, .. } => math(module, target).is_some() && !value.can_fail(),
            },
            kind => !kind.can_fail(),
        };
    });
    fine
}
