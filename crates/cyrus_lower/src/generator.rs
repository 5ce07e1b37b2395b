//! Generators, coroutines and what waits in them.
//!
//! A generator is two functions: a maker, which Python calls, and the code, whose locals live in the frame of the generator
//! object. The maker stores the arguments in the frame. While `yield from` and `await` wait, the runtime hands values,
//! exceptions and results to and from the inner iterator; the code goes on when that is done.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Abi, Arg, Expr, Place, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::Type;

use crate::func::{FuncCx, NONE, by_value};

impl<'h> FuncCx<'_, 'h> {
    /// A generator object for the code of `func`, with an empty frame.
    pub fn new_generator(&mut self, func: hir::FuncId) -> Expr {
        let Some(&resume) = self.cx.resume_of.get(&func.as_u32()) else { return NONE };
        let make = match self.cx.hir.functions[func].flavour {
            hir::Flavour::Plain | hir::Flavour::Generator => op::CY_GENERATOR,
            hir::Flavour::Coroutine => op::CY_COROUTINE,
            hir::Flavour::IterableCoroutine => op::CY_ITERABLE_COROUTINE,
            hir::Flavour::AsyncGenerator => op::CY_ASYNC_GENERATOR,
        };
        self.object_op(make, by_value([Expr::Frame(resume)]))
    }

    /// Stores into a local of the frame of a new generator.
    pub fn fill_frame(&mut self, generator: &Expr, func: hir::FuncId, local: ir::LocalId, value: Expr) {
        let Some(&resume) = self.cx.resume_of.get(&func.as_u32()) else { return };
        let ty = self.cx.functions[resume].type_of(local).cloned().unwrap_or(Type::Object);
        let at = Expr::FrameLocal(Box::new(generator.clone()), resume, local);
        self.emit(StmtKind::Set(Place::Lvalue(Box::new(at), ty), Value::Expr(value)));
    }

    /// A generator expression.
    pub fn make_generator(&mut self, func: hir::FuncId, iter: &'h hir::Expr) -> Expr {
        let ty = &iter.ty;
        let iter = self.expr(iter);
        let iter = self.stable(ty, iter);
        let closure = self.closure_of(func);
        let generator = self.new_generator(func);
        self.fill_frame(&generator, func, crate::function::frame_param(0), iter);
        if let Some(closure) = closure {
            let at = crate::function::frame_closure(&self.cx.hir.functions[func]);
            self.fill_frame(&generator, func, at, closure);
        }
        generator
    }

    /// The generator object that runs, and what was sent to it.
    fn running(&self) -> (Expr, Expr) {
        match self.func.abi {
            Abi::Resume { self_, sent } => (Expr::Local(self_), Expr::Local(sent)),
            Abi::C | Abi::Python { .. } => (NONE, NONE),
        }
    }

    /// `yield value`
    pub fn yield_value(&mut self, value: Option<&'h hir::Expr>) -> Expr {
        let mut value = match value {
            Some(e) => self.expr(e),
            None => NONE,
        };
        if self.hir.flavour == hir::Flavour::AsyncGenerator {
            value = self.object_op(op::CY_ASYNC_YIELD, by_value([value]));
        }
        self.emit(StmtKind::Yield(value));
        let (_, sent) = self.running();
        self.save(&Type::Object, Value::Expr(sent))
    }

    /// `yield from value`
    pub fn yield_from(&mut self, value: &'h hir::Expr) -> Expr {
        let value = self.expr(value);
        self.delegate(op::CY_YIELD_FROM, value)
    }

    /// `await value`
    pub fn await_object(&mut self, value: Expr) -> Expr {
        self.delegate(op::CY_AWAIT, value)
    }

    /// `await` of what `__anext__` gave.
    pub fn await_next(&mut self, value: Expr) -> Expr {
        self.delegate(op::CY_AWAIT_NEXT, value)
    }

    /// `await` of what `__aenter__` gave.
    pub fn await_enter(&mut self, value: Expr) -> Expr {
        self.delegate(op::CY_AWAIT_ENTER, value)
    }

    /// `await` of what `__aexit__` gave.
    pub fn await_exit(&mut self, value: Expr) -> Expr {
        self.delegate(op::CY_AWAIT_EXIT, value)
    }

    fn delegate(&mut self, start: op::OpId, value: Expr) -> Expr {
        let (generator, sent) = self.running();
        let first = self.temp(&Type::Object);
        let args = vec![Arg::Expr(generator), Arg::Expr(value), Arg::Address(first)];
        let waits = self.op(&Type::INT, start, args);
        let result = self.temp(&Type::Object);
        self.branch(
            waits,
            |s| {
                s.emit(StmtKind::Yield(Expr::Local(first)));
                s.assign(result, sent);
            },
            |s| s.assign(result, Expr::Local(first)),
        );
        Expr::Local(result)
    }
}
