//! Where each temp belongs: the innermost region that holds all its mentions, and the last statement there that has one.
//!
//! Regions are numbered in the order of a walk from the outside in, in the order of [`Stmt::regions`]; the body of the
//! function is 0. Who walks a function alongside counts the same way.

use cyrus_index::{Idx, IndexVec};

use crate::{Function, LocalId, Region, Stmt};

/// Statements by the region they are in and their position there, from the outside in.
type Path = Vec<(u32, u32)>;

/// The homes of some locals.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// For each region: position of a statement, and a local that is mentioned there last. In order of position.
    pub last: Vec<Vec<(u32, LocalId)>>,
    /// For each local: the region that it belongs to; nothing if it is never mentioned or was not asked for.
    pub home: IndexVec<LocalId, Option<u32>>,
    /// For each local: how often it is mentioned.
    pub count: IndexVec<LocalId, u32>,
}

struct Find<'a> {
    wanted: &'a dyn Fn(LocalId) -> bool,
    regions: u32,
    here: Path,
    paths: IndexVec<LocalId, Option<Path>>,
    count: IndexVec<LocalId, u32>,
}

impl Homes {
    /// Finds the homes of those locals for which `wanted` holds.
    pub fn find(func: &Function, wanted: &dyn Fn(LocalId) -> bool) -> Homes {
        let n = func.locals.len();
        let (paths, count) = (IndexVec::from_vec(vec![None; n]), IndexVec::from_vec(vec![0; n]));
        let mut f = Find { wanted, regions: 0, here: Vec::new(), paths, count };
        f.region(&func.body);
        let mut homes = Homes {
            last: vec![Vec::new(); f.regions as usize],
            home: IndexVec::from_vec(vec![None; n]),
            count: f.count,
        };
        for (l, path) in f.paths.iter_enumerated() {
            if let Some(&(region, at)) = path.as_ref().and_then(|p| p.last()) {
                homes.home[l] = Some(region);
                homes.last[region as usize].push((at, l));
            }
        }
        for region in &mut homes.last {
            region.sort_by_key(|(at, l)| (*at, l.index()));
        }
        homes
    }
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
            if self.paths.get(l).is_some() && (self.wanted)(l) {
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
