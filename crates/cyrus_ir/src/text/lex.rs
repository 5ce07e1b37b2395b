//! Tokens of the text form.

use super::names::is_word_char;
use super::read::ReadError;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A keyword or name.
    Word(String),
    /// `%name`
    Local(String),
    /// An integer.
    Int(i128),
    /// A number with a point or an exponent.
    Float(f64),
    /// Quoted bytes.
    Str(Vec<u8>),
    /// Anything else.
    Punct(&'static str),
    /// The end.
    End,
}

/// Longer ones first.
const PUNCTUATION: [&str; 36] = [
    "->", "%%", "<<", ">>", "&&", "||", "==", "!=", "<=", ">=", "(", ")", "{", "}", "[", "]", "<", ">", ",",
    ":", ";", "=", "+", "-", "*", "/", "&", "|", "^", "!", "~", "@", "?", ".", "%", "$",
];

/// All tokens with the lines they are on (from 1).
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, u32)>, ReadError> {
    let mut out = Vec::new();
    for (line, content) in text.lines().enumerate() {
        let line = line as u32 + 1;
        let mut rest = content;
        loop {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else { break };
            // a comment is a `;` at the start of a line or after a blank; in types it follows a name
            if first == ';'
                && (rest.len() == content.len() || content[..content.len() - rest.len()].ends_with(' '))
            {
                break;
            }
            let (token, after) = token(rest).ok_or_else(|| ReadError::new(line, "this is no token"))?;
            out.push((token, line));
            rest = after;
        }
    }
    let last = out.last().map_or(1, |t| t.1);
    out.push((Token::End, last));
    Ok(out)
}

fn token(text: &str) -> Option<(Token, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next();
    if first == '%' && second.is_some_and(is_word_char) {
        let end = text[1..].find(|c| !is_word_char(c)).map_or(text.len(), |i| i + 1);
        return Some((Token::Local(text[1..end].to_owned()), &text[end..]));
    }
    if first.is_ascii_digit() || first == '-' && second.is_some_and(|c| c.is_ascii_digit()) {
        return number(text);
    }
    if first == '"' {
        return string(text);
    }
    if first.is_alphabetic() || matches!(first, '_' | '#') {
        let end = text.find(|c| !is_word_char(c)).unwrap_or(text.len());
        return Some((Token::Word(text[..end].to_owned()), &text[end..]));
    }
    let p = PUNCTUATION.iter().find(|p| text.starts_with(**p))?;
    Some((Token::Punct(p), &text[p.len()..]))
}

fn number(text: &str) -> Option<(Token, &str)> {
    let mut end = 1;
    let bytes = text.as_bytes();
    while let Some(b) = bytes.get(end) {
        let exponent_sign = matches!(b, b'-' | b'+') && matches!(bytes[end - 1], b'e' | b'E');
        if !(b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E') || exponent_sign) {
            break;
        }
        end += 1;
    }
    let token = match text[..end].parse() {
        Ok(n) => Token::Int(n),
        Err(_) => Token::Float(text[..end].parse().ok()?),
    };
    Some((token, &text[end..]))
}

fn string(text: &str) -> Option<(Token, &str)> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some((Token::Str(out), &text[at + 1..])),
            b'\\' => {
                match bytes.get(at + 1)? {
                    b'n' => out.push(b'\n'),
                    b'x' => {
                        out.push(u8::from_str_radix(text.get(at + 2..at + 4)?, 16).ok()?);
                        at += 2;
                    }
                    b => out.push(*b),
                }
                at += 2;
            }
            b => {
                out.push(*b);
                at += 1;
            }
        }
    }
}
