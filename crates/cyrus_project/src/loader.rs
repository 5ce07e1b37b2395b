//! Other files of a module's compilation: the `.pxd` files it cimports, the `.pxi` files it includes.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_ast::{Stmt, StmtKind};
use cyrus_diagnostics::Diagnostic;
use cyrus_parser::{ParseOptions, SourceKind, parse};
use cyrus_sema::{Loaded, Loader};
use cyrus_source::{Entry, FileId, FileTable, Name, SourceFile, System, normalise};

use crate::interface::interface;
use crate::pipeline::{source_kind, undecodable, unreadable};
use crate::settings::{BuildSettings, read_header};
use crate::{CompileOptions, LanguageLevel};

/// The version of the language, as it stands in names of `.pxd` files.
const CYTHON_VERSION: u32 = 33;

/// Reads, parses and keeps files. Everything that was loaded lives as long as the loader.
pub struct FileLoader<'s> {
    system: &'s dyn System,
    options: &'s CompileOptions,
    /// `sys.path` of the interpreter, asked for only when nothing nearer has the file.
    python_path: &'s dyn Fn() -> Vec<PathBuf>,
    asked_path: OnceCell<Vec<PathBuf>>,
    /// The folder of the outermost package of the main file.
    root: PathBuf,
    main_folder: PathBuf,
    files: RefCell<FileTable>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    settings: RefCell<BuildSettings>,
    /// Where each dotted name was found; nothing for one that is nowhere.
    modules: RefCell<BTreeMap<String, Option<usize>>>,
    /// By path, and whether only its declarations are wanted.
    includes: RefCell<BTreeMap<(PathBuf, bool), Option<usize>>>,
    /// Files of which only the declarations were kept.
    interfaces: RefCell<Vec<FileId>>,
    loaded: Kept<Loaded>,
}

impl<'s> FileLoader<'s> {
    /// A loader for the module at `path`, whose outermost package lies in `root`.
    pub fn new(
        system: &'s dyn System,
        options: &'s CompileOptions,
        path: &Path,
        root: PathBuf,
        python_path: &'s dyn Fn() -> Vec<PathBuf>,
    ) -> Self {
        Self {
            system,
            options,
            python_path,
            asked_path: OnceCell::new(),
            root,
            main_folder: path.parent().map(Path::to_path_buf).unwrap_or_default(),
            files: RefCell::default(),
            diagnostics: RefCell::default(),
            settings: RefCell::default(),
            modules: RefCell::default(),
            includes: RefCell::default(),
            interfaces: RefCell::default(),
            loaded: Kept::default(),
        }
    }

    /// Reads and parses a file; nothing if it cannot be read as text, which has been reported then.
    pub fn load(&self, path: &Path, kind: SourceKind, module: &str) -> Option<&Loaded> {
        self.load_at(path, kind, module).and_then(|at| self.loaded.get(at))
    }

    /// The `.pxd` of the main file: the one beside it, whatever its module is called, or one on the include path. It
    /// is not looked for among installed packages, so most modules are translated without asking Python anything.
    pub fn own_pxd(&self, path: &Path, module: &str) -> Option<&Loaded> {
        let beside = Some(path.with_extension("pxd")).filter(|pxd| self.system.is_file(pxd));
        let at = match beside {
            Some(pxd) => self.load_at(&pxd, SourceKind::Pxd, module),
            None => self.find_near(module),
        };
        self.modules.borrow_mut().insert(module.to_owned(), at);
        at.and_then(|at| self.loaded.get(at))
    }

    /// How the files that were read so far want to be built.
    pub fn settings(&self) -> BuildSettings {
        self.settings.borrow().clone()
    }

    /// The files, what was wrong with them, and how they want to be built.
    pub fn finish(self) -> (FileTable, Vec<Diagnostic>, BuildSettings) {
        (self.files.into_inner(), self.diagnostics.into_inner(), self.settings.into_inner())
    }

    fn load_at(&self, path: &Path, kind: SourceKind, module: &str) -> Option<usize> {
        self.read_at(path, kind, module).map(|loaded| self.loaded.push(loaded))
    }

