# <execution>: C++17, [execpol]. https://en.cppreference.com/w/cpp/header/execution

cdef extern from "<execution>" namespace "std::execution" nogil:
    cdef cppclass sequenced_policy:
        pass
    const sequenced_policy seq

    cdef cppclass unsequenced_policy:
        pass
    const unsequenced_policy unseq

    cdef cppclass parallel_unsequenced_policy:
        pass
    const parallel_unsequenced_policy par_unseq

    cdef cppclass parallel_policy:
        pass
    const parallel_policy par
