//! The values of numeric and string literals.
//!
//! Works on the text of one token. Strings are decoded to WTF-8 (UTF-8 that may hold lone surrogates), because that is
//! what a Python string can hold.

use cyrus_ast::{IntSuffix, IntValue};
use num_bigint::BigUint;

/// The value and the suffix of an integer literal. `octal` reads `017` as in C (language level 2).
pub(crate) fn int(text: &str, octal: bool) -> (IntValue, IntSuffix) {
    let mut suffix = IntSuffix::default();
    let mut digits = text;
    let hex = matches!(text.as_bytes(), [b'0', b'x' | b'X', ..]);
    while let Some(last) = digits.as_bytes().last() {
        match last {
            b'u' | b'U' => suffix.unsigned = true,
            b'l' | b'L' => suffix.longs += 1,
            _ => break,
        }
        digits = &digits[..digits.len() - 1];
    }
    let bytes = digits.as_bytes();
    let (base, digits) = match bytes {
        _ if hex => (16, digits.get(2..).unwrap_or("")),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..).unwrap_or("")),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..).unwrap_or("")),
        [b'0', _, ..] if octal && bytes.iter().all(|b| (b'0'..=b'7').contains(b)) => (8, digits),
        _ => (10, digits),
    };
    let mut small = Some(0u64);
    for byte in digits.bytes() {
        if let Some(digit) = char::from(byte).to_digit(base) {
            small = small
                .and_then(|value| value.checked_mul(u64::from(base)))
                .and_then(|value| value.checked_add(u64::from(digit)));
        }
    }
    let value = if let Some(value) = small {
        IntValue::Small(value)
    } else {
        let plain: Vec<u8> = digits.bytes().filter(|b| char::from(*b).is_digit(base)).collect();
        BigUint::parse_bytes(&plain, base).map_or(IntValue::Small(0), |big| IntValue::Big(Box::new(big)))
    };
    (value, suffix)
}

/// The value of a floating-point literal, without the `j` of an imaginary one.
pub(crate) fn float(text: &str) -> f64 {
    let text = text.trim_end_matches(['j', 'J']);
    if text.contains('_') { text.replace('_', "").parse() } else { text.parse() }.unwrap_or(0.0)
}

/// What a string literal is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct StringShape {
    /// `b`
    pub bytes: bool,
    /// `u`
    pub unicode: bool,
    /// `r`
    pub raw: bool,
    /// `c`
    pub c_char: bool,
    /// `t`
    pub template: bool,
    /// Where the text begins and ends in the token.
    pub body: (usize, usize),
}

/// Takes a string token, or the start token of an f-string, apart.
pub(crate) fn shape(token: &str) -> StringShape {
    let bytes = token.as_bytes();
    let prefix = bytes.iter().position(|b| matches!(b, b'"' | b'\'')).unwrap_or(bytes.len());
    let has = |letter: u8| bytes[..prefix].iter().any(|b| b | 0x20 == letter);
    let quote = bytes.get(prefix).copied().unwrap_or(b'"');
    let triple = bytes.get(prefix + 1) == Some(&quote) && bytes.get(prefix + 2) == Some(&quote) && {
        bytes.len() != prefix + 2
    };
    let width = if triple { 3 } else { 1 };
    let start = (prefix + width).min(bytes.len());
    // An unterminated literal has no closing quotes to leave out.
    let closed = bytes.len() >= start + width && bytes[bytes.len() - width..].iter().all(|b| *b == quote);
    let end = if closed { bytes.len() - width } else { bytes.len() };
    StringShape {
        bytes: has(b'b'),
        unicode: has(b'u'),
        raw: has(b'r'),
        c_char: has(b'c'),
        template: has(b't'),
        body: (start, end),
    }
}

/// How escapes are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Escapes {
    /// All of them, as in `"..."`.
    Text,
    /// `\x41` is a byte; no `\u`, `\U`, `\N`.
    Bytes,
    /// None, as in `r"..."`.
    Raw,
    /// `\u` and `\U` only: `ur"..."` of Python 2.
    RawUnicode,
}

/// Something wrong in a literal: a byte range within its text and a message.
pub(crate) type Complaint = (usize, usize, String);

/// Appends the value of the text of a literal. In the text of an f-string (`braces`), doubled braces are one.
pub(crate) fn decode(
    text: &str,
    escapes: Escapes,
    braces: bool,
    out: &mut Vec<u8>,
    complaints: &mut Vec<Complaint>,
) {
    let bytes = text.as_bytes();
    let special = |byte: &u8| matches!(byte, b'\\' | b'\r') || (braces && matches!(byte, b'{' | b'}'));
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let run = rest.iter().position(special).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..run]);
        at += run;
        let Some(&byte) = bytes.get(at) else { return };
        match byte {
            b'\r' => {
                out.push(b'\n');
                at += if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
            }
            b'\\' => at = escape(text, at, escapes, out, complaints),
            brace => {
                out.push(brace);
                at += if bytes.get(at + 1) == Some(&brace) { 2 } else { 1 };
            }
        }
    }
}

