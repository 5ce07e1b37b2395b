/* Short forms that generated functions are written in. */
#pragma once
#include "cyrus/core/prelude.h"
#ifdef __cplusplus
#include <new>
#endif

/* The parameters of a function that Python calls. */
#define CY_CALL PyObject *self, PyObject *const *args, size_t nf, PyObject *kw

/* Leaves as an error: notes the position (e), in CY_EF also the function and file (f), and jumps to where what is live is dropped. */
#define CY_E(position, label) { e = position; goto label; }
#define CY_EF(scope, position, label) { f = scope; e = position; goto label; }

/* Gives up o, which may be NULL, on the way out of a function that failed. */
CY_RARE void cy_lose(PyObject *o) { Py_XDECREF(o); }

/* Gives up o, which may be NULL, where a call costs less than its code would. */
CY_FN void cy_let(PyObject *o) { Py_XDECREF(o); }

/* slot = value, which is given away; what the slot held goes after that. */
#define CY_SET(slot, value) do { PyObject *cy_old = (slot); (slot) = (value); Py_XDECREF(cy_old); } while (0)

/* The zero value of a struct, in an initialiser. */
#ifdef __cplusplus
#define CY_ZERO {}
#else
#define CY_ZERO {0}
#endif

/* Functions and variables that C code of others sees, and those of others that no header declares (`CY_FOREIGN`). */
#if defined(_WIN32)
#define CY_DATA __declspec(dllexport)
#elif defined(__GNUC__)
#define CY_DATA __attribute__((visibility("default")))
#else
#define CY_DATA
#endif
#ifdef __cplusplus
#define CY_PUBLIC extern "C" CY_DATA
#define CY_FOREIGN extern "C"
#else
#define CY_PUBLIC extern CY_DATA
#define CY_FOREIGN extern
#endif

/* Whether an exception is set, where the GIL may not be held. */
CY_RARE int cy_occurred_nogil(void)
{
    PyGILState_STATE g = PyGILState_Ensure();
    int r = PyErr_Occurred() != NULL;
    PyGILState_Release(g);
    return r;
}

/* Flags of extension types that not all versions have. */
#if PY_VERSION_HEX >= 0x030A0000
#define CY_TPFLAGS_IMMUTABLE Py_TPFLAGS_IMMUTABLETYPE
#define CY_TPFLAGS_SEQUENCE Py_TPFLAGS_SEQUENCE
#define CY_TPFLAGS_MAPPING Py_TPFLAGS_MAPPING
#else
#define CY_TPFLAGS_IMMUTABLE 0
#define CY_TPFLAGS_SEQUENCE 0
#define CY_TPFLAGS_MAPPING 0
#endif

/* The beginning and the end of a C++ object, or an array of them, in memory that is taken and given back otherwise.
 * @defines cy_begin cy_destroy */
#ifdef __cplusplus
template <class T> CY_UNUSED static inline void cy_begin(T *p) { new ((void *)p) T(); }
template <class T> CY_UNUSED static inline void cy_destroy(T *p) { p->~T(); }
template <class T, size_t N> CY_UNUSED static inline void cy_begin(T (*p)[N])
{
    for (size_t i = 0; i < N; i++) cy_begin(*p + i);
}
template <class T, size_t N> CY_UNUSED static inline void cy_destroy(T (*p)[N])
{
    for (size_t i = N; i > 0; i--) cy_destroy(*p + i - 1);
}
#endif
