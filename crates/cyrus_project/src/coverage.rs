//! How often lines ran, from an XML file of coverage.py (the Cobertura format): of each `<class filename=...>` its
//! `<line number=... hits=...>`.

use std::collections::BTreeMap;
use std::path::Path;

/// Line (from 1) and how often it ran, for one source.
pub fn runs(xml: &str, source: &Path) -> BTreeMap<u32, u64> {
    let mut found = BTreeMap::new();
    let mut ours = false;
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        match name {
            "class" => {
                ours =
                    attribute(attributes, "filename").is_some_and(|file| is_same(Path::new(&file), source));
            }
            "/class" => ours = false,
            "line" if ours => {
                let number =
                    |name: &str| attribute(attributes, name).and_then(|text| text.parse::<u64>().ok());
                if let (Some(line), Some(hits)) = (number("number"), number("hits")) {
                    found.insert(line as u32, hits);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether two paths may be of one file: one of them ends in the other.
fn is_same(a: &Path, b: &Path) -> bool {
    a.ends_with(b) || b.ends_with(a)
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find(name) {
        let (before, behind) = (&rest[..at], &rest[at + name.len()..]);
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        if before.is_empty() || before.ends_with(char::is_whitespace) {
            let quote = value.and_then(|value| value.chars().next()).filter(|c| matches!(c, '"' | '\''));
            if let (Some(value), Some(quote)) = (value, quote) {
                let text = value[1..].split(quote).next().unwrap_or_default();
                return Some(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
            }
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_file_that_is_asked_for() {
        let xml = "<?xml version=\"1.0\" ?><coverage><class name=\"a\" filename=\"pkg/a.pyx\"><lines>\
                   <line number=\"1\" hits=\"3\"/><line hits='0' number='2'/></lines></class>\
                   <class filename=\"pkg/b.pyx\"><lines><line number=\"9\" hits=\"1\"/></lines></class></coverage>";
        let of = |path: &str| runs(xml, Path::new(path)).into_iter().collect::<Vec<_>>();
        assert_eq!(of("src/pkg/a.pyx"), [(1, 3), (2, 0)]);
        assert_eq!(of("b.pyx"), [(9, 1)]);
        assert_eq!(of("c.pyx"), []);
        assert_eq!(runs("<class filename", Path::new("a")).len(), 0);
    }
}
