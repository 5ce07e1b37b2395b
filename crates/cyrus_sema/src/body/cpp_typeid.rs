//! `typeid` of C++: what type a value or a type is at run time. [expr.typeid]

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind};
use cyrus_source::FileSpan;
use cyrus_types::{CppExcept, Except, FuncType, Type};

use super::Body;
use super::attribute::function_type;
use crate::rules;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// `typeid(x)` and `typeid(T)`: a `type_info`, which has to be cimported as its users name it.
    pub fn cpp_typeid(&mut self, operand: &'a ast::Expr, at: FileSpan) -> Expr {
        let (module, file) = (self.fr().module, self.fr().file);
        let info =
            self.s.load_module("libcpp.typeinfo").and_then(|m| self.s.c_symbol(m, "type_info").cloned());
        let Some(Symbol::Type(info)) = info else { return Expr::error(at) };
        self.s.muted += 1;
        let named = self.s.type_from_expr(module, file, operand).filter(|t| !t.is_error());
        self.s.muted -= 1;
        // The type of what a pointer to it would point at; nothing is read through it.
        let (text, value) = match named {
            Some(ty) => {
                let ty = self.specialised(&ty).ptr();
                let null = Expr::new(Type::Void.ptr(), at, ExprKind::Null);
                ("typeid(decltype(*%0))", Expr::new(ty, at, ExprKind::Cast(Box::new(null))))
            }
            None => ("typeid(%0)", self.expr(operand)),
        };
        if value.is_error() {
            return Expr::error(at);
        }
        if value.ty.is_object() {
            self.s.error(&rules::INVALID_OPERANDS, at, "a Python object has no C++ type to ask for");
            return Expr::error(at);
        }
        // It cannot be copied; a reference to what is constant would be.
        let ret = Type::Ref(std::sync::Arc::new(info.clone()));
        let f = FuncType {
            except: Except::Cpp(CppExcept::Standard),
            ..function_type(ret, vec![value.ty.clone()])
        };
        let callee = Callee::text(text, f);
        Expr::new(info, at, ExprKind::CCall { callee, args: vec![value], optional: None })
    }
}
