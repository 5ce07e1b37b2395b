//! Arithmetic on C values: Python's division, zero and overflow checks where they are asked for.

use cyrus_hir as hir;
use cyrus_ir::{Arg, BinOp, CheckKind, Expr, StmtKind, UnOp};
use cyrus_ops::{self as op, OpId};
use cyrus_types::{Float, Int, IntRank, Sign, Type};

use crate::func::{FuncCx, binary, not, pure};

/// What the interpreter says of the remainder by 0.0, which is not the same in all versions.
const FLOAT_MODULO: &str = "float modulo by zero";

impl<'h> FuncCx<'_, 'h> {
    /// An operator on two C values of the type of the operation.
    pub fn c_binary(
        &mut self,
        op: hir::BinaryOp,
        mode: hir::ArithMode,
        left: &'h hir::Expr,
        right: &'h hir::Expr,
        ty: &Type,
    ) -> Expr {
        use hir::BinaryOp as B;
        let [a, b] = self.operands([left, right]);
        let operand = left.ty.clone();
        let resolved = self.world().resolve(&operand).clone();
        match (&resolved, op) {
            (Type::Complex(f), _) => self.complex_binary(op, mode, *f, a, b),
            (Type::Float(_), B::Div) if !mode.cdivision => {
                let message = match (self.cx.hir.settings.plain_python, is_whole(right)) {
                    (false, _) => "float division",
                    (true, false) => "float division by zero",
                    (true, true) => "division by zero",
                };
                let b = self.check_divisor(&operand, b, message);
                binary(BinOp::Div, a, b)
            }
            (Type::Float(f), B::FloorDiv | B::Mod) => self.float_divide(op, mode, *f, &operand, a, b),
            (Type::Float(f), B::Pow) => Expr::Cast(ty.clone(), Box::new(self.float_pow(*f, a, b))),
            (_, B::FloorDiv | B::Mod | B::Div) if self.world().is_integral(&operand) => {
                self.int_divide(op, mode, &operand, a, b)
            }
            (_, B::Pow) if self.world().is_integral(&operand) && self.is_open(&operand) => {
                self.open_arith(op::CY_OPEN_POW, ty, a, b)
            }
            (_, B::Pow) if self.world().is_integral(&operand) => {
                let unsigned = self.world().is_unsigned(&operand);
                let power = if unsigned { op::CY_POW_UNSIGNED } else { op::CY_POW_SIGNED };
                Expr::Cast(ty.clone(), Box::new(pure(power, vec![a, b])))
            }
            (_, B::Add | B::Sub | B::Mul) if mode.overflow_check && self.world().is_integral(&operand) => {
                let check = match op {
                    B::Add => op::CY_ADD_OVERFLOWS,
                    B::Sub => op::CY_SUB_OVERFLOWS,
                    _ => op::CY_MUL_OVERFLOWS,
                };
                self.checked(check, ty, a, b)
            }
            (_, B::Shl) if mode.overflow_check => {
                let a = self.stable(&operand, a);
                let b = self.stable(&operand, b);
                let args = vec![Arg::CType(ty.clone()), Arg::Expr(a.clone()), Arg::Expr(b.clone())];
                let over = self.op(&Type::INT, op::CY_SHIFT_OVERFLOWS, args);
                self.check_overflow(over);
                binary(BinOp::Shl, a, b)
            }
            _ => binary(plain_op(op), a, b),
        }
    }

    /// `-a`, `+a`, `~a`
    pub fn c_unary(
        &mut self,
        op: hir::UnaryOp,
        overflow_check: bool,
        operand: &'h hir::Expr,
        ty: &Type,
    ) -> Expr {
        let value = self.expr(operand);
        if let Type::Complex(f) = self.world().resolve(&operand.ty) {
            let neg = complex_ops(*f).neg;
            return if op == hir::UnaryOp::Neg { pure(neg, vec![value]) } else { value };
        }
        match op {
            hir::UnaryOp::Pos => value,
            hir::UnaryOp::Invert => Expr::Unary(UnOp::BitNot, Box::new(value)),
            hir::UnaryOp::Neg => {
                // A literal is written with its sign.
                match value {
                    Expr::Int(n, t) if n != 0 => return Expr::Int(-n, t),
                    Expr::Float(f, t) => return Expr::Float(-f, t),
                    _ => {}
                }
                if overflow_check && self.world().is_integral(ty) {
                    return self.checked(op::CY_SUB_OVERFLOWS, ty, Expr::Int(0, ty.clone()), value);
                }
                Expr::Unary(UnOp::Neg, Box::new(value))
            }
        }
    }

    fn checked(&mut self, check: OpId, ty: &Type, a: Expr, b: Expr) -> Expr {
        let result = self.slot(ty);
        let args = vec![Arg::CType(ty.clone()), Arg::Expr(a), Arg::Expr(b), Arg::Address(result)];
        let over = self.op(&Type::INT, check, args);
        self.check_overflow(over);
        Expr::Local(result)
    }

    /// The result of arithmetic in this type, if it fits.
    pub fn narrow(&mut self, value: &'h hir::Expr, ty: &Type) -> Expr {
        let value = self.expr(value);
        let result = self.slot(ty);
        let args = vec![Arg::CType(ty.clone()), Arg::Expr(value), Arg::Address(result)];
        let over = self.op(&Type::INT, op::CY_NARROW_OVERFLOWS, args);
        self.check_overflow(over);
        Expr::Local(result)
    }

    fn check_overflow(&mut self, over: Expr) {
        self.emit(StmtKind::Check {
            ok: not(over),
            fail: op::CY_OVERFLOW,
            args: Vec::new(),
            kind: CheckKind::Overflow,
        });
    }

    /// The divisor, which is not zero.
    fn check_divisor(&mut self, ty: &Type, divisor: Expr, message: &str) -> Expr {
        match divisor {
            Expr::Int(n, _) if n != 0 => return divisor,
            Expr::Float(f, _) if f != 0.0 => return divisor,
            _ => {}
        }
        let divisor = self.stable(ty, divisor);
        let zero = match self.world().resolve(ty) {
            Type::Float(_) => Expr::Float(0.0, ty.clone()),
            _ => Expr::Int(0, ty.clone()),
        };
        let (fail, args) = match message {
            FLOAT_MODULO => (op::CY_ZERO_MODULO, Vec::new()),
            _ => (op::CY_ZERO_DIVISION, vec![Expr::CStr(message.as_bytes().into())]),
        };
        self.emit(StmtKind::Check {
            ok: binary(BinOp::Ne, divisor.clone(), zero),
            fail,
            args,
            kind: CheckKind::NonZero,
        });
        divisor
    }

    fn int_divide(&mut self, op: hir::BinaryOp, mode: hir::ArithMode, ty: &Type, a: Expr, b: Expr) -> Expr {
        let c_op = if op == hir::BinaryOp::Mod { BinOp::Rem } else { BinOp::Div };
        if mode.cdivision {
            return binary(c_op, a, b);
        }
        let known = matches!(&b, Expr::Int(n, _) if *n != 0);
        let a = if known { a } else { self.stable(ty, a) };
        let b = self.check_divisor(ty, b, "integer division or modulo by zero");
        if self.world().is_unsigned(ty) && !self.is_open(ty) {
            return binary(c_op, a, b);
        }
        if !matches!(&b, Expr::Int(n, _) if *n != -1) && op != hir::BinaryOp::Mod {
            let args = vec![Arg::CType(ty.clone()), Arg::Expr(a.clone()), Arg::Expr(b.clone())];
            let over = self.op(&Type::INT, op::CY_DIVISION_OVERFLOWS, args);
            self.emit(StmtKind::Check {
                ok: not(over),
                fail: self.raise_text_op(),
                args: vec![
                    Self::exception("OverflowError"),
                    Expr::CStr(b"value too large to perform division".as_slice().into()),
                ],
                kind: CheckKind::Overflow,
            });
        }
        let is_mod = op == hir::BinaryOp::Mod;
        if self.is_open(ty) {
            return self.open_arith(if is_mod { op::CY_OPEN_MOD } else { op::CY_OPEN_FLOORDIV }, ty, a, b);
        }
        let (div, rem) = self.floor_ops(ty);
        let value = pure(if is_mod { rem } else { div }, vec![a, b]);
        if matches!(ty, Type::Typedef(_)) { Expr::Cast(ty.clone(), Box::new(value)) } else { value }
    }

    /// Arithmetic on integers whose size and sign only the C compiler knows.
    fn open_arith(&mut self, arith: OpId, ty: &Type, a: Expr, b: Expr) -> Expr {
        let ty = ty.unqualified();
        self.op(ty, arith, vec![Arg::CType(ty.clone()), Arg::Expr(a), Arg::Expr(b)])
    }

    /// Division and remainder for an integer type of known size.
    fn floor_ops(&self, ty: &Type) -> (OpId, OpId) {
        match self.world().resolve(ty) {
            Type::Int(Int { rank, .. }) => match rank {
                IntRank::Char | IntRank::Short | IntRank::Int => (op::CY_FLOORDIV_INT, op::CY_MOD_INT),
                IntRank::Long | IntRank::Ucs4 | IntRank::PyUnicode => (op::CY_FLOORDIV_LONG, op::CY_MOD_LONG),
                IntRank::Hash | IntRank::Ptrdiff | IntRank::PySsize | IntRank::Ssize => {
                    (op::CY_FLOORDIV_SSIZE, op::CY_MOD_SSIZE)
                }
                IntRank::Size | IntRank::LongLong => (op::CY_FLOORDIV_LONGLONG, op::CY_MOD_LONGLONG),
            },
            _ => (op::CY_FLOORDIV_INT, op::CY_MOD_INT),
        }
    }

    /// Whether only the C compiler knows the size and sign of this integer type.
    pub fn is_open(&self, ty: &Type) -> bool {
        let mut ty = ty.unqualified();
        while let Type::Typedef(id) = ty {
            let decl = &self.world().typedefs[*id];
            if decl.linkage == cyrus_types::Linkage::Extern {
                return true;
            }
            ty = decl.base.unqualified();
        }
        matches!(ty, Type::Enum(_) | Type::Int(Int { sign: Sign::Plain, .. }))
    }

    fn float_divide(
        &mut self,
        op: hir::BinaryOp,
        mode: hir::ArithMode,
        f: Float,
        ty: &Type,
        a: Expr,
        b: Expr,
    ) -> Expr {
        let is_mod = op == hir::BinaryOp::Mod;
        let (a, b) = if mode.cdivision {
            (a, b)
        } else {
            let a = if self.is_fixed(&b) { a } else { self.stable(ty, a) };
            let message = match (is_mod, self.cx.hir.settings.plain_python) {
                (true, true) => FLOAT_MODULO,
                (true, false) => "float modulo",
                (false, true) => "float floor division by zero",
                (false, false) => "float divmod()",
            };
            (a, self.check_divisor(ty, b, message))
        };
        let op = match (f, is_mod, mode.cdivision) {
            (Float::Float, false, _) => op::CY_FLOORDIV_FLOAT,
            (Float::Float, true, false) => op::CY_MOD_FLOAT,
            (Float::Double, false, _) => op::CY_FLOORDIV_DOUBLE,
            (Float::Double, true, false) => op::CY_MOD_DOUBLE,
            (Float::LongDouble, false, _) => op::CY_FLOORDIV_LONGDOUBLE,
            (Float::LongDouble, true, false) => op::CY_MOD_LONGDOUBLE,
            (Float::Float, true, true) => op::CY_FMODF,
            (Float::Double, true, true) => op::CY_FMOD,
            (Float::LongDouble, true, true) => op::CY_FMODL,
        };
        pure(op, vec![a, b])
    }

    fn float_pow(&mut self, f: Float, a: Expr, b: Expr) -> Expr {
        let op = match f {
            Float::Float => op::CY_POWF,
            Float::Double => op::CY_POW_DOUBLE,
            Float::LongDouble => op::CY_POWL,
        };
        pure(op, vec![a, b])
    }

    fn complex_binary(
        &mut self,
        op: hir::BinaryOp,
        mode: hir::ArithMode,
        f: Float,
        a: Expr,
        b: Expr,
    ) -> Expr {
        use hir::BinaryOp as B;
        let ops = complex_ops(f);
        let op = match op {
            B::Add => ops.add,
            B::Sub => ops.sub,
            B::Mul => ops.mul,
            B::Pow => ops.pow,
            B::Div | B::FloorDiv | B::Mod | B::MatMul | B::Shl | B::Shr | B::And | B::Or | B::Xor => {
                if !mode.cdivision {
                    let ty = Type::Complex(f);
                    let a = self.stable(&ty, a);
                    let b = self.stable(&ty, b);
                    let part = |name: &str| Expr::Field(Box::new(b.clone()), name.into());
                    let zero = || Expr::Float(0.0, Type::Float(f));
                    let ok = binary(
                        BinOp::LogOr,
                        binary(BinOp::Ne, part("real"), zero()),
                        binary(BinOp::Ne, part("imag"), zero()),
                    );
                    let plain = self.cx.hir.settings.plain_python;
                    let message = if plain { "complex division by zero" } else { "float division" };
                    self.emit(StmtKind::Check {
                        ok,
                        fail: op::CY_ZERO_DIVISION,
                        args: vec![Expr::CStr(message.as_bytes().into())],
                        kind: CheckKind::NonZero,
                    });
                    return pure(ops.div, vec![a, b]);
                }
                ops.div
            }
        };
        pure(op, vec![a, b])
    }

    /// A comparison of C values.
    pub fn c_compare(&mut self, op: hir::CompareOp, left: &'h hir::Expr, right: &'h hir::Expr) -> Expr {
        let [a, b] = self.operands([left, right]);
        if let Type::Complex(f) = self.world().resolve(&left.ty) {
            let equal = pure(complex_ops(*f).eq, vec![a, b]);
            return if op == hir::CompareOp::Ne { not(equal) } else { equal };
        }
        binary(crate::control::relation_op(op), a, b)
    }

    /// The class of an exception that C code reaches by name.
    pub fn exception(name: &str) -> Expr {
        Expr::Text(format!("PyExc_{name}").into(), Type::Builtin(cyrus_types::Builtin::Type))
    }

    /// A complex number from its parts.
    pub fn complex_of(f: Float, real: Expr, imag: Expr) -> Expr {
        pure(complex_ops(f).make, vec![real, imag])
    }

    /// Sets an exception with a fixed text unless `ok`.
    pub fn check_text(&mut self, ok: Expr, exception: &str, text: &str, kind: CheckKind) {
        let fail = self.raise_text_op();
        let args = vec![Self::exception(exception), Expr::CStr(text.as_bytes().into())];
        self.emit(StmtKind::Check { ok, fail, args, kind });
    }
}

