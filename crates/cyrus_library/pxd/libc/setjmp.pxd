# <setjmp.h>: C11, 7.13. No jump may leave a function that holds Python objects: nobody would give them back.

cdef extern from "<setjmp.h>" nogil:
    ctypedef struct jmp_buf:
        pass

    void longjmp(jmp_buf, int)
    int setjmp(jmp_buf)

    # POSIX: the signal mask is restored, too.
    ctypedef struct sigjmp_buf:
        pass
    void siglongjmp(sigjmp_buf, int)
    int sigsetjmp(sigjmp_buf, int)
