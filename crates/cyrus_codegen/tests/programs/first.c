/* functions */
static PyObject *f(CY_CALL)
{
    PyObject *p[1], *v_x, *t0;
    int e;
    CY_ARGS(1)
    v_x = args[0];
    if (!(t0 = cy_add(v_x, CY_K(1), 0))) CY_E(1, E0)
    return t0;
E0:
    cy_trace(0, e);
    return NULL;
}
static int exec(void)
{
    PyObject *t0;
    int e;
    if (!(t0 = cy_function(0))) CY_E(2, E0)
    if (cy_set_global(CY_K(f), t0, 2) < 0) CY_E(2, E0)
    return 0;
E0:
    cy_trace(1, e);
    return -1;
}
