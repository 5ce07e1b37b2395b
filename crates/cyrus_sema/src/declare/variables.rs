//! C variables of module scope.

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{ArraySize, CVarDecl, CVarId, Headless, Linkage, Type};

use super::{Ctx, Declared};
use crate::Sema;
use crate::directives::Directive;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Sema<'a> {
    /// `cdef int x = 1, *p`, `cdef int f(int)`
    pub(crate) fn declare_cvars(&mut self, ctx: &Ctx, decl: &'a ast::CVarDecl, span: ast::Span) {
        let ctx = &if decl.modifiers.in_extern && !ctx.in_extern {
            Ctx { in_extern: true, headless: true, nogil: ctx.nogil || decl.modifiers.nogil, ..ctx.clone() }
        } else {
            ctx.clone()
        };
        self.declare.flags = ctx.flags();
        if self.is_class_var(ctx, &decl.ty) {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(decl.ty.span),
                "`ClassVar` and `InitVar` are only possible in a class",
            );
        }
        for (declarator, value) in &decl.declarators {
            let declared = self.declared(ctx.module, ctx.file, &decl.ty, declarator, None);
            let Some(name) = declared.name.clone() else {
                self.missing_name(ctx, declarator.span);
                continue;
            };
            if let Type::Func(_) = declared.ty {
                self.declare_prototype(ctx, decl, declarator, declared, span);
                if let Some(value) = value {
                    let message = "a function cannot have an initial value";
                    self.error(&rules::INVALID_DECLARATION, ctx.at(value.span), message);
                }
                continue;
            }
            if decl.modifiers.overridable {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        ctx.at(name.span),
                        "a variable cannot be `cpdef`",
                    )
                    .help("write `cdef`, or `cdef public` in a class"),
                );
            }
            if let Some(value) = value {
                if ctx.in_extern {
                    let message = "an extern variable cannot have an initial value";
                    self.error(&rules::INVALID_DECLARATION, ctx.at(value.span), message);
                } else if ctx.in_pxd {
                    self.report(
                        Diagnostic::new(
                            &rules::IGNORED_VALUE,
                            ctx.at(value.span),
                            "the value of a variable in a `.pxd` is never assigned",
                        )
                        .help("initialise it in the `.pyx`"),
                    );
                }
            }
            self.declare_variable(ctx, &name, declared, decl.modifiers);
        }
    }

    fn declare_variable(
        &mut self,
        ctx: &Ctx,
        name: &ast::Ident,
        declared: Declared,
        modifiers: ast::CModifiers,
    ) {
        let at = ctx.at(name.span);
        let mut ty = self.variable_type(declared.ty, ctx.in_extern, at);
        if ctx.in_extern && self.world.resolve(&ty).is_object() {
            self.report(
                Diagnostic::new(&rules::INVALID_DECLARATION, at, "a Python object cannot be extern")
                    .help("declare it as `PyObject*` from `cpython.ref`, and cast"),
            );
            ty = Type::Error;
        }
        let public = modifiers.visibility == ast::CVisibility::Public;
        if modifiers.visibility == ast::CVisibility::Readonly {
            self.report(Diagnostic::new(
                &rules::INVALID_DECLARATION,
                at,
                "only the attributes of an extension type can be `readonly`",
            ));
        }
        if let Some(Symbol::CVar(id)) = self.c_symbol(ctx.module, &name.name) {
            self.variable_again(ctx, *id, name, &ty, public);
            return;
        }
        let cname = match declared.cname {
            Some(cname) => cname,
            None if ctx.in_extern => ctx.qualified(&name.name),
            None if public => name.name.clone(),
            None if ctx.module == Sema::MAIN => self.fresh_cname(format!("cy_v_{}", name.name)),
            None => {
                let module = crate::context::last_part(&self.scopes[ctx.module].name);
                self.fresh_cname(format!("cy_iv_{module}_{}", name.name))
            }
        };
        let id = self.world.cvars.push(CVarDecl {
            name: name.name.clone(),
            cname,
            ty,
            linkage: ctx.linkage(),
            exported: !ctx.in_extern && (ctx.offered || modifiers.api),
            public,
            late: ctx.module == Sema::MAIN
                && !(ctx.in_extern || ctx.offered || public || modifiers.api)
                && self.directives.is(Directive::CppLocals),
            at,
        });
        if ctx.in_extern && ctx.headless {
            self.world.headless.push(Headless::Var(id));
        }
        self.declare_symbol(ctx, name, Symbol::CVar(id));
    }

    /// The same variable once more: from the `.pxd`, or extern.
    fn variable_again(&mut self, ctx: &Ctx, id: CVarId, name: &ast::Ident, ty: &Type, public: bool) {
        let at = ctx.at(name.span);
        let earlier = self.world.cvars[id].at;
        let same = self.world.resolve(&self.world.cvars[id].ty) == self.world.resolve(ty);
        let entry = self.scopes[ctx.module].symbols.get_mut(&name.name);
        let from_pxd = entry.is_some_and(|entry| std::mem::replace(&mut entry.from_pxd, false));
        if ctx.linkage() == Linkage::Extern && same {
            return;
        }
        if !from_pxd {
            self.redeclared(&name.name, at, earlier);
            return;
        }
        if !same && !ty.is_error() {
            let shown = (self.world.show(&self.world.cvars[id].ty), self.world.show(ty));
            self.report(
                Diagnostic::new(
                    &rules::REDECLARED,
                    at,
                    format!("`{}` is `{}` in the `.pxd`, not `{}`", name.name, shown.0, shown.1),
                )
                .also(earlier, "declared here"),
            );
        }
        let decl = &mut self.world.cvars[id];
        decl.at = at;
        decl.public |= public;
    }

    /// What a module variable can be.
    pub(crate) fn variable_type(&mut self, ty: Type, is_extern: bool, at: FileSpan) -> Type {
        let problem = match self.world.resolve(&ty) {
            Type::Half => return self.refuse_half(ty, at),
            Type::Void => "a variable cannot be `void`",
            Type::Fused(_) => "a variable of module scope cannot have a fused type",
            Type::Buffer(_) => "a buffer type is only allowed for variables of functions",
            Type::Ref(_) | Type::RvalueRef(_) if !is_extern => {
                "a C++ reference cannot be a variable of its own; use a pointer"
            }
            Type::Array(_, ArraySize::Unknown) if !is_extern => "an array needs a size here",
            Type::Struct(_) if !is_extern && self.is_incomplete(&ty) => {
                "the members of this struct are not known; use a pointer"
            }
            Type::Cpp(id, _) if !is_extern && !self.world.cpp_classes[*id].complete => {
                "the members of this class are not known; use a pointer"
            }
            _ => return ty,
        };
        self.error(&rules::INVALID_DECLARATION, at, problem);
        Type::Error
    }

    /// `x = cython.declare(cython.int)` and `cython.declare(x=cython.int)` at module level.
    pub(crate) fn declare_pure_variable(
        &mut self,
        ctx: &Ctx,
        name: &Name,
        span: ast::Span,
        ty: Type,
        public: bool,
    ) {
        let ident = ast::Ident { name: name.clone(), span };
        let visibility = if public { ast::CVisibility::Public } else { ast::CVisibility::Private };
        let modifiers = ast::CModifiers { visibility, ..ast::CModifiers::default() };
        self.declare_variable(
            ctx,
            &ident,
            Declared { name: Some(ident.clone()), cname: None, ty },
            modifiers,
        );
    }
}
