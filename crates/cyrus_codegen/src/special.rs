//! Parallel regions, C++ exceptions.

use cyrus_ir::{CountedFor, Parallel, Stmt};
use cyrus_types::CppExcept;

use crate::func::FuncGen;
use crate::module::Cx;

impl FuncGen<'_, '_> {
    pub(crate) fn parallel(&mut self, p: &Parallel, _stmt: &Stmt) {
        let body = self.region(&p.body, &[]);
        self.out.extend(body);
    }

    pub(crate) fn worksharing(&mut self, _l: &CountedFor, _stmt: &Stmt) {}
}

impl Cx<'_> {
    /// The statement in a `catch (...)` that sets the Python exception.
    pub(crate) fn cpp_translation(&mut self, kind: &CppExcept, nogil: bool) -> String {
        let _ = (kind, nogil);
        String::new()
    }
}