/// One escape that begins at `at`; returns where it ends.
fn escape(
    text: &str,
    at: usize,
    escapes: Escapes,
    out: &mut Vec<u8>,
    complaints: &mut Vec<Complaint>,
) -> usize {
    let bytes = text.as_bytes();
    let next = bytes.get(at + 1).copied();
    let unicode = matches!(escapes, Escapes::Text)
        || (escapes == Escapes::RawUnicode && matches!(next, Some(b'u' | b'U')));
    if matches!(escapes, Escapes::Raw) || (escapes == Escapes::RawUnicode && !unicode) {
        out.push(b'\\');
        // What is escaped is taken along unless it is a line end or a brace, which the caller normalises.
        return match next {
            Some(c) if !matches!(c, b'\r' | b'{' | b'}') && c < 0x80 => {
                out.push(c);
                at + 2
            }
            _ => at + 1,
        };
    }
    let simple = |c: u8, out: &mut Vec<u8>| {
        out.push(c);
        at + 2
    };
    match next {
        Some(b'\n') => at + 2,
        Some(b'\r') => at + if bytes.get(at + 2) == Some(&b'\n') { 3 } else { 2 },
        Some(c @ (b'\\' | b'\'' | b'"')) => simple(c, out),
        Some(b'a') => simple(7, out),
        Some(b'b') => simple(8, out),
        Some(b'f') => simple(12, out),
        Some(b'n') => simple(b'\n', out),
        Some(b'r') => simple(b'\r', out),
        Some(b't') => simple(b'\t', out),
        Some(b'v') => simple(11, out),
        Some(b'0'..=b'7') => {
            let digits = bytes[at + 1..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
            let value = bytes[at + 1..=at + digits].iter().fold(0, |v, b| v * 8 + u32::from(b - b'0'));
            push_value(value, escapes, out);
            at + 1 + digits
        }
        Some(b'x') => hex(text, at, 2, escapes, out, complaints),
        Some(b'u') if unicode => hex(text, at, 4, escapes, out, complaints),
        Some(b'U') if unicode => hex(text, at, 8, escapes, out, complaints),
        Some(b'N') if unicode => named(text, at, out, complaints),
        _ => {
            out.push(b'\\');
            at + 1
        }
    }
}

fn push_value(value: u32, escapes: Escapes, out: &mut Vec<u8>) {
    if escapes == Escapes::Bytes {
        out.push(value as u8);
    } else {
        push_code_point(value, out);
    }
}

/// A code point, which may be a surrogate, as WTF-8.
fn push_code_point(value: u32, out: &mut Vec<u8>) {
    if let Some(character) = char::from_u32(value) {
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        out.extend_from_slice(&[
            0xe0 | (value >> 12) as u8,
            0x80 | (value >> 6 & 0x3f) as u8,
            0x80 | (value & 0x3f) as u8,
        ]);
    }
}

fn hex(
    text: &str,
    at: usize,
    width: usize,
    escapes: Escapes,
    out: &mut Vec<u8>,
    complaints: &mut Vec<Complaint>,
) -> usize {
    let digits = text.as_bytes()[at + 2..].iter().take(width).take_while(|b| b.is_ascii_hexdigit()).count();
    let end = at + 2 + digits;
    if digits < width {
        complaints.push((at, end, format!("`{}` needs {width} hexadecimal digits", &text[at..at + 2])));
        return end;
    }
    let value = u32::from_str_radix(&text[at + 2..end], 16).unwrap_or(0);
    if value > 0x10_ffff {
        complaints.push((at, end, format!("`{}` is beyond the last Unicode character", &text[at..end])));
    } else {
        push_value(value, escapes, out);
    }
    end
}

fn named(text: &str, at: usize, out: &mut Vec<u8>, complaints: &mut Vec<Complaint>) -> usize {
    let rest = &text[at + 2..];
    let name = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let Some(name) = name else {
        complaints.push((at, at + 2, r"`\N` needs the name of a character in braces".to_owned()));
        return at + 2;
    };
    let end = at + 2 + name.len() + 2;
    match unicode_names2::character(name) {
        Some(character) => push_code_point(u32::from(character), out),
        None => complaints.push((at, end, format!("there is no Unicode character named `{name}`"))),
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str, escapes: Escapes) -> Vec<u8> {
        let (mut out, mut complaints) = (Vec::new(), Vec::new());
        decode(source, escapes, false, &mut out, &mut complaints);
        assert!(complaints.is_empty(), "{complaints:?}");
        out
    }

    #[test]
    fn escapes_of_text() {
        assert_eq!(
            text(r"a\n\x41\101\u00e9\N{BULLET}\q", Escapes::Text),
            "a\nAA\u{e9}\u{2022}\\q".as_bytes()
        );
        assert_eq!(text("a\\\r\nb\r\nc", Escapes::Text), b"ab\nc");
        assert_eq!(text(r"\ud800", Escapes::Text), [0xed, 0xa0, 0x80]);
    }

    #[test]
    fn escapes_of_bytes_and_raw_text() {
        assert_eq!(text(r"\xff\u1234\400", Escapes::Bytes), b"\xff\\u1234\x00");
        assert_eq!(text(r"\n\\", Escapes::Raw), br"\n\\");
        assert_eq!(text(r"\n\u0041", Escapes::RawUnicode), br"\nA");
    }

    #[test]
    fn numbers() {
        assert_eq!(int("0x_FFu", false), (IntValue::Small(255), IntSuffix { unsigned: true, longs: 0 }));
        assert_eq!(int("10LL", false), (IntValue::Small(10), IntSuffix { unsigned: false, longs: 2 }));
        assert_eq!(int("0777", true).0, IntValue::Small(511));
        assert_eq!(int("18446744073709551615", false).0, IntValue::Small(u64::MAX));
        assert!(matches!(int("18446744073709551616", false).0, IntValue::Big(_)));
        assert_eq!((float("1_0.5e1"), float(".5j"), float("1.")), (105.0, 0.5, 1.0));
    }
}
