/* The root of the runtime: Python's headers, attributes, and how a unit reaches the state of its module.
 *
 * A unit declares state with CY_STATE(type, name) and reads it as CY(name). Compiled alone, that is a static variable;
 * in a generated module it is a field of the module's state, and the definitions here are not taken over. */
#pragma once
#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>
#include <stddef.h>

#if defined(__GNUC__)
#  define CY_UNUSED __attribute__((unused))
#  define CY_COLD __attribute__((cold, noinline, unused))
#  define CY_NOINLINE __attribute__((noinline, unused))
#  define CY_LIKELY(x) __builtin_expect(!!(x), 1)
#  define CY_UNLIKELY(x) __builtin_expect(!!(x), 0)
#elif defined(_MSC_VER)
#  define CY_UNUSED
#  define CY_COLD __declspec(noinline)
#  define CY_NOINLINE __declspec(noinline)
#  define CY_LIKELY(x) (x)
#  define CY_UNLIKELY(x) (x)
#else
#  define CY_UNUSED
#  define CY_COLD
#  define CY_NOINLINE
#  define CY_LIKELY(x) (x)
#  define CY_UNLIKELY(x) (x)
#endif

/* How functions of the runtime are declared: out of line (small C), rarely run, or worth inlining. */
#define CY_FN CY_NOINLINE static
#define CY_RARE CY_COLD static
#define CY_INLINE CY_UNUSED static inline

/* The number of arguments of a vectorcall. */
#define CY_N(nf) ((Py_ssize_t)((nf) & ~PY_VECTORCALL_ARGUMENTS_OFFSET))

#ifndef CY_STATE
#define CY_STATE(type, name) CY_UNUSED static type cy_state_##name
#define CY(name) cy_state_##name
#define CY_STRING(name, text) CY_INLINE PyObject *cy_string_##name(void) { static PyObject *s; if (!s) s = PyUnicode_InternFromString(text); return s; } struct cy_string_##name
#define CY_S(name) (cy_string_##name())
#endif

/* A new reference to o. */
CY_INLINE PyObject *cy_ref(PyObject *o)
{
    Py_INCREF(o);
    return o;
}

/* The end of a function that consumes: drop the operands whose bit is set in own. */
#define CY_OWN1(a) do { if (own) Py_DECREF(a); } while (0)
#define CY_OWN2(a, b) do { if (own) { if (own & 1) Py_DECREF(a); if (own & 2) Py_DECREF(b); } } while (0)
#define CY_OWN3(a, b, c) do { if (own) { if (own & 1) Py_DECREF(a); if (own & 2) Py_DECREF(b); if (own & 4) Py_DECREF(c); } } while (0)
