//! Subscripts and slices.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{AxisIndex, Expr, ExprKind, IndexMode, NoneReason};
use cyrus_source::{FileSpan, Span};
use cyrus_types::{Axis, Builtin, Packing, Type, ViewType};
use num_bigint::BigInt;

use super::Body;
use super::coerce::int_expr;
use super::frame::Found;
use crate::directives::Directive as D;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// How an index is checked here.
    pub fn index_mode(&self) -> IndexMode {
        IndexMode { boundscheck: self.directive(D::BoundsCheck), wraparound: self.directive(D::WrapAround) }
    }

    /// `value[index]`
    pub fn subscript(&mut self, span: Span, value: &'a ast::Expr, index: &'a ast::Expr) -> Expr {
        let at = self.at(span);
        if let Some(e) = self.fused_function_item(value, index, at) {
            return e;
        }
        let object = self.expr(value);
        if object.is_error() {
            let _ = self.expr(index);
            return Expr::error(at);
        }
        let resolved = self.s.world.resolve(&object.ty).clone();
        match &resolved {
            Type::Ptr(item) | Type::Array(item, _) => {
                // `v.shape[0]`
                if let ExprKind::ViewAttr { view, attr } = &object.kind
                    && let Some(e) = self.view_size_item(view, *attr, index, at)
                {
                    return e;
                }
                self.pointer_item(object, &Arc::clone(item), &resolved, index, at)
            }
            Type::View(view) => self.view_item(object, &Arc::clone(view), index, at),
            Type::Buffer(b) => {
                let b = Arc::clone(b);
                self.buffer_item(object, &b, index, at)
            }
            // C++ strings have no slices, the bytes in them have.
            Type::Cpp(..)
                if matches!(index.kind, ast::ExprKind::Slice { .. }) && self.is_cpp_string(&object.ty) =>
            {
                let bytes = self.cpp_string_bytes(object, Builtin::Bytes);
                self.object_item(bytes, index, at)
            }
            Type::Cpp(..) | Type::Ref(_) | Type::RvalueRef(_) => {
                let index = self.expr(index);
                self.cpp_item(object, index, at)
            }
            Type::CTuple(items) => {
                let items = Arc::clone(items);
                self.ctuple_item(object, &items, index, at)
            }
            _ => self.object_item(object, index, at),
        }
    }

    /// `f[double]` as a value.
    fn fused_function_item(
        &mut self,
        value: &'a ast::Expr,
        index: &'a ast::Expr,
        at: FileSpan,
    ) -> Option<Expr> {
        let root = super::call::root_name(value)?;
        if self.find(&self.mangle(root)) != Found::Global {
            return None;
        }
        let Some(Symbol::CFunc(ids)) = self.s.symbol_of(self.fr().module, value) else { return None };
        let id = self.pick_specialisation(*ids.first()?, index, at)?;
        self.note_cfunc(id);
        let ty = Type::Func(Arc::clone(&self.s.world.cfuncs[id].ty));
        Some(Expr::new(ty, at, ExprKind::CFunc(id)))
    }

    fn view_size_item(
        &mut self,
        view: &Expr,
        attr: cyrus_hir::ViewAttr,
        index: &'a ast::Expr,
        at: FileSpan,
    ) -> Option<Expr> {
        use cyrus_hir::ViewAttr as A;
        let rank = match self.s.world.resolve(&view.ty) {
            Type::View(v) => v.rank(),
            Type::Buffer(b) => b.view.rank(),
            _ => return None,
        };
        let (module, file) = (self.fr().module, self.fr().file);
        self.s.muted += 1;
        let n = self.s.const_eval(module, file, index);
        self.s.muted -= 1;
        let Some(crate::scope::ConstValue::Int(n)) = n else { return None };
        let n = i64::try_from(n).ok()?;
        let n = usize::try_from(if n < 0 { n + rank as i64 } else { n }).ok().filter(|n| *n < rank);
        let Some(n) = n else {
            self.s.error(&rules::INVALID_OPERANDS, at, format!("this view has {rank} dimensions only"));
            return Some(Expr::error(at));
        };
        let attr = match attr {
            A::Shape(_) => A::Shape(n),
            A::Stride(_) => A::Stride(n),
            A::Suboffset(_) => A::Suboffset(n),
            _ => return None,
        };
        Some(Expr::new(Type::SSIZE, at, ExprKind::ViewAttr { view: Box::new(view.clone()), attr }))
    }

    fn pointer_item(
        &mut self,
        object: Expr,
        item: &Type,
        base: &Type,
        index: &'a ast::Expr,
        at: FileSpan,
    ) -> Expr {
        if let ast::ExprKind::Slice { lower, upper, step } = &index.kind {
            if step.is_some() {
                self.s.error(&rules::INVALID_OPERANDS, at, "slices of C arrays and pointers have no step");
            }
            let bound = |b: &mut Self, e: &'a ast::Expr| b.expr_as(e, &Type::SSIZE);
            let given = |e: &&'a ast::Expr| !matches!(e.kind, ast::ExprKind::None);
            let start = lower.as_deref().filter(given).map(|e| Box::new(bound(self, e)));
            let mut stop = upper.as_deref().filter(given).map(|e| Box::new(bound(self, e)));
            let chars = cyrus_types::conversion::is_char(&self.s.world, item);
            if stop.is_none() && !chars {
                match base {
                    Type::Array(_, cyrus_types::ArraySize::Known(n)) => {
                        stop = Some(Box::new(int_expr(*n as i64, Type::SSIZE, at)));
                    }
                    _ => self.s.error(
                        &rules::INVALID_OPERANDS,
                        at,
                        "a slice of a C pointer needs an upper bound",
                    ),
                }
            }
            // A slice of characters is a string; other slices are loops or lists.
            let ty = if chars {
                self.c_string_type()
            } else {
                match (&start, &stop) {
                    (s, Some(e)) => match (s.as_ref().map(|s| &s.kind), &e.kind) {
                        (None, ExprKind::Int(n)) if n.sign() == num_bigint::Sign::Plus => Type::Array(
                            Arc::new(item.clone()),
                            cyrus_types::ArraySize::Known(u64::try_from(n).unwrap_or(0)),
                        ),
                        (Some(ExprKind::Int(a)), ExprKind::Int(b))
                            if b > a && a.sign() != num_bigint::Sign::Minus =>
                        {
                            Type::Array(
                                Arc::new(item.clone()),
                                cyrus_types::ArraySize::Known(u64::try_from(b - a).unwrap_or(0)),
                            )
                        }
                        _ => Type::LIST,
                    },
                    _ => Type::LIST,
                }
            };
            return Expr::new(ty, at, ExprKind::CSlice { base: Box::new(object), start, stop });
        }
        let index = self.expr(index);
        let index = if self.s.world.is_integral(&index.ty) && !index.ty.is_object() {
            index
        } else {
            self.coerce(index, &Type::SSIZE)
        };
        if let (Type::Array(_, cyrus_types::ArraySize::Known(n)), ExprKind::Int(i)) = (base, &index.kind)
            && (*i >= BigInt::from(*n))
        {
            self.s.error(
                &rules::INVALID_OPERANDS,
                index.at,
                format!("index {i} is out of bounds of an array of {n} items"),
            );
        }
        if *item == Type::Void {
            self.s.error(&rules::INVALID_OPERANDS, at, "a `void *` cannot be subscripted");
            return Expr::error(at);
        }
        Expr::new(item.clone(), at, ExprKind::CIndex { base: Box::new(object), index: Box::new(index) })
    }

    fn ctuple_item(&mut self, object: Expr, items: &[Type], index: &'a ast::Expr, at: FileSpan) -> Expr {
        let value = self.expr(index);
        if let ExprKind::Int(n) = &value.kind {
            let n = i64::try_from(n).ok().map(|n| if n < 0 { n + items.len() as i64 } else { n });
            let slot = n.and_then(|n| usize::try_from(n).ok()).filter(|n| *n < items.len());
            let Some(i) = slot else {
                self.s.error(
                    &rules::INVALID_OPERANDS,
                    at,
                    format!("index out of bounds of a C tuple of {} items", items.len()),
                );
                return Expr::error(at);
            };
            let name = format!("f{i}").into();
            return Expr::new(items[i].clone(), at, ExprKind::Field { object: Box::new(object), name });
        }
        let object = self.object(object);
        self.object_item_value(object, value, at)
    }

    fn object_item(&mut self, object: Expr, index: &'a ast::Expr, at: FileSpan) -> Expr {
        let object = self.object(object);
        self.need_gil(at, "subscripting a Python object");
        if let ast::ExprKind::Slice { lower, upper, step: None } = &index.kind
            && matches!(
                object.ty,
                Type::Builtin(Builtin::List | Builtin::Tuple | Builtin::Str | Builtin::Bytes)
            )
        {
            return self.slice_known(object, lower.as_deref(), upper.as_deref(), at);
        }
        let index = self.expr(index);
        self.object_item_value(object, index, at)
    }

    /// A slice of a builtin sequence, with bounds as C integers.
    fn slice_known(
        &mut self,
        object: Expr,
        lower: Option<&'a ast::Expr>,
        upper: Option<&'a ast::Expr>,
        at: FileSpan,
    ) -> Expr {
        let ty = object.ty.clone();
        let low = lower.map(|e| self.expr(e));
        let up = upper.map(|e| self.expr(e));
        let c_int = |b: &Self, e: &Option<Expr>| {
            e.as_ref().is_none_or(|e| !e.ty.is_object() && b.s.world.is_integral(&e.ty))
        };
        if c_int(self, &low) && c_int(self, &up) {
            let object = self.guard_none(object, NoneReason::Operation("subscriptable"));
            let start = low.map(|e| Box::new(self.coerce(e, &Type::SSIZE)));
            let stop = up.map(|e| Box::new(self.coerce(e, &Type::SSIZE)));
            return Expr::new(ty, at, ExprKind::SliceInt { object: Box::new(object), start, stop });
        }
        let parts = [low.map(|e| self.object(e)), up.map(|e| self.object(e)), None];
        let slice = Expr::new(Type::Builtin(Builtin::Slice), at, ExprKind::Slice(Box::new(parts)));
        Expr::new(ty, at, ExprKind::Item { object: Box::new(object), index: Box::new(slice) })
    }

    /// `object[index]` of analysed values.
    pub fn object_item_value(&mut self, object: Expr, index: Expr, at: FileSpan) -> Expr {
        if index.is_error() {
            return Expr::error(at);
        }
        let dict = matches!(object.ty, Type::Builtin(Builtin::Dict | Builtin::Set));
        let c_index = !index.ty.is_object()
            && self.s.world.is_integral(&index.ty)
            && index.ty != Type::Bint
            && !self.s.world.is_ucs4(&index.ty);
        if c_index && !dict {
            let mode = self.index_mode();
            let known = matches!(
                object.ty,
                Type::Builtin(
                    Builtin::List | Builtin::Tuple | Builtin::Str | Builtin::Bytes | Builtin::ByteArray
                )
            );
            let ty = match object.ty {
                Type::Builtin(Builtin::Str) => Type::UCS4,
                Type::Builtin(Builtin::Bytes | Builtin::ByteArray) => Type::UCHAR,
                _ => Type::Object,
            };
            let wide = matches!(index.kind, ExprKind::Int(_)) || self.fits_ssize(&index.ty);
            if wide {
                let index = self.coerce(index, &Type::SSIZE);
                // The unchecked path reads memory, so None must be caught first.
                let object = if known && !mode.boundscheck {
                    self.guard_none(object, NoneReason::Operation("subscriptable"))
                } else {
                    object
                };
                return Expr::new(
                    ty,
                    at,
                    ExprKind::ItemInt { object: Box::new(object), index: Box::new(index), mode },
                );
            }
        }
        let index = self.object(index);
        let ty = match (&object.ty, &index.ty) {
            (Type::Builtin(Builtin::Str), _) => Type::STR,
            (
                Type::Builtin(b @ (Builtin::List | Builtin::Tuple | Builtin::Bytes)),
                Type::Builtin(Builtin::Slice),
            ) => Type::Builtin(*b),
            _ => Type::Object,
        };
        Expr::new(ty, at, ExprKind::Item { object: Box::new(object), index: Box::new(index) })
    }

    /// Whether every value of a C integer type is also a `Py_ssize_t`.
    fn fits_ssize(&self, ty: &Type) -> bool {
        use cyrus_types::IntRank as R;
        match self.s.world.resolve(ty) {
            Type::Int(i) if self.s.world.is_unsigned(ty) => i.rank <= R::Int,
            Type::Int(_) | Type::Enum(_) => true,
            _ => false,
        }
    }

    /// The parts of a subscript of a view: an ellipsis is spelled out.
    fn view_axes(&mut self, rank: usize, index: &'a ast::Expr, at: FileSpan) -> Option<Vec<AxisIndex>> {
        let parts: Vec<&'a ast::Expr> = match &index.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        let news = parts.iter().filter(|p| matches!(p.kind, ast::ExprKind::None)).count();
        let ellipses = parts.iter().filter(|p| matches!(p.kind, ast::ExprKind::Ellipsis)).count();
        let given = parts.len() - news - ellipses;
        if given > rank || ellipses > 1 {
            let message = if ellipses > 1 {
                "only one `...` can stand in a subscript".to_owned()
            } else {
                format!("too many indices for a view of {rank} dimensions: {given}")
            };
            self.s.error(&rules::INVALID_OPERANDS, at, message);
            return None;
        }
        let mut axes = Vec::new();
        for p in parts {
            match &p.kind {
                ast::ExprKind::Ellipsis => {
                    for _ in given..rank {
                        axes.push(AxisIndex::Slice([None, None, None]));
                    }
                }
                ast::ExprKind::None => axes.push(AxisIndex::New),
                ast::ExprKind::Slice { lower, upper, step } => {
                    let part = |b: &mut Self, e: &'a Option<Box<ast::Expr>>| match e {
                        Some(e) if !matches!(e.kind, ast::ExprKind::None) => Some(b.expr_as(e, &Type::SSIZE)),
                        _ => None,
                    };
                    let parts = [part(self, lower), part(self, upper), part(self, step)];
                    axes.push(AxisIndex::Slice(parts));
                }
                _ => {
                    let e = self.expr(p);
                    if e.ty.is_object() && matches!(e.ty, Type::Builtin(Builtin::Slice)) {
                        self.s.error(
                            &rules::INVALID_OPERANDS,
                            e.at,
                            "slice objects cannot index a typed view; write the slice out",
                        );
                    }
                    let e = if !e.ty.is_object() && self.s.world.is_integral(&e.ty) {
                        // The index keeps its type: whether it can be negative is known from it.
                        if self.s.world.is_unsigned(&e.ty) { e } else { self.coerce(e, &Type::SSIZE) }
                    } else {
                        self.coerce(e, &Type::SSIZE)
                    };
                    axes.push(AxisIndex::Index(e));
                }
            }
        }
        if ellipses == 0 {
            for _ in given..rank {
                axes.push(AxisIndex::Slice([None, None, None]));
            }
        }
        Some(axes)
    }

    fn view_item(&mut self, view: Expr, ty: &Arc<ViewType>, index: &'a ast::Expr, at: FileSpan) -> Expr {
        let Some(axes) = self.view_axes(ty.rank(), index, at) else { return Expr::error(at) };
        let mode = self.index_mode();
        if axes.iter().all(|a| matches!(a, AxisIndex::Index(_))) {
            let indices = axes
                .into_iter()
                .filter_map(|a| match a {
                    AxisIndex::Index(e) => Some(e),
                    _ => None,
                })
                .collect();
            return Expr::new(
                ty.element.clone(),
                at,
                ExprKind::ViewItem { view: Box::new(view), indices, mode },
            );
        }
        let out = sliced_axes(&ty.axes, &axes);
        let result = Type::View(Arc::new(ViewType { element: ty.element.clone(), axes: out }));
        Expr::new(result, at, ExprKind::ViewSlice { view: Box::new(view), axes, mode })
    }

    /// `a[i, j]` on a typed NumPy argument is an element; any other subscript is Python's.
    fn buffer_item(
        &mut self,
        object: Expr,
        b: &Arc<cyrus_types::BufferType>,
        index: &'a ast::Expr,
        at: FileSpan,
    ) -> Expr {
        let parts: Vec<&'a ast::Expr> = match &index.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        let plain = parts.len() == b.view.rank()
            && parts.iter().all(|p| {
                !matches!(p.kind, ast::ExprKind::Slice { .. } | ast::ExprKind::None | ast::ExprKind::Ellipsis)
            });
        if plain {
            let values: Vec<Expr> = parts.iter().map(|p| self.expr(p)).collect();
            if values.iter().all(|v| !v.ty.is_object() && self.s.world.is_integral(&v.ty)) {
                let indices = values.into_iter().map(|v| self.coerce(v, &Type::SSIZE)).collect();
                let mut mode = self.index_mode();
                mode.wraparound &= b.negative_indices;
                return Expr::new(
                    b.view.element.clone(),
                    at,
                    ExprKind::ViewItem { view: Box::new(object), indices, mode },
                );
            }
            let object = Expr { ty: b.object.clone(), ..object };
            let index = match values.len() {
                1 => values.into_iter().next().unwrap_or_else(|| Expr::error(at)),
                _ => {
                    let items = values.into_iter().map(|v| cyrus_hir::Item::One(self.object(v))).collect();
                    Expr::new(Type::TUPLE, at, ExprKind::Tuple(items))
                }
            };
            return self.object_item_value(object, index, at);
        }
        let object = Expr { ty: b.object.clone(), ..object };
        self.object_item(object, index, at)
    }
}

