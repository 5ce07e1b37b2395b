//! Operators, conditional expressions, lambdas, tuples without parentheses.

use cyrus_ast::{BinaryOp, BoolOp, CompareOp, Expr, ExprKind, UnaryOp};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

/// Precedences of infix operators, loosest first.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const BIT_OR: u8 = 5;
const BIT_XOR: u8 = 6;
const BIT_AND: u8 = 7;
const SHIFT: u8 = 8;
const SUM: u8 = 9;
const PRODUCT: u8 = 10;

/// The precedence of an infix operator; 0 for anything else.
#[inline]
fn precedence(kind: K) -> u8 {
    match kind {
        K::Or => OR,
        K::And => AND,
        K::Not | K::In | K::Is => COMPARE,
        K::Less
        | K::LessEqual
        | K::Greater
        | K::GreaterEqual
        | K::EqualEqual
        | K::NotEqual
        | K::LessGreater => COMPARE,
        K::Pipe => BIT_OR,
        K::Caret => BIT_XOR,
        K::Amp => BIT_AND,
        K::LeftShift | K::RightShift => SHIFT,
        K::Plus | K::Minus => SUM,
        K::Star | K::Slash | K::DoubleSlash | K::Percent | K::At => PRODUCT,
        _ => 0,
    }
}

fn binary_op(kind: K) -> BinaryOp {
    match kind {
        K::Pipe => BinaryOp::BitOr,
        K::Caret => BinaryOp::BitXor,
        K::Amp => BinaryOp::BitAnd,
        K::LeftShift => BinaryOp::LShift,
        K::RightShift => BinaryOp::RShift,
        K::Plus => BinaryOp::Add,
        K::Minus => BinaryOp::Sub,
        K::Star => BinaryOp::Mult,
        K::Slash => BinaryOp::Div,
        K::DoubleSlash => BinaryOp::FloorDiv,
        K::Percent => BinaryOp::Mod,
        _ => BinaryOp::MatMult,
    }
}

