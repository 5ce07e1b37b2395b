//! The verifier: everything that must hold of IR, checked. What is wrong comes back as data.
//!
//! Always ([`verify`]):
//! * every id is of the module, every label is of a statement around, and no two statements have one label;
//! * an operation has the arguments that its contract names, in kind and number;
//! * an error exit, count or drop stands nowhere before `own`;
//! * a counted loop's index is not assigned in its body, nor anything that its bounds read;
//! * a function whose result is not void does not end without one;
//! * a temp is assigned once on every path that reads it, and read on none that does not;
//! * nothing that needs the GIL stands where it is not held.
//!
//! After `own` ([`verify_owned`]), also:
//! * every reference that a temp owns is given up exactly once on every path: moved, consumed or dropped;
//! * a temp is not read after that;
//! * every statement that can fail names exactly the temps which its error exit has to drop;
//! * whatever is stored in a slot, returned, yielded or stolen is a reference of its own.

mod flow;
mod gil;
mod owned;
mod shape;

use cyrus_source::FileSpan;

use crate::text::print_stmt;
use crate::{FuncId, Function, Module, Stmt};

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// In which function.
    pub func: FuncId,
    /// The source of the statement.
    pub at: FileSpan,
    /// The first line of the statement as text; empty if it is about the function.
    pub stmt: String,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.func, self.message)?;
        if self.stmt.is_empty() { Ok(()) } else { write!(f, "  [{}]", self.stmt) }
    }
}

/// Whether counts are to be there yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Before,
    After,
}

/// Collects errors of one function.
struct Errors<'a> {
    module: &'a Module,
    func: &'a Function,
    id: FuncId,
    stage: Stage,
    list: Vec<VerifyError>,
}

impl Errors<'_> {
    fn add(&mut self, stmt: Option<&Stmt>, message: impl Into<String>) {
        self.list.push(VerifyError {
            func: self.id,
            at: stmt.map_or(self.func.at, |s| s.at),
            stmt: stmt.map_or_else(String::new, |s| {
                let text = print_stmt(self.module, self.func, s);
                text.lines().next().unwrap_or("").to_owned()
            }),
            message: message.into(),
        });
    }

    fn name(&self, l: crate::LocalId) -> String {
        match self.func.locals.get(l) {
            Some(local) if !local.name.is_empty() => format!("%{}", local.name),
            _ => l.to_string(),
        }
    }
}

fn run(module: &Module, stage: Stage) -> Vec<VerifyError> {
    let mut out = Vec::new();
    for (id, func) in module.functions.iter_enumerated() {
        let mut errors = Errors { module, func, id, stage, list: Vec::new() };
        shape::check(&mut errors);
        // the other checks look ids up and trust labels
        if errors.list.is_empty() {
            flow::check(&mut errors);
            gil::check(&mut errors);
            if stage == Stage::After {
                owned::check(&mut errors);
            }
        }
        out.append(&mut errors.list);
    }
    out
}

/// What is wrong with a module before `own`.
pub fn verify(module: &Module) -> Vec<VerifyError> {
    run(module, Stage::Before)
}

/// What is wrong with a module after `own`.
pub fn verify_owned(module: &Module) -> Vec<VerifyError> {
    run(module, Stage::After)
}
