//! The command line of Cython's `cython`: same options, same exit statuses, same forms of output, so that build tools
//! cannot tell.

mod args;

use std::io::Write;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::{Diagnostic, Format, Renderer};
use cyrus_project::build::write_output;
use cyrus_project::pipeline::default_output;
use cyrus_project::translate::{Report, Target, TranslateJob, translate};
use cyrus_project::{CompileInput, ModuleSource, compile, guard};
use cyrus_source::{FileTable, System, normalise};

use crate::commands::python_path;
use args::CythonArguments;

/// The version that build tools ask for: this compiler takes the language and the options of that one.
const CYTHON_VERSION: &str = "3.3.1";

/// Runs it; the exit status: 0, 1 for errors in the sources, 2 for errors in the words.
pub fn main(system: &dyn System, words: &[String]) -> u8 {
    let mut arguments = match args::parse(words) {
        Ok(arguments) => arguments,
        Err(message) => {
            say(&format!("{USAGE}cython: error: {message}\n"));
            return 2;
        }
    };
    // a `# distutils: language` comment is for build tools; this command goes by its own option
    arguments.options.language.get_or_insert_default();
    if arguments.shared_help {
        print(SHARED_HELP);
        return 0;
    }
    if arguments.help {
        print(&format!("{USAGE}\n{HELP}"));
        return 0;
    }
    let working = arguments.working.as_ref().map(PathBuf::from);
    for source in &arguments.sources {
        let path = working.as_ref().map_or_else(|| PathBuf::from(source), |folder| folder.join(source));
        if system.kind(&path).is_none() {
            say(&format!("cython: No such file or directory: '{}'\n", path.display()));
            return 1;
        }
    }
    if arguments.version {
        print(&format!("Cython version {CYTHON_VERSION}\nCyrus {}\n", env!("CARGO_PKG_VERSION")));
    }
    if let Some(folder) = &working
        && let Err(error) = std::env::set_current_dir(folder)
    {
        say(&format!("cython: {}: '{}'\n", cyrus_project::rules::reason(&error), folder.display()));
        return 1;
    }
    guard::with_deep_stack(|| all(system, &arguments)).unwrap_or(1)
}

fn all(system: &dyn System, arguments: &CythonArguments) -> u8 {
    if let Some(output) = &arguments.generate_shared {
        return shared(system, arguments, Path::new(output));
    }
    let mut failed = false;
    for source in &arguments.sources {
        failed |= !one(system, arguments, Path::new(source));
        if failed && arguments.options.fast_fail {
            break;
        }
    }
    u8::from(failed)
}

/// Compiles one source; whether that went well.
fn one(system: &dyn System, arguments: &CythonArguments, path: &Path) -> bool {
    let module = ModuleSource::of(system, path);
    let name = arguments.module_name.clone().unwrap_or(module.name);
    if arguments.timestamps && is_newer(system, arguments, path) {
        return true;
    }
    if arguments.verbose {
        say(&format!("Compiling {}\n", normalise(&system.current_folder().join(path)).display()));
    }
    let target = output_path(system, arguments, path);
    let job = TranslateJob {
        path,
        name: &name,
        target: Target::File(&target),
        options: &arguments.options,
        report: match (arguments.annotate, arguments.annotate_full) {
            (_, true) => Report::WholeC,
            (true, false) => Report::Lines,
            (false, false) => Report::No,
        },
        coverage: arguments.coverage.as_deref().map(Path::new),
        debug: arguments.gdb.as_deref().map(Path::new),
        depfile: arguments.depfile,
        only_changes: false,
    };
    let output = translate(system, job, &python_path(system, None)).output;
    let text = Renderer::new(&output.files, Format::Cython).render_all(&output.diagnostics);
    say(&text);
    if arguments.listing {
        let listing = path.with_extension("lis");
        if let Err(diagnostic) = write_output(system, &listing, text.as_bytes()) {
            report(&diagnostic);
        }
    }
    !output.has_errors()
}

