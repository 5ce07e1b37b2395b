//! Parameters of `def` functions and lambdas, and type parameters (PEP 695).

use cyrus_ast::{Parameter, Parameters, Span, TypeParam, TypeParamKind};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

/// Lists longer than this are searched for a repeated name only nearby, so that generated code costs little.
const DUPLICATE_WINDOW: usize = 300;

impl Parser<'_> {
    /// Parameters with their parentheses.
    pub(super) fn parameters(&mut self) -> Parameters {
        let open = self.start();
        if !self.expect(K::LParen, "`(` and the parameters of the function") {
            return Parameters::default();
        }
        let out = self.parameter_list(K::RParen);
        self.close(open, K::RParen);
        out
    }

    /// Parameters of a lambda: no annotations, the colon ends them.
    pub(super) fn lambda_parameters(&mut self) -> Parameters {
        self.parameter_list(K::Colon)
    }

    fn parameter_list(&mut self, end: K) -> Parameters {
        let mut out = Parameters::default();
        let mut star: Option<Span> = None;
        let mut slash = false;
        while !self.at(end) && !self.at_line_end() {
            let before = self.pos;
            let span = self.here();
            if out.kwarg.is_some() {
                self.fail(&rules::BAD_PARAMETERS, span, "nothing may stand behind the `**` parameter");
            }
            match self.kind() {
                K::Slash => {
                    self.bump();
                    if slash || star.is_some() {
                        self.report(&rules::BAD_PARAMETERS, span, "`/` may stand once, in front of `*`");
                    } else if out.list.is_empty() {
                        self.report(
                            &rules::BAD_PARAMETERS,
                            span,
                            "at least one parameter has to stand in front of `/`",
                        );
                    }
                    slash = true;
                    if star.is_none() {
                        out.posonly = out.list.len();
                    }
                }
                K::Star => {
                    if star.is_some() {
                        self.report(&rules::BAD_PARAMETERS, span, "`*` may stand only once");
                    }
                    star = Some(span);
                    self.bump();
                    if !self.at(K::Comma) && !self.at(end) {
                        out.vararg = Some(Box::new(self.parameter(end, true, true)));
                    }
                }
                K::DoubleStar => {
                    self.bump();
                    out.kwarg = Some(Box::new(self.parameter(end, false, true)));
                }
                _ => {
                    let parameter = self.parameter(end, false, false);
                    if star.is_some() {
                        out.kwonly += 1;
                    } else if parameter.default.is_none()
                        && out.list.last().is_some_and(|last| last.default.is_some())
                    {
                        let text = "a parameter without a default stands behind one with a default";
                        self.report(&rules::BAD_PARAMETERS, parameter.span, text);
                    }
                    out.list.push(parameter);
                }
            }
            if !self.eat(K::Comma) || self.pos == before {
                break;
            }
        }
        if let Some(span) = star
            && out.vararg.is_none()
            && out.kwonly == 0
            && !self.cython
        {
            self.report(&rules::BAD_PARAMETERS, span, "named parameters have to stand behind a bare `*`");
        }
        self.check_duplicates(&out);
        out
    }

    /// One parameter; `vararg` for the name behind `*`, `variadic` for that and the one behind `**`.
    fn parameter(&mut self, end: K, vararg: bool, variadic: bool) -> Parameter {
        let start = self.start();
        let mut ctype = None;
        let name = if self.cython && self.at_typed_parameter(end) {
            let ty = self.base_type();
            let declarator = self.declarator();
            let name = declarator.name().cloned();
            ctype = Some(Box::new((ty, declarator)));
            name.unwrap_or_else(|| cyrus_ast::Ident {
                name: cyrus_ast::Name::default(),
                span: Span::at(self.start()),
            })
        } else {
            if self.at(K::LParen) {
                let span = self.here();
                self.fail(
                    &rules::BAD_PARAMETERS,
                    span,
                    "a parameter cannot be a tuple; unpack it in the function",
                );
            }
            self.ident("the name of a parameter")
        };
        let not_none = if self.cython { self.none_clause() } else { None };
        let annotation = if end == K::RParen && self.eat(K::Colon) {
            Some(if vararg && self.at(K::Star) { self.starred() } else { self.expression() })
        } else {
            None
        };
        let span = self.span(start);
        let mut default = None;
        if self.at(K::Equal) {
            if variadic {
                let span = self.here();
                self.report(&rules::BAD_PARAMETERS, span, "a `*` or `**` parameter cannot have a default");
            }
            self.bump();
            if self.in_pxd() && matches!(self.kind(), K::Star | K::Question) {
                // `=*` in a declaration: the default stands elsewhere.
                let at = self.start();
                self.bump();
                default = Some(self.expr(at, cyrus_ast::ExprKind::Ellipsis));
            } else {
                default = Some(self.expression());
            }
        }
        Parameter { span, name, ctype, not_none, annotation, default }
    }

    /// Whether a C type stands in front of the name of this parameter.
    fn at_typed_parameter(&self, end: K) -> bool {
        match self.kind() {
            K::LParen => return self.token_at(self.closing(self.pos) + 1).kind == K::Name,
            K::Name => {}
            _ => return false,
        }
        if self.is_qualifier(self.pos) {
            return true;
        }
        match self.peek(1) {
            K::Name | K::Dot | K::Star | K::DoubleStar | K::Amp | K::AmpAmp | K::LBracket => true,
            K::Async | K::Await | K::As => end == K::RParen,
            K::LParen => matches!(self.peek(2), K::Star | K::DoubleStar | K::Amp),
            _ => false,
        }
    }

    fn check_duplicates(&mut self, params: &Parameters) {
        let extra = params.vararg.iter().chain(params.kwarg.iter()).map(|boxed| &**boxed);
        let all: Vec<&Parameter> = params.list.iter().chain(extra).collect();
        for (index, parameter) in all.iter().enumerate() {
            let name = &parameter.name;
            let earlier = &all[index.saturating_sub(DUPLICATE_WINDOW)..index];
            if name.name.is_empty() {
                continue;
            }
            if let Some(first) = earlier.iter().find(|other| other.name.name == name.name) {
                let at = first.name.span.in_file(self.options.file);
                let text = format!("two parameters are named `{}`", name.name);
                let error = self.report(&rules::BAD_PARAMETERS, name.span, text);
                error.secondary.push(cyrus_diagnostics::Label { at, text: "the first one".to_owned() });
            }
        }
    }

    /// `[T: bound = default, *Ts, **P]`, if there is any.
    pub(super) fn type_params(&mut self) -> Vec<TypeParam> {
        let mut out = Vec::new();
        if !self.at(K::LBracket) {
            return out;
        }
        let open = self.start();
        self.bump();
        if self.at(K::RBracket) {
            self.expected("a type parameter");
        }
        while !self.at(K::RBracket) && !self.at_line_end() {
            let start = self.start();
            let kind = match self.kind() {
                K::Star => TypeParamKind::TypeVarTuple,
                K::DoubleStar => TypeParamKind::ParamSpec,
                _ => TypeParamKind::TypeVar,
            };
            if kind != TypeParamKind::TypeVar {
                self.bump();
            }
            let name = self.ident("the name of a type parameter");
            let mut bound = None;
            if self.at(K::Colon) {
                let span = self.here();
                if kind != TypeParamKind::TypeVar {
                    self.report(&rules::BAD_PARAMETERS, span, "only a plain type parameter can have a bound");
                }
                self.bump();
                bound = Some(self.expression());
            }
            let default = self.eat(K::Equal).then(|| {
                if kind == TypeParamKind::TypeVarTuple { self.starred_or(false) } else { self.expression() }
            });
            out.push(TypeParam { span: self.span(start), name, kind, bound, default });
            if !self.eat(K::Comma) {
                break;
            }
        }
        self.close(open, K::RBracket);
        out
    }
}
