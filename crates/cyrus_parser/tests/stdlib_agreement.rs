//! Our trees are those of CPython, for every module of its standard library.
//!
//! The interpreters are those in the environment variable `CYRUS_PYTHONS` (separated by `:`), or `python3`. Files that
//! an interpreter cannot read itself (the test data of `lib2to3` and the `badsyntax` modules) are left out.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use cyrus_parser::{ParseOptions, SourceKind, dump::dump, parse};
use cyrus_source::FileId;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ast_dump.py");

/// What differs, with some text around it.
fn difference(ours: &str, theirs: &str) -> String {
    let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let cut = |text: &str| {
        let (from, to) = (at.saturating_sub(150), (at + 150).min(text.len()));
        String::from_utf8_lossy(&text.as_bytes()[from.min(to)..to]).into_owned()
    };
    format!("    ours:   {}\n    theirs: {}", cut(ours), cut(theirs))
}

/// Compares all files; the number of files and the differences.
fn compare(python: &str) -> Option<(usize, Vec<String>)> {
    let mut child = Command::new(python).arg(SCRIPT).stdout(Stdio::piped()).spawn().ok()?;
    let mut output = BufReader::with_capacity(1 << 20, child.stdout.take()?);
    let (mut count, mut failures) = (0, Vec::new());
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        let header = String::from_utf8_lossy(&line).trim_end().to_owned();
        line.clear();
        let mut fields = header.rsplit('\t');
        let tree_length: usize = fields.next()?.parse().ok()?;
        let source_length: usize = fields.next()?.parse().ok()?;
        let path = fields.next()?.to_owned();
        let mut source = vec![0; source_length];
        output.read_exact(&mut source).ok()?;
        let mut tree = vec![0; tree_length];
        output.read_exact(&mut tree).ok()?;
        let (source, theirs) = (String::from_utf8(source).ok()?, String::from_utf8(tree).ok()?);
        let parsed = parse(&source, ParseOptions::new(SourceKind::Py, FileId(0)));
        count += 1;
        if let Some(first) = parsed.diagnostics.first() {
            let at = first.primary.at.span.start as usize;
            let number = source[..at].matches('\n').count() + 1;
            failures.push(format!("{path}:{number}: {}", first.message));
            continue;
        }
        let ours = dump(&parsed.module);
        if ours != theirs {
            failures.push(format!("{path}: the trees differ\n{}", difference(&ours, &theirs)));
        }
    }
    child.wait().ok()?;
    Some((count, failures))
}

#[test]
fn the_trees_of_the_standard_library_are_those_of_cpython() {
    let pythons = std::env::var("CYRUS_PYTHONS").unwrap_or_else(|_| "python3".to_owned());
    for python in pythons.split(':') {
        let Some((count, failures)) = compare(python) else {
            println!("{python} cannot be run");
            continue;
        };
        println!("{python}: {count} files, {} differ", failures.len());
        for failure in failures.iter().take(20) {
            println!("{failure}");
        }
        assert!(failures.is_empty(), "{} of {count} files differ from {python}", failures.len());
        assert!(count > 100, "{python} found only {count} files");
    }
}
