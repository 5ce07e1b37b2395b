//! Calls: Python functions and methods, C functions, types, pointers.

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, ClassId, FuncType, Type};

use super::Body;
use super::frame::{Found, FrameKind};
use crate::rules;
use crate::scope::Symbol;

/// The type behind references and `const`.
fn referred<'w>(world: &'w cyrus_types::World, ty: &'w Type) -> &'w Type {
    match world.resolve(ty) {
        Type::Ref(t) | Type::RvalueRef(t) | Type::Const(t) => referred(world, t),
        t => t,
    }
}

impl<'a> Body<'_, 'a> {
    /// `func(args)`
    pub fn call(
        &mut self,
        e: &'a ast::Expr,
        func: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
    ) -> Expr {
        let at = self.attribute_at(e);
        let module = self.fr().module;
        if let Some(path) = self.cython_name(func) {
            return self.cython_call(&path, func, args, keywords, at);
        }
        if let ast::ExprKind::New(ty) = &func.kind {
            let file = self.fr().file;
            self.typeofs_in(ty);
            let ty = self.s.ctype(module, file, ty);
            let ty = self.specialised(&ty);
            let args = args.iter().map(|a| self.expr(a)).collect();
            return self.cpp_new(ty, args, at);
        }
        if let ast::ExprKind::Name(n) = &func.kind {
            let name = self.mangle(n);
            if n == "super"
                && args.is_empty()
                && keywords.is_empty()
                && self.find(&name) == Found::Global
                && self.means_builtin(&name)
            {
                return self.zero_super(at);
            }
            let makes_class = n == "type" && args.len() == 3 && self.fr().kind != FrameKind::Module;
            if (makes_class && self.means_builtin(&name)) || self.wants_frame(func, &name, keywords) {
                let callee = self.expr(func);
                if callee.ty.is_object() {
                    let callee = self.framed(callee, at);
                    return self.call_value(callee, args, keywords, at);
                }
            }
            let scoped = matches!(n.as_str(), "locals" | "vars" | "dir" | "eval" | "exec");
            if (self.find(&name) == Found::Global || scoped && self.is_module_name(&name))
                && self.means_builtin(&name)
                && let Some(e) = self.builtin_named(&name, args, keywords, at)
            {
                return e;
            }
            if matches!(n.as_str(), "eval" | "exec")
                && self.is_module_name(&name)
                && self.means_builtin(&name)
            {
                return self.run_named(&name, args, keywords, at);
            }
        }
        // A C-level symbol: a function, a type that is constructed.
        if let Some(symbol) = self.c_callee(func) {
            match symbol {
                Symbol::CFunc(ids) => return self.c_function_call(&ids, args, keywords, at),
                Symbol::Class(id) => return self.construct_class(id, args, keywords, at),
                Symbol::Type(ty) => {
                    if let Some(e) = self.construct_type(&ty, args, keywords, at) {
                        return e;
                    }
                }
                _ => {}
            }
        }
        // `object.method[T](x)` of C++
        if let ast::ExprKind::Subscript { value: method, index } = &func.kind
            && let ast::ExprKind::Attribute { value, attr } = &method.kind
            && self.s.input.cplus
            && keywords.is_empty()
            && let Some(e) = self.cpp_template_method(value, attr, index, args, at)
        {
            return e;
        }
        // `f[double](x)`, `vector[int](n)`
        if let ast::ExprKind::Subscript { value, index } = &func.kind
            && let Some(e) = self.specialised_call(func, value, index, args, keywords, at)
        {
            return e;
        }
        if let ast::ExprKind::Attribute { value, attr } = &func.kind {
            return self.method_call(func, value, attr, args, keywords, at);
        }
        let callee = self.expr(func);
        self.call_value(callee, args, keywords, at)
    }

    /// The C-level symbol that a callee names, if it is not shadowed by a variable.
    fn c_callee(&mut self, func: &'a ast::Expr) -> Option<Symbol> {
        let root = root_name(func)?;
        let name = self.mangle(root);
        if !self.is_module_name(&name) {
            return None;
        }
        self.s.symbol_of(self.fr().module, func)
    }

    /// A call of a value that is already evaluated.
    pub fn call_value(
        &mut self,
        callee: Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        if callee.is_error() {
            for a in args {
                let _ = self.expr(a);
            }
            return Expr::error(at);
        }
        let function = match self.s.world.resolve(&callee.ty).clone() {
            Type::Func(f) => Some(f),
            Type::Ptr(p) => match self.s.world.resolve(&p).clone() {
                Type::Func(f) => Some(f),
                _ => None,
            },
            _ => None,
        };
        if let Some(f) = function {
            let callee = match callee.kind {
                ExprKind::CFunc(id) => Callee::CFunc(id),
                _ => Callee::Pointer(Box::new(callee)),
            };
            return self.c_call(callee, &f, "function", args, keywords, at);
        }
        if let Type::Cpp(..) = self.s.world.resolve(&callee.ty) {
            let args = args.iter().map(|a| self.expr(a)).collect();
            return self.cpp_call_operator(callee, args, at);
        }
        let func = self.object(callee);
        let args = self.args(args, keywords);
        self.need_gil(at, "calling a Python object");
        Expr::new(Type::Object, at, ExprKind::Call { func: Box::new(func), args })
    }

    /// A call of one of these overloads.
    pub fn c_function_call(
        &mut self,
        ids: &[CFuncId],
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        let Some(&first) = ids.first() else { return Expr::error(at) };
        if self.is_template(ids) && keywords.is_empty() {
            return self.cpp_template_call(ids, &[], args, at);
        }
        let id = match self.choose_function(ids, first, args, keywords, at) {
            Ok(id) => id,
            Err(e) => return e,
        };
        let decl = self.s.world.cfuncs[id].clone();
        self.note_cfunc(id);
        self.c_call(Callee::CFunc(id), &decl.ty, &decl.name, args, keywords, at)
    }

    /// Overloads by the number and types of arguments; fused functions by the types of fused arguments.
    fn choose_function(
        &mut self,
        ids: &[CFuncId],
        first: CFuncId,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Result<CFuncId, Expr> {
        let specialisations = self.s.world.cfuncs[first].specialisations.clone();
        if ids.len() == 1 && specialisations.is_empty() {
            return Ok(first);
        }
        self.s.muted += 1;
        let types: Vec<Type> = args
            .iter()
            .map(|a| self.expr(a))
            .map(|e| e.ty)
            .chain(keywords.iter().map(|_| Type::Error))
            .collect();
        self.s.muted -= 1;
        let candidates: Vec<CFuncId> =
            if specialisations.is_empty() { ids.to_vec() } else { specialisations };
        let mut best: Option<(u32, CFuncId)> = None;
        for id in candidates {
            let ty = Arc::clone(&self.s.world.cfuncs[id].ty);
            if let Some(score) = self.match_score(&ty, &types)
                && best.is_none_or(|(s, _)| score < s)
            {
                best = Some((score, id));
            }
        }
        best.map(|(_, id)| id).ok_or_else(|| {
            let name = self.s.world.cfuncs[first].name.clone();
            let shown: Vec<String> = types.iter().map(|t| self.s.world.show(t)).collect();
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!("no suitable version of `{name}` for arguments ({})", shown.join(", ")),
            );
            Expr::error(at)
        })
    }

    /// How far argument types are from a signature: 0 is exact; nothing if they do not fit.
    pub fn match_score(&self, ty: &FuncType, args: &[Type]) -> Option<u32> {
        use cyrus_types::Conversion as C;
        if args.len() > ty.params.len() && !ty.varargs || args.len() < ty.params.len() - ty.optional {
            return None;
        }
        let world = &self.s.world;
        let mut score = 0;
        for (p, a) in ty.params.iter().zip(args) {
            let (want, have) = (world.resolve(&p.ty), world.resolve(a));
            score += if want == have || a.is_error() {
                0
            } else {
                match cyrus_types::conversion(world, a, &p.ty)? {
                    C::Same => 1,
                    C::Numeric => {
                        // A number of the same kind beats another kind, widening beats narrowing.
                        let same_kind = world.is_integral(want) == world.is_integral(have);
                        let widens =
                            world.common_numeric(want, have).is_some_and(|t| world.resolve(&t) == want);
                        match (same_kind, widens) {
                            (true, true) => 2,
                            (true, false) => 4,
                            (false, true) => 6,
                            (false, false) => 20,
                        }
                    }
                    C::Pointer => 5,
                    C::ViewToView => 3,
                    C::Cpp => {
                        let (want, have) = (referred(world, want), referred(world, have));
                        match (want, have) {
                            _ if want == have => 1,
                            (Type::Cpp(base, _), Type::Cpp(class, args)) => {
                                let is_base = |(id, _): &(_, _)| id == base;
                                if world.cpp_ancestry(*class, args).iter().any(is_base) { 3 } else { 10 }
                            }
                            _ => 15,
                        }
                    }
                    C::CTruth => 8,
                    C::CTuple => 8,
                    C::Check | C::ToView => 30,
                    C::ToObject | C::ViewToObject => 40,
                    // What comes back as an object of this type is what the object is.
                    C::FromObject
                        if cyrus_types::conversion::boxed(world, want).map(Type::Builtin).as_ref()
                            == Some(have) =>
                    {
                        45
                    }
                    C::FromObject if self.is_cpp_string(want) && *have == Type::BYTES => 45,
                    C::FromObject | C::Truth => 50,
                }
            };
        }
        Some(score)
    }

    /// A call of a C function of this type.
    pub fn c_call(
        &mut self,
        callee: Callee,
        ty: &Arc<FuncType>,
        name: &str,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        if let Some(star) = args.iter().find(|a| matches!(a.kind, ast::ExprKind::Starred(_))) {
            // Only the Python face can unpack.
            let at = self.at(star.span);
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!("C function `{name}` cannot be called with `*` arguments"),
            );
            return Expr::error(at);
        }
        let mut slots: Vec<Option<&'a ast::Expr>> = args.iter().map(Some).collect();
        let implicit = usize::from(matches!(callee, Callee::Method { .. }));
        for k in keywords {
            let Some(kname) = &k.name else {
                self.s.error(
                    &rules::WRONG_ARGUMENTS,
                    at,
                    format!("C function `{name}` cannot be called with `**` arguments"),
                );
                return Expr::error(at);
            };
            match ty.params.iter().position(|p| p.name == kname.name) {
                Some(i) if i >= implicit => {
                    let i = i - implicit;
                    if slots.len() <= i {
                        slots.resize(i + 1, None);
                    }
                    if slots[i].is_some() {
                        self.s.error(
                            &rules::WRONG_ARGUMENTS,
                            at,
                            format!("argument `{}` is given twice", kname.name),
                        );
                        return Expr::error(at);
                    }
                    slots[i] = Some(&k.value);
                }
                _ => {
                    let kat = self.at(k.span);
                    self.s.error(
                        &rules::WRONG_ARGUMENTS,
                        kat,
                        format!("C function `{name}` has no argument `{}`", kname.name),
                    );
                    return Expr::error(at);
                }
            }
        }
        if slots.iter().any(Option::is_none) {
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!("call of C function `{name}` leaves out an argument in the middle"),
            );
            return Expr::error(at);
        }
        let params: Vec<Type> = ty.params.iter().skip(implicit).map(|p| p.ty.clone()).collect();
        let values: Vec<Expr> = slots
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(i, a)| match params.get(i) {
                Some(want) => self.expr_for(a, &want.clone()),
                None => self.expr(a),
            })
            .collect();
        self.c_call_values(callee, ty, name, values, at)
    }

    /// A call of a C function with arguments that are analysed already; methods have their instance first in `values`
    /// only if the callee does not add it.
    pub fn c_call_values(
        &mut self,
        callee: Callee,
        ty: &Arc<FuncType>,
        name: &str,
        values: Vec<Expr>,
        at: FileSpan,
    ) -> Expr {
        let params: Vec<(Type, bool, Name)> =
            ty.params.iter().map(|p| (p.ty.clone(), p.not_none, p.name.clone())).collect();
        let required = params.len() - ty.optional;
        if values.len() < required || (values.len() > params.len() && !ty.varargs) {
            let want = if values.len() < required && (ty.optional > 0 || ty.varargs) {
                format!("at least {required}")
            } else if ty.optional > 0 {
                format!("at most {}", params.len())
            } else {
                params.len().to_string()
            };
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!(
                    "call of `{name}` with wrong number of arguments (expected {want}, got {})",
                    values.len()
                ),
            );
            return Expr::error(at);
        }
        let mut out: Vec<Expr> = Vec::with_capacity(values.len());
        for (i, v) in values.into_iter().enumerate() {
            let v = match params.get(i) {
                Some((want, not_none, pname)) => {
                    let v = self.coerce(v, want);
                    if *not_none && v.ty.is_object() {
                        self.not_none(v, cyrus_hir::NoneReason::Argument(pname.clone()))
                    } else {
                        v
                    }
                }
                // Behind `...` C's default promotions apply; objects pass as they are.
                None => match self.s.world.resolve(&v.ty).clone() {
                    Type::Builtin(cyrus_types::Builtin::Bytes) if matches!(v.kind, ExprKind::Bytes(_)) => {
                        self.coerce(v, &Type::CHAR.constant().ptr())
                    }
                    Type::Builtin(cyrus_types::Builtin::Str) if matches!(v.kind, ExprKind::Str(_)) => {
                        self.coerce(v, &Type::CHAR.constant().ptr())
                    }
                    Type::Builtin(cyrus_types::Builtin::Int) if matches!(v.kind, ExprKind::Int(_)) => {
                        self.coerce(v, &Type::LONG)
                    }
                    // A literal is what it is in C.
                    Type::Int(_)
                        if v.ty == Type::LONG
                            && matches!(&v.kind, ExprKind::Int(n) if i32::try_from(n).is_ok()) =>
                    {
                        self.coerce(v, &Type::INT)
                    }
                    _ => v,
                },
            };
            out.push(v);
        }
        if self.fr().nogil && !ty.nogil && !ty.with_gil {
            let d = cyrus_diagnostics::Diagnostic::new(
                &rules::NEEDS_GIL,
                at,
                format!("calling `{name}` is not allowed without the GIL"),
            )
            .help("declare it `nogil`, or call it in `with gil:`");
            self.s.report(d);
        }
        if self.fr().nogil
            && ty.except == cyrus_types::Except::Always
            && self.directive(crate::Directive::ShowPerformanceHints)
        {
            let d = cyrus_diagnostics::Diagnostic::new(
                &rules::PERFORMANCE_HINT,
                at,
                format!("whether `{name}` raised an exception is asked with the GIL, after each call"),
            )
            .help("declare it `noexcept` if it never raises, or give it a result that says so: `int ... except -1`");
            self.s.report(d);
        }
        let optional = (ty.optional > 0)
            .then(|| if out.len() > required { out.split_off(required) } else { Vec::new() });
        let ret = match &ty.ret {
            Type::Ref(t) => (**t).clone(),
            Type::Const(t) if !t.is_object() => (**t).clone(),
            t => t.clone(),
        };
        if ret.is_object() {
            self.need_gil(at, "taking a Python object from a call");
        }
        Expr::new(ret, at, ExprKind::CCall { callee, args: out, optional })
    }

    /// `C(args)` of an extension type.
    pub fn construct_class(
        &mut self,
        id: ClassId,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        self.need_gil(at, "creating a Python object");
        let func = self.class_object(id, at);
        let args = self.args(args, keywords);
        let call = Expr::new(Type::Object, at, ExprKind::Call { func: Box::new(func), args });
        // `__new__` of a subclass in C cannot return anything else; a metaclass could, so the type is checked.
        Expr::new(
            Type::Ext(id),
            at,
            ExprKind::TypeCheck { value: Box::new(call), none_ok: false, arg_name: None },
        )
    }

    /// `T(args)` of a C type: conversion, struct, C++ object; nothing if the type's Python face is called.
    fn construct_type(
        &mut self,
        ty: &Type,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        match self.s.world.resolve(ty).clone() {
            Type::Struct(id) => {
                let fields = self.s.world.structs[id].fields.clone().unwrap_or_default();
                if let ([only], []) = (args, keywords)
                    && fields.len() != 1
                {
                    // `S(other)`: a copy.
                    return Some(self.expr_as(only, ty));
                }
                let mut out = Vec::new();
                for (field, a) in fields.iter().zip(args) {
                    let value = self.expr_as(a, &field.ty);
                    out.push((Some(field.cname.clone()), value));
                }
                if args.len() > fields.len() {
                    self.s.error(&rules::WRONG_ARGUMENTS, at, "more values than the struct has fields");
                }
                for k in keywords {
                    let Some(n) = &k.name else { continue };
                    match fields.iter().find(|f| f.name == n.name) {
                        Some(field) => {
                            let value = self.expr_as(&k.value, &field.ty);
                            out.push((Some(field.cname.clone()), value));
                        }
                        None => {
                            let at = self.at(k.span);
                            self.s.error(
                                &rules::UNKNOWN_NAME,
                                at,
                                format!("the struct has no field `{}`", n.name),
                            );
                        }
                    }
                }
                Some(Expr::new(ty.clone(), at, ExprKind::Aggregate(out)))
            }
            Type::Cpp(..) => {
                let args = args.iter().map(|a| self.expr(a)).collect();
                Some(self.cpp_construct(ty.clone(), args, at))
            }
            Type::Ext(id) => Some(self.construct_class(id, args, keywords, at)),
            Type::Builtin(b) => self.builtin_named(&b.name().into(), args, keywords, at),
            Type::Enum(id) if self.s.world.enums[id].python => None,
            Type::Int(_) | Type::Float(_) | Type::Bint | Type::Complex(_) | Type::Enum(_) => {
                let [only] = args else { return None };
                let value = self.expr(only);
                Some(self.convert_value(value, ty, at))
            }
            _ => None,
        }
    }

    /// `T(x)` where `T` is a C number: as a cast for C numbers, as a conversion for objects.
    pub fn convert_value(&mut self, value: Expr, ty: &Type, at: FileSpan) -> Expr {
        if self.s.world.is_numeric(&value.ty) && !value.ty.is_object() {
            return Expr::new(ty.clone(), at, ExprKind::Cast(Box::new(value)));
        }
        self.coerce(value, ty)
    }

    /// `f[T](x)`
    fn specialised_call(
        &mut self,
        func: &'a ast::Expr,
        value: &'a ast::Expr,
        index: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        let (module, file) = (self.fr().module, self.fr().file);
        let Some(symbol) = self.c_callee(value) else {
            let ast::ExprKind::Attribute { value, attr } = &value.kind else { return None };
            return self.specialised_method(value, attr, index, args, keywords, at);
        };
        match symbol {
            Symbol::CFunc(ids) => {
                let first = *ids.first()?;
                if self.is_template(&ids) && keywords.is_empty() {
                    let explicit = self.template_args(index)?;
                    return Some(self.cpp_template_call(&ids, &explicit, args, at));
                }
                let id = self.pick_specialisation(first, index, at)?;
                let decl = self.s.world.cfuncs[id].clone();
                self.note_cfunc(id);
                Some(self.c_call(Callee::CFunc(id), &decl.ty, &decl.name, args, keywords, at))
            }
            Symbol::Type(Type::Cpp(..)) => {
                let ty = self.s.type_from_expr(module, file, func)?;
                let ty = self.specialised(&ty);
                self.construct_type(&ty, args, keywords, at)
            }
            _ => None,
        }
    }

    /// `object.method[T](x)` of a fused C method.
    fn specialised_method(
        &mut self,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        index: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        root_name(value)?;
        // Looking at the type of a name or attribute evaluates nothing.
        let probe = self.dry(value);
        let Type::Ext(class) = *self.s.world.resolve(&probe.ty) else { return None };
        let name = self.mangle(&attr.name);
        let (owner, method) = self.s.world.find_method(class, &name)?;
        let generic = self.s.world.classes[owner].methods[method].func;
        let id = self.pick_specialisation(generic, index, at)?;
        let object = self.expr(value);
        Some(self.fused_method_call(&[id], object, args, keywords, at))
    }

    /// The specialisation of a fused function that `f[T]` names.
    pub fn pick_specialisation(
        &mut self,
        generic: CFuncId,
        index: &'a ast::Expr,
        at: FileSpan,
    ) -> Option<CFuncId> {
        let (module, file) = (self.fr().module, self.fr().file);
        let specialisations = self.s.world.cfuncs[generic].specialisations.clone();
        if specialisations.is_empty() {
            return None;
        }
        let items: Vec<&ast::Expr> = match &index.kind {
            ast::ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        let mut types = Vec::new();
        for i in items {
            let ty = self.s.type_from_expr(module, file, i)?;
            types.push(self.specialised(&ty));
        }
        let found = specialisations.iter().copied().find(|id| {
            let decl = &self.s.world.cfuncs[*id];
            decl.fused_as.len() == types.len()
                && decl
                    .fused_as
                    .iter()
                    .zip(&types)
                    .all(|((_, a), b)| self.s.world.resolve(a) == self.s.world.resolve(b))
        });
        if found.is_none() {
            let name = self.s.world.cfuncs[generic].name.clone();
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                format!("`{name}` has no specialisation for these types"),
            );
        }
        found
    }

    /// `super()` inside a method.
    fn zero_super(&mut self, at: FileSpan) -> Expr {
        if let Some(class) = self.fr().class
            && self.fr().params.npos > 0
            && let Some(first) = self.fr().params.list.first().map(|p| p.local)
        {
            let class = self.class_object(class, at);
            let object = self.local_value(first, at);
            let object = self.object(object);
            return Expr::new(
                Type::Object,
                at,
                ExprKind::Super { class: Box::new(class), object: Box::new(object) },
            );
        }
        let class = match (self.find(&"__class__".into()), self.extension_type_around()) {
            (Found::Local(id), _) => self.read_local(id, at),
            (_, Some(class)) => self.class_object(class, at),
            _ => return self.bare_super(at),
        };
        let Some(first) = self.fr().params.list.first().map(|p| p.local) else {
            return self.bare_super(at);
        };
        let mut object = self.local_value(first, at);
        object = self.object(object);
        // In plain Python only a parameter of its own is one.
        let is_args = self.fr().params.npos == 0 && self.fr().params.vararg && !self.plain_python();
        let given = is_args.then(|| self.coerce(object.clone(), &Type::Bint));
        if is_args {
            let index = super::coerce::int_expr(0, Type::SSIZE, at);
            let mode = cyrus_hir::IndexMode { boundscheck: false, wraparound: false };
            let kind = ExprKind::ItemInt { object: Box::new(object), index: Box::new(index), mode };
            object = Expr::new(Type::Object, at, kind);
        } else if self.fr().params.npos == 0 {
            return self.bare_super(at);
        }
        let kind = ExprKind::Super { class: Box::new(class), object: Box::new(object) };
        let found = Expr::new(Type::Object, at, kind);
        let Some(given) = given else { return found };
        let kind = ExprKind::Conditional {
            test: Box::new(given),
            body: Box::new(found),
            orelse: Box::new(self.bare_super(at)),
        };
        Expr::new(Type::Object, at, kind)
    }

    /// `super()` where there is no argument, or no class: that is an error when it is called.
    fn bare_super(&mut self, at: FileSpan) -> Expr {
        let first = self.fr().params.list.first().filter(|_| self.fr().params.npos > 0).map(|p| p.local);
        let given = match first {
            Some(first) => {
                let value = self.local_value(first, at);
                self.object(value)
            }
            None => Expr::new(Type::Object, at, ExprKind::Null),
        };
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_BARE_SUPER, args: vec![given] })
    }
}

use std::sync::Arc;

/// The name in front of all dots.
pub fn root_name(e: &ast::Expr) -> Option<&Name> {
    match &e.kind {
        ast::ExprKind::Name(n) => Some(n),
        ast::ExprKind::Attribute { value, .. } => root_name(value),
        _ => None,
    }
}
