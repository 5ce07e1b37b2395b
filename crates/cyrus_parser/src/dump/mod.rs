//! The tree as text, in the form of CPython's `ast.dump`.
//!
//! For what Python itself has, the text equals that of `ast.dump(tree, include_attributes=False)` but for two things
//! that differ between versions of CPython: optional fields and lists that are empty are left out, and constants are
//! written with `ascii()`, not `repr()`. Nodes that only Cython has follow the same form with their own names.
//!
//! * here – the writer, and modules
//! * `expr`, `stmt`, `pattern` – nodes of Python
//! * `cython` – nodes of Cython
//! * `constant` – constants as Python prints them

mod constant;
mod cython;
mod expr;
mod pattern;
mod stmt;

use cyrus_ast::{Expr, Ident, Module, Stmt};

/// The text of a module's tree on one line.
pub fn dump(module: &Module) -> String {
    let mut dumper = Dumper { out: String::new() };
    dumper.node("Module", |d| d.stmts("body", &module.body));
    dumper.out
}

/// What a name, attribute, subscript, list or tuple is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Load,
    Store,
    Del,
}

impl Context {
    fn text(self) -> &'static str {
        match self {
            Self::Load => "Load()",
            Self::Store => "Store()",
            Self::Del => "Del()",
        }
    }
}

/// Writes nodes.
struct Dumper {
    out: String,
}

impl Dumper {
    /// A node with its fields.
    fn node(&mut self, name: &str, fields: impl FnOnce(&mut Self)) {
        self.out.push_str(name);
        self.out.push('(');
        fields(self);
        self.out.push(')');
    }

    /// The name of a field, with a comma in front unless it is the first.
    fn field(&mut self, name: &str) {
        if !self.out.ends_with('(') {
            self.out.push_str(", ");
        }
        self.out.push_str(name);
        self.out.push('=');
    }

    fn text(&mut self, name: &str, text: &str) {
        self.field(name);
        constant::string(&mut self.out, text.as_bytes());
    }

    fn opt_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn ident(&mut self, name: &str, ident: &Ident) {
        self.text(name, &ident.name);
    }

    fn opt_ident(&mut self, name: &str, ident: Option<&Ident>) {
        self.opt_text(name, ident.map(|ident| ident.name.as_str()));
    }

    fn raw(&mut self, name: &str, text: &str) {
        self.field(name);
        self.out.push_str(text);
    }

    /// A mark that stands only where something holds.
    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.raw(name, "True");
        }
    }

    fn list<T>(&mut self, name: &str, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.field(name);
        self.items(items, &mut each);
    }

    fn items<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            each(self, item);
        }
        self.out.push(']');
    }

    fn idents(&mut self, name: &str, idents: &[Ident]) {
        self.list(name, idents, |d, ident| constant::string(&mut d.out, ident.name.as_bytes()));
    }

    fn load(&mut self, name: &str, expr: &Expr) {
        self.field(name);
        self.expr(expr, Context::Load);
    }

    fn opt(&mut self, name: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.load(name, expr);
        }
    }

    fn store(&mut self, name: &str, expr: &Expr) {
        self.field(name);
        self.expr(expr, Context::Store);
    }

    fn exprs(&mut self, name: &str, exprs: &[Expr], context: Context) {
        self.list(name, exprs, |d, expr| d.expr(expr, context));
    }

    fn stmts(&mut self, name: &str, stmts: &[Stmt]) {
        self.list(name, stmts, Self::stmt);
    }
}
