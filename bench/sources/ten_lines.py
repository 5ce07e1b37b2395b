"""Ten lines of plain Python: what the smallest useful module costs."""
def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


def scaled(values, factor=2, *, offset=0):
    return [value * factor + offset for value in values]
