# test: what a fused function has by name: its own, and what it was given
cimport cython


def same(cython.floating x):
    """
    >>> same.__module__ == __name__, same.__name__, same.__doc__.split()[0]
    (True, 'same', '>>>')
    >>> same.__module__, same.__doc__, same.extra = "elsewhere", "other text", 3
    >>> same.__module__, same.__doc__, same.extra, same(1.5)
    ('elsewhere', 'other text', 3, 1.5)
    >>> del same.__module__, same.__doc__, same.extra
    >>> same.__module__ == __name__, hasattr(same, "extra")
    (True, False)
    """
    return x
