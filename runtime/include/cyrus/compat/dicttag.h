/* Whether a dict is as it was: a number that every change of any dict makes a new one of (PEP 509, gone in 3.14).
 *
 * CY_DICT_TAG(d) is never 0. It is defined where the number exists; without it, look again. */
#pragma once
#include "cyrus/core/prelude.h"

#if PY_VERSION_HEX < 0x030E0000 && !defined(Py_GIL_DISABLED)
#if PY_VERSION_HEX >= 0x030C0000
/* deprecated in 3.12, and kept up until it went */
CY_INLINE unsigned long long cy_dict_tag(PyObject *d)
{
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#elif defined(_MSC_VER)
#pragma warning(push)
#pragma warning(disable : 4996)
#endif
    return ((PyDictObject *)d)->ma_version_tag;
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#elif defined(_MSC_VER)
#pragma warning(pop)
#endif
}
#define CY_DICT_TAG(d) cy_dict_tag(d)
#else
#define CY_DICT_TAG(d) ((unsigned long long)((PyDictObject *)(d))->ma_version_tag)
#endif
#endif
