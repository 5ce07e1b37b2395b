# <semaphore>: C++20, [thread.sema]. https://en.cppreference.com/w/cpp/header/semaphore

from libcpp cimport bool

cdef extern from "<semaphore>" namespace "std" nogil:
    cdef cppclass counting_semaphore[LeastMaxValue=*]:
        # As many may pass as were let.
        counting_semaphore(ptrdiff_t)

        void release() except +, release(ptrdiff_t) except +

        void acquire() except +
        ptrdiff_t max()
        bool try_acquire(), try_acquire_for[Duration](Duration) except +
        bool try_acquire_until[TimePoint](TimePoint) except +

    cdef cppclass binary_semaphore:
        binary_semaphore(ptrdiff_t)

        void release() except +, release(ptrdiff_t) except +

        void acquire() except +
        ptrdiff_t max()
        bool try_acquire(), try_acquire_for[Duration](Duration) except +
        bool try_acquire_until[TimePoint](TimePoint) except +
