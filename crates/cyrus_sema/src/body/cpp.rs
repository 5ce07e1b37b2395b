//! C++ values: members, methods, operators, construction, iteration.
//!
//! What is called is spelled as C++ text with `%0`, `%1`... for its operands; the C++ compiler resolves overloads, while
//! the declared signatures say which types go in and come out.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind, UnaryOp};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CppClassId, CppMethod, FuncType, Type};

use super::Body;
use super::attribute::function_type;
use super::frame::Found;
use super::loops::LoopBody;
use crate::rules;
use crate::scope::Symbol;

/// The C++ class behind a value: through references and one pointer.
struct Instance {
    class: CppClassId,
    args: Arc<[Type]>,
    pointer: bool,
}

impl<'x, 'a> Body<'x, 'a> {
    fn instance(&self, ty: &Type) -> Option<Instance> {
        match self.s.world.resolve(ty) {
            Type::Cpp(class, args) => {
                Some(Instance { class: *class, args: Arc::clone(args), pointer: false })
            }
            Type::Ref(t) | Type::RvalueRef(t) => self.instance(t),
            Type::Ptr(t) => match self.s.world.resolve(t) {
                Type::Cpp(class, args) => {
                    Some(Instance { class: *class, args: Arc::clone(args), pointer: true })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Methods of a name, in the class and its bases, with template parameters put in.
    fn cpp_methods(&self, class: CppClassId, args: &[Type], name: &str) -> Vec<CppMethod> {
        self.s.world.cpp_methods(class, args, name)
    }

    fn cpp_field(&self, class: CppClassId, args: &[Type], name: &str) -> Option<(Name, Type)> {
        self.s.world.cpp_field(class, args, name).map(|field| (field.cname, field.ty))
    }

    /// `object.attr`
    pub fn cpp_attribute(&mut self, object: Expr, attr: &ast::Ident, at: FileSpan) -> Expr {
        let Some(i) = self.instance(&object.ty) else { return Expr::error(at) };
        if let Some((cname, ty)) = self.cpp_field(i.class, &i.args, &attr.name) {
            return Expr::new(ty, at, ExprKind::Field { object: Box::new(object), name: cname });
        }
        let shown = self.s.world.show(&object.ty);
        let place = self.at(attr.span);
        self.s.error(&rules::UNKNOWN_NAME, place, format!("`{shown}` has no member `{}`", attr.name));
        Expr::error(at)
    }

    /// The overload that fits best.
    fn overload(&mut self, methods: &[CppMethod], args: &[Expr]) -> Option<CppMethod> {
        let types: Vec<Type> = args.iter().map(|a| a.ty.clone()).collect();
        methods
            .iter()
            .filter_map(|m| {
                let bound = infer_params(&self.s.world, m, &types);
                self.match_score(&bound, &types).map(|s| (s, CppMethod { ty: Arc::new(bound), ..m.clone() }))
            })
            .min_by_key(|(s, _)| *s)
            .map(|(_, m)| m)
    }

    /// `object.attr(args)`
    pub fn cpp_method(&mut self, object: Expr, attr: &ast::Ident, args: Vec<Expr>, at: FileSpan) -> Expr {
        let Some(i) = self.instance(&object.ty) else { return Expr::error(at) };
        let methods = self.cpp_methods(i.class, &i.args, &attr.name);
        if methods.is_empty() {
            let callee = self.cpp_attribute(object, attr, at);
            if callee.is_error() {
                return callee;
            }
            return match self.s.world.resolve(&callee.ty).clone() {
                Type::Cpp(..) => self.cpp_call_operator(callee, args, at),
                _ => Expr::error(at),
            };
        }
        let Some(method) = self.overload(&methods, &args) else {
            return self.no_overload(&attr.name, &args, at);
        };
        let access = if i.pointer { "->" } else { "." };
        let list: Vec<String> = (1..=args.len()).map(|n| format!("%{n}")).collect();
        let text = format!("%0{access}{}({})", method.cname, list.join(", "));
        self.cpp_text_call(&text, Some(object), &method.ty, args, &attr.name, at)
    }

    fn no_overload(&mut self, name: &str, args: &[Expr], at: FileSpan) -> Expr {
        let shown: Vec<String> = args.iter().map(|a| self.s.world.show(&a.ty)).collect();
        self.s.error(
            &rules::WRONG_ARGUMENTS,
            at,
            format!("no overload of `{name}` takes ({})", shown.join(", ")),
        );
        Expr::error(at)
    }

    /// A call that is written as `text` around its arguments (`%0` is `object`, which is evaluated first).
    pub fn cpp_text_call(
        &mut self,
        text: &str,
        object: Option<Expr>,
        ty: &Arc<FuncType>,
        args: Vec<Expr>,
        name: &str,
        at: FileSpan,
    ) -> Expr {
        let f = (**ty).clone();
        let call = self.c_call_values(Callee::Text(text.into(), f), ty, name, args, at);
        match (call.kind, object) {
            (ExprKind::CCall { callee, args, optional }, Some(object)) => {
                let mut all = vec![object];
                all.extend(args);
                all.extend(optional.into_iter().flatten());
                Expr { ty: call.ty, at, kind: ExprKind::CCall { callee, args: all, optional: None } }
            }
            (ExprKind::CCall { callee, mut args, optional }, None) => {
                args.extend(optional.into_iter().flatten());
                Expr { ty: call.ty, at, kind: ExprKind::CCall { callee, args, optional: None } }
            }
            (kind, _) => Expr { ty: call.ty, at, kind },
        }
    }

    /// `object(args)`
    pub fn cpp_call_operator(&mut self, object: Expr, args: Vec<Expr>, at: FileSpan) -> Expr {
        let Some(i) = self.instance(&object.ty) else { return Expr::error(at) };
        let methods = self.cpp_methods(i.class, &i.args, "operator()");
        let Some(m) = self.overload(&methods, &args) else {
            return self.no_overload("operator()", &args, at);
        };
        let list: Vec<String> = (1..=args.len()).map(|n| format!("%{n}")).collect();
        let text = format!("%0({})", list.join(", "));
        self.cpp_text_call(&text, Some(object), &m.ty, args, "operator()", at)
    }

    /// `left op right` where one side is a C++ value; nothing if none is.
    pub fn cpp_binary(
        &mut self,
        at: FileSpan,
        op: cyrus_hir::BinaryOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Expr> {
        use cyrus_hir::BinaryOp as B;
        let is_cpp = |b: &Self, e: &Expr| b.instance(&e.ty).is_some_and(|i| !i.pointer);
        if !is_cpp(self, left) && !is_cpp(self, right) {
            return None;
        }
        let sign = match op {
            B::Add => "+",
            B::Sub => "-",
            B::Mul => "*",
            B::Div => "/",
            B::Mod => "%",
            B::Shl => "<<",
            B::Shr => ">>",
            B::And => "&",
            B::Or => "|",
            B::Xor => "^",
            B::MatMul | B::FloorDiv | B::Pow => return None,
        };
        let name = format!("operator{sign}");
        let ret = match self.instance(&left.ty) {
            Some(i) => {
                let methods = self.cpp_methods(i.class, &i.args, &name);
                match self.overload(&methods, std::slice::from_ref(right)) {
                    Some(m) => unref(&m.ty.ret),
                    None => left.ty.unqualified().clone(),
                }
            }
            None => right.ty.unqualified().clone(),
        };
        let f = function_type(ret.clone(), vec![left.ty.clone(), right.ty.clone()]);
        let callee = Callee::Text(format!("(%0 {sign} %1)").into(), f);
        Some(Expr::new(
            ret,
            at,
            ExprKind::CCall { callee, args: vec![left.clone(), right.clone()], optional: None },
        ))
    }

    /// `-object` and the like.
    pub fn cpp_unary(&mut self, at: FileSpan, sign: &str, e: Expr) -> Expr {
        let ret = match self.instance(&e.ty) {
            Some(i) => {
                let methods = self.cpp_methods(i.class, &i.args, &format!("operator{sign}"));
                self.overload(&methods, &[]).map_or_else(|| e.ty.clone(), |m| unref(&m.ty.ret))
            }
            None => e.ty.clone(),
        };
        let f = function_type(ret.clone(), vec![e.ty.clone()]);
        let callee = Callee::Text(format!("({sign}%0)").into(), f);
        let _ = UnaryOp::Neg;
        Expr::new(ret, at, ExprKind::CCall { callee, args: vec![e], optional: None })
    }

    /// `object[index]`
    pub fn cpp_item(&mut self, object: Expr, index: Expr, at: FileSpan) -> Expr {
        let Some(i) = self.instance(&object.ty) else { return Expr::error(at) };
        let methods = self.cpp_methods(i.class, &i.args, "operator[]");
        let args = vec![index];
        let Some(m) = self.overload(&methods, &args) else {
            return self.no_overload("operator[]", &args, at);
        };
        self.cpp_text_call("%0[%1]", Some(object), &m.ty, args, "operator[]", at)
    }

    /// `cython.operator.f(args)`
    pub fn cython_operator(&mut self, path: &str, args: &'a [ast::Expr], at: FileSpan) -> Expr {
        let name = path.rsplit('.').next().unwrap_or(path);
        let mut values: Vec<Expr> = Vec::new();
        if name == "dynamic_cast" {
            self.s.error(&rules::MISPLACED, at, "`dynamic_cast` needs a type: `dynamic_cast[T](x)`");
            return Expr::error(at);
        }
        for a in args {
            values.push(self.expr(a));
        }
        if values.iter().any(Expr::is_error) {
            return Expr::error(at);
        }
        let text = |text: &str, ret: Type, args: Vec<Expr>| {
            let f = function_type(ret.clone(), args.iter().map(|a| a.ty.clone()).collect());
            Expr::new(ret, at, ExprKind::CCall { callee: Callee::Text(text.into(), f), args, optional: None })
        };
        let Some(first) = values.first().cloned() else { return Expr::error(at) };
        let own = first.ty.unqualified().clone();
        match (name, values.len()) {
            ("dereference", 1) => match self.s.world.resolve(&first.ty).clone() {
                Type::Ptr(t) => Expr::new((*t).clone(), at, ExprKind::Deref(Box::new(first))),
                _ => {
                    let ret = match self.instance(&first.ty) {
                        Some(i) => {
                            let methods = self.cpp_methods(i.class, &i.args, "operator*");
                            self.overload(&methods, &[]).map_or(Type::Error, |m| unref(&m.ty.ret))
                        }
                        None => Type::Error,
                    };
                    if ret.is_error() {
                        self.s.error(&rules::INVALID_OPERANDS, at, "this value cannot be dereferenced");
                        return Expr::error(at);
                    }
                    text("(*%0)", ret, values)
                }
            },
            ("preincrement", 1) => text("(++%0)", own, values),
            ("predecrement", 1) => text("(--%0)", own, values),
            ("postincrement", 1) => text("(%0++)", own, values),
            ("postdecrement", 1) => text("(%0--)", own, values),
            ("address", 1) => {
                let place = self.expr_place(first);
                let ty = place.ty.clone().ptr();
                Expr::new(ty, at, ExprKind::AddressOf(Box::new(place)))
            }
            ("comma", 2) => {
                let ty = values[1].ty.clone();
                text("(%0, %1)", ty, values)
            }
            _ => {
                self.s.error(
                    &rules::WRONG_ARGUMENTS,
                    at,
                    format!("wrong arguments for `cython.operator.{name}`"),
                );
                Expr::error(at)
            }
        }
    }

    /// `new T(args)`
    pub fn cpp_new(&mut self, ty: Type, args: Vec<Expr>, at: FileSpan) -> Expr {
        let Type::Cpp(class, params) = self.s.world.resolve(&ty).clone() else {
            if !ty.is_error() {
                let shown = self.s.world.show(&ty);
                self.s.error(&rules::INVALID_OPERANDS, at, format!("`new` needs a C++ class, not `{shown}`"));
            }
            return Expr::error(at);
        };
        let args = self.constructor_args(class, &params, args, at);
        Expr::new(ty.ptr(), at, ExprKind::CppNew { class, args })
    }

    /// `T(args)`: a temporary object.
    pub fn cpp_construct(&mut self, ty: Type, args: Vec<Expr>, at: FileSpan) -> Expr {
        let Type::Cpp(class, params) = self.s.world.resolve(&ty).clone() else { return Expr::error(at) };
        let args = self.constructor_args(class, &params, args, at);
        Expr::new(ty, at, ExprKind::CppNew { class, args })
    }

    fn constructor_args(
        &mut self,
        class: CppClassId,
        params: &[Type],
        args: Vec<Expr>,
        at: FileSpan,
    ) -> Vec<Expr> {
        let name = self.s.world.cpp_classes[class].name.clone();
        // Constructors are not inherited.
        let methods = self.s.world.cpp_constructors(class, params);
        if methods.is_empty() {
            return args;
        }
        let Some(m) = self.overload(&methods, &args) else {
            self.no_overload(&name, &args, at);
            return args;
        };
        args.into_iter()
            .enumerate()
            .map(|(i, a)| match m.ty.params.get(i) {
                Some(p) => self.coerce(a, &p.ty.clone()),
                None => a,
            })
            .collect()
    }

    /// Whether this is a C++ class or an instance of a template: `Class`, `vector[int]`.
    pub fn is_cpp_instance(&mut self, value: &ast::Expr) -> bool {
        let name = match &value.kind {
            ast::ExprKind::Subscript { value, .. } => value,
            _ => value,
        };
        let Some(root) = super::call::root_name(name) else { return false };
        let root = self.mangle(root);
        self.find(&root) == Found::Global
            && matches!(self.s.symbol_of(self.fr().module, name), Some(Symbol::Type(Type::Cpp(..))))
    }

    /// `T.name` where `name` is a data member of the C++ class itself: it must be static, which C++ sees to.
    pub fn cpp_static_field(
        &mut self,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        at: FileSpan,
    ) -> Option<Expr> {
        if !self.is_cpp_instance(value) {
            return None;
        }
        let (module, file) = (self.fr().module, self.fr().file);
        let ty = self.s.type_from_expr(module, file, value)?;
        let i = self.instance(&ty)?;
        let field = self.s.world.cpp_field(i.class, &i.args, &attr.name)?;
        let class = self.s.c_spelling(&Type::Cpp(i.class, Arc::clone(&i.args))).unwrap_or_default();
        let value = field.ty.unqualified().clone();
        let read = Callee::Text(
            format!("({class}::{})", field.cname).into(),
            function_type(value.clone(), Vec::new()),
        );
        Some(Expr::new(value, at, ExprKind::CCall { callee: read, args: Vec::new(), optional: None }))
    }

    /// `T.method(args)` of a static C++ method.
    pub fn cpp_static_call(
        &mut self,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        args: &'a [ast::Expr],
        at: FileSpan,
    ) -> Option<Expr> {
        let (module, file) = (self.fr().module, self.fr().file);
        let ty = self.s.type_from_expr(module, file, value)?;
        let i = self.instance(&ty)?;
        let methods = self.cpp_methods(i.class, &i.args, &attr.name);
        if methods.is_empty() {
            return None;
        }
        let args: Vec<Expr> = args.iter().map(|a| self.expr(a)).collect();
        let Some(m) = self.overload(&methods, &args) else {
            return Some(self.no_overload(&attr.name, &args, at));
        };
        let list: Vec<String> = (0..args.len()).map(|n| format!("%{n}")).collect();
        let text = format!(
            "{}::{}({})",
            self.s.c_spelling(&Type::Cpp(i.class, Arc::clone(&i.args))).unwrap_or_default(),
            m.cname,
            list.join(", ")
        );
        Some(self.cpp_text_call(&text, None, &m.ty, args, &attr.name, at))
    }

    /// `del pointer`
    pub fn cpp_delete(&mut self, place: &Place, out: &mut Vec<Stmt>) -> bool {
        let is_object = self.instance(&place.ty).is_some_and(|i| i.pointer);
        if !is_object {
            return false;
        }
        let at = place.at;
        let value = match &place.kind {
            PlaceKind::Local(id) => ExprKind::Local(*id),
            PlaceKind::CVar(id) => ExprKind::CVar(*id),
            PlaceKind::Field { object, name } => {
                ExprKind::Field { object: object.clone(), name: name.clone() }
            }
            PlaceKind::ClassField { object, class, field, check_none } => ExprKind::ClassField {
                object: object.clone(),
                class: *class,
                field: *field,
                check_none: *check_none,
            },
            PlaceKind::CIndex { base, index } => {
                ExprKind::CIndex { base: base.clone(), index: index.clone() }
            }
            PlaceKind::Deref(p) => ExprKind::Deref(p.clone()),
            PlaceKind::Text { text, args } => {
                let types = args.iter().map(|a| a.ty.clone()).collect();
                let callee = Callee::Text(format!("delete {text}").into(), function_type(Type::Void, types));
                let kind = ExprKind::CCall { callee, args: args.clone(), optional: None };
                out.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, kind))));
                return true;
            }
            _ => return false,
        };
        let e = Expr::new(place.ty.clone(), at, value);
        let f = function_type(Type::Void, vec![place.ty.clone()]);
        let callee = Callee::Text("delete %0".into(), f);
        let call = Expr::new(Type::Void, at, ExprKind::CCall { callee, args: vec![e], optional: None });
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `for x in container` with `begin()` and `end()`.
    pub fn cpp_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some(i) = self.instance(&value.ty) else { return false };
        let begin = self.cpp_methods(i.class, &i.args, "begin");
        let Some(begin) = self.overload(&begin, &[]) else { return false };
        let iterator = unref(&begin.ty.ret);
        let access = if i.pointer { "->" } else { "." };
        let call = |text: String, ret: Type, args: Vec<Expr>| {
            let f = function_type(ret.clone(), args.iter().map(|a| a.ty.clone()).collect());
            Expr::new(ret, at, ExprKind::CCall { callee: Callee::Text(text.into(), f), args, optional: None })
        };
        // A container that is a variable is iterated in place; anything else waits in a temporary.
        let container = if matches!(
            value.kind,
            ExprKind::Local(_) | ExprKind::CVar(_) | ExprKind::ClassField { .. } | ExprKind::Field { .. }
        ) {
            value.clone()
        } else {
            self.to_temp(value.clone(), out)
        };
        let id = self.temp(iterator.clone(), at);
        let first = call(format!("%0{access}begin()"), iterator.clone(), vec![container.clone()]);
        self.set_temp(id, first, out);
        let position = Expr::new(iterator.clone(), at, ExprKind::Local(id));
        let test = call(format!("(%0 != %1{access}end())"), Type::Bint, vec![position.clone(), container]);
        let item_ty = match self.s.world.resolve(&iterator).clone() {
            Type::Ptr(t) => (*t).clone(),
            _ => match self.instance(&iterator) {
                Some(it) => {
                    let deref = self.cpp_methods(it.class, &it.args, "operator*");
                    self.overload(&deref, &[]).map_or(Type::Object, |m| unref(&m.ty.ret))
                }
                None => return false,
            },
        };
        let before = self.fr().flow.clone();
        self.f().loops.push(super::frame::LoopState::default());
        let mut body = Vec::new();
        let item = call("(*%0)".into(), item_ty, vec![position.clone()]);
        // The step comes before the body, so that `continue` needs no special care.
        let mut first = Vec::new();
        let item = self.to_temp(item, &mut first);
        body.extend(first);
        let step = call("++%0".into(), Type::Void, vec![position]);
        body.push(Stmt::new(at, StmtKind::Expr(step)));
        self.store(target.span, target, item, &mut body);
        run(self, &mut body);
        let state = self.f().loops.pop().unwrap_or_default();
        self.f().flow = before;
        let orelse = orelse.map(|o| self.stmts(o)).unwrap_or_default();
        if let Some(f) = state.at_break {
            self.f().flow.join(&f);
        }
        out.push(Stmt::new(at, StmtKind::While { test, body, orelse }));
        true
    }
}

fn unref(ty: &Type) -> Type {
    match ty {
        Type::Ref(t) | Type::RvalueRef(t) => unref(t),
        t => t.unqualified().clone(),
    }
}

/// A type with template parameters put in.
pub fn bind_type(ty: &Type, bind: &[(Name, Type)]) -> Type {
    let arc = |t: &Arc<Type>| Arc::new(bind_type(t, bind));
    match ty {
        Type::TypeParam(name) => {
            bind.iter().find(|(n, _)| n == name).map_or_else(|| ty.clone(), |(_, t)| t.clone())
        }
        Type::Cpp(id, args) => Type::Cpp(*id, args.iter().map(|a| bind_type(a, bind)).collect()),
        Type::Ptr(t) => Type::Ptr(arc(t)),
        Type::Ref(t) => Type::Ref(arc(t)),
        Type::RvalueRef(t) => Type::RvalueRef(arc(t)),
        Type::Const(t) => bind_type(t, bind).constant(),
        Type::Volatile(t) => Type::Volatile(arc(t)),
        Type::Array(t, n) => Type::Array(arc(t), n.clone()),
        Type::Func(f) => Type::Func(Arc::new(bind_function(f, bind))),
        Type::CTuple(items) => Type::CTuple(items.iter().map(|a| bind_type(a, bind)).collect()),
        t => t.clone(),
    }
}

/// A function's type with the template parameters replaced by what they are bound to.
pub fn bind_function(f: &FuncType, bind: &[(Name, Type)]) -> FuncType {
    FuncType {
        ret: bind_type(&f.ret, bind),
        params: f
            .params
            .iter()
            .map(|p| cyrus_types::FuncParam { ty: bind_type(&p.ty, bind), ..p.clone() })
            .collect(),
        ..f.clone()
    }
}

/// A method template's type for these arguments: its own parameters are what the arguments say.
fn infer_params(world: &cyrus_types::World, m: &CppMethod, args: &[Type]) -> FuncType {
    if m.params.is_empty() {
        return (*m.ty).clone();
    }
    let mut bind: Vec<(Name, Type)> = Vec::new();
    for (p, a) in m.ty.params.iter().zip(args) {
        unify(world, &p.ty, a, &mut bind);
    }
    bind_function(&m.ty, &bind)
}

/// Binds the template parameters in `want` that an argument of type `have` decides; the first argument to say wins.
pub fn unify(world: &cyrus_types::World, want: &Type, have: &Type, bind: &mut Vec<(Name, Type)>) {
    match (want, world.resolve(have)) {
        (Type::TypeParam(n), _) if !bind.iter().any(|(b, _)| b == n) => {
            bind.push((n.clone(), unref(have)));
        }
        (Type::Ref(t) | Type::RvalueRef(t) | Type::Const(t), _) => unify(world, t, have, bind),
        (Type::Ptr(t), Type::Ptr(h)) => unify(world, t, h, bind),
        (Type::Cpp(a, x), Type::Cpp(b, y)) if a == b => {
            for (p, q) in x.iter().zip(y.iter()) {
                unify(world, p, q, bind);
            }
        }
        _ => {}
    }
}
