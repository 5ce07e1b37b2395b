//! The table of expressions: each kind goes to the file of its construct; literals and names stand here.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, LocalId, NoneReason};
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{ArraySize, Builtin, Int, IntRank, Linkage, Sign, Type};
use num_bigint::BigInt;

use super::Body;
use super::frame::{Found, FrameKind};
use super::operator::int_literal_type;
use crate::rules;
use crate::scope::{ConstValue, Symbol};

impl<'a> Body<'_, 'a> {
    /// An expression as `expr` makes it, looked at for its type or kind only: what it is reported for, is reported where it is
    /// made to stay.
    pub fn dry(&mut self, e: &'a ast::Expr) -> Expr {
        self.s.muted += 1;
        let seen = self.expr(e);
        self.s.muted -= 1;
        seen
    }

    /// An expression in its natural type.
    pub fn expr(&mut self, e: &'a ast::Expr) -> Expr {
        let before = self.s.diagnostics().len();
        let value = self.expr_by_kind(e);
        let value = super::coerce::computed(&self.s.world, value);
        if self.fr().nogil && needs_gil(&value) && self.s.diagnostics().len() == before {
            self.need_gil(value.at, "an operation on Python objects");
        }
        value
    }

    fn expr_by_kind(&mut self, e: &'a ast::Expr) -> Expr {
        use ast::ExprKind as K;
        let at = self.at(e.span);
        match &e.kind {
            K::Error => Expr::error(at),
            K::Name(name) => self.name(name, e.span),
            K::None => Expr::new(Type::Builtin(Builtin::NoneType), at, ExprKind::None),
            K::Bool(b) => Expr::new(Type::Bint, at, ExprKind::Bool(*b)),
            K::Ellipsis => Expr::new(Type::Object, at, ExprKind::Ellipsis),
            K::Int { value, suffix } => int_literal(value, *suffix, at),
            K::Float(x) => Expr::new(Type::DOUBLE, at, ExprKind::Float(*x)),
            K::Imaginary(x) => {
                Expr::new(Type::Complex(cyrus_types::Float::Double), at, ExprKind::Imaginary(*x))
            }
            K::Str { value, prefix, raw_bytes } => self.str_literal(value, *prefix, raw_bytes.as_deref(), at),
            K::Bytes(b) => Expr::new(Type::BYTES, at, ExprKind::Bytes(b.clone())),
            K::CChar(c) => Expr::new(Type::CHAR, at, ExprKind::Int(BigInt::from(*c))),
            K::FString(parts) => self.fstring(parts, at),
            K::TString(parts) => self.tstring(parts, at),
            K::Binary { left, op, right } => self.binary(e.span, left, *op, right),
            K::Unary { op, operand } => self.unary(e.span, *op, operand),
            K::BoolOp { op, values } => self.bool_op(e.span, *op, values),
            K::Compare { left, rest } => self.compare(e.span, left, rest, false),
            K::Conditional { test, body, orelse } => self.conditional(e.span, test, body, orelse),
            K::Call { func, args, keywords } => self.call(e, func, args, keywords),
            K::Attribute { value, attr } => self.attribute(e, value, attr),
            K::Subscript { value, index } => self.subscript(e.span, value, index),
            K::Slice { lower, upper, step } => {
                let part = |b: &mut Self, p: &'a Option<Box<ast::Expr>>| p.as_ref().map(|p| b.object_expr(p));
                let parts = [part(self, lower), part(self, upper), part(self, step)];
                Expr::new(Type::Builtin(Builtin::Slice), at, ExprKind::Slice(Box::new(parts)))
            }
            K::Starred(inner) => {
                self.s.error(&rules::MISPLACED, at, "a starred expression cannot stand here");
                self.expr(inner)
            }
            K::Tuple(items) => self.tuple(items, at),
            K::List(items) => {
                let items = self.items(items);
                self.need_gil_for_items(&items, at, "building a Python list");
                Expr::new(Type::LIST, at, ExprKind::List(items))
            }
            K::Set(items) => {
                let items = self.items(items);
                self.need_gil_for_items(&items, at, "building a Python set");
                Expr::new(Type::SET, at, ExprKind::Set(items))
            }
            K::Dict(items) => self.dict(items, at),
            K::ListComp { element, clauses } => self.list_comp(element, clauses, at),
            K::SetComp { element, clauses } => self.set_comp(element, clauses, at),
            K::DictComp { key, value, clauses } => self.dict_comp(key.as_deref(), value, clauses, at),
            K::Generator { element, clauses } => self.generator(element, clauses, at),
            K::Lambda { params, body } => self.lambda(params, body, at),
            K::Walrus { target, value } => self.walrus(target, value, at),
            K::Await(inner) => self.await_expr(inner, at),
            K::Yield(inner) => self.yield_expr(inner.as_deref(), at),
            K::YieldFrom(inner) => self.yield_from(inner, at),
            K::Repr(inner) => {
                self.need_gil(at, "`repr`");
                let value = self.object_expr(inner);
                let repr = Expr::new(Type::Object, at, ExprKind::Builtin("repr".into()));
                Expr::new(
                    Type::Object,
                    at,
                    ExprKind::Call { func: Box::new(repr), args: vec![cyrus_hir::Arg::Positional(value)] },
                )
            }
            K::Cast { ty, operand, checked } => self.cast(ty, operand, *checked, at),
            K::AddressOf(inner) => self.address_of(inner, at),
            K::SizeOf(arg) => self.size_of(arg, at),
            K::New(ty) => {
                let (module, file) = (self.fr().module, self.fr().file);
                let ty = self.s.ctype(module, file, ty);
                let ty = self.specialised(&ty);
                self.cpp_new(ty, Vec::new(), at)
            }
            K::CType(_) => {
                self.s.error(&rules::MISPLACED, at, "a C type cannot stand where a value is needed");
                Expr::error(at)
            }
        }
    }

    /// An expression as any object.
    pub fn object_expr(&mut self, e: &'a ast::Expr) -> Expr {
        let value = self.expr(e);
        self.object(value)
    }

    /// An expression as a value of this type.
    pub fn expr_as(&mut self, e: &'a ast::Expr, ty: &Type) -> Expr {
        let value = self.expr_for(e, ty);
        self.coerce(value, ty)
    }

    /// An expression whose natural type may depend on what is wanted (dict displays for structs, tuples for C tuples).
    pub fn expr_for(&mut self, e: &'a ast::Expr, want: &Type) -> Expr {
        let resolved = self.s.world.resolve(want).clone();
        match (&e.kind, &resolved) {
            (ast::ExprKind::Dict(items), Type::Struct(id)) => self.struct_display(*id, want, items, e),
            (ast::ExprKind::List(items) | ast::ExprKind::Tuple(items), Type::Array(item, _))
                if !items.iter().any(|i| matches!(i.kind, ast::ExprKind::Starred(_))) =>
            {
                let at = self.at(e.span);
                let items = items.iter().map(|i| (None, self.expr_as(i, item))).collect();
                Expr::new(want.clone(), at, ExprKind::Aggregate(items))
            }
            // A struct by the order of its fields, a C tuple item by item: no object is made.
            (ast::ExprKind::List(items), Type::Struct(id))
                if !self.s.world.structs[*id].is_union
                    && self.s.world.structs[*id].fields.as_ref().is_some_and(|f| f.len() == items.len())
                    && !items.iter().any(|i| matches!(i.kind, ast::ExprKind::Starred(_))) =>
            {
                let at = self.at(e.span);
                let fields = self.s.world.structs[*id].fields.clone().unwrap_or_default();
                let mut values = Vec::new();
                for (item, field) in items.iter().zip(fields) {
                    let value = self.expr_for(item, &field.ty);
                    values.push((Some(field.cname), self.coerce(value, &field.ty)));
                }
                Expr::new(want.clone(), at, ExprKind::Aggregate(values))
            }
            (ast::ExprKind::Tuple(items), Type::CTuple(types))
                if items.len() == types.len()
                    && !items.iter().any(|i| matches!(i.kind, ast::ExprKind::Starred(_))) =>
            {
                let (at, types) = (self.at(e.span), std::sync::Arc::clone(types));
                let mut values = Vec::new();
                for (item, ty) in items.iter().zip(types.iter()) {
                    let value = self.expr_for(item, ty);
                    values.push((None, self.coerce(value, ty)));
                }
                Expr::new(want.clone(), at, ExprKind::Aggregate(values))
            }
            (ast::ExprKind::List(items), Type::Ptr(item))
                if !items.is_empty() && !matches!(**item, Type::Void) =>
            {
                let at = self.at(e.span);
                let item = item.unqualified();
                let size = ArraySize::Known(items.len() as u64);
                let array = Type::Array(item.clone().into(), size);
                let items = items.iter().map(|i| (None, self.expr_as(i, item))).collect();
                Expr::new(array, at, ExprKind::Aggregate(items))
            }
            (ast::ExprKind::Attribute { value, attr }, Type::Ptr(to))
                if matches!(self.s.world.resolve(to), Type::Func(_))
                    && let Some(method) = self.method_as_function(value, attr) =>
            {
                method
            }
            // Text is an array of its characters; as a pointer only where they are no C characters, which is a C string.
            (ast::ExprKind::Str { value, .. }, Type::Ptr(_) | Type::Array(..))
                if let (Some(item), Some(text)) = (self.characters_of(want), value.as_str())
                    && !text.is_empty() =>
            {
                let at = self.at(e.span);
                let characters: Vec<char> = text.chars().collect();
                let size = ArraySize::Known(characters.len() as u64);
                if matches!(&resolved, Type::Array(_, declared) if *declared != size) {
                    return self.expr(e);
                }
                let character =
                    |c: &char| Expr::new(Type::UCS4, at, ExprKind::Int(BigInt::from(u32::from(*c))));
                let items = characters.iter().map(|c| (None, self.coerce(character(c), &item))).collect();
                Expr::new(Type::Array(item.clone().into(), size), at, ExprKind::Aggregate(items))
            }
            // At level 2 a literal is as many bytes as the file has for it.
            (
                ast::ExprKind::Str { prefix: ast::StrPrefix::None, raw_bytes: Some(raw), .. },
                Type::Ptr(item),
            ) if self.level2() && self.is_char_or_void(item) => {
                Expr::new(want.clone(), self.at(e.span), ExprKind::Bytes(raw.clone()))
            }
            // `u"x"` is text, whatever it could be a number of.
            (ast::ExprKind::Str { prefix: ast::StrPrefix::Unicode, value, .. }, Type::Int(_))
                if !self.s.world.is_ucs4(want) && value.as_str().is_some_and(|s| s.chars().count() == 1) =>
            {
                let at = self.at(e.span);
                let message = "a character of a `u` literal becomes `Py_UCS4`, no other C integer";
                self.s.error(&rules::TYPE_MISMATCH, at, message);
                Expr::error(at)
            }
            (ast::ExprKind::Lambda { .. }, _) => self.expr(e),
            // As a C truth value only the truth of the parts counts.
            (ast::ExprKind::BoolOp { .. }, Type::Bint) => self.condition(e),
            _ => self.expr(e),
        }
    }

    /// The items of an array, or behind a pointer, that text can fill one by one.
    pub fn characters_of(&self, want: &Type) -> Option<Type> {
        let want = self.s.world.resolve(want);
        let (Type::Ptr(item) | Type::Array(item, _)) = want else { return None };
        match self.s.world.resolve(item.unqualified()) {
            // text as `Py_UNICODE *` is made elsewhere, with its end
            Type::Int(Int { rank: IntRank::Char | IntRank::PyUnicode, .. })
                if matches!(want, Type::Ptr(_)) =>
            {
                None
            }
            Type::Int(_) => Some(item.unqualified().clone()),
            _ => None,
        }
    }

    fn str_literal(
        &mut self,
        value: &ast::StrValue,
        prefix: ast::StrPrefix,
        raw: Option<&[u8]>,
        at: FileSpan,
    ) -> Expr {
        if self.level2() && prefix == ast::StrPrefix::None {
            let bytes: Box<[u8]> = raw.map_or_else(|| value.0.clone(), Into::into);
            // Level 2: `str` is the native string type of the running Python, which is text; an unprefixed literal
            // serves as both, so it stays text where Python sees it and bytes where C does.
            return Expr::new(
                Type::STR,
                at,
                ExprKind::Str(if raw.is_some() { value.0.clone() } else { bytes }),
            );
        }
        Expr::new(Type::STR, at, ExprKind::Str(value.0.clone()))
    }

    /// Whether the source is of language level 2.
    pub fn level2(&self) -> bool {
        self.s.input.main.level2
    }

    /// A read of a variable.
    pub fn read_local(&mut self, id: LocalId, at: FileSpan) -> Expr {
        let frame = self.f();
        let local = &frame.locals[id];
        let ty = local.ty.clone();
        if !frame.flow.dead && !frame.flow.assigned.contains(id) && frame.undeclared.contains(id) {
            frame.maybe_unbound.insert(id);
        }
        if ty.is_object() {
            self.need_gil_for_object(at);
        }
        Expr::new(ty, at, ExprKind::Local(id))
    }

    /// A name as a value.
    pub fn name(&mut self, name: &Name, span: Span) -> Expr {
        let at = self.at(span);
        let name = self.mangle(name);
        match self.find(&name) {
            Found::Local(id) => self.read_local(id, at),
            // The body of an extension type has no namespace that would hold its names.
            Found::ClassName(None) if name == "__qualname__" && self.in_extension_body() => {
                Expr::new(Type::STR, at, ExprKind::Str(self.fr().name.as_bytes().into()))
            }
            Found::ClassName(None) if name == "__module__" && self.in_extension_body() => {
                Expr::new(Type::Object, at, ExprKind::Global("__name__".into()))
            }
            // A class body that does not bind a name of C level sees that.
            Found::ClassName(None)
                if !self.class_binds(&name)
                    && let Some(symbol) = self.s.c_symbol(self.fr().module, &name).cloned()
                    && let Some(e) = self.symbol_value(&symbol, at) =>
            {
                e
            }
            Found::ClassName(outer) => {
                let space = self.class_names();
                Expr::new(Type::Object, at, ExprKind::ClassName { name, outer, space })
            }
            Found::Global if self.fr().kind == FrameKind::Function => {
                self.f().foreign.entry(name.clone()).or_insert(span);
                self.foreign_name(&name, at)
            }
            Found::Global => self.foreign_name(&name, at),
        }
    }

    /// A name of the module, or what a class lends to the functions inside it.
    fn foreign_name(&mut self, name: &Name, at: FileSpan) -> Expr {
        match self.extension_type_around() {
            // what a class lends to the functions inside it, not to its own body
            Some(class) if name == "__class__" && self.fr().kind == FrameKind::Function => {
                self.class_object(class, at)
            }
            _ => self.global_name(name, at),
        }
    }

    /// Whether the innermost frame is the body of an extension type: those stand in modules, under a name of C level.
    fn in_extension_body(&self) -> bool {
        let frame = self.fr();
        self.frames.len() == 2
            && frame
                .class_name
                .as_ref()
                .is_some_and(|name| matches!(self.s.c_symbol(frame.module, name), Some(Symbol::Class(_))))
    }

    /// Reports a variable of C whose declaration stands behind its use.
    pub fn declared_late(&mut self, name: &Name, declared: FileSpan, used: FileSpan) {
        let message = format!("`{name}` is declared after it is used");
        let d = cyrus_diagnostics::Diagnostic::new(&rules::INVALID_DECLARATION, declared, message);
        self.s.report(d.also(used, "used here").help("declare it at the top of its function or module"));
    }

    /// A module-level name as a value.
    pub fn global_name(&mut self, name: &Name, at: FileSpan) -> Expr {
        let module = self.fr().module;
        if let Some(symbol) = self.s.c_symbol(module, name).cloned() {
            if let (Symbol::CVar(id), FrameKind::Module) = (&symbol, self.fr().kind) {
                let var = &self.s.world.cvars[*id];
                let declared = var.at;
                if var.linkage == Linkage::Own
                    && declared.file == at.file
                    && declared.span.start > at.span.start
                {
                    self.declared_late(name, declared, at);
                }
            }
            if let Some(e) = self.symbol_value(&symbol, at) {
                return e;
            }
        }
        let entry = self.s.scopes[module].symbols.get(name);
        let bound = entry.is_some_and(|e| e.py) || self.star_may_bring(name);
        if bound {
            return Expr::new(Type::Object, at, ExprKind::Global(name.clone()));
        }
        match name.as_str() {
            "NULL" if !self.plain_python() => return Expr::new(Type::Void.ptr(), at, ExprKind::Null),
            "NotImplemented" => return Expr::new(Type::Object, at, ExprKind::NotImplemented),
            "Ellipsis" => return Expr::new(Type::Object, at, ExprKind::Ellipsis),
            "__debug__" => return Expr::new(Type::Bint, at, ExprKind::Bool(true)),
            _ => {}
        }
        if let Some(b) = self.builtin_type(name) {
            return Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::BuiltinType(b));
        }
        if !self.plain_python() && name == "frozendict" {
            // Where the interpreter has none, a dict stands in.
            return Expr::new(
                Type::Object,
                at,
                ExprKind::Op { op: cyrus_ops::CY_FROZENDICT_TYPE, args: Vec::new() },
            );
        }
        let old = !self.plain_python() && self.builtin_spelling(name) != *name;
        if old || cyrus_library::is_builtin(name) {
            return Expr::new(Type::Object, at, ExprKind::Builtin(self.builtin_spelling(name)));
        }
        if is_module_attribute(name) {
            return Expr::new(Type::Object, at, ExprKind::Global(name.clone()));
        }
        let declared = self.fr().bindings.globals.contains_key(name);
        if !self.plain_python() && !self.s.input.lenient && !self.fr().bindings.sees_locals && !declared {
            let message = format!("undeclared name not builtin: `{name}`");
            self.s.error(&rules::UNKNOWN_NAME, at, message);
        }
        Expr::new(Type::Object, at, ExprKind::Global(name.clone()))
    }

    /// The builtin type of this name, in the language level of the source.
    pub fn builtin_type(&self, name: &str) -> Option<Builtin> {
        match name {
            "unicode" | "long" | "BaseException" if !self.level2() && self.plain_python() => None,
            "BaseException" => None,
            _ => Builtin::from_name(name),
        }
    }

    /// What a builtin of Python 2 is called today.
    fn builtin_spelling(&self, name: &Name) -> Name {
        match name.as_str() {
            "xrange" => "range".into(),
            "unichr" => "chr".into(),
            "basestring" => "str".into(),
            "raw_input" => "input".into(),
            "StandardError" => "Exception".into(),
            "getattr3" => "getattr".into(),
            _ => name.clone(),
        }
    }

    /// A C-level symbol as a value; nothing if it has no value of its own (then its Python face is meant).
    pub fn symbol_value(&mut self, symbol: &Symbol, at: FileSpan) -> Option<Expr> {
        Some(match symbol {
            Symbol::Module(_) => return None,
            Symbol::Type(Type::Enum(id)) if self.s.world.enums[*id].python => return self.enum_face(*id, at),
            Symbol::Type(ty) => match self.s.world.resolve(ty).clone() {
                Type::Ext(id) => self.class_object(id, at),
                Type::Builtin(b) => Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::BuiltinType(b)),
                _ => return None,
            },
            Symbol::Class(id) => self.class_object(*id, at),
            Symbol::CFunc(ids) => {
                let id = *ids.first()?;
                let decl = &self.s.world.cfuncs[id];
                let ty = Type::Func(decl.ty.clone());
                self.note_cfunc(id);
                Expr::new(ty, at, ExprKind::CFunc(id))
            }
            Symbol::CVar(id) => {
                let ty = self.s.world.cvars[*id].ty.clone();
                self.note_cvar(*id);
                Expr::new(ty, at, ExprKind::CVar(*id))
            }
            Symbol::EnumItem(id, item) => Expr::new(Type::Enum(*id), at, ExprKind::EnumItem(*id, *item)),
            Symbol::Const(value) => const_expr(value, at),
            Symbol::Cython(path) => match path.as_str() {
                "NULL" => Expr::new(Type::Void.ptr(), at, ExprKind::Null),
                "compiled" => Expr::new(Type::Bint, at, ExprKind::Bool(true)),
                _ => return None,
            },
        })
    }

    /// The type object of an extension type.
    pub fn class_object(&mut self, id: cyrus_types::ClassId, at: FileSpan) -> Expr {
        self.note_class(id);
        Expr::new(Type::Builtin(Builtin::Type), at, ExprKind::ClassObject(id))
    }

    /// The object on which something is done must not be None.
    pub fn guard_none(&mut self, e: Expr, why: NoneReason) -> Expr {
        match &e.kind {
            ExprKind::NotNone { .. } => e,
            ExprKind::Local(id) if self.fr().class.is_some() && self.is_self(*id) => e,
            _ => self.not_none(e, why),
        }
    }

    /// The first parameter of a method of an extension type can never be None (unless it is assigned).
    fn is_self(&self, id: LocalId) -> bool {
        let f = self.fr();
        f.params.list.first().is_some_and(|p| p.local == id)
            && !f.bindings.bound.contains_key(&f.locals[id].name)
    }
}

