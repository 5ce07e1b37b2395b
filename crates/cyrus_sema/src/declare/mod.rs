//! What stands at module and class level: C types, functions, variables, extension types, cimports.

use crate::Sema;

impl Sema<'_> {
    /// Reads all declarations: the module's own `.pxd` first, then its own statements.
    pub fn declare_all(&mut self) {}
}
