/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reconciler, at random from a seed: a mount that is updated ends up as a fresh mount of the same tree does, keeps
 * every widget and every state whose identity held, and moves as few widgets as can be.
 */

#include "core/stree-children-private.h"
#include "core/stree-component-private.h"
#include "core/stree-scope-private.h"
#include "random-tree.h"
#include "support.h"
#include "testing/stree-headless-widgets-private.h"

#define N_SEQUENCES 600
#define N_UPDATES   20

static int n_root_runs;

static StreeElement *
root (StreeContext *cx, gpointer props)
{
  const Spec **current = props;

  (void) cx;
  n_root_runs++;
  return build (*current);
}

/* --- what must hold --- */

typedef struct
{
  guint  widget; /* serial; 0: none */
  gint64 state;  /* 0: none */
} Kept;

/* Render path -> what is there. */
static GHashTable *
take_stock (StreeHeadless *view)
{
  GHashTable *stock = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  StreeNode  *top = view->mount->root;

  for (StreeNode *node = top; node; node = stree_node_next_in (node, top))
    {
      Kept *kept = g_new0 (Kept, 1);

      if (node->widget)
        kept->widget = ((StreeHeadlessWidget *) node->widget)->serial;
      if (node->extra && node->extra->states)
        kept->state = g_value_get_int64 (&node->extra->states->value);
      g_hash_table_insert (stock, stree_node_dup_path (node), kept);
    }
  return stock;
}

static char *
compare_stock (GHashTable *before, GHashTable *after)
{
  GHashTableIter iter;
  gpointer       path, data;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &path, &data))
    {
      const Kept *old = data;
      const Kept *kept = g_hash_table_lookup (after, path);

      if (kept && kept->widget != old->widget)
        return g_strdup_printf ("%s had the widget %u and has %u", (char *) path, old->widget, kept->widget);
      if (kept && old->state && kept->state != old->state)
        return g_strdup_printf ("%s lost its state", (char *) path);
    }
  return NULL;
}

static guint
count_widgets (const StreeHeadlessWidget *widget)
{
  guint n = 1;

  for (const StreeHeadlessWidget *child = widget->first; child; child = child->next)
    n += count_widgets (child);
  return n;
}

static guint
count_hosts (StreeHeadless *view)
{
  guint n = 0;

  for (StreeNode *node = view->mount->root; node; node = stree_node_next_in (node, view->mount->root))
    n += node->widget != NULL;
  return n;
}

/* Dialogs have no place among the widgets: they all go before the others, the last of the tree first. */
static void
sort_dialogs (StreeHeadless *view)
{
  for (StreeNode *node = view->mount->root; node; node = stree_node_next_in (node, view->mount->root))
    {
      StreeHeadlessWidget *widget = node->widget, *parent = widget ? widget->parent : NULL;

      if (!parent || !(node->element->kind->flags & STREE_KIND_DETACHED))
        continue;
      stree_headless_unlink_widget (widget);
      stree_headless_link_widget (parent, widget, NULL);
    }
}

static char *
compare_dumps (StreeHeadless *updated, StreeHeadless *fresh)
{
  g_autofree char   *json = dump_json (updated);
  g_autofree char   *fresh_json = dump_json (fresh);
  g_autofree char   *text = stree_headless_dump_text (updated);
  g_autofree char   *fresh_text = stree_headless_dump_text (fresh);
  g_autofree char   *widgets = stree_headless_dump_widgets (updated);
  g_autofree char   *fresh_widgets = stree_headless_dump_widgets (fresh);
  StreeHeadlessStats stats;

  if (strcmp (widgets, fresh_widgets) != 0)
    return g_strdup_printf ("widgets, updated:\n%s\nfresh:\n%s", widgets, fresh_widgets);
  if (strcmp (text, fresh_text) != 0)
    return g_strdup_printf ("text, updated:\n%s\nfresh:\n%s", text, fresh_text);
  if (strcmp (json, fresh_json) != 0)
    return g_strdup_printf ("JSON, updated:\n%s\nfresh:\n%s", json, fresh_json);
  stree_headless_get_stats (updated, &stats);
  if (stats.created - stats.destroyed != count_hosts (updated))
    return g_strdup_printf ("%u widgets are alive, %u nodes have one", stats.created - stats.destroyed, count_hosts (updated));
  if (count_widgets (&updated->root) != count_widgets (&fresh->root))
    return g_strdup ("the number of widgets on the screen");
  return NULL;
}

