# <memory>: https://en.cppreference.com/w/cpp/header/memory

from libcpp cimport bool, nullptr_t, nullptr

cdef extern from "<memory>" namespace "std" nogil:
    cdef cppclass default_delete[T]:
        default_delete()

    cdef cppclass allocator[T]:
        allocator()
        allocator(const allocator &)
        T *address(T &)
        const T *address(const T &)
        T *allocate(size_t n)
        void deallocate(T *, size_t)
        size_t max_size()
        void construct(T *, const T &)
        void destroy(T *)
        void destroy[U](U *)

    cdef cppclass unique_ptr[T, DELETER=*]:
        unique_ptr()
        unique_ptr(nullptr_t)
        unique_ptr(T *)
        unique_ptr(unique_ptr[T] &)
        T *release()
        void reset()
        void reset(nullptr_t)
        void reset(T *)
        void swap(unique_ptr &)
        T *get()
        T &operator*()
        bool operator bool()
        bool operator!()
        bool operator==(const unique_ptr &)
        bool operator!=(const unique_ptr &)
        bool operator<(const unique_ptr &)
        bool operator>(const unique_ptr &)
        bool operator<=(const unique_ptr &)
        bool operator>=(const unique_ptr &)
        bool operator==(nullptr_t)
        bool operator!=(nullptr_t)

    cdef cppclass shared_ptr[T]:
        shared_ptr()
        shared_ptr(nullptr_t)
        shared_ptr(T *)
        shared_ptr(shared_ptr &)
        shared_ptr(shared_ptr &, T *)
        shared_ptr(unique_ptr[T] &)
        shared_ptr &operator=[Y](const shared_ptr[Y] &ptr)
        void reset()
        void reset(T *)
        void swap(shared_ptr &)
        T *get()
        T &operator*()
        long use_count()
        bool unique()
        bool operator bool()
        bool operator!()
        bool owner_before[Y](const shared_ptr[Y] &)
        bool operator==(const shared_ptr &)
        bool operator!=(const shared_ptr &)
        bool operator<(const shared_ptr &)
        bool operator>(const shared_ptr &)
        bool operator<=(const shared_ptr &)
        bool operator>=(const shared_ptr &)
        bool operator==(nullptr_t)
        bool operator!=(nullptr_t)

    cdef cppclass weak_ptr[T]:
        weak_ptr()
        weak_ptr(weak_ptr &)
        weak_ptr(shared_ptr[T] &)
        void reset()
        void swap(weak_ptr &)
        long use_count()
        bool expired()
        shared_ptr[T] lock()
        bool owner_before[Y](const weak_ptr[Y] &)
        bool owner_before[Y](const shared_ptr[Y] &)

    shared_ptr[T] make_shared[T](...) except +
    unique_ptr[T] make_unique[T](...) except +
    shared_ptr[T] static_pointer_cast[T, U](const shared_ptr[U] &)
    shared_ptr[T] dynamic_pointer_cast[T, U](const shared_ptr[U] &)
    shared_ptr[T] const_pointer_cast[T, U](const shared_ptr[U] &)
    shared_ptr[T] reinterpret_pointer_cast[T, U](const shared_ptr[U] &)
