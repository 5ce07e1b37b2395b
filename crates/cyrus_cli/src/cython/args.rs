//! Cython's own command line, as Python's `argparse` reads it: options may stand after sources, long ones may be
//! shortened while that is unambiguous, and `-Werror` has one dash.

use cyrus_project::options::parse_pairs;
use cyrus_project::{CompileOptions, Language, LanguageLevel};

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CythonArguments {
    pub sources: Vec<String>,
    pub options: CompileOptions,
    pub help: bool,
    pub shared_help: bool,
    pub version: bool,
    pub verbose: bool,
    pub listing: bool,
    pub timestamps: bool,
    pub depfile: bool,
    pub annotate: bool,
    pub annotate_full: bool,
    pub coverage: Option<String>,
    /// Below which folder the information for debuggers goes.
    pub gdb: Option<String>,
    pub output: Option<String>,
    pub working: Option<String>,
    pub module_name: Option<String>,
    pub generate_shared: Option<String>,
}

/// What an option is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    Help,
    Version,
    Listing,
    Include,
    Output,
    Timestamps,
    Force,
    Verbose,
    EmbedPositions,
    Cleanup,
    Gdb,
    GdbFolder,
    Working,
    NoDocstrings,
    Annotate,
    AnnotateFull,
    AnnotateCoverage,
    LineDirectives,
    Cplus,
    EmbedModules,
    Level2,
    Level3,
    Lenient,
    ReexportIncludes,
    FastFail,
    WarningErrors,
    WarningExtra,
    Directive,
    CompileTimeEnv,
    ModuleName,
    Depfile,
    GenerateShared,
    PreImport,
    NoCInTraceback,
    CimportFromPyx,
    OldStyleGlobals,
    /// Takes an argument and changes nothing that this compiler does.
    IgnoredWithValue,
    /// Changes nothing that this compiler does.
    Ignored,
}

/// Short name, long name, meaning.
const OPTIONS: &[(&str, &str, Meaning)] = &[
    ("-h", "--help", Meaning::Help),
    ("-V", "--version", Meaning::Version),
    ("-l", "--create-listing", Meaning::Listing),
    ("-I", "--include-dir", Meaning::Include),
    ("-o", "--output-file", Meaning::Output),
    ("-t", "--timestamps", Meaning::Timestamps),
    ("-f", "--force", Meaning::Force),
    ("-v", "--verbose", Meaning::Verbose),
    ("-p", "--embed-positions", Meaning::EmbedPositions),
    ("", "--cleanup", Meaning::Cleanup),
    ("", "--cache", Meaning::Ignored),
    ("-w", "--working", Meaning::Working),
    ("", "--gdb", Meaning::Gdb),
    ("", "--gdb-outdir", Meaning::GdbFolder),
    ("-D", "--no-docstrings", Meaning::NoDocstrings),
    ("-a", "--annotate", Meaning::Annotate),
    ("", "--annotate-fullc", Meaning::AnnotateFull),
    ("", "--annotate-coverage", Meaning::AnnotateCoverage),
    ("", "--line-directives", Meaning::LineDirectives),
    ("-+", "--cplus", Meaning::Cplus),
    ("", "--embed-modules", Meaning::EmbedModules),
    ("-2", "", Meaning::Level2),
    ("-3", "--3str", Meaning::Level3),
    ("", "--lenient", Meaning::Lenient),
    ("", "--capi-reexport-cincludes", Meaning::ReexportIncludes),
    ("", "--fast-fail", Meaning::FastFail),
    ("-Werror", "--warning-errors", Meaning::WarningErrors),
    ("-Wextra", "--warning-extra", Meaning::WarningExtra),
    ("-X", "--directive", Meaning::Directive),
    ("-E", "--compile-time-env", Meaning::CompileTimeEnv),
    ("", "--module-name", Meaning::ModuleName),
    ("-M", "--depfile", Meaning::Depfile),
    // a module of ours carries what it needs and takes nothing from a shared one
    ("", "--shared", Meaning::IgnoredWithValue),
    ("", "--generate-shared", Meaning::GenerateShared),
    ("-z", "--pre-import", Meaning::PreImport),
    ("", "--convert-range", Meaning::Ignored),
    ("", "--no-c-in-traceback", Meaning::NoCInTraceback),
    ("", "--cimport-from-pyx", Meaning::CimportFromPyx),
    ("", "--old-style-globals", Meaning::OldStyleGlobals),
    ("", "--debug-disposal-code", Meaning::Ignored),
    ("", "--debug-temp-alloc", Meaning::Ignored),
    ("", "--debug-coercion", Meaning::Ignored),
    ("", "--debug-temp-code-comments", Meaning::Ignored),
    ("", "--debug-trace-code-generation", Meaning::Ignored),
    ("", "--debug-no-exception-intercept", Meaning::Ignored),
    ("", "--debug-verbose-pipeline", Meaning::Ignored),
    ("", "--debug-verbose-entry-types", Meaning::Ignored),
    ("", "--debug-exception-on-error", Meaning::Ignored),
];

