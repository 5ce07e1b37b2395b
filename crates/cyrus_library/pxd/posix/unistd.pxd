# <unistd.h>: POSIX, XBD <unistd.h>; Linux and BSD where marked.

from posix.types cimport gid_t, off_t, pid_t, uid_t

cdef extern from "<unistd.h>" nogil:
    ctypedef unsigned int useconds_t

    # Files open from the start.
    enum:
        STDERR_FILENO, STDIN_FILENO, STDOUT_FILENO

    # Where `lseek` counts from.
    enum:
        SEEK_CUR, SEEK_DATA, SEEK_END, SEEK_HOLE, SEEK_SET

    # Tests of `access`, locks of `lockf`.
    enum:
        F_LOCK, F_OK, F_TEST, F_TLOCK, F_ULOCK, R_OK, W_OK, X_OK

    # A terminal's character that is off.
    enum:
        _POSIX_VDISABLE

    # The environment; what `getopt` left.
    char **environ
    char *optarg
    int opterr, optind, optopt

    # Files.
    int access(const char *, int), chown(const char *, uid_t, gid_t)
    int faccessat(int, const char *, int, int), fchown(int, uid_t, gid_t)
    int fchownat(int, const char *, uid_t, gid_t, int), ftruncate(int, off_t)
    int lchown(const char *, uid_t, gid_t), link(const char *, const char *)
    int linkat(int, const char *, int, const char *, int), lockf(int, int, off_t)
    long pathconf(const char *, int), fpathconf(int, int)
    ssize_t readlink(const char *, char *, size_t), readlinkat(int, const char *, char *, size_t)
    int symlink(const char *, const char *), symlinkat(const char *, int, const char *)
    int truncate(const char *, off_t), unlink(const char *), unlinkat(int, const char *, int)

    # Folders.
    int chdir(const char *), fchdir(int)
    char *getcwd(char *, size_t), *getwd(char *)
    int rmdir(const char *)

    # Descriptors.
    int close(int), dup(int), dup2(int, int), fdatasync(int), fsync(int), isatty(int)
    off_t lseek(int, off_t, int)
    int pipe(int *)
    ssize_t pread(int, void *, size_t, off_t), pwrite(int, const void *, size_t, off_t)
    ssize_t read(int, void *, size_t)
    void sync()
    ssize_t write(int, const void *, size_t)
    char *ttyname(int)
    int ttyname_r(int, char *, size_t)

    # Processes.
    void _exit(int)
    unsigned int alarm(unsigned int)
    int execl(const char *, const char *, ...), execle(const char *, const char *, ...)
    int execlp(const char *, const char *, ...), execv(const char *, char **)
    int execve(const char *, char **, char **), execvp(const char *, char **)
    int fexecve(int, char **, char **)
    pid_t fork()
    int nice(int), pause(), setpgid(pid_t, pid_t)
    pid_t setsid()
    unsigned int sleep(unsigned int)
    useconds_t ualarm(useconds_t, useconds_t)
    int usleep(useconds_t)

    # Who.
    gid_t getegid()
    uid_t geteuid()
    gid_t getgid()
    int getgroups(int, gid_t *)
    char *getlogin()
    int getlogin_r(char *, size_t)
    pid_t getpgid(pid_t), getpgrp(), getpid(), getppid(), getsid(pid_t)
    uid_t getuid()
    int setegid(gid_t), seteuid(uid_t), setgid(gid_t), setregid(gid_t, gid_t), setreuid(uid_t, uid_t)
    int setuid(uid_t), setpgrp()
    pid_t tcgetpgrp(int)
    int tcsetpgrp(int, pid_t)

    # The system.
    size_t confstr(int, char *, size_t)
    char *ctermid(char *)
    long gethostid()
    int gethostname(char *, size_t), getopt(int, char **, const char *)
    long sysconf(int)
    void swab(const void *, void *, ssize_t)
    char *crypt(const char *, const char *)
    void encrypt(char *, int)

    # Linux and BSD.
    int dup3(int, int, int), pipe2(int *, int)
    pid_t vfork()
    int chroot(const char *), getdtablesize(), getpagesize(), sethostname(const char *, size_t)
    int syncfs(int)

    # Names of `sysconf`.
    enum:
        _SC_2_CHAR_TERM, _SC_2_C_BIND, _SC_2_C_DEV, _SC_2_C_VERSION, _SC_2_FORT_DEV, _SC_2_FORT_RUN,
        _SC_2_LOCALEDEF, _SC_2_PBS, _SC_2_PBS_ACCOUNTING, _SC_2_PBS_CHECKPOINT, _SC_2_PBS_LOCATE,
        _SC_2_PBS_MESSAGE, _SC_2_PBS_TRACK, _SC_2_SW_DEV, _SC_2_UPE, _SC_2_VERSION, _SC_ADVISORY_INFO,
        _SC_AIO_LISTIO_MAX, _SC_AIO_MAX, _SC_AIO_PRIO_DELTA_MAX, _SC_ARG_MAX, _SC_ASYNCHRONOUS_IO,
        _SC_ATEXIT_MAX, _SC_AVPHYS_PAGES, _SC_BARRIERS, _SC_BASE, _SC_BC_BASE_MAX, _SC_BC_DIM_MAX,
        _SC_BC_SCALE_MAX, _SC_BC_STRING_MAX, _SC_CHARCLASS_NAME_MAX, _SC_CHAR_BIT, _SC_CHAR_MAX,
        _SC_CHAR_MIN, _SC_CHILD_MAX, _SC_CLK_TCK, _SC_CLOCK_SELECTION, _SC_COLL_WEIGHTS_MAX,
        _SC_CPUTIME, _SC_C_LANG_SUPPORT, _SC_C_LANG_SUPPORT_R, _SC_DELAYTIMER_MAX, _SC_DEVICE_IO,
        _SC_DEVICE_SPECIFIC, _SC_DEVICE_SPECIFIC_R, _SC_EQUIV_CLASS_MAX, _SC_EXPR_NEST_MAX,
        _SC_FD_MGMT, _SC_FIFO, _SC_FILE_ATTRIBUTES, _SC_FILE_LOCKING, _SC_FILE_SYSTEM, _SC_FSYNC,
        _SC_GETGR_R_SIZE_MAX, _SC_GETPW_R_SIZE_MAX, _SC_HOST_NAME_MAX, _SC_INT_MAX, _SC_INT_MIN,
        _SC_IOV_MAX, _SC_IPV6, _SC_JOB_CONTROL, _SC_LEVEL1_DCACHE_ASSOC, _SC_LEVEL1_DCACHE_LINESIZE,
        _SC_LEVEL1_DCACHE_SIZE, _SC_LEVEL1_ICACHE_ASSOC, _SC_LEVEL1_ICACHE_LINESIZE,
        _SC_LEVEL1_ICACHE_SIZE, _SC_LEVEL2_CACHE_ASSOC, _SC_LEVEL2_CACHE_LINESIZE,
        _SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_ASSOC, _SC_LEVEL3_CACHE_LINESIZE,
        _SC_LEVEL3_CACHE_SIZE, _SC_LEVEL4_CACHE_ASSOC, _SC_LEVEL4_CACHE_LINESIZE,
        _SC_LEVEL4_CACHE_SIZE, _SC_LINE_MAX, _SC_LOGIN_NAME_MAX, _SC_LONG_BIT, _SC_MAPPED_FILES,
        _SC_MB_LEN_MAX, _SC_MEMLOCK, _SC_MEMLOCK_RANGE, _SC_MEMORY_PROTECTION, _SC_MESSAGE_PASSING,
        _SC_MINSIGSTKSZ, _SC_MONOTONIC_CLOCK, _SC_MQ_OPEN_MAX, _SC_MQ_PRIO_MAX, _SC_MULTI_PROCESS,
        _SC_NETWORKING, _SC_NGROUPS_MAX, _SC_NL_ARGMAX, _SC_NL_LANGMAX, _SC_NL_MSGMAX, _SC_NL_NMAX,
        _SC_NL_SETMAX, _SC_NL_TEXTMAX, _SC_NPROCESSORS_CONF, _SC_NPROCESSORS_ONLN, _SC_NZERO,
        _SC_OPEN_MAX, _SC_PAGESIZE, _SC_PAGE_SIZE, _SC_PASS_MAX, _SC_PHYS_PAGES, _SC_PII,
        _SC_PII_INTERNET, _SC_PII_INTERNET_DGRAM, _SC_PII_INTERNET_STREAM, _SC_PII_OSI,
        _SC_PII_OSI_CLTS, _SC_PII_OSI_COTS, _SC_PII_OSI_M, _SC_PII_SOCKET, _SC_PII_XTI, _SC_PIPE,
        _SC_POLL, _SC_PRIORITIZED_IO, _SC_PRIORITY_SCHEDULING, _SC_RAW_SOCKETS,
        _SC_READER_WRITER_LOCKS, _SC_REALTIME_SIGNALS, _SC_REGEXP, _SC_REGEX_VERSION, _SC_RE_DUP_MAX,
        _SC_RTSIG_MAX, _SC_SAVED_IDS, _SC_SCHAR_MAX, _SC_SCHAR_MIN, _SC_SELECT, _SC_SEMAPHORES,
        _SC_SEM_NSEMS_MAX, _SC_SEM_VALUE_MAX, _SC_SHARED_MEMORY_OBJECTS, _SC_SHELL, _SC_SHRT_MAX,
        _SC_SHRT_MIN, _SC_SIGNALS, _SC_SIGQUEUE_MAX, _SC_SIGSTKSZ, _SC_SINGLE_PROCESS, _SC_SPAWN,
        _SC_SPIN_LOCKS, _SC_SPORADIC_SERVER, _SC_SSIZE_MAX, _SC_SS_REPL_MAX, _SC_STREAMS,
        _SC_STREAM_MAX, _SC_SYMLOOP_MAX, _SC_SYNCHRONIZED_IO, _SC_SYSTEM_DATABASE,
        _SC_SYSTEM_DATABASE_R, _SC_THREADS, _SC_THREAD_ATTR_STACKADDR, _SC_THREAD_ATTR_STACKSIZE,
        _SC_THREAD_CPUTIME, _SC_THREAD_DESTRUCTOR_ITERATIONS, _SC_THREAD_KEYS_MAX,
        _SC_THREAD_PRIORITY_SCHEDULING, _SC_THREAD_PRIO_INHERIT, _SC_THREAD_PRIO_PROTECT,
        _SC_THREAD_PROCESS_SHARED, _SC_THREAD_ROBUST_PRIO_INHERIT, _SC_THREAD_ROBUST_PRIO_PROTECT,
        _SC_THREAD_SAFE_FUNCTIONS, _SC_THREAD_SPORADIC_SERVER, _SC_THREAD_STACK_MIN,
        _SC_THREAD_THREADS_MAX, _SC_TIMEOUTS, _SC_TIMERS, _SC_TIMER_MAX, _SC_TRACE,
        _SC_TRACE_EVENT_FILTER, _SC_TRACE_EVENT_NAME_MAX, _SC_TRACE_INHERIT, _SC_TRACE_LOG,
        _SC_TRACE_NAME_MAX, _SC_TRACE_SYS_MAX, _SC_TRACE_USER_EVENT_MAX, _SC_TTY_NAME_MAX,
        _SC_TYPED_MEMORY_OBJECTS, _SC_TZNAME_MAX, _SC_T_IOV_MAX, _SC_UCHAR_MAX, _SC_UINT_MAX,
        _SC_UIO_MAXIOV, _SC_ULONG_MAX, _SC_USER_GROUPS, _SC_USER_GROUPS_R, _SC_USHRT_MAX,
        _SC_V6_ILP32_OFF32, _SC_V6_ILP32_OFFBIG, _SC_V6_LP64_OFF64, _SC_V6_LPBIG_OFFBIG,
        _SC_V7_ILP32_OFF32, _SC_V7_ILP32_OFFBIG, _SC_V7_LP64_OFF64, _SC_V7_LPBIG_OFFBIG, _SC_VERSION,
        _SC_WORD_BIT, _SC_XBS5_ILP32_OFF32, _SC_XBS5_ILP32_OFFBIG, _SC_XBS5_LP64_OFF64,
        _SC_XBS5_LPBIG_OFFBIG, _SC_XOPEN_CRYPT, _SC_XOPEN_ENH_I18N, _SC_XOPEN_LEGACY,
        _SC_XOPEN_REALTIME, _SC_XOPEN_REALTIME_THREADS, _SC_XOPEN_SHM, _SC_XOPEN_STREAMS,
        _SC_XOPEN_UNIX, _SC_XOPEN_VERSION, _SC_XOPEN_XCU_VERSION, _SC_XOPEN_XPG2, _SC_XOPEN_XPG3,
        _SC_XOPEN_XPG4

    # Names of `pathconf`.
    enum:
        _PC_2_SYMLINKS, _PC_ALLOC_SIZE_MIN, _PC_ASYNC_IO, _PC_CHOWN_RESTRICTED, _PC_FILESIZEBITS,
        _PC_LINK_MAX, _PC_MAX_CANON, _PC_MAX_INPUT, _PC_NAME_MAX, _PC_NO_TRUNC, _PC_PATH_MAX,
        _PC_PIPE_BUF, _PC_PRIO_IO, _PC_REC_INCR_XFER_SIZE, _PC_REC_MAX_XFER_SIZE,
        _PC_REC_MIN_XFER_SIZE, _PC_REC_XFER_ALIGN, _PC_SOCK_MAXBUF, _PC_SYMLINK_MAX, _PC_SYNC_IO,
        _PC_VDISABLE

    # Names of `confstr`.
    enum:
        _CS_GNU_LIBC_VERSION, _CS_GNU_LIBPTHREAD_VERSION, _CS_LFS64_CFLAGS, _CS_LFS64_LDFLAGS,
        _CS_LFS64_LIBS, _CS_LFS64_LINTFLAGS, _CS_LFS_CFLAGS, _CS_LFS_LDFLAGS, _CS_LFS_LIBS,
        _CS_LFS_LINTFLAGS, _CS_PATH, _CS_POSIX_V5_WIDTH_RESTRICTED_ENVS,
        _CS_POSIX_V6_ILP32_OFF32_CFLAGS, _CS_POSIX_V6_ILP32_OFF32_LDFLAGS,
        _CS_POSIX_V6_ILP32_OFF32_LIBS, _CS_POSIX_V6_ILP32_OFF32_LINTFLAGS,
        _CS_POSIX_V6_ILP32_OFFBIG_CFLAGS, _CS_POSIX_V6_ILP32_OFFBIG_LDFLAGS,
        _CS_POSIX_V6_ILP32_OFFBIG_LIBS, _CS_POSIX_V6_ILP32_OFFBIG_LINTFLAGS,
        _CS_POSIX_V6_LP64_OFF64_CFLAGS, _CS_POSIX_V6_LP64_OFF64_LDFLAGS, _CS_POSIX_V6_LP64_OFF64_LIBS,
        _CS_POSIX_V6_LP64_OFF64_LINTFLAGS, _CS_POSIX_V6_LPBIG_OFFBIG_CFLAGS,
        _CS_POSIX_V6_LPBIG_OFFBIG_LDFLAGS, _CS_POSIX_V6_LPBIG_OFFBIG_LIBS,
        _CS_POSIX_V6_LPBIG_OFFBIG_LINTFLAGS, _CS_POSIX_V6_WIDTH_RESTRICTED_ENVS,
        _CS_POSIX_V7_ILP32_OFF32_CFLAGS, _CS_POSIX_V7_ILP32_OFF32_LDFLAGS,
        _CS_POSIX_V7_ILP32_OFF32_LIBS, _CS_POSIX_V7_ILP32_OFF32_LINTFLAGS,
        _CS_POSIX_V7_ILP32_OFFBIG_CFLAGS, _CS_POSIX_V7_ILP32_OFFBIG_LDFLAGS,
        _CS_POSIX_V7_ILP32_OFFBIG_LIBS, _CS_POSIX_V7_ILP32_OFFBIG_LINTFLAGS,
        _CS_POSIX_V7_LP64_OFF64_CFLAGS, _CS_POSIX_V7_LP64_OFF64_LDFLAGS, _CS_POSIX_V7_LP64_OFF64_LIBS,
        _CS_POSIX_V7_LP64_OFF64_LINTFLAGS, _CS_POSIX_V7_LPBIG_OFFBIG_CFLAGS,
        _CS_POSIX_V7_LPBIG_OFFBIG_LDFLAGS, _CS_POSIX_V7_LPBIG_OFFBIG_LIBS,
        _CS_POSIX_V7_LPBIG_OFFBIG_LINTFLAGS, _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS,
        _CS_V5_WIDTH_RESTRICTED_ENVS, _CS_V6_ENV, _CS_V6_WIDTH_RESTRICTED_ENVS, _CS_V7_ENV,
        _CS_V7_WIDTH_RESTRICTED_ENVS, _CS_XBS5_ILP32_OFF32_CFLAGS, _CS_XBS5_ILP32_OFF32_LDFLAGS,
        _CS_XBS5_ILP32_OFF32_LIBS, _CS_XBS5_ILP32_OFF32_LINTFLAGS, _CS_XBS5_ILP32_OFFBIG_CFLAGS,
        _CS_XBS5_ILP32_OFFBIG_LDFLAGS, _CS_XBS5_ILP32_OFFBIG_LIBS, _CS_XBS5_ILP32_OFFBIG_LINTFLAGS,
        _CS_XBS5_LP64_OFF64_CFLAGS, _CS_XBS5_LP64_OFF64_LDFLAGS, _CS_XBS5_LP64_OFF64_LIBS,
        _CS_XBS5_LP64_OFF64_LINTFLAGS, _CS_XBS5_LPBIG_OFFBIG_CFLAGS, _CS_XBS5_LPBIG_OFFBIG_LDFLAGS,
        _CS_XBS5_LPBIG_OFFBIG_LIBS, _CS_XBS5_LPBIG_OFFBIG_LINTFLAGS