/// The operations on one complex type.
pub struct ComplexOps {
    make: OpId,
    add: OpId,
    sub: OpId,
    mul: OpId,
    div: OpId,
    neg: OpId,
    eq: OpId,
    pow: OpId,
}

/// The operations on complex numbers with parts of this type.
pub fn complex_ops(f: Float) -> ComplexOps {
    match f {
        Float::Float => ComplexOps {
            make: op::CY_CFLOAT_MAKE,
            add: op::CY_CFLOAT_ADD,
            sub: op::CY_CFLOAT_SUB,
            mul: op::CY_CFLOAT_MUL,
            div: op::CY_CFLOAT_DIV,
            neg: op::CY_CFLOAT_NEG,
            eq: op::CY_CFLOAT_EQ,
            pow: op::CY_CFLOAT_POW,
        },
        Float::Double => ComplexOps {
            make: op::CY_CDOUBLE_MAKE,
            add: op::CY_CDOUBLE_ADD,
            sub: op::CY_CDOUBLE_SUB,
            mul: op::CY_CDOUBLE_MUL,
            div: op::CY_CDOUBLE_DIV,
            neg: op::CY_CDOUBLE_NEG,
            eq: op::CY_CDOUBLE_EQ,
            pow: op::CY_CDOUBLE_POW,
        },
        Float::LongDouble => ComplexOps {
            make: op::CY_CLONGDOUBLE_MAKE,
            add: op::CY_CLONGDOUBLE_ADD,
            sub: op::CY_CLONGDOUBLE_SUB,
            mul: op::CY_CLONGDOUBLE_MUL,
            div: op::CY_CLONGDOUBLE_DIV,
            neg: op::CY_CLONGDOUBLE_NEG,
            eq: op::CY_CLONGDOUBLE_EQ,
            pow: op::CY_CLONGDOUBLE_POW,
        },
    }
}

/// The C operator, where C's meaning is meant.
fn plain_op(op: hir::BinaryOp) -> BinOp {
    use hir::BinaryOp as B;
    match op {
        B::Add => BinOp::Add,
        B::Sub => BinOp::Sub,
        B::Mul | B::MatMul => BinOp::Mul,
        B::Div | B::FloorDiv => BinOp::Div,
        B::Mod => BinOp::Rem,
        B::Shl => BinOp::Shl,
        B::Shr => BinOp::Shr,
        B::And => BinOp::And,
        B::Or => BinOp::Or,
        // Only integers, floats and complex numbers have powers, and those are handled before.
        B::Xor | B::Pow => BinOp::Xor,
    }
}

/// Whether a number is an integer that was made a float for the operation.
fn is_whole(e: &hir::Expr) -> bool {
    match &e.kind {
        hir::ExprKind::Coerce(cyrus_types::Conversion::Numeric, inner) => {
            !matches!(inner.ty, Type::Float(_) | Type::Half)
        }
        _ => false,
    }
}
