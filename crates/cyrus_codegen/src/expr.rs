//! Expressions of the IR as expressions of C.

use cyrus_c::{Binary, Expr as C, Stmt, Unary, float, integer, is_identifier, string};
use cyrus_ir::query::{late_place, shared_view, type_of};
use cyrus_ir::{Abi, BinOp, CallTarget, Expr, FuncId, LocalId, Role, UnOp};
use cyrus_source::Name;
use cyrus_types::{Access, CFuncId, CVarId, ClassId, Float, Linkage, Packing, Type, ViewType};

use crate::consts::singleton;
use crate::func::FuncGen;
use crate::types::{ctype, int_suffix};

impl FuncGen<'_, '_> {
    /// The variable of a local (what a reference refers to).
    pub(crate) fn local(&mut self, l: LocalId) -> C {
        if self.self_local == Some(l) {
            return if self.is_resume() { C::atom("g").cast("PyObject *") } else { C::atom("self") };
        }
        if matches!(self.func.abi, Abi::Resume { sent, .. } if sent == l) {
            return C::atom("sent");
        }
        if let Some(own) = self.outside.get(&l) {
            return own.clone();
        }
        let Some(storage) = self.locals.get(l) else {
            // Only locals that no statement mentions have none.
            return C::atom("0");
        };
        let place = if storage.in_frame {
            C::atom("F").arrow(storage.name.clone())
        } else {
            C::atom(storage.name.clone())
        };
        if storage.maybe {
            // not `place->`: what it holds is behind `*` only
            return C::atom(format!("(*{place})"));
        }
        if storage.reference { place.unary(Unary::Deref) } else { place }
    }

    /// What is assigned where a local gets a value: not what it refers to, and not a C++ value that is not there yet.
    pub(crate) fn target(&mut self, l: LocalId) -> C {
        match self.locals.get(l) {
            Some(_) if !self.is_maybe(l) => self.local(l),
            Some(storage) if storage.in_frame => C::atom("F").arrow(storage.name.clone()),
            Some(storage) => C::atom(storage.name.clone()),
            None => self.local(l),
        }
    }

    /// Whether the storage of a local has room for a C++ object that may not have begun.
    pub(crate) fn is_maybe(&self, l: LocalId) -> bool {
        self.locals.get(l).is_some_and(|storage| storage.maybe) && !self.outside.contains_key(&l)
    }

    /// An expression as a value of its own: views that other modules know become ours.
    pub(crate) fn value(&mut self, e: &Expr) -> C {
        let world = self.cx.module.world.clone();
        match shared_view(&world, e) {
            Some(view) => {
                let copy = self.cx.native_view(view);
                let place = self.expr(e).unary(Unary::Address);
                C::call(copy, vec![place])
            }
            None => self.expr(e),
        }
    }

    /// The memory of a variable or attribute, also where its C++ object has not begun.
    pub(crate) fn memory(&mut self, e: &Expr) -> C {
        match e {
            Expr::CVar(v) => self.cx.cvar(*v),
            Expr::Arrow(a, name, Some(class)) => {
                let decl = &self.cx.module.world.classes[*class];
                let field = decl.fields.iter().find(|f| f.name == *name).map_or(name, |f| &f.cname);
                let a = self.expr(a);
                a.cast(format!("{} *", decl.object_struct)).arrow(field.to_string())
            }
            e => self.expr(e),
        }
    }

