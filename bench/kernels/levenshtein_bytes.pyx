# cython: language_level=3
"""The edit distance of two byte strings, with one row of working space."""


def levenshtein_bytes(bytes a, bytes b, int[::1] row):
    cdef Py_ssize_t i, j
    cdef int diagonal, cost, above
    cdef const unsigned char *first = a
    cdef const unsigned char *second = b
    for j in range(len(b) + 1):
        row[j] = <int>j
    for i in range(len(a)):
        diagonal = row[0]
        row[0] = <int>i + 1
        for j in range(len(b)):
            above = row[j + 1]
            cost = diagonal if first[i] == second[j] else diagonal + 1
            if above + 1 < cost:
                cost = above + 1
            if row[j] + 1 < cost:
                cost = row[j] + 1
            row[j + 1] = cost
            diagonal = above
    return row[len(b)]
