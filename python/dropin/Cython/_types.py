"""The C types of the module `cython`, for Python."""
import builtins


class CythonType:
    """A C type: called, it makes a Python value of that kind."""

    def __init__(self, name, convert=None, zero=None):
        self._name = name
        self._convert = convert
        self._zero = zero

    def __call__(self, *values):
        if not values:
            return self._zero
        return values[0] if self._convert is None or values[0] is None else self._convert(values[0])

    def __repr__(self):
        return self._name

    def __getitem__(self, index):
        """A memoryview's type, or an array's."""
        if isinstance(index, builtins.int):
            return array(self, index)
        return _View(self)

    def _pointer(self, depth=1):
        kind = self
        for _ in range(depth):
            kind = pointer(kind)
        return kind


class _View(CythonType):
    def __init__(self, kind):
        super().__init__(f"{kind}[...]")


class PointerType:
    """A pointer: a list of values and a place in it."""

    _base = None

    def __init__(self, value=None):
        if value is None or value == 0 and not isinstance(value, PointerType):
            self._items = None
        elif isinstance(value, PointerType):
            self._items = value._items
        else:
            self._items = value if isinstance(value, builtins.list) else [self._base_value(item) for item in value]

    def _base_value(self, item):
        return item if self._base is None or isinstance(item, _types_of(self._base)) else self._base(item)

    def __getitem__(self, index):
        if index < 0:
            raise IndexError("negative indexing not allowed in C")
        return self._items[index]

    def __setitem__(self, index, value):
        if index < 0:
            raise IndexError("negative indexing not allowed in C")
        self._items[index] = cast_to(self._base, value)

    def __eq__(self, other):
        if isinstance(other, PointerType):
            return self._items is other._items if self._items is None or other._items is None else (
                self._items == other._items)
        return self._items is None and not other

    __hash__ = None

    def __bool__(self):
        return self._items is not None

    def __repr__(self):
        return f"{self._base!r} *"


def _types_of(kind):
    return kind if isinstance(kind, type) else ()


def cast_to(kind, value):
    if kind is None or isinstance(value, _types_of(kind)):
        return value
    return kind(value) if isinstance(kind, (CythonType, type)) else value


class ArrayType(PointerType):
    """A C array: so many values."""

    _size = 0

    def __init__(self, value=None):
        if value is None:
            self._items = [None] * self._size
        else:
            items = builtins.list(value)
            self._items = items + [None] * (self._size - len(items))

    def __repr__(self):
        return f"{self._base!r}[{self._size}]"


def pointer(kind):
    """The type of pointers to a type."""
    return type("Pointer", (PointerType,), {"_base": kind})


def array(kind, size):
    """The type of arrays of so many values."""
    return type("Array", (ArrayType,), {"_base": kind, "_size": size})


class StructType:
    """A struct: its fields are attributes."""

    _fields = {}

    def __init__(self, *values, **fields):
        if len(values) == 1 and not fields and isinstance(values[0], (StructType, builtins.dict)):
            given = values[0]
            fields = builtins.dict(given) if isinstance(given, builtins.dict) else builtins.dict(vars(given))
        else:
            fields.update(zip(self._fields, values))
        for name, kind in self._fields.items():
            if name in fields:
                setattr(self, name, fields.pop(name))
            elif isinstance(kind, type) and issubclass(kind, (StructType, ArrayType)):
                setattr(self, name, kind())
        if fields:
            raise TypeError(f"no such field: {', '.join(sorted(fields))}")

    def __setattr__(self, name, value):
        if name not in self._fields:
            raise AttributeError(f"there is no field {name!r}")
        builtins.object.__setattr__(self, name, cast_to(self._fields[name], value))

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None


class UnionType(StructType):
    """A union: its fields share one value."""

    def __setattr__(self, name, value):
        if name not in self._fields:
            raise AttributeError(f"there is no field {name!r}")
        self.__dict__.clear()
        for other, kind in self._fields.items():
            builtins.object.__setattr__(self, other, cast_to(kind, value))


def struct(**fields):
    """A struct type with these fields."""
    return type("struct", (StructType,), {"_fields": fields})


def union(**fields):
    """A union type with these fields."""
    return type("union", (UnionType,), {"_fields": fields})


def typedef(kind, name=None):
    """Another name of a type."""
    if isinstance(kind, CythonType):
        return CythonType(name or kind._name, kind._convert, kind._zero)
    return kind


def fused_type(*kinds):
    """Several types in one; Python takes any value for it."""
    if len(kinds) == 1:
        return kinds[0]
    return _Fused(kinds)


class _Fused(CythonType):
    def __init__(self, kinds):
        super().__init__("fused")
        self.kinds = kinds


def typeof(thing):
    """The name of a thing's type."""
    return type(thing).__name__


def _char(value):
    return value if isinstance(value, builtins.int) else (ord(value) if len(value) == 1 else value)


def array_type(shape, itemsize=None, format=None, mode="c", allocate_buffer=True):
    raise NotImplementedError("`cython.view.array` exists in compiled code only")


NAMES = []
POINTERS = []


def _define():
    space = globals()

    def add(name, convert, zero):
        space[name] = CythonType(name, convert, zero)
        NAMES.append(name)

    for name in ("short", "int", "long", "longlong"):
        for sign in ("", "u", "s"):
            add(sign + name, builtins.int, 0)
    for name in ("char", "uchar", "schar"):
        add(name, _char, 0)
    for name in ("Py_ssize_t", "ssize_t", "size_t", "ptrdiff_t", "Py_hash_t"):
        add(name, builtins.int, 0)
    for name in ("Py_UCS4", "Py_UNICODE"):
        add(name, None, "\0")
    add("Py_tss_t", None, None)
    for name in ("float16", "float", "double", "longdouble"):
        add(name, builtins.float, 0.0)
    for name in ("floatcomplex", "doublecomplex", "longdoublecomplex", "complex"):
        add(name, builtins.complex, 0j)
    add("bint", builtins.bool, False)
    add("void", None, None)
    plain = tuple(NAMES)
    for name in plain:
        # a constant holds what a variable of the type holds
        space["const_" + name] = space[name]
        NAMES.append("const_" + name)
    for name in plain + tuple("const_" + name for name in plain if name not in ("void", "Py_tss_t")):
        for depth in range(1, 4):
            full = "p" * depth + "_" + name
            space[full] = space[name]._pointer(depth)
            POINTERS.append(full)


_define()
floating = fused_type(globals()["float"], globals()["double"])
integral = fused_type(globals()["short"], globals()["int"], globals()["long"])
numeric = fused_type(globals()["short"], globals()["int"], globals()["long"], globals()["float"],
                     globals()["double"], globals()["floatcomplex"], globals()["doublecomplex"])
