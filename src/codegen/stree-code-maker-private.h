/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From nodes to the description. Of each kind of element there is a line in the table of stree-code-kinds.c; its function
 * makes what the kind's file in widgets/ makes, of plain GTK classes. */

#include "codegen/stree-code-private.h"
#include "core/stree-renderer-private.h"

G_BEGIN_DECLS

/* The usual distance between children, as in widgets/. */
#define STREE_CODE_SPACING 12

typedef struct
{
  StreeCode       *code;
  StreeRenderer   *renderer;
  StreeNode       *top;
  gboolean         expand;
  StreeCodeObject *page;  /* borrowed: where the topmost elements are */
} StreeCodeMaker;

/* A signal that a handler is to be connected to. */
typedef struct
{
  const char *prop;
  const char *signal;
} StreeCodeSignal;

typedef struct
{
  const char *kind;
  /* The widgets of a node, with all that is in it. NULL: it has none of its own. */
  StreeCodeObject *(*make) (StreeCodeMaker *maker, StreeNode *node);
  /* Of what has no widget: what is to be said at its place, owned; NULL: nothing. */
  char *(*explain) (StreeNode *node);
  StreeCodeSignal signals[2]; /* of its handlers */
} StreeCodeKind;

/* NULL: the kind has no line in the table. */
const StreeCodeKind *stree_code_kind_lookup (const char *name);

/* Kind, key and path: `Button, key "inc", at app.VStack.Button[inc]`. */
char *stree_code_describe (StreeNode *node);

/* A comment on @object: "@prop of (kind, key and path): text"; without a @prop, "(kind, key and path): text". */
void stree_code_note (StreeCodeMaker *maker, StreeCodeObject *object, StreeNode *node, const char *prop, const char *format, ...)
  G_GNUC_PRINTF (5, 6);

/* The object of a node, called by its key or its kind. Common props and the comments of handlers come later, by themselves. */
StreeCodeObject *stree_code_node_object (StreeCodeMaker *maker, StreeNode *node, const char *klass);
/* One that belongs to @whole: it is called by that one's name and @part. */
StreeCodeObject *stree_code_part        (StreeCodeMaker *maker, StreeCodeObject *whole, const char *klass, const char *part);
StreeCodeObject *stree_code_box         (StreeCodeMaker *maker, StreeCodeObject *whole, const char *part, gboolean vertical, int spacing);
StreeCodeObject *stree_code_label       (StreeCodeMaker *maker, StreeCodeObject *whole, const char *part, const char *text);
StreeCodeObject *stree_code_icon        (StreeCodeMaker *maker, StreeCodeObject *whole, const char *icon);
void             stree_code_make_box    (StreeCodeObject *box, gboolean vertical, int spacing);

/* Calls @func for each host that shows in @node, in its order; what is to be said goes into @into. */
typedef void (*StreeCodeHostFunc) (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data);
void stree_code_each (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *into, StreeCodeHostFunc func, gpointer data);
/* Puts what is in @node into a box. */
void stree_code_fill (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *box);
/* The object of a host, with everything. */
StreeCodeObject *stree_code_make (StreeCodeMaker *maker, StreeNode *host);

/* What an input shows, else what it declares. FALSE: neither. */
gboolean stree_code_value (StreeCodeMaker *maker, StreeNode *node, StreeValue *value);

/* Whether it is in an HStack. */
gboolean stree_code_is_in_row (StreeNode *node);

/* The common props, and a comment for each handler and for a state that it is bound to. */
void stree_code_common (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *object);

/* --- kinds --- */

#define STREE_CODE_MAKE(name) StreeCodeObject *stree_code_##name (StreeCodeMaker *maker, StreeNode *node)
#define STREE_CODE_EXPLAIN(name) char *stree_code_##name (StreeNode *node)

STREE_CODE_MAKE (vstack);
STREE_CODE_MAKE (hstack);
STREE_CODE_MAKE (form);
STREE_CODE_MAKE (plain_box);
STREE_CODE_MAKE (card);
STREE_CODE_MAKE (grid);
STREE_CODE_MAKE (columns);
STREE_CODE_MAKE (split_view);
STREE_CODE_MAKE (expander);
STREE_CODE_MAKE (tabs);
STREE_CODE_MAKE (theme_root);
STREE_CODE_MAKE (divider);
STREE_CODE_MAKE (spacer);
STREE_CODE_MAKE (text);
STREE_CODE_MAKE (title);
STREE_CODE_MAKE (subheader);
STREE_CODE_MAKE (markdown);
STREE_CODE_MAKE (button);
STREE_CODE_MAKE (floating_action_button);
STREE_CODE_MAKE (page_link);
STREE_CODE_MAKE (checkbox);
STREE_CODE_MAKE (text_input);
STREE_CODE_MAKE (number_input);
STREE_CODE_MAKE (selectbox);
STREE_CODE_MAKE (progress_bar);
STREE_CODE_MAKE (image);
STREE_CODE_MAKE (popover);
STREE_CODE_MAKE (dialog);
STREE_CODE_MAKE (list);
STREE_CODE_MAKE (data_frame);
STREE_CODE_MAKE (data_grid);
STREE_CODE_MAKE (native);

STREE_CODE_EXPLAIN (action);
STREE_CODE_EXPLAIN (guard);
STREE_CODE_EXPLAIN (provider);
STREE_CODE_EXPLAIN (portal);
STREE_CODE_EXPLAIN (portal_mount);
STREE_CODE_EXPLAIN (routes);
STREE_CODE_EXPLAIN (boundary);
STREE_CODE_EXPLAIN (deferred);

G_END_DECLS
