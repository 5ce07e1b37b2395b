//! Picks from the runtime what a module needs and makes one text of it.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::contract::Effort;
use crate::table::{ItemRow, Range, RareRow, RowKind, Table};

/// What a generated module takes over from the runtime. In the file the order is: `head`; the module state, a struct
/// `S` with the fields of `state` and the strings, and the macros `CY(name)` and `CY_S(name)` that reach them; `text`;
/// the module's own code; `rare`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amalgam {
    /// `#include <...>` lines and what has to stand around them.
    pub head: String,
    /// Types, macros and functions.
    pub text: String,
    /// Functions that hardly ever run, and what only they use.
    pub rare: String,
    /// Fields of the module state: C type and name.
    pub state: Vec<(String, String)>,
    /// Interned strings: identifier, and text as the inside of a C literal.
    pub strings: Vec<(String, String)>,
    /// Functions `int f(void)`, 0 or -1, that module exec calls in this order.
    pub inits: Vec<String>,
}

/// Names of the runtime that a module uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed(BTreeSet<u16>);

/// Only for compiling a header alone; a module has its own.
const ALONE: [&str; 4] = ["CY_STATE", "CY_STRING", "CY", "CY_S"];

/// Where an item stands in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the module's own code.
    Here,
    /// With what hardly ever runs, as nothing before it uses it.
    Late,
    /// Its declarations before the module's own code, its functions with what hardly ever runs.
    Split,
}

impl Table {
    /// Adds a name of the runtime: a function, macro or type, `CY(field)` or `CY_S(string)`. Others are ignored.
    pub fn need(&self, needed: &mut Needed, name: &str) {
        needed.0.extend(self.name(name));
    }

    /// Adds the names of the runtime that a piece of generated C uses.
    pub fn need_all(&self, needed: &mut Needed, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        // a module says the same few names over and over
        let mut seen = FxHashSet::default();
        while let Some(&c) = bytes.get(i) {
            match CLASS[usize::from(c)] {
                Class::Other => i += 1,
                Class::Quote => {
                    i += 1;
                    while i < bytes.len() && bytes[i] != c {
                        i += if bytes[i] == b'\\' { 2 } else { 1 };
                    }
                    i += 1;
                }
                Class::Slash if bytes.get(i + 1) == Some(&b'*') => {
                    let end = bytes[i + 2..].windows(2).position(|end| end == b"*/");
                    i += end.map_or(bytes.len(), |n| n + 4);
                }
                Class::Slash => i += 1,
                Class::Word => {
                    let start = i;
                    i += word_length(&bytes[i..]);
                    if !c.eq_ignore_ascii_case(&b'c')
                        || !bytes.get(start + 1).is_some_and(|c| c.eq_ignore_ascii_case(&b'y'))
                    {
                        continue;
                    }
                    if matches!(&text[start..i], "CY" | "CY_S")
                        && bytes.get(i) == Some(&b'(')
                        && let n = word_length(&bytes[i + 1..])
                        && bytes.get(i + 1 + n) == Some(&b')')
                    {
                        i += n + 2;
                    }
                    if seen.insert(&text[start..i]) {
                        self.need(needed, &text[start..i]);
                    }
                }
            }
        }
    }

