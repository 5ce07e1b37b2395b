/* Template arguments that a program leaves out. Nothing here is for C. */
#pragma once
#include "cyrus/core/prelude.h"

/* The argument of the class T at this index, whether it is a default or not. All arguments have to be types.
 * @defines cy_template_argument */
#ifdef __cplusplus
template <int index, typename... A> struct cy_template_pick;
template <typename F, typename... A> struct cy_template_pick<0, F, A...> { typedef F type; };
template <int index, typename F, typename... A> struct cy_template_pick<index, F, A...> : cy_template_pick<index - 1, A...> {};
template <int index, typename T> struct cy_template_argument;
template <int index, template <typename...> class C, typename... A> struct cy_template_argument<index, C<A...>> : cy_template_pick<index, A...> {};
#endif
