/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The contract between the reconciler and whatever shows the tree. There are two: GTK (widgets/) and headless
 * (src/testing). The core never knows which one is in use.
 *
 * Hosts are the nodes that have a widget. The reconciler speaks of hosts only: transparent nodes (components, Fragment,
 * ErrorBoundary) are its own business. A parent of NULL is the root. @prev of NULL is the first place.
 */

#include "actions/stree-question-private.h"
#include "core/stree-node-private.h"

G_BEGIN_DECLS

struct _StreeGridShown;
struct _StreeGridOptions;

/* What is done to an element by its key; see actions/stree-handles.h. */
typedef enum
{
  STREE_HANDLE_FOCUS,
  STREE_HANDLE_SCROLL_INTO_VIEW,
  STREE_HANDLE_SCROLL_TO_TOP,
  STREE_HANDLE_SELECT_ALL,
  STREE_HANDLE_COPY,
} StreeHandle;

typedef struct
{
  const char *name;

  /* Makes node->widget from node->element. Its children come later, by insert. */
  void (*create) (StreeRenderer *renderer, StreeNode *node);
  /* node->element is the new element; @changed has a bit for each prop of the kind's table that differs, @common the
   * same for the common props. Called only if there is something to do. */
  void (*update) (StreeRenderer *renderer, StreeNode *node, const StreeElement *old, guint64 changed, guint64 common);
  void (*insert) (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev);
  void (*move) (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev);
  void (*remove) (StreeRenderer *renderer, StreeNode *parent, StreeNode *node);
  /* Children of @parent came, went or moved: lay them out anew. Of a virtual list, @parent is the list; nothing is
   * inserted or moved there but by the renderer itself. See stree-virtual-private.h. */
  void (*arrange) (StreeRenderer *renderer, StreeNode *parent);
  /* The node is about to go. Its widget was removed already, if it was a top-most one. */
  void (*destroy) (StreeRenderer *renderer, StreeNode *node);

  /* What an input shows at the moment; text is good until the widget changes. FALSE: it has no value. */
  gboolean (*read) (StreeRenderer *renderer, StreeNode *node, StreeValue *value);
  /* Makes an input show a value, without an event. */
  void (*write) (StreeRenderer *renderer, StreeNode *node, const StreeValue *value);

  /* Of a DataGrid: what it shows. FALSE: nothing. And as if the user had made the options of it. */
  gboolean (*get_grid) (StreeRenderer *renderer, StreeNode *node, struct _StreeGridShown *shown);
  void (*arrange_grid) (StreeRenderer *renderer, StreeNode *node, struct _StreeGridOptions *options);

  /* @keep: hosts are about to be taken out and put in elsewhere; remember who has the focus. Then with FALSE: they are in
   * again; give it back. NULL: there is no focus. */
  void (*keep_focus) (StreeRenderer *renderer, gboolean keep);

  /* Calls stree_mount_flush () before the next frame, once. */
  void (*schedule) (StreeRenderer *renderer, StreeMount *mount);
  void (*unschedule) (StreeRenderer *renderer, StreeMount *mount);
  /* Calls stree_scope_build_next () for as long as one waits: once a frame is drawn, and whenever there is nothing else to do.
   * More may come to wait while it does. */
  void (*defer) (StreeRenderer *renderer, StreeMount *mount);
  void (*undefer) (StreeRenderer *renderer, StreeMount *mount);

  /* After a run in which Actions came, went or changed. */
  void (*actions_changed) (StreeRenderer *renderer, StreeMount *mount);
  /* FALSE: the view is in no window yet. What is asked for waits then, for a run when it is. NULL: it always is. */
  gboolean (*is_shown) (StreeRenderer *renderer);
  /* After a run that was asked for it. @node has a widget; NULL is the whole view. @text is what to copy. */
  void (*handle) (StreeRenderer *renderer, StreeNode *node, StreeHandle what, const char *text);
  /* The same: shows a question, a message or the choice of a file. It is held until it is answered, or until the view goes. */
  void (*ask) (StreeRenderer *renderer, StreeQuestion *question);
  /* Where most of what an update needs of a widget's memory lies, in bytes from its address: it is asked for ahead. A guess. */
  int widget_from;
  int widget_to;
} StreeRendererClass;

struct _StreeRenderer
{
  const StreeRendererClass *klass;
};

G_END_DECLS
