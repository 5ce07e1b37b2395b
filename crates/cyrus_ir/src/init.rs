//! Which variables need a value before the function assigns them: those that may be read first, and managed ones that the
//! end of the function may have to release.
//!
//! C arrays never do, as in C and in Cython: nobody reads an element that was not assigned.

use std::collections::BTreeMap;

use cyrus_index::BitSet;
use cyrus_types::Type;

use crate::visit::Touch;
use crate::{Abi, Function, Label, LocalId, Module, Region, Role, Stmt, StmtKind};

/// Assigned on every path to here; nothing where control does not come.
type State = Option<BitSet<LocalId>>;

struct Init<'a> {
    func: &'a Function,
    /// Managed slots.
    released: BitSet<LocalId>,
    here: State,
    exits: BTreeMap<Label, State>,
    /// How many `Try` bodies are around.
    tries: u32,
    needs: BitSet<LocalId>,
}

/// The variables and slots of a function whose first value matters: C code has to begin with NULL or zero in them.
pub fn needs_init(module: &Module, func: &Function) -> BitSet<LocalId> {
    let slots = func.locals.ids().filter(|l| matches!(func.locals[*l].role, Role::User | Role::Slot));
    if matches!(func.abi, Abi::Resume { .. }) {
        // a frame begins as zeros
        return slots.collect();
    }
    let params: BitSet<LocalId> = func.params.iter().copied().collect();
    let released = func.locals.ids().filter(|l| func.is_slot(module, *l) && !params.contains(*l)).collect();
    let mut i =
        Init { func, released, here: Some(params), exits: BTreeMap::new(), tries: 0, needs: BitSet::new() };
    i.region(&func.body);
    i.leave();
    // C++ objects make themselves; arrays are the program's own business
    let world = &module.world;
    let plain = |l: &LocalId| !func.type_of(*l).is_some_and(|t| matches!(world.resolve(t), Type::Array(..)));
    i.needs.iter().filter(plain).collect()
}

fn join(a: State, b: State) -> State {
    match (a, b) {
        (None, s) | (s, None) => s,
        (Some(mut a), Some(b)) => {
            a.intersect_with(&b);
            Some(a)
        }
    }
}

impl Init<'_> {
    /// The function ends here: what it releases must hold something.
    fn leave(&mut self) {
        if let Some(here) = &self.here {
            let mut missing = self.released.clone();
            missing.subtract(here);
            self.needs.union_with(&missing);
        }
    }

    fn region(&mut self, r: &Region) {
        for s in &r.0 {
            self.stmt(s);
        }
    }

    fn touch(&mut self, s: &Stmt) {
        let Some(here) = &mut self.here else { return };
        let mut written = Vec::new();
        s.touches(&mut |l, touch| {
            let tracked = matches!(self.func.locals[l].role, Role::User | Role::Slot);
            match touch {
                Touch::Read if tracked && !here.contains(l) => {
                    self.needs.insert(l);
                }
                // it may be read there, or not written
                Touch::Address if tracked && !here.contains(l) => {
                    self.needs.insert(l);
                    written.push(l);
                }
                Touch::Write => written.push(l),
                Touch::Read | Touch::Address => {}
            }
        });
        if s.kind.can_fail() && self.tries == 0 {
            let mut missing = self.released.clone();
            missing.subtract(here);
            self.needs.union_with(&missing);
        }
        // storing in a managed slot gives up what it held
        for l in written {
            if self.released.contains(l) && !here.contains(l) {
                self.needs.insert(l);
            }
            here.insert(l);
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        self.touch(s);
        match &s.kind {
            StmtKind::If { .. } | StmtKind::Switch { .. } => {
                let entry = self.here.clone();
                let mut exit = None;
                s.regions(&mut |r| {
                    self.here.clone_from(&entry);
                    self.region(r);
                    exit = join(exit.take(), self.here.take());
                });
                self.here = exit;
            }
            StmtKind::Block { label, body } => {
                self.exits.insert(*label, None);
                self.region(body);
                let exit = self.exits.remove(label).flatten();
                self.here = join(self.here.take(), exit);
            }
            StmtKind::Loop { label, body } => {
                self.exits.insert(*label, None);
                self.region(body);
                self.here = self.exits.remove(label).flatten();
            }
            StmtKind::While { label, body, .. } => self.looped(*label, body),
            StmtKind::For(l) => self.looped(l.label, &l.body),
            StmtKind::Try { body, handler } => {
                let entry = self.here.clone();
                self.tries += 1;
                self.region(body);
                self.tries -= 1;
                let after = std::mem::replace(&mut self.here, entry);
                self.region(handler);
                self.here = join(after, self.here.take());
            }
            StmtKind::Nogil(r) | StmtKind::WithGil(r) => self.region(r),
            StmtKind::Parallel(p) => {
                let entry = self.here.clone();
                self.region(&p.body);
                self.here = entry;
            }
            StmtKind::Break(label) => {
                let here = self.here.take();
                if let Some(exit) = self.exits.get_mut(label) {
                    *exit = join(exit.take(), here);
                }
            }
            StmtKind::Return(_) => {
                self.leave();
                self.here = None;
            }
            StmtKind::Continue(_) | StmtKind::Fail { .. } => self.here = None,
            StmtKind::Set(..)
            | StmtKind::Eval(_)
            | StmtKind::Check { .. }
            | StmtKind::Yield(_)
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {}
        }
    }

    fn looped(&mut self, label: Label, body: &Region) {
        let entry = self.here.clone();
        self.exits.insert(label, None);
        self.region(body);
        let exit = self.exits.remove(&label).flatten();
        self.here = join(entry, exit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::read;

    fn check(code: &str, expected: &[&str]) {
        let text = format!(
            "module m \"m.pyx\" exec f.f\nconst k0 = int 1\nfunc f int neg (%o) {{\n  local %o: object param\n  \
             local %x: object user\n  local %n: int user\n{code}\n}}\n"
        );
        let m = read(&text).unwrap_or_else(|e| panic!("{e}"));
        let f = m.functions.iter().next().unwrap_or_else(|| panic!("no function"));
        let names: Vec<&str> = needs_init(&m, f).iter().map(|l| &*f.locals[l].name).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_number_that_is_assigned_before_it_is_read_needs_nothing() {
        check("  %n = 1:int\n  %n = (%n + 1:int)\n  return %n", &["x"]);
        check("  if (%o == None) {\n    %n = 1:int\n  }\n  return %n", &["x", "n"]);
        check("  while L0 1:int {\n    %n = 1:int\n    break L0\n  }\n  return %n", &["x", "n"]);
    }

    #[test]
    fn an_object_slot_is_released_at_the_end() {
        check("  return 0:int", &["x"]);
    }
}
