//! Nodes that only Cython has.

use cyrus_ast::{
    CDeclarator, CDeclaratorKind, CFunctionDeclarator, CModifiers, CStructKind, CTypeArg, CTypeExpr,
    CTypeKind, CTypeName, CVisibility, CppHandler, DefaultValue, ExceptionClause, Expr, ExprKind, SizeOfArg,
    Stmt, StmtKind, TemplateArg,
};

use super::{Context, Dumper};

impl Dumper {
    pub(super) fn cython_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Cast { ty, operand, checked } => self.node("Cast", |d| {
                d.field("type");
                d.type_name(ty);
                d.load("operand", operand);
                d.flag("checked", *checked);
            }),
            ExprKind::AddressOf(operand) => self.node("AddressOf", |d| d.load("operand", operand)),
            ExprKind::SizeOf(arg) => self.node("SizeOf", |d| match &**arg {
                SizeOfArg::Expr(operand) => d.load("operand", operand),
                SizeOfArg::Type(ty) => {
                    d.field("type");
                    d.type_name(ty);
                }
            }),
            ExprKind::New(ty) => self.node("New", |d| {
                d.field("type");
                d.ctype(ty);
            }),
            ExprKind::CType(ty) => self.type_name(ty),
            _ => self.expr(expr, Context::Load),
        }
    }

    fn type_name(&mut self, ty: &CTypeName) {
        self.node("CTypeName", |d| {
            d.field("base");
            d.ctype(&ty.base);
            d.opt_declarator(&ty.declarator);
        });
    }

    fn type_arg(&mut self, arg: &CTypeArg) {
        if arg.declarator.is_empty() {
            self.ctype(&arg.base);
            return;
        }
        self.node("CTypeArg", |d| {
            d.field("base");
            d.ctype(&arg.base);
            d.opt_declarator(&arg.declarator);
        });
    }

    fn opt_declarator(&mut self, declarator: &CDeclarator) {
        if !declarator.is_empty() {
            self.field("declarator");
            self.declarator(declarator);
        }
    }

    pub(super) fn ctype(&mut self, ty: &CTypeExpr) {
        let base = |d: &mut Self, base: &CTypeExpr| {
            d.field("base");
            d.ctype(base);
        };
        match &ty.kind {
            CTypeKind::Error => self.node("Error", |_| {}),
            CTypeKind::Implicit => self.node("Implicit", |_| {}),
            CTypeKind::Basic(basic) => self.node("Basic", |d| {
                d.raw("word", &format!("{:?}", basic.word));
                if let Some(sign) = basic.sign {
                    d.raw("sign", &format!("{sign:?}"));
                }
                if basic.longs != 0 {
                    d.raw("longs", &basic.longs.to_string());
                }
                d.flag("complex", basic.complex);
            }),
            CTypeKind::Name { module, name } => self.node("Type", |d| {
                d.idents("module", module);
                d.ident("name", name);
            }),
            CTypeKind::Template { base: inner, args, keywords } => self.node("Template", |d| {
                base(d, inner);
                d.list("args", args, |d, arg| match arg {
                    TemplateArg::Type(arg) => d.type_arg(arg),
                    TemplateArg::Expr(arg) => d.expr(arg, Context::Load),
                });
                d.list("keywords", keywords, |d, (name, value)| {
                    d.node("keyword", |d| {
                        d.ident("arg", name);
                        d.load("value", value);
                    });
                });
            }),
            CTypeKind::Nested { base: inner, name } => self.node("Nested", |d| {
                base(d, inner);
                d.ident("name", name);
            }),
            CTypeKind::MemoryView { base: inner, axes } => self.node("MemoryView", |d| {
                base(d, inner);
                d.list("axes", axes, |d, axis| {
                    d.node("Axis", |d| {
                        d.opt("start", axis.start.as_ref());
                        d.opt("stop", axis.stop.as_ref());
                        d.opt("step", axis.step.as_ref());
                    });
                });
            }),
            CTypeKind::Qualified { is_const, is_volatile, base: inner } => self.node("Qualified", |d| {
                base(d, inner);
                d.flag("const", *is_const);
                d.flag("volatile", *is_volatile);
            }),
            CTypeKind::CTuple(items) => self.node("CTuple", |d| d.list("items", items, Self::type_arg)),
            CTypeKind::Array { base: inner, size } => self.node("Array", |d| {
                base(d, inner);
                d.opt("size", size.as_deref());
            }),
            CTypeKind::Pointer(inner) => self.node("Pointer", |d| base(d, inner)),
            CTypeKind::Reference(inner) => self.node("Reference", |d| base(d, inner)),
            CTypeKind::Function(arg) => self.node("FunctionType", |d| {
                d.field("type");
                d.type_arg(arg);
            }),
        }
    }

    pub(super) fn declarator(&mut self, declarator: &CDeclarator) {
        let inner = |d: &mut Self, inner: &CDeclarator| {
            d.field("inner");
            d.declarator(inner);
        };
        match &declarator.kind {
            CDeclaratorKind::Name { name, cname } => self.node("Declare", |d| {
                d.opt_ident("name", name.as_ref());
                d.opt_text("cname", cname.as_deref());
            }),
            CDeclaratorKind::Pointer { inner: what, is_const, is_volatile, is_restrict } => {
                self.node("Pointer", |d| {
                    inner(d, what);
                    d.flag("const", *is_const);
                    d.flag("volatile", *is_volatile);
                    d.flag("restrict", *is_restrict);
                });
            }
            CDeclaratorKind::Reference(what) => self.node("Reference", |d| inner(d, what)),
            CDeclaratorKind::RvalueReference(what) => self.node("RvalueReference", |d| inner(d, what)),
            CDeclaratorKind::Array { inner: what, size } => self.node("Array", |d| {
                inner(d, what);
                d.opt("size", size.as_deref());
            }),
            CDeclaratorKind::Function(function) => self.function_declarator(function),
        }
    }

    fn function_declarator(&mut self, function: &CFunctionDeclarator) {
        self.node("Function", |d| {
            d.field("inner");
            d.declarator(&function.inner);
            d.idents("templates", &function.templates);
            d.list("params", &function.params, |d, param| {
                d.node("Param", |d| {
                    d.field("type");
                    d.ctype(&param.ty);
                    d.field("declarator");
                    d.declarator(&param.declarator);
                    d.opt("annotation", param.annotation.as_ref());
                    match &param.default {
                        None => {}
                        Some(DefaultValue::Expr(value)) => d.load("default", value),
                        Some(DefaultValue::Unknown) => d.raw("default", "Unknown"),
                    }
                    if let Some(not_none) = param.not_none {
                        d.raw("not_none", if not_none { "True" } else { "False" });
                    }
                });
            });
            d.flag("varargs", function.has_varargs);
            match &function.exception {
                ExceptionClause::Default => {}
                ExceptionClause::NoExcept => d.raw("exception", "NoExcept"),
                ExceptionClause::Value(value) => d.load("except", value),
                ExceptionClause::Maybe(value) => d.load("except_maybe", value),
                ExceptionClause::Always => d.raw("exception", "Always"),
                ExceptionClause::Cpp(CppHandler::Standard) => d.raw("exception", "Cpp"),
                ExceptionClause::Cpp(CppHandler::Star) => d.raw("exception", "CppStar"),
                ExceptionClause::Cpp(CppHandler::Named(name)) => d.load("except_cpp", name),
            }
            d.flag("nogil", function.nogil);
            d.flag("with_gil", function.with_gil);
            d.flag("const", function.is_const);
            if let Some(convention) = function.convention {
                d.raw("convention", &format!("{convention:?}"));
            }
        });
    }

    fn modifiers(&mut self, mods: CModifiers) {
        if mods.visibility != CVisibility::Private {
            self.raw("visibility", &format!("{:?}", mods.visibility));
        }
        self.flag("api", mods.api);
        self.flag("inline", mods.inline);
        self.flag("cpdef", mods.overridable);
        self.flag("typedef", mods.typedef);
        self.flag("in_extern", mods.in_extern);
        self.flag("nogil", mods.nogil);
    }

    /// A body, which may be missing.
    fn opt_body(&mut self, body: Option<&[Stmt]>) {
        if let Some(body) = body {
            self.field("body");
            self.items(body, Self::stmt);
        }
    }

    pub(super) fn cython_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::CVar(node) => self.node("CVar", |d| {
                d.modifiers(node.modifiers);
                d.exprs("decorators", &node.decorators, Context::Load);
                d.field("type");
                d.ctype(&node.ty);
                d.list("declarators", &node.declarators, |d, (declarator, value)| match value {
                    None => d.declarator(declarator),
                    Some(value) => d.node("Init", |d| {
                        d.field("declarator");
                        d.declarator(declarator);
                        d.load("value", value);
                    }),
                });
            }),
            StmtKind::CFunc(node) => self.node("CFunc", |d| {
                d.modifiers(node.modifiers);
                d.exprs("decorators", &node.decorators, Context::Load);
                d.field("type");
                d.ctype(&node.ty);
                d.field("declarator");
                d.declarator(&node.declarator);
                d.stmts("body", &node.body);
            }),
            StmtKind::CStruct(node) => {
                let name = match node.kind {
                    CStructKind::Struct => "CStruct",
                    CStructKind::Union => "CUnion",
                    CStructKind::CppClass => "CppClass",
                };
                self.node(name, |d| {
                    d.modifiers(node.modifiers);
                    d.flag("packed", node.packed);
                    d.ident("name", &node.name);
                    d.opt_text("cname", node.cname.as_deref());
                    d.list("templates", &node.templates, |d, (name, optional)| {
                        d.node("Param", |d| {
                            d.ident("name", name);
                            d.flag("optional", *optional);
                        });
                    });
                    d.list("bases", &node.bases, Self::ctype);
                    d.exprs("decorators", &node.decorators, Context::Load);
                    d.opt_body(node.body.as_deref());
                });
            }
            StmtKind::CEnum(node) => self.node("CEnum", |d| {
                d.modifiers(node.modifiers);
                d.flag("scoped", node.scoped);
                d.opt_ident("name", node.name.as_ref());
                d.opt_text("cname", node.cname.as_deref());
                if let Some(underlying) = &node.underlying {
                    d.field("underlying");
                    d.ctype(underlying);
                }
                d.opt("doc", node.doc.as_ref());
                d.list("items", &node.items, |d, item| {
                    d.node("Item", |d| {
                        d.ident("name", &item.name);
                        d.opt_text("cname", item.cname.as_deref());
                        d.opt("value", item.value.as_ref());
                    });
                });
            }),
            StmtKind::CTypedef { ty, declarator, modifiers } => self.node("CTypedef", |d| {
                d.modifiers(*modifiers);
                d.field("type");
                d.ctype(ty);
                d.field("declarator");
                d.declarator(declarator);
            }),
            StmtKind::Fused(node) => self.node("Fused", |d| {
                d.modifiers(node.modifiers);
                d.ident("name", &node.name);
                d.list("types", &node.types, Self::type_arg);
            }),
            StmtKind::CClass(node) => self.node("CClass", |d| {
                d.modifiers(node.modifiers);
                d.exprs("decorators", &node.decorators, Context::Load);
                d.idents("module", &node.module);
                d.ident("name", &node.name);
                d.opt_ident("asname", node.as_name.as_ref());
                d.exprs("bases", &node.bases, Context::Load);
                d.keywords(&node.keywords);
                d.opt_ident("object", node.options.object_struct.as_ref());
                d.opt_ident("type", node.options.type_object.as_ref());
                d.opt_ident("check_size", node.options.check_size.as_ref());
                d.opt_body(node.body.as_deref());
            }),
            StmtKind::CExtern(node) => self.node("CExtern", |d| {
                d.modifiers(node.modifiers);
                d.opt_text("header", node.header.as_deref());
                d.flag("star", node.star);
                d.flag("system", node.system);
                d.opt_text("namespace", node.namespace.as_deref());
                d.opt_text("verbatim", node.verbatim.as_deref());
                d.stmts("body", &node.body);
            }),
            StmtKind::CBlock(body) => self.node("CBlock", |d| d.stmts("body", body)),
            StmtKind::Property(node) => self.node("Property", |d| {
                d.ident("name", &node.name);
                d.stmts("body", &node.body);
            }),
            StmtKind::CImport(names) => self.node("CImport", |d| d.aliases(names)),
            StmtKind::FromCImport { level, module, names } => self.node("FromCImport", |d| {
                d.opt_ident("module", module.as_ref());
                d.imported(names.as_deref());
                d.raw("level", &level.to_string());
            }),
            StmtKind::Include(file) => self.node("Include", |d| d.text("file", file)),
            StmtKind::Def { name, value } => self.node("DEF", |d| {
                d.ident("name", name);
                d.load("value", value);
            }),
            StmtKind::CompileIf { branches } => self.node("IF", |d| {
                d.list("branches", branches, |d, (test, body)| {
                    d.node("Branch", |d| {
                        d.opt("test", test.as_ref());
                        d.stmts("body", body);
                    });
                });
            }),
            StmtKind::ForFrom(node) => self.node("ForFrom", |d| {
                d.store("target", &node.target);
                d.load("start", &node.start);
                d.raw("relation1", &format!("{:?}()", node.relation1));
                d.raw("relation2", &format!("{:?}()", node.relation2));
                d.load("stop", &node.stop);
                d.opt("step", node.step.as_ref());
                d.stmts("body", &node.body);
                d.stmts("orelse", &node.orelse);
            }),
            _ => self.stmt(stmt),
        }
    }
}
