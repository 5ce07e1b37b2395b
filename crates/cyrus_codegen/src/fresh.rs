//! Stores into slots that hold nothing yet: they need no look at what was there.
//!
//! Control goes backwards in loops only, so a store is the first one of its slot if no statement before it in the text
//! writes the slot and no loop is around it.

use std::collections::BTreeSet;

use cyrus_index::BitSet;
use cyrus_ir::visit::Touch;
use cyrus_ir::{Function, LocalId, Place, Region, Stmt, StmtKind};

/// Statements, told apart by where they lie in memory while the function is generated.
#[derive(Debug, Default)]
pub(crate) struct Fresh {
    stores: BTreeSet<usize>,
    written: BitSet<LocalId>,
    loops: u32,
}

fn key(stmt: &Stmt) -> usize {
    std::ptr::from_ref(stmt).addr()
}

impl Fresh {
    /// The first stores of a function.
    pub(crate) fn find(func: &Function) -> Self {
        let mut fresh = Fresh { written: func.params.iter().copied().collect(), ..Fresh::default() };
        fresh.region(&func.body);
        fresh
    }

    /// Whether the slot that this statement sets holds nothing before.
    pub(crate) fn is_first(&self, stmt: &Stmt) -> bool {
        self.stores.contains(&key(stmt))
    }

    fn region(&mut self, region: &Region) {
        for stmt in &region.0 {
            if let StmtKind::Set(Place::Local(l), _) = &stmt.kind
                && self.loops == 0
                && !self.written.contains(*l)
            {
                self.stores.insert(key(stmt));
            }
            stmt.touches(&mut |l, touch| match touch {
                Touch::Write | Touch::Address => {
                    self.written.insert(l);
                }
                Touch::Read => {}
            });
            let again = stmt.kind.is_loop();
            self.loops += u32::from(again);
            stmt.regions(&mut |r| self.region(r));
            self.loops -= u32::from(again);
        }
    }
}
