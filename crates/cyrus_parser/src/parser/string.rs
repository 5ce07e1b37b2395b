//! String literals: adjacent ones are one expression.

use cyrus_ast::{Conversion, Expr, ExprKind, FStringField, FStringPart, Span, StrPrefix, StrValue};

use super::Parser;
use crate::literal::{self, Escapes, StringShape};
use crate::rules;
use crate::token::{Token, TokenKind as K};

/// What the pieces of a concatenation come to.
#[derive(Default)]
struct Pieces {
    /// Plain text, or the text that follows the last field.
    text: Vec<u8>,
    /// The same as bytes of a byte string, kept only while it differs (level 2).
    raw: Option<Vec<u8>>,
    parts: Vec<FStringPart>,
    /// Kinds that were seen.
    bytes: bool,
    str: bool,
    formatted: bool,
    template: bool,
    c_char: bool,
    prefix: Option<StrPrefix>,
}

impl Pieces {
    /// Moves the text into a part of its own.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(FStringPart::Literal(StrValue(std::mem::take(&mut self.text).into())));
        }
    }
}

impl Parser<'_> {
    /// One or more adjacent literals.
    pub(super) fn strings(&mut self) -> Expr {
        let start = self.start();
        let mut pieces = Pieces::default();
        let mut links = 0;
        let first = self.cur;
        loop {
            match self.kind() {
                K::String => self.plain_string(&mut pieces),
                K::FStringStart => {
                    let template = literal::shape(self.text()).template;
                    if template {
                        pieces.template = true;
                    } else {
                        pieces.formatted = true;
                    }
                    self.formatted_string(&mut pieces);
                    links = links.max(self.links);
                }
                _ => break,
            }
        }
        self.links = links;
        self.check_mixture(start, &pieces);
        let kind = if pieces.template {
            pieces.flush();
            ExprKind::TString(pieces.parts)
        } else if pieces.formatted {
            pieces.flush();
            ExprKind::FString(pieces.parts)
        } else if pieces.c_char {
            if pieces.text.len() != 1 {
                let span = Span::new(first.start, first.end);
                self.report(&rules::BAD_STRING, span, "a character literal `c'x'` holds exactly one byte");
            }
            ExprKind::CChar(pieces.text.first().copied().unwrap_or(0))
        } else if pieces.bytes {
            ExprKind::Bytes(pieces.text.into())
        } else {
            let raw = pieces.raw.filter(|raw| *raw != pieces.text);
            ExprKind::Str {
                value: StrValue(pieces.text.into()),
                prefix: pieces.prefix.unwrap_or(StrPrefix::None),
                raw_bytes: raw.map(Vec::into_boxed_slice),
            }
        };
        self.expr(start, kind)
    }

    fn check_mixture(&mut self, start: u32, pieces: &Pieces) {
        let span = self.span(start);
        let text = pieces.str || pieces.formatted;
        if pieces.bytes && (text || pieces.template) {
            self.report(
                &rules::BAD_STRING,
                span,
                "byte strings and text strings cannot be joined into one literal",
            );
        } else if pieces.template && text {
            self.report(
                &rules::BAD_STRING,
                span,
                "template strings and other strings cannot be joined into one literal",
            );
        } else if pieces.c_char && (pieces.bytes || text || pieces.template) {
            self.report(
                &rules::BAD_STRING,
                span,
                "a character literal cannot be joined with another literal",
            );
        }
    }

    fn plain_string(&mut self, pieces: &mut Pieces) {
        let token = self.cur;
        let text = self.text();
        let shape = literal::shape(text);
        let body = text.get(shape.body.0..shape.body.1).unwrap_or("");
        let base = token.start + shape.body.0 as u32;
        self.bump();
        if shape.bytes || shape.c_char {
            pieces.bytes |= shape.bytes;
            pieces.c_char |= shape.c_char;
            if !self.level2 && !shape.c_char && !body.is_ascii() {
                let span = Span::new(token.start, token.end);
                self.report(&rules::BAD_STRING, span, "a byte string holds ASCII characters only")
                    .help
                    .push(r"write other bytes as `\xff`".to_owned());
            }
            let escapes = if shape.raw { Escapes::Raw } else { Escapes::Bytes };
            self.decode(body, base, escapes, false, &mut pieces.text);
            return;
        }
        pieces.str = true;
        let prefix = if shape.unicode { StrPrefix::Unicode } else { StrPrefix::None };
        if pieces.prefix.is_none() && !pieces.formatted && !pieces.template {
            pieces.prefix = Some(prefix);
        }
        if self.level2 && !pieces.formatted {
            let mut raw = pieces.raw.take().unwrap_or_else(|| pieces.text.clone());
            let escapes = if shape.raw { Escapes::Raw } else { Escapes::Bytes };
            literal::decode(body, escapes, false, &mut raw, &mut Vec::new());
            pieces.raw = Some(raw);
        }
        self.decode(body, base, text_escapes(shape, self.level2), false, &mut pieces.text);
    }

    fn decode(&mut self, body: &str, base: u32, escapes: Escapes, braces: bool, out: &mut Vec<u8>) {
        let mut complaints = Vec::new();
        literal::decode(body, escapes, braces, out, &mut complaints);
        for (from, to, message) in complaints {
            self.report(&rules::BAD_STRING, Span::new(base + from as u32, base + to as u32), message);
        }
    }

    /// From the opening to the closing quotes of an f-string or t-string.
    fn formatted_string(&mut self, pieces: &mut Pieces) {
        let shape = literal::shape(self.text());
        if !self.enter() {
            self.give_up();
            return;
        }
        self.bump();
        let mut links = 0;
        loop {
            match self.kind() {
                K::FStringMiddle => self.middle(shape, &mut pieces.text, true),
                K::LBrace => {
                    pieces.flush();
                    let field = self.field(shape);
                    links = links.max(self.links);
                    pieces.parts.push(FStringPart::Field(Box::new(field)));
                }
                K::FStringEnd => {
                    self.bump();
                    break;
                }
                _ => {
                    // The lexer closes every string, but recovery may have skipped its end.
                    self.expected("the rest of the string");
                    break;
                }
            }
        }
        self.links = links;
        self.leave();
    }

    fn middle(&mut self, shape: StringShape, out: &mut Vec<u8>, braces: bool) {
        let (text, base) = (self.text(), self.start());
        self.bump();
        self.decode(text, base, text_escapes(shape, self.level2), braces, out);
    }

    /// `{expr!r:spec}`
    fn field(&mut self, shape: StringShape) -> FStringField {
        let open = self.cur;
        let failed_before = self.failed_line;
        if !self.enter() {
            self.give_up();
            let value = self.error_expr();
            let span = self.span(open.start);
            return FStringField {
                span,
                value,
                source: "".into(),
                debug: None,
                conversion: None,
                spec: None,
            };
        }
        self.bump();
        let first = self.pos;
        let value = if self.at(K::RBrace) {
            self.expected("an expression in the replacement field");
            self.error_expr()
        } else if self.at(K::Yield) {
            self.yield_expr()
        } else {
            self.expressions()
        };
        // As CPython does for templates: blanks in front are kept.
        let source = self.text_between(open.end, first, self.prev_end).trim_end().into();
        let debug = self.at(K::Equal).then(|| {
            self.bump();
            // The blanks behind `=` belong to the text.
            self.text_between(open.end, first, self.start()).into_boxed_str()
        });
        let mut conversion = self.conversion();
        let spec = if self.eat(K::Colon) { Some(self.spec(shape)) } else { None };
        if debug.is_some() && conversion.is_none() && spec.is_none() {
            conversion = Some(Conversion::Repr);
        }
        if !self.eat(K::RBrace) {
            self.expected("`!`, `:`, `=` or `}` in the replacement field");
            self.skip_field();
        }
        // The end of a field is a sure place: what is wrong in it hides nothing behind it.
        self.failed_line = failed_before;
        self.leave();
        let span = self.span(open.start);
        FStringField { span, value, source, debug, conversion, spec }
    }

    /// Skips to the end of a field, or to the end of its string.
    fn skip_field(&mut self) {
        let mut depth = 0usize;
        loop {
            match self.kind() {
                K::LBrace => depth += 1,
                K::RBrace if depth == 0 => {
                    self.bump();
                    return;
                }
                K::RBrace => depth -= 1,
                K::FStringEnd | K::Newline | K::End | K::Indent | K::Dedent => return,
                _ => {}
            }
            self.bump();
        }
    }

    /// The text from `from`, where the token `first` is the next one, to `to`: without comments, and lines end with `\n`.
    fn text_between(&self, from: u32, first: usize, to: u32) -> String {
        let text = Span::new(from, to).text(self.source);
        if !text.contains(['#', '\r']) {
            return text.to_owned();
        }
        let mut out = String::new();
        let (mut index, mut at) = (first, from);
        loop {
            let token = self.token_at(index);
            let end = if index < self.pos { token.start } else { to };
            let mut gap = Span::new(at, end).text(self.source);
            while let Some((blank, comment)) = gap.split_once('#') {
                out.push_str(blank);
                gap = comment.find(['\n', '\r']).and_then(|end| comment.get(end..)).unwrap_or("");
            }
            out.push_str(gap);
            if index >= self.pos {
                return out.replace("\r\n", "\n").replace('\r', "\n");
            }
            out.push_str(self.text_of(token));
            (index, at) = (index + 1, token.end);
        }
    }

    fn conversion(&mut self) -> Option<Conversion> {
        if !self.eat(K::Bang) {
            return None;
        }
        let token: Token = self.cur;
        let out = match self.text() {
            "s" => Conversion::Str,
            "r" => Conversion::Repr,
            "a" => Conversion::Ascii,
            _ => {
                self.expected("`s`, `r` or `a` behind `!`");
                return None;
            }
        };
        if token.start > self.prev_end {
            self.fail(
                &rules::SYNTAX,
                Span::new(self.prev_end, token.start),
                "a conversion stands right behind its `!`",
            );
        }
        self.bump();
        Some(out)
    }

    /// The format behind `:`.
    fn spec(&mut self, shape: StringShape) -> Vec<FStringPart> {
        let mut pieces = Pieces::default();
        loop {
            match self.kind() {
                K::FStringMiddle => self.middle(shape, &mut pieces.text, false),
                K::LBrace => {
                    pieces.flush();
                    let field = self.field(shape);
                    pieces.parts.push(FStringPart::Field(Box::new(field)));
                }
                _ => break,
            }
        }
        pieces.flush();
        pieces.parts
    }
}

fn text_escapes(shape: StringShape, level2: bool) -> Escapes {
    match (shape.raw, shape.unicode && level2) {
        (false, _) => Escapes::Text,
        (true, false) => Escapes::Raw,
        // Only Python 2 has `ur`, where `\u` is read.
        (true, true) => Escapes::RawUnicode,
    }
}
