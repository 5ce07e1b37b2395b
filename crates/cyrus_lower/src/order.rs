//! Order of evaluation: a pure value that a later operand could change is saved before that operand runs.
//!
//! An operand is lowered and *held*: its value with the place in the region where it was ready. After the later operands
//! are lowered, `settle` looks at the statements that they needed. If one of them writes what the value reads, the value
//! goes into a temp at that place. So `x + 1` stays as it is, and `x + (x := 2)` is right.

use cyrus_index::BitSet;
use cyrus_ir::{self as ir, Expr, Place, Role, StmtKind, Value, visit::Touch};
use cyrus_types::Type;

use crate::func::FuncCx;

/// A value and when it was ready.
#[derive(Clone, Debug)]
pub struct Held {
    pub value: Expr,
    pub ty: Type,
    mark: usize,
    /// It stands for the memory that it names, not for what that holds now.
    memory: bool,
}

/// What statements change.
#[derive(Default)]
struct Changes {
    locals: BitSet<ir::LocalId>,
    memory: bool,
}

impl<'h> FuncCx<'_, 'h> {
    /// Holds a value that was just made.
    pub fn hold(&mut self, value: Expr, ty: &Type) -> Held {
        Held { value, ty: ty.clone(), mark: self.out.len(), memory: false }
    }

    /// The values, right also after everything that was emitted since they were held. They were held in this order.
    pub fn settle(&mut self, held: &mut [Held]) {
        let mut changes = Changes::default();
        let mut seen = self.out.len();
        for h in held.iter_mut().rev() {
            while seen > h.mark {
                seen -= 1;
                changes.add(&self.out[seen]);
            }
            let changed = (changes.memory || !changes.locals.is_empty())
                && !(h.memory && self.stays_put(&h.value))
                && self.changed(&h.value, &changes);
            if changed {
                let (t, value) = if h.memory {
                    let t = self.temp(&h.ty.clone().ptr());
                    let saved = Expr::Deref(Box::new(Expr::Local(t)));
                    (t, Expr::AddressOf(Box::new(std::mem::replace(&mut h.value, saved))))
                } else {
                    let t = self.temp(&h.ty);
                    (t, std::mem::replace(&mut h.value, Expr::Local(t)))
                };
                let at = self.out.get(h.mark).map_or(self.at, |s| s.at);
                self.out
                    .insert(h.mark, ir::Stmt::new(StmtKind::Set(Place::Local(t), Value::Expr(value)), at));
                // Statements behind the mark moved by one; what was counted stays counted.
            }
        }
    }

    /// Lowers operands left to right.
    pub fn operands<const N: usize>(&mut self, list: [&'h cyrus_hir::Expr; N]) -> [Expr; N] {
        let mut held = list.map(|e| self.operand(e));
        self.settle(&mut held);
        held.map(|h| h.value)
    }
    /// Lowers any number of operands left to right.
    pub fn operand_list(&mut self, list: impl IntoIterator<Item = &'h cyrus_hir::Expr>) -> Vec<Expr> {
        let mut held: Vec<Held> = list.into_iter().map(|e| self.operand(e)).collect();
        self.settle(&mut held);
        held.into_iter().map(|h| h.value).collect()
    }
    /// Lowers one operand and holds it.
    pub fn operand(&mut self, e: &'h cyrus_hir::Expr) -> Held {
        let value = self.expr(e);
        self.hold(value, &e.ty)
    }

    /// Lowers an operand whose memory is meant: an array that is indexed, a struct or object of C++ of which a part is
    /// read or stored.
    pub fn memory_operand(&mut self, e: &'h cyrus_hir::Expr) -> Held {
        let mut held = self.operand(e);
        let whole = matches!(
            self.cx.world.resolve(&e.ty),
            Type::Array(..) | Type::Struct(_) | Type::CTuple(_) | Type::Cpp(..)
        );
        held.memory = whole && is_memory(&held.value);
        held
    }

    /// Whether an expression names memory that is always at the same place.
    fn stays_put(&self, e: &Expr) -> bool {
        match e {
            Expr::Local(_) | Expr::CVar(_) => true,
            Expr::Field(object, _) => self.stays_put(object),
            // what was saved before
            Expr::Deref(pointer) => {
                matches!(**pointer, Expr::Local(l) if self.func.locals[l].role == Role::Temp)
            }
            _ => false,
        }
    }

    fn changed(&self, e: &Expr, changes: &Changes) -> bool {
        e.any(&mut |e| match e {
            Expr::Local(l) => self.func.locals[*l].role != Role::Temp && changes.locals.contains(*l),
            Expr::CVar(_)
            | Expr::FrameLocal(..)
            | Expr::Arrow(..)
            | Expr::Deref(_)
            | Expr::Index(..)
            | Expr::ViewItem(..) => changes.memory,
            Expr::Pure(op, _) => changes.memory && *op != cyrus_ops::CY_CLOSURE_CELL,
            Expr::State(_)
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
            | Expr::SizeOf(_)
            | Expr::Unary(..)
            | Expr::Binary(..)
            | Expr::Select(..)
            | Expr::Cast(..)
            | Expr::Field(..)
            | Expr::AddressOf(_)
            | Expr::Aggregate(..)
            | Expr::ViewShape(..)
            | Expr::ViewStride(..)
            | Expr::ViewBound(_) => false,
        })
    }
}

/// Whether an expression names memory.
fn is_memory(e: &Expr) -> bool {
    match e {
        Expr::Field(object, _) => is_memory(object),
        Expr::Local(_)
        | Expr::CVar(_)
        | Expr::Arrow(..)
        | Expr::Index(..)
        | Expr::Deref(_)
        | Expr::ViewItem(..) => true,
        _ => false,
    }
}

impl Changes {
    fn add(&mut self, stmt: &ir::Stmt) {
        stmt.walk(&mut |s| {
            s.touches(&mut |l, touch| match touch {
                Touch::Write | Touch::Address => {
                    self.locals.insert(l);
                }
                Touch::Read => {}
            });
            match &s.kind {
                StmtKind::Set(place, value) => {
                    match place {
                        Place::Local(_) => {}
                        Place::Lvalue(e, _) => {
                            if let Some(l) = ir::query::root(e) {
                                self.locals.insert(l);
                            }
                            self.memory = true;
                        }
                        Place::CVar(_) | Place::State(_) => self.memory = true,
                    }
                    self.memory |= !matches!(value, Value::Expr(_));
                }
                StmtKind::Eval(_) | StmtKind::Yield(_) => self.memory = true,
                _ => {}
            }
        });
    }
}
