# <deque>: [deque]. https://en.cppreference.com/w/cpp/header/deque

cdef extern from "<deque>" namespace "std" nogil:
    cdef cppclass deque[Item, Alloc=*]:
        # Items at two ends.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Item value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const Item &operator*()

            const_iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            const_iterator operator--(int)
            ptrdiff_t operator-(const_iterator), operator-(iterator)

            bint operator!=(const_iterator), operator!=(iterator), operator<(const_iterator), operator<(iterator)
            bint operator<=(const_iterator), operator<=(iterator), operator==(const_iterator), operator==(iterator)
            bint operator>(const_iterator), operator>(iterator), operator>=(const_iterator), operator>=(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Item &operator*()

            iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            iterator operator--(int)
            ptrdiff_t operator-(const_iterator), operator-(iterator)

            bint operator!=(const_iterator), operator!=(iterator), operator<(const_iterator), operator<(iterator)
            bint operator<=(const_iterator), operator<=(iterator), operator==(const_iterator), operator==(iterator)
            bint operator>(const_iterator), operator>(iterator), operator>=(const_iterator), operator>=(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const Item &operator*()

            const_reverse_iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            const_reverse_iterator operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator), operator<(const_reverse_iterator)
            bint operator<(reverse_iterator), operator<=(const_reverse_iterator), operator<=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator), operator>(const_reverse_iterator)
            bint operator>(reverse_iterator), operator>=(const_reverse_iterator), operator>=(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            Item &operator*()

            reverse_iterator operator+(size_t), operator++(), operator++(int), operator-(size_t), operator--()
            reverse_iterator operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator), operator<(const_reverse_iterator)
            bint operator<(reverse_iterator), operator<=(const_reverse_iterator), operator<=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator), operator>(const_reverse_iterator)
            bint operator>(reverse_iterator), operator>=(const_reverse_iterator), operator>=(reverse_iterator)

        deque() except +
        deque(const deque &) except +
        deque(size_t) except +
        deque(size_t, Item &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend()
        reverse_iterator rbegin(), rend()

        Item &at(size_t) except +, &back(), &front(), &operator[](size_t)

        bint empty()
        size_t max_size(), size()
        void resize(size_t) except +, resize(size_t, Item &) except +, shrink_to_fit() except +

        void assign[It](It, It) except +, assign(size_t, Item &) except +, clear()
        void insert[It](iterator, It, It) except +, insert(iterator, size_t, Item &) except +, pop_back()
        void pop_front(), push_back(Item &) except +, push_front(Item &) except +, swap(deque &)
        Item &emplace_back(...) except +, &emplace_front(...) except +
        iterator erase(iterator) except +, erase(iterator, iterator) except +, insert(iterator, Item &) except +

        bint operator!=(deque &, deque &), operator<(deque &, deque &), operator<=(deque &, deque &)
        bint operator==(deque &, deque &), operator>(deque &, deque &), operator>=(deque &, deque &)
