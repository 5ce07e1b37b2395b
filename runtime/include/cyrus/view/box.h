/* Boxes for views: variables of closures. */
#pragma once
#include "cyrus/klass/box.h"
#include "cyrus/view/view.h"

CY_FN void cy_box_drop_view(void *data) { cy_view_release((cy_view0 *)data); }

/* @op cy_box_view(size_t size) -> object new | null
 * A box for a view of this size, without a value. */
CY_FN PyObject *cy_box_view(size_t size) { return cy_box(size, cy_box_drop_view); }
