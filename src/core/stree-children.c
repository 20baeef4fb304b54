/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-children-private.h"

/* --- the fewest moves --- */

guint
stree_children_lis (const int *values, guint n, gboolean *marked)
{
  g_autofree guint *tails = g_new (guint, n + 1); /* tails[k]: where the best run of length k + 1 ends */
  g_autofree int   *before = g_new (int, n + 1);  /* before[i]: what comes before i in its run */
  guint             length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      marked[i] = FALSE;
      if (values[i] < 0)
        continue;
      if (length > 0 && values[tails[length - 1]] < values[i])
        low = length; /* mostly in order: no search */
      else
        while (low < high)
          {
            guint middle = (low + high) / 2;

            if (values[tails[middle]] < values[i])
              low = middle + 1;
            else
              high = middle;
          }
      before[i] = low > 0 ? (int) tails[low - 1] : -1;
      tails[low] = i;
      if (low == length)
        length++;
    }
  if (length > 0)
    for (int i = (int) tails[length - 1]; i >= 0; i = before[i])
      marked[i] = TRUE;
  return length;
}

/* --- matching --- */

typedef struct
{
  StreeKind  *kind;
  const char *key; /* NULL: slot counts */
  guint       slot;
} Identity;

static guint
identity_hash (gconstpointer data)
{
  const Identity *id = data;
  guint           hash = GPOINTER_TO_UINT (id->kind) >> 4;

  return id->key ? hash * 31 + g_str_hash (id->key) : hash * 31 + id->slot;
}

static gboolean
identity_equal (gconstpointer a, gconstpointer b)
{
  const Identity *ia = a;
  const Identity *ib = b;

  if (ia->kind != ib->kind)
    return FALSE;
  if (!ia->key || !ib->key)
    return ia->key == ib->key && ia->slot == ib->slot;
  return stree_arena_str_equal (ia->key, ib->key);
}

static void
take (StreeChildrenMatch *match, guint old, guint new_)
{
  match->source[new_] = (int) old;
  match->used[old] = TRUE;
}

/* What both ends did not settle. */
static void
match_by_table (StreeChildrenMatch  *match,
                StreeNode *const    *nodes,
                guint                old_start,
                guint                old_end,
                StreeElement *const *elements,
                const guint         *slots,
                guint                new_start,
                guint                new_end)
{
  g_autoptr (GHashTable) table = g_hash_table_new (identity_hash, identity_equal); /* Identity -> old index + 1 */
  g_autofree Identity   *ids = g_new (Identity, old_end - old_start);
  g_autofree guint      *more = g_new0 (guint, old_end - old_start); /* the next old node with the same identity, + 1 */

  for (guint i = old_end; i > old_start; i--)
    {
      guint     k = i - 1 - old_start;
      Identity *id = &ids[k];

      id->kind = nodes[i - 1]->element->kind;
      id->key = nodes[i - 1]->element->key;
      id->slot = nodes[i - 1]->slot;
      more[k] = GPOINTER_TO_UINT (g_hash_table_lookup (table, id));
      g_hash_table_replace (table, id, GUINT_TO_POINTER (i));
    }
  for (guint i = new_start; i < new_end; i++)
    {
      Identity id = { elements[i]->kind, elements[i]->key, slots[i] };
      guint    old = GPOINTER_TO_UINT (g_hash_table_lookup (table, &id));

      if (!old)
        continue;
      take (match, old - 1, i);
      /* Duplicates are taken in their order. */
      g_hash_table_replace (table, &ids[old - 1 - old_start], GUINT_TO_POINTER (more[old - 1 - old_start]));
    }
}

void
stree_children_match (StreeChildrenMatch  *match,
                      StreeNode *const    *nodes,
                      guint                n_nodes,
                      StreeElement *const *elements,
                      const guint         *slots,
                      guint                n_elements)
{
  guint old_start = 0, old_end = n_nodes;
  guint new_start = 0, new_end = n_elements;

  match->source = g_new (int, n_elements + 1);
  match->stable = g_new0 (gboolean, n_elements + 1);
  match->used = g_new0 (gboolean, n_nodes + 1);
  for (guint i = 0; i < n_elements; i++)
    match->source[i] = STREE_CHILD_NEW;

  while (old_start < old_end && new_start < new_end)
    {
      if (stree_child_is (nodes[old_start], elements[new_start], slots[new_start]))
        take (match, old_start++, new_start++);
      else if (stree_child_is (nodes[old_end - 1], elements[new_end - 1], slots[new_end - 1]))
        take (match, --old_end, --new_end);
      else if (elements[new_end - 1]->key && stree_child_is (nodes[old_start], elements[new_end - 1], slots[new_end - 1]))
        take (match, old_start++, --new_end);
      else if (elements[new_start]->key && stree_child_is (nodes[old_end - 1], elements[new_start], slots[new_start]))
        take (match, --old_end, new_start++);
      else
        break;
    }
  if (old_start < old_end && new_start < new_end)
    match_by_table (match, nodes, old_start, old_end, elements, slots, new_start, new_end);
  stree_children_lis (match->source, n_elements, match->stable);
}

void
stree_children_match_clear (StreeChildrenMatch *match)
{
  g_clear_pointer (&match->source, g_free);
  g_clear_pointer (&match->stable, g_free);
  g_clear_pointer (&match->used, g_free);
}

const char *
stree_children_find_duplicate (StreeElement *const *elements, guint n, const char **kind)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autofree Identity   *ids = NULL;
  guint                  n_keyed = 0;

  for (guint i = 0; i < n && n_keyed < 2; i++)
    n_keyed += elements[i] && elements[i]->key;
  if (n_keyed < 2)
    return NULL;

  seen = g_hash_table_new (identity_hash, identity_equal);
  ids = g_new (Identity, n);
  for (guint i = 0; i < n; i++)
    {
      if (!elements[i] || !elements[i]->key)
        continue;
      ids[i] = (Identity){ elements[i]->kind, elements[i]->key, 0 };
      if (!g_hash_table_add (seen, &ids[i]))
        {
          *kind = elements[i]->kind->name;
          return elements[i]->key;
        }
    }
  return NULL;
}
