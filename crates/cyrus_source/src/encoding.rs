//! From bytes to text, as PEP 263 says.
//!
//! The encoding is UTF-8 unless a comment in the first two lines names another. Python's names are wider than the
//! web's, and `latin-1`, `ascii` and the ISO 8859 family differ from what the web makes of them (there `latin1` means
//! `windows-1252`), so those are done here and the rest is left to `encoding_rs`.

use encoding_rs::{DecoderResult, Encoding};

/// A file's text, its encoding, and what was wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text without a byte order mark. Where bytes could not be read, U+FFFD stands for them.
    pub text: String,
    /// The encoding's name: lowercase, `utf-8` where nothing else is said.
    pub encoding: String,
    /// The first thing that was wrong, if anything was.
    pub problem: Option<DecodeProblem>,
}

/// Why bytes are not text. Lines count from 1, offsets from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeProblem {
    /// The bytes are not of the encoding that the file says it has.
    BadByte {
        /// The first byte that does not fit.
        byte: u8,
        /// Its position in the file.
        offset: usize,
        /// Its line.
        line: u32,
        /// Where U+FFFD stands for it, as a byte offset in the decoded text.
        text_offset: u32,
    },
    /// The comment names an encoding that nobody knows.
    UnknownEncoding {
        /// As written.
        name: String,
        /// The line of the comment.
        line: u32,
    },
    /// The file begins with UTF-8's byte order mark, but its comment names something else.
    MarkContradicts {
        /// As written.
        name: String,
        /// The line of the comment.
        line: u32,
    },
    /// Larger than a span can say (4 GiB).
    TooLarge,
}

/// Reads a source file's bytes as text.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (has_mark, body) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    if u32::try_from(body.len()).is_err() {
        return Decoded {
            text: String::new(),
            encoding: "utf-8".into(),
            problem: Some(DecodeProblem::TooLarge),
        };
    }
    let Some((name, line)) = declared(body) else {
        return with(body, bytes.len() - body.len(), &Codec::Utf8, "utf-8");
    };
    let canonical = canonical(&name);
    let codec = codec_of(&canonical);
    if has_mark && !matches!(codec, Some(Codec::Utf8)) {
        let problem = Some(DecodeProblem::MarkContradicts { name, line });
        return Decoded { problem, ..with(body, 3, &Codec::Utf8, "utf-8") };
    }
    if let Some(codec) = codec {
        return with(body, bytes.len() - body.len(), &codec, &canonical);
    }
    let problem = Some(DecodeProblem::UnknownEncoding { name, line });
    Decoded { problem, ..with(body, bytes.len() - body.len(), &Codec::Utf8, "utf-8") }
}

