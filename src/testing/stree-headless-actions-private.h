/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "testing/stree-headless-private.h"

G_BEGIN_DECLS

/* Where the focus is, and what was done to elements by their keys: paths, since nodes go. */
struct _StreeHeadlessUser
{
  char *focus;     /* owned, nullable: a render path */
  char *scrolled;  /* the same: what was scrolled to; "" is the top of the view */
  char *selected;  /* the same: what everything was selected in */
  char *clipboard; /* owned, nullable: a text */
  GQueue questions; /* StreeQuestion, owned: the newest is in front of the others */
};

void stree_headless_handle     (StreeRenderer *renderer, StreeNode *node, StreeHandle what, const char *text);
void stree_headless_ask        (StreeRenderer *renderer, StreeQuestion *question);
void stree_headless_user_clear (StreeHeadlessUser *user);
void stree_headless_focus_node (StreeHeadless *self, StreeNode *node);

G_END_DECLS
