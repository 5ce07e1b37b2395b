//! Which names a scope binds: one walk over a function's or class's own statements, before anything is typed.
//!
//! Python decides at compile time whether a name is local: it is if the scope binds it anywhere and does not declare it
//! `global` or `nonlocal` (language reference, "Resolution of names"). Comprehension targets belong to the
//! comprehension; a walrus inside one binds in the scope around it (PEP 572).

use cyrus_ast as ast;
use cyrus_source::{Name, Span};

use super::frame::mangle;
use crate::declare::walk::children;
use crate::scope::NameMap;

/// What a scope does to names.
#[derive(Debug, Default)]
pub struct Bindings {
    /// Names that the scope binds, in order of their first binding.
    pub bound: NameMap<Span>,
    /// `global`
    pub globals: NameMap<Span>,
    /// `nonlocal`
    pub nonlocals: NameMap<Span>,
    /// Those of them that the scope binds.
    pub rebound: NameMap<Span>,
    /// Names that a function inside binds with `nonlocal`: their type cannot be inferred here.
    pub inner_nonlocals: NameMap<Span>,
    /// Names that functions, classes, lambdas and generator expressions inside look up in the scopes around them.
    pub inner_names: NameMap<Span>,
    /// Names that are operands of arithmetic that could overflow a C integer.
    pub arithmetic: NameMap<Span>,
    /// Names that are deleted.
    pub deleted: NameMap<Span>,
    /// Attributes of `self` that functions of this class body store (`__static_attributes__` since Python 3.13).
    pub attributes: NameMap<Span>,
    /// The scope contains `yield`.
    pub has_yield: bool,
    /// The scope contains `await`, `async for` or `async with`.
    pub has_await: bool,
    /// The scope contains a comprehension, whose variables have types of their own.
    pub has_comprehension: bool,
    /// `locals()`, `vars()`, `dir()`, `eval()` or `exec()` is called by name: variables must keep Python values.
    pub sees_locals: bool,
    /// Where that is so, the names that the scope itself mentions.
    pub mentioned: NameMap<Span>,
}

impl Bindings {
    /// What is declared `global` or `nonlocal` is bound elsewhere.
    fn settle(&mut self) {
        let Bindings { bound, globals, nonlocals, rebound, .. } = self;
        let outside = nonlocals.iter().filter(|(n, _)| bound.contains_key(*n));
        rebound.extend(outside.map(|(n, at)| (n.clone(), *at)));
        bound.retain(|name, _| !globals.contains_key(name) && !nonlocals.contains_key(name));
    }

    /// The same as the scope finds them: names that begin with two underscores are those of the class around it.
    pub fn mangled(mut self, class: Option<&Name>) -> Bindings {
        if class.is_none() {
            return self;
        }
        let all = [
            &mut self.bound,
            &mut self.globals,
            &mut self.nonlocals,
            &mut self.rebound,
            &mut self.inner_nonlocals,
            &mut self.inner_names,
            &mut self.mentioned,
            &mut self.arithmetic,
            &mut self.deleted,
        ];
        for names in all {
            if names.keys().any(|n| n.starts_with("__")) {
                *names = names.drain(..).map(|(n, at)| (mangle(class, &n), at)).collect();
            }
        }
        self.settle();
        self
    }
}

/// Walks the statements of one scope.
pub fn bindings(body: &[ast::Stmt]) -> Bindings {
    let mut out = found(|walk| walk.stmts(body));
    out.settle();
    out
}

/// A function, what it calls by name, and how many of its callers those calls look at themselves.
#[derive(Debug)]
pub struct FunctionCalls {
    /// Its name.
    pub name: Name,
    /// The last part of the names of what it calls: functions, and methods of `self`, `cls` and `super()`.
    pub calls: Vec<Name>,
    /// 1 for `sys._getframe(1)` and `warn(..., stacklevel=2)`.
    pub looks: u32,
}

/// The functions in these statements and in each other, and what they call.
pub fn function_calls(body: &[ast::Stmt]) -> Vec<FunctionCalls> {
    let mut walk = Walk { calls: Some(Vec::new()), ..Walk::default() };
    walk.stmts(body);
    walk.calls.unwrap_or_default()
}

