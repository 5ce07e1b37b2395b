//! The intermediate representation: structured, typed, explicit.
//!
//! Layer 5. There are no basic blocks: statements sit in nested regions, so that a loop stays a C `for` and a person can
//! read the C. It knows types and operations; it knows neither source syntax nor C syntax.
//!
//! What always holds (the verifier checks it):
//! * A pure thing is an [`Expr`]; everything that can raise, allocate, call or change a reference count is the root of a
//!   [`Value`], and a statement has at most one of them.
//! * Objects, views and the other *managed* values live in locals. A [`Role::Temp`] local is assigned exactly once, in the
//!   region that declares it (or a nested one); every other managed local is a *slot* that owns what it holds or is NULL.
//! * Before the pass `own` there is no reference count anywhere: an operation's result that is new belongs to the temp it
//!   is stored in; reading a local borrows it. `own` inserts every `IncRef` and `Drop`, fills the `own` masks of
//!   operations that consume operands, and writes on each statement that can fail which temps its error exit drops.
//! * An error leaves to the innermost [`StmtKind::Try`] around the statement, else the function fails.
//! * Regions know whether the GIL is held; an operation that needs it does not stand where it is not.

pub mod code;
pub mod data;
pub mod home;
pub mod init;
pub mod query;
pub mod text;
pub mod verify;
pub mod visit;

pub use code::*;
pub use data::*;
