//! A C file: sections in a fixed order, each a list of items, printed to text with a map of its lines.

use std::collections::BTreeMap;
use std::ops::Range;

use cyrus_source::FileSpan;

use crate::print::Printer;
use crate::stmt::Stmt;

/// The parts of a file, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// First comment and macros that headers look at.
    Prelude,
    /// `#include` lines.
    Includes,
    /// The module's state and what reaches it.
    State,
    /// The runtime.
    Runtime,
    /// Structs, enums, typedefs, variables.
    Types,
    /// Prototypes of functions.
    Prototypes,
    /// Constant tables.
    Tables,
    /// The functions.
    Functions,
    /// Functions of the runtime that hardly ever run.
    Rare,
    /// The module's own functions that run once.
    Once,
    /// What starts the module.
    Start,
}

/// A function definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Everything in front of the brace.
    pub head: String,
    /// The body.
    pub body: Vec<Stmt>,
    /// Where it comes from.
    pub at: Option<FileSpan>,
}

/// Where a line of C comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// This piece of source.
    Source(FileSpan),
    /// Nothing that the user wrote.
    Glue,
}

/// Ranges of lines (from 1, end exclusive) with their origin, in order and without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LineMap(pub Vec<(Range<u32>, Origin)>);

impl LineMap {
    /// The origin of a line (from 1).
    pub fn origin(&self, line: u32) -> Origin {
        let at = self.0.partition_point(|(range, _)| range.end <= line);
        self.0.get(at).map_or(Origin::Glue, |(_, origin)| *origin)
    }
    /// Adds lines behind the last.
    pub(crate) fn add(&mut self, lines: Range<u32>, origin: Origin) {
        match self.0.last_mut() {
            Some((range, last)) if *last == origin && range.end == lines.start => range.end = lines.end,
            _ => self.0.push((lines, origin)),
        }
    }
}

/// A file that is being put together. What is added becomes text at once, so that no tree outlives its function.
#[derive(Debug, Default)]
pub struct CFile {
    sections: BTreeMap<Section, Printer>,
}

impl CFile {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }
    /// Makes room for about so many bytes in a section.
    pub fn reserve(&mut self, section: Section, bytes: usize) {
        self.sections.entry(section).or_default().out.reserve(bytes);
    }
    /// Adds lines at the end of a section.
    pub fn text(&mut self, section: Section, text: impl AsRef<str>) {
        let printer = self.sections.entry(section).or_default();
        printer.origin(None);
        printer.raw(text.as_ref());
    }
    /// Adds lines at the end of a section; a section's first ones are taken as they are.
    pub fn lines(&mut self, section: Section, text: String) {
        let printer = self.sections.entry(section).or_default();
        printer.origin(None);
        printer.take(text);
    }
    /// Adds a function at the end of a section.
    pub fn function(&mut self, section: Section, f: &Function) {
        let printer = self.sections.entry(section).or_default();
        printer.origin(f.at);
        printer.raw(&f.head);
        printer.raw("{\n");
        printer.body(1, &f.body);
        printer.origin(None);
        printer.raw("}\n");
    }
    /// The text of one section.
    pub fn section_text(&self, section: Section) -> &str {
        self.sections.get(&section).map_or("", |printer| &printer.out)
    }
    /// The whole text and its line map.
    pub fn print(self) -> (String, LineMap) {
        let mut text = String::with_capacity(self.sections.values().map(|printer| printer.out.len()).sum());
        let ranges = self.sections.values().map(|printer| printer.map.0.len()).sum();
        let (mut map, mut before) = (LineMap(Vec::with_capacity(ranges)), 0);
        for printer in self.sections.into_values() {
            text.push_str(&printer.out);
            for (range, origin) in printer.map.0 {
                map.add(range.start + before..range.end + before, origin);
            }
            before += printer.line;
        }
        (text, map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::{FileId, Span};

    #[test]
    fn sections_stand_in_order_and_lines_are_mapped() {
        let at = Span::new(3, 5).in_file(FileId(0));
        let mut file = CFile::new();
        file.function(
            Section::Functions,
            &Function {
                head: "int f(void)".into(),
                body: vec![Stmt::At(Some(at)), Stmt::Return(Some(crate::Expr::atom("1")))],
                at: None,
            },
        );
        file.text(Section::Prelude, "/* a */\n\n");
        let (text, map) = file.print();
        assert_eq!(text, "/* a */\n\nint f(void)\n{\n    return 1;\n}\n");
        assert_eq!(map.0, [(1..5, Origin::Glue), (5..6, Origin::Source(at)), (6..7, Origin::Glue)]);
        assert_eq!(map.origin(5), Origin::Source(at));
    }
}
