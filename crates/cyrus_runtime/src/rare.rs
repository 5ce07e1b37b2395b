//! Takes the functions that hardly ever run out of an item's text, so that they can stand together at the end of a
//! module. A C compiler that works differently hard on single functions pays at each change between them.

/// An item in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// What must stand where the item stood, if something there uses it: declarations of the functions, and all else.
    pub(crate) declared: String,
    /// The functions, in the conditionals that the item has around them.
    pub(crate) defined: String,
}

/// Splits off the functions that are marked `CY_RARE`, and of a unit that is cold as a whole (`@cold`) those marked
/// `CY_FN`. There is nothing to split where the item has none.
pub(crate) fn split(text: &str, cold: bool) -> Option<Split> {
    let mut found = Split { declared: String::new(), defined: String::new() };
    let mut has_function = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let marked = line.starts_with("CY_RARE ") || (cold && line.starts_with("CY_FN "));
        let opens = line.contains('{') || lines.peek().is_some_and(|next| next.starts_with('{'));
        if marked && opens {
            has_function = true;
            let head = line.split('{').next().unwrap_or_default().trim_end();
            push(&mut found.declared, &format!("{head};"));
            push(&mut found.defined, line);
            if !(line.contains('{') && line.ends_with('}')) {
                for line in lines.by_ref() {
                    push(&mut found.defined, line);
                    if line.starts_with('}') {
                        break;
                    }
                }
            }
            continue;
        }
        if ["#if", "#el", "#endif"].iter().any(|word| line.starts_with(word)) {
            push(&mut found.defined, line);
        }
        push(&mut found.declared, line);
    }
    has_function.then_some(found)
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_function_leaves_its_declaration() {
        let found =
            split("CY_RARE int cy_f(int a)\n{\n    if (a) {\n    }\n    return a;\n}\n", false).unwrap();
        assert_eq!(found.declared, "CY_RARE int cy_f(int a);\n");
        assert_eq!(found.defined, "CY_RARE int cy_f(int a)\n{\n    if (a) {\n    }\n    return a;\n}\n");
        let found = split("CY_RARE int cy_f(void) { return 1; }\n", false).unwrap();
        assert_eq!(found.declared, "CY_RARE int cy_f(void);\n");
        assert_eq!(found.defined, "CY_RARE int cy_f(void) { return 1; }\n");
    }

    #[test]
    fn other_functions_stay_unless_the_unit_is_cold() {
        let text = "CY_FN int cy_f(void)\n{\n    return 1;\n}\n";
        assert_eq!(split(text, false), None);
        assert_eq!(split(text, true).unwrap().defined, text);
        assert_eq!(split("CY_RARE int cy_f(void);\n", true), None);
        assert_eq!(split("CY_INLINE int cy_f(void)\n{\n    return 1;\n}\n", true), None);
    }

    #[test]
    fn both_parts_keep_the_conditionals() {
        let text = "#if A\n#define CY_X 1\nCY_RARE int cy_f(void)\n{\n#ifdef B\n    return 2;\n#endif\n    return 1;\n}\n#else\n\
            typedef int cy_t;\n#endif\n";
        let found = split(text, false).unwrap();
        assert_eq!(
            found.declared,
            "#if A\n#define CY_X 1\nCY_RARE int cy_f(void);\n#else\ntypedef int cy_t;\n#endif\n"
        );
        assert_eq!(
            found.defined,
            "#if A\nCY_RARE int cy_f(void)\n{\n#ifdef B\n    return 2;\n#endif\n    return 1;\n}\n#else\n#endif\n"
        );
    }
}
