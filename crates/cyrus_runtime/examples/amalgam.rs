//! Prints what a module that uses the given names would take from the runtime: `cargo run --example amalgam cy_add cy_for`.

use std::collections::BTreeSet;

fn main() -> Result<(), String> {
    let needed: BTreeSet<String> = std::env::args().skip(1).collect();
    let made = cyrus_runtime::Library::bundled()?.amalgamate(&needed);
    print!(
        "{}/* state: {:?} */\n/* strings: {:?} */\n/* init: {:?} */\n{}",
        made.head, made.state, made.strings, made.inits, made.text
    );
    Ok(())
}
