//! Files, spans, lines, encodings, and the one door to the outside world.
//!
//! Layer 1. A [`Span`] is a byte range within one file's *decoded* text (UTF-8); a [`FileSpan`] says which file.
//! Everything that is read, written, listed or run goes through the [`System`] that a caller hands in, so that tests
//! and editors can put their own in its place. Nothing here knows what the text means.

mod encoding;
mod file;
mod line_index;
mod memory;
mod os;
mod path;
mod span;
mod system;

pub use compact_str::{CompactString, ToCompactString};
pub use encoding::{DecodeProblem, Decoded, decode};
pub use file::{FileTable, SourceFile};
pub use line_index::{LineColumn, LineIndex};
pub use memory::MemorySystem;
pub use os::OsSystem;
pub use path::{normalise, relative_to};
pub use span::{FileId, FileSpan, Span};
pub use system::{Entry, EntryKind, Process, ProcessOutput, System};

/// A name of the source language: an identifier after NFKC normalisation. Cheap to clone up to 24 bytes.
pub type Name = CompactString;
