//! What the user sees: diagnostics, summaries, progress.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cyrus_diagnostics::{Diagnostic, Format, Renderer};
use cyrus_project::{ModuleReport, ModuleState, Progress, Step};
use cyrus_source::{FileTable, System};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{Colour, ErrorFormat};

/// The terminal, or what stands in its place.
#[derive(Clone, Copy, Debug)]
pub struct Shell {
    format: Format,
    colour: bool,
    width: usize,
    terminal: bool,
}

impl Shell {
    /// As the command line and the environment say.
    pub fn new(system: &dyn System, format: ErrorFormat, colour: Colour) -> Self {
        let terminal = stderr().is_terminal();
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && system.text_variable("NO_COLOR").is_none(),
        };
        let columns = system.text_variable("COLUMNS").and_then(|text| text.parse().ok());
        Self { format: format.format(), colour, width: columns.unwrap_or(120), terminal }
    }

    /// Writes diagnostics; JSON goes to standard output, the rest to standard error.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], files: &FileTable) {
        let renderer = Renderer::new(files, self.format).colour(self.colour).width(self.width);
        let mut text = String::new();
        for diagnostic in diagnostics {
            text.push_str(&renderer.render(diagnostic));
            if self.format == Format::Human {
                text.push('\n');
            }
        }
        self.write(&text);
    }

    fn write(&self, text: &str) {
        // nobody is left to tell if this fails
        if self.format == Format::Json {
            drop(stdout().write_all(text.as_bytes()));
        } else {
            drop(stderr().write_all(text.as_bytes()));
        }
    }

    /// One diagnostic that has no place.
    pub fn problem(&self, diagnostic: &Diagnostic) {
        self.diagnostics(std::slice::from_ref(diagnostic), &FileTable::new());
    }

    /// A line for people, on standard error; not in JSON.
    pub fn say(&self, text: &str) {
        if self.format != Format::Json {
            drop(writeln!(stderr(), "{text}"));
        }
    }

    /// What was asked for, on standard output.
    pub fn out(text: &str) {
        drop(stdout().write_all(text.as_bytes()));
    }

    /// Text on standard error, whatever the form of messages.
    pub fn error(text: &str) {
        drop(stderr().write_all(text.as_bytes()));
    }

    /// Text as it is, on standard error; not in JSON.
    pub fn raw(&self, text: &str) {
        if self.format != Format::Json && !text.is_empty() {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            drop(write!(stderr(), "{text}{end}"));
        }
    }

    /// A word in bold green, where there are colours.
    pub fn good(&self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1;32m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A word in bold red, where there are colours.
    pub fn bad(&self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1;31m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A spinner with a text, on a terminal; else the text once.
    pub fn spinner(&self, text: &str) -> ProgressBar {
        if !self.terminal {
            self.say(text);
        }
        let spinner = ProgressBar::new_spinner().with_message(text.to_owned());
        if !self.terminal || self.format == Format::Json {
            spinner.set_draw_target(ProgressDrawTarget::hidden());
        }
        spinner.enable_steady_tick(Duration::from_millis(100));
        spinner
    }

    /// Progress for so many modules: a bar on a terminal, else a line for each module that was built.
    pub fn progress(&self, modules: usize) -> BuildProgress {
        let target = if self.terminal && self.format != Format::Json && modules > 0 {
            ProgressDrawTarget::stderr_with_hz(12)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(modules as u64), target);
        let style = ProgressStyle::with_template("{spinner:.green} [{bar:24.green}] {pos}/{len} {wide_msg}");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        BuildProgress { shell: *self, bar, running: Mutex::default() }
    }
}

/// A bar, and what the workers are at.
pub struct BuildProgress {
    shell: Shell,
    bar: ProgressBar,
    running: Mutex<Vec<(String, Step)>>,
}

impl BuildProgress {
    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self, running: &[(String, Step)]) {
        let words = running.iter().map(|(module, step)| match step {
            Step::Translate => module.clone(),
            Step::CompileC => format!("{module} (C compiler)"),
        });
        self.bar.set_message(words.collect::<Vec<_>>().join(", "));
    }
}

impl Progress for BuildProgress {
    fn step(&self, module: &str, step: Step) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|(name, _)| name != module);
        running.push((module.to_owned(), step));
        self.show(&running);
    }

    fn done(&self, report: &ModuleReport) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|(name, _)| *name != report.source.name);
        self.show(&running);
        self.bar.inc(1);
        if let ModuleState::Built { translate, compile_c, c_bytes } = report.state {
            let line = format!(
                "{} {} ({} to C in {}, C compiler {})",
                self.shell.good("built"),
                report.output.display(),
                size(c_bytes),
                seconds(translate),
                seconds(compile_c)
            );
            self.bar.suspend(|| self.shell.say(&line));
        }
    }
}

/// The bar alone, without a line for each module: the user wants to see the program's own output.
pub struct Quiet<'a>(pub &'a BuildProgress);

impl Progress for Quiet<'_> {
    fn step(&self, module: &str, step: Step) {
        self.0.step(module, step);
    }
    fn done(&self, _: &ModuleReport) {
        self.0.bar.inc(1);
    }
}

/// `0.8 ms`, `1.24 s`.
pub fn seconds(time: Duration) -> String {
    let value = time.as_secs_f64();
    match value {
        v if v < 0.0995 => format!("{:.1} ms", v * 1e3),
        v if v < 10.0 => format!("{v:.2} s"),
        v => format!("{v:.0} s"),
    }
}

/// `812 bytes`, `21 KB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..=9_999 => format!("{bytes} bytes"),
        10_000..=9_999_999 => format!("{} KB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// `1 module`, `3 modules`.
pub fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
