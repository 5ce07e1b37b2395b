//! The annotated report: one HTML file that says how much Python each line of a module still costs, and why.
//!
//! Layer 7. It is handed the source, the generated C, which line of C comes from which line of source, and remarks; it
//! must not know how any of them was made. The page holds everything it needs: no network, no other file.

mod cost;
mod highlight;
mod page;

pub use highlight::escape;

use std::collections::BTreeMap;

use cyrus_parser::{ParseOptions, SourceKind};
use cyrus_source::{FileId, SourceFile};

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The dotted name of the module.
    pub module: &'a str,
    /// Its main file.
    pub source: &'a SourceFile,
    /// What kind of file that is (for colours).
    pub kind: SourceKind,
    /// The generated text.
    pub c_text: &'a str,
    /// The name of the generated file.
    pub c_name: &'a str,
    /// For each line of C, in order, the line of the main file (from 1) that it comes from; nothing for the rest.
    pub origins: &'a [Option<u32>],
    /// Remarks on lines of the main file.
    pub remarks: &'a [Remark],
    /// How often lines of the main file ran, where that is known.
    pub runs: &'a BTreeMap<u32, u64>,
    /// Show all of the generated text at the end of the page.
    pub whole_c: bool,
}

/// A sentence on a line: why it costs what it costs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The line, from 1.
    pub line: u32,
    /// Lowercase, names in backticks.
    pub text: String,
}

/// The page. The same input gives the same bytes.
pub fn render(input: &ReportInput<'_>) -> Result<String, std::fmt::Error> {
    page::render(input)
}

/// Colours for a source, one piece of HTML a line.
fn source_lines(input: &ReportInput<'_>) -> Vec<String> {
    highlight::source(input.source.text(), ParseOptions::new(input.kind, FileId(0)))
}
