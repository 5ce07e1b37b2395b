# test: the locks of the cython module
"""
>>> captured()
(2000, 2000)
>>> attributes(Holder())
(2000, False, False)
>>> at_module_level()
2000
>>> left_by('raise')
([True, 'raise'], False)
>>> left_by('continue')
([True, True], False)
>>> left_by('return')
([True], True)
>>> left_by('end')
([True, True], False)
>>> by_hand()
(True, False)
>>> section()
1
"""
cimport cython
from threading import Thread


cdef class Holder:
    cdef cython.pymutex mutex
    cdef cython.pythread_type_lock old
    cdef int count


cdef cython.pymutex shared
cdef int total = 0


cdef void add(cython.pymutex *lock, int *to) noexcept nogil:
    with lock[0]:
        to[0] += 1


def in_threads(work):
    threads = [Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def captured():
    cdef cython.pymutex mutex
    cdef cython.pythread_type_lock lock
    cdef int a = 0, b = 0

    def work():
        nonlocal a, b
        for i in range(500):
            with mutex:
                before = a
                [None] * 10
                a = before + 1
            with nogil:
                with lock:
                    b += 1

    in_threads(work)
    return a, b


def attributes(Holder h):
    def work():
        cdef Holder mine = h
        for i in range(500):
            with mine.mutex, mine.old:
                mine.count += 1
                mine = None
            mine = h

    in_threads(work)
    return h.count, h.mutex.locked(), h.old.locked()


def at_module_level():
    global total

    def work():
        global total
        for i in range(500):
            with nogil:
                add(&shared, &total)

    in_threads(work)
    return total


def left_by(how):
    cdef cython.pymutex lock
    seen = []
    try:
        for i in range(2):
            with lock:
                seen.append(lock.locked())
                if how == "raise":
                    raise ValueError(how)
                if how == "continue":
                    continue
                if how == "return":
                    return seen, lock.can_check_locked()
    except ValueError as e:
        seen.append(str(e))
    return seen, lock.locked()


def by_hand():
    cdef cython.pythread_type_lock lock
    with nogil:
        lock.acquire()
    taken = lock.locked()
    lock.release()
    return taken, lock.locked()


def section():
    cdef cython.pymutex a, b
    count = 0
    with cython.critical_section(a, &b):
        count += 1
    return count
