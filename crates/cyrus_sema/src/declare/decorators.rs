//! Directives where they stand in source: header comments, decorators, `with cython.x(...)` blocks.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, Name};
use cyrus_types::{Except, ModuleId, Type};

use crate::directives::{Directive, Directives, Kind, Scope, Value};
use crate::rules;
use crate::scope::ConstValue;
use crate::{Loaded, Sema};

/// What decorators say about types, and arguments that their users read themselves.
#[derive(Clone, Debug, Default)]
pub struct DecoratorTypes<'t> {
    /// `@cython.locals(x=int)`
    pub locals: Vec<(Name, Type)>,
    /// `@cython.returns(int)`
    pub returns: Option<Type>,
    /// `@cython.exceptval(-1, check=True)`
    pub exceptval: Option<ExceptVal>,
    /// `@cython.critical_section`: the first argument is locked.
    pub critical_section: Option<&'t ast::Expr>,
    /// `@cython.dataclasses.dataclass(...)`: the decorator.
    pub dataclass: Option<&'t ast::Expr>,
}

/// The arguments of `exceptval`.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptVal {
    /// The value, as C text.
    pub value: Option<Box<str>>,
    /// `check`
    pub check: bool,
}

impl ExceptVal {
    /// What it means for a function with this result.
    pub fn except(&self, ret_is_object: bool) -> Except {
        match (&self.value, self.check) {
            _ if ret_is_object => Except::Null,
            (None, false) => Except::Never,
            (None, true) => Except::Always,
            (Some(value), false) => Except::Value(value.clone()),
            (Some(value), true) => Except::Maybe(value.clone()),
        }
    }
}

