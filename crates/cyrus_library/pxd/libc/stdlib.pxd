# <stdlib.h>: C11, 7.22.

from libc.stddef cimport wchar_t

cdef extern from "<unistd.h>" nogil:
    void _exit(int)

cdef extern from "<stdlib.h>" nogil:
    # Names from before declarations could say `const`.
    ctypedef const char const_char "const char"
    ctypedef const void const_void "const void"

    # Constants.
    enum:
        EXIT_FAILURE, EXIT_SUCCESS, MB_CUR_MAX, RAND_MAX

    # Quotients with remainders (7.22.6).
    ctypedef struct div_t:
        int quot, rem

    ctypedef struct ldiv_t:
        long quot, rem

    ctypedef struct lldiv_t:
        long long quot, rem
    int abs(int)
    long labs(long)
    long long llabs(long long)
    div_t div(int, int)
    ldiv_t ldiv(long, long)
    lldiv_t lldiv(long long, long long)

    # Numbers from text (7.22.1).
    double atof(const char *), strtod(const char *, char **)
    float strtof(const char *, char **)
    long double strtold(const char *, char **)
    int atoi(const char *)
    long atol(const char *), strtol(const char *, char **, int)
    long long atoll(const char *), strtoll(const char *, char **, int)
    unsigned long strtoul(const char *, char **, int)
    unsigned long long strtoull(const char *, char **, int)

    # Random numbers (7.22.2).
    int rand()
    void srand(unsigned int)

    # Memory (7.22.3).
    void *aligned_alloc(size_t, size_t), *calloc(size_t, size_t)
    void free(void *)
    void *malloc(size_t), *realloc(void *, size_t)

    # The program and its surroundings (7.22.4).
    void _Exit(int), abort()
    int at_quick_exit(void (*)() noexcept nogil), atexit(void (*)() noexcept nogil)
    void exit(int)
    char *getenv(const char *)
    void quick_exit(int)
    int system(const char *)

    # Searching and sorting (7.22.5). The functions given may not raise.
    void *bsearch(const void *, const void *, size_t, size_t, int (*)(const void *, const void *) noexcept nogil)
    void qsort(void *, size_t, size_t, int (*)(const void *, const void *) noexcept nogil)

    # Characters of several bytes (7.22.7, 7.22.8).
    int mblen(const char *, size_t)
    size_t mbstowcs(wchar_t *, const char *, size_t)
    int mbtowc(wchar_t *, const char *, size_t)
    size_t wcstombs(char *, const wchar_t *, size_t)
    int wctomb(char *, wchar_t)
