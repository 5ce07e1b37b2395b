/* The class statement: bases, metaclass, namespace, class.
 * @cold */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/core/state.h"
#include "cyrus/function/def.h"
#include "cyrus/object/attr.h"

/* @op cy_class_bases(object bases) -> object new | null cold
 * The bases with __mro_entries__ applied (PEP 560): the same tuple if there are none. */
CY_RARE PyObject *cy_class_bases(PyObject *bases)
{
    PyObject *list = NULL, *base, *m, *more;
    Py_ssize_t i, n = PyTuple_GET_SIZE(bases);
    int r;
    for (i = 0; i < n; i++) {
        base = PyTuple_GET_ITEM(bases, i);
        m = NULL;
        if (!PyType_Check(base)) {
            if (cy_findattr(base, CY_S(mro_entries), &m) < 0) goto bad;
        }
        if (!m) {
            if (list && PyList_Append(list, base)) goto bad;
            continue;
        }
        more = PyObject_CallFunctionObjArgs(m, bases, NULL);
        Py_DECREF(m);
        if (!more) goto bad;
        if (!PyTuple_Check(more)) {
            PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple");
            Py_DECREF(more);
            goto bad;
        }
        if (!list) {
            PyObject *before = PyTuple_GetSlice(bases, 0, i);
            list = before ? PySequence_List(before) : NULL;
            Py_XDECREF(before);
        }
        r = list ? PyList_SetSlice(list, PyList_GET_SIZE(list), PyList_GET_SIZE(list), more) : -1;
        Py_DECREF(more);
        if (r) goto bad;
    }
    if (!list) return cy_ref(bases);
    more = PyList_AsTuple(list);
    Py_DECREF(list);
    return more;
bad:
    Py_XDECREF(list);
    return NULL;
}

/* @op cy_class_meta(object bases, object kwargs) -> object new | null cold
 * The metaclass of a class: the keyword metaclass, which is taken out of the dict (kwargs may be None), and the most derived of the bases'. */
CY_RARE PyObject *cy_class_meta(PyObject *bases, PyObject *kwargs)
{
    PyObject *best = NULL;
    Py_ssize_t i;
    if (kwargs != Py_None && (best = PyDict_GetItemWithError(kwargs, CY_S(metaclass)))) {
        Py_INCREF(best);
        if (PyDict_DelItem(kwargs, CY_S(metaclass))) return Py_DECREF(best), (PyObject *)NULL;
        if (!PyType_Check(best)) return best;
    } else if (PyErr_Occurred()) {
        return NULL;
    } else {
        best = cy_ref(PyTuple_GET_SIZE(bases) ? (PyObject *)Py_TYPE(PyTuple_GET_ITEM(bases, 0)) : (PyObject *)&PyType_Type);
    }
    for (i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *t = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype((PyTypeObject *)best, t)) continue;
        if (!PyType_IsSubtype(t, (PyTypeObject *)best)) {
            PyErr_SetString(PyExc_TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
            Py_DECREF(best);
            return NULL;
        }
        Py_DECREF(best);
        best = cy_ref((PyObject *)t);
    }
    return best;
}

/* Puts the line of the class statement into the namespace. */
CY_RARE int cy_class_line(PyObject *space, int line)
{
    PyObject *number = PyLong_FromLong(line);
    int r = number ? PyMapping_SetItemString(space, "__firstlineno__", number) : -1;
    Py_XDECREF(number);
    return r;
}

/* @op cy_class_space(object meta, object name, object bases, object kwargs, object qualname, int line) -> object new | null cold
 * The namespace for the body: what meta.__prepare__ gives, or a dict, with __module__, __qualname__ and, since Python 3.13,
 * __firstlineno__. kwargs may be None. */
CY_RARE PyObject *cy_class_space(PyObject *meta, PyObject *name, PyObject *bases, PyObject *kwargs, PyObject *qualname, int line)
{
    PyObject *prepare, *args, *space;
    if (cy_findattr(meta, CY_S(prepare), &prepare) < 0) return NULL;
    if (!prepare) {
        space = PyDict_New();
    } else {
        args = PyTuple_Pack(2, name, bases);
        space = args ? PyObject_Call(prepare, args, kwargs == Py_None ? NULL : kwargs) : NULL;
        Py_XDECREF(args);
        Py_DECREF(prepare);
    }
    if (space && !PyMapping_Check(space)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__prepare__() must return a mapping, not %.200s",
                     PyType_Check(meta) ? ((PyTypeObject *)meta)->tp_name : "<metaclass>", Py_TYPE(space)->tp_name);
        Py_CLEAR(space);
    }
    if (space && (PyObject_SetItem(space, CY_S(module), CY(module_name)) || PyObject_SetItem(space, CY_S(qualname), qualname)
                  || (PY_VERSION_HEX >= 0x030D0000 && cy_class_line(space, line)))) Py_CLEAR(space);
    return space;
}

