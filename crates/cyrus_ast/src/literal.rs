//! Literal values.

use num_bigint::BigUint;

use crate::{Expr, Span};

/// A non-negative integer literal (a minus sign is an operator).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntValue {
    /// Fits 64 bits.
    Small(u64),
    /// Does not.
    Big(Box<BigUint>),
}

/// C suffixes of an integer literal (`1UL`), Cython only; plain Python has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct IntSuffix {
    /// `U` was written.
    pub unsigned: bool,
    /// Number of `L`: 0, 1 or 2.
    pub longs: u8,
}

/// The text of a `str` literal, as UTF-8 in which lone surrogates are encoded too (WTF-8, what Python calls
/// `surrogatepass`), because Python strings may hold them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct StrValue(pub Box<[u8]>);

impl StrValue {
    /// As Rust text, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}
impl From<&str> for StrValue {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().into())
    }
}

/// How a string literal was marked. Which Python type it has can depend on the language level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StrPrefix {
    /// `"..."`: `str`.
    None,
    /// `u"..."`.
    Unicode,
}

/// One piece of an f-string or t-string. Adjacent plain strings are already merged into literals.
#[derive(Clone, Debug, PartialEq)]
pub enum FStringPart {
    /// Text with escapes resolved.
    Literal(StrValue),
    /// `{expr!r:spec}`.
    Field(Box<FStringField>),
}

/// A replacement field.
#[derive(Clone, Debug, PartialEq)]
pub struct FStringField {
    /// From `{` to `}`.
    pub span: Span,
    /// The expression.
    pub value: Expr,
    /// The source text of the expression: t-strings keep it, and `{x=}` prints it (then with the `=` and all blanks
    /// around it in `debug`).
    pub source: Box<str>,
    /// The text in front of the value for `{x=}`, e.g. `x=`.
    pub debug: Option<Box<str>>,
    /// `!s`, `!r` or `!a`. A debug field without conversion and spec has `Repr`, as CPython's tree has.
    pub conversion: Option<Conversion>,
    /// What follows `:`; may be nested.
    pub spec: Option<Vec<FStringPart>>,
}

/// A conversion in a replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}
