//! Parallel regions (OpenMP) and C++ exceptions.
//!
//! Nothing jumps out of a parallel region. What fails inside goes to the end of the iteration (or of the thread's part),
//! where the exception is put aside and everybody is told to stop; it is raised behind the region:
//!
//! ```c
//! cy_stop = 0;
//! #pragma omp parallel private(t0, e)
//! {
//!     CY_THREAD_BEGIN
//!     #pragma omp for schedule(static)
//!     for (i0 = 0; i0 < n; i0++) {
//!         if (cy_stop) continue;
//!         ...
//!         continue;
//!     P0_0:
//!         CY_PARALLEL_FAIL(0)
//!     }
//!     CY_THREAD_END
//! }
//! if (cy_stop == 1) { cy_parallel_raise(&cy_error); CY_E(0, E0) }
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cyrus_c::{Binary, CType, Expr as C, Stmt as S, block, leaves};
use cyrus_index::BitSet;
use cyrus_ir::{
    Abi, CountedFor, Label, LocalId, LocalType, Parallel, Region, Role, Stmt, StmtKind, Worksharing,
};
use cyrus_types::{CppExcept, Type};

use crate::exits::Exits;
use crate::func::{FuncGen, Target};
use crate::threads::{TeamLocals, written};
use crate::types::ctype;

/// Why a parallel region stopped, in the variable `cy_stop`.
const FAILED: &str = "1";
const RETURNED: &str = "3";

impl FuncGen<'_, '_> {
    /// Whether some statement returns out of a parallel region.
    pub(crate) fn returns_from_parallel(&self) -> bool {
        let mut found = false;
        self.func.body.walk(&mut |s| {
            let inside = match &s.kind {
                StmtKind::Parallel(p) => Some(&p.body),
                StmtKind::For(l) if l.parallel.is_some() => Some(&l.body),
                _ => None,
            };
            if let Some(body) = inside {
                body.walk(&mut |s| found |= matches!(s.kind, StmtKind::Return(_)));
            }
        });
        found
    }

    fn stop(&mut self, why: &'static str) -> S {
        self.scratch.insert("cy_stop".to_owned(), CType::name("int"));
        S::Expr(C::atom("cy_stop").assign(C::atom(why)))
    }

    /// `break` out of a shared loop: no thread begins another iteration of it.
    pub(crate) fn break_parallel(&mut self, label: Label) {
        let broke = self.scratch(&broke(label), &CType::name("int"));
        self.out.push(S::Expr(broke.assign(C::atom("1"))));
    }

    /// `return` out of a parallel region.
    pub(crate) fn return_parallel(&mut self, value: Option<C>) {
        let ty = LocalType::Type(self.func.ret.clone());
        let counted = matches!(self.func.abi, Abi::Python { .. } | Abi::Resume { .. })
            || self.cx.module.is_managed(&ty);
        match value {
            // the first thread to return has the say
            Some(value) if counted => {
                let held = if matches!(self.func.abi, Abi::C) { ty } else { LocalType::Type(Type::Object) };
                let of = self.ret_type().unwrap_or_else(crate::types::object);
                let x = self.scratch("x", &of);
                self.out.push(S::Expr(x.clone().assign(value)));
                let nogil = std::mem::replace(&mut self.nogil, false);
                let drops = self.drop_place(&held, x.clone(), false);
                self.nogil = nogil;
                let first = vec![S::Expr(C::atom("r").assign(x))];
                let returned = C::atom("cy_stop").binary(Binary::Eq, C::atom(RETURNED));
                let stop = self.stop(RETURNED);
                self.out.push(S::Block(vec![
                    S::Line("PyGILState_STATE gil_ = PyGILState_Ensure();".into()),
                    S::If(returned, drops, first),
                    stop,
                    S::Line("PyGILState_Release(gil_);".into()),
                ]));
            }
            Some(value) => self.out.push(S::Expr(C::atom("r").assign(value))),
            None => {}
        }
        let stop = self.stop(RETURNED);
        self.out.push(stop);
        let n = self.parallel.last().copied().unwrap_or_default();
        self.ends.insert(n);
        self.out.push(S::Goto(format!("PD{n}").into()));
    }

