//! Macros that choose how the runtime words its errors and converts text.

use cyrus_ir::Module;

/// The macros that the runtime's headers look at.
pub(crate) fn macros(module: &Module) -> String {
    let mut out = String::new();
    if module.options.plain_python {
        out.push_str("#define CY_PLAIN_PYTHON\n");
    }
    if module.cplus {
        out.push_str(&crate::cpp_class::text_macros(module));
    }
    out
}
