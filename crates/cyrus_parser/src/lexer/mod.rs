//! The lexer: text to tokens.
//!
//! It knows characters, brackets and indentation, never grammar. Every byte is in exactly one token or trivia. It is
//! told the dialect because Cython's own files have more keywords, C suffixes on numbers and a few more operators.
//!
//! * here – lines, indentation, brackets
//! * `scan` – names, numbers, operators
//! * `strings` – string literals and the modes of f-strings (PEP 701)

mod scan;
mod strings;

use cyrus_ast::Span;
use cyrus_diagnostics::Rule;

use crate::rules;
use crate::token::{Token, TokenKind};
use strings::Mode;

/// Something wrong with the text itself.
#[derive(Clone, Debug)]
pub(crate) struct LexError {
    pub rule: &'static Rule,
    pub span: Span,
    pub message: String,
    pub help: Option<&'static str>,
    /// Another place that explains it, e.g. the open bracket.
    pub other: Option<(Span, &'static str)>,
}

/// What the lexer has to know of the language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    /// The file is a `.pyx`, `.pxd` or `.pxi`.
    pub cython: bool,
    /// Language level 2: octal numbers as in C, `10L`, `ur""`; Cython's own files have them at level 3 too.
    pub level2: bool,
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    open: u8,
    at: u32,
}

/// The width of an indentation, with tabs as 8 and, to see mixtures, with tabs as 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Column {
    wide: u32,
    narrow: u32,
}

/// Reads one token at a time.
pub(crate) struct Lexer<'s> {
    source: &'s str,
    bytes: &'s [u8],
    pos: usize,
    dialect: Dialect,
    /// Whether trivia are returned.
    trivia: bool,
    brackets: Vec<Bracket>,
    indents: Vec<Column>,
    pending_dedents: u32,
    at_line_start: bool,
    /// There is a token on this logical line, so its end is a `Newline`.
    line_open: bool,
    finished: bool,
    modes: Vec<Mode>,
    pub errors: Vec<LexError>,
}

