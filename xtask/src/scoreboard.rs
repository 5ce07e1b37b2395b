//! The conformance runner's results as a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// How many files of a suite pass, of how many.
type Rows = BTreeMap<String, (usize, usize)>;

/// Reads results (lists of objects with `name`, `ok`, `stage`) and writes `conformance/SCOREBOARD.md`.
pub fn write(root: &Path, files: &[&str]) -> Result<(), String> {
    let mut all = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let rows: Vec<Value> = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
        for row in rows {
            let name = row["name"].as_str().unwrap_or_default().to_owned();
            let stage = row["stage"].as_str().unwrap_or_default().to_owned();
            all.insert(name, (row["ok"].as_bool().unwrap_or(false), stage));
        }
    }
    let page = page(&all);
    let path = root.join("conformance/SCOREBOARD.md");
    fs::create_dir_all(root.join("conformance")).map_err(|error| error.to_string())?;
    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}

fn page(all: &BTreeMap<String, (bool, String)>) -> String {
    let mut suites = Rows::new();
    let mut stages = BTreeMap::<(&str, &str), Vec<&str>>::new();
    for (name, (ok, stage)) in all {
        let suite = name.split('.').next().unwrap_or_default();
        let row = suites.entry(suite.to_owned()).or_default();
        row.0 += usize::from(*ok);
        row.1 += 1;
        if !ok {
            stages.entry((suite, stage)).or_default().push(name);
        }
    }
    let total = suites.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    let mut out = String::from(
        "# Scoreboard\n\nFiles of Cython 3.3.1's own test suite that behave as they do with Cython, of those that pass \
         with it: the half of the suite that is for development.\nWritten by `cargo xtask scoreboard`.\n\n| suite | pass | of | |\n|---|---|---|---|\n",
    );
    let percent = |(pass, of): (usize, usize)| {
        let tenths = (1000 * pass + of / 2) / of.max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    for (suite, row) in &suites {
        let _ = writeln!(out, "| {suite} | {} | {} | {} % |", row.0, row.1, percent(*row));
    }
    let _ = writeln!(out, "| **all** | **{}** | **{}** | **{} %** |", total.0, total.1, percent(total));
    if !stages.is_empty() {
        out.push_str("\n## What does not pass\n");
    }
    for ((suite, stage), names) in stages {
        let _ = writeln!(out, "\n<details><summary>{suite}, {stage}: {}</summary>\n", names.len());
        let _ = writeln!(out, "{}\n\n</details>", names.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_counted() {
        let row = |name: &str, ok| (name.to_owned(), (ok, "cc".to_owned()));
        let page = page(&BTreeMap::from([row("run.a", true), row("run.b", false), row("errors.c", true)]));
        assert!(page.contains("| run | 1 | 2 | 50.0 % |"), "{page}");
        assert!(page.contains("| **all** | **2** | **3** | **66.7 %** |"), "{page}");
        assert!(page.contains("<summary>run, cc: 1</summary>\n\nrun.b\n"), "{page}");
    }
}
