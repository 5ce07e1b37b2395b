//! Questions about functions, values and expressions that more than one room asks.

use cyrus_index::{BitSet, IndexVec};
use cyrus_ops::{OpId, OpResult};
use cyrus_source::Name;
use cyrus_types::{ClassId, FieldDecl, Type, ViewType, World};

use crate::visit::Touch;
use crate::{
    Abi, Arg, BinOp, CallTarget, CheckKind, Expr, Function, Label, LocalId, LocalType, Module, Place, Region,
    Role, Signal, Stmt, StmtKind, UnOp, Value,
};

/// What a function does with each of its locals, in the statements of its body.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// How often its value is used, or its address handed out.
    pub reads: IndexVec<LocalId, u32>,
    /// How often it gets a value, or its address is handed out.
    pub writes: IndexVec<LocalId, u32>,
    /// Locals that some statement assigns (or takes the address of).
    pub assigned: BitSet<LocalId>,
    /// Locals whose address is in a pointer or reference somewhere, so that stores and calls may change them unseen.
    pub shared: BitSet<LocalId>,
}

impl Value {
    /// Whether it can fail with an exception set.
    pub fn can_fail(&self) -> bool {
        match self {
            Value::Expr(_) => false,
            Value::Op { op, .. } => op.op().signal != cyrus_ops::Signal::Never,
            Value::Call { signal, .. } => *signal != Signal::Never,
        }
    }
}

/// Whether a statement has loops in it.
pub fn has_loops(r: &Region) -> bool {
    let mut found = false;
    r.walk(&mut |s| found |= s.kind.is_loop() || matches!(s.kind, StmtKind::Parallel(_)));
    found
}

impl StmtKind {
    /// Whether what is in the statement's body can run again.
    pub fn is_loop(&self) -> bool {
        matches!(self, StmtKind::Loop { .. } | StmtKind::While { .. } | StmtKind::For(_))
    }
    /// Whether the statement itself (not what is in its regions) can leave as an error.
    pub fn can_fail(&self) -> bool {
        match self {
            StmtKind::Set(_, v) | StmtKind::Eval(v) => v.can_fail(),
            StmtKind::Check { .. } | StmtKind::Fail { .. } | StmtKind::Yield(_) => true,
            StmtKind::If { .. }
            | StmtKind::Switch { .. }
            | StmtKind::Block { .. }
            | StmtKind::Loop { .. }
            | StmtKind::While { .. }
            | StmtKind::For(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(_)
            | StmtKind::Try { .. }
            | StmtKind::Nogil(_)
            | StmtKind::WithGil(_)
            | StmtKind::Parallel(_)
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => false,
        }
    }
}

impl LocalType {
    /// Temps of this type end with the region that assigns them, wherever they are mentioned last: they stand for a
    /// state of the thread, not for a value.
    pub fn is_scoped(&self) -> bool {
        match self {
            LocalType::Caught | LocalType::NoGil | LocalType::WithGil => true,
            LocalType::Pending | LocalType::Type(_) | LocalType::Word | LocalType::C(_) => false,
        }
    }
    /// Managed, but a second reference cannot be had.
    pub fn is_unique(&self) -> bool {
        match self {
            LocalType::Caught | LocalType::NoGil | LocalType::WithGil | LocalType::Pending => true,
            LocalType::Type(_) | LocalType::Word | LocalType::C(_) => false,
        }
    }
}

impl Function {
    /// Managed temps that may hold NULL where they are dropped: operations wrote them through an address or return NULL
    /// without failing, or they were set to NULL; and no test settled it at once (see [`null_test`]). (It also names slots
    /// that are set to NULL; any slot may be NULL when the function ends.)
    pub fn maybe_null(&self) -> BitSet<LocalId> {
        let mut out = BitSet::new();
        self.body.null_results(&mut out);
        // NULL travels through copies: `a = b` where `b` is such a temp.
        loop {
            let mut more = false;
            self.body.walk(&mut |s| {
                if let StmtKind::Set(Place::Local(l), Value::Expr(e)) = &s.kind
                    && Function::null_possible(&out, e)
                {
                    more |= out.insert(*l);
                }
            });
            if !more {
                return out;
            }
        }
    }

