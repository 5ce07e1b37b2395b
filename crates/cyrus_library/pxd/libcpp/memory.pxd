# <memory>: [smartptr], [default.allocator]. https://en.cppreference.com/w/cpp/header/memory

from libcpp cimport bool, nullptr, nullptr_t

cdef extern from "<memory>" namespace "std" nogil:
    cdef cppclass unique_ptr[Item, Delete=*]:
        # Owned by this pointer alone.
        unique_ptr()
        unique_ptr(Item *)
        unique_ptr(nullptr_t)
        unique_ptr(unique_ptr[Item] &)

        Item *get(), &operator*()

        bool operator bool(), operator!()

        Item *release()
        void reset(), reset(Item *), reset(nullptr_t), swap(unique_ptr &)

        bool operator!=(const unique_ptr &), operator!=(nullptr_t), operator<(const unique_ptr &)
        bool operator<=(const unique_ptr &), operator==(const unique_ptr &), operator==(nullptr_t)
        bool operator>(const unique_ptr &), operator>=(const unique_ptr &)

    cdef cppclass shared_ptr[Item]:
        # Owned by all copies together.
        shared_ptr()
        shared_ptr(Item *)
        shared_ptr(const shared_ptr &)
        shared_ptr(nullptr_t)
        shared_ptr(unique_ptr[Item] &)
        shared_ptr(shared_ptr &, Item *)

        shared_ptr &operator=[Other](const shared_ptr[Other] &)

        Item *get(), &operator*()

        bool operator bool(), operator!()

        void reset(), reset(Item *), swap(shared_ptr &)
        bool unique()

        bool operator!=(const shared_ptr &), operator!=(nullptr_t), operator<(const shared_ptr &)
        bool operator<=(const shared_ptr &), operator==(const shared_ptr &), operator==(nullptr_t)
        bool operator>(const shared_ptr &), operator>=(const shared_ptr &)

        bool owner_before[Other](const shared_ptr[Other] &)
        long use_count()

    cdef cppclass weak_ptr[Item]:
        # Sees what others own.
        weak_ptr()
        weak_ptr(const weak_ptr &)
        weak_ptr(shared_ptr[Item] &)

        void reset(), swap(weak_ptr &)

        bool expired(), owner_before[Other](const weak_ptr[Other] &), owner_before[Other](const shared_ptr[Other] &)
        shared_ptr[Item] lock()
        long use_count()

    cdef cppclass default_delete[Item]:
        default_delete()

    cdef cppclass allocator[Item]:
        allocator()
        allocator(const allocator &)

        size_t max_size()

        Item *address(Item &), *allocate(size_t)
        const Item *address(const Item &)
        void construct(Item *, const Item &), deallocate(Item *, size_t), destroy(Item *), destroy[From](From *)

    shared_ptr[Item] const_pointer_cast[Item, From](const shared_ptr[From] &)
    shared_ptr[Item] dynamic_pointer_cast[Item, From](const shared_ptr[From] &), make_shared[Item](...) except +
    unique_ptr[Item] make_unique[Item](...) except +
    shared_ptr[Item] reinterpret_pointer_cast[Item, From](const shared_ptr[From] &)
    shared_ptr[Item] static_pointer_cast[Item, From](const shared_ptr[From] &)
