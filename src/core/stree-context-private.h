/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-context.h"

G_BEGIN_DECLS

/* What a component is called with: one for each component node. Held beyond it, it answers that it is gone. */
struct _StreeContext
{
  gatomicrefcount ref_count;
  StreeNode      *node;  /* borrowed; NULL once unmounted */
  GError         *error; /* owned: what the component failed with, in this run */
};

StreeContext *stree_context_new   (StreeNode *node);
StreeContext *stree_context_ref   (StreeContext *cx);
void          stree_context_unref (StreeContext *cx);
/* In a component it fails the component; from a handler there is nobody to fail, so it is logged. Takes @error. */
void          stree_context_complain (StreeContext *cx, GError *error);

G_END_DECLS
