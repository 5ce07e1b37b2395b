//! A little machine that runs IR over integers, doubles and views of doubles: enough to compare a function before and
//! after a pass. It stops at every access that is out of bounds.

use std::collections::BTreeMap;

use cyrus_ir::{BinOp, Expr, Function, Label, LocalId, Place, Region, Stmt, StmtKind, UnOp, Value};
use cyrus_types::{Int, IntRank, Sign, Type};

/// A value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum V {
    /// Any integer, as its type has it.
    I(i128),
    /// A double.
    F(f64),
    /// A view, by position.
    View(usize),
    /// An address in the memory of a view, in bytes.
    Pointer(usize, i128),
}

/// A view of doubles and its memory.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// All of the memory.
    pub data: Vec<f64>,
    /// Where the first element stands, in bytes.
    pub start: i128,
    /// Shape.
    pub n: Vec<i128>,
    /// Strides in bytes.
    pub s: Vec<i128>,
}

/// How running a region ends.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// At its end.
    Through,
    /// At a jump.
    Break(Label),
    /// At a jump.
    Continue(Label),
    /// With the function's result.
    Return(Option<V>),
    /// With a failed check: the axis that it names, and the length.
    Fail(String),
}

/// A machine in the middle of a function.
pub struct Machine<'a> {
    /// The views.
    pub views: Vec<View>,
    locals: BTreeMap<LocalId, V>,
    func: &'a Function,
    steps: u32,
}

/// Runs a function; its result and the views after it.
pub fn run(func: &Function, args: &[V], views: Vec<View>) -> (End, Vec<View>) {
    let locals = func.params.iter().copied().zip(args.iter().copied()).collect();
    let mut m = Machine { views, locals, func, steps: 0 };
    let end = m.region(&func.body);
    (end, m.views)
}

