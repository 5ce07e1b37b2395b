//! The C runtime as data: its headers, the graph of their includes, the contracts of their functions, and the
//! amalgamator that copies into a generated module exactly what it uses, function by function.
//!
//! Layer 2. Knows the shape in which the headers are written (`runtime/README.md`), nothing of Python or of the
//! compiler; it does not read files: the headers are embedded.

pub mod contract;

mod amalgam;
mod library;
mod scan;

pub use amalgam::Amalgam;
pub use library::{Library, Unit};
pub use scan::{Item, ItemKind};
