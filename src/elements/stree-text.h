/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  const char *body;
  gboolean    selectable; /* the user can select and copy it */
  STREE_ARGS_COMMON
} StreeTextArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_text_new (const StreeTextArgs *args);

/* A paragraph of plain text: stree_text ("%d rows", n). */
STREE_AVAILABLE_IN_1_0
StreeElement *stree_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
#ifdef STREE_SOURCE_LINES
#define stree_text(...) STREE_HERE (stree_text (__VA_ARGS__))
#endif

/* The same with its arguments by name: stree_text_with (text, .key = "k"). */
#define stree_text_with(...) STREE_HERE (stree_text_new (&(StreeTextArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
