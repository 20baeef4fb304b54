/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From what md4c says to a tree. It says it in order: a block or a span begins, text comes, it ends. */

#include <md4c.h>
#include <string.h>

#include "markdown/stree-markdown-private.h"

#define EXTENSIONS (MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS)

/* A reference that is used often repeats its target each time: beyond this many bytes of targets, links are text. */
#define MAX_TARGETS(length) (1024 * 1024 + 8 * (gsize) (length))

typedef struct
{
  MD_SPANTYPE          type;
  StreeMarkdownInline *span; /* of one that is too deep: the one around it, NULL at the outside */
} OpenSpan;

typedef struct
{
  StreeMarkdownTree       *tree;
  GPtrArray               *blocks; /* the open ones, from the outside in; NULL: the document */
  GArray                  *spans;  /* OpenSpan: the open ones of the leaf */
  StreeMarkdownBlock      *leaf;   /* where text goes; NULL: none is open */
  guint                    depth;  /* of the containers that have a block */
  GString                 *text;   /* what has come of one inline, or of code or HTML */
  StreeMarkdownInlineType  text_type;
  gsize                    blanks; /* how many of the text's last characters are blanks that were written as such */
  gsize                    targets;
  gsize                    max_targets;
} Parser;

/* --- text --- */

static void
append_decoded (GString *text, MD_TEXTTYPE type, const char *piece, gsize length)
{
  if (type != MD_TEXT_ENTITY || !stree_markdown_append_entity (text, piece, length))
    g_string_append_len (text, piece, (gssize) length);
}

/* NULL: it was not given. */
static const char *
keep_attribute (Parser *parser, const MD_ATTRIBUTE *attribute)
{
  g_autoptr (GString) text = NULL;

  if (!attribute->text)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; attribute->substr_offsets[i] < attribute->size; i++)
    {
      MD_OFFSET from = attribute->substr_offsets[i];

      append_decoded (text, attribute->substr_types[i], attribute->text + from, attribute->substr_offsets[i + 1] - from);
    }
  return stree_markdown_tree_keep_text (parser->tree, text->str, text->len);
}

static gboolean
is_verbatim (const StreeMarkdownBlock *block)
{
  return block->type == STREE_MARKDOWN_CODE || block->type == STREE_MARKDOWN_HTML;
}

static StreeMarkdownInline *
open_span (Parser *parser)
{
  return parser->spans->len ? g_array_index (parser->spans, OpenSpan, parser->spans->len - 1).span : NULL;
}

static void
end_inline (Parser *parser)
{
  StreeMarkdownInline *span;

  if (!parser->text->len || !parser->leaf || is_verbatim (parser->leaf))
    return;
  parser->blanks = 0;
  span = stree_markdown_tree_add_inline (parser->tree, parser->leaf, open_span (parser), parser->text_type);
  span->text = stree_markdown_tree_keep_text (parser->tree, parser->text->str, parser->text->len);
  g_string_truncate (parser->text, 0);
}

/* A line does not end with blanks. Older versions of md4c leave tabs. */
static void
end_line (Parser *parser)
{
  if (parser->leaf && !is_verbatim (parser->leaf) && parser->text_type == STREE_MARKDOWN_TEXT)
    g_string_truncate (parser->text, parser->text->len - parser->blanks);
  parser->blanks = 0;
  end_inline (parser);
}

static void
append_line_text (Parser *parser, const char *piece, gsize length)
{
  gsize blanks = 0;

  /* Nor does it begin with them. */
  if (!parser->leaf->inlines && !parser->text->len)
    for (; length > 0 && (*piece == ' ' || *piece == '\t'); piece++)
      length--;
  while (blanks < length && (piece[length - 1 - blanks] == ' ' || piece[length - 1 - blanks] == '\t'))
    blanks++;
  parser->blanks = blanks < length ? blanks : parser->blanks + blanks;
  g_string_append_len (parser->text, piece, (gssize) length);
}

static void
open_leaf (Parser *parser, StreeMarkdownBlockType type)
{
  parser->leaf = stree_markdown_tree_add_block (parser->tree, parser->blocks->pdata[parser->blocks->len - 1], type);
}

static void
close_leaf (Parser *parser)
{
  if (!parser->leaf)
    return;
  end_line (parser);
  if (is_verbatim (parser->leaf))
    parser->leaf->text = stree_markdown_tree_keep_text (parser->tree, parser->text->str, parser->text->len);
  g_string_truncate (parser->text, 0);
  g_array_set_size (parser->spans, 0);
  parser->leaf = NULL;
}

