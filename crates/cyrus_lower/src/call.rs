//! Python calls.
//!
//! Positional calls go through operations with a fixed number of arguments, or a vector; keywords through a vector and a
//! tuple of names; stars through a tuple and a dict. CPython evaluates the positional arguments, starred ones too, before
//! all keywords.

use cyrus_hir as hir;
use cyrus_ir::{Arg, Expr, LocalId};
use cyrus_ops as op;
use cyrus_source::Name;
use cyrus_types::Type;

use crate::func::{FuncCx, by_value, size};
use crate::order::Held;

impl<'h> FuncCx<'_, 'h> {
    /// `func(args)`
    pub fn call(&mut self, func: &'h hir::Expr, args: &'h [hir::Arg]) -> Expr {
        let func = self.operand(func);
        if is_starred(args) {
            return self.starred(func, args);
        }
        let (mut values, names) = self.arguments(vec![func], args);
        let func = values.remove(0);
        if !names.is_empty() {
            let n = size(values.len() - names.len());
            let names = self.names(names);
            return self.object_op(
                op::CY_CALLKW,
                vec![Arg::Expr(func), Arg::Objects(values), Arg::Expr(n), Arg::Expr(names)],
            );
        }
        self.call_values(func, values)
    }

    /// A call with positional arguments.
    pub fn call_values(&mut self, func: Expr, values: Vec<Expr>) -> Expr {
        let fixed = match values.len() {
            0 => op::CY_CALL0,
            1 => op::CY_CALL1,
            2 => op::CY_CALL2,
            3 => op::CY_CALL3,
            4 => op::CY_CALL4,
            n => {
                let args = vec![Arg::Expr(func), Arg::Objects(values), Arg::Expr(size(n))];
                return self.object_op(op::CY_CALLV, args);
            }
        };
        let mut args = vec![func];
        args.extend(values);
        self.object_op(fixed, by_value(args))
    }

    /// `object.name(args)`
    pub fn method_call(&mut self, object: &'h hir::Expr, name: &Name, args: &'h [hir::Arg]) -> Expr {
        if let hir::ExprKind::Super { class, object } = &object.kind
            && !is_starred(args)
        {
            return self.super_call(class, object, name, args);
        }
        let ty = &object.ty;
        let held = self.operand(object);
        if is_starred(args) {
            let name = self.name(name);
            let method = self.object_op(op::CY_GETATTR, by_value([held.value, name]));
            let method = self.hold(method, ty);
            return self.starred(method, args);
        }
        if !args.iter().all(is_quiet_arg) {
            return self.early_method_call(held, name, args);
        }
        let (values, names) = self.arguments(vec![held], args);
        let name = self.name(name);
        if !names.is_empty() {
            let n = size(values.len() - names.len());
            let names = self.names(names);
            return self.object_op(
                op::CY_METHODKW,
                vec![Arg::Expr(name), Arg::Objects(values), Arg::Expr(n), Arg::Expr(names)],
            );
        }
        let fixed = match values.len() {
            1 => op::CY_METHOD0,
            2 => op::CY_METHOD1,
            3 => op::CY_METHOD2,
            4 => op::CY_METHOD3,
            n => {
                let args = vec![Arg::Expr(name), Arg::Objects(values), Arg::Expr(size(n))];
                return self.object_op(op::CY_METHODV, args);
            }
        };
        let mut args = vec![name];
        args.extend(values);
        self.object_op(fixed, by_value(args))
    }

    /// `object.name(args)` where the arguments run code: Python looks the method up before.
    fn early_method_call(&mut self, object: Held, name: &Name, args: &'h [hir::Arg]) -> Expr {
        let object = self.stable(&object.ty, object.value);
        let unbound = self.slot(&Type::INT);
        let name = self.name(name);
        let look = vec![Arg::Expr(object.clone()), Arg::Expr(name), Arg::Address(unbound)];
        let method = self.object_op(op::CY_LOAD_METHOD, look);
        self.call_loaded(method, object, unbound, args)
    }

    /// `super().name(args)`
    fn super_call(
        &mut self,
        class: &'h hir::Expr,
        object: &'h hir::Expr,
        name: &Name,
        args: &'h [hir::Arg],
    ) -> Expr {
        let [class, object] = self.super_parts(class, object);
        let object = self.stable(&Type::Object, object);
        let unbound = self.slot(&Type::INT);
        let name = self.name(name);
        let look = vec![Arg::Expr(class), Arg::Expr(object.clone()), Arg::Expr(name), Arg::Address(unbound)];
        let method = self.object_op(op::CY_SUPER_METHOD, look);
        self.call_loaded(method, object, unbound, args)
    }

    /// The class and the instance of `super()`.
    pub fn super_parts(&mut self, class: &'h hir::Expr, object: &'h hir::Expr) -> [Expr; 2] {
        // The cell of the class may be empty still, and the instance deleted, which `super` says itself.
        let peeked = match class.kind {
            hir::ExprKind::Local(id) => self.peek_local(id),
            _ => None,
        };
        let instance = match object.kind {
            hir::ExprKind::Local(id) => self.peek_local(id),
            _ => None,
        };
        match (peeked, instance) {
            (Some(class), Some(object)) => [class, object],
            (Some(class), None) => [class, self.expr(object)],
            (None, Some(object)) => [self.expr(class), object],
            (None, None) => self.operands([class, object]),
        }
    }

    /// Calls the method of an object that was looked up before: `unbound` says whether it wants the object first.
    fn call_loaded(&mut self, method: Expr, object: Expr, unbound: LocalId, args: &'h [hir::Arg]) -> Expr {
        let object = self.hold(object, &Type::Object);
        let (values, names) = self.arguments(vec![object], args);
        let n = size(values.len() - names.len());
        let mut all =
            vec![Arg::Expr(method), Arg::Objects(values), Arg::Expr(n), Arg::Expr(Expr::Local(unbound))];
        if names.is_empty() {
            return self.object_op(op::CY_CALL_METHOD, all);
        }
        let names = self.names(names);
        all.push(Arg::Expr(names));
        self.object_op(op::CY_CALL_METHODKW, all)
    }

    /// Plain and keyword arguments behind what is held already: all values, and the names of the last ones.
    fn arguments(&mut self, mut held: Vec<Held>, args: &'h [hir::Arg]) -> (Vec<Expr>, Vec<&'h str>) {
        let mut names = Vec::new();
        for arg in args {
            match arg {
                hir::Arg::Positional(e) => held.push(self.operand(e)),
                hir::Arg::Keyword(..) | hir::Arg::Star(_) | hir::Arg::StarStar(_) => {}
            }
        }
        for arg in args {
            match arg {
                hir::Arg::Keyword(name, e) => {
                    held.push(self.operand(e));
                    names.push(name.as_str());
                }
                hir::Arg::Positional(_) | hir::Arg::Star(_) | hir::Arg::StarStar(_) => {}
            }
        }
        self.settle(&mut held);
        (held.into_iter().map(|h| h.value).collect(), names)
    }

    /// A call with `*` or `**`.
    fn starred(&mut self, func: Held, args: &'h [hir::Arg]) -> Expr {
        let func = self.stable(&func.ty, func.value);
        let positional: Vec<&'h hir::Arg> =
            args.iter().filter(|a| matches!(a, hir::Arg::Positional(_) | hir::Arg::Star(_))).collect();
        let tuple = match positional[..] {
            [hir::Arg::Star(e)] => {
                let value = self.expr(e);
                self.object_op(op::CY_STAR_TUPLE, by_value([func.clone(), value]))
            }
            _ => self.star_tuple(&positional),
        };
        let has_keywords = args.iter().any(|a| matches!(a, hir::Arg::Keyword(..) | hir::Arg::StarStar(_)));
        if !has_keywords {
            return self.object_op(op::CY_CALL_TUPLE, by_value([func, tuple]));
        }
        let kwargs = self.keyword_dict(&func, args);
        self.object_op(op::CY_CALL_DICT, by_value([func, tuple, kwargs]))
    }

    /// The tuple of `f(a, *b, c)`.
    pub fn star_tuple(&mut self, args: &[&'h hir::Arg]) -> Expr {
        let leading = args.iter().take_while(|a| matches!(a, hir::Arg::Positional(_))).count();
        let first = args[..leading].iter().filter_map(|a| match a {
            hir::Arg::Positional(e) => Some(e),
            hir::Arg::Star(_) | hir::Arg::Keyword(..) | hir::Arg::StarStar(_) => None,
        });
        let first = self.operand_list(first);
        if leading == args.len() {
            return self.tuple_of(first);
        }
        let list = self.list_of(first);
        for arg in &args[leading..] {
            match arg {
                hir::Arg::Positional(e) => {
                    let value = self.expr(e);
                    self.run(op::CY_LIST_APPEND, by_value([list.clone(), value]));
                }
                hir::Arg::Star(e) => {
                    let value = self.expr(e);
                    self.run(op::CY_LIST_STAR, by_value([list.clone(), value]));
                }
                hir::Arg::Keyword(..) | hir::Arg::StarStar(_) => {}
            }
        }
        self.op(&Type::TUPLE, op::CY_TUPLE_OF_LIST, by_value([list]))
    }

    /// The dict of `f(a=1, **b)`.
    pub fn keyword_dict(&mut self, func: &Expr, args: &'h [hir::Arg]) -> Expr {
        let dict = self.op(&Type::DICT, op::CY_DICT_NEW, Vec::new());
        let mut merged = false;
        for arg in args {
            match arg {
                hir::Arg::Keyword(name, e) => {
                    let value = self.expr(e);
                    let name = self.name(name);
                    if merged {
                        self.run(op::CY_KWARGS_PUT, by_value([func.clone(), dict.clone(), name, value]));
                    } else {
                        self.run(op::CY_DICT_PUT, by_value([dict.clone(), name, value]));
                    }
                }
                hir::Arg::StarStar(e) => {
                    let value = self.expr(e);
                    self.run(op::CY_KWARGS_MERGE, by_value([func.clone(), dict.clone(), value]));
                    merged = true;
                }
                hir::Arg::Positional(_) | hir::Arg::Star(_) => {}
            }
        }
        dict
    }
}

