//! Functions: how Python and C see them, their parameters, and what surrounds their code.

use cyrus_hir as hir;
use cyrus_hir::visit::Node;
use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::{self as ir, Abi, Expr, LocalType, Role, Signal, StmtKind, Value};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::{CFuncId, Linkage, Type};

use crate::func::{FuncCx, NONE, Var, by_value, int, is_set, pure, value_type};
use crate::module::ModuleCx;

/// The local of parameter `i` in the frame of a generator.
pub fn frame_param(i: usize) -> ir::LocalId {
    ir::LocalId::from_u32(2 + i as u32)
}

/// The local of the closure in the frame of a generator.
pub fn frame_closure(f: &hir::Function) -> ir::LocalId {
    frame_param(f.params.list.len())
}

fn local(name: &Name, ty: &Type, role: Role) -> ir::Local {
    ir::Local { name: name.clone(), ty: LocalType::Type(value_type(ty)), role }
}

impl ModuleCx<'_> {
    /// The function without its code: names, parameters, how it is called. For generators the maker, if Python calls one.
    pub fn shell(&mut self, id: hir::FuncId, f: &hir::Function) -> ir::FuncId {
        match &f.kind {
            hir::FunctionKind::Module => {
                let cname = self.cname("m", "exec");
                let mut shell = self.empty_function(f.qualname.clone(), cname, Abi::C);
                shell.ret = Type::INT;
                shell.signal = Signal::Negative;
                self.push(f, shell)
            }
            hir::FunctionKind::ClassBody => {
                let cname = self.cname("c", &f.qualname);
                let mut shell = self.empty_function(f.qualname.clone(), cname, Abi::C);
                shell.ret = Type::INT;
                shell.signal = Signal::Negative;
                for name in ["space", "closure"] {
                    let l = shell.add_local(local(&Name::from(name), &Type::Object, Role::Param));
                    shell.params.push(l);
                }
                self.push(f, shell)
            }
            hir::FunctionKind::C(c) => self.c_shell(*c, f),
            hir::FunctionKind::Slot(_) => self.slot_shell(f),
            hir::FunctionKind::Def if self.direct.contains(&id.as_u32()) => {
                if f.flavour != hir::Flavour::Plain {
                    let resume = self.resume_shell(f);
                    self.resume_of.insert(id.as_u32(), resume);
                }
                let code = self.direct_shell(f);
                if self.hir.classes.iter().any(|c| c.dealloc == Some(id)) {
                    self.functions[code].ret = Type::Void;
                    self.functions[code].signal = Signal::Never;
                }
                code
            }
            hir::FunctionKind::Def if f.flavour == hir::Flavour::Plain => self.python_shell(id, f),
            hir::FunctionKind::Def => {
                let resume = self.resume_shell(f);
                self.resume_of.insert(id.as_u32(), resume);
                // nobody calls a generator expression
                let is_expression = f.params.list.first().is_some_and(|p| p.name == ".0");
                if is_expression { resume } else { self.python_shell(id, f) }
            }
        }
    }

    fn push(&mut self, f: &hir::Function, mut shell: ir::Function) -> ir::FuncId {
        shell.at = f.at;
        shell.cpp_locals = f.cpp_locals;
        shell.hot = f.hot;
        shell.watch = f.watch;
        if matches!(f.kind, hir::FunctionKind::C(_)) {
            shell.callspec.clone_from(&f.callspec);
            shell.guard.clone_from(&f.guard);
        }
        self.functions.push(shell)
    }

    fn python_shell(&mut self, id: hir::FuncId, f: &hir::Function) -> ir::FuncId {
        let func = self.functions.next_id();
        let name = self.str_const(f.name.as_bytes());
        let qualname = self.str_const(f.qualname.as_bytes());
        let doc = f.doc.as_ref().filter(|_| self.hir.settings.docstrings).map(|d| self.str_const(d));
        let params = f.params.list.iter().map(|p| self.str_const(p.name.as_bytes())).collect();
        let free = f.captures.iter().map(|(_, own)| self.str_const(f.locals[*own].name.as_bytes())).collect();
        let varnames: Vec<&str> = f.varnames.iter().map(|id| &*f.locals[*id].name).collect();
        // a generator's calls are its resumptions, not what makes it
        let watch = if f.flavour == hir::Flavour::Plain { f.watch } else { cyrus_types::Watch::default() };
        let desc = self.descs.push(ir::FuncDesc {
            name,
            qualname,
            doc,
            params,
            npos: f.params.npos as u32,
            nposonly: f.params.nposonly as u32,
            nkwonly: f.params.nkwonly as u32,
            vararg: f.params.vararg,
            kwarg: f.params.kwarg,
            no_keywords: f.params.no_keywords,
            flavour: flavour(f.flavour),
            closure: !f.captures.is_empty(),
            free,
            varnames: varnames.join(" "),
            binding: if f.binding { ir::Binding::Function } else { ir::Binding::Builtin },
            func,
            at: f.at,
        });
        self.desc_of.insert(id.as_u32(), desc);
        let self_ = ir::LocalId::from_u32(0);
        let cname = self.cname("f", &f.qualname);
        let mut shell = self.empty_function(f.qualname.clone(), cname, Abi::Python { desc, self_ });
        shell.add_local(local(&Name::default(), &Type::Object, Role::Param));
        for p in &f.params.list {
            let l = shell.add_local(local(&p.name, &Type::Object, Role::Param));
            shell.params.push(l);
        }
        let code = self.push(f, shell);
        self.functions[code].watch = watch;
        code
    }

    fn resume_shell(&mut self, f: &hir::Function) -> ir::FuncId {
        let (self_, sent) = (ir::LocalId::from_u32(0), ir::LocalId::from_u32(1));
        let cname = self.cname("g", &f.qualname);
        let mut shell = self.empty_function(f.qualname.clone(), cname, Abi::Resume { self_, sent });
        shell.add_local(local(&Name::default(), &Type::Object, Role::Param));
        shell.add_local(local(&Name::default(), &Type::Object, Role::Param));
        for p in &f.params.list {
            shell.add_local(local(&p.name, &f.locals[p.local].ty, Role::User));
        }
        if !f.captures.is_empty() {
            shell.add_local(local(&Name::from("closure"), &Type::TUPLE, Role::User));
        }
        self.push(f, shell)
    }

    fn c_shell(&mut self, c: CFuncId, f: &hir::Function) -> ir::FuncId {
        let decl = self.world.cfuncs[c].clone();
        let mut shell = self.empty_function(f.qualname.clone(), decl.cname.clone(), Abi::C);
        shell.ret = value_type(&decl.ty.ret);
        shell.signal = crate::ccall::signal(&decl.ty.except);
        shell.nogil = decl.ty.nogil;
        shell.with_gil = decl.ty.with_gil;
        shell.inline = decl.inline;
        shell.public = decl.public && decl.linkage == Linkage::Own;
        let mut params: Vec<(Name, Type)> = Vec::new();
        for (i, p) in decl.ty.params.iter().enumerate() {
            // What the parameters are called in the code is known better than in the declaration.
            let hidden = p.name.starts_with("__pyx_");
            let name = f.params.list.get(i).filter(|_| !hidden).map_or(&p.name, |p| &p.name);
            params.push((name.clone(), p.ty.clone()));
        }
        for (name, ty) in params {
            let l = shell.add_local(local(&name, &ty, Role::Param));
            shell.params.push(l);
        }
        self.push(f, shell)
    }
}

