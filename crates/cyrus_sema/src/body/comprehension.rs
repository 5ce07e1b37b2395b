//! Comprehensions are loops inside an expression (PEP 709); generator expressions are functions of their own.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Flavour, FunctionKind, LocalId, Param, Stmt, StmtKind, Storage};
use cyrus_source::FileSpan;
use cyrus_types::Type;

use super::Body;
use super::bindings::{expression_bindings, target_names};
use super::frame::FrameKind;
use crate::scope::NameMap;

/// What a comprehension collects.
enum Collect<'a> {
    List(&'a ast::Expr),
    Set(&'a ast::Expr),
    Dict(Option<&'a ast::Expr>, &'a ast::Expr),
}

impl<'x, 'a> Body<'x, 'a> {
    /// `[element for ...]`
    pub fn list_comp(
        &mut self,
        element: &'a ast::Expr,
        clauses: &'a [ast::Comprehension],
        at: FileSpan,
    ) -> Expr {
        self.comprehension(&Collect::List(element), clauses, at)
    }
    /// `{element for ...}`
    pub fn set_comp(
        &mut self,
        element: &'a ast::Expr,
        clauses: &'a [ast::Comprehension],
        at: FileSpan,
    ) -> Expr {
        self.comprehension(&Collect::Set(element), clauses, at)
    }
    /// `{key: value for ...}`
    pub fn dict_comp(
        &mut self,
        key: Option<&'a ast::Expr>,
        value: &'a ast::Expr,
        clauses: &'a [ast::Comprehension],
        at: FileSpan,
    ) -> Expr {
        self.comprehension(&Collect::Dict(key, value), clauses, at)
    }

    fn comprehension(
        &mut self,
        collect: &Collect<'a>,
        clauses: &'a [ast::Comprehension],
        at: FileSpan,
    ) -> Expr {
        self.need_gil(at, "a comprehension");
        let (ty, empty) = match collect {
            Collect::List(_) => (Type::LIST, ExprKind::List(Vec::new())),
            Collect::Set(_) => (Type::SET, ExprKind::Set(Vec::new())),
            Collect::Dict(..) => (Type::DICT, ExprKind::Dict(Vec::new())),
        };
        let result = self.temp(ty.clone(), at);
        let mut stmts = Vec::new();
        // The first iterable belongs to the scope around.
        let Some((first, rest)) = clauses.split_first() else { return Expr::error(at) };
        let range = self.takes_range(&first.iter) || self.stepped_base(&first.iter).is_some();
        let source = if range || first.is_async { None } else { Some(self.expr(&first.iter)) };
        self.set_temp(result, Expr::new(ty.clone(), at, empty), &mut stmts);
        // In Python 2, the variables of a list comprehension were those of the function around.
        let leaks = self.level2() && matches!(collect, Collect::List(_));
        let shadowed = self.comprehension_scope(clauses, leaks);
        let flow = self.fr().flow.clone();
        let mut inner = |b: &mut Body<'x, 'a>, out: &mut Vec<Stmt>| {
            b.comprehension_rest(first, rest, at, out, &mut |b, out| b.collect(collect, result, at, out));
        };
        match source {
            Some(value) => self.loop_over(at, &first.target, value, false, &mut inner, None, &mut stmts),
            None => {
                self.for_loop(at, &first.target, &first.iter, first.is_async, &mut inner, None, &mut stmts);
            }
        }
        self.f().flow = flow;
        self.unshadow(shadowed);
        if self.fr().kind == FrameKind::Class || self.fr().sees_class {
            self.f().hide_class_names -= 1;
        }
        let value = Expr::new(ty.clone(), at, ExprKind::Local(result));
        Expr::new(ty, at, ExprKind::Block { stmts, value: Box::new(value) })
    }

    fn takes_range(&mut self, iter: &'a ast::Expr) -> bool {
        match &iter.kind {
            ast::ExprKind::Call { func, .. } => {
                self.is_builtin_name(func, "range")
                    || self.is_builtin_name(func, "xrange")
                    || self.is_builtin_name(func, "reversed")
            }
            _ => false,
        }
    }

    /// Gives the comprehension its own variables.
    fn comprehension_scope(
        &mut self,
        clauses: &'a [ast::Comprehension],
        leaks: bool,
    ) -> Vec<(cyrus_source::Name, Option<LocalId>)> {
        let mut names = NameMap::default();
        for c in clauses {
            target_names(&c.target, &mut names);
        }
        if self.fr().kind == FrameKind::Class || self.fr().sees_class {
            self.f().hide_class_names += 1;
        }
        let mut shadowed = Vec::with_capacity(names.len());
        for (name, span) in names {
            if leaks && self.fr().names.contains_key(&name) {
                continue;
            }
            let at = self.at(span);
            let ty = self.inferred_comprehension_type(at);
            shadowed.push(self.shadow(&name, ty, at));
            if let Some(id) = self.fr().names.get(&name).copied() {
                self.f().undeclared.insert(id);
            }
        }
        shadowed
    }

    /// The conditions of the current clause, then the next clauses, then what is collected.
    fn comprehension_rest(
        &mut self,
        current: &'a ast::Comprehension,
        rest: &'a [ast::Comprehension],
        at: FileSpan,
        out: &mut Vec<Stmt>,
        collect: &mut dyn FnMut(&mut Body<'x, 'a>, &mut Vec<Stmt>),
    ) {
        if let Some((test, more)) = current.ifs.split_first() {
            let test = self.condition(test);
            let mut body = Vec::new();
            self.comprehension_ifs(more, rest, at, &mut body, collect);
            out.push(Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }));
            return;
        }
        self.comprehension_ifs(&[], rest, at, out, collect);
    }

    fn comprehension_ifs(
        &mut self,
        ifs: &'a [ast::Expr],
        rest: &'a [ast::Comprehension],
        at: FileSpan,
        out: &mut Vec<Stmt>,
        collect: &mut dyn FnMut(&mut Body<'x, 'a>, &mut Vec<Stmt>),
    ) {
        if let Some((test, more)) = ifs.split_first() {
            let test = self.condition(test);
            let mut body = Vec::new();
            self.comprehension_ifs(more, rest, at, &mut body, collect);
            out.push(Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }));
            return;
        }
        match rest.split_first() {
            None => collect(self, out),
            Some((next, rest)) => {
                let mut inner = |b: &mut Body<'x, 'a>, out: &mut Vec<Stmt>| {
                    b.comprehension_rest(next, rest, at, out, collect);
                };
                self.for_loop(at, &next.target, &next.iter, next.is_async, &mut inner, None, out);
            }
        }
    }

    fn collect(&mut self, collect: &Collect<'a>, result: LocalId, at: FileSpan, out: &mut Vec<Stmt>) {
        let kind = match collect {
            Collect::List(e) | Collect::Set(e) if matches!(e.kind, ast::ExprKind::Starred(_)) => {
                // PEP 798: `[*e for ...]`
                let ast::ExprKind::Starred(inner) = &e.kind else { return };
                let value = self.object_expr(inner);
                let (name, ty) = if matches!(collect, Collect::List(_)) {
                    ("extend", Type::LIST)
                } else {
                    ("update", Type::SET)
                };
                let object = Expr::new(ty, at, ExprKind::Local(result));
                let args = vec![cyrus_hir::Arg::Positional(value)];
                StmtKind::Expr(Expr::new(
                    Type::Object,
                    at,
                    ExprKind::MethodCall { object: Box::new(object), name: name.into(), args },
                ))
            }
            Collect::List(e) => StmtKind::ListAppend(result, self.object_expr(e)),
            Collect::Set(e) => StmtKind::SetAdd(result, self.object_expr(e)),
            Collect::Dict(Some(k), v) => {
                let key = self.object_expr(k);
                StmtKind::DictSet(result, key, self.object_expr(v))
            }
            Collect::Dict(None, v) => {
                let inner = match &v.kind {
                    ast::ExprKind::Starred(inner) => inner,
                    _ => *v,
                };
                let value = self.object_expr(inner);
                let object = Expr::new(Type::DICT, at, ExprKind::Local(result));
                let args = vec![cyrus_hir::Arg::Positional(value)];
                StmtKind::Expr(Expr::new(
                    Type::Object,
                    at,
                    ExprKind::MethodCall { object: Box::new(object), name: "update".into(), args },
                ))
            }
        };
        out.push(Stmt::new(at, kind));
    }

    /// An array of C characters with all its items, not as the C string that it begins with.
    fn all_items(&self, e: Expr) -> Expr {
        let Type::Array(item, cyrus_types::ArraySize::Known(n)) = self.s.world.resolve(&e.ty) else {
            return e;
        };
        let ty = match cyrus_types::conversion::is_char(&self.s.world, item) {
            true => Type::BYTES,
            false if self.s.world.is_ucs4(item) => Type::STR,
            false => return e,
        };
        let stop = Box::new(super::coerce::int_expr(*n as i64, Type::SSIZE, e.at));
        Expr::new(ty, e.at, ExprKind::CSlice { base: Box::new(e), start: None, stop: Some(stop) })
    }

    /// `(element for ...)`: a generator function with the first iterator as its argument.
    pub fn generator(
        &mut self,
        element: &'a ast::Expr,
        clauses: &'a [ast::Comprehension],
        at: FileSpan,
    ) -> Expr {
        self.need_gil(at, "a generator expression");
        let Some((first, rest)) = clauses.split_first() else { return Expr::error(at) };
        let iter = self.expr(&first.iter);
        // a copy of a C++ container goes along
        let item = if first.is_async { None } else { self.cpp_item_type(&iter.ty) };
        let iter = if item.is_some() {
            iter
        } else {
            let iter = self.all_items(iter);
            let iter = self.object(iter);
            if first.is_async {
                iter
            } else {
                Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_GET_ITER, args: vec![iter] })
            }
        };
        let source_ty = if item.is_some() { iter.ty.unqualified().clone() } else { Type::Object };
        if self.s.muted > 0 {
            // A walrus inside binds a name of this scope; it is an object.
            for (name, _) in &expression_bindings(element).bound {
                if let super::frame::Found::Local(id) = self.find(name) {
                    self.f().assigned_types.push((id, Type::Object));
                }
            }
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        let func = self.reserve();
        let qualname = self.inner_qualname("<genexpr>");
        let directives = Arc::clone(&self.fr().directives);
        let mut frame =
            self.new_frame(FrameKind::Function, func, "<genexpr>".into(), qualname, directives, at.span);
        let mut is_async = clauses.iter().any(|c| c.is_async);
        // `await` in it makes it asynchronous, except in the first iterable.
        is_async |= expression_bindings(element).has_await
            || clauses.iter().any(|c| c.ifs.iter().any(|i| expression_bindings(i).has_await));
        frame.flavour = if is_async { Flavour::AsyncGenerator } else { Flavour::Generator };
        frame.nogil = false;
        // Walrus names belong to the scope around.
        self.frames.push(frame);
        let source = self.f().add_local(".0".into(), source_ty.clone(), Storage::Param, at);
        self.f().params.list.push(Param {
            name: ".0".into(),
            local: source,
            convert: None,
            default: None,
            at,
        });
        self.f().params.npos = 1;
        let mut names = NameMap::default();
        for c in clauses {
            target_names(&c.target, &mut names);
        }
        for (name, span) in names {
            let at = self.at(span);
            // what the items of a C++ container are is known
            let is_item = matches!(&first.target.kind, ast::ExprKind::Name(n) if *n == name);
            let ty = item.clone().filter(|_| is_item).unwrap_or(Type::Object);
            let id = self.f().add_local(name.clone(), ty, Storage::Frame, at);
            self.f().names.insert(name, id);
        }
        let mut stmts = Vec::new();
        let value = Expr::new(source_ty, at, ExprKind::Local(source));
        let mut inner = |b: &mut Body<'x, 'a>, out: &mut Vec<Stmt>| {
            b.comprehension_rest(first, rest, at, out, &mut |b, out| {
                if let ast::ExprKind::Starred(e) = &element.kind {
                    let value = b.object_expr(e);
                    out.push(Stmt::new(
                        at,
                        StmtKind::Expr(Expr::new(Type::Object, at, ExprKind::YieldFrom(Box::new(value)))),
                    ));
                    return;
                }
                let value = b.object_expr(element);
                let y = Expr::new(Type::Object, at, ExprKind::Yield(Some(Box::new(value))));
                out.push(Stmt::new(at, StmtKind::Expr(y)));
            });
        };
        self.loop_over(at, &first.target, value, first.is_async, &mut inner, None, &mut stmts);
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::Def, stmts, None, true);
        }
        Expr::new(Type::Object, at, ExprKind::MakeGenerator { func, iter: Box::new(iter) })
    }
}
