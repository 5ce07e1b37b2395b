# Dictionaries: https://docs.python.org/3/c-api/dict.html

from cpython.object cimport PyObject

# What older versions of CPython lack is filled in; the text here is C.
cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_dict_get_item_ref PyDict_GetItemRef
    #define cy_dict_get_item_string_ref PyDict_GetItemStringRef
    #define cy_dict_set_default_ref PyDict_SetDefaultRef
    #else
    static inline int cy_dict_get_item_ref(PyObject *dict, PyObject *key, PyObject **result) {
        *result = PyDict_GetItemWithError(dict, key);
        if (*result == NULL) return PyErr_Occurred() ? -1 : 0;
        Py_INCREF(*result);
        return 1;
    }
    static inline int cy_dict_get_item_string_ref(PyObject *dict, const char *name, PyObject **result) {
        PyObject *key = PyUnicode_FromString(name);
        int found = -1;
        *result = NULL;
        if (key != NULL) {
            found = cy_dict_get_item_ref(dict, key, result);
            Py_DECREF(key);
        }
        return found;
    }
    static inline int cy_dict_set_default_ref(PyObject *dict, PyObject *key, PyObject *value, PyObject **result) {
        PyObject *old;
        int found = cy_dict_get_item_ref(dict, key, &old);
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
    # 1: found, and `result` is a new reference; 0: not there, and `result` is NULL.
    int PyDict_GetItemRef "cy_dict_get_item_ref"(object p, object key, PyObject **result) except -1
    int PyDict_GetItemStringRef "cy_dict_get_item_string_ref"(object p, const char *key, PyObject **result) except -1
    # 1: it was there; 0: it was added. `result` may be NULL.
    int PyDict_SetDefaultRef "cy_dict_set_default_ref"(
        object p, object key, object default_value, PyObject **result) except -1

cdef extern from "Python.h":
    bint PyDict_Check(object o)
    bint PyDict_CheckExact(object o)
    dict PyDict_New()
    object PyDictProxy_New(object o)
    void PyDict_Clear(object mp)
    int PyDict_Contains(object mp, object key) except -1
    dict PyDict_Copy(object mp)
    int PyDict_SetItem(object mp, object key, object item) except -1
    int PyDict_SetItemString(object dp, const char *key, object item) except -1
    int PyDict_DelItem(object mp, object key) except -1
    int PyDict_DelItemString(object dp, const char *key) except -1
    list PyDict_Items(object mp)
    list PyDict_Keys(object mp)
    list PyDict_Values(object mp)
    Py_ssize_t PyDict_Size(object mp) except -1
    int PyDict_Next(object mp, Py_ssize_t *pos, PyObject **key, PyObject **value)
    int PyDict_Merge(object mp, object other, int override) except -1
    int PyDict_Update(object mp, object other) except -1
    int PyDict_MergeFromSeq2(object d, object seq2, int override) except -1

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyDict_GetItem(object mp, object key)
    PyObject *PyDict_GetItemWithError(object mp, object key) except? NULL
    PyObject *PyDict_GetItemString(object dp, const char *key)
    PyObject *PyDict_SetDefault(object mp, object key, object defaultobj) except NULL
