//! What the directives `warn` ask for: code that nothing reaches, names that nothing reads, names that nothing declares.

use cyrus_ast as ast;
use cyrus_hir::Storage;
use cyrus_source::{Name, Span};

use super::Body;
use super::bindings::target_names;
use super::unassigned::Found;
use crate::directives::Directive as D;
use crate::rules;
use crate::scope::NameMap;

impl<'a> Body<'_, 'a> {
    /// Reports on the innermost frame, a function with these statements.
    pub(super) fn warn(&mut self, body: &'a [ast::Stmt], found: &Found) {
        if self.directive(D::WarnUnreachable) {
            self.warn_unreachable(found);
        }
        if self.directive(D::WarnUnusedResult) {
            for (name, span) in &found.lost {
                let message = format!("the value that `{name}` gets here is never read");
                self.s.error(&rules::UNUSED, self.at(*span), message);
            }
        }
        if self.directive(D::WarnUndeclared) {
            self.warn_undeclared(body);
        }
        let (arguments, others) = (self.directive(D::WarnUnusedArg), self.directive(D::WarnUnused));
        let frame = self.fr();
        // `locals()` and its like read everything
        if !(arguments || others) || frame.bindings.sees_locals {
            return;
        }
        let mut unused: Vec<(Span, String)> = Vec::new();
        for (name, id) in &frame.names {
            let local = &frame.locals[*id];
            let read = found.mentioned.contains_key(name) || frame.bindings.inner_names.contains_key(name);
            // names that say themselves that nobody wants them
            if read || name == "_" || name.starts_with("unused") {
                continue;
            }
            match local.storage {
                Storage::Param if arguments => {
                    unused.push((local.at.span, format!("the argument `{name}` is never read")));
                }
                Storage::Frame if others => {
                    let span = frame.bindings.bound.get(name).copied().unwrap_or(local.at.span);
                    unused.push((span, format!("`{name}` is never read")));
                }
                _ => {}
            }
        }
        unused.sort();
        for (span, message) in unused {
            self.s.error(&rules::UNUSED, self.at(span), message);
        }
    }

    fn warn_unreachable(&mut self, found: &Found) {
        for span in &found.dead {
            self.s.error(&rules::UNREACHABLE, self.at(*span), "nothing leads here");
        }
    }

    /// Variables of a function that get values and have no declaration.
    fn warn_undeclared(&mut self, body: &'a [ast::Stmt]) {
        let mut assigned = NameMap::default();
        assigned_names(body, &mut assigned);
        let mut declared = NameMap::default();
        declared_names(body, &mut declared);
        let frame = self.fr();
        let undeclared = |name: &Name| {
            !declared.contains_key(name)
                && frame.names.get(name).is_some_and(|id| frame.locals[*id].storage != Storage::Param)
        };
        let found: Vec<(Name, Span)> =
            assigned.iter().filter(|(name, _)| undeclared(name)).map(|(n, s)| (n.clone(), *s)).collect();
        for (name, span) in found {
            self.s.error(&rules::UNDECLARED, self.at(span), format!("`{name}` has no declaration"));
        }
    }

    /// The same for the module's own variables.
    pub(super) fn warn_module(&mut self, body: &'a [ast::Stmt]) {
        if !self.directive(D::WarnUndeclared) || self.s.muted > 0 {
            return;
        }
        let mut assigned = NameMap::default();
        assigned_names(body, &mut assigned);
        for (name, span) in assigned {
            if self.s.c_symbol(crate::Sema::MAIN, &name).is_none() {
                self.s.error(&rules::UNDECLARED, self.at(span), format!("`{name}` has no declaration"));
            }
        }
    }

    /// `cdef int *a, b`
    pub(super) fn warn_declarators(&mut self, decl: &ast::CVarDecl) {
        let pointers =
            decl.declarators.iter().filter(|(d, _)| matches!(d.kind, ast::CDeclaratorKind::Pointer { .. }));
        let count = pointers.count();
        if count > 0 && count < decl.declarators.len() && self.directive(D::WarnMultipleDeclarators) {
            let at = self.at(decl.declarators[0].0.span);
            let message = "a star belongs to one name only: declare pointers and values apart";
            self.s.error(&rules::MIXED_DECLARATORS, at, message);
        }
    }
}

/// Names that assignments, loops and imports of one scope bind, where they do so first.
fn assigned_names(body: &[ast::Stmt], out: &mut NameMap<Span>) {
    use ast::StmtKind as K;
    let imported = |alias: &ast::Alias, out: &mut NameMap<Span>| {
        let name = alias.as_name.as_ref().unwrap_or(&alias.name);
        let first = name.name.split('.').next().unwrap_or_default();
        out.entry(first.into()).or_insert(name.span);
    };
    for stmt in body {
        match &stmt.kind {
            K::Assign { targets, .. } => targets.iter().for_each(|target| target_names(target, out)),
            K::AnnAssign { .. } => {}
            K::Import { names, .. } => names.iter().for_each(|alias| imported(alias, out)),
            K::ImportFrom { names, .. } => names.iter().flatten().for_each(|alias| imported(alias, out)),
            K::For { target, body, orelse, .. } => {
                target_names(target, out);
                assigned_names(body, out);
                assigned_names(orelse, out);
            }
            K::ForFrom(f) => {
                target_names(&f.target, out);
                assigned_names(&f.body, out);
                assigned_names(&f.orelse, out);
            }
            K::If { body, orelse, .. } | K::While { body, orelse, .. } => {
                assigned_names(body, out);
                assigned_names(orelse, out);
            }
            K::With { items, body, .. } => {
                items.iter().filter_map(|i| i.target.as_ref()).for_each(|t| target_names(t, out));
                assigned_names(body, out);
            }
            K::Try(t) => {
                assigned_names(&t.body, out);
                t.handlers.iter().for_each(|h| assigned_names(&h.body, out));
                assigned_names(&t.orelse, out);
                assigned_names(&t.finalbody, out);
            }
            _ => {}
        }
    }
}

/// Names that the statements of a function declare.
fn declared_names(body: &[ast::Stmt], out: &mut NameMap<Span>) {
    use ast::StmtKind as K;
    for stmt in body {
        match &stmt.kind {
            K::CVar(decl) => {
                for (declarator, _) in &decl.declarators {
                    let name = super::assign::declarator_name(declarator);
                    if let Some(name) = name.or_else(|| super::assign::implicit_name(&decl.ty)) {
                        out.insert(name.name, name.span);
                    }
                }
            }
            K::AnnAssign { target, .. } => target_names(target, out),
            K::CBlock(body) | K::With { body, .. } => declared_names(body, out),
            K::If { body, orelse, .. } => {
                declared_names(body, out);
                declared_names(orelse, out);
            }
            _ => {}
        }
    }
}
