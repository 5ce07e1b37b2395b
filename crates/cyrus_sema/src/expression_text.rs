//! Expressions as text, spelled as Python's own `ast.unparse` spells them: one blank around operators, `'` around
//! strings, brackets only where they are needed. What Python has no words for is copied from the source.

mod literal;

use cyrus_ast::{
    BinaryOp, BoolOp, CompareOp, Comprehension, Conversion, Expr, ExprKind as K, FStringPart, Keyword,
    Parameter, Parameters, StrPrefix, UnaryOp,
};

/// An expression as text; `source` is the text of the file it stands in.
pub fn expression_text(e: &Expr, source: &str) -> String {
    let mut writer = Writer::new(source, false);
    writer.expr(e, Level::Test);
    writer.out
}

/// An annotation as `from __future__ import annotations` keeps it (PEP 563): every literal as its `repr`, and the brackets of
/// CPython's own writer (`Python/ast_unparse.c`), which are not in all places those of `ast.unparse`.
pub fn annotation_text(e: &Expr, source: &str) -> String {
    let mut writer = Writer::new(source, true);
    writer.expr(e, Level::Test);
    writer.out
}

/// The same for what a reader has to understand without the code around it: nothing if a part is code of its own (a
/// `lambda`) or has no spelling in Python.
pub fn plain_expression_text(e: &Expr, source: &str) -> Option<String> {
    let mut writer = Writer::new(source, false);
    writer.expr(e, Level::Test);
    writer.whole.then_some(writer.out)
}

/// How tightly an expression binds, loosest first: one that binds looser than its place asks for gets brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Level {
    /// `a, b` and `yield`
    Tuple,
    /// `x := e`, `lambda`, `a if b else c`
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Sign,
    Power,
    Await,
    Atom,
}

