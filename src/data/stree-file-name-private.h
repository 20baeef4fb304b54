/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a file is called in messages. */

#include <gio/gio.h>
#include <string.h>

#include "sources/stree-source-open.h"

G_BEGIN_DECLS

/* Its path, or its URI without a password (transfer full). */
static inline char *
stree_file_dup_shown_name (GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);

  return strstr (name, "://") ? stree_source_mask_uri (name) : g_steal_pointer (&name);
}

G_END_DECLS
