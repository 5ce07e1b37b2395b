# <stdio.h>: what POSIX adds to C (XBD <stdio.h>).

from libc.stddef cimport wchar_t
from libc.stdio cimport FILE
from posix.types cimport off_t

cdef extern from "<stdio.h>" nogil:
    # Streams and file descriptors.
    FILE *fdopen(int, const char *)
    int fileno(FILE *)

    # Streams and memory.
    FILE *fmemopen(void *, size_t, const char *), *open_memstream(char **, size_t *)
    FILE *open_wmemstream(wchar_t **, size_t *)

    # Streams and programs.
    int pclose(FILE *)
    FILE *popen(const char *, const char *)

    # Wide positions.
    int fseeko(FILE *, off_t, int)
    off_t ftello(FILE *)

    # Lines.
    ssize_t getdelim(char **, size_t *, int, FILE *), getline(char **, size_t *, FILE *)

    # Locks.
    void flockfile(FILE *)
    int ftrylockfile(FILE *)
    void funlockfile(FILE *)

    # Without a lock of their own.
    int getc_unlocked(FILE *), getchar_unlocked(), putc_unlocked(int, FILE *), putchar_unlocked(int)

    # Files.
    char *ctermid(char *)
    int renameat(int, const char *, int, const char *)
    char *tempnam(const char *, const char *)

    # To a descriptor.
    int dprintf(int, const char *, ...)
