//! Extension types: what code generation makes them of, and what the module's code adds.
//!
//! A special method that nothing but the slot needs is a C function of its own, which the slot calls; Python sees the
//! wrapper that CPython makes for the slot. Special methods that are objects (with defaults, decorated, `__init__`,
//! `__call__`) stand in the type's dictionary, and their slot functions call what is there.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Abi, Expr, LocalType, Role, Signal, StmtKind, Value};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::{ClassId, Type};

use crate::func::{FuncCx, NONE, by_value, is_null, value_type};
use crate::module::ModuleCx;
use crate::slots::{Builder, DIRECT, is_special};

/// Where the code of a special method is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Provider {
    /// In a C function of all arguments as objects (or of C types where the slot has them).
    Direct(hir::FuncId),
    /// In the type's dictionary.
    Dict(hir::FuncId),
}

impl ModuleCx<'_> {
    /// Functions that only slots, getters and setters call.
    pub fn find_direct(&mut self) {
        for class in &self.hir.classes {
            let direct = class.methods.iter().filter(|(f, kind)| {
                let code = &self.hir.functions[*f];
                *kind == hir::MethodKind::Instance && DIRECT.contains(&code.name.as_str()) && is_plain(code)
            });
            let mut found: Vec<hir::FuncId> = direct.map(|(f, _)| *f).collect();
            found.extend(class.dealloc);
            found.extend(class.cinit.filter(|f| self.hir.functions[*f].params.list.len() == 1));
            for p in &class.properties {
                found.extend(p.get.iter().chain(&p.set).chain(&p.del));
            }
            self.direct.extend(found.into_iter().map(hir::FuncId::as_u32));
        }
    }

    /// A function that slots call: C types only where the slot has them.
    pub fn direct_shell(&mut self, f: &hir::Function) -> ir::FuncId {
        let cname = self.cname("s", &f.qualname);
        let mut shell = self.empty_function(f.qualname.clone(), cname, Abi::C);
        for p in &f.params.list {
            let ty = if p.convert.is_some() { &Type::Object } else { &f.locals[p.local].ty };
            let ty = if ty.is_object() { Type::Object } else { value_type(ty) };
            let l = shell.add_local(ir::Local {
                name: p.name.clone(),
                ty: LocalType::Type(ty),
                role: Role::Param,
            });
            shell.params.push(l);
        }
        shell.ret = if f.ret.is_object() { Type::Object } else { value_type(&f.ret) };
        if shell.ret != Type::Object {
            shell.signal = Signal::Occurred;
        }
        shell.at = f.at;
        self.functions.push(shell)
    }

    /// A function in a type slot: C types as the slot has them.
    pub fn slot_shell(&mut self, f: &hir::Function) -> ir::FuncId {
        self.direct_shell(f)
    }

    /// Makes the extension types from their bodies, with the functions in their slots.
    pub fn build_types(&mut self) {
        let hir = self.hir;
        for (at, body) in hir.classes.iter().enumerate() {
            let def = self.type_def(at, body);
            self.types.push(def);
        }
    }

    fn type_def(&mut self, at: usize, body: &hir::ClassBody) -> ir::TypeDef {
        let doc = body.doc.as_ref().filter(|_| self.hir.settings.docstrings).map(|d| self.str_const(d));
        let mut methods = Vec::new();
        for (f, kind) in &body.methods {
            let Some(&desc) = self.desc_of.get(&f.as_u32()) else { continue };
            let name = self.hir.functions[*f].name.as_str();
            let kind = match kind {
                hir::MethodKind::Static => ir::MethodKind::Static,
                hir::MethodKind::Class => ir::MethodKind::Class,
                hir::MethodKind::Instance if matches!(name, "__init_subclass__" | "__class_getitem__") => {
                    ir::MethodKind::Class
                }
                hir::MethodKind::Instance => ir::MethodKind::Instance,
            };
            methods.push(ir::TypeMethod { desc, kind });
        }
        let specials = self.specials(body);
        let getattr = specials.iter().find_map(|(name, provider)| match provider {
            Provider::Direct(f) if name == "__getattr__" => Some(self.code[*f]),
            Provider::Direct(_) | Provider::Dict(_) => None,
        });
        let mut slot_docs = Vec::new();
        for (name, provider) in &specials {
            // what these two say of themselves is the interpreter's
            if let Provider::Direct(f) = provider
                && !matches!(name.as_str(), "__bool__" | "__nonzero__")
                && let Some(doc) =
                    self.hir.functions[*f].doc.as_ref().filter(|_| self.hir.settings.docstrings)
            {
                slot_docs.push((name.clone(), self.str_const(doc)));
            }
        }
        let mut builder = Builder { cx: self, class: body.class, specials, slots: Vec::new() };
        builder.all();
        let slots = builder.slots;
        let properties = body.properties.iter().map(|p| self.property(body.class, p)).collect();
        let cinit = body.cinit.map(|f| self.cinit(at, body.class, f));
        ir::TypeDef {
            class: body.class,
            doc,
            slots,
            slot_docs,
            getattr,
            methods,
            properties,
            vtable: self.vtable(body.class),
            cinit,
            dealloc: body.dealloc.map(|f| self.code[f]),
            at: body.at,
        }
    }

    /// The special methods of a class and where their code is.
    fn specials(&self, body: &hir::ClassBody) -> Vec<(Name, Provider)> {
        let mut found = Vec::new();
        for (f, _) in &body.methods {
            let name = self.hir.functions[*f].name.clone();
            if is_special(&name) {
                let direct = self.direct.contains(&f.as_u32());
                found.push((name, if direct { Provider::Direct(*f) } else { Provider::Dict(*f) }));
            }
        }
        for (name, value) in &body.attributes {
            if is_special(name)
                && let Some(f) = function_in(value)
            {
                found.push((name.clone(), Provider::Dict(f)));
            }
        }
        found
    }

    /// Vtable entries: own methods, and those of bases that this class replaces.
    fn vtable(&self, class: ClassId) -> Vec<(ClassId, usize, ir::FuncId)> {
        let decl = &self.world.classes[class];
        let mut out = Vec::new();
        for (at, method) in decl.methods.iter().enumerate() {
            let Some(f) = self.hir.cfuncs.get(&method.func) else { continue };
            let (mut slot, mut base, mut overrides) = ((class, at), decl.base, method.overrides);
            while overrides {
                let Some((owner, i)) = base.and_then(|b| self.world.find_method(b, &method.name)) else {
                    break;
                };
                slot = (owner, i);
                overrides = self.world.classes[owner].methods[i].overrides;
                base = self.world.classes[owner].base;
            }
            out.push((slot.0, slot.1, self.code[*f]));
        }
        out
    }

    /// A C function for a slot, filled by `fill`; its parameters are the first locals.
    pub fn slot_function(
        &mut self,
        like: hir::FuncId,
        name: &str,
        params: &[Type],
        ret: &Type,
        fill: impl FnOnce(&mut FuncCx<'_, '_>, &[Expr]),
    ) -> ir::FuncId {
        let f = &self.hir.functions[like];
        let full = match f.qualname.rsplit_once('.') {
            Some((class, _)) => format!("{class}.{name}"),
            None => name.to_owned(),
        };
        let cname = self.cname("slot", &full);
        let mut shell = self.empty_function(Name::from(full), cname, Abi::C);
        for ty in params {
            let l = shell.add_local(ir::Local {
                name: Name::default(),
                ty: LocalType::Type(ty.clone()),
                role: Role::Param,
            });
            shell.params.push(l);
        }
        shell.ret = ret.clone();
        shell.signal = match ret {
            Type::Void => Signal::Never,
            t if t.is_object() => Signal::Null,
            _ => Signal::Maybe("-1".into()),
        };
        shell.no_traceback = true;
        shell.at = f.at;
        let args: Vec<Expr> = shell.params.iter().map(|l| Expr::Local(*l)).collect();
        let code = self.functions.push(shell);
        FuncCx::build(self, like, code, |s| {
            fill(s, &args);
            s.end();
        });
        code
    }

    fn property(&mut self, class: ClassId, p: &hir::Property) -> ir::Property {
        let name = self.str_const(p.name.as_bytes());
        let doc = p.doc.as_ref().filter(|_| self.hir.settings.docstrings).map(|d| self.str_const(d));
        let get = p.get.map(|f| self.code[f]);
        let set = p.set.or(p.del).map(|like| {
            let (set, del) = (p.set, p.del);
            self.slot_function(like, "set", &[Type::Object, Type::Object], &Type::INT, |s, args| {
                let [own, value] = args else { return };
                s.branch(
                    is_null(value.clone()),
                    |s| s.call_or_refuse(class, del, vec![own.clone()], "__del__"),
                    |s| s.call_or_refuse(class, set, vec![own.clone(), value.clone()], "__set__"),
                );
            })
        });
        (name, get, set, doc)
    }

    /// `__cinit__` as `int f(self, args, kwds)`.
    fn cinit(&mut self, at: usize, class: ClassId, f: hir::FuncId) -> ir::FuncId {
        let direct = self.direct.contains(&f.as_u32());
        let holder = if direct { None } else { Some(self.cinit_holder(at)) };
        let desc = self.desc_of.get(&f.as_u32()).copied();
        let params = [Type::Object, Type::TUPLE, Type::DICT];
        self.slot_function(f, "__cinit__", &params, &Type::INT, |s, args| {
            let [own, args, kwargs] = args else { return };
            let (Some(holder), Some(desc)) = (holder, desc) else {
                s.call_provider(class, "__cinit__", Provider::Direct(f), vec![own.clone()]);
                return;
            };
            // Made when it is first needed, unless it has defaults: then where the class stands.
            s.when(is_null(Expr::State(holder)), |s| {
                let made = s.object_op(op::CY_FUNCTION, by_value([Expr::Desc(desc)]));
                s.emit(StmtKind::Set(ir::Place::State(holder), Value::Expr(made)));
            });
            let function = s.save(&Type::Object, Value::Expr(Expr::State(holder)));
            s.run(op::CY_INIT_BY, by_value([function, own.clone(), args.clone(), kwargs.clone()]));
        })
    }

    /// The state slot of a `__cinit__` that is called as a Python function.
    pub fn cinit_holder(&mut self, at: usize) -> ir::StateId {
        self.state(&Name::from(format!("cinit_{at}")), ir::StateKind::Code)
    }
}

