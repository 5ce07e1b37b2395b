//! Types written as Python expressions: `cython.int`, `cython.pointer(T)`, `vector[int]`, annotations.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::{FileId, FileSpan, Name};
use cyrus_types::{
    ArraySize, BufferType, Builtin, FieldDecl, Float, FusedDecl, Linkage, ModuleId, StructDecl, Type,
    ViewType, Visibility,
};

use crate::Sema;
use crate::directives::{Directive, Directives};
use crate::rules;
use crate::scope::{ConstValue, Symbol};

/// What an annotation says.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotatedType {
    /// The type.
    pub ty: Type,
    /// `None` is refused: a plain annotation of an object or memoryview type. (`x: T = None` allows it all the same: the
    /// caller knows the default.)
    pub not_none: bool,
    /// `ClassVar[T]`: an attribute of the class, not of its instances.
    pub class_var: bool,
    /// `dataclasses.InitVar[T]`
    pub init_var: bool,
}

/// How names are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As in C declarations: `int` is C's.
    C,
    /// As in annotations: `int` is Python's.
    Python,
}

impl Sema<'_> {
    /// The type that an expression names where a C type is expected (`cython.declare(...)`, casts, template
    /// arguments). Nothing if it is not a type; then nothing is reported.
    pub fn type_from_expr(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr) -> Option<Type> {
        self.read_type(module, file, expr, Reading::C)
    }

    /// What an annotation says about the type of a variable; nothing if it names no type that is known at compile
    /// time, or if `annotation_typing` is off.
    pub fn annotation_type(
        &mut self,
        module: ModuleId,
        file: FileId,
        expr: &ast::Expr,
        directives: &Directives,
    ) -> Option<AnnotatedType> {
        if !directives.is(Directive::AnnotationTyping) {
            return None;
        }
        let mut found = AnnotatedType { ty: Type::Error, not_none: true, class_var: false, init_var: false };
        let mut inner = expr;
        let mut optional = false;
        loop {
            if let Some(rest) = without_none(inner) {
                inner = rest;
                optional = true;
                continue;
            }
            let ast::ExprKind::Subscript { value, index } = &inner.kind else { break };
            match self.imported_path(module, value).as_deref() {
                Some("typing.Optional") => optional = true,
                Some("typing.Union") => match union_with_none(index) {
                    Some(rest) => {
                        inner = rest;
                        optional = true;
                        continue;
                    }
                    None => return None,
                },
                Some("typing.ClassVar") => found.class_var = true,
                Some("dataclasses.InitVar") => found.init_var = true,
                _ if self.cython_path(module, value).as_deref() == Some("dataclasses.InitVar") => {
                    found.init_var = true;
                }
                _ => break,
            }
            inner = index;
        }
        found.ty = self.read_type(module, file, inner, Reading::Python)?;
        if optional {
            found.ty = self.optional_type(module, found.ty, inner, inner.span.in_file(file));
        }
        found.not_none = !optional && can_be_none(&found.ty);
        Some(found)
    }

    /// The object type for `T | None`: a C type cannot be None.
    fn optional_type(&mut self, module: ModuleId, ty: Type, expr: &ast::Expr, at: FileSpan) -> Type {
        if can_be_none(&ty) || matches!(ty, Type::Object | Type::Error | Type::Fused(_)) {
            return ty;
        }
        if self.cython_path(module, expr).is_none()
            && let Some(object) = equivalent_object(self.world.resolve(&ty))
        {
            return object;
        }
        let shown = self.world.show(&ty);
        self.report(
            Diagnostic::new(&rules::TYPE_MISMATCH, at, format!("a C value (`{shown}`) can never be None"))
                .help("use the Python type, or leave out `Optional` and `None`"),
        );
        Type::Error
    }

    fn read_type(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr, how: Reading) -> Option<Type> {
        use ast::ExprKind as K;
        match &expr.kind {
            K::Name(name) => self.read_name(module, name, how),
            K::Attribute { value, attr } => self.read_attribute(module, file, expr, value, attr),
            K::Str { value, .. } => {
                let text = value.as_str()?.to_owned();
                self.type_from_text(module, &text, how == Reading::C)
            }
            K::Subscript { value, index } => self.read_subscript(module, file, expr, value, index, how),
            K::Call { func, args, keywords } => self.read_call(module, file, func, args, keywords),
            K::CType(name) => Some(self.type_name(module, file, name)),
            K::Binary { op: ast::BinaryOp::BitOr, .. } => {
                let inner = without_none(expr)?;
                let ty = self.read_type(module, file, inner, Reading::Python)?;
                Some(self.optional_type(module, ty, inner, expr.span.in_file(file)))
            }
            K::Tuple(items) if how == Reading::C && !items.is_empty() => {
                let items = self.read_types(module, file, items, how)?;
                Some(self.ctuple_type(items, expr.span.in_file(file)))
            }
            _ => None,
        }
    }

    fn read_types(
        &mut self,
        module: ModuleId,
        file: FileId,
        items: &[ast::Expr],
        how: Reading,
    ) -> Option<Vec<Type>> {
        items.iter().map(|item| self.read_type(module, file, item, how)).collect()
    }

    fn read_name(&mut self, module: ModuleId, name: &str, how: Reading) -> Option<Type> {
        if let Some(ty) = self.declare.env.iter().rev().find_map(|names| names.get(name)) {
            return Some(ty.clone());
        }
        if let Some(symbol) = self.c_symbol(module, name).cloned() {
            return self.symbol_type(&symbol);
        }
        if let Some(entry) = self.scopes.get(module).and_then(|s| s.symbols.get(name)) {
            let known = entry.import.as_deref().and_then(typing_type);
            if known.is_some() || entry.py {
                return known;
            }
        }
        match how {
            Reading::C => super::lookup::builtin_type(name)
                .or_else(|| self.cython_type(name))
                .or_else(|| self.builtin_struct(name)),
            Reading::Python => match name {
                "object" => Some(Type::Object),
                _ => Builtin::from_name(name)
                    .filter(|_| name != "unicode" && name != "long")
                    .map(in_annotation),
            },
        }
    }

    fn read_attribute(
        &mut self,
        module: ModuleId,
        file: FileId,
        expr: &ast::Expr,
        value: &ast::Expr,
        attr: &ast::Ident,
    ) -> Option<Type> {
        if let Some(symbol) = self.symbol_of(module, expr) {
            return self.symbol_type(&symbol);
        }
        if let Some(path) = self.imported_path(module, expr)
            && let Some(ty) = typing_type(&path)
        {
            return Some(ty);
        }
        // `vector[int].iterator`
        let base = match &value.kind {
            ast::ExprKind::Subscript { .. } => self.read_type(module, file, value, Reading::C)?,
            _ => return None,
        };
        match self.world.resolve(&base) {
            Type::Cpp(id, args) => self.world.cpp_nested(*id, args, &attr.name),
            _ => None,
        }
    }

    fn read_subscript(
        &mut self,
        module: ModuleId,
        file: FileId,
        expr: &ast::Expr,
        value: &ast::Expr,
        index: &ast::Expr,
        how: Reading,
    ) -> Option<Type> {
        let at = expr.span.in_file(file);
        let items: &[ast::Expr] = match &index.kind {
            ast::ExprKind::Tuple(items) => items,
            _ => std::slice::from_ref(index),
        };
        // `typing.List` and the modifiers around a type.
        match self.imported_path(module, value).as_deref() {
            Some("typing.Optional" | "typing.Union") => {
                let inner = union_with_none(index).unwrap_or(index);
                let ty = self.read_type(module, file, inner, Reading::Python)?;
                return Some(self.optional_type(module, ty, inner, at));
            }
            Some("typing.ClassVar" | "typing.Final" | "dataclasses.InitVar") => {
                return self.read_type(module, file, index, how);
            }
            _ => {}
        }
        if let Some(path) = self.cython_path(module, value) {
            match (path.as_str(), items) {
                ("pointer", [item]) => {
                    let ty = self.read_type(module, file, item, Reading::C)?;
                    return Some(self.pointer_to(ty, at));
                }
                ("const", [item]) => return Some(self.read_type(module, file, item, Reading::C)?.constant()),
                ("volatile", [item]) => {
                    return Some(Type::Volatile(Arc::new(self.read_type(module, file, item, Reading::C)?)));
                }
                ("restrict", [item]) => return self.read_type(module, file, item, Reading::C),
                ("dataclasses.InitVar", _) => return self.read_type(module, file, index, how),
                _ => {}
            }
        }
        if items.iter().any(|item| matches!(item.kind, ast::ExprKind::Slice { .. })) {
            let element = self.read_type(module, file, value, how)?;
            return Some(self.view_from_slices(module, file, element, items, at));
        }
        let base = self.read_type(module, file, value, how)?;
        match self.world.resolve(&base).clone() {
            Type::Error => Some(Type::Error),
            Type::Cpp(id, _) => {
                let mut args = Vec::new();
                for item in items {
                    match self.read_type(module, file, item, Reading::C) {
                        Some(ty) => args.push(ty),
                        None => args.push(Type::TypeParam(Name::from(&*self.c_text(module, file, item)?))),
                    }
                }
                Some(self.cpp_type(id, args, at))
            }
            Type::Builtin(Builtin::Tuple) => Some(self.tuple_items(module, file, items)),
            Type::Builtin(_) => Some(base),
            Type::Object | Type::Ext(_) => {
                let element = self.read_type(module, file, items.first()?, Reading::C)?;
                if !self.valid_buffer_element(&element) {
                    return None;
                }
                let view = ViewType { element, axes: vec![cyrus_types::Axis::default()] };
                Some(Type::Buffer(Arc::new(BufferType {
                    fortran: false,
                    object: base,
                    view,
                    negative_indices: true,
                    cast: false,
                })))
            }
            Type::Fused(_) => None,
            _ => match items {
                [size] => Some(self.array_of(module, file, base, Some(size), at)),
                _ => None,
            },
        }
    }

    /// `tuple[int, float]`: a C tuple if every item is a C type of its own (not `float` as Python means it).
    fn tuple_items(&mut self, module: ModuleId, file: FileId, items: &[ast::Expr]) -> Type {
        let mut types = Vec::new();
        for item in items {
            match self.read_type(module, file, item, Reading::Python) {
                // what is made of other types (`cython.pointer[cython.int]`) is a C type where it is no object
                Some(ty) => {
                    let made =
                        matches!(item.kind, ast::ExprKind::Subscript { .. } | ast::ExprKind::Call { .. });
                    types.push((ty, made || self.symbol_of(module, item).is_some()));
                }
                None => return Type::TUPLE,
            }
        }
        let all_c = types.iter().all(|(ty, declared)| {
            *declared && !ty.is_object() && !ty.is_error() && !matches!(ty, Type::View(_) | Type::Fused(_))
        });
        if all_c && !types.is_empty() {
            Type::CTuple(types.into_iter().map(|(ty, _)| ty).collect())
        } else {
            Type::TUPLE
        }
    }

    /// `T[:, ::1]` as Python reads it.
    fn view_from_slices(
        &mut self,
        module: ModuleId,
        file: FileId,
        element: Type,
        items: &[ast::Expr],
        at: FileSpan,
    ) -> Type {
        let mut axes = Vec::new();
        for item in items {
            let ast::ExprKind::Slice { lower, upper, step } = &item.kind else {
                self.report(
                    Diagnostic::new(
                        &rules::INVALID_DECLARATION,
                        item.span.in_file(file),
                        "an axis of a memoryview type must be a slice",
                    )
                    .help("write `:` for each axis"),
                );
                return Type::Error;
            };
            axes.push((item.span, [lower.as_deref(), upper.as_deref(), step.as_deref()]));
        }
        self.view_type(module, file, element, &axes, at)
    }

    fn read_call(
        &mut self,
        module: ModuleId,
        file: FileId,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
    ) -> Option<Type> {
        let path = self.cython_path(module, func)?;
        let at = func.span.in_file(file);
        match (path.as_str(), args) {
            ("pointer", [item]) => {
                let ty = self.type_from_expr(module, file, item)?;
                Some(self.pointer_to(ty, at))
            }
            ("const", [item]) => Some(self.type_from_expr(module, file, item)?.constant()),
            ("volatile", [item]) => Some(Type::Volatile(Arc::new(self.type_from_expr(module, file, item)?))),
            ("restrict", [item]) => self.type_from_expr(module, file, item),
            ("typedef", [item]) => self.type_from_expr(module, file, item),
            ("array", [item, size]) => {
                let ty = self.type_from_expr(module, file, item)?;
                Some(self.array_of(module, file, ty, Some(size), at))
            }
            ("typeof", [operand]) => self.declare.typeofs.get(&operand.span.in_file(file)).cloned(),
            ("struct" | "union", []) => self.unnamed_struct(module, file, path == "union", keywords, at),
            ("fused_type", [_, ..]) => {
                self.refuse_keywords(file, keywords);
                let members = self.fused_members(module, file, args);
                let name = Name::from(format!("fused_{}", self.world.fused.len()));
                Some(Type::Fused(self.world.fused.push(FusedDecl { name, ..members })))
            }
            _ => None,
        }
    }

    pub(crate) fn refuse_keywords(&mut self, file: FileId, keywords: &[ast::Keyword]) {
        if let Some(keyword) = keywords.first() {
            self.error(
                &rules::WRONG_ARGUMENTS,
                keyword.span.in_file(file),
                "a fused type is made of types only; there are no keywords",
            );
        }
    }

    /// The members of a fused type, without duplicates; fused ones are spread out.
    pub(crate) fn fused_members(&mut self, module: ModuleId, file: FileId, args: &[ast::Expr]) -> FusedDecl {
        let mut out = FusedDecl::default();
        for arg in args {
            match self.type_from_expr(module, file, arg) {
                Some(ty) => {
                    let name = match &arg.kind {
                        ast::ExprKind::Name(name) => Some(name),
                        ast::ExprKind::Attribute { attr, .. } => Some(&attr.name),
                        _ => None,
                    };
                    self.add_fused_member(&mut out, ty, name, arg.span.in_file(file));
                }
                None => {
                    self.error(&rules::UNKNOWN_TYPE, arg.span.in_file(file), "this is not a type");
                }
            }
        }
        out
    }

    /// Adds a type to those that a fused type can be; `name` is how it is written, where that is a name.
    pub(crate) fn add_fused_member(
        &mut self,
        out: &mut FusedDecl,
        ty: Type,
        name: Option<&Name>,
        at: FileSpan,
    ) {
        match &ty {
            Type::Error => {}
            Type::Fused(id) => {
                let inner = self.world.fused[*id].clone();
                out.types
                    .extend(inner.types.into_iter().filter(|t| !out.types.contains(t)).collect::<Vec<_>>());
                out.aliases.extend(inner.aliases);
            }
            _ if out.types.contains(&ty) => {
                let shown = self.world.show(&ty);
                self.error(&rules::REDECLARED, at, format!("`{shown}` stands twice in a fused type"));
            }
            _ => {
                if let (Type::View(_), Some(name)) = (&ty, name) {
                    out.aliases.push((ty.clone(), name.clone()));
                }
                out.types.push(ty);
            }
        }
    }

    /// `cython.struct(a=cython.int)` where no name is known yet.
    fn unnamed_struct(
        &mut self,
        module: ModuleId,
        file: FileId,
        is_union: bool,
        keywords: &[ast::Keyword],
        at: FileSpan,
    ) -> Option<Type> {
        let mut fields = Vec::new();
        for keyword in keywords {
            let name = keyword.name.as_ref()?;
            let ty = if let Some(ty) = self.type_from_expr(module, file, &keyword.value) {
                ty
            } else {
                self.error(&rules::UNKNOWN_TYPE, keyword.value.span.in_file(file), "this is not a type");
                Type::Error
            };
            fields.push(FieldDecl {
                name: name.name.clone(),
                cname: super::structs::field_cname(&name.name),
                ty,
                visibility: Visibility::Private,
                at: name.span.in_file(file),
            });
        }
        self.declare.unnamed += 1;
        let name = Name::from(format!("struct_{}", self.declare.unnamed));
        let cname = self.fresh_cname(format!("cy_t_{name}"));
        let id = self.world.structs.push(StructDecl {
            name,
            cname: Name::from(format!("{} {cname}", if is_union { "union" } else { "struct" })),
            is_union,
            packed: false,
            linkage: Linkage::Own,
            fields: Some(fields),
            at,
        });
        Some(Type::Struct(id))
    }

    /// A type written as text: `"int"`, `"double[:, ::1]"`, `"unsigned long*"`, `"np.ndarray"`. Only what a name, pointers and
    /// plain slices can say; nothing for anything else.
    pub fn type_from_text(&mut self, module: ModuleId, text: &str, c: bool) -> Option<Type> {
        let text = text.trim();
        if let Some(rest) = text.strip_suffix('*') {
            let base = self.type_from_text(module, rest, true)?;
            return (!base.is_object()).then(|| base.ptr());
        }
        if let Some(rest) = text.strip_prefix("const ") {
            return self.type_from_text(module, rest, true).map(Type::constant);
        }
        if let Some((base, rest)) = text.split_once('[') {
            let inside = rest.strip_suffix(']')?;
            let base = self.type_from_text(module, base, c)?;
            return self.text_subscript(module, base, inside);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            [name] => {
                let mut parts = name.split('.');
                let first = parts.next()?;
                if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.' || b >= 0x80) {
                    return None;
                }
                if name.contains('.') {
                    let mut symbol = self.c_symbol(module, first).cloned()?;
                    for part in parts {
                        symbol = self.c_attribute(&symbol, part)?;
                    }
                    return self.symbol_type(&symbol);
                }
                let how = if c { Reading::C } else { Reading::Python };
                self.read_name(module, first, how)
            }
            [] => None,
            _ => c_words(&words),
        }
    }

    fn text_subscript(&mut self, module: ModuleId, base: Type, inside: &str) -> Option<Type> {
        use cyrus_types::{Access, Axis, Packing};
        let items: Vec<&str> = inside.split(',').map(str::trim).collect();
        if items.iter().all(|item| matches!(*item, ":" | "::1")) {
            let axes: Vec<Axis> = items
                .iter()
                .map(|item| Axis {
                    access: Access::Direct,
                    packing: if *item == "::1" { Packing::Contiguous } else { Packing::Strided },
                })
                .collect();
            return self.view_of_axes(base, axes);
        }
        match self.world.resolve(&base).clone() {
            Type::Builtin(_) => Some(base),
            Type::Cpp(id, _) => {
                let args: Option<Vec<Type>> =
                    items.iter().map(|item| self.type_from_text(module, item, true)).collect();
                Some(Type::Cpp(id, args?.into()))
            }
            t if !t.is_object() => {
                let size = items.first()?.parse().ok()?;
                Some(Type::Array(Arc::new(base), ArraySize::Known(size)))
            }
            _ => None,
        }
    }

    fn view_of_axes(&self, element: Type, mut axes: Vec<cyrus_types::Axis>) -> Option<Type> {
        if !self.valid_buffer_element(&element) {
            return None;
        }
        super::views::finish_axes(&mut axes).ok()?;
        Some(Type::View(Arc::new(ViewType { element, axes })))
    }

    /// The C value of a decorator's or keyword's argument, if it is a constant.
    pub(crate) fn const_bool(&mut self, module: ModuleId, file: FileId, expr: &ast::Expr) -> Option<bool> {
        match self.const_eval(module, file, expr)? {
            ConstValue::Bool(b) => Some(b),
            ConstValue::Int(n) => Some(n != num_bigint::BigInt::ZERO),
            _ => None,
        }
    }

    /// Whether an expression names this builtin function or type, and nothing of the module's own hides it.
    pub(crate) fn is_builtin_name(&self, module: ModuleId, expr: &ast::Expr, name: &str) -> bool {
        match &expr.kind {
            ast::ExprKind::Name(n) => {
                n == name && self.scopes.get(module).is_none_or(|s| !s.symbols.contains_key(name))
            }
            ast::ExprKind::Attribute { value, attr } => {
                attr.name == name
                    && matches!(self.symbol_of(module, value), Some(Symbol::Module(id)) if self.scopes[id].name == "builtins")
            }
            _ => false,
        }
    }
}

