//! `@cython.ufunc`: C functions that become universal functions of NumPy (Cython's user guide, "Creating Numpy ufuncs").

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_source::FileSpan;
use cyrus_types::{CFuncId, Type};

use super::Ctx;
use crate::Sema;
use crate::directives::{Directive, Directives};
use crate::rules;

impl Sema<'_> {
    /// Makes a C function of the module a ufunc, if its decorators say so: its name is that of a Python object from now on.
    pub(crate) fn declare_ufunc(
        &mut self,
        ctx: &Ctx,
        id: CFuncId,
        name: &ast::Ident,
        directives: &Directives,
    ) {
        if !directives.is(Directive::Ufunc) {
            return;
        }
        let at = ctx.at(name.span);
        let decl = &self.world.cfuncs[id];
        if decl.overridable {
            self.report(
                Diagnostic::new(&rules::INVALID_DIRECTIVE, at, "a `cpdef` function cannot be a ufunc")
                    .help("write `cdef` (`@cython.cfunc`): the ufunc is what Python sees of it"),
            );
            return;
        }
        if decl.ty.params.is_empty() {
            self.error(&rules::INVALID_DIRECTIVE, at, "a ufunc needs an argument at least");
            return;
        }
        let ids = match &decl.specialisations[..] {
            [] => vec![id],
            ids => ids.to_vec(),
        };
        for id in &ids {
            let ty = self.world.cfuncs[*id].ty.clone();
            let results = self.ufunc_results(&ty.ret);
            let refused = ty.params.iter().map(|p| &p.ty).chain(&results).find(|t| !self.is_ufunc_type(t));
            if let Some(refused) = refused {
                let message = format!("a ufunc cannot take or return `{}`", self.world.show(refused));
                self.report(Diagnostic::new(&rules::INVALID_DIRECTIVE, at, message).help(
                    "its arguments and results are C numbers or Python objects, the results one or a C tuple",
                ));
                return;
            }
        }
        if let Some(entry) = self.scopes[ctx.module].symbols.get_mut(&name.name) {
            entry.c = None;
        }
        self.scopes[ctx.module].bind_python(&name.name, at);
        self.ufuncs.insert(at, ids);
    }

    /// Reports the decorator `ufunc` on what is no C function of the module.
    pub(crate) fn refuse_ufunc(&mut self, at: FileSpan, directives: &Directives) {
        if directives.is(Directive::Ufunc) {
            self.report(
                Diagnostic::new(
                    &rules::INVALID_DIRECTIVE,
                    at,
                    "only a C function of the module can be a ufunc, no method and no Python function",
                )
                .help("write `cdef` at module level, or `@cython.cfunc` below `@cython.ufunc`"),
            );
        }
    }

    /// The types of what a function with this result puts out.
    pub(crate) fn ufunc_results(&self, ret: &Type) -> Vec<Type> {
        match self.world.resolve(ret) {
            Type::CTuple(items) => items.to_vec(),
            _ => vec![ret.clone()],
        }
    }

    fn is_ufunc_type(&self, ty: &Type) -> bool {
        match self.world.resolve(ty) {
            Type::Error
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::Object
            | Type::Builtin(_)
            | Type::Ext(_) => true,
            Type::Const(inner) | Type::Volatile(inner) => self.is_ufunc_type(inner),
            Type::Void
            | Type::Bint
            | Type::Enum(_)
            | Type::Typedef(_)
            | Type::Struct(_)
            | Type::Cpp(..)
            | Type::Ptr(_)
            | Type::Ref(_)
            | Type::RvalueRef(_)
            | Type::Array(..)
            | Type::Func(_)
            | Type::View(_)
            | Type::Buffer(_)
            | Type::CTuple(_)
            | Type::Fused(_)
            | Type::Half
            | Type::TypeParam(_) => false,
        }
    }
}
