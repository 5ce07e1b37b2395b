# <typeinfo>: [support.rtti]. https://en.cppreference.com/w/cpp/header/typeinfo

from libcpp cimport bool

cdef extern from "<typeinfo>" namespace "std" nogil:
    cdef cppclass type_info:
        # What a type is called and how it compares.
        bool operator!=(const type_info &), operator==(const type_info &)

        int before(const type_info &)
        size_t hash_code()
        const char *name()
