//! The table of statements.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Stmt, StmtKind};
use cyrus_types::Type;

use super::Body;
use super::frame::FrameKind;
use crate::rules;
use crate::scope::ConstValue;

impl<'a> Body<'_, 'a> {
    /// Statements in order; docstrings and constants without effect vanish.
    pub fn stmts(&mut self, body: &'a [ast::Stmt]) -> Vec<Stmt> {
        let mut out = Vec::with_capacity(body.len());
        for s in body {
            self.stmt(s, &mut out);
        }
        out
    }

    fn stmt(&mut self, s: &'a ast::Stmt, out: &mut Vec<Stmt>) {
        use ast::StmtKind as K;
        let at = self.at(s.span);
        match &s.kind {
            K::Error | K::Pass => {}
            K::Expr(e) => self.expr_stmt(e, out),
            K::Assign { targets, value } => self.assign(s.span, targets, value, out),
            K::AugAssign { target, op, value } => self.aug_assign(s.span, target, *op, value, out),
            K::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(s.span, target, annotation, value.as_ref(), *simple, out);
            }
            K::Delete(targets) => {
                for t in targets {
                    self.delete(t, out);
                }
            }
            K::Break => {
                if self.fr().loops.is_empty() {
                    self.s.error(&rules::MISPLACED, at, "`break` outside a loop");
                }
                let flow = self.fr().flow.clone();
                if let Some(l) = self.f().loops.last_mut() {
                    match &mut l.at_break {
                        Some(f) => f.join(&flow),
                        None => l.at_break = Some(flow),
                    }
                }
                self.f().flow.dead = true;
                out.push(Stmt::new(at, StmtKind::Break));
            }
            K::Continue => {
                if self.fr().loops.is_empty() {
                    self.s.error(&rules::MISPLACED, at, "`continue` outside a loop");
                }
                self.f().flow.dead = true;
                out.push(Stmt::new(at, StmtKind::Continue));
            }
            K::Return(e) => self.return_stmt(at, e.as_ref(), out),
            K::Raise { exc, cause, py2 } => self.raise(at, exc.as_ref(), cause.as_ref(), py2.as_deref(), out),
            K::Assert { test, message } => self.assert_stmt(at, test, message.as_ref(), out),
            K::Global(_) | K::Nonlocal(_) => self.check_scope_statement(s),
            K::Import { names, .. } => self.import(at, names, out),
            K::ImportFrom { level, module, names, .. } => {
                self.import_from(at, *level, module.as_ref(), names.as_deref(), out);
            }
            K::If { test, body, orelse } => self.if_stmt(at, test, body, orelse, out),
            K::While { test, body, orelse } => self.while_stmt(at, test, body, orelse, out),
            K::For { target, iter, body, orelse, is_async } => {
                self.for_stmt(at, target, iter, body, orelse, *is_async, out);
            }
            K::ForFrom(f) => self.for_from(at, f, out),
            K::Try(t) => self.try_stmt(at, t, out),
            K::With { items, body, is_async } => self.with_stmt(at, items, body, *is_async, out),
            K::Match { subject, cases } => self.match_stmt(at, subject, cases, out),
            K::FunctionDef(f) => self.function_def(s, f, out),
            K::ClassDef(c) => self.class_def(s, c, out),
            K::TypeAlias { name, type_params, value } => self.type_alias(at, name, type_params, value, out),
            K::Print { file, values, newline } => self.print_stmt(at, file.as_ref(), values, *newline, out),
            K::Exec { code, globals, locals } => {
                self.exec_stmt(at, code, globals.as_ref(), locals.as_ref(), out);
            }
            K::CVar(v) => self.c_var(at, v, out),
            K::CBlock(body) => {
                let inner = self.stmts(body);
                out.extend(inner);
            }
            K::CFunc(f) => self.c_func_stmt(s, f, out),
            K::CClass(c) => self.c_class_stmt(s, c, out),
            K::CEnum(e) => self.c_enum_stmt(s, e, out),
            K::CStruct(_) | K::CTypedef { .. } | K::Fused(_) | K::CExtern(_) | K::Property(_) => {
                if self.fr().kind != FrameKind::Module
                    && !matches!(s.kind, K::Property(_))
                    && self.fr().kind == FrameKind::Function
                {
                    self.s.error(&rules::MISPLACED, at, "this C declaration can only stand at module level");
                }
            }
            K::CImport(names) => self.cimport_stmt(at, names, out),
            K::FromCImport { .. } => {}
            K::Def { name, value } => {
                // In a function it holds from here on; at module level it was declared before.
                if self.fr().kind == FrameKind::Function {
                    let (module, file) = (self.fr().module, self.fr().file);
                    let known = self.s.const_eval(module, file, value).unwrap_or(ConstValue::None);
                    self.s.set_constant(module, &name.name, known, at);
                }
            }
            K::Include(path) => {
                let file = self.fr().file;
                // At module level and in extension types the declarations have reported it.
                let report = (self.fr().kind == FrameKind::Function).then_some(at);
                if let Some(loaded) = self.s.open_include(path, file, report) {
                    let before = std::mem::replace(&mut self.f().file, loaded.file);
                    let inner = self.stmts(&loaded.tree.body);
                    self.f().file = before;
                    self.s.close_include();
                    out.extend(inner);
                }
            }
            K::CompileIf { branches } => {
                let (module, file) = (self.fr().module, self.fr().file);
                for (test, body) in branches {
                    let holds = match test {
                        None => true,
                        Some(t) => self.s.const_eval(module, file, t).is_some_and(|v| const_truth(&v)),
                    };
                    if holds {
                        let inner = self.stmts(body);
                        out.extend(inner);
                        break;
                    }
                }
            }
        }
    }

    fn expr_stmt(&mut self, e: &'a ast::Expr, out: &mut Vec<Stmt>) {
        use ast::ExprKind as K;
        match &e.kind {
            // Docstrings and bare constants do nothing.
            K::Str { .. }
            | K::Bytes(_)
            | K::Int { .. }
            | K::Float(_)
            | K::Ellipsis
            | K::None
            | K::Bool(_) => return,
            _ => {}
        }
        if self.cython_statement(e, out) {
            return;
        }
        let value = self.expr(e);
        let at = value.at;
        match value.kind {
            ExprKind::Error => out.push(Stmt::new(at, StmtKind::Expr(Expr::error(at)))),
            _ => out.push(Stmt::new(at, StmtKind::Expr(value))),
        }
    }

    fn return_stmt(&mut self, at: cyrus_source::FileSpan, e: Option<&'a ast::Expr>, out: &mut Vec<Stmt>) {
        if self.fr().kind != FrameKind::Function {
            self.s.error(&rules::MISPLACED, at, "`return` outside a function");
            return;
        }
        let ret = self.fr().ret.clone();
        let value = match e {
            None if ret == Type::Void => None,
            None if self.fr().flavour != cyrus_hir::Flavour::Plain => None,
            None => {
                let none = Expr::new(Type::Builtin(cyrus_types::Builtin::NoneType), at, ExprKind::None);
                if ret.is_object() {
                    Some(self.coerce(none, &ret))
                } else {
                    self.s.error(&rules::TYPE_MISMATCH, at, "a value is needed after `return`");
                    None
                }
            }
            Some(e) if ret == Type::Void => {
                let value = self.expr(e);
                if value.ty != Type::Void && !value.is_error() {
                    self.s.error(
                        &rules::TYPE_MISMATCH,
                        value.at,
                        "a function that returns `void` cannot return a value",
                    );
                }
                out.push(Stmt::new(at, StmtKind::Expr(value)));
                None
            }
            Some(e) => {
                if self.fr().flavour == cyrus_hir::Flavour::AsyncGenerator {
                    self.s.error(&rules::MISPLACED, at, "`return` with a value in an async generator");
                }
                if matches!(e.kind, ast::ExprKind::None)
                    && self.fr().flavour == cyrus_hir::Flavour::AsyncGenerator
                {
                    None
                } else {
                    Some(self.expr_as(e, &ret))
                }
            }
        };
        if ret.is_object() {
            self.need_gil(at, "returning a Python object");
        }
        self.f().flow.dead = true;
        out.push(Stmt::new(at, StmtKind::Return(value)));
    }

    fn assert_stmt(
        &mut self,
        at: cyrus_source::FileSpan,
        test: &'a ast::Expr,
        message: Option<&'a ast::Expr>,
        out: &mut Vec<Stmt>,
    ) {
        let test = self.condition(test);
        let flow = self.fr().flow.clone();
        let message = message.map(|m| self.with_gil(|b| b.object_expr(m)));
        self.f().flow = flow;
        if self.fr().nogil {
            // The GIL is taken once the assertion has failed.
            let failed = Stmt::new(
                at,
                StmtKind::Assert { test: Expr::new(Type::Bint, at, ExprKind::Bool(false)), message },
            );
            let body = vec![Stmt::new(at, StmtKind::WithGil(vec![failed]))];
            let test = Expr::new(Type::Bint, at, ExprKind::Not(Box::new(test)));
            out.push(Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }));
            return;
        }
        out.push(Stmt::new(at, StmtKind::Assert { test, message }));
    }

    fn check_scope_statement(&mut self, s: &'a ast::Stmt) {
        let at = self.at(s.span);
        if let ast::StmtKind::Nonlocal(names) = &s.kind {
            if self.fr().kind == FrameKind::Module {
                self.s.error(&rules::MISPLACED, at, "`nonlocal` at module level");
                return;
            }
            for n in names {
                let name = self.mangle(&n.name);
                match self.find(&name) {
                    super::frame::Found::Local(id)
                        if matches!(self.fr().locals[id].storage, cyrus_hir::Storage::Free(_)) => {}
                    super::frame::Found::Local(_) => {
                        let at = self.at(n.span);
                        self.s.error(
                            &rules::REDECLARED,
                            at,
                            format!("name `{name}` is parameter and nonlocal"),
                        );
                    }
                    _ => {
                        let at = self.at(n.span);
                        self.s.error(
                            &rules::UNKNOWN_NAME,
                            at,
                            format!("no binding for nonlocal `{name}` found"),
                        );
                    }
                }
            }
        }
    }

    /// Level 2: `print`.
    fn print_stmt(
        &mut self,
        at: cyrus_source::FileSpan,
        file: Option<&'a ast::Expr>,
        values: &'a [ast::Expr],
        newline: bool,
        out: &mut Vec<Stmt>,
    ) {
        use cyrus_hir::Arg;
        // The statement takes the GIL itself where it is not held.
        let released = std::mem::replace(&mut self.f().nogil, false);
        let mut args: Vec<Arg> = values.iter().map(|v| Arg::Positional(self.object_expr(v))).collect();
        if let Some(f) = file {
            args.push(Arg::Keyword("file".into(), self.object_expr(f)));
        }
        if !newline {
            let end = Expr::new(Type::STR, at, ExprKind::Str(Box::from(&b" "[..])));
            args.push(Arg::Keyword("end".into(), end));
        }
        let func = Box::new(Expr::new(Type::Object, at, ExprKind::Builtin("print".into())));
        let print = Stmt::new(at, StmtKind::Expr(Expr::new(Type::Object, at, ExprKind::Call { func, args })));
        self.f().nogil = released;
        out.push(if released { Stmt::new(at, StmtKind::WithGil(vec![print])) } else { print });
    }

    /// Level 2: `exec code in globals, locals`.
    fn exec_stmt(
        &mut self,
        at: cyrus_source::FileSpan,
        code: &'a ast::Expr,
        globals: Option<&'a ast::Expr>,
        locals: Option<&'a ast::Expr>,
        out: &mut Vec<Stmt>,
    ) {
        let code = self.object_expr(code);
        let none = Expr::new(Type::Object, at, ExprKind::None);
        let (globals, locals) = match (globals, locals) {
            (Some(globals), Some(locals)) => (self.object_expr(globals), self.object_expr(locals)),
            (Some(globals), None) => (self.object_expr(globals), none),
            (None, _) => (Expr::new(Type::DICT, at, ExprKind::Globals), self.locals_dict(at)),
        };
        let run = self.run_source(&"exec".into(), vec![code, globals, locals], at);
        out.push(Stmt::new(at, StmtKind::Expr(run)));
    }
}

/// The truth of a compile-time value.
pub fn const_truth(v: &ConstValue) -> bool {
    match v {
        ConstValue::None => false,
        ConstValue::Ellipsis => true,
        ConstValue::Complex(re, im) => *re != 0.0 || *im != 0.0,
        ConstValue::Bool(b) => *b,
        ConstValue::Int(n) => *n != num_bigint::BigInt::ZERO,
        ConstValue::Float(x) => *x != 0.0,
        ConstValue::Str(s) => !s.0.is_empty(),
        ConstValue::Bytes(b) => !b.is_empty(),
        ConstValue::Tuple(t) => !t.is_empty(),
    }
}
