//! Calls of functions that look at the frame of their caller: it is made for them.
//!
//! Compiled functions run without a frame of the interpreter. `warnings.warn` takes the line of a warning from its caller's,
//! `namedtuple` and `TypeVar` take the name of the module, `sys._getframe` is there to look at it. Where such a function is
//! called by its usual name, the call is made from a frame that has the function's name, file and line, and the module's
//! globals.
//!
//! A function that looks further than at itself (`sys._getframe(1)`, `warn(..., stacklevel=2)`) wants its own callers to have
//! frames: calls of it by name in its module are made from frames too, and so on for as many callers as it looks at.

use std::collections::BTreeMap;

use cyrus_ast as ast;
use cyrus_hir::{Expr, ExprKind};
use cyrus_source::{FileSpan, Name};
use cyrus_types::Type;

use super::Body;
use super::bindings::{function_calls, own_callee};
use super::coerce::int_expr;
use super::frame::FrameKind;

/// Functions of the standard library that look at their caller's frame, and are not called for their speed.
const LOOKING: [&str; 24] = [
    "DocFileSuite",
    "DocTestSuite",
    "Enum",
    "Flag",
    "IntEnum",
    "IntFlag",
    "NamedTuple",
    "NewType",
    "ParamSpec",
    "StrEnum",
    "TypeAliasType",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
    "_getframe",
    "_getframemodulename",
    "currentframe",
    "extract_stack",
    "format_stack",
    "make_dataclass",
    "namedtuple",
    "print_stack",
    "warn",
    "warn_explicit",
];

/// Nobody looks further than that.
const MOST: u32 = 4;

impl Body<'_, '_> {
    /// Whether a call of this name has to come from a frame. The module's statements have one, but for its line.
    pub fn wants_frame(&self, func: &ast::Expr, name: &Name, keywords: &[ast::Keyword]) -> bool {
        let leveled = || keywords.iter().any(|k| k.name.as_ref().is_some_and(|n| n.name == "stacklevel"));
        let inside = self.fr().kind != FrameKind::Module;
        LOOKING.contains(&name.as_str()) && (inside || name == "warn" && !leveled())
            || own_callee(func).is_some_and(|name| self.s.looking.contains_key(name))
    }

    /// What calls this object from a frame.
    pub fn framed(&mut self, callee: Expr, at: FileSpan) -> Expr {
        let line = self.line_of(at);
        let name = Expr::new(Type::STR, at, ExprKind::Str(self.fr().name.as_bytes().into()));
        let line = int_expr(i64::from(line), Type::INT, at);
        Expr::new(Type::Object, at, ExprKind::Op { op: cyrus_ops::CY_FRAMED, args: vec![callee, name, line] })
    }
}

/// The functions of a module that look at their callers, and at how many.
pub fn looking(body: &[ast::Stmt], text: &str) -> BTreeMap<Name, u32> {
    let mut out = BTreeMap::new();
    if !text.contains("_getframe") && !text.contains("stacklevel") {
        return out;
    }
    let functions = function_calls(body);
    for f in functions.iter().filter(|f| f.looks > 0) {
        let most: &mut u32 = out.entry(f.name.clone()).or_default();
        *most = f.looks.min(MOST).max(*most);
    }
    // Each round reaches one caller further.
    for _ in 1..MOST {
        for f in &functions {
            let further = f.calls.iter().filter_map(|c| out.get(c)).max().map_or(0, |n| n - 1);
            if further > 0 && out.get(&f.name).is_none_or(|n| *n < further) {
                out.insert(f.name.clone(), further);
            }
        }
    }
    out
}
