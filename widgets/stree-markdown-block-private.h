/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The widgets of Markdown. A block has one widget; what is a container has a vertical GtkBox in it, in which the widgets of
 * its blocks stand in their order. Widgets know nothing of the blocks that they were made from: to update one takes the
 * block that it shows and the one that it is to show. */

#include <gtk/gtk.h>

#include "markdown/stree-markdown-private.h"

G_BEGIN_DECLS

/* Where blocks stand. */
typedef struct
{
  GtkTextDirection direction; /* of the text; NONE: that of the program */
  guint            depth;     /* how many lists are around it */
  gboolean         remote_images; /* those of the network are shown too */
} StreeMarkdownPlace;

GtkWidget *stree_markdown_block_new (const StreeMarkdownBlock *block, StreeMarkdownPlace place);
/* FALSE: it cannot, and another widget is to take its place. */
gboolean   stree_markdown_block_update (GtkWidget                *widget,
                                        const StreeMarkdownBlock *old,
                                        const StreeMarkdownBlock *block,
                                        StreeMarkdownPlace        place);

/* The widgets of @block and those that follow it, in a box that shows @old and those that follow: what is in both stays. */
void stree_markdown_blocks_update (GtkBox                   *box,
                                   const StreeMarkdownBlock *old,
                                   const StreeMarkdownBlock *block,
                                   StreeMarkdownPlace        place,
                                   gboolean                  outermost);

/* Text, which is a label, and with pictures a box of labels and pictures. */
GtkWidget *stree_markdown_text_new    (const StreeMarkdownInline *first, StreeMarkdownPlace place);
gboolean   stree_markdown_text_update (GtkWidget                 *widget,
                                       const StreeMarkdownInline *old,
                                       const StreeMarkdownInline *first,
                                       StreeMarkdownPlace         place);

/* Makes a label one whose text can be selected. */
void       stree_markdown_label_setup      (GtkWidget *label);
/* A label that wraps and can be selected. */
GtkWidget *stree_markdown_label_new        (StreeMarkdownPlace place, GtkAccessibleRole role);
void       stree_markdown_label_set_markup (GtkWidget *label, const char *markup);

GtkWidget *stree_markdown_code_new     (const StreeMarkdownBlock *block);
void       stree_markdown_code_update  (GtkWidget *widget, const StreeMarkdownBlock *block);

GtkWidget *stree_markdown_list_new     (const StreeMarkdownBlock *list, StreeMarkdownPlace place);
gboolean   stree_markdown_list_update  (GtkWidget                *widget,
                                        const StreeMarkdownBlock *old,
                                        const StreeMarkdownBlock *list,
                                        StreeMarkdownPlace        place);
GtkWidget *stree_markdown_item_new     (const StreeMarkdownBlock *item, StreeMarkdownPlace place);
gboolean   stree_markdown_item_update  (GtkWidget                *widget,
                                        const StreeMarkdownBlock *old,
                                        const StreeMarkdownBlock *item,
                                        StreeMarkdownPlace        place);

GtkWidget *stree_markdown_table_new    (const StreeMarkdownBlock *table, StreeMarkdownPlace place);
gboolean   stree_markdown_table_update (GtkWidget *widget, const StreeMarkdownBlock *old, const StreeMarkdownBlock *table);

G_END_DECLS
