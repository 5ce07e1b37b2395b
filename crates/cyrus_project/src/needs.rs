//! What a script needs compiled: the `.pyx` modules that its imports, and those of the Python files it imports, name.
//!
//! Imports are found line by line. A line in a string that looks like an import costs a needless build, no more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cyrus_source::{System, decode};

use crate::{ModuleSource, names};

/// The `.pyx` modules that a script needs, sorted.
pub fn needed_modules(system: &dyn System, script: &Path) -> Vec<ModuleSource> {
    let script = system.current_folder().join(script);
    let root = script.parent().map(Path::to_path_buf).unwrap_or_default();
    let (mut found, mut seen, mut queue) = (BTreeSet::new(), BTreeSet::new(), vec![script]);
    while let Some(path) = queue.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let Ok(bytes) = system.read(&path) else { continue };
        let package = names::module_name(system, &path);
        let mut package: Vec<String> = package.dotted.split('.').map(str::to_owned).collect();
        if path.file_stem().is_none_or(|stem| stem != "__init__") {
            package.pop();
        }
        for target in imports(&decode(&bytes).text, &package) {
            for file in files_of(system, &root, &target) {
                if file.extension().is_some_and(|suffix| suffix == "pyx") {
                    found.insert(ModuleSource::of(system, &file));
                }
                queue.push(file);
            }
        }
    }
    found.into_iter().collect()
}

/// The dotted names that a text imports, as parts; relative ones are resolved against the package.
fn imports(text: &str, package: &[String]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or("").trim();
        let after = |word: &str| line.strip_prefix(word).filter(|rest| rest.starts_with([' ', '\t']));
        if let Some(names) = after("import").or_else(|| after("cimport")) {
            out.extend(names.split(',').filter_map(|name| absolute(name, package)));
        } else if let Some(rest) = after("from") {
            let mut words = rest.split_whitespace();
            let Some(base) = words.next().and_then(|base| absolute(base, package)) else { continue };
            if !matches!(words.next(), Some("import" | "cimport")) {
                continue;
            }
            // `from p import m`: m may be a module of its own
            let names = words.collect::<Vec<_>>().join(" ");
            for name in names.trim_matches(['(', ')']).split(',') {
                let name = name.split_whitespace().next().unwrap_or("");
                if is_name(name) {
                    out.push(base.iter().cloned().chain([name.to_owned()]).collect());
                }
            }
            out.push(base);
        }
    }
    out
}

fn absolute(text: &str, package: &[String]) -> Option<Vec<String>> {
    let name = text.split_whitespace().next()?;
    let rest = name.trim_start_matches('.');
    let dots = name.len() - rest.len();
    let mut parts = match dots {
        0 => Vec::new(),
        _ => package.get(..package.len().checked_sub(dots - 1)?)?.to_vec(),
    };
    if !rest.is_empty() {
        for part in rest.split('.') {
            is_name(part).then(|| parts.push(part.to_owned()))?;
        }
    }
    Some(parts)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The files below a folder that importing a dotted name runs.
fn files_of(system: &dyn System, root: &Path, parts: &[String]) -> Vec<PathBuf> {
    let (mut files, mut folder) = (Vec::new(), root.to_path_buf());
    for part in parts {
        let package = folder.join(part);
        let candidates = [package.join("__init__"), package.clone()];
        for stem in candidates {
            let with = |suffix: &str| PathBuf::from(format!("{}.{suffix}", stem.display()));
            if let Some(file) = [with("pyx"), with("py")].into_iter().find(|path| system.is_file(path)) {
                files.push(file);
            }
        }
        folder = package;
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    #[test]
    fn imports_are_followed() {
        let system = MemorySystem::new()
            .with_file(
                "s/run.py",
                "import os, fast as f\nfrom pkg.sub import (x, y)\nimport plain # import no\n",
            )
            .with_file("s/fast.pyx", "")
            .with_file("s/no.pyx", "")
            .with_file("s/plain.py", "def f():\n    import late\n")
            .with_file("s/late.pyx", "from libc.math cimport sqrt")
            .with_file("s/pkg/__init__.py", "from . import core")
            .with_file("s/pkg/core.pyx", "")
            .with_file("s/pkg/sub/__init__.py", "from ..other import z")
            .with_file("s/pkg/sub/x.pyx", "")
            .with_file("s/pkg/other.pyx", "");
        let names: Vec<_> =
            needed_modules(&system, Path::new("s/run.py")).into_iter().map(|m| m.name).collect();
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(sorted, ["fast", "late", "pkg.core", "pkg.other", "pkg.sub.x"]);
    }
}
