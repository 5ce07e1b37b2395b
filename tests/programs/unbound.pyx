# test: c
"""What is read before it has a value raises, whatever its type is and wherever its assignment stands."""

cdef class A:
    cdef int v


def later(flag):
    if flag:
        unset = 0
    print(unset)
    unset = 1


def deleted_first(flag):
    if flag:
        gone = 0
    del gone
    gone = 1
    return gone


def typed_class(flag):
    cdef A a
    if flag:
        a = A()
    return a.v


def typed_list(flag):
    cdef list items
    if flag:
        items = []
    items.append(1)


def typed_view():
    cdef double[:] view
    return view[0]


def in_branch(flag):
    if flag:
        value = 1
    return value


def in_closure():
    def inner():
        return cell
    result = inner()
    cell = 1
    return result


def deleted_twice(flag):
    x = [1]
    if not flag:
        del x
    del x


def check(function, *args):
    try:
        function(*args)
    except (UnboundLocalError, NameError, AttributeError) as error:
        return type(error).__name__
    return "no error"


def test_unbound():
    assert check(later, False) == "UnboundLocalError"
    assert check(deleted_first, False) == "UnboundLocalError"
    assert check(typed_class, False) != "no error"
    assert check(typed_list, False) != "no error"
    assert check(typed_view) == "UnboundLocalError"
    assert check(in_branch, False) == "UnboundLocalError"
    assert check(in_branch, True) == "no error"
    assert check(in_closure) == "NameError"
    assert check(deleted_twice, False) == "UnboundLocalError"


cdef double first(double[:] view, bint flag) except? -1 nogil:
    cdef double[:] other
    if flag:
        other = view
    return other[0]


def test_unbound_without_gil():
    from array import array
    try:
        first(array("d", [1.5]), False)
    except UnboundLocalError:
        pass
    assert first(array("d", [1.5]), True) == 1.5
