//! The build backend in the hands of pip: wheels, installs, editable installs, source archives. No package index is asked:
//! `cyrus` itself is packed into a wheel as its own build would do it, and nothing else is needed.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Run, Sandbox};

/// Packs the package `cyrus` with its program into a wheel.
const PACK: &str = "
import pathlib, sys, zipfile
package, program, folder = map(pathlib.Path, sys.argv[1:])
info = 'cyrus-0.1.0.dist-info'
with zipfile.ZipFile(folder / 'cyrus-0.1.0-py3-none-any.whl', 'w') as wheel:
    for path in sorted(package.rglob('*.py')):
        wheel.write(path, 'cyrus/' + path.relative_to(package).as_posix())
    row = zipfile.ZipInfo('cyrus-0.1.0.data/scripts/cyrus')
    row.external_attr = 0o100755 << 16
    wheel.writestr(row, program.read_bytes())
    wheel.writestr(info + '/METADATA', 'Metadata-Version: 2.1\\nName: cyrus\\nVersion: 0.1.0\\n')
    wheel.writestr(info + '/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + '/RECORD', '')
";

fn python() -> String {
    std::env::var("CYRUS_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// A room with environments, a folder of wheels, and a project in `sums`.
struct Bench {
    room: Sandbox,
    pip: PathBuf,
}

impl Bench {
    /// Nothing where Python cannot make environments.
    fn new() -> Option<Self> {
        let room = Sandbox::new();
        fs::create_dir(room.path().join("wheels")).unwrap();
        let made = room.run(&python(), &["-m", "venv", "with-pip"], &[]);
        let pip = room.path().join("with-pip/bin/python");
        if made.status != 0 || !pip.is_file() {
            println!("SKIPPED: Python cannot make environments with pip: {}", made.stderr);
            return None;
        }
        let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../python/cyrus");
        let words = ["-c", PACK, &package.to_string_lossy(), env!("CARGO_BIN_EXE_cyrus"), "wheels"];
        let packed = room.run(&python(), &words, &[]);
        assert_eq!(packed.status, 0, "{}", packed.stderr);
        room.cyrus(&["new", "my-sums"]).succeeds("wrote my-sums");
        Some(Self { room, pip })
    }

    /// An empty environment.
    fn environment(&self, name: &str) -> PathBuf {
        let made = self.room.run(&python(), &["-m", "venv", "--without-pip", name], &[]);
        assert_eq!(made.status, 0, "{}", made.stderr);
        self.room.path().join(name).join("bin/python")
    }

    /// `pip` for an environment, without an index.
    fn pip(&self, into: &Path, words: &[&str], path: Option<&str>) -> Run {
        let (pip, into) = (self.pip.to_string_lossy().into_owned(), into.to_string_lossy().into_owned());
        let mut all =
            vec!["-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "--python", &into];
        all.extend(words);
        all.extend(["--no-index", "--find-links", "wheels"]);
        let variables: Vec<_> = path.map(|path| ("PATH".to_owned(), path.to_owned())).into_iter().collect();
        let run = self.room.run(&pip, &all, &variables);
        assert_eq!(run.status, 0, "{words:?}: {}{}", run.stdout, run.stderr);
        run
    }

    /// The project's tests, in an environment that finds no other program.
    fn tests_pass(&self, python: &Path) {
        let words = ["-m", "unittest", "discover", "my-sums/tests"];
        let run =
            self.room.run(&python.to_string_lossy(), &words, &[("PATH".to_owned(), "/nowhere".to_owned())]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
}

#[test]
fn pip_builds_and_installs_a_project() {
    let Some(bench) = Bench::new() else { return };
    let room = &bench.room;
    // the wheel, with the tags that this Python takes, into an environment without compilers and without Cyrus
    bench.pip(&bench.pip, &["wheel", "./my-sums", "--wheel-dir", "wheels"], None);
    let plain = bench.environment("plain");
    bench.pip(&plain, &["install", "my-sums"], Some("/nowhere"));
    bench.tests_pass(&plain);
    let cyrus = room.run(&plain.to_string_lossy(), &["-c", "import cyrus"], &[]);
    assert_ne!(cyrus.status, 0);
    // the source archive holds what a build needs
    let sdist = "import os; os.chdir('my-sums'); import cyrus.build as b; print(b.build_sdist('..'))";
    let rebuilt = bench.environment("rebuilt");
    bench.pip(&rebuilt, &["install", "cyrus"], None);
    let archive = room.run(&rebuilt.to_string_lossy(), &["-c", sdist], &[]);
    assert_eq!(archive.status, 0, "{}", archive.stderr);
    bench.pip(&rebuilt, &["install", &format!("./{}", archive.stdout.trim())], None);
    bench.tests_pass(&rebuilt);
    // an editable install follows its sources
    let editable = bench.environment("editable");
    bench.pip(&editable, &["install", "--editable", "./my-sums"], None);
    let total = |code: &str| {
        let run = room.run(&editable.to_string_lossy(), &["-c", code], &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let code = "import my_sums; print(my_sums.total([1, 2]), my_sums.fast.__file__.endswith('.pyx'))";
    assert_eq!(total(code), "3.0 False\n");
    let source = room.path().join("my-sums/src/my_sums/fast.pyx");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replace("out = 0", "out = 100")).unwrap();
    assert_eq!(total(code), "103.0 False\n");
    fs::write(source.with_file_name("later.pyx"), "def more(): return 5\n").unwrap();
    assert_eq!(total("import my_sums.later as m; print(m.more())"), "5\n");
    bench.pip(&editable, &["install", "--force-reinstall", "./my-sums"], None);
    assert_eq!(total(code), "103.0 False\n");
}