impl Machine<'_> {
    fn region(&mut self, r: &Region) -> End {
        for s in &r.0 {
            match self.stmt(s) {
                End::Through => {}
                end => return end,
            }
        }
        End::Through
    }

    fn int(&self, e: &Expr) -> i128 {
        match self.expr(e) {
            V::I(i) => i,
            v => panic!("{v:?} is no integer"),
        }
    }

    fn stmt(&mut self, s: &Stmt) -> End {
        match &s.kind {
            StmtKind::Set(place, Value::Expr(e)) => {
                let v = self.expr(e);
                match place {
                    Place::Local(l) => {
                        let v = match (v, self.func.type_of(*l)) {
                            (V::I(i), Some(t @ Type::Int(_))) => V::I(wrap(i, t)),
                            (v, _) => v,
                        };
                        self.locals.insert(*l, v);
                    }
                    Place::Lvalue(e, _) => {
                        let (view, at) = self.address(e, true);
                        let V::F(v) = v else { panic!("{v:?} is no double") };
                        self.views[view].data[at] = v;
                    }
                    _ => panic!("no such place here"),
                }
            }
            StmtKind::Check { ok, args, .. } => {
                if self.expr(ok) == V::I(0) {
                    return End::Fail(format!("{args:?}"));
                }
            }
            StmtKind::If { test, then, orelse } => {
                let t = self.expr(test) != V::I(0);
                return self.region(if t { then } else { orelse });
            }
            StmtKind::Block { label, body } => {
                return match self.region(body) {
                    End::Break(l) if l == *label => End::Through,
                    end => end,
                };
            }
            StmtKind::For(l) => {
                let mut i = self.int(&l.from);
                let ty = self.func.type_of(l.index).cloned().unwrap_or(Type::SSIZE);
                loop {
                    self.steps += 1;
                    assert!(self.steps < 100_000, "this takes too long");
                    self.locals.insert(l.index, V::I(wrap(i, &ty)));
                    let test =
                        Expr::Binary(l.relation, Box::new(Expr::Local(l.index)), Box::new(l.to.clone()));
                    if self.expr(&test) == V::I(0) {
                        return End::Through;
                    }
                    match self.region(&l.body) {
                        End::Break(x) if x == l.label => return End::Through,
                        End::Continue(x) if x == l.label => {}
                        End::Through => {}
                        end => return end,
                    }
                    i += self.int(&l.step);
                }
            }
            StmtKind::Break(l) => return End::Break(*l),
            StmtKind::Continue(l) => return End::Continue(*l),
            StmtKind::Return(e) => return End::Return(e.as_ref().map(|e| self.expr(e))),
            kind => panic!("no such statement here: {kind:?}"),
        }
        End::Through
    }

    /// Where an element stands; with `inside`, it must be in the memory of the view.
    fn address(&self, e: &Expr, inside: bool) -> (usize, usize) {
        let (view, byte) = match e {
            Expr::ViewItem(v, at) => {
                let V::View(v) = self.expr(v) else { panic!("no view") };
                let view = &self.views[v];
                let mut byte = view.start;
                for (axis, e) in at.iter().enumerate() {
                    let i = self.int(e);
                    assert!(!inside || (0..view.n[axis]).contains(&i), "{i} is not below {}", view.n[axis]);
                    byte += i * view.s[axis];
                }
                (v, byte)
            }
            Expr::Index(p, i) => {
                let V::Pointer(v, byte) = self.expr(p) else { panic!("no pointer") };
                (v, byte + 8 * self.int(i))
            }
            e => panic!("no address: {e:?}"),
        };
        assert!(byte % 8 == 0);
        let at = byte / 8;
        if inside {
            assert!((0..self.views[view].data.len() as i128).contains(&at), "{at} is out of bounds");
        }
        (view, usize::try_from(at.max(0)).unwrap())
    }

    fn expr(&self, e: &Expr) -> V {
        match e {
            Expr::Local(l) => *self.locals.get(l).unwrap_or_else(|| panic!("{l} has no value")),
            Expr::Int(v, _) => V::I(*v),
            Expr::Float(v, _) => V::F(*v),
            Expr::Unary(op, a) => match (op, self.expr(a)) {
                (UnOp::Not, v) => V::I(i128::from(v == V::I(0))),
                (UnOp::Neg, V::I(i)) => V::I(-i),
                (UnOp::Neg, V::F(f)) => V::F(-f),
                (UnOp::BitNot, V::I(i)) => V::I(!i),
                (op, v) => panic!("{op:?} {v:?}"),
            },
            Expr::Binary(BinOp::LogAnd, a, b) => {
                V::I(i128::from(self.expr(a) != V::I(0) && self.expr(b) != V::I(0)))
            }
            Expr::Binary(BinOp::LogOr, a, b) => {
                V::I(i128::from(self.expr(a) != V::I(0) || self.expr(b) != V::I(0)))
            }
            Expr::Binary(op, a, b) => match (self.expr(a), self.expr(b)) {
                (V::I(a), V::I(b)) => integer(*op, a, b),
                (V::F(a), V::F(b)) => float(*op, a, b),
                (a, b) => panic!("{a:?} {op:?} {b:?}"),
            },
            Expr::Select(c, a, b) => {
                if self.expr(c) == V::I(0) {
                    self.expr(b)
                } else {
                    self.expr(a)
                }
            }
            Expr::Cast(t, a) => match (t, self.expr(a)) {
                (Type::Float(_), V::I(i)) => V::F(i as f64),
                (_, V::I(i)) => V::I(wrap(i, t)),
                (_, v) => v,
            },
            Expr::SizeOf(_) => V::I(8),
            Expr::ViewShape(v, axis) => match self.expr(v) {
                V::View(v) => V::I(self.views[v].n[*axis]),
                v => panic!("{v:?}"),
            },
            Expr::ViewStride(v, axis) => match self.expr(v) {
                V::View(v) => V::I(self.views[v].s[*axis]),
                v => panic!("{v:?}"),
            },
            Expr::AddressOf(item) => {
                let Expr::ViewItem(v, at) = &**item else { panic!("no element") };
                let V::View(v) = self.expr(v) else { panic!("no view") };
                let view = &self.views[v];
                V::Pointer(v, view.start + at.iter().zip(&view.s).map(|(e, s)| self.int(e) * s).sum::<i128>())
            }
            Expr::ViewItem(..) | Expr::Index(..) => {
                let (view, at) = self.address(e, true);
                V::F(self.views[view].data[at])
            }
            e => panic!("no such expression here: {e:?}"),
        }
    }
}

fn wrap(i: i128, t: &Type) -> i128 {
    match t {
        Type::Int(Int { rank: IntRank::Int, .. }) => i128::from(i as i32),
        Type::Int(Int { sign: Sign::Unsigned, .. }) => i128::from(i as u64),
        _ => i128::from(i as i64),
    }
}

fn compare<T: PartialOrd>(op: BinOp, a: &T, b: &T) -> Option<V> {
    let c = match op {
        BinOp::Eq => a == b,
        BinOp::Ne => a != b,
        BinOp::Lt => a < b,
        BinOp::Le => a <= b,
        BinOp::Gt => a > b,
        BinOp::Ge => a >= b,
        _ => return None,
    };
    Some(V::I(i128::from(c)))
}

fn integer(op: BinOp, a: i128, b: i128) -> V {
    compare(op, &a, &b).unwrap_or_else(|| {
        V::I(match op {
            BinOp::Add => a + b,
            BinOp::Sub => a - b,
            BinOp::Mul => a * b,
            op => panic!("{op:?}"),
        })
    })
}

fn float(op: BinOp, a: f64, b: f64) -> V {
    compare(op, &a, &b).unwrap_or_else(|| {
        V::F(match op {
            BinOp::Add => a + b,
            BinOp::Sub => a - b,
            BinOp::Mul => a * b,
            op => panic!("{op:?}"),
        })
    })
}
