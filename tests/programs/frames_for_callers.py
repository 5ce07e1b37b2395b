# test: functions that look at their caller's frame (warn, namedtuple, TypeVar, sys._getframe) find one: name, line, module
"""
>>> import warnings
>>> with warnings.catch_warnings(record=True) as seen:
...     warnings.simplefilter("always")
...     here()
...     of_caller("spam")
>>> [(w.filename, w.lineno - START) for w in seen if w.filename == "frames_for_callers.py"]
[('frames_for_callers.py', 4)]
>>> [(w.filename, str(w.message)) for w in seen if "doctest" in w.filename]
[('<doctest frames_for_callers[1]>', 'spam')]
>>> own_frame()
('own_frame', 14, True)
>>> def asks(): return name_of_caller()
>>> asks()
'asks'
>>> made(), Inner.seen
(['frames_for_callers'], 'Inner')
>>> fails()
'duplicate'
>>> entries()
['entries']
>>> shadowed()
'mine: spam'
"""
import sys
import traceback
from collections import namedtuple
from typing import NewType, TypeVar
from warnings import warn

START = 32  # the number of this line


def here():
    warn("eggs")


def of_caller(text):
    warn(text,
         stacklevel=2)


def own_frame():
    # the frame has the line of the call
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_lineno - START, frame.f_globals is globals()


def name_of_caller():
    return sys._getframe(1).f_code.co_name


def made():
    kinds = namedtuple("P", "x y"), TypeVar("T"), NewType("N", int), type("C", (), {})
    return sorted({kind.__module__ for kind in kinds})


class Inner:
    seen = sys._getframe().f_code.co_name


def fails():
    try:
        namedtuple("P", "x x")
    except ValueError as error:
        return "duplicate" if "duplicate" in str(error) else error


def entries():
    try:
        sys._getframe(100000)
    except ValueError as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


def shadowed():
    def warn(text):
        return "mine: " + text

    return warn("spam")
