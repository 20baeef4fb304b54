/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What is done with a prop table: copy the arguments into an arena, compare two copies, read and write by name. */

#include "core/stree-arena-private.h"
#include "core/stree-prop.h"

G_BEGIN_DECLS

#define STREE_MAX_PROPS 48

/* A prop table, made ready for the hot path. */
typedef struct
{
  const StreeProp *props;
  guint            n_props;
  gsize            size;       /* of the argument struct, as stored */
  guint16          n_strings;  /* offsets of the texts */
  guint16          n_ranges;   /* runs of bytes that compare as bytes */
  guint16          n_complex;  /* indexes of props that compare by rule */
  guint16          n_owning;   /* indexes of props, other than texts, that are copied or held */
  guint16          n_held;     /* how many of them stree_prop_plan_hold () may have to hold */
  guint            n_words;    /* of the argument struct, where there is nothing but texts, handlers and bytes, so that words tell
                                * whether it matches; else 0 */
  guint64          text_words; /* a bit for each word that is a text */
  guint16          strings[STREE_MAX_PROPS];
  guint16          complex[STREE_MAX_PROPS];
  guint16          owning[STREE_MAX_PROPS];
  struct
  {
    guint16 offset;
    guint16 size;
  } ranges[STREE_MAX_PROPS];
} StreePropPlan;

void     stree_prop_plan_init  (StreePropPlan *plan, const StreeProp *props, guint n_props, gsize size);
/* TRUE: what it holds now, stree_prop_plan_hold () can hold again. */
gboolean stree_prop_plan_copy  (const StreePropPlan *plan, StreeArena *arena, gpointer dst, gconstpointer src);
/* Makes @arena hold what the stored @args own. */
void     stree_prop_plan_hold  (const StreePropPlan *plan, StreeArena *arena, gconstpointer args);
gboolean stree_prop_plan_same_handlers (const StreePropPlan *plan, gconstpointer a, gconstpointer b);
gboolean stree_prop_plan_equal (const StreePropPlan *plan, gconstpointer a, gconstpointer b);
guint64  stree_prop_plan_diff  (const StreePropPlan *plan, gconstpointer a, gconstpointer b);
gboolean stree_prop_is_set     (const StreeProp *prop, gconstpointer args);
gboolean stree_prop_get        (const StreeProp *prop, gconstpointer args, GValue *value);
gboolean stree_prop_set        (const StreeProp *prop, StreeArena *arena, gpointer args, const GValue *value, GError **error);
/* What a menu points to, copied into an arena. */
void     stree_menu_copy       (StreeArena *arena, StreeMenu *menu);
/* Makes what the copied bytes of one prop point to the arena's own. TRUE: stree_prop_plan_hold () can do it again. */
gboolean    stree_prop_copy      (const StreeProp *prop, StreeArena *arena, gpointer dst);
gsize       stree_prop_size      (StreePropType type);
const char *stree_prop_type_name (const StreeProp *prop);

#define STREE_PROP_FIELD(type, args, offset) (*(type *) (gpointer) ((char *) (gpointer) (args) + (offset)))
#define STREE_PROP_CFIELD(type, args, offset) (*(const type *) (gconstpointer) ((const char *) (gconstpointer) (args) + (offset)))

/* Whether copying @raw would give @stored, which is itself such a copy: prop by prop, where it is not decided word by word. */
gboolean stree_prop_plan_matches_by_rule (const StreePropPlan *plan, gconstpointer stored, gconstpointer raw);

/* The same, for any; inlined, as it is asked of each element in each run. */
static inline gboolean
stree_prop_plan_matches (const StreePropPlan *plan, gconstpointer stored, gconstpointer raw)
{
  const guint64 *a = stored;
  const guint64 *b = raw;
  const guint    n = plan->n_words;
  guint          i = 0;

  if (n == 0)
    return stree_prop_plan_matches_by_rule (plan, stored, raw);
  do
    if (a[i] != b[i])
      {
        if (!((plan->text_words >> i) & 1))
          return stree_prop_plan_matches_by_rule (plan, stored, raw); /* it may be the padding */
        if (!a[i] || !b[i] || strcmp (((const char *const *) stored)[i], ((const char *const *) raw)[i]) != 0)
          return FALSE;
      }
  while (++i < n);
  return TRUE;
}

G_END_DECLS
