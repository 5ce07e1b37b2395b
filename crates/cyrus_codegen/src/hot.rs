//! Functions whose loops are worth a vectorised build: what gcc needs to hear for it at a plain `-O2`.
//!
//! The text of the pragma must be literal, and the mathematical functions have to be said not to write `errno` where they
//! are declared. All of it is for gcc with glibc (which alone resolves `target_clones`); others get plain C.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::special::mentions;

/// In front of a hot function. A loop that begins where a line of the cache does takes up to a third less time than one that
/// begins wherever it happens to.
pub(crate) const BEGIN: &str = "#ifdef CY_VECTOR\n#pragma GCC push_options\n#pragma GCC optimize (\"O3\",\"no-math-errno\",\"no-trapping-math\",\"fp-contract=off\",\"align-loops=64\")\n#endif\n";
/// Behind it.
pub(crate) const END: &str = "#ifdef CY_VECTOR\n#pragma GCC pop_options\n#endif\n";

/// What says that of functions that are not hot.
pub(crate) const LOOPS: &str = "#if defined(__GNUC__) && !defined(__clang__)\n#define CY_LOOPS __attribute__((optimize(\"align-loops=64\")))\n#else\n#define CY_LOOPS\n#endif\n";

/// Functions of `<math.h>` that set nothing but `errno`: of one argument, then of two.
const ONE: [&str; 31] = [
    "sqrt",
    "cbrt",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "floor",
    "ceil",
    "round",
    "trunc",
    "rint",
    "nearbyint",
    "fabs",
    "erf",
    "erfc",
    "tgamma",
];
const TWO: [&str; 8] = ["pow", "atan2", "hypot", "fmod", "fmin", "fmax", "fdim", "copysign"];

/// What stands in front of all functions, if any of them is hot: when to do it at all, and declarations of the functions
/// that these texts call. Nothing is redeclared where the module looks at `errno`.
pub(crate) fn prelude(hot: &str, module: &str) -> String {
    let mut out = String::from(
        "#if defined(__GNUC__) && !defined(__clang__) && defined(__GLIBC__) && defined(__x86_64__)\n#define CY_VECTOR\n\
         #if __GNUC__ >= 12\n#define CY_CLONES __attribute__((target_clones(\"default\",\"avx2\",\"arch=x86-64-v4\")))\n#else\n\
         #define CY_CLONES __attribute__((target_clones(\"default\",\"avx2\")))\n#endif\n#else\n#define CY_CLONES\n#endif\n",
    );
    let mut used: BTreeSet<(String, &str, usize)> = BTreeSet::new();
    // our own pragma has the word too
    if !module.lines().any(|l| !l.starts_with('#') && mentions(l, "errno")) {
        for (names, arity) in [(ONE.as_slice(), 1), (TWO.as_slice(), 2)] {
            for name in names {
                for (suffix, ty) in [("", "double"), ("f", "float")] {
                    let name = format!("{name}{suffix}");
                    if mentions(hot, &name) {
                        used.insert((name, ty, arity));
                    }
                }
            }
        }
    }
    if !used.is_empty() {
        out.push_str("#ifdef CY_VECTOR\n#include <math.h>\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
        for (name, ty, arity) in used {
            let params = vec![ty; arity].join(", ");
            let _ = writeln!(out, "extern {ty} {name}({params}) __THROW __attribute__((const));");
        }
        out.push_str("#ifdef __cplusplus\n}\n#endif\n#endif\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_called_is_declared() {
        let text = prelude("x = sqrt(y) + v_sin;", "");
        assert!(text.contains("extern double sqrt(double)") && !text.contains("sin("));
        assert!(!prelude("sqrt(y)", "if (errno) x();").contains("sqrt"));
        assert!(prelude("sqrt(y)", BEGIN).contains("sqrt"));
    }
}
