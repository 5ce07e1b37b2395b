# <unistd.h>: POSIX.1-2017, and what common systems add.

from posix.types cimport gid_t, pid_t, off_t, uid_t

cdef extern from "<unistd.h>" nogil:
    ctypedef unsigned int useconds_t

    enum:
        R_OK, W_OK, X_OK, F_OK, _CS_PATH, _CS_POSIX_V6_ILP32_OFF32_CFLAGS,
        _CS_POSIX_V6_ILP32_OFF32_LDFLAGS, _CS_POSIX_V6_ILP32_OFF32_LIBS, _CS_POSIX_V6_ILP32_OFFBIG_CFLAGS,
        _CS_POSIX_V6_ILP32_OFFBIG_LDFLAGS, _CS_POSIX_V6_ILP32_OFFBIG_LIBS, _CS_POSIX_V6_LP64_OFF64_CFLAGS,
        _CS_POSIX_V6_LP64_OFF64_LDFLAGS, _CS_POSIX_V6_LP64_OFF64_LIBS, _CS_POSIX_V6_LPBIG_OFFBIG_CFLAGS,
        _CS_POSIX_V6_LPBIG_OFFBIG_LDFLAGS, _CS_POSIX_V6_LPBIG_OFFBIG_LIBS,
        _CS_POSIX_V6_WIDTH_RESTRICTED_ENVS, SEEK_SET, SEEK_CUR, SEEK_END, F_LOCK, F_TEST, F_TLOCK,
        F_ULOCK, _PC_2_SYMLINKS, _PC_ALLOC_SIZE_MIN, _PC_ASYNC_IO, _PC_CHOWN_RESTRICTED, _PC_FILESIZEBITS,
        _PC_LINK_MAX, _PC_MAX_CANON, _PC_MAX_INPUT, _PC_NAME_MAX, _PC_NO_TRUNC, _PC_PATH_MAX,
        _PC_PIPE_BUF, _PC_PRIO_IO, _PC_REC_INCR_XFER_SIZE, _PC_REC_MIN_XFER_SIZE, _PC_REC_XFER_ALIGN,
        _PC_SYMLINK_MAX, _PC_SYNC_IO, _PC_VDISABLE, _SC_2_C_BIND, _SC_2_C_DEV, _SC_2_CHAR_TERM,
        _SC_2_FORT_DEV, _SC_2_FORT_RUN, _SC_2_LOCALEDEF, _SC_2_PBS, _SC_2_PBS_ACCOUNTING,
        _SC_2_PBS_CHECKPOINT, _SC_2_PBS_LOCATE, _SC_2_PBS_MESSAGE, _SC_2_PBS_TRACK, _SC_2_SW_DEV,
        _SC_2_UPE, _SC_2_VERSION, _SC_ADVISORY_INFO, _SC_AIO_LISTIO_MAX, _SC_AIO_MAX,
        _SC_AIO_PRIO_DELTA_MAX, _SC_ARG_MAX, _SC_ASYNCHRONOUS_IO, _SC_ATEXIT_MAX, _SC_BARRIERS,
        _SC_BC_BASE_MAX, _SC_BC_DIM_MAX, _SC_BC_SCALE_MAX, _SC_BC_STRING_MAX, _SC_CHILD_MAX, _SC_CLK_TCK,
        _SC_CLOCK_SELECTION, _SC_COLL_WEIGHTS_MAX, _SC_CPUTIME, _SC_DELAYTIMER_MAX, _SC_EXPR_NEST_MAX,
        _SC_FSYNC, _SC_GETGR_R_SIZE_MAX, _SC_GETPW_R_SIZE_MAX, _SC_HOST_NAME_MAX, _SC_IOV_MAX, _SC_IPV6,
        _SC_JOB_CONTROL, _SC_LINE_MAX, _SC_LOGIN_NAME_MAX, _SC_MAPPED_FILES, _SC_MEMLOCK,
        _SC_MEMLOCK_RANGE, _SC_MEMORY_PROTECTION, _SC_MESSAGE_PASSING, _SC_MONOTONIC_CLOCK,
        _SC_MQ_OPEN_MAX, _SC_MQ_PRIO_MAX, _SC_NGROUPS_MAX, _SC_OPEN_MAX, _SC_PAGE_SIZE, _SC_PAGESIZE,
        _SC_PRIORITIZED_IO, _SC_PRIORITY_SCHEDULING, _SC_RAW_SOCKETS, _SC_RE_DUP_MAX,
        _SC_READER_WRITER_LOCKS, _SC_REALTIME_SIGNALS, _SC_REGEXP, _SC_RTSIG_MAX, _SC_SAVED_IDS,
        _SC_SEM_NSEMS_MAX, _SC_SEM_VALUE_MAX, _SC_SEMAPHORES, _SC_SHARED_MEMORY_OBJECTS, _SC_SHELL,
        _SC_SIGQUEUE_MAX, _SC_SPAWN, _SC_SPIN_LOCKS, _SC_SPORADIC_SERVER, _SC_SS_REPL_MAX, _SC_STREAM_MAX,
        _SC_SYMLOOP_MAX, _SC_SYNCHRONIZED_IO, _SC_THREAD_ATTR_STACKADDR, _SC_THREAD_ATTR_STACKSIZE,
        _SC_THREAD_CPUTIME, _SC_THREAD_DESTRUCTOR_ITERATIONS, _SC_THREAD_KEYS_MAX,
        _SC_THREAD_PRIO_INHERIT, _SC_THREAD_PRIO_PROTECT, _SC_THREAD_PRIORITY_SCHEDULING,
        _SC_THREAD_PROCESS_SHARED, _SC_THREAD_SAFE_FUNCTIONS, _SC_THREAD_SPORADIC_SERVER,
        _SC_THREAD_STACK_MIN, _SC_THREAD_THREADS_MAX, _SC_THREADS, _SC_TIMEOUTS, _SC_TIMER_MAX,
        _SC_TIMERS, _SC_TRACE, _SC_TRACE_EVENT_FILTER, _SC_TRACE_EVENT_NAME_MAX, _SC_TRACE_INHERIT,
        _SC_TRACE_LOG, _SC_TRACE_NAME_MAX, _SC_TRACE_SYS_MAX, _SC_TRACE_USER_EVENT_MAX, _SC_TTY_NAME_MAX,
        _SC_TYPED_MEMORY_OBJECTS, _SC_TZNAME_MAX, _SC_V6_ILP32_OFF32, _SC_V6_ILP32_OFFBIG,
        _SC_V6_LP64_OFF64, _SC_V6_LPBIG_OFFBIG, _SC_VERSION, _SC_XBS5_ILP32_OFF32, _SC_XBS5_ILP32_OFFBIG,
        _SC_XBS5_LP64_OFF64, _SC_XBS5_LPBIG_OFFBIG, _SC_XOPEN_CRYPT, _SC_XOPEN_ENH_I18N, _SC_XOPEN_LEGACY,
        _SC_XOPEN_REALTIME, _SC_XOPEN_REALTIME_THREADS, _SC_XOPEN_SHM, _SC_XOPEN_STREAMS, _SC_XOPEN_UNIX,
        _SC_XOPEN_VERSION, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO

    char *optarg
    int optind
    int opterr
    int optopt

    int access(const char *, int)
    unsigned int alarm(unsigned int)
    int chdir(const char *)
    int chown(const char *, uid_t, gid_t)
    int close(int)
    size_t confstr(int, char *, size_t)
    char *crypt(const char *, const char *)
    char *ctermid(char *)
    int dup(int)
    int dup2(int, int)
    void encrypt(char *, int)
    int execl(const char *, const char *, ...)
    int execle(const char *, const char *, ...)
    int execlp(const char *, const char *, ...)
    int execv(const char *, char **)
    int execve(const char *, char **, char **)
    int execvp(const char *, char **)
    void _exit(int)
    int fchown(int, uid_t, gid_t)
    int fchdir(int)
    int fdatasync(int)
    pid_t fork()
    long fpathconf(int, int)
    int fsync(int)
    int ftruncate(int, off_t)
    char *getcwd(char *, size_t)
    gid_t getegid()
    uid_t geteuid()
    gid_t getgid()
    int getgroups(int, gid_t *)
    long gethostid()
    int gethostname(char *, size_t)
    char *getlogin()
    int getlogin_r(char *, size_t)
    int getopt(int, char **, const char *)
    pid_t getpgid(pid_t)
    pid_t getpgrp()
    pid_t getpid()
    pid_t getppid()
    pid_t getsid(pid_t)
    uid_t getuid()
    char *getwd(char *)
    int isatty(int)
    int lchown(const char *, uid_t, gid_t)
    int link(const char *, const char *)
    int lockf(int, int, off_t)
    off_t lseek(int, off_t, int)
    int nice(int)
    long pathconf(char *, int)
    int pause()
    int pipe(int *)
    ssize_t pread(int, void *, size_t, off_t)
    ssize_t pwrite(int, const void *, size_t, off_t)
    ssize_t read(int, void *, size_t)
    ssize_t readlink(const char *, char *, size_t)
    int rmdir(const char *)
    int setegid(gid_t)
    int seteuid(uid_t)
    int setgid(gid_t)
    int setpgid(pid_t, pid_t)
    pid_t setpgrp()
    int setregid(gid_t, gid_t)
    int setreuid(uid_t, uid_t)
    pid_t setsid()
    int setuid(uid_t)
    unsigned int sleep(unsigned int)
    void swab(const void *, void *, ssize_t)
    int symlink(const char *, const char *)
    void sync()
    long sysconf(int)
    pid_t tcgetpgrp(int)
    int tcsetpgrp(int, pid_t)
    int truncate(const char *, off_t)
    char *ttyname(int)
    int ttyname_r(int, char *, size_t)
    useconds_t ualarm(useconds_t, useconds_t)
    int unlink(const char *)
    int usleep(useconds_t)
    pid_t vfork()
    ssize_t write(int, const void *, size_t)
