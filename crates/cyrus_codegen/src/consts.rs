//! Constant objects: their names in C, and the tables and the function that make them.
//!
//! All constants of a module and the strings of the runtime stand in one array, `S.s`; an enum names the places:
//! `cy_k_...` for the module's own (read as `CY_K(x)`), `cy_s_...` for those of the runtime (`CY_S(x)`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cyrus_c::{Text, float, string, text_table};
use cyrus_index::{BitSet, Idx, IndexVec};
use cyrus_ir::{ConstId, ConstObject, Module, Singleton};

use crate::names::{Namer, first_chars, mangle};

/// Longer strings are not interned.
const INTERN: usize = 400;

/// Groups of constants, in the order in which they stand in the array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Name,
    String,
    Bytes,
    Int,
    BigInt,
    Float,
    Complex,
    Compound,
}

/// The constants of a module. Only those that something uses are made.
#[derive(Debug)]
pub(crate) struct Consts {
    /// What stands behind `cy_k_`.
    names: IndexVec<ConstId, String>,
    used: BitSet<ConstId>,
    /// Positions in the array, once it is laid out.
    places: IndexVec<ConstId, usize>,
    /// Ids in order of their places.
    order: Vec<ConstId>,
    groups: Vec<(Group, usize)>,
    /// Names that are no constants of the module.
    extras: Vec<String>,
}

/// The text of the tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// The enum of places.
    pub(crate) places: String,
    /// Tables.
    pub(crate) data: String,
    /// The body of the function that fills `S.s`.
    pub(crate) make: String,
    /// How many there are.
    pub(crate) total: usize,
}

fn group(object: &ConstObject) -> Group {
    match object {
        ConstObject::Str(bytes) => {
            if bytes.len() <= INTERN && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
                Group::Name
            } else {
                Group::String
            }
        }
        ConstObject::Bytes(_) => Group::Bytes,
        ConstObject::Int(text) => {
            if text.parse::<i64>().is_ok() {
                Group::Int
            } else {
                Group::BigInt
            }
        }
        ConstObject::Float(_) => Group::Float,
        ConstObject::Complex(..) => Group::Complex,
        ConstObject::Tuple(_)
        | ConstObject::FrozenSet(_)
        | ConstObject::Slice(_)
        | ConstObject::Singleton(_) => Group::Compound,
    }
}

fn wanted(object: &ConstObject) -> String {
    match object {
        ConstObject::Str(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let name = mangle(first_chars(&text, 24));
            if name.is_empty() { "empty".to_owned() } else { name }
        }
        ConstObject::Bytes(bytes) => {
            format!("b_{}", mangle(first_chars(&String::from_utf8_lossy(bytes), 16)))
        }
        ConstObject::Int(text) => first_chars(text, 16).replace('-', "m").replace('+', ""),
        ConstObject::Float(bits) => mangle(&format!("{:?}", f64::from_bits(*bits)).replace('-', "m")),
        ConstObject::Complex(_, im) => mangle(&format!("{:?}j", f64::from_bits(*im)).replace('-', "m")),
        ConstObject::Tuple(items) => format!("tuple{}", items.len()),
        ConstObject::FrozenSet(items) => format!("set{}", items.len()),
        ConstObject::Slice(_) => "slice".to_owned(),
        ConstObject::Singleton(_) => "singleton".to_owned(),
    }
}

impl Consts {
    pub(crate) fn new(module: &Module) -> Self {
        let mut namer = Namer::default();
        let names = module.consts.iter().map(|c| namer.name(&wanted(c))).collect();
        let places = IndexVec::from_vec(vec![0; module.consts.len()]);
        Consts { names, used: BitSet::new(), places, order: vec![], groups: vec![], extras: vec![] }
    }

    /// The constant as code reads it.
    pub(crate) fn text(&mut self, module: &Module, id: ConstId) -> Text {
        if let ConstObject::Singleton(s) = &module.consts[id] {
            return singleton(*s).into();
        }
        self.need(module, id);
        let mut text = Text::new("CY_K(");
        text.push_str(&self.names[id]);
        text.push(')');
        text
    }

