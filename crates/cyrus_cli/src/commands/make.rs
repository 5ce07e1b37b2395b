//! `cyrus make`: how the Python packages ask for extension modules. A request on standard input, an answer on standard
//! output, both JSON. It is no interface for people and changes with the packages, which come with the program.

use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use cyrus_diagnostics::{Diagnostic, Format, Renderer};
use cyrus_project::report::write_report;
use cyrus_project::{
    BuildRequest, BuildSettings, CompileOptions, Destination, Manifest, ModuleReport, ModuleSource,
    ModuleState, Progress, Step, build,
};
use cyrus_source::{FileTable, System};
use serde::{Deserialize, Serialize};

use super::{Tools, identity};
use crate::shell::Shell;

/// What is asked for.
#[derive(Deserialize, Debug)]
struct Request {
    modules: Vec<Module>,
    /// A folder for all of them; else each lies beside its source.
    destination: Option<PathBuf>,
    #[serde(default)]
    jobs: usize,
    #[serde(default)]
    force: bool,
    #[serde(default)]
    keep_c: bool,
    #[serde(default)]
    annotate: bool,
    #[serde(default)]
    options: CompileOptions,
    #[serde(default)]
    settings: BuildSettings,
    /// A folder whose pyproject.toml counts, too.
    project: Option<PathBuf>,
}

#[derive(Deserialize, Debug)]
struct Module {
    path: PathBuf,
    name: Option<String>,
}

#[derive(Serialize, Debug)]
struct Answer {
    name: String,
    path: PathBuf,
    /// The extension module.
    output: PathBuf,
    /// The report, if one was asked for and made.
    report: Option<PathBuf>,
    ok: bool,
    fresh: bool,
    /// What there is to say, for people; the C compiler's words, too, if it failed.
    messages: String,
    /// Why it was built.
    reason: String,
}

pub fn run(system: &dyn System) -> u8 {
    let mut text = String::new();
    let request = stdin().read_to_string(&mut text).map_err(|error| error.to_string());
    let request = request.and_then(|_| serde_json::from_str::<Request>(&text).map_err(|e| e.to_string()));
    let request = match request {
        Ok(request) => request,
        Err(message) => {
            Shell::error(&format!("cyrus make: {message}\n"));
            return 2;
        }
    };
    let tools = match Tools::find(system, None) {
        Ok(tools) => tools,
        Err(diagnostic) => {
            Shell::error(&shown(&[*diagnostic], &FileTable::new()));
            return 1;
        }
    };
    let (mut options, mut settings) = (request.options.clone(), request.settings.clone());
    match request.project.as_deref().map(|folder| Manifest::read(system, folder)) {
        Some(Ok(Some(manifest))) => {
            options = manifest.options(&options);
            let numpy = manifest.wants_numpy().then(|| tools.python.numpy_include(system)).flatten();
            settings.merge(manifest.settings(numpy.as_deref()));
        }
        Some(Err(problem)) => {
            let messages = shown(std::slice::from_ref(&problem.diagnostic), &problem.files);
            let answers: Vec<Answer> =
                request.modules.iter().map(|module| refused(module, &messages)).collect();
            Shell::out(&serde_json::to_string(&answers).unwrap_or_default());
            return 1;
        }
        Some(Ok(None)) | None => {}
    }
    let modules: Vec<ModuleSource> = request
        .modules
        .iter()
        .map(|module| {
            let source = ModuleSource::of(system, &module.path);
            let name = module.name.clone().unwrap_or_else(|| source.name.clone());
            ModuleSource { name, ..source }
        })
        .collect();
    let reports = build(
        system,
        BuildRequest {
            modules: &modules,
            options: &options,
            settings: &settings,
            python: &tools.python,
            toolchain: &tools.toolchain,
            cache: &tools.cache,
            destination: request.destination.as_deref().map_or(Destination::InPlace, Destination::Folder),
            jobs: request.jobs,
            // a report is made of what the compiler did
            force: request.force || request.annotate,
            keep_c: request.keep_c,
            keep_compiled: request.annotate,
            identity: &identity(system),
        },
        &Silent,
    );
    let answers: Vec<Answer> = reports.iter().map(|report| answer(system, report)).collect();
    Shell::out(&serde_json::to_string(&answers).unwrap_or_default());
    u8::from(answers.iter().any(|answer| !answer.ok))
}

fn answer(system: &dyn System, report: &ModuleReport) -> Answer {
    let mut ok = report.state != ModuleState::Failed;
    let mut messages = shown(&report.diagnostics, &report.files);
    if !ok {
        messages.push_str(&report.compiler_output);
    }
    let mut page = None;
    if let Some(compiled) = &report.compiled {
        let (source, target) = (&report.source, report.output.with_extension("html"));
        match write_report(system, &source.name, &source.path, compiled, false, None, &target) {
            Ok(()) => page = Some(target),
            Err(diagnostic) => {
                messages.push_str(&shown(&[*diagnostic], &FileTable::new()));
                ok = false;
            }
        }
    }
    let absolute = |path: &Path| system.current_folder().join(path);
    Answer {
        name: report.source.name.clone(),
        path: report.source.path.clone(),
        output: absolute(&report.output),
        report: page.as_deref().map(absolute),
        ok,
        fresh: report.state == ModuleState::Fresh,
        messages,
        reason: report.reason.clone(),
    }
}

/// The answer for a module of a project that cannot be understood.
fn refused(module: &Module, messages: &str) -> Answer {
    Answer {
        name: module.name.clone().unwrap_or_default(),
        path: module.path.clone(),
        output: PathBuf::new(),
        report: None,
        ok: false,
        fresh: false,
        messages: messages.to_owned(),
        reason: String::new(),
    }
}

fn shown(diagnostics: &[Diagnostic], files: &FileTable) -> String {
    Renderer::new(files, Format::Human).render_all(diagnostics)
}

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn step(&self, _module: &str, _step: Step) {}
    fn done(&self, _report: &ModuleReport) {}
}
