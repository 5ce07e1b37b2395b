//! `for` in all its forms: counted loops over C integers, C arrays, pointers and views, and Python iteration.

use cyrus_ast as ast;
use cyrus_hir::{
    CompareOp, Expr, ExprKind, For, IndexMode, LocalId, Place, PlaceKind, Prange, Range, Stmt, StmtKind,
};
use cyrus_source::FileSpan;
use cyrus_types::{Builtin, IntRank, Sign, Type};

use super::Body;
use super::attribute::python2_dict_method;
use super::carried::{Carry, carried, updated};
use super::coerce::int_expr;
use super::frame::{Found, LoopState};
use crate::rules;

/// What runs in each turn of a loop: a statement's body, or the rest of a comprehension.
pub type LoopBody<'f, 'x, 'a> = &'f mut dyn FnMut(&mut Body<'x, 'a>, &mut Vec<Stmt>);

/// The arguments of a recognised `range(...)`.
struct RangeArgs<'a> {
    start: Option<&'a ast::Expr>,
    stop: &'a ast::Expr,
    step: Option<&'a ast::Expr>,
    reversed: bool,
}

impl<'x, 'a> Body<'x, 'a> {
    /// `for target in iter: body else: orelse`
    #[expect(clippy::too_many_arguments, reason = "the parts of the statement")]
    pub fn for_stmt(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        iter: &'a ast::Expr,
        body: &'a [ast::Stmt],
        orelse: &'a [ast::Stmt],
        is_async: bool,
        out: &mut Vec<Stmt>,
    ) {
        let mut run = |b: &mut Body<'x, 'a>, inner: &mut Vec<Stmt>| {
            let stmts = b.stmts(body);
            inner.extend(stmts);
        };
        self.for_loop(at, target, iter, is_async, &mut run, Some(orelse), out);
    }

