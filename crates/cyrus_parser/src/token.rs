//! Tokens: what the lexer hands to the parser.

/// A token: a kind and a byte range. Its text is looked up in the source when it is needed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What a token is. Words that are keywords only in some places (`match`, `nogil`, `struct` ...) are names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "operators and keywords are named after their text")]
pub enum TokenKind {
    /// End of the file.
    End,
    /// End of a logical line.
    Newline,
    /// A deeper block begins; its span is the blank space in front of the line.
    Indent,
    /// A block ends; empty.
    Dedent,
    /// An identifier.
    Name,
    Int,
    Float,
    Imaginary,
    /// A whole literal with prefix and quotes, `b""` and `c''` too, but not f-strings and t-strings.
    String,
    /// Prefix and opening quotes of an f-string or t-string.
    FStringStart,
    /// Text of an f-string or t-string as it is written.
    FStringMiddle,
    /// Closing quotes.
    FStringEnd,
    /// Bytes that belong to no token of the language; there is an error for them.
    Unknown,

    // Trivia: never given to the parser.
    /// Blanks, also those in front of a line where they open no block.
    Space,
    /// `# ...`
    Comment,
    /// A line end that ends no statement: behind a comment, on a blank line, in brackets.
    BlankNewline,
    /// A backslash and a line end.
    Continuation,

    LParen,
    RParen,
    LBracket,
    RBracket,
    LBrace,
    RBrace,
    Dot,
    Comma,
    Colon,
    Semicolon,
    At,
    Ellipsis,
    Arrow,
    ColonEqual,
    Bang,
    Question,
    Backquote,
    Tilde,
    Plus,
    Minus,
    Star,
    DoubleStar,
    Slash,
    DoubleSlash,
    Percent,
    Amp,
    AmpAmp,
    Pipe,
    PipePipe,
    Caret,
    LeftShift,
    RightShift,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    EqualEqual,
    NotEqual,
    LessGreater,
    Equal,
    PlusEqual,
    MinusEqual,
    StarEqual,
    DoubleStarEqual,
    SlashEqual,
    DoubleSlashEqual,
    PercentEqual,
    AmpEqual,
    PipeEqual,
    CaretEqual,
    LeftShiftEqual,
    RightShiftEqual,
    AtEqual,

    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    False,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    None,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    True,
    Try,
    While,
    With,
    Yield,

    // Keywords of `.pyx`, `.pxd` and `.pxi` files.
    Cdef,
    Cpdef,
    Ctypedef,
    Cimport,
    Include,
    CompileDef,
    CompileIf,
    CompileElif,
    CompileElse,
}

impl TokenKind {
    /// Whether the parser never sees it.
    pub const fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::Comment | Self::BlankNewline | Self::Continuation)
    }

    /// Whether it is a keyword of Python.
    pub const fn is_python_keyword(self) -> bool {
        self as u8 >= Self::And as u8 && self as u8 <= Self::Yield as u8
    }

    /// Whether it is a keyword only in Cython's own files.
    pub const fn is_cython_keyword(self) -> bool {
        self as u8 >= Self::Cdef as u8
    }

    /// Whether no expression can hold it, so that it shows where an open bracket was forgotten.
    pub const fn starts_statement_only(self) -> bool {
        matches!(
            self,
            Self::Assert
                | Self::Break
                | Self::Class
                | Self::Continue
                | Self::Def
                | Self::Del
                | Self::Except
                | Self::Finally
                | Self::Global
                | Self::Import
                | Self::Nonlocal
                | Self::Pass
                | Self::Raise
                | Self::Return
                | Self::Try
                | Self::While
                | Self::With
                | Self::Cdef
                | Self::Cpdef
                | Self::Ctypedef
                | Self::Cimport
        )
    }

    /// Whether an expression can begin with it (Python's own ones; names cover the soft keywords).
    pub const fn starts_expression(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Int
                | Self::Float
                | Self::Imaginary
                | Self::String
                | Self::FStringStart
                | Self::LParen
                | Self::LBracket
                | Self::LBrace
                | Self::Ellipsis
                | Self::Backquote
                | Self::Tilde
                | Self::Plus
                | Self::Minus
                | Self::Star
                | Self::False
                | Self::None
                | Self::True
                | Self::Not
                | Self::Lambda
                | Self::Await
                | Self::Async
                | Self::Amp
                | Self::Less
        )
    }
}

/// The keyword that this word is, or a name.
pub(crate) fn keyword(word: &[u8], cython: bool) -> TokenKind {
    use TokenKind as K;
    if word.len() < 2 || word.len() > 8 {
        return K::Name;
    }
    match (word[0], word) {
        (b'a', b"and") => K::And,
        (b'a', b"as") => K::As,
        (b'a', b"assert") => K::Assert,
        (b'a', b"async") => K::Async,
        (b'a', b"await") => K::Await,
        (b'b', b"break") => K::Break,
        (b'c', b"class") => K::Class,
        (b'c', b"continue") => K::Continue,
        (b'd', b"def") => K::Def,
        (b'd', b"del") => K::Del,
        (b'e', b"elif") => K::Elif,
        (b'e', b"else") => K::Else,
        (b'e', b"except") => K::Except,
        (b'f', b"finally") => K::Finally,
        (b'f', b"for") => K::For,
        (b'f', b"from") => K::From,
        (b'g', b"global") => K::Global,
        (b'i', b"if") => K::If,
        (b'i', b"import") => K::Import,
        (b'i', b"in") => K::In,
        (b'i', b"is") => K::Is,
        (b'l', b"lambda") => K::Lambda,
        (b'n', b"nonlocal") => K::Nonlocal,
        (b'n', b"not") => K::Not,
        (b'o', b"or") => K::Or,
        (b'p', b"pass") => K::Pass,
        (b'r', b"raise") => K::Raise,
        (b'r', b"return") => K::Return,
        (b't', b"try") => K::Try,
        (b'w', b"while") => K::While,
        (b'w', b"with") => K::With,
        (b'y', b"yield") => K::Yield,
        (b'F', b"False") => K::False,
        (b'N', b"None") => K::None,
        (b'T', b"True") => K::True,
        (b'c', b"cdef") if cython => K::Cdef,
        (b'c', b"cpdef") if cython => K::Cpdef,
        (b'c', b"ctypedef") if cython => K::Ctypedef,
        (b'c', b"cimport") if cython => K::Cimport,
        (b'i', b"include") if cython => K::Include,
        (b'D', b"DEF") if cython => K::CompileDef,
        (b'I', b"IF") if cython => K::CompileIf,
        (b'E', b"ELIF") if cython => K::CompileElif,
        (b'E', b"ELSE") if cython => K::CompileElse,
        _ => K::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_small() {
        assert_eq!(size_of::<Token>(), 12);
    }

    #[test]
    fn words_of_cython_are_names_in_python_files() {
        assert_eq!(keyword(b"cdef", true), TokenKind::Cdef);
        assert_eq!(keyword(b"cdef", false), TokenKind::Name);
        assert_eq!(keyword(b"while", false), TokenKind::While);
        assert_eq!(keyword(b"match", true), TokenKind::Name);
    }
}