    /// Whether a new reference to this value has to ask for NULL first; `maybe_null` is what [`Function::maybe_null`] gives.
    pub fn null_possible(maybe_null: &BitSet<LocalId>, e: &Expr) -> bool {
        may_be_null(e) || e.any(&mut |e| matches!(e, Expr::Local(l) if maybe_null.contains(*l)))
    }

    /// What the function does with each of its locals.
    pub fn uses(&self, module: &Module) -> Uses {
        let zero = IndexVec::from_vec(vec![0; self.locals.len()]);
        let mut uses = Uses { reads: zero.clone(), writes: zero, ..Uses::default() };
        self.body.walk(&mut |s| {
            let mut look = |e: &Expr, reads: bool| {
                e.walk(&mut |e| match e {
                    Expr::Local(l) if reads => uses.reads[*l] += 1,
                    Expr::AddressOf(x) => {
                        if let Some(l) = root(x) {
                            uses.assigned.insert(l);
                            uses.shared.insert(l);
                        }
                    }
                    _ => {}
                });
            };
            if let StmtKind::Check { ok, args, kind, .. } = &s.kind {
                look(ok, true);
                args.iter().for_each(|e| look(e, true));
                // what a check says about its kind is no use
                if let CheckKind::Index { index, len } = kind {
                    look(index, false);
                    look(len, false);
                }
            } else {
                s.exprs(&mut |e| look(e, true));
            }
            s.touches_by_name(&mut |l, touch| {
                if touch != Touch::Write {
                    uses.reads[l] += 1;
                }
                if touch != Touch::Read {
                    uses.writes[l] += 1;
                    uses.assigned.insert(l);
                }
            });
            by_reference(module, self, s, &mut |l| {
                uses.shared.insert(l);
            });
            if let StmtKind::Set(Place::Lvalue(e, _), _) = &s.kind
                && let Some(l) = root(e)
            {
                uses.assigned.insert(l);
            }
        });
        uses
    }

    /// Locals whose address is in a pointer or reference somewhere, so that stores and calls may change them unseen.
    pub fn shared(&self, module: &Module) -> BitSet<LocalId> {
        let mut out = BitSet::new();
        self.body.walk(&mut |s| {
            let mut note = |l| {
                out.insert(l);
            };
            addressed(s, &mut note);
            by_reference(module, self, s, &mut note);
        });
        out
    }

    /// Parameters that the function owns from the start: `*args` and `**kwargs`, which are new objects, and everything that
    /// lives in the frame of a generator, which its maker stored there.
    pub fn owned_params(&self, module: &Module) -> BitSet<LocalId> {
        match &self.abi {
            Abi::C => BitSet::new(),
            Abi::Python { desc, .. } => {
                let starred =
                    module.descs.get(*desc).map_or(0, |d| usize::from(d.vararg) + usize::from(d.kwarg));
                self.params.iter().rev().take(starred).copied().collect()
            }
            Abi::Resume { self_, sent } => {
                let own = |l: &LocalId| self.locals[*l].role == Role::Param && l != self_ && l != sent;
                self.locals.ids().filter(own).collect()
            }
        }
    }

    /// Managed locals that own what they hold, or are NULL, and that the end of the function releases.
    pub fn is_slot(&self, module: &Module, local: LocalId) -> bool {
        let l = &self.locals[local];
        module.is_managed(&l.ty) && matches!(l.role, Role::User | Role::Slot)
    }
}

impl Region {
    fn null_results(&self, out: &mut BitSet<LocalId>) {
        for (i, s) in self.0.iter().enumerate() {
            if let Some(Value::Op { args, .. }) = s.value() {
                for a in args {
                    if let Arg::Address(l) = a {
                        out.insert(*l);
                    }
                }
            }
            if let StmtKind::Set(Place::Local(l), Value::Op { op, .. }) = &s.kind {
                let op = op.op();
                let null = op.result == OpResult::New && op.signal == cyrus_ops::Signal::Never && !op.pure;
                if null && !settled(*l, &self.0[i + 1..]) {
                    out.insert(*l);
                }
            }
            s.regions(&mut |r| r.null_results(out));
        }
    }
}

/// The view that a place holds in the layout that modules share with each other: an attribute of a class or a variable
/// that a `.pxd` declares. It is read as it is, and copied and stored by operations.
pub fn shared_view<'w>(world: &'w World, e: &Expr) -> Option<&'w ViewType> {
    let ty = match e {
        Expr::Arrow(_, name, Some(class)) if world.is_shared_class(*class) => {
            &world.classes[*class].fields.iter().find(|f| f.cname == *name || f.name == *name)?.ty
        }
        Expr::CVar(var) if world.is_shared_var(*var) => &world.cvars[*var].ty,
        _ => return None,
    };
    match world.resolve(ty) {
        Type::View(view) => Some(view),
        _ => None,
    }
}

