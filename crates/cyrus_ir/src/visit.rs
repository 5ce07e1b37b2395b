//! Walks over statements and expressions: children, nested regions, and which locals a statement reads and writes.
//!
//! Closures instead of a visitor trait: every walk in the passes is a few lines. All walks go in the order of
//! evaluation, and statements before those after them.

use cyrus_types::{Builtin, Type};

use crate::{
    Arg, CallTarget, CheckKind, Expr, LocalId, Parallel, Place, Region, Stmt, StmtKind, Value, Worksharing,
};

/// How a statement touches a local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Its value is used.
    Read,
    /// It gets a new value; the old one is not looked at (slots give it up).
    Write,
    /// Its address is handed out: it may be read and written.
    Address,
}

macro_rules! children {
    ($expr:expr, $f:ident) => {
        match $expr {
            Expr::Local(_)
            | Expr::CVar(_)
            | Expr::State(_)
            | Expr::Const(_)
            | Expr::Singleton(_)
            | Expr::Int(..)
            | Expr::Float(..)
            | Expr::Null(_)
            | Expr::CStr(_)
            | Expr::Text(..)
            | Expr::FuncAddr(..)
            | Expr::CFuncAddr(_)
            | Expr::ClassObject(_)
            | Expr::ModuleDict
            | Expr::Desc(_)
            | Expr::Frame(_)
            | Expr::Dtype(_)
            | Expr::SizeOf(_) => {}
            Expr::FrameLocal(a, ..)
            | Expr::Unary(_, a)
            | Expr::Cast(_, a)
            | Expr::Field(a, _)
            | Expr::Arrow(a, ..)
            | Expr::Deref(a)
            | Expr::AddressOf(a)
            | Expr::ViewShape(a, _)
            | Expr::ViewStride(a, _)
            | Expr::ViewBound(a) => $f(a),
            Expr::Binary(_, a, b) | Expr::Index(a, b) => {
                $f(a);
                $f(b);
            }
            Expr::Select(c, a, b) => {
                $f(c);
                $f(a);
                $f(b);
            }
            Expr::Pure(_, args) => {
                for a in args {
                    $f(a);
                }
            }
            Expr::Aggregate(_, items) => {
                for (_, a) in items {
                    $f(a);
                }
            }
            Expr::ViewItem(view, at) => {
                $f(view);
                for a in at {
                    $f(a);
                }
            }
        }
    };
}

macro_rules! value_exprs {
    ($value:expr, $f:ident) => {
        match $value {
            Value::Expr(e) => $f(e),
            Value::Op { args, .. } => {
                for a in args {
                    match a {
                        Arg::Expr(e) => $f(e),
                        Arg::Objects(items) => {
                            for e in items {
                                $f(e);
                            }
                        }
                        Arg::Address(_) | Arg::CType(_) | Arg::Outs(_) => {}
                    }
                }
            }
            Value::Call { target, args, .. } => {
                if let CallTarget::Pointer(e) = target {
                    $f(e);
                }
                for e in args {
                    $f(e);
                }
            }
        }
    };
}

