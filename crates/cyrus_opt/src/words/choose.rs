//! Which locals become words, which functions return them, and which of them may come to be objects more than once.

use std::collections::{BTreeMap, BTreeSet};

use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::{Abi, Expr, FuncId, Function, LocalId, Module, Place, Role, StmtKind};
use cyrus_types::{Builtin, Type};

use super::table::{Event, events};

/// What the pass does.
#[derive(Default)]
pub(super) struct Choice {
    /// Locals that become words.
    pub(super) words: BTreeMap<FuncId, BitSet<LocalId>>,
    /// Locals of these whose value may become an object while another local has it, too.
    pub(super) shared: BTreeMap<FuncId, BitSet<LocalId>>,
    /// Functions that are called directly.
    pub(super) direct: BTreeSet<FuncId>,
    /// Functions that return words.
    pub(super) returns: BTreeSet<FuncId>,
    /// Temps that one statement reads.
    pub(super) once: BTreeMap<FuncId, BitSet<LocalId>>,
}

impl Choice {
    /// Whether a local of a function becomes a word.
    pub(super) fn is_word(&self, f: FuncId, l: LocalId) -> bool {
        self.words.get(&f).is_some_and(|s| s.contains(l))
    }
}

/// What was seen of the locals of a function.
struct Seen {
    events: IndexVec<LocalId, Vec<Event>>,
}

/// Chooses, for all functions at once. `direct` are those that are called directly.
pub(super) fn choose(module: &Module, direct: &BTreeSet<FuncId>) -> Choice {
    let mut choice = Choice { direct: direct.clone(), returns: direct.clone(), ..Choice::default() };
    let mut seen: BTreeMap<FuncId, Seen> = BTreeMap::new();
    let given = given(module);
    for (id, func) in module.functions.iter_enumerated() {
        if id == module.exec || !is_fit(func) {
            continue;
        }
        let mut s = Seen { events: IndexVec::from_vec(vec![Vec::new(); func.locals.len()]) };
        func.body.walk(&mut |stmt| {
            events(module, func, &|f| direct.contains(&f), stmt, &mut |l, e| {
                s.events[l].push(e);
            });
        });
        let shared = func.shared(module);
        let mut words = BitSet::new();
        for (l, list) in s.events.iter_enumerated().filter(|(_, list)| !list.is_empty()) {
            if can_be(module, func, l)
                && !shared.contains(l)
                && !given.contains(&(id, l))
                && !list.contains(&Event::Ban)
            {
                words.insert(l);
            }
        }
        choice.words.insert(id, words);
        seen.insert(id, s);
    }
    choice.returns.retain(|f| seen.contains_key(f));
    shrink(module, direct, &seen, &mut choice);
    for (id, seen) in &seen {
        let func = &module.functions[*id];
        let words = choice.words.get(id).cloned().unwrap_or_default();
        choice.shared.insert(*id, shared(seen, &words));
        let reads = |l: LocalId| seen.events[l].iter().filter(|e| is_read(**e)).count();
        let temps = words.iter().filter(|l| func.locals[*l].role == Role::Temp && reads(*l) == 1).collect();
        choice.once.insert(*id, temps);
    }
    choice
}

/// Takes away what gains nothing, until nothing more goes.
fn shrink(module: &Module, direct: &BTreeSet<FuncId>, seen: &BTreeMap<FuncId, Seen>, choice: &mut Choice) {
    loop {
        let mut less = false;
        for (id, seen) in seen {
            let func = &module.functions[*id];
            let mut keep = BitSet::new();
            for l in choice.words.get(id).into_iter().flat_map(BitSet::iter) {
                let param = func.params.contains(&l);
                let list = &seen.events[l];
                if gains(choice, *id, list, param && direct.contains(id), module) {
                    keep.insert(l);
                }
            }
            if choice.words.get(id) != Some(&keep) {
                choice.words.insert(*id, keep);
                less = true;
            }
            if choice.returns.contains(id) {
                let words = &choice.words[id];
                let some = words.iter().any(|l| seen.events[l].contains(&Event::Return));
                if !some {
                    choice.returns.remove(id);
                    less = true;
                }
            }
        }
        if !less {
            return;
        }
    }
}

