#pragma once

#include <streamtree-gtk.h>

/* What the window shows. */
StreeElement *app (StreeContext *cx, gpointer props);
@if pages@
/* The same, with the pages beside it: a file in pages/ each. */
StreeElement *window (StreeContext *cx, gpointer props);
@end@
