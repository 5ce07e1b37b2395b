# <typeindex>: [type.index]. https://en.cppreference.com/w/cpp/header/typeindex

from libcpp cimport bool
from libcpp.typeinfo cimport type_info

cdef extern from "<typeindex>" namespace "std" nogil:
    cdef cppclass type_index:
        # A type as a key.
        type_index(const type_info &)

        bool operator!=(const type_index &), operator<(const type_index &), operator<=(const type_index &)
        bool operator==(const type_index &), operator>(const type_index &), operator>=(const type_index &)

        size_t hash_code()
        const char *name()