/* The nearest Provider above a node that provides this; the value of a text is what its reader should have read. -1: none. */
static int
nearest_provided (const StreeNode *node, const char *name)
{
  for (const StreeNode *up = node->parent; up; up = up->parent)
    if (strcmp (up->element->kind->name, "Provider") == 0)
      {
        const StreeProviderArgs *args = stree_node_args (up);
        g_auto (GValue)          value = G_VALUE_INIT;

        if (stree_values_get (args->values, name, &value))
          return (int) g_value_get_int64 (&value);
      }
  return -1;
}

static guint n_read[3]; /* nothing, one value, both */

/* What each reader shows is what a walk up the tree finds. */
static char *
compare_reads (StreeHeadless *view)
{
  StreeNode *top = view->mount->root;

  for (StreeNode *node = top; node; node = stree_node_next_in (node, top))
    {
      const StreeTextArgs *text;
      const Spec          *spec;
      int                  found[2] = { -2, -2 };
      g_autofree char     *expected = NULL;

      if (strcmp (node->element->kind->name, "Text") != 0)
        continue;
      text = stree_node_args (node);
      if (!text->body || !g_str_has_prefix (text->body, "reads "))
        continue;
      spec = stree_component_call (node->parent->element)->props;
      for (int i = 0; i < 2; i++)
        if (reads (spec, i))
          found[i] = nearest_provided (node, provided_names[i]);
      n_read[(found[0] >= 0) + (found[1] >= 0)]++;
      expected = g_strdup_printf ("reads %d %d", found[0], found[1]);
      if (strcmp (text->body, expected) != 0)
        {
          g_autofree char *path = stree_node_dup_path (node);

          return g_strdup_printf ("%s reads '%s' and not '%s'", path, text->body, expected);
        }
    }
  return NULL;
}

static void
report (guint32 seed, int update, const Spec *before, const Spec *after, const char *what)
{
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new_ = g_string_new (NULL);

  print_spec (old, before, 1);
  print_spec (new_, after, 1);
  g_error ("seed %u, update %d: %s\nfrom:\n%sto:\n%s", seed, update, what, old->str, new_->str);
}

/* A component in a DeferredFragment; NULL: there is none. */
static StreeNode *
find_in_scope (Maker *maker, StreeHeadless *view)
{
  StreeNode *top = view->mount->root;
  StreeNode *found = NULL;
  int        n = 0;

  for (StreeNode *node = top; node; node = stree_node_next_in (node, top))
    if (node->element->kind->flags & STREE_KIND_COMPONENT && node->parent->parent)
      for (StreeNode *up = node->parent; up; up = up->parent)
        if (up->element->kind->flags & STREE_KIND_SCOPE)
          {
            const Spec *spec = stree_component_call (node->element)->props;

            if (spec->kind != SPEC_MEMO && one_in (maker, ++n))
              found = node;
            break;
          }
  return found;
}

/* What a component in a DeferredFragment shows changes, and nothing around it: only that part runs. FALSE: there is none. */
static gboolean
rerun_scope (Maker *maker, StreeHeadless *view)
{
  StreeNode *node = find_in_scope (maker, view);
  int        before = n_root_runs;
  gboolean   failed = view->mount->root->extra->failed;
  Spec      *spec, *changed;

  if (!node)
    return FALSE;
  spec = stree_component_call (node->element)->props;
  changed = mutate (maker, spec, 2);
  if (changed != spec && changed->kind == spec->kind)
    {
      g_ptr_array_set_size (spec->children, 0);
      for (guint i = 0; i < changed->children->len; i++)
        g_ptr_array_add (spec->children, changed->children->pdata[i]);
    }
  stree_node_mark_dirty (node); /* as a state of its own does: it may be in a memoised subtree */
  stree_scope_touch (view->mount, node);
  g_assert_false (view->mount->root_due);
  stree_headless_flush (view);
  /* Unless the whole failed: then all is tried again. */
  g_assert_true (n_root_runs == before || failed);
  return TRUE;
}

