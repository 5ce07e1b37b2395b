//! Which files to compile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{EntryKind, System};

use crate::{names, rules};

/// A file that becomes a module.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ModuleSource {
    /// As it was named or found.
    pub path: PathBuf,
    /// The dotted name.
    pub name: String,
    /// The folder that has to be on `sys.path`.
    pub root: PathBuf,
}

impl ModuleSource {
    /// The module that a file is.
    pub fn of(system: &dyn System, path: &Path) -> Self {
        let name = names::module_name(system, path);
        Self { path: path.to_path_buf(), name: name.dotted, root: name.root }
    }
}

/// The modules below these paths: a file is itself, a folder is all `.pyx` files in it. Sorted, each once.
pub fn find_modules(system: &dyn System, paths: &[PathBuf]) -> (Vec<ModuleSource>, Vec<Diagnostic>) {
    let (mut found, mut diagnostics) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = path.display();
        match system.kind(path) {
            Some(EntryKind::File) => {
                if matches!(path.extension().and_then(|e| e.to_str()), Some("pyx" | "py" | "pyw")) {
                    found.push(ModuleSource::of(system, path));
                } else {
                    let message = format!("`{shown}` is neither a `.pyx` nor a `.py` file");
                    diagnostics.push(rules::nowhere(&rules::NOT_A_SOURCE, message));
                }
            }
            Some(EntryKind::Folder) => {
                let before = found.len();
                walk(system, path, &mut found, &mut diagnostics);
                if found.len() == before {
                    let help = "name `.py` files one by one: a folder stands for its `.pyx` files only";
                    let message = format!("there is no `.pyx` file in `{shown}`");
                    diagnostics.push(rules::nowhere(&rules::NO_MODULES, message).help(help));
                }
            }
            None => {
                let message = format!("no such file or folder: `{shown}`");
                let mut diagnostic = rules::nowhere(&rules::MISSING_FILE, message);
                if let Some(near) = nearest(system, path) {
                    diagnostic = diagnostic.help(format!("there is a `{}`", near.display()));
                }
                diagnostics.push(diagnostic);
            }
        }
    }
    let (found, clashes) = apart(found);
    diagnostics.extend(clashes);
    let (found, hidden): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|module| package_of_that_name(system, module).is_none());
    diagnostics.extend(hidden.iter().filter_map(|module| {
        let package = package_of_that_name(system, module)?;
        let message = format!(
            "`{}` would be the module `{}`, and so is the package `{}`, which is what an import finds",
            module.path.display(),
            module.name,
            package.display()
        );
        let help = "name one of them differently, or leave it out";
        Some(rules::nowhere(&rules::MODULE_CLASH, message).help(help))
    }));
    (found, diagnostics)
}

/// The package beside a module that has its name.
fn package_of_that_name(system: &dyn System, module: &ModuleSource) -> Option<PathBuf> {
    let folder = module.path.with_extension("");
    let is_own = module.path.file_stem().is_some_and(|stem| stem == "__init__");
    (!is_own && names::is_package(system, &folder)).then_some(folder)
}

/// Sorts modules, takes each once, and refuses those of which several files would be one.
pub fn apart(mut found: Vec<ModuleSource>) -> (Vec<ModuleSource>, Vec<Diagnostic>) {
    found.sort();
    found.dedup();
    let mut files: BTreeMap<(&Path, &str), Vec<&Path>> = BTreeMap::new();
    for module in &found {
        files.entry((&module.root, &module.name)).or_default().push(&module.path);
    }
    let clashes = files.iter().filter(|(_, paths)| paths.len() > 1);
    let diagnostics = clashes.map(|((_, name), paths)| {
        let message = format!(
            "`{}` and `{}` would both be the module `{name}`",
            paths[0].display(),
            paths[1].display()
        );
        rules::nowhere(&rules::MODULE_CLASH, message).help("name one of them differently, or leave it out")
    });
    let diagnostics = diagnostics.collect();
    let once = |module: &ModuleSource| {
        files.get(&(&*module.root, &*module.name)).is_none_or(|paths| paths.len() == 1)
    };
    let kept: Vec<bool> = found.iter().map(once).collect();
    let modules = found.into_iter().zip(kept).filter_map(|(module, kept)| kept.then_some(module)).collect();
    (modules, diagnostics)
}

