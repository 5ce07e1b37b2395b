/* Variables of inner functions that are C++ objects. Nothing here is for C. */
#pragma once
#include "cyrus/ext/maybe.h"
#include "cyrus/ext/stl.h"
#include "cyrus/klass/box.h"
#ifdef __cplusplus
#include <new>
#endif

/* @op CY_BOX_OBJECT(type T) -> object new | null macro
 * A box with a C++ object, which is constructed now and destroyed with the box.
 * @uses cy_box_of cy_cpp_type */
#define CY_BOX_OBJECT(T) cy_box_of<T>()

/* @op CY_BOX_LATE(type T) -> object new | null macro
 * A box with a C++ object that begins where it is assigned (`cpp_locals`); it lies where that of CY_BOX_OBJECT does.
 * @op CY_BOX_BEGUN(type T, object box) -> int | never nogil pure macro
 * Whether it has begun.
 * @uses cy_box_of cy_cpp_type cy_maybe cy_there cy_box_data */
#define CY_BOX_LATE(T) cy_box_of<cy_maybe<T>>()
#define CY_BOX_BEGUN(T, box) cy_there(*(cy_maybe<T> *)cy_box_data(box))

#ifdef __cplusplus
template <typename T> static void cy_box_end(void *p) { ((T *)p)->~T(); }
template <typename T> static PyObject *cy_box_of()
{
    PyObject *o = cy_box(sizeof(T), cy_box_end<T>);
    if (o) new (cy_box_data(o)) T();
    return o;
}
#endif
