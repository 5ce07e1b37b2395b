//! Builtin functions and methods of builtin types that have a direct path.

use cyrus_ast as ast;
use cyrus_hir::{CompareOp, Expr, ExprKind, NoneReason};
use cyrus_ops as ops;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, Float, Type};

use super::Body;
use super::annotation::future_annotations;
use super::coerce::int_expr;

impl<'a> Body<'_, 'a> {
    /// A call of a builtin by its own name; nothing if it is an ordinary call.
    pub fn builtin_named(
        &mut self,
        name: &Name,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        let plain = keywords.is_empty() && !args.iter().any(|a| matches!(a.kind, ast::ExprKind::Starred(_)));
        if !plain {
            return self.constructor_call(name, args, keywords, at);
        }
        if let Some(e) = self.c_builtin(name, args, at) {
            return Some(e);
        }
        if let Some(b) = self.builtin_type(name) {
            return Some(self.type_call(b, args, at));
        }
        let op = |op, ty: Type, args: Vec<Expr>| Some(Expr::new(ty, at, ExprKind::Op { op, args }));
        match (name.as_str(), args) {
            ("len", [x]) => {
                let x = self.object_expr(x);
                self.need_gil(at, "`len` of a Python object");
                op(ops::CY_LEN, Type::SSIZE, vec![x])
            }
            ("isinstance", [x, t]) => self.isinstance(x, t, at),
            ("hash", [x]) => {
                let x = self.object_expr(x);
                op(ops::CY_HASH, Type::HASH, vec![x])
            }
            ("iter", [x]) => {
                let x = self.object_expr(x);
                op(ops::CY_GET_ITER, Type::Object, vec![x])
            }
            ("next", [x]) => {
                let x = self.object_expr(x);
                self.need_gil(at, "`next` of a Python object");
                op(ops::CY_BUILTIN_NEXT, Type::Object, vec![x])
            }
            ("next", [x, other]) => {
                let args = vec![self.object_expr(x), self.object_expr(other)];
                self.need_gil(at, "`next` of a Python object");
                op(ops::CY_NEXT_DEFAULT, Type::Object, args)
            }
            ("repr", [x]) => {
                let x = self.object_expr(x);
                op(ops::CY_REPR, Type::STR, vec![x])
            }
            ("intern", [x]) if !self.plain_python() => {
                let x = self.object_expr(x);
                op(ops::CY_INTERN, Type::STR, vec![x])
            }
            ("callable", [x]) => {
                let x = self.object_expr(x);
                op(ops::CY_CALLABLE, Type::Bint, vec![x])
            }
            ("getattr", [x, n]) => {
                let (x, n) = (self.object_expr(x), self.object_expr(n));
                if let ExprKind::Str(text) = &n.kind
                    && let Ok(text) = std::str::from_utf8(text)
                {
                    return Some(Expr::new(
                        Type::Object,
                        at,
                        ExprKind::Attr { object: Box::new(x), name: text.into() },
                    ));
                }
                None.or_else(|| {
                    let func = Expr::new(Type::Object, at, ExprKind::Builtin(name.clone()));
                    let args = vec![cyrus_hir::Arg::Positional(x), cyrus_hir::Arg::Positional(n)];
                    Some(Expr::new(Type::Object, at, ExprKind::Call { func: Box::new(func), args }))
                })
            }
            // Python's own words are about `reversed`.
            ("reversed", [x])
                if !self.plain_python() && matches!(self.dry(x).ty, Type::LIST | Type::TUPLE) =>
            {
                let x = self.object_expr(x);
                let args = vec![cyrus_hir::Arg::Positional(self.operated(x, "iterable"))];
                let func = Box::new(Expr::new(Type::Object, at, ExprKind::Builtin(name.clone())));
                Some(Expr::new(Type::Object, at, ExprKind::Call { func, args }))
            }
            ("getattr", [x, n, d]) => {
                let args = vec![self.object_expr(x), self.object_expr(n), self.object_expr(d)];
                op(ops::CY_GETATTR_DEFAULT, Type::Object, args)
            }
            ("hasattr", [x, n]) => {
                let args = vec![self.object_expr(x), self.object_expr(n)];
                op(ops::CY_HASATTR, Type::Bint, args)
            }
            ("sorted", [x]) => {
                let x = self.object_expr(x);
                op(ops::CY_SORTED, Type::LIST, vec![x])
            }
            ("divmod", [a, b]) => {
                let args = vec![self.object_expr(a), self.object_expr(b)];
                op(ops::CY_DIVMOD, Type::Object, args)
            }
            ("min" | "max", [_, _, ..]) => {
                let values = args.iter().map(|a| self.expr(a)).collect();
                Some(self.extreme(name, values, at))
            }
            ("locals" | "vars", []) => Some(self.locals_dict(at)),
            ("dir", []) => {
                let dict = self.locals_dict(at);
                op(ops::CY_SORTED, Type::LIST, vec![dict])
            }
            ("globals", []) if self.directive(crate::Directive::OldStyleGlobals) => {
                op(ops::CY_CALLER_GLOBALS, Type::DICT, vec![])
            }
            ("globals", []) => Some(Expr::new(Type::DICT, at, ExprKind::Globals)),
            ("eval" | "exec", [code]) => {
                let code = self.object_expr(code);
                let globals = Expr::new(Type::DICT, at, ExprKind::Globals);
                let locals = self.locals_dict(at);
                Some(self.run_source(name, vec![code, globals, locals], at))
            }
            ("eval" | "exec", [code, globals]) => {
                let values = vec![
                    self.object_expr(code),
                    self.object_expr(globals),
                    Expr::new(Type::Object, at, ExprKind::None),
                ];
                Some(self.run_source(name, values, at))
            }
            ("eval" | "exec", [_, _, _]) => {
                let values = args.iter().map(|a| self.object_expr(a)).collect();
                Some(self.run_source(name, values, at))
            }
            _ => None,
        }
    }

    /// `exec` or `eval` of code, globals and locals: text is compiled with this module's `__future__` features.
    pub fn run_source(&mut self, name: &Name, values: Vec<Expr>, at: FileSpan) -> Expr {
        self.run_by(ops::CY_RUN_SOURCE, name, values, at)
    }

    fn run_by(&mut self, op: ops::OpId, name: &Name, mut values: Vec<Expr>, at: FileSpan) -> Expr {
        let flags = [name == "eval", future_annotations(&self.s.input.main.tree)];
        values.extend(flags.map(|flag| int_expr(i64::from(flag), Type::INT, at)));
        Expr::new(Type::Object, at, ExprKind::Op { op, args: values })
    }

    /// `exec` or `eval` with keywords or what is unpacked: who gives no globals means those of the place.
    pub fn run_named(
        &mut self,
        name: &Name,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        let items = args.iter().map(|a| match &a.kind {
            ast::ExprKind::Starred(inner) => cyrus_hir::Item::Star(self.object_expr(inner)),
            _ => cyrus_hir::Item::One(self.object_expr(a)),
        });
        let args = Expr::new(Type::TUPLE, at, ExprKind::Tuple(items.collect()));
        let pairs = keywords.iter().map(|k| {
            let key = k.name.as_ref().map(|n| ExprKind::Str(n.name.as_bytes().into()));
            (key.map(|key| Expr::new(Type::STR, at, key)), self.object_expr(&k.value))
        });
        let keywords = Expr::new(Type::DICT, at, ExprKind::Dict(pairs.collect()));
        let values = vec![args, keywords, self.locals_dict(at)];
        self.run_by(ops::CY_RUN_NAMED, name, values, at)
    }

    /// The variables that have a value, as a dict.
    pub fn locals_dict(&mut self, at: FileSpan) -> Expr {
        use super::frame::FrameKind;
        match self.fr().kind {
            FrameKind::Module | FrameKind::Class => {
                let namespace = self.namespace(at);
                Expr { ty: Type::Object, ..namespace }
            }
            FrameKind::Function => {
                self.capture_all();
                let names: Vec<(Name, cyrus_hir::LocalId)> = self
                    .fr()
                    .names
                    .iter()
                    .filter(|(n, id)| {
                        !n.is_empty()
                            && !n.starts_with('.')
                            && cyrus_types::conversion(
                                &self.s.world,
                                &self.fr().locals[**id].ty,
                                &Type::Object,
                            )
                            .is_some()
                    })
                    .map(|(n, id)| (n.clone(), *id))
                    .collect();
                let mut pairs = Vec::new();
                for (name, id) in names {
                    let value = self.local_value(id, at);
                    pairs.push((name, self.object(value)));
                }
                Expr::new(Type::DICT, at, ExprKind::Locals(pairs))
            }
        }
    }

    /// Variables of functions around that this one mentions are among its own, as in the interpreter.
    fn capture_all(&mut self) {
        if !self.plain_python() {
            return;
        }
        let found = &self.fr().bindings;
        let all = [&found.mentioned, &found.inner_names, &found.nonlocals];
        let mut names: Vec<Name> = all.iter().flat_map(|names| names.keys()).cloned().collect();
        if names.iter().any(|n| n == "super") {
            names.push("__class__".into());
        }
        for name in names {
            self.find(&name);
        }
    }

    /// Calls with keywords or stars: only the type of the result is known.
    fn constructor_call(
        &mut self,
        name: &Name,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        let b = self.builtin_type(name)?;
        let ty = match b {
            Builtin::List
            | Builtin::Tuple
            | Builtin::Dict
            | Builtin::Set
            | Builtin::FrozenSet
            | Builtin::Str
            | Builtin::Bytes => Type::Builtin(b),
            _ => Type::Object,
        };
        let func = Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::BuiltinType(b));
        let args = self.args(args, keywords);
        Some(Expr::new(ty, at, ExprKind::Call { func: Box::new(func), args }))
    }

    /// Builtins on C values.
    fn c_builtin(&mut self, name: &Name, args: &'a [ast::Expr], at: FileSpan) -> Option<Expr> {
        if !matches!(
            name.as_str(),
            "abs"
                | "len"
                | "ord"
                | "chr"
                | "unichr"
                | "round"
                | "int"
                | "float"
                | "bool"
                | "complex"
                | "str"
                | "min"
                | "max"
                | "pow"
        ) {
            return None;
        }
        let [only] = args else { return None };
        let value = self.dry(only);
        let ty = value.ty;
        if name == "ord"
            && let Some(point) = one_character(&value.kind)
        {
            return Some(int_expr(point, Type::LONG, at));
        }
        if ty.is_object() || ty.is_error() {
            return None;
        }
        let resolved = self.s.world.resolve(&ty).clone();
        let op = |b: &mut Self, op: ops::OpId, ret: Type, param: Type| {
            let value = b.expr_as(only, &param);
            Some(Expr::new(ret, at, ExprKind::Op { op, args: vec![value] }))
        };
        match (name.as_str(), &resolved) {
            ("abs", Type::Float(f)) => {
                let abs = match f {
                    Float::Float => ops::CY_FABSF,
                    Float::Double => ops::CY_FABS,
                    Float::LongDouble => ops::CY_FABSL,
                };
                op(self, abs, resolved.clone(), resolved.clone())
            }
            ("abs", Type::Complex(f)) => {
                let abs = match f {
                    Float::Float => ops::CY_CFLOAT_ABS,
                    Float::Double => ops::CY_CDOUBLE_ABS,
                    Float::LongDouble => ops::CY_CLONGDOUBLE_ABS,
                };
                op(self, abs, Type::Float(*f), resolved.clone())
            }
            ("abs", Type::Int(_)) if !self.s.world.is_ucs4(&ty) => {
                if self.s.world.is_unsigned(&ty) {
                    return Some(self.expr(only));
                }
                let value = self.expr(only);
                let promoted = self.s.world.promote(&ty);
                let value = self.coerce(value, &promoted);
                let mut stmts = Vec::new();
                let temp = self.to_temp(value, &mut stmts);
                let test = self.c_compare(at, CompareOp::Lt, temp.clone(), int_expr(0, promoted.clone(), at));
                let overflow_check = self.arith_mode().overflow_check;
                let negated = Expr::new(
                    promoted.clone(),
                    at,
                    ExprKind::CUnary {
                        op: cyrus_hir::UnaryOp::Neg,
                        overflow_check,
                        operand: Box::new(temp.clone()),
                    },
                );
                let kind = ExprKind::Conditional {
                    test: Box::new(test),
                    body: Box::new(negated),
                    orelse: Box::new(temp),
                };
                let value = Expr::new(promoted.clone(), at, kind);
                Some(if stmts.is_empty() {
                    value
                } else {
                    Expr::new(promoted, at, ExprKind::Block { stmts, value: Box::new(value) })
                })
            }
            ("len", Type::Array(_, cyrus_types::ArraySize::Known(n))) if !matches!(&resolved, Type::Array(t, _) if cyrus_types::conversion::is_char(&self.s.world, t)) => {
                Some(int_expr(*n as i64, Type::SSIZE, at))
            }
            ("len", Type::Ptr(item) | Type::Array(item, _))
                if cyrus_types::conversion::is_char(&self.s.world, item) =>
            {
                let text = self.expr(only);
                let text = Expr::new(Type::CHAR.constant().ptr(), at, ExprKind::Cast(Box::new(text)));
                let (op, args) = match &resolved {
                    Type::Array(_, cyrus_types::ArraySize::Known(n)) => {
                        (ops::CY_CHARS_WITHIN, vec![text, int_expr(*n as i64, Type::SSIZE, at)])
                    }
                    _ => (ops::CY_STRLEN, vec![text]),
                };
                Some(Expr::new(Type::SSIZE, at, ExprKind::Op { op, args }))
            }
            ("len", Type::View(_)) => {
                let view = self.expr(only);
                let view = self.operated(view, "sized");
                Some(Expr::new(
                    Type::SSIZE,
                    at,
                    ExprKind::ViewAttr { view: Box::new(view), attr: cyrus_hir::ViewAttr::Shape(0) },
                ))
            }
            ("ord", Type::Int(_)) if self.s.world.is_ucs4(&ty) => {
                let value = self.expr(only);
                Some(Expr::new(Type::LONG, at, ExprKind::Cast(Box::new(value))))
            }
            ("ord", Type::Int(i)) if i.rank == cyrus_types::IntRank::Char => {
                let value = self.expr(only);
                let byte = Expr::new(Type::UCHAR, at, ExprKind::Cast(Box::new(value)));
                Some(Expr::new(Type::LONG, at, ExprKind::Cast(Box::new(byte))))
            }
            ("int", Type::Enum(_)) => {
                let value = Box::new(self.expr(only));
                Some(Expr::new(Type::LONG, at, ExprKind::Cast(value)))
            }
            ("int", Type::Int(_)) if !self.s.world.is_ucs4(&ty) => Some(self.expr(only)),
            ("int", Type::Bint) => {
                let value = self.expr(only);
                Some(Expr::new(Type::INT, at, ExprKind::Cast(Box::new(value))))
            }
            // As a C value where a C integer is wanted (`cdef int i = int(x)`); as an object exact.
            ("int", Type::Float(_)) => {
                let value = self.expr_as(only, &Type::DOUBLE);
                Some(Expr::new(
                    Type::Builtin(Builtin::Int),
                    at,
                    ExprKind::Op { op: ops::CY_INT_OF_DOUBLE, args: vec![value] },
                ))
            }
            ("float", _)
                if self.s.world.is_numeric(&ty)
                    && !matches!(resolved, Type::Complex(_))
                    && !self.s.world.is_ucs4(&ty) =>
            {
                let value = self.expr(only);
                Some(if self.s.world.is_float(&value.ty) && resolved != Type::Float(Float::LongDouble) {
                    self.coerce(value, &Type::DOUBLE)
                } else {
                    Expr::new(Type::DOUBLE, at, ExprKind::Cast(Box::new(value)))
                })
            }
            ("bool", _) => {
                let mut value = self.expr(only);
                // Characters are a string here, as for every Python function; the truth of a pointer is `if`'s.
                if let Type::Ptr(item) | Type::Array(item, _) = self.s.world.resolve(&value.ty)
                    && cyrus_types::conversion::is_char(&self.s.world, item)
                {
                    value = self.object(value);
                }
                Some(self.truth(value))
            }
            ("complex", _) if self.s.world.is_numeric(&ty) && !self.s.world.is_ucs4(&ty) => {
                Some(self.expr_as(only, &Type::Complex(Float::Double)))
            }
            _ => None,
        }
    }

    /// `list(x)`, `str(x)`, ...
    fn type_call(&mut self, b: Builtin, args: &'a [ast::Expr], at: FileSpan) -> Expr {
        self.need_gil(at, "creating a Python object");
        let op = |op, args: Vec<Expr>| Expr::new(Type::Builtin(b), at, ExprKind::Op { op, args });
        match (b, args) {
            (Builtin::List, []) => return Expr::new(Type::LIST, at, ExprKind::List(Vec::new())),
            (Builtin::Dict, []) => return Expr::new(Type::DICT, at, ExprKind::Dict(Vec::new())),
            (Builtin::Set, []) => return Expr::new(Type::SET, at, ExprKind::Set(Vec::new())),
            (Builtin::Tuple, []) => return Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(Vec::new())),
            (Builtin::Str, []) => return Expr::new(Type::STR, at, ExprKind::Str(Box::default())),
            (Builtin::Bool, [x]) => return self.condition(x),
            (Builtin::Bool, []) => return Expr::new(Type::Bint, at, ExprKind::Bool(false)),
            (Builtin::List, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_LIST, vec![x]);
            }
            (Builtin::Tuple, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_TUPLE, vec![x]);
            }
            (Builtin::Set, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_SET, vec![x]);
            }
            (Builtin::FrozenSet, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_FROZENSET, vec![x]);
            }
            (Builtin::Str, [x]) => {
                let x = self.object_expr(x);
                if x.ty == Type::STR && !matches!(x.kind, ExprKind::Local(_)) {
                    return x;
                }
                return op(ops::CY_STR, vec![x]);
            }
            (Builtin::Float, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_FLOAT, vec![x]);
            }
            (Builtin::Int, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_MAKE_INT, vec![x]);
            }
            (Builtin::Type, [x]) => {
                let x = self.object_expr(x);
                return op(ops::CY_TYPE, vec![x]);
            }
            _ => {}
        }
        let func = Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::BuiltinType(b));
        let args = self.args(args, &[]);
        let ty = match b {
            // What these make is exact; others can make something else (`type(name, bases, dict)`).
            Builtin::List
            | Builtin::Tuple
            | Builtin::Dict
            | Builtin::Set
            | Builtin::FrozenSet
            | Builtin::Str
            | Builtin::Bytes
            | Builtin::ByteArray
            | Builtin::Slice
            | Builtin::Complex
            | Builtin::MemoryView => Type::Builtin(b),
            _ => Type::Object,
        };
        Expr::new(ty, at, ExprKind::Call { func: Box::new(func), args })
    }

    fn isinstance(&mut self, x: &'a ast::Expr, t: &'a ast::Expr, at: FileSpan) -> Option<Expr> {
        let (x, t) = (self.object_expr(x), self.object_expr(t));
        Some(Expr::new(Type::Bint, at, ExprKind::Op { op: ops::CY_ISINSTANCE, args: vec![x, t] }))
    }

    /// `min(a, b, ...)`, `max(a, b, ...)`: the first one unless a later one is smaller (greater), as Python has it.
    fn extreme(&mut self, name: &Name, values: Vec<Expr>, at: FileSpan) -> Expr {
        let world = &self.s.world;
        let c = values.iter().all(|v| !v.ty.is_object() && world.is_numeric(&v.ty));
        // In Cython files the result has C's common type; plain Python gives the operand as it is.
        let kind = |v: &Expr| (world.is_integral(&v.ty), *world.resolve(&v.ty) == Type::Bint);
        let same_kind = values.windows(2).all(|w| kind(&w[0]) == kind(&w[1]));
        let common = values.iter().map(|v| v.ty.clone()).reduce(|a, b| {
            if a.is_error() { a } else { world.common_numeric(&a, &b).unwrap_or(Type::Error) }
        });
        let complex = common.as_ref().is_some_and(|t| matches!(world.resolve(t), Type::Complex(_)));
        let usable = c && !complex && (same_kind || !self.plain_python());
        let Some(ty) = common.filter(|t| usable && !t.is_error()) else {
            let args = values.into_iter().map(|v| self.object(v)).collect();
            return self.builtin_call(name, args, at);
        };
        let mut stmts = Vec::new();
        let values: Vec<Expr> = values
            .into_iter()
            .map(|v| {
                let v = self.coerce(v, &ty);
                self.to_temp(v, &mut stmts)
            })
            .collect();
        let op = if name == "min" { CompareOp::Lt } else { CompareOp::Gt };
        let last = values.len().saturating_sub(1);
        let mut best: Option<Expr> = None;
        for (i, v) in values.into_iter().enumerate() {
            best = Some(match best {
                None => v,
                Some(old) => {
                    let test = self.c_compare(at, op, v.clone(), old.clone());
                    let kind = ExprKind::Conditional {
                        test: Box::new(test),
                        body: Box::new(v),
                        orelse: Box::new(old),
                    };
                    let chosen = Expr::new(ty.clone(), at, kind);
                    if i == last { chosen } else { self.to_temp(chosen, &mut stmts) }
                }
            });
        }
        let value = best.unwrap_or_else(|| Expr::error(at));
        if stmts.is_empty() {
            value
        } else {
            Expr::new(ty, at, ExprKind::Block { stmts, value: Box::new(value) })
        }
    }

    /// A method of a builtin type that has a direct path.
    pub fn builtin_method(
        &mut self,
        object: &Expr,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        if !keywords.is_empty() || args.iter().any(|a| matches!(a.kind, ast::ExprKind::Starred(_))) {
            return None;
        }
        let none = |kind| Expr::new(Type::Builtin(Builtin::NoneType), at, kind);
        let generic_append = name == "append" && args.len() == 1 && object.ty == Type::Object;
        if generic_append {
            // Exact lists are appended to directly, anything else is asked for its method.
            let value = self.object_expr(&args[0]);
            return Some(Expr::new(
                Type::Object,
                at,
                ExprKind::Op { op: ops::CY_APPEND, args: vec![object.clone(), value] },
            ));
        }
        let Type::Builtin(b) = object.ty else { return None };
        if !matches!(
            (b, name),
            (Builtin::List, "append" | "extend" | "reverse" | "insert")
                | (Builtin::Set, "add" | "discard")
                | (Builtin::Dict, "get" | "setdefault")
        ) {
            return None;
        }
        let object = self.guard_none(object.clone(), NoneReason::Attribute(name.into()));
        let mut values: Vec<Expr> = Vec::new();
        for a in args {
            values.push(self.expr(a));
        }
        let mut all = vec![object];
        let op = match (b, name, values.len()) {
            (Builtin::List, "append", 1) => ops::CY_LIST_APPEND,
            (Builtin::List, "extend", 1) => ops::CY_LIST_EXTEND,
            (Builtin::List, "reverse", 0) => ops::CY_LIST_REVERSE,
            (Builtin::Set, "add", 1) => ops::CY_SET_ADD,
            (Builtin::Set, "discard", 1) => ops::CY_SET_DISCARD,
            (Builtin::Dict, "get", 1 | 2) => {
                if values.len() == 1 {
                    values.push(Expr::new(Type::Builtin(Builtin::NoneType), at, ExprKind::None));
                }
                all.extend(values.into_iter().map(|v| self.object(v)));
                return Some(Expr::new(Type::Object, at, ExprKind::Op { op: ops::CY_DICT_GET, args: all }));
            }
            (Builtin::Dict, "setdefault", 1 | 2) => {
                if values.len() == 1 {
                    values.push(Expr::new(Type::Builtin(Builtin::NoneType), at, ExprKind::None));
                }
                all.extend(values.into_iter().map(|v| self.object(v)));
                return Some(Expr::new(
                    Type::Object,
                    at,
                    ExprKind::Op { op: ops::CY_DICT_SETDEFAULT, args: all },
                ));
            }
            _ => {
                let object = all.remove(0);
                let values = values.into_iter().map(|v| self.object(v)).collect();
                return Some(self.python_method(object, name, values, at));
            }
        };
        all.extend(values.into_iter().map(|v| self.object(v)));
        Some(none(ExprKind::Op { op, args: all }))
    }
}

/// The code point of a literal of one character, or its byte.
fn one_character(literal: &ExprKind) -> Option<i64> {
    match literal {
        ExprKind::Str(text) => {
            let mut chars = std::str::from_utf8(text).ok()?.chars();
            chars.next().filter(|_| chars.next().is_none()).map(|c| i64::from(u32::from(c)))
        }
        ExprKind::Bytes(text) if text.len() == 1 => text.first().map(|b| i64::from(*b)),
        _ => None,
    }
}
