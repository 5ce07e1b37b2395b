//! Colours: source and C as HTML, line by line. The texts come back whole, whatever they hold.

use std::fmt::Write as _;

use cyrus_parser::{ParseOptions, TokenKind, tokenize};

use crate::cost::is_python;

/// A source as HTML, one piece a line; line ends as Python has them.
pub fn source(text: &str, options: ParseOptions) -> Vec<String> {
    let mut lines = Lines::default();
    let mut declares = false;
    for token in tokenize(text, options) {
        let piece = text.get(token.start as usize..token.end as usize).unwrap_or("");
        let class = match token.kind {
            TokenKind::Comment => "c",
            TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::FStringMiddle
            | TokenKind::FStringEnd => "s",
            TokenKind::Int | TokenKind::Float | TokenKind::Imaginary => "n",
            TokenKind::Name if declares => "d",
            TokenKind::Name if is_type_word(piece) => "t",
            kind if kind.is_cython_keyword() => "x",
            kind if kind.is_python_keyword() => "k",
            _ => "",
        };
        if !token.kind.is_trivia() {
            declares = matches!(token.kind, TokenKind::Def | TokenKind::Class);
        }
        lines.add(class, piece);
    }
    lines.finish()
}

/// Names that are types or clauses in Cython.
fn is_type_word(word: &str) -> bool {
    matches!(
        word,
        "int"
            | "long"
            | "short"
            | "char"
            | "float"
            | "double"
            | "bint"
            | "void"
            | "unsigned"
            | "signed"
            | "const"
            | "struct"
            | "union"
            | "enum"
            | "nogil"
            | "gil"
            | "noexcept"
            | "inline"
            | "size_t"
            | "Py_ssize_t"
            | "object"
            | "fused"
            | "extern"
            | "public"
            | "readonly"
    )
}

/// C as HTML, one piece a line. Operations of the interpreter stand out.
pub fn c(text: &str) -> Vec<String> {
    let mut lines = Lines::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => string(rest, first),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            c if c.is_ascii_alphabetic() || c == '_' => word(rest),
            c if c.is_ascii_digit() => word(rest),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length.max(first.len_utf8()));
        let class = match first {
            '/' if piece.len() > 1 => "c",
            '"' | '\'' => "s",
            '#' => "x",
            c if c.is_ascii_digit() => "n",
            _ if C_WORDS.contains(&piece) => "k",
            _ if after.starts_with('(') && is_python(piece) => "p",
            _ => "",
        };
        lines.add(class, piece);
        rest = after;
    }
    lines.finish()
}

const C_WORDS: [&str; 26] = [
    "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern",
    "float", "for", "goto", "if", "int", "long", "return", "short", "sizeof", "static", "struct", "switch",
    "unsigned", "void", "while",
];

fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// A C string or character with its quotes; it ends with the line at the latest.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Lines that are being filled.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
}

impl Lines {
    /// Adds a piece in a class (empty for none); it may hold line ends.
    fn add(&mut self, class: &str, piece: &str) {
        let mut rest = piece;
        while let Some(at) = rest.find(['\n', '\r']) {
            self.part(class, &rest[..at]);
            self.done.push(std::mem::take(&mut self.line));
            let end = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
            rest = &rest[at + end..];
        }
        self.part(class, rest);
    }

    fn part(&mut self, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if class.is_empty() {
            escape(&mut self.line, text);
        } else {
            let _ = write!(self.line, "<i class={class}>");
            escape(&mut self.line, text);
            self.line.push_str("</i>");
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.line.is_empty() {
            self.done.push(self.line);
        }
        self.done
    }
}

/// Adds text with what means something in HTML written out.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_parser::SourceKind;
    use cyrus_source::FileId;

    fn lines(text: &str) -> Vec<String> {
        source(text, ParseOptions::new(SourceKind::Pyx, FileId(0)))
    }

    #[test]
    fn a_source_keeps_its_lines_and_its_text() {
        let text = "cdef int f(x):\r\n    '''a\n<b>'''\n\n    return x & 1 # ä\n";
        let html = lines(text);
        assert_eq!(html.len(), 5);
        assert_eq!(html[0], "<i class=x>cdef</i> <i class=t>int</i> f(x):");
        assert_eq!(html[2], "<i class=s>&lt;b&gt;&#39;&#39;&#39;</i>".replace("&#39;", "'"));
        assert_eq!(html[4], "    <i class=k>return</i> x &amp; <i class=n>1</i> <i class=c># ä</i>");
        assert_eq!(lines("def f(): pass")[0], "<i class=k>def</i> <i class=d>f</i>(): <i class=k>pass</i>");
        assert_eq!(lines(""), [] as [&str; 0]);
    }

    #[test]
    fn c_keeps_its_lines_and_shows_python() {
        let html = c("/* a\n b */ x = PyNumber_Add(\"\\\"(\", 0x1f); // z\n#if 1\n\n'\\''\n");
        assert_eq!(html.len(), 5);
        assert_eq!(html[0], "<i class=c>/* a</i>");
        assert_eq!(
            html[1],
            "<i class=c> b */</i> x = <i class=p>PyNumber_Add</i>(<i class=s>&quot;\\&quot;(&quot;</i>, \
             <i class=n>0x1f</i>); <i class=c>// z</i>"
        );
        assert_eq!(html[3], "");
    }
}
