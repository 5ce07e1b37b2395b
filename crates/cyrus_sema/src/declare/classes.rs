//! Extension types: `cdef class`, in a `.pxd`, in the source, and of C headers.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, CheckSize, ClassDecl, ClassFlags, ClassId, FieldDecl, Type, Visibility, mangle};

use super::{Ctx, Flags};
use crate::Sema;
use crate::context::PendingClass;
use crate::directives::{Directive, Directives, Scope, Value};
use crate::rules;
use crate::scope::{ConstValue, Symbol};

/// A class while its body is read.
pub(crate) struct ClassCtx {
    /// The class.
    pub id: ClassId,
    /// It was declared with a body in the `.pxd`, and this is its implementation: no new attributes.
    pub implements_pxd: bool,
    /// Directives of the class, for its methods.
    pub directives: Arc<Directives>,
    /// A dataclass: annotated attributes are seen from Python.
    pub dataclass: bool,
}

/// What is needed to declare an extension type, whatever the syntax.
pub(crate) struct ClassHead<'a> {
    pub name: &'a ast::Ident,
    pub module: &'a [ast::Ident],
    pub as_name: Option<&'a ast::Ident>,
    pub bases: &'a [ast::Expr],
    pub keywords: &'a [ast::Keyword],
    pub options: Option<&'a ast::CClassOptions>,
    pub modifiers: ast::CModifiers,
    pub decorators: &'a [ast::Expr],
    pub body: Option<&'a [ast::Stmt]>,
    pub stmt: &'a ast::Stmt,
    /// A Python `class`: other decorators are fine.
    pub pure: bool,
}

impl<'a> Sema<'a> {
    /// `cdef class C(B): ...`
    pub(crate) fn declare_cclass(&mut self, ctx: &Ctx, def: &'a ast::CClassDef, stmt: &'a ast::Stmt) {
        let key = (ctx.file, stmt.id);
        if self.declare.read_ahead.contains(&key) {
            return;
        }
        self.declare.waiting.retain(|(_, c, s)| (c.file, s.id) != key);
        let (ctx, head) = cclass_head(ctx, def, stmt);
        self.declare_class(&ctx, &head);
    }

    /// Makes an extension type known by its name, before its statement is read.
    pub(crate) fn announce_class(&mut self, ctx: &Ctx, head: &ClassHead<'a>) {
        let local = head.as_name.unwrap_or(head.name);
        let known = match self.c_symbol(ctx.module, &local.name) {
            Some(Symbol::Class(id)) => *id,
            Some(_) => return,
            None => {
                let id = self.new_class(ctx, head);
                self.declare_symbol(ctx, local, Symbol::Class(id));
                id
            }
        };
        if head.body.is_some() {
            self.declare.waiting.push((known, ctx.clone(), head.stmt));
        }
    }

    /// Reads the statement of a class now, because it is the base of one that stands above it.
    fn read_ahead(&mut self, id: ClassId) {
        let Some(at) = self.declare.waiting.iter().position(|(class, ..)| *class == id) else { return };
        let (_, ctx, stmt) = self.declare.waiting.remove(at);
        let flags = self.declare.flags;
        match &stmt.kind {
            ast::StmtKind::CClass(def) => self.declare_cclass(&ctx, def, stmt),
            ast::StmtKind::ClassDef(def) => {
                self.declare_pure_class(&ctx, def, stmt);
            }
            _ => {}
        }
        self.declare.read_ahead.push((ctx.file, stmt.id));
        self.declare.flags = flags;
    }

