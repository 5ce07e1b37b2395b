//! Contracts: the `@op` lines in the comments of the C runtime, which say how generated code may call a function.
//!
//! Grammar of one line:
//!
//! ```text
//! @op NAME(ARG, ...) -> RESULT | WORDS
//! ARG     [out | inout] (object | object* | C type) [name]
//! RESULT  void | object new | object borrowed | object borrowed:I | C type
//! WORDS   one of never null neg zero minus1; any of consumes steals:I nogil pure macro cold
//! ```
//!
//! `out` and `inout` arguments are passed by address: `out object` is a place for one new reference,
//! `out object*` an array that the function fills with new references.

/// What kind of value an argument is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `PyObject *`.
    Object,
    /// An array of `PyObject *`.
    Objects,
    /// Any other C type, as C text (`Py_ssize_t`, `const char *`).
    C(String),
}

/// How an argument travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By value.
    In,
    /// By address; the function writes it.
    Out,
    /// By address; the function reads and writes it.
    InOut,
}

/// One argument of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// What is passed.
    pub kind: Kind,
    /// By value or by address.
    pub mode: Mode,
    /// Its name, empty if the contract gives none.
    pub name: String,
}

/// What a function returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Void,
    /// A new reference.
    New,
    /// A reference that the caller does not own; from the module state, or from the argument with this index.
    Borrowed(Option<u8>),
    /// A C value of this type.
    C(String),
}

/// How a function says that it failed, with a Python exception set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// It cannot fail.
    Never,
    /// Returns NULL.
    Null,
    /// Returns a negative number.
    Negative,
    /// Returns zero.
    Zero,
    /// Returns `(T)-1` and `PyErr_Occurred()` is true.
    MinusOne,
}

/// One `@op` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The C function or macro.
    pub name: String,
    /// Its arguments, without the trailing `own` mask.
    pub params: Vec<Param>,
    /// Its result.
    pub returns: Returns,
    /// Its error signal.
    pub signal: Signal,
    /// It takes a trailing `int own` mask over its object arguments; the references of set bits are taken over,
    /// on success and on error.
    pub consumes: bool,
    /// Bit `i`: argument `i` (counting all arguments) is always taken over.
    pub steals: u32,
    /// It may be called without the GIL.
    pub nogil: bool,
    /// It has no side effect and runs no foreign code.
    pub pure: bool,
    /// It is a macro.
    pub is_macro: bool,
    /// It is unlikely to be executed.
    pub cold: bool,
}

/// One `@init` line: a function `int f(void)` that module exec calls, when one of the state fields it sets is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Init {
    /// The C function.
    pub name: String,
    /// The state fields it fills.
    pub sets: Vec<String>,
}

/// What the comment before an item says to machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// `@op` lines.
    pub ops: Vec<Contract>,
    /// `@init` lines.
    pub inits: Vec<Init>,
    /// `@defines A B`: names the item defines that cannot be seen in its text.
    pub defines: Vec<String>,
    /// `@uses A B`: names the item uses that cannot be seen in its text.
    pub uses: Vec<String>,
    /// `@weak A B`: names the item uses only where something else brings them (it asks with `#ifdef`).
    pub weak: Vec<String>,
    /// `@cold` or `@light`, in the first comment of a header: how hard the C compiler works on the unit.
    pub effort: Effort,
}

/// How hard the C compiler works on a unit, where that can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// As hard as the user asks.
    #[default]
    Full,
    /// `@light`, `-O1`: runs often, but there is nothing to find in it.
    Light,
    /// `@cold`, `-O0`: speed does not matter, and its functions stand behind all others.
    Cold,
}

