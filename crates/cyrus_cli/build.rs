//! Lists the Python packages of `python/` so that the program can embed them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// All files below `folder` that belong to a package.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "__pycache__" && name != "bin" {
                files(&path, found)?;
            }
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut text = String::from(
        "/// Every file: its path in the folder, its text.\nstatic PACKAGES: &[(&str, &str)] = &[\n",
    );
    // the package `cyrus` keeps its folder; what lies in `dropin` is put beside it
    for (root, part) in [("../../python", "cyrus"), ("../../python/dropin", "")] {
        let root = here.join(root);
        let mut found = Vec::new();
        files(&root.join(part), &mut found)?;
        found.sort();
        for path in found {
            let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let path = fs::canonicalize(&path)?;
            let _ = writeln!(text, "({name:?}, include_str!({:?})),", path.to_string_lossy());
        }
    }
    text.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("packages.rs"), text)
}
