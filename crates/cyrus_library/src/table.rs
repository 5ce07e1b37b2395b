//! Which modules there are.

use crate::LibraryFile;

macro_rules! files {
    ($($module:literal $path:literal;)*) => {
        pub(crate) const FILES: &[LibraryFile] = &[
            $(LibraryFile { module: $module, path: $path, text: include_str!(concat!("../pxd/", $path)) }),*
        ];
    };
}

files! {
    "libc" "libc/__init__.pxd";
    "libc.math" "libc/math.pxd";
}
