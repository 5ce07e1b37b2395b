"""The module `cython` for sources that Python runs itself.

Types are callables that make Python values, decorators hand back what they are given, and `declare`, `cast` and the like
do to objects what Python can do of them.
"""
import builtins as _builtins

from . import _functions, _types
from ._types import (  # noqa: F401
    ArrayType, CythonType, PointerType, StructType, UnionType, array, fused_type, pointer, struct, typedef, typeof, union,
)

__version__ = "3.3.1"
compiled = False
NULL = _types.pointer(_types.CythonType("void"))(0)
py_int, py_float, py_complex, py_bool = int, float, complex, bool
py_long = int

for _name in ("str", "bytes", "bytearray", "object", "list", "dict", "tuple", "set", "frozenset", "slice", "range",
              "type", "memoryview", "property", "bool", "Exception", "BaseException"):
    globals()[_name] = getattr(_builtins, _name)
unicode = str
for _name in _types.NAMES + _types.POINTERS + ["floating", "integral", "numeric"]:
    globals()[_name] = getattr(_types, _name)
globals().update({_name: _value for _name, _value in vars(_functions).items() if not _name.startswith("_")})
del _name