enum Codec {
    Utf8,
    Ascii,
    /// Every byte is the character of that number.
    Latin1,
    /// An ISO 8859 member that the web replaces by a Windows page: 0x80 to 0x9f are controls.
    Iso(&'static Encoding),
    Web(&'static Encoding),
}

/// The encoding that a comment in the first two lines names, and the line of that comment.
fn declared(bytes: &[u8]) -> Option<(String, u32)> {
    let mut rest = bytes;
    for line_number in 1..=2 {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = rest.get(..end)?.trim_ascii_start();
        if let Some(comment) = line.strip_prefix(b"#") {
            if let Some(name) = cookie(comment) {
                return Some((name, line_number));
            }
        } else if !line.is_empty() {
            return None;
        }
        let step = if rest.get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
        rest = rest.get(end + step..)?;
    }
    None
}

/// `coding[:=]\s*([-\w.]+)` in a comment.
fn cookie(comment: &[u8]) -> Option<String> {
    let mut from = 0;
    while let Some(at) = comment.get(from..)?.windows(6).position(|w| w == b"coding") {
        from += at + 6;
        let after = comment.get(from..)?;
        // a directive of Cython's own, which says nothing about the file
        if comment.get(..from).is_some_and(|before| before.ends_with(b"c_string_encoding")) {
            continue;
        }
        if !matches!(after.first(), Some(b':' | b'=')) {
            continue;
        }
        let name: String = after[1..]
            .iter()
            .skip_while(|b| matches!(b, b' ' | b'\t'))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            .map(|&b| b as char)
            .collect();
        if !name.is_empty() {
            return Some(name);
        }
    }
    None
}

fn canonical(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    if lower == "utf-8" || lower.starts_with("utf-8-") || matches!(lower.as_str(), "utf8" | "u8" | "cp65001")
    {
        return "utf-8".into();
    }
    for latin1 in ["latin-1", "iso-8859-1", "iso-latin-1"] {
        if lower == latin1 || lower.strip_prefix(latin1).is_some_and(|rest| rest.starts_with('-')) {
            return "iso-8859-1".into();
        }
    }
    match lower.as_str() {
        "latin1" | "latin" | "l1" | "iso8859" | "iso8859-1" | "8859" | "cp819" => "iso-8859-1".into(),
        "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => "ascii".into(),
        _ => lower,
    }
}

fn codec_of(canonical: &str) -> Option<Codec> {
    match canonical {
        "utf-8" => return Some(Codec::Utf8),
        "ascii" => return Some(Codec::Ascii),
        "iso-8859-1" => return Some(Codec::Latin1),
        "latin-5" | "latin5" | "iso-8859-9" | "iso8859-9" | "l5" => {
            return Some(Codec::Iso(encoding_rs::WINDOWS_1254));
        }
        "iso-8859-11" | "iso8859-11" => return Some(Codec::Iso(encoding_rs::WINDOWS_874)),
        _ => {}
    }
    let web = match canonical {
        "cp936" | "936" => encoding_rs::GBK,
        "cp932" | "932" | "mskanji" | "ms-kanji" => encoding_rs::SHIFT_JIS,
        "cp949" | "949" | "uhc" => encoding_rs::EUC_KR,
        "cp950" | "950" => encoding_rs::BIG5,
        "cp874" => encoding_rs::WINDOWS_874,
        "koi8r" => encoding_rs::KOI8_R,
        "latin2" | "latin-2" => encoding_rs::ISO_8859_2,
        "latin9" | "latin-9" => encoding_rs::ISO_8859_15,
        _ => {
            let label = canonical.strip_prefix("iso8859-").map(|n| format!("iso-8859-{n}"));
            Encoding::for_label(label.as_deref().unwrap_or(canonical).as_bytes())?
        }
    };
    // UTF-16 text cannot hold its own ASCII comment; CPython refuses it too
    (web != encoding_rs::UTF_16LE && web != encoding_rs::UTF_16BE && web != encoding_rs::REPLACEMENT)
        .then_some(Codec::Web(web))
}

fn with(body: &[u8], skipped: usize, codec: &Codec, name: &str) -> Decoded {
    let (text, bad) = match codec {
        Codec::Utf8 => match std::str::from_utf8(body) {
            Ok(text) => (text.to_owned(), None),
            Err(error) => {
                let at = error.valid_up_to();
                (String::from_utf8_lossy(body).into_owned(), Some((at, at)))
            }
        },
        Codec::Ascii => {
            let bad = body.iter().position(|b| !b.is_ascii());
            let text = body.iter().map(|&b| if b.is_ascii() { b as char } else { '\u{fffd}' }).collect();
            (text, bad.map(|at| (at, at)))
        }
        Codec::Latin1 => (body.iter().map(|&b| b as char).collect(), None),
        Codec::Iso(page) => {
            let text = body
                .iter()
                .map(|&b| match b {
                    0..=0x9f => b as char,
                    _ => page.decode_without_bom_handling(&[b]).0.chars().next().unwrap_or('\u{fffd}'),
                })
                .collect();
            (text, None)
        }
        Codec::Web(encoding) => web(body, encoding),
    };
    let problem = bad.map(|(offset, text_offset)| DecodeProblem::BadByte {
        byte: body.get(offset).copied().unwrap_or(0),
        offset: offset + skipped,
        line: line_of(body, offset),
        text_offset: text_offset as u32,
    });
    Decoded { text, encoding: name.to_owned(), problem }
}

/// Decodes step by step so that the first bad byte has a position.
fn web(body: &[u8], encoding: &'static Encoding) -> (String, Option<(usize, usize)>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(body.len() + body.len() / 2);
    let mut first_bad = None;
    let mut done = 0;
    loop {
        let rest = body.get(done..).unwrap_or(&[]);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        done += read;
        match result {
            DecoderResult::InputEmpty => return (text, first_bad),
            DecoderResult::OutputFull => text.reserve(rest.len() * 3 + 16),
            DecoderResult::Malformed(length, after) => {
                let start = done.saturating_sub(usize::from(length) + usize::from(after));
                first_bad = first_bad.or(Some((start, text.len())));
                text.push('\u{fffd}');
            }
        }
    }
}

/// The line (from 1) of a byte, by Python's line ends.
fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let ends = before.iter().enumerate().filter(|&(i, &b)| match b {
        b'\n' => true,
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u32 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes);
        assert_eq!(decoded.problem, None);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn utf8_is_what_nothing_else_is_said_of() {
        assert_eq!(text("x = 'ä'\n".as_bytes()), ("x = 'ä'\n".into(), "utf-8".into()));
        assert_eq!(text(b"\xef\xbb\xbfx\n").0, "x\n");
        assert_eq!(text(b"").0, "");
    }

    #[test]
    fn the_comment_may_stand_in_the_second_line() {
        assert_eq!(
            text(b"#!/usr/bin/python\n# -*- coding: latin-1 -*-\n'\xe4'").0.chars().last(),
            Some('\'')
        );
        assert_eq!(
            text(b"# vim: set fileencoding=cp1252 :\n'\x80'").0,
            "# vim: set fileencoding=cp1252 :\n'€'"
        );
        assert_eq!(decode(b"x = 1\n# coding: latin-1\n'\xe4'").encoding, "utf-8");
        assert_eq!(text(b"# coding=iso8859_15\n\xa4").0, "# coding=iso8859_15\n€");
        assert_eq!(text(b"# coding: ISO-8859-9\n\x80\xfd").0, "# coding: ISO-8859-9\n\u{80}ı");
        assert_eq!(text(b"# coding: koi8-r\n\xd0").0, "# coding: koi8-r\nп");
        assert_eq!(text(b"# coding: utf-8-unix\n").1, "utf-8");
        assert_eq!(text(b"# cython: c_string_encoding=latin-1\n").1, "utf-8");
    }

    #[test]
    fn bad_bytes_have_a_place() {
        let decoded = decode(b"a\r\nb\xff\n");
        assert_eq!(
            decoded.problem,
            Some(DecodeProblem::BadByte { byte: 0xff, offset: 4, line: 2, text_offset: 4 })
        );
        assert_eq!(decoded.text, "a\r\nb\u{fffd}\n");
        let ascii = decode(b"# coding: ascii\n\xe4");
        assert!(matches!(ascii.problem, Some(DecodeProblem::BadByte { byte: 0xe4, line: 2, .. })));
        let japanese = decode(b"# coding: euc-jp\n'\xff'");
        assert!(matches!(japanese.problem, Some(DecodeProblem::BadByte { byte: 0xff, line: 2, .. })));
    }

    #[test]
    fn what_the_comment_says_must_make_sense() {
        assert!(matches!(
            decode(b"# coding: klingon\n").problem,
            Some(DecodeProblem::UnknownEncoding { name, line: 1 }) if name == "klingon"
        ));
        assert!(matches!(
            decode(b"\xef\xbb\xbf# coding: latin-1\n").problem,
            Some(DecodeProblem::MarkContradicts { .. })
        ));
    }
}
