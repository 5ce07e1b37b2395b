//! Diagnostics as data, the registry of rules, and their renderers.
//!
//! Layer 2. A diagnostic names a [`Rule`], says what is wrong in one lowercase line with names in backticks, points
//! at one primary place and any number of secondary ones, and says what to write instead. Renderers turn that into
//! text; nobody else formats an error.

mod registry;
mod render;

pub use registry::Registry;
pub use render::{Format, Renderer};

use cyrus_source::FileSpan;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// A remark (performance hints).
    Note,
    /// The module compiles, but probably not to what was meant.
    Warning,
    /// The module does not compile.
    Error,
}

/// A kind of diagnostic with a stable id.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable, kebab-case: `unknown-name`.
    pub id: &'static str,
    /// What it is unless a directive says otherwise.
    pub severity: Severity,
    /// One sentence for the rule's page.
    pub summary: &'static str,
}

/// A place and what is to be said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub at: FileSpan,
    /// Stands alone, lowercase, no full stop; may be empty for the primary place.
    pub text: String,
}

/// One thing to tell the user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind.
    pub rule: &'static Rule,
    /// May differ from the rule's own (`-Werror`).
    pub severity: Severity,
    /// What is wrong: lowercase, no full stop, names in backticks.
    pub message: String,
    /// The main place; the caret stands here.
    pub primary: Label,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// What to write instead, or why it is so; one entry a line.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic of this kind at this place ([`FileSpan::NOWHERE`] for what has none).
    pub fn new(rule: &'static Rule, at: FileSpan, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: Label { at, text: String::new() },
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }
    /// Adds the text under the caret.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }
    /// Adds another place.
    pub fn also(mut self, at: FileSpan, text: impl Into<String>) -> Self {
        self.secondary.push(Label { at, text: text.into() });
        self
    }
    /// Adds a line of help.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
    /// Whether this stops the module from compiling.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics into the order of the source, and removes those that say the same at the same place.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    let key = |d: &Diagnostic| {
        (d.primary.at.file, d.primary.at.span.start, std::cmp::Reverse(d.severity), d.rule.id)
    };
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message)));
    diagnostics.dedup_by(|a, b| key(a) == key(b) && a.message == b.message);
}
