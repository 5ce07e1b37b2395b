//! Where the locals of a function live in C.
//!
//! Variables of the source become `v_name`. Temps share C variables: two temps of one C type whose lives do not overlap
//! are one variable. A life goes, in the innermost region that holds all mentions, from the first statement that
//! mentions the temp to the end of the last one; so a temp that a loop's body uses and something outside makes lives as
//! long as the loop. The lowest free number is taken, so temps stand in a stack and error exits are shared.

use std::collections::BTreeMap;

use cyrus_c::{CType, Text};
use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::visit::Touch;
use cyrus_ir::{Abi, Function, LocalId, Region, Role, Stmt, StmtKind};
use cyrus_types::{Type, World};

use crate::names::{Namer, mangle};
use crate::types::{ctype, variable};

/// A local as C sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Storage {
    /// The C variable, or the field of the frame.
    pub(crate) name: Text,
    /// Its type.
    pub(crate) ty: CType,
    /// A C++ reference: the variable is a pointer to what it refers to.
    pub(crate) reference: bool,
    /// A C++ value that is made by its first assignment; reading it is `*name`.
    pub(crate) maybe: bool,
    /// It is a field of the frame of a generator.
    pub(crate) in_frame: bool,
}

/// The storage of all locals that are mentioned.
#[derive(Debug, Default)]
pub(crate) struct Locals {
    pub(crate) storage: IndexVec<LocalId, Option<Storage>>,
    /// For each `yield` in order, the temps that may live across it.
    pub(crate) spans: Vec<Vec<LocalId>>,
    /// Locals whose value something reads.
    pub(crate) read: BitSet<LocalId>,
}

/// A region around all mentions of a temp so far, and the first and the last statement there that mentions it.
#[derive(Clone, Debug)]
struct Around {
    region: u32,
    first: u32,
    last: u32,
}

#[derive(Default)]
struct Lives {
    /// For each local that is mentioned, the regions around it from the outermost on.
    temps: IndexVec<LocalId, Vec<Around>>,
    /// Last statement inside the statement with this number.
    ends: Vec<u32>,
    yields: Vec<u32>,
    regions: u32,
    path: Vec<u32>,
    stmts: Vec<u32>,
    read: BitSet<LocalId>,
}

impl Lives {
    fn region(&mut self, region: &Region) {
        self.path.push(self.regions);
        self.regions += 1;
        for stmt in &region.0 {
            self.stmt(stmt);
        }
        self.path.pop();
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let head = self.ends.len() as u32;
        self.ends.push(head);
        if matches!(stmt.kind, StmtKind::Yield(_)) {
            self.yields.push(head);
        }
        self.stmts.push(head);
        // a pragma that hands a variable on does not read it
        let handed_on = match &stmt.kind {
            StmtKind::For(l) => l.parallel.as_ref().map_or(&[][..], |p| &p.lastprivate),
            _ => &[],
        };
        stmt.touches(&mut |l, touch| {
            self.mention(l);
            match touch {
                Touch::Read if handed_on.contains(&l) => {}
                Touch::Read | Touch::Address => {
                    self.read.insert(l);
                }
                Touch::Write => {}
            }
        });
        for l in &stmt.cleanup {
            self.mention(*l);
        }
        self.stmts.pop();
        // what stands in the regions counts as a statement of its own behind the head
        let inside = self.ends.len() as u32;
        self.ends.push(inside);
        self.stmts.push(inside);
        stmt.regions(&mut |r| self.region(r));
        self.stmts.pop();
        let last = self.ends.len() as u32 - 1;
        self.ends[inside as usize] = last;
        // what decides a branch is done with before the branch runs; a loop looks again
        if !matches!(stmt.kind, StmtKind::If { .. } | StmtKind::Switch { .. }) {
            self.ends[head as usize] = last;
        }
    }

    fn mention(&mut self, l: LocalId) {
        let life = &mut self.temps[l];
        let here = self.path.iter().zip(&self.stmts);
        if life.is_empty() {
            life.extend(here.map(|(region, stmt)| Around { region: *region, first: *stmt, last: *stmt }));
            return;
        }
        let common = life.iter().zip(&self.path).take_while(|(a, b)| a.region == **b).count();
        life.truncate(common);
        if let (Some(around), Some(now)) = (life.last_mut(), self.stmts.get(common - 1)) {
            around.last = *now;
        }
    }
}

/// Temps of one C type: the letter of their names, and until when each number is taken.
#[derive(Default)]
struct Pool {
    busy: Vec<(u32, Text)>,
}

