//! Lexer and parser of Python (through 3.14, and the accepted proposals for 3.15) and Cython (language levels 2 and 3).
//!
//! Layer 3. [`parse`] never fails and never panics: it returns a module and a list of diagnostics. It must not know
//! types, scopes or directives: whether `cdef f(spam)` names a parameter or a type is decided later; here only tokens
//! decide. It reads no files: `include` is a statement of the tree.
//!
//! * `token`, `lexer` – text to tokens; f-strings of any depth are tokens too
//! * `literal` – values of numbers and strings
//! * `parser` – recursive descent, one file a family of constructs
//! * [`rules`] – every rule that can be broken here
//! * [`dump`] – the tree as text, for Python's part in the form of `ast.dump`

pub mod dump;
mod header;
mod lexer;
mod literal;
mod parser;
pub mod rules;
mod token;

use cyrus_ast::Module;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::FileId;

pub use header::header_comments;
pub use token::{Token, TokenKind};

/// What kind of file a text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SourceKind {
    /// `.py`: Cython's own syntax is an error.
    Py,
    /// `.pyx`
    Pyx,
    /// `.pxd`
    Pxd,
    /// `.pxi`
    Pxi,
}

impl SourceKind {
    /// The kind that belongs to this file name extension (without the dot).
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "py" => Self::Py,
            "pyx" => Self::Pyx,
            "pxd" => Self::Pxd,
            "pxi" => Self::Pxi,
            _ => return None,
        })
    }
    /// Whether Cython's own syntax is allowed.
    pub const fn is_cython(self) -> bool {
        !matches!(self, Self::Py)
    }
}

/// Which Python the text is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LanguageLevel {
    /// `language_level=2`: `print` and `exec` statements, `except T, e`, backquotes.
    Py2,
    /// `language_level=3`
    #[default]
    Py3,
}

/// How a text is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParseOptions {
    /// The kind of file.
    pub kind: SourceKind,
    /// The language level; see [`header_comments`].
    pub level: LanguageLevel,
    /// Which file the diagnostics point into.
    pub file: FileId,
    /// Whether [`Parsed::tokens`] is wanted.
    pub keep_tokens: bool,
}

impl ParseOptions {
    /// Language level 3, no tokens kept.
    pub fn new(kind: SourceKind, file: FileId) -> Self {
        Self { kind, level: LanguageLevel::Py3, file, keep_tokens: false }
    }

    fn dialect(self) -> lexer::Dialect {
        lexer::Dialect { cython: self.kind.is_cython(), level2: self.level == LanguageLevel::Py2 }
    }
}

/// What came of a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree. Where nothing could be read it holds `Error` nodes.
    pub module: Module,
    /// What is wrong with the text, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The tokens without trivia, if they were asked for.
    pub tokens: Option<Vec<Token>>,
}

/// Reads a text of less than 4 GB (longer ones are refused where files are loaded).
pub fn parse(source: &str, options: ParseOptions) -> Parsed {
    let (tokens, errors) = lexer::lex(source, options.dialect(), false);
    let (module, diagnostics) = parser::run(source, &tokens, errors, options);
    Parsed { module, diagnostics, tokens: options.keep_tokens.then_some(tokens) }
}

/// All tokens and trivia of a text: together they cover every byte once. The last one is `End`.
pub fn tokenize(source: &str, options: ParseOptions) -> Vec<Token> {
    lexer::lex(source, options.dialect(), true).0
}
