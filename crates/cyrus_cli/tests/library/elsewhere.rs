//! What is declared and cannot be tried on Linux with glibc, gcc 12 and Python 3.11: it is of other systems and other
//! versions, or it is no value.

/// The names that a module declares for others. `type.member` is a member.
pub fn names(module: &str) -> impl Iterator<Item = &'static str> {
    let text = match module {
        // of Python 2
        "cpython.buffer" => "PyBUF_SHADOW PyObject_CopyToObject",
        "cpython.instance" => "PyInstance_Check PyInstance_New PyInstance_NewRaw",
        "cpython.method" => "PyMethod_Class PyMethod_GET_CLASS",
        "cpython.number" => "PyNumber_Coerce PyNumber_Divide PyNumber_InPlaceDivide",
        "cpython.pythread" => "PyThread_type_sema",
        "cpython.version" => "PY_PATCHLEVEL_REVISION",
        "cpython.bytes" => {
            "PyBytes_AsDecodedObject PyBytes_AsEncodedObject PyBytes_Decode PyBytes_Encode PyBytes_Format
             PyBytes_InternFromString PyBytes_InternInPlace"
        }
        // and of Python 3.12 to 3.15
        "cpython.object" => {
            "PyObject_Cmp PyObject_Compare Py_TPFLAGS_INT_SUBCLASS Py_TPFLAGS_STRING_SUBCLASS cmpfunc
             PyTypeObject.tp_compare Py_TPFLAGS_ITEMS_AT_END Py_TPFLAGS_MANAGED_WEAKREF"
        }
        "cpython.long" => {
            "PyLong_AsInt32 PyLong_AsInt64 PyLong_AsNativeBytes PyLong_AsUInt32 PyLong_AsUInt64 PyLong_FromNativeBytes
             PyLong_FromUnicode PyLong_FromUnsignedNativeBytes Py_ASNATIVEBYTES_ALLOW_INDEX
             Py_ASNATIVEBYTES_BIG_ENDIAN Py_ASNATIVEBYTES_DEFAULTS Py_ASNATIVEBYTES_LITTLE_ENDIAN
             Py_ASNATIVEBYTES_NATIVE_ENDIAN Py_ASNATIVEBYTES_REJECT_NEGATIVE Py_ASNATIVEBYTES_UNSIGNED_BUFFER"
        }
        "cpython.ref" => {
            "PyUnstable_EnableTryIncRef PyUnstable_IsImmortal PyUnstable_Object_EnableDeferredRefcount
             PyUnstable_Object_IsUniqueReferencedTemporary PyUnstable_Object_IsUniquelyReferenced
             PyUnstable_TryIncRef _Py_REFCNT"
        }
        "cpython.sentinel" => "PySentinel_Check PySentinel_New",
        "cpython.type" => "Py_tp_token Py_tp_vectorcall",
        // and of Windows
        "cpython.exc" => {
            "PyErr_GetRaisedException PyErr_SetRaisedException PyErr_SetExcFromWindowsErr
             PyErr_SetExcFromWindowsErrWithFilename PyErr_SetFromWindowsErr PyErr_SetFromWindowsErrWithFilename"
        }
        "cpython.unicode" => {
            "PyUnicode_AsMBCSString PyUnicode_DecodeMBCS PyUnicode_DecodeMBCSStateful PyUnicode_Encode
             PyUnicode_EncodeASCII PyUnicode_EncodeCharmap PyUnicode_EncodeCodePage PyUnicode_EncodeLatin1
             PyUnicode_EncodeMBCS PyUnicode_EncodeRawUnicodeEscape PyUnicode_EncodeUTF16 PyUnicode_EncodeUTF8
             PyUnicode_EncodeUnicodeEscape PyUnicode_TranslateCharmap Py_UCS4_strcat Py_UCS4_strchr Py_UCS4_strcmp
             Py_UCS4_strcpy Py_UCS4_strlen Py_UCS4_strncmp Py_UCS4_strncpy Py_UCS4_strrchr"
        }
        // of older and newer versions
        "cpython.pylifecycle" => "_Py_CheckPython3 _Py_InitializeEx_Private _Py_PyAtExit",
        // a statement
        "cpython.datetime" => "PyDateTime_IMPORT",
        // of other systems
        "libc.errno" => "ENOATTR",
        "libc.signal" => "SIGBREAK SIGEMT SIGINFO SIGLOST SIGUNUSED",
        "libc.stdio" => "gets",
        // initialisers and a storage class
        "libc.threads" => "ONCE_FLAG_INIT PY_SAFE_ONCE_FLAG_INIT thread_local",
        "posix.fcntl" => "O_BINARY O_EXEC O_EXLOCK O_SEARCH O_SHLOCK O_TTY_INIT",
        "posix.mman" => {
            "MADV_AUTOSYNC MADV_CORE MADV_INVAL MADV_NOCORE MADV_NOSYNC MADV_SETMAP MADV_SOFT_OFFLINE MAP_ALIGN
             MAP_ALIGNED_SUPER MAP_EXCL MAP_HASSEMAPHORE MAP_INHERIT MAP_JIT MAP_NOCACHE MAP_NOCORE MAP_NOEXTEND
             MAP_NOSYNC MAP_PREFAULT_READ MAP_RENAME MAP_UNINITIALIZED POSIX_TYPED_MEM_ALLOCATE
             POSIX_TYPED_MEM_ALLOCATE_CONTIG POSIX_TYPED_MEM_MAP_ALLOCATABLE posix_mem_offset
             posix_typed_mem_get_info posix_typed_mem_open posix_typed_mem_info.posix_tmi_length"
        }
        "posix.resource" => "RUSAGE_BOTH",
        "posix.signal" => "siginfo_t.si_trapno",
        "posix.stat" => "S_TYPEISTMO struct_stat.st_birthtime",
        "posix.stdlib" => "setkey",
        "posix.time" => {
            "CLOCK_MONOTONIC_FAST CLOCK_MONOTONIC_PRECISE CLOCK_REALTIME_FAST CLOCK_REALTIME_PRECISE CLOCK_SECOND
             CLOCK_UPTIME CLOCK_UPTIME_FAST CLOCK_UPTIME_PRECISE"
        }
        "posix.unistd" => "encrypt",
        // declared as copies: they take what `move` gives
        "libcpp.future" => {
            "future.future future.operator= promise.promise promise.operator= shared_future.shared_future
             shared_future.operator= future.wait_for future.wait_until shared_future.wait_for shared_future.wait_until
             promise.set_value promise.set_value_at_thread_exit"
        }
        "libcpp.memory" => {
            "unique_ptr.unique_ptr shared_ptr.shared_ptr dynamic_pointer_cast
             allocator.address allocator.construct allocator.destroy allocator.max_size"
        }
        // of NumPy 2 alone, where a build asks for that with NPY_TARGET_VERSION; of other processors
        "numpy" => {
            "NpyDatetime_ConvertDatetime64ToDatetimeStruct NpyDatetime_ConvertDatetimeStructToDatetime64
             NpyDatetime_ConvertPyDateTimeToDatetimeStruct NpyDatetime_GetDatetimeISO8601StrLen
             NpyDatetime_MakeISO8601Datetime NpyDatetime_ParseISO8601Datetime PyArray_Pack npy_complex192 npy_float96
             PyDataType_ISUNSIZED"
        }
        // called with whatever a constructor of the item takes
        "libcpp.any" => "any.emplace",
        "libcpp.variant" => "variant.emplace get get_if holds_alternative",
        "libcpp.barrier" => "barrier.wait",
        "libcpp.mutex" => "lock try_lock scoped_lock.scoped_lock call_once py_safe_lock py_safe_call_once",
        "libcpp.condition_variable" => "notify_all_at_thread_exit",
        // made by the library alone; a variable of Cython is declared first and assigned then
        "libcpp.optional" => "nullopt_t.nullopt_t",
        "libcpp.functional" => "reference_wrapper.reference_wrapper",
        // casts between pointers
        "libcpp.cast" => "dynamic_cast const_cast reinterpret_cast static_cast",
        _ => "",
    };
    text.split_whitespace()
}
