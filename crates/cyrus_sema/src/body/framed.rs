//! Calls of functions that look at the frame of their caller: it is made for them.
//!
//! Compiled functions run without a frame of the interpreter. `warnings.warn` takes the line of a warning from its caller's,
//! `namedtuple` and `TypeVar` take the name of the module, `sys._getframe` is there to look at it. Where such a function is
//! called by its usual name, the call is made from a frame that has the function's name, file and line, and the module's
//! globals.

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::coerce::int_expr;
use super::frame::FrameKind;

/// Functions of the standard library that look at their caller's frame, and are not called for their speed.
const LOOKING: [&str; 15] = [
    "NamedTuple",
    "NewType",
    "ParamSpec",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
    "_getframe",
    "currentframe",
    "extract_stack",
    "format_stack",
    "make_dataclass",
    "namedtuple",
    "print_stack",
    "warn",
    "warn_explicit",
];

impl Body<'_, '_> {
    /// Whether a call of this name has to come from a frame. The module's statements have one, but for its line.
    pub fn wants_frame(&self, name: &Name, keywords: &[ast::Keyword]) -> bool {
        let leveled = || keywords.iter().any(|k| k.name.as_ref().is_some_and(|n| n.name == "stacklevel"));
        LOOKING.contains(&name.as_str())
            && (self.fr().kind != FrameKind::Module || name == "warn" && !leveled())
    }

    /// What calls this object from a frame.
    pub fn framed(&mut self, callee: Expr, at: FileSpan) -> Expr {
        let text = self.s.input.loader.text(at.file);
        let before = text.get(..at.span.start as usize).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let name = Expr::new(Type::STR, at, ExprKind::Str(self.fr().name.as_bytes().into()));
        let line = int_expr(line as i64, Type::INT, at);
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_FRAMED, args: vec![callee, name, line] })
    }
}
