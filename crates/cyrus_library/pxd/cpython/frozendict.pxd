# Frozen dictionaries (Python 3.15): https://docs.python.org/3.15/c-api/dict.html
# An older Python has none; what is made there is a `types.MappingProxyType`.

cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030F0000
    #define cy_lib_frozendict_check PyFrozenDict_Check
    #define cy_lib_frozendict_check_exact PyFrozenDict_CheckExact
    #define cy_lib_anydict_check PyAnyDict_Check
    #define cy_lib_anydict_check_exact PyAnyDict_CheckExact
    #define cy_lib_frozendict_new PyFrozenDict_New
    #define cy_lib_frozendict_new_empty() PyFrozenDict_New(NULL)
    #else
    #define cy_lib_frozendict_check(o) ((void)(o), 0)
    #define cy_lib_frozendict_check_exact(o) ((void)(o), 0)
    #define cy_lib_anydict_check PyDict_Check
    #define cy_lib_anydict_check_exact PyDict_CheckExact
    static inline PyObject *cy_lib_frozendict_new(PyObject *items) {
        PyObject *proxy = NULL, *dict = PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, items, NULL);
        if (dict != NULL) {
            proxy = PyDictProxy_New(dict);
            Py_DECREF(dict);
        }
        return proxy;
    }
    #define cy_lib_frozendict_new_empty() cy_lib_frozendict_new(NULL)
    #endif
    """
    bint PyFrozenDict_Check "cy_lib_frozendict_check"(object)
    bint PyFrozenDict_CheckExact "cy_lib_frozendict_check_exact"(object)
    frozendict PyFrozenDict_New "cy_lib_frozendict_new"(object)
    frozendict PyFrozenDict_NewEmpty "cy_lib_frozendict_new_empty"()
    # A dict or a frozen one.
    bint PyAnyDict_Check "cy_lib_anydict_check"(object)
    bint PyAnyDict_CheckExact "cy_lib_anydict_check_exact"(object)
