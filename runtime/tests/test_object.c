/* Operations on objects. */
#include "harness.h"
#include "cyrus/object/divide.h"
#include "cyrus/object/truth.h"
#include "cyrus/object/attr.h"
#include "cyrus/object/compare.h"
#include "cyrus/object/item.h"
#include "cyrus/object/index.h"
#include "cyrus/object/slice.h"
#include "cyrus/object/method.h"
#include "cyrus/object/callex.h"
#include "cyrus/object/dictiter.h"
#include "cyrus/object/build.h"
#include "cyrus/object/extend.h"
#include "cyrus/object/pieces.h"
#include "cyrus/builtin/basic.h"
#include "cyrus/builtin/make.h"
#include "cyrus/builtin/methods.h"
#include "cyrus/import/import.h"
#include "cyrus/core/globals.h"

OBJ2(cy_add) OBJ2(cy_sub) OBJ2(cy_mul) OBJ2(cy_and) OBJ2(cy_or) OBJ2(cy_xor) OBJ2(cy_matmul) OBJ2(cy_div) OBJ2(cy_floordiv) OBJ2(cy_mod)
OBJ2(cy_lshift) OBJ2(cy_rshift) OBJ2(cy_pow) OBJ3(cy_pow3) OBJ1(cy_neg) OBJ1(cy_invert) OBJ1(cy_pos) OBJ1(cy_not)
OBJ2(cy_getattr) OBJ3(cy_getattr_default) OBJ2(cy_getitem) OBJ1(cy_call0) OBJ2(cy_call1) OBJ3(cy_call2) OBJ2(cy_method0) OBJ3(cy_method1)
OBJ2(cy_call_tuple) OBJ3(cy_call_dict) OBJ1(cy_str) OBJ1(cy_repr) OBJ2(cy_format) OBJ1(cy_format_simple) OBJ1(cy_abs) OBJ2(cy_divmod) OBJ1(cy_sorted)
OBJ1(cy_make_list) OBJ1(cy_make_tuple) OBJ1(cy_make_dict) OBJ2(cy_tuple2)
WRAP(cy_truth, LONG(cy_truth(a[0], 0));)
WRAP(cy_cmp, return cy_cmp(a[0], a[1], (int)PyLong_AsLong(a[2]), 0);)
WRAP(cy_test, LONG(cy_test(a[0], a[1], (int)PyLong_AsLong(a[2]), 0));)
WRAP(cy_in, LONG(cy_in(a[0], a[1], 0));)
WRAP(cy_hasattr, LONG(cy_hasattr(a[0], a[1], 0));)
WRAP(cy_setitem, NONE(cy_setitem(a[0], a[1], a[2], 0));)
WRAP(cy_getindex, return cy_getindex(a[0], PyLong_AsSsize_t(a[1]), (int)PyLong_AsLong(a[2]), 0);)
WRAP(cy_setindex, NONE(cy_setindex(a[0], PyLong_AsSsize_t(a[1]), a[2], CY_WRAP | CY_CHECK, 0));)
WRAP(cy_getslice, return cy_getslice(a[0], PyLong_AsSsize_t(a[1]), PyLong_AsSsize_t(a[2]), (int)PyLong_AsLong(a[3]), 0);)
WRAP(cy_setslice, NONE(cy_setslice(a[0], PyLong_AsSsize_t(a[1]), PyLong_AsSsize_t(a[2]), 3, a[3], 0));)
WRAP(cy_star_tuple, return cy_star_tuple(a[0], a[1]);)
WRAP(cy_kwargs_merge, NONE(cy_kwargs_merge(a[0], a[1], a[2]));)
WRAP(cy_len, LONG(cy_len(a[0], 0));)
WRAP(cy_ord, LONG(cy_ord(a[0]));)
WRAP(cy_chr, return cy_chr(PyLong_AsLong(a[0]));)
WRAP(cy_import, return cy_import(a[0], a[1], 0);)
WRAP(cy_import_from, return cy_import_from(a[0], a[1]);)
WRAP(cy_import_dotted, return cy_import_dotted(a[0]);)
WRAP(cy_import_star, NONE(cy_import_star(a[0]));)
WRAP(cy_global, return cy_global(a[0]);)
WRAP(cy_set_global, NONE(cy_set_global(a[0], a[1], 0));)
WRAP(cy_del_global, NONE(cy_del_global(a[0]));)
WRAP(cy_tuple, return cy_tuple(a, n, 0);)
WRAP(cy_list, return cy_list(a, n, 0);)
WRAP(cy_set, return cy_set(a, n, 0);)
WRAP(cy_dict, return cy_dict(a, n, 0);)
WRAP(cy_join, return cy_join(a, n, 0);)
WRAP(cy_extreme, PyObject *r = cy_extreme(a, n, Py_LT); Py_XINCREF(r); return r;)
WRAP(cy_append, NONE(cy_append(a[0], a[1], 0));)
WRAP(cy_list_extend, NONE(cy_list_extend(a[0], a[1], 0));)
WRAP(cy_set_update, NONE(cy_set_update(a[0], a[1], 0));)
WRAP(cy_dict_update, NONE(cy_dict_update(a[0], a[1], 0));)
WRAP(cy_list_pop, return cy_list_pop(a[0]);)
WRAP(cy_list_pop_at, return cy_list_pop_at(a[0], PyLong_AsSsize_t(a[1]));)
WRAP(cy_dict_get, return cy_dict_get(a[0], a[1], a[2]);)
WRAP(cy_dict_pop, return cy_dict_pop(a[0], a[1], n > 2 ? a[2] : NULL);)

