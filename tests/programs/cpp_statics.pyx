# test: c++
"""Static members of instances of templates, templates whose parameters are all left out, function types as arguments.

>>> limits()
(True, 31, 0, True)
>>> one_at_a_time()
(True, False, True)
>>> apply(3)
4
"""
from libcpp.limits cimport numeric_limits

cdef extern from *:
    """
    template <typename T = int, int room = 1> struct CyGate {
        int free = room;
        bool enter() { return free > 0 && free--; }
        void leave() { ++free; }
    };
    template <typename F> struct CyHolder {
        F f;
        CyHolder(F given) : f(given) {}
        int call(int x) { return f(x); }
    };
    """
    cppclass CyGate[T=*, Room=*]:
        CyGate()
        bint enter()
        void leave()

    cppclass CyHolder[F]:
        CyHolder(F)
        int call(int)


def limits():
    cdef bint signed = numeric_limits[int].is_signed
    return signed, numeric_limits[int].digits, numeric_limits[unsigned int].min(), numeric_limits[double].max() > 1e300


def one_at_a_time():
    cdef CyGate *gate = new CyGate()
    first = gate.enter()
    second = gate.enter()
    gate.leave()
    third = gate.enter()
    del gate
    return first, second, third


cdef int next_one(int x) noexcept:
    return x + 1


def apply(int x):
    cdef CyHolder[int (*)(int) noexcept] *holder = new CyHolder[int (*)(int) noexcept](next_one)
    result = holder.call(x)
    del holder
    return result
