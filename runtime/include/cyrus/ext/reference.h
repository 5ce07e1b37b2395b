/* Where a C++ object is. Nothing here is for C. */
#pragma once
#include "cyrus/core/prelude.h"

/* The address of what a reference stands for: also of a class with an `operator&` of its own, and of what is const in C++
 * while its declaration does not say so.
 * @defines cy_at */
#ifdef __cplusplus
template <class T> struct cy_plain { typedef T type; };
template <class T> struct cy_plain<const T> { typedef T type; };
template <class T> static inline typename cy_plain<T>::type *cy_at(T &x)
{
    return reinterpret_cast<typename cy_plain<T>::type *>(&const_cast<char &>(reinterpret_cast<const volatile char &>(x)));
}
#endif
