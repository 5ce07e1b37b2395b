//! C properties of extern classes (`@property cdef inline`): stores go to their setters.

use cyrus_ast as ast;
use cyrus_hir::{Callee, Expr, ExprKind, Stmt, StmtKind};
use cyrus_source::FileSpan;
use cyrus_types::CFuncId;

use super::Body;

impl<'a> Body<'_, 'a> {
    /// The setter that belongs to a getter.
    fn setter_of(&self, getter: CFuncId) -> Option<CFuncId> {
        let decl = &self.s.world.cfuncs[getter];
        let class = &self.s.world.classes[decl.class?];
        let name = class.c_properties.iter().find(|(_, f)| *f == getter).map(|(name, _)| name)?;
        class.c_setters.iter().find(|(n, _)| n == name).map(|(_, f)| *f)
    }

    /// Getter, setter and instance, if a target is a C property with a setter.
    fn settable(&mut self, target: &'a ast::Expr) -> Option<(CFuncId, CFuncId, Expr)> {
        if !matches!(target.kind, ast::ExprKind::Attribute { .. })
            || self.s.world.classes.iter().all(|class| class.c_setters.is_empty())
        {
            return None;
        }
        // dry at first: other targets are read elsewhere
        let read = self.dry(target);
        let ExprKind::CCall { callee: Callee::CFunc(getter), .. } = &read.kind else { return None };
        let getter = *getter;
        let setter = self.setter_of(getter)?;
        let ExprKind::CCall { args, .. } = self.expr(target).kind else { return None };
        let object = args.into_iter().next()?;
        Some((getter, setter, object))
    }

    fn property_call(&mut self, f: CFuncId, values: Vec<Expr>, at: FileSpan) -> Expr {
        self.note_cfunc(f);
        let decl = self.s.world.cfuncs[f].clone();
        self.c_call_values(Callee::CFunc(f), &decl.ty, &decl.name, values, at)
    }

    /// `o.x = value` by the setter of `x`; false if the target is no such property, and nothing was done.
    pub fn store_property(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        value: &Expr,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some((_, setter, object)) = self.settable(target) else { return false };
        // The value is there before the instance is looked for.
        let value = self.to_temp(value.clone(), out);
        let call = self.property_call(setter, vec![object, value], at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }

    /// `o.x += value` by getter and setter.
    pub fn augment_property(
        &mut self,
        at: FileSpan,
        target: &'a ast::Expr,
        op: cyrus_hir::BinaryOp,
        value: &'a ast::Expr,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let Some((getter, setter, object)) = self.settable(target) else { return false };
        let object = self.to_temp(object, out);
        let read = self.property_call(getter, vec![object.clone()], object.at);
        let read = self.to_temp(read, out);
        let right = self.expr(value);
        let result = self.binary_values(at, op, read, right, true);
        let call = self.property_call(setter, vec![object, result], at);
        out.push(Stmt::new(at, StmtKind::Expr(call)));
        true
    }
}
