/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Markdown: labels with markup, in boxes and grids. */

#include "codegen/stree-code-maker-private.h"

#include <string.h>

#include "elements/stree-markdown.h"
#include "markdown/stree-markdown-private.h"

/* As in widgets/. */
#define SPACING       10
#define TIGHT_SPACING 4
#define LONG_TEXT     24
#define LONG_WIDTH    16

typedef struct
{
  StreeCodeMaker  *maker;
  StreeNode       *node;
  StreeCodeObject *whole; /* whose name all are called by */
} Writer;

static void add_blocks (const Writer *writer, StreeCodeObject *box, const StreeMarkdownBlock *first, guint depth);

static StreeCodeObject *
label_new (const Writer *writer, const char *part, const char *text, gboolean markup)
{
  StreeCodeObject *label = stree_code_label (writer->maker, writer->whole, part, text);

  if (markup)
    stree_code_set_bool (label, "use-markup", TRUE);
  stree_code_set_bool (label, "selectable", TRUE);
  stree_code_set_bool (label, "wrap", TRUE);
  stree_code_set_enum (label, "wrap-mode", "PANGO_WRAP_WORD_CHAR");
  stree_code_set_double (label, "xalign", 0);
  return label;
}

static StreeCodeObject *
text_new (const Writer *writer, const char *part, const StreeMarkdownInline *inlines)
{
  g_autofree char *markup = stree_markdown_dup_markup (inlines, NULL);
  StreeCodeObject *label = label_new (writer, part, markup, TRUE);

  for (const StreeMarkdownInline *span = inlines; span; span = span->next)
    if (span->type == STREE_MARKDOWN_IMAGE)
      stree_code_note (writer->maker, label, writer->node, "body",
                       "a label has no pictures; that of \"%s\" is a link to it", span->target);
  return label;
}

static StreeCodeObject *
heading_new (const Writer *writer, const StreeMarkdownBlock *block)
{
  static const char *const classes[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  StreeCodeObject         *label = text_new (writer, "heading", block->inlines);

  stree_code_set_enum (label, "accessible-role", "GTK_ACCESSIBLE_ROLE_HEADING");
  stree_code_add_class (writer->maker->code, label, "stree-markdown-heading");
  stree_code_add_class (writer->maker->code, label, classes[CLAMP (block->level, 1, 6) - 1]);
  stree_code_set_level (label, (int) block->level);
  return label;
}

/* What is too wide scrolls. */
static StreeCodeObject *
wide_new (const Writer *writer, StreeCodeObject *child)
{
  StreeCodeObject *scroller = stree_code_part (writer->maker, writer->whole, "GtkScrolledWindow", "wide");

  stree_code_set_enum (scroller, "vscrollbar-policy", "GTK_POLICY_NEVER");
  stree_code_set_bool (scroller, "propagate-natural-width", TRUE);
  stree_code_set_bool (scroller, "propagate-natural-height", TRUE);
  stree_code_set_object (scroller, "child", child);
  return scroller;
}

static StreeCodeObject *
code_new (const Writer *writer, const StreeMarkdownBlock *block)
{
  StreeCodeObject *box = stree_code_box (writer->maker, writer->whole, "code", FALSE, 0);
  StreeCodeObject *column = stree_code_box (writer->maker, box, "column", TRUE, 4);
  gsize            length = strlen (block->text);
  g_autofree char *text = g_strndup (block->text, length > 0 && block->text[length - 1] == '\n' ? length - 1 : length);
  StreeCodeObject *label = stree_code_label (writer->maker, box, "text", text);

  stree_code_note (writer->maker, box, writer->node, "body", "in StreamTree a button beside the code copies it");
  stree_code_set_bool (column, "hexpand", TRUE);
  if (block->info)
    {
      StreeCodeObject *language = stree_code_label (writer->maker, box, "language", block->info);

      stree_code_set_double (language, "xalign", 0);
      stree_code_set_enum (language, "ellipsize", "PANGO_ELLIPSIZE_END");
      stree_code_add_class (writer->maker->code, language, "stree-caption");
      stree_code_add (column, STREE_CODE_APPEND, language);
    }
  stree_code_set_bool (label, "selectable", TRUE);
  stree_code_set_double (label, "xalign", 0);
  stree_code_add_class (writer->maker->code, label, "monospace");
  stree_code_add (column, STREE_CODE_APPEND, wide_new (writer, label));
  stree_code_add (box, STREE_CODE_APPEND, column);
  stree_code_add_class (writer->maker->code, box, "stree-markdown-code");
  return box;
}

static StreeCodeObject *
quote_new (const Writer *writer, const StreeMarkdownBlock *block, guint depth)
{
  StreeCodeObject *box = stree_code_box (writer->maker, writer->whole, "quote", TRUE, SPACING);

  stree_code_set_enum (box, "accessible-role", "GTK_ACCESSIBLE_ROLE_GROUP");
  stree_code_add_class (writer->maker->code, box, "stree-markdown-quote");
  add_blocks (writer, box, block->first, depth);
  return box;
}

/* --- lists --- */

static StreeCodeObject *
marker_new (const Writer             *writer,
            const StreeMarkdownBlock *list,
            const StreeMarkdownBlock *item,
            guint64                   number,
            guint                     depth)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  StreeCodeObject         *marker;

  if (item->task)
    {
      g_autofree char *name = item->first ? stree_markdown_block_dup_text (item->first) : NULL;

      marker = stree_code_part (writer->maker, writer->whole, "GtkCheckButton", "tick");
      stree_code_set_bool (marker, "active", item->done);
      stree_code_set_bool (marker, "can-target", FALSE);
      stree_code_set_bool (marker, "can-focus", FALSE);
      stree_code_set_name (writer->maker->code, marker, name);
    }
  else
    {
      g_autofree char *text =
          list->ordered ? g_strdup_printf ("%" G_GUINT64_FORMAT ".", number) : g_strdup (bullets[depth % 3]);

      marker = stree_code_label (writer->maker, writer->whole, "marker", text);
      stree_code_set_double (marker, "xalign", 1);
      stree_code_set_int (marker, "width-chars", list->ordered ? 3 : 2);
    }
  stree_code_set_enum (marker, "valign", "GTK_ALIGN_START");
  stree_code_add_class (writer->maker->code, marker, "stree-markdown-marker");
  return marker;
}

