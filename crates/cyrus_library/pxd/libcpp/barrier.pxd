# <barrier>: https://en.cppreference.com/w/cpp/header/barrier

cdef extern from "<barrier>" namespace "std" nogil:
    cdef cppclass barrier[CompletionFunction=*]:
        cppclass arrival_token:
            pass

        barrier(ptrdiff_t expected) except +
        barrier(ptrdiff_t expected, CompletionFunction f) except +
        arrival_token arrive() except +
        arrival_token arrive(ptrdiff_t n) except +
        void wait(arrival_token t) except +
        void arrive_and_wait() except +
        void arrive_and_drop() except +
        ptrdiff_t max()
