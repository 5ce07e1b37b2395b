//! C signatures as modules exchange them: what optional arguments and overridable functions add.
//!
//! A C function with optional parameters takes a pointer to a struct behind the required ones: how many are given, then
//! the values. An overridable function (`cpdef`) takes a flag before that: do not look for a replacement by Python code.
//! The structs are added to the module's world; their names are Cython's, because they stand in the texts of capsules.

use cyrus_hir as hir;
use cyrus_ir::{self as ir, Expr, Place, StmtKind, Value};
use cyrus_source::{FileSpan, Name};
use cyrus_types::{CFuncId, FieldDecl, Linkage, ModuleId, StructDecl, StructId, Type, Visibility, World};

use crate::func::{FuncCx, by_value, int};

/// The flag of overridable functions.
pub const SKIP_DISPATCH: &str = "__pyx_skip_dispatch";
/// The pointer to the optional arguments.
pub const OPTIONAL_ARGS: &str = "__pyx_optional_args";

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
    ids.into_iter().map(|id| extra(world, id)).collect()
}

fn extra(world: &mut World, id: CFuncId) -> Extra {
    let decl = &world.cfuncs[id];
    let (optional, skip, at) = (decl.ty.optional, decl.overridable, decl.at);
    if decl.linkage == Linkage::Extern {
        return Extra::default();
    }
    if optional == 0 {
        return Extra { skip, optional: None };
    }
    let first = decl.ty.params.len().saturating_sub(optional);
    let types: Vec<Type> = decl.ty.params[first..].iter().map(|p| p.ty.clone()).collect();
    let name = struct_name(world, id);
    let mut fields = vec![field("__pyx_n".into(), Type::INT, at)];
    fields.extend(types.iter().enumerate().map(|(i, ty)| field(optional_field(i), ty.clone(), at)));
    let cname = Name::from(format!("struct {name}"));
    let id = world.structs.push(StructDecl {
        name,
        cname,
        is_union: false,
        packed: false,
        linkage: Linkage::Own,
        fields: Some(fields),
        at,
    });
    Extra { skip, optional: Some((id, types)) }
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
    // Specialisations of one fused function differ in their C names only.
    let last = if decl.fused_as.is_empty() { &decl.name } else { &decl.cname };
    name.push_str(last);
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
            self.emit(StmtKind::Set(Place::Lvalue(at, ty), Value::Expr(value)));
        }
        args.push(Expr::AddressOf(Box::new(Expr::Local(holder))));
        args
    }

    /// A cpdef method asks whether Python code replaces it, unless the caller knows that it does not.
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
                let params = s.func.params.clone();
                let required = s.required_params();
                let mut values = Vec::new();
                for l in params.iter().take(required).skip(1) {
                    let ty = s.func.type_of(*l).cloned().unwrap_or(Type::Object);
                    let value = s.convert_by_type(Expr::Local(*l), &ty, &Type::Object);
                    values.push(value);
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
