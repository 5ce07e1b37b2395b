//! Expressions: which file knows what; control inside expressions.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, BinOp, CheckKind, Expr, Role, Singleton, StmtKind, Value};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::Type;
use num_bigint::BigInt;

use crate::func::{FuncCx, NONE, binary, by_value, is_set, not, pure};

/// `and` and `or` of more values than this are not nested: C compilers have a limit (256 brackets, says clang).
pub const NESTED: usize = 8;
/// As many are tested in one C expression.
const TOGETHER: usize = 32;

impl<'h> FuncCx<'_, 'h> {
    /// Lowers an expression; the result is pure, and right until something changes what it reads.
    pub fn expr(&mut self, e: &'h hir::Expr) -> Expr {
        self.located(e.at, |s| s.expr_here(e))
    }

    /// Lowers an expression whose value is not wanted.
    pub fn effect(&mut self, e: &'h hir::Expr) {
        match &e.kind {
            hir::ExprKind::Block { stmts, value } => {
                self.stmts(stmts);
                self.effect(value);
            }
            hir::ExprKind::Coerce(_, inner) if !inner.ty.is_object() => {
                // What was coerced only to be thrown away need not be.
                if e.ty.is_object() { self.effect(inner) } else { self.effect_of_value(e) }
            }
            hir::ExprKind::Conditional { test, body, orelse } => {
                self.test(test, |s| s.effect(body), |s| s.effect(orelse));
            }
            hir::ExprKind::Op { op: op::CY_APPEND, args } => self.located(e.at, |s| {
                let values = s.operand_list(args);
                s.run(op::CY_APPEND, by_value(values));
            }),
            _ => self.effect_of_value(e),
        }
    }

    fn effect_of_value(&mut self, e: &'h hir::Expr) {
        let before = self.out.len();
        let value = self.expr(e);
        // A result that only went into a temp is forgotten instead.
        if let Expr::Local(t) = value
            && self.out.len() > before
            && self.func.locals[t].role == Role::Temp
            && let Some(last) = self.out.pop()
        {
            match last.kind {
                StmtKind::Set(ir::Place::Local(l), value) if l == t && self.can_forget(&value) => {
                    if !matches!(value, Value::Expr(_)) {
                        self.out.push(ir::Stmt::new(StmtKind::Eval(value), last.at));
                    }
                }
                kind => self.out.push(ir::Stmt { kind, ..last }),
            }
        }
    }

    fn can_forget(&self, value: &Value) -> bool {
        match value {
            Value::Expr(_) | Value::Op { .. } | Value::Call { .. } => !self.dead,
        }
    }

    fn expr_here(&mut self, e: &'h hir::Expr) -> Expr {
        use hir::ExprKind as E;
        match &e.kind {
            E::None if self.is_view(&e.ty) => self.none_view(&e.ty),
            E::None => NONE,
            E::Bool(b) => self.bool_constant(*b, &e.ty),
            E::Ellipsis => Expr::Singleton(Singleton::Ellipsis),
            E::NotImplemented => Expr::Singleton(Singleton::NotImplemented),
            E::Int(n) => self.int_constant(n, &e.ty),
            E::Float(_) | E::Imaginary(_) | E::Str(_) | E::Bytes(_) | E::ConstTuple(_) => self.constant(e),
            E::Null => Expr::Null(e.ty.clone()),
            E::Error => NONE,

            E::Local(id) => self.read_local(*id),
            E::Global(name) => self.read_global(name),
            E::Builtin(name) => self.builtin(name),
            E::ClassName { name, outer, space } => self.read_class_name(name, *outer, *space),
            E::CVar(id) => {
                self.check_begun(&Expr::CVar(*id), "NameError", "C++ global");
                self.read_memory(Expr::CVar(*id), &e.ty)
            }
            E::CFunc(id) => self.c_function(*id),
            E::ClassObject(id) => Expr::ClassObject(*id),
            E::BuiltinType(b) => Self::builtin_type(*b),
            E::EnumItem(id, at) => self.enum_item(*id, *at, &e.ty),
            E::Text(text) => Expr::Text(text.clone(), e.ty.clone()),
            E::Globals => Expr::ModuleDict,
            E::Namespace => self.namespace.map_or(Expr::ModuleDict, Expr::Local),
            E::Locals(variables) => self.locals_dict(variables),
            E::Arg(at) => self.args.get(*at).cloned().unwrap_or(NONE),
            E::PlaceValue => self.place_value.clone().unwrap_or(NONE),

            E::Binary { op, inplace, left, right } => self.binary(*op, *inplace, left, right, &e.ty),
            E::Unary { op, operand } => self.unary(*op, operand, &e.ty),
            E::Compare { op, left, right } => self.compare(*op, left, right, &e.ty),
            E::Is { negate, left, right } if self.is_view(&left.ty) => {
                let [view, _] = self.operands([left, right]);
                let none = pure(op::CY_V_IS_NONE, vec![view]);
                if *negate { not(none) } else { none }
            }
            E::Is { negate, left, right } => {
                let [a, b] = self.operands([left, right]);
                binary(if *negate { BinOp::Ne } else { BinOp::Eq }, a, b)
            }
            E::In { negate, item, container } => {
                let [item, container] = self.operands([item, container]);
                let test = if *negate { op::CY_NOT_IN } else { op::CY_IN };
                self.op(&Type::INT, test, by_value([item, container]))
            }

            E::CBinary { op, mode, left, right } => self.c_binary(*op, *mode, left, right, &e.ty),
            E::CUnary { op, overflow_check, operand } => self.c_unary(*op, *overflow_check, operand, &e.ty),
            E::CCompare { op, left, right } => self.c_compare(*op, left, right),
            E::PointerArith { op, left, right } => {
                let [a, b] = self.operands([left, right]);
                binary(if *op == hir::BinaryOp::Sub { BinOp::Sub } else { BinOp::Add }, a, b)
            }

            E::Not(inner) => not(self.expr(inner)),
            E::And(parts) => self.short_circuit(parts, &e.ty, true),
            E::Or(parts) => self.short_circuit(parts, &e.ty, false),
            E::Conditional { test, body, orelse } => self.conditional(test, body, orelse, &e.ty),
            E::Block { stmts, value } => {
                self.stmts(stmts);
                self.expr(value)
            }

            E::Call { func, args } => self.call(func, args),
            E::MethodCall { object, name, args } => self.method_call(object, name, args),
            E::CCall { callee, args, optional } => self.c_call(callee, args, optional.as_deref(), &e.ty),
            E::Op { op, args } => self.runtime_call(*op, args, &e.ty),
            E::Super { class, object } => {
                let [class, object] = self.super_parts(class, object);
                self.object_op(op::CY_SUPER, by_value([class, object]))
            }

            E::Attr { object, name } => {
                let object = self.expr(object);
                let name = self.name(name);
                self.op(&e.ty, op::CY_GETATTR, by_value([object, name]))
            }
            E::Field { object, name } => {
                let place = self.field(object, name);
                self.read_memory(place, &e.ty)
            }
            E::ClassField { object, class, field, check_none } => {
                let object = self.expr(object);
                let place = self.class_field(object, *class, *field, *check_none);
                self.check_begun(&place, "AttributeError", "C++ attribute");
                let value = self.read_memory(place, &e.ty);
                if let Expr::Local(l) = value
                    && let Type::View(_) = self.world().resolve(&e.ty)
                {
                    let ok = Expr::ViewBound(Box::new(Expr::Local(l)));
                    let kind = CheckKind::Initialized(l);
                    self.check_text(ok, "AttributeError", "Memoryview is not initialized", kind);
                }
                value
            }
            E::Item { object, index } => {
                let [object_, index] = self.operands([object, index]);
                let get = if is_dict(&object.ty) { op::CY_DICT_GETITEM } else { op::CY_GETITEM };
                let container = self.subscripted(object_, &object.ty);
                self.op(&e.ty, get, by_value([container, index]))
            }
            E::ItemInt { object, index, mode } => self.item_int(object, index, *mode, &e.ty),
            E::SliceInt { object, start, stop } => {
                self.slice_int(object, start.as_deref(), stop.as_deref(), &e.ty)
            }
            E::Slice(parts) => self.slice_object(parts),
            E::CIndex { base, index } => {
                let mut held = [self.memory_operand(base), self.operand(index)];
                self.settle(&mut held);
                let [base, index] = held.map(|h| Box::new(h.value));
                self.read_memory(Expr::Index(base, index), &e.ty)
            }
            E::CSlice { base, start, stop } => self.c_slice(base, start.as_deref(), stop.as_deref(), &e.ty),
            E::Deref(pointer) => {
                let pointer = self.expr(pointer);
                self.read_memory(Expr::Deref(Box::new(pointer)), &e.ty)
            }
            E::AddressOf(place) => self.address_of(place),
            E::ViewItem { view, indices, mode } => self.view_item(view, indices, *mode, &e.ty),
            E::ViewSlice { view, axes, mode } => self.view_slice(view, axes, *mode, &e.ty),
            E::ViewAttr { view, attr } => self.view_attr(view, *attr, &e.ty),

            E::Tuple(items) => self.tuple(items),
            E::List(items) => self.list(items),
            E::Set(items) => self.set_display(items),
            E::Dict(items) => self.dict(items),
            E::Aggregate(items) => {
                let values = self.operand_list(items.iter().map(|(_, v)| v));
                let items = items.iter().map(|(name, _)| name.clone()).zip(values).collect();
                Expr::Aggregate(e.ty.clone(), items)
            }
            E::Join(parts) => self.join(parts),
            E::Format { value, conversion, spec } => self.format(value, *conversion, spec.as_deref()),
            E::MakeFunction(f) => self.make_function(f),
            E::MakeClass(c) => self.make_class(c),
            E::MakeGenerator { func, iter } => self.make_generator(*func, iter),
            E::Yield(value) => self.yield_value(value.as_deref()),
            E::YieldFrom(value) => self.yield_from(value),
            E::Await(value) => {
                let value = self.expr(value);
                self.await_object(value)
            }

            E::Coerce(how, inner) => self.coerce(*how, inner, &e.ty),
            E::Cast(inner) => {
                let value = self.expr(inner);
                if e.ty.is_object() && inner.ty.is_object() {
                    value
                } else {
                    Expr::Cast(e.ty.clone(), Box::new(value))
                }
            }
            E::TypeCheck { value, none_ok, arg_name } => {
                self.type_check(value, &e.ty, *none_ok, arg_name.as_ref())
            }
            E::Narrow(value) => self.narrow(value, &e.ty),
            E::NotNone { value, why } => self.not_none(value, why),
            E::ArrayOver { pointer, element, shape, fortran } => {
                self.array_over(pointer, element, shape, *fortran)
            }
            E::SizeOf(ty) => Expr::SizeOf(ty.clone()),
            E::CppNew { args, except, .. } => self.cpp_new(args, except, &e.ty),
        }
    }

    // Constants.

    fn bool_constant(&mut self, b: bool, ty: &Type) -> Expr {
        if ty.is_object() {
            Expr::Singleton(if b { Singleton::True } else { Singleton::False })
        } else {
            Expr::Int(i128::from(b), ty.clone())
        }
    }

    fn int_constant(&mut self, n: &BigInt, ty: &Type) -> Expr {
        if ty.is_object() {
            return Expr::Const(self.cx.int_const(n));
        }
        if let Type::Complex(f) = *self.world().resolve(ty) {
            let part = Type::Float(f);
            let (real, zero) = (self.int_constant(n, &part), Expr::Float(0.0, part));
            return Self::complex_of(f, real, zero);
        }
        let float = matches!(self.world().resolve(ty), Type::Float(_));
        match i128::try_from(n) {
            Ok(n) if !float => Expr::Int(n, ty.clone()),
            Ok(n) => Expr::Float(n as f64, ty.clone()),
            Err(_) => Expr::Float(n.to_string().parse().unwrap_or(f64::INFINITY), ty.clone()),
        }
    }

    /// A constant as an object or, where the type says so, as a C value.
    fn constant(&mut self, e: &'h hir::Expr) -> Expr {
        match &e.kind {
            hir::ExprKind::Float(x) if !e.ty.is_object() => match self.world().resolve(&e.ty) {
                Type::Complex(f) => {
                    let part = |x: f64| Expr::Float(x, Type::Float(*f));
                    Self::complex_of(*f, part(*x), part(0.0))
                }
                _ => Expr::Float(*x, e.ty.clone()),
            },
            hir::ExprKind::Imaginary(f) if !e.ty.is_object() => {
                let float = match self.world().resolve(&e.ty) {
                    Type::Complex(f) => *f,
                    _ => cyrus_types::Float::Double,
                };
                let part = |f: f64| Expr::Float(f, Type::Float(float));
                Self::complex_of(float, part(0.0), part(*f))
            }
            hir::ExprKind::Bytes(b) if !e.ty.is_object() => {
                let text = Expr::CStr(b.clone());
                match self.world().resolve(&e.ty) {
                    // C++ lets nobody write to a literal.
                    Type::Ptr(item) if !item.is_const() => Expr::Cast(e.ty.clone(), Box::new(text)),
                    _ => text,
                }
            }
            _ => match self.const_object(e) {
                Some(Constant::Object(id)) => Expr::Const(id),
                Some(Constant::Singleton(s)) => Expr::Singleton(s),
                None => NONE,
            },
        }
    }

    /// The constant that an expression is, if it is one.
    pub fn const_object(&mut self, e: &hir::Expr) -> Option<Constant> {
        use hir::ExprKind as E;
        if !e.ty.is_object() {
            return None;
        }
        let object = match &e.kind {
            E::None => return Some(Constant::Singleton(Singleton::None)),
            E::Bool(true) => return Some(Constant::Singleton(Singleton::True)),
            E::Bool(false) => return Some(Constant::Singleton(Singleton::False)),
            E::Ellipsis => return Some(Constant::Singleton(Singleton::Ellipsis)),
            E::NotImplemented => return Some(Constant::Singleton(Singleton::NotImplemented)),
            E::Int(n) => ir::ConstObject::Int(n.to_string().into()),
            E::Float(f) => ir::ConstObject::Float(f.to_bits()),
            E::Imaginary(f) => ir::ConstObject::Complex(0f64.to_bits(), f.to_bits()),
            E::Str(s) => ir::ConstObject::Str(s.clone()),
            E::Bytes(b) => ir::ConstObject::Bytes(b.clone()),
            E::ConstTuple(items) => {
                let items: Option<Vec<_>> =
                    items.iter().map(|item| self.const_object(item).map(|c| self.const_item(c))).collect();
                ir::ConstObject::Tuple(items?)
            }
            _ => return None,
        };
        Some(Constant::Object(self.cx.constant(object)))
    }

    /// A constant inside a constant tuple.
    pub fn const_item(&mut self, c: Constant) -> ir::ConstId {
        match c {
            Constant::Object(id) => id,
            Constant::Singleton(s) => self.cx.constant(ir::ConstObject::Singleton(s)),
        }
    }

    fn enum_item(&mut self, id: cyrus_types::EnumId, at: usize, ty: &Type) -> Expr {
        match self.world().enums[id].items.get(at) {
            Some(item) => Expr::Text(item.cname.as_str().into(), ty.clone()),
            None => Expr::Int(0, ty.clone()),
        }
    }

    // Memory.

    /// What lies in memory: references are kept in a temp, as what runs later may replace them.
    pub fn read_memory(&mut self, place: Expr, ty: &Type) -> Expr {
        if ir::is_managed(self.world(), ty) { self.save(ty, Value::Expr(place)) } else { place }
    }

    /// Raises if the C++ object of a place with `cpp_locals` has not begun.
    fn check_begun(&mut self, place: &Expr, exception: &str, what: &str) {
        let world = self.cx.world.clone();
        if let Some(name) = ir::query::late_place(&world, place) {
            let ok = Expr::ViewBound(Box::new(place.clone()));
            let text = format!("{what} '{name}' is not initialized");
            self.check_text(ok, exception, &text, CheckKind::Other);
        }
    }

    /// A field of a struct, or behind a pointer to one.
    pub fn field(&mut self, object: &'h hir::Expr, name: &Name) -> Expr {
        let value = self.expr(object);
        if self.world().is_pointer(&object.ty) {
            Expr::Arrow(Box::new(value), name.clone(), None)
        } else {
            Expr::Field(Box::new(value), name.clone())
        }
    }

    /// An attribute of an extension type.
    pub fn class_field(
        &mut self,
        object: Expr,
        class: cyrus_types::ClassId,
        field: usize,
        check_none: bool,
    ) -> Expr {
        let name = self.world().classes[class].fields.get(field).map(|f| (f.name.clone(), f.cname.clone()));
        let (name, cname) = name.unwrap_or_default();
        let object = if check_none {
            let object = self.stable(&Type::Ext(class), object);
            self.check_not_none(&object, &hir::NoneReason::Attribute(name));
            object
        } else {
            object
        };
        Expr::Arrow(Box::new(object), cname, Some(class))
    }

    /// `&place`
    fn address_of(&mut self, place: &'h hir::Place) -> Expr {
        let resolved = self.resolve(place);
        let at = self.lvalue(&resolved);
        Expr::AddressOf(Box::new(at))
    }

    fn c_function(&mut self, id: cyrus_types::CFuncId) -> Expr {
        match self.cx.hir.cfuncs.get(&id) {
            Some(f) => {
                let ty = Type::Func(self.world().cfuncs[id].ty.clone()).ptr();
                Expr::FuncAddr(self.cx.code[*f], ty)
            }
            None => Expr::CFuncAddr(id),
        }
    }

    // Control.

    fn short_circuit(&mut self, parts: &'h [hir::Expr], ty: &Type, and: bool) -> Expr {
        let Some((first, rest)) = parts.split_first() else { return NONE };
        if rest.is_empty() {
            return self.expr(first);
        }
        let truth = *self.world().resolve(ty) == Type::Bint;
        if parts.len() > NESTED {
            return if truth { self.flat_truth(parts, and) } else { self.flat_value(parts, ty, and) };
        }
        if truth {
            return self.short_circuit_bool(first, rest, ty, and);
        }
        let value = self.expr(first);
        let value = self.stable(ty, value);
        let test = self.truth(value.clone(), ty);
        let result = self.temp(ty);
        let more = |s: &mut Self| {
            let rest = s.short_circuit(rest, ty, and);
            s.assign(result, rest);
        };
        if and {
            self.branch(test, more, |s| s.assign(result, value));
        } else {
            self.branch(test, |s| s.assign(result, value), more);
        }
        Expr::Local(result)
    }

    /// A long chain as one block that is left where the result is known.
    fn flat_value(&mut self, parts: &'h [hir::Expr], ty: &Type, and: bool) -> Expr {
        let result = self.temp(ty);
        self.block(|s, label| {
            for (i, part) in parts.iter().enumerate() {
                let value = s.expr(part);
                if i + 1 == parts.len() {
                    s.assign(result, value);
                    return;
                }
                let value = s.stable(ty, value);
                let test = s.truth(value.clone(), ty);
                s.when(if and { not(test) } else { test }, |s| {
                    s.assign(result, value);
                    s.jump(StmtKind::Break(label));
                });
            }
        });
        Expr::Local(result)
    }

    /// The same of truth values: those that need no statements are tested together.
    fn flat_truth(&mut self, parts: &'h [hir::Expr], and: bool) -> Expr {
        let op = if and { BinOp::LogAnd } else { BinOp::LogOr };
        let parts: Vec<_> = parts.iter().map(|p| self.nested(|s| s.expr(p))).collect();
        if parts.len() <= TOGETHER && parts.iter().all(|(region, _)| region.is_empty()) {
            let mut values = parts.into_iter().map(|(_, value)| value);
            let first = values.next().unwrap_or(NONE);
            return values.fold(first, |test, value| binary(op, test, value));
        }
        let result = self.temp(&Type::Bint);
        self.block(|s, label| {
            let mut test: Option<(usize, Expr)> = None;
            for (region, value) in parts {
                test = Some(match test {
                    Some((n, test)) if n < TOGETHER && region.is_empty() => (n + 1, binary(op, test, value)),
                    Some((_, test)) => {
                        s.when(if and { not(test) } else { test }, |s| {
                            s.assign(result, Expr::Int(i128::from(!and), Type::Bint));
                            s.jump(StmtKind::Break(label));
                        });
                        s.out.extend(region.0);
                        (1, value)
                    }
                    None => {
                        s.out.extend(region.0);
                        (1, value)
                    }
                });
            }
            if let Some((_, test)) = test {
                s.assign(result, test);
            }
        });
        Expr::Local(result)
    }

    fn short_circuit_bool(
        &mut self,
        first: &'h hir::Expr,
        rest: &'h [hir::Expr],
        ty: &Type,
        and: bool,
    ) -> Expr {
        let first = self.expr(first);
        let (region, rest) = self.nested(|s| s.short_circuit(rest, ty, and));
        if region.is_empty() {
            return binary(if and { BinOp::LogAnd } else { BinOp::LogOr }, first, rest);
        }
        let result = self.temp(&Type::Bint);
        let more = |s: &mut Self| {
            s.out.extend(region.0);
            s.assign(result, rest);
        };
        let constant = |s: &mut Self| s.assign(result, Expr::Int(i128::from(!and), Type::Bint));
        if and {
            self.branch(first, more, constant);
        } else {
            self.branch(first, constant, more);
        }
        Expr::Local(result)
    }

    fn conditional(
        &mut self,
        test: &'h hir::Expr,
        body: &'h hir::Expr,
        orelse: &'h hir::Expr,
        ty: &Type,
    ) -> Expr {
        let test = self.expr(test);
        let (body_region, body) = self.nested(|s| s.expr(body));
        let (else_region, orelse) = self.nested(|s| s.expr(orelse));
        // C++ references and values of classes are not merged through a temp where that can be avoided.
        if body_region.is_empty() && else_region.is_empty() && !ir::is_managed(self.world(), ty) {
            return Expr::Select(Box::new(test), Box::new(body), Box::new(orelse));
        }
        let result = self.temp(ty);
        self.branch(
            test,
            |s| {
                s.out.extend(body_region.0);
                s.assign(result, body);
            },
            |s| {
                s.out.extend(else_region.0);
                s.assign(result, orelse);
            },
        );
        Expr::Local(result)
    }

    /// A runtime operation that was chosen before lowering.
    fn runtime_call(&mut self, op: op::OpId, args: &'h [hir::Expr], ty: &Type) -> Expr {
        let mut values = self.operand_list(args);
        if op == op::CY_RAISE_THREE {
            self.fail(op, by_value(values));
            return NONE;
        }
        if op == op::CY_APPEND {
            // Here what the method returns matters.
            values.insert(0, self.name("append"));
            return self.op(ty, op::CY_METHOD1, by_value(values));
        }
        let desc = op.op();
        if desc.pure && desc.signal == op::Signal::Never && !matches!(desc.result, op::OpResult::New) {
            return pure(op, values);
        }
        // A vector takes all arguments from its place on; its length follows.
        let vector = desc.params.iter().position(|p| p.kind == op::Kind::Objects);
        let args = match vector {
            Some(at) if values.len() >= at => {
                let after = desc.params.len() - at - 2;
                let last = values.split_off(values.len() - after);
                let items = values.split_off(at);
                let n = crate::func::size(items.len());
                let mut args = by_value(values);
                args.push(ir::Arg::Objects(items));
                args.push(ir::Arg::Expr(n));
                args.extend(by_value(last));
                args
            }
            _ => by_value(values),
        };
        if *ty == Type::Void || matches!(desc.result, op::OpResult::Void) {
            self.run(op, args);
            return NONE;
        }
        if ty.is_object() && !matches!(desc.result, op::OpResult::New | op::OpResult::Borrowed(_)) {
            // A status: the value of such a call is None.
            self.run(op, args);
            return NONE;
        }
        self.op(ty, op, args)
    }

    /// `locals()`: a new dict of the variables that have a value.
    fn locals_dict(&mut self, variables: &'h [(Name, hir::Expr)]) -> Expr {
        let dict = self.op(&Type::DICT, op::CY_DICT_NEW, Vec::new());
        for (name, e) in variables {
            let raw = match e.kind {
                hir::ExprKind::Local(id) => self.peek_local(id),
                _ => None,
            };
            let name = self.name(name);
            match raw {
                Some(value) => self.when(is_set(value.clone()), |s| {
                    s.run(op::CY_DICT_PUT, by_value([dict.clone(), name, value]));
                }),
                None => {
                    let value = self.expr(e);
                    self.run(op::CY_DICT_PUT, by_value([dict.clone(), name, value]));
                }
            }
        }
        dict
    }
}

/// A constant object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    Object(ir::ConstId),
    Singleton(Singleton),
}

/// Whether objects of this type are dicts (or None).
pub fn is_dict(ty: &Type) -> bool {
    matches!(ty, Type::Builtin(cyrus_types::Builtin::Dict))
}
