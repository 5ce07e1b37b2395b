# test: a display with another number of values than targets raises when it is reached, as any iterable does
"""
>>> for f in few, many, starred, nested, right: print(f())
not enough values to unpack (expected 3, got 2)
too many values to unpack (expected 2)
not enough values to unpack (expected at least 2, got 1)
not enough values to unpack (expected 2, got 1)
(1, [2, 3])
"""


def few():
    try:
        a, b, c = 1, 2
    except ValueError as e:
        return str(e)


def many():
    try:
        a, b = [1, 2, 3]
    except ValueError as e:
        return str(e)


def starred():
    try:
        a, *b, c = [few]
    except ValueError as e:
        return str(e)


def nested():
    try:
        *(a, b), c = (1, 2)
    except ValueError as e:
        return str(e)


def right():
    a, *b = 1, 2, 3
    return a, b
