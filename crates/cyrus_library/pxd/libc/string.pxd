# <string.h>: C11, 7.24, and the POSIX functions that every common C library has.

cdef extern from "<string.h>" nogil:
    # Memory.
    void *memcpy(void *to, const void *source, size_t size)
    void *memmove(void *to, const void *source, size_t size)
    void *memset(void *block, int byte, size_t size)
    int memcmp(const void *left, const void *right, size_t size)
    void *memchr(const void *block, int byte, size_t size)
    void *memccpy(void *to, const void *source, int byte, size_t size)
    void *mempcpy(void *to, const void *source, size_t size)
    void *memmem(const void *block, size_t size, const void *part, size_t part_size)
    void *memrchr(const void *block, int byte, size_t size)

    # Text that ends with a zero byte.
    size_t strlen(const char *text)
    size_t strnlen(const char *text, size_t limit)
    char *strcpy(char *to, const char *source)
    char *strncpy(char *to, const char *source, size_t size)
    char *stpcpy(char *to, const char *source)
    char *stpncpy(char *to, const char *source, size_t size)
    char *strdup(const char *text)
    char *strndup(const char *text, size_t size)
    char *strcat(char *to, const char *source)
    char *strncat(char *to, const char *source, size_t size)

    # Comparing.
    int strcmp(const char *left, const char *right)
    int strncmp(const char *left, const char *right, size_t size)
    int strcasecmp(const char *left, const char *right)
    int strncasecmp(const char *left, const char *right, size_t size)
    int strcoll(const char *left, const char *right)
    size_t strxfrm(char *to, const char *source, size_t size)

    # Searching.
    char *strchr(const char *text, int character)
    char *strrchr(const char *text, int character)
    char *strstr(const char *text, const char *part)
    char *strcasestr(const char *text, const char *part)
    size_t strspn(const char *text, const char *accepted)
    size_t strcspn(const char *text, const char *rejected)
    char *strpbrk(const char *text, const char *accepted)
    char *strtok(char *text, const char *separators)
    char *strtok_r(char *text, const char *separators, char **state)
    char *strsep(char **text, const char *separators)

    # Names of errors.
    char *strerror(int number)
    char *strerror_r(int number, char *text, size_t size)

    # Names of `const` types in old sources.
    ctypedef const char const_char "const char"
    ctypedef const signed char const_schar "const signed char"
    ctypedef const unsigned char const_uchar "const unsigned char"
    ctypedef const void const_void "const void"
