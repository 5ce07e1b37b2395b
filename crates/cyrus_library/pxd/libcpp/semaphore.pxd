# <semaphore>: https://en.cppreference.com/w/cpp/header/semaphore

from libcpp cimport bool

cdef extern from "<semaphore>" namespace "std" nogil:
    cdef cppclass counting_semaphore[LeastMaxValue=*]:
        counting_semaphore(ptrdiff_t desired)
        void release() except +
        void release(ptrdiff_t update) except +
        void acquire() except +
        bool try_acquire()
        bool try_acquire_for[T](T duration) except +
        bool try_acquire_until[T](T timepoint) except +
        ptrdiff_t max()

    cdef cppclass binary_semaphore:
        binary_semaphore(ptrdiff_t desired)
        void release() except +
        void release(ptrdiff_t update) except +
        void acquire() except +
        bool try_acquire()
        bool try_acquire_for[T](T timepoint) except +
        bool try_acquire_until[T](T duration) except +
        ptrdiff_t max()
