//! The table of times.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Deserialize;

use crate::shell::seconds;

/// One way of doing an example.
#[derive(Deserialize, Clone, PartialEq, Debug)]
pub struct Row {
    /// What is done.
    pub example: String,
    /// How.
    pub what: String,
    /// The median.
    pub seconds: f64,
    /// Whether the result is that of the example's first row.
    pub same: bool,
}

/// The rows as text; an example's first row is what the others are compared with.
pub fn render(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    let (mut out, mut example, mut base) = (String::new(), "", 0.0);
    for row in rows {
        if row.example != example {
            (example, base) = (&row.example, row.seconds);
            let _ = writeln!(out, "\n{example}");
        }
        let time = seconds(Duration::from_secs_f64(row.seconds.max(0.0)));
        let factor = base / row.seconds.max(1e-12);
        let factor = if factor < 9.95 { format!("{factor:.1}") } else { format!("{factor:.0}") };
        let result = if row.same { "" } else { "  WRONG RESULT" };
        let _ = writeln!(out, "  {:width$}  {time:>9}  {factor:>6} x{result}", row.what);
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_compared_with_the_first_of_their_example() {
        let row = |example: &str, what: &str, seconds, same| Row {
            example: example.into(),
            what: what.into(),
            seconds,
            same,
        };
        let rows =
            [row("A", "plain", 0.5, true), row("A", "compiled", 0.0025, true), row("B", "plain", 2.0, false)];
        let want = "\nA\n  plain        0.50 s     1.0 x\n  compiled     2.5 ms     200 x\n\nB\n  plain        2.00 s     1.0 x  WRONG RESULT\n\n";
        assert_eq!(render(&rows), want);
    }
}