static StreeCodeObject *
list_new (const Writer *writer, const StreeMarkdownBlock *list, guint depth)
{
  int              spacing = list->tight ? TIGHT_SPACING : SPACING;
  StreeCodeObject *box = stree_code_box (writer->maker, writer->whole, "list", TRUE, spacing);
  guint64          number = list->start;

  stree_code_set_enum (box, "accessible-role", "GTK_ACCESSIBLE_ROLE_LIST");
  for (const StreeMarkdownBlock *item = list->first; item; item = item->next, number++)
    {
      StreeCodeObject *row = stree_code_box (writer->maker, writer->whole, "item", FALSE, 8);
      StreeCodeObject *blocks = stree_code_box (writer->maker, writer->whole, "blocks", TRUE, spacing);

      stree_code_set_enum (row, "accessible-role", "GTK_ACCESSIBLE_ROLE_LIST_ITEM");
      stree_code_set_bool (blocks, "hexpand", TRUE);
      stree_code_add (row, STREE_CODE_APPEND, marker_new (writer, list, item, number, depth));
      add_blocks (writer, blocks, item->first, depth + 1);
      stree_code_add (row, STREE_CODE_APPEND, blocks);
      stree_code_add (box, STREE_CODE_APPEND, row);
    }
  return box;
}

/* --- tables --- */

