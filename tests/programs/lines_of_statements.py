# test: the lines in tracebacks of statements that go over several lines, as the interpreter since 3.11 counts them
"""
>>> lines(decorated)
[3, -6]
>>> lines(decorated_class)
[3, -6]
>>> lines(decorated_method)
[1, 4, -6]
>>> lines(names_from_a_module)
[1]
>>> lines(base_of_a_class)
[2, -6]
"""
import traceback


def fails(*a):
    raise KeyError


def stays(x):
    return x


def lines(f):
    try:
        f()
    except Exception as error:
        first = {"decorated": 34, "decorated_class": 45, "decorated_method": 53, "names_from_a_module": 65, "base_of_a_class": 72}
        here = [entry.lineno - first[f.__name__] for entry in traceback.extract_tb(error.__traceback__)[1:]]
        return [n if n >= 0 else -6 for n in here]


def decorated():

    @stays
    @fails
    @stays
    def f(
        a,
    ):
        pass


def decorated_class():

    @stays
    @fails
    class C:
        pass


def decorated_method():
    class C:

        @stays
        @fails
        @stays
        def f(
            self,
        ):
            pass


def names_from_a_module():
    from sys import (
        path,
        nothing_of_the_kind,
    )


def base_of_a_class():
    class C(
        fails(),
        object,
    ):
        pass
