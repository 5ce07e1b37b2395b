# The mapping protocol: https://docs.python.org/3/c-api/mapping.html

cdef extern from "Python.h":
    # Asking; `PyMapping_HasKey...` drop exceptions.
    bint PyMapping_Check(object)
    object PyMapping_GetItemString(object, const char *)
    bint PyMapping_HasKey(object, object)
    bint PyMapping_HasKeyString(object, const char *)
    Py_ssize_t PyMapping_Length(object) except -1

    # Changing.
    int PyMapping_DelItem(object, object) except -1
    int PyMapping_DelItemString(object, char *) except -1
    int PyMapping_SetItemString(object, const char *, object) except -1

    # All of it, as lists.
    object PyMapping_Items(object)
    object PyMapping_Keys(object)
    object PyMapping_Values(object)
