# <vector>: [vector]. https://en.cppreference.com/w/cpp/header/vector

cdef extern from "<vector>" namespace "std" nogil:
    cdef cppclass vector[Item, Alloc=*]:
        # Items side by side.
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
            ptrdiff_t operator-(const_reverse_iterator), operator-(reverse_iterator)

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
            ptrdiff_t operator-(const_reverse_iterator), operator-(reverse_iterator)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator), operator<(const_reverse_iterator)
            bint operator<(reverse_iterator), operator<=(const_reverse_iterator), operator<=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator), operator>(const_reverse_iterator)
            bint operator>(reverse_iterator), operator>=(const_reverse_iterator), operator>=(reverse_iterator)

        vector() except +
        vector(const vector &) except +
        vector(size_t) except +
        vector(size_t, const Item &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend(), const_rbegin "rbegin"(), const_rend "rend"()
        reverse_iterator rbegin(), rend()

        Item &at(size_t) except +, &back(), *data(), &front(), &operator[](size_t)
        const Item *const_data "data"()
        Alloc get_allocator()

        size_t capacity(), max_size(), size()
        bint empty()
        void reserve(size_t) except +, resize(size_t) except +, resize(size_t, const Item &) except +
        void shrink_to_fit() except +

        void assign[It](It, It) except +, assign(size_t, const Item &), clear(), pop_back()
        void push_back(const Item &) except +, swap(vector &)
        iterator emplace(const_iterator, ...) except +, erase(iterator) except +
        iterator erase(const_iterator, const_iterator) except +, erase(iterator, iterator) except +
        iterator insert(const_iterator, const Item &) except +, insert(iterator, const Item &) except +
        iterator insert[It](const_iterator, It, It) except +, insert(const_iterator, size_t, const Item &) except +
        iterator insert[It](iterator, It, It) except +, insert(iterator, size_t, const Item &) except +
        Item &emplace_back(...) except +
        const_iterator erase(const_iterator) except +

        bint operator!=(const vector &, const vector &), operator<(const vector &, const vector &)
        bint operator<=(const vector &, const vector &), operator==(const vector &, const vector &)
        bint operator>(const vector &, const vector &), operator>=(const vector &, const vector &)
