//! Calls: operations of the runtime and functions, their arguments, and how their failure is seen.

use cyrus_c::{Binary, CType, Expr as C, Stmt as S, Unary};
use cyrus_ir::{Arg, CallTarget, Expr, LocalType, Place, Signal, Stmt, StmtKind, Value};
use cyrus_ops::{OpResult, Signal as OpSignal};
use cyrus_types::{Linkage, Type, World};

use crate::func::FuncGen;
use crate::stmt::Old;
use crate::types::{ctype, object, spelled};

/// How a call fails, whatever its kind.
pub(crate) enum Failing {
    Never,
    Null,
    /// A view without an owner.
    NoView,
    Negative,
    /// Equals this text, and perhaps only then `PyErr_Occurred`.
    Value(String, bool),
    Occurred,
    Cpp(cyrus_types::CppExcept),
}
impl FuncGen<'_, '_> {
    pub(crate) fn eval(&mut self, value: &Value, stmt: &Stmt) {
        // evaluating a pure expression for nothing is nothing
        if let Value::Expr(e) = value {
            // but a name of C can be a macro that does something
            let outside = match e {
                Expr::Text(..) => true,
                Expr::CFuncAddr(f) => self.cx.module.world.cfuncs[*f].linkage == Linkage::Extern,
                Expr::CVar(v) => self.cx.module.world.cvars[*v].linkage == Linkage::Extern,
                _ => false,
            };
            if outside {
                let e = self.expr(e);
                self.out.push(S::Expr(e));
            }
            return;
        }
        let (call, failing, result) = self.call_value(value);
        let words = match value {
            Value::Op { op, .. } => op.op().result == OpResult::C("cy_word"),
            Value::Call { target: CallTarget::Func(f) | CallTarget::Direct(_, f), .. } => {
                self.cx.module.functions[*f].words
            }
            _ => false,
        };
        let new = match value {
            _ if words => true,
            Value::Op { op, .. } => op.op().result == OpResult::New,
            Value::Call { ret, .. } => self.cx.module.is_managed(&LocalType::Type(ret.clone())),
            Value::Expr(_) => false,
        };
        if new {
            let ty = result.clone().unwrap_or_else(object);
            let x = self.scratch("x", &ty);
            self.guarded(call, Some(&x), &failing, result.as_ref(), stmt);
            let held = match value {
                _ if words => LocalType::Word,
                Value::Call { ret, .. } => LocalType::Type(ret.clone()),
                _ => LocalType::Type(Type::Object),
            };
            let lines = self.drop_place(&held, x, matches!(failing, Failing::Never));
            self.out.extend(lines);
        } else {
            self.guarded(call, None, &failing, result.as_ref(), stmt);
        }
        self.after_call(value);
    }

