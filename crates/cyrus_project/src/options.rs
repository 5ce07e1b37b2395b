//! What the user asked for, whatever the command line was.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Which rules the language follows unless the file says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum LanguageLevel {
    /// Python 2 (`language_level=2`).
    Two,
    /// Python 3.
    #[default]
    Three,
}

/// What is generated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Language {
    /// C11.
    #[default]
    C,
    /// C++17.
    Cpp,
}

impl Language {
    /// The suffix of a generated file, with its dot.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::C => ".c",
            Self::Cpp => ".cpp",
        }
    }
}

/// Everything that can change the text that is generated. Two equal options and equal inputs give equal bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct CompileOptions {
    /// From the command line; a file's own `# cython: language_level=` comes first.
    pub level: Option<LanguageLevel>,
    /// From the command line; a file's own `# distutils: language=` counts where nothing is said here.
    pub language: Option<Language>,
    /// `-X name=value`, in order; later ones win.
    pub directives: Vec<(String, String)>,
    /// `-E name=value`: names for `DEF` and `IF`.
    pub compile_time_env: Vec<(String, String)>,
    /// Where `.pxd` and `.pxi` files are looked for, after the file's own package.
    pub include_path: Vec<PathBuf>,
    /// Keep docstrings.
    pub docstrings: bool,
    /// Put each function's position into its docstring.
    pub embed_positions: bool,
    /// `#line` directives that point to the source.
    pub line_directives: bool,
    /// Make a `main` function (or one of another name) that starts an interpreter.
    pub embed: Option<String>,
    /// Modules that are compiled into the same program as `embed`.
    pub embed_modules: Vec<String>,
    /// How much is given back at interpreter exit.
    pub cleanup: u8,
    /// Add the C line to tracebacks.
    pub c_line_in_traceback: bool,
    /// Warnings stop the compilation.
    pub warnings_are_errors: bool,
    /// Switch the extra warnings on.
    pub extra_warnings: bool,
    /// Stop at the first error.
    pub fast_fail: bool,
    /// An unknown name is an error at run time only.
    pub lenient: bool,
    /// Repeat `cdef extern from` headers in the generated header.
    pub reexport_headers: bool,
    /// Write declarations of the public C symbols to a `.pxi`.
    pub generate_pxi: bool,
    /// `cimport` may read a `.pyx` where there is no `.pxd`.
    pub cimport_from_pyx: bool,
    /// A module whose names count as known.
    pub pre_import: Option<String>,
}

impl CompileOptions {
    /// The language level that the command line gives, by an option of its own or as a directive.
    pub fn level(&self) -> Option<LanguageLevel> {
        let directive = self.directives.iter().rev().find(|(name, _)| name == "language_level");
        directive.and_then(|(_, value)| crate::settings::level(value)).or(self.level)
    }
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            level: None,
            language: None,
            directives: Vec::new(),
            compile_time_env: Vec::new(),
            include_path: Vec::new(),
            docstrings: true,
            embed_positions: false,
            line_directives: false,
            embed: None,
            embed_modules: Vec::new(),
            cleanup: 0,
            c_line_in_traceback: true,
            warnings_are_errors: false,
            extra_warnings: false,
            fast_fail: false,
            lenient: false,
            reexport_headers: false,
            generate_pxi: false,
            cimport_from_pyx: false,
            pre_import: None,
        }
    }
}

/// Splits `name=value,name=value` as `-X` and `-E` take it; blanks around the parts do not count.
pub fn parse_pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items
        .map(|item| match item.split_once('=') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
            None => Err(format!("Expected \"=\" in option \"{item}\"")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_split_at_commas_and_the_first_equals_sign() {
        let pairs = parse_pairs(" a=1, b.c = x=y ,").unwrap();
        assert_eq!(pairs, [("a".into(), "1".into()), ("b.c".into(), "x=y".into())]);
        let of = |text: &str| {
            CompileOptions { directives: parse_pairs(text).unwrap(), ..CompileOptions::default() }.level()
        };
        assert_eq!(of("language_level=2"), Some(LanguageLevel::Two));
        assert_eq!(of("language_level=2, language_level=3str"), Some(LanguageLevel::Three));
        assert_eq!(of("boundscheck=False"), None);
        assert_eq!(parse_pairs("asdf").unwrap_err(), "Expected \"=\" in option \"asdf\"");
    }
}
