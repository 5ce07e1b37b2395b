//! Typed indices, vectors that are indexed by them, and dense bit sets.
//!
//! Layer 0: knows nothing of the compiler. The point of a typed index is that a `LocalId` can never be used to
//! look into the table of functions; the point of `IndexVec` is that an id handed out by `push` is always valid.

mod bits;
mod vec;

pub use bits::BitSet;
pub use vec::{Idx, IndexVec};

/// Declares a `u32` newtype that implements [`Idx`]: `define_index!(/// doc pub struct LocalId, "l");`
/// The string is the prefix of the `Debug` and `Display` form (`l3`).
#[macro_export]
macro_rules! define_index {
    ($(#[$meta:meta])* $vis:vis struct $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(u32);

        #[allow(dead_code, reason = "not every table needs both directions")]
        impl $name {
            /// The id with this position in its table.
            pub const fn from_u32(index: u32) -> Self { Self(index) }
            /// The position in its table.
            pub const fn as_u32(self) -> u32 { self.0 }
        }
        impl $crate::Idx for $name {
            fn new(index: usize) -> Self { Self(u32::try_from(index).unwrap_or(u32::MAX)) }
            fn index(self) -> usize { self.0 as usize }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { write!(f, concat!($prefix, "{}"), self.0) }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { write!(f, concat!($prefix, "{}"), self.0) }
        }
    };
}