impl<'s> Lexer<'s> {
    pub fn new(source: &'s str, dialect: Dialect, trivia: bool) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            pos: 0,
            dialect,
            trivia,
            brackets: Vec::new(),
            indents: Vec::new(),
            pending_dedents: 0,
            at_line_start: true,
            line_open: false,
            finished: false,
            modes: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The byte at this place; 0 at the end.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn token(&self, kind: TokenKind, start: usize) -> Token {
        Token { kind, start: start as u32, end: self.pos as u32 }
    }

    fn error(&mut self, rule: &'static Rule, start: usize, end: usize, message: impl Into<String>) {
        self.errors.push(LexError {
            rule,
            span: Span::new(start as u32, end as u32),
            message: message.into(),
            help: None,
            other: None,
        });
    }

    fn help(&mut self, text: &'static str) {
        if let Some(error) = self.errors.last_mut() {
            error.help = Some(text);
        }
    }

    /// The next token. After `End` it returns `End` for ever.
    #[inline]
    pub fn next_token(&mut self) -> Token {
        loop {
            if let Some(token) = self.step() {
                return token;
            }
        }
    }

    /// One step: a token, or nothing where only trivia were skipped.
    fn step(&mut self) -> Option<Token> {
        if self.pending_dedents > 0 {
            self.pending_dedents -= 1;
            return Some(self.token(TokenKind::Dedent, self.pos));
        }
        if self.modes.last().is_some_and(Mode::is_text) {
            return Some(self.fstring_text());
        }
        if self.at_line_start {
            return self.line_start();
        }
        let start = self.pos;
        match self.byte(start) {
            b' ' | b'\t' | 0x0c => {
                while matches!(self.byte(self.pos), b' ' | b'\t' | 0x0c) {
                    self.pos += 1;
                }
                self.trivium(TokenKind::Space, start)
            }
            b'#' => {
                self.skip_comment();
                self.trivium(TokenKind::Comment, start)
            }
            b'\n' | b'\r' => self.newline(),
            b'\\' if matches!(self.byte(start + 1), b'\n' | b'\r') => {
                self.continue_line();
                self.trivium(TokenKind::Continuation, start)
            }
            0 if start >= self.bytes.len() => Some(self.end()),
            first => {
                self.line_open = true;
                Some(self.scan(first))
            }
        }
    }

    fn trivium(&mut self, kind: TokenKind, start: usize) -> Option<Token> {
        (self.trivia && self.pos > start).then(|| self.token(kind, start))
    }

    /// Eats a backslash and the line end behind it.
    fn continue_line(&mut self) {
        let start = self.pos;
        self.pos += 1;
        self.eat_newline();
        if self.pos >= self.bytes.len() {
            let text = "the file ends where this backslash continues a line".to_owned();
            self.error(&rules::SYNTAX, start, start + 1, text);
        }
    }

    /// To the end of the line, which is not eaten.
    fn skip_comment(&mut self) {
        let rest = self.bytes.get(self.pos..).unwrap_or(&[]);
        self.pos = memchr::memchr2(b'\n', b'\r', rest).map_or(self.bytes.len(), |n| self.pos + n);
    }

    fn eat_newline(&mut self) {
        self.pos += if self.byte(self.pos) == b'\r' && self.byte(self.pos + 1) == b'\n' { 2 } else { 1 };
    }

    fn newline(&mut self) -> Option<Token> {
        let start = self.pos;
        self.eat_newline();
        if self.brackets.is_empty() {
            self.at_line_start = true;
            if self.line_open {
                self.line_open = false;
                return Some(self.token(TokenKind::Newline, start));
            }
        } else if self.statement_follows() {
            self.give_up_brackets();
            self.at_line_start = true;
            self.line_open = false;
            return Some(self.token(TokenKind::Newline, start));
        }
        self.trivium(TokenKind::BlankNewline, start)
    }

    /// Whether the line begins with a keyword that no expression can hold: then a bracket was forgotten.
    fn statement_follows(&self) -> bool {
        let mut at = self.pos;
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        if !self.byte(at).is_ascii_lowercase() {
            return false;
        }
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let length = rest.iter().take(10).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        let word = rest.get(..length).unwrap_or(&[]);
        let next = rest.get(length).copied().unwrap_or(0);
        let kind = crate::token::keyword(word, self.dialect.cython);
        // The type of a callback may have its exception clause on a line of its own.
        let clause = self.dialect.cython && matches!(kind, TokenKind::Except | TokenKind::With);
        kind.starts_statement_only()
            && !clause
            && !matches!(next, b'=' | b',' | b')' | b']' | b'}' | b'.')
            && next < 0x80
    }

    fn give_up_brackets(&mut self) {
        for bracket in std::mem::take(&mut self.brackets).into_iter().rev().take(1) {
            let at = bracket.at as usize;
            self.error(
                &rules::UNCLOSED_BRACKET,
                at,
                at + 1,
                format!("`{}` is never closed", char::from(bracket.open)),
            );
        }
        self.modes.clear();
    }

    /// Indentation, blank lines, comment lines.
    fn line_start(&mut self) -> Option<Token> {
        let start = self.pos;
        let mut column = Column { wide: 0, narrow: 0 };
        let mut continued = false;
        if start == 0 && self.source.starts_with('\u{feff}') {
            self.pos = 3;
        }
        loop {
            match self.byte(self.pos) {
                b' ' if !continued => {
                    column.wide += 1;
                    column.narrow += 1;
                }
                b'\t' if !continued => {
                    column.wide = (column.wide / 8 + 1) * 8;
                    column.narrow += 1;
                }
                0x0c if !continued => column = Column { wide: 0, narrow: 0 },
                b' ' | b'\t' | 0x0c => {}
                b'\\' if matches!(self.byte(self.pos + 1), b'\n' | b'\r') => {
                    self.continue_line();
                    continued = true;
                    continue;
                }
                _ => break,
            }
            self.pos += 1;
        }
        match self.byte(self.pos) {
            b'\n' | b'\r' | b'#' => {
                // The step after this one takes the comment and the line end as trivia.
                self.at_line_start = self.byte(self.pos) != b'#';
                if self.at_line_start {
                    let space = self.trivium(TokenKind::Space, start);
                    if space.is_some() {
                        self.at_line_start = false;
                        return space;
                    }
                    let newline = self.pos;
                    self.eat_newline();
                    return self.trivium(TokenKind::BlankNewline, newline);
                }
                self.trivium(TokenKind::Space, start)
            }
            0 if self.pos >= self.bytes.len() => {
                self.at_line_start = false;
                self.trivium(TokenKind::Space, start)
            }
            _ => {
                self.at_line_start = false;
                self.indent(start, column)
            }
        }
    }

    fn indent(&mut self, start: usize, column: Column) -> Option<Token> {
        let current = self.indents.last().copied().unwrap_or(Column { wide: 0, narrow: 0 });
        if column.wide == current.wide {
            if column.narrow != current.narrow {
                self.mixed_tabs(start);
            }
            return self.trivium(TokenKind::Space, start);
        }
        if column.wide > current.wide {
            if column.narrow <= current.narrow {
                self.mixed_tabs(start);
            }
            self.indents.push(column);
            return Some(self.token(TokenKind::Indent, start));
        }
        let mut closed = 0;
        while let Some(&top) = self.indents.last() {
            if top.wide <= column.wide {
                break;
            }
            self.indents.pop();
            closed += 1;
        }
        let outer = self.indents.last().copied().unwrap_or(Column { wide: 0, narrow: 0 });
        if outer.wide != column.wide {
            // of lines that are joined, the last one
            let line = self.bytes[..self.pos].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
            self.error(
                &rules::BAD_INDENTATION,
                start.max(line),
                self.pos,
                "the indentation of this line matches no line above it",
            );
            self.help("indent it as far as the statement it belongs to");
            // The line stays in the innermost block that was closed, so that the blocks around it are not disturbed.
            self.indents.push(column);
            closed -= 1;
        } else if outer.narrow != column.narrow {
            self.mixed_tabs(start);
        }
        self.pending_dedents = closed;
        self.trivium(TokenKind::Space, start)
    }

    fn mixed_tabs(&mut self, start: usize) {
        self.error(
            &rules::BAD_INDENTATION,
            start,
            self.pos,
            "tabs and spaces are mixed in a way that depends on the width of a tab",
        );
        self.help("use spaces only");
    }

    fn end(&mut self) -> Token {
        if !self.finished {
            self.finished = true;
            if !self.brackets.is_empty() {
                self.give_up_brackets();
            }
            self.modes.clear();
            self.pending_dedents = self.indents.len() as u32;
            self.indents.clear();
            if self.line_open {
                self.line_open = false;
                return self.token(TokenKind::Newline, self.pos);
            }
            if self.pending_dedents > 0 {
                self.pending_dedents -= 1;
                return self.token(TokenKind::Dedent, self.pos);
            }
        }
        self.token(TokenKind::End, self.pos)
    }

    fn open_bracket(&mut self, open: u8, at: usize) {
        self.brackets.push(Bracket { open, at: at as u32 });
    }

    /// Closes the innermost bracket of this kind, if there is one in the current field of an f-string.
    fn close_bracket(&mut self, close: u8, at: usize) {
        let open = match close {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let field = self.modes.last().map(|mode| mode.base);
        let floor = match field {
            Some(base) if open == b'{' => base.saturating_sub(1),
            Some(base) => base,
            None => 0,
        };
        let inside = self.brackets.get(floor..).unwrap_or(&[]);
        let Some(found) = inside.iter().rposition(|bracket| bracket.open == open) else {
            let other = inside.last().map(|b| (Span::new(b.at, b.at + 1), "this is open"));
            self.error(
                &rules::UNMATCHED_BRACKET,
                at,
                at + 1,
                format!("`{}` closes nothing", char::from(close)),
            );
            if let Some(error) = self.errors.last_mut() {
                error.other = other;
            }
            return;
        };
        let found = found + floor;
        if let Some(top) = self.brackets.last().copied()
            && found + 1 != self.brackets.len()
        {
            let text = format!("`{}` does not match `{}`", char::from(close), char::from(top.open));
            self.error(&rules::UNMATCHED_BRACKET, at, at + 1, text);
            if let Some(error) = self.errors.last_mut() {
                error.other = Some((Span::new(top.at, top.at + 1), "this is open"));
            }
        }
        self.brackets.truncate(found);
        if field.is_some_and(|base| found < base) {
            self.modes.pop();
        }
    }
}

/// All tokens of a text, the last one is `End`, and what is wrong with it.
pub(crate) fn lex(source: &str, dialect: Dialect, trivia: bool) -> (Vec<Token>, Vec<LexError>) {
    let mut lexer = Lexer::new(source, dialect, trivia);
    // Python has about one token in four bytes; too much costs nothing but address space.
    let mut tokens = Vec::with_capacity(source.len() / 4 + 8);
    loop {
        let token = lexer.next_token();
        tokens.push(token);
        if token.kind == TokenKind::End {
            return (tokens, lexer.errors);
        }
    }
}