fn walk(
    system: &dyn System,
    folder: &Path,
    found: &mut Vec<ModuleSource>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let rows = match system.list(folder) {
        Ok(rows) => rows,
        Err(error) => {
            let message = format!("cannot list `{}`: {}", folder.display(), rules::reason(&error));
            diagnostics.push(rules::nowhere(&rules::CANNOT_READ, message));
            return;
        }
    };
    for row in rows {
        let name = row.name.to_string_lossy();
        let path = if folder == Path::new(".") { PathBuf::from(&row.name) } else { folder.join(&row.name) };
        match row.kind {
            EntryKind::File if name.ends_with(".pyx") => found.push(ModuleSource::of(system, &path)),
            EntryKind::Folder if !is_foreign(system, &name, &path) => walk(system, &path, found, diagnostics),
            EntryKind::File | EntryKind::Folder => {}
        }
    }
}

/// Folders that hold other people's files or outputs.
pub fn is_foreign(system: &dyn System, name: &str, path: &Path) -> bool {
    name.starts_with('.')
        || matches!(name, "__pycache__" | "node_modules" | "build" | "dist" | "target")
        || name.ends_with(".egg-info")
        || system.is_file(&path.join("pyvenv.cfg"))
}

/// The same name with another suffix, or in another case.
fn nearest(system: &dyn System, path: &Path) -> Option<PathBuf> {
    let candidates = ["pyx", "py"].map(|suffix| path.with_extension(suffix));
    if let Some(found) = candidates.iter().find(|p| *p != path && system.is_file(p)) {
        return Some(found.clone());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wanted = path.file_name()?.to_string_lossy().to_lowercase();
    let rows = system.list(folder).ok()?;
    let row = rows.into_iter().find(|row| row.name.to_string_lossy().to_lowercase() == wanted)?;
    Some(path.with_file_name(row.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    fn system() -> MemorySystem {
        MemorySystem::new()
            .with_file("p/__init__.py", "")
            .with_file("p/b.pyx", "")
            .with_file("p/a.pyx", "")
            .with_file("p/plain.py", "")
            .with_file("p/data.txt", "")
            .with_file("p/build/x.pyx", "")
            .with_file("p/env/pyvenv.cfg", "")
            .with_file("p/env/y.pyx", "")
    }

    fn run(paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        let (found, diagnostics) = find_modules(&system(), &paths);
        let names = found.into_iter().map(|m| m.name).collect();
        (names, diagnostics.into_iter().map(|d| format!("{}: {:?}", d.message, d.help)).collect())
    }

    #[test]
    fn a_folder_is_its_pyx_files_and_a_file_is_itself() {
        assert_eq!(run(&["p"]), (vec!["p.a".into(), "p.b".into()], vec![]));
        assert_eq!(run(&[".", "p/a.pyx", "p/plain.py"]).0, ["p.a", "p.b", "p.plain"]);
    }

    #[test]
    fn two_files_of_one_module_are_said() {
        let system = system().with_file("p/a.py", "").with_file("q.pyx", "").with_file("q.py", "");
        let paths = ["p/a.py", "p", "q.pyx"].map(PathBuf::from);
        let (found, diagnostics) = find_modules(&system, &paths);
        let names: Vec<_> = found.into_iter().map(|m| m.name).collect();
        assert_eq!(names, ["p.b", "q"]);
        assert_eq!(diagnostics[0].message, "`p/a.py` and `p/a.pyx` would both be the module `p.a`");
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(run(&["p/A.pyx"]).1, ["no such file or folder: `p/A.pyx`: [\"there is a `p/a.pyx`\"]"]);
        assert_eq!(run(&["p/b.py"]).1, ["no such file or folder: `p/b.py`: [\"there is a `p/b.pyx`\"]"]);
        assert_eq!(run(&["p/data.txt"]).1, ["`p/data.txt` is neither a `.pyx` nor a `.py` file: []"]);
    }
}
