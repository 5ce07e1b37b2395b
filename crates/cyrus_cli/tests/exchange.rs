//! Modules that Cython built and modules that Cyrus built, in one process: `use.pyx` cimports what `offer.pyx` offers, and
//! its doctests say what has to come of it. Types (attributes, virtual tables, classes derived on the other side), C
//! functions, variables and views, in both directions, and Cyrus with itself.
//!
//! Needs the Python of `CYRUS_TEST_PYTHON` with Cython in it; without that, only Cyrus with itself is tested.

mod common;

use std::env;
use std::process::ExitCode;

use common::Sandbox;
use libtest_mimic::{Arguments, Failed, Trial};

const RUN: &str = "\
import doctest, sys
import use
result = doctest.testmod(use, optionflags=doctest.ELLIPSIS)
assert result.attempted
sys.exit(bool(result.failed))
";

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Cython,
    Cyrus,
}

fn main() -> ExitCode {
    let python = env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let peer = Sandbox::new().run(&python, &["-c", "import Cython"], &[]).status == 0;
    let mut trials = Vec::new();
    for (offer, user, name) in [
        (By::Cyrus, By::Cython, "Cython's module uses that of Cyrus"),
        (By::Cython, By::Cyrus, "a module of Cyrus uses Cython's"),
        (By::Cyrus, By::Cyrus, "a module of Cyrus uses another"),
    ] {
        let python = python.clone();
        let needs_peer = offer == By::Cython || user == By::Cython;
        let trial = Trial::test(name, move || exchange(&python, offer, user));
        trials.push(trial.with_ignored_flag(needs_peer && !peer));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn exchange(python: &str, offer: By, user: By) -> Result<(), Failed> {
    let room = Sandbox::new()
        .file("offer.pxd", include_str!("exchange/offer.pxd"))
        .file("offer.pyx", include_str!("exchange/offer.pyx"))
        .file("use.pyx", include_str!("exchange/use.pyx"));
    for (by, name) in [(offer, "offer"), (user, "use")] {
        let source = format!("{name}.pyx");
        let translated = match by {
            By::Cython => room.run(python, &["-m", "cython", "-3", &source], &[]),
            By::Cyrus => room.cyrus(&["cython", "-3", &source]),
        };
        for run in [translated, room.build_c(python, name, &[])] {
            if run.status != 0 {
                return Err(format!("{name}: {}{}", run.stdout, run.stderr).into());
            }
        }
    }
    let run = room.run(python, &["-c", RUN], &[]);
    match run.status {
        0 => Ok(()),
        _ => Err(format!("{}{}", run.stdout, run.stderr).into()),
    }
}
