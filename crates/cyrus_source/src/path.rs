//! Paths as text: nothing here looks at the disk.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and, where it can be done without looking, without `..`.
pub fn normalise(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if matches!(out.components().next_back(), Some(Component::Normal(_))) {
                    out.pop();
                } else if !out.has_root() {
                    out.push("..");
                }
            }
            _ => out.push(part),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// The way from a folder to a path, both absolute: `/a/b/c` from `/a/d` is `../b/c`.
pub fn relative_to(path: &Path, folder: &Path) -> PathBuf {
    let (path, folder) = (normalise(path), normalise(folder));
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path;
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(path.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_go() {
        for (path, want) in [
            ("a/./b/../c", "a/c"),
            ("../a", "../a"),
            ("/../a", "/a"),
            ("a/..", "."),
            ("./a", "a"),
            ("/", "/"),
        ] {
            assert_eq!(normalise(Path::new(path)), Path::new(want), "{path}");
        }
    }

    #[test]
    fn the_way_between_two_places() {
        let way =
            |path, folder| relative_to(Path::new(path), Path::new(folder)).to_string_lossy().into_owned();
        assert_eq!(way("/a/b/c", "/a/d"), "../b/c");
        assert_eq!(way("/a/b", "/a/b"), ".");
        assert_eq!(way("/a/b/c", "/a"), "b/c");
    }
}
