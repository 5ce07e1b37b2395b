//! Variables that are read where no assignment can have reached them.
//!
//! A walk over the statements of one function, after its variables are known: which variables may be assigned here, and
//! which are for sure. Only variables that hold objects count; one that a function inside shares can be assigned anywhere.
//! Where the walk is in doubt (loops, exceptions), it takes what leads to fewer reports.

use std::collections::BTreeMap;

use cyrus_ast as ast;
use cyrus_hir::{LocalId, Storage};
use cyrus_index::BitSet;
use cyrus_source::{Name, Span};

use super::Body;
use super::bindings::{bindings, target_names};
use crate::declare::walk::children;
use crate::directives::Directive as D;
use crate::rules;
use crate::scope::NameMap;

/// What is known of the variables at one place.
#[derive(Clone, Debug, Default)]
struct State {
    /// May be assigned.
    may: BitSet<LocalId>,
    /// Is assigned on every way here.
    sure: BitSet<LocalId>,
    /// No way leads here.
    dead: bool,
}

impl State {
    fn join(&mut self, other: &State) {
        if self.dead {
            *self = other.clone();
        } else if !other.dead {
            self.may.union_with(&other.may);
            self.sure.intersect_with(&other.sure);
        }
    }
}

/// What the directives `warn` ask for.
#[derive(Default)]
pub(super) struct Found {
    /// Names that are read anywhere.
    pub(super) mentioned: NameMap<Span>,
    /// The first statement of each part that no way leads to.
    pub(super) dead: Vec<Span>,
    /// Assignments whose value is replaced before anything can read it.
    pub(super) lost: Vec<(Name, Span)>,
}

struct Walk<'n> {
    names: &'n NameMap<LocalId>,
    /// Those that are no objects: they have some value always, or say at run time that they have none.
    lasting: &'n BitSet<LocalId>,
    state: State,
    /// What `break` brings to the end of the loops around.
    breaks: Vec<State>,
    /// Names that the comprehensions around have for themselves.
    own: Vec<NameMap<Span>>,
    /// Reads: the name, and whether an assignment may have come before.
    reads: BTreeMap<(u32, u32), (Name, Span, bool)>,
    quiet: u32,
    found: Found,
    /// Assignments of the straight run of statements that ends here, which nothing has read yet.
    fresh: BTreeMap<LocalId, Span>,
    /// Whether this is a call of a name in `cython.parallel`.
    parallel: &'n dyn Fn(&ast::Expr, &str) -> bool,
    /// What the parallel sections around assign, outside their parallel loops: each thread its own variable.
    sections: Vec<BitSet<LocalId>>,
    /// What the parallel sections before assigned.
    threads_had: BitSet<LocalId>,
}

impl<'a> Body<'_, 'a> {
    /// Reports the variables of the innermost frame that `body` reads before it can have assigned them, and what else
    /// the directives `warn` ask for.
    pub fn check_assigned(&mut self, body: &'a [ast::Stmt]) {
        if self.s.muted > 0 {
            return;
        }
        let frame = self.fr();
        let is_variable = |id: LocalId| matches!(frame.locals[id].storage, Storage::Frame | Storage::Param);
        let names: NameMap<LocalId> = frame
            .names
            .iter()
            .filter(|(name, id)| is_variable(**id) && !frame.bindings.inner_names.contains_key(*name))
            .map(|(name, id)| (name.clone(), *id))
            .collect();
        let (mut given, mut lasting) = (BitSet::default(), BitSet::default());
        for id in names.values() {
            let local = &frame.locals[*id];
            if !local.ty.is_object() {
                lasting.insert(*id);
            }
            if local.storage == Storage::Param || !local.ty.is_object() {
                given.insert(*id);
            }
        }
        let module = frame.module;
        let parallel = |e: &ast::Expr, name: &str| match &e.kind {
            ast::ExprKind::Call { func, .. } => {
                let path = self.s.cython_path(module, func);
                path.as_deref().and_then(|path| path.strip_prefix("parallel.")) == Some(name)
            }
            _ => false,
        };
        let mut walk = Walk {
            names: &names,
            lasting: &lasting,
            state: State { may: given.clone(), sure: given, dead: false },
            breaks: Vec::new(),
            own: Vec::new(),
            reads: BTreeMap::new(),
            quiet: 0,
            found: Found::default(),
            fresh: BTreeMap::new(),
            parallel: &parallel,
            sections: Vec::new(),
            threads_had: BitSet::default(),
        };
        walk.stmts(body);
        let Walk { reads, threads_had, found, .. } = walk;
        self.warn(body, &found);
        if self.plain_python() || self.s.input.lenient {
            return;
        }
        let doubtful = self.directive(D::WarnMaybeUninitialized);
        for (name, span, maybe) in reads.into_values() {
            let at = self.at(span);
            if !maybe && names.get(&name).is_some_and(|id| threads_had.contains(*id)) {
                let message =
                    format!("`{name}` has no value after the parallel section: each thread had its own");
                let d = cyrus_diagnostics::Diagnostic::new(&rules::PARALLEL_RACE, at, message)
                    .help("assign it in a `prange` loop, which leaves the value of its last iteration");
                self.s.report(d);
            } else if !maybe {
                let message = format!("`{name}` is read before any assignment can have reached it");
                self.s.error(&rules::UNDEFINED_VARIABLE, at, message);
            } else if doubtful {
                let message = format!("`{name}` may be read before it is assigned");
                self.s.error(&rules::MAYBE_UNDEFINED, at, message);
            }
        }
    }
}

