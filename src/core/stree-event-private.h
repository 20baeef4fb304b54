/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-event.h"

G_BEGIN_DECLS

struct _StreeEvent
{
  gatomicrefcount ref_count;
  const char     *name;      /* static: the handler's prop, "on_click" */
  StreeSession   *session;   /* owned, NULL in a tree without one */
  StreeContext   *cx;        /* owned, nullable: of the component the node is in */
  char           *path;      /* owned: the node's render path */
  char           *key;       /* owned, nullable: the node's key */
  GValue          value;     /* what the user entered, unset if nothing */
  GError         *error;     /* owned: for on_error */
  guint           keyval;    /* GDK key value: for on_key */
  guint           modifiers; /* GDK modifier mask: for on_key */
  gboolean        handled;
};

/* On a node. */
StreeEvent *stree_event_new     (const char *name, StreeNode *node);
/* On no element, but in a component. */
StreeEvent *stree_event_new_for (const char *name, StreeContext *cx);

G_END_DECLS
