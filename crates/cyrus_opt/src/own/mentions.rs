//! Where each managed temp belongs: the innermost region that holds all its mentions, and the last statement there that
//! has one.

use cyrus_index::{Idx, IndexVec};
use cyrus_ir::{Function, LocalId, Module, Region, Role, Stmt};

/// Statements by the region they are in (regions are numbered in the order of a walk from the outside in) and their
/// position there.
type Path = Vec<(u32, u32)>;

/// The end of each managed temp.
#[derive(Default)]
pub(super) struct Places {
    /// For each region: position of a statement, and a temp that is mentioned there last. In order of position.
    pub(super) last: Vec<Vec<(u32, LocalId)>>,
    /// For each managed temp: the region that it belongs to.
    pub(super) home: IndexVec<LocalId, Option<u32>>,
    /// For each managed temp: how often it is mentioned.
    pub(super) count: IndexVec<LocalId, u32>,
}

struct Find<'a> {
    module: &'a Module,
    func: &'a Function,
    regions: u32,
    here: Path,
    paths: IndexVec<LocalId, Option<Path>>,
    count: IndexVec<LocalId, u32>,
}

/// Finds the places of all managed temps.
pub(super) fn find(module: &Module, func: &Function) -> Places {
    let n = func.locals.len();
    let (paths, count) = (IndexVec::from_vec(vec![None; n]), IndexVec::from_vec(vec![0; n]));
    let mut f = Find { module, func, regions: 0, here: Vec::new(), paths, count };
    f.region(&func.body);
    let mut places = Places {
        last: vec![Vec::new(); f.regions as usize],
        home: IndexVec::from_vec(vec![None; n]),
        count: std::mem::take(&mut f.count),
    };
    for (l, path) in f.paths.iter_enumerated() {
        if let Some(&(region, at)) = path.as_ref().and_then(|p| p.last()) {
            places.home[l] = Some(region);
            places.last[region as usize].push((at, l));
        }
    }
    for region in &mut places.last {
        region.sort_by_key(|(at, l)| (*at, l.index()));
    }
    places
}

impl Find<'_> {
    fn region(&mut self, r: &Region) {
        let id = self.regions;
        self.regions += 1;
        for (i, s) in r.0.iter().enumerate() {
            self.here.push((id, i as u32));
            self.stmt(s);
            self.here.pop();
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        s.touches(&mut |l, _| {
            let local = &self.func.locals[l];
            if local.role == Role::Temp && self.module.is_managed(&local.ty) {
                self.mention(l);
            }
        });
        s.regions(&mut |r| self.region(r));
    }

    fn mention(&mut self, l: LocalId) {
        self.count[l] += 1;
        let Some(path) = &mut self.paths[l] else {
            self.paths[l] = Some(self.here.clone());
            return;
        };
        let same = path.iter().zip(&self.here).take_while(|(a, b)| a == b).count();
        match (path.get(same), self.here.get(same)) {
            // other statements of one region: that is the home so far, and this is the later one
            (Some(a), Some(b)) if a.0 == b.0 => {
                let b = *b;
                path.truncate(same);
                path.push(b);
            }
            // other regions of one statement, or one mention inside the other's statement
            _ => path.truncate(same),
        }
    }
}
