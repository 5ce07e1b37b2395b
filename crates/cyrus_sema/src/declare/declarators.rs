//! Declarators: what stars, brackets and parentheses around a name make of a base type.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, Name};
use cyrus_types::{CppExcept, Except, FuncParam, FuncType, ModuleId, Type};

use crate::Sema;
use crate::rules;
use crate::scope::NameMap;

/// What a declarator declares.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The name, if there is one.
    pub name: Option<ast::Ident>,
    /// The name in C, if it is given.
    pub cname: Option<Name>,
    /// The type.
    pub ty: Type,
}

impl Sema<'_> {
    /// What a declarator makes of a base type.
    pub fn declarator(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: Type,
        declarator: &ast::CDeclarator,
    ) -> Declared {
        self.declarator_of(module, file, base, declarator, None)
    }

    /// A base type and its declarator together, with the template parameters of a C++ function known in both.
    pub(crate) fn declared(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: &ast::CTypeExpr,
        declarator: &ast::CDeclarator,
        self_type: Option<&Type>,
    ) -> Declared {
        let templates: NameMap<Type> = function_templates(declarator)
            .iter()
            .map(|ident| (ident.name.clone(), Type::TypeParam(ident.name.clone())))
            .collect();
        self.with_env(templates, |s| {
            let base = s.ctype(module, file, base);
            s.declarator_of(module, file, base, declarator, self_type)
        })
    }

    /// `self_type` is the type of an untyped first parameter of the function that is declared (a method).
    pub(crate) fn declarator_of(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: Type,
        declarator: &ast::CDeclarator,
        self_type: Option<&Type>,
    ) -> Declared {
        use ast::CDeclaratorKind as K;
        let at = declarator.span.in_file(file);
        match &declarator.kind {
            K::Name { name, cname } => {
                Declared { name: name.clone(), cname: cname.as_deref().map(Name::from), ty: base }
            }
            K::Pointer { inner, is_const, is_volatile, is_restrict } => {
                if *is_restrict && matches!(inner.kind, K::Function(_)) {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "the result of a function cannot be `restrict`",
                    );
                }
                let mut ty = self.pointer_to(base, at);
                if *is_volatile {
                    ty = Type::Volatile(Arc::new(ty));
                }
                if *is_const {
                    ty = ty.constant();
                }
                self.declarator_of(module, file, ty, inner, self_type)
            }
            K::Reference(inner) => {
                if base.is_object() {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "a C++ reference cannot refer to a Python object",
                    );
                }
                self.declarator_of(module, file, Type::Ref(Arc::new(base)), inner, self_type)
            }
            K::RvalueReference(inner) => {
                if base.is_object() {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "a C++ reference cannot refer to a Python object",
                    );
                }
                self.declarator_of(module, file, Type::RvalueRef(Arc::new(base)), inner, self_type)
            }
            K::Array { inner, size } => {
                let ty = self.array_of(module, file, base, size.as_deref(), at);
                self.declarator_of(module, file, ty, inner, self_type)
            }
            K::Function(function) => {
                // A function pointer, not a function: its first parameter is nobody's `self`.
                let pointer = !matches!(function.inner.kind, K::Name { .. });
                let self_type = if pointer { None } else { self_type };
                let flags = self.declare.flags;
                self.declare.flags.has_body &= !pointer;
                let ty = self.function_type(module, file, base, function, pointer, self_type, at.span);
                self.declare.flags = flags;
                self.declarator_of(module, file, ty, &function.inner, None)
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a declarator")]
    fn function_type(
        &mut self,
        module: ModuleId,
        file: FileId,
        ret: Type,
        function: &ast::CFunctionDeclarator,
        is_pointer: bool,
        self_type: Option<&Type>,
        span: ast::Span,
    ) -> Type {
        let at = span.in_file(file);
        match self.world.resolve(&ret) {
            Type::Func(_) => {
                self.error(&rules::INVALID_DECLARATION, at, "a function cannot return a function");
                return Type::Error;
            }
            Type::Array(..) => {
                self.report(
                    Diagnostic::new(&rules::INVALID_DECLARATION, at, "a function cannot return an array")
                        .help("return a pointer"),
                );
                return Type::Error;
            }
            Type::Buffer(_) => {
                self.error(
                    &rules::INVALID_DECLARATION,
                    at,
                    "a buffer type cannot be the result of a C function",
                );
                return Type::Error;
            }
            _ => {}
        }
        let mut params = Vec::new();
        let mut optional = 0;
        let has_body = std::mem::replace(&mut self.declare.flags.has_body, false);
        for (i, param) in function.params.iter().enumerate() {
            let self_type = if i == 0 { self_type } else { None };
            params.push(self.parameter(module, file, param, self_type, has_body));
            if param.default.is_some() {
                optional += 1;
            } else if optional > 0 {
                self.error(
                    &rules::INVALID_DECLARATION,
                    param.span.in_file(file),
                    "a parameter without default cannot follow one with a default",
                );
            }
        }
        let except = self.except_clause(module, file, &ret, &function.exception, is_pointer, at.span);
        Type::Func(Arc::new(FuncType {
            ret,
            params,
            optional,
            varargs: function.has_varargs,
            except,
            nogil: function.nogil || function.with_gil || self.declare.flags.nogil,
            with_gil: function.with_gil,
        }))
    }

    fn parameter(
        &mut self,
        module: ModuleId,
        file: FileId,
        param: &ast::CParam,
        self_type: Option<&Type>,
        has_body: bool,
    ) -> FuncParam {
        let at = param.span.in_file(file);
        let mut not_none = param.not_none == Some(true);
        let implicit = matches!(param.ty.kind, ast::CTypeKind::Implicit);
        if has_body
            && param.declarator.is_empty()
            && let Some(name) = lone_word(&param.ty)
        {
            let ty = self_type.cloned().unwrap_or(Type::Object);
            return self.finish_param(name, ty, not_none, at);
        }
        // `f(spam)`: the name of an object, or a type without a name.
        let mut base = if implicit {
            match &param.declarator.kind {
                ast::CDeclaratorKind::Name { name: Some(name), cname: None } => {
                    if let Some(annotation) = &param.annotation {
                        let directives = Arc::clone(&self.directives);
                        match self.annotation_type(module, file, annotation, &directives) {
                            Some(found) => {
                                not_none |= found.not_none && param.not_none != Some(false);
                                found.ty
                            }
                            None => Type::Object,
                        }
                    } else if let Some(ty) =
                        self.type_named(module, &name.name).filter(|_| self_type.is_none() && !has_body)
                    {
                        return self.finish_param(Name::default(), ty, not_none, at);
                    } else {
                        self_type.cloned().unwrap_or(Type::Object)
                    }
                }
                _ => self_type.cloned().unwrap_or(Type::Object),
            }
        } else {
            self.ctype(module, file, &param.ty)
        };
        // `f(self)` where the parser took `self` for a type.
        if let Some(self_type) = self_type
            && let ast::CTypeKind::Name { module: path, name } = &param.ty.kind
            && path.is_empty()
            && param.declarator.is_empty()
            && name.name == "self"
        {
            base = self_type.clone();
        }
        let declared = self.declarator(module, file, base, &param.declarator);
        if declared.cname.is_some() {
            self.error(&rules::INVALID_DECLARATION, at, "a parameter cannot have a name of its own in C");
        }
        let name = declared.name.map(|n| n.name).unwrap_or_default();
        self.finish_param(name, declared.ty, not_none, at)
    }

    fn finish_param(
        &mut self,
        name: Name,
        ty: Type,
        not_none: bool,
        at: cyrus_source::FileSpan,
    ) -> FuncParam {
        let ty = match self.refuse_half(ty, at) {
            Type::Array(item, _) => Type::Ptr(item),
            ty @ Type::Func(_) => ty.ptr(),
            Type::Void => {
                self.report(
                    Diagnostic::new(&rules::INVALID_DECLARATION, at, "a parameter cannot be `void`")
                        .help("a function without parameters is written `f()`, not `f(void)`"),
                );
                Type::Error
            }
            ty => ty,
        };
        if not_none && !ty.is_object() && !matches!(ty, Type::View(_) | Type::Error | Type::Fused(_)) {
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                "only Python objects and memoryviews can be `not None`",
            );
        }
        FuncParam { name, ty, not_none }
    }

    /// What an exception clause means for a function with this result.
    pub(crate) fn except_clause(
        &mut self,
        module: ModuleId,
        file: FileId,
        ret: &Type,
        clause: &ast::ExceptionClause,
        is_pointer: bool,
        span: ast::Span,
    ) -> Except {
        use ast::ExceptionClause as C;
        let at = span.in_file(file);
        let object = self.world.resolve(ret).is_object() || matches!(self.world.resolve(ret), Type::View(_));
        match clause {
            C::Default => self.default_except(ret, is_pointer),
            C::Cpp(handler) => {
                if !self.input.cplus {
                    self.report(
                        Diagnostic::new(&rules::INVALID_DECLARATION, at, "`except +` needs C++ output").help(
                            "write `# distutils: language = c++` at the top of the file, or use `--cplus`",
                        ),
                    );
                }
                self.cpp_except(module, file, handler)
            }
            C::NoExcept if object => Except::Null,
            C::NoExcept => Except::Never,
            C::Always if object => Except::Null,
            C::Always => Except::Always,
            C::Value(_) | C::Maybe(_) if self.world.resolve(ret).is_object() => {
                self.error(
                    &rules::INVALID_DECLARATION,
                    at,
                    "a function that returns a Python object has no exception value",
                );
                Except::Null
            }
            C::Value(value) => match self.except_text(module, file, ret, value) {
                Some(text) => Except::Value(text),
                None => Except::Always,
            },
            C::Maybe(value) => match self.except_text(module, file, ret, value) {
                Some(text) => Except::Maybe(text),
                None => Except::Always,
            },
        }
    }

    /// What holds for a function that says nothing about exceptions.
    pub(crate) fn default_except(&self, ret: &Type, is_pointer: bool) -> Except {
        let flags = self.declare.flags;
        let resolved = self.world.resolve(ret);
        if resolved.is_object() || matches!(resolved, Type::View(_)) {
            return Except::Null;
        }
        if flags.in_extern || flags.legacy_noexcept {
            return Except::Never;
        }
        // What other modules implement or override may report an error with any value.
        if flags.in_pxd || is_pointer || flags.in_class {
            return Except::Always;
        }
        match resolved {
            Type::Int(_) | Type::Bint | Type::Enum(_) | Type::Float(_) => Except::Maybe("-1".into()),
            Type::Ptr(_) => Except::Maybe("NULL".into()),
            _ => Except::Always,
        }
    }

    fn except_text(
        &mut self,
        module: ModuleId,
        file: FileId,
        ret: &Type,
        value: &ast::Expr,
    ) -> Option<Box<str>> {
        let at = value.span.in_file(file);
        let resolved = self.world.resolve(ret).clone();
        if resolved.is_error() {
            return None;
        }
        let fits = match &resolved {
            Type::Int(_)
            | Type::Bint
            | Type::Enum(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::Fused(_)
            | Type::TypeParam(_)
            | Type::Struct(_)
            | Type::CTuple(_)
            | Type::Cpp(..) => {
                !matches!(
                    value.kind,
                    ast::ExprKind::Str { .. }
                        | ast::ExprKind::Bytes(_)
                        | ast::ExprKind::None
                        | ast::ExprKind::Name(_)
                ) || matches!(&value.kind, ast::ExprKind::Name(name) if name != "NULL")
                    || (cyrus_types::conversion::is_char(&self.world, &resolved) && is_one_byte(value))
            }
            Type::Ptr(_) => {
                let zero = num_bigint::BigInt::ZERO;
                let number = matches!(
                    self.const_eval(module, file, value),
                    Some(crate::scope::ConstValue::Int(n)) if n != zero
                );
                !number
                    && !matches!(
                        value.kind,
                        ast::ExprKind::Float(_) | ast::ExprKind::Str { .. } | ast::ExprKind::None
                    )
            }
            _ => false,
        };
        if !fits {
            let shown = self.world.show(ret);
            self.error(
                &rules::TYPE_MISMATCH,
                at,
                format!("this cannot be the exception value of a function that returns `{shown}`"),
            );
            return None;
        }
        let text = match self.const_eval(module, file, value) {
            // Nothing equals NaN, so a function that returns it has to be asked each time.
            Some(crate::scope::ConstValue::Float(f)) if f.is_nan() => return None,
            Some(crate::scope::ConstValue::Float(f)) if f.is_infinite() => {
                Some(if f > 0.0 { "HUGE_VAL".into() } else { "-HUGE_VAL".into() })
            }
            Some(crate::scope::ConstValue::Str(text)) if text.0.len() == 1 => {
                Some(text.0[0].to_string().into_boxed_str())
            }
            _ => self.c_text(module, file, value),
        };
        if text.is_none() && !matches!(value.kind, ast::ExprKind::Error) {
            self.error(&rules::NOT_CONSTANT, at, "an exception value must be known at compile time");
        }
        text
    }

    fn cpp_except(&mut self, module: ModuleId, file: FileId, handler: &ast::CppHandler) -> Except {
        let value = match handler {
            ast::CppHandler::Standard => return Except::Cpp(CppExcept::Standard),
            ast::CppHandler::Star => return Except::Cpp(CppExcept::Star),
            ast::CppHandler::Named(value) => value,
        };
        match self.symbol_of(module, value) {
            Some(crate::scope::Symbol::CFunc(funcs)) => {
                if let Some(func) = funcs.first() {
                    return Except::Cpp(CppExcept::Handler(self.world.cfuncs[*func].cname.as_str().into()));
                }
            }
            Some(crate::scope::Symbol::CVar(var)) => {
                return Except::Cpp(CppExcept::Handler(self.world.cvars[var].cname.as_str().into()));
            }
            _ => {}
        }
        match &value.kind {
            ast::ExprKind::Name(name) if cyrus_library::is_exception(name) => {
                Except::Cpp(CppExcept::PyClass(name.clone()))
            }
            ast::ExprKind::Error => Except::Cpp(CppExcept::Standard),
            _ => {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        value.span.in_file(file),
                        "behind `except +` stands an exception of Python's own, a C++ function without parameters that is declared above, or `*`",
                    ),
                );
                Except::Cpp(CppExcept::Standard)
            }
        }
    }
}

