//! Statements to text.

use cyrus_source::FileSpan;

use crate::expr::Expr;
use crate::file::{LineMap, Origin};
use crate::stmt::{Stmt, Var, leaves};
use crate::ty::CType;

/// Where lines of declarations break.
const WIDTH: usize = 110;
const INDENT: &str = "    ";

/// Text that grows line by line and knows where its lines came from.
#[derive(Debug, Default)]
pub(crate) struct Printer {
    pub(crate) out: String,
    /// How many lines there are.
    pub(crate) line: u32,
    at: Option<FileSpan>,
    pub(crate) map: LineMap,
}

impl Printer {
    pub(crate) fn raw(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let from = self.line;
        self.out.push_str(text);
        if !text.ends_with('\n') {
            self.out.push('\n');
        }
        self.line += line_ends(text.trim_end_matches('\n')) + 1;
        self.line += text.len().saturating_sub(text.trim_end_matches('\n').len() + 1) as u32;
        self.note(from);
    }

    /// As [`Printer::raw`], but what would be all there is need not be copied.
    pub(crate) fn take(&mut self, text: String) {
        if !self.out.is_empty() || !text.ends_with('\n') {
            return self.raw(&text);
        }
        self.line += line_ends(&text);
        self.out = text;
        self.note(0);
    }

    pub(crate) fn origin(&mut self, at: Option<FileSpan>) {
        self.at = at;
    }

    fn note(&mut self, from: u32) {
        self.map.add(from + 1..self.line + 1, self.at.map_or(Origin::Glue, Origin::Source));
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.write(depth, |out| out.push_str(text));
    }

    /// One line (or several, where a text has them), written straight into the file.
    fn write(&mut self, depth: usize, text: impl FnOnce(&mut String)) {
        let from = self.line;
        let start = self.out.len();
        for _ in 0..depth {
            self.out.push_str(INDENT);
        }
        let inside = self.out.len();
        text(&mut self.out);
        let text = &self.out[inside..];
        self.line += 1 + line_ends(text);
        // lines of the preprocessor stand at the margin
        if text.is_empty() || text.starts_with('#') {
            self.out.drain(start..inside);
        }
        self.out.push('\n');
        self.note(from);
    }

    pub(crate) fn body(&mut self, depth: usize, body: &[Stmt]) {
        for (i, stmt) in body.iter().enumerate() {
            let last = !body[i + 1..].iter().any(|s| !matches!(s, Stmt::At(_)));
            self.stmt(depth, stmt, last);
        }
    }

    fn stmt(&mut self, depth: usize, stmt: &Stmt, last: bool) {
        if is_one_line(stmt) {
            return self.write(depth, |out| one_line(stmt, out));
        }
        match stmt {
            Stmt::At(at) => self.at = *at,
            Stmt::Comment(text) => {
                self.write(depth, |out| {
                    out.push_str("/* ");
                    if text.contains('*') {
                        out.push_str(&text.replace("*/", "* /").replace("/*", "/ *"));
                    } else {
                        out.push_str(text);
                    }
                    out.push_str(" */");
                });
            }
            Stmt::Decl(vars) => self.decl(depth, vars),
            Stmt::If(test, then, orelse) => self.branch(depth, "", test, then, orelse),
            Stmt::While(test, body) => {
                self.write(depth, |out| {
                    out.push_str("while (");
                    test.print(out);
                    out.push_str(") {");
                });
                self.close(depth, body);
            }
            Stmt::For(parts, body) => {
                self.write(depth, |out| for_head(parts, out));
                self.close(depth, body);
            }
            Stmt::Switch(on, cases, default) => {
                self.line(depth, &format!("switch ({on}) {{"));
                for (values, body) in cases {
                    let labels: Vec<String> = values.iter().map(|v| format!("case {v}:")).collect();
                    self.line(depth, &labels.join(" "));
                    self.case(depth, body);
                }
                if !default.is_empty() {
                    self.line(depth, "default:");
                    self.case(depth, default);
                }
                self.line(depth, "}");
            }
            Stmt::Block(body) => {
                self.line(depth, "{");
                self.close(depth, body);
            }
            Stmt::TryCatch(body, handler) => {
                self.line(depth, "try {");
                self.body(depth + 1, body);
                self.line(depth, "} catch (...) {");
                self.body(depth + 1, handler);
                self.line(depth, "}");
            }
            // a label needs a statement behind it
            Stmt::Label(name) => {
                self.write(depth.saturating_sub(1), |out| {
                    out.push_str(name);
                    out.push_str(if last { ":;" } else { ":" });
                });
            }
            Stmt::Expr(_)
            | Stmt::Line(_)
            | Stmt::Leave(_)
            | Stmt::Goto(_)
            | Stmt::Break
            | Stmt::Continue
            | Stmt::Return(_) => {}
        }
    }

