//! C types as Cython writes them: base types, templates, memoryviews, and the decision whether tokens are a type.
//!
//! That decision looks at tokens only. A name may be a type or a variable; which one is for the scope to say.

use cyrus_ast::{
    CBasic, CBasicWord, CDeclarator, CDeclaratorKind, CSign, CTypeArg, CTypeExpr, CTypeKind, CTypeName, Expr,
    ExprKind, Ident, MemoryViewAxis, TemplateArg,
};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

/// What stands in brackets behind a base type.
enum Suffix {
    Template(Vec<TemplateArg>, Vec<(Ident, Expr)>),
    Array(Option<Box<Expr>>),
    View(Vec<MemoryViewAxis>),
    Nested(Ident),
}

/// The main word of a basic type.
fn main_word(text: &str) -> Option<CBasicWord> {
    Some(match text {
        "void" => CBasicWord::Void,
        "char" => CBasicWord::Char,
        "int" => CBasicWord::Int,
        "float" => CBasicWord::Float,
        "double" => CBasicWord::Double,
        "bint" => CBasicWord::Bint,
        "Py_ssize_t" => CBasicWord::PySsizeT,
        "ssize_t" => CBasicWord::SsizeT,
        "size_t" => CBasicWord::SizeT,
        "ptrdiff_t" => CBasicWord::PtrdiffT,
        "Py_hash_t" => CBasicWord::PyHashT,
        "Py_UCS4" => CBasicWord::PyUcs4,
        "Py_UNICODE" => CBasicWord::PyUnicode,
        _ => return None,
    })
}

fn is_size_word(text: &str) -> bool {
    matches!(text, "short" | "long" | "signed" | "unsigned")
}

fn is_qualifier(text: &str) -> bool {
    matches!(text, "const" | "volatile")
}

