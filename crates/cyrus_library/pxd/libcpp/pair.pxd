# `pair` is of <utility>.

from libcpp.utility cimport pair
