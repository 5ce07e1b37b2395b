//! Statement lists, blocks, and which statement begins here.

use cyrus_ast::{CModifiers, Expr, Stmt, StmtKind};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

/// What a statement stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Module,
    Function,
    /// A Python class.
    Class,
    /// `cdef class`
    CClass,
    Property,
    /// `cdef struct` and `cdef union`
    Struct,
    CppClass,
    /// The body of `if`, a loop, `try` or `with`.
    Control,
}

/// What a statement has to know of what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ctx {
    pub place: Place,
    /// Words of the blocks around a declaration.
    pub mods: CModifiers,
    /// `cdef` is implied: a `cdef:` or `cdef extern` block, a struct, a C++ class.
    pub cdef: bool,
}

impl Ctx {
    pub fn new(place: Place) -> Self {
        Self { place, mods: CModifiers::default(), cdef: false }
    }
    pub fn function() -> Self {
        Self::new(Place::Function)
    }
    pub fn control() -> Self {
        Self::new(Place::Control)
    }
    pub fn declarations_allowed(&self) -> bool {
        self.cdef || matches!(self.place, Place::Module | Place::Function | Place::CClass)
    }
}

impl Parser<'_> {
    pub(super) fn module(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        let ctx = Ctx::new(Place::Module);
        while !self.at(K::End) {
            self.statement_list(&mut out, ctx);
            // Only what error recovery left over ends a list in front of the end.
            self.eat(K::Dedent);
        }
        out
    }

    /// Statements up to the end of the block, which is not eaten.
    fn statement_list(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) {
        while !matches!(self.kind(), K::Dedent | K::End) {
            let before = self.pos;
            self.statement(out, ctx);
            if self.pos == before {
                self.expected("a statement");
                self.bump();
            }
        }
    }

    /// `:` and the block behind it; `what` names the statement it belongs to.
    pub(super) fn block(&mut self, ctx: Ctx, what: &str) -> Vec<Stmt> {
        let mut out = Vec::new();
        if !self.open_block(what) {
            return out;
        }
        if !self.enter() {
            self.skip_block();
            return out;
        }
        if self.eat(K::Indent) {
            self.statement_list(&mut out, ctx);
            self.eat(K::Dedent);
        } else if ctx.cdef {
            self.statement(&mut out, ctx);
        } else {
            self.simple_line(&mut out, ctx);
        }
        self.leave();
        out
    }

    /// Eats `:` and, in front of an indented block, the line end. True if there is something behind it.
    pub(super) fn open_block(&mut self, what: &str) -> bool {
        let mut complete = true;
        if !self.eat(K::Colon) {
            complete = false;
            if self.at(K::Equal) {
                let span = self.here();
                if let Some(error) =
                    self.fail(&rules::SYNTAX, span, format!("expected `:` behind {what}, found `=`"))
                {
                    error.help.push("write `==` to compare, `:=` to assign inside an expression".to_owned());
                }
            } else {
                self.expected(&format!("`:` behind {what}"));
            }
            while !self.at_line_end() {
                if self.at(K::Colon) && self.peek(1) == K::Newline {
                    break;
                }
                self.bump();
            }
            self.eat(K::Colon);
        }
        if !self.at_line_end() {
            return true;
        }
        self.eat(K::Newline);
        if self.at(K::Indent) {
            return true;
        }
        if complete {
            // As CPython does: what stands where the block should, or the last line.
            let mut rest = self.tokens.iter().skip(self.pos).filter(|t| t.kind != K::Dedent);
            let span = if rest.next().is_none_or(|t| t.kind == K::End) {
                let text = self.source.strip_suffix('\n').unwrap_or(self.source);
                cyrus_ast::Span::at(text.trim_end_matches('\r').len() as u32)
            } else {
                self.here()
            };
            let text = format!("expected an indented block behind {what}");
            self.report(&rules::EXPECTED_BLOCK, span, text)
                .help
                .push("write `pass` if there is nothing to do".to_owned());
        }
        false
    }

    /// Skips a block that is too deep to be read.
    fn skip_block(&mut self) {
        self.give_up();
        let mut depth = 0usize;
        loop {
            match self.kind() {
                K::Indent => depth += 1,
                K::Dedent if depth <= 1 => {
                    if depth == 1 {
                        self.bump();
                    }
                    return;
                }
                K::Dedent => depth -= 1,
                K::End => return,
                K::Newline if depth == 0 && self.peek(1) != K::Indent => {
                    self.bump();
                    return;
                }
                _ => {}
            }
            self.bump();
        }
    }

    /// One statement, or a line of simple statements.
    fn statement(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) {
        let start = self.start();
        let kind = match self.kind() {
            K::Newline => {
                self.bump();
                return;
            }
            K::Indent => {
                let span = self.here();
                self.report(&rules::BAD_INDENTATION, span, "this line is indented, but no block begins here");
                self.orphan_block(out, ctx);
                return;
            }
            K::Cdef | K::Cpdef => self.cdef_statement(ctx, Vec::new()),
            K::Ctypedef => self.ctypedef(ctx, Vec::new()),
            K::CompileIf => self.compile_if(ctx),
            K::At => self.decorated(ctx),
            K::Name | K::LParen | K::Class | K::Tilde if ctx.cdef => self.cdef_statement(ctx, Vec::new()),
            K::If => self.if_statement(),
            K::For => self.for_statement(false),
            K::While => self.while_statement(),
            K::Try => self.try_statement(),
            K::With => self.with_statement(false),
            K::Def => self.function(Vec::new(), false),
            K::Class => self.class(Vec::new()),
            K::Async if matches!(self.peek(1), K::Def | K::For | K::With) => self.async_statement(Vec::new()),
            K::Name => match self.text() {
                "match" if self.at_match() => self.match_statement(),
                "property" if ctx.place == Place::CClass && self.cython && self.peek(1) == K::Name => {
                    self.property(ctx)
                }
                "cdef" | "cpdef" | "ctypedef" | "cimport" | "include" if self.misplaced_cython(out, ctx) => {
                    return;
                }
                _ => {
                    self.simple_line(out, ctx);
                    return;
                }
            },
            _ => {
                self.simple_line(out, ctx);
                return;
            }
        };
        let open = needs_line_end(&kind);
        let span = self.span(start);
        let id = self.id();
        out.push(Stmt { id, span, kind });
        if open && !self.end_statement() {
            self.orphans(out, ctx);
        }
    }

    /// Cython's own statement in a `.py` file: reported, and what it holds is read.
    fn misplaced_cython(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) -> bool {
        if self.cython || !matches!(self.peek(1), K::Name | K::Class | K::Colon | K::String | K::LParen) {
            return false;
        }
        if matches!(self.peek(1), K::LParen | K::Colon)
            && !(self.at_word("cdef") && self.peek(1) == K::Colon && self.peek(2) == K::Newline)
        {
            return false;
        }
        let (start, span) = (self.start(), self.here());
        let what = format!("the statement `{}`", self.text());
        self.cython_only(span, &what);
        self.skip_line();
        let id = self.id();
        let span = self.span(start);
        out.push(Stmt { id, span, kind: StmtKind::Error });
        self.eat(K::Newline);
        self.orphans(out, Ctx { place: Place::Control, ..ctx });
        true
    }

    /// Reads a block that belongs to a statement that could not be read.
    fn orphans(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) {
        if self.at(K::Indent) {
            self.orphan_block(out, ctx);
        }
    }

    fn orphan_block(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) {
        self.bump();
        if !self.enter() {
            self.give_up();
            return;
        }
        self.statement_list(out, ctx);
        self.leave();
        self.eat(K::Dedent);
    }

    /// Eats the end of a statement. What is left over on the line is reported and skipped.
    pub(super) fn end_statement(&mut self) -> bool {
        self.eat(K::Semicolon);
        match self.kind() {
            K::Newline => {
                self.bump();
                return true;
            }
            K::End | K::Dedent => return true,
            _ => {}
        }
        self.expected("the end of the statement");
        self.skip_line();
        self.eat(K::Newline);
        false
    }

    /// Simple statements with `;` between them, and the end of the line.
    pub(super) fn simple_line(&mut self, out: &mut Vec<Stmt>, ctx: Ctx) {
        loop {
            let start = self.start();
            let failed = self.failed_line;
            let kind = self.simple_statement();
            let span = self.span(start);
            let id = self.id();
            out.push(Stmt { id, span, kind });
            match self.kind() {
                K::Newline => {
                    self.bump();
                    if failed != self.failed_line {
                        self.orphans(out, ctx);
                    }
                    return;
                }
                K::Semicolon => {
                    self.bump();
                    if matches!(self.kind(), K::Newline | K::End | K::Dedent) {
                        self.eat(K::Newline);
                        return;
                    }
                }
                K::End | K::Dedent => return,
                _ => {
                    self.leftover();
                    self.skip_line();
                    self.eat(K::Newline);
                    self.orphans(out, ctx);
                    return;
                }
            }
        }
    }

    /// Says what is wrong with the rest of a line behind a simple statement.
    fn leftover(&mut self) {
        let span = self.here();
        match self.kind() {
            K::ColonEqual => {
                self.fail(&rules::SYNTAX, span, "`:=` needs parentheses here, or is meant to be `=`");
            }
            K::AmpAmp | K::PipePipe => {
                let word = if self.at(K::AmpAmp) { "and" } else { "or" };
                let text = format!("`{}` is not an operator", self.text());
                if let Some(error) = self.fail(&rules::SYNTAX, span, text) {
                    error.help.push(format!("write `{word}`"));
                }
            }
            K::If | K::For | K::While | K::With | K::Try | K::Def | K::Class => {
                let text = format!("`{}` begins a statement and needs a line of its own", self.text());
                self.fail(&rules::SYNTAX, span, text);
            }
            _ => self.expected("the end of the statement"),
        }
    }

    /// `@a` lines and what they decorate.
    fn decorated(&mut self, ctx: Ctx) -> StmtKind {
        let mut decorators: Vec<Expr> = Vec::new();
        while self.eat(K::At) {
            decorators.push(self.named_expression());
            self.end_statement();
        }
        match self.kind() {
            K::Def => self.function(decorators, false),
            K::Async if self.peek(1) == K::Def => self.async_statement(decorators),
            K::Cdef | K::Cpdef => self.cdef_statement(ctx, decorators),
            K::Ctypedef => self.ctypedef(ctx, decorators),
            K::Name | K::LParen | K::Class if ctx.cdef => self.cdef_statement(ctx, decorators),
            K::Class => self.class(decorators),
            _ => {
                self.expected("a function or a class behind the decorator");
                StmtKind::Error
            }
        }
    }
}

/// Whether a statement that was read up to its last token still has its line end in front of it.
fn needs_line_end(kind: &StmtKind) -> bool {
    match kind {
        StmtKind::CVar(_) | StmtKind::CTypedef { .. } => true,
        StmtKind::CStruct(node) => node.body.is_none(),
        StmtKind::CClass(node) => node.body.is_none(),
        StmtKind::CEnum(node) => !node.has_body,
        _ => false,
    }
}
