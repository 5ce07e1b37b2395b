//! Lowering: the typed tree becomes the intermediate representation.
//!
//! Layer 6. One file a construct. Making IR cannot fail and reports nothing: a module with errors is never passed in.
//! It must not know source syntax, nor how C is printed; what operations exist, it asks `cyrus_ops`.
//!
//! How it works:
//! * [`module::ModuleCx`] collects what belongs to the module (constants, descriptors, state, code), [`func::FuncCx`]
//!   builds one function. `FuncCx::out` is the region that is being filled; `FuncCx::region` fills a nested one.
//! * An expression lowers to statements before and a pure expression after ([`func::FuncCx::expr`]). What is pure but
//!   depends on something a later operand changes is saved first ([`order`]): that is how Python's order of evaluation
//!   is kept while simple operands stay in place.
//! * Every exit of a guarded region goes through [`exits`].

mod arith;
mod call;
mod ccall;
mod class;
mod coerce;
mod control;
mod display;
mod exits;
mod expr;
mod func;
mod function;
mod generator;
mod import;
mod item;
mod make;
mod memory;
mod module;
mod names;
mod object;
mod order;
mod place;
mod raise;
mod signature;
mod slots;
mod stmt;
mod tries;
mod view;
mod with;

/// The IR of a module without errors.
pub fn lower(module: &cyrus_hir::Module) -> cyrus_ir::Module {
    module::lower(module)
}
