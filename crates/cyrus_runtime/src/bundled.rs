//! The headers of `runtime/`, as they were when this crate was built: as texts and as a table.

use std::borrow::Cow;

use crate::library::Library;
use crate::table::Table;

include!(concat!(env!("OUT_DIR"), "/headers.rs"));

/// What the build script wrote.
#[allow(clippy::unreadable_literal, reason = "nobody reads it")]
mod made {
    use crate::contract::Effort::{Cold, Full, Light};
    use crate::table::{
        ItemRow, NameRow, RareRow,
        RowKind::{Head, Name, State, System, Text},
        UnitRow,
    };

    include!(concat!(env!("OUT_DIR"), "/table.rs"));
}

impl Library {
    /// The headers that are embedded in this crate. An error is a mistake in one, which building the crate finds.
    pub fn bundled() -> Result<Self, String> {
        Self::new(HEADERS)
    }
}

impl Table {
    /// The runtime that is embedded in this crate.
    pub const fn bundled() -> Self {
        Self {
            text: Cow::Borrowed(made::TEXT),
            pool: Cow::Borrowed(&made::POOL),
            units: Cow::Borrowed(&made::UNITS),
            items: Cow::Borrowed(&made::ITEMS),
            names: Cow::Borrowed(&made::NAMES),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_the_headers() {
        assert_eq!(Table::bundled(), Table::of(&Library::bundled().unwrap()));
    }
}
