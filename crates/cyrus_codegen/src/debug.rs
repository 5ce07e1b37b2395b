//! What a debugger of the source wants to know of the C: which C function is which function, which C variable is which
//! variable. Only collected where it is asked for.

use cyrus_ir::{Abi, Role};
use cyrus_source::FileSpan;
use cyrus_types::Linkage;

use crate::func::FuncGen;
use crate::module::Cx;

/// The names of a module and of its C.
#[derive(Clone, Debug, Default)]
pub struct DebugInfo {
    /// Functions that have C of their own, in the order of the C file.
    pub functions: Vec<DebugFunction>,
    /// C variables of the module.
    pub globals: Vec<DebugVariable>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct DebugFunction {
    /// The qualified name inside the module; empty for the module's own code.
    pub name: String,
    /// The C function.
    pub cname: String,
    /// Where it is defined.
    pub at: FileSpan,
    /// Its variables, parameters first.
    pub locals: Vec<DebugVariable>,
    /// The names of its parameters.
    pub parameters: Vec<String>,
}

/// A variable.
#[derive(Clone, Debug)]
pub struct DebugVariable {
    /// Its name in the source.
    pub name: String,
    /// The place in C, as an expression.
    pub cname: String,
    /// It holds a Python object.
    pub is_object: bool,
    /// Where it is declared, as near as that is known.
    pub at: FileSpan,
}

impl FuncGen<'_, '_> {
    /// Notes what the function and its variables are called.
    pub(crate) fn note_for_debuggers(&mut self) {
        let (module, func) = (self.cx.module, self.func);
        let (mut parameters, mut others) = (Vec::new(), Vec::new());
        for (id, local) in func.locals.iter_enumerated() {
            let named = matches!(local.role, Role::Param | Role::User) && !local.name.is_empty();
            if !named || self.locals.get(id).is_none() {
                continue;
            }
            let is_object = local.ty.ty().is_some_and(|ty| module.world.resolve(ty).is_object());
            let cname = self.local(id).to_string();
            let found = DebugVariable { name: local.name.to_string(), cname, is_object, at: func.at };
            if func.params.contains(&id) { parameters.push(found) } else { others.push(found) }
        }
        let names = match func.abi {
            Abi::Python { desc, .. } => {
                let names = module.descs[desc].params.iter();
                names.map(|id| String::from_utf8_lossy(&self.cx.text_of(*id)).into_owned()).collect()
            }
            Abi::C | Abi::Resume { .. } => parameters.iter().map(|found| found.name.clone()).collect(),
        };
        parameters.append(&mut others);
        // what resumes a generator is the generator's code; what makes one has none of its variables
        let is_exec = self.id == module.exec && matches!(func.abi, Abi::C);
        self.cx.debug.functions.push(DebugFunction {
            name: if is_exec { String::new() } else { func.name.to_string() },
            cname: self.cx.cname(self.id).to_owned(),
            at: func.at,
            locals: parameters,
            parameters: names,
        });
    }
}

impl Cx<'_> {
    /// Everything that was noted, and the module's C variables.
    pub(crate) fn debug_info(&mut self) -> DebugInfo {
        let mut out = std::mem::take(&mut self.debug);
        let world = &self.module.world;
        for (id, var) in world.cvars.iter_enumerated() {
            if var.linkage == Linkage::Own && (var.public || self.used_cvars.contains(&id)) {
                let place =
                    if var.public { var.cname.to_string() } else { format!("G.{}", self.cvar_name(id)) };
                out.globals.push(DebugVariable {
                    name: var.name.to_string(),
                    cname: place,
                    is_object: world.resolve(&var.ty).is_object(),
                    at: var.at,
                });
            }
        }
        out
    }
}
