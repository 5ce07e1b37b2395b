//! Patterns of `match` (PEP 634).

use cyrus_ast::{BinaryOp, Expr, ExprKind, Ident, Pattern, PatternKind, UnaryOp};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    fn pattern_node(&mut self, start: u32, kind: PatternKind) -> Pattern {
        Pattern { id: self.id(), span: self.span(start), kind }
    }

    /// What stands behind `case`: a pattern, or several with commas.
    pub(super) fn patterns(&mut self) -> Pattern {
        let start = self.start();
        let first = self.maybe_star_pattern();
        if !self.at(K::Comma) {
            if matches!(first.kind, PatternKind::Star(_)) {
                let span = first.span;
                self.fail(&rules::BAD_PATTERN, span, "a starred pattern has to stand in a sequence");
            }
            return first;
        }
        let mut items = vec![first];
        while self.eat(K::Comma) {
            if matches!(self.kind(), K::Colon | K::If) || self.at_line_end() {
                break;
            }
            items.push(self.maybe_star_pattern());
        }
        self.pattern_node(start, PatternKind::Sequence(items))
    }

    fn maybe_star_pattern(&mut self) -> Pattern {
        if !self.at(K::Star) {
            return self.pattern();
        }
        let start = self.start();
        self.bump();
        let name = self.ident("a name or `_` behind `*`");
        let name = (name.name != "_").then_some(name);
        self.pattern_node(start, PatternKind::Star(name))
    }

    /// `p as x`, `p | q`
    fn pattern(&mut self) -> Pattern {
        let start = self.start();
        if !self.enter() {
            self.give_up();
            return self.pattern_node(start, PatternKind::As { pattern: None, name: None });
        }
        let first = self.closed_pattern();
        let mut out = if self.at(K::Pipe) {
            let mut options = vec![first];
            while self.eat(K::Pipe) {
                options.push(self.closed_pattern());
            }
            self.pattern_node(start, PatternKind::Or(options))
        } else {
            first
        };
        if self.eat(K::As) {
            let name = self.ident("the name behind `as`");
            if name.name == "_" {
                self.report(&rules::BAD_PATTERN, name.span, "`_` cannot be the name behind `as`");
            } else if matches!(self.kind(), K::Dot | K::LParen) {
                let span = self.here();
                self.fail(&rules::BAD_PATTERN, span, "only a plain name can stand behind `as`");
            }
            let kind = PatternKind::As { pattern: Some(Box::new(out)), name: Some(name) };
            out = self.pattern_node(start, kind);
        }
        self.leave();
        out
    }

    fn closed_pattern(&mut self) -> Pattern {
        let start = self.start();
        let kind = match self.kind() {
            K::None | K::True | K::False => {
                let token = self.kind();
                self.bump();
                let kind = if token == K::None { ExprKind::None } else { ExprKind::Bool(token == K::True) };
                PatternKind::Singleton(self.expr(start, kind))
            }
            K::Int | K::Float | K::Imaginary | K::Minus | K::Plus | K::String | K::FStringStart => {
                PatternKind::Value(self.literal_value())
            }
            K::LParen => return self.group_or_sequence(),
            K::LBracket => {
                self.bump();
                let items = self.sequence_items(start, K::RBracket).0;
                PatternKind::Sequence(items)
            }
            K::LBrace => self.mapping(),
            _ if self.at_name() => return self.name_pattern(),
            _ => {
                self.expected("a pattern");
                PatternKind::As { pattern: None, name: None }
            }
        };
        self.pattern_node(start, kind)
    }

    /// A number, a sum of a real and an imaginary one, or strings.
    fn literal_value(&mut self) -> Expr {
        let start = self.start();
        if matches!(self.kind(), K::String | K::FStringStart) {
            let out = self.strings();
            if matches!(out.kind, ExprKind::FString(_) | ExprKind::TString(_)) {
                let span = out.span;
                self.report(&rules::BAD_PATTERN, span, "a pattern can be a plain string only");
            }
            return out;
        }
        let first = self.signed_number();
        let op = match self.kind() {
            K::Plus => BinaryOp::Add,
            K::Minus => BinaryOp::Sub,
            _ => return first,
        };
        self.bump();
        let signed = self.at(K::Plus) && self.peek(1) == K::Imaginary;
        if !self.at(K::Imaginary) && !signed {
            self.expected("an imaginary number");
            return first;
        }
        let right = self.signed_number();
        if is_imaginary(&first) {
            let span = first.span;
            self.report(&rules::BAD_PATTERN, span, "the first part of a complex number has to be real");
        }
        self.expr(start, ExprKind::Binary { left: Box::new(first), op, right: Box::new(right) })
    }

    fn signed_number(&mut self) -> Expr {
        let start = self.start();
        let op = match self.kind() {
            K::Minus => Some(UnaryOp::USub),
            K::Plus => Some(UnaryOp::UAdd),
            _ => None,
        };
        if op.is_some() {
            self.bump();
        }
        if !matches!(self.kind(), K::Int | K::Float | K::Imaginary) {
            self.expected("a number");
            return self.error_expr();
        }
        let number = self.number();
        match op {
            Some(op) => self.expr(start, ExprKind::Unary { op, operand: Box::new(number) }),
            None => number,
        }
    }

    fn group_or_sequence(&mut self) -> Pattern {
        let start = self.start();
        self.bump();
        let (mut items, comma) = self.sequence_items(start, K::RParen);
        if !comma
            && items.len() == 1
            && let Some(single) = items.pop()
        {
            if matches!(single.kind, PatternKind::Star(_)) {
                let span = single.span;
                self.fail(&rules::BAD_PATTERN, span, "a starred pattern has to stand in a sequence");
            }
            return single;
        }
        self.pattern_node(start, PatternKind::Sequence(items))
    }

    /// Patterns up to the closing bracket, and whether there was a comma.
    fn sequence_items(&mut self, open: u32, close: K) -> (Vec<Pattern>, bool) {
        let (mut items, mut comma) = (Vec::new(), false);
        while !self.at(close) && !self.at_line_end() {
            items.push(self.maybe_star_pattern());
            if !self.eat(K::Comma) {
                break;
            }
            comma = true;
        }
        self.close(open, close);
        (items, comma)
    }

    fn mapping(&mut self) -> PatternKind {
        let open = self.start();
        self.bump();
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        while !self.at(K::RBrace) && !self.at_line_end() {
            if let Some(Ident { span, .. }) = rest {
                self.fail(&rules::BAD_PATTERN, span, "`**` has to stand at the end of a mapping pattern");
            }
            if self.eat(K::DoubleStar) {
                let name = self.ident("a name behind `**`");
                if name.name == "_" {
                    self.report(
                        &rules::BAD_PATTERN,
                        name.span,
                        "`**_` is not needed: further keys are ignored anyway",
                    );
                }
                rest = Some(name);
            } else {
                keys.push(self.mapping_key());
                self.expect(K::Colon, "`:` and a pattern behind the key");
                patterns.push(self.pattern());
            }
            if !self.eat(K::Comma) {
                break;
            }
        }
        self.close(open, K::RBrace);
        PatternKind::Mapping { keys, patterns, rest }
    }

    fn mapping_key(&mut self) -> Expr {
        let start = self.start();
        match self.kind() {
            K::None | K::True | K::False => {
                let token = self.kind();
                self.bump();
                let kind = if token == K::None { ExprKind::None } else { ExprKind::Bool(token == K::True) };
                self.expr(start, kind)
            }
            K::Name => {
                let out = self.dotted_value();
                if matches!(out.kind, ExprKind::Name(_)) {
                    let span = out.span;
                    self.fail(&rules::BAD_PATTERN, span, "a key has to be a literal or a dotted name");
                }
                out
            }
            _ => self.literal_value(),
        }
    }

    /// `a.b.c` or `a`
    fn dotted_value(&mut self) -> Expr {
        let start = self.start();
        let name = self.take_ident();
        let mut out = self.expr(start, ExprKind::Name(name.name));
        self.links = 0;
        while self.eat(K::Dot) {
            let attr = self.ident("the name of an attribute");
            out = self.expr(start, ExprKind::Attribute { value: Box::new(out), attr });
            if !self.link(self.links) {
                break;
            }
        }
        out
    }

    /// A capture, `_`, a dotted value (in Cython also `NULL`), or a class.
    fn name_pattern(&mut self) -> Pattern {
        let start = self.start();
        let is_value = self.cython && self.text() == "NULL";
        if !is_value && !matches!(self.peek(1), K::Dot | K::LParen) {
            let name = self.take_ident();
            let name = (name.name != "_").then_some(name);
            return self.pattern_node(start, PatternKind::As { pattern: None, name });
        }
        let value = self.dotted_value();
        let kind = if self.at(K::LParen) { self.class_pattern(value) } else { PatternKind::Value(value) };
        self.pattern_node(start, kind)
    }

    fn class_pattern(&mut self, class: Expr) -> PatternKind {
        let open = self.start();
        self.bump();
        let (mut positional, mut keyword): (Vec<Pattern>, Vec<(Ident, Pattern)>) = (Vec::new(), Vec::new());
        while !self.at(K::RParen) && !self.at_line_end() {
            if self.at_name() && self.peek(1) == K::Equal {
                let name = self.take_ident();
                self.bump();
                if keyword.iter().any(|(other, _)| other.name == name.name) {
                    let text = format!("the attribute `{}` is matched twice", name.name);
                    self.report(&rules::BAD_PATTERN, name.span, text);
                }
                let pattern = self.pattern();
                keyword.push((name, pattern));
            } else {
                let pattern = self.pattern();
                if !keyword.is_empty() {
                    let span = pattern.span;
                    self.report(
                        &rules::BAD_PATTERN,
                        span,
                        "a positional pattern stands behind a keyword pattern",
                    );
                }
                positional.push(pattern);
            }
            if !self.eat(K::Comma) {
                break;
            }
        }
        self.close(open, K::RParen);
        PatternKind::Class { class, positional, keyword }
    }
}

fn is_imaginary(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Imaginary(_) => true,
        ExprKind::Unary { operand, .. } => is_imaginary(operand),
        _ => false,
    }
}
