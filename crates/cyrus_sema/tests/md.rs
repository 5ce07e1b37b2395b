//! The documents in `tests/md`: what declarations and statements mean and what is refused, as text with programs.
//!
//! A program is a fenced block of `pyx`, `py` or `pxd`. A block with a name (`pxd name=other.pxd`) is a file that the
//! following programs of the same section can cimport or include; `name=main.pxd` is the program's own `.pxd`. `cplus` behind
//! the language asks for C++. A comment at the end of a line says what is expected of it:
//!
//! * `# error: [rule]` or `# warning: [rule]` or `# note: [rule]` – exactly this is reported at this line; anything else fails
//! * `# type: T` – what is declared at this line has this type, as messages show it
//!
//! A program without such comments has no diagnostics at all.

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use common::{Files, input};
use cyrus_diagnostics::Severity;
use cyrus_sema::Sema;
use cyrus_types::Type;

struct Block {
    language: String,
    name: Option<String>,
    cplus: bool,
    text: String,
    /// Line in the document, from 1.
    line: usize,
}

enum Part {
    Heading,
    Block(Block),
}

fn parts(document: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut open: Option<Block> = None;
    for (i, line) in document.lines().enumerate() {
        if let Some(block) = &mut open {
            if line.trim_end() == "```" {
                out.extend(open.take().map(Part::Block));
            } else {
                block.text.push_str(line);
                block.text.push('\n');
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let mut words = info.split_whitespace();
            let language = words.next().unwrap_or("").to_owned();
            let words: Vec<&str> = words.collect();
            let name = words.iter().find_map(|w| w.strip_prefix("name=")).map(str::to_owned);
            let cplus = words.contains(&"cplus");
            open = Some(Block { language, name, cplus, text: String::new(), line: i + 2 });
        } else if line.starts_with('#') {
            out.push(Part::Heading);
        }
    }
    out
}

/// What a comment at the end of a line expects.
fn expectations(text: &str) -> Vec<(u32, String)> {
    let mut out = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        let Some((_, comment)) = content.rsplit_once("# ") else { continue };
        for word in ["error", "warning", "note"] {
            if let Some(rules) = comment.strip_prefix(word).and_then(|rest| rest.strip_prefix(": ")) {
                for rule in rules.split(", ") {
                    out.push((line, format!("{word} {}", rule.trim().trim_matches(['[', ']']))));
                }
            }
        }
        if let Some(ty) = comment.strip_prefix("type: ") {
            out.push((line, format!("type {}", ty.trim())));
        }
    }
    out
}

/// What was declared at each line: types of variables, functions, attributes, typedefs.
fn declared_types(sema: &Sema<'_>, files: &Files, file: cyrus_source::FileId) -> BTreeMap<u32, Vec<String>> {
    let world = &sema.world;
    let mut out: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut add = |at: cyrus_source::FileSpan, ty: String| {
        if at.file == file {
            out.entry(files.line(at)).or_default().push(ty);
        }
    };
    for var in &world.cvars {
        add(var.at, world.show(&var.ty));
    }
    for func in world.cfuncs.iter().filter(|f| f.fused_as.is_empty()) {
        add(func.at, world.show(&Type::Func(func.ty.clone())));
    }
    for class in &world.classes {
        for field in &class.fields {
            add(field.at, world.show(&field.ty));
        }
    }
    for decl in &world.structs {
        for field in decl.fields.iter().flatten() {
            add(field.at, world.show(&field.ty));
        }
    }
    for typedef in &world.typedefs {
        add(typedef.at, world.show(&typedef.base));
    }
    for class in &world.cpp_classes {
        for field in &class.fields {
            add(field.at, world.show(&field.ty));
        }
        for method in &class.methods {
            add(method.at, world.show(&Type::Func(method.ty.clone())));
        }
    }
    out
}

/// Checks one program; says what differs.
fn check(block: &Block, beside: &BTreeMap<String, String>) -> Option<String> {
    let files = Files::new(beside.clone(), Vec::new());
    let path = format!("main.{}", block.language);
    let main = files.add(&path, &block.text, "main");
    let input = input(&files, main, &path, block.cplus, &[]);
    let result = cyrus_sema::analyze(&input);
    let mut got: Vec<(u32, String)> = Vec::new();
    let mut found: Vec<_> = files.parse_errors.borrow().iter().chain(&result.diagnostics).cloned().collect();
    if !found.iter().any(|d| d.is_error()) {
        found.extend(cyrus_sema::unexplained(&result.module));
    }
    for d in &found {
        let kind = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let line = if d.primary.at.file == main.file { files.line(d.primary.at) } else { 0 };
        got.push((line, format!("{kind} {}", d.rule.id)));
    }
    let mut sema = Sema::new(&input);
    sema.declare_all();
    let types = declared_types(&sema, &files, main.file);
    let mut problems = String::new();
    for (line, want) in expectations(&block.text) {
        let place = block.line + line as usize - 1;
        if let Some(ty) = want.strip_prefix("type ") {
            let here = types.get(&line).cloned().unwrap_or_default();
            if !here.iter().any(|t| t == ty) {
                let _ = writeln!(problems, "  line {place}: type `{ty}` expected, not {here:?}");
            }
        } else if let Some(at) = got.iter().position(|(l, text)| *l == line && *text == want) {
            got.remove(at);
        } else {
            let _ = writeln!(problems, "  line {place}: {want} expected");
        }
    }
    for (line, text) in got {
        let place = block.line + (line as usize).saturating_sub(1);
        let messages: Vec<&str> = files_messages(&files, &result.diagnostics, line);
        let _ = writeln!(problems, "  line {place}: unexpected {text} ({})", messages.join("; "));
    }
    (!problems.is_empty()).then_some(problems)
}

fn files_messages<'d>(
    files: &Files,
    diagnostics: &'d [cyrus_diagnostics::Diagnostic],
    line: u32,
) -> Vec<&'d str> {
    diagnostics.iter().filter(|d| files.line(d.primary.at) == line).map(|d| d.message.as_str()).collect()
}

#[test]
fn documents_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/md");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let only = std::env::var("CYRUS_MD").unwrap_or_default();
    let mut failures = String::new();
    let mut programs = 0;
    for path in paths {
        if !path.to_string_lossy().contains(&only) {
            continue;
        }
        let document = std::fs::read_to_string(&path).unwrap();
        let mut beside: BTreeMap<String, String> = BTreeMap::new();
        for part in parts(&document) {
            match part {
                Part::Heading => beside.clear(),
                Part::Block(block) => match &block.name {
                    Some(name) => {
                        beside.insert(name.clone(), block.text);
                    }
                    None if matches!(block.language.as_str(), "pyx" | "py") => {
                        programs += 1;
                        if let Some(problems) = check(&block, &beside) {
                            let name = path.file_name().unwrap().to_string_lossy();
                            let _ = write!(failures, "{name}, program at line {}:\n{problems}", block.line);
                        }
                    }
                    None => {}
                },
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(programs > 0, "no programs were found");
}
