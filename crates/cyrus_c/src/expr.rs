//! Expressions and their text, with as few parentheses as C and its compilers' warnings allow.

use std::fmt;

/// A piece of C. Most pieces are names, and short: up to 24 bytes need no memory of their own.
pub type Text = cyrus_source::Name;

/// A C expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// An identifier, a literal, or anything else that binds tighter than every operator.
    Atom(Text),
    /// Text whose inside is not known: it stands in parentheses wherever an operator touches it.
    Text(Text),
    /// `f(a, b)`
    Call(Box<Expr>, Vec<Expr>),
    /// `a[i]`
    Index(Box<Expr>, Box<Expr>),
    /// `a.f`
    Member(Box<Expr>, Text),
    /// `a->f`
    Arrow(Box<Expr>, Text),
    /// `!a`
    Unary(Unary, Box<Expr>),
    /// `(T)a`
    Cast(Text, Box<Expr>),
    /// `a + b`
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `a ? b : c`
    Cond(Box<[Expr; 3]>),
    /// `a = b`
    Assign(Box<Expr>, Box<Expr>),
}

/// Prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Unary {
    Neg,
    Not,
    BitNot,
    Deref,
    Address,
}

/// Infix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    LogAnd,
    LogOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// How tightly an expression binds, loosest first (C11 6.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Assign,
    Cond,
    LogOr,
    LogAnd,
    Or,
    Xor,
    And,
    Equal,
    Less,
    Shift,
    Add,
    Mul,
    Unary,
    Postfix,
    Atom,
}

impl Unary {
    fn text(self) -> &'static str {
        match self {
            Unary::Neg => "-",
            Unary::Not => "!",
            Unary::BitNot => "~",
            Unary::Deref => "*",
            Unary::Address => "&",
        }
    }
}

impl Binary {
    /// As C spells it.
    pub fn text(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Sub => "-",
            Binary::Mul => "*",
            Binary::Div => "/",
            Binary::Rem => "%",
            Binary::Shl => "<<",
            Binary::Shr => ">>",
            Binary::And => "&",
            Binary::Or => "|",
            Binary::Xor => "^",
            Binary::LogAnd => "&&",
            Binary::LogOr => "||",
            Binary::Eq => "==",
            Binary::Ne => "!=",
            Binary::Lt => "<",
            Binary::Le => "<=",
            Binary::Gt => ">",
            Binary::Ge => ">=",
        }
    }

    fn level(self) -> Level {
        match self {
            Binary::Add | Binary::Sub => Level::Add,
            Binary::Mul | Binary::Div | Binary::Rem => Level::Mul,
            Binary::Shl | Binary::Shr => Level::Shift,
            Binary::And => Level::And,
            Binary::Or => Level::Or,
            Binary::Xor => Level::Xor,
            Binary::LogAnd => Level::LogAnd,
            Binary::LogOr => Level::LogOr,
            Binary::Eq | Binary::Ne => Level::Equal,
            Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge => Level::Less,
        }
    }

    /// Whether `a op (b op c)` may drop its parentheses on the left only; `+ - * /` group to the left without a
    /// warning, everything else that gcc's `-Wparentheses` looks at is written out.
    fn operand_level(self, right: bool) -> Level {
        match self {
            Binary::Mul | Binary::Div | Binary::Rem => {
                if right {
                    Level::Unary
                } else {
                    Level::Mul
                }
            }
            Binary::Add | Binary::Sub => {
                if right {
                    Level::Mul
                } else {
                    Level::Add
                }
            }
            Binary::Shl | Binary::Shr => Level::Unary,
            Binary::Eq | Binary::Ne | Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge => Level::Shift,
            Binary::And | Binary::Or | Binary::Xor => Level::Unary,
            Binary::LogAnd => Level::Or,
            Binary::LogOr => Level::Or,
        }
    }
}