/// The name of a function that is called, or of a method of the instance or class at hand.
pub fn own_callee(func: &ast::Expr) -> Option<&Name> {
    use ast::ExprKind as K;
    match &func.kind {
        K::Name(name) => Some(name),
        K::Attribute { value, attr } => {
            let is_own = match &value.kind {
                K::Name(n) => n == "self" || n == "cls",
                K::Call { func, args, .. } => {
                    args.is_empty() && matches!(&func.kind, K::Name(n) if n == "super")
                }
                _ => false,
            };
            is_own.then_some(&attr.name)
        }
        _ => None,
    }
}

/// How many callers of its function a call looks at: those of the standard library that take a number.
fn looks(func: &ast::Expr, args: &[ast::Expr], keywords: &[ast::Keyword]) -> u32 {
    use ast::ExprKind as K;
    let (K::Name(name) | K::Attribute { attr: ast::Ident { name, .. }, .. }) = &func.kind else { return 0 };
    let depth = match name.as_str() {
        "_getframe" => args.first(),
        "warn" => keywords
            .iter()
            .find_map(|k| k.name.as_ref().is_some_and(|n| n.name == "stacklevel").then_some(&k.value)),
        _ => None,
    };
    match depth.map(|e| &e.kind) {
        None => 0,
        Some(K::Int { value, .. }) => {
            let ast::IntValue::Small(n) = value else { return 0 };
            let n = u32::try_from(*n).unwrap_or(0);
            if name == "warn" { n.saturating_sub(1) } else { n }
        }
        // Likely one that its own caller gave it.
        Some(_) => 2,
    }
}

/// Whether the body of a class or module has annotations of names, so that it has `__annotations__` from its start.
pub fn annotates(body: &[ast::Stmt]) -> bool {
    use ast::StmtKind as K;
    body.iter().any(|s| match &s.kind {
        K::AnnAssign { simple, .. } => *simple,
        K::If { body, orelse, .. } | K::While { body, orelse, .. } | K::For { body, orelse, .. } => {
            annotates(body) || annotates(orelse)
        }
        K::With { body, .. } => annotates(body),
        K::Try(t) => {
            let handlers = t.handlers.iter().any(|h| annotates(&h.body));
            handlers || annotates(&t.body) || annotates(&t.orelse) || annotates(&t.finalbody)
        }
        K::Match { cases, .. } => cases.iter().any(|c| annotates(&c.body)),
        _ => false,
    })
}

/// The names that an expression binds in the scope around it (walrus), for lambdas and generator expressions.
pub fn expression_bindings(body: &ast::Expr) -> Bindings {
    found(|walk| walk.expr(body))
}

/// What a walk finds. Only for who sees all variables it goes a second time, for the names that are mentioned.
fn found(go: impl Fn(&mut Walk)) -> Bindings {
    let mut walk = Walk::default();
    go(&mut walk);
    if walk.out.sees_locals {
        walk = Walk { mentions: true, ..Walk::default() };
        go(&mut walk);
    }
    walk.out
}

/// The names that an assignment target binds.
pub fn target_names(target: &ast::Expr, out: &mut NameMap<Span>) {
    let mut walk = Walk::default();
    walk.target(target);
    out.extend(walk.out.bound);
}

/// The names of all parameters.
fn parameter_names(params: &ast::Parameters) -> impl Iterator<Item = Name> {
    let all = params.list.iter().chain(params.vararg.as_deref()).chain(params.kwarg.as_deref());
    all.map(|p| p.name.name.clone())
}

#[derive(Default)]
struct Walk {
    out: Bindings,
    /// Inside how many nested functions or classes: only `nonlocal` counts there.
    depth: u32,
    /// Inside how many generator expressions.
    generators: u32,
    /// The variables of the functions around the place, inside the scope.
    own: Vec<Vec<Name>>,
    /// The classes around the place, inside the scope: `depth` of each.
    classes: Vec<u32>,
    /// Names that are mentioned are asked for.
    mentions: bool,
    /// What functions call, where that is asked for.
    calls: Option<Vec<FunctionCalls>>,
    /// The functions around the place, by their place in `calls`.
    around: Vec<usize>,
}

impl Walk {
    fn bind(&mut self, name: &Name, span: Span) {
        if self.depth == 0 {
            self.out.bound.entry(name.clone()).or_insert(span);
        }
    }