/// Names that every module has in its dictionary.
fn is_module_attribute(name: &str) -> bool {
    matches!(
        name,
        "__name__"
            | "__file__"
            | "__doc__"
            | "__package__"
            | "__path__"
            | "__spec__"
            | "__loader__"
            | "__builtins__"
            | "__dict__"
            | "__annotations__"
            | "__test__"
            | "__module__"
            | "__qualname__"
            | "__all__"
    )
}

/// A constant of `DEF` as a value.
pub fn const_expr(value: &ConstValue, at: FileSpan) -> Expr {
    match value {
        ConstValue::None => Expr::new(Type::Builtin(Builtin::NoneType), at, ExprKind::None),
        ConstValue::Complex(re, im) => {
            let complex = Type::Complex(cyrus_types::Float::Double);
            let part = |kind| Box::new(Expr::new(complex.clone(), at, kind));
            let real = Box::new(Expr::new(Type::DOUBLE, at, ExprKind::Float(*re)));
            let left = part(ExprKind::Coerce(cyrus_types::Conversion::Numeric, real));
            let right = part(ExprKind::Imaginary(*im));
            let (op, mode) = (cyrus_hir::BinaryOp::Add, cyrus_hir::ArithMode::default());
            Expr::new(complex, at, ExprKind::CBinary { op, mode, left, right })
        }
        ConstValue::Ellipsis => Expr::new(Type::Object, at, ExprKind::Ellipsis),
        ConstValue::Bool(b) => Expr::new(Type::Bint, at, ExprKind::Bool(*b)),
        ConstValue::Int(n) => Expr::new(int_literal_type(n, &Type::LONG), at, ExprKind::Int(n.clone())),
        ConstValue::Float(x) => Expr::new(Type::DOUBLE, at, ExprKind::Float(*x)),
        ConstValue::Str(s) => Expr::new(Type::STR, at, ExprKind::Str(s.0.clone())),
        ConstValue::Bytes(b) => Expr::new(Type::BYTES, at, ExprKind::Bytes(b.clone())),
        ConstValue::Tuple(items) => {
            let items = items.iter().map(|i| cyrus_hir::Item::One(object_const(const_expr(i, at)))).collect();
            Expr::new(Type::TUPLE, at, ExprKind::Tuple(items))
        }
    }
}

