//! C declarators: pointers, arrays, functions with their parameters and exception clauses.

use cyrus_ast::{
    CDeclarator, CDeclaratorKind, CFunctionDeclarator, CParam, CallingConvention, CppHandler, DefaultValue,
    ExceptionClause, Expr, ExprKind, Ident, Name, Span,
};

use super::Parser;
use crate::token::TokenKind as K;
use crate::{literal, rules};

/// Whether a declarator has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// A variable, function, member.
    Required,
    /// A parameter of a C function.
    Optional,
    /// A type in a cast or a template.
    Forbidden,
}

fn convention(text: &str) -> Option<CallingConvention> {
    Some(match text {
        "__cdecl" => CallingConvention::Cdecl,
        "__stdcall" => CallingConvention::Stdcall,
        "__fastcall" => CallingConvention::Fastcall,
        _ => return None,
    })
}

impl Parser<'_> {
    /// The declarator of something that has a name.
    pub(super) fn declarator(&mut self) -> CDeclarator {
        self.any_declarator(Naming::Required).0
    }

    pub(super) fn abstract_declarator(&mut self) -> CDeclarator {
        self.any_declarator(Naming::Forbidden).0
    }

    fn empty_declarator(&self) -> CDeclarator {
        let kind = CDeclaratorKind::Name { name: None, cname: None };
        CDeclarator { span: Span::at(self.prev_end), kind }
    }

    fn is_convention(&self, index: usize) -> bool {
        let token = self.token_at(index);
        token.kind == K::Name && convention(self.text_of(token)).is_some()
    }

    fn any_declarator(&mut self, naming: Naming) -> (CDeclarator, Option<CallingConvention>) {
        let start = self.start();
        if !self.enter() {
            self.give_up();
            return (self.empty_declarator(), None);
        }
        let (mut out, mut called) = if self.at(K::LParen) {
            let next = self.peek(1);
            // `(int)`: the parameters of a function without a name.
            let params = next == K::RParen || (next == K::Name && !self.is_convention(self.pos + 1));
            if params || next == K::Ellipsis {
                (self.empty_declarator(), None)
            } else {
                self.bump();
                let inside = self.any_declarator(naming);
                self.close(start, K::RParen);
                inside
            }
        } else {
            self.simple_declarator(naming)
        };
        loop {
            let links = self.links;
            match self.kind() {
                K::LBracket => out = self.array_declarator(start, out),
                K::LParen => out = self.function_declarator(start, out, called.take()),
                _ => break,
            }
            if !self.link(links) {
                break;
            }
        }
        self.leave();
        (out, called)
    }

    fn simple_declarator(&mut self, naming: Naming) -> (CDeclarator, Option<CallingConvention>) {
        let start = self.start();
        let mut called = None;
        if self.is_convention(self.pos) {
            called = convention(self.text());
            self.bump();
        }
        let (kind, inner_called) = match self.kind() {
            K::Star | K::DoubleStar => self.pointer(naming),
            K::Amp => {
                self.bump();
                let (inner, called) = self.any_declarator(naming);
                (CDeclaratorKind::Reference(Box::new(inner)), called)
            }
            K::AmpAmp => {
                self.bump();
                let (inner, called) = self.any_declarator(naming);
                (CDeclaratorKind::RvalueReference(Box::new(inner)), called)
            }
            _ => (self.name_declarator(naming), None),
        };
        let span = if self.prev_end < start { Span::at(self.prev_end) } else { self.span(start) };
        (CDeclarator { span, kind }, called.or(inner_called))
    }

    fn pointer(&mut self, naming: Naming) -> (CDeclaratorKind, Option<CallingConvention>) {
        let start = self.start();
        let double = self.at(K::DoubleStar);
        self.bump();
        let (mut is_const, mut is_volatile, mut is_restrict) = (false, false, false);
        while self.at(K::Name) {
            match self.text() {
                "const" => is_const = true,
                "volatile" => is_volatile = true,
                "restrict" => is_restrict = true,
                _ => break,
            }
            self.bump();
        }
        let (inner, called) = self.any_declarator(naming);
        let kind = CDeclaratorKind::Pointer { inner: Box::new(inner), is_const, is_volatile, is_restrict };
        if !double {
            return (kind, called);
        }
        let inner = Box::new(CDeclarator { span: Span::new(start + 1, self.prev_end), kind });
        (CDeclaratorKind::Pointer { inner, is_const: false, is_volatile: false, is_restrict: false }, called)
    }

    fn name_declarator(&mut self, naming: Naming) -> CDeclaratorKind {
        let mut name = None;
        // `as` is a name in Cython's declarations: NumPy has a struct member of that name.
        if naming != Naming::Forbidden && (self.at_name() || matches!(self.kind(), K::Tilde | K::As)) {
            name = Some(if self.at(K::Tilde) { self.destructor() } else { self.take_ident() });
            if let Some(ident) = &mut name
                && ident.name == "operator"
            {
                let operator = self.operator_name();
                ident.name.push_str(&operator);
                ident.span.end = self.prev_end.max(ident.span.end);
            }
        } else if naming == Naming::Required {
            self.expected("the name that is declared");
            if (self.kind().is_python_keyword()
                && !matches!(self.kind(), K::In | K::Except | K::With | K::From))
                || self.kind().is_cython_keyword()
            {
                name = Some(self.take_ident());
            }
        }
        let cname = if name.is_some() { self.cname() } else { None };
        CDeclaratorKind::Name { name, cname }
    }

    fn destructor(&mut self) -> Ident {
        let start = self.start();
        self.bump();
        let class = self.ident("the name of the class");
        let mut name = Name::new("~");
        name.push_str(&class.name);
        Ident { name, span: self.span(start) }
    }

    /// The tokens of an overloaded operator, as text to put behind `operator`.
    fn operator_name(&mut self) -> String {
        let mut out = String::new();
        match self.kind() {
            K::LParen if self.peek(1) == K::RParen && matches!(self.peek(2), K::LParen | K::LBracket) => {
                self.bump();
                self.bump();
                out.push_str("()");
            }
            K::LBracket if self.peek(1) == K::RBracket => {
                self.bump();
                self.bump();
                out.push_str("[]");
            }
            K::Name => {
                out.push(' ');
                out.push_str(self.text());
                self.bump();
            }
            _ => {
                while !matches!(
                    self.kind(),
                    K::LParen | K::LBracket | K::Name | K::String | K::Equal | K::Colon
                ) && !self.at_line_end()
                    || (self.at(K::Equal) && matches!(self.peek(1), K::LParen | K::LBracket))
                {
                    out.push_str(self.text());
                    self.bump();
                }
            }
        }
        out
    }

    /// `"name in C"` behind a name.
    pub(super) fn cname(&mut self) -> Option<Box<str>> {
        self.at(K::String).then(|| self.string_text())
    }

    /// The text of a string literal that is not an expression: a name in C, a header, a file.
    pub(super) fn string_text(&mut self) -> Box<str> {
        let span = self.here();
        let text = self.text();
        let shape = literal::shape(text);
        self.bump();
        let body = text.get(shape.body.0..shape.body.1).unwrap_or("");
        let mut out = Vec::new();
        let mut complaints = Vec::new();
        let escapes = if shape.raw { literal::Escapes::Raw } else { literal::Escapes::Text };
        literal::decode(body, escapes, false, &mut out, &mut complaints);
        if let Some((.., message)) = complaints.into_iter().next() {
            self.report(&rules::BAD_STRING, span, message);
        }
        String::from_utf8_lossy(&out).into_owned().into()
    }

    fn array_declarator(&mut self, start: u32, inner: CDeclarator) -> CDeclarator {
        let open = self.start();
        self.bump();
        let size = (!self.at(K::RBracket)).then(|| Box::new(self.expressions()));
        self.close(open, K::RBracket);
        let kind = CDeclaratorKind::Array { inner: Box::new(inner), size };
        CDeclarator { span: self.span(start), kind }
    }

    fn function_declarator(
        &mut self,
        start: u32,
        inner: CDeclarator,
        convention: Option<CallingConvention>,
    ) -> CDeclarator {
        let (inner, templates) = template_parameters(inner);
        let (params, has_varargs) = self.c_params();
        let mut function = CFunctionDeclarator {
            inner,
            templates,
            params,
            has_varargs,
            exception: ExceptionClause::Default,
            nogil: false,
            with_gil: false,
            is_const: false,
            convention,
        };
        self.function_words(&mut function);
        CDeclarator { span: self.span(start), kind: CDeclaratorKind::Function(Box::new(function)) }
    }

    /// `except -1 nogil`, `noexcept`, `with gil`, `const`: in any order.
    fn function_words(&mut self, function: &mut CFunctionDeclarator) {
        loop {
            match self.kind() {
                K::Name => match self.text() {
                    "nogil" => function.nogil = true,
                    "noexcept" => function.exception = ExceptionClause::NoExcept,
                    "const" => function.is_const = true,
                    _ => return,
                },
                K::With if self.peek(1) == K::Name => {
                    self.bump();
                    if !self.at_word("gil") {
                        self.expected("`gil` behind `with`");
                    }
                    function.with_gil = true;
                }
                K::Except => {
                    function.exception = self.exception_clause();
                    continue;
                }
                _ => return,
            }
            self.bump();
        }
    }

    fn exception_clause(&mut self) -> ExceptionClause {
        self.bump();
        match self.kind() {
            K::Star => {
                self.bump();
                ExceptionClause::Always
            }
            K::Question => {
                self.bump();
                ExceptionClause::Maybe(self.expression())
            }
            K::Plus => {
                let plus = self.cur;
                self.bump();
                ExceptionClause::Cpp(match self.kind() {
                    K::Star => {
                        self.bump();
                        CppHandler::Star
                    }
                    K::Name if self.text() == "nogil" => {
                        if self.start() == plus.end {
                            let span = Span::new(plus.start, self.cur.end);
                            self.report(
                                &rules::BAD_DECLARATION,
                                span,
                                "`+nogil` reads as a handler called `nogil`",
                            )
                            .help
                            .push("write `except + nogil`".to_owned());
                        }
                        CppHandler::Standard
                    }
                    K::Name => CppHandler::Named(self.dotted_expr()),
                    _ => CppHandler::Standard,
                })
            }
            _ => ExceptionClause::Value(self.expression()),
        }
    }

    /// `a.b.c` as an expression.
    fn dotted_expr(&mut self) -> Expr {
        let start = self.start();
        let name = self.take_ident();
        let mut out = self.expr(start, ExprKind::Name(name.name));
        self.links = 0;
        while self.at(K::Dot) {
            self.bump();
            let attr = self.ident("the name of an attribute");
            out = self.expr(start, ExprKind::Attribute { value: Box::new(out), attr });
            if !self.link(self.links) {
                break;
            }
        }
        out
    }

    /// The parameters of a C function with their parentheses, and whether `...` ends them.
    fn c_params(&mut self) -> (Vec<CParam>, bool) {
        let open = self.start();
        let (mut out, mut varargs) = (Vec::new(), false);
        self.bump();
        while !self.at(K::RParen) && !self.at_line_end() {
            if self.eat(K::Ellipsis) {
                varargs = true;
                break;
            }
            if matches!(self.kind(), K::Star | K::DoubleStar) {
                let span = self.here();
                let text = "a C function has no `*` and `**` parameters";
                if let Some(error) = self.fail(&rules::BAD_PARAMETERS, span, text) {
                    error.help.push("write `def`, or `...` for the variable arguments of C".to_owned());
                }
                self.bump();
            }
            let param = self.c_param();
            out.push(param);
            if !self.eat(K::Comma) {
                break;
            }
        }
        self.close(open, K::RParen);
        (out, varargs)
    }

    fn c_param(&mut self) -> CParam {
        let start = self.start();
        let alone = matches!(
            self.peek(1),
            K::Comma | K::RParen | K::Equal | K::Colon | K::Not | K::Or | K::String | K::Newline
        );
        let (ty, declarator) = if alone && self.at_name() && !self.is_basic_word(self.pos) {
            (self.implicit_type(), self.declarator())
        } else {
            (self.base_type(), self.any_declarator(Naming::Optional).0)
        };
        let not_none = self.none_clause();
        let annotation = self.eat(K::Colon).then(|| self.expression());
        let default = self.eat(K::Equal).then(|| {
            if (self.at(K::Star) || self.at(K::Question)) && matches!(self.peek(1), K::Comma | K::RParen) {
                self.bump();
                DefaultValue::Unknown
            } else {
                DefaultValue::Expr(self.expression())
            }
        });
        CParam { span: self.span(start), ty, declarator, default, not_none, annotation }
    }

    /// `not None` or `or None` behind a parameter.
    pub(super) fn none_clause(&mut self) -> Option<bool> {
        if !matches!(self.kind(), K::Not | K::Or) {
            return None;
        }
        let not = self.at(K::Not);
        self.bump();
        self.expect(K::None, "`None`");
        Some(not)
    }
}

/// Takes `f[T, U]` apart, which was read as an array: in front of parameters the brackets hold template parameters.
fn template_parameters(inner: CDeclarator) -> (CDeclarator, Vec<Ident>) {
    let span = inner.span;
    match inner.kind {
        CDeclaratorKind::Array { inner: base, size: Some(size) }
            if matches!(base.kind, CDeclaratorKind::Name { name: Some(_), .. }) && names(&size).is_some() =>
        {
            let templates = names(&size).unwrap_or_default();
            (*base, templates)
        }
        kind => (CDeclarator { span, kind }, Vec::new()),
    }
}

/// The names that an expression is made of, if it is nothing else.
fn names(expr: &Expr) -> Option<Vec<Ident>> {
    match &expr.kind {
        ExprKind::Name(name) => Some(vec![Ident { name: name.clone(), span: expr.span }]),
        ExprKind::Tuple(items) => items
            .iter()
            .map(|item| match &item.kind {
                ExprKind::Name(name) => Some(Ident { name: name.clone(), span: item.span }),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
