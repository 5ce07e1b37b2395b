//! How fast the parser is: `cargo run --release -p cyrus_parser --example parse_speed DIR [ROUNDS]`.
//!
//! Reads every Python and Cython file below the folder into memory first, so that only lexing and parsing is measured.

use std::path::Path;
use std::time::{Duration, Instant};

use cyrus_parser::{ParseOptions, SourceKind, parse};
use cyrus_source::FileId;

fn collect(dir: &Path, out: &mut Vec<(SourceKind, String)>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, out);
        } else if let Some(kind) =
            path.extension().and_then(|e| e.to_str()).and_then(SourceKind::of_extension)
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            out.push((kind, text));
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let Some(dir) = args.next() else {
        eprintln!("usage: parse_speed DIR [ROUNDS]");
        return;
    };
    let rounds: u32 = args.next().and_then(|n| n.parse().ok()).unwrap_or(5);
    let mut files = Vec::new();
    collect(Path::new(&dir), &mut files);
    let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let (lines_f, megabytes) = (lines as f64, bytes as f64 / 1e6);
    let mut best = Duration::MAX;
    let (mut nodes, mut diagnostics) = (0, 0);
    for _ in 0..rounds {
        let start = Instant::now();
        (nodes, diagnostics) = (0u64, 0);
        for (kind, text) in &files {
            let parsed = parse(text, ParseOptions::new(*kind, FileId(0)));
            nodes += u64::from(parsed.module.node_count);
            diagnostics += parsed.diagnostics.len();
        }
        best = best.min(start.elapsed());
    }
    let seconds = best.as_secs_f64();
    println!(
        "{} files, {lines} lines, {megabytes:.1} MB, {nodes} nodes, {diagnostics} diagnostics",
        files.len()
    );
    println!("{seconds:.3} s, {:.0} lines/s, {:.1} MB/s", lines_f / seconds, megabytes / seconds);
}
