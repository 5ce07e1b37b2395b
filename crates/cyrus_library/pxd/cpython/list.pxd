# Lists: https://docs.python.org/3/c-api/list.html

from cpython.object cimport PyObject

# What older versions of CPython lack is filled in; the text here is C.
cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_list_get_item_ref PyList_GetItemRef
    #define cy_list_extend PyList_Extend
    #define cy_list_clear PyList_Clear
    #else
    static inline PyObject *cy_list_get_item_ref(PyObject *list, Py_ssize_t index) {
        PyObject *item = PyList_GetItem(list, index);
        Py_XINCREF(item);
        return item;
    }
    static inline int cy_list_extend(PyObject *list, PyObject *iterable) {
        return PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, iterable);
    }
    static inline int cy_list_clear(PyObject *list) {
        return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL);
    }
    #endif
    """
    object PyList_GetItemRef "cy_list_get_item_ref"(object list_, Py_ssize_t index)
    int PyList_Extend "cy_list_extend"(object list_, object iterable) except -1
    int PyList_Clear "cy_list_clear"(object list_) except -1

cdef extern from "Python.h":
    list PyList_New(Py_ssize_t size)
    bint PyList_Check(object o)
    bint PyList_CheckExact(object o)
    Py_ssize_t PyList_Size(object o) except -1
    Py_ssize_t PyList_GET_SIZE(object o)
    int PyList_SetItem(object o, Py_ssize_t size, object o2) except -1
    void PyList_SET_ITEM(object o, Py_ssize_t size, object o2)
    int PyList_Insert(object o, Py_ssize_t size, object o2) except -1
    int PyList_Append(object o, object o2) except -1
    list PyList_GetSlice(object o, Py_ssize_t size, Py_ssize_t size2)
    int PyList_SetSlice(object o, Py_ssize_t size, Py_ssize_t size2, object o2) except -1
    int PyList_Sort(object o) except -1
    int PyList_Reverse(object o) except -1
    tuple PyList_AsTuple(object o)

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyList_GetItem(object o, Py_ssize_t size) except NULL
    PyObject *PyList_GET_ITEM(object o, Py_ssize_t size)
