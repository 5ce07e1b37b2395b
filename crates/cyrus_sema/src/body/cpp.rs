//! C++ values: members, methods, construction.
//!
//! What is called is spelled as C++ text with `%0`, `%1`... for its operands; the C++ compiler resolves overloads, while
//! the declared signatures say which types go in and come out.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, CppClassId, CppMethod, Except, FuncType, Type};

use super::Body;
use super::attribute::function_type;
use super::cpp_bind::{bind_function, infer_params};
use super::frame::Found;
use crate::rules;
use crate::scope::Symbol;

/// The C++ class behind a value: through references and one pointer.
pub(super) struct Instance {
    pub(super) class: CppClassId,
    pub(super) args: Arc<[Type]>,
    pub(super) pointer: bool,
}

impl<'x, 'a> Body<'x, 'a> {
    pub(super) fn instance(&self, ty: &Type) -> Option<Instance> {
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
    pub(super) fn cpp_methods(&self, class: CppClassId, args: &[Type], name: &str) -> Vec<CppMethod> {
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
    pub(super) fn overload(&mut self, methods: &[CppMethod], args: &[Expr]) -> Option<CppMethod> {
        let types: Vec<Type> = args.iter().map(|a| a.ty.clone()).collect();
        methods
            .iter()
            .filter_map(|m| {
                let bound = infer_params(&self.s.world, m, &types);
                // what a template makes of a Python object is hardly ever meant
                let both = bound.params.iter().zip(&m.ty.params);
                let objects = both.filter(|(b, p)| b.ty.is_object() && !p.ty.is_object()).count();
                let score = self.match_score(&bound, &types)? + 60 * u32::try_from(objects).ok()?;
                Some((score, CppMethod { ty: Arc::new(bound), ..m.clone() }))
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
                Type::Ptr(to) if let Type::Func(f) = self.s.world.resolve(&to).clone() => {
                    self.c_call_values(Callee::Pointer(Box::new(callee)), &f, &attr.name, args, at)
                }
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

    pub(super) fn no_overload(&mut self, name: &str, args: &[Expr], at: FileSpan) -> Expr {
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
        let call = self.c_call_values(Callee::text(text, f), ty, name, args, at);
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

    /// Whether this is `std::string`, which has the methods that bytes have and C++ has not, or a view of one.
    pub fn is_cpp_string(&self, ty: &Type) -> bool {
        self.is_class_of_cpp(ty, "std::string") || self.is_cpp_string_view(ty)
    }

    /// Whether this is `std::string_view`: as an object's C value it is the object's own memory.
    pub fn is_cpp_string_view(&self, ty: &Type) -> bool {
        self.is_class_of_cpp(ty, "std::string_view")
    }

    fn is_class_of_cpp(&self, ty: &Type, cname: &str) -> bool {
        self.instance(ty).is_some_and(|i| !i.pointer && self.s.world.cpp_classes[i.class].cname == cname)
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
        let callee = Callee::text(text, f);
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
        let read =
            Callee::text(format!("({class}::{})", field.cname), function_type(value.clone(), Vec::new()));
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
}
