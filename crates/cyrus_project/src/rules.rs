//! What this room reports.

use cyrus_diagnostics::{Diagnostic, Rule, Severity};
use cyrus_source::FileSpan;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $summary:literal;)*) => {
        $($(#[$doc])* pub static $name: Rule = Rule { id: $id, severity: Severity::Error, summary: $summary };)*
        /// All rules of this room.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// An input that is not there.
    MISSING_FILE = "missing-file", "a file or folder that was named does not exist";
    /// An input that cannot be read.
    CANNOT_READ = "cannot-read", "a file exists but cannot be read";
    /// An output that cannot be written.
    CANNOT_WRITE = "cannot-write", "an output cannot be written where it belongs";
    /// An input of another kind.
    NOT_A_SOURCE = "not-a-source", "a file that was named is neither a `.pyx` nor a `.py` file";
    /// A folder without modules.
    NO_MODULES = "no-modules", "nothing to compile was found";
    /// Bytes that are not of the file's encoding.
    BAD_ENCODING = "bad-encoding", "the file holds bytes that are not of its encoding (PEP 263)";
    /// An encoding that nobody knows.
    UNKNOWN_ENCODING = "unknown-encoding", "the comment at the top names an encoding that does not exist (PEP 263)";
    /// A file beyond 4 GiB.
    FILE_TOO_LARGE = "file-too-large", "the file is larger than 4 GiB";
    /// No interpreter.
    NO_PYTHON = "no-python", "no Python interpreter was found, or it could not be asked";
    /// No `Python.h`.
    NO_PYTHON_HEADERS = "no-python-headers", "the interpreter's C headers are not installed";
    /// No C compiler.
    NO_C_COMPILER = "no-c-compiler", "no C compiler was found";
    /// The C compiler said no.
    C_COMPILER_FAILED = "c-compiler-failed", "the C compiler or linker refused the module";
    /// A line of `# distutils:` that cannot be understood.
    BAD_SETTING = "bad-distutils-setting", "a `# distutils:` comment cannot be understood";
    /// A pyproject.toml that cannot be understood.
    BAD_PROJECT = "bad-project", "pyproject.toml is not TOML, or `[tool.cyrus]` in it holds something unknown";
    /// A header that the C compiler does not find.
    MISSING_HEADER = "missing-header", "a header that a declaration names is nowhere";
    /// Two files of one module.
    MODULE_CLASH = "module-clash", "two files would be the same module";
    /// A directive of the command line.
    BAD_DIRECTIVE = "bad-command-line-directive", "a directive on the command line is unknown, or its value is";
    /// The tour did not end well.
    TOUR_FAILED = "tour-failed", "the tour could not set up what it needs, or its examples did not run";
    /// A fault of ours.
    INTERNAL_ERROR = "internal-error", "the compiler itself failed; this is a fault of the compiler";
}

/// A diagnostic without a place.
pub fn nowhere(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, FileSpan::NOWHERE, message)
}

/// What the machine said, without the number that Rust appends.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
