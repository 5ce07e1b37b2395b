# test: *args and **kwargs that the body binds again hold any object
def merged(*items, **options):
    """
    >>> merged(1, 2)
    ([1, 2], 0)
    >>> merged([3, 4], a=1)
    ([3, 4], [('a', 1)])
    """
    if len(items) == 1 and isinstance(items[0], list):
        items = items[0]
    options = list(options.items()) or 0
    return list(items), options
