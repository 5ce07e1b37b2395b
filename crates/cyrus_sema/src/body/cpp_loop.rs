//! Iteration over C++ containers: from `begin` to `end`.

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::{Except, Type};

use super::Body;
use super::attribute::function_type;
use super::cpp_bind::unref;
use super::loops::LoopBody;

impl<'x, 'a> Body<'x, 'a> {
    /// What the methods of this name are declared to throw, if they are.
    fn thrown_by(&self, ty: &Type, name: &str) -> Except {
        let Some(i) = self.instance(ty) else { return Except::Never };
        let methods = self.cpp_methods(i.class, &i.args, name);
        let thrown = methods.iter().find(|m| matches!(m.ty.except, Except::Cpp(_)));
        thrown.map_or(Except::Never, |m| m.ty.except.clone())
    }

    /// The C++ container of a name that can be walked backwards.
    pub fn cpp_reversible(&mut self, e: &'a ast::Expr) -> Option<Expr> {
        if !matches!(e.kind, ast::ExprKind::Name(_) | ast::ExprKind::Attribute { .. }) {
            return None;
        }
        let dry = self.dry(e);
        let i = self.instance(&dry.ty).filter(|i| !i.pointer)?;
        if self.cpp_methods(i.class, &i.args, "rbegin").is_empty() {
            return None;
        }
        Some(self.expr(e))
    }

    /// What the items of a C++ container are: what its iterators point at.
    pub fn cpp_item_type(&mut self, container: &Type) -> Option<Type> {
        let Type::Cpp(class, args) = self.s.world.resolve(container).clone() else { return None };
        let begin = self.cpp_methods(class, &args, "begin");
        let begin = self.overload(&begin, &[])?;
        Some(self.pointed_type(&unref(&begin.ty.ret))?.unqualified().clone())
    }

    /// What an iterator points at.
    fn pointed_type(&mut self, iterator: &Type) -> Option<Type> {
        if let Type::Ptr(t) = self.s.world.resolve(iterator) {
            return Some((**t).clone());
        }
        let it = self.instance(iterator)?;
        let deref = self.cpp_methods(it.class, &it.args, "operator*");
        Some(self.overload(&deref, &[]).map_or(Type::Object, |m| unref(&m.ty.ret)))
    }

    /// `for x in container` from one method's result to another's: `begin` and `end`.
    #[expect(clippy::too_many_arguments, reason = "the parts of the loop")]
    pub fn cpp_loop(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        (begin_name, end_name): (&str, &str),
        run: LoopBody<'_, 'x, 'a>,
        orelse: Option<&'a [ast::Stmt]>,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some(i) = self.instance(&value.ty) else { return false };
        let begin = self.cpp_methods(i.class, &i.args, begin_name);
        let Some(begin) = self.overload(&begin, &[]) else { return false };
        let iterator = unref(&begin.ty.ret);
        let access = if i.pointer { "->" } else { "." };
        let call = |text: String, ret: Type, args: Vec<Expr>| {
            let f = function_type(ret.clone(), args.iter().map(|a| a.ty.clone()).collect());
            Expr::new(ret, at, ExprKind::CCall { callee: Callee::text(text, f), args, optional: None })
        };
        // A container that is a variable is iterated in place; anything else waits in a temporary.
        let container = if matches!(
            value.kind,
            ExprKind::Local(_) | ExprKind::CVar(_) | ExprKind::ClassField { .. } | ExprKind::Field { .. }
        ) && !is_made(value)
        {
            value.clone()
        } else {
            self.to_temp(value.clone(), out)
        };
        let id = self.temp(iterator.clone(), at);
        let first = match &begin.ty.except {
            Except::Never => {
                call(format!("%0{access}{begin_name}()"), iterator.clone(), vec![container.clone()])
            }
            _ => {
                let text = format!("%0{access}{begin_name}()");
                self.cpp_text_call(&text, Some(container.clone()), &begin.ty, Vec::new(), begin_name, at)
            }
        };
        self.set_temp(id, first, out);
        let position = Expr::new(iterator.clone(), at, ExprKind::Local(id));
        let mut test =
            call(format!("(%0 != %1{access}{end_name}())"), Type::Bint, vec![position.clone(), container]);
        let end = self.cpp_methods(i.class, &i.args, end_name);
        let end = self.overload(&end, &[]).map_or(Except::Never, |m| m.ty.except.clone());
        let except = self.thrown_by(&iterator, "operator!=");
        let except = match (except, end) {
            (except @ Except::Cpp(_), _) | (_, except @ (Except::Cpp(_) | Except::Never)) => except,
            // what the method returns to say that it raised is not what comes out of the comparison
            _ => Except::Always,
        };
        set_except(&mut test, except);
        let Some(item_ty) = self.pointed_type(&iterator) else { return false };
        let before = self.fr().flow.clone();
        self.f().loops.push(super::frame::LoopState::default());
        let mut body = Vec::new();
        let mut item = call("(*%0)".into(), item_ty, vec![position.clone()]);
        set_except(&mut item, self.thrown_by(&iterator, "operator*"));
        // The step comes before the body, so that `continue` needs no special care.
        let mut first = Vec::new();
        let item = self.to_temp(item, &mut first);
        body.extend(first);
        let mut step = call("++%0".into(), Type::Void, vec![position]);
        set_except(&mut step, self.thrown_by(&iterator, "operator++"));
        body.push(Stmt::new(at, StmtKind::Expr(step)));
        self.store(target.span, target, item, &mut body);
        run(self, &mut body);
        let state = self.f().loops.pop().unwrap_or_default();
        self.f().flow = before;
        let orelse = orelse.map(|o| self.stmts(o)).unwrap_or_default();
        if let Some(f) = state.at_break {
            self.f().flow.join(&f);
        }
        out.push(Stmt::new(at, StmtKind::While { test, body, orelse }));
        true
    }
}

/// Whether this is a part of what a call makes: each evaluation gives another one.
fn is_made(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Field { object, .. } | ExprKind::ClassField { object, .. } => is_made(object),
        ExprKind::CCall { callee: Callee::Text(_, f), .. } => !matches!(f.ret, Type::Ref(_)),
        ExprKind::CCall { .. }
        | ExprKind::CppNew { .. }
        | ExprKind::Call { .. }
        | ExprKind::MethodCall { .. } => true,
        _ => false,
    }
}

/// Says what a call may throw.
fn set_except(call: &mut Expr, except: Except) {
    if let ExprKind::CCall { callee: Callee::Text(_, f), .. } = &mut call.kind {
        f.except = except;
    }
}
