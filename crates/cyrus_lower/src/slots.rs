//! Type slots of extension types: which special methods fill which slot, and the functions between them.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, BinOp, Expr, StmtKind};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::{ClassId, Type};

use crate::class::Provider;
use crate::func::{FuncCx, NONE, binary, by_value, int, is_null};
use crate::module::ModuleCx;

/// Slots whose function is the method itself: object arguments, object result.
const SAME: &[(&str, &str, usize)] = &[
    ("__repr__", "tp_repr", 1),
    ("__str__", "tp_str", 1),
    ("__iter__", "tp_iter", 1),
    ("__next__", "tp_iternext", 1),
    ("__neg__", "nb_negative", 1),
    ("__pos__", "nb_positive", 1),
    ("__abs__", "nb_absolute", 1),
    ("__invert__", "nb_invert", 1),
    ("__int__", "nb_int", 1),
    ("__float__", "nb_float", 1),
    ("__index__", "nb_index", 1),
    ("__await__", "am_await", 1),
    ("__aiter__", "am_aiter", 1),
    ("__anext__", "am_anext", 1),
    ("__getitem__", "mp_subscript", 2),
    ("__iadd__", "nb_inplace_add", 2),
    ("__isub__", "nb_inplace_subtract", 2),
    ("__imul__", "nb_inplace_multiply", 2),
    ("__imatmul__", "nb_inplace_matrix_multiply", 2),
    ("__itruediv__", "nb_inplace_true_divide", 2),
    ("__ifloordiv__", "nb_inplace_floor_divide", 2),
    ("__imod__", "nb_inplace_remainder", 2),
    ("__ilshift__", "nb_inplace_lshift", 2),
    ("__irshift__", "nb_inplace_rshift", 2),
    ("__iand__", "nb_inplace_and", 2),
    ("__ior__", "nb_inplace_or", 2),
    ("__ixor__", "nb_inplace_xor", 2),
];

/// Binary operators: the method, the one of the right operand, the slot.
const BINARY: &[(&str, &str, &str)] = &[
    ("__add__", "__radd__", "nb_add"),
    ("__sub__", "__rsub__", "nb_subtract"),
    ("__mul__", "__rmul__", "nb_multiply"),
    ("__matmul__", "__rmatmul__", "nb_matrix_multiply"),
    ("__truediv__", "__rtruediv__", "nb_true_divide"),
    ("__floordiv__", "__rfloordiv__", "nb_floor_divide"),
    ("__mod__", "__rmod__", "nb_remainder"),
    ("__divmod__", "__rdivmod__", "nb_divmod"),
    ("__lshift__", "__rlshift__", "nb_lshift"),
    ("__rshift__", "__rrshift__", "nb_rshift"),
    ("__and__", "__rand__", "nb_and"),
    ("__or__", "__ror__", "nb_or"),
    ("__xor__", "__rxor__", "nb_xor"),
];