impl Locals {
    /// Lays out the locals of a function. `in_frames`: it is the body of a generator, whose variables stay in a frame.
    pub(crate) fn new(world: &World, func: &Function, in_frames: bool) -> Self {
        let temps = IndexVec::from_vec(vec![Vec::new(); func.locals.len()]);
        let mut lives = Lives { temps, ..Lives::default() };
        lives.region(&func.body);
        let storage = IndexVec::from_vec(vec![None; func.locals.len()]);
        let mut out = Locals { storage, spans: vec![], read: std::mem::take(&mut lives.read) };
        let mut namer = Namer::default();
        for (id, local) in func.locals.iter_enumerated() {
            let mentioned = !lives.temps[id].is_empty();
            let is_param = func.params.contains(&id);
            // what a body is called with has names of its own
            if matches!(func.abi, Abi::Resume { self_, sent } if id == self_ || id == sent) {
                continue;
            }
            // its constructor and destructor may be all that is wanted
            let object = local.ty.ty().is_some_and(|t| world.is_cpp_object(t));
            if local.role == Role::Temp || !(mentioned || is_param || in_frames || object) {
                continue;
            }
            let wanted =
                if local.name.is_empty() { "w".to_owned() } else { format!("v_{}", mangle(&local.name)) };
            // a parameter can be a reference itself
            let reference = is_reference(local.ty.ty());
            let mut ty = match local.ty.ty() {
                Some(ty) if reference && is_param => ctype(world, ty),
                _ => variable(world, &local.ty),
            };
            // The memory of a frame is no C++ object yet; with `cpp_locals` no variable is before it is assigned.
            let maybe = (in_frames || func.cpp_locals && !is_param)
                && !reference
                && local.ty.ty().is_some_and(|t| matches!(world.resolve(t), Type::Cpp(..)));
            if maybe {
                ty = CType::name(format!("cy_maybe<{}>", ty.text()));
            }
            out.storage[id] = Some(Storage {
                name: namer.name(&wanted).into(),
                ty,
                reference: reference && !is_param,
                maybe,
                in_frame: in_frames,
            });
        }
        let mut temps: Vec<(u32, u32, LocalId)> = Vec::new();
        for (id, life) in lives.temps.iter_enumerated() {
            if let (Role::Temp, Some(around)) = (func.locals[id].role, life.last()) {
                temps.push((around.first, lives.ends[around.last as usize], id));
            }
        }
        temps.sort_unstable();
        for y in &lives.yields {
            let over = temps.iter().filter(|(first, last, _)| first < y && y < last);
            out.spans.push(over.map(|(_, _, id)| *id).collect());
        }
        let mut pools: Vec<(CType, Pool)> = Vec::new();
        let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
        for (first, last, id) in temps {
            let mut ty = variable(world, &func.locals[id].ty);
            let maybe = func.type_of(id).is_some_and(|t| matches!(world.resolve(t), Type::Cpp(..)));
            if maybe {
                ty = CType::name(format!("cy_maybe<{}>", ty.text()));
            }
            // there are a handful
            let of_type = pools.iter().position(|(of, _)| *of == ty).unwrap_or_else(|| {
                pools.push((ty.clone(), Pool::default()));
                pools.len() - 1
            });
            let pool = &mut pools[of_type].1;
            let at = pool.busy.iter().position(|(until, _)| *until < first).unwrap_or_else(|| {
                let letter = letter(&ty);
                let n = counts.entry(letter).or_default();
                pool.busy.push((0, format!("{letter}{n}").into()));
                *n += 1;
                pool.busy.len() - 1
            });
            pool.busy[at].0 = last;
            out.storage[id] = Some(Storage {
                name: pool.busy[at].1.clone(),
                ty,
                reference: is_reference(func.locals[id].ty.ty()),
                maybe,
                in_frame: false,
            });
        }
        out
    }

    /// The storage of a local that is mentioned.
    pub(crate) fn get(&self, local: LocalId) -> Option<&Storage> {
        self.storage.get(local).and_then(Option::as_ref)
    }
}

fn is_reference(ty: Option<&Type>) -> bool {
    matches!(ty.map(Type::unqualified), Some(Type::Ref(_) | Type::RvalueRef(_)))
}

/// First letter of temps of this type: objects `t`, words `n`, integers `i`, floats `d`, pointers `p`, anything else `u`.
fn letter(ty: &CType) -> &'static str {
    match ty {
        CType::Ptr(inner) => match inner.as_ref() {
            CType::Name(n) if n == "PyObject" => "t",
            _ => "p",
        },
        CType::Name(n) => match n.as_str() {
            "cy_word" => "n",
            "float" | "double" | "long double" => "d",
            "int" | "long" | "short" | "char" | "size_t" | "Py_ssize_t" | "long long" => "i",
            n if n.starts_with("unsigned") => "i",
            _ => "u",
        },
        _ => "u",
    }
}
