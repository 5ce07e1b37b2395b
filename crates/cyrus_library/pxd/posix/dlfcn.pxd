# <dlfcn.h>: POSIX, XBD <dlfcn.h>; GNU where marked.

cdef extern from "<dlfcn.h>" nogil:
    # How a library is opened.
    enum:
        RTLD_GLOBAL, RTLD_LAZY, RTLD_LOCAL, RTLD_NOW

    # GNU.
    enum:
        RTLD_DEEPBIND, RTLD_NODELETE, RTLD_NOLOAD

    # Where to search, instead of a library (GNU).
    void *RTLD_DEFAULT, *RTLD_NEXT
    int dlclose(void *)
    char *dlerror()
    void *dlopen(const char *, int), *dlsym(void *, const char *)