    fn read_at(&self, path: &Path, kind: SourceKind, module: &str) -> Option<Loaded> {
        let bytes = match self.system.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.diagnostics.borrow_mut().push(unreadable(self.system, path, &error));
                return None;
            }
        };
        self.parsed(SourceFile::from_bytes(path, &bytes), kind, module)
    }

    fn parsed(&self, file: SourceFile, kind: SourceKind, module: &str) -> Option<Loaded> {
        let id = self.files.borrow_mut().add(file);
        let file = self.files.borrow().get(id).cloned()?;
        if let Some(problem) = file.problem() {
            self.diagnostics.borrow_mut().push(undecodable(&file, id, problem));
            return None;
        }
        let (header, diagnostics) = read_header(&file, id);
        self.diagnostics.borrow_mut().extend(diagnostics);
        let mut settings = header.settings;
        settings.resolve(self.system, file.path().parent().unwrap_or(Path::new("")));
        self.settings.borrow_mut().merge(settings);
        let level = header.level.or_else(|| self.options.level()).unwrap_or_default();
        let level2 = level == LanguageLevel::Two;
        let mut options = ParseOptions::new(kind, id);
        if level2 {
            options.level = cyrus_parser::LanguageLevel::Py2;
        }
        let parsed = parse(file.text(), options);
        self.diagnostics.borrow_mut().extend(parsed.diagnostics);
        if matches!(kind, SourceKind::Pxd | SourceKind::Pyx) {
            self.settings.borrow_mut().merge(self.headers_beside(file.path(), &parsed.module.body));
        }
        Some(Loaded {
            file: id,
            tree: parsed.module,
            text: file.text().into(),
            module: Name::from(module),
            is_package: file
                .path()
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("__init__.")),
            level2,
        })
    }

    /// Headers that declarations name and that lie beside them: whoever compiles the C has to find them there, too.
    fn headers_beside(&self, path: &Path, body: &[Stmt]) -> BuildSettings {
        let mut settings = BuildSettings::default();
        let folder = path.parent().unwrap_or(Path::new(""));
        let near = folder == self.main_folder;
        let blocks = body.iter().filter_map(|statement| match &statement.kind {
            StmtKind::CExtern(block) => block.header.as_deref().filter(|_| !block.system),
            _ => None,
        });
        for header in blocks.map(|name| place(folder, Path::new(name))) {
            if self.system.is_file(&header) {
                settings.depends.push(header.to_string_lossy().into_owned());
                if near {
                    continue;
                }
                let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                settings.include_dirs = vec![shown.to_string_lossy().into_owned()];
            }
        }
        settings
    }

    /// The `.pxd` of a dotted name, looked for where Cython looks: the main file's own tree, the include path, the
    /// bundled declarations, `sys.path`, the bundled stand-ins.
    fn find(&self, module: &str) -> Option<usize> {
        if let Some(at) = self.find_near(module) {
            return Some(at);
        }
        if !cyrus_library::is_stand_in(module)
            && let Some(at) = self.bundled(module)
        {
            return Some(at);
        }
        let asked = self.asked_path.get_or_init(|| (self.python_path)());
        match asked.iter().find_map(|folder| self.in_folder(folder, module)) {
            Some(path) => self.load_at(&path, SourceKind::Pxd, module),
            None => self.bundled(module),
        }
    }

    fn bundled(&self, module: &str) -> Option<usize> {
        let bundled = cyrus_library::pxd(module)?;
        let path = Path::new("<bundled>").join(bundled.path);
        let loaded = self.parsed(SourceFile::from_text(path, bundled.text), SourceKind::Pxd, module)?;
        Some(self.loaded.push(loaded))
    }

    /// The same in the main file's own tree and on the include path.
    fn find_near(&self, module: &str) -> Option<usize> {
        let near = std::iter::once(&self.root).chain(&self.options.include_path);
        let declared = near.clone().map(PathBuf::as_path).find_map(|folder| self.in_folder(folder, module));
        if let Some(path) = declared {
            return self.load_at(&self.shown(&path), SourceKind::Pxd, module);
        }
        let path = near
            .filter(|_| self.options.cimport_from_pyx)
            .map(|folder| place(folder, &module.split('.').collect::<PathBuf>()).with_extension("pyx"))
            .find(|path| self.system.is_file(path))?;
        // the main file is no other module to itself
        let is_main = self.loaded.get(0).is_some_and(|main| main.module == module);
        if is_main { None } else { self.load_interface(&self.shown(&path), SourceKind::Pyx, module) }
    }

    /// The declarations of a file that does more than declare.
    fn load_interface(&self, path: &Path, kind: SourceKind, module: &str) -> Option<usize> {
        let mut loaded = self.read_at(path, kind, module)?;
        loaded.tree.body = interface(loaded.tree.body);
        self.interfaces.borrow_mut().push(loaded.file);
        Some(self.loaded.push(loaded))
    }

    /// The `.pxd` of a dotted name below a folder.
    fn in_folder(&self, folder: &Path, module: &str) -> Option<PathBuf> {
        let nested = place(folder, &module.split('.').collect::<PathBuf>());
        let package = nested.join("__init__");
        let flat = place(folder, Path::new(module));
        [nested, package, flat].iter().find_map(|stem| self.versioned(stem).or_else(|| self.plain(stem)))
    }

    fn plain(&self, stem: &Path) -> Option<PathBuf> {
        let path = PathBuf::from(format!("{}.pxd", stem.display()));
        self.system.is_file(&path).then_some(path)
    }

    /// `name.cython-30.pxd` and the like: the newest that this language version can read goes before `name.pxd`.
    fn versioned(&self, stem: &Path) -> Option<PathBuf> {
        let name = stem.file_name()?.to_string_lossy().into_owned();
        // packages publish such files beside an `__init__`; looking into every folder for others would cost too much
        if name != "__init__" {
            return None;
        }
        let rows = self.system.list(stem.parent()?).ok()?;
        let version = |row: &Entry| {
            let row = row.name.to_string_lossy().into_owned();
            let digits = row.strip_prefix("__init__.cython-")?.strip_suffix(".pxd")?.to_owned();
            digits.parse::<u32>().ok().filter(|version| *version <= CYTHON_VERSION)
        };
        let newest = rows.iter().filter_map(version).max()?;
        Some(stem.with_file_name(format!("__init__.cython-{newest}.pxd")))
    }

    /// A path below the current folder as a relative one: that is what people read in messages.
    fn shown(&self, path: &Path) -> PathBuf {
        let path = normalise(path);
        path.strip_prefix(self.system.current_folder()).map(Path::to_path_buf).unwrap_or(path)
    }

    fn find_include(&self, path: &str, from: FileId) -> Option<usize> {
        let beside =
            self.files.borrow().get(from).and_then(|file| file.path().parent().map(Path::to_path_buf));
        let folders = beside.into_iter().chain([self.main_folder.clone(), self.root.clone()]);
        let folders = folders.chain(self.options.include_path.iter().cloned());
        let found =
            folders.map(|folder| place(&folder, Path::new(path))).find(|path| self.system.is_file(path))?;
        let found = self.shown(&found);
        // one text included twice is parsed once; the tree is the same
        let declares_only = self.interfaces.borrow().contains(&from);
        let key = (found, declares_only);
        if let Some(known) = self.includes.borrow().get(&key) {
            return *known;
        }
        let found = &key.0;
        let kind = match source_kind(found) {
            SourceKind::Pxd => SourceKind::Pxd,
            SourceKind::Py | SourceKind::Pyx | SourceKind::Pxi => SourceKind::Pxi,
        };
        let module = self.loaded.get(0).map(|main| main.module.to_string()).unwrap_or_default();
        let at = if declares_only {
            self.load_interface(found, kind, &module)
        } else {
            self.load_at(found, kind, &module)
        };
        self.includes.borrow_mut().insert(key, at);
        at
    }
}

