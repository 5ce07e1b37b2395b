//! Python classes, PEP 695 type parameters and aliases.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Arg, Expr, ExprKind, FunctionKind, LocalId, MakeClass, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::bindings::bindings;
use super::frame::FrameKind;
use crate::directives::{Directives, Scope};

/// The scope of type parameters around a generic function or class.
pub struct TypeScope {
    /// The tuple of type parameters.
    pub value: Expr,
    shadowed: Vec<(Name, Option<LocalId>)>,
}

impl<'a> Body<'_, 'a> {
    /// `class C(...): ...`
    pub fn class_def(&mut self, s: &'a ast::Stmt, c: &'a ast::ClassDef, out: &mut Vec<Stmt>) {
        let at = self.at(s.span);
        // An extension type in pure-Python mode, or one that the `.pxd` made of it.
        if let Some(i) =
            self.s.pending_classes.iter().position(|p| p.stmt == s.id && p.file == self.fr().file)
        {
            self.extension_type(i, out);
            return;
        }
        let (module, file) = (self.fr().module, self.fr().file);
        let base: Directives = (*self.fr().directives).clone();
        let (directives, _, known) =
            self.s.decorator_directives(module, file, &base, &c.decorators, Scope::Class);
        // Python's own class decorators mean something else only to extension types.
        let decorators = c
            .decorators
            .iter()
            .filter(|d| known.iter().any(|k| k.id == d.id) || self.s.library_decorator(module, d).is_some());
        let decorators: Vec<&'a ast::Expr> = decorators.collect();
        let mut stmts = Vec::new();
        let wrappers: Vec<Expr> = decorators
            .iter()
            .map(|d| {
                let e = self.object_expr(d);
                self.to_temp(e, &mut stmts)
            })
            .collect();
        let scope = self.open_type_params(&c.type_params, &c.name.name, at, &mut stmts);
        let mut args = self.args(&c.bases, &c.keywords);
        if let Some(t) = &scope {
            // `class C[T]` derives from `typing.Generic[T]` last (PEP 695).
            let generic = Expr::new(
                Type::Object,
                at,
                ExprKind::Op { op: cyrus_ops::CY_GENERIC_BASE, args: vec![t.value.clone()] },
            );
            let positional = args
                .iter()
                .position(|a| matches!(a, Arg::Keyword(..) | Arg::StarStar(_)))
                .unwrap_or(args.len());
            args.insert(positional, Arg::Positional(generic));
        }
        let mut value = if self.s.muted > 0 {
            Expr::new(Type::Object, at, ExprKind::None)
        } else {
            self.make_class(s, c, args, &directives, scope.as_ref().map(|t| t.value.clone()), at)
        };
        self.close_type_params(scope);
        for w in wrappers.into_iter().rev() {
            let args = vec![Arg::Positional(value)];
            value = Expr::new(Type::Object, at, ExprKind::Call { func: Box::new(w), args });
        }
        out.extend(stmts);
        self.store_name(at, &c.name.name, c.name.span, value, out);
    }

    fn make_class(
        &mut self,
        s: &'a ast::Stmt,
        c: &'a ast::ClassDef,
        args: Vec<Arg>,
        directives: &Directives,
        type_params: Option<Expr>,
        at: FileSpan,
    ) -> Expr {
        let qualname = if self.fr().bindings.globals.contains_key(&c.name.name) {
            c.name.name.clone()
        } else {
            self.inner_qualname(&c.name.name)
        };
        let func = self.reserve();
        let inner = Arc::new(directives.for_inner());
        let mut frame =
            self.new_frame(FrameKind::Class, func, c.name.name.clone(), qualname.clone(), inner, s.span);
        frame.bindings = bindings(&c.body);
        frame.class_name = Some(c.name.name.clone());
        self.frames.push(frame);
        let mut body = Vec::new();
        if let Some(params) = type_params {
            let place = Place { ty: Type::Object, at, kind: PlaceKind::ClassName("__type_params__".into()) };
            body.push(Stmt::new(at, StmtKind::Assign(place, params)));
        }
        if super::bindings::annotates(&c.body) {
            let args = vec![self.namespace(at)];
            let setup = ExprKind::Op { op: cyrus_ops::CY_SETUP_ANNOTATIONS, args };
            body.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, setup))));
        }
        let stmts = self.stmts(&c.body);
        body.extend(stmts);
        let doc = super::docstring(&c.body);
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::ClassBody, body, None, true);
        }
        let doc = if self.s.input.docstrings { doc } else { None };
        let make = MakeClass { name: c.name.name.clone(), qualname, args, body: func, doc };
        Expr::new(Type::Object, at, ExprKind::MakeClass(Box::new(make)))
    }

    /// Makes the type parameters of a generic definition visible.
    pub fn open_type_params(
        &mut self,
        params: &'a [ast::TypeParam],
        _owner: &Name,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> Option<TypeScope> {
        if params.is_empty() {
            return None;
        }
        let mut shadowed = Vec::new();
        let mut items = Vec::new();
        for p in params {
            let place = self.at(p.span);
            let kind = match p.kind {
                ast::TypeParamKind::TypeVar => &b"TypeVar"[..],
                ast::TypeParamKind::TypeVarTuple => b"TypeVarTuple",
                ast::TypeParamKind::ParamSpec => b"ParamSpec",
            };
            let text = |s: &[u8]| Expr::new(Type::STR, place, ExprKind::Str(s.into()));
            let none = || Expr::new(Type::Object, place, ExprKind::None);
            let bound = p.bound.as_ref().map_or_else(none, |b| self.object_expr(b));
            let default = p.default.as_ref().map_or_else(none, |d| self.object_expr(d));
            let args = vec![text(kind), text(p.name.name.as_bytes()), bound, default];
            let value = Expr::new(Type::Object, place, ExprKind::Op { op: cyrus_ops::CY_TYPE_PARAM, args });
            // A variable of its own, seen by the definition and what is inside it.
            let name = self.mangle(&p.name.name);
            shadowed.push(self.shadow(&name, Type::Object, place));
            if let Some(id) = self.fr().names.get(&name).copied() {
                self.f().flow.assigned.insert(id);
                self.set_temp(id, value, out);
                items.push(cyrus_hir::Item::One(Expr::new(Type::Object, place, ExprKind::Local(id))));
            }
        }
        let mut stmts = Vec::new();
        let tuple = Expr::new(Type::TUPLE, at, ExprKind::Tuple(items));
        let value = self.to_temp(tuple, &mut stmts);
        out.extend(stmts);
        Some(TypeScope { value, shadowed })
    }

    /// Takes the type parameters out of sight.
    pub fn close_type_params(&mut self, scope: Option<TypeScope>) {
        if let Some(s) = scope {
            self.unshadow(s.shadowed);
        }
    }

    /// `type X[T] = value` (PEP 695): the value is evaluated when it is asked for.
    pub fn type_alias(
        &mut self,
        at: FileSpan,
        name: &'a ast::Ident,
        params: &'a [ast::TypeParam],
        value: &'a ast::Expr,
        out: &mut Vec<Stmt>,
    ) {
        let mut stmts = Vec::new();
        let scope = self.open_type_params(params, &name.name, at, &mut stmts);
        let lazy = self.thunk(value, at);
        let type_params = match &scope {
            Some(t) => t.value.clone(),
            None => Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(Vec::new())),
        };
        self.close_type_params(scope);
        out.extend(stmts);
        let text = Expr::new(Type::STR, at, ExprKind::Str(name.name.as_bytes().into()));
        let alias = Expr::new(
            Type::Object,
            at,
            ExprKind::Op { op: cyrus_ops::CY_TYPE_ALIAS, args: vec![text, type_params, lazy] },
        );
        self.store_name(at, &name.name, name.span, alias, out);
    }

    /// A function without parameters that evaluates an expression.
    fn thunk(&mut self, value: &'a ast::Expr, at: FileSpan) -> Expr {
        if self.s.muted > 0 {
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        let func = self.reserve();
        let qualname = self.inner_qualname("<lambda>");
        let directives = Arc::clone(&self.fr().directives);
        let frame =
            self.new_frame(FrameKind::Function, func, "<lambda>".into(), qualname, directives, at.span);
        self.frames.push(frame);
        let value = self.object_expr(value);
        let body = vec![Stmt::new(at, StmtKind::Return(Some(value)))];
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::Def, body, None, true);
        }
        let make = cyrus_hir::MakeFunction {
            func,
            defaults: Vec::new(),
            kwdefaults: Vec::new(),
            annotations: Vec::new(),
            type_params: None,
        };
        Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)))
    }
}
