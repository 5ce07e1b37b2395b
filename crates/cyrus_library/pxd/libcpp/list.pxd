# <list>: [list]. https://en.cppreference.com/w/cpp/header/list

cdef extern from "<list>" namespace "std" nogil:
    cdef cppclass list[Item, Alloc=*]:
        # Items linked both ways.
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

            const_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Item &operator*()

            iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator &) except +

            const_reverse_iterator &operator=(reverse_iterator &) except +

            const Item &operator*()

            const_reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(const reverse_iterator &) except +

            Item &operator*()

            reverse_iterator operator++(), operator++(int), operator--(), operator--(int)

            bint operator!=(const_reverse_iterator), operator!=(reverse_iterator)
            bint operator==(const_reverse_iterator), operator==(reverse_iterator)

        list() except +
        list(const list &) except +
        list(size_t, Item &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()
        const_reverse_iterator crbegin(), crend(), const_rbegin "rbegin"(), const_rend "rend"()
        reverse_iterator rbegin(), rend()

        Item &back(), &front()

        bint empty()
        size_t max_size(), size()
        void resize(size_t, Item &) except +

        void assign(size_t, Item &) except +, clear(), insert(iterator, size_t, Item &), merge(list &) except +
        void pop_back(), pop_front(), push_back(Item &) except +, push_front(Item &) except +
        void remove(Item &) except +, reverse(), sort() except +, splice(iterator, list &)
        void splice(iterator, list &, iterator), splice(iterator, list &, iterator, iterator), swap(list &)
        void unique()
        iterator erase(iterator), erase(iterator, iterator), insert(iterator, Item &)

        bint operator!=(list &, list &), operator<(list &, list &), operator<=(list &, list &)
        bint operator==(list &, list &), operator>(list &, list &), operator>=(list &, list &)
