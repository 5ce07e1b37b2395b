//! The words of the command line and what they mean.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use cyrus_diagnostics::Format;
use cyrus_project::options::parse_pairs;
use cyrus_project::{CompileOptions, Language, LanguageLevel};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// A fast compiler for Cython and Python: from .pyx and .py files to extension modules
#[derive(Parser, Debug)]
#[command(
    name = "cyrus",
    version,
    styles = STYLES,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Called by the name `cython`, or as `cyrus cython`, it takes Cython's own command line."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// How errors are shown
    #[arg(long, global = true, value_enum, default_value_t = ErrorFormat::Human, value_name = "FORM")]
    pub error_format: ErrorFormat,
    /// Whether to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Build extension modules beside their sources, only those that changed
    Build(Build),
    /// Compile what a script needs into a cache, then run it with Python
    Run(Run),
    /// Report errors and warnings, and write nothing
    Check(Check),
    /// Write an HTML report that says how much Python each line still costs, and why
    Annotate(Annotate),
    /// Compile the examples of a talk, check them against Python and NumPy, and time them
    Tour(Tour),
    /// Show what a stage of the compiler makes of a file
    Dev(Dev),
    /// Explain a kind of error or warning, or list them all
    Explain(Explain),
    /// Make a small package that builds, tests and installs
    New(New),
    /// Write commands and Python packages that stand in Cython's place into a folder
    Dropin(Dropin),
    /// Translate what a request on standard input lists; for the Python packages
    #[command(hide = true)]
    Translate,
    /// Build what a request on standard input lists; for the Python packages
    #[command(hide = true)]
    Make,
    /// Say what pyproject.toml says of the project in the current folder; for the Python packages
    #[command(hide = true)]
    Project,
    /// Cython's own command line: see `cyrus cython --help`
    #[command(disable_help_flag = true)]
    Cython {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        words: Vec<String>,
    },
}

/// How errors are shown.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorFormat {
    /// Source lines with carets and labels
    Human,
    /// One line each, `file:line:column: text`; the column counts from 0 as in Cython
    Short,
    /// One JSON object a line, on standard output
    Json,
}

impl ErrorFormat {
    pub fn format(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Short => Format::Short,
            Self::Json => Format::Json,
        }
    }
}

/// Whether to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What changes the code that is generated.
#[derive(Args, Debug, Default)]
pub struct Compile {
    /// Set a compiler directive, as `boundscheck=False`; several with commas
    #[arg(short = 'X', long = "directive", value_name = "NAME=VALUE")]
    directive: Vec<String>,
    /// Give a name to `DEF` and `IF`
    #[arg(short = 'E', long = "compile-time-env", value_name = "NAME=VALUE")]
    environment: Vec<String>,
    /// Look for .pxd and .pxi files there too
    #[arg(short = 'I', long = "include-dir", value_name = "FOLDER")]
    include_dir: Vec<PathBuf>,
    /// Python 3 language rules (the default)
    #[arg(short = '3', conflicts_with = "two")]
    three: bool,
    /// Python 2 language rules
    #[arg(short = '2')]
    two: bool,
    /// Generate C++
    #[arg(long, visible_alias = "c++")]
    cplus: bool,
    /// Treat warnings as errors
    #[arg(long)]
    warnings_as_errors: bool,
}

impl Compile {
    /// The options, or what is wrong with the words.
    pub fn options(&self) -> Result<CompileOptions, String> {
        let pairs = |items: &[String]| -> Result<Vec<_>, String> {
            let parsed: Result<Vec<_>, _> = items.iter().map(|item| parse_pairs(item)).collect();
            Ok(parsed?.into_iter().flatten().collect())
        };
        Ok(CompileOptions {
            level: if self.two {
                Some(LanguageLevel::Two)
            } else {
                self.three.then_some(LanguageLevel::Three)
            },
            language: self.cplus.then_some(Language::Cpp),
            directives: pairs(&self.directive)?,
            compile_time_env: pairs(&self.environment)?,
            include_path: self.include_dir.clone(),
            warnings_are_errors: self.warnings_as_errors,
            ..CompileOptions::default()
        })
    }
}

#[derive(Args, Debug)]
pub struct Build {
    /// Files, or folders: all .pyx files in them; the modules of the project in the current folder unless given
    pub paths: Vec<PathBuf>,
    /// Build also what has not changed
    #[arg(short, long)]
    pub force: bool,
    /// How many modules at a time; one for each processor unless said
    #[arg(short, long, default_value_t = 0, hide_default_value = true, value_name = "N")]
    pub jobs: usize,
    /// Say why each module is built
    #[arg(long)]
    pub explain: bool,
    /// Keep the generated C beside the source
    #[arg(long)]
    pub keep_c: bool,
    /// Write the annotated HTML report of each module that is built, beside its source
    #[arg(long)]
    pub annotate: bool,
    /// Show the C compiler's warnings
    #[arg(short, long)]
    pub verbose: bool,
    /// Build for this Python; else the active environment's, else python3
    #[arg(long, value_name = "PATH")]
    pub python: Option<String>,
    #[command(flatten)]
    pub compile: Compile,
}

#[derive(Args, Debug)]
pub struct Run {
    /// A .py script, or a .pyx file to compile and run as the main program
    pub script: PathBuf,
    /// What the script finds in `sys.argv`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub arguments: Vec<String>,
    /// Run with this Python; else the active environment's, else python3
    #[arg(long, value_name = "PATH")]
    pub python: Option<String>,
    #[command(flatten)]
    pub compile: Compile,
}

#[derive(Args, Debug)]
pub struct Check {
    /// Files, or folders: all .pyx files in them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The Python whose packages' .pxd files are used; else the active environment's, else python3
    #[arg(long, value_name = "PATH")]
    pub python: Option<String>,
    #[command(flatten)]
    pub compile: Compile,
}

#[derive(Args, Debug)]
pub struct New {
    /// The package's name, or the folder to make, which ends in it
    pub name: String,
}

#[derive(Args, Debug)]
pub struct Dropin {
    /// The folder; put it first on `PATH` and `PYTHONPATH`
    pub folder: PathBuf,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// The id in brackets, as `missing-file`
    pub rule: Option<String>,
}

#[derive(Args, Debug)]
pub struct Annotate {
    /// .pyx or .py files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where the report goes; beside the source unless said
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Add all of the generated text
    #[arg(long)]
    pub whole_c: bool,
    #[command(flatten)]
    pub compile: Compile,
}

#[derive(Args, Debug)]
pub struct Tour {
    /// Use this Python; else the active environment's, else python3
    #[arg(long, value_name = "PATH")]
    pub python: Option<String>,
}

#[derive(Args, Debug)]
pub struct Dev {
    /// The stage
    #[arg(value_enum)]
    pub stage: Stage,
    /// A .pyx, .py, .pxd or .pxi file
    pub file: PathBuf,
    /// The pass to stop behind (`ir` only); `none` is before the first
    #[arg(long, value_name = "PASS")]
    pub after: Option<String>,
    #[command(flatten)]
    pub compile: Compile,
}

/// A stage of the compiler.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Tokens and what stands between them, with their byte ranges
    Tokens,
    /// The syntax tree, in the form of Python's `ast.dump`
    Ast,
    /// The typed tree
    Hir,
    /// The intermediate representation; with `--after`, as one pass leaves it
    Ir,
    /// The C text
    C,
}
