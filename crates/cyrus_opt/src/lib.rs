//! IR to IR: the passes, one a file, in the order of [`PASSES`].
//!
//! Layer 6. A pass knows the IR, types and operations; it knows neither the source nor C. Making IR cannot fail, and so a
//! pass cannot: it reports nothing, and what it cannot prove it leaves alone. The verifier holds before and after each.

pub mod own;

use cyrus_ir::Module;

/// A pass.
pub struct Pass {
    /// Its name, for `--after` and file tests.
    pub name: &'static str,
    /// What it does to a module.
    pub run: fn(&mut Module),
}

/// All passes in order.
pub const PASSES: &[Pass] = &[Pass { name: "own", run: own::run }];

/// Runs the passes in order, up to and with the one named `until` (all, if there is none of that name).
pub fn run(module: &mut Module, until: Option<&str>) {
    for pass in PASSES {
        (pass.run)(module);
        if Some(pass.name) == until {
            break;
        }
    }
}
