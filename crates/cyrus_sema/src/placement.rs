//! What Python refuses at compile time whatever the types are, also in code that can never run (`if 0: break`).
//!
//! One walk over the tree before anything is typed. Jumps and `yield` have their place in every source; that a name is
//! not used before its `global` declaration, and that `__debug__` is never bound, holds in `.py` files, as Cython accepts
//! both. Comprehensions and patterns have files of their own. Language reference, "The global statement", "The nonlocal statement", and CPython's symtable.c and compile.c.

mod comprehension;
mod pattern;

use cyrus_ast as ast;
use cyrus_source::{FileId, FileSpan, Name, Span};

pub(crate) use pattern::irrefutable;

use crate::body::bindings::bindings;
use crate::context::Sema;
use crate::declare::walk::children;
use crate::rules;
use crate::scope::NameMap;

/// Where the names of type parameters are seen.
const GENERIC: &str = "the definition of what has type parameters";

/// What a scope has done to a name so far, the last by rank.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Assigned,
    Annotated,
    Used,
}

/// A scope, and where in it the walk is.
#[derive(Default)]
struct Scope {
    function: bool,
    module: bool,
    class: bool,
    is_async: bool,
    /// Inside how many loops.
    loops: u32,
    /// Inside how many loops the innermost `except*` clause stands.
    star: Option<u32>,
    /// Type parameters of functions and classes around that `nonlocal` would mean.
    type_params: Vec<Name>,
    /// The comprehensions around.
    comprehensions: Vec<comprehension::Comprehension>,
    seen: NameMap<Seen>,
    globals: NameMap<Span>,
    nonlocals: NameMap<Span>,
}

impl Scope {
    fn function() -> Self {
        Self { function: true, ..Self::default() }
    }
}

struct Walk<'s, 'i> {
    s: &'s mut Sema<'i>,
    file: FileId,
    /// The rules that hold in `.py` files only.
    strict: bool,
    scope: Scope,
    /// Inside how many iterables of comprehensions.
    iterables: u32,
    /// `from __future__ import` may still stand here.
    beginning: bool,
    /// Annotations are kept as text (PEP 563), as always in Cython.
    text: bool,
    /// Inside such an annotation, which nobody evaluates here.
    in_text: bool,
}

impl Sema<'_> {
    /// Reports misplaced statements of the main file.
    pub(crate) fn check_placement(&mut self) {
        let main = self.input.main;
        let scope = Scope { module: true, ..Scope::default() };
        let strict = self.input.pure_python;
        let text = !strict || main.tree.body.iter().any(keeps_annotations);
        let mut walk = Walk {
            s: self,
            file: main.file,
            strict,
            scope,
            iterables: 0,
            beginning: true,
            text,
            in_text: false,
        };
        for (i, s) in main.tree.body.iter().enumerate() {
            walk.beginning &= is_future(s) || (i == 0 && is_docstring(s));
            walk.stmt(s);
        }
    }
}

impl Walk<'_, '_> {
    fn at(&self, span: Span) -> FileSpan {
        FileSpan { file: self.file, span }
    }

    fn misplaced(&mut self, span: Span, text: String) {
        let at = self.at(span);
        self.s.error(&rules::MISPLACED, at, text);
    }

    fn redeclared(&mut self, span: Span, text: String) {
        let at = self.at(span);
        self.s.error(&rules::REDECLARED, at, text);
    }

    /// Walks statements in a scope of their own.
    fn inside(&mut self, scope: Scope, body: &[ast::Stmt]) {
        let outer = std::mem::replace(&mut self.scope, scope);
        self.stmts(body);
        self.scope = outer;
    }

    fn in_loop(&mut self, body: &[ast::Stmt]) {
        self.scope.loops += 1;
        self.stmts(body);
        self.scope.loops -= 1;
    }

