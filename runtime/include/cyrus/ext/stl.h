/* C++ standard types from and to objects. Each converter exists if the module has included the header of its type: the
 * standard libraries' own guards tell. What a type is as an object is said by a type, too, its face: mostly the type itself,
 * but `std::vector<cy_face_bool>` for a vector of `int` that are truth values. Nothing here is for C. */
#pragma once
#include "cyrus/convert/float.h"
#include "cyrus/convert/openint.h"

/* @op CY_CPP_TO_OBJECT(type T, T value) -> object new | null macro
 * A C++ value with the face T as an object: string bytes, vector and list lists, sets, maps dicts, pair a tuple, complex, numbers.
 * @op CY_CPP_FROM_OBJECT(type T, object o, out T value) -> int | neg macro
 * And back.
 * @uses cy_cpp cy_cpp_each cy_cpp_type */
#define CY_CPP_TO_OBJECT(T, value) cy_cpp<T>::give(value)
#define CY_CPP_FROM_OBJECT(T, o, value) cy_cpp<T>::take(o, value)

#ifdef __cplusplus
/* A type in parentheses, as macros take it that has commas: cy_cpp_type<void (std::map<int, int>)>::type. */
template <typename T> struct cy_cpp_type;
template <typename T> struct cy_cpp_type<void (T)> { typedef T type; };

/* Each item of an iterable of n values goes to f, which says whether it went well. 0 or -1. */
template <typename F> CY_UNUSED static int cy_cpp_each(PyObject *o, F f)
{
    PyObject *x, *it = PyObject_GetIter(o);
    bool good = it != NULL;
    while (good && (x = PyIter_Next(it))) {
        good = f(x);
        Py_DECREF(x);
    }
    Py_XDECREF(it);
    return good && !PyErr_Occurred() ? 0 : -1;
}
template <bool floating> struct cy_cpp_number {
    template <typename T> static PyObject *give(T v) { return CY_FROM_INTEGER(T, v); }
    template <typename T> static int take(PyObject *o, T *v) { *v = CY_TO_INTEGER(T, o, "C++ integer"); return *v == (T)-1 && PyErr_Occurred() ? -1 : 0; }
};
template <> struct cy_cpp_number<true> {
    template <typename T> static PyObject *give(T v) { return PyFloat_FromDouble((double)v); }
    template <typename T> static int take(PyObject *o, T *v) { *v = (T)cy_to_double(o); return *v == (T)-1 && PyErr_Occurred() ? -1 : 0; }
};
template <typename T> struct cy_cpp {
    static PyObject *give(const T &v) { return cy_cpp_number<(T)0.5 != (T)0>::template give<T>(v); }
    static int take(PyObject *o, T *v) { return cy_cpp_number<(T)0.5 != (T)0>::template take<T>(o, v); }
};
template <> struct cy_cpp<bool> {
    static PyObject *give(bool v) { return PyBool_FromLong(v); }
    static int take(PyObject *o, bool *v) { int c = PyObject_IsTrue(o); *v = c > 0; return c < 0 ? -1 : 0; }
};
template <> struct cy_cpp<PyObject *> {
    static PyObject *give(PyObject *v) { return cy_ref(v ? v : Py_None); }
    static int take(PyObject *o, PyObject **v) { *v = o; return 0; }
};
/* The text of a C++ or C string as the directives want it. */
CY_UNUSED static PyObject *cy_cpp_text(const char *p, Py_ssize_t n)
{
#if !defined(CY_CPP_TEXT)
    return PyBytes_FromStringAndSize(p, n);
#elif CY_CPP_TEXT == 1
    return PyByteArray_FromStringAndSize(p, n);
#elif defined(CY_CPP_ENCODING)
    return PyUnicode_Decode(p, n, CY_CPP_ENCODING, NULL);
#else
    return PyUnicode_DecodeUTF8(p, n, NULL);
#endif
}
/* The bytes of a bytes object or bytearray, borrowed. 0 or -1. */
CY_UNUSED static int cy_cpp_bytes(PyObject *o, char **p, Py_ssize_t *n)
{
    if (!PyByteArray_Check(o)) return PyBytes_AsStringAndSize(o, p, n);
    *p = PyByteArray_AS_STRING(o);
    *n = PyByteArray_GET_SIZE(o);
    return 0;
}
template <> struct cy_cpp<char *> {
    static PyObject *give(const char *v) { return cy_cpp_text(v, (Py_ssize_t)strlen(v)); }
    static int take(PyObject *o, char **v) { return PyBytes_AsStringAndSize(o, v, NULL); }
};
template <> struct cy_cpp<const char *> {
    static PyObject *give(const char *v) { return cy_cpp_text(v, (Py_ssize_t)strlen(v)); }
    static int take(PyObject *o, const char **v) { return PyBytes_AsStringAndSize(o, const_cast<char **>(v), NULL); }
};
template <typename T> struct cy_cpp<const T> : cy_cpp<T> {};

