//! Random structured functions: whatever lowering may write, `own` makes something that the verifier accepts.
#![expect(clippy::unwrap_used, reason = "a test")]

use cyrus_index::{Idx, IndexVec};
use cyrus_ir::text::{print_function, read};
use cyrus_ir::verify::{verify, verify_owned};
use cyrus_ir::{
    Arg, Expr, FuncId, Label, Local, LocalId, LocalType, Module, Place, Region, Role, Stmt, StmtKind, Value,
};
use cyrus_ops as op;
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

/// Knuth's multiplicative generator: the same programs in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

struct Make {
    random: Random,
    locals: IndexVec<LocalId, Local>,
    slots: Vec<LocalId>,
    labels: Vec<(Label, bool)>,
    next_label: u32,
    budget: usize,
}

impl Make {
    fn local(&mut self, ty: Type, role: Role) -> LocalId {
        self.locals.push(Local { name: Name::default(), ty: LocalType::Type(ty), role })
    }

    fn value(&mut self, temps: &[LocalId]) -> Expr {
        match self.random.below(6) {
            0 => Expr::Singleton(cyrus_ir::Singleton::None),
            1 => Expr::Local(self.slots[self.random.below(self.slots.len())]),
            2 => Expr::Arrow(Box::new(Expr::Local(self.slots[0])), "a".into(), Some(Idx::new(0))),
            _ if !temps.is_empty() => Expr::Local(temps[self.random.below(temps.len())]),
            _ => Expr::Const(Idx::new(0)),
        }
    }

    fn op(&mut self, temps: &[LocalId]) -> Value {
        let mut args = |n: usize| (0..n).map(|_| Arg::Expr(self.value(temps))).collect::<Vec<_>>();
        let (op, args) = match args(1).len() + self.random.below(4) {
            1 => (op::CY_NO_DEFAULT, Vec::new()),
            2 => {
                let items = (0..3).map(|_| self.value(temps)).collect();
                (op::CY_TUPLE, vec![Arg::Objects(items), Arg::Expr(Expr::Int(3, Type::SSIZE))])
            }
            _ => (op::CY_ADD, vec![Arg::Expr(self.value(temps)), Arg::Expr(self.value(temps))]),
        };
        Value::Op { op, args, own: 0 }
    }

    fn label(&mut self) -> Label {
        self.next_label += 1;
        Label::new(self.next_label as usize - 1)
    }

