//! Bodies of extension types: methods, special methods, properties, class attributes.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{ClassBody, Expr, ExprKind, MethodKind, Property, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{ClassId, Type, Visibility};

use super::Body;
use super::frame::{Frame, FrameKind};
use super::function::decorated;
use super::signature::{self, Form, Receiver};
use crate::context::PendingClass;
use crate::directives::{Directives, Scope};
use crate::rules;

/// What `c_api_binop_methods` is about: the first argument is whichever operand stands on the left.
const OPERATORS: &[&str] = &[
    "__add__",
    "__sub__",
    "__mul__",
    "__matmul__",
    "__truediv__",
    "__div__",
    "__floordiv__",
    "__mod__",
    "__divmod__",
    "__lshift__",
    "__rshift__",
    "__and__",
    "__or__",
    "__xor__",
    "__pow__",
];

impl<'a> Body<'_, 'a> {
    /// `cdef class C: ...`
    pub fn c_class_stmt(&mut self, s: &'a ast::Stmt, c: &'a ast::CClassDef, out: &mut Vec<Stmt>) {
        let at = self.at(s.span);
        if self.fr().kind != FrameKind::Module {
            self.s.error(&rules::MISPLACED, at, "a `cdef class` can only stand at module level");
            return;
        }
        if c.body.is_none() {
            return;
        }
        if let Some(i) =
            self.s.pending_classes.iter().position(|p| p.stmt == s.id && p.file == self.fr().file)
        {
            self.extension_type(i, out);
        }
    }

    /// Analyses the body of an extension type.
    pub fn extension_type(&mut self, pending: usize, out: &mut Vec<Stmt>) {
        let p: PendingClass<'a> = self.s.pending_classes.remove(pending);
        let at = p.span.in_file(p.file);
        let name = self.s.world.classes[p.id].name.clone();
        let func = self.reserve();
        let mut frame: Frame = self.new_frame(
            FrameKind::Class,
            func,
            name.clone(),
            name.clone(),
            Arc::new(p.directives.for_inner()),
            p.span,
        );
        frame.file = p.file;
        frame.at = at;
        frame.class_name = Some(name);
        frame.class = Some(p.id);
        frame.bindings = super::bindings::bindings(p.body).mangled(frame.class_name.as_ref());
        self.frames.push(frame);
        let mut class = ClassBody {
            class: p.id,
            doc: None,
            slots: Vec::new(),
            methods: Vec::new(),
            properties: Vec::new(),
            attributes: Vec::new(),
            code: Vec::new(),
            keywords: Vec::new(),
            cinit: None,
            dealloc: None,
            at,
        };
        // What the body assigns is evaluated by the module's code, which has its variables (those of comprehensions), too.
        if let [.., outer, inner] = self.frames.as_mut_slice() {
            std::mem::swap(&mut outer.locals, &mut inner.locals);
        }
        if self.s.input.docstrings {
            class.doc =
                super::docstring(p.body).or_else(|| self.doc_in_pxd(&self.s.world.classes[p.id].name));
        }
        self.f().rewrapped = p.body.iter().filter_map(rewrapped).collect();
        self.f().dataclass = p.dataclass.is_some();
        for s in p.body {
            self.class_member(s, p.id, &mut class);
        }
        if let Some(decorator) = p.dataclass {
            self.dataclass(decorator, p.body, &mut class);
        }
        self.field_properties(p.id, p.body, &mut class);
        let mut after = Vec::new();
        self.pickling(&mut class, at, &mut after);
        let frame = self.frames.pop();
        if let Some(mut frame) = frame {
            std::mem::swap(&mut frame.locals, &mut self.f().locals);
            // The class body has no code of its own: statements in it were turned into attributes.
            self.finish_frame(frame, cyrus_hir::FunctionKind::ClassBody, Vec::new(), None, false);
        }
        let index = self.s.classes.len();
        self.s.classes.push(class);
        self.other_bases(p.id, p.bases, at, out);
        out.push(Stmt::new(at, StmtKind::DefineClass(index)));
        out.append(&mut after);
    }

    /// Base classes behind the first one are Python's own and known when the statement runs.
    fn other_bases(&mut self, id: ClassId, bases: &'a [ast::Expr], at: FileSpan, out: &mut Vec<Stmt>) {
        let Some((_, others @ [_, ..])) = bases.split_first() else { return };
        let mut items = Vec::with_capacity(others.len());
        for base in others {
            items.push(match &base.kind {
                ast::ExprKind::Starred(inner) => cyrus_hir::Item::Star(self.object_expr(inner)),
                _ => cyrus_hir::Item::One(self.object_expr(base)),
            });
        }
        let others = Expr::new(Type::TUPLE, at, ExprKind::Tuple(items));
        let args = vec![self.class_object(id, at), others];
        let op = ExprKind::Op { op: cyrus_ops::CY_EXT_BASES, args };
        out.push(Stmt::new(at, StmtKind::Expr(Expr::new(Type::INT, at, op))));
    }

    /// The docstring that the module's own `.pxd` has for a class.
    fn doc_in_pxd(&self, name: &str) -> Option<Box<[u8]>> {
        let pxd = self.s.input.pxd?;
        pxd.tree.body.iter().find_map(|s| match &s.kind {
            ast::StmtKind::CClass(c) if c.name.name == name => super::docstring(c.body.as_deref()?),
            _ => None,
        })
    }

    fn class_member(&mut self, s: &'a ast::Stmt, id: ClassId, class: &mut ClassBody) {
        use ast::StmtKind as K;
        let at = self.at(s.span);
        match &s.kind {
            K::FunctionDef(f) => self.class_method(s, f, id, class),
            K::Include(path) => {
                // the declarations have reported one that cannot be opened
                let file = self.fr().file;
                if let Some(loaded) = self.s.open_include(path, file, None) {
                    let before = std::mem::replace(&mut self.f().file, loaded.file);
                    loaded.tree.body.iter().for_each(|s| self.class_member(s, id, class));
                    self.f().file = before;
                    self.s.close_include();
                }
            }
            K::CFunc(f) => {
                let Some(name) = super::assign::declarator_name(&f.declarator) else { return };
                self.cpdef_method(s, &name.name, id, class);
            }
            K::Property(p) => self.property(p, id, class),
            K::Assign { targets, value } if self.declares_fields(targets, value, id) => {}
            K::Assign { targets, value } => match targets.as_slice() {
                [target] if self.assigned_attribute(target, value, class) => {}
                _ => self.class_code(s, class),
            },
            K::AnnAssign { target, value: Some(value), .. } => {
                if let ast::ExprKind::Name(n) = &target.kind
                    && self.s.world.find_field(id, n).is_none()
                {
                    let value = self.object_expr(value);
                    let name = self.mangle(n);
                    class.attributes.push((name, value));
                }
            }
            K::CBlock(body) => {
                for s in body {
                    self.class_member(s, id, class);
                }
            }
            K::CompileIf { branches } => {
                let (module, file) = (self.fr().module, self.fr().file);
                for (test, body) in branches {
                    let holds = match test {
                        None => true,
                        Some(t) => {
                            self.s.const_eval(module, file, t).is_some_and(|v| super::stmt::const_truth(&v))
                        }
                    };
                    if holds {
                        for s in body {
                            self.class_member(s, id, class);
                        }
                        break;
                    }
                }
            }
            K::If { test, body, orelse } => match self.s.decided(self.fr().module, test) {
                Some(holds) => {
                    let live = if holds { body } else { orelse };
                    live.iter().for_each(|s| self.class_member(s, id, class));
                }
                None => self.class_code(s, class),
            },
            K::Expr(ast::Expr { kind: ast::ExprKind::Call { .. }, .. })
            | K::AugAssign { .. }
            | K::For { .. }
            | K::While { .. }
            | K::Try(_)
            | K::With { .. }
            | K::Import { .. }
            | K::ImportFrom { .. }
            | K::Delete(_)
            | K::Assert { .. }
            | K::Raise { .. } => self.class_code(s, class),
            K::Expr(_)
            | K::Pass
            | K::CVar(_)
            | K::AnnAssign { .. }
            | K::Error
            | K::CStruct(_)
            | K::CEnum(_)
            | K::CTypedef { .. } => {}
            K::ClassDef(c) => {
                // An ordinary class as an attribute.
                let mut stmts = Vec::new();
                self.class_def(s, c, &mut stmts);
                for st in stmts {
                    if let StmtKind::Assign(
                        cyrus_hir::Place { kind: cyrus_hir::PlaceKind::ClassName(name), .. },
                        value,
                    ) = st.kind
                    {
                        class.attributes.push((name, value));
                    }
                }
            }
            _ => self.s.error(
                &rules::MISPLACED,
                at,
                "this statement is not allowed in the body of an extension type",
            ),
        }
    }

    /// `x = y = cython.declare(T)` in the body of an extension type: what it says was read with the declarations, and the
    /// names are those of the instances.
    fn declares_fields(&self, targets: &[ast::Expr], value: &ast::Expr, id: ClassId) -> bool {
        let ast::ExprKind::Call { func, .. } = &value.kind else { return false };
        let is_field = |target: &ast::Expr| match &target.kind {
            ast::ExprKind::Name(name) => self.s.world.find_field(id, name).is_some(),
            _ => false,
        };
        let path = self.s.cython_path(self.fr().module, func);
        path.is_some_and(|path| path == "declare") && targets.iter().all(is_field)
    }

    /// A statement that runs when the class is made. What it assigns goes into the type's dictionary.
    fn class_code(&mut self, s: &'a ast::Stmt, class: &mut ClassBody) {
        let stmts = self.stmts(std::slice::from_ref(s));
        if !stmts.is_empty() {
            class.code.push((class.attributes.len(), stmts));
        }
    }

    /// `name = value`, or several of each; whether it is one.
    fn assigned_attribute(
        &mut self,
        target: &'a ast::Expr,
        value: &'a ast::Expr,
        class: &mut ClassBody,
    ) -> bool {
        use ast::ExprKind as E;
        match (&target.kind, &value.kind) {
            (E::Name(n), _) => {
                if !(self.fr().dataclass && self.s.world.find_field(class.class, n).is_some()) {
                    let value = self.object_expr(value);
                    class.attributes.push((self.mangle(n), value));
                }
                true
            }
            (E::Tuple(targets) | E::List(targets), E::Tuple(values) | E::List(values)) => {
                targets.len() == values.len()
                    && targets.iter().all(|t| matches!(t.kind, E::Name(_)))
                    && !values.iter().any(|v| matches!(v.kind, E::Starred(_)))
                    && targets.iter().zip(values).all(|(t, v)| self.assigned_attribute(t, v, class))
            }
            _ => false,
        }
    }

    fn class_method(
        &mut self,
        s: &'a ast::Stmt,
        f: &'a ast::FunctionDef,
        id: ClassId,
        class: &mut ClassBody,
    ) {
        let name = self.mangle(&f.name.name);
        // In pure-Python mode a `def` may have been made a C method.
        if self.s.world.classes[id].methods.iter().any(|m| m.name == name) {
            self.cpdef_method(s, &name, id, class);
            return;
        }
        let (module, file) = (self.fr().module, self.fr().file);
        let base: Directives = (*self.fr().directives).clone();
        let (directives, types, rest) =
            self.s.decorator_directives(module, file, &base, &f.decorators, Scope::Function);
        self.s.refuse_ufunc(self.at(f.name.span), &directives);
        let mut kind = MethodKind::Instance;
        let mut wrappers = Vec::new();
        for d in rest {
            match &d.kind {
                ast::ExprKind::Name(n) if n == "staticmethod" => kind = MethodKind::Static,
                ast::ExprKind::Name(n) if n == "classmethod" => kind = MethodKind::Class,
                ast::ExprKind::Name(n) if n == "property" => {
                    let func = self.method_function(f, s.span, Some(id), &directives, &types, None);
                    let doc = self.s.functions[func].doc.clone();
                    let doc = self.property_doc(&name, None, f.returns.as_ref(), doc);
                    let property = Property { name, doc, get: Some(func), set: None, del: None };
                    add_property(class, property);
                    return;
                }
                ast::ExprKind::Attribute { value, attr } => {
                    if let ast::ExprKind::Name(p) = &value.kind
                        && let Some(i) = class.properties.iter().position(|q| q.name == *p)
                    {
                        let func = self.method_function(f, s.span, Some(id), &directives, &types, None);
                        match attr.name.as_str() {
                            "setter" => class.properties[i].set = Some(func),
                            "deleter" => class.properties[i].del = Some(func),
                            _ => class.properties[i].get = Some(func),
                        }
                        return;
                    }
                    wrappers.push(d);
                }
                _ => wrappers.push(d),
            }
        }
        let rewrapped = self.fr().rewrapped.contains(&f.name.name);
        let either = self.s.world.classes[id].flags.c_api_binop && OPERATORS.contains(&name.as_str());
        let receiver = (kind == MethodKind::Instance && !rewrapped && !either).then_some(id);
        if kind == MethodKind::Instance && f.params.list.is_empty() && f.params.vararg.is_none() {
            let at = self.at(f.name.span);
            self.s.error(&rules::WRONG_ARGUMENTS, at, format!("method `{name}` has no `self` argument"));
        }
        if kind == MethodKind::Static && name == "__new__" {
            kind = MethodKind::Static;
        }
        if let Some(value) = self.fused_method(f, s.span, receiver, &directives, &types) {
            let at = self.at(s.span);
            let value = self.wrapped_method(value, wrappers, kind, at);
            class.attributes.push((name, value));
            return;
        }
        let (defaults, kwdefaults, annotations) = self.method_defaults(f);
        // In this form the constructor's signature is the class's.
        let of_class = name == "__init__" && kind == MethodKind::Instance;
        let of_class = of_class && signature::form(&directives) == Some(Form::C);
        let shown = match kind {
            MethodKind::Instance => Receiver::Instance,
            MethodKind::Class => Receiver::Class,
            MethodKind::Static => Receiver::No,
        };
        let shown = (!of_class).then_some(shown);
        let func = self.method_function(f, s.span, receiver, &directives, &types, shown);
        if of_class && self.s.input.docstrings {
            class.doc = Some(self.constructor_doc(f, func, class.doc.as_deref()));
        }
        match name.as_str() {
            "__cinit__" => {
                class.cinit = Some(func);
                // With defaults it is an object, which lowering keeps for the constructor.
                if !defaults.is_empty() || !kwdefaults.is_empty() {
                    let annotations = Vec::new();
                    let make = cyrus_hir::MakeFunction {
                        func,
                        defaults,
                        kwdefaults,
                        annotations,
                        type_params: None,
                    };
                    let at = self.at(s.span);
                    let value = Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)));
                    class.attributes.push((name, value));
                }
                return;
            }
            "__dealloc__" => {
                class.dealloc = Some(func);
                return;
            }
            _ => {}
        }
        // The table of methods has the names of the functions; a private one is known by another name.
        let private = name != f.name.name;
        if !rewrapped
            && !private
            && wrappers.is_empty()
            && defaults.is_empty()
            && kwdefaults.is_empty()
            && annotations.is_empty()
        {
            class.methods.push((func, kind));
            return;
        }
        // Decorated methods and methods with defaults are objects that are made when the class is.
        let at = self.at(s.span);
        let make = cyrus_hir::MakeFunction { func, defaults, kwdefaults, annotations, type_params: None };
        let value = Expr::new(Type::Object, at, ExprKind::MakeFunction(Box::new(make)));
        let value = self.wrapped_method(value, wrappers, kind, at);
        class.attributes.push((name, value));
    }

    /// A method's object in its decorators.
    fn wrapped_method(
        &mut self,
        mut value: Expr,
        wrappers: Vec<&'a ast::Expr>,
        kind: MethodKind,
        at: FileSpan,
    ) -> Expr {
        for d in wrappers.into_iter().rev() {
            let callee = self.object_expr(d);
            value = decorated(callee, value);
        }
        match kind {
            MethodKind::Static => self.builtin_call("staticmethod", vec![value], at),
            MethodKind::Class => self.builtin_call("classmethod", vec![value], at),
            MethodKind::Instance => value,
        }
    }

    /// The Python face of a `cpdef` method.
    fn cpdef_method(&mut self, s: &'a ast::Stmt, name: &Name, id: ClassId, class: &mut ClassBody) {
        let Some(method) = self.s.world.classes[id].methods.iter().find(|m| m.name == *name).cloned() else {
            return;
        };
        if !self.s.world.cfuncs[method.func].overridable {
            return;
        }
        let at = self.at(s.span);
        let doc = match &s.kind {
            ast::StmtKind::CFunc(f) => super::docstring(&f.body),
            ast::StmtKind::FunctionDef(f) => super::docstring(&f.body),
            _ => None,
        };
        let receiver = if method.is_static { None } else { Some(id) };
        let shown = if method.is_static { Receiver::No } else { Receiver::Instance };
        let doc = self.face_doc(method.func, s, shown, doc);
        let specialisations = self.s.world.cfuncs[method.func].specialisations.clone();
        let value = if specialisations.is_empty() {
            self.cpdef_wrapper(method.func, Some(s), doc, receiver, at)
        } else {
            self.fused_face(&specialisations, s, doc, receiver, at)
        };
        match value.kind {
            ExprKind::MakeFunction(m) if m.defaults.is_empty() => {
                let kind = if method.is_static { MethodKind::Static } else { MethodKind::Instance };
                class.methods.push((m.func, kind));
            }
            kind => {
                let value = Expr { ty: value.ty, at, kind };
                let value =
                    if method.is_static { self.builtin_call("staticmethod", vec![value], at) } else { value };
                class.attributes.push((name.clone(), value));
            }
        }
    }

    /// `property p:` with `__get__`, `__set__`, `__del__`.
    fn property(&mut self, p: &'a ast::PropertyDef, id: ClassId, class: &mut ClassBody) {
        let mut out = Property {
            name: p.name.name.clone(),
            doc: super::docstring(&p.body),
            get: None,
            set: None,
            del: None,
        };
        for s in &p.body {
            if let ast::StmtKind::FunctionDef(f) = &s.kind {
                let (module, file) = (self.fr().module, self.fr().file);
                let base: Directives = (*self.fr().directives).clone();
                let (directives, types, _) =
                    self.s.decorator_directives(module, file, &base, &f.decorators, Scope::Function);
                let func = self.method_function(f, s.span, Some(id), &directives, &types, None);
                match f.name.name.as_str() {
                    "__get__" => {
                        out.get = Some(func);
                        out.doc = self.property_doc(&p.name.name, None, f.returns.as_ref(), out.doc);
                    }
                    "__set__" => out.set = Some(func),
                    "__del__" => out.del = Some(func),
                    other => {
                        let at = self.at(f.name.span);
                        self.s.error(&rules::MISPLACED, at, format!("a property has no method `{other}`"));
                    }
                }
            }
        }
        add_property(class, out);
    }

    /// `public` and `readonly` attributes whose type Python can see.
    fn field_properties(&mut self, id: ClassId, body: &'a [ast::Stmt], class: &mut ClassBody) {
        let fields = self.s.world.classes[id].fields.clone();
        for (i, f) in fields.iter().enumerate() {
            if f.visibility == Visibility::Private || class.properties.iter().any(|p| p.name == f.name) {
                continue;
            }
            if cyrus_types::conversion(&self.s.world, &f.ty, &Type::Object).is_none() {
                let shown = self.s.world.show(&f.ty);
                self.s.error(
                    &rules::TYPE_MISMATCH,
                    f.at,
                    format!("cannot convert `{shown}` to a Python object, so `{}` cannot be public", f.name),
                );
                continue;
            }
            let get = self.field_accessor(id, i, &f.name, &f.ty, Access::Get, f.at);
            let writable = f.visibility == Visibility::Public;
            let set = writable.then(|| self.field_accessor(id, i, &f.name, &f.ty, Access::Set, f.at));
            let del = (writable && f.ty.is_object())
                .then(|| self.field_accessor(id, i, &f.name, &f.ty, Access::Delete, f.at));
            let mut doc = self.field_doc(body, f.at);
            if writable {
                doc = self.property_doc(&f.name, Some(&f.ty), None, doc);
            }
            let doc = doc.filter(|_| self.s.input.docstrings);
            class.properties.push(Property { name: f.name.clone(), doc, get: Some(get), set, del });
        }
    }

    /// The text on the line below an attribute's declaration: its docstring.
    fn field_doc(&self, body: &[ast::Stmt], at: FileSpan) -> Option<Box<[u8]>> {
        if at.file != self.fr().file {
            return None;
        }
        let inside = |s: &ast::Stmt| s.span.start <= at.span.start && at.span.end <= s.span.end;
        let i = body.iter().position(|s| matches!(s.kind, ast::StmtKind::CVar(_)) && inside(s))?;
        let next = body.get(i + 1)?;
        let text = self.s.input.loader.text(self.fr().file);
        let between = Span::new(body[i].span.end, next.span.start).text(text);
        let doc = super::docstring(std::slice::from_ref(next))?;
        (between.matches('\n').count() == 1).then_some(doc)
    }

    fn field_accessor(
        &mut self,
        id: ClassId,
        field: usize,
        name: &Name,
        ty: &Type,
        access: Access,
        at: FileSpan,
    ) -> cyrus_hir::FuncId {
        let func = self.reserve();
        let method: Name = match access {
            Access::Get => "__get__".into(),
            Access::Set => "__set__".into(),
            Access::Delete => "__del__".into(),
        };
        let qualname: Name = format!("{}.{name}.{method}", self.fr().qualname).into();
        let directives = Arc::clone(&self.fr().directives);
        let mut frame = self.new_frame(FrameKind::Function, func, method, qualname, directives, at.span);
        frame.class = Some(id);
        frame.at = at;
        self.frames.push(frame);
        let own = self.f().add_local("self".into(), Type::Ext(id), cyrus_hir::Storage::Param, at);
        self.f().params.list.push(cyrus_hir::Param {
            name: "self".into(),
            local: own,
            convert: None,
            default: None,
            at,
        });
        self.f().params.npos = 1;
        let object = Box::new(Expr::new(Type::Ext(id), at, ExprKind::Local(own)));
        let place = |object| cyrus_hir::Place {
            ty: ty.clone(),
            at,
            kind: cyrus_hir::PlaceKind::ClassField { object, class: id, field, check_none: false },
        };
        let body = match access {
            Access::Get => {
                let read = Expr::new(
                    ty.clone(),
                    at,
                    ExprKind::ClassField { object, class: id, field, check_none: false },
                );
                let value = self.object(read);
                vec![Stmt::new(at, StmtKind::Return(Some(value)))]
            }
            Access::Set => {
                let value = self.f().add_local("value".into(), ty.clone(), cyrus_hir::Storage::Param, at);
                let raw = Expr::new(Type::Object, at, ExprKind::Arg(1));
                let convert = (*ty != Type::Object).then(|| self.coerce(raw, ty));
                self.f().params.list.push(cyrus_hir::Param {
                    name: "value".into(),
                    local: value,
                    convert,
                    default: None,
                    at,
                });
                self.f().params.npos = 2;
                let read = Expr::new(ty.clone(), at, ExprKind::Local(value));
                vec![Stmt::new(at, StmtKind::Assign(place(object), read))]
            }
            Access::Delete => {
                let none = Expr::new(ty.clone(), at, ExprKind::None);
                vec![Stmt::new(at, StmtKind::Assign(place(object), none))]
            }
        };
        if let Some(frame) = self.frames.pop() {
            self.finish_frame(frame, cyrus_hir::FunctionKind::Def, body, None, false);
        }
        func
    }
}

/// What an accessor does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Get,
    Set,
    Delete,
}

/// The method that `name = classmethod(name)` or `name = staticmethod(name)` makes another kind of: what it is called with
/// first is no instance.
fn rewrapped(s: &ast::Stmt) -> Option<Name> {
    let ast::StmtKind::Assign { targets, value } = &s.kind else { return None };
    let ([target], ast::ExprKind::Call { func, args, .. }) = (targets.as_slice(), &value.kind) else {
        return None;
    };
    match (&target.kind, &func.kind, args.as_slice()) {
        (
            ast::ExprKind::Name(name),
            ast::ExprKind::Name(wrapper),
            [ast::Expr { kind: ast::ExprKind::Name(wrapped), .. }],
        ) if name == wrapped && (wrapper == "classmethod" || wrapper == "staticmethod") => Some(name.clone()),
        _ => None,
    }
}

/// A property, which takes the place of an earlier one of its name.
fn add_property(class: &mut ClassBody, property: Property) {
    class.properties.retain(|p| p.name != property.name);
    class.properties.push(property);
}
