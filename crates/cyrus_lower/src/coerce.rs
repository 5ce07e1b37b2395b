//! Values in another type.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, BinOp, CheckKind, Expr, Role, Singleton, StmtKind, Value};
use cyrus_ops::{self as op, OpId};
use cyrus_source::Name;
use cyrus_types::{
    ArraySize, Builtin, Conversion, Float, Int, IntRank, Sign, Type, conversion, conversion::is_char,
};

use crate::func::{FuncCx, NONE, binary, by_value, int, pure, size};

impl<'h> FuncCx<'_, 'h> {
    /// A coercion node.
    pub fn coerce(&mut self, how: Conversion, e: &'h hir::Expr, to: &Type) -> Expr {
        let value = self.expr(e);
        self.convert(how, value, &e.ty, to)
    }

    /// A value in another type.
    pub fn convert(&mut self, how: Conversion, value: Expr, from: &Type, to: &Type) -> Expr {
        match (self.world().resolve(from), self.world().resolve(to)) {
            (Type::Half, Type::Half) => return value,
            (Type::Half, _) => {
                let value = pure(op::CY_HALF_GET, vec![value]);
                return self.convert_by_type(value, &Type::FLOAT, to);
            }
            // rounded once: every float is a double
            (_, Type::Half) => {
                let value = self.convert_by_type(value, from, &Type::DOUBLE);
                return pure(op::CY_HALF_OF, vec![value]);
            }
            _ => {}
        }
        match how {
            Conversion::Same => value,
            Conversion::Numeric => self.numeric(value, from, to),
            Conversion::Pointer => match value {
                Expr::Null(_) => Expr::Null(to.clone()),
                // C and C++ do this by themselves, and templates see what it points at
                value if self.is_implicit(from, to) => value,
                value => Expr::Cast(to.clone(), Box::new(value)),
            },
            Conversion::ToObject => self.to_object(value, from, to),
            Conversion::FromObject => self.from_object(value, to),
            Conversion::Truth => self.truth(value, from),
            Conversion::CTruth => self.c_truth(value, from),
            Conversion::Check => self.check_type(value, to, true, None),
            Conversion::ToView => self.to_view(value, to),
            Conversion::ViewToObject => self.view_to_object(value, from),
            Conversion::ViewToView => self.view_to_view(value, from, to),
            Conversion::CTuple => self.ctuple_to_ctuple(value, from, to),
            Conversion::Cpp => value,
        }
    }

    /// Whether a pointer becomes `void *` without a cast.
    fn is_implicit(&self, from: &Type, to: &Type) -> bool {
        let (Type::Ptr(from), Type::Ptr(to)) = (self.world().resolve(from), self.world().resolve(to)) else {
            return false;
        };
        **to == Type::Void
            && matches!(self.world().resolve(from), Type::Cpp(..))
            && !matches!(**from, Type::Const(_) | Type::Volatile(_))
    }

    /// By the types alone.
    pub fn convert_by_type(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        match conversion(self.world(), from, to) {
            Some(how) => self.convert(how, value, from, to),
            None => value,
        }
    }

    fn numeric(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        let (f, t) = (self.world().resolve(from).clone(), self.world().resolve(to).clone());
        match (&value, &t) {
            (Expr::Int(n, _), Type::Int(_)) if !self.is_open(to) && fits(*n, &t) => {
                return Expr::Int(*n, to.clone());
            }
            (Expr::Int(n, _), Type::Float(_)) => return Expr::Float(*n as f64, to.clone()),
            (Expr::Float(x, _), Type::Float(_)) => return Expr::Float(*x, to.clone()),
            _ => {}
        }
        match (&f, &t) {
            (Type::Complex(a), Type::Complex(b)) if a == b => value,
            (Type::Complex(_), Type::Complex(b)) => {
                let value = self.stable(from, value);
                let part = |name: &str| {
                    let part = Expr::Field(Box::new(value.clone()), name.into());
                    Expr::Cast(Type::Float(*b), Box::new(part))
                };
                Self::complex_of(*b, part("real"), part("imag"))
            }
            (_, Type::Complex(b)) => {
                let real = Expr::Cast(Type::Float(*b), Box::new(value));
                Self::complex_of(*b, real, Expr::Float(0.0, Type::Float(*b)))
            }
            _ if f == t && from.unqualified() == to.unqualified() => value,
            _ => Expr::Cast(crate::func::value_type(to), Box::new(value)),
        }
    }

    /// The truth of an object or C value.
    pub fn truth(&mut self, value: Expr, ty: &Type) -> Expr {
        if !ty.is_object() {
            return self.c_truth(value, ty);
        }
        match value {
            Expr::Singleton(Singleton::None | Singleton::False) => int(0),
            Expr::Singleton(Singleton::True) => int(1),
            value => {
                let sized = match ty {
                    Type::Builtin(Builtin::List | Builtin::Tuple | Builtin::Bytes) => op::CY_SIZED_TRUTH,
                    Type::Builtin(Builtin::Dict) => op::CY_DICT_TRUTH,
                    Type::Builtin(Builtin::Set | Builtin::FrozenSet) => op::CY_SET_TRUTH,
                    Type::Builtin(Builtin::Str) => op::CY_STR_TRUTH,
                    _ => return self.op(&Type::INT, op::CY_TRUTH, by_value([value])),
                };
                pure(sized, vec![value])
            }
        }
    }

    fn c_truth(&mut self, value: Expr, ty: &Type) -> Expr {
        match self.world().resolve(ty) {
            Type::Bint => value,
            Type::Ptr(_) | Type::Array(..) | Type::Func(_) => {
                binary(BinOp::Ne, value, Expr::Null(ty.clone()))
            }
            Type::Float(_) => binary(BinOp::Ne, value, Expr::Float(0.0, ty.clone())),
            Type::Complex(f) => {
                let f = *f;
                let value = self.stable(ty, value);
                let part = |name: &str| {
                    let part = Expr::Field(Box::new(value.clone()), name.into());
                    binary(BinOp::Ne, part, Expr::Float(0.0, Type::Float(f)))
                };
                binary(BinOp::LogOr, part("real"), part("imag"))
            }
            _ => binary(BinOp::Ne, value, Expr::Int(0, ty.clone())),
        }
    }

    /// A C value as an object.
    pub fn to_object(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        let resolved = self.world().resolve(from).clone();
        let (op, ty) = match &resolved {
            Type::Bint => {
                if let Expr::Int(n, _) = value {
                    return Expr::Singleton(if n == 0 { Singleton::False } else { Singleton::True });
                }
                return Expr::Select(
                    Box::new(value),
                    Box::new(Expr::Singleton(Singleton::True)),
                    Box::new(Expr::Singleton(Singleton::False)),
                );
            }
            Type::Int(_) if *to.unqualified() == Type::BYTES => {
                let value = Expr::Cast(Type::LONG, Box::new(value));
                return self.op(&Type::BYTES, op::CY_BYTE, by_value([value]));
            }
            Type::Enum(_) => return self.open_int_to_object(value, from),
            Type::Int(_) if self.is_open(from) && !self.world().is_ucs4(from) => {
                return match resolved {
                    Type::Int(Int { rank: IntRank::Char, .. }) if !matches!(from, Type::Typedef(_)) => {
                        self.op(&Type::Builtin(Builtin::Int), op::CY_FROM_LONG, by_value([value]))
                    }
                    _ => self.open_int_to_object(value, from),
                };
            }
            Type::Int(i) => (from_int_op(*i), boxed(*i)),
            Type::Float(_) => (op::CY_FROM_DOUBLE, Type::Builtin(Builtin::Float)),
            Type::Complex(_) => {
                let value = self.stable(from, value);
                let part = |name: &str| Expr::Field(Box::new(value.clone()), name.into());
                let args = by_value([part("real"), part("imag")]);
                return self.op(&Type::Builtin(Builtin::Complex), op::CY_FROM_COMPLEX, args);
            }
            Type::Ptr(_) | Type::Array(..) if self.is_text(&resolved) => {
                return self.chars_to_object(value, &resolved, to);
            }
            Type::Array(item, _) => {
                let list = self.array_to_object(value, item, &resolved);
                if *to.unqualified() == Type::TUPLE {
                    return self.op(&Type::TUPLE, op::CY_TUPLE_OF_LIST, by_value([list]));
                }
                return list;
            }
            Type::Struct(id) => return self.struct_to_object(value, from, *id),
            Type::CTuple(items) => {
                let value = self.stable(from, value);
                let mut held = Vec::new();
                for (i, item) in items.iter().enumerate() {
                    let field = Expr::Field(Box::new(value.clone()), Name::from(format!("f{i}")));
                    let object = self.convert_by_type(field, item, &Type::Object);
                    held.push(object);
                }
                return self.tuple_of(held);
            }
            Type::Cpp(..) | Type::Func(_) => return self.cpp_to_object(value, from),
            _ => return value,
        };
        self.op(&ty, op, by_value([value]))
    }

    fn open_int_to_object(&mut self, value: Expr, ty: &Type) -> Expr {
        let args = vec![Arg::CType(crate::func::value_type(ty)), Arg::Expr(value)];
        self.op(&Type::Builtin(Builtin::Int), op::CY_FROM_INTEGER, args)
    }

    fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::Ptr(item) | Type::Array(item, _) => {
                is_char(self.world(), item) || self.world().is_ucs4(item)
            }
            _ => false,
        }
    }

    /// A zero-terminated C string as bytes or, by the directives, a str.
    fn chars_to_object(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        if let Type::Ptr(item) | Type::Array(item, _) = from
            && self.world().is_ucs4(item)
        {
            let most = self.array_length(from).unwrap_or(Expr::Text("PY_SSIZE_T_MAX".into(), Type::SSIZE));
            return self.op(&Type::STR, op::CY_STR_FROM_WIDE, by_value([value, most]));
        }
        let length = self.array_length(from);
        let settings = &self.cx.hir.settings;
        let wanted = match to.unqualified() {
            Type::Builtin(b) => *b,
            _ => match settings.c_string_type.as_str() {
                "str" | "unicode" => Builtin::Str,
                "bytearray" => Builtin::ByteArray,
                _ => Builtin::Bytes,
            },
        };
        let chars = Expr::Cast(Type::CHAR.constant().ptr(), Box::new(value));
        if let Some(length) = length {
            return self.char_array_to_object(chars, length, wanted);
        }
        match wanted {
            Builtin::Str => match settings.c_string_encoding.as_str() {
                "" | "utf8" | "utf-8" | "ascii" | "default" => {
                    self.op(&Type::STR, op::CY_STR_FROM, by_value([chars]))
                }
                encoding => {
                    let encoding = Expr::CStr(encoding.as_bytes().into());
                    let none = || Expr::Null(Type::CHAR.constant().ptr());
                    let args = [chars, size(0), size(0), int(0), encoding, none()];
                    self.op(&Type::STR, op::CY_DECODE_SLICE, by_value(args))
                }
            },
            Builtin::ByteArray => {
                let chars = self.stable(&Type::CHAR.constant().ptr(), chars);
                let n = self.strlen(chars.clone());
                self.op(&Type::Builtin(Builtin::ByteArray), op::CY_BYTEARRAY_FROM_SIZE, by_value([chars, n]))
            }
            _ => self.op(&Type::BYTES, op::CY_BYTES_FROM, by_value([chars])),
        }
    }

    /// How many items an array has, if its type says it.
    fn array_length(&self, ty: &Type) -> Option<Expr> {
        match ty {
            Type::Array(_, ArraySize::Known(n)) => Some(size(usize::try_from(*n).unwrap_or(0))),
            Type::Array(_, ArraySize::C(text)) => Some(Expr::Text(text.clone(), Type::SSIZE)),
            _ => None,
        }
    }

    /// An array of C characters ends at the zero byte, or where its memory does.
    fn char_array_to_object(&mut self, chars: Expr, length: Expr, wanted: Builtin) -> Expr {
        let chars = self.stable(&Type::CHAR.constant().ptr(), chars);
        let n = self.op(&Type::SSIZE, op::CY_CHARS_WITHIN, by_value([chars.clone(), length]));
        match (wanted, self.cx.hir.settings.c_string_encoding.as_str()) {
            (Builtin::Str, "" | "utf8" | "utf-8" | "ascii" | "default") => {
                self.op(&Type::STR, op::CY_STR_FROM_SIZE, by_value([chars, n]))
            }
            (Builtin::Str, encoding) => {
                let encoding = Expr::CStr(encoding.as_bytes().into());
                let errors = Expr::Null(Type::CHAR.constant().ptr());
                self.op(&Type::STR, op::CY_DECODE, by_value([chars, n, encoding, errors]))
            }
            (Builtin::ByteArray, _) => {
                self.op(&Type::Builtin(Builtin::ByteArray), op::CY_BYTEARRAY_FROM_SIZE, by_value([chars, n]))
            }
            _ => self.op(&Type::BYTES, op::CY_BYTES_FROM_SIZE, by_value([chars, n])),
        }
    }

    /// `strlen(chars)`
    pub fn strlen(&mut self, chars: Expr) -> Expr {
        let call = Value::Call {
            target: ir::CallTarget::Text("strlen".into()),
            args: vec![chars],
            signal: ir::Signal::Never,
            ret: Type::SIZE,
        };
        let n = self.save(&Type::SIZE, call);
        Expr::Cast(Type::SSIZE, Box::new(n))
    }

    fn array_to_object(&mut self, value: Expr, item: &Type, array: &Type) -> Expr {
        let n = self.array_length(array).unwrap_or_else(|| size(0));
        let list = self.op(&Type::LIST, op::CY_LIST_NEW, by_value([n.clone()]));
        self.count_to(n, |s, i| {
            let element = Expr::Index(Box::new(value), Box::new(i.clone()));
            let object = s.convert_by_type(element, item, &Type::Object);
            s.run(op::CY_LIST_PUT, by_value([list.clone(), i, object]));
        });
        list
    }

    /// `for i in range(n)`
    pub fn count_to(&mut self, n: Expr, body: impl FnOnce(&mut Self, Expr)) {
        let label = self.func.new_label();
        let index = self.temp(&Type::SSIZE);
        let body = self.region(|s| body(s, Expr::Local(index)));
        self.emit(StmtKind::For(Box::new(ir::CountedFor {
            label,
            index,
            from: size(0),
            to: n,
            step: size(1),
            relation: BinOp::Lt,
            body,
            hints: ir::Hints::default(),
            parallel: None,
        })));
    }

    fn struct_to_object(&mut self, value: Expr, ty: &Type, id: cyrus_types::StructId) -> Expr {
        let value = self.stable(ty, value);
        let fields = self.world().structs[id].fields.clone().unwrap_or_default();
        let mut items = Vec::new();
        for field in fields {
            let part = Expr::Field(Box::new(value.clone()), field.cname.clone());
            let object = self.convert_by_type(part, &field.ty, &Type::Object);
            items.push(self.name(&field.name));
            items.push(object);
        }
        let n = size(items.len());
        self.op(&Type::DICT, op::CY_DICT, vec![Arg::Objects(items), Arg::Expr(n)])
    }

    /// An object as a C value.
    pub fn from_object(&mut self, value: Expr, to: &Type) -> Expr {
        let resolved = self.world().resolve(to).clone();
        match &resolved {
            Type::Bint => self.truth(value, &Type::Object),
            Type::Int(_) | Type::Enum(_) if self.is_open(to) && !is_plain_char(to) => {
                let text = self.world().show(to);
                let name = Expr::CStr(text.as_bytes().into());
                let args = vec![Arg::CType(crate::func::value_type(to)), Arg::Expr(value), Arg::Expr(name)];
                self.op(to, op::CY_TO_INTEGER, args)
            }
            Type::Int(i) => {
                let op = to_int_op(*i);
                self.op(to, op, by_value([value]))
            }
            Type::Float(f) => match f {
                Float::Float => self.op(to, op::CY_TO_FLOAT, by_value([value])),
                Float::Double => self.op(to, op::CY_TO_DOUBLE, by_value([value])),
                Float::LongDouble => {
                    let value = self.op(&Type::DOUBLE, op::CY_TO_DOUBLE, by_value([value]));
                    Expr::Cast(to.clone(), Box::new(value))
                }
            },
            Type::Complex(f) => {
                let (real, imag) = (self.slot(&Type::DOUBLE), self.slot(&Type::DOUBLE));
                let args = vec![Arg::Expr(value), Arg::Address(real), Arg::Address(imag)];
                self.run(op::CY_TO_COMPLEX, args);
                let part = |l| Expr::Cast(Type::Float(*f), Box::new(Expr::Local(l)));
                Self::complex_of(*f, part(real), part(imag))
            }
            Type::Ptr(item) if self.world().is_ucs4(item) => {
                let ucs4 = Type::UCS4.ptr();
                let chars = self.op(&ucs4, op::CY_TO_WIDE, by_value([value]));
                if *to == ucs4 { chars } else { Expr::Cast(to.clone(), Box::new(chars)) }
            }
            Type::Ptr(_) => self.object_to_chars(value, to),
            Type::Struct(id) if self.world().structs[*id].is_union => self.union_from_object(value, to, *id),
            Type::Struct(id) => {
                let fields = self.world().structs[*id].fields.clone().unwrap_or_default();
                let mut parts = Vec::new();
                for field in fields {
                    let key = self.name(&field.name);
                    let item = self.object_op(op::CY_STRUCT_ITEM, by_value([value.clone(), key]));
                    let part = self.convert_by_type(item, &Type::Object, &field.ty);
                    parts.push((Some(field.cname), part));
                }
                Expr::Aggregate(to.clone(), parts)
            }
            Type::CTuple(items) => {
                let value = self.stable(&Type::Object, value);
                self.run(op::CY_SEQUENCE_OF, by_value([value.clone(), size(items.len())]));
                let parts = self.unpack_values(value, items.len());
                let mut fields = Vec::new();
                for (part, ty) in parts.into_iter().zip(items.iter()) {
                    fields.push((None, self.convert_by_type(part, &Type::Object, ty)));
                }
                Expr::Aggregate(to.clone(), fields)
            }
            Type::Array(item, ArraySize::Known(n)) => {
                let n = size(usize::try_from(*n).unwrap_or(0));
                let items = self.object_op(op::CY_EXACTLY, by_value([value, n.clone()]));
                let array = self.slot(to);
                self.count_to(n, |s, i| {
                    let part = s.object_op(op::CY_EXACT_ITEM, by_value([items, i.clone()]));
                    let part = s.convert_by_type(part, &Type::Object, item);
                    let at = Expr::Index(Box::new(Expr::Local(array)), Box::new(i));
                    let place = ir::Place::Lvalue(Box::new(at), (**item).clone());
                    s.emit(StmtKind::Set(place, Value::Expr(part)));
                });
                Expr::Local(array)
            }
            Type::Cpp(..) => self.cpp_from_object(value, to),
            _ => value,
        }
    }

    /// A union holds one field at a time: the one that a mapping has a value for.
    fn union_from_object(&mut self, value: Expr, to: &Type, id: cyrus_types::StructId) -> Expr {
        let value = self.stable(&Type::Object, value);
        let fields = self.world().structs[id].fields.clone().unwrap_or_default();
        let names: Vec<Expr> = fields.iter().map(|f| self.name(&f.name)).collect();
        let n = size(names.len());
        let args = vec![Arg::Expr(value.clone()), Arg::Objects(names.clone()), Arg::Expr(n)];
        let which = self.op(&Type::SSIZE, op::CY_UNION_FIELD, args);
        let which = self.stable(&Type::SSIZE, which);
        let made = self.slot(to);
        for (i, (field, name)) in fields.iter().zip(names).enumerate() {
            let test = binary(BinOp::Eq, which.clone(), size(i));
            let value = value.clone();
            self.branch(
                test,
                |s| {
                    let item = s.object_op(op::CY_GETITEM, by_value([value, name]));
                    let part = s.convert_by_type(item, &Type::Object, &field.ty);
                    let at = Expr::Field(Box::new(Expr::Local(made)), field.cname.clone());
                    s.emit(StmtKind::Set(
                        ir::Place::Lvalue(Box::new(at), field.ty.clone()),
                        Value::Expr(part),
                    ));
                },
                |_| {},
            );
        }
        Expr::Local(made)
    }

    fn unpack_values(&mut self, value: Expr, n: usize) -> Vec<Expr> {
        let outs: Vec<_> = (0..n).map(|_| self.temp(&Type::Object)).collect();
        let args = vec![Arg::Expr(value), Arg::Expr(size(n)), Arg::Outs(outs.clone())];
        self.run(op::CY_UNPACK, args);
        outs.into_iter().map(Expr::Local).collect()
    }

    /// The C string in a bytes object or, by the directives, a str; it lives as long as the object.
    fn object_to_chars(&mut self, value: Expr, to: &Type) -> Expr {
        let chars = match self.cx.hir.settings.c_string_encoding.as_str() {
            "utf8" | "utf-8" | "default" => {
                let n = self.slot(&Type::SSIZE);
                let args = vec![Arg::Expr(value.clone()), Arg::Address(n)];
                self.op(&Type::CHAR.constant().ptr(), op::CY_TO_CHARS_UTF8, args)
            }
            "ascii" => {
                let n = self.slot(&Type::SSIZE);
                let args = vec![Arg::Expr(value.clone()), Arg::Address(n)];
                self.op(&Type::CHAR.constant().ptr(), op::CY_TO_CHARS_ASCII, args)
            }
            _ => self.op(&Type::CHAR.ptr(), op::CY_TO_CHARS, by_value([value.clone()])),
        };
        self.keep_alive(value);
        if *to == Type::CHAR.ptr() && self.func_type_is(&chars, to) {
            chars
        } else {
            Expr::Cast(to.clone(), Box::new(chars))
        }
    }

    fn func_type_is(&self, e: &Expr, ty: &Type) -> bool {
        matches!(e, Expr::Local(l) if self.func.type_of(*l) == Some(ty))
    }

    /// An object that C code looks into lives until the statement ends.
    fn keep_alive(&mut self, object: Expr) {
        if let Expr::Local(l) = object
            && self.func.locals[l].role == Role::Temp
        {
            self.kept.push(l);
        }
    }

    fn ctuple_to_ctuple(&mut self, value: Expr, from: &Type, to: &Type) -> Expr {
        let (Type::CTuple(a), Type::CTuple(b)) =
            (self.world().resolve(from).clone(), self.world().resolve(to).clone())
        else {
            return value;
        };
        let value = self.stable(from, value);
        let mut parts = Vec::new();
        for (i, (a, b)) in a.iter().zip(b.iter()).enumerate() {
            let part = Expr::Field(Box::new(value.clone()), Name::from(format!("f{i}")));
            parts.push((None, self.convert_by_type(part, a, b)));
        }
        Expr::Aggregate(to.clone(), parts)
    }

    // Type checks.

    /// A type check node.
    pub fn type_check(
        &mut self,
        e: &'h hir::Expr,
        to: &Type,
        none_ok: bool,
        arg_name: Option<&Name>,
    ) -> Expr {
        let value = self.expr(e);
        self.check_type(value, to, none_ok, arg_name)
    }

    /// The object, which is of the type (or None).
    pub fn check_type(&mut self, value: Expr, to: &Type, none_ok: bool, arg_name: Option<&Name>) -> Expr {
        let ty = match self.world().resolve(to) {
            Type::Buffer(b) => b.object.clone(),
            t => t.clone(),
        };
        let (class, exact, check) = match &ty {
            Type::Ext(id) => (Expr::ClassObject(*id), false, op::CY_CHECK_TYPE),
            Type::Builtin(b @ (Builtin::Type | Builtin::Exception)) => {
                (Self::builtin_type(*b), false, op::CY_CHECK_KIND)
            }
            Type::Builtin(b) => (Self::builtin_type(*b), true, op::CY_CHECK_BUILTIN),
            _ => return value,
        };
        // The check changes nothing that a variable holds.
        let value = if matches!(value, Expr::Local(_)) { value } else { self.stable(to, value) };
        if arg_name.is_none() && none_ok {
            self.run(check, by_value([value.clone(), class]));
            return value;
        }
        if let Some(name) = arg_name {
            if let Type::Builtin(Builtin::Float | Builtin::Int) = ty {
                let args = [value, class, Self::c_name(name), int(i64::from(none_ok))];
                return self.op(to, op::CY_ARG_NUMBER, by_value(args));
            }
            let how = int(i64::from(none_ok) | i64::from(exact) << 1);
            self.run(op::CY_CHECK_ARG, by_value([value.clone(), class, Self::c_name(name), how]));
            return value;
        }
        self.check_not_none(&value, &hir::NoneReason::Operation("of this type"));
        self.run(op::CY_CHECK_TYPE, by_value([value.clone(), class]));
        value
    }

    /// The type object of a builtin type.
    pub fn builtin_type(b: Builtin) -> Expr {
        let name = match b {
            Builtin::NoneType => "(PyObject *)Py_TYPE(Py_None)",
            Builtin::Type => "(PyObject *)&PyType_Type",
            Builtin::Bool => "(PyObject *)&PyBool_Type",
            Builtin::Int => "(PyObject *)&PyLong_Type",
            Builtin::Float => "(PyObject *)&PyFloat_Type",
            Builtin::Complex => "(PyObject *)&PyComplex_Type",
            Builtin::Str => "(PyObject *)&PyUnicode_Type",
            Builtin::Bytes => "(PyObject *)&PyBytes_Type",
            Builtin::ByteArray => "(PyObject *)&PyByteArray_Type",
            Builtin::List => "(PyObject *)&PyList_Type",
            Builtin::Tuple => "(PyObject *)&PyTuple_Type",
            Builtin::Dict => "(PyObject *)&PyDict_Type",
            Builtin::Set => "(PyObject *)&PySet_Type",
            Builtin::FrozenSet => "(PyObject *)&PyFrozenSet_Type",
            Builtin::Slice => "(PyObject *)&PySlice_Type",
            Builtin::MemoryView => "(PyObject *)&PyMemoryView_Type",
            Builtin::Range => "(PyObject *)&PyRange_Type",
            Builtin::Exception => "PyExc_BaseException",
        };
        Expr::Text(name.into(), Type::Builtin(Builtin::Type))
    }

    /// A node that refuses None.
    pub fn not_none(&mut self, e: &'h hir::Expr, why: &hir::NoneReason) -> Expr {
        let value = self.expr(e);
        let value = self.stable(&e.ty, value);
        self.check_not_none(&value, why);
        value
    }

    /// Raises if the value is None.
    pub fn check_not_none(&mut self, value: &Expr, why: &hir::NoneReason) {
        let view = matches!(value, Expr::Local(l)
            if matches!(self.func.type_of(*l).map(|t| self.world().resolve(t)), Some(Type::View(_))));
        let ok = if view {
            crate::func::not(pure(op::CY_V_IS_NONE, vec![value.clone()]))
        } else {
            binary(BinOp::Ne, value.clone(), NONE)
        };
        let (exception, text) = match why {
            hir::NoneReason::Argument(name) => ("TypeError", format!("Argument '{name}' must not be None")),
            hir::NoneReason::Attribute(name) => {
                ("AttributeError", format!("'NoneType' object has no attribute '{name}'"))
            }
            hir::NoneReason::Operation(words) => ("TypeError", format!("'NoneType' object is not {words}")),
        };
        self.check_text(ok, exception, &text, CheckKind::NotNone);
    }
}