    /// A region; `temps` are assigned where it begins. It says whether control comes to its end.
    fn region(&mut self, temps: &[LocalId], depth: usize) -> (Region, bool) {
        let mut temps = temps.to_vec();
        let mut out = Vec::new();
        let push = |out: &mut Vec<Stmt>, kind| out.push(Stmt::new(kind, FileSpan::NOWHERE));
        for _ in 0..=self.random.below(5) {
            if self.budget == 0 {
                break;
            }
            self.budget -= 1;
            let nest = depth < 5;
            match self.random.below(if nest { 17 } else { 8 }) {
                0..3 => {
                    let value = self.op(&temps);
                    let t = self.local(Type::Object, Role::Temp);
                    push(&mut out, StmtKind::Set(Place::Local(t), value));
                    temps.push(t);
                }
                3 => {
                    let value = self.value(&temps);
                    let t = self.local(Type::Object, Role::Temp);
                    push(&mut out, StmtKind::Set(Place::Local(t), Value::Expr(value)));
                    temps.push(t);
                }
                4 => {
                    let slot = self.slots[self.random.below(self.slots.len())];
                    let value = if self.random.below(2) == 0 {
                        self.op(&temps)
                    } else {
                        Value::Expr(self.value(&temps))
                    };
                    push(&mut out, StmtKind::Set(Place::Local(slot), value));
                }
                5 => {
                    let place =
                        Expr::Arrow(Box::new(Expr::Local(self.slots[0])), "a".into(), Some(Idx::new(0)));
                    let value = Value::Expr(self.value(&temps));
                    push(&mut out, StmtKind::Set(Place::Lvalue(Box::new(place), Type::Object), value));
                }
                6 => {
                    let role = if self.random.below(2) == 0 { Role::Temp } else { Role::Slot };
                    let found = self.local(Type::Object, role);
                    let c = self.local(Type::INT, Role::Temp);
                    let args = vec![
                        Arg::Expr(self.value(&temps)),
                        Arg::Expr(Expr::Const(Idx::new(0))),
                        Arg::Address(found),
                    ];
                    push(
                        &mut out,
                        StmtKind::Set(Place::Local(c), Value::Op { op: op::CY_FINDATTR, args, own: 0 }),
                    );
                    if self.locals[found].role == Role::Temp {
                        temps.push(found);
                    }
                }
                7 if self.random.below(3) == 0 => {
                    match self.random.below(3) {
                        0 => push(&mut out, StmtKind::Fail { traceback: true }),
                        1 if !self.labels.is_empty() => {
                            let (label, is_loop) = self.labels[self.random.below(self.labels.len())];
                            let again = is_loop && self.random.below(2) == 0;
                            push(
                                &mut out,
                                if again { StmtKind::Continue(label) } else { StmtKind::Break(label) },
                            );
                        }
                        _ => {
                            let value = self.value(&temps);
                            push(&mut out, StmtKind::Return(Some(value)));
                        }
                    }
                    return (Region(out), false);
                }
                7..=9 => {
                    // both branches assign a temp that is read afterwards
                    let result = self.local(Type::Object, Role::Temp);
                    let test = Expr::Binary(
                        cyrus_ir::BinOp::Eq,
                        Box::new(self.value(&temps)),
                        Box::new(Expr::Singleton(cyrus_ir::Singleton::None)),
                    );
                    let (mut then, a) = self.region(&temps, depth + 1);
                    let (mut orelse, b) = self.region(&temps, depth + 1);
                    for (r, ends) in [(&mut then, a), (&mut orelse, b)] {
                        if ends {
                            let value = if self.random.below(2) == 0 {
                                self.op(&temps)
                            } else {
                                Value::Expr(self.value(&temps))
                            };
                            push(&mut r.0, StmtKind::Set(Place::Local(result), value));
                        }
                    }
                    push(&mut out, StmtKind::If { test, then, orelse });
                    if !a && !b {
                        return (Region(out), false);
                    }
                    temps.push(result);
                }
                10 | 11 => {
                    let label = self.label();
                    self.labels.push((label, false));
                    let (body, _) = self.region(&temps, depth + 1);
                    self.labels.pop();
                    push(&mut out, StmtKind::Block { label, body });
                }
                12 | 13 => {
                    let label = self.label();
                    self.labels.push((label, true));
                    let (body, _) = self.region(&temps, depth + 1);
                    self.labels.pop();
                    push(&mut out, StmtKind::While { label, test: Expr::Int(1, Type::INT), body });
                }
                14 => {
                    let label = self.label();
                    self.labels.push((label, true));
                    let (mut body, ends) = self.region(&temps, depth + 1);
                    self.labels.pop();
                    if ends {
                        push(&mut body.0, StmtKind::Break(label));
                    }
                    push(&mut out, StmtKind::Loop { label, body });
                }
                _ => {
                    let (body, _) = self.region(&temps, depth + 1);
                    let (mut handler, _) = self.region(&temps, depth + 1);
                    let caught = self.locals.push(Local {
                        name: Name::default(),
                        ty: LocalType::Caught,
                        role: Role::Temp,
                    });
                    let exc = self.local(Type::Object, Role::Temp);
                    let catch = Value::Op { op: op::CY_CATCH, args: vec![Arg::Address(caught)], own: 0 };
                    handler
                        .0
                        .insert(0, Stmt::new(StmtKind::Set(Place::Local(exc), catch), FileSpan::NOWHERE));
                    push(&mut out, StmtKind::Try { body, handler });
                }
            }
        }
        (Region(out), true)
    }
}

fn module(seed: u64) -> Module {
    let mut m = read(
        "module m \"m.pyx\" exec f.f\nconst k0 = str \"a\"\nclass C { a: object }\nfunc f object null () {\n  return None\n}\n",
    )
    .unwrap();
    let mut make = Make {
        random: Random(seed),
        locals: IndexVec::new(),
        slots: Vec::new(),
        labels: Vec::new(),
        next_label: 0,
        budget: 40,
    };
    let p = make.local(Type::Ext(Idx::new(0)), Role::Param);
    let q = make.local(Type::Object, Role::Param);
    let u = make.local(Type::Object, Role::User);
    make.slots = vec![p, q, u];
    let (mut body, _) = make.region(&[], 0);
    body.0.push(Stmt::new(StmtKind::Return(Some(Expr::Local(u))), FileSpan::NOWHERE));
    let f = &mut m.functions[FuncId::new(0)];
    f.params = vec![p, q];
    f.locals = make.locals.into();
    f.labels = make.next_label;
    f.body = body;
    m
}

#[test]
fn random_functions_are_counted_exactly() {
    let mut run = 0;
    for seed in 0..2_000 {
        let mut m = module(seed);
        if !verify(&m).is_empty() {
            // an unreachable end, or a temp behind a jump: not what lowering writes
            continue;
        }
        run += 1;
        let before = print_function(&m, FuncId::new(0));
        let mut errors = Vec::new();
        if seed % 2 == 0 {
            for pass in cyrus_opt::PASSES.iter().take_while(|p| !p.owned) {
                (pass.run)(&mut m);
                errors.extend(verify(&m));
            }
        }
        if errors.is_empty() {
            cyrus_opt::own::run(&mut m);
            errors = verify_owned(&m);
        }
        let after = print_function(&m, FuncId::new(0));
        assert!(errors.is_empty(), "seed {seed}:\n{before}\n{after}\n{errors:#?}");
    }
    assert!(run > 1_000, "only {run} programs were fit");
}
