//! Operators: arithmetic, boolean operators, conditionals.

use cyrus_ast as ast;
use cyrus_hir::{ArithMode, BinaryOp, Expr, ExprKind, UnaryOp};
use cyrus_source::{FileSpan, Span};
use cyrus_types::{Builtin, Conversion, Float, Type};
use num_bigint::BigInt;

use super::Body;
use super::coerce::wrap;
use super::exact::{Exact, Width};
use crate::directives::{Directive as D, Value};
use crate::rules;

/// The operator in the typed tree.
pub fn binary_op(op: ast::BinaryOp) -> BinaryOp {
    use ast::BinaryOp as A;
    match op {
        A::Add => BinaryOp::Add,
        A::Sub => BinaryOp::Sub,
        A::Mult => BinaryOp::Mul,
        A::MatMult => BinaryOp::MatMul,
        A::Div => BinaryOp::Div,
        A::Mod => BinaryOp::Mod,
        A::Pow => BinaryOp::Pow,
        A::LShift => BinaryOp::Shl,
        A::RShift => BinaryOp::Shr,
        A::BitOr => BinaryOp::Or,
        A::BitXor => BinaryOp::Xor,
        A::BitAnd => BinaryOp::And,
        A::FloorDiv => BinaryOp::FloorDiv,
    }
}

/// How an operator is written.
pub fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::MatMul => "@",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
    }
}

