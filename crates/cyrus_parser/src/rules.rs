//! The rules of the lexer and the parser, each with its stable id.

use cyrus_diagnostics::{Rule, Severity};

macro_rules! rules {
    ($($(#[$meta:meta])* $name:ident = $id:literal, $summary:literal;)*) => {
        $($(#[$meta])* #[doc = $summary] pub static $name: Rule =
            Rule { id: $id, severity: Severity::Error, summary: $summary };)*
        /// All rules of this crate, in a fixed order.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    SYNTAX = "syntax-error", "The text does not follow the grammar of Python or Cython.";
    UNKNOWN_CHARACTER = "unknown-character", "The character has no meaning outside of strings and comments.";
    UNTERMINATED_STRING = "unterminated-string", "A string literal has no closing quotes.";
    BAD_STRING = "bad-string", "A string literal holds an escape or a character that its kind does not allow, or kinds that do not mix.";
    BAD_NUMBER = "bad-number", "A numeric literal is malformed.";
    UNCLOSED_BRACKET = "unclosed-bracket", "A bracket is never closed.";
    UNMATCHED_BRACKET = "unmatched-bracket", "A closing bracket does not match what is open.";
    BAD_INDENTATION = "bad-indentation", "The indentation of a line fits no block around it.";
    EXPECTED_BLOCK = "expected-block", "A statement that needs an indented block has none.";
    BAD_TARGET = "bad-target", "Something that cannot be assigned to or deleted stands where a target has to.";
    BAD_PARAMETERS = "bad-parameters", "The parameters of a function are in an order or of a kind that is not allowed.";
    BAD_ARGUMENTS = "bad-arguments", "The arguments of a call are in an order that is not allowed.";
    BAD_PATTERN = "bad-pattern", "A pattern of `match` is malformed.";
    BAD_IMPORT = "bad-import", "An import statement is malformed.";
    BAD_DECLARATION = "bad-declaration", "A declaration of a C type, variable, function or class is malformed.";
    MISPLACED_DECLARATION = "misplaced-declaration", "A declaration stands where none is allowed.";
    CYTHON_IN_PYTHON = "cython-in-python", "Syntax that only `.pyx`, `.pxd` and `.pxi` files have stands in a `.py` file.";
    PYTHON2_SYNTAX = "python2-syntax", "Syntax of Python 2 stands in a file of language level 3.";
    TOO_DEEP = "too-deep", "Brackets, blocks or operators are nested too deeply.";
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_unique_and_kebab_case() {
        let mut ids: Vec<_> = super::ALL.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
    }
}
