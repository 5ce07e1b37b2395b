//! The builder of one function: the region being filled, locals, temps, labels.

use cyrus_hir as hir;
use cyrus_index::{BitSet, IndexVec};
use cyrus_ir::{self as ir, Arg, Expr, LocalType, Place, Role, StmtKind, Value};
use cyrus_ops::OpId;
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Type, World};

use crate::exits::Exit;
use crate::module::ModuleCx;

/// Where a variable of the source is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Var {
    /// Not assigned yet (temporaries get their local when they are assigned).
    Unset,
    /// In a local.
    Local(ir::LocalId),
    /// In a cell, which is in this local.
    Cell(ir::LocalId),
    /// In the cell at this position of the closure.
    Free(usize),
}

/// One function under construction.
pub struct FuncCx<'m, 'h> {
    pub cx: &'m mut ModuleCx<'h>,
    pub hir: &'h hir::Function,
    pub id: hir::FuncId,
    /// The function, without its body.
    pub func: ir::Function,
    /// The region that is being filled.
    pub out: Vec<ir::Stmt>,
    /// What follows in this region cannot be reached: nothing is emitted.
    pub dead: bool,
    /// The source of what is emitted now.
    pub at: FileSpan,
    /// Where the variables of the source are.
    pub vars: IndexVec<hir::LocalId, Var>,
    /// The raw argument objects, in order of the parameters.
    pub args: Vec<Expr>,
    /// The variables that `del` empties.
    pub deleted: BitSet<hir::LocalId>,
    /// What must happen on the way out, outermost first.
    pub exits: Vec<Exit<'h>>,
    /// Where the result waits while exits run.
    pub result: Option<ir::LocalId>,
    /// The value that the place of the augmented assignment around has.
    pub place_value: Option<Expr>,
    /// The tuple of cells, if the function has free variables.
    pub closure: Option<Expr>,
    /// The namespace of a class body.
    pub namespace: Option<ir::LocalId>,
    /// Inside a `Try` region: errors do not leave the function.
    pub tries: u32,
    /// Code that runs without the GIL.
    pub nogil: bool,
    /// The parameter of an overridable function that says: do not look for a replacement.
    pub flag: Option<ir::LocalId>,
    /// The views of variables that are buffers.
    pub buffers: std::collections::BTreeMap<u32, ir::LocalId>,
    /// Objects that C code looks into: they live until the statement of the source ends.
    pub kept: Vec<ir::LocalId>,
}