impl Meaning {
    fn takes_value(self) -> bool {
        matches!(
            self,
            Self::Include
                | Self::Output
                | Self::Cleanup
                | Self::GdbFolder
                | Self::Working
                | Self::AnnotateCoverage
                | Self::EmbedModules
                | Self::Directive
                | Self::CompileTimeEnv
                | Self::ModuleName
                | Self::GenerateShared
                | Self::PreImport
                | Self::IgnoredWithValue
        )
    }
}

/// Reads the words that follow the program's name; an error is argparse's text.
pub fn parse(words: &[String]) -> Result<CythonArguments, String> {
    // `cython generate-shared OUT` is the newer spelling of `--generate-shared OUT`
    if let Some((first, rest)) = words.split_first()
        && first == "generate-shared"
    {
        let mut parsed = parse_words(rest, true)?;
        parsed.shared_help = parsed.help;
        if !parsed.help && parsed.sources.len() != 1 {
            return Err("the following arguments are required: OUTPUT_FILE".to_owned());
        }
        parsed.generate_shared = parsed.sources.pop();
        return check(parsed);
    }
    check(parse_words(words, false)?)
}

fn parse_words(words: &[String], shared: bool) -> Result<CythonArguments, String> {
    let (mut out, mut only_sources) = (CythonArguments::default(), false);
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if only_sources || !word.starts_with('-') || word == "-" {
            out.sources.push(word.to_owned());
        } else if word == "--" {
            only_sources = true;
        } else if word == "--embed" {
            out.options.embed = Some("main".to_owned());
        } else if let Some(name) = word.strip_prefix("--embed=") {
            out.options.embed = Some(name.to_owned());
        } else if shared && matches!(word.split('=').next(), Some("--only" | "--exclude")) {
            // which features are shared: none of ours is
            if !word.contains('=') {
                words.next();
            }
        } else {
            option(&mut out, word, &mut words)?;
        }
    }
    Ok(out)
}

