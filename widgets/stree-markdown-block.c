/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Blocks: which widget shows which, and how a box of them follows a text that changes. */

#include <string.h>

#include "stree-gtk-private.h"
#include "stree-markdown-block-private.h"

#define SPACING 10

/* More comparisons than this are not made to find what has only moved. */
#define MAX_COMPARISONS 100000

/* --- one block --- */

static GtkTextDirection
direction_of (const StreeMarkdownBlock *block)
{
  g_autofree char *text = stree_markdown_block_dup_text (block);

  return stree_gtk_text_direction (text);
}

static GtkWidget *
heading_new (const StreeMarkdownBlock *block, StreeMarkdownPlace place)
{
  static const char *const classes[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  GtkWidget               *label = stree_markdown_label_new (place, GTK_ACCESSIBLE_ROLE_HEADING);
  g_autofree char         *markup = stree_markdown_dup_markup (block->inlines, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) block->level, -1);
  gtk_widget_add_css_class (label, "stree-markdown-heading");
  gtk_widget_add_css_class (label, classes[CLAMP (block->level, 1, 6) - 1]);
  stree_markdown_label_set_markup (label, markup);
  return label;
}

static GtkWidget *
quote_new (const StreeMarkdownBlock *block, StreeMarkdownPlace place)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation",
                                 GTK_ORIENTATION_VERTICAL, "spacing", SPACING, NULL);

  gtk_widget_set_direction (box, place.direction);
  gtk_widget_add_css_class (box, "stree-markdown-quote");
  stree_markdown_blocks_update (GTK_BOX (box), NULL, block->first, place, FALSE);
  return box;
}

