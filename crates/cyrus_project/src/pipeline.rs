//! The stages of the compiler, in order, for one module. This is the only place that knows all of them.

use std::path::{Path, PathBuf};

use cyrus_c::Origin;
use cyrus_codegen::DebugInfo;
use cyrus_diagnostics::{Diagnostic, Severity, sort};
use cyrus_parser::SourceKind;
use cyrus_runtime::Table;
use cyrus_sema::{Directives, Input, analyze};
use cyrus_source::{DecodeProblem, FileId, FileTable, Name, SourceFile, Span, System, relative_to};

use crate::loader::FileLoader;
use crate::options::CompileOptions;
use crate::remarks::{self, Remark};
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
    /// Find out what lines cost, for the annotated report.
    pub remarks: bool,
    /// Collect what debuggers want to know.
    pub debug: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct CompileOutput {
    /// The C or C++ text; nothing if there was an error.
    pub c_text: Option<String>,
    /// Headers for C code of others: file name and text.
    pub headers: Vec<(String, String)>,
    /// C or C++.
    pub language: Language,
    /// Everything there is to say, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics' spans are of; `FileId(0)` is the module's own.
    pub files: FileTable,
    /// How the module wants to be built, paths resolved.
    pub settings: BuildSettings,
    /// If remarks or what debuggers want were asked for: for each line of the C text, the line of the module's own file
    /// that it comes from, if it does.
    pub origins: Vec<Option<u32>>,
    /// If it was asked for, what lines of the module's own file cost, and why.
    pub remarks: Vec<Remark>,
    /// If it was asked for, the names of functions and variables in C.
    pub debug: DebugInfo,
}

impl CompileOutput {
    /// Whether anything stops the module.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Compiles one module. Reads through `system` only; a failure of any kind is a diagnostic.
pub fn compile(system: &dyn System, input: CompileInput<'_>) -> CompileOutput {
    let mut front = analyse(system, input);
    let Some(typed) = front.typed.take() else { return front.output };
    let main = front.output.files.get(FileId(0)).filter(|_| input.remarks);
    front.output.remarks = main.map(|main| remarks::of_tree(&typed, main)).unwrap_or_default();
    let mut ir = cyrus_lower::lower(&typed);
    drop(typed);
    let (options, wanted) = (input.options, &mut ir.options);
    wanted.line_directives |= options.line_directives;
    wanted.embed = options.embed.as_deref().map(Into::into);
    wanted.embed_modules = options.embed_modules.iter().map(|name| name.as_str().into()).collect();
    wanted.reexport_headers = options.reexport_headers;
    wanted.cleanup = options.cleanup;
    wanted.generate_pxi = options.generate_pxi;
    wanted.debug_info = input.debug;
    match cyrus_opt::run(&mut ir, None, false) {
        Ok(()) => {
            if let Some(main) = front.output.files.get(FileId(0)).filter(|_| input.remarks) {
                front.output.remarks.extend(remarks::of_checks(&cyrus_opt::checks::remaining(&ir), main));
            }
            generate(&ir, input.remarks || input.debug, &mut front.output);
        }
        Err(broken) => {
            let message = format!("internal error while compiling `{}`: {broken}", input.module_name);
            front.output.diagnostics.push(rules::nowhere(&rules::INTERNAL_ERROR, message));
        }
    }
    front.output
}

/// A module after the stages that can find errors.
pub struct Front {
    /// What is known so far.
    pub output: CompileOutput,
    /// The typed tree; nothing if there was an error.
    pub typed: Option<cyrus_hir::Module>,
}

/// Text to typed tree.
pub fn analyse(system: &dyn System, input: CompileInput<'_>) -> Front {
    let (options, path) = (input.options, input.path);
    let root = names::module_name(system, path).root;
    let file_name = relative_to(&system.current_folder().join(path), &root).to_string_lossy().into_owned();
    let loader = FileLoader::new(system, options, path, root, input.python_path);
    let (directives, mut diagnostics) = directives(options);
    let environment: Vec<(Name, Name)> =
        options.compile_time_env.iter().map(|(name, value)| (name.into(), value.into())).collect();
    let kind = source_kind(path);
    let analysis = loader.load(path, kind, input.module_name).map(|main| {
        let settings = loader.settings();
        analyze(&Input {
            main,
            pxd: loader.own_pxd(path, input.module_name),
            pure_python: kind == SourceKind::Py,
            is_package: path.file_stem().is_some_and(|stem| stem == "__init__"),
            file_name: &file_name,
            loader: &loader,
            directives,
            cplus: options.language.or(settings.language).unwrap_or_default() == Language::Cpp,
            docstrings: options.docstrings,
            compile_time_env: &environment,
            // what comes from another module is known when that is there
            lenient: options.lenient || options.pre_import.is_some(),
            is_own_interface: options.cimport_from_pyx,
        })
    });
    let mut output = CompileOutput::default();
    let (files, of_loader, settings) = loader.finish();
    diagnostics.extend(of_loader);
    let typed = analysis.map(|analysis| {
        diagnostics.extend(analysis.diagnostics);
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(cyrus_sema::unexplained(&analysis.module));
        }
        analysis.module
    });
    output.language = options.language.or(settings.language).unwrap_or_default();
    (output.files, output.settings, output.diagnostics) = (files, settings, diagnostics);
    finish(&mut output, options);
    let mut typed = typed.filter(|_| !output.has_errors());
    if let Some(typed) = &mut typed {
        if let Some(name) = &options.pre_import {
            let (at, module) = (typed.functions[typed.init].at, name.into());
            let import = cyrus_hir::Stmt::new(at, cyrus_hir::StmtKind::ImportStar { level: 0, module });
            typed.functions[typed.init].body.insert(0, import);
        }
        if options.embed_positions && options.docstrings {
            positions(typed, &output.files);
        }
    }
    Front { output, typed }
}