    fn stmts(&mut self, body: &[ast::Stmt]) {
        body.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, s: &ast::Stmt) {
        use ast::StmtKind as K;
        match &s.kind {
            K::Break | K::Continue if self.scope.star == Some(self.scope.loops) => self.leaves_star(s.span),
            K::Break if self.scope.loops == 0 => self.misplaced(s.span, "`break` outside a loop".to_owned()),
            K::Continue if self.scope.loops == 0 => {
                self.misplaced(s.span, "`continue` outside a loop".to_owned());
            }
            K::Return(value) => {
                if !self.scope.function {
                    self.misplaced(s.span, "`return` outside a function".to_owned());
                } else if self.scope.star.is_some() {
                    self.leaves_star(s.span);
                }
                self.opt(value.as_ref());
            }
            K::Global(names) => names.iter().for_each(|n| self.declared(n, "global")),
            K::Nonlocal(names) => names.iter().for_each(|n| self.declared(n, "nonlocal")),
            K::Expr(e) => self.expr(e),
            K::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|t| self.target(t));
            }
            K::AugAssign { target, value, .. } => {
                self.expr(value);
                self.target(target);
            }
            K::AnnAssign { target, value, simple, .. } => {
                self.opt(value.as_ref());
                match &target.kind {
                    ast::ExprKind::Name(n) if *simple => self.annotated(n, target.span),
                    _ => self.target(target),
                }
            }
            K::Delete(targets) => targets.iter().for_each(|t| self.target(t)),
            K::Raise { exc, cause, .. } => {
                self.opt(exc.as_ref());
                self.opt(cause.as_ref());
            }
            K::Assert { test, message } => {
                self.expr(test);
                self.opt(message.as_ref());
            }
            K::Import { names, .. } => self.aliases(names),
            K::ImportFrom { .. } if !self.beginning && is_future(s) => {
                self.misplaced(s.span, "`from __future__ import` has to stand at the beginning".to_owned());
            }
            K::ImportFrom { names, .. } => self.aliases(names.as_deref().unwrap_or_default()),
            K::If { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            K::While { test, body, orelse } => {
                self.expr(test);
                self.in_loop(body);
                self.stmts(orelse);
            }
            K::For { target, iter, body, orelse, is_async } => {
                self.needs_async(*is_async, s.span, "async for");
                self.expr(iter);
                self.target(target);
                self.in_loop(body);
                self.stmts(orelse);
            }
            K::ForFrom(f) => {
                self.in_loop(&f.body);
                self.stmts(&f.orelse);
            }
            K::Try(t) => self.try_stmt(t),
            K::With { items, body, is_async } => {
                self.needs_async(*is_async, s.span, "async with");
                for i in items {
                    self.expr(&i.context);
                    i.target.iter().for_each(|t| self.target(t));
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
                f.decorators.iter().for_each(|d| self.expr(d));
                self.parameters(&f.params);
                self.type_params(&f.type_params);
                if !f.type_params.is_empty() {
                    let params = f.params.list.iter().chain(f.params.vararg.as_deref());
                    let annotations =
                        params.chain(f.params.kwarg.as_deref()).filter_map(|p| p.annotation.as_ref());
                    annotations.chain(&f.returns).for_each(|e| self.in_type(e, GENERIC));
                }
                self.bind(&f.name.name, f.name.span);
                let type_params = self.type_params_inside(&f.type_params, &f.body);
                self.inside(Scope { is_async: f.is_async, type_params, ..Scope::function() }, &f.body);
            }
            K::ClassDef(c) => {
                c.decorators.iter().chain(&c.bases).for_each(|e| self.expr(e));
                c.keywords.iter().for_each(|k| self.expr(&k.value));
                self.type_params(&c.type_params);
                if !c.type_params.is_empty() {
                    c.bases
                        .iter()
                        .chain(c.keywords.iter().map(|k| &k.value))
                        .for_each(|e| self.in_type(e, GENERIC));
                }
                self.bind(&c.name.name, c.name.span);
                let type_params = self.type_params_inside(&c.type_params, &[]);
                self.inside(Scope { class: true, type_params, ..Scope::default() }, &c.body);
            }
            K::TypeAlias { name, type_params, value } => {
                self.bind(&name.name, name.span);
                self.type_params(type_params);
                self.in_type(value, "a type alias");
            }
            K::CFunc(f) => self.inside(Scope::function(), &f.body),
            K::CClass(c) => {
                let scope = Scope { class: true, ..Scope::default() };
                self.inside(scope, c.body.as_deref().unwrap_or_default());
            }
            // Which branch is there at all is not known here; what is reported in those that are is sema's.
            K::CompileIf { .. } | K::CBlock(_) | K::Property(_) | K::CVar(_) => {}
            K::Error | K::Pass | K::Break | K::Continue | K::Print { .. } | K::Exec { .. } => {}
            K::CStruct(_) | K::CEnum(_) | K::CTypedef { .. } | K::Fused(_) | K::CExtern(_) => {}
            K::CImport(_) | K::FromCImport { .. } | K::Include(_) | K::Def { .. } => {}
        }
    }

