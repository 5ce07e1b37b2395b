//! Patterns.

use cyrus_ast::{Pattern, PatternKind};

use super::{Context, Dumper};

impl Dumper {
    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.node("MatchValue", |d| d.load("value", value)),
            PatternKind::Singleton(value) => self.node("MatchSingleton", |d| {
                let text = match value.kind {
                    cyrus_ast::ExprKind::Bool(true) => "True",
                    cyrus_ast::ExprKind::Bool(false) => "False",
                    _ => "None",
                };
                d.raw("value", text);
            }),
            PatternKind::Sequence(items) => {
                self.node("MatchSequence", |d| d.list("patterns", items, Self::pattern));
            }
            PatternKind::Star(name) => self.node("MatchStar", |d| d.opt_ident("name", name.as_ref())),
            PatternKind::Mapping { keys, patterns, rest } => self.node("MatchMapping", |d| {
                d.exprs("keys", keys, Context::Load);
                d.list("patterns", patterns, Self::pattern);
                d.opt_ident("rest", rest.as_ref());
            }),
            PatternKind::Class { class, positional, keyword } => self.node("MatchClass", |d| {
                d.load("cls", class);
                d.list("patterns", positional, Self::pattern);
                d.list("kwd_attrs", keyword, |d, (name, _)| {
                    super::constant::string(&mut d.out, name.name.as_bytes());
                });
                d.list("kwd_patterns", keyword, |d, (_, pattern)| d.pattern(pattern));
            }),
            PatternKind::As { pattern, name } => self.node("MatchAs", |d| {
                if let Some(pattern) = pattern {
                    d.field("pattern");
                    d.pattern(pattern);
                }
                d.opt_ident("name", name.as_ref());
            }),
            PatternKind::Or(options) => self.node("MatchOr", |d| d.list("patterns", options, Self::pattern)),
        }
    }
}
