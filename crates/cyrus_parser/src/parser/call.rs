//! Arguments of calls and classes, and subscripts.

use cyrus_ast::{Expr, ExprKind, Keyword};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    /// `(a, *b, k=c, **d)`: positional arguments and keywords.
    pub(super) fn arguments(&mut self) -> (Vec<Expr>, Vec<Keyword>) {
        let open = self.start();
        let (mut args, mut keywords) = (Vec::new(), Vec::new());
        if !self.enter() {
            self.give_up();
            return (args, keywords);
        }
        self.bump();
        let mut links = 0;
        while !self.at(K::RParen) && !self.at_line_end() {
            let before = self.pos;
            self.argument(open, &mut args, &mut keywords);
            links = links.max(self.links);
            if !self.eat(K::Comma) || self.pos == before {
                break;
            }
        }
        self.close(open, K::RParen);
        self.check_keywords(&keywords);
        self.links = links;
        self.leave();
        (args, keywords)
    }

    fn argument(&mut self, open: u32, args: &mut Vec<Expr>, keywords: &mut Vec<Keyword>) {
        let start = self.start();
        if self.eat(K::DoubleStar) {
            let value = self.expression();
            keywords.push(Keyword { span: self.span(start), name: None, value });
            return;
        }
        if self.at(K::Star) {
            self.bump();
            let value = Box::new(self.expression());
            let mut arg = self.expr(start, ExprKind::Starred(value));
            if keywords.iter().any(|keyword| keyword.name.is_none()) {
                let span = arg.span;
                self.report(&rules::BAD_ARGUMENTS, span, "`*` unpacking stands behind `**` unpacking");
            }
            if self.at_comprehension() {
                arg = self.lone_generator(start, arg);
            }
            args.push(arg);
            return;
        }
        if self.peek(1) == K::Equal && self.at_name() {
            let name = self.take_ident();
            self.bump();
            let value = if self.cython && self.at_type(true) { self.type_expr() } else { self.expression() };
            keywords.push(Keyword { span: self.span(start), name: Some(name), value });
            if self.at_comprehension() {
                let span = self.here();
                self.fail(
                    &rules::BAD_ARGUMENTS,
                    span,
                    "a generator expression as an argument needs parentheses",
                );
            }
            return;
        }
        let mut arg =
            if self.cython && self.at_type(true) { self.type_expr() } else { self.named_expression() };
        if self.at_comprehension() {
            // A generator expression that is the only argument shares the parentheses of the call.
            let alone = args.is_empty() && keywords.is_empty();
            arg = self.lone_generator(if alone { open } else { start }, arg);
            if !alone || (self.at(K::Comma) && self.peek(1) != K::RParen) {
                let span = arg.span;
                self.report(
                    &rules::BAD_ARGUMENTS,
                    span,
                    "a generator expression next to other arguments needs parentheses",
                );
            } else if self.at(K::Comma) && !self.cython {
                let span = arg.span;
                self.report(
                    &rules::BAD_ARGUMENTS,
                    span,
                    "a generator expression in front of a comma needs parentheses",
                );
            }
        } else if self.at(K::Equal) {
            let span = arg.span;
            let text = match arg.kind {
                ExprKind::None | ExprKind::Bool(_) => "this constant cannot be the name of an argument",
                _ => "the name of a keyword argument has to be a plain name",
            };
            if let Some(error) = self.fail(&rules::BAD_ARGUMENTS, span, text) {
                error.help.push("write `==` to compare".to_owned());
            }
            self.bump();
            self.expression();
        }
        if !keywords.is_empty() {
            let span = arg.span;
            let unpacked = keywords.iter().any(|keyword| keyword.name.is_none());
            let what = if unpacked { "`**` unpacking" } else { "a keyword argument" };
            self.report(&rules::BAD_ARGUMENTS, span, format!("a positional argument stands behind {what}"));
        }
        args.push(arg);
    }

    /// The clauses behind the element of a generator expression without parentheses of its own.
    fn lone_generator(&mut self, start: u32, element: Expr) -> Expr {
        let clauses = self.comprehension();
        let mut out = self.expr(start, ExprKind::Generator { element: Box::new(element), clauses });
        if self.at(K::RParen) && self.text_starts_bracket(start) {
            out.span.end = self.cur.end;
        }
        out
    }

    fn text_starts_bracket(&self, start: u32) -> bool {
        self.source.as_bytes().get(start as usize) == Some(&b'(')
    }

    /// Reports keywords that are given twice.
    pub(super) fn check_keywords(&mut self, keywords: &[Keyword]) {
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.name else { continue };
            // Calls have few keywords; the quadratic search is bounded so that a generated one cannot hurt.
            let earlier = &keywords[index.saturating_sub(64)..index];
            let twice = earlier.iter().filter_map(|k| k.name.as_ref()).find(|other| other.name == name.name);
            if let Some(first) = twice {
                let at = first.span.in_file(self.options.file);
                let text = format!("the keyword argument `{}` is given twice", name.name);
                let error = self.report(&rules::BAD_ARGUMENTS, name.span, text);
                error.secondary.push(cyrus_diagnostics::Label { at, text: "first given here".to_owned() });
            }
        }
    }

    /// What stands in the brackets of a subscript.
    pub(super) fn subscript(&mut self) -> Expr {
        let open = self.start();
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        self.bump();
        let start = self.start();
        let first = self.subscript_item();
        let mut links = self.links;
        let tuple = self.at(K::Comma) || matches!(first.kind, ExprKind::Starred(_));
        let out = if tuple {
            let mut items = vec![first];
            while self.eat(K::Comma) {
                if self.at(K::RBracket) || self.at_line_end() {
                    break;
                }
                items.push(self.subscript_item());
                links = links.max(self.links);
            }
            self.expr(start, ExprKind::Tuple(items))
        } else {
            first
        };
        self.close(open, K::RBracket);
        self.links = links;
        self.leave();
        out
    }

    fn subscript_item(&mut self) -> Expr {
        let start = self.start();
        let lower = match self.kind() {
            K::Colon => None,
            K::Star => return self.starred(),
            _ if self.cython && self.at_type(true) => return self.type_expr(),
            _ => {
                let first = self.named_expression();
                if !self.at(K::Colon) {
                    return first;
                }
                Some(Box::new(first))
            }
        };
        let mut links = self.links;
        self.bump();
        let mut part = |parser: &mut Self| {
            let absent = matches!(parser.kind(), K::Colon | K::Comma | K::RBracket) || parser.at_line_end();
            let out = (!absent).then(|| Box::new(parser.expression()));
            links = links.max(parser.links);
            out
        };
        let upper = part(self);
        let step = if self.eat(K::Colon) { part(self) } else { None };
        self.links = links;
        self.expr(start, ExprKind::Slice { lower, upper, step })
    }
}
