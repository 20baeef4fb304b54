/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Matching children and the fewest moves, against references that are slow and plain. */

#include "core/stree-children-private.h"
#include "support.h"

#define MAX_N 64

/* --- the longest increasing run --- */

/* Every subset: the length of the longest one that increases. */
static guint
lis_by_force (const int *values, guint n)
{
  guint best = 0;

  for (guint set = 0; set < 1u << n; set++)
    {
      int      last = -1;
      guint    length = 0;
      gboolean ok = TRUE;

      for (guint i = 0; i < n && ok; i++)
        if (set & 1u << i)
          {
            ok = values[i] > last;
            last = values[i];
            length++;
          }
      if (ok)
        best = MAX (best, length);
    }
  return best;
}

/* The same, in n squared. */
static guint
lis_by_table (const int *values, guint n)
{
  g_autofree guint *lengths = g_new0 (guint, n + 1);
  guint             best = 0;

  for (guint i = 0; i < n; i++)
    {
      if (values[i] < 0)
        continue;
      lengths[i] = 1;
      for (guint k = 0; k < i; k++)
        if (values[k] >= 0 && values[k] < values[i])
          lengths[i] = MAX (lengths[i], lengths[k] + 1);
      best = MAX (best, lengths[i]);
    }
  return best;
}

static void
check_lis (const int *values, guint n, guint expected)
{
  g_autofree gboolean *marked = g_new0 (gboolean, n + 1);
  guint                length = stree_children_lis (values, n, marked);
  guint                n_marked = 0;
  int                  last = -1;

  g_assert_cmpuint (length, ==, expected);
  for (guint i = 0; i < n; i++)
    if (marked[i])
      {
        g_assert_cmpint (values[i], >, last);
        last = values[i];
        n_marked++;
      }
  g_assert_cmpuint (n_marked, ==, length);
}

static void
test_lis_small (void)
{
  int n_lists = 0;

  /* Every list of up to 6 values from -1 to 5. */
  for (guint n = 0; n <= 6; n++)
    {
      int      values[6] = { -1, -1, -1, -1, -1, -1 };
      gboolean more = TRUE;

      while (more)
        {
          check_lis (values, n, lis_by_force (values, n));
          n_lists++;
          more = FALSE;
          for (guint i = 0; i < n && !more; i++)
            {
              more = values[i] < 5;
              values[i] = more ? values[i] + 1 : -1;
            }
        }
    }
  g_assert_cmpint (n_lists, ==, 1 + 7 + 49 + 343 + 2401 + 16807 + 117649);
}

static void
test_lis_large (void)
{
  for (guint round = 0; round < 400; round++)
    {
      guint            n = (guint) g_test_rand_int_range (0, 300);
      g_autofree int  *values = g_new (int, n + 1);

      for (guint i = 0; i < n; i++)
        values[i] = g_test_rand_int_range (-20, 300);
      for (guint i = 0; i < n; i++)
        values[i] = MAX (values[i], -1);
      check_lis (values, n, lis_by_table (values, n));
    }
}

/* --- matching --- */

typedef struct
{
  StreeElement *element;
  guint         slot;
} Child;

/* A list of children: some places empty, some keyed. Keys of a kind are unique unless @duplicates. */
static guint
random_children (Child *children, gboolean duplicates)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint                  n = 0;
  guint                  slots = (guint) g_test_rand_int_range (0, MAX_N);
  int                    range = g_test_rand_int_range (1, MAX_N);

  for (guint slot = 0; slot < slots; slot++)
    {
      const char *key = NULL;
      gboolean    text = g_test_rand_bit ();

      if (g_test_rand_int_range (0, 8) == 0)
        continue;
      if (g_test_rand_int_range (0, 4) != 0)
        {
          key = stree_key_int (g_test_rand_int_range (0, range));
          if (!g_hash_table_add (seen, g_strconcat (text ? "T" : "B", key, NULL)) && !duplicates)
            continue;
        }
      children[n].element = text ? stree_text ("x") : stree_button ("x");
      children[n].slot = slot;
      if (key)
        children[n].element = stree_keyed (key, children[n].element);
      n++;
    }
  return n;
}

static gboolean
same_identity (const Child *a, const Child *b)
{
  if (strcmp (stree_element_get_kind (a->element), stree_element_get_kind (b->element)) != 0)
    return FALSE;
  if (!a->element->key || !b->element->key)
    return a->element->key == b->element->key && a->slot == b->slot;
  return strcmp (a->element->key, b->element->key) == 0;
}

