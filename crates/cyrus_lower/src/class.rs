//! Extension types: what code generation makes them of, and what the module's code adds.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Expr};
use cyrus_ops as op;

use crate::func::{FuncCx, by_value};
use crate::module::ModuleCx;

impl ModuleCx<'_> {
    /// A function in a type slot: C types as the slot has them.
    pub fn slot_shell(&mut self, _slot: &'static str, _f: &hir::Function) -> ir::FuncId {
        self.functions.next_id()
    }
}

impl<'h> FuncCx<'_, 'h> {
    /// What must be there before the module's code: code generation imports what the code uses.
    pub fn import_c_names(&mut self) {}

    /// The code of a slot.
    pub fn slot_code(&mut self, _slot: &'static str, f: &'h hir::Function) {
        self.stmts(&f.body);
        self.end();
    }

    /// The place in the module where an extension type is defined: its attributes are evaluated here.
    pub fn define_class(&mut self, at: usize) {
        let Some(body) = self.cx.hir.classes.get(at) else { return };
        for (name, value) in &body.attributes {
            self.at = value.at;
            let value = self.expr(value);
            let name = self.name(name);
            self.run(op::CY_EXT_PUT, by_value([Expr::ClassObject(body.class), name, value]));
        }
    }
}
