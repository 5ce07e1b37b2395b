//! Values become what is wanted: every change of type is a node, or a constant is made in the other type.

use cyrus_diagnostics::Diagnostic;
use cyrus_hir::{Expr, ExprKind, NoneReason, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::{Builtin, CFuncId, Conversion, Linkage, Type, conversion};
use num_bigint::BigInt;

use super::Body;
use crate::rules;

impl Body<'_, '_> {
    /// The value as type `to`, or an error node with a diagnostic.
    pub fn coerce(&mut self, e: Expr, to: &Type) -> Expr {
        if self.s.is_mutex(&e.ty) && !matches!(self.s.world.resolve(to), Type::Ref(_) | Type::Error) {
            return self.copied_mutex(&e, to);
        }
        if e.ty == *to {
            return e;
        }
        if e.is_error() || to.is_error() {
            return Expr { ty: to.clone(), ..e };
        }
        // What gives nothing gives None, as any call does.
        if e.ty == Type::Void && *to == Type::Object {
            let at = e.at;
            let none = Expr::new(Type::Object, at, ExprKind::None);
            let stmts = vec![Stmt::new(at, StmtKind::Expr(e))];
            return Expr::new(Type::Object, at, ExprKind::Block { stmts, value: Box::new(none) });
        }
        if let Type::Builtin(wanted @ (Builtin::Bytes | Builtin::ByteArray)) = to
            && self.is_cpp_string(&e.ty)
        {
            return self.cpp_string_bytes(e, *wanted);
        }
        // A text literal is UTF-8 in C++, as it is where a `char*` is wanted.
        if let ExprKind::Str(text) = &e.kind
            && self.is_cpp_string(to)
        {
            let bytes = Expr { ty: Type::BYTES, at: e.at, kind: ExprKind::Bytes(text.clone()) };
            return self.coerce(bytes, to);
        }
        // An object has no C value to refer to: one is made of it.
        if let Type::Ref(inner) | Type::RvalueRef(inner) = self.s.world.resolve(to)
            && let inner = inner.unqualified().clone()
            && e.ty.is_object()
            && !self.s.world.resolve(&inner).is_object()
        {
            return self.coerce(e, &inner);
        }
        if let Some(constant) = self.constant_as(&e, to) {
            if to.is_object() && matches!(constant.kind, ExprKind::Float(_) | ExprKind::Imaginary(_)) {
                self.need_gil(e.at, "making a Python object of a C value");
            }
            return constant;
        }
        if let Some(message) = self.not_a_character(&e, to).or_else(|| self.no_c_string(&e, to)) {
            self.s.error(&rules::TYPE_MISMATCH, e.at, message);
            return Expr { ty: to.clone(), at: e.at, kind: ExprKind::Error };
        }
        let e = match self.signs_of_both(e, to) {
            Ok(value) => return value,
            Err(e) => e,
        };
        let at = e.at;
        let e = match self.values_of_both(e, to) {
            Ok(value) => return value,
            Err(e) => e,
        };
        // Of a fused function, the specialisation that fits a pointer's type is meant.
        if let ExprKind::CFunc(id) = &e.kind
            && self.s.world.is_pointer(to)
            && let Some(fitting) = self.fitting_specialisation(*id, to)
        {
            let ty = Type::Func(self.s.world.cfuncs[fitting].ty.clone());
            return self.coerce(Expr::new(ty, at, ExprKind::CFunc(fitting)), to);
        }
        if let (Type::Array(..), Type::View(_)) = (self.s.world.resolve(&e.ty), self.s.world.resolve(to)) {
            return self.array_to_view(e, to);
        }
        // A `cpdef` function as an object is its Python face, which the module's name is bound to.
        if let (ExprKind::CFunc(id), true) = (&e.kind, to.is_object())
            && let decl = &self.s.world.cfuncs[*id]
            && (decl.overridable, decl.linkage, decl.class) == (true, Linkage::Own, None)
        {
            let face = Expr::new(Type::Object, at, ExprKind::Global(decl.name.clone()));
            self.need_gil(at, "taking a function as a Python object");
            return self.coerce(face, to);
        }
        if let (ExprKind::CFunc(id), Type::Func(_)) = (&e.kind, &e.ty)
            && *to == Type::Object
            && conversion(&self.s.world, &e.ty, to).is_some()
        {
            return self.cfunc_object(*id, at);
        }
        // `int(x)` of a C float that becomes a C integer is C's truncation; no object is made.
        if let ExprKind::Op { op, args } = &e.kind
            && *op == cyrus_ops::CY_INT_OF_DOUBLE
            && self.s.world.is_integral(to)
            && let Some(value) = args.first()
        {
            return Expr::new(to.clone(), at, ExprKind::Cast(Box::new(value.clone())));
        }
        // Cut out of C characters, any kind of string is made at once.
        if let (ExprKind::CSlice { .. }, Type::Builtin(Builtin::Bytes | Builtin::ByteArray | Builtin::Str)) =
            (&e.kind, to.unqualified())
            && matches!(e.ty, Type::Builtin(Builtin::Bytes | Builtin::ByteArray | Builtin::Str))
            && (*to.unqualified() != Type::STR
                || !self.s.directives.text(crate::directives::Directive::CStringEncoding).is_empty())
        {
            return Expr { ty: to.unqualified().clone(), ..e };
        }
        // A C tuple is a tuple, which another builtin type refuses when it gets it.
        if let (Type::CTuple(_), Type::Builtin(b)) = (self.s.world.resolve(&e.ty), to.unqualified())
            && *b != Builtin::Tuple
        {
            let object = self.object(e);
            return self.coerce(wrap(Conversion::Same, object, &Type::Object), to);
        }
        let step = conversion(&self.s.world, &e.ty, to);
        self.need_gil_to_convert(step, at);
        match step {
            Some(Conversion::Same) => match e.kind {
                // The node keeps its own type where the target only says less.
                _ if e.ty.is_object() && *to == Type::Object => e,
                _ => wrap(Conversion::Same, e, to),
            },
            Some(Conversion::Check) => {
                if let Some(e) = self.impossible_check(&e, to) {
                    return e;
                }
                Expr {
                    ty: to.clone(),
                    at,
                    kind: ExprKind::TypeCheck { value: Box::new(e), none_ok: true, arg_name: None },
                }
            }
            Some(Conversion::CTuple) => wrap(Conversion::CTuple, e, to),
            Some(Conversion::Numeric)
                if self.s.world.is_float(&e.ty)
                    && matches!(self.s.world.resolve(to), Type::Int(_) | Type::Enum(_)) =>
            {
                let (from, want) = (self.s.world.show(&e.ty), self.s.world.show(to));
                self.s.report(
                    Diagnostic::new(
                        &rules::TYPE_MISMATCH,
                        at,
                        format!("cannot assign type `{from}` to `{want}`"),
                    )
                    .help(format!("write `<{want}>` in front if the fraction is to be cut off")),
                );
                Expr { ty: to.clone(), at, kind: ExprKind::Error }
            }
            Some(Conversion::Numeric) if self.loses_checked_bits(&e, to) => {
                Expr { ty: to.clone(), at, kind: ExprKind::Narrow(Box::new(e)) }
            }
            Some(Conversion::Pointer) if conversion::drops_const(&self.s.world, &e.ty, to) => {
                let (from, want) = (self.s.world.show(&e.ty), self.s.world.show(to));
                self.s.error(
                    &rules::DROPS_CONST,
                    at,
                    format!("`{from}` becomes `{want}`, through which the constant can be written"),
                );
                wrap(Conversion::Pointer, e, to)
            }
            Some(Conversion::ToObject)
                if *to == Type::Object
                    && let Some(face) = self.python_enum(&e.ty) =>
            {
                self.enum_member(face, e)
            }
            Some(c @ (Conversion::ToObject | Conversion::ViewToObject)) => {
                let boxed = match conversion::boxed(&self.s.world, &e.ty) {
                    Some(Builtin::Bytes) => self.c_string_type(),
                    Some(b) => Type::Builtin(b),
                    None => Type::Object,
                };
                let natural = if c == Conversion::ToObject { boxed } else { Type::Object };
                let object = wrap(
                    c,
                    e,
                    if natural == Type::Object || matches!(to, Type::Builtin(_)) { to } else { &natural },
                );
                if object.ty == *to || *to == Type::Object { object } else { self.coerce(object, to) }
            }
            Some(c) => wrap(c, e, to),
            None if self.is_boxed_class(&e.ty, to) => {
                let object = self.coerce(e, &Type::Object);
                self.coerce(object, to)
            }
            None => self.mismatch(&e, to),
        }
    }

    /// Whether an extern extension type is the builtin type that the C value becomes as an object.
    fn is_boxed_class(&self, from: &Type, to: &Type) -> bool {
        let Type::Ext(class) = self.s.world.resolve(to) else { return false };
        let layout = match conversion::boxed(&self.s.world, from) {
            Some(Builtin::Complex) => "PyComplexObject",
            Some(Builtin::Float) => "PyFloatObject",
            Some(Builtin::Int) => "PyLongObject",
            _ => return false,
        };
        self.s.world.classes[*class].object_struct == layout
    }

    /// A lock as a value: a copy of it would lock nothing.
    fn copied_mutex(&mut self, e: &Expr, to: &Type) -> Expr {
        let shown = self.s.world.show(&e.ty);
        let message = if to.is_object() {
            format!("cannot convert `{shown}` to a Python object")
        } else {
            format!("`{shown}` cannot be copied: pass a pointer or a reference to it")
        };
        self.s.error(&rules::TYPE_MISMATCH, e.at, message);
        Expr { ty: to.clone(), at: e.at, kind: ExprKind::Error }
    }

    /// A C function as a Python function that calls it.
    fn cfunc_object(&mut self, id: CFuncId, at: FileSpan) -> Expr {
        self.need_gil(at, "making a function");
        if self.s.muted > 0 {
            return Expr::new(Type::Object, at, ExprKind::None);
        }
        self.cpdef_wrapper(id, None, None, None, at)
    }

    /// `a if c else b`, `a or b` of integers with a sign and without: as one C type they are unsigned, but as objects or
    /// floats they need no common type. Anything else comes back.
    fn signs_of_both(&mut self, e: Expr, to: &Type) -> Result<Expr, Expr> {
        let world = &self.s.world;
        let signed = |e: &Expr| matches!(&e.kind, ExprKind::Coerce(Conversion::Numeric, inner) if !world.is_unsigned(&inner.ty));
        let mixed = match &e.kind {
            ExprKind::Conditional { body, orelse, .. } => signed(body) || signed(orelse),
            ExprKind::And(parts) | ExprKind::Or(parts) => parts.iter().any(signed),
            _ => false,
        };
        if !(mixed && world.is_unsigned(&e.ty) && (world.resolve(to).is_object() || world.is_float(to))) {
            return Err(e);
        }
        let mut own = |e: Expr| match e.kind {
            ExprKind::Coerce(Conversion::Numeric, inner) => self.coerce(*inner, to),
            _ => self.coerce(e, to),
        };
        let kind = match e.kind {
            ExprKind::Conditional { test, body, orelse } => {
                ExprKind::Conditional { test, body: Box::new(own(*body)), orelse: Box::new(own(*orelse)) }
            }
            ExprKind::And(parts) => ExprKind::And(parts.into_iter().map(own).collect()),
            ExprKind::Or(parts) => ExprKind::Or(parts.into_iter().map(own).collect()),
            kind => kind,
        };
        Ok(Expr { ty: to.clone(), at: e.at, kind })
    }

    /// `a if c else b` as a C value: of numbers of two kinds no objects are made first, nor of literals that become C text.
    /// Anything else comes back.
    fn values_of_both(&mut self, e: Expr, to: &Type) -> Result<Expr, Expr> {
        let ExprKind::Conditional { test, body, orelse } = &e.kind else { return Err(e) };
        let float = self.s.world.is_float(to);
        let text = self.is_cpp_string(to)
            || matches!(self.s.world.resolve(to), Type::Ptr(item) if conversion::is_char(&self.s.world, item));
        let inner = |e: &Expr| match &e.kind {
            ExprKind::Coerce(Conversion::ToObject, inner) if self.s.world.is_numeric(&inner.ty) && float => {
                Some((**inner).clone())
            }
            ExprKind::Str(_) | ExprKind::Bytes(_) if text => Some(e.clone()),
            _ => None,
        };
        let (Some(body), Some(orelse), true) = (inner(body), inner(orelse), e.ty.is_object()) else {
            return Err(e);
        };
        let (body, orelse) = (self.coerce(body, to), self.coerce(orelse, to));
        let test = test.clone();
        let kind = ExprKind::Conditional { test, body: Box::new(body), orelse: Box::new(orelse) };
        Ok(Expr { ty: to.clone(), at: e.at, kind })
    }

    fn fitting_specialisation(&mut self, generic: CFuncId, to: &Type) -> Option<CFuncId> {
        let world = &self.s.world;
        let fits = |id: &CFuncId| {
            let ty = Type::Func(world.cfuncs[*id].ty.clone());
            conversion(world, &ty, to).is_some()
        };
        let found = world.cfuncs[generic].specialisations.iter().copied().find(fits)?;
        self.note_cfunc(found);
        Some(found)
    }

    /// What C strings become where nothing says which type is wanted (`c_string_type`).
    pub fn c_string_type(&self) -> Type {
        match self.s.directives.text(crate::directives::Directive::CStringType) {
            "str" | "unicode" => Type::STR,
            "bytearray" => Type::Builtin(Builtin::ByteArray),
            _ => Type::BYTES,
        }
    }

    /// The value as any object.
    pub fn object(&mut self, e: Expr) -> Expr {
        if e.ty.is_object() || e.is_error() { e } else { self.coerce(e, &Type::Object) }
    }

    /// The value as a truth value.
    pub fn truth(&mut self, e: Expr) -> Expr {
        if e.ty == Type::Bint || e.is_error() {
            return Expr { ty: if e.is_error() { Type::Error } else { Type::Bint }, ..e };
        }
        let at = e.at;
        match &e.kind {
            ExprKind::None => return Expr::new(Type::Bint, at, ExprKind::Bool(false)),
            ExprKind::Bool(b) => return Expr::new(Type::Bint, at, ExprKind::Bool(*b)),
            ExprKind::Int(n) => return Expr::new(Type::Bint, at, ExprKind::Bool(*n != BigInt::ZERO)),
            _ => {}
        }
        if let Type::View(_) = self.s.world.resolve(&e.ty) {
            let object = self.object(e);
            return self.truth(object);
        }
        if matches!(self.s.world.resolve(&e.ty), Type::Func(_)) {
            return Expr::new(Type::Bint, at, ExprKind::Bool(true));
        }
        if let Type::Cpp(..) = self.s.world.resolve(&e.ty) {
            if let Some(test) = self.cpp_truth(&e) {
                return test;
            }
            let shown = self.s.world.show(&e.ty);
            let message = format!("a value of type `{shown}` has no truth value");
            self.s.error(&rules::TYPE_MISMATCH, at, message);
            return Expr::error(at);
        }
        let step = conversion(&self.s.world, &e.ty, &Type::Bint);
        // Whether an exact container is empty, or None, is read from it without running any Python.
        if !matches!(e.ty, Type::Builtin(Builtin::List | Builtin::Tuple | Builtin::Str | Builtin::Bytes)) {
            self.need_gil_to_convert(step, at);
        }
        match step {
            Some(c) => wrap(c, e, &Type::Bint),
            None => {
                if conversion(&self.s.world, &e.ty, &Type::Object).is_some() {
                    let object = self.object(e);
                    return self.truth(object);
                }
                let shown = self.s.world.show(&e.ty);
                self.s.error(
                    &rules::TYPE_MISMATCH,
                    at,
                    format!("a value of type `{shown}` has no truth value"),
                );
                Expr { ty: Type::Error, at, kind: ExprKind::Error }
            }
        }
    }

    /// A `char*` into a string object is kept: the object has to live on, so it must be in a variable.
    pub fn check_kept_text(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Conditional { body, orelse, .. } => {
                self.check_kept_text(body);
                self.check_kept_text(orelse);
            }
            ExprKind::Coerce(Conversion::Same | Conversion::Pointer, inner) => self.check_kept_text(inner),
            ExprKind::Coerce(Conversion::FromObject, object)
                if matches!(self.s.world.resolve(&value.ty), Type::Ptr(_))
                    || self.is_cpp_string_view(&value.ty) =>
            {
                let shown = self.s.world.show(&value.ty);
                if self.s.world.is_py_unicode_pointer(&value.ty) && !matches!(object.kind, ExprKind::Str(_)) {
                    self.s.report(
                        Diagnostic::new(
                            &rules::DEPRECATED,
                            value.at,
                            "text as `Py_UNICODE *` is gone with Python 3.12",
                        )
                        .help("call `PyUnicode_AsWideCharString`, and free what it gives"),
                    );
                }
                match owner(object) {
                    Owner::Variable => {}
                    Owner::Global => self.s.error(
                        &rules::UNSAFE_TEXT,
                        value.at,
                        format!("`{shown}` of a global Python variable, which any code can rebind"),
                    ),
                    Owner::Nobody => self.s.report(
                        Diagnostic::new(
                            &rules::DANGLING_TEXT,
                            value.at,
                            format!("`{shown}` of a Python object that nothing keeps alive"),
                        )
                        .help("put the object into a variable first"),
                    ),
                }
            }
            _ => {}
        }
    }

    fn need_gil_to_convert(&mut self, step: Option<Conversion>, at: FileSpan) {
        let what = match step {
            Some(Conversion::ToObject | Conversion::ViewToObject) => "making a Python object of a C value",
            Some(Conversion::FromObject | Conversion::ToView) => "making a C value of a Python object",
            Some(Conversion::Truth) => "testing the truth of a Python object",
            Some(Conversion::Check) => "checking the type of a Python object",
            Some(
                Conversion::Same
                | Conversion::Numeric
                | Conversion::Pointer
                | Conversion::CTruth
                | Conversion::ViewToView
                | Conversion::CTuple
                | Conversion::Cpp,
            )
            | None => return,
        };
        self.need_gil(at, what);
    }

    /// Whether this is the result of arithmetic that is checked for overflow, and the wanted type may be too small for it.
    pub fn loses_checked_bits(&self, e: &Expr, to: &Type) -> bool {
        let checked = match &e.kind {
            ExprKind::CBinary { mode, .. } => mode.overflow_check,
            ExprKind::CUnary { overflow_check, .. } => *overflow_check,
            _ => false,
        };
        let world = &self.s.world;
        let integer = |t: &Type| match world.resolve(t) {
            Type::Int(i) => Some(*i),
            _ => None,
        };
        let (true, Some(from), Some(into)) = (checked, integer(&e.ty), integer(to)) else { return false };
        into.rank < from.rank || (into.sign != from.sign && into.rank <= from.rank)
    }

    /// The error of a value that cannot become `to`.
    pub fn mismatch(&mut self, e: &Expr, to: &Type) -> Expr {
        let (from, want) = (self.s.world.show(&e.ty), self.s.world.show(to));
        let message = if to.is_object() {
            format!("cannot convert `{from}` to a Python object")
        } else if e.ty.is_object() {
            format!("cannot convert a Python object to `{want}`")
        } else {
            format!("cannot assign type `{from}` to `{want}`")
        };
        self.s.error(&rules::TYPE_MISMATCH, e.at, message);
        Expr { ty: to.clone(), at: e.at, kind: ExprKind::Error }
    }

    /// A check between builtin types that can never succeed is an error at compile time.
    fn impossible_check(&mut self, e: &Expr, to: &Type) -> Option<Expr> {
        let (Type::Builtin(a), Type::Builtin(b)) = (&e.ty, to) else { return None };
        let related = |a: Builtin, b: Builtin| {
            a == b
                || matches!((a, b), (Builtin::Bool, Builtin::Int) | (Builtin::Int, Builtin::Bool))
                || a == Builtin::Exception
                || b == Builtin::Exception
                || matches!((a, b), (Builtin::Int, Builtin::Float))
        };
        if related(*a, *b) {
            return None;
        }
        let (from, want) = (a.name(), b.name());
        self.s.error(&rules::TYPE_MISMATCH, e.at, format!("cannot assign type `{from}` to `{want}`"));
        Some(Expr { ty: to.clone(), at: e.at, kind: ExprKind::Error })
    }

    /// A constant made directly in the wanted type.
    fn constant_as(&mut self, e: &Expr, to: &Type) -> Option<Expr> {
        let new = |kind: ExprKind| Some(Expr { ty: to.clone(), at: e.at, kind });
        let target = self.s.world.resolve(to).clone();
        match (&e.kind, &target) {
            // What no literal of C can spell stays an int, and its conversion says whether it fits.
            (ExprKind::Int(n), Type::Int(_) | Type::Enum(_))
                if !self.s.world.is_ucs4(to) && (i64::try_from(n).is_ok() || u64::try_from(n).is_ok()) =>
            {
                new(ExprKind::Int(n.clone()))
            }
            (ExprKind::Int(n), Type::Float(_) | Type::Complex(_)) => new(ExprKind::Float(big_to_f64(n))),
            (ExprKind::Int(n), Type::Bint) => new(ExprKind::Bool(*n != BigInt::ZERO)),
            (ExprKind::Int(n), Type::Ptr(_)) if *n == BigInt::ZERO => new(ExprKind::Null),
            (ExprKind::Int(n), Type::Object | Type::Builtin(Builtin::Int))
                if !e.ty.is_object() && !self.s.world.is_ucs4(&e.ty) =>
            {
                Some(Expr { ty: Type::Builtin(Builtin::Int), at: e.at, kind: ExprKind::Int(n.clone()) })
            }
            (ExprKind::Int(n), Type::Builtin(Builtin::Float)) => new(ExprKind::Float(big_to_f64(n))),
            (ExprKind::Float(x), Type::Float(_) | Type::Complex(_)) => new(ExprKind::Float(*x)),
            (ExprKind::Float(x), Type::Object | Type::Builtin(Builtin::Float))
                if !e.ty.is_object() && !matches!(self.s.world.resolve(&e.ty), Type::Complex(_)) =>
            {
                Some(Expr { ty: Type::Builtin(Builtin::Float), at: e.at, kind: ExprKind::Float(*x) })
            }
            (ExprKind::Imaginary(x), Type::Complex(_)) => new(ExprKind::Imaginary(*x)),
            (ExprKind::Imaginary(x), Type::Object | Type::Builtin(Builtin::Complex)) if !e.ty.is_object() => {
                Some(Expr { ty: Type::Builtin(Builtin::Complex), at: e.at, kind: ExprKind::Imaginary(*x) })
            }
            (ExprKind::Bool(b), Type::Object | Type::Builtin(Builtin::Bool)) if !e.ty.is_object() => {
                Some(Expr { ty: Type::Builtin(Builtin::Bool), at: e.at, kind: ExprKind::Bool(*b) })
            }
            (ExprKind::Bool(b), Type::Bint) => new(ExprKind::Bool(*b)),
            (ExprKind::Bool(b), Type::Int(_)) if !self.s.world.is_ucs4(to) => {
                new(ExprKind::Int(BigInt::from(u8::from(*b))))
            }
            (ExprKind::Bool(b), Type::Float(_)) => new(ExprKind::Float(f64::from(u8::from(*b)))),
            (ExprKind::None, t) if t.is_object() => new(ExprKind::None),
            (ExprKind::None, Type::View(_)) => new(ExprKind::None),
            (ExprKind::Null, Type::Ptr(_)) => new(ExprKind::Null),
            (ExprKind::Bytes(b), Type::Ptr(item)) if conversion::is_char(&self.s.world, item) => {
                new(ExprKind::Bytes(b.clone()))
            }
            // One character is also a C character.
            (ExprKind::Bytes(b), Type::Int(i))
                if b.len() == 1 && e.ty.is_object() && i.rank == cyrus_types::IntRank::Char =>
            {
                new(ExprKind::Int(BigInt::from(b.first().copied().unwrap_or(0))))
            }
            (ExprKind::Bytes(b), Type::Int(_))
                if b.len() == 1 && e.ty.is_object() && (!self.s.world.is_ucs4(to) || b.is_ascii()) =>
            {
                new(ExprKind::Int(BigInt::from(b.first().copied().unwrap_or(0))))
            }
            (ExprKind::Str(s), Type::Int(_)) if e.ty.is_object() => {
                let mut chars = std::str::from_utf8(s).ok()?.chars();
                let c = chars.next().filter(|c| self.s.world.is_ucs4(to) || u32::from(*c) < 256)?;
                chars.next().is_none().then(|| Expr {
                    ty: to.clone(),
                    at: e.at,
                    kind: ExprKind::Int(BigInt::from(u32::from(c))),
                })
            }
            // An ASCII text literal serves as a C string too.
            (ExprKind::Str(s), Type::Ptr(item)) if self.is_char_or_void(item) => {
                self.bytes_of_text(s, e.at).and_then(|bytes| new(ExprKind::Bytes(bytes)))
            }
            (ExprKind::Str(s), Type::Builtin(Builtin::Bytes)) if s.is_ascii() && self.s.input.main.level2 => {
                new(ExprKind::Bytes(s.clone()))
            }
            _ => None,
        }
    }

    /// Whether a C string can stand for a pointer to such items.
    pub fn is_char_or_void(&self, item: &Type) -> bool {
        conversion::is_char(&self.s.world, item)
            || matches!(self.s.world.resolve(item.unqualified()), Type::Void)
    }

    /// The bytes that a literal of text stands for without an encoding: ASCII, and what is written as `\xff`.
    fn bytes_of_text(&self, text: &[u8], at: FileSpan) -> Option<Box<[u8]>> {
        if text.is_ascii() {
            return Some(text.into());
        }
        let source = self.s.input.loader.text(at.file);
        let written = source.get(at.span.start as usize..at.span.end as usize)?;
        let escaped = written.is_ascii() && !["\\u", "\\U", "\\N"].iter().any(|e| written.contains(e));
        let chars = std::str::from_utf8(text).ok().filter(|_| escaped)?.chars();
        chars.map(|c| u8::try_from(u32::from(c)).ok()).collect()
    }

    /// Why a literal of text cannot become a C string; `None` where it is another value or can.
    fn no_c_string(&self, e: &Expr, to: &Type) -> Option<&'static str> {
        let Type::Ptr(item) = self.s.world.resolve(to) else { return None };
        let encoded = !self.s.directives.text(crate::directives::Directive::CStringEncoding).is_empty();
        let text = matches!(&e.kind, ExprKind::Str(s) if !s.is_ascii());
        (text && !encoded && self.is_char_or_void(item))
            .then_some("text beyond ASCII has no bytes without an encoding: write `b'...'` with `\\x` escapes, or encode it")
    }

    /// Why a literal of text cannot become this C number; `None` where it is another value or can.
    fn not_a_character(&self, e: &Expr, to: &Type) -> Option<&'static str> {
        if !self.s.world.is_integral(to) || *self.s.world.resolve(to) == Type::Bint {
            return None;
        }
        match &e.kind {
            ExprKind::Bytes(b) if b.len() != 1 => {
                Some("only a literal of a single character can become a C integer")
            }
            ExprKind::Bytes(_) if self.s.world.is_ucs4(to) => {
                Some("a byte that is not ASCII is no character: use a text literal")
            }
            ExprKind::Str(s) => match std::str::from_utf8(s).ok()?.chars().count() {
                1 if self.s.world.is_ucs4(to) => None,
                1 => Some("this character is none of the first 256, so it cannot become a C integer here"),
                _ => Some("only a literal of a single character can become a C integer"),
            },
            _ => None,
        }
    }

    /// The value, after a check that it is not None.
    pub fn not_none(&mut self, e: Expr, why: NoneReason) -> Expr {
        let (ty, at) = (e.ty.clone(), e.at);
        Expr { ty, at, kind: ExprKind::NotNone { value: Box::new(e), why } }
    }
}

