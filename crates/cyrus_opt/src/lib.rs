//! IR to IR: the passes, one a file, in the order of [`PASSES`].
//!
//! Layer 6. A pass knows the IR, types and operations; it knows neither the source nor C. Making IR cannot fail, and so a
//! pass cannot: it reports nothing, and what it cannot prove it leaves alone. The verifier holds before and after each.

pub mod checks;
pub mod direct;
pub mod early;
pub mod facts;
pub mod filter;
pub mod hoist;
pub mod own;
pub mod quiet;
pub mod simplify;
pub mod slices;
pub mod words;

use cyrus_ir::verify::{VerifyError, verify, verify_owned};
use cyrus_ir::{Function, Module};

/// A pass.
pub struct Pass {
    /// Its name, for `--after` and file tests.
    pub name: &'static str,
    /// What it does to a module.
    pub run: fn(&mut Module),
    /// Whether references are counted after it.
    pub owned: bool,
}

/// All passes in order.
pub const PASSES: &[Pass] = &[
    Pass { name: "simplify", run: simplify::run, owned: false },
    Pass { name: "checks", run: checks::run, owned: false },
    Pass { name: "quiet", run: quiet::run, owned: false },
    Pass { name: "early", run: early::run, owned: false },
    Pass { name: "hoist", run: hoist::run, owned: false },
    Pass { name: "sweep", run: simplify::run, owned: false },
    Pass { name: "filter", run: filter::run, owned: false },
    Pass { name: "direct", run: direct::run, owned: false },
    Pass { name: "slices", run: slices::run, owned: false },
    Pass { name: "words", run: words::run, owned: false },
    Pass { name: "own", run: own::run, owned: true },
];

/// The verifier found something: an error of the compiler, not of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The pass after which it was found; none: lowering made it.
    pub after: Option<&'static str>,
    /// What was found; never empty.
    pub errors: Vec<VerifyError>,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the intermediate representation is wrong after {}", self.after.unwrap_or("lowering"))?;
        self.errors.iter().try_for_each(|e| write!(f, "\n{e}"))
    }
}

/// Runs the passes in order, up to and with the one named `until` (all, if there is none of that name). With `check`, or
/// in a build with debug assertions, the verifier runs before the first and after each; it stops at the first errors.
pub fn run(module: &mut Module, until: Option<&str>, check: bool) -> Result<(), Broken> {
    let check = check || cfg!(debug_assertions);
    let fine = |errors: Vec<VerifyError>, after| {
        if errors.is_empty() { Ok(()) } else { Err(Broken { after, errors }) }
    };
    // Always: what lowering made of a program that nobody foresaw must not become C that crashes.
    fine(verify(module), None)?;
    for pass in PASSES {
        (pass.run)(module);
        if check {
            fine(if pass.owned { verify_owned(module) } else { verify(module) }, Some(pass.name))?;
        }
        if Some(pass.name) == until {
            break;
        }
    }
    Ok(())
}

/// Does something to every function; what it is handed is the function itself, and the module holds it without its body.
fn each_function(module: &mut Module, mut f: impl FnMut(&Module, &mut Function)) {
    let ids: Vec<_> = module.functions.ids().collect();
    for id in ids {
        let body = std::mem::take(&mut module.functions[id].body);
        let mut func = Function { body, ..module.functions[id].clone() };
        f(module, &mut func);
        module.functions[id] = func;
    }
}
