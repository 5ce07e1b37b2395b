# test: c++
"""C++ objects of functions live as long as their calls, whichever way these end, and are moved where nobody sees the source.

>>> ends(0), ends(1), ends(2), ends(3), alive()
('end', 'return', 'caught', 'break', 0)
>>> ends(4)
Traceback (most recent call last):
ValueError: out
>>> alive()
0
>>> unmentioned(), in_struct(), alive()
(2, 1, 0)
>>> list(looped(3)), alive()
([1, 1, 1], 0)
>>> g = looped(3); next(g), alive(), g.close(), alive()
(1, 1, None, 0)
>>> del g
>>> moves(), alive()
((0, 0, 0, 0), 0)
>>> k = Keeper(); alive()
3
>>> del k; alive()
0
"""
cdef extern from *:
    """
    static int cy_test_lives = 0, cy_test_copies = 0;
    struct CyLife {
        int value;
        CyLife(int v = 0) : value(v) { ++cy_test_lives; }
        CyLife(const CyLife &o) : value(o.value) { ++cy_test_lives; ++cy_test_copies; }
        CyLife(CyLife &&o) : value(o.value) { ++cy_test_lives; o.value = -1; }
        CyLife &operator=(const CyLife &o) { value = o.value; ++cy_test_copies; return *this; }
        CyLife &operator=(CyLife &&o) { value = o.value; o.value = -1; return *this; }
        ~CyLife() { --cy_test_lives; }
    };
    static CyLife cy_test_made(int v) { return CyLife(v); }
    """
    int cy_test_lives, cy_test_copies
    cppclass CyLife:
        int value
        CyLife()
        CyLife(int)
    CyLife made "cy_test_made"(int) except +

cdef struct Holds:
    int before
    CyLife life


def alive():
    return cy_test_lives - 1  # the variable of the module


def ends(int how):
    cdef CyLife a
    for i in range(3):
        a = CyLife(i)
        b = CyLife(how)
        try:
            if how == 1 and i == 1:
                return "return"
            elif how == 2 and i == 2:
                raise KeyError(i)
            elif how == 3:
                break
            elif how == 4:
                raise ValueError("out")
        except KeyError:
            return "caught"
        finally:
            b.value += 1
            assert b.value == how + 1
    else:
        return "end"
    return "break"


def unmentioned():
    cdef CyLife guard
    cdef CyLife again
    return alive()


def in_struct():
    cdef Holds h
    sizeof(h)
    return alive()


def looped(int n):
    for i in range(n):
        x = made(i)
        assert x.value == i
        yield alive()


cdef CyLife shared
cdef int value_of(CyLife x):
    return x.value


cdef class Keeper:
    cdef CyLife life
    cdef CyLife pair[2]


def moves():
    """Copies that are made by stores in a variable of the module, attributes, items, and by a call."""
    global shared
    cdef Keeper k = Keeper()
    cdef CyLife local[2]
    found = []
    cdef int before = cy_test_copies
    shared = made(1)
    assert shared.value == 1
    found.append(cy_test_copies - before)
    k.life = CyLife(2)
    k.pair[1] = made(3)
    assert k.life.value == 2 and k.pair[1].value == 3 and k.pair[0].value == 0
    found.append(cy_test_copies - before)
    local[0] = made(4)
    assert local[0].value == 4 and local[1].value == 0
    found.append(cy_test_copies - before)
    assert value_of(made(5)) == 5
    found.append(cy_test_copies - before)
    return tuple(found)
