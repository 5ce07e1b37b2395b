//! Picks from the runtime what a module needs and makes one text of it.

use std::collections::BTreeSet;

use crate::library::{Library, Place};
use crate::scan::{ItemKind, references};

/// What a generated module takes over from the runtime. In the file the order is: `head`; the module state, a struct
/// `S` with the fields of `state` and the strings, and the macros `CY(name)` and `CY_S(name)` that reach them; `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amalgam {
    /// `#include <...>` lines and what has to stand around them.
    pub head: String,
    /// Types, macros and functions.
    pub text: String,
    /// Fields of the module state: C type and name.
    pub state: Vec<(String, String)>,
    /// Interned strings: identifier, and text as the inside of a C literal.
    pub strings: Vec<(String, String)>,
    /// Functions `int f(void)`, 0 or -1, that module exec calls in this order.
    pub inits: Vec<String>,
}

const COLD_BEGIN: &str = "#if defined(__GNUC__) && !defined(__clang__)\n#pragma GCC push_options\n#pragma GCC optimize(\"O0\")\n#endif\n";
const COLD_END: &str = "#if defined(__GNUC__) && !defined(__clang__)\n#pragma GCC pop_options\n#endif\n";
/// Only for compiling a header alone; a module has its own.
const ALONE: [&str; 4] = ["CY_STATE", "CY_STRING", "CY", "CY_S"];

impl Library {
    /// The names of the runtime that a piece of generated C uses, ready for [`Library::amalgamate`].
    pub fn needs(&self, text: &str) -> BTreeSet<String> {
        references(text).into_iter().filter(|name| self.defines(name)).collect()
    }

    /// The text of all that these names need: functions, macros, types, `CY(field)` and `CY_S(string)`.
    /// Names that the runtime does not define are ignored.
    pub fn amalgamate(&self, needed: &BTreeSet<String>) -> Amalgam {
        let (places, inits) = self.reach(needed);
        let mut made = Amalgam::default();
        for (u, unit) in self.units().iter().enumerate() {
            let in_unit = |i: usize| places.contains(&(u, i));
            let is_used = (0..unit.items.len()).any(in_unit);
            let mut text = String::new();
            for (i, item) in unit.items.iter().enumerate() {
                match &item.kind {
                    // the first unit is the root of the graph: its includes are for everybody
                    ItemKind::System if is_used || u == 0 => {
                        if !made.head.contains(&item.text) {
                            made.head.push_str(&item.text);
                        }
                    }
                    ItemKind::Text if item.names.is_empty() && (is_used || u == 0) => {
                        made.head.push_str(&item.text);
                    }
                    ItemKind::Text if in_unit(i) => text.push_str(&item.text),
                    ItemKind::State(ty, name) if in_unit(i) => made.state.push((ty.clone(), name.clone())),
                    ItemKind::Name(name, literal) if in_unit(i) => {
                        made.strings.push((name.clone(), literal.clone()));
                    }
                    ItemKind::Text
                    | ItemKind::System
                    | ItemKind::State(..)
                    | ItemKind::Name(..)
                    | ItemKind::Unit(_) => {}
                }
                let named = item.notes.inits.iter().map(|init| &init.name);
                made.inits.extend(named.filter(|name| inits.contains(*name)).cloned());
            }
            if text.is_empty() {
                continue;
            }
            if unit.cold {
                // two cold units in a row share one bracket
                match made.text.strip_suffix(COLD_END) {
                    Some(before) => made.text.truncate(before.len()),
                    None => made.text.push_str(COLD_BEGIN),
                }
                made.text.push_str(&text);
                made.text.push_str(COLD_END);
            } else {
                made.text.push_str(&text);
            }
        }
        made
    }

    /// All items that can be reached from these names, and the init functions that must run.
    fn reach(&self, needed: &BTreeSet<String>) -> (BTreeSet<Place>, BTreeSet<String>) {
        let mut places = BTreeSet::new();
        let mut inits = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = needed.iter().map(String::as_str).collect();
        while let Some(name) = open.pop() {
            if ALONE.contains(&name) || !seen.insert(name) {
                continue;
            }
            for init in self.fillers(name) {
                inits.insert(init.clone());
                open.push(init);
            }
            for &(u, i) in self.places(name) {
                if places.insert((u, i)) {
                    open.extend(self.units()[u].items[i].uses.iter().map(String::as_str));
                }
            }
        }
        (places, inits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "#pragma once\n#include <Python.h>\n#define CY(n) n\nCY_STATE(PyObject *, kind);\n\
        /* @init cy_make | sets kind */\nstatic int cy_make(void) { CY(kind) = cy_other(); return 0; }\n\
        static PyObject *cy_other(void) { return CY_S(n); }\nCY_STRING(n, \"name\");\nstatic int cy_unused(void) { return 1; }\n";
    const B: &str = "/* Rare.\n * @cold */\n#pragma once\n#include \"cyrus/a.h\"\n\
        /* @op cy_rare() -> object borrowed | null */\nstatic PyObject *cy_rare(void) { return CY(kind); }\n\
        static int cy_lone(void) { return 0; }\n";

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn only_what_is_reached_is_taken() {
        let library = Library::new(&[("b", B), ("a", A)]).unwrap();
        let made = library.amalgamate(&set(&["cy_rare", "stranger"]));
        assert_eq!(made.head, "#include <Python.h>\n");
        assert_eq!(made.state, [("PyObject *".to_owned(), "kind".to_owned())]);
        assert_eq!(made.strings, [("n".to_owned(), "name".to_owned())]);
        assert_eq!(made.inits, ["cy_make"]);
        assert!(
            !made.text.contains("cy_unused")
                && !made.text.contains("cy_lone")
                && !made.text.contains("define CY")
        );
        let (other, rare) = (made.text.find("*cy_other").unwrap(), made.text.find("*cy_rare").unwrap());
        assert!(other < made.text.find("push_options").unwrap() && rare > other);
    }

    #[test]
    fn nothing_needed_is_nothing_but_the_head() {
        let library = Library::new(&[("a", A), ("b", B)]).unwrap();
        let made = library.amalgamate(&BTreeSet::new());
        assert_eq!(
            (made.text.as_str(), made.inits.len(), made.head.as_str()),
            ("", 0, "#include <Python.h>\n")
        );
    }

    #[test]
    fn needs_are_read_from_c() {
        let library = Library::new(&[("a", A), ("b", B)]).unwrap();
        assert_eq!(library.needs("x = cy_rare(CY(kind)); y(\"cy_unused\");"), set(&["CY(kind)", "cy_rare"]));
    }

    #[test]
    fn a_cycle_is_named() {
        let error = Library::new(&[("a", "#include \"cyrus/b.h\"\n"), ("b", "#include \"cyrus/a.h\"\n")])
            .unwrap_err();
        assert_eq!(error, "cycle of includes: a -> b -> a");
    }
}
