# <sys/stat.h>: POSIX, XBD <sys/stat.h>.

from posix.time cimport timespec
from posix.types cimport (
    blkcnt_t, blksize_t, dev_t, gid_t, ino_t, mode_t, nlink_t, off_t, time_t, uid_t
)

cdef extern from "<sys/stat.h>" nogil:
    # What is known of a file.
    struct struct_stat "stat":
        dev_t st_dev, st_rdev
        ino_t st_ino
        mode_t st_mode
        nlink_t st_nlink
        gid_t st_gid
        uid_t st_uid
        off_t st_size
        blkcnt_t st_blocks
        blksize_t st_blksize
        time_t st_atime, st_ctime, st_mtime
        timespec st_atim, st_ctim, st_mtim
        time_t st_birthtime

    # Kinds of files.
    enum:
        S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK

    # Rights.
    enum:
        S_IRGRP, S_IROTH, S_IRUSR, S_IRWXG, S_IRWXO, S_IRWXU, S_ISGID, S_ISUID, S_ISVTX, S_IWGRP,
        S_IWOTH, S_IWUSR, S_IXGRP, S_IXOTH, S_IXUSR

    # Times of `utimensat`.
    enum:
        UTIME_NOW, UTIME_OMIT

    # Tests of a mode.
    int S_ISBLK(mode_t), S_ISCHR(mode_t), S_ISDIR(mode_t), S_ISFIFO(mode_t), S_ISLNK(mode_t)
    int S_ISREG(mode_t), S_ISSOCK(mode_t)

    # Tests of what is no file, where a system has it as one.
    int S_TYPEISMQ(struct_stat *), S_TYPEISSEM(struct_stat *), S_TYPEISSHM(struct_stat *)
    int S_TYPEISTMO(struct_stat *)

    # Asking.
    int fstat(int, struct_stat *)
    int fstatat(int, const char *, struct_stat *, int)
    int lstat(const char *, struct_stat *)
    int stat(const char *, struct_stat *)

    # Changing.
    int chmod(const char *, mode_t), fchmod(int, mode_t), fchmodat(int, const char *, mode_t, int)
    int futimens(int, const timespec *)
    mode_t umask(mode_t)
    int utimensat(int, const char *, const timespec *, int)

    # Making.
    int mkdir(const char *, mode_t), mkdirat(int, const char *, mode_t), mkfifo(const char *, mode_t)
    int mkfifoat(int, const char *, mode_t), mknod(const char *, mode_t, dev_t)
    int mknodat(int, const char *, mode_t, dev_t)
