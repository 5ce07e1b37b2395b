//! `cyrus project`: how the build backend asks what pyproject.toml says of the project in the current folder. The answer
//! is JSON on standard output; its `options` and `settings` are those that `cyrus make` takes.

use std::path::{Path, PathBuf};

use cyrus_diagnostics::{Format, Renderer};
use cyrus_project::{BuildSettings, Cache, CompileOptions, Interpreter, Manifest};
use cyrus_source::{FileTable, System};
use serde::Serialize;

use crate::shell::Shell;

#[derive(Serialize, Default, Debug)]
struct Answer {
    /// The folder that holds the packages, absolute.
    root: PathBuf,
    /// Name and path of each module.
    modules: Vec<(String, PathBuf)>,
    options: CompileOptions,
    settings: BuildSettings,
    /// Whether NumPy has to be there.
    numpy: bool,
    /// What else a build needs, relative to the current folder.
    needs: Vec<String>,
    /// The table `[project]`.
    project: serde_json::Map<String, serde_json::Value>,
    /// What is wrong, for people.
    messages: String,
}

pub fn run(system: &dyn System) -> u8 {
    let answer = answer(system);
    Shell::out(&serde_json::to_string(&answer).unwrap_or_default());
    u8::from(!answer.messages.is_empty())
}

fn answer(system: &dyn System) -> Answer {
    let (manifest, project) = match Manifest::with_metadata(system, Path::new("")) {
        Ok(found) => found,
        Err(problem) => {
            let messages = Renderer::new(&problem.files, Format::Human).render(&problem.diagnostic);
            return Answer { messages, ..Answer::default() };
        }
    };
    let (modules, diagnostics) = manifest.modules(system);
    let numpy = manifest.wants_numpy().then(|| {
        let python = Interpreter::find(system, &Cache::locate(system), None).ok()?;
        python.numpy_include(system)
    });
    let absolute = |path: &Path| system.current_folder().join(path);
    let mut options = manifest.options(&CompileOptions::default());
    options.include_path = options.include_path.iter().map(|path| absolute(path)).collect();
    let mut settings = manifest.settings(numpy.flatten().as_deref());
    settings.make_absolute(&system.current_folder());
    Answer {
        root: absolute(&manifest.root),
        modules: modules.into_iter().map(|module| (module.name, module.path)).collect(),
        options,
        settings,
        numpy: manifest.wants_numpy(),
        needs: manifest.needs(),
        project,
        messages: Renderer::new(&FileTable::new(), Format::Human).render_all(&diagnostics),
    }
}
