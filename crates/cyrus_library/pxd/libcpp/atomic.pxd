# <atomic>: [atomics]. https://en.cppreference.com/w/cpp/header/atomic

cdef extern from "<atomic>" namespace "std" nogil:
    enum memory_order:
        memory_order_acq_rel, memory_order_acquire, memory_order_consume, memory_order_relaxed,
        memory_order_release, memory_order_seq_cst

    cdef cppclass atomic[Value]:
        # Read and written as a whole, by any thread.
        atomic()
        atomic(Value)

        Value operator++(), operator++(int), operator--(), operator--(int)

        bint operator!=(atomic &, atomic &), operator!=(Value &, atomic &), operator!=(atomic &, Value &)
        bint operator==(atomic &, atomic &), operator==(Value &, atomic &), operator==(atomic &, Value &)

        bint compare_exchange_strong(Value &, Value), compare_exchange_strong(Value &, Value, memory_order)
        bint compare_exchange_strong(Value &, Value, memory_order, memory_order)
        bint compare_exchange_weak(Value &, Value), compare_exchange_weak(Value &, Value, memory_order)
        bint compare_exchange_weak(Value &, Value, memory_order, memory_order), is_lock_free()
        Value exchange(Value), exchange(Value, memory_order), fetch_add(Value), fetch_add(Value, memory_order)
        Value fetch_and(Value), fetch_and(Value, memory_order), fetch_or(Value), fetch_or(Value, memory_order)
        Value fetch_sub(Value), fetch_sub(Value, memory_order), fetch_xor(Value), fetch_xor(Value, memory_order)
        Value load(), load(memory_order)
        void store(Value), store(Value, memory_order)
