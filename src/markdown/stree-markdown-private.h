/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Markdown as a tree. md4c reads it (CommonMark, with tables, task lists, strikethrough and bare addresses as links), the
 * parser makes blocks and inlines of what it says, and whoever shows them walks that: widgets, dumps, tests. Nothing here
 * knows GTK, and there is no Markdown that is wrong: whatever cannot be understood is text.
 *
 * A tree does not change once it is made. All of it lives as long as its StreeMarkdownTree. Raw HTML is kept as what was
 * written and is text to all that shows it; entities are decoded.
 */

#include "core/stree-types.h"

G_BEGIN_DECLS

typedef struct _StreeMarkdownTree   StreeMarkdownTree;
typedef struct _StreeMarkdownBlock  StreeMarkdownBlock;
typedef struct _StreeMarkdownInline StreeMarkdownInline;

typedef enum
{
  STREE_MARKDOWN_PARAGRAPH, /* inlines */
  STREE_MARKDOWN_HEADING,   /* inlines; level */
  STREE_MARKDOWN_CODE,      /* text; info */
  STREE_MARKDOWN_HTML,      /* text */
  STREE_MARKDOWN_RULE,
  STREE_MARKDOWN_QUOTE,     /* blocks */
  STREE_MARKDOWN_LIST,      /* items; ordered, start, tight */
  STREE_MARKDOWN_ITEM,      /* blocks; task, done */
  STREE_MARKDOWN_TABLE,     /* rows; n_columns */
  STREE_MARKDOWN_ROW,       /* cells; head */
  STREE_MARKDOWN_CELL,      /* inlines; head, align */
} StreeMarkdownBlockType;

typedef enum
{
  STREE_MARKDOWN_ALIGN_DEFAULT,
  STREE_MARKDOWN_ALIGN_LEFT,
  STREE_MARKDOWN_ALIGN_CENTER,
  STREE_MARKDOWN_ALIGN_RIGHT,
} StreeMarkdownAlign;

struct _StreeMarkdownBlock
{
  StreeMarkdownBlockType type;
  StreeMarkdownAlign     align;
  guint                  level;     /* 1 to 6 */
  guint                  start;     /* of an ordered list: its first number */
  guint                  n_columns; /* of a table */
  gboolean               ordered;
  gboolean               tight; /* of a list, and of a paragraph in one: nothing between it and the next */
  gboolean               task;
  gboolean               done;
  gboolean               head;
  const char            *text; /* not NULL where it has one */
  const char            *info; /* of code: its language, as it was written; NULL: none */
  StreeMarkdownBlock    *first;
  StreeMarkdownBlock    *last;
  StreeMarkdownBlock    *next;
  StreeMarkdownInline   *inlines;
  StreeMarkdownInline   *last_inline;
};

typedef enum
{
  STREE_MARKDOWN_TEXT,       /* text */
  STREE_MARKDOWN_CODE_SPAN,  /* text */
  STREE_MARKDOWN_HTML_SPAN,  /* text: one piece of raw HTML */
  STREE_MARKDOWN_BREAK,      /* a line ends here */
  STREE_MARKDOWN_SOFT_BREAK, /* a line ended here in what was written */
  STREE_MARKDOWN_EMPHASIS,   /* inlines, and so do all below */
  STREE_MARKDOWN_STRONG,
  STREE_MARKDOWN_DELETED,
  STREE_MARKDOWN_LINK,       /* target, title */
  STREE_MARKDOWN_IMAGE,      /* target, title; the inlines are what is said instead of it */
} StreeMarkdownInlineType;

struct _StreeMarkdownInline
{
  StreeMarkdownInlineType type;
  const char             *text;
  const char             *target; /* as it was written, with entities decoded; not NULL where it has one */
  const char             *title;  /* NULL: none */
  StreeMarkdownInline    *first;
  StreeMarkdownInline    *last;
  StreeMarkdownInline    *next;
};

typedef enum
{
  STREE_MARKDOWN_COMMONMARK = 0,      /* the specification, and nothing else */
  STREE_MARKDOWN_EXTENDED = 1 << 0,   /* and tables, task lists, strikethrough, bare addresses */
} StreeMarkdownFlags;

/* Containers deeper than this do without a box of their own, and spans without a style: their content is all there. */
#define STREE_MARKDOWN_MAX_DEPTH 16
#define STREE_MARKDOWN_MAX_SPANS 32

/* Of any bytes: what is no UTF-8 becomes U+FFFD. @length -1: up to the NUL. */
StreeMarkdownTree *stree_markdown_parse (const char *text, gssize length, StreeMarkdownFlags flags);

/* The first block; NULL: there is none. */
const StreeMarkdownBlock *stree_markdown_tree_get_blocks (const StreeMarkdownTree *self);
void                      stree_markdown_tree_free       (StreeMarkdownTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeMarkdownTree, stree_markdown_tree_free)

/* For the parser. */
StreeMarkdownTree   *stree_markdown_tree_new        (void);
StreeMarkdownBlock  *stree_markdown_tree_add_block  (StreeMarkdownTree     *self,
                                                     StreeMarkdownBlock    *parent,
                                                     StreeMarkdownBlockType type);
StreeMarkdownInline *stree_markdown_tree_add_inline (StreeMarkdownTree      *self,
                                                     StreeMarkdownBlock     *block,
                                                     StreeMarkdownInline    *parent,
                                                     StreeMarkdownInlineType type);
const char          *stree_markdown_tree_keep_text  (StreeMarkdownTree *self, const char *text, gsize length);

/* Whether they look the same, with all that is in them; what follows them does not count. */
gboolean stree_markdown_block_equal (const StreeMarkdownBlock *a, const StreeMarkdownBlock *b);

/* What there is to read, with no marks: blocks, items and rows each on their own line, cells apart by a tab. */
char *stree_markdown_tree_dup_text    (const StreeMarkdownTree *self);
char *stree_markdown_block_dup_text   (const StreeMarkdownBlock *block);
/* The same of @first and those that follow it. */
char *stree_markdown_inlines_dup_text (const StreeMarkdownInline *first);
/* In the markup of Pango, of @first and what follows it up to @end. */
char *stree_markdown_dup_markup       (const StreeMarkdownInline *first, const StreeMarkdownInline *end);

/* Appends what an entity (`&amp;`, `&#38;`, `&#x26;`) stands for. FALSE: there is none of that name, and nothing is appended. */
gboolean stree_markdown_append_entity (GString *text, const char *entity, gsize length);

/* Whether the desktop may open it: only what leads to a page, a mail or a call. */
gboolean stree_markdown_link_is_allowed (const char *target);
/* What a link points to as a URI: what may not stand in one is percent-encoded. */
char    *stree_markdown_link_dup_uri    (const char *target);

G_END_DECLS
