//! Holds the headers of the runtime against the rules of `runtime/README.md`.

use std::collections::BTreeSet;

use cyrus_runtime::contract::{Kind, Mode, Returns};
use cyrus_runtime::{ItemKind, Library};

#[test]
fn headers_load_and_nothing_is_defined_twice() {
    let library = Library::bundled().unwrap();
    let mut seen = BTreeSet::new();
    for (unit, op) in library.contracts() {
        assert!(seen.insert(op.name.clone()), "{}: a second contract for {}", unit.name, op.name);
        assert!(op.name.starts_with("cy_") || op.name.starts_with("CY_"), "{}", op.name);
    }
    let mut state = BTreeSet::new();
    for unit in library.units() {
        for item in &unit.items {
            if let ItemKind::State(..) | ItemKind::Name(..) = item.kind {
                assert!(state.insert(&item.names), "{}: {:?} is declared twice", unit.name, item.names);
            }
        }
    }
}

/// What an item mentions is in its own unit or in one that it includes, so every header compiles alone and the
/// amalgamator never puts a use before its definition.
#[test]
fn uses_follow_includes() {
    let library = Library::bundled().unwrap();
    // the prelude defines the macros `CY(name)` themselves
    for unit in library.units().iter().filter(|u| u.name != "core/prelude") {
        let reachable = library.closure(&unit.name);
        for item in &unit.items {
            for name in &item.uses {
                let homes: Vec<&str> = library
                    .units()
                    .iter()
                    .filter(|u| u.items.iter().any(|i| i.names.contains(name)))
                    .map(|u| u.name.as_str())
                    .collect();
                assert!(
                    homes.is_empty() || homes.iter().any(|h| reachable.contains(h)),
                    "{} uses {name} of {homes:?} without including it",
                    unit.name
                );
                assert!(
                    !homes.is_empty() || !name.starts_with("CY("),
                    "{}: {name} is not declared",
                    unit.name
                );
            }
        }
    }
}

/// The C prototype of every function says what its contract says.
#[test]
fn contracts_match_prototypes() {
    let library = Library::bundled().unwrap();
    for unit in library.units() {
        for item in &unit.items {
            for op in item.notes.ops.iter().filter(|op| !op.is_macro) {
                let Some((result, params)) = prototype(&item.text, &op.name) else {
                    // made by a macro: compiling the header and the C tests hold it
                    assert!(item.text.contains(&op.name), "{}: {} is not defined", unit.name, op.name);
                    continue;
                };
                let mut expected: Vec<String> = op.params.iter().map(|p| c_type(&p.kind, p.mode)).collect();
                if op.consumes {
                    expected.push("int".to_owned());
                }
                let got: Vec<String> = params.iter().map(|p| squeeze(p)).collect();
                assert_eq!(got, expected, "{}: parameters of {}", unit.name, op.name);
                let wanted = match &op.returns {
                    Returns::Void => "void",
                    Returns::New | Returns::Borrowed(_) => "PyObject*",
                    Returns::C(text) => text.as_str(),
                };
                assert_eq!(squeeze(&result), squeeze(wanted), "{}: result of {}", unit.name, op.name);
            }
        }
    }
}

fn c_type(kind: &Kind, mode: Mode) -> String {
    let base = match kind {
        Kind::Object => "PyObject*",
        Kind::Objects if mode == Mode::In => "PyObject**",
        // an array is passed as itself
        Kind::Objects => return "PyObject**".to_owned(),
        Kind::C(text) => text.as_str(),
    };
    let star = if mode == Mode::In { "" } else { "*" };
    squeeze(&format!("{base}{star}"))
}

/// Without blanks that say nothing.
fn squeeze(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" *", "*")
        .replace("PyObject*const*", "PyObject**")
}

/// Result type and parameter types of a function, without the names.
fn prototype(text: &str, name: &str) -> Option<(String, Vec<String>)> {
    let at = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        text[at + name.len()..].starts_with('(') && before.is_some_and(|c| c == ' ' || c == '*')
    })?;
    let head = text[..at].lines().last()?;
    if head.contains('(') || head.contains("#define") {
        return None;
    }
    let result = ["CY_FN", "CY_INLINE", "CY_RARE", "static", "inline"]
        .iter()
        .fold(head.to_owned(), |s, w| s.replace(w, ""));
    let inside = &text[at + name.len() + 1..];
    let end = inside.find(')')?;
    let params = inside[..end].split(',').map(str::trim).filter(|p| *p != "void");
    let types = params.map(|p| {
        let cut = p.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |i| i + 1);
        p[..cut].trim().to_owned()
    });
    Some((result, types.collect()))
}
