/* functions */
static double c_norm(struct point v_p)
{
    return v_p.x * v_p.x + v_p.y * v_p.y;
}
static PyObject *py_norm(CY_CALL)
{
    PyObject *p[2], *v_x, *v_y, *t0;
    double d0, d1;
    struct point v_p = CY_ZERO;
    int e;
    CY_ARGS(2)
    v_x = args[0], v_y = args[1];
    if ((d0 = cy_to_double(v_x)) == -1 && PyErr_Occurred()) CY_E(1, E0)
    if ((d1 = cy_to_double(v_y)) == -1 && PyErr_Occurred()) CY_E(1, E0)
    v_p = cy_new_point(d0, d1);
    d0 = c_norm(v_p);
    if (!(t0 = cy_from_double(d0))) CY_E(1, E0)
    return t0;
E0:
    cy_trace(0, e);
    return NULL;
}
static PyObject *py_count(CY_CALL)
{
    PyObject *p[1], *t0;
    int e;
    CY_ARGS(0)
    G.counter = G.counter + 1L;
    if (!(t0 = cy_from_long(G.counter))) CY_E(2, E0)
    return t0;
E0:
    cy_trace(1, e);
    return NULL;
}
static double c_total(cy_view1 v_v)
{
    Py_ssize_t i1, i0;
    double v_sum = 0;
    i0 = v_v.n[0];
    for (i1 = 0; i1 < i0; i1++) {
        v_sum = v_sum + *(double *)(v_v.h.p + i1 * v_v.s[0]);
    }
    return v_sum;
}
static PyObject *py_total(CY_CALL)
{
    PyObject *p[1], *r = NULL, *v_x, *t0;
    cy_view1 v_v = CY_ZERO;
    double d0;
    PyThreadState *p0;
    int e;
    CY_ARGS(1)
    v_x = args[0];
    if (cy_view_from(v_x, &cy_dtype_double, 1, 0, &v_v.h, v_v.n, v_v.s) < 0) CY_E(3, E0)
    p0 = PyEval_SaveThread();
    if ((d0 = c_total(v_v)) == -1 && cy_occurred_nogil()) CY_E(3, E1)
    PyEval_RestoreThread(p0);
    if (!(t0 = cy_from_double(d0))) CY_E(3, E0)
    r = t0;
out:
    cy_view_release(&v_v.h);
    return r;
E1:
    PyEval_RestoreThread(p0);
E0:
    cy_trace(2, e);
    goto out;
}
static int check_zero(long v_n)
{
    int e;
    if (v_n == 0L) { cy_raise_text(S.b_ZeroDivisionError, "zero"); CY_E(4, E0) }
    return 0;
E0:
    cy_trace(3, e);
    return -1;
}
static PyObject *py_bad(CY_CALL)
{
    PyObject *p[1];
    int e;
    CY_ARGS(0)
    if (check_zero(0L) < 0) CY_E(5, E0)
    return cy_ref(Py_None);
E0:
    cy_trace(4, e);
    return NULL;
}
static PyObject *py_keep(CY_CALL)
{
    PyObject *p[1], *r = NULL, *v_x, *v_old = NULL, *t0;
    CY_ARGS(1)
    v_x = args[0];
    t0 = G.kept;
    v_old = cy_ref(t0);
    CY_SET(G.kept, cy_ref(v_x));
    r = cy_ref(v_old);
    Py_XDECREF(v_old);
    return r;
}
static double c_pair(struct __pyx_ctuple_long__and_double v_t)
{
    return (double)v_t.f0 + v_t.f1;
}
static PyObject *py_pair(CY_CALL)
{
    PyObject *p[2], *v_x, *v_y, *t0;
    long i0;
    double d0, d1;
    int e;
    CY_ARGS(2)
    v_x = args[0], v_y = args[1];
    if ((i0 = cy_to_long(v_x)) == -1 && PyErr_Occurred()) CY_E(6, E0)
    if ((d0 = cy_to_double(v_y)) == -1 && PyErr_Occurred()) CY_E(6, E0)
    d1 = c_pair(cy_new_ctuple_long__and_double(i0, d0));
    if (!(t0 = cy_from_double(d1))) CY_E(6, E0)
    return t0;
E0:
    cy_trace(5, e);
    return NULL;
}
static int exec(void)
{
    PyObject *t0;
    int e;
    if (!(t0 = cy_function(0))) CY_E(7, E0)
    if (cy_set_global(CY_K(norm), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(1))) CY_E(7, E0)
    if (cy_set_global(CY_K(count), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(2))) CY_E(7, E0)
    if (cy_set_global(CY_K(total), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(3))) CY_E(7, E0)
    if (cy_set_global(CY_K(bad), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(4))) CY_E(7, E0)
    if (cy_set_global(CY_K(keep), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(5))) CY_E(7, E0)
    if (cy_set_global(CY_K(pair), t0, 2) < 0) CY_E(7, E0)
    return 0;
E0:
    cy_trace(6, e);
    return -1;
}
