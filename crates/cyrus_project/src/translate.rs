//! From sources to C files, for builds in which somebody else runs the C compiler: the `cython` command, and `cythonize`
//! in a `setup.py`.

use std::path::{Path, PathBuf};

use cyrus_diagnostics::Diagnostic;
use cyrus_source::{System, normalise, relative_to};
use rayon::prelude::*;

use crate::build::{Recorder, write_output};
use crate::gdb::write_debug_info;
use crate::guard::{STACK_BYTES, guarded};
use crate::report::write_report;
use crate::{CompileInput, CompileOptions, CompileOutput, compile};

/// One source, and where its C goes.
#[derive(Clone, Copy, Debug)]
pub struct TranslateJob<'a> {
    /// The source.
    pub path: &'a Path,
    /// The dotted name.
    pub name: &'a str,
    /// Where the C goes.
    pub target: Target<'a>,
    /// What the user asked for.
    pub options: &'a CompileOptions,
    /// Write the annotated report beside the C.
    pub report: Report,
    /// An XML file of coverage.py, of which the report shows how often lines ran.
    pub coverage: Option<&'a Path>,
    /// Below which folder to write what `cygdb` reads.
    pub debug: Option<&'a Path>,
    /// Write a make rule beside the C.
    pub depfile: bool,
    /// Leave a C file alone that would not change: what is made from it stays fresh by its time.
    pub only_changes: bool,
}

/// Where the C goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target<'a> {
    /// Into this file.
    File(&'a Path),
    /// Into a file of this name with `.c` or `.cpp` appended, as the language is.
    Stem(&'a str),
}

/// Whether there is to be a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Report {
    /// None.
    #[default]
    No,
    /// With the C of each line.
    Lines,
    /// With all of the C, too.
    WholeC,
}

/// What came of a source.
#[derive(Clone, Debug)]
pub struct Translation {
    /// What the compiler made; what could not be written is among its diagnostics.
    pub output: CompileOutput,
    /// The C file.
    pub target: PathBuf,
    /// Whether the C file was written.
    pub written: bool,
    /// Every file that was read, absolute, the source first.
    pub read: Vec<PathBuf>,
}

/// Translates a source and writes what belongs to it.
pub fn translate(
    system: &dyn System,
    job: TranslateJob<'_>,
    python_path: &(dyn Fn() -> Vec<PathBuf> + Sync),
) -> Translation {
    let recorder = Recorder::new(system);
    let input = CompileInput {
        path: job.path,
        module_name: job.name,
        options: job.options,
        python_path,
        remarks: job.report != Report::No,
        debug: job.debug.is_some(),
    };
    let mut output = guarded(job.name, || compile(&recorder, input)).unwrap_or_else(|diagnostic| {
        CompileOutput { diagnostics: vec![*diagnostic], ..CompileOutput::default() }
    });
    let target = match job.target {
        Target::File(path) => path.to_path_buf(),
        Target::Stem(stem) => PathBuf::from(format!("{stem}{}", output.language.suffix())),
    };
    let absolute = normalise(&system.current_folder().join(job.path));
    let (read, _) = recorder.finish();
    let others = read.into_keys().filter(|path| *path != absolute);
    let read: Vec<PathBuf> = std::iter::once(absolute.clone()).chain(others).collect();
    if output.has_errors() {
        // what an earlier run left would be taken for this run's output
        drop(system.is_file(&target).then(|| system.remove(&target)));
        return Translation { output, target, written: false, read };
    }
    let mut problems: Vec<Diagnostic> = Vec::new();
    let mut write = |path: &Path, bytes: &[u8]| {
        problems.extend(write_output(system, path, bytes).err().map(|diagnostic| *diagnostic));
    };
    let text = output.c_text.as_deref().unwrap_or_default();
    let written =
        !(job.only_changes && system.read(&target).is_ok_and(|known| known.as_slice() == text.as_bytes()));
    if written {
        write(&target, text.as_bytes());
    }
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    for (name, text) in &output.headers {
        write(&target.with_file_name(header_name(name, job.name, &stem)), text.as_bytes());
    }
    if job.depfile {
        let mut name = target.as_os_str().to_owned();
        name.push(".dep");
        write(Path::new(&name), make_rule(system, &target, &read).as_bytes());
    }
    if job.report != Report::No {
        let (page, whole) = (target.with_extension("html"), job.report == Report::WholeC);
        let made = write_report(system, job.name, job.path, &output, whole, job.coverage, &page);
        problems.extend(made.err().map(|diagnostic| *diagnostic));
    }
    if let Some(folder) = job.debug {
        let made = write_debug_info(system, folder, job.name, (job.path, &target), &output);
        problems.extend(made.err().map(|diagnostic| *diagnostic));
    }
    output.diagnostics.extend(problems);
    Translation { output, target, written, read }
}

