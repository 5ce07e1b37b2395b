# Types: https://docs.python.org/3/c-api/type.html

cdef extern from "Python.h":
    ctypedef class __builtin__.type [object PyTypeObject]:
        pass

    # Slots of `PyType_Spec` and `PyType_GetSlot`: https://docs.python.org/3/c-api/type.html
    enum:  # Asynchronous iteration.
        Py_am_aiter, Py_am_anext, Py_am_await, Py_am_send
    enum:  # Buffers.
        Py_bf_getbuffer, Py_bf_releasebuffer
    enum:  # Mappings.
        Py_mp_ass_subscript, Py_mp_length, Py_mp_subscript
    enum:  # Numbers.
        Py_nb_absolute, Py_nb_add, Py_nb_and, Py_nb_bool, Py_nb_divmod, Py_nb_float,
        Py_nb_floor_divide, Py_nb_index, Py_nb_inplace_add, Py_nb_inplace_and,
        Py_nb_inplace_floor_divide, Py_nb_inplace_lshift, Py_nb_inplace_matrix_multiply,
        Py_nb_inplace_multiply, Py_nb_inplace_or, Py_nb_inplace_power, Py_nb_inplace_remainder,
        Py_nb_inplace_rshift, Py_nb_inplace_subtract, Py_nb_inplace_true_divide, Py_nb_inplace_xor,
        Py_nb_int, Py_nb_invert, Py_nb_lshift, Py_nb_matrix_multiply, Py_nb_multiply, Py_nb_negative,
        Py_nb_or, Py_nb_positive, Py_nb_power, Py_nb_remainder, Py_nb_rshift, Py_nb_subtract,
        Py_nb_true_divide, Py_nb_xor
    enum:  # Sequences.
        Py_sq_ass_item, Py_sq_concat, Py_sq_contains, Py_sq_inplace_concat, Py_sq_inplace_repeat,
        Py_sq_item, Py_sq_length, Py_sq_repeat
    enum:  # Types.
        Py_tp_alloc, Py_tp_base, Py_tp_bases, Py_tp_call, Py_tp_clear, Py_tp_dealloc, Py_tp_del,
        Py_tp_descr_get, Py_tp_descr_set, Py_tp_doc, Py_tp_finalize, Py_tp_free, Py_tp_getattr,
        Py_tp_getattro, Py_tp_getset, Py_tp_hash, Py_tp_init, Py_tp_is_gc, Py_tp_iter, Py_tp_iternext,
        Py_tp_members, Py_tp_methods, Py_tp_new, Py_tp_repr, Py_tp_richcompare, Py_tp_setattr,
        Py_tp_setattro, Py_tp_str, Py_tp_token, Py_tp_traverse, Py_tp_vectorcall

cdef extern from "Python.h":
    # Which objects; what a type is and has.
    bint PyType_Check(object)
    bint PyType_CheckExact(object)
    void *PyType_GetSlot(type, int) except? NULL
    bint PyType_HasFeature(type, int)
    bint PyType_IS_GC(type)
    bint PyType_IsSubtype(type, type)

    # Making, and telling of a change.
    object PyType_GenericAlloc(type, Py_ssize_t)
    object PyType_GenericNew(type, object, object)
    void PyType_Modified(type)
    bint PyType_Ready(type) except -1
