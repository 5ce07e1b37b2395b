# <stdio.h>: C11, 7.21; where marked, POSIX.

cdef extern from "<stdio.h>" nogil:
    # Types.
    ctypedef struct FILE
    ctypedef struct fpos_t:
        pass

    # Names from before declarations could say `const`.
    ctypedef const char const_char "const char"
    ctypedef const fpos_t const_fpos_t "const fpos_t"
    ctypedef const void const_void "const void"

    # Constants.
    enum:
        BUFSIZ, EOF, FILENAME_MAX, FOPEN_MAX, L_tmpnam, SEEK_CUR, SEEK_END, SEEK_SET, TMP_MAX, _IOFBF,
        _IOLBF, _IONBF

    # Streams that are open from the start.
    FILE *stderr, *stdin, *stdout

    # Files (7.21.4).
    int remove(const char *), rename(const char *, const char *)
    FILE *tmpfile()
    char *tmpnam(char *)

    # Opening, closing, buffers (7.21.5).
    int fclose(FILE *), fflush(FILE *)
    FILE *fopen(const char *, const char *), *freopen(const char *, const char *, FILE *)
    void setbuf(FILE *, char *)
    int setvbuf(FILE *, char *, int, size_t)

    # Formatted output and input (7.21.6).
    int fprintf(FILE *, const char *, ...), fscanf(FILE *, const char *, ...), printf(const char *, ...)
    int scanf(const char *, ...), snprintf(char *, size_t, const char *, ...)
    int sprintf(char *, const char *, ...), sscanf(const char *, const char *, ...)

    # Characters and lines (7.21.7). `gets` is gone from C11.
    int fgetc(FILE *)
    char *fgets(char *, int, FILE *)
    int fputc(int, FILE *), fputs(const char *, FILE *), getc(FILE *), getchar(), putc(int, FILE *)
    int putchar(int), puts(const char *), ungetc(int, FILE *)
    char *gets(char *)

    # Blocks (7.21.8).
    size_t fread(void *, size_t, size_t, FILE *), fwrite(const void *, size_t, size_t, FILE *)

    # Positions (7.21.9).
    int fgetpos(FILE *, fpos_t *), fseek(FILE *, long, int), fsetpos(FILE *, const fpos_t *)
    long ftell(FILE *)
    void rewind(FILE *)

    # Errors (7.21.10).
    void clearerr(FILE *)
    int feof(FILE *), ferror(FILE *)
    void perror(const char *)

    # POSIX.
    FILE *fdopen(int, const char *)
    int fileno(FILE *)
    ssize_t getline(char **, size_t *, FILE *)

    # POSIX: streams that the caller has locked.
    int getc_unlocked(FILE *), getchar_unlocked(), putc_unlocked(int, FILE *), putchar_unlocked(int)
