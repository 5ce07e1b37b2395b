//! Lists the headers of `runtime/include/cyrus` so that the crate can embed them, and scans them once and for all.

// what is used of them here is a part
#![allow(dead_code, missing_docs)]

#[path = "src/contract.rs"]
mod contract;
#[path = "src/library.rs"]
mod library;
#[path = "src/rare.rs"]
mod rare;
#[path = "src/scan.rs"]
mod scan;
#[path = "src/table.rs"]
mod table;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use library::Library;
use table::Table;

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

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src");
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = here.join("../../runtime/include/cyrus");
    let mut found = Vec::new();
    headers(&root, &mut found)?;
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in found {
        let name = path.strip_prefix(&root)?.with_extension("");
        texts.push((name.to_string_lossy().replace('\\', "/"), fs::read_to_string(&path)?));
    }
    texts.sort();
    let mut list =
        String::from("/// Every header: unit name, text.\npub(crate) static HEADERS: &[(&str, &str)] = &[\n");
    for (name, _) in &texts {
        let _ = writeln!(
            list,
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../../runtime/include/cyrus/{name}.h\"))),"
        );
    }
    list.push_str("];\n");
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let Table { text, pool, units, items, names } = Table::of(&Library::new(&texts)?);
    // the rows print as Rust spells them
    let table = format!(
        "pub(super) static TEXT: &str = {text:?};\npub(super) static POOL: [u16; {}] = {pool:?};\n\
         pub(super) static UNITS: [UnitRow; {}] = {units:?};\npub(super) static ITEMS: [ItemRow; {}] = {items:?};\n\
         pub(super) static NAMES: [NameRow; {}] = {names:?};\n",
        pool.len(),
        units.len(),
        items.len(),
        names.len()
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("headers.rs"), list)?;
    fs::write(out.join("table.rs"), table)?;
    Ok(())
}
