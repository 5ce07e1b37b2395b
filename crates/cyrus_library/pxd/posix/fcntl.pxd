# <fcntl.h>: POSIX.1-2017, and what common systems add.

from posix.types cimport mode_t, off_t, pid_t

cdef extern from "<fcntl.h>" nogil:
    struct flock:
        short l_type
        short l_whence
        off_t l_start
        off_t l_len
        pid_t l_pid

    enum:
        F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW,
        F_GETOWN, F_SETOWN, FD_CLOEXEC, F_RDLCK, F_UNLCK, F_WRLCK, SEEK_SET, SEEK_CUR, SEEK_END,
        O_CLOEXEC, O_CREAT, O_DIRECT, O_DIRECTORY, O_EXCL, O_NOCTTY, O_TRUNC, O_TTY_INIT, O_APPEND,
        O_DSYNC, O_NONBLOCK, O_RSYNC, O_SYNC, O_ACCMODE, O_EXEC, O_RDONLY, O_WRONLY, O_RDWR, O_SEARCH,
        AT_FDCWD, AT_EACCESS, AT_SYMLINK_NOFOLLOW, AT_SYMLINK_FOLLOW, AT_REMOVEDIR, S_IFMT, S_IFBLK,
        S_IFCHR, S_IFIFO, S_IFREG, S_IFDIR, S_IFLNK, S_IFSOCK, POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE,
        POSIX_FADV_NORMAL, POSIX_FADV_RANDOM, POSIX_FADV_SEQUENTIAL, POSIX_FADV_WILLNEED

    int creat(const char *, mode_t)
    int fcntl(int, int, ...)
    int open(const char *, int, ...)
    int openat(int, const char *, int, ...)
    int posix_fadvise(int, off_t, off_t, int)
    int posix_fallocate(int, off_t, off_t)
