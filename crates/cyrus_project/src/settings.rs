//! How a module wants to be built: the `# distutils:` comments at the top of its file and of the `.pxd` files it uses.

use std::path::{Path, PathBuf};

use cyrus_ast::HeaderKind;
use cyrus_diagnostics::Diagnostic;
use cyrus_parser::header_comments;
use cyrus_source::{FileId, SourceFile, System};
use serde::{Deserialize, Serialize};

use crate::{Language, LanguageLevel, rules};

/// What the C compiler and the linker are told in addition to what Python's own configuration says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BuildSettings {
    /// C or C++, if the file says so.
    pub language: Option<Language>,
    /// Further source files.
    pub sources: Vec<String>,
    /// `-I`.
    pub include_dirs: Vec<String>,
    /// `-D`, with a value or without.
    pub define_macros: Vec<(String, Option<String>)>,
    /// `-U`.
    pub undef_macros: Vec<String>,
    /// `-l`.
    pub libraries: Vec<String>,
    /// `-L`.
    pub library_dirs: Vec<String>,
    /// `-Wl,-rpath`.
    pub runtime_library_dirs: Vec<String>,
    /// Object files to link.
    pub extra_objects: Vec<String>,
    /// Flags of the compiler.
    pub extra_compile_args: Vec<String>,
    /// Flags of the linker.
    pub extra_link_args: Vec<String>,
    /// Files whose change makes a new build necessary.
    pub depends: Vec<String>,
}

impl BuildSettings {
    /// The lists that have a name in a `# distutils:` comment, with that name.
    fn lists(&mut self) -> [(&'static str, &mut Vec<String>); 10] {
        [
            ("sources", &mut self.sources),
            ("include_dirs", &mut self.include_dirs),
            ("undef_macros", &mut self.undef_macros),
            ("libraries", &mut self.libraries),
            ("library_dirs", &mut self.library_dirs),
            ("runtime_library_dirs", &mut self.runtime_library_dirs),
            ("extra_objects", &mut self.extra_objects),
            ("extra_compile_args", &mut self.extra_compile_args),
            ("extra_link_args", &mut self.extra_link_args),
            ("depends", &mut self.depends),
        ]
    }

    /// Adds what another file says, without repeating values.
    pub fn merge(&mut self, mut other: Self) {
        self.language = self.language.or(other.language);
        for (into, from) in self.lists().into_iter().zip(other.lists()) {
            let ((name, into), (_, from)) = (into, from);
            for value in from.drain(..) {
                // flags may repeat with a meaning (`-framework A -framework B`); the rest are sets
                if name.starts_with("extra_") && name != "extra_objects" || !into.contains(&value) {
                    into.push(value);
                }
            }
        }
        for value in other.define_macros {
            if !self.define_macros.contains(&value) {
                self.define_macros.push(value);
            }
        }
    }

    /// Paths that a comment gives are relative to the file's folder if they exist there, else to the current one.
    pub fn resolve(&mut self, system: &dyn System, folder: &Path) {
        for (name, list) in self.lists() {
            if matches!(name, "sources" | "include_dirs" | "library_dirs" | "extra_objects" | "depends") {
                for value in list {
                    let beside = folder.join(&*value);
                    if !Path::new(&*value).is_absolute() && system.kind(&beside).is_some() {
                        *value = beside.to_string_lossy().into_owned();
                    }
                }
            }
        }
    }

    /// Makes paths that are relative absolute, below this folder.
    pub fn make_absolute(&mut self, folder: &Path) {
        for (name, list) in self.lists() {
            if matches!(name, "sources" | "include_dirs" | "library_dirs" | "extra_objects" | "depends") {
                for value in list {
                    *value = folder.join(&*value).to_string_lossy().into_owned();
                }
            }
        }
    }

    /// The further sources as paths.
    pub fn source_paths(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.sources.iter().map(PathBuf::from)
    }
}

/// What the comments at the top of a file say about the build and about the language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// The `# distutils:` lines.
    pub settings: BuildSettings,
    /// `# cython: language_level=`: it has to be known before the file can be parsed.
    pub level: Option<LanguageLevel>,
}

