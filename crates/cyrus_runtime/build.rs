//! Lists the headers of `runtime/include/cyrus` so that the crate can embed them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// All `.h` files below `folder`, as paths.
fn headers(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            headers(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "h") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = here.join("../../runtime/include/cyrus");
    let mut found = Vec::new();
    headers(&root, &mut found)?;
    let mut names: Vec<String> = found
        .iter()
        .filter_map(|path| {
            path.strip_prefix(&root).ok()?.with_extension("").to_str().map(|s| s.replace('\\', "/"))
        })
        .collect();
    names.sort();
    let mut text =
        String::from("/// Every header: unit name, text.\npub(crate) static HEADERS: &[(&str, &str)] = &[\n");
    for name in names {
        let _ = writeln!(
            text,
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../../runtime/include/cyrus/{name}.h\"))),"
        );
    }
    text.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("headers.rs"), text)
}
