# test: c++ std::variant: values of one of several types, asked for, replaced, kept in containers
# distutils: extra_compile_args = -std=c++17
from libcpp.string cimport string
from libcpp.variant cimport get, get_if, holds_alternative, variant
from libcpp.vector cimport vector


def one_of_two(int k):
    """
    >>> one_of_two(0)
    (7, 0, True)
    >>> one_of_two(1)
    (b'text!', 1, True, False, 9)
    >>> one_of_two(2)
    (b'made!', 1, True, False, 9)
    """
    cdef variant[int, string] v
    if k == 0:
        v = 5
    elif k == 1:
        v = <string>b"text"
    else:
        v = variant[int, string](<string>b"made")
    if holds_alternative[int](v):
        get[int](v) += 2
        return get[int](v), v.index(), get_if[string](&v) == NULL
    get[string](v).append(b"!")
    other = v
    other.emplace[int](9)
    try:
        get[int](v)
    except RuntimeError:
        return get[string](v), v.index(), v == v, other == v, get[int](other)


def in_a_vector():
    """
    >>> in_a_vector()
    [0, 1, 2, b's', 2.5]
    """
    cdef vector[variant[int, string, double]] all
    cdef variant[int, string, double] one
    for i in range(3):
        one = i
        all.push_back(one)
    one = <string>b"s"
    all.push_back(one)
    all.push_back(variant[int, string, double](2.5))
    out = []
    for one in all:
        if holds_alternative[int](one):
            out.append(get[int](one))
        elif holds_alternative[double](one):
            out.append(get[double](one))
        else:
            out.append(get[string](one))
    return out