impl<'a> Body<'_, 'a> {
    /// `left op right`
    pub fn binary(
        &mut self,
        span: Span,
        left: &'a ast::Expr,
        op: ast::BinaryOp,
        right: &'a ast::Expr,
    ) -> Expr {
        let at = self.at(span);
        let left = self.expr(left);
        let right = self.expr(right);
        self.binary_values(at, binary_op(op), left, right, false)
    }

    /// An operator on values that are analysed already.
    pub fn binary_values(
        &mut self,
        at: FileSpan,
        op: BinaryOp,
        mut left: Expr,
        right: Expr,
        inplace: bool,
    ) -> Expr {
        if left.is_error() || right.is_error() {
            return Expr::error(at);
        }
        if let Some(folded) = fold(at, op, &left, &right) {
            return folded;
        }
        if needs_python_ints(op, &left, &right) {
            return self.object_binary(at, op, left, right, inplace);
        }
        let (l, r) = (self.s.world.resolve(&left.ty).clone(), self.s.world.resolve(&right.ty).clone());
        // A character is text: arithmetic works on `str`, comparisons with numbers on code points.
        let text = self.s.world.is_ucs4(&l) || self.s.world.is_ucs4(&r);
        if !l.is_object() && !r.is_object() && !text {
            if let Some(e) = self.cpp_binary(at, op, &left, &right) {
                return e;
            }
            // Two C strings have no sum; the byte strings that they are have one.
            let text = |t: &Type| match t {
                Type::Ptr(item) | Type::Array(item, _) => {
                    cyrus_types::conversion::is_char(&self.s.world, item)
                }
                _ => false,
            };
            if op == BinaryOp::Add && text(&l) && text(&r) {
                return self.object_binary(at, op, left, right, inplace);
            }
            if self.s.world.is_pointer(&l) || self.s.world.is_pointer(&r) {
                return self.pointer_binary(at, op, left, right);
            }
            if let Some(common) = self.s.world.common_numeric(&left.ty, &right.ty)
                && !self.is_left_to_python(op, &common)
            {
                let mut mode = self.arith_mode();
                if let Some(e) = self.unsigned_in_c(at, op, &common, (&left, &right), mode) {
                    return e;
                }
                let common = match self.exact(op, &left, &right) {
                    Some(Exact::Objects) => return self.object_binary(at, op, left, right, inplace),
                    Some(Exact::Checked) => {
                        mode.overflow_check = true;
                        Type::SSIZE
                    }
                    Some(Exact::C(Width::Wide)) if self.s.world.is_integral(&common) => {
                        let wide = self.s.world.common_numeric(&common, &Type::SSIZE).unwrap_or(common);
                        left = self.coerce(left, &wide);
                        wide
                    }
                    Some(Exact::C(Width::Any | Width::Wide)) | None => common,
                };
                return self.c_binary(at, op, common, left, right, mode);
            }
        }
        self.object_binary(at, op, left, right, inplace)
    }

    /// An operator on objects, or on values that are made objects for it.
    fn object_binary(&mut self, at: FileSpan, op: BinaryOp, left: Expr, right: Expr, inplace: bool) -> Expr {
        let can =
            |b: &Body<'_, '_>, t: &Type| cyrus_types::conversion(&b.s.world, t, &Type::Object).is_some();
        if !can(self, &left.ty) || !can(self, &right.ty) {
            return self.invalid_operands(at, symbol(op), &left, &right);
        }
        let ty = match (op, &left.kind) {
            (BinaryOp::Mod, ExprKind::Str(_)) => Type::STR,
            _ => object_result(op, &self.boxed_type(&left), &self.boxed_type(&right)),
        };
        let (left, right) = (self.object(left), self.object(right));
        self.need_gil(at, "an operation on Python objects");
        Expr::new(ty, at, ExprKind::Binary { op, inplace, left: Box::new(left), right: Box::new(right) })
    }

    /// Whether plain Python has an exception of its own for an operator that the C type does not have.
    fn is_left_to_python(&self, op: BinaryOp, common: &Type) -> bool {
        let complex = matches!(self.s.world.resolve(common), Type::Complex(_));
        let integral = self.s.world.is_integral(common);
        self.plain_python()
            && match op {
                BinaryOp::MatMul => true,
                BinaryOp::FloorDiv | BinaryOp::Mod => complex,
                BinaryOp::Shl | BinaryOp::Shr | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => !integral,
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Pow => false,
            }
    }

    /// The type that a value has as an object.
    pub fn boxed_type(&self, e: &Expr) -> Type {
        if e.ty.is_object() {
            e.ty.clone()
        } else {
            cyrus_types::conversion::boxed(&self.s.world, &e.ty).map_or(Type::Object, Type::Builtin)
        }
    }

    /// Reports operands that an operator does not take.
    pub fn invalid_operands(&mut self, at: FileSpan, op: &str, left: &Expr, right: &Expr) -> Expr {
        let (l, r) = (self.s.world.show(&left.ty), self.s.world.show(&right.ty));
        self.s.error(
            &rules::INVALID_OPERANDS,
            at,
            format!("invalid operand types for `{op}` (`{l}`; `{r}`)"),
        );
        Expr::error(at)
    }

    fn pointer_binary(&mut self, at: FileSpan, op: BinaryOp, left: Expr, right: Expr) -> Expr {
        let (lp, rp) = (self.s.world.is_pointer(&left.ty), self.s.world.is_pointer(&right.ty));
        let decay = |b: &Body<'_, '_>, t: &Type| match b.s.world.resolve(t) {
            Type::Array(item, _) => Type::Ptr(item.clone()),
            _ => t.clone(),
        };
        let ty = match (op, lp, rp) {
            (BinaryOp::Add, true, false) if self.s.world.is_integral(&right.ty) => decay(self, &left.ty),
            (BinaryOp::Add, false, true) if self.s.world.is_integral(&left.ty) => decay(self, &right.ty),
            (BinaryOp::Sub, true, false) if self.s.world.is_integral(&right.ty) => decay(self, &left.ty),
            (BinaryOp::Sub, true, true) => Type::Int(cyrus_types::Int {
                rank: cyrus_types::IntRank::Ptrdiff,
                sign: cyrus_types::Sign::Signed,
            }),
            _ => return self.invalid_operands(at, symbol(op), &left, &right),
        };
        Expr::new(ty, at, ExprKind::PointerArith { op, left: Box::new(left), right: Box::new(right) })
    }

    /// How C arithmetic behaves here.
    pub fn arith_mode(&self) -> ArithMode {
        let d = &self.fr().directives;
        ArithMode {
            cdivision: d.is(D::Cdivision),
            overflow_check: d.is(D::OverflowCheck),
            cpow: matches!(d.get(D::Cpow), Value::Bool(true)),
        }
    }

    /// Arithmetic on two C numbers whose common type is `common`.
    pub fn c_binary(
        &mut self,
        at: FileSpan,
        op: BinaryOp,
        common: Type,
        left: Expr,
        right: Expr,
        mode: ArithMode,
    ) -> Expr {
        let world = &self.s.world;
        let integral = world.is_integral(&common);
        let complex = matches!(world.resolve(&common), Type::Complex(_));
        let (operand, result) = match op {
            BinaryOp::MatMul => return self.invalid_operands(at, "@", &left, &right),
            BinaryOp::Shl | BinaryOp::Shr | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor if !integral => {
                return self.invalid_operands(at, symbol(op), &left, &right);
            }
            BinaryOp::FloorDiv | BinaryOp::Mod if complex => {
                return self.invalid_operands(at, symbol(op), &left, &right);
            }
            // Two truth values stay one; C's `&` on them is Python's.
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor
                if left.ty == Type::Bint && right.ty == Type::Bint =>
            {
                (Type::Bint, Type::Bint)
            }
            BinaryOp::Div if integral => {
                if self.s.input.main.level2 {
                    // Level 2: `/` on integers divides with floor (or as C does).
                    return self.c_division(at, BinaryOp::FloorDiv, common, left, right, mode);
                }
                // Where `cdivision` asks for C's division, that is what `/` on C integers is, at every level.
                let literals = self.is_literal(&left) && self.is_literal(&right);
                let own = self.is_python_float(&left) && self.is_python_float(&right);
                if mode.cdivision && (literals || !own) {
                    (common.clone(), common)
                } else {
                    (Type::DOUBLE, Type::DOUBLE)
                }
            }
            BinaryOp::Pow => return self.c_power(at, common, left, right, mode),
            // The shifted operand alone decides.
            BinaryOp::Shl | BinaryOp::Shr => {
                let ty = self.s.world.promote(&left.ty);
                let ty = if self.is_literal(&left) { common } else { ty };
                (ty.clone(), ty)
            }
            _ => (common.clone(), common),
        };
        let left = self.coerce(left, &operand);
        let right = self.coerce(right, &operand);
        let value = ExprKind::CBinary { op, mode, left: Box::new(left), right: Box::new(right) };
        self.warned_division(Expr::new(result, at, value))
    }

    fn c_division(
        &mut self,
        at: FileSpan,
        op: BinaryOp,
        ty: Type,
        left: Expr,
        right: Expr,
        mode: ArithMode,
    ) -> Expr {
        let left = self.coerce(left, &ty);
        let right = self.coerce(right, &ty);
        let value = ExprKind::CBinary { op, mode, left: Box::new(left), right: Box::new(right) };
        self.warned_division(Expr::new(ty, at, value))
    }

    /// A number or truth value written out.
    pub fn is_literal(&self, e: &Expr) -> bool {
        matches!(e.kind, ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_))
    }

    /// `a ** b`. Integers stay integers only where the result is one: a non-negative constant exponent, or `cpow`.
    fn c_power(&mut self, at: FileSpan, common: Type, left: Expr, right: Expr, mut mode: ArithMode) -> Expr {
        let integral = self.s.world.is_integral(&common);
        let exponent = match &right.kind {
            ExprKind::Int(n) => Some(n.clone()),
            _ => None,
        };
        let negative = exponent.as_ref().is_some_and(|n| n.sign() == num_bigint::Sign::Minus);
        let ty = if integral {
            if mode.cpow || (exponent.is_some() && !negative) || self.s.world.is_unsigned(&right.ty) {
                mode.cpow = true;
                common
            } else {
                // The result can be a fraction.
                Type::DOUBLE
            }
        } else if matches!(self.s.world.resolve(&common), Type::Float(_)) && !mode.cpow && exponent.is_none()
        {
            // A negative base with a fractional exponent is complex in Python.
            if self.s.world.is_integral(&right.ty) {
                common
            } else {
                let base_nonnegative = matches!(&left.kind, ExprKind::Float(x) if *x >= 0.0)
                    || matches!(&left.kind, ExprKind::Int(n) if n.sign() != num_bigint::Sign::Minus);
                let whole = matches!(&right.kind, ExprKind::Float(x) if x.fract() == 0.0);
                if base_nonnegative || whole { common } else { Type::Complex(Float::Double) }
            }
        } else {
            common
        };
        let soft =
            matches!(ty, Type::Complex(_)) && !matches!(self.s.world.resolve(&left.ty), Type::Complex(_));
        if soft || self.python_complex_power(&ty, &left, &right) {
            // "soft complex": computed as complex, a float again if the imaginary part vanishes; as an object it is exact.
            let (left, right) = (self.object(left), self.object(right));
            return Expr::new(
                Type::Object,
                at,
                ExprKind::Binary {
                    op: BinaryOp::Pow,
                    inplace: false,
                    left: Box::new(left),
                    right: Box::new(right),
                },
            );
        }
        let python = !mode.cpow && self.python_power(&ty, &left, &right);
        let left = self.coerce(left, &ty);
        let right = self.coerce(right, &ty);
        if python {
            let args = vec![left, right];
            return Expr::new(ty, at, ExprKind::Op { op: cyrus_ops::CY_FLOAT_POWER, args });
        }
        Expr::new(
            ty,
            at,
            ExprKind::CBinary { op: BinaryOp::Pow, mode, left: Box::new(left), right: Box::new(right) },
        )
    }

    /// `-a`, `+a`, `~a`, `not a`
    pub fn unary(&mut self, span: Span, op: ast::UnaryOp, operand: &'a ast::Expr) -> Expr {
        let at = self.at(span);
        if op == ast::UnaryOp::Not {
            use ast::ExprKind as K;
            let test = match operand.kind {
                K::Unary { op: ast::UnaryOp::Not, .. } | K::BoolOp { .. } | K::Compare { .. } => {
                    self.condition(operand)
                }
                _ => {
                    let value = self.expr(operand);
                    if let Some(call) = self.cpp_own_unary(at, "!", &value) {
                        return call;
                    }
                    self.truth(value)
                }
            };
            return negate(test, at);
        }
        let op = match op {
            ast::UnaryOp::Invert => UnaryOp::Invert,
            ast::UnaryOp::USub => UnaryOp::Neg,
            ast::UnaryOp::UAdd | ast::UnaryOp::Not => UnaryOp::Pos,
        };
        let e = self.expr(operand);
        if e.is_error() {
            return Expr::error(at);
        }
        match (&e.kind, op) {
            (ExprKind::Int(n), UnaryOp::Neg) => {
                let ty = if e.ty.is_object() { e.ty.clone() } else { int_literal_type(&-n, &e.ty) };
                return Expr::new(ty, at, ExprKind::Int(-n));
            }
            (ExprKind::Int(_) | ExprKind::Float(_), UnaryOp::Pos) => return Expr { at, ..e },
            (ExprKind::Int(n), UnaryOp::Invert) => return Expr::new(e.ty.clone(), at, ExprKind::Int(-n - 1)),
            (ExprKind::Float(x), UnaryOp::Neg) => return Expr::new(e.ty.clone(), at, ExprKind::Float(-x)),
            _ => {}
        }
        let world = &self.s.world;
        let zero = super::coerce::int_expr(0, Type::LONG, at);
        let can_overflow = op == UnaryOp::Neg && self.exact(BinaryOp::Sub, &zero, &e) == Some(Exact::Objects);
        // Plain Python has an exception for `~1.5`.
        let raises = op == UnaryOp::Invert && self.plain_python() && !world.is_integral(&e.ty);
        if world.is_numeric(&e.ty) && !can_overflow && !raises {
            if op == UnaryOp::Invert && !world.is_integral(&e.ty) {
                return self.invalid_unary(at, "~", &e);
            }
            let overflow_check = self.directive(D::OverflowCheck);
            let e = if overflow_check { e } else { self.as_c_has_it(&e).clone() };
            let ty = self.s.world.promote(&e.ty);
            let operand = self.coerce(e, &ty);
            return Expr::new(ty, at, ExprKind::CUnary { op, overflow_check, operand: Box::new(operand) });
        }
        let sign = match op {
            UnaryOp::Neg => "-",
            UnaryOp::Pos => "+",
            UnaryOp::Invert => "~",
        };
        if let Type::Cpp(..) = world.resolve(&e.ty) {
            return self.cpp_unary(at, sign, &e);
        }
        if world.is_pointer(&e.ty) || cyrus_types::conversion(world, &e.ty, &Type::Object).is_none() {
            return self.invalid_unary(at, sign, &e);
        }
        let boxed = self.boxed_type(&e);
        let ty = match (&boxed, op) {
            (
                Type::Builtin(Builtin::Int | Builtin::Float | Builtin::Complex),
                UnaryOp::Neg | UnaryOp::Pos,
            ) => boxed,
            (Type::Builtin(Builtin::Int), UnaryOp::Invert) => boxed,
            _ => Type::Object,
        };
        let operand = self.object(e);
        self.need_gil(at, "an operation on Python objects");
        Expr::new(ty, at, ExprKind::Unary { op, operand: Box::new(operand) })
    }

    /// The error of a sign before a value that has no such operator.
    pub fn invalid_unary(&mut self, at: FileSpan, op: &str, e: &Expr) -> Expr {
        let shown = self.s.world.show(&e.ty);
        self.s.error(&rules::INVALID_OPERANDS, at, format!("invalid operand type for `{op}` (`{shown}`)"));
        Expr::error(at)
    }

    /// An expression whose truth alone matters: `Bint`.
    pub fn condition(&mut self, e: &'a ast::Expr) -> Expr {
        use ast::ExprKind as K;
        let at = self.at(e.span);
        match &e.kind {
            K::Unary { op: ast::UnaryOp::Not, operand } => {
                let test = self.condition(operand);
                negate(test, at)
            }
            K::BoolOp { op, values } => {
                let mut out = Vec::with_capacity(values.len());
                let mut flow = None;
                for v in values {
                    out.push(self.condition(v));
                    // What follows may not run.
                    if flow.is_none() {
                        flow = Some(self.fr().flow.clone());
                    }
                }
                if let Some(first) = flow {
                    self.f().flow = first;
                }
                let kind = match op {
                    ast::BoolOp::And => ExprKind::And(out),
                    ast::BoolOp::Or => ExprKind::Or(out),
                };
                Expr::new(Type::Bint, at, kind)
            }
            K::Compare { left, rest } => {
                let e = self.compare(e.span, left, rest, true);
                self.truth(e)
            }
            K::Call { func, args, keywords } if let Some(op) = self.branch_hint(func, args, keywords) => {
                let args = args.iter().map(|a| self.condition(a)).collect();
                Expr::new(Type::Bint, at, ExprKind::Op { op, args })
            }
            _ => {
                let value = self.expr(e);
                self.truth(value)
            }
        }
    }

    /// What `cython.likely(x)` or `cython.unlikely(x)` says of a condition.
    fn branch_hint(
        &self,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
    ) -> Option<cyrus_ops::OpId> {
        let path = self.s.cython_path(self.fr().module, func)?;
        match (path.as_str(), args, keywords) {
            ("likely", [_], []) => Some(cyrus_ops::CY_LIKELY_TRUE),
            ("unlikely", [_], []) => Some(cyrus_ops::CY_UNLIKELY_TRUE),
            _ => None,
        }
    }

    /// `a and b`, `a or b` as values.
    pub fn bool_op(&mut self, span: Span, op: ast::BoolOp, values: &'a [ast::Expr]) -> Expr {
        let at = self.at(span);
        let mut parts = Vec::with_capacity(values.len());
        let mut first = None;
        for v in values {
            parts.push(self.expr(v));
            if first.is_none() {
                first = Some(self.fr().flow.clone());
            }
        }
        if let Some(flow) = first {
            self.f().flow = flow;
        }
        if parts.iter().any(Expr::is_error) {
            return Expr::error(at);
        }
        let ty = self.common_type(&parts);
        if ty.is_object() {
            self.need_gil(at, "testing the truth of a Python object");
        }
        let parts = parts.into_iter().map(|p| self.coerce(p, &ty)).collect();
        let kind = match op {
            ast::BoolOp::And => ExprKind::And(parts),
            ast::BoolOp::Or => ExprKind::Or(parts),
        };
        Expr::new(ty, at, kind)
    }

    /// `body if test else orelse`
    pub fn conditional(
        &mut self,
        span: Span,
        test: &'a ast::Expr,
        body: &'a ast::Expr,
        orelse: &'a ast::Expr,
    ) -> Expr {
        let at = self.at(span);
        let test = self.condition(test);
        let before = self.fr().flow.clone();
        let body = self.expr(body);
        let after_body = std::mem::replace(&mut self.f().flow, before);
        let orelse = self.expr(orelse);
        self.f().flow.join(&after_body);
        if body.is_error() || orelse.is_error() || test.is_error() {
            return Expr::error(at);
        }
        let ty = self.common_type([&body, &orelse]);
        let (body, orelse) = (self.coerce(body, &ty), self.coerce(orelse, &ty));
        Expr::new(
            ty,
            at,
            ExprKind::Conditional { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) },
        )
    }

    /// The type that all of these values can have without losing anything.
    pub fn common_type<'e>(&self, values: impl IntoIterator<Item = &'e Expr>) -> Type {
        let mut out: Option<Type> = None;
        let mut literal_only = true;
        for v in values {
            let literal = self.is_literal(v) && !v.ty.is_object();
            let ty = match &v.kind {
                ExprKind::None => match &out {
                    None => Type::Builtin(Builtin::NoneType),
                    Some(t) if t.is_object() => t.clone(),
                    Some(_) => Type::Object,
                },
                _ => v.ty.unqualified().clone(),
            };
            let joined = match out {
                None => ty,
                Some(t) => self.join(&t, &ty),
            };
            literal_only &= literal;
            out = Some(joined);
        }
        let _ = literal_only;
        match out {
            Some(Type::Builtin(Builtin::NoneType)) | None => Type::Object,
            Some(t) => t,
        }
    }

    /// The type that holds values of both types.
    pub fn join(&self, a: &Type, b: &Type) -> Type {
        if a == b {
            return a.clone();
        }
        if a.is_error() {
            return b.clone();
        }
        if b.is_error() {
            return a.clone();
        }
        let world = &self.s.world;
        let (ra, rb) = (world.resolve(a), world.resolve(b));
        match (ra, rb) {
            (Type::Builtin(Builtin::NoneType), t) if t.is_object() => b.clone(),
            (t, Type::Builtin(Builtin::NoneType)) if t.is_object() => a.clone(),
            (Type::Ext(x), Type::Ext(y)) => {
                if world.derives(*x, *y) {
                    b.clone()
                } else if world.derives(*y, *x) {
                    a.clone()
                } else {
                    Type::Object
                }
            }
            // A truth value and a number are different objects, an int and a float too, where there are objects.
            (Type::Bint, t) | (t, Type::Bint)
                if *t != Type::Bint && world.is_numeric(t) && !self.fr().nogil =>
            {
                Type::Object
            }
            (Type::Float(_), t) | (t, Type::Float(_)) if world.is_integral(t) && !self.fr().nogil => {
                Type::Object
            }
            // A function stands for its address.
            (Type::Func(_), Type::Ptr(_)) if cyrus_types::conversion(world, ra, rb).is_some() => b.clone(),
            (Type::Ptr(_), Type::Func(_)) if cyrus_types::conversion(world, rb, ra).is_some() => a.clone(),
            _ if world.is_ucs4(ra) != world.is_ucs4(rb) && world.is_integral(ra) && world.is_integral(rb) => {
                Type::Object
            }
            (Type::Ptr(x), Type::Array(y, _)) | (Type::Array(x, _), Type::Ptr(y)) if x == y => {
                Type::Ptr(x.clone())
            }
            (Type::Array(x, _), Type::Array(y, _)) if x == y => Type::Ptr(x.clone()),
            (Type::Ptr(_), Type::Ptr(v)) if **v == Type::Void => a.clone(),
            // pointers to C++ objects: the nearest base that both have
            (Type::Ptr(x), Type::Ptr(y))
                if let (Type::Cpp(x, xs), Type::Cpp(y, ys)) = (world.resolve(x), world.resolve(y)) =>
            {
                let others = world.cpp_ancestry(*y, ys);
                let common = world.cpp_ancestry(*x, xs).into_iter().find(|class| others.contains(class));
                common.map_or(Type::Object, |(class, args)| Type::Cpp(class, args).ptr())
            }
            (Type::Ptr(v), Type::Ptr(_)) if **v == Type::Void => b.clone(),
            _ if !ra.is_object() && !rb.is_object() => world.common_numeric(a, b).unwrap_or(Type::Object),
            _ => {
                let boxed = |t: &Type| {
                    if t.is_object() {
                        t.clone()
                    } else {
                        cyrus_types::conversion::boxed(world, t).map_or(Type::Object, Type::Builtin)
                    }
                };
                let (x, y) = (boxed(ra), boxed(rb));
                if x == y { x } else { Type::Object }
            }
        }
    }
}

