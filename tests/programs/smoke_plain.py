"""Plain Python as it is: comprehensions, exceptions, with, unpacking, f-strings, sorting, async.

>>> word_count("a b a c b a")
[('a', 3), ('b', 2), ('c', 1)]
>>> safe_divide(1, 0)
('error', 'division by zero', 'done')
>>> safe_divide(6, 3)
('result', 2.0, 'done')
>>> flatten([1, [2, [3, [4]]], 5])
[1, 2, 3, 4, 5]
>>> head_and_tail([1, 2, 3, 4])
(1, [2, 3], 4)
>>> table({"x": 1.5, "name": "spam"})
"x=1.50, name='spam'"
>>> resource_log()
['enter', 'body', 'exit', 'caught']
>>> import asyncio
>>> asyncio.run(gather())
[0, 1, 4]
>>> squares()
{0: 0, 1: 1, 2: 4}
"""
import asyncio


def word_count(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def safe_divide(a, b):
    try:
        value = a / b
    except ZeroDivisionError as error:
        kind, value = "error", str(error)
    else:
        kind = "result"
    finally:
        end = "done"
    return kind, value, end


def flatten(nested):
    out = []
    for item in nested:
        if isinstance(item, list):
            out += flatten(item)
        else:
            out.append(item)
    return out


def head_and_tail(items):
    head, *middle, tail = items
    return head, middle, tail


def table(values):
    parts = [f"{key}={value:.2f}" if isinstance(value, float) else f"{key}={value!r}" for key, value in values.items()]
    return ", ".join(parts)


class Resource:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append("exit")
        return False


def resource_log():
    log = []
    try:
        with Resource(log):
            log.append("body")
            raise KeyError("x")
    except KeyError:
        log.append("caught")
    return log


async def square(n):
    await asyncio.sleep(0)
    return n * n


async def gather():
    return await asyncio.gather(*(square(n) for n in range(3)))


def squares():
    return {n: n * n for n in range(3)}
