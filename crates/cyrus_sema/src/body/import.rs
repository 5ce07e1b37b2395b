//! `import` and `cimport` as statements.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::conversion::conversion;
use cyrus_types::{CVarId, Linkage, Type};

use super::Body;
use super::frame::FrameKind;
use crate::rules;
use crate::scope::Symbol;

/// What `from __future__ import` knows: the features that Python ever had there.
const FUTURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Body<'_, 'a> {
    /// `from a import *` at module level. What comes under the name of a C variable becomes its value; other C names of the
    /// module cannot be replaced.
    fn import_star(&mut self, at: FileSpan, level: u32, module: Name, out: &mut Vec<Stmt>) {
        let mut own: Vec<(Name, Option<CVarId>)> = Vec::new();
        for (name, entry) in &self.s.scopes[crate::Sema::MAIN].symbols {
            match &entry.c {
                Some(Symbol::CVar(id)) if self.s.world.cvars[*id].linkage == Linkage::Own => {
                    let ty = &self.s.world.cvars[*id].ty;
                    let fits = conversion(&self.s.world, &Type::Object, ty).is_some();
                    own.push((name.clone(), fits.then_some(*id)));
                }
                Some(Symbol::Class(id)) if self.s.world.classes[*id].linkage == Linkage::Own => {
                    own.push((name.clone(), None));
                }
                _ => {}
            }
        }
        if own.is_empty() {
            out.push(Stmt::new(at, StmtKind::ImportStar { level, module }));
            return;
        }
        let text = |name: &Name| Expr::new(Type::STR, at, ExprKind::Str(name.as_bytes().into()));
        let nothing = || Expr::new(Type::Object, at, ExprKind::Ellipsis);
        let never = || Expr::new(Type::Object, at, ExprKind::Bool(false));
        let entries =
            own.iter().map(|(name, id)| (Some(text(name)), if id.is_some() { nothing() } else { never() }));
        let apart = Expr::new(Type::DICT, at, ExprKind::Dict(entries.collect()));
        let found = self.temp(Type::DICT, at);
        let dict = Expr::new(Type::DICT, at, ExprKind::Local(found));
        let place = Place { ty: Type::DICT, at, kind: PlaceKind::Local(found) };
        out.push(Stmt::new(at, StmtKind::Assign(place, apart)));
        let level = Expr::new(Type::INT, at, ExprKind::Int(level.into()));
        let op = ExprKind::Op {
            op: cyrus_ops::CY_IMPORT_STAR_APART,
            args: vec![text(&module), level, dict.clone()],
        };
        out.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, op))));
        for (name, id) in own {
            let Some(id) = id else { continue };
            self.note_cvar(id);
            let ty = self.s.world.cvars[id].ty.clone();
            let value = || {
                let item = ExprKind::Item { object: Box::new(dict.clone()), index: Box::new(text(&name)) };
                Expr::new(Type::Object, at, item)
            };
            let is = ExprKind::Is { negate: true, left: Box::new(value()), right: Box::new(nothing()) };
            let value = self.coerce(value(), &ty);
            let place = Place { ty, at, kind: PlaceKind::CVar(id) };
            let body = vec![Stmt::new(at, StmtKind::Assign(place, value))];
            let test = Expr::new(Type::Bint, at, is);
            out.push(Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }));
        }
    }

    /// `import a.b as c`
    pub fn import(&mut self, at: FileSpan, names: &'a [ast::Alias], out: &mut Vec<Stmt>) {
        for alias in names {
            if self.is_cython_module(&alias.name.name) {
                continue;
            }
            self.need_gil(at, "`import`");
            let (target, last) = match &alias.as_name {
                Some(n) => (n.clone(), true),
                None => {
                    let first = alias.name.name.split('.').next().unwrap_or("");
                    (ast::Ident { name: first.into(), span: alias.name.span }, false)
                }
            };
            let place = self.name_place(&target.name, target.span);
            self.note_import(&place);
            out.push(Stmt::new(at, StmtKind::Import { module: alias.name.name.clone(), last, place }));
        }
    }

    fn note_import(&mut self, place: &Place) {
        if let PlaceKind::Local(id) = place.kind {
            let value = Expr::new(Type::Object, place.at, ExprKind::PlaceValue);
            self.note_assignment(id, &value);
            self.f().flow.assigned.insert(id);
        }
    }

    /// The `cython` module exists only for the compiler.
    fn is_cython_module(&self, name: &str) -> bool {
        name == "cython" || name.starts_with("cython.")
    }

    /// `from a import b`
    pub fn import_from(
        &mut self,
        at: FileSpan,
        level: u32,
        module: Option<&'a ast::Ident>,
        names: Option<&'a [ast::Alias]>,
        out: &mut Vec<Stmt>,
    ) {
        let module_name = module.map_or_else(Name::default, |m| m.name.clone());
        if level == 0 && module_name == "__future__" {
            for alias in names.unwrap_or_default() {
                if !FUTURES.contains(&alias.name.name.as_str()) {
                    let message = format!("future feature `{}` is not defined", alias.name.name);
                    let at = self.at(alias.name.span);
                    self.s.error(&rules::UNKNOWN_NAME, at, message);
                }
            }
            // to Python it is an import as others are, too
            if !self.plain_python() {
                return;
            }
        }
        if level == 0 && self.is_cython_module(&module_name) {
            return;
        }
        self.need_gil(at, "`import`");
        let Some(names) = names else {
            if self.fr().kind != FrameKind::Module {
                self.s.error(&rules::MISPLACED, at, "`import *` is only allowed at module level");
                return;
            }
            self.import_star(at, level, module_name, out);
            return;
        };
        let mut list = Vec::with_capacity(names.len());
        let mut stores = Vec::new();
        for alias in names {
            let target = alias.as_name.as_ref().unwrap_or(&alias.name);
            let place = self.name_place(&target.name, target.span);
            if place.ty != Type::Object {
                // A typed variable is assigned through a temporary, so that the type is checked.
                let temp = self.temp(Type::Object, at);
                let read = Expr::new(Type::Object, at, ExprKind::Local(temp));
                self.store_name(at, &target.name, target.span, read, &mut stores);
                let place = Place { ty: Type::Object, at, kind: PlaceKind::Local(temp) };
                list.push((alias.name.name.clone(), place));
                continue;
            }
            self.note_import(&place);
            list.push((alias.name.name.clone(), place));
        }
        out.push(Stmt::new(at, StmtKind::ImportFrom { level, module: module_name, names: list }));
        out.extend(stores);
    }

    /// `cimport a` has no value; a module that the code also uses as an object must be imported by name.
    pub fn cimport_stmt(&mut self, _at: FileSpan, _names: &'a [ast::Alias], _out: &mut Vec<Stmt>) {}

    /// The dictionary or namespace in which the current code binds names.
    pub fn namespace(&mut self, at: FileSpan) -> Expr {
        Expr::new(Type::Object, at, ExprKind::Namespace)
    }
}
