//! Holds the IR of the programs in `tests/programs` against the texts beside them, and every stage against the verifier.
//!
//! `CYRUS_BLESS=1 cargo test -p cyrus_lower` writes the texts anew.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use cyrus_ir::Module;
use cyrus_ir::verify::verify;
use cyrus_parser::{ParseOptions, SourceKind, parse};
use cyrus_sema::{Directives, Input, Loaded, Loader, analyze};
use cyrus_source::FileId;

/// A program in one file.
struct OneFile(String);

impl Loader for OneFile {
    fn pxd(&self, _module: &str) -> Option<&Loaded> {
        None
    }
    fn include(&self, _path: &str, _from: FileId) -> Option<&Loaded> {
        None
    }
    fn text(&self, _file: FileId) -> &str {
        &self.0
    }
}

fn lowered(text: &str, name: &str) -> Module {
    let parsed = parse(text, ParseOptions::new(SourceKind::Pyx, FileId(0)));
    assert_eq!(parsed.diagnostics, [], "{name}");
    let main = Loaded {
        file: FileId(0),
        tree: parsed.module,
        text: text.into(),
        module: name.into(),
        is_package: false,
        level2: false,
    };
    let loader = OneFile(text.to_owned());
    let analysis = analyze(&Input {
        main: &main,
        pxd: None,
        pure_python: false,
        is_package: false,
        file_name: "program.pyx",
        loader: &loader,
        directives: Directives::default(),
        cplus: false,
        docstrings: true,
        compile_time_env: &[],
        lenient: false,
        is_own_interface: false,
    });
    let errors: Vec<_> = analysis.diagnostics.iter().filter(|d| d.is_error()).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    cyrus_lower::lower(&analysis.module)
}

fn show(module: &Module) -> String {
    cyrus_ir::text::print(module, cyrus_ir::text::PrintOptions::default())
}

fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut all: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    all.retain(|p| p.extension().is_some_and(|x| x == "pyx"));
    all.sort();
    all
}

#[test]
fn programs_become_the_ir_that_is_expected() {
    let bless = env::var_os("CYRUS_BLESS").is_some();
    let mut failures = String::new();
    for file in programs() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let module = lowered(&text, &name);
        assert_eq!(verify(&module), [], "{name}");
        let printed = show(&module);
        assert_eq!(printed, show(&lowered(&text, &name)), "{name}: not the same twice");
        let expected = file.with_extension("cir");
        if bless {
            fs::write(&expected, &printed).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != printed {
            failures.push_str(&format!("{name}: this came out:\n{printed}\n"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_passes_take_what_comes_out() {
    for file in programs() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut module = lowered(&fs::read_to_string(&file).unwrap(), &name);
        if let Err(broken) = cyrus_opt::run(&mut module, None, true) {
            panic!("{name}: {broken}");
        }
    }
}