    /// A body with an error exit of its own, at whose end threads go on.
    fn guarded_part(&mut self, fill: impl FnOnce(&mut Self) -> Vec<S>) -> Vec<S> {
        let n = self.tries;
        self.tries += 1;
        self.scopes.push(Exits::new(format!("P{n}_")));
        self.parallel.push(n);
        let mut body = fill(self);
        self.parallel.pop();
        let exits = self.scopes.pop();
        if let Some(exits) = exits.filter(Exits::is_used) {
            if !leaves(&body) {
                self.ends.insert(n);
                body.push(S::Goto(format!("PD{n}").into()));
            }
            body.extend(exits.code());
            if exits.traced {
                let trace = self.trace();
                body.push(trace);
            }
            self.scratch.insert("cy_error".to_owned(), CType::name("cy_parallel_error"));
            body.push(S::Line("cy_parallel_keep(&cy_error);".into()));
            let stop = self.stop(FAILED);
            body.push(stop);
        }
        if self.ends.contains(&n) {
            body.push(S::Label(format!("PD{n}").into()));
        }
        body
    }

    /// C variables that each thread has for itself: what the body assigns, but for those that are shared on purpose.
    fn privates(&self, body: &Region, more: &[LocalId], text: &[S]) -> String {
        let (mut written, mut shared) = (written(body), BitSet::new());
        body.walk(&mut |s| {
            if let StmtKind::For(l) = &s.kind
                && let Some(w) = &l.parallel
            {
                shared_of(w, &mut shared);
            }
        });
        for l in more {
            written.insert(*l);
        }
        let (mut private, mut first) = (BTreeSet::new(), BTreeSet::new());
        for l in written.iter().filter(|l| self.counts_in_threads(*l) || !shared.contains(*l)) {
            let Some(name) = self.thread_variable(l) else { continue };
            if self.func.locals[l].role == Role::Temp || self.counts_in_threads(l) {
                private.insert(name);
            } else {
                first.insert(name);
            }
        }
        let printed = block(0, text);
        for name in self.scratch.keys() {
            let common = name == "r" || name.starts_with("cy_");
            if !common && mentions(&printed, name) {
                private.insert(name.clone());
            }
        }
        let mut out = String::new();
        for (word, names) in [("private", private), ("firstprivate", first)] {
            if !names.is_empty() {
                let names: Vec<String> = names.into_iter().collect();
                let _ = write!(out, " {word}({})", names.join(", "));
            }
        }
        out
    }

    /// Statements of a team of threads: each has a Python thread state for as long, so that exceptions are not lost.
    fn team(&mut self, clauses: &str, body: Vec<S>, team: &TeamLocals, stmt: &Stmt) {
        if stops(&body) {
            let start = self.stop("0");
            self.out.push(start);
        }
        let printed = block(0, &body);
        let flags: Vec<String> =
            self.scratch.keys().filter(|n| is_flag(n) && mentions(&printed, n)).cloned().collect();
        for flag in &flags {
            self.out.push(S::Expr(C::atom(flag.clone()).assign(C::atom("0"))));
        }
        // Whoever called a function without the GIL may have it all the same; threads that want it would wait for ever.
        let held = (self.func.nogil && !self.func.with_gil && self.teams == 0)
            .then(|| self.scratch("cy_held", &CType::name("PyThreadState").ptr()));
        if let Some(held) = &held {
            self.out.push(S::Line(format!("{held} = cy_release_gil();").into()));
        }
        self.out.push(S::Line(format!("#ifdef _OPENMP\n#pragma omp parallel{clauses}\n#endif").into()));
        let failing = printed.contains("cy_parallel_keep(");
        let mut all = Vec::new();
        let python = failing || printed.contains("PyGILState_Ensure");
        let line = |text: &'static str| S::Line(text.into());
        if Self::has_counted(team) {
            let (first, last) = self.thread_references(team);
            all.push(line("CY_THREAD_ENTER"));
            all.extend(first);
            all.push(line("CY_THREAD_LET"));
            all.extend(body);
            all.push(line("CY_THREAD_TAKE"));
            all.extend(last);
            all.push(line("CY_THREAD_LEAVE"));
        } else if python {
            all.push(line("CY_THREAD_BEGIN"));
            all.extend(body);
            all.push(line("CY_THREAD_END"));
        } else {
            all.extend(body);
        }
        self.out.push(S::Block(all));
        if let Some(held) = &held {
            self.out.push(S::Line(format!("if ({held}) PyEval_RestoreThread({held});").into()));
        }
        self.end_team(team, flags.iter().any(|f| f == "cy_ended"));
        let mut returns = false;
        let inside =
            |r: &Region, found: &mut bool| r.walk(&mut |s| *found |= matches!(s.kind, StmtKind::Return(_)));
        stmt.regions(&mut |r| inside(r, &mut returns));
        if failing {
            let leave = self.fail(stmt.at, &stmt.cleanup, false);
            let r = self.ret_type();
            // a thread may have returned before another one failed
            let lost = match r {
                Some(r) if returns && r == crate::types::object() => {
                    "{ PyGILState_STATE gil_ = PyGILState_Ensure(); Py_CLEAR(r); PyGILState_Release(gil_); } "
                }
                _ => "",
            };
            let raise = format!("{{ {lost}cy_parallel_raise(&cy_error); {leave} }}");
            let failed = C::atom("cy_stop").binary(Binary::LogAnd, C::atom("cy_error").member("type"));
            self.out.push(S::If(failed, vec![S::Leave(raise.into())], vec![]));
        }
        if returns {
            let mut drops = Vec::new();
            for l in &stmt.cleanup {
                let ty = self.func.locals[*l].ty.clone();
                let place = self.local(*l);
                let null = self.maybe_null.contains(*l);
                drops.extend(self.drop_place(&ty, place, null));
            }
            self.jump_out();
            if let Abi::Resume { .. } = self.func.abi {
                drops.push(S::Line("g->at = -1;".into()));
            }
            drops.push(S::Goto("out".into()));
            let returned = C::atom("cy_stop").binary(Binary::Eq, C::atom(RETURNED));
            self.out.push(S::If(returned, drops, vec![]));
        }
    }

