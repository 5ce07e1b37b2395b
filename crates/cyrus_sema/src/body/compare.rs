//! Comparisons: one, chains of them, of C values and of objects, membership.

use cyrus_ast as ast;
use cyrus_hir::{BinaryOp, CompareOp, Expr, ExprKind, PlaceKind, Stmt, StmtKind};
use cyrus_source::{FileSpan, Span};
use cyrus_types::{Builtin, Type};
use num_bigint::BigInt;

use super::Body;
use super::operator::negate_expr;

impl<'a> Body<'_, 'a> {
    /// `a < b <= c`; with `truth` only the truth of the result matters.
    pub fn compare(
        &mut self,
        span: Span,
        left: &'a ast::Expr,
        rest: &'a [(ast::CompareOp, ast::Expr)],
        truth: bool,
    ) -> Expr {
        let at = self.at(span);
        if let Some(holds) = self.fused_compare(left, rest) {
            return Expr::new(Type::Bint, at, ExprKind::Bool(holds));
        }
        let first = self.expr(left);
        if let [(op, right)] = rest {
            let right = self.expr(right);
            return self.compare_values(at, *op, first, right, truth);
        }
        // Each middle value is evaluated once: it waits in a temporary.
        let mut stmts = Vec::new();
        let mut left = self.to_temp(first, &mut stmts);
        let mut links: Vec<Expr> = Vec::new();
        let last = rest.len().saturating_sub(1);
        let mut flow = None;
        for (i, (op, right)) in rest.iter().enumerate() {
            let value = self.expr(right);
            let mut inner = Vec::new();
            let right = if i == last { value } else { self.to_temp(value, &mut inner) };
            let next = right.clone();
            let link = self.compare_values(at, *op, left, right, truth);
            let link = if inner.is_empty() {
                link
            } else {
                Expr {
                    ty: link.ty.clone(),
                    at,
                    kind: ExprKind::Block { stmts: inner, value: Box::new(link) },
                }
            };
            links.push(link);
            left = next;
            if flow.is_none() {
                flow = Some(self.fr().flow.clone());
            }
        }
        if let Some(f) = flow {
            self.f().flow = f;
        }
        if links.iter().any(Expr::is_error) {
            return Expr::error(at);
        }
        let ty = self.common_type(&links);
        let links = links.into_iter().map(|l| self.coerce(l, &ty)).collect();
        let value = Expr::new(ty.clone(), at, ExprKind::And(links));
        if stmts.is_empty() {
            value
        } else {
            Expr::new(ty, at, ExprKind::Block { stmts, value: Box::new(value) })
        }
    }

    /// A value in a temporary, so that it can stand in two places; constants need none.
    pub fn to_temp(&mut self, e: Expr, stmts: &mut Vec<Stmt>) -> Expr {
        if self.is_literal(&e)
            || matches!(
                e.kind,
                ExprKind::None | ExprKind::Str(_) | ExprKind::Bytes(_) | ExprKind::Null | ExprKind::Error
            )
        {
            return e;
        }
        let ty = match self.s.world.resolve(&e.ty) {
            Type::Array(item, _) => Type::Ptr(item.clone()),
            Type::Ref(t) | Type::RvalueRef(t) => (**t).clone(),
            _ => e.ty.unqualified().clone(),
        };
        let at = e.at;
        let e = self.coerce(e, &ty);
        let id = self.temp(ty.clone(), at);
        let place = cyrus_hir::Place { ty: ty.clone(), at, kind: PlaceKind::Local(id) };
        stmts.push(Stmt::new(at, StmtKind::Assign(place, e)));
        Expr::new(ty, at, ExprKind::Local(id))
    }

    /// One comparison of two values.
    pub fn compare_values(
        &mut self,
        at: FileSpan,
        op: ast::CompareOp,
        left: Expr,
        right: Expr,
        truth: bool,
    ) -> Expr {
        use ast::CompareOp as O;
        if left.is_error() || right.is_error() {
            return Expr::error(at);
        }
        let bint = |kind| Expr::new(Type::Bint, at, kind);
        match op {
            O::Is | O::IsNot => {
                let negate = op == O::IsNot;
                let (l, r) = (left.ty.is_object(), right.ty.is_object());
                let pointers = self.s.world.is_pointer(&left.ty) && self.s.world.is_pointer(&right.ty);
                let cpp = |b: &Self, e: &Expr| matches!(b.s.world.resolve(&e.ty), Type::Cpp(..));
                if cpp(self, &left) || cpp(self, &right) {
                    return self.invalid_operands(at, if negate { "is not" } else { "is" }, &left, &right);
                }
                let (left, right) = match (l, r) {
                    _ if pointers => (left, right),
                    (false, false)
                        if self.s.world.is_numeric(&left.ty) && self.s.world.is_numeric(&right.ty) =>
                    {
                        let op = if negate { CompareOp::Ne } else { CompareOp::Eq };
                        return self.c_compare(at, op, left, right);
                    }
                    _ if self.is_view_against_none(&left, &right) => (left, right),
                    _ if self.is_view_against_none(&right, &left) => (right, left),
                    _ => (self.object(left), self.object(right)),
                };
                bint(ExprKind::Is { negate, left: Box::new(left), right: Box::new(right) })
            }
            O::In | O::NotIn => {
                let negate = op == O::NotIn;
                self.contains(at, negate, left, right)
            }
            O::Eq | O::NotEq | O::Lt | O::LtE | O::Gt | O::GtE => {
                let op = match op {
                    O::Eq => CompareOp::Eq,
                    O::NotEq => CompareOp::Ne,
                    O::Lt => CompareOp::Lt,
                    O::LtE => CompareOp::Le,
                    O::Gt => CompareOp::Gt,
                    _ => CompareOp::Ge,
                };
                if let CompareOp::Eq | CompareOp::Ne = op {
                    // Nothing but None is equal to None.
                    let by_identity = if op == CompareOp::Eq { O::Is } else { O::IsNot };
                    if self.is_view_against_none(&left, &right) || self.is_view_against_none(&right, &left) {
                        return self.compare_values(at, by_identity, left, right, truth);
                    }
                }
                if !left.ty.is_object() && !right.ty.is_object() {
                    return self.c_compare(at, op, left, right);
                }
                // A one-character literal against a C character compares numbers.
                if let Some(e) = self.char_compare(at, op, &left, &right) {
                    return e;
                }
                let (left, right) = (self.object(left), self.object(right));
                if left.is_error() || right.is_error() {
                    return Expr::error(at);
                }
                self.need_gil(at, "a comparison of Python objects");
                let ty = if truth || self.compares_to_bool(&left.ty, &right.ty) {
                    Type::Bint
                } else {
                    Type::Object
                };
                Expr::new(ty, at, ExprKind::Compare { op, left: Box::new(left), right: Box::new(right) })
            }
        }
    }

    fn is_view_against_none(&self, view: &Expr, none: &Expr) -> bool {
        matches!(none.kind, ExprKind::None) && matches!(self.s.world.resolve(&view.ty), Type::View(_))
    }

    /// Comparisons of these builtin types give `bool` whatever the values are.
    fn compares_to_bool(&self, a: &Type, b: &Type) -> bool {
        let plain = |t: &Type| {
            matches!(
                t,
                Type::Builtin(Builtin::Int | Builtin::Float | Builtin::Str | Builtin::Bytes | Builtin::Bool)
            )
        };
        plain(a) && plain(b)
    }

    fn char_compare(&mut self, at: FileSpan, op: CompareOp, left: &Expr, right: &Expr) -> Option<Expr> {
        let literal = |e: &Expr| match &e.kind {
            ExprKind::Bytes(b) => b.len() == 1,
            ExprKind::Str(s) => std::str::from_utf8(s).is_ok_and(|s| s.chars().count() == 1),
            _ => false,
        };
        let (c, other) = if literal(left) { (right, left) } else { (left, right) };
        if !literal(other) || !self.s.world.is_integral(&c.ty) {
            return None;
        }
        let text = matches!(other.kind, ExprKind::Str(_));
        let is_text = self.s.world.is_ucs4(&c.ty);
        // In Python a number is never equal to a text: only characters compare with their kind. In Cython a literal of
        // one character is also the number of it.
        let is_number = text && !self.plain_python();
        if text != is_text && !is_number && !cyrus_types::conversion::is_char(&self.s.world, &c.ty) {
            return None;
        }
        let ty = c.ty.clone();
        let (l, r) = (self.coerce(left.clone(), &ty), self.coerce(right.clone(), &ty));
        Some(self.c_compare(at, op, l, r))
    }

    /// A comparison of two C values.
    pub fn c_compare(&mut self, at: FileSpan, op: CompareOp, left: Expr, right: Expr) -> Expr {
        let world = &self.s.world;
        let sign = match op {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        };
        let make = |left: Expr, right: Expr| {
            Expr::new(Type::Bint, at, ExprKind::CCompare { op, left: Box::new(left), right: Box::new(right) })
        };
        let (rl, rr) = (world.resolve(&left.ty).clone(), world.resolve(&right.ty).clone());
        if matches!(rl, Type::Cpp(..)) || matches!(rr, Type::Cpp(..)) {
            if let Some(call) = self.cpp_operator_of_two(at, sign, &left, &right) {
                return call;
            }
            return make(left, right);
        }
        if let (Type::Enum(a), Type::Enum(b)) = (&rl, &rr)
            && a == b
        {
            return make(left, right);
        }
        if let Some(common) = world.common_numeric(&left.ty, &right.ty) {
            if matches!(world.resolve(&common), Type::Complex(_))
                && !matches!(op, CompareOp::Eq | CompareOp::Ne)
            {
                if self.plain_python() {
                    return self.object_compare(at, op, left, right);
                }
                return self.invalid_operands(at, sign, &left, &right);
            }
            if let Some((left, right)) = self.in_int(&common, &left, &right) {
                return make(left, right);
            }
            let common = if left.ty == Type::Bint && right.ty == Type::Bint { Type::Bint } else { common };
            let (left, right) = (self.coerce(left, &common), self.coerce(right, &common));
            return make(left, right);
        }
        let pointer = |t: &Type| matches!(t, Type::Ptr(_) | Type::Array(..) | Type::Func(_));
        if pointer(&rl) && pointer(&rr) {
            if !comparable_pointers(world, &rl, &rr) {
                return self.invalid_operands(at, sign, &left, &right);
            }
            return make(left, right);
        }
        if let (Type::CTuple(_) | Type::View(_) | Type::Struct(_), _)
        | (_, Type::CTuple(_) | Type::View(_) | Type::Struct(_)) = (&rl, &rr)
        {
            return self.object_compare(at, op, left, right);
        }
        if matches!(right.kind, ExprKind::Int(ref n) if *n == BigInt::ZERO) && pointer(&rl) {
            let right = Expr { ty: left.ty.clone(), at: right.at, kind: ExprKind::Null };
            return make(left, right);
        }
        self.invalid_operands(at, sign, &left, &right)
    }

    /// A comparison of two C values as objects.
    fn object_compare(&mut self, at: FileSpan, op: CompareOp, left: Expr, right: Expr) -> Expr {
        let (left, right) = (Box::new(self.object(left)), Box::new(self.object(right)));
        Expr::new(Type::Object, at, ExprKind::Compare { op, left, right })
    }

    /// Both sides of a comparison as `int`, where only literals made arithmetic on `int` wider: `a + 1 < b` is C's.
    fn in_int(&self, common: &Type, left: &Expr, right: &Expr) -> Option<(Expr, Expr)> {
        let is_wide_sum = |e: &Expr| e.ty == Type::LONG && matches!(e.kind, ExprKind::CBinary { .. });
        if self.plain_python() || *common != Type::LONG || !(is_wide_sum(left) || is_wide_sum(right)) {
            return None;
        }
        Some((as_int(left)?, as_int(right)?))
    }

    /// `item in container`
    fn contains(&mut self, at: FileSpan, negate: bool, item: Expr, container: Expr) -> Expr {
        if let Some(e) = self.constant_membership(at, negate, &item, &container) {
            return e;
        }
        let (item, container) = (self.object(item), self.object(container));
        if item.is_error() || container.is_error() {
            return Expr::error(at);
        }
        self.need_gil(at, "a membership test on Python objects");
        let container = match container.ty {
            // Python's own words are about the operator.
            Type::Builtin(Builtin::Dict | Builtin::Set | Builtin::FrozenSet) if !self.plain_python() => {
                self.operated(container, "iterable")
            }
            _ => container,
        };
        Expr::new(
            Type::Bint,
            at,
            ExprKind::In { negate, item: Box::new(item), container: Box::new(container) },
        )
    }

    /// A C value in a literal tuple, list, set or string of constants: comparisons of C values, no object at all.
    fn constant_membership(
        &mut self,
        at: FileSpan,
        negate: bool,
        item: &Expr,
        container: &Expr,
    ) -> Option<Expr> {
        if item.ty.is_object() || !self.s.world.is_numeric(&item.ty) {
            return None;
        }
        let values: Vec<Expr> = match &container.kind {
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => items
                .iter()
                .map(|i| match i {
                    cyrus_hir::Item::One(e) => Some(e.clone()),
                    cyrus_hir::Item::Star(_) => None,
                })
                .collect::<Option<_>>()?,
            ExprKind::ConstTuple(items) => items.clone(),
            ExprKind::Str(text) if self.s.world.is_ucs4(&item.ty) => std::str::from_utf8(text)
                .ok()?
                .chars()
                .map(|c| Expr::new(Type::UCS4, container.at, ExprKind::Int(BigInt::from(u32::from(c)))))
                .collect(),
            ExprKind::Bytes(text) if cyrus_types::conversion::is_char(&self.s.world, &item.ty) => text
                .iter()
                .map(|c| Expr::new(Type::UCHAR, container.at, ExprKind::Int(BigInt::from(*c))))
                .collect(),
            _ => return None,
        };
        let simple = values.iter().all(|v| {
            matches!(v.kind, ExprKind::Int(_) | ExprKind::EnumItem(..) | ExprKind::Text(_))
                || (!v.ty.is_object()
                    && self.s.world.is_integral(&v.ty)
                    && matches!(v.kind, ExprKind::Local(_)))
        });
        if !simple || values.is_empty() {
            return None;
        }
        let mut stmts = Vec::new();
        let item = self.to_temp(item.clone(), &mut stmts);
        let tests = values
            .into_iter()
            .map(|v| {
                let v = if matches!(v.kind, ExprKind::Int(_)) { self.coerce(v, &item.ty.clone()) } else { v };
                self.c_compare(at, CompareOp::Eq, item.clone(), v)
            })
            .collect();
        let mut out = Expr::new(Type::Bint, at, ExprKind::Or(tests));
        if negate {
            out = negate_expr(out, at);
        }
        Some(if stmts.is_empty() {
            out
        } else {
            Expr::new(Type::Bint, at, ExprKind::Block { stmts, value: Box::new(out) })
        })
    }
}