/// A constant as an object.
fn object_const(e: Expr) -> Expr {
    let ty = match &e.kind {
        ExprKind::Int(_) => Type::Builtin(Builtin::Int),
        ExprKind::Float(_) => Type::Builtin(Builtin::Float),
        ExprKind::Bool(_) => Type::Builtin(Builtin::Bool),
        _ => e.ty.clone(),
    };
    Expr { ty, ..e }
}

fn int_literal(value: &ast::IntValue, suffix: ast::IntSuffix, at: FileSpan) -> Expr {
    let n = match value {
        ast::IntValue::Small(n) => BigInt::from(*n),
        ast::IntValue::Big(n) => BigInt::from((**n).clone()),
    };
    let ty = if suffix == ast::IntSuffix::default() {
        int_literal_type(&n, &Type::LONG)
    } else {
        // No literal is narrower than `long`.
        let rank = if suffix.longs < 2 { IntRank::Long } else { IntRank::LongLong };
        Type::Int(Int { rank, sign: if suffix.unsigned { Sign::Unsigned } else { Sign::Signed } })
    };
    Expr::new(ty, at, ExprKind::Int(n))
}

/// Whether an expression has at its top what only works with the GIL.
fn needs_gil(e: &Expr) -> bool {
    match &e.kind {
        // In a C integer this is a cast.
        ExprKind::Op { op, .. } => !op.op().nogil && *op != cyrus_ops::CY_INT_OF_DOUBLE,
        ExprKind::Call { .. }
        | ExprKind::MethodCall { .. }
        | ExprKind::Binary { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Compare { .. }
        | ExprKind::In { .. }
        | ExprKind::Attr { .. }
        | ExprKind::Item { .. }
        | ExprKind::SliceInt { .. } => true,
        // Literals can still become C text.
        ExprKind::Conditional { body, orelse, .. } => {
            let text = |e: &Expr| matches!(e.kind, ExprKind::Str(_) | ExprKind::Bytes(_));
            e.ty.is_object() && !(text(body) && text(orelse))
        }
        ExprKind::Block { value, .. } => needs_gil(value),
        ExprKind::Coerce(_, inner) | ExprKind::Cast(inner) | ExprKind::Not(inner) => needs_gil(inner),
        _ => false,
    }
}
