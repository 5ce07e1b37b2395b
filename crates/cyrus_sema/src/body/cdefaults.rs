//! What C functions leave in the module: defaults that are evaluated once, where the function stands, and the Python
//! faces of extern ones.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use cyrus_source::Name;
use cyrus_types::{CFuncId, CVarDecl, CVarId, Linkage, Type};

use super::Body;
use crate::Sema;
use crate::scope::Symbol;

impl<'a> Body<'_, 'a> {
    /// The variable that keeps the default of parameter `i` of a C function; nothing if it can be evaluated in each call.
    pub fn default_variable(
        &mut self,
        id: CFuncId,
        i: usize,
        default: &ast::Expr,
        ty: &Type,
    ) -> Option<CVarId> {
        let module = self.fr().module;
        if module != Sema::MAIN || self.fr().class.is_some() || self.is_constant(default) {
            return None;
        }
        let managed = ty.is_object() || matches!(self.s.world.resolve(ty), Type::View(_));
        if !managed && !self.s.world.is_numeric(ty) && !self.s.world.is_pointer(ty) {
            return None;
        }
        if !self.s.world.cfuncs[id].fused_as.is_empty() {
            return None;
        }
        if let Some(v) = self.s.default_variables.get(&(id, i)) {
            return Some(*v);
        }
        let function = self.s.world.cfuncs[id].name.clone();
        let name = Name::from(format!("{function}.{i}"));
        let v = self.s.world.cvars.push(CVarDecl {
            late: false,
            name,
            cname: format!("cy_d{}_{}", id.as_u32(), i).into(),
            ty: ty.clone(),
            linkage: Linkage::Own,
            exported: false,
            public: false,
            at: self.at(default.span),
        });
        self.s.default_variables.insert((id, i), v);
        Some(v)
    }

    /// Whether it makes no difference when and how often an expression is evaluated.
    fn is_constant(&self, e: &ast::Expr) -> bool {
        use ast::ExprKind as K;
        match &e.kind {
            K::Int { .. }
            | K::Float(_)
            | K::Bool(_)
            | K::None
            | K::Str { .. }
            | K::Bytes { .. }
            | K::Ellipsis => true,
            K::Unary { operand, .. } => self.is_constant(operand),
            K::Binary { left, right, .. } => self.is_constant(left) && self.is_constant(right),
            K::Name(name) if name == "NULL" => true,
            K::Name(_) | K::Attribute { .. } => matches!(
                self.s.symbol_of(self.fr().module, e),
                Some(Symbol::EnumItem(..) | Symbol::Const(_) | Symbol::CFunc(_) | Symbol::Class(_))
            ),
            K::SizeOf(_) => true,
            K::Cast { operand, .. } => self.is_constant(operand),
            _ => false,
        }
    }

    /// Evaluates the defaults of a C function where it stands.
    pub fn store_defaults(&mut self, id: CFuncId, params: &'a [ast::CParam], out: &mut Vec<Stmt>) {
        let types: Vec<Type> = self.s.world.cfuncs[id].ty.params.iter().map(|p| p.ty.clone()).collect();
        for (i, (p, ty)) in params.iter().zip(types).enumerate() {
            let Some(ast::DefaultValue::Expr(default)) = &p.default else { continue };
            let Some(v) = self.default_variable(id, i, default, &ty) else { continue };
            let value = self.expr_as(default, &ty);
            let at = value.at;
            let place = Place { ty, at, kind: PlaceKind::CVar(v) };
            out.push(Stmt::new(at, StmtKind::Assign(place, value)));
        }
    }

    /// The Python faces of extern functions that are declared with `cpdef`.
    pub fn extern_faces(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        let declared: Vec<CFuncId> = self
            .s
            .world
            .cfuncs
            .iter_enumerated()
            .filter(|(_, f)| f.overridable && f.linkage == Linkage::Extern && f.class.is_none())
            .map(|(id, _)| id)
            .collect();
        for id in declared {
            let (name, at) = (self.s.world.cfuncs[id].name.clone(), self.s.world.cfuncs[id].at);
            if !matches!(self.s.c_symbol(Sema::MAIN, &name), Some(Symbol::CFunc(ids)) if ids.contains(&id)) {
                continue;
            }
            let value = self.cpdef_wrapper(id, None, None, None, at);
            let place = Place { ty: Type::Object, at, kind: PlaceKind::Global(name) };
            out.push(Stmt::new(at, StmtKind::Assign(place, value)));
        }
        out
    }

    /// The default of a parameter as the function itself sees it.
    pub fn parameter_default(&mut self, id: CFuncId, i: usize, default: &'a ast::Expr, ty: &Type) -> Expr {
        match self.default_variable(id, i, default, ty) {
            Some(v) => Expr::new(ty.clone(), self.at(default.span), ExprKind::CVar(v)),
            None => self.expr_as(default, ty),
        }
    }
}
