//! The types of the language, what is declared with them, and the conversions between them.
//!
//! Layer 3. A [`Type`] is a cheap value: leaves are enums, compounds are `Arc`s, and everything that has a
//! declaration (structs, enums, typedefs, extension types, C++ classes, fused types) is an id into the [`World`]
//! of the module that is being compiled. Nothing here knows the syntax tree or how code is made.

pub mod conversion;
pub mod cpp;
pub mod display;
pub mod mangle;
mod map;
pub mod numeric;
mod times;
pub mod ty;
pub mod world;

pub use conversion::{Conversion, conversion};
pub use times::Times;
pub use ty::*;
pub use world::*;