    pub(crate) fn expr(&mut self, e: &Expr) -> C {
        let module = self.cx.module;
        let world = &*module.world;
        match e {
            Expr::Local(l) => self.local(*l),
            Expr::CVar(_) | Expr::Arrow(_, _, Some(_)) => {
                let place = self.memory(e);
                if late_place(world, e).is_some() { C::atom(format!("(*{place})")) } else { place }
            }
            Expr::State(s) => self.cx.state(*s),
            Expr::Const(k) => C::atom(self.cx.consts.text(module, *k)),
            Expr::Singleton(s) => C::atom(singleton(*s)),
            Expr::Int(value, ty) => C::atom(integer(*value, int_suffix(world, ty))),
            Expr::Float(value, ty) => {
                let suffix = match world.resolve(ty) {
                    Type::Float(Float::Float) => "f",
                    Type::Float(Float::LongDouble) => "L",
                    _ => "",
                };
                let text = float(*value, suffix);
                match text.strip_prefix('-') {
                    Some(rest) => C::atom(rest.to_owned()).unary(Unary::Neg),
                    None => C::atom(text),
                }
            }
            Expr::Null(ty) => match world.resolve(ty) {
                Type::View(view) => C::atom(self.cx.zero(&crate::types::view_name(view))),
                _ => C::atom("NULL"),
            },
            Expr::CStr(bytes) => C::atom(string(bytes)),
            Expr::Text(text, _) => text_expr(text),
            Expr::FuncAddr(f, ty) => self.cx.function(*f).cast(ctype(world, ty).text()),
            Expr::CFuncAddr(f) => self.cx.cfunc(*f),
            Expr::ClassObject(class) => self.cx.class_object(*class),
            Expr::FrameLocal(object, func, local) => self.frame_local(object, *func, *local),
            Expr::ModuleDict => C::atom("CY(dict)"),
            Expr::Desc(d) => C::atom(d.as_u32().to_string()),
            Expr::Frame(f) => C::atom(self.cx.generator(*f)),
            Expr::Dtype(ty) => C::atom(self.cx.dtype(ty)),
            Expr::Unary(op, a) => {
                let a = self.expr(a);
                match op {
                    UnOp::Neg => a.unary(Unary::Neg),
                    UnOp::Not => a.negate(false),
                    UnOp::BitNot => a.unary(Unary::BitNot),
                }
            }
            Expr::Binary(op, a, b) => {
                let (a, b) = (self.expr(a), self.expr(b));
                a.binary(binary(*op), b)
            }
            Expr::Select(c, a, b) => C::Cond(Box::new([self.expr(c), self.value(a), self.value(b)])),
            // a reference binds to what is there
            // what only this expression can see is moved from
            Expr::Cast(Type::RvalueRef(to), a)
                if matches!(**a, Expr::Local(l) if self.func.locals[l].role == Role::Temp)
                    && type_of(module, self.func, a).as_ref() == Some(&**to) =>
            {
                let a = self.expr(a);
                C::atom(format!("static_cast<{} &&>({a})", ctype(world, to).text()))
            }
            Expr::Cast(Type::Ref(_) | Type::RvalueRef(_), a) => self.expr(a),
            Expr::Cast(ty, a) => {
                // every object is a `PyObject *`, so a cast between objects says nothing
                if ty.is_object()
                    && type_of(module, self.func, a).is_some_and(|t| world.resolve(&t).is_object())
                {
                    return self.expr(a);
                }
                let a = self.expr(a);
                a.cast(ctype(world, ty.unqualified()).text())
            }
            Expr::Field(a, name) => {
                let name = self.field_name(a, name);
                self.expr(a).member(name)
            }
            Expr::Arrow(a, name, None) => {
                let name = self.field_name(&Expr::Deref(a.clone()), name);
                self.expr(a).arrow(name)
            }
            Expr::Index(a, i) => {
                let (a, i) = (self.expr(a), self.expr(i));
                a.index(i)
            }
            Expr::Deref(a) => self.expr(a).unary(Unary::Deref),
            Expr::AddressOf(a) if self.is_foreign_object(a) => C::call("cy_at", vec![self.expr(a)]),
            Expr::AddressOf(a) => self.expr(a).unary(Unary::Address),
            Expr::SizeOf(ty) => C::call("sizeof", vec![C::Text(ctype(world, ty).text().into())]),
            Expr::Pure(op, args) => {
                let args = args.iter().map(|a| self.expr(a)).collect();
                C::call(op.op().name, args)
            }
            Expr::Aggregate(ty, items) if matches!(world.resolve(ty), Type::Array(..)) => {
                self.array(ty, items)
            }
            Expr::Aggregate(ty, items) => {
                let values = items.iter().map(|(_, e)| self.value(e)).collect();
                let names: Vec<Option<&str>> = items.iter().map(|(n, _)| n.as_deref()).collect();
                let maker = self.cx.maker(ty, &names);
                C::call(maker, values)
            }
            Expr::ViewItem(view, at) => self.view_item(view, at),
            Expr::ViewShape(view, axis) => self.expr(view).member("n").index(C::atom(axis.to_string())),
            Expr::ViewStride(view, axis) => self.stride(view, *axis),
            Expr::ViewBound(object) if matches!(&**object, Expr::Local(l) if self.locals.get(*l).is_some_and(|s| s.maybe)) =>
            {
                match **object {
                    Expr::Local(l) if self.is_maybe(l) => C::call("cy_there", vec![self.target(l)]),
                    // a thread's own object is always there
                    _ => C::atom("1"),
                }
            }
            Expr::ViewBound(place) if late_place(world, place).is_some() => {
                let place = self.memory(place);
                C::call("cy_there", vec![place])
            }
            Expr::ViewBound(view) => {
                self.expr(view).member("h").member("owner").binary(Binary::Ne, C::atom("NULL"))
            }
        }
    }