/// Translates many, `threads` at a time (0: one for each processor); the results are in the jobs' order.
pub fn translate_all(
    system: &dyn System,
    jobs: &[TranslateJob<'_>],
    threads: usize,
    python_path: &(dyn Fn() -> Vec<PathBuf> + Sync),
) -> Vec<Translation> {
    let work = || jobs.par_iter().map(|job| translate(system, *job, python_path)).collect();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_BYTES).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// A header of a module (`m.h`, `m_api.h`) is named after the C file that it goes with.
fn header_name(name: &str, module: &str, stem: &str) -> String {
    let own = module.rsplit('.').next().unwrap_or(module);
    name.strip_prefix(own).map_or_else(|| name.to_owned(), |rest| format!("{stem}{rest}"))
}

/// A make rule. Files below the source's folder are relative to the current one, others absolute.
fn make_rule(system: &dyn System, target: &Path, read: &[PathBuf]) -> String {
    let current = system.current_folder();
    let folder = read.first().and_then(|source| source.parent()).unwrap_or(Path::new("/"));
    let shown = |path: &Path| {
        let text = if path.starts_with(folder) { relative_to(path, &current) } else { path.to_path_buf() };
        text.to_string_lossy().replace(' ', "\\ ")
    };
    let paths: Vec<String> = read.iter().map(|path| shown(path)).collect();
    let target = relative_to(&normalise(&current.join(target)), &current);
    format!("{}: \\\n  {}\n", target.to_string_lossy().replace(' ', "\\ "), paths.join(" \\\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    fn job<'a>(path: &'a str, options: &'a CompileOptions) -> TranslateJob<'a> {
        TranslateJob {
            path: Path::new(path),
            name: "m",
            target: Target::Stem("out/m"),
            options,
            report: Report::No,
            coverage: None,
            debug: None,
            depfile: true,
            only_changes: true,
        }
    }

    #[test]
    fn a_c_file_that_would_not_change_is_left_alone() {
        let system = MemorySystem::new().with_file("m.pyx", "x = 1\n");
        let options = CompileOptions::default();
        let first = translate(&system, job("m.pyx", &options), &Vec::new);
        assert!(first.written && first.output.diagnostics.is_empty());
        assert_eq!(first.target, Path::new("out/m.c"));
        assert!(!translate(&system, job("m.pyx", &options), &Vec::new).written);
        let again = TranslateJob { only_changes: false, ..job("m.pyx", &options) };
        assert!(translate(&system, again, &Vec::new).written);
    }

    #[test]
    fn the_language_of_the_source_names_the_file_and_errors_take_it_away() {
        let system = MemorySystem::new()
            .with_file("m.pyx", "# distutils: language = c++\nx = 1\n")
            .with_file("bad.pyx", "x = (\n")
            .with_file("out/m.c", "old");
        let options = CompileOptions::default();
        let jobs = [job("m.pyx", &options), job("bad.pyx", &options)];
        let made = translate_all(&system, &jobs, 2, &Vec::new);
        assert_eq!(made[0].target, Path::new("out/m.cpp"));
        assert!(made[1].output.has_errors() && !system.is_file(Path::new("out/m.c")));
    }
}
