//! Operators of C++ values, `cython.operator`, and what is stored in them.

use std::sync::Arc;

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::{Except, FuncType, Type};

use super::Body;
use super::attribute::function_type;
use super::cpp_bind::{bind_function, unify, unref};
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// `left op right` where one side is a C++ value; nothing if none is.
    pub fn cpp_binary(
        &mut self,
        at: FileSpan,
        op: cyrus_hir::BinaryOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Expr> {
        use cyrus_hir::BinaryOp as B;
        let is_cpp = |b: &Self, e: &Expr| b.instance(&e.ty).is_some_and(|i| !i.pointer);
        if !is_cpp(self, left) && !is_cpp(self, right) {
            return None;
        }
        let sign = match op {
            B::Add => "+",
            B::Sub => "-",
            B::Mul => "*",
            B::Div => "/",
            B::Mod => "%",
            B::Shl => "<<",
            B::Shr => ">>",
            B::And => "&",
            B::Or => "|",
            B::Xor => "^",
            B::MatMul | B::FloorDiv | B::Pow => return None,
        };
        if let Some(call) = self.cpp_operator_of_two(at, sign, left, right) {
            return Some(call);
        }
        // `1.5 + z`: functions that stand beside the class say it; they give what the class's own operator gives.
        if let (false, Some(i)) = (is_cpp(self, left), self.instance(&right.ty))
            && let [m, ..] = &self.cpp_methods(i.class, &i.args, &format!("operator{sign}"))[..]
        {
            let f = FuncType {
                except: m.ty.except.clone(),
                ..function_type(unref(&m.ty.ret), vec![left.ty.clone(), right.ty.clone()])
            };
            let (ret, callee) = (f.ret.clone(), Callee::text(format!("(%0 {sign} %1)"), f));
            let args = vec![left.clone(), right.clone()];
            return Some(Expr::new(ret, at, ExprKind::CCall { callee, args, optional: None }));
        }
        Some(self.invalid_operands(at, sign, left, right))
    }

    /// `left sign right` by the method of the left value, or a function of the module; nothing if neither fits.
    pub fn cpp_operator_of_two(
        &mut self,
        at: FileSpan,
        sign: &str,
        left: &Expr,
        right: &Expr,
    ) -> Option<Expr> {
        let name = format!("operator{sign}");
        if let Some(i) = self.instance(&left.ty).filter(|i| !i.pointer) {
            let methods = self.cpp_methods(i.class, &i.args, &name);
            if let Some(m) = self.overload(&methods, std::slice::from_ref(right)) {
                let text = format!("(%0 {sign} %1)");
                // `i + n / 2`: the C++ compiler converts operands, from floats to integers too
                let whole = m.ty.params.first().map(|p| p.ty.clone());
                let whole = whole.filter(|t| self.s.world.is_integral(t) && self.s.world.is_float(&right.ty));
                let args = vec![match whole {
                    Some(ty) => Expr::new(ty, at, ExprKind::Cast(Box::new(right.clone()))),
                    None => right.clone(),
                }];
                return Some(self.cpp_text_call(&text, Some(left.clone()), &m.ty, args, &name, at));
            }
        }
        // Declared in the class of either, but with both operands: a friend.
        let both = vec![left.clone(), right.clone()];
        for side in [left, right] {
            let Some(i) = self.instance(&side.ty).filter(|i| !i.pointer) else { continue };
            let methods = self.cpp_methods(i.class, &i.args, &name);
            if let Some(m) = self.overload(&methods, &both) {
                return Some(self.cpp_text_call(&format!("(%0 {sign} %1)"), None, &m.ty, both, &name, at));
            }
        }
        let Some(Symbol::CFunc(ids)) = self.s.c_symbol(self.fr().module, &name).cloned() else { return None };
        let types = [left.ty.clone(), right.ty.clone()];
        let mut best: Option<(u32, Arc<FuncType>)> = None;
        for id in ids {
            let decl = &self.s.world.cfuncs[id];
            let mut bind = Vec::new();
            for (param, have) in decl.ty.params.iter().zip(&types) {
                unify(&self.s.world, &param.ty, have, &mut bind);
            }
            let bound = bind_function(&decl.ty, &bind);
            if let Some(score) = self.match_score(&bound, &types)
                && best.as_ref().is_none_or(|(s, _)| score < *s)
            {
                best = Some((score, Arc::new(bound)));
            }
        }
        let (_, ty) = best?;
        let args = vec![left.clone(), right.clone()];
        Some(self.cpp_text_call(&format!("(%0 {sign} %1)"), None, &ty, args, &name, at))
    }

    /// What the operator of this name without operands makes of an object, by the operator's declaration; `after` is that
    /// of `object++`, which is declared with an argument that only tells the two apart.
    fn cpp_operator_of_one(
        &mut self,
        at: FileSpan,
        text: &str,
        name: &str,
        after: bool,
        e: &Expr,
    ) -> Option<Expr> {
        let i = self.instance(&e.ty).filter(|i| !i.pointer)?;
        let methods = self.cpp_methods(i.class, &i.args, name);
        let find = |b: &mut Self, after: bool| {
            let zero = super::coerce::int_expr(0, Type::INT, at);
            b.overload(&methods, if after { std::slice::from_ref(&zero) } else { &[] })
        };
        let (found, same_form) = match find(self, after) {
            Some(m) => (m, true),
            None => (find(self, !after)?, false),
        };
        let mut ty = FuncType { params: Vec::new(), optional: 0, ..(*found.ty).clone() };
        if !same_form {
            // `++x` gives `x` itself, `x++` a copy.
            ty.ret = unref(&ty.ret);
        }
        Some(self.cpp_text_call(text, Some(e.clone()), &Arc::new(ty), Vec::new(), name, at))
    }

    /// `-object` and the like.
    pub fn cpp_unary(&mut self, at: FileSpan, sign: &str, e: &Expr) -> Expr {
        match self.cpp_operator_of_one(at, &format!("({sign}%0)"), &format!("operator{sign}"), false, e) {
            Some(call) => call,
            None => self.invalid_unary(at, sign, e),
        }
    }

    /// `!object` and `&object`, where the class has an operator of its own.
    pub fn cpp_own_unary(&mut self, at: FileSpan, sign: &str, e: &Expr) -> Option<Expr> {
        self.cpp_operator_of_one(at, &format!("({sign}%0)"), &format!("operator{sign}"), false, e)
    }

    /// The truth of an object by its `operator bool`.
    pub fn cpp_truth(&mut self, e: &Expr) -> Option<Expr> {
        let call = self.cpp_operator_of_one(e.at, "((bool)%0)", "operator bool", false, e)?;
        Some(Expr { ty: Type::Bint, ..call })
    }

    /// `++object` and the like: by the class's operator, or as C does it.
    fn cpp_step(&mut self, at: FileSpan, sign: &str, before: bool, e: Expr) -> Expr {
        let text = if before { format!("({sign}%0)") } else { format!("(%0{sign})") };
        if let Some(call) = self.cpp_operator_of_one(at, &text, &format!("operator{sign}"), !before, &e) {
            return call;
        }
        let own = e.ty.unqualified().clone();
        let f = function_type(own.clone(), vec![e.ty.clone()]);
        let callee = Callee::text(text, f);
        Expr::new(own, at, ExprKind::CCall { callee, args: vec![e], optional: None })
    }

    /// `object[index]`
    pub fn cpp_item(&mut self, object: Expr, index: Expr, at: FileSpan) -> Expr {
        let Some(i) = self.instance(&object.ty) else { return Expr::error(at) };
        let methods = self.cpp_methods(i.class, &i.args, "operator[]");
        let args = vec![index];
        let Some(m) = self.overload(&methods, &args) else {
            return self.no_overload("operator[]", &args, at);
        };
        self.cpp_text_call("%0[%1]", Some(object), &m.ty, args, "operator[]", at)
    }

    /// `cython.operator.f(args)`
    pub fn cython_operator(&mut self, path: &str, args: &'a [ast::Expr], at: FileSpan) -> Expr {
        let name = path.rsplit('.').next().unwrap_or(path);
        let mut values: Vec<Expr> = Vec::new();
        if name == "dynamic_cast" {
            self.s.error(&rules::MISPLACED, at, "`dynamic_cast` needs a type: `dynamic_cast[T](x)`");
            return Expr::error(at);
        }
        for a in args {
            values.push(self.expr(a));
        }
        if values.iter().any(Expr::is_error) {
            return Expr::error(at);
        }
        let text = |text: &str, ret: Type, args: Vec<Expr>| {
            let f = function_type(ret.clone(), args.iter().map(|a| a.ty.clone()).collect());
            Expr::new(ret, at, ExprKind::CCall { callee: Callee::text(text, f), args, optional: None })
        };
        let Some(first) = values.first().cloned() else { return Expr::error(at) };
        match (name, values.len()) {
            ("dereference", 1) => match self.s.world.resolve(&first.ty).clone() {
                Type::Ptr(t) => Expr::new((*t).clone(), at, ExprKind::Deref(Box::new(first))),
                _ => match self.cpp_operator_of_one(at, "(*%0)", "operator*", false, &first) {
                    Some(call) => call,
                    None => {
                        self.s.error(&rules::INVALID_OPERANDS, at, "this value cannot be dereferenced");
                        Expr::error(at)
                    }
                },
            },
            ("preincrement", 1) => self.cpp_step(at, "++", true, first),
            ("predecrement", 1) => self.cpp_step(at, "--", true, first),
            ("postincrement", 1) => self.cpp_step(at, "++", false, first),
            ("postdecrement", 1) => self.cpp_step(at, "--", false, first),
            ("address", 1) => {
                let place = self.expr_place(first);
                let ty = place.ty.clone().ptr();
                Expr::new(ty, at, ExprKind::AddressOf(Box::new(place)))
            }
            ("comma", 2) => {
                let ty = values[1].ty.clone();
                text("(%0, %1)", ty, values)
            }
            _ => {
                self.s.error(
                    &rules::WRONG_ARGUMENTS,
                    at,
                    format!("wrong arguments for `cython.operator.{name}`"),
                );
                Expr::error(at)
            }
        }
    }

    /// `object op= value` by the class's own operator; false if it declares none.
    pub fn cpp_augmented(
        &mut self,
        place: &Place,
        op: cyrus_hir::BinaryOp,
        value: &Expr,
        at: FileSpan,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some(i) = self.instance(&place.ty).filter(|i| !i.pointer) else { return false };
        let name = format!("operator{}=", super::operator::symbol(op));
        let methods = self.cpp_methods(i.class, &i.args, &name);
        let Some(m) = self.overload(&methods, std::slice::from_ref(value)) else { return false };
        let Some(object) = place_value(place) else { return false };
        let ty = Arc::new(FuncType { ret: Type::Void, ..(*m.ty).clone() });
        let text = format!("(void)(%0 {}= %1)", super::operator::symbol(op));
        let call = self.cpp_text_call(&text, Some(object), &ty, vec![value.clone()], &name, at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `del pointer`
    pub fn cpp_delete(&mut self, place: &Place, out: &mut Vec<Stmt>) -> bool {
        let is_object = self.instance(&place.ty).is_some_and(|i| i.pointer);
        let Some(e) = is_object.then(|| place_value(place)).flatten() else { return false };
        let at = place.at;
        let f = function_type(Type::Void, vec![place.ty.clone()]);
        let callee = Callee::text("delete %0", f);
        let call = Expr::new(Type::Void, at, ExprKind::CCall { callee, args: vec![e], optional: None });
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `object = value` by an `operator=` that is declared to throw, or to take what the class is no copy of; false if a
    /// plain assignment does.
    pub fn cpp_assign(&mut self, place: &Place, value: &Expr, at: FileSpan, out: &mut Vec<Stmt>) -> bool {
        if value.is_error()
            || value.ty.is_object()
            || !matches!(self.s.world.resolve(&place.ty), Type::Cpp(..))
        {
            return false;
        }
        let Some(i) = self.instance(&place.ty) else { return false };
        let methods = self.cpp_methods(i.class, &i.args, "operator=");
        let Some(m) = self.overload(&methods, std::slice::from_ref(value)) else { return false };
        if !matches!(m.ty.except, Except::Cpp(_)) {
            return false;
        }
        let Some(object) = place_value(place) else { return false };
        if let PlaceKind::Local(id) = place.kind {
            self.f().flow.assigned.insert(id);
        }
        // What it returns is of no interest.
        let ty = Arc::new(FuncType { ret: Type::Void, ..(*m.ty).clone() });
        let call =
            self.cpp_text_call("(void)(%0 = %1)", Some(object), &ty, vec![value.clone()], "operator=", at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }
}

/// The value that a place in C memory holds.
fn place_value(place: &Place) -> Option<Expr> {
    let kind = match &place.kind {
        PlaceKind::Local(id) => ExprKind::Local(*id),
        PlaceKind::CVar(id) => ExprKind::CVar(*id),
        PlaceKind::Field { object, name } => ExprKind::Field { object: object.clone(), name: name.clone() },
        PlaceKind::ClassField { object, class, field, check_none } => ExprKind::ClassField {
            object: object.clone(),
            class: *class,
            field: *field,
            check_none: *check_none,
        },
        PlaceKind::CIndex { base, index } => ExprKind::CIndex { base: base.clone(), index: index.clone() },
        PlaceKind::Deref(p) => ExprKind::Deref(p.clone()),
        PlaceKind::Text { text, args, except } => {
            let types = args.iter().map(|a| a.ty.clone()).collect();
            let ret = Type::Ref(Arc::new(place.ty.clone()));
            let f = FuncType { except: except.clone(), ..function_type(ret, types) };
            ExprKind::CCall { callee: Callee::text(text.clone(), f), args: args.clone(), optional: None }
        }
        PlaceKind::Error
        | PlaceKind::Global(_)
        | PlaceKind::ClassName(_)
        | PlaceKind::Attr { .. }
        | PlaceKind::Item { .. }
        | PlaceKind::ItemInt { .. }
        | PlaceKind::SliceInt { .. }
        | PlaceKind::ViewItem { .. }
        | PlaceKind::ViewSlice { .. } => return None,
    };
    Some(Expr::new(place.ty.clone(), place.at, kind))
}
