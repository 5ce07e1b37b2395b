//! Typed views of memory, and variables that are buffers.
//!
//! An element access is a pure expression after its checks: wrap-around as a choice, then the check of the range, each
//! index in a temp of its own, so that passes can recognise and move them. A variable declared as a buffer
//! (`np.ndarray[double, ndim=2]`) has a view beside its object, taken anew at each assignment.

use cyrus_hir as hir;
use cyrus_ir::{Arg, BinOp, CheckKind, Expr, LocalType, Role, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::{Type, ViewType};

use crate::func::{FuncCx, Var, binary, by_value, int, pure, size, value_type};
use crate::order::Held;

/// What an acquired view must allow: bits of `cy_view_from`.
const WRITE: i64 = 1;
const C_ORDER: i64 = 2;
const F_ORDER: i64 = 4;
const CAST: i64 = 8;

/// Bits of `CY_V_CUT`: which bounds are given.
const START: i64 = 1;
const STOP: i64 = 2;
const STEP: i64 = 4;

/// What a buffer variable held before.
#[derive(Clone, Copy)]
enum Before {
    /// It is a parameter.
    Nothing,
    /// Perhaps another object: this local.
    Assigned(Option<cyrus_ir::LocalId>),
}

impl<'h> FuncCx<'_, 'h> {
    /// The layout behind a view or buffer type.
    pub fn view_type(&self, ty: &Type) -> Option<ViewType> {
        match self.world().resolve(ty) {
            Type::View(v) => Some(ViewType::clone(v)),
            Type::Buffer(b) => Some(b.view.clone()),
            _ => None,
        }
    }

    /// Whether values of a type are views.
    pub fn is_view(&self, ty: &Type) -> bool {
        matches!(self.world().resolve(ty), Type::View(_))
    }

    fn dtype(view: &ViewType) -> Expr {
        Expr::Dtype(value_type(&view.element))
    }

    fn rank(view: &ViewType) -> Expr {
        int(view.rank() as i64)
    }

    /// A view of an object.
    pub fn to_view(&mut self, value: Expr, to: &Type) -> Expr {
        if let Expr::Singleton(cyrus_ir::Singleton::None) = value {
            return self.none_view(to);
        }
        let Some(view) = self.view_type(to) else { return value };
        let how = if view.element.is_const() { 0 } else { WRITE };
        self.take_view(value, &view, how)
    }

    fn take_view(&mut self, value: Expr, view: &ViewType, how: i64) -> Expr {
        let mut args = self.take_args(value, view, how);
        let result = self.temp(&Type::View(std::sync::Arc::new(view.clone())));
        args.push(Arg::Address(result));
        self.run(if view.is_direct() { op::CY_V_TAKE } else { op::CY_IV_TAKE }, args);
        Expr::Local(result)
    }

    /// What is said of a view that is taken of an object.
    fn take_args(&self, value: Expr, view: &ViewType, how: i64) -> Vec<Arg> {
        let order = if how & F_ORDER != 0 {
            0
        } else if view.is_c_contig() {
            C_ORDER
        } else if view.is_f_contig() {
            F_ORDER
        } else {
            0
        };
        // with its `const`, which errors show
        let element = Expr::Dtype(view.element.clone());
        let mut args = by_value([value, element, Self::rank(view), int(how | order)]);
        if !view.is_direct() {
            args.push(Arg::Expr(Expr::CStr(axes_text(view).into_bytes().into())));
        }
        args
    }

    /// The view None.
    pub fn none_view(&mut self, ty: &Type) -> Expr {
        let result = self.temp(&value_type(ty));
        let op = if self.nogil { op::CY_V_NONE_NOGIL } else { op::CY_V_NONE };
        self.run(op, vec![Arg::Address(result)]);
        Expr::Local(result)
    }

    /// A view as an object.
    pub fn view_to_object(&mut self, value: Expr, from: &Type) -> Expr {
        let Some(view) = self.view_type(from) else { return value };
        let value = self.stable(from, value);
        let readonly = int(i64::from(view.element.is_const()));
        let give = if view.is_direct() { op::CY_V_GIVE } else { op::CY_IV_GIVE };
        self.object_op(give, by_value([value, Self::rank(&view), Self::dtype(&view), readonly]))
    }

    /// A view of another layout: what is promised to be in one piece must be.
    pub fn view_to_view(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        let (Some(a), Some(b)) = (self.view_type(from), self.view_type(to)) else { return value };
        if a.is_direct() != b.is_direct() {
            return self.other_access(value, from, &a, &b);
        }
        let wants_c = b.is_c_contig() && !a.is_c_contig();
        let wants_f = b.is_f_contig() && !a.is_f_contig() && !b.is_c_contig();
        if !wants_c && !wants_f {
            return value;
        }
        let value = self.stable(from, value);
        let ok = Self::contiguous(&value, &a, u8::from(wants_f));
        let text = if wants_f { "Buffer not fortran contiguous." } else { "Buffer not C contiguous." };
        self.check_text(ok, "ValueError", text, CheckKind::Other);
        value
    }

    /// A view whose struct has room for axes through pointers, where the other one has not.
    fn other_access(&mut self, value: Expr, from: &Type, a: &ViewType, b: &ViewType) -> Expr {
        let value = self.stable(from, value);
        if b.is_direct() {
            let text = "Buffer not compatible with direct access in dimension %d.";
            self.check_direct(&value, a, text);
        }
        let result = self.temp(&Type::View(std::sync::Arc::new(b.clone())));
        let begin = if self.nogil { op::CY_V_BEGIN_NOGIL } else { op::CY_V_BEGIN };
        self.run(begin, vec![Arg::Expr(value.clone()), Arg::Address(result)]);
        for axis in 0..b.rank() {
            let at = || Arg::Expr(int(axis as i64));
            self.run(op::CY_V_KEEP, vec![Arg::Address(result), at(), Arg::Expr(value.clone()), at()]);
            if !b.is_direct() {
                self.run(op::CY_IV_FLAT, vec![Arg::Address(result), at()]);
            }
        }
        Expr::Local(result)
    }

    /// Raises ValueError if an axis goes through pointers.
    fn check_direct(&mut self, value: &Expr, view: &ViewType, text: &str) {
        if !view.is_direct() {
            let text = Expr::CStr(text.as_bytes().into());
            self.run(op::CY_IV_DIRECT, by_value([value.clone(), Self::rank(view), text]));
        }
    }

    /// Whether all is in one piece, in the `order` of `cy_view_contiguous`.
    fn contiguous(value: &Expr, view: &ViewType, order: u8) -> Expr {
        let item = Expr::Cast(Type::SSIZE, Box::new(Expr::SizeOf(value_type(&view.element))));
        let part = |name: &str| Expr::Field(Box::new(value.clone()), name.into());
        pure(
            op::CY_VIEW_CONTIGUOUS,
            vec![part("n"), part("s"), Self::rank(view), item, int(i64::from(order))],
        )
    }

    // Buffers.

    /// Takes the view of a buffer variable that is about to be assigned; `old` is the variable if it may have a value.
    pub fn take_buffer(&mut self, id: hir::LocalId, value: Value, old: Option<cyrus_ir::LocalId>) -> Value {
        let ty = self.hir.locals[id].ty.clone();
        let Type::Buffer(b) = self.world().resolve(&ty).clone() else { return value };
        if self.hir.locals[id].storage == hir::Storage::Temp {
            return value;
        }
        let object = match value {
            Value::Expr(e) => self.stable(&ty, e),
            value => self.save(&ty, value),
        };
        self.acquire_buffer(id, &b, object.clone(), Before::Assigned(old));
        Value::Expr(object)
    }

    /// Takes the view of a parameter that is a buffer.
    pub fn acquire_parameter(&mut self, id: hir::LocalId) {
        if let Type::Buffer(b) = self.world().resolve(&self.hir.locals[id].ty).clone()
            && let Var::Local(l) = self.vars[id]
        {
            self.acquire_buffer(id, &b, Expr::Local(l), Before::Nothing);
        }
    }

    fn acquire_buffer(
        &mut self,
        id: hir::LocalId,
        buffer: &cyrus_types::BufferType,
        object: Expr,
        before: Before,
    ) {
        let view = &buffer.view;
        let ty = Type::View(std::sync::Arc::new(view.clone()));
        let how = i64::from(self.hir.locals[id].buffer_written) * WRITE
            + i64::from(buffer.cast) * CAST
            + i64::from(buffer.fortran) * F_ORDER;
        let holder = match self.buffers.get(&id.as_u32()) {
            Some(holder) => *holder,
            None => {
                let holder = self.local(LocalType::Type(ty.clone()), Role::User);
                self.buffers.insert(id.as_u32(), holder);
                holder
            }
        };
        // An exporter may allow one export at a time: the old one goes first, and comes back if the new one fails.
        if let Before::Assigned(_) = before {
            self.assign(holder, Expr::Null(ty));
        }
        let Before::Assigned(Some(old)) = before else {
            let taken = self.take_view(object, view, how);
            return self.assign(holder, taken);
        };
        self.tries += 1;
        let body = self.region(|s| {
            let taken = s.take_view(object, view, how);
            s.assign(holder, taken);
        });
        self.tries -= 1;
        let handler = self.region(|s| {
            let mut args = s.take_args(Expr::Local(old), view, how);
            args.push(Arg::Address(holder));
            s.run(if view.is_direct() { op::CY_V_BACK } else { op::CY_IV_BACK }, args);
            s.jump(StmtKind::Fail { traceback: false });
        });
        self.emit(StmtKind::Try { body, handler });
    }

    /// A view, or the view of a buffer.
    pub fn view_operand(&mut self, e: &'h hir::Expr) -> (Held, ViewType) {
        let view = self.view_type(&e.ty).unwrap_or(ViewType { element: Type::CHAR, axes: Vec::new() });
        if let Type::Buffer(_) = self.world().resolve(&e.ty) {
            let ty = Type::View(std::sync::Arc::new(view.clone()));
            if let hir::ExprKind::Local(id) = e.kind
                && matches!(self.vars[id], Var::Local(_))
                && let Some(holder) = self.buffers.get(&id.as_u32()).copied()
            {
                return (self.hold(Expr::Local(holder), &ty), view);
            }
            let object = self.expr(e);
            let taken = self.to_view(object, &ty);
            return (self.hold(taken, &ty), view);
        }
        let value = self.expr(e);
        (self.hold(value, &e.ty), view)
    }

    // Elements.

    /// An element of a view.
    pub fn view_item(
        &mut self,
        view: &'h hir::Expr,
        indices: &'h [hir::Expr],
        mode: hir::IndexMode,
        ty: &Type,
    ) -> Expr {
        let (holder, _) = self.view_operand(view);
        let mut held = vec![holder];
        held.extend(indices.iter().map(|e| self.operand(e)));
        self.settle(&mut held);
        let mut values: Vec<Expr> = held.into_iter().map(|h| h.value).collect();
        let base = values.remove(0);
        let at = self.element(base, &view.ty, values, mode);
        // Memory of others may hold no object where it has not been set.
        let at = if *ty == Type::Object { self.or_none(&at) } else { at };
        self.read_memory(at, ty)
    }

    /// The place of an element whose indices are evaluated.
    pub fn element(&mut self, view: Expr, ty: &Type, indices: Vec<Expr>, mode: hir::IndexMode) -> Expr {
        let mut checked = Vec::new();
        for (axis, index) in indices.into_iter().enumerate() {
            checked.push(self.index(&view, ty, axis, index, mode));
        }
        Expr::ViewItem(Box::new(view), checked)
    }

    fn index(&mut self, view: &Expr, ty: &Type, axis: usize, index: Expr, mode: hir::IndexMode) -> Expr {
        let length = Expr::ViewShape(Box::new(view.clone()), axis);
        let wraps = match self.world().resolve(ty) {
            Type::Buffer(b) => mode.wraparound && b.negative_indices,
            _ => mode.wraparound,
        };
        let negative = match &index {
            Expr::Int(n, _) => Some(*n < 0),
            _ => None,
        };
        let mut index = index;
        if wraps && negative != Some(false) {
            if negative == Some(true) {
                index = binary(BinOp::Add, length.clone(), index);
            } else {
                let raw = self.stable(&Type::SSIZE, index);
                index = Expr::Select(
                    Box::new(binary(BinOp::Lt, raw.clone(), size(0))),
                    Box::new(binary(BinOp::Add, raw.clone(), length.clone())),
                    Box::new(raw),
                );
            }
        }
        if !mode.boundscheck {
            return index;
        }
        let index = self.stable(&Type::SSIZE, index);
        let unsigned = |e: &Expr| Expr::Cast(Type::SIZE, Box::new(e.clone()));
        self.emit(StmtKind::Check {
            ok: binary(BinOp::Lt, unsigned(&index), unsigned(&length)),
            fail: op::CY_VIEW_RANGE,
            args: vec![int(axis as i64)],
            kind: CheckKind::Index { index: Box::new(index.clone()), len: Box::new(length) },
        });
        index
    }

    // Parts.

    /// The type of a part of a view that is assigned to.
    pub fn part_type(&self, ty: &Type, axes: &[hir::AxisIndex]) -> Type {
        let Some(view) = self.view_type(ty) else { return ty.clone() };
        let kept = axes.iter().filter(|a| !matches!(a, hir::AxisIndex::Index(_))).count();
        // One struct for all: whether axes go through pointers is known at run time.
        let access =
            if view.is_direct() { cyrus_types::Access::Direct } else { cyrus_types::Access::Generic };
        let axes = vec![cyrus_types::Axis { access, ..cyrus_types::Axis::default() }; kept];
        Type::View(std::sync::Arc::new(ViewType { element: view.element, axes }))
    }

    /// A part of a view.
    pub fn view_slice(
        &mut self,
        view: &'h hir::Expr,
        axes: &'h [hir::AxisIndex],
        _mode: hir::IndexMode,
        ty: &Type,
    ) -> Expr {
        let (base, layout) = self.view_operand(view);
        let direct = layout.is_direct();
        let source_ty = Type::View(std::sync::Arc::new(layout));
        let mut held = vec![base];
        for axis in axes {
            match axis {
                hir::AxisIndex::Index(e) => held.push(self.operand(e)),
                hir::AxisIndex::Slice(parts) => {
                    for e in parts.iter().flatten() {
                        held.push(self.operand(e));
                    }
                }
                hir::AxisIndex::New => {}
            }
        }
        self.settle(&mut held);
        let mut values = held.into_iter().map(|h| h.value);
        let Some(source) = values.next() else { return crate::func::NONE };
        let result_ty = self.view_type(ty).map_or_else(|| ty.clone(), |v| Type::View(std::sync::Arc::new(v)));
        let source = self.stable(&source_ty, source);
        let made_ty = if direct { result_ty.clone() } else { self.part_type(&source_ty, axes) };
        let result = self.temp(&made_ty);
        let begin = if self.nogil { op::CY_V_BEGIN_NOGIL } else { op::CY_V_BEGIN };
        self.run(begin, vec![Arg::Expr(source.clone()), Arg::Address(result)]);
        let (mut from, mut to) = (0i64, 0i64);
        for axis in axes {
            match axis {
                hir::AxisIndex::New => {
                    self.run(op::CY_V_NEW, vec![Arg::Address(result), Arg::Expr(int(to))]);
                    if !direct {
                        self.run(op::CY_IV_FLAT, vec![Arg::Address(result), Arg::Expr(int(to))]);
                    }
                    to += 1;
                }
                hir::AxisIndex::Index(_) => {
                    let index = values.next().unwrap_or(size(0));
                    let mut args = vec![Arg::Address(result)];
                    if !direct {
                        args.push(Arg::Expr(int(to)));
                    }
                    args.extend(by_value([source.clone(), int(from), index]));
                    self.run(if direct { op::CY_V_PICK } else { op::CY_IV_PICK }, args);
                    from += 1;
                }
                hir::AxisIndex::Slice(parts) => {
                    let mut has = 0;
                    let mut bounds = Vec::new();
                    for (part, bit) in parts.iter().zip([START, STOP, STEP]) {
                        if part.is_some() {
                            has |= bit;
                            bounds.push(Arg::Expr(values.next().unwrap_or(size(0))));
                        } else {
                            bounds.push(Arg::Expr(size(0)));
                        }
                    }
                    let mut args = vec![
                        Arg::Address(result),
                        Arg::Expr(int(to)),
                        Arg::Expr(source.clone()),
                        Arg::Expr(int(from)),
                    ];
                    if has == 0 {
                        self.run(if direct { op::CY_V_KEEP } else { op::CY_IV_KEEP }, args);
                    } else {
                        args.extend(bounds);
                        args.push(Arg::Expr(int(has)));
                        self.run(if direct { op::CY_V_CUT } else { op::CY_IV_CUT }, args);
                    }
                    from += 1;
                    to += 1;
                }
            }
        }
        match (self.view_type(&made_ty), self.view_type(&result_ty)) {
            (Some(made), Some(wanted)) if !made.is_direct() && wanted.is_direct() => {
                self.other_access(Expr::Local(result), &made_ty, &made, &wanted)
            }
            _ => Expr::Local(result),
        }
    }

    /// All elements of a view get the value of another view, or one value.
    pub fn assign_view(&mut self, to: Expr, to_ty: &Type, value: Expr, value_ty: &Type) {
        const INDIRECT: &str = "Dimension %d is not direct";
        let Some(view) = self.view_type(to_ty) else { return };
        let to = self.stable(to_ty, to);
        self.check_direct(&to, &view, INDIRECT);
        if let Some(from) = self.view_type(value_ty) {
            let target_ty = Type::View(std::sync::Arc::new(view.clone()));
            let to = self.stable(&target_ty, to);
            let value = self.stable(value_ty, value);
            self.check_direct(&value, &from, INDIRECT);
            let rank = |e: &Expr, s: &Self, v: &ViewType| s.rank_of(e).unwrap_or_else(|| Self::rank(v));
            let args = [
                to.clone(),
                rank(&to, self, &view),
                value.clone(),
                rank(&value, self, &from),
                Self::dtype(&view),
            ];
            return self.run(op::CY_V_COPY, by_value(args));
        }
        let element = value_type(&view.element);
        let holder = self.slot(&element);
        self.assign(holder, value);
        let to = self.stable(to_ty, to);
        let rank = self.rank_of(&to).unwrap_or_else(|| Self::rank(&view));
        let item =
            Expr::Cast(Type::Void.constant().ptr(), Box::new(Expr::AddressOf(Box::new(Expr::Local(holder)))));
        self.run(op::CY_V_FILL, by_value([to, rank, item, Self::dtype(&view)]));
    }

    /// The rank that a local view has.
    fn rank_of(&self, e: &Expr) -> Option<Expr> {
        let Expr::Local(l) = e else { return None };
        let ty = self.func.type_of(*l)?;
        self.view_type(ty).map(|v| Self::rank(&v))
    }

    // Properties.

    /// A property of a view.
    pub fn view_attr(&mut self, e: &'h hir::Expr, attr: hir::ViewAttr, ty: &Type) -> Expr {
        let (held, view) = self.view_operand(e);
        let value = held.value;
        let part = |name: &str| Expr::Field(Box::new(value.clone()), name.into());
        match attr {
            hir::ViewAttr::Shape(usize::MAX) => part("n"),
            hir::ViewAttr::Stride(usize::MAX) => part("s"),
            hir::ViewAttr::Shape(axis) => Expr::ViewShape(Box::new(value), axis),
            hir::ViewAttr::Stride(axis) => Expr::ViewStride(Box::new(value), axis),
            hir::ViewAttr::Suboffset(usize::MAX) if view.is_direct() => pure(op::CY_VIEW_DIRECT, vec![]),
            hir::ViewAttr::Suboffset(usize::MAX) => part("u"),
            hir::ViewAttr::Suboffset(axis) if !view.is_direct() => {
                Expr::Index(Box::new(part("u")), Box::new(size(axis)))
            }
            hir::ViewAttr::Suboffset(_) => Expr::Int(-1, Type::SSIZE),
            hir::ViewAttr::Data => {
                Expr::Cast(ty.clone(), Box::new(Expr::Field(Box::new(part("h")), "p".into())))
            }
            hir::ViewAttr::Size => pure(op::CY_VIEW_SIZE, vec![part("n"), Self::rank(&view)]),
            hir::ViewAttr::Nbytes => {
                let items = pure(op::CY_VIEW_SIZE, vec![part("n"), Self::rank(&view)]);
                let item = Expr::Cast(Type::SSIZE, Box::new(Expr::SizeOf(value_type(&view.element))));
                binary(BinOp::Mul, items, item)
            }
            hir::ViewAttr::IsCContig => Self::contiguous(&value, &view, 2),
            hir::ViewAttr::IsFContig => Self::contiguous(&value, &view, 3),
            hir::ViewAttr::Base => {
                let object = self.view_to_object(value, &e.ty);
                let name = self.name("base");
                self.object_op(op::CY_GETATTR, by_value([object, name]))
            }
            hir::ViewAttr::Transpose => {
                self.check_direct(&value, &view, "a view with indirect axes cannot be transposed");
                let result = self.temp(ty);
                let turn = if self.nogil { op::CY_V_TURN_NOGIL } else { op::CY_V_TURN };
                let args = vec![Arg::Expr(value), Arg::Expr(Self::rank(&view)), Arg::Address(result)];
                self.run(turn, args);
                Expr::Local(result)
            }
            hir::ViewAttr::Copy | hir::ViewAttr::CopyFortran => {
                let text = "Cannot copy memoryview slice with indirect dimensions (axis %d)";
                self.check_direct(&value, &view, text);
                let result = self.temp(ty);
                let fortran = int(i64::from(attr == hir::ViewAttr::CopyFortran));
                let args = vec![
                    Arg::Expr(value),
                    Arg::Expr(Self::rank(&view)),
                    Arg::Expr(Self::dtype(&view)),
                    Arg::Expr(fortran),
                    Arg::Address(result),
                ];
                self.run(op::CY_V_CLONE, args);
                Expr::Local(result)
            }
        }
    }

    /// Elements of pointers: `p[start:stop]`.
    pub fn c_slice(
        &mut self,
        base: &'h hir::Expr,
        start: Option<&'h hir::Expr>,
        stop: Option<&'h hir::Expr>,
        ty: &Type,
    ) -> Expr {
        let mut held = vec![self.operand(base)];
        held.extend(start.map(|e| self.operand(e)));
        held.extend(stop.map(|e| self.operand(e)));
        self.settle(&mut held);
        let mut values = held.into_iter().map(|h| h.value);
        let pointer = values.next().unwrap_or(crate::func::NONE);
        let first = if start.is_some() { values.next() } else { None };
        let last = values.next();
        let pointer = self.stable(&base.ty, pointer);
        let first = first.map(|v| self.stable(&Type::SSIZE, v));
        let from = first.clone().map_or_else(|| pointer.clone(), |n| binary(BinOp::Add, pointer.clone(), n));
        let length = match (last, self.world().resolve(&base.ty)) {
            (Some(last), _) => last,
            (None, Type::Array(_, cyrus_types::ArraySize::Known(n))) if !self.is_char_pointer(&base.ty) => {
                Expr::Int(i128::from(*n), Type::SSIZE)
            }
            (None, _) => {
                let chars = Expr::Cast(Type::CHAR.constant().ptr(), Box::new(pointer.clone()));
                self.strlen(chars)
            }
        };
        if let Type::Array(..) = self.world().resolve(ty) {
            return Expr::Deref(Box::new(Expr::Cast(ty.clone().ptr(), Box::new(from))));
        }
        let count = match first {
            // The difference may overflow where the bounds cross.
            Some(first) if !matches!((&length, &first), (Expr::Int(..), Expr::Int(..))) => {
                let length = self.stable(&Type::SSIZE, length);
                Expr::Select(
                    Box::new(binary(BinOp::Gt, length.clone(), first.clone())),
                    Box::new(binary(BinOp::Sub, length, first)),
                    Box::new(size(0)),
                )
            }
            Some(first) => binary(BinOp::Sub, length, first),
            None => length,
        };
        self.chars_or_list(from, count, &base.ty, ty)
    }

    fn is_char_pointer(&self, ty: &Type) -> bool {
        match self.world().resolve(ty) {
            Type::Ptr(t) | Type::Array(t, _) => cyrus_types::conversion::is_char(self.world(), t),
            _ => false,
        }
    }

    /// A length, 0 where the bounds cross.
    fn not_negative(&mut self, count: Expr) -> Expr {
        if matches!(count, Expr::Int(n, _) if n >= 0) {
            return count;
        }
        let count = self.stable(&Type::SSIZE, count);
        let positive = binary(BinOp::Gt, count.clone(), size(0));
        Expr::Select(Box::new(positive), Box::new(count), Box::new(size(0)))
    }

    fn chars_or_list(&mut self, from: Expr, count: Expr, base: &Type, ty: &Type) -> Expr {
        if self.is_char_pointer(base) {
            let chars = Expr::Cast(Type::CHAR.constant().ptr(), Box::new(from));
            let count = self.not_negative(count);
            let make = match ty {
                Type::Builtin(cyrus_types::Builtin::Str) => op::CY_STR_FROM_SIZE,
                Type::Builtin(cyrus_types::Builtin::ByteArray) => op::CY_BYTEARRAY_FROM_SIZE,
                _ => op::CY_BYTES_FROM_SIZE,
            };
            return self.op(ty, make, by_value([chars, count]));
        }
        let item = match self.world().resolve(base) {
            Type::Ptr(t) | Type::Array(t, _) => (**t).clone(),
            _ => return crate::func::NONE,
        };
        let pointer = self.save(&item.clone().ptr(), Value::Expr(from));
        let count = self.not_negative(count);
        let count = self.save(&Type::SSIZE, Value::Expr(count));
        let list = self.op(&Type::LIST, op::CY_LIST_NEW, by_value([count.clone()]));
        self.count_to(count, |s, i| {
            let element = Expr::Index(Box::new(pointer), Box::new(i.clone()));
            let object = s.convert_by_type(element, &item, &Type::Object);
            s.run(op::CY_LIST_PUT, by_value([list.clone(), i, object]));
        });
        list
    }
}

/// The letters of `cy_iview_from` for the axes of a view.
fn axes_text(view: &ViewType) -> String {
    use cyrus_types::{Access, Packing};
    let letter = |a: &cyrus_types::Axis| match (a.access, a.packing) {
        (Access::Direct, Packing::Contiguous) => 'c',
        (Access::Direct, Packing::Strided | Packing::Follow) => 'd',
        (Access::Indirect, _) => 'i',
        (Access::Generic, _) => 'g',
    };
    view.axes.iter().map(letter).collect()
}
