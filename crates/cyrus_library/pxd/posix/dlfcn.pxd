# <dlfcn.h>: POSIX.1-2017, and what common systems add.

cdef extern from "<dlfcn.h>" nogil:
    enum:
        RTLD_LAZY, RTLD_NOW, RTLD_GLOBAL, RTLD_LOCAL

    void *dlopen(const char *, int)
    char *dlerror()
    void *dlsym(void *, const char *)
    int dlclose(void *)
