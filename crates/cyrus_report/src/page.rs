//! From costs and colours to the page.

use askama::Template;

use crate::cost::Cost;
use crate::{ReportInput, highlight, source_lines};

/// The page as its template sees it.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    module: &'a str,
    file: String,
    lines: Vec<Line>,
    c_name: &'a str,
    c_bytes: String,
    hot: usize,
    pure: usize,
    whole_c: Option<Vec<String>>,
}

/// A line of source.
struct Line {
    number: u32,
    html: String,
    heat: u8,
    /// Operations of the interpreter; empty where there is none.
    cost: String,
    /// What those operations are.
    operations: String,
    remarks: Vec<String>,
    /// How often it ran, where that is known.
    runs: Option<u64>,
    c: Vec<CLine>,
}

/// A line of C below a line of source.
struct CLine {
    number: usize,
    html: String,
    /// Lines that belong elsewhere stand in front of it.
    gap: bool,
}

impl Line {
    /// The style of a line that is known to have run, or not to have run.
    fn ran(&self) -> &'static str {
        match self.runs {
            None => "",
            Some(0) => " idle",
            Some(_) => " ran",
        }
    }

    /// How often it ran, in words.
    fn times(&self) -> String {
        match self.runs {
            None => String::new(),
            Some(0) => "did not run".to_owned(),
            Some(1) => "ran once".to_owned(),
            Some(times) => format!("ran {times} times"),
        }
    }

    fn has_details(&self) -> bool {
        !self.c.is_empty() || !self.remarks.is_empty()
    }
}

pub(crate) fn render(input: &ReportInput<'_>) -> Result<String, std::fmt::Error> {
    let c_lines = highlight::c(input.c_text);
    let mut lines: Vec<Line> =
        source_lines(input).into_iter().zip(1..).map(|(html, number)| plain(number, html)).collect();
    let mut costs = vec![Cost::default(); lines.len()];
    for (at, text) in input.c_text.lines().enumerate() {
        let Some(line) = input.origins.get(at).copied().flatten() else { continue };
        let index = (line as usize).wrapping_sub(1);
        let (Some(line), Some(cost), Some(html)) =
            (lines.get_mut(index), costs.get_mut(index), c_lines.get(at))
        else {
            continue;
        };
        cost.add(without_comment(text));
        let gap = line.c.last().is_some_and(|last| last.number != at);
        line.c.push(CLine { number: at + 1, html: html.clone(), gap });
    }
    for (line, cost) in lines.iter_mut().zip(&costs) {
        line.heat = cost.heat();
        if cost.count() > 0 {
            line.cost = cost.count().to_string();
            let names = cost.operations.iter().map(|(name, times)| match times {
                1 => name.clone(),
                times => format!("{name} ×{times}"),
            });
            line.operations = names.collect::<Vec<_>>().join(", ");
        }
    }
    for remark in input.remarks {
        if let Some(line) = lines.get_mut((remark.line as usize).wrapping_sub(1)) {
            let html = sentence(&remark.text);
            if !line.remarks.contains(&html) {
                line.remarks.push(html);
            }
        }
    }
    for (number, runs) in input.runs {
        if let Some(line) = lines.get_mut((*number as usize).wrapping_sub(1)) {
            line.runs = Some(*runs);
        }
    }
    let page = Page {
        module: input.module,
        file: input.source.path().display().to_string(),
        hot: lines.iter().filter(|line| line.heat > 0).count(),
        pure: lines.iter().filter(|line| line.heat == 0 && !line.c.is_empty()).count(),
        lines,
        c_name: input.c_name,
        c_bytes: thousands(input.c_text.len()),
        whole_c: input.whole_c.then_some(c_lines),
    };
    page.render().map_err(|_| std::fmt::Error)
}

fn plain(number: u32, html: String) -> Line {
    Line {
        number,
        html,
        heat: 0,
        cost: String::new(),
        operations: String::new(),
        remarks: Vec::new(),
        runs: None,
        c: Vec::new(),
    }
}

/// A comment repeats the source: what stands in it is not done.
fn without_comment(line: &str) -> &str {
    let text = line.trim_start();
    if text.starts_with("/*") || text.starts_with("//") || text.starts_with("* ") { "" } else { line }
}

/// A remark as HTML: names in backticks become code.
fn sentence(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            out.push_str("<code>");
            highlight::escape(&mut out, part);
            out.push_str("</code>");
        } else {
            highlight::escape(&mut out, part);
        }
    }
    out
}

/// `12,345`
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Remark;
    use cyrus_parser::SourceKind;
    use cyrus_source::SourceFile;

    fn page(whole_c: bool) -> String {
        let source = SourceFile::from_text("pkg/a.pyx", "def f(a):\n    return a + '<b>'\n");
        let c = "/* glue */\n  r = PyNumber_Add(a, S.s[1]);\n  if (!r) goto fail;\n";
        let input = ReportInput {
            module: "pkg.a",
            source: &source,
            kind: SourceKind::Pyx,
            c_text: c,
            c_name: "a.c",
            origins: &[None, Some(2), Some(2)],
            remarks: &[Remark { line: 2, text: "`a` is an object: it has no type <here>".into() }],
            runs: &[(1, 0), (2, 7)].into(),
            whole_c,
        };
        crate::render(&input).unwrap()
    }

    #[test]
    fn a_line_says_what_it_costs_and_why() {
        let html = page(false);
        for want in [
            "<title>pkg.a",
            "<i class=s>'&lt;b&gt;'</i>",
            "<code>a</code> is an object: it has no type &lt;here&gt;",
            "PyNumber_Add",
            "h1",
            "title=\"did not run\"",
            "title=\"ran 7 times\"",
        ] {
            assert!(html.contains(want), "{want} is not in:\n{html}");
        }
        assert!(!html.contains("glue"));
        assert!(page(true).contains("glue"));
    }

    #[test]
    fn the_page_needs_nothing_else() {
        let html = page(true);
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!html.contains(outside), "{outside}");
        }
        assert_eq!(html, page(true));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([7, 1234, 1_234_567].map(thousands), ["7", "1,234", "1,234,567"]);
    }
}
