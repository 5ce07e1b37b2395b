//! `cyrus new`: a small package that builds, tests and installs.

use std::path::Path;

use cyrus_project::build::write_output;
use cyrus_project::rules;
use cyrus_source::System;

use crate::args::New;
use crate::shell::Shell;

pub fn run(system: &dyn System, shell: &Shell, words: &New) -> u8 {
    let folder = Path::new(&words.name);
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let module = name.replace(['-', '.'], "_").to_lowercase();
    let first = module.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    if !first || !module.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        shell.say(&format!("{} `{name}` cannot be a package's name", shell.bad("error:")));
        return 2;
    }
    if system.kind(folder).is_some() {
        let message = format!("`{}` is there already", folder.display());
        shell.problem(&rules::nowhere(&rules::CANNOT_WRITE, message));
        return 1;
    }
    for (path, text) in FILES {
        let path = folder.join(path.replace("NAME", &module));
        let text = text.replace("DISTRIBUTION", &name).replace("NAME", &module);
        if let Err(diagnostic) = write_output(system, &path, text.as_bytes()) {
            shell.problem(&diagnostic);
            return 1;
        }
    }
    shell.say(&format!("{} {}; next:", shell.good("wrote"), folder.display()));
    let shown = folder.display();
    Shell::out(&format!("cd {shown}\ncyrus build\nPYTHONPATH=src python3 -m unittest discover tests\n"));
    0
}

/// The files, with `NAME` for the module and `DISTRIBUTION` for what is installed.
const FILES: [(&str, &str); 6] = [
    (
        "pyproject.toml",
        "[build-system]\nrequires = [\"cyrus\"]\nbuild-backend = \"cyrus.build\"\n\n[project]\nname = \"DISTRIBUTION\"\n\
         version = \"0.1.0\"\ndescription = \"Fast sums\"\nreadme = \"README.md\"\nrequires-python = \">=3.9\"\n\n\
         [tool.cyrus]\ndirectives = {boundscheck = false}\n",
    ),
    ("README.md", "# DISTRIBUTION\n\nBuild it with `cyrus build`, install it with `pip install .`\n"),
    (".gitignore", "build/\ndist/\n__pycache__/\n*.so\n*.pyd\n"),
    ("src/NAME/__init__.py", "\"\"\"Fast sums.\"\"\"\n\nfrom .fast import total\n\n__all__ = [\"total\"]\n"),
    (
        "src/NAME/fast.pyx",
        "def total(values):\n    \"\"\"The sum of numbers.\"\"\"\n    cdef double out = 0, value\n    \
         for value in values:\n        out += value\n    return out\n",
    ),
    (
        "tests/test_NAME.py",
        "import unittest\n\nimport NAME\n\n\nclass Total(unittest.TestCase):\n    def test_total(self):\n        \
         self.assertEqual(NAME.total([1, 2.5]), 3.5)\n\n\nif __name__ == \"__main__\":\n    unittest.main()\n",
    ),
];
