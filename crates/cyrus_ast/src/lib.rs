//! The syntax tree of Python and Cython.
