//! Names, numbers and operators.

use super::Lexer;
use crate::rules;
use crate::token::{Token, TokenKind, keyword};

/// What a byte can be inside a name: 1 it can, 2 it is not ASCII, 0 it ends the name.
static NAME_BYTE: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = if byte.is_ascii_alphanumeric() || byte == b'_' {
            1
        } else if byte >= 0x80 {
            2
        } else {
            0
        };
        i += 1;
    }
    table
};

impl Lexer<'_> {
    /// A token that begins with this byte, which is neither blank nor a line end.
    pub(super) fn scan(&mut self, first: u8) -> Token {
        use TokenKind as K;
        let start = self.pos;
        let second = self.byte(start + 1);
        let third = self.byte(start + 2);
        let (length, kind) = match (first, second, third) {
            (b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.., ..) => return self.name(),
            (b'0'..=b'9', ..) | (b'.', b'0'..=b'9', _) => return self.number(),
            (b'"' | b'\'', ..) => return self.string(start),
            (b'(' | b'[' | b'{', ..) => {
                self.open_bracket(first, start);
                (
                    1,
                    if first == b'(' {
                        K::LParen
                    } else if first == b'[' {
                        K::LBracket
                    } else {
                        K::LBrace
                    },
                )
            }
            (b')' | b']' | b'}', ..) => {
                self.close_bracket(first, start);
                (
                    1,
                    if first == b')' {
                        K::RParen
                    } else if first == b']' {
                        K::RBracket
                    } else {
                        K::RBrace
                    },
                )
            }
            (b',', ..) => (1, K::Comma),
            (b'.', b'.', b'.') => (3, K::Ellipsis),
            (b'.', ..) => (1, K::Dot),
            (b':', ..) if self.in_field() => {
                self.begin_spec();
                (1, K::Colon)
            }
            (b':', b'=', _) => (2, K::ColonEqual),
            (b':', ..) => (1, K::Colon),
            (b';', ..) => (1, K::Semicolon),
            (b'=', b'=', _) => (2, K::EqualEqual),
            (b'=', ..) => (1, K::Equal),
            (b'+', b'=', _) => (2, K::PlusEqual),
            (b'+', ..) => (1, K::Plus),
            (b'-', b'=', _) => (2, K::MinusEqual),
            (b'-', b'>', _) => (2, K::Arrow),
            (b'-', ..) => (1, K::Minus),
            (b'*', b'*', b'=') => (3, K::DoubleStarEqual),
            (b'*', b'*', _) => (2, K::DoubleStar),
            (b'*', b'=', _) => (2, K::StarEqual),
            (b'*', ..) => (1, K::Star),
            (b'/', b'/', b'=') => (3, K::DoubleSlashEqual),
            (b'/', b'/', _) => (2, K::DoubleSlash),
            (b'/', b'=', _) => (2, K::SlashEqual),
            (b'/', ..) => (1, K::Slash),
            (b'%', b'=', _) => (2, K::PercentEqual),
            (b'%', ..) => (1, K::Percent),
            (b'&', b'=', _) => (2, K::AmpEqual),
            (b'&', b'&', _) if self.dialect.cython => (2, K::AmpAmp),
            (b'&', ..) => (1, K::Amp),
            (b'|', b'=', _) => (2, K::PipeEqual),
            (b'|', b'|', _) if self.dialect.cython => (2, K::PipePipe),
            (b'|', ..) => (1, K::Pipe),
            (b'^', b'=', _) => (2, K::CaretEqual),
            (b'^', ..) => (1, K::Caret),
            (b'<', b'<', b'=') => (3, K::LeftShiftEqual),
            (b'<', b'<', _) => (2, K::LeftShift),
            (b'<', b'=', _) => (2, K::LessEqual),
            (b'<', b'>', _) => (2, K::LessGreater),
            (b'<', ..) => (1, K::Less),
            (b'>', b'>', b'=') => (3, K::RightShiftEqual),
            (b'>', b'>', _) => (2, K::RightShift),
            (b'>', b'=', _) => (2, K::GreaterEqual),
            (b'>', ..) => (1, K::Greater),
            (b'@', b'=', _) => (2, K::AtEqual),
            (b'@', ..) => (1, K::At),
            (b'!', b'=', _) => (2, K::NotEqual),
            (b'!', ..) => (1, K::Bang),
            (b'~', ..) => (1, K::Tilde),
            (b'?', ..) => (1, K::Question),
            (b'`', ..) => (1, K::Backquote),
            _ => return self.unknown(),
        };
        self.pos = start + length;
        self.token(kind, start)
    }

    /// A run of characters that mean nothing.
    fn unknown(&mut self) -> Token {
        let start = self.pos;
        let character = self.source.get(start..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
        self.pos += character.len_utf8();
        let (message, help) = match character {
            '\\' => ("a backslash joins lines only as the last character of a line".to_owned(), None),
            '\0' => ("the file holds a null byte".to_owned(), None),
            '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' => {
                (format!("`{character}` is a typographic quote"), Some("write a straight quote: \" or '"))
            }
            c if c.is_control() || c.is_whitespace() => {
                (format!("the character U+{:04X} means nothing here", u32::from(c)), None)
            }
            c => (format!("the character `{c}` (U+{:04X}) means nothing here", u32::from(c)), None),
        };
        self.error(&rules::UNKNOWN_CHARACTER, start, self.pos, message);
        if let Some(help) = help {
            self.help(help);
        }
        self.token(TokenKind::Unknown, start)
    }

    fn name(&mut self) -> Token {
        let start = self.pos;
        let mut at = start;
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        at += rest.iter().position(|byte| NAME_BYTE[*byte as usize] != 1).unwrap_or(rest.len());
        let next = self.byte(at);
        if next >= 0x80 {
            return self.unicode_name(start);
        }
        let word = &self.bytes[start..at];
        self.pos = at;
        if (next == b'"' || next == b'\'') && self.is_string_prefix(word) {
            return self.string(start);
        }
        self.token(keyword(word, self.dialect.cython), start)
    }

    fn unicode_name(&mut self, start: usize) -> Token {
        let rest = self.source.get(start..).unwrap_or("");
        let mut length = 0;
        for (offset, character) in rest.char_indices() {
            let fits = if offset == 0 {
                character == '_' || unicode_ident::is_xid_start(character)
            } else {
                unicode_ident::is_xid_continue(character)
            };
            if !fits {
                break;
            }
            length = offset + character.len_utf8();
        }
        if length == 0 {
            return self.unknown();
        }
        self.pos = start + length;
        self.token(TokenKind::Name, start)
    }

    /// Digits of this base with single underscores between them.
    fn digits(&mut self, base: u32) {
        loop {
            let byte = self.byte(self.pos);
            let digit = char::from(byte).is_digit(base);
            let joins = byte == b'_' && char::from(self.byte(self.pos + 1)).is_digit(base);
            if !digit && !joins {
                return;
            }
            self.pos += 1;
        }
    }

    fn number(&mut self) -> Token {
        let start = self.pos;
        let mut kind = TokenKind::Int;
        let base = match (self.byte(start), self.byte(start + 1) | 0x20) {
            (b'0', b'x') => 16,
            (b'0', b'o') => 8,
            (b'0', b'b') => 2,
            _ => 10,
        };
        if base == 10 {
            self.digits(10);
            if self.byte(self.pos) == b'.' {
                kind = TokenKind::Float;
                self.pos += 1;
                if self.byte(self.pos).is_ascii_digit() {
                    self.digits(10);
                }
            }
            if self.byte(self.pos) | 0x20 == b'e' {
                let sign = usize::from(matches!(self.byte(self.pos + 1), b'+' | b'-'));
                if self.byte(self.pos + 1 + sign).is_ascii_digit() {
                    kind = TokenKind::Float;
                    self.pos += 1 + sign;
                    self.digits(10);
                }
            }
            if self.byte(self.pos) | 0x20 == b'j' {
                kind = TokenKind::Imaginary;
                self.pos += 1;
            }
        } else {
            self.pos += 2;
            let digits = self.pos;
            if self.byte(self.pos) == b'_' {
                self.pos += 1;
            }
            self.digits(base);
            if self.pos == digits || self.byte(self.pos - 1) == b'_' {
                self.error(&rules::BAD_NUMBER, start, self.pos, "a number has no digits behind its prefix");
            }
        }
        let digits_end = self.pos;
        if kind == TokenKind::Int {
            self.int_suffix();
        }
        self.number_end(start);
        if kind == TokenKind::Int && base == 10 {
            self.check_leading_zero(start, digits_end);
        }
        self.token(kind, start)
    }

    /// `U`, `L`, `LL` in either order: Cython's C literals, and `L` of Python 2.
    fn int_suffix(&mut self) {
        if !self.dialect.cython && !self.dialect.level2 {
            return;
        }
        let (mut unsigned, mut longs) = (0, 0);
        let mut at = self.pos;
        loop {
            match self.byte(at) | 0x20 {
                b'u' if unsigned == 0 && self.dialect.cython => unsigned += 1,
                b'l' if longs < if self.dialect.cython { 2 } else { 1 } => longs += 1,
                _ => break,
            }
            at += 1;
        }
        if NAME_BYTE[self.byte(at) as usize] == 0 {
            self.pos = at;
        }
    }

    /// A number must not run into a name, except into a keyword (`1if x else 2`).
    fn number_end(&mut self, start: usize) {
        if NAME_BYTE[self.byte(self.pos) as usize] == 0 {
            return;
        }
        let rest = self.bytes.get(self.pos..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| NAME_BYTE[*byte as usize] != 1).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or(&[]);
        if matches!(word, b"and" | b"else" | b"for" | b"if" | b"in" | b"is" | b"not" | b"or") {
            return;
        }
        if length == 0 {
            // A character that is not ASCII: it is a token, or an error, of its own.
            self.error(&rules::BAD_NUMBER, start, self.pos, "a number runs into another character");
            return;
        }
        self.pos += length;
        self.error(&rules::BAD_NUMBER, start, self.pos, "this is neither a number nor a name");
        if word.iter().all(|byte| matches!(byte, b'u' | b'U' | b'l' | b'L')) {
            self.help("C suffixes on numbers are for `.pyx`, `.pxd` and `.pxi` files");
        }
    }

    fn check_leading_zero(&mut self, start: usize, end: usize) {
        let text = self.bytes.get(start..end).unwrap_or(&[]);
        if text.len() < 2 || text[0] != b'0' || text.iter().all(|byte| matches!(byte, b'0' | b'_')) {
            return;
        }
        if (self.dialect.level2 || self.dialect.cython)
            && text.iter().all(|byte| (b'0'..=b'7').contains(byte))
        {
            return;
        }
        self.error(&rules::BAD_NUMBER, start, end, "a decimal number must not begin with `0`");
        self.help("write `0o` in front of an octal number, or leave the zeros out");
    }
}