/// `not e` as a node.
pub fn negate_expr(e: Expr, at: FileSpan) -> Expr {
    Expr::new(Type::Bint, at, ExprKind::Not(Box::new(e)))
}

/// `not e` of a truth value.
pub fn negate(e: Expr, at: FileSpan) -> Expr {
    if e.is_error() {
        return Expr::error(at);
    }
    match e.kind {
        ExprKind::Bool(b) => Expr::new(Type::Bint, at, ExprKind::Bool(!b)),
        ExprKind::Not(inner) => *inner,
        ExprKind::Is { negate, left, right } => {
            Expr::new(Type::Bint, at, ExprKind::Is { negate: !negate, left, right })
        }
        ExprKind::In { negate, item, container } => {
            Expr::new(Type::Bint, at, ExprKind::In { negate: !negate, item, container })
        }
        _ => negate_expr(e, at),
    }
}

/// The type of an integer literal: `long` if 32 bits hold it, else a Python int (which becomes any C type that is
/// asked for). A type that is already C is kept.
pub fn int_literal_type(n: &BigInt, old: &Type) -> Type {
    let fits = *n >= BigInt::from(i32::MIN) && *n <= BigInt::from(i32::MAX);
    match old {
        Type::Int(_) if *old != Type::LONG => old.clone(),
        _ if fits => Type::LONG,
        _ => Type::Builtin(Builtin::Int),
    }
}

