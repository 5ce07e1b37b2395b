//! `[tool.cyrus]` in pyproject.toml: how a project's modules are built. `cyrus build` and the build backend go by it.
//!
//! A project's packages lie in `src/` or beside pyproject.toml; every `.pyx` file in them is a module.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{EntryKind, FileTable, SourceFile, Span, System, normalise};
use serde::Deserialize;

use crate::discover::{apart, is_foreign};
use crate::names::is_package;
use crate::{BuildSettings, CompileOptions, Language, ModuleSource, pattern, rules};

/// The name of the file.
pub const FILE: &str = "pyproject.toml";

/// A project's wishes.
#[derive(Clone, PartialEq, Debug)]
pub struct Manifest {
    /// The folder of pyproject.toml, as it was named.
    pub folder: PathBuf,
    /// The folder that holds the packages.
    pub root: PathBuf,
    tool: Tool,
}

/// What is wrong with a pyproject.toml, and the file that it is shown in.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What to say.
    pub diagnostic: Diagnostic,
    /// The file.
    pub files: FileTable,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    /// The table `[project]` (PEP 621).
    project: serde_json::Map<String, serde_json::Value>,
    tool: Tools,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Tools {
    cyrus: Option<Tool>,
}

/// The table itself.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Tool {
    /// Patterns of `.py` files to compile, too.
    compile: Vec<String>,
    /// Patterns of files to leave out.
    exclude: Vec<String>,
    language: Option<Written>,
    /// NumPy's headers.
    numpy: bool,
    directives: BTreeMap<String, Value>,
    define_macros: Vec<String>,
    include_dirs: Vec<String>,
    libraries: Vec<String>,
    library_dirs: Vec<String>,
    runtime_library_dirs: Vec<String>,
    extra_compile_args: Vec<String>,
    extra_link_args: Vec<String>,
    extra_objects: Vec<String>,
    sources: Vec<String>,
    depends: Vec<String>,
}

/// The language as people write it.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
enum Written {
    #[serde(rename = "c")]
    C,
    #[serde(rename = "c++", alias = "cpp")]
    Cpp,
}

impl File {
    fn read(system: &dyn System, folder: &Path) -> Result<Self, Box<Problem>> {
        let path = folder.join(FILE);
        let bytes = match system.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic = crate::pipeline::unreadable(system, &path, &error);
                return Err(Box::new(Problem { diagnostic, files: FileTable::new() }));
            }
        };
        // what is not UTF-8 is not TOML; the parser says where
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let problem = |text: &str, at: std::ops::Range<usize>, message: String| {
            let mut files = FileTable::new();
            let id = files.add(SourceFile::from_text(path.clone(), text));
            let at = Span::new(at.start as u32, at.end as u32).in_file(id);
            let diagnostic = Diagnostic::new(&rules::BAD_PROJECT, at, message);
            Box::new(Problem { diagnostic, files })
        };
        let file: Self = toml::from_str(&text)
            .map_err(|error| problem(&text, error.span().unwrap_or(0..0), error.message().to_owned()))?;
        let directives = file.tool.cyrus.iter().flat_map(|tool| &tool.directives);
        for (name, value) in directives {
            if let Err(message) = cyrus_sema::Directives::default().set_text(name, &value.text()) {
                let at = text.find(name.as_str()).unwrap_or(0);
                return Err(problem(&text, at..at + name.len(), message));
            }
        }
        Ok(file)
    }
}

/// What a directive is set to.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(untagged, expecting = "a directive is true, false, a number, a text or a list of texts")]
enum Value {
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<String>),
}

impl Value {
    /// As it stands in a comment.
    fn text(&self) -> String {
        match self {
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(texts) => texts.join(","),
        }
    }
}

impl Manifest {
    /// Reads a folder's pyproject.toml; nothing if there is none or it says nothing to this compiler.
    pub fn read(system: &dyn System, folder: &Path) -> Result<Option<Self>, Box<Problem>> {
        if !system.is_file(&folder.join(FILE)) {
            return Ok(None);
        }
        let file = File::read(system, folder)?;
        Ok(file.tool.cyrus.map(|tool| Self { tool, ..Self::plain(system, folder) }))
    }

