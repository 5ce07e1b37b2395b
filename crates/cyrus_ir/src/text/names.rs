//! Names for everything that the text refers to, unique within their kind.

use std::collections::{BTreeMap, BTreeSet};

use cyrus_index::Idx;
use cyrus_types::{CFuncId, CVarId, ClassId, CppClassId, EnumId, FusedId, StructId, Type, TypedefId, World};

use crate::{Function, LocalId, Module};

/// What a text mentions of a world, filled while it is printed, and the names of all of it.
pub(super) struct Names<'a> {
    pub(super) world: &'a World,
    structs: Vec<String>,
    enums: Vec<String>,
    typedefs: Vec<String>,
    classes: Vec<String>,
    cpp: Vec<String>,
    fused: Vec<String>,
    cfuncs: Vec<String>,
    cvars: Vec<String>,
}

/// What a text mentions.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Mentioned {
    pub(super) structs: BTreeSet<StructId>,
    pub(super) enums: BTreeSet<EnumId>,
    pub(super) typedefs: BTreeSet<TypedefId>,
    pub(super) classes: BTreeSet<ClassId>,
    pub(super) cpp: BTreeSet<CppClassId>,
    pub(super) fused: BTreeSet<FusedId>,
    pub(super) cfuncs: BTreeSet<CFuncId>,
    pub(super) cvars: BTreeSet<CVarId>,
}

/// Whether a text is one token of the kind name.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_char) && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Characters of names.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '$')
}

/// Names that are unique: those that are not, or are no words, get their position.
fn unique<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let names: Vec<&str> = names.collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for n in &names {
        *count.entry(n).or_default() += 1;
    }
    names
        .iter()
        .enumerate()
        .map(|(i, n)| match is_word(n) {
            true if count[n] == 1 => (*n).to_owned(),
            true => format!("{n}#{i}"),
            false => format!("_#{i}"),
        })
        .collect()
}

impl<'a> Names<'a> {
    pub(super) fn new(module: &'a Module) -> Self {
        let world = &*module.world;
        Self {
            world,
            structs: unique(world.structs.iter().map(|d| &*d.name)),
            enums: unique(world.enums.iter().map(|d| d.name.as_deref().unwrap_or(""))),
            typedefs: unique(world.typedefs.iter().map(|d| &*d.name)),
            classes: unique(world.classes.iter().map(|d| &*d.name)),
            cpp: unique(world.cpp_classes.iter().map(|d| &*d.name)),
            fused: unique(world.fused.iter().map(|d| &*d.name)),
            cfuncs: unique(world.cfuncs.iter().map(|d| &*d.name)),
            cvars: unique(world.cvars.iter().map(|d| &*d.name)),
        }
    }
}

macro_rules! getter {
    ($($get:ident $table:ident $id:ty;)*) => {
        impl Names<'_> {
            $(pub(super) fn $get(&self, seen: &mut Mentioned, id: $id) -> &str {
                seen.$table.insert(id);
                self.$table.get(id.index()).map_or("_", String::as_str)
            })*
        }
    };
}
getter! {
    strukt structs StructId;
    enumeration enums EnumId;
    typedef typedefs TypedefId;
    class classes ClassId;
    cpp_class cpp CppClassId;
    fused_type fused FusedId;
    cfunc cfuncs CFuncId;
    cvar cvars CVarId;
}

/// The names of a function's locals, with `%`.
pub(super) fn locals(func: &Function) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for l in func.locals.iter() {
        *count.entry(&*l.name).or_default() += 1;
    }
    func.locals
        .iter_enumerated()
        .map(|(id, l): (LocalId, _)| match is_word(&l.name) {
            true if count[&*l.name] == 1 => format!("%{}", l.name),
            true => format!("%{}#{}", l.name, id.as_u32()),
            false => format!("%{}", id.as_u32()),
        })
        .collect()
}

/// The types that a text mentions through others, one step further; true if there was anything new.
pub(super) fn mention_parts(names: &Names<'_>, seen: &mut Mentioned) -> bool {
    let before = seen.clone();
    let world = names.world;
    let mut types: Vec<Type> = Vec::new();
    for id in &before.structs {
        types.extend(world.structs[*id].fields.iter().flatten().map(|f| f.ty.clone()));
    }
    types.extend(before.typedefs.iter().map(|id| world.typedefs[*id].base.clone()));
    types.extend(before.cvars.iter().map(|id| world.cvars[*id].ty.clone()));
    types.extend(before.cfuncs.iter().map(|id| Type::Func(world.cfuncs[*id].ty.clone())));
    types.extend(before.fused.iter().flat_map(|id| world.fused[*id].types.clone()));
    for id in &before.classes {
        let decl = &world.classes[*id];
        types.extend(decl.fields.iter().map(|f| f.ty.clone()));
        seen.classes.extend(decl.base);
        seen.cfuncs.extend(decl.methods.iter().map(|m| m.func));
    }
    for t in types {
        super::ty::show(names, seen, &t);
    }
    *seen != before
}
