//! C++ classes.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::Name;
use cyrus_types::{
    CFuncDecl, CFuncId, CppClassDecl, CppClassId, CppMethod, FieldDecl, FuncParam, FuncType, Linkage, Type,
    Visibility,
};

use super::Ctx;
use super::declarators::function_templates;
use crate::Sema;
use crate::context::{CFuncSource, PendingCFunc};
use crate::directives::Scope;
use crate::rules;
use crate::scope::{NameMap, Symbol};

impl<'a> Sema<'a> {
    /// `cdef cppclass C[T](B): ...`, also nested in another (`outer`), where `struct` and `union` are classes too.
    pub(crate) fn declare_cpp_class(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::CStructDef,
        outer: Option<CppClassId>,
        span: ast::Span,
    ) {
        let at = ctx.at(def.name.span);
        if !self.input.cplus && outer.is_none() && ctx.module == Sema::MAIN {
            self.report(
                Diagnostic::new(&rules::INVALID_DECLARATION, ctx.at(span), "a C++ class needs C++ output")
                    .help("write `# distutils: language = c++` at the top of the file, or use `--cplus`"),
            );
        }
        let known = match outer {
            Some(id) => self.world.cpp_classes[id]
                .nested
                .iter()
                .find(|(n, _)| *n == def.name.name)
                .map(|(_, t)| t.clone()),
            None => match self.c_symbol(ctx.module, &def.name.name) {
                Some(Symbol::Type(ty)) => Some(ty.clone()),
                _ => None,
            },
        };
        let known = match known {
            Some(Type::Cpp(id, _)) => Some(id),
            _ => None,
        };
        let id = match known {
            // The `.pxd` may declare what is implemented here.
            Some(id) if !ctx.in_pxd && self.take_from_pxd(ctx, &def.name.name) => {
                self.world.cpp_classes[id].methods.clear();
                self.world.cpp_classes[id].fields.clear();
                self.world.cpp_classes[id].bases.clear();
                id
            }
            Some(id) if self.world.cpp_classes[id].complete && def.body.is_some() => {
                let earlier = self.world.cpp_classes[id].at;
                self.redeclared(&def.name.name, at, earlier);
                return;
            }
            Some(id) => id,
            None => self.new_cpp_class(ctx, def, outer),
        };
        if !def.templates.is_empty() {
            self.world.cpp_classes[id].params =
                def.templates.iter().map(|(name, optional)| (name.name.clone(), *optional)).collect();
        }
        if ctx.in_extern && def.body.is_some() {
            self.template_defaults(id);
        }
        let names = self.cpp_names(id);
        self.with_env(names, |s| s.cpp_body(ctx, def, id));
    }

    /// What stands for template arguments that are left out.
    fn template_defaults(&mut self, id: CppClassId) {
        let decl = &self.world.cpp_classes[id];
        let at = decl.at;
        let optional: Vec<(usize, Name)> =
            decl.params.iter().enumerate().filter(|(_, p)| p.1).map(|(i, p)| (i, p.0.clone())).collect();
        for (index, name) in optional {
            let cname = cyrus_types::cpp::argument_name(index);
            let unknown = CppClassDecl::unknown(name, cname, Linkage::Extern, at);
            self.world.cpp_classes.push(CppClassDecl { outer: Some(id), ..unknown });
        }
    }

    /// What is known in a C++ class by its bare name: the template parameters, the class itself, the types nested in it.
    pub(crate) fn cpp_names(&self, id: CppClassId) -> NameMap<Type> {
        let mut names: NameMap<Type> = NameMap::default();
        for (name, _) in self.world.cpp_params(id) {
            names.insert(name.clone(), Type::TypeParam(name));
        }
        let decl = &self.world.cpp_classes[id];
        names.insert(decl.name.clone(), self.own_type(id));
        for (name, ty) in &decl.nested {
            names.insert(name.clone(), ty.clone());
        }
        names
    }

    fn take_from_pxd(&mut self, ctx: &Ctx, name: &str) -> bool {
        let entry = self.scopes[ctx.module].symbols.get_mut(name);
        entry.is_some_and(|entry| std::mem::replace(&mut entry.from_pxd, false))
    }