impl Parser<'_> {
    /// Whether the token at this index is one of C's own type words.
    pub(super) fn is_basic_word(&self, index: usize) -> bool {
        let token = self.token_at(index);
        token.kind == K::Name && {
            let text = self.text_of(token);
            is_size_word(text) || main_word(text).is_some()
        }
    }

    /// Whether `const` or `volatile` in front of a type stands at this index.
    pub(super) fn is_qualifier(&self, index: usize) -> bool {
        let token = self.token_at(index);
        token.kind == K::Name
            && is_qualifier(self.text_of(token))
            && matches!(self.token_at(index + 1).kind, K::Name | K::LParen)
    }

    /// Whether what stands here reads as a type and cannot read as an expression. As an argument (`word_is_name`) a lone
    /// `int` is a name; in `sizeof` it is a type.
    pub(super) fn at_type(&self, word_is_name: bool) -> bool {
        if !self.at(K::Name) {
            return false;
        }
        let mut at = self.pos;
        if !word_is_name && self.is_basic_word(at) {
            return true;
        }
        match self.peek(1) {
            K::Name => return !matches!(self.text(), "new" | "lazy"),
            K::Star | K::DoubleStar | K::Amp | K::AmpAmp | K::Dot | K::LBracket | K::LParen => at += 1,
            _ => return false,
        }
        loop {
            match self.token_at(at).kind {
                K::Dot if self.token_at(at + 1).kind == K::Name => at += 2,
                K::LBracket => at = self.closing(at) + 1,
                _ => break,
            }
        }
        let ends = |index: usize| matches!(self.token_at(index).kind, K::RParen | K::RBracket | K::Comma);
        match self.token_at(at).kind {
            K::Star | K::DoubleStar => {
                while matches!(self.token_at(at).kind, K::Star | K::DoubleStar) {
                    at += 1;
                }
                ends(at)
            }
            K::Amp | K::AmpAmp => ends(at + 1),
            K::LParen => self.token_at(at + 1).kind == K::Star && self.token_at(at + 2).kind == K::RParen,
            K::Name => at > self.pos + 1,
            _ => false,
        }
    }

    /// A type where an expression stands.
    pub(super) fn type_expr(&mut self) -> Expr {
        let start = self.start();
        self.links = 0;
        let ty = Box::new(self.type_name());
        self.expr(start, ExprKind::CType(ty))
    }

    /// A base type and a declarator without a name.
    pub(super) fn type_name(&mut self) -> CTypeName {
        let start = self.start();
        let CTypeArg { base, declarator } = self.type_arg();
        CTypeName { base, declarator, span: self.span(start) }
    }

    pub(super) fn type_arg(&mut self) -> CTypeArg {
        let base = self.base_type();
        CTypeArg { base, declarator: self.abstract_declarator() }
    }

    fn ctype(&mut self, start: u32, kind: CTypeKind) -> CTypeExpr {
        CTypeExpr { id: self.id(), span: self.span(start), kind }
    }

    /// No type is written here.
    pub(super) fn implicit_type(&mut self) -> CTypeExpr {
        CTypeExpr { id: self.id(), span: cyrus_ast::Span::at(self.start()), kind: CTypeKind::Implicit }
    }

    /// A base type: `int`, `const T`, `a.b`, `vector[int].iterator`, `double[:]`, `(int, float)`
    pub(super) fn base_type(&mut self) -> CTypeExpr {
        let start = self.start();
        if !self.enter() {
            self.give_up();
            return self.ctype(start, CTypeKind::Error);
        }
        let out = if self.at(K::LParen) {
            let base = self.type_in_parens();
            self.suffixes(start, base)
        } else if self.is_qualifier(self.pos) {
            self.qualified_type()
        } else if self.is_basic_word(self.pos) {
            let kind = CTypeKind::Basic(self.basic());
            let base = self.ctype(start, kind);
            self.suffixes(start, base)
        } else if self.at_name() {
            let base = self.dotted_type();
            self.suffixes(start, base)
        } else {
            self.expected("a type");
            self.ctype(start, CTypeKind::Error)
        };
        self.leave();
        out
    }

    fn qualified_type(&mut self) -> CTypeExpr {
        let start = self.start();
        let (mut is_const, mut is_volatile) = (false, false);
        while self.is_qualifier(self.pos) {
            let seen = if self.at_word("const") { &mut is_const } else { &mut is_volatile };
            let twice = std::mem::replace(seen, true);
            let word = self.here();
            if twice {
                let text = format!("`{}` is written twice", word.text(self.source));
                self.report(&rules::BAD_DECLARATION, word, text);
            }
            self.bump();
        }
        let base = self.base_type();
        // `const double[:]` is a view of constant elements.
        if let CTypeKind::MemoryView { base: element, axes } = base.kind {
            let kind = CTypeKind::Qualified { is_const, is_volatile, base: element };
            let mut element = self.ctype(start, kind);
            if let CTypeKind::Qualified { base, .. } = &element.kind {
                element.span.end = base.span.end;
            }
            return self.ctype(start, CTypeKind::MemoryView { base: Box::new(element), axes });
        }
        self.ctype(start, CTypeKind::Qualified { is_const, is_volatile, base: Box::new(base) })
    }

    /// `unsigned long long`, `double complex`
    fn basic(&mut self) -> CBasic {
        let mut out = CBasic { word: CBasicWord::Int, sign: None, longs: 0, complex: false };
        while self.at(K::Name) {
            match self.text() {
                "unsigned" => out.sign = Some(CSign::Unsigned),
                "signed" => out.sign = Some(CSign::Signed),
                "short" => out.longs = -1,
                "long" => out.longs = out.longs.saturating_add(1),
                _ => break,
            }
            self.bump();
        }
        let sized = out.sign.is_some() || out.longs != 0;
        if self.at(K::Name)
            && let Some(word) = main_word(self.text())
            && (!sized
                || matches!(
                    word,
                    CBasicWord::Int | CBasicWord::Char | CBasicWord::Double | CBasicWord::Float
                ))
        {
            out.word = word;
            self.bump();
        }
        if self.at_word("complex") && !matches!(out.word, CBasicWord::Void | CBasicWord::Bint) {
            out.complex = true;
            self.bump();
        }
        out
    }

    fn dotted_type(&mut self) -> CTypeExpr {
        let start = self.start();
        let mut module = Vec::new();
        let mut name = self.take_ident();
        while self.at(K::Dot) {
            self.bump();
            module.push(name);
            name = self.ident("the name of a type");
        }
        self.ctype(start, CTypeKind::Name { module, name })
    }

    /// `(int, float)`, or a single type in parentheses.
    fn type_in_parens(&mut self) -> CTypeExpr {
        let start = self.start();
        self.bump();
        let mut items = Vec::new();
        let mut comma = false;
        while !self.at(K::RParen) && !self.at_line_end() {
            items.push(self.type_arg());
            if !self.eat(K::Comma) {
                break;
            }
            comma = true;
        }
        self.close(start, K::RParen);
        if !comma && let Some(single) = items.pop() {
            return self.fold(start, single);
        }
        self.ctype(start, CTypeKind::CTuple(items))
    }

    /// A base type and an abstract declarator as one base type.
    fn fold(&mut self, start: u32, arg: CTypeArg) -> CTypeExpr {
        let CTypeArg { base, declarator } = arg;
        let kind = match declarator.kind {
            CDeclaratorKind::Name { .. } => return base,
            CDeclaratorKind::Pointer { inner, is_const: false, is_volatile: false, is_restrict: false }
                if inner.is_empty() =>
            {
                CTypeKind::Pointer(Box::new(base))
            }
            CDeclaratorKind::Reference(inner) if inner.is_empty() => CTypeKind::Reference(Box::new(base)),
            kind => {
                let declarator = CDeclarator { span: declarator.span, kind };
                CTypeKind::Function(Box::new(CTypeArg { base, declarator }))
            }
        };
        self.ctype(start, kind)
    }

    /// Brackets and nested names behind a base type.
    fn suffixes(&mut self, start: u32, mut base: CTypeExpr) -> CTypeExpr {
        let mut arrays = Vec::new();
        loop {
            let suffix = match self.kind() {
                K::LBracket => {
                    let sized = matches!(base.kind, CTypeKind::Basic(_)) || !arrays.is_empty();
                    self.brackets(sized)
                }
                K::Dot if arrays.is_empty() => {
                    self.bump();
                    Suffix::Nested(self.ident("the name of a nested type"))
                }
                _ => break,
            };
            let kind = match suffix {
                Suffix::Array(size) => {
                    // The first brackets are the outermost dimension.
                    arrays.push(size);
                    if !self.link(self.links) {
                        break;
                    }
                    continue;
                }
                Suffix::Template(args, keywords) => {
                    CTypeKind::Template { base: Box::new(base), args, keywords }
                }
                Suffix::View(axes) => CTypeKind::MemoryView { base: Box::new(base), axes },
                Suffix::Nested(name) => CTypeKind::Nested { base: Box::new(base), name },
            };
            base = self.ctype(start, kind);
            if !self.link(self.links) {
                return base;
            }
        }
        while let Some(size) = arrays.pop() {
            base = self.ctype(start, CTypeKind::Array { base: Box::new(base), size });
        }
        self.links = 0;
        base
    }

    /// `[...]` behind a type; `sized` where only an array or a view is possible.
    fn brackets(&mut self, sized: bool) -> Suffix {
        let links = self.links;
        let open = self.start();
        let view = match self.peek(1) {
            K::Colon => true,
            K::Int => self.peek(2) == K::Colon,
            _ => false,
        };
        self.bump();
        let out = if view {
            Suffix::View(self.axes())
        } else if self.at(K::RBracket) {
            Suffix::Array(None)
        } else if sized {
            Suffix::Array(Some(Box::new(self.expressions())))
        } else {
            self.template_args()
        };
        self.close(open, K::RBracket);
        self.links = links;
        out
    }

    fn axes(&mut self) -> Vec<MemoryViewAxis> {
        let mut out = Vec::new();
        while !self.at(K::RBracket) && !self.at_line_end() {
            let start = self.start();
            let part = |parser: &mut Self| {
                let absent =
                    matches!(parser.kind(), K::Colon | K::Comma | K::RBracket) || parser.at_line_end();
                (!absent).then(|| parser.expression())
            };
            let first = part(self);
            if !self.eat(K::Colon) {
                let span = self.span(start);
                self.fail(&rules::BAD_DECLARATION, span, "an axis of a memoryview type has no `:`");
            }
            let stop = part(self);
            let step = if self.eat(K::Colon) { part(self) } else { None };
            out.push(MemoryViewAxis { span: self.span(start), start: first, stop, step });
            if !self.eat(K::Comma) {
                break;
            }
        }
        out
    }

    fn template_args(&mut self) -> Suffix {
        let (mut args, mut keywords) = (Vec::new(), Vec::new());
        while !self.at(K::RBracket) && !self.at_line_end() {
            if matches!(self.kind(), K::Star | K::DoubleStar) {
                let span = self.here();
                self.fail(
                    &rules::BAD_DECLARATION,
                    span,
                    "unpacking is not possible in the arguments of a type",
                );
            }
            if self.at(K::Name) && self.peek(1) == K::Equal {
                let name = self.take_ident();
                self.bump();
                let value = if self.at_type(true) { self.type_expr() } else { self.expression() };
                keywords.push((name, value));
            } else {
                let arg = self.template_arg();
                if !keywords.is_empty() {
                    let span = self.here();
                    self.fail(
                        &rules::BAD_ARGUMENTS,
                        span,
                        "a positional argument stands behind a keyword argument",
                    );
                }
                args.push(arg);
            }
            if !self.eat(K::Comma) {
                break;
            }
        }
        if let ([TemplateArg::Expr(size)], true) = (args.as_slice(), keywords.is_empty())
            && !matches!(size.kind, ExprKind::Str { .. } | ExprKind::Bytes(_))
            && let Some(TemplateArg::Expr(size)) = args.pop()
        {
            return Suffix::Array(Some(Box::new(size)));
        }
        Suffix::Template(args, keywords)
    }

    fn template_arg(&mut self) -> TemplateArg {
        let is_type = self.type_end(self.pos).is_some_and(|end| {
            matches!(self.token_at(end).kind, K::Comma | K::RBracket | K::Newline | K::End)
        });
        if is_type { TemplateArg::Type(self.type_arg()) } else { TemplateArg::Expr(self.expression()) }
    }

    /// The index behind what reads as a type at `at`, if anything does.
    fn type_end(&self, mut at: usize) -> Option<usize> {
        while self.is_qualifier(at) {
            at += 1;
        }
        let basic = self.is_basic_word(at);
        match self.token_at(at).kind {
            K::LParen => {
                let inside = self.type_end(at + 1)?;
                if !matches!(self.token_at(inside).kind, K::Comma | K::RParen) {
                    return None;
                }
                at = self.closing(at) + 1;
            }
            K::Name if basic => {
                while self.is_basic_word(at)
                    || (self.token_at(at).kind == K::Name && self.text_of(self.token_at(at)) == "complex")
                {
                    at += 1;
                }
            }
            K::Name => at += 1,
            _ => return None,
        }
        loop {
            match self.token_at(at).kind {
                K::Dot if self.token_at(at + 1).kind == K::Name => at += 2,
                K::LBracket => at = self.closing(at) + 1,
                K::Star | K::DoubleStar | K::Amp | K::AmpAmp => at += 1,
                K::LParen if basic || matches!(self.token_at(at + 1).kind, K::Star | K::DoubleStar) => {
                    at = self.closing(at) + 1;
                }
                K::Name
                    if matches!(
                        self.text_of(self.token_at(at)),
                        "noexcept" | "nogil" | "const" | "restrict"
                    ) =>
                {
                    at += 1;
                }
                K::Except => {
                    while !matches!(
                        self.token_at(at).kind,
                        K::Comma | K::RBracket | K::RParen | K::Newline | K::End
                    ) {
                        at += 1;
                    }
                }
                _ => return Some(at),
            }
        }
    }
}