macro_rules! stmt_exprs {
    ($kind:expr, $f:ident) => {
        match $kind {
            StmtKind::Set(place, value) => {
                if let Place::Lvalue(e, _) = place {
                    $f(e);
                }
                value_exprs!(value, $f);
            }
            StmtKind::Eval(value) => value_exprs!(value, $f),
            StmtKind::Check { ok, args, kind, .. } => {
                $f(ok);
                for e in args {
                    $f(e);
                }
                match kind {
                    CheckKind::Index { index, len } => {
                        $f(index);
                        $f(len);
                    }
                    CheckKind::Bound(_)
                    | CheckKind::NotNone
                    | CheckKind::NonZero
                    | CheckKind::Overflow
                    | CheckKind::Initialized(_)
                    | CheckKind::Other => {}
                }
            }
            StmtKind::If { test, .. } | StmtKind::While { test, .. } => $f(test),
            StmtKind::Switch { on, .. } => $f(on),
            StmtKind::For(l) => {
                $f(&l.from);
                $f(&l.to);
                $f(&l.step);
                if let Some(Worksharing { chunk: Some(e), .. }) = l.parallel.as_deref() {
                    $f(e);
                }
            }
            StmtKind::Parallel(p) => {
                let Parallel { num_threads, only_if, .. } = &**p;
                for e in num_threads.iter().chain(only_if) {
                    $f(e);
                }
            }
            StmtKind::Return(Some(e)) | StmtKind::Yield(e) | StmtKind::IncRef(e) => $f(e),
            StmtKind::Block { .. }
            | StmtKind::Loop { .. }
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(None)
            | StmtKind::Fail { .. }
            | StmtKind::Try { .. }
            | StmtKind::Nogil(_)
            | StmtKind::WithGil(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {}
        }
    };
}

macro_rules! regions {
    ($kind:expr, $f:ident) => {
        match $kind {
            StmtKind::If { then, orelse, .. } => {
                $f(then);
                $f(orelse);
            }
            StmtKind::Switch { cases, default, .. } => {
                for (_, r) in cases {
                    $f(r);
                }
                $f(default);
            }
            StmtKind::Block { body, .. } | StmtKind::Loop { body, .. } | StmtKind::While { body, .. } => {
                $f(body)
            }
            StmtKind::Try { body, handler } => {
                $f(body);
                $f(handler);
            }
            StmtKind::Nogil(body) | StmtKind::WithGil(body) => $f(body),
            StmtKind::For(_)
            | StmtKind::Parallel(_)
            | StmtKind::Set(..)
            | StmtKind::Eval(_)
            | StmtKind::Check { .. }
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(_)
            | StmtKind::Fail { .. }
            | StmtKind::Yield(_)
            | StmtKind::IncRef(_)
            | StmtKind::Drop(_)
            | StmtKind::Comment(_) => {}
        }
    };
}

impl Expr {
    /// The direct operands, in order.
    pub fn children<'a>(&'a self, f: &mut (impl FnMut(&'a Expr) + ?Sized)) {
        children!(self, f);
    }
    /// The direct operands, in order.
    pub fn children_mut(&mut self, f: &mut (impl FnMut(&mut Expr) + ?Sized)) {
        children!(self, f);
    }
    /// This expression and everything in it, outer before inner.
    pub fn walk<'a>(&'a self, f: &mut (impl FnMut(&'a Expr) + ?Sized)) {
        f(self);
        let mut inner = |e: &'a Expr| e.walk(f);
        children!(self, inner);
    }
    /// Everything in this expression and itself, inner before outer, so that `f` may replace what it gets.
    pub fn rewrite(&mut self, f: &mut (impl FnMut(&mut Expr) + ?Sized)) {
        let mut inner = |e: &mut Expr| e.rewrite(f);
        children!(self, inner);
        f(self);
    }
    /// Whether `f` holds for this expression or anything in it.
    pub fn any(&self, f: &mut (impl FnMut(&Expr) -> bool + ?Sized)) -> bool {
        if f(self) {
            return true;
        }
        let mut found = false;
        let mut inner = |e: &Expr| found = found || e.any(f);
        children!(self, inner);
        found
    }
    /// Whether the local occurs in it.
    pub fn mentions(&self, local: LocalId) -> bool {
        if let Expr::Local(l) = self {
            return *l == local;
        }
        let mut found = false;
        let mut inner = |e: &Expr| found = found || e.mentions(local);
        children!(self, inner);
        found
    }
    fn reads_of(&self, f: &mut (impl FnMut(LocalId, Touch) + ?Sized)) {
        if let Expr::Local(l) = self {
            return f(*l, Touch::Read);
        }
        let mut inner = |e: &Expr| e.reads_of(f);
        children!(self, inner);
    }
    /// Without casts around it.
    pub fn peel(&self) -> &Expr {
        match self {
            Expr::Cast(_, e) => e.peel(),
            e => e,
        }
    }
    /// Whether evaluating it reads nothing that a store or foreign code could change, apart from the locals in it.
    pub fn is_stable(&self) -> bool {
        if self.reads() {
            return false;
        }
        let mut stable = true;
        let mut inner = |e: &Expr| stable = stable && e.is_stable();
        children!(self, inner);
        stable
    }
    /// Whether this expression itself, whatever is in it, reads what a store or foreign code could change.
    pub fn reads(&self) -> bool {
        match self {
            // the type objects of builtin types and exceptions
            Expr::Text(_, Type::Builtin(Builtin::Type)) => false,
            Expr::CVar(_)
            | Expr::FrameLocal(..)
            | Expr::Arrow(..)
            | Expr::Index(..)
            | Expr::Deref(_)
            | Expr::ViewItem(..)
            | Expr::Text(..)
            | Expr::Pure(..)
            | Expr::State(_) => true,
            Expr::Local(_)
            | Expr::Const(_)
            | Expr::Singleton(_)
            | Expr::Int(..)
            | Expr::Float(..)
            | Expr::Null(_)
            | Expr::CStr(_)
            | Expr::FuncAddr(..)
            | Expr::CFuncAddr(_)
            | Expr::ClassObject(_)
            | Expr::ModuleDict
            | Expr::Desc(_)
            | Expr::Frame(_)
            | Expr::Dtype(_)
            | Expr::Unary(..)
            | Expr::Binary(..)
            | Expr::Select(..)
            | Expr::Cast(..)
            | Expr::Field(..)
            | Expr::AddressOf(_)
            | Expr::SizeOf(_)
            | Expr::Aggregate(..)
            | Expr::ViewShape(..)
            | Expr::ViewStride(..)
            | Expr::ViewBound(_) => false,
        }
    }
}

impl Value {
    /// The outermost expressions in it.
    pub fn exprs<'a>(&'a self, f: &mut (impl FnMut(&'a Expr) + ?Sized)) {
        value_exprs!(self, f);
    }
    /// The outermost expressions in it.
    pub fn exprs_mut(&mut self, f: &mut (impl FnMut(&mut Expr) + ?Sized)) {
        value_exprs!(self, f);
    }
    /// The locals whose address it takes.
    pub fn addresses(&self, f: &mut (impl FnMut(LocalId) + ?Sized)) {
        if let Value::Op { args, .. } = self {
            for a in args {
                match a {
                    Arg::Address(l) => f(*l),
                    Arg::Outs(locals) => locals.iter().copied().for_each(&mut *f),
                    Arg::Expr(_) | Arg::CType(_) | Arg::Objects(_) => {}
                }
            }
        }
    }
}

impl Stmt {
    /// The outermost expressions of the statement itself, not of regions in it.
    pub fn exprs<'a>(&'a self, f: &mut (impl FnMut(&'a Expr) + ?Sized)) {
        stmt_exprs!(&self.kind, f);
    }
    /// The outermost expressions of the statement itself, not of regions in it.
    pub fn exprs_mut(&mut self, f: &mut (impl FnMut(&mut Expr) + ?Sized)) {
        match &mut self.kind {
            StmtKind::For(l) => {
                f(&mut l.from);
                f(&mut l.to);
                f(&mut l.step);
                if let Some(Worksharing { chunk: Some(e), .. }) = l.parallel.as_deref_mut() {
                    f(e);
                }
            }
            StmtKind::Parallel(p) => {
                let Parallel { num_threads, only_if, .. } = &mut **p;
                for e in num_threads.iter_mut().chain(only_if) {
                    f(e);
                }
            }
            kind => stmt_exprs_mut(kind, f),
        }
    }
    /// The regions in it, in order.
    pub fn regions<'a>(&'a self, f: &mut (impl FnMut(&'a Region) + ?Sized)) {
        match &self.kind {
            StmtKind::For(l) => f(&l.body),
            StmtKind::Parallel(p) => f(&p.body),
            kind => regions!(kind, f),
        }
    }
    /// The regions in it, in order.
    pub fn regions_mut(&mut self, f: &mut (impl FnMut(&mut Region) + ?Sized)) {
        match &mut self.kind {
            StmtKind::For(l) => f(&mut l.body),
            StmtKind::Parallel(p) => f(&mut p.body),
            kind => regions!(kind, f),
        }
    }
    /// The value it computes, if it is a `Set` or `Eval`.
    pub fn value(&self) -> Option<&Value> {
        match &self.kind {
            StmtKind::Set(_, v) | StmtKind::Eval(v) => Some(v),
            _ => None,
        }
    }
    /// The locals that the statement itself touches: reads, then addresses, then writes. What `Check` says about its
    /// kind, `cleanup`, and the private variables of a parallel region (its body writes them) touch nothing.
    pub fn touches(&self, f: &mut (impl FnMut(LocalId, Touch) + ?Sized)) {
        if let StmtKind::Check { ok, args, .. } = &self.kind {
            ok.reads_of(f);
            args.iter().for_each(|e| e.reads_of(f));
            return;
        }
        let mut read = |e: &Expr| e.reads_of(f);
        stmt_exprs!(&self.kind, read);
        self.touches_by_name(f);
    }
    /// Of the locals that the statement itself touches those that are in none of its expressions.
    pub fn touches_by_name(&self, f: &mut (impl FnMut(LocalId, Touch) + ?Sized)) {
        if let Some(value) = self.value() {
            value.addresses(&mut |l| f(l, Touch::Address));
        }
        match &self.kind {
            StmtKind::Set(Place::Local(l), _) => f(*l, Touch::Write),
            StmtKind::Drop(l) => f(*l, Touch::Read),
            StmtKind::For(l) => {
                f(l.index, Touch::Write);
                if let Some(p) = &l.parallel {
                    p.reductions.iter().for_each(|(_, l)| f(*l, Touch::Address));
                    for l in &p.lastprivate {
                        f(*l, Touch::Read);
                        f(*l, Touch::Write);
                    }
                }
            }
            _ => {}
        }
    }
    /// The locals that the statement and everything in it touches.
    pub fn touches_deep(&self, f: &mut (impl FnMut(LocalId, Touch) + ?Sized)) {
        self.walk(&mut |s| s.touches(f));
    }
    /// Whether the statement or anything in it touches the local.
    pub fn mentions(&self, local: LocalId) -> bool {
        let mut found = false;
        self.touches_deep(&mut |l, _| found |= l == local);
        found
    }
    /// This statement and all in its regions, outer before inner.
    pub fn walk<'a>(&'a self, f: &mut (impl FnMut(&'a Stmt) + ?Sized)) {
        f(self);
        self.regions(&mut |r| r.walk(f));
    }
    /// This statement and all in its regions, outer before inner.
    pub fn walk_mut(&mut self, f: &mut (impl FnMut(&mut Stmt) + ?Sized)) {
        f(self);
        self.regions_mut(&mut |r| r.walk_mut(f));
    }
}

fn stmt_exprs_mut(kind: &mut StmtKind, f: &mut (impl FnMut(&mut Expr) + ?Sized)) {
    match kind {
        StmtKind::Set(place, value) => {
            if let Place::Lvalue(e, _) = place {
                f(e);
            }
            value_exprs!(value, f);
        }
        StmtKind::Eval(value) => value_exprs!(value, f),
        StmtKind::Check { ok, args, kind, .. } => {
            f(ok);
            args.iter_mut().for_each(&mut *f);
            if let CheckKind::Index { index, len } = kind {
                f(index);
                f(len);
            }
        }
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => f(test),
        StmtKind::Switch { on, .. } => f(on),
        StmtKind::Return(Some(e)) | StmtKind::Yield(e) | StmtKind::IncRef(e) => f(e),
        StmtKind::For(_)
        | StmtKind::Parallel(_)
        | StmtKind::Block { .. }
        | StmtKind::Loop { .. }
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Return(None)
        | StmtKind::Fail { .. }
        | StmtKind::Try { .. }
        | StmtKind::Nogil(_)
        | StmtKind::WithGil(_)
        | StmtKind::Drop(_)
        | StmtKind::Comment(_) => {}
    }
}

impl Region {
    /// All statements in it and in its regions, outer before inner.
    pub fn walk<'a>(&'a self, f: &mut (impl FnMut(&'a Stmt) + ?Sized)) {
        self.0.iter().for_each(|s| s.walk(f));
    }
    /// All statements in it and in its regions, outer before inner.
    pub fn walk_mut(&mut self, f: &mut (impl FnMut(&mut Stmt) + ?Sized)) {
        self.0.iter_mut().for_each(|s| s.walk_mut(f));
    }
    /// Whether anything in it touches the local.
    pub fn mentions(&self, local: LocalId) -> bool {
        self.0.iter().any(|s| s.mentions(local))
    }
}
