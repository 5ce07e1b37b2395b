//! The typed tree: what a module means, with every question answered.
//!
//! Layer 5. Data only. Sema makes it from the syntax tree; lowering turns it into IR. Promises:
//! * Every expression has a type. Every name is an id. Every coercion is a node ([`ExprKind::Coerce`]); both operands of a
//!   C operation already have the type of the operation.
//! * Directives are resolved: a node that depends on one carries the answer (`boundscheck`, `cdivision`, ...).
//! * Fused functions are specialised; a function that stands here can be compiled.
//! * An error is an [`ExprKind::Error`] node (and a diagnostic), never an absence. A module with errors is not lowered.
//! * Syntax that means the same is the same here: chained comparisons, walrus, comprehensions, unpacking of displays are
//!   spelled with [`ExprKind::Block`], temporaries and plain stores.
//!
//! It must not know the syntax tree, nor how anything is done in C.

pub mod expr;
pub mod stmt;
pub mod visit;

pub use expr::*;
pub use stmt::*;
