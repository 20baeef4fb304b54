/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The name of a slot, as Portal and PortalMount have it. */

#include "core/stree-types.h"

G_BEGIN_DECLS

gboolean stree_slot_check (const char *slot, GError **error);

G_END_DECLS