impl Expr {
    /// An identifier or literal.
    pub fn atom(text: impl Into<Text>) -> Expr {
        Expr::Atom(text.into())
    }
    /// `name(args)`
    pub fn call(name: impl Into<Text>, args: Vec<Expr>) -> Expr {
        Expr::Call(Box::new(Expr::atom(name)), args)
    }
    /// `op self`
    pub fn unary(self, op: Unary) -> Expr {
        match (op, self) {
            (Unary::Deref, Expr::Unary(Unary::Address, inner)) => *inner,
            (Unary::Address, Expr::Unary(Unary::Deref, inner)) => *inner,
            (op, e) => Expr::Unary(op, Box::new(e)),
        }
    }
    /// `self op other`
    pub fn binary(self, op: Binary, other: Expr) -> Expr {
        Expr::Binary(op, Box::new(self), Box::new(other))
    }
    /// `(ty)self`
    pub fn cast(self, ty: impl Into<Text>) -> Expr {
        Expr::Cast(ty.into(), Box::new(self))
    }
    /// `self = value`
    pub fn assign(self, value: Expr) -> Expr {
        Expr::Assign(Box::new(self), Box::new(value))
    }
    /// `self[at]`
    pub fn index(self, at: Expr) -> Expr {
        Expr::Index(Box::new(self), Box::new(at))
    }
    /// `self.name`; `(&a).name` and `(*p).name` come out as people write them.
    pub fn member(self, name: impl Into<Text>) -> Expr {
        match self {
            Expr::Unary(Unary::Deref, inner) => Expr::Arrow(inner, name.into()),
            e => Expr::Member(Box::new(e), name.into()),
        }
    }
    /// `self->name`
    pub fn arrow(self, name: impl Into<Text>) -> Expr {
        match self {
            Expr::Unary(Unary::Address, inner) => Expr::Member(inner, name.into()),
            e => Expr::Arrow(Box::new(e), name.into()),
        }
    }
    /// The opposite truth value. Order comparisons are only turned round where `total` says that the operands are
    /// ordered (no NaN).
    pub fn negate(self, total: bool) -> Expr {
        match self {
            Expr::Unary(Unary::Not, inner) => *inner,
            Expr::Binary(Binary::Ne, a, b) if matches!(&*b, Expr::Atom(text) if text == "NULL") => {
                a.unary(Unary::Not)
            }
            Expr::Binary(op, a, b) => {
                let turned = match op {
                    Binary::Eq => Some(Binary::Ne),
                    Binary::Ne => Some(Binary::Eq),
                    Binary::Lt if total => Some(Binary::Ge),
                    Binary::Le if total => Some(Binary::Gt),
                    Binary::Gt if total => Some(Binary::Le),
                    Binary::Ge if total => Some(Binary::Lt),
                    _ => None,
                };
                match (turned, op) {
                    (Some(turned), _) => Expr::Binary(turned, a, b),
                    (None, Binary::LogAnd) => a.negate(total).binary(Binary::LogOr, b.negate(total)),
                    (None, Binary::LogOr) => a.negate(total).binary(Binary::LogAnd, b.negate(total)),
                    (None, _) => Expr::Binary(op, a, b).unary(Unary::Not),
                }
            }
            e => e.unary(Unary::Not),
        }
    }

    fn level(&self) -> Level {
        match self {
            Expr::Atom(_) => Level::Atom,
            Expr::Text(_) | Expr::Assign(..) => Level::Assign,
            Expr::Call(..) | Expr::Index(..) | Expr::Member(..) | Expr::Arrow(..) => Level::Postfix,
            Expr::Unary(..) | Expr::Cast(..) => Level::Unary,
            Expr::Binary(op, ..) => op.level(),
            Expr::Cond(_) => Level::Cond,
        }
    }

    /// Appends the text.
    pub(crate) fn print(&self, out: &mut String) {
        self.write_bare(out);
    }

    fn write(&self, out: &mut String, at_least: Level) {
        if self.level() < at_least {
            out.push('(');
            self.write_bare(out);
            out.push(')');
        } else {
            self.write_bare(out);
        }
    }

