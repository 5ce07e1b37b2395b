//! The C compiler: which one, with which flags, and from C text to a shared object.
//!
//! The commands are those of the interpreter's own build configuration, changed by `CC`, `CXX`, `CFLAGS`, `CPPFLAGS`
//! and `LDFLAGS` as setuptools does it. Object files are kept in the cache by the text, the compiler and the flags;
//! the headers that one depends on are kept with it and looked at again each time.

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{Process, System};
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Kind, hash};
use crate::{BuildSettings, Interpreter, Language, rules};

/// The commands that make an extension module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Toolchain {
    compile_c: Vec<String>,
    compile_cpp: Vec<String>,
    link_c: Vec<String>,
    link_cpp: Vec<String>,
    include: Vec<PathBuf>,
    /// Changes when the compiler, the interpreter or a variable does.
    identity: String,
}

/// One module on its way through the C compiler.
#[derive(Clone, Copy, Debug)]
pub struct CModule<'a> {
    /// The dotted name.
    pub name: &'a str,
    /// The generated text.
    pub text: &'a str,
    /// C or C++.
    pub language: Language,
    /// What the sources ask for, paths resolved.
    pub settings: &'a BuildSettings,
    /// The folder of the source: `#include "x.h"` finds what lies there.
    pub folder: &'a Path,
    /// Further header folders (NumPy's).
    pub include: &'a [PathBuf],
}

/// A shared object, and what it was made from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CResult {
    /// The shared object's bytes.
    pub bytes: Vec<u8>,
    /// Files that the C compiler read, other than the generated one and the system's.
    pub inputs: Vec<PathBuf>,
    /// Warnings of the C compiler.
    pub messages: String,
    /// How many objects came from the cache, and how many there are.
    pub cached: (usize, usize),
}

/// Why there is no shared object.
#[derive(Clone, PartialEq, Debug)]
pub struct CFailure {
    /// What to say.
    pub diagnostic: Diagnostic,
    /// What the C compiler wrote.
    pub output: String,
}

impl Toolchain {
    /// The commands for an interpreter, or what to install.
    pub fn find(system: &dyn System, python: &Interpreter) -> Result<Self, Box<Diagnostic>> {
        python.check_headers(system)?;
        let variable = |name: &str| words(&system.text_variable(name).unwrap_or_default());
        let configured = |text: &str, fallback: &str| {
            let parts = words(text);
            if parts.is_empty() { vec![fallback.to_owned()] } else { parts }
        };
        let (own_cc, own_cxx) = (configured(&python.cc, "cc"), configured(&python.cxx, "c++"));
        let given = |name: &str, own: &[String]| {
            let given = variable(name);
            if given.is_empty() { own.to_vec() } else { given }
        };
        let mut cc = given("CC", &own_cc);
        let mut cxx = given("CXX", &own_cxx);
        let exists =
            |command: &[String]| command.first().is_some_and(|name| system.find_program(name).is_some());
        let mut own_flags = words(&python.cflags);
        if !exists(&cc) {
            if !variable("CC").is_empty() {
                let message = format!("the C compiler that `CC` names was not found: `{}`", cc.join(" "));
                return Err(Box::new(rules::nowhere(&rules::NO_C_COMPILER, message)));
            }
            if let Some(name) = ["cc", "gcc", "clang"].iter().find(|name| system.find_program(name).is_some())
            {
                cc = vec![(*name).to_owned()];
            } else if python.has_package(system, "ziglang") {
                let zig = |kind: &str| {
                    let python = python.executable.to_string_lossy().into_owned();
                    vec![python, "-m".to_owned(), "ziglang".to_owned(), kind.to_owned()]
                };
                (cc, cxx) = (zig("cc"), zig("c++"));
                own_flags = words("-O3 -DNDEBUG -fwrapv");
            } else {
                return Err(Box::new(no_compiler()));
            }
        }
        if !exists(&cxx)
            && let Some(name) =
                ["c++", "g++", "clang++"].iter().find(|name| system.find_program(name).is_some())
        {
            cxx = vec![(*name).to_owned()];
        }
        // `-g` of the interpreter's own build makes modules large and slow to compile; CFLAGS can bring it back
        own_flags.retain(|flag| flag != "-g");
        let mut flags = own_flags;
        flags.extend(configured(&python.ccshared, "-fPIC"));
        flags.extend(variable("CFLAGS"));
        flags.extend(variable("CPPFLAGS"));
        let compile = |program: &[String]| program.iter().chain(&flags).cloned().collect::<Vec<_>>();
        let mut tail = link_tail(&words(&python.ldshared), &own_cc);
        tail.extend(variable("LDFLAGS"));
        tail.extend(variable("CFLAGS"));
        let shared = words(&system.text_variable("LDSHARED").unwrap_or_default());
        let link = |program: &[String]| {
            if shared.is_empty() { program.iter().chain(&tail).cloned().collect() } else { shared.clone() }
        };
        let mut toolchain = Self {
            compile_c: compile(&cc),
            compile_cpp: compile(&cxx),
            link_c: link(&cc),
            link_cpp: link(&cxx),
            include: python.include.clone(),
            identity: String::new(),
        };
        toolchain.identity = toolchain.identify(system, python);
        Ok(toolchain)
    }

