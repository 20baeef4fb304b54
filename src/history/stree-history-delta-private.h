/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How states changed: for each place what was there before and what is there now. A further change of the same place goes
 * into the one there is, so that only the net of them is kept. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char     *place; /* GRefString, owned: a render path and a name, or "/" and a key */
  GVariant *old;   /* owned; NULL: there was no state */
  GVariant *now;   /* owned; NULL: there is none */
} StreeDelta;

typedef struct
{
  GPtrArray  *list;  /* StreeDelta, owned, in the order in which the places came */
  GHashTable *index; /* place (borrowed) -> StreeDelta (borrowed) */
} StreeDeltas;

StreeDeltas *stree_deltas_new     (void);
void         stree_deltas_free    (StreeDeltas *self);
/* Takes both values; either may be NULL, and a place that is again what it was is no change. */
void         stree_deltas_add     (StreeDeltas *self, const char *place, GVariant *old, GVariant *now);
guint64      stree_deltas_n_bytes (const StreeDeltas *self);
gboolean     stree_variants_equal (GVariant *a, GVariant *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeDeltas, stree_deltas_free)

G_END_DECLS
