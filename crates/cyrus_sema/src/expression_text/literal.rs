//! Literals as Python's `repr` writes them.

use cyrus_ast::{IntValue, StrValue};

/// A code point that a Python string holds: surrogates stand alone in it, too.
type Point = u32;

/// An integer in decimal digits.
pub fn integer(value: &IntValue) -> String {
    match value {
        IntValue::Small(n) => n.to_string(),
        IntValue::Big(n) => n.to_string(),
    }
}

/// A number as `repr` of a `float` writes it; infinity is `1e309`, which reads as it (CPython, `Python/ast_unparse.c`).
pub fn float(x: f64) -> String {
    let text = number(x);
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

/// The same for the imaginary part of a complex number: whole numbers have no fraction.
pub fn imaginary(x: f64) -> String {
    number(x) + "j"
}

/// The shortest digits that read as this number; an exponent where it is below -4 or above 15.
fn number(x: f64) -> String {
    if x.is_infinite() {
        return "1e309".to_owned();
    }
    let short = format!("{x:e}");
    match short.split_once('e').map(|(digits, exponent)| (digits, exponent.parse::<i32>())) {
        Some((digits, Ok(exponent))) if !(-4..16).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
        }
        _ => format!("{x}"),
    }
}

/// The code points of a string.
pub fn points(value: &StrValue) -> Vec<Point> {
    let mut out = Vec::new();
    for chunk in value.0.utf8_chunks() {
        out.extend(chunk.valid().chars().map(u32::from));
        for byte in chunk.invalid() {
            // the three bytes of a surrogate: ED, and twice six bits
            match (byte, out.last_mut()) {
                (0xED, _) => out.push(0xD),
                (_, Some(last)) => *last = *last << 6 | u32::from(byte & 0x3F),
                (_, None) => out.push(u32::from(char::REPLACEMENT_CHARACTER)),
            }
        }
    }
    out
}

/// A string literal of these code points.
pub fn quoted(points: &[Point], prefix: &str) -> String {
    let has = |quote: char| points.contains(&u32::from(quote));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = format!("{prefix}{quote}");
    for &point in points {
        match char::from_u32(point) {
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c == quote => out.extend(['\\', c]),
            Some(c) if is_printable(c) => out.push(c),
            _ if point < 0x100 => out.push_str(&format!("\\x{point:02x}")),
            _ if point < 0x1_0000 => out.push_str(&format!("\\u{point:04x}")),
            _ => out.push_str(&format!("\\U{point:08x}")),
        }
    }
    out.push(quote);
    out
}

/// A bytes literal.
pub fn bytes(bytes: &[u8]) -> String {
    let text = quoted(&bytes.iter().map(|b| Point::from(*b)).collect::<Vec<_>>(), "b");
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&format!("\\x{:02x}", u32::from(c)));
        }
    }
    out
}

/// `str.isprintable` of one character, as far as the categories of control characters, blanks, marks of direction and
/// private characters go.
fn is_printable(c: char) -> bool {
    c == ' '
        || !(c.is_control()
            || c.is_whitespace()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}' | '\u{F_0000}'..='\u{10_FFFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_repr() {
        for (x, want) in [
            (1000.0, "1000.0"),
            (1.5, "1.5"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1.25e-7, "1.25e-07"),
            (0.0001, "0.0001"),
            (0.0, "0.0"),
            (f64::INFINITY, "1e309"),
        ] {
            assert_eq!(float(x), want);
        }
        assert_eq!(imaginary(3.0), "3j");
        assert_eq!(imaginary(1e16), "1e+16j");
    }

    #[test]
    fn strings_are_those_of_repr() {
        let shown = |bytes: &[u8]| quoted(&points(&StrValue(bytes.into())), "");
        assert_eq!(shown("it's \u{2028}\u{e9}\u{7f}".as_bytes()), "\"it's \\u2028\u{e9}\\x7f\"");
        assert_eq!(shown(b"a\xed\xa0\x80\xed\xb0\x81'\""), "'a\\ud800\\udc01\\'\"'");
        assert_eq!(bytes(b"\xff'\n"), "b\"\\xff'\\n\"");
    }
}
