//! String literals, and the modes of f-strings and t-strings (PEP 701: nested to any depth).

use super::Lexer;
use crate::rules;
use crate::token::{Token, TokenKind};

/// Where in an f-string we are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// In its text.
    Text,
    /// In a replacement field, in front of its format.
    Field,
    /// In the format of a replacement field.
    Spec,
}

/// A level of nesting: an f-string, or a field in one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode {
    state: State,
    quote: u8,
    triple: bool,
    raw: bool,
    /// Number of open brackets, a field's own brace included.
    pub base: usize,
    start: u32,
}

impl Mode {
    /// Whether text comes next, not tokens.
    pub fn is_text(&self) -> bool {
        self.state != State::Field
    }
}

impl Lexer<'_> {
    /// Whether this word in front of a quote marks a string.
    pub(super) fn is_string_prefix(&self, word: &[u8]) -> bool {
        let lower = |i: usize| word.get(i).map_or(0, |b| b | 0x20);
        match word.len() {
            1 => {
                matches!(lower(0), b'r' | b'b' | b'u' | b'f' | b't')
                    || (lower(0) == b'c' && self.dialect.cython)
            }
            2 => match (lower(0), lower(1)) {
                (b'r', b'b' | b'f' | b't') | (b'b' | b'f' | b't', b'r') => true,
                (b'u', b'r') | (b'r', b'u') => self.dialect.cython || self.dialect.level2,
                _ => false,
            },
            _ => false,
        }
    }

    /// A literal that begins at `start`; the current place is its first quote.
    pub(super) fn string(&mut self, start: usize) -> Token {
        let quote = self.byte(self.pos);
        let triple = self.byte(self.pos + 1) == quote && self.byte(self.pos + 2) == quote;
        let prefix = self.bytes.get(start..self.pos).unwrap_or(&[]);
        let has = |letter: u8| prefix.iter().any(|byte| byte | 0x20 == letter);
        let (formatted, raw) = (has(b'f') || has(b't'), has(b'r'));
        self.pos += if triple { 3 } else { 1 };
        if formatted {
            let base = self.brackets.len();
            self.modes.push(Mode { state: State::Text, quote, triple, raw, base, start: start as u32 });
            return self.token(TokenKind::FStringStart, start);
        }
        if triple {
            self.triple_string(start, quote);
        } else if !self.plain_string(quote) {
            if let Some(end) = self.end_of_outer_fstring(start, quote) {
                return end;
            }
            self.unterminated(start, self.pos);
        }
        self.token(TokenKind::String, start)
    }

    /// In a field of an f-string, quotes like its own that nothing closes are its end: the field was left open.
    fn end_of_outer_fstring(&mut self, start: usize, quote: u8) -> Option<Token> {
        let mode = self.modes.last().copied()?;
        if mode.triple || mode.quote != quote || self.byte(start) != quote {
            return None;
        }
        let open =
            self.brackets.get(mode.base.saturating_sub(1)).map_or(start, |bracket| bracket.at as usize);
        self.error(&rules::UNCLOSED_BRACKET, open, open + 1, "`{` is not closed in this string");
        self.help("write `{{` for a brace in the text");
        self.leave_to_text(mode.start);
        self.modes.pop();
        self.pos = start + 1;
        Some(self.token(TokenKind::FStringEnd, start))
    }

    /// To the end of a literal with single quotes; false if the line ends first.
    fn plain_string(&mut self, quote: u8) -> bool {
        loop {
            let byte = self.byte(self.pos);
            match byte {
                b'\\' => {
                    // `\` and a line end of two bytes are three bytes.
                    let crlf = self.byte(self.pos + 1) == b'\r' && self.byte(self.pos + 2) == b'\n';
                    self.pos = (self.pos + if crlf { 3 } else { 2 }).min(self.bytes.len());
                    // What is escaped may be a character of several bytes; their tails never match anything below.
                }
                b'\n' | b'\r' => return false,
                0 if self.pos >= self.bytes.len() => return false,
                _ => {
                    self.pos += 1;
                    if byte == quote {
                        return true;
                    }
                }
            }
        }
    }

    fn triple_string(&mut self, start: usize, quote: u8) {
        loop {
            let rest = self.bytes.get(self.pos..).unwrap_or(&[]);
            let Some(found) = memchr::memchr2(quote, b'\\', rest) else {
                self.pos = self.bytes.len();
                self.unterminated(start, start + 3);
                return;
            };
            self.pos += found;
            if self.byte(self.pos) == b'\\' {
                self.pos = (self.pos + 2).min(self.bytes.len());
            } else if self.byte(self.pos + 1) == quote && self.byte(self.pos + 2) == quote {
                self.pos += 3;
                return;
            } else {
                self.pos += 1;
            }
        }
    }

    fn unterminated(&mut self, start: usize, end: usize) {
        self.error(&rules::UNTERMINATED_STRING, start, end, "the string literal is not closed");
        self.help(
            "close it with the quotes it was opened with; a string over several lines needs three quotes",
        );
    }

    /// Whether we are in a field, outside of brackets opened there.
    pub(super) fn in_field(&self) -> bool {
        self.modes.last().is_some_and(|mode| mode.state == State::Field && mode.base == self.brackets.len())
    }

    /// The colon in front of a format was read.
    pub(super) fn begin_spec(&mut self) {
        if let Some(mode) = self.modes.last_mut() {
            mode.state = State::Spec;
        }
    }

    /// Text of an f-string or of a format, or the brace or quotes that end it.
    pub(super) fn fstring_text(&mut self) -> Token {
        let start = self.pos;
        let Some(&mode) = self.modes.last() else { return self.token(TokenKind::Unknown, start) };
        let spec = mode.state == State::Spec;
        loop {
            let at = self.pos;
            match self.byte(at) {
                0 if at >= self.bytes.len() => return self.broken_fstring(start, mode),
                b'\n' | b'\r' if !mode.triple => return self.broken_fstring(start, mode),
                byte if byte == mode.quote
                    && (!mode.triple || (self.byte(at + 1) == byte && self.byte(at + 2) == byte)) =>
                {
                    if at > start {
                        return self.token(TokenKind::FStringMiddle, start);
                    }
                    if spec {
                        self.error(
                            &rules::UNTERMINATED_STRING,
                            at,
                            at + 1,
                            "the string ends inside a replacement field",
                        );
                        self.help("close the field with `}`");
                        self.leave_to_text(mode.start);
                    }
                    self.modes.pop();
                    self.pos = at + if mode.triple { 3 } else { 1 };
                    return self.token(TokenKind::FStringEnd, at);
                }
                b'\\' => self.fstring_escape(mode.raw),
                b'{' => {
                    if !spec && self.byte(at + 1) == b'{' {
                        self.pos += 2;
                        continue;
                    }
                    if at > start {
                        return self.token(TokenKind::FStringMiddle, start);
                    }
                    self.open_bracket(b'{', at);
                    self.modes.push(Mode { state: State::Field, base: self.brackets.len(), ..mode });
                    self.pos = at + 1;
                    return self.token(TokenKind::LBrace, at);
                }
                b'}' if spec => {
                    if at > start {
                        return self.token(TokenKind::FStringMiddle, start);
                    }
                    self.modes.pop();
                    self.brackets.truncate(mode.base.saturating_sub(1));
                    self.pos = at + 1;
                    return self.token(TokenKind::RBrace, at);
                }
                b'}' => {
                    self.pos += 1;
                    if self.byte(at + 1) == b'}' {
                        self.pos += 1;
                    } else {
                        self.error(
                            &rules::UNMATCHED_BRACKET,
                            at,
                            at + 1,
                            "`}` closes nothing in this string",
                        );
                        self.help("write `}}` for a brace in the text");
                    }
                }
                _ => self.pos += 1,
            }
        }
    }

    /// A backslash in the text: what follows it can neither end the string nor, for `\N{...}`, begin a field.
    fn fstring_escape(&mut self, raw: bool) {
        self.pos += 1;
        match self.byte(self.pos) {
            b'{' | b'}' => {}
            b'N' if !raw && self.byte(self.pos + 1) == b'{' => {
                self.pos += 2;
                while matches!(self.byte(self.pos), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b' ' | b'-') {
                    self.pos += 1;
                }
                if self.byte(self.pos) == b'}' {
                    self.pos += 1;
                }
            }
            b'\r' if self.byte(self.pos + 1) == b'\n' => self.pos += 2,
            _ => self.pos = (self.pos + 1).min(self.bytes.len()),
        }
    }

    /// Pops fields until the string that began at `start` is the current mode.
    fn leave_to_text(&mut self, start: u32) {
        while let Some(mode) = self.modes.last().copied() {
            if mode.start == start && mode.state == State::Text {
                self.brackets.truncate(mode.base);
                return;
            }
            self.modes.pop();
        }
    }

    /// The line or the file ends in the text: the string ends here, so that the parser sees it closed.
    fn broken_fstring(&mut self, start: usize, mode: Mode) -> Token {
        if self.pos > start {
            return self.token(TokenKind::FStringMiddle, start);
        }
        self.leave_to_text(mode.start);
        self.modes.pop();
        let from = mode.start as usize;
        self.unterminated(from, if mode.triple { (from + 3).min(self.bytes.len()) } else { self.pos });
        self.token(TokenKind::FStringEnd, start)
    }
}