    /// An array of its own with these items, which lives as long as the function (or the frame) does.
    fn array(&mut self, ty: &Type, items: &[(Option<Name>, Expr)]) -> C {
        let world = &*self.cx.module.world;
        let place = self.own_array(ctype(world, ty.unqualified()));
        let values: Vec<C> = items.iter().map(|(_, e)| self.expr(e)).collect();
        if values.is_empty() {
            self.out.push(Stmt::Line(format!("memset({place}, 0, sizeof {place});").into()));
        }
        for (i, value) in values.into_iter().enumerate() {
            self.out.push(Stmt::Expr(place.clone().index(C::atom(i.to_string())).assign(value)));
        }
        place
    }

    /// The C name of a field of what `a` is.
    fn field_name(&self, a: &Expr, name: &str) -> String {
        let world = &*self.cx.module.world;
        let fields = match type_of(self.cx.module, self.func, a).as_ref().map(|t| world.resolve(t)) {
            Some(Type::Struct(id)) => world.structs[*id].fields.as_deref().unwrap_or(&[]),
            Some(Type::Cpp(id, _)) => &world.cpp_classes[*id].fields,
            _ => &[],
        };
        fields.iter().find(|f| f.name == name).map_or(name, |f| f.cname.as_str()).to_owned()
    }

    /// Whether this is a C++ object that is declared elsewhere, where it may be const.
    fn is_foreign_object(&self, e: &Expr) -> bool {
        let world = &self.cx.module.world;
        match e {
            Expr::CVar(id) => {
                let var = &world.cvars[*id];
                var.linkage == Linkage::Extern && matches!(world.resolve(&var.ty), Type::Cpp(..))
            }
            _ => false,
        }
    }

    fn frame_local(&mut self, object: &Expr, func: FuncId, local: LocalId) -> C {
        let object = self.expr(object);
        let frame = self.cx.frame_struct(func);
        let field = self.cx.frame_field(func, local);
        C::call("CY_FRAME", vec![object, C::Text(frame.into())]).arrow(field)
    }

    fn view_type(&self, view: &Expr) -> Option<ViewType> {
        let ty = type_of(self.cx.module, self.func, view)?;
        match self.cx.module.world.resolve(&ty) {
            Type::View(v) => Some((**v).clone()),
            Type::Buffer(b) => Some(b.view.clone()),
            _ => None,
        }
    }

    fn stride(&mut self, view: &Expr, axis: usize) -> C {
        if let Some(ty) = self.view_type(view)
            && ty.axes[axis].packing == Packing::Contiguous
        {
            let item = ctype(&self.cx.module.world, ty.element.unqualified()).text();
            return C::call("sizeof", vec![C::Text(item.into())]).cast("Py_ssize_t");
        }
        self.expr(view).member("s").index(C::atom(axis.to_string()))
    }

