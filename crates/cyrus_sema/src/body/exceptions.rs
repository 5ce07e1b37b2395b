//! `raise`, `try`, `with`, `await`, `yield`.

use cyrus_ast as ast;
use cyrus_hir::{
    Arg, Expr, ExprKind, Flavour, Handler, Place, PlaceKind, Stmt, StmtKind, Storage, Try, With,
};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::frame::FrameKind;
use crate::directives::Directive as D;
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// What `analyse` gives where the GIL is held.
    pub fn with_gil<T>(&mut self, analyse: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.f().nogil, false);
        let result = analyse(self);
        self.f().nogil = before;
        result
    }

    /// `raise`
    pub fn raise(
        &mut self,
        at: FileSpan,
        exc: Option<&'a ast::Expr>,
        cause: Option<&'a ast::Expr>,
        py2: Option<&'a (ast::Expr, Option<ast::Expr>)>,
        out: &mut Vec<Stmt>,
    ) {
        if self.fr().nogil {
            // An exception is rare: the GIL is taken for it.
            let inner = self.with_gil(|b| {
                let mut inner = Vec::new();
                b.raise(at, exc, cause, py2, &mut inner);
                inner
            });
            out.push(Stmt::new(at, StmtKind::WithGil(inner)));
            self.f().flow.dead = true;
            return;
        }
        let exc = exc.map(|e| self.object_expr(e));
        let cause = cause.map(|e| self.object_expr(e));
        if let (Some(exc), Some((value, tb))) = (&exc, py2) {
            // Level 2: `raise T, v, tb`.
            let mut args = vec![exc.clone(), self.object_expr(value)];
            if let Some(tb) = tb {
                args.push(self.object_expr(tb));
            } else {
                args.push(Expr::new(Type::Object, at, ExprKind::None));
            }
            let call = Expr::new(Type::INT, at, ExprKind::Op { op: cyrus_ops::CY_RAISE_THREE, args });
            out.push(Stmt::new(at, StmtKind::Expr(call)));
        } else {
            out.push(Stmt::new(at, StmtKind::Raise { exc, cause }));
        }
        self.f().flow.dead = true;
    }

    /// `try`
    pub fn try_stmt(&mut self, at: FileSpan, t: &'a ast::Try, out: &mut Vec<Stmt>) {
        self.need_gil_unless_finally(at, t);
        let before = self.fr().flow.clone();
        let body = self.stmts(&t.body);
        let orelse = self.stmts(&t.orelse);
        let mut after = self.fr().flow.clone();
        let mut handlers = Vec::with_capacity(t.handlers.len());
        for (i, h) in t.handlers.iter().enumerate() {
            let at = self.at(h.span);
            if h.ty.is_none() && i + 1 < t.handlers.len() {
                self.s.error(&rules::MISPLACED, at, "`except:` without a type must be the last handler");
            }
            self.f().flow = before.clone();
            let ty = h.ty.as_ref().map(|e| self.object_expr(e));
            let place = h.name.as_ref().map(|n| {
                let place = self.name_place(&n.name, n.span);
                if let PlaceKind::Local(id) = place.kind {
                    let value = Expr::new(Type::Object, at, ExprKind::None);
                    self.note_assignment(id, &Expr { kind: ExprKind::PlaceValue, ..value });
                    self.f().flow.assigned.insert(id);
                }
                place
            });
            let mut body = Vec::new();
            let place = match &h.target {
                // Level 2: any target, which keeps what it got.
                Some(target) => {
                    let caught = self.f().add_local(Name::default(), Type::Object, Storage::Frame, at);
                    self.f().flow.assigned.insert(caught);
                    let value = Expr::new(Type::Object, at, ExprKind::Local(caught));
                    self.store(target.span, target, value, &mut body);
                    Some(Place { ty: Type::Object, at, kind: PlaceKind::Local(caught) })
                }
                None => place,
            };
            body.extend(self.stmts(&h.body));
            if let Some(Place { kind: PlaceKind::Local(id), .. }) = &place {
                let id = *id;
                self.f().flow.assigned.remove(id);
            }
            let flow = self.fr().flow.clone();
            after.join(&flow);
            handlers.push(Handler { ty, place, body, at });
        }
        // The final part runs from anywhere.
        self.f().flow = if t.finalbody.is_empty() { after.clone() } else { before };
        let finalbody = self.stmts(&t.finalbody);
        if !t.finalbody.is_empty() {
            let added = self.fr().flow.clone();
            let dead = added.dead;
            self.f().flow = after;
            self.f().flow.assigned.union_with(&added.assigned);
            self.f().flow.dead |= dead;
        }
        out.push(Stmt::new(
            at,
            StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star: t.is_star })),
        ));
    }

    fn need_gil_unless_finally(&mut self, at: FileSpan, t: &ast::Try) {
        if !t.handlers.is_empty() {
            self.need_gil(at, "`try`/`except`");
        }
    }

    /// `with`: directives, `nogil`, `gil`, `parallel`, or context managers.
    pub fn with_stmt(
        &mut self,
        at: FileSpan,
        items: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        is_async: bool,
        out: &mut Vec<Stmt>,
    ) {
        let Some((item, rest)) = items.split_first() else {
            let inner = self.stmts(body);
            out.extend(inner);
            return;
        };
        if !is_async && self.special_with(at, item, rest, body, out) {
            return;
        }
        let context = if !is_async && self.may_be_lock(&item.context) {
            let value = self.expr(&item.context);
            let Err(value) = self.lock_block(value, item, rest, body, out) else { return };
            self.need_gil(at, "`with`");
            self.object(value)
        } else {
            self.need_gil(at, "`with`");
            self.object_expr(&item.context)
        };
        let before = self.fr().flow.clone();
        let mut inner = Vec::new();
        let value = item.target.as_ref().map(|t| {
            let id = self.temp(Type::Object, at);
            let read = Expr::new(Type::Object, at, ExprKind::Local(id));
            self.store(t.span, t, read, &mut inner);
            id
        });
        if rest.is_empty() {
            let stmts = self.stmts(body);
            inner.extend(stmts);
        } else {
            self.with_stmt(at, rest, body, is_async, &mut inner);
        }
        // The manager may swallow an exception from anywhere in the body.
        let mut after = self.fr().flow.clone();
        if after.dead {
            after = before;
        } else {
            let mut joined = before;
            joined.join(&after);
            after = joined;
        }
        self.f().flow = after;
        out.push(Stmt::new(at, StmtKind::With(Box::new(With { context, value, body: inner, is_async }))));
    }

    fn special_with(
        &mut self,
        at: FileSpan,
        item: &'a ast::WithItem,
        rest: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) -> bool {
        let module = self.fr().module;
        let (head, args): (&'a ast::Expr, &'a [ast::Expr]) = match &item.context.kind {
            ast::ExprKind::Call { func, args, .. } => (func, args),
            _ => (&item.context, &[]),
        };
        let plain = match &head.kind {
            ast::ExprKind::Name(n) if matches!(n.as_str(), "nogil" | "gil") && self.means_builtin(n) => {
                Some(n.to_string())
            }
            _ => None,
        };
        let path = plain.or_else(|| self.s.cython_path(module, head).map(|p| p.to_string()));
        let Some(path) = path else { return false };
        match path.as_str() {
            "nogil" | "gil" => {
                let keywords = match &item.context.kind {
                    ast::ExprKind::Call { keywords, .. } => keywords.len(),
                    _ => 0,
                };
                if args.len() > 1 || keywords > 0 {
                    let message = format!("`{path}` takes one condition and nothing else");
                    self.s.error(&rules::WRONG_ARGUMENTS, at, message);
                }
                if let [test] = args {
                    let (module, file) = (self.fr().module, self.fr().file);
                    let holds = match self.fused_test(test) {
                        Some(b) => Some(b),
                        None => self.s.const_eval(module, file, test).map(|v| super::stmt::const_truth(&v)),
                    };
                    match holds {
                        Some(false) => {
                            let inner = self.with_rest(at, rest, body);
                            out.extend(inner);
                            return true;
                        }
                        Some(true) => {}
                        None => {
                            let at = self.at(test.span);
                            self.s.error(
                                &rules::NOT_CONSTANT,
                                at,
                                format!("the condition of `{path}` must be known at compile time"),
                            );
                        }
                    }
                }
                self.gil_block(at, path == "nogil", rest, body, out);
                true
            }
            "parallel.parallel" => {
                self.parallel_block(at, item, rest, body, out);
                true
            }
            "critical_section" => {
                self.critical_section(at, item, body, out);
                let inner = self.with_rest(at, rest, body);
                out.extend(inner);
                true
            }
            _ => {
                let (module, file) = (self.fr().module, self.fr().file);
                let base = std::sync::Arc::clone(&self.fr().directives);
                let Some(directives) = self.s.with_directives(module, file, &base, &item.context) else {
                    return false;
                };
                let before = std::mem::replace(&mut self.f().directives, directives);
                let inner = self.with_rest(at, rest, body);
                self.f().directives = before;
                out.extend(inner);
                true
            }
        }
    }

    /// What is locked: with the GIL the lock is the GIL itself; free-threaded builds lock in the runtime.
    fn critical_section(
        &mut self,
        at: FileSpan,
        item: &'a ast::WithItem,
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        let (args, keywords): (&'a [ast::Expr], &'a [ast::Keyword]) = match &item.context.kind {
            ast::ExprKind::Call { args, keywords, .. } => (args, keywords),
            _ => (&[], &[]),
        };
        if !(1..=2).contains(&args.len()) || !keywords.is_empty() {
            let message = "`critical_section` takes one or two things to lock, and nothing else";
            self.s.error(&rules::WRONG_ARGUMENTS, at, message);
        }
        self.need_gil(at, "a critical section");
        let found = super::bindings::bindings(body);
        if found.has_yield || found.has_await {
            let message = "a critical section cannot be left and entered again by `yield` or `await`";
            self.s.error(&rules::MISPLACED, at, message);
        }
        let (mut objects, mut mutexes) = (false, false);
        for a in args {
            let e = self.expr(a);
            if e.is_error() {
                continue;
            }
            let held = match self.s.world.resolve(&e.ty) {
                Type::Ptr(to) => self.s.world.resolve(to).clone(),
                t => t.clone(),
            };
            if self.s.is_mutex(&held) {
                mutexes = true;
                continue;
            }
            if !e.ty.is_object() {
                let shown = self.s.world.show(&e.ty);
                let message = format!("a critical section locks Python objects or `pymutex`, not `{shown}`");
                self.s.error(&rules::TYPE_MISMATCH, e.at, message);
                continue;
            }
            objects = true;
            out.push(Stmt::new(at, StmtKind::Expr(e)));
        }
        if objects && mutexes {
            let message = "a critical section locks either Python objects or mutexes, not both";
            self.s.error(&rules::TYPE_MISMATCH, at, message);
        }
    }

    fn with_rest(&mut self, at: FileSpan, rest: &'a [ast::WithItem], body: &'a [ast::Stmt]) -> Vec<Stmt> {
        let mut out = Vec::new();
        self.with_stmt(at, rest, body, false, &mut out);
        out
    }

    fn gil_block(
        &mut self,
        at: FileSpan,
        release: bool,
        rest: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        let held = !self.fr().nogil;
        // who calls a function that needs no GIL may hold it
        if release && !held && self.fr().released {
            self.s.error(&rules::NEEDS_GIL, at, "trying to release the GIL while it was previously released");
        }
        if !release && held && !self.directive(D::Gil) {
            self.s.error(&rules::NEEDS_GIL, at, "trying to acquire the GIL while it is already held");
        }
        let before = std::mem::replace(&mut self.f().nogil, release);
        let outside = std::mem::replace(&mut self.f().released, release);
        let inner = self.with_rest(at, rest, body);
        self.f().nogil = before;
        self.f().released = outside;
        out.push(Stmt::new(at, if release { StmtKind::Nogil(inner) } else { StmtKind::WithGil(inner) }));
    }

    /// `await e`
    pub fn await_expr(&mut self, inner: &'a ast::Expr, at: FileSpan) -> Expr {
        if !matches!(
            self.fr().flavour,
            Flavour::Coroutine | Flavour::AsyncGenerator | Flavour::IterableCoroutine
        ) {
            self.s.error(&rules::MISPLACED, at, "`await` outside an async function");
        }
        let value = self.object_expr(inner);
        Expr::new(Type::Object, at, ExprKind::Await(Box::new(value)))
    }

    /// `yield e`
    pub fn yield_expr(&mut self, inner: Option<&'a ast::Expr>, at: FileSpan) -> Expr {
        self.check_yield(at, "yield");
        let value = inner.map(|e| Box::new(self.object_expr(e)));
        Expr::new(Type::Object, at, ExprKind::Yield(value))
    }

    /// `yield from e`
    pub fn yield_from(&mut self, inner: &'a ast::Expr, at: FileSpan) -> Expr {
        self.check_yield(at, "yield from");
        if matches!(self.fr().flavour, Flavour::Coroutine | Flavour::AsyncGenerator) {
            self.s.error(&rules::MISPLACED, at, "`yield from` inside an async function");
        }
        let mut value = self.object_expr(inner);
        if self.fr().takes_coroutines {
            let op = cyrus_ops::CY_COROUTINE_ITER;
            value = Expr::new(Type::Object, at, ExprKind::Op { op, args: vec![value] });
        }
        Expr::new(Type::Object, at, ExprKind::YieldFrom(Box::new(value)))
    }

    fn check_yield(&mut self, at: FileSpan, what: &str) {
        if self.fr().is_c {
            self.s.error(&rules::MISPLACED, at, format!("`{what}` in a C function; use `def`"));
        } else if self.fr().kind != FrameKind::Function {
            self.s.error(&rules::MISPLACED, at, format!("`{what}` outside a function"));
        }
    }

    /// Reports a call on objects as such, for statements that lowering spells out.
    pub fn builtin_call(&mut self, name: &str, args: Vec<Expr>, at: FileSpan) -> Expr {
        let func = Expr::new(Type::Object, at, ExprKind::Builtin(name.into()));
        let args = args.into_iter().map(Arg::Positional).collect();
        Expr::new(Type::Object, at, ExprKind::Call { func: Box::new(func), args })
    }
}