    /// A `for` whose body is made by `run`.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    pub fn for_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        iter: &'a ast::Expr,
        is_async: bool,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) {
        if !is_async {
            if let Some(args) = self.range_args(iter)
                && self.range_loop(at, target, &args, None, run, orelse, out)
            {
                return;
            }
            if self.prange_loop(at, target, iter, run, orelse, out) {
                return;
            }
            if let ast::ExprKind::Call { func, args, keywords } = &iter.kind
                && let ([inner], true) = (&args[..], keywords.is_empty() && self.s.input.cplus)
                && self.is_builtin_name(func, "reversed")
                && let Some(container) = self.cpp_reversible(inner)
                && self.cpp_loop(at, target, &container, ("rbegin", "rend"), run, orelse, out)
            {
                return;
            }
        }
        if !is_async && self.stepped_loop(at, target, iter, run, orelse, out) {
            return;
        }
        let value = self.old_items(iter);
        let value = value.unwrap_or_else(|| self.expr(iter));
        self.loop_over(at, target, value, is_async, run, orelse, out);
    }

    /// `for x in d.iteritems()` in Cython, where `d` may be a dict: those of today have no such method.
    fn old_items(&mut self, iter: &'a ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Call { func, args, keywords } = &iter.kind else { return None };
        let ast::ExprKind::Attribute { value, attr } = &func.kind else { return None };
        let (today, _) = python2_dict_method(&attr.name)?;
        if self.plain_python() || !args.is_empty() || !keywords.is_empty() {
            return None;
        }
        if self.dry(value).ty != Type::Object {
            return None;
        }
        let at = self.at(iter.span);
        let text = |name: &str| Expr::new(Type::STR, at, ExprKind::Str(name.as_bytes().into()));
        let args = vec![self.expr(value), text(today), text(&attr.name)];
        self.need_gil(at, "calling a method of a Python object");
        Some(Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_OLD_ITEMS, args }))
    }

    /// The C array or pointer of `p[a:b:s]`, as far as its type goes: it is not evaluated here.
    pub fn stepped_base(&mut self, iter: &'a ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Subscript { value, index } = &iter.kind else { return None };
        let ast::ExprKind::Slice { step: Some(step), .. } = &index.kind else { return None };
        literal_step(step).filter(|n| *n != 0)?;
        super::call::root_name(value)?;
        let base = self.dry(value);
        matches!(self.s.world.resolve(&base.ty), Type::Array(..) | Type::Ptr(_)).then_some(base)
    }

    /// `for x in p[a:b:s]` over a C array or pointer: only loops take a step.
    fn stepped_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        iter: &'a ast::Expr,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let ast::ExprKind::Subscript { value, index } = &iter.kind else { return false };
        let ast::ExprKind::Slice { lower, upper, step: Some(step) } = &index.kind else { return false };
        let given =
            |e: &Option<Box<ast::Expr>>| e.as_deref().is_some_and(|e| !matches!(e.kind, ast::ExprKind::None));
        let Some(base) = self.stepped_base(iter) else { return false };
        let Some(step) = literal_step(step) else { return false };
        let (item, length) = match self.s.world.resolve(&base.ty).clone() {
            Type::Array(item, cyrus_types::ArraySize::Known(n)) => ((*item).clone(), i64::try_from(n).ok()),
            Type::Array(item, _) | Type::Ptr(item) => ((*item).clone(), None),
            _ => return false,
        };
        let base = self.expr(value);
        let base = if length.is_some() && is_variable(&base) { base } else { self.to_temp(base, out) };
        let ssize = |n: i64| int_expr(n, Type::SSIZE, at);
        let mut bound =
            |b: &mut Self, e: &'a Option<Box<ast::Expr>>, otherwise: Option<i64>, which: &str| match (
                e.as_deref().filter(|_| given(e)),
                otherwise,
            ) {
                (Some(e), _) => {
                    let value = b.expr_as(e, &Type::SSIZE);
                    b.to_temp(value, out)
                }
                (None, Some(n)) => ssize(n),
                (None, None) => {
                    let message = format!("this slice of a C pointer needs {which} bound");
                    b.s.error(&rules::INVALID_OPERANDS, at, message);
                    ssize(0)
                }
            };
        let forward = step > 0;
        let first = if forward { Some(0) } else { length.map(|n| n - 1) };
        let start = bound(self, lower, first, "a lower");
        let stop = bound(self, upper, if forward { length } else { Some(-1) }, "an upper");
        let index = self.temp(Type::SSIZE, at);
        let position = Expr::new(Type::SSIZE, at, ExprKind::Local(index));
        let read = ExprKind::CIndex { base: Box::new(base), index: Box::new(position) };
        let read = Expr::new(item.unqualified().clone(), at, read);
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut body = Vec::new();
        self.store(target.span, target, read, &mut body);
        run(self, &mut body);
        let orelse = self.after_loop(before, orelse);
        let relation = Some(if forward { CompareOp::Lt } else { CompareOp::Gt });
        let range = Range { index, start, stop, step: ssize(step), relation, body, orelse, parallel: None };
        out.push(Stmt::new(at, StmtKind::Range(Box::new(range))));
        true
    }

    /// `for` over a value that is already evaluated.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    pub fn loop_over(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: Expr,
        is_async: bool,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) {
        if !is_async && self.c_sequence_loop(at, target, &value, run, orelse, out) {
            return;
        }
        if let Type::Cpp(..) = self.s.world.resolve(&value.ty)
            && !is_async
            && self.cpp_loop(at, target, &value, ("begin", "end"), run, orelse, out)
        {
            return;
        }
        let iter = self.object(value);
        self.need_gil(at, "iterating over a Python object");
        let item_ty = match &iter.ty {
            Type::Builtin(Builtin::Str) => Type::STR,
            Type::Builtin(Builtin::Range | Builtin::Bytes | Builtin::ByteArray) => {
                Type::Builtin(Builtin::Int)
            }
            _ => Type::Object,
        };
        let item = self.temp(item_ty.clone(), at);
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut body = Vec::new();
        let mut read = Expr::new(item_ty, at, ExprKind::Local(item));
        if let Some(class) = common_class(&iter).filter(|_| !is_async) {
            read = Expr::new(class, at, ExprKind::Cast(Box::new(read)));
        }
        // The bytes of a byte string are C characters, whose sign is that of the variable.
        if matches!(iter.ty, Type::Builtin(Builtin::Bytes | Builtin::ByteArray))
            && let Some(ty) = self.target_type(target)
            && matches!(self.s.world.resolve(&ty), Type::Int(i) if i.rank == IntRank::Char && i.sign != Sign::Unsigned)
        {
            let byte = self.coerce(read, &Type::UCHAR);
            read = Expr::new(ty, at, ExprKind::Cast(Box::new(byte)));
        }
        self.store(target.span, target, read, &mut body);
        run(self, &mut body);
        let orelse = self.after_loop(before, orelse);
        out.push(Stmt::new(at, StmtKind::For(Box::new(For { iter, item, body, orelse, is_async }))));
    }

    /// Closes the scope of a loop's body and analyses its `else`.
    pub fn after_loop(&mut self, before: super::frame::Flow, orelse: Option<&'a [ast::Stmt]>) -> Vec<Stmt> {
        let state = self.f().loops.pop().unwrap_or_default();
        self.f().flow = before;
        let stmts = orelse.map(|o| self.stmts(o)).unwrap_or_default();
        if let Some(f) = state.at_break {
            self.f().flow.join(&f);
        }
        stmts
    }

    /// `range(...)` and `reversed(range(...))` where both names are the builtins.
    fn range_args(&mut self, e: &'a ast::Expr) -> Option<RangeArgs<'a>> {
        let ast::ExprKind::Call { func, args, keywords } = &e.kind else { return None };
        if !keywords.is_empty() || args.iter().any(|a| matches!(a.kind, ast::ExprKind::Starred(_))) {
            return None;
        }
        if self.is_builtin_name(func, "reversed")
            && let [inner] = &args[..]
        {
            let inner = self.range_args(inner)?;
            return (!inner.reversed).then_some(RangeArgs { reversed: true, ..inner });
        }
        if !self.is_builtin_name(func, "range") && !self.is_builtin_name(func, "xrange") {
            return None;
        }
        let args = match &args[..] {
            [stop] => RangeArgs { start: None, stop, step: None, reversed: false },
            [start, stop] => RangeArgs { start: Some(start), stop, step: None, reversed: false },
            [start, stop, step] => RangeArgs { start: Some(start), stop, step: Some(step), reversed: false },
            _ => return None,
        };
        Some(args)
    }

    /// The type of the variable that a loop assigns, if it is a C integer.
    pub fn index_type(&mut self, target: &'a ast::Expr) -> Option<Type> {
        let ty = self.target_type(target)?;
        (self.s.world.is_integral(&ty) && ty != Type::Bint).then_some(ty.unqualified().clone())
    }

    /// A counted loop for `range`; false if Python's range object has to do it.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    fn range_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        args: &RangeArgs<'a>,
        parallel: Option<Prange>,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        // Dry: which types are the bounds?
        let types = {
            self.s.muted += 1;
            let functions = self.s.functions.len();
            let parts: Vec<Type> = [args.start, Some(args.stop), args.step]
                .into_iter()
                .flatten()
                .map(|e| self.expr(e).ty)
                .collect();
            let _ = functions;
            self.s.muted -= 1;
            parts
        };
        if args.reversed && args.step.is_some_and(|s| literal_step(s).is_none()) {
            return false;
        }
        let declared = self.index_type(target);
        let inferring = self.is_undeclared_name(target);
        let all_c = types.iter().all(|t| self.s.world.is_integral(t));
        let index_ty = match declared {
            Some(t) if !inferring && (!all_c || !self.counts_too_little(&t, &types, args)) => t,
            _ if all_c => {
                // The widest of the bounds; the step does not count.
                let mut ty: Option<Type> = None;
                for (t, e) in types.iter().zip([args.start, Some(args.stop)].into_iter().flatten()) {
                    let literal = matches!(e.kind, ast::ExprKind::Int { .. } | ast::ExprKind::Unary { .. });
                    ty = Some(match ty {
                        None => t.clone(),
                        Some(old) if literal && old != Type::LONG => old,
                        Some(old) => self.s.world.common_numeric(&old, t).unwrap_or(old),
                    });
                }
                ty.map_or(Type::LONG, |t| self.s.world.promote(&t))
            }
            _ => return false,
        };
        if self.s.world.is_ucs4(&index_ty) {
            return false;
        }
        // Counting down to a bound of 0 passes it.
        let index_ty =
            if args.reversed && self.s.world.is_unsigned(&index_ty) { Type::SSIZE } else { index_ty };
        let bound = |b: &mut Self, e: &'a ast::Expr, ty: &Type| {
            let v = b.expr(e);
            // A float or an object without __index__ must fail as range() would.
            if b.s.world.is_float(&v.ty) {
                let at = v.at;
                b.s.error(&rules::TYPE_MISMATCH, at, "a `range` bound must be an integer, not a float");
                return Expr { ty: ty.clone(), at, kind: ExprKind::Error };
            }
            b.coerce(v, ty)
        };
        let mut start = match args.start {
            Some(e) => bound(self, e, &index_ty),
            None => int_expr(0, index_ty.clone(), at),
        };
        let mut stop = bound(self, args.stop, &index_ty);
        let literal = args.step.map_or(Some(1), literal_step);
        let step_ty = if self.s.world.is_unsigned(&index_ty) && literal.is_some_and(|n| n < 0) {
            Type::LONG
        } else {
            index_ty.clone()
        };
        let mut step = match args.step {
            Some(e) => bound(self, e, &step_ty),
            None => int_expr(1, index_ty.clone(), at),
        };
        if literal == Some(0) {
            self.s.error(&rules::INVALID_OPERANDS, at, "the step of `range` must not be zero");
            return true;
        }
        let mut relation = literal.map(|n| if n > 0 { CompareOp::Lt } else { CompareOp::Gt });
        if args.reversed {
            let n = literal.unwrap_or(1);
            let (s, e, r) = self.reverse_range(at, start, stop, n, &index_ty, out);
            (start, stop, relation) = (s, e, Some(r));
            step = int_expr(-n, index_ty.clone(), at);
        }
        let index = self.temp(index_ty.clone(), at);
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut body = Vec::new();
        let mut read = Expr::new(index_ty.clone(), at, ExprKind::Local(index));
        if inferring && self.loop_var_overflows(target) {
            // The variable takes part in arithmetic: it is a Python int, boxed from the counter.
            read = self.object(read);
        }
        self.store(target.span, target, read, &mut body);
        run(self, &mut body);
        let orelse = self.after_loop(before, orelse);
        let range = Range { index, start, stop, step, relation, body, orelse, parallel };
        out.push(Stmt::new(at, StmtKind::Range(Box::new(range))));
        true
    }

    /// Whether a variable of this type cannot count from one bound to the other as Python does: it is unsigned where a
    /// bound has a sign, or narrower than C's arithmetic and a bound is not. The loop counts in the bounds' type then.
    fn counts_too_little(&self, ty: &Type, bounds: &[Type], args: &RangeArgs<'a>) -> bool {
        let world = &self.s.world;
        let integer = |t: &Type| match world.resolve(t) {
            Type::Int(i) if !world.is_ucs4(t) => Some(*i),
            _ => None,
        };
        let Some(own) = integer(ty) else { return false };
        let narrow = |i: cyrus_types::Int| i.rank < IntRank::Int;
        let values = [args.start, Some(args.stop)].into_iter().flatten();
        bounds.iter().zip(values).any(|(t, e)| {
            if let ast::ExprKind::Int { value, .. } = &e.kind {
                let most = if own.rank == IntRank::Char { 0x7f } else { 0x7fff };
                let fits = matches!(value, ast::IntValue::Small(n) if *n <= most);
                return narrow(own) && !fits;
            }
            integer(t).is_some_and(|bound| {
                let signs = own.sign == Sign::Unsigned && bound.sign == Sign::Signed;
                signs || (narrow(own) && bound.rank > own.rank)
            })
        })
    }

    /// The bounds of a range in reverse: from the last value down to the first.
    fn reverse_range(
        &mut self,
        at: FileSpan,
        start: Expr,
        stop: Expr,
        step: i64,
        ty: &Type,
        out: &mut Vec<Stmt>,
    ) -> (Expr, Expr, CompareOp) {
        use cyrus_hir::BinaryOp as B;
        let c = |op, l: Expr, r: Expr| {
            let mode = cyrus_hir::ArithMode { cdivision: false, overflow_check: false, cpow: false };
            Expr::new(ty.clone(), at, ExprKind::CBinary { op, mode, left: Box::new(l), right: Box::new(r) })
        };
        let start = self.to_temp(start, out);
        let stop = self.to_temp(stop, out);
        if step == 1 || step == -1 {
            let first = c(B::Sub, stop, int_expr(step, ty.clone(), at));
            let relation = if step > 0 { CompareOp::Ge } else { CompareOp::Le };
            return (first, start, relation);
        }
        // last = start + step * ((stop - start - sign) // step)
        let span = c(B::Sub, c(B::Sub, stop, start.clone()), int_expr(step.signum(), ty.clone(), at));
        let count = c(B::FloorDiv, span, int_expr(step, ty.clone(), at));
        let last = c(B::Add, start.clone(), c(B::Mul, count, int_expr(step, ty.clone(), at)));
        (last, start, if step > 0 { CompareOp::Ge } else { CompareOp::Le })
    }

    fn is_undeclared_name(&mut self, target: &'a ast::Expr) -> bool {
        match &target.kind {
            ast::ExprKind::Name(n) => {
                let n = self.mangle(n);
                match self.find(&n) {
                    Found::Local(id) => self.fr().undeclared.contains(id),
                    _ => true,
                }
            }
            _ => true,
        }
    }

    fn loop_var_overflows(&self, target: &ast::Expr) -> bool {
        match &target.kind {
            ast::ExprKind::Name(n) => self.fr().bindings.arithmetic.contains_key(n),
            _ => true,
        }
    }

    /// Loops over C arrays, slices of pointers and arrays, and typed views: an index runs, no Python is involved.
    fn c_sequence_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let ssize = |n: i64| int_expr(n, Type::SSIZE, at);
        let (base, start, stop, item) = match (&value.kind, self.s.world.resolve(&value.ty).clone()) {
            (ExprKind::CSlice { base, start, stop: Some(stop) }, _) => {
                let item = match self.s.world.resolve(&base.ty).clone() {
                    Type::Ptr(t) | Type::Array(t, _) => (*t).clone(),
                    _ => return false,
                };
                let start = start.as_ref().map_or_else(|| ssize(0), |s| (**s).clone());
                ((**base).clone(), start, (**stop).clone(), item)
            }
            (_, Type::Array(item, cyrus_types::ArraySize::Known(n))) => {
                (value.clone(), ssize(0), int_expr(n as i64, Type::SSIZE, at), (*item).clone())
            }
            (_, Type::View(v)) => {
                let item = if v.rank() == 1 {
                    v.element.clone()
                } else {
                    Type::View(std::sync::Arc::new(cyrus_types::ViewType {
                        element: v.element.clone(),
                        axes: v.axes[1..].to_vec(),
                    }))
                };
                let view = self.to_temp(value.clone(), out);
                let stop = Expr::new(
                    Type::SSIZE,
                    at,
                    ExprKind::ViewAttr { view: Box::new(view.clone()), attr: cyrus_hir::ViewAttr::Shape(0) },
                );
                (view, ssize(0), stop, item)
            }
            _ => return false,
        };
        let is_view = matches!(self.s.world.resolve(&base.ty), Type::View(_));
        let base = if matches!(self.s.world.resolve(&base.ty), Type::Array(..)) && is_variable(&base) {
            base
        } else {
            self.to_temp(base, out)
        };
        let stop = self.to_temp(stop, out);
        let index = self.temp(Type::SSIZE, at);
        let position = Expr::new(Type::SSIZE, at, ExprKind::Local(index));
        let kind = if is_view {
            let mode = IndexMode { boundscheck: false, wraparound: false };
            if let Type::View(row) = &item {
                let mut axes = vec![cyrus_hir::AxisIndex::Index(position)];
                axes.extend(row.axes.iter().map(|_| cyrus_hir::AxisIndex::Slice([None, None, None])));
                ExprKind::ViewSlice { view: Box::new(base), axes, mode }
            } else {
                ExprKind::ViewItem { view: Box::new(base), indices: vec![position], mode }
            }
        } else {
            ExprKind::CIndex { base: Box::new(base), index: Box::new(position) }
        };
        let before = self.fr().flow.clone();
        self.f().loops.push(LoopState::default());
        let mut body = Vec::new();
        let mut read = Expr::new(item.unqualified().clone(), at, kind);
        if !is_view && self.wants_pointer(target, &read.ty) {
            let Expr { ty, kind: ExprKind::CIndex { base, index }, .. } = read else { return false };
            let kind = ExprKind::AddressOf(Box::new(Place {
                ty: ty.clone(),
                at,
                kind: PlaceKind::CIndex { base, index },
            }));
            read = Expr::new(ty.ptr(), at, kind);
        }
        self.store(target.span, target, read, &mut body);
        run(self, &mut body);
        let orelse = self.after_loop(before, orelse);
        let step = ssize(1);
        let range =
            Range { index, start, stop, step, relation: Some(CompareOp::Lt), body, orelse, parallel: None };
        out.push(Stmt::new(at, StmtKind::Range(Box::new(range))));
        true
    }

    /// Whether a target is declared as a pointer to the items, of which it gets the addresses then.
    fn wants_pointer(&mut self, target: &'a ast::Expr, item: &Type) -> bool {
        let ast::ExprKind::Name(name) = &target.kind else { return false };
        let Found::Local(id) = self.find(&self.mangle(name)) else { return false };
        let ty = self.fr().locals[id].ty.clone();
        !self.fr().undeclared.contains(id)
            && self.s.world.resolve(&ty) == self.s.world.resolve(&item.clone().ptr())
            && self.s.world.resolve(item) != self.s.world.resolve(&ty)
    }

    /// `for i in prange(...)`
    fn prange_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        iter: &'a ast::Expr,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let ast::ExprKind::Call { func, args, keywords } = &iter.kind else { return false };
        let module = self.fr().module;
        if self.s.cython_path(module, func).is_none_or(|p| p != "parallel.prange") {
            return false;
        }
        let args = match &args[..] {
            [stop] => RangeArgs { start: None, stop, step: None, reversed: false },
            [start, stop] => RangeArgs { start: Some(start), stop, step: None, reversed: false },
            [start, stop, step] => RangeArgs { start: Some(start), stop, step: Some(step), reversed: false },
            _ => {
                self.s.error(&rules::WRONG_ARGUMENTS, at, "`prange` takes one to three positional arguments");
                return true;
            }
        };
        let mut p = Prange {
            schedule: None,
            chunksize: None,
            num_threads: None,
            only_if: None,
            reductions: Vec::new(),
            lastprivate: Vec::new(),
            inside: false,
        };
        let named = |k: &ast::Keyword, name: &str| k.name.as_ref().is_some_and(|n| n.name == name);
        let nogil =
            keywords.iter().any(|k| named(k, "nogil") && matches!(k.value.kind, ast::ExprKind::Bool(true)));
        let release = nogil && !self.fr().nogil;
        let before = (self.fr().nogil, self.fr().released);
        self.f().nogil |= nogil;
        self.f().released |= nogil;
        for k in keywords {
            let name = k.name.as_ref().map_or("", |n| n.name.as_str());
            match name {
                "nogil" => {}
                "schedule" => match &k.value.kind {
                    ast::ExprKind::Str { value, .. } => p.schedule = value.as_str().map(Into::into),
                    ast::ExprKind::None => {}
                    _ => self.s.error(
                        &rules::NOT_CONSTANT,
                        at,
                        "the schedule of `prange` must be a string literal",
                    ),
                },
                "chunksize" => p.chunksize = self.optional_int(&k.value),
                "num_threads" => {
                    if self.fr().labels & PARALLEL != 0 {
                        let message = "the number of threads is that of the parallel section around the loop";
                        let d = cyrus_diagnostics::Diagnostic::new(&rules::WRONG_ARGUMENTS, at, message)
                            .help("give `num_threads` to `parallel()`");
                        self.s.report(d);
                    }
                    p.num_threads = self.thread_count(&k.value);
                }
                "use_threads_if" => p.only_if = Some(self.condition(&k.value)),
                _ => self.s.error(&rules::WRONG_ARGUMENTS, at, format!("`prange` has no argument `{name}`")),
            }
        }
        let mut inner = Vec::new();
        let carried = self.carried(target);
        p.inside = self.fr().labels & PARALLEL != 0;
        if orelse.is_some_and(|o| !o.is_empty()) && self.fr().labels & PARALLEL != 0 {
            let message = "a parallel loop inside a parallel section cannot have an `else`";
            self.s.error(&rules::INVALID_OPERANDS, at, message);
        }
        if !self.range_loop(at, target, &args, Some(p), run, orelse, &mut inner) {
            self.s.error(&rules::TYPE_MISMATCH, at, "`prange` needs C integers for its index and bounds");
        }
        self.reductions(&mut inner, &carried);
        (self.f().nogil, self.f().released) = before;
        if release {
            out.push(Stmt::new(at, StmtKind::Nogil(inner)));
        } else {
            out.extend(inner);
        }
        true
    }

    /// How many threads: a number that is known already must make sense.
    fn thread_count(&mut self, e: &'a ast::Expr) -> Option<Expr> {
        let count = self.optional_int(e)?;
        if let ExprKind::Int(n) = &count.kind
            && n.sign() == num_bigint::Sign::Minus
        {
            self.s.error(&rules::WRONG_ARGUMENTS, count.at, "the number of threads cannot be negative");
        }
        Some(count)
    }

    fn optional_int(&mut self, e: &'a ast::Expr) -> Option<Expr> {
        if matches!(e.kind, ast::ExprKind::None) { None } else { Some(self.expr_as(e, &Type::INT)) }
    }

    /// The variables that exist before a parallel loop.
    fn carried(&mut self, _target: &'a ast::Expr) -> Vec<LocalId> {
        self.fr()
            .locals
            .ids()
            .filter(|id| self.fr().locals[*id].storage != cyrus_hir::Storage::Temp)
            .collect()
    }

    /// Finds reductions and variables that keep their last value in the body of a parallel loop.
    fn reductions(&mut self, stmts: &mut [Stmt], outer: &[LocalId]) {
        for s in stmts {
            if let StmtKind::Range(r) = &mut s.kind
                && let Some(p) = &mut r.parallel
            {
                for (id, how) in carried(&r.body) {
                    if !outer.contains(&id) {
                        continue;
                    }
                    match how {
                        // threads have one value each until the end: objects are no numbers that OpenMP could join
                        Carry::Reduction(_) if self.fr().locals[id].ty.is_object() => {
                            let name = self.fr().locals[id].name.clone();
                            let at = s.at;
                            self.s.error(
                                &rules::PARALLEL_RACE,
                                at,
                                format!("`{name}` is a Python object, which a parallel loop cannot sum up"),
                            );
                        }
                        Carry::Reduction(op) => p.reductions.push((op.into(), id)),
                        Carry::Assigned => p.lastprivate.push(id),
                        Carry::Mixed(at) => {
                            let name = self.fr().locals[id].name.clone();
                            let d = cyrus_diagnostics::Diagnostic::new(
                                &rules::PARALLEL_RACE,
                                at,
                                format!("`{name}` is carried from one iteration of a parallel loop to another"),
                            )
                            .help("use one reduction operator (`+=`, `*=`, `&=`, `|=`, `^=`), or assign it before it is read");
                            self.s.report(d);
                        }
                    }
                }
            }
        }
    }

    /// `with parallel():`
    pub fn parallel_block(
        &mut self,
        at: FileSpan,
        item: &'a ast::WithItem,
        rest: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        let (mut num_threads, mut only_if) = (None, None);
        if let ast::ExprKind::Call { keywords, .. } = &item.context.kind {
            for k in keywords {
                match k.name.as_ref().map_or("", |n| n.name.as_str()) {
                    "num_threads" => num_threads = self.thread_count(&k.value),
                    "use_threads_if" => only_if = Some(self.condition(&k.value)),
                    name => self.s.error(
                        &rules::WRONG_ARGUMENTS,
                        at,
                        format!("`parallel` has no argument `{name}`"),
                    ),
                }
            }
        }
        if !self.fr().nogil {
            self.s.error(&rules::NEEDS_GIL, at, "the parallel section may only be used without the GIL");
        }
        let mut inner = Vec::new();
        self.f().labels |= PARALLEL;
        self.with_stmt(at, rest, body, false, &mut inner);
        self.f().labels &= !PARALLEL;
        for (id, at) in updated(&inner) {
            let local = &self.fr().locals[id];
            if local.storage != cyrus_hir::Storage::Temp {
                let message = format!("each thread updates a `{}` of its own, which is lost", local.name);
                let d = cyrus_diagnostics::Diagnostic::new(&rules::PARALLEL_RACE, at, message)
                    .help("update it in a `prange` loop, or assign it in the section before");
                self.s.report(d);
            }
        }
        out.push(Stmt::new(at, StmtKind::Parallel { num_threads, only_if, body: inner }));
    }

    /// A store of a value to a variable that sema made.
    pub fn set_temp(&self, id: LocalId, value: Expr, out: &mut Vec<Stmt>) {
        let place = Place { ty: value.ty.clone(), at: value.at, kind: PlaceKind::Local(id) };
        out.push(Stmt::new(value.at, StmtKind::Assign(place, value)));
    }
}

