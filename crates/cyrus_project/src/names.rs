//! Which module a file is: the package is where `__init__` files are.

use std::path::{Path, PathBuf};

use cyrus_source::{System, normalise};

/// A file's dotted module name and the folder that has to be on `sys.path` for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModuleName {
    /// `package.sub.module`; a package's `__init__` file has the package's own name.
    pub dotted: String,
    /// The folder that holds the outermost package.
    pub root: PathBuf,
}

/// Whether a folder is a package.
pub fn is_package(system: &dyn System, folder: &Path) -> bool {
    ["__init__.py", "__init__.pyx", "__init__.pxd"].iter().any(|name| system.is_file(&folder.join(name)))
}

/// The module that a source file is.
pub fn module_name(system: &dyn System, path: &Path) -> ModuleName {
    let path = normalise(&system.current_folder().join(path));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    // `a.b.pyx` is module `a.b` wherever it lies: Cython's own rule for flat layouts
    let mut parts: Vec<String> = vec![stem];
    while is_package(system, &folder) {
        let Some(name) = folder.file_name() else { break };
        parts.push(name.to_string_lossy().into_owned());
        if !folder.pop() {
            break;
        }
    }
    if parts.len() > 1 && parts[0] == "__init__" {
        parts.remove(0);
    }
    parts.reverse();
    ModuleName { dotted: parts.join("."), root: folder }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    #[test]
    fn a_package_is_where_init_files_are() {
        let system = MemorySystem::new()
            .with_file("top.pyx", "")
            .with_file("src/p/__init__.py", "")
            .with_file("src/p/q/__init__.pxd", "")
            .with_file("src/p/q/m.pyx", "")
            .with_file("src/p/__init__.pyx", "");
        let name = |path: &str| module_name(&system, Path::new(path));
        assert_eq!(name("top.pyx").dotted, "top");
        assert_eq!(name("src/p/q/m.pyx"), ModuleName { dotted: "p.q.m".into(), root: "/room/src".into() });
        assert_eq!(name("src/p/__init__.pyx").dotted, "p");
    }
}
