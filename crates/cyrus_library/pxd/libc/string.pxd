# <string.h>: C11, 7.24; where marked, POSIX.

cdef extern from "<string.h>" nogil:
    # Names from before declarations could say `const`.
    ctypedef const void const_void "const void"
    ctypedef const signed char const_schar "const signed char"
    ctypedef const char const_char "const char"
    ctypedef const unsigned char const_uchar "const unsigned char"

    # Copying (7.24.2).
    void *memcpy(void *, const void *, size_t), *memmove(void *, const void *, size_t)
    char *strcpy(char *, const char *), *strncpy(char *, const char *, size_t)

    # Joining (7.24.3).
    char *strcat(char *, const char *), *strncat(char *, const char *, size_t)

    # Comparing (7.24.4).
    int memcmp(const void *, const void *, size_t), strcmp(const char *, const char *)
    int strcoll(const char *, const char *), strncmp(const char *, const char *, size_t)
    size_t strxfrm(char *, const char *, size_t)

    # Searching (7.24.5).
    void *memchr(const void *, int, size_t)
    char *strchr(const char *, int)
    size_t strcspn(const char *, const char *)
    char *strpbrk(const char *, const char *)
    char *strrchr(const char *, int)
    size_t strspn(const char *, const char *)
    char *strstr(const char *, const char *)
    char *strtok(char *, const char *)

    # The rest (7.24.6).
    void *memset(void *, int, size_t)
    char *strerror(int)
    size_t strlen(const char *)

    # POSIX.
    char *strdup(const char *), *strndup(const char *, size_t)
    size_t strnlen(const char *, size_t)
    char *strsignal(int), *strtok_r(char *, const char *, char **), *stpcpy(char *, const char *)
    char *stpncpy(char *, const char *, size_t), *strerror_r(int, char *, size_t)

    # BSD; in <strings.h>, too.
    int strcasecmp(const char *, const char *), strncasecmp(const char *, const char *, size_t)

    # GNU and BSD.
    char *strcasestr(const char *, const char *)
    void *memmem(const void *, size_t, const void *, size_t), *memrchr(const void *, int, size_t)
    char *strsep(char **, const char *)
    int strverscmp(const char *, const char *)
