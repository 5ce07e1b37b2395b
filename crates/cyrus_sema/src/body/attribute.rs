//! Attributes and methods.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Arg, Callee, Expr, ExprKind, NoneReason, ViewAttr};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, ClassId, Linkage, Type, ViewType};

use super::Body;
use super::frame::Found;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// `value.attr`
    pub fn attribute(&mut self, e: &'a ast::Expr, value: &'a ast::Expr, attr: &'a ast::Ident) -> Expr {
        let at = self.attribute_at(e);
        if let Some(path) = self.cython_name(e) {
            return self.cython_value(&path, at);
        }
        // `module.name`, `Enum.item`: names of C level.
        if let Some(root) = super::call::root_name(e)
            && self.find(&self.mangle(root)) == Found::Global
            && let Some(symbol) = self.s.symbol_of(self.fr().module, e)
            && let Some(v) = self.symbol_value(&symbol, at)
        {
            return v;
        }
        // Only then its Python face; a module that was only cimported has none.
        if let ast::ExprKind::Name(n) = &value.kind
            && self.find(n) == Found::Global
            && let Some(Symbol::Module(id)) = self.s.c_symbol(self.fr().module, n).cloned()
            && !self.s.scopes[self.fr().module].symbols.get(n).is_some_and(|x| x.py)
        {
            let module = self.s.scopes[id].name.clone();
            self.s.error(
                &rules::UNKNOWN_NAME,
                at,
                format!("cimported module `{module}` has no attribute `{}`", attr.name),
            );
            return Expr::error(at);
        }
        if let Some(e) = self.cpp_static_field(value, attr, at) {
            return e;
        }
        let object = self.expr(value);
        self.attribute_of(object, attr, at)
    }

    /// An attribute of a value that is already evaluated.
    pub fn attribute_of(&mut self, object: Expr, attr: &ast::Ident, at: FileSpan) -> Expr {
        if object.is_error() {
            return Expr::error(at);
        }
        let resolved = self.s.world.resolve(&object.ty).clone();
        match &resolved {
            Type::Struct(id) => {
                if let Some(e) = self.struct_field(*id, object.clone(), &attr.name, at) {
                    return e;
                }
                let shown = self.s.world.show(&object.ty);
                let place = self.at(attr.span);
                self.s.error(&rules::UNKNOWN_NAME, place, format!("`{shown}` has no field `{}`", attr.name));
                Expr::error(at)
            }
            Type::Ptr(inner) | Type::Array(inner, _) | Type::Ref(inner) => {
                match self.s.world.resolve(inner).clone() {
                    Type::Struct(id) => {
                        self.struct_field(id, object.clone(), &attr.name, at).unwrap_or_else(|| {
                            let shown = self.s.world.show(inner);
                            let place = self.at(attr.span);
                            self.s.error(
                                &rules::UNKNOWN_NAME,
                                place,
                                format!("`{shown}` has no field `{}`", attr.name),
                            );
                            Expr::error(at)
                        })
                    }
                    Type::Cpp(..) => self.cpp_attribute(object, attr, at),
                    _ => self.python_attribute(object, attr, at),
                }
            }
            Type::Cpp(..) => self.cpp_attribute(object, attr, at),
            Type::Ext(class) => self.class_attribute(*class, object, attr, at),
            Type::View(view) => self.view_attribute(&Arc::clone(view), object, attr, at),
            Type::Complex(part) if matches!(attr.name.as_str(), "real" | "imag") => {
                let ty = Type::Float(*part);
                let name = attr.name.clone();
                Expr::new(ty, at, ExprKind::Field { object: Box::new(object), name })
            }
            Type::Buffer(b) => {
                if let Type::Ext(class) = &b.object {
                    return self.class_attribute(*class, object, attr, at);
                }
                self.python_attribute(object, attr, at)
            }
            _ => self.python_attribute(object, attr, at),
        }
    }

    fn struct_field(
        &mut self,
        id: cyrus_types::StructId,
        object: Expr,
        name: &Name,
        at: FileSpan,
    ) -> Option<Expr> {
        let fields = self.s.world.structs[id].fields.as_ref()?;
        let field = fields.iter().find(|f| f.name == *name)?;
        let (ty, cname) = (field.ty.clone(), field.cname.clone());
        Some(Expr::new(ty, at, ExprKind::Field { object: Box::new(object), name: cname }))
    }

    /// An attribute by Python's rules.
    fn python_attribute(&mut self, object: Expr, attr: &ast::Ident, at: FileSpan) -> Expr {
        let object = self.object(object);
        if object.is_error() {
            return Expr::error(at);
        }
        self.need_gil(at, "accessing an attribute of a Python object");
        let name = self.mangle(&attr.name);
        Expr::new(Type::Object, at, ExprKind::Attr { object: Box::new(object), name })
    }

    /// An attribute of an instance of an extension type.
    fn class_attribute(&mut self, class: ClassId, object: Expr, attr: &ast::Ident, at: FileSpan) -> Expr {
        let name = self.mangle(&attr.name);
        if let Some((owner, field)) = self.s.world.find_field(class, &name) {
            let decl = &self.s.world.classes[owner].fields[field];
            let ty = self.specialised(&decl.ty.clone());
            let object = self.guard_none(object, NoneReason::Attribute(name));
            self.note_class(owner);
            let kind =
                ExprKind::ClassField { object: Box::new(object), class: owner, field, check_none: false };
            return Expr::new(ty, at, kind);
        }
        if let Some(property) = self.c_property(class, &name) {
            let decl = self.s.world.cfuncs[property].clone();
            let object = self.guard_none(object, NoneReason::Attribute(name));
            self.note_cfunc(property);
            return self.c_call_values(Callee::CFunc(property), &decl.ty, &decl.name, vec![object], at);
        }
        self.python_attribute(object, attr, at)
    }

    fn c_property(&self, class: ClassId, name: &str) -> Option<cyrus_types::CFuncId> {
        let mut at = Some(class);
        while let Some(id) = at {
            let decl = &self.s.world.classes[id];
            if let Some((_, f)) = decl.c_properties.iter().find(|(n, _)| n == name) {
                return Some(*f);
            }
            at = decl.base;
        }
        None
    }

    fn view_attribute(
        &mut self,
        view: &Arc<ViewType>,
        object: Expr,
        attr: &ast::Ident,
        at: FileSpan,
    ) -> Expr {
        let sizes = |n: usize| Type::Array(Arc::new(Type::SSIZE), cyrus_types::ArraySize::Known(n as u64));
        let make = |ty: Type, attr: ViewAttr, object: Expr| {
            Expr::new(ty, at, ExprKind::ViewAttr { view: Box::new(object), attr })
        };
        match attr.name.as_str() {
            // As C arrays; `v.shape[i]` reads one of them, and as an object they are a tuple.
            "shape" => make(sizes(view.rank()), ViewAttr::Shape(usize::MAX), object),
            "strides" => make(sizes(view.rank()), ViewAttr::Stride(usize::MAX), object),
            "suboffsets" => make(sizes(view.rank()), ViewAttr::Suboffset(usize::MAX), object),
            "T" => {
                let mut axes = view.axes.clone();
                axes.reverse();
                let ty = Type::View(Arc::new(ViewType { element: view.element.clone(), axes }));
                make(ty, ViewAttr::Transpose, object)
            }
            "_data" => make(Type::CHAR.ptr(), ViewAttr::Data, object),
            _ => self.python_attribute(object, attr, at),
        }
    }

    /// `value.attr(args)`
    pub fn method_call(
        &mut self,
        func: &'a ast::Expr,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        // A C-level name with a dot in front is no method.
        if let Some(root) = super::call::root_name(func)
            && self.find(&self.mangle(root)) == Found::Global
            && let Some(symbol) = self.s.symbol_of(self.fr().module, func)
            && let Some(callee) = self.symbol_value(&symbol, at)
        {
            return self.call_value(callee, args, keywords, at);
        }
        // `Class.method(instance)`: the class's own C function.
        if let Some(e) = self.unbound_c_method(value, attr, args, keywords, at) {
            return e;
        }
        let mut object = self.expr(value);
        if object.is_error() {
            for a in args {
                let _ = self.expr(a);
            }
            return Expr::error(at);
        }
        let name = self.mangle(&attr.name);
        if let Some(e) = self.lock_method(&object, &name, args, keywords, at) {
            return e;
        }
        if name == "decode" {
            if self.is_cpp_string(&object.ty) {
                object = self.cpp_string_bytes(object, Builtin::Bytes);
            }
            object = self.counted_from_the_end(object);
        }
        let resolved = self.s.world.resolve(&object.ty).clone();
        let class = match &resolved {
            Type::Ext(id) => Some(*id),
            Type::Buffer(b) => match &b.object {
                Type::Ext(id) => Some(*id),
                _ => None,
            },
            _ => None,
        };
        if let Some(class) = class {
            if let Some((owner, method)) = self.s.world.find_method(class, &name) {
                return self.c_method_call(class, owner, method, object, args, keywords, at);
            }
            if self.s.world.find_field(class, &name).is_some() || self.c_property(class, &name).is_some() {
                let callee = self.class_attribute(class, object, attr, at);
                return self.call_value(callee, args, keywords, at);
            }
        }
        match &resolved {
            Type::Struct(id) => {
                // What the struct has not may be a method of the dict that it is as an object.
                let known = self.s.world.structs[*id].fields.as_ref();
                let known = known.is_none_or(|f| f.iter().any(|f| f.name == attr.name));
                if known || cyrus_types::conversion(&self.s.world, &object.ty, &Type::Object).is_none() {
                    let callee = self.attribute_of(object, attr, at);
                    return self.call_value(callee, args, keywords, at);
                }
            }
            Type::Ptr(p) | Type::Array(p, _) if matches!(self.s.world.resolve(p), Type::Struct(_)) => {
                let callee = self.attribute_of(object, attr, at);
                return self.call_value(callee, args, keywords, at);
            }
            Type::Ptr(p) if matches!(self.s.world.resolve(p), Type::Cpp(..)) => {
                let args = args.iter().map(|a| self.expr(a)).collect();
                return self.cpp_method(object, attr, args, at);
            }
            Type::Cpp(..) | Type::Ref(_) | Type::RvalueRef(_) => {
                let args = args.iter().map(|a| self.expr(a)).collect();
                return self.cpp_method(object, attr, args, at);
            }
            Type::View(view) if args.is_empty() && keywords.is_empty() => {
                if let Some(e) = self.view_method(&Arc::clone(view), &object, &name, at) {
                    return e;
                }
            }
            Type::Complex(part) if name == "conjugate" && args.is_empty() && keywords.is_empty() => {
                let op = match part {
                    cyrus_types::Float::Float => cyrus_ops::CY_CFLOAT_CONJ,
                    cyrus_types::Float::Double => cyrus_ops::CY_CDOUBLE_CONJ,
                    cyrus_types::Float::LongDouble => cyrus_ops::CY_CLONGDOUBLE_CONJ,
                };
                return Expr::new(object.ty.clone(), at, ExprKind::Op { op, args: vec![object] });
            }
            _ => {}
        }
        let object = self.object(object);
        if let Some(e) = self.builtin_method(&object, &name, args, keywords, at) {
            return e;
        }
        self.need_gil(at, "calling a method of a Python object");
        if object.ty == Type::DICT
            && args.is_empty()
            && let Some((today, is_iter)) = python2_dict_method(&name)
        {
            let view = self.python_method(object, today, Vec::new(), at);
            if !is_iter {
                return view;
            }
            return Expr::new(
                Type::Object,
                at,
                ExprKind::Op { op: cyrus_ops::CY_GET_ITER, args: vec![view] },
            );
        }
        if object.ty == Type::Object && self.wants_frame(func, &name, keywords) {
            let kind = ExprKind::Attr { object: Box::new(object), name };
            let callee = self.framed(Expr::new(Type::Object, at, kind), at);
            return self.call_value(callee, args, keywords, at);
        }
        let mut args = self.args(args, keywords);
        if matches!(name.as_str(), "decode" | "encode") && !self.plain_python() {
            args = args.into_iter().map(|a| self.codec_argument(a)).collect();
        }
        let ty = method_result(&object.ty, &name);
        Expr::new(ty, at, ExprKind::MethodCall { object: Box::new(object), name, args })
    }

    /// The name of an encoding or of its error handler: in Cython also a C string or a literal of bytes.
    fn codec_argument(&mut self, arg: Arg) -> Arg {
        let Arg::Positional(e) = arg else { return arg };
        Arg::Positional(match e.kind {
            ExprKind::Bytes(text) if text.is_ascii() => Expr::new(Type::STR, e.at, ExprKind::Str(text)),
            ExprKind::Coerce(cyrus_types::Conversion::ToObject, inner)
                if self.s.world.is_pointer(&inner.ty) =>
            {
                self.coerce(*inner, &Type::STR)
            }
            _ => e,
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of the call")]
    fn c_method_call(
        &mut self,
        class: ClassId,
        owner: ClassId,
        method: usize,
        object: Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        let decl = self.s.world.classes[owner].methods[method].clone();
        let mut func = decl.func;
        let generic = self.s.world.cfuncs[func].specialisations.clone();
        if !generic.is_empty() {
            return self.fused_method_call(&generic, object, args, keywords, at);
        }
        let info = self.s.world.cfuncs[func].clone();
        let ty = Arc::clone(&info.ty);
        if decl.is_static {
            self.note_cfunc(func);
            return self.c_call(Callee::CFunc(func), &ty, &info.name, args, keywords, at);
        }
        let object = self.guard_none(object, NoneReason::Attribute(info.name.clone()));
        let final_class =
            self.s.world.classes[class].flags.is_final && self.s.world.classes[class].linkage == Linkage::Own;
        let direct = decl.is_final || final_class;
        let callee = if direct {
            Callee::CFunc(func)
        } else {
            // The slot is that of the class that introduced the method.
            let (slot_class, slot) = self.slot_of(owner, method);
            func = self.s.world.classes[slot_class].methods[slot].func;
            Callee::Method { class: slot_class, method: slot }
        };
        self.note_cfunc(func);
        let rest = FuncTail::of(&ty);
        let self_ty = ty.params.first().map_or(Type::Ext(owner), |p| p.ty.clone());
        let object = if self_ty == Type::Object { object } else { self.coerce(object, &self_ty) };
        let call = self.c_call(
            Callee::Pointer(Box::new(object.clone())),
            &Arc::new(rest),
            &info.name,
            args,
            keywords,
            at,
        );
        match call.kind {
            ExprKind::CCall { args, optional, .. } => {
                let mut all = vec![object];
                all.extend(args);
                Expr { kind: ExprKind::CCall { callee, args: all, optional }, ..call }
            }
            _ => call,
        }
    }

    /// The class and position that own the vtable slot of a method that may be an override.
    pub fn slot_of(&self, owner: ClassId, method: usize) -> (ClassId, usize) {
        let (mut class, mut slot) = (owner, method);
        while self.s.world.classes[class].methods[slot].overrides {
            let name = self.s.world.classes[class].methods[slot].name.clone();
            let Some(base) = self.s.world.classes[class].base else { break };
            match self.s.world.find_method(base, &name) {
                Some((c, m)) => (class, slot) = (c, m),
                None => break,
            }
        }
        (class, slot)
    }

    /// `chars[a:b]` that is decoded: there, negative bounds count from the end of the string.
    fn counted_from_the_end(&mut self, object: Expr) -> Expr {
        let ExprKind::CSlice { base, start, stop } = &object.kind else { return object };
        let plain = |e: &Option<Box<Expr>>| {
            e.as_deref()
                .is_none_or(|e| matches!(&e.kind, ExprKind::Int(n) if n.sign() != num_bigint::Sign::Minus))
        };
        let (Type::Ptr(item) | Type::Array(item, _)) = self.s.world.resolve(&base.ty).clone() else {
            return object;
        };
        if !cyrus_types::conversion::is_char(&self.s.world, &item) {
            return object;
        }
        if plain(start) && plain(stop) {
            return Expr { ty: Type::BYTES, ..object };
        }
        let at = object.at;
        let ssize = |n: i64| super::coerce::int_expr(n, Type::SSIZE, at);
        let chars = Type::CHAR.constant().ptr();
        let base = Expr::new(chars, at, ExprKind::Cast(base.clone()));
        let first = start.as_deref().cloned().unwrap_or_else(|| ssize(0));
        let last = stop.as_deref().cloned().unwrap_or_else(|| ssize(0));
        let open = super::coerce::int_expr(i64::from(stop.is_none()), Type::INT, at);
        let args = vec![base, first, last, open];
        Expr::new(Type::BYTES, at, ExprKind::Op { op: cyrus_ops::CY_CHARS_PART, args })
    }

    /// A call of the specialisation that fits the arguments best.
    pub fn fused_method_call(
        &mut self,
        candidates: &[cyrus_types::CFuncId],
        object: Expr,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Expr {
        self.s.muted += 1;
        let mut types = vec![object.ty.clone()];
        types.extend(args.iter().map(|a| self.expr(a).ty));
        self.s.muted -= 1;
        let best = candidates
            .iter()
            .filter_map(|id| self.match_score(&self.s.world.cfuncs[*id].ty, &types).map(|s| (s, *id)))
            .min();
        let Some((_, id)) = best else {
            self.s.error(
                &rules::WRONG_ARGUMENTS,
                at,
                "no suitable version of this method for these arguments",
            );
            return Expr::error(at);
        };
        let info = self.s.world.cfuncs[id].clone();
        let object = self.guard_none(object, NoneReason::Attribute(info.name.clone()));
        let rest = FuncTail::of(&info.ty);
        let call = self.c_call(Callee::CFunc(id), &Arc::new(rest), &info.name, args, keywords, at);
        match call.kind {
            ExprKind::CCall { args, optional, .. } => {
                let mut all = vec![object];
                all.extend(args);
                Expr { kind: ExprKind::CCall { callee: Callee::CFunc(id), args: all, optional }, ..call }
            }
            _ => call,
        }
    }

    /// `Base.method(self, ...)` where `method` is a C method of an extension type: no vtable.
    fn unbound_c_method(
        &mut self,
        value: &'a ast::Expr,
        attr: &'a ast::Ident,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        at: FileSpan,
    ) -> Option<Expr> {
        if self.is_cpp_instance(value) {
            return self.cpp_static_call(value, attr, args, at);
        }
        let root = super::call::root_name(value)?;
        if self.find(&self.mangle(root)) != Found::Global {
            return None;
        }
        let class = match self.s.symbol_of(self.fr().module, value)? {
            Symbol::Class(id) => id,
            Symbol::Type(Type::Cpp(..)) => return self.cpp_static_call(value, attr, args, at),
            _ => return None,
        };
        let (owner, method) = self.s.world.find_method(class, &attr.name)?;
        let decl = self.s.world.classes[owner].methods[method].clone();
        let info = self.s.world.cfuncs[decl.func].clone();
        if !info.specialisations.is_empty() || (info.linkage == Linkage::Extern && !decl.is_static) {
            return None;
        }
        self.note_cfunc(decl.func);
        let mut call = self.c_call(Callee::CFunc(decl.func), &info.ty, &info.name, args, keywords, at);
        if let ExprKind::CCall { args, .. } = &mut call.kind
            && let Some(first) = args.first_mut().filter(|_| !decl.is_static)
        {
            let object = std::mem::replace(first, Expr::error(at));
            *first = self.guard_none(object, NoneReason::Attribute(attr.name.clone()));
        }
        Some(call)
    }

    /// `Class.method` where a pointer to a C function is wanted: the code of a C method of this module, whoever overrides it.
    pub fn method_as_function(&mut self, value: &ast::Expr, attr: &ast::Ident) -> Option<Expr> {
        let Symbol::Class(class) = self.s.symbol_of(self.fr().module, value)? else { return None };
        let (owner, method) = self.s.world.find_method(class, &self.mangle(&attr.name))?;
        let id = self.s.world.classes[owner].methods[method].func;
        let info = &self.s.world.cfuncs[id];
        // what Python can override takes more than its parameters
        let plain = info.linkage == Linkage::Own
            && !info.overridable
            && info.ty.optional == 0
            && info.specialisations.is_empty();
        let ty = Type::Func(Arc::clone(&info.ty));
        plain.then(|| Expr::new(ty, self.at(attr.span), ExprKind::CFunc(id)))
    }

    fn view_method(&mut self, view: &Arc<ViewType>, object: &Expr, name: &str, at: FileSpan) -> Option<Expr> {
        let contiguous = |c: bool| {
            let n = view.rank();
            let axes = (0..n)
                .map(|i| {
                    let fastest = if c { i + 1 == n } else { i == 0 };
                    let packing =
                        if fastest { cyrus_types::Packing::Contiguous } else { cyrus_types::Packing::Follow };
                    cyrus_types::Axis { access: cyrus_types::Access::Direct, packing }
                })
                .collect();
            Type::View(Arc::new(ViewType { element: view.element.unqualified().clone(), axes }))
        };
        let (ty, attr) = match name {
            "copy" => (contiguous(true), ViewAttr::Copy),
            "copy_fortran" => (contiguous(false), ViewAttr::CopyFortran),
            "is_c_contig" => (Type::Bint, ViewAttr::IsCContig),
            "is_f_contig" => (Type::Bint, ViewAttr::IsFContig),
            _ => return None,
        };
        Some(Expr::new(ty, at, ExprKind::ViewAttr { view: Box::new(object.clone()), attr }))
    }

    /// Builds an ordinary method call from analysed arguments.
    pub fn python_method(&mut self, object: Expr, name: &str, args: Vec<Expr>, at: FileSpan) -> Expr {
        let args = args.into_iter().map(Arg::Positional).collect();
        Expr::new(
            Type::Object,
            at,
            ExprKind::MethodCall { object: Box::new(object), name: name.into(), args },
        )
    }
}

/// A method's type without its instance.
struct FuncTail;
impl FuncTail {
    fn of(ty: &cyrus_types::FuncType) -> cyrus_types::FuncType {
        cyrus_types::FuncType { params: ty.params.iter().skip(1).cloned().collect(), ..ty.clone() }
    }
}

/// The type of a C function that cannot fail and needs no GIL.
pub fn function_type(ret: Type, params: Vec<Type>) -> cyrus_types::FuncType {
    cyrus_types::FuncType {
        ret,
        params: params
            .into_iter()
            .map(|ty| cyrus_types::FuncParam { name: Name::default(), ty, not_none: false })
            .collect(),
        optional: 0,
        varargs: false,
        except: cyrus_types::Except::Never,
        nogil: true,
        with_gil: false,
    }
}

/// What a method that Python 2 had for dicts is today, and whether its result is an iterator.
pub fn python2_dict_method(name: &str) -> Option<(&'static str, bool)> {
    Some(match name {
        "iterkeys" => ("keys", true),
        "itervalues" => ("values", true),
        "iteritems" => ("items", true),
        "viewkeys" => ("keys", false),
        "viewvalues" => ("values", false),
        "viewitems" => ("items", false),
        _ => return None,
    })
}

/// What methods of builtin types are known to return.
fn method_result(object: &Type, name: &str) -> Type {
    let Type::Builtin(b) = object else { return Type::Object };
    match (b, name) {
        (
            Builtin::Str,
            "join" | "strip" | "lstrip" | "rstrip" | "lower" | "upper" | "replace" | "format" | "title"
            | "capitalize" | "center" | "ljust" | "rjust" | "zfill" | "swapcase" | "casefold" | "expandtabs"
            | "translate",
        ) => Type::STR,
        (Builtin::Str, "split" | "rsplit" | "splitlines") => Type::LIST,
        (Builtin::Str, "encode") => Type::BYTES,
        (Builtin::Bytes, "join" | "strip" | "lstrip" | "rstrip" | "lower" | "upper" | "replace") => {
            Type::BYTES
        }
        (Builtin::Bytes, "decode") => Type::STR,
        (Builtin::Bytes, "split" | "rsplit" | "splitlines") => Type::LIST,
        (Builtin::List, "copy") => Type::LIST,
        (Builtin::Dict, "copy") => Type::DICT,
        (Builtin::Set, "copy") => Type::SET,
        _ => Type::Object,
    }
}
