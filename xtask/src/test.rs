//! All tests, with what they need set up, and one sum at the end.

use std::process::{Command, Stdio};

use crate::chores::{self, command, root};
use crate::environment::Environment;
use crate::layers;

/// Tests that passed and failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Sum {
    passed: u64,
    failed: u64,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs everything; the last line is `N passed, N failed`.
pub fn run() -> Result<(), String> {
    let environment = Environment::prepare()?;
    let mut sum = Sum::default();
    sum.add(verdict("layers", layers::check(&root()).map(|_| ())));
    sum.add(verdict("format", chores::run(command("cargo", &["fmt", "--all", "--check"]))));
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    sum.add(verdict("lints", chores::run(command("cargo", &lints))));
    sum.add(cargo_test(&environment)?);
    let pythons = if environment.others.is_empty() {
        vec![environment.python.clone()]
    } else {
        environment.others.clone()
    };
    for python in pythons {
        sum.add(runtime_tests(&python.to_string_lossy())?);
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { Ok(()) } else { Err(String::new()) }
}

fn verdict(what: &str, result: Result<(), String>) -> Sum {
    match result {
        Ok(()) => Sum { passed: 1, failed: 0 },
        Err(message) => {
            eprintln!("{what}: {message}");
            Sum { passed: 0, failed: 1 }
        }
    }
}

/// `cargo test`, with its output shown and its sums added.
fn cargo_test(environment: &Environment) -> Result<Sum, String> {
    let mut tests: Command = command("cargo", &["test", "--workspace", "--no-fail-fast"]);
    environment.apply(&mut tests);
    let output = tests.stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    print!("{text}");
    let mut sum = sums(&text);
    // a test binary that does not compile, or that is killed, prints no sum
    if !output.status.success() && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// The C runtime's own tests with one interpreter; they end with `N checks, N failures`.
fn runtime_tests(python: &str) -> Result<Sum, String> {
    let mut tests = command("python3", &["runtime/tests/run.py", "--python", python]);
    let output = tests.stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    print!("--- runtime with {python}\n{text}");
    let numbers: Vec<u64> = text
        .lines()
        .next_back()
        .unwrap_or("")
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect();
    Ok(match numbers[..] {
        [checks, failed] => Sum { passed: checks.saturating_sub(failed), failed },
        _ => Sum { passed: u64::from(output.status.success()), failed: u64::from(!output.status.success()) },
    })
}

/// Adds the lines `test result: ok. 3 passed; 0 failed; ...`.
fn sums(text: &str) -> Sum {
    let mut sum = Sum::default();
    for line in text.lines().filter_map(|line| line.strip_prefix("test result: ")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for pair in words.windows(2) {
            let number = pair[0].parse().unwrap_or(0);
            match pair[1] {
                "passed;" => sum.passed += number,
                "failed;" => sum.failed += number,
                _ => {}
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_added() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored\nx\ntest result: FAILED. 4 passed; 2 failed; 0 ignored\n";
        assert_eq!(sums(text), Sum { passed: 7, failed: 2 });
    }
}
