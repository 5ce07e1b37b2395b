//! Recursive descent over the tokens.
//!
//! * here – the parser's state, errors and recovery
//! * `expr`, `atom`, `call`, `string` – expressions
//! * `stmt`, `simple`, `compound`, `import`, `params`, `pattern`, `target` – statements of Python
//! * `ctype`, `declarator`, `cdef`, `cclass`, `cstruct` – declarations of Cython
//!
//! Every loop either consumes a token or stops. After an error the rest of the logical line is read as well as it
//! goes but reports nothing more, so that one mistake is one message.

mod atom;
mod call;
mod cclass;
mod cdef;
mod compound;
mod cstruct;
mod ctype;
mod declarator;
mod expr;
mod import;
mod params;
mod pattern;
mod simple;
mod stmt;
mod string;
mod target;

use cyrus_ast::{Expr, ExprKind, Ident, Module, Name, NodeId, Span};
use cyrus_diagnostics::{Diagnostic, Rule};
use unicode_normalization::UnicodeNormalization;

use crate::lexer::LexError;
use crate::token::{Token, TokenKind};
use crate::{LanguageLevel, ParseOptions, SourceKind, header_comments, rules};

/// How deep brackets, blocks and prefix operators may be nested; CPython's own limit for brackets is the same. The
/// frames of that many levels fit a stack of 2 MB, in a debug build too.
const MAX_DEPTH: u32 = 200;

/// How long a chain of binary operators, calls, attributes or `elif` may be: each link is a level of the tree for all
/// who walk it.
const MAX_LINKS: u32 = 1000;

pub(crate) struct Parser<'s> {
    source: &'s str,
    tokens: &'s [Token],
    /// Position of the current token.
    pos: usize,
    /// The current token.
    cur: Token,
    /// End of the last token before it that is text, not layout.
    prev_end: u32,
    options: ParseOptions,
    cython: bool,
    level2: bool,
    /// `from __future__ import print_function` was seen.
    print_function: bool,
    /// Inside `async def`, where `await` is always an operator.
    in_async: bool,
    diagnostics: Vec<Diagnostic>,
    /// Places of the lexer's errors, ascending.
    lex_errors: Vec<u32>,
    next_id: u32,
    depth: u32,
    /// Length of the longest chain in the expression that was read last.
    links: u32,
    /// Where the current logical line began.
    line_start: u32,
    /// Start of the logical line with the last syntax error.
    failed_line: Option<u32>,
    /// A too deep nesting was reported; the rest of the file says nothing about it.
    too_deep: bool,
}

/// Parses all tokens.
pub(crate) fn run(
    source: &str,
    tokens: &[Token],
    lex_errors: Vec<LexError>,
    options: ParseOptions,
) -> (Module, Vec<Diagnostic>) {
    let mut places: Vec<u32> = lex_errors.iter().map(|error| error.span.start).collect();
    places.sort_unstable();
    let level2 = options.level == LanguageLevel::Py2;
    let mut parser = Parser {
        source,
        tokens,
        pos: 0,
        cur: tokens.first().copied().unwrap_or(END),
        prev_end: 0,
        options,
        cython: options.kind.is_cython(),
        level2,
        print_function: !level2,
        in_async: false,
        diagnostics: Vec::new(),
        lex_errors: places,
        next_id: 0,
        depth: 0,
        links: 0,
        line_start: 0,
        failed_line: None,
        too_deep: false,
    };
    let body = parser.module();
    let module = Module { body, header_comments: header_comments(source), node_count: parser.next_id };
    let mut diagnostics = parser.diagnostics;
    diagnostics.extend(lex_errors.into_iter().map(|error| {
        let mut out = Diagnostic::new(error.rule, error.span.in_file(options.file), error.message);
        out.help.extend(error.help.map(str::to_owned));
        match error.other {
            Some((span, text)) => out.also(span.in_file(options.file), text),
            None => out,
        }
    }));
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.at.span.start);
    (module, diagnostics)
}

const END: Token = Token { kind: TokenKind::End, start: 0, end: 0 };

impl<'s> Parser<'s> {
    // Tokens.

    #[inline]
    fn kind(&self) -> TokenKind {
        self.cur.kind
    }

