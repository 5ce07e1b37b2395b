//! What instances of an extension type have room for.

use cyrus_diagnostics::Diagnostic;
use cyrus_source::FileSpan;
use cyrus_types::ClassId;

use crate::Sema;
use crate::rules;

impl Sema<'_> {
    /// The digits of an `int` lie behind its head, as many as there are: nothing of a class that derives from it can lie
    /// there too.
    pub(crate) fn check_room(&mut self, id: ClassId, at: FileSpan) {
        let mut root = id;
        while let Some(base) = self.world.classes[root].base {
            root = base;
        }
        if self.world.classes[root].builtin_base.as_deref() != Some("int") {
            return;
        }
        let decl = &self.world.classes[id];
        let slots = decl.flags.dict_at.is_some() || decl.flags.weakref_at.is_some();
        let what = if !decl.fields.is_empty() || slots {
            "attributes"
        } else if self.world.vtab_owner(id).is_some() {
            "C methods"
        } else {
            return;
        };
        let message = format!("an extension type that derives from `int` cannot have {what}");
        let help = "instances have different sizes; write a Python class that derives from `int`";
        self.report(Diagnostic::new(&rules::INVALID_DECLARATION, at, message).help(help));
    }
}
