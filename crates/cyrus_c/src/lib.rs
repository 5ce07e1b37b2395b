//! A tree of C (and the bit of C++ that the compiler writes) and its printer.
//!
//! Layer 2. It knows precedence, declarators, literals, indentation, sections of a file, and which lines came from
//! which source; it knows nothing of Python, of the IR, or of what the names mean. Printing is a pure function.

mod expr;
mod file;
mod literal;
mod print;
mod stmt;
mod ty;

pub use expr::{Binary, Expr, Text, Unary};
pub use file::{CFile, Function, LineMap, Origin, Section};
pub use literal::{bytes_array, escape, float, integer, is_identifier, string, text_table};
pub use print::block;
pub use stmt::{Stmt, Var, leaves};
pub use ty::CType;
