//! Patterns as a whole (PEP 634): names once, alternatives that can be reached and bind the same names, keys once.

use cyrus_ast as ast;
use cyrus_source::{Name, Span};

use super::Walk;

impl Walk<'_, '_> {
    /// The pattern of a case.
    pub(super) fn pattern(&mut self, p: &ast::Pattern) {
        let mut names = Vec::new();
        self.captures(p, &mut names);
        names.iter().for_each(|(name, span)| self.bind(name, *span));
    }

    /// Adds what a pattern binds to `names`.
    fn captures(&mut self, p: &ast::Pattern, names: &mut Vec<(Name, Span)>) {
        use ast::PatternKind as K;
        match &p.kind {
            K::Value(_) | K::Singleton(_) | K::Star(None) => {}
            K::Star(Some(name)) => self.capture(name, names),
            K::As { pattern, name } => {
                if let Some(p) = pattern {
                    self.captures(p, names);
                }
                if let Some(name) = name {
                    self.capture(name, names);
                }
            }
            K::Sequence(items) => {
                let stars = items.iter().filter(|i| matches!(i.kind, K::Star(_)));
                if let Some(second) = stars.clone().nth(1) {
                    self.misplaced(second.span, "a sequence pattern has two starred names".to_owned());
                }
                items.iter().for_each(|i| self.captures(i, names));
            }
            K::Mapping { keys, patterns, rest } => {
                for (i, key) in keys.iter().enumerate() {
                    if keys[..i].iter().any(|other| same_literal(other, key)) {
                        self.misplaced(key.span, "a mapping pattern has the same key twice".to_owned());
                    }
                }
                patterns.iter().for_each(|i| self.captures(i, names));
                if let Some(name) = rest {
                    self.capture(name, names);
                }
            }
            K::Class { positional, keyword, .. } => {
                positional.iter().chain(keyword.iter().map(|(_, p)| p)).for_each(|i| self.captures(i, names));
            }
            K::Or(items) => self.alternatives(p.span, items, names),
        }
    }

    fn capture(&mut self, name: &ast::Ident, names: &mut Vec<(Name, Span)>) {
        if names.iter().any(|(other, _)| *other == name.name) {
            self.misplaced(name.span, format!("a pattern binds `{}` twice", name.name));
        }
        names.push((name.name.clone(), name.span));
    }

    fn alternatives(&mut self, span: Span, items: &[ast::Pattern], names: &mut Vec<(Name, Span)>) {
        let mut first: Option<Vec<(Name, Span)>> = None;
        for (i, item) in items.iter().enumerate() {
            if i + 1 < items.len() && irrefutable(item) {
                let text = "this alternative matches everything, so those behind it are unreachable";
                self.misplaced(item.span, text.to_owned());
            }
            let mut own = Vec::new();
            self.captures(item, &mut own);
            let Some(first) = &first else {
                first = Some(own);
                continue;
            };
            let in_both = |a: &[(Name, Span)], b: &[(Name, Span)]| {
                a.iter().all(|(name, _)| b.iter().any(|(other, _)| other == name))
            };
            if !in_both(first, &own) || !in_both(&own, first) {
                self.misplaced(span, "alternative patterns bind different names".to_owned());
                break;
            }
        }
        for (name, span) in first.unwrap_or_default() {
            self.capture(&ast::Ident { name, span }, names);
        }
    }
}

/// Whether a pattern matches anything.
pub(crate) fn irrefutable(p: &ast::Pattern) -> bool {
    match &p.kind {
        ast::PatternKind::As { pattern: None, .. } => true,
        ast::PatternKind::As { pattern: Some(p), .. } => irrefutable(p),
        ast::PatternKind::Or(items) => items.iter().any(irrefutable),
        _ => false,
    }
}

/// Whether two keys are the same constant.
fn same_literal(a: &ast::Expr, b: &ast::Expr) -> bool {
    use ast::ExprKind as K;
    if let (Some((re, im)), Some((other_re, other_im))) = (number(a), number(b)) {
        // as Python compares: -0.0 is 0
        return re.total_cmp(&other_re).is_eq() && im.total_cmp(&other_im).is_eq();
    }
    match (&a.kind, &b.kind) {
        (K::None, K::None) => true,
        (K::Int { value: a, .. }, K::Int { value: b, .. }) => a == b,
        (K::Str { value: a, .. }, K::Str { value: b, .. }) => a == b,
        (K::Bytes(a), K::Bytes(b)) => a == b,
        _ => false,
    }
}

/// The real and the imaginary part of a number that a double holds exactly; no part is -0.0.
fn number(e: &ast::Expr) -> Option<(f64, f64)> {
    use ast::{BinaryOp, ExprKind as K, UnaryOp};
    let (re, im) = match &e.kind {
        K::Bool(b) => (f64::from(u8::from(*b)), 0.0),
        K::Int { value: ast::IntValue::Small(n), .. } => (f64::from(u32::try_from(*n).ok()?), 0.0),
        K::Float(x) => (*x, 0.0),
        K::Imaginary(x) => (0.0, *x),
        K::Unary { op: UnaryOp::USub, operand } => number(operand).map(|(re, im)| (-re, -im))?,
        K::Binary { left, op: op @ (BinaryOp::Add | BinaryOp::Sub), right } => {
            let sign = if *op == BinaryOp::Add { 1.0 } else { -1.0 };
            let ((re, im), (other_re, other_im)) = (number(left)?, number(right)?);
            (re + sign * other_re, im + sign * other_im)
        }
        _ => return None,
    };
    Some((re + 0.0, im + 0.0))
}