struct Writer<'a> {
    source: &'a str,
    out: String,
    /// Everything so far has a spelling in Python.
    whole: bool,
    /// Nothing is copied that Python has a spelling for: see `annotation_text`.
    even: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, even: bool) -> Self {
        Self { source, out: String::new(), whole: true, even }
    }

    fn expr(&mut self, e: &Expr, wanted: Level) {
        let own = level(e);
        if own < wanted {
            self.out.push('(');
            self.bare(e, own);
            self.out.push(')');
        } else {
            self.bare(e, own);
        }
    }

    /// What stands in a place where an expression begins afresh.
    fn test(&mut self, e: &Expr) {
        self.expr(e, Level::Test);
    }

    fn bare(&mut self, e: &Expr, own: Level) {
        match &e.kind {
            K::Name(name) => self.out.push_str(name),
            K::None => self.out.push_str("None"),
            K::Bool(value) => self.out.push_str(if *value { "True" } else { "False" }),
            K::Ellipsis => self.out.push_str("..."),
            K::Str { value, prefix, .. } => {
                let unicode = self.even && *prefix == StrPrefix::Unicode;
                let text = literal::quoted(&literal::points(value), if unicode { "u" } else { "" });
                self.out.push_str(&text);
            }
            K::Bytes(bytes) => self.out.push_str(&literal::bytes(bytes)),
            K::Int { value, .. } if self.even => self.out.push_str(&literal::integer(value)),
            K::Float(x) if self.even => self.out.push_str(&literal::float(*x)),
            K::Imaginary(x) if self.even => self.out.push_str(&literal::imaginary(*x)),
            K::FString(parts) if self.even => self.pieces(parts, "f"),
            K::TString(parts) if self.even => self.pieces(parts, "t"),
            K::Lambda { params, body } if self.even => self.lambda(params, body),
            K::Int { .. } | K::Float(_) | K::Imaginary(_) | K::FString(_) | K::TString(_) => self.copy(e),
            K::Binary { left, op, right } => self.binary(left, *op, right, own),
            K::Unary { op, operand } => {
                self.out.push_str(match op {
                    UnaryOp::Invert => "~",
                    UnaryOp::Not => "not ",
                    UnaryOp::UAdd => "+",
                    UnaryOp::USub => "-",
                });
                self.expr(operand, own);
            }
            K::BoolOp { op, values } => {
                let word = match op {
                    BoolOp::And => " and ",
                    BoolOp::Or => " or ",
                };
                // `a and (b and c)` is not `(a and b) and c` where the operands have effects
                self.separated(values, word, |w, value| w.expr(value, next(own)));
            }
            K::Compare { left, rest } => {
                self.expr(left, next(own));
                for (op, right) in rest {
                    self.out.push_str(relation(*op));
                    self.expr(right, next(own));
                }
            }
            K::Conditional { test, body, orelse } => {
                self.expr(body, next(own));
                self.out.push_str(" if ");
                self.expr(test, next(own));
                self.out.push_str(" else ");
                self.test(orelse);
            }
            K::Call { func, args, keywords } => self.call(func, args, keywords),
            K::Attribute { value, attr } => {
                self.expr(value, Level::Atom);
                if matches!(value.kind, K::Int { .. }) {
                    self.out.push(' ');
                }
                self.out.push('.');
                self.out.push_str(&attr.name);
            }
            K::Subscript { value, index } => {
                self.expr(value, Level::Atom);
                self.out.push('[');
                match &index.kind {
                    K::Tuple(items) if !items.is_empty() => self.items(items),
                    _ => self.test(index),
                }
                self.out.push(']');
            }
            K::Slice { lower, upper, step } => {
                if let Some(part) = lower {
                    self.test(part);
                }
                self.out.push(':');
                if let Some(part) = upper {
                    self.test(part);
                }
                if let Some(part) = step {
                    self.out.push(':');
                    self.test(part);
                }
            }
            K::Starred(inner) => {
                self.out.push('*');
                self.expr(inner, Level::BitOr);
            }
            K::Tuple(items) => {
                self.out.push('(');
                self.items(items);
                self.out.push(')');
            }
            K::List(items) => {
                self.out.push('[');
                self.separated(items, ", ", Self::test);
                self.out.push(']');
            }
            K::Set(items) => {
                self.out.push('{');
                self.separated(items, ", ", Self::test);
                self.out.push('}');
            }
            K::Dict(items) => {
                self.out.push('{');
                self.separated(items, ", ", |w, (key, value)| match key {
                    Some(key) => w.pair(key, value),
                    None => {
                        w.out.push_str("**");
                        w.expr(value, Level::BitOr);
                    }
                });
                self.out.push('}');
            }
            K::ListComp { element, clauses } => self.comprehension("[", element, clauses, "]"),
            K::SetComp { element, clauses } => self.comprehension("{", element, clauses, "}"),
            K::Generator { element, clauses } => self.comprehension("(", element, clauses, ")"),
            K::DictComp { key, value, clauses } => {
                self.out.push('{');
                match key {
                    Some(key) => self.pair(key, value),
                    None => {
                        self.out.push_str("**");
                        self.expr(value, Level::BitOr);
                    }
                }
                self.clauses(clauses);
                self.out.push('}');
            }
            K::Await(inner) => {
                self.out.push_str("await ");
                self.expr(inner, Level::Atom);
            }
            K::Error
            | K::CChar(_)
            | K::Lambda { .. }
            | K::Walrus { .. }
            | K::Yield(_)
            | K::YieldFrom(_)
            | K::Repr(_)
            | K::Cast { .. }
            | K::AddressOf(_)
            | K::SizeOf(_)
            | K::New(_)
            | K::CType(_) => {
                self.whole = false;
                self.copy(e);
            }
        }
    }

    /// The source of an expression, on one line.
    fn copy(&mut self, e: &Expr) {
        let text = e.span.text(self.source);
        for (i, word) in text.split_whitespace().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
    }

    fn separated<T>(&mut self, items: &[T], between: &str, mut write: impl FnMut(&mut Self, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(between);
            }
            write(self, item);
        }
    }

    /// The items of a tuple.
    fn items(&mut self, items: &[Expr]) {
        self.separated(items, ", ", Self::test);
        if items.len() == 1 {
            self.out.push(',');
        }
    }

    fn pair(&mut self, key: &Expr, value: &Expr) {
        self.test(key);
        self.out.push_str(": ");
        self.test(value);
    }

    fn binary(&mut self, left: &Expr, op: BinaryOp, right: &Expr, own: Level) {
        // a power binds its left operand tighter, all others their right one
        let (of_left, of_right) = match (op, self.even) {
            (BinaryOp::Pow, true) => (next(own), own),
            (BinaryOp::Pow, false) => (next(own), Level::Sign),
            _ => (own, next(own)),
        };
        self.expr(left, of_left);
        self.out.push_str(match op {
            BinaryOp::Add => " + ",
            BinaryOp::Sub => " - ",
            BinaryOp::Mult => " * ",
            BinaryOp::MatMult => " @ ",
            BinaryOp::Div => " / ",
            BinaryOp::Mod => " % ",
            BinaryOp::Pow => " ** ",
            BinaryOp::LShift => " << ",
            BinaryOp::RShift => " >> ",
            BinaryOp::BitOr => " | ",
            BinaryOp::BitXor => " ^ ",
            BinaryOp::BitAnd => " & ",
            BinaryOp::FloorDiv => " // ",
        });
        self.expr(right, of_right);
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        self.expr(func, Level::Atom);
        if let ([only], []) = (args, keywords)
            && matches!(only.kind, K::Generator { .. })
        {
            self.test(only);
            return;
        }
        self.out.push('(');
        self.separated(args, ", ", Self::test);
        // `**{}` hands over nothing
        let keywords: Vec<&Keyword> = keywords
            .iter()
            .filter(|k| k.name.is_some() || !matches!(&k.value.kind, K::Dict(items) if items.is_empty()))
            .collect();
        if !args.is_empty() && !keywords.is_empty() {
            self.out.push_str(", ");
        }
        self.separated(&keywords, ", ", |w, keyword| match &keyword.name {
            Some(name) => {
                w.out.push_str(&name.name);
                w.out.push('=');
                w.test(&keyword.value);
            }
            None => {
                w.out.push_str("**");
                w.expr(&keyword.value, if w.even { Level::Test } else { Level::BitOr });
            }
        });
        self.out.push(')');
    }

    /// An f-string or t-string: its text with the fields in it, quoted as a whole.
    fn pieces(&mut self, parts: &[FStringPart], prefix: &str) {
        let mut text = Vec::new();
        self.body(parts, &mut text);
        self.out.push_str(&literal::quoted(&text, prefix));
    }

    fn body(&mut self, parts: &[FStringPart], text: &mut Vec<u32>) {
        let doubled = |point: u32, text: &mut Vec<u32>| {
            let braces = [u32::from('{'), u32::from('}')].contains(&point);
            text.extend(std::iter::repeat_n(point, 1 + usize::from(braces)));
        };
        for part in parts {
            let field = match part {
                FStringPart::Literal(value) => {
                    literal::points(value).into_iter().for_each(|p| doubled(p, text));
                    continue;
                }
                FStringPart::Field(field) => field,
            };
            if let Some(shown) = &field.debug {
                shown.chars().for_each(|c| doubled(u32::from(c), text));
            }
            let mut value = Writer::new(self.source, true);
            value.expr(&field.value, Level::Or);
            self.whole &= value.whole;
            let conversion = match field.conversion {
                None => "",
                Some(Conversion::Str) => "!s",
                Some(Conversion::Repr) => "!r",
                Some(Conversion::Ascii) => "!a",
            };
            let open = if value.out.starts_with('{') { "{ " } else { "{" };
            text.extend([open, &value.out, conversion].iter().flat_map(|s| s.chars()).map(u32::from));
            if let Some(spec) = &field.spec {
                text.push(u32::from(':'));
                self.body(spec, text);
            }
            text.push(u32::from('}'));
        }
    }

    fn lambda(&mut self, params: &Parameters, body: &Expr) {
        let positional = params.list.len() - params.kwonly;
        self.out.push_str(if positional > 0 { "lambda " } else { "lambda" });
        let mut first = true;
        let mut begin = |w: &mut Self, mark: &str| {
            if !std::mem::take(&mut first) {
                w.out.push_str(", ");
            }
            w.out.push_str(mark);
        };
        for (i, p) in params.list.iter().enumerate() {
            if i == positional {
                begin(self, "*");
                if let Some(rest) = &params.vararg {
                    self.out.push_str(&rest.name.name);
                }
            }
            begin(self, "");
            self.parameter(p);
            if i + 1 == params.posonly {
                begin(self, "/");
            }
        }
        if let (Some(rest), 0) = (&params.vararg, params.kwonly) {
            begin(self, "*");
            self.parameter(rest);
        }
        if let Some(rest) = &params.kwarg {
            begin(self, "**");
            self.parameter(rest);
        }
        self.out.push_str(": ");
        self.test(body);
    }

    fn parameter(&mut self, p: &Parameter) {
        self.out.push_str(&p.name.name);
        if let Some(default) = &p.default {
            self.out.push('=');
            self.test(default);
        }
    }

    fn comprehension(&mut self, open: &str, element: &Expr, clauses: &[Comprehension], close: &str) {
        self.out.push_str(open);
        self.test(element);
        self.clauses(clauses);
        self.out.push_str(close);
    }

    fn clauses(&mut self, clauses: &[Comprehension]) {
        for clause in clauses {
            self.whole &= clause.range.is_none();
            self.out.push_str(if clause.is_async { " async for " } else { " for " });
            match &clause.target.kind {
                K::Tuple(items) if !items.is_empty() => self.items(items),
                _ => self.test(&clause.target),
            }
            self.out.push_str(" in ");
            self.expr(&clause.iter, Level::Or);
            for condition in &clause.ifs {
                self.out.push_str(" if ");
                self.expr(condition, Level::Or);
            }
        }
    }
}