    /// The same with the table `[project]`; a project that says nothing to this compiler has no wishes.
    pub fn with_metadata(
        system: &dyn System,
        folder: &Path,
    ) -> Result<(Self, serde_json::Map<String, serde_json::Value>), Box<Problem>> {
        let file = File::read(system, folder)?;
        let tool = file.tool.cyrus.unwrap_or_default();
        Ok((Self { tool, ..Self::plain(system, folder) }, file.project))
    }

    /// A project without wishes.
    pub fn plain(system: &dyn System, folder: &Path) -> Self {
        let source = folder.join("src");
        let root = if system.is_folder(&source) { source } else { folder.to_path_buf() };
        Self { folder: folder.to_path_buf(), root, tool: Tool::default() }
    }

    /// The project that a file or folder belongs to: the nearest pyproject.toml above it that says something to this
    /// compiler.
    pub fn above(system: &dyn System, path: &Path) -> Result<Option<Self>, Box<Problem>> {
        let start = normalise(&system.current_folder().join(path));
        for folder in start.ancestors() {
            // a folder of the current one is named as the user would
            let shown = folder.strip_prefix(system.current_folder()).unwrap_or(folder);
            if let Some(found) = Self::read(system, shown)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Adds what the project says to the command line's options, which come first.
    pub fn options(&self, given: &CompileOptions) -> CompileOptions {
        let mut options = given.clone();
        let own = self.tool.directives.iter().map(|(name, value)| (name.clone(), value.text()));
        options.directives = own.chain(given.directives.iter().cloned()).collect();
        options.language = given.language.or(self.tool.language.map(|written| match written {
            Written::C => Language::C,
            Written::Cpp => Language::Cpp,
        }));
        options.include_path.push(self.root_folder().to_path_buf());
        options
    }

    /// What the C compiler is told. Paths are relative to pyproject.toml.
    pub fn settings(&self, numpy: Option<&Path>) -> BuildSettings {
        let tool = &self.tool;
        let paths = |list: &[String]| -> Vec<String> {
            list.iter().map(|path| self.folder.join(path).to_string_lossy().into_owned()).collect()
        };
        let mut include_dirs = paths(&tool.include_dirs);
        include_dirs.extend(numpy.filter(|_| tool.numpy).map(|path| path.to_string_lossy().into_owned()));
        let macros = tool.define_macros.iter().map(|item| match item.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (item.clone(), None),
        });
        BuildSettings {
            language: None,
            sources: paths(&tool.sources),
            include_dirs,
            define_macros: macros.collect(),
            undef_macros: Vec::new(),
            libraries: tool.libraries.clone(),
            library_dirs: paths(&tool.library_dirs),
            runtime_library_dirs: tool.runtime_library_dirs.clone(),
            extra_objects: paths(&tool.extra_objects),
            extra_compile_args: tool.extra_compile_args.clone(),
            extra_link_args: tool.extra_link_args.clone(),
            depends: paths(&tool.depends),
        }
    }

    /// The folder that holds the packages, under a name that other programs understand.
    fn root_folder(&self) -> &Path {
        if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root }
    }

    /// Whether NumPy has to be there.
    pub fn wants_numpy(&self) -> bool {
        self.tool.numpy
    }

    /// Files and folders beside the packages that a build needs: paths relative to pyproject.toml.
    pub fn needs(&self) -> Vec<String> {
        let tool = &self.tool;
        [&tool.include_dirs, &tool.sources, &tool.extra_objects, &tool.depends]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }

    /// The modules, sorted; two files of one name are an error, and neither is a module.
    pub fn modules(&self, system: &dyn System) -> (Vec<ModuleSource>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        for row in system.list(self.root_folder()).unwrap_or_default() {
            let (name, path) = (row.name.to_string_lossy().into_owned(), self.root.join(&row.name));
            match row.kind {
                EntryKind::File => self.file(&name, path, &mut found),
                EntryKind::Folder => {
                    let own = is_package(system, &path) && !matches!(name.as_str(), "test" | "tests");
                    if own && !is_foreign(system, &name, &path) {
                        self.folder(system, &path, &name, &mut found);
                    }
                }
            }
        }
        apart(found)
    }

    fn folder(&self, system: &dyn System, folder: &Path, below: &str, found: &mut Vec<ModuleSource>) {
        for row in system.list(folder).unwrap_or_default() {
            let (name, path) = (row.name.to_string_lossy(), folder.join(&row.name));
            let below = format!("{below}/{name}");
            match row.kind {
                EntryKind::File => self.file(&below, path, found),
                EntryKind::Folder if !is_foreign(system, &name, &path) => {
                    self.folder(system, &path, &below, found);
                }
                EntryKind::Folder => {}
            }
        }
    }

