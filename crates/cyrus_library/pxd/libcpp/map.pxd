# <map>: [associative.map], [multimap]. https://en.cppreference.com/w/cpp/header/map

from libcpp.utility cimport pair

cdef extern from "<map>" namespace "std" nogil:
    cdef cppclass map[Key, Value, Less=*, Alloc=*]:
        # Keys in order, each once.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef Less key_compare
        ctypedef Key key_type
        ctypedef Value mapped_type
        ctypedef size_t size_type
        ctypedef pair[const Key, Value] value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const pair[const Key, Value] &operator*()

            const_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            pair[const Key, Value] &operator*()

            iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const pair[const Key, Value] &operator*()

            const_reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            pair[const Key, Value] &operator*()

            reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        map() except +
        map(const map &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend(), const_rbegin "rbegin"(), const_rend "rend"()
        reverse_iterator rbegin(), rend()

        Value &at(const Key &) except +, &operator[](const Key &)
        const Value &const_at "at"(const Key &) except +

        bint empty()
        size_t max_size(), size()

        bint contains(const Key &)
        size_t count(const Key &)
        pair[const_iterator, const_iterator] const_equal_range "equal_range"(const Key &)
        pair[iterator, iterator] equal_range(const Key &)
        const_iterator const_find "find"(const Key &), const_lower_bound "lower_bound"(const Key &)
        const_iterator const_upper_bound "upper_bound"(const Key &)
        iterator find(const Key &), lower_bound(const Key &), upper_bound(const Key &)

        void clear(), insert[It](It, It) except +, swap(map &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const_iterator, const pair[Key, Value] &) except +
        size_t erase(const Key &)
        pair[iterator, bint] insert(const pair[Key, Value] &) except +

        bint operator!=(map &, map &), operator<(map &, map &), operator<=(map &, map &), operator==(map &, map &)
        bint operator>(map &, map &), operator>=(map &, map &)

    cdef cppclass multimap[Key, Value, Less=*, Alloc=*]:
        # Keys in order, each as often as it came.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef Less key_compare
        ctypedef Key key_type
        ctypedef Value mapped_type
        ctypedef size_t size_type
        ctypedef pair[const Key, Value] value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const pair[const Key, Value] &operator*()

            const_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            pair[const Key, Value] &operator*()

            iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const pair[const Key, Value] &operator*()

            const_reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            pair[const Key, Value] &operator*()

            reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        multimap() except +
        multimap(const multimap &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend(), const_rbegin "rbegin"(), const_rend "rend"()
        reverse_iterator rbegin(), rend()

        bint empty()
        size_t max_size(), size()

        bint contains(const Key &)
        size_t count(const Key &)
        pair[const_iterator, const_iterator] const_equal_range "equal_range"(const Key &)
        pair[iterator, iterator] equal_range(const Key &)
        const_iterator const_find "find"(const Key &), const_lower_bound "lower_bound"(const Key &)
        const_iterator const_upper_bound "upper_bound"(const Key &)
        iterator find(const Key &), lower_bound(const Key &), upper_bound(const Key &)

        void clear(), insert[It](It, It) except +, swap(multimap &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const pair[Key, Value] &) except +
        iterator insert(const_iterator, const pair[Key, Value] &) except +
        size_t erase(const Key &)

        bint operator!=(const multimap &, const multimap &), operator<(const multimap &, const multimap &)
        bint operator<=(const multimap &, const multimap &), operator==(const multimap &, const multimap &)
        bint operator>(const multimap &, const multimap &), operator>=(const multimap &, const multimap &)
