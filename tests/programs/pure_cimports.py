"""What plain Python cimports is Cython, with inline functions whose names mean what they mean there.

>>> appended([1], 2)
[1, 2]
>>> in_context(), in_context(5)
('fallback', 5)
>>> root(9.0)
3.0
>>> null()
'NULL'
"""
import contextvars

import cython
from cython.cimports.cpython.contextvars import get_value
from cython.cimports.cpython.list import PyList_Append
from cython.cimports.libc.math import sqrt

variable = contextvars.ContextVar("variable", default="fallback")
NULL = "NULL"


def appended(values: list, value):
    PyList_Append(values, value)
    return values


def in_context(value=None):
    if value is None:
        return get_value(variable)
    token = variable.set(value)
    try:
        return get_value(variable)
    finally:
        variable.reset(token)


def root(x: cython.double):
    return sqrt(x)


def null():
    return NULL
