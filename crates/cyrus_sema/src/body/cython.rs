//! What the `cython` module offers: pseudo-functions, casts, `sizeof`, tests on fused types.

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, Type};

use super::Body;
use super::frame::{Found, FrameKind};
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// The path behind `cython.` that an expression names, unless a variable hides it.
    pub fn cython_name(&mut self, e: &'a ast::Expr) -> Option<Name> {
        let root = super::call::root_name(e)?;
        let module = self.fr().module;
        let path = self.s.cython_path(module, e)?;
        self.is_module_name(root).then_some(path)
    }

    /// `cython.name` as a value.
    pub fn cython_value(&mut self, path: &str, at: FileSpan) -> Expr {
        match path {
            "compiled" => Expr::new(Type::Bint, at, ExprKind::Bool(true)),
            "NULL" => Expr::new(Type::Void.ptr(), at, ExprKind::Null),
            "parallel.threadid" | "parallel.prange" | "parallel.parallel" => Expr::error(at),
            _ => {
                match self.s.cython_type(path) {
                    Some(Type::Ext(id)) => return self.class_object(id, at),
                    Some(Type::Builtin(b)) => {
                        return Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::BuiltinType(b));
                    }
                    _ => {}
                }
                // Types and decorators have values only for the uncompiled file; as objects they are strings of
                // their names here, which is what `typeof` compares with.
                if self.s.cython_type(path).is_some() {
                    return Expr::new(Type::STR, at, ExprKind::Str(path.as_bytes().into()));
                }
                self.s.error(&rules::UNKNOWN_NAME, at, format!("`cython.{path}` cannot be used as a value"));
                Expr::error(at)
            }
        }
    }

    /// `cython.f(...)`
    pub fn cython_call(
        &mut self,
        path: &str,
        func: &'a ast::Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        let (module, file) = (self.fr().module, self.fr().file);
        match (path, args) {
            ("cast", [ty, value]) => {
                let checked = keywords.iter().any(|k| {
                    k.name.as_ref().is_some_and(|n| n.name == "typecheck")
                        && matches!(k.value.kind, ast::ExprKind::Bool(true))
                });
                let Some(ty) = self.cast_type(ty) else { return Expr::error(at) };
                let value = self.expr(value);
                self.cast_value(value, ty, checked, at)
            }
            ("address", [x]) => self.address_of(x, at),
            ("sizeof", [x]) => {
                if let Some(ty) = self.s.type_from_expr(module, file, x) {
                    let ty = self.specialised(&ty);
                    return Expr::new(Type::SIZE, at, ExprKind::SizeOf(ty));
                }
                let ty = self.expr(x).ty;
                Expr::new(Type::SIZE, at, ExprKind::SizeOf(ty))
            }
            ("typeof", [x]) => {
                // Its value is not read.
                let unbound = self.fr().maybe_unbound.clone();
                let e = self.expr(x);
                self.f().maybe_unbound = unbound;
                let shown = self.s.world.show(&e.ty);
                let shown = if let (Type::Object, ExprKind::Global(_)) = (&e.ty, &e.kind) {
                    "Python object".to_owned()
                } else {
                    typeof_name(&e.ty, shown)
                };
                Expr::new(Type::STR, at, ExprKind::Str(shown.into_bytes().into()))
            }
            ("operator.typeid", [operand]) => self.cpp_typeid(operand, at),
            (
                "operator.dereference"
                | "operator.preincrement"
                | "operator.predecrement"
                | "operator.postincrement"
                | "operator.postdecrement"
                | "operator.comma"
                | "operator.address"
                | "operator.dynamic_cast"
                | "operator.typeid",
                _,
            ) => self.cython_operator(path, args, at),
            ("likely" | "unlikely", [_]) if keywords.is_empty() => {
                let message = format!("`{path}` says something of a condition, and this is none");
                let d = Diagnostic::new(&rules::INVALID_OPERANDS, at, message)
                    .help("put it into the test of an `if` or a loop");
                self.s.report(d);
                Expr::error(at)
            }
            ("cdiv" | "cmod", [a, b]) if keywords.is_empty() => {
                let (a, b) = (self.expr(a), self.expr(b));
                self.divide_as_c(at, path == "cdiv", a, b)
            }
            ("parallel.threadid", []) => {
                Expr::new(Type::INT, at, ExprKind::Op { op: cyrus_ops::CY_THREADID, args: Vec::new() })
            }
            ("declare", [ty, rest @ ..]) => {
                // `cython.declare(T, value)`: the value in that type.
                let Some(ty) = self.cast_type(ty) else { return Expr::error(at) };
                match rest {
                    [value] => self.expr_as(value, &ty),
                    _ => self.zero(ty, at),
                }
            }
            _ => {
                if let Some(Type::Ext(id)) = self.s.cython_type(path) {
                    return self.construct_class(id, args, keywords, at);
                }
                // `cython.int(x)` converts; `cython.struct(...)` and the like declare.
                if let ([only], Some(ty)) = (args, self.s.cython_type(path)) {
                    let ty = self.specialised(&ty);
                    let value = self.expr(only);
                    return self.convert_value(value, &ty, at);
                }
                let _ = func;
                self.s.error(&rules::UNKNOWN_NAME, at, format!("`cython.{path}` cannot be called here"));
                Expr::error(at)
            }
        }
    }

    fn zero(&mut self, ty: Type, at: FileSpan) -> Expr {
        let resolved = self.s.world.resolve(&ty).clone();
        match resolved {
            Type::Ptr(_) => Expr::new(ty, at, ExprKind::Null),
            t if t.is_object() => Expr::new(ty, at, ExprKind::None),
            _ => {
                let zero = super::coerce::int_expr(0, Type::LONG, at);
                self.coerce(zero, &ty)
            }
        }
    }

    fn cast_type(&mut self, e: &'a ast::Expr) -> Option<Type> {
        let (module, file) = (self.fr().module, self.fr().file);
        let ty = self.s.type_from_expr(module, file, e);
        if ty.is_none() {
            let at = self.at(e.span);
            self.s.error(&rules::UNKNOWN_TYPE, at, "this is not a type");
        }
        ty.map(|t| self.specialised(&t))
    }

    /// Statements that only declare: `cython.declare(x=cython.int)`. True if `e` was one.
    pub fn cython_statement(&mut self, e: &'a ast::Expr, _out: &mut Vec<Stmt>) -> bool {
        let ast::ExprKind::Call { func, args, keywords } = &e.kind else { return false };
        let Some(path) = self.cython_name(func) else { return false };
        if path != "declare" || !args.is_empty() {
            return false;
        }
        if self.fr().kind == FrameKind::Function {
            for k in keywords {
                if let (Some(n), Some(ty)) = (&k.name, self.cast_type(&k.value)) {
                    self.declare_local(n, ty);
                }
            }
        }
        true
    }

    /// `x = cython.declare(cython.int)` declares. True if it was one without a value.
    pub fn cython_assignment(&mut self, targets: &'a [ast::Expr], value: &'a ast::Expr) -> bool {
        let ast::ExprKind::Call { func, args, .. } = &value.kind else { return false };
        let Some(path) = self.cython_name(func) else { return false };
        match path.as_str() {
            "declare" => {}
            "typedef" | "struct" | "union" | "fused_type" | "pointer" => {
                return self.fr().kind == FrameKind::Module || path != "pointer";
            }
            _ => return false,
        }
        if self.fr().kind == FrameKind::Function
            && let Some(ty) = args.first().and_then(|t| self.cast_type(t))
        {
            for t in targets {
                if let ast::ExprKind::Name(n) = &t.kind {
                    self.declare_local(&ast::Ident { name: n.clone(), span: t.span }, ty.clone());
                }
            }
        }
        args.len() == 1
    }

    /// `x: cython.int = cython.declare(...)` has no value.
    pub fn is_declaration(&mut self, value: &'a ast::Expr) -> bool {
        match &value.kind {
            ast::ExprKind::Call { func, args, .. } if args.len() == 1 => {
                self.cython_name(func).is_some_and(|p| p == "declare")
            }
            _ => false,
        }
    }

    /// `<T>e`
    pub fn cast(
        &mut self,
        ty: &'a ast::CTypeName,
        operand: &'a ast::Expr,
        checked: bool,
        at: FileSpan,
    ) -> Expr {
        if let Some(array) = self.pointer_array(ty, operand, at) {
            return array;
        }
        let (module, file) = (self.fr().module, self.fr().file);
        let ty = self.s.type_name(module, file, ty);
        let ty = self.specialised(&ty);
        let value = self.expr_for(operand, &ty);
        self.cast_value(value, ty, checked, at)
    }

    /// A cast of an analysed value.
    pub fn cast_value(&mut self, value: Expr, ty: Type, checked: bool, at: FileSpan) -> Expr {
        if value.is_error() || ty.is_error() {
            return Expr { ty, at, kind: ExprKind::Error };
        }
        let (from, to) = (self.s.world.resolve(&value.ty).clone(), self.s.world.resolve(&ty).clone());
        match (&from, &to) {
            // Of a fused function, the specialisation that the pointer's type asks for.
            (Type::Func(f), Type::Ptr(_)) if !f.fused().is_empty() => self.coerce(value, &ty),
            // Of C characters any kind of string can be made.
            (f, Type::Builtin(Builtin::Bytes | Builtin::ByteArray | Builtin::Str))
                if matches!(value.kind, ExprKind::CSlice { .. })
                    || matches!(f, Type::Array(item, _)
                        if cyrus_types::conversion::is_char(&self.s.world, item)) =>
            {
                self.coerce(value, &ty)
            }
            (f, t) if f.is_object() && t.is_object() => {
                if checked {
                    let kind = ExprKind::TypeCheck { value: Box::new(value), none_ok: true, arg_name: None };
                    return Expr::new(ty, at, kind);
                }
                Expr::new(ty, at, ExprKind::Cast(Box::new(value)))
            }
            // Objects and pointers change into each other as addresses, strings excepted.
            (f, Type::Ptr(item)) if f.is_object() => {
                if cyrus_types::conversion::is_char(&self.s.world, item) || self.s.world.is_ucs4(item) {
                    return self.coerce(value, &ty);
                }
                if self.s.world.is_numeric(item) && !matches!(value.kind, ExprKind::None) {
                    let shown = self.s.world.show(&ty);
                    self.s.report(
                        Diagnostic::new(
                            &rules::TYPE_MISMATCH,
                            at,
                            format!("a Python object cannot be cast to `{shown}`: it holds no such values"),
                        )
                        .help("cast to `void*` first if the address of the object is meant"),
                    );
                    return Expr { ty, at, kind: ExprKind::Error };
                }
                Expr::new(ty, at, ExprKind::Cast(Box::new(value)))
            }
            (Type::Ptr(item), t) if t.is_object() => {
                if cyrus_types::conversion::is_char(&self.s.world, item) {
                    return self.coerce(value, &ty);
                }
                Expr::new(ty, at, ExprKind::Cast(Box::new(value)))
            }
            // A C array as a tuple, a character as a byte.
            (f, Type::Builtin(Builtin::Tuple | Builtin::Bytes))
                if !f.is_object()
                    && matches!(f, Type::Array(..) | Type::Int(_))
                    && !self.s.world.is_ucs4(f) =>
            {
                self.coerce(value, &ty)
            }
            (Type::Cpp(..), Type::Builtin(Builtin::Bytes | Builtin::ByteArray)) => self.coerce(value, &ty),
            // `bool` of a C value is its truth.
            (f, Type::Builtin(Builtin::Bool)) if self.s.world.is_numeric(f) => {
                let truth = self.coerce(value, &Type::Bint);
                self.coerce(truth, &ty)
            }
            (f, t) if t.is_object() && !f.is_object() => {
                let value = self.coerce(value, &Type::Object);
                match to {
                    Type::Object => value,
                    _ if checked => {
                        let kind =
                            ExprKind::TypeCheck { value: Box::new(value), none_ok: true, arg_name: None };
                        Expr::new(ty, at, kind)
                    }
                    _ => Expr::new(ty, at, ExprKind::Cast(Box::new(value))),
                }
            }
            (f, Type::Bint) if f.is_object() || self.s.world.is_numeric(f) => self.coerce(value, &ty),
            (f, _) if f.is_object() => self.coerce(value, &ty),
            (Type::View(_), Type::View(_)) => self.coerce(value, &ty),
            (Type::Array(..), Type::View(_)) => self.coerce(value, &ty),
            (_, Type::Complex(_) | Type::CTuple(_) | Type::Half) => self.coerce(value, &ty),
            (Type::Struct(_), Type::Struct(_)) if from == to => value,
            _ => Expr::new(ty, at, ExprKind::Cast(Box::new(value))),
        }
    }

    /// `&e`
    pub fn address_of(&mut self, inner: &'a ast::Expr, at: FileSpan) -> Expr {
        let value = self.expr(inner);
        if value.is_error() {
            return Expr::error(at);
        }
        if let Some(call) = self.cpp_own_unary(at, "&", &value) {
            return call;
        }
        if let Type::Func(_) = &value.ty {
            let ty = value.ty.clone().ptr();
            return Expr { ty, at, kind: value.kind };
        }
        let place = self.expr_place_for_address(value);
        let ty = match self.s.world.resolve(&place.ty) {
            Type::Ref(t) => (**t).clone().ptr(),
            _ => place.ty.clone().ptr(),
        };
        if place.ty.is_object() && !matches!(place.kind, PlaceKind::Error) {
            self.s.error(&rules::INVALID_OPERANDS, at, "cannot take the address of a Python variable");
            return Expr::error(at);
        }
        Expr::new(ty, at, ExprKind::AddressOf(Box::new(place)))
    }

    fn expr_place_for_address(&mut self, value: Expr) -> Place {
        let value = super::coerce::stored(&self.s.world, value);
        // Taking the address of something const is fine.
        let ty = value.ty.clone();
        let mut plain = value;
        plain.ty = plain.ty.unqualified().clone();
        let place = self.expr_place(plain);
        if matches!(place.kind, PlaceKind::Error) { place } else { Place { ty, ..place } }
    }

    /// `sizeof(x)`
    pub fn size_of(&mut self, arg: &'a ast::SizeOfArg, at: FileSpan) -> Expr {
        let (module, file) = (self.fr().module, self.fr().file);
        let ty = match arg {
            ast::SizeOfArg::Type(t) => self.s.type_name(module, file, t),
            ast::SizeOfArg::Expr(e) => {
                let variable =
                    super::call::root_name(e).is_some_and(|n| matches!(self.find(n), Found::Local(_)));
                match (!variable).then(|| self.s.type_from_expr(module, file, e)).flatten() {
                    Some(t) => t,
                    None => {
                        let value = self.expr(e);
                        super::coerce::stored(&self.s.world, value).ty
                    }
                }
            }
        };
        let ty = self.specialised(&ty);
        if ty.is_object() && !matches!(ty, Type::Ext(_)) {
            self.s.error(&rules::INVALID_OPERANDS, at, "cannot take `sizeof` of a Python object");
            return Expr::error(at);
        }
        Expr::new(Type::SIZE, at, ExprKind::SizeOf(ty))
    }

    /// A condition that only asks what a fused type is in this specialisation.
    pub fn fused_test(&mut self, test: &'a ast::Expr) -> Option<bool> {
        if self.fr().fused.is_empty() {
            return None;
        }
        match &test.kind {
            ast::ExprKind::Unary { op: ast::UnaryOp::Not, operand } => self.fused_test(operand).map(|b| !b),
            ast::ExprKind::BoolOp { op, values } => {
                let parts: Option<Vec<bool>> = values.iter().map(|v| self.fused_test(v)).collect();
                let parts = parts?;
                Some(match op {
                    ast::BoolOp::And => parts.iter().all(|b| *b),
                    ast::BoolOp::Or => parts.iter().any(|b| *b),
                })
            }
            ast::ExprKind::Compare { left, rest } => self.fused_compare(left, rest),
            _ => None,
        }
    }

    /// What `T is double` and `T in S` say where `T` is a fused type that this specialisation knows.
    pub fn fused_compare(
        &mut self,
        left: &'a ast::Expr,
        rest: &'a [(ast::CompareOp, ast::Expr)],
    ) -> Option<bool> {
        if self.fr().fused.is_empty() {
            return None;
        }
        let [(op, right)] = rest else { return None };
        let ty = self.fused_name(left)?;
        match op {
            ast::CompareOp::Is | ast::CompareOp::Eq | ast::CompareOp::IsNot | ast::CompareOp::NotEq => {
                let other = self.test_type(right)?;
                let same = self.same_type(&ty, &other);
                Some(same == matches!(op, ast::CompareOp::Is | ast::CompareOp::Eq))
            }
            ast::CompareOp::In | ast::CompareOp::NotIn => {
                let items: Vec<&'a ast::Expr> = match &right.kind {
                    ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => items.iter().collect(),
                    _ => vec![right],
                };
                let mut found = false;
                for i in items {
                    let types = self.test_types(i)?;
                    found |= types.iter().any(|t| self.same_type(&ty, t));
                }
                Some(found == (*op == ast::CompareOp::In))
            }
            _ => None,
        }
    }

    fn same_type(&self, a: &Type, b: &Type) -> bool {
        self.s.world.resolve(a) == self.s.world.resolve(b)
    }

    /// The current meaning of a name that is a fused type.
    fn fused_name(&mut self, e: &'a ast::Expr) -> Option<Type> {
        let (module, file) = (self.fr().module, self.fr().file);
        self.s.muted += 1;
        let ty = self.s.type_from_expr(module, file, e);
        self.s.muted -= 1;
        ty.filter(Type::is_fused).map(|t| self.specialised(&t))
    }

    fn test_type(&mut self, e: &'a ast::Expr) -> Option<Type> {
        let (module, file) = (self.fr().module, self.fr().file);
        self.s.muted += 1;
        let ty = self.s.type_from_expr(module, file, e);
        self.s.muted -= 1;
        ty.map(|t| self.specialised(&t))
    }

    /// The types that a test names: a fused type stands for all of its types.
    fn test_types(&mut self, e: &'a ast::Expr) -> Option<Vec<Type>> {
        let (module, file) = (self.fr().module, self.fr().file);
        self.s.muted += 1;
        let ty = self.s.type_from_expr(module, file, e);
        self.s.muted -= 1;
        Some(match ty? {
            Type::Fused(id) => self.s.world.fused[id].types.clone(),
            t => vec![t],
        })
    }
}

/// The name that `typeof` gives.
fn typeof_name(ty: &Type, shown: String) -> String {
    match ty {
        Type::Object => "Python object".to_owned(),
        Type::Builtin(Builtin::NoneType) => "Python object".to_owned(),
        Type::Builtin(b) => format!("{} object", b.name()),
        _ => shown,
    }
}
