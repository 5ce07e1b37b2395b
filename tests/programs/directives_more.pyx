# test: c
# cython: infer_types.verbose=True, freethreading_compatible=True, old_style_globals=True
"""More directives.

>>> space = {'names': names}
>>> exec('found = names()', space)
>>> space['found'] is space
True
"""
cimport cython
import warnings


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



@cython.cdivision(True)
@cython.cdivision_warnings(True)
def divided(int a, int b):
    return a // b, a % b


@cython.cdivision(True)
@cython.cdivision_warnings(True)
cdef int divided_nogil(int a, int b) except? -9 nogil:
    return a // b


def test_division_warnings():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        assert divided(7, 2) == (3, 1)
        assert not seen
        assert divided(-7, 2) == (-3, -1)
        assert len(seen) == 2 and seen[0].category is RuntimeWarning
        assert divided(-7, -2) == (3, -1)
        assert len(seen) == 2
        with nogil:
            divided_nogil(7, -2)
        assert len(seen) == 3
        warnings.simplefilter('error')
        try:
            divided(7, -2)
            assert False
        except RuntimeWarning as warning:
            assert 'signed operands' in str(warning)


@cython.callspec("__stdcall")
cdef int called_so(int a):
    return a + 1


cdef class Caller:
    @cython.callspec("__cdecl")
    cdef int method(self, int a):
        return called_so(a) + 1


def test_calling_conventions():
    cdef Caller caller = Caller()
    assert caller.method(3) == 5