/* Lists of what can be walked and grown at the end; sets; maps. */
template <typename T> struct cy_cpp_list {
    template <typename C> static PyObject *give(const C &v)
    {
        PyObject *x, *r = PyList_New(0);
        for (typename C::const_iterator i = v.begin(); r && i != v.end(); ++i) {
            x = cy_cpp<T>::give(*i);
            if (!x || PyList_Append(r, x)) Py_CLEAR(r);
            Py_XDECREF(x);
        }
        return r;
    }
    template <typename C> static int take(PyObject *o, C *v)
    {
        v->clear();
        if (PyObject_LengthHint(o, 0) < 0) return -1;
        return cy_cpp_each(o, [v](PyObject *x) { typename C::value_type t = typename C::value_type(); if (cy_cpp<T>::take(x, &t)) return false; v->push_back(t); return true; });
    }
};
template <typename T> struct cy_cpp_set {
    template <typename C> static PyObject *give(const C &v)
    {
        PyObject *x, *r = PySet_New(NULL);
        for (typename C::const_iterator i = v.begin(); r && i != v.end(); ++i) {
            x = cy_cpp<T>::give(*i);
            if (!x || PySet_Add(r, x)) Py_CLEAR(r);
            Py_XDECREF(x);
        }
        return r;
    }
    template <typename C> static int take(PyObject *o, C *v)
    {
        v->clear();
        return cy_cpp_each(o, [v](PyObject *x) { typename C::value_type t = typename C::value_type(); if (cy_cpp<T>::take(x, &t)) return false; v->insert(t); return true; });
    }
};
template <typename K, typename V> struct cy_cpp_map {
    template <typename C> static PyObject *give(const C &v)
    {
        PyObject *k, *x, *r = PyDict_New();
        for (typename C::const_iterator i = v.begin(); r && i != v.end(); ++i) {
            k = cy_cpp<K>::give(i->first);
            x = k ? cy_cpp<V>::give(i->second) : NULL;
            if (!x || PyDict_SetItem(r, k, x)) Py_CLEAR(r);
            Py_XDECREF(k);
            Py_XDECREF(x);
        }
        return r;
    }
    template <typename C> static int take(PyObject *o, C *v)
    {
        PyObject *items = PyMapping_Items(o);
        int r;
        if (!items) return -1;
        v->clear();
        r = cy_cpp_each(items, [v](PyObject *x) {
            typename C::key_type k = typename C::key_type();
            typename C::mapped_type w = typename C::mapped_type();
            if (cy_cpp<K>::take(PyTuple_GET_ITEM(x, 0), &k) || cy_cpp<V>::take(PyTuple_GET_ITEM(x, 1), &w)) return false;
            (*v)[k] = w;
            return true;
        });
        Py_DECREF(items);
        return r;
    }
};
#if defined(_GLIBCXX_STRING) || defined(_LIBCPP_STRING) || defined(_STRING_)
template <> struct cy_cpp<std::string> {
    static PyObject *give(const std::string &v)
    {
        return cy_cpp_text(v.data(), (Py_ssize_t)v.size());
    }
    static int take(PyObject *o, std::string *v)
    {
        char *p;
        Py_ssize_t n;
#ifdef CY_CPP_ENCODING
        if (PyUnicode_Check(o)) {
            PyObject *b = PyUnicode_AsEncodedString(o, CY_CPP_ENCODING, NULL);
            if (!b) return -1;
            v->assign(PyBytes_AS_STRING(b), (size_t)PyBytes_GET_SIZE(b));
            Py_DECREF(b);
            return 0;
        }
#endif
        if (cy_cpp_bytes(o, &p, &n)) return -1;
        v->assign(p, (size_t)n);
        return 0;
    }
};
#endif
#ifdef __cpp_lib_string_view
/* A view of an object is one of its own memory. A str lends its UTF-8, so what is not ASCII has to be wanted as that. */
template <> struct cy_cpp<std::string_view> {
    static PyObject *give(const std::string_view &v) { return cy_cpp_text(v.data(), (Py_ssize_t)v.size()); }
    static int take(PyObject *o, std::string_view *v)
    {
        char *p = NULL;
        Py_ssize_t n = 0;
#ifdef CY_CPP_ENCODING
        if (PyUnicode_Check(o) && (PyUnicode_IS_ASCII(o) || !strcmp(CY_CPP_ENCODING, "utf-8") || !strcmp(CY_CPP_ENCODING, "utf8"))) {
            const char *text = PyUnicode_AsUTF8AndSize(o, &n);
            if (text) *v = std::string_view(text, (size_t)n);
            return text ? 0 : -1;
        }
#endif
        if (cy_cpp_bytes(o, &p, &n)) return -1;
        *v = std::string_view(p, (size_t)n);
        return 0;
    }
};
#endif
#if defined(_GLIBCXX_VECTOR) || defined(_LIBCPP_VECTOR) || defined(_VECTOR_)
template <typename T> struct cy_cpp<std::vector<T>> : cy_cpp_list<T> {};
#endif
#if defined(_GLIBCXX_LIST) || defined(_LIBCPP_LIST) || defined(_LIST_)
template <typename T> struct cy_cpp<std::list<T>> : cy_cpp_list<T> {};
#endif
#if defined(_GLIBCXX_SET) || defined(_LIBCPP_SET) || defined(_SET_)
template <typename T> struct cy_cpp<std::set<T>> : cy_cpp_set<T> {};
#endif
#if defined(_GLIBCXX_UNORDERED_SET) || defined(_LIBCPP_UNORDERED_SET) || defined(_UNORDERED_SET_)
template <typename T> struct cy_cpp<std::unordered_set<T>> : cy_cpp_set<T> {};
#endif
#if defined(_GLIBCXX_MAP) || defined(_LIBCPP_MAP) || defined(_MAP_)
template <typename K, typename V> struct cy_cpp<std::map<K, V>> : cy_cpp_map<K, V> {};
#endif
#if defined(_GLIBCXX_UNORDERED_MAP) || defined(_LIBCPP_UNORDERED_MAP) || defined(_UNORDERED_MAP_)
template <typename K, typename V> struct cy_cpp<std::unordered_map<K, V>> : cy_cpp_map<K, V> {};
#endif
#if defined(_STL_PAIR_H) || defined(_LIBCPP___UTILITY_PAIR_H) || defined(_GLIBCXX_UTILITY) || defined(_LIBCPP_UTILITY) || defined(_UTILITY_)
template <typename A, typename B> struct cy_cpp<std::pair<A, B>> {
    template <typename P> static PyObject *give(const P &v)
    {
        PyObject *a = cy_cpp<A>::give(v.first), *b = a ? cy_cpp<B>::give(v.second) : NULL, *r = b ? PyTuple_Pack(2, a, b) : NULL;
        Py_XDECREF(a);
        Py_XDECREF(b);
        return r;
    }
    template <typename P> static int take(PyObject *o, P *v)
    {
        PyObject *t = PySequence_Tuple(o);
        int r = -1;
        if (t && PyTuple_GET_SIZE(t) != 2) PyErr_Format(PyExc_ValueError, "need exactly 2 values for a pair, got %zd", PyTuple_GET_SIZE(t));
        else if (t) r = cy_cpp<A>::take(PyTuple_GET_ITEM(t, 0), &v->first) || cy_cpp<B>::take(PyTuple_GET_ITEM(t, 1), &v->second) ? -1 : 0;
        Py_XDECREF(t);
        return r;
    }
};
#endif
#if defined(_GLIBCXX_COMPLEX) || defined(_LIBCPP_COMPLEX) || defined(_COMPLEX_)
template <typename T> struct cy_cpp<std::complex<T>> {
    static PyObject *give(const std::complex<T> &v) { return PyComplex_FromDoubles((double)v.real(), (double)v.imag()); }
    static int take(PyObject *o, std::complex<T> *v)
    {
        double re, im;
        if (cy_to_complex(o, &re, &im)) return -1;
        *v = std::complex<T>((T)re, (T)im);
        return 0;
    }
};
#endif
#endif