    /// `*(double *)(v.h.p + i * v.s[0])`, or `((double *)v.h.p)[i]` where the last axis is contiguous.
    fn view_item(&mut self, view: &Expr, at: &[Expr]) -> C {
        let ty = self.view_type(view);
        let v = self.expr(view);
        let item = ty.as_ref().map_or_else(
            || "char".to_owned(),
            |t| ctype(&self.cx.module.world, t.element.unqualified()).text(),
        );
        let pointer = if item.ends_with('*') { format!("{item}*") } else { format!("{item} *") };
        let mut address = v.clone().member("h").member("p");
        let mut direct = None;
        for (axis, i) in at.iter().enumerate() {
            let i = self.expr(i);
            let layout = ty.as_ref().and_then(|t| t.axes.get(axis)).copied().unwrap_or_default();
            let contiguous = layout.packing == Packing::Contiguous && layout.access == Access::Direct;
            if contiguous && direct.is_none() {
                direct = Some(i);
            } else {
                let stride = v.clone().member("s").index(C::atom(axis.to_string()));
                address = address.binary(Binary::Add, i.binary(Binary::Mul, stride));
            }
            if layout.access != Access::Direct {
                let offset = v.clone().member("u").index(C::atom(axis.to_string()));
                address = C::call("CY_IV_AT", vec![address, offset]);
            }
        }
        match direct {
            Some(i) => address.cast(pointer).index(i),
            None => address.cast(pointer).unary(Unary::Deref),
        }
    }

    /// The call of a C function.
    pub(crate) fn call(&mut self, target: &CallTarget, args: &[Expr], ret: &Type) -> C {
        let world = &*self.cx.module.world;
        let mut values: Vec<C> = args.iter().map(|a| self.value(a)).collect();
        match target {
            CallTarget::Func(f) => C::Call(Box::new(self.cx.function(*f)), values),
            CallTarget::Direct(desc, f) => C::call(self.cx.direct(*desc, *f), values),
            CallTarget::CFunc(f) => {
                let decl = &world.cfuncs[*f];
                if let Some((class, at)) = self.cx.foreign_method(*f) {
                    let table = C::atom(self.cx.class_vtable(class));
                    let pointer = self.cx.slot(class, at, table);
                    return self.through_slot(class, *f, pointer, values);
                }
                if decl.linkage != Linkage::Extern {
                    return C::Call(Box::new(self.cx.cfunc(*f)), values);
                }
                // C functions of others have their own types for objects
                for (value, param) in values.iter_mut().zip(&decl.ty.params) {
                    if let Some(name) = self.cx.foreign_object(&param.ty) {
                        *value = value.clone().cast(name);
                    }
                }
                let call = C::Call(Box::new(self.cx.cfunc(*f)), values);
                if self.cx.foreign_object(ret).is_some() { call.cast("PyObject *") } else { call }
            }
            CallTarget::Pointer(f) => {
                let f = self.expr(f);
                C::Call(Box::new(f), values)
            }
            CallTarget::Method(class, at) => {
                let me = values.first().cloned().unwrap_or_else(|| C::atom("NULL"));
                let pointer = self.cx.method(*class, *at, me);
                let method = world.classes[*class].methods[*at].func;
                self.through_slot(*class, method, pointer, values)
            }
            // a call that is written out (`new T()`) stands for itself
            CallTarget::Text(text) if text.contains('%') || text.ends_with(')') => fill(text, &values),
            CallTarget::Text(text) => C::Call(Box::new(text_expr(text)), values),
        }
    }
}

impl FuncGen<'_, '_> {
    /// The call of a method whose slot is in the vtable of this class.
    fn through_slot(&mut self, class: ClassId, method: CFuncId, pointer: C, mut values: Vec<C>) -> C {
        if !self.cx.slot_crosses(class, method) {
            return C::Call(Box::new(pointer), values);
        }
        let take = self.cx.take(method);
        values.insert(0, pointer);
        C::call(take, values)
    }
}