    fn stmts(&mut self, body: &[ast::Stmt]) {
        for s in body {
            self.stmt(s);
        }
    }

    fn stmt(&mut self, s: &ast::Stmt) {
        use ast::StmtKind as K;
        match &s.kind {
            K::Error
            | K::Pass
            | K::Break
            | K::Continue
            | K::Include(_)
            | K::CImport(_)
            | K::FromCImport { .. } => {}
            K::CTypedef { .. } | K::CStruct(_) | K::CEnum(_) | K::Fused(_) | K::CExtern(_) | K::CClass(_) => {
            }
            K::Property(_) | K::CFunc(_) | K::Def { .. } => {}
            K::Expr(e) => self.expr(e),
            K::Assign { targets, value } => {
                self.expr(value);
                for t in targets {
                    self.store(t);
                }
            }
            K::AugAssign { target, value, op } => {
                if !matches!(op, ast::BinaryOp::BitAnd | ast::BinaryOp::BitOr | ast::BinaryOp::BitXor) {
                    self.arithmetic(target);
                    self.arithmetic(value);
                }
                self.expr(value);
                self.target(target);
            }
            K::AnnAssign { target, value, simple, .. } => {
                if let Some(v) = value {
                    self.expr(v);
                }
                // `(x): int` alone binds nothing.
                if value.is_some() {
                    self.store(target);
                } else if *simple || !matches!(target.kind, ast::ExprKind::Name(_)) {
                    self.target(target);
                }
            }
            K::Delete(targets) => {
                for t in targets {
                    self.deleted(t);
                    self.target(t);
                }
            }
            K::Return(e) => self.opt(e.as_ref()),
            K::Raise { exc, cause, py2 } => {
                self.opt(exc.as_ref());
                self.opt(cause.as_ref());
                if let Some(p) = py2 {
                    self.expr(&p.0);
                    self.opt(p.1.as_ref());
                }
            }
            K::Assert { test, message } => {
                self.expr(test);
                self.opt(message.as_ref());
            }
            K::Global(names) => {
                if self.depth == 0 {
                    for n in names {
                        self.out.globals.entry(n.name.clone()).or_insert(n.span);
                    }
                }
            }
            K::Nonlocal(names) => {
                if self.depth == 0 {
                    for n in names {
                        self.out.nonlocals.entry(n.name.clone()).or_insert(n.span);
                    }
                }
            }
            K::Import { names, .. } => {
                for a in names {
                    match &a.as_name {
                        Some(n) => self.bind(&n.name, n.span),
                        None => self.bind(&a.name.name.split('.').next().unwrap_or("").into(), a.name.span),
                    }
                }
            }
            K::ImportFrom { names, .. } => {
                for a in names.iter().flatten() {
                    let n = a.as_name.as_ref().unwrap_or(&a.name);
                    self.bind(&n.name, n.span);
                }
            }
            K::If { test, body, orelse } | K::While { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            K::For { target, iter, body, orelse, is_async } => {
                self.out.has_await |= *is_async && self.depth == 0;
                self.expr(iter);
                self.store(target);
                self.stmts(body);
                self.stmts(orelse);
            }
            K::ForFrom(f) => {
                self.expr(&f.start);
                self.expr(&f.stop);
                self.opt(f.step.as_ref());
                self.target(&f.target);
                self.stmts(&f.body);
                self.stmts(&f.orelse);
            }
            K::Try(t) => {
                self.stmts(&t.body);
                for h in &t.handlers {
                    self.opt(h.ty.as_ref());
                    if let Some(n) = &h.name {
                        self.bind(&n.name, n.span);
                        // The handler deletes it at its end.
                        self.out.deleted.entry(n.name.clone()).or_insert(n.span);
                    }
                    if let Some(t) = &h.target {
                        self.target(t);
                    }
                    self.stmts(&h.body);
                }
                self.stmts(&t.orelse);
                self.stmts(&t.finalbody);
            }
            K::With { items, body, is_async } => {
                self.out.has_await |= *is_async && self.depth == 0;
                for i in items {
                    self.expr(&i.context);
                    if let Some(t) = &i.target {
                        self.store(t);
                    }
                }
                self.stmts(body);
            }
            K::Match { subject, cases } => {
                self.expr(subject);
                for c in cases {
                    self.pattern(&c.pattern);
                    self.opt(c.guard.as_ref());
                    self.stmts(&c.body);
                }
            }
            K::FunctionDef(f) => {
                for d in &f.decorators {
                    self.expr(d);
                }
                self.parameters(&f.params);
                self.bind(&f.name.name, f.name.span);
                let inner = bindings(&f.body);
                self.out.inner_nonlocals.extend(inner.rebound);
                self.own.push(inner.bound.into_keys().chain(parameter_names(&f.params)).collect());
                if let Some(calls) = &mut self.calls {
                    self.around.push(calls.len());
                    calls.push(FunctionCalls { name: f.name.name.clone(), calls: Vec::new(), looks: 0 });
                }
                self.depth += 1;
                self.stmts(&f.body);
                self.depth -= 1;
                self.around.pop();
                self.own.pop();
            }
            K::ClassDef(c) => {
                for e in c.decorators.iter().chain(&c.bases) {
                    self.expr(e);
                }
                for k in &c.keywords {
                    self.expr(&k.value);
                }
                self.bind(&c.name.name, c.name.span);
                self.out.inner_nonlocals.extend(bindings(&c.body).rebound);
                self.depth += 1;
                self.classes.push(self.depth);
                self.stmts(&c.body);
                self.classes.pop();
                self.depth -= 1;
            }
            K::TypeAlias { name, .. } => self.bind(&name.name, name.span),
            K::Print { file, values, .. } => {
                self.opt(file.as_ref());
                for v in values {
                    self.expr(v);
                }
            }
            K::Exec { code, globals, locals } => {
                self.out.sees_locals |= self.depth == 0 && globals.is_none();
                self.expr(code);
                self.opt(globals.as_ref());
                self.opt(locals.as_ref());
            }
            K::CVar(v) => {
                for (_, init) in &v.declarators {
                    self.opt(init.as_ref());
                }
            }
            K::CBlock(body) => self.stmts(body),
            K::CompileIf { branches } => {
                for (_, body) in branches {
                    self.stmts(body);
                }
            }
        }
    }

    fn parameters(&mut self, params: &ast::Parameters) {
        for p in &params.list {
            self.opt(p.default.as_ref());
        }
    }

    fn opt(&mut self, e: Option<&ast::Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn target(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => self.bind(n, e.span),
            K::Tuple(items) | K::List(items) => {
                for i in items {
                    self.target(i);
                }
            }
            K::Starred(inner) => self.target(inner),
            _ => self.expr(e),
        }
    }

    /// A target that gets a value.
    fn store(&mut self, e: &ast::Expr) {
        self.attributes(e);
        self.target(e);
    }

    /// As the interpreter counts them: a body of a class inside stores what is ours, the functions in it do not.
    fn attributes(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Tuple(items) | K::List(items) => items.iter().for_each(|i| self.attributes(i)),
            K::Starred(inner) => self.attributes(inner),
            K::Attribute { value, attr } if matches!(&value.kind, K::Name(n) if n == "self") => {
                let ours = match self.classes.as_slice() {
                    [] => self.depth > 0,
                    [inner] => *inner == self.depth,
                    _ => false,
                };
                if ours {
                    self.out.attributes.entry(attr.name.clone()).or_insert(attr.span);
                }
            }
            _ => {}
        }
    }

