//! Byte ranges.

/// Which file of a compilation a span belongs to. `FileId(0)` is the module's main file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub u32);

impl FileId {
    /// What is said of no file at all: a missing input, a compiler that is not there.
    pub const NOWHERE: Self = Self(u32::MAX);
}

/// A half-open byte range in one file's decoded text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
    /// The empty range at `at`.
    pub const fn at(at: u32) -> Self {
        Self { start: at, end: at }
    }
    /// The smallest range that holds both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }
    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// The text that the range covers, or nothing if it is not of this text.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
    /// The same range with its file.
    pub const fn in_file(self, file: FileId) -> FileSpan {
        FileSpan { file, span: self }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A range and the file that it is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileSpan {
    /// The file.
    pub file: FileId,
    /// The range within it.
    pub span: Span,
}

impl FileSpan {
    /// The place of what has no place in a file.
    pub const NOWHERE: Self = Self { file: FileId::NOWHERE, span: Span::new(0, 0) };
}