    fn case(&mut self, depth: usize, body: &[Stmt]) {
        self.body(depth + 1, body);
        if !leaves(body) {
            self.line(depth + 1, "break;");
        }
    }

    /// The body of what has been opened, and its end.
    fn close(&mut self, depth: usize, body: &[Stmt]) {
        self.body(depth + 1, body);
        self.line(depth, "}");
    }

    /// An `if`; `before` stands in front of it on the line.
    fn branch(&mut self, depth: usize, before: &str, test: &Expr, then: &[Stmt], orelse: &[Stmt]) {
        let head = |out: &mut String, after: &str| {
            out.push_str(before);
            out.push_str("if (");
            test.print(out);
            out.push_str(after);
        };
        if orelse.iter().all(|s| matches!(s, Stmt::At(_))) {
            let mut real = then.iter().filter(|s| !matches!(s, Stmt::At(_)));
            if let (Some(only), None) = (real.next(), real.next())
                && is_one_line(only)
                && !is_multiline(only)
            {
                return self.write(depth, |out| {
                    head(out, ") ");
                    one_line(only, out);
                });
            }
            self.write(depth, |out| head(out, ") {"));
            return self.close(depth, then);
        }
        self.write(depth, |out| head(out, ") {"));
        self.body(depth + 1, then);
        // `else if` chains stay flat
        if let [Stmt::If(test, then, orelse)] = orelse {
            self.branch(depth, "} else ", test, then, orelse);
        } else {
            self.line(depth, "} else {");
            self.close(depth, orelse);
        }
    }

    /// Variables of one base type share a line.
    fn decl(&mut self, depth: usize, vars: &[Var]) {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for var in vars {
            let (base, mut text) = split(&var.ty, &var.name);
            if let Some(init) = &var.init {
                text.push_str(" = ");
                text.push_str(init);
            }
            match groups.iter_mut().find(|(b, _)| *b == base) {
                Some((_, list)) => list.push(text),
                None => groups.push((base, vec![text])),
            }
        }
        for (base, list) in groups {
            let mut text = String::new();
            for item in list {
                if !text.is_empty() && text.len() + item.len() > WIDTH {
                    self.declared(depth, &base, &text);
                    text.clear();
                }
                if !text.is_empty() {
                    text.push_str(", ");
                }
                text.push_str(&item);
            }
            self.declared(depth, &base, &text);
        }
    }

    fn declared(&mut self, depth: usize, base: &str, list: &str) {
        self.write(depth, |out| {
            for piece in [base, " ", list, ";"] {
                out.push_str(piece);
            }
        });
    }
}

fn line_ends(text: &str) -> u32 {
    text.bytes().filter(|b| *b == b'\n').count() as u32
}

