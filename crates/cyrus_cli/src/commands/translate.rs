//! `cyrus translate`: how the Python packages ask for C files. A request on standard input, an answer on standard
//! output, both JSON. It is no interface for people and changes with the packages, which come with the program.

use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use cyrus_diagnostics::{Format, Renderer};
use cyrus_project::translate::{Report, Target, TranslateJob, Translation, translate_all};
use cyrus_project::{BuildSettings, CompileOptions, ModuleSource};
use cyrus_source::System;
use serde::{Deserialize, Serialize};

use crate::shell::Shell;

/// What is asked for.
#[derive(Deserialize, Debug)]
struct Request {
    modules: Vec<Module>,
    /// `sys.path` of the process that asks.
    python_path: Vec<PathBuf>,
    /// How many at a time; 0 is one for each processor.
    #[serde(default)]
    jobs: usize,
}

#[derive(Deserialize, Debug)]
struct Module {
    path: PathBuf,
    /// The dotted name; else it follows from the folders.
    name: Option<String>,
    /// Where the C goes, without its suffix; else beside the source.
    stem: Option<String>,
    /// The C file itself, whatever the language.
    output: Option<PathBuf>,
    /// Nothing, `true` or `fullc`.
    #[serde(default)]
    annotate: serde_json::Value,
    /// An XML file of coverage.py for the report.
    coverage: Option<PathBuf>,
    /// Below which folder to write what `cygdb` reads.
    debug: Option<PathBuf>,
    #[serde(default)]
    depfile: bool,
    #[serde(default)]
    force: bool,
    #[serde(default)]
    options: CompileOptions,
}

#[derive(Serialize, Debug)]
struct Answer<'a> {
    path: &'a Path,
    name: &'a str,
    output: &'a Path,
    language: &'static str,
    ok: bool,
    /// Whether the C file was written.
    written: bool,
    /// What there is to say, in Cython's form.
    messages: String,
    settings: &'a BuildSettings,
    /// Every file that was read.
    read: &'a [PathBuf],
}

pub fn run(system: &dyn System) -> u8 {
    let mut text = String::new();
    let request = stdin().read_to_string(&mut text).map_err(|error| error.to_string());
    let request = request.and_then(|_| serde_json::from_str::<Request>(&text).map_err(|e| e.to_string()));
    let request = match request {
        Ok(request) => request,
        Err(message) => {
            Shell::error(&format!("cyrus translate: {message}\n"));
            return 2;
        }
    };
    let sources: Vec<ModuleSource> = request.modules.iter().map(|module| source(system, module)).collect();
    let stems: Vec<String> = request.modules.iter().map(stem).collect();
    let jobs: Vec<TranslateJob<'_>> = request
        .modules
        .iter()
        .zip(sources.iter().zip(&stems))
        .map(|(module, (source, stem))| TranslateJob {
            path: &module.path,
            name: &source.name,
            target: module.output.as_deref().map_or(Target::Stem(stem), Target::File),
            options: &module.options,
            report: match module.annotate.as_str() {
                Some("fullc") => Report::WholeC,
                Some(_) => Report::Lines,
                None if module.annotate == true => Report::Lines,
                None => Report::No,
            },
            coverage: module.coverage.as_deref(),
            debug: module.debug.as_deref(),
            depfile: module.depfile,
            only_changes: !module.force,
        })
        .collect();
    let python_path = || request.python_path.clone();
    let made = translate_all(system, &jobs, request.jobs, &python_path);
    let answers: Vec<Answer<'_>> = jobs.iter().zip(&made).map(|(job, made)| answer(job, made)).collect();
    let failed = answers.iter().any(|answer| !answer.ok);
    Shell::out(&serde_json::to_string(&answers).unwrap_or_default());
    u8::from(failed)
}

fn source(system: &dyn System, module: &Module) -> ModuleSource {
    let source = ModuleSource::of(system, &module.path);
    let name = module.name.clone().unwrap_or_else(|| source.name.clone());
    ModuleSource { name, ..source }
}

fn stem(module: &Module) -> String {
    let own = || module.path.with_extension("").to_string_lossy().into_owned();
    module.stem.clone().unwrap_or_else(own)
}

fn answer<'a>(job: &TranslateJob<'a>, made: &'a Translation) -> Answer<'a> {
    Answer {
        path: job.path,
        name: job.name,
        output: &made.target,
        language: match made.output.language {
            cyrus_project::Language::C => "c",
            cyrus_project::Language::Cpp => "c++",
        },
        ok: !made.output.has_errors(),
        written: made.written,
        messages: Renderer::new(&made.output.files, Format::Cython).render_all(&made.output.diagnostics),
        settings: &made.output.settings,
        read: &made.read,
    }
}