    /// Changes when the compiler, the interpreter or a variable does.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    fn identify(&self, system: &dyn System, python: &Interpreter) -> String {
        let mut parts = vec![python.version.clone(), python.ext_suffix.clone()];
        for command in [&self.compile_c, &self.compile_cpp, &self.link_c, &self.link_cpp] {
            let program = command.first().and_then(|name| system.find_program(name));
            let changed = program.and_then(|path| system.modified(&path).ok());
            let seconds =
                changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
            parts.push(format!("{command:?} {seconds}"));
        }
        parts.extend(self.include.iter().map(|folder| folder.to_string_lossy().into_owned()));
        hash(parts)
    }

    /// Compiles and links a module.
    pub fn make(
        &self,
        system: &dyn System,
        cache: &Cache,
        module: CModule<'_>,
    ) -> Result<CResult, Box<CFailure>> {
        let mut result = CResult::default();
        let main =
            format!("{}{}", module.name.rsplit('.').next().unwrap_or(module.name), module.language.suffix());
        let mut objects = Vec::new();
        let mut cpp = module.language == Language::Cpp;
        let generated = Unit { file: main, text: module.text.as_bytes().to_vec(), from: None };
        let mut units = vec![generated];
        for path in module.settings.source_paths() {
            let text = system.read(&path).map_err(|error| {
                let message = format!(
                    "cannot read `{}`, a source of `{}`: {}",
                    path.display(),
                    module.name,
                    rules::reason(&error)
                );
                Box::new(CFailure {
                    diagnostic: rules::nowhere(&rules::CANNOT_READ, message),
                    output: String::new(),
                })
            })?;
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            units.push(Unit { file, text, from: Some(path) });
        }
        for unit in &units {
            let as_cpp = match &unit.from {
                None => cpp,
                Some(path) => {
                    matches!(path.extension().and_then(|e| e.to_str()), Some("cpp" | "cc" | "cxx" | "C"))
                }
            };
            cpp |= as_cpp;
            result.inputs.extend(unit.from.clone());
            objects.push(self.object(system, cache, module, unit, as_cpp, &mut result)?);
        }
        result.cached.1 = objects.len();
        result.bytes = self.link(system, cache, module, &objects, cpp, &mut result.messages)?;
        result.inputs.sort();
        result.inputs.dedup();
        Ok(result)
    }

    fn object(
        &self,
        system: &dyn System,
        cache: &Cache,
        module: CModule<'_>,
        unit: &Unit,
        cpp: bool,
        result: &mut CResult,
    ) -> Result<PathBuf, Box<CFailure>> {
        let flags = self.flags(module, unit);
        let command = if cpp { &self.compile_cpp } else { &self.compile_c };
        let from = unit.from.as_ref().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        let parts = [&unit.file, &self.identity, &from].map(|part| part.as_bytes().to_vec());
        let rest = command.iter().chain(&flags).map(|word| word.as_bytes().to_vec());
        let key = hash(parts.into_iter().chain(rest).chain([unit.text.clone()]));
        if let Some(object) = known_object(system, cache, &key, &mut result.inputs) {
            result.cached.0 += 1;
            return Ok(object);
        }
        let folder = cache.path(Kind::Work, &worker());
        let cannot = |path: &Path, error: &std::io::Error| {
            let message = format!("cannot write `{}`: {}", path.display(), rules::reason(error));
            Box::new(CFailure {
                diagnostic: rules::nowhere(&rules::CANNOT_WRITE, message),
                output: String::new(),
            })
        };
        system.create_folder(&folder).map_err(|error| cannot(&folder, &error))?;
        let source = if let Some(path) = &unit.from {
            system.current_folder().join(path)
        } else {
            let path = folder.join(&unit.file);
            system.write(&path, &unit.text).map_err(|error| cannot(&path, &error))?;
            path
        };
        let (made, depends) = (folder.join("made.o"), folder.join("made.d"));
        let process = process(command)
            .args(&flags)
            .arg("-MMD")
            .arg("-MF")
            .arg(&depends)
            .arg("-c")
            .arg(&source)
            .arg("-o")
            .arg(&made);
        result.messages.push_str(&run(system, &process, module.name)?);
        let headers =
            system.read(&depends).map(|bytes| depfile(&String::from_utf8_lossy(&bytes))).unwrap_or_default();
        let headers = headers.into_iter().filter(|path| *path != source);
        let mut manifest = Manifest::default();
        for path in headers {
            let hash = system.read(&path).map(|bytes| hash([bytes])).unwrap_or_default();
            result.inputs.push(path.clone());
            manifest.headers.push((path, hash));
        }
        let bytes = system.read(&made).map_err(|error| cannot(&made, &error))?;
        manifest.object = format!("{}.o", hash([&bytes]));
        let kept = cache.put(system, Kind::Object, &manifest.object, &bytes)
            && cache.put(system, Kind::Object, &key, &serde_json::to_vec(&manifest).unwrap_or_default());
        if !kept {
            // a cache that cannot be written to: this one object has to outlive the next
            let own = folder.join(&manifest.object);
            system.write(&own, &bytes).map_err(|error| cannot(&own, &error))?;
            return Ok(own);
        }
        Ok(cache.path(Kind::Object, &manifest.object))
    }

    fn flags(&self, module: CModule<'_>, unit: &Unit) -> Vec<String> {
        let settings = module.settings;
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let mut flags = Vec::new();
        for folder in &settings.include_dirs {
            flags.push(format!("-I{folder}"));
        }
        for folder in module.include {
            flags.push(format!("-I{}", text(folder)));
        }
        let folder = if module.folder.as_os_str().is_empty() { Path::new(".") } else { module.folder };
        // what asks for no header of its own folder is the same object in every folder
        if asks_beside(&unit.text) || unit.from.is_some() {
            flags.extend(["-iquote".to_owned(), text(folder)]);
        }
        for folder in &self.include {
            flags.extend(["-isystem".to_owned(), text(folder)]);
        }
        for (name, value) in &settings.define_macros {
            flags.push(
                value.as_ref().map_or_else(|| format!("-D{name}"), |value| format!("-D{name}={value}")),
            );
        }
        flags.extend(settings.undef_macros.iter().map(|name| format!("-U{name}")));
        flags.extend(settings.extra_compile_args.iter().cloned());
        flags
    }

    fn link(
        &self,
        system: &dyn System,
        cache: &Cache,
        module: CModule<'_>,
        objects: &[PathBuf],
        cpp: bool,
        messages: &mut String,
    ) -> Result<Vec<u8>, Box<CFailure>> {
        let settings = module.settings;
        let folder = cache.path(Kind::Work, &worker());
        drop(system.create_folder(&folder));
        let output = folder.join("module.so");
        let command = if cpp { &self.link_cpp } else { &self.link_c };
        let process = process(command)
            .args(objects)
            .args(&settings.extra_objects)
            .args(settings.library_dirs.iter().map(|folder| format!("-L{folder}")))
            .args(settings.runtime_library_dirs.iter().map(|folder| format!("-Wl,-rpath,{folder}")))
            .args(settings.libraries.iter().map(|name| format!("-l{name}")))
            .args(&settings.extra_link_args)
            .arg("-o")
            .arg(&output);
        messages.push_str(&run(system, &process, module.name)?);
        let bytes = system.read(&output).map_err(|error| {
            let message =
                format!("the linker left no output for `{}`: {}", module.name, rules::reason(&error));
            Box::new(CFailure {
                diagnostic: rules::nowhere(&rules::C_COMPILER_FAILED, message),
                output: String::new(),
            })
        });
        drop(system.remove(&output));
        bytes
    }
}

