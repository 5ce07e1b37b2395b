# test: c
"""What is read before it has a value raises, whatever its type is and wherever its assignment stands."""

cdef class A:
    cdef int v


def later():
    print(unset)
    unset = 1


def deleted_first():
    del gone
    gone = 1
    return gone


def typed_class():
    cdef A a
    return a.v


def typed_list():
    cdef list items
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


def deleted_twice():
    x = [1]
    del x
    del x


def check(function, *args):
    try:
        function(*args)
    except (UnboundLocalError, NameError, AttributeError) as error:
        return type(error).__name__
    return "no error"


def test_unbound():
    assert check(later) == "UnboundLocalError"
    assert check(deleted_first) == "UnboundLocalError"
    assert check(typed_class) != "no error"
    assert check(typed_list) != "no error"
    assert check(typed_view) == "UnboundLocalError"
    assert check(in_branch, False) == "UnboundLocalError"
    assert check(in_branch, True) == "no error"
    assert check(in_closure) == "NameError"
    assert check(deleted_twice) == "UnboundLocalError"
