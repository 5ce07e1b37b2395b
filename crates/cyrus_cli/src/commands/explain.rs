//! `cyrus explain`

use cyrus_diagnostics::{Registry, Severity};

use crate::args::Explain;
use crate::shell::Shell;

/// All rules of the compiler.
pub fn registry() -> Registry {
    Registry::new(&[cyrus_parser::rules::ALL, cyrus_sema::rules::RULES, cyrus_project::rules::RULES])
}

pub fn run(shell: &Shell, words: &Explain) -> u8 {
    let rules = registry();
    let Some(id) = &words.rule else {
        let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        for rule in rules.iter() {
            Shell::out(&format!("{:width$}  {:7}  {}\n", rule.id, severity(rule.severity), rule.summary));
        }
        return 0;
    };
    let Some(rule) = rules.get(id) else {
        shell.say(&format!("there is no rule `{id}`; `cyrus explain` lists them all"));
        return 1;
    };
    Shell::out(&format!("{} ({})\n\n{}\n", rule.id, severity(rule.severity), rule.summary));
    0
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_has_an_id_of_its_own() {
        assert_eq!(super::registry().faults(), [] as [&str; 0]);
    }
}