    /// A name that tables of the runtime need; see [`Consts::place_of_extra`].
    pub(crate) fn extra(&mut self, module: &Module, text: &str) -> usize {
        let known = module.consts.iter_enumerated().find(|(_, c)| {
            matches!(c, ConstObject::Str(bytes) if **bytes == *text.as_bytes()) && group(c) == Group::Name
        });
        if let Some((id, _)) = known {
            self.need(module, id);
            return id.index();
        }
        let first = module.consts.len();
        if let Some(at) = self.extras.iter().position(|e| e == text) {
            return first + at;
        }
        self.extras.push(text.to_owned());
        first + self.extras.len() - 1
    }

    /// The position in `S.s` of what [`Consts::extra`] returned.
    pub(crate) fn place_of_extra(&self, at: usize) -> usize {
        match at.checked_sub(self.places.len()) {
            None => self.places[ConstId::new(at)],
            Some(extra) => self.order.len() + extra,
        }
    }

    /// Says that a constant is used, by a table.
    pub(crate) fn need(&mut self, module: &Module, id: ConstId) {
        if self.used.insert(id) {
            match &module.consts[id] {
                ConstObject::Tuple(items) | ConstObject::FrozenSet(items) => {
                    for item in items {
                        self.need(module, *item);
                    }
                }
                ConstObject::Slice(items) => items.iter().for_each(|i| self.need(module, *i)),
                ConstObject::Str(_)
                | ConstObject::Bytes(_)
                | ConstObject::Int(_)
                | ConstObject::Float(_)
                | ConstObject::Complex(..)
                | ConstObject::Singleton(_) => {}
            }
        }
    }

    /// Gives all constants that are used their places. Nothing may be used afterwards that was not before.
    pub(crate) fn lay_out(&mut self, module: &Module) {
        let all = [
            Group::Name,
            Group::String,
            Group::Bytes,
            Group::Int,
            Group::BigInt,
            Group::Float,
            Group::Complex,
        ];
        let mut order = Vec::new();
        let groups: Vec<(ConstId, Group)> =
            self.used.iter().map(|id| (id, group(&module.consts[id]))).collect();
        for g in all {
            let before = order.len();
            order.extend(groups.iter().filter(|(_, of)| *of == g).map(|(id, _)| *id));
            self.groups.push((g, order.len() - before));
        }
        let before = order.len();
        for id in self.used.iter() {
            compound(module, id, &mut order, before);
        }
        self.groups.push((Group::Compound, order.len() - before));
        for (at, id) in order.iter().enumerate() {
            self.places[*id] = at;
        }
        self.order = order;
    }

    /// The position in `S.s`.
    pub(crate) fn place(&self, id: ConstId) -> usize {
        self.places[id]
    }

    /// The tables of the module's own constants.
    pub(crate) fn own_tables(&self, module: &Module) -> Tables {
        let mut out = Tables::default();
        let mut at = 0;
        for (g, n) in &self.groups {
            if *n > 0 {
                let ids = &self.order[at..at + n];
                self.group(module, *g, ids, at, &mut out);
                at += n;
            }
        }
        out
    }