impl Sema<'_> {
    /// Directives in force in a file: those of its header comments over `base`.
    pub(crate) fn header_directives(&mut self, base: &Directives, loaded: &Loaded) -> Directives {
        let mut out = base.clone();
        for comment in &loaded.tree.header_comments {
            if comment.kind != ast::HeaderKind::Cython {
                continue;
            }
            let at = comment.span.in_file(loaded.file);
            for part in comment.text.split(',') {
                let part = part.trim();
                if part.is_empty() {
                    continue;
                }
                let Some((name, value)) = part.split_once('=') else {
                    self.report(
                        Diagnostic::new(&rules::INVALID_DIRECTIVE, at, format!("`{part}` has no value"))
                            .help("write `# cython: name=value`"),
                    );
                    continue;
                };
                let (name, value) = (name.trim(), value.trim());
                if let Err(message) = out.set_text(name, value) {
                    // Sources are shared with compilers that know other directives.
                    let known = !Directive::matching(name).is_empty();
                    let rule = if known { &rules::INVALID_DIRECTIVE } else { &rules::UNKNOWN_DIRECTIVE };
                    self.error(rule, at, message);
                }
            }
        }
        out
    }

    /// Applies the decorators that are directives to a copy of `base`; the others come back in order. `scope` is what is
    /// decorated.
    pub fn decorator_directives<'t>(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: &Directives,
        decorators: &'t [ast::Expr],
        scope: Scope,
    ) -> (Directives, DecoratorTypes<'t>, Vec<&'t ast::Expr>) {
        let mut directives = base.for_inner();
        let mut types = DecoratorTypes::default();
        let mut rest = Vec::new();
        // The last one stands nearest to what it decorates; the first one wins where both set the same.
        for decorator in decorators.iter().rev() {
            if !self.apply_decorator(module, file, decorator, scope, &mut directives, &mut types) {
                rest.push(decorator);
            }
        }
        rest.reverse();
        (directives, types, rest)
    }

    /// The directives inside `with cython.boundscheck(False):`, if this is one of ours (`nogil` and `gil` are not: they are
    /// statements of their own).
    pub fn with_directives(
        &mut self,
        module: ModuleId,
        file: FileId,
        base: &Arc<Directives>,
        context: &ast::Expr,
    ) -> Option<Arc<Directives>> {
        let (func, _) = called(context);
        let path = self.cython_path(module, func)?;
        let directive = Directive::from_name(&path)?;
        if matches!(directive, Directive::Nogil | Directive::Gil | Directive::CriticalSection) {
            return None;
        }
        let mut directives = (**base).clone();
        let mut types = DecoratorTypes::default();
        self.apply_decorator(module, file, context, Scope::Any, &mut directives, &mut types);
        Some(Arc::new(directives))
    }

    /// Whether a function can lock its first argument, whose type this is.
    pub(crate) fn check_critical(&mut self, at: cyrus_source::FileSpan, first: Option<&Type>, nogil: bool) {
        let message = match first {
            None => "`critical_section` locks the first positional argument, and this function has none"
                .to_owned(),
            Some(_) if nogil => "a critical section needs the GIL".to_owned(),
            Some(ty) => {
                let held = match self.world.resolve(ty) {
                    Type::Ptr(to) | Type::Ref(to) => self.world.resolve(to),
                    t => t,
                };
                if held.is_object() || held.is_error() || self.is_mutex(held) {
                    return;
                }
                format!("`critical_section` locks Python objects or `pymutex`, not `{}`", self.world.show(ty))
            }
        };
        self.error(&rules::INVALID_DIRECTIVE, at, message);
    }

    /// The directive that a decorator of Python's library stands for on an extension type.
    pub fn library_decorator(&self, module: ModuleId, decorator: &ast::Expr) -> Option<&'static str> {
        match self.imported_path(module, called(decorator).0).as_deref() {
            Some("dataclasses.dataclass") => Some("dataclasses.dataclass"),
            Some("functools.total_ordering") => Some("total_ordering"),
            _ => None,
        }
    }

    fn apply_decorator<'t>(
        &mut self,
        module: ModuleId,
        file: FileId,
        decorator: &'t ast::Expr,
        scope: Scope,
        directives: &mut Directives,
        types: &mut DecoratorTypes<'t>,
    ) -> bool {
        let (func, call) = called(decorator);
        let at = func.span.in_file(file);
        let path = match self.cython_path(module, func) {
            Some(path) => path,
            None => match self.library_decorator(module, func) {
                Some(path) if scope == Scope::Class => path.into(),
                _ => return false,
            },
        };
        let (args, keywords) = call.unwrap_or_default();
        // `@cython.warn(undeclared=True)` is `warn.undeclared`
        let below: Vec<_> = keywords.iter().filter_map(|k| Some((below(&path, k)?, k))).collect();
        for (directive, keyword) in &below {
            let args = std::slice::from_ref(&keyword.value);
            let kind = directive.kind();
            if let Some(value) = self.decorator_value(module, file, *directive, kind, args, &[], true, at) {
                directives.set(*directive, value);
            }
        }
        let keywords = if below.is_empty() { keywords } else { &[] };
        if !below.is_empty() && args.is_empty() {
            return true;
        }
        let Some(directive) = Directive::from_name(&path) else {
            return self.unknown_decorator(&path, call.is_some(), at);
        };
        if directive.scope() == Scope::Module && scope != Scope::Module {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DIRECTIVE,
                    at,
                    format!("`{path}` can only be set for the whole module"),
                )
                .help(format!("write `# cython: {path}=...` at the top of the file")),
            );
            return true;
        }
        if directive == Directive::Gil && scope == Scope::Function {
            self.report(
                Diagnostic::new(&rules::INVALID_DIRECTIVE, at, "`gil` does not apply to a function")
                    .help("write `@cython.with_gil`"),
            );
            return true;
        }
        let wrong_scope = match scope {
            Scope::Class => {
                matches!(
                    directive,
                    Directive::Cfunc | Directive::Ccall | Directive::Locals | Directive::Ufunc
                )
            }
            Scope::Function => matches!(
                directive,
                Directive::Cclass
                    | Directive::FreeList
                    | Directive::NoGc
                    | Directive::NoGcClear
                    | Directive::Trashcan
            ),
            Scope::Any | Scope::Module | Scope::Local => false,
        };
        if wrong_scope {
            let what = if scope == Scope::Class { "a class" } else { "a function" };
            self.error(&rules::INVALID_DIRECTIVE, at, format!("`{path}` does not apply to {what}"));
            return true;
        }
        match directive.kind() {
            Kind::Decorator => {
                self.apply_typed(module, file, directive, decorator, (args, keywords, call.is_some()), types);
            }
            Kind::TestSupport => {}
            kind => {
                if directive == Directive::CollectionType && *directives.get(directive) != Value::Unset {
                    self.error(&rules::INVALID_DIRECTIVE, at, "`collection_type` can only be set once");
                }
                if let Some(value) =
                    self.decorator_value(module, file, directive, kind, args, keywords, call.is_some(), at)
                {
                    directives.set(directive, value);
                }
            }
        }
        true
    }

    fn unknown_decorator(&mut self, path: &str, is_call: bool, at: cyrus_source::FileSpan) -> bool {
        // Things of the cython module that decorate and are no directives.
        if matches!(path, "compile" | "dataclasses.field" | "inline") || path.is_empty() {
            return false;
        }
        let mut diagnostic =
            Diagnostic::new(&rules::INVALID_DIRECTIVE, at, format!("`cython.{path}` is not a directive"));
        if let Some(near) = Directive::nearest(path) {
            diagnostic = diagnostic.help(format!("did you mean `cython.{near}`?"));
        }
        let _ = is_call;
        self.report(diagnostic);
        true
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a decorator")]
    fn decorator_value(
        &mut self,
        module: ModuleId,
        file: FileId,
        directive: Directive,
        kind: Kind,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
        is_call: bool,
        at: cyrus_source::FileSpan,
    ) -> Option<Value> {
        let name = directive.name();
        if let Some(keyword) = keywords.first() {
            self.error(
                &rules::INVALID_DIRECTIVE,
                keyword.span.in_file(file),
                format!("`{name}` takes no keyword arguments"),
            );
            return None;
        }
        let arg = match args {
            // `@cython.cfunc` and `@cython.boundscheck` without parentheses switch it on.
            [] if matches!(kind, Kind::Bool | Kind::OptionalBool)
                && (!is_call || directive.scope() == Scope::Local) =>
            {
                return Some(Value::Bool(true));
            }
            [arg] => arg,
            _ => {
                self.error(
                    &rules::INVALID_DIRECTIVE,
                    at,
                    format!("`{name}` takes one argument, not {}", args.len()),
                );
                return None;
            }
        };
        let at = arg.span.in_file(file);
        let value = self.const_eval(module, file, arg);
        let text = match &value {
            Some(ConstValue::Str(text)) => text.as_str().map(Name::from),
            Some(ConstValue::Bytes(bytes)) => std::str::from_utf8(bytes).ok().map(Name::from),
            _ => None,
        };
        let wants: String = match (kind, value) {
            (Kind::Bool | Kind::OptionalBool, Some(ConstValue::Bool(b))) => return Some(Value::Bool(b)),
            (Kind::OptionalBool, Some(ConstValue::None)) => return Some(Value::Unset),
            (Kind::Text, _) if text.is_some() => return text.map(Value::Str),
            (Kind::Word(words), _) if text.as_deref().is_some_and(|t| words.contains(&t)) => {
                return text.map(Value::Str);
            }
            (Kind::Int, Some(ConstValue::Int(n))) => match i64::try_from(&n) {
                Ok(n) if n >= 0 => return Some(Value::Int(n)),
                _ => "a number of zero or more".to_owned(),
            },
            (Kind::Bool, _) => "True or False".to_owned(),
            (Kind::OptionalBool, _) => "True, False or None".to_owned(),
            (Kind::Word(words), _) => format!("one of {}", words.join(", ")),
            (Kind::Text, _) => "a text".to_owned(),
            (Kind::Int, _) => "a number".to_owned(),
            (Kind::Decorator | Kind::TestSupport, _) => return None,
        };
        // Conditions of `nogil(...)` are known at run time only, or come from a fused type: that is for the `with` block.
        if matches!(directive, Directive::Nogil | Directive::Gil) {
            return None;
        }
        self.error(
            &rules::INVALID_DIRECTIVE,
            at,
            format!("`{name}` must be set to {wants}, known at compile time"),
        );
        None
    }

    fn apply_typed<'t>(
        &mut self,
        module: ModuleId,
        file: FileId,
        directive: Directive,
        decorator: &'t ast::Expr,
        (args, keywords, is_call): (&'t [ast::Expr], &'t [ast::Keyword], bool),
        types: &mut DecoratorTypes<'t>,
    ) {
        let at = decorator.span.in_file(file);
        match directive {
            Directive::Locals => {
                if let Some(arg) = args.first() {
                    self.error(
                        &rules::INVALID_DIRECTIVE,
                        arg.span.in_file(file),
                        "`locals` takes keyword arguments only, e.g. `locals(x=cython.int)`",
                    );
                }
                for keyword in keywords {
                    let Some(name) = &keyword.name else { continue };
                    match self.type_from_expr(module, file, &keyword.value) {
                        Some(ty) => types.locals.push((name.name.clone(), ty)),
                        None => self.not_a_type(file, &keyword.value),
                    }
                }
            }
            Directive::Returns => match (args, keywords) {
                ([ty], []) => match self.type_from_expr(module, file, ty) {
                    Some(ty) => types.returns = Some(ty),
                    None if matches!(ty.kind, ast::ExprKind::None) => types.returns = Some(Type::Void),
                    None => self.not_a_type(file, ty),
                },
                _ => self.error(&rules::INVALID_DIRECTIVE, at, "`returns` takes one type"),
            },
            Directive::ExceptVal => self.apply_exceptval(module, file, decorator, args, keywords, types),
            Directive::CriticalSection => {
                if is_call {
                    self.error(
                        &rules::INVALID_DIRECTIVE,
                        at,
                        "`critical_section` takes no arguments as a decorator",
                    );
                } else {
                    types.critical_section = Some(decorator);
                }
            }
            Directive::Dataclass => types.dataclass = Some(decorator),
            _ => {}
        }
    }

    fn apply_exceptval<'t>(
        &mut self,
        module: ModuleId,
        file: FileId,
        decorator: &'t ast::Expr,
        args: &'t [ast::Expr],
        keywords: &'t [ast::Keyword],
        types: &mut DecoratorTypes<'t>,
    ) {
        let at = decorator.span.in_file(file);
        let mut value = None;
        let mut check = None;
        match args {
            [] => {}
            [arg] => {
                if !matches!(arg.kind, ast::ExprKind::None) {
                    value = self.c_text(module, file, arg);
                    if value.is_none() {
                        self.error(
                            &rules::NOT_CONSTANT,
                            arg.span.in_file(file),
                            "an exception value must be known at compile time",
                        );
                    }
                }
            }
            _ => {
                self.error(&rules::INVALID_DIRECTIVE, at, "`exceptval` takes one value at most");
                return;
            }
        }
        for keyword in keywords {
            match keyword.name.as_ref().map(|n| n.name.as_str()) {
                Some("check") => match self.const_bool(module, file, &keyword.value) {
                    Some(b) => check = Some(b),
                    None => self.error(
                        &rules::INVALID_DIRECTIVE,
                        keyword.span.in_file(file),
                        "`check` must be True or False",
                    ),
                },
                _ => self.error(
                    &rules::INVALID_DIRECTIVE,
                    keyword.span.in_file(file),
                    "`exceptval` takes a value and `check`",
                ),
            }
        }
        types.exceptval = Some(ExceptVal { value, check: check.unwrap_or(true) });
    }

    pub(crate) fn not_a_type(&mut self, file: FileId, expr: &ast::Expr) {
        self.error(&rules::UNKNOWN_TYPE, expr.span.in_file(file), "this is not a type");
    }
}

/// A callee with its arguments, or the expression itself if it is no call.
#[expect(clippy::type_complexity, reason = "a callee and its two lists of arguments")]
pub(crate) fn called(expr: &ast::Expr) -> (&ast::Expr, Option<(&[ast::Expr], &[ast::Keyword])>) {
    match &expr.kind {
        ast::ExprKind::Call { func, args, keywords } => (func, Some((args, keywords))),
        _ => (expr, None),
    }
}

/// The directive that a keyword of `@cython.prefix(name=value)` sets.
fn below(prefix: &str, keyword: &ast::Keyword) -> Option<Directive> {
    let name = &keyword.name.as_ref()?.name;
    Directive::from_name(&format!("{prefix}.{name}"))
}