/// Arithmetic on two integer literals, as Python computes it.
fn fold(at: FileSpan, op: BinaryOp, left: &Expr, right: &Expr) -> Option<Expr> {
    let (ExprKind::Int(a), ExprKind::Int(b)) = (&left.kind, &right.kind) else { return None };
    let plain = |t: &Type| *t == Type::LONG || *t == Type::Builtin(Builtin::Int);
    if !plain(&left.ty) || !plain(&right.ty) {
        return None;
    }
    let small = |n: &BigInt| u32::try_from(n).ok().filter(|n| *n <= 4096);
    let value = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::Shl => a << small(b)?,
        BinaryOp::Shr => a >> small(b)?,
        BinaryOp::Pow if a.bits() < 64 => a.pow(small(b).filter(|n| *n <= 1024)?),
        BinaryOp::FloorDiv | BinaryOp::Mod if *b != BigInt::ZERO => {
            let (mut q, mut r) = (a / b, a % b);
            if r != BigInt::ZERO && (r.sign() != b.sign()) {
                q -= 1;
                r += b;
            }
            if op == BinaryOp::Mod { r } else { q }
        }
        _ => return None,
    };
    let ty = int_literal_type(&value, &Type::LONG);
    Some(Expr::new(ty, at, ExprKind::Int(value)))
}

