//! C signatures as modules exchange them: what optional arguments and overridable functions add.
//!
//! A C function with optional parameters takes a pointer to a struct behind the required ones: how many are given, then
//! the values. An overridable function (`cpdef`) takes a flag before that: do not look for a replacement by Python code.
//! The declarations in the module's world are rewritten, so that code generation sees plain C functions. The names are
//! Cython's, because they stand in the texts of capsules.

use std::sync::Arc;

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Expr, Place, StmtKind, Value};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{
    CFuncId, FieldDecl, FuncParam, FuncType, Linkage, ModuleId, StructDecl, StructId, Type, Visibility, World,
};

use crate::func::{FuncCx, by_value, int};

/// The flag of overridable functions.
pub const SKIP_DISPATCH: &str = "__pyx_skip_dispatch";
/// The pointer to the optional arguments.
const OPTIONAL_ARGS: &str = "__pyx_optional_args";

/// What was added to the signature of a C function.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// The flag is there.
    pub skip: bool,
    /// The struct of the optional arguments, and their types.
    pub optional: Option<(StructId, Vec<Type>)>,
}

/// The field of optional argument `i`.
pub fn optional_field(i: usize) -> Name {
    Name::from(format!("a{i}"))
}

/// Makes the structs; what is added to the signature of each function.
pub fn extras(world: &mut World) -> cyrus_index::IndexVec<CFuncId, Extra> {
    let ids: Vec<CFuncId> = world.cfuncs.ids().collect();
    let mut all = cyrus_index::IndexVec::from_vec(vec![None; ids.len()]);
    for &id in &ids {
        extra_of(world, id, &mut all);
    }
    all.into_iter().map(Option::unwrap_or_default).collect()
}

/// An override takes the struct of the method it replaces where that has the same arguments.
fn extra_of(
    world: &mut World,
    id: CFuncId,
    all: &mut cyrus_index::IndexVec<CFuncId, Option<Extra>>,
) -> Extra {
    if let Some(done) = &all[id] {
        return done.clone();
    }
    let optional = world.cfuncs[id].ty.optional;
    let shared = replaced(world, id).and_then(|base| extra_of(world, base, all).optional);
    let shared = shared.filter(|(_, types)| types.len() == optional);
    let found = extra(world, id, shared);
    all[id] = Some(found.clone());
    found
}

/// The method of a base that a method replaces.
fn replaced(world: &World, id: CFuncId) -> Option<CFuncId> {
    let (class, method) = world
        .classes
        .iter()
        .find_map(|c| c.methods.iter().find(|m| m.func == id && m.overrides).map(|m| (c, m)))?;
    let (owner, at) = world.find_method(class.base?, &method.name)?;
    Some(world.classes[owner].methods[at].func)
}

fn extra(world: &mut World, id: CFuncId, shared: Option<(StructId, Vec<Type>)>) -> Extra {
    let decl = &world.cfuncs[id];
    let (optional, skip, at) = (decl.ty.optional, decl.overridable, decl.at);
    // of a fused function, only its specialisations are called
    if decl.linkage == Linkage::Extern || optional == 0 && !skip || !decl.ty.fused().is_empty() {
        return Extra::default();
    }
    let mut ty = FuncType::clone(&decl.ty);
    let rest = ty.params.split_off(ty.params.len().saturating_sub(optional));
    if skip {
        ty.params.push(FuncParam { name: SKIP_DISPATCH.into(), ty: Type::INT, not_none: false });
    }
    let mut extra = Extra { skip, optional: None };
    if optional > 0 {
        let types: Vec<Type> = rest.into_iter().map(|p| p.ty).collect();
        let holder = shared.map_or_else(
            || {
                let name = struct_name(world, id);
                let mut fields = vec![field("__pyx_n".into(), Type::INT, at)];
                fields
                    .extend(types.iter().enumerate().map(|(i, ty)| field(optional_field(i), ty.clone(), at)));
                let cname = Name::from(format!("struct {name}"));
                world.structs.push(StructDecl {
                    name,
                    cname,
                    is_union: false,
                    packed: false,
                    linkage: Linkage::Own,
                    fields: Some(fields),
                    at,
                })
            },
            |(id, _)| id,
        );
        let pointer = Type::Struct(holder).ptr();
        ty.params.push(FuncParam { name: OPTIONAL_ARGS.into(), ty: pointer, not_none: false });
        ty.optional = 0;
        extra.optional = Some((holder, types));
    }
    world.cfuncs[id].ty = Arc::new(ty);
    extra
}

