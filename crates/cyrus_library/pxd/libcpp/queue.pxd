# <queue>: [queue.syn]. https://en.cppreference.com/w/cpp/header/queue

cdef extern from "<queue>" namespace "std" nogil:
    cdef cppclass priority_queue[Item]:
        # The largest comes out first.
        priority_queue() except +
        priority_queue(const priority_queue &) except +

        Item &top()

        bint empty()
        size_t size()

        void emplace(...) except +, pop(), push(Item &), swap(priority_queue &)

    cdef cppclass queue[Item]:
        # First in, first out.
        queue() except +
        queue(const queue &) except +

        Item &back(), &front()

        bint empty()
        size_t size()

        void emplace(...) except +, pop(), push(Item &), swap(queue &)
