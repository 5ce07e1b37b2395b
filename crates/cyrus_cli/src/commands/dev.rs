//! `cyrus dev`: what each stage makes of a file.

use std::fmt::Write as _;

use cyrus_parser::{LanguageLevel, ParseOptions, dump, parse, tokenize};
use cyrus_project::settings::read_header;
use cyrus_project::{guard, pipeline};
use cyrus_source::{FileTable, SourceFile, Span, System};

use super::options;
use crate::args::{Dev, Stage};
use crate::shell::Shell;

pub fn run(system: &dyn System, shell: &Shell, words: &Dev) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let bytes = match system.read(&words.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            shell.problem(&pipeline::unreadable(system, &words.file, &error));
            return 1;
        }
    };
    let mut files = FileTable::new();
    let id = files.add(SourceFile::from_bytes(&words.file, &bytes));
    let Some(file) = files.get(id) else { return 1 };
    if let Some(problem) = file.problem() {
        shell.diagnostics(&[pipeline::undecodable(file, id, problem)], &files);
        return 1;
    }
    let mut parse_options = ParseOptions::new(pipeline::source_kind(&words.file), id);
    let level = read_header(file, id).0.level.or(options.level).unwrap_or_default();
    if level == cyrus_project::LanguageLevel::Two {
        parse_options.level = LanguageLevel::Py2;
    }
    let text = file.text();
    let result = match words.stage {
        Stage::Tokens => {
            let tokens = tokenize(text, parse_options);
            let mut out = String::new();
            for token in tokens {
                let (kind, span) = (token.kind, Span::new(token.start, token.end));
                let _ = writeln!(
                    out,
                    "{:<16}{:<12}{:?}",
                    format!("{kind:?}"),
                    format!("{span:?}"),
                    span.text(text)
                );
            }
            Some((out, Vec::new()))
        }
        Stage::Ast => guard::with_deep_stack(|| {
            let parsed = parse(text, parse_options);
            (dump::dump(&parsed.module) + "\n", parsed.diagnostics)
        }),
    };
    let Some((out, diagnostics)) = result else { return 1 };
    Shell::out(&out);
    shell.diagnostics(&diagnostics, &files);
    u8::from(diagnostics.iter().any(cyrus_diagnostics::Diagnostic::is_error))
}