    /// `with parallel():`
    pub(crate) fn parallel(&mut self, p: &Parallel, stmt: &Stmt) {
        let mut clauses = String::new();
        if let Some(n) = &p.num_threads {
            let _ = write!(clauses, " num_threads({})", self.expr(n));
        }
        if let Some(e) = &p.only_if {
            let _ = write!(clauses, " if({})", self.expr(e));
        }
        let team = self.begin_team(&p.body);
        let before = std::mem::replace(&mut self.nogil, true);
        self.teams += 1;
        let body = self.guarded_part(|s| s.region(&p.body, &[]));
        self.teams -= 1;
        clauses.push_str(&self.privates(&p.body, &p.private, &body));
        self.nogil = before;
        self.team(&clauses, body, &team, stmt);
    }

    /// A loop whose iterations are shared among threads: of the team around, or of one of its own.
    pub(crate) fn worksharing(&mut self, l: &CountedFor, w: &Worksharing, head: [Option<C>; 3], stmt: &Stmt) {
        let alone = self.teams == 0;
        let own_team = alone.then(|| {
            let body = Region(vec![Stmt::new(StmtKind::For(Box::new(l.clone())), stmt.at)]);
            (self.begin_team(&body), body)
        });
        let mut clauses = String::new();
        if let Some(schedule) = &w.schedule {
            let chunk = w.chunk.as_ref().map_or_else(String::new, |c| format!(", {}", self.expr(c)));
            let _ = write!(clauses, " schedule({schedule}{chunk})");
        }
        let mut declared = BTreeSet::new();
        for (op, l) in &w.reductions {
            let _ = write!(clauses, " reduction({op}:{})", self.local(*l));
            declared.extend(self.complex_reduction(op, *l));
        }
        let plain: Vec<LocalId> =
            w.lastprivate.iter().copied().filter(|l| !self.counts_in_threads(*l)).collect();
        let last: BTreeSet<String> = plain.iter().map(|l| self.local(*l).to_string()).collect();
        if !last.is_empty() {
            let last: Vec<String> = last.into_iter().collect();
            let last = last.join(", ");
            let _ = write!(clauses, " firstprivate({last}) lastprivate({last})");
        }
        let before = std::mem::replace(&mut self.nogil, true);
        self.teams += 1;
        let mut inner = self.guarded_part(|s| {
            s.targets.push(Target { is_parallel: true, ..Target::of_loop(l.label) });
            let mut body = s.region(&l.body, &[crate::func::Tail::Continue(l.label)]);
            if s.targets.pop().is_some_and(|t| t.continue_used) {
                body.push(S::Label(format!("C{}", l.label.as_u32()).into()));
            }
            let outer = std::mem::take(&mut s.out);
            s.keep_last(l, &w.lastprivate);
            body.extend(std::mem::replace(&mut s.out, outer));
            body
        });
        self.teams -= 1;
        self.nogil = before;
        let broke = broke(l.label);
        let breaks = mentions(&block(0, &inner), &broke);
        let whole = stops(&inner).then_some("cy_stop").into_iter().chain(breaks.then_some(broke.as_str()));
        if let Some(test) =
            whole.map(|name| C::atom(name.to_owned())).reduce(|a, b| a.binary(Binary::LogOr, b))
        {
            inner.insert(0, S::If(test, vec![S::Continue], vec![]));
        }
        let declared: String = declared.into_iter().collect();
        let pragma = S::Line(format!("#ifdef _OPENMP\n{declared}#pragma omp for{clauses}\n#endif").into());
        let shared_loop = vec![pragma, S::For(Box::new(head), inner)];
        if let Some((team, body)) = own_team {
            let privates = self.privates(&body, &[l.index], &shared_loop);
            self.team(&privates, shared_loop, &team, stmt);
        } else {
            // what failed or returned ends the thread's part too
            let outer = self.parallel.last().copied();
            let ends = stops(&shared_loop);
            self.out.extend(shared_loop);
            if breaks {
                // who comes by again finds the loop open
                let reset = format!("#ifdef _OPENMP\n#pragma omp single\n#endif\n{broke} = 0;");
                self.out.push(S::Line(reset.into()));
            }
            if let (Some(n), true) = (outer, ends) {
                self.ends.insert(n);
                let odd = C::atom("cy_stop").binary(Binary::And, C::atom("1"));
                self.out.push(S::If(odd, vec![S::Goto(format!("PD{n}").into())], vec![]));
            }
        }
    }
}

