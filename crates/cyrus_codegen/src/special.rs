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
use cyrus_ir::visit::Touch;
use cyrus_ir::{CountedFor, LocalId, LocalType, Parallel, Region, Role, Stmt, StmtKind, Worksharing};
use cyrus_types::{CppExcept, Type};

use crate::exits::Exits;
use crate::func::{FuncGen, Target};
use crate::types::ctype;

/// Why a parallel region stopped, in the variable `cy_stop`.
const FAILED: &str = "1";
const BROKE: &str = "2";
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

    /// `break` out of a shared loop: no thread begins another iteration.
    pub(crate) fn break_parallel(&mut self) {
        let stop = self.stop(BROKE);
        self.out.push(stop);
    }

    /// `return` out of a parallel region.
    pub(crate) fn return_parallel(&mut self, value: Option<C>) {
        if let Some(value) = value {
            self.out.push(S::Expr(C::atom("r").assign(value)));
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
        let (mut written, mut shared): (BitSet<LocalId>, BitSet<LocalId>) = (BitSet::new(), BitSet::new());
        body.walk(&mut |s| {
            s.touches(&mut |l, touch| {
                if touch != Touch::Read {
                    written.insert(l);
                }
            });
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
        for l in written.iter().filter(|l| !shared.contains(*l)) {
            let Some(storage) = self.locals.get(l) else { continue };
            if self.func.locals[l].role == Role::Temp {
                private.insert(storage.name.clone());
            } else {
                first.insert(storage.name.clone());
            }
        }
        let printed = block(0, text);
        for name in self.scratch.keys() {
            let common = ["r", "cy_stop", "cy_error"].contains(&name.as_str());
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
    fn team(&mut self, clauses: &str, body: Vec<S>, stmt: &Stmt) {
        if stops(&body) {
            let start = self.stop("0");
            self.out.push(start);
        }
        // Whoever called a function without the GIL may have it all the same; threads that want it would wait for ever.
        let held = (self.func.nogil && !self.func.with_gil && self.teams == 0)
            .then(|| self.scratch("cy_held", &CType::name("PyThreadState").ptr()));
        if let Some(held) = &held {
            self.out.push(S::Line(format!("{held} = cy_release_gil();").into()));
        }
        self.out.push(S::Line(format!("#ifdef _OPENMP\n#pragma omp parallel{clauses}\n#endif").into()));
        let failing = block(0, &body).contains("cy_parallel_keep(");
        let mut all = Vec::new();
        let python = failing || block(0, &body).contains("PyGILState_Ensure");
        if python {
            all.push(S::Line("CY_THREAD_BEGIN".into()));
        }
        all.extend(body);
        if python {
            all.push(S::Line("CY_THREAD_END".into()));
        }
        self.out.push(S::Block(all));
        if let Some(held) = &held {
            self.out.push(S::Line(format!("if ({held}) PyEval_RestoreThread({held});").into()));
        }
        let stopped = |why: &'static str| C::atom("cy_stop").binary(Binary::Eq, C::atom(why));
        if failing {
            let leave = self.fail(stmt.at, &stmt.cleanup, false);
            let raise = format!("{{ cy_parallel_raise(&cy_error); {leave} }}");
            self.out.push(S::If(stopped(FAILED), vec![S::Leave(raise.into())], vec![]));
        }
        let mut returns = false;
        let inside =
            |r: &Region, found: &mut bool| r.walk(&mut |s| *found |= matches!(s.kind, StmtKind::Return(_)));
        stmt.regions(&mut |r| inside(r, &mut returns));
        if returns {
            let mut drops = Vec::new();
            for l in &stmt.cleanup {
                let ty = self.func.locals[*l].ty.clone();
                let place = self.local(*l);
                let null = self.maybe_null.contains(*l);
                drops.extend(self.drop_place(&ty, place, null));
            }
            self.jump_out();
            drops.push(S::Goto("out".into()));
            self.out.push(S::If(stopped(RETURNED), drops, vec![]));
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
        let before = std::mem::replace(&mut self.nogil, true);
        self.teams += 1;
        let body = self.guarded_part(|s| s.region(&p.body, &[]));
        self.teams -= 1;
        clauses.push_str(&self.privates(&p.body, &p.private, &body));
        self.nogil = before;
        self.team(&clauses, body, stmt);
    }

    /// A loop whose iterations are shared among threads: of the team around, or of one of its own.
    pub(crate) fn worksharing(&mut self, l: &CountedFor, w: &Worksharing, head: [Option<C>; 3], stmt: &Stmt) {
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
        let last: BTreeSet<String> = w.lastprivate.iter().map(|l| self.local(*l).to_string()).collect();
        if !last.is_empty() {
            let last: Vec<String> = last.into_iter().collect();
            let last = last.join(", ");
            let _ = write!(clauses, " firstprivate({last}) lastprivate({last})");
        }
        let alone = self.teams == 0;
        let before = std::mem::replace(&mut self.nogil, true);
        self.teams += 1;
        let mut inner = self.guarded_part(|s| {
            s.targets.push(Target { is_parallel: true, ..Target::of_loop(l.label) });
            let mut body = s.region(&l.body, &[crate::func::Tail::Continue(l.label)]);
            if s.targets.pop().is_some_and(|t| t.continue_used) {
                body.push(S::Label(format!("C{}", l.label.as_u32()).into()));
            }
            body
        });
        self.teams -= 1;
        self.nogil = before;
        if stops(&inner) {
            inner.insert(0, S::If(C::atom("cy_stop"), vec![S::Continue], vec![]));
        }
        let declared: String = declared.into_iter().collect();
        let pragma = S::Line(format!("#ifdef _OPENMP\n{declared}#pragma omp for{clauses}\n#endif").into());
        let shared_loop = vec![pragma, S::For(head, inner)];
        if alone {
            let mut whole = BitSet::new();
            shared_of(w, &mut whole);
            let loop_only = Region(vec![Stmt::new(StmtKind::For(Box::new(l.clone())), stmt.at)]);
            let privates = self.privates(&loop_only, &[l.index], &shared_loop);
            self.team(&privates, shared_loop, stmt);
        } else {
            // what failed or returned ends the thread's part too
            let outer = self.parallel.last().copied();
            let ends = stops(&shared_loop);
            self.out.extend(shared_loop);
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