/* @op cy_class_attributes(object space, object names) -> int | neg cold
 * `__static_attributes__` of a class body, since Python 3.13: a tuple of what its functions store in `self`. */
CY_RARE int cy_class_attributes(PyObject *space, PyObject *names)
{
    return PY_VERSION_HEX >= 0x030D0000 ? PyMapping_SetItemString(space, "__static_attributes__", names) : 0;
}

/* @op cy_class_dict_cell(object space, object cell) -> int | neg cold
 * Hands `type` the cell through which bounds and values of type aliases find the names of the class: since Python 3.12 it puts
 * the dict of the class there. Before, all of them are evaluated in the body, and the namespace stays in it. */
CY_RARE int cy_class_dict_cell(PyObject *space, PyObject *cell)
{
    return PY_VERSION_HEX >= 0x030C0000 ? PyMapping_SetItemString(space, "__classdictcell__", cell) : 0;
}

/* What type() does to Python's own functions in a namespace: __new__ is a static method, two others are class methods. */
CY_RARE int cy_class_implicit(PyObject *space)
{
    PyObject *names[3], *f, *m;
    int i, r = 0;
    names[0] = CY_S(new);
    names[1] = CY_S(init_subclass);
    names[2] = CY_S(class_getitem);
    if (!PyDict_Check(space)) return 0;
    for (i = 0; i < 3 && !r; i++) {
        if (!(f = PyDict_GetItemWithError(space, names[i]))) {
            r = PyErr_Occurred() ? -1 : 0;
        } else if (CY(function_type) && (PyObject *)Py_TYPE(f) == CY(function_type)) {
            m = i ? PyClassMethod_New(f) : PyStaticMethod_New(f);
            r = m ? PyDict_SetItem(space, names[i], m) : -1;
            Py_XDECREF(m);
        }
    }
    return r;
}

/* @op cy_class(object meta, object name, object bases, object original, object kwargs, object space) -> object new | null cold
 * The class. original are the bases as written; kwargs may be None.
 * @uses CY_CONSTRUCT */
CY_RARE PyObject *cy_class(PyObject *meta, PyObject *name, PyObject *bases, PyObject *original, PyObject *kwargs, PyObject *space)
{
    PyObject *args, *r;
    if (original != bases && PyObject_SetItem(space, CY_S(orig_bases), original)) return NULL;
    if (cy_class_implicit(space)) return NULL;
    if (!(args = PyTuple_Pack(3, name, bases, space))) return NULL;
    r = PyObject_Call(meta, args, kwargs == Py_None ? NULL : kwargs);
    Py_DECREF(args);
    return r;
}

/* @op cy_class_cell(object space) -> object new | null cold
 * The cell that the body left in the namespace; None if the namespace did not keep it. */
CY_RARE PyObject *cy_class_cell(PyObject *space)
{
    PyObject *cell;
    if (PyDict_Check(space)) {
        if ((cell = PyDict_GetItemWithError(space, CY_S(cell)))) return cy_ref(cell);
        return PyErr_Occurred() ? NULL : cy_ref(Py_None);
    }
    if ((cell = PyObject_GetItem(space, CY_S(cell)))) return cell;
    if (!PyErr_ExceptionMatches(PyExc_KeyError)) return NULL;
    PyErr_Clear();
    return cy_ref(Py_None);
}

/* @op cy_class_held(object cell, object name, object made) -> int | neg cold
 * After the call of the metaclass: whether the class is in the cell. RuntimeError or TypeError if the cell was not handed to
 * type.__new__ (bpo-23722). */
CY_RARE int cy_class_held(PyObject *cell, PyObject *name, PyObject *made)
{
    PyObject *held;
    if (!PyCell_Check(cell) || !PyType_Check(made) || (held = PyCell_GET(cell)) == made) return 0;
    if (held) PyErr_Format(PyExc_TypeError, "__class__ set to %.200R defining %.200R as %.200R", held, name, made);
    else PyErr_Format(PyExc_RuntimeError, "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, made);
    return -1;
}
