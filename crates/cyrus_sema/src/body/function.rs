//! Functions: `def`, `lambda`, C functions; parameters and their defaults.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{
    Expr, ExprKind, Flavour, FunctionKind, LocalId, MakeFunction, NoneReason, Param, Stmt, StmtKind, Storage,
};
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{ClassId, Type};

use super::Body;
use super::assign::declarator_name;
use super::bindings::{Bindings, bindings};
use super::face::Specialisation;
use super::frame::{Frame, FrameKind};
use super::signature::{self, Receiver};
use crate::context::{CFuncSource, PendingCFunc};
use crate::declare::DecoratorTypes;
use crate::directives::{Directive as D, Directives, Scope};
use crate::rules;

/// What stands for `NULL` among the defaults of a function, which are objects: nothing that converts to a pointer.
pub fn no_pointer(at: FileSpan) -> Expr {
    Expr::new(Type::Object, at, ExprKind::Ellipsis)
}

/// What a function is made of.
struct Source<'a> {
    name: Name,
    params: &'a ast::Parameters,
    body: &'a [ast::Stmt],
    returns: Option<&'a ast::Expr>,
    is_async: bool,
    span: Span,
    /// What its first parameter is; nothing where no signature is shown.
    receiver: Option<Receiver>,
    /// `types.coroutine` or its like decorates it.
    takes_coroutines: bool,
}

