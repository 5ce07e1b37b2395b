//! What C symbols a module has, as declarations for others to include (`generate_pxi`).

use std::fmt::Write as _;

use cyrus_ir::Module;
use cyrus_types::{Except, Linkage, World};

use crate::names::last_part;

/// The text of `NAME.pxi`; nothing where the module has no public symbols.
pub(crate) fn declarations(module: &Module) -> Option<String> {
    let world: &World = &module.world;
    let mut body = String::new();
    for (_, class) in world.classes.iter_enumerated() {
        if class.linkage != Linkage::Own || !class.flags.public {
            continue;
        }
        let object = class.object_struct.trim_start_matches("struct ");
        let base = class.base.map_or_else(String::new, |base| format!("({})", world.classes[base].name));
        let _ = writeln!(
            body,
            "    ctypedef class {}.{}{base} [object {object}, type {}]:",
            module.name,
            class.name,
            class.type_object.as_deref().unwrap_or(class.name.as_str())
        );
        if class.fields.is_empty() {
            body.push_str("        pass\n");
        }
        for field in &class.fields {
            let _ = writeln!(body, "        cdef {} {}", world.show(&field.ty), field.name);
        }
    }
    for (_, var) in world.cvars.iter_enumerated() {
        if var.linkage == Linkage::Own && var.public {
            let _ = writeln!(body, "    {} {}", world.show(&var.ty), var.name);
        }
    }
    for (_, func) in world.cfuncs.iter_enumerated() {
        if func.linkage == Linkage::Own && func.public {
            let params: Vec<String> = func.ty.params.iter().map(|param| world.show(&param.ty)).collect();
            let gil = if func.ty.nogil { " nogil" } else { "" };
            let except = except(&func.ty.except);
            let ret = world.show(&func.ty.ret);
            let _ = writeln!(body, "    {ret} {}({}){except}{gil}", func.name, params.join(", "));
        }
    }
    (!body.is_empty()).then(|| format!("cdef extern from \"{}.h\":\n{body}", last_part(&module.name)))
}

fn except(except: &Except) -> String {
    match except {
        Except::Never => " noexcept".to_owned(),
        Except::Null => String::new(),
        Except::Value(value) => format!(" except {value}"),
        Except::Maybe(value) => format!(" except? {value}"),
        Except::Always => " except *".to_owned(),
        Except::Cpp(_) => " except +".to_owned(),
    }
}
