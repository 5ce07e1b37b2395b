//! C types as they are written: base types, and what brackets and stars make of them.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, FileSpan, Name, Span};
use cyrus_types::{ArraySize, CppClassId, Float, Int, IntRank, ModuleId, Sign, Type};

use crate::Sema;
use crate::rules;
use crate::scope::{ConstValue, Symbol};

impl Sema<'_> {
    /// The type that a base type means. Reports what is wrong; then the result is [`Type::Error`].
    pub fn ctype(&mut self, module: ModuleId, file: FileId, ty: &ast::CTypeExpr) -> Type {
        use ast::CTypeKind as K;
        let at = ty.span.in_file(file);
        match &ty.kind {
            K::Error => Type::Error,
            K::Implicit => Type::Object,
            K::Basic(basic) => {
                if !possible(*basic) {
                    self.error(&rules::INVALID_DECLARATION, at, "these words make no C type together");
                    return Type::Error;
                }
                basic_type(*basic)
            }
            K::Name { module: path, name } => self.path_type(module, file, path, name),
            K::Template { base, args, keywords } => {
                self.template_type(module, file, base, args, keywords, at)
            }
            K::Nested { base, name } => {
                let base = self.ctype(module, file, base);
                self.nested_type(&base, name, file)
            }
            K::MemoryView { base, axes } => {
                let element = self.ctype(module, file, base);
                let axes: Vec<_> =
                    axes.iter().map(|a| (a.span, [&a.start, &a.stop, &a.step].map(Option::as_ref))).collect();
                self.view_type(module, file, element, &axes, at)
            }
            K::Qualified { is_const, is_volatile, base } => {
                let mut inner = self.ctype(module, file, base);
                if inner.is_object() {
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "a Python object cannot be `const` or `volatile`",
                    );
                    return inner;
                }
                if *is_volatile {
                    inner = Type::Volatile(Arc::new(inner));
                }
                if *is_const { inner.constant() } else { inner }
            }
            K::CTuple(items) => {
                let items: Vec<Type> = items.iter().map(|item| self.type_arg(module, file, item)).collect();
                self.ctuple_type(items, at)
            }
            K::Array { base, size } => {
                let base = self.ctype(module, file, base);
                self.array_of(module, file, base, size.as_deref(), at)
            }
            K::Pointer(base) => {
                let base = self.ctype(module, file, base);
                self.pointer_to(base, at)
            }
            K::Reference(base) => Type::Ref(Arc::new(self.ctype(module, file, base))),
            K::Function(arg) => self.type_arg(module, file, arg),
        }
    }

    /// A base type with a declarator that has no name.
    pub fn type_arg(&mut self, module: ModuleId, file: FileId, arg: &ast::CTypeArg) -> Type {
        if let Some(ty) = self.type_call(module, file, arg) {
            return ty;
        }
        let base = self.ctype(module, file, &arg.base);
        self.declarator(module, file, base, &arg.declarator).ty
    }

    /// `cython.pointer(T)` and the like, which read as a function that takes a `T`.
    fn type_call(&mut self, module: ModuleId, file: FileId, arg: &ast::CTypeArg) -> Option<Type> {
        let ast::CTypeKind::Name { module: path, name } = &arg.base.kind else { return None };
        let function = super::declarators::function_of(&arg.declarator)?;
        let [param] = &function.params[..] else { return None };
        let path = self.cython_path(module, &expr_of_path(path, name, arg.base.span))?;
        if !matches!(path.as_str(), "pointer" | "const" | "volatile") {
            return None;
        }
        let base = self.ctype(module, file, &param.ty);
        let ty = self.declarator(module, file, base, &param.declarator).ty;
        Some(match path.as_str() {
            "pointer" => self.pointer_to(ty, arg.base.span.in_file(file)),
            "const" => ty.constant(),
            _ => Type::Volatile(Arc::new(ty)),
        })
    }

    /// The type in a cast or `sizeof`.
    pub fn type_name(&mut self, module: ModuleId, file: FileId, name: &ast::CTypeName) -> Type {
        let base = self.ctype(module, file, &name.base);
        self.declarator(module, file, base, &name.declarator).ty
    }

    /// A C tuple; its items are C values.
    pub(crate) fn ctuple_type(&mut self, items: Vec<Type>, at: FileSpan) -> Type {
        if items.iter().any(Type::is_error) {
            return Type::Error;
        }
        if let Some(view) = items.iter().find(|t| matches!(t, Type::View(_))) {
            let shown = self.world.show(view);
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("a C tuple cannot hold a memoryview (`{shown}`)"),
            );
            return Type::Error;
        }
        Type::CTuple(items.into())
    }

    /// `T*`
    pub(crate) fn pointer_to(&mut self, base: Type, at: FileSpan) -> Type {
        if base.is_object() {
            let shown = self.world.show(&base);
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("a pointer cannot point to a Python object (`{shown}`)"),
                )
                .help("use `PyObject*` from `cpython.ref`, which is not reference-counted"),
            );
            return Type::Error;
        }
        if base.is_error() { Type::Error } else { base.ptr() }
    }

    /// `T[size]`
    pub(crate) fn array_of(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: Type,
        size: Option<&ast::Expr>,
        at: FileSpan,
    ) -> Type {
        // `array[3]` of a C++ template that takes a number, `vector[cython.pointer(int)]`.
        if let (Type::Cpp(id, args), Some(size)) = (&base, size)
            && args.is_empty()
            && !self.world.cpp_params(*id).is_empty()
        {
            let arg = ast::TemplateArg::Expr(size.clone());
            let arg = self.template_arg(module, file, &arg);
            return self.cpp_type(*id, vec![arg], at);
        }
        let size = match size {
            None => ArraySize::Unknown,
            Some(size) => match self.array_size(module, file, size) {
                Some(size) => size,
                None => return Type::Error,
            },
        };
        self.array_type(base, size, at)
    }

    fn array_type(&mut self, base: Type, size: ArraySize, at: FileSpan) -> Type {
        if base.is_object() {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    "the items of a C array cannot be Python objects",
                )
                .help("use a list, or an array of `PyObject*` and count references yourself"),
            );
            return Type::Error;
        }
        if !self.declare.flags.in_extern && self.is_incomplete(&base) {
            let shown = self.world.show(&base);
            self.error(
                &rules::INVALID_DECLARATION,
                at,
                format!("`{shown}` is not complete, so there is no array of it"),
            );
            return Type::Error;
        }
        match base {
            Type::Error => Type::Error,
            Type::Func(_) => {
                self.error(&rules::INVALID_DECLARATION, at, "the items of a C array cannot be functions");
                Type::Error
            }
            base => Type::Array(Arc::new(base), size),
        }
    }

    fn array_size(&mut self, module: ModuleId, file: FileId, size: &ast::Expr) -> Option<ArraySize> {
        let at = size.span.in_file(file);
        match self.const_eval(module, file, size) {
            Some(ConstValue::Int(n)) => {
                if let Ok(n) = u64::try_from(&n) {
                    return Some(ArraySize::Known(n));
                }
                self.error(&rules::INVALID_DECLARATION, at, format!("`{n}` cannot be the size of an array"));
                return None;
            }
            Some(_) => {
                self.error(&rules::INVALID_DECLARATION, at, "the size of an array must be an integer");
                return None;
            }
            None => {}
        }
        if let Some(text) = self.c_text(module, file, size) {
            return Some(ArraySize::C(text));
        }
        if !matches!(size.kind, ast::ExprKind::Error) {
            self.error(&rules::NOT_CONSTANT, at, "the size of an array must be known at compile time");
        }
        None
    }

    /// `Name`, `module.Name`, `Class.Nested`
    fn path_type(&mut self, module: ModuleId, file: FileId, path: &[ast::Ident], name: &ast::Ident) -> Type {
        let at = name.span.in_file(file);
        if let Some(found) = self
            .imported_path(module, &expr_of_path(path, name, name.span))
            .and_then(|path| super::python_types::typing_type(&path))
        {
            return found;
        }
        let Some((first, rest)) = path.split_first() else {
            if let Some(ty) = self.type_named(module, &name.name) {
                return ty;
            }
            self.unknown_type(module, &name.name, at);
            return Type::Error;
        };
        // `T.value_type` inside a template.
        if let Some(ty) = self.declare.env.iter().rev().find_map(|names| names.get(&first.name)).cloned() {
            let mut ty = ty;
            for part in rest.iter().chain([name]) {
                ty = self.nested_type(&ty, part, file);
            }
            return ty;
        }
        let Some(mut symbol) = self.c_symbol(module, &first.name).cloned() else {
            if self.scopes.get(module).is_some_and(|s| s.symbols.contains_key(&first.name)) {
                self.report(
                    Diagnostic::new(
                        &rules::UNKNOWN_TYPE,
                        first.span.in_file(file),
                        format!("`{}` is not a cimported module", first.name),
                    )
                    .help("an `import` gives Python names only; use `cimport` for types"),
                );
            } else {
                self.error(
                    &rules::UNKNOWN_NAME,
                    first.span.in_file(file),
                    format!("`{}` is not a cimported module", first.name),
                );
            }
            return Type::Error;
        };
        for part in rest {
            let Some(next) = self.c_attribute(&symbol, &part.name) else {
                let message = format!("`{}` has no `{}`", first.name, part.name);
                self.error(&rules::UNKNOWN_TYPE, part.span.in_file(file), message);
                return Type::Error;
            };
            symbol = next;
        }
        let found = self.c_attribute(&symbol, &name.name);
        let ty = found.and_then(|symbol| self.symbol_type(&symbol)).or_else(|| match &symbol {
            // `__builtin__.list` and the like in old sources.
            Symbol::Module(id) if matches!(self.scopes[*id].name.as_str(), "builtins" | "__builtin__") => {
                super::lookup::builtin_type(&name.name)
            }
            _ => None,
        });
        if let Some(ty) = ty {
            return ty;
        }
        let near = match &symbol {
            Symbol::Module(id) => self.near_type(*id, &name.name),
            _ => None,
        };
        let mut diagnostic = Diagnostic::new(
            &rules::UNKNOWN_TYPE,
            at,
            format!("`{}` has no type `{}`", ast::dotted(path), name.name),
        );
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("there is a type `{near}`"));
        }
        self.report(diagnostic);
        Type::Error
    }

    pub(crate) fn unknown_type(&mut self, module: ModuleId, name: &str, at: FileSpan) {
        let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_TYPE, at, format!("`{name}` is not a type"));
        if let Some(home) = cyrus_library::home_of(name) {
            diagnostic = diagnostic.help(format!("write `from {home} cimport {name}` above"));
        } else if let Some(near) = self.near_type(module, name) {
            diagnostic = diagnostic.help(format!("there is a type `{near}`"));
        }
        self.report(diagnostic);
    }

    /// `base.name` where the base is a C++ class.
    fn nested_type(&mut self, base: &Type, name: &ast::Ident, file: FileId) -> Type {
        let found = match self.world.resolve(base) {
            Type::Error => return Type::Error,
            Type::Cpp(id, args) => self.world.cpp_nested(*id, args, &name.name),
            // The class that a template parameter will be is not known here: the name goes to C++ as it is.
            Type::TypeParam(param) => {
                let mut path = Name::new("typename ");
                path.push_str(param);
                path.push_str("::");
                path.push_str(&name.name);
                Some(Type::TypeParam(path))
            }
            _ => None,
        };
        found.unwrap_or_else(|| {
            let shown = self.world.show(base);
            let message = format!("`{shown}` has no type `{}`", name.name);
            self.error(&rules::UNKNOWN_TYPE, name.span.in_file(file), message);
            Type::Error
        })
    }

    fn template_type(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: &ast::CTypeExpr,
        args: &[ast::TemplateArg],
        keywords: &[(ast::Ident, ast::Expr)],
        at: FileSpan,
    ) -> Type {
        // `list[int]`, `Optional[T]`: containers of objects; what is inside is only a wish.
        if let ast::CTypeKind::Name { module: path, name } = &base.kind
            && let Some(special) =
                self.typing_template(module, file, &expr_of_path(path, name, base.span), args)
        {
            return special;
        }
        let base_type = self.ctype(module, file, base);
        match self.world.resolve(&base_type).clone() {
            Type::Error => Type::Error,
            Type::Cpp(id, _) => {
                let given = args.iter().map(|arg| self.template_arg(module, file, arg)).collect();
                if let Some((name, _)) = keywords.first() {
                    let message = format!("a C++ template takes no keyword argument `{}`", name.name);
                    self.error(&rules::WRONG_ARGUMENTS, name.span.in_file(file), message);
                }
                self.cpp_type(id, given, at)
            }
            Type::Object | Type::Ext(_) => self.buffer_type(module, file, base_type, args, keywords, at),
            Type::Builtin(builtin) if keywords.is_empty() => {
                for arg in args {
                    // Names inside must still exist.
                    if let ast::TemplateArg::Type(arg) = arg {
                        self.type_arg(module, file, arg);
                    }
                }
                if builtin == cyrus_types::Builtin::Tuple {
                    self.typed_tuple(module, file, args)
                } else {
                    base_type
                }
            }
            Type::Builtin(_) => self.buffer_type(module, file, base_type, args, keywords, at),
            _ => match args {
                [arg] if keywords.is_empty() => self.array_in_template(module, file, base_type, arg, at),
                _ => {
                    let shown = self.world.show(&base_type);
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        format!("`{shown}` takes no template arguments"),
                    );
                    Type::Error
                }
            },
        }
    }

    fn typing_template(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: &ast::Expr,
        args: &[ast::TemplateArg],
    ) -> Option<Type> {
        let path = match self.imported_path(module, base) {
            Some(path) => path,
            None => self.cython_path(module, base)?,
        };
        let is_none = |arg: &&ast::TemplateArg| {
            matches!(arg, ast::TemplateArg::Expr(ast::Expr { kind: ast::ExprKind::None, .. }))
        };
        let args: Vec<&ast::TemplateArg> = args.iter().filter(|arg| !is_none(arg)).collect();
        match (path.as_str(), &args[..]) {
            ("typing.Tuple", _) => {
                let args: Vec<ast::TemplateArg> = args.into_iter().cloned().collect();
                Some(self.typed_tuple(module, file, &args))
            }
            ("typing.List" | "typing.Dict" | "typing.Set" | "typing.FrozenSet", _) => {
                super::python_types::typing_type(&path)
            }
            (
                "typing.Optional"
                | "typing.Union"
                | "typing.ClassVar"
                | "typing.Final"
                | "dataclasses.InitVar",
                [arg],
            ) => {
                let ty = match arg {
                    ast::TemplateArg::Type(arg) => self.type_arg(module, file, arg),
                    ast::TemplateArg::Expr(expr) => self.type_from_expr(module, file, expr)?,
                };
                let optional = matches!(path.as_str(), "typing.Optional" | "typing.Union");
                // A typedef of truth values is as good as Python's `bool`.
                if optional && matches!((&ty, self.world.resolve(&ty)), (Type::Typedef(_), Type::Bint)) {
                    return Some(Type::Builtin(cyrus_types::Builtin::Bool));
                }
                let object = ty.is_object() || matches!(ty, Type::View(_) | Type::Error | Type::Fused(_));
                if optional && !object {
                    let shown = self.world.show(&ty);
                    self.error(
                        &rules::TYPE_MISMATCH,
                        base.span.in_file(file),
                        format!("a C value (`{shown}`) can never be None"),
                    );
                    return Some(Type::Error);
                }
                Some(ty)
            }
            _ => None,
        }
    }

    /// `tuple[int, double]` of C types is a C tuple.
    fn typed_tuple(&mut self, module: ModuleId, file: FileId, args: &[ast::TemplateArg]) -> Type {
        let mut items = Vec::new();
        for arg in args {
            match arg {
                ast::TemplateArg::Type(arg) => items.push(self.type_arg(module, file, arg)),
                ast::TemplateArg::Expr(_) => return Type::TUPLE,
            }
        }
        if items.is_empty() || items.iter().any(|t| t.is_object() || t.is_error()) {
            Type::TUPLE
        } else {
            Type::CTuple(items.into())
        }
    }

    /// An argument in the brackets of a C++ template. A number stands as a [`Type::TypeParam`] of its C spelling.
    pub(crate) fn template_arg(&mut self, module: ModuleId, file: FileId, arg: &ast::TemplateArg) -> Type {
        match arg {
            ast::TemplateArg::Type(arg) => self.type_arg(module, file, arg),
            ast::TemplateArg::Expr(expr) => {
                if let Some(ty) = self.type_from_expr(module, file, expr) {
                    return ty;
                }
                if let Some(text) = self.c_text(module, file, expr) {
                    return Type::TypeParam(Name::from(&*text));
                }
                self.error(
                    &rules::UNKNOWN_TYPE,
                    expr.span.in_file(file),
                    "a template argument must be a type",
                );
                Type::Error
            }
        }
    }

    /// A C++ class with template arguments; those that may be left out are the C++ compiler's business.
    pub(crate) fn cpp_type(&mut self, id: CppClassId, args: Vec<Type>, at: FileSpan) -> Type {
        if args.iter().any(Type::is_error) {
            return Type::Error;
        }
        if let Some(object) = args.iter().find(|t| t.is_object() || matches!(t, Type::View(_))) {
            let shown = self.world.show(object);
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DECLARATION,
                    at,
                    format!("`{shown}` is reference-counted, so it cannot be a template argument"),
                )
                .help("use `PyObject*` from `cpython.ref`, which is not reference-counted"),
            );
            return Type::Error;
        }
        let params = self.world.cpp_params(id);
        let required = params.iter().filter(|(_, optional)| !optional).count();
        if args.len() < required || args.len() > params.len() {
            let name = self.world.cpp_classes[id].name.clone();
            let wants = if required == params.len() {
                format!("{required}")
            } else {
                format!("{required} to {}", params.len())
            };
            let message = if params.is_empty() {
                format!("`{name}` is not a template")
            } else {
                format!("`{name}` takes {wants} template arguments, not {}", args.len())
            };
            self.error(&rules::WRONG_ARGUMENTS, at, message);
            return Type::Error;
        }
        Type::Cpp(id, args.into())
    }

    fn array_in_template(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: Type,
        arg: &ast::TemplateArg,
        at: FileSpan,
    ) -> Type {
        let name = match arg {
            ast::TemplateArg::Expr(size) => return self.array_of(module, file, base, Some(size), at),
            ast::TemplateArg::Type(arg) => match &arg.base.kind {
                ast::CTypeKind::Name { module: path, name } if arg.declarator.is_empty() => {
                    (path, name, arg.base.span)
                }
                _ => {
                    let shown = self.world.show(&base);
                    self.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        format!("`{shown}` takes no template arguments"),
                    );
                    return Type::Error;
                }
            },
        };
        let expr = expr_of_path(name.0, name.1, name.2);
        self.array_of(module, file, base, Some(&expr), at)
    }
}

