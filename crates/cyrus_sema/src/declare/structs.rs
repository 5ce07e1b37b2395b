//! Structs, unions, enums, typedefs, fused types.

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{
    CppClassId, EnumDecl, EnumId, EnumItemDecl, FieldDecl, FusedDecl, Linkage, Type, TypedefDecl, Visibility,
    mangle,
};

use super::{Ctx, state};
use crate::Sema;
use crate::rules;
use crate::scope::{ConstValue, Symbol};

/// The name in C of a member that we lay out.
pub(crate) fn field_cname(name: &str) -> Name {
    let mut out = mangle::c_identifier(name);
    if state::is_c_keyword(name) {
        out.push('_');
    }
    out
}

impl<'a> Sema<'a> {
    /// The name in C of a type that is declared here.
    pub(crate) fn type_cname(&mut self, ctx: &Ctx, name: &str, cname: Option<&str>, public: bool) -> Name {
        if let Some(cname) = cname {
            return cname.into();
        }
        if ctx.in_extern {
            return ctx.qualified(name);
        }
        if public {
            return name.into();
        }
        if ctx.offered {
            let module = self.scopes[ctx.module].name.clone();
            return mangle::type_name(&module, name);
        }
        self.fresh_cname(format!("cy_t_{name}"))
    }

    /// Declares a C-level meaning and reports an earlier, different one.
    pub(crate) fn declare_symbol(&mut self, ctx: &Ctx, name: &ast::Ident, symbol: Symbol) {
        let at = ctx.at(name.span);
        let Some(scope) = self.scopes.get_mut(ctx.module) else { return };
        // What headers define may be described more than once; the last description counts.
        if let Some(earlier) = scope.declare(name.name.clone(), symbol, at)
            && !ctx.in_extern
            // a name that the command line gives to `DEF` and `IF` is not in the module's way
            && earlier != FileSpan::default()
        {
            self.redeclared(&name.name, at, earlier);
        }
    }

    pub(crate) fn redeclared(&mut self, name: &str, at: FileSpan, earlier: FileSpan) {
        self.report(
            Diagnostic::new(&rules::REDECLARED, at, format!("`{name}` is declared twice"))
                .also(earlier, "first declared here"),
        );
    }

    /// `cdef struct S: ...`, `cdef union`
    pub(crate) fn declare_struct(&mut self, ctx: &Ctx, def: &'a ast::CStructDef, span: ast::Span) {
        let at = ctx.at(def.name.span);
        let is_union = def.kind == ast::CStructKind::Union;
        let earlier = match self.c_symbol(ctx.module, &def.name.name) {
            Some(Symbol::Type(Type::Struct(id))) => Some(*id),
            _ => None,
        };
        let id = if let Some(id) = earlier {
            let decl = &self.world.structs[id];
            let named_alone = !decl.cname.contains(' ');
            if named_alone != def.modifiers.typedef && def.cname.is_none() && ctx.namespace.is_none() {
                let (first, word) = (decl.at, if named_alone { "ctypedef" } else { "cdef" });
                self.report(
                    Diagnostic::new(
                        &rules::REDECLARED,
                        ctx.at(span),
                        format!("`{}` was declared with `{word}` before", def.name.name),
                    )
                    .also(first, "declared here"),
                );
                return;
            }
            let decl = &self.world.structs[id];
            if decl.is_union != is_union || (decl.fields.is_some() && def.body.is_some()) {
                let first = decl.at;
                self.redeclared(&def.name.name, at, first);
                return;
            }
            id
        } else {
            self.new_struct(ctx, def)
        };
        let Some(body) = &def.body else { return };
        let fields = self.struct_fields(ctx, body, true);
        self.world.structs[id].fields = Some(fields);
        self.world.structs[id].packed |= def.packed;
        self.world.structs[id].at = at;
    }

