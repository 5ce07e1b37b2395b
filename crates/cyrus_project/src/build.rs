//! Many modules, in parallel, only what changed.
//!
//! What an output was made from is kept in the cache: the hash of every file that was read (a recording
//! [`System`] sees them all, also those that were looked for and not found), the options, the compiler. An output is
//! fresh if all of that is as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{Entry, EntryKind, FileTable, Process, ProcessOutput, Span, System, normalise};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Kind, hash};
use crate::cc::{CModule, Toolchain};
use crate::guard::{STACK_BYTES, guarded};
use crate::{
    BuildSettings, CompileInput, CompileOptions, CompileOutput, Interpreter, ModuleSource, compile, rules,
};

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct BuildRequest<'a> {
    /// The modules.
    pub modules: &'a [ModuleSource],
    /// For all of them.
    pub options: &'a CompileOptions,
    /// Also for all of them, added to what each source says.
    pub settings: &'a BuildSettings,
    /// For which Python.
    pub python: &'a Interpreter,
    /// With which C compiler.
    pub toolchain: &'a Toolchain,
    /// Where objects and stamps are kept.
    pub cache: &'a Cache,
    /// Where the modules go.
    pub destination: Destination<'a>,
    /// At most so many at a time; 0 is one for each processor.
    pub jobs: usize,
    /// Build also what is fresh.
    pub force: bool,
    /// Keep the C text beside the source.
    pub keep_c: bool,
    /// Hand out what the compiler made, for reports.
    pub keep_compiled: bool,
    /// Changes when the compiler itself does.
    pub identity: &'a str,
}

/// Where extension modules go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Destination<'a> {
    /// Beside their sources.
    InPlace,
    /// Into a folder, packages as folders in it.
    Folder(&'a Path),
}

/// Who wants to know how far it is. Called from several threads.
pub trait Progress: Sync {
    /// A module has come to a step.
    fn step(&self, module: &str, step: Step);
    /// A module is done.
    fn done(&self, report: &ModuleReport);
}

/// What a module is going through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// From source to C.
    Translate,
    /// From C to a shared object.
    CompileC,
}

/// What became of a module.
#[derive(Clone, Debug)]
pub struct ModuleReport {
    /// The module.
    pub source: ModuleSource,
    /// The extension module; where it is, or would be.
    pub output: PathBuf,
    /// How it went.
    pub state: ModuleState,
    /// Why it was built.
    pub reason: String,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics are of.
    pub files: FileTable,
    /// What the C compiler wrote.
    pub compiler_output: String,
    /// What the compiler made, if it ran and that was asked for.
    pub compiled: Option<Box<CompileOutput>>,
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModuleState {
    /// Nothing had changed.
    Fresh,
    /// It was built.
    Built {
        /// From source to C.
        translate: Duration,
        /// From C to a shared object; next to nothing if that came from the cache.
        compile_c: Duration,
        /// Size of the C text in bytes.
        c_bytes: usize,
    },
    /// It was not.
    Failed,
}

/// Builds the modules; one report each, in their order.
pub fn build(system: &dyn System, request: BuildRequest<'_>, progress: &dyn Progress) -> Vec<ModuleReport> {
    let work = || {
        let modules = request.modules.par_iter();
        let reports = modules.map(|module| {
            let report = guarded(&module.name, || build_one(system, request, module, progress))
                .unwrap_or_else(|diagnostic| failed(request, module, *diagnostic));
            progress.done(&report);
            report
        });
        reports.collect()
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.jobs).stack_size(STACK_BYTES).build();
    let reports: Vec<ModuleReport> = match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    };
    crate::cc::clean_up(system, request.cache);
    if reports.iter().any(|report| report.state != ModuleState::Fresh) {
        request.cache.prune(system);
    }
    reports
}

