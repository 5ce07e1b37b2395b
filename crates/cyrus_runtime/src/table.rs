//! The runtime as the amalgamator wants it: who defines which name and who uses it, resolved to numbers.
//!
//! Scanning the headers is most of what a short run of the compiler would do, and they are the same each time; so the
//! build script scans them and writes this table as constants. All parts are slices of plain numbers into one text and
//! one pool, so that loading the program has nothing to relocate.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::contract::{Effort, Init};
use crate::library::Library;
use crate::rare::split;
use crate::scan::{ItemKind, references};

/// A range of the text or the pool.
pub(crate) type Range = (u32, u32);

/// One header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitRow {
    /// How hard the C compiler works on it.
    pub(crate) effort: Effort,
    /// Where its items end; they begin where those of the unit before end.
    pub(crate) end: u32,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// `#include <...>`.
    System,
    /// Text that defines names.
    Text,
    /// Text that defines no names of ours: it belongs to the head.
    Head,
    /// A field of the module state: type and name.
    State(Range, Range),
    /// An interned string: identifier and inside of a literal.
    Name(Range, Range),
}

/// One item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemRow {
    pub(crate) kind: RowKind,
    pub(crate) text: Range,
    /// Names that it uses, in the pool.
    pub(crate) uses: Range,
    /// Names of functions that module exec calls, in the pool.
    pub(crate) inits: Range,
    /// What hardly ever runs; nothing if the item must stay where it is.
    pub(crate) rare: RareRow,
}

/// The part of an item that can stand at the end of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RareRow {
    /// What stays in the item's place if something there uses it; all of the item where it has no rare function.
    pub(crate) declared: Range,
    /// Names that `declared` uses, in the pool.
    pub(crate) uses: Range,
    /// The rare functions.
    pub(crate) defined: Range,
}

/// One name; the rows are sorted by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameRow {
    pub(crate) text: Range,
    /// Items that define it, in the pool.
    pub(crate) items: Range,
    /// Names of functions that fill it, if it is a field of the state.
    pub(crate) fillers: Range,
}

/// The runtime, ready to be taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub(crate) text: Cow<'static, str>,
    pub(crate) pool: Cow<'static, [u16]>,
    pub(crate) units: Cow<'static, [UnitRow]>,
    pub(crate) items: Cow<'static, [ItemRow]>,
    pub(crate) names: Cow<'static, [NameRow]>,
}

impl Table {
    /// The table of a library.
    pub fn of(library: &Library) -> Self {
        let mut texts = Texts::default();
        let mut pool: Vec<u16> = Vec::new();
        let mut add = |numbers: Vec<u16>| {
            let from = pool.len() as u32;
            pool.extend(numbers);
            (from, pool.len() as u32)
        };
        // every name that can be asked for or followed
        let mut names: BTreeMap<String, (Vec<u16>, Vec<String>)> = BTreeMap::new();
        let mut number = 0_u16;
        for unit in library.units() {
            for item in &unit.items {
                for name in &item.names {
                    names.entry(name.clone()).or_default().0.push(number);
                }
                for Init { name, sets } in &item.notes.inits {
                    names.entry(name.clone()).or_default();
                    for field in sets {
                        names.entry(format!("CY({field})")).or_default().1.push(name.clone());
                    }
                }
                number += 1;
            }
        }
        let ids: BTreeMap<String, u16> = names.keys().cloned().zip(0..).collect();
        let resolve =
            |list: &[String]| -> Vec<u16> { list.iter().filter_map(|name| ids.get(name).copied()).collect() };
        let (mut units, mut items) = (Vec::new(), Vec::new());
        for unit in library.units() {
            for item in &unit.items {
                let kind = match &item.kind {
                    ItemKind::System | ItemKind::Unit(_) => RowKind::System,
                    ItemKind::Text if item.names.is_empty() => RowKind::Head,
                    ItemKind::Text => RowKind::Text,
                    ItemKind::State(ty, name) => RowKind::State(texts.add(ty), texts.add(name)),
                    ItemKind::Name(name, literal) => RowKind::Name(texts.add(name), texts.add(literal)),
                };
                let inits: Vec<String> = item.notes.inits.iter().map(|init| init.name.clone()).collect();
                let text = texts.add(&item.text);
                let uses = add(resolve(&item.uses));
                let cold = unit.effort == Effort::Cold;
                let rare = match split(&item.text, cold) {
                    _ if kind != RowKind::Text => RareRow::default(),
                    Some(parts) => RareRow {
                        declared: texts.add(&parts.declared),
                        uses: add(resolve(&references(&parts.declared))),
                        // most items are one function
                        defined: if parts.defined == item.text { text } else { texts.add(&parts.defined) },
                    },
                    None if cold => RareRow { declared: text, uses, defined: Range::default() },
                    None => RareRow::default(),
                };
                items.push(ItemRow { kind, text, uses, inits: add(resolve(&inits)), rare });
            }
            units.push(UnitRow { effort: unit.effort, end: items.len() as u32 });
        }
        let names = names
            .into_iter()
            .map(|(name, (items, fillers))| NameRow {
                text: texts.add(&name),
                items: add(items),
                fillers: add(resolve(&fillers)),
            })
            .collect();
        Self {
            text: Cow::Owned(texts.all),
            pool: Cow::Owned(pool),
            units: Cow::Owned(units),
            items: Cow::Owned(items),
            names: Cow::Owned(names),
        }
    }

    pub(crate) fn text_of(&self, (from, to): Range) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(crate) fn numbers(&self, (from, to): Range) -> &[u16] {
        self.pool.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The number of a name that the runtime defines.
    pub(crate) fn name(&self, name: &str) -> Option<u16> {
        let at = self.names.binary_search_by(|row| self.text_of(row.text).cmp(name)).ok()?;
        Some(at as u16)
    }
}

/// Texts end to end.
#[derive(Default)]
struct Texts {
    all: String,
}

impl Texts {
    fn add(&mut self, text: &str) -> Range {
        let from = self.all.len() as u32;
        self.all.push_str(text);
        (from, self.all.len() as u32)
    }
}
