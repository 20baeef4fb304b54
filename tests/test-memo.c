/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is made once, and what is made again only when it must be. */

#include "support.h"

typedef struct
{
  int         n_made;
  int         n_freed;
  int         n_outer;
  int         n_inner;
  int         n_local;
  int         mode;
  StreeValue  dep;
  StreeState *state;
  const char *key;
} World;

static World *world; /* for destroy functions without data */

static gpointer
make_value (gpointer data)
{
  world->n_made++;
  return g_strdup (data);
}

static void
free_value (gpointer value)
{
  world->n_freed++;
  g_free (value);
}

static StreeElement *
values (StreeContext *cx, gpointer props)
{
  const char *memo = stree_memo (cx, "memo", make_value, (gpointer) "made", free_value);
  const char *cache = stree_cache (cx, "cache", g_strdup_printf ("cached %d", world->n_made), free_value);

  (void) props;
  return stree_text ("%s, %s", memo, cache);
}

static void
test_values (void)
{
  World                     here = { .mode = 0 };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (StreeHeadless) other = NULL;

  world = &here;
  view = stree_headless_new (session, "app", values, NULL);
  other = stree_headless_new (session, "other", values, NULL);
  stree_headless_rerun (view);
  stree_headless_rerun (other);
  assert_has_text (view, "made, cached 1");
  assert_has_text (other, "made, cached 1");
  g_assert_cmpint (here.n_made, ==, 1);
  g_assert_cmpint (here.n_freed, ==, 3); /* what came after the first is freed at once */
  g_clear_object (&view);
  g_clear_object (&other);
  g_assert_cmpint (here.n_freed, ==, 3);
  g_clear_object (&session);
  g_assert_cmpint (here.n_freed, ==, 5);
}

/* --- subtrees --- */

static StreeElement *
local (StreeContext *cx, gpointer props)
{
  World      *w = props;
  StreeState *count = stree_state_int (cx, "count", 0);

  w->n_local++;
  return stree_button (stree_str ("local %d", stree_state_get_int (count)), .on_click = stree_add (count, 1), .key = "local");
}

static StreeElement *
inner_factory (StreeContext *cx, gpointer data)
{
  World *w = data;

  (void) cx;
  w->n_inner++;
  return stree_vstack (stree_text ("inner %d", w->n_inner), stree_component (local, .props = data));
}

static StreeElement *
outer_factory (StreeContext *cx, gpointer data)
{
  World *w = data;

  w->n_outer++;
  if (w->mode == 2)
    {
      stree_fail_message (cx, "the factory failed");
      return stree_text ("half made");
    }
  return stree_vstack (stree_text ("outer %d", w->n_outer),
                       stree_memo_subtree (cx, "inner", stree_no_deps (), inner_factory, data));
}

static StreeElement *
subtree (StreeContext *cx, gpointer props)
{
  World *w = props;

  w->state = stree_state_int (cx, "dep", 0);
  return stree_vstack (stree_text ("run"), w->mode == 1 ? NULL : stree_memo_subtree (cx, w->key, (StreeDeps){ &w->dep, 1 }, outer_factory, w));
}

static void
rerun_expecting (StreeHeadless *view, World *w, int n_outer)
{
  stree_headless_rerun (view);
  g_assert_cmpint (w->n_outer, ==, n_outer);
  assert_shows (view, "outer ");
}

static void
test_deps (void)
{
  World                     w = { .key = "m", .dep = stree_value_of_int (1) };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", subtree, &w);
  char                      text[] = "one";

  g_assert_cmpint (w.n_outer, ==, 1);
  rerun_expecting (view, &w, 1);
  w.dep = stree_value_of_int (2);
  rerun_expecting (view, &w, 2);
  w.dep = stree_value_of_double (2);
  rerun_expecting (view, &w, 3);
  rerun_expecting (view, &w, 3);
  w.dep = stree_value_of_bool (TRUE);
  rerun_expecting (view, &w, 4);
  w.dep = stree_value_of_bool (TRUE);
  rerun_expecting (view, &w, 4);
  w.dep = stree_value_of_string (text);
  rerun_expecting (view, &w, 5);
  text[0] = 'O'; /* it was copied */
  rerun_expecting (view, &w, 6);
  w.dep = stree_value_of_string (NULL);
  rerun_expecting (view, &w, 7);
  rerun_expecting (view, &w, 7);
  /* A state stands for what it holds. */
  w.dep = stree_value_of_state (w.state);
  rerun_expecting (view, &w, 8);
  rerun_expecting (view, &w, 8);
  stree_state_set_int (w.state, 5);
  rerun_expecting (view, &w, 9);
  rerun_expecting (view, &w, 9);
  /* The inner one has no deps: it was made once. */
  g_assert_cmpint (w.n_inner, ==, 1);
  assert_has_text (view, "inner 1");
}