impl Loader for FileLoader<'_> {
    fn pxd(&self, module: &str) -> Option<&Loaded> {
        let known = self.modules.borrow().get(module).copied();
        let at = known.unwrap_or_else(|| {
            let at = self.find(module);
            self.modules.borrow_mut().insert(module.to_owned(), at);
            at
        });
        at.and_then(|at| self.loaded.get(at))
    }

    fn include(&self, path: &str, from: FileId) -> Option<&Loaded> {
        self.find_include(path, from).and_then(|at| self.loaded.get(at))
    }

    fn text(&self, file: FileId) -> &str {
        self.loaded.iter().find(|loaded| loaded.file == file).map_or("", |loaded| &loaded.text)
    }
}

fn place(folder: &Path, name: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { name.to_path_buf() } else { folder.join(name) }
}

/// A list that only grows, so that what it holds can be lent out while it does.
struct Kept<T> {
    first: OnceCell<Box<Link<T>>>,
    length: Cell<usize>,
}

struct Link<T> {
    value: T,
    next: OnceCell<Box<Link<T>>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { first: OnceCell::new(), length: Cell::new(0) }
    }
}

impl<T> Kept<T> {
    fn push(&self, value: T) -> usize {
        let mut slot = &self.first;
        while let Some(link) = slot.get() {
            slot = &link.next;
        }
        // the slot is empty: it is the first one that `get` finds so
        drop(slot.set(Box::new(Link { value, next: OnceCell::new() })));
        self.length.replace(self.length.get() + 1)
    }