/// The flavour as the IR has it.
fn flavour(f: hir::Flavour) -> ir::Flavour {
    match f {
        hir::Flavour::Plain => ir::Flavour::Plain,
        hir::Flavour::Generator => ir::Flavour::Generator,
        hir::Flavour::Coroutine => ir::Flavour::Coroutine,
        hir::Flavour::AsyncGenerator => ir::Flavour::AsyncGenerator,
        hir::Flavour::IterableCoroutine => ir::Flavour::IterableCoroutine,
    }
}

impl<'h> FuncCx<'_, 'h> {
    /// Lowers one function of the module.
    pub fn lower(cx: &mut ModuleCx<'h>, id: hir::FuncId) {
        let hir = &cx.hir.functions[id];
        let code = cx.code[id];
        match cx.resume_of.get(&id.as_u32()) {
            None => FuncCx::build(cx, id, code, |s| s.whole(hir)),
            Some(&resume) => {
                if resume != code {
                    FuncCx::build(cx, id, code, |s| s.maker());
                }
                FuncCx::build(cx, id, resume, |s| s.resumed());
            }
        }
    }

    /// Builds one function.
    pub fn build(
        cx: &mut ModuleCx<'h>,
        id: hir::FuncId,
        code: ir::FuncId,
        fill: impl FnOnce(&mut FuncCx<'_, 'h>),
    ) {
        let hir = &cx.hir.functions[id];
        let func = cx.functions[code].clone();
        let nogil = func.nogil;
        let mut s = FuncCx {
            cx,
            hir,
            id,
            func,
            out: Vec::new(),
            dead: false,
            at: hir.at,
            vars: IndexVec::from_vec(vec![Var::Unset; hir.locals.len()]),
            args: Vec::new(),
            deleted: BitSet::new(),
            exits: Vec::new(),
            result: None,
            place_value: None,
            closure: None,
            namespace: None,
            tries: 0,
            nogil,
            flag: None,
            buffers: std::collections::BTreeMap::new(),
            kept: Vec::new(),
        };
        deleted(&hir.body, &mut s.deleted);
        for (id, l) in hir.locals.iter_enumerated() {
            if let hir::Storage::Free(at) = l.storage {
                s.vars[id] = Var::Free(at);
            }
        }
        for (i, (_, here)) in hir.captures.iter().enumerate() {
            s.vars[*here] = Var::Free(i);
        }
        fill(&mut s);
        s.func.body = ir::Region(std::mem::take(&mut s.out));
        let func = s.func;
        cx.functions[code] = func;
    }

    fn whole(&mut self, f: &'h hir::Function) {
        self.declare_objects(f);
        match &f.kind {
            hir::FunctionKind::Module => self.module_code(f),
            hir::FunctionKind::ClassBody => self.class_code(f),
            hir::FunctionKind::C(c) => self.c_code(*c, f),
            hir::FunctionKind::Slot(_) => self.direct_code(f),
            hir::FunctionKind::Def if self.func.ret == Type::Void => self.dealloc_code(f),
            hir::FunctionKind::Def => {
                self.python_params(f);
                self.stmts(&f.body);
                self.end();
            }
        }
    }

    /// C++ objects live as long as the call, also where nothing is done with them.
    fn declare_objects(&mut self, f: &hir::Function) {
        for (id, local) in f.locals.iter_enumerated() {
            let late = f.cpp_locals && matches!(self.world().resolve(&local.ty), Type::Cpp(..));
            if local.storage == hir::Storage::Frame && !late && self.world().is_cpp_object(&local.ty) {
                self.declare(id);
            }
        }
    }

    /// Falling off the end.
    pub fn end(&mut self) {
        if self.dead {
            return;
        }
        if let Type::View(_) = self.world().resolve(&self.func.ret) {
            let text = "Memoryview return value is not initialized";
            let (op, kind) = (self.raise_text_op(), Self::exception("TypeError"));
            return self.fail(op, by_value([kind, Expr::CStr(text.as_bytes().into())]));
        }
        let value = match &self.func.ret {
            Type::Void => None,
            ty if ty.is_object() => Some(NONE),
            ty => Some(Self::default_value(ty)),
        };
        self.jump(StmtKind::Return(value));
    }

    /// What a C function returns whose code ends without a `return`.
    pub fn default_value(ty: &Type) -> Expr {
        match ty {
            Type::Ptr(_) => Expr::Null(ty.clone()),
            Type::Float(_) => Expr::Float(0.0, ty.clone()),
            Type::Int(_) | Type::Bint | Type::Enum(_) => Expr::Int(0, ty.clone()),
            Type::View(_) => Expr::Null(ty.clone()),
            _ => Expr::Aggregate(ty.clone(), Vec::new()),
        }
    }

    fn module_code(&mut self, f: &'h hir::Function) {
        self.fresh_cells();
        self.stmts(&f.body);
        if !self.dead {
            self.jump(StmtKind::Return(Some(int(0))));
        }
    }

    /// The body of a class: names go into the namespace; the cell `__class__` is left there for the metaclass.
    fn class_code(&mut self, f: &'h hir::Function) {
        self.namespace = self.func.params.first().copied();
        self.closure = self.func.params.get(1).map(|l| Expr::Local(*l));
        self.fresh_cells();
        self.stmts(&f.body);
        let class = f.locals.iter_enumerated().find(|(_, l)| l.name == "__class__").map(|(id, _)| id);
        let names = f.locals.iter_enumerated().find(|(_, l)| l.name == hir::CLASS_NAMES).map(|(id, _)| id);
        if let Some(names) = names
            && let Var::Cell(cell) = self.vars[names]
        {
            self.run(op::CY_CLASS_DICT_CELL, by_value([self.space(), Expr::Local(cell)]));
        }
        if let Some(class) = class
            && let Var::Cell(cell) = self.vars[class]
        {
            let (space, name) = (self.space(), self.name("__classcell__"));
            self.run(op::CY_SETITEM, by_value([space, name, Expr::Local(cell)]));
        }
        if !self.dead {
            self.jump(StmtKind::Return(Some(int(0))));
        }
    }

    /// The parameters of a function that Python calls.
    pub fn python_params(&mut self, f: &'h hir::Function) {
        if let (Abi::Python { self_, .. }, false) = (&self.func.abi, f.captures.is_empty()) {
            self.closure = Some(pure(op::CY_CLOSURE, vec![Expr::Local(*self_)]));
        }
        self.args = self.func.params.iter().map(|l| Expr::Local(*l)).collect();
        for (i, p) in f.params.list.iter().enumerate() {
            let raw = self.func.params[i];
            let value = self.argument(p, raw);
            self.bind(p.local, raw, value);
            self.keep_argument(p.local);
            self.acquire_parameter(p.local);
        }
        self.fresh_cells();
    }

    /// An argument lives as long as the call, also where its variable gets another value. Of objects the caller sees to
    /// that; a view is made here.
    fn keep_argument(&mut self, id: hir::LocalId) {
        let ty = &self.hir.locals[id].ty;
        if let (Var::Local(l), Type::View(_)) = (self.vars[id], self.world().resolve(ty))
            && rebound(&self.hir.body, id)
        {
            let kept = self.local(LocalType::Type(ty.clone()), Role::User);
            self.assign(kept, Expr::Local(l));
        }
    }

    /// The value of a parameter from the object that arrived.
    fn argument(&mut self, p: &'h hir::Param, raw: ir::LocalId) -> Expr {
        self.at = p.at;
        match &p.convert {
            Some(e) => self.expr(e),
            None => Expr::Local(raw),
        }
    }

    /// Makes a parameter's variable.
    fn bind(&mut self, id: hir::LocalId, raw: ir::LocalId, value: Expr) {
        let l = &self.hir.locals[id];
        let ty = l.ty.clone();
        if l.storage == hir::Storage::Cell {
            let cell = self.new_cell(&ty, Some(value));
            self.vars[id] = Var::Cell(cell);
        } else if value == Expr::Local(raw) {
            *self.func.local_mut(raw) = local(&l.name, &ty, Role::Param);
            self.vars[id] = Var::Local(raw);
        } else {
            let l = self.declare(id);
            // Two variables of one name: the object as it arrived, and what became of it.
            self.func.local_mut(raw).name = Name::default();
            self.assign(l, value);
        }
    }

    /// A cell for a variable that inner functions share.
    pub fn new_cell(&mut self, ty: &Type, value: Option<Expr>) -> ir::LocalId {
        let cell = self.temp(&Type::Object);
        if ty.is_object() {
            let value = value.unwrap_or(Expr::Null(Type::Object));
            self.set(cell, Value::Op { op: op::CY_CELL, args: by_value([value]), own: 0 });
            return cell;
        }
        let ty = value_type(ty);
        let size = Expr::SizeOf(ty.clone());
        let late = self.is_late(&ty);
        let (make, args) = if let Type::Cpp(..) = self.world().resolve(&ty) {
            let make = if late { op::CY_BOX_LATE } else { op::CY_BOX_OBJECT };
            (make, vec![ir::Arg::CType(ty.clone())])
        } else if ir::is_managed(self.world(), &ty) {
            (op::CY_BOX_VIEW, by_value([size]))
        } else {
            (op::CY_BOX, by_value([size, Expr::Null(Type::Void.ptr())]))
        };
        self.set(cell, Value::Op { op: make, args, own: 0 });
        if let Some(value) = value {
            self.write_boxed(Expr::Local(cell), &ty, Value::Expr(value));
        }
        cell
    }

    /// Cells for the variables that are not parameters.
    fn fresh_cells(&mut self) {
        for (id, l) in self.hir.locals.iter_enumerated() {
            if l.storage == hir::Storage::Cell && self.vars[id] == Var::Unset {
                let cell = self.new_cell(&l.ty, None);
                self.vars[id] = Var::Cell(cell);
            }
        }
    }

    /// The function that Python calls to make a generator: the arguments go into the frame.
    fn maker(&mut self) {
        let f = self.hir;
        if let (Abi::Python { self_, .. }, false) = (&self.func.abi, f.captures.is_empty()) {
            self.closure = Some(pure(op::CY_CLOSURE, vec![Expr::Local(*self_)]));
        }
        self.args = self.func.params.iter().map(|l| Expr::Local(*l)).collect();
        let mut held = Vec::new();
        for (i, p) in f.params.list.iter().enumerate() {
            let raw = self.func.params[i];
            let value = self.argument(p, raw);
            held.push(self.hold(value, &f.locals[p.local].ty));
        }
        self.settle(&mut held);
        self.at = f.at;
        let generator = self.new_generator(self.id);
        if let Abi::Python { self_, .. } = &self.func.abi {
            self.run(op::CY_GENERATOR_NAMED, by_value([generator.clone(), Expr::Local(*self_)]));
        }
        for (i, h) in held.into_iter().enumerate() {
            self.fill_frame(&generator, self.id, frame_param(i), h.value);
        }
        if let Some(closure) = self.closure.clone() {
            self.fill_frame(&generator, self.id, frame_closure(f), closure);
        }
        self.jump(StmtKind::Return(Some(generator)));
    }

    /// The code of a generator.
    fn resumed(&mut self) {
        let f = self.hir;
        if !f.captures.is_empty() {
            self.closure = Some(Expr::Local(frame_closure(f)));
        }
        for (i, p) in f.params.list.iter().enumerate() {
            let l = frame_param(i);
            let ty = f.locals[p.local].ty.clone();
            if f.locals[p.local].storage == hir::Storage::Cell {
                let cell = self.new_cell(&ty, Some(Expr::Local(l)));
                self.vars[p.local] = Var::Cell(cell);
                if ty.is_object() {
                    self.assign(l, Expr::Null(ty));
                }
            } else {
                self.vars[p.local] = Var::Local(l);
            }
        }
        self.fresh_cells();
        self.stmts(&f.body);
        self.end();
    }

    /// A C function: parameters with values that were left out, a call that Python code replaced, then the code.
    fn c_code(&mut self, c: CFuncId, f: &'h hir::Function) {
        if self.func.signal != Signal::Never {
            self.c_body(c, f);
            return self.end();
        }
        // Nobody is told of an exception: it is printed.
        self.tries += 1;
        let (body, ended, ()) = self.nested_dead(|s| s.c_body(c, f));
        self.tries -= 1;
        let mut fails = false;
        body.walk(&mut |s| fails |= s.kind.can_fail());
        if !fails {
            self.out = body.0;
            self.dead = ended;
            return self.end();
        }
        let report = match (f.watch.quiet, self.func.nogil) {
            (false, false) => op::CY_UNRAISABLE,
            (false, true) => op::CY_UNRAISABLE_NOGIL,
            (true, false) => op::CY_UNRAISABLE_QUIET,
            (true, true) => op::CY_UNRAISABLE_QUIET_NOGIL,
        };
        let name = Expr::CStr(self.func.name.as_bytes().into());
        let handler = self.region(|s| s.run(report, by_value([name])));
        self.emit(StmtKind::Try { body, handler });
        self.end();
    }

    fn c_body(&mut self, c: CFuncId, f: &'h hir::Function) {
        self.args = self.func.params.iter().map(|l| Expr::Local(*l)).collect();
        let required = self.required_params();
        if self.cx.extras[c].skip {
            self.flag = self.func.params.get(required).copied();
        }
        let optional = self.func.params.last().copied();
        for (i, p) in f.params.list.iter().enumerate() {
            self.at = p.at;
            if i < required {
                let Some(&raw) = self.func.params.get(i) else { continue };
                let value = self.argument(p, raw);
                self.bind(p.local, raw, value);
            } else if let Some(pointer) = optional {
                self.optional_param(p, i - required, pointer);
            }
            if !self.buffers.contains_key(&p.local.as_u32()) {
                self.acquire_parameter(p.local);
            }
        }
        self.fresh_cells();
        self.python_override(c, f);
        self.stmts(&f.body);
    }

    /// How many parameters a C function needs.
    pub fn required_params(&self) -> usize {
        self.hir.params.list.len() - self.hir.params.optional.min(self.hir.params.list.len())
    }

    /// An optional parameter: given in the struct behind `pointer`, or its default.
    fn optional_param(&mut self, p: &'h hir::Param, at: usize, pointer: ir::LocalId) {
        let ty = self.hir.locals[p.local].ty.clone();
        let field = |name: Name| Expr::Arrow(Box::new(Expr::Local(pointer)), name, None);
        let given = crate::func::binary(
            ir::BinOp::LogAnd,
            is_set(Expr::Local(pointer)),
            crate::func::binary(ir::BinOp::Gt, field("__pyx_n".into()), int(at as i64)),
        );
        let value = field(crate::signature::optional_field(at));
        let result = self.slot(&ty);
        self.branch(
            given,
            |s| s.assign(result, value),
            |s| {
                let value = match p.default.as_ref().or(p.convert.as_ref()) {
                    Some(e) => s.expr(e),
                    None => Self::default_value(&value_type(&ty)),
                };
                s.assign(result, value);
            },
        );
        if self.hir.locals[p.local].storage == hir::Storage::Cell {
            let cell = self.new_cell(&ty, Some(Expr::Local(result)));
            self.vars[p.local] = Var::Cell(cell);
        } else {
            self.func.local_mut(result).name.clone_from(&p.name);
            self.func.local_mut(result).role = Role::User;
            self.vars[p.local] = Var::Local(result);
        }
    }
}

