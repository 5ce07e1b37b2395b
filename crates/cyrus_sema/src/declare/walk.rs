//! Walking over expressions.

use cyrus_ast as ast;

/// Calls `f` with an expression and everything inside it, from the outside in. Bodies of lambdas are part of it.
pub fn visit_expr(expr: &ast::Expr, f: &mut dyn FnMut(&ast::Expr)) {
    f(expr);
    children(expr, &mut |child| visit_expr(child, f));
}

/// Calls `f` with the expressions directly inside.
pub fn children<'e>(expr: &'e ast::Expr, f: &mut dyn FnMut(&'e ast::Expr)) {
    use ast::ExprKind as K;
    match &expr.kind {
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
        | K::New(_)
        | K::CType(_) => {}
        K::FString(parts) | K::TString(parts) => fstring(parts, f),
        K::Binary { left, right, .. } => {
            f(left);
            f(right);
        }
        K::Unary { operand: e, .. }
        | K::Starred(e)
        | K::Await(e)
        | K::YieldFrom(e)
        | K::Repr(e)
        | K::Cast { operand: e, .. }
        | K::AddressOf(e)
        | K::Attribute { value: e, .. } => f(e),
        K::BoolOp { values, .. } | K::Tuple(values) | K::List(values) | K::Set(values) => {
            values.iter().for_each(f);
        }
        K::Compare { left, rest } => {
            f(left);
            for (_, e) in rest {
                f(e);
            }
        }
        K::Conditional { test, body, orelse } => {
            f(test);
            f(body);
            f(orelse);
        }
        K::Call { func, args, keywords } => {
            f(func);
            args.iter().for_each(&mut *f);
            for keyword in keywords {
                f(&keyword.value);
            }
        }
        K::Subscript { value, index } => {
            f(value);
            f(index);
        }
        K::Slice { lower, upper, step } => [lower, upper, step].into_iter().flatten().for_each(|e| f(e)),
        K::Dict(items) => {
            for (key, value) in items {
                if let Some(key) = key {
                    f(key);
                }
                f(value);
            }
        }
        K::ListComp { element, clauses }
        | K::SetComp { element, clauses }
        | K::Generator { element, clauses } => {
            comprehension(clauses, f);
            f(element);
        }
        K::DictComp { key, value, clauses } => {
            comprehension(clauses, f);
            if let Some(key) = key {
                f(key);
            }
            f(value);
        }
        K::Lambda { params, body } => {
            params.list.iter().filter_map(|p| p.default.as_ref()).for_each(&mut *f);
            f(body);
        }
        K::Walrus { target, value } => {
            f(target);
            f(value);
        }
        K::Yield(value) => {
            if let Some(value) = value {
                f(value);
            }
        }
        K::SizeOf(arg) => {
            if let ast::SizeOfArg::Expr(e) = &**arg {
                f(e);
            }
        }
    }
}

fn comprehension<'e>(clauses: &'e [ast::Comprehension], f: &mut dyn FnMut(&'e ast::Expr)) {
    for clause in clauses {
        f(&clause.iter);
        if let Some(range) = &clause.range {
            f(&range.stop);
            if let Some(step) = &range.step {
                f(step);
            }
        }
        f(&clause.target);
        clause.ifs.iter().for_each(&mut *f);
    }
}

fn fstring<'e>(parts: &'e [ast::FStringPart], f: &mut dyn FnMut(&'e ast::Expr)) {
    for part in parts {
        if let ast::FStringPart::Field(field) = part {
            f(&field.value);
            if let Some(spec) = &field.spec {
                fstring(spec, f);
            }
        }
    }
}
