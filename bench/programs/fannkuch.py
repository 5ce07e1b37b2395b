"""Fannkuch: permutations of a list, reversed slices, item assignment."""


def flips_of(permutation):
    work = permutation[:]
    flips = 0
    first = work[0]
    while first:
        work[:first + 1] = work[first::-1]
        flips += 1
        first = work[0]
    return flips


def fannkuch(size):
    permutation = list(range(size))
    counters = [0] * size
    most = checksum = sign = 0
    level = 1
    flips = flips_of(permutation)
    while level < size:
        if counters[level] < level:
            low = counters[level] if level % 2 else 0
            permutation[low], permutation[level] = permutation[level], permutation[low]
            sign ^= 1
            flips = flips_of(permutation)
            checksum += -flips if sign else flips
            if flips > most:
                most = flips
            counters[level] += 1
            level = 1
        else:
            counters[level] = 0
            level += 1
    return checksum, most


def run():
    return fannkuch(7)
