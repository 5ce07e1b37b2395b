/* Extension types, sharing with other modules, pattern matching, except*. */
#ifdef __cplusplus
#include <complex>
#include <list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>
#endif
#include "harness.h"
#include "cyrus/core/constants.h"
#include "cyrus/error/star.h"
#include "cyrus/ext/check.h"
#include "cyrus/ext/cpp.h"
#include "cyrus/ext/freelist.h"
#include "cyrus/ext/method.h"
#include "cyrus/ext/share.h"
#include "cyrus/ext/slots.h"
#include "cyrus/ext/stl.h"
#include "cyrus/ext/type.h"
#include "cyrus/match/match.h"
#include "cyrus/parallel/error.h"

/* cdef class Point: cdef object o; cpdef area(self) -> 1; __dealloc__ counts */
typedef struct point_s { PyObject_HEAD struct point_vtab *vtab; PyObject *o; } point;
struct point_vtab { long (*area)(point *); };
static PyObject *point_area_own;
static PyTypeObject *point_type;
static long dead;
static struct { int n; PyObject *o[2]; } point_free;
static PyObject *point_area(PyObject *self, PyObject *x) { (void)self; (void)x; return PyLong_FromLong(1); }
static long point_area_c(point *p)
{
    PyObject *name = PyUnicode_InternFromString("area"), *m = cy_override((PyObject *)p, name, point_area_own), *r;
    long v = 1;
    Py_DECREF(name);
    if (m) {
        r = PyObject_CallObject(m, NULL);
        v = r ? PyLong_AsLong(r) : -1;
        Py_XDECREF(r);
        Py_DECREF(m);
    }
    return v;
}
static struct point_vtab point_vtable = {point_area_c};
static PyObject *point_new(PyTypeObject *t, PyObject *args, PyObject *kw)
{
    PyObject *o = CY_FREELIST_TAKE(point_free, t, point_type, sizeof(point), 1);
    (void)args;
    (void)kw;
    if (!o) o = cy_ext_new(t, (PyObject *)point_type, sizeof(point), 1);
    if (!o) return NULL;
    ((point *)o)->vtab = &point_vtable;
    ((point *)o)->o = cy_ref(Py_None);
    return o;
}
static void point_user(PyObject *o) { Py_INCREF(o); dead++; PyErr_SetString(PyExc_ValueError, "lost"); PyErr_Clear(); Py_DECREF(o); }
static void point_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (cy_ext_revived(o)) return;
    PyObject_GC_UnTrack(o);
    cy_ext_user_dealloc(o, point_user);
    Py_CLEAR(((point *)o)->o);
    if (CY_FREELIST_GIVE(point_free, t, point_type, o)) Py_DECREF((PyObject *)t);
    else cy_ext_free(o);
}
static int point_traverse(PyObject *o, visitproc visit, void *arg) { Py_VISIT(Py_TYPE(o)); Py_VISIT(((point *)o)->o); return 0; }
static int point_clear(PyObject *o) { Py_CLEAR(((point *)o)->o); return 0; }
static PyMethodDef point_methods[] = {{"area", point_area, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef point_members[] = {{"o", T_OBJECT, offsetof(point, o), 0, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot point_slots[] = {{Py_tp_new, (void *)point_new}, {Py_tp_dealloc, (void *)point_dealloc}, {Py_tp_traverse, (void *)point_traverse},
    {Py_tp_clear, (void *)point_clear}, {Py_tp_methods, point_methods}, {Py_tp_members, point_members}, {0, NULL}};
static PyType_Spec point_spec = {"cyrus_ext.Point", sizeof(point), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, point_slots};

static int shared = 42;
WRAP(area, LONG(((point *)a[0])->vtab->area((point *)a[0]));)
WRAP(dead, return PyLong_FromLong(dead);)
WRAP(check_type, NONE(cy_check_type(a[0], a[1]));)
WRAP(check_builtin, NONE(cy_check_builtin(a[0], a[1]));)
WRAP(check_arg, NONE(cy_check_arg(a[0], a[1], "x", (int)PyLong_AsLong(a[2])));)
WRAP(capi, int *p = (int *)cy_capi_import(a[0], PyUnicode_AsUTF8(a[1]), PyUnicode_AsUTF8(a[2]), "variable"); return p ? PyLong_FromLong(*p) : NULL;)
WRAP(type_import, return cy_type_import(a[0], "some.module", PyUnicode_AsUTF8(a[1]), (size_t)PyLong_AsLong(a[2]), 8, (int)PyLong_AsLong(a[3]));)
WRAP(vtable, void *p = cy_vtable_get(a[0]); return p ? PyBool_FromLong(p == &point_vtable) : NULL;)
WRAP(match_sequence, LONG(cy_match_sequence(a[0]));)
WRAP(match_mapping, LONG(cy_match_mapping(a[0]));)
WRAP(match_keys, PyObject *v[8]; int c = cy_match_keys(a[0], a + 1, n - 1, v); PyObject *r; Py_ssize_t i; if (c <= 0) return c ? NULL : cy_ref(Py_None);
    r = PyTuple_New(n - 1); for (i = 0; i < n - 1; i++) PyTuple_SET_ITEM(r, i, v[i]); return r;)
WRAP(match_rest, return cy_match_rest(a[0], a + 1, n - 1);)
WRAP(match_class, PyObject *v[8]; Py_ssize_t i; Py_ssize_t k = PyLong_AsSsize_t(a[2]); int c = cy_match_class(a[0], a[1], k, a[3], v); PyObject *r; if (c <= 0) return c ? NULL : cy_ref(Py_None);
    k += PyTuple_GET_SIZE(a[3]); r = PyTuple_New(k); for (i = 0; i < k; i++) PyTuple_SET_ITEM(r, i, v[i]); return r;)
WRAP(star_match, PyObject *m; PyObject *rest; int c = cy_star_split(a[0], a[1], &m, &rest); return c < 0 ? NULL : c ? Py_BuildValue("NN", m, rest) : cy_ref(Py_None);)
WRAP(star_begin, return cy_star_begin(a[0]);)
WRAP(star_part, return cy_star_match(a[0], a[1]);)
WRAP(star_raised, PyErr_SetObject((PyObject *)Py_TYPE(a[1]), a[1]); NONE(cy_star_raised(a[0]));)
WRAP(star_end, NONE(cy_star_end(a[0]));)
WRAP(parallel, cy_parallel_error e = {NULL, NULL, NULL}; PyErr_SetString(PyExc_ValueError, "first"); cy_parallel_keep(&e); PyErr_SetString(PyExc_KeyError, "second"); cy_parallel_keep(&e);
    return cy_parallel_raise(&e) ? NULL : cy_ref(Py_None);)
#ifdef __cplusplus
static PyObject *t_cpp(PyObject *, PyObject *const *a, Py_ssize_t)
{
    try {
        switch (PyLong_AsLong(a[0])) {
        case 0: throw std::out_of_range("range");
        case 1: throw std::bad_alloc();
        case 2: throw 5;
        default: throw std::runtime_error("text");
        }
    } catch (...) {
        cy_cpp_exception();
    }
    return NULL;
}
#endif
#ifdef __cplusplus
template <typename T> static PyObject *round_trip(PyObject *o)
{
    T v;
    return CY_CPP_FROM_OBJECT(T, o, &v) ? NULL : CY_CPP_TO_OBJECT(T, v);
}
static PyObject *t_stl(PyObject *, PyObject *const *a, Py_ssize_t)
{
    typedef std::map<std::string, std::vector<std::pair<int, double>>> deep;
    switch (PyLong_AsLong(a[0])) {
    case 0: return round_trip<std::vector<int>>(a[1]);
    case 1: return round_trip<std::list<std::string>>(a[1]);
    case 2: return round_trip<std::set<double>>(a[1]);
    case 3: return round_trip<deep>(a[1]);
    case 4: return round_trip<std::unordered_map<long, bool>>(a[1]);
    default: return round_trip<std::complex<float>>(a[1]);
    }
}
#endif
static PyMethodDef rows[] = {ROW(area), ROW(dead), ROW(check_type), ROW(check_builtin), ROW(check_arg), ROW(capi), ROW(type_import), ROW(vtable), ROW(match_sequence), ROW(match_mapping),
    ROW(match_keys), ROW(match_rest), ROW(match_class), ROW(star_match), ROW(star_begin), ROW(star_part), ROW(star_raised), ROW(star_end), ROW(parallel),
#ifdef __cplusplus
    ROW(cpp), ROW(stl),
#endif
    {NULL, NULL, 0, NULL}};
static int start(void)
{
    PyObject *bases = PyTuple_Pack(1, (PyObject *)&PyBaseObject_Type), *t = cy_ext_type(&point_spec, bases);
    if (!t || cy_vtable_set(t, &point_vtable)) return -1;
    point_type = (PyTypeObject *)t;
    point_area_own = PyDict_GetItemString(((PyTypeObject *)t)->tp_dict, "area");
    return cy_capi_export("shared", &shared, "int");
}
MODULE(cyrus_ext, start())