/// A dotted name as the expression that it would be.
pub(crate) fn expr_of_path(path: &[ast::Ident], name: &ast::Ident, span: Span) -> ast::Expr {
    let id = ast::NodeId::from_u32(u32::MAX - 1);
    let leaf = |ident: &ast::Ident| ast::Expr {
        id,
        span: ident.span,
        kind: ast::ExprKind::Name(ident.name.clone()),
    };
    let mut parts = path.iter().chain([name]);
    let mut expr = parts.next().map_or_else(|| leaf(name), leaf);
    for part in parts {
        expr = ast::Expr {
            id,
            span,
            kind: ast::ExprKind::Attribute { value: Box::new(expr), attr: part.clone() },
        };
    }
    expr
}

/// Whether C has a type of these words.
fn possible(basic: ast::CBasic) -> bool {
    use ast::CBasicWord as W;
    match basic.word {
        W::Int => true,
        W::Char => basic.longs == 0,
        W::Double => basic.sign.is_none() && (0..=1).contains(&basic.longs),
        _ => basic.sign.is_none() && basic.longs == 0,
    }
}

/// A type made of C's own words.
pub(crate) fn basic_type(basic: ast::CBasic) -> Type {
    use ast::CBasicWord as W;
    let sign = match basic.sign {
        Some(ast::CSign::Unsigned) => Sign::Unsigned,
        Some(ast::CSign::Signed) | None => Sign::Signed,
    };
    let int = |rank| {
        if basic.complex { Type::Complex(Float::Double) } else { Type::Int(Int { rank, sign }) }
    };
    let float = |f| if basic.complex { Type::Complex(f) } else { Type::Float(f) };
    match basic.word {
        W::Void => Type::Void,
        W::Char => Type::Int(Int {
            rank: IntRank::Char,
            sign: if basic.sign.is_none() { Sign::Plain } else { sign },
        }),
        W::Int => match basic.longs {
            ..0 => int(IntRank::Short),
            0 => int(IntRank::Int),
            1 => int(IntRank::Long),
            2.. => int(IntRank::LongLong),
        },
        W::Float => float(Float::Float),
        W::Double => float(if basic.longs > 0 { Float::LongDouble } else { Float::Double }),
        W::Bint => Type::Bint,
        W::PySsizeT => Type::SSIZE,
        W::SsizeT => int(IntRank::Ssize),
        W::SizeT => Type::SIZE,
        W::PtrdiffT => int(IntRank::Ptrdiff),
        W::PyHashT => Type::HASH,
        W::PyUcs4 => Type::UCS4,
        W::PyUnicode => Type::Int(Int { rank: IntRank::PyUnicode, sign: Sign::Unsigned }),
    }
}
