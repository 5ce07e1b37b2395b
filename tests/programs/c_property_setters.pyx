# test: C properties with setters: stores, augmented stores, errors, conversions
"""
>>> stores((1, 2))
value
object
(Exception(16), (1, 2, 3), 16)
>>> refused(5)
(5,)
>>> refused(-5)
('ValueError', (1,))
>>> refused('x')
('TypeError', (1,))
>>> others()
2
"""
cdef extern from *:
    ctypedef class builtins.Exception [object PyBaseExceptionObject, check_size ignore]:
        @property
        cdef inline parts(self):
            return get(self)

        @parts.setter
        cdef inline void parts(self, value) noexcept:
            put(self, value)

        @property
        cdef inline int first(self) except? -1:
            return get(self)[0]

        @first.setter
        cdef inline int first(self, int value) except -1:
            if value < 0:
                raise ValueError("negative")
            put(self, (value,))
            return 0


cdef get(o):
    return getattr(o, "args")


cdef put(o, value):
    setattr(o, "args", value)


def said(word, value):
    print(word)
    return value


def stores(value):
    e = Exception()
    (<Exception>said("object", e)).parts = said("value", value)
    e.parts += (3,)
    other, e.first = e.parts, 7
    e.first += 1
    e.first *= 2
    return e, other, e.first


def refused(value):
    cdef Exception e = Exception(1)
    try:
        e.first = value
    except (TypeError, ValueError) as error:
        return type(error).__name__, e.parts
    return e.parts


cdef class Plain:
    cdef public object first


def others():
    p = Plain()
    p.first = 1
    p.first += 1
    return p.first
