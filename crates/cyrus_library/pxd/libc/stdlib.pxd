# <stdlib.h>: C11, 7.22. None of this touches Python.

from libc.stddef cimport wchar_t

cdef extern from "<stdlib.h>" nogil:
    enum:
        EXIT_SUCCESS
        EXIT_FAILURE
        MB_CUR_MAX
        RAND_MAX

    # Memory.
    void *malloc(size_t size)
    void *calloc(size_t count, size_t size)
    void *realloc(void *block, size_t size)
    void *aligned_alloc(size_t alignment, size_t size)
    void free(void *block)

    # Numbers from text; `end` receives the place where reading stopped.
    double atof(const char *text)
    int atoi(const char *text)
    long atol(const char *text)
    long long atoll(const char *text)
    float strtof(const char *text, char **end)
    double strtod(const char *text, char **end)
    long double strtold(const char *text, char **end)
    long strtol(const char *text, char **end, int base)
    unsigned long strtoul(const char *text, char **end, int base)
    long long strtoll(const char *text, char **end, int base)
    unsigned long long strtoull(const char *text, char **end, int base)

    # Integers.
    ctypedef struct div_t:
        int quot
        int rem
    ctypedef struct ldiv_t:
        long quot
        long rem
    ctypedef struct lldiv_t:
        long long quot
        long long rem
    int abs(int n)
    long labs(long n)
    long long llabs(long long n)
    div_t div(int numerator, int denominator)
    ldiv_t ldiv(long numerator, long denominator)
    lldiv_t lldiv(long long numerator, long long denominator)

    # Pseudo-random numbers; the last two are POSIX.
    int rand()
    void srand(unsigned int seed)
    int rand_r(unsigned int *seed)
    long int random()
    void srandom(unsigned int seed)

    # Searching and sorting. The comparison must not raise: nobody would look.
    void qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *) noexcept nogil)
    void *bsearch(
        const void *key, const void *array, size_t count, size_t size,
        int (*compare)(const void *, const void *) noexcept nogil)

    # The process.
    void abort()
    void exit(int status)
    void quick_exit(int status)
    void _exit(int status)
    void _Exit(int status)
    int atexit(void (*function)() noexcept nogil)
    int at_quick_exit(void (*function)() noexcept nogil)
    int system(const char *command)
    char *getenv(const char *name)
    int setenv(const char *name, const char *value, int overwrite)

    # Multibyte text.
    int mblen(const char *text, size_t size)
    int mbtowc(wchar_t *result, const char *text, size_t size)
    int wctomb(char *result, wchar_t character)
    size_t mbstowcs(wchar_t *result, const char *text, size_t size)
    size_t wcstombs(char *result, const wchar_t *text, size_t size)

    # Names of `const` types in old sources.
    ctypedef const char const_char "const char"
    ctypedef const void const_void "const void"
