//! Ways out of nested constructs: loops, labelled regions, and clean-up that runs on every exit.
//!
//! A guarded region (`finally`, `with`) becomes a block that every jump out of it leaves, with a number in `why`; the
//! clean-up stands once behind the block, then the jumps go on from there. Errors take the handler of the `Try`.
//! With nothing but the fall through, there is no block and no number.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Expr, StmtKind};
use cyrus_types::Type;

use crate::func::{FuncCx, int};

/// What jumps out of a construct pass.
pub enum Exit<'h> {
    /// A loop. `broken` is set by what leaves a loop that threads share and that has an `else`: they cannot jump over it.
    Loop { leave: ir::Label, next: ir::Label, broken: Option<ir::LocalId> },
    /// A labelled region.
    Region { number: u32, label: ir::Label },
    /// A guarded region.
    Guard(Guard),
    /// A name that is deleted on every way out (`except ... as name`).
    Forget(&'h hir::Place),
}

/// A guarded region.
pub struct Guard {
    label: ir::Label,
    why: Option<ir::LocalId>,
    jumps: Vec<Jump>,
}

/// A jump out of the function or a construct of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// Leaves the function with the value in `FuncCx::result`, if it has one.
    Return,
    /// Ends a loop.
    Break,
    /// Next turn of a loop.
    Continue,
    /// Ends a labelled region.
    Leave(u32),
}

impl<'h> FuncCx<'_, 'h> {
    /// Leaves through everything that stands in the way.
    pub fn leave(&mut self, jump: Jump) {
        self.leave_from(self.exits.len(), jump);
    }

    fn leave_from(&mut self, depth: usize, jump: Jump) {
        for i in (0..depth).rev() {
            match (&mut self.exits[i], jump) {
                (Exit::Loop { leave, broken, .. }, Jump::Break) => {
                    let (leave, broken) = (*leave, *broken);
                    if let Some(broken) = broken {
                        self.assign(broken, int(1));
                    }
                    return self.jump(StmtKind::Break(leave));
                }
                (Exit::Loop { next, .. }, Jump::Continue) => {
                    let next = *next;
                    return self.jump(StmtKind::Continue(next));
                }
                (Exit::Region { number, label }, Jump::Leave(n)) if *number == n => {
                    let label = *label;
                    return self.jump(StmtKind::Break(label));
                }
                (Exit::Loop { .. } | Exit::Region { .. }, _) => {}
                (Exit::Forget(place), _) => {
                    let place: &'h hir::Place = place;
                    self.forget(place);
                }
                (Exit::Guard(guard), _) => {
                    let label = guard.label;
                    let at = guard.jumps.iter().position(|j| *j == jump).unwrap_or_else(|| {
                        guard.jumps.push(jump);
                        guard.jumps.len() - 1
                    });
                    let why = match guard.why {
                        Some(why) => why,
                        None => {
                            let why = self.slot(&Type::INT);
                            if let Exit::Guard(guard) = &mut self.exits[i] {
                                guard.why = Some(why);
                            }
                            why
                        }
                    };
                    self.assign(why, int(at as i64 + 1));
                    return self.jump(StmtKind::Break(label));
                }
            }
        }
        if jump == Jump::Return {
            let value = self.result.map(Expr::Local);
            self.jump(StmtKind::Return(value));
        }
    }

    /// `return value`, through what stands in the way.
    pub fn leave_with(&mut self, value: Option<Expr>) {
        let guarded = self.exits.iter().any(|e| matches!(e, Exit::Guard(_)));
        let ty = self.func.ret.clone();
        match value {
            Some(value) if guarded => {
                let result = match self.result {
                    Some(result) => result,
                    None => {
                        let result = self.slot(&ty);
                        self.result = Some(result);
                        result
                    }
                };
                self.assign(result, value);
                self.release_kept();
                self.leave(Jump::Return);
            }
            None if guarded => self.leave(Jump::Return),
            Some(value) => {
                let forgets = self.exits.iter().any(|e| matches!(e, Exit::Forget(_)));
                let value = if forgets { self.stable(&ty, value) } else { value };
                for i in (0..self.exits.len()).rev() {
                    if let Exit::Forget(place) = &self.exits[i] {
                        let place: &'h hir::Place = place;
                        self.forget(place);
                    }
                }
                // What was looked into lives until the value is known.
                let value = if self.kept.is_empty() { value } else { self.stable(&ty, value) };
                self.release_kept();
                self.jump(StmtKind::Return(Some(value)));
            }
            None => self.leave(Jump::Return),
        }
    }

    /// Runs `body`; if it fails, `handler` with the exception set, which must end with a jump; however else it is left,
    /// `after`, and then the jump goes on.
    pub fn guarded(
        &mut self,
        body: impl FnOnce(&mut Self),
        handler: impl FnOnce(&mut Self),
        after: impl FnOnce(&mut Self),
    ) {
        let label = self.func.new_label();
        let depth = self.exits.len();
        self.exits.push(Exit::Guard(Guard { label, why: None, jumps: Vec::new() }));
        self.tries += 1;
        let (mut body, mut ended, ()) = self.nested_dead(body);
        self.tries -= 1;
        let guard = self.exits.pop();
        debug_assert_eq!(self.exits.len(), depth);
        let Some(Exit::Guard(Guard { why, jumps, .. })) = guard else { return };
        if let Some(why) = why
            && !ended
        {
            let (more, dead, ()) = self.nested_dead(|s| s.assign(why, int(0)));
            body.0.extend(more.0);
            ended = dead;
        }
        let handler = self.region(handler);
        let guarded = ir::Stmt::new(StmtKind::Try { body, handler }, self.at);
        match why {
            None => {
                if !self.dead {
                    self.out.push(guarded);
                    self.dead = ended;
                }
                after(self);
            }
            Some(why) => {
                self.emit(StmtKind::Block { label, body: ir::Region(vec![guarded]) });
                after(self);
                self.go_on(why, &jumps, ended);
            }
        }
    }

    /// The jumps of a guarded region, behind its clean-up. `always`: one of them was taken.
    fn go_on(&mut self, why: ir::LocalId, jumps: &[Jump], always: bool) {
        if self.dead {
            return;
        }
        if let ([jump], true) = (jumps, always) {
            return self.leave(*jump);
        }
        if let [jump] = jumps {
            return self.when(Expr::Local(why), |s| s.leave(*jump));
        }
        let mut cases = Vec::new();
        for (i, jump) in jumps.iter().enumerate() {
            let region = self.region(|s| s.leave(*jump));
            cases.push((vec![i as i128 + 1], region));
        }
        let default =
            if always { cases.pop().map(|(_, r)| r).unwrap_or_default() } else { ir::Region::new() };
        self.emit(StmtKind::Switch { on: Expr::Local(why), cases, default });
        self.dead |= always;
    }
}
