//! C methods of extension types.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncDecl, CFuncId, Except, FuncType, Linkage, MethodDecl, Type, mangle};

use super::classes::ClassCtx;
use super::functions::Head;
use super::{Ctx, Flags};
use crate::Sema;
use crate::context::CFuncSource;
use crate::directives::{Directive, Directives, Scope};
use crate::rules;

impl<'a> Sema<'a> {
    /// `cdef int m(self): ...` in a class.
    pub(crate) fn declare_cmethod(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        def: &'a ast::CFuncDef,
        span: ast::Span,
    ) {
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &class.directives,
            &def.decorators,
            Scope::Function,
        );
        let (mut is_static, mut is_property, mut setter) =
            (directives.is(Directive::StaticMethod), false, None);
        let mut others = Vec::new();
        for decorator in rest {
            if self.is_builtin_name(ctx.module, decorator, "staticmethod") {
                is_static = true;
            } else if self.is_builtin_name(ctx.module, decorator, "property") {
                is_property = true;
            } else if let Some(name) = setter_of(decorator) {
                setter = Some(name);
            } else {
                others.push(decorator);
            }
        }
        self.refuse_decorators(ctx, &others);
        let exported = ctx.offered || class.implements_pxd;
        self.declare.flags =
            Flags { in_class: exported, in_pxd: false, in_extern: false, has_body: true, ..ctx.flags() };
        let self_type = (!is_static).then_some(Type::Ext(class.id));
        let mut declared = self.declared(ctx.module, ctx.file, &def.ty, &def.declarator, self_type.as_ref());
        Self::apply_locals(&mut declared.ty, &types.locals);
        let mut modifiers = def.modifiers;
        modifiers.inline |= directives.is(Directive::Inline);
        let Some(mut head) = Self::head(declared, &def.declarator, modifiers, Some(class.id), true) else {
            return;
        };
        head.span = span;
        if ctx.in_pxd && !modifiers.inline && !is_property && setter.is_none() {
            self.report(
                Diagnostic::new(
                    &rules::MISPLACED,
                    ctx.at(span),
                    "only an inline method can have its body in a `.pxd`",
                )
                .help("write `cdef inline`, or move the body to the `.pyx`"),
            );
        }
        self.check_definition(ctx, &head, &def.declarator, &directives);
        let at = ctx.at(span);
        let property = is_property || setter.is_some();
        if property && !head.modifiers.inline {
            self.error(&rules::INVALID_DECLARATION, at, "a C property is made of `cdef inline` functions");
        }
        let id = if is_property {
            self.declare_c_property(ctx, class, &head, at)
        } else if let Some(name) = setter {
            self.declare_c_setter(ctx, class, &head, &name, at)
        } else {
            self.declare_method(ctx, class, &head, is_static, &directives)
        };
        if let Some(id) = id {
            self.add_pending(ctx, id, CFuncSource::CFunc(def, span), Some(class.id), &Arc::new(directives));
        }
    }

    /// `@property cdef inline int x(self): ...` of an extern class.
    fn declare_c_property(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        head: &Head,
        at: FileSpan,
    ) -> Option<CFuncId> {
        if self.world.classes[class.id].linkage != Linkage::Extern {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    "a C property is only possible in an extern class",
                )
                .help("write a `def` method with `@property`, or a `cdef public` attribute"),
            );
            return None;
        }
        if head.ty.params.len() != 1 {
            self.error(&rules::INVALID_DECLARATION, at, "a C property takes `self` and nothing else");
            return None;
        }
        if head.ty.ret == Type::Void {
            self.error(&rules::INVALID_DECLARATION, at, "a C property has a value: it cannot be `void`");
            return None;
        }
        let name = head.name.name.clone();
        let known = self.world.classes[class.id].c_properties.iter().find(|(n, _)| *n == name);
        if let Some((_, func)) = known {
            let earlier = self.world.cfuncs[*func].at;
            self.redeclared(&name, at, earlier);
            return None;
        }
        let id = self.new_method(ctx, class, head, false);
        self.world.classes[class.id].c_properties.push((name, id));
        Some(id)
    }

    /// `@x.setter cdef inline void x(self, value)` of an extern class.
    fn declare_c_setter(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        head: &Head,
        name: &Name,
        at: FileSpan,
    ) -> Option<CFuncId> {
        if head.ty.params.len() != 2 && head.name.name == *name {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "the setter of a C property takes `self` and the value",
            );
            return None;
        }
        let known = self.world.classes[class.id].c_properties.iter().any(|(n, _)| n == name);
        if !known || head.name.name != *name {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("a setter has the name of its property `{name}`, which stands above it"),
            );
            return None;
        }
        let problem = match (&head.ty.ret, &head.ty.except) {
            (Type::Void, Except::Never) => None,
            (Type::Void, _) => Some("the setter of a C property is `noexcept` if it is `void`"),
            (Type::Int(_), Except::Value(v) | Except::Maybe(v)) if &**v == "-1" => None,
            (Type::Int(_), _) => Some("the setter of a C property is `except -1` if it returns `int`"),
            _ => Some("the setter of a C property returns `void`, or `int` with `except -1`"),
        };
        if let Some(problem) = problem {
            self.error(&rules::INVALID_DECLARATION, at, problem);
            return None;
        }
        if let Some((_, func)) = self.world.classes[class.id].c_setters.iter().find(|(n, _)| n == name) {
            let earlier = self.world.cfuncs[*func].at;
            self.redeclared(name, at, earlier);
            return None;
        }
        let id = self.new_method(ctx, class, head, false);
        self.world.classes[class.id].c_setters.push((name.clone(), id));
        Some(id)
    }

    /// The name of an attribute or method as other code knows it: `__x` of a class `C` is `_C__x`.
    pub(crate) fn private_name(&self, class: &ClassCtx, name: &ast::Ident) -> ast::Ident {
        let mangled = crate::body::frame::mangle(Some(&self.world.classes[class.id].name), &name.name);
        ast::Ident { name: mangled, span: name.span }
    }

    /// Puts a method into its class: as a new one, an override, or the definition of a declared one.
    pub(crate) fn declare_method(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        head: &Head,
        is_static: bool,
        directives: &Directives,
    ) -> Option<CFuncId> {
        let at = ctx.at(head.name.span);
        let private;
        let head = if ctx.in_extern {
            head
        } else {
            private = Head { name: self.private_name(class, &head.name), ..head.clone() };
            &private
        };
        let name = head.name.name.clone();
        if is_special(&name) && !ctx.in_extern {
            self.report(Diagnostic::new(
                &rules::INVALID_DECLARATION,
                at,
                format!("the special method `{name}` must be a `def` method"),
            ));
            return None;
        }
        if directives.is(Directive::Final)
            && head.modifiers.overridable
            && !self.world.classes[class.id].flags.is_final
        {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(head.span),
                "what Python can override is only final in a final class",
            );
        }
        self.check_rvalues(ctx, head);
        self.refuse_ufunc(at, directives);
        if !is_static {
            self.check_self(ctx, class, head)?;
        }
        let own = self.world.classes[class.id].methods.iter().position(|m| m.name == name);
        if let Some(own) = own {
            return self.define_method(ctx, class, own, head);
        }
        if let Some(field) = self.world.classes[class.id].fields.iter().find(|f| f.name == name) {
            let earlier = field.at;
            self.redeclared(&name, at, earlier);
            return None;
        }
        let inherited =
            self.world.classes[class.id].base.and_then(|base| self.world.find_method(base, &name));
        let is_final = head.modifiers.inline || directives.is(Directive::Final);
        if class.implements_pxd && inherited.is_none() {
            let earlier = self.world.classes[class.id].at;
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("C method `{name}` must be declared where the class is, in the `.pxd`"),
                )
                .also(earlier, "the class"),
            );
            return None;
        }
        let mut overrides = false;
        if let Some((owner, index)) = inherited {
            let base = self.world.classes[owner].methods[index].clone();
            overrides = true;
            self.check_override(ctx, head, &base);
        }
        let id = self.new_method(ctx, class, head, is_static);
        self.world.classes[class.id].methods.push(MethodDecl {
            name: name.clone(),
            func: id,
            is_static,
            is_final,
            overrides: overrides || !self.world.cfuncs[id].specialisations.is_empty(),
        });
        self.add_fused_methods(class, id, &name, is_static, is_final, overrides);
        Some(id)
    }

    /// A fused method has a slot for each specialisation, and none of its own.
    fn add_fused_methods(
        &mut self,
        class: &ClassCtx,
        generic: CFuncId,
        name: &str,
        is_static: bool,
        is_final: bool,
        overrides: bool,
    ) {
        for (i, func) in self.world.cfuncs[generic].specialisations.clone().into_iter().enumerate() {
            self.world.classes[class.id].methods.push(MethodDecl {
                name: Name::from(format!("__pyx_fuse_{i}{name}")),
                func,
                is_static,
                is_final,
                overrides,
            });
        }
    }

    fn check_self(&mut self, ctx: &Ctx, class: &ClassCtx, head: &Head) -> Option<()> {
        let at = ctx.at(head.name.span);
        let class_name = self.world.classes[class.id].name.clone();
        let Some(first) = head.ty.params.first() else {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("C method `{}` has no `self` parameter", head.name.name),
                )
                .help("write `self` first, or `@staticmethod` above it"),
            );
            return None;
        };
        let fits = match &first.ty {
            Type::Ext(id) => self.world.derives(class.id, *id),
            Type::Object | Type::Error => true,
            _ => false,
        };
        if !fits {
            let shown = self.world.show(&first.ty);
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("the first parameter of a method of `{class_name}` is `self`, not `{shown}`"),
            );
            return None;
        }
        Some(())
    }

    fn check_override(&mut self, ctx: &Ctx, head: &Head, base: &MethodDecl) {
        let at = ctx.at(head.name.span);
        let earlier = self.world.cfuncs[base.func].at;
        if base.is_final && !base.is_static {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{}` is final in the base class and cannot be overridden", head.name.name),
                )
                .also(earlier, "final here"),
            );
            return;
        }
        let old = Arc::clone(&self.world.cfuncs[base.func].ty);
        if let Some(what) = self.override_difference(&old, &head.ty) {
            self.report(
                Diagnostic::new(
                    &rules::REDECLARED,
                    at,
                    format!("`{}` does not fit the method that it overrides: {what}", head.name.name),
                )
                .also(earlier, "overridden here"),
            );
        }
    }

    /// What keeps a method from taking the place of a base's, as words.
    fn override_difference(&self, old: &FuncType, new: &FuncType) -> Option<String> {
        let agree = |a: &Type, b: &Type| {
            a.is_error() || b.is_error() || self.world.resolve(a) == self.world.resolve(b)
        };
        let (a, b) = (&old.params[..], &new.params[..]);
        if b.len() < a.len() || b.len() - new.optional > a.len() - old.optional {
            return Some(format!("it takes {} parameters there, {} here", a.len(), b.len()));
        }
        for (i, (a, b)) in a.iter().zip(b).enumerate().skip(1) {
            if !agree(&a.ty, &b.ty) {
                let (a, b) = (self.world.show(&a.ty), self.world.show(&b.ty));
                return Some(format!("parameter {} is `{a}` there, `{b}` here", i + 1));
            }
        }
        let narrower = match (self.world.resolve(&old.ret), self.world.resolve(&new.ret)) {
            (Type::Ext(a), Type::Ext(b)) => self.world.derives(*b, *a),
            (Type::Object, b) => b.is_object(),
            (a, b) => agree(a, b),
        };
        if !narrower {
            let (a, b) = (self.world.show(&old.ret), self.world.show(&new.ret));
            return Some(format!("it returns `{a}` there, `{b}` here"));
        }
        (old.nogil && !new.nogil).then(|| "it is `nogil` there and not here".to_owned())
    }

    fn define_method(&mut self, ctx: &Ctx, class: &ClassCtx, index: usize, head: &Head) -> Option<CFuncId> {
        let at = ctx.at(head.name.span);
        let id = self.world.classes[class.id].methods[index].func;
        let earlier = self.world.cfuncs[id].at;
        if !head.has_body || !self.world.cfuncs[id].missing_body {
            self.redeclared(&head.name.name, at, earlier);
            return None;
        }
        if self.world.cfuncs[id].overridable != head.modifiers.overridable {
            let (there, here) =
                if head.modifiers.overridable { ("cdef", "cpdef") } else { ("cpdef", "cdef") };
            self.report(
                Diagnostic::new(
                    &rules::REDECLARED,
                    at,
                    format!("`{}` is `{there}` where it is declared, and `{here}` here", head.name.name),
                )
                .also(earlier, "declared here"),
            );
        }
        let ty = self.merged_signature(id, head, at, earlier);
        let decl = &mut self.world.cfuncs[id];
        decl.ty = ty;
        decl.at = at;
        decl.missing_body = false;
        decl.inline |= head.modifiers.inline;
        self.add_specialisations(id);
        Some(id)
    }

    /// A method with all its names.
    fn new_method(&mut self, ctx: &Ctx, class: &ClassCtx, head: &Head, is_static: bool) -> CFuncId {
        let decl = &self.world.classes[class.id];
        let (class_name, module) = (decl.name.clone(), decl.module);
        let home = self.scopes[module].name.clone();
        let linkage = if head.has_body {
            Linkage::Own
        } else if ctx.in_extern {
            Linkage::Extern
        } else {
            ctx.linkage()
        };
        let name = &head.name.name;
        let cname = match &head.cname {
            Some(cname) => cname.clone(),
            None if linkage == Linkage::Extern => name.clone(),
            None => self.fresh_cname(format!("cy_m_{class_name}_{name}")),
        };
        let opt_args = (head.ty.optional > 0 && linkage != Linkage::Extern)
            .then(|| Name::from(format!("struct {}", mangle::opt_args(&home, Some(&class_name), name))));
        let mut ty = Arc::clone(&head.ty);
        // `self` without a type is an instance, whatever the syntax.
        if !is_static
            && let Some(first) = ty.params.first()
            && first.ty == Type::Object
        {
            let mut fixed = (*ty).clone();
            fixed.params[0].ty = Type::Ext(class.id);
            ty = Arc::new(fixed);
        }
        let id = self.world.cfuncs.push(CFuncDecl {
            name: name.clone(),
            cname,
            ty,
            linkage,
            overridable: head.modifiers.overridable,
            inline: head.modifiers.inline,
            exported: false,
            public: false,
            api: false,
            at: ctx.at(head.name.span),
            specialisations: Vec::new(),
            fused_as: Vec::new(),
            templates: head.templates.clone(),
            class: Some(class.id),
            opt_args,
            missing_body: !head.has_body && linkage == Linkage::Own,
        });
        self.add_specialisations(id);
        id
    }
}

/// `x` in the decorator `@x.setter`.
fn setter_of(decorator: &ast::Expr) -> Option<Name> {
    match &decorator.kind {
        ast::ExprKind::Attribute { value, attr } if attr.name == "setter" => match &value.kind {
            ast::ExprKind::Name(name) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Methods that fill slots of a type, which have no C form.
fn is_special(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "__cinit__",
        "__dealloc__",
        "__init__",
        "__del__",
        "__len__",
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "__contains__",
        "__iter__",
        "__next__",
        "__call__",
        "__repr__",
        "__str__",
        "__hash__",
        "__bool__",
        "__nonzero__",
        "__richcmp__",
        "__eq__",
        "__ne__",
        "__lt__",
        "__le__",
        "__gt__",
        "__ge__",
        "__getattr__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__get__",
        "__set__",
        "__delete__",
        "__getbuffer__",
        "__releasebuffer__",
        "__add__",
        "__sub__",
        "__mul__",
        "__matmul__",
        "__truediv__",
        "__floordiv__",
        "__mod__",
        "__divmod__",
        "__pow__",
        "__lshift__",
        "__rshift__",
        "__and__",
        "__or__",
        "__xor__",
        "__neg__",
        "__pos__",
        "__abs__",
        "__invert__",
        "__int__",
        "__long__",
        "__float__",
        "__index__",
        "__iadd__",
        "__isub__",
        "__imul__",
        "__await__",
        "__aiter__",
        "__anext__",
    ];
    NAMES.contains(&name)
}