    fn try_stmt(&mut self, t: &ast::Try) {
        self.stmts(&t.body);
        for h in &t.handlers {
            self.opt(h.ty.as_ref());
            if let Some(n) = &h.name {
                self.bind(&n.name, n.span);
            }
            let outer = self.scope.star;
            if t.is_star {
                self.scope.star = Some(self.scope.loops);
            }
            self.stmts(&h.body);
            self.scope.star = outer;
        }
        self.stmts(&t.orelse);
        self.stmts(&t.finalbody);
    }

    fn leaves_star(&mut self, span: Span) {
        let text = "`break`, `continue` and `return` cannot leave an `except*` clause";
        self.misplaced(span, text.to_owned());
    }

    fn needs_async(&mut self, is_async: bool, span: Span, what: &str) {
        if is_async && !self.scope.is_async && !self.in_text {
            self.misplaced(span, format!("`{what}` outside an async function"));
        }
    }

    fn aliases(&mut self, names: &[ast::Alias]) {
        for a in names {
            let n = a.as_name.as_ref().unwrap_or(&a.name);
            let name = n.name.split('.').next().unwrap_or_default().into();
            self.bind(&name, n.span);
        }
    }

    fn parameters(&mut self, params: &ast::Parameters) {
        for p in params.list.iter().chain(params.vararg.as_deref()).chain(params.kwarg.as_deref()) {
            self.in_text = self.text;
            self.opt(p.annotation.as_ref());
            self.in_text = false;
            self.opt(p.default.as_ref());
            self.not_debug(&p.name.name, p.name.span, "assign to");
        }
    }

    /// PEP 695 and 696: names once, defaults last, nothing that would bind or suspend.
    fn type_params(&mut self, params: &[ast::TypeParam]) {
        let mut defaults = false;
        for (i, p) in params.iter().enumerate() {
            let name = &p.name.name;
            if params[..i].iter().any(|other| other.name.name == *name) {
                self.redeclared(p.name.span, format!("there are two type parameters `{name}`"));
            }
            if defaults && p.default.is_none() {
                self.misplaced(
                    p.span,
                    format!("type parameter `{name}` without a default behind one that has one"),
                );
            }
            defaults |= p.default.is_some();
            p.bound.iter().for_each(|e| self.in_type(e, "the bound of a type parameter"));
            p.default.iter().for_each(|e| self.in_type(e, "the default of a type parameter"));
        }
    }

    /// The type parameters that scopes inside see: those that `body` gives no other meaning.
    fn type_params_inside(&self, own: &[ast::TypeParam], body: &[ast::Stmt]) -> Vec<Name> {
        let mut names = self.scope.type_params.clone();
        names.extend(own.iter().map(|p| p.name.name.clone()));
        if !names.is_empty() {
            let bound = bindings(body).bound;
            names.retain(|n| !bound.contains_key(n));
        }
        names
    }

    fn in_type(&mut self, e: &ast::Expr, place: &str) {
        use ast::ExprKind as K;
        let what = match &e.kind {
            K::Lambda { .. } => return,
            K::Walrus { .. } => ":=",
            K::Yield(_) => "yield",
            K::YieldFrom(_) => "yield from",
            K::Await(_) => "await",
            _ => return children(e, &mut |inner| self.in_type(inner, place)),
        };
        self.misplaced(e.span, format!("`{what}` cannot stand in {place}"));
    }

