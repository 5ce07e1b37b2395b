//! Calls of extension types: what makes an instance and hands the arguments to its `__init__` without a tuple.

use std::fmt::Write as _;

use cyrus_ir::{Binding, FuncDesc, TypeDef};
use cyrus_types::ClassId;

use crate::module::Cx;

/// More parameters than this are not worth code of their own.
const PARAMS: u32 = 8;

impl Cx<'_> {
    /// The function for `tp_vectorcall` of a class, if it may have one; what had to be written for it goes to `out`.
    pub(crate) fn construction(&mut self, def: &TypeDef, name: &str, out: &mut String) -> Option<String> {
        if !is_only_initialised(&self.chain(def.class)?) {
            return None;
        }
        // whether this is what the class has is asked again at run time
        let qualname = format!("{}.__init__", self.module.world.classes[def.class].name);
        let init = self
            .module
            .descs
            .iter_enumerated()
            .find(|(_, d)| is_plain(d) && self.text_of(d.qualname) == qualname.as_bytes());
        let Some((id, init)) = init else { return Some("cy_ext_call".to_owned()) };
        let (func, n) = (init.func, init.npos);
        let entry = self.entry(func);
        let _ = writeln!(
            out,
            "static PyObject *cy_call_{name}(PyObject *t, PyObject *const *args, size_t nf, PyObject *names)\n{{"
        );
        let _ = writeln!(out, "    CY_EXT_BEGIN({}, {n})", id.as_u32());
        for i in 1..n {
            let _ = writeln!(out, "    v[{i}] = CY_EXT_ARG({i});");
        }
        let _ = writeln!(out, "    CY_EXT_END(cy_new_{name}, {entry}, {n})\n}}");
        Some(format!("cy_call_{name}"))
    }

    /// The class and its bases, where all of them up to `object` are of this module.
    pub(crate) fn chain(&self, id: ClassId) -> Option<Vec<&TypeDef>> {
        let mut out = vec![];
        let mut at = Some(id);
        while let Some(class) = at {
            out.push(self.module.types.iter().find(|t| t.class == class)?);
            let decl = &self.module.world.classes[class];
            if decl.flags.more_bases {
                return None;
            }
            if decl.base.is_none() && decl.builtin_base.as_deref().is_some_and(|b| b != "object") {
                return None;
            }
            at = decl.base;
        }
        Some(out)
    }
}

/// Whether all parameters are positional, and few.
fn is_plain(d: &FuncDesc) -> bool {
    d.binding != Binding::Builtin && d.nkwonly == 0 && !d.vararg && !d.kwarg && (1..=PARAMS).contains(&d.npos)
}

/// Whether what these classes are called with goes to an `__init__` of theirs and nowhere else.
fn is_only_initialised(chain: &[&TypeDef]) -> bool {
    chain.iter().all(|t| t.cinit.is_none()) && chain.iter().any(|t| t.slots.iter().any(|s| s.0 == "tp_init"))
}
