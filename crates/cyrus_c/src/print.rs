//! Statements to text.

use std::fmt::Write as _;

use cyrus_source::FileSpan;

use crate::file::{LineMap, Origin};
use crate::stmt::{Stmt, Var, leaves};
use crate::ty::CType;

/// Where lines of declarations break.
const WIDTH: usize = 110;

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
        self.line += text.trim_end_matches('\n').matches('\n').count() as u32 + 1;
        self.line += text.len().saturating_sub(text.trim_end_matches('\n').len() + 1) as u32;
        self.note(from);
    }

    pub(crate) fn origin(&mut self, at: Option<FileSpan>) {
        self.at = at;
    }

    fn note(&mut self, from: u32) {
        self.map.add(from + 1..self.line + 1, self.at.map_or(Origin::Glue, Origin::Source));
    }

    fn line(&mut self, depth: usize, text: &str) {
        let from = self.line;
        if !text.is_empty() && !text.starts_with('#') {
            for _ in 0..depth {
                self.out.push_str("    ");
            }
        }
        self.out.push_str(text);
        self.out.push('\n');
        self.line += 1 + text.matches('\n').count() as u32;
        self.note(from);
    }

    pub(crate) fn body(&mut self, depth: usize, body: &[Stmt]) {
        for (i, stmt) in body.iter().enumerate() {
            let last = !body[i + 1..].iter().any(|s| !matches!(s, Stmt::At(_)));
            self.stmt(depth, stmt, last);
        }
    }

    fn stmt(&mut self, depth: usize, stmt: &Stmt, last: bool) {
        if let Some(text) = one_line(stmt) {
            return self.line(depth, &text);
        }
        match stmt {
            Stmt::At(at) => self.at = *at,
            Stmt::Comment(text) => {
                self.line(depth, &format!("/* {} */", text.replace("*/", "* /").replace("/*", "/ *")));
            }
            Stmt::Decl(vars) => self.decl(depth, vars),
            Stmt::If(test, then, orelse) => self.branch(depth, &format!("if ({test})"), then, orelse),
            Stmt::While(test, body) => self.braces(depth, &format!("while ({test})"), body),
            Stmt::For(parts, body) => self.braces(depth, &for_head(parts), body),
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
            Stmt::Block(body) => self.braces(depth, "", body),
            Stmt::TryCatch(body, handler) => {
                self.line(depth, "try {");
                self.body(depth + 1, body);
                self.line(depth, "} catch (...) {");
                self.body(depth + 1, handler);
                self.line(depth, "}");
            }
            // a label needs a statement behind it
            Stmt::Label(name) => {
                self.line(depth.saturating_sub(1), &format!("{name}:{}", if last { ";" } else { "" }));
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

    fn braces(&mut self, depth: usize, head: &str, body: &[Stmt]) {
        let space = if head.is_empty() { "" } else { " " };
        self.line(depth, &format!("{head}{space}{{"));
        self.body(depth + 1, body);
        self.line(depth, "}");
    }

    fn branch(&mut self, depth: usize, head: &str, then: &[Stmt], orelse: &[Stmt]) {
        if orelse.iter().all(|s| matches!(s, Stmt::At(_))) {
            let mut real = then.iter().filter(|s| !matches!(s, Stmt::At(_)));
            if let (Some(only), None) = (real.next(), real.next())
                && let Some(text) = one_line(only)
                && !text.starts_with('#')
                && !text.contains('\n')
            {
                return self.line(depth, &format!("{head} {text}"));
            }
            return self.braces(depth, head, then);
        }
        self.line(depth, &format!("{head} {{"));
        self.body(depth + 1, then);
        // `else if` chains stay flat
        if let [Stmt::If(test, then, orelse)] = orelse {
            self.branch(depth, &format!("}} else if ({test})"), then, orelse);
        } else {
            self.line(depth, "} else {");
            self.body(depth + 1, orelse);
            self.line(depth, "}");
        }
    }

    /// Variables of one base type share a line.
    fn decl(&mut self, depth: usize, vars: &[Var]) {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for var in vars {
            let (base, declarator) = split(&var.ty, &var.name);
            let text = match &var.init {
                Some(init) => format!("{declarator} = {init}"),
                None => declarator,
            };
            match groups.iter_mut().find(|(b, _)| *b == base) {
                Some((_, list)) => list.push(text),
                None => groups.push((base, vec![text])),
            }
        }
        for (base, list) in groups {
            let mut text = String::new();
            for item in list {
                if !text.is_empty() && text.len() + item.len() > WIDTH {
                    self.line(depth, &format!("{base} {text};"));
                    text.clear();
                }
                let _ = write!(text, "{}{item}", if text.is_empty() { "" } else { ", " });
            }
            self.line(depth, &format!("{base} {text};"));
        }
    }
}

/// The base type and the declarator: `PyObject` and `*a` of `PyObject *a`.
fn split(ty: &CType, name: &str) -> (String, String) {
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

fn for_head(parts: &[Option<crate::Expr>; 3]) -> String {
    if parts.iter().all(Option::is_none) {
        return "for (;;)".to_owned();
    }
    let text: Vec<String> =
        parts.iter().map(|p| p.as_ref().map(ToString::to_string).unwrap_or_default()).collect();
    format!("for ({}; {}; {})", text[0], text[1], text[2])
}

fn one_line(stmt: &Stmt) -> Option<String> {
    Some(match stmt {
        Stmt::Expr(e) => format!("{e};"),
        Stmt::Line(text) | Stmt::Leave(text) => text.clone(),
        Stmt::Goto(name) => format!("goto {name};"),
        Stmt::Break => "break;".to_owned(),
        Stmt::Continue => "continue;".to_owned(),
        Stmt::Return(Some(e)) => format!("return {e};"),
        Stmt::Return(None) => "return;".to_owned(),
        _ => return None,
    })
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
    use crate::{Binary, Expr};

    fn e(text: &str) -> Expr {
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
            Stmt::For([None, None, None], vec![Stmt::Goto("x".into())]),
            Stmt::Label("x".into()),
        ];
        assert_eq!(
            block(1, &body),
            "    PyObject *a = NULL, *b;\n    int c;\n    if (a) {\n        f();\n    } else if (b) {\n        break;\n    } else {\n        \
             continue;\n    }\n    if (a < 0) CY_E(3, E0)\n    for (;;) {\n        goto x;\n    }\nx:;\n"
        );
    }
}
