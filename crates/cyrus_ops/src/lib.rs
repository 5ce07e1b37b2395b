//! The table of operations: every function of the C runtime that generated code may call, with argument and result
//! types, error signal, effects and ownership.
//!
//! Layer 4. The table is made by the build script from the contracts in the headers of `runtime/`; there is no other
//! list to keep in step. It knows neither the HIR nor the IR.

use std::fmt;

/// An operation, as a position in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(u16);

/// What kind of value an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `PyObject *`.
    Object,
    /// An array of `PyObject *`.
    Objects,
    /// Any other C type, as C text.
    C(&'static str),
}

/// How an argument travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By value.
    In,
    /// By address; the function writes it (objects: new references).
    Out,
    /// By address; the function reads and writes it.
    InOut,
}

/// An argument of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpParam {
    /// What is passed.
    pub kind: Kind,
    /// By value or by address.
    pub mode: Mode,
    /// Its name in the contract, or empty.
    pub name: &'static str,
}

/// What an operation returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpResult {
    /// Nothing.
    Void,
    /// A new reference.
    New,
    /// A reference that is not owned: from the state, or from the argument with this index and valid while it is.
    Borrowed(Option<u8>),
    /// A C value of this type.
    C(&'static str),
}

/// How an operation says that it failed; a Python exception is set then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// It cannot fail.
    Never,
    /// Returns NULL.
    Null,
    /// Returns a negative number.
    Negative,
    /// Returns zero.
    Zero,
    /// Returns `(T)-1` and `PyErr_Occurred()` is true.
    MinusOne,
}

/// One operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op {
    /// The C function or macro.
    pub name: &'static str,
    /// Its arguments, without the `own` mask.
    pub params: &'static [OpParam],
    /// Its result.
    pub result: OpResult,
    /// Its error signal.
    pub signal: Signal,
    /// It takes a trailing `int own`: bit `i` says that it takes over the reference of its `i`-th object argument
    /// (counting only arguments of kind [`Kind::Object`] that are passed by value, then the elements of a vector),
    /// on success and on error.
    pub consumes: bool,
    /// Bit `i`: argument `i`, counting all, is always taken over.
    pub steals: u32,
    /// It may be called without the GIL.
    pub nogil: bool,
    /// It has no side effect and runs no foreign code.
    pub pure: bool,
    /// It is a macro; an argument that is a C type is passed as text.
    pub macro_: bool,
    /// Unlikely to be executed.
    pub cold: bool,
    /// The unit of the runtime it is in.
    pub unit: &'static str,
}

impl Op {
    /// The operation with this id.
    pub fn get(id: OpId) -> &'static Op {
        &OPS[usize::from(id.0)]
    }

    /// The operation with this C name.
    pub fn by_name(name: &str) -> Option<OpId> {
        let at = OPS.binary_search_by(|op| op.name.cmp(name)).ok()?;
        u16::try_from(at).ok().map(OpId)
    }

    /// All operations, by name.
    pub fn all() -> &'static [Op] {
        &OPS
    }
}

impl OpId {
    /// The operation.
    pub fn op(self) -> &'static Op {
        Op::get(self)
    }
}

impl fmt::Debug for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.op().name)
    }
}

impl fmt::Display for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.op().name)
    }
}

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The id of every operation, in capitals: `id::CY_ADD` is `cy_add`.
pub mod id {
    use super::OpId;
    include!(concat!(env!("OUT_DIR"), "/ids.rs"));
}

pub use id::*;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookup_by_name_and_by_id_agree() {
        assert_eq!(Op::by_name("cy_add"), Some(CY_ADD));
        assert_eq!(CY_ADD.to_string(), "cy_add");
        assert_eq!(CY_ADD.op().unit, "object/number");
        assert_eq!(Op::by_name("cy_nothing"), None);
    }

    #[test]
    fn masks_fit() {
        for op in Op::all() {
            let objects = op.params.iter().filter(|p| p.kind == Kind::Object && p.mode == Mode::In).count();
            assert!(
                !op.consumes || objects > 0 || op.params.iter().any(|p| p.kind == Kind::Objects),
                "{}",
                op.name
            );
            assert!(objects < 31);
        }
    }
}