    fn write_bare(&self, out: &mut String) {
        match self {
            Expr::Atom(text) | Expr::Text(text) => out.push_str(text),
            Expr::Call(f, args) => {
                f.write(out, Level::Postfix);
                out.push('(');
                for (i, arg) in args.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    arg.write(out, Level::Assign);
                }
                out.push(')');
            }
            Expr::Index(a, i) => {
                a.write(out, Level::Postfix);
                out.push('[');
                i.write(out, Level::Assign);
                out.push(']');
            }
            Expr::Member(a, name) => {
                a.write(out, Level::Postfix);
                out.push('.');
                out.push_str(name);
            }
            Expr::Arrow(a, name) => {
                a.write(out, Level::Postfix);
                out.push_str("->");
                out.push_str(name);
            }
            Expr::Unary(op, a) => {
                out.push_str(op.text());
                // `- -a` must not become `--a`, nor `& &a` become `&&a`
                let clash = match (op, a.as_ref()) {
                    (Unary::Neg, Expr::Atom(text)) if text.starts_with('-') => {
                        out.push('(');
                        out.push_str(text);
                        out.push(')');
                        return;
                    }
                    (Unary::Neg | Unary::Address, Expr::Unary(inner, _)) => inner == op,
                    _ => false,
                };
                a.write(out, if clash { Level::Postfix } else { Level::Unary });
            }
            Expr::Cast(ty, a) => {
                out.push('(');
                out.push_str(ty);
                out.push(')');
                a.write(out, Level::Unary);
            }
            Expr::Binary(op, a, b) => {
                // chains of one logical operator need no parentheses
                let same = |e: &Expr| matches!((op, e), (Binary::LogAnd | Binary::LogOr | Binary::And | Binary::Or, Expr::Binary(o, ..)) if o == op);
                a.write(out, if same(a) { op.level() } else { op.operand_level(false) });
                out.push(' ');
                out.push_str(op.text());
                out.push(' ');
                b.write(out, if same(b) { op.level() } else { op.operand_level(true) });
            }
            Expr::Cond(parts) => {
                parts[0].write(out, Level::LogOr);
                out.push_str(" ? ");
                parts[1].write(out, Level::LogOr);
                out.push_str(" : ");
                parts[2].write(out, Level::Cond);
            }
            Expr::Assign(a, b) => {
                a.write(out, Level::Unary);
                out.push_str(" = ");
                b.write(out, Level::Assign);
            }
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write_bare(&mut out);
        f.write_str(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a(text: &'static str) -> Expr {
        Expr::atom(text)
    }

    #[test]
    fn parentheses_only_where_needed_or_warned_about() {
        use Binary::{Add, And, Eq, LogAnd, LogOr, Lt, Mul, Shl, Sub};
        for (e, text) in [
            (a("a").binary(Add, a("b").binary(Mul, a("c"))), "a + b * c"),
            (a("a").binary(Add, a("b")).binary(Mul, a("c")), "(a + b) * c"),
            (a("a").binary(Sub, a("b").binary(Sub, a("c"))), "a - (b - c)"),
            (a("a").binary(Sub, a("b")).binary(Sub, a("c")), "a - b - c"),
            (a("a").binary(LogAnd, a("b")).binary(LogOr, a("c")), "(a && b) || c"),
            (a("a").binary(LogAnd, a("b").binary(LogAnd, a("c"))), "a && b && c"),
            (a("a").binary(Shl, a("b").binary(Add, a("c"))), "a << (b + c)"),
            (a("a").binary(And, a("b").binary(Eq, a("c"))), "a & (b == c)"),
            (a("a").binary(Lt, a("b")).binary(Eq, a("c")), "(a < b) == c"),
            (a("x").unary(Unary::Neg).unary(Unary::Neg), "-(-x)"),
            (a("-1").unary(Unary::Neg), "-(-1)"),
            (a("x").cast("int").arrow("y"), "((int)x)->y"),
            (a("x").unary(Unary::Deref).member("y"), "x->y"),
            (a("x").unary(Unary::Address).arrow("y"), "x.y"),
            (a("t").assign(Expr::call("f", vec![a("a"), a("b")])).unary(Unary::Not), "!(t = f(a, b))"),
            (Expr::Text("A | B".into()).binary(Add, a("c")), "(A | B) + c"),
            (Expr::call("f", vec![Expr::Text("A | B".into())]), "f(A | B)"),
            (Expr::Cond(Box::new([a("c"), a("x"), a("y")])).binary(Add, a("1")), "(c ? x : y) + 1"),
        ] {
            assert_eq!(e.to_string(), text);
        }
    }

    #[test]
    fn negation_minds_nan() {
        let e = a("a").binary(Binary::Lt, a("b"));
        assert_eq!(e.clone().negate(true).to_string(), "a >= b");
        assert_eq!(e.negate(false).to_string(), "!(a < b)");
        assert_eq!(a("a").binary(Binary::Eq, a("b")).negate(false).to_string(), "a != b");
        assert_eq!(a("a").binary(Binary::LogAnd, a("b")).negate(false).to_string(), "!a || !b");
    }
}