static StreeCodeObject *
cell_new (const Writer *writer, const StreeMarkdownBlock *cell, gboolean top)
{
  StreeCodeObject *label = text_new (writer, "cell", cell->inlines);
  g_autofree char *text = stree_markdown_inlines_dup_text (cell->inlines);

  stree_code_set_enum (label, "accessible-role",
                       cell->head ? "GTK_ACCESSIBLE_ROLE_COLUMN_HEADER" : "GTK_ACCESSIBLE_ROLE_CELL");
  stree_code_set_bool (label, "hexpand", TRUE);
  stree_code_set_bool (label, "vexpand", TRUE);
  stree_code_set_enum (label, "wrap-mode", "PANGO_WRAP_WORD");
  stree_code_set_double (label, "yalign", 0);
  if (cell->align == STREE_MARKDOWN_ALIGN_CENTER || cell->align == STREE_MARKDOWN_ALIGN_RIGHT)
    {
      gboolean center = cell->align == STREE_MARKDOWN_ALIGN_CENTER;

      stree_code_set_double (label, "xalign", center ? 0.5 : 1);
      stree_code_set_enum (label, "justify", center ? "GTK_JUSTIFY_CENTER" : "GTK_JUSTIFY_RIGHT");
    }
  if (g_utf8_strlen (text, -1) > LONG_TEXT)
    stree_code_set_int (label, "width-chars", LONG_WIDTH);
  stree_code_add_class (writer->maker->code, label, "stree-markdown-cell");
  if (cell->head)
    stree_code_add_class (writer->maker->code, label, "stree-markdown-head");
  if (top)
    stree_code_add_class (writer->maker->code, label, "stree-markdown-top");
  return label;
}

static StreeCodeObject *
table_new (const Writer *writer, const StreeMarkdownBlock *table)
{
  StreeCodeObject *grid = stree_code_part (writer->maker, writer->whole, "GtkGrid", "table");
  StreeCodeObject *wide;
  guint            row = 0;

  stree_code_set_enum (grid, "accessible-role", "GTK_ACCESSIBLE_ROLE_TABLE");
  stree_code_add_class (writer->maker->code, grid, "stree-markdown-table");
  for (const StreeMarkdownBlock *line = table->first; line; line = line->next, row++)
    {
      guint column = 0;

      for (const StreeMarkdownBlock *cell = line->first; cell; cell = cell->next, column++)
        {
          StreeCodeChild *child = stree_code_add (grid, STREE_CODE_CELL, cell_new (writer, cell, row == 0));

          child->column = column;
          child->row = row;
        }
    }
  wide = wide_new (writer, grid);
  stree_code_set_enum (wide, "halign", "GTK_ALIGN_START");
  return wide;
}

/* --- all of them --- */

static StreeCodeObject *
block_new (const Writer *writer, const StreeMarkdownBlock *block, guint depth)
{
  g_autofree char *text = NULL;
  StreeCodeObject *rule;

  switch (block->type)
    {
    case STREE_MARKDOWN_HEADING:
      return heading_new (writer, block);
    case STREE_MARKDOWN_CODE:
      return code_new (writer, block);
    case STREE_MARKDOWN_HTML:
      text = stree_markdown_block_dup_text (block);
      return label_new (writer, "html", text, FALSE);
    case STREE_MARKDOWN_RULE:
      rule = stree_code_part (writer->maker, writer->whole, "GtkSeparator", "rule");
      stree_code_set_enum (rule, "orientation", "GTK_ORIENTATION_HORIZONTAL");
      return rule;
    case STREE_MARKDOWN_QUOTE:
      return quote_new (writer, block, depth);
    case STREE_MARKDOWN_LIST:
      return list_new (writer, block, depth);
    case STREE_MARKDOWN_TABLE:
      return table_new (writer, block);
    default:
      return text_new (writer, "paragraph", block->inlines);
    }
}

static void
add_blocks (const Writer *writer, StreeCodeObject *box, const StreeMarkdownBlock *first, guint depth)
{
  for (const StreeMarkdownBlock *block = first; block; block = block->next)
    stree_code_add (box, STREE_CODE_APPEND, block_new (writer, block, depth));
}

STREE_CODE_MAKE (markdown)
{
  const StreeMarkdownArgs *args = stree_node_args (node);
  StreeCodeObject         *box = stree_code_node_object (maker, node, "GtkBox");
  g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (args->body ? args->body : "", -1, STREE_MARKDOWN_EXTENDED);

  stree_code_set_enum (box, "accessible-role", "GTK_ACCESSIBLE_ROLE_GROUP");
  stree_code_make_box (box, TRUE, SPACING);
  stree_code_add_class (maker->code, box, "stree-markdown");
  add_blocks (&(Writer){ maker, node, box }, box, stree_markdown_tree_get_blocks (tree), 0);
  return box;
}