/// Whether a method takes a fixed number of arguments.
fn is_plain(f: &hir::Function) -> bool {
    !f.params.vararg && !f.params.kwarg && f.params.nkwonly == 0
}

/// The function that an attribute is, under its decorators.
fn function_in(e: &hir::Expr) -> Option<hir::FuncId> {
    match &e.kind {
        hir::ExprKind::MakeFunction(f) => Some(f.func),
        hir::ExprKind::Call { args, .. } => match args.first() {
            Some(hir::Arg::Positional(e)) => function_in(e),
            _ => None,
        },
        // The face of a fused function: a table of its specialisations, and the rules.
        hir::ExprKind::Op { op, args } if *op == cyrus_ops::CY_FUSED => match args.first().map(|a| &a.kind) {
            Some(hir::ExprKind::Dict(items)) => items.first().and_then(|(_, e)| function_in(e)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an attribute of a class may have a `__set_name__`: functions and literals have none.
fn may_want_a_name(value: &hir::Expr) -> bool {
    use hir::ExprKind as K;
    function_in(value).is_none()
        && !matches!(
            value.kind,
            K::None
                | K::Bool(_)
                | K::Ellipsis
                | K::NotImplemented
                | K::Int(_)
                | K::Float(_)
                | K::Imaginary(_)
                | K::Str(_)
                | K::Bytes(_)
                | K::ConstTuple(_)
                | K::Tuple(_)
                | K::List(_)
                | K::Set(_)
                | K::Dict(_)
                | K::Coerce(..)
        )
}

impl<'h> FuncCx<'_, 'h> {
    /// The code of a function that slots call.
    pub fn direct_code(&mut self, f: &'h hir::Function) {
        self.python_params(f);
        if self.func.signal != Signal::Never {
            self.stmts(&f.body);
            self.end();
        }
    }

    /// A call of a special method.
    pub fn call_provider(&mut self, class: ClassId, name: &str, by: Provider, args: Vec<Expr>) -> Expr {
        match by {
            Provider::Direct(f) => {
                let code = self.cx.code[f];
                let callee = &self.cx.functions[code];
                let (ret, signal) = (callee.ret.clone(), callee.signal.clone());
                let types: Vec<Type> = callee
                    .params
                    .iter()
                    .map(|l| callee.type_of(*l).cloned().unwrap_or(Type::Object))
                    .collect();
                let mut values = Vec::new();
                for (i, ty) in types.iter().enumerate() {
                    let value = args.get(i).cloned().unwrap_or(NONE);
                    let from = self.slot_arg_type(&value);
                    values.push(self.convert_by_type(value, &from, ty));
                }
                self.call_target(ir::CallTarget::Func(code), values, signal, &ret)
            }
            Provider::Dict(_) => {
                let name = self.name(name);
                let function = self.object_op(op::CY_OWN_ATTR, by_value([Expr::ClassObject(class), name]));
                let mut values = Vec::new();
                for value in args {
                    let from = self.slot_arg_type(&value);
                    values.push(self.convert_by_type(value, &from, &Type::Object));
                }
                self.call_values(function, values)
            }
        }
    }

    pub fn slot_arg_type(&self, value: &Expr) -> Type {
        match value {
            Expr::Local(l) => self.func.type_of(*l).cloned().unwrap_or(Type::Object),
            Expr::Int(_, ty) | Expr::Null(ty) => ty.clone(),
            _ => Type::Object,
        }
    }

    /// Calls the code of a property, or refuses.
    fn call_or_refuse(&mut self, class: ClassId, f: Option<hir::FuncId>, args: Vec<Expr>, name: &str) {
        match f {
            Some(f) => {
                self.call_provider(class, name, Provider::Direct(f), args);
            }
            None => {
                let text = Expr::CStr(name.as_bytes().into());
                self.run(op::CY_RAISE_TEXT, by_value([Self::exception("NotImplementedError"), text]));
            }
        }
    }

    /// The place in the module where an extension type is defined: its attributes are evaluated here.
    pub fn define_class(&mut self, at: usize) {
        let Some(body) = self.cx.hir.classes.get(at) else { return };
        if body.attributes.is_empty() && body.code.is_empty() {
            return;
        }
        // Names in the attributes are those of the class first.
        let space = self.object_op(op::CY_TYPE_DICT, by_value([Expr::ClassObject(body.class)]));
        let outer = self.namespace.take();
        if let Expr::Local(space) = space {
            self.namespace = Some(space);
        }
        for (i, (name, value)) in body.attributes.iter().enumerate() {
            self.class_statements(body, i);
            self.at = value.at;
            let value = self.expr(value);
            if name == "__cinit__" {
                let holder = self.cx.cinit_holder(at);
                self.emit(StmtKind::Set(ir::Place::State(holder), Value::Expr(value)));
                continue;
            }
            let name = self.name(name);
            self.run(op::CY_EXT_PUT, by_value([Expr::ClassObject(body.class), name, value]));
        }
        self.class_statements(body, body.attributes.len());
        for (name, value) in &body.attributes {
            if name != "__cinit__" && may_want_a_name(value) {
                self.at = value.at;
                let name = self.name(name);
                self.run(op::CY_EXT_SET_NAME, by_value([Expr::ClassObject(body.class), name]));
            }
        }
        self.namespace = outer;
    }

    /// The statements that stand behind the first `stored` attributes of an extension type.
    fn class_statements(&mut self, body: &'h hir::ClassBody, stored: usize) {
        for (at, stmts) in &body.code {
            if *at == stored {
                self.stmts(stmts);
                self.run(op::CY_EXT_MODIFIED, by_value([Expr::ClassObject(body.class)]));
            }
        }
    }

    /// The code of a `__dealloc__`: nobody is told of an exception.
    pub fn dealloc_code(&mut self, f: &'h hir::Function) {
        self.tries += 1;
        let body = self.region(|s| {
            s.python_params(f);
            s.stmts(&f.body);
        });
        self.tries -= 1;
        let name = Expr::CStr(self.func.name.as_bytes().into());
        let report = if f.watch.quiet { op::CY_UNRAISABLE_QUIET } else { op::CY_UNRAISABLE };
        let handler = self.region(|s| s.run(report, by_value([name])));
        self.emit(StmtKind::Try { body, handler });
        self.end();
    }
}
