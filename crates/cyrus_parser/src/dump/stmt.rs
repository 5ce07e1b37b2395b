//! Statements.

use cyrus_ast::{Alias, ExceptHandler, Stmt, StmtKind, TypeParam, TypeParamKind};

use super::{Context, Dumper, expr::binary_op};

impl Dumper {
    pub(super) fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Error => self.node("Error", |_| {}),
            StmtKind::Expr(value) => self.node("Expr", |d| d.load("value", value)),
            StmtKind::Assign { targets, value } => self.node("Assign", |d| {
                d.exprs("targets", targets, Context::Store);
                d.load("value", value);
            }),
            StmtKind::AugAssign { target, op, value } => self.node("AugAssign", |d| {
                d.store("target", target);
                d.raw("op", &binary_op(*op));
                d.load("value", value);
            }),
            StmtKind::AnnAssign { target, annotation, value, simple } => self.node("AnnAssign", |d| {
                d.store("target", target);
                d.load("annotation", annotation);
                d.opt("value", value.as_ref());
                d.raw("simple", if *simple { "1" } else { "0" });
            }),
            StmtKind::Delete(targets) => self.node("Delete", |d| d.exprs("targets", targets, Context::Del)),
            StmtKind::Pass => self.node("Pass", |_| {}),
            StmtKind::Break => self.node("Break", |_| {}),
            StmtKind::Continue => self.node("Continue", |_| {}),
            StmtKind::Return(value) => self.node("Return", |d| d.opt("value", value.as_ref())),
            StmtKind::Raise { exc, cause, py2 } => self.node("Raise", |d| {
                d.opt("exc", exc.as_ref());
                d.opt("cause", cause.as_ref());
                if let Some(py2) = py2 {
                    d.load("value", &py2.0);
                    d.opt("traceback", py2.1.as_ref());
                }
            }),
            StmtKind::Assert { test, message } => self.node("Assert", |d| {
                d.load("test", test);
                d.opt("msg", message.as_ref());
            }),
            StmtKind::Global(names) => self.node("Global", |d| d.idents("names", names)),
            StmtKind::Nonlocal(names) => self.node("Nonlocal", |d| d.idents("names", names)),
            StmtKind::Import { names, lazy } => self.node("Import", |d| {
                d.aliases(names);
                if *lazy {
                    d.raw("is_lazy", "1");
                }
            }),
            StmtKind::ImportFrom { level, module, names, lazy } => self.node("ImportFrom", |d| {
                d.opt_ident("module", module.as_ref());
                d.imported(names.as_deref());
                d.raw("level", &level.to_string());
                if *lazy {
                    d.raw("is_lazy", "1");
                }
            }),
            StmtKind::If { test, body, orelse } => self.node("If", |d| {
                d.load("test", test);
                d.stmts("body", body);
                d.stmts("orelse", orelse);
            }),
            StmtKind::While { test, body, orelse } => self.node("While", |d| {
                d.load("test", test);
                d.stmts("body", body);
                d.stmts("orelse", orelse);
            }),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.node(if *is_async { "AsyncFor" } else { "For" }, |d| {
                    d.store("target", target);
                    d.load("iter", iter);
                    d.stmts("body", body);
                    d.stmts("orelse", orelse);
                });
            }
            StmtKind::Try(node) => self.node(if node.is_star { "TryStar" } else { "Try" }, |d| {
                d.stmts("body", &node.body);
                d.list("handlers", &node.handlers, Self::handler);
                d.stmts("orelse", &node.orelse);
                d.stmts("finalbody", &node.finalbody);
            }),
            StmtKind::With { items, body, is_async } => {
                self.node(if *is_async { "AsyncWith" } else { "With" }, |d| {
                    d.list("items", items, |d, item| {
                        d.node("withitem", |d| {
                            d.load("context_expr", &item.context);
                            if let Some(target) = &item.target {
                                d.store("optional_vars", target);
                            }
                        });
                    });
                    d.stmts("body", body);
                });
            }
            StmtKind::Match { subject, cases } => self.node("Match", |d| {
                d.load("subject", subject);
                d.list("cases", cases, |d, case| {
                    d.node("match_case", |d| {
                        d.field("pattern");
                        d.pattern(&case.pattern);
                        d.opt("guard", case.guard.as_ref());
                        d.stmts("body", &case.body);
                    });
                });
            }),
            StmtKind::FunctionDef(node) => {
                self.node(if node.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, |d| {
                    d.ident("name", &node.name);
                    d.parameters(&node.params);
                    d.stmts("body", &node.body);
                    d.exprs("decorator_list", &node.decorators, Context::Load);
                    d.opt("returns", node.returns.as_ref());
                    d.type_params(&node.type_params);
                });
            }
            StmtKind::ClassDef(node) => self.node("ClassDef", |d| {
                d.ident("name", &node.name);
                d.exprs("bases", &node.bases, Context::Load);
                d.keywords(&node.keywords);
                d.stmts("body", &node.body);
                d.exprs("decorator_list", &node.decorators, Context::Load);
                d.type_params(&node.type_params);
            }),
            StmtKind::TypeAlias { name, type_params, value } => self.node("TypeAlias", |d| {
                d.field("name");
                d.node("Name", |d| {
                    d.ident("id", name);
                    d.raw("ctx", "Store()");
                });
                d.type_params(type_params);
                d.load("value", value);
            }),
            StmtKind::Print { file, values, newline } => self.node("Print", |d| {
                d.opt("dest", file.as_ref());
                d.exprs("values", values, Context::Load);
                d.raw("nl", if *newline { "True" } else { "False" });
            }),
            StmtKind::Exec { code, globals, locals } => self.node("Exec", |d| {
                d.load("body", code);
                d.opt("globals", globals.as_ref());
                d.opt("locals", locals.as_ref());
            }),
            StmtKind::CVar(_)
            | StmtKind::CFunc(_)
            | StmtKind::CStruct(_)
            | StmtKind::CEnum(_)
            | StmtKind::CTypedef { .. }
            | StmtKind::Fused(_)
            | StmtKind::CClass(_)
            | StmtKind::CExtern(_)
            | StmtKind::CBlock(_)
            | StmtKind::Property(_)
            | StmtKind::CImport(_)
            | StmtKind::FromCImport { .. }
            | StmtKind::Include(_)
            | StmtKind::Def { .. }
            | StmtKind::CompileIf { .. }
            | StmtKind::ForFrom(_) => self.cython_stmt(stmt),
        }
    }

    pub(super) fn aliases(&mut self, names: &[Alias]) {
        self.list("names", names, |d, alias| {
            d.node("alias", |d| {
                d.ident("name", &alias.name);
                d.opt_ident("asname", alias.as_name.as_ref());
            });
        });
    }

    pub(super) fn imported(&mut self, names: Option<&[Alias]>) {
        match names {
            Some(names) => self.aliases(names),
            None => self.raw("names", "[alias(name='*')]"),
        }
    }

    fn handler(&mut self, handler: &ExceptHandler) {
        self.node("ExceptHandler", |d| {
            d.opt("type", handler.ty.as_ref());
            d.opt_ident("name", handler.name.as_ref());
            if let Some(target) = &handler.target {
                d.store("target", target);
            }
            d.stmts("body", &handler.body);
        });
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        self.list("type_params", params, |d, param| {
            let name = match param.kind {
                TypeParamKind::TypeVar => "TypeVar",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
                TypeParamKind::ParamSpec => "ParamSpec",
            };
            d.node(name, |d| {
                d.ident("name", &param.name);
                d.opt("bound", param.bound.as_ref());
                d.opt("default_value", param.default.as_ref());
            });
        });
    }
}
