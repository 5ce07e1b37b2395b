//! Extension types that are dataclasses (PEP 557, `cython.dataclasses`): which fields they have, and the methods that are
//! made of them.

use cyrus_ast as ast;
use cyrus_hir::{
    Arg, ClassBody, CompareOp, Expr, ExprKind, Item, LocalId, MakeFunction, MethodKind, Place, PlaceKind,
    Stmt, StmtKind,
};
use cyrus_ops::OpId;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{ClassId, Type, Visibility};

use super::Body;
use crate::rules;

/// What a field gets where no argument is given.
#[derive(Clone, Debug, PartialEq)]
enum Default {
    Missing,
    /// The `default` of the field object.
    Value,
    /// What its `default_factory` makes.
    Factory,
}

/// A field of a dataclass, own or of a base.
#[derive(Clone, Debug)]
pub struct DataField {
    name: Name,
    /// Where the value is kept; nothing for what only `__post_init__` sees.
    place: Option<(ClassId, usize, Type)>,
    text: String,
    default: Default,
    init: bool,
    repr: bool,
    hash: Option<bool>,
    compare: bool,
    kw_only: bool,
    init_var: bool,
    at: FileSpan,
}

/// The arguments of `@dataclass`.
struct Options {
    init: bool,
    repr: bool,
    eq: bool,
    order: bool,
    unsafe_hash: bool,
    frozen: bool,
    match_args: bool,
    kw_only: bool,
}

const ORDER: [(&str, CompareOp); 4] = [
    ("__lt__", CompareOp::Lt),
    ("__le__", CompareOp::Le),
    ("__gt__", CompareOp::Gt),
    ("__ge__", CompareOp::Ge),
];

