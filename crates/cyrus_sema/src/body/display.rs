//! Displays, f-strings, t-strings.

use cyrus_ast as ast;
use cyrus_hir::{Arg, Expr, ExprKind, FormatConversion, Item};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{Builtin, StructId, Type};

use super::Body;
use crate::rules;

impl<'a> Body<'_, 'a> {
    /// The items of a list, set or tuple as objects.
    pub fn items(&mut self, items: &'a [ast::Expr]) -> Vec<Item> {
        items
            .iter()
            .map(|i| match &i.kind {
                ast::ExprKind::Starred(inner) => Item::Star(self.object_expr(inner)),
                _ => Item::One(self.object_expr(i)),
            })
            .collect()
    }

    /// `(a, b)`
    pub fn tuple(&mut self, items: &'a [ast::Expr], at: FileSpan) -> Expr {
        let items = self.items(items);
        self.need_gil_for_items(&items, at, "building a Python tuple");
        if all_constant(&items) {
            let items = items
                .into_iter()
                .filter_map(|i| match i {
                    Item::One(e) => Some(e),
                    Item::Star(_) => None,
                })
                .collect();
            return Expr::new(Type::TUPLE, at, ExprKind::ConstTuple(items));
        }
        Expr::new(Type::TUPLE, at, ExprKind::Tuple(items))
    }

    /// A display of constants can still turn into comparisons of C values (`i in (1, 2)`); if it does not, what is done
    /// with it needs the GIL.
    pub fn need_gil_for_items(&mut self, items: &[Item], at: FileSpan, what: &str) {
        if !all_constant(items) {
            self.need_gil(at, what);
        }
    }

    /// `{k: v, **m}`
    pub fn dict(&mut self, items: &'a [(Option<ast::Expr>, ast::Expr)], at: FileSpan) -> Expr {
        self.need_gil(at, "building a Python dict");
        let items = items
            .iter()
            .map(|(k, v)| {
                let key = k.as_ref().map(|k| self.object_expr(k));
                (key, self.object_expr(v))
            })
            .collect();
        Expr::new(Type::DICT, at, ExprKind::Dict(items))
    }

    /// A dict display that becomes a struct: keys are its fields.
    pub fn struct_display(
        &mut self,
        id: StructId,
        want: &Type,
        items: &'a [(Option<ast::Expr>, ast::Expr)],
        e: &'a ast::Expr,
    ) -> Expr {
        let at = self.at(e.span);
        let fields = self.s.world.structs[id].fields.clone().unwrap_or_default();
        let mut out: Vec<(Option<Name>, Expr)> = Vec::new();
        for (key, value) in items {
            let name = match key.as_ref().map(|k| &k.kind) {
                Some(ast::ExprKind::Str { value, .. }) => value.as_str().map(Name::from),
                Some(ast::ExprKind::Bytes(b)) => std::str::from_utf8(b).ok().map(Name::from),
                _ => None,
            };
            let Some(name) = name else { return self.expr(e) };
            let Some(field) = fields.iter().find(|f| f.name == name) else {
                let shown = self.s.world.show(want);
                self.s.error(&rules::UNKNOWN_NAME, at, format!("struct `{shown}` has no field `{name}`"));
                continue;
            };
            let value = self.expr_as(value, &field.ty);
            out.push((Some(field.cname.clone()), value));
        }
        Expr::new(want.clone(), at, ExprKind::Aggregate(out))
    }

    /// `f"..."`
    pub fn fstring(&mut self, parts: &'a [ast::FStringPart], at: FileSpan) -> Expr {
        // without replacement fields it is a constant
        if parts.iter().any(|p| matches!(p, ast::FStringPart::Field(_))) {
            self.need_gil(at, "an f-string");
        }
        let mut out: Vec<Expr> = Vec::new();
        for p in parts {
            match p {
                ast::FStringPart::Literal(s) => push_text(&mut out, &s.0, at),
                ast::FStringPart::Field(f) => {
                    if let Some(d) = &f.debug {
                        push_text(&mut out, d.as_bytes(), at);
                    }
                    let e = self.field(f);
                    out.push(e);
                }
            }
        }
        match out.len() {
            0 => Expr::new(Type::STR, at, ExprKind::Str(Box::default())),
            1 if matches!(out[0].kind, ExprKind::Str(_)) => out.remove(0),
            1 => Expr { at, ..out.remove(0) },
            _ => Expr::new(Type::STR, at, ExprKind::Join(out)),
        }
    }

    fn field(&mut self, f: &'a ast::FStringField) -> Expr {
        let at = self.at(f.span);
        let value = self.object_expr(&f.value);
        let conversion = match f.conversion {
            None => FormatConversion::None,
            Some(ast::Conversion::Str) => FormatConversion::Str,
            Some(ast::Conversion::Repr) => FormatConversion::Repr,
            Some(ast::Conversion::Ascii) => FormatConversion::Ascii,
        };
        let spec = f.spec.as_ref().map(|s| Box::new(self.fstring(s, at)));
        Expr::new(Type::STR, at, ExprKind::Format { value: Box::new(value), conversion, spec })
    }

    /// `t"..."` (PEP 750): `string.templatelib.Template` of the pieces.
    pub fn tstring(&mut self, parts: &'a [ast::FStringPart], at: FileSpan) -> Expr {
        let text = |s: &[u8]| Expr::new(Type::STR, at, ExprKind::Str(s.into()));
        let mut args: Vec<Expr> = Vec::new();
        for p in parts {
            match p {
                ast::FStringPart::Literal(s) => args.push(text(&s.0)),
                ast::FStringPart::Field(f) => {
                    if let Some(d) = &f.debug {
                        args.push(text(d.as_bytes()));
                    }
                    let value = self.object_expr(&f.value);
                    let conversion = match f.conversion {
                        None => Expr::new(Type::Builtin(Builtin::NoneType), at, ExprKind::None),
                        Some(ast::Conversion::Str) => text(b"s"),
                        Some(ast::Conversion::Repr) => text(b"r"),
                        Some(ast::Conversion::Ascii) => text(b"a"),
                    };
                    let spec = match &f.spec {
                        Some(s) => self.fstring(s, at),
                        None => text(b""),
                    };
                    let items = vec![
                        Item::One(value),
                        Item::One(text(f.source.as_bytes())),
                        Item::One(conversion),
                        Item::One(spec),
                    ];
                    args.push(Expr::new(Type::TUPLE, at, ExprKind::Tuple(items)));
                }
            }
        }
        let list = Expr::new(Type::TUPLE, at, ExprKind::Tuple(args.into_iter().map(Item::One).collect()));
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_TEMPLATE, args: vec![list] })
    }

    /// Positional and keyword arguments of a Python call.
    pub fn args(&mut self, args: &'a [ast::Expr], keywords: &'a [ast::Keyword]) -> Vec<Arg> {
        let mut out = Vec::with_capacity(args.len() + keywords.len());
        // In the order of the source: a starred argument may stand behind a keyword.
        let mut rest = keywords.iter().peekable();
        for a in args {
            while rest
                .peek()
                .is_some_and(|k| k.span.start < a.span.start && !matches!(a.kind, ast::ExprKind::Starred(_)))
            {
                if let Some(k) = rest.next() {
                    out.push(self.keyword(k));
                }
            }
            out.push(match &a.kind {
                ast::ExprKind::Starred(inner) => Arg::Star(self.object_expr(inner)),
                _ => Arg::Positional(self.object_expr(a)),
            });
        }
        for k in rest {
            out.push(self.keyword(k));
        }
        out
    }

    fn keyword(&mut self, k: &'a ast::Keyword) -> Arg {
        let value = self.object_expr(&k.value);
        match &k.name {
            Some(n) => Arg::Keyword(n.name.clone(), value),
            None => Arg::StarStar(value),
        }
    }
}

/// Adds text, joining it with text before it.
fn push_text(out: &mut Vec<Expr>, text: &[u8], at: FileSpan) {
    if text.is_empty() {
        return;
    }
    if let Some(Expr { kind: ExprKind::Str(last), .. }) = out.last_mut() {
        let mut joined = last.to_vec();
        joined.extend_from_slice(text);
        *last = joined.into();
        return;
    }
    out.push(Expr::new(Type::STR, at, ExprKind::Str(text.into())));
}

fn all_constant(items: &[Item]) -> bool {
    let constant = |e: &Expr| {
        matches!(
            e.kind,
            ExprKind::None
                | ExprKind::Bool(_)
                | ExprKind::Ellipsis
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Imaginary(_)
                | ExprKind::Str(_)
                | ExprKind::Bytes(_)
                | ExprKind::ConstTuple(_)
        )
    };
    items.iter().all(|i| matches!(i, Item::One(e) if constant(e)))
}
