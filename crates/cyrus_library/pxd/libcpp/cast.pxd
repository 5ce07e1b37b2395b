# The casts of C++, as templates: `dynamic_cast[Derived_ptr](base)`. [expr.dynamic.cast] to [expr.const.cast]

cdef extern from * nogil:
    T dynamic_cast[T](void *) except +  # std::bad_cast is TypeError
    T const_cast[T](void *)
    T reinterpret_cast[T](void *), static_cast[T](void *)
