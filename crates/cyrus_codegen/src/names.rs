//! C names: what a source name becomes, and names that no other has.

use std::fmt::Write as _;

use cyrus_source::Name;
use rustc_hash::FxHashSet;

/// Longer names are cut.
const LONGEST: usize = 40;

/// An identifier made of a source name: other letters than ASCII become `_uXXXX`, anything else `_`.
pub(crate) fn mangle(name: &str) -> String {
    if name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') {
        return name.to_owned();
    }
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else if c.is_alphanumeric() {
            let _ = write!(out, "_u{:04x}", u32::from(c));
        } else {
            out.push('_');
        }
    }
    out
}

/// A text cut after so many characters.
pub(crate) fn first_chars(text: &str, n: usize) -> &str {
    if text.len() <= n {
        return text;
    }
    text.char_indices().nth(n).map_or(text, |(end, _)| &text[..end])
}

/// Words of C and C++ that a method may be called.
const KEYWORDS: [&str; 56] = [
    "auto",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "double",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "mutable",
    "namespace",
    "new",
    "operator",
    "private",
    "protected",
    "public",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "struct",
    "switch",
    "template",
    "this",
    "throw",
    "true",
    "try",
    "typedef",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "while",
];

/// The member of a struct that is called so in the source.
pub(crate) fn member(name: &str) -> String {
    let name = mangle(name);
    if KEYWORDS.contains(&name.as_str()) || name == "volatile" { format!("{name}_") } else { name }
}

/// Hands out names that differ.
#[derive(Debug, Default)]
pub(crate) struct Namer {
    taken: FxHashSet<Name>,
}

impl Namer {
    /// `wanted`, or `wanted_2` and so on; long names are cut.
    pub(crate) fn name(&mut self, wanted: &str) -> String {
        let wanted = first_chars(wanted, LONGEST);
        let mut name = wanted.to_owned();
        let mut n = 2;
        while !self.taken.insert(name.as_str().into()) {
            name = format!("{wanted}_{n}");
            n += 1;
        }
        name
    }
}

/// The part of a dotted name after the last dot.
pub(crate) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The name of the function that Python calls to start a module (PEP 489).
pub(crate) fn init_name(module: &str) -> String {
    let last = last_part(module);
    if last.is_ascii() { format!("PyInit_{last}") } else { format!("PyInitU_{}", punycode(last)) }
}

/// RFC 3492, without the `xn--`; `-` becomes `_` as PEP 489 wants it.
fn punycode(text: &str) -> String {
    const BASE: u32 = 36;
    const TMIN: u32 = 1;
    const TMAX: u32 = 26;
    let digit = |d: u32| {
        char::from_digit(d, BASE).map(|c| match c {
            '0'..='9' => char::from(b'a' + (c as u8 - b'0')),
            'a'..='p' => char::from(b'k' + (c as u8 - b'a')),
            c => char::from(b'0' + (c as u8 - b'q')),
        })
    };
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('_');
    }
    let (mut n, mut delta, mut bias, mut done) = (128u32, 0u32, 72u32, basic);
    let total = text.chars().count() as u32;
    while done < total {
        let next = text.chars().map(u32::from).filter(|c| *c >= n).min().unwrap_or(n);
        delta = delta.saturating_add((next - n).saturating_mul(done + 1));
        n = next;
        for c in text.chars().map(u32::from) {
            if c < n {
                delta += 1;
            }
            if c == n {
                let (mut q, mut k) = (delta, BASE);
                loop {
                    let t = if k <= bias { TMIN } else { (k - bias).min(TMAX) };
                    if q < t {
                        break;
                    }
                    out.extend(digit(t + (q - t) % (BASE - t)));
                    q = (q - t) / (BASE - t);
                    k += BASE;
                }
                out.extend(digit(q));
                let mut d = if done == basic { delta / 700 } else { delta / 2 };
                d += d / (done + 1);
                bias = 0;
                while d > (BASE - TMIN) * TMAX / 2 {
                    d /= BASE - TMIN;
                    bias += BASE;
                }
                bias += (BASE - TMIN + 1) * d / (d + 38);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(mangle("größe.x"), "gr_u00f6_u00dfe_x");
        let mut namer = Namer::default();
        assert_eq!(
            (namer.name("a"), namer.name("a"), namer.name("b")),
            ("a".into(), "a_2".into(), "b".into())
        );
    }

    #[test]
    fn init_names_follow_pep_489() {
        assert_eq!(init_name("pkg.mod"), "PyInit_mod");
        // as `"mäd".encode("punycode").replace(b"-", b"_")`
        assert_eq!(init_name("m\u{e4}d"), "PyInitU_md_via");
    }
}
