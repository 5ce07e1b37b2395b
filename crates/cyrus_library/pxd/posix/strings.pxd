# <strings.h>: POSIX, XBD <strings.h>. Of the older ones, memcpy and its like in libc.string do the same.

cdef extern from "<strings.h>" nogil:
    # Comparing without regard to case.
    int strcasecmp(const char *, const char *), strncasecmp(const char *, const char *, size_t)

    # Bits and bytes.
    int ffs(int), bcmp(const void *, const void *, size_t)
    void bcopy(const void *, void *, size_t), bzero(void *, size_t)

    # Searching.
    char *index(const char *, int), *rindex(const char *, int)
