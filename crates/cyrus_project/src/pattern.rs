//! Patterns of paths: `*` and `?` stay within a name, `**` goes through folders, `[ab]` and `[!ab]` stand for one character.

/// Whether a path with `/` between its parts is one that the pattern means.
pub fn matches(pattern: &str, path: &str) -> bool {
    let split =
        |text: &str| text.split('/').filter(|part| *part != ".").map(str::to_owned).collect::<Vec<_>>();
    parts(&split(pattern), &split(path))
}

fn parts(pattern: &[String], path: &[String]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first == "**" => {
            parts(rest, path) || path.split_first().is_some_and(|(_, inner)| parts(pattern, inner))
        }
        (Some((first, rest)), Some((name, inner))) => {
            let (first, name): (Vec<char>, Vec<char>) = (first.chars().collect(), name.chars().collect());
            one(&first, &name) && parts(rest, inner)
        }
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn one(pattern: &[char], name: &[char]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => {
            one(rest, name) || name.split_first().is_some_and(|(_, inner)| one(pattern, inner))
        }
        (Some(('?', rest)), Some((_, inner))) => one(rest, inner),
        (Some(('[', rest)), Some((c, inner))) => match rest.iter().skip(1).position(|end| *end == ']') {
            Some(end) => {
                let (set, rest) = (&rest[..=end], &rest[end + 2..]);
                let (negated, set) = match set.split_first() {
                    Some(('!', set)) => (true, set),
                    _ => (false, set),
                };
                in_set(set, *c) != negated && one(rest, inner)
            }
            None => *c == '[' && one(rest, inner),
        },
        (Some((wanted, rest)), Some((c, inner))) => wanted == c && one(rest, inner),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn in_set(set: &[char], c: char) -> bool {
    let mut at = 0;
    while let Some(from) = set.get(at) {
        match (set.get(at + 1), set.get(at + 2)) {
            (Some('-'), Some(to)) => {
                if (*from..=*to).contains(&c) {
                    return true;
                }
                at += 3;
            }
            _ => {
                if *from == c {
                    return true;
                }
                at += 1;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, path, want) in [
            ("p/*.py", "p/a.py", true),
            ("p/*.py", "p/q/a.py", false),
            ("**/a.py", "a.py", true),
            ("**/a.py", "p/q/a.py", true),
            ("p/**", "p/q/a.py", true),
            ("p/**/*.py", "p/a.py", true),
            ("p/?.p[yx]", "p/a.py", true),
            ("p/[!a]*.py", "p/a.py", false),
            ("p/[a-c].py", "p/b.py", true),
            ("p/[.py", "p/[.py", true),
            ("./p/a.py", "p/a.py", true),
            ("p", "p/a.py", false),
        ] {
            assert_eq!(matches(pattern, path), want, "{pattern} {path}");
        }
    }
}
