//! Types made of other types: replacing parts.

use std::sync::Arc;

use crate::world::FusedId;
use crate::{BufferType, FuncParam, FuncType, Type, ViewType};
use cyrus_source::Name;

impl Type {
    /// A copy in which every part for which `f` gives something is that instead. `f` is asked from the outside in, and
    /// not about the parts of what it gave.
    pub fn map(&self, f: &mut dyn FnMut(&Type) -> Option<Type>) -> Type {
        if let Some(replaced) = f(self) {
            return replaced;
        }
        match self {
            Type::Error
            | Type::Void
            | Type::Int(_)
            | Type::Bint
            | Type::Float(_)
            | Type::Half
            | Type::Complex(_)
            | Type::Enum(_)
            | Type::Typedef(_)
            | Type::Struct(_)
            | Type::Object
            | Type::Builtin(_)
            | Type::Ext(_)
            | Type::Fused(_)
            | Type::TypeParam(_) => self.clone(),
            Type::Cpp(id, args) => Type::Cpp(*id, args.iter().map(|t| t.map(f)).collect()),
            Type::Ptr(t) => Type::Ptr(Arc::new(t.map(f))),
            Type::Ref(t) => Type::Ref(Arc::new(t.map(f))),
            Type::RvalueRef(t) => Type::RvalueRef(Arc::new(t.map(f))),
            Type::Const(t) => t.map(f).constant(),
            Type::Volatile(t) => Type::Volatile(Arc::new(t.map(f))),
            Type::Array(t, size) => Type::Array(Arc::new(t.map(f)), size.clone()),
            Type::Func(func) => Type::Func(Arc::new(func.map(f))),
            Type::View(v) => Type::View(Arc::new(v.map(f))),
            Type::Buffer(b) => Type::Buffer(Arc::new(BufferType {
                fortran: b.fortran,
                object: b.object.map(f),
                view: b.view.map(f),
                negative_indices: b.negative_indices,
                cast: b.cast,
            })),
            Type::CTuple(items) => Type::CTuple(items.iter().map(|t| t.map(f)).collect()),
        }
    }

    /// Calls `f` with this type and every part of it, from the outside in.
    pub fn visit(&self, f: &mut dyn FnMut(&Type)) {
        self.map(&mut |t| {
            f(t);
            None
        });
    }

    /// Puts types in the place of template parameters.
    pub fn substitute(&self, params: &[(Name, Type)]) -> Type {
        if params.is_empty() {
            return self.clone();
        }
        self.map(&mut |t| match t {
            Type::TypeParam(name) => params.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone()),
            _ => None,
        })
    }

    /// Puts concrete types in the place of fused ones.
    pub fn specialise(&self, fused: &[(FusedId, Type)]) -> Type {
        if fused.is_empty() {
            return self.clone();
        }
        self.map(&mut |t| match t {
            Type::Fused(id) => fused.iter().find(|(f, _)| f == id).map(|(_, t)| t.clone()),
            _ => None,
        })
    }

    /// The fused types in it, each once, in order of appearance.
    pub fn fused(&self) -> Vec<FusedId> {
        let mut out = Vec::new();
        self.visit(&mut |t| {
            if let Type::Fused(id) = t
                && !out.contains(id)
            {
                out.push(*id);
            }
        });
        out
    }

    /// Whether a fused type is in it.
    pub fn is_fused(&self) -> bool {
        !self.fused().is_empty()
    }

    /// Whether a template parameter is in it.
    pub fn has_type_param(&self) -> bool {
        let mut found = false;
        self.visit(&mut |t| found |= matches!(t, Type::TypeParam(_)));
        found
    }
}

impl FuncType {
    /// As [`Type::map`], for result and parameters.
    pub fn map(&self, f: &mut dyn FnMut(&Type) -> Option<Type>) -> FuncType {
        FuncType {
            ret: self.ret.map(f),
            params: self
                .params
                .iter()
                .map(|p| FuncParam { name: p.name.clone(), ty: p.ty.map(f), not_none: p.not_none })
                .collect(),
            ..self.clone()
        }
    }
    /// As [`Type::substitute`].
    pub fn substitute(&self, params: &[(Name, Type)]) -> FuncType {
        self.map(&mut |t| match t {
            Type::TypeParam(name) => params.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone()),
            _ => None,
        })
    }
    /// The fused types of the parameters, each once, in order.
    pub fn fused(&self) -> Vec<FusedId> {
        let mut out = Vec::new();
        for param in &self.params {
            for id in param.ty.fused() {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
        }
        out
    }
}

impl ViewType {
    fn map(&self, f: &mut dyn FnMut(&Type) -> Option<Type>) -> ViewType {
        ViewType { element: self.element.map(f), axes: self.axes.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_replaced() {
        let t = Type::TypeParam("T".into()).constant().ptr();
        assert_eq!(t.substitute(&[("T".into(), Type::INT)]), Type::INT.constant().ptr());
        assert!(t.has_type_param());
        let f = Type::Fused(FusedId::from_u32(0));
        assert_eq!(f.clone().ptr().fused(), [FusedId::from_u32(0)]);
        assert_eq!(f.specialise(&[(FusedId::from_u32(0), Type::DOUBLE)]), Type::DOUBLE);
    }
}
