//! C and C++ from the IR: functions, tables, extension types, and what starts a module.
//!
//! Layer 6. A pure function of the IR (after the pass `own`) and of the source text for comments: the same module gives
//! the same bytes. It knows nothing of the syntax tree or the typed tree; the runtime's text comes from
//! [`cyrus_runtime::Table`], the tree of C and its printer from [`cyrus_c`].

mod abi;
mod adapters;
mod calls;
mod class;
mod construct;
mod consts;
mod cpp_class;
mod cpp_face;
mod debug;
mod decls;
mod dtype;
mod exits;
mod expr;
mod fresh;
mod func;
mod header;
mod hot;
mod locals;
mod module;
mod names;
mod nests;
mod pxi;
mod references;
mod resume;
mod special;
mod start;
mod stmt;
mod threads;
mod types;
mod watch;
mod words;

pub use debug::{DebugFunction, DebugInfo, DebugVariable};
pub use module::{Output, generate};
