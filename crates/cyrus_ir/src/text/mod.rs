//! The text form of the IR, which parses back: `parse(print(m))` prints as `print(m)`.
//!
//! A file holds, in this order, the module's name, the declarations that its types mention, its constants, state slots,
//! descriptors, code, and extension types. Everything is prefix notation but operators, so that one token of lookahead
//! reads it:
//!
//! ```text
//! module m "m.pyx"
//! class Point "struct Point" { x: double }
//! const k0 = int 1
//! func add object null (%a: object) {
//!   local %1: object temp
//!   %1 = cy_add(%a, k0) own 0
//!   return %1
//! }
//! ```
//!
//! Locals are `%name`, or `%3` where the source has no name for them or two have the same; `local` lines declare all that
//! are no parameters, in the order of their ids. Types are written as `ty.rs` says. `! %a %b` after a statement is its
//! cleanup, `@0:12-15` its place in the source (left out by default). Comments start with `;`.

mod decl;
mod lex;
mod names;
mod print;
mod read;
mod read_decl;
mod read_expr;
mod ty;

pub use print::{PrintOptions, print, print_function, print_stmt};
pub use read::{ReadError, read};