    /// A call, how it fails, and what it returns (nothing for `void`).
    pub(crate) fn call_value(&mut self, value: &Value) -> (C, Failing, Option<CType>) {
        match value {
            Value::Expr(e) => (self.expr(e), Failing::Never, None),
            Value::Op { op: id, args, own } => {
                let op = id.op();
                let mut list = Vec::with_capacity(args.len() + 2);
                for arg in args {
                    if let Arg::Expr(Expr::Frame(f)) = arg {
                        self.note_kind(op.name, *f);
                    }
                    let arg = match arg {
                        Arg::CType(ty) if converts_cpp(*id) => macro_type(self.cx.cpp_face(ty.unqualified())),
                        arg => self.argument(arg),
                    };
                    list.push(arg);
                }
                if op.consumes {
                    list.push(C::atom(own.to_string()));
                }
                let result = match op.result {
                    OpResult::Void => None,
                    OpResult::New | OpResult::Borrowed(_) => Some(object()),
                    OpResult::C(text) => {
                        // a macro over a type returns that type
                        let over = op.params.iter().zip(args).find_map(|(param, arg)| match arg {
                            Arg::CType(ty) if param.name == text => Some(ty),
                            _ => None,
                        });
                        Some(match over {
                            Some(ty) => ctype(&self.cx.module.world, ty.unqualified()),
                            None => spelled(text),
                        })
                    }
                };
                let failing = match op.signal {
                    OpSignal::Never => Failing::Never,
                    OpSignal::Null | OpSignal::Zero => Failing::Null,
                    OpSignal::Negative => Failing::Negative,
                    OpSignal::MinusOne => Failing::Value("-1".to_owned(), true),
                };
                let mut name = op.name;
                // the body of the module runs once, and it is what sets most of them
                if let ("cy_global", [Arg::Expr(Expr::Const(k))]) = (name, &args[..])
                    && self.id != self.cx.module.exec
                {
                    name = "cy_global_known";
                    list.push(self.cx.known(*k));
                }
                (C::call(name, list), failing, result)
            }
            Value::Call { target, args, signal, ret } => {
                let mut call = self.call(target, args, ret);
                let world = &self.cx.module.world;
                if self.cx.module.cplus && drops_const_quietly(world, target, ret) {
                    call = call.cast(ctype(world, ret.unqualified()).text());
                }
                let result = match world.resolve(ret) {
                    Type::Void => None,
                    Type::Ref(inner) => Some(ctype(world, inner).ptr()),
                    _ => Some(ctype(world, ret.unqualified())),
                };
                let failing = match signal {
                    Signal::Never => Failing::Never,
                    Signal::Null if matches!(world.resolve(ret), Type::View(_)) => Failing::NoView,
                    Signal::Null | Signal::Zero => Failing::Null,
                    Signal::Negative => Failing::Negative,
                    Signal::Value(text) => Failing::Value(text.to_string(), false),
                    Signal::Maybe(text) => Failing::Value(text.to_string(), true),
                    Signal::Occurred => Failing::Occurred,
                    // C has no exceptions
                    Signal::Cpp(_) if !self.cx.module.cplus => Failing::Never,
                    Signal::Cpp(kind) => {
                        self.cx.uses_cpp = true;
                        Failing::Cpp(kind.clone())
                    }
                };
                (call, failing, result)
            }
        }
    }

    fn argument(&mut self, arg: &Arg) -> C {
        match arg {
            Arg::Expr(e) => self.expr(e),
            // what is written there has to be an object before
            Arg::Address(l) if self.is_maybe(*l) => C::Call(Box::new(self.target(*l).member("room")), vec![]),
            Arg::Address(l) => self.local(*l).unary(Unary::Address),
            Arg::CType(ty) => macro_type(ctype(&self.cx.module.world, ty.unqualified()).text()),
            Arg::Objects(items) => {
                // one free slot in front, which the callee may use
                let n = items.len() + 1;
                let vector = self.vector("a", n);
                for (i, item) in items.iter().enumerate() {
                    let item = self.expr(item);
                    self.out.push(S::Expr(vector.clone().index(C::atom((i + 1).to_string())).assign(item)));
                }
                vector.binary(Binary::Add, C::atom("1"))
            }
            Arg::Outs(places) => self.vector("b", places.len().max(1)),
        }
    }

    /// A local array of objects that is at least this long.
    fn vector(&mut self, name: &'static str, n: usize) -> C {
        let longest = match self.scratch.get(name) {
            Some(CType::Array(_, size)) => size.parse().unwrap_or(0).max(n),
            _ => n,
        };
        self.scratch.insert(name.to_owned(), CType::Array(Box::new(object()), longest.to_string()));
        C::atom(name)
    }

    /// What a call put into a vector goes to its places.
    pub(crate) fn after_call(&mut self, value: &Value) {
        let Value::Op { args, .. } = value else { return };
        for arg in args {
            if let Arg::Outs(places) = arg {
                for (i, l) in places.iter().enumerate() {
                    self.store(&Place::Local(*l), C::atom("b").index(C::atom(i.to_string())), Old::Any);
                }
            }
        }
    }