fn field(name: Name, ty: Type, at: FileSpan) -> FieldDecl {
    FieldDecl { cname: name.clone(), name, ty, visibility: Visibility::Private, at }
}

/// `__pyx_opt_args_1a_f`: each part of the module's name (and the class) with its length.
fn struct_name(world: &World, id: CFuncId) -> Name {
    let decl = &world.cfuncs[id];
    let module = match decl.linkage {
        Linkage::Imported(m) => m,
        Linkage::Own | Linkage::Extern => ModuleId::from_u32(0),
    };
    let mut name = String::from("__pyx_opt_args_");
    let module = world.modules.get(module).map(|m| m.name.clone()).unwrap_or_default();
    for part in module.split('.') {
        name.push_str(&format!("{}{part}_", part.len()));
    }
    if let Some(class) = world.classes.iter().find(|c| c.methods.iter().any(|m| m.func == id)) {
        name.push_str(&format!("{}{}_", class.name.len(), class.name));
    }
    // Specialisations of one fused function are numbered; the C names differ between modules that share it.
    if !decl.fused_as.is_empty() {
        let generic = world.cfuncs.iter().find_map(|f| f.specialisations.iter().position(|s| *s == id));
        name.push_str(&format!("__pyx_fuse_{}", generic.unwrap_or_default()));
    }
    name.push_str(&decl.name);
    Name::from(name)
}

impl<'h> FuncCx<'_, 'h> {
    /// The arguments that a call of a C function passes: required ones, then what the signature adds. `skip`: Python code
    /// that replaces the function is not asked.
    pub fn with_extra(
        &mut self,
        id: CFuncId,
        mut args: Vec<Expr>,
        given: Vec<Expr>,
        skip: bool,
    ) -> Vec<Expr> {
        let extra = self.cx.extras[id].clone();
        if extra.skip {
            args.push(int(i64::from(skip)));
        }
        let Some((id, types)) = extra.optional else {
            args.extend(given);
            return args;
        };
        let ty = Type::Struct(id);
        if given.is_empty() {
            args.push(Expr::Null(ty.ptr()));
            return args;
        }
        let holder = self.slot(&ty);
        let part = |name: Name| Expr::Field(Box::new(Expr::Local(holder)), name);
        let n = int(given.len() as i64);
        let mut stores = vec![(part("__pyx_n".into()), Type::INT, n)];
        for (i, (value, ty)) in given.into_iter().zip(types).enumerate() {
            stores.push((part(optional_field(i)), ty, value));
        }
        for (at, ty, value) in stores {
            // The struct borrows: what it holds lives in the temps of the call.
            let ty = if ir::is_managed(self.world(), &ty) { Type::Void.ptr() } else { ty };
            self.emit(StmtKind::Set(Place::Lvalue(Box::new(at), ty), Value::Expr(value)));
        }
        args.push(Expr::AddressOf(Box::new(Expr::Local(holder))));
        args
    }

    /// A cpdef method asks whether Python code replaces it, unless the caller knows that it does not. That code gets all
    /// arguments, with the method's own defaults for those that are missing.
    pub fn python_override(&mut self, c: CFuncId, f: &'h hir::Function) {
        let (Some(class), true) = (f.class, self.cx.extras[c].skip) else { return };
        let Some(flag) = self.flag else { return };
        let Some(&self_) = self.func.params.first() else { return };
        let name = self.name(&self.world().cfuncs[c].name.clone());
        let ret = self.func.ret.clone();
        self.when(crate::func::not(Expr::Local(flag)), |s| {
            let found = s.object_op(
                cyrus_ops::CY_FIND_OVERRIDE,
                by_value([Expr::Local(self_), Expr::ClassObject(class), name]),
            );
            s.when(crate::func::is_set(found.clone()), |s| {
                let mut values = Vec::new();
                for p in f.params.list.iter().skip(1) {
                    let value = s.read_local(p.local);
                    values.push(s.convert_by_type(value, &f.locals[p.local].ty, &Type::Object));
                }
                let result = s.call_values(found, values);
                if ret == Type::Void {
                    s.jump(StmtKind::Return(None));
                } else {
                    let value = s.convert_by_type(result, &Type::Object, &ret);
                    s.jump(StmtKind::Return(Some(value)));
                }
            });
        });
    }
}
