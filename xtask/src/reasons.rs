//! The column of a table that says why tests fail: reasons that stand in a `.toml`, and the failures that nobody has explained.

use std::collections::BTreeMap;

/// Failures with the same reason together, then those without one as `open`. Each comes with its name and its reason.
pub fn explained<'a>(failures: impl IntoIterator<Item = (String, Option<&'a str>)>) -> String {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut open = Vec::new();
    for (name, reason) in failures {
        match reason {
            Some(text) => groups.entry(text).or_default().push(name),
            None => open.push(name),
        }
    }
    let mut parts: Vec<String> =
        groups.into_iter().map(|(text, tests)| format!("{}: {text}", listed(&tests))).collect();
    if !open.is_empty() {
        parts.push(format!("open: {}", listed(&open)));
    }
    parts.join("; ")
}

/// Names in code spans; of many, the first ones and how many more.
fn listed(names: &[String]) -> String {
    let shown = names.iter().take(6).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 6 { format!("{shown} and {} more", names.len() - 6) } else { shown }
}
