# <forward_list>: [forward.list]. https://en.cppreference.com/w/cpp/header/forward_list

cdef extern from "<forward_list>" namespace "std" nogil:
    cdef cppclass forward_list[Item, Alloc=*]:
        # Items linked one way.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Item value_type

        cppclass iterator:
            iterator()
            iterator(const iterator &)

            Item &operator*()

            iterator operator++(), operator++(int)

            bint operator!=(iterator), operator==(iterator)

        cppclass const_iterator(iterator):
            pass

        forward_list() except +
        forward_list(const forward_list &) except +
        forward_list(size_t, Item &) except +

        iterator before_begin(), begin(), end()
        const_iterator const_before_begin "before_begin"(), const_begin "begin"(), const_end "end"()

        Item &front()

        bint empty()
        size_t max_size()
        void resize(size_t), resize(size_t, Item &)

        void assign(size_t, Item &), clear(), insert_after(iterator, size_t, Item &), merge(forward_list &)
        void merge[Compare](forward_list &, Compare), pop_front(), push_front(Item &), remove(const Item &)
        void remove_if[Predicate](Predicate), reverse(), sort(), sort[Compare](Compare)
        void splice_after(iterator, forward_list &), splice_after(iterator, forward_list &, iterator)
        void splice_after(iterator, forward_list &, iterator, iterator), swap(forward_list &), unique()
        void unique[Predicate](Predicate)
        iterator erase_after(iterator), erase_after(iterator, iterator), insert_after(iterator, Item &)

        bint operator!=(forward_list &, forward_list &), operator<(forward_list &, forward_list &)
        bint operator<=(forward_list &, forward_list &), operator==(forward_list &, forward_list &)
        bint operator>(forward_list &, forward_list &), operator>=(forward_list &, forward_list &)
