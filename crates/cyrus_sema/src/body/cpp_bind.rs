//! Template parameters: what they are bound to, and types with them put in.

use std::sync::Arc;

use cyrus_source::Name;
use cyrus_types::{CppMethod, FuncType, Type};

/// The type behind references, without `const`.
pub fn unref(ty: &Type) -> Type {
    match ty {
        Type::Ref(t) | Type::RvalueRef(t) => unref(t),
        t => t.unqualified().clone(),
    }
}

/// A type with template parameters put in.
pub fn bind_type(ty: &Type, bind: &[(Name, Type)]) -> Type {
    let arc = |t: &Arc<Type>| Arc::new(bind_type(t, bind));
    match ty {
        Type::TypeParam(name) => {
            bind.iter().find(|(n, _)| n == name).map_or_else(|| ty.clone(), |(_, t)| t.clone())
        }
        Type::Cpp(id, args) => Type::Cpp(*id, args.iter().map(|a| bind_type(a, bind)).collect()),
        Type::Ptr(t) => Type::Ptr(arc(t)),
        Type::Ref(t) => Type::Ref(arc(t)),
        Type::RvalueRef(t) => Type::RvalueRef(arc(t)),
        Type::Const(t) => bind_type(t, bind).constant(),
        Type::Volatile(t) => Type::Volatile(arc(t)),
        Type::Array(t, n) => Type::Array(arc(t), n.clone()),
        Type::Func(f) => Type::Func(Arc::new(bind_function(f, bind))),
        Type::CTuple(items) => Type::CTuple(items.iter().map(|a| bind_type(a, bind)).collect()),
        t => t.clone(),
    }
}

/// A function's type with the template parameters replaced by what they are bound to.
pub fn bind_function(f: &FuncType, bind: &[(Name, Type)]) -> FuncType {
    FuncType {
        ret: bind_type(&f.ret, bind),
        params: f
            .params
            .iter()
            .map(|p| cyrus_types::FuncParam { ty: bind_type(&p.ty, bind), ..p.clone() })
            .collect(),
        ..f.clone()
    }
}

/// A method template's type for these arguments: its own parameters are what the arguments say.
pub fn infer_params(world: &cyrus_types::World, m: &CppMethod, args: &[Type]) -> FuncType {
    if m.params.is_empty() {
        return (*m.ty).clone();
    }
    let mut bind: Vec<(Name, Type)> = Vec::new();
    for (p, a) in m.ty.params.iter().zip(args) {
        unify(world, &p.ty, a, &mut bind);
    }
    bind_function(&m.ty, &bind)
}

/// Binds the template parameters in `want` that an argument of type `have` decides; the first argument to say wins.
pub fn unify(world: &cyrus_types::World, want: &Type, have: &Type, bind: &mut Vec<(Name, Type)>) {
    match (want, world.resolve(have)) {
        (Type::TypeParam(n), _) if !bind.iter().any(|(b, _)| b == n) => {
            bind.push((n.clone(), unref(have)));
        }
        (Type::Ref(t) | Type::RvalueRef(t) | Type::Const(t), _) => unify(world, t, have, bind),
        (Type::Ptr(t), Type::Ptr(h)) => unify(world, t, h, bind),
        (Type::Cpp(a, x), Type::Cpp(b, y)) => {
            // The class itself, or a base of it.
            let found = world.cpp_ancestry(*b, y).into_iter().find(|(class, _)| class == a);
            for (p, q) in found.iter().flat_map(|(_, y)| x.iter().zip(y.iter())) {
                unify(world, p, q, bind);
            }
        }
        _ => {}
    }
}
