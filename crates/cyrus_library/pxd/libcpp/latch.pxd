# <latch>: C++20, [thread.latch]. https://en.cppreference.com/w/cpp/header/latch

from libcpp cimport bool

cdef extern from "<latch>" namespace "std" nogil:
    cdef cppclass latch:
        # Threads wait until a count is zero, once.
        latch(ptrdiff_t)

        void arrive_and_wait() except +, arrive_and_wait(ptrdiff_t) except +, count_down() except +
        void count_down(ptrdiff_t) except +, wait() except +
        ptrdiff_t max()
        bool try_wait()