/// Puts where each function stands in front of its docstring.
fn positions(typed: &mut cyrus_hir::Module, files: &FileTable) {
    for func in &mut typed.functions {
        let (cyrus_hir::FunctionKind::Def, Some(file)) = (&func.kind, files.get(func.at.file)) else {
            continue;
        };
        let line = file.lines().line(func.at.span.start);
        let mut doc = format!("File: {} (starting at line {line})", typed.file_name).into_bytes();
        if let Some(own) = &func.doc {
            doc.push(b'\n');
            doc.extend_from_slice(own);
        }
        func.doc = Some(doc.into());
    }
}

/// IR to C text; with `origins`, also where its lines come from.
pub fn generate(ir: &cyrus_ir::Module, origins: bool, output: &mut CompileOutput) {
    let made = cyrus_codegen::generate(ir, &output.files, &RUNTIME);
    let main = output.files.get(FileId(0));
    for (lines, origin) in made.line_map.0.iter().filter(|_| origins) {
        let line = match (origin, main) {
            (Origin::Source(at), Some(file)) if at.file == FileId(0) => {
                Some(file.lines().line(at.span.start))
            }
            (Origin::Source(_) | Origin::Glue, _) => None,
        };
        output.origins.extend(lines.clone().map(|_| line));
    }
    (output.c_text, output.headers, output.debug) = (Some(made.text), made.headers, made.debug);
}

/// The C runtime: read-only, and the same for every module.
static RUNTIME: Table = Table::bundled();

/// The command line's directives over the defaults.
fn directives(options: &CompileOptions) -> (Directives, Vec<Diagnostic>) {
    let (mut directives, mut diagnostics) = (Directives::default(), Vec::new());
    let extra = ["warn.maybe_uninitialized", "warn.unreachable", "warn.unused"];
    let extra = extra.iter().filter(|_| options.extra_warnings).map(|name| (*name, "True"));
    let given = options.directives.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in extra.chain(given) {
        // the command line takes `true` and `yes` too
        let plain = match value.to_ascii_lowercase().as_str() {
            "true" | "yes" => "True",
            "false" | "no" => "False",
            _ => value,
        };
        let set = directives
            .set_text(name, value)
            .or_else(|message| if plain == value { Err(message) } else { directives.set_text(name, plain) });
        diagnostics.extend(set.err().map(|message| rules::nowhere(&rules::BAD_DIRECTIVE, message)));
    }
    (directives, diagnostics)
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
