//! `cdef`, `cpdef`, `ctypedef`: what they declare, and the blocks in which nothing else is written.

use cyrus_ast::{
    CDeclarator, CDeclaratorKind, CExternBlock, CFuncDef, CModifiers, CTypeExpr, CVarDecl, CVisibility, Expr,
    ExprKind, Span, Stmt, StmtKind,
};

use super::Parser;
use super::stmt::{Ctx, Place};
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    /// A declaration with `cdef` or `cpdef` in front, or without in a block where they are implied.
    pub(super) fn cdef_statement(&mut self, ctx: Ctx, decorators: Vec<Expr>) -> StmtKind {
        let at = self.here();
        let mut mods = ctx.mods;
        if self.eat(K::Cpdef) {
            mods.overridable = true;
        } else {
            self.eat(K::Cdef);
        }
        if !ctx.declarations_allowed() {
            self.report(&rules::MISPLACED_DECLARATION, at, "a C declaration is not allowed here").help.push(
                "declare it in front of the `if`, loop, `try` or `with` statement, or in the module"
                    .to_owned(),
            );
        }
        self.modifiers(&mut mods);
        match self.kind() {
            K::From if mods.visibility == CVisibility::Extern => self.extern_block(ctx, mods),
            K::Colon => self.cdef_block(ctx, mods),
            K::Class => self.cclass(ctx, mods, decorators),
            K::Name => match self.text() {
                "nogil" if self.peek(1) == K::Colon => {
                    self.bump();
                    mods.nogil = true;
                    self.cdef_block(ctx, mods)
                }
                _ if self.at_struct_or_enum() => self.struct_or_enum(ctx, mods, decorators),
                "fused" if self.peek(1) == K::Name => self.fused(mods),
                _ => self.var_or_func(ctx, mods, decorators),
            },
            _ => self.var_or_func(ctx, mods, decorators),
        }
    }

    /// `public`, `readonly`, `extern`, `api`, `inline`
    fn modifiers(&mut self, mods: &mut CModifiers) {
        while self.at(K::Name) {
            // A modifier cannot be what is declared itself.
            if matches!(
                self.peek(1),
                K::Equal | K::Comma | K::Newline | K::End | K::Dot | K::LBracket | K::Star
            ) {
                return;
            }
            let visibility = match self.text() {
                "public" => CVisibility::Public,
                "readonly" => CVisibility::Readonly,
                "extern" => CVisibility::Extern,
                "api" => {
                    mods.api = true;
                    self.bump();
                    continue;
                }
                "inline" => {
                    mods.inline = true;
                    self.bump();
                    continue;
                }
                _ => return,
            };
            if mods.visibility != CVisibility::Private && mods.visibility != visibility {
                let span = self.here();
                let text = format!("`{}` contradicts the visibility in front of it", span.text(self.source));
                self.report(&rules::BAD_DECLARATION, span, text);
            }
            mods.visibility = visibility;
            mods.in_extern |= visibility == CVisibility::Extern;
            self.bump();
        }
    }

    /// `cdef:` with declarations in it; `cdef extern:` is an extern block without a header.
    fn cdef_block(&mut self, ctx: Ctx, mut mods: CModifiers) -> StmtKind {
        if mods.overridable {
            let span = self.here();
            self.report(&rules::BAD_DECLARATION, span, "a block of declarations cannot be `cpdef`")
                .help
                .push("write `cdef` in front of the block and `cpdef` in front of the functions".to_owned());
            mods.overridable = false;
        }
        let inner = Ctx { mods, cdef: true, ..ctx };
        let body = self.block(inner, "`cdef`");
        if mods.visibility == CVisibility::Extern && !ctx.mods.in_extern {
            return StmtKind::CExtern(Box::new(CExternBlock {
                header: None,
                star: false,
                system: false,
                namespace: None,
                verbatim: None,
                modifiers: mods,
                body,
            }));
        }
        StmtKind::CBlock(body)
    }

    /// `from "x.h" namespace "n" nogil: ...` behind `cdef extern`
    fn extern_block(&mut self, ctx: Ctx, mut mods: CModifiers) -> StmtKind {
        self.bump();
        let star = self.eat(K::Star);
        let mut header = None;
        let mut system = false;
        if !star {
            if self.at(K::String) {
                let text = self.string_text();
                let inside = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
                system = inside.is_some();
                header = Some(inside.map_or_else(|| text.clone(), Into::into));
            } else {
                self.expected("the name of a header in quotes, or `*`");
            }
        }
        let mut namespace = None;
        if self.eat_word("namespace") {
            if self.at(K::String) {
                namespace = Some(self.string_text());
            } else {
                self.expected("the name of a namespace in quotes");
            }
        }
        mods.nogil |= self.eat_word("nogil");
        let mut body = self.block(Ctx { mods, cdef: true, ..ctx }, "`cdef extern from`");
        let verbatim = match body.first() {
            Some(Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Str { value, .. }, .. }), .. }) => {
                value.as_str().map(Into::into)
            }
            _ => None,
        };
        if verbatim.is_some() {
            body.remove(0);
        }
        StmtKind::CExtern(Box::new(CExternBlock {
            header,
            star,
            system,
            namespace,
            verbatim,
            modifiers: mods,
            body,
        }))
    }

    /// `ctypedef ...`
    pub(super) fn ctypedef(&mut self, ctx: Ctx, decorators: Vec<Expr>) -> StmtKind {
        let at = self.here();
        self.bump();
        if !matches!(ctx.place, Place::Module | Place::CppClass) {
            self.report(&rules::MISPLACED_DECLARATION, at, "`ctypedef` is only allowed at module level");
        }
        let mut mods = CModifiers { typedef: true, ..ctx.mods };
        self.modifiers(&mut mods);
        if self.at(K::Class) {
            return self.cclass(ctx, mods, decorators);
        }
        if self.at_struct_or_enum() {
            return self.struct_or_enum(ctx, mods, decorators);
        }
        if self.at_word("fused") && self.peek(1) == K::Name {
            return self.fused(mods);
        }
        let ty = self.declared_type(false);
        let declarator = self.declarator();
        StmtKind::CTypedef { ty, declarator, modifiers: mods }
    }

    /// The type of a variable, function or member; `Implicit` where the name stands at once.
    pub(super) fn declared_type(&mut self, in_cpp_class: bool) -> CTypeExpr {
        if self.name_comes_first(self.pos, in_cpp_class) { self.implicit_type() } else { self.base_type() }
    }

    /// Whether the tokens at this index declare a name without a type in front.
    pub(super) fn name_comes_first(&self, index: usize, in_cpp_class: bool) -> bool {
        let token = self.token_at(index);
        match token.kind {
            K::Tilde => return true,
            K::Name => {}
            K::Async | K::Await => return true,
            _ => return false,
        }
        if self.is_qualifier(index) || self.is_basic_word(index) {
            return false;
        }
        match self.token_at(index + 1).kind {
            // `T (*f)(int)` declares `f`, `f(int)` declares `f` too.
            K::LParen => {
                let inside = self.token_at(index + 2);
                let pointer = matches!(inside.kind, K::Star | K::DoubleStar | K::Amp);
                let called = inside.kind == K::Name && self.text_of(inside).starts_with("__") && {
                    matches!(self.text_of(inside), "__stdcall" | "__cdecl" | "__fastcall")
                };
                !pointer && !called
            }
            // A constructor with template parameters: `vector[T](T, T)`.
            K::LBracket if in_cpp_class => {
                let behind = self.closing(index + 1) + 1;
                self.token_at(behind).kind == K::LParen
                    && !matches!(self.token_at(behind + 1).kind, K::Star | K::DoubleStar | K::Amp)
            }
            K::Name | K::Star | K::DoubleStar | K::LBracket | K::Amp | K::AmpAmp | K::Dot => false,
            K::Async | K::Await | K::As | K::Tilde => false,
            _ => true,
        }
    }

    /// A variable or function: type, declarators, initial values, or a body.
    pub(super) fn var_or_func(&mut self, ctx: Ctx, mods: CModifiers, decorators: Vec<Expr>) -> StmtKind {
        let in_cpp_class = ctx.place == Place::CppClass;
        let ty = self.declared_type(in_cpp_class);
        let declarator = self.declarator();
        if self.at(K::Arrow) {
            let span = self.here();
            self.report(
                &rules::BAD_DECLARATION,
                span,
                "a C function has its return type in front of its name",
            )
            .help
            .push("write `cdef int f(x):` instead of `cdef f(x) -> int:`".to_owned());
            self.bump();
            self.expression();
        }
        if self.at(K::Colon) {
            return self.cfunc_body(ctx, mods, decorators, ty, declarator);
        }
        let mut declarators = Vec::with_capacity(1);
        declarators.push(self.initialised(declarator));
        while self.eat(K::Comma) {
            if self.at_line_end() {
                break;
            }
            let declarator = self.declarator();
            declarators.push(self.initialised(declarator));
        }
        StmtKind::CVar(Box::new(CVarDecl { modifiers: mods, decorators, ty, declarators }))
    }

    fn initialised(&mut self, declarator: CDeclarator) -> (CDeclarator, Option<Expr>) {
        if !self.eat(K::Equal) {
            return (declarator, None);
        }
        let value = if self.at(K::Yield) { self.yield_expr() } else { self.expression() };
        (declarator, Some(value))
    }

    fn cfunc_body(
        &mut self,
        ctx: Ctx,
        modifiers: CModifiers,
        decorators: Vec<Expr>,
        ty: CTypeExpr,
        declarator: CDeclarator,
    ) -> StmtKind {
        if !is_function(&declarator) {
            let span = Span::new(self.cur.start, self.cur.end);
            let name = declarator.name().map_or_else(String::new, |name| format!(" `{}`", name.name));
            let text = format!("a C variable{name} has its type in front of its name");
            if let Some(error) = self.fail(&rules::BAD_DECLARATION, span, text) {
                error.help.push(
                    "write `cdef int x` instead of `cdef x: int`; a function needs parentheses".to_owned(),
                );
            }
            if !matches!(self.peek(1), K::Newline) {
                self.skip_line();
                let declarators = vec![(declarator, None)];
                return StmtKind::CVar(Box::new(CVarDecl { modifiers, decorators, ty, declarators }));
            }
        } else if matches!(ctx.place, Place::Function | Place::Struct) {
            let span = declarator.span;
            self.report(&rules::MISPLACED_DECLARATION, span, "a C function cannot be defined here")
                .help
                .push("define it at module level or in a `cdef class`".to_owned());
        }
        let was_async = std::mem::replace(&mut self.in_async, false);
        let body = self.block(Ctx::function(), "the function");
        self.in_async = was_async;
        StmtKind::CFunc(Box::new(CFuncDef { modifiers, decorators, ty, declarator, body }))
    }
}

/// Whether this declares a function (and not a pointer to one).
fn is_function(declarator: &CDeclarator) -> bool {
    match &declarator.kind {
        CDeclaratorKind::Function(function) => {
            !matches!(function.inner.kind, CDeclaratorKind::Pointer { .. }) || is_function(&function.inner)
        }
        CDeclaratorKind::Pointer { inner, .. }
        | CDeclaratorKind::Reference(inner)
        | CDeclaratorKind::RvalueReference(inner)
        | CDeclaratorKind::Array { inner, .. } => is_function(inner),
        CDeclaratorKind::Name { .. } => false,
    }
}
