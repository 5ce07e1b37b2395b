//! Members of C++ classes, with the template arguments put in.

use std::sync::Arc;

use crate::world::{CppClassId, CppMethod, FieldDecl};
use crate::{Type, World};
use cyrus_source::Name;

impl World {
    /// The type of a variable that takes values of this one: the key of a map's item is constant, that of a copy is not.
    pub fn variable_type(&self, ty: &Type) -> Type {
        match ty.unqualified() {
            Type::Cpp(class, args) if self.cpp_classes[*class].cname == "std::pair" => {
                Type::Cpp(*class, args.iter().map(|t| t.unqualified().clone()).collect())
            }
            plain => plain.clone(),
        }
    }

    /// The template parameters that the arguments of a [`Type::Cpp`] of this class stand for: those of the classes
    /// around it first.
    pub fn cpp_params(&self, class: CppClassId) -> Vec<(Name, bool)> {
        let mut out = match self.cpp_classes[class].outer {
            Some(outer) => self.cpp_params(outer),
            None => Vec::new(),
        };
        out.extend(self.cpp_classes[class].params.iter().cloned());
        out
    }

    /// A type of a member, seen from a class with these arguments. Parameters that were left out disappear from the
    /// argument lists of other classes: C++ knows their defaults. Elsewhere C++ is asked what they are.
    fn cpp_seen(&self, class: CppClassId, args: &[Type], ty: &Type) -> Type {
        let params = self.cpp_params(class);
        let bindings: Vec<(Name, Type)> =
            params.iter().map(|(name, _)| name.clone()).zip(args.iter().cloned()).collect();
        let missing: Vec<&Name> = params.iter().skip(args.len()).map(|(name, _)| name).collect();
        let seen = ty.substitute(&bindings);
        if missing.is_empty() {
            return seen;
        }
        let defaults: Vec<(Name, Type)> = missing
            .iter()
            .filter_map(|name| {
                let found = self.cpp_classes.iter_enumerated().find(|(_, decl)| {
                    decl.outer == Some(class) && decl.name == **name && argument_index(&decl.cname).is_some()
                });
                found.map(|(id, _)| ((*name).clone(), Type::Cpp(id, args.into())))
            })
            .collect();
        drop_missing(&seen, &missing).substitute(&defaults)
    }

    fn cpp_seen_method(&self, class: CppClassId, args: &[Type], method: &CppMethod) -> CppMethod {
        let mut ty = (*method.ty).clone();
        ty.ret = self.cpp_seen(class, args, &ty.ret);
        for param in &mut ty.params {
            param.ty = self.cpp_seen(class, args, &param.ty);
        }
        CppMethod { ty: Arc::new(ty), ..method.clone() }
    }

    /// The spelling of a class with its arguments in C++; `show` spells an argument. The arguments of a nested class
    /// stand where they belong: `std::vector<int>::iterator`.
    pub fn cpp_spelling(&self, class: CppClassId, args: &[Type], show: &dyn Fn(&Type) -> String) -> String {
        let decl = &self.cpp_classes[class];
        let own = decl.params.len().min(args.len());
        let (outer_args, own_args) = args.split_at(args.len() - own);
        let mut out = match decl.outer {
            Some(outer) if argument_index(&decl.cname).is_some() => {
                let outer = self.cpp_spelling(outer, outer_args, show);
                format!("{}, {outer}>::type", decl.cname)
            }
            Some(outer) => {
                let last = decl.cname.rsplit("::").next().unwrap_or(&decl.cname);
                format!("{}::{last}", self.cpp_spelling(outer, outer_args, show))
            }
            None => decl.cname.to_string(),
        };
        // all parameters may have been left out: `std::barrier<>`
        if !own_args.is_empty() || !decl.params.is_empty() {
            let list: Vec<String> = own_args.iter().map(show).collect();
            out.push('<');
            out.push_str(&list.join(", "));
            out.push('>');
        }
        out
    }

