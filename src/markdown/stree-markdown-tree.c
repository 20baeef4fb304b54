/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Blocks and inlines: where they live, whether they are the same, what there is to read in them. */

#include <string.h>

#include "markdown/stree-markdown-private.h"

#define CHUNK 4096

struct _StreeMarkdownTree
{
  StreeMarkdownBlock root;   /* its children are the blocks */
  GPtrArray         *chunks; /* owned: all the rest lives in them */
  char              *pos;
  gsize              left;
};

/* --- where they live --- */

StreeMarkdownTree *
stree_markdown_tree_new (void)
{
  StreeMarkdownTree *self = g_new0 (StreeMarkdownTree, 1);

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
stree_markdown_tree_free (StreeMarkdownTree *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

const StreeMarkdownBlock *
stree_markdown_tree_get_blocks (const StreeMarkdownTree *self)
{
  return self->root.first;
}

/* Zeroed. */
static gpointer
alloc (StreeMarkdownTree *self, gsize size)
{
  gpointer place;

  size = (size + 7) & ~(gsize) 7;
  if (size > self->left)
    {
      gsize chunk = MAX (size, CHUNK);

      self->pos = g_malloc0 (chunk);
      self->left = chunk;
      g_ptr_array_add (self->chunks, self->pos);
    }
  place = self->pos;
  self->pos += size;
  self->left -= size;
  return place;
}

const char *
stree_markdown_tree_keep_text (StreeMarkdownTree *self, const char *text, gsize length)
{
  char *copy = alloc (self, length + 1);

  if (length)
    memcpy (copy, text, length);
  return copy;
}

StreeMarkdownBlock *
stree_markdown_tree_add_block (StreeMarkdownTree *self, StreeMarkdownBlock *parent, StreeMarkdownBlockType type)
{
  StreeMarkdownBlock *block = alloc (self, sizeof *block);

  if (!parent)
    parent = &self->root;
  block->type = type;
  if (parent->last)
    parent->last->next = block;
  else
    parent->first = block;
  parent->last = block;
  return block;
}

StreeMarkdownInline *
stree_markdown_tree_add_inline (StreeMarkdownTree      *self,
                                StreeMarkdownBlock     *block,
                                StreeMarkdownInline    *parent,
                                StreeMarkdownInlineType type)
{
  StreeMarkdownInline  *span = alloc (self, sizeof *span);
  StreeMarkdownInline **first = parent ? &parent->first : &block->inlines;
  StreeMarkdownInline **last = parent ? &parent->last : &block->last_inline;

  span->type = type;
  if (*last)
    (*last)->next = span;
  else
    *first = span;
  *last = span;
  return span;
}

/* --- whether they are the same --- */

static gboolean
inlines_equal (const StreeMarkdownInline *a, const StreeMarkdownInline *b)
{
  for (; a && b; a = a->next, b = b->next)
    if (a->type != b->type || g_strcmp0 (a->text, b->text) != 0 || g_strcmp0 (a->target, b->target) != 0 ||
        g_strcmp0 (a->title, b->title) != 0 || !inlines_equal (a->first, b->first))
      return FALSE;
  return a == b;
}

gboolean
stree_markdown_block_equal (const StreeMarkdownBlock *a, const StreeMarkdownBlock *b)
{
  const StreeMarkdownBlock *x, *y;

  if (a->type != b->type || a->align != b->align || a->level != b->level || a->start != b->start ||
      a->n_columns != b->n_columns || a->ordered != b->ordered || a->tight != b->tight || a->task != b->task ||
      a->done != b->done || a->head != b->head || g_strcmp0 (a->text, b->text) != 0 || g_strcmp0 (a->info, b->info) != 0 ||
      !inlines_equal (a->inlines, b->inlines))
    return FALSE;
  for (x = a->first, y = b->first; x && y; x = x->next, y = y->next)
    if (!stree_markdown_block_equal (x, y))
      return FALSE;
  return x == y;
}

/* --- what there is to read --- */

/* Raw HTML may go over several lines; it is one piece of a line here. */
static void
append_on_one_line (GString *text, const char *piece)
{
  for (; *piece; piece++)
    g_string_append_c (text, *piece == '\n' ? ' ' : *piece);
}

static void
append_inlines (GString *text, const StreeMarkdownInline *span)
{
  for (; span; span = span->next)
    switch (span->type)
      {
      case STREE_MARKDOWN_TEXT:
      case STREE_MARKDOWN_CODE_SPAN:
        g_string_append (text, span->text);
        break;
      case STREE_MARKDOWN_HTML_SPAN:
        append_on_one_line (text, span->text);
        break;
      case STREE_MARKDOWN_BREAK:
        g_string_append_c (text, '\n');
        break;
      case STREE_MARKDOWN_SOFT_BREAK:
        g_string_append_c (text, ' ');
        break;
      default:
        append_inlines (text, span->first);
      }
}

/* Lines end with those of what was written. */
static void
append_lines (GString *text, const char *lines)
{
  gsize length = strlen (lines);

  if (length > 0 && lines[length - 1] == '\n')
    length--;
  g_string_append_len (text, lines, (gssize) length);
}

static void append_blocks (GString *text, const StreeMarkdownBlock *block, char separator);

static void
append_block (GString *text, const StreeMarkdownBlock *block)
{
  if (block->text)
    append_lines (text, block->text);
  append_inlines (text, block->inlines);
  append_blocks (text, block->first, block->type == STREE_MARKDOWN_ROW ? '\t' : '\n');
}

static void
append_blocks (GString *text, const StreeMarkdownBlock *block, char separator)
{
  gboolean first = TRUE;

  for (; block; block = block->next)
    {
      if (block->type == STREE_MARKDOWN_RULE)
        continue;
      if (!first)
        g_string_append_c (text, separator);
      first = FALSE;
      append_block (text, block);
    }
}

char *
stree_markdown_tree_dup_text (const StreeMarkdownTree *self)
{
  return stree_markdown_block_dup_text (&self->root);
}

char *
stree_markdown_block_dup_text (const StreeMarkdownBlock *block)
{
  GString *text = g_string_new (NULL);

  append_block (text, block);
  return g_string_free (text, FALSE);
}

char *
stree_markdown_inlines_dup_text (const StreeMarkdownInline *first)
{
  GString *text = g_string_new (NULL);

  append_inlines (text, first);
  return g_string_free (text, FALSE);
}
