# <future>: https://en.cppreference.com/w/cpp/header/future

from libcpp cimport bool
from libcpp.exception cimport exception_ptr

cdef extern from "<future>" namespace "std" nogil:
    enum class future_status:
        ready
        timeout
        deferred

    enum class future_errc:
        broken_promise
        future_already_retrieved
        promise_already_satisfied
        no_state

    cdef cppclass future[T]:
        future()
        future(future &other)
        future &operator=(future &other)
        shared_future[T] share()
        T get() except +
        bool valid()
        void wait() except +
        future_status wait_for(...) except +
        future_status wait_until(...) except +

    cdef cppclass shared_future[T]:
        shared_future()
        shared_future(const shared_future &other)
        shared_future(future[T] &other)
        shared_future &operator=(const shared_future &other)
        shared_future &operator=(future &other)
        const T &get() except +
        bool valid()
        void wait() except +
        future_status wait_for(...) except +
        future_status wait_until(...) except +

    cdef cppclass promise[T]:
        promise()
        promise(promise &other)
        promise &operator=(promise &other)
        void swap(promise &other)
        future[T] get_future() except +
        void set_value(T value) except +
        void set_value() except +
        void set_value_at_thread_exit(T value) except +
        void set_value_at_thread_exit() except +
        void set_exception(exception_ptr p) except +
        void set_exception_at_thread_exit(exception_ptr p) except +