/// Removes what this process left in the work folder, and what others left that were killed a day ago.
pub fn clean_up(system: &dyn System, cache: &Cache) {
    const DAY: Duration = Duration::from_hours(24);
    let folder = cache.path(Kind::Work, "");
    let own = format!("{}-", std::process::id());
    for row in system.list(&folder).unwrap_or_default() {
        let path = folder.join(&row.name);
        let old =
            || system.modified(&path).ok().and_then(|time| time.elapsed().ok()).is_some_and(|age| age > DAY);
        if row.name.to_string_lossy().starts_with(&own) || old() {
            // what stays behind is in nobody's way
            drop(system.remove_folder(&path));
        }
    }
}

/// A name of this thread of this process: two of them may make the same object at the same time.
fn worker() -> String {
    let thread: String =
        format!("{:?}", std::thread::current().id()).chars().filter(char::is_ascii_digit).collect();
    format!("{}-{thread}", std::process::id())
}

/// Whether a C text may ask for a header beside its source: any that is not in angle brackets.
fn asks_beside(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let directives = text.lines().filter_map(|line| line.trim_start().strip_prefix('#'));
    let mut asked = directives.filter_map(|rest| rest.trim_start().strip_prefix("include"));
    asked.any(|name| !name.trim_start().starts_with('<'))
}

