# <stdlib.h>: what POSIX adds to C (XBD <stdlib.h>).

cdef extern from "<stdlib.h>" nogil:
    # Surroundings.
    void _Exit(int)
    int putenv(char *), setenv(const char *, const char *, int), unsetenv(const char *)

    # Files.
    char *mkdtemp(char *)
    int mkstemp(char *)
    char *realpath(const char *, char *)

    # Memory.
    int posix_memalign(void **, size_t, size_t)

    # Random numbers.
    double erand48(unsigned short *), drand48()
    long jrand48(unsigned short *), lrand48(), mrand48(), nrand48(unsigned short *)
    int rand_r(unsigned int *)
    void srand48(long), srandom(unsigned int)
    long random()
    void lcong48(unsigned short *)
    unsigned short *seed48(unsigned short *)
    char *initstate(unsigned int, char *, size_t), *setstate(char *)

    # Texts.
    long a64l(const char *)
    int getsubopt(char **, char **, char **)
    char *l64a(long)

    # Pseudo terminals.
    int grantpt(int), posix_openpt(int)
    char *ptsname(int)
    int unlockpt(int)

    # Keys of DES.
    void setkey(const char *)