fn failed(request: BuildRequest<'_>, module: &ModuleSource, diagnostic: Diagnostic) -> ModuleReport {
    ModuleReport {
        source: module.clone(),
        output: output_path(request, module),
        state: ModuleState::Failed,
        reason: String::new(),
        diagnostics: vec![diagnostic],
        files: FileTable::new(),
        compiler_output: String::new(),
        compiled: None,
    }
}

/// Where a module's extension goes.
fn output_path(request: BuildRequest<'_>, module: &ModuleSource) -> PathBuf {
    let suffix = &request.python.ext_suffix;
    match request.destination {
        Destination::InPlace => {
            let stem = module.path.file_stem().unwrap_or_default().to_string_lossy();
            module.path.with_file_name(format!("{stem}{suffix}"))
        }
        Destination::Folder(folder) => {
            let package_itself = module.path.file_stem().is_some_and(|stem| stem == "__init__");
            let mut parts: Vec<&str> = module.name.split('.').collect();
            if package_itself {
                parts.push("__init__");
            }
            let last = parts.pop().unwrap_or_default();
            let folder = parts.iter().fold(folder.to_path_buf(), |path, part| path.join(part));
            folder.join(format!("{last}{suffix}"))
        }
    }
}

/// What an output was made from.
#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
struct Stamp {
    /// Compiler, options, interpreter, C compiler.
    recipe: String,
    /// Every file that was read, with the hash of its bytes.
    read: BTreeMap<PathBuf, String>,
    /// What was looked for and not found.
    missing: BTreeSet<PathBuf>,
    /// The output's own hash.
    output: String,
}

fn build_one(
    system: &dyn System,
    request: BuildRequest<'_>,
    module: &ModuleSource,
    progress: &dyn Progress,
) -> ModuleReport {
    let output = output_path(request, module);
    let absolute = normalise(&system.current_folder().join(&output));
    let stamp_name = format!("{}.json", hash([absolute.to_string_lossy().as_bytes()]));
    let options = serde_json::to_string(request.options).unwrap_or_default();
    let extra = serde_json::to_string(request.settings).unwrap_or_default();
    let recipe = hash([request.identity, &module.name, &options, &extra, request.toolchain.identity()]);
    let mut report = ModuleReport {
        source: module.clone(),
        output: output.clone(),
        state: ModuleState::Fresh,
        reason: String::new(),
        diagnostics: Vec::new(),
        files: FileTable::new(),
        compiler_output: String::new(),
        compiled: None,
    };
    let known = request.cache.get(system, Kind::Stamp, &stamp_name);
    let known: Option<Stamp> = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match (request.force, reason_to_build(system, known.as_ref(), &recipe, &output)) {
        (false, None) => return report,
        (true, _) => report.reason.push_str("it was asked for"),
        (false, Some(reason)) => report.reason = reason,
    }
    progress.step(&module.name, Step::Translate);
    let started = Instant::now();
    let recorder = Recorder::new(system);
    let python_path = || request.python.path.clone();
    let input = CompileInput {
        path: &module.path,
        module_name: &module.name,
        options: request.options,
        python_path: &python_path,
        remarks: request.keep_compiled,
        debug: false,
    };
    let compiled = compile(&recorder, input);
    let translate = started.elapsed();
    report.diagnostics.clone_from(&compiled.diagnostics);
    report.files = compiled.files.clone();
    let language = compiled.language;
    let mut settings = compiled.settings.clone();
    settings.merge(request.settings.clone());
    let Some(text) = &compiled.c_text else {
        report.state = ModuleState::Failed;
        return report;
    };
    progress.step(&module.name, Step::CompileC);
    let started = Instant::now();
    let folder = module.path.parent().unwrap_or(Path::new(""));
    let numpy = text.contains("numpy/").then(|| request.python.numpy_include(system)).flatten();
    settings
        .include_dirs
        .extend(request.options.include_path.iter().map(|p| p.to_string_lossy().into_owned()));
    let c_module = CModule {
        name: &module.name,
        text,
        language,
        settings: &settings,
        folder,
        include: numpy.as_slice(),
    };
    let mut write = |path: &Path, bytes: &[u8]| {
        if let Err(error) = write_output(system, path, bytes) {
            report.diagnostics.push(*error);
            report.state = ModuleState::Failed;
        }
    };
    let c_path = crate::pipeline::default_output(&module.path, language);
    // the module's other sources may ask for its headers
    for (name, text) in &compiled.headers {
        write(&c_path.with_file_name(name), text.as_bytes());
    }
    let result = request.toolchain.make(system, request.cache, c_module);
    if request.keep_c {
        write(&c_path, text.as_bytes());
    }
    match result {
        Ok(made) => {
            write(&output, &made.bytes);
            if report.state == ModuleState::Failed {
                return report;
            }
            report.compiler_output = made.messages;
            let (mut read, missing) = recorder.finish();
            let depends = settings.depends.iter().map(PathBuf::from);
            for path in made.inputs.into_iter().chain(depends) {
                let content = system.read(&path).map(|bytes| hash([bytes])).unwrap_or_default();
                read.insert(system.current_folder().join(path), content);
            }
            let stamp = Stamp { recipe, read, missing, output: hash([made.bytes]) };
            let bytes = serde_json::to_vec(&stamp).unwrap_or_default();
            request.cache.put(system, Kind::Stamp, &stamp_name, &bytes);
            let c_bytes = text.len();
            report.state = ModuleState::Built { translate, compile_c: started.elapsed(), c_bytes };
            report.compiled = request.keep_compiled.then(|| Box::new(compiled));
        }
        Err(failure) => {
            report.state = ModuleState::Failed;
            report.diagnostics.extend(missing_header(&compiled.files, &failure.output));
            report.diagnostics.push(failure.diagnostic);
            report.compiler_output = failure.output;
        }
    }
    report
}

