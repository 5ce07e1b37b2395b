//! The declarations of a whole test suite of Cython programs: every file that must compile is read without an error.
//!
//! Takes the half of the suite that is meant for development, as the suite's runner deals it: a hash of the test's name.
//! Runs where `CYRUS_SUITE` names the folder of the suite (`tests` of Cython's sources); `CYRUS_SUITE_PATH` may name more
//! folders for `.pxd` files, separated by colons.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{Files, input};
use cyrus_sema::Sema;
use cyrus_source::SourceFile;
use sha2::{Digest, Sha256};

/// Whether the test `suite.stem` (`suite.stem.py`) belongs to the half for development.
fn for_development(suite: &str, path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let ending = if path.extension().is_some_and(|e| e == "py") { ".py" } else { "" };
    let digest = Sha256::digest(format!("{suite}.{stem}{ending}").as_bytes());
    digest.first().is_some_and(|first| first % 2 == 0)
}

fn programs(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if path.is_file() && matches!(extension, "pyx" | "py") {
            out.push(path);
        }
    }
}

#[test]
fn declarations_of_the_suite_are_read() {
    let Some(root) = std::env::var_os("CYRUS_SUITE").map(PathBuf::from) else { return };
    let more: Vec<PathBuf> =
        std::env::var_os("CYRUS_SUITE_PATH").map(|p| std::env::split_paths(&p).collect()).unwrap_or_default();
    let only = std::env::var("CYRUS_SUITE_ONLY").unwrap_or_default();
    // What the suite itself lists as impossible, and a module that only that compiler has for its own tests.
    let known = ["class_attribute_init_values_T18.pyx", "cythonscope.pyx"];
    let mut failures = 0;
    let mut total = 0;
    for part in ["run", "compile", "memoryview", "buffers"] {
        let folder = root.join(part);
        let mut paths = Vec::new();
        programs(&folder, &mut paths);
        for path in paths {
            if !for_development(part, &path)
                || !path.to_string_lossy().contains(&only)
                || known.iter().any(|name| path.ends_with(name))
            {
                continue;
            }
            total += 1;
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let file = SourceFile::from_bytes(&path, &bytes);
            let tags: String =
                file.text().lines().take_while(|l| l.starts_with('#')).collect::<Vec<_>>().join("\n");
            if tags.contains("mode: error") {
                continue;
            }
            let cplus =
                tags.contains("cpp") || tags.contains("language = c++") || tags.contains("language=c++");
            let mut folders = vec![folder.clone(), root.join("testsupport"), root.clone()];
            folders.extend(more.iter().cloned());
            let files = Files::new(BTreeMap::new(), folders);
            let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let name = path.to_string_lossy().into_owned();
            let main = files.add(&name, file.text(), &stem);
            let input = input(&files, main, &name, cplus, &[]);
            let mut sema = Sema::new(&input);
            sema.declare_all();
            let errors: Vec<String> = sema
                .diagnostics()
                .iter()
                .filter(|d| d.is_error())
                .map(|d| {
                    format!(
                        "  file {} line {}: [{}] {}",
                        d.primary.at.file.0,
                        files.line(d.primary.at),
                        d.rule.id,
                        d.message
                    )
                })
                .collect();
            if !errors.is_empty() {
                failures += 1;
                println!("{name}");
                for error in errors.iter().take(12) {
                    println!("{error}");
                }
            }
        }
    }
    println!("{failures} of {total} have errors");
    assert_eq!(failures, 0);
}
