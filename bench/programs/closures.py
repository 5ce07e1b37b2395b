"""Closures: counters, functions made by functions, decorators, memoisation, composition."""


def counter(start, step=1):
    value = start

    def advance():
        nonlocal value
        value += step
        return value

    return advance


def memoised(function):
    known = {}

    def wrapper(*arguments):
        if arguments not in known:
            known[arguments] = function(*arguments)
        return known[arguments]

    return wrapper


def counted(calls):
    def decorate(function):
        def wrapper(*arguments):
            calls[0] += 1
            return function(*arguments)
        return wrapper
    return decorate


def composed(*functions):
    def apply(value):
        for function in functions:
            value = function(value)
        return value
    return apply


def adder(n):
    return lambda value: value + n


@memoised
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


def run():
    calls = [0]

    @counted(calls)
    def square(n):
        return n * n % 1009

    advance = counter(5, 3)
    total = 0
    for _ in range(20000):
        total += advance()
    chain = composed(adder(1), square, adder(-3), lambda value: value * 2)
    for n in range(6000):
        total += chain(n)
    return total, calls[0], paths(30, 30)
