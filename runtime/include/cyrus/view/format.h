/* Whether a buffer's format (PEP 3118) describes an element type. */
#pragma once
#include "cyrus/view/dtype.h"

enum { CY_FORMAT_DEPTH = 12 };

/* How far a walk over an expected type and a format has come. */
typedef struct {
    const cy_dtype *root;
    struct { const cy_field *field; Py_ssize_t base, left; } up[CY_FORMAT_DEPTH];      /* enclosing structs, from the outside */
    int depth, done;
    Py_ssize_t at;                              /* offset in the format's item */
    char mode;                                  /* @ ^ native, = standard sizes */
} cy_format_walk;

/* The type that comes next, NULL after the last; its offset to *offset. */
CY_RARE const cy_dtype *cy_format_expected(cy_format_walk *w, Py_ssize_t *offset)
{
    *offset = 0;
    if (w->done) return NULL;
    if (!w->depth) return w->root;
    *offset = w->up[w->depth - 1].base + w->up[w->depth - 1].field->offset;
    *offset += (w->up[w->depth - 1].field->count - w->up[w->depth - 1].left) * w->up[w->depth - 1].field->type->size;
    return w->up[w->depth - 1].field->type;
}
/* Into a struct. */
CY_RARE void cy_format_enter(cy_format_walk *w, const cy_dtype *t, Py_ssize_t offset)
{
    if (w->depth == CY_FORMAT_DEPTH) return;
    w->up[w->depth].field = t->fields;
    w->up[w->depth].base = offset;
    w->up[w->depth++].left = t->fields->count;
}
/* Past a member. */
CY_RARE void cy_format_advance(cy_format_walk *w)
{
    while (w->depth) {
        if (--w->up[w->depth - 1].left > 0) return;
        if ((++w->up[w->depth - 1].field)->name) {
            w->up[w->depth - 1].left = w->up[w->depth - 1].field->count;
            return;
        }
        w->depth--;
    }
    w->done = 1;
}

/* Size, alignment and kind of a format character, 0 if it is none. */
CY_RARE int cy_format_char(char c, int complex_, char mode, Py_ssize_t *size, Py_ssize_t *align, char *kind)
{
    int standard = mode == '=';
#define CY_CASE(std, T, k) *size = standard && (std) ? (std) : (Py_ssize_t)sizeof(T); { struct cy_align_ { char c; T x; }; *align = (Py_ssize_t)offsetof(struct cy_align_, x); } *kind = k; break
    switch (c) {
    case 'c': case 's': case 'p': *size = *align = 1; *kind = 'H'; break;
    case 'b': *size = *align = 1; *kind = 'i'; break;
    case '?': case 'B': *size = *align = 1; *kind = 'u'; break;
    case 'h': CY_CASE(2, short, 'i');
    case 'H': CY_CASE(2, short, 'u');
    case 'i': CY_CASE(4, int, 'i');
    case 'I': CY_CASE(4, int, 'u');
    case 'l': CY_CASE(4, long, 'i');
    case 'L': CY_CASE(4, long, 'u');
    case 'q': CY_CASE(8, long long, 'i');
    case 'Q': CY_CASE(8, long long, 'u');
    case 'n': CY_CASE(0, Py_ssize_t, 'i');
    case 'N': CY_CASE(0, Py_ssize_t, 'u');
    case 'e': CY_CASE(2, short, 'f');
    case 'f': CY_CASE(4, float, 'f');
    case 'd': CY_CASE(8, double, 'f');
    case 'g': CY_CASE(0, long double, 'f');
    case 'O': CY_CASE(0, void *, 'O');
    case 'P': CY_CASE(0, void *, 'P');
    default: return 0;
    }
#undef CY_CASE
    if (complex_) {
        *size *= 2;
        *kind = 'c';
    }
    return 1;
}

