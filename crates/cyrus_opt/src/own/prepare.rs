//! Gives every storing statement a simple source, and saves operands that foreign code could free while they are in use.
//!
//! ```text
//! %x = arrow(%self, "a", class.C)           %9 = arrow(%self, "a", class.C)
//!                                           %x = %9
//! %1 = cy_add(arrow(%self, "a", class.C), k0)    %9 = arrow(%self, "a", class.C)
//!                                           %1 = cy_add(%9, k0)
//! %x = cy_borrowed()                        %9 = cy_borrowed()
//!                                           %x = %9
//! eval cy_findattr(%o, k0, &%x)             eval cy_findattr(%o, k0, &%9)
//!                                           %x = %9
//! ```

use cyrus_index::BitSet;
use cyrus_ir::query::param_types;
use cyrus_ir::{
    Abi, Arg, CallTarget, Expr, Function, Local, LocalId, LocalType, Module, Place, Region, Role, Signal,
    Stmt, StmtKind, Value, is_managed,
};
use cyrus_ops::{Kind, Mode, OpResult};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, Type};

/// Prepares a function.
pub(super) fn run(module: &Module, func: &mut Function) {
    let entry = params_to_slots(module, func);
    let body = std::mem::take(&mut func.body);
    let nogil = func.nogil && !func.with_gil;
    let mut p = Prepare { module, func, nogil };
    let mut body = p.region(body);
    body.0.splice(0..0, entry);
    func.body = body;
}

/// Parameters that are assigned become slots; what they are called with is shared first, unless it is theirs already.
fn params_to_slots(module: &Module, func: &mut Function) -> Vec<Stmt> {
    let assigned: BitSet<LocalId> = func.uses(module).assigned;
    let own = func.owned_params(module);
    let mut entry = Vec::new();
    let keep = match &func.abi {
        Abi::C => Vec::new(),
        Abi::Python { self_, .. } => vec![*self_],
        Abi::Resume { self_, sent } => vec![*self_, *sent],
    };
    for id in func.locals.ids().collect::<Vec<_>>() {
        let l = &func.locals[id];
        if l.role != Role::Param || !module.is_managed(&l.ty) || keep.contains(&id) {
            continue;
        }
        let owned = own.contains(id);
        if owned || assigned.contains(id) {
            func.local_mut(id).role = Role::User;
            if !owned {
                entry.push(Stmt::new(StmtKind::IncRef(Expr::Local(id)), func.at));
            }
        }
    }
    entry
}

struct Prepare<'a> {
    module: &'a Module,
    func: &'a mut Function,
    nogil: bool,
}

/// Whether reading this managed value twice in a row needs no memory of the program, so that counting it in place is fine.
pub(super) fn is_simple(e: &Expr) -> bool {
    match e.peel() {
        Expr::Local(_)
        | Expr::State(_)
        | Expr::Const(_)
        | Expr::Singleton(_)
        | Expr::Null(_)
        | Expr::ClassObject(_)
        | Expr::ModuleDict
        | Expr::Text(_, Type::Builtin(Builtin::Type)) => true,
        // whoever calls a function holds it, a function holds the tuple of its cells, and a tuple does not change
        Expr::Pure(op, args) if *op == cyrus_ops::CY_CLOSURE_CELL => args.iter().all(is_closure),
        Expr::CVar(_)
        | Expr::Int(..)
        | Expr::Float(..)
        | Expr::CStr(_)
        | Expr::Text(..)
        | Expr::FuncAddr(..)
        | Expr::CFuncAddr(_)
        | Expr::FrameLocal(..)
        | Expr::Desc(_)
        | Expr::Frame(_)
        | Expr::Dtype(_)
        | Expr::Unary(..)
        | Expr::Binary(..)
        | Expr::Select(..)
        | Expr::Cast(..)
        | Expr::Field(..)
        | Expr::Arrow(..)
        | Expr::Index(..)
        | Expr::Deref(_)
        | Expr::AddressOf(_)
        | Expr::SizeOf(_)
        | Expr::Pure(..)
        | Expr::Aggregate(..)
        | Expr::ViewItem(..)
        | Expr::ViewShape(..)
        | Expr::ViewStride(..)
        | Expr::ViewBound(_) => false,
    }
}