    fn own_type(&self, id: CppClassId) -> Type {
        let args = self.world.cpp_params(id).into_iter().map(|(name, _)| Type::TypeParam(name)).collect();
        Type::Cpp(id, args)
    }

    pub(crate) fn new_cpp_class(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::CStructDef,
        outer: Option<CppClassId>,
    ) -> CppClassId {
        let linkage = ctx.linkage();
        let cname = match (outer, &def.cname) {
            (Some(outer), cname) => {
                let own = cname.as_deref().unwrap_or(&def.name.name);
                Name::from(format!("{}::{own}", self.world.cpp_classes[outer].cname))
            }
            (None, Some(cname)) => Name::from(&**cname),
            (None, None) if linkage == Linkage::Extern => ctx.qualified(&def.name.name),
            (None, None) => self.type_cname(ctx, &def.name.name, None, false),
        };
        let name = def.name.name.clone();
        let params = def.templates.iter().map(|(name, optional)| (name.name.clone(), *optional)).collect();
        let unknown = CppClassDecl::unknown(name, cname, linkage, ctx.at(def.name.span));
        let id = self.world.cpp_classes.push(CppClassDecl { params, outer, ..unknown });
        match outer {
            Some(outer) => {
                let own = self.own_type(id);
                self.world.cpp_classes[outer].nested.push((def.name.name.clone(), own));
            }
            None => {
                self.declare_symbol(ctx, &def.name, Symbol::Type(Type::Cpp(id, [].into())));
            }
        }
        id
    }

    fn cpp_body(&mut self, ctx: &Ctx, def: &'a ast::CStructDef, id: CppClassId) {
        for base in &def.bases {
            let ty = self.ctype(ctx.module, ctx.file, base);
            match self.world.resolve(&ty) {
                Type::Cpp(..) => self.world.cpp_classes[id].bases.push(ty),
                Type::Error | Type::Struct(_) => {}
                _ => {
                    let shown = self.world.show(&ty);
                    self.error(
                        &rules::INVALID_DECLARATION,
                        ctx.at(base.span),
                        format!("`{shown}` is not a C++ class"),
                    );
                }
            }
        }
        let Some(body) = &def.body else { return };
        self.world.cpp_classes[id].complete = true;
        let ctx = &Ctx { nogil: ctx.nogil || def.modifiers.nogil, ..ctx.clone() };
        self.cpp_members(ctx, id, body);
    }

    fn cpp_members(&mut self, ctx: &Ctx, id: CppClassId, body: &'a [ast::Stmt]) {
        use ast::StmtKind as K;
        // Nested classes refer to each other, whatever their order.
        for stmt in body {
            if let K::CStruct(def) = &stmt.kind
                && !self.world.cpp_classes[id].nested.iter().any(|(name, _)| *name == def.name.name)
            {
                self.new_cpp_class(ctx, def, Some(id));
                self.expose_nested(id);
            }
        }
        for stmt in body {
            self.declare.flags = ctx.flags();
            match &stmt.kind {
                K::CVar(decl) => {
                    for (declarator, _) in &decl.declarators {
                        self.cpp_member(ctx, id, &decl.ty, declarator, &decl.decorators, None);
                    }
                }
                K::CFunc(def) => {
                    let body = Some((&**def, stmt.span));
                    self.cpp_member(ctx, id, &def.ty, &def.declarator, &def.decorators, body);
                }
                K::CBlock(body) => self.cpp_members(ctx, id, body),
                K::CTypedef { ty, declarator, modifiers } => {
                    self.declare_typedef(ctx, ty, declarator, *modifiers, Some(id));
                    self.expose_nested(id);
                }
                K::CStruct(def) => {
                    self.declare_cpp_class(ctx, def, Some(id), stmt.span);
                    self.expose_nested(id);
                }
                K::CEnum(def) => {
                    let enum_id = self.declare_enum(ctx, def, Some(id), stmt.span);
                    let name = def.name.as_ref().map(|n| n.name.clone()).unwrap_or_default();
                    if def.name.is_some() && def.cname.is_none() {
                        let cname = format!("{}::{name}", self.world.cpp_classes[id].cname);
                        self.world.enums[enum_id].cname = cname.into();
                    }
                    // Of a template there is one for each choice of arguments; its values are integers anyway.
                    let templated = !self.world.cpp_params(id).is_empty();
                    let ty = if templated && !def.scoped { Type::INT } else { Type::Enum(enum_id) };
                    self.world.cpp_classes[id].nested.push((name, ty));
                    self.expose_nested(id);
                }
                K::CompileIf { branches } => {
                    if let Some(body) = self.compile_if(ctx, branches, stmt.span) {
                        self.cpp_members(ctx, id, body);
                    }
                }
                K::Pass | K::Error | K::Expr(_) => {}
                _ => self.error(
                    &rules::MISPLACED,
                    ctx.at(stmt.span),
                    "only C++ members can stand in a C++ class",
                ),
            }
        }
    }

