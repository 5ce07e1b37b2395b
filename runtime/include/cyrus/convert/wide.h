/* Zero-terminated arrays of Py_UCS4. */
#pragma once
#include "cyrus/core/prelude.h"

CY_STATE(PyObject *, wide);             /* {str: bytes}: what was converted lives as long as the module */

/* @op cy_to_wide(object o) -> Py_UCS4 * | null
 * The characters of a str and a zero. */
CY_FN Py_UCS4 *cy_to_wide(PyObject *o)
{
    PyObject *b;
    Py_ssize_t n;
    if (!PyUnicode_Check(o)) return PyErr_Format(PyExc_TypeError, "expected str, %.200s found", Py_TYPE(o)->tp_name), (Py_UCS4 *)NULL;
    if (!CY(wide) && !(CY(wide) = PyDict_New())) return NULL;
    if ((b = PyDict_GetItemWithError(CY(wide), o))) return (Py_UCS4 *)(void *)PyBytes_AS_STRING(b);
    n = PyUnicode_GET_LENGTH(o) + 1;
    if (PyErr_Occurred() || !(b = PyBytes_FromStringAndSize(NULL, n * (Py_ssize_t)sizeof(Py_UCS4)))) return NULL;
    if (!PyUnicode_AsUCS4(o, (Py_UCS4 *)(void *)PyBytes_AS_STRING(b), n, 1) || PyDict_SetItem(CY(wide), o, b)) return Py_DECREF(b), (Py_UCS4 *)NULL;
    Py_DECREF(b);
    return (Py_UCS4 *)(void *)PyBytes_AS_STRING(b);
}
/* @op cy_str_from_wide(const Py_UCS4 *s, Py_ssize_t most) -> object new | null
 * Up to the zero character, or so many characters as there is memory for. */
CY_FN PyObject *cy_str_from_wide(const Py_UCS4 *s, Py_ssize_t most)
{
    Py_ssize_t n = 0;
    while (n < most && s[n]) n++;
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, s, n);
}
