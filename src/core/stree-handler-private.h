/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-arena-private.h"
#include "core/stree-handler.h"

G_BEGIN_DECLS

struct _StreeHandler
{
  StreeHandlerFunc func;
  gpointer         data;
  StreeArena      *arena; /* where it lives */
};

G_END_DECLS
