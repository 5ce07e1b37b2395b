# test: c++ containers and strings convert where C++11 is all that is asked for
# distutils: extra_compile_args = -std=c++11
from libcpp.map cimport map as cmap
from libcpp.string cimport string
from libcpp.vector cimport vector


def sizes(cmap[string, vector[int]] m):
    """
    >>> sizes({b"a": [1, 2], b"b": []})
    {b'a': 2, b'b': 0}
    """
    cdef cmap[string, int] found
    for item in m:
        found[item.first] = item.second.size()
    return found
