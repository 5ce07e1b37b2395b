//! Splits a header of the runtime into its top-level items: functions, types, macros, state fields, strings.
//!
//! Not a C parser: it knows comments, literals, brackets and preprocessor lines, and the few shapes in which the
//! runtime is written. A conditional group (`#if` to `#endif`) at top level is one item.

use crate::contract::{Effort, Notes, notes};

/// One top-level piece of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The names it defines; empty for items that are always needed.
    pub names: Vec<String>,
    /// The identifiers in its text; `CY(x)` and `CY_S(x)` count as one.
    pub uses: Vec<String>,
    /// Its text without comments and blank lines, ending in a newline.
    pub text: String,
    /// What its comment says to machines.
    pub notes: Notes,
}

/// Kinds of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// C text to be copied.
    Text,
    /// A field of the module state: type and name.
    State(String, String),
    /// An interned string: identifier and C literal body.
    Name(String, String),
    /// `#include "cyrus/..."`: the unit.
    Unit(String),
    /// `#include <...>`: the whole line.
    System,
}

/// The items of a header, in order. The error is a message.
pub fn items(source: &str) -> Result<Vec<Item>, String> {
    let mut scanner = Scanner { text: source, at: 0 };
    let mut found = Vec::new();
    let mut comment = Notes::default();
    loop {
        scanner.skip_space();
        let rest = scanner.rest();
        if rest.is_empty() {
            return Ok(found);
        }
        if rest.starts_with("/*") {
            let start = scanner.at;
            scanner.skip_comment();
            // what the head comment says of the unit is kept until the first item
            let effort = comment.effort;
            comment = notes(&source[start..scanner.at])?;
            if comment.effort == Effort::Full {
                comment.effort = effort;
            }
            continue;
        }
        let start = scanner.at;
        if rest.starts_with('#') {
            scanner.directive();
        } else {
            scanner.declaration()?;
        }
        let text = &source[start..scanner.at];
        if text.starts_with("#pragma") {
            continue;
        }
        let notes = std::mem::take(&mut comment);
        found.push(item(text, notes)?);
    }
}

fn item(raw: &str, notes: Notes) -> Result<Item, String> {
    let text = strip(raw);
    if let Some(rest) = text.strip_prefix("#include") {
        let rest = rest.trim();
        let kind = match rest.strip_prefix("\"cyrus/").and_then(|r| r.strip_suffix(".h\"")) {
            Some(unit) => ItemKind::Unit(unit.to_owned()),
            None => ItemKind::System,
        };
        return Ok(Item { kind, names: vec![], uses: vec![], text: text.clone(), notes });
    }
    if let Some(args) = call_args(&text, "CY_STATE") {
        let (ty, name) = args.rsplit_once(',').ok_or_else(|| format!("bad state `{text}`"))?;
        let name = name.trim().to_owned();
        let names = vec![format!("CY({name})")];
        let uses = references(ty);
        let kind = ItemKind::State(ty.trim().to_owned(), name);
        return Ok(Item { kind, names, uses, text, notes });
    }
    if let Some(args) = call_args(&text, "CY_STRING") {
        let (name, literal) = args.split_once(',').ok_or_else(|| format!("bad string `{text}`"))?;
        let literal = literal.trim().trim_matches('"').to_owned();
        let names = vec![format!("CY_S({name})")];
        let kind = ItemKind::Name(name.trim().to_owned(), literal);
        return Ok(Item { kind, names, uses: vec![], text, notes });
    }
    let mut names = Vec::new();
    if text.starts_with("#if") {
        let mut nested = Vec::new();
        let inner: String = text
            .lines()
            .filter(|l| !is_conditional(l) && !l.trim_start().starts_with("#include"))
            .fold(String::new(), |s, l| s + l + "\n");
        nested.extend(items(&inner)?);
        names.extend(nested.into_iter().flat_map(|i| i.names));
    } else if let Some(rest) = text.strip_prefix("#define") {
        names.push(first_identifier(rest).to_owned());
    } else {
        names = declared(&text);
    }
    names.extend(notes.ops.iter().map(|op| op.name.clone()));
    names.extend(notes.inits.iter().map(|init| init.name.clone()));
    names.extend(notes.defines.iter().cloned());
    // what is not ours (`PY_SSIZE_T_CLEAN`) cannot be asked for: it belongs to the head of every module
    names.retain(|name| name.get(..2).is_some_and(|p| p.eq_ignore_ascii_case("cy")));
    names.sort();
    names.dedup();
    let mut uses = references(&text);
    uses.extend(notes.uses.iter().cloned());
    uses.retain(|name| !notes.weak.contains(name));
    uses.sort();
    uses.dedup();
    Ok(Item { kind: ItemKind::Text, names, uses, text, notes })
}

