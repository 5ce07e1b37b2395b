//! The pass `hoist`: counted loops over arrays get a version without checks and with unit strides, chosen at run time.
//!
//! ```text
//!                                         if ((%to <= shape(%v, 0)) && (stride(%v, 0) == sizeof(double))) {
//! for L0 %i = 0 while < %to step 1 {        %p = address(item(%v, 0))
//!   check ... index(%i, shape(%v, 0))       for L1 %i = 0 while < %to step 1 vectorizable {
//!   %t = (%t + item(%v, %i))        ->        %t = (%t + index(%p, %i))
//! }                                         }
//!                                         } else {
//!                                           for L0 ...                       ; as it was
//!                                         }
//! ```
//!
//! An error exit in the body is what stops a vectoriser, and an unknown stride is the other thing. Nothing is moved: where
//! the whole range is in bounds, no check can fail, so it does not matter in which turn it would have; everywhere else the
//! loop runs as it was written. Only innermost loops are looked at whose checks can all go, so that no code is made twice
//! for half a gain; loops that need no test are changed in place.
//!
//! A function with such a loop that can be vectorised is marked `hot`: it is worth being compiled for several processors. One
//! whose loops over elements cannot is `tight`: where they begin in memory makes a difference of up to a third. The loops of
//! ufuncs are `hot` from the beginning.

mod gain;
mod range;
mod version;

use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::home::Homes;
use cyrus_ir::query::has_loops;
use cyrus_ir::{CallTarget, FuncId, Function, LocalId, Module, Region, Signal, Stmt, StmtKind, Value};

use crate::facts::Context;

/// Runs the pass.
pub fn run(module: &mut Module) {
    warm(module);
    crate::each_function(module, |module, func| {
        if !crate::early::has_counted(&func.body) {
            return;
        }
        let counts = Homes::find(func, &|_| true).count;
        let mut body = std::mem::take(&mut func.body);
        region(module, func, &counts, &mut body);
        func.body = body;
    });
}

/// What functions call that are hot from the beginning is built as they are, so that it can become part of their loops;
/// where that cannot be, there is nothing to vectorise.
fn warm(module: &mut Module) {
    let hot: Vec<FuncId> = module.functions.ids().filter(|id| module.functions[*id].hot).collect();
    for id in hot {
        let (mut called, mut joins) = (Vec::new(), true);
        module.functions[id].body.walk(&mut |s| {
            if let StmtKind::Set(_, Value::Call { target, signal, .. }) = &s.kind {
                match target {
                    CallTarget::Func(id) if !has_loops(&module.functions[*id].body) => called.push(*id),
                    _ => joins = false,
                }
                joins &= *signal == Signal::Never;
            }
        });
        module.functions[id].hot = joins;
        for id in called.into_iter().filter(|_| joins) {
            module.functions[id].hot = true;
        }
    }
}

fn region(module: &Module, func: &mut Function, counts: &IndexVec<LocalId, u32>, r: &mut Region) {
    let mut out: Vec<Stmt> = Vec::with_capacity(r.0.len());
    for mut s in std::mem::take(&mut r.0) {
        match s.kind {
            StmtKind::For(l) if l.parallel.is_none() && !has_loops(&l.body) => {
                out.extend(version::counted(module, func, counts, *l, s.at));
            }
            _ => {
                s.regions_mut(&mut |r| region(module, func, counts, r));
                out.push(s);
            }
        }
    }
    r.0 = out;
}

/// A context without knowledge of the rest of the function, for questions about types.
fn types<'a>(module: &'a Module, func: &'a Function, none: &'a BitSet<LocalId>) -> Context<'a> {
    Context { module, func, assigned: none, shared: none, made: none }
}
