# test: what builtins give of literals, and what is said of what cannot be iterated over
"""
>>> largest()
[True, 1, True, False, 2.5, 3]
>>> said(lambda: [].extend(1)), said(lambda: [*one()]), said(lambda: (*one(),)), said(lambda: print(*one()))
("'int' object is not iterable", 'Value after * must be an iterable, not int', 'Value after * must be an iterable, not int', 'print() argument after * must be an iterable, not int')
>>> extended()
([0, 1, 0, 1, 2], "'int' object is not iterable")
"""


def one():
    return 1


def said(f):
    try:
        return f()
    except TypeError as e:
        return str(e).rpartition('.')[2]


def largest():
    return [max(True, 1), max(1, True), min(True, 1), min(False, 0), max(1, 2.5), max(3, 2.5)]


def extended():
    values = [0]
    values.extend([1])
    values.extend(values)
    values.extend({2: 3})
    try:
        values.extend(4)
    except TypeError as e:
        return values, str(e)
