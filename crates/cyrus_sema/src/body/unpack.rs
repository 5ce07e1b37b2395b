//! Unpacking: an iterable, a C tuple or a C array assigned to several targets.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Item, Stmt, StmtKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{ArraySize, Type};

use super::Body;
use super::coerce::int_expr;
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// `a, *b, c = value`
    pub fn unpack(&mut self, at: FileSpan, items: &'a [ast::Expr], value: Expr, out: &mut Vec<Stmt>) {
        let stars: Vec<usize> = items
            .iter()
            .enumerate()
            .filter(|(_, i)| matches!(i.kind, ast::ExprKind::Starred(_)))
            .map(|(i, _)| i)
            .collect();
        if let [_, second, ..] = stars[..] {
            let at = self.at(items[second].span);
            self.s.error(&rules::INVALID_TARGET, at, "only one starred target is allowed in an assignment");
            return;
        }
        // A C tuple comes apart without Python.
        if let Type::CTuple(types) = self.s.world.resolve(&value.ty).clone() {
            if types.len() == items.len() && stars.is_empty() {
                let value = self.to_temp(value, out);
                for (i, (item, ty)) in items.iter().zip(types.iter()).enumerate() {
                    let field = Expr::new(
                        ty.clone(),
                        at,
                        ExprKind::Field {
                            object: Box::new(value.clone()),
                            name: Name::from(format!("f{i}")),
                        },
                    );
                    self.store(item.span, item, field, out);
                }
                return;
            }
            let message = format!("C tuple of {} values assigned to {} targets", types.len(), items.len());
            self.s.error(&rules::TYPE_MISMATCH, at, message);
            return;
        }
        if let Type::Array(item_ty, ArraySize::Known(n)) = self.s.world.resolve(&value.ty).clone()
            && stars.is_empty()
            && n as usize == items.len()
        {
            // All items are read before the first is stored: a target may be one of them.
            let base = self.to_temp(value, out);
            let mut read = Vec::with_capacity(items.len());
            for i in 0..items.len() {
                let index = int_expr(i as i64, Type::SSIZE, at);
                let item = ExprKind::CIndex { base: Box::new(base.clone()), index: Box::new(index) };
                read.push(self.to_temp(Expr::new((*item_ty).clone(), at, item), out));
            }
            for (item, value) in items.iter().zip(read) {
                self.store(item.span, item, value, out);
            }
            return;
        }
        // In plain Python it is an exception that can be caught.
        let written = if self.plain_python() { None } else { written_values(&value) };
        let display = written.filter(|have| {
            if stars.is_empty() { *have != items.len() } else { *have < items.len() - stars.len() }
        });
        if let Some(have) = display {
            let what = wrong_count(have > items.len());
            let least = if stars.is_empty() { "" } else { "at least " };
            let expected = items.len() - stars.len();
            let message = format!("{what} (expected {least}{expected}, got {have})");
            self.s.error(&rules::TYPE_MISMATCH, at, message);
            return;
        }
        let starred = stars.first().and_then(|i| items.get(*i));
        if let Some(ast::Expr { kind: ast::ExprKind::Starred(inner), .. }) = starred {
            if let Some(ty) = self.target_type(inner)
                && !ty.is_object()
            {
                let (at, shown) = (self.at(inner.span), self.s.world.show(&ty));
                let message = format!("a starred target takes a list, which `{shown}` cannot hold");
                self.s.error(&rules::INVALID_TARGET, at, message);
                return;
            }
            if let ast::ExprKind::Tuple(targets) | ast::ExprKind::List(targets) = &inner.kind
                && let Some(have) = written
                && !targets.iter().any(|t| matches!(t.kind, ast::ExprKind::Starred(_)))
                && have + 1 - items.len() != targets.len()
            {
                let (have, expected) = (have + 1 - items.len(), targets.len());
                let at = self.at(inner.span);
                let message = format!("{} (expected {expected}, got {have})", wrong_count(have > expected));
                self.s.error(&rules::TYPE_MISMATCH, at, message);
                return;
            }
        }
        let value = self.object(value);
        self.need_gil(at, "unpacking a Python object");
        let mut into = Vec::with_capacity(items.len());
        for i in 0..items.len() {
            let ty = if stars.first() == Some(&i) { Type::LIST } else { Type::Object };
            into.push((self.temp(ty.clone(), at), ty));
        }
        let star = stars.first().copied();
        out.push(Stmt::new(
            at,
            StmtKind::Unpack { value, into: into.iter().map(|(id, _)| *id).collect(), star },
        ));
        // What becomes a C number does so before anything is stored: a value that cannot leaves all targets as they were.
        let mut reads = Vec::with_capacity(items.len());
        for (item, (id, ty)) in items.iter().zip(into) {
            let read = Expr::new(ty, at, ExprKind::Local(id));
            let number = match &item.kind {
                ast::ExprKind::Starred(_) => None,
                _ => self.target_type(item).filter(|t| !t.is_object() && self.s.world.is_numeric(t)),
            };
            reads.push(match number {
                Some(ty) => {
                    let value = self.coerce(read, &ty);
                    self.to_temp(value, out)
                }
                None => read,
            });
        }
        for (item, read) in items.iter().zip(reads) {
            let target = match &item.kind {
                ast::ExprKind::Starred(inner) => inner,
                _ => item,
            };
            self.store(item.span, target, read, out);
        }
    }
}

/// What is wrong with a number of values.
fn wrong_count(many: bool) -> &'static str {
    if many { "too many values to unpack" } else { "need more values to unpack" }
}

/// How many values are written out between the brackets, where that is known.
fn written_values(value: &Expr) -> Option<usize> {
    match &value.kind {
        ExprKind::Tuple(parts) | ExprKind::List(parts) => {
            parts.iter().all(|p| matches!(p, Item::One(_))).then_some(parts.len())
        }
        ExprKind::ConstTuple(parts) => Some(parts.len()),
        _ => None,
    }
}
