# <set>: [associative.set], [multiset]. https://en.cppreference.com/w/cpp/header/set

from libcpp.utility cimport pair

cdef extern from "<set>" namespace "std" nogil:
    cdef cppclass set[Key]:
        # Keys in order, each once.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Key value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const Key &operator*()

            const_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Key &operator*()

            iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const Key &operator*()

            const_reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            Key &operator*()

            reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        set() except +
        set(const set &) except +

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

        void clear(), insert[It](It, It) except +, swap(set &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator const_insert "insert"(const_iterator, const Key &) except +
        iterator insert(const_iterator, const Key &) except +, insert(iterator, const Key &) except +
        size_t erase(const Key &)
        pair[iterator, bint] insert(const Key &) except +

        bint operator!=(set &, set &), operator<(set &, set &), operator<=(set &, set &), operator==(set &, set &)
        bint operator>(set &, set &), operator>=(set &, set &)

    cdef cppclass multiset[Key]:
        # Keys in order, each as often as it came.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Key value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(const const_iterator &) except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const Key &operator*()

            const_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Key &operator*()

            iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const Key &operator*()

            const_reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            Key &operator*()

            reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        multiset() except +
        multiset(const multiset &) except +

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

        void clear(), insert[It](It, It) except +, swap(multiset &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator const_insert "insert"(const_iterator, const Key &) except +, insert(const Key &) except +
        iterator insert(iterator, const Key &) except +
        size_t erase(const Key &)

        bint operator!=(multiset &, multiset &), operator<(multiset &, multiset &)
        bint operator<=(multiset &, multiset &), operator==(multiset &, multiset &)
        bint operator>(multiset &, multiset &), operator>=(multiset &, multiset &)
