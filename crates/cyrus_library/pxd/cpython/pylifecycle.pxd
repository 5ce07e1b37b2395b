# Starting and ending the interpreter: https://docs.python.org/3/c-api/init.html

from libc.stdio cimport FILE
from libc.stddef cimport wchar_t

cdef extern from "Python.h":
    ctypedef struct PyThreadState
    ctypedef void (*PyOS_sighandler_t)(int number) noexcept

cdef extern from "Python.h":
    void Py_SetProgramName(wchar_t *arg)
    wchar_t *Py_GetProgramName()
    void Py_SetPythonHome(wchar_t *arg)
    wchar_t *Py_GetPythonHome()
    int Py_SetStandardStreamEncoding(const char *text, const char *text2)
    void Py_Initialize()
    void Py_InitializeEx(int n)
    void _Py_InitializeEx_Private(int n, int n2)
    void Py_Finalize()
    int Py_FinalizeEx()
    int Py_IsInitialized()
    PyThreadState *Py_NewInterpreter()
    void Py_EndInterpreter(PyThreadState *arg)
    void _Py_PyAtExit(void (*arg)(object), object o)
    int Py_AtExit(void (*arg)())
    void Py_Exit(int n)
    void _Py_RestoreSignals()
    int Py_FdIsInteractive(FILE *arg, const char *text)
    int Py_Main(int argc, wchar_t **argv)
    wchar_t *Py_GetProgramFullPath()
    wchar_t *Py_GetPrefix()
    wchar_t *Py_GetExecPrefix()
    wchar_t *Py_GetPath()
    void Py_SetPath(const wchar_t *arg)
    int _Py_CheckPython3()
    const char *Py_GetVersion()
    const char *Py_GetPlatform()
    const char *Py_GetCopyright()
    const char *Py_GetCompiler()
    const char *Py_GetBuildInfo()
    const char *_Py_gitidentifier()
    const char *_Py_gitversion()
    PyOS_sighandler_t PyOS_getsig(int n)
    PyOS_sighandler_t PyOS_setsig(int n, PyOS_sighandler_t arg)
    int _PyOS_URandom(void *block, Py_ssize_t size)
    int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size)
