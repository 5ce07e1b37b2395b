# <sys/wait.h>: POSIX, XBD <sys/wait.h>.

from posix.resource cimport rusage
from posix.signal cimport siginfo_t
from posix.types cimport id_t, pid_t

cdef extern from "<sys/wait.h>" nogil:
    # Which processes.
    ctypedef enum idtype_t:
        P_ALL, P_PGID, P_PID

    # What to wait for.
    enum:
        WCONTINUED, WEXITED, WNOHANG, WNOWAIT, WSTOPPED, WUNTRACED

    # What a status says.
    int WIFCONTINUED(int), WIFEXITED(int), WIFSIGNALED(int), WIFSTOPPED(int), WCOREDUMP(int)
    int WEXITSTATUS(int), WSTOPSIG(int), WTERMSIG(int)

    # Waiting.
    pid_t wait(int *), wait3(int *, int, rusage *), wait4(pid_t, int *, int, rusage *)
    int waitid(idtype_t, id_t, siginfo_t *, int)
    pid_t waitpid(pid_t, int *, int)
