//! Assignment: targets, unpacking, augmented assignment, deletion, C variable declarations.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, LocalId, NoneReason, Place, PlaceKind, Stmt, StmtKind, Storage};
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{Builtin, Conversion, Linkage, Type};

use super::Body;
use super::coerce::{computed, stored, wrap};
use super::frame::{Found, FrameKind};
use super::operator::binary_op;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// `a = b = value`
    pub fn assign(
        &mut self,
        span: Span,
        targets: &'a [ast::Expr],
        value: &'a ast::Expr,
        out: &mut Vec<Stmt>,
    ) {
        if self.cython_assignment(targets, value) {
            return;
        }
        let [target] = targets else {
            // The value waits while it is stored to each target in turn.
            let want = self.target_type(&targets[0]);
            let value = match want {
                Some(t) => self.expr_for(value, &t),
                None => self.expr(value),
            };
            let value = match self.common_view(targets) {
                Some(view) => self.coerce(value, &view),
                None => value,
            };
            let value = self.to_temp(value, out);
            for t in targets {
                self.store(span, t, value.clone(), out);
            }
            return;
        };
        if let (Some(targets), ast::ExprKind::Tuple(values) | ast::ExprKind::List(values)) =
            (sequence(target), &value.kind)
            && self.parallel_assign(span, targets, values, out)
        {
            return;
        }
        let value = match self.target_type(target) {
            Some(t) => {
                let is_array = match &value.kind {
                    ast::ExprKind::List(_) => true,
                    ast::ExprKind::Str { .. } => self.characters_of(&t).is_some(),
                    _ => false,
                };
                if is_array && matches!(self.s.world.resolve(&t), Type::Ptr(_)) {
                    // The array that a declaration makes lives as long as the function.
                    let at = self.at(span);
                    let message = "a list or text can be given to a pointer only where that is declared";
                    let d = cyrus_diagnostics::Diagnostic::new(&rules::TYPE_MISMATCH, at, message)
                        .help("the items need memory that lives long enough: declare a C array");
                    self.s.report(d);
                }
                self.expr_for(value, &t)
            }
            None => self.expr(value),
        };
        self.store(span, target, value, out);
    }

    /// The type of all targets, if that is one view type: a buffer is taken once for all.
    fn common_view(&mut self, targets: &'a [ast::Expr]) -> Option<Type> {
        let mut types = targets.iter().map(|t| self.target_type(t)).collect::<Vec<_>>().into_iter();
        let first = types.next()??;
        let view = matches!(self.s.world.resolve(&first), Type::View(_));
        (view && types.all(|t| t.as_ref() == Some(&first))).then_some(first)
    }

    /// `a, b = x, y` without building a tuple: all values first, then all stores. False if the lengths do not allow it.
    fn parallel_assign(
        &mut self,
        span: Span,
        targets: &'a [ast::Expr],
        values: &'a [ast::Expr],
        out: &mut Vec<Stmt>,
    ) -> bool {
        let starred = |list: &[ast::Expr]| list.iter().any(|e| matches!(e.kind, ast::ExprKind::Starred(_)));
        if targets.len() != values.len() || starred(targets) || starred(values) {
            return false;
        }
        let mut waiting = Vec::with_capacity(values.len());
        for (t, v) in targets.iter().zip(values) {
            let value = match self.target_type(t) {
                Some(ty) => {
                    let value = self.expr_for(v, &ty);
                    // A local of known type takes its value in that type at once.
                    if self.is_plain_local(t) && !self.is_inferring(t) {
                        self.coerce(value, &ty)
                    } else {
                        value
                    }
                }
                None => self.expr(v),
            };
            waiting.push(self.to_temp(value, out));
        }
        for (t, v) in targets.iter().zip(waiting) {
            self.store(span, t, v, out);
        }
        true
    }

    fn is_plain_local(&mut self, t: &ast::Expr) -> bool {
        match &t.kind {
            ast::ExprKind::Name(n) => {
                let n = self.mangle(n);
                matches!(self.find(&n), Found::Local(_))
            }
            _ => false,
        }
    }

    fn is_inferring(&mut self, t: &ast::Expr) -> bool {
        match &t.kind {
            ast::ExprKind::Name(n) => {
                let n = self.mangle(n);
                match self.find(&n) {
                    Found::Local(id) => self.fr().undeclared.contains(id),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The declared type of a target, where it helps to read the value.
    pub fn target_type(&mut self, target: &'a ast::Expr) -> Option<Type> {
        match &target.kind {
            ast::ExprKind::Name(n) => {
                let n = self.mangle(n);
                match self.find(&n) {
                    Found::Local(id) => Some(self.fr().locals[id].ty.clone()).filter(|t| !t.is_error()),
                    Found::ClassName(_) => None,
                    Found::Global => match self.s.c_symbol(self.fr().module, &n) {
                        Some(Symbol::CVar(id)) => Some(self.s.world.cvars[*id].ty.clone()),
                        _ => None,
                    },
                }
            }
            // Dry: only the type is asked for.
            ast::ExprKind::Attribute { .. } | ast::ExprKind::Subscript { .. } => {
                self.s.muted += 1;
                let place = self.place(target);
                self.s.muted -= 1;
                Some(place.ty).filter(|t| !t.is_error() && !t.is_object())
            }
            _ => None,
        }
    }

    /// Stores a value that is already evaluated to a target.
    pub fn store(&mut self, span: Span, target: &'a ast::Expr, value: Expr, out: &mut Vec<Stmt>) {
        let at = self.at(span);
        let value = if value.ty == Type::Void { self.object(value) } else { value };
        let value = computed(&self.s.world, value);
        match &target.kind {
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => self.unpack(at, items, value, out),
            ast::ExprKind::Starred(inner) => {
                let at = self.at(target.span);
                self.s.error(
                    &rules::INVALID_TARGET,
                    at,
                    "starred assignment target must be in a list or tuple",
                );
                let _ = inner;
            }
            ast::ExprKind::Name(n) => self.store_name(at, n, target.span, value, out),
            _ if self.store_part(at, target, &value, out) || self.store_property(at, target, &value, out) => {
            }
            _ => {
                let mut place = self.place(target);
                if self.cpp_assign(&place, &value, at, out) {
                    return;
                }
                let value = self.value_for_place(&place, value);
                self.need_gil_to_store(at, &place.ty);
                self.check_kept_text(&value);
                if let PlaceKind::ViewSlice { .. } = place.kind {
                    // A part of a view takes all items of a view, or one for all.
                    place.ty = value.ty.clone();
                }
                out.push(Stmt::new(at, StmtKind::Assign(place, value)));
            }
        }
    }

    /// The value as the place wants it; a part of a view also takes one element.
    fn value_for_place(&mut self, place: &Place, value: Expr) -> Expr {
        if let (PlaceKind::ViewSlice { .. }, Type::View(v)) = (&place.kind, &place.ty) {
            let element = v.element.unqualified().clone();
            let array = self.s.view_class("array");
            return match self.s.world.resolve(&value.ty) {
                Type::View(_) | Type::Error => value,
                // Objects that are known to be arrays give all items, any other object is one item.
                Type::Buffer(_) => self.coerce(value, &place.ty),
                Type::Ext(id) if array == Some(*id) => self.coerce(value, &place.ty),
                Type::Array(..) => {
                    let ty = self.view_of_array(&value.ty);
                    self.coerce(value, &ty)
                }
                _ => self.coerce(value, &element),
            };
        }
        self.coerce(value, &place.ty)
    }

    /// Stores to a name.
    pub fn store_name(&mut self, at: FileSpan, name: &Name, span: Span, value: Expr, out: &mut Vec<Stmt>) {
        let place = self.name_place(name, span);
        if let PlaceKind::Local(id) = place.kind {
            self.note_assignment(id, &value);
        }
        if value.ty.is_object() && self.is_cpp_string_view(&place.ty) {
            self.check_kept_text(&wrap(Conversion::FromObject, value.clone(), &place.ty));
        }
        if self.cpp_assign(&place, &value, at, out) {
            return;
        }
        let ty = self.place_type_after(&place);
        let value = self.coerce(value, &ty);
        self.need_gil_to_store(at, &ty);
        self.check_kept_text(&value);
        if let PlaceKind::Local(id) = place.kind {
            self.f().flow.assigned.insert(id);
        }
        out.push(Stmt::new(at, StmtKind::Assign(Place { ty, ..place }, value)));
    }

    /// What was there before is released.
    fn need_gil_to_store(&mut self, at: FileSpan, ty: &Type) {
        if ty.is_object() {
            self.need_gil(at, "assigning a Python object");
        }
    }

    fn place_type_after(&self, place: &Place) -> Type {
        match place.kind {
            PlaceKind::Local(id) => self.fr().locals[id].ty.clone(),
            _ => place.ty.clone(),
        }
    }

    /// Remembers what type a variable without a declaration was given (for inference).
    pub fn note_assignment(&mut self, id: LocalId, value: &Expr) {
        if self.fr().undeclared.contains(id) {
            let ty = match &value.kind {
                ExprKind::None => Type::Builtin(Builtin::NoneType),
                _ => self.s.world.variable_type(&value.ty),
            };
            self.f().assigned_types.push((id, ty));
        }
    }

    /// The place of a name.
    pub fn name_place(&mut self, name: &Name, span: Span) -> Place {
        let at = self.at(span);
        let name = self.mangle(name);
        if self.fr().kind == FrameKind::Class
            && !self.fr().bindings.globals.contains_key(&name)
            && !self.fr().bindings.nonlocals.contains_key(&name)
            && !self.fr().names.contains_key(&name)
        {
            return Place { ty: Type::Object, at, kind: PlaceKind::ClassName(name) };
        }
        match self.find(&name) {
            Found::Local(id) => {
                let local = &self.fr().locals[id];
                let ty = local.ty.clone();
                // A constant of the function is given its value where it is declared.
                if ty.is_const() && local.storage == Storage::Param {
                    self.s.error(&rules::INVALID_TARGET, at, format!("assignment to const `{name}`"));
                }
                Place { ty, at, kind: PlaceKind::Local(id) }
            }
            Found::ClassName(_) => Place { ty: Type::Object, at, kind: PlaceKind::ClassName(name) },
            Found::Global => self.global_place(name, at),
        }
    }

    fn global_place(&mut self, name: Name, at: FileSpan) -> Place {
        let module = self.fr().module;
        match self.s.c_symbol(module, &name).cloned() {
            Some(Symbol::CVar(id)) => {
                self.note_cvar(id);
                let ty = self.s.world.cvars[id].ty.clone();
                // The module's own code gives a constant its value, where it is declared if it has one there.
                let own = self.fr().kind == FrameKind::Module
                    && self.s.world.cvars[id].linkage == Linkage::Own
                    && self.s.given_constants.get(&id).is_none_or(|given| *given == at);
                if ty.is_const() && !own {
                    self.s.error(&rules::INVALID_TARGET, at, format!("assignment to const `{name}`"));
                }
                Place { ty, at, kind: PlaceKind::CVar(id) }
            }
            Some(Symbol::CFunc(_)) if !self.s.scopes[module].symbols.get(&name).is_some_and(|e| e.py) => {
                self.s.error(&rules::INVALID_TARGET, at, format!("cannot assign to C function `{name}`"));
                Place { ty: Type::Error, at, kind: PlaceKind::Error }
            }
            Some(Symbol::EnumItem(..) | Symbol::Const(_)) => {
                self.s.error(&rules::INVALID_TARGET, at, format!("cannot assign to constant `{name}`"));
                Place { ty: Type::Error, at, kind: PlaceKind::Error }
            }
            _ => {
                self.need_gil(at, "assigning a Python global");
                Place { ty: Type::Object, at, kind: PlaceKind::Global(name) }
            }
        }
    }

    /// The place of any simple target.
    pub fn place(&mut self, target: &'a ast::Expr) -> Place {
        let at = self.at(target.span);
        match &target.kind {
            ast::ExprKind::Name(n) => self.name_place(n, target.span),
            ast::ExprKind::Attribute { .. }
            | ast::ExprKind::Subscript { .. }
            | ast::ExprKind::Cast { .. }
            | ast::ExprKind::Call { .. } => {
                let value = self.expr(target);
                self.expr_place(value)
            }
            ast::ExprKind::Error => Place { ty: Type::Error, at, kind: PlaceKind::Error },
            _ => {
                self.s.error(&rules::INVALID_TARGET, at, "cannot assign to this expression");
                Place { ty: Type::Error, at, kind: PlaceKind::Error }
            }
        }
    }

    /// The place that a value was read from.
    pub fn expr_place(&mut self, e: Expr) -> Place {
        let Expr { ty, at, kind } = stored(&self.s.world, e);
        let kind = match kind {
            ExprKind::Error => PlaceKind::Error,
            ExprKind::Local(id) => PlaceKind::Local(id),
            ExprKind::CVar(id) => PlaceKind::CVar(id),
            ExprKind::Global(name) => PlaceKind::Global(name),
            ExprKind::Attr { object, name } => PlaceKind::Attr { object, name },
            ExprKind::Field { object, name } => PlaceKind::Field { object, name },
            ExprKind::ClassField { object, class, field, check_none } => {
                PlaceKind::ClassField { object, class, field, check_none }
            }
            ExprKind::Item { object, index } => PlaceKind::Item { object, index },
            ExprKind::ItemInt { object, index, mode } => {
                let place = PlaceKind::ItemInt { object, index, mode };
                // Characters are read as C values; what is stored is an object.
                let ty = if ty.is_object() { ty } else { Type::Object };
                return Place { ty, at, kind: place };
            }
            // A slice takes any iterable.
            ExprKind::SliceInt { object, start, stop } => {
                return Place { ty: Type::Object, at, kind: PlaceKind::SliceInt { object, start, stop } };
            }
            ExprKind::CIndex { base, index } => PlaceKind::CIndex { base, index },
            ExprKind::Deref(p) => PlaceKind::Deref(p),
            ExprKind::CSlice { base, start, stop } => return self.array_part(*base, start, stop, at),
            ExprKind::ViewItem { view, indices, mode } => {
                if let ExprKind::Local(id) = view.kind {
                    self.f().locals[id].buffer_written = true;
                }
                PlaceKind::ViewItem { view, indices, mode }
            }
            ExprKind::ViewSlice { view, axes, mode } => PlaceKind::ViewSlice { view, axes, mode },
            ExprKind::CCall { callee: cyrus_hir::Callee::Text(text, f), args, .. } => {
                PlaceKind::Text { text, args, except: f.except }
            }
            // A function that returns a reference.
            ExprKind::CCall { callee: cyrus_hir::Callee::CFunc(id), args, .. }
                if self.s.world.cfuncs[id].linkage == Linkage::Extern
                    && matches!(self.s.world.cfuncs[id].ty.ret, Type::Ref(_)) =>
            {
                let decl = &self.s.world.cfuncs[id];
                let list: Vec<String> = (0..args.len()).map(|n| format!("%{n}")).collect();
                let text = format!("{}({})", decl.cname, list.join(", "));
                PlaceKind::Text { text: text.into(), args, except: decl.ty.except.clone() }
            }
            // The object itself can be any; only what is read is known to be this type.
            ExprKind::TypeCheck { value, .. } | ExprKind::NotNone { value, .. } => {
                return self.expr_place(*value);
            }
            ExprKind::Coerce(Conversion::Same, value) => {
                let place = self.expr_place(*value);
                return Place { ty, ..place };
            }
            _ => {
                self.s.error(&rules::INVALID_TARGET, at, "cannot assign to this expression");
                PlaceKind::Error
            }
        };
        if let PlaceKind::Field { object, name } = &kind
            && (object.ty.is_const()
                || matches!(self.s.world.resolve(&object.ty), Type::Ptr(to) | Type::Ref(to) if to.is_const()))
        {
            let message = format!("assignment to member `{name}` of something const");
            self.s.error(&rules::INVALID_TARGET, at, message);
        } else if ty.is_const() && !matches!(kind, PlaceKind::Error) {
            let shown = self.s.world.show(&ty);
            self.s.error(&rules::INVALID_TARGET, at, format!("assignment to `{shown}`: it is const"));
        }
        // What is stored is of the declared type; items of typed containers may be anything.
        let ty = match kind {
            PlaceKind::Attr { .. } | PlaceKind::Item { .. } | PlaceKind::Global(_) => Type::Object,
            PlaceKind::Error => Type::Error,
            _ => ty,
        };
        Place { ty, at, kind }
    }

    /// `target op= value`
    pub fn aug_assign(
        &mut self,
        span: Span,
        target: &'a ast::Expr,
        op: ast::BinaryOp,
        value: &'a ast::Expr,
        out: &mut Vec<Stmt>,
    ) {
        let at = self.at(span);
        if self.augment_property(at, target, binary_op(op), value, out) {
            return;
        }
        let place = match &target.kind {
            ast::ExprKind::Name(n) => {
                let read = self.expr(target);
                if read.is_error() {
                    return;
                }
                let _ = read;
                self.name_place(n, target.span)
            }
            ast::ExprKind::Tuple(_) | ast::ExprKind::List(_) | ast::ExprKind::Starred(_) => {
                let at = self.at(target.span);
                self.s.error(&rules::INVALID_TARGET, at, "this target cannot be assigned with an operator");
                return;
            }
            _ => self.place(target),
        };
        if matches!(place.kind, PlaceKind::Error) {
            let _ = self.expr(value);
            return;
        }
        let current = computed(&self.s.world, Expr::new(place.ty.clone(), place.at, ExprKind::PlaceValue));
        let right = self.expr(value);
        let op = binary_op(op);
        if self.cpp_augmented(&place, op, &right, at, out) {
            return;
        }
        let right = if self.s.world.is_pointer(&place.ty) && right.ty.is_object() {
            self.coerce(right, &Type::SSIZE)
        } else {
            right
        };
        // `p += n` on a pointer, `x += y` on C++ values and numbers, everything else on objects in place.
        let result = self.binary_values(at, op, current, right, true);
        if let PlaceKind::Local(id) = place.kind {
            self.note_assignment(id, &result);
        }
        let ty = self.place_type_after(&place);
        let result = if !result.ty.is_object()
            && !ty.is_object()
            && self.s.world.is_numeric(&result.ty)
            && self.s.world.is_numeric(&ty)
        {
            // C's compound assignment narrows without a word; so does Cython. Checked arithmetic does not.
            self.narrow(result, &ty)
        } else {
            self.coerce(result, &ty)
        };
        out.push(Stmt::new(at, StmtKind::AugAssign(Place { ty, ..place }, result)));
    }

    fn narrow(&mut self, e: Expr, ty: &Type) -> Expr {
        if matches!(self.s.world.resolve(&e.ty), Type::Complex(_))
            && !matches!(self.s.world.resolve(ty), Type::Complex(_))
            || self.loses_checked_bits(&e, ty)
        {
            return self.coerce(e, ty);
        }
        if e.ty == *ty { e } else { wrap(Conversion::Numeric, e, ty) }
    }

    /// `a: T = value`
    pub fn ann_assign(
        &mut self,
        span: Span,
        target: &'a ast::Expr,
        annotation: &'a ast::Expr,
        value: Option<&'a ast::Expr>,
        simple: bool,
        out: &mut Vec<Stmt>,
    ) {
        let at = self.at(span);
        // In a function an annotation that names a type declares the variable.
        if self.fr().kind == FrameKind::Function
            && simple
            && let ast::ExprKind::Name(name) = &target.kind
            && !self.fr().bindings.globals.contains_key(&self.mangle(name))
        {
            let (module, file) = (self.fr().module, self.fr().file);
            let directives = std::sync::Arc::clone(&self.fr().directives);
            if let Some(found) = self.s.annotation_type(module, file, annotation, &directives)
                && !found.class_var
            {
                let ty = self.specialised(&found.ty);
                self.declare_local(&ast::Ident { name: name.clone(), span: target.span }, ty);
            }
        }
        if let Some(v) = value
            && !self.is_declaration(v)
        {
            let v = match self.target_type(target) {
                Some(t) => self.expr_for(v, &t),
                None => self.expr(v),
            };
            self.store(span, target, v, out);
        }
        if self.fr().kind == FrameKind::Function || !simple {
            return;
        }
        // Modules and classes keep their annotations; those that are C types were declarations.
        let ast::ExprKind::Name(name) = &target.kind else { return };
        let module = self.fr().module;
        if self.fr().kind == FrameKind::Module
            && matches!(self.s.c_symbol(module, name), Some(Symbol::CVar(_)))
        {
            return;
        }
        let text = self.annotation_value(annotation);
        let object = self.name_value("__annotations__", at);
        let key = Expr::new(Type::STR, at, ExprKind::Str(self.mangle(name).as_bytes().into()));
        // Classes and plain modules made it at their start.
        if self.fr().kind == FrameKind::Module && !self.plain_python() {
            let ensure = self.setup_annotations(at);
            out.push(ensure);
        }
        let place = Place {
            ty: Type::Object,
            at,
            kind: PlaceKind::Item { object: Box::new(object), index: Box::new(key) },
        };
        out.push(Stmt::new(at, StmtKind::Assign(place, text)));
    }

    /// Makes `__annotations__` exist in a module or a class body.
    pub fn setup_annotations(&mut self, at: FileSpan) -> Stmt {
        let args = vec![self.namespace(at)];
        let setup = ExprKind::Op { op: cyrus_ops::CY_SETUP_ANNOTATIONS, args };
        Stmt::new(at, StmtKind::Expr(Expr::new(Type::Void, at, setup)))
    }

    fn name_value(&mut self, name: &str, at: FileSpan) -> Expr {
        let name = Name::from(name);
        match self.fr().kind {
            FrameKind::Class => {
                Expr::new(Type::Object, at, ExprKind::ClassName { name, outer: None, space: None })
            }
            _ => Expr::new(Type::Object, at, ExprKind::Global(name)),
        }
    }

    /// `del target`
    pub fn delete(&mut self, target: &'a ast::Expr, out: &mut Vec<Stmt>) {
        let at = self.at(target.span);
        match &target.kind {
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                for i in items {
                    self.delete(i, out);
                }
            }
            _ => {
                if let ast::ExprKind::Subscript { .. }
                | ast::ExprKind::Attribute { .. }
                | ast::ExprKind::Name(_) = target.kind
                {
                } else {
                    self.s.error(&rules::INVALID_TARGET, at, "cannot delete this expression");
                    return;
                }
                let place = self.place(target);
                if self.cpp_delete(&place, out) {
                    return;
                }
                match (&place.kind, self.s.world.resolve(&place.ty)) {
                    (PlaceKind::Error, _) => return,
                    (
                        PlaceKind::Attr { .. }
                        | PlaceKind::Item { .. }
                        | PlaceKind::ItemInt { .. }
                        | PlaceKind::SliceInt { .. },
                        _,
                    ) => {}
                    (_, t) if t.is_object() || matches!(t, Type::View(_)) => {}
                    (_, t) => {
                        let shown = self.s.world.show(t);
                        self.s.error(
                            &rules::INVALID_TARGET,
                            at,
                            format!("deletion of a value of C type `{shown}`"),
                        );
                        return;
                    }
                }
                if let PlaceKind::Local(id) = place.kind {
                    self.f().flow.assigned.remove(id);
                }
                if !matches!(self.s.world.resolve(&place.ty), Type::View(_)) {
                    self.need_gil(at, "`del` of a Python object");
                }
                out.push(Stmt::new(at, StmtKind::Delete(place)));
            }
        }
    }

    /// `name := value`
    pub fn walrus(&mut self, target: &'a ast::Expr, value: &'a ast::Expr, at: FileSpan) -> Expr {
        let ast::ExprKind::Name(name) = &target.kind else {
            self.s.error(&rules::INVALID_TARGET, at, "only a name can stand left of `:=`");
            return Expr::error(at);
        };
        let mut stmts = Vec::new();
        let value = match self.target_type(target) {
            Some(t) => self.expr_for(value, &t),
            None => self.expr(value),
        };
        let temp = self.to_temp(value, &mut stmts);
        self.store_name(at, name, target.span, temp.clone(), &mut stmts);
        Expr::new(temp.ty.clone(), at, ExprKind::Block { stmts, value: Box::new(temp) })
    }

    /// `cdef int x = 1, *p` in a function; at module level the variables are known already and only the values are
    /// stored.
    pub fn c_var(&mut self, at: FileSpan, v: &'a ast::CVarDecl, out: &mut Vec<Stmt>) {
        self.warn_declarators(v);
        let (module, file) = (self.fr().module, self.fr().file);
        for (declarator, init) in &v.declarators {
            if self.fr().kind == FrameKind::Function {
                // The type stands once for all declarators, but each may wrap it.
                let base = self.s.ctype(module, file, &v.ty);
                let declared = self.s.declarator(module, file, base, declarator);
                let ty = self.specialised(&declared.ty);
                let name = declared.name.clone().or_else(|| implicit_name(&v.ty));
                let Some(name) = name else { continue };
                if v.modifiers.overridable {
                    let at = self.at(name.span);
                    self.s.error(
                        &rules::INVALID_DECLARATION,
                        at,
                        "variables cannot be declared with `cpdef`; use `cdef`",
                    );
                }
                let lock = self.s.is_mutex(&ty);
                self.declare_local(&name, ty);
                if lock {
                    let place = self.name_place(&name.name, name.span);
                    self.free_lock(place, at, out);
                }
            }
            if let Some(init) = init
                && self.fr().kind != FrameKind::Class
                && let Some(name) = declarator_name(declarator).or_else(|| implicit_name(&v.ty))
            {
                let place = self.name_place(&name.name, name.span);
                let value = self.expr_for(init, &place.ty);
                if let PlaceKind::CVar(id) = place.kind
                    && place.ty.is_const()
                {
                    self.s.given_constants.insert(id, place.at);
                }
                self.store_name(at, &name.name, name.span, value, out);
            }
        }
    }

    /// Gives a variable of the current function its declared type.
    pub fn declare_local(&mut self, name: &ast::Ident, ty: Type) {
        let at = self.at(name.span);
        let ty = self.s.refuse_half(ty, at);
        let mangled = self.mangle(&name.name);
        if let Some(id) = self.fr().names.get(&mangled).copied() {
            let local = &self.fr().locals[id];
            if local.at == at && local.ty == ty && !self.fr().undeclared.contains(id) {
                return;
            }
            let again =
                local.storage == Storage::Param || (!self.fr().undeclared.contains(id) && local.at != at);
            if again {
                if local.ty != ty || local.storage == Storage::Param {
                    let earlier = local.at;
                    let d = cyrus_diagnostics::Diagnostic::new(
                        &rules::REDECLARED,
                        at,
                        format!("`{}` redeclared", name.name),
                    )
                    .also(earlier, "first declared here");
                    self.s.report(d);
                }
                return;
            }
            let frame = self.f();
            frame.locals[id].ty = ty;
            frame.locals[id].at = at;
            frame.undeclared.remove(id);
            return;
        }
        if let Some(used) = self.fr().foreign.get(&mangled).copied() {
            let used = self.at(used);
            self.declared_late(&name.name, at, used);
        }
        let frame = self.f();
        let id = frame.add_local(mangled.clone(), ty, Storage::Frame, at);
        frame.names.insert(mangled, id);
    }

    /// Refuses None where something is done with a value.
    pub fn operated(&mut self, e: Expr, words: &'static str) -> Expr {
        self.guard_none(e, NoneReason::Operation(words))
    }
}

/// The items of a tuple or list target.
fn sequence(e: &ast::Expr) -> Option<&[ast::Expr]> {
    match &e.kind {
        ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => Some(items),
        _ => None,
    }
}

/// The name in a declarator.
pub fn declarator_name(d: &ast::CDeclarator) -> Option<ast::Ident> {
    use ast::CDeclaratorKind as K;
    match &d.kind {
        K::Name { name, .. } => name.clone(),
        K::Pointer { inner, .. }
        | K::Reference(inner)
        | K::RvalueReference(inner)
        | K::Array { inner, .. } => declarator_name(inner),
        K::Function(f) => declarator_name(&f.inner),
    }
}

/// `cdef x`: the only word is the name.
pub fn implicit_name(ty: &ast::CTypeExpr) -> Option<ast::Ident> {
    match &ty.kind {
        ast::CTypeKind::Name { module, name } if module.is_empty() => Some(name.clone()),
        _ => None,
    }
}