impl<'h> FuncCx<'_, 'h> {
    /// The declarations that types refer to.
    pub fn world(&self) -> &World {
        &self.cx.world
    }

    /// Adds a statement, unless it cannot be reached.
    pub fn emit(&mut self, kind: StmtKind) {
        if !self.dead {
            self.out.push(ir::Stmt::new(kind, self.at));
        }
    }
    /// Adds a jump: what follows in this region cannot be reached.
    pub fn jump(&mut self, kind: StmtKind) {
        self.emit(kind);
        self.dead = true;
    }
    /// Fills a nested region and returns it with what the closure returned.
    pub fn nested<T>(&mut self, fill: impl FnOnce(&mut Self) -> T) -> (ir::Region, T) {
        let (region, _, value) = self.nested_dead(fill);
        (region, value)
    }
    /// The same, with whether its end cannot be reached.
    pub fn nested_dead<T>(&mut self, fill: impl FnOnce(&mut Self) -> T) -> (ir::Region, bool, T) {
        let out = std::mem::take(&mut self.out);
        let dead = self.dead;
        let kept = std::mem::take(&mut self.kept);
        let at = self.at;
        let value = fill(self);
        self.release_kept();
        self.kept = kept;
        self.at = at;
        let region = std::mem::replace(&mut self.out, out);
        let ended = std::mem::replace(&mut self.dead, dead);
        (ir::Region(region), ended, value)
    }
    /// Ends the lives of objects that were kept for C code.
    pub fn release_kept(&mut self) {
        for l in std::mem::take(&mut self.kept) {
            self.emit(StmtKind::Eval(Value::Expr(Expr::Local(l))));
        }
    }
    /// Fills a nested region.
    pub fn region(&mut self, fill: impl FnOnce(&mut Self)) -> ir::Region {
        self.nested(fill).0
    }
    /// `if test: then else: orelse`; empty ones are left out.
    pub fn branch(&mut self, test: Expr, then: impl FnOnce(&mut Self), orelse: impl FnOnce(&mut Self)) {
        let (then, a, ()) = self.nested_dead(then);
        let (orelse, b, ()) = self.nested_dead(orelse);
        match (then.is_empty(), orelse.is_empty()) {
            (true, true) => {}
            (true, false) => {
                self.emit(StmtKind::If { test: not(test), then: orelse, orelse: then });
            }
            (false, _) => self.emit(StmtKind::If { test, then, orelse }),
        }
        self.dead |= a && b;
    }
    /// `if test: then`.
    pub fn when(&mut self, test: Expr, then: impl FnOnce(&mut Self)) {
        self.branch(test, then, |_| {});
    }
    /// A region that `Break(label)` leaves; without one it is not a block.
    pub fn block(&mut self, fill: impl FnOnce(&mut Self, ir::Label)) {
        let label = self.func.new_label();
        let (body, ended, ()) = self.nested_dead(|s| fill(s, label));
        if breaks(&body, label) {
            self.emit(StmtKind::Block { label, body });
        } else if !self.dead {
            self.out.extend(body.0);
            self.dead = ended;
        }
    }
    /// `for (;;)`; without a `Break` its end cannot be reached.
    pub fn endless(&mut self, fill: impl FnOnce(&mut Self, ir::Label)) {
        let label = self.func.new_label();
        let body = self.region(|s| fill(s, label));
        let ends = breaks(&body, label);
        self.emit(StmtKind::Loop { label, body });
        self.dead |= !ends;
    }

    /// A local without a name.
    pub fn local(&mut self, ty: LocalType, role: Role) -> ir::LocalId {
        self.func.add_local(ir::Local { name: Name::default(), ty, role })
    }
    /// A temp of this type.
    pub fn temp(&mut self, ty: &Type) -> ir::LocalId {
        self.local(LocalType::Type(value_type(ty)), Role::Temp)
    }
    /// A slot of this type.
    pub fn slot(&mut self, ty: &Type) -> ir::LocalId {
        self.local(LocalType::Type(value_type(ty)), Role::Slot)
    }
    /// `local = value`
    pub fn set(&mut self, local: ir::LocalId, value: Value) {
        self.emit(StmtKind::Set(Place::Local(local), value));
    }
    /// `local = expr`
    pub fn assign(&mut self, local: ir::LocalId, value: Expr) {
        self.set(local, Value::Expr(value));
    }
    /// A temp that holds the value.
    pub fn save(&mut self, ty: &Type, value: Value) -> Expr {
        let t = self.temp(ty);
        self.set(t, value);
        Expr::Local(t)
    }
    /// The same value, cheap to read more than once and not changed by what runs later: constants and temps as they
    /// are, everything else through a temp.
    pub fn stable(&mut self, ty: &Type, value: Expr) -> Expr {
        if self.is_fixed(&value) { value } else { self.save(ty, Value::Expr(value)) }
    }
    /// Whether nothing that runs later changes the value, and reading it costs nothing.
    pub fn is_fixed(&self, e: &Expr) -> bool {
        match e {
            Expr::Local(l) => self.func.locals[*l].role == Role::Temp,
            Expr::Const(_)
            | Expr::Singleton(_)
            | Expr::Int(..)
            | Expr::Float(..)
            | Expr::Null(_)
            | Expr::CStr(_)
            | Expr::Desc(_)
            | Expr::Frame(_)
            | Expr::Dtype(_)
            | Expr::SizeOf(_)
            | Expr::FuncAddr(..)
            | Expr::CFuncAddr(_)
            | Expr::ModuleDict
            | Expr::ClassObject(_) => true,
            Expr::State(_) => true,
            Expr::Cast(_, e) => self.is_fixed(e),
            Expr::CVar(_)
            | Expr::Text(..)
            | Expr::FrameLocal(..)
            | Expr::Unary(..)
            | Expr::Binary(..)
            | Expr::Select(..)
            | Expr::Field(..)
            | Expr::Arrow(..)
            | Expr::Index(..)
            | Expr::Deref(_)
            | Expr::AddressOf(_)
            | Expr::Pure(..)
            | Expr::Aggregate(..)
            | Expr::ViewItem(..)
            | Expr::ViewShape(..)
            | Expr::ViewStride(..)
            | Expr::ViewBound(_) => false,
        }
    }

    /// Runs an operation and keeps its result in a temp of this type.
    pub fn op(&mut self, ty: &Type, op: OpId, args: Vec<Arg>) -> Expr {
        self.save(ty, Value::Op { op, args, own: 0 })
    }
    /// Runs an operation that gives an object.
    pub fn object_op(&mut self, op: OpId, args: Vec<Arg>) -> Expr {
        self.op(&Type::Object, op, args)
    }
    /// Runs an operation for its effect.
    pub fn run(&mut self, op: OpId, args: Vec<Arg>) {
        self.emit(StmtKind::Eval(Value::Op { op, args, own: 0 }));
    }
    /// Sets an exception by an operation that does nothing else, and leaves as an error.
    pub fn fail(&mut self, op: OpId, args: Vec<Arg>) {
        self.run(op, args);
        self.jump(StmtKind::Fail { traceback: true });
    }

    /// A name as an object.
    pub fn name(&mut self, name: &str) -> Expr {
        Expr::Const(self.cx.str_const(name.as_bytes()))
    }
    /// A tuple of names.
    pub fn names<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Expr {
        let items = names.into_iter().map(|n| self.cx.str_const(n.as_bytes())).collect();
        Expr::Const(self.cx.constant(ir::ConstObject::Tuple(items)))
    }
    /// A builtin object, looked up once; one that not every version or platform has, or that is often exchanged, when it
    /// is used.
    pub fn builtin(&mut self, name: &str) -> Expr {
        if EXCHANGED.contains(&name) {
            let name = self.name(name);
            return self.object_op(cyrus_ops::CY_GLOBAL, by_value([name]));
        }
        if NOT_EVERYWHERE.contains(&name) {
            let name = self.name(name);
            return self.object_op(cyrus_ops::CY_BUILTIN, by_value([name]));
        }
        Expr::State(self.cx.builtin(&Name::from(name)))
    }
    /// Runs with another source position.
    pub fn located<T>(&mut self, at: FileSpan, run: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.at, at);
        let value = run(self);
        self.at = outer;
        value
    }
}

