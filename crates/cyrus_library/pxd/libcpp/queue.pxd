# <queue>: https://en.cppreference.com/w/cpp/header/queue

cdef extern from "<queue>" namespace "std" nogil:
    cdef cppclass queue[T]:
        queue() except +
        queue(queue &) except +
        T &back()
        bint empty()
        T &front()
        void pop()
        void push(T &)
        size_t size()
        void swap(queue &)

    cdef cppclass priority_queue[T]:
        priority_queue() except +
        priority_queue(priority_queue &) except +
        bint empty()
        void pop()
        void push(T &)
        size_t size()
        T &top()
        void swap(priority_queue &)
