//! CPython's own test files, compiled: the table of what passes, and why the rest is right to differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// One file: tests that ran and failed, and the names of those that failed; nothing where it did not come that far.
struct Row {
    stage: String,
    counts: Option<(u64, u64)>,
    failures: BTreeSet<String>,
}

/// Reads the results of the conformance runner (suite `pyregr`) and the reasons in `tests/pyregr.toml`, and writes
/// `tests/pyregr.md`.
pub fn write(root: &Path, results: &str) -> Result<(), String> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let rows: Vec<Value> =
        serde_json::from_str(&read(Path::new(results))?).map_err(|error| format!("{results}: {error}"))?;
    let reasons: toml::Table =
        toml::from_str(&read(&root.join("tests/pyregr.toml"))?).map_err(|error| error.to_string())?;
    let page = page(&parse(&rows), &reasons);
    let path = root.join("tests/pyregr.md");
    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(rows: &[Value]) -> BTreeMap<String, Row> {
    let mut out = BTreeMap::new();
    for row in rows {
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let counts = row["tests"].as_u64().zip(row["failed"].as_u64());
        let name = text("name").trim_start_matches("pyregr.").to_owned();
        let failures = failures(text("log"));
        out.insert(name, Row { stage: text("stage").to_owned(), counts, failures });
    }
    out
}

/// The names in unittest's lines `FAIL: name (...)` and `ERROR: name (...)`.
fn failures(log: &str) -> BTreeSet<String> {
    let heads = log.lines().filter_map(|l| l.strip_prefix("FAIL: ").or_else(|| l.strip_prefix("ERROR: ")));
    heads.filter_map(|l| l.split_whitespace().next()).map(str::to_owned).collect()
}

fn page(rows: &BTreeMap<String, Row>, reasons: &toml::Table) -> String {
    let mut out = String::from(
        "# CPython's own tests, compiled\n\nTest files of CPython 3.11.7, compiled as they are and run by unittest. \
         Subtests that fail count one each.\nWritten by `cargo xtask pyregr RESULTS.json`; the reasons are kept by hand \
         in `pyregr.toml`.\n\n",
    );
    let run = rows.values().filter_map(|r| r.counts);
    let (tests, failed) = run.fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1.min(c.0)));
    let whole = rows.values().filter(|r| r.counts.is_some_and(|c| c.1 == 0)).count();
    let _ = writeln!(
        out,
        "{} files, {whole} of them without a failure; {tests} tests, {} of them pass.\n",
        rows.len(),
        tests - failed
    );
    out.push_str(
        "| file | tests | passed | failed | why that is right, or what is missing |\n|---|---|---|---|---|\n",
    );
    for (name, row) in rows {
        let Some((tests, failed)) = row.counts else {
            let _ = writeln!(out, "| {name} | - | - | - | does not get through `{}` |", row.stage);
            continue;
        };
        let passed = tests.saturating_sub(failed);
        let _ = writeln!(out, "| {name} | {tests} | {passed} | {failed} | {} |", why(name, row, reasons));
    }
    out
}

/// The reasons for the failures of a file; a failure that nobody has explained is named.
fn why(name: &str, row: &Row, reasons: &toml::Table) -> String {
    let file = reasons.get(name).and_then(toml::Value::as_table);
    let reason = |test: &str| file.and_then(|f| f.get(test)).and_then(toml::Value::as_str);
    // of a long output only the end is kept: then all that is known of the file is said, as far as it explains so many
    let known = file.map(toml::Table::len).unwrap_or_default() as u64;
    let failed = row.counts.map_or(0, |c| c.1);
    if row.failures.is_empty() && failed > 0 {
        if reason("*").is_none() && known != failed {
            return format!("open: {failed} that the results do not name");
        }
        let all = file.into_iter().flat_map(toml::Table::keys);
        return crate::reasons::explained(all.map(|test| (test.clone(), reason(test))));
    }
    crate::reasons::explained(
        row.failures.iter().map(|test| (test.clone(), reason(test).or_else(|| reason("*")))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_explained_or_named() {
        let rows: Vec<Value> = serde_json::from_str(
            r#"[{"name": "pyregr.test_a", "stage": "run", "tests": 9, "failed": 2,
                 "log": "ok\nFAIL: test_x (m.T.test_x)\ntrace\nERROR: test_y (m.T.test_y)\n"},
                {"name": "pyregr.test_b", "stage": "cc", "log": ""},
                {"name": "pyregr.test_c", "stage": "run", "tests": 3, "failed": 1, "log": "cut"},
                {"name": "pyregr.test_d", "stage": "run", "tests": 3, "failed": 2, "log": "cut"}]"#,
        )
        .unwrap_or_default();
        let reasons = "[test_a]\ntest_x = \"no frames\"\n[test_c]\ntest_z = \"no code\"\n[test_d]\ntest_z = \"no code\"\n";
        let reasons: toml::Table = toml::from_str(reasons).unwrap_or_default();
        let page = page(&parse(&rows), &reasons);
        assert!(page.contains("4 files, 0 of them without a failure; 15 tests, 10 of them pass."), "{page}");
        assert!(page.contains("| test_a | 9 | 7 | 2 | `test_x`: no frames; open: `test_y` |"), "{page}");
        assert!(page.contains("| test_b | - | - | - | does not get through `cc` |"), "{page}");
        assert!(page.contains("| test_c | 3 | 2 | 1 | `test_z`: no code |"), "{page}");
        assert!(page.contains("| test_d | 3 | 1 | 2 | open: 2 that the results do not name |"), "{page}");
    }
}
