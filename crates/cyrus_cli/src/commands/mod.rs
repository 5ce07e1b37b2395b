//! One file a command. Each returns the exit status: 0, or 1 if anything failed.

mod annotate;
mod build;
mod check;
mod dev;
mod dropin;
mod explain;
mod make;
mod new;
mod project;
mod run;
mod tour;
mod translate;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_project::{
    BuildSettings, Cache, CompileInput, CompileOptions, CompileOutput, Interpreter, Manifest, ModuleReport,
    ModuleSource, Toolchain, guard,
};
use cyrus_source::System;

use crate::args::{Arguments, Command, Compile};
use crate::shell::Shell;

/// Runs a command.
pub fn run(system: &dyn System, arguments: Arguments) -> u8 {
    let shell = Shell::new(system, arguments.error_format, arguments.color);
    match arguments.command {
        Command::Build(words) => build::run(system, &shell, &words),
        Command::Run(words) => run::run(system, &shell, &words),
        Command::Check(words) => check::run(system, &shell, &words),
        Command::Annotate(words) => annotate::run(system, &shell, &words),
        Command::Tour(words) => tour::run(system, &shell, &words),
        Command::Dev(words) => dev::run(system, &shell, &words),
        Command::Explain(words) => explain::run(&shell, &words),
        Command::New(words) => new::run(system, &shell, &words),
        Command::Dropin(words) => dropin::run(system, &shell, &words),
        Command::Translate => translate::run(system),
        Command::Make => make::run(system),
        Command::Project => project::run(system),
        Command::Cython { words } => crate::cython::main(system, &words),
    }
}

/// What every command that runs the C compiler needs.
struct Tools {
    cache: Cache,
    python: Interpreter,
    toolchain: Toolchain,
}

impl Tools {
    fn find(system: &dyn System, python: Option<&str>) -> Result<Self, Box<Diagnostic>> {
        let cache = Cache::locate(system);
        let python = Interpreter::find(system, &cache, python)?;
        let toolchain = Toolchain::find(system, &python)?;
        Ok(Self { cache, python, toolchain })
    }
}

/// Compiles one module on a deep stack, by `compile` or a part of it; a panic is a diagnostic.
fn compile_guarded(
    system: &dyn System,
    module: &ModuleSource,
    options: &CompileOptions,
    python: Option<&str>,
    remarks: bool,
    compile: fn(&dyn System, CompileInput<'_>) -> CompileOutput,
) -> CompileOutput {
    let python_path = python_path(system, python);
    let input = CompileInput {
        path: &module.path,
        module_name: &module.name,
        options,
        python_path: &python_path,
        remarks,
        debug: false,
    };
    let output = guard::with_deep_stack(|| guard::guarded(&module.name, || compile(system, input)));
    match output {
        Some(Ok(output)) => output,
        Some(Err(diagnostic)) => CompileOutput { diagnostics: vec![*diagnostic], ..CompileOutput::default() },
        None => CompileOutput::default(),
    }
}

/// `sys.path` of an interpreter, asked for when it is needed; empty if there is none.
pub fn python_path<'a>(
    system: &'a dyn System,
    python: Option<&'a str>,
) -> impl Fn() -> Vec<PathBuf> + Sync + 'a {
    move || {
        Interpreter::find(system, &Cache::locate(system), python).map(|found| found.path).unwrap_or_default()
    }
}

/// The options, or 2 after having said what is wrong with them.
fn options(shell: &Shell, words: &Compile) -> Result<CompileOptions, u8> {
    words.options().map_err(|message| {
        shell.say(&format!("{} {message}", shell.bad("error:")));
        2
    })
}

/// Modules of one project, and what its pyproject.toml says.
struct Group {
    manifest: Option<Manifest>,
    modules: Vec<ModuleSource>,
}

impl Group {
    /// The command line's options with the project's.
    fn options(&self, given: &CompileOptions) -> CompileOptions {
        self.manifest.as_ref().map_or_else(|| given.clone(), |manifest| manifest.options(given))
    }

    /// What the project tells the C compiler.
    fn settings(&self, system: &dyn System, python: &Interpreter) -> BuildSettings {
        let settings = |manifest: &Manifest| {
            let numpy = manifest.wants_numpy().then(|| python.numpy_include(system)).flatten();
            manifest.settings(numpy.as_deref())
        };
        self.manifest.as_ref().map(settings).unwrap_or_default()
    }
}

/// Modules by the project that they belong to, and how many belong to one that cannot be understood, which is said.
fn by_project(system: &dyn System, shell: &Shell, modules: Vec<ModuleSource>) -> (Vec<Group>, usize) {
    let mut known: BTreeMap<PathBuf, Result<usize, ()>> = BTreeMap::new();
    let (mut groups, mut lost): (Vec<Group>, usize) = (Vec::new(), 0);
    for module in modules {
        let folder = module.path.parent().map(Path::to_path_buf).unwrap_or_default();
        let group = known.entry(folder.clone()).or_insert_with(|| match Manifest::above(system, &folder) {
            Ok(manifest) => {
                let same = groups.iter().position(|group| group.manifest == manifest);
                Ok(same.unwrap_or_else(|| {
                    groups.push(Group { manifest, modules: Vec::new() });
                    groups.len() - 1
                }))
            }
            Err(problem) => {
                shell.diagnostics(std::slice::from_ref(&problem.diagnostic), &problem.files);
                Err(())
            }
        });
        match group {
            Ok(group) => groups[*group].modules.push(module),
            Err(()) => lost += 1,
        }
    }
    (groups, lost)
}

/// Shows what there is to say of a module; whether it failed.
fn show(shell: &Shell, report: &ModuleReport, verbose: bool) -> bool {
    shell.diagnostics(&report.diagnostics, &report.files);
    let failed = report.state == cyrus_project::ModuleState::Failed;
    if failed || verbose {
        shell.raw(&report.compiler_output);
    }
    failed
}

/// Changes when this program does: outputs of another compiler are not fresh.
fn identity(system: &dyn System) -> String {
    let program = std::env::current_exe().unwrap_or_default();
    let changed = system.modified(&program).ok();
    let since = changed.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    format!("{} {}", env!("CARGO_PKG_VERSION"), since.map_or(0, |time| time.as_nanos()))
}