    /// Whether a variable of this type is an object of a C++ class, or holds one: then it is constructed and destroyed.
    pub fn is_cpp_object(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Cpp(..) => true,
            Type::Array(item, _) => self.is_cpp_object(item),
            Type::Struct(id) => {
                let decl = &self.structs[*id];
                !decl.is_union && decl.fields.iter().flatten().any(|field| self.is_cpp_object(&field.ty))
            }
            _ => false,
        }
    }

    /// The class itself, and its bases from the nearest on, with arguments.
    pub fn cpp_ancestry(&self, class: CppClassId, args: &[Type]) -> Vec<(CppClassId, Arc<[Type]>)> {
        let mut out: Vec<(CppClassId, Arc<[Type]>)> = vec![(class, args.into())];
        let mut next = 0;
        // Bases are declared before their classes, so this ends; the bound is for a world that a bug made cyclic.
        while let Some((id, args)) = out.get(next).cloned()
            && out.len() < 256
        {
            for base in &self.cpp_classes[id].bases {
                if let Type::Cpp(base, args) = self.resolve(&self.cpp_seen(id, &args, base)) {
                    out.push((*base, args.clone()));
                }
            }
            next += 1;
        }
        out
    }

    /// Whether a value of class `from` can stand where one of class `to` is wanted: `to` is a base of it, or has a
    /// constructor or an assignment that takes it. Of a class that is not described nobody can tell.
    pub fn cpp_becomes(&self, from: CppClassId, args: &[Type], to: CppClassId) -> bool {
        if !self.cpp_classes[from].complete || !self.cpp_classes[to].complete {
            return true;
        }
        let sources = self.cpp_ancestry(from, args);
        if sources.iter().any(|(class, _)| *class == to) {
            return true;
        }
        let takes = |ty: &Type| match self.resolve(unreferenced(ty)) {
            Type::Cpp(class, _) => sources.iter().any(|(source, _)| source == class),
            Type::TypeParam(_) => true,
            _ => false,
        };
        let decl = &self.cpp_classes[to];
        let into = decl.methods.iter().filter(|m| m.name == decl.name || m.name == "operator=");
        into.filter_map(|m| m.ty.params.first()).any(|p| takes(&p.ty))
            || self.cpp_classes[from].methods.iter().any(|m| m.name.starts_with("operator "))
    }

    /// A data member by name, of the class or of a base.
    pub fn cpp_field(&self, class: CppClassId, args: &[Type], name: &str) -> Option<FieldDecl> {
        self.cpp_ancestry(class, args).into_iter().find_map(|(id, args)| {
            let field = self.cpp_classes[id].fields.iter().find(|f| f.name == name)?;
            let ty = self.cpp_seen(id, &args, &field.ty);
            Some(FieldDecl { ty, ..field.clone() })
        })
    }

    /// The methods of this name: those of the nearest class that has any.
    pub fn cpp_methods(&self, class: CppClassId, args: &[Type], name: &str) -> Vec<CppMethod> {
        for (id, args) in self.cpp_ancestry(class, args) {
            let found: Vec<CppMethod> = self.cpp_classes[id]
                .methods
                .iter()
                .filter(|m| m.name == name)
                .map(|m| self.cpp_seen_method(id, &args, m))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The constructors; none are declared where only the default one is known.
    pub fn cpp_constructors(&self, class: CppClassId, args: &[Type]) -> Vec<CppMethod> {
        let decl = &self.cpp_classes[class];
        decl.methods
            .iter()
            .filter(|m| m.name == decl.name)
            .map(|m| self.cpp_seen_method(class, args, m))
            .collect()
    }

    /// A nested type by name, of the class or of a base.
    pub fn cpp_nested(&self, class: CppClassId, args: &[Type], name: &str) -> Option<Type> {
        self.cpp_ancestry(class, args).into_iter().find_map(|(id, args)| {
            let (_, ty) = self.cpp_classes[id].nested.iter().find(|(n, _)| n == name)?;
            Some(self.cpp_seen(id, &args, ty))
        })
    }
}

fn unreferenced(ty: &Type) -> &Type {
    match ty {
        Type::Ref(t) | Type::RvalueRef(t) => unreferenced(t),
        t => t.unqualified(),
    }
}

/// The C name of the class that stands for the template argument at this index of the class around it, where that is left
/// out: nothing is known of it but that C++ knows it.
pub fn argument_name(index: usize) -> Name {
    format!("{ARGUMENT}{index}").into()
}

const ARGUMENT: &str = "cy_template_argument<";

fn argument_index(cname: &str) -> Option<&str> {
    cname.strip_prefix(ARGUMENT)
}

fn drop_missing(ty: &Type, missing: &[&Name]) -> Type {
    ty.map(&mut |t| match t {
        Type::Cpp(id, args) => {
            let kept =
                args.iter().filter(|arg| !matches!(arg, Type::TypeParam(name) if missing.contains(&name)));
            Some(Type::Cpp(*id, kept.map(|arg| drop_missing(arg, missing)).collect()))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{CppClassDecl, Linkage};
    use cyrus_source::FileSpan;

    fn class(
        world: &mut World,
        cname: &str,
        params: &[(&str, bool)],
        outer: Option<CppClassId>,
    ) -> CppClassId {
        world.cpp_classes.push(CppClassDecl {
            name: cname.rsplit("::").next().unwrap().into(),
            cname: cname.into(),
            params: params.iter().map(|(n, o)| ((*n).into(), *o)).collect(),
            bases: Vec::new(),
            fields: Vec::new(),
            methods: Vec::new(),
            nested: Vec::new(),
            linkage: Linkage::Extern,
            outer,
            complete: true,
            at: FileSpan::NOWHERE,
        })
    }

    #[test]
    fn nested_classes_have_the_arguments_of_the_outer_one() {
        let mut w = World::new("m".into());
        let vector = class(&mut w, "std::vector", &[("T", false), ("A", true)], None);
        let iterator = class(&mut w, "std::vector::iterator", &[], Some(vector));
        let params = [Type::TypeParam("T".into()), Type::TypeParam("A".into())];
        w.cpp_classes[vector].nested.push(("iterator".into(), Type::Cpp(iterator, params.into())));
        let found = w.cpp_nested(vector, &[Type::INT], "iterator").unwrap();
        assert_eq!(found, Type::Cpp(iterator, [Type::INT].into()));
        let show = |t: &Type| w.show(t);
        assert_eq!(w.cpp_spelling(iterator, &[Type::INT], &show), "std::vector<int>::iterator");
        assert_eq!(w.cpp_spelling(vector, &[Type::INT], &show), "std::vector<int>");
    }
}