fn is_starred(args: &[hir::Arg]) -> bool {
    args.iter().any(|a| matches!(a, hir::Arg::Star(_) | hir::Arg::StarStar(_)))
}

fn is_quiet_arg(a: &hir::Arg) -> bool {
    match a {
        hir::Arg::Positional(e) | hir::Arg::Keyword(_, e) => is_quiet(e),
        hir::Arg::Star(_) | hir::Arg::StarStar(_) => false,
    }
}

/// Whether evaluating this runs no code of Python's and has no effect, so that nobody sees when it happens.
fn is_quiet(e: &hir::Expr) -> bool {
    use hir::ExprKind as K;
    match &e.kind {
        K::None
        | K::Bool(_)
        | K::Ellipsis
        | K::NotImplemented
        | K::Int(_)
        | K::Float(_)
        | K::Imaginary(_)
        | K::Str(_)
        | K::Bytes(_)
        | K::Null
        | K::ConstTuple(_)
        | K::Local(_)
        | K::Global(_)
        | K::Builtin(_)
        | K::BuiltinType(_)
        | K::ClassObject(_)
        | K::CVar(_)
        | K::EnumItem(..) => true,
        // Making an object of a C value calls nobody; looking into an object can.
        K::Coerce(_, inner) | K::Cast(inner) => !inner.ty.is_object() && is_quiet(inner),
        K::Not(inner) => is_quiet(inner),
        K::ClassField { object, .. } | K::Field { object, .. } => is_quiet(object),
        K::Is { left, right, .. } | K::CBinary { left, right, .. } | K::CCompare { left, right, .. } => {
            is_quiet(left) && is_quiet(right)
        }
        K::Tuple(items) | K::List(items) => {
            items.iter().all(|i| matches!(i, hir::Item::One(e) if is_quiet(e)))
        }
        _ => false,
    }
}
