/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "data/stree-frame-json.h"

G_BEGIN_DECLS

struct _StreeJsonOptions
{
  gatomicrefcount refs;
  StreeJsonFormat format;
  gboolean keep_rejects;
  GHashTable *column_types; /* owned name -> StreeColumnType */
};

G_END_DECLS
