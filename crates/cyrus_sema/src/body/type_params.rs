//! Type parameters and aliases (PEP 695, 696). Bounds, defaults and values become functions, which the interpreter calls when
//! somebody asks for them; all of them see the parameters.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, FunctionKind, IndexMode, Item, LocalId, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::frame::{Found, FrameKind};

/// The variable that holds the tuple of type parameters, where bodies of classes find it.
const PARAMS: &str = ".type_params";

/// The scope of type parameters around a generic function or class.
pub struct TypeScope {
    /// The tuple of type parameters.
    pub value: Expr,
    shadowed: Vec<(Name, Option<LocalId>)>,
}

impl<'a> Body<'_, 'a> {
    /// Makes the type parameters of a generic definition visible.
    pub fn open_type_params(
        &mut self,
        params: &'a [ast::TypeParam],
        owner: &Name,
        is_class: bool,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> Option<TypeScope> {
        if params.is_empty() {
            return None;
        }
        let none = Expr::new(Type::Object, at, ExprKind::None);
        // the parameters of a class are names of its own
        let outer = self.fr().class_name.clone();
        if is_class {
            self.f().class_name = Some(owner.clone());
        }
        let scope = self.type_scope(params, owner, &|_| none.clone(), at, out).0;
        self.f().class_name = outer;
        Some(scope)
    }

    /// Takes the type parameters out of sight.
    pub fn close_type_params(&mut self, scope: Option<TypeScope>) {
        if let Some(s) = scope {
            self.unshadow(s.shadowed);
        }
    }

    /// The tuple of type parameters, inside the body of the class that has them.
    pub fn type_params_here(&mut self, at: FileSpan) -> Expr {
        match self.find(&PARAMS.into()) {
            Found::Local(id) | Found::ClassName(Some(id)) => self.read_local(id, at),
            Found::ClassName(None) | Found::Global => {
                Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(Vec::new()))
            }
        }
    }

    /// `type X[T] = value`: the value is evaluated when it is asked for.
    pub fn type_alias(
        &mut self,
        at: FileSpan,
        name: &'a ast::Ident,
        params: &'a [ast::TypeParam],
        value: &'a ast::Expr,
        out: &mut Vec<Stmt>,
    ) {
        let mut stmts = Vec::new();
        let thunk = |body: &mut Self| body.thunk(value, at);
        let (scope, made, value) = self.type_scope(params, &name.name, &thunk, at, &mut stmts);
        self.close_type_params(Some(scope));
        out.extend(stmts);
        let alias = ExprKind::Op { op: cyrus_ops::CY_TYPE_ALIAS, args: vec![made, value] };
        self.store_name(at, &name.name, name.span, Expr::new(Type::Object, at, alias), out);
    }

    /// The variables of type parameters, what the interpreter makes of the definition, and the function that gives an alias its value.
    fn type_scope(
        &mut self,
        params: &'a [ast::TypeParam],
        owner: &Name,
        value: &dyn Fn(&mut Self) -> Expr,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> (TypeScope, Expr, Expr) {
        let mut shadowed = Vec::new();
        let mut ids = Vec::new();
        let names = params.iter().map(|p| (self.mangle(&p.name.name), p.span));
        let names: Vec<(Name, FileSpan)> = names.map(|(n, span)| (n, self.at(span))).collect();
        for (name, place) in names.into_iter().chain([(PARAMS.into(), at)]) {
            shadowed.push(self.shadow(&name, Type::Object, place));
            if let Some(id) = self.fr().names.get(&name).copied() {
                self.f().flow.assigned.insert(id);
                ids.push(id);
            }
        }
        let text = |s: &[u8]| Expr::new(Type::STR, at, ExprKind::Str(s.into()));
        let names: Vec<Expr> = params.iter().map(|p| text(p.name.name.as_bytes())).collect();
        let kinds: String = params.iter().map(kind).collect();
        let mut thunks = Vec::new();
        for p in params {
            for e in [&p.bound, &p.default] {
                let e = e.as_ref().map(|e| match &e.kind {
                    ast::ExprKind::Starred(inner) => inner,
                    _ => e,
                });
                let none = Expr::new(Type::Object, at, ExprKind::None);
                thunks.push(Item::One(e.map_or(none, |e| self.thunk(e, self.at(p.span)))));
            }
        }
        let value = value(self);
        let value = self.to_temp(value, out);
        let args = vec![
            text(owner.as_bytes()),
            Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(names)),
            text(kinds.as_bytes()),
            Expr::new(Type::TUPLE, at, ExprKind::Tuple(thunks)),
            value.clone(),
        ];
        let made = Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_TYPE_SCOPE, args });
        let made = self.to_temp(made, out);
        let given = ExprKind::Op { op: cyrus_ops::CY_TYPE_SCOPE_PARAMS, args: vec![made.clone()] };
        let given = self.to_temp(Expr::new(Type::Object, at, given), out);
        for (i, id) in ids.into_iter().enumerate() {
            let item = if i < params.len() {
                let index = Box::new(super::coerce::int_expr(i as i64, Type::SSIZE, at));
                let mode = IndexMode { boundscheck: false, wraparound: false };
                let object = Box::new(Expr { ty: Type::TUPLE, ..given.clone() });
                Expr::new(Type::Object, at, ExprKind::ItemInt { object, index, mode })
            } else {
                given.clone()
            };
            self.set_temp(id, item, out);
        }
        (TypeScope { value: given, shadowed }, made, value)
    }

    /// A function without parameters that evaluates an expression.
    fn thunk(&mut self, value: &'a ast::Expr, at: FileSpan) -> Expr {
        if self.s.muted > 0 {
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        let func = self.reserve();
        let qualname = self.inner_qualname("<lambda>");
        let directives = Arc::clone(&self.fr().directives);
        let mut frame =
            self.new_frame(FrameKind::Function, func, "<lambda>".into(), qualname, directives, at.span);
        // the body of an extension type has no namespace
        frame.sees_class = self.fr().kind == FrameKind::Class && self.fr().class.is_none();
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

/// What a type parameter is, as the runtime spells it.
fn kind(p: &ast::TypeParam) -> char {
    let is =
        |e: &Option<ast::Expr>, test: fn(&ast::ExprKind) -> bool| e.as_ref().is_some_and(|e| test(&e.kind));
    match p.kind {
        ast::TypeParamKind::TypeVar if is(&p.bound, |k| matches!(k, ast::ExprKind::Tuple(_))) => 'C',
        ast::TypeParamKind::TypeVar => 'T',
        ast::TypeParamKind::TypeVarTuple if is(&p.default, |k| matches!(k, ast::ExprKind::Starred(_))) => 's',
        ast::TypeParamKind::TypeVarTuple => 'S',
        ast::TypeParamKind::ParamSpec => 'P',
    }
}
