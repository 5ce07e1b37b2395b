# <fcntl.h>: POSIX, XBD <fcntl.h>; Linux where marked.

from posix.types cimport mode_t, off_t, pid_t

cdef extern from "<fcntl.h>" nogil:
    # Opening: exactly one of these (Linux lacks O_EXEC and O_SEARCH).
    enum:
        O_EXEC, O_RDONLY, O_RDWR, O_SEARCH, O_WRONLY

    # Opening: and any of these.
    enum:
        O_APPEND, O_CLOEXEC, O_CREAT, O_DIRECTORY, O_DSYNC, O_EXCL, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK,
        O_RSYNC, O_SYNC, O_TRUNC, O_TTY_INIT

    # Opening: Linux and BSD.
    enum:
        O_ASYNC, O_BINARY, O_DIRECT, O_LARGEFILE, O_NDELAY, O_NOATIME, O_PATH, O_SHLOCK, O_EXLOCK,
        O_TMPFILE

    # What to take of `F_GETFL`.
    enum:
        O_ACCMODE

    # Commands of `fcntl`.
    enum:
        F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_GETFL, F_GETLK, F_GETOWN, F_SETFD, F_SETFL, F_SETLK,
        F_SETLKW, F_SETOWN
    enum:
        FD_CLOEXEC

    # Locks.
    enum:
        F_RDLCK, F_UNLCK, F_WRLCK

    # Folders as starting points (`openat` and so on).
    enum:
        AT_EACCESS, AT_FDCWD, AT_REMOVEDIR, AT_SYMLINK_FOLLOW, AT_SYMLINK_NOFOLLOW

    # Advice.
    enum:
        POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE, POSIX_FADV_NORMAL, POSIX_FADV_RANDOM,
        POSIX_FADV_SEQUENTIAL, POSIX_FADV_WILLNEED

    # Where a lock begins; kinds of files (also in libc.stdio and posix.stat).
    enum:
        SEEK_CUR, SEEK_END, SEEK_SET, S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG,
        S_IFSOCK

    struct flock:
        short l_type, l_whence
        off_t l_start, l_len
        pid_t l_pid

    # Functions.
    int creat(const char *, mode_t), fcntl(int, int, ...), openat(int, const char *, int, ...)
    int open(const char *, int, ...), posix_fadvise(int, off_t, off_t, int)
    int posix_fallocate(int, off_t, off_t)
