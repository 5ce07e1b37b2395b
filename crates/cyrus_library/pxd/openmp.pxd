# <omp.h>: the OpenMP API 5.2, chapter 18 (https://www.openmp.org/specifications/).

cdef extern from "<omp.h>" nogil:
    # Types; what is in a lock is nobody's business.
    ctypedef enum omp_sched_t:
        omp_sched_auto, omp_sched_dynamic, omp_sched_guided, omp_sched_static
    ctypedef struct omp_nest_lock_t:
        pass
    ctypedef struct omp_lock_t:
        pass

    # The team (18.2).
    int omp_get_active_level(), omp_get_ancestor_thread_num(int), omp_get_dynamic(), omp_get_level()
    int omp_get_max_active_levels(), omp_get_max_threads(), omp_get_nested(), omp_get_num_threads()
    void omp_get_schedule(omp_sched_t *, int *)
    int omp_get_team_size(int), omp_get_thread_limit(), omp_get_thread_num(), omp_in_parallel()
    void omp_set_dynamic(int), omp_set_max_active_levels(int), omp_set_nested(int)
    void omp_set_num_threads(int), omp_set_schedule(omp_sched_t, int)

    # The machine (18.3, 18.7).
    int omp_get_default_device(), omp_get_initial_device(), omp_get_num_devices(), omp_get_num_procs()
    int omp_is_initial_device()
    void omp_set_default_device(int)

    # Teams and tasks (18.4, 18.5).
    int omp_get_cancellation(), omp_get_num_teams(), omp_get_team_num(), omp_in_final()

    # Locks (18.9).
    void omp_destroy_lock(omp_lock_t *), omp_init_lock(omp_lock_t *), omp_set_lock(omp_lock_t *)
    int omp_test_lock(omp_lock_t *)
    void omp_unset_lock(omp_lock_t *)

    # Locks that a thread can take again (18.9).
    void omp_destroy_nest_lock(omp_nest_lock_t *), omp_init_nest_lock(omp_nest_lock_t *)
    void omp_set_nest_lock(omp_nest_lock_t *)
    int omp_test_nest_lock(omp_nest_lock_t *)
    void omp_unset_nest_lock(omp_nest_lock_t *)

    # Time, in seconds (18.10).
    double omp_get_wtick(), omp_get_wtime()
