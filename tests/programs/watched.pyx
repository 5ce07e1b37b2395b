# test:
# cython: profile=True, linetrace=True
# distutils: define_macros=CYTHON_TRACE=1 CYTHON_USE_SYS_MONITORING=0
"""Profilers and tracers see calls and lines.

>>> calls(lambda: work(2))
['call work', 'call check', 'return check None', 'call both', 'return both None', 'call check', 'return check None', 'call both', 'return both None', 'call held', 'return held None', 'return work 2']
>>> calls(lambda: list(steps(2)))
['call steps', 'return steps 0', 'call steps', 'return steps 1', 'call steps', 'return steps None']
>>> calls(lambda: Kind().twice(4))
['call twice', 'call base', 'return base 4', 'return twice 8']
>>> calls(lambda: both(3))
['call both', 'return both None']
>>> calls(fails)
['call fails', 'call check', 'return check None', 'return fails caught']
>>> calls(unseen)
[]
>>> lines(lambda: work(1))
[('work', 0), ('work', 0), ('work', 1), ('work', 2), ('work', 3), ('work', 4), ('check', 0), ('check', 1), ('check', 3), ('work', 5), ('both', 0), ('both', 1), ('work', 6), ('held', 0), ('held', 1), ('work', 8)]
>>> lines(fails)
[('fails', 0), ('fails', 2), ('check', 0), ('check', 1), ('check', 2), ('fails', 3), ('fails', 4)]
"""
cimport cython
import sys


cdef int check(int a) except -1:
    if a < 0:
        raise ValueError(a)
    return a


cpdef long both(long a):
    return a


cdef void held(list found) with gil:
    found.append(1)


cdef int without(int a) nogil:
    return a + 1


def work(int n):
    cdef int i, s = 0
    found = []
    for i in range(n):
        s += check(i)
        s += both(i)
    held(found)
    with nogil: without(3)
    return s


def steps(n):
    for i in range(n):
        yield i


cdef class Kind:
    cdef base(self, a):
        return a

    def twice(self, a):
        return 2 * self.base(a)


def fails():
    try:
        check(-1)
    except ValueError:
        return 'caught'


@cython.profile(False)
@cython.linetrace(False)
def unseen():
    return 5


@cython.profile(False)
@cython.linetrace(False)
def calls(run):
    found = []
    def see(frame, event, arg):
        if frame.f_code.co_filename.endswith('watched.pyx') and event in ('call', 'return'):
            found.append(f'{event} {frame.f_code.co_name}' + (f' {arg}' if event == 'return' else ''))
    sys.setprofile(see)
    try:
        run()
    finally:
        sys.setprofile(None)
    return [entry for entry in found if not entry.endswith(' see') and ' see ' not in entry]


@cython.profile(False)
@cython.linetrace(False)
def lines(run):
    found = []
    def see(frame, event, arg):
        code = frame.f_code
        if code.co_filename.endswith('watched.pyx') and code.co_name != 'see':
            if event in ('call', 'line'):
                found.append((code.co_name, frame.f_lineno - code.co_firstlineno))
        return see
    sys.settrace(see)
    try:
        run()
    finally:
        sys.settrace(None)
    return found


@cython.profile(False)
@cython.linetrace(False)
def test_profiler_that_fails():
    def see(frame, event, arg):
        if frame.f_code.co_name == 'check':
            raise KeyError('seen')
    sys.setprofile(see)
    try:
        work(1)
        assert False
    except KeyError as error:
        assert error.args == ('seen',)
    finally:
        sys.setprofile(None)
