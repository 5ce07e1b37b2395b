"""Decorators, functions and inner modules of the module `cython`, for Python.

A module of its own because `Shadow` gives names such as `int` another meaning.
"""
import sys as _sys
from types import ModuleType as _ModuleType

from . import _types
from ._types import ArrayType as _ArrayType
from ._types import CythonType as _CythonType
from ._types import PointerType as _PointerType
from ._types import StructType as _StructType


# ------ what stands in front of functions and classes

def _switch(*values, **keywords):
    """A directive: a decorator, or a `with` statement, that changes nothing."""
    return _Nothing()


class _Nothing:
    def __call__(self, thing):
        return thing

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return False


class _Mark(_Nothing):
    """A decorator with or without arguments."""

    def __call__(self, thing=None, *values, **keywords):
        if not values and not keywords and (callable(thing) or isinstance(thing, (property, staticmethod, classmethod))):
            return thing
        return _Nothing()


cfunc = ccall = cclass = _Mark()
ufunc = final = internal = total_ordering = no_gc_clear = no_gc = test_fixture = _Mark()
with_gil = _Mark()
critical_section = _Mark()
nogil = gil = _Mark()
returns = exceptval = locals = freelist = trashcan = collection_type = callspec = _switch
binding = boundscheck = wraparound = initializedcheck = nonecheck = cdivision = cdivision_warnings = _switch
overflowcheck = profile = linetrace = embedsignature = infer_types = annotation_typing = language_level = _switch
always_allow_keywords = allow_none_for_extension_args = auto_pickle = auto_cpdef = type_version_tag = _switch
unraisable_tracebacks = iterable_coroutine = old_style_globals = np_pythran = fast_gil = cpp_locals = _switch
c_string_type = c_string_encoding = c_api_binop_methods = emit_code_comments = set_initial_path = ccomplex = _switch
freethreading_compatible = subinterpreters_compatible = legacy_implicit_noexcept = cpow = c_compile_guard = _switch
show_performance_hints = remove_unreachable = fast_getattr = py2_import = formal_grammar = _switch
test_assert_path_exists = test_fail_if_path_exists = test_body_needs_exception_handling = _switch
test_assert_c_code_has = test_fail_if_c_code_has = _switch


class _Prefix(_Nothing):
    """`cython.warn.undeclared(True)` and the like; also a directive itself."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Prefix()

    def __call__(self, *values):
        return _Nothing()


warn = optimize = control_flow = autotestdict = _Prefix()
overflowcheck = infer_types = embedsignature = _Prefix()


def compile(function):
    """A function compiled when it is called; Python runs it here."""
    return function


def inline(thing, *words, **keywords):
    """A decorator; with a text, code that is compiled and run."""
    if isinstance(thing, str):
        from cyrus._inline import inline as run

        return run(thing, *words, **keywords)
    return thing


# ------ what stands in expressions

_MISSING = object()


def declare(kind=None, value=_MISSING, **names):
    """A variable of a type; in front of a class or function, or with names, nothing."""
    if kind is None or names:
        return _Nothing()
    if value is not _MISSING:
        return cast(kind, value)
    if isinstance(kind, _CythonType) or (isinstance(kind, type) and issubclass(kind, (_StructType, _ArrayType))):
        return kind()
    return None


def cast(kind, value, *words, **keywords):
    """The value as this type; `typecheck` is the compiler's."""
    if isinstance(kind, _CythonType):
        return kind(value)
    if isinstance(kind, type):
        if isinstance(value, kind):
            return value
        if issubclass(kind, (_StructType, _PointerType)) or kind in (bool, int, float, complex):
            return kind(value, *words)
    return value


def address(thing):
    """A pointer to a thing."""
    return _types.pointer(type(thing))([thing])


def sizeof(thing):
    """1: Python has no sizes."""
    return 1


def likely(condition):
    return condition


def unlikely(condition):
    return condition


