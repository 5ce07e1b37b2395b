//! All rules of the compiler, collected from the rooms that report them.

use crate::Rule;

/// The rules of several rooms, in order of their ids.
#[derive(Clone, Debug)]
pub struct Registry {
    rules: Vec<&'static Rule>,
}

impl Registry {
    /// The rules of these rooms.
    pub fn new(rooms: &[&[&'static Rule]]) -> Self {
        let mut rules: Vec<_> = rooms.iter().flat_map(|room| room.iter().copied()).collect();
        rules.sort_by_key(|rule| rule.id);
        Self { rules }
    }
    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&'static Rule> {
        self.rules.iter().copied().find(|rule| rule.id == id)
    }
    /// All rules, by id.
    pub fn iter(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().copied()
    }
    /// Ids that more than one rule has, or that are not kebab-case: there must be none.
    pub fn faults(&self) -> Vec<&'static str> {
        let twice = self.rules.windows(2).filter(|pair| pair[0].id == pair[1].id).map(|pair| pair[0].id);
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let odd = self.rules.iter().map(|rule| rule.id).filter(|id| id.is_empty() || !id.chars().all(good));
        twice.chain(odd).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Severity;

    static A: Rule = Rule { id: "a-rule", severity: Severity::Error, summary: "" };
    static B: Rule = Rule { id: "B", severity: Severity::Error, summary: "" };

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let registry = Registry::new(&[&[&A], &[&B, &A]]);
        assert_eq!(registry.faults(), ["a-rule", "B"]);
        assert_eq!(registry.get("a-rule"), Some(&A));
        assert_eq!(Registry::new(&[&[&A]]).faults(), [] as [&str; 0]);
    }
}