/// The function part of a declarator of a function (not of a function pointer).
pub(crate) fn function_of(declarator: &ast::CDeclarator) -> Option<&ast::CFunctionDeclarator> {
    use ast::CDeclaratorKind as K;
    match &declarator.kind {
        K::Name { .. } => None,
        K::Pointer { inner, .. }
        | K::Reference(inner)
        | K::RvalueReference(inner)
        | K::Array { inner, .. } => function_of(inner),
        K::Function(function) => match function.inner.kind {
            K::Name { .. } => Some(function),
            _ => function_of(&function.inner),
        },
    }
}

fn is_one_byte(value: &ast::Expr) -> bool {
    match &value.kind {
        ast::ExprKind::Str { value, .. } => value.0.len() == 1,
        ast::ExprKind::Bytes(bytes) => bytes.len() == 1,
        _ => false,
    }
}

/// A type that is a single word, which can be a name as well: `f(list)`, `f(long)`.
fn lone_word(ty: &ast::CTypeExpr) -> Option<Name> {
    use ast::CBasicWord as W;
    match &ty.kind {
        ast::CTypeKind::Name { module, name } if module.is_empty() => Some(name.name.clone()),
        ast::CTypeKind::Basic(ast::CBasic { word, sign: None, longs, complex: false }) => {
            let word = match (word, longs) {
                (W::Void, _) => return None,
                (W::Int, 0) => "int",
                (W::Int, 1) => "long",
                (W::Int, -1) => "short",
                (W::Char, 0) => "char",
                (W::Float, 0) => "float",
                (W::Double, 0) => "double",
                (W::Bint, 0) => "bint",
                (W::PySsizeT, 0) => "Py_ssize_t",
                (W::SsizeT, 0) => "ssize_t",
                (W::SizeT, 0) => "size_t",
                (W::PtrdiffT, 0) => "ptrdiff_t",
                (W::PyHashT, 0) => "Py_hash_t",
                (W::PyUcs4, 0) => "Py_UCS4",
                (W::PyUnicode, 0) => "Py_UNICODE",
                _ => return None,
            };
            Some(word.into())
        }
        _ => None,
    }
}

/// The template parameters of the C++ function that is declared.
pub(crate) fn function_templates(declarator: &ast::CDeclarator) -> &[ast::Ident] {
    function_of(declarator).map_or(&[], |f| &f.templates)
}
