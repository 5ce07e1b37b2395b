//! Generators: functions whose locals stay in a frame, and which go on where they stopped.

use cyrus_c::{Stmt as S, Var};
use cyrus_ir::{Expr, FuncId, LocalId, Stmt};

use crate::func::FuncGen;
use crate::module::Cx;

impl FuncGen<'_, '_> {
    pub(crate) fn frame_declarations(&mut self) -> Vec<Var> {
        vec![]
    }
    pub(crate) fn frame_prologue(&mut self) -> Vec<S> {
        vec![]
    }
    pub(crate) fn yield_(&mut self, value: &Expr, stmt: &Stmt) {
        let _ = (value, stmt);
        self.yields += 1;
    }
}

impl Cx<'_> {
    /// The descriptor of a generator.
    pub(crate) fn generator(&mut self, func: FuncId) -> String {
        format!("&cy_gens[{}]", func.as_u32())
    }
    pub(crate) fn frame_struct(&mut self, func: FuncId) -> String {
        format!("struct cy_frame_{}", func.as_u32())
    }
    pub(crate) fn frame_field(&mut self, func: FuncId, local: LocalId) -> String {
        format!("l{}_{}", func.as_u32(), local.as_u32())
    }
}