    #[inline]
    fn at(&self, kind: TokenKind) -> bool {
        self.cur.kind == kind
    }

    /// The token `ahead` places behind the current one.
    #[inline]
    fn peek_token(&self, ahead: usize) -> Token {
        self.token_at(self.pos + ahead)
    }

    #[inline]
    fn peek(&self, ahead: usize) -> TokenKind {
        self.peek_token(ahead).kind
    }

    #[inline]
    fn token_at(&self, index: usize) -> Token {
        self.tokens.get(index).or(self.tokens.last()).copied().unwrap_or(END)
    }

    #[inline]
    fn start(&self) -> u32 {
        self.cur.start
    }

    #[inline]
    fn bump(&mut self) {
        match self.cur.kind {
            TokenKind::Newline => self.line_start = self.cur.end,
            TokenKind::Indent | TokenKind::Dedent => {}
            _ => self.prev_end = self.cur.end,
        }
        if self.pos + 1 < self.tokens.len() {
            self.pos += 1;
            self.cur = self.token_at(self.pos);
        }
    }

    #[inline]
    fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.cur.kind == kind;
        if found {
            self.bump();
        }
        found
    }

    fn text_of(&self, token: Token) -> &'s str {
        self.source.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    #[inline]
    fn text(&self) -> &'s str {
        self.text_of(self.cur)
    }

    /// Whether the current token is this word, which is a keyword only here.
    #[inline]
    fn at_word(&self, word: &str) -> bool {
        self.cur.kind == TokenKind::Name && self.text() == word
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.bump();
        }
        found
    }

    /// Whether the token stands at the end of a logical line or of the file.
    fn at_line_end(&self) -> bool {
        matches!(self.cur.kind, TokenKind::Newline | TokenKind::End | TokenKind::Dedent | TokenKind::Indent)
    }

    // Nodes.

    #[inline]
    fn id(&mut self) -> NodeId {
        let id = NodeId::from_u32(self.next_id);
        self.next_id += 1;
        id
    }

    #[inline]
    fn span(&self, start: u32) -> Span {
        Span::new(start, self.prev_end.max(start))
    }

    #[inline]
    fn expr(&mut self, start: u32, kind: ExprKind) -> Expr {
        Expr { id: self.id(), span: self.span(start), kind }
    }

    fn error_expr(&mut self) -> Expr {
        let span = self.missing();
        Expr { id: self.id(), span, kind: ExprKind::Error }
    }

    /// The empty place of something that is missing here; what it belongs to reaches at least to this place.
    fn missing(&mut self) -> Span {
        let at = self.start();
        self.prev_end = self.prev_end.max(at);
        Span::at(at)
    }

    fn name_of(&self, token: Token) -> Name {
        let text = self.text_of(token);
        if text.is_ascii() { Name::new(text) } else { text.nfkc().collect::<String>().into() }
    }

    /// Whether the current token can be a name here: `async` and `await` can in Cython's own files outside of
    /// `async def`, and at level 2.
    fn at_name(&self) -> bool {
        match self.cur.kind {
            TokenKind::Name => true,
            TokenKind::Async | TokenKind::Await => (self.cython || self.level2) && !self.in_async,
            _ => false,
        }
    }

    /// Takes the current token as an identifier.
    fn take_ident(&mut self) -> Ident {
        let ident = Ident { name: self.name_of(self.cur), span: Span::new(self.cur.start, self.cur.end) };
        self.bump();
        ident
    }

    /// An identifier, or an empty one and an error that says what it was to name.
    fn ident(&mut self, what: &str) -> Ident {
        if self.at_name() {
            return self.take_ident();
        }
        self.expected(what);
        if self.kind().is_python_keyword() || self.kind().is_cython_keyword() {
            // A keyword where a name must be is meant as a name.
            return self.take_ident();
        }
        Ident { name: Name::default(), span: self.missing() }
    }

    // Depth.

    /// Enters a level of nesting, unless it is one too many; then nothing must be entered and `give_up` be called.
    #[inline]
    fn enter(&mut self) -> bool {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return true;
        }
        self.depth -= 1;
        false
    }

    #[inline]
    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Says that the nesting is too deep and skips the rest of the logical line.
    fn give_up(&mut self) {
        let span = Span::new(self.cur.start, self.cur.end);
        if !self.too_deep {
            self.too_deep = true;
            let text = format!("too many nested brackets, blocks or operators (the limit is {MAX_DEPTH})");
            self.report(&rules::TOO_DEEP, span, text);
        }
        self.failed_line = Some(self.line_start);
        self.skip_line();
    }

    /// Counts another link of a chain whose parts have at most this many; false if the chain is too long.
    #[inline]
    fn link(&mut self, links: u32) -> bool {
        self.links = links + 1;
        if self.links <= MAX_LINKS {
            return true;
        }
        if !self.too_deep {
            self.too_deep = true;
            let span = Span::new(self.cur.start, self.cur.end);
            let text = format!("too many nested operators (the limit is {MAX_LINKS} in one expression)");
            self.report(&rules::TOO_DEEP, span, text);
        }
        self.failed_line = Some(self.line_start);
        self.skip_line();
        self.links = 0;
        false
    }

    // Errors.

    /// Reports something that does not disturb the reading of what follows.
    fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let at = span.in_file(self.options.file);
        let index = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::new(rule, at, message));
        &mut self.diagnostics[index]
    }

    /// Reports text that cannot be read, once a logical line.
    fn fail(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        if self.failed_line == Some(self.line_start) {
            return None;
        }
        self.failed_line = Some(self.line_start);
        let first = self.lex_errors.partition_point(|place| *place < self.line_start);
        if self.lex_errors.get(first).is_some_and(|place| *place <= span.end) {
            return None;
        }
        Some(self.report(rule, span, message))
    }

    fn here(&self) -> Span {
        Span::new(self.cur.start, self.cur.end)
    }

    /// "expected X, found Y" at the current token.
    fn expected(&mut self, what: &str) {
        let found = self.describe(self.cur);
        let span = if self.at_line_end() { Span::at(self.prev_end) } else { self.here() };
        self.fail(&rules::SYNTAX, span, format!("expected {what}, found {found}"));
    }

    /// Eats this token, or says that it is missing; `what` names it and its place.
    fn expect(&mut self, kind: TokenKind, what: &str) -> bool {
        let found = self.eat(kind);
        if !found {
            self.expected(what);
        }
        found
    }

    /// How a message names a token.
    fn describe(&self, token: Token) -> String {
        match token.kind {
            TokenKind::End => "the end of the file".to_owned(),
            TokenKind::Newline => "the end of the line".to_owned(),
            TokenKind::Indent => "an indented block".to_owned(),
            TokenKind::Dedent => "the end of the block".to_owned(),
            TokenKind::String | TokenKind::FStringStart => "a string".to_owned(),
            TokenKind::FStringMiddle | TokenKind::FStringEnd => "the rest of a string".to_owned(),
            kind if kind.is_python_keyword() || kind.is_cython_keyword() => {
                format!("the keyword `{}`", self.text_of(token))
            }
            _ => {
                let text = self.text_of(token);
                let cut = text.char_indices().nth(30).map_or(text.len(), |(at, _)| at);
                format!("`{}`", &text[..cut])
            }
        }
    }

    /// Syntax that only Cython's own files have.
    fn cython_only(&mut self, span: Span, what: &str) {
        let text = format!("{what} is only allowed in `.pyx`, `.pxd` and `.pxi` files");
        self.fail(&rules::CYTHON_IN_PYTHON, span, text);
    }

    // Recovery.

    /// Skips to the end of the logical line, which is left for the caller.
    fn skip_line(&mut self) {
        while !matches!(
            self.kind(),
            TokenKind::Newline | TokenKind::End | TokenKind::Dedent | TokenKind::Indent
        ) {
            self.bump();
        }
    }

    /// The index of the bracket that closes the one at `index`, or the end of the line.
    fn closing(&self, index: usize) -> usize {
        let mut depth = 0usize;
        let mut at = index;
        loop {
            match self.token_at(at).kind {
                TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
                TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at;
                    }
                }
                TokenKind::End | TokenKind::Newline => return at,
                _ => {}
            }
            at += 1;
        }
    }

    /// Whether the file is a `.pxd`.
    fn in_pxd(&self) -> bool {
        self.options.kind == SourceKind::Pxd
    }
}