/// Where a C++ object begins when it is assigned: an attribute or a variable that was declared with `cpp_locals`, and what it
/// is called in the source.
pub fn late_place<'w>(world: &'w World, e: &Expr) -> Option<&'w Name> {
    let (name, ty, late) = match e {
        Expr::Arrow(_, name, Some(class)) => {
            let decl = &world.classes[*class];
            let field = decl.fields.iter().find(|f| f.cname == *name || f.name == *name)?;
            (&field.name, &field.ty, decl.flags.late_cpp)
        }
        Expr::CVar(var) => (&world.cvars[*var].name, &world.cvars[*var].ty, world.cvars[*var].late),
        _ => return None,
    };
    (late && matches!(world.resolve(ty), Type::Cpp(..))).then_some(name)
}

/// Whether the first of these statements that matters is a test for NULL after which the local is not NULL.
fn settled(l: LocalId, rest: &[Stmt]) -> bool {
    for s in rest {
        match &s.kind {
            StmtKind::Check { ok, .. } => return null_test(ok) == Some((l, false)),
            StmtKind::If { test, then, orelse } => {
                return match null_test(test) {
                    Some((x, null)) if x == l => !falls_through(if null { then } else { orelse }),
                    _ => false,
                };
            }
            kind if kind.can_fail() || s.mentions(l) => return false,
            StmtKind::Set(..) | StmtKind::Eval(_) | StmtKind::Drop(_) | StmtKind::IncRef(_) => {}
            _ => return false,
        }
    }
    false
}

/// The locals whose address is taken by an expression of the statement itself.
fn addressed(s: &Stmt, f: &mut impl FnMut(LocalId)) {
    s.exprs(&mut |e| {
        e.walk(&mut |e| {
            if let Expr::AddressOf(x) = e
                && let Some(l) = root(x)
            {
                f(l);
            }
        });
    });
}

/// The locals that a call may take by a C++ reference that is not const.
fn by_reference(module: &Module, func: &Function, s: &Stmt, f: &mut dyn FnMut(LocalId)) {
    if !module.cplus {
        return;
    }
    let Some(Value::Call { target, args, .. }) = s.value() else { return };
    let types = param_types(module, func, target);
    for (i, e) in args.iter().enumerate() {
        let by_value = match types.as_ref().and_then(|t| t.get(i)) {
            Some(Type::Ref(t) | Type::RvalueRef(t)) => t.is_const(),
            Some(_) => true,
            None => false,
        };
        if let Some(l) = root(e)
            && !by_value
        {
            f(l);
        }
    }
}

/// If an expression compares a local with NULL: which, and whether it is NULL where the expression is true. Where a test
/// says so, a managed temp owns nothing: `own` drops it neither in the branch of an `If` that it never comes back from, nor
/// where a `Check` fails.
pub fn null_test(e: &Expr) -> Option<(LocalId, bool)> {
    match e {
        Expr::Binary(op @ (BinOp::Eq | BinOp::Ne), a, b) => match (a.peel(), b.peel()) {
            (Expr::Local(l), Expr::Null(_)) | (Expr::Null(_), Expr::Local(l)) => Some((*l, *op == BinOp::Eq)),
            _ => None,
        },
        Expr::Unary(UnOp::Not, a) => null_test(a).map(|(l, null)| (l, !null)),
        _ => None,
    }
}

/// The branch of an `If` in which a temp is known to be NULL, if it leaves.
pub fn null_branch(s: &Stmt) -> Option<(LocalId, &Region)> {
    let StmtKind::If { test, then, orelse } = &s.kind else { return None };
    let (l, null) = null_test(test)?;
    let branch = if null { then } else { orelse };
    (!falls_through(branch)).then_some((l, branch))
}

