# <stack>: https://en.cppreference.com/w/cpp/header/stack

cdef extern from "<stack>" namespace "std" nogil:
    cdef cppclass stack[T]:
        ctypedef T value_type

        stack() except +
        stack(stack &) except +
        bint empty()
        void pop()
        void push(T &) except +
        size_t size()
        T &top()
