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
    /// What starts the module.
    Start,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Lines as they are.
    Text(String),
    /// A function with its body.
    Function(Function),
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
}

/// A file that is being put together.
#[derive(Clone, Debug, Default)]
pub struct CFile {
    sections: BTreeMap<Section, Vec<Item>>,
}

impl CFile {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds an item at the end of a section.
    pub fn push(&mut self, section: Section, item: Item) {
        self.sections.entry(section).or_default().push(item);
    }
    /// Adds lines at the end of a section.
    pub fn text(&mut self, section: Section, text: impl Into<String>) {
        self.push(section, Item::Text(text.into()));
    }
    /// The text of one section.
    pub fn section_text(&self, section: Section) -> String {
        let mut printer = Printer::default();
        for item in self.sections.get(&section).into_iter().flatten() {
            item.print(&mut printer);
        }
        printer.out
    }
    /// The whole text and its line map.
    pub fn print(&self) -> (String, LineMap) {
        let mut printer = Printer::default();
        for item in self.sections.values().flatten() {
            item.print(&mut printer);
        }
        (printer.out, printer.map)
    }
}

impl Item {
    fn print(&self, printer: &mut Printer) {
        match self {
            Item::Text(text) => {
                printer.origin(None);
                printer.raw(text);
            }
            Item::Function(f) => {
                printer.origin(f.at);
                printer.raw(&format!("{}\n{{\n", f.head));
                printer.body(1, &f.body);
                printer.origin(None);
                printer.raw("}\n");
            }
        }
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
        file.push(
            Section::Functions,
            Item::Function(Function {
                head: "int f(void)".into(),
                body: vec![Stmt::At(Some(at)), Stmt::Return(Some(crate::Expr::atom("1")))],
                at: None,
            }),
        );
        file.text(Section::Prelude, "/* a */\n\n");
        let (text, map) = file.print();
        assert_eq!(text, "/* a */\n\nint f(void)\n{\n    return 1;\n}\n");
        assert_eq!(map.0, [(1..5, Origin::Glue), (5..6, Origin::Source(at)), (6..7, Origin::Glue)]);
        assert_eq!(map.origin(5), Origin::Source(at));
    }
}
