/* Templates (PEP 750): string.templatelib, or the same in Python where the interpreter is older than 3.14.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

#if PY_VERSION_HEX < 0x030E0000
static const char cy_templates[] =
    "from types import GenericAlias\n"
    "def _set(self, *values):\n"
    "    for name, value in zip(self.__slots__, values):\n"
    "        object.__setattr__(self, name, value)\n"
    "    return self\n"
    "class _Final:\n"
    "    __slots__ = ()\n"
    "    def __init_subclass__(cls):\n"
    "        base = cls.__bases__[0]\n"
    "        if base is not _Final:\n"
    "            raise TypeError(f\"type '{base.__module__}.{base.__qualname__}' is not an acceptable base type\")\n"
    "    def __setattr__(self, name, value):\n"
    "        if name in self.__slots__:\n"
    "            raise AttributeError('readonly attribute')\n"
    "        raise AttributeError(f\"'{__name__}.{type(self).__name__}' object has no attribute '{name}'\")\n"
    "    def __delattr__(self, name):\n"
    "        self.__setattr__(name, None)\n"
    "class Interpolation(_Final):\n"
    "    __slots__ = __match_args__ = 'value', 'expression', 'conversion', 'format_spec'\n"
    "    __class_getitem__ = classmethod(GenericAlias)\n"
    "    def __new__(cls, value, expression='', conversion=None, format_spec=''):\n"
    "        for name, given in ('expression', expression), ('conversion', conversion), ('format_spec', format_spec):\n"
    "            if not isinstance(given, str) and (name != 'conversion' or given is not None):\n"
    "                raise TypeError(f\"Interpolation() argument '{name}' must be str, not {type(given).__name__}\")\n"
    "        if conversion not in (None, 's', 'r', 'a'):\n"
    "            raise ValueError(\"Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'\")\n"
    "        return _set(object.__new__(cls), value, expression, conversion, format_spec)\n"
    "    def __repr__(self):\n"
    "        return f'Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})'\n"
    "    def __reduce__(self):\n"
    "        return Interpolation, (self.value, self.expression, self.conversion, self.format_spec)\n"
    "class TemplateIter(_Final):\n"
    "    __slots__ = 'items',\n"
    "    def __new__(cls, items):\n"
    "        return _set(object.__new__(cls), items)\n"
    "    def __iter__(self):\n"
    "        return self\n"
    "    def __next__(self):\n"
    "        return next(self.items)\n"
    "class Template(_Final):\n"
    "    __slots__ = 'strings', 'interpolations'\n"
    "    def __new__(cls, *args):\n"
    "        strings, interpolations = [''], []\n"
    "        for part in args:\n"
    "            if isinstance(part, str):\n"
    "                strings[-1] += part\n"
    "            elif isinstance(part, Interpolation):\n"
    "                interpolations.append(part)\n"
    "                strings.append('')\n"
    "            else:\n"
    "                raise TypeError(f\"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {type(part).__name__}\")\n"
    "        return _set(object.__new__(cls), tuple(strings), tuple(interpolations))\n"
    "    @property\n"
    "    def values(self):\n"
    "        return tuple([part.value for part in self.interpolations])\n"
    "    def __iter__(self):\n"
    "        parts = [self.strings[0]]\n"
    "        for text, part in zip(self.strings[1:], self.interpolations):\n"
    "            parts += part, text\n"
    "        return TemplateIter(iter([part for part in parts if part != '']))\n"
    "    def __add__(self, other):\n"
    "        if isinstance(other, Template):\n"
    "            return Template(*self, *other)\n"
    "        raise TypeError(f'can only concatenate {__name__}.Template (not \"{type(other).__name__}\") to {__name__}.Template')\n"
    "    def __repr__(self):\n"
    "        return f'Template(strings={self.strings!r}, interpolations={self.interpolations!r})'\n"
    "    def __reduce__(self):\n"
    "        return Template, tuple(self)\n"
    "def convert(obj, /, conversion):\n"
    "    if conversion is None:\n"
    "        return obj\n"
    "    if conversion in ('r', 's', 'a'):\n"
    "        return {'r': repr, 's': str, 'a': ascii}[conversion](obj)\n"
    "    raise ValueError(f'invalid conversion specifier: {conversion}')\n";

/* string.templatelib, made and put where imports find it: a new reference, or NULL. */
CY_RARE PyObject *cy_templatelib(void)
{
    PyObject *modules = PyImport_GetModuleDict(), *m = PyDict_GetItemString(modules, "string.templatelib"), *d, *string, *r = NULL;
    if (m) return cy_ref(m);
    if (!(m = PyModule_New("string.templatelib"))) return NULL;
    d = PyModule_GetDict(m);
    if (!PyDict_SetItemString(d, "__builtins__", CY(builtins))) r = PyRun_String(cy_templates, Py_file_input, d, d);
    string = r ? PyImport_ImportModule("string") : NULL;
    if (!string || PyObject_SetAttrString(string, "templatelib", m) || PyDict_SetItemString(modules, "string.templatelib", m)) Py_CLEAR(m);
    Py_XDECREF(string);
    Py_XDECREF(r);
    return m;
}
#else
CY_RARE PyObject *cy_templatelib(void) { return PyImport_ImportModule("string.templatelib"); }
#endif

/* @op cy_template(object parts) -> object new | null cold
 * t"...": parts are strings and tuples (value, source, conversion, spec). */
CY_RARE PyObject *cy_template(PyObject *parts)
{
    PyObject *m = cy_templatelib(), *t = m ? PyObject_GetAttrString(m, "Template") : NULL, *c = t ? PyObject_GetAttrString(m, "Interpolation") : NULL;
    PyObject *args = c ? PyTuple_New(PyTuple_GET_SIZE(parts)) : NULL, *r = NULL;
    Py_ssize_t i;
    for (i = 0; args && i < PyTuple_GET_SIZE(parts); i++) {
        PyObject *p = PyTuple_GET_ITEM(parts, i);
        p = PyTuple_Check(p) ? PyObject_CallObject(c, p) : cy_ref(p);
        if (!p) Py_CLEAR(args);
        else PyTuple_SET_ITEM(args, i, p);
    }
    if (args) r = PyObject_CallObject(t, args);
    Py_XDECREF(m);
    Py_XDECREF(t);
    Py_XDECREF(c);
    Py_XDECREF(args);
    return r;
}
