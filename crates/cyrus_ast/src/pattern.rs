//! Patterns of `match` (PEP 634), named as in CPython's `ast` module.

use crate::{Expr, Ident, NodeId, Span};

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Key for facts about it.
    pub id: NodeId,
    /// All of its text.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// What a pattern is.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// A literal number, string, or dotted name: compared with `==`.
    Value(Expr),
    /// `None`, `True`, `False`: compared with `is`. The expression is one of these three.
    Singleton(Expr),
    /// `[a, b, *rest]`, `(a, b)`, `a, b`
    Sequence(Vec<Pattern>),
    /// `*rest`, `*_` (no name)
    Star(Option<Ident>),
    /// `{k: p, **rest}`
    Mapping {
        /// Literals or dotted names.
        keys: Vec<Expr>,
        /// As many as keys.
        patterns: Vec<Pattern>,
        /// `**rest`
        rest: Option<Ident>,
    },
    /// `C(p, k=q)`
    Class {
        /// A dotted name.
        class: Expr,
        /// Positional patterns.
        positional: Vec<Pattern>,
        /// Keyword patterns.
        keyword: Vec<(Ident, Pattern)>,
    },
    /// `p as x`, `x` (no pattern), `_` (neither)
    As {
        /// `p`
        pattern: Option<Box<Pattern>>,
        /// `x`
        name: Option<Ident>,
    },
    /// `a | b`
    Or(Vec<Pattern>),
}