/* Where the location of @session is, for the Routes of either parameter. */
static void
go (StreeSession *session, const int *at)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%d", at[i]);

      g_assert_true (stree_set_route (session, name, i ? "b" : "a", NULL));
    }
}

static void
run_sequence (guint32 seed)
{
  g_autoptr (GPtrArray)     pool = g_ptr_array_new_with_free_func (spec_free);
  g_autoptr (GRand)         rand = g_rand_new_with_seed (seed);
  Maker                     maker = { rand, pool, 0, seed % 2, seed % 3 == 0 };
  const Spec               *current = random_spec (&maker, 4);
  const Spec               *wanted;
  int                       at[2] = { 0, 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", root, &current);

  for (int update = 0; update < N_UPDATES; update++)
    {
      const Spec               *before = current;
      g_autoptr (GHashTable)    old_stock = take_stock (view);
      g_autoptr (GHashTable)    stock = NULL;
      g_autoptr (StreeSession)  session = stree_session_new ();
      g_autoptr (StreeHeadless) fresh = NULL;
      g_autofree char          *difference = NULL;
      gboolean                  step = one_in (&maker, 3);

      if (step)
        at[g_rand_int_range (rand, 0, 2)] = g_rand_int_range (rand, 0, 5);
      go (stree_headless_get_session (view), at);
      stree_headless_flush (view);
      if (!step && (!one_in (&maker, 3) || !rerun_scope (&maker, view)))
        {
          current = one_in (&maker, 5) ? random_spec (&maker, 4) : mutate (&maker, current, 4);
          stree_headless_rerun (view);
        }
      stock = take_stock (view);
      difference = compare_stock (old_stock, stock);
      if (!difference && one_in (&maker, 4))
        continue; /* what waits goes on waiting */
      stree_headless_build_deferred (view);
      wanted = current;
      go (session, at);
      fresh = stree_headless_new (session, "app", root, &wanted);
      stree_headless_build_deferred (fresh);

      sort_dialogs (view);
      sort_dialogs (fresh);
      if (!difference)
        difference = compare_dumps (view, fresh);
      if (!difference)
        difference = compare_reads (view);
      if (difference)
        report (seed, update, before, current, difference);
    }
}

static void
test_random (void)
{
  const char *only = g_getenv ("STREE_TEST_SEED");

  if (only)
    {
      run_sequence ((guint32) g_ascii_strtoull (only, NULL, 10));
      return;
    }
  for (guint32 seed = 1; seed <= N_SEQUENCES; seed++)
    run_sequence (seed);
  for (guint i = 0; i < G_N_ELEMENTS (n_read); i++) /* it is not much ado about nothing */
    g_assert_cmpuint (n_read[i], >, 100);
}

/* --- the fewest moves --- */

typedef struct
{
  int      *keys;
  guint     n;
  int       shape; /* what a row is */
} Rows;

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_text ("row %d", GPOINTER_TO_INT (props));
}

static StreeElement *
list (StreeContext *cx, gpointer props)
{
  const Rows   *rows = props;
  StreeBuilder *builder = stree_builder_new ();

  (void) cx;
  for (guint i = 0; i < rows->n; i++)
    {
      const char *key = stree_key_int (rows->keys[i]);

      if (rows->shape == 0)
        stree_builder_add (builder, stree_keyed (key, stree_text ("row %d", rows->keys[i])));
      else if (rows->shape == 1)
        stree_builder_add (builder, stree_component (row, .props = GINT_TO_POINTER (rows->keys[i]), .key = key));
      else
        stree_builder_add (builder, stree_fragment_with ((.key = key), NULL, stree_button (key)));
    }
  return rows->shape == 2 ? stree_vstack (stree_text ("head"), stree_builder_end (builder), stree_text ("foot"))
                          : stree_builder_end (builder);
}