    /// All tables, which `out` has the module's own of. `runtime` are the strings that the runtime uses: identifier, and
    /// text as the inside of a literal.
    pub(crate) fn tables(&self, module: &Module, runtime: &[(String, String)], mut out: Tables) -> Tables {
        // the same text is one object
        let mut known: BTreeMap<String, ConstId> = BTreeMap::new();
        for id in &self.order {
            if let ConstObject::Str(bytes) = &module.consts[*id]
                && group(&module.consts[*id]) == Group::Name
            {
                known.insert(cyrus_c::escape(bytes), *id);
            }
        }
        let (shared, own): (Vec<_>, Vec<_>) = runtime.iter().partition(|(_, text)| known.contains_key(text));
        let mut places: Vec<String> = Vec::new();
        for id in &self.order {
            places.push(match &module.consts[*id] {
                ConstObject::Singleton(_) => continue,
                _ => format!("cy_k_{}", self.names[*id]),
            });
        }
        let own_at = places.len();
        let extras: Vec<(String, String)> = self
            .extras
            .iter()
            .enumerate()
            .map(|(i, text)| (format!("name{i}"), cyrus_c::escape(text.as_bytes())))
            .collect();
        let own: Vec<&(String, String)> = extras.iter().chain(own).collect();
        places.extend(own.iter().map(|(name, _)| format!("cy_s_{name}")));
        out.total = places.len();
        for (name, text) in &shared {
            if let Some(id) = known.get(text) {
                places.push(format!("cy_s_{name} = cy_k_{}", self.names[*id]));
            }
        }
        if !places.is_empty() {
            out.places = wrap("enum {", &places, "};\n");
        }
        if !own.is_empty() {
            let text: Vec<String> = own.iter().map(|(_, text)| format!("{text}\\0")).collect();
            let _ = writeln!(out.data, "static const char cy_names[] = {};", pieces(&text));
            let _ = writeln!(
                out.make,
                "    if (cy_make_names(S.s + {own_at}, cy_names, {})) return -1;",
                own.len()
            );
        }
        out
    }

    fn group(&self, module: &Module, g: Group, ids: &[ConstId], at: usize, out: &mut Tables) {
        let n = ids.len();
        let (data, make) = match g {
            Group::Name => {
                let mut text = Vec::new();
                for id in ids {
                    if let ConstObject::Str(bytes) = &module.consts[*id] {
                        text.extend_from_slice(bytes);
                        text.push(0);
                    }
                }
                text.pop();
                (format!("static const char cy_text[] = {};", text_table(&text)), "names")
            }
            Group::String | Group::Bytes => {
                let name = if g == Group::String { "strings" } else { "bytes" };
                let mut rows = String::new();
                for id in ids {
                    if let ConstObject::Str(bytes) | ConstObject::Bytes(bytes) = &module.consts[*id] {
                        let _ = write!(rows, "\n    {{{}, {}}},", string(bytes), bytes.len());
                    }
                }
                (format!("static const cy_piece cy_{name}[] = {{{rows}}};"), name)
            }
            Group::Int => {
                let rows: Vec<String> = ids
                    .iter()
                    .filter_map(|id| match &module.consts[*id] {
                        ConstObject::Int(text) => Some(cyrus_c::integer(text.parse().unwrap_or(0), "")),
                        _ => None,
                    })
                    .collect();
                (wrap("static const long long cy_ints[] = {", &rows, "};"), "ints")
            }
            Group::BigInt => {
                let rows: Vec<String> = ids
                    .iter()
                    .filter_map(|id| match &module.consts[*id] {
                        ConstObject::Int(text) => Some(format!("{}\\0", hexadecimal(text))),
                        _ => None,
                    })
                    .collect();
                (format!("static const char cy_big_ints[] = {};", pieces(&rows)), "big_ints")
            }
            Group::Float => {
                let rows: Vec<String> = ids
                    .iter()
                    .filter_map(|id| match &module.consts[*id] {
                        ConstObject::Float(bits) => Some(float(f64::from_bits(*bits), "")),
                        _ => None,
                    })
                    .collect();
                (wrap("static const double cy_floats[] = {", &rows, "};"), "floats")
            }
            Group::Complex => {
                let rows: Vec<String> = ids
                    .iter()
                    .filter_map(|id| match &module.consts[*id] {
                        ConstObject::Complex(re, im) => Some(format!(
                            "{}, {}",
                            float(f64::from_bits(*re), ""),
                            float(f64::from_bits(*im), "")
                        )),
                        _ => None,
                    })
                    .collect();
                (wrap("static const double cy_complexes[] = {", &rows, "};"), "complexes")
            }
            Group::Compound => {
                let mut rows = Vec::new();
                for id in ids {
                    let (kind, items) = match &module.consts[*id] {
                        ConstObject::Tuple(items) => (0, items.as_slice()),
                        ConstObject::FrozenSet(items) => (1, items.as_slice()),
                        ConstObject::Slice(items) => (2, items.as_slice()),
                        _ => continue,
                    };
                    let mut row = format!("{kind}, {}", items.len());
                    for item in items {
                        let _ = match &module.consts[*item] {
                            ConstObject::Singleton(s) => write!(row, ", {}", singleton_code(*s)),
                            _ => write!(row, ", {}", self.places[*item]),
                        };
                    }
                    rows.push(row);
                }
                (wrap("static const int cy_compounds[] = {", &rows, "};"), "compounds")
            }
        };
        out.data.push_str(&data);
        out.data.push('\n');
        let table = if g == Group::Name { "text" } else { make };
        let _ = if g == Group::Compound {
            writeln!(out.make, "    if (cy_make_compounds(S.s, {at}, cy_compounds, {n})) return -1;")
        } else {
            writeln!(out.make, "    if (cy_make_{make}(S.s + {at}, cy_{table}, {n})) return -1;")
        };
    }
}

