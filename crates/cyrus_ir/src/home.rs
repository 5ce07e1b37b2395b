//! Where each temp belongs: the innermost region that holds all its mentions, and the last statement there that has one.
//!
//! Regions are numbered in the order of a walk from the outside in, in the order of [`Stmt::regions`]; the body of the
//! function is 0. Who walks a function alongside counts the same way.

use cyrus_index::{Idx, IndexVec};

use crate::{Function, LocalId, Region, Stmt};

/// A statement: the region that it is in and its position there, the statement around it and how many there are.
#[derive(Clone, Copy, Debug)]
struct Node {
    region: u32,
    at: u32,
    around: u32,
    depth: u32,
}

/// No statement: what is around those of the function's body.
const OUTSIDE: u32 = u32::MAX;

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
    nodes: Vec<Node>,
    /// The statement that is looked at.
    here: u32,
    /// Of each local that was seen the innermost statement that holds all mentions, or the last one of those in the
    /// region that does; nothing around them is [`OUTSIDE`].
    homes: IndexVec<LocalId, Option<u32>>,
    count: IndexVec<LocalId, u32>,
}

impl Homes {
    /// Finds the homes of those locals for which `wanted` holds.
    pub fn find(func: &Function, wanted: &dyn Fn(LocalId) -> bool) -> Homes {
        let n = func.locals.len();
        let (homes, count) = (IndexVec::from_vec(vec![None; n]), IndexVec::from_vec(vec![0; n]));
        let mut f = Find { wanted, regions: 0, nodes: Vec::new(), here: OUTSIDE, homes, count };
        f.region(&func.body);
        let mut homes = Homes {
            last: vec![Vec::new(); f.regions as usize],
            home: IndexVec::from_vec(vec![None; n]),
            count: f.count,
        };
        for (l, home) in f.homes.iter_enumerated() {
            if let Some(node) = home.and_then(|home| f.nodes.get(home as usize)) {
                homes.home[l] = Some(node.region);
                homes.last[node.region as usize].push((node.at, l));
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
        let (region, around) = (self.regions, self.here);
        let depth = self.nodes.get(around as usize).map_or(0, |n| n.depth + 1);
        self.regions += 1;
        for (i, s) in r.0.iter().enumerate() {
            self.here = self.nodes.len() as u32;
            self.nodes.push(Node { region, at: i as u32, around, depth });
            self.stmt(s);
        }
        self.here = around;
    }

    fn stmt(&mut self, s: &Stmt) {
        s.touches(&mut |l, _| {
            if self.homes.get(l).is_some() && (self.wanted)(l) {
                self.mention(l);
            }
        });
        s.regions(&mut |r| self.region(r));
    }

    fn mention(&mut self, l: LocalId) {
        self.count[l] += 1;
        let Some(known) = self.homes[l] else {
            self.homes[l] = Some(self.here);
            return;
        };
        let (mut a, mut b) = (known, self.here);
        while a != b {
            let (Some(x), Some(y)) = (self.nodes.get(a as usize), self.nodes.get(b as usize)) else {
                a = OUTSIDE;
                break;
            };
            // other statements of one region: that is the home so far, and this is the later one
            if x.region == y.region {
                a = b;
                break;
            }
            // other regions of one statement, or one mention inside the other's statement
            if x.depth >= y.depth {
                a = x.around;
            }
            if y.depth >= x.depth {
                b = y.around;
            }
        }
        self.homes[l] = Some(a);
    }
}