    fn opt(&mut self, e: Option<&ast::Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    /// A name is bound.
    fn bind(&mut self, name: &Name, span: Span) {
        self.not_debug(name, span, "assign to");
        self.scope.seen.entry(name.clone()).or_insert(Seen::Assigned);
    }

    fn annotated(&mut self, name: &Name, span: Span) {
        self.not_debug(name, span, "assign to");
        let scope = &self.scope;
        let word = match (scope.globals.contains_key(name), scope.nonlocals.contains_key(name)) {
            (true, _) => Some("global"),
            (_, true) => Some("nonlocal"),
            (false, false) => None,
        };
        if let Some(word) = word.filter(|_| self.strict && !scope.module) {
            self.redeclared(span, format!("annotated name `{name}` cannot be {word}"));
        }
        self.see(name, Seen::Annotated);
    }

    fn see(&mut self, name: &Name, seen: Seen) {
        // what comprehensions use they may have bound themselves
        if !self.scope.comprehensions.is_empty() {
            return;
        }
        let entry = self.scope.seen.entry(name.clone()).or_insert(seen);
        *entry = (*entry).max(seen);
    }

    fn declared(&mut self, n: &ast::Ident, word: &'static str) {
        let (own, other) = match word {
            "global" => (&mut self.scope.globals, &self.scope.nonlocals),
            _ => (&mut self.scope.nonlocals, &self.scope.globals),
        };
        own.entry(n.name.clone()).or_insert(n.span);
        let earlier = other.get(&n.name).copied();
        if !self.strict {
            return;
        }
        let name = &n.name;
        if word == "nonlocal" && self.scope.type_params.contains(name) {
            self.redeclared(n.span, format!("type parameter `{name}` cannot be nonlocal"));
        }
        match self.scope.seen.get(name) {
            Some(Seen::Used) => {
                self.redeclared(n.span, format!("name `{name}` is used before its {word} declaration"));
            }
            Some(Seen::Annotated) => {
                self.redeclared(n.span, format!("annotated name `{name}` cannot be {word}"));
            }
            Some(Seen::Assigned) => {
                self.redeclared(
                    n.span,
                    format!("name `{name}` is assigned to before its {word} declaration"),
                );
            }
            None => {}
        }
        if let Some(earlier) = earlier {
            self.redeclared(earlier, format!("name `{name}` is nonlocal and global"));
        }
    }

    /// `__debug__` is a constant.
    fn not_debug(&mut self, name: &Name, span: Span, what: &str) {
        if self.strict && name.as_str() == "__debug__" {
            self.misplaced(span, format!("cannot {what} `__debug__`"));
        }
    }

    fn target(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => self.bind(n, e.span),
            K::Tuple(items) | K::List(items) => items.iter().for_each(|i| self.target(i)),
            K::Starred(inner) => self.target(inner),
            K::Attribute { value, attr: name } => {
                self.not_debug(&name.name, name.span, "assign to");
                self.expr(value);
            }
            _ => self.expr(e),
        }
    }

    fn expr(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => self.see(n, Seen::Used),
            K::Walrus { target, value } => {
                self.expr(value);
                self.assigned_in_comprehension(target, e.span);
                self.target(target);
            }
            K::Await(value) => {
                if self.scope.comprehensions.is_empty() {
                    self.needs_async(true, e.span, "await");
                }
                self.suspends();
                self.expr(value);
            }
            K::Yield(value) => {
                self.yields(e.span, "yield");
                self.opt(value.as_deref());
            }
            K::YieldFrom(value) => {
                self.yields(e.span, "yield from");
                self.expr(value);
            }
            K::Call { keywords, .. } => {
                for k in keywords {
                    if let Some(n) = &k.name {
                        self.not_debug(&n.name, n.span, "assign to");
                    }
                }
                children(e, &mut |inner| self.expr(inner));
            }
            K::Lambda { params, body } => {
                self.parameters(params);
                let outer = std::mem::replace(&mut self.scope, Scope::function());
                self.expr(body);
                self.scope = outer;
            }
            K::ListComp { element, clauses } => {
                self.comprehension(e.span, "list comprehension", &[element], clauses);
            }
            K::SetComp { element, clauses } => {
                self.comprehension(e.span, "set comprehension", &[element], clauses);
            }
            K::DictComp { key, value, clauses } => {
                let elements: Vec<&ast::Expr> = key.iter().chain([value]).map(|e| &**e).collect();
                self.comprehension(e.span, "dict comprehension", &elements, clauses);
            }
            K::Generator { element, clauses } => {
                self.comprehension(e.span, comprehension::GENERATOR, &[element], clauses);
            }
            _ => children(e, &mut |inner| self.expr(inner)),
        }
    }

    fn yields(&mut self, span: Span, what: &str) {
        if !self.scope.function {
            self.misplaced(span, format!("`{what}` outside a function"));
        } else if let Some(inner) = self.scope.comprehensions.last()
            && self.strict
        {
            let text = format!("`{what}` inside a {}", inner.what);
            self.misplaced(span, text);
        }
    }
}

fn is_future(s: &ast::Stmt) -> bool {
    matches!(&s.kind, ast::StmtKind::ImportFrom { level: 0, module: Some(m), .. } if m.name == "__future__")
}

fn keeps_annotations(s: &ast::Stmt) -> bool {
    let ast::StmtKind::ImportFrom { names: Some(names), .. } = &s.kind else { return false };
    is_future(s) && names.iter().any(|n| n.name.name == "annotations")
}

fn is_docstring(s: &ast::Stmt) -> bool {
    matches!(&s.kind, ast::StmtKind::Expr(e) if matches!(e.kind, ast::ExprKind::Str { .. }))
}