    /// Nested types are known by their bare names in the rest of the class.
    fn expose_nested(&mut self, id: CppClassId) {
        if let Some((name, ty)) = self.world.cpp_classes[id].nested.last().cloned()
            && let Some(names) = self.declare.env.last_mut()
        {
            names.insert(name, ty);
        }
    }

    fn cpp_member(
        &mut self,
        ctx: &Ctx,
        id: CppClassId,
        ty: &'a ast::CTypeExpr,
        declarator: &'a ast::CDeclarator,
        decorators: &'a [ast::Expr],
        body: Option<(&'a ast::CFuncDef, ast::Span)>,
    ) {
        let is_static = decorators.iter().any(|d| self.is_builtin_name(ctx.module, d, "staticmethod"))
            || self.is_decorated(ctx, decorators, &["staticmethod"]);
        if !is_static && !decorators.is_empty() {
            let (_, _, rest) =
                self.decorator_directives(ctx.module, ctx.file, &ctx.directives, decorators, Scope::Function);
            self.refuse_decorators(ctx, &rest);
        }
        let class_name = self.world.cpp_classes[id].name.clone();
        let constructor = matches!(ty.kind, ast::CTypeKind::Implicit)
            && declarator.name().is_some_and(|n| {
                n.name == class_name
                    || n.name.starts_with('~')
                    || matches!(n.name.as_str(), "__init__" | "__dealloc__")
            });
        let declared = self.declared(ctx.module, ctx.file, ty, declarator, None);
        let Some(mut name) = declared.name else {
            self.missing_name(ctx, declarator.span);
            return;
        };
        if constructor && name.name == "__dealloc__" {
            name.name = format!("~{class_name}").into();
        }
        if constructor && name.name == class_name && body.is_some() && !ctx.in_extern {
            // C++'s spelling of a constructor that is defined here
            name.name = "__init__".into();
        }
        let at = ctx.at(name.span);
        let own_cname = declared.cname.clone();
        match declared.ty {
            Type::Func(func) => {
                let mut func_type = (*func).clone();
                if constructor {
                    let is_destructor = name.name.starts_with('~');
                    let is_init = name.name == "__init__" && !ctx.in_extern;
                    func_type.ret = if is_destructor || is_init { Type::Void } else { self.own_type(id) };
                    func_type.except = self.constructor_except(ctx, declarator, &func_type);
                }
                if constructor && name.name == "__init__" {
                    // `__init__` is what the constructor calls; outside of Cython there is the constructor alone.
                    let class = self.world.cpp_classes[id].name.clone();
                    if ctx.in_extern {
                        name.name = class;
                    } else {
                        let ret = self.own_type(id);
                        self.world.cpp_classes[id].methods.push(CppMethod {
                            name: class.clone(),
                            cname: class,
                            params: Vec::new(),
                            ty: Arc::new(FuncType { ret, ..func_type.clone() }),
                            is_static: false,
                            is_const: false,
                            body: None,
                            at,
                        });
                    }
                }
                let cname = own_cname.unwrap_or_else(|| name.name.clone());
                let is_const = super::declarators::function_of(declarator).is_some_and(|f| f.is_const);
                let mut method = CppMethod {
                    name: name.name,
                    cname,
                    params: function_templates(declarator).iter().map(|t| t.name.clone()).collect(),
                    ty: Arc::new(func_type),
                    is_static,
                    is_const,
                    body: None,
                    at,
                };
                if let Some((def, span)) = body {
                    method.body = self.cpp_method_body(ctx, id, &method, def, span);
                }
                self.world.cpp_classes[id].methods.push(method);
            }
            ty => {
                let cname = own_cname.unwrap_or_else(|| name.name.clone());
                let ty = if self.world.resolve(&ty).is_object() && !ctx.in_extern {
                    ty
                } else {
                    self.cpp_field(ty, at)
                };
                self.world.cpp_classes[id].fields.push(FieldDecl {
                    name: name.name,
                    cname,
                    ty,
                    visibility: Visibility::Public,
                    at,
                });
            }
        }
    }

    /// The function that a method's body is: `this` comes first.
    fn cpp_method_body(
        &mut self,
        ctx: &Ctx,
        class: CppClassId,
        method: &CppMethod,
        def: &'a ast::CFuncDef,
        span: ast::Span,
    ) -> Option<CFuncId> {
        if ctx.in_extern || self.world.cpp_classes[class].linkage != Linkage::Own {
            self.error(&rules::MISPLACED, ctx.at(span), "a method of an extern class is defined in C++");
            return None;
        }
        if !method.params.is_empty() || method.ty.optional > 0 {
            let what = if method.params.is_empty() { "default arguments" } else { "template parameters" };
            let message = format!("a method of a C++ class that is defined here has no {what} of its own");
            self.error(&rules::INVALID_DECLARATION, ctx.at(span), message);
            return None;
        }
        let (directives, ..) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &ctx.directives,
            &def.decorators,
            Scope::Function,
        );
        self.check_param_names(ctx, &method.ty, &def.declarator);
        let mut ty = (*method.ty).clone();
        if !method.is_static {
            let own = self.own_type(class);
            let this = FuncParam { name: "this".into(), ty: own.ptr(), not_none: false };
            ty.params.insert(0, this);
        }
        let templates = self.world.cpp_params(class).into_iter().map(|(name, _)| name).collect();
        let wish = format!("cy_m_{}_{}", self.world.cpp_classes[class].name, method.name);
        let cname = self.fresh_cname(wish);
        let id = self.world.cfuncs.push(CFuncDecl {
            name: method.name.clone(),
            cname,
            ty: Arc::new(ty),
            linkage: Linkage::Own,
            overridable: false,
            inline: false,
            exported: false,
            public: false,
            api: false,
            at: ctx.at(span),
            specialisations: Vec::new(),
            fused_as: Vec::new(),
            templates,
            class: None,
            opt_args: None,
            missing_body: false,
        });
        self.pending_cfuncs.push(PendingCFunc {
            id,
            file: ctx.file,
            source: CFuncSource::CFunc(def, span),
            module: ctx.module,
            class: None,
            cpp_class: Some(class),
            directives: Arc::new(directives),
        });
        Some(id)
    }

    fn cpp_field(&mut self, ty: Type, at: cyrus_source::FileSpan) -> Type {
        if matches!(self.world.resolve(&ty), Type::Void) {
            self.error(&rules::INVALID_DECLARATION, at, "a member cannot be `void`");
            return Type::Error;
        }
        ty
    }

    /// A constructor's clause was read as that of a function that returns an object, where none is written.
    fn constructor_except(
        &mut self,
        ctx: &Ctx,
        declarator: &ast::CDeclarator,
        func: &FuncType,
    ) -> cyrus_types::Except {
        match super::declarators::function_of(declarator).map(|f| &f.exception) {
            None | Some(ast::ExceptionClause::Default) => cyrus_types::Except::Never,
            Some(clause) => {
                self.except_clause(ctx.module, ctx.file, &func.ret, clause, false, declarator.span)
            }
        }
    }
}