impl Walk<'_> {
    fn id(&self, name: &Name) -> Option<LocalId> {
        if self.own.iter().any(|names| names.contains_key(name)) {
            return None;
        }
        self.names.get(name).copied()
    }

    fn read(&mut self, name: &Name, span: Span) {
        self.found.mentioned.entry(name.clone()).or_insert(span);
        let Some(id) = self.id(name) else { return };
        self.fresh.remove(&id);
        if self.quiet == 0 && !self.state.dead && !self.state.sure.contains(id) {
            let maybe = self.state.may.contains(id);
            self.reads.entry((span.start, span.end)).or_insert((name.clone(), span, maybe));
        }
        // One report is enough.
        self.state.sure.insert(id);
        self.state.may.insert(id);
    }

    fn assign(&mut self, name: &Name) {
        if let Some(id) = self.id(name) {
            self.fresh.remove(&id);
            self.state.may.insert(id);
            self.state.sure.insert(id);
            if let Some(section) = self.sections.last_mut() {
                section.insert(id);
            }
        }
    }

    /// `with parallel()`: what its threads assigned is gone behind it.
    fn section(&mut self, body: &[ast::Stmt]) {
        self.sections.push(BitSet::default());
        self.stmts(body);
        for id in self.sections.pop().unwrap_or_default().iter() {
            self.state.may.remove(id);
            self.state.sure.remove(id);
            self.threads_had.insert(id);
        }
    }

    /// Whatever these statements may do has been done, or not.
    fn any_of(&mut self, body: &[ast::Stmt]) {
        let found = bindings(body);
        for name in found.bound.keys() {
            if let Some(id) = self.id(name) {
                self.state.may.insert(id);
            }
        }
        for name in found.deleted.keys() {
            if let Some(id) = self.id(name) {
                self.state.sure.remove(id);
            }
        }
    }

    fn stmts(&mut self, body: &[ast::Stmt]) {
        let mut reported = self.state.dead;
        for s in body {
            if self.state.dead && !reported && self.quiet == 0 && !matches!(s.kind, ast::StmtKind::Pass) {
                self.found.dead.push(s.span);
                reported = true;
            }
            let straight = matches!(
                s.kind,
                ast::StmtKind::Expr(_)
                    | ast::StmtKind::Assign { .. }
                    | ast::StmtKind::AugAssign { .. }
                    | ast::StmtKind::AnnAssign { .. }
                    | ast::StmtKind::CVar(_)
                    | ast::StmtKind::Pass
            );
            // where control flow divides, what is assigned may be read on some way
            if !straight {
                self.fresh.clear();
            }
            self.stmt(s);
            if !straight {
                self.fresh.clear();
            } else if let ast::StmtKind::Assign { targets, .. } = &s.kind {
                targets.iter().for_each(|target| self.stored(target));
            }
        }
    }

    /// A variable has a new value that nothing has read yet.
    fn stored(&mut self, target: &ast::Expr) {
        if let ast::ExprKind::Name(name) = &target.kind
            && let Some(id) = self.id(name)
        {
            self.fresh.insert(id, target.span);
        }
    }

    /// A variable gets a new value: the one that it has is lost if nothing has read it.
    fn replaced(&mut self, name: &Name) {
        if let Some(id) = self.id(name)
            && let Some(span) = self.fresh.remove(&id)
            && self.quiet == 0
        {
            self.found.lost.push((name.clone(), span));
        }
    }

    fn stmt(&mut self, s: &ast::Stmt) {
        use ast::StmtKind as K;
        match &s.kind {
            K::Error | K::Pass | K::Global(_) | K::Nonlocal(_) | K::Include(_) => {}
            K::CImport(_) | K::FromCImport { .. } | K::CTypedef { .. } | K::CStruct(_) | K::CEnum(_) => {}
            K::Fused(_) | K::CExtern(_) | K::CClass(_) | K::Property(_) | K::CFunc(_) | K::Def { .. } => {}
            K::Expr(e) => self.expr(e),
            K::Assign { targets, value } => {
                self.expr(value);
                for target in targets {
                    if let ast::ExprKind::Name(name) = &target.kind {
                        self.replaced(name);
                    }
                    self.target(target);
                }
            }
            K::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
                self.target(target);
            }
            K::AnnAssign { target, value, .. } => {
                if let Some(value) = value {
                    self.expr(value);
                    self.target(target);
                }
            }
            K::Delete(targets) => targets.iter().for_each(|t| self.delete(t)),
            K::Break => {
                let state = self.state.clone();
                if let Some(at_break) = self.breaks.last_mut() {
                    at_break.join(&state);
                }
                self.state.dead = true;
            }
            K::Continue => self.state.dead = true,
            K::Return(e) => {
                self.opt(e.as_ref());
                self.state.dead = true;
            }
            K::Raise { exc, cause, py2 } => {
                self.opt(exc.as_ref());
                self.opt(cause.as_ref());
                if let Some(rest) = py2 {
                    self.expr(&rest.0);
                    self.opt(rest.1.as_ref());
                }
                self.state.dead = true;
            }
            K::Assert { test, message } => {
                self.expr(test);
                let after = self.state.clone();
                self.opt(message.as_ref());
                self.state = after;
            }
            K::Import { names, .. } => {
                for a in names {
                    match &a.as_name {
                        Some(n) => self.assign(&n.name),
                        None => self.assign(&a.name.name.split('.').next().unwrap_or("").into()),
                    }
                }
            }
            K::ImportFrom { names, .. } => {
                for a in names.iter().flatten() {
                    self.assign(&a.as_name.as_ref().unwrap_or(&a.name).name);
                }
            }
            K::If { test, body, orelse } => {
                self.expr(test);
                let before = self.state.clone();
                self.stmts(body);
                let after = std::mem::replace(&mut self.state, before);
                self.stmts(orelse);
                self.state.join(&after);
            }
            K::While { test, body, orelse } => {
                let endless = matches!(test.kind, ast::ExprKind::Bool(true))
                    || matches!(&test.kind, ast::ExprKind::Int { value: ast::IntValue::Small(n), .. } if *n != 0);
                self.any_of(body);
                self.expr(test);
                self.repeat(|_| {}, body, orelse, endless);
            }
            K::For { target, iter, body, orelse, .. } => {
                self.expr(iter);
                self.any_of(body);
                // a parallel loop gives the section around it what its last iteration leaves
                let around = (self.parallel)(iter, "prange").then(|| std::mem::take(&mut self.sections));
                self.repeat(|w| w.target(target), body, orelse, false);
                if let Some(around) = around {
                    self.sections = around;
                }
            }
            K::ForFrom(f) => {
                self.expr(&f.start);
                self.expr(&f.stop);
                self.opt(f.step.as_ref());
                self.any_of(&f.body);
                self.repeat(|w| w.target(&f.target), &f.body, &f.orelse, false);
            }
            K::Try(t) => self.try_stmt(t),
            K::With { items, body, .. } => {
                for i in items {
                    self.expr(&i.context);
                    if let Some(t) = &i.target {
                        self.target(t);
                    }
                }
                // What a context manager swallows ends the block anywhere in it.
                let mut swallowed = self.state.clone();
                if items.iter().any(|i| (self.parallel)(&i.context, "parallel")) {
                    return self.section(body);
                }
                self.stmts(body);
                if items.iter().any(|i| !is_directive(&i.context)) {
                    std::mem::swap(&mut swallowed, &mut self.state);
                    self.any_of(body);
                    self.state.join(&swallowed);
                }
            }
            K::Match { subject, cases } => {
                self.expr(subject);
                let entry = self.state.clone();
                let mut end = entry.clone();
                for case in cases {
                    self.state = entry.clone();
                    // Names of the pattern and of the body are told apart by nobody here: all may be bound.
                    let all = bindings(std::slice::from_ref(s)).bound;
                    let inside = bindings(&case.body).bound;
                    for name in all.keys() {
                        match self.id(name) {
                            Some(id) if inside.contains_key(name) => {
                                self.state.may.insert(id);
                            }
                            Some(_) => self.assign(name),
                            None => {}
                        }
                    }
                    self.opt(case.guard.as_ref());
                    self.stmts(&case.body);
                    end.join(&self.state);
                }
                self.state = end;
            }
            K::FunctionDef(f) => {
                f.decorators.iter().for_each(|d| self.expr(d));
                f.params.list.iter().for_each(|p| self.opt(p.default.as_ref()));
                self.assign(&f.name.name);
            }
            K::ClassDef(c) => {
                c.decorators.iter().chain(&c.bases).for_each(|e| self.expr(e));
                c.keywords.iter().for_each(|k| self.expr(&k.value));
                self.assign(&c.name.name);
            }
            K::TypeAlias { name, .. } => self.assign(&name.name),
            K::Print { file, values, .. } => {
                self.opt(file.as_ref());
                values.iter().for_each(|v| self.expr(v));
            }
            K::Exec { code, globals, locals } => {
                self.expr(code);
                self.opt(globals.as_ref());
                self.opt(locals.as_ref());
            }
            K::CVar(v) => {
                for (declarator, init) in &v.declarators {
                    if let Some(init) = init {
                        self.expr(init);
                        let name = super::assign::declarator_name(declarator);
                        if let Some(name) = name.or_else(|| super::assign::implicit_name(&v.ty)) {
                            self.assign(&name.name);
                        }
                    }
                }
            }
            K::CBlock(body) => self.stmts(body),
            K::CompileIf { branches } => {
                let entry = self.state.clone();
                let mut end = entry.clone();
                for (_, body) in branches {
                    self.state = entry.clone();
                    self.stmts(body);
                    end.join(&self.state);
                }
                self.state = end;
            }
        }
    }

    /// A loop whose condition or iterable is read already.
    fn repeat(&mut self, begin: impl Fn(&mut Self), body: &[ast::Stmt], orelse: &[ast::Stmt], endless: bool) {
        let head = self.state.clone();
        self.breaks.push(State { dead: true, ..State::default() });
        begin(self);
        self.stmts(body);
        let at_break = self.breaks.pop().unwrap_or_default();
        // The body may not have run at all.
        let mut end = head;
        if endless {
            end.dead = true;
        } else {
            end.join(&self.state);
        }
        self.state = end;
        self.stmts(orelse);
        self.state.join(&at_break);
    }

    fn try_stmt(&mut self, t: &ast::Try) {
        let before = self.state.clone();
        self.stmts(&t.body);
        // An exception leaves the body anywhere.
        let good = std::mem::replace(&mut self.state, before.clone());
        self.any_of(&t.body);
        let thrown = std::mem::replace(&mut self.state, good);
        self.stmts(&t.orelse);
        let mut end = self.state.clone();
        for h in &t.handlers {
            self.state = thrown.clone();
            self.opt(h.ty.as_ref());
            if let Some(name) = &h.name {
                self.assign(&name.name);
            }
            if let Some(target) = &h.target {
                self.target(target);
            }
            self.stmts(&h.body);
            if let Some(id) = h.name.as_ref().and_then(|name| self.id(&name.name)) {
                self.state.may.remove(id);
                self.state.sure.remove(id);
            }
            end.join(&self.state);
        }
        if t.finalbody.is_empty() {
            self.state = end;
            return;
        }
        // `finally` runs on every way out: first for the reports, then for what holds behind it.
        self.state = before;
        self.any_of(&t.body);
        self.any_of(&t.orelse);
        t.handlers.iter().for_each(|h| self.any_of(&h.body));
        self.state.may.union_with(&end.may);
        self.stmts(&t.finalbody);
        self.state = end;
        self.quiet += 1;
        self.stmts(&t.finalbody);
        self.quiet -= 1;
    }

    fn opt(&mut self, e: Option<&ast::Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn target(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => self.assign(n),
            K::Tuple(items) | K::List(items) => items.iter().for_each(|i| self.target(i)),
            K::Starred(inner) => self.target(inner),
            _ => self.expr(e),
        }
    }

    fn delete(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => {
                self.read(n, e.span);
                if let Some(id) = self.id(n)
                    && !self.lasting.contains(id)
                {
                    self.state.may.remove(id);
                    self.state.sure.remove(id);
                }
            }
            K::Tuple(items) | K::List(items) => items.iter().for_each(|i| self.delete(i)),
            _ => self.expr(e),
        }
    }

    /// Expressions that run one after another, of which the later ones may not run.
    fn perhaps<'e>(&mut self, parts: impl Iterator<Item = &'e ast::Expr>) {
        let mut end: Option<State> = None;
        for part in parts {
            self.expr(part);
            match &mut end {
                None => end = Some(self.state.clone()),
                Some(end) => end.join(&self.state),
            }
        }
        if let Some(end) = end {
            self.state = end;
        }
    }

    fn clauses(&mut self, clauses: &[ast::Comprehension], parts: &[&ast::Expr]) {
        let Some((first, rest)) = clauses.split_first() else { return };
        self.expr(&first.iter);
        let mut names = NameMap::default();
        clauses.iter().for_each(|c| target_names(&c.target, &mut names));
        let before = self.state.clone();
        self.own.push(names);
        first.ifs.iter().for_each(|i| self.expr(i));
        for c in rest {
            self.expr(&c.iter);
            c.ifs.iter().for_each(|i| self.expr(i));
        }
        parts.iter().for_each(|e| self.expr(e));
        self.own.pop();
        self.state.join(&before);
    }

    fn expr(&mut self, e: &ast::Expr) {
        use ast::ExprKind as K;
        match &e.kind {
            K::Name(n) => self.read(n, e.span),
            // Asked about, not read; a place whose address is known can be assigned there.
            K::SizeOf(_) => {}
            K::AddressOf(inner) => self.target(inner),
            K::BoolOp { values, .. } => self.perhaps(values.iter()),
            K::Compare { left, rest } => {
                self.expr(left);
                self.perhaps(rest.iter().map(|(_, right)| right));
            }
            K::Conditional { test, body, orelse } => {
                self.expr(test);
                let before = self.state.clone();
                self.expr(body);
                let after = std::mem::replace(&mut self.state, before);
                self.expr(orelse);
                self.state.join(&after);
            }
            // `cython.typeof(x)` and the like ask for the type alone.
            K::Call { func, .. } if is_question(func) => {}
            K::ListComp { element, clauses } | K::SetComp { element, clauses } => {
                self.clauses(clauses, &[element]);
            }
            // A function of its own; its first iterable is read here.
            K::Generator { clauses, .. } => {
                if let Some(first) = clauses.first() {
                    self.expr(&first.iter);
                }
            }
            K::DictComp { key, value, clauses } => match key {
                Some(key) => self.clauses(clauses, &[key, value]),
                None => self.clauses(clauses, &[value]),
            },
            K::Lambda { params, .. } => params.list.iter().for_each(|p| self.opt(p.default.as_ref())),
            K::Walrus { target, value } => {
                self.expr(value);
                self.target(target);
            }
            _ => children(e, &mut |inner| self.expr(inner)),
        }
    }
}

/// `nogil`, `cython.boundscheck(False)`: blocks that are no context managers.
fn is_directive(context: &ast::Expr) -> bool {
    match &context.kind {
        ast::ExprKind::Name(n) => matches!(n.as_str(), "nogil" | "gil"),
        ast::ExprKind::Call { func, .. } => is_directive(func),
        ast::ExprKind::Attribute { value, .. } => {
            matches!(&value.kind, ast::ExprKind::Name(n) if n == "cython")
        }
        _ => false,
    }
}

fn is_question(func: &ast::Expr) -> bool {
    match &func.kind {
        ast::ExprKind::Name(n) => matches!(n.as_str(), "typeof" | "sizeof"),
        ast::ExprKind::Attribute { attr, .. } => matches!(attr.name.as_str(), "typeof" | "sizeof"),
        _ => false,
    }
}
