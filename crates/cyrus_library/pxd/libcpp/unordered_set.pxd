# <unordered_set>: [unord.set], [unord.multiset]. https://en.cppreference.com/w/cpp/header/unordered_set

from libcpp.utility cimport pair

cdef extern from "<unordered_set>" namespace "std" nogil:
    cdef cppclass unordered_set[Key, Hash=*, Equal=*, Alloc=*]:
        # Keys by their hash, each once.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Key value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const Key &operator*()

            const_iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Key &operator*()

            iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        unordered_set() except +
        unordered_set(const unordered_set &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()

        size_t bucket(const Key &), bucket_count(), bucket_size(size_t), max_bucket_count(), max_size(), size()
        bint empty()
        float load_factor(), max_load_factor()
        void max_load_factor(float), rehash(size_t), reserve(size_t)

        bint contains(const Key &)
        size_t count(const Key &)
        pair[const_iterator, const_iterator] const_equal_range "equal_range"(const Key &)
        pair[iterator, iterator] equal_range(const Key &)
        const_iterator const_find "find"(const Key &)
        iterator find(const Key &)

        void clear(), insert[It](It, It) except +, swap(unordered_set &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const_iterator, const Key &) except +
        size_t erase(const Key &)
        pair[iterator, bint] insert(const Key &) except +

        bint operator!=(unordered_set &, unordered_set &), operator==(unordered_set &, unordered_set &)

    cdef cppclass unordered_multiset[Key, Hash=*, Equal=*, Alloc=*]:
        # Keys by their hash, as often as they came.
        ctypedef ptrdiff_t difference_type
        ctypedef size_t size_type
        ctypedef Key value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const Key &operator*()

            const_iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            Key &operator*()

            iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        unordered_multiset() except +
        unordered_multiset(const unordered_multiset &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()

        size_t bucket(const Key &), bucket_count(), bucket_size(size_t), max_bucket_count(), max_size(), size()
        bint empty()
        float load_factor(), max_load_factor()
        void max_load_factor(float), rehash(size_t), reserve(size_t)

        bint contains(const Key &)
        size_t count(const Key &)
        pair[const_iterator, const_iterator] const_equal_range "equal_range"(const Key &)
        pair[iterator, iterator] equal_range(const Key &)
        const_iterator const_find "find"(const Key &)
        iterator find(const Key &)

        void clear(), insert[It](It, It) except +, swap(unordered_multiset &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const Key &) except +, insert(const_iterator, const Key &) except +
        size_t erase(const Key &)

        bint operator!=(unordered_multiset &, unordered_multiset &)
        bint operator==(unordered_multiset &, unordered_multiset &)
