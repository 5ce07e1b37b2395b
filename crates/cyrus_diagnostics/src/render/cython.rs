//! The forms that build tools and Cython's own tests know: `file:line:column: text`, columns from 0.

use std::fmt::Write as _;

use cyrus_source::FileTable;

use super::place;
use crate::{Diagnostic, Severity};

pub(super) fn short(diagnostic: &Diagnostic, files: &FileTable) -> String {
    let text = diagnostic.message.replace('\n', " ");
    let prefix = match diagnostic.severity {
        Severity::Error => "",
        Severity::Warning => "warning: ",
        Severity::Note => "performance hint: ",
    };
    let Some((file, span)) = place(files, diagnostic.primary.at) else {
        let prefix = if prefix.is_empty() { "error: " } else { prefix };
        return format!("{prefix}{text}\n");
    };
    let at = file.position(span);
    format!("{prefix}{}:{}:{}: {text}\n", file.path().display(), at.line, at.column)
}

/// With the lines that lead to the error above it. Other places and help follow the message.
pub(super) fn listing(diagnostic: &Diagnostic, files: &FileTable) -> String {
    let mut out = String::new();
    if diagnostic.is_error()
        && let Some((file, span)) = place(files, diagnostic.primary.at)
    {
        let rule = "-".repeat(60);
        let at = file.position(span);
        let _ = write!(out, "\nError compiling Cython file:\n{rule}\n...\n");
        for line in at.line.saturating_sub(5).max(1)..=at.line {
            out.push_str(file.lines().line_text(file.text(), line));
            out.push('\n');
        }
        let _ = write!(out, "{}^\n{rule}\n", " ".repeat(at.column as usize));
    }
    out.push_str(&short(diagnostic, files));
    for label in diagnostic.secondary.iter().filter(|label| !label.text.is_empty()) {
        if let Some((file, span)) = place(files, label.at) {
            let at = file.position(span);
            let text = label.text.replace('\n', " ");
            let _ = writeln!(out, "{}:{}:{}: {text}", file.path().display(), at.line, at.column);
        }
    }
    for help in &diagnostic.help {
        let _ = writeln!(out, "    {}", help.replace('\n', " "));
    }
    out
}
