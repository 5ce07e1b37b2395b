//! The layers of the house: a crate depends on lower ones only.
//!
//! Each crate says its own layer in its module comment (`//! Layer 4. ...`); the tables of dependencies have to agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Checks all crates below `crates/`; how many there are, or every fault.
pub fn check(root: &Path) -> Result<usize, String> {
    let mut crates = BTreeMap::new();
    let rows = fs::read_dir(root.join("crates")).map_err(|error| format!("crates: {error}"))?;
    for row in rows {
        let folder = row.map_err(|error| error.to_string())?.path();
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let main =
            ["src/lib.rs", "src/main.rs"].iter().find_map(|file| fs::read_to_string(folder.join(file)).ok());
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let layer =
            main.as_deref().and_then(layer).ok_or(format!("{name}: its module comment says no layer"))?;
        crates.insert(name, (layer, dependencies(&manifest)?));
    }
    let faults: Vec<String> =
        crates.iter().flat_map(|(name, (layer, uses))| faults(name, *layer, uses, &crates)).collect();
    if faults.is_empty() { Ok(crates.len()) } else { Err(faults.join("\n")) }
}

type Crates = BTreeMap<String, (u32, Vec<String>)>;

fn faults(name: &str, layer: u32, uses: &[String], crates: &Crates) -> Vec<String> {
    let of = |used: &String| crates.get(used).map(|(layer, _)| *layer);
    let wrong =
        uses.iter().filter_map(|used| of(used).filter(|&other| other >= layer).map(|other| (used, other)));
    wrong.map(|(used, other)| format!("{name} (layer {layer}) depends on {used} (layer {other})")).collect()
}

/// The number behind `Layer` in a module comment.
fn layer(source: &str) -> Option<u32> {
    let comments = source.lines().take_while(|line| line.starts_with("//!"));
    comments.filter_map(|line| line.split("Layer ").nth(1)).find_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    })
}

/// Our own crates among a manifest's dependencies, those of tests left out.
fn dependencies(manifest: &str) -> Result<Vec<String>, String> {
    let manifest: toml::Table = manifest.parse().map_err(|error| format!("Cargo.toml: {error}"))?;
    let tables =
        ["dependencies", "build-dependencies"].iter().filter_map(|table| manifest.get(*table)?.as_table());
    Ok(tables.flat_map(toml::Table::keys).filter(|name| name.starts_with("cyrus_")).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_stands() {
        let crates = check(&crate::chores::root());
        assert!(crates.is_ok(), "{}", crates.unwrap_err());
    }

    #[test]
    fn a_dependency_upwards_is_found() {
        let crates = Crates::from([("a".into(), (2, vec!["b".into()])), ("b".into(), (2, vec![]))]);
        assert_eq!(
            faults("a", 2, &["b".into(), "serde".into()], &crates),
            ["a (layer 2) depends on b (layer 2)"]
        );
        assert_eq!(layer("//! A room.\n//!\n//! Layer 11. It\nfn x() {}"), Some(11));
        assert_eq!(
            dependencies("[dependencies]\ncyrus_x.workspace = true\nserde = \"1\"\n").unwrap(),
            ["cyrus_x"]
        );
    }
}