    /// The text of all that these names need: functions, macros, types, state fields and strings. `early` are the
    /// names that the module's own code uses, `late` those used behind `rare`.
    pub fn amalgamate(&self, early: &Needed, late: &Needed) -> Amalgam {
        let (taken, inits) = self.reach(early.0.union(&late.0).copied().collect());
        let places = self.places(&taken, early);
        let mut made = Amalgam::default();
        let texts =
            self.items.iter().zip(&taken).filter(|(item, taken)| **taken && item.kind == RowKind::Text);
        made.text.reserve(texts.map(|(item, _)| self.text_of(item.text).len() + 8).sum());
        let (mut from, mut effort) = (0, Effort::Full);
        for (u, unit) in self.units.iter().enumerate() {
            let items = from..unit.end as usize;
            from = items.end;
            // the first unit is the root of the graph: its includes are for everybody
            let is_used = u == 0 || taken[items.clone()].contains(&true);
            if !is_used {
                continue;
            }
            let mut text = String::new();
            for i in items {
                let item = self.items[i];
                let own = self.text_of(item.text);
                match item.kind {
                    RowKind::System if made.head.contains(own) => {}
                    RowKind::System | RowKind::Head => made.head.push_str(own),
                    RowKind::Text if taken[i] => match places[i] {
                        Place::Here => text.push_str(own),
                        Place::Late => made.rare.push_str(own),
                        Place::Split => {
                            text.push_str(self.text_of(item.rare.declared));
                            made.rare.push_str(self.text_of(item.rare.defined));
                        }
                    },
                    RowKind::State(ty, name) if taken[i] => {
                        made.state.push((self.text_of(ty).to_owned(), self.text_of(name).to_owned()));
                    }
                    RowKind::Name(name, literal) if taken[i] => {
                        made.strings.push((self.text_of(name).to_owned(), self.text_of(literal).to_owned()));
                    }
                    RowKind::Text | RowKind::State(..) | RowKind::Name(..) => {}
                }
                let named = self.numbers(item.inits).iter().filter(|name| inits.contains(*name));
                made.inits.extend(named.map(|name| self.name_text(*name).to_owned()));
            }
            if text.is_empty() {
                continue;
            }
            // what stays of a cold unit is declarations
            let wanted = if unit.effort == Effort::Cold { Effort::Full } else { unit.effort };
            // units in a row share one bracket
            if wanted != effort {
                made.text.push_str(leave(effort));
                made.text.push_str(enter(wanted));
                effort = wanted;
            }
            made.text.push_str(&text);
        }
        made.text.push_str(leave(effort));
        made
    }

    /// Where each of the items that are taken stands.
    fn places(&self, taken: &[bool], early: &Needed) -> Vec<Place> {
        let can_wait = |item: &ItemRow| item.rare != RareRow::default();
        let mut places: Vec<Place> =
            self.items.iter().map(|item| if can_wait(item) { Place::Late } else { Place::Here }).collect();
        let mut open: Vec<u16> = early.0.iter().copied().collect();
        for (item, _) in self.items.iter().zip(taken).filter(|(item, taken)| **taken && !can_wait(item)) {
            open.extend(self.numbers(item.uses));
        }
        while let Some(name) = open.pop() {
            for &i in self.names.get(usize::from(name)).map_or(&[][..], |row| self.numbers(row.items)) {
                let i = usize::from(i);
                let item = self.items[i];
                if places[i] == Place::Late && taken[i] {
                    places[i] =
                        if item.rare.defined == Range::default() { Place::Here } else { Place::Split };
                    open.extend(self.numbers(item.rare.uses));
                }
            }
        }
        places
    }

    fn name_text(&self, name: u16) -> &str {
        self.names.get(usize::from(name)).map_or("", |row| self.text_of(row.text))
    }

    /// For each item whether it can be reached from these names, and the init functions that must run.
    fn reach(&self, mut open: Vec<u16>) -> (Vec<bool>, BTreeSet<u16>) {
        let mut taken = vec![false; self.items.len()];
        let mut inits = BTreeSet::new();
        let mut seen = vec![false; self.names.len()];
        for name in ALONE {
            if let Some(at) = self.name(name) {
                seen[usize::from(at)] = true;
            }
        }
        while let Some(name) = open.pop() {
            if std::mem::replace(&mut seen[usize::from(name)], true) {
                continue;
            }
            let row = self.names[usize::from(name)];
            for &init in self.numbers(row.fillers) {
                inits.insert(init);
                open.push(init);
            }
            for &item in self.numbers(row.items) {
                if !std::mem::replace(&mut taken[usize::from(item)], true) {
                    open.extend(self.numbers(self.items[usize::from(item)].uses));
                }
            }
        }
        (taken, inits)
    }
}

/// What stands before code of this effort.
pub fn enter(effort: Effort) -> &'static str {
    match effort {
        Effort::Full => "",
        Effort::Light => {
            "#if defined(__GNUC__) && !defined(__clang__)\n#pragma GCC push_options\n#pragma GCC optimize(\"O1\")\n#endif\n"
        }
        Effort::Cold => {
            "#if defined(__GNUC__) && !defined(__clang__)\n#pragma GCC push_options\n#pragma GCC optimize(\"O0\")\n#endif\n"
        }
    }
}

/// What stands behind it.
pub fn leave(effort: Effort) -> &'static str {
    match effort {
        Effort::Full => "",
        Effort::Light | Effort::Cold => {
            "#if defined(__GNUC__) && !defined(__clang__)\n#pragma GCC pop_options\n#endif\n"
        }
    }
}

