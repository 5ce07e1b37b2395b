//! Runs the files in `tests/filetests`.
//!
//! A file is IR text with a first line `; run: PASS, ...`. After a line `; expect:` stands, in comments, what the functions
//! look like after these passes, or, for `; run: verify`, what the verifier says. `CYRUS_BLESS=1 cargo test -p cyrus_opt`
//! rewrites what is expected. The text is read, printed, and read again on the way.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use cyrus_ir::text::{PrintOptions, print, print_function, read};
use cyrus_ir::verify::{VerifyError, verify, verify_owned};
use cyrus_opt::PASSES;

const MARK: &str = "; expect:\n";

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for e in entries {
        if e.is_dir() {
            files(&e, out);
        } else if e.extension().is_some_and(|x| x == "cir") {
            out.push(e);
        }
    }
}

fn list(errors: &[VerifyError]) -> String {
    errors.iter().fold(String::new(), |out, e| out + &e.to_string() + "\n")
}

fn run(text: &str) -> Result<String, String> {
    let (source, _) = text.split_once(MARK).unwrap_or((text, ""));
    let header = source.lines().next().unwrap_or("");
    let passes = header.strip_prefix("; run: ").ok_or("the first line must be `; run: PASS, ...`")?;
    // the same number of lines, so that errors name the right one
    let source = format!("module m \"m.pyx\"{}", &source[header.len()..]);
    let mut module = read(&source).map_err(|e| e.to_string())?;
    let printed = print(&module, PrintOptions { spans: true });
    let again = read(&printed).map_err(|e| format!("what was printed cannot be read: {e}\n{printed}"))?;
    if print(&again, PrintOptions { spans: true }) != printed {
        return Err(format!("not the same after reading it again:\n{printed}"));
    }
    let before = verify(&module);
    if passes == "verify" {
        return Ok(list(&before));
    }
    if passes == "verify-owned" {
        return Ok(list(&verify_owned(&module)));
    }
    if !before.is_empty() {
        return Err(format!("the verifier says:\n{}", list(&before)));
    }
    for pass in passes.split(", ") {
        let pass = PASSES.iter().find(|p| p.name == pass).ok_or(format!("there is no pass `{pass}`"))?;
        (pass.run)(&mut module);
        let errors = if pass.owned { verify_owned(&module) } else { verify(&module) };
        if !errors.is_empty() {
            let code: String = module.functions.ids().map(|id| print_function(&module, id)).collect();
            return Err(format!("the verifier says after `{}`:\n{}\n{code}", pass.name, list(&errors)));
        }
    }
    let mut out = String::new();
    for (i, id) in module.functions.ids().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&print_function(&module, id));
    }
    Ok(out)
}

#[test]
fn files_give_what_they_expect() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filetests");
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(!all.is_empty());
    let bless = env::var_os("CYRUS_BLESS").is_some();
    let mut failures = String::new();
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        let (source, _) = text.split_once(MARK).unwrap_or((&text, ""));
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        match run(&text) {
            Err(e) => {
                let _ = writeln!(failures, "{name}: {e}");
            }
            Ok(result) => {
                let expected: String =
                    result.lines().map(|l| format!("; {l}").trim_end().to_owned() + "\n").collect();
                let new = format!("{}\n\n{MARK}{expected}", source.trim_end());
                if bless {
                    fs::write(&file, new).unwrap();
                } else if new != text {
                    let _ = writeln!(failures, "{name}: this came out:\n{result}");
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}
