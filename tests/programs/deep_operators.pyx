# test: operators of extension types that call themselves without end
cdef class Endless:
    def __add__(self, other):
        return self + other
    def __neg__(self):
        return -self
    def __eq__(self, other):
        return self == other
    def __getitem__(self, index):
        return self[index]
    def __setitem__(self, index, value):
        self[index] = value
    def __delitem__(self, index):
        del self[index]
    def __len__(self):
        return len(self)
    def __bool__(self):
        return bool(self)
    def __contains__(self, item):
        return item in self
    def __iter__(self):
        return iter(self)
    def __hash__(self):
        return hash(self)
    def __repr__(self):
        return repr(self)
    def __call__(self):
        return self()
    def __int__(self):
        return int(self)
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __setattr__(self, name, value):
        setattr(self, name, value)
    @property
    def value(self):
        return (<object>self).value
    @value.setter
    def value(self, new):
        (<object>self).value = new


cdef class Nested:
    def __cinit__(self):
        Nested()


def refused(call):
    try:
        call()
    except RecursionError:
        return True
    return False


def each():
    """
    >>> each()
    True
    """
    e = Endless()
    def put():
        e[0] = 1
    def delete():
        del e[0]
    def assign():
        e.value = 1
    calls = [lambda: e + 1, lambda: -e, lambda: e == 1, lambda: e[0], put, delete, lambda: len(e), lambda: bool(e), lambda: 1 in e,
             lambda: iter(e), lambda: hash(e), lambda: repr(e), lambda: e(), lambda: int(e), lambda: e.other, assign, lambda: e.value,
             Nested]
    return all([refused(call) for call in calls])
