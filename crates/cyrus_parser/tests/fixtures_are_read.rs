//! The fixtures that hold every construct are read without a diagnostic.

use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind, parse};
use cyrus_source::FileId;

fn clean(source: &str, kind: SourceKind, level: LanguageLevel) {
    let parsed = parse(source, ParseOptions { level, ..ParseOptions::new(kind, FileId(0)) });
    let found: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|d| {
            let at = d.primary.at.span.start as usize;
            format!("{}: {} ({})", source[..at].matches('\n').count() + 1, d.message, d.rule.id)
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn python() {
    let source = include_str!("fixtures/everything.py");
    clean(source, SourceKind::Py, LanguageLevel::Py3);
    clean(source, SourceKind::Pyx, LanguageLevel::Py3);
}

#[test]
fn cython() {
    clean(include_str!("fixtures/everything.pyx"), SourceKind::Pyx, LanguageLevel::Py3);
}

#[test]
fn python2() {
    clean(include_str!("fixtures/python2.pyx"), SourceKind::Pyx, LanguageLevel::Py2);
}

/// Line ends of Windows and of old Macs mean the same.
#[test]
fn line_ends() {
    for end in ["\r\n", "\r"] {
        let source = include_str!("fixtures/everything.py").replace('\n', end);
        clean(&source, SourceKind::Py, LanguageLevel::Py3);
    }
}