    /// Adds a file if it is a module; `below` is its path below the root, with `/`.
    fn file(&self, below: &str, path: PathBuf, found: &mut Vec<ModuleSource>) {
        let any = |patterns: &[String]| patterns.iter().any(|p| pattern::matches(p, below));
        let Some((stem, suffix)) = below.rsplit_once('.') else { return };
        let compiled = suffix == "pyx" || suffix == "py" && any(&self.tool.compile);
        if compiled && !any(&self.tool.exclude) {
            let name = stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', ".");
            found.push(ModuleSource { path, name, root: self.root.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use cyrus_source::MemorySystem;

    use super::*;

    fn project(tool: &str) -> MemorySystem {
        MemorySystem::new()
            .with_file(FILE, format!("[project]\nname = 'x'\n[tool.cyrus]\n{tool}\n"))
            .with_file("src/p/__init__.py", "")
            .with_file("src/p/a.pyx", "")
            .with_file("src/p/b.py", "")
            .with_file("src/p/inner/c.pyx", "")
            .with_file("src/p/build/no.pyx", "")
            .with_file("src/tests/__init__.py", "")
            .with_file("src/tests/t.pyx", "")
            .with_file("src/loose/l.pyx", "")
            .with_file("src/top.pyx", "")
    }

    fn read(system: &MemorySystem) -> Manifest {
        Manifest::read(system, Path::new("")).unwrap().unwrap()
    }

    #[test]
    fn modules_are_those_of_the_packages() {
        let names = |tool: &str| {
            let system = project(tool);
            let (found, diagnostics) = read(&system).modules(&system);
            let names: Vec<_> = found.into_iter().map(|m| m.name).collect();
            (names.join(" "), diagnostics.into_iter().map(|d| d.message).collect::<Vec<_>>())
        };
        assert_eq!(names(""), ("p.a p.inner.c top".into(), vec![]));
        assert_eq!(
            names("compile = ['p/*.py']\nexclude = ['**/c.pyx']"),
            ("p.__init__ p.a p.b top".replace("p.__init__", "p"), vec![])
        );
        let system = project("compile = ['p/b.py']").with_file("src/p/b.pyx", "");
        let (found, diagnostics) = read(&system).modules(&system);
        assert_eq!(found.len(), 3);
        assert_eq!(diagnostics[0].message, "`src/p/b.py` and `src/p/b.pyx` would both be the module `p.b`");
    }

    #[test]
    fn flags_paths_and_directives() {
        let system = project(
            "language = 'c++'\nnumpy = true\ninclude-dirs = ['inc']\nlibraries = ['m']\ndefine-macros = ['A=1', 'B']\n\
             directives = {boundscheck = false, language_level = 3}",
        );
        let manifest = read(&system);
        let options = manifest.options(&CompileOptions {
            directives: vec![("boundscheck".into(), "True".into())],
            ..CompileOptions::default()
        });
        assert_eq!(options.language, Some(Language::Cpp));
        let texts: Vec<_> =
            options.directives.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(texts, ["boundscheck=False", "language_level=3", "boundscheck=True"]);
        let settings = manifest.settings(Some(Path::new("/np")));
        assert_eq!(settings.include_dirs, ["inc", "/np"]);
        assert_eq!(settings.define_macros, [("A".into(), Some("1".into())), ("B".into(), None)]);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        for (tool, want, line) in [
            ("colour = 'red'", "unknown field `colour`", 4),
            ("language = 'rust'", "unknown variant `rust`", 4),
            ("libraries = 'm'", "invalid type: string \"m\", expected a sequence", 4),
            ("[", "", 4),
        ] {
            let problem = Manifest::read(&project(tool), Path::new("")).unwrap_err();
            assert!(problem.diagnostic.message.starts_with(want), "{}", problem.diagnostic.message);
            assert_eq!(problem.files.position(problem.diagnostic.primary.at).unwrap().line, line);
        }
        let other = MemorySystem::new().with_file(FILE, "[project]\nname = 'x'\n");
        assert!(Manifest::read(&other, Path::new("")).unwrap().is_none());
    }
}