/* Some of 0 ... 40, shuffled. */
static guint
random_keys (GRand *rand, int *keys)
{
  guint n = 0;

  for (int key = 0; key < 40; key++)
    if (g_rand_int_range (rand, 0, 3) != 0)
      keys[n++] = key;
  if (g_rand_boolean (rand))
    for (guint i = n; i > 1; i--)
      {
        guint k = (guint) g_rand_int_range (rand, 0, (int) i);
        int   key = keys[k];

        keys[k] = keys[i - 1];
        keys[i - 1] = key;
      }
  return n;
}

static void
test_moves (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 500; round++)
    {
      int                       old[40], fresh[40], source[40];
      gboolean                  marked[40];
      guint                     n_kept = 0, n_longest = 0;
      Rows                      rows = { old, random_keys (rand, old), GPOINTER_TO_INT (data) };
      guint                     n_old = rows.n;
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", list, &rows);
      StreeHeadlessStats        before, after;

      stree_headless_get_stats (view, &before);
      rows.keys = fresh;
      rows.n = random_keys (rand, fresh);
      stree_headless_rerun (view);
      stree_headless_get_stats (view, &after);

      for (guint i = 0; i < rows.n; i++)
        {
          source[i] = -1;
          for (guint k = 0; k < n_old; k++)
            if (old[k] == fresh[i])
              {
                source[i] = (int) k;
                n_kept++;
              }
        }
      /* test-children holds this against references. */
      n_longest = stree_children_lis (source, rows.n, marked);
      g_assert_cmpuint (after.moved - before.moved, ==, n_kept - n_longest);
      g_assert_cmpuint (after.created - before.created, ==, rows.n - n_kept);
      g_assert_cmpuint (after.inserted - before.inserted, ==, rows.n - n_kept);
      g_assert_cmpuint (after.destroyed - before.destroyed, ==, n_old - n_kept);
      g_assert_cmpuint (after.updated, ==, before.updated);
    }
}

/* --- an unchanged tree costs no call at all --- */

static void
test_unchanged (void)
{
  for (guint32 seed = 1000; seed < 1100; seed++)
    {
      g_autoptr (GPtrArray)     pool = g_ptr_array_new_with_free_func (spec_free);
      g_autoptr (GRand)         rand = g_rand_new_with_seed (seed);
      Maker                     maker = { rand, pool, 0, seed % 2, FALSE };
      const Spec               *current = random_spec (&maker, 4);
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", root, &current);
      g_autofree char          *widgets = stree_headless_dump_widgets (view);
      g_autofree char          *again = NULL;
      StreeHeadlessStats        before, after;

      stree_headless_build_deferred (view);
      g_free (widgets);
      widgets = stree_headless_dump_widgets (view);
      stree_headless_get_stats (view, &before);
      if (strstr (widgets, "Title"))
        continue; /* an error page: what failed is tried again */
      stree_headless_rerun (view);
      stree_headless_get_stats (view, &after);
      before.reruns = after.reruns;
      again = stree_headless_dump_widgets (view);
      g_assert_cmpstr (widgets, ==, again);
      g_assert_cmpuint (after.moved, ==, before.moved);
      g_assert_cmpuint (after.updated, ==, before.updated);
    }
}

/* --- two children with one key: a warning, and both appear --- */

static StreeElement *
twins (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_keyed ("k", stree_text ("first %d", *(int *) props)), stree_text ("between"),
                       stree_keyed ("k", stree_text ("second %d", *(int *) props)));
}

static void
test_duplicates (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  int                       n = 1;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "app.VStack: two children of kind Text have the key 'k'*");
  view = stree_headless_new (NULL, "app", twins, &n);
  g_test_assert_expected_messages ();
  assert_has_text (view, "first 1");
  assert_has_text (view, "second 1");
  n = 2;
  stree_headless_rerun (view);
  assert_has_text (view, "first 2");
  assert_has_text (view, "second 2");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/reconciler/random", test_random);
  g_test_add_data_func ("/reconciler/moves/widgets", GINT_TO_POINTER (0), test_moves);
  g_test_add_data_func ("/reconciler/moves/components", GINT_TO_POINTER (1), test_moves);
  g_test_add_data_func ("/reconciler/moves/fragments-between", GINT_TO_POINTER (2), test_moves);
  g_test_add_func ("/reconciler/unchanged", test_unchanged);
  g_test_add_func ("/reconciler/duplicates", test_duplicates);
  return g_test_run ();
}
