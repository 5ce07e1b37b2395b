/* functions */
static PyObject *count(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    int e;
    CY_ARGS(1)
    v_n = args[0];
    if (!(t0 = cy_generator(&cy_gens[0]))) CY_E(1, E0)
    CY_SET(CY_FRAME(t0, struct cy_frame_b_count)->v_n, cy_ref(v_n));
    return t0;
E0:
    cy_trace(0, e);
    return NULL;
}
static PyObject *b_count(cy_gen *g, PyObject *sent)
{
    struct cy_frame_b_count *F = CY_FRAME(g, struct cy_frame_b_count);
    int i0 = 0, e;
    PyObject *t0 = NULL;
    (void)F;
    switch (g->at) {
    case 1:
        goto Y1;
    }
    F->v_i = cy_ref(CY_K(0));
    for (;;) {
        if ((i0 = cy_test(F->v_i, F->v_n, Py_LT, 0)) < 0) CY_E(2, E0)
        if (!i0) break;
        g->at = 1;
        return cy_ref(F->v_i);
    Y1:
        if (!sent) CY_E(2, E0)
        if (!(t0 = cy_iadd(F->v_i, CY_K(1), 0))) CY_E(2, E0)
        CY_SET(F->v_i, t0);
    }
    g->at = -1;
    return cy_ref(Py_None);
E0:
    cy_trace(0, e);
    return NULL;
}
static PyObject *sums(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    int e;
    CY_ARGS(1)
    v_n = args[0];
    if (!(t0 = cy_generator(&cy_gens[1]))) CY_E(3, E0)
    CY_SET(CY_FRAME(t0, struct cy_frame_b_sums)->v_n, cy_ref(v_n));
    return t0;
E0:
    cy_trace(1, e);
    return NULL;
}
static PyObject *b_sums(cy_gen *g, PyObject *sent)
{
    struct cy_frame_b_sums *F = CY_FRAME(g, struct cy_frame_b_sums);
    PyObject *t0 = NULL, *t1 = NULL, *t2 = NULL, *a[3];
    Py_ssize_t i0 = 0;
    int e;
    (void)F;
    switch (g->at) {
    case 1:
        goto Y1;
    }
    if (!(t0 = cy_tuple1(F->v_n, 0))) CY_E(4, E0)
    i0 = 1 + 1;
    Py_CLEAR(F->v_n);
    F->s[0] = t0;
    F->k_i0 = i0;
    g->at = 1;
    return cy_ref(cy_closure_cell(t0, 0));
Y1:
    t0 = F->s[0];
    F->s[0] = NULL;
    i0 = F->k_i0;
    if (!sent) CY_E(4, T0_0)
    t1 = cy_ref(sent);
    a[1] = cy_closure_cell(t0, 0);
    a[2] = t1;
    if (!(t2 = cy_tuple(a + 1, i0, 2))) CY_E(4, T0_0)
    Py_DECREF(t0);
    g->at = -1;
    return t2;
T0_0:
    cy_trace(1, e);
    CY_E(0, E1)
E1:
    cy_lose(t0);
E0:
    cy_trace(1, e);
    return NULL;
}
static PyObject *careful(CY_CALL)
{
    PyObject *p[1], *v_n, *t0;
    int e;
    CY_ARGS(1)
    v_n = args[0];
    if (!(t0 = cy_generator(&cy_gens[2]))) CY_E(5, E0)
    CY_SET(CY_FRAME(t0, struct cy_frame_b_careful)->v_n, cy_ref(v_n));
    return t0;
E0:
    cy_trace(2, e);
    return NULL;
}
static PyObject *b_careful(cy_gen *g, PyObject *sent)
{
    struct cy_frame_b_careful *F = CY_FRAME(g, struct cy_frame_b_careful);
    int i0 = 0, e;
    PyObject *t1 = NULL, *t0 = NULL;
    (void)F;
    switch (g->at) {
    case 1:
        goto Y1;
    case 2:
        goto Y2;
    }
    g->at = 1;
    return cy_ref(F->v_n);
Y1:
    if (!sent) CY_E(6, T0_0)
    goto D0;
T0_0:
    cy_trace(2, e);
    if ((i0 = cy_matches(S.b_KeyError)) < 0) CY_E(6, E0)
    if (!i0) CY_E(0, E0)
    t1 = cy_catch(&t0);
    F->s[0] = t0;
    F->s[1] = t1;
    g->at = 2;
    return cy_ref(CY_K(caught));
Y2:
    t0 = F->s[0];
    F->s[0] = NULL;
    t1 = F->s[1];
    F->s[1] = NULL;
    if (!sent) CY_E(6, E2)
    cy_uncatch(t0);
    g->at = -1;
    return t1;
D0:
    g->at = -1;
    return cy_ref(Py_None);
E2:
    cy_uncatch(t0);
    cy_lose(t1);
E0:
    cy_trace(2, e);
    return NULL;
}
static int exec(void)
{
    PyObject *t0;
    int e;
    if (!(t0 = cy_function(0))) CY_E(7, E0)
    if (cy_set_global(CY_K(count), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(1))) CY_E(7, E0)
    if (cy_set_global(CY_K(sums), t0, 2) < 0) CY_E(7, E0)
    if (!(t0 = cy_function(2))) CY_E(7, E0)
    if (cy_set_global(CY_K(careful), t0, 2) < 0) CY_E(7, E0)
    return 0;
E0:
    cy_trace(3, e);
    return -1;
}
