//! The syntax tree of Python and Cython: node types, and nothing that computes.
//!
//! Layer 2. The parser builds it once and nobody changes it afterwards: facts that later stages find out live in
//! side tables keyed by [`NodeId`]. It must not know types, scopes or directives. Each node says what was *written*:
//! `cdef int x` and `x: cython.int` are different nodes that mean the same.
//!
//! * [`expr`] – expressions, also those only Cython has (`<int>x`, `&x`, `sizeof(T)`, `new T()`)
//! * [`stmt`] – statements and whole modules
//! * [`cdecl`] – C types, declarators and declarations
//! * [`pattern`] – `match` patterns
//!
//! An error-tolerant parser has to put *something* where nothing could be read: that is [`ExprKind::Error`] and
//! [`StmtKind::Error`], and there is always a diagnostic that belongs to it.

pub mod cdecl;
pub mod expr;
pub mod literal;
pub mod pattern;
pub mod stmt;

pub use cdecl::*;
pub use cyrus_source::{Name, Span};
pub use expr::*;
pub use literal::*;
pub use pattern::*;
pub use stmt::*;

cyrus_index::define_index!(
    /// A node of one file's tree; unique within the file, in order of creation.
    pub struct NodeId, "n"
);

/// A name with the place where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    /// The name, NFKC-normalised. Private names are *not* mangled here.
    pub name: Name,
    /// Where.
    pub span: Span,
}