/// Marks, in the counter of labels, that the current point is inside a parallel section.
const PARALLEL: u32 = 1 << 31;

fn is_variable(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Local(_) | ExprKind::CVar(_))
}

/// The value of a step that is written as a number.
fn literal_step(e: &ast::Expr) -> Option<i64> {
    match &e.kind {
        ast::ExprKind::Int { value: ast::IntValue::Small(n), .. } => i64::try_from(*n).ok(),
        ast::ExprKind::Unary { op: ast::UnaryOp::USub, operand } => literal_step(operand).map(|n| -n),
        _ => None,
    }
}

/// The extension type that all items of a list or tuple have which is written out in front of a loop: nobody else can put
/// anything into it.
fn common_class(iter: &Expr) -> Option<Type> {
    let (ExprKind::List(items) | ExprKind::Tuple(items)) = &iter.kind else { return None };
    let mut types = items.iter().map(|item| match item {
        cyrus_hir::Item::One(e) => match &e.kind {
            ExprKind::Coerce(_, inner) => &inner.ty,
            _ => &e.ty,
        },
        cyrus_hir::Item::Star(_) => &Type::Object,
    });
    let first = types.next().filter(|t| matches!(t, Type::Ext(_)))?;
    types.all(|t| t == first).then(|| first.clone())
}
