# Dictionaries: https://docs.python.org/3/c-api/dict.html

from cpython.object cimport PyObject
from cpython.pyport cimport uint64_t

# Where a CPython lacks one of these, the C here does it.
cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_lib_dict_get_item_ref PyDict_GetItemRef
    #define cy_lib_dict_get_item_string_ref PyDict_GetItemStringRef
    #define cy_lib_dict_set_default_ref PyDict_SetDefaultRef
    #else
    static inline int cy_lib_dict_get_item_ref(PyObject *dict, PyObject *key, PyObject **result) {
        *result = PyDict_GetItemWithError(dict, key);
        if (*result == NULL) return PyErr_Occurred() ? -1 : 0;
        Py_INCREF(*result);
        return 1;
    }
    static inline int cy_lib_dict_get_item_string_ref(PyObject *dict, const char *name, PyObject **result) {
        PyObject *key = PyUnicode_FromString(name);
        int found = -1;
        *result = NULL;
        if (key != NULL) {
            found = cy_lib_dict_get_item_ref(dict, key, result);
            Py_DECREF(key);
        }
        return found;
    }
    static inline int cy_lib_dict_set_default_ref(PyObject *dict, PyObject *key, PyObject *value, PyObject **result) {
        PyObject *old;
        int found = cy_lib_dict_get_item_ref(dict, key, &old);
        if (found == 0 && PyDict_SetItem(dict, key, value) < 0) found = -1;
        if (found == 0) {
            Py_INCREF(value);
            old = value;
        }
        if (result != NULL) *result = found < 0 ? NULL : old;
        else if (found >= 0) Py_DECREF(old);
        return found;
    }
    #endif
    """
    # 1: found, as a new reference. 0: not found, NULL.
    int PyDict_GetItemRef "cy_lib_dict_get_item_ref"(object, object, PyObject **) except -1
    int PyDict_GetItemStringRef "cy_lib_dict_get_item_string_ref"(object, const char *, PyObject **) except -1
    # 1: was there. 0: is there now. The place for the value may be NULL.
    int PyDict_SetDefaultRef "cy_lib_dict_set_default_ref"(object, object, object, PyObject **) except -1

cdef extern from "Python.h":
    # Which objects, new ones, copies.
    bint PyDict_Check(object)
    bint PyDict_CheckExact(object)
    dict PyDict_Copy(object)
    dict PyDict_New()
    object PyDictProxy_New(object)

    # Asking. What `PyDict_GetItem...` and `PyDict_SetDefault` return is borrowed; `PyDict_GetItem` and
    # `PyDict_GetItemString` drop exceptions.
    int PyDict_Contains(object, object) except -1
    PyObject *PyDict_GetItem(object, object)
    PyObject *PyDict_GetItemString(object, const char *)
    PyObject *PyDict_GetItemWithError(object, object) except? NULL
    PyObject *PyDict_SetDefault(object, object, object) except NULL
    Py_ssize_t PyDict_Size(object) except -1

    # Changing.
    void PyDict_Clear(object)
    int PyDict_DelItem(object, object) except -1
    int PyDict_DelItemString(object, const char *) except -1
    int PyDict_Merge(object, object, int) except -1
    int PyDict_MergeFromSeq2(object, object, int) except -1
    int PyDict_SetItem(object, object, object) except -1
    int PyDict_SetItemString(object, const char *, object) except -1
    int PyDict_Update(object, object) except -1

    # All of it. `PyDict_Next` lends key and value; meanwhile no key may come or go.
    list PyDict_Items(object)
    list PyDict_Keys(object)
    int PyDict_Next(object, Py_ssize_t *, PyObject **, PyObject **)
    list PyDict_Values(object)
