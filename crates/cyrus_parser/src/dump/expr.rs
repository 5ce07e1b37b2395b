//! Expressions.

use cyrus_ast::{
    BinaryOp, BoolOp, CompareOp, Comprehension, Conversion, Expr, ExprKind, FStringField, FStringPart,
    IntValue, Keyword, Parameter, Parameters, StrPrefix, UnaryOp,
};

use super::{Context, Dumper, constant};

pub(super) fn binary_op(op: BinaryOp) -> String {
    format!("{op:?}()")
}

fn compare_op(op: CompareOp) -> String {
    format!("{op:?}()")
}

/// A piece of an f-string, with the text of debug fields made literal as CPython does.
enum Piece<'a> {
    Text(Vec<u8>),
    Field(&'a FStringField),
}

fn pieces(parts: &[FStringPart]) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let add = |out: &mut Vec<Piece<'_>>, text: &[u8]| match out.last_mut() {
        Some(Piece::Text(last)) => last.extend_from_slice(text),
        _ => out.push(Piece::Text(text.to_vec())),
    };
    for part in parts {
        match part {
            FStringPart::Literal(text) => add(&mut out, &text.0),
            FStringPart::Field(field) => {
                if let Some(debug) = &field.debug {
                    add(&mut out, debug.as_bytes());
                }
                out.push(Piece::Field(field));
            }
        }
    }
    out
}

impl Dumper {
    pub(super) fn expr(&mut self, expr: &Expr, context: Context) {
        match &expr.kind {
            ExprKind::Error => self.node("Error", |_| {}),
            ExprKind::Name(name) => self.node("Name", |d| {
                d.text("id", name);
                d.raw("ctx", context.text());
            }),
            ExprKind::None => self.constant("None"),
            ExprKind::Bool(value) => self.constant(if *value { "True" } else { "False" }),
            ExprKind::Ellipsis => self.constant("Ellipsis"),
            ExprKind::Int { value, suffix } => self.node("Constant", |d| {
                let text = match value {
                    IntValue::Small(value) => value.to_string(),
                    IntValue::Big(value) => value.to_string(),
                };
                d.raw("value", &text);
                d.flag("unsigned", suffix.unsigned);
                if suffix.longs > 0 {
                    d.raw("longs", &suffix.longs.to_string());
                }
            }),
            ExprKind::Float(value) => self.constant(&constant::float(*value)),
            ExprKind::Imaginary(value) => self.constant(&constant::imaginary(*value)),
            ExprKind::Str { value, prefix, raw_bytes } => self.node("Constant", |d| {
                d.field("value");
                constant::string(&mut d.out, &value.0);
                if *prefix == StrPrefix::Unicode {
                    d.raw("kind", "'u'");
                }
                if let Some(raw) = raw_bytes {
                    d.field("bytes");
                    constant::bytes(&mut d.out, raw);
                }
            }),
            ExprKind::Bytes(value) => self.node("Constant", |d| {
                d.field("value");
                constant::bytes(&mut d.out, value);
            }),
            ExprKind::CChar(value) => self.node("CChar", |d| d.raw("value", &value.to_string())),
            ExprKind::FString(parts) => self.joined("JoinedStr", parts, false),
            ExprKind::TString(parts) => self.joined("TemplateStr", parts, true),
            ExprKind::Binary { left, op, right } => self.node("BinOp", |d| {
                d.load("left", left);
                d.raw("op", &binary_op(*op));
                d.load("right", right);
            }),
            ExprKind::Unary { op, operand } => self.node("UnaryOp", |d| {
                let op: UnaryOp = *op;
                d.raw("op", &format!("{op:?}()"));
                d.load("operand", operand);
            }),
            ExprKind::BoolOp { op, values } => self.node("BoolOp", |d| {
                let op: BoolOp = *op;
                d.raw("op", &format!("{op:?}()"));
                d.exprs("values", values, Context::Load);
            }),
            ExprKind::Compare { left, rest } => self.node("Compare", |d| {
                d.load("left", left);
                d.list("ops", rest, |d, (op, _)| d.out.push_str(&compare_op(*op)));
                d.list("comparators", rest, |d, (_, value)| d.expr(value, Context::Load));
            }),
            ExprKind::Conditional { test, body, orelse } => self.node("IfExp", |d| {
                d.load("test", test);
                d.load("body", body);
                d.load("orelse", orelse);
            }),
            ExprKind::Call { func, args, keywords } => self.node("Call", |d| {
                d.load("func", func);
                d.exprs("args", args, Context::Load);
                d.keywords(keywords);
            }),
            ExprKind::Attribute { value, attr } => self.node("Attribute", |d| {
                d.load("value", value);
                d.ident("attr", attr);
                d.raw("ctx", context.text());
            }),
            ExprKind::Subscript { value, index } => self.node("Subscript", |d| {
                d.load("value", value);
                d.load("slice", index);
                d.raw("ctx", context.text());
            }),
            ExprKind::Slice { lower, upper, step } => self.node("Slice", |d| {
                d.opt("lower", lower.as_deref());
                d.opt("upper", upper.as_deref());
                d.opt("step", step.as_deref());
            }),
            ExprKind::Starred(value) => self.node("Starred", |d| {
                d.field("value");
                d.expr(value, context);
                d.raw("ctx", context.text());
            }),
            ExprKind::Tuple(items) => self.sequence("Tuple", items, context),
            ExprKind::List(items) => self.sequence("List", items, context),
            ExprKind::Set(items) => self.node("Set", |d| d.exprs("elts", items, Context::Load)),
            ExprKind::Dict(items) => self.node("Dict", |d| {
                d.list("keys", items, |d, (key, _)| match key {
                    Some(key) => d.expr(key, Context::Load),
                    None => d.out.push_str("None"),
                });
                d.list("values", items, |d, (_, value)| d.expr(value, Context::Load));
            }),
            ExprKind::ListComp { element, clauses } => self.comprehension("ListComp", element, clauses),
            ExprKind::SetComp { element, clauses } => self.comprehension("SetComp", element, clauses),
            ExprKind::Generator { element, clauses } => self.comprehension("GeneratorExp", element, clauses),
            ExprKind::DictComp { key, value, clauses } => self.node("DictComp", |d| {
                d.opt("key", key.as_deref());
                d.load("value", value);
                d.clauses(clauses);
            }),
            ExprKind::Lambda { params, body } => self.node("Lambda", |d| {
                d.parameters(params);
                d.load("body", body);
            }),
            ExprKind::Walrus { target, value } => self.node("NamedExpr", |d| {
                d.store("target", target);
                d.load("value", value);
            }),
            ExprKind::Await(value) => self.node("Await", |d| d.load("value", value)),
            ExprKind::Yield(value) => self.node("Yield", |d| d.opt("value", value.as_deref())),
            ExprKind::YieldFrom(value) => self.node("YieldFrom", |d| d.load("value", value)),
            ExprKind::Repr(value) => self.node("Repr", |d| d.load("value", value)),
            ExprKind::Cast { .. }
            | ExprKind::AddressOf(_)
            | ExprKind::SizeOf(_)
            | ExprKind::New(_)
            | ExprKind::CType(_) => self.cython_expr(expr),
        }
    }

