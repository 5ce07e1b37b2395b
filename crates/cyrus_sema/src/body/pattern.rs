//! `match` (PEP 634), spelled with conditions: each case is a region that is left when its pattern fails.

use cyrus_ast as ast;
use cyrus_hir::{CompareOp, Expr, ExprKind, Stmt, StmtKind};
use cyrus_ops as ops;
use cyrus_source::{FileSpan, Name, Span};
use cyrus_types::{ClassId, Type};

use super::Body;
use super::frame::Found;
use super::operator::negate;
use crate::placement::irrefutable;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// The label of a region that is not made yet.
    pub fn new_region(&mut self) -> u32 {
        let label = self.fr().labels;
        self.f().labels += 1;
        label
    }

    /// `match subject: case ...`
    pub fn match_stmt(
        &mut self,
        at: FileSpan,
        subject: &'a ast::Expr,
        cases: &'a [ast::MatchCase],
        out: &mut Vec<Stmt>,
    ) {
        let value = self.expr(subject);
        let subject = if matches!(value.ty, Type::Builtin(_)) || !value.ty.is_object() {
            value
        } else {
            self.object(value)
        };
        let mut stmts = Vec::new();
        let subject = self.to_temp(subject, &mut stmts);
        out.extend(stmts);
        let done = self.new_region();
        let before = self.fr().flow.clone();
        let mut after: Option<super::frame::Flow> = None;
        let mut body = Vec::new();
        let last = cases.len().saturating_sub(1);
        for (i, case) in cases.iter().enumerate() {
            self.f().flow = before.clone();
            let next = self.new_region();
            let mut inner = Vec::new();
            if i < last && case.guard.is_none() && irrefutable(&case.pattern) {
                let at = self.at(case.pattern.span);
                self.s.error(
                    &rules::MISPLACED,
                    at,
                    "this pattern matches everything, so the cases behind it are unreachable",
                );
            }
            // Names are bound only when the whole pattern matched.
            let mut captures = Vec::new();
            self.pattern(&case.pattern, &subject, next, &mut captures, &mut inner);
            for (name, span, value) in captures {
                let at = self.at(span);
                self.store_name(at, &name, span, value, &mut inner);
            }
            if let Some(g) = &case.guard {
                let test = self.condition(g);
                self.fail_unless(test, next, &mut inner);
            }
            let stmts = self.stmts(&case.body);
            inner.extend(stmts);
            let flow = self.fr().flow.clone();
            match &mut after {
                Some(f) => f.join(&flow),
                None => after = Some(flow),
            }
            let at = self.at(case.span);
            inner.push(Stmt::new(at, StmtKind::Leave(done)));
            body.push(Stmt::new(at, StmtKind::Region { label: next, body: inner }));
        }
        let exhaustive = cases.last().is_some_and(|c| c.guard.is_none() && irrefutable(&c.pattern));
        let mut flow = if exhaustive { super::frame::Flow { dead: true, ..before } } else { before };
        if let Some(a) = after {
            flow.join(&a);
        }
        self.f().flow = flow;
        out.push(Stmt::new(at, StmtKind::Region { label: done, body }));
    }

    fn fail_unless(&mut self, test: Expr, next: u32, out: &mut Vec<Stmt>) {
        let at = test.at;
        let test = negate(test, at);
        let body = vec![Stmt::new(at, StmtKind::Leave(next))];
        out.push(Stmt::new(at, StmtKind::If { test, body, orelse: Vec::new() }));
    }

    /// Code that leaves region `next` unless `value` matches; what it binds is added to `captures`.
    fn pattern(
        &mut self,
        p: &'a ast::Pattern,
        value: &Expr,
        next: u32,
        captures: &mut Vec<(Name, Span, Expr)>,
        out: &mut Vec<Stmt>,
    ) {
        use ast::PatternKind as K;
        let at = self.at(p.span);
        let op = |op, ty: Type, args: Vec<Expr>| Expr::new(ty, at, ExprKind::Op { op, args });
        let text = |s: &str| Expr::new(Type::STR, at, ExprKind::Str(s.as_bytes().into()));
        match &p.kind {
            K::Value(e) => {
                let want = self.expr(e);
                let test = self.compare_values(at, ast::CompareOp::Eq, value.clone(), want, true);
                let test = self.truth(test);
                self.fail_unless(test, next, out);
            }
            K::Singleton(e) => {
                let want = self.expr(e);
                // No number is True, False or None, but a C truth value may be.
                let value = if value.ty == Type::Bint { value.clone() } else { self.object(value.clone()) };
                let want = if value.ty == Type::Bint { want } else { self.object(want) };
                let test = self.compare_values(at, ast::CompareOp::Is, value, want, true);
                self.fail_unless(test, next, out);
            }
            K::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner, value, next, captures, out);
                }
                if let Some(n) = name {
                    captures.push((n.name.clone(), n.span, value.clone()));
                }
            }
            K::Or(alternatives) => self.or_pattern(alternatives, value, next, captures, at, out),
            K::Star(_) => {}
            K::Sequence(items) => {
                let value = self.object(value.clone());
                let test = op(ops::CY_MATCH_SEQUENCE, Type::Bint, vec![value.clone()]);
                self.fail_unless(test, next, out);
                let star = items.iter().position(|i| matches!(i.kind, K::Star(_)));
                // `[*_]` does not ask for the length.
                if let [only] = &items[..]
                    && matches!(only.kind, K::Star(None))
                {
                    return;
                }
                let len = op(ops::CY_LEN, Type::SSIZE, vec![value.clone()]);
                let len = self.to_temp(len, out);
                let (count, relation) = match star {
                    Some(_) => (items.len() as i64 - 1, CompareOp::Ge),
                    None => (items.len() as i64, CompareOp::Eq),
                };
                let test = self.c_compare(
                    at,
                    relation,
                    len.clone(),
                    super::coerce::int_expr(count, Type::SSIZE, at),
                );
                self.fail_unless(test, next, out);
                for (i, item) in items.iter().enumerate() {
                    let index = match star {
                        Some(s) if i > s => {
                            // Behind the star: counted from the end.
                            let back = super::coerce::int_expr((items.len() - i) as i64, Type::SSIZE, at);
                            self.binary_values(at, cyrus_hir::BinaryOp::Sub, len.clone(), back, false)
                        }
                        _ => super::coerce::int_expr(i as i64, Type::SSIZE, at),
                    };
                    if let K::Star(name) = &item.kind {
                        if let Some(n) = name {
                            let back = super::coerce::int_expr((items.len() - i - 1) as i64, Type::SSIZE, at);
                            let stop =
                                self.binary_values(at, cyrus_hir::BinaryOp::Sub, len.clone(), back, false);
                            let part = Expr::new(
                                Type::Object,
                                at,
                                ExprKind::SliceInt {
                                    object: Box::new(value.clone()),
                                    start: Some(Box::new(index)),
                                    stop: Some(Box::new(stop)),
                                },
                            );
                            let list = op(ops::CY_MAKE_LIST, Type::LIST, vec![part]);
                            let list = self.to_temp(list, out);
                            captures.push((n.name.clone(), n.span, list));
                        }
                        continue;
                    }
                    if matches!(&item.kind, K::As { pattern: None, name: None }) {
                        continue;
                    }
                    let mode = cyrus_hir::IndexMode { boundscheck: true, wraparound: false };
                    let object = Expr { ty: Type::Object, ..value.clone() };
                    let read = Expr::new(
                        Type::Object,
                        at,
                        ExprKind::ItemInt { object: Box::new(object), index: Box::new(index), mode },
                    );
                    let read = self.to_temp(read, out);
                    self.pattern(item, &read, next, captures, out);
                }
            }
            K::Mapping { keys, patterns, rest } => {
                let value = self.object(value.clone());
                let test = op(ops::CY_MATCH_MAPPING, Type::Bint, vec![value.clone()]);
                self.fail_unless(test, next, out);
                if !keys.is_empty() {
                    // What is too small is asked for nothing.
                    let len = op(ops::CY_LEN, Type::SSIZE, vec![value.clone()]);
                    let count = super::coerce::int_expr(keys.len() as i64, Type::SSIZE, at);
                    let test = self.c_compare(at, CompareOp::Ge, len, count);
                    self.fail_unless(test, next, out);
                }
                let keys: Vec<cyrus_hir::Item> =
                    keys.iter().map(|k| cyrus_hir::Item::One(self.object_expr(k))).collect();
                let keys = Expr::new(Type::TUPLE, at, ExprKind::Tuple(keys));
                let keys = self.to_temp(keys, out);
                // A tuple of values, or None if one key is missing.
                let found = op(ops::CY_MATCH_KEYS_TUPLE, Type::Object, vec![value.clone(), keys.clone()]);
                let found = self.to_temp(found, out);
                let none = Expr::new(Type::Object, at, ExprKind::None);
                let test = self.compare_values(at, ast::CompareOp::IsNot, found.clone(), none, true);
                self.fail_unless(test, next, out);
                self.sub_patterns(patterns, &found, next, captures, at, out);
                if let Some(n) = rest {
                    let left = op(ops::CY_MATCH_REST_TUPLE, Type::DICT, vec![value, keys]);
                    let left = self.to_temp(left, out);
                    captures.push((n.name.clone(), n.span, left));
                }
            }
            K::Class { class, positional, keyword } => {
                let known = self.class_by_name(class);
                let value = self.object(value.clone());
                let class = self.object_expr(class);
                // what Python does not see of an extension type is read from the instance
                let in_c = |b: &Self, n: &ast::Ident| {
                    known.filter(|id| b.s.world.find_field(*id, &n.name).is_some())
                };
                let asked = keyword.iter().filter(|(n, _)| in_c(self, n).is_none());
                let names: Vec<Expr> = asked.map(|(n, _)| text(&n.name)).collect();
                let names = Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(names));
                let count = super::coerce::int_expr(positional.len() as i64, Type::SSIZE, at);
                // A tuple of attributes, or None if it is no instance or lacks one.
                let args = vec![value.clone(), class, count, names];
                let found = op(ops::CY_MATCH_CLASS_TUPLE, Type::Object, args);
                let found = self.to_temp(found, out);
                let none = Expr::new(Type::Object, at, ExprKind::None);
                let test = self.compare_values(at, ast::CompareOp::IsNot, found.clone(), none, true);
                self.fail_unless(test, next, out);
                self.sub_patterns(positional, &found, next, captures, at, out);
                let mut i = positional.len();
                for (name, p) in keyword {
                    let read = if let Some(id) = in_c(self, name) {
                        let instance = self.coerce(value.clone(), &Type::Ext(id));
                        let read = self.attribute_of(instance, name, at);
                        self.to_temp(read, out)
                    } else {
                        i += 1;
                        self.tuple_item(&found, i - 1, at, out)
                    };
                    self.pattern(p, &read, next, captures, out);
                }
            }
        }
    }

    /// The extension type that an expression names.
    fn class_by_name(&mut self, e: &ast::Expr) -> Option<ClassId> {
        let root = super::call::root_name(e)?;
        if self.find(&self.mangle(root)) != Found::Global {
            return None;
        }
        match self.s.symbol_of(self.fr().module, e)? {
            Symbol::Class(id) => Some(id),
            _ => None,
        }
    }

    fn sub_patterns(
        &mut self,
        patterns: &'a [ast::Pattern],
        tuple: &Expr,
        next: u32,
        captures: &mut Vec<(Name, Span, Expr)>,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) {
        for (i, p) in patterns.iter().enumerate() {
            let read = self.tuple_item(tuple, i, at, out);
            self.pattern(p, &read, next, captures, out);
        }
    }

    fn tuple_item(&mut self, tuple: &Expr, i: usize, at: FileSpan, out: &mut Vec<Stmt>) -> Expr {
        let index = Box::new(super::coerce::int_expr(i as i64, Type::SSIZE, at));
        let mode = cyrus_hir::IndexMode { boundscheck: false, wraparound: false };
        let object = Box::new(Expr { ty: Type::TUPLE, ..tuple.clone() });
        let read = Expr::new(Type::Object, at, ExprKind::ItemInt { object, index, mode });
        self.to_temp(read, out)
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a [ast::Pattern],
        value: &Expr,
        next: u32,
        captures: &mut Vec<(Name, Span, Expr)>,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) {
        // All alternatives bind the same names, so the first one's captures go through variables that each one sets.
        let matched = self.new_region();
        let mut slots: Vec<(Name, Span, cyrus_hir::LocalId)> = Vec::new();
        let mut body = Vec::new();
        for (i, p) in alternatives.iter().enumerate() {
            let fails = if i + 1 == alternatives.len() { next } else { self.new_region() };
            let mut own = Vec::new();
            let mut inner = Vec::new();
            self.pattern(p, value, fails, &mut own, &mut inner);
            for (name, span, captured) in own {
                let captured = self.object(captured);
                let id = match slots.iter().find(|(n, ..)| *n == name) {
                    Some((_, _, id)) => *id,
                    None => {
                        let place = self.at(span);
                        let id = self.f().add_local(
                            Name::default(),
                            Type::Object,
                            cyrus_hir::Storage::Frame,
                            place,
                        );
                        slots.push((name, span, id));
                        id
                    }
                };
                self.set_temp(id, Expr { ty: Type::Object, ..captured }, &mut inner);
            }
            inner.push(Stmt::new(at, StmtKind::Leave(matched)));
            if fails == next {
                body.extend(inner);
            } else {
                body.push(Stmt::new(at, StmtKind::Region { label: fails, body: inner }));
            }
        }
        out.push(Stmt::new(at, StmtKind::Region { label: matched, body }));
        for (name, span, id) in slots {
            captures.push((name, span, Expr::new(Type::Object, at, ExprKind::Local(id))));
        }
    }
}
