//! Writes the operations on words.

use cyrus_ir::{
    Arg, CallTarget, Expr, FuncId, Function, Local, LocalId, LocalType, Module, Place, Region, Role, Stmt,
    StmtKind, Value,
};
use cyrus_ops as op;
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::choose::Choice;
use super::table::{Event, Gives, SHARED, WordOp, events, small, word_op};

/// Constants that are words as operands.
const OPERANDS: (i128, i128) = (-0x3fff_ffff, 0x3fff_ffff);

/// Constants that are words as operands where words have 64 bits.
const LARGE: (i128, i128) = (-0x3fff_ffff_ffff_ffff, 0x3fff_ffff_ffff_ffff);

struct Rewrite<'a> {
    module: &'a Module,
    choice: &'a Choice,
    id: FuncId,
    func: &'a mut Function,
}

/// Rewrites a function; `func` has the body, the module the function without it.
pub(super) fn run(module: &Module, choice: &Choice, id: FuncId, func: &mut Function) {
    let body = std::mem::take(&mut func.body);
    let mut r = Rewrite { module, choice, id, func };
    let body = r.region(body);
    r.func.body = body;
    for l in choice.words.get(&id).into_iter().flat_map(|s| s.iter()) {
        func.local_mut(l).ty = LocalType::Word;
    }
    func.words = choice.returns.contains(&id);
}

impl Rewrite<'_> {
    fn region(&mut self, r: Region) -> Region {
        let mut out = Vec::with_capacity(r.0.len());
        for mut s in r.0 {
            s.regions_mut(&mut |r| *r = self.region(std::mem::take(r)));
            self.stmt(s, &mut out);
        }
        Region(out)
    }

    fn is_word(&self, l: LocalId) -> bool {
        self.choice.is_word(self.id, l)
    }

    fn temp(&mut self) -> LocalId {
        self.func.add_local(Local { name: Name::default(), ty: LocalType::Word, role: Role::Temp })
    }

    fn stmt(&mut self, mut s: Stmt, out: &mut Vec<Stmt>) {
        let mut boxed: Vec<LocalId> = Vec::new();
        let mut need = |l: LocalId| {
            if !boxed.contains(&l) {
                boxed.push(l);
            }
        };
        let (choice, id) = (self.choice, self.id);
        let is_direct = |f: FuncId| choice.direct.contains(&f);
        let copied = |l: LocalId| {
            choice.shared.get(&id).is_some_and(|s| s.contains(l))
                && !choice.once.get(&id).is_some_and(|s| s.contains(l))
        };
        events(self.module, self.func, &is_direct, &s, &mut |l, event| {
            let object = match event {
                _ if !choice.is_word(id, l) => false,
                Event::Object | Event::Ban => true,
                Event::Return => !choice.returns.contains(&id),
                Event::CopyTo(to) => !choice.is_word(id, to) || copied(l),
                Event::Pass(f, i) => {
                    let param = self.module.functions[f].params.get(i);
                    copied(l) || !param.is_some_and(|p| choice.is_word(f, *p))
                }
                Event::Operand
                | Event::Index
                | Event::Test
                | Event::Int
                | Event::Result(_)
                | Event::CopyOf(_) => false,
            };
            if object {
                need(l);
            }
        });
        for l in boxed {
            out.push(self.make_object(l, s.at));
        }
        let (target, value) = match &mut s.kind {
            StmtKind::Set(place, value) => (Some(&*place), value),
            StmtKind::Eval(value) => (None, value),
            _ => {
                out.push(s);
                return;
            }
        };
        let local = match target {
            Some(Place::Local(l)) => Some(*l),
            _ => None,
        };
        let word = local.is_some_and(|l| self.choice.is_word(self.id, l));
        let mut gives_word = false;
        match value {
            Value::Expr(e) => {
                if let (true, Some(n)) = (word, small(self.module, e, SHARED.0, SHARED.1)) {
                    *e = constant(n);
                }
            }
            Value::Op { .. } => {
                if let Some(found) = word_op(self.module, self.func, value) {
                    gives_word = self.operation(found, word, value);
                }
            }
            Value::Call { target: CallTarget::Func(f) | CallTarget::Direct(_, f), .. } => {
                gives_word = self.choice.returns.contains(f);
            }
            Value::Call { .. } => {}
        }
        // what comes out is wanted as an object
        if gives_word
            && !word
            && let StmtKind::Set(_, value) = &mut s.kind
        {
            let t = self.temp();
            let value = std::mem::replace(value, Value::Expr(Expr::Local(t)));
            out.push(Stmt::new(StmtKind::Set(Place::Local(t), value), s.at));
            out.push(self.make_object(t, s.at));
        }
        out.push(s);
    }

    fn make_object(&self, l: LocalId, at: FileSpan) -> Stmt {
        Stmt::new(StmtKind::Eval(Value::Op { op: op::CY_W_BOX, args: vec![Arg::Address(l)], own: 0 }), at)
    }

    /// Makes it an operation on words if there is a word among its operands, or a word is wanted. Gives whether it makes one.
    fn operation(&self, found: WordOp, wanted: bool, value: &mut Value) -> bool {
        let Value::Op { op, args, .. } = value else { return false };
        let is_word =
            |a: &Arg| matches!(a, Arg::Expr(e) if matches!(e.peel(), Expr::Local(l) if self.is_word(*l)));
        let any = args.iter().enumerate().any(|(i, a)| found.words >> i & 1 == 1 && is_word(a));
        let makes = found.gives != Gives::Other;
        if !(any || (wanted && makes)) {
            return false;
        }
        *op = found.op;
        for (i, arg) in args.iter_mut().enumerate().filter(|(i, _)| found.words >> i & 1 == 1) {
            let Arg::Expr(e) = arg else { continue };
            if found.address == Some(i) {
                if let Expr::Local(l) = e.peel() {
                    *arg = Arg::Address(*l);
                }
            } else if let Some(n) = small(self.module, e, OPERANDS.0, OPERANDS.1) {
                *e = constant(n);
            } else if let Some(n) = small(self.module, e, LARGE.0, LARGE.1) {
                let object = std::mem::replace(e, Expr::Null(Type::Object));
                *e = Expr::Pure(op::CY_W_LARGE, vec![Expr::Int(n, Type::LONGLONG), object]);
            } else if let Expr::Local(l) = e.peel() {
                *e = Expr::Local(*l);
            }
        }
        makes
    }
}

/// The word of an int.
fn constant(n: i128) -> Expr {
    Expr::Pure(op::CY_W, vec![Expr::Int(n, Type::SSIZE)])
}
