/* What a function gets after it was made, and what its body finds in it. */
#pragma once
#include "cyrus/function/def.h"

/* For a function that was just made: a tuple of defaults; a tuple with one value for each keyword-only argument,
 * CY_NO_DEFAULT where it has none; the object that its body finds by CY_CLOSURE. */
/* @op cy_function_set_defaults(object f, object v) -> void | never steals:1
 */
CY_INLINE void cy_function_set_defaults(PyObject *f, PyObject *v) { ((cy_func *)f)->defaults = v; }
/* @op cy_function_set_kwdefaults(object f, object v) -> void | never steals:1
 */
CY_INLINE void cy_function_set_kwdefaults(PyObject *f, PyObject *v) { ((cy_func *)f)->kwvals = v; }
/* @op cy_function_set_closure(object f, object v) -> void | never steals:1
 */
CY_INLINE void cy_function_set_closure(PyObject *f, PyObject *v) { ((cy_func *)f)->closure = v; }
/* @op cy_no_default() -> object borrowed | never
 * What stands for "no default" in the tuple of keyword-only defaults. */
CY_INLINE PyObject *cy_no_default(void) { return CY_NO_DEFAULT; }

/* @op CY_CLOSURE(object self) -> object borrowed:0 | never pure macro
 * In the body of a function: its closure. */
#define CY_CLOSURE(self) (((cy_func *)(self))->closure)
