# <iterator>: [iterators]. https://en.cppreference.com/w/cpp/header/iterator

cdef extern from "<iterator>" namespace "std" nogil:
    # What an iterator can do, and iterators that put items into a container.
    cdef cppclass iterator[Category, T, Distance, Pointer, Reference]:
        pass

    cdef cppclass output_iterator_tag:
        # Written, one after the other.
        pass

    cdef cppclass back_insert_iterator[T](iterator[output_iterator_tag, void, void, void, void]):
        pass

    cdef cppclass input_iterator_tag:
        # Read, one after the other.
        pass

    cdef cppclass forward_iterator_tag(input_iterator_tag):
        # Read again and again.
        pass

    cdef cppclass front_insert_iterator[T](iterator[output_iterator_tag, void, void, void, void]):
        pass

    cdef cppclass bidirectional_iterator_tag(forward_iterator_tag):
        # Back, too.
        pass

    cdef cppclass insert_iterator[T](iterator[output_iterator_tag, void, void, void, void]):
        pass

    cdef cppclass random_access_iterator_tag(bidirectional_iterator_tag):
        # Anywhere at once.
        pass

    void advance[It](It &, ptrdiff_t)
    back_insert_iterator[C] back_inserter[C](C &)
    ptrdiff_t distance[It](It, It)
    front_insert_iterator[C] front_inserter[C](C &)
    insert_iterator[C] inserter[C, It](C &, It)
    It next[It](It), next[It](It, ptrdiff_t), prev[It](It), prev[It](It, ptrdiff_t)