    fn deleted(&mut self, e: &ast::Expr) {
        match &e.kind {
            ast::ExprKind::Name(n) if self.depth == 0 => {
                self.out.deleted.entry(n.clone()).or_insert(e.span);
            }
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                for i in items {
                    self.deleted(i);
                }
            }
            _ => {}
        }
    }

    /// Notes the names whose values flow into an arithmetic operation.
    fn arithmetic(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) if self.depth == 0 => {
                self.out.arithmetic.entry(n.clone()).or_insert(e.span);
            }
            K::Conditional { body, orelse, .. } => {
                self.arithmetic(body);
                self.arithmetic(orelse);
            }
            K::BoolOp { values, .. } => values.iter().for_each(|v| self.arithmetic(v)),
            K::Unary { operand, .. } => self.arithmetic(operand),
            K::Walrus { value, target } => {
                self.arithmetic(value);
                self.arithmetic(target);
            }
            _ => {}
        }
    }

    fn clauses(&mut self, clauses: &[ast::Comprehension]) {
        self.out.has_comprehension = true;
        for c in clauses {
            self.out.has_await |= c.is_async && self.depth == 0;
            self.expr(&c.iter);
            // The target is the comprehension's own; only what is evaluated in it counts.
            if !matches!(c.target.kind, ast::ExprKind::Name(_)) {
                let bound = std::mem::take(&mut self.out.bound);
                self.store(&c.target);
                self.out.bound = bound;
            }
            for i in &c.ifs {
                self.expr(i);
            }
        }
    }

    fn expr(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => {
                if self.depth + self.generators > 0 && !self.own.iter().any(|names| names.contains(n)) {
                    self.out.inner_names.entry(n.clone()).or_insert(e.span);
                } else if self.mentions {
                    self.out.mentioned.entry(n.clone()).or_insert(e.span);
                }
            }
            K::SizeOf(_) => {}
            K::Binary { left, op, right } => {
                if !matches!(op, ast::BinaryOp::BitAnd | ast::BinaryOp::BitOr | ast::BinaryOp::BitXor) {
                    self.arithmetic(left);
                    self.arithmetic(right);
                }
                children(e, &mut |inner| self.expr(inner));
            }
            K::Unary { op, operand } => {
                if matches!(op, ast::UnaryOp::USub) {
                    self.arithmetic(operand);
                }
                children(e, &mut |inner| self.expr(inner));
            }
            K::Call { func, args, keywords } => {
                if let K::Name(n) = &func.kind
                    && self.depth == 0
                    && matches!(n.as_str(), "locals" | "vars" | "dir" | "eval" | "exec")
                    && args.len() <= 1
                {
                    self.out.sees_locals = true;
                }
                if let (Some(calls), Some(at)) = (&mut self.calls, self.around.last())
                    && let Some(function) = calls.get_mut(*at)
                {
                    function.looks = function.looks.max(looks(func, args, keywords));
                    function.calls.extend(own_callee(func).cloned());
                }
                children(e, &mut |inner| self.expr(inner));
            }
            K::ListComp { element, clauses } | K::SetComp { element, clauses } => {
                self.clauses(clauses);
                self.expr(element);
            }
            K::Generator { element, clauses } => {
                // A scope of its own: `await` and `yield` in it are not ours, walrus is.
                let (y, a) = (self.out.has_yield, self.out.has_await);
                self.generators += 1;
                self.clauses(clauses);
                self.expr(element);
                self.generators -= 1;
                (self.out.has_yield, self.out.has_await) = (y, a);
            }
            K::DictComp { key, value, clauses } => {
                self.clauses(clauses);
                if let Some(k) = key {
                    self.expr(k);
                }
                self.expr(value);
            }
            K::Lambda { params, body } => {
                self.parameters(params);
                self.own.push(parameter_names(params).collect());
                self.depth += 1;
                self.expr(body);
                self.depth -= 1;
                self.own.pop();
            }
            K::Walrus { target, value } => {
                self.expr(value);
                self.target(target);
            }
            K::Await(inner) => {
                self.out.has_await |= self.depth == 0;
                self.expr(inner);
            }
            K::Yield(_) | K::YieldFrom(_) => {
                self.out.has_yield |= self.depth == 0;
                children(e, &mut |inner| self.expr(inner));
            }
            _ => children(e, &mut |inner| self.expr(inner)),
        }
    }

    fn pattern(&mut self, p: &ast::Pattern) {
        use ast::PatternKind as K;
        match &p.kind {
            K::Value(e) | K::Singleton(e) => self.expr(e),
            K::Sequence(items) | K::Or(items) => items.iter().for_each(|i| self.pattern(i)),
            K::Star(name) => {
                if let Some(n) = name {
                    self.bind(&n.name, n.span);
                }
            }
            K::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|k| self.expr(k));
                patterns.iter().for_each(|i| self.pattern(i));
                if let Some(n) = rest {
                    self.bind(&n.name, n.span);
                }
            }
            K::Class { class, positional, keyword } => {
                self.expr(class);
                positional.iter().for_each(|i| self.pattern(i));
                keyword.iter().for_each(|(_, i)| self.pattern(i));
            }
            K::As { pattern, name } => {
                if let Some(i) = pattern {
                    self.pattern(i);
                }
                if let Some(n) = name {
                    self.bind(&n.name, n.span);
                }
            }
        }
    }
}