impl<'a> Body<'_, 'a> {
    /// The qualified name of something defined here.
    pub fn inner_qualname(&self, name: &str) -> Name {
        let f = self.fr();
        match f.kind {
            FrameKind::Module => name.into(),
            FrameKind::Class => format!("{}.{name}", f.qualname).into(),
            FrameKind::Function => format!("{}.<locals>.{name}", f.qualname).into(),
        }
    }

    /// `def f(...): ...`
    pub fn function_def(&mut self, s: &'a ast::Stmt, f: &'a ast::FunctionDef, out: &mut Vec<Stmt>) {
        let (module, file) = (self.fr().module, self.fr().file);
        if self.fr().kind == FrameKind::Module && self.ufunc(&f.name, &f.body, out) {
            return;
        }
        // A C function in pure-Python mode was declared already, and so was its body.
        if self.fr().kind == FrameKind::Module
            && let Some(crate::scope::Symbol::CFunc(ids)) = self.s.c_symbol(module, &f.name.name).cloned()
        {
            self.cpdef_face(s, &f.name, &ids, out);
            return;
        }
        let base: Directives = (*self.fr().directives).clone();
        let (directives, types, decorators) =
            self.s.decorator_directives(module, file, &base, &f.decorators, Scope::Function);
        let at = self.at(s.span);
        self.s.refuse_ufunc(self.at(f.name.span), &directives);
        if let Some(decorator) = types.critical_section {
            let positional = f.params.list.len() - f.params.kwonly;
            let first = f.params.list.first().filter(|_| positional > 0).map(|p| {
                self.s.muted += 1;
                let ty = self.parameter_type(p, &p.name.name, &types, &mut None, module, file);
                self.s.muted -= 1;
                ty
            });
            let at = self.at(decorator.span);
            self.s.check_critical(at, first.as_ref(), false);
        }
        // Decorators are evaluated first, top to bottom.
        let mut stmts = Vec::new();
        let wrappers: Vec<Expr> = decorators
            .iter()
            .map(|d| {
                let e = self.object_expr(d);
                self.to_temp(e, &mut stmts)
            })
            .collect();
        let source = Source {
            name: f.name.name.clone(),
            params: &f.params,
            body: &f.body,
            returns: f.returns.as_ref(),
            is_async: f.is_async,
            span: s.span,
            // what is defined inside a function is its own business
            receiver: (self.fr().kind != FrameKind::Function).then_some(Receiver::No),
            takes_coroutines: f.decorators.iter().any(names_coroutine),
        };
        let qualname = if self.fr().bindings.globals.contains_key(&self.mangle(&f.name.name)) {
            f.name.name.clone()
        } else {
            self.inner_qualname(&f.name.name)
        };
        let type_scope = self.open_type_params(&f.type_params, &f.name.name, false, at, &mut stmts);
        let mut value = self.make_function(&source, qualname, directives, &types, f.returns.as_ref(), at);
        if let ExprKind::MakeFunction(m) = &mut value.kind {
            m.type_params = type_scope.as_ref().map(|t| t.value.clone());
        }
        self.close_type_params(type_scope);
        for w in wrappers.into_iter().rev() {
            value = decorated(w, value);
        }
        out.extend(stmts);
        self.store_name(at, &f.name.name, f.name.span, value, out);
    }

    /// `lambda params: body`
    pub fn lambda(&mut self, params: &'a ast::Parameters, body: &'a ast::Expr, at: FileSpan) -> Expr {
        self.need_gil(at, "making a function");
        let qualname = self.inner_qualname("<lambda>");
        let base = self.fr().directives.for_inner();
        let (defaults, kwdefaults) = self.defaults(params);
        if self.s.muted > 0 {
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        let func = self.reserve();
        let frame =
            self.new_frame(FrameKind::Function, func, "<lambda>".into(), qualname, Arc::new(base), at.span);
        self.frames.push(frame);
        let found = super::bindings::expression_bindings(body);
        self.f().flavour = flavour(&found, false, false);
        self.f().bindings = found.mangled(self.fr().class_name.as_ref());
        self.parameters(params, &DecoratorTypes::default());
        self.locals_of_bindings();
        let value = self.object_expr(body);
        let value = vec![Stmt::new(at, StmtKind::Return(Some(value)))];
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::Def, value, None, true);
        }
        let make = MakeFunction { func, defaults, kwdefaults, annotations: Vec::new(), type_params: None };
        Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)))
    }

    /// Defaults are evaluated where the function is defined, left to right.
    fn defaults(&mut self, params: &'a ast::Parameters) -> (Vec<Expr>, Vec<(usize, Expr)>) {
        let npos = params.list.len() - params.kwonly;
        let mut defaults = Vec::new();
        let mut kwdefaults = Vec::new();
        for (i, p) in params.list.iter().enumerate() {
            if let Some(d) = &p.default {
                let value = self.default_object(p, d);
                if i < npos {
                    defaults.push(value);
                } else {
                    kwdefaults.push((i - npos, value));
                }
            }
        }
        (defaults, kwdefaults)
    }

    /// A default as an object: what a C-typed parameter converts back when the function is called.
    fn default_object(&mut self, p: &'a ast::Parameter, d: &'a ast::Expr) -> Expr {
        let value = self.expr(d);
        if matches!(value.kind, ExprKind::Null) {
            return no_pointer(self.at(d.span));
        }
        if let Some(c) = &p.ctype
            && !matches!(value.kind, ExprKind::None)
        {
            // The conversion happens once, here, so that the caller sees the value that the parameter has.
            self.s.muted += 1;
            let (module, file) = (self.fr().module, self.fr().file);
            let base = self.s.ctype(module, file, &c.0);
            let ty = self.s.declarator(module, file, base, &c.1).ty;
            self.s.muted -= 1;
            let numbers = self.s.world.is_numeric(&ty) && self.s.world.is_numeric(&value.ty);
            if numbers || matches!(self.s.world.resolve(&ty), Type::View(_)) {
                let value = self.coerce(value, &ty);
                return self.object(value);
            }
        }
        self.object(value)
    }

    fn make_function(
        &mut self,
        source: &Source<'a>,
        qualname: Name,
        directives: Directives,
        types: &DecoratorTypes<'_>,
        returns: Option<&'a ast::Expr>,
        at: FileSpan,
    ) -> Expr {
        let (defaults, kwdefaults) = self.defaults(source.params);
        let annotations = self.annotations(source.params, returns);
        if self.s.muted > 0 {
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        self.function_object(source.params, types, (defaults, kwdefaults, annotations), at, |s| {
            s.python_function(source, qualname.clone(), &directives, types, None)
        })
    }

    /// The object of a function: `code` analyses its code, once for each specialisation if it is a fused one.
    fn function_object(
        &mut self,
        params: &'a ast::Parameters,
        types: &DecoratorTypes<'_>,
        (defaults, kwdefaults, annotations): Defaults,
        at: FileSpan,
        mut code: impl FnMut(&mut Self) -> cyrus_hir::FuncId,
    ) -> Expr {
        let make = |func| MakeFunction {
            func,
            defaults: defaults.clone(),
            kwdefaults: kwdefaults.clone(),
            annotations: annotations.clone(),
            type_params: None,
        };
        let object = |make| Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)));
        let fused = self.fused_parameters(params, types);
        if fused.is_empty() {
            return object(make(code(self)));
        }
        let mut entries = Vec::new();
        for choice in self.s.fused_combinations(&fused) {
            let key = self.s.fused_key(&choice);
            let before = self.fr().fused.clone();
            self.f().fused.extend(choice);
            let func = code(self);
            self.f().fused = before;
            let made = &self.s.functions[func];
            let params =
                made.params.list.iter().map(|p| (p.name.clone(), made.locals[p.local].ty.clone())).collect();
            entries.push(Specialisation { key, value: object(make(func)), params });
        }
        self.fused_object(entries, at)
    }

    /// A method of an extension type whose parameters have fused types, as an object; nothing if they have none.
    pub fn fused_method(
        &mut self,
        f: &'a ast::FunctionDef,
        span: Span,
        class: Option<ClassId>,
        directives: &Directives,
        types: &DecoratorTypes<'_>,
    ) -> Option<Expr> {
        if self.fused_parameters(&f.params, types).is_empty() {
            return None;
        }
        let (defaults, at) = (self.method_defaults(f), self.at(span));
        Some(self.function_object(&f.params, types, defaults, at, |s| {
            s.method_function(f, span, class, directives, types, None)
        }))
    }

    /// The fused types in the parameters of a `def` function that the code around does not already specialise.
    fn fused_parameters(
        &mut self,
        params: &'a ast::Parameters,
        types: &DecoratorTypes<'_>,
    ) -> Vec<cyrus_types::FusedId> {
        let (module, file) = (self.fr().module, self.fr().file);
        self.s.muted += 1;
        let mut found = Vec::new();
        for p in &params.list {
            let name = p.name.name.clone();
            found.push(self.parameter_type(p, &name, types, &mut None, module, file));
        }
        self.s.muted -= 1;
        self.s.fused_in(&found)
    }

    /// Analyses a function that Python calls.
    fn python_function(
        &mut self,
        source: &Source<'a>,
        qualname: Name,
        directives: &Directives,
        types: &DecoratorTypes<'_>,
        class: Option<ClassId>,
    ) -> cyrus_hir::FuncId {
        let func = self.reserve();
        let inner = Arc::new(directives.for_inner());
        let found = bindings(source.body);
        let iterable = directives.is(D::IterableCoroutine);
        let mut frame =
            self.new_frame(FrameKind::Function, func, source.name.clone(), qualname, inner, source.span);
        frame.flavour = flavour(&found, source.is_async, iterable);
        frame.takes_coroutines = source.takes_coroutines;
        frame.bindings = found.mangled(frame.class_name.as_ref());
        frame.class = class;
        frame.nogil = false;
        self.frames.push(frame);
        self.parameters(source.params, types);
        let params = &mut self.f().params;
        params.no_keywords =
            !directives.is(D::AlwaysAllowKeywords) && takes_one_argument(source.params, class.is_some());
        self.locals_of_bindings();
        self.declared_locals(types);
        let body = self.function_body(source.body);
        let doc = super::docstring(source.body);
        if let Some(frame) = self.frames.pop() {
            let binding = directives.is(D::Binding);
            // What fills a type's slot and says nothing of itself keeps the text that CPython has for that slot.
            let slot = class.is_some()
                && doc.is_none()
                && source.name != "__init__"
                && signature::is_dunder(&source.name);
            let wanted = source.receiver.filter(|_| !slot && signature::form(directives).is_some());
            let doc = match wanted {
                Some(receiver) => {
                    let types = frame.params.list.iter().map(|p| frame.locals[p.local].ty.clone()).collect();
                    let made =
                        self.def_signature(&source.name, source.params, source.returns, types, receiver);
                    self.signature_doc(&made, directives, doc)
                }
                None => doc,
            };
            let doc = doc.or_else(|| class.and_then(|_| signature::slot_text(&source.name)));
            self.finish_frame(frame, FunctionKind::Def, body, doc, binding);
        }
        func
    }

    /// A `def` method of an extension type: with `class`, its first parameter is an instance of that.
    pub fn method_function(
        &mut self,
        f: &'a ast::FunctionDef,
        span: Span,
        class: Option<ClassId>,
        directives: &Directives,
        types: &DecoratorTypes<'_>,
        receiver: Option<Receiver>,
    ) -> cyrus_hir::FuncId {
        let source = Source {
            name: f.name.name.clone(),
            params: &f.params,
            body: &f.body,
            returns: f.returns.as_ref(),
            is_async: f.is_async,
            span,
            receiver,
            takes_coroutines: f.decorators.iter().any(names_coroutine),
        };
        let qualname = self.inner_qualname(&f.name.name);
        self.python_function(&source, qualname, directives, types, class)
    }

    /// The defaults of a method that is defined in an extension type.
    pub fn method_defaults(&mut self, f: &'a ast::FunctionDef) -> Defaults {
        let (d, k) = self.defaults(&f.params);
        let a = self.annotations(&f.params, f.returns.as_ref());
        (d, k, a)
    }

    /// Makes the parameters of the innermost frame.
    fn parameters(&mut self, params: &'a ast::Parameters, types: &DecoratorTypes<'_>) {
        let npos = params.list.len() - params.kwonly;
        for (i, p) in params.list.iter().enumerate() {
            self.parameter(p, i, types, ParamRole::Normal);
        }
        for (p, role) in
            [(params.vararg.as_deref(), ParamRole::Args), (params.kwarg.as_deref(), ParamRole::Kwargs)]
        {
            if let Some(p) = p {
                let i = self.fr().params.list.len();
                self.parameter(p, i, types, role);
            }
        }
        let out = &mut self.f().params;
        out.npos = npos;
        out.nposonly = params.posonly;
        out.nkwonly = params.kwonly;
        out.vararg = params.vararg.is_some();
        out.kwarg = params.kwarg.is_some();
    }

    fn parameter(
        &mut self,
        p: &'a ast::Parameter,
        index: usize,
        types: &DecoratorTypes<'_>,
        role: ParamRole,
    ) {
        let at = self.at(p.span);
        let name = self.mangle(&p.name.name);
        let (module, file) = (self.fr().module, self.fr().file);
        let mut not_none = p.not_none;
        let ty = match role {
            // One that the body binds again holds whatever it is bound to.
            ParamRole::Args | ParamRole::Kwargs
                if self.fr().bindings.bound.contains_key(&name)
                    || self.fr().bindings.inner_nonlocals.contains_key(&name) =>
            {
                Type::Object
            }
            ParamRole::Args => Type::TUPLE,
            ParamRole::Kwargs => Type::DICT,
            ParamRole::Normal => {
                let ty = self.parameter_type(p, &name, types, &mut not_none, module, file);
                self.s.refuse_half(ty, at)
            }
        };
        self.check_not_none(p, &ty, at);
        let is_self = index == 0 && self.fr().class.is_some();
        let ty = match (is_self, self.fr().class) {
            (true, Some(class)) if p.ctype.is_none() => Type::Ext(class),
            _ => ty,
        };
        if self.fr().names.contains_key(&name) {
            self.s.error(
                &rules::REDECLARED,
                at,
                format!("duplicate argument `{name}` in function definition"),
            );
        }
        let local = self.f().add_local(name.clone(), ty.clone(), Storage::Param, at);
        self.f().names.insert(name.clone(), local);
        self.f().flow.assigned.insert(local);
        let convert = if is_self || role != ParamRole::Normal || self.is_buffer_argument(index, &ty) {
            None
        } else {
            self.convert_argument(index, &name, &ty, p, not_none, at)
        };
        // A parameter that is rebound keeps any object unless its type was written.
        self.f().params.list.push(Param { name, local, convert, default: None, at });
    }

    /// `not None` says something only of what can be None, and a default of None contradicts it.
    fn check_not_none(&mut self, p: &ast::Parameter, ty: &Type, at: FileSpan) {
        if p.not_none != Some(true) || ty.is_error() {
            return;
        }
        if !ty.is_object() && !matches!(self.s.world.resolve(ty), Type::View(_)) {
            let shown = self.s.world.show(ty);
            let message = format!("`not None` is only for Python objects and views, this is `{shown}`");
            self.s.error(&rules::INVALID_DECLARATION, at, message);
        }
        if matches!(p.default.as_ref().map(|d| &d.kind), Some(ast::ExprKind::None)) {
            let message = format!("`{}` is declared `not None`, and its default is None", p.name.name);
            self.s.error(&rules::INVALID_DECLARATION, at, message);
        }
    }

    /// The buffer protocol passes C values, which no caller in Python can give.
    fn is_buffer_argument(&self, index: usize, ty: &Type) -> bool {
        let frame = self.fr();
        index > 0
            && frame.class.is_some()
            && matches!(frame.name.as_str(), "__getbuffer__" | "__releasebuffer__")
            && !self.s.world.resolve(ty).is_object()
    }

    fn parameter_type(
        &mut self,
        p: &'a ast::Parameter,
        name: &Name,
        types: &DecoratorTypes<'_>,
        not_none: &mut Option<bool>,
        module: cyrus_types::ModuleId,
        file: cyrus_source::FileId,
    ) -> Type {
        if let Some(c) = &p.ctype {
            let base = self.s.ctype(module, file, &c.0);
            let ty = self.s.declarator(module, file, base, &c.1).ty;
            // Arrays are passed as pointers.
            let ty = match ty {
                Type::Array(item, _) => Type::Ptr(item),
                t => t,
            };
            return self.specialised(&ty);
        }
        if let Some((_, ty)) = types.locals.iter().find(|(n, _)| self.mangle(n) == *name) {
            return self.specialised(ty);
        }
        if let Some(a) = &p.annotation
            && self.directive(D::AnnotationTyping)
        {
            let directives = Arc::clone(&self.fr().directives);
            if let Some(found) = self.s.annotation_type(module, file, a, &directives) {
                let none_default = matches!(p.default.as_ref().map(|d| &d.kind), Some(ast::ExprKind::None));
                if not_none.is_none() && found.not_none && !none_default {
                    *not_none = Some(true);
                }
                return self.specialised(&found.ty);
            }
        }
        Type::Object
    }

    /// How the value of a parameter comes from the object that was passed.
    fn convert_argument(
        &mut self,
        index: usize,
        name: &Name,
        ty: &Type,
        p: &'a ast::Parameter,
        not_none: Option<bool>,
        at: FileSpan,
    ) -> Option<Expr> {
        let raw = Expr::new(Type::Object, at, ExprKind::Arg(index));
        let none_default = matches!(p.default.as_ref().map(|d| &d.kind), Some(ast::ExprKind::None));
        let strict = not_none == Some(true)
            || (not_none.is_none()
                && !none_default
                && matches!(ty, Type::Ext(_))
                && !self.directive(D::AllowNoneForExtensionArgs));
        match self.s.world.resolve(ty).clone() {
            Type::Object | Type::Buffer(_) if self.is_any_object(ty) => strict.then(|| {
                let kind =
                    ExprKind::NotNone { value: Box::new(raw), why: NoneReason::Argument(name.clone()) };
                Expr::new(ty.clone(), at, kind)
            }),
            t if t.is_object() => {
                let kind = ExprKind::TypeCheck {
                    value: Box::new(raw),
                    none_ok: !strict,
                    arg_name: Some(name.clone()),
                };
                Some(Expr::new(ty.clone(), at, kind))
            }
            Type::View(_) => {
                let value = if strict { self.not_none(raw, NoneReason::Argument(name.clone())) } else { raw };
                Some(self.coerce(value, ty))
            }
            _ => {
                let null = p
                    .default
                    .as_ref()
                    .is_some_and(|d| matches!(&d.kind, ast::ExprKind::Name(n) if n == "NULL"));
                Some(self.pointer_argument(raw, ty, null))
            }
        }
    }

    /// The C value of an argument; with `null`, of one whose default is `NULL`.
    pub fn pointer_argument(&mut self, raw: Expr, ty: &Type, null: bool) -> Expr {
        let at = raw.at;
        let value = self.coerce(raw.clone(), ty);
        if !null || !matches!(self.s.world.resolve(ty), Type::Ptr(_)) {
            return value;
        }
        let is = ExprKind::Is { negate: false, left: Box::new(raw), right: Box::new(no_pointer(at)) };
        let kind = ExprKind::Conditional {
            test: Box::new(Expr::new(Type::Bint, at, is)),
            body: Box::new(Expr::new(ty.clone(), at, ExprKind::Null)),
            orelse: Box::new(value),
        };
        Expr::new(ty.clone(), at, kind)
    }

    /// Whether every object is of this type, a buffer or not.
    fn is_any_object(&self, ty: &Type) -> bool {
        match self.s.world.resolve(ty) {
            Type::Object => true,
            Type::Buffer(b) => b.object == Type::Object,
            _ => false,
        }
    }

    /// Makes the variables that the innermost frame binds.
    fn locals_of_bindings(&mut self) {
        let bound: Vec<(Name, Span)> =
            self.fr().bindings.bound.iter().map(|(n, s)| (n.clone(), *s)).collect();
        for (name, span) in bound {
            let name = self.mangle(&name);
            if self.fr().names.contains_key(&name) {
                continue;
            }
            let at = self.at(span);
            let id = self.f().add_local(name.clone(), Type::Object, Storage::Frame, at);
            self.f().names.insert(name, id);
            self.f().undeclared.insert(id);
        }
        // `global x` of a name that is a parameter is an error.
        let clash: Vec<(Name, Span)> = self
            .fr()
            .bindings
            .globals
            .iter()
            .filter(|(n, _)| self.fr().names.contains_key(*n))
            .map(|(n, s)| (n.clone(), *s))
            .collect();
        for (name, span) in clash {
            let at = self.at(span);
            self.s.error(&rules::REDECLARED, at, format!("name `{name}` is parameter and global"));
        }
    }

    /// `@cython.locals(x=cython.int)`
    fn declared_locals(&mut self, types: &DecoratorTypes<'_>) {
        for (name, ty) in &types.locals {
            let name = &self.mangle(name);
            if let Some(id) = self.fr().names.get(name).copied()
                && self.fr().undeclared.contains(id)
            {
                let ty = self.specialised(ty);
                self.f().locals[id].ty = ty;
                self.f().undeclared.remove(id);
            } else if !self.fr().names.contains_key(name) {
                let (ty, at) = (self.specialised(ty), self.fr().at);
                let id = self.f().add_local(name.clone(), ty, Storage::Frame, at);
                self.f().names.insert(name.clone(), id);
            }
        }
    }

    /// A C function or C method.
    pub fn c_function(&mut self, p: &PendingCFunc<'a>) {
        let Some(class) = p.cpp_class else { return self.c_function_body(p) };
        let names = self.s.cpp_names(class);
        self.s.declare.env.push(names);
        self.c_function_body(p);
        self.s.declare.env.pop();
    }

    fn c_function_body(&mut self, p: &PendingCFunc<'a>) {
        let decl = self.s.world.cfuncs[p.id].clone();
        let span = match p.source {
            CFuncSource::CFunc(_, span) | CFuncSource::Def(_, span) => span,
        };
        let (body, declared_params): (&'a [ast::Stmt], usize) = match p.source {
            CFuncSource::CFunc(f, _) => (&f.body, decl.ty.params.len()),
            CFuncSource::Def(f, _) => (&f.body, decl.ty.params.len()),
        };
        let func = self.reserve();
        self.s.cfuncs.insert(p.id, func);
        let class = p.class.map(|c| &self.s.world.classes[c].name);
        let class = class.or_else(|| p.cpp_class.map(|c| &self.s.world.cpp_classes[c].name));
        let qualname = match class {
            Some(class) => Name::from(format!("{class}.{}", decl.name)),
            None => decl.name.clone(),
        };
        let inner = Arc::new(p.directives.for_inner());
        let found = bindings(body);
        let mut frame = self.new_frame(FrameKind::Function, func, decl.name.clone(), qualname, inner, span);
        frame.file = p.file;
        frame.at = span.in_file(p.file);
        frame.module = p.module;
        frame.class = p.class;
        frame.class_name = p.class.map(|c| self.s.world.classes[c].name.clone());
        frame.bindings = found.mangled(frame.class_name.as_ref());
        frame.ret = decl.ty.ret.clone();
        frame.nogil = decl.ty.nogil && !decl.ty.with_gil;
        frame.is_c = true;
        frame.fused.clone_from(&decl.fused_as);
        // C functions stand in the module's scope, whatever is being analysed.
        let outer: Vec<Frame> = if self.frames.len() > 1 { self.frames.split_off(1) } else { Vec::new() };
        self.frames.push(frame);
        let _ = declared_params;
        self.c_parameters(p, &decl.ty);
        self.locals_of_bindings();
        let decorators = match p.source {
            CFuncSource::CFunc(f, _) => &f.decorators,
            CFuncSource::Def(f, _) => &f.decorators,
        };
        let base = (*p.directives).clone();
        let (_, mut types, _) =
            self.s.decorator_directives(p.module, p.file, &base, decorators, Scope::Function);
        types.locals.extend(self.s.declare.locals.get(&p.id).cloned().unwrap_or_default());
        self.declared_locals(&types);
        let stmts = self.function_body(body);
        let doc = super::docstring(body);
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, FunctionKind::C(p.id), stmts, doc, false);
        }
        self.frames.extend(outer);
    }

    fn c_parameters(&mut self, p: &PendingCFunc<'a>, ty: &cyrus_types::FuncType) {
        let names: Vec<(Name, FileSpan, Option<&'a ast::Expr>)> = match p.source {
            CFuncSource::CFunc(f, _) => match function_declarator(&f.declarator) {
                Some(d) => d
                    .params
                    .iter()
                    .map(|q| {
                        let ident =
                            declarator_name(&q.declarator).or_else(|| super::assign::implicit_name(&q.ty));
                        let default = match &q.default {
                            Some(ast::DefaultValue::Expr(e)) => Some(e),
                            _ => None,
                        };
                        let at = self.at(q.span);
                        (ident.map_or_else(Name::default, |i| i.name), at, default)
                    })
                    .collect(),
                None => Vec::new(),
            },
            CFuncSource::Def(f, _) => f
                .params
                .list
                .iter()
                .map(|q| (q.name.name.clone(), self.at(q.span), q.default.as_ref()))
                .collect(),
        };
        let offset = ty.params.len().saturating_sub(names.len());
        let mut list = Vec::new();
        for (i, param) in ty.params.iter().enumerate() {
            let (name, at, default) = match i.checked_sub(offset).and_then(|i| names.get(i)) {
                Some(n) => n.clone(),
                None => (param.name.clone(), self.fr().at, None),
            };
            let name = self.mangle(&name);
            let mut ty = param.ty.clone();
            if i == 0
                && let Some(class) = p.class
                && ty == Type::Object
            {
                ty = Type::Ext(class);
            }
            let local = self.f().add_local(name.clone(), ty.clone(), Storage::Param, at);
            if !name.is_empty() {
                self.f().names.insert(name.clone(), local);
            }
            self.f().flow.assigned.insert(local);
            list.push((name, local, at, default, ty));
        }
        // Defaults may mention module-level things only.
        for (i, (name, local, at, default, ty)) in list.into_iter().enumerate() {
            let default = default.map(|d| self.parameter_default(p.id, i, d, &ty));
            self.f().params.list.push(Param { name, local, convert: None, default, at });
        }
        let params = &mut self.f().params;
        params.npos = ty.params.len();
        params.optional = ty.optional;
    }

    /// The statements of a function: once to find types, once for good.
    fn function_body(&mut self, body: &'a [ast::Stmt]) -> Vec<Stmt> {
        self.infer(body);
        let stmts = self.stmts(body);
        self.check_assigned(body);
        stmts
    }

    /// Reads the variable of a parameter or other name for code that sema makes.
    pub fn local_value(&self, id: LocalId, at: FileSpan) -> Expr {
        Expr::new(self.fr().locals[id].ty.clone(), at, ExprKind::Local(id))
    }
}

