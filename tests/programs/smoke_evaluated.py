# test: eval and exec with keywords and with what is unpacked see the names of the place, as without
"""
>>> unpacked(2)
[2, 'module', 7, 2]
>>> named(2) == ([5, 'module', 5, 2, 2, {'y': 2}] if since(13) else ['TypeError'] * 6)
True
>>> wrong() == ['TypeError'] * 8
True
>>> closed() if since(11) else None
"""
import sys

x = 'module'


def since(minor):
    return sys.version_info >= (3, minor)


def said(f):
    try:
        return f()
    except TypeError as e:
        return type(e).__name__


def unpacked(a):
    own, other = ['a'], ('x', {'x': 7})
    return [eval(*own), eval(*['x']), eval(*other), eval(*('a', None))]


def named(a):
    space = {}
    found = []
    for use in 'abcdef':
        try:
            if use == 'a':
                found.append(eval('x', globals={'x': 5}))
            elif use == 'b':
                found.append(eval('x', locals={'a': 5}))
            elif use == 'c':
                found.append(eval('x', {'x': 4}, locals={'x': 5}))
            elif use == 'd':
                found.append(eval('a', locals=None))
            elif use == 'e':
                found.append(eval('a', **{'globals': None}))
            else:
                exec('y = x', globals={'x': 2}, locals=space)
                found.append(space)
        except TypeError as e:
            found.append(type(e).__name__)
    return found


def wrong():
    return [
        said(lambda: eval()),
        said(lambda: exec()),
        said(lambda: eval(source='1')),
        said(lambda: eval('1', other=2)),
        said(lambda: eval('1', {}, globals={})),
        said(lambda: exec('1', {}, {}, locals={})),
        said(lambda: exec('1', {}, {}, 4)),
        said(lambda: exec('1', closure=())),
    ]


def closed():
    code = compile('1', '', 'exec')
    return exec(code, closure=None)