fn level(e: &Expr) -> Level {
    match &e.kind {
        K::Yield(_) | K::YieldFrom(_) => Level::Tuple,
        K::Walrus { .. } | K::Lambda { .. } | K::Conditional { .. } | K::Starred(_) | K::Slice { .. } => {
            Level::Test
        }
        K::BoolOp { op: BoolOp::Or, .. } => Level::Or,
        K::BoolOp { op: BoolOp::And, .. } => Level::And,
        K::Unary { op: UnaryOp::Not, .. } => Level::Not,
        K::Compare { .. } => Level::Compare,
        K::Binary { op, .. } => match op {
            BinaryOp::BitOr => Level::BitOr,
            BinaryOp::BitXor => Level::BitXor,
            BinaryOp::BitAnd => Level::BitAnd,
            BinaryOp::LShift | BinaryOp::RShift => Level::Shift,
            BinaryOp::Add | BinaryOp::Sub => Level::Sum,
            BinaryOp::Mult | BinaryOp::MatMult | BinaryOp::Div | BinaryOp::Mod | BinaryOp::FloorDiv => {
                Level::Product
            }
            BinaryOp::Pow => Level::Power,
        },
        K::Unary { op: UnaryOp::Invert | UnaryOp::UAdd | UnaryOp::USub, .. }
        | K::Cast { .. }
        | K::AddressOf(_) => Level::Sign,
        K::Await(_) => Level::Await,
        K::Error
        | K::Name(_)
        | K::None
        | K::Bool(_)
        | K::Ellipsis
        | K::Int { .. }
        | K::Float(_)
        | K::Imaginary(_)
        | K::Str { .. }
        | K::Bytes(_)
        | K::CChar(_)
        | K::FString(_)
        | K::TString(_)
        | K::Call { .. }
        | K::Attribute { .. }
        | K::Subscript { .. }
        | K::Tuple(_)
        | K::List(_)
        | K::Set(_)
        | K::Dict(_)
        | K::ListComp { .. }
        | K::SetComp { .. }
        | K::DictComp { .. }
        | K::Generator { .. }
        | K::Repr(_)
        | K::SizeOf(_)
        | K::New(_)
        | K::CType(_) => Level::Atom,
    }
}