fn is_conditional(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix('#')
        .is_some_and(|l| ["if", "else", "elif", "endif"].iter().any(|w| l.trim_start().starts_with(w)))
}

fn call_args<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.strip_prefix('(')?.trim_end().trim_end_matches(';').strip_suffix(')')
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}

fn first_identifier(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.bytes().position(|c| !is_word(c)).unwrap_or(text.len())]
}

/// One token of C, as far as this module cares: a word, or one byte of anything else (literals are skipped).
fn tokens(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        match bytes[i] {
            quote @ (b'"' | b'\'') => {
                i += 1;
                while i < bytes.len() && bytes[i] != quote {
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
                i = (i + 1).min(bytes.len());
                found.push("\"\"");
            }
            c if is_word(c) => {
                while i < bytes.len() && is_word(bytes[i]) {
                    i += 1;
                }
                found.push(&text[start..i]);
            }
            c => {
                i += 1;
                if !c.is_ascii_whitespace() && text.is_char_boundary(start) && text.is_char_boundary(i) {
                    found.push(&text[start..i]);
                }
            }
        }
    }
    found
}

fn is_identifier(token: &str) -> bool {
    token.bytes().next().is_some_and(|c| is_word(c) && !c.is_ascii_digit())
}

/// The identifiers that a piece of C mentions, sorted; `CY(x)` and `CY_S(x)` are given in that form.
pub fn references(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut found: Vec<String> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        if matches!(token, "CY" | "CY_S")
            && tokens.get(i + 1) == Some(&"(")
            && tokens.get(i + 3) == Some(&")")
        {
            found.push(format!("{token}({})", tokens[i + 2]));
            i += 4;
            continue;
        }
        if is_identifier(token) {
            found.push(token.to_owned());
        }
        i += 1;
    }
    found.sort();
    found.dedup();
    found
}

/// The names that a declaration defines. What a macro call defines only its notes can say.
fn declared(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut names = Vec::new();
    if tokens.get(1) == Some(&"(") {
        return names;
    }
    // struct, union and enum tags and enum constants
    for (i, token) in tokens.iter().enumerate() {
        let opens = |at: usize| tokens.get(at) == Some(&"{");
        if matches!(*token, "struct" | "union" | "enum")
            && (opens(i + 2) || (i == 0 && tokens.get(2) == Some(&";")))
        {
            names.push(tokens[i + 1].to_owned());
        }
        if *token == "enum" {
            let open = if opens(i + 1) { i + 2 } else { i + 3 };
            if opens(open - 1) {
                names.extend(enum_constants(&tokens[open..]));
            }
        }
    }
    // the declared name: before the first `(` outside braces, else before the first of `=`, `[` or the final `;`
    let mut depth = 0_i32;
    for (i, token) in tokens.iter().enumerate() {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            "(" if depth == 0 => {
                // a function pointer type: `(*name)`
                let name = if tokens.get(i + 1) == Some(&"*") {
                    tokens.get(i + 2)
                } else {
                    tokens.get(i.wrapping_sub(1))
                };
                names.extend(name.filter(|n| is_identifier(n)).map(|n| (*n).to_owned()));
                break;
            }
            "=" | "[" | ";" if depth == 0 => {
                names.extend(
                    tokens.get(i.wrapping_sub(1)).filter(|n| is_identifier(n)).map(|n| (*n).to_owned()),
                );
                break;
            }
            _ => {}
        }
    }
    names
}

fn enum_constants(tokens: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut expected = true;
    for token in tokens {
        match *token {
            "}" => break,
            "," => expected = true,
            t if expected && is_identifier(t) => {
                names.push(t.to_owned());
                expected = false;
            }
            _ => {}
        }
    }
    names
}

