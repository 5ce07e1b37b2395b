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
    "cpython" "cpython/__init__.pxd";
    "cpython.array" "cpython/array.pxd";
    "cpython.bool" "cpython/bool.pxd";
    "cpython.buffer" "cpython/buffer.pxd";
    "cpython.bytearray" "cpython/bytearray.pxd";
    "cpython.bytes" "cpython/bytes.pxd";
    "cpython.cellobject" "cpython/cellobject.pxd";
    "cpython.ceval" "cpython/ceval.pxd";
    "cpython.codecs" "cpython/codecs.pxd";
    "cpython.complex" "cpython/complex.pxd";
    "cpython.contextvars" "cpython/contextvars.pxd";
    "cpython.conversion" "cpython/conversion.pxd";
    "cpython.datetime" "cpython/datetime.pxd";
    "cpython.descr" "cpython/descr.pxd";
    "cpython.dict" "cpython/dict.pxd";
    "cpython.exc" "cpython/exc.pxd";
    "cpython.fileobject" "cpython/fileobject.pxd";
    "cpython.float" "cpython/float.pxd";
    "cpython.frozendict" "cpython/frozendict.pxd";
    "cpython.function" "cpython/function.pxd";
    "cpython.genobject" "cpython/genobject.pxd";
    "cpython.getargs" "cpython/getargs.pxd";
    "cpython.instance" "cpython/instance.pxd";
    "cpython.iterator" "cpython/iterator.pxd";
    "cpython.iterobject" "cpython/iterobject.pxd";
    "cpython.list" "cpython/list.pxd";
    "cpython.long" "cpython/long.pxd";
    "cpython.longintrepr" "cpython/longintrepr.pxd";
    "cpython.mapping" "cpython/mapping.pxd";
    "cpython.marshal" "cpython/marshal.pxd";
    "cpython.mem" "cpython/mem.pxd";
    "cpython.memoryview" "cpython/memoryview.pxd";
    "cpython.method" "cpython/method.pxd";
    "cpython.module" "cpython/module.pxd";
    "cpython.number" "cpython/number.pxd";
    "cpython.object" "cpython/object.pxd";
    "cpython.pycapsule" "cpython/pycapsule.pxd";
    "cpython.pylifecycle" "cpython/pylifecycle.pxd";
    "cpython.pyport" "cpython/pyport.pxd";
    "cpython.pystate" "cpython/pystate.pxd";
    "cpython.pythread" "cpython/pythread.pxd";
    "cpython.ref" "cpython/ref.pxd";
    "cpython.sentinel" "cpython/sentinel.pxd";
    "cpython.sequence" "cpython/sequence.pxd";
    "cpython.set" "cpython/set.pxd";
    "cpython.slice" "cpython/slice.pxd";
    "cpython.time" "cpython/time.pxd";
    "cpython.tuple" "cpython/tuple.pxd";
    "cpython.type" "cpython/type.pxd";
    "cpython.unicode" "cpython/unicode.pxd";
    "cpython.version" "cpython/version.pxd";
    "cpython.weakref" "cpython/weakref.pxd";
    "libc" "libc/__init__.pxd";
    "libc.complex" "libc/complex.pxd";
    "libc.errno" "libc/errno.pxd";
    "libc.float" "libc/float.pxd";
    "libc.limits" "libc/limits.pxd";
    "libc.locale" "libc/locale.pxd";
    "libc.math" "libc/math.pxd";
    "libc.setjmp" "libc/setjmp.pxd";
    "libc.signal" "libc/signal.pxd";
    "libc.stdbool" "libc/stdbool.pxd";
    "libc.stddef" "libc/stddef.pxd";
    "libc.stdint" "libc/stdint.pxd";
    "libc.stdio" "libc/stdio.pxd";
    "libc.stdlib" "libc/stdlib.pxd";
    "libc.string" "libc/string.pxd";
    "libc.threads" "libc/threads.pxd";
    "libc.time" "libc/time.pxd";
}
