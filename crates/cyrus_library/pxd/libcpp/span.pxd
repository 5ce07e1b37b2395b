# <span>: C++20, [views.span]. https://en.cppreference.com/w/cpp/header/span

from libcpp.vector cimport vector

cdef extern from "<span>" namespace "std" nogil:
    cdef cppclass span[Item]:
        # Items that others own.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Item value_type

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Item &operator*()

            iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            iterator operator--(int)
            ptrdiff_t operator-(iterator)

            bint operator!=(iterator), operator<(iterator), operator<=(iterator), operator==(iterator)
            bint operator>(iterator), operator>=(iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            Item &operator*()

            reverse_iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            reverse_iterator operator--(int)

            bint operator!=(reverse_iterator), operator<(reverse_iterator), operator<=(reverse_iterator)
            bint operator==(reverse_iterator), operator>(reverse_iterator), operator>=(reverse_iterator)

        size_t extent

        span()
        span(const span &)
        span(vector[Item] &)
        span(Item *, Item *) except +
        span(Item *, size_t) except +

        iterator begin(), end()
        reverse_iterator rbegin(), rend()

        Item &back(), *data(), &front(), &operator[](ssize_t)
        span first(size_t), last(size_t), subspan(size_t), subspan(size_t, size_t)

        bint empty()
        size_t size()

    size_t dynamic_extent
