//! Calls of C functions, and C++ objects.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, CallTarget, Expr, Signal, StmtKind, Value};
use cyrus_ops as op;
use cyrus_types::{ClassId, CppExcept, Except, FuncType, Type};

use crate::func::{FuncCx, NONE, by_value, value_type};

impl<'h> FuncCx<'_, 'h> {
    /// A call of a C function: required arguments, then the optional ones that are given.
    pub fn c_call(
        &mut self,
        callee: &'h hir::Callee,
        args: &'h [hir::Expr],
        optional: Option<&'h [hir::Expr]>,
        ty: &Type,
    ) -> Expr {
        let pointer = match callee {
            hir::Callee::Pointer(e) => Some(self.operand(e)),
            hir::Callee::CFunc(_) | hir::Callee::Method { .. } | hir::Callee::Text(..) => None,
        };
        let mut held: Vec<_> = pointer.into_iter().collect();
        for (i, e) in args.iter().chain(optional.unwrap_or_default()).enumerate() {
            // a method of C++ works on the object itself
            let object = i == 0 && matches!(callee, hir::Callee::Text(..));
            held.push(if object { self.memory_operand(e) } else { self.operand(e) });
        }
        self.settle(&mut held);
        let mut values: Vec<Expr> = held.into_iter().map(|h| h.value).collect();
        let given: Vec<&hir::Expr> = args.iter().chain(optional.unwrap_or_default()).collect();
        self.give_away(callee, &given, &mut values);
        let declared = match callee {
            // A direct call means this code, whatever Python code replaces.
            hir::Callee::CFunc(id) => Some((*id, true)),
            hir::Callee::Method { class, method } => {
                self.world().classes[*class].methods.get(*method).map(|m| (m.func, false))
            }
            hir::Callee::Pointer(_) | hir::Callee::Text(..) => None,
        };
        let mut passed = Vec::new();
        if let Some((id, skip)) = declared {
            let given = values.split_off(args.len());
            passed.extend(given.iter().filter_map(|e| match e {
                Expr::Local(l) if self.func.locals[*l].role == ir::Role::Temp => Some(*l),
                _ => None,
            }));
            values = self.with_extra(id, values, given, skip);
        }
        let (target, signal) = match callee {
            hir::Callee::CFunc(id) => (self.c_target(*id), signal(&self.world().cfuncs[*id].ty.except)),
            hir::Callee::Pointer(e) => {
                let signal = self.function_type(&e.ty).map_or(Signal::Never, |f| signal(&f.except));
                (CallTarget::Pointer(Box::new(values.remove(0))), signal)
            }
            hir::Callee::Method { class, method } => self.method_target(*class, *method),
            hir::Callee::Text(text, f) => (CallTarget::Text(text.clone()), signal(&f.except)),
        };
        // what the function says it returns; the expression has the type behind a reference
        let returned = match callee {
            hir::Callee::Text(_, f) => Some(&f.ret),
            hir::Callee::CFunc(id) => Some(&self.world().cfuncs[*id].ty.ret),
            hir::Callee::Pointer(e) => self.function_type(&e.ty).map(|f| &f.ret),
            hir::Callee::Method { .. } => None,
        };
        let ty = &returned.filter(|ret| matches!(ret, Type::Ref(_))).unwrap_or(ty).clone();
        let result = self.call_target(target, values, signal, ty);
        // Optional arguments are passed in a struct that owns nothing: they live as long as the call.
        for l in passed {
            self.emit(StmtKind::Eval(Value::Expr(Expr::Local(l))));
        }
        result
    }

    /// What nobody else can see is passed by C++ rvalue reference where one is wanted, and moved where an object is.
    fn give_away(&self, callee: &hir::Callee, args: &[&hir::Expr], values: &mut [Expr]) {
        let params = match callee {
            hir::Callee::CFunc(id) => &self.world().cfuncs[*id].ty.params,
            hir::Callee::Text(_, f) => &f.params,
            hir::Callee::Method { class, method } => {
                match self.world().classes[*class].methods.get(*method) {
                    Some(m) => &self.world().cfuncs[m.func].ty.params,
                    None => return,
                }
            }
            hir::Callee::Pointer(_) => return,
        };
        // the object of a method is no parameter
        let given = params.iter().rev().zip(args.iter().rev());
        for ((param, arg), value) in given.zip(values.iter_mut().rev()) {
            let moved = match self.world().resolve(&param.ty) {
                Type::RvalueRef(_) => true,
                Type::Cpp(..) => self.makes_object(arg),
                _ => false,
            };
            if moved {
                *value = self.moved(value.clone());
            }
        }
    }

    /// A call whose arguments are ready.
    pub fn call_target(&mut self, target: CallTarget, args: Vec<Expr>, signal: Signal, ty: &Type) -> Expr {
        let ret = match ty {
            // a reference to an object of a class is used where it is, not copied
            Type::Ref(t) if matches!(self.world().resolve(t), Type::Cpp(..)) && !t.is_const() => ty.clone(),
            Type::Ref(t) | Type::RvalueRef(t) => value_type(t),
            t => value_type(t),
        };
        let call = Value::Call { target, args, signal, ret: ret.clone() };
        if ret == Type::Void {
            self.emit(StmtKind::Eval(call));
            NONE
        } else {
            self.save(&ret, call)
        }
    }

    /// A C function by its name.
    pub fn c_target(&self, id: cyrus_types::CFuncId) -> CallTarget {
        match self.cx.hir.cfuncs.get(&id) {
            Some(f) => CallTarget::Func(self.cx.code[*f]),
            None => CallTarget::CFunc(id),
        }
    }

    /// A method through the vtable, or directly where nobody can replace it.
    fn method_target(&self, class: ClassId, at: usize) -> (CallTarget, Signal) {
        let world = self.world();
        let Some(method) = world.classes[class].methods.get(at) else {
            return (CallTarget::Method(class, at), Signal::Never);
        };
        let signal = signal(&world.cfuncs[method.func].ty.except);
        if method.is_final || method.is_static || world.classes[class].flags.is_final {
            return (self.c_target(method.func), signal);
        }
        // An override has no slot of its own.
        let (mut slot, mut base) = ((class, at), world.classes[class].base);
        let mut overrides = method.overrides;
        while overrides {
            let Some((owner, i)) = base.and_then(|b| world.find_method(b, &method.name)) else { break };
            slot = (owner, i);
            overrides = world.classes[owner].methods[i].overrides;
            base = world.classes[owner].base;
        }
        (CallTarget::Method(slot.0, slot.1), signal)
    }

    /// The function type behind a pointer.
    pub fn function_type<'t>(&'t self, ty: &'t Type) -> Option<&'t FuncType> {
        match self.world().resolve(ty) {
            Type::Func(f) => Some(f),
            Type::Ptr(t) => match self.world().resolve(t) {
                Type::Func(f) => Some(f),
                _ => None,
            },
            _ => None,
        }
    }

    /// `new T(args)` or `T(args)`
    pub fn cpp_new(&mut self, args: &'h [hir::Expr], except: &Except, ty: &Type) -> Expr {
        let values = self.operand_list(args);
        let (new, class) = match self.world().resolve(ty) {
            Type::Ptr(t) => ("new ", (**t).clone()),
            t => ("", t.clone()),
        };
        let places: Vec<String> = (0..values.len()).map(|i| format!("%{i}")).collect();
        let text = format!("{new}{}({})", self.cpp_name(&class), places.join(", "));
        self.call_target(CallTarget::Text(text.into()), values, thrown(except), ty)
    }

    /// A type as C++ spells it.
    fn cpp_name(&self, ty: &Type) -> String {
        let world = self.world();
        match ty {
            Type::Cpp(id, args) => world.cpp_spelling(*id, args, &|a| self.cpp_name(a)),
            Type::Ptr(t) if matches!(world.resolve(t), Type::Func(_)) => {
                self.cpp_name(t).replacen("()", "(*)", 1)
            }
            Type::Func(f) => {
                let params: Vec<String> = f.params.iter().map(|p| self.cpp_name(&p.ty)).collect();
                format!("{} ()({})", self.cpp_name(&f.ret), params.join(", "))
            }
            Type::Typedef(id) => world.typedefs[*id].cname.to_string(),
            Type::Struct(id) => world.structs[*id].cname.to_string(),
            Type::Enum(id) => world.enums[*id].cname.to_string(),
            Type::Ptr(t) => format!("{} *", self.cpp_name(t)),
            Type::Ref(t) => format!("{} &", self.cpp_name(t)),
            Type::RvalueRef(t) => format!("{} &&", self.cpp_name(t)),
            Type::Const(t) => format!("{} const", self.cpp_name(t)),
            Type::Bint => "int".to_owned(),
            Type::Half => "cy_half".to_owned(),
            t if t.is_object() => "PyObject *".to_owned(),
            t => world.show(t),
        }
    }

    /// An lvalue in C++ text with `%0`, `%1`... for its parts.
    pub fn text_lvalue(&mut self, text: &str, parts: Vec<Expr>, except: &Except, ty: &Type) -> Expr {
        // The reference that the text stands for is taken by address, so that it is evaluated once.
        let call = Value::Call {
            target: CallTarget::Text(format!("cy_at({text})").into()),
            args: parts,
            signal: thrown(except),
            ret: ty.clone().ptr(),
        };
        let pointer = self.save(&ty.clone().ptr(), call);
        Expr::Deref(Box::new(pointer))
    }

    /// A C++ value, or a C function, as an object.
    pub fn cpp_to_object(&mut self, value: Expr, from: &Type) -> Expr {
        let args = vec![ir::Arg::CType(value_type(from)), ir::Arg::Expr(value)];
        self.object_op(op::CY_CPP_TO_OBJECT, args)
    }

    /// An object as a C++ value.
    pub fn cpp_from_object(&mut self, value: Expr, to: &Type) -> Expr {
        let result = self.slot(to);
        let mut args = vec![ir::Arg::CType(value_type(to))];
        args.extend(by_value([value]));
        args.push(ir::Arg::Address(result));
        self.run(op::CY_CPP_FROM_OBJECT, args);
        Expr::Local(result)
    }
}

/// How a C function of this type fails.
pub fn signal(except: &Except) -> Signal {
    match except {
        Except::Never => Signal::Never,
        Except::Null => Signal::Null,
        Except::Value(v) => Signal::Value(v.clone()),
        Except::Maybe(v) => Signal::Maybe(v.clone()),
        Except::Always => Signal::Occurred,
        Except::Cpp(how) => Signal::Cpp(how.clone()),
    }
}

/// The same, of what may throw whatever its declaration says: memory can always be short.
fn thrown(except: &Except) -> Signal {
    match except {
        Except::Cpp(how) => Signal::Cpp(how.clone()),
        Except::Never | Except::Null | Except::Value(_) | Except::Maybe(_) | Except::Always => {
            Signal::Cpp(CppExcept::Standard)
        }
    }
}