/// One file for the compiler: the generated one, or one that the sources name.
struct Unit {
    file: String,
    text: Vec<u8>,
    from: Option<PathBuf>,
}

/// What is known of an object file: the headers it was made with, and its entry in the cache.
#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    headers: Vec<(PathBuf, String)>,
    object: String,
}

fn known_object(system: &dyn System, cache: &Cache, key: &str, inputs: &mut Vec<PathBuf>) -> Option<PathBuf> {
    let manifest: Manifest = serde_json::from_slice(&cache.get(system, Kind::Object, key)?).ok()?;
    let same =
        |(path, known): &(PathBuf, String)| system.read(path).is_ok_and(|bytes| hash([bytes]) == *known);
    let object = cache.path(Kind::Object, &manifest.object);
    if !manifest.headers.iter().all(same) || !system.is_file(&object) {
        return None;
    }
    inputs.extend(manifest.headers.into_iter().map(|(path, _)| path));
    Some(object)
}

fn process(command: &[String]) -> Process {
    let (program, arguments) =
        command.split_first().map_or(("cc", &[][..]), |(first, rest)| (first.as_str(), rest));
    Process::new(program).args(arguments)
}

/// Runs the compiler; what it wrote if it succeeded.
fn run(system: &dyn System, process: &Process, module: &str) -> Result<String, Box<CFailure>> {
    let failure = |why: String, output: String| {
        let message = format!("the C compiler failed on module `{module}`: {why}");
        let diagnostic = rules::nowhere(&rules::C_COMPILER_FAILED, message)
            .help(format!("the command was: {}", process.display()));
        Box::new(CFailure { diagnostic, output })
    };
    let output = system.run(process).map_err(|error| failure(rules::reason(&error), String::new()))?;
    let text = output.stdout_text() + &output.stderr_text();
    match output.status {
        Some(0) => Ok(text),
        Some(status) => Err(failure(format!("exit status {status}"), text)),
        None => Err(failure("it was ended by a signal".to_owned(), text)),
    }
}

fn no_compiler() -> Diagnostic {
    rules::nowhere(&rules::NO_C_COMPILER, "no C compiler was found")
        .help("Debian, Ubuntu: `apt install gcc`; Fedora: `dnf install gcc`; macOS: `xcode-select --install`")
        .help("or, without an administrator: `pip install ziglang`")
        .help("or name one: set the variable `CC`")
}

/// What follows the compiler's own words in the linker command of an interpreter.
fn link_tail(ldshared: &[String], own_cc: &[String]) -> Vec<String> {
    if ldshared.is_empty() {
        return vec!["-shared".to_owned()];
    }
    let own = if ldshared.starts_with(own_cc) { own_cc.len() } else { 1 };
    ldshared.get(own..).unwrap_or(&[]).to_vec()
}

/// Splits a command as a shell would, without variables and patterns.
pub fn words(text: &str) -> Vec<String> {
    let (mut out, mut word, mut quote, mut open) = (Vec::new(), String::new(), None, false);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (None | Some('"'), '\\') => {
                open = true;
                word.extend(chars.next());
            }
            (Some(_), c) => word.push(c),
            (None, '"' | '\'') => (quote, open) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if open {
                    out.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (None, c) => {
                open = true;
                word.push(c);
            }
        }
    }
    if open {
        out.push(word);
    }
    out
}

