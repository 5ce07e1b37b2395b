//! Prints what a module that uses the given names would take from the runtime: `cargo run --example amalgam cy_add cy_for`.

use cyrus_runtime::{Needed, Table};

fn main() {
    let (table, mut needed) = (Table::bundled(), Needed::default());
    std::env::args().skip(1).for_each(|name| table.need(&mut needed, &name));
    let made = table.amalgamate(&needed, &Needed::default());
    print!(
        "{}/* state: {:?} */\n/* strings: {:?} */\n/* init: {:?} */\n{}/* rare */\n{}",
        made.head, made.state, made.strings, made.inits, made.text, made.rare
    );
}