/// Writes an output at once, making its folder; why that was not possible.
pub fn write_output(system: &dyn System, path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), |folder| system.create_folder(folder));
    made.and_then(|()| system.write(path, bytes)).map_err(|error| {
        let message = format!("cannot write `{}`: {}", path.display(), rules::reason(&error));
        Box::new(rules::nowhere(&rules::CANNOT_WRITE, message))
    })
}

/// Where a source asks for the header that the C compiler did not find, going by what it wrote.
fn missing_header(files: &FileTable, output: &str) -> Option<Diagnostic> {
    let line = output.lines().find(|line| {
        line.contains("No such file or directory")
            || line.contains("file not found")
            || line.contains("Cannot open include")
    })?;
    for (id, file) in files.iter() {
        for (at, _) in file.text().match_indices("extern from") {
            let rest = &file.text()[at..];
            let name = rest.lines().next().and_then(|line| line.split(['\"', '\'']).nth(1));
            let Some(name) = name.map(|name| name.trim_matches(['<', '>'])).filter(|name| !name.is_empty())
            else {
                continue;
            };
            if line.contains(name) {
                let start = at + rest.find(name).unwrap_or(0);
                let span = Span::new(start as u32, (start + name.len()) as u32).in_file(id);
                let message = format!("the C compiler does not find the header `{name}`");
                let help =
                    "name its folder: `include-dirs` in pyproject.toml, or `# distutils: include_dirs = ...`";
                return Some(Diagnostic::new(&rules::MISSING_HEADER, span, message).help(help));
            }
        }
    }
    None
}

/// Why an output has to be made; nothing if it is fresh.
fn reason_to_build(
    system: &dyn System,
    known: Option<&Stamp>,
    recipe: &str,
    output: &Path,
) -> Option<String> {
    let Some(known) = known else { return Some("it was never built here".to_owned()) };
    let Ok(bytes) = system.read(output) else { return Some(format!("`{}` is not there", output.display())) };
    if known.recipe != recipe {
        return Some("the options or one of the compilers changed".to_owned());
    }
    if hash([bytes]) != known.output {
        return Some(format!("`{}` was replaced by something else", output.display()));
    }
    for (path, content) in &known.read {
        if !system.read(path).is_ok_and(|bytes| hash([bytes]) == *content) {
            return Some(format!("`{}` changed", path.display()));
        }
    }
    let new = known.missing.iter().find(|path| system.kind(path).is_some());
    new.map(|path| format!("`{}` is new", path.display()))
}