impl Parser<'_> {
    /// `a if c else b`, `lambda`, or an expression of operators: what the grammar calls `expression`.
    pub(super) fn expression(&mut self) -> Expr {
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        let start = self.start();
        let out = if self.at(K::Lambda) {
            self.lambda()
        } else {
            let body = self.binary(OR);
            if self.at(K::If) { self.conditional(start, body) } else { body }
        };
        self.leave();
        out
    }

    fn conditional(&mut self, start: u32, body: Expr) -> Expr {
        let mut links = self.links;
        self.bump();
        let test = self.binary(OR);
        links = links.max(self.links);
        if !self.expect(K::Else, "`else` and the other value of the conditional expression") {
            let orelse = self.error_expr();
            return self.conditional_node(start, test, body, orelse);
        }
        let orelse = self.expression();
        self.links = links.max(self.links);
        self.conditional_node(start, test, body, orelse)
    }

    fn conditional_node(&mut self, start: u32, test: Expr, body: Expr, orelse: Expr) -> Expr {
        let kind =
            ExprKind::Conditional { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) };
        self.expr(start, kind)
    }

    fn lambda(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        let params = Box::new(self.lambda_parameters());
        self.expect(K::Colon, "`:` and the value of the lambda");
        let body = Box::new(self.expression());
        self.expr(start, ExprKind::Lambda { params, body })
    }

    /// `a or b` and what binds tighter: what the grammar calls `disjunction`.
    pub(super) fn disjunction(&mut self) -> Expr {
        self.binary(OR)
    }

    /// `a | b` and what binds tighter: targets of `for`, starred values.
    pub(super) fn bit_or(&mut self) -> Expr {
        self.binary(BIT_OR)
    }

    /// An expression of infix operators that bind at least this tightly.
    fn binary(&mut self, min: u8) -> Expr {
        let start = self.start();
        let mut left = if self.at(K::Not) { self.negation(min) } else { self.unary() };
        loop {
            let kind = self.kind();
            let precedence = precedence(kind);
            if precedence < min || precedence == 0 {
                return left;
            }
            let links = self.links;
            left = match precedence {
                OR | AND => self.bool_op(start, left, precedence),
                COMPARE => {
                    if kind == K::Not && self.peek(1) != K::In {
                        return left;
                    }
                    self.comparison(start, left)
                }
                _ => {
                    self.bump();
                    let right = self.binary(precedence + 1);
                    self.links = self.links.max(links);
                    let kind = ExprKind::Binary {
                        left: Box::new(left),
                        op: binary_op(kind),
                        right: Box::new(right),
                    };
                    self.expr(start, kind)
                }
            };
            if !self.link(self.links) {
                return left;
            }
        }
    }

    fn negation(&mut self, min: u8) -> Expr {
        let start = self.start();
        if min > NOT {
            let span = self.here();
            self.fail(&rules::SYNTAX, span, "`not` needs parentheses behind this operator");
        }
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        self.bump();
        let operand = Box::new(self.binary(NOT));
        self.leave();
        self.expr(start, ExprKind::Unary { op: UnaryOp::Not, operand })
    }

    fn bool_op(&mut self, start: u32, first: Expr, precedence: u8) -> Expr {
        let (token, op) = if precedence == OR { (K::Or, BoolOp::Or) } else { (K::And, BoolOp::And) };
        let mut links = self.links;
        let mut values = vec![first];
        while self.eat(token) {
            values.push(self.binary(precedence + 1));
            links = links.max(self.links);
        }
        self.links = links;
        self.expr(start, ExprKind::BoolOp { op, values })
    }

    fn comparison(&mut self, start: u32, left: Expr) -> Expr {
        let mut links = self.links;
        let mut rest = Vec::with_capacity(1);
        while let Some(op) = self.compare_op() {
            rest.push((op, self.binary(BIT_OR)));
            links = links.max(self.links);
        }
        self.links = links;
        self.expr(start, ExprKind::Compare { left: Box::new(left), rest })
    }

    /// Eats a comparison operator.
    fn compare_op(&mut self) -> Option<CompareOp> {
        let op = match self.kind() {
            K::Less => CompareOp::Lt,
            K::LessEqual => CompareOp::LtE,
            K::Greater => CompareOp::Gt,
            K::GreaterEqual => CompareOp::GtE,
            K::EqualEqual => CompareOp::Eq,
            K::NotEqual => CompareOp::NotEq,
            K::LessGreater => {
                if !self.cython && !self.level2 {
                    let span = self.here();
                    if let Some(error) =
                        self.fail(&rules::PYTHON2_SYNTAX, span, "`<>` is an operator of Python 2")
                    {
                        error.help.push("write `!=`".to_owned());
                    }
                }
                CompareOp::NotEq
            }
            K::In => CompareOp::In,
            K::Is => {
                self.bump();
                return Some(if self.eat(K::Not) { CompareOp::IsNot } else { CompareOp::Is });
            }
            K::Not if self.peek(1) == K::In => {
                self.bump();
                CompareOp::NotIn
            }
            _ => return None,
        };
        self.bump();
        Some(op)
    }

    /// Prefix operators, Cython's casts and addresses, powers.
    pub(super) fn unary(&mut self) -> Expr {
        let op = match self.kind() {
            K::Minus => UnaryOp::USub,
            K::Plus => UnaryOp::UAdd,
            K::Tilde => UnaryOp::Invert,
            K::Amp | K::Less if self.cython => return self.cython_prefix(),
            _ => return self.power(),
        };
        let start = self.start();
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        self.bump();
        let operand = Box::new(self.unary());
        self.leave();
        self.expr(start, ExprKind::Unary { op, operand })
    }

    /// `&x`, `<T>x`
    fn cython_prefix(&mut self) -> Expr {
        let start = self.start();
        if !self.enter() {
            self.give_up();
            return self.error_expr();
        }
        let kind = if self.eat(K::Amp) {
            ExprKind::AddressOf(Box::new(self.unary()))
        } else {
            self.bump();
            let ty = Box::new(self.type_name());
            let checked = self.eat(K::Question);
            self.expect(K::Greater, "`>` behind the type of the cast");
            ExprKind::Cast { ty, operand: Box::new(self.unary()), checked }
        };
        self.leave();
        self.expr(start, kind)
    }

    fn power(&mut self) -> Expr {
        let start = self.start();
        let base = if self.at(K::Await) && self.await_is_operator() {
            if !self.enter() {
                self.give_up();
                return self.error_expr();
            }
            self.bump();
            let operand = Box::new(self.primary());
            self.leave();
            self.expr(start, ExprKind::Await(operand))
        } else {
            self.primary()
        };
        if !self.at(K::DoubleStar) {
            return base;
        }
        if !self.enter() {
            self.give_up();
            return base;
        }
        let links = self.links;
        self.bump();
        let right = Box::new(self.unary());
        self.leave();
        self.links = self.links.max(links) + 1;
        self.expr(start, ExprKind::Binary { left: Box::new(base), op: BinaryOp::Pow, right })
    }

    /// `await` is a keyword of Python; in Cython's own files and at level 2 it is a name outside of `async def` unless
    /// an operand follows on which it can only be the operator.
    fn await_is_operator(&self) -> bool {
        let tolerant = (self.cython || self.level2) && !self.in_async;
        !tolerant
            || matches!(
                self.peek(1),
                K::Name
                    | K::Int
                    | K::Float
                    | K::Imaginary
                    | K::String
                    | K::FStringStart
                    | K::None
                    | K::True
                    | K::False
            )
    }

    /// `x := e`, or an expression: what the grammar calls `named_expression`.
    pub(super) fn named_expression(&mut self) -> Expr {
        if self.peek(1) == K::ColonEqual && self.at_name() {
            let start = self.start();
            let target = self.take_ident();
            let target = Box::new(self.expr(start, ExprKind::Name(target.name)));
            self.bump();
            let value = Box::new(self.expression());
            return self.expr(start, ExprKind::Walrus { target, value });
        }
        let out = self.expression();
        if self.at(K::ColonEqual) {
            let span = out.span;
            let what = super::target::describe(&out);
            self.fail(&rules::BAD_TARGET, span, format!("cannot assign to {what} with `:=`"));
        }
        out
    }

    /// `*a` or an expression; `named` allows `x := e`.
    pub(super) fn starred_or(&mut self, named: bool) -> Expr {
        if self.at(K::Star) {
            return self.starred();
        }
        if named { self.named_expression() } else { self.expression() }
    }

    /// `*a`
    pub(super) fn starred(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        let value = Box::new(self.bit_or());
        self.expr(start, ExprKind::Starred(value))
    }

    /// Whether an expression can begin here.
    pub(super) fn starts_expression(&self) -> bool {
        self.kind().starts_expression()
    }

    /// One or more expressions with commas, a tuple without parentheses if there is a comma: what the grammar calls
    /// `star_expressions`.
    pub(super) fn expressions(&mut self) -> Expr {
        let start = self.start();
        let first = self.starred_or(false);
        if !self.at(K::Comma) {
            return first;
        }
        self.rest_of_tuple(start, first, false)
    }

    /// The same with `x := e` allowed in it, as in subscripts and `match`.
    pub(super) fn named_expressions(&mut self) -> Expr {
        let start = self.start();
        let first = self.starred_or(true);
        if !self.at(K::Comma) {
            return first;
        }
        self.rest_of_tuple(start, first, true)
    }

    /// The rest of a tuple whose first item is read and which has a comma next.
    pub(super) fn rest_of_tuple(&mut self, start: u32, first: Expr, named: bool) -> Expr {
        let mut links = self.links;
        let mut items = vec![first];
        while self.eat(K::Comma) {
            if !self.starts_expression() {
                break;
            }
            items.push(self.starred_or(named));
            links = links.max(self.links);
        }
        self.links = links;
        self.expr(start, ExprKind::Tuple(items))
    }

    /// `yield ...`, or expressions.
    pub(super) fn yield_or_expressions(&mut self) -> Expr {
        if self.at(K::Yield) { self.yield_expr() } else { self.expressions() }
    }

    /// `yield`, `yield a, b`, `yield from e`
    pub(super) fn yield_expr(&mut self) -> Expr {
        let start = self.start();
        self.bump();
        let kind = if self.eat(K::From) {
            ExprKind::YieldFrom(Box::new(self.expression()))
        } else if self.starts_expression() {
            ExprKind::Yield(Some(Box::new(self.expressions())))
        } else {
            ExprKind::Yield(None)
        };
        self.expr(start, kind)
    }
}