/// Reads the notes of one comment. The error is a message naming the line.
pub fn notes(comment: &str) -> Result<Notes, String> {
    let mut notes = Notes::default();
    for raw in comment.lines() {
        let line =
            raw.trim_start_matches(['/', '*', ' ', '\t']).trim_end_matches(['/', '*', ' ', '\t', '\r']);
        let Some(rest) = line.strip_prefix('@') else { continue };
        let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        // `->` ends in no star, but `object *` of a last argument may have lost one to the comment trimming
        match word {
            "op" => notes.ops.push(contract(rest).map_err(|e| format!("{e} in `{line}`"))?),
            "init" => {
                let (name, sets) = rest.split_once('|').unwrap_or((rest, ""));
                let sets = sets.trim().strip_prefix("sets").unwrap_or("");
                notes.inits.push(Init { name: name.trim().to_owned(), sets: words(sets) });
            }
            "defines" => notes.defines.extend(words(rest)),
            "uses" => notes.uses.extend(words(rest)),
            "weak" => notes.weak.extend(words(rest)),
            "light" => notes.effort = Effort::Light,
            "cold" => notes.effort = Effort::Cold,
            _ => return Err(format!("unknown note `@{word}`")),
        }
    }
    Ok(notes)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Parses the text after `@op`.
pub fn contract(text: &str) -> Result<Contract, String> {
    let (head, flags) = text.split_once('|').ok_or("no `|`")?;
    let (call, result) = head.split_once("->").ok_or("no `->`")?;
    let (name, args) = call.trim().split_once('(').ok_or("no `(`")?;
    let args = args.trim().strip_suffix(')').ok_or("no `)`")?;
    let params = if args.trim().is_empty() { Vec::new() } else { args.split(',').map(param).collect() };
    let returns = match result.trim() {
        "void" => Returns::Void,
        "object new" => Returns::New,
        "object borrowed" => Returns::Borrowed(None),
        other => match other.strip_prefix("object borrowed:") {
            Some(i) => Returns::Borrowed(Some(i.parse().map_err(|_| "bad index")?)),
            None if other.is_empty() || other == "object" => return Err("bad result".to_owned()),
            None => Returns::C(other.to_owned()),
        },
    };
    let mut op = Contract {
        name: name.trim().to_owned(),
        params,
        returns,
        signal: Signal::Never,
        consumes: false,
        steals: 0,
        nogil: false,
        pure: false,
        is_macro: false,
        cold: false,
    };
    let mut signals = 0;
    for word in flags.split_whitespace() {
        let signal = match word {
            "never" => Some(Signal::Never),
            "null" => Some(Signal::Null),
            "neg" => Some(Signal::Negative),
            "zero" => Some(Signal::Zero),
            "minus1" => Some(Signal::MinusOne),
            _ => None,
        };
        if let Some(signal) = signal {
            op.signal = signal;
            signals += 1;
            continue;
        }
        match word {
            "consumes" => op.consumes = true,
            "nogil" => op.nogil = true,
            "pure" => op.pure = true,
            "macro" => op.is_macro = true,
            "cold" => op.cold = true,
            _ => {
                let i: u32 = word
                    .strip_prefix("steals:")
                    .and_then(|i| i.parse().ok())
                    .filter(|i| (*i as usize) < op.params.len())
                    .ok_or_else(|| format!("bad word `{word}`"))?;
                op.steals |= 1 << i;
            }
        }
    }
    if signals != 1 {
        return Err("not exactly one error signal".to_owned());
    }
    Ok(op)
}

/// Words that end a type, never a name.
const TYPE_WORDS: [&str; 11] =
    ["int", "long", "char", "double", "short", "float", "unsigned", "signed", "const", "void", "_Bool"];

fn param(text: &str) -> Param {
    let text = text.trim();
    let (mode, text) = match text.split_once(' ') {
        Some(("out", rest)) => (Mode::Out, rest.trim()),
        Some(("inout", rest)) => (Mode::InOut, rest.trim()),
        _ => (Mode::In, text),
    };
    let (ty, name) = split_name(text);
    let kind = match ty {
        "object" => Kind::Object,
        "object*" | "object *" => Kind::Objects,
        other => Kind::C(other.to_owned()),
    };
    Param { kind, mode, name: name.to_owned() }
}

/// `const char *text` is the type `const char *` and the name `text`; the name may be missing.
fn split_name(text: &str) -> (&str, &str) {
    let start = text.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(0, |i| i + 1);
    let (ty, name) = (text[..start].trim_end(), &text[start..]);
    let only_tag = ty
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .is_some_and(|w| matches!(w, "struct" | "enum" | "union") || (w == "const" && !ty.contains(' ')));
    if ty.is_empty() || name.is_empty() || TYPE_WORDS.contains(&name) || only_tag {
        (text, "")
    } else {
        (ty, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_line() {
        let op = contract("cy_f(object a, object* args, Py_ssize_t n, inout int *) -> object new | null consumes steals:1 cold").unwrap();
        assert_eq!(op.name, "cy_f");
        assert_eq!(op.params[0], Param { kind: Kind::Object, mode: Mode::In, name: "a".into() });
        assert_eq!(op.params[1].kind, Kind::Objects);
        assert_eq!(op.params[2].kind, Kind::C("Py_ssize_t".into()));
        assert_eq!(
            op.params[3],
            Param { kind: Kind::C("int *".into()), mode: Mode::InOut, name: String::new() }
        );
        assert_eq!((op.returns, op.signal, op.steals), (Returns::New, Signal::Null, 2));
        assert!(op.consumes && op.cold && !op.nogil);
    }

    #[test]
    fn names_and_types_are_told_apart() {
        for (text, ty, name) in [
            ("unsigned int", "unsigned int", ""),
            ("const char *s", "const char *", "s"),
            ("struct cy_x *", "struct cy_x *", ""),
            ("struct cy_x", "struct cy_x", ""),
            ("const cy_dtype *t", "const cy_dtype *", "t"),
            ("size_t", "size_t", ""),
            ("size_t n", "size_t", "n"),
            ("const cy_x", "const cy_x", ""),
        ] {
            assert_eq!(split_name(text), (ty, name), "{text}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (text, message) in [
            ("f() -> void", "no `|`"),
            ("f() void | never", "no `->`"),
            ("f() -> object | null", "bad result"),
            ("f() -> void | never null", "not exactly one error signal"),
            ("f() -> void | never steals:0", "bad word `steals:0`"),
        ] {
            assert_eq!(contract(text).unwrap_err(), message);
        }
    }
}
