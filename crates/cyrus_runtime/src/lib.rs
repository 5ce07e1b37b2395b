//! The C runtime as data: its headers, the graph of their includes, the contracts of their functions, and the
//! amalgamator that copies into a generated module exactly what it uses, function by function.
//!
//! Layer 2. Knows the shape in which the headers are written (`runtime/README.md`), nothing of Python or of the
//! compiler; it does not read files: the headers are embedded, scanned and resolved by the build script.

pub mod contract;

mod amalgam;
mod bundled;
mod library;
mod rare;
mod scan;
mod table;

pub use amalgam::{Amalgam, Needed, enter, leave};
pub use library::{Library, Unit};
pub use scan::{Item, ItemKind};
pub use table::Table;
