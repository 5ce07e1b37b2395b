# <stdio.h>: C11, 7.21.

cdef extern from "<stdio.h>" nogil:
    ctypedef struct FILE
    cdef FILE *stdin
    cdef FILE *stdout
    cdef FILE *stderr

    ctypedef struct fpos_t:
        pass

    enum:
        BUFSIZ
        EOF
        FILENAME_MAX
        FOPEN_MAX
        L_tmpnam
        TMP_MAX
        SEEK_SET
        SEEK_CUR
        SEEK_END
        _IOFBF
        _IOLBF
        _IONBF

    # Files.
    FILE *fopen(const char *path, const char *mode)
    FILE *freopen(const char *path, const char *mode, FILE *stream)
    FILE *fdopen(int descriptor, const char *mode)
    FILE *tmpfile()
    char *tmpnam(char *path)
    char *mktemp(char *template)
    int fclose(FILE *stream)
    int fflush(FILE *stream)
    int remove(const char *path)
    int rename(const char *old, const char *renamed)
    int fileno(FILE *stream)

    # Buffers.
    void setbuf(FILE *stream, char *buffer)
    int setvbuf(FILE *stream, char *buffer, int mode, size_t size)

    # Bytes.
    size_t fread(void *to, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *source, size_t size, size_t count, FILE *stream)

    # Positions.
    int fseek(FILE *stream, long int offset, int origin)
    long int ftell(FILE *stream)
    void rewind(FILE *stream)
    int fgetpos(FILE *stream, fpos_t *position)
    int fsetpos(FILE *stream, const fpos_t *position)

    # State.
    void clearerr(FILE *stream)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    void perror(const char *text)

    # Formatted output.
    int printf(const char *format, ...)
    int fprintf(FILE *stream, const char *format, ...)
    int sprintf(char *to, const char *format, ...)
    int snprintf(char *to, size_t size, const char *format, ...)

    # Formatted input.
    int scanf(const char *format, ...)
    int fscanf(FILE *stream, const char *format, ...)
    int sscanf(const char *text, const char *format, ...)

    # Characters and lines.
    int fgetc(FILE *stream)
    int fputc(int character, FILE *stream)
    int getc(FILE *stream)
    int putc(int character, FILE *stream)
    int getchar()
    int putchar(int character)
    int ungetc(int character, FILE *stream)
    char *fgets(char *to, int size, FILE *stream)
    char *gets(char *to)
    int fputs(const char *text, FILE *stream)
    int puts(const char *text)
    ssize_t getline(char **line, size_t *size, FILE *stream)

    # Names of `const` types in old sources.
    ctypedef const char const_char "const char"
    ctypedef const void const_void "const void"
    ctypedef const fpos_t const_fpos_t "const fpos_t"
