//! The pass `early`: a check that gives the same in every turn of a loop is made once, before the loop.
//!
//! ```text
//! for L0 %j = 0 while < %n step 1 {          if (0 < %n) { check isbound(%out) else ... }
//!   %r = 0.0                           ->    for L0 %j = 0 while < %n step 1 {
//!   check isbound(%out) else ...               %r = 0.0
//!   ...                                        ...
//! ```
//!
//! Only a check moves that the first turn comes to without doing anything that could be seen or could fail, in a loop whose
//! errors leave the function: nobody can tell when exactly it was made. A loop without turns makes none.

use cyrus_index::BitSet;
use cyrus_ir::query::root;
use cyrus_ir::visit::Touch;
use cyrus_ir::{CheckKind, CountedFor, Expr, Function, LocalId, Module, Place, Region, Stmt, StmtKind};

use crate::facts::computes;

/// Runs the pass.
pub fn run(module: &mut Module) {
    crate::each_function(module, |module, func| {
        if !has_counted(&func.body) {
            return;
        }
        let shared = func.shared(module);
        let mut body = std::mem::take(&mut func.body);
        region(module, func, &shared, &mut body);
        func.body = body;
    });
}

/// Whether a region has counted loops in it.
pub(crate) fn has_counted(r: &Region) -> bool {
    let mut found = false;
    r.walk(&mut |s| found |= matches!(s.kind, StmtKind::For(_)));
    found
}

fn region(module: &Module, func: &Function, shared: &BitSet<LocalId>, r: &mut Region) {
    let mut out: Vec<Stmt> = Vec::with_capacity(r.0.len());
    for mut s in std::mem::take(&mut r.0) {
        match &mut s.kind {
            // a handler may look at what was assigned before the error
            StmtKind::Try { .. } | StmtKind::Parallel(_) => {}
            StmtKind::For(l) if l.parallel.is_some() => {}
            StmtKind::For(l) => {
                region(module, func, shared, &mut l.body);
                let checks = take(module, func, shared, l);
                if !checks.is_empty() {
                    let test = Expr::Binary(l.relation, Box::new(l.from.clone()), Box::new(l.to.clone()));
                    let then = Region(checks);
                    out.push(Stmt::new(StmtKind::If { test, then, orelse: Region::default() }, s.at));
                }
            }
            _ => s.regions_mut(&mut |r| region(module, func, shared, r)),
        }
        out.push(s);
    }
    r.0 = out;
}

/// Takes the checks out of a loop's body that can be made before.
fn take(module: &Module, func: &Function, shared: &BitSet<LocalId>, l: &mut CountedFor) -> Vec<Stmt> {
    let mut changing = shared.clone();
    changing.insert(l.index);
    l.body.walk(&mut |s| {
        s.touches(&mut |x, touch| {
            if touch != Touch::Read {
                changing.insert(x);
            }
        });
        if let StmtKind::Set(Place::Lvalue(e, _), _) = &s.kind
            && let Some(x) = root(e)
        {
            changing.insert(x);
        }
    });
    let same =
        |e: &Expr| e.is_stable() && !e.any(&mut |e| matches!(e, Expr::Local(x) if changing.contains(*x)));
    let mut checks = Vec::new();
    let mut silent = true;
    l.body.0.retain(|s| {
        let StmtKind::Check { ok, args, kind, .. } = &s.kind else {
            silent &= is_silent(module, func, s);
            return true;
        };
        // what is known of objects is worth more where they are used
        let of_object = matches!(kind, CheckKind::Bound(_) | CheckKind::NotNone);
        silent &= !of_object && same(ok) && args.iter().all(same);
        if silent {
            checks.push(s.clone());
        }
        !silent
    });
    checks
}

/// Whether a statement goes through and does nothing but give plain variables values.
fn is_silent(module: &Module, func: &Function, s: &Stmt) -> bool {
    let all = |r: &Region| r.0.iter().all(|s| is_silent(module, func, s));
    match &s.kind {
        StmtKind::Set(Place::Local(x), v) => !module.is_managed(&func.locals[*x].ty) && computes(module, v),
        StmtKind::If { then, orelse, .. } => all(then) && all(orelse),
        StmtKind::For(l) => l.parallel.is_none() && all(&l.body),
        StmtKind::Comment(_) => true,
        _ => false,
    }
}
