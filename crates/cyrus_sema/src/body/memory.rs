//! C memory that becomes an array or a view: `<int[:n]>pointer`, and C arrays assigned to views.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::{ArraySize, Conversion, Type};

use super::Body;
use super::coerce::int_expr;
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// `<T[:n, :m]>p`: nothing if this is another cast.
    pub fn pointer_array(
        &mut self,
        ty: &'a ast::CTypeName,
        operand: &'a ast::Expr,
        at: FileSpan,
    ) -> Option<Expr> {
        let ast::CTypeKind::MemoryView { base, axes } = &ty.base.kind else { return None };
        if axes.iter().all(|a| a.start.is_none() && a.stop.is_none()) {
            return None;
        }
        self.need_gil(at, "making an array");
        let (module, file) = (self.fr().module, self.fr().file);
        let element = self.s.ctype(module, file, base);
        let element = self.specialised(&element);
        let pointer = self.expr(operand);
        let mut shape = Vec::new();
        let mut contiguous = None;
        for (i, axis) in axes.iter().enumerate() {
            let place = self.at(axis.span);
            if let Some(start) = &axis.start {
                let at = self.at(start.span);
                self.s.error(&rules::INVALID_DECLARATION, at, "an axis of an array starts at 0: write `:n`");
            }
            if let Some(step) = &axis.step {
                let one = matches!(step.kind, ast::ExprKind::Int { value: ast::IntValue::Small(1), .. });
                if !one || contiguous.is_some() || (i > 0 && i + 1 < axes.len()) {
                    let message = "only the first or the last axis of an array can say `:n:1`";
                    self.s.error(&rules::INVALID_DECLARATION, place, message);
                }
                contiguous = Some(i);
            }
            match &axis.stop {
                Some(stop) => shape.push(self.expr_as(stop, &Type::SSIZE)),
                None => self.s.error(
                    &rules::INVALID_DECLARATION,
                    place,
                    "each axis of an array needs its length: write `:n`",
                ),
            }
        }
        if pointer.is_error() || element.is_error() || shape.len() != axes.len() {
            return Some(Expr::error(at));
        }
        let item = match self.s.world.resolve(&pointer.ty) {
            Type::Ptr(item) | Type::Array(item, _) => (**item).clone(),
            _ => {
                let shown = self.s.world.show(&pointer.ty);
                let message = format!("an array can be made of a pointer or a C array, not of `{shown}`");
                self.s.error(&rules::TYPE_MISMATCH, at, message);
                return Some(Expr::error(at));
            }
        };
        let item = self.innermost(&item);
        let (have, want) = (self.s.world.resolve(&item), self.s.world.resolve(&element));
        if have.unqualified() != want.unqualified() && *have != Type::Void {
            let (have, want) = (self.s.world.show(&item), self.s.world.show(&element));
            let message = format!("a pointer to `{have}` cannot become an array of `{want}`");
            self.s.error(&rules::TYPE_MISMATCH, at, message);
            return Some(Expr::error(at));
        }
        let fortran = axes.len() > 1 && contiguous == Some(0);
        Some(self.array_over(pointer, element, shape, fortran, at))
    }

    /// A C array whose extents are known, as a view of its memory.
    pub fn array_to_view(&mut self, e: Expr, to: &Type) -> Expr {
        let Type::View(view) = self.s.world.resolve(to).clone() else { return e };
        let mut shape = Vec::new();
        let mut item = e.ty.clone();
        while let Type::Array(inner, ArraySize::Known(n)) = self.s.world.resolve(&item).clone() {
            shape.push(int_expr(i64::try_from(n).unwrap_or(i64::MAX), Type::SSIZE, e.at));
            item = (*inner).clone();
        }
        let same =
            self.s.world.resolve(&item).unqualified() == self.s.world.resolve(&view.element).unqualified();
        if shape.len() != view.rank() || !same {
            return self.mismatch(&e, to);
        }
        let at = e.at;
        self.need_gil(at, "making an array");
        let array = self.array_over(e, item, shape, false, at);
        self.coerce(array, to)
    }

    /// The view that a C array becomes.
    pub fn view_of_array(&self, ty: &Type) -> Type {
        let mut axes = Vec::new();
        let mut element = ty.clone();
        while let Type::Array(item, _) = self.s.world.resolve(&element).clone() {
            axes.push(cyrus_types::Axis::default());
            element = (*item).clone();
        }
        Type::View(std::sync::Arc::new(cyrus_types::ViewType { element, axes }))
    }

    fn array_over(
        &mut self,
        pointer: Expr,
        element: Type,
        shape: Vec<Expr>,
        fortran: bool,
        at: FileSpan,
    ) -> Expr {
        let Some(class) = self.s.view_class("array") else { return Expr::error(at) };
        self.note_class(class);
        let kind = ExprKind::ArrayOver { pointer: Box::new(pointer), element, shape, fortran };
        Expr::new(Type::Ext(class), at, kind)
    }

    /// `p[a:b] = array` with bounds that are known at run time only: the length is checked then. `false` if it is
    /// something else.
    pub fn store_part(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let ast::ExprKind::Subscript { value: base, index } = &target.kind else { return false };
        let ast::ExprKind::Slice { lower, upper: Some(upper), step: None } = &index.kind else {
            return false;
        };
        let Type::Array(item, ArraySize::Known(n)) = self.s.world.resolve(&value.ty).clone() else {
            return false;
        };
        let (module, file) = (self.fr().module, self.fr().file);
        let known = |b: &mut Self, e: &ast::Expr| b.s.const_eval(module, file, e).is_some();
        if super::call::root_name(base).is_none()
            || known(self, upper) && lower.as_deref().is_none_or(|e| known(self, e))
        {
            return false;
        }
        let probe = self.dry(base);
        let (Type::Array(own, _) | Type::Ptr(own)) = self.s.world.resolve(&probe.ty).clone() else {
            return false;
        };
        if self.s.world.resolve(&own) != self.s.world.resolve(&item) {
            return false;
        }
        let base = self.expr(base);
        let start = match lower {
            Some(e) => self.expr_as(e, &Type::SSIZE),
            None => int_expr(0, Type::SSIZE, at),
        };
        let start = self.to_temp(start, out);
        let stop = self.expr_as(upper, &Type::SSIZE);
        let wanted = int_expr(i64::try_from(n).unwrap_or(i64::MAX), Type::SSIZE, at);
        let args = vec![start.clone(), stop, wanted];
        let check = ExprKind::Op { op: cyrus_ops::CY_PART_LENGTH, args };
        out.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::INT, at, check))));
        let place = part_of(base, &own, start, n, at);
        out.push(Stmt::new(at, StmtKind::Assign(place, value.clone())));
        true
    }

    /// A part of C memory whose length is known, as the place of an array.
    pub fn array_part(
        &mut self,
        base: Expr,
        start: Option<Box<Expr>>,
        stop: Option<Box<Expr>>,
        at: FileSpan,
    ) -> Place {
        let (item, length) = match self.s.world.resolve(&base.ty) {
            Type::Array(item, ArraySize::Known(n)) => (Type::clone(item), i64::try_from(*n).ok()),
            Type::Ptr(item) | Type::Array(item, _) => (Type::clone(item), None),
            _ => (Type::Error, None),
        };
        let bound = |e: &Option<Box<Expr>>, otherwise: Option<i64>| match e.as_deref().map(|e| &e.kind) {
            None => otherwise,
            Some(ExprKind::Int(n)) => match (i64::try_from(n).ok()?, length) {
                (n, Some(length)) if n < 0 => Some(n + length),
                (n, None) if n < 0 => None,
                (n, _) => Some(n),
            },
            Some(_) => None,
        };
        let (from, to) = (bound(&start, Some(0)), bound(&stop, length));
        let (Some(from), Some(to)) = (from, to) else {
            let message =
                "a part of C memory that is assigned to needs bounds that are known at compile time";
            self.s.error(&rules::INVALID_TARGET, at, message);
            return Place { ty: Type::Error, at, kind: PlaceKind::Error };
        };
        let count = u64::try_from(to - from).unwrap_or(0);
        part_of(base, &item, int_expr(from, Type::SSIZE, at), count, at)
    }

    fn innermost(&self, ty: &Type) -> Type {
        match self.s.world.resolve(ty) {
            Type::Array(item, _) => self.innermost(item),
            _ => ty.clone(),
        }
    }
}

/// `count` items of an array or behind a pointer, from this position on, as the place of an array.
fn part_of(base: Expr, item: &Type, from: Expr, count: u64, at: FileSpan) -> Place {
    let ty = Type::Array(std::sync::Arc::new(item.clone()), ArraySize::Known(count));
    let pointer = item.clone().ptr();
    let first = Expr::new(pointer.clone(), at, ExprKind::Coerce(Conversion::Pointer, Box::new(base)));
    let kind =
        ExprKind::PointerArith { op: cyrus_hir::BinaryOp::Add, left: Box::new(first), right: Box::new(from) };
    let first = Expr::new(pointer, at, kind);
    let array = Expr::new(ty.clone().ptr(), at, ExprKind::Cast(Box::new(first)));
    Place { ty, at, kind: PlaceKind::Deref(Box::new(array)) }
}