/// The prerequisites of a make rule.
fn depfile(text: &str) -> Vec<PathBuf> {
    let text = text.replace("\\\r\n", " ").replace("\\\n", " ");
    let rule = text.lines().next().unwrap_or("");
    let Some((_, prerequisites)) = rule.split_once(": ") else { return Vec::new() };
    words(&prerequisites.replace("$$", "$")).into_iter().map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::{MemorySystem, OsSystem};

    fn python() -> Interpreter {
        Interpreter {
            cc: "gcc -pthread".into(),
            cxx: "g++ -pthread".into(),
            cflags: "-g -O3 -Wall".into(),
            ccshared: "-fPIC".into(),
            ldshared: "gcc -pthread -shared -L/lib/py".into(),
            include: vec!["/inc".into()],
            path: vec!["/site".into()],
            executable: "/bin/python3".into(),
            ..Interpreter::default()
        }
    }

    fn system() -> MemorySystem {
        MemorySystem::new().with_file("/inc/Python.h", "")
    }

    #[test]
    fn the_interpreters_configuration_and_the_variables_count() {
        let plain = system().with_file("/bin/gcc", "").with_file("/bin/g++", "");
        let found = Toolchain::find(&plain, &python()).unwrap();
        assert_eq!(found.compile_c.join(" "), "gcc -pthread -O3 -Wall -fPIC");
        assert_eq!(found.link_c.join(" "), "gcc -pthread -shared -L/lib/py");
        assert_eq!(found.link_cpp.join(" "), "g++ -pthread -shared -L/lib/py");
        let given = system()
            .with_file("/bin/ccache", "")
            .with_variable("CC", "ccache clang")
            .with_variable("CFLAGS", "-O1 '-DA=b c'")
            .with_variable("LDFLAGS", "-Wl,-z");
        let found = Toolchain::find(&given, &python()).unwrap();
        assert_eq!(found.compile_c[..2], ["ccache", "clang"]);
        assert_eq!(found.compile_c.last().unwrap(), "-DA=b c");
        assert_eq!(found.link_c.join(" "), "ccache clang -shared -L/lib/py -Wl,-z -O1 -DA=b c");
    }

    #[test]
    fn without_a_compiler_ziglang_is_used_or_the_message_says_what_to_install() {
        let error = Toolchain::find(&system(), &python()).unwrap_err();
        assert!(error.help[0].contains("apt install gcc") && error.help[1].contains("ziglang"));
        let zig = system().with_file("/site/ziglang/__init__.py", "");
        let found = Toolchain::find(&zig, &python()).unwrap();
        assert_eq!(found.compile_c[..4], ["/bin/python3", "-m", "ziglang", "cc"]);
        assert_eq!(found.link_c.join(" "), "/bin/python3 -m ziglang cc -shared -L/lib/py");
        let named = system().with_variable("CC", "tcc");
        assert!(Toolchain::find(&named, &python()).unwrap_err().message.contains("`tcc`"));
        let no_headers = Toolchain::find(&MemorySystem::new(), &python()).unwrap_err();
        assert!(no_headers.message.contains("Python.h"));
    }

    #[test]
    fn commands_are_split_as_a_shell_does() {
        assert_eq!(words(r#"a "b c" 'd"e' f\ g "" h"i"j"#), ["a", "b c", "d\"e", "f g", "", "hij"]);
        assert_eq!(
            depfile("x.o: a.c \\\n b\\ c.h \\\n /d.h\n\nb.h:\n"),
            ["a.c", "b c.h", "/d.h"].map(PathBuf::from)
        );
    }

    const SPAM: &str = "#include <Python.h>\n#include \"answer.h\"\n\
        static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, \"spam\", 0, 0, 0, 0, 0, 0, 0};\n\
        PyMODINIT_FUNC PyInit_spam(void) { PyObject *m = PyModule_Create(&def);\n\
        if (m) PyModule_AddIntConstant(m, \"answer\", ANSWER); return m; }\n";

    #[test]
    fn a_module_is_made_and_made_again_only_when_a_header_changes() {
        let folder = std::env::temp_dir().join(format!("cyrus-test-cc-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let cache = Cache::at(folder.join("cache"));
        let python = Interpreter::find(&OsSystem, &cache, None).unwrap();
        let toolchain = Toolchain::find(&OsSystem, &python).unwrap();
        let settings = BuildSettings::default();
        let make = |text: &str| {
            let module = CModule {
                name: "spam",
                text,
                language: Language::C,
                settings: &settings,
                folder: &folder,
                include: &[],
            };
            toolchain.make(&OsSystem, &cache, module)
        };
        for (answer, cached) in [("42", 0), ("42", 1), ("43", 0)] {
            std::fs::write(folder.join("answer.h"), format!("#define ANSWER {answer}\n")).unwrap();
            let made = make(SPAM).unwrap();
            assert_eq!((made.cached, made.inputs), ((cached, 1), vec![folder.join("answer.h")]));
            OsSystem.write(&folder.join(format!("spam{}", python.ext_suffix)), &made.bytes).unwrap();
            let process = Process::new(&python.executable).args(["-c", "import spam; print(spam.answer)"]);
            let output = OsSystem.run(&process.variable("PYTHONPATH", &folder)).unwrap();
            assert_eq!(output.stdout_text().trim(), answer, "{}", output.stderr_text());
        }
        let failure = make("#error no\n").unwrap_err();
        assert_eq!(failure.diagnostic.rule.id, "c-compiler-failed");
        assert!(failure.output.contains("#error no"), "{failure:?}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
