# <unordered_map>: [unord.map], [unord.multimap]. https://en.cppreference.com/w/cpp/header/unordered_map

from libcpp.utility cimport pair

cdef extern from "<unordered_map>" namespace "std" nogil:
    cdef cppclass unordered_map[Key, Value, Hash=*, Equal=*, Alloc=*]:
        # Keys by their hash, each once.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef Key key_type
        ctypedef Value mapped_type
        ctypedef size_t size_type
        ctypedef pair[const Key, Value] value_type

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            pair[const Key, Value] &operator*()

            iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const pair[const Key, Value] &operator*()

            const_iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        unordered_map() except +
        unordered_map(const unordered_map &) except +

        iterator begin(), end()
        const_iterator const_begin "begin"(), cbegin(), cend(), const_end "end"()

        Value &at(const Key &) except +, &operator[](const Key &)
        const Value &const_at "at"(const Key &) except +

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

        void clear(), insert[It](It, It) except +, swap(unordered_map &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const_iterator, const pair[Key, Value] &) except +
        size_t erase(const Key &)
        pair[iterator, bint] insert(const pair[Key, Value] &) except +

        bint operator!=(unordered_map &, unordered_map &), operator==(unordered_map &, unordered_map &)

    cdef cppclass unordered_multimap[Key, Value, Hash=*, Equal=*, Alloc=*]:
        # Keys by their hash, as often as they came.
        ctypedef Alloc allocator_type
        ctypedef ptrdiff_t difference_type
        ctypedef Key key_type
        ctypedef Value mapped_type
        ctypedef size_t size_type
        ctypedef pair[const Key, Value] value_type

        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator &) except +

            const_iterator &operator=(iterator &) except +

            const pair[const Key, Value] &operator*()

            const_iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        cppclass iterator:
            iterator() except +
            iterator(const iterator &) except +

            pair[const Key, Value] &operator*()

            iterator operator++(), operator++(int)

            bint operator!=(const_iterator), operator!=(iterator), operator==(const_iterator), operator==(iterator)

        unordered_multimap() except +
        unordered_multimap(const unordered_multimap &) except +

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

        void clear(), insert[It](It, It) except +, swap(unordered_multimap &)
        iterator const_erase "erase"(const_iterator), erase(iterator), erase(const_iterator, const_iterator)
        iterator insert(const pair[Key, Value] &) except +
        iterator insert(const_iterator, const pair[Key, Value] &) except +
        size_t erase(const Key &)

        bint operator!=(const unordered_multimap &, const unordered_multimap &)
        bint operator==(const unordered_multimap &, const unordered_multimap &)