/* How errors name it. */
CY_RARE const char *cy_format_name(char c, int complex_)
{
    switch (c) {
    case 'c': return "'char'";
    case 'b': return "'signed char'";
    case 'B': return "'unsigned char'";
    case '?': return "'bool'";
    case 'h': return "'short'";
    case 'H': return "'unsigned short'";
    case 'i': return "'int'";
    case 'I': return "'unsigned int'";
    case 'l': return "'long'";
    case 'L': return "'unsigned long'";
    case 'q': return "'long long'";
    case 'Q': return "'unsigned long long'";
    case 'n': return "'Py_ssize_t'";
    case 'N': return "'size_t'";
    case 'e': return "'half float'";
    case 'f': return complex_ ? "'complex float'" : "'float'";
    case 'd': return complex_ ? "'complex double'" : "'double'";
    case 'g': return complex_ ? "'complex long double'" : "'long double'";
    case 'T': return "a struct";
    case 'O': return "Python object";
    case 'P': return "a pointer";
    case 's': case 'p': return "a string";
    default: return "end";
    }
}

/* ValueError for what is expected now; 'got' as errors name it. Always -1. */
CY_RARE int cy_format_mismatch(cy_format_walk *w, const char *got)
{
    Py_ssize_t offset;
    const cy_dtype *t = cy_format_expected(w, &offset);
    const char *quote = t ? "'" : "";
    if (!w->depth) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected %s%s%s but got %s", quote, t ? t->name : "end", quote, got);
    } else {
        const cy_dtype *outer = w->depth > 1 ? w->up[w->depth - 2].field->type : w->root;
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected %s%s%s but got %s in '%s.%s'", quote, t ? t->name : "end", quote, got,
                     outer->name, w->up[w->depth - 1].field->name);
    }
    return -1;
}

/* Whether a struct is two floating-point numbers side by side. */
CY_RARE int cy_format_is_pair(const cy_dtype *t)
{
    const cy_field *f = t->fields;
    return t->kind == 'S' && f[0].name && f[1].name && !f[2].name && f[0].count == 1 && f[1].count == 1 && f[0].type->kind == 'f' && f[1].type == f[0].type
        && t->size == 2 * f[0].type->size;
}

/* One item of the format against what is expected. 0 or -1. */
CY_RARE int cy_format_item(cy_format_walk *w, char c, int complex_)
{
    Py_ssize_t size, align, offset;
    char kind;
    const cy_dtype *t;
    cy_format_char(c, complex_, w->mode, &size, &align, &kind);
    if (w->mode == '@') w->at = (w->at + align - 1) / align * align;
    while ((t = cy_format_expected(w, &offset)) && t->kind == 'S' && w->depth < CY_FORMAT_DEPTH && !(kind == 'c' && cy_format_is_pair(t)))
        cy_format_enter(w, t, offset);
    if (!t) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected end but got %s", cy_format_name(c, complex_));
        return -1;
    }
    /* a complex number as a struct of two floats, and chars for any byte: their sign says nothing */
    if (t->kind == 'c' && kind == 'f' && 2 * size == t->size && w->depth < CY_FORMAT_DEPTH && !complex_) return cy_format_mismatch(w, cy_format_name(c, 0));
    if (size != t->size || (kind != t->kind && !(kind == 'c' && t->kind == 'S') && t->kind != 'H' && kind != 'H'))
        return cy_format_mismatch(w, cy_format_name(c, complex_));
    if (offset != w->at) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch; next field is at offset %zd but %zd expected", w->at, offset);
        return -1;
    }
    cy_format_advance(w);
    w->at += size;
    return 0;
}

/* The alignment of a struct whose members begin at f. */
CY_RARE Py_ssize_t cy_format_align(const char *f)
{
    Py_ssize_t most = 1, size, align;
    char kind;
    int depth = 1;
    for (; *f && depth; f++) {
        if (*f == '{') depth++;
        else if (*f == '}') depth--;
        else if (*f == ':') { if (!(f = strchr(f + 1, ':'))) return most; }
        else if (cy_format_char(*f, 0, '@', &size, &align, &kind) && align > most) most = align;
    }
    return most;
}

