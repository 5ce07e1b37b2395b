//! `import`, `from ... import`, `cimport`.

use cyrus_ast::{Alias, Ident, Span, StmtKind};

use super::Parser;
use crate::rules;
use crate::token::TokenKind as K;

impl Parser<'_> {
    /// `a.b.c` as one name.
    fn dotted_name(&mut self, what: &str) -> Ident {
        let mut out = self.ident(what);
        while self.eat(K::Dot) {
            let part = self.ident("a name behind the dot");
            out.name.push('.');
            out.name.push_str(&part.name);
            out.span.end = part.span.end;
        }
        out
    }

    fn as_name(&mut self) -> Option<Ident> {
        self.eat(K::As).then(|| self.ident("the name behind `as`"))
    }

    /// `a.b as c, d`
    fn modules(&mut self) -> Vec<Alias> {
        let mut out = Vec::with_capacity(1);
        loop {
            let start = self.start();
            let name = self.dotted_name("the name of a module");
            let as_name = self.as_name();
            out.push(Alias { span: self.span(start), name, as_name });
            if !self.eat(K::Comma) {
                return out;
            }
            if self.at(K::Newline) {
                let span = Span::at(self.prev_end);
                self.fail(&rules::BAD_IMPORT, span, "expected another module behind the comma");
                return out;
            }
        }
    }

    pub(super) fn import(&mut self, lazy: bool) -> StmtKind {
        self.bump();
        StmtKind::Import { names: self.modules(), lazy }
    }

    pub(super) fn cimport(&mut self) -> StmtKind {
        self.bump();
        StmtKind::CImport(self.modules())
    }

    pub(super) fn import_from(&mut self, lazy: bool) -> StmtKind {
        self.bump();
        let mut level = 0;
        loop {
            match self.kind() {
                K::Dot => level += 1,
                K::Ellipsis => level += 3,
                _ => break,
            }
            self.bump();
        }
        let module = if level > 0 && matches!(self.kind(), K::Import | K::Cimport) {
            None
        } else {
            Some(self.dotted_name("the name of a module"))
        };
        let cimport = match self.kind() {
            K::Import => false,
            K::Cimport => true,
            _ if self.at_word("cimport") => {
                let span = self.here();
                self.cython_only(span, "`cimport`");
                true
            }
            _ => {
                self.expected("`import` behind the name of the module");
                return StmtKind::Error;
            }
        };
        self.bump();
        let names = self.imported_names();
        if let (Some(module), Some(names)) = (&module, &names)
            && module.name == "__future__"
        {
            let imports = |name: &str| names.iter().any(|alias| alias.name.name == name);
            self.print_function |= imports("print_function");
        }
        if cimport {
            StmtKind::FromCImport { level, module, names }
        } else {
            StmtKind::ImportFrom { level, module, names, lazy }
        }
    }

    /// `*`, `a as b, c`, or that in parentheses.
    fn imported_names(&mut self) -> Option<Vec<Alias>> {
        if self.eat(K::Star) {
            return None;
        }
        let open = self.start();
        let parens = self.eat(K::LParen);
        let mut out = Vec::with_capacity(1);
        loop {
            let start = self.start();
            let name = if self.kind().is_cython_keyword() {
                self.take_ident()
            } else {
                self.ident("a name to import")
            };
            if self.at(K::Dot) {
                let span = self.here();
                self.fail(&rules::BAD_IMPORT, span, "only plain names can be imported from a module");
            }
            let as_name = self.as_name();
            out.push(Alias { span: self.span(start), name, as_name });
            if !self.eat(K::Comma) {
                break;
            }
            if parens && self.at(K::RParen) {
                break;
            }
            if self.at(K::Newline) {
                let span = Span::at(self.prev_end);
                if let Some(error) =
                    self.fail(&rules::BAD_IMPORT, span, "a comma at the end of an import needs parentheses")
                {
                    error.help.push("leave the comma out".to_owned());
                }
                break;
            }
        }
        if parens {
            self.close(open, K::RParen);
        }
        Some(out)
    }
}