    /// The data members among these statements.
    fn struct_fields(&mut self, ctx: &Ctx, body: &'a [ast::Stmt], c_only: bool) -> Vec<FieldDecl> {
        let mut fields: Vec<FieldDecl> = Vec::new();
        for stmt in body {
            match &stmt.kind {
                ast::StmtKind::CVar(decl) => self.add_fields(ctx, decl, c_only, &mut fields),
                ast::StmtKind::CBlock(inner) => {
                    for field in self.struct_fields(ctx, inner, c_only) {
                        self.push_field(&mut fields, field);
                    }
                }
                ast::StmtKind::CompileIf { branches } => {
                    if let Some(inner) = self.compile_if(ctx, branches, stmt.span) {
                        for field in self.struct_fields(ctx, inner, c_only) {
                            self.push_field(&mut fields, field);
                        }
                    }
                }
                ast::StmtKind::CStruct(def) if def.kind != ast::CStructKind::CppClass => {
                    self.declare_struct(ctx, def, stmt.span);
                }
                ast::StmtKind::CEnum(def) => {
                    self.declare_enum(ctx, def, None, stmt.span);
                }
                ast::StmtKind::Pass | ast::StmtKind::Error | ast::StmtKind::Expr(_) => {}
                _ => self.error(&rules::MISPLACED, ctx.at(stmt.span), "only members can stand in a struct"),
            }
        }
        fields
    }

    fn push_field(&mut self, fields: &mut Vec<FieldDecl>, field: FieldDecl) {
        if let Some(earlier) = fields.iter().find(|f| f.name == field.name) {
            let (name, at, earlier) = (field.name.clone(), field.at, earlier.at);
            self.redeclared(&name, at, earlier);
            return;
        }
        fields.push(field);
    }

    /// `int x, *p` as members. With `c_only`, Python objects and memoryviews are refused.
    pub(crate) fn add_fields(
        &mut self,
        ctx: &Ctx,
        decl: &'a ast::CVarDecl,
        c_only: bool,
        fields: &mut Vec<FieldDecl>,
    ) {
        let base = self.ctype(ctx.module, ctx.file, &decl.ty);
        for (declarator, value) in &decl.declarators {
            if let Some(value) = value {
                self.error(
                    &rules::INVALID_DECLARATION,
                    ctx.at(value.span),
                    "a member cannot have an initial value",
                );
            }
            let declared = self.declarator(ctx.module, ctx.file, base.clone(), declarator);
            let Some(name) = declared.name else {
                self.missing_name(ctx, declarator.span);
                continue;
            };
            let at = ctx.at(name.span);
            let ty = match declared.ty {
                Type::Func(_) => declared.ty.ptr(),
                ty if c_only => self.c_member_type(ty, at),
                ty => ty,
            };
            let cname = match declared.cname {
                Some(cname) => cname,
                None if ctx.in_extern => name.name.clone(),
                None => field_cname(&name.name),
            };
            let field = FieldDecl { name: name.name, cname, ty, visibility: Visibility::Private, at };
            self.push_field(fields, field);
        }
    }