    pub(crate) fn declare_class(&mut self, ctx: &Ctx, head: &ClassHead<'a>) {
        let at = ctx.at(head.name.span);
        let (directives, types, rest) =
            self.decorator_directives(ctx.module, ctx.file, &ctx.directives, head.decorators, Scope::Class);
        if !head.pure
            && let Some(decorator) = rest.first()
        {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    ctx.at(decorator.span),
                    "an extension type can only be decorated with compiler directives",
                )
                .help("write a Python class that derives from it"),
            );
        }
        self.check_keywords(ctx, head);
        self.check_class_names(ctx, head);
        let local = head.as_name.unwrap_or(head.name);
        let known = match self.c_symbol(ctx.module, &local.name) {
            Some(Symbol::Class(id)) => Some(*id),
            _ => None,
        };
        let was_complete = known.is_some_and(|id| self.world.classes[id].complete);
        let id = if let Some(id) = known {
            id
        } else {
            let id = self.new_class(ctx, head);
            self.declare_symbol(ctx, local, Symbol::Class(id));
            id
        };
        let own_body = head.body.is_some() && ctx.module == Sema::MAIN && !ctx.in_pxd && !ctx.in_extern;
        if own_body {
            self.scopes[ctx.module].bind_python(&local.name, at);
            if self.declare.defined_classes.contains(&id) {
                let earlier = self.world.classes[id].at;
                self.redeclared(&local.name, at, earlier);
                return;
            }
            self.declare.defined_classes.push(id);
        } else if was_complete && head.body.is_some() {
            let earlier = self.world.classes[id].at;
            self.redeclared(&local.name, at, earlier);
            return;
        }
        self.class_bases(ctx, head, id, was_complete);
        self.class_options(ctx, head, id);
        set_flags(&mut self.world.classes[id].flags, &directives, head.modifiers);
        let Some(body) = head.body else { return };
        self.world.classes[id].at = at;
        let flags = &mut self.world.classes[id].flags;
        flags.shared |= ctx.offered && !ctx.in_extern;
        let offered = flags.shared || was_complete || ctx.in_extern || ctx.module != Sema::MAIN;
        flags.late_cpp |= !offered && directives.is(Directive::CppLocals);
        let directives = Arc::new(directives);
        let inner = ClassCtx {
            id,
            implements_pxd: was_complete && own_body,
            directives: Arc::clone(&directives),
            dataclass: types.dataclass.is_some(),
        };
        // Complete from here on: methods may take the class's own instances, and redeclare nothing.
        self.world.classes[id].complete = true;
        self.class_body(ctx, &inner, body);
        if own_body {
            self.check_room(id, at);
            self.pending_classes.push(PendingClass {
                id,
                file: ctx.file,
                body,
                stmt: head.stmt.id,
                span: head.stmt.span,
                bases: head.bases,
                keywords: head.keywords,
                dataclass: types.dataclass,
                decorators: rest,
                directives,
            });
        }
    }

    fn check_keywords(&mut self, ctx: &Ctx, head: &ClassHead<'a>) {
        for keyword in head.keywords {
            if keyword.name.as_ref().is_some_and(|n| n.name == "metaclass") {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        ctx.at(keyword.span),
                        "an extension type cannot have a metaclass",
                    )
                    .help("write a Python class that derives from it and give that one the metaclass"),
                );
            }
        }
    }

    /// What the name, the module and the names in C of a class must be.
    fn check_class_names(&mut self, ctx: &Ctx, head: &ClassHead<'a>) {
        let at = ctx.at(head.name.span);
        let name = &head.name.name;
        let options = head.options.cloned().unwrap_or_default();
        let public = head.modifiers.visibility == ast::CVisibility::Public;
        if !head.module.is_empty()
            && !ctx.in_extern
            && ast::dotted(head.module) != self.scopes[ctx.module].name
        {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "only an extern class can name the module that it comes from",
            );
        }
        if ctx.in_extern && head.module.is_empty() && !ctx.in_pxd {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("the extern class `{name}` does not say which module it comes from"),
                )
                .help(format!("write `cdef extern class module.{name}`")),
            );
        }
        if !(public || head.modifiers.api) || head.pure || self.is_known_public(ctx, name) {
            return;
        }
        let missing = match (&options.object_struct, &options.type_object) {
            (None, _) => "struct",
            (_, None) if public => "type object",
            _ => return,
        };
        self.report(
            Diagnostic::new(
                &rules::INVALID_DECLARATION,
                at,
                format!("the public class `{name}` needs a name for its {missing} in C"),
            )
            .help(format!("write `class {name} [object {name}Object, type {name}_Type]:`")),
        );
    }

    /// Whether the `.pxd` gave a public class its names in C.
    fn is_known_public(&self, ctx: &Ctx, name: &str) -> bool {
        match self.c_symbol(ctx.module, name) {
            Some(Symbol::Class(id)) => {
                self.world.classes[*id].complete && self.world.classes[*id].flags.public
            }
            _ => false,
        }
    }

    /// A class that was not known yet.
    fn new_class(&mut self, ctx: &Ctx, head: &ClassHead<'a>) -> ClassId {
        let at = ctx.at(head.name.span);
        let options = head.options.cloned().unwrap_or_default();
        let name = head.name.name.clone();
        let module =
            if head.module.is_empty() { ctx.module } else { self.ensure_module(&ast::dotted(head.module)) };
        let linkage = ctx.linkage();
        let home = self.scopes[module].name.clone();
        let object_struct = match &options.object_struct {
            Some(ident) if head.modifiers.typedef => ident.name.clone(),
            Some(ident) => Name::from(format!("struct {}", ident.name)),
            // Without a name, only the object head is known of an extern class.
            None if ctx.in_extern => "PyObject".into(),
            None if ctx.offered => Name::from(format!("struct {}", mangle::object_struct(&home, &name))),
            None => Name::from(format!("struct {}", self.fresh_cname(format!("cy_o_{name}")))),
        };
        let vtab_struct = if ctx.offered {
            Name::from(format!("struct {}", mangle::vtab_struct(&home, &name)))
        } else {
            Name::from(format!("struct {}", self.fresh_cname(format!("cy_vt_{name}"))))
        };
        self.world.classes.push(ClassDecl {
            name,
            module,
            linkage,
            object_struct,
            type_object: options.type_object.map(|t| t.name),
            vtab_struct,
            base: None,
            builtin_base: None,
            fields: Vec::new(),
            methods: Vec::new(),
            c_properties: Vec::new(),
            c_setters: Vec::new(),
            flags: ClassFlags::default(),
            complete: false,
            at,
        })
    }

    fn class_options(&mut self, ctx: &Ctx, head: &ClassHead<'a>, id: ClassId) {
        let Some(options) = head.options else { return };
        if let Some(how) = &options.check_size {
            self.world.classes[id].flags.check_size = match how.name.as_str() {
                "ignore" => CheckSize::Ignore,
                "error" => CheckSize::Error,
                _ => CheckSize::Warn,
            };
            if !ctx.in_extern && ctx.module == Sema::MAIN && !ctx.in_pxd {
                self.error(
                    &rules::INVALID_DECLARATION,
                    ctx.at(how.span),
                    "`check_size` only says something about extern classes",
                );
            }
        }
        if let Some(ident) = &options.type_object {
            self.world.classes[id].type_object = Some(ident.name.clone());
        }
        if let Some(ident) = &options.object_struct {
            let name = if head.modifiers.typedef {
                ident.name.clone()
            } else {
                Name::from(format!("struct {}", ident.name))
            };
            // The `.pxd` may say `ctypedef`, which the implementation does not repeat.
            if !self.world.classes[id].object_struct.ends_with(ident.name.as_str()) {
                self.world.classes[id].object_struct = name;
            }
        }
    }

    fn class_bases(&mut self, ctx: &Ctx, head: &ClassHead<'a>, id: ClassId, was_complete: bool) {
        let Some(first) = head.bases.first() else {
            let decl = &self.world.classes[id];
            if was_complete && (decl.base.is_some() || decl.builtin_base.is_some()) && head.body.is_some() {
                let (at, earlier) = (ctx.at(head.name.span), decl.at);
                self.report(
                    Diagnostic::new(
                        &rules::REDECLARED,
                        at,
                        format!("`{}` has a base class where it is declared, and none here", head.name.name),
                    )
                    .also(earlier, "declared here"),
                );
            }
            return;
        };
        self.world.classes[id].flags.more_bases |= head.bases.len() > 1;
        let at = ctx.at(first.span);
        if matches!(first.kind, ast::ExprKind::Starred(_)) {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "the base class of an extension type must be a plain name",
            );
            return;
        }
        let (base, builtin) = match self.type_from_expr(ctx.module, ctx.file, first) {
            Some(Type::Ext(base)) => (Some(base), None),
            Some(Type::Object) => (None, None),
            // `cdef class F(float)` means Python's `float`.
            _ if self.builtin_base(ctx, first).is_some() => (None, self.builtin_base(ctx, first)),
            Some(Type::Error) => return,
            Some(ty) => {
                let shown = self.world.show(&ty);
                self.error(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{shown}` is not an extension type, so it cannot be a base class"),
                );
                return;
            }
            None if matches!(first.kind, ast::ExprKind::Error) => return,
            None => {
                self.unknown_base(ctx, first);
                return;
            }
        };
        if let Some(base) = base {
            if base != id && !self.world.classes[base].complete {
                self.read_ahead(base);
            }
            if base == id || self.world.derives(base, id) {
                self.error(&rules::INVALID_DECLARATION, at, "a class cannot derive from itself");
                return;
            }
            let decl = &self.world.classes[base];
            if decl.flags.is_final {
                let message = format!("`{}` is final: nothing can derive from it", decl.name);
                self.error(&rules::INVALID_DECLARATION, at, message);
            } else if !decl.complete && head.body.is_some() {
                let message =
                    format!("`{}` is only declared so far: its attributes must be known here", decl.name);
                self.error(&rules::INVALID_DECLARATION, at, message);
            }
        }
        if builtin
            .as_deref()
            .is_some_and(|b| matches!(b, "bool" | "slice" | "memoryview" | "range" | "NoneType"))
        {
            let name = builtin.unwrap_or_default();
            self.error(&rules::INVALID_DECLARATION, at, format!("nothing can derive from `{name}`"));
            return;
        }
        if builtin.as_deref().is_some_and(|b| matches!(b, "tuple" | "bytes")) && !ctx.in_extern {
            let name = builtin.unwrap_or_default();
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!(
                        "an extension type cannot derive from `{name}`, whose instances have different sizes"
                    ),
                )
                .help("write a Python class, or keep one as an attribute"),
            );
            return;
        }
        let decl = &mut self.world.classes[id];
        if was_complete && (decl.base != base || decl.builtin_base != builtin) {
            let earlier = decl.at;
            self.report(
                Diagnostic::new(
                    &rules::REDECLARED,
                    at,
                    "the base class is another one where the class is declared",
                )
                .also(earlier, "declared here"),
            );
            return;
        }
        decl.base = base;
        decl.builtin_base = builtin;
    }

    fn unknown_base(&mut self, ctx: &Ctx, base: &ast::Expr) {
        let at = ctx.at(base.span);
        let name = if let ast::ExprKind::Name(name) = &base.kind {
            name.clone()
        } else {
            self.error(
                &rules::UNKNOWN_TYPE,
                at,
                "this base class is not an extension type that is known here",
            );
            return;
        };
        if self.scopes[ctx.module].symbols.contains_key(&name) {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{name}` is not an extension type, so it cannot be the first base of one"),
                )
                .help("the first base must be a `cdef class` or builtin; Python classes can follow it"),
            );
        } else {
            self.unknown_type(ctx.module, &name, at);
        }
    }

    /// The builtin class that a base names: also exceptions.
    fn builtin_base(&self, ctx: &Ctx, expr: &ast::Expr) -> Option<Name> {
        let name = match &expr.kind {
            ast::ExprKind::Name(name) => name,
            ast::ExprKind::Attribute { attr, .. } => &attr.name,
            _ => return None,
        };
        if !self.is_builtin_name(ctx.module, expr, name) {
            return None;
        }
        match Builtin::from_name(name) {
            Some(builtin) => Some(builtin.name().into()),
            None => cyrus_library::is_exception(name).then(|| name.clone()),
        }
    }

    /// Attributes and C methods; Python methods are the body half's.
    fn class_body(&mut self, ctx: &Ctx, class: &ClassCtx, body: &'a [ast::Stmt]) {
        for stmt in body {
            let exported = ctx.offered || class.implements_pxd;
            self.declare.flags = Flags { in_class: exported, ..ctx.flags() };
            self.class_stmt(ctx, class, stmt);
        }
        self.declare.flags = ctx.flags();
    }

    fn class_stmt(&mut self, ctx: &Ctx, class: &ClassCtx, stmt: &'a ast::Stmt) {
        use ast::StmtKind as K;
        match &stmt.kind {
            K::CVar(decl) => self.class_cvar(ctx, class, decl),
            K::CFunc(def) => self.declare_cmethod(ctx, class, def, stmt.span),
            K::CBlock(body) => {
                for stmt in body {
                    self.class_stmt(ctx, class, stmt);
                }
            }
            K::CompileIf { branches } => {
                if let Some(body) = self.compile_if(ctx, branches, stmt.span) {
                    self.class_body(ctx, class, body);
                }
            }
            K::If { test, body, orelse } => match self.decided(ctx.module, test) {
                Some(true) => self.class_body(ctx, class, body),
                Some(false) => self.class_body(ctx, class, orelse),
                None => {}
            },
            K::Def { name, value } => self.declare_constant(ctx, name, value),
            K::CEnum(def) => {
                self.declare_enum(ctx, def, None, stmt.span);
            }
            K::FunctionDef(def) => self.class_def(ctx, class, def, stmt.span),
            K::AnnAssign { target, annotation, value, .. } => {
                self.class_annotation(ctx, class, target, annotation, value.as_ref());
            }
            K::Assign { targets, value } => self.class_declare(ctx, class, targets, value),
            K::Expr(expr) => self.class_declare_names(ctx, class, expr),
            K::CClass(_) | K::CStruct(_) | K::CTypedef { .. } | K::Fused(_) | K::CExtern(_) => {
                // The parser has reported it.
            }
            K::CImport(_) | K::FromCImport { .. } => {
                self.report(
                    Diagnostic::new(
                        &rules::MISPLACED,
                        ctx.at(stmt.span),
                        "a cimport cannot stand in a class",
                    )
                    .help("write it at the top of the module"),
                );
            }
            K::Include(path) => {
                if let Some(loaded) = self.open_include(path, ctx.file, Some(ctx.at(stmt.span))) {
                    let inner = Ctx { file: loaded.file, ..ctx.clone() };
                    self.class_body(&inner, class, &loaded.tree.body);
                    self.close_include();
                }
            }
            _ => {}
        }
    }

    fn class_cvar(&mut self, ctx: &Ctx, class: &ClassCtx, decl: &'a ast::CVarDecl) {
        let (directives, types, rest) = self.decorator_directives(
            ctx.module,
            ctx.file,
            &class.directives,
            &decl.decorators,
            Scope::Function,
        );
        let rest: Vec<&ast::Expr> =
            rest.into_iter().filter(|d| !self.is_builtin_name(ctx.module, d, "staticmethod")).collect();
        self.refuse_decorators(ctx, &rest);
        let is_static = rest.len() != decl.decorators.len()
            && decl.decorators.iter().any(|d| self.is_builtin_name(ctx.module, d, "staticmethod"))
            || directives.is(Directive::StaticMethod);
        let self_type = (!is_static).then_some(Type::Ext(class.id));
        for (declarator, value) in &decl.declarators {
            if let Some(value) = value
                && declarator.name().is_some_and(|n| n.name == "__cythonbufferdefaults__")
            {
                self.buffer_defaults(ctx, class, value);
                continue;
            }
            let mut declared = self.declared(ctx.module, ctx.file, &decl.ty, declarator, self_type.as_ref());
            if let Some(value) = value {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        ctx.at(value.span),
                        "an attribute of an extension type cannot have an initial value here",
                    )
                    .help("assign it in `__init__` or `__cinit__`"),
                );
            }
            let Some(name) = declared.name.clone() else {
                self.missing_name(ctx, declarator.span);
                continue;
            };
            if let Type::Func(_) = declared.ty {
                Self::apply_locals(&mut declared.ty, &types.locals);
                let mut modifiers = decl.modifiers;
                modifiers.inline |= directives.is(Directive::Inline);
                if let Some(head) = Self::head(declared, declarator, modifiers, Some(class.id), false) {
                    self.declare_method(ctx, class, &head, is_static, &directives);
                }
                continue;
            }
            if decl.modifiers.overridable {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        ctx.at(name.span),
                        "an attribute cannot be `cpdef`",
                    )
                    .help("write `cdef public` to show it to Python"),
                );
            }
            // `cdef ClassVar[int] x` is an attribute of the class, `InitVar` only a parameter.
            if self.is_class_var(ctx, &decl.ty) {
                continue;
            }
            let visibility = match decl.modifiers.visibility {
                ast::CVisibility::Public => Visibility::Public,
                ast::CVisibility::Readonly => Visibility::Readonly,
                ast::CVisibility::Private | ast::CVisibility::Extern => Visibility::Private,
            };
            self.add_attribute(ctx, class, &name, declared.cname, declared.ty, visibility);
        }
    }

    /// `cdef __cythonbufferdefaults__ = {"ndim": 1, "mode": "c"}`
    fn buffer_defaults(&mut self, ctx: &Ctx, class: &ClassCtx, value: &ast::Expr) {
        let ast::ExprKind::Dict(items) = &value.kind else {
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(value.span),
                "buffer defaults are a dict of options",
            );
            return;
        };
        let (mut ndim, mut mode) = (1, Name::new("strided"));
        for (key, value) in items {
            let Some(key) = key else { continue };
            let key = self.const_eval(ctx.module, ctx.file, key);
            let value = self.const_eval(ctx.module, ctx.file, value);
            let text = |v: &Option<ConstValue>| match v {
                Some(ConstValue::Str(text)) => text.as_str().map(Name::from),
                Some(ConstValue::Bytes(bytes)) => std::str::from_utf8(bytes).ok().map(Name::from),
                _ => None,
            };
            match (text(&key).as_deref(), &value) {
                (Some("ndim"), Some(ConstValue::Int(n))) => {
                    ndim = usize::try_from(n).unwrap_or(1).clamp(1, 8);
                }
                (Some("mode"), _) => mode = text(&value).unwrap_or(mode),
                _ => {}
            }
        }
        self.declare.buffer_defaults.push((class.id, ndim, mode));
    }

    pub(crate) fn is_class_var(&self, ctx: &Ctx, ty: &ast::CTypeExpr) -> bool {
        let ast::CTypeKind::Template { base, .. } = &ty.kind else { return false };
        let ast::CTypeKind::Name { module, name } = &base.kind else { return false };
        let expr = super::types::expr_of_path(module, name, base.span);
        let path = self.imported_path(ctx.module, &expr).or_else(|| self.cython_path(ctx.module, &expr));
        matches!(path.as_deref(), Some("typing.ClassVar" | "dataclasses.InitVar"))
    }

    /// A new attribute of instances.
    pub(crate) fn add_attribute(
        &mut self,
        ctx: &Ctx,
        class: &ClassCtx,
        name: &ast::Ident,
        cname: Option<Name>,
        ty: Type,
        visibility: Visibility,
    ) {
        let at = ctx.at(name.span);
        if class.implements_pxd {
            let earlier = self.world.classes[class.id].at;
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("attribute `{}` must be declared where the class is, in the `.pxd`", name.name),
                )
                .also(earlier, "the class"),
            );
            return;
        }
        if ctx.in_extern && self.world.classes[class.id].object_struct == "PyObject" {
            let class_name = self.world.classes[class.id].name.clone();
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("the struct behind the extern class `{class_name}` is not named"),
                )
                .help(format!("write `class {class_name} [object StructName]:`")),
            );
            return;
        }
        let special = matches!(name.name.as_str(), "__dict__" | "__weakref__");
        if special && visibility != Visibility::Private {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{}` cannot be `public` or `readonly`", name.name),
                )
                .help("a plain `cdef` declaration makes Python see it"),
            );
            return;
        }
        match (name.name.as_str(), &ty) {
            ("__dict__", _) => {
                if ty != Type::DICT {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "`__dict__` must be declared as `cdef dict __dict__`",
                    );
                }
                let decl = &mut self.world.classes[class.id];
                decl.flags.dict_at = Some(decl.fields.len());
                return;
            }
            ("__weakref__", _) => {
                if ty != Type::Object {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "`__weakref__` must be declared as `cdef object __weakref__`",
                    );
                }
                let decl = &mut self.world.classes[class.id];
                decl.flags.weakref_at = Some(decl.fields.len());
                return;
            }
            _ => {}
        }
        let ty = self.attribute_type(ctx, ty, at);
        let name = &if ctx.in_extern { name.clone() } else { self.private_name(class, name) };
        let decl = &self.world.classes[class.id];
        let earlier = decl.fields.iter().find(|f| f.name == name.name).map(|f| f.at).or_else(|| {
            decl.methods.iter().find(|m| m.name == name.name).map(|m| self.world.cfuncs[m.func].at)
        });
        if let Some(earlier) = earlier {
            self.redeclared(&name.name, at, earlier);
            return;
        }
        let cname = match cname {
            Some(cname) => cname,
            None if ctx.in_extern => name.name.clone(),
            None => super::structs::field_cname(&name.name),
        };
        self.world.classes[class.id].fields.push(FieldDecl {
            name: name.name.clone(),
            cname,
            ty,
            visibility,
            at,
        });
    }

    fn attribute_type(&mut self, ctx: &Ctx, ty: Type, at: FileSpan) -> Type {
        let problem = match self.world.resolve(&ty) {
            Type::Buffer(_) => "an attribute cannot have a buffer type; use a memoryview",
            Type::Fused(_) => "an attribute cannot have a fused type",
            _ if ty.is_fused() => "an attribute cannot have a fused type",
            _ => return self.variable_type(ty, ctx.in_extern, at),
        };
        self.error(&rules::INVALID_DECLARATION, at, problem);
        Type::Error
    }
}

fn set_flags(flags: &mut ClassFlags, directives: &Directives, modifiers: ast::CModifiers) {
    use Directive as D;
    flags.is_final |= directives.is(D::Final);
    flags.internal |= directives.is(D::Internal);
    flags.no_gc |= directives.is(D::NoGc);
    flags.no_gc_clear |= directives.is(D::NoGcClear);
    if let Value::Bool(b) = directives.get(D::Trashcan) {
        flags.trashcan = Some(*b);
    }
    flags.c_api_binop |= directives.is(D::CApiBinopMethods);
    flags.total_ordering |= directives.is(D::TotalOrdering);
    if let Value::Int(n) = directives.get(D::FreeList) {
        flags.freelist = flags.freelist.max(u32::try_from(*n).unwrap_or(0));
    }
    if let Value::Bool(b) = directives.get(D::AutoPickle) {
        flags.auto_pickle = Some(*b);
    }
    flags.sequence |= directives.text(D::CollectionType) == "sequence";
    flags.mapping |= directives.text(D::CollectionType) == "mapping";
    flags.public |= modifiers.visibility == ast::CVisibility::Public;
    flags.api |= modifiers.api;
}

/// A `cdef class` statement as a head, and its surroundings.
pub(crate) fn cclass_head<'a>(
    ctx: &Ctx,
    def: &'a ast::CClassDef,
    stmt: &'a ast::Stmt,
) -> (Ctx, ClassHead<'a>) {
    let in_extern =
        ctx.in_extern || def.modifiers.in_extern || def.modifiers.visibility == ast::CVisibility::Extern;
    let head = ClassHead {
        name: &def.name,
        module: &def.module,
        as_name: def.as_name.as_ref(),
        bases: &def.bases,
        keywords: &def.keywords,
        options: Some(&def.options),
        modifiers: def.modifiers,
        decorators: &def.decorators,
        body: def.body.as_deref(),
        stmt,
        pure: false,
    };
    (Ctx { in_extern, ..ctx.clone() }, head)
}

/// A Python class statement as a head.
pub(crate) fn class_head<'a>(def: &'a ast::ClassDef, stmt: &'a ast::Stmt) -> ClassHead<'a> {
    ClassHead {
        name: &def.name,
        module: &[],
        as_name: None,
        bases: &def.bases,
        keywords: &def.keywords,
        options: None,
        modifiers: ast::CModifiers::default(),
        decorators: &def.decorators,
        body: Some(&def.body),
        stmt,
        pure: true,
    }
}
