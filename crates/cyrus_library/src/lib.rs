//! What every program can count on: the bundled `.pxd` files of C, C++, POSIX, CPython and NumPy, and Python's builtin names.
//!
//! Layer 4. Texts and tables, nothing that computes. The declarations follow the C11, C++17/20 and POSIX standards and
//! the documentation of CPython's C API; module names are those that Cython programs cimport from.

mod builtins;
mod table;

pub use builtins::{BUILTIN_NAMES, EXCEPTION_NAMES, is_builtin, is_exception};

/// A bundled declaration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LibraryFile {
    /// The dotted name of the module.
    pub module: &'static str,
    /// The path below the library's folder, e.g. `libc/math.pxd`.
    pub path: &'static str,
    /// The text.
    pub text: &'static str,
}

impl LibraryFile {
    /// Whether this is a package (`libc`), whose modules are below it.
    pub fn is_package(&self) -> bool {
        self.path.ends_with("__init__.pxd")
    }
}

/// The bundled file of a module.
pub fn pxd(module: &str) -> Option<&'static LibraryFile> {
    table::FILES.iter().find(|file| file.module == module)
}

/// Whether a bundled file serves only where the module's own package brings none: NumPy has declarations of its own, but
/// the interpreter that is asked may lack the package whose headers the build has.
pub fn is_stand_in(module: &str) -> bool {
    module == "numpy"
}

/// All bundled files, in order of their names.
pub fn files() -> &'static [LibraryFile] {
    table::FILES
}

/// The bundled module from which a name is usually cimported, for hints.
pub fn home_of(name: &str) -> Option<&'static str> {
    const HOMES: &[(&str, &[&str])] = &[
        (
            "libc.stdint",
            &[
                "int8_t",
                "int16_t",
                "int32_t",
                "int64_t",
                "uint8_t",
                "uint16_t",
                "uint32_t",
                "uint64_t",
                "intptr_t",
                "uintptr_t",
                "intmax_t",
                "uintmax_t",
            ],
        ),
        ("libc.stdio", &["FILE"]),
        ("libc.time", &["time_t", "tm", "clock_t"]),
        ("cpython.ref", &["PyObject", "PyTypeObject"]),
        ("cpython.array", &["array"]),
        ("libcpp", &["bool"]),
        ("libcpp.string", &["string"]),
        ("libcpp.vector", &["vector"]),
        ("libcpp.map", &["map"]),
        ("libcpp.set", &["set"]),
        ("libcpp.utility", &["pair"]),
        ("libcpp.unordered_map", &["unordered_map"]),
        ("libcpp.unordered_set", &["unordered_set"]),
        ("libcpp.memory", &["unique_ptr", "shared_ptr"]),
    ];
    HOMES.iter().find(|(_, names)| names.contains(&name)).map(|(home, _)| *home)
}

#[cfg(test)]
mod tests {
    #[test]
    fn modules_are_found_by_name() {
        assert!(super::pxd("libc").is_some_and(|f| f.is_package()));
        assert_eq!(super::pxd("libc.math").map(|f| f.path), Some("libc/math.pxd"));
        assert!(super::pxd("nowhere").is_none());
        assert_eq!(super::home_of("uint8_t"), Some("libc.stdint"));
    }
    #[test]
    fn names_are_in_order() {
        assert!(super::files().windows(2).all(|w| w[0].module < w[1].module));
    }
}