/// Who keeps an object alive behind the current statement.
enum Owner {
    /// A variable of C or a constant.
    Variable,
    /// A name of the module.
    Global,
    /// It is a temporary.
    Nobody,
}

fn owner(object: &Expr) -> Owner {
    match &object.kind {
        ExprKind::Coerce(Conversion::Same, inner) => owner(inner),
        ExprKind::NotNone { value, .. } | ExprKind::TypeCheck { value, .. } => owner(value),
        ExprKind::Cast(value) if value.ty.is_object() => owner(value),
        ExprKind::Global(_) => Owner::Global,
        ExprKind::Binary { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Call { .. }
        | ExprKind::MethodCall { .. }
        | ExprKind::SliceInt { .. }
        | ExprKind::Slice(_)
        | ExprKind::CCall { .. }
        | ExprKind::Coerce(Conversion::ToObject, _) => Owner::Nobody,
        ExprKind::Conditional { body, orelse, .. } => match (owner(body), owner(orelse)) {
            (Owner::Nobody, _) | (_, Owner::Nobody) => Owner::Nobody,
            (Owner::Global, _) | (_, Owner::Global) => Owner::Global,
            (Owner::Variable, Owner::Variable) => Owner::Variable,
        },
        // A slice is a new object.
        ExprKind::Item { index, .. } => owner(index),
        // Items and attributes have their containers, which usually live on.
        _ => Owner::Variable,
    }
}

/// A value as it is computed with: of half precision it is only in memory.
pub fn computed(world: &cyrus_types::World, e: Expr) -> Expr {
    if *world.resolve(&e.ty) == Type::Half { wrap(Conversion::Numeric, e, &Type::FLOAT) } else { e }
}

/// The value in memory of which [`computed`] made another one.
pub fn stored(world: &cyrus_types::World, e: Expr) -> Expr {
    match e.kind {
        ExprKind::Coerce(Conversion::Numeric, inner) if *world.resolve(&inner.ty) == Type::Half => *inner,
        _ => e,
    }
}

/// A conversion node.
pub fn wrap(c: Conversion, e: Expr, to: &Type) -> Expr {
    Expr { ty: to.clone(), at: e.at, kind: ExprKind::Coerce(c, Box::new(e)) }
}

/// The nearest double; infinite if it is too large.
pub fn big_to_f64(n: &BigInt) -> f64 {
    n.to_string().parse().unwrap_or(f64::INFINITY)
}

/// An integer constant of this type.
pub fn int_expr(value: i64, ty: Type, at: FileSpan) -> Expr {
    Expr { ty, at, kind: ExprKind::Int(BigInt::from(value)) }
}
