/* C++ values that may not be there yet: temporaries of classes without a default constructor. Nothing here is for C. */
#pragma once
#include "cyrus/core/prelude.h"
#ifdef __cplusplus
#include <new>
#include <utility>
#endif

/* Assigning makes the value, `*` reads it, begin() makes a default one if there is none, end() ends it, room() is where the
 * value is, a default one if there was none. The value lies at the beginning. Zeroed memory has none.
 * @defines cy_maybe */
#ifdef __cplusplus
template <class T> class cy_maybe {
    union { T value; char none; };
    bool full;
    cy_maybe(const cy_maybe &);
    cy_maybe &operator=(const cy_maybe &);
  public:
    cy_maybe() : none(0), full(false) {}
    ~cy_maybe() { end(); }
    template <class U> cy_maybe &operator=(U &&v)
    {
        T next(std::forward<U>(v));
        if (full) value.~T();
        full = false;
        new ((void *)&none) T(std::move(next)); // a class may have an `operator&` of its own
        full = true;
        return *this;
    }
    T &operator*() { return value; }
    bool there() const { return full; }
    void end()
    {
        if (full) value.~T();
        full = false;
    }
    void begin()
    {
        if (!full) new ((void *)&none) T();
        full = true;
    }
    T *room()
    {
        begin();
        return static_cast<T *>(static_cast<void *>(&none));
    }
};
/* Whether there is a value.
 * @defines cy_there */
template <class T> static inline bool cy_there(const cy_maybe<T> &v) { return v.there(); }
#endif