fn is_plain_char(ty: &Type) -> bool {
    *ty.unqualified() == Type::CHAR
}

/// Whether a literal needs no cast.
fn fits(n: i128, ty: &Type) -> bool {
    let Type::Int(i) = ty else { return false };
    let bits = match i.rank {
        IntRank::Char => 7,
        IntRank::Short => 15,
        _ => 31,
    };
    let low = if i.sign == Sign::Signed { -(1i128 << bits) } else { 0 };
    n >= low && n < 1i128 << bits
}

fn boxed(i: Int) -> Type {
    match i.rank {
        IntRank::Ucs4 | IntRank::PyUnicode => Type::STR,
        _ => Type::Builtin(Builtin::Int),
    }
}

fn from_int_op(i: Int) -> OpId {
    let unsigned = i.sign == Sign::Unsigned;
    match i.rank {
        IntRank::Char | IntRank::Short => op::CY_FROM_LONG,
        IntRank::Int | IntRank::Long => {
            if unsigned {
                op::CY_FROM_ULONG
            } else {
                op::CY_FROM_LONG
            }
        }
        IntRank::LongLong => {
            if unsigned {
                op::CY_FROM_ULONGLONG
            } else {
                op::CY_FROM_LONGLONG
            }
        }
        IntRank::Ucs4 | IntRank::PyUnicode => op::CY_FROM_UCS4,
        IntRank::Hash | IntRank::Ptrdiff | IntRank::PySsize | IntRank::Ssize => op::CY_FROM_SSIZE,
        IntRank::Size => op::CY_FROM_SIZE,
    }
}