/// A system that remembers what was read and what was not there.
pub struct Recorder<'a> {
    inner: &'a dyn System,
    seen: Mutex<Seen>,
}

/// Absolute paths: those read, with the hash of their bytes, and those that were not there.
type Seen = (BTreeMap<PathBuf, String>, BTreeSet<PathBuf>);

impl<'a> Recorder<'a> {
    /// Watches this system.
    pub fn new(inner: &'a dyn System) -> Self {
        Self { inner, seen: Mutex::default() }
    }
    /// What was read (absolute paths, hashes of the bytes) and what was not there.
    pub fn finish(self) -> Seen {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
    fn note(&self, path: &Path, content: Option<String>) {
        let path = normalise(&self.inner.current_folder().join(path));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        match content {
            Some(content) => drop(seen.0.insert(path, content)),
            None => drop(seen.1.insert(path)),
        }
    }
}

impl System for Recorder<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let result = self.inner.read(path);
        self.note(path, result.as_ref().ok().map(|bytes| hash([bytes])));
        result
    }
    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let kind = self.inner.kind(path);
        if kind.is_none() {
            self.note(path, None);
        }
        kind
    }
    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        self.inner.list(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.inner.write(path, bytes)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.inner.create_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.inner.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.inner.remove(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.inner.remove_folder(path)
    }
    fn modified(&self, path: &Path) -> io::Result<SystemTime> {
        self.inner.modified(path)
    }
    fn run(&self, process: &Process) -> io::Result<ProcessOutput> {
        self.inner.run(process)
    }
    fn run_through(&self, process: &Process) -> io::Result<Option<i32>> {
        self.inner.run_through(process)
    }
    fn variable(&self, name: &str) -> Option<OsString> {
        self.inner.variable(name)
    }
    fn current_folder(&self) -> PathBuf {
        self.inner.current_folder()
    }
    fn find_program(&self, name: &str) -> Option<PathBuf> {
        self.inner.find_program(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    #[test]
    fn the_recorder_sees_what_was_read_and_what_was_not_there() {
        let system = MemorySystem::new().with_file("a.pyx", "x");
        let recorder = Recorder::new(&system);
        assert!(recorder.read(Path::new("./a.pyx")).is_ok());
        assert!(!recorder.is_file(Path::new("p/../a.pxd")));
        let (read, missing) = recorder.finish();
        assert_eq!(read.into_keys().collect::<Vec<_>>(), [PathBuf::from("/room/a.pyx")]);
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), [PathBuf::from("/room/a.pxd")]);
    }

    #[test]
    fn an_output_is_fresh_only_if_everything_is_as_it_was() {
        let system = MemorySystem::new().with_file("a.pyx", "x").with_file("a.so", "so");
        let stamp = |source: &str, missing: &[&str]| Stamp {
            recipe: "r".into(),
            read: [(PathBuf::from("/room/a.pyx"), hash([source]))].into(),
            missing: missing.iter().map(PathBuf::from).collect(),
            output: hash(["so"]),
        };
        let why =
            |stamp: Option<&Stamp>, recipe: &str| reason_to_build(&system, stamp, recipe, Path::new("a.so"));
        assert_eq!(why(Some(&stamp("x", &["/room/a.pxd"])), "r"), None);
        assert_eq!(why(None, "r").unwrap(), "it was never built here");
        assert_eq!(why(Some(&stamp("y", &[])), "r").unwrap(), "`/room/a.pyx` changed");
        assert_eq!(why(Some(&stamp("x", &[])), "s").unwrap(), "the options or one of the compilers changed");
        assert_eq!(why(Some(&stamp("x", &["/room/a.so"])), "r").unwrap(), "`/room/a.so` is new");
    }
}
