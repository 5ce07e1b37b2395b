//! Imports.

use cyrus_hir as hir;
use cyrus_ir::Expr;
use cyrus_ops as op;
use cyrus_source::Name;

use crate::func::{FuncCx, NONE, by_value, int};

impl<'h> FuncCx<'_, 'h> {
    /// `import a.b`, `import a.b as c`
    pub fn import(&mut self, module: &Name, last: bool, place: &'h hir::Place) {
        let name = self.name(module);
        let value = match (last && module.contains('.'), self.imports_as_before()) {
            (true, false) => self.object_op(op::CY_IMPORT_DOTTED, by_value([name])),
            (true, true) => self.object_op(op::CY_IMPORT_DOTTED_OLD, by_value([name])),
            (false, _) => self.imported(name, NONE, 0),
        };
        self.store(place, value);
    }

    /// `from ..a import b as c`
    pub fn import_from(&mut self, level: u32, module: &Name, names: &'h [(Name, hir::Place)]) {
        let from = self.names(names.iter().map(|(n, _)| n.as_str()));
        let name = self.name(module);
        let module = self.imported(name, from, level);
        let statement = self.at;
        for (name, place) in names {
            self.at = statement;
            let name = self.name(name);
            let value = self.object_op(op::CY_IMPORT_FROM, by_value([module.clone(), name]));
            self.store(place, value);
        }
    }

    /// `from a import *`
    pub fn import_star(&mut self, level: u32, module: &Name) {
        let star = self.names(["*"]);
        let name = self.name(module);
        let module = self.imported(name, star, level);
        self.run(op::CY_IMPORT_STAR, by_value([module]));
    }

    /// Whether `import` looks into the package of the module first: where it has one.
    fn imports_as_before(&self) -> bool {
        let hir = self.cx.hir;
        hir.settings.old_imports && (hir.is_package || hir.name.contains('.'))
    }

    fn imported(&mut self, name: Expr, from: Expr, level: u32) -> Expr {
        if level == 0 && self.imports_as_before() {
            return self.object_op(op::CY_IMPORT_OLD, by_value([name, from]));
        }
        self.object_op(op::CY_IMPORT, by_value([name, from, int(i64::from(level))]))
    }
}