/* list(o), by the loop of for statements */
WRAP(loop,
    Py_ssize_t at; PyObject *x; PyObject *l = PyList_New(0); PyObject *it = cy_iter(a[0], &at, 0);
    if (!it) { Py_DECREF(l); return NULL; }
    while ((x = cy_next(it, &at))) { PyList_Append(l, x); Py_DECREF(x); }
    Py_DECREF(it);
    if (cy_iter_end(at)) Py_CLEAR(l);
    return l;)
/* list(o.items()) */
WRAP(items,
    Py_ssize_t at; Py_ssize_t size; int r; PyObject *k; PyObject *v; PyObject *l = PyList_New(0); PyObject *it = cy_dict_iter(a[0], CY_S(items), &size, &at);
    if (!it) { Py_DECREF(l); return NULL; }
    while ((r = cy_dict_next(it, size, &at, CY_KEYS | CY_VALUES, &k, &v)) > 0) {
        PyList_Append(l, k); PyList_Append(l, v); Py_DECREF(k); Py_DECREF(v);
        if (n > 1) PyObject_SetItem(a[0], a[1], Py_None);
    }
    Py_DECREF(it);
    if (r) Py_CLEAR(l);
    return l;)
WRAP(unpack,
    PyObject *to[8]; PyObject *r; Py_ssize_t k = PyLong_AsSsize_t(a[1]);
    if (cy_unpack(a[0], k, to, 0)) return NULL;
    r = PyTuple_New(k);
    while (k--) PyTuple_SET_ITEM(r, k, to[k]);
    return r;)
WRAP(unpack_star,
    PyObject *to[8]; PyObject *r; Py_ssize_t k = PyLong_AsSsize_t(a[1]) + 1 + PyLong_AsSsize_t(a[2]);
    if (cy_unpack_star(a[0], PyLong_AsSsize_t(a[1]), PyLong_AsSsize_t(a[2]), to, 0)) return NULL;
    r = PyTuple_New(k);
    while (k--) PyTuple_SET_ITEM(r, k, to[k]);
    return r;)

static PyMethodDef rows[] = {
    ROW(cy_add), ROW(cy_sub), ROW(cy_mul), ROW(cy_and), ROW(cy_or), ROW(cy_xor), ROW(cy_matmul), ROW(cy_div), ROW(cy_floordiv), ROW(cy_mod), ROW(cy_lshift),
    ROW(cy_rshift), ROW(cy_pow), ROW(cy_pow3), ROW(cy_neg), ROW(cy_invert), ROW(cy_pos), ROW(cy_not), ROW(cy_getattr), ROW(cy_getattr_default), ROW(cy_getitem),
    ROW(cy_call0), ROW(cy_call1), ROW(cy_call2), ROW(cy_method0), ROW(cy_method1), ROW(cy_call_tuple), ROW(cy_call_dict), ROW(cy_str), ROW(cy_repr), ROW(cy_format),
    ROW(cy_format_simple), ROW(cy_abs), ROW(cy_divmod), ROW(cy_sorted), ROW(cy_make_list), ROW(cy_make_tuple), ROW(cy_make_dict), ROW(cy_tuple2), ROW(cy_truth),
    ROW(cy_cmp), ROW(cy_test), ROW(cy_in), ROW(cy_hasattr), ROW(cy_setitem), ROW(cy_getindex), ROW(cy_setindex), ROW(cy_getslice), ROW(cy_setslice), ROW(cy_star_tuple),
    ROW(cy_kwargs_merge), ROW(cy_len), ROW(cy_ord), ROW(cy_chr), ROW(cy_import), ROW(cy_import_from), ROW(cy_import_dotted), ROW(cy_import_star), ROW(cy_global),
    ROW(cy_set_global), ROW(cy_del_global), ROW(cy_tuple), ROW(cy_list), ROW(cy_set), ROW(cy_dict), ROW(cy_join), ROW(cy_extreme), ROW(cy_append), ROW(cy_list_extend),
    ROW(cy_set_update), ROW(cy_dict_update), ROW(cy_list_pop), ROW(cy_list_pop_at), ROW(cy_dict_get), ROW(cy_dict_pop), ROW(loop), ROW(items), ROW(unpack), ROW(unpack_star),
    {NULL, NULL, 0, NULL}};
MODULE(cyrus_object, 0)