    /// The call, stored in `into`, with its error exit.
    pub(crate) fn guarded(
        &mut self,
        call: C,
        into: Option<&C>,
        failing: &Failing,
        result: Option<&CType>,
        stmt: &Stmt,
    ) {
        let reference = matches!(stmt.kind, StmtKind::Set(Place::Local(l), _) if self.locals.get(l).is_some_and(|s| s.reference));
        let stored = match into {
            Some(into) if reference => into.clone().assign(C::call("cy_at", vec![call])),
            Some(into) => into.clone().assign(call),
            None => call,
        };
        let test = match failing {
            Failing::Never => {
                self.out.push(S::Expr(stored));
                return;
            }
            Failing::Null => stored.unary(Unary::Not),
            Failing::NoView => match into {
                Some(into) => {
                    self.out.push(S::Expr(stored));
                    into.clone().member("h").member("owner").unary(Unary::Not)
                }
                None => stored.member("h").member("owner").unary(Unary::Not),
            },
            Failing::Negative => stored.binary(Binary::Lt, C::atom("0")),
            Failing::Value(text, maybe) => {
                let mut value = crate::expr::text_expr(text);
                if let Some(CType::Name(name)) = result
                    && !matches!(
                        name.as_str(),
                        "int" | "long" | "Py_ssize_t" | "double" | "long long" | "Py_hash_t"
                    )
                {
                    value = value.cast(name.clone());
                }
                let floating = matches!(result, Some(CType::Name(name)) if matches!(name.as_str(), "float" | "double" | "long double"));
                let number = text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
                let test = if floating && !number {
                    // It may be NaN, which equals nothing.
                    C::call("cy_same_double", vec![stored, value])
                } else {
                    stored.binary(Binary::Eq, value)
                };
                if *maybe { test.binary(Binary::LogAnd, self.occurred()) } else { test }
            }
            Failing::Occurred => {
                self.out.push(S::Expr(stored));
                self.occurred()
            }
            Failing::Cpp(kind) => {
                let translate = crate::special::cpp_translation(kind, self.nogil);
                let leave = self.fail(stmt.at, &stmt.cleanup, true);
                self.out.push(S::TryCatch(
                    vec![S::Expr(stored)],
                    vec![S::Line(translate.into()), S::Leave(leave.clone())],
                ));
                if let (Some(into), Some(true)) = (into, result.map(|r| *r == object())) {
                    self.out.push(S::If(into.clone().unary(Unary::Not), vec![S::Line(leave)], vec![]));
                } else if *kind == cyrus_types::CppExcept::Star {
                    self.out.push(S::If(self.occurred(), vec![S::Line(leave)], vec![]));
                }
                return;
            }
        };
        let leave = self.fail(stmt.at, &stmt.cleanup, true);
        // a check that always fails needs no test to be seen as leaving, but C compilers want no constant conditions
        self.out.push(S::If(test, vec![S::Line(leave)], vec![]));
    }

    pub(crate) fn occurred(&self) -> C {
        C::call(if self.nogil { "cy_occurred_nogil" } else { "PyErr_Occurred" }, vec![])
    }
}

/// Whether a type among the arguments of this operation says what the value is as an object.
fn converts_cpp(op: cyrus_ops::OpId) -> bool {
    matches!(op, cyrus_ops::CY_CPP_TO_OBJECT | cyrus_ops::CY_CPP_FROM_OBJECT)
}

/// A type as the argument of a macro: the commas of a template are not the macro's.
fn macro_type(text: String) -> C {
    C::Text(if text.contains(',') { format!("cy_cpp_type<void ({text})>::type").into() } else { text.into() })
}

/// Whether C++ would refuse what a function returns where its declaration leaves a `const` out; C takes it.
fn drops_const_quietly(world: &World, target: &CallTarget, ret: &Type) -> bool {
    let foreign = match target {
        CallTarget::Text(text) => !text.starts_with("new ") && !text.starts_with("cy_"),
        CallTarget::CFunc(id) => world.cfuncs[*id].linkage == Linkage::Extern,
        CallTarget::Func(_) | CallTarget::Direct(..) | CallTarget::Method(..) | CallTarget::Pointer(_) => {
            false
        }
    };
    let pointer = |t: &Type| match world.resolve(t) {
        Type::Ptr(to) => !to.is_const() && !matches!(world.resolve(to), Type::Func(_) | Type::Void),
        _ => false,
    };
    foreign && pointer(ret)
}
