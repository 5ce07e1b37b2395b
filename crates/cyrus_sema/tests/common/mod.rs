//! What the tests of this crate share: files in memory or in folders, and how a module is read.

#![allow(dead_code, reason = "each test uses a part")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_parser::{LanguageLevel, ParseOptions, SourceKind};
use cyrus_sema::{Directives, Input, Loaded, Loader};
use cyrus_source::{FileId, LineIndex, Name, SourceFile};

/// Files that a test has: by name in memory, then below folders, then the bundled ones.
#[derive(Default)]
pub struct Files {
    memory: BTreeMap<String, String>,
    folders: Vec<PathBuf>,
    loaded: RefCell<Vec<&'static Loaded>>,
    found: RefCell<BTreeMap<String, Option<&'static Loaded>>>,
    pub parse_errors: RefCell<Vec<Diagnostic>>,
}

impl Files {
    pub fn new(memory: BTreeMap<String, String>, folders: Vec<PathBuf>) -> Self {
        Self { memory, folders, ..Self::default() }
    }

    /// Parses a text under a name. Trees live as long as the test program: tests are short.
    pub fn add(&self, path: &str, text: &str, module: &str) -> &'static Loaded {
        let file = FileId(self.loaded.borrow().len() as u32);
        let kind =
            SourceKind::of_extension(path.rsplit('.').next().unwrap_or("pyx")).unwrap_or(SourceKind::Pyx);
        let level2 = cyrus_parser::header_comments(text)
            .iter()
            .any(|c| c.text.split(',').any(|part| part.replace(' ', "") == "language_level=2"));
        let mut options = ParseOptions::new(kind, file);
        if level2 {
            options.level = LanguageLevel::Py2;
        }
        let parsed = cyrus_parser::parse(text, options);
        self.parse_errors.borrow_mut().extend(parsed.diagnostics);
        let is_package =
            Path::new(path).file_name().is_some_and(|n| n.to_string_lossy().starts_with("__init__."));
        let loaded: &'static Loaded = Box::leak(Box::new(Loaded {
            file,
            tree: parsed.module,
            text: text.into(),
            module: module.into(),
            is_package,
            level2,
        }));
        self.loaded.borrow_mut().push(loaded);
        loaded
    }

    fn read(&self, path: &str) -> Option<String> {
        if let Some(text) = self.memory.get(path) {
            return Some(text.clone());
        }
        self.folders.iter().find_map(|folder| {
            let bytes = std::fs::read(folder.join(path)).ok()?;
            Some(SourceFile::from_bytes(path, &bytes).text().to_owned())
        })
    }

    fn find(&self, module: &str) -> Option<&'static Loaded> {
        let base = module.replace('.', "/");
        let names = [
            format!("{base}.pxd"),
            format!("{base}/__init__.pxd"),
            format!("{module}.pxd"),
            format!("{base}/__init__.cython-30.pxd"),
        ];
        for name in names {
            if let Some(text) = self.read(&name) {
                return Some(self.add(&name, &text, module));
            }
        }
        let bundled = cyrus_library::pxd(module)?;
        Some(self.add(bundled.path, bundled.text, module))
    }

    /// Line (from 1) of a place.
    pub fn line(&self, at: cyrus_source::FileSpan) -> u32 {
        let Some(loaded) = self.loaded.borrow().get(at.file.0 as usize).copied() else { return 0 };
        LineIndex::new(&loaded.text).characters(&loaded.text, at.span.start).line
    }
}

impl Loader for Files {
    fn pxd(&self, module: &str) -> Option<&Loaded> {
        if let Some(known) = self.found.borrow().get(module) {
            return *known;
        }
        let found = self.find(module);
        self.found.borrow_mut().insert(module.to_owned(), found);
        found
    }
    fn include(&self, path: &str, _from: FileId) -> Option<&Loaded> {
        let key = format!("include {path}");
        if let Some(known) = self.found.borrow().get(&key) {
            return *known;
        }
        let text = self.read(path)?;
        let name =
            if Path::new(path).extension().is_some() { path.to_owned() } else { format!("{path}.pxi") };
        let loaded = self.add(&name, &text, "included");
        self.found.borrow_mut().insert(key, Some(loaded));
        Some(loaded)
    }
    fn text(&self, file: FileId) -> &str {
        self.loaded.borrow().get(file.0 as usize).map_or("", |loaded| &loaded.text)
    }
}

/// A module to analyse.
pub fn input<'a>(
    files: &'a Files,
    main: &'a Loaded,
    path: &'a str,
    cplus: bool,
    env: &'a [(Name, Name)],
) -> Input<'a> {
    // The module's own file is the first one, its `.pxd` the second.
    let pxd = files.pxd(&main.module);
    Input {
        main,
        pxd,
        pure_python: Path::new(path).extension().is_some_and(|e| e == "py"),
        is_package: path.contains("__init__."),
        file_name: path,
        loader: files,
        directives: Directives::default(),
        cplus,
        docstrings: true,
        compile_time_env: env,
        lenient: false,
        is_own_interface: false,
    }
}
