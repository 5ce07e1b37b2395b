//! One JSON object a line.

use cyrus_source::FileTable;
use serde_json::{Value, json};

use super::place;
use crate::{Diagnostic, Label, Severity};

pub(super) fn render(diagnostic: &Diagnostic, files: &FileTable) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let (file, span) = location(&diagnostic.primary, files);
    let related = diagnostic.secondary.iter().map(|label| {
        let (file, span) = location(label, files);
        json!({ "file": file, "span": span, "label": label.text })
    });
    let object = json!({
        "rule": diagnostic.rule.id,
        "severity": severity,
        "message": diagnostic.message,
        "file": file,
        "span": span,
        "label": diagnostic.primary.text,
        "related": related.collect::<Vec<_>>(),
        "help": diagnostic.help,
    });
    format!("{object}\n")
}

/// File and span; both null where there is no place.
fn location(label: &Label, files: &FileTable) -> (Value, Value) {
    let Some((file, span)) = place(files, label.at) else { return (Value::Null, Value::Null) };
    let point = |offset| {
        let at = file.lines().characters(file.text(), offset);
        json!({ "line": at.line, "column": at.column + 1 })
    };
    (json!(file.path().to_string_lossy()), json!({ "start": point(span.start), "end": point(span.end) }))
}
