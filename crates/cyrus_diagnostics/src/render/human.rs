//! Source lines with carets, as rustc draws them.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use cyrus_source::{FileId, FileTable, Span};

use super::place;
use crate::{Diagnostic, Severity};

/// Annotations of one file: the primary one first, if it is of that file.
type Annotations<'d> = Vec<(AnnotationKind, Span, &'d str)>;

pub(super) fn render(diagnostic: &Diagnostic, files: &FileTable, colour: bool, width: usize) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut by_file = BTreeMap::<FileId, Annotations<'_>>::new();
    let mut order = Vec::new();
    let all = std::iter::once((AnnotationKind::Primary, &diagnostic.primary))
        .chain(diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label)));
    for (kind, label) in all {
        if let Some((_, span)) = place(files, label.at) {
            if !order.contains(&label.at.file) {
                order.push(label.at.file);
            }
            by_file.entry(label.at.file).or_default().push((kind, span, &label.text));
        }
    }
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.id);
    let mut group = Group::with_title(title);
    for id in order {
        let (Some(file), Some(annotations)) = (files.get(id), by_file.get(&id)) else { continue };
        let first = annotations.iter().map(|(_, span, _)| file.lines().line(span.start)).min().unwrap_or(1);
        let last = annotations.iter().map(|(_, span, _)| file.lines().line(span.end)).max().unwrap_or(first);
        let (from, to) = (file.lines().line_start(first), file.lines().line_start(last + 1));
        let lines = Span::new(from, to).text(file.text());
        let mut snippet = Snippet::source(with_line_feeds(lines))
            .line_start(first as usize)
            .path(file.path().to_string_lossy());
        for &(kind, span, text) in annotations {
            // a caret under a line end helps nobody: the end of the last word is where the eye looks
            let end = (span.end - from) as usize;
            let start = (span.start - from) as usize;
            let trimmed = lines.get(start..end).map_or(end, |t| start + t.trim_end().len());
            let end = if trimmed > start { trimmed } else { end };
            let label = (!text.is_empty()).then_some(text);
            snippet = snippet.annotation(kind.span(start..end).label(label));
        }
        group = group.element(snippet);
    }
    for line in &diagnostic.help {
        group = group.element(Level::HELP.message(annotate_snippets::normalize_untrusted_str(line)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.term_width(width.max(40)).render(&[group]);
    text.push('\n');
    text
}

/// The same text, byte for byte as long, with every lone `\r` as `\n`, which is the only line end the drawing knows.
fn with_line_feeds(text: &str) -> String {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    text.char_indices().map(|(at, c)| if c == '\r' && lone(at) { '\n' } else { c }).collect()
}