/// A module for what others would share. Modules of this compiler carry what they need, so it is empty.
fn shared(system: &dyn System, arguments: &CythonArguments, target: &Path) -> u8 {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = arguments.module_name.clone().unwrap_or(stem);
    let source = cyrus_source::MemorySystem::new().with_file("shared.pyx", "");
    let path = Path::new("shared.pyx");
    let input = CompileInput {
        path,
        module_name: &name,
        options: &arguments.options,
        python_path: &Vec::new,
        remarks: false,
        debug: false,
    };
    let output = compile(&source, input);
    let mut diagnostics = output.diagnostics;
    if let Some(text) = output.c_text {
        diagnostics.extend(write_output(system, target, text.as_bytes()).err().map(|diagnostic| *diagnostic));
    }
    say(&Renderer::new(&output.files, Format::Cython).render_all(&diagnostics));
    u8::from(diagnostics.iter().any(Diagnostic::is_error))
}

/// Where the C goes: `-o` is a file, or a folder that exists; else beside the source.
fn output_path(system: &dyn System, arguments: &CythonArguments, path: &Path) -> PathBuf {
    let default = default_output(path, arguments.options.language.unwrap_or_default());
    match &arguments.output {
        None => default,
        Some(given) if system.is_folder(Path::new(given)) => {
            Path::new(given).join(default.file_name().unwrap_or_default())
        }
        Some(given) => PathBuf::from(given),
    }
}

/// Whether the output is there and newer than the source.
fn is_newer(system: &dyn System, arguments: &CythonArguments, path: &Path) -> bool {
    let target = output_path(system, arguments, path);
    match (system.modified(&target), system.modified(path)) {
        (Ok(target), Ok(source)) => target >= source,
        _ => false,
    }
}

fn report(diagnostic: &Diagnostic) {
    say(&Renderer::new(&FileTable::new(), Format::Cython).render(diagnostic));
}

fn say(text: &str) {
    // nobody is left to tell if this fails
    drop(std::io::stderr().write_all(text.as_bytes()));
}

fn print(text: &str) {
    drop(std::io::stdout().write_all(text.as_bytes()));
}

const USAGE: &str = "usage: cython [options] sourcefile.{pyx,py} ...\n";

const SHARED_HELP: &str = "\
usage: cython generate-shared [options] OUTPUT_FILE

Writes a module for what modules of Cython share. Modules of Cyrus carry what they need, so it is empty.

  -h, --help                    show this text
  --only FEATURES               taken, and needless
  --exclude FEATURES            taken, and needless
                                AutoPickle, CythonFunction, DEFAULTS, Exceptions, ExtensionTypes, ImportExport,
                                MemoryView, PythonClasses, StringTools

The options of `cython` count, too.
";

const HELP: &str = "\
Compiles Cython and Python to C or C++, with the options of Cython's own `cython`.

  -h, --help                    show this text
  -V, --version                 show the version
  -o, --output-file FILE        where the C goes: a file, or a folder that exists
  -I, --include-dir FOLDER      look for .pxd and .pxi files there too
  -X, --directive NAME=VALUE    set a compiler directive; several with commas
  -E, --compile-time-env NAME=VALUE  give a name to DEF and IF
  --module-name NAME            the full name, where it does not follow from the folders
  -2, -3, --3str                language rules: Python 2, Python 3 (the default)
  -+, --cplus                   generate C++
  -M, --depfile                 write a make rule beside the output
  -a, --annotate                write an annotated HTML report
  --annotate-fullc              the same with all of the generated code
  --annotate-coverage FILE      the same with coverage from an XML file
  --line-directives             point the C compiler's messages to the source
  -D, --no-docstrings           leave docstrings out
  -p, --embed-positions         put each function's position into its docstring
  --embed[=NAME]                make a main function that starts an interpreter
  --embed-modules NAMES         modules in the same program
  -w, --working FOLDER          work there
  -t, --timestamps              only sources that are newer than their outputs
  -f, --force                   all sources
  -v, --verbose                 say which file is compiled
  -l, --create-listing          write the messages to a .lis file too
  --lenient                     some errors only at run time
  --fast-fail                   stop at the first error
  -Werror, --warning-errors     warnings are errors
  -Wextra, --warning-extra      more warnings
  --capi-reexport-cincludes     repeat included headers in generated headers
  --shared NAME, --generate-shared FILE   taken, and needless: modules carry what they need
  --cimport-from-pyx            cimport from a .pyx that has no .pxd
  -z, --pre-import MODULE       names of that module count as known
  --cleanup LEVEL               at exit give back 1: constants and names, 2: C variables too, 3: types too
  --gdb                         write what cygdb reads to cython_debug
  --gdb-outdir FOLDER           the same below that folder
  --cache                       taken, and needless: translating takes no longer than looking into a cache
";