/// The level just above.
fn next(level: Level) -> Level {
    use Level as L;
    match level {
        L::Tuple => L::Test,
        L::Test => L::Or,
        L::Or => L::And,
        L::And => L::Not,
        L::Not => L::Compare,
        L::Compare => L::BitOr,
        L::BitOr => L::BitXor,
        L::BitXor => L::BitAnd,
        L::BitAnd => L::Shift,
        L::Shift => L::Sum,
        L::Sum => L::Product,
        L::Product => L::Sign,
        L::Sign => L::Power,
        L::Power => L::Await,
        L::Await | L::Atom => L::Atom,
    }
}

fn relation(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => " == ",
        CompareOp::NotEq => " != ",
        CompareOp::Lt => " < ",
        CompareOp::LtE => " <= ",
        CompareOp::Gt => " > ",
        CompareOp::GtE => " >= ",
        CompareOp::Is => " is ",
        CompareOp::IsNot => " is not ",
        CompareOp::In => " in ",
        CompareOp::NotIn => " not in ",
    }
}

#[cfg(test)]
mod tests {
    use cyrus_ast::StmtKind;
    use cyrus_parser::{ParseOptions, SourceKind, parse};
    use cyrus_source::FileId;

    use super::*;

    fn shown(text: &str) -> (String, bool) {
        let module = parse(text, ParseOptions::new(SourceKind::Pyx, FileId(0))).module;
        let StmtKind::Expr(e) = &module.body[0].kind else { panic!("{text} is no expression") };
        (expression_text(e, text), plain_expression_text(e, text).is_some())
    }