/// Whether a local may be an int that is no object yet, and is something where that pays.
fn gains(choice: &Choice, id: FuncId, list: &[Event], open: bool, module: &Module) -> bool {
    let made = open
        || list.iter().any(|e| match e {
            Event::Int => true,
            Event::Result(f) => choice.returns.contains(f),
            Event::CopyOf(l) => choice.is_word(id, *l),
            _ => false,
        });
    let used = |e: &Event| match e {
        Event::Operand | Event::Index => true,
        // a parameter that is otherwise an object gains nothing by being compared
        Event::Test => !open || !list.contains(&Event::Object),
        Event::CopyTo(l) => choice.is_word(id, *l),
        Event::Pass(f, i) => module.functions[*f].params.get(*i).is_some_and(|p| choice.is_word(*f, *p)),
        Event::Return => choice.returns.contains(&id),
        _ => false,
    };
    made && list.iter().any(used)
}

fn is_read(e: Event) -> bool {
    match e {
        Event::Operand
        | Event::Index
        | Event::Test
        | Event::CopyTo(_)
        | Event::Pass(..)
        | Event::Return
        | Event::Object
        | Event::Ban => true,
        Event::Int | Event::Result(_) | Event::CopyOf(_) => false,
    }
}

/// Members of groups that are copied among each other, of which one may come to be an object.
fn shared(seen: &Seen, words: &BitSet<LocalId>) -> BitSet<LocalId> {
    let mut group: BTreeMap<LocalId, LocalId> = words.iter().map(|l| (l, l)).collect();
    let find = |group: &BTreeMap<LocalId, LocalId>, mut l: LocalId| {
        while let Some(up) = group.get(&l).filter(|up| **up != l) {
            l = *up;
        }
        l
    };
    for l in words.iter() {
        for e in &seen.events[l] {
            if let Event::CopyTo(to) = e
                && words.contains(*to)
            {
                let (a, b) = (find(&group, l), find(&group, *to));
                group.insert(a, b);
            }
        }
    }
    let escapes = |e: &Event| match e {
        Event::Object | Event::Pass(..) | Event::Index => true,
        Event::CopyTo(to) => !words.contains(*to),
        _ => false,
    };
    let bad: BTreeSet<LocalId> =
        words.iter().filter(|l| seen.events[*l].iter().any(escapes)).map(|l| find(&group, l)).collect();
    words.iter().filter(|l| bad.contains(&find(&group, *l))).collect()
}

/// Whether the function may have words among its locals: without the GIL nothing can become an object.
fn is_fit(func: &Function) -> bool {
    let mut fit = !func.nogil && !func.with_gil;
    func.body.walk(&mut |s| {
        fit &= !matches!(s.kind, StmtKind::Nogil(_) | StmtKind::WithGil(_) | StmtKind::Parallel(_));
    });
    fit
}

/// The locals of generators that those put objects into who make the generators.
fn given(module: &Module) -> BTreeSet<(FuncId, LocalId)> {
    let mut out = BTreeSet::new();
    for func in &module.functions {
        func.body.walk(&mut |s| {
            let place = match &s.kind {
                StmtKind::Set(Place::Lvalue(e, _), _) => Some(e),
                _ => None,
            };
            s.exprs(&mut |e| frame_locals(e, &mut out));
            if let Some(e) = place {
                frame_locals(e, &mut out);
            }
        });
    }
    out
}

fn frame_locals(e: &Expr, out: &mut BTreeSet<(FuncId, LocalId)>) {
    e.any(&mut |e| {
        if let Expr::FrameLocal(_, f, l) = e {
            out.insert((*f, *l));
        }
        false
    });
}

/// Whether the type and the role of a local allow it to be a word.
fn can_be(module: &Module, func: &Function, l: LocalId) -> bool {
    let int = func
        .type_of(l)
        .is_some_and(|t| matches!(module.world.resolve(t), Type::Object | Type::Builtin(Builtin::Int)));
    if matches!(func.abi, Abi::Resume { self_, sent } if l == self_ || l == sent) {
        return false;
    }
    let role = match func.locals[l].role {
        Role::Param => func.params.contains(&l),
        Role::User | Role::Slot | Role::Temp => true,
    };
    int && role
}