    fn iter(&self) -> impl Iterator<Item = &T> {
        let links = std::iter::successors(self.first.get(), |link| link.next.get());
        links.map(|link| &link.value)
    }

    fn get(&self, at: usize) -> Option<&T> {
        self.iter().nth(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    fn site() -> Vec<PathBuf> {
        vec!["/site".into()]
    }

    #[test]
    fn declarations_are_looked_for_near_and_far() {
        let system = MemorySystem::new()
            .with_file("pkg/__init__.py", "")
            .with_file("pkg/a.pxd", "cdef int x\n")
            .with_file("inc/b/__init__.pxd", "")
            .with_file("inc/c.d.pxd", "")
            .with_file("/site/numpy/__init__.pxd", "")
            .with_file("/site/numpy/__init__.cython-30.pxd", "")
            .with_file("/site/numpy/__init__.cython-90.pxd", "");
        let options = CompileOptions { include_path: vec!["inc".into()], ..CompileOptions::default() };
        let loader = FileLoader::new(&system, &options, Path::new("pkg/a.pyx"), "/room".into(), &site);
        let path = |module: &str| {
            let loaded = loader.pxd(module)?;
            Some(loader.files.borrow().get(loaded.file)?.path().to_string_lossy().into_owned())
        };
        assert_eq!(path("pkg.a").unwrap(), "pkg/a.pxd");
        assert_eq!(path("b").unwrap(), "inc/b/__init__.pxd");
        assert_eq!(path("c.d").unwrap(), "inc/c.d.pxd");
        assert_eq!(path("numpy").unwrap(), "/site/numpy/__init__.cython-30.pxd");
        assert_eq!(path("libc.math").unwrap(), "<bundled>/libc/math.pxd");
        assert_eq!(path("nowhere"), None);
        let (first, again) = (loader.pxd("pkg.a"), loader.pxd("pkg.a"));
        assert!(std::ptr::eq(first.unwrap(), again.unwrap()));
    }

    #[test]
    fn headers_beside_declarations_are_in_reach_of_the_c_compiler() {
        let system = MemorySystem::new()
            .with_file("main.pyx", "cimport b\n")
            .with_file("/site/b/__init__.pxd", "cdef extern from 'b.h': pass\ncdef extern from 'c.h': pass\n")
            .with_file("/site/b/b.h", "");
        let options = CompileOptions::default();
        let loader = FileLoader::new(&system, &options, Path::new("main.pyx"), "/room".into(), &site);
        assert!(loader.pxd("b").is_some());
        let settings = loader.settings();
        assert_eq!(
            (settings.include_dirs, settings.depends),
            (vec!["/site/b".into()], vec!["/site/b/b.h".into()])
        );
    }

    #[test]
    fn includes_are_beside_the_file_that_includes_them() {
        let system = MemorySystem::new()
            .with_file("d/main.pyx", "include 'sub/one.pxi'\n")
            .with_file("d/sub/one.pxi", "include 'two.pxi'\n")
            .with_file("d/sub/two.pxi", "x = (\n");
        let options = CompileOptions::default();
        let loader = FileLoader::new(&system, &options, Path::new("d/main.pyx"), "/room/d".into(), &Vec::new);
        let main = loader.load(Path::new("d/main.pyx"), SourceKind::Pyx, "main").unwrap();
        let one = loader.include("sub/one.pxi", main.file).unwrap();
        let two = loader.include("two.pxi", one.file).unwrap();
        assert!(std::ptr::eq(two, loader.include("two.pxi", one.file).unwrap()));
        assert!(loader.include("three.pxi", one.file).is_none());
        let (files, diagnostics, _) = loader.finish();
        assert_eq!(files.iter().count(), 3);
        assert!(diagnostics.iter().all(|d| d.primary.at.file == FileId(2)) && !diagnostics.is_empty());
    }
}
