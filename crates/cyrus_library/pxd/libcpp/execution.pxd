# <execution>: https://en.cppreference.com/w/cpp/header/execution

cdef extern from "<execution>" namespace "std::execution" nogil:
    const sequenced_policy seq
    const parallel_policy par
    const parallel_unsequenced_policy par_unseq
    const unsequenced_policy unseq

    cdef cppclass sequenced_policy:
        pass

    cdef cppclass parallel_policy:
        pass

    cdef cppclass parallel_unsequenced_policy:
        pass

    cdef cppclass unsequenced_policy:
        pass