/// Puts a compound constant behind those it is made of.
fn compound(module: &Module, id: ConstId, order: &mut Vec<ConstId>, from: usize) {
    if order[from..].contains(&id) {
        return;
    }
    let items: &[ConstId] = match &module.consts[id] {
        ConstObject::Tuple(items) | ConstObject::FrozenSet(items) => items,
        ConstObject::Slice(items) => items,
        _ => return,
    };
    for item in items {
        // a constant cannot contain itself: ids inside are of constants that were made before
        if item.index() != id.index() {
            compound(module, *item, order, from);
        }
    }
    order.push(id);
}

/// The C name of an object that has one.
pub(crate) fn singleton(s: Singleton) -> &'static str {
    match s {
        Singleton::None => "Py_None",
        Singleton::True => "Py_True",
        Singleton::False => "Py_False",
        Singleton::Ellipsis => "Py_Ellipsis",
        Singleton::NotImplemented => "Py_NotImplemented",
    }
}

/// As `cy_make_compounds` counts them.
fn singleton_code(s: Singleton) -> i32 {
    match s {
        Singleton::None => -1,
        Singleton::True => -2,
        Singleton::False => -3,
        Singleton::Ellipsis => -4,
        Singleton::NotImplemented => -5,
    }
}

/// A list that is broken into lines.
pub(crate) fn wrap(head: &str, items: &[String], tail: &str) -> String {
    let mut out = head.to_owned();
    let mut width = out.len();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(',');
            width += 1;
        }
        if width + item.len() > 116 {
            out.push_str("\n    ");
            width = 4;
        } else if i > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(item);
        width += item.len();
    }
    out.push_str(tail);
    out
}

/// Pieces of text, already escaped, as one literal over several lines.
fn pieces(rows: &[String]) -> String {
    let mut out = String::from("\"");
    let mut width = 0;
    for row in rows {
        if width > 0 && width + row.len() > 110 {
            out.push_str("\"\n    \"");
            width = 0;
        }
        // `\0` in front of a digit would be another character
        if out.ends_with("\\0") && row.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str("\" \"");
        }
        out.push_str(row);
        width += row.len();
    }
    out.push('"');
    out
}

/// A decimal number as hexadecimal digits.
fn hexadecimal(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", decimal.strip_prefix('+').unwrap_or(decimal)),
    };
    // words of 32 bits, lowest first
    let mut words: Vec<u32> = vec![0];
    for digit in digits.bytes().filter(u8::is_ascii_digit) {
        let mut carry = u64::from(digit - b'0');
        for word in &mut words {
            let value = u64::from(*word) * 10 + carry;
            *word = value as u32;
            carry = value >> 32;
        }
        if carry > 0 {
            words.push(carry as u32);
        }
    }
    let mut out = String::from(sign);
    for (i, word) in words.iter().rev().enumerate() {
        let _ = if i == 0 { write!(out, "{word:x}") } else { write!(out, "{word:08x}") };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn big_numbers() {
        assert_eq!(hexadecimal("-18446744073709551616"), "-10000000000000000");
        assert_eq!(hexadecimal("1208925819614629174706175"), "ffffffffffffffffffff");
    }

    #[test]
    fn pieces_do_not_run_together() {
        assert_eq!(pieces(&["a\\0".into(), "1\\0".into()]), "\"a\\0\" \"1\\0\"");
    }
}