/* A format up to its end or the `}` of a struct, which *at is moved to. 0 or -1. */
CY_RARE int cy_format_read(cy_format_walk *w, const char **at)
{
    const char *f = *at;
    Py_ssize_t count, k, size, align;
    char kind, mode, *end;
    while (*f && *f != '}') {
        int complex_ = 0;
        switch (*f) {
        case ' ': case '\r': case '\n': case '\t': f++; continue;
        case '@': case '^': w->mode = *f++; continue;
        case '<': case '>': case '!':
            if ((*f == '<') == PY_BIG_ENDIAN) {
                PyErr_SetString(PyExc_ValueError, PY_BIG_ENDIAN ? "Little-endian buffer not supported on big-endian compiler" : "Big-endian buffer not supported on little-endian compiler");
                return -1;
            }
            w->mode = '='; f++; continue;
        case '=': w->mode = *f++; continue;
        case ':':
            if (!(f = strchr(f + 1, ':'))) return PyErr_SetString(PyExc_ValueError, "Unexpected end of format string, expected ':'"), -1;
            f++; continue;
        default: break;
        }
        count = 1;
        if (*f == '(') {
            for (f++; *f && *f != ')'; f = *end == ',' || *end == ' ' ? end + 1 : end) {
                count *= (Py_ssize_t)strtol(f, &end, 10);
                if (end == f) break;
            }
            if (*f != ')') return PyErr_Format(PyExc_ValueError, "Expected a comma in format string, got '%c'", *f), -1;
            f++;
        } else if (*f >= '0' && *f <= '9') {
            count = (Py_ssize_t)strtol(f, &end, 10);
            f = end;
        }
        if (*f == (PY_BIG_ENDIAN ? '>' : '<') || *f == '=') {        /* ctypes puts it after the count */
            w->mode = '=';
            f++;
        }
        if (*f == 'Z') {
            complex_ = 1;
            f++;
        }
        if (*f == 'x') {
            w->at += count;
            f++;
            continue;
        }
        if (*f == 'T') {
            if (*++f != '{') return PyErr_SetString(PyExc_ValueError, "Buffer acquisition: Expected '{' after 'T'"), -1;
            f++;
            align = w->mode == '@' ? cy_format_align(f) : 1;
            mode = w->mode;
            for (k = 0; k < count; k++) {
                const char *inner = f;
                w->at = (w->at + align - 1) / align * align;
                if (cy_format_read(w, &inner)) return -1;
                w->at = (w->at + align - 1) / align * align;
                if (k == count - 1) f = inner;
            }
            w->mode = mode;
            if (*f == '}') f++;
            continue;
        }
        if (!cy_format_char(*f, complex_, w->mode, &size, &align, &kind)) {
            PyErr_Format(PyExc_ValueError, "Does not understand character buffer dtype format string ('%c')", *f);
            return -1;
        }
        for (k = 0; k < count; k++)
            if (cy_format_item(w, *f, complex_)) return -1;
        f++;
    }
    *at = f;
    return 0;
}

/* 0 if the format is that of the type, else -1 and ValueError. */
CY_RARE int cy_format_check(const cy_dtype *t, const char *format)
{
    cy_format_walk w;
    Py_ssize_t offset;
    memset(&w, 0, sizeof w);
    w.root = t;
    w.mode = '@';
    if (!format) format = "B";
    if (cy_format_read(&w, &format)) return -1;
    if (!w.done) {
        while ((t = cy_format_expected(&w, &offset)) && t->kind == 'S' && w.depth < CY_FORMAT_DEPTH) cy_format_enter(&w, t, offset);
        return cy_format_mismatch(&w, "end");
    }
    return 0;
}
