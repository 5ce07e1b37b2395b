//! Variables that each thread of a parallel region has for itself, where a copy of the C variable is not all there is to it:
//! objects and views, whose references are counted, and variables in the frame of a generator, which OpenMP knows nothing of.
//!
//! A thread begins with the value from before the region, holds a reference of its own, and gives it up at its end. The
//! thread with the last iteration of a shared loop puts its value aside, and that is the value after the region:
//!
//! ```c
//! cy_was_v_o = v_o;
//! #pragma omp parallel private(v_o)
//! {
//!     CY_THREAD_ENTER
//!     v_o = cy_was_v_o; Py_XINCREF(v_o);
//!     CY_THREAD_LET
//!     ...
//!         if (n - i0 <= 1) { ... cy_last_v_o = v_o; Py_XINCREF(v_o); cy_ended = 1; }
//!     ...
//!     CY_THREAD_TAKE
//!     Py_XDECREF(v_o);
//!     CY_THREAD_LEAVE
//! }
//! v_o = cy_was_v_o;
//! if (cy_ended) { Py_XDECREF(v_o); v_o = cy_last_v_o; }
//! ```

use cyrus_c::{Binary, CType, Expr as C, Stmt as S};
use cyrus_index::BitSet;
use cyrus_ir::visit::Touch;
use cyrus_ir::{BinOp, CountedFor, LocalId, Region, Role};

use crate::func::FuncGen;
use crate::types::variable;

/// What a team of threads has to do about its variables.
#[derive(Default)]
pub(crate) struct TeamLocals {
    /// Counted references of each thread.
    counted: Vec<LocalId>,
    /// Variables of the frame, each with the C variable that stands for it meanwhile.
    framed: Vec<(LocalId, C)>,
}

/// The locals that a region assigns.
pub(crate) fn written(body: &Region) -> BitSet<LocalId> {
    let mut written = BitSet::new();
    body.walk(&mut |s| {
        s.touches(&mut |l, touch| {
            if touch != Touch::Read {
                written.insert(l);
            }
        });
    });
    written
}

impl FuncGen<'_, '_> {
    /// Whether each thread counts a reference of its own to what this variable holds.
    pub(crate) fn counts_in_threads(&self, l: LocalId) -> bool {
        self.func.locals[l].role != Role::Temp && self.owns(l)
    }

    /// The C variable of a local: in a generator's parallel region that which stands for the field of the frame.
    pub(crate) fn thread_variable(&self, l: LocalId) -> Option<String> {
        self.locals.get(l)?;
        Some(match self.outside.get(&l) {
            Some(c) => c.to_string(),
            None => self.locals.get(l)?.name.to_string(),
        })
    }

    /// Before a team's code is made: its variables leave the frame.
    pub(crate) fn begin_team(&mut self, body: &Region) -> TeamLocals {
        let mut team = TeamLocals::default();
        if self.teams > 0 {
            return team;
        }
        for l in written(body).iter() {
            let Some(storage) = self.locals.get(l) else { continue };
            let leaves = storage.in_frame || storage.maybe && self.func.locals[l].role != Role::Temp;
            if leaves && !storage.reference {
                let (name, maybe) = (format!("cy_own_{}", storage.name), storage.maybe);
                let ty = if maybe {
                    variable(&self.cx.module.world, &self.func.locals[l].ty)
                } else {
                    storage.ty.clone()
                };
                let own = self.scratch(&name, &ty);
                let (place, target) = (self.local(l), self.target(l));
                let copy = S::Expr(own.clone().assign(place));
                // what has not begun is a default object for the threads
                let there = C::call("cy_there", vec![target]);
                self.out.push(if maybe { S::If(there, vec![copy], vec![]) } else { copy });
                team.framed.push((l, own));
            }
            if self.counts_in_threads(l) {
                team.counted.push(l);
            }
        }
        self.outside.extend(team.framed.iter().cloned());
        for l in &team.counted {
            let (was, place) = (self.beside("was", *l), self.local(*l));
            self.out.push(S::Expr(was.assign(place)));
        }
        team
    }

