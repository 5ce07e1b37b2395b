/* functions */
static double norm2(PyObject *v_self)
{
    return ((struct obj_Point *)v_self)->x * ((struct obj_Point *)v_self)->x + ((struct obj_Point *)v_self)->y * ((struct obj_Point *)v_self)->y;
}
static double heavy_norm2(PyObject *v_self)
{
    double d0;
    int e;
    if ((d0 = norm2(v_self)) == -1 && PyErr_Occurred()) CY_E(1, E0)
    return d0 * (double)((struct obj_Heavy *)v_self)->weight;
E0:
    cy_trace(0, e);
    return -1;
}
static PyObject *py_norm2(CY_CALL)
{
    PyObject *p[1], *v_self, *t0;
    double d0;
    int e;
    CY_ARGS(1)
    v_self = args[0];
    if ((d0 = ((struct cy_vtab_Point *)((struct obj_Point *)v_self)->__pyx_vtab)->norm2(v_self)) == -1 && PyErr_Occurred()) CY_E(2, E0)
    if (!(t0 = cy_from_double(d0))) CY_E(2, E0)
    return t0;
E0:
    cy_trace(1, e);
    return NULL;
}
static PyObject *scaled(CY_CALL)
{
    PyObject *p[2], *v_self, *v_k, *t0;
    double d0;
    int e;
    CY_ARGS_SELF(S.d[1], 2)
    v_self = args[0], v_k = args[1];
    if ((d0 = cy_to_double(v_k)) == -1 && PyErr_Occurred()) CY_E(3, E0)
    if (!(t0 = cy_from_double(d0 * ((struct obj_Point *)v_self)->x))) CY_E(3, E0)
    return t0;
E0:
    cy_trace(2, e);
    return NULL;
}
static PyObject *init(CY_CALL)
{
    PyObject *p[2];
    CY_ARGS(2)
    return cy_ref(Py_None);
}
static int tp_init(PyObject *v_self, PyObject *v_args, PyObject *v_kw)
{
    double d0;
    PyObject *t0, *t1, *b[2];
    int e;
    (void)v_kw;
    if (cy_unpack(v_args, 2, b, 0) < 0) CY_E(4, E0)
    t0 = b[0];
    t1 = b[1];
    if ((d0 = cy_to_double(t0)) == -1 && PyErr_Occurred()) CY_E(4, E2)
    Py_DECREF(t0);
    ((struct obj_Point *)v_self)->x = d0;
    if ((d0 = cy_to_double(t1)) == -1 && PyErr_Occurred()) CY_E(4, E3)
    Py_DECREF(t1);
    ((struct obj_Point *)v_self)->y = d0;
    return 0;
E2:
    cy_lose(t1);
    cy_lose(t0);
    goto E0;
E3:
    cy_lose(t1);
E0:
    cy_trace(3, e);
    return -1;
}
static int cinit(PyObject *v_self, PyObject *v_args, PyObject *v_kw)
{
    (void)v_args;
    (void)v_kw;
    ((struct obj_Heavy *)v_self)->weight = 100L;
    return 0;
}
static void dealloc(PyObject *v_self)
{
    PyObject *t0, *x;
    int e;
    (void)v_self;
    if (!(t0 = cy_global_known(CY_K(unmade), &cy_names_known[0]))) CY_E(5, T0_0)
    if (!(x = cy_method1(CY_K(append), t0, CY_K(gone), 2))) CY_E(5, T0_0)
    Py_DECREF(x);
    goto D0;
T0_0:
    cy_trace(4, e);
    cy_swallow();
D0:;
}
static PyObject *tp_repr(PyObject *v_self)
{
    (void)v_self;
    return cy_ref(CY_K(a_point));
}
static int exec(void)
{
    PyObject *t0, *x;
    int e;
    if (!(t0 = cy_list_new(0))) CY_E(6, E0)
    if (cy_set_global(CY_K(unmade), t0, 2) < 0) CY_E(6, E0)
    if (!(x = cy_tuple2(CY_K(k), CY_K(k), 0))) CY_E(6, E0)
    Py_DECREF(x);
    return 0;
E0:
    cy_trace(5, e);
    return -1;
}
