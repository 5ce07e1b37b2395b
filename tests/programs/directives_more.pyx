# test: c
# cython: infer_types.verbose=True, freethreading_compatible=True, old_style_globals=True
"""More directives.

>>> space = {'names': names}
>>> exec('found = names()', space)
>>> space['found'] is space
True
"""
cimport cython


@cython.c_compile_guard("CY_NEVER_DEFINED_ANYWHERE")
cdef int left_out(int a):
    return this_is_in_no_header(a)


@cython.c_compile_guard("defined(PY_VERSION_HEX)")
cdef int kept(int a):
    return a + 1


cdef extern from *:
    """
    """
    int this_is_in_no_header(int)


def names():
    return globals()


def test_guards():
    total = kept(4)
    assert total == 5


cdef int ends(int[:] m) except -1 nogil:
    cdef int[:] rest = m[1:]
    m = rest[:-1]
    del m, rest
    return 0


def test_views_end_without_the_gil():
    cdef int[4] values = [1, 2, 3, 4]
    cdef int[:] view = values
    with nogil:
        ends(view)

