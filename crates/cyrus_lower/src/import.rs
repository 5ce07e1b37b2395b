//! Imports.

use cyrus_hir as hir;
use cyrus_ops as op;
use cyrus_source::Name;

use crate::func::{FuncCx, NONE, by_value, int};

impl<'h> FuncCx<'_, 'h> {
    /// `import a.b`, `import a.b as c`
    pub fn import(&mut self, module: &Name, last: bool, place: &'h hir::Place) {
        let name = self.name(module);
        let value = if last && module.contains('.') {
            self.object_op(op::CY_IMPORT_DOTTED, by_value([name]))
        } else {
            self.object_op(op::CY_IMPORT, by_value([name, NONE, int(0)]))
        };
        self.store(place, value);
    }

    /// `from ..a import b as c`
    pub fn import_from(&mut self, level: u32, module: &Name, names: &'h [(Name, hir::Place)]) {
        let from = self.names(names.iter().map(|(n, _)| n.as_str()));
        let name = self.name(module);
        let module = self.object_op(op::CY_IMPORT, by_value([name, from, int(i64::from(level))]));
        for (name, place) in names {
            self.at = place.at;
            let name = self.name(name);
            let value = self.object_op(op::CY_IMPORT_FROM, by_value([module.clone(), name]));
            self.store(place, value);
        }
    }

    /// `from a import *`
    pub fn import_star(&mut self, level: u32, module: &Name) {
        let star = self.names(["*"]);
        let name = self.name(module);
        let module = self.object_op(op::CY_IMPORT, by_value([name, star, int(i64::from(level))]));
        self.run(op::CY_IMPORT_STAR, by_value([module]));
    }
}
