//! Files, spans, lines, encodings, and the one door to the outside world.
//!
//! Layer 1. A [`Span`] is a byte range within one file's *decoded* text (UTF-8); a [`FileSpan`] says which file.
//! Nothing here knows what the text means.

mod span;

pub use compact_str::CompactString;
pub use span::{FileId, FileSpan, Span};

/// A name of the source language: an identifier after NFKC normalisation. Cheap to clone up to 24 bytes.
pub type Name = CompactString;
