/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the palette shows for what was typed. */

#include "actions/stree-actions-private.h"

#include "actions/stree-fuzzy-private.h"

typedef struct
{
  StreeNode *node;
  int        score;
  guint      place;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *ha = a;
  const Hit *hb = b;

  if (ha->score != hb->score)
    return ha->score > hb->score ? -1 : 1;
  return ha->place < hb->place ? -1 : 1;
}

GPtrArray *
stree_actions_search (StreeMount *mount, const char *typed, StreeFocusFunc has_focus, gpointer data)
{
  g_autoptr (GPtrArray) choices = stree_actions_choices (mount, has_focus, data);
  g_autoptr (GArray)    hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GPtrArray            *found = g_ptr_array_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const StreeActionArgs *args = stree_action_args (choices->pdata[i]);
      g_autofree char       *full = args->group ? g_strdup_printf ("%s %s", args->group, args->label) : NULL;
      Hit                    hit = { choices->pdata[i], stree_fuzzy_score (typed, args->label), i };

      if (args->hidden)
        continue;
      /* A word may also be of its group; the label alone counts for more. */
      if (hit.score == STREE_FUZZY_NONE && full && stree_fuzzy_score (typed, full) != STREE_FUZZY_NONE)
        hit.score = 0;
      if (hit.score != STREE_FUZZY_NONE)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, g_array_index (hits, Hit, i).node);
  return found;
}
