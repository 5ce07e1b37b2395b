//! Pure-Python mode: C declarations spelled as Python, and Python definitions that a `.pxd` gives C types.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::Name;
use cyrus_types::{
    ClassId, Except, FieldDecl, FuncParam, FuncType, FusedDecl, StructDecl, Type, TypedefDecl, Visibility,
};

use super::classes::{ClassCtx, class_head};
use super::decorators::{DecoratorTypes, called};
use super::functions::Head;
use super::{Ctx, Flags};
use crate::Sema;
use crate::context::CFuncSource;
use crate::directives::{Directive, Directives, Scope};
use crate::rules;
use crate::scope::{ConstValue, Symbol};

impl<'a> Sema<'a> {
    /// A `def` at module level: a C function if a decorator or the `.pxd` says so. Returns whether it is one.
    pub(crate) fn declare_pure_function(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::FunctionDef,
        span: ast::Span,
    ) -> bool {
        let declared = match self.c_symbol(ctx.module, &def.name.name) {
            Some(Symbol::CFunc(ids)) => ids.first().copied(),
            _ => None,
        };
        let wanted = self.is_decorated(ctx, &def.decorators, &["cfunc", "ccall"]);
        if !wanted && declared.is_none() {
            return false;
        }
        if let Some(id) = declared
            && !wanted
            && (self.world.cfuncs[id].linkage != cyrus_types::Linkage::Own
                || !self.world.cfuncs[id].missing_body)
        {
            if matches!(
                self.world.cfuncs[id].linkage,
                cyrus_types::Linkage::Extern | cyrus_types::Linkage::Imported(_)
            ) {
                // The Python function hides what C headers or another module have under this name.
                if let Some(entry) = self.scopes[ctx.module].symbols.get_mut(&def.name.name) {
                    entry.c = None;
                }
                return false;
            }
            let earlier = self.world.cfuncs[id].at;
            self.redeclared(&def.name.name, ctx.at(def.name.span), earlier);
            return true;
        }
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &ctx.directives,
            &def.decorators,
            Scope::Function,
        );
        let overridable = match declared {
            Some(id) if !wanted => self.world.cfuncs[id].overridable,
            _ => directives.is(Directive::Ccall) || ctx.directives.is(Directive::Ccall),
        };
        self.refuse_decorators(ctx, &rest);
        self.check_pure(ctx, def, &directives);
        self.declare.flags = ctx.flags();
        let pxd = declared.map(|id| Arc::clone(&self.world.cfuncs[id].ty));
        let Some(ty) = self.pure_signature(ctx, def, &directives, &types, None, pxd.as_deref()) else {
            return true;
        };
        let head = pure_head(def, ty, overridable, &directives, None);
        if let Some(id) = self.declare_function(ctx, head) {
            if overridable {
                self.scopes[ctx.module].bind_python(&def.name.name, ctx.at(def.name.span));
            }
            self.declare_ufunc(ctx, id, &def.name, &directives);
            self.add_pending(ctx, id, CFuncSource::Def(def, span), None, &Arc::new(directives));
        }
        true
    }

    fn check_pure(&mut self, ctx: &Ctx, def: &ast::FunctionDef, directives: &Directives) {
        let at = ctx.at(def.name.span);
        if directives.is(Directive::Cfunc) && directives.is(Directive::Ccall) {
            self.error(&rules::INVALID_DIRECTIVE, at, "`cfunc` and `ccall` cannot be combined");
        }
        if directives.is(Directive::Ccall) && directives.is(Directive::WithGil) {
            self.error(&rules::INVALID_DIRECTIVE, at, "a `ccall` function cannot be `with_gil`");
        }
        if def.is_async {
            self.error(&rules::INVALID_DECLARATION, at, "a C function cannot be `async`");
        }
    }

    /// Whether one of these directives of the `cython` module stands among the decorators, or on a `with` block around.
    pub(crate) fn is_decorated(&self, ctx: &Ctx, decorators: &[ast::Expr], names: &[&str]) -> bool {
        if names.iter().any(|name| Directive::from_name(name).is_some_and(|d| ctx.directives.is(d))) {
            return true;
        }
        decorators.iter().any(|decorator| {
            let (func, call) = called(decorator);
            let off = call.is_some_and(|(args, _)| {
                matches!(args, [ast::Expr { kind: ast::ExprKind::Bool(false), .. }])
            });
            !off && self.cython_path(ctx.module, func).is_some_and(|path| names.contains(&path.as_str()))
        })
    }

    /// The C type of a `def` function.
    fn pure_signature(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::FunctionDef,
        directives: &Directives,
        types: &DecoratorTypes<'_>,
        self_class: Option<ClassId>,
        pxd: Option<&FuncType>,
    ) -> Option<Arc<FuncType>> {
        let at = ctx.at(def.name.span);
        let star = def.params.vararg.as_ref().or(def.params.kwarg.as_ref());
        if let Some(star) = star {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(star.span),
                "a C function cannot take `*args` and `**kwargs`",
            );
            return None;
        }
        if def.params.kwonly > 0 {
            self.error(&rules::INVALID_DECLARATION, at, "a C function cannot have keyword-only parameters");
            return None;
        }
        if let Some(pxd) = pxd
            && pxd.params.len() != def.params.list.len()
        {
            let (there, here) = (pxd.params.len(), def.params.list.len());
            self.error(
                &rules::REDECLARED,
                at,
                format!("`{}` takes {there} parameters in the `.pxd`, {here} here", def.name.name),
            );
            return None;
        }
        let mut params = Vec::new();
        let mut optional = 0;
        for (i, param) in def.params.list.iter().enumerate() {
            optional += usize::from(param.default.is_some());
            let from_pxd = pxd.and_then(|ty| ty.params.get(i));
            let class = if i == 0 { self_class } else { None };
            params.push(self.pure_param(ctx, param, directives, types, class, from_pxd));
        }
        if let Some(pxd) = pxd
            && pxd.optional != optional
        {
            self.error(
                &rules::REDECLARED,
                at,
                format!(
                    "`{}` has {} optional parameters in the `.pxd`, {optional} here",
                    def.name.name, pxd.optional
                ),
            );
        }
        let ret = match (&types.returns, &def.returns, pxd) {
            (Some(ty), ..) => ty.clone(),
            (None, _, Some(pxd)) => pxd.ret.clone(),
            (None, Some(returns), None) => self
                .annotation_type(ctx.module, ctx.file, returns, directives)
                .map_or(Type::Object, |found| found.ty),
            (None, None, None) => Type::Object,
        };
        let ret = self.refuse_half(ret, ctx.at(def.name.span));
        let object = ret.is_object() || matches!(ret, Type::View(_));
        let except = match (&types.exceptval, pxd) {
            (Some(value), _) => value.except(object),
            (None, Some(pxd)) => pxd.except.clone(),
            (None, None) => self.default_except(&ret, false),
        };
        let nogil = directives.is(Directive::Nogil) || directives.is(Directive::WithGil);
        Some(Arc::new(FuncType {
            ret,
            params,
            optional,
            varargs: false,
            except: if object { Except::Null } else { except },
            nogil: nogil || pxd.is_some_and(|ty| ty.nogil),
            with_gil: directives.is(Directive::WithGil) || pxd.is_some_and(|ty| ty.with_gil),
        }))
    }

    fn pure_param(
        &mut self,
        ctx: &Ctx,
        param: &'a ast::Parameter,
        directives: &Directives,
        types: &DecoratorTypes<'_>,
        class: Option<ClassId>,
        pxd: Option<&FuncParam>,
    ) -> FuncParam {
        let name = param.name.name.clone();
        let mut not_none = param.not_none == Some(true);
        let mut ty = Type::Object;
        if let Some(ctype) = &param.ctype {
            let base = self.ctype(ctx.module, ctx.file, &ctype.0);
            ty = self.declarator(ctx.module, ctx.file, base, &ctype.1).ty;
        } else if let Some((_, local)) = types.locals.iter().find(|(local, _)| *local == name) {
            ty = local.clone();
        } else if let Some(annotation) = &param.annotation
            && let Some(found) = self.annotation_type(ctx.module, ctx.file, annotation, directives)
        {
            let none_default = matches!(param.default, Some(ast::Expr { kind: ast::ExprKind::None, .. }));
            not_none |= found.not_none && !none_default;
            ty = found.ty;
        } else if let Some(class) = class {
            ty = Type::Ext(class);
        }
        if let Some(pxd) = pxd
            && ty == Type::Object
        {
            ty = pxd.ty.clone();
            not_none |= pxd.not_none;
        }
        let ty = match self.refuse_half(ty, ctx.at(param.name.span)) {
            Type::Array(item, _) => Type::Ptr(item),
            ty @ Type::Func(_) => ty.ptr(),
            ty => ty,
        };
        FuncParam { name, ty, not_none }
    }

    /// A `def` in an extension type: a C method if a decorator or the `.pxd` says so.
    pub(crate) fn class_def(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        def: &'a ast::FunctionDef,
        span: ast::Span,
    ) {
        let declared = self.world.classes[class.id]
            .methods
            .iter()
            .find(|m| m.name == def.name.name)
            .map(|m| (m.func, m.is_static))
            .filter(|(id, _)| self.world.cfuncs[*id].missing_body);
        let wanted = self.is_decorated(ctx, &def.decorators, &["cfunc", "ccall"]);
        if (!wanted && declared.is_none()) || ctx.in_extern {
            self.check_python_method(ctx, def, span);
            return;
        }
        if ctx.in_pxd {
            return;
        }
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &class.directives,
            &def.decorators,
            Scope::Function,
        );
        let mut is_static = directives.is(Directive::StaticMethod) || declared.is_some_and(|(_, is)| is);
        let mut others = Vec::new();
        for decorator in rest {
            if self.is_builtin_name(ctx.module, decorator, "staticmethod") {
                is_static = true;
            } else if !self.is_builtin_name(ctx.module, decorator, "classmethod") {
                // A C method of a class is one of its instances.
                others.push(decorator);
            }
        }
        self.refuse_decorators(ctx, &others);
        self.check_pure(ctx, def, &directives);
        let overridable = match declared {
            Some((id, _)) if !wanted => self.world.cfuncs[id].overridable,
            _ => directives.is(Directive::Ccall) || ctx.directives.is(Directive::Ccall),
        };
        self.declare.flags = Flags { in_class: class.implements_pxd, ..ctx.flags() };
        let pxd = declared.map(|(id, _)| Arc::clone(&self.world.cfuncs[id].ty));
        let self_class = (!is_static).then_some(class.id);
        let Some(ty) = self.pure_signature(ctx, def, &directives, &types, self_class, pxd.as_deref()) else {
            return;
        };
        let head = pure_head(def, ty, overridable, &directives, Some(class.id));
        if let Some(id) = self.declare_method(ctx, class, &head, is_static, &directives) {
            self.add_pending(ctx, id, CFuncSource::Def(def, span), Some(class.id), &Arc::new(directives));
        }
    }

    /// Python methods that an extension type cannot have, and properties that are decorated further.
    fn check_python_method(&mut self, ctx: &Ctx, def: &'a ast::FunctionDef, span: ast::Span) {
        if def.name.name == "__init_subclass__" {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(span),
                "an extension type cannot have `__init_subclass__`",
            );
        }
        self.check_operator_defaults(ctx, def);
        let accessor = |decorator: &ast::Expr| match &decorator.kind {
            ast::ExprKind::Attribute { value, attr }
                if matches!(attr.name.as_str(), "getter" | "setter" | "deleter") =>
            {
                match &value.kind {
                    ast::ExprKind::Name(name) => Some(name.clone()),
                    _ => None,
                }
            }
            _ => None,
        };
        let property = |s: &Self, d: &ast::Expr| s.is_builtin_name(ctx.module, d, "property");
        let Some(first) = def.decorators.iter().find(|d| property(self, d) || accessor(d).is_some()) else {
            return;
        };
        let other = def
            .decorators
            .iter()
            .find(|d| d.id != first.id && self.cython_path(ctx.module, called(d).0).is_none());
        if let Some(other) = other {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    ctx.at(other.span),
                    "a property of an extension type cannot be decorated further",
                )
                .help("decorate a function that the property calls"),
            );
        } else if let Some(name) = accessor(first)
            && name != def.name.name
        {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(first.span),
                format!(
                    "the methods of the property `{name}` must all have its name, not `{}`",
                    def.name.name
                ),
            );
        }
    }

    /// An operator always gets its operands; only the modulus of a power can be left out, and is None then.
    fn check_operator_defaults(&mut self, ctx: &Ctx, def: &'a ast::FunctionDef) {
        const OPERATORS: [&str; 13] = [
            "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "lshift", "rshift", "and",
            "or", "xor",
        ];
        let Some(name) = def.name.name.strip_prefix("__").and_then(|n| n.strip_suffix("__")) else { return };
        let reversible = |n: &str| OPERATORS.contains(&n) || n == "pow";
        let operator = |n: &str| reversible(n) || n.strip_prefix(['r', 'i']).is_some_and(reversible);
        if !operator(name) {
            return;
        }
        for (i, param) in def.params.list.iter().enumerate() {
            let Some(default) = &param.default else { continue };
            let modulus = i == 2 && name.ends_with("pow");
            if modulus && matches!(default.kind, ast::ExprKind::None) {
                continue;
            }
            let message = if modulus {
                "the modulus of a power can only have the default None"
            } else {
                "an operand of an operator is always given: it cannot have a default"
            };
            self.error(&rules::INVALID_DECLARATION, ctx.at(default.span), message);
        }
    }

    /// A Python class at module level: an extension type if a decorator or the `.pxd` says so. Returns whether it is one.
    pub(crate) fn declare_pure_class(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::ClassDef,
        stmt: &'a ast::Stmt,
    ) -> bool {
        let declared = match self.c_symbol(ctx.module, &def.name.name) {
            Some(Symbol::Class(id)) => Some(*id),
            _ => None,
        };
        let known = declared.filter(|id| {
            self.world.classes[*id].linkage == cyrus_types::Linkage::Own
                && !self.declare.defined_classes.contains(id)
        });
        if known.is_none() && !self.is_decorated(ctx, &def.decorators, &["cclass"]) {
            return false;
        }
        let key = (ctx.file, stmt.id);
        if self.declare.read_ahead.contains(&key) {
            return true;
        }
        self.declare.waiting.retain(|(_, c, s)| (c.file, s.id) != key);
        let head = class_head(def, stmt);
        self.declare_class(ctx, &head);
        true
    }

    /// `x: cython.int` in an extension type.
    pub(crate) fn class_annotation(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        target: &'a ast::Expr,
        annotation: &'a ast::Expr,
        value: Option<&'a ast::Expr>,
    ) {
        let ast::ExprKind::Name(name) = &target.kind else { return };
        // `x: T = cython.declare(...)` says it twice; the declaration counts.
        if let Some(value) = value
            && self.declare_call(ctx, value).is_some()
        {
            self.class_declare(ctx, class, std::slice::from_ref(target), value);
            return;
        }
        if self.world.classes[class.id].fields.iter().any(|f| f.name == *name) {
            // An annotation beside a declaration adds nothing; dataclasses read it later.
            return;
        }
        let directives = Arc::clone(&class.directives);
        if !directives.is(Directive::AnnotationTyping) {
            return;
        }
        // Text is a description, not a type; the attribute is an object.
        let ty = if matches!(annotation.kind, ast::ExprKind::Str { .. }) {
            Type::Object
        } else {
            match self.annotation_type(ctx.module, ctx.file, annotation, &directives) {
                Some(found) if found.class_var || found.init_var => return,
                Some(found) => found.ty,
                None => Type::Object,
            }
        };
        if class.implements_pxd {
            return;
        }
        let visible = class.dataclass
            && cyrus_types::conversion(&self.world, &ty, &Type::Object).is_some()
            && cyrus_types::conversion(&self.world, &Type::Object, &ty).is_some();
        let visibility = if visible { Visibility::Public } else { Visibility::Private };
        let ident = ast::Ident { name: name.clone(), span: target.span };
        self.add_attribute(ctx, class, &ident, None, ty, visibility);
    }

    /// `x = cython.declare(cython.int, visibility="public")` in an extension type.
    pub(crate) fn class_declare(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        targets: &'a [ast::Expr],
        value: &'a ast::Expr,
    ) {
        let Some((args, keywords)) = self.declare_call(ctx, value) else { return };
        let [ast::Expr { kind: ast::ExprKind::Name(name), span, .. }] = targets else { return };
        let Some(first) = args.first() else { return };
        let ty = self.declared_type(ctx, first);
        let mut visibility = Visibility::Private;
        for keyword in keywords {
            let word = match self.const_eval(ctx.module, ctx.file, &keyword.value) {
                Some(ConstValue::Str(text)) => text.as_str().map(Name::from),
                _ => None,
            };
            match (keyword.name.as_ref().map(|n| n.name.as_str()), word.as_deref()) {
                (Some("visibility"), Some("public")) => visibility = Visibility::Public,
                (Some("visibility"), Some("readonly")) => visibility = Visibility::Readonly,
                (Some("visibility"), Some("private")) => visibility = Visibility::Private,
                _ => self.error(
                    &rules::WRONG_ARGUMENTS,
                    ctx.at(keyword.span),
                    "`declare` takes `visibility=\"public\"`, `\"readonly\"` or `\"private\"`",
                ),
            }
        }
        let ident = ast::Ident { name: name.clone(), span: *span };
        self.add_attribute(ctx, class, &ident, None, ty, visibility);
    }

    /// `cython.declare(x=cython.int, y=cython.double)` in an extension type.
    pub(crate) fn class_declare_names(&mut self, ctx: &Ctx, class: &ClassCtx, expr: &'a ast::Expr) {
        let Some((_, keywords)) = self.declare_call(ctx, expr) else { return };
        for keyword in keywords {
            let Some(name) = &keyword.name else { continue };
            let ty = self.declared_type(ctx, &keyword.value);
            self.add_attribute(ctx, class, name, None, ty, Visibility::Private);
        }
    }

    /// The arguments of a call of `cython.declare`.
    pub(crate) fn declare_call<'e>(
        &self,
        ctx: &Ctx,
        expr: &'e ast::Expr,
    ) -> Option<(&'e [ast::Expr], &'e [ast::Keyword])> {
        let (func, call) = called(expr);
        let (args, keywords) = call?;
        (self.cython_path(ctx.module, func)? == "declare").then_some((args, keywords))
    }

    pub(crate) fn declared_type(&mut self, ctx: &Ctx, expr: &ast::Expr) -> Type {
        self.type_from_expr(ctx.module, ctx.file, expr).unwrap_or_else(|| {
            if !matches!(expr.kind, ast::ExprKind::Error) {
                self.not_a_type(ctx.file, expr);
            }
            Type::Error
        })
    }

    /// Assignments at module level that declare: `x = cython.declare(...)`, `T = cython.struct(...)`. Returns whether
    /// this one does.
    pub(crate) fn declare_by_assignment(
        &mut self,
        ctx: &Ctx,
        targets: &'a [ast::Expr],
        value: &'a ast::Expr,
    ) -> bool {
        let [ast::Expr { kind: ast::ExprKind::Name(name), span, .. }] = targets else { return false };
        let (func, call) = called(value);
        let Some((args, keywords)) = call else { return false };
        let Some(path) = self.cython_path(ctx.module, func) else { return false };
        let ident = ast::Ident { name: name.clone(), span: *span };
        let at = ctx.at(*span);
        match path.as_str() {
            "declare" => {
                let Some(first) = args.first() else { return false };
                let ty = self.declared_type(ctx, first);
                self.declare_pure_variable(ctx, name, *span, ty, false);
            }
            "struct" | "union" => {
                let mut fields = Vec::new();
                for keyword in keywords {
                    let Some(field) = &keyword.name else { continue };
                    let ty = self.declared_type(ctx, &keyword.value);
                    fields.push(FieldDecl {
                        name: field.name.clone(),
                        cname: super::structs::field_cname(&field.name),
                        ty,
                        visibility: Visibility::Private,
                        at: ctx.at(field.span),
                    });
                }
                let is_union = path == "union";
                let base = self.type_cname(ctx, name, None, false);
                let keyword = if is_union { "union" } else { "struct" };
                let id = self.world.structs.push(StructDecl {
                    name: name.clone(),
                    cname: Name::from(format!("{keyword} {base}")),
                    is_union,
                    packed: false,
                    linkage: ctx.linkage(),
                    fields: Some(fields),
                    at,
                });
                self.declare_symbol(ctx, &ident, Symbol::Type(Type::Struct(id)));
            }
            "typedef" => {
                let Some(first) = args.first() else { return false };
                let base = self.declared_type(ctx, first);
                let alias = base.is_object() || matches!(base, Type::Error | Type::View(_) | Type::Fused(_));
                let ty = if alias {
                    base
                } else {
                    let cname = self.type_cname(ctx, name, None, false);
                    let linkage = ctx.linkage();
                    Type::Typedef(self.world.typedefs.push(TypedefDecl {
                        name: name.clone(),
                        cname,
                        base,
                        linkage,
                        at,
                    }))
                };
                self.declare_symbol(ctx, &ident, Symbol::Type(ty));
            }
            "fused_type" => {
                self.refuse_keywords(ctx.file, keywords);
                let members = self.fused_members(ctx.module, ctx.file, args);
                let id = self.world.fused.push(FusedDecl { name: name.clone(), ..members });
                self.declare_symbol(ctx, &ident, Symbol::Type(Type::Fused(id)));
            }
            _ => return false,
        }
        true
    }

    /// Python statements in a `.pxd`: inline `def`s are not possible there.
    pub(crate) fn declare_python_in_pxd(&mut self, ctx: &Ctx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::Pass | K::Error | K::Expr(_) => {}
            K::Import { .. } | K::ImportFrom { .. } => self.declare_import(ctx, stmt),
            K::FunctionDef(def) => {
                self.report(
                    Diagnostic::new(
                        &rules::MISPLACED,
                        ctx.at(stmt.span),
                        format!("Python function `{}` cannot stand in a `.pxd`", def.name.name),
                    )
                    .help("write `cdef inline`, or move it to the `.pyx`"),
                );
            }
            K::Assign { targets, value } if self.declare_by_assignment(ctx, targets, value) => {}
            _ => {
                self.report(
                    Diagnostic::new(
                        &rules::MISPLACED,
                        ctx.at(stmt.span),
                        "an executable statement cannot stand in a `.pxd`",
                    )
                    .help("a `.pxd` only declares; move it to the `.pyx`"),
                );
            }
        }
    }
}

fn pure_head(
    def: &ast::FunctionDef,
    ty: Arc<FuncType>,
    overridable: bool,
    directives: &Directives,
    class: Option<ClassId>,
) -> Head {
    let modifiers = ast::CModifiers {
        overridable,
        inline: directives.is(Directive::Inline),
        ..ast::CModifiers::default()
    };
    Head {
        name: def.name.clone(),
        cname: None,
        ty,
        modifiers,
        templates: Vec::new(),
        class,
        has_body: true,
        explicit_except: false,
        span: def.name.span,
    }
}