/// `int` as annotations mean it: where a C type has exactly the same values, it is that.
fn in_annotation(builtin: Builtin) -> Type {
    match builtin {
        Builtin::Float => Type::DOUBLE,
        Builtin::Complex => Type::Complex(Float::Double),
        Builtin::Bool => Type::Bint,
        other => Type::Builtin(other),
    }
}

/// The object type with the same values.
fn equivalent_object(ty: &Type) -> Option<Type> {
    match ty {
        Type::Float(Float::Double) => Some(Type::Builtin(Builtin::Float)),
        Type::Complex(Float::Double) => Some(Type::Builtin(Builtin::Complex)),
        Type::Bint => Some(Type::Builtin(Builtin::Bool)),
        Type::CTuple(_) => Some(Type::TUPLE),
        _ => None,
    }
}

fn can_be_none(ty: &Type) -> bool {
    (ty.is_object() && *ty != Type::Object) || matches!(ty, Type::View(_))
}

pub(crate) fn typing_type(path: &str) -> Option<Type> {
    Some(match path {
        "typing.List" => Type::LIST,
        "typing.Dict" => Type::DICT,
        "typing.Tuple" => Type::TUPLE,
        "typing.Set" => Type::SET,
        "typing.FrozenSet" => Type::Builtin(Builtin::FrozenSet),
        _ => return None,
    })
}