/// The base type and the declarator: `PyObject` and `*a` of `PyObject *a`.
fn split(ty: &CType, name: &str) -> (String, String) {
    // what nearly all variables are
    if let CType::Ptr(to) = ty
        && let CType::Name(base) = &**to
    {
        return (base.to_string(), ["*", name].concat());
    }
    let mut base = ty;
    loop {
        base = match base {
            CType::Ptr(t) | CType::Ref(t) | CType::RvalueRef(t) | CType::Array(t, _) | CType::Func(t, ..) => {
                t
            }
            CType::Const(t) | CType::Volatile(t) if matches!(**t, CType::Ptr(_) | CType::Array(..)) => t,
            CType::Name(_) | CType::Const(_) | CType::Volatile(_) => break,
        };
    }
    let (base, full) = (base.text(), ty.declare(name));
    if let Some(rest) = full.strip_prefix(&base) {
        return (base, rest.trim_start().to_owned());
    }
    // `const` of an array's items: keep the declaration whole
    let at = full.find(' ').map_or(0, |i| i + 1);
    (full[..at].trim_end().to_owned(), full[at..].to_owned())
}

fn for_head(parts: &[Option<Expr>; 3], out: &mut String) {
    out.push_str("for (");
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push(';');
        }
        if let Some(part) = part {
            if i > 0 {
                out.push(' ');
            }
            part.print(out);
        }
    }
    out.push_str(") {");
}

fn is_one_line(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Expr(_)
            | Stmt::Line(_)
            | Stmt::Leave(_)
            | Stmt::Goto(_)
            | Stmt::Break
            | Stmt::Continue
            | Stmt::Return(_)
    )
}

/// Whether the text of a statement of one line cannot stand behind something else.
fn is_multiline(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Line(text) | Stmt::Leave(text) if text.starts_with('#') || text.contains('\n'))
}

fn one_line(stmt: &Stmt, out: &mut String) {
    match stmt {
        Stmt::Expr(e) => {
            e.print(out);
            out.push(';');
        }
        Stmt::Line(text) | Stmt::Leave(text) => out.push_str(text),
        Stmt::Goto(name) => {
            out.push_str("goto ");
            out.push_str(name);
            out.push(';');
        }
        Stmt::Break => out.push_str("break;"),
        Stmt::Continue => out.push_str("continue;"),
        Stmt::Return(Some(e)) => {
            out.push_str("return ");
            e.print(out);
            out.push(';');
        }
        Stmt::Return(None) => out.push_str("return;"),
        Stmt::At(_)
        | Stmt::Comment(_)
        | Stmt::Decl(_)
        | Stmt::If(..)
        | Stmt::While(..)
        | Stmt::For(..)
        | Stmt::Switch(..)
        | Stmt::Block(_)
        | Stmt::TryCatch(..)
        | Stmt::Label(_) => {}
    }
}

/// The text of some statements, for tests and for pieces that are joined as text.
pub fn block(depth: usize, body: &[Stmt]) -> String {
    let mut printer = Printer::default();
    printer.body(depth, body);
    printer.out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Binary;

    fn e(text: &'static str) -> Expr {
        Expr::atom(text)
    }

    #[test]
    fn statements() {
        let body = vec![
            Stmt::Decl(vec![
                Var { ty: CType::name("PyObject").ptr(), name: "a".into(), init: Some("NULL".into()) },
                Var { ty: CType::name("int"), name: "c".into(), init: None },
                Var { ty: CType::name("PyObject").ptr(), name: "b".into(), init: None },
            ]),
            Stmt::If(
                e("a"),
                vec![Stmt::Expr(e("f()"))],
                vec![Stmt::If(e("b"), vec![Stmt::Break], vec![Stmt::Continue])],
            ),
            Stmt::If(e("a").binary(Binary::Lt, e("0")), vec![Stmt::Line("CY_E(3, E0)".into())], vec![]),
            Stmt::For(Box::new([None, None, None]), vec![Stmt::Goto("x".into())]),
            Stmt::Label("x".into()),
        ];
        assert_eq!(
            block(1, &body),
            "    PyObject *a = NULL, *b;\n    int c;\n    if (a) {\n        f();\n    } else if (b) {\n        break;\n    } else {\n        \
             continue;\n    }\n    if (a < 0) CY_E(3, E0)\n    for (;;) {\n        goto x;\n    }\nx:;\n"
        );
    }
}
