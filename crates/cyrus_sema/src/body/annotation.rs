//! Annotations as Python sees them.
//!
//! A `.py` module evaluates them where they stand, as CPython does (up to 3.13), unless it says `from __future__ import
//! annotations` or they name C types. Everywhere else they are kept as text (PEP 563), so that names need not exist.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind};
use cyrus_source::Name;
use cyrus_types::Type;

use super::Body;
use crate::expression_text::annotation_text;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// The annotations of a function, in the order of `__annotations__`.
    pub fn annotations(
        &mut self,
        params: &'a ast::Parameters,
        returns: Option<&'a ast::Expr>,
    ) -> Vec<(Name, Expr)> {
        let mut out = Vec::new();
        let all = params.list.iter().chain(params.vararg.as_deref()).chain(params.kwarg.as_deref());
        for p in all {
            if let Some(a) = &p.annotation {
                let name = self.mangle(&p.name.name);
                out.push((name, self.annotation_value(a)));
            }
        }
        if let Some(r) = returns {
            let value = self.annotation_value(r);
            out.push(("return".into(), value));
        }
        out
    }

    /// What an annotation is kept as.
    pub fn annotation_value(&mut self, e: &'a ast::Expr) -> Expr {
        let at = self.at(e.span);
        if self.plain_python() && !future_annotations(&self.s.input.main.tree) && !self.names_c(e) {
            if let ast::ExprKind::Starred(inner) = &e.kind {
                // `*args: *Ts` (PEP 646)
                let items = vec![cyrus_hir::Item::Star(self.object_expr(inner))];
                let all = Expr::new(Type::TUPLE, at, ExprKind::Tuple(items));
                let first = super::coerce::int_expr(0, Type::LONG, at);
                let first = self.object(first);
                let kind = ExprKind::Op { op: cyrus_ops::CY_GETITEM, args: vec![all, first] };
                return Expr::new(Type::Object, at, kind);
            }
            return self.object_expr(e);
        }
        let text = if self.plain_python() && future_annotations(&self.s.input.main.tree) {
            annotation_text(e, self.s.input.loader.text(self.fr().file))
        } else {
            self.text_of(e)
        };
        Expr::new(Type::STR, at, ExprKind::Str(text.as_bytes().into()))
    }

    /// Whether an annotation names something that only the compiler knows.
    fn names_c(&self, e: &ast::Expr) -> bool {
        use ast::ExprKind as K;
        let any = |items: &[ast::Expr]| items.iter().any(|i| self.names_c(i));
        match &e.kind {
            K::Name(name) => {
                let module = self.fr().module;
                self.s.c_symbol(module, name).is_some_and(|s| !matches!(s, Symbol::Class(_)))
            }
            K::Attribute { value, .. } | K::Starred(value) => self.names_c(value),
            K::Subscript { value, index } => self.names_c(value) || self.names_c(index),
            K::Binary { left, right, .. } => self.names_c(left) || self.names_c(right),
            K::Tuple(items) | K::List(items) => any(items),
            K::Call { func, args, .. } => self.names_c(func) || any(args),
            _ => false,
        }
    }
}

/// Whether the module says `from __future__ import annotations`.
pub(super) fn future_annotations(module: &ast::Module) -> bool {
    has_future(module, "annotations")
}

/// Whether the module has a feature from `__future__`.
pub(crate) fn has_future(module: &ast::Module, feature: &str) -> bool {
    module.body.iter().any(|s| match &s.kind {
        ast::StmtKind::ImportFrom { level: 0, module: Some(module), names: Some(names), .. } => {
            module.name == "__future__" && names.iter().any(|a| a.name.name == feature)
        }
        _ => false,
    })
}
