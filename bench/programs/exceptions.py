"""Exceptions in a loop: raised and caught near, far, with `finally`, `else`, and a class hierarchy."""


class Problem(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Minor(Problem):
    pass


class Major(Problem):
    pass


def risky(n):
    if n % 7 == 0:
        raise Major(n)
    if n % 3 == 0:
        raise Minor(n)
    return n


def careful(n, log):
    try:
        value = risky(n)
    except Minor as problem:
        return problem.code // 3
    else:
        return value
    finally:
        log[0] += 1


def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return 0


def run():
    log = [0]
    total = majors = 0
    table = {n: n * n for n in range(0, 100, 2)}
    for n in range(8000):
        try:
            total += careful(n, log)
        except Problem as problem:
            majors += 1
            total -= problem.code
        total += lookup(table, n % 100)
    for n in range(1500):
        total += parse(str(n) if n % 4 else "x" + str(n))
    return total, majors, log[0]
