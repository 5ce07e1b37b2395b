from cyrus._cythonize import CompileError

# what setup scripts set to see more warnings; the program's own default shows them all
LEVEL = 1


class CompileWarning(Warning):
    """A warning that was turned into an exception."""


class InternalError(Exception):
    """A fault of the compiler."""


class AbortError(Exception):
    """Compilation was ended early."""


PyrexError = CompileError
