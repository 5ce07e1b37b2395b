//! Elements of NumPy arrays that are moments or spans of time: 64-bit counts of a unit, which C knows as integers.

use crate::{Linkage, Type, World};

/// Which of NumPy's two types of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// `datetime64`
    Moment,
    /// `timedelta64`
    Span,
}

impl Times {
    /// NumPy's letter for its kind (`dtype.kind`).
    pub fn letter(self) -> &'static str {
        match self {
            Times::Moment => "M",
            Times::Span => "m",
        }
    }
    /// NumPy's number for its type (`dtype.num`).
    pub fn number(self) -> u8 {
        match self {
            Times::Moment => 21,
            Times::Span => 22,
        }
    }
}

impl World {
    /// Whether a type is `npy_datetime` or `npy_timedelta` of NumPy's headers, also by a name of its own.
    pub fn times(&self, ty: &Type) -> Option<Times> {
        let mut ty = ty.unqualified();
        while let Type::Typedef(id) = ty {
            let decl = &self.typedefs[*id];
            match decl.cname.as_str() {
                "npy_datetime" if decl.linkage == Linkage::Extern => return Some(Times::Moment),
                "npy_timedelta" if decl.linkage == Linkage::Extern => return Some(Times::Span),
                _ => ty = decl.base.unqualified(),
            }
        }
        None
    }
}