static void
test_untouched (void)
{
  World                     w = { .key = "m", .dep = stree_value_of_int (1) };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", subtree, &w);
  StreeHeadlessStats        before, after;

  stree_headless_get_stats (view, &before);
  for (int i = 0; i < 10; i++)
    stree_headless_rerun (view);
  stree_headless_get_stats (view, &after);
  g_assert_cmpuint (after.reruns, ==, before.reruns + 10);
  after.reruns = before.reruns;
  g_assert_cmpmem (&after, sizeof after, &before, sizeof before);
  g_assert_cmpint (w.n_outer, ==, 1);
  g_assert_cmpint (w.n_local, ==, 1);

  /* A component in it whose state changed runs alone. */
  click (view, "local");
  assert_has_text (view, "local 1");
  g_assert_cmpint (w.n_local, ==, 2);
  g_assert_cmpint (w.n_outer, ==, 1);
  g_assert_cmpint (w.n_inner, ==, 1);
  stree_headless_get_stats (view, &after);
  g_assert_cmpuint (after.updated, ==, before.updated + 1);

  /* The outer one is made again: what it holds of the inner one, and its state, stay. */
  for (int i = 2; i < 40; i++)
    {
      w.dep = stree_value_of_int (i);
      rerun_expecting (view, &w, i);
      assert_has_text (view, "local 1");
    }
  click (view, "local");
  assert_has_text (view, "local 2");
}

static void
test_gone_and_back (void)
{
  World                     w = { .key = "m", .dep = stree_value_of_int (1) };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", subtree, &w);

  click (view, "local");
  w.mode = 1;
  stree_headless_rerun (view);
  g_assert_null (view->mount->root->first->extra->memos);
  w.mode = 0;
  rerun_expecting (view, &w, 2);
  assert_has_text (view, "local 0");
}

static void
test_failing_factory (void)
{
  World                     w = { .key = "m", .dep = stree_value_of_int (1), .mode = 2 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", subtree, &w);

  assert_has_text (view, "the factory failed");
  stree_headless_rerun (view);
  assert_has_text (view, "the factory failed");
  g_assert_cmpint (w.n_outer, ==, 2);
  w.mode = 0;
  rerun_expecting (view, &w, 3);
  /* And the other way: what was shown is kept meanwhile. */
  click (view, "local");
  w.mode = 2;
  w.dep = stree_value_of_int (2);
  for (int i = 0; i < 3; i++)
    stree_headless_rerun (view);
  assert_has_text (view, "the factory failed");
  w.mode = 0;
  stree_headless_rerun (view);
  assert_has_text (view, "local 1");
}

static void
test_blank_key (void)
{
  static const char *const keys[] = { "", "  ", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      World                     w = { .key = keys[i], .dep = stree_value_of_int (1) };
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", subtree, &w);

      assert_has_text (view, "memo_subtree needs a key that is not blank");
      g_assert_cmpint (w.n_outer, ==, 0);
    }
}

/* An element of the run inside of a memo, inside of a memo: their arenas hold each other. */
static StreeElement *
ring_inner (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_vstack (data, stree_text ("ring"));
}

static StreeElement *
ring_outer (StreeContext *cx, gpointer data)
{
  return stree_vstack (stree_memo_subtree (cx, "ring inner", stree_no_deps (), ring_inner, data));
}

static StreeElement *
ring (StreeContext *cx, gpointer props)
{
  StreeElement *element = stree_text ("of this run");

  return stree_vstack (stree_memo_subtree (cx, "ring", stree_deps (stree_value (*(int *) props)), ring_outer, element));
}

static void
test_ring (void)
{
  int                       n = 0;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", ring, &n);

  for (n = 1; n < 50; n++)
    stree_headless_rerun (view);
  assert_has_text (view, "of this run");
  assert_has_text (view, "ring");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/memo/values", test_values);
  g_test_add_func ("/memo/deps", test_deps);
  g_test_add_func ("/memo/untouched", test_untouched);
  g_test_add_func ("/memo/gone-and-back", test_gone_and_back);
  g_test_add_func ("/memo/failing-factory", test_failing_factory);
  g_test_add_func ("/memo/blank-key", test_blank_key);
  g_test_add_func ("/memo/ring", test_ring);
  return g_test_run ();
}