/// Whether control can come to the end of a region.
pub fn falls_through(r: &Region) -> bool {
    r.0.iter().all(goes_on)
}

fn goes_on(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::If { then, orelse, .. } => falls_through(then) || falls_through(orelse),
        StmtKind::Switch { cases, default, .. } => {
            cases.iter().any(|(_, r)| falls_through(r)) || falls_through(default)
        }
        StmtKind::Block { label, body } => falls_through(body) || breaks(body, *label),
        StmtKind::Loop { label, body } => breaks(body, *label),
        StmtKind::Try { body, handler } => falls_through(body) || falls_through(handler),
        StmtKind::Nogil(r) | StmtKind::WithGil(r) => falls_through(r),
        StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Return(_) | StmtKind::Fail { .. } => false,
        // a check that never holds is the end of its path
        StmtKind::Check { ok, .. } => !matches!(ok, Expr::Int(0, _)),
        StmtKind::Set(..)
        | StmtKind::Eval(_)
        | StmtKind::While { .. }
        | StmtKind::For(_)
        | StmtKind::Parallel(_)
        | StmtKind::Yield(_)
        | StmtKind::IncRef(_)
        | StmtKind::Drop(_)
        | StmtKind::Comment(_) => true,
    }
}

fn breaks(r: &Region, label: Label) -> bool {
    let mut found = false;
    r.walk(&mut |s| found |= matches!(s.kind, StmtKind::Break(l) if l == label));
    found
}

/// The local in whose own memory an lvalue lies, if it does.
pub fn root(e: &Expr) -> Option<LocalId> {
    match e {
        Expr::Local(l) => Some(*l),
        Expr::Field(a, _) | Expr::Cast(_, a) => root(a),
        Expr::Index(a, _) => root(a),
        _ => None,
    }
}

/// Whether a managed value may be NULL, apart from locals in it: C memory that nobody has filled yet. Fields of
/// extension types and C variables hold None from the start.
pub fn may_be_null(e: &Expr) -> bool {
    match e {
        Expr::Null(_) => true,
        Expr::Cast(_, e) => may_be_null(e),
        Expr::Select(_, a, b) => may_be_null(a) || may_be_null(b),
        Expr::Arrow(_, _, None)
        | Expr::Index(..)
        | Expr::Deref(_)
        | Expr::FrameLocal(..)
        | Expr::ViewItem(..) => true,
        Expr::Text(_, t) => *t != Type::Builtin(cyrus_types::Builtin::Type),
        _ => false,
    }
}