def cmod(a, b):
    """The remainder as C has it: with the sign of the first."""
    if isinstance(a, int) and isinstance(b, int):
        rest = abs(a) % abs(b)
        return -rest if a < 0 else rest
    from math import fmod

    return fmod(a, b)


def cdiv(a, b):
    """The quotient as C has it: cut towards zero."""
    if isinstance(a, int) and isinstance(b, int):
        quotient = abs(a) // abs(b)
        return quotient if (a < 0) == (b < 0) else -quotient
    return a / b


class const:
    """`const[T]`, `volatile[T]`, `restrict[T]`: Python knows no such difference."""

    def __class_getitem__(cls, kind):
        return kind

    def __new__(cls, kind):
        return kind


volatile = restrict = const


class pymutex:
    """A lock for `with`."""

    def __init__(self):
        import threading

        self._lock = threading.Lock()

    def acquire(self):
        self._lock.acquire()

    def release(self):
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, kind, error, trace):
        self._lock.release()


pythread_type_lock = pymutex


# ------ modules in the module

class _Parallel(_ModuleType):
    """`cython.parallel`: one thread."""

    @staticmethod
    def prange(start, stop=None, step=1, nogil=False, schedule=None, chunksize=None, num_threads=None,
               use_threads_if=True):
        import builtins

        return builtins.range(0, start, step) if stop is None else builtins.range(start, stop, step)

    @staticmethod
    def parallel(num_threads=None, use_threads_if=True):
        return _Nothing()

    @staticmethod
    def threadid():
        return 0


class _Operator(_ModuleType):
    """`cython.operator`: what C++ writes with signs."""

    @staticmethod
    def dereference(thing):
        return thing[0]

    @staticmethod
    def address(thing):
        return address(thing)

    @staticmethod
    def comma(*values):
        return values[-1]

    @staticmethod
    def typeid(thing):
        return type(thing)

    def __getattr__(self, name):
        import operator

        if name in ("postincrement", "preincrement", "postdecrement", "predecrement"):
            raise AttributeError(f"`{name}` changes a variable, which Python cannot do from a function")
        return getattr(operator, name)


class _Cimports(_ModuleType):
    """`cython.cimports`: a C module is looked for as a Python module of the same name."""

    _PYTHON = {"libc.math": "math"}

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        from importlib import import_module

        full = f"{self.__name__}.{name}"
        plain = full[len("cython.cimports."):]
        # a package of declarations is searched further; a module that Python has is taken as it is
        if plain in self._PYTHON or plain not in ("libc", "libcpp", "cpython", "posix", "openmp"):
            try:
                return import_module(self._PYTHON.get(plain, plain))
            except ImportError:
                pass
        return _sys.modules.setdefault(full, _package(_Cimports, full))


def _package(kind, name):
    made = kind(name)
    made.__path__ = []
    return made


class _CimportFinder:
    """`import cython.cimports.libc.math`."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if not name.startswith("cython.cimports."):
            return None
        from importlib.machinery import ModuleSpec

        return ModuleSpec(name, _CimportFinder, is_package=True)

    @staticmethod
    def create_module(spec):
        parent, _, last = spec.name.rpartition(".")
        return getattr(_sys.modules[parent], last)

    @staticmethod
    def exec_module(module):
        pass


parallel = _Parallel("cython.parallel")
operator = _Operator("cython.operator")
cimports = _package(_Cimports, "cython.cimports")
view = _ModuleType("cython.view")
view.array = _types.array_type
view.memoryview = memoryview
for _name in ("generic", "strided", "indirect", "contiguous", "indirect_contiguous"):
    setattr(view, _name, _name)
import dataclasses as dataclasses  # noqa: E402

for _name, _module in (("parallel", parallel), ("operator", operator), ("cimports", cimports), ("view", view),
                       ("dataclasses", dataclasses)):
    _sys.modules["cython." + _name] = _module
_sys.meta_path.append(_CimportFinder)
del _name, _module