    fn constant(&mut self, text: &str) {
        self.node("Constant", |d| d.raw("value", text));
    }

    fn sequence(&mut self, name: &str, items: &[Expr], context: Context) {
        self.node(name, |d| {
            d.exprs("elts", items, context);
            d.raw("ctx", context.text());
        });
    }

    fn joined(&mut self, name: &str, parts: &[FStringPart], template: bool) {
        self.node(name, |d| {
            d.list("values", &pieces(parts), |d, piece| match piece {
                Piece::Text(text) => d.node("Constant", |d| {
                    d.field("value");
                    constant::string(&mut d.out, text);
                }),
                Piece::Field(field) => d.replacement(field, template),
            });
        });
    }

    fn replacement(&mut self, field: &FStringField, template: bool) {
        self.node(if template { "Interpolation" } else { "FormattedValue" }, |d| {
            d.load("value", &field.value);
            if template {
                d.text("str", &field.source);
            }
            let conversion = match field.conversion {
                None => "-1",
                Some(Conversion::Str) => "115",
                Some(Conversion::Repr) => "114",
                Some(Conversion::Ascii) => "97",
            };
            d.raw("conversion", conversion);
            if let Some(spec) = &field.spec {
                d.field("format_spec");
                d.joined("JoinedStr", spec, false);
            }
        });
    }

    fn comprehension(&mut self, name: &str, element: &Expr, clauses: &[Comprehension]) {
        self.node(name, |d| {
            d.load("elt", element);
            d.clauses(clauses);
        });
    }

    fn clauses(&mut self, clauses: &[Comprehension]) {
        self.list("generators", clauses, |d, clause| {
            d.node("comprehension", |d| {
                d.store("target", &clause.target);
                d.load("iter", &clause.iter);
                if let Some(range) = &clause.range {
                    d.raw("relation1", &compare_op(range.relation1));
                    d.raw("relation2", &compare_op(range.relation2));
                    d.load("stop", &range.stop);
                    d.opt("step", range.step.as_ref());
                }
                d.exprs("ifs", &clause.ifs, Context::Load);
                d.raw("is_async", if clause.is_async { "1" } else { "0" });
            });
        });
    }

    pub(super) fn keywords(&mut self, keywords: &[Keyword]) {
        self.list("keywords", keywords, |d, keyword| {
            d.node("keyword", |d| {
                d.opt_ident("arg", keyword.name.as_ref());
                d.load("value", &keyword.value);
            });
        });
    }

    pub(super) fn parameters(&mut self, params: &Parameters) {
        self.field("args");
        let (posonly, rest) = params.list.split_at(params.posonly.min(params.list.len()));
        let (plain, kwonly) = rest.split_at(rest.len().saturating_sub(params.kwonly));
        self.node("arguments", |d| {
            d.list("posonlyargs", posonly, Self::parameter);
            d.list("args", plain, Self::parameter);
            if let Some(vararg) = &params.vararg {
                d.field("vararg");
                d.parameter(vararg);
            }
            d.list("kwonlyargs", kwonly, Self::parameter);
            d.list("kw_defaults", kwonly, |d, parameter| match &parameter.default {
                Some(default) => d.expr(default, Context::Load),
                None => d.out.push_str("None"),
            });
            if let Some(kwarg) = &params.kwarg {
                d.field("kwarg");
                d.parameter(kwarg);
            }
            let defaults: Vec<&Expr> =
                posonly.iter().chain(plain).filter_map(|parameter| parameter.default.as_ref()).collect();
            d.list("defaults", &defaults, |d, default| d.expr(default, Context::Load));
        });
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.node("arg", |d| {
            d.ident("arg", &parameter.name);
            if let Some(ctype) = &parameter.ctype {
                d.field("type");
                d.ctype(&ctype.0);
                d.field("declarator");
                d.declarator(&ctype.1);
            }
            d.opt("annotation", parameter.annotation.as_ref());
            if let Some(not_none) = parameter.not_none {
                d.raw("not_none", if not_none { "True" } else { "False" });
            }
        });
    }
}
