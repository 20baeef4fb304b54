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
  const char *body; /* the text, in Markdown */
  gboolean remote_images; /* pictures at http and https URLs are fetched, which tells their server that the text is read */
  STREE_ARGS_COMMON
} StreeMarkdownArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_markdown_new (const StreeMarkdownArgs *args);

/* A text in Markdown: stree_markdown ("**Bold**, and a [link](https://www.gtk.org)"). */
#define stree_markdown(...) STREE_HERE (stree_markdown_new (&(StreeMarkdownArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
