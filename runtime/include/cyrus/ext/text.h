/* A class's docstring and module where its objects have attributes of the same name.
 * @cold */
#pragma once
#include "cyrus/core/names.h"

/* Puts text under name into the namespace of a new type that has a descriptor of that name: the class gives the text, its objects
 * what the descriptor gives. The text is of a subclass of str that is a descriptor itself: CPython takes a class's __module__
 * from the namespace as it is, and asks its __doc__ for what it gives without an object. -1 and an exception on failure. */
CY_RARE int cy_class_text(PyObject *type, const char *name, const char *text)
{
    static const char source[] =
        "class class_text(str):\n"
        "    def __get__(self, o, t=None): return str(self) if o is None else self.own.__get__(o, t)\n"
        "    def __set__(self, o, v): self.own.__set__(o, v)\n"
        "    def __delete__(self, o): self.own.__delete__(o)\n"
        "    def __reduce_ex__(self, p): return str, (str(self),)\n";
    PyObject *names = ((PyTypeObject *)type)->tp_dict, *own = PyDict_GetItemString(names, name), *space, *done, *made = NULL;
    int r = -1;
    if (!own) return PyErr_Occurred() ? -1 : 0;
    space = Py_BuildValue("{s:O,s:s}", "__builtins__", PyEval_GetBuiltins(), "__name__", "builtins");
    if (!space) return -1;
    done = PyRun_String(source, Py_file_input, space, space);
    if (done) made = PyObject_CallFunction(PyDict_GetItemString(space, "class_text"), "s", text);
    if (made && PyObject_SetAttrString(made, "own", own) == 0) r = PyDict_SetItemString(names, name, made);
    Py_XDECREF(made);
    Py_XDECREF(done);
    Py_DECREF(space);
    PyType_Modified((PyTypeObject *)type);
    return r;
}
