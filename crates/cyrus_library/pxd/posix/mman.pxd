# <sys/mman.h>: POSIX, XBD <sys/mman.h>; Linux and BSD where marked.

from posix.types cimport mode_t, off_t

cdef extern from "<sys/mman.h>" nogil:
    # What may be done with a page.
    enum:
        PROT_EXEC, PROT_NONE, PROT_READ, PROT_WRITE

    # How a page is mapped.
    enum:
        MAP_FIXED, MAP_PRIVATE, MAP_SHARED

    # How a page is mapped: Linux and BSD.
    enum:
        MAP_32BIT, MAP_ALIGN, MAP_ALIGNED_SUPER, MAP_ANON, MAP_ANONYMOUS, MAP_DENYWRITE, MAP_EXCL,
        MAP_EXECUTABLE, MAP_FILE, MAP_GROWSDOWN, MAP_HASSEMAPHORE, MAP_HUGETLB, MAP_INHERIT, MAP_JIT,
        MAP_LOCKED, MAP_NOCACHE, MAP_NOCORE, MAP_NOEXTEND, MAP_NONBLOCK, MAP_NORESERVE, MAP_NOSYNC,
        MAP_POPULATE, MAP_PREFAULT_READ, MAP_RENAME, MAP_STACK, MAP_TYPE, MAP_UNINITIALIZED

    # What `mmap` returns where it fails.
    void *MAP_FAILED

    # Locking, synchronising.
    enum:
        MCL_CURRENT, MCL_FUTURE, MS_ASYNC, MS_INVALIDATE, MS_SYNC

    # Advice.
    enum:
        POSIX_MADV_DONTNEED, POSIX_MADV_NORMAL, POSIX_MADV_RANDOM, POSIX_MADV_SEQUENTIAL,
        POSIX_MADV_WILLNEED

    # Advice: Linux and BSD.
    enum:
        MADV_AUTOSYNC, MADV_COLD, MADV_CORE, MADV_DODUMP, MADV_DOFORK, MADV_DONTDUMP, MADV_DONTFORK,
        MADV_DONTNEED, MADV_FREE, MADV_HUGEPAGE, MADV_HWPOISON, MADV_INVAL, MADV_KEEPONFORK,
        MADV_MERGEABLE, MADV_NOCORE, MADV_NOHUGEPAGE, MADV_NORMAL, MADV_NOSYNC, MADV_PAGEOUT,
        MADV_RANDOM, MADV_REMOVE, MADV_SEQUENTIAL, MADV_SETMAP, MADV_SOFT_OFFLINE, MADV_UNMERGEABLE,
        MADV_WILLNEED, MADV_WIPEONFORK, MREMAP_FIXED, MREMAP_MAYMOVE

    # Typed memory (Linux has none); locking when a page comes (Linux).
    enum:
        MCL_ONFAULT, MLOCK_ONFAULT, POSIX_TYPED_MEM_ALLOCATE, POSIX_TYPED_MEM_ALLOCATE_CONTIG,
        POSIX_TYPED_MEM_MAP_ALLOCATABLE

    struct posix_typed_mem_info:
        size_t posix_tmi_length
    int posix_mem_offset(const void *, size_t, off_t *, size_t *, int *)
    int posix_typed_mem_get_info(int, posix_typed_mem_info *)
    int posix_typed_mem_open(const char *, int, int)

    # Mapping.
    void *mmap(void *, size_t, int, int, int, off_t)
    int mprotect(void *, size_t, int), msync(void *, size_t, int), munmap(void *, size_t)

    # Holding in memory.
    int mlock(const void *, size_t), mlock2(const void *, size_t, unsigned int), mlockall(int)
    int munlock(const void *, size_t), munlockall()

    # Shared objects.
    int shm_open(const char *, int, mode_t), shm_unlink(const char *)

    # Advice.
    int posix_madvise(void *, size_t, int)

    # Linux and BSD.
    int madvise(void *, size_t, int), mincore(void *, size_t, unsigned char *)
    void *mremap(void *, size_t, size_t, int, ...)
    int remap_file_pages(void *, size_t, int, size_t, int)
