//! The special comments in front of a module's first statement.

use cyrus_ast::{HeaderComment, HeaderKind, Span};

/// `# cython: name=value` and `# distutils: key=value` comments in front of the first statement, in order.
///
/// It is a function of its own because the language level stands there, which the parser has to be told.
pub fn header_comments(source: &str) -> Vec<HeaderComment> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let text = line.trim_end_matches(['\n', '\r']);
        let comment = text.trim_start_matches(['\u{feff}', ' ', '\t', '\u{c}']);
        if !comment.is_empty() {
            let Some(body) = comment.strip_prefix('#') else { break };
            let from = start + (text.len() - comment.len()) as u32;
            let body = body.trim();
            for (word, kind) in [("cython", HeaderKind::Cython), ("distutils", HeaderKind::Distutils)] {
                let value = body.strip_prefix(word).and_then(|rest| rest.trim_start().strip_prefix(':'));
                if let Some(value) = value {
                    let span = Span::new(from, start + text.len() as u32);
                    out.push(HeaderComment { span, kind, text: value.trim().into() });
                }
            }
        }
        start += line.len() as u32;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_in_front_of_the_first_statement_count() {
        let source = "# mode: run\n\n#cython : language_level=2, binding=True\n# distutils: language = c++\nx = 1\n# cython: boundscheck=False\n";
        let found: Vec<_> = header_comments(source).into_iter().map(|c| (c.kind, c.text)).collect();
        assert_eq!(
            found,
            [
                (HeaderKind::Cython, "language_level=2, binding=True".into()),
                (HeaderKind::Distutils, "language = c++".into())
            ]
        );
    }

    #[test]
    fn the_span_covers_the_comment() {
        let source = "\n  # cython: a=1  \nx";
        assert_eq!(header_comments(source)[0].span.text(source), "# cython: a=1  ");
    }
}
