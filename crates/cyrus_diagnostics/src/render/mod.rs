//! Diagnostics as text: for people, for build tools that know Cython's form, and for programs.

mod cython;
mod human;
mod json;

use cyrus_source::{FileSpan, FileTable, SourceFile, Span};

use crate::Diagnostic;

/// How a diagnostic is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// Source lines with carets and labels, for people.
    #[default]
    Human,
    /// `file:line:column: text`, one line each; the column counts from 0, as Cython's does.
    Short,
    /// One JSON object a line; lines and columns (characters) count from 1.
    Json,
    /// What Cython itself prints: a banner with the lines before the error, then the short form.
    Cython,
}

/// Writes diagnostics as text.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'a> {
    files: &'a FileTable,
    format: Format,
    colour: bool,
    width: usize,
}

impl<'a> Renderer<'a> {
    /// Without colours, 140 columns wide.
    pub fn new(files: &'a FileTable, format: Format) -> Self {
        Self { files, format, colour: false, width: 140 }
    }
    /// With terminal colours (the human form only).
    pub fn colour(mut self, yes: bool) -> Self {
        self.colour = yes;
        self
    }
    /// The width of the terminal (the human form only).
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }
    /// The text of one diagnostic; ends with a line end.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        match self.format {
            Format::Human => human::render(diagnostic, self.files, self.colour, self.width),
            Format::Short => cython::short(diagnostic, self.files),
            Format::Json => json::render(diagnostic, self.files),
            Format::Cython => cython::listing(diagnostic, self.files),
        }
    }
    /// The text of several.
    pub fn render_all(&self, diagnostics: &[Diagnostic]) -> String {
        diagnostics.iter().map(|diagnostic| self.render(diagnostic)).collect()
    }
}

/// The file of a place, and its span put within the file's bounds and on character boundaries.
fn place(files: &FileTable, at: FileSpan) -> Option<(&SourceFile, Span)> {
    let file = files.get(at.file)?;
    let text = file.text();
    let down = |mut offset: usize| {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let (start, end) = (down(at.span.start as usize), down(at.span.end as usize));
    Some((file, Span::new(start as u32, end.max(start) as u32)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rule, Severity};
    use cyrus_source::FileId;

    static RULE: Rule =
        Rule { id: "unknown-name", severity: Severity::Error, summary: "a name nobody knows" };
    static HINT: Rule = Rule { id: "slow", severity: Severity::Warning, summary: "slow" };

    fn example() -> (FileTable, Diagnostic) {
        let mut files = FileTable::new();
        let file = files.add(SourceFile::from_text(
            "pkg/a.pyx",
            "def f(ä):\n    return ä + spam\n\ndef g(spam):\n    pass\n",
        ));
        let text = files.get(file).unwrap().text().to_owned();
        let at = |needle: &str| {
            let start = text.find(needle).unwrap() as u32;
            Span::new(start, start + needle.trim_end_matches(['\n', ')', ':']).len() as u32).in_file(file)
        };
        let diagnostic = Diagnostic::new(&RULE, at("spam\n"), "`spam` is not defined")
            .label("not found here")
            .also(at("spam):"), "an argument of another function")
            .help("import it, or give it a value first");
        (files, diagnostic)
    }

    #[test]
    fn for_people() {
        let (files, diagnostic) = example();
        let want = "\
error[unknown-name]: `spam` is not defined
 --> pkg/a.pyx:2:16
  |
2 |     return ä + spam
  |                ^^^^ not found here
3 |
4 | def g(spam):
  |       ---- an argument of another function
  |
  = help: import it, or give it a value first
";
        assert_eq!(Renderer::new(&files, Format::Human).render(&diagnostic), want);
    }

    #[test]
    fn in_cythons_forms() {
        let (files, diagnostic) = example();
        assert_eq!(
            Renderer::new(&files, Format::Short).render(&diagnostic),
            "pkg/a.pyx:2:15: `spam` is not defined\n"
        );
        let want = "
Error compiling Cython file:
------------------------------------------------------------
...
def f(ä):
    return ä + spam
               ^
------------------------------------------------------------
pkg/a.pyx:2:15: `spam` is not defined
pkg/a.pyx:4:6: an argument of another function
    import it, or give it a value first
";
        assert_eq!(Renderer::new(&files, Format::Cython).render(&diagnostic), want);
        let warning = Diagnostic::new(&HINT, diagnostic.primary.at, "slow");
        assert_eq!(Renderer::new(&files, Format::Cython).render(&warning), "warning: pkg/a.pyx:2:15: slow\n");
    }

    #[test]
    fn for_programs() {
        let (files, diagnostic) = example();
        let line = Renderer::new(&files, Format::Json).render(&diagnostic);
        let want = concat!(
            r#"{"file":"pkg/a.pyx","help":["import it, or give it a value first"],"label":"not found here","#,
            r#""message":"`spam` is not defined","related":[{"file":"pkg/a.pyx","label":"an argument of another "#,
            r#"function","span":{"end":{"column":11,"line":4},"start":{"column":7,"line":4}}}],"#,
            r#""rule":"unknown-name","severity":"error","span":{"end":{"column":20,"line":2},"#,
            r#""start":{"column":16,"line":2}}}"#,
            "\n"
        );
        assert_eq!(line, want);
    }

    #[test]
    fn what_has_no_place_or_a_wrong_one_is_still_said() {
        let files = FileTable::new();
        let nowhere = Diagnostic::new(&RULE, FileSpan::NOWHERE, "no such file: `x.pyx`").help("look again");
        assert_eq!(
            Renderer::new(&files, Format::Human).render(&nowhere),
            "error[unknown-name]: no such file: `x.pyx`\n |\n = help: look again\n"
        );
        assert_eq!(Renderer::new(&files, Format::Short).render(&nowhere), "error: no such file: `x.pyx`\n");
        let mut files = FileTable::new();
        let file = files.add(SourceFile::from_text("a.pyx", "ä\rb\r\n"));
        for (start, end) in [(1, 2), (0, 99), (99, 100), (3, 4), (6, 6), (5, 2)] {
            let odd = Diagnostic::new(&RULE, Span::new(start, end).in_file(file), "x").label("y");
            for format in [Format::Human, Format::Short, Format::Json, Format::Cython] {
                assert!(Renderer::new(&files, format).render(&odd).contains('x'), "{start}..{end}");
            }
        }
        assert_eq!(files.position(Span::at(3).in_file(FileId(0))).unwrap().line, 2);
    }
}
