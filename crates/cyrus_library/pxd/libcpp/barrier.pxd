# <barrier>: C++20, [thread.barrier]. https://en.cppreference.com/w/cpp/header/barrier

cdef extern from "<barrier>" namespace "std" nogil:
    cdef cppclass barrier[CompletionFunction=*]:
        # Threads wait for each other, again and again.
        cppclass arrival_token:
            pass

        barrier(ptrdiff_t) except +
        barrier(ptrdiff_t, CompletionFunction) except +

        arrival_token arrive() except +, arrive(ptrdiff_t) except +
        void arrive_and_drop() except +, arrive_and_wait() except +, wait(arrival_token &&) except +
        ptrdiff_t max()
