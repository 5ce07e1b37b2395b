//! Names, literals, displays, comprehensions, and what follows them: attributes, calls, subscripts.

use cyrus_ast::{Comprehension, ComprehensionRange, Expr, ExprKind, IntSuffix, SizeOfArg, Span};

use super::Parser;
use crate::token::TokenKind as K;
use crate::{literal, rules};

impl Parser<'_> {
    /// An atom with everything that follows it.
    pub(super) fn primary(&mut self) -> Expr {
        let start = self.start();
        let mut out = self.atom();
        loop {
            let links = self.links;
            let kind = match self.kind() {
                K::Dot => {
                    self.bump();
                    let async_name =
                        matches!(self.kind(), K::Async | K::Await) && (self.cython || self.level2);
                    let attr =
                        if self.kind().is_cython_keyword() || async_name || (self.at(K::As) && self.cython) {
                            self.take_ident()
                        } else {
                            self.ident("the name of an attribute")
                        };
                    ExprKind::Attribute { value: Box::new(out), attr }
                }
                K::LParen => {
                    let (args, keywords) = self.arguments();
                    self.links = self.links.max(links);
                    ExprKind::Call { func: Box::new(out), args, keywords }
                }
                K::LBracket => {
                    let index = Box::new(self.subscript());
                    self.links = self.links.max(links);
                    ExprKind::Subscript { value: Box::new(out), index }
                }
                _ => return out,
            };
            out = self.expr(start, kind);
            if !self.link(self.links) {
                return out;
            }
        }
    }

    fn atom(&mut self) -> Expr {
        let start = self.start();
        let token = self.cur;
        self.links = 0;
        let kind = match token.kind {
            K::Name => {
                if self.cython && matches!(self.peek(1), K::LParen | K::Name) {
                    match self.text() {
                        "sizeof" if self.peek(1) == K::LParen => return self.sizeof(),
                        "new" if self.peek(1) == K::Name => return self.new_expr(),
                        _ => {}
                    }
                }
                self.bump();
                ExprKind::Name(self.name_of(token))
            }
            K::Int | K::Float | K::Imaginary => return self.number(),
            K::String | K::FStringStart => return self.strings(),
            K::None => {
                self.bump();
                ExprKind::None
            }
            K::True | K::False => {
                self.bump();
                ExprKind::Bool(token.kind == K::True)
            }
            K::Ellipsis => {
                self.bump();
                ExprKind::Ellipsis
            }
            K::LParen => return self.nested(Self::parenthesised),
            K::LBracket => return self.nested(Self::list),
            K::LBrace => return self.nested(Self::dict_or_set),
            K::Backquote => return self.nested(Self::backquotes),
            K::Async | K::Await if self.at_name() => {
                self.bump();
                ExprKind::Name(self.name_of(token))
            }
            _ => return self.no_atom(),
        };
        self.expr(start, kind)
    }

    /// A numeric literal.
    pub(super) fn number(&mut self) -> Expr {
        let start = self.start();
        let text = self.text();
        let kind = match self.kind() {
            K::Int => {
                let (value, suffix) = literal::int(text, self.level2 || self.cython);
                // `10L` of Python 2 is a plain integer in a `.py` file.
                ExprKind::Int { value, suffix: if self.cython { suffix } else { IntSuffix::default() } }
            }
            K::Float => ExprKind::Float(literal::float(text)),
            _ => ExprKind::Imaginary(literal::float(text)),
        };
        self.bump();
        self.links = 0;
        self.expr(start, kind)
    }

    fn nested(&mut self, read: fn(&mut Self) -> Expr) -> Expr {
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        let out = read(self);
        self.leave();
        out
    }

    /// Says that there is no expression here.
    fn no_atom(&mut self) -> Expr {
        let span = self.here();
        match self.kind() {
            K::Lambda => {
                self.fail(&rules::SYNTAX, span, "`lambda` needs parentheses behind an operator");
                return self.expression();
            }
            K::Yield => {
                self.fail(&rules::SYNTAX, span, "`yield` needs parentheses inside an expression");
                return self.nested(Self::yield_expr);
            }
            K::Star => {
                self.fail(&rules::SYNTAX, span, "`*` unpacks only in calls, displays, tuples and targets");
                return self.nested(Self::starred);
            }
            K::DoubleStar => {
                self.fail(&rules::SYNTAX, span, "`**` unpacks only in calls and dictionary displays");
            }
            K::Less | K::Amp => {
                self.cython_only(span, if self.at(K::Amp) { "`&x`" } else { "a cast `<T>x`" });
            }
            K::Bang => {
                if let Some(error) = self.fail(&rules::SYNTAX, span, "`!` is not an operator") {
                    error.help.push("write `not`".to_owned());
                }
            }
            K::Unknown => {
                self.fail(&rules::SYNTAX, span, "expected an expression");
                self.bump();
                let mut out = self.error_expr();
                out.span = span;
                return out;
            }
            _ => self.expected("an expression"),
        }
        self.error_expr()
    }

    /// `(a)`, `(a, b)`, `()`, `(yield)`, `(x for x in y)`
    fn parenthesised(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        if self.at(K::RParen) {
            self.bump();
            return self.expr(start, ExprKind::Tuple(Vec::new()));
        }
        if self.at(K::Yield) {
            let out = self.yield_expr();
            self.close(start, K::RParen);
            return out;
        }
        let first = self.starred_or(true);
        if self.at_comprehension() {
            let clauses = self.comprehension();
            self.close(start, K::RParen);
            return self.expr(start, ExprKind::Generator { element: Box::new(first), clauses });
        }
        if !self.at(K::Comma) {
            if matches!(first.kind, ExprKind::Starred(_)) {
                let span = first.span;
                self.fail(&rules::SYNTAX, span, "a starred value cannot stand alone in parentheses");
            }
            self.close(start, K::RParen);
            return first;
        }
        let items = self.items(first, K::RParen);
        self.close(start, K::RParen);
        self.expr(start, ExprKind::Tuple(items))
    }

    /// The rest of the items of a display up to its closing bracket, which is not eaten.
    fn items(&mut self, first: Expr, close: K) -> Vec<Expr> {
        let mut links = self.links;
        let mut items = vec![first];
        while self.eat(K::Comma) {
            if self.at(close) {
                break;
            }
            items.push(self.starred_or(true));
            links = links.max(self.links);
        }
        self.links = links;
        items
    }

    fn list(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        if self.eat(K::RBracket) {
            return self.expr(start, ExprKind::List(Vec::new()));
        }
        let first = self.starred_or(true);
        let kind = if self.at_comprehension() {
            let clauses = self.comprehension();
            ExprKind::ListComp { element: Box::new(first), clauses }
        } else {
            ExprKind::List(self.items(first, K::RBracket))
        };
        self.close(start, K::RBracket);
        self.expr(start, kind)
    }

    fn dict_or_set(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        if self.eat(K::RBrace) {
            return self.expr(start, ExprKind::Dict(Vec::new()));
        }
        let kind = if self.at(K::DoubleStar) {
            self.dict(None)
        } else {
            let first = self.starred_or(true);
            if self.at(K::Colon) && !matches!(first.kind, ExprKind::Starred(_)) {
                self.dict(Some(first))
            } else if self.at_comprehension() {
                let clauses = self.comprehension();
                ExprKind::SetComp { element: Box::new(first), clauses }
            } else {
                ExprKind::Set(self.items(first, K::RBrace))
            }
        };
        self.close(start, K::RBrace);
        self.expr(start, kind)
    }

    /// A dictionary whose first key, unless it begins with `**`, is read.
    fn dict(&mut self, first: Option<Expr>) -> ExprKind {
        let mut links = self.links;
        let (key, value) = self.dict_item(first);
        if self.at_comprehension() {
            let clauses = self.comprehension();
            return ExprKind::DictComp { key: key.map(Box::new), value: Box::new(value), clauses };
        }
        let mut items = vec![(key, value)];
        loop {
            links = links.max(self.links);
            if !self.eat(K::Comma) || self.at(K::RBrace) {
                break;
            }
            let key = if self.at(K::DoubleStar) { None } else { Some(self.expression()) };
            items.push(self.dict_item(key));
        }
        self.links = links;
        ExprKind::Dict(items)
    }

    /// `: value` behind a key, or `**mapping`
    fn dict_item(&mut self, key: Option<Expr>) -> (Option<Expr>, Expr) {
        match key {
            None => {
                self.bump();
                (None, self.bit_or())
            }
            Some(key) => {
                if !self.expect(K::Colon, "`:` and a value behind the key of the dictionary") {
                    return (Some(key), self.error_expr());
                }
                let key_links = self.links;
                let value = self.expression();
                self.links = self.links.max(key_links);
                (Some(key), value)
            }
        }
    }

    /// Eats a closing bracket; without it, whatever stands up to the bracket is skipped.
    pub(super) fn close(&mut self, open: u32, close: K) {
        if self.eat(close) {
            return;
        }
        let bracket = match close {
            K::RParen => "`,` or `)`",
            K::RBracket => "`,` or `]`",
            _ => "`,` or `}`",
        };
        if self.at_line_end() {
            self.expected(bracket);
            return;
        }
        let found = self.describe(self.cur);
        let (span, file) = (self.here(), self.options.file);
        if let Some(error) = self.fail(&rules::SYNTAX, span, format!("expected {bracket}, found {found}")) {
            error.secondary.push(cyrus_diagnostics::Label {
                at: Span::new(open, open + 1).in_file(file),
                text: "in this bracket".to_owned(),
            });
        }
        let mut depth = 0usize;
        loop {
            match self.kind() {
                K::LParen | K::LBracket | K::LBrace => depth += 1,
                K::RParen | K::RBracket | K::RBrace if depth == 0 => {
                    if self.at(close) {
                        self.bump();
                    }
                    return;
                }
                K::RParen | K::RBracket | K::RBrace => depth -= 1,
                K::Newline | K::End | K::Indent | K::Dedent | K::FStringEnd => return,
                _ => {}
            }
            self.bump();
        }
    }

    fn backquotes(&mut self) -> Expr {
        let start = self.start();
        if !self.cython && !self.level2 {
            let span = self.here();
            if let Some(error) = self.fail(&rules::PYTHON2_SYNTAX, span, "backquotes are syntax of Python 2")
            {
                error.help.push("write `repr(...)`".to_owned());
            }
        }
        self.bump();
        let value = Box::new(self.expressions());
        self.expect(K::Backquote, "a closing backquote");
        self.expr(start, ExprKind::Repr(value))
    }

    /// Whether `for` or `async for` comes next.
    pub(super) fn at_comprehension(&self) -> bool {
        self.at(K::For) || (self.at(K::Async) && self.peek(1) == K::For)
    }

    /// The clauses of a comprehension.
    pub(super) fn comprehension(&mut self) -> Vec<Comprehension> {
        let mut links = self.links;
        let mut out = Vec::with_capacity(1);
        if !self.enter() {
            self.give_up();
            let (target, iter) = (self.error_expr(), self.error_expr());
            let span = target.span;
            out.push(Comprehension { span, target, iter, range: None, ifs: Vec::new(), is_async: false });
            return out;
        }
        while self.at_comprehension() {
            let start = self.start();
            let is_async = self.eat(K::Async);
            self.bump();
            let mut target = self.for_target();
            let mut range = None;
            let iter = if self.cython && !self.at(K::In) && self.at_for_range() {
                let (from, rest) = self.for_range(&mut target);
                range = Some(Box::new(ComprehensionRange {
                    relation1: rest.relation1,
                    relation2: rest.relation2,
                    stop: rest.stop,
                    step: rest.step,
                }));
                from
            } else {
                self.check_for_target(&target);
                self.expect(K::In, "`in` behind the target of `for`");
                self.disjunction()
            };
            links = links.max(self.links);
            let mut ifs = Vec::new();
            while self.eat(K::If) {
                ifs.push(if self.at(K::Lambda) && self.level2 {
                    self.expression()
                } else {
                    self.condition()
                });
                links = links.max(self.links);
            }
            out.push(Comprehension { span: self.span(start), target, iter, range, ifs, is_async });
        }
        self.leave();
        self.links = links;
        out
    }

    /// The condition of a comprehension: no conditional expression, but `x := e`.
    fn condition(&mut self) -> Expr {
        if self.at(K::Name) && self.peek(1) == K::ColonEqual {
            return self.named_expression();
        }
        self.disjunction()
    }

    /// `sizeof(x)`
    fn sizeof(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        let open = self.start();
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        self.bump();
        let arg = if self.at_type(false) {
            SizeOfArg::Type(self.type_name())
        } else {
            SizeOfArg::Expr(self.expression())
        };
        self.close(open, K::RParen);
        self.leave();
        self.expr(start, ExprKind::SizeOf(Box::new(arg)))
    }

    /// `new T[int]`, up to the arguments.
    fn new_expr(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        let ty = Box::new(self.base_type());
        if !self.at(K::LParen) {
            self.expected("`(` and the arguments of the constructor");
        }
        self.expr(start, ExprKind::New(ty))
    }
}