/// One word that begins with a dash, and its value.
fn option<'a>(
    out: &mut CythonArguments,
    word: &str,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<(), String> {
    if let Some(&(short, long, meaning)) =
        OPTIONS.iter().find(|(short, long, _)| word == *short || word == *long)
    {
        let name = if short.is_empty() { long } else { short };
        return apply(out, meaning, name, None, words);
    }
    if word.starts_with("--") {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let matches: Vec<_> = OPTIONS.iter().filter(|(_, long, _)| long.starts_with(name)).collect();
        let exact = matches.iter().find(|(_, long, _)| *long == name);
        return match (exact, matches.as_slice()) {
            (Some((_, long, meaning)), _) | (None, [(_, long, meaning)]) => {
                apply(out, *meaning, long, value, words)
            }
            (None, []) => Err(format!("unknown option {word}")),
            (None, several) => {
                let names: Vec<_> = several.iter().map(|(_, long, _)| *long).collect();
                Err(format!("ambiguous option: {word} could match {}", names.join(", ")))
            }
        };
    }
    // `-Ifolder`, `-Xname=value`, and flags in one word: `-aMf`
    let mut rest = &word[1..];
    while let Some(letter) = rest.chars().next() {
        let found = OPTIONS.iter().find(|(short, _, _)| short.len() == 2 && short.ends_with(letter));
        let Some(&(short, _, meaning)) = found else { return Err(format!("unknown option {word}")) };
        rest = &rest[letter.len_utf8()..];
        if meaning.takes_value() {
            let value = rest.strip_prefix('=').unwrap_or(rest);
            return apply(out, meaning, short, (!value.is_empty()).then_some(value), words);
        }
        apply(out, meaning, short, None, words)?;
    }
    Ok(())
}

fn apply<'a>(
    out: &mut CythonArguments,
    meaning: Meaning,
    name: &str,
    value: Option<&str>,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<(), String> {
    let mut text = String::new();
    if meaning.takes_value() {
        let value = value.map(str::to_owned).or_else(|| words.next().map(str::to_owned));
        text = value.ok_or_else(|| format!("argument {name}: expected one argument"))?;
    } else if value.is_some() {
        return Err(format!("argument {name}: ignored explicit argument '{}'", value.unwrap_or_default()));
    }
    let options = &mut out.options;
    match meaning {
        Meaning::Help => out.help = true,
        Meaning::Version => out.version = true,
        Meaning::Listing => out.listing = true,
        Meaning::Include => options.include_path.push(text.into()),
        Meaning::Output => out.output = Some(text),
        Meaning::Timestamps => out.timestamps = true,
        Meaning::Force => out.timestamps = false,
        Meaning::Verbose => out.verbose = true,
        Meaning::EmbedPositions => options.embed_positions = true,
        Meaning::Cleanup => {
            options.cleanup =
                text.parse().map_err(|_| format!("argument --cleanup: invalid int value: '{text}'"))?;
        }
        Meaning::Gdb => drop(out.gdb.get_or_insert_with(|| ".".to_owned())),
        Meaning::GdbFolder => out.gdb = Some(text),
        Meaning::Working => out.working = Some(text),
        Meaning::NoDocstrings => options.docstrings = false,
        Meaning::Annotate => out.annotate = true,
        Meaning::AnnotateCoverage => (out.annotate, out.coverage) = (true, Some(text)),
        Meaning::AnnotateFull => (out.annotate, out.annotate_full) = (true, true),
        Meaning::LineDirectives => options.line_directives = true,
        Meaning::Cplus => options.language = Some(Language::Cpp),
        Meaning::EmbedModules => options.embed_modules = text.split(',').map(str::to_owned).collect(),
        Meaning::Level2 => options.level = Some(LanguageLevel::Two),
        Meaning::Level3 => options.level = Some(LanguageLevel::Three),
        Meaning::Lenient => options.lenient = true,
        Meaning::ReexportIncludes => options.reexport_headers = true,
        Meaning::FastFail => options.fast_fail = true,
        Meaning::WarningErrors => options.warnings_are_errors = true,
        Meaning::WarningExtra => options.extra_warnings = true,
        Meaning::Directive => options.directives.extend(parse_pairs(&text)?),
        Meaning::CompileTimeEnv => options.compile_time_env.extend(parse_pairs(&text)?),
        Meaning::ModuleName => out.module_name = Some(text),
        Meaning::Depfile => out.depfile = true,
        Meaning::GenerateShared => out.generate_shared = Some(text),
        Meaning::PreImport => options.pre_import = Some(text),
        Meaning::NoCInTraceback => options.c_line_in_traceback = false,
        Meaning::CimportFromPyx => options.cimport_from_pyx = true,
        Meaning::OldStyleGlobals => options.directives.push(("old_style_globals".into(), "True".into())),
        Meaning::Ignored | Meaning::IgnoredWithValue => {}
    }
    Ok(())
}

