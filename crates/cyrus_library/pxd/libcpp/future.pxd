# <future>: [futures]. https://en.cppreference.com/w/cpp/header/future

from libcpp cimport bool
from libcpp.exception cimport exception_ptr

cdef extern from "<future>" namespace "std" nogil:
    enum class future_status:
        deferred, ready, timeout

    enum class future_errc:
        broken_promise, future_already_retrieved, no_state, promise_already_satisfied

    cdef cppclass future[Value]:
        # What will come, for one reader.
        future()
        future(future &)

        future &operator=(future &)

        Value get() except +

        shared_future[Value] share()
        bool valid()
        void wait() except +
        future_status wait_for(...) except +, wait_until(...) except +

    cdef cppclass shared_future[Value]:
        # What will come, for many readers.
        shared_future()
        shared_future(const shared_future &)
        shared_future(future[Value] &)

        shared_future &operator=(const shared_future &), &operator=(future &)

        const Value &get() except +

        bool valid()
        void wait() except +
        future_status wait_for(...) except +, wait_until(...) except +

    cdef cppclass promise[Value]:
        # Where it is put.
        promise()
        promise(promise &)

        promise &operator=(promise &)

        void swap(promise &)

        future[Value] get_future() except +
        void set_exception(exception_ptr) except +, set_exception_at_thread_exit(exception_ptr) except +
        void set_value() except +, set_value(Value) except +, set_value_at_thread_exit() except +
        void set_value_at_thread_exit(Value) except +
