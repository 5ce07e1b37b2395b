# Starting and ending the interpreter: https://docs.python.org/3/c-api/init.html

from libc.stdio cimport FILE
from cpython.pystate cimport PyThreadState

cdef extern from "Python.h":
    ctypedef int wchar_t
    ctypedef void (*PyOS_sighandler_t)(int) noexcept

cdef extern from "Python.h":
    # What is known of the build.
    const char *_Py_gitidentifier()
    const char *_Py_gitversion()
    const char *Py_GetBuildInfo()
    const char *Py_GetCompiler()
    const char *Py_GetCopyright()
    const char *Py_GetPlatform()
    const char *Py_GetVersion()

    # Where things are.
    wchar_t *Py_GetExecPrefix()
    wchar_t *Py_GetPath()
    wchar_t *Py_GetPrefix()
    wchar_t *Py_GetProgramFullPath()
    wchar_t *Py_GetProgramName()
    wchar_t *Py_GetPythonHome()
    void Py_SetPath(const wchar_t *)
    void Py_SetProgramName(const wchar_t *)
    void Py_SetPythonHome(const wchar_t *)

    # Interpreters in a process.
    void Py_EndInterpreter(PyThreadState *)
    PyThreadState *Py_NewInterpreter()

    # Beginning.
    void _Py_InitializeEx_Private(int, int)
    void Py_Initialize()
    void Py_InitializeEx(int)
    int Py_IsInitialized()
    int Py_Main(int, wchar_t **)
    int Py_SetStandardStreamEncoding(const char *, const char *)

    # Ending.
    void _Py_PyAtExit(void (*)(object) noexcept, object)
    int Py_AtExit(void (*)() noexcept)
    void Py_Exit(int)
    void Py_Finalize()
    int Py_FinalizeEx()

    # Signals, random bytes, terminals.
    int _Py_CheckPython3()
    void _Py_RestoreSignals()
    int _PyOS_URandom(void *, Py_ssize_t)
    int _PyOS_URandomNonblock(void *, Py_ssize_t)
    int Py_FdIsInteractive(FILE *, const char *)
    PyOS_sighandler_t PyOS_getsig(int)
    PyOS_sighandler_t PyOS_setsig(int, PyOS_sighandler_t)