/// Whether two addresses can point at the same things: one converts to the other, `const` aside.
fn comparable_pointers(world: &cyrus_types::World, a: &Type, b: &Type) -> bool {
    let item = |t: &Type| match t {
        Type::Ptr(item) | Type::Array(item, _) => world.resolve(item).unqualified().clone(),
        t => t.clone(),
    };
    let (a, b) = (item(a), item(b));
    if a == b || matches!((&a, &b), (Type::Func(_), Type::Func(_))) {
        return true;
    }
    let (a, b) = (a.ptr(), b.ptr());
    cyrus_types::conversion(world, &a, &b).is_some() || cyrus_types::conversion(world, &b, &a).is_some()
}

/// The same expression computed as C computes it if all literals in it are of type `int`; nothing if another type is
/// in it.
fn as_int(e: &Expr) -> Option<Expr> {
    let kind = match &e.kind {
        ExprKind::Int(n) => {
            i32::try_from(n).ok().filter(|n| *n >= 0)?;
            e.kind.clone()
        }
        _ if e.ty == Type::INT => return Some(e.clone()),
        _ if e.ty != Type::LONG => return None,
        ExprKind::Coerce(_, inner) => return as_int(inner),
        ExprKind::CBinary { op, mode, left, right }
            if !mode.overflow_check && matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul) =>
        {
            let (left, right) = (Box::new(as_int(left)?), Box::new(as_int(right)?));
            ExprKind::CBinary { op: *op, mode: *mode, left, right }
        }
        _ => return None,
    };
    Some(Expr::new(Type::INT, e.at, kind))
}