impl FuncGen<'_, '_> {
    /// How partial sums or products of complex numbers become one; OpenMP knows only C's own numbers.
    fn complex_reduction(&self, op: &str, l: LocalId) -> Option<String> {
        let LocalType::Type(ty) = &self.func.locals[l].ty else { return None };
        let Type::Complex(_) = self.cx.module.world.resolve(ty) else { return None };
        let ty = ctype(&self.cx.module.world, ty).text();
        let (join, first) = if op == "*" { ("mul", 1) } else { ("add", 0) };
        Some(format!(
            "#pragma omp declare reduction({op}: {ty}: omp_out = {ty}_{join}(omp_out, omp_in)) initializer(omp_priv = {{{first}, 0}})\n"
        ))
    }
}

/// The variable that says that some thread has left a shared loop.
fn broke(label: Label) -> String {
    format!("cy_broke{}", label.as_u32())
}

/// Whether this is a variable that threads tell each other something by, which is nothing at first.
fn is_flag(name: &str) -> bool {
    name == "cy_ended" || name.starts_with("cy_broke")
}

/// What the clauses of a shared loop deal with.
fn shared_of(w: &Worksharing, shared: &mut BitSet<LocalId>) {
    for (_, l) in &w.reductions {
        shared.insert(*l);
    }
    for l in &w.lastprivate {
        shared.insert(*l);
    }
}

/// Whether something in these statements ends the work of all threads.
fn stops(body: &[S]) -> bool {
    block(0, body).contains("cy_stop = ")
}

/// Whether a name stands in a text as a word.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(word)
            && !text[at + name.len()..].chars().next().is_some_and(word)
    })
}

/// The statement in a `catch (...)` that sets the Python exception.
pub(crate) fn cpp_translation(kind: &CppExcept, nogil: bool) -> String {
    let text = match kind {
        CppExcept::Standard | CppExcept::Star if nogil => return "cy_cpp_exception_nogil();".to_owned(),
        CppExcept::Standard | CppExcept::Star => return "cy_cpp_exception();".to_owned(),
        CppExcept::PyClass(name) => format!("cy_cpp_exception_as(PyExc_{name});"),
        CppExcept::Handler(handler) => format!(
            "{handler}(); if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, \"Error converting c++ exception.\");"
        ),
    };
    if nogil {
        format!("{{ PyGILState_STATE gil_ = PyGILState_Ensure(); {text} PyGILState_Release(gil_); }}")
    } else {
        text
    }
}