static void
check_match (const Child *old, guint n_old, const Child *fresh, guint n_fresh, gboolean duplicates)
{
  StreeNode         *nodes[MAX_N];
  StreeElement      *elements[MAX_N];
  guint              slots[MAX_N];
  StreeChildrenMatch match;
  gboolean           taken[MAX_N] = { FALSE };
  guint              n_matched = 0, n_stable = 0, n_expected = 0;

  for (guint i = 0; i < n_old; i++)
    nodes[i] = stree_node_new (old[i].element, old[i].slot);
  for (guint i = 0; i < n_fresh; i++)
    {
      elements[i] = fresh[i].element;
      slots[i] = fresh[i].slot;
    }

  stree_children_match (&match, nodes, n_old, elements, slots, n_fresh);
  for (guint i = 0; i < n_fresh; i++)
    {
      int      source = match.source[i];
      gboolean exists = FALSE;

      for (guint k = 0; k < n_old; k++)
        {
          exists |= same_identity (&old[k], &fresh[i]);
          if (!duplicates && same_identity (&old[k], &fresh[i]))
            g_assert_cmpint (source, ==, k);
        }
      if (source == STREE_CHILD_NEW)
        {
          g_assert_false (match.stable[i]);
          g_assert_true (duplicates || !exists);
          continue;
        }
      g_assert_cmpint (source, <, n_old);
      g_assert_true (same_identity (&old[source], &fresh[i]));
      g_assert_true (match.used[source]);
      g_assert_false (taken[source]);
      taken[source] = TRUE;
      n_matched++;
      n_stable += match.stable[i];
    }
  for (guint i = 0; i < n_old; i++)
    {
      g_assert_cmpint (match.used[i], ==, taken[i]);
      /* With duplicates: as many pairs as both sides have of an identity. */
      if (!match.used[i])
        for (guint k = 0; k < n_fresh; k++)
          g_assert_false (match.source[k] == STREE_CHILD_NEW && same_identity (&old[i], &fresh[k]));
    }
  /* The fewest moves: all that stay but the longest run that is in order already. */
  n_expected = lis_by_table (match.source, n_fresh);
  g_assert_cmpuint (n_stable, ==, n_expected);
  g_assert_cmpuint (n_matched, <=, MIN (n_old, n_fresh));

  stree_children_match_clear (&match);
  for (guint i = 0; i < n_old; i++)
    stree_node_bury (nodes[i]);
}

static void
test_match (gconstpointer data)
{
  gboolean duplicates = GPOINTER_TO_INT (data);

  for (guint round = 0; round < 3000; round++)
    {
      G_GNUC_UNUSED g_autoptr (StreeScope) scope = stree_scope_new ();
      Child                  old[MAX_N], fresh[MAX_N];
      guint                  n_old = random_children (old, duplicates);
      guint                  n_fresh = random_children (fresh, duplicates);

      check_match (old, n_old, fresh, n_fresh, duplicates);
      /* And a shuffle of the same. */
      memcpy (fresh, old, n_old * sizeof *old);
      for (guint i = n_old; i > 1; i--)
        {
          guint k = (guint) g_test_rand_int_range (0, (int) i);
          Child child = fresh[k];

          fresh[k] = fresh[i - 1];
          fresh[i - 1] = child;
        }
      check_match (old, n_old, fresh, n_old, duplicates);
    }
}

static StreeNode *
keyed_node (const char *key, gboolean button)
{
  return stree_node_new (stree_keyed (key, button ? stree_button ("x") : stree_text ("x")), 0);
}

static void
test_kind_change (void)
{
  G_GNUC_UNUSED g_autoptr (StreeScope) scope = stree_scope_new ();
  StreeNode             *nodes[] = { keyed_node ("a", FALSE), keyed_node ("b", FALSE) };
  StreeElement          *elements[] = { stree_button ("x", .key = "a"), stree_keyed ("b", stree_text ("x")),
                                        stree_keyed ("a", stree_text ("x")), stree_text ("x") };
  const guint            slots[] = { 0, 1, 2, 3 };
  StreeChildrenMatch     match;

  stree_children_match (&match, nodes, 2, elements, slots, 4);
  g_assert_cmpint (match.source[0], ==, STREE_CHILD_NEW); /* same key, other kind */
  g_assert_cmpint (match.source[1], ==, 1);
  g_assert_cmpint (match.source[2], ==, 0);
  g_assert_cmpint (match.source[3], ==, STREE_CHILD_NEW);
  g_assert_cmpint (match.stable[1] + match.stable[2], ==, 1);
  stree_children_match_clear (&match);
  stree_node_bury (nodes[0]);
  stree_node_bury (nodes[1]);
}

static void
test_duplicate (void)
{
  G_GNUC_UNUSED g_autoptr (StreeScope) scope = stree_scope_new ();
  StreeElement          *elements[] = { stree_button ("x", .key = "a"), NULL, stree_keyed ("a", stree_text ("x")),
                                        stree_text ("x"), stree_text ("x"), stree_keyed ("a", stree_text ("y")) };
  const char            *kind = NULL;

  g_assert_null (stree_children_find_duplicate (elements, 5, &kind));
  g_assert_null (stree_children_find_duplicate (elements, 0, &kind));
  g_assert_cmpstr (stree_children_find_duplicate (elements, 6, &kind), ==, "a");
  g_assert_cmpstr (kind, ==, "Text");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/children/lis/every-small-list", test_lis_small);
  g_test_add_func ("/children/lis/large", test_lis_large);
  g_test_add_data_func ("/children/match/unique", GINT_TO_POINTER (FALSE), test_match);
  g_test_add_data_func ("/children/match/duplicates", GINT_TO_POINTER (TRUE), test_match);
  g_test_add_func ("/children/match/kind-change", test_kind_change);
  g_test_add_func ("/children/duplicate", test_duplicate);
  return g_test_run ();
}
