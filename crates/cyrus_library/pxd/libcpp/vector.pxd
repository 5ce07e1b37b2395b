# <vector>: https://en.cppreference.com/w/cpp/header/vector

cdef extern from "<vector>" namespace "std" nogil:
    cdef cppclass vector[T, ALLOCATOR=*]:
        ctypedef T value_type
        ctypedef ALLOCATOR allocator_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator &) except +
            const_iterator(const_iterator &) except +
            object operator=(iterator &) except +
            const T &operator*()
            const_iterator operator++()
            const_iterator operator--()
            const_iterator operator++(int)
            const_iterator operator--(int)
            const_iterator operator+(size_t)
            const_iterator operator-(size_t)
            ptrdiff_t operator-(iterator)
            ptrdiff_t operator-(const_iterator)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
            bint operator<(iterator)
            bint operator<(const_iterator)
            bint operator>(iterator)
            bint operator>(const_iterator)
            bint operator<=(iterator)
            bint operator<=(const_iterator)
            bint operator>=(iterator)
            bint operator>=(const_iterator)

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
            ptrdiff_t operator-(const_iterator)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
            bint operator<(iterator)
            bint operator<(const_iterator)
            bint operator>(iterator)
            bint operator>(const_iterator)
            bint operator<=(iterator)
            bint operator<=(const_iterator)
            bint operator>=(iterator)
            bint operator>=(const_iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +
            object operator=(reverse_iterator &) except +
            const T &operator*()
            const_reverse_iterator operator++()
            const_reverse_iterator operator--()
            const_reverse_iterator operator++(int)
            const_reverse_iterator operator--(int)
            const_reverse_iterator operator+(size_t)
            const_reverse_iterator operator-(size_t)
            ptrdiff_t operator-(reverse_iterator)
            ptrdiff_t operator-(const_reverse_iterator)
            bint operator==(reverse_iterator)
            bint operator==(const_reverse_iterator)
            bint operator!=(reverse_iterator)
            bint operator!=(const_reverse_iterator)
            bint operator<(reverse_iterator)
            bint operator<(const_reverse_iterator)
            bint operator>(reverse_iterator)
            bint operator>(const_reverse_iterator)
            bint operator<=(reverse_iterator)
            bint operator<=(const_reverse_iterator)
            bint operator>=(reverse_iterator)
            bint operator>=(const_reverse_iterator)

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
            ptrdiff_t operator-(reverse_iterator)
            ptrdiff_t operator-(const_reverse_iterator)
            bint operator==(reverse_iterator)
            bint operator==(const_reverse_iterator)
            bint operator!=(reverse_iterator)
            bint operator!=(const_reverse_iterator)
            bint operator<(reverse_iterator)
            bint operator<(const_reverse_iterator)
            bint operator>(reverse_iterator)
            bint operator>(const_reverse_iterator)
            bint operator<=(reverse_iterator)
            bint operator<=(const_reverse_iterator)
            bint operator>=(reverse_iterator)
            bint operator>=(const_reverse_iterator)

        bint operator==(const vector &, const vector &)
        bint operator!=(const vector &, const vector &)
        bint operator<(const vector &, const vector &)
        bint operator>(const vector &, const vector &)
        bint operator<=(const vector &, const vector &)
        bint operator>=(const vector &, const vector &)
        vector() except +
        vector(size_t) except +
        vector(size_t, const T &) except +
        vector[InputIt](InputIt, InputIt) except +
        vector(const vector &) except +
        void assign[InputIt](InputIt, InputIt) except +
        void assign(size_t, const T &)
        ALLOCATOR get_allocator()
        iterator begin()
        const_iterator const_begin "begin"()
        iterator end()
        const_iterator const_end "end"()
        reverse_iterator rbegin()
        const_reverse_iterator const_rbegin "rbegin"()
        reverse_iterator rend()
        const_reverse_iterator const_rend "rend"()
        const_iterator cbegin()
        const_iterator cend()
        const_reverse_iterator crbegin()
        const_reverse_iterator crend()
        bint empty()
        size_t size()
        size_t max_size()
        size_t capacity()
        void resize(size_t) except +
        void resize(size_t, const T &) except +
        void reserve(size_t) except +
        void shrink_to_fit() except +
        T &operator[](size_t)
        T &at(size_t) except +
        T &front()
        T &back()
        T *data()
        const T *const_data "data"()
        T &emplace_back(...) except +
        void push_back(const T &) except +
        void pop_back()
        iterator emplace(const_iterator, ...) except +
        iterator insert(iterator, const T &) except +
        iterator insert(const_iterator, const T &) except +
        iterator insert(iterator, size_t, const T &) except +
        iterator insert(const_iterator, size_t, const T &) except +
        iterator insert[InputIt](iterator, InputIt, InputIt) except +
        iterator insert[InputIt](const_iterator, InputIt, InputIt) except +
        iterator erase(iterator) except +
        const_iterator erase(const_iterator) except +
        iterator erase(iterator, iterator) except +
        iterator erase(const_iterator, const_iterator) except +
        void swap(vector &)
        void clear()