/// `T` in `T | None` and `None | T`.
fn without_none(expr: &ast::Expr) -> Option<&ast::Expr> {
    match &expr.kind {
        ast::ExprKind::Binary { left, op: ast::BinaryOp::BitOr, right } => match (&left.kind, &right.kind) {
            (_, ast::ExprKind::None) => Some(left),
            (ast::ExprKind::None, _) => Some(right),
            _ => None,
        },
        _ => None,
    }
}

/// `T` in the brackets of `Union[T, None]`.
fn union_with_none(index: &ast::Expr) -> Option<&ast::Expr> {
    match &index.kind {
        ast::ExprKind::Tuple(items) => match &items[..] {
            [ty, none] if matches!(none.kind, ast::ExprKind::None) => Some(ty),
            [none, ty] if matches!(none.kind, ast::ExprKind::None) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// `unsigned long long`
fn c_words(words: &[&str]) -> Option<Type> {
    use ast::{CBasic, CBasicWord as W, CSign};
    let mut basic = CBasic { word: W::Int, sign: None, longs: 0, complex: false };
    for word in words {
        match *word {
            "unsigned" => basic.sign = Some(CSign::Unsigned),
            "signed" => basic.sign = Some(CSign::Signed),
            "long" => basic.longs += 1,
            "short" => basic.longs = -1,
            "int" => {}
            "char" => basic.word = W::Char,
            "float" => basic.word = W::Float,
            "double" => basic.word = W::Double,
            "complex" => basic.complex = true,
            _ => return None,
        }
    }
    Some(super::types::basic_type(basic))
}
