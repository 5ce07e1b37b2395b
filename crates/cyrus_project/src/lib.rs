//! From sources on a disk to extension modules: what to compile, in which order, with which C compiler, and what can
//! be left alone because nothing changed.
//!
//! Layer 8. It knows the stages of the compiler only through [`pipeline`], which is one screen long; it knows the
//! machine only through the [`System`](cyrus_source::System) that it is handed; and it must not know the terminal
//! (a caller that wants to show progress hands in a [`Progress`]).

pub mod build;
pub mod cache;
pub mod cc;
pub mod coverage;
pub mod discover;
pub mod gdb;
pub mod guard;
mod interface;
mod loader;
pub mod manifest;
pub mod names;
pub mod needs;
pub mod options;
pub mod pattern;
pub mod pipeline;
pub mod python;
mod remarks;
pub mod report;
pub mod rules;
pub mod settings;
pub mod translate;

pub use build::{BuildRequest, Destination, ModuleReport, ModuleState, Progress, Step, build};
pub use cache::Cache;
pub use cc::Toolchain;
pub use discover::{ModuleSource, find_modules};
pub use manifest::Manifest;
pub use options::{CompileOptions, Language, LanguageLevel};
pub use pipeline::{CompileInput, CompileOutput, compile};
pub use python::Interpreter;
pub use settings::BuildSettings;
