//! Source files and the table of those that one compilation has read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::{DecodeProblem, FileId, FileSpan, LineColumn, LineIndex, Span, decode};

/// One file: its text, and where its lines begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    encoding: String,
    problem: Option<DecodeProblem>,
    lines: LineIndex,
}

impl SourceFile {
    /// A file from its bytes, decoded as PEP 263 says. `path` is what diagnostics show.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: &[u8]) -> Self {
        let decoded = decode(bytes);
        let lines = LineIndex::new(&decoded.text);
        Self {
            path: path.into(),
            text: decoded.text,
            encoding: decoded.encoding,
            problem: decoded.problem,
            lines,
        }
    }

    /// A file whose text is known (an editor's buffer, a test).
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Self { path: path.into(), text, encoding: "utf-8".into(), problem: None, lines }
    }

    /// As the user named it.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// The decoded text; spans are byte ranges of it.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The encoding's name: lowercase, `utf-8` where the file says nothing else.
    pub fn encoding(&self) -> &str {
        &self.encoding
    }
    /// Why the bytes could not all be read; then U+FFFD stands in the text.
    pub fn problem(&self) -> Option<&DecodeProblem> {
        self.problem.as_ref()
    }
    /// Where the lines begin.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }
    /// Line and column (characters) where a span begins.
    pub fn position(&self, span: Span) -> LineColumn {
        self.lines.characters(&self.text, span.start)
    }
    /// The span of a whole line (from 1), without its line end.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.lines.line_start(line);
        Span::new(start, start + self.lines.line_text(&self.text, line).len() as u32)
    }
}

/// The files of one compilation. `FileId(0)` is the module's main file.
#[derive(Clone, Default, Debug)]
pub struct FileTable {
    files: Vec<Arc<SourceFile>>,
}

impl FileTable {
    /// A table without files.
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds a file and says its id.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> FileId {
        self.files.push(file.into());
        FileId(self.files.len() as u32 - 1)
    }
    /// The file with this id; nothing for an id of another table or for [`FileId::NOWHERE`].
    pub fn get(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.files.get(id.0 as usize)
    }
    /// The id of the file with this path.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        self.files.iter().position(|file| file.path() == path).map(|at| FileId(at as u32))
    }
    /// All files with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Arc<SourceFile>)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }
    /// The text that a span covers.
    pub fn text(&self, at: FileSpan) -> &str {
        self.get(at.file).map_or("", |file| at.span.text(file.text()))
    }
    /// Line and column (characters) where a span begins.
    pub fn position(&self, at: FileSpan) -> Option<LineColumn> {
        self.get(at.file).map(|file| file.position(at.span))
    }
}
