//! Statements.

use cyrus_source::FileSpan;

use crate::expr::{Expr, Text};
use crate::ty::CType;

/// A C statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Stmt {
    /// `e;`
    Expr(Expr),
    /// One line as it is: a macro that ends itself, a preprocessor line (these go to column 0).
    Line(Text),
    /// One line as it is, after which control is elsewhere.
    Leave(Text),
    /// Declares variables; those of one base type share lines.
    Decl(Vec<Var>),
    /// `if`
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// `while (test)`
    While(Expr, Vec<Stmt>),
    /// `for (;;)` with any of its three parts.
    For(Box<[Option<Expr>; 3]>, Vec<Stmt>),
    /// `switch`: cases and default. Each case is closed with `break` unless it leaves by itself.
    Switch(Expr, Vec<(Vec<String>, Vec<Stmt>)>, Vec<Stmt>),
    /// `{ ... }`
    Block(Vec<Stmt>),
    /// C++ `try { } catch (...) { }`
    TryCatch(Vec<Stmt>, Vec<Stmt>),
    /// `name:`
    Label(Text),
    /// `goto name;`
    Goto(Text),
    /// `break;`
    Break,
    /// `continue;`
    Continue,
    /// `return e;`
    Return(Option<Expr>),
    /// `/* text */`
    Comment(String),
    /// What follows comes from here (or, with nothing, from nowhere in particular).
    At(Option<FileSpan>),
}

/// A variable of a declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct Var {
    /// Type.
    pub ty: CType,
    /// Name.
    pub name: Text,
    /// Initialiser.
    pub init: Option<String>,
}

impl Stmt {
    /// Whether control cannot come out at the end of this statement.
    pub fn leaves(&self) -> bool {
        match self {
            Stmt::Goto(_) | Stmt::Break | Stmt::Continue | Stmt::Return(_) | Stmt::Leave(_) => true,
            Stmt::If(_, then, orelse) => leaves(then) && leaves(orelse),
            Stmt::Block(body) => leaves(body),
            _ => false,
        }
    }
}

/// Whether control cannot come out at the end of these statements.
pub fn leaves(body: &[Stmt]) -> bool {
    body.iter().rev().find(|s| !matches!(s, Stmt::At(_) | Stmt::Comment(_))).is_some_and(Stmt::leaves)
}
