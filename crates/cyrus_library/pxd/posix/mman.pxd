# <sys/mman.h>: POSIX.1-2017, and what common systems add.

from posix.types cimport off_t, mode_t

cdef extern from "<sys/mman.h>" nogil:
    struct posix_typed_mem_info:
        size_t posix_tmi_length

    enum:
        PROT_EXEC, PROT_READ, PROT_WRITE, PROT_NONE, MAP_PRIVATE, MAP_SHARED, MAP_FIXED, MAP_ANON,
        MAP_ANONYMOUS, MAP_STACK, MAP_LOCKED, MAP_HUGETLB, MAP_POPULATE, MAP_NORESERVE, MAP_GROWSDOWN,
        MAP_NOCORE, MAP_NOSYNC, MS_ASYNC, MS_SYNC, MS_INVALIDATE, POSIX_MADV_NORMAL,
        POSIX_MADV_SEQUENTIAL, POSIX_MADV_RANDOM, POSIX_MADV_WILLNEED, POSIX_MADV_DONTNEED, MCL_CURRENT,
        MCL_FUTURE, MLOCK_ONFAULT, MCL_ONFAULT, MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED,
        MADV_DONTNEED, MADV_REMOVE, MADV_DONTFORK, MADV_DOFORK, MADV_HWPOISON, MADV_MERGEABLE,
        MADV_UNMERGEABLE, MADV_SOFT_OFFLINE, MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTDUMP, MADV_DODUMP,
        MADV_FREE, MADV_WIPEONFORK, MADV_KEEPONFORK, POSIX_TYPED_MEM_ALLOCATE,
        POSIX_TYPED_MEM_ALLOCATE_CONTIG, POSIX_TYPED_MEM_MAP_ALLOCATABLE

    void *MAP_FAILED

    void *mmap(void *addr, size_t Len, int prot, int flags, int fd, off_t off)
    int munmap(void *addr, size_t Len)
    int mprotect(void *addr, size_t Len, int prot)
    int msync(void *addr, size_t Len, int flags)
    int posix_madvise(void *addr, size_t Len, int advice)
    int mlock(const void *addr, size_t Len)
    int munlock(const void *addr, size_t Len)
    int mlockall(int flags)
    int munlockall()
    int mlock2(const void *addr, size_t len_, int flags)
    int shm_open(const char *name, int oflag, mode_t mode)
    int shm_unlink(const char *name)
    int madvise(void *addr, size_t Len, int advice)
    int mincore(void *addr, size_t Len, unsigned char *vec)
    void *mremap(void *old_addr, size_t old_len, size_t new_len, int flags, ...)
    int remap_file_pages(void *addr, size_t Len, int prot, size_t pgoff, int flags)
    int posix_typed_mem_open(const char *name, int oflag, int tflag)
    int posix_mem_offset(const void *addr, size_t Len, off_t *off, size_t *contig_len, int *fildes)
    int posix_typed_mem_get_info(int fildes, posix_typed_mem_info *info)
