# <span>: https://en.cppreference.com/w/cpp/header/span

from libcpp.vector cimport vector

cdef extern from "<span>" namespace "std" nogil:
    size_t dynamic_extent

    cdef cppclass span[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass iterator:
            iterator() except +
            iterator(iterator &) except +
            T &operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            iterator operator+(size_t)
            iterator operator-(size_t)
            ptrdiff_t operator-(iterator)
            ptrdiff_t operator-(object const_iterator)
            bint operator==(iterator)
            bint operator==(object const_iterator)
            bint operator!=(iterator)
            bint operator!=(object const_iterator)
            bint operator<(iterator)
            bint operator<(object const_iterator)
            bint operator>(iterator)
            bint operator>(object const_iterator)
            bint operator<=(iterator)
            bint operator<=(object const_iterator)
            bint operator>=(iterator)
            bint operator>=(object const_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(reverse_iterator &) except +
            T &operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            reverse_iterator operator++(int)
            reverse_iterator operator--(int)
            reverse_iterator operator+(size_t)
            reverse_iterator operator-(size_t)
            ptrdiff_t operator-(iterator)
            ptrdiff_t operator-(object const_iterator)
            bint operator==(reverse_iterator)
            bint operator==(object const_reverse_iterator)
            bint operator!=(reverse_iterator)
            bint operator!=(object const_reverse_iterator)
            bint operator<(reverse_iterator)
            bint operator<(object const_reverse_iterator)
            bint operator>(reverse_iterator)
            bint operator>(object const_reverse_iterator)
            bint operator<=(reverse_iterator)
            bint operator<=(object const_reverse_iterator)
            bint operator>=(reverse_iterator)
            bint operator>=(object const_reverse_iterator)

        size_t extent

        span()
        span(T *, size_t) except +
        span(T *, T *) except +
        span(vector &)
        span(span &)
        T &operator[](ssize_t)
        T &back()
        iterator begin()
        T *data()
        bint empty()
        iterator end()
        span first(size_t)
        T &front()
        span last(size_t)
        reverse_iterator rbegin()
        reverse_iterator rend()
        size_t size()
        span subspan(size_t)
        span subspan(size_t, size_t)
