# <signal.h>: C11, 7.14, and the signals of POSIX. A handler must not touch Python.

ctypedef void (*sighandler_t)(int number) noexcept nogil

cdef extern from "<signal.h>" nogil:
    ctypedef int sig_atomic_t

    sighandler_t SIG_DFL
    sighandler_t SIG_IGN
    sighandler_t SIG_ERR

    sighandler_t signal(int number, sighandler_t handler)
    int raise_ "raise"(int number)

    # C's own signals.
    enum:
        SIGABRT, SIGFPE, SIGILL, SIGINT, SIGSEGV, SIGTERM

    # Those of POSIX and of some systems.
    enum:
        SIGHUP, SIGQUIT, SIGKILL, SIGTRAP, SIGIOT, SIGEMT, SIGBUS, SIGSYS, SIGPIPE, SIGALRM,
        SIGVTALRM, SIGPROF, SIGIO, SIGURG, SIGPOLL, SIGCHLD, SIGCLD, SIGCONT, SIGSTOP, SIGTSTP,
        SIGTTIN, SIGTTOU, SIGXCPU, SIGXFSZ, SIGLOST, SIGUSR1, SIGUSR2, SIGWINCH, SIGINFO, SIGSTKFLT, SIGPWR, SIGRTMIN, SIGRTMAX
