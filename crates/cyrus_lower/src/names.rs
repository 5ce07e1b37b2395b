//! Names: reading, binding and deleting variables, globals and names of class bodies.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, CheckKind, Expr, LocalType, Place, Role, StmtKind, Value};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::Type;

use crate::func::{FuncCx, NONE, Var, by_value, is_null, is_set, pure, value_type};

impl<'h> FuncCx<'_, 'h> {
    /// A C string with a name, for messages.
    pub fn c_name(name: &Name) -> Expr {
        Expr::CStr(name.as_bytes().into())
    }

    /// The value of a variable; raises if it has none.
    pub fn read_local(&mut self, id: hir::LocalId) -> Expr {
        let local = &self.hir.locals[id];
        match self.vars[id] {
            Var::Unset => {
                // Nothing before this assigns it. Of a temporary that means that control does not come here.
                let l = self.declare(id);
                if self.may_be_unbound(id, l) {
                    self.check_bound(&local.name.clone(), l);
                }
                Expr::Local(l)
            }
            Var::Local(l) => {
                if self.may_be_unbound(id, l) {
                    self.check_bound(&local.name.clone(), l);
                }
                Expr::Local(l)
            }
            Var::Cell(_) | Var::Free(_) => {
                let (cell, free) = self.cell(id);
                let (ty, name) = (local.ty.clone(), local.name.clone());
                if !ty.is_object() {
                    if self.is_late(&ty) {
                        self.check_box_begun(&cell, &ty, &name, free);
                    }
                    return self.boxed(cell, &ty);
                }
                let get = if free { op::CY_CELL_GET_FREE } else { op::CY_CELL_GET };
                self.op(&ty, get, by_value([cell, Self::c_name(&name)]))
            }
        }
    }

    /// The object that a variable holds, or NULL; nothing if it always has a value.
    pub fn peek_local(&mut self, id: hir::LocalId) -> Option<Expr> {
        if !self.hir.locals[id].ty.is_object() {
            return None;
        }
        match self.vars[id] {
            Var::Local(l) => self.may_be_unbound(id, l).then_some(Expr::Local(l)),
            Var::Cell(_) | Var::Free(_) => {
                let (cell, _) = self.cell(id);
                Some(self.object_op(op::CY_CELL_PEEK, by_value([cell])))
            }
            Var::Unset => Some(Expr::Null(Type::Object)),
        }
    }

    /// The cell of a variable, and whether it is one of an outer function.
    pub fn cell(&mut self, id: hir::LocalId) -> (Expr, bool) {
        match self.vars[id] {
            Var::Cell(l) => (Expr::Local(l), false),
            Var::Free(at) => {
                let closure = self.closure.clone().unwrap_or(NONE);
                (pure(op::CY_CLOSURE_CELL, vec![closure, Expr::Int(at as i128, Type::INT)]), true)
            }
            Var::Unset | Var::Local(_) => (NONE, false),
        }
    }

    /// The C value in a box that stands for a cell.
    fn boxed(&mut self, cell: Expr, ty: &Type) -> Expr {
        let ty = value_type(ty);
        let data = Expr::Cast(ty.clone().ptr(), Box::new(pure(op::CY_BOX_DATA, vec![cell])));
        let value = Expr::Deref(Box::new(data));
        if ir::is_managed(self.world(), &ty) { self.save(&ty, Value::Expr(value)) } else { value }
    }

    /// Assigns the C value in a box that stands for a cell.
    pub fn write_boxed(&mut self, cell: Expr, ty: &Type, value: Value) {
        let data = Expr::Cast(ty.clone().ptr(), Box::new(pure(op::CY_BOX_DATA, vec![cell])));
        let place = Place::Lvalue(Box::new(Expr::Deref(Box::new(data))), ty.clone());
        self.emit(StmtKind::Set(place, value));
    }

    /// Raises what Python raises for a variable of inner functions without a value if the C++ object has not begun.
    fn check_box_begun(&mut self, cell: &Expr, ty: &Type, name: &Name, free: bool) {
        let begun = self.slot(&Type::INT);
        let args = vec![Arg::CType(value_type(ty)), Arg::Expr(cell.clone())];
        self.set(begun, Value::Op { op: op::CY_BOX_BEGUN, args, own: 0 });
        let fail = if free { op::CY_UNBOUND_FREE } else { op::CY_UNBOUND };
        let args = vec![Self::c_name(name)];
        self.emit(StmtKind::Check { ok: Expr::Local(begun), fail, args, kind: CheckKind::Other });
    }

    fn may_be_unbound(&self, id: hir::LocalId, l: ir::LocalId) -> bool {
        match self.func.locals[l].role {
            Role::Temp => false,
            Role::Param => self.deleted.contains(id),
            Role::User | Role::Slot => {
                let ty = &self.hir.locals[id].ty;
                (ir::is_managed(self.world(), ty) || self.is_late(ty))
                    && self.hir.locals[id].storage != hir::Storage::Temp
            }
        }
    }

    /// Whether variables of this type are C++ objects that begin where they are assigned.
    pub fn is_late(&self, ty: &Type) -> bool {
        self.func.cpp_locals && matches!(self.world().resolve(ty), Type::Cpp(..))
    }

    /// Raises UnboundLocalError if the local has no value.
    pub fn check_bound(&mut self, name: &Name, l: ir::LocalId) {
        let view =
            matches!(self.func.locals[l].ty.ty().map(|t| self.world().resolve(t)), Some(Type::View(_)));
        let late = self.func.locals[l].ty.ty().is_some_and(|t| self.is_late(t));
        let tuple = self.func.locals[l].ty.ty().and_then(|ty| self.tuple_is_set(ty, Expr::Local(l)));
        let (ok, kind) = if view || late {
            (Expr::ViewBound(Box::new(Expr::Local(l))), CheckKind::Initialized(l))
        } else if let Some(ok) = tuple {
            (ok, CheckKind::Other)
        } else {
            (is_set(Expr::Local(l)), CheckKind::Bound(l))
        };
        self.emit(StmtKind::Check { ok, fail: op::CY_UNBOUND, args: vec![Self::c_name(name)], kind });
    }

    /// Whether a C tuple has a value: the first object or view in it tells. Nothing for other types.
    fn tuple_is_set(&self, ty: &Type, place: Expr) -> Option<Expr> {
        let Type::CTuple(items) = self.world().resolve(ty) else { return None };
        let at = items.iter().position(|item| ir::is_managed(self.world(), item))?;
        let item = Expr::Field(Box::new(place), Name::from(format!("f{at}")));
        Some(match self.world().resolve(&items[at]) {
            Type::View(_) => Expr::ViewBound(Box::new(item)),
            Type::CTuple(_) => return self.tuple_is_set(&items[at], item),
            _ => is_set(item),
        })
    }

    /// The IR local of a variable that is kept in one.
    pub fn declare(&mut self, id: hir::LocalId) -> ir::LocalId {
        let local = &self.hir.locals[id];
        let role = match local.storage {
            hir::Storage::Temp => Role::Temp,
            hir::Storage::Param | hir::Storage::Frame | hir::Storage::Cell | hir::Storage::Free(_) => {
                Role::User
            }
        };
        let ty = LocalType::Type(value_type(&local.ty));
        let l = self.func.add_local(ir::Local { name: local.name.clone(), ty, role });
        self.vars[id] = Var::Local(l);
        l
    }

    /// `variable = value`
    pub fn write_local(&mut self, id: hir::LocalId, value: Value) {
        let local = &self.hir.locals[id];
        match self.vars[id] {
            Var::Unset => {
                let l = self.declare(id);
                let value = self.take_buffer(id, value, None);
                self.set(l, value);
            }
            // Each copy of a temporary's assignment makes a temp of its own (the code of `finally` is copied).
            Var::Local(_) if local.storage == hir::Storage::Temp => {
                let l = self.declare(id);
                self.set(l, value);
            }
            Var::Local(l) => {
                let value = self.take_buffer(id, value, Some(l));
                self.set(l, value);
            }
            Var::Cell(_) | Var::Free(_) => {
                let ty = local.ty.clone();
                if let Type::Cpp(..) = self.world().resolve(&ty) {
                    // an object that a call has made is moved there
                    let (cell, _) = self.cell(id);
                    return self.write_boxed(cell, &value_type(&ty), value);
                }
                let value = match value {
                    Value::Expr(e) => e,
                    value => self.save(&ty, value),
                };
                let (cell, _) = self.cell(id);
                if ty.is_object() {
                    self.run(op::CY_CELL_SET, by_value([cell, value]));
                } else {
                    self.write_boxed(cell, &value_type(&ty), Value::Expr(value));
                }
            }
        }
    }

    /// `del variable`
    pub fn delete_local(&mut self, id: hir::LocalId) {
        let local = &self.hir.locals[id];
        let (ty, name) = (local.ty.clone(), local.name.clone());
        if matches!(self.vars[id], Var::Unset) {
            self.declare(id);
        }
        match self.vars[id] {
            Var::Unset => {}
            Var::Local(l) => {
                if self.func.locals[l].role != Role::Temp && ir::is_managed(self.world(), &ty) {
                    self.check_bound(&name, l);
                }
                self.clear_local(id);
            }
            Var::Cell(_) | Var::Free(_) => {
                let (cell, free) = self.cell(id);
                if ty.is_object() {
                    let delete = if free { op::CY_CELL_DEL_FREE } else { op::CY_CELL_DEL };
                    self.run(delete, by_value([cell, Self::c_name(&name)]));
                }
            }
        }
    }

    /// Empties a variable whether it has a value or not.
    pub fn clear_local(&mut self, id: hir::LocalId) {
        match self.vars[id] {
            Var::Unset => {}
            Var::Local(l) => {
                if let Some(ty) = self.func.type_of(l).cloned()
                    && ir::is_managed(self.world(), &ty)
                {
                    self.assign(l, Expr::Null(ty));
                }
            }
            Var::Cell(_) | Var::Free(_) => {
                let (cell, _) = self.cell(id);
                if self.hir.locals[id].ty.is_object() {
                    self.run(op::CY_CELL_CLEAR, by_value([cell]));
                }
            }
        }
    }

    /// The name of an exception goes when its handler ends: `name = None; del name`.
    pub fn forget(&mut self, place: &'h hir::Place) {
        match &place.kind {
            hir::PlaceKind::Local(id) => self.clear_local(*id),
            hir::PlaceKind::Error
            | hir::PlaceKind::Global(_)
            | hir::PlaceKind::ClassName(_)
            | hir::PlaceKind::CVar(_)
            | hir::PlaceKind::Attr { .. }
            | hir::PlaceKind::Field { .. }
            | hir::PlaceKind::ClassField { .. }
            | hir::PlaceKind::Item { .. }
            | hir::PlaceKind::ItemInt { .. }
            | hir::PlaceKind::SliceInt { .. }
            | hir::PlaceKind::CIndex { .. }
            | hir::PlaceKind::Deref(_)
            | hir::PlaceKind::ViewItem { .. }
            | hir::PlaceKind::ViewSlice { .. }
            | hir::PlaceKind::Text { .. } => {
                self.store(place, NONE);
                self.delete(place);
            }
        }
    }

    /// The value of a name of the module or of builtins.
    pub fn read_global(&mut self, name: &Name) -> Expr {
        let name = self.name(name);
        self.object_op(op::CY_GLOBAL, by_value([name]))
    }

    /// The value of a name in a class body.
    pub fn read_class_name(
        &mut self,
        name: &Name,
        outer: Option<hir::LocalId>,
        space: Option<hir::LocalId>,
    ) -> Expr {
        let space = match space {
            Some(id) => self.read_local(id),
            None => self.space(),
        };
        let text = self.name(name);
        let Some(outer) = outer else {
            return self.object_op(op::CY_CLASS_NAME, by_value([space, text]));
        };
        let found = self.temp(&Type::Object);
        let result = self.temp(&Type::Object);
        self.run(op::CY_CLASS_FIND, vec![Arg::Expr(space), Arg::Expr(text), Arg::Address(found)]);
        self.branch(
            is_null(Expr::Local(found)),
            |s| {
                let value = s.read_local(outer);
                s.assign(result, value);
            },
            |s| s.assign(result, Expr::Local(found)),
        );
        Expr::Local(result)
    }

    /// The namespace of the class body.
    pub fn space(&self) -> Expr {
        self.namespace.map_or(NONE, Expr::Local)
    }
}