    fn c_member_type(&mut self, ty: Type, at: FileSpan) -> Type {
        if self.world.resolve(&ty).is_object() {
            let shown = self.world.show(&ty);
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("a struct member cannot be a Python object (`{shown}`)"),
                )
                .help("use `PyObject*` from `cpython.ref` and count references yourself, or a `cdef class`"),
            );
            return Type::Error;
        }
        match self.world.resolve(&ty) {
            Type::View(_) => {
                self.error(&rules::INVALID_DECLARATION, at, "a struct member cannot be a memoryview");
                Type::Error
            }
            Type::Void => {
                self.error(&rules::INVALID_DECLARATION, at, "a struct member cannot be `void`");
                Type::Error
            }
            Type::Fused(_) => {
                self.error(&rules::INVALID_DECLARATION, at, "a struct member cannot have a fused type");
                Type::Error
            }
            Type::Array(_, cyrus_types::ArraySize::Unknown) if !self.declare.flags.in_extern => {
                self.error(&rules::INVALID_DECLARATION, at, "an array needs a size here");
                Type::Error
            }
            _ => ty,
        }
    }

    pub(crate) fn missing_name(&mut self, ctx: &Ctx, span: ast::Span) {
        self.error(&rules::INVALID_DECLARATION, ctx.at(span), "a name is missing in this declaration");
    }

    /// `cdef enum E: ...`. In a C++ class, `outer` is that class; the names of the items are then found through it.
    pub(crate) fn declare_enum(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::CEnumDef,
        outer: Option<CppClassId>,
        span: ast::Span,
    ) -> EnumId {
        let at = ctx.at(def.name.as_ref().map_or(span, |n| n.span));
        let earlier = def.name.as_ref().and_then(|name| match self.c_symbol(ctx.module, &name.name) {
            Some(Symbol::Type(Type::Enum(id))) if outer.is_none() => Some(*id),
            _ => None,
        });
        if def.scoped && !self.input.cplus && ctx.module == Sema::MAIN {
            self.report(
                Diagnostic::new(&rules::INVALID_DECLARATION, at, "C has no `enum class`, which is C++")
                    .help("write `enum`, or `# distutils: language = c++`"),
            );
        }
        let underlying = def.underlying.as_ref().map(|ty| self.ctype(ctx.module, ctx.file, ty));
        if underlying.is_some() && !def.scoped {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    "only a scoped enum can have an underlying type",
                )
                .help("write `enum class`"),
            );
        }
        if let Some(ty) = &underlying
            && !ty.is_error()
            && !self.world.is_integral(ty)
        {
            let span = def.underlying.as_ref().map_or(span, |t| t.span);
            self.error(
                &rules::INVALID_DECLARATION,
                ctx.at(span),
                "the underlying type of an enum must be an integer",
            );
        }
        let id = if let Some(id) = earlier {
            if !self.world.enums[id].items.is_empty() && !def.items.is_empty() {
                let first = self.world.enums[id].at;
                self.redeclared(def.name.as_ref().map_or("", |n| &n.name), at, first);
                return id;
            }
            self.world.enums[id].python |= def.modifiers.overridable;
            id
        } else {
            self.new_enum(ctx, def, outer, span)
        };
        if underlying.is_some() {
            self.world.enums[id].underlying = underlying;
        }
        self.enum_items(ctx, def, id, outer);
        if def.modifiers.overridable && ctx.module == Sema::MAIN {
            self.bind_enum(ctx, def, id);
        }
        id
    }

    /// An enum that was not known yet, without its items.
    pub(crate) fn new_enum(
        &mut self,
        ctx: &Ctx,
        def: &'a ast::CEnumDef,
        outer: Option<CppClassId>,
        span: ast::Span,
    ) -> EnumId {
        let public = def.modifiers.visibility == ast::CVisibility::Public;
        let cname = match &def.name {
            None => Name::from("int"),
            Some(name) => {
                let base = self.type_cname(ctx, &name.name, def.cname.as_deref(), public);
                let plain = def.modifiers.typedef
                    || def.scoped
                    || outer.is_some()
                    || (ctx.in_extern && ctx.namespace.is_some())
                    || base.starts_with("enum ");
                if plain { base } else { Name::from(format!("enum {base}")) }
            }
        };
        let id = self.world.enums.push(EnumDecl {
            module: ctx.module,
            name: def.name.as_ref().map(|n| n.name.clone()),
            cname,
            scoped: def.scoped,
            python: def.modifiers.overridable,
            underlying: None,
            linkage: ctx.linkage(),
            items: Vec::new(),
            doc: doc_text(def.doc.as_ref()),
            at: ctx.at(def.name.as_ref().map_or(span, |n| n.span)),
        });
        self.offer_type(ctx, public, Type::Enum(id));
        if let Some(name) = &def.name
            && outer.is_none()
        {
            self.declare_symbol(ctx, name, Symbol::Type(Type::Enum(id)));
        }
        id
    }

    fn enum_items(&mut self, ctx: &Ctx, def: &'a ast::CEnumDef, id: EnumId, outer: Option<CppClassId>) {
        let public = def.modifiers.visibility == ast::CVisibility::Public;
        let mut next: Option<i128> = Some(0);
        for item in &def.items {
            let at = ctx.at(item.name.span);
            if self.world.enums[id].items.iter().any(|i| i.name == item.name.name) {
                let first = self.world.enums[id].at;
                self.redeclared(&item.name.name, at, first);
                continue;
            }
            let mut cvalue = None;
            if let Some(value) = &item.value {
                next = None;
                match self.const_eval(ctx.module, ctx.file, value) {
                    Some(ConstValue::Int(n)) => next = i128::try_from(&n).ok(),
                    Some(ConstValue::Bool(b)) => next = Some(i128::from(b)),
                    Some(_) => {
                        let message = "the value of an enum item must be an integer";
                        self.error(&rules::TYPE_MISMATCH, ctx.at(value.span), message);
                    }
                    None => {}
                }
                cvalue = match next {
                    Some(n) => Some(n.to_string().into_boxed_str()),
                    None => self.c_text(ctx.module, ctx.file, value),
                };
                if cvalue.is_none() && !matches!(value.kind, ast::ExprKind::Error) {
                    self.not_constant(ctx.module, ctx.file, value);
                }
            }
            let cname = self.enum_item_cname(ctx, def, id, item, outer, public);
            let known = if ctx.in_extern { None } else { next };
            self.world.enums[id].items.push(EnumItemDecl {
                name: item.name.name.clone(),
                cname,
                value: known,
                cvalue,
            });
            next = next.and_then(|n| n.checked_add(1));
            let index = self.world.enums[id].items.len() - 1;
            if !def.scoped && outer.is_none() {
                self.declare_symbol(ctx, &item.name, Symbol::EnumItem(id, index));
            }
        }
    }

    fn enum_item_cname(
        &mut self,
        ctx: &Ctx,
        def: &ast::CEnumDef,
        id: EnumId,
        item: &ast::CEnumItem,
        outer: Option<CppClassId>,
        public: bool,
    ) -> Name {
        if let Some(cname) = &item.cname {
            return Name::from(&**cname);
        }
        if def.scoped {
            return Name::from(format!("{}::{}", self.world.enums[id].cname, item.name.name));
        }
        if let Some(outer) = outer {
            return Name::from(format!("{}::{}", self.world.cpp_classes[outer].cname, item.name.name));
        }
        if ctx.in_extern {
            return ctx.qualified(&item.name.name);
        }
        if public {
            return item.name.name.clone();
        }
        if ctx.offered {
            let module = self.scopes[ctx.module].name.clone();
            return mangle::enum_item(&module, &item.name.name);
        }
        self.fresh_cname(format!("cy_e_{}", item.name.name))
    }

    /// The Python face of a `cpdef enum`: the class, and for an unscoped one its items too.
    fn bind_enum(&mut self, ctx: &Ctx, def: &ast::CEnumDef, id: EnumId) {
        let names: Vec<(Name, FileSpan)> = def
            .name
            .iter()
            .map(|n| (n.name.clone(), ctx.at(n.span)))
            .chain(
                def.items.iter().filter(|_| !def.scoped).map(|i| (i.name.name.clone(), ctx.at(i.name.span))),
            )
            .collect();
        self.world.enums[id].python = true;
        for (name, at) in names {
            self.scopes[ctx.module].bind_python(&name, at);
        }
    }

    /// `ctypedef T name`. In a C++ class, `outer` is that class.
    pub(crate) fn declare_typedef(
        &mut self,
        ctx: &Ctx,
        ty: &ast::CTypeExpr,
        declarator: &ast::CDeclarator,
        modifiers: ast::CModifiers,
        outer: Option<CppClassId>,
    ) {
        let declared = self.declared(ctx.module, ctx.file, ty, declarator, None);
        let Some(name) = declared.name else {
            self.missing_name(ctx, declarator.span);
            return;
        };
        let at = ctx.at(name.span);
        let public = modifiers.visibility == ast::CVisibility::Public || modifiers.api;
        let base = declared.ty;
        if let Type::Buffer(_) = base {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "a buffer type is only allowed for variables of functions",
            );
        }
        // A name for Python objects, views, templates or something fused is only another way to write them.
        let templated = outer.is_some_and(|id| !self.world.cpp_params(id).is_empty());
        // C++ knows nothing of one that stands in a class of our own.
        let alias = templated
            || outer.is_some() && ctx.linkage() == Linkage::Own
            || base.is_object()
            || matches!(base, Type::Error | Type::View(_) | Type::Fused(_) | Type::CTuple(_))
            || base.is_fused()
            || base.has_type_param();
        let ty = if alias {
            base
        } else {
            let cname = match outer {
                Some(id) => {
                    let own = declared.cname.as_deref().unwrap_or(&name.name);
                    Name::from(format!("{}::{own}", self.world.cpp_classes[id].cname))
                }
                None => self.type_cname(ctx, &name.name, declared.cname.as_deref(), public),
            };
            let id = self.world.typedefs.push(TypedefDecl {
                name: name.name.clone(),
                cname,
                base,
                linkage: ctx.linkage(),
                at,
            });
            self.offer_type(ctx, public, Type::Typedef(id));
            Type::Typedef(id)
        };
        match outer {
            Some(id) => self.world.cpp_classes[id].nested.push((name.name, ty)),
            None => self.declare_type_again(ctx, &name, ty),
        }
    }

    /// Notes a type for the module's header, if it is to be there.
    pub(crate) fn offer_type(&mut self, ctx: &Ctx, public: bool, ty: Type) {
        if public && ctx.linkage() == Linkage::Own {
            self.world.public_types.push(ty);
        }
    }

    /// A type name that may be declared twice with the same meaning, as C allows it.
    fn declare_type_again(&mut self, ctx: &Ctx, name: &ast::Ident, ty: Type) {
        let same = match self.c_symbol(ctx.module, &name.name) {
            Some(Symbol::Type(earlier)) => self.world.resolve(earlier) == self.world.resolve(&ty),
            _ => false,
        };
        if same && ctx.linkage() == Linkage::Extern {
            return;
        }
        self.declare_symbol(ctx, name, Symbol::Type(ty));
    }

    /// `ctypedef fused T: ...`
    pub(crate) fn declare_fused(&mut self, ctx: &Ctx, def: &'a ast::FusedDef) {
        let mut out = FusedDecl { name: def.name.name.clone(), ..FusedDecl::default() };
        for arg in &def.types {
            let ty = self.type_arg(ctx.module, ctx.file, arg);
            // `int complex` is no type of C's; its values are those of `double complex`.
            let odd = matches!(
                arg.base.kind,
                ast::CTypeKind::Basic(ast::CBasic { word: ast::CBasicWord::Int, complex: true, .. })
            );
            let name = match &arg.base.kind {
                ast::CTypeKind::Name { name, .. } => Some(&name.name),
                _ => None,
            };
            if !(odd && out.types.contains(&ty)) {
                self.add_fused_member(&mut out, ty, name, ctx.at(arg.base.span));
            }
        }
        let id = self.world.fused.push(out);
        self.declare_symbol(ctx, &def.name, Symbol::Type(Type::Fused(id)));
    }
}

fn doc_text(doc: Option<&ast::Expr>) -> Option<Box<str>> {
    match &doc?.kind {
        ast::ExprKind::Str { value, .. } => value.as_str().map(Into::into),
        _ => None,
    }
}
