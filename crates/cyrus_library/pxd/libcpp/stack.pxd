# <stack>: [stack]. https://en.cppreference.com/w/cpp/header/stack

cdef extern from "<stack>" namespace "std" nogil:
    cdef cppclass stack[Item]:
        # Last in, first out.
        ctypedef Item value_type

        stack() except +
        stack(const stack &) except +

        Item &top()

        bint empty()
        size_t size()

        void emplace(...) except +, pop(), push(Item &) except +, swap(stack &)
