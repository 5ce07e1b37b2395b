//! Python names of module scope: what the module's code binds, wherever in it.

use cyrus_ast as ast;
use cyrus_source::Name;

use super::cimport::cython_module;
use super::{Ctx, walk};
use crate::Sema;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Sema<'a> {
    /// A statement of Python at module level, or inside a block there.
    pub(crate) fn declare_python(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::FunctionDef(def) => {
                self.bind_walrus_in(ctx, def.decorators.iter());
                self.declare_globals(ctx, &def.body);
                if !self.declare_pure_function(ctx, def, stmt.span) {
                    self.bind(ctx, &def.name.name, def.name.span);
                }
            }
            K::ClassDef(def) => {
                self.declare_globals(ctx, &def.body);
                if !self.declare_pure_class(ctx, def, stmt) {
                    self.refuse_c_methods(ctx, &def.body);
                    self.bind(ctx, &def.name.name, def.name.span);
                }
            }
            K::Import { .. } | K::ImportFrom { .. } => self.declare_import(ctx, stmt),
            K::Assign { targets, value } => {
                self.bind_walrus(ctx, value);
                if !self.declare_by_assignment(ctx, targets, value) {
                    for t in targets {
                        self.bind_target(ctx, t);
                    }
                }
            }
            K::Expr(expr) => {
                if let Some((_, keywords)) = self.declare_call(ctx, expr) {
                    for keyword in keywords {
                        let Some(name) = &keyword.name else { continue };
                        let ty = self.declared_type(ctx, &keyword.value);
                        self.declare_pure_variable(ctx, &name.name, name.span, ty, false);
                    }
                    return;
                }
                self.bind_walrus(ctx, expr);
            }
            _ => self.bind_statement(ctx, stmt),
        }
    }

    /// A Python class has no C methods.
    fn refuse_c_methods(&mut self, ctx: &Ctx, body: &'a [ast::Stmt]) {
        for stmt in body {
            if let ast::StmtKind::FunctionDef(def) = &stmt.kind
                && self.is_decorated(ctx, &def.decorators, &["cfunc"])
            {
                self.error(
                    &rules::INVALID_DIRECTIVE,
                    ctx.at(stmt.span),
                    "a Python class has no C methods: `cfunc` needs a `cclass`",
                );
            }
        }
    }

    fn declare_block(&mut self, ctx: &Ctx, stmts: &'a [ast::Stmt]) {
        for stmt in stmts {
            self.declare.flags = ctx.flags();
            self.declare_stmt(ctx, stmt);
        }
    }

    fn bind_statement(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::AugAssign { target, value, .. } => {
                self.bind_walrus(ctx, value);
                self.bind_target(ctx, target);
            }
            K::AnnAssign { target, annotation, value, simple } => {
                if let Some(value) = value {
                    if self.declare_by_assignment(ctx, std::slice::from_ref(target), value) {
                        return;
                    }
                    self.bind_walrus(ctx, value);
                }
                if value.is_some() || *simple {
                    self.bind_walrus(ctx, annotation);
                    self.bind_target(ctx, target);
                }
            }
            K::For { target, iter, body, orelse, .. } => {
                self.bind_walrus(ctx, iter);
                self.bind_target(ctx, target);
                self.declare_block(ctx, body);
                self.declare_block(ctx, orelse);
            }
            K::ForFrom(f) => {
                self.bind_target(ctx, &f.target);
                self.declare_block(ctx, &f.body);
                self.declare_block(ctx, &f.orelse);
            }
            K::If { test, body, orelse } | K::While { test, body, orelse } => {
                self.bind_walrus(ctx, test);
                self.declare_block(ctx, body);
                self.declare_block(ctx, orelse);
            }
            K::Try(t) => {
                self.declare_block(ctx, &t.body);
                for handler in &t.handlers {
                    if let Some(name) = &handler.name {
                        self.bind(ctx, &name.name, name.span);
                    }
                    if let Some(target) = &handler.target {
                        self.bind_target(ctx, target);
                    }
                    self.declare_block(ctx, &handler.body);
                }
                self.declare_block(ctx, &t.orelse);
                self.declare_block(ctx, &t.finalbody);
            }
            K::With { items, body, .. } => {
                for item in items {
                    self.bind_walrus(ctx, &item.context);
                    if let Some(target) = &item.target {
                        self.bind_target(ctx, target);
                    }
                }
                self.declare_with(ctx, items, body);
            }
            K::Match { subject, cases } => {
                self.bind_walrus(ctx, subject);
                for case in cases {
                    self.bind_pattern(ctx, &case.pattern);
                    if let Some(guard) = &case.guard {
                        self.bind_walrus(ctx, guard);
                    }
                    self.declare_block(ctx, &case.body);
                }
            }
            K::TypeAlias { name, .. } => self.bind(ctx, &name.name, name.span),
            K::Delete(targets) => {
                for t in targets {
                    self.bind_target(ctx, t);
                }
            }
            K::Return(Some(e)) | K::Raise { exc: Some(e), .. } | K::Assert { test: e, .. } => {
                self.bind_walrus(ctx, e);
            }
            K::Print { values, .. } => self.bind_walrus_in(ctx, values.iter()),
            _ => {}
        }
    }

    /// `with cython.cclass:` and the like put directives on what stands inside.
    fn declare_with(&mut self, ctx: &Ctx, items: &'a [ast::WithItem], body: &'a [ast::Stmt]) {
        let mut inner = ctx.clone();
        for item in items {
            if let Some(directives) =
                self.with_directives(ctx.module, ctx.file, &inner.directives, &item.context)
            {
                inner.directives = directives;
            }
        }
        self.declare_block(&inner, body);
    }

    /// A name that the module's code binds. A C variable of that name takes the value instead.
    fn bind(&mut self, ctx: &Ctx, name: &Name, span: ast::Span) {
        match self.c_symbol(ctx.module, name) {
            Some(Symbol::CVar(_) | Symbol::Const(_) | Symbol::EnumItem(..)) => {}
            _ => self.scopes[ctx.module].bind_python(name, span.in_file(ctx.file)),
        }
    }

    fn bind_target(&mut self, ctx: &Ctx, target: &ast::Expr) {
        use ast::ExprKind as K;
        match &target.kind {
            K::Name(name) => self.bind(ctx, name, target.span),
            K::Tuple(items) | K::List(items) => {
                for t in items {
                    self.bind_target(ctx, t);
                }
            }
            K::Starred(inner) => self.bind_target(ctx, inner),
            _ => self.bind_walrus(ctx, target),
        }
    }

    fn bind_pattern(&mut self, ctx: &Ctx, pattern: &ast::Pattern) {
        use ast::PatternKind as P;
        match &pattern.kind {
            P::Value(_) | P::Singleton(_) | P::Star(None) => {}
            P::Sequence(items) | P::Or(items) => {
                for p in items {
                    self.bind_pattern(ctx, p);
                }
            }
            P::Star(Some(name)) => self.bind(ctx, &name.name, name.span),
            P::Mapping { patterns, rest, .. } => {
                for p in patterns {
                    self.bind_pattern(ctx, p);
                }
                if let Some(rest) = rest {
                    self.bind(ctx, &rest.name, rest.span);
                }
            }
            P::Class { positional, keyword, .. } => {
                for p in positional {
                    self.bind_pattern(ctx, p);
                }
                for (_, p) in keyword {
                    self.bind_pattern(ctx, p);
                }
            }
            P::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.bind_pattern(ctx, pattern);
                }
                if let Some(name) = name {
                    self.bind(ctx, &name.name, name.span);
                }
            }
        }
    }

    /// `x := value` inside an expression at module level.
    fn bind_walrus(&mut self, ctx: &Ctx, expr: &ast::Expr) {
        match &expr.kind {
            // A lambda has a scope of its own.
            ast::ExprKind::Lambda { .. } => return,
            ast::ExprKind::Walrus { target, .. } => {
                if let ast::ExprKind::Name(name) = &target.kind {
                    self.bind(ctx, name, target.span);
                }
            }
            _ => {}
        }
        let mut inner: Vec<&ast::Expr> = Vec::new();
        walk::children(expr, &mut |child| inner.push(child));
        self.bind_walrus_in(ctx, inner.into_iter());
    }

    fn bind_walrus_in<'e>(&mut self, ctx: &Ctx, exprs: impl Iterator<Item = &'e ast::Expr>) {
        for expr in exprs {
            self.bind_walrus(ctx, expr);
        }
    }

    /// `import` and `from ... import`
    pub(crate) fn declare_import(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        match &stmt.kind {
            ast::StmtKind::Import { names, .. } => {
                for alias in names {
                    if let Some(path) = cython_module(&alias.name.name) {
                        self.cimport_cython(ctx, alias, path);
                        continue;
                    }
                    let dotted = &alias.name.name;
                    let (local, path) = if let Some(name) = &alias.as_name {
                        (name.name.clone(), dotted.clone())
                    } else {
                        let first = Name::from(dotted.split('.').next().unwrap_or(dotted));
                        (first.clone(), first)
                    };
                    self.bind_import(ctx, &local, alias.span, path);
                }
            }
            ast::StmtKind::ImportFrom { level, module, names, .. } => {
                let written = module.as_ref().map_or("", |m| m.name.as_str());
                if *level == 0
                    && let Some(path) = cython_module(written)
                {
                    let path = Name::from(path);
                    let at = ctx.at(module.as_ref().map_or(stmt.span, |m| m.span));
                    self.cimport_from_cython(ctx, &path, names.as_deref(), at);
                    return;
                }
                let Some(names) = names else {
                    self.scopes[ctx.module].has_star_import = true;
                    return;
                };
                for alias in names {
                    let local = alias.as_name.as_ref().unwrap_or(&alias.name).name.clone();
                    if *level > 0 {
                        self.bind(ctx, &local, alias.span);
                        continue;
                    }
                    let path = Name::from(format!("{written}.{}", alias.name.name));
                    self.bind_import(ctx, &local, alias.span, path);
                }
            }
            _ => {}
        }
    }

    fn bind_import(&mut self, ctx: &Ctx, local: &Name, span: ast::Span, path: Name) {
        self.bind(ctx, local, span);
        if let Some(entry) = self.scopes[ctx.module].symbols.get_mut(local) {
            entry.import = Some(path);
        }
    }

    /// `global x` in functions and classes: the module's code may bind `x` there.
    fn declare_globals(&mut self, ctx: &Ctx, body: &'a [ast::Stmt]) {
        for stmt in body {
            self.globals_in(ctx, stmt);
        }
    }

    fn globals_in(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::Global(names) => {
                for name in names {
                    self.bind(ctx, &name.name, name.span);
                }
            }
            K::If { body, orelse, .. } | K::While { body, orelse, .. } | K::For { body, orelse, .. } => {
                self.declare_globals(ctx, body);
                self.declare_globals(ctx, orelse);
            }
            K::ForFrom(f) => {
                self.declare_globals(ctx, &f.body);
                self.declare_globals(ctx, &f.orelse);
            }
            K::Try(t) => {
                self.declare_globals(ctx, &t.body);
                for h in &t.handlers {
                    self.declare_globals(ctx, &h.body);
                }
                self.declare_globals(ctx, &t.orelse);
                self.declare_globals(ctx, &t.finalbody);
            }
            K::With { body, .. } => self.declare_globals(ctx, body),
            K::Match { cases, .. } => {
                for c in cases {
                    self.declare_globals(ctx, &c.body);
                }
            }
            K::FunctionDef(def) => self.declare_globals(ctx, &def.body),
            K::ClassDef(def) => self.declare_globals(ctx, &def.body),
            K::CFunc(def) => self.declare_globals(ctx, &def.body),
            K::CompileIf { branches } => {
                for (_, body) in branches {
                    self.declare_globals(ctx, body);
                }
            }
            _ => {}
        }
    }

    /// The same for C functions and extension types, which are declared elsewhere.
    pub(crate) fn declare_globals_of(&mut self, ctx: &Ctx, body: &'a [ast::Stmt]) {
        if ctx.module == Sema::MAIN && !ctx.in_pxd {
            self.declare_globals(ctx, body);
        }
    }
}
