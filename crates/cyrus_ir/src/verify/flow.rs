//! A temp is assigned once on every path that reads it.

use std::collections::BTreeMap;

use cyrus_index::BitSet;

use super::Errors;
use crate::home::Homes;
use crate::visit::Touch;
use crate::{Label, LocalId, Region, Role, Stmt, StmtKind};

/// Which temps are assigned here on every path, and on any.
#[derive(Clone, Default)]
struct Assigned {
    all: BitSet<LocalId>,
    any: BitSet<LocalId>,
}

/// Nothing where control does not come.
type State = Option<Assigned>;

fn join(a: State, b: State) -> State {
    match (a, b) {
        (None, s) | (s, None) => s,
        (Some(mut a), Some(b)) => {
            a.all.intersect_with(&b.all);
            a.any.union_with(&b.any);
            Some(a)
        }
    }
}

struct Flow<'e, 'a> {
    errors: &'e mut Errors<'a>,
    homes: Homes,
    regions: u32,
    here: State,
    exits: BTreeMap<Label, State>,
}

pub(super) fn check(errors: &mut Errors<'_>) {
    let func = errors.func;
    let homes = Homes::find(func, &|l| func.locals[l].role == Role::Temp);
    let mut f = Flow { errors, homes, regions: 0, here: Some(Assigned::default()), exits: BTreeMap::new() };
    f.region(&func.body);
}

impl Flow<'_, '_> {
    fn region(&mut self, r: &Region) {
        let id = self.regions;
        self.regions += 1;
        for s in &r.0 {
            self.stmt(s);
        }
        // a region that is run again starts afresh
        if let Some(here) = &mut self.here {
            for (_, l) in self.homes.last.get(id as usize).into_iter().flatten() {
                here.all.remove(*l);
                here.any.remove(*l);
            }
        }
    }

    fn touch(&mut self, s: &Stmt) {
        let mut bad = Vec::new();
        let Some(here) = &mut self.here else { return };
        s.touches(&mut |l, touch| {
            if self.errors.func.locals[l].role != Role::Temp {
                return;
            }
            match touch {
                Touch::Read => {
                    if !here.all.contains(l) {
                        bad.push((l, "is read where it may not be assigned"));
                    }
                }
                Touch::Write => {
                    if here.any.contains(l) {
                        bad.push((l, "is a temp and assigned twice"));
                    }
                    here.all.insert(l);
                    here.any.insert(l);
                }
                // one that is written, or changed
                Touch::Address => {
                    here.all.insert(l);
                    here.any.insert(l);
                }
            }
        });
        for (l, what) in bad {
            let name = self.errors.name(l);
            self.errors.add(Some(s), format!("{name} {what}"));
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
                self.region(body);
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
            StmtKind::Continue(_) | StmtKind::Return(_) | StmtKind::Fail { .. } => self.here = None,
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
