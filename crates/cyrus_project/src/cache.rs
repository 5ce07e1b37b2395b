//! Things that are dear to make and cheap to keep, by the hash of what they were made from.
//!
//! One folder for all projects of a user: `CYRUS_CACHE_DIR`, else what the platform has for caches. Every entry is
//! one file that is written at once, so that two runs can share it without a lock.

use std::path::{Path, PathBuf};

use cyrus_source::System;

/// The user's cache folder. An entry that cannot be kept is no error: it is made again next time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cache {
    root: PathBuf,
}

/// What an entry is; each kind has a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// What an interpreter says of itself.
    Interpreter,
    /// What an output was made from.
    Stamp,
    /// Object files and the headers they depend on.
    Object,
    /// C files on their way to the C compiler.
    Work,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Self::Interpreter => "interpreters",
            Self::Stamp => "stamps",
            Self::Object => "objects",
            Self::Work => "work",
        }
    }
}

impl Cache {
    /// The user's own cache.
    pub fn locate(system: &dyn System) -> Self {
        let home = || system.text_variable("HOME").map(PathBuf::from);
        let root = system
            .text_variable("CYRUS_CACHE_DIR")
            .map(PathBuf::from)
            .or_else(|| system.text_variable("XDG_CACHE_HOME").map(|folder| Path::new(&folder).join("cyrus")))
            .or_else(|| system.text_variable("LOCALAPPDATA").map(|folder| Path::new(&folder).join("cyrus")))
            .or_else(|| {
                let caches = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
                home().map(|home| home.join(caches).join("cyrus"))
            })
            .filter(|root| system.create_folder(root).is_ok())
            .unwrap_or_else(|| std::env::temp_dir().join("cyrus"));
        Self { root: system.current_folder().join(root) }
    }

    /// A cache in this folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The cache's own folder, for things that are not entries.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where an entry is, or would be.
    pub fn path(&self, kind: Kind, name: &str) -> PathBuf {
        self.root.join(kind.folder()).join(name)
    }

    /// An entry's bytes.
    pub fn get(&self, system: &dyn System, kind: Kind, name: &str) -> Option<Vec<u8>> {
        system.read(&self.path(kind, name)).ok()
    }

    /// Keeps an entry; whether that was possible.
    pub fn put(&self, system: &dyn System, kind: Kind, name: &str, bytes: &[u8]) -> bool {
        let path = self.path(kind, name);
        let folder = path.parent().unwrap_or(&self.root);
        system.create_folder(folder).is_ok() && system.write(&path, bytes).is_ok()
    }

    /// Removes the older half of a kind of which there are too many.
    pub fn prune(&self, system: &dyn System) {
        self.prune_to(system, MOST_ENTRIES);
    }

    fn prune_to(&self, system: &dyn System, most: usize) {
        for kind in [Kind::Object, Kind::Stamp] {
            let folder = self.path(kind, "");
            let rows = system.list(&folder).unwrap_or_default();
            if rows.len() <= most {
                continue;
            }
            let paths = rows.into_iter().map(|row| folder.join(row.name));
            let mut aged: Vec<_> =
                paths.filter_map(|path| Some((system.modified(&path).ok()?, path))).collect();
            aged.sort();
            for (_, path) in aged.iter().take(aged.len() - most / 2) {
                drop(system.remove(path));
            }
        }
    }
}

/// How many entries of a kind are kept.
const MOST_ENTRIES: usize = 4000;

/// The hash of several parts; the parts' lengths count, so that moving a byte from one to the next changes it.
pub fn hash<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        let part = part.as_ref();
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex().as_str()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyrus_source::MemorySystem;

    #[test]
    fn the_cache_is_where_the_user_says() {
        let of = |system: MemorySystem| Cache::locate(&system).root.to_string_lossy().into_owned();
        assert_eq!(of(MemorySystem::new().with_variable("CYRUS_CACHE_DIR", "c")), "/room/c");
        assert_eq!(of(MemorySystem::new().with_variable("XDG_CACHE_HOME", "/x")), "/x/cyrus");
        let refused = MemorySystem::new().with_variable("XDG_CACHE_HOME", "/x").read_only("/x");
        assert_eq!(Cache::locate(&refused).root, std::env::temp_dir().join("cyrus"));
    }

    #[test]
    fn the_oldest_entries_go_when_there_are_too_many() {
        let (system, cache) = (MemorySystem::new(), Cache::at("/c"));
        for name in ["d", "b", "a", "c", "e"] {
            cache.put(&system, Kind::Object, name, b"");
        }
        cache.prune_to(&system, 5);
        assert_eq!(system.paths().len(), 5);
        cache.prune_to(&system, 4);
        assert_eq!(system.paths(), ["/c/objects/c", "/c/objects/e"].map(PathBuf::from));
    }

    #[test]
    fn an_entry_comes_back_and_hashes_tell_parts_apart() {
        let (system, cache) = (MemorySystem::new(), Cache::at("/c"));
        assert!(cache.put(&system, Kind::Object, "k", b"bytes"));
        assert_eq!(cache.get(&system, Kind::Object, "k").unwrap(), b"bytes");
        assert_eq!(cache.get(&system, Kind::Stamp, "k"), None);
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
        assert_eq!(hash(["a"]).len(), 32);
    }
}
