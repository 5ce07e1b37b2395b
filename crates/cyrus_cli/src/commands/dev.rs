//! `cyrus dev`: what each stage makes of a file.

use std::fmt::Write as _;

use cyrus_diagnostics::Diagnostic;
use cyrus_parser::{LanguageLevel, ParseOptions, dump, parse, tokenize};
use cyrus_project::settings::read_header;
use cyrus_project::{CompileInput, CompileOptions, ModuleSource, guard, pipeline, rules};
use cyrus_source::{FileTable, SourceFile, Span, System};

use super::{options, python_path};
use crate::args::{Dev, Stage};
use crate::shell::Shell;

/// A stage's text, what was found on the way, and the files that it is about.
type Made = (String, Vec<Diagnostic>, FileTable);

pub fn run(system: &dyn System, shell: &Shell, words: &Dev) -> u8 {
    let options = match options(shell, &words.compile) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let made = guard::with_deep_stack(|| {
        let name = words.file.display().to_string();
        let made = guard::guarded(&name, || match words.stage {
            Stage::Tokens | Stage::Ast => read(system, words, &options),
            Stage::Hir | Stage::Ir | Stage::C => compile(system, words, &options),
        });
        made.unwrap_or_else(|diagnostic| (String::new(), vec![*diagnostic], FileTable::new()))
    });
    let Some((text, diagnostics, files)) = made else { return 1 };
    Shell::out(&text);
    shell.diagnostics(&diagnostics, &files);
    u8::from(diagnostics.iter().any(Diagnostic::is_error))
}

/// The stages that know no other file.
fn read(system: &dyn System, words: &Dev, options: &CompileOptions) -> Made {
    let mut files = FileTable::new();
    let bytes = match system.read(&words.file) {
        Ok(bytes) => bytes,
        Err(error) => return (String::new(), vec![pipeline::unreadable(system, &words.file, &error)], files),
    };
    let id = files.add(SourceFile::from_bytes(&words.file, &bytes));
    let Some(file) = files.get(id).cloned() else { return Made::default() };
    if let Some(problem) = file.problem() {
        return (String::new(), vec![pipeline::undecodable(&file, id, problem)], files);
    }
    let mut parse_options = ParseOptions::new(pipeline::source_kind(&words.file), id);
    let level = read_header(&file, id).0.level.or(options.level).unwrap_or_default();
    if level == cyrus_project::LanguageLevel::Two {
        parse_options.level = LanguageLevel::Py2;
    }
    let text = file.text();
    if words.stage == Stage::Ast {
        let parsed = parse(text, parse_options);
        return (dump::dump(&parsed.module) + "\n", parsed.diagnostics, files);
    }
    let mut out = String::new();
    for token in tokenize(text, parse_options) {
        let (kind, span) = (token.kind, Span::new(token.start, token.end));
        let _ = writeln!(out, "{:<16}{:<12}{:?}", format!("{kind:?}"), format!("{span:?}"), span.text(text));
    }
    (out, Vec::new(), files)
}

/// The stages behind the analysis.
fn compile(system: &dyn System, words: &Dev, options: &CompileOptions) -> Made {
    let module = ModuleSource::of(system, &words.file);
    let python_path = python_path(system, None);
    let input = CompileInput {
        path: &words.file,
        module_name: &module.name,
        options,
        python_path: &python_path,
        remarks: false,
        debug: false,
    };
    let front = pipeline::analyse(system, input);
    let mut output = front.output;
    let Some(typed) = front.typed else { return (String::new(), output.diagnostics, output.files) };
    if words.stage == Stage::Hir {
        return (format!("{typed:#?}\n"), output.diagnostics, output.files);
    }
    let mut ir = cyrus_lower::lower(&typed);
    let until = if words.stage == Stage::Ir { words.after.as_deref() } else { None };
    if until != Some("none")
        && let Err(broken) = cyrus_opt::run(&mut ir, until, true)
    {
        output.diagnostics.push(rules::nowhere(&rules::INTERNAL_ERROR, broken.to_string()));
    }
    if words.stage == Stage::Ir {
        let text = cyrus_ir::text::print(&ir, cyrus_ir::text::PrintOptions::default());
        return (text, output.diagnostics, output.files);
    }
    pipeline::generate(&ir, false, &mut output);
    (output.c_text.unwrap_or_default(), output.diagnostics, output.files)
}
