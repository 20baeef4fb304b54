/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <glib-object.h>

/* Symbols are hidden unless a header says that they are available; each says since when. */
#define STREE_EXTERN __attribute__ ((visibility ("default"))) extern

#define STREE_AVAILABLE_IN_1_0 STREE_EXTERN
