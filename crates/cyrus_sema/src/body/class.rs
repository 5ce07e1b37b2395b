//! Python classes.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{
    Arg, CLASS_NAMES, Expr, ExprKind, FunctionKind, MakeClass, Place, PlaceKind, Stmt, StmtKind,
};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::bindings::bindings;
use super::frame::FrameKind;
use super::function::decorated;
use crate::directives::{Directives, Scope};

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
        let scope = self.open_type_params(&c.type_params, &c.name.name, true, at, &mut stmts);
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
            self.make_class(s, c, args, &directives, at)
        };
        self.close_type_params(scope);
        for w in wrappers.into_iter().rev() {
            value = decorated(w, value);
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
        at: FileSpan,
    ) -> Expr {
        let qualname = if self.fr().bindings.globals.contains_key(&self.mangle(&c.name.name)) {
            c.name.name.clone()
        } else {
            self.inner_qualname(&c.name.name)
        };
        let func = self.reserve();
        let inner = Arc::new(directives.for_inner());
        let mut frame =
            self.new_frame(FrameKind::Class, func, c.name.name.clone(), qualname.clone(), inner, s.span);
        frame.bindings = bindings(&c.body).mangled(Some(&c.name.name));
        frame.class_name = Some(c.name.name.clone());
        self.frames.push(frame);
        let mut body = Vec::new();
        let own = |name: &str| Place { ty: Type::Object, at, kind: PlaceKind::ClassName(name.into()) };
        if !c.type_params.is_empty() {
            let params = self.type_params_here(at);
            body.push(Stmt::new(at, StmtKind::Assign(own("__type_params__"), params)));
        }
        if super::bindings::annotates(&c.body) {
            let setup = self.setup_annotations(at);
            body.push(setup);
        }
        if let Some(doc) = super::docstring(&c.body).filter(|_| self.s.input.docstrings) {
            let doc = Expr::new(Type::Object, at, ExprKind::Str(doc));
            body.push(Stmt::new(at, StmtKind::Assign(own("__doc__"), doc)));
        }
        let stmts = self.stmts(&c.body);
        body.extend(stmts);
        self.describe_class(at, &mut body);
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::ClassBody, body, None, true);
        }
        let line = self.line_of(c.decorators.first().map_or(at, |d| self.at(d.span)));
        let make = MakeClass { name: c.name.name.clone(), qualname, args, body: func, line };
        Expr::new(Type::Object, at, ExprKind::MakeClass(Box::new(make)))
    }

    /// What the body of a class leaves in its namespace and lends to the annotation scopes in it, once it was read.
    fn describe_class(&mut self, at: FileSpan, body: &mut Vec<Stmt>) {
        let text = |name: &Name| Expr::new(Type::STR, at, ExprKind::Str(name.as_bytes().into()));
        let names: Vec<Expr> = self.fr().bindings.attributes.keys().map(text).collect();
        let names = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(names));
        let args = vec![self.namespace(at), names];
        let put = Expr::new(Type::Void, at, ExprKind::Op { op: cyrus_ops::CY_CLASS_ATTRIBUTES, args });
        body.push(Stmt::new(at, StmtKind::Expr(put)));
        let names = self.fr().locals.iter_enumerated().find(|(_, l)| l.name == CLASS_NAMES);
        if let Some((id, _)) = names {
            let place = Place { ty: Type::Object, at, kind: PlaceKind::Local(id) };
            let space = self.namespace(at);
            body.insert(0, Stmt::new(at, StmtKind::Assign(place, space)));
        }
    }
}
