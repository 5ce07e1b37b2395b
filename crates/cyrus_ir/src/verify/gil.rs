//! Nothing that needs the GIL stands where it is not held.

use super::Errors;
use crate::query::type_of;
use crate::{CallTarget, Expr, LocalType, Place, Region, Role, Stmt, StmtKind, Value};

pub(super) fn check(errors: &mut Errors<'_>) {
    let func = errors.func;
    let held = !func.nogil || func.with_gil;
    region(errors, &func.body, held);
}

fn region(errors: &mut Errors<'_>, r: &Region, mut held: bool) {
    for s in &r.0 {
        if !held {
            stmt(errors, s);
        }
        let state = match &s.kind {
            StmtKind::Drop(l) | StmtKind::Set(Place::Local(l), _) => Some(&errors.func.locals[*l].ty),
            _ => None,
        };
        if state == Some(&LocalType::NoGil) {
            held = matches!(s.kind, StmtKind::Drop(_));
        }
        let inside = match &s.kind {
            StmtKind::Nogil(_) | StmtKind::Parallel(_) => false,
            StmtKind::WithGil(_) => true,
            _ => held,
        };
        s.regions(&mut |r| region(errors, r, inside));
    }
}

/// A statement where the GIL is not held. What a failing check calls is run with the GIL taken for it.
fn stmt(errors: &mut Errors<'_>, s: &Stmt) {
    match &s.kind {
        StmtKind::Set(place, value) => {
            self::value(errors, s, value);
            // a temp may borrow what it reads
            let borrows = matches!((place, value), (Place::Local(l), Value::Expr(_))
                if errors.func.locals[*l].role == Role::Temp);
            if let Some(ty) = place_type(errors, place)
                && ty.is_object()
                && !borrows
            {
                errors.add(Some(s), "an object is stored without the GIL");
            }
        }
        StmtKind::Eval(value) => self::value(errors, s, value),
        StmtKind::Yield(_) => errors.add(Some(s), "a generator yields without the GIL"),
        StmtKind::IncRef(e) => {
            if is_object(errors, e) {
                errors.add(Some(s), "a reference is counted without the GIL");
            }
        }
        StmtKind::Drop(l) => {
            if is_object(errors, &Expr::Local(*l)) {
                errors.add(Some(s), "a reference is dropped without the GIL");
            }
        }
        // `own` takes the GIL before it counts a constant that is returned
        StmtKind::Return(Some(e)) => {
            if is_object(errors, e) && !matches!(e, Expr::Singleton(_) | Expr::Const(_)) {
                errors.add(Some(s), "an object is returned without the GIL");
            }
        }
        StmtKind::Check { .. }
        | StmtKind::If { .. }
        | StmtKind::Switch { .. }
        | StmtKind::Block { .. }
        | StmtKind::Loop { .. }
        | StmtKind::While { .. }
        | StmtKind::For(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Return(None)
        | StmtKind::Fail { .. }
        | StmtKind::Try { .. }
        | StmtKind::Nogil(_)
        | StmtKind::WithGil(_)
        | StmtKind::Parallel(_)
        | StmtKind::Comment(_) => {}
    }
}

fn place_type(errors: &Errors<'_>, place: &Place) -> Option<cyrus_types::Type> {
    match place {
        Place::Local(l) => errors.func.type_of(*l).cloned(),
        Place::CVar(v) => errors.module.world.cvars.get(*v).map(|d| d.ty.clone()),
        Place::State(_) => Some(cyrus_types::Type::Object),
        Place::Lvalue(_, t) => Some(t.clone()),
    }
}

fn is_object(errors: &Errors<'_>, e: &Expr) -> bool {
    type_of(errors.module, errors.func, e).is_some_and(|t| t.is_object())
}

fn value(errors: &mut Errors<'_>, s: &Stmt, value: &Value) {
    match value {
        Value::Expr(_) => {}
        Value::Op { op, .. } => {
            if !op.op().nogil {
                errors.add(Some(s), format!("{op} needs the GIL"));
            }
        }
        Value::Call { target, .. } => {
            let m = errors.module;
            let decl = |f: cyrus_types::CFuncId| m.world.cfuncs.get(f).map(|f| f.ty.nogil || f.ty.with_gil);
            let free = match target {
                CallTarget::Func(f) => m.functions.get(*f).map(|f| f.nogil || f.with_gil),
                CallTarget::Direct(..) => Some(false),
                CallTarget::CFunc(f) => decl(*f),
                CallTarget::Method(c, at) => {
                    m.world.classes.get(*c).and_then(|c| c.methods.get(*at)).and_then(|x| decl(x.func))
                }
                // what is behind a pointer or a text is the front end's to know
                CallTarget::Pointer(_) | CallTarget::Text(_) => None,
            };
            if free == Some(false) {
                errors.add(Some(s), "the function needs the GIL");
            }
        }
    }
}
