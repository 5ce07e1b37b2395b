/* functions */
static PyObject *total(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    long i0, v_i = 0, v_x = 0, v_sum = 0;
    PyThreadState *p0;
    int e;
    CY_ARGS(1)
    v_n = args[0];
    if ((i0 = cy_to_long(v_n)) == -1 && PyErr_Occurred()) CY_E(1, E0)
    p0 = PyEval_SaveThread();
#ifdef _OPENMP
#pragma omp parallel firstprivate(v_i, v_x)
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(static) reduction(+:v_sum)
#endif
        for (v_i = 0L; v_i < i0; v_i++) {
            v_x = v_i;
            v_sum = v_sum + v_x;
        }
    }
    PyEval_RestoreThread(p0);
    if (!(t0 = cy_from_long(v_sum))) CY_E(1, E0)
    return t0;
E0:
    cy_trace(0, e);
    return NULL;
}
static long search(long v_n, long v_at)
{
    long r = -2, v_i = 0;
    int cy_broke0, cy_stop = 0;
    PyThreadState *cy_held;
    cy_stop = 0;
    cy_broke0 = 0;
    cy_held = cy_release_gil();
#ifdef _OPENMP
#pragma omp parallel firstprivate(v_i)
#endif
    {
#ifdef _OPENMP
#pragma omp for
#endif
        for (v_i = 0L; v_i < v_n; v_i++) {
            if (cy_stop || cy_broke0) continue;
            if (v_i == v_at) {
                r = v_i;
                cy_stop = 3;
                goto PD0;
            }
            if (v_i > 2000L) {
                cy_broke0 = 1;
                continue;
            }
        PD0:;
        }
    }
    if (cy_held) PyEval_RestoreThread(cy_held);
    if (cy_stop == 3) goto out;
    r = -1L;
out:
    return r;
}
static PyObject *first(CY_CALL)
{
    PyObject *p[2], *v_n, *v_at, *t0;
    long i0, i1, i2;
    PyThreadState *p0;
    int e;
    CY_ARGS(2)
    v_n = args[0], v_at = args[1];
    if ((i0 = cy_to_long(v_n)) == -1 && PyErr_Occurred()) CY_E(2, E0)
    if ((i1 = cy_to_long(v_at)) == -1 && PyErr_Occurred()) CY_E(2, E0)
    p0 = PyEval_SaveThread();
    if ((i2 = search(i0, i1)) == -2 && cy_occurred_nogil()) CY_E(2, E1)
    PyEval_RestoreThread(p0);
    if (!(t0 = cy_from_long(i2))) CY_E(2, E0)
    return t0;
E1:
    PyEval_RestoreThread(p0);
E0:
    cy_trace(1, e);
    return NULL;
}
static PyObject *bad(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    long i0, v_i = 0;
    PyThreadState *p0;
    cy_parallel_error cy_error = CY_ZERO;
    int cy_stop = 0, e;
    CY_ARGS(1)
    v_n = args[0];
    if ((i0 = cy_to_long(v_n)) == -1 && PyErr_Occurred()) CY_E(3, E0)
    if (!(t0 = cy_list_new(0))) CY_E(3, E0)
    p0 = PyEval_SaveThread();
    cy_stop = 0;
#ifdef _OPENMP
#pragma omp parallel private(e) firstprivate(v_i)
#endif
    {
        CY_THREAD_BEGIN
#ifdef _OPENMP
#pragma omp for
#endif
        for (v_i = 0L; v_i < i0; v_i++) {
            if (cy_stop) continue;
            if (v_i == 500L) { cy_raise_text_nogil(S.b_ZeroDivisionError, "half"); CY_E(3, P0_0) }
            goto PD0;
        P0_0:
            cy_trace_nogil(2, e);
            cy_parallel_keep(&cy_error);
            cy_stop = 1;
        PD0:;
        }
        CY_THREAD_END
    }
    if (cy_stop && cy_error.type) { cy_parallel_raise(&cy_error); CY_E(0, E2) }
    PyEval_RestoreThread(p0);
    return t0;
E2:
    PyEval_RestoreThread(p0);
    cy_lose(t0);
E0:
    cy_trace(2, e);
    return NULL;
}
static PyObject *teams(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    long i0, v_i = 0, v_sum = 0;
    PyThreadState *p0;
    int e;
    CY_ARGS(1)
    v_n = args[0];
    if ((i0 = cy_to_long(v_n)) == -1 && PyErr_Occurred()) CY_E(4, E0)
    p0 = PyEval_SaveThread();
#ifdef _OPENMP
#pragma omp parallel num_threads(3) firstprivate(v_i)
#endif
    {
#ifdef _OPENMP
#pragma omp for schedule(dynamic, 4) reduction(+:v_sum)
#endif
        for (v_i = 0L; v_i < i0; v_i++) {
            v_sum = v_sum + v_i;
        }
    }
    PyEval_RestoreThread(p0);
    if (!(t0 = cy_from_long(v_sum))) CY_E(4, E0)
    return t0;
E0:
    cy_trace(3, e);
    return NULL;
}
static int exec(void)
{
    PyObject *t0;
    int e;
    if (!(t0 = cy_function(0))) CY_E(5, E0)
    if (cy_set_global(CY_K(total), t0, 2) < 0) CY_E(5, E0)
    if (!(t0 = cy_function(1))) CY_E(5, E0)
    if (cy_set_global(CY_K(first), t0, 2) < 0) CY_E(5, E0)
    if (!(t0 = cy_function(2))) CY_E(5, E0)
    if (cy_set_global(CY_K(bad), t0, 2) < 0) CY_E(5, E0)
    if (!(t0 = cy_function(3))) CY_E(5, E0)
    if (cy_set_global(CY_K(teams), t0, 2) < 0) CY_E(5, E0)
    return 0;
E0:
    cy_trace(4, e);
    return -1;
}
