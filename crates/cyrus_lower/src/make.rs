//! Function objects and classes in the making.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Arg, CallTarget, Expr, Signal, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::{ClassId, Type};

use crate::func::{FuncCx, NONE, by_value};

impl<'h> FuncCx<'_, 'h> {
    /// The extension type that the body takes its first argument for, without a test of its own.
    fn class_of_self(&self, func: hir::FuncId) -> Option<ClassId> {
        let func = &self.cx.hir.functions[func];
        let first = func.params.list.first()?;
        match func.locals[first.local].ty {
            Type::Ext(class) if func.class == Some(class) && first.convert.is_none() => Some(class),
            _ => None,
        }
    }

    /// `def`, `lambda`: the function object. CPython evaluates defaults, keyword-only defaults, then annotations.
    pub fn make_function(&mut self, f: &'h hir::MakeFunction) -> Expr {
        let Some(&desc) = self.cx.desc_of.get(&f.func.as_u32()) else { return NONE };
        let defaults = if f.defaults.is_empty() { None } else { Some(self.plain_tuple(&f.defaults)) };
        let params = &self.cx.hir.functions[f.func].params;
        let nkwonly = params.nkwonly;
        let kwdefaults = if f.kwdefaults.is_empty() {
            None
        } else {
            let mut held = Vec::new();
            for i in 0..nkwonly {
                match f.kwdefaults.iter().find(|(at, _)| *at == i) {
                    Some((_, e)) => held.push(self.operand(e)),
                    None => {
                        let none = self.object_op(op::CY_NO_DEFAULT, Vec::new());
                        held.push(self.hold(none, &Type::Object));
                    }
                }
            }
            self.settle(&mut held);
            Some(self.tuple_of(held.into_iter().map(|h| h.value).collect()))
        };
        let notes = if f.annotations.is_empty() {
            None
        } else {
            let values = self.operand_list(f.annotations.iter().map(|(_, e)| e));
            let mut items = Vec::new();
            for ((name, _), value) in f.annotations.iter().zip(values) {
                items.push(self.name(name));
                items.push(value);
            }
            let n = crate::func::size(items.len());
            Some(self.op(&Type::DICT, op::CY_DICT, vec![Arg::Objects(items), Arg::Expr(n)]))
        };
        let type_params = f.type_params.as_ref().map(|e| self.expr(e));
        let closure = self.closure_of(f.func);
        let function = match self.class_of_self(f.func) {
            Some(class) => {
                self.object_op(op::CY_METHOD, by_value([Expr::Desc(desc), Expr::ClassObject(class)]))
            }
            None => {
                let function = &self.cx.hir.functions[f.func];
                let free = !function.binding && function.class.is_none();
                let make = if free { op::CY_FREE_FUNCTION } else { op::CY_FUNCTION };
                self.object_op(make, by_value([Expr::Desc(desc)]))
            }
        };
        for (set, value) in [
            (op::CY_FUNCTION_SET_DEFAULTS, defaults),
            (op::CY_FUNCTION_SET_KWDEFAULTS, kwdefaults),
            (op::CY_FUNCTION_SET_ANNOTATIONS, notes),
            (op::CY_FUNCTION_SET_CLOSURE, closure),
        ] {
            if let Some(value) = value {
                self.run(set, by_value([function.clone(), value]));
            }
        }
        if let Some(value) = type_params {
            let name = self.name("__type_params__");
            self.run(op::CY_SETATTR, by_value([function.clone(), name, value]));
        }
        function
    }

    fn plain_tuple(&mut self, items: &'h [hir::Expr]) -> Expr {
        let constants: Option<Vec<_>> = items.iter().map(|e| self.const_object(e)).collect();
        if let Some(constants) = constants {
            let items = constants.into_iter().map(|c| self.const_item(c)).collect();
            return Expr::Const(self.cx.constant(ir::ConstObject::Tuple(items)));
        }
        let values = self.operand_list(items);
        self.tuple_of(values)
    }

    /// The tuple of cells that a function takes along.
    pub fn closure_of(&mut self, func: hir::FuncId) -> Option<Expr> {
        let captures = &self.cx.hir.functions[func].captures;
        if captures.is_empty() {
            return None;
        }
        let cells = captures.iter().map(|(outer, _)| self.cell(*outer).0).collect();
        Some(self.tuple_of(cells))
    }

    /// `class`: metaclass and namespace as CPython finds them, then the body, then the call of the metaclass.
    pub fn make_class(&mut self, c: &'h hir::MakeClass) -> Expr {
        let name = self.name(&c.name);
        let (bases, kwargs) = self.class_arguments(&c.args);
        let real = self.op(&Type::TUPLE, op::CY_CLASS_BASES, by_value([bases.clone()]));
        let meta = self.object_op(op::CY_CLASS_META, by_value([real.clone(), kwargs.clone()]));
        let qualname = self.name(&c.qualname);
        let line = Expr::Int(i128::from(c.line), Type::INT);
        let space = self.object_op(
            op::CY_CLASS_SPACE,
            by_value([meta.clone(), name.clone(), real.clone(), kwargs.clone(), qualname, line]),
        );
        let closure = self.closure_of(c.body).unwrap_or(NONE);
        self.emit(StmtKind::Eval(Value::Call {
            target: CallTarget::Func(self.cx.code[c.body]),
            args: vec![space.clone(), closure],
            signal: Signal::Negative,
            ret: Type::INT,
        }));
        let held = self.cx.hir.functions[c.body]
            .locals
            .iter()
            .any(|l| l.name == "__class__" && l.storage == hir::Storage::Cell);
        let cell = held.then(|| self.object_op(op::CY_CLASS_CELL, by_value([space.clone()])));
        let class = self.object_op(op::CY_CLASS, by_value([meta, name.clone(), real, bases, kwargs, space]));
        if let Some(cell) = cell {
            self.run(op::CY_CLASS_HELD, by_value([cell, name, class.clone()]));
        }
        class
    }

    /// The bases, and a dict of keywords or None.
    fn class_arguments(&mut self, args: &'h [hir::Arg]) -> (Expr, Expr) {
        let (mut bases, mut keywords) = (Vec::new(), Vec::new());
        for arg in args {
            match arg {
                hir::Arg::Positional(_) | hir::Arg::Star(_) => bases.push(arg),
                hir::Arg::Keyword(..) | hir::Arg::StarStar(_) => keywords.push(arg),
            }
        }
        let builder = self.builtin("__build_class__");
        let bases = self.star_tuple(&bases);
        let kwargs = if keywords.is_empty() { NONE } else { self.keyword_dict(&builder, args) };
        (bases, kwargs)
    }
}
