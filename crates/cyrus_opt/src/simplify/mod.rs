//! The pass `simplify`: constants are folded, temps that only rename something are read through, temps that are used once
//! stand where they are used, and what nobody reads is not computed.
//!
//! ```text
//! %1 = cast(ssize, %i)
//! %2 = (%1 + 0:ssize)
//! %3 = %x                            ->   %4 = cy_getindex(%x, cast(ssize, %i), 3:int)
//! %4 = cy_getindex(%3, %2, 3:int)
//! ```
//!
//! It runs before the other passes, so that they see what things are, and after them, to sweep.

mod fold;
mod forward;

use cyrus_ir::{Function, Module};

pub use fold::fold;

/// How often a function is gone over; each round sees what the one before made simple.
const ROUNDS: usize = 4;

/// Runs the pass.
pub fn run(module: &mut Module) {
    crate::each_function(module, function);
}

/// Simplifies one function of a module.
pub fn function(module: &Module, func: &mut Function) {
    for _ in 0..ROUNDS {
        if !forward::run(module, func) {
            break;
        }
    }
}