/// What a byte of C begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Quote,
    Slash,
    Other,
}

/// The class of each byte.
static CLASS: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut c = 0;
    while c < 128 {
        if (c as u8).is_ascii_alphanumeric() || c as u8 == b'_' {
            classes[c] = Class::Word;
        }
        c += 1;
    }
    classes[b'"' as usize] = Class::Quote;
    classes[b'\'' as usize] = Class::Quote;
    classes[b'/' as usize] = Class::Slash;
    classes
};

/// How long the word is that a text begins with.
fn word_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|c| CLASS[usize::from(*c)] != Class::Word).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    const A: &str = "#pragma once\n#include <Python.h>\n#define CY(n) n\nCY_STATE(PyObject *, kind);\n\
        /* @init cy_make | sets kind */\nstatic int cy_make(void) { CY(kind) = cy_other(); return 0; }\n\
        static PyObject *cy_other(void) { return CY_S(n); }\nCY_STRING(n, \"name\");\nstatic int cy_unused(void) { return 1; }\n";
    const B: &str = "/* Rare.\n * @cold */\n#pragma once\n#include \"cyrus/a.h\"\n\
        typedef int cy_kept;\ntypedef int cy_moved;\n/* @op cy_rare() -> object borrowed | null */\n\
        CY_RARE PyObject *cy_rare(cy_kept x) { cy_moved y = x; return CY(kind); }\n\
        static int cy_lone(void) { return 0; }\n";

    fn table(headers: &[(&str, &str)]) -> Table {
        Table::of(&Library::new(headers).unwrap())
    }

    fn set(table: &Table, names: &[&str]) -> Needed {
        let mut needed = Needed::default();
        names.iter().for_each(|name| table.need(&mut needed, name));
        needed
    }

    #[test]
    fn only_what_is_reached_is_taken() {
        let table = table(&[("b", B), ("a", A)]);
        let made = table.amalgamate(&set(&table, &["cy_rare", "stranger"]), &Needed::default());
        assert_eq!(made.head, "#include <Python.h>\n");
        assert_eq!(made.state, [("PyObject *".to_owned(), "kind".to_owned())]);
        assert_eq!(made.strings, [("n".to_owned(), "name".to_owned())]);
        assert_eq!(made.inits, ["cy_make"]);
        assert!(
            !made.text.contains("cy_unused")
                && !made.text.contains("cy_lone")
                && !made.text.contains("define CY")
        );
        let place = |text: &str| made.text.find(text).unwrap();
        assert!(place("*cy_other") < place("typedef int cy_kept;"));
        assert!(place("typedef int cy_kept;") < place("CY_RARE PyObject *cy_rare(cy_kept x);"));
        assert!(!made.text.contains("cy_moved"));
        assert!(made.rare.starts_with("typedef int cy_moved;\nCY_RARE PyObject *cy_rare(cy_kept x) {"));
    }

    #[test]
    fn what_only_the_start_uses_is_not_declared_before() {
        let table = table(&[("b", B), ("a", A)]);
        let made = table.amalgamate(&Needed::default(), &set(&table, &["cy_rare"]));
        assert!(!made.text.contains("cy_rare") && !made.text.contains("cy_kept"));
        assert!(made.rare.contains("cy_kept") && made.rare.contains("cy_rare"));
    }

    #[test]
    fn nothing_needed_is_nothing_but_the_head() {
        let made = table(&[("a", A), ("b", B)]).amalgamate(&Needed::default(), &Needed::default());
        assert_eq!(
            (made.text.as_str(), made.inits.len(), made.head.as_str()),
            ("", 0, "#include <Python.h>\n")
        );
    }

    #[test]
    fn needs_are_read_from_c() {
        let table = table(&[("a", A), ("b", B)]);
        let mut needed = Needed::default();
        table.need_all(
            &mut needed,
            "x = cy_rare(CY(kind)); /* don't cy_lone */ y(\"cy_unused\", CY(none), ccy_other);",
        );
        assert_eq!(needed, set(&table, &["CY(kind)", "cy_rare"]));
    }

    #[test]
    fn a_cycle_is_named() {
        let error = Library::new(&[("a", "#include \"cyrus/b.h\"\n"), ("b", "#include \"cyrus/a.h\"\n")])
            .unwrap_err();
        assert_eq!(error, "cycle of includes: a -> b -> a");
    }
}
