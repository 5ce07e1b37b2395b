//! Calls of C++ template functions: `max(a, b)`, `make_shared[T](x)`. The C++ compiler instantiates them; here only the
//! types that go in and come out are worked out.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::Expr;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, FuncType, Type};

use super::Body;
use super::cpp_bind::{bind_function, unify};
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// Whether one of these functions is a template.
    pub fn is_template(&self, ids: &[CFuncId]) -> bool {
        ids.iter().any(|id| !self.s.world.cfuncs[*id].templates.is_empty())
    }

    /// Finds out what `cython.typeof(x)` is where it is an argument of the template that a type names.
    pub fn typeofs_in(&mut self, ty: &'a ast::CTypeExpr) {
        match &ty.kind {
            // one argument in brackets may be a length as well
            ast::CTypeKind::Array { size: Some(e), .. } => self.typeof_in(e),
            ast::CTypeKind::Template { args, .. } => {
                for arg in args {
                    match arg {
                        ast::TemplateArg::Type(arg) => self.typeofs_in(&arg.base),
                        ast::TemplateArg::Expr(e) => self.typeof_in(e),
                    }
                }
            }
            _ => {}
        }
    }

    fn typeof_in(&mut self, e: &'a ast::Expr) {
        if let ast::ExprKind::Call { func, args, .. } = &e.kind
            && let ([operand], Some("typeof")) = (&args[..], self.cython_name(func).as_deref())
        {
            let seen = self.dry(operand).ty;
            let place = operand.span.in_file(self.fr().file);
            self.s.declare.typeofs.insert(place, seen.unqualified().clone());
        }
    }

    /// The types in the brackets of `f[T, U]`.
    pub fn template_args(&mut self, index: &'a ast::Expr) -> Option<Vec<Type>> {
        let (module, file) = (self.fr().module, self.fr().file);
        let items: Vec<&ast::Expr> = match &index.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        let mut out = Vec::new();
        for item in items {
            let ty = self.s.type_from_expr(module, file, item)?;
            out.push(self.specialised(&ty));
        }
        Some(out)
    }

    /// A call of the overload that fits best; `explicit` are the template arguments that are written out.
    pub fn cpp_template_call(
        &mut self,
        ids: &[CFuncId],
        explicit: &[Type],
        args: &'a [ast::Expr],
        at: FileSpan,
    ) -> Expr {
        let args: Vec<Expr> = args.iter().map(|a| self.expr(a)).collect();
        if args.iter().any(Expr::is_error) {
            return Expr::error(at);
        }
        let types: Vec<Type> = args.iter().map(|a| a.ty.clone()).collect();
        let mut best: Option<(u32, CFuncId, FuncType)> = None;
        for id in ids {
            let decl = &self.s.world.cfuncs[*id];
            if explicit.len() > decl.templates.len() {
                continue;
            }
            let mut bind: Vec<(Name, Type)> =
                decl.templates.iter().cloned().zip(explicit.iter().cloned()).collect();
            for (param, have) in decl.ty.params.iter().zip(&types) {
                unify(&self.s.world, &param.ty, have, &mut bind);
            }
            let bound = bind_function(&decl.ty, &bind);
            if let Some(score) = self.match_score(&bound, &types)
                && best.as_ref().is_none_or(|(s, ..)| score < *s)
            {
                best = Some((score, *id, bound));
            }
        }
        let Some((_, id, ty)) = best else {
            let name = ids.first().map_or_else(Name::default, |id| self.s.world.cfuncs[*id].name.clone());
            let shown: Vec<String> = types.iter().map(|t| self.s.world.show(t)).collect();
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!("no suitable version of `{name}` for arguments ({})", shown.join(", ")),
            );
            return Expr::error(at);
        };
        let decl = self.s.world.cfuncs[id].clone();
        self.note_cfunc(id);
        let mut text = decl.cname.to_string();
        if !explicit.is_empty() {
            let list: Vec<String> =
                explicit.iter().map(|ty| self.s.c_spelling(ty).unwrap_or_default()).collect();
            text.push('<');
            text.push_str(&list.join(", "));
            text.push('>');
        }
        let list: Vec<String> = (0..args.len()).map(|n| format!("%{n}")).collect();
        text.push('(');
        text.push_str(&list.join(", "));
        text.push(')');
        self.cpp_text_call(&text, None, &Arc::new(ty), args, &decl.name, at)
    }
}
