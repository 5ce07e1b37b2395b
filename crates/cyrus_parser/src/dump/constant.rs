//! Constants as Python's `ascii()` prints them.

use std::fmt::Write;

/// Code points of WTF-8, which may hold surrogates.
fn code_points(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = u32::from(*bytes.get(at)?);
        let tail = |n: usize| u32::from(bytes.get(at + n).copied().unwrap_or(0x80) & 0x3f);
        let (value, length) = match first {
            0..0x80 => (first, 1),
            0x80..0xe0 => ((first & 0x1f) << 6 | tail(1), 2),
            0xe0..0xf0 => ((first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
            _ => ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
        };
        at += length;
        Some(value)
    })
}

/// The quote that Python chooses: single, unless that would need an escape and double would not.
fn quote(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' }
}

fn escaped(out: &mut String, value: u32, quote: char) {
    let written = match char::from_u32(value) {
        Some('\n') => out.write_str("\\n"),
        Some('\r') => out.write_str("\\r"),
        Some('\t') => out.write_str("\\t"),
        Some(c) if c == quote || c == '\\' => write!(out, "\\{c}"),
        Some(c @ ' '..='~') => out.write_char(c),
        _ if value < 0x100 => write!(out, "\\x{value:02x}"),
        _ if value < 0x1_0000 => write!(out, "\\u{value:04x}"),
        _ => write!(out, "\\U{value:08x}"),
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

/// A `str`, given as WTF-8.
pub(super) fn string(out: &mut String, text: &[u8]) {
    let quote = quote(text);
    out.push(quote);
    for value in code_points(text) {
        escaped(out, value, quote);
    }
    out.push(quote);
}

/// A `bytes`.
pub(super) fn bytes(out: &mut String, text: &[u8]) {
    let quote = quote(text);
    out.push('b');
    out.push(quote);
    for byte in text {
        escaped(out, u32::from(*byte), quote);
    }
    out.push(quote);
}

/// A `float`: the shortest digits that read back, with an exponent below -4 and from 16 on.
pub(super) fn float(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let plain = format!("{value}");
    if plain.contains('.') { plain } else { plain + ".0" }
}

/// The imaginary part of a `complex` whose real part is zero.
pub(super) fn imaginary(value: f64) -> String {
    let text = float(value);
    format!("{}j", text.strip_suffix(".0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &[u8]) -> String {
        let mut out = String::new();
        string(&mut out, text);
        out
    }

    #[test]
    fn strings_look_as_in_python() {
        assert_eq!(
            shown("it's \"\u{e9}\u{2022}\u{1f600}\n".as_bytes()),
            r#"'it\'s "\xe9\u2022\U0001f600\n'"#
        );
        assert_eq!(shown(b"it's"), "\"it's\"");
        assert_eq!(shown(&[0xed, 0xa0, 0x80]), r"'\ud800'");
        let mut out = String::new();
        bytes(&mut out, b"\x00\xff'");
        assert_eq!(out, r#"b"\x00\xff'""#);
    }

    #[test]
    fn floats_look_as_in_python() {
        for (value, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(float(value), text);
        }
        assert_eq!(imaginary(1.0), "1j");
        assert_eq!(imaginary(1.5), "1.5j");
        assert_eq!(imaginary(1e20), "1e+20j");
    }
}
