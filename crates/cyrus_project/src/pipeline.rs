//! The stages of the compiler, in order, for one module. This is the only place that knows all of them.

use std::path::{Path, PathBuf};

use cyrus_diagnostics::{Diagnostic, Severity, sort};
use cyrus_parser::SourceKind;
use cyrus_source::{DecodeProblem, FileId, FileTable, SourceFile, Span, System};

use crate::loader::FileLoader;
use crate::options::CompileOptions;
use crate::settings::BuildSettings;
use crate::{Language, names, rules};

/// One module to compile.
#[derive(Clone, Copy)]
pub struct CompileInput<'a> {
    /// The source; its suffix says which language it is.
    pub path: &'a Path,
    /// The dotted name.
    pub module_name: &'a str,
    /// What the user asked for.
    pub options: &'a CompileOptions,
    /// `sys.path` of the interpreter that is built for: where the `.pxd` files of installed packages are. Asked for
    /// only if a module is cimported that is nowhere nearer.
    pub python_path: &'a (dyn Fn() -> Vec<PathBuf> + Sync),
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct CompileOutput {
    /// The C or C++ text; nothing if there was an error.
    pub c_text: Option<String>,
    /// C or C++.
    pub language: Language,
    /// Everything there is to say, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics' spans are of; `FileId(0)` is the module's own.
    pub files: FileTable,
    /// How the module wants to be built, paths resolved.
    pub settings: BuildSettings,
}

impl CompileOutput {
    /// Whether anything stops the module.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Compiles one module. Reads through `system` only; a failure of any kind is a diagnostic.
pub fn compile(system: &dyn System, input: CompileInput<'_>) -> CompileOutput {
    let mut output = CompileOutput::default();
    let root = names::module_name(system, input.path).root;
    let loader = FileLoader::new(system, input.options, input.path, root, input.python_path);
    let _main = loader.load(input.path, source_kind(input.path), input.module_name);
    (output.files, output.diagnostics, output.settings) = loader.finish();
    output.language = input.options.language.or(output.settings.language).unwrap_or_default();
    finish(&mut output, input.options);
    output
}

/// What a file is by its suffix; what has none of ours is Python.
pub fn source_kind(path: &Path) -> SourceKind {
    path.extension().and_then(|e| e.to_str()).and_then(SourceKind::of_extension).unwrap_or(SourceKind::Py)
}

/// The last word on the diagnostics: order, `-Werror`.
fn finish(output: &mut CompileOutput, options: &CompileOptions) {
    sort(&mut output.diagnostics);
    if options.warnings_are_errors {
        for diagnostic in &mut output.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    if options.fast_fail
        && let Some(first) = output.diagnostics.iter().position(Diagnostic::is_error)
    {
        output.diagnostics.truncate(first + 1);
    }
    if output.has_errors() {
        output.c_text = None;
    }
}

/// Why a file could not be read.
pub fn unreadable(system: &dyn System, path: &Path, error: &std::io::Error) -> Diagnostic {
    let shown = path.display();
    if system.is_folder(path) {
        return rules::nowhere(&rules::CANNOT_READ, format!("`{shown}` is a folder, not a file"));
    }
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            rules::nowhere(&rules::MISSING_FILE, format!("no such file: `{shown}`"))
        }
        _ => rules::nowhere(&rules::CANNOT_READ, format!("cannot read `{shown}`: {}", rules::reason(error))),
    }
}

/// Why a file's bytes are not text.
pub fn undecodable(file: &SourceFile, id: FileId, problem: &DecodeProblem) -> Diagnostic {
    match problem {
        DecodeProblem::BadByte { byte, offset, line, text_offset } => {
            let at = Span::new(*text_offset, *text_offset + 3).in_file(id);
            let encoding = file.encoding();
            let message = format!("line {line} holds the byte 0x{byte:02x}, which is not {encoding}");
            let help = if encoding == "utf-8" {
                "save the file as UTF-8, or say its encoding in the first line: `# -*- coding: latin-1 -*-`"
            } else {
                "the comment at the top names another encoding than the file was saved in"
            };
            Diagnostic::new(&rules::BAD_ENCODING, at, message)
                .label(format!("byte {offset} of the file"))
                .help(help)
        }
        DecodeProblem::UnknownEncoding { name, line } => Diagnostic::new(
            &rules::UNKNOWN_ENCODING,
            file.line_span(*line).in_file(id),
            format!("unknown encoding `{name}`"),
        ),
        DecodeProblem::MarkContradicts { name, line } => {
            let message =
                format!("the file begins with UTF-8's byte order mark, but its comment says `{name}`");
            Diagnostic::new(&rules::BAD_ENCODING, file.line_span(*line).in_file(id), message)
        }
        DecodeProblem::TooLarge => rules::nowhere(
            &rules::FILE_TOO_LARGE,
            format!("`{}` is larger than 4 GiB", file.path().display()),
        ),
    }
}

/// Where the C text goes when nobody says: beside the source.
pub fn default_output(path: &Path, language: Language) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push(language.suffix());
    path.with_file_name(name)
}
