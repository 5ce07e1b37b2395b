//! Scopes, directives, cimports, declarations, inference and checks: the syntax tree becomes the typed tree.
//!
//! Layer 6. Two halves, split by construct:
//! * `declare` reads what stands at module and class level, in this module's `.pxd` and in everything it cimports:
//!   types, C functions and variables, extension types. After it, every C-level name is known, whatever the order in
//!   the source.
//! * `body` reads statements and expressions: which variables a function has and where they live, what types they
//!   have, which coercions stand where.
//!
//! It must not know the IR or C syntax beyond names, and it never touches files: a [`Loader`] hands it other modules.
//! All analysis goes on after an error; nothing here panics, whatever the tree.

pub mod body;
pub mod context;
pub mod declare;
pub mod directives;
mod expression_text;
mod placement;
pub mod rules;
pub mod scope;

use cyrus_ast as ast;
use cyrus_diagnostics::Diagnostic;
use cyrus_hir as hir;
use cyrus_source::{FileId, FileSpan, Name};

pub use context::Sema;
pub use directives::{Directive, Directives};

/// A parsed file that sema asked for, or the main file.
#[derive(Debug)]
pub struct Loaded {
    /// Its place in the file table.
    pub file: FileId,
    /// The tree.
    pub tree: ast::Module,
    /// The decoded text (spans point into it).
    pub text: Box<str>,
    /// The dotted name of the module it declares (for cimports).
    pub module: Name,
    /// It is a package's `__init__.pxd`.
    pub is_package: bool,
    /// The language level of the file was 2.
    pub level2: bool,
}

/// Where other files come from. What it hands out lives as long as the loader.
pub trait Loader {
    /// The `.pxd` of a module, by absolute dotted name; `package` also matches `name/__init__.pxd`. Nothing if there is none.
    /// Parse errors inside were reported by the loader.
    fn pxd(&self, module: &str) -> Option<&Loaded>;
    /// An `include`d file, by the path as written, relative to the including file or in the include path.
    fn include(&self, path: &str, from: FileId) -> Option<&Loaded>;
    /// The text of a file that was handed out, or of the main file.
    fn text(&self, file: FileId) -> &str;
}

/// What is to be analysed.
pub struct Input<'a> {
    /// The main file.
    pub main: &'a Loaded,
    /// The `.pxd` beside it, if there is one.
    pub pxd: Option<&'a Loaded>,
    /// A `.py` file: no Cython syntax, types come from annotations and the `.pxd`.
    pub pure_python: bool,
    /// The module is a package.
    pub is_package: bool,
    /// The file's name as it appears in tracebacks.
    pub file_name: &'a str,
    /// Other files.
    pub loader: &'a dyn Loader,
    /// Directives from the command line, over the defaults and under the file's own comments.
    pub directives: Directives,
    /// C++ output.
    pub cplus: bool,
    /// Docstrings are kept.
    pub docstrings: bool,
    /// `-E NAME=VALUE`: names for `DEF`/`IF`, values as Python literals.
    pub compile_time_env: &'a [(Name, Name)],
    /// A name that is declared nowhere is looked up when it is used, instead of being an error.
    pub lenient: bool,
    /// Other modules may cimport from the main file itself (`--cimport-from-pyx`): what it declares is offered to them as
    /// if it stood in a `.pxd`.
    pub is_own_interface: bool,
}

/// What came out.
pub struct Analysis {
    /// The typed tree; only to be lowered if no diagnostic is an error.
    pub module: hir::Module,
    /// Everything that was found, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Analyses one module.
pub fn analyze(input: &Input<'_>) -> Analysis {
    let mut sema = Sema::new(input);
    sema.check_placement();
    sema.declare_all();
    sema.analyze_bodies();
    sema.finish()
}

/// For a tree of which no stage has reported an error: one for what was not understood all the same.
pub fn unexplained(module: &hir::Module) -> Option<Diagnostic> {
    let message = "this was not understood, and no rule says why: a fault of the compiler";
    silent_error(module).map(|at| Diagnostic::new(&rules::NOT_UNDERSTOOD, at, message))
}

/// An error node in a tree without errors: what comes of it is not what was meant.
fn silent_error(module: &hir::Module) -> Option<FileSpan> {
    let mut found = None;
    for function in &module.functions {
        for stmt in &function.body {
            hir::visit::Node::Stmt(stmt).walk(&mut |node| match node {
                hir::visit::Node::Expr(e) if matches!(e.kind, hir::ExprKind::Error) => {
                    found.get_or_insert(e.at);
                }
                hir::visit::Node::Place(p) if matches!(p.kind, hir::PlaceKind::Error) => {
                    found.get_or_insert(p.at);
                }
                hir::visit::Node::Expr(_) | hir::visit::Node::Place(_) | hir::visit::Node::Stmt(_) => {}
            });
        }
    }
    found
}