/// Text without comments, trailing blanks and empty lines, ending in a newline.
fn strip(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut kept = String::with_capacity(text.len());
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        if text[i..].starts_with("/*") {
            i = text[i..].find("*/").map_or(bytes.len(), |n| i + n + 2);
            continue;
        }
        if matches!(bytes[i], b'"' | b'\'') {
            let quote = bytes[i];
            i += 1;
            while i < bytes.len() && bytes[i] != quote {
                i += if bytes[i] == b'\\' { 2 } else { 1 };
            }
            i = (i + 1).min(bytes.len());
        } else {
            i += text[i..].chars().next().map_or(1, char::len_utf8);
        }
        kept.push_str(&text[start..i]);
    }
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
        // `#  define` is `#define`
        match line.strip_prefix('#') {
            Some(directive) => {
                lines.push('#');
                lines.push_str(directive.trim_start());
            }
            None => lines.push_str(line),
        }
        lines.push('\n');
    }
    lines
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn skip_comment(&mut self) {
        self.at += self.rest().find("*/").map_or(self.rest().len(), |n| n + 2);
    }

    /// One line with its continuations; a conditional goes on to its `#endif`.
    fn directive(&mut self) {
        let mut depth = 0;
        loop {
            let line = self.rest().lines().next().unwrap_or_default();
            let trimmed = line.trim_start();
            if trimmed.starts_with("#if") {
                depth += 1;
            } else if trimmed.starts_with("#endif") {
                depth -= 1;
            }
            let continued = line.trim_end().ends_with('\\');
            self.at = (self.at + line.len() + 1).min(self.text.len());
            if (depth == 0 && !continued) || self.rest().is_empty() {
                return;
            }
        }
    }

    /// Up to the `;` or the closing brace of a function body, or the end of a macro call on a line of its own.
    fn declaration(&mut self) -> Result<(), String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let (mut parens, mut braces) = (0_i32, 0_i32);
        let mut last = b' ';
        let mut is_function = false;
        let word = first_identifier(self.rest()).len();
        let macro_call = bytes.get(start + word) == Some(&b'(');
        while self.at < bytes.len() {
            let c = bytes[self.at];
            if self.rest().starts_with("/*") {
                self.skip_comment();
                continue;
            }
            match c {
                b'"' | b'\'' => {
                    self.at += 1;
                    while self.at < bytes.len() && bytes[self.at] != c {
                        self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
                    }
                }
                b'(' => parens += 1,
                b')' => {
                    parens -= 1;
                    if macro_call && parens == 0 && braces == 0 && bytes.get(self.at + 1) != Some(&b';') {
                        self.at += 1;
                        return Ok(());
                    }
                }
                b'{' => {
                    if braces == 0 && parens == 0 {
                        is_function = last == b')';
                    }
                    braces += 1;
                }
                b'}' => {
                    braces -= 1;
                    if braces == 0 && is_function {
                        self.at += 1;
                        return Ok(());
                    }
                }
                b';' if parens == 0 && braces == 0 => {
                    self.at += 1;
                    return Ok(());
                }
                _ => {}
            }
            if !c.is_ascii_whitespace() {
                last = c;
            }
            self.at += 1;
        }
        Err(format!("unfinished item: {}", self.text[start..].lines().next().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<Vec<String>> {
        items(source).unwrap().into_iter().map(|i| i.names).collect()
    }

    #[test]
    fn shapes_of_items() {
        for (source, expected) in [
            ("static int cy_f(int a)\n{\n    return a; /* } */\n}\n", vec!["cy_f"]),
            ("typedef struct cy_x { int a; } cy_y;", vec!["cy_x", "cy_y"]),
            ("typedef int (*cy_fn)(void);", vec!["cy_fn"]),
            ("enum { CY_A, CY_B = 2 };", vec!["CY_A", "CY_B"]),
            ("struct cy_x;", vec!["cy_x"]),
            ("struct cy_x { int b[2]; };", vec!["cy_x"]),
            ("static const cy_y cy_t[] = {{1}, {2}};", vec!["cy_t"]),
            ("#define CY_Q(a) \\\n    (a)\n", vec!["CY_Q"]),
            (
                "#if A\nstatic int cy_g(void) { return 1; }\n#else\nstatic int cy_g(void) { return 2; }\n#endif\n",
                vec!["cy_g"],
            ),
            (
                "/* @op cy_a(object) -> int | neg\n * @op cy_b(object) -> int | neg */\nCY_MAKE(1)\n",
                vec!["cy_a", "cy_b"],
            ),
            ("CY_STATE(PyObject *, module);", vec!["CY(module)"]),
            ("CY_STRING(append, \"append\");", vec!["CY_S(append)"]),
        ] {
            assert_eq!(names(source), vec![expected], "{source}");
        }
    }

    #[test]
    fn comments_and_blank_lines_go() {
        let item =
            &items("static int f(void) /* x */\n{\n\n    return *\"/* no */\"; /* y\n */\n}\n").unwrap()[0];
        assert_eq!(item.text, "static int f(void)\n{\n    return *\"/* no */\";\n}\n");
    }

    #[test]
    fn references_see_the_state() {
        assert_eq!(references("g(CY(dict), CY_S(x), \"h\", 'i', 0x1)"), ["CY(dict)", "CY_S(x)", "g"]);
    }
}