/// What argparse cannot see.
fn check(out: CythonArguments) -> Result<CythonArguments, String> {
    let several = out.sources.len() > 1;
    let wrong = if out.help {
        None
    } else if out.generate_shared.is_some() && !out.sources.is_empty() {
        Some("cython: generate-shared takes no source\n")
    } else if out.sources.is_empty() && out.generate_shared.is_none() && !out.version {
        Some("cython: name a source file\n")
    } else if out.listing && several {
        Some("cython: with -o there is one source\n")
    } else if out.options.embed.is_some() && several {
        Some("cython: with --embed there is one source\n")
    } else if out.module_name.is_some() && out.timestamps {
        Some("cython: --module-name and --timestamps exclude each other\n")
    } else if out.module_name.is_some() && several {
        Some("cython: with --module-name there is one source\n")
    } else {
        None
    };
    wrong.map_or(Ok(out), |text| Err(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<CythonArguments, String> {
        parse(&cyrus_project::cc::words(line))
    }

    #[test]
    fn what_build_tools_write_is_understood() {
        let meson = of("-M --fast-fail -3 -Xfreethreading_compatible=True a.pyx -o out/a.pyx.c").unwrap();
        assert!(meson.depfile && meson.options.fast_fail);
        assert_eq!((meson.sources, meson.output), (vec!["a.pyx".into()], Some("out/a.pyx.c".into())));
        assert_eq!(meson.options.directives, [("freethreading_compatible".into(), "True".into())]);
        let learn = of(
            "--depfile '-X language_level=3' '-X boundscheck=False' --include-dir b --shared=p._s a.pyx --output-file a.c",
        );
        let learn = learn.unwrap();
        assert_eq!(learn.options.directives[1], ("boundscheck".into(), "False".into()));
        assert_eq!(learn.options.include_path, [std::path::PathBuf::from("b")]);
        let arrow = of(
            "--cplus -Werror --no-c-in-traceback --directive embedsignature=True --working src --output-file o.cpp i.pyx",
        );
        let arrow = arrow.unwrap();
        assert!(arrow.options.warnings_are_errors && !arrow.options.c_line_in_traceback);
        assert_eq!(arrow.options.language, Some(Language::Cpp));
        let mpi = of("--3str --cleanup 3 MPI.pyx --output-file MPI.c -E A=1,B=x -E C=2").unwrap();
        assert_eq!((mpi.options.cleanup, mpi.options.compile_time_env.len()), (3, 3));
        let shared = of("-3 --fast-fail --generate-shared=p/_s.c").unwrap();
        assert_eq!(shared.generate_shared.as_deref(), Some("p/_s.c"));
        assert_eq!(
            of("generate-shared --only Exceptions o.c").unwrap().generate_shared.as_deref(),
            Some("o.c")
        );
    }

    #[test]
    fn short_and_shortened_forms() {
        let mixed = of("-afI x -oy --mod m a.pyx --embed=go").unwrap();
        assert!(mixed.annotate);
        assert_eq!((mixed.output.as_deref(), mixed.module_name.as_deref()), (Some("y"), Some("m")));
        assert_eq!(mixed.options.embed.as_deref(), Some("go"));
        assert_eq!(of("--bogus a.pyx").unwrap_err(), "unknown option --bogus");
        assert!(of("--embed-p a.pyx").is_ok());
        assert!(of("--debug-t a.pyx").unwrap_err().starts_with("ambiguous option: --debug-t could match"));
        assert_eq!(of("a.pyx -o").unwrap_err(), "argument -o: expected one argument");
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        assert_eq!(of("").unwrap_err(), "cython: name a source file\n");
        assert!(of("-V").is_ok());
        assert!(of("--module-name m a.pyx b.pyx").is_err());
        assert!(of("--module-name m -t a.pyx").is_err());
    }
}