/* Text right inside of an item of a tight list has no paragraph. */
static void
need_leaf (Parser *parser)
{
  if (parser->leaf)
    return;
  open_leaf (parser, STREE_MARKDOWN_PARAGRAPH);
  parser->leaf->tight = TRUE;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *piece, MD_SIZE length, void *data)
{
  Parser                 *parser = data;
  StreeMarkdownInlineType inline_type;

  need_leaf (parser);
  if (is_verbatim (parser->leaf))
    {
      append_decoded (parser->text, type, piece, length);
      return 0;
    }
  switch (type)
    {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      end_line (parser);
      stree_markdown_tree_add_inline (parser->tree, parser->leaf, open_span (parser),
                                 type == MD_TEXT_BR ? STREE_MARKDOWN_BREAK : STREE_MARKDOWN_SOFT_BREAK);
      return 0;
    case MD_TEXT_CODE:
      inline_type = STREE_MARKDOWN_CODE_SPAN;
      break;
    case MD_TEXT_HTML:
      inline_type = STREE_MARKDOWN_HTML_SPAN;
      break;
    default:
      inline_type = STREE_MARKDOWN_TEXT;
    }
  if (parser->text_type != inline_type)
    end_inline (parser);
  parser->text_type = inline_type;
  if (type == MD_TEXT_NORMAL)
    {
      append_line_text (parser, piece, length);
    }
  else
    {
      append_decoded (parser->text, type, piece, length);
      parser->blanks = 0;
    }
  return 0;
}

/* --- spans --- */

static void
push_span (Parser *parser, MD_SPANTYPE type, StreeMarkdownInline *span)
{
  OpenSpan open = { type, span };

  g_array_append_val (parser->spans, open);
}

static void
begin_span (Parser *parser, MD_SPANTYPE type, const MD_ATTRIBUTE *target, const MD_ATTRIBUTE *title)
{
  static const StreeMarkdownInlineType types[] = {
    [MD_SPAN_EM] = STREE_MARKDOWN_EMPHASIS, [MD_SPAN_STRONG] = STREE_MARKDOWN_STRONG, [MD_SPAN_A] = STREE_MARKDOWN_LINK,
    [MD_SPAN_IMG] = STREE_MARKDOWN_IMAGE,   [MD_SPAN_DEL] = STREE_MARKDOWN_DELETED,
  };
  StreeMarkdownInline *span;

  if (target)
    parser->targets += target->size + title->size;
  if (parser->spans->len >= STREE_MARKDOWN_MAX_SPANS || (target && parser->targets > parser->max_targets))
    {
      push_span (parser, type, open_span (parser));
      return;
    }
  span = stree_markdown_tree_add_inline (parser->tree, parser->leaf, open_span (parser), types[type]);
  if (target)
    {
      span->target = keep_attribute (parser, target);
      if (!span->target)
        span->target = "";
      span->title = keep_attribute (parser, title);
    }
  push_span (parser, type, span);
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Parser                   *parser = data;
  const MD_SPAN_A_DETAIL   *link = detail;
  const MD_SPAN_IMG_DETAIL *image = detail;

  need_leaf (parser);
  end_inline (parser);
  switch (type)
    {
    case MD_SPAN_EM:
    case MD_SPAN_STRONG:
    case MD_SPAN_DEL:
      begin_span (parser, type, NULL, NULL);
      break;
    case MD_SPAN_A:
      begin_span (parser, type, &link->href, &link->title);
      break;
    case MD_SPAN_IMG:
      begin_span (parser, type, &image->src, &image->title);
      break;
    default: /* code, whose text says that it is */
      push_span (parser, type, open_span (parser));
    }
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Parser *parser = data;

  (void) detail;
  end_inline (parser);
  /* Where bare addresses meet broken links, md4c 0.4.8 ends spans that did not begin, and the other way round. */
  for (guint i = parser->spans->len; i-- > 0;)
    if (g_array_index (parser->spans, OpenSpan, i).type == type)
      {
        g_array_set_size (parser->spans, i);
        break;
      }
  return 0;
}

/* --- blocks --- */

static StreeMarkdownBlock *
open_block (Parser *parser)
{
  return g_ptr_array_index (parser->blocks, parser->blocks->len - 1);
}

static StreeMarkdownBlock *
begin_block (Parser *parser, StreeMarkdownBlockType type)
{
  StreeMarkdownBlock *block = stree_markdown_tree_add_block (parser->tree, open_block (parser), type);

  g_ptr_array_add (parser->blocks, block);
  return block;
}

/* NULL: it is too deep. Such a one is what it stands in, and so are the items of such a list. */
static StreeMarkdownBlock *
begin_container (Parser *parser, StreeMarkdownBlockType type)
{
  parser->depth++;
  if (parser->depth <= STREE_MARKDOWN_MAX_DEPTH)
    return begin_block (parser, type);
  g_ptr_array_add (parser->blocks, open_block (parser));
  return NULL;
}

static void
begin_list (Parser *parser, gboolean ordered, gboolean tight, guint start)
{
  StreeMarkdownBlock *list = begin_container (parser, STREE_MARKDOWN_LIST);

  if (!list)
    return;
  list->ordered = ordered;
  list->tight = tight;
  list->start = start;
}

static void
begin_item (Parser *parser, const MD_BLOCK_LI_DETAIL *detail)
{
  StreeMarkdownBlock *item;

  if (parser->depth > STREE_MARKDOWN_MAX_DEPTH)
    {
      g_ptr_array_add (parser->blocks, open_block (parser));
      return;
    }
  item = begin_block (parser, STREE_MARKDOWN_ITEM);
  item->task = detail->is_task != 0;
  item->done = item->task && detail->task_mark != ' ';
}

