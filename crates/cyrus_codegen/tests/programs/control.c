/* functions */
static PyObject *loops(CY_CALL)
{
    /* loops m.pyx:1 */
    PyObject *p[1], *r = NULL, *v_xs, *v_total = NULL, *v_x = NULL, *t0, *t1;
    Py_ssize_t i0;
    int v_c = 0, e;
    CY_ARGS(1)
    v_xs = args[0];
    v_total = cy_ref(CY_K(0));
    /* 1: one */
    if (!(t0 = cy_iter(v_xs, &i0, 0))) CY_E(1, E0)
    for (;;) {
        t1 = cy_next(t0, &i0);
        if (!t1) {
            if (cy_iter_end(i0) < 0) CY_E(1, E2)
            Py_XDECREF(t1);
            break;
        }
        CY_SET(v_x, t1);
        /* 2: two */
        if ((v_c = cy_test(v_x, CY_K(10), Py_GT, 0)) < 0) CY_E(2, E1)
        if (v_c) break;
        if (!(t1 = cy_mod(v_x, CY_K(2), 0))) CY_E(2, E1)
        if ((v_c = cy_truth(t1, 0)) < 0) CY_E(2, E2)
        Py_DECREF(t1);
        if (v_c) {
            if (v_c) {
                /* 3: three */
                if (!(t1 = cy_iadd(v_total, v_x, 0))) CY_E(3, E1)
                CY_SET(v_total, t1);
            }
        }
    }
    cy_let(t0);
    r = cy_ref(v_total);
out:
    cy_let(v_total);
    cy_let(v_x);
    return r;
E2:
    cy_lose(t1);
E1:
    cy_lose(t0);
E0:
    cy_trace(0, e);
    goto out;
}
static PyObject *guard(CY_CALL)
{
    PyObject *p[1], *v_a, *t0, *t1, *x;
    int i0, e;
    CY_ARGS(1)
    v_a = args[0];
    if (!(t0 = cy_getitem(v_a, CY_K(a), 0))) CY_E(4, T0_0)
    if (!(t1 = cy_add(t0, CY_K(1), 1))) CY_E(4, T0_0)
    return t1;
T0_0:
    cy_trace(1, e);
    if ((i0 = cy_matches(S.b_KeyError)) < 0) CY_E(4, E0)
    if (i0) {
        x = cy_catch(&t0);
        Py_XDECREF(x);
        cy_uncatch(t0);
        return cy_ref(CY_K(caught));
    }
    CY_E(0, E0)
E0:
    cy_trace(1, e);
    return NULL;
}
static PyObject *unbound(CY_CALL)
{
    PyObject *p[1], *r = NULL, *v_a, *v_y = NULL;
    int i0, e;
    CY_ARGS(1)
    v_a = args[0];
    if ((i0 = cy_truth(v_a, 0)) < 0) CY_E(5, E0)
    if (i0) v_y = cy_ref(v_a);
    if (!v_y) { cy_unbound("y"); CY_E(5, E0) }
    r = cy_ref(v_y);
out:
    Py_XDECREF(v_y);
    return r;
E0:
    cy_trace(2, e);
    goto out;
}
static PyObject *args(CY_CALL)
{
    PyObject *p[3], *r = NULL, *v_a, *v_args, *v_kw, *t0, *a[4];
    int e;
    if (cy_bind_star((cy_func *)self, args, CY_N(nf), kw, p)) return NULL;
    args = p;
    v_a = args[0], v_args = args[1], v_kw = args[2];
    a[1] = v_a;
    a[2] = v_args;
    a[3] = v_kw;
    if (!(t0 = cy_tuple(a + 1, 3, 0))) CY_E(6, E0)
    r = t0;
out:
    Py_XDECREF(v_args);
    Py_XDECREF(v_kw);
    return r;
E0:
    cy_trace(3, e);
    goto out;
}
static PyObject *switch_(CY_CALL)
{
    PyObject *p[1], *v_a, *t0;
    Py_ssize_t i0;
    long v_i = 0;
    int e;
    CY_ARGS(1)
    v_a = args[0];
    if ((i0 = cy_to_ssize(v_a)) == -1 && PyErr_Occurred()) CY_E(7, E0)
    switch (i0) {
    case 0:
        v_i = 10L;
        break;
    case 1: case 2:
        v_i = 20L;
        break;
    default:
        v_i = 99L;
        break;
    }
    if (!(t0 = cy_from_long(v_i))) CY_E(7, E0)
    return t0;
E0:
    cy_trace(4, e);
    return NULL;
}
static PyObject *unpack(CY_CALL)
{
    PyObject *p[1], *r = NULL, *v_a, *v_x = NULL, *v_y = NULL, *t0, *t1, *b[2];
    int e;
    CY_ARGS(1)
    v_a = args[0];
    if (cy_unpack(v_a, 2, b, 0) < 0) CY_E(8, E0)
    t0 = b[0];
    t1 = b[1];
    v_x = t0;
    v_y = t1;
    r = cy_ref(v_y);
out:
    Py_XDECREF(v_x);
    Py_XDECREF(v_y);
    return r;
E0:
    cy_trace(5, e);
    goto out;
}
static int exec(void)
{
    PyObject *t0;
    int e;
    if (!(t0 = cy_function(0))) CY_E(9, E0)
    if (cy_set_global(CY_K(loops), t0, 2) < 0) CY_E(9, E0)
    if (!(t0 = cy_function(1))) CY_E(9, E0)
    if (cy_set_global(CY_K(guard), t0, 2) < 0) CY_E(9, E0)
    if (!(t0 = cy_function(2))) CY_E(9, E0)
    if (cy_set_global(CY_K(unbound), t0, 2) < 0) CY_E(9, E0)
    if (!(t0 = cy_function(3))) CY_E(9, E0)
    if (cy_set_global(CY_K(args), t0, 2) < 0) CY_E(9, E0)
    if (!(t0 = cy_function(4))) CY_E(9, E0)
    if (cy_set_global(CY_K(switch), t0, 2) < 0) CY_E(9, E0)
    if (!(t0 = cy_function(5))) CY_E(9, E0)
    if (cy_set_global(CY_K(unpack), t0, 2) < 0) CY_E(9, E0)
    return 0;
E0:
    cy_trace(6, e);
    return -1;
}
