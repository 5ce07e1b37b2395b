//! C functions of module scope.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncDecl, CFuncId, ClassId, Except, FuncType, Linkage, Type, mangle};

use super::declarators::function_of;
use super::{Ctx, Declared};
use crate::Sema;
use crate::context::{CFuncSource, PendingCFunc};
use crate::directives::{Directive, Directives, Scope};
use crate::rules;
use crate::scope::Symbol;

/// What is needed to declare a C function, whatever the syntax.
#[derive(Clone)]
pub(crate) struct Head {
    /// Its name.
    pub name: ast::Ident,
    /// Its name in C, if given.
    pub cname: Option<Name>,
    /// Its type.
    pub ty: Arc<FuncType>,
    /// Words in front.
    pub modifiers: ast::CModifiers,
    /// Template parameters.
    pub templates: Vec<Name>,
    /// The class it is a method of.
    pub class: Option<ClassId>,
    /// It has a body here.
    pub has_body: bool,
    /// Its exception clause is written out.
    pub explicit_except: bool,
    /// The whole statement, decorators included, where that is known.
    pub span: ast::Span,
}

impl<'a> Sema<'a> {
    /// `cdef int f(int)` without a body.
    pub(crate) fn declare_prototype(
        &mut self,
        ctx: &Ctx,
        decl: &'a ast::CVarDecl,
        declarator: &'a ast::CDeclarator,
        declared: Declared,
        _span: ast::Span,
    ) {
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &ctx.directives,
            &decl.decorators,
            Scope::Function,
        );
        self.refuse_decorators(ctx, &rest);
        let mut modifiers = decl.modifiers;
        modifiers.inline |= directives.is(Directive::Inline);
        let mut declared = declared;
        Self::apply_locals(&mut declared.ty, &types.locals);
        if let Some(head) = Self::head(declared, declarator, modifiers, None, false)
            && let Some(id) = self.declare_function(ctx, head)
            && !types.locals.is_empty()
        {
            self.declare.locals.insert(id, types.locals);
        }
    }

    /// `cdef int f(int): ...`
    pub(crate) fn declare_cfunc_def(&mut self, ctx: &Ctx, def: &'a ast::CFuncDef, span: ast::Span) {
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &ctx.directives,
            &def.decorators,
            Scope::Function,
        );
        self.refuse_decorators(ctx, &rest);
        // A body is ours, wherever it stands.
        let ctx = &Ctx { in_extern: false, ..ctx.clone() };
        self.declare.flags = super::Flags { in_pxd: false, has_body: true, ..ctx.flags() };
        let mut declared = self.declared(ctx.module, ctx.file, &def.ty, &def.declarator, None);
        Self::apply_locals(&mut declared.ty, &types.locals);
        let mut modifiers = def.modifiers;
        modifiers.inline |= directives.is(Directive::Inline);
        let Some(head) = Self::head(declared, &def.declarator, modifiers, None, true) else {
            return;
        };
        if ctx.in_pxd && !modifiers.inline {
            self.report(
                Diagnostic::new(
                    &rules::MISPLACED,
                    ctx.at(span),
                    "only an inline function can have its body in a `.pxd`",
                )
                .help("write `cdef inline`, or move the body to the `.pyx`"),
            );
        }
        self.check_definition(ctx, &head, &def.declarator, &directives);
        if let Some(decorator) = types.critical_section {
            let first = head.ty.params.first().map(|p| p.ty.clone());
            self.check_critical(ctx.at(decorator.span), first.as_ref(), head.ty.nogil);
        }
        let name = head.name.clone();
        let Some(id) = self.declare_function(ctx, head) else { return };
        self.declare_ufunc(ctx, id, &name, &directives);
        self.add_pending(ctx, id, CFuncSource::CFunc(def, span), None, &Arc::new(directives));
    }

    /// Bodies are analysed after all declarations, one for each specialisation.
    pub(crate) fn add_pending(
        &mut self,
        ctx: &Ctx,
        id: CFuncId,
        source: CFuncSource<'a>,
        class: Option<ClassId>,
        directives: &Arc<Directives>,
    ) {
        let mut ids = self.world.cfuncs[id].specialisations.clone();
        if ids.is_empty() && self.world.cfuncs[id].ty.fused().is_empty() {
            ids.push(id);
        }
        for id in ids {
            self.pending_cfuncs.push(PendingCFunc {
                id,
                file: ctx.file,
                source,
                module: ctx.module,
                class,
                cpp_class: None,
                directives: Arc::clone(directives),
            });
        }
    }

    pub(crate) fn refuse_decorators(&mut self, ctx: &Ctx, rest: &[&ast::Expr]) {
        if let Some(decorator) = rest.first() {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    ctx.at(decorator.span),
                    "a C function can only be decorated with compiler directives",
                )
                .help("decorate a `def` function that calls it"),
            );
        }
    }

    /// `@cython.locals(x=int)`: the types of parameters that have none.
    pub(crate) fn apply_locals(ty: &mut Type, locals: &[(Name, Type)]) {
        let Type::Func(func) = ty else { return };
        if locals.is_empty() {
            return;
        }
        let mut func_type = (**func).clone();
        for param in &mut func_type.params {
            if param.ty == Type::Object
                && let Some((_, ty)) = locals.iter().find(|(name, _)| *name == param.name)
            {
                param.ty = ty.clone();
            }
        }
        *func = Arc::new(func_type);
    }

    /// What a C function with a body must keep to.
    pub(crate) fn check_definition(
        &mut self,
        ctx: &Ctx,
        head: &Head,
        declarator: &ast::CDeclarator,
        directives: &Directives,
    ) {
        self.check_param_names(ctx, &head.ty, declarator);
        self.refuse_half(head.ty.ret.clone(), ctx.at(head.name.span));
        let Some(function) = function_of(declarator) else { return };
        let at = ctx.at(head.name.span);
        for (param, written) in head.ty.params.iter().zip(&function.params) {
            if !matches!(param.ty, Type::Void) && self.is_incomplete(&param.ty) {
                let shown = self.world.show(&param.ty);
                self.error(
                    &rules::INVALID_DECLARATION,
                    ctx.at(written.span),
                    format!("`{shown}` is not complete, so it cannot be passed; use a pointer"),
                );
            }
            if written.not_none.is_some() && !head.modifiers.overridable {
                self.error(
                    &rules::INVALID_DECLARATION,
                    ctx.at(written.span),
                    "`not None` is only for functions that Python calls",
                );
            }
        }
        if head.ty.nogil && !head.ty.with_gil {
            for (param, written) in head.ty.params.iter().zip(&function.params) {
                if matches!(param.ty, Type::Buffer(_)) {
                    self.report(
                        Diagnostic::new(
                            &rules::NEEDS_GIL,
                            ctx.at(written.span),
                            "a buffer is asked of its object, which needs the GIL",
                        )
                        .help("take a memoryview, as `double[:]`: it holds its buffer already"),
                    );
                }
            }
        }
        if head.ty.nogil && !head.ty.with_gil && self.world.resolve(&head.ty.ret).is_object() {
            self.error(&rules::NEEDS_GIL, at, "a function that returns a Python object cannot be `nogil`");
        }
        match &function.exception {
            ast::ExceptionClause::Cpp(ast::CppHandler::Named(_)) => {
                self.error(&rules::INVALID_DECLARATION, at, "only extern functions can throw C++ exceptions");
            }
            ast::ExceptionClause::Cpp(_) => {
                self.error(&rules::CPP_EXCEPTION, at, "only extern functions can throw C++ exceptions");
            }
            _ => {}
        }
        let wanted = directives.text(Directive::CallSpec);
        let written = function.convention.map(|convention| match convention {
            ast::CallingConvention::Cdecl => "__cdecl",
            ast::CallingConvention::Stdcall => "__stdcall",
            ast::CallingConvention::Fastcall => "__fastcall",
        });
        if let Some(written) = written
            && !wanted.is_empty()
            && wanted != written
        {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(declarator.span),
                format!("a function cannot be `{written}` and `{wanted}` at once"),
            );
        }
    }

    /// What C code outside sees must be made of names that it knows.
    fn check_public(&mut self, ctx: &Ctx, head: &Head) {
        let public = head.modifiers.visibility == ast::CVisibility::Public || head.modifiers.api;
        if !public || ctx.in_extern {
            return;
        }
        let at = ctx.at(head.name.span);
        if head.ty.optional > 0 {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "a `public` or `api` function cannot have optional parameters",
            );
        }
        let types = head.ty.params.iter().map(|p| &p.ty).chain([&head.ty.ret]);
        let hidden: Vec<Name> = types.filter_map(|ty| self.private_typedef(ty)).collect();
        if let Some(name) = hidden.first() {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("a `public` or `api` function cannot use the private type `{name}`"),
                )
                .help("declare the type `public` too"),
            );
        }
    }

    fn private_typedef(&self, ty: &Type) -> Option<Name> {
        let mut found = None;
        ty.visit(&mut |t| {
            if let Type::Typedef(id) = t {
                let decl = &self.world.typedefs[*id];
                if decl.linkage == Linkage::Own && decl.cname.starts_with("cy_") {
                    found = Some(decl.name.clone());
                }
            }
        });
        found
    }

    /// Parameters of a function with a body need names, each its own.
    pub(crate) fn check_param_names(&mut self, ctx: &Ctx, ty: &FuncType, declarator: &ast::CDeclarator) {
        let spans: Vec<ast::Span> =
            function_of(declarator).map_or_else(Vec::new, |f| f.params.iter().map(|p| p.span).collect());
        for (i, param) in ty.params.iter().enumerate() {
            let at = ctx.at(spans.get(i).copied().unwrap_or(declarator.span));
            if param.name.is_empty() {
                if !param.ty.is_error() {
                    self.report(
                        Diagnostic::new(&rules::INVALID_DECLARATION, at, "a parameter needs a name here")
                            .help("this reads as a type without a name"),
                    );
                }
            } else if ty.params[..i].iter().any(|p| p.name == param.name) {
                self.error(&rules::REDECLARED, at, format!("parameter `{}` is declared twice", param.name));
            }
        }
    }

    pub(crate) fn head(
        declared: Declared,
        declarator: &ast::CDeclarator,
        modifiers: ast::CModifiers,
        class: Option<ClassId>,
        has_body: bool,
    ) -> Option<Head> {
        let Type::Func(ty) = declared.ty else { return None };
        let function = function_of(declarator)?;
        Some(Head {
            name: declared.name?,
            cname: declared.cname,
            ty,
            modifiers,
            templates: function.templates.iter().map(|t| t.name.clone()).collect(),
            class,
            has_body,
            explicit_except: !matches!(function.exception, ast::ExceptionClause::Default),
            span: declarator.span,
        })
    }

    /// Puts a function into its module's scope: as a new one, an overload, or the definition of a declared one.
    pub(crate) fn declare_function(&mut self, ctx: &Ctx, head: Head) -> Option<CFuncId> {
        let at = ctx.at(head.name.span);
        self.check_fused_result(ctx, &head);
        self.check_public(ctx, &head);
        self.check_rvalues(ctx, &head);
        let known = match self.c_symbol(ctx.module, &head.name.name) {
            Some(Symbol::CFunc(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        if !known.is_empty() {
            if ctx.in_extern {
                return Some(self.declare_overload(ctx, head, known));
            }
            let [id] = known[..] else {
                self.redeclared(&head.name.name, at, self.world.cfuncs[known[0]].at);
                return None;
            };
            return self.define_declared(ctx, id, &head);
        }
        let overridable = head.modifiers.overridable;
        let name = head.name.clone();
        let id = self.new_function(ctx, head);
        self.declare_symbol(ctx, &name, Symbol::CFunc(vec![id]));
        if overridable && ctx.module == Sema::MAIN {
            self.scopes[ctx.module].bind_python(&name.name, at);
        }
        Some(id)
    }

    /// Values that are moved away are not tracked.
    pub(crate) fn check_rvalues(&mut self, ctx: &Ctx, head: &Head) {
        if ctx.module != Sema::MAIN || ctx.in_pxd {
            return;
        }
        let types = head.ty.params.iter().map(|p| &p.ty).chain([&head.ty.ret]);
        let moved = types.into_iter().any(|ty| match ty {
            // `T&&` with a template parameter takes anything.
            Type::RvalueRef(inner) => !matches!(**inner, Type::TypeParam(_)),
            _ => false,
        });
        if moved {
            self.error(
                &rules::RVALUE_REFERENCE,
                ctx.at(head.name.span),
                "what a C++ rvalue reference takes away is not tracked",
            );
        }
    }

    fn check_fused_result(&mut self, ctx: &Ctx, head: &Head) {
        let params = head.ty.fused();
        if head.ty.ret.fused().iter().any(|id| !params.contains(id)) {
            self.report(Diagnostic::new(
                &rules::INVALID_DECLARATION,
                ctx.at(head.name.span),
                "the fused result type appears in no parameter, so nothing says what it is",
            ));
        }
    }

    fn declare_overload(&mut self, ctx: &Ctx, head: Head, known: Vec<CFuncId>) -> CFuncId {
        // The same declaration twice (two files declare the same header) is one function.
        for id in &known {
            if self.world.cfuncs[*id].ty.params == head.ty.params
                && self.world.cfuncs[*id].ty.ret == head.ty.ret
            {
                // What the `.pxd` promises may be a function of a header.
                let decl = &mut self.world.cfuncs[*id];
                if std::mem::take(&mut decl.missing_body) && !decl.public {
                    decl.cname = head.cname.clone().unwrap_or_else(|| ctx.qualified(&head.name.name));
                }
                return *id;
            }
        }
        let name = head.name.name.clone();
        let id = self.new_function(ctx, head);
        // Without overloads, the last of several descriptions of one C function counts.
        let mut ids = if self.input.cplus { known } else { Vec::new() };
        ids.push(id);
        if let Some(entry) = self.scopes[ctx.module].symbols.get_mut(&name) {
            entry.c = Some(Symbol::CFunc(ids));
        }
        id
    }

    /// A function with all its names.
    fn new_function(&mut self, ctx: &Ctx, head: Head) -> CFuncId {
        let public = head.modifiers.visibility == ast::CVisibility::Public;
        // An inline body from another module's `.pxd` is compiled here.
        let linkage = if head.has_body { Linkage::Own } else { ctx.linkage() };
        let module = self.scopes[ctx.module].name.clone();
        let name = &head.name.name;
        let cname = match &head.cname {
            Some(cname) => cname.clone(),
            None if linkage == Linkage::Extern => ctx.qualified(name),
            None if public => name.clone(),
            None if ctx.module == Sema::MAIN => self.fresh_cname(format!("cy_f_{name}")),
            None => {
                let last = crate::context::last_part(&module);
                let kind = if head.has_body { "f" } else { "if" };
                self.fresh_cname(format!("cy_{kind}_{last}_{name}"))
            }
        };
        let opt_args = (head.ty.optional > 0 && linkage != Linkage::Extern).then(|| {
            let mut out = Name::new("struct ");
            out.push_str(&mangle::opt_args(&module, None, name));
            out
        });
        let id = self.world.cfuncs.push(CFuncDecl {
            name: name.clone(),
            cname,
            ty: self.refined(ctx, &head),
            linkage,
            overridable: head.modifiers.overridable,
            inline: head.modifiers.inline,
            exported: linkage != Linkage::Extern
                && !(head.has_body && ctx.in_pxd)
                && (ctx.offered || head.modifiers.api),
            public,
            api: head.modifiers.api,
            at: ctx.at(head.name.span),
            specialisations: Vec::new(),
            fused_as: Vec::new(),
            templates: head.templates,
            class: head.class,
            opt_args,
            missing_body: !head.has_body && linkage == Linkage::Own,
        });
        if linkage == Linkage::Extern && ctx.headless {
            self.world.headless.push(cyrus_types::Headless::Func(id));
        }
        if linkage != Linkage::Extern {
            self.add_specialisations(id);
        }
        id
    }

    /// The type with what we know about our own functions: an error is a value that can be tested first.
    fn refined(&self, ctx: &Ctx, head: &Head) -> Arc<FuncType> {
        if ctx.module != Sema::MAIN
            || ctx.in_extern
            || head.ty.except != Except::Always
            || head.class.is_some()
        {
            return Arc::clone(&head.ty);
        }
        let except = match self.world.resolve(&head.ty.ret) {
            Type::Int(_) | Type::Bint | Type::Enum(_) | Type::Float(_) => Except::Maybe("-1".into()),
            Type::Ptr(_) => Except::Maybe("NULL".into()),
            _ => return Arc::clone(&head.ty),
        };
        Arc::new(FuncType { except, ..(*head.ty).clone() })
    }

    /// The body of a function that was declared before, in the `.pxd` or above.
    fn define_declared(&mut self, ctx: &Ctx, id: CFuncId, head: &Head) -> Option<CFuncId> {
        let at = ctx.at(head.name.span);
        let earlier = self.world.cfuncs[id].at;
        if let Some(entry) = self.scopes[ctx.module].symbols.get_mut(&head.name.name) {
            entry.from_pxd = false;
        }
        let decl = &self.world.cfuncs[id];
        if !decl.missing_body && head.has_body {
            self.redeclared(&head.name.name, at, earlier);
            return None;
        }
        if decl.overridable && !head.modifiers.overridable {
            let message = format!("`{}` is `cpdef` where it is declared, and `cdef` here", head.name.name);
            self.report(Diagnostic::new(&rules::REDECLARED, at, message).also(earlier, "declared here"));
        }
        let refined = Head { ty: self.refined(ctx, head), ..head.clone() };
        let ty = self.merged_signature(id, &refined, at, earlier);
        let public = head.modifiers.visibility == ast::CVisibility::Public;
        let decl = &mut self.world.cfuncs[id];
        decl.ty = ty;
        decl.at = at;
        decl.missing_body &= !head.has_body;
        decl.inline |= head.modifiers.inline;
        decl.api |= head.modifiers.api;
        if public && !decl.public {
            decl.public = true;
            decl.cname = head.cname.clone().unwrap_or_else(|| head.name.name.clone());
        } else if let Some(cname) = &head.cname {
            decl.cname.clone_from(cname);
        }
        self.add_specialisations(id);
        Some(id)
    }

    /// The signature of a function that is declared twice; reports where they disagree.
    pub(crate) fn merged_signature(
        &mut self,
        id: CFuncId,
        head: &Head,
        at: FileSpan,
        earlier: FileSpan,
    ) -> Arc<FuncType> {
        let old = Arc::clone(&self.world.cfuncs[id].ty);
        if let Some(what) = self.signature_difference(&old, head) {
            self.report(
                Diagnostic::new(
                    &rules::REDECLARED,
                    at,
                    format!("`{}` does not agree with its declaration: {what}", head.name.name),
                )
                .also(earlier, "declared here"),
            );
            return Arc::clone(&head.ty);
        }
        let except = match &old.except {
            // Callers elsewhere know what was declared; here more may be known.
            Except::Always if head.class.is_none() => head.ty.except.clone(),
            old if !head.explicit_except => old.clone(),
            _ => head.ty.except.clone(),
        };
        Arc::new(FuncType { except, nogil: old.nogil || head.ty.nogil, ..(*head.ty).clone() })
    }

    /// What differs between a declaration and the definition, as words.
    pub(crate) fn signature_difference(&self, old: &FuncType, head: &Head) -> Option<String> {
        let new = &*head.ty;
        let agree = |a: &Type, b: &Type| {
            a.is_error() || b.is_error() || self.world.resolve(a) == self.world.resolve(b)
        };
        if old.params.len() != new.params.len() || old.varargs != new.varargs {
            return Some(format!("{} parameters there, {} here", old.params.len(), new.params.len()));
        }
        if old.optional != new.optional {
            return Some(format!("{} optional parameters there, {} here", old.optional, new.optional));
        }
        for (i, (a, b)) in old.params.iter().zip(&new.params).enumerate() {
            if !agree(&a.ty, &b.ty) {
                return Some(format!(
                    "parameter {} is `{}` there, `{}` here",
                    i + 1,
                    self.world.show(&a.ty),
                    self.world.show(&b.ty)
                ));
            }
        }
        if !agree(&old.ret, &new.ret) {
            return Some(format!(
                "it returns `{}` there, `{}` here",
                self.world.show(&old.ret),
                self.world.show(&new.ret)
            ));
        }
        if old.nogil && !new.nogil {
            return Some("it is `nogil` there and not here".to_owned());
        }
        // A caller that was told one value tests for nothing else.
        let known = match (&old.except, &new.except) {
            (Except::Always | Except::Null, _) => true,
            (Except::Maybe(a), Except::Value(b)) => a == b,
            (a, b) => a == b,
        };
        if !known && (head.class.is_none() || head.explicit_except) {
            return Some("the exception clauses differ".to_owned());
        }
        None
    }
}
