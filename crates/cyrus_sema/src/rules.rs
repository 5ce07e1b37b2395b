//! The kinds of diagnostics that sema reports. Add a rule where a test shows its message.

use cyrus_diagnostics::{Rule, Severity};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $summary:literal;)*) => {
        $($(#[$doc])* pub static $name: Rule = Rule { id: $id, severity: Severity::$severity, summary: $summary };)*
        /// All rules of this crate.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// An unknown name where a name must be known.
    UNKNOWN_NAME = "unknown-name", Error, "a name that is declared nowhere is used";
    /// An unknown C type.
    UNKNOWN_TYPE = "unknown-type", Error, "a type that is declared nowhere is used";
    /// A value cannot become what is wanted.
    TYPE_MISMATCH = "type-mismatch", Error, "a value of one type stands where another is needed and cannot become it";
    /// `const int*` becomes `int*`.
    DROPS_CONST = "drops-const", Warning, "a pointer to constants becomes one that can write them";
    /// A `char*` into a temporary.
    DANGLING_TEXT = "dangling-text", Error, "a C string points into a Python object that is released at once";
    /// A `char*` into a global variable.
    UNSAFE_TEXT = "unsafe-text", Warning, "a C string points into the object of a Python variable that can be rebound";
    /// An operator does not exist for its operands.
    INVALID_OPERANDS = "invalid-operands", Error, "an operator is used on C types that do not have it";
    /// Wrong number or names of arguments for a C function.
    WRONG_ARGUMENTS = "wrong-arguments", Error, "a C function is called with arguments that it does not take";
    /// Something is declared twice.
    REDECLARED = "redeclared", Error, "a name is declared twice with different meanings";
    /// A directive that does not exist or has a wrong value.
    INVALID_DIRECTIVE = "invalid-directive", Error, "a compiler directive is unknown, has a wrong value or stands at a wrong place";
    /// A directive that does not exist, in a comment at the top of a file.
    UNKNOWN_DIRECTIVE = "unknown-directive", Warning, "a comment at the top of a file sets a directive that does not exist";
    /// An initial value in a `.pxd`.
    IGNORED_VALUE = "ignored-value", Warning, "an initial value stands where no code is executed";
    /// A function of ours that promises C++ exceptions.
    CPP_EXCEPTION = "cpp-exception", Warning, "a function that is not extern is declared to throw C++ exceptions";
    /// Rvalue references.
    RVALUE_REFERENCE = "rvalue-reference", Warning, "a C++ rvalue reference is a parameter or result";
    /// A cimport that finds nothing.
    UNRESOLVED_CIMPORT = "unresolved-cimport", Error, "a cimported module or name was not found";
    /// A Python operation without the GIL.
    NEEDS_GIL = "needs-gil", Error, "a Python operation stands where the GIL is not held";
    /// A statement where it cannot stand.
    MISPLACED = "misplaced-statement", Error, "a statement stands where it is not allowed";
    /// Something cannot be assigned or deleted.
    INVALID_TARGET = "invalid-target", Error, "something is assigned or deleted that cannot be";
    /// A compile-time expression that cannot be evaluated.
    NOT_CONSTANT = "not-constant", Error, "an expression that must be known at compile time is not";
    /// A C declaration that makes no sense.
    INVALID_DECLARATION = "invalid-declaration", Error, "a C declaration is not possible as written";
    /// A variable that is never assigned.
    UNDEFINED_VARIABLE = "undefined-variable", Error, "a variable is used before any assignment can reach it";
    /// A variable that some way reaches without an assignment.
    MAYBE_UNDEFINED = "maybe-undefined", Warning, "a variable may be read before it is assigned (directive `warn.maybe_uninitialized`)";
    /// Code that cannot be reached.
    UNREACHABLE = "unreachable-code", Warning, "a statement can never be executed";
    /// Names and values that nothing reads.
    UNUSED = "unused", Warning, "a variable, an argument or a value is never read (directives `warn.unused`, `warn.unused_arg`, `warn.unused_result`)";
    /// Variables without a declaration.
    UNDECLARED = "undeclared", Warning, "a variable has no declaration (directive `warn.undeclared`)";
    /// `cdef int *a, b`
    MIXED_DECLARATORS = "mixed-declarators", Warning, "one declaration has pointers and values (directive `warn.multiple_declarators`)";
    /// Calls that are slower than they look.
    PERFORMANCE_HINT = "performance-hint", Note, "a call without the GIL takes it to look for an exception (directive `show_performance_hints`)";
    /// What inference found.
    INFERRED = "inferred", Note, "a variable without a declaration has this type (directive `infer_types.verbose`)";
    /// Deprecated constructs.
    DEPRECATED = "deprecated", Warning, "a construct still works and should be replaced";
    /// An error without a rule.
    NOT_UNDERSTOOD = "not-understood", Error, "something was not understood, and no other rule says why: a fault of the compiler";
    /// Loop-carried values in prange.
    PARALLEL_RACE = "parallel-race", Error, "a value is carried from one iteration of a parallel loop to another";
}
