//! What can be assigned to, deleted, and looped with.

use cyrus_ast::{Expr, ExprKind};

use super::Parser;
use crate::rules;

/// How a message names an expression.
pub(super) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::Error => "this",
        ExprKind::Name(_) => "a name",
        ExprKind::None => "`None`",
        ExprKind::Bool(true) => "`True`",
        ExprKind::Bool(false) => "`False`",
        ExprKind::Ellipsis => "`...`",
        ExprKind::Int { .. } | ExprKind::Float(_) | ExprKind::Imaginary(_) => "a number",
        ExprKind::Str { .. } | ExprKind::Bytes(_) | ExprKind::CChar(_) => "a string",
        ExprKind::FString(_) => "an f-string",
        ExprKind::TString(_) => "a t-string",
        ExprKind::Binary { .. } | ExprKind::Unary { .. } | ExprKind::BoolOp { .. } => {
            "the result of an operator"
        }
        ExprKind::Compare { .. } => "a comparison",
        ExprKind::Conditional { .. } => "a conditional expression",
        ExprKind::Call { .. } => "the result of a call",
        ExprKind::Attribute { .. } => "an attribute",
        ExprKind::Subscript { .. } => "a subscript",
        ExprKind::Slice { .. } => "a slice",
        ExprKind::Starred(_) => "a starred value",
        ExprKind::Tuple(_) => "a tuple",
        ExprKind::List(_) => "a list",
        ExprKind::Set(_) => "a set display",
        ExprKind::Dict(_) => "a dictionary display",
        ExprKind::ListComp { .. } => "a list comprehension",
        ExprKind::SetComp { .. } => "a set comprehension",
        ExprKind::DictComp { .. } => "a dictionary comprehension",
        ExprKind::Generator { .. } => "a generator expression",
        ExprKind::Lambda { .. } => "a lambda",
        ExprKind::Walrus { .. } => "an assignment expression",
        ExprKind::Await(_) => "an `await` expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "a `yield` expression",
        ExprKind::Repr(_) => "a `repr`",
        ExprKind::Cast { .. } => "a cast",
        ExprKind::AddressOf(_) => "an address",
        ExprKind::SizeOf(_) => "`sizeof`",
        ExprKind::New(_) => "`new`",
        ExprKind::CType(_) => "a type",
    }
}

impl Parser<'_> {
    fn bad_target(&mut self, expr: &Expr, verb: &str) {
        let text = format!("cannot {verb} {}", describe(expr));
        let compare = matches!(
            expr.kind,
            ExprKind::Binary { .. }
                | ExprKind::Call { .. }
                | ExprKind::Compare { .. }
                | ExprKind::BoolOp { .. }
        ) && verb == "assign to";
        let error = self.report(&rules::BAD_TARGET, expr.span, text);
        if compare {
            error.help.push("write `==` to compare".to_owned());
        }
    }

    /// Reports whatever in a target cannot be assigned to.
    pub(super) fn check_target(&mut self, expr: &Expr, verb: &str) {
        match &expr.kind {
            ExprKind::Error | ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
            }
            ExprKind::Starred(inner) => {
                if matches!(inner.kind, ExprKind::Starred(_)) {
                    self.bad_target(inner, verb);
                } else {
                    self.check_target(inner, verb);
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.check_target(item, verb);
                }
            }
            // A C++ function may return a reference; only its type can tell.
            ExprKind::Call { .. } if self.cython => {}
            _ => self.bad_target(expr, verb),
        }
    }

    /// The target of `for`, of a loop or of a comprehension.
    pub(super) fn check_for_target(&mut self, expr: &Expr) {
        self.check_target(expr, "assign to");
    }

    pub(super) fn check_augmented_target(&mut self, expr: &Expr) {
        match expr.kind {
            ExprKind::Error | ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
            }
            ExprKind::Call { .. } if self.cython => {}
            _ => {
                let text = format!("{} cannot be changed in place", describe(expr));
                self.report(&rules::BAD_TARGET, expr.span, text);
            }
        }
    }

    pub(super) fn check_delete(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Error | ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
            }
            // `del deref(p)` and the like: only the type can tell.
            ExprKind::Call { .. } if self.cython => {}
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.check_delete(item);
                }
            }
            _ => self.bad_target(expr, "delete"),
        }
    }
}
