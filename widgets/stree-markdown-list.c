/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lists: bullets, numbers and ticks stand before the blocks of their items. */

#include <string.h>

#include "stree-gtk-private.h"
#include "stree-markdown-block-private.h"

#define TIGHT_SPACING 4
#define LOOSE_SPACING 10

/* --- items: a marker, and a box with the blocks --- */

static GtkWidget *
item_marker (GtkWidget *item)
{
  return gtk_widget_get_first_child (item);
}

static GtkBox *
item_blocks (GtkWidget *item)
{
  return GTK_BOX (gtk_widget_get_last_child (item));
}

/* A tick that shows, and cannot be changed. */
static GtkWidget *
tick_new (void)
{
  GtkWidget *tick = gtk_check_button_new ();

  gtk_widget_set_can_target (tick, FALSE);
  gtk_widget_set_can_focus (tick, FALSE);
  return tick;
}

static void
set_tick (GtkWidget *tick, const StreeMarkdownBlock *item)
{
  g_autofree char *name = item->first ? stree_markdown_block_dup_text (item->first) : NULL;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), item->done);
  stree_gtk_set_name (tick, name);
}

static GtkWidget *
marker_new (const StreeMarkdownBlock *item, StreeMarkdownPlace place)
{
  GtkWidget *marker = item->task ? tick_new () : gtk_label_new (NULL);

  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_widget_set_direction (marker, place.direction);
  gtk_widget_add_css_class (marker, "stree-markdown-marker");
  if (GTK_IS_LABEL (marker))
    gtk_label_set_xalign (GTK_LABEL (marker), 1);
  else
    set_tick (marker, item);
  return marker;
}

GtkWidget *
stree_markdown_item_new (const StreeMarkdownBlock *item, StreeMarkdownPlace place)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "spacing", 8, NULL);
  GtkWidget *blocks = gtk_box_new (GTK_ORIENTATION_VERTICAL, TIGHT_SPACING);

  gtk_widget_set_direction (widget, place.direction);
  gtk_widget_set_direction (blocks, place.direction);
  gtk_widget_set_hexpand (blocks, TRUE);
  gtk_box_append (GTK_BOX (widget), marker_new (item, place));
  gtk_box_append (GTK_BOX (widget), blocks);
  stree_markdown_blocks_update (GTK_BOX (blocks), NULL, item->first, place, FALSE);
  return widget;
}

gboolean
stree_markdown_item_update (GtkWidget                *widget,
                            const StreeMarkdownBlock *old,
                            const StreeMarkdownBlock *item,
                            StreeMarkdownPlace        place)
{
  if (old->task != item->task)
    return FALSE;
  if (item->task)
    set_tick (item_marker (widget), item);
  stree_markdown_blocks_update (item_blocks (widget), old->first, item->first, place, FALSE);
  return TRUE;
}

/* --- lists --- */

static guint
count_items (const StreeMarkdownBlock *list)
{
  guint n = 0;

  for (const StreeMarkdownBlock *item = list->first; item; item = item->next)
    n++;
  return n;
}

static int
count_digits (guint64 number)
{
  int n = 1;

  for (; number >= 10; number /= 10)
    n++;
  return n;
}

/* Numbers are as wide as the widest of them. */
static void
set_markers (GtkWidget *widget, const StreeMarkdownBlock *list, guint depth)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  guint64                  number = list->start;
  int                      width = count_digits (number + count_items (list)) + 1;

  for (GtkWidget *item = gtk_widget_get_first_child (widget); item; item = gtk_widget_get_next_sibling (item), number++)
    {
      GtkWidget       *marker = item_marker (item);
      g_autofree char *text = NULL;

      gtk_box_set_spacing (GTK_BOX (item_blocks (item)), list->tight ? TIGHT_SPACING : LOOSE_SPACING);
      if (!GTK_IS_LABEL (marker))
        continue;
      text = list->ordered ? g_strdup_printf ("%" G_GUINT64_FORMAT ".", number) : g_strdup (bullets[depth % G_N_ELEMENTS (bullets)]);
      gtk_label_set_text (GTK_LABEL (marker), text);
      gtk_label_set_width_chars (GTK_LABEL (marker), list->ordered ? width : 2);
    }
}

GtkWidget *
stree_markdown_list_new (const StreeMarkdownBlock *list, StreeMarkdownPlace place)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "orientation",
                                    GTK_ORIENTATION_VERTICAL, "spacing", list->tight ? TIGHT_SPACING : LOOSE_SPACING, NULL);
  StreeMarkdownPlace inside = { place.direction, place.depth + 1, place.remote_images };

  gtk_widget_set_direction (widget, place.direction);
  stree_markdown_blocks_update (GTK_BOX (widget), NULL, list->first, inside, FALSE);
  set_markers (widget, list, place.depth);
  return widget;
}

gboolean
stree_markdown_list_update (GtkWidget                *widget,
                            const StreeMarkdownBlock *old,
                            const StreeMarkdownBlock *list,
                            StreeMarkdownPlace        place)
{
  StreeMarkdownPlace inside = { place.direction, place.depth + 1, place.remote_images };

  gtk_box_set_spacing (GTK_BOX (widget), list->tight ? TIGHT_SPACING : LOOSE_SPACING);
  stree_markdown_blocks_update (GTK_BOX (widget), old->first, list->first, inside, FALSE);
  set_markers (widget, list, place.depth);
  return TRUE;
}
