//! Structs, unions, C++ classes, enums and fused types.

use cyrus_ast::{
    CEnumDef, CEnumItem, CModifiers, CStructDef, CStructKind, CTypeArg, Expr, FusedDef, Ident, StmtKind,
};

use super::Parser;
use super::stmt::{Ctx, Place};
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    /// Whether `struct X`, `union X`, `packed struct X`, `enum ...` or `cppclass X` begins here.
    pub(super) fn at_struct_or_enum(&self) -> bool {
        if !self.at(K::Name) {
            return false;
        }
        match self.text() {
            "struct" | "union" | "cppclass" => self.peek(1) == K::Name,
            "packed" => self.peek(1) == K::Name && self.text_of(self.peek_token(1)) == "struct",
            "enum" => matches!(self.peek(1), K::Name | K::Colon | K::Class),
            _ => false,
        }
    }

    pub(super) fn struct_or_enum(&mut self, ctx: Ctx, mods: CModifiers, decorators: Vec<Expr>) -> StmtKind {
        let span = self.here();
        if !matches!(ctx.place, Place::Module | Place::CppClass) {
            let text = format!("a C {} can only be defined at module level", self.text());
            self.report(&rules::MISPLACED_DECLARATION, span, text);
        }
        match self.text() {
            "enum" => self.c_enum(mods),
            "cppclass" => self.cpp_class(mods, decorators, CStructKind::CppClass),
            "struct" if ctx.place == Place::CppClass => self.cpp_class(mods, decorators, CStructKind::Struct),
            "union" if ctx.place == Place::CppClass => self.cpp_class(mods, decorators, CStructKind::Union),
            _ => self.c_struct(mods, decorators),
        }
    }

    fn c_struct(&mut self, modifiers: CModifiers, decorators: Vec<Expr>) -> StmtKind {
        let packed = self.eat_word("packed");
        let kind = if self.at_word("union") { CStructKind::Union } else { CStructKind::Struct };
        self.bump();
        let name = self.ident("the name of the struct");
        let cname = self.cname();
        let mods = CModifiers { in_extern: modifiers.in_extern, ..CModifiers::default() };
        let body = (!self.ends_declaration())
            .then(|| self.block(Ctx { place: Place::Struct, mods, cdef: true }, "the struct"));
        if body.as_ref().is_some_and(|body| body.iter().all(|stmt| matches!(stmt.kind, StmtKind::Pass))) {
            self.empty_definition(name.span, "struct or union", modifiers);
        }
        StmtKind::CStruct(Box::new(CStructDef {
            modifiers,
            kind,
            packed,
            name,
            cname,
            templates: Vec::new(),
            bases: Vec::new(),
            body,
            decorators,
        }))
    }

    fn empty_definition(&mut self, span: cyrus_ast::Span, what: &str, modifiers: CModifiers) {
        if modifiers.in_extern || self.failed_line.is_some_and(|line| line >= span.start) {
            return;
        }
        self.report(&rules::BAD_DECLARATION, span, format!("this {what} has nothing in it"))
            .help
            .push("only a definition in `cdef extern from` may be empty".to_owned());
    }

    fn cpp_class(&mut self, modifiers: CModifiers, decorators: Vec<Expr>, kind: CStructKind) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the class");
        let cname = self.cname();
        let templates = if self.at(K::LBracket) { self.class_templates() } else { Vec::new() };
        let mut bases = Vec::new();
        if self.at(K::LParen) {
            let open = self.start();
            self.bump();
            while !self.at(K::RParen) && !self.at_line_end() {
                bases.push(self.base_type());
                if !self.eat(K::Comma) {
                    break;
                }
            }
            self.close(open, K::RParen);
        }
        let nogil = self.eat_word("nogil");
        let mods = CModifiers {
            in_extern: modifiers.in_extern,
            nogil: nogil || modifiers.nogil,
            ..CModifiers::default()
        };
        let body = (!self.ends_declaration())
            .then(|| self.block(Ctx { place: Place::CppClass, mods, cdef: true }, "the class"));
        let modifiers = CModifiers { nogil: mods.nogil, ..modifiers };
        StmtKind::CStruct(Box::new(CStructDef {
            modifiers,
            kind,
            packed: false,
            name,
            cname,
            templates,
            bases,
            body,
            decorators,
        }))
    }

    /// `[T, U=*]`
    fn class_templates(&mut self) -> Vec<(Ident, bool)> {
        let open = self.start();
        self.bump();
        let mut out = Vec::new();
        while !self.at(K::RBracket) && !self.at_line_end() {
            let name = self.ident("the name of a template parameter");
            let optional = self.eat(K::Equal);
            if optional {
                self.expect(K::Star, "`*` behind `=` of a template parameter that has a default");
            }
            out.push((name, optional));
            if !self.eat(K::Comma) {
                break;
            }
        }
        self.close(open, K::RBracket);
        out
    }

    fn c_enum(&mut self, modifiers: CModifiers) -> StmtKind {
        let span = self.here();
        self.bump();
        let scoped = self.at(K::Class) || (self.at_word("struct") && self.peek(1) == K::Name);
        if scoped {
            self.bump();
        }
        let name = if self.at_name() { Some(self.take_ident()) } else { None };
        if scoped && name.is_none() {
            self.expected("the name of the scoped enum");
        }
        let cname = if name.is_some() { self.cname() } else { None };
        let mut underlying = None;
        if self.at(K::LParen) {
            let open = self.start();
            self.bump();
            underlying = Some(self.base_type());
            self.close(open, K::RParen);
        }
        let mut out = CEnumDef {
            modifiers,
            scoped,
            name,
            cname,
            underlying,
            items: Vec::new(),
            doc: None,
            has_body: false,
        };
        if !self.ends_declaration() {
            out.has_body = true;
            self.enum_body(&mut out);
            if out.items.is_empty() {
                let span = out.name.as_ref().map_or(span, |name| name.span);
                self.empty_definition(span, "enum", modifiers);
            }
        }
        StmtKind::CEnum(Box::new(out))
    }

    fn enum_body(&mut self, out: &mut CEnumDef) {
        if !self.open_block("the enum") {
            return;
        }
        if !self.eat(K::Indent) {
            self.enum_line(out);
            return;
        }
        if self.at(K::String) {
            out.doc = Some(self.strings());
            self.end_statement();
        }
        while !matches!(self.kind(), K::Dedent | K::End) {
            let before = self.pos;
            if matches!(self.kind(), K::Indent | K::Newline) {
                self.stray_indent();
            } else {
                self.enum_line(out);
                self.end_statement();
            }
            if self.pos == before {
                self.bump();
            }
        }
        self.eat(K::Dedent);
    }

    /// `A, B "b" = 2, ...`
    fn enum_line(&mut self, out: &mut CEnumDef) {
        if self.eat(K::Pass) {
            return;
        }
        loop {
            let name = self.ident("the name of an enum item");
            let cname = self.cname();
            let value = self.eat(K::Equal).then(|| self.expression());
            out.items.push(CEnumItem { name, cname, value });
            if !self.eat(K::Comma) || self.at_line_end() {
                return;
            }
        }
    }

    /// `fused T: ...`, a type a line
    pub(super) fn fused(&mut self, modifiers: CModifiers) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the fused type");
        let mut types: Vec<CTypeArg> = Vec::new();
        if self.open_block("the fused type") {
            if self.eat(K::Indent) {
                while !matches!(self.kind(), K::Dedent | K::End) {
                    let before = self.pos;
                    match self.kind() {
                        K::Indent | K::Newline => self.stray_indent(),
                        // A docstring says nothing to the compiler.
                        K::String => {
                            self.strings();
                            self.end_statement();
                        }
                        _ => {
                            if !self.eat(K::Pass) {
                                types.push(self.type_arg());
                            }
                            self.end_statement();
                        }
                    }
                    if self.pos == before {
                        self.bump();
                    }
                }
                self.eat(K::Dedent);
            } else if !self.eat(K::Pass) {
                types.push(self.type_arg());
            }
        }
        StmtKind::Fused(Box::new(FusedDef { modifiers, name, types }))
    }

    /// Indentation inside a list of items, which means nothing: it is reported and passed over.
    pub(super) fn stray_indent(&mut self) {
        if self.at(K::Indent) {
            let span = self.here();
            self.fail(&rules::BAD_INDENTATION, span, "this line is indented further than the one above it");
        }
        self.bump();
    }
}