    /// What belongs to a variable under another name.
    fn beside(&mut self, what: &str, l: LocalId) -> C {
        let ty = self.locals.get(l).map_or_else(crate::types::object, |s| s.ty.clone());
        let name = self.thread_variable(l).unwrap_or_default();
        self.scratch(&format!("cy_{what}_{name}"), &ty)
    }

    /// Whether threads have something to do before and after their part.
    pub(crate) fn has_counted(team: &TeamLocals) -> bool {
        !team.counted.is_empty()
    }

    /// Around the part of a thread, with the GIL: it gets its references, and gives them up.
    pub(crate) fn thread_references(&mut self, team: &TeamLocals) -> (Vec<S>, Vec<S>) {
        let (mut first, mut last) = (Vec::new(), Vec::new());
        let nogil = std::mem::replace(&mut self.nogil, false);
        for l in &team.counted {
            let (was, place) = (self.beside("was", *l), self.local(*l));
            let ty = self.func.locals[*l].ty.clone();
            first.push(S::Expr(place.clone().assign(was)));
            first.extend(self.incref_place(&ty, &place, true));
            last.extend(self.drop_place(&ty, place, true));
        }
        self.nogil = nogil;
        (first, last)
    }

    /// At the end of an iteration of a shared loop: what the last one leaves in counted variables is put aside.
    pub(crate) fn keep_last(&mut self, l: &CountedFor, lastprivate: &[LocalId]) {
        let counted: Vec<LocalId> =
            lastprivate.iter().copied().filter(|l| self.counts_in_threads(*l)).collect();
        let relation = match l.relation {
            BinOp::Lt => Binary::Le,
            BinOp::Le => Binary::Lt,
            BinOp::Gt => Binary::Ge,
            BinOp::Ge => Binary::Gt,
            _ => return,
        };
        if counted.is_empty() {
            return;
        }
        let (index, to, step) = (self.local(l.index), self.expr(&l.to), self.expr(&l.step));
        let wide = |c: C| c.cast("long long");
        let last = wide(to).binary(Binary::Sub, wide(index)).binary(relation, wide(step));
        let mut lines = vec![S::Line("PyGILState_STATE gil_ = PyGILState_Ensure();".into())];
        let nogil = std::mem::replace(&mut self.nogil, false);
        for l in counted {
            let (kept, place) = (self.beside("last", l), self.local(l));
            let ty = self.func.locals[l].ty.clone();
            lines.push(S::Expr(kept.assign(place.clone())));
            lines.extend(self.incref_place(&ty, &place, true));
        }
        self.nogil = nogil;
        let ended = self.scratch("cy_ended", &CType::name("int"));
        lines.push(S::Expr(ended.assign(C::atom("1"))));
        lines.push(S::Line("PyGILState_Release(gil_);".into()));
        self.out.push(S::If(last, lines, vec![]));
    }

    /// After the region: variables have the values of the last iteration, or those from before.
    pub(crate) fn end_team(&mut self, team: &TeamLocals, ended: bool) {
        let mut lines = vec![S::Line("PyGILState_STATE gil_ = PyGILState_Ensure();".into())];
        let nogil = std::mem::replace(&mut self.nogil, false);
        for l in &team.counted {
            let (was, place) = (self.beside("was", *l), self.local(*l));
            self.out.push(S::Expr(place.clone().assign(was)));
            let name = self.thread_variable(*l).unwrap_or_default();
            if self.scratch.contains_key(&format!("cy_last_{name}")) {
                let (kept, ty) = (self.beside("last", *l), self.func.locals[*l].ty.clone());
                lines.extend(self.drop_place(&ty, place.clone(), true));
                lines.push(S::Expr(place.assign(kept)));
            }
        }
        self.nogil = nogil;
        if ended {
            lines.push(S::Line("PyGILState_Release(gil_);".into()));
            self.out.push(S::If(C::atom("cy_ended"), lines, vec![]));
        }
        for (l, own) in &team.framed {
            self.outside.remove(l);
            let place = self.target(*l);
            self.out.push(S::Expr(place.assign(own.clone())));
        }
    }
}
