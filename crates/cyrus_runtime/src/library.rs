//! The runtime as a whole: its units, their includes and items, and who defines which name.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::{Contract, Effort};
use crate::scan::{Item, ItemKind, items};

/// One header.
#[derive(Debug)]
pub struct Unit {
    /// Its path below `cyrus/` without `.h`: `object/number`.
    pub name: String,
    /// The units it includes.
    pub includes: Vec<String>,
    /// Its items in order, without the includes of other units.
    pub items: Vec<Item>,
    /// How hard the C compiler works on it.
    pub effort: Effort,
}

/// All units of the runtime.
#[derive(Debug)]
pub struct Library {
    units: Vec<Unit>,
}

impl Library {
    /// A library of these headers (unit name, text), its units in an order in which each comes after those it
    /// includes. An error is a mistake in a header.
    pub fn new(headers: &[(&str, &str)]) -> Result<Self, String> {
        let mut loaded = BTreeMap::new();
        for (name, text) in headers {
            let found = items(text).map_err(|e| format!("{name}: {e}"))?;
            let effort = found.first().map(|item| item.notes.effort).unwrap_or_default();
            let mut unit = Unit { name: (*name).to_owned(), includes: vec![], items: vec![], effort };
            for item in found {
                match &item.kind {
                    ItemKind::Unit(other) => unit.includes.push(other.clone()),
                    ItemKind::Text | ItemKind::State(..) | ItemKind::Name(..) | ItemKind::System => {
                        unit.items.push(item);
                    }
                }
            }
            loaded.insert(unit.name.clone(), unit);
        }
        let mut order = Vec::new();
        for name in loaded.keys() {
            visit(name, &loaded, &mut order, &mut Vec::new())?;
        }
        let units: Vec<Unit> = order.iter().filter_map(|name| loaded.remove(name)).collect();
        Ok(Self { units })
    }

    /// The units, each after those it includes.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All contracts with the unit they are in, in the order of the units.
    pub fn contracts(&self) -> impl Iterator<Item = (&Unit, &Contract)> {
        self.units
            .iter()
            .flat_map(|u| u.items.iter().flat_map(move |i| i.notes.ops.iter().map(move |c| (u, c))))
    }

    /// Units that can be reached by includes from `unit`, itself included.
    pub fn closure<'a>(&'a self, unit: &'a str) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![unit];
        while let Some(name) = open.pop() {
            if seen.insert(name) {
                let found = self.units.iter().find(|u| u.name == name);
                open.extend(found.into_iter().flat_map(|u| u.includes.iter().map(String::as_str)));
            }
        }
        seen
    }
}

/// Depth first; `path` is for naming a cycle.
fn visit(
    name: &str,
    units: &BTreeMap<String, Unit>,
    order: &mut Vec<String>,
    path: &mut Vec<String>,
) -> Result<(), String> {
    if path.iter().any(|n| n == name) {
        return Err(format!("cycle of includes: {} -> {name}", path.join(" -> ")));
    }
    if order.iter().any(|n| n == name) {
        return Ok(());
    }
    let unit =
        units.get(name).ok_or_else(|| format!("no unit `{name}`, included from {}", path.join(" -> ")))?;
    path.push(name.to_owned());
    for other in &unit.includes {
        visit(other, units, order, path)?;
    }
    path.pop();
    order.push(name.to_owned());
    Ok(())
}