/// The type of an expression, where it can be told without C's help.
pub fn type_of(module: &Module, func: &Function, e: &Expr) -> Option<Type> {
    let world = &*module.world;
    Some(match e {
        Expr::Local(l) => func.locals.get(*l)?.ty.ty()?.clone(),
        Expr::CVar(v) => world.cvars.get(*v)?.ty.clone(),
        Expr::State(_) | Expr::Const(_) | Expr::Singleton(_) | Expr::ClassObject(_) => Type::Object,
        Expr::ModuleDict => Type::DICT,
        Expr::Int(_, t)
        | Expr::Float(_, t)
        | Expr::Null(t)
        | Expr::Text(_, t)
        | Expr::FuncAddr(_, t)
        | Expr::Cast(t, _)
        | Expr::Aggregate(t, _) => t.clone(),
        Expr::CStr(_) => Type::CHAR.constant().ptr(),
        Expr::CFuncAddr(f) => Type::Func(world.cfuncs.get(*f)?.ty.clone()).ptr(),
        Expr::FrameLocal(_, f, l) => module.functions.get(*f)?.locals.get(*l)?.ty.ty()?.clone(),
        Expr::Desc(_) | Expr::Frame(_) | Expr::Dtype(_) => Type::Void.constant().ptr(),
        Expr::SizeOf(_) => Type::SIZE,
        Expr::Unary(UnOp::Not, _) => Type::INT,
        Expr::Unary(_, a) => type_of(module, func, a)?,
        Expr::Binary(op, a, _) => match op {
            BinOp::LogAnd
            | BinOp::LogOr
            | BinOp::Eq
            | BinOp::Ne
            | BinOp::Lt
            | BinOp::Le
            | BinOp::Gt
            | BinOp::Ge => Type::INT,
            _ => type_of(module, func, a)?,
        },
        Expr::Select(_, a, _) => type_of(module, func, a)?,
        Expr::Field(a, name) => match world.resolve(&type_of(module, func, a)?) {
            Type::Struct(s) => field(world.structs[*s].fields.as_deref()?, name)?,
            Type::Cpp(c, _) => field(&world.cpp_classes[*c].fields, name)?,
            Type::CTuple(items) => items.get(name.strip_prefix('f')?.parse::<usize>().ok()?)?.clone(),
            _ => return None,
        },
        Expr::Arrow(_, name, Some(class)) => class_field(world, *class, name)?,
        Expr::Arrow(a, name, None) => match world.resolve(&type_of(module, func, a)?) {
            Type::Ptr(t) => match world.resolve(t) {
                Type::Struct(s) => field(world.structs[*s].fields.as_deref()?, name)?,
                Type::Cpp(c, _) => field(&world.cpp_classes[*c].fields, name)?,
                _ => return None,
            },
            _ => return None,
        },
        Expr::Index(a, _) | Expr::Deref(a) => match world.resolve(&type_of(module, func, a)?) {
            Type::Ptr(t) | Type::Array(t, _) => (**t).clone(),
            _ => return None,
        },
        Expr::AddressOf(a) => type_of(module, func, a)?.ptr(),
        Expr::Pure(op, _) => op_result(*op)?,
        Expr::ViewItem(v, _) => match world.resolve(&type_of(module, func, v)?) {
            Type::View(v) => v.element.unqualified().clone(),
            Type::Buffer(b) => b.view.element.unqualified().clone(),
            _ => return None,
        },
        Expr::ViewShape(..) | Expr::ViewStride(..) => Type::SSIZE,
        Expr::ViewBound(_) => Type::INT,
    })
}

/// The type of an operation's result, for those C types that have a name in the language.
pub fn op_result(op: OpId) -> Option<Type> {
    Some(match op.op().result {
        OpResult::Void => Type::Void,
        OpResult::New | OpResult::Borrowed(_) => Type::Object,
        OpResult::C("int") => Type::INT,
        OpResult::C("Py_ssize_t") => Type::SSIZE,
        OpResult::C("double") => Type::DOUBLE,
        OpResult::C("long") => Type::LONG,
        OpResult::C(_) => return None,
    })
}

fn field(fields: &[FieldDecl], name: &str) -> Option<Type> {
    fields.iter().find(|f| f.cname == name || f.name == name).map(|f| f.ty.clone())
}

fn class_field(world: &World, class: ClassId, name: &str) -> Option<Type> {
    let mut at = Some(class);
    while let Some(id) = at {
        let decl = world.classes.get(id)?;
        if let Some(ty) = field(&decl.fields, name) {
            return Some(ty);
        }
        at = decl.base;
    }
    None
}

/// The types of the parameters of a call, where they are known.
pub fn param_types(module: &Module, func: &Function, target: &CallTarget) -> Option<Vec<Type>> {
    let of = |t: &cyrus_types::FuncType| t.params.iter().map(|p| p.ty.clone()).collect();
    match target {
        CallTarget::Func(f) => {
            let f = module.functions.get(*f)?;
            f.params.iter().map(|p| f.type_of(*p).cloned()).collect()
        }
        CallTarget::Direct(_, f) => Some(vec![Type::Object; module.functions.get(*f)?.params.len() + 1]),
        CallTarget::CFunc(f) => Some(of(&module.world.cfuncs.get(*f)?.ty)),
        CallTarget::Method(class, at) => {
            let method = module.world.classes.get(*class)?.methods.get(*at)?;
            Some(of(&module.world.cfuncs.get(method.func)?.ty))
        }
        CallTarget::Pointer(e) => match module.world.resolve(&type_of(module, func, e)?) {
            Type::Func(f) => Some(of(f)),
            Type::Ptr(t) => match module.world.resolve(t) {
                Type::Func(f) => Some(of(f)),
                _ => None,
            },
            _ => None,
        },
        CallTarget::Text(_) => None,
    }
}
