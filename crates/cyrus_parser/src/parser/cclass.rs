//! `cdef class`, its options, and `property` blocks.

use cyrus_ast::{CClassDef, CClassOptions, CModifiers, Expr, PropertyDef, StmtKind};

use super::Parser;
use super::stmt::{Ctx, Place};
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    /// `class m.C(B) [object S, type T]: ...` behind `cdef` or `ctypedef`
    pub(super) fn cclass(&mut self, ctx: Ctx, modifiers: CModifiers, decorators: Vec<Expr>) -> StmtKind {
        let at = self.here();
        self.bump();
        if ctx.place != Place::Module {
            self.report(
                &rules::MISPLACED_DECLARATION,
                at,
                "an extension type can only be defined at module level",
            );
        }
        let mut name = self.ident("the name of the class");
        let mut module = Vec::new();
        while self.eat(K::Dot) {
            module.push(name);
            name = self.ident("the name of the class");
        }
        let as_name = self.eat(K::As).then(|| self.ident("the name behind `as`"));
        let (bases, keywords) = if self.at(K::LParen) { self.arguments() } else { (Vec::new(), Vec::new()) };
        let options = if self.at(K::LBracket) { self.class_options() } else { CClassOptions::default() };
        let body = if self.at(K::Colon) || !self.ends_declaration() {
            // The class's own words say nothing about its members, but members of an extern class are extern.
            let mods = CModifiers { in_extern: modifiers.in_extern, ..CModifiers::default() };
            Some(self.block(Ctx { place: Place::CClass, mods, cdef: false }, "the class"))
        } else {
            None
        };
        StmtKind::CClass(Box::new(CClassDef {
            modifiers,
            decorators,
            module,
            name,
            as_name,
            bases,
            keywords,
            options,
            body,
        }))
    }

    /// `[object S, type T, check_size ignore]`
    fn class_options(&mut self) -> CClassOptions {
        let open = self.start();
        self.bump();
        let mut out = CClassOptions::default();
        while self.at(K::Name) {
            match self.text() {
                "object" => {
                    self.bump();
                    out.object_struct = Some(self.ident("the name of the struct"));
                }
                "type" => {
                    self.bump();
                    out.type_object = Some(self.ident("the name of the type object"));
                }
                "check_size" => {
                    self.bump();
                    let how = self.ident("`ignore`, `warn` or `error`");
                    if !matches!(how.name.as_str(), "ignore" | "warn" | "error" | "") {
                        let text =
                            format!("`check_size {}` is not one of `ignore`, `warn`, `error`", how.name);
                        self.report(&rules::BAD_DECLARATION, how.span, text);
                    }
                    out.check_size = Some(how);
                }
                _ => break,
            }
            if !self.eat(K::Comma) {
                break;
            }
        }
        if !self.at(K::RBracket) {
            self.expected("`object`, `type` or `check_size`");
        }
        self.close(open, K::RBracket);
        out
    }

    /// `property p: ...` in a `cdef class`
    pub(super) fn property(&mut self, ctx: Ctx) -> StmtKind {
        self.bump();
        let name = self.ident("the name of the property");
        let body = self.block(Ctx { place: Place::Property, ..ctx }, "`property`");
        StmtKind::Property(Box::new(PropertyDef { name, body }))
    }

    /// Whether a declaration without a body ends here.
    pub(super) fn ends_declaration(&self) -> bool {
        self.at_line_end() || self.at(K::Semicolon)
    }
}
