//! Statements with blocks.

use cyrus_ast::{
    ClassDef, CompareOp, ExceptHandler, Expr, ExprKind, ForFrom, FunctionDef, Ident, MatchCase, Span, Stmt,
    StmtKind, Try, WithItem,
};

use super::stmt::{Ctx, Place};
use super::{MAX_LINKS, Parser};
use crate::rules;
use crate::token::TokenKind as K;

/// What follows the start of a range loop: `<= i < stop by step`.
pub(super) struct ForRange {
    pub relation1: CompareOp,
    pub relation2: CompareOp,
    pub stop: Expr,
    pub step: Option<Expr>,
}

impl Parser<'_> {
    pub(super) fn if_statement(&mut self) -> StmtKind {
        let mut branches: Vec<(u32, Expr, Vec<Stmt>)> = Vec::with_capacity(1);
        loop {
            let start = self.start();
            self.bump();
            let test = self.named_expression();
            let body = self.block(Ctx::control(), "the condition");
            branches.push((start, test, body));
            if !self.at(K::Elif) {
                break;
            }
            if branches.len() as u32 > MAX_LINKS {
                let span = self.here();
                let text = format!("too many `elif` branches (the limit is {MAX_LINKS})");
                self.fail(&rules::TOO_DEEP, span, text);
                break;
            }
        }
        let mut orelse = self.else_block();
        let end = self.prev_end;
        // Each `elif` is an `if` in the `else` of the one in front of it.
        while let Some((start, test, body)) = branches.pop() {
            let kind = StmtKind::If { test, body, orelse };
            if branches.is_empty() {
                return kind;
            }
            orelse = vec![Stmt { id: self.id(), span: Span::new(start, end), kind }];
        }
        StmtKind::Error
    }

    fn else_block(&mut self) -> Vec<Stmt> {
        if self.eat(K::Else) { self.block(Ctx::control(), "`else`") } else { Vec::new() }
    }

    pub(super) fn while_statement(&mut self) -> StmtKind {
        self.bump();
        let test = self.named_expression();
        let body = self.block(Ctx::control(), "the condition");
        StmtKind::While { test, body, orelse: self.else_block() }
    }

    /// The target of `for`: expressions that bind tighter than `in`.
    pub(super) fn for_target(&mut self) -> Expr {
        let start = self.start();
        let first = self.for_target_item();
        if !self.at(K::Comma) {
            return first;
        }
        let mut items = vec![first];
        while self.eat(K::Comma) {
            if !self.starts_expression() {
                break;
            }
            items.push(self.for_target_item());
        }
        self.expr(start, ExprKind::Tuple(items))
    }

    fn for_target_item(&mut self) -> Expr {
        if self.at(K::Star) { self.starred() } else { self.bit_or() }
    }

    /// Whether `from start <= i < stop`, or that without `from`, follows a target.
    pub(super) fn at_for_range(&self) -> bool {
        matches!(self.kind(), K::From | K::Less | K::LessEqual | K::Greater | K::GreaterEqual)
    }

    /// `from start <= i < stop by step` behind the target `i`, or `<= i < stop by step` behind the start, which was read
    /// as the target. Returns the start; the target is put into its place.
    pub(super) fn for_range(&mut self, target: &mut Expr) -> (Expr, ForRange) {
        let from = self.eat(K::From);
        let start = if from { Some(self.bit_or()) } else { None };
        let relation1 = self.range_relation();
        let at = self.start();
        let name = self.ident("the name of the loop variable");
        let variable = Expr { id: self.id(), span: name.span, kind: ExprKind::Name(name.name.clone()) };
        let start = if let Some(start) = start {
            match &target.kind {
                ExprKind::Name(other) if *other != name.name => {
                    let text = format!("the loop variable is `{other}`, but the range names `{}`", name.name);
                    self.report(&rules::BAD_TARGET, name.span, text);
                }
                ExprKind::Name(_) | ExprKind::Error => {}
                _ => {
                    let span = target.span;
                    self.report(
                        &rules::BAD_TARGET,
                        span,
                        "the variable of a range loop has to be a plain name",
                    );
                }
            }
            start
        } else {
            std::mem::replace(target, variable)
        };
        let second = self.here();
        let relation2 = self.range_relation();
        let ascending = |op| matches!(op, CompareOp::Lt | CompareOp::LtE);
        if ascending(relation1) != ascending(relation2) {
            let span = Span::new(at, second.end);
            self.report(
                &rules::SYNTAX,
                span,
                "the two comparisons of a range loop point in different directions",
            );
        }
        let stop = self.bit_or();
        let step = self.eat_word("by").then(|| self.bit_or());
        (start, ForRange { relation1, relation2, stop, step })
    }

    fn range_relation(&mut self) -> CompareOp {
        let op = match self.kind() {
            K::Less => CompareOp::Lt,
            K::LessEqual => CompareOp::LtE,
            K::Greater => CompareOp::Gt,
            K::GreaterEqual => CompareOp::GtE,
            _ => {
                self.expected("one of `<`, `<=`, `>`, `>=`");
                return CompareOp::Lt;
            }
        };
        self.bump();
        op
    }

    pub(super) fn for_statement(&mut self, is_async: bool) -> StmtKind {
        self.bump();
        let mut target = self.for_target();
        if self.cython && !is_async && self.at_for_range() {
            let (start, rest) = self.for_range(&mut target);
            let body = self.block(Ctx::control(), "the loop");
            let orelse = self.else_block();
            let ForRange { relation1, relation2, stop, step } = rest;
            let node = ForFrom { target, start, relation1, relation2, stop, step, body, orelse };
            return StmtKind::ForFrom(Box::new(node));
        }
        self.check_for_target(&target);
        let iter = if self.expect(K::In, "`in` behind the target of `for`") {
            self.expressions()
        } else {
            self.error_expr()
        };
        let body = self.block(Ctx::control(), "the loop");
        StmtKind::For { target, iter, body, orelse: self.else_block(), is_async }
    }

    pub(super) fn try_statement(&mut self) -> StmtKind {
        self.bump();
        let body = self.block(Ctx::control(), "`try`");
        let end = body.last().map_or(self.prev_end, |s| s.span.end);
        let mut handlers: Vec<ExceptHandler> = Vec::new();
        let mut is_star = false;
        while self.at(K::Except) {
            let span = self.here();
            let (handler, star) = self.except_handler();
            if !handlers.is_empty() && star != is_star {
                self.report(&rules::SYNTAX, span, "`except` and `except*` cannot be mixed in one `try`");
            }
            if handlers.last().is_some_and(|last| last.ty.is_none()) {
                self.report(&rules::SYNTAX, span, "a handler for everything has to be the last one");
            }
            is_star = star;
            handlers.push(handler);
        }
        let orelse = if handlers.is_empty() { Vec::new() } else { self.else_block() };
        let finalbody = if self.eat(K::Finally) {
            self.block(Ctx::control(), "`finally`")
        } else {
            if handlers.is_empty() {
                let here = if self.at(K::End) { Span::at(end) } else { self.here() };
                self.report(&rules::SYNTAX, here, "`try` needs at least one `except` or a `finally`");
            }
            Vec::new()
        };
        StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star }))
    }

    /// `except T as name: ...`; also whether it is `except*`.
    fn except_handler(&mut self) -> (ExceptHandler, bool) {
        let start = self.start();
        self.bump();
        let is_star = self.eat(K::Star);
        let (mut ty, mut name, mut target) = (None, None, None);
        if !self.at(K::Colon) {
            let at = self.start();
            let first = self.expression();
            if self.at(K::Comma) {
                (ty, name, target) = self.except_comma(at, first);
            } else {
                ty = Some(first);
                if self.eat(K::As) {
                    (name, target) = self.except_target();
                }
            }
        } else if is_star {
            self.expected("the type of the exceptions behind `except*`");
        }
        let body = self.block(Ctx::control(), "`except`");
        (ExceptHandler { span: self.span(start), ty, name, target, body }, is_star)
    }

    /// The name behind `as`; at level 2 it may be any target, and it is not deleted at the end.
    fn except_target(&mut self) -> (Option<Ident>, Option<Expr>) {
        if self.at_name() && !self.level2 {
            return (Some(self.take_ident()), None);
        }
        if self.level2 {
            let target = self.expression();
            self.check_target(&target, "assign to");
            return (None, Some(target));
        }
        (Some(self.ident("a name behind `as`")), None)
    }

    /// `except A, B` without parentheses (PEP 758), or Python 2's `except T, target`, which Cython's language has kept.
    fn except_comma(&mut self, start: u32, first: Expr) -> (Option<Expr>, Option<Ident>, Option<Expr>) {
        let named = self.cython && self.peek(1) == K::Name && self.peek(2) == K::Colon;
        if self.level2 || named {
            self.bump();
            let target = self.expression();
            self.check_target(&target, "assign to");
            return (Some(first), None, Some(target));
        }
        let types = self.rest_of_tuple(start, first, false);
        if self.at(K::As) {
            let span = types.span;
            self.fail(&rules::SYNTAX, span, "several exception types need parentheses in front of `as`");
            self.bump();
            let (name, target) = self.except_target();
            return (Some(types), name, target);
        }
        (Some(types), None, None)
    }

    pub(super) fn with_statement(&mut self, is_async: bool) -> StmtKind {
        self.bump();
        let mut items = Vec::with_capacity(1);
        if self.at(K::LParen) && self.parenthesised_items() {
            let open = self.start();
            self.bump();
            while !self.at(K::RParen) && !self.at_line_end() {
                items.push(self.with_item());
                if !self.eat(K::Comma) {
                    break;
                }
            }
            self.close(open, K::RParen);
        } else {
            loop {
                items.push(self.with_item());
                if !self.eat(K::Comma) {
                    break;
                }
            }
        }
        let body = self.block(Ctx::control(), "`with`");
        StmtKind::With { items, body, is_async }
    }

    fn with_item(&mut self) -> WithItem {
        let context = self.expression();
        let target = self.eat(K::As).then(|| {
            let target = if self.at(K::Star) { self.starred() } else { self.bit_or() };
            self.check_target(&target, "assign to");
            target
        });
        WithItem { context, target }
    }

    /// Whether the parentheses here hold items of `with` and are not (part of) an expression.
    fn parenthesised_items(&self) -> bool {
        let end = self.closing(self.pos);
        if self.token_at(end + 1).kind != K::Colon || end == self.pos + 1 {
            return false;
        }
        let mut depth = 0usize;
        let mut lambda = 0usize;
        let mut item_start = true;
        for index in self.pos + 1..end {
            let kind = self.token_at(index).kind;
            match kind {
                K::LParen | K::LBracket | K::LBrace => depth += 1,
                K::RParen | K::RBracket | K::RBrace => depth = depth.saturating_sub(1),
                K::Lambda if depth == 0 => lambda += 1,
                K::Colon if depth == 0 => lambda = lambda.saturating_sub(1),
                K::As if depth == 0 => return true,
                // These make it an expression: no item can hold them without parentheses of its own.
                K::ColonEqual | K::For | K::Yield if depth == 0 => return false,
                K::Star if depth == 0 && item_start && lambda == 0 => return false,
                _ => {}
            }
            item_start = kind == K::Comma && depth == 0;
        }
        true
    }

    /// `async def`, `async for`, `async with`
    pub(super) fn async_statement(&mut self, decorators: Vec<Expr>) -> StmtKind {
        self.bump();
        match self.kind() {
            K::Def => self.function(decorators, true),
            K::For => self.for_statement(true),
            _ => self.with_statement(true),
        }
    }

    /// `def f[T](...) -> R: ...`
    pub(super) fn function(&mut self, decorators: Vec<Expr>, is_async: bool) -> StmtKind {
        self.bump();
        let mut name = self.ident("the name of the function");
        if self.at(K::Name) && self.cython {
            let span = name.span.to(self.here());
            let text = "a `def` function has no C type or modifier in front of its name";
            if let Some(error) = self.fail(&rules::BAD_DECLARATION, span, text) {
                error.help.push("write `cdef` or `cpdef`, or use decorators and annotations".to_owned());
            }
            name = self.take_ident();
        }
        let type_params = self.type_params();
        let was_async = std::mem::replace(&mut self.in_async, is_async);
        let params = self.parameters();
        let returns = self.eat(K::Arrow).then(|| self.expressions());
        if self.cython && self.at(K::Name) && matches!(self.text(), "nogil" | "noexcept" | "inline" | "api") {
            let span = self.here();
            let text = format!("`{}` is not possible on a `def` function", self.text());
            self.fail(&rules::BAD_DECLARATION, span, text);
        }
        let body = self.block(Ctx::function(), "the function");
        self.in_async = was_async;
        StmtKind::FunctionDef(Box::new(FunctionDef {
            name,
            decorators,
            type_params,
            params,
            returns,
            body,
            is_async,
        }))
    }

    /// `class C[T](B, metaclass=M): ...`
    pub(super) fn class(&mut self, decorators: Vec<Expr>) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the class");
        let type_params = self.type_params();
        let open = self.start();
        let (bases, keywords) = if self.at(K::LParen) { self.arguments() } else { (Vec::new(), Vec::new()) };
        // Only a call lends a generator expression its parentheses.
        if let [base] = bases.as_slice()
            && matches!(base.kind, ExprKind::Generator { .. })
            && base.span.start == open
        {
            let span = base.span;
            self.report(&rules::BAD_ARGUMENTS, span, "a generator expression as a base needs parentheses");
        }
        let was_async = std::mem::replace(&mut self.in_async, false);
        let body = self.block(Ctx::new(Place::Class), "the class");
        self.in_async = was_async;
        StmtKind::ClassDef(Box::new(ClassDef { name, decorators, type_params, bases, keywords, body }))
    }

    /// Whether `match` begins a statement and is not a name.
    pub(super) fn at_match(&self) -> bool {
        match self.peek(1) {
            K::Name
            | K::Int
            | K::Float
            | K::Imaginary
            | K::String
            | K::FStringStart
            | K::LBrace
            | K::Tilde
            | K::Lambda
            | K::Await
            | K::None
            | K::True
            | K::False
            | K::Ellipsis => true,
            K::Not => self.peek(2) != K::In,
            K::LParen | K::LBracket | K::Minus | K::Plus | K::Star | K::Less | K::Amp => {
                self.line_opens_block()
            }
            _ => false,
        }
    }

    /// Whether the logical line ends with a colon and an indented block follows.
    fn line_opens_block(&self) -> bool {
        let mut index = self.pos;
        while !matches!(self.token_at(index).kind, K::Newline | K::End) {
            index += 1;
        }
        self.token_at(index.saturating_sub(1)).kind == K::Colon && self.token_at(index + 1).kind == K::Indent
    }

    /// `match e: case ...`
    pub(super) fn match_statement(&mut self) -> StmtKind {
        self.bump();
        let subject = self.named_expressions();
        let mut cases = Vec::new();
        if self.open_block("the subject of `match`") {
            if !self.eat(K::Indent) {
                self.expected("a `case` on a line of its own");
                self.skip_line();
                self.eat(K::Newline);
                return StmtKind::Match { subject, cases };
            }
            while !matches!(self.kind(), K::Dedent | K::End) {
                let before = self.pos;
                if self.at_word("case") {
                    cases.push(self.match_case());
                } else {
                    self.expected("`case`");
                    self.skip_line();
                    self.eat(K::Newline);
                    self.skip_indented();
                }
                if self.pos == before {
                    self.bump();
                }
            }
            self.eat(K::Dedent);
        }
        StmtKind::Match { subject, cases }
    }

    fn match_case(&mut self) -> MatchCase {
        let start = self.start();
        self.bump();
        let pattern = self.patterns();
        let guard = self.eat(K::If).then(|| self.named_expression());
        let body = self.block(Ctx::control(), "the pattern");
        MatchCase { span: self.span(start), pattern, guard, body }
    }

    /// Skips an indented block that belongs to nothing.
    fn skip_indented(&mut self) {
        if !self.at(K::Indent) {
            return;
        }
        let mut depth = 0usize;
        loop {
            match self.kind() {
                K::Indent => depth += 1,
                K::Dedent => depth = depth.saturating_sub(1),
                K::End => return,
                _ => {}
            }
            self.bump();
            if depth == 0 {
                return;
            }
        }
    }

    /// `IF a: ... ELIF b: ... ELSE: ...`
    pub(super) fn compile_if(&mut self, ctx: Ctx) -> StmtKind {
        let mut branches = Vec::new();
        while matches!(self.kind(), K::CompileIf | K::CompileElif) {
            self.bump();
            let test = self.expressions();
            branches.push((Some(test), self.block(ctx, "the condition")));
            if !self.at(K::CompileElif) {
                break;
            }
        }
        if self.eat(K::CompileElse) {
            branches.push((None, self.block(ctx, "`ELSE`")));
        }
        StmtKind::CompileIf { branches }
    }
}