/// Comparisons by the number that CPython gives them.
const COMPARE: &[&str] = &["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/// Special methods that need no function object: only slots call them.
pub const DIRECT: &[&str] = &[
    "__repr__",
    "__str__",
    "__iter__",
    "__next__",
    "__neg__",
    "__pos__",
    "__abs__",
    "__invert__",
    "__int__",
    "__long__",
    "__float__",
    "__index__",
    "__await__",
    "__aiter__",
    "__anext__",
    "__getitem__",
    "__iadd__",
    "__isub__",
    "__imul__",
    "__imatmul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ilshift__",
    "__irshift__",
    "__iand__",
    "__ior__",
    "__ixor__",
    "__add__",
    "__radd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__matmul__",
    "__rmatmul__",
    "__truediv__",
    "__rtruediv__",
    "__floordiv__",
    "__rfloordiv__",
    "__mod__",
    "__rmod__",
    "__divmod__",
    "__rdivmod__",
    "__lshift__",
    "__rlshift__",
    "__rshift__",
    "__rrshift__",
    "__and__",
    "__rand__",
    "__or__",
    "__ror__",
    "__xor__",
    "__rxor__",
    "__lt__",
    "__le__",
    "__eq__",
    "__ne__",
    "__gt__",
    "__ge__",
    "__richcmp__",
    "__bool__",
    "__nonzero__",
    "__len__",
    "__hash__",
    "__contains__",
    "__setitem__",
    "__delitem__",
    "__getattribute__",
    "__getattr__",
    "__setattr__",
    "__delattr__",
    "__get__",
    "__set__",
    "__delete__",
    "__getbuffer__",
    "__releasebuffer__",
    "__del__",
    "__pow__",
    "__rpow__",
    "__ipow__",
];

/// Whether a method fills a slot.
pub fn is_special(name: &str) -> bool {
    matches!(name, "__init__" | "__call__") || DIRECT.contains(&name)
}

/// Makes the slots of one class.
pub struct Builder<'b, 'h> {
    pub cx: &'b mut ModuleCx<'h>,
    pub class: ClassId,
    pub specials: Vec<(Name, Provider)>,
    pub slots: Vec<(&'static str, ir::FuncId)>,
}

impl Builder<'_, '_> {
    fn find(&self, name: &str) -> Option<Provider> {
        self.specials.iter().rev().find(|(n, _)| n == name).map(|(_, p)| *p)
    }

    fn like(p: Provider) -> hir::FuncId {
        match p {
            Provider::Direct(f) | Provider::Dict(f) => f,
        }
    }

    fn slot(
        &mut self,
        slot: &'static str,
        like: Provider,
        params: &[Type],
        ret: &Type,
        fill: impl FnOnce(&mut FuncCx<'_, '_>, &[Expr]),
    ) {
        let f = self.cx.slot_function(Self::like(like), slot, params, ret, fill);
        self.slots.push((slot, f));
    }

    /// All slots.
    pub fn all(&mut self) {
        for (name, slot, arity) in SAME {
            let Some(p) = self.find(name) else { continue };
            self.same(name, slot, *arity, p);
        }
        // Python 2 had two kinds of integers.
        if self.find("__int__").is_none()
            && let Some(p) = self.find("__long__")
        {
            self.same("__long__", "nb_int", 1, p);
        }
        for (name, right, slot) in BINARY {
            self.binary(name, right, slot);
        }
        self.power();
        self.compare();
        self.numbers();
        self.items();
        self.calls();
        self.attributes();
        self.descriptors();
        self.buffers();
        self.finalizer();
    }

    fn same(&mut self, name: &'static str, slot: &'static str, arity: usize, p: Provider) {
        if let Provider::Direct(f) = p {
            let code = self.cx.code[f];
            let func = &self.cx.functions[code];
            let fits = func.params.len() == arity
                && func.ret.is_object()
                && func.params.iter().all(|l| func.type_of(*l).is_some_and(Type::is_object));
            if fits {
                self.slots.push((slot, code));
                return;
            }
        }
        let class = self.class;
        let params = vec![Type::Object; arity];
        self.slot(slot, p, &params, &Type::Object, |s, args| {
            let result = s.call_provider(class, name, p, args.to_vec());
            s.jump(StmtKind::Return(Some(result)));
        });
    }

    /// An operator: the left operand's method, then the right one's.
    fn binary(&mut self, name: &'static str, right: &'static str, slot: &'static str) {
        let (p, q) = (self.find(name), self.find(right));
        let class = self.class;
        if let Some(p) = p.filter(|_| self.cx.world.classes[class].flags.c_api_binop) {
            self.same(name, slot, 2, p);
            return;
        }
        let Some(like) = p.or(q) else { return };
        let decl = &self.cx.world.classes[class];
        let inherits = decl.base.is_some() || decl.builtin_base.as_deref().is_some_and(|b| b != "object");
        self.slot(slot, like, &[Type::Object, Type::Object], &Type::Object, |s, args| {
            let [a, b] = args else { return };
            s.try_operand(class, name, p, a, b, &[]);
            s.try_operand(class, right, q, b, a, &[]);
            if inherits {
                // A method that this class does not define may be a base's.
                if p.is_none() {
                    s.try_base(class, name, a, b);
                }
                if q.is_none() {
                    s.try_base(class, right, b, a);
                }
            }
            s.jump(StmtKind::Return(Some(Expr::Singleton(ir::Singleton::NotImplemented))));
        });
    }

    fn power(&mut self) {
        let class = self.class;
        if let Some(p) = self.find("__pow__").or(self.find("__rpow__")) {
            let (left, right) = (self.find("__pow__"), self.find("__rpow__"));
            let either = left.filter(|_| self.cx.world.classes[class].flags.c_api_binop);
            let params = [Type::Object, Type::Object, Type::Object];
            self.slot("nb_power", p, &params, &Type::Object, |s, args| {
                let [a, b, modulus] = args else { return };
                if let Some(p) = either {
                    let modulus = std::slice::from_ref(modulus);
                    let result = s.call_with(class, "__pow__", p, vec![a.clone(), b.clone()], modulus);
                    s.jump(StmtKind::Return(Some(result)));
                    return;
                }
                s.try_operand(class, "__pow__", left, a, b, std::slice::from_ref(modulus));
                s.try_operand(class, "__rpow__", right, b, a, std::slice::from_ref(modulus));
                s.jump(StmtKind::Return(Some(Expr::Singleton(ir::Singleton::NotImplemented))));
            });
        }
        if let Some(p) = self.find("__ipow__") {
            let params = [Type::Object, Type::Object, Type::Object];
            self.slot("nb_inplace_power", p, &params, &Type::Object, |s, args| {
                let result = s.call_with(class, "__ipow__", p, args[..2].to_vec(), &args[2..]);
                s.jump(StmtKind::Return(Some(result)));
            });
        }
    }

    fn compare(&mut self) {
        let class = self.class;
        let params = [Type::Object, Type::Object, Type::INT];
        if let Some(p) = self.find("__richcmp__") {
            self.slot("tp_richcompare", p, &params, &Type::Object, |s, args| {
                let result = s.call_provider(class, "__richcmp__", p, args.to_vec());
                s.jump(StmtKind::Return(Some(result)));
            });
            return;
        }
        let found: Vec<(usize, Provider)> =
            COMPARE.iter().enumerate().filter_map(|(i, n)| self.find(n).map(|p| (i, p))).collect();
        let Some((_, like)) = found.first().copied() else { return };
        let total = self.cx.world.classes[class].flags.total_ordering;
        let foreign = self.has_foreign_base();
        self.slot("tp_richcompare", like, &params, &Type::Object, |s, args| {
            let [a, b, number] = args else { return };
            let mut cases = Vec::new();
            for (i, p) in &found {
                let region = s.region(|s| {
                    let values = vec![a.clone(), b.clone()];
                    let result = s.call_provider(class, COMPARE[*i], *p, values);
                    s.jump(StmtKind::Return(Some(result)));
                });
                cases.push((vec![*i as i128], region));
            }
            let has = |i: usize| found.iter().find(|(j, _)| *j == i).map(|(_, p)| *p);
            // `!=` is the opposite of `==`, unless it is inherited from a type that is not of this kind.
            if let (Some(eq), None) = (has(2), has(3))
                && !foreign
            {
                let region = s.region(|s| {
                    let result = s.call_provider(class, "__eq__", eq, vec![a.clone(), b.clone()]);
                    let result = s.object_op(op::CY_NOT_OR_NI, by_value([result]));
                    s.jump(StmtKind::Return(Some(result)));
                });
                cases.push((vec![3], region));
            }
            if total {
                s.total_ordering(class, &found, a, b, &mut cases);
            }
            s.emit(StmtKind::Switch { on: number.clone(), cases, default: ir::Region::new() });
            let args = by_value([Expr::ClassObject(class), a.clone(), b.clone(), number.clone()]);
            let result = s.object_op(op::CY_BASE_COMPARE, args);
            s.jump(StmtKind::Return(Some(result)));
        });
    }

    /// Whether a builtin type (not `object`) or one of another module is among the bases.
    fn has_foreign_base(&self) -> bool {
        let mut decl = &self.cx.world.classes[self.class];
        loop {
            if decl.builtin_base.as_deref().is_some_and(|b| b != "object") {
                return true;
            }
            let Some(base) = decl.base else { return false };
            decl = &self.cx.world.classes[base];
            if decl.linkage == cyrus_types::Linkage::Extern {
                return true;
            }
        }
    }

    fn numbers(&mut self) {
        let class = self.class;
        for name in ["__bool__", "__nonzero__"] {
            if let Some(p) = self.find(name) {
                self.slot("nb_bool", p, &[Type::Object], &Type::INT, |s, args| {
                    let result = s.call_provider(class, name, p, args.to_vec());
                    s.return_as(p, result, &Type::Bint);
                });
                break;
            }
        }
        if let Some(p) = self.find("__len__") {
            let f = self.cx.slot_function(Self::like(p), "len", &[Type::Object], &Type::SSIZE, |s, args| {
                let result = s.call_provider(class, "__len__", p, args.to_vec());
                let from = s.result_type(p);
                let n = s.convert_by_type(result, &from, &Type::SSIZE);
                let n = s.stable(&Type::SSIZE, n);
                let ok = binary(BinOp::Ge, n.clone(), Expr::Int(0, Type::SSIZE));
                s.check_text(ok, "ValueError", "__len__() should return >= 0", ir::CheckKind::Other);
                s.jump(StmtKind::Return(Some(n)));
            });
            if !self.is_mapping() {
                self.slots.push(("sq_length", f));
            }
            if !self.is_sequence() {
                self.slots.push(("mp_length", f));
            }
        }
        if let Some(p) = self.find("__hash__") {
            self.slot("tp_hash", p, &[Type::Object], &Type::HASH, |s, args| {
                let result = s.call_provider(class, "__hash__", p, args.to_vec());
                let from = s.result_type(p);
                let n = s.convert_by_type(result, &from, &Type::HASH);
                let n = s.stable(&Type::HASH, n);
                let minus = |n: i128| Expr::Int(n, Type::HASH);
                let value = Expr::Select(
                    Box::new(binary(BinOp::Eq, n.clone(), minus(-1))),
                    Box::new(minus(-2)),
                    Box::new(n),
                );
                s.jump(StmtKind::Return(Some(value)));
            });
        }
        if let Some(p) = self.find("__contains__") {
            self.slot("sq_contains", p, &[Type::Object, Type::Object], &Type::INT, |s, args| {
                let result = s.call_provider(class, "__contains__", p, args.to_vec());
                s.return_as(p, result, &Type::Bint);
            });
        }
    }

    /// `collection_type("sequence")`: no slots of mappings.
    fn is_sequence(&self) -> bool {
        self.cx.world.classes[self.class].flags.sequence
    }

    /// `collection_type("mapping")`: no slots of sequences.
    fn is_mapping(&self) -> bool {
        self.cx.world.classes[self.class].flags.mapping
    }

    /// Whether the slots of mappings are left out for these methods: in a sequence that inherits from nothing, if what
    /// comes in as the index is a C integer in all of them (others need the key as it is).
    fn only_by_index(&self, methods: &[&str]) -> bool {
        let decl = &self.cx.world.classes[self.class];
        self.is_sequence()
            && decl.base.is_none()
            && methods.iter().filter_map(|name| self.find(name)).all(|p| {
                let f = &self.cx.hir.functions[Self::like(p)];
                f.params.list.get(1).is_some_and(|p| self.cx.world.is_integral(&f.locals[p.local].ty))
            })
    }

    /// Items are found by a key or, where `PySequence_GetItem` asks, by an index. The slots of mappings come first, so
    /// that those of sequences do no harm to a mapping.
    fn items(&mut self) {
        let class = self.class;
        if self.only_by_index(&["__getitem__"]) {
            self.slots.retain(|(slot, _)| *slot != "mp_subscript");
        }
        if let Some(p) = self.find("__getitem__") {
            self.slot("sq_item", p, &[Type::Object, Type::SSIZE], &Type::Object, |s, args| {
                let result = s.call_provider(class, "__getitem__", p, args.to_vec());
                s.jump(StmtKind::Return(Some(result)));
            });
        }
        let (set, del) = (self.find("__setitem__"), self.find("__delitem__"));
        let Some(like) = set.or(del) else { return };
        if !self.only_by_index(&["__setitem__", "__delitem__"]) {
            self.assigned_items("mp_ass_subscript", like, &Type::Object);
        }
        self.assigned_items("sq_ass_item", like, &Type::SSIZE);
    }

    /// `o[key] = v` and `del o[key]`.
    fn assigned_items(&mut self, slot: &'static str, like: Provider, key: &Type) {
        let class = self.class;
        let (set, del) = (self.find("__setitem__"), self.find("__delitem__"));
        let params = [Type::Object, key.clone(), Type::Object];
        self.slot(slot, like, &params, &Type::INT, |s, args| {
            let [own, key, value] = args else { return };
            let refuse = |s: &mut FuncCx<'_, '_>, what: &str| {
                let from = s.slot_arg_type(key);
                let key = s.convert_by_type(key.clone(), &from, &Type::Object);
                let args = [
                    Expr::ClassObject(class),
                    own.clone(),
                    key,
                    value.clone(),
                    Expr::CStr(what.as_bytes().into()),
                ];
                s.run(op::CY_BASE_SETITEM, by_value(args));
            };
            s.branch(
                is_null(value.clone()),
                |s| match del {
                    Some(p) => {
                        s.call_provider(class, "__delitem__", p, vec![own.clone(), key.clone()]);
                    }
                    None => refuse(s, "deletion"),
                },
                |s| match set {
                    Some(p) => {
                        s.call_provider(class, "__setitem__", p, args.to_vec());
                    }
                    None => refuse(s, "assignment"),
                },
            );
        });
    }

    fn calls(&mut self) {
        let class = self.class;
        let params = [Type::Object, Type::TUPLE, Type::DICT];
        if let Some(p) = self.find("__init__") {
            self.slot("tp_init", p, &params, &Type::INT, |s, args| {
                let name = s.name("__init__");
                let f = s.object_op(op::CY_OWN_ATTR, by_value([Expr::ClassObject(class), name]));
                let mut values = vec![f];
                values.extend(args.iter().cloned());
                s.run(op::CY_INIT_BY, by_value(values));
            });
        }
        if let Some(p) = self.find("__call__") {
            self.slot("tp_call", p, &params, &Type::Object, |s, args| {
                let name = s.name("__call__");
                let f = s.object_op(op::CY_OWN_ATTR, by_value([Expr::ClassObject(class), name]));
                let mut values = vec![f];
                values.extend(args.iter().cloned());
                let result = s.object_op(op::CY_CALL_BY, by_value(values));
                s.jump(StmtKind::Return(Some(result)));
            });
        }
    }

    fn attributes(&mut self) {
        let class = self.class;
        let (all, missing) = (self.find("__getattribute__"), self.find("__getattr__"));
        if let Some(like) = all.or(missing) {
            self.slot("tp_getattro", like, &[Type::Object, Type::Object], &Type::Object, |s, args| {
                let [own, name] = args else { return };
                let result = s.temp(&Type::Object);
                let body = s.region(|s| {
                    let found = match all {
                        Some(p) => s.call_provider(class, "__getattribute__", p, args.to_vec()),
                        None => {
                            let values = [Expr::ClassObject(class), own.clone(), name.clone()];
                            s.object_op(op::CY_BASE_GETATTR, by_value(values))
                        }
                    };
                    s.assign(result, found);
                });
                let handler = s.region(|s| {
                    let Some(p) = missing else {
                        return s.jump(StmtKind::Fail { traceback: false });
                    };
                    let kind = FuncCx::exception("AttributeError");
                    let absent = s.op(&Type::INT, op::CY_MATCHES, by_value([kind]));
                    s.branch(
                        absent,
                        |s| {
                            s.run(op::CY_SWALLOW, Vec::new());
                            let found = s.call_provider(class, "__getattr__", p, args.to_vec());
                            s.assign(result, found);
                        },
                        |s| s.jump(StmtKind::Fail { traceback: false }),
                    );
                });
                s.emit(StmtKind::Try { body, handler });
                s.jump(StmtKind::Return(Some(Expr::Local(result))));
            });
        }
        let (set, del) = (self.find("__setattr__"), self.find("__delattr__"));
        let Some(like) = set.or(del) else { return };
        let params = [Type::Object, Type::Object, Type::Object];
        self.slot("tp_setattro", like, &params, &Type::INT, |s, args| {
            let [own, name, value] = args else { return };
            let base = |s: &mut FuncCx<'_, '_>| {
                let args = [Expr::ClassObject(class), own.clone(), name.clone(), value.clone()];
                s.run(op::CY_BASE_SETATTR, by_value(args));
            };
            s.branch(
                is_null(value.clone()),
                |s| match del {
                    Some(p) => {
                        s.call_provider(class, "__delattr__", p, vec![own.clone(), name.clone()]);
                    }
                    None => base(s),
                },
                |s| match set {
                    Some(p) => {
                        s.call_provider(class, "__setattr__", p, args.to_vec());
                    }
                    None => base(s),
                },
            );
        });
    }

    fn descriptors(&mut self) {
        let class = self.class;
        let params = [Type::Object, Type::Object, Type::Object];
        if let Some(p) = self.find("__get__") {
            self.slot("tp_descr_get", p, &params, &Type::Object, |s, args| {
                let mut values = Vec::new();
                for (i, value) in args.iter().enumerate() {
                    values.push(if i == 0 { value.clone() } else { s.or_none(value) });
                }
                let result = s.call_provider(class, "__get__", p, values);
                s.jump(StmtKind::Return(Some(result)));
            });
        }
        let (set, del) = (self.find("__set__"), self.find("__delete__"));
        let Some(like) = set.or(del) else { return };
        self.slot("tp_descr_set", like, &params, &Type::INT, |s, args| {
            let [own, object, value] = args else { return };
            let refuse = |s: &mut FuncCx<'_, '_>, what: &str| {
                let text = Expr::CStr(what.as_bytes().into());
                s.fail(op::CY_RAISE_TEXT, by_value([FuncCx::exception("NotImplementedError"), text]));
            };
            s.branch(
                is_null(value.clone()),
                |s| match del {
                    Some(p) => {
                        s.call_provider(class, "__delete__", p, vec![own.clone(), object.clone()]);
                    }
                    None => refuse(s, "__delete__"),
                },
                |s| match set {
                    Some(p) => {
                        s.call_provider(class, "__set__", p, args.to_vec());
                    }
                    None => refuse(s, "__set__"),
                },
            );
        });
    }

    /// The buffer protocol: what goes wrong leaves `buffer->obj` NULL.
    fn buffers(&mut self) {
        let class = self.class;
        if let Some(p @ Provider::Direct(f)) = self.find("__getbuffer__") {
            let code = self.cx.code[f];
            let func = &self.cx.functions[code];
            let pointer =
                func.params.get(1).and_then(|l| func.type_of(*l).cloned()).unwrap_or(Type::Void.ptr());
            let params = [Type::Object, pointer.clone(), Type::INT];
            self.slot("bf_getbuffer", p, &params, &Type::INT, |s, args| {
                let clear = ir::CallTarget::Text("%0->obj = NULL".into());
                s.call_target(clear, vec![args[1].clone()], ir::Signal::Never, &Type::Void);
                s.call_provider(class, "__getbuffer__", p, args.to_vec());
            });
        }
        if let Some(p @ Provider::Direct(f)) = self.find("__releasebuffer__") {
            let code = self.cx.code[f];
            let func = &self.cx.functions[code];
            let pointer =
                func.params.get(1).and_then(|l| func.type_of(*l).cloned()).unwrap_or(Type::Void.ptr());
            self.slot("bf_releasebuffer", p, &[Type::Object, pointer], &Type::Void, |s, args| {
                s.quietly(|s| {
                    s.call_provider(class, "__releasebuffer__", p, args.to_vec());
                });
            });
        }
    }

    fn finalizer(&mut self) {
        let class = self.class;
        let Some(p) = self.find("__del__") else { return };
        self.slot("tp_finalize", p, &[Type::Object], &Type::Void, |s, args| {
            s.quietly(|s| {
                s.call_provider(class, "__del__", p, args.to_vec());
            });
        });
    }
}

impl FuncCx<'_, '_> {
    /// Returns what an operand's method gives, if the operand is of the class and the method can do it.
    fn try_operand(
        &mut self,
        class: ClassId,
        name: &str,
        by: Option<Provider>,
        own: &Expr,
        other: &Expr,
        more: &[Expr],
    ) {
        let Some(by) = by else { return };
        let fits = crate::func::pure(op::CY_IS_A, vec![own.clone(), Expr::ClassObject(class)]);
        self.when(fits, |s| {
            let result = s.call_with(class, name, by, vec![own.clone(), other.clone()], more);
            let result = s.stable(&Type::Object, result);
            let refused = Expr::Singleton(ir::Singleton::NotImplemented);
            s.when(binary(BinOp::Ne, result.clone(), refused), |s| {
                s.jump(StmtKind::Return(Some(result)));
            });
        });
    }

    /// Returns what a base's method for an operand gives, if the operand is of the class and the method can do it.
    fn try_base(&mut self, class: ClassId, name: &str, own: &Expr, other: &Expr) {
        let fits = crate::func::pure(op::CY_IS_A, vec![own.clone(), Expr::ClassObject(class)]);
        self.when(fits, |s| {
            let name = s.name(name);
            let args = [Expr::ClassObject(class), own.clone(), other.clone(), name];
            let result = s.object_op(op::CY_BASE_BINARY, by_value(args));
            let refused = Expr::Singleton(ir::Singleton::NotImplemented);
            s.when(binary(BinOp::Ne, result.clone(), refused), |s| {
                s.jump(StmtKind::Return(Some(result)));
            });
        });
    }

    /// A call with as many of the last arguments as the method takes.
    fn call_with(
        &mut self,
        class: ClassId,
        name: &str,
        by: Provider,
        mut args: Vec<Expr>,
        more: &[Expr],
    ) -> Expr {
        let f = match by {
            Provider::Direct(f) | Provider::Dict(f) => f,
        };
        let takes = self.cx.hir.functions[f].params.npos.saturating_sub(args.len());
        args.extend(more.iter().take(takes).cloned());
        self.call_provider(class, name, by, args)
    }

    /// The type of what a special method returns.
    fn result_type(&self, by: Provider) -> Type {
        match by {
            Provider::Direct(f) => self.cx.functions[self.cx.code[f]].ret.clone(),
            Provider::Dict(_) => Type::Object,
        }
    }

    fn return_as(&mut self, by: Provider, result: Expr, ty: &Type) {
        let from = self.result_type(by);
        let value = self.convert_by_type(result, &from, ty);
        self.jump(StmtKind::Return(Some(value)));
    }

    /// None for NULL.
    pub fn or_none(&mut self, value: &Expr) -> Expr {
        Expr::Select(Box::new(is_null(value.clone())), Box::new(NONE), Box::new(value.clone()))
    }

    /// Runs code that must not see or disturb the exception that is set; its own are printed.
    fn quietly(&mut self, run: impl FnOnce(&mut Self)) {
        let set = self.slot(&Type::INT);
        let aside = self.object_op(op::CY_ERROR_TAKE, vec![ir::Arg::Address(set)]);
        let body = self.region(run);
        let name = Expr::CStr(self.func.name.as_bytes().into());
        let handler = self.region(|s| s.run(op::CY_UNRAISABLE, by_value([name])));
        self.emit(StmtKind::Try { body, handler });
        self.when(Expr::Local(set), |s| s.run(op::CY_RAISE_AGAIN, by_value([aside])));
    }

    /// Comparisons that `total_ordering` derives from one and `__eq__`.
    fn total_ordering(
        &mut self,
        class: ClassId,
        found: &[(usize, Provider)],
        a: &Expr,
        b: &Expr,
        cases: &mut Vec<(Vec<i128>, ir::Region)>,
    ) {
        // By preference: the root, and for each other one whether it is the root's opposite, and what equality adds.
        const LT: usize = 0;
        const LE: usize = 1;
        const EQ: usize = 2;
        const GT: usize = 4;
        const GE: usize = 5;
        let Some((root, by)) =
            [LT, LE, GT, GE].iter().find_map(|i| found.iter().find(|(j, _)| j == i)).copied()
        else {
            return;
        };
        let equal = found.iter().find(|(i, _)| *i == EQ).map(|(_, p)| *p);
        for wanted in [LT, LE, GT, GE] {
            if found.iter().any(|(i, _)| *i == wanted) {
                continue;
            }
            let root_strict = matches!(root, LT | GT);
            let same_side = matches!((root, wanted), (LT, LE) | (LE, LT) | (GT, GE) | (GE, GT));
            let wanted_strict = matches!(wanted, LT | GT);
            let opposite = matches!((root, wanted), (LT, GE) | (LE, GT) | (GT, LE) | (GE, LT));
            let region = self.region(|s| {
                let base = s.call_provider(class, COMPARE[root], by, vec![a.clone(), b.clone()]);
                let base = s.stable(&Type::Object, base);
                let refused = Expr::Singleton(ir::Singleton::NotImplemented);
                s.when(binary(BinOp::Eq, base.clone(), refused), |s| {
                    s.jump(StmtKind::Return(Some(base.clone())));
                });
                let holds = s.truth(base, &Type::Object);
                let value = if opposite {
                    crate::func::not(holds)
                } else {
                    let same = match equal {
                        Some(p) => {
                            let same = s.call_provider(class, "__eq__", p, vec![a.clone(), b.clone()]);
                            s.truth(same, &Type::Object)
                        }
                        None => s.op(&Type::INT, op::CY_TEST, by_value([a.clone(), b.clone(), int(2)])),
                    };
                    let not = crate::func::not;
                    match (same_side, root_strict, wanted_strict) {
                        (true, true, _) => binary(BinOp::LogOr, holds, same),
                        (true, false, _) => binary(BinOp::LogAnd, holds, not(same)),
                        (false, true, _) => binary(BinOp::LogAnd, not(holds), not(same)),
                        (false, false, _) => binary(BinOp::LogOr, not(holds), same),
                    }
                };
                let value = s.to_object(value, &Type::Bint, &Type::Object);
                s.jump(StmtKind::Return(Some(value)));
            });
            cases.push((vec![wanted as i128], region));
        }
    }
}
