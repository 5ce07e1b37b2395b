//! C++ values: members, methods, operators, construction, iteration.
//!
//! What is called is spelled as C++ text with `%0`, `%1`... for its operands; the C++ compiler resolves overloads, while
//! the declared signatures say which types go in and come out.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, CppClassId, CppMethod, Except, FuncType, Type};

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

    /// Whether this is `std::string`, which has the methods that bytes have and C++ has not.
    pub fn is_cpp_string(&self, ty: &Type) -> bool {
        self.instance(ty)
            .is_some_and(|i| !i.pointer && self.s.world.cpp_classes[i.class].cname == "std::string")
    }

    /// A C++ string as bytes or a bytearray, whatever the directives make of C++ strings.
    pub fn cpp_string_bytes(&mut self, object: Expr, wanted: Builtin) -> Expr {
        let at = object.at;
        self.need_gil(at, "making a Python object of a C value");
        let (make, ty) = match wanted {
            Builtin::ByteArray => ("PyByteArray", Type::Builtin(Builtin::ByteArray)),
            _ => ("PyBytes", Type::BYTES),
        };
        let f = FuncType { except: Except::Null, ..function_type(ty.clone(), vec![object.ty.clone()]) };
        let text = format!("{make}_FromStringAndSize(%0.data(), (Py_ssize_t)%0.size())");
        let callee = Callee::Text(text.into(), f);
        Expr::new(ty, at, ExprKind::CCall { callee, args: vec![object], optional: None })
    }

    /// `object.name[T](args)` of a method template whose parameters are written out; nothing if it is no such call.
    pub fn cpp_template_method(
        &mut self,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        index: &'a ast::Expr,
        args: &'a [ast::Expr],
        at: FileSpan,
    ) -> Option<Expr> {
        let is_template = |m: &CppMethod| m.name == attr.name && !m.params.is_empty();
        if !self.s.world.cpp_classes.iter().any(|class| class.methods.iter().any(is_template)) {
            return None;
        }
        let dry = self.dry(value);
        let i = self.instance(&dry.ty)?;
        let mut methods = self.cpp_methods(i.class, &i.args, &attr.name);
        methods.retain(|m| !m.params.is_empty());
        if methods.is_empty() {
            return None;
        }
        let explicit = self.template_args(index)?;
        let object = self.expr(value);
        let args: Vec<Expr> = args.iter().map(|a| self.expr(a)).collect();
        let bound: Vec<CppMethod> = methods
            .into_iter()
            .filter(|m| explicit.len() <= m.params.len())
            .map(|m| {
                let bind: Vec<(Name, Type)> =
                    m.params.iter().cloned().zip(explicit.iter().cloned()).collect();
                CppMethod { ty: Arc::new(bind_function(&m.ty, &bind)), ..m }
            })
            .collect();
        let Some(m) = self.overload(&bound, &args) else {
            return Some(self.no_overload(&attr.name, &args, at));
        };
        let types: Vec<String> =
            explicit.iter().map(|ty| self.s.c_spelling(ty).unwrap_or_default()).collect();
        let list: Vec<String> = (1..=args.len()).map(|n| format!("%{n}")).collect();
        let access = if i.pointer { "->" } else { "." };
        let text = format!("%0{access}template {}<{}>({})", m.cname, types.join(", "), list.join(", "));
        Some(self.cpp_text_call(&text, Some(object), &m.ty, args, &attr.name, at))
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
        if let Some(call) = self.cpp_operator_of_two(at, sign, left, right) {
            return Some(call);
        }
        // `1.5 + z`: functions that stand beside the class say it; they give what the class's own operator gives.
        if let (false, Some(i)) = (is_cpp(self, left), self.instance(&right.ty))
            && let [m, ..] = &self.cpp_methods(i.class, &i.args, &format!("operator{sign}"))[..]
        {
            let f = FuncType {
                except: m.ty.except.clone(),
                ..function_type(unref(&m.ty.ret), vec![left.ty.clone(), right.ty.clone()])
            };
            let (ret, callee) = (f.ret.clone(), Callee::Text(format!("(%0 {sign} %1)").into(), f));
            let args = vec![left.clone(), right.clone()];
            return Some(Expr::new(ret, at, ExprKind::CCall { callee, args, optional: None }));
        }
        Some(self.invalid_operands(at, sign, left, right))
    }

    /// `left sign right` by the method of the left value, or a function of the module; nothing if neither fits.
    pub fn cpp_operator_of_two(
        &mut self,
        at: FileSpan,
        sign: &str,
        left: &Expr,
        right: &Expr,
    ) -> Option<Expr> {
        let name = format!("operator{sign}");
        if let Some(i) = self.instance(&left.ty).filter(|i| !i.pointer) {
            let methods = self.cpp_methods(i.class, &i.args, &name);
            if let Some(m) = self.overload(&methods, std::slice::from_ref(right)) {
                let text = format!("(%0 {sign} %1)");
                // `i + n / 2`: the C++ compiler converts operands, from floats to integers too
                let whole = m.ty.params.first().map(|p| p.ty.clone());
                let whole = whole.filter(|t| self.s.world.is_integral(t) && self.s.world.is_float(&right.ty));
                let args = vec![match whole {
                    Some(ty) => Expr::new(ty, at, ExprKind::Cast(Box::new(right.clone()))),
                    None => right.clone(),
                }];
                return Some(self.cpp_text_call(&text, Some(left.clone()), &m.ty, args, &name, at));
            }
        }
        // Declared in the class of either, but with both operands: a friend.
        let both = vec![left.clone(), right.clone()];
        for side in [left, right] {
            let Some(i) = self.instance(&side.ty).filter(|i| !i.pointer) else { continue };
            let methods = self.cpp_methods(i.class, &i.args, &name);
            if let Some(m) = self.overload(&methods, &both) {
                return Some(self.cpp_text_call(&format!("(%0 {sign} %1)"), None, &m.ty, both, &name, at));
            }
        }
        let Some(Symbol::CFunc(ids)) = self.s.c_symbol(self.fr().module, &name).cloned() else { return None };
        let types = [left.ty.clone(), right.ty.clone()];
        let mut best: Option<(u32, Arc<FuncType>)> = None;
        for id in ids {
            let decl = &self.s.world.cfuncs[id];
            let mut bind = Vec::new();
            for (param, have) in decl.ty.params.iter().zip(&types) {
                unify(&self.s.world, &param.ty, have, &mut bind);
            }
            let bound = bind_function(&decl.ty, &bind);
            if let Some(score) = self.match_score(&bound, &types)
                && best.as_ref().is_none_or(|(s, _)| score < *s)
            {
                best = Some((score, Arc::new(bound)));
            }
        }
        let (_, ty) = best?;
        let args = vec![left.clone(), right.clone()];
        Some(self.cpp_text_call(&format!("(%0 {sign} %1)"), None, &ty, args, &name, at))
    }

    /// What the operator of this name without operands makes of an object, by the operator's declaration; `after` is that
    /// of `object++`, which is declared with an argument that only tells the two apart.
    fn cpp_operator_of_one(
        &mut self,
        at: FileSpan,
        text: &str,
        name: &str,
        after: bool,
        e: &Expr,
    ) -> Option<Expr> {
        let i = self.instance(&e.ty).filter(|i| !i.pointer)?;
        let methods = self.cpp_methods(i.class, &i.args, name);
        let find = |b: &mut Self, after: bool| {
            let zero = super::coerce::int_expr(0, Type::INT, at);
            b.overload(&methods, if after { std::slice::from_ref(&zero) } else { &[] })
        };
        let (found, same_form) = match find(self, after) {
            Some(m) => (m, true),
            None => (find(self, !after)?, false),
        };
        let mut ty = FuncType { params: Vec::new(), optional: 0, ..(*found.ty).clone() };
        if !same_form {
            // `++x` gives `x` itself, `x++` a copy.
            ty.ret = unref(&ty.ret);
        }
        Some(self.cpp_text_call(text, Some(e.clone()), &Arc::new(ty), Vec::new(), name, at))
    }

    /// `-object` and the like.
    pub fn cpp_unary(&mut self, at: FileSpan, sign: &str, e: &Expr) -> Expr {
        match self.cpp_operator_of_one(at, &format!("({sign}%0)"), &format!("operator{sign}"), false, e) {
            Some(call) => call,
            None => self.invalid_unary(at, sign, e),
        }
    }

    /// `!object` and `&object`, where the class has an operator of its own.
    pub fn cpp_own_unary(&mut self, at: FileSpan, sign: &str, e: &Expr) -> Option<Expr> {
        self.cpp_operator_of_one(at, &format!("({sign}%0)"), &format!("operator{sign}"), false, e)
    }

    /// The truth of an object by its `operator bool`.
    pub fn cpp_truth(&mut self, e: &Expr) -> Option<Expr> {
        let call = self.cpp_operator_of_one(e.at, "((bool)%0)", "operator bool", false, e)?;
        Some(Expr { ty: Type::Bint, ..call })
    }

    /// `++object` and the like: by the class's operator, or as C does it.
    fn cpp_step(&mut self, at: FileSpan, sign: &str, before: bool, e: Expr) -> Expr {
        let text = if before { format!("({sign}%0)") } else { format!("(%0{sign})") };
        if let Some(call) = self.cpp_operator_of_one(at, &text, &format!("operator{sign}"), !before, &e) {
            return call;
        }
        let own = e.ty.unqualified().clone();
        let f = function_type(own.clone(), vec![e.ty.clone()]);
        let callee = Callee::Text(text.into(), f);
        Expr::new(own, at, ExprKind::CCall { callee, args: vec![e], optional: None })
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
        match (name, values.len()) {
            ("dereference", 1) => match self.s.world.resolve(&first.ty).clone() {
                Type::Ptr(t) => Expr::new((*t).clone(), at, ExprKind::Deref(Box::new(first))),
                _ => match self.cpp_operator_of_one(at, "(*%0)", "operator*", false, &first) {
                    Some(call) => call,
                    None => {
                        self.s.error(&rules::INVALID_OPERANDS, at, "this value cannot be dereferenced");
                        Expr::error(at)
                    }
                },
            },
            ("preincrement", 1) => self.cpp_step(at, "++", true, first),
            ("predecrement", 1) => self.cpp_step(at, "--", true, first),
            ("postincrement", 1) => self.cpp_step(at, "++", false, first),
            ("postdecrement", 1) => self.cpp_step(at, "--", false, first),
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
        let (args, except) = self.constructor_args(class, &params, args, at);
        Expr::new(ty.ptr(), at, ExprKind::CppNew { class, args, except })
    }

    /// `T(args)`: a temporary object.
    pub fn cpp_construct(&mut self, ty: Type, args: Vec<Expr>, at: FileSpan) -> Expr {
        let Type::Cpp(class, params) = self.s.world.resolve(&ty).clone() else { return Expr::error(at) };
        let (args, except) = self.constructor_args(class, &params, args, at);
        Expr::new(ty, at, ExprKind::CppNew { class, args, except })
    }

    fn constructor_args(
        &mut self,
        class: CppClassId,
        params: &[Type],
        args: Vec<Expr>,
        at: FileSpan,
    ) -> (Vec<Expr>, Except) {
        let name = self.s.world.cpp_classes[class].name.clone();
        // Constructors are not inherited.
        let methods = self.s.world.cpp_constructors(class, params);
        if methods.is_empty() {
            return (args, Except::Never);
        }
        let Some(m) = self.overload(&methods, &args) else {
            self.no_overload(&name, &args, at);
            return (args, Except::Never);
        };
        let args = args
            .into_iter()
            .enumerate()
            .map(|(i, a)| match m.ty.params.get(i) {
                Some(p) => self.coerce(a, &p.ty.clone()),
                None => a,
            })
            .collect();
        (args, m.ty.except.clone())
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
        let this = if m.is_static { None } else { self.this_as(i.class) };
        let first = usize::from(this.is_some());
        let list: Vec<String> = (first..args.len() + first).map(|n| format!("%{n}")).collect();
        let text = format!(
            "{}{}::{}({})",
            if this.is_some() { "%0->" } else { "" },
            self.s.c_spelling(&Type::Cpp(i.class, Arc::clone(&i.args))).unwrap_or_default(),
            m.cname,
            list.join(", ")
        );
        Some(self.cpp_text_call(&text, this, &m.ty, args, &attr.name, at))
    }

    /// `this` of the method that is being analysed, if that is of this class or of one that derives from it.
    fn this_as(&mut self, class: CppClassId) -> Option<Expr> {
        let Found::Local(id) = self.find(&Name::new("this")) else { return None };
        let at = self.fr().locals[id].at;
        let this = self.local_value(id, at);
        let own = self.instance(&this.ty)?;
        let ancestry = self.s.world.cpp_ancestry(own.class, &own.args);
        ancestry.iter().any(|(base, _)| *base == class).then_some(this)
    }

    /// `object op= value` by the class's own operator; false if it declares none.
    pub fn cpp_augmented(
        &mut self,
        place: &Place,
        op: cyrus_hir::BinaryOp,
        value: &Expr,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some(i) = self.instance(&place.ty).filter(|i| !i.pointer) else { return false };
        let name = format!("operator{}=", super::operator::symbol(op));
        let methods = self.cpp_methods(i.class, &i.args, &name);
        let Some(m) = self.overload(&methods, std::slice::from_ref(value)) else { return false };
        let Some(object) = place_value(place) else { return false };
        let ty = Arc::new(FuncType { ret: Type::Void, ..(*m.ty).clone() });
        let text = format!("(void)(%0 {}= %1)", super::operator::symbol(op));
        let call = self.cpp_text_call(&text, Some(object), &ty, vec![value.clone()], &name, at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `del pointer`
    pub fn cpp_delete(&mut self, place: &Place, out: &mut Vec<Stmt>) -> bool {
        let is_object = self.instance(&place.ty).is_some_and(|i| i.pointer);
        let Some(e) = is_object.then(|| place_value(place)).flatten() else { return false };
        let at = place.at;
        let f = function_type(Type::Void, vec![place.ty.clone()]);
        let callee = Callee::Text("delete %0".into(), f);
        let call = Expr::new(Type::Void, at, ExprKind::CCall { callee, args: vec![e], optional: None });
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `object = value` by an `operator=` that is declared to throw, or to take what the class is no copy of; false if a
    /// plain assignment does.
    pub fn cpp_assign(&mut self, place: &Place, value: &Expr, at: FileSpan, out: &mut Vec<Stmt>) -> bool {
        if value.is_error()
            || value.ty.is_object()
            || !matches!(self.s.world.resolve(&place.ty), Type::Cpp(..))
        {
            return false;
        }
        let Some(i) = self.instance(&place.ty) else { return false };
        let methods = self.cpp_methods(i.class, &i.args, "operator=");
        let Some(m) = self.overload(&methods, std::slice::from_ref(value)) else { return false };
        if !matches!(m.ty.except, Except::Cpp(_)) {
            return false;
        }
        let Some(object) = place_value(place) else { return false };
        if let PlaceKind::Local(id) = place.kind {
            self.f().flow.assigned.insert(id);
        }
        // What it returns is of no interest.
        let ty = Arc::new(FuncType { ret: Type::Void, ..(*m.ty).clone() });
        let call =
            self.cpp_text_call("(void)(%0 = %1)", Some(object), &ty, vec![value.clone()], "operator=", at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// What the methods of this name are declared to throw, if they are.
    fn thrown_by(&self, ty: &Type, name: &str) -> Except {
        let Some(i) = self.instance(ty) else { return Except::Never };
        let methods = self.cpp_methods(i.class, &i.args, name);
        let thrown = methods.iter().find(|m| matches!(m.ty.except, Except::Cpp(_)));
        thrown.map_or(Except::Never, |m| m.ty.except.clone())
    }

    /// The C++ container of a name that can be walked backwards.
    pub fn cpp_reversible(&mut self, e: &'a ast::Expr) -> Option<Expr> {
        if !matches!(e.kind, ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. }) {
            return None;
        }
        let dry = self.dry(e);
        let i = self.instance(&dry.ty).filter(|i| !i.pointer)?;
        if self.cpp_methods(i.class, &i.args, "rbegin").is_empty() {
            return None;
        }
        Some(self.expr(e))
    }

    /// `for x in container` from one method's result to another's: `begin` and `end`.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    pub fn cpp_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        (begin_name, end_name): (&str, &str),
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some(i) = self.instance(&value.ty) else { return false };
        let begin = self.cpp_methods(i.class, &i.args, begin_name);
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
        let first = match &begin.ty.except {
            Except::Cpp(_) => {
                let text = format!("%0{access}{begin_name}()");
                self.cpp_text_call(&text, Some(container.clone()), &begin.ty, Vec::new(), begin_name, at)
            }
            _ => call(format!("%0{access}{begin_name}()"), iterator.clone(), vec![container.clone()]),
        };
        self.set_temp(id, first, out);
        let position = Expr::new(iterator.clone(), at, ExprKind::Local(id));
        let mut test =
            call(format!("(%0 != %1{access}{end_name}())"), Type::Bint, vec![position.clone(), container]);
        let end = self.cpp_methods(i.class, &i.args, end_name);
        let end = self.overload(&end, &[]).map_or(Except::Never, |m| m.ty.except.clone());
        let except = self.thrown_by(&iterator, "operator!=");
        let except = if let Except::Cpp(_) = except { except } else { end };
        set_except(&mut test, except);
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
        let mut item = call("(*%0)".into(), item_ty, vec![position.clone()]);
        set_except(&mut item, self.thrown_by(&iterator, "operator*"));
        // The step comes before the body, so that `continue` needs no special care.
        let mut first = Vec::new();
        let item = self.to_temp(item, &mut first);
        body.extend(first);
        let mut step = call("++%0".into(), Type::Void, vec![position]);
        set_except(&mut step, self.thrown_by(&iterator, "operator++"));
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

/// Says what a call may throw.
fn set_except(call: &mut Expr, except: Except) {
    if let ExprKind::CCall { callee: Callee::Text(_, f), .. } = &mut call.kind {
        f.except = except;
    }
}

/// The value that a place in C memory holds.
fn place_value(place: &Place) -> Option<Expr> {
    let kind = match &place.kind {
        PlaceKind::Local(id) => ExprKind::Local(*id),
        PlaceKind::CVar(id) => ExprKind::CVar(*id),
        PlaceKind::Field { object, name } => ExprKind::Field { object: object.clone(), name: name.clone() },
        PlaceKind::ClassField { object, class, field, check_none } => ExprKind::ClassField {
            object: object.clone(),
            class: *class,
            field: *field,
            check_none: *check_none,
        },
        PlaceKind::CIndex { base, index } => ExprKind::CIndex { base: base.clone(), index: index.clone() },
        PlaceKind::Deref(p) => ExprKind::Deref(p.clone()),
        PlaceKind::Text { text, args, except } => {
            let types = args.iter().map(|a| a.ty.clone()).collect();
            let ret = Type::Ref(Arc::new(place.ty.clone()));
            let f = FuncType { except: except.clone(), ..function_type(ret, types) };
            ExprKind::CCall { callee: Callee::Text(text.clone(), f), args: args.clone(), optional: None }
        }
        PlaceKind::Error
        | PlaceKind::Global(_)
        | PlaceKind::ClassName(_)
        | PlaceKind::Attr { .. }
        | PlaceKind::Item { .. }
        | PlaceKind::ItemInt { .. }
        | PlaceKind::SliceInt { .. }
        | PlaceKind::ViewItem { .. }
        | PlaceKind::ViewSlice { .. } => return None,
    };
    Some(Expr::new(place.ty.clone(), place.at, kind))
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
        (Type::Cpp(a, x), Type::Cpp(b, y)) => {
            // The class itself, or a base of it.
            let found = world.cpp_ancestry(*b, y).into_iter().find(|(class, _)| class == a);
            for (p, q) in found.iter().flat_map(|(_, y)| x.iter().zip(y.iter())) {
                unify(world, p, q, bind);
            }
        }
        _ => {}
    }
}