impl<'a> Body<'_, 'a> {
    /// Adds to a class what makes a dataclass of it.
    pub fn dataclass(&mut self, decorator: &'a ast::Expr, body: &'a [ast::Stmt], class: &mut ClassBody) {
        let (id, at) = (class.class, class.at);
        let options = self.dataclass_options(decorator);
        let mut own = Vec::new();
        let mut made = Vec::new();
        let mut kw_only = options.kw_only;
        for s in body {
            self.dataclass_statement(s, id, &mut kw_only, &mut own, &mut made);
        }
        // A field that is declared anew keeps its place in the order.
        let mut all = self.inherited_fields(id);
        let mut rest = own.clone();
        for f in &mut all {
            if let Some(i) = rest.iter().position(|o| o.name == f.name) {
                *f = rest.remove(i);
            }
        }
        all.extend(rest);
        if options.frozen {
            for f in &own {
                if let Some((c, i, _)) = &f.place
                    && *c == id
                    && self.s.world.classes[id].fields[*i].visibility == Visibility::Public
                {
                    self.s.world.classes[id].fields[*i].visibility = Visibility::Readonly;
                }
            }
        }
        let entries = own
            .iter()
            .zip(made)
            .map(|(f, object)| {
                let kind = if f.init_var { "_FIELD_INITVAR" } else { "_FIELD" };
                let keyword = Expr::new(Type::Object, f.at, ExprKind::Bool(f.kw_only));
                let args = vec![object, text(&f.name, f.at), text(&f.text, f.at), text(kind, f.at), keyword];
                (Some(text(&f.name, f.at)), call(cyrus_ops::CY_DATACLASS_FIELD, args, f.at))
            })
            .collect();
        let entries = Expr::new(Type::DICT, at, ExprKind::Dict(entries));
        let ty = self.class_object(id, at);
        let fields = call(cyrus_ops::CY_DATACLASS_FIELDS, vec![ty, entries], at);
        class.attributes.push(("__dataclass_fields__".into(), fields));
        self.dataclass_params(&options, class);
        self.s.dataclasses.insert(id, all.clone());
        if options.init && !self.has_own(class, "__init__") {
            self.dataclass_init(&all, class);
        }
        if options.match_args && !self.has_own(class, "__match_args__") {
            let names = all.iter().filter(|f| f.init && !f.kw_only).map(|f| text(&f.name, at)).collect();
            let names = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(names));
            class.attributes.push(("__match_args__".into(), names));
        }
        all.retain(|f| !f.init_var);
        if options.repr && !self.has_own(class, "__repr__") {
            let shown: Vec<DataField> = all.iter().filter(|f| f.repr).cloned().collect();
            self.data_method(class, "__repr__", &["self"], |b, params| {
                let names = shown.iter().map(|f| text(&f.name, at)).collect();
                let names = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(names));
                let own = Expr::new(Type::Ext(id), at, ExprKind::Local(params[0]));
                let values = b.field_values(&own, &shown, at);
                vec![give(call(cyrus_ops::CY_DATACLASS_REPR, vec![own, names, values], at))]
            });
        }
        let compared: Vec<DataField> = all.iter().filter(|f| f.compare).cloned().collect();
        if options.eq && !self.has_own(class, "__eq__") {
            self.data_compare(class, "__eq__", CompareOp::Eq, &compared);
        }
        if options.order {
            for (name, op) in ORDER {
                if self.has_own(class, name) {
                    let message =
                        format!("`order=True` makes the method `{name}`, which the class has already");
                    self.s.error(&rules::INVALID_DECLARATION, at, message);
                } else {
                    self.data_compare(class, name, op, &compared);
                }
            }
        }
        if options.unsafe_hash && self.has_own(class, "__hash__") {
            let message = "`unsafe_hash=True` makes the method `__hash__`, which the class has already";
            self.s.error(&rules::INVALID_DECLARATION, at, message);
        } else if (options.unsafe_hash || options.eq && options.frozen) && !self.has_own(class, "__hash__") {
            let hashed: Vec<DataField> =
                all.iter().filter(|f| f.hash.unwrap_or(f.compare)).cloned().collect();
            self.data_method(class, "__hash__", &["self"], |b, params| {
                let own = Expr::new(Type::Ext(id), at, ExprKind::Local(params[0]));
                let values = b.field_values(&own, &hashed, at);
                vec![give(b.builtin_call("hash", vec![values], at))]
            });
        }
    }

    /// The fields of the nearest base that is a dataclass.
    fn inherited_fields(&self, id: ClassId) -> Vec<DataField> {
        let mut next = self.s.world.classes[id].base;
        while let Some(base) = next {
            if let Some(fields) = self.s.dataclasses.get(&base) {
                return fields.clone();
            }
            next = self.s.world.classes[base].base;
        }
        Vec::new()
    }

    fn dataclass_options(&mut self, decorator: &'a ast::Expr) -> Options {
        let mut options = Options {
            init: true,
            repr: true,
            eq: true,
            order: false,
            unsafe_hash: false,
            frozen: false,
            match_args: true,
            kw_only: false,
        };
        let ast::ExprKind::Call { args, keywords, .. } = &decorator.kind else { return options };
        if let Some(first) = args.first() {
            let at = self.at(first.span);
            self.s.error(&rules::INVALID_DIRECTIVE, at, "`dataclass` takes keyword arguments only");
        }
        for k in keywords {
            let at = self.at(k.span);
            let Some(value) = self.flag(&k.value) else { continue };
            match k.name.as_ref().map(|n| n.name.as_str()) {
                Some("init") => options.init = value,
                Some("repr") => options.repr = value,
                Some("eq") => options.eq = value,
                Some("order") => options.order = value,
                Some("unsafe_hash") => options.unsafe_hash = value,
                Some("frozen") => options.frozen = value,
                Some("match_args") => options.match_args = value,
                Some("kw_only") => options.kw_only = value,
                // Attributes of extension types are slots anyway.
                Some("slots" | "weakref_slot") => {}
                other => {
                    let message = format!("`dataclass` has no argument `{}`", other.unwrap_or("**"));
                    self.s.error(&rules::INVALID_DIRECTIVE, at, message);
                }
            }
        }
        if options.order && !options.eq {
            let at = self.at(decorator.span);
            self.s.error(&rules::INVALID_DIRECTIVE, at, "`order=True` needs `eq=True`");
        }
        options
    }

    /// A truth value that is known at compile time; nothing, and a report, if it is not.
    fn flag(&mut self, e: &ast::Expr) -> Option<bool> {
        let (module, file) = (self.fr().module, self.fr().file);
        let value = self.s.const_bool(module, file, e);
        if value.is_none() {
            let at = self.at(e.span);
            self.s.error(&rules::NOT_CONSTANT, at, "this must be True or False, known at compile time");
        }
        value
    }

    fn dataclass_statement(
        &mut self,
        s: &'a ast::Stmt,
        id: ClassId,
        kw_only: &mut bool,
        own: &mut Vec<DataField>,
        made: &mut Vec<Expr>,
    ) {
        match &s.kind {
            ast::StmtKind::AnnAssign { target, annotation, value, .. } => {
                let ast::ExprKind::Name(name) = &target.kind else { return };
                let (module, file) = (self.fr().module, self.fr().file);
                if self.s.imported_path(module, annotation).as_deref() == Some("dataclasses.KW_ONLY") {
                    *kw_only = true;
                    return;
                }
                let directives = std::sync::Arc::clone(&self.fr().directives);
                let found = self.s.annotation_type(module, file, annotation, &directives);
                if found.as_ref().is_some_and(|f| f.class_var) {
                    return;
                }
                let init_var = found.is_some_and(|f| f.init_var);
                let place = self.place_of(id, name);
                if place.is_none() && !init_var {
                    return;
                }
                let shown = self.text_of(annotation);
                let at = self.at(target.span);
                self.dataclass_field(name, place, shown, init_var, value.as_ref(), *kw_only, at, own, made);
            }
            ast::StmtKind::CVar(decl) => {
                if decl.modifiers.visibility == ast::CVisibility::Private {
                    return;
                }
                for (declarator, value) in &decl.declarators {
                    let Some(name) = super::assign::declarator_name(declarator) else { continue };
                    let Some(place) = self.place_of(id, &name.name) else { continue };
                    let shown = self.s.world.show(&place.2).clone();
                    let at = self.at(name.span);
                    self.dataclass_field(
                        &name.name,
                        Some(place),
                        shown,
                        false,
                        value.as_ref(),
                        *kw_only,
                        at,
                        own,
                        made,
                    );
                }
            }
            ast::StmtKind::Assign { targets, value } => {
                let [ast::Expr { kind: ast::ExprKind::Name(name), .. }] = targets.as_slice() else { return };
                if let Some(i) = own.iter().position(|f| f.name == *name) {
                    let f = own[i].clone();
                    let (mut again, mut object) = (Vec::new(), Vec::new());
                    self.dataclass_field(
                        name,
                        f.place,
                        f.text,
                        f.init_var,
                        Some(value),
                        f.kw_only,
                        f.at,
                        &mut again,
                        &mut object,
                    );
                    if let (Some(f), Some(object)) = (again.pop(), object.pop()) {
                        (own[i], made[i]) = (f, object);
                    }
                }
            }
            ast::StmtKind::CBlock(body) => {
                for s in body {
                    self.dataclass_statement(s, id, kw_only, own, made);
                }
            }
            _ => {}
        }
    }

    fn place_of(&self, id: ClassId, name: &str) -> Option<(ClassId, usize, Type)> {
        let (class, field) = self.s.world.find_field(id, name)?;
        Some((class, field, self.s.world.classes[class].fields[field].ty.clone()))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a field's declaration")]
    fn dataclass_field(
        &mut self,
        name: &Name,
        place: Option<(ClassId, usize, Type)>,
        shown: String,
        init_var: bool,
        value: Option<&'a ast::Expr>,
        kw_only: bool,
        at: FileSpan,
        own: &mut Vec<DataField>,
        made: &mut Vec<Expr>,
    ) {
        let mut f = DataField {
            name: name.clone(),
            place,
            text: shown,
            default: Default::Missing,
            init: true,
            repr: true,
            hash: None,
            compare: true,
            kw_only,
            init_var,
            at,
        };
        let mut keywords = Vec::new();
        match value.map(|v| (v, &v.kind)) {
            None => {}
            Some((_, ast::ExprKind::Call { func, args, keywords: given })) if self.is_field_call(func) => {
                if let Some(first) = args.first() {
                    let at = self.at(first.span);
                    self.s.error(&rules::WRONG_ARGUMENTS, at, "`field` takes keyword arguments only");
                }
                for k in given {
                    self.field_option(k, &mut f, &mut keywords);
                }
            }
            Some((value, _)) => {
                f.default = Default::Value;
                let value = self.object_expr(value);
                keywords.push(Arg::Keyword("default".into(), value));
            }
        }
        let func = call(cyrus_ops::CY_DATACLASS_NAME, vec![text("field", at)], at);
        let object = ExprKind::Call { func: Box::new(func), args: keywords };
        made.push(Expr::new(Type::Object, at, object));
        own.push(f);
    }

    /// Whether a callee is `cython.dataclasses.field` or Python's.
    fn is_field_call(&mut self, func: &'a ast::Expr) -> bool {
        let module = self.fr().module;
        self.cython_name(func).as_deref() == Some("dataclasses.field")
            || self.s.imported_path(module, func).as_deref() == Some("dataclasses.field")
    }

    /// One argument of `field(...)`: what the compiler has to know, and what the field object is told.
    fn field_option(&mut self, k: &'a ast::Keyword, f: &mut DataField, keywords: &mut Vec<Arg>) {
        let Some(name) = &k.name else {
            let at = self.at(k.span);
            self.s.error(&rules::WRONG_ARGUMENTS, at, "the arguments of `field` must be written out");
            return;
        };
        match name.name.as_str() {
            "default" => f.default = Default::Value,
            "default_factory" => {
                f.default = Default::Factory;
            }
            "init" => f.init = self.flag(&k.value).unwrap_or(true),
            "repr" => f.repr = self.flag(&k.value).unwrap_or(true),
            "compare" => f.compare = self.flag(&k.value).unwrap_or(true),
            "hash" if matches!(k.value.kind, ast::ExprKind::None) => {}
            "hash" => f.hash = self.flag(&k.value),
            "kw_only" => {
                f.kw_only = self.flag(&k.value).unwrap_or(false);
                // CPython 3.9 knows no such argument; the field is told afterwards.
                return;
            }
            "metadata" | "doc" => {}
            other => {
                let at = self.at(k.span);
                let message = format!("`field` has no argument `{other}`");
                self.s.error(&rules::WRONG_ARGUMENTS, at, message);
                return;
            }
        }
        let value = self.object_expr(&k.value);
        keywords.push(Arg::Keyword(name.name.clone(), value));
    }

    /// Whether the class's own body defines this name.
    fn has_own(&self, class: &ClassBody, name: &str) -> bool {
        class.methods.iter().any(|(f, _)| self.s.functions[*f].name == name)
            || class.attributes.iter().any(|(n, _)| n == name)
            || class.properties.iter().any(|p| p.name == name)
    }

    fn dataclass_params(&mut self, o: &Options, class: &mut ClassBody) {
        let at = class.at;
        let flags =
            [o.init, o.repr, o.eq, o.order, o.unsafe_hash, o.frozen, o.match_args, o.kw_only, false, false];
        let flags = flags.iter().map(|f| Expr::new(Type::Object, at, ExprKind::Bool(*f))).collect();
        let flags = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(flags));
        let value = call(cyrus_ops::CY_DATACLASS_PARAMS, vec![flags], at);
        class.attributes.push(("__dataclass_params__".into(), value));
    }

    fn data_method(
        &mut self,
        class: &mut ClassBody,
        name: &str,
        params: &[&str],
        body: impl FnOnce(&mut Self, &[LocalId]) -> Vec<Stmt>,
    ) {
        let func = self.made_function(name, params, Some(class.class), class.at, body);
        class.methods.push((func, MethodKind::Instance));
    }

    /// The values of fields, as a tuple of objects.
    fn field_values(&mut self, own: &Expr, fields: &[DataField], at: FileSpan) -> Expr {
        let mut items = Vec::new();
        for f in fields {
            let Some((class, field, ty)) = f.place.clone() else { continue };
            let object = Box::new(own.clone());
            let kind = ExprKind::ClassField { object, class, field, check_none: false };
            let value = Expr::new(ty, f.at, kind);
            items.push(Item::One(self.object(value)));
        }
        Expr::new(Type::TUPLE, at, ExprKind::Tuple(items))
    }

    /// A comparison with objects of exactly this class.
    fn data_compare(&mut self, class: &mut ClassBody, name: &str, op: CompareOp, fields: &[DataField]) {
        let (id, at) = (class.class, class.at);
        self.data_method(class, name, &["self", "other"], |b, params| {
            let own = Expr::new(Type::Ext(id), at, ExprKind::Local(params[0]));
            let other = Expr::new(Type::Object, at, ExprKind::Local(params[1]));
            let args = vec![own.clone(), other.clone()];
            let test = Expr::new(Type::Bint, at, ExprKind::Op { op: cyrus_ops::CY_SAME_CLASS, args });
            let other = Expr::new(Type::Ext(id), at, ExprKind::Cast(Box::new(other)));
            let left = Box::new(b.field_values(&own, fields, at));
            let right = Box::new(b.field_values(&other, fields, at));
            let value = Expr::new(Type::Object, at, ExprKind::Compare { op, left, right });
            let body = vec![give(value)];
            let stranger = give(Expr::new(Type::Object, at, ExprKind::NotImplemented));
            vec![Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }), stranger]
        });
    }

    /// `__init__`: arguments in the order of the fields, those by keyword only last.
    fn dataclass_init(&mut self, all: &[DataField], class: &mut ClassBody) {
        let (id, at) = (class.class, class.at);
        let taken: Vec<&DataField> = all.iter().filter(|f| f.init).collect();
        let (named, positional): (Vec<&DataField>, Vec<&DataField>) =
            taken.iter().copied().partition(|f| f.kw_only);
        let mut before: Option<&Name> = None;
        for f in &positional {
            match (&f.default, before) {
                (Default::Missing, Some(before)) => {
                    let message =
                        format!("the field `{}` without a default follows `{before}`, which has one", f.name);
                    self.s.error(&rules::INVALID_DECLARATION, f.at, message);
                }
                (Default::Missing, None) => {}
                _ => before = Some(&f.name),
            }
        }
        let post = self.has_post_init(class);
        let own_name = if taken.iter().any(|f| f.name == "self") { "__dataclass_self__" } else { "self" };
        let ordered: Vec<DataField> = positional.iter().chain(&named).map(|f| (*f).clone()).collect();
        let params: Vec<&str> =
            std::iter::once(own_name).chain(ordered.iter().map(|f| f.name.as_str())).collect();
        let count = named.len();
        let func = self.made_function("__init__", &params, Some(id), at, |b, locals| {
            b.f().params.npos -= count;
            b.f().params.nkwonly = count;
            let own = Expr::new(Type::Ext(id), at, ExprKind::Local(locals[0]));
            let mut stmts = Vec::new();
            let mut handed = Vec::new();
            for f in all {
                let given = ordered.iter().position(|o| o.name == f.name).map(|i| locals[i + 1]);
                let value = given.map(|local| Expr::new(Type::Object, f.at, ExprKind::Local(local)));
                let made = b.default_value(f, id);
                let value = match (value, &f.default, made) {
                    (Some(value), Default::Factory, Some(made)) => {
                        let sentinel = call(
                            cyrus_ops::CY_DATACLASS_NAME,
                            vec![text("_HAS_DEFAULT_FACTORY", f.at)],
                            f.at,
                        );
                        let is = ExprKind::Is {
                            negate: false,
                            left: Box::new(value.clone()),
                            right: Box::new(sentinel),
                        };
                        let ty = f.place.as_ref().map_or(Type::Object, |p| p.2.clone());
                        let test = Box::new(Expr::new(Type::Bint, f.at, is));
                        let body = Box::new(b.coerce(made, &ty));
                        let orelse = Box::new(b.coerce(value, &ty));
                        Some(Expr::new(ty, f.at, ExprKind::Conditional { test, body, orelse }))
                    }
                    (Some(value), ..) => Some(value),
                    (None, _, made) => made,
                };
                let Some(value) = value else { continue };
                if f.init_var {
                    handed.push(value);
                } else if let Some((class, field, ty)) = f.place.clone() {
                    let value = b.coerce(value, &ty);
                    let object = Box::new(own.clone());
                    let kind = PlaceKind::ClassField { object, class, field, check_none: false };
                    stmts.push(Stmt::new(f.at, StmtKind::Assign(Place { ty, at: f.at, kind }, value)));
                }
            }
            if post {
                let mut args = Vec::new();
                for value in handed {
                    args.push(Arg::Positional(b.object(value)));
                }
                let kind = ExprKind::MethodCall { object: Box::new(own), name: "__post_init__".into(), args };
                stmts.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::Object, at, kind))));
            }
            stmts
        });
        let mut defaults = Vec::new();
        for f in &positional {
            defaults.extend(self.default_argument(f, id));
        }
        let mut kwdefaults = Vec::new();
        for (i, f) in named.iter().enumerate() {
            kwdefaults.extend(self.default_argument(f, id).map(|d| (i, d)));
        }
        let mut annotations: Vec<(Name, Expr)> =
            ordered.iter().map(|f| (f.name.clone(), text(&f.text, f.at))).collect();
        annotations.push(("return".into(), Expr::new(Type::Object, at, ExprKind::None)));
        let make = MakeFunction { func, defaults, kwdefaults, annotations, type_params: None };
        let value = Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)));
        class.attributes.push(("__init__".into(), value));
    }

    /// What a field becomes that is not given.
    fn default_value(&mut self, f: &DataField, class: ClassId) -> Option<Expr> {
        let args = |b: &mut Self| vec![b.class_object(class, f.at), text(&f.name, f.at)];
        Some(match &f.default {
            Default::Missing => return None,
            Default::Value => call(cyrus_ops::CY_DATACLASS_DEFAULT, args(self), f.at),
            Default::Factory => call(cyrus_ops::CY_DATACLASS_MAKE, args(self), f.at),
        })
    }

    /// The default of the argument: the field's, or what says that a factory makes the value.
    fn default_argument(&mut self, f: &DataField, class: ClassId) -> Option<Expr> {
        match f.default {
            Default::Missing => None,
            Default::Value => self.default_value(f, class),
            Default::Factory => {
                Some(call(cyrus_ops::CY_DATACLASS_NAME, vec![text("_HAS_DEFAULT_FACTORY", f.at)], f.at))
            }
        }
    }

    /// Whether the class or a base of this module has a `__post_init__`.
    fn has_post_init(&self, class: &ClassBody) -> bool {
        let mut next = self.s.world.classes[class.class].base;
        if self.has_own(class, "__post_init__") {
            return true;
        }
        while let Some(id) = next {
            if self.s.classes.iter().any(|b| b.class == id && self.has_own(b, "__post_init__")) {
                return true;
            }
            next = self.s.world.classes[id].base;
        }
        false
    }
}

fn text(text: &str, at: FileSpan) -> Expr {
    Expr::new(Type::STR, at, ExprKind::Str(text.as_bytes().into()))
}

fn call(op: OpId, args: Vec<Expr>, at: FileSpan) -> Expr {
    Expr::new(Type::Object, at, ExprKind::Op { op, args })
}

fn give(value: Expr) -> Stmt {
    Stmt::new(value.at, StmtKind::Return(Some(value)))
}
