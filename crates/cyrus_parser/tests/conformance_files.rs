//! Every file of Cython's own test suite is read without a diagnostic, unless Cython itself refuses it.
//!
//! Runs when the environment variable `CYRUS_SUITE` names the folder `tests` of an unpacked Cython.

use std::path::{Path, PathBuf};

use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind, header_comments, parse};
use cyrus_source::FileId;

const FOLDERS: [&str; 4] = ["run", "compile", "memoryview", "buffers"];

/// Files that Cython's parser refuses too, or that are no source files.
const REFUSED: &[&str] = &[];

/// The levels to try: the one in the file's header, or 3 and then 2, as the suite is run.
fn levels(source: &str) -> &'static [LanguageLevel] {
    let says = |level: &str| {
        header_comments(source)
            .iter()
            .any(|comment| comment.text.split(',').any(|part| part.replace(' ', "") == level))
    };
    if says("language_level=2") {
        &[LanguageLevel::Py2]
    } else if says("language_level=3") || says("language_level=3str") {
        &[LanguageLevel::Py3]
    } else {
        &[LanguageLevel::Py3, LanguageLevel::Py2]
    }
}

fn collect(dir: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// The text of a file; what is not UTF-8 is Latin-1, which is enough to read it.
fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

#[test]
fn the_suite_is_read() {
    let Ok(suite) = std::env::var("CYRUS_SUITE") else { return };
    let mut paths = Vec::new();
    for folder in FOLDERS {
        collect(&Path::new(&suite).join(folder), &mut paths);
    }
    let (mut count, mut failed) = (0, 0);
    for path in paths {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let Some(kind) = SourceKind::of_extension(extension) else { continue };
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if REFUSED.contains(&name) {
            continue;
        }
        let source = text(&path);
        count += 1;
        let mut found = levels(&source).iter().map(|level| {
            parse(&source, ParseOptions { level: *level, ..ParseOptions::new(kind, FileId(0)) }).diagnostics
        });
        let diagnostics = found.by_ref().find(Vec::is_empty).unwrap_or_else(|| {
            levels(&source).last().map_or_else(Vec::new, |level| {
                parse(&source, ParseOptions { level: *level, ..ParseOptions::new(kind, FileId(0)) })
                    .diagnostics
            })
        });
        if let Some(first) = diagnostics.first() {
            failed += 1;
            let at = first.primary.at.span.start as usize;
            let line = source[..at].matches('\n').count() + 1;
            println!("{}:{line}: {} ({} in all)", path.display(), first.message, diagnostics.len());
            println!("    {}", source.lines().nth(line - 1).unwrap_or("").trim());
        }
    }
    assert!(count > 1000, "only {count} files below {suite}");
    assert_eq!(failed, 0, "{failed} of {count} files have diagnostics");
}