/// Reads the comments in front of the first statement.
pub fn read_header(file: &SourceFile, id: FileId) -> (Header, Vec<Diagnostic>) {
    let (mut header, mut diagnostics) = (Header::default(), Vec::new());
    for comment in header_comments(file.text()) {
        match comment.kind {
            HeaderKind::Distutils => {
                if let Err(message) = setting(&comment.text, &mut header.settings) {
                    diagnostics.push(Diagnostic::new(&rules::BAD_SETTING, comment.span.in_file(id), message));
                }
            }
            HeaderKind::Cython => {
                for (name, value) in comment.text.split(',').filter_map(|item| item.split_once('=')) {
                    if name.trim() == "language_level" {
                        header.level = level(value.trim()).or(header.level);
                    }
                }
            }
        }
    }
    (header, diagnostics)
}

/// A level as directives write it: `2`, `3`, `3str`.
pub fn level(text: &str) -> Option<LanguageLevel> {
    match text {
        "2" => Some(LanguageLevel::Two),
        "3" | "3str" => Some(LanguageLevel::Three),
        _ => None,
    }
}

fn setting(text: &str, settings: &mut BuildSettings) -> Result<(), String> {
    let (key, value) = text.split_once('=').ok_or("a `# distutils:` comment has the form `key = value`")?;
    let (key, value) = (key.trim(), value.trim());
    match key {
        "language" => {
            settings.language = Some(match value.trim_matches(['"', '\'']).to_ascii_lowercase().as_str() {
                "c" => Language::C,
                "c++" | "cpp" => Language::Cpp,
                _ => return Err(format!("`{value}` is no language: write `c` or `c++`")),
            });
        }
        "define_macros" => {
            settings.define_macros.extend(values(value).into_iter().map(|item| match item.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (item, None),
            }));
        }
        // the module's name comes from where the file lies; the other two are setuptools' own business
        "name" | "np_pythran" | "export_symbols" => {}
        _ => {
            let list = settings.lists().into_iter().find(|(name, _)| *name == key);
            list.ok_or_else(|| format!("`{key}` is not a setting of an extension module"))?
                .1
                .extend(values(value));
        }
    }
    Ok(())
}

/// A list as these comments write it: words between blanks, or `[a, "b c"]`; quotes hold words together.
fn values(text: &str) -> Vec<String> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let (text, by_comma) = bracketed.map_or((text, false), |inner| (inner, true));
    let (mut out, mut word, mut quote, mut seen) = (Vec::new(), String::new(), None, false);
    for c in text.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => word.push(c),
            None if c == '"' || c == '\'' => (quote, seen) = (Some(c), true),
            // within `[...]` blanks separate nothing
            None if (by_comma && c == ',') || (!by_comma && c.is_whitespace()) => {
                if seen || !word.trim().is_empty() {
                    out.push(std::mem::take(&mut word).trim().to_owned());
                }
                (word, seen) = (String::new(), false);
            }
            None => word.push(c),
        }
    }
    if seen || !word.trim().is_empty() {
        out.push(word.trim().to_owned());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> (Header, Vec<String>) {
        let (header, diagnostics) = read_header(&SourceFile::from_text("a.pyx", text), FileId(0));
        (header, diagnostics.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn comments_in_front_of_the_first_statement_count() {
        let (header, errors) = header(
            "# cython: language_level=2, boundscheck=False\n\n# distutils: language = c++\n\
             # distutils: extra_compile_args = -O2 '-DX=a b'\n#distutils: libraries=[m, \"z\"]\n\
             # distutils: define_macros = A=1 B\nimport x\n# distutils: language = c\n",
        );
        assert_eq!(errors, [] as [&str; 0]);
        assert_eq!(header.level, Some(LanguageLevel::Two));
        assert_eq!(header.settings.language, Some(Language::Cpp));
        assert_eq!(header.settings.extra_compile_args, ["-O2", "-DX=a b"]);
        assert_eq!(header.settings.libraries, ["m", "z"]);
        assert_eq!(header.settings.define_macros, [("A".into(), Some("1".into())), ("B".into(), None)]);
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        assert_eq!(
            header("# distutils: colour = red\n").1,
            ["`colour` is not a setting of an extension module"]
        );
        assert_eq!(header("# distutils: language = rust\n").1, ["`rust` is no language: write `c` or `c++`"]);
        assert_eq!(header("# distutils: libraries\n").1.len(), 1);
    }

    #[test]
    fn merging_keeps_each_value_once() {
        let mut a = header("# distutils: libraries = m z\n").0.settings;
        a.merge(header("# distutils: libraries = z q\n# distutils: language = c++\n").0.settings);
        assert_eq!(a.libraries, ["m", "z", "q"]);
        assert_eq!(a.language, Some(Language::Cpp));
    }
}