static void
begin_code (Parser *parser, const MD_BLOCK_CODE_DETAIL *detail)
{
  open_leaf (parser, STREE_MARKDOWN_CODE);
  if (detail->lang.size > 0)
    parser->leaf->info = keep_attribute (parser, &detail->lang);
}

static void
begin_cell (Parser *parser, gboolean head, const MD_BLOCK_TD_DETAIL *detail)
{
  static const StreeMarkdownAlign aligns[] = {
    [MD_ALIGN_DEFAULT] = STREE_MARKDOWN_ALIGN_DEFAULT,
    [MD_ALIGN_LEFT] = STREE_MARKDOWN_ALIGN_LEFT,
    [MD_ALIGN_CENTER] = STREE_MARKDOWN_ALIGN_CENTER,
    [MD_ALIGN_RIGHT] = STREE_MARKDOWN_ALIGN_RIGHT,
  };

  open_leaf (parser, STREE_MARKDOWN_CELL);
  parser->leaf->head = head;
  parser->leaf->align = aligns[detail->align];
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Parser                   *parser = data;
  const MD_BLOCK_UL_DETAIL *ul = detail;
  const MD_BLOCK_OL_DETAIL *ol = detail;

  close_leaf (parser);
  switch (type)
    {
    case MD_BLOCK_QUOTE:
      begin_container (parser, STREE_MARKDOWN_QUOTE);
      break;
    case MD_BLOCK_UL:
      begin_list (parser, FALSE, ul->is_tight != 0, 0);
      break;
    case MD_BLOCK_OL:
      begin_list (parser, TRUE, ol->is_tight != 0, ol->start);
      break;
    case MD_BLOCK_LI:
      begin_item (parser, detail);
      break;
    case MD_BLOCK_HR:
      stree_markdown_tree_add_block (parser->tree, open_block (parser), STREE_MARKDOWN_RULE);
      break;
    case MD_BLOCK_H:
      open_leaf (parser, STREE_MARKDOWN_HEADING);
      parser->leaf->level = ((const MD_BLOCK_H_DETAIL *) detail)->level;
      break;
    case MD_BLOCK_CODE:
      begin_code (parser, detail);
      break;
    case MD_BLOCK_HTML:
      open_leaf (parser, STREE_MARKDOWN_HTML);
      break;
    case MD_BLOCK_P:
      open_leaf (parser, STREE_MARKDOWN_PARAGRAPH);
      break;
    case MD_BLOCK_TABLE:
      begin_block (parser, STREE_MARKDOWN_TABLE)->n_columns = ((const MD_BLOCK_TABLE_DETAIL *) detail)->col_count;
      break;
    case MD_BLOCK_TR:
      begin_block (parser, STREE_MARKDOWN_ROW);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      begin_cell (parser, type == MD_BLOCK_TH, detail);
      open_block (parser)->head = type == MD_BLOCK_TH;
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    default:
      break;
    }
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Parser *parser = data;

  (void) detail;
  close_leaf (parser);
  switch (type)
    {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      parser->depth--;
      G_GNUC_FALLTHROUGH;
    case MD_BLOCK_LI:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_TR:
      g_ptr_array_set_size (parser->blocks, (int) parser->blocks->len - 1);
      break;
    default:
      break;
    }
  return 0;
}

/* --- all of it --- */

/* What md4c gives up on (it has no memory, or too much text) is a paragraph as it stands. */
static void
add_as_it_is (Parser *parser, const char *text)
{
  StreeMarkdownInline *span;

  open_leaf (parser, STREE_MARKDOWN_PARAGRAPH);
  span = stree_markdown_tree_add_inline (parser->tree, parser->leaf, NULL, STREE_MARKDOWN_TEXT);
  span->text = stree_markdown_tree_keep_text (parser->tree, text, strlen (text));
}

StreeMarkdownTree *
stree_markdown_parse (const char *text, gssize length, StreeMarkdownFlags flags)
{
  g_autofree char *valid = g_utf8_make_valid (text, length); /* in place of each NUL, too, there is U+FFFD then */
  gsize            size = strlen (valid);
  MD_PARSER        callbacks = {
    .flags = flags & STREE_MARKDOWN_EXTENDED ? EXTENSIONS : 0,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  Parser parser = { .tree = stree_markdown_tree_new (), .max_targets = MAX_TARGETS (size) };

  parser.blocks = g_ptr_array_new ();
  parser.spans = g_array_new (FALSE, FALSE, sizeof (OpenSpan));
  parser.text = g_string_new (NULL);
  g_ptr_array_add (parser.blocks, NULL);
  if (size > G_MAXINT32 || md_parse (valid, (MD_SIZE) size, &callbacks, &parser) != 0)
    {
      stree_markdown_tree_free (parser.tree);
      parser.tree = stree_markdown_tree_new ();
      g_ptr_array_set_size (parser.blocks, 1);
      add_as_it_is (&parser, valid);
    }
  g_ptr_array_unref (parser.blocks);
  g_array_unref (parser.spans);
  g_string_free (parser.text, TRUE);
  return parser.tree;
}
