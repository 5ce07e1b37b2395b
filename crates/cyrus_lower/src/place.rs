//! Places: where values are stored, with parts that are evaluated once.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Expr, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::func::{FuncCx, NONE, by_value, int, size};
use crate::order::Held;

/// A place whose parts are evaluated.
pub struct Resolved<'h> {
    place: &'h hir::Place,
    /// The values of its parts, left to right.
    pub parts: Vec<Held>,
}

/// Bits of the operation for slices with C bounds.
pub const HAS_START: i64 = 1;
pub const HAS_STOP: i64 = 2;

impl<'h> FuncCx<'_, 'h> {
    /// `place = value`
    pub fn assignment(&mut self, place: &'h hir::Place, value: &'h hir::Expr) {
        if let hir::PlaceKind::Local(id) = place.kind {
            let value = self.value(value);
            return self.write_local(id, value);
        }
        let fresh = self.makes_object(value);
        let value = self.expr(value);
        self.store_value(place, value, fresh);
    }

    /// Whether the value is a C++ object that nobody else has seen, so that it can be moved.
    pub fn makes_object(&self, e: &hir::Expr) -> bool {
        matches!(e.kind, hir::ExprKind::CppNew { .. } | hir::ExprKind::CCall { .. })
            && matches!(self.world().resolve(&e.ty), Type::Cpp(..))
    }

    /// A temp as what C++ moves from; any other value as it is.
    pub fn moved(&self, value: Expr) -> Expr {
        if let Expr::Local(l) = value
            && self.func.locals[l].role == ir::Role::Temp
            && let Some(ty) = self.func.type_of(l)
            // a reference refers to what others see
            && !matches!(ty.unqualified(), Type::Ref(_) | Type::RvalueRef(_))
        {
            let ty = Type::RvalueRef(std::sync::Arc::new(ty.clone()));
            return Expr::Cast(ty, Box::new(value));
        }
        value
    }

    /// The value of an expression, where it is stored at once: the last operation needs no temp of its own.
    fn value(&mut self, e: &'h hir::Expr) -> Value {
        let before = self.out.len();
        let value = self.expr(e);
        if let Expr::Local(t) = value
            && self.out.len() > before
            && self.func.locals[t].role == ir::Role::Temp
            && let Some(StmtKind::Set(ir::Place::Local(l), _)) = self.out.last().map(|s| &s.kind)
            && *l == t
            && !self.is_source_temp(t)
            && let Some(ir::Stmt { kind: StmtKind::Set(_, value), .. }) = self.out.pop()
        {
            return value;
        }
        Value::Expr(value)
    }

    /// Whether the temp stands for a temporary of the typed tree, which later statements may read.
    fn is_source_temp(&self, t: ir::LocalId) -> bool {
        self.vars.iter().any(|v| *v == crate::func::Var::Local(t))
    }

    /// Stores a value that is ready: the place's parts are evaluated after it.
    pub fn store(&mut self, place: &'h hir::Place, value: Expr) {
        self.store_value(place, value, false);
    }

    /// The same; `fresh`: of an object that can be moved.
    fn store_value(&mut self, place: &'h hir::Place, value: Expr, fresh: bool) {
        let held = self.hold(value, &place.ty);
        let resolved = self.resolve(place);
        let mut all = vec![held];
        all.extend(resolved.parts);
        self.settle(&mut all);
        let value = all.remove(0).value;
        let value = if fresh { self.moved(value) } else { value };
        self.store_resolved(&Resolved { place, parts: all }, value);
    }

    /// `place op= ...`
    pub fn augmented(&mut self, place: &'h hir::Place, value: &'h hir::Expr) {
        let mut resolved = self.resolve(place);
        self.settle(&mut resolved.parts);
        let outer = self.place_value.take();
        let current = self.load(&resolved);
        self.place_value = Some(current);
        let result = if let hir::PlaceKind::Local(_) = place.kind {
            self.value(value)
        } else {
            Value::Expr(self.expr(value))
        };
        self.place_value = outer;
        if let hir::PlaceKind::Local(id) = place.kind {
            return self.write_local(id, result);
        }
        let Value::Expr(result) = result else { return };
        self.settle(&mut resolved.parts);
        self.store_resolved(&resolved, result);
    }

    /// Evaluates the parts of a place, left to right.
    pub fn resolve(&mut self, place: &'h hir::Place) -> Resolved<'h> {
        use hir::PlaceKind as P;
        let parts = match &place.kind {
            P::Error | P::Local(_) | P::Global(_) | P::ClassName(_) | P::CVar(_) => Vec::new(),
            P::Attr { object, .. } => vec![self.operand(object)],
            P::Field { object, .. } => vec![self.memory_operand(object)],
            P::ClassField { object, class, check_none, field } => {
                let mut held = self.operand(object);
                if *check_none {
                    let name = self.world().classes[*class].fields.get(*field).map(|f| f.name.clone());
                    held.value = self.stable(&object.ty, held.value);
                    let reason = hir::NoneReason::Attribute(name.unwrap_or_default());
                    self.check_not_none(&held.value.clone(), &reason);
                    held = self.hold(held.value, &object.ty);
                }
                vec![held]
            }
            P::Item { object, index } | P::ItemInt { object, index, .. } => {
                vec![self.operand(object), self.operand(index)]
            }
            P::CIndex { base, index } => vec![self.memory_operand(base), self.operand(index)],
            P::SliceInt { object, start, stop } => {
                let mut parts = vec![self.operand(object)];
                for bound in [start, stop] {
                    match bound {
                        Some(e) => parts.push(self.operand(e)),
                        None => parts.push(self.hold(size(0), &Type::SSIZE)),
                    }
                }
                parts
            }
            P::Deref(pointer) => vec![self.operand(pointer)],
            P::ViewItem { view, indices, .. } => {
                let mut parts = vec![self.view_operand(view).0];
                parts.extend(indices.iter().map(|e| self.operand(e)));
                parts
            }
            P::ViewSlice { view, axes, mode } => {
                let whole = axes
                    .iter()
                    .all(|a| matches!(a, hir::AxisIndex::Slice(parts) if parts.iter().all(Option::is_none)));
                let (part, ty) = if whole {
                    (self.expr(view), view.ty.clone())
                } else {
                    let ty = self.part_type(&view.ty, axes);
                    (self.view_slice(view, axes, *mode, &ty), ty)
                };
                vec![self.hold(part, &ty)]
            }
            P::Text { args, .. } => {
                let mut parts = Vec::with_capacity(args.len());
                for (i, e) in args.iter().enumerate() {
                    parts.push(if i == 0 { self.memory_operand(e) } else { self.operand(e) });
                }
                parts
            }
        };
        Resolved { place, parts }
    }

    /// The C lvalue of a place in memory, or of a local.
    pub fn lvalue(&mut self, r: &Resolved<'h>) -> Expr {
        use hir::PlaceKind as P;
        let part = |i: usize| Box::new(r.parts.get(i).map_or(NONE, |h| h.value.clone()));
        match &r.place.kind {
            P::Local(id) => match self.vars[*id] {
                crate::func::Var::Local(l) => Expr::Local(l),
                crate::func::Var::Unset => Expr::Local(self.declare(*id)),
                crate::func::Var::Cell(_) | crate::func::Var::Free(_) => self.read_local(*id),
            },
            P::CVar(id) => Expr::CVar(*id),
            P::Field { object, name } => {
                if self.world().is_pointer(&object.ty) {
                    Expr::Arrow(part(0), name.clone(), None)
                } else {
                    Expr::Field(part(0), name.clone())
                }
            }
            P::ClassField { class, field, .. } => {
                let cname = self.world().classes[*class].fields.get(*field).map(|f| f.cname.clone());
                Expr::Arrow(part(0), cname.unwrap_or_default(), Some(*class))
            }
            P::CIndex { .. } => Expr::Index(part(0), part(1)),
            P::Deref(_) => Expr::Deref(part(0)),
            P::ViewItem { view, mode, .. } => {
                let indices = r.parts[1..].iter().map(|h| h.value.clone()).collect();
                self.element(*part(0), &view.ty, indices, *mode)
            }
            P::Text { text, args, except } => {
                let values: Vec<Expr> = (0..args.len()).map(|i| *part(i)).collect();
                self.text_lvalue(text, values, except, &r.place.ty)
            }
            P::Error
            | P::Global(_)
            | P::ClassName(_)
            | P::Attr { .. }
            | P::Item { .. }
            | P::ItemInt { .. }
            | P::SliceInt { .. }
            | P::ViewSlice { .. } => NONE,
        }
    }

    /// The value that a place holds.
    pub fn load(&mut self, r: &Resolved<'h>) -> Expr {
        use hir::PlaceKind as P;
        let part = |i: usize| r.parts.get(i).map_or(NONE, |h| h.value.clone());
        let ty = &r.place.ty;
        match &r.place.kind {
            P::Error => NONE,
            P::Local(id) => self.read_local(*id),
            P::Global(name) => self.read_global(name),
            P::ClassName(name) => self.read_class_name(name, None, None),
            P::Attr { name, .. } => {
                let name = self.name(name);
                self.op(ty, op::CY_GETATTR, by_value([part(0), name]))
            }
            P::Item { object, .. } => {
                let get = if crate::expr::is_dict(&object.ty) { op::CY_DICT_GETITEM } else { op::CY_GETITEM };
                let container = self.subscripted(part(0), &object.ty);
                self.op(ty, get, by_value([container, part(1)]))
            }
            P::ItemInt { object, mode, .. } => self.get_item_int(part(0), &object.ty, part(1), *mode, ty),
            P::SliceInt { start, stop, .. } => {
                let has = has(start.is_some(), stop.is_some());
                self.op(ty, op::CY_GETSLICE, by_value([part(0), part(1), part(2), int(has)]))
            }
            P::ViewSlice { .. } => part(0),
            P::CVar(_)
            | P::Field { .. }
            | P::ClassField { .. }
            | P::CIndex { .. }
            | P::Deref(_)
            | P::ViewItem { .. }
            | P::Text { .. } => {
                let at = self.lvalue(r);
                self.read_memory(at, ty)
            }
        }
    }

    /// Stores into a place whose parts are evaluated.
    pub fn store_resolved(&mut self, r: &Resolved<'h>, value: Expr) {
        use hir::PlaceKind as P;
        let part = |i: usize| r.parts.get(i).map_or(NONE, |h| h.value.clone());
        match &r.place.kind {
            P::Error => {}
            P::Local(id) => self.write_local(*id, Value::Expr(value)),
            P::Global(name) if name == "__name__" => self.run(op::CY_SET_MODULE_NAME, by_value([value])),
            P::Global(name) => {
                let name = self.name(name);
                self.run(op::CY_SET_GLOBAL, by_value([name, value]));
            }
            P::ClassName(name) => {
                let (space, name) = (self.space(), self.name(name));
                self.run(op::CY_SETITEM, by_value([space, name, value]));
            }
            P::Attr { name, .. } => {
                let name = self.name(name);
                self.run(op::CY_SETATTR, by_value([part(0), name, value]));
            }
            P::Item { object, .. } => {
                let set = if crate::expr::is_dict(&object.ty) { op::CY_DICT_PUT } else { op::CY_SETITEM };
                let container = self.subscripted(part(0), &object.ty);
                self.run(set, by_value([container, part(1), value]));
            }
            P::ItemInt { object, mode, .. } => {
                self.set_item_int(part(0), &object.ty, part(1), *mode, value, &r.place.ty);
            }
            P::SliceInt { start, stop, .. } => {
                let has = has(start.is_some(), stop.is_some());
                self.run(op::CY_SETSLICE, by_value([part(0), part(1), part(2), int(has), value]));
            }
            P::ViewSlice { view, axes, .. } => {
                let ty = self.part_type(&view.ty, axes);
                self.assign_view(part(0), &ty, value, &r.place.ty);
            }
            P::CVar(_) | P::ClassField { .. } if self.stores_shared(r, &value) => {}
            P::CVar(id) => self.emit(StmtKind::Set(ir::Place::CVar(*id), Value::Expr(value))),
            P::Field { .. }
            | P::ClassField { .. }
            | P::CIndex { .. }
            | P::Deref(_)
            | P::ViewItem { .. }
            | P::Text { .. } => {
                let value = if matches!(r.place.kind, P::ViewItem { .. }) {
                    // The checks of the indices come before the store, and after the value.
                    self.stable(&r.place.ty, value)
                } else {
                    value
                };
                let at = self.lvalue(r);
                let ty = r.place.ty.clone();
                self.emit(StmtKind::Set(ir::Place::Lvalue(Box::new(at), ty), Value::Expr(value)));
            }
        }
    }

    /// Stores a view where other modules look for it.
    fn stores_shared(&mut self, r: &Resolved<'h>, value: &Expr) -> bool {
        let at = self.lvalue(r);
        let world = self.cx.world.clone();
        let Some(view) = ir::query::shared_view(&world, &at) else { return false };
        let value = self.stable(&Type::View(std::sync::Arc::new(view.clone())), value.clone());
        let set = if view.is_direct() { op::CY_SV_SET } else { op::CY_SIV_SET };
        let readonly = int(i64::from(view.element.is_const()));
        let place = Expr::AddressOf(Box::new(at));
        let rank = int(view.rank() as i64);
        let dtype = Expr::Dtype(crate::func::value_type(&view.element));
        self.run(set, by_value([place, value, rank, dtype, readonly]));
        true
    }

    /// `del place`
    pub fn delete(&mut self, place: &'h hir::Place) {
        use hir::PlaceKind as P;
        if let P::Local(id) = place.kind {
            return self.delete_local(id);
        }
        let mut r = self.resolve(place);
        self.settle(&mut r.parts);
        let part = |i: usize| r.parts.get(i).map_or(NONE, |h| h.value.clone());
        match &place.kind {
            P::Global(name) => {
                let name = self.name(name);
                self.run(op::CY_DEL_GLOBAL, by_value([name]));
            }
            P::ClassName(name) => {
                let (space, name) = (self.space(), self.name(name));
                self.run(op::CY_DEL_CLASS_NAME, by_value([space, name]));
            }
            P::Attr { name, .. } => {
                let name = self.name(name);
                self.run(op::CY_DELATTR, by_value([part(0), name]));
            }
            P::Item { .. } => self.run(op::CY_DELITEM, by_value([part(0), part(1)])),
            P::ItemInt { mode, .. } => {
                self.run(op::CY_DELINDEX, by_value([part(0), part(1), int(crate::item::flags(*mode))]));
            }
            P::SliceInt { start, stop, .. } => {
                let has = has(start.is_some(), stop.is_some());
                self.run(op::CY_DELSLICE, by_value([part(0), part(1), part(2), int(has)]));
            }
            // What is part of a struct or an extension type cannot go: it becomes None.
            P::CVar(_)
            | P::Field { .. }
            | P::ClassField { .. }
            | P::CIndex { .. }
            | P::Deref(_)
            | P::ViewItem { .. } => {
                if place.ty.is_object() {
                    self.store_resolved(&r, NONE);
                }
            }
            P::Error | P::Local(_) | P::ViewSlice { .. } | P::Text { .. } => {}
        }
    }
}

fn has(start: bool, stop: bool) -> i64 {
    (if start { HAS_START } else { 0 }) | (if stop { HAS_STOP } else { 0 })
}
