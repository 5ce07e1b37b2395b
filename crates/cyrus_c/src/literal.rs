//! Literals, within what compilers accept.

use std::fmt::Write as _;

/// Microsoft's limit for one piece of a string literal is 16,380 bytes, for all pieces together 65,535.
const LITERAL_LIMIT: usize = 60_000;
/// Where pieces of a long literal break.
const PIECE: usize = 110;

/// The inside of a C string literal for these bytes.
pub fn escape(bytes: &[u8]) -> String {
    let plain = |b: &u8| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'\\' | b'?');
    if bytes.iter().all(plain) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut out = String::with_capacity(bytes.len());
    for (i, &b) in bytes.iter().enumerate() {
        escape_byte(&mut out, b, i.checked_sub(1).map(|p| bytes[p]), bytes.get(i + 1).copied());
    }
    out
}

fn escape_byte(out: &mut String, b: u8, before: Option<u8>, after: Option<u8>) {
    match b {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\t' => out.push_str("\\t"),
        b'\r' => out.push_str("\\r"),
        // `??x` is a trigraph
        b'?' if before == Some(b'?') => out.push_str("\\?"),
        0x20..=0x7e => out.push(char::from(b)),
        _ => {
            // octal escapes end after three digits; fewer are enough where no digit follows
            let _ = if after.is_some_and(|c| c.is_ascii_digit()) {
                write!(out, "\\{b:03o}")
            } else {
                write!(out, "\\{b:o}")
            };
        }
    }
}

/// A string literal, in several pieces if it is long.
pub fn string(bytes: &[u8]) -> String {
    if bytes.len() <= PIECE {
        return format!("\"{}\"", escape(bytes));
    }
    let pieces: Vec<String> = bytes.chunks(PIECE).map(|piece| format!("\"{}\"", escape(piece))).collect();
    pieces.join("\n    ")
}

/// Characters as a list, for what is too long for a literal.
pub fn bytes_array(bytes: &[u8]) -> String {
    let mut out = String::from("{");
    for (i, b) in bytes.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if i % 32 == 31 {
            out.push('\n');
        }
        // plain char may be signed
        let _ = if *b < 128 { write!(out, "{b}") } else { write!(out, "(char){b}") };
    }
    out.push('}');
    out
}

/// The initialiser of a `char[]` with this text and a zero behind it.
pub fn text_table(bytes: &[u8]) -> String {
    if bytes.len() > LITERAL_LIMIT { bytes_array(&[bytes, b"\0"].concat()) } else { string(bytes) }
}

/// An integer of the C type that `suffix` (`""`, `U`, `L`, `UL`, `LL`, `ULL`) names.
pub fn integer(value: i128, suffix: &str) -> String {
    // the most negative number of a type has no literal
    match (value, suffix) {
        (-2_147_483_648, "" | "L") => format!("(-2147483647{suffix} - 1)"),
        (-9_223_372_036_854_775_808, _) => "(-9223372036854775807LL - 1)".to_owned(),
        _ => {
            let wide = !(-0x7fff_ffff..=0x7fff_ffff).contains(&value);
            let suffix = match suffix {
                "" if wide => "LL",
                "U" if value > 0xffff_ffff => "ULL",
                s => s,
            };
            let suffix = if suffix == "LL" && value > i128::from(i64::MAX) { "ULL" } else { suffix };
            format!("{value}{suffix}")
        }
    }
}

/// A float that reads back as the same double. `suffix` is `""`, `f` or `L`.
pub fn float(value: f64, suffix: &str) -> String {
    if value.is_nan() {
        return "((double)NAN)".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "((double)INFINITY)" } else { "(-(double)INFINITY)" }.to_owned();
    }
    format!("{value:?}{suffix}")
}

/// Whether a text is an identifier of C.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(escape(b"a\"\\\n\x00b"), "a\\\"\\\\\\n\\0b");
        assert_eq!(escape(b"\x007"), "\\0007");
        assert_eq!(escape("ä".as_bytes()), "\\303\\244");
        assert_eq!(escape(b"??="), "?\\?=");
    }

    #[test]
    fn numbers() {
        assert_eq!(integer(5, "U"), "5U");
        assert_eq!(integer(1 << 40, ""), "1099511627776LL");
        assert_eq!(integer(-2_147_483_648, ""), "(-2147483647 - 1)");
        assert_eq!(integer(i128::from(u64::MAX), "ULL"), "18446744073709551615ULL");
        assert_eq!(float(0.1, ""), "0.1");
        assert_eq!(float(1e300, ""), "1e300");
        assert_eq!(float(2.0, "f"), "2.0f");
    }
}