static void
set_html (GtkWidget *label, const StreeMarkdownBlock *block)
{
  g_autofree char *text = stree_markdown_block_dup_text (block);

  if (strcmp (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static GtkWidget *
html_new (const StreeMarkdownBlock *block, StreeMarkdownPlace place)
{
  GtkWidget *label = stree_markdown_label_new (place, GTK_ACCESSIBLE_ROLE_LABEL);

  set_html (label, block);
  return label;
}

GtkWidget *
stree_markdown_block_new (const StreeMarkdownBlock *block, StreeMarkdownPlace place)
{
  switch (block->type)
    {
    case STREE_MARKDOWN_HEADING:
      return heading_new (block, place);
    case STREE_MARKDOWN_CODE:
      return stree_markdown_code_new (block);
    case STREE_MARKDOWN_HTML:
      return html_new (block, place);
    case STREE_MARKDOWN_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case STREE_MARKDOWN_QUOTE:
      return quote_new (block, place);
    case STREE_MARKDOWN_LIST:
      return stree_markdown_list_new (block, place);
    case STREE_MARKDOWN_ITEM:
      return stree_markdown_item_new (block, place);
    case STREE_MARKDOWN_TABLE:
      return stree_markdown_table_new (block, place);
    default:
      return stree_markdown_text_new (block->inlines, place);
    }
}

gboolean
stree_markdown_block_update (GtkWidget                *widget,
                             const StreeMarkdownBlock *old,
                             const StreeMarkdownBlock *block,
                             StreeMarkdownPlace        place)
{
  g_autofree char *markup = NULL;

  if (old->type != block->type || old->level != block->level)
    return FALSE;
  switch (block->type)
    {
    case STREE_MARKDOWN_HEADING:
      markup = stree_markdown_dup_markup (block->inlines, NULL);
      stree_markdown_label_set_markup (widget, markup);
      return TRUE;
    case STREE_MARKDOWN_CODE:
      stree_markdown_code_update (widget, block);
      return TRUE;
    case STREE_MARKDOWN_HTML:
      set_html (widget, block);
      return TRUE;
    case STREE_MARKDOWN_RULE:
      return TRUE;
    case STREE_MARKDOWN_QUOTE:
      stree_markdown_blocks_update (GTK_BOX (widget), old->first, block->first, place, FALSE);
      return TRUE;
    case STREE_MARKDOWN_LIST:
      return stree_markdown_list_update (widget, old, block, place);
    case STREE_MARKDOWN_ITEM:
      return stree_markdown_item_update (widget, old, block, place);
    case STREE_MARKDOWN_TABLE:
      return stree_markdown_table_update (widget, old, block);
    default:
      return stree_markdown_text_update (widget, old->inlines, block->inlines, place);
    }
}

/* --- a box of them --- */

typedef struct
{
  GtkBox            *box;
  StreeMarkdownPlace place;
  gboolean           outermost; /* its blocks have each a direction of their own */
  GPtrArray         *old;     /* blocks */
  GPtrArray         *widgets; /* of the old ones */
  GPtrArray         *blocks;
  GtkWidget         *prev;    /* the last one that is where it is to be; NULL: none */
} Update;

static StreeMarkdownPlace
place_of (const Update *update, const StreeMarkdownBlock *block)
{
  StreeMarkdownPlace place = update->place;

  if (update->outermost)
    place.direction = direction_of (block);
  return place;
}

static void
add (Update *update, const StreeMarkdownBlock *block)
{
  GtkWidget *widget = stree_markdown_block_new (block, place_of (update, block));

  gtk_box_insert_child_after (update->box, widget, update->prev);
  update->prev = widget;
}

/* Up to @end. */
static void
remove_old (Update *update, guint old, guint end)
{
  for (; old < end; old++)
    gtk_box_remove (update->box, update->widgets->pdata[old]);
}

/* The next old one that can become @block; @end if there is none. */
static guint
find_like (const Update *update, guint old, guint end, const StreeMarkdownBlock *block)
{
  for (; old < end; old++)
    {
      const StreeMarkdownBlock *candidate = update->old->pdata[old];

      if (candidate->type == block->type && candidate->level == block->level &&
          place_of (update, candidate).direction == place_of (update, block).direction)
        break;
    }
  return old;
}

/* None of these is the same as before; but one that is of the same kind can become the other. */
static void
update_gap (Update *update, guint old, guint n_old, guint first, guint n)
{
  guint end = old + n_old;

  for (guint i = first; i < first + n; i++)
    {
      const StreeMarkdownBlock *block = update->blocks->pdata[i];
      guint                     like = find_like (update, old, end, block);

      if (like == end || !stree_markdown_block_update (update->widgets->pdata[like], update->old->pdata[like], block,
                                                       place_of (update, block)))
        {
          add (update, block);
          continue;
        }
      remove_old (update, old, like);
      update->prev = update->widgets->pdata[like];
      old = like + 1;
    }
  remove_old (update, old, end);
}

static void
collect (GPtrArray *array, const StreeMarkdownBlock *block)
{
  for (; block; block = block->next)
    g_ptr_array_add (array, (gpointer) block);
}

/* Between what is the same at both ends, what is the same further on is looked for, and all of that stays. */
static void
update_middle (Update *update, guint head, guint tail)
{
  guint n_old = update->old->len - tail, n = update->blocks->len - tail;
  guint old = head, first = head;
  gsize comparisons = 0;

  for (guint i = head; i < n && comparisons < MAX_COMPARISONS; i++)
    for (guint k = old; k < n_old; k++)
      {
        comparisons++;
        if (!stree_markdown_block_equal (update->old->pdata[k], update->blocks->pdata[i]))
          continue;
        update_gap (update, old, k - old, first, i - first);
        update->prev = update->widgets->pdata[k];
        old = k + 1;
        first = i + 1;
        break;
      }
  update_gap (update, old, n_old - old, first, n - first);
}

void
stree_markdown_blocks_update (GtkBox                   *box,
                              const StreeMarkdownBlock *old,
                              const StreeMarkdownBlock *block,
                              StreeMarkdownPlace        place,
                              gboolean                  outermost)
{
  g_autoptr (GPtrArray) olds = g_ptr_array_new ();
  g_autoptr (GPtrArray) widgets = g_ptr_array_new ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  Update update = { .box = box, .place = place, .outermost = outermost, .old = olds, .widgets = widgets, .blocks = blocks };
  guint  shorter, head = 0, tail = 0;

  collect (olds, old);
  collect (blocks, block);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child; child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (widgets, child);
  g_assert (widgets->len == olds->len);
  shorter = MIN (olds->len, blocks->len);
  while (head < shorter && stree_markdown_block_equal (olds->pdata[head], blocks->pdata[head]))
    head++;
  while (tail < shorter - head &&
         stree_markdown_block_equal (olds->pdata[olds->len - 1 - tail], blocks->pdata[blocks->len - 1 - tail]))
    tail++;
  update.prev = head > 0 ? widgets->pdata[head - 1] : NULL;
  update_middle (&update, head, tail);
}
