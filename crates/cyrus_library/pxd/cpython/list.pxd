# Lists: https://docs.python.org/3/c-api/list.html

from cpython.object cimport PyObject

# Where a CPython lacks one of these, the C here does it.
cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_lib_list_get_item_ref PyList_GetItemRef
    #define cy_lib_list_extend PyList_Extend
    #define cy_lib_list_clear PyList_Clear
    #else
    static inline PyObject *cy_lib_list_get_item_ref(PyObject *list, Py_ssize_t index) {
        PyObject *lent = PyList_GetItem(list, index);
        if (lent != NULL) Py_INCREF(lent);
        return lent;
    }
    static inline int cy_lib_list_extend(PyObject *list, PyObject *iterable) {
        return PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, iterable);
    }
    static inline int cy_lib_list_clear(PyObject *list) {
        return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL);
    }
    #endif
    """
    int PyList_Clear "cy_lib_list_clear"(object) except -1
    int PyList_Extend "cy_lib_list_extend"(object, object) except -1
    object PyList_GetItemRef "cy_lib_list_get_item_ref"(object, Py_ssize_t)

cdef extern from "Python.h":
    # Which objects, new ones.
    bint PyList_Check(object)
    bint PyList_CheckExact(object)
    list PyList_New(Py_ssize_t)

    # Sizes and items. `PyList_GetItem` and `PyList_GET_ITEM` lend the item.
    tuple PyList_AsTuple(object)
    PyObject *PyList_GET_ITEM(object, Py_ssize_t)
    Py_ssize_t PyList_GET_SIZE(object)
    PyObject *PyList_GetItem(object, Py_ssize_t) except NULL
    list PyList_GetSlice(object, Py_ssize_t, Py_ssize_t)
    Py_ssize_t PyList_Size(object) except -1

    # Changing.
    int PyList_Append(object, object) except -1
    int PyList_Insert(object, Py_ssize_t, object) except -1
    int PyList_Reverse(object) except -1
    int PyList_SetSlice(object, Py_ssize_t, Py_ssize_t, object) except -1
    int PyList_Sort(object) except -1

    # Storing an item: a reference is taken from the caller, who needs `Py_INCREF` first.
    void PyList_SET_ITEM(object, Py_ssize_t, object)
    int PyList_SetItem(object, Py_ssize_t, object) except -1