fn to_int_op(i: Int) -> OpId {
    let unsigned = i.sign == Sign::Unsigned;
    match i.rank {
        IntRank::Char => match i.sign {
            Sign::Plain => op::CY_TO_CHAR,
            Sign::Signed => op::CY_TO_SCHAR,
            Sign::Unsigned => op::CY_TO_UCHAR,
        },
        IntRank::Short => {
            if unsigned {
                op::CY_TO_USHORT
            } else {
                op::CY_TO_SHORT
            }
        }
        IntRank::Int => {
            if unsigned {
                op::CY_TO_UINT
            } else {
                op::CY_TO_INT
            }
        }
        IntRank::Long => {
            if unsigned {
                op::CY_TO_ULONG
            } else {
                op::CY_TO_LONG
            }
        }
        IntRank::LongLong => {
            if unsigned {
                op::CY_TO_ULONGLONG
            } else {
                op::CY_TO_LONGLONG
            }
        }
        IntRank::Ucs4 | IntRank::PyUnicode => op::CY_TO_UCS4,
        IntRank::Hash => op::CY_TO_HASH,
        IntRank::PySsize => op::CY_TO_SSIZE,
        // As wide as `Py_ssize_t` on every platform that CPython runs on.
        IntRank::Ptrdiff | IntRank::Ssize => op::CY_TO_SSIZE,
        IntRank::Size => op::CY_TO_SIZE,
    }
}