/// Whether an operation on two literals that was not folded is for Python's integers: its result is large, or an error.
/// Literals with a suffix are C's.
fn needs_python_ints(op: BinaryOp, left: &Expr, right: &Expr) -> bool {
    let (ExprKind::Int(a), ExprKind::Int(b)) = (&left.kind, &right.kind) else { return false };
    let plain = |t: &Type| *t == Type::LONG || *t == Type::Builtin(Builtin::Int);
    if !plain(&left.ty) || !plain(&right.ty) {
        return false;
    }
    let negative = b.sign() == num_bigint::Sign::Minus;
    match op {
        BinaryOp::Shl | BinaryOp::Shr => true,
        BinaryOp::Pow => !negative || *a == BigInt::ZERO,
        BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod => *b == BigInt::ZERO,
        BinaryOp::Add
        | BinaryOp::Sub
        | BinaryOp::Mul
        | BinaryOp::MatMul
        | BinaryOp::And
        | BinaryOp::Or
        | BinaryOp::Xor => false,
    }
}

/// What is known of the result of an operator on objects.
fn object_result(op: BinaryOp, left: &Type, right: &Type) -> Type {
    use Builtin as B;
    let (Type::Builtin(l), Type::Builtin(r)) = (left, right) else {
        return Type::Object;
    };
    let ty = match (op, l, r) {
        (BinaryOp::Add, B::Str, B::Str) => B::Str,
        (BinaryOp::Add, B::Bytes, B::Bytes) => B::Bytes,
        (BinaryOp::Add, B::List, B::List) => B::List,
        (BinaryOp::Add, B::Tuple, B::Tuple) => B::Tuple,
        (BinaryOp::Mul, B::Str | B::Bytes | B::List | B::Tuple, B::Int) => *l,
        (BinaryOp::Mul, B::Int, B::Str | B::Bytes | B::List | B::Tuple) => *r,
        (BinaryOp::Mod, B::Str, _) => B::Str,
        (BinaryOp::Mod, B::Bytes, _) => B::Bytes,
        (BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor, B::Set, B::Set) => B::Set,
        (BinaryOp::Div, B::Int | B::Float, B::Int | B::Float) => B::Float,
        (BinaryOp::Pow, ..) => return Type::Object,
        (BinaryOp::MatMul, ..) => return Type::Object,
        (BinaryOp::Shl | BinaryOp::Shr | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, B::Int, B::Int) => {
            B::Int
        }
        (_, B::Int, B::Int) => B::Int,
        (BinaryOp::Shl | BinaryOp::Shr | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, ..) => {
            return Type::Object;
        }
        (_, B::Float, B::Int | B::Float) | (_, B::Int, B::Float) => B::Float,
        _ => return Type::Object,
    };
    Type::Builtin(ty)
}

/// The truth of a value, for conversions that are known to be possible.
pub fn c_truth(e: Expr) -> Expr {
    wrap(Conversion::CTruth, e, &Type::Bint)
}
