"""Generator pipelines: generators that feed each other, generator expressions, `yield from`, `send`."""


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def scaled(source, factor):
    for value in source:
        yield value * factor


def only(source, modulus):
    for value in source:
        if value % modulus == 0:
            yield value


def joined(*sources):
    for source in sources:
        yield from source


def averager():
    total = count = 0
    while True:
        value = yield total // count if count else 0
        total += value
        count += 1


def windows(source, size):
    window = []
    for value in source:
        window.append(value)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield tuple(window)


def run():
    total = 0
    for value in only(scaled(numbers(20000), 3), 2):
        total += value
    total += sum(value + 1 for value in joined(numbers(8000), scaled(numbers(8000), 2)) if value % 3)
    average = averager()
    next(average)
    last = 0
    for value in numbers(8000):
        last = average.send(value)
    return total, last, sum(a * c - b for a, b, c in windows(numbers(4000), 3))