/// The closure of the function itself, or the place in it.
fn is_closure(e: &Expr) -> bool {
    match e.peel() {
        Expr::Pure(op, args) => *op == cyrus_ops::CY_CLOSURE && args.iter().all(is_closure),
        e => matches!(e, Expr::Local(_) | Expr::Int(..)),
    }
}

/// The local type of a place, if what it holds is managed.
pub(super) fn managed_place(module: &Module, func: &Function, place: &Place) -> Option<LocalType> {
    let ty = match place {
        Place::Local(l) => func.locals[*l].ty.clone(),
        Place::CVar(v) => LocalType::Type(module.world.cvars.get(*v)?.ty.clone()),
        Place::State(_) => LocalType::Type(Type::Object),
        Place::Lvalue(_, t) => LocalType::Type(t.clone()),
    };
    module.is_managed(&ty).then_some(ty)
}

impl Prepare<'_> {
    fn region(&mut self, r: Region) -> Region {
        let mut out = Vec::with_capacity(r.0.len());
        for s in r.0 {
            self.stmt(s, &mut out);
        }
        Region(out)
    }

    fn temp(&mut self, ty: LocalType) -> LocalId {
        self.func.add_local(Local { name: Name::default(), ty, role: Role::Temp })
    }

    /// Puts a value into a temp of its own.
    fn save(&mut self, ty: LocalType, value: Value, at: FileSpan, out: &mut Vec<Stmt>) -> Expr {
        let t = self.temp(ty);
        out.push(Stmt::new(StmtKind::Set(Place::Local(t), value), at));
        Expr::Local(t)
    }

    fn pin(&mut self, e: &mut Expr, ty: &Type, at: FileSpan, out: &mut Vec<Stmt>) {
        if is_managed(&self.module.world, ty) && !is_simple(e) {
            let value = std::mem::replace(e, Expr::ModuleDict);
            *e = self.save(LocalType::Type(ty.clone()), Value::Expr(value), at, out);
        }
    }

    fn is_temp(&self, l: LocalId) -> bool {
        self.func.locals[l].role == Role::Temp
    }

    /// Saves operands; returns assignments to make afterwards.
    fn operands(&mut self, value: &mut Value, at: FileSpan, out: &mut Vec<Stmt>) -> Vec<Stmt> {
        let mut after = Vec::new();
        match value {
            Value::Expr(_) => {}
            Value::Op { op, args, .. } => {
                let op = op.op();
                // a pure operation runs no foreign code, and one without the GIL cannot
                let safe = op.pure || op.nogil || self.nogil;
                for (i, arg) in args.iter_mut().enumerate() {
                    let param = op.params.get(i);
                    let steals = op.steals & (1u32.checked_shl(i as u32).unwrap_or(0)) != 0;
                    match arg {
                        Arg::Expr(e) => {
                            if param.is_some_and(|p| p.kind == Kind::Object) && (!safe || steals) {
                                self.pin(e, &Type::Object, at, out);
                            }
                        }
                        Arg::Objects(items) => {
                            for e in items {
                                if !safe || steals {
                                    self.pin(e, &Type::Object, at, out);
                                }
                            }
                        }
                        Arg::Address(l) => {
                            if param.is_some_and(|p| p.mode == Mode::Out) {
                                self.out_place(l, at, &mut after);
                            }
                        }
                        Arg::Outs(locals) => {
                            for l in locals {
                                self.out_place(l, at, &mut after);
                            }
                        }
                        Arg::CType(_) => {}
                    }
                }
            }
            Value::Call { target, args, .. } => {
                if !self.nogil
                    && let Some(types) = param_types(self.module, self.func, target)
                {
                    for (e, ty) in args.iter_mut().zip(&types) {
                        self.pin(e, ty, at, out);
                    }
                }
            }
        }
        after
    }

    /// An operation writes a fresh temp, never over what a slot holds.
    fn out_place(&mut self, l: &mut LocalId, at: FileSpan, after: &mut Vec<Stmt>) {
        let ty = self.func.locals[*l].ty.clone();
        if !self.module.is_managed(&ty) || self.is_temp(*l) {
            return;
        }
        let slot = std::mem::replace(l, self.temp(ty));
        after.push(Stmt::new(StmtKind::Set(Place::Local(slot), Value::Expr(Expr::Local(*l))), at));
    }

    fn stmt(&mut self, mut s: Stmt, out: &mut Vec<Stmt>) {
        let at = s.at;
        let mut after = Vec::new();
        match &mut s.kind {
            StmtKind::Set(place, value) => {
                after = self.operands(value, at, out);
                let temp = matches!(place, Place::Local(l) if self.is_temp(*l));
                if !temp && let Some(ty) = managed_place(self.module, self.func, place) {
                    let through_temp = match value {
                        Value::Expr(e) => !is_simple(e),
                        Value::Op { op, .. } => matches!(op.op().result, OpResult::Borrowed(_)),
                        Value::Call { .. } => false,
                    };
                    if through_temp {
                        let v = std::mem::replace(value, Value::Expr(Expr::ModuleDict));
                        *value = Value::Expr(self.save(ty, v, at, out));
                    }
                }
            }
            StmtKind::Eval(value) => after = self.operands(value, at, out),
            StmtKind::Return(Some(e)) => {
                let ty = return_type(self.func);
                self.pin(e, &ty, at, out);
            }
            StmtKind::Yield(e) => self.pin(e, &Type::Object, at, out),
            StmtKind::Nogil(body) => {
                let before = std::mem::replace(&mut self.nogil, true);
                *body = self.region(std::mem::take(body));
                if !before {
                    self.thread_state(body, LocalType::NoGil, "PyEval_SaveThread", at);
                } else if self.func.nogil && !self.func.with_gil {
                    self.thread_state(body, LocalType::NoGil, "cy_release_gil", at);
                }
                self.nogil = before;
            }
            StmtKind::WithGil(body) => {
                let before = std::mem::replace(&mut self.nogil, false);
                *body = self.region(std::mem::take(body));
                self.thread_state(body, LocalType::WithGil, "PyGILState_Ensure", at);
                self.nogil = before;
            }
            StmtKind::Parallel(_) => {
                let before = std::mem::replace(&mut self.nogil, true);
                self.nested(&mut s);
                self.nogil = before;
            }
            StmtKind::If { .. }
            | StmtKind::Switch { .. }
            | StmtKind::Block { .. }
            | StmtKind::Loop { .. }
            | StmtKind::While { .. }
            | StmtKind::For(_)
            | StmtKind::Try { .. } => self.nested(&mut s),
            StmtKind::Check { .. }
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(None)
            | StmtKind::Fail { .. }
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {}
        }
        out.push(s);
        out.append(&mut after);
    }

    /// Begins a region with the call that lets go of the GIL or takes it; its result undoes that when it is dropped.
    fn thread_state(&mut self, body: &mut Region, ty: LocalType, call: &str, at: FileSpan) {
        if body
            .0
            .iter()
            .any(|s| matches!(&s.kind, StmtKind::Set(Place::Local(l), _) if self.func.locals[*l].ty == ty))
        {
            return;
        }
        let value = Value::Call {
            target: CallTarget::Text(call.into()),
            args: Vec::new(),
            signal: Signal::Never,
            ret: Type::Void.ptr(),
        };
        let t = self.temp(ty);
        body.0.insert(0, Stmt::new(StmtKind::Set(Place::Local(t), value), at));
    }

    fn nested(&mut self, s: &mut Stmt) {
        s.regions_mut(&mut |r| *r = self.region(std::mem::take(r)));
    }
}

/// What `Return` carries.
pub(super) fn return_type(func: &Function) -> Type {
    match func.abi {
        Abi::C => func.ret.clone(),
        Abi::Python { .. } | Abi::Resume { .. } => Type::Object,
    }
}
