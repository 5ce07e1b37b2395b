//! Makes the table of operations from the contracts in the C runtime.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use cyrus_runtime::Library;
use cyrus_runtime::contract::{Contract, Kind, Mode, Returns, Signal};

fn entry(out: &mut String, unit: &str, op: &Contract) {
    let mut params = String::new();
    for p in &op.params {
        let kind = match &p.kind {
            Kind::Object => "Kind::Object".to_owned(),
            Kind::Objects => "Kind::Objects".to_owned(),
            Kind::C(text) => format!("Kind::C({text:?})"),
        };
        let mode = match p.mode {
            Mode::In => "In",
            Mode::Out => "Out",
            Mode::InOut => "InOut",
        };
        let _ = write!(params, "OpParam {{ kind: {kind}, mode: Mode::{mode}, name: {:?} }}, ", p.name);
    }
    let result = match &op.returns {
        Returns::Void => "OpResult::Void".to_owned(),
        Returns::New => "OpResult::New".to_owned(),
        Returns::Borrowed(i) => format!("OpResult::Borrowed({i:?})"),
        Returns::C(text) => format!("OpResult::C({text:?})"),
    };
    let signal = match op.signal {
        Signal::Never => "Never",
        Signal::Null => "Null",
        Signal::Negative => "Negative",
        Signal::Zero => "Zero",
        Signal::MinusOne => "MinusOne",
    };
    let _ = writeln!(
        out,
        "    Op {{ name: {:?}, params: &[{params}], result: {result}, signal: Signal::{signal}, consumes: {}, steals: {}, \
         nogil: {}, pure: {}, macro_: {}, cold: {}, unit: {unit:?} }},",
        op.name, op.consumes, op.steals, op.nogil, op.pure, op.is_macro, op.cold
    );
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../runtime/include/cyrus");
    let library = Library::bundled()?;
    let mut ops: Vec<_> = library.contracts().collect();
    ops.sort_by(|a, b| a.1.name.cmp(&b.1.name));
    if let Some(twice) = ops.windows(2).find(|w| w[0].1.name == w[1].1.name) {
        return Err(format!("two contracts for {}", twice[0].1.name).into());
    }
    let mut ids = String::new();
    let mut table = format!("/// All operations, by name.\nstatic OPS: [Op; {}] = [\n", ops.len());
    for (i, (unit, op)) in ops.iter().enumerate() {
        let upper = op.name.to_uppercase();
        let _ = writeln!(
            ids,
            "/// `{}` of the unit `{}`.\npub const {upper}: OpId = OpId({i});",
            op.name, unit.name
        );
        entry(&mut table, &unit.name, op);
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("ids.rs"), ids)?;
    fs::write(out.join("table.rs"), table)?;
    Ok(())
}