/// Whether a statement gives this variable another value.
fn rebound(body: &[hir::Stmt], id: hir::LocalId) -> bool {
    let mut found = false;
    for stmt in body {
        Node::Stmt(stmt).walk(&mut |node| {
            found |= matches!(node, Node::Place(hir::Place { kind: hir::PlaceKind::Local(l), .. }) if *l == id);
        });
    }
    found
}

/// The variables that `del` empties, in all nested statements.
fn deleted(body: &[hir::Stmt], found: &mut BitSet<hir::LocalId>) {
    use hir::StmtKind as K;
    for stmt in body {
        match &stmt.kind {
            K::Delete(hir::Place { kind: hir::PlaceKind::Local(id), .. }) => {
                found.insert(*id);
            }
            K::Delete(_) => {}
            K::If { body, orelse, .. } | K::While { body, orelse, .. } => {
                deleted(body, found);
                deleted(orelse, found);
            }
            K::For(l) => {
                deleted(&l.body, found);
                deleted(&l.orelse, found);
            }
            K::Range(l) => {
                deleted(&l.body, found);
                deleted(&l.orelse, found);
            }
            K::Try(t) => {
                for h in &t.handlers {
                    // The name of an exception goes at the end of its handler.
                    if let Some(hir::Place { kind: hir::PlaceKind::Local(id), .. }) = &h.place {
                        found.insert(*id);
                    }
                    deleted(&h.body, found);
                }
                deleted(&t.body, found);
                deleted(&t.orelse, found);
                deleted(&t.finalbody, found);
            }
            K::With(w) => deleted(&w.body, found),
            K::Region { body, .. } | K::Nogil(body) | K::WithGil(body) | K::Parallel { body, .. } => {
                deleted(body, found);
            }
            K::Expr(_)
            | K::Assign(..)
            | K::AugAssign(..)
            | K::Unpack { .. }
            | K::Return(_)
            | K::Break
            | K::Continue
            | K::Raise { .. }
            | K::Assert { .. }
            | K::Import { .. }
            | K::ImportFrom { .. }
            | K::ImportStar { .. }
            | K::DefineClass(_)
            | K::Leave(_)
            | K::ListAppend(..)
            | K::SetAdd(..)
            | K::DictSet(..) => {}
        }
    }
}
