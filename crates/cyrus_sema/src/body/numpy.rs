//! NumPy's C API is a table that has to be fetched before it is used: a module that cimports `numpy` and says nothing of
//! `import_array` fetches it first, instead of crashing.

use cyrus_ast as ast;
use cyrus_hir::{Callee, Stmt, StmtKind};

use super::Body;
use crate::scope::Symbol;

/// What fetches the table.
pub const IMPORT: &str = "import_array";

impl<'a> Body<'_, 'a> {
    /// The call that the module's code lacks.
    pub fn numpy_import(&mut self, body: &'a [ast::Stmt]) -> Option<Stmt> {
        if self.s.imports_array {
            return None;
        }
        let place = body.iter().find_map(cimports_numpy)?;
        let numpy = self.s.world.modules.iter_enumerated().find(|(_, module)| module.name == "numpy")?.0;
        let Symbol::CFunc(ids) = self.s.c_symbol(numpy, IMPORT)?.clone() else { return None };
        let id = *ids.first()?;
        self.note_cfunc(id);
        let info = self.s.world.cfuncs[id].clone();
        let at = self.at(place);
        let call = self.c_call_values(Callee::CFunc(id), &info.ty, IMPORT, Vec::new(), at);
        Some(Stmt::new(at, StmtKind::Expr(call)))
    }
}

/// Where `cimport numpy` stands in this statement.
fn cimports_numpy(stmt: &ast::Stmt) -> Option<ast::Span> {
    let found = match &stmt.kind {
        ast::StmtKind::CImport(aliases) => aliases.iter().any(|alias| alias.name.name == "numpy"),
        ast::StmtKind::FromCImport { level: 0, module: Some(module), .. } => module.name == "numpy",
        _ => false,
    };
    found.then_some(stmt.span)
}
