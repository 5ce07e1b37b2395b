//! Fused types: which concrete types a function is made for.

use std::sync::Arc;

use cyrus_source::Name;
use cyrus_types::{CFuncDecl, CFuncId, FusedId, Type};

use crate::Sema;

impl Sema<'_> {
    /// A type with concrete types in the place of fused ones.
    pub fn specialise(&self, ty: &Type, fused: &[(FusedId, Type)]) -> Type {
        ty.specialise(fused)
    }

    /// The fused types in these types, each once, in order of appearance.
    pub fn fused_in(&self, types: &[Type]) -> Vec<FusedId> {
        let mut out = Vec::new();
        for ty in types {
            for id in ty.fused() {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
        }
        out
    }

    /// Every choice of concrete types for these fused types; the last one varies fastest. One empty choice for none.
    pub fn fused_combinations(&self, fused: &[FusedId]) -> Vec<Vec<(FusedId, Type)>> {
        let mut out: Vec<Vec<(FusedId, Type)>> = vec![Vec::new()];
        for id in fused {
            out = out
                .into_iter()
                .flat_map(|choice| {
                    self.world.fused[*id].types.iter().map(move |ty| {
                        let mut choice = choice.clone();
                        choice.push((*id, ty.clone()));
                        choice
                    })
                })
                .collect();
        }
        out
    }

    /// How a specialisation is called in the signature dictionary of a fused function: `int|double`.
    pub fn fused_key(&self, choice: &[(FusedId, Type)]) -> String {
        let shown = |(id, ty): &(FusedId, Type)| {
            let alias = self.world.fused[*id].aliases.iter().find(|(aliased, _)| aliased == ty);
            alias.map_or_else(|| self.world.show(ty), |(_, name)| name.to_string())
        };
        choice.iter().map(shown).collect::<Vec<_>>().join("|")
    }

    /// Makes the concrete functions of a fused C function.
    pub(crate) fn add_specialisations(&mut self, generic: CFuncId) {
        let fused = self.world.cfuncs[generic].ty.fused();
        if fused.is_empty() {
            return;
        }
        let choices = self.fused_combinations(&fused);
        let mut out = Vec::new();
        let old = std::mem::take(&mut self.world.cfuncs[generic].specialisations);
        for (i, choice) in choices.into_iter().enumerate() {
            let base = self.world.cfuncs[generic].clone();
            let ty = Arc::new(base.ty.map(&mut |t| match t {
                Type::Fused(id) => choice.iter().find(|(f, _)| f == id).map(|(_, t)| t.clone()),
                _ => None,
            }));
            if let Some(id) = old.get(i) {
                // Known from the `.pxd`: its names stay.
                let decl = &mut self.world.cfuncs[*id];
                decl.ty = ty;
                decl.at = base.at;
                decl.missing_body = base.missing_body;
                out.push(*id);
                continue;
            }
            let suffix = choice.iter().map(|(_, ty)| self.type_word(ty)).collect::<Vec<_>>().join("__");
            let cname = self.fresh_cname(format!("{}__{suffix}", base.cname));
            let opt_args = base.opt_args.as_ref().map(|name| Name::from(format!("{name}__{i}")));
            out.push(self.world.cfuncs.push(CFuncDecl { ty, cname, opt_args, fused_as: choice, ..base }));
        }
        self.world.cfuncs[generic].specialisations = out;
    }

    /// A type as part of a C name.
    pub(crate) fn type_word(&self, ty: &Type) -> String {
        let mut out = String::new();
        for c in self.world.show(ty).chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => out.push(c),
                '*' => out.push_str("_ptr"),
                '&' => out.push_str("_ref"),
                '[' => out.push_str("_of_"),
                ' ' | ',' if !out.ends_with('_') => out.push('_'),
                ':' => out.push('d'),
                _ => {}
            }
        }
        out.trim_end_matches('_').to_owned()
    }
}