/// The layout of what a subscript leaves of a view.
pub fn sliced_axes(axes: &[Axis], parts: &[AxisIndex]) -> Vec<Axis> {
    let mut out = Vec::new();
    let mut source = axes.iter();
    // Once an axis was cut, those before it (in memory order) are no longer packed.
    let mut cut = false;
    let c_order = axes.last().is_some_and(|a| a.packing == Packing::Contiguous);
    let mut kept: Vec<(Axis, bool, bool)> = Vec::new();
    for p in parts {
        match p {
            AxisIndex::New => kept.push((Axis::default(), true, true)),
            AxisIndex::Index(_) => {
                if source.next().is_some() {
                    cut = true;
                    kept.push((Axis::default(), false, false));
                }
            }
            AxisIndex::Slice(s) => {
                if let Some(a) = source.next() {
                    kept.push((*a, true, s.iter().all(Option::is_none)));
                }
            }
        }
    }
    let _ = cut;
    for (i, (axis, stays, whole)) in kept.iter().enumerate() {
        if !stays {
            continue;
        }
        let mut axis = *axis;
        match axis.packing {
            // The fastest axis stays packed unless it has a step.
            Packing::Contiguous => {
                let has_step = parts.get(i).is_some_and(|p| matches!(p, AxisIndex::Slice([_, _, Some(_)])));
                if has_step {
                    axis.packing = Packing::Strided;
                }
            }
            Packing::Follow => {
                // Packed behind the next one only while everything faster is whole.
                let faster = if c_order { &kept[i + 1..] } else { &kept[..i] };
                if !faster.iter().all(|(_, s, w)| *s && *w) || !whole {
                    let still = faster.iter().all(|(_, s, w)| *s && *w);
                    axis.packing = if still { Packing::Follow } else { Packing::Strided };
                }
            }
            Packing::Strided => {}
        }
        out.push(axis);
    }
    out
}
