# The mapping protocol: https://docs.python.org/3/c-api/mapping.html

cdef extern from "Python.h":
    bint PyMapping_Check(object o)
    Py_ssize_t PyMapping_Length(object o) except -1
    int PyMapping_DelItemString(object o, char *text) except -1
    int PyMapping_DelItem(object o, object o2) except -1
    bint PyMapping_HasKeyString(object o, char *key)
    bint PyMapping_HasKey(object o, object key)
    object PyMapping_Keys(object o)
    object PyMapping_Values(object o)
    object PyMapping_Items(object o)
    object PyMapping_GetItemString(object o, char *key)
    int PyMapping_SetItemString(object o, char *key, object value) except -1