    #[test]
    fn what_python_writes_too() {
        for text in [
            "(a or b) and c",
            "not (a or b)",
            "(1 + f(2)) * 3 + (4 * x) ** (1 + 0.0 / 1)",
            "-1 ** 2",
            "(-1) ** -2",
            "a - (b - c)",
            "a if b else c if d else e",
            "(a if b else c) if d else e",
            "x[7, 3:2:1, ...]",
            "x[:][1:][:1][0:1:1][()]",
            "{1: 2, **m}",
            "[*a, (b,), (), {c}]",
            "f(x, *a, k=1, **m)",
            "f(x for x in y if x if not x)",
            "{str(i): id(i) for i, (j,) in z}",
            "a < b <= c is not d not in e",
            "'it' + \"it's\" + b'\\xff\\n'",
            "1 + 2j",
            "a.b.c",
        ] {
            assert_eq!(shown(text), (text.to_owned(), true));
        }
    }

    #[test]
    fn blanks_brackets_and_quotes_are_made_even() {
        for (text, want) in [
            ("2+2", "2 + 2"),
            ("((a))[::1]", "a[::1]"),
            ("\"x\" u'y'", "'xy'"),
            ("( a\n  +b)", "a + b"),
            ("d(x=42, **{})", "d(x=42)"),
            ("0x1F", "0x1F"),
        ] {
            assert_eq!(shown(text), (want.to_owned(), true));
        }
    }

    #[test]
    fn annotations_are_those_of_the_interpreter() {
        for (text, want) in [
            ("0x10 + 1_000", "16 + 1000"),
            ("1e3 - 1E400j", "1000.0 - 1e309j"),
            ("u'a' 'b'", "u'ab'"),
            ("a ** -b", "a ** (-b)"),
            ("f(**a or b)", "f(**a or b)"),
            ("lambda: (lambda *a, b=1: c)", "lambda: lambda*a, b=1: c"),
            ("lambda x, /, y=2, *, z, **k: x", "lambda x, /, y=2, *, z, **k: x"),
            ("f'a{b}' f\"'{c!r:>{d}}\"", "f\"a{b}'{c!r:>{d}}\""),
            ("f'{ {1: 2} }{{{a=}{a,}{a if b else c}'", "f'{ {1: 2}}{{a={a!r}{(a,)}{(a if b else c)}'"),
        ] {
            let module = parse(text, ParseOptions::new(SourceKind::Py, FileId(0))).module;
            let StmtKind::Expr(e) = &module.body[0].kind else { panic!("{text} is no expression") };
            assert_eq!(annotation_text(e, text), want);
        }
    }

    #[test]
    fn code_of_its_own_is_copied() {
        assert_eq!(shown("f(lambda z:  z+1)"), ("f(lambda z: z+1)".to_owned(), false));
        assert_eq!(shown("<int> 5"), ("<int> 5".to_owned(), false));
    }
}
