# <signal.h>: C11, 7.14; the further signals of POSIX, XBD <signal.h>.

cdef extern from "<signal.h>" nogil:
    ctypedef void (*sighandler_t)(int signum) noexcept nogil
    ctypedef int sig_atomic_t

    # Handlers that are no functions.
    sighandler_t SIG_DFL, SIG_ERR, SIG_IGN

    # Signals of C.
    enum:
        SIGABRT, SIGFPE, SIGILL, SIGINT, SIGSEGV, SIGTERM

    # Signals of POSIX.
    enum:
        SIGALRM, SIGBUS, SIGCHLD, SIGCONT, SIGHUP, SIGKILL, SIGPIPE, SIGPOLL, SIGPROF, SIGQUIT,
        SIGSTOP, SIGSYS, SIGTRAP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU, SIGXFSZ

    # Signals of some systems.
    enum:
        SIGBREAK, SIGCLD, SIGEMT, SIGINFO, SIGIO, SIGIOT, SIGLOST, SIGPWR, SIGRTMAX, SIGRTMIN,
        SIGSTKFLT, SIGUNUSED, SIGWINCH

    # Functions. (`raise` is a keyword.)
    int raise_ "raise"(int)
    sighandler_t signal(int, sighandler_t)
