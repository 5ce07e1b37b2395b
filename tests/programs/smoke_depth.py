# test: a recursion limit beyond what the stack holds is no way to crash
"""
>>> limited(1000, 5000)
'maximum recursion depth exceeded'
>>> limited(100000, 3000)
3000
>>> [limited(10 ** 6, 10 ** 6, f) for f in (down, Deep().method, delegated)]
['maximum recursion depth exceeded', 'maximum recursion depth exceeded', 'maximum recursion depth exceeded']
>>> in_thread(10 ** 6)
'maximum recursion depth exceeded'
>>> limited(10 ** 6, 1, added)
'maximum recursion depth exceeded'
>>> in_thread(2000), down(100)
(2000, 100)
"""
import sys
import threading


def down(n):
    return down(n - 1) + 1 if n else 0


class Deep:
    def method(self, n):
        return self.method(n - 1) + 1 if n else 0


class Added:
    def __iadd__(self, other):
        whole = self
        whole += other
        return whole


def added(n):
    whole = Added()
    whole += n
    return whole


def numbers(n):
    if n:
        yield from numbers(n - 1)
    yield n


def delegated(n):
    return sum(1 for _ in numbers(n))


def limited(limit, depth, f=down):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        return f(depth)
    except RecursionError as e:
        return str(e)[:32]
    finally:
        sys.setrecursionlimit(before)


def in_thread(depth):
    results = []
    thread = threading.Thread(target=lambda: results.append(limited(10 ** 6, depth)))
    thread.start()
    thread.join()
    return results[0]