/// The type of a local that holds values of this type: not `const`.
pub fn value_type(ty: &Type) -> Type {
    ty.unqualified().clone()
}

/// Whether the region (or one in it) breaks to this label.
fn breaks(region: &ir::Region, label: ir::Label) -> bool {
    let mut found = false;
    region.walk(&mut |s| found |= matches!(&s.kind, StmtKind::Break(l) if *l == label));
    found
}

/// `!e`, without double negation.
pub fn not(e: Expr) -> Expr {
    match e {
        Expr::Unary(ir::UnOp::Not, e) => *e,
        Expr::Binary(op, a, b) => match op {
            ir::BinOp::Eq => Expr::Binary(ir::BinOp::Ne, a, b),
            ir::BinOp::Ne => Expr::Binary(ir::BinOp::Eq, a, b),
            op => Expr::Unary(ir::UnOp::Not, Box::new(Expr::Binary(op, a, b))),
        },
        e => Expr::Unary(ir::UnOp::Not, Box::new(e)),
    }
}

/// `a op b`
pub fn binary(op: ir::BinOp, a: Expr, b: Expr) -> Expr {
    Expr::Binary(op, Box::new(a), Box::new(b))
}

/// `a != NULL` of an object.
pub fn is_set(e: Expr) -> Expr {
    binary(ir::BinOp::Ne, e, Expr::Null(Type::Object))
}

/// `a == NULL` of an object.
pub fn is_null(e: Expr) -> Expr {
    binary(ir::BinOp::Eq, e, Expr::Null(Type::Object))
}

/// A C `int`.
pub fn int(n: i64) -> Expr {
    Expr::Int(i128::from(n), Type::INT)
}

/// A `Py_ssize_t`.
pub fn size(n: usize) -> Expr {
    Expr::Int(n as i128, Type::SSIZE)
}

/// A pure operation.
pub fn pure(op: OpId, args: Vec<Expr>) -> Expr {
    Expr::Pure(op, args)
}

/// Builtins that Python 3.9 on Linux does not have.
pub const NOT_EVERYWHERE: [&str; 8] = [
    "aiter",
    "anext",
    "BaseExceptionGroup",
    "EncodingWarning",
    "ExceptionGroup",
    "PythonFinalizationError",
    "WindowsError",
    "frozendict",
];

/// Builtins that tests and tools put others in place of, in `builtins` or in the module that uses them, and that take so
/// long that looking them up does not count.
pub const EXCHANGED: [&str; 8] =
    ["__import__", "breakpoint", "exit", "help", "input", "open", "print", "quit"];

/// `None`
pub const NONE: Expr = Expr::Singleton(ir::Singleton::None);

/// Arguments by value.
pub fn by_value(args: impl IntoIterator<Item = Expr>) -> Vec<Arg> {
    args.into_iter().map(Arg::Expr).collect()
}