impl crate::module::Cx<'_> {
    /// A C variable of the module, as an lvalue.
    pub(crate) fn cvar(&mut self, id: CVarId) -> C {
        let decl = &self.module.world.cvars[id];
        match decl.linkage {
            Linkage::Extern => text_expr(&decl.cname),
            Linkage::Own if decl.public => C::atom(decl.cname.to_string()),
            Linkage::Own => {
                self.used_cvars.insert(id);
                C::atom("G").member(self.cvar_name(id))
            }
            Linkage::Imported(_) => {
                self.used_cvars.insert(id);
                C::atom(self.cvar_name(id)).unary(Unary::Deref)
            }
        }
    }

    /// The C function with this declaration.
    pub(crate) fn cfunc(&mut self, id: CFuncId) -> C {
        match self.module.cfuncs.get(&id) {
            Some(f) => self.function(*f),
            None => match self.module.world.cfuncs[id].linkage {
                Linkage::Imported(_) => {
                    self.used_cfuncs.insert(id);
                    C::atom(self.cfunc_pointer(id))
                }
                Linkage::Extern | Linkage::Own => text_expr(&self.module.world.cfuncs[id].cname),
            },
        }
    }

    /// The class that has the entry of a method: an override has none of its own.
    fn slot_owner(&self, class: ClassId, name: &str) -> ClassId {
        let world = &*self.module.world;
        let mut next = Some(class);
        while let Some(id) = next {
            if world.classes[id].methods.iter().any(|m| m.name == name && !m.overrides) {
                return id;
            }
            next = world.classes[id].base;
        }
        class
    }

    /// The entry of a method in the vtable of `me`.
    pub(crate) fn method(&self, class: ClassId, at: usize, me: C) -> C {
        let world = &*self.module.world;
        let holder = world.vtab_owner(class).unwrap_or(class);
        let table = me.cast(format!("{} *", world.classes[holder].object_struct)).arrow("__pyx_vtab");
        self.slot(class, at, table)
    }

    /// A method in a vtable.
    pub(crate) fn slot(&self, class: ClassId, at: usize, table: C) -> C {
        let world = &*self.module.world;
        let name = &world.classes[class].methods[at].name;
        let owner = self.slot_owner(class, name);
        table.cast(format!("{} *", world.classes[owner].vtab_struct)).arrow(crate::names::member(name))
    }

    /// The spelling of an object type that C headers define (`PyArrayObject *`).
    pub(crate) fn foreign_object(&self, ty: &Type) -> Option<String> {
        match self.module.world.resolve(ty) {
            Type::Ext(class) => Some(format!("{} *", self.module.world.classes[*class].object_struct)),
            Type::Buffer(b) => self.foreign_object(&b.object),
            _ => None,
        }
    }
}

/// Text that stands for a value.
pub(crate) fn text_expr(text: &str) -> C {
    let simple = is_identifier(text)
        || text.strip_prefix('-').unwrap_or(text).chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        || text.split("::").all(is_identifier);
    // `(void*)` as a name: the function is a cast
    let parenthesised = text.starts_with('(') && text.find(')').is_some_and(|at| at + 1 == text.len());
    if simple || parenthesised { C::atom(text.to_owned()) } else { C::Text(text.to_owned().into()) }
}

/// Arguments in their places: `%0.push_back(%1)`.
fn fill(text: &str, args: &[C]) -> C {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        match rest[..digits].parse::<usize>().ok().and_then(|n| args.get(n)) {
            Some(arg) => {
                let text = match arg {
                    C::Atom(_) | C::Call(..) | C::Member(..) | C::Arrow(..) | C::Index(..) => arg.to_string(),
                    other => format!("({other})"),
                };
                out.push_str(&text);
                rest = &rest[digits..];
            }
            None => out.push('%'),
        }
    }
    out.push_str(rest);
    C::Text(out.into())
}

pub(crate) fn binary(op: BinOp) -> Binary {
    match op {
        BinOp::Add => Binary::Add,
        BinOp::Sub => Binary::Sub,
        BinOp::Mul => Binary::Mul,
        BinOp::Div => Binary::Div,
        BinOp::Rem => Binary::Rem,
        BinOp::Shl => Binary::Shl,
        BinOp::Shr => Binary::Shr,
        BinOp::And => Binary::And,
        BinOp::Or => Binary::Or,
        BinOp::Xor => Binary::Xor,
        BinOp::LogAnd => Binary::LogAnd,
        BinOp::LogOr => Binary::LogOr,
        BinOp::Eq => Binary::Eq,
        BinOp::Ne => Binary::Ne,
        BinOp::Lt => Binary::Lt,
        BinOp::Le => Binary::Le,
        BinOp::Gt => Binary::Gt,
        BinOp::Ge => Binary::Ge,
    }
}
