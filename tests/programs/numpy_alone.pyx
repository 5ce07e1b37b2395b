# test: numpy
"""A module that has no function at all and fetches NumPy's table.

>>> import sys
>>> "numpy" in sys.modules
True
"""
cimport numpy
