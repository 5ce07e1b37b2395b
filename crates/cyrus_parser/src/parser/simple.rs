//! Statements of one line.

use cyrus_ast::{BinaryOp, Expr, ExprKind, StmtKind};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

/// The operator of `+=` and the like.
fn augmented(kind: K) -> Option<BinaryOp> {
    Some(match kind {
        K::PlusEqual => BinaryOp::Add,
        K::MinusEqual => BinaryOp::Sub,
        K::StarEqual => BinaryOp::Mult,
        K::AtEqual => BinaryOp::MatMult,
        K::SlashEqual => BinaryOp::Div,
        K::PercentEqual => BinaryOp::Mod,
        K::DoubleStarEqual => BinaryOp::Pow,
        K::LeftShiftEqual => BinaryOp::LShift,
        K::RightShiftEqual => BinaryOp::RShift,
        K::PipeEqual => BinaryOp::BitOr,
        K::CaretEqual => BinaryOp::BitXor,
        K::AmpEqual => BinaryOp::BitAnd,
        K::DoubleSlashEqual => BinaryOp::FloorDiv,
        _ => return None,
    })
}

impl Parser<'_> {
    pub(super) fn simple_statement(&mut self) -> StmtKind {
        match self.kind() {
            K::Pass => {
                self.bump();
                StmtKind::Pass
            }
            K::Break => {
                self.bump();
                StmtKind::Break
            }
            K::Continue => {
                self.bump();
                StmtKind::Continue
            }
            K::Return => {
                self.bump();
                let value = if self.starts_expression() || self.at(K::Yield) {
                    Some(self.expressions())
                } else {
                    None
                };
                StmtKind::Return(value)
            }
            K::Raise => self.raise(),
            K::Global | K::Nonlocal => self.scope_statement(),
            K::Del => self.delete(),
            K::Assert => {
                self.bump();
                let test = self.expression();
                let message = self.eat(K::Comma).then(|| self.expression());
                StmtKind::Assert { test, message }
            }
            K::Import => self.import(false),
            K::From => self.import_from(false),
            K::Cimport => self.cimport(),
            K::Include => self.include(),
            K::CompileDef => self.compile_def(),
            K::Name => self.word_statement(),
            _ if self.keyword_out_of_place() => StmtKind::Error,
            _ => self.expression_statement(),
        }
    }

    /// A statement that begins with a word that is a keyword only here, or an expression.
    fn word_statement(&mut self) -> StmtKind {
        let next = self.peek(1);
        match self.text() {
            "print" if !self.print_function => return self.print(),
            "exec" if self.level2 && next != K::Equal && next != K::Dot => return self.exec(),
            "type" if next == K::Name && matches!(self.peek(2), K::Equal | K::LBracket) => {
                return self.type_alias();
            }
            "lazy" if matches!(next, K::Import | K::From) => {
                self.bump();
                return if self.at(K::Import) { self.import(true) } else { self.import_from(true) };
            }
            word @ ("print" | "exec") if next == K::String || next == K::Name || next == K::Int => {
                let span = self.here();
                let text = format!("`{word}` is a function");
                if let Some(error) = self.fail(&rules::PYTHON2_SYNTAX, span, text) {
                    error.help.push(format!("write `{word}(...)`"));
                }
                self.bump();
                self.skip_line();
                return StmtKind::Error;
            }
            _ => {}
        }
        self.expression_statement()
    }

    /// A keyword that belongs to another statement: `else` without `if`.
    fn keyword_out_of_place(&mut self) -> bool {
        let what = match self.kind() {
            K::Elif | K::Else => "stands behind no `if`, loop or `try`",
            K::Except | K::Finally => "stands behind no `try`",
            K::CompileElif | K::CompileElse => "stands behind no `IF`",
            K::In | K::Is | K::And | K::Or | K::As => "cannot begin a statement",
            _ => return false,
        };
        let span = self.here();
        let text = format!("`{}` {what}", self.text());
        self.fail(&rules::SYNTAX, span, text);
        self.skip_line();
        true
    }

    /// An expression, an assignment, an annotated name.
    pub(super) fn expression_statement(&mut self) -> StmtKind {
        let bare = self.at_name();
        let starts_with_paren = self.at(K::LParen);
        let first = self.yield_or_expressions();
        match self.kind() {
            K::Equal => self.assignment(first),
            K::Colon => self.annotated(first, bare, starts_with_paren),
            kind => match augmented(kind) {
                None => StmtKind::Expr(first),
                Some(op) => {
                    self.bump();
                    self.check_augmented_target(&first);
                    let value = self.yield_or_expressions();
                    StmtKind::AugAssign { target: first, op, value }
                }
            },
        }
    }

    fn assignment(&mut self, first: Expr) -> StmtKind {
        let mut targets = Vec::with_capacity(1);
        let mut value = first;
        while self.eat(K::Equal) {
            self.check_target(&value, "assign to");
            if let ExprKind::Starred(_) = value.kind {
                let span = value.span;
                self.report(&rules::BAD_TARGET, span, "a starred target has to stand in a list or a tuple")
                    .help
                    .push(
                        "put a comma behind it, or write `x[0] = ...` to assign through a pointer".to_owned(),
                    );
            }
            targets.push(std::mem::replace(&mut value, self.yield_or_expressions()));
        }
        StmtKind::Assign { targets, value }
    }

    fn annotated(&mut self, target: Expr, bare: bool, paren: bool) -> StmtKind {
        match target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            ExprKind::Error => {
                self.skip_line();
                return StmtKind::Expr(target);
            }
            _ => {
                // More likely something else than an annotation: the colon is left over.
                let span = self.here();
                let what = super::target::describe(&target);
                let text = if matches!(target.kind, ExprKind::Tuple(_) | ExprKind::List(_)) {
                    format!("only a single target can be annotated, not {what}")
                } else {
                    format!("unexpected `:` behind {what}")
                };
                self.fail(&rules::SYNTAX, span, text);
                self.skip_line();
                return StmtKind::Expr(target);
            }
        }
        if self.peek(1) == K::Newline {
            let span = self.here();
            self.fail(&rules::SYNTAX, span, "expected a type behind `:`, found the end of the line");
            self.bump();
            return StmtKind::Expr(target);
        }
        self.bump();
        let simple = bare && !paren && matches!(target.kind, ExprKind::Name(_));
        let annotation = self.expression();
        let value = self.eat(K::Equal).then(|| self.yield_or_expressions());
        StmtKind::AnnAssign { target, annotation, value, simple }
    }

    fn raise(&mut self) -> StmtKind {
        self.bump();
        let (mut exc, mut cause, mut py2) = (None, None, None);
        if self.starts_expression() {
            exc = Some(self.expression());
            if self.eat(K::From) {
                cause = Some(self.expression());
            } else if self.at(K::Comma) {
                if !self.level2 && !self.cython {
                    let span = self.here();
                    if let Some(error) =
                        self.fail(&rules::PYTHON2_SYNTAX, span, "`raise T, v` is syntax of Python 2")
                    {
                        error.help.push("write `raise T(v)`".to_owned());
                    }
                }
                self.bump();
                let value = self.expression();
                let traceback = self.eat(K::Comma).then(|| self.expression());
                py2 = Some(Box::new((value, traceback)));
            }
        }
        StmtKind::Raise { exc, cause, py2 }
    }

    fn scope_statement(&mut self) -> StmtKind {
        let global = self.at(K::Global);
        self.bump();
        let mut names = Vec::with_capacity(1);
        loop {
            names.push(self.ident("the name of a variable"));
            if !self.eat(K::Comma) {
                break;
            }
        }
        if global { StmtKind::Global(names) } else { StmtKind::Nonlocal(names) }
    }

    fn delete(&mut self) -> StmtKind {
        self.bump();
        let mut targets = Vec::with_capacity(1);
        loop {
            let target = self.starred_or(false);
            self.check_delete(&target);
            targets.push(target);
            if !self.eat(K::Comma) || !self.starts_expression() {
                break;
            }
        }
        StmtKind::Delete(targets)
    }

    /// `print >>f, a, b,` at level 2
    fn print(&mut self) -> StmtKind {
        self.bump();
        let mut newline = true;
        let mut file = None;
        if self.eat(K::RightShift) {
            file = Some(self.expression());
            if self.eat(K::Comma) {
                newline = self.starts_expression();
            }
        }
        let mut values = Vec::new();
        while self.starts_expression() {
            values.push(self.expression());
            newline = true;
            if !self.eat(K::Comma) {
                break;
            }
            newline = false;
        }
        StmtKind::Print { file, values, newline }
    }

    /// `exec code in globals, locals` at level 2
    fn exec(&mut self) -> StmtKind {
        self.bump();
        let code = self.bit_or();
        let (mut globals, mut locals) = (None, None);
        if self.at(K::In) {
            if matches!(code.kind, ExprKind::Tuple(_)) {
                let span = self.here();
                self.fail(&rules::SYNTAX, span, "`exec` with several values in parentheses takes no `in`");
            }
            self.bump();
            globals = Some(self.expression());
            if self.eat(K::Comma) {
                locals = Some(self.expression());
            }
        } else if let ExprKind::Tuple(items) = code.kind {
            // `exec(code, globals, locals)` is the same statement.
            if (2..=3).contains(&items.len()) {
                let mut items = items.into_iter();
                if let (Some(code), globals, locals) = (items.next(), items.next(), items.next()) {
                    return StmtKind::Exec { code, globals, locals };
                }
            }
            self.report(&rules::SYNTAX, code.span, "`exec` takes the code, the globals and the locals");
            return StmtKind::Error;
        }
        StmtKind::Exec { code, globals, locals }
    }

    /// `type X[T] = e` (PEP 695)
    fn type_alias(&mut self) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the type");
        let type_params = self.type_params();
        self.expect(K::Equal, "`=` and the type");
        StmtKind::TypeAlias { name, type_params, value: self.expression() }
    }

    /// `DEF N = 3`
    fn compile_def(&mut self) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the compile-time constant");
        self.expect(K::Equal, "`=` and the value of the compile-time constant");
        StmtKind::Def { name, value: self.expressions() }
    }

    /// `include "x.pxi"`
    fn include(&mut self) -> StmtKind {
        self.bump();
        if self.at(K::String) {
            return StmtKind::Include(self.string_text());
        }
        self.expected("the name of a file in quotes");
        self.skip_line();
        StmtKind::Error
    }
}
