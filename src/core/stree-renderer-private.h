/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The contract between the reconciler and whatever shows the tree. There are two: GTK (widgets/) and headless
 * (src/testing). The core never knows which one is in use.
 *
 * Hosts are the nodes that have a widget. The reconciler speaks of hosts only: transparent nodes (components, Fragment,
 * ErrorBoundary) are its own business. A parent of NULL is the root. @prev of NULL is the first place.
 */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

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

  /* Calls stree_mount_flush () before the next frame, once. */
  void (*schedule) (StreeRenderer *renderer, StreeMount *mount);
  void (*unschedule) (StreeRenderer *renderer, StreeMount *mount);
} StreeRendererClass;

struct _StreeRenderer
{
  const StreeRendererClass *klass;
};

G_END_DECLS
