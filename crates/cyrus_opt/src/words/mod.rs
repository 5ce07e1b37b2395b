//! The pass `words`: ints that arithmetic makes need not be objects.
//!
//! ```text
//! local %i: object user                  local %i: word user
//! %i = k0                                %i = CY_W(0)
//! loop L0 {                              loop L0 {
//!   %1 = cy_test(%i, %n, 0)                %1 = cy_w_test(%i, %n, 0)
//!   ...                             ->     ...
//!   %i = cy_iadd(%i, k1)                   %i = cy_w_iadd(%i, CY_W(1))
//! }                                      }
//! eval cy_list_append(%l, %i)            eval cy_w_box(&%i)
//!                                        eval cy_list_append(%l, %i)
//! ```
//!
//! A word is an object or an int of 63 bits that is none yet (`object/word.h`). An operation on words computes with the ints
//! and leaves everything else to the one on objects, so there is no second version of anything, and an overflow is no event.
//! What arrives as an object stays that object, and an int that somebody wants as an object becomes one where it lies: it is
//! one object from then on, and `is` sees nothing of it. So a word that several locals may have becomes one before it is
//! copied, if it may become one later.
//!
//! A local becomes a word if it may be set to such an int and is used where that pays ([`choose`]). Code that is called
//! directly takes words for its arguments and returns them, which makes it all one choice for the module.

mod choose;
mod rewrite;
mod table;

use std::collections::BTreeSet;

use cyrus_index::BitSet;
use cyrus_ir::{CallTarget, Module, Value};

/// Runs the pass.
pub fn run(module: &mut Module) {
    let mut direct = BTreeSet::new();
    for func in &module.functions {
        func.body.walk(&mut |s| {
            if let Some(Value::Call { target: CallTarget::Direct(_, f), .. }) = s.value() {
                direct.insert(*f);
            }
        });
    }
    let choice = choose::choose(module, &direct);
    for id in module.functions.ids().collect::<Vec<_>>() {
        // without words there is nothing to rewrite but the calls that give some
        if choice.returns.is_empty() && choice.words.get(&id).is_none_or(BitSet::is_empty) {
            continue;
        }
        let body = std::mem::take(&mut module.functions[id].body);
        let mut func = cyrus_ir::Function { body, ..module.functions[id].clone() };
        rewrite::run(module, &choice, id, &mut func);
        module.functions[id] = func;
    }
}