/// Positional defaults, keyword-only defaults, annotations.
pub type Defaults = (Vec<Expr>, Vec<(usize, Expr)>, Vec<(Name, Expr)>);

/// What kind of parameter is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParamRole {
    Normal,
    Args,
    Kwargs,
}

/// The function part of a declarator.
pub fn function_declarator(d: &ast::CDeclarator) -> Option<&ast::CFunctionDeclarator> {
    use ast::CDeclaratorKind as K;
    match &d.kind {
        K::Function(f) => Some(f),
        K::Pointer { inner, .. }
        | K::Reference(inner)
        | K::RvalueReference(inner)
        | K::Array { inner, .. } => function_declarator(inner),
        K::Name { .. } => None,
    }
}

fn flavour(b: &Bindings, is_async: bool, iterable: bool) -> Flavour {
    match (is_async, b.has_yield) {
        (false, false) => Flavour::Plain,
        (false, true) => Flavour::Generator,
        (true, true) => Flavour::AsyncGenerator,
        (true, false) if iterable => Flavour::IterableCoroutine,
        (true, false) => Flavour::Coroutine,
    }
}

/// Whether a function takes exactly one argument, besides the instance where it is a method of an extension type.
fn takes_one_argument(params: &ast::Parameters, is_method: bool) -> bool {
    params.list.len() == 1 + usize::from(is_method)
        && params.kwonly == 0
        && params.vararg.is_none()
        && params.kwarg.is_none()
        && params.list.iter().all(|p| p.default.is_none())
}

/// What a decorator makes of a value; a traceback has the decorator's own line.
pub(super) fn decorated(decorator: Expr, value: Expr) -> Expr {
    let args = vec![cyrus_hir::Arg::Positional(value)];
    Expr::new(Type::Object, decorator.at, ExprKind::Call { func: Box::new(decorator), args })
}

/// Whether a decorator is called `coroutine`, as that of `types`, which lets `yield from` take coroutines.
fn names_coroutine(decorator: &ast::Expr) -> bool {
    match &decorator.kind {
        ast::ExprKind::Name(name) | ast::ExprKind::Attribute { attr: ast::Ident { name, .. }, .. } => {
            name.ends_with("coroutine")
        }
        _ => false,
    }
}
