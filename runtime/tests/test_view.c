/* Views of buffers. */
#include "harness.h"
#include "cyrus/view/object.h"

typedef struct { int a; double b; } inner;
typedef struct { char c; inner i; float v[3]; } outer_t;
static const cy_field inner_fields[] = {{"a", &cy_dtype_int, offsetof(inner, a), 1}, {"b", &cy_dtype_double, offsetof(inner, b), 1}, {NULL, NULL, 0, 0}};
static const cy_dtype inner_type = CY_DTYPE_STRUCT(inner, "inner", "T{i:a:d:b:}", inner_fields);
static const cy_field outer_fields[] = {{"c", &cy_dtype_schar, offsetof(outer_t, c), 1}, {"i", &inner_type, offsetof(outer_t, i), 1}, {"v", &cy_dtype_float, offsetof(outer_t, v), 3}, {NULL, NULL, 0, 0}};
static const cy_dtype outer_type = CY_DTYPE_STRUCT(outer_t, "outer", "T{b:c:T{i:a:d:b:}:i:(3)f:v:}", outer_fields);
static const cy_dtype complex_type = {"double complex", "Zd", NULL, 16, 'c', 15, 15};
static const cy_dtype *const types[] = {&cy_dtype_double, &cy_dtype_float, &cy_dtype_schar, &cy_dtype_uchar, &cy_dtype_int, &cy_dtype_long, &cy_dtype_longlong,
    &cy_dtype_char, &cy_dtype_object, &inner_type, &outer_type, &complex_type, &cy_dtype_ushort, &cy_dtype_size};

/* view(object, type, rank, how): through C and back to an object */
WRAP(view,
    cy_view8 v; int rank = (int)PyLong_AsLong(a[2]); int how = (int)PyLong_AsLong(a[3]); const cy_dtype *t = types[PyLong_AsLong(a[1])]; PyObject *r;
    if (cy_view_from(a[0], t, rank, how, &v.h, v.n, v.s)) return NULL;
    r = cy_view_object(&v.h, v.n, v.s, rank, t, !(how & CY_VIEW_WRITE));
    cy_view_release(&v.h);
    return r;)
WRAP(fast, return PyBool_FromLong(CY(ndarray) != NULL);)
static PyMethodDef rows[] = {ROW(view), ROW(fast), {NULL, NULL, 0, NULL}};
MODULE(cyrus_view, cy_hold_init() || cy_array_init() || cy_viewobject_init())
