//! Members of C++ classes, with the template arguments put in.

use std::sync::Arc;

use crate::world::{CppClassId, CppMethod, FieldDecl};
use crate::{Type, World};
use cyrus_source::Name;

impl World {
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

    /// What each template parameter is for a class with these arguments.
    pub fn cpp_bindings(&self, class: CppClassId, args: &[Type]) -> Vec<(Name, Type)> {
        self.cpp_params(class).into_iter().map(|(name, _)| name).zip(args.iter().cloned()).collect()
    }

    /// The class itself, and its bases from the nearest on, with arguments.
    pub fn cpp_ancestry(&self, class: CppClassId, args: &[Type]) -> Vec<(CppClassId, Arc<[Type]>)> {
        let mut out: Vec<(CppClassId, Arc<[Type]>)> = vec![(class, args.into())];
        let mut next = 0;
        // Bases are declared before their classes, so this ends; the bound is for a world that a bug made cyclic.
        while let Some((id, args)) = out.get(next).cloned()
            && out.len() < 256
        {
            let bindings = self.cpp_bindings(id, &args);
            for base in &self.cpp_classes[id].bases {
                if let Type::Cpp(base, args) = self.resolve(&base.substitute(&bindings)) {
                    out.push((*base, args.clone()));
                }
            }
            next += 1;
        }
        out
    }

    /// A data member by name, of the class or of a base.
    pub fn cpp_field(&self, class: CppClassId, args: &[Type], name: &str) -> Option<FieldDecl> {
        self.cpp_ancestry(class, args).into_iter().find_map(|(id, args)| {
            let field = self.cpp_classes[id].fields.iter().find(|f| f.name == name)?;
            let ty = field.ty.substitute(&self.cpp_bindings(id, &args));
            Some(FieldDecl { ty, ..field.clone() })
        })
    }

    /// The methods of this name: those of the nearest class that has any.
    pub fn cpp_methods(&self, class: CppClassId, args: &[Type], name: &str) -> Vec<CppMethod> {
        for (id, args) in self.cpp_ancestry(class, args) {
            let bindings = self.cpp_bindings(id, &args);
            let found: Vec<CppMethod> = self.cpp_classes[id]
                .methods
                .iter()
                .filter(|m| m.name == name)
                .map(|m| CppMethod { ty: Arc::new(m.ty.substitute(&bindings)), ..m.clone() })
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The constructors; none are declared where only the default one is known.
    pub fn cpp_constructors(&self, class: CppClassId, args: &[Type]) -> Vec<CppMethod> {
        let bindings = self.cpp_bindings(class, args);
        let decl = &self.cpp_classes[class];
        decl.methods
            .iter()
            .filter(|m| m.name == decl.name)
            .map(|m| CppMethod { ty: Arc::new(m.ty.substitute(&bindings)), ..m.clone() })
            .collect()
    }

    /// A nested type by name, of the class or of a base.
    pub fn cpp_nested(&self, class: CppClassId, args: &[Type], name: &str) -> Option<Type> {
        self.cpp_ancestry(class, args).into_iter().find_map(|(id, args)| {
            let (_, ty) = self.cpp_classes[id].nested.iter().find(|(n, _)| n == name)?;
            Some(ty.substitute(&self.cpp_bindings(id, &args)))
        })
    }
}
