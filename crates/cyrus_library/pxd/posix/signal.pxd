# <signal.h>: POSIX, XBD <signal.h>; what C has is in libc.signal.

from libc.signal cimport sighandler_t
from libc.time cimport clock_t
from posix.time cimport timespec
from posix.types cimport pid_t, sigset_t, uid_t

cdef extern from "<signal.h>" nogil:
    # Values sent along; what is known of a signal.
    union sigval:
        int sival_int
        void *sival_ptr
    ctypedef struct siginfo_t:
        int si_code, si_errno, si_signo, si_status
        pid_t si_pid
        uid_t si_uid
        void *si_addr
        long si_band
        sigval si_value
        clock_t si_stime, si_utime
        int si_fd, si_int, si_overrun, si_timerid, si_trapno
        void *si_ptr

    # How a thread is told.
    struct sigevent:
        int sigev_notify, sigev_signo
        sigval sigev_value
        void (*sigev_notify_function)(sigval) noexcept nogil

    # What a signal does.
    struct sigaction_t "sigaction":
        void (*sa_handler)(int) noexcept nogil
        void (*sa_sigaction)(int, siginfo_t *, void *) noexcept nogil
        sigset_t sa_mask
        int sa_flags

    ctypedef struct stack_t:
        int ss_flags
        size_t ss_size
        void *ss_sp

    # Flags of `sa_flags`.
    enum:
        SA_NOCLDSTOP, SA_NOCLDWAIT, SA_NODEFER, SA_ONSTACK, SA_RESETHAND, SA_RESTART, SA_SIGINFO

    # How the mask changes.
    enum:
        SIG_BLOCK, SIG_SETMASK, SIG_UNBLOCK

    # How one is told; alternative stacks.
    enum:
        SIGEV_NONE, SIGEV_SIGNAL, SIGEV_THREAD, SIGEV_THREAD_ID, MINSIGSTKSZ, SIGSTKSZ, SS_DISABLE,
        SS_ONSTACK

    # Sending.
    int kill(pid_t, int), killpg(pid_t, int), sigqueue(pid_t, int, const sigval)

    # Handling.
    int sigaction(int, const sigaction_t *, sigaction_t *)
    int sigaltstack(const stack_t *, stack_t *), siginterrupt(int, int)

    # Sets.
    int sigaddset(sigset_t *, int), sigdelset(sigset_t *, int), sigemptyset(sigset_t *)
    int sigfillset(sigset_t *), sigismember(const sigset_t *, int)

    # Masks and waiting.
    int sigpending(sigset_t *), sigprocmask(int, const sigset_t *, sigset_t *)
    int sigsuspend(const sigset_t *), sigtimedwait(const sigset_t *, siginfo_t *, const timespec *)
    int sigwait(const sigset_t *, int *), sigwaitinfo(const sigset_t *, siginfo_t *)
