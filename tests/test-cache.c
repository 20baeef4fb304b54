/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Cached loads: shared by components and sessions, kept, invalidated, grown old, failed, let go. */

#include "cache-fixture.h"

static StreeCache   *cache;
static StreeContext *held_context;
static int           asked;
static double        ttl;
static gboolean      keep;
static gsize         cost;

static StreeElement *
thing (StreeContext *cx, gpointer props)
{
  (void) props;
  return show_task (stree_cached_with (cx, "thing", begin_load, given (), given_free, .begin = TRUE, .ttl = ttl, .keep = keep,
                                       .cost = cost, .deps = stree_deps (stree_value (asked))));
}

typedef struct
{
  int unused;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  cache = stree_cache_get_default ();
  asked = 0;
  ttl = 0;
  keep = FALSE;
  cost = 0;
  set_up_views ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  tear_down_views ();
}

/* --- shared --- */

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  guint64 hits = stree_cache_get_n_hits (cache), misses = stree_cache_get_n_misses (cache);

  (void) fixture;
  (void) data;
  mount_view (0, thing);
  mount_view (1, thing);
  g_assert_cmpuint (n_loads, ==, 1);
  g_assert_true (shows (0, "loading -1 after nothing"));
  stree_task_set_progress (g_queue_peek_head (&loads), 0.5);
  wait_for (shows (0, "loading 0.5 after nothing") && shows (1, "loading 0.5 after nothing"));
  end_load ("one");
  g_assert_true (shows (0, "done one"));
  g_assert_true (shows (1, "done one"));

  /* There it is in the first run, and without a loader's. */
  n_runs = 0;
  mount_view (2, thing);
  g_assert_true (shows (2, "done one"));
  g_assert_cmpuint (n_runs, ==, 1);
  settle ();
  g_assert_cmpuint (n_runs, ==, 1);
  g_assert_cmpuint (n_loads, ==, 1);
  g_assert_cmpuint (stree_cache_get_n_hits (cache) - hits, ==, 2);
  g_assert_cmpuint (stree_cache_get_n_misses (cache) - misses, ==, 1);
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 1);

  /* It outlives all who asked. */
  for (guint i = 0; i < N_VIEWS; i++)
    unmount_view (i);
  settle ();
  mount_view (0, thing);
  g_assert_true (shows (0, "done one"));
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 0);

  /* For other deps it is something else; what was there before can be shown until then. */
  asked = 1;
  rerun (0);
  g_assert_true (shows (0, "loading -1 after one"));
  g_assert_cmpuint (n_loads, ==, 2);
  asked = 0;
  rerun (0);
  g_assert_true (shows (0, "done one"));
}

/* The state of one session and that of another are the same if they hold the same. */
static StreeElement *
of_state (StreeContext *cx, gpointer props)
{
  StreeState *state = stree_state_string (cx, "name", props ? "a" : "b");

  return stree_vstack (stree_text_input ("Name", .key = "name", .value = stree_bind (state)),
                       show_task (stree_cached_with (cx, "state", begin_load, given (), given_free, .begin = TRUE,
                                                     .deps = stree_deps (stree_value (state)))));
}

static void
test_state_dep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) fixture;
  (void) data;
  mount_view (0, of_state);
  mount_view (1, of_state);
  mount_view (2, of_state);
  g_assert_cmpuint (n_loads, ==, 2);
  end_load ("for b");
  g_assert_true (shows (0, "done for b"));
  g_assert_true (shows (1, "loading -1 after nothing"));
  stree_headless_type (viewers[2].view, "name", "b", &error);
  g_assert_no_error (error);
  settle ();
  g_assert_true (shows (2, "done for b"));
  g_assert_cmpuint (n_loads, ==, 2);
}

/* --- going away --- */

static void
test_going_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeTask) job = NULL;

  (void) fixture;
  (void) data;
  mount_view (0, thing);
  mount_view (1, thing);
  job = stree_task_ref (g_queue_peek_head (&loads));
  unmount_view (0);
  settle ();
  g_assert_false (stree_task_is_cancel_requested (job));
  /* From one view to another that asks for the same: it goes on. */
  unmount_view (1);
  mount_view (2, thing);
  settle ();
  g_assert_false (stree_task_is_cancel_requested (job));
  unmount_view (2);
  settle ();
  g_assert_true (stree_task_is_cancel_requested (job));

  /* It is asked to stop already: somebody who comes now has it loaded anew. */
  mount_view (0, thing);
  g_assert_cmpuint (n_loads, ==, 2);
  end_load ("stopped too late");
  g_assert_true (shows (0, "loading -1 after nothing"));
  end_load ("anew");
  g_assert_true (shows (0, "done anew"));

  /* One that comes to its end all the same is kept. */
  asked = 1;
  mount_view (1, thing);
  unmount_view (1);
  settle ();
  g_assert_true (stree_task_is_cancel_requested (g_queue_peek_head (&loads)));
  end_load ("all the same");
  mount_view (1, thing);
  g_assert_true (shows (1, "done all the same"));
}

static StreeTask *held;

static StreeElement *
holding (StreeContext *cx, gpointer props)
{
  StreeTask *task = stree_cached_with (cx, "thing", begin_load, given (), given_free, .begin = TRUE,
                                       .deps = stree_deps (stree_value (asked)));

  if (!props)
    held = task;
  return show_task (task);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeTask) job = NULL;

  (void) fixture;
  (void) data;
  mount_view (0, holding);
  mount_view (1, holding);
  job = stree_task_ref (g_queue_peek_head (&loads));
  stree_task_cancel (held);
  settle ();
  g_assert_true (shows (0, "cancelled"));
  g_assert_true (shows (1, "loading -1 after nothing"));
  g_assert_false (stree_task_is_cancel_requested (job));
  rerun (0);
  g_assert_cmpuint (n_loads, ==, 1);
  unmount_view (1);
  settle ();
  g_assert_true (stree_task_is_cancel_requested (job));
  rerun (0);
  g_assert_cmpuint (n_loads, ==, 1);
  stree_task_complete_cancelled (job);
  stree_task_unref (g_queue_pop_head (&loads));
  settle ();
  rerun (0);
  g_assert_true (shows (0, "cancelled"));
  g_assert_cmpuint (n_loads, ==, 1);

  /* To try again, it is invalidated. */
  stree_cache_invalidate (cache, "thing");
  settle ();
  g_assert_cmpuint (n_loads, ==, 2);
  end_load ("again");
  g_assert_true (shows (0, "done again"));
}

/* --- invalidated, and grown old --- */

static void
test_invalidate (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  mount_view (0, thing);
  mount_view (1, thing);
  end_load ("one");
  asked = 1;
  mount_view (2, thing);
  end_load ("other");
  asked = 0;
  stree_cache_invalidate_with (cache, "thing", stree_deps (stree_value (0)));
  settle ();
  g_assert_cmpuint (n_loads, ==, 3);
  g_assert_true (shows (0, "loading -1 after one"));
  g_assert_true (shows (1, "loading -1 after one"));
  g_assert_true (shows (2, "done other"));
  end_load ("two");
  g_assert_true (shows (0, "done two"));
  g_assert_true (shows (1, "done two"));
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 1);

  /* While it is loaded: what comes of that may be what was before. */
  stree_cache_invalidate (cache, "thing");
  settle ();
  stree_cache_invalidate (cache, "thing");
  settle ();
  g_assert_cmpuint (n_loads, ==, 5);
  end_load ("what was before");
  g_assert_true (shows (0, "loading -1 after two"));
  end_load ("three");
  g_assert_true (shows (0, "done three"));
  g_assert_true (shows (2, "done three"));

  /* What nobody shows is forgotten. */
  for (guint i = 0; i < N_VIEWS; i++)
    unmount_view (i);
  stree_cache_invalidate (cache, "thing");
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 0);
  stree_cache_invalidate (cache, "nobody's");
  mount_view (0, thing);
  end_load ("four");
  stree_cache_invalidate (cache, "thing");
  unmount_view (0); /* before it ran again */
  settle ();
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 0);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  keep = TRUE;
  mount_view (0, thing);
  end_load ("one");
  stree_cache_invalidate (cache, "thing");
  settle ();
  g_assert_true (shows (0, "done one, refreshing"));
  mount_view (1, thing);
  g_assert_true (shows (1, "done one, refreshing"));
  g_assert_cmpuint (n_loads, ==, 2);
  end_load ("two");
  g_assert_true (shows (0, "done two"));
  g_assert_true (shows (1, "done two"));
  stree_cache_clear (cache);
  settle ();
  end_load_badly ("gone");
  g_assert_true (shows (0, "error gone"));
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 2);
}

static void
test_ttl (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  ttl = 60;
  mount_view (0, thing);
  end_load ("one");
  now_us += 60 * G_USEC_PER_SEC;
  rerun (0);
  g_assert_true (shows (0, "done one"));
  now_us++;
  settle (); /* it wakes nobody */
  g_assert_true (shows (0, "done one"));
  /* Who does not mind is content with it. */
  ttl = 0;
  mount_view (1, thing);
  g_assert_true (shows (1, "done one"));
  ttl = 60;
  rerun (0);
  g_assert_true (shows (0, "loading -1 after one"));
  end_load ("two");
  g_assert_true (shows (0, "done two"));
  g_assert_true (shows (1, "done two"));

  /* However soon it is old, each load is seen, and is followed by no other one by itself. */
  ttl = 1e-9;
  now_us += G_USEC_PER_SEC;
  rerun (0);
  g_assert_cmpuint (n_loads, ==, 3);
  stree_task_return_nothing (g_queue_peek_head (&loads));
  while (n_loads < 10)
    {
      now_us += G_USEC_PER_SEC;
      if (!g_main_context_iteration (NULL, FALSE))
        break;
    }
  g_assert_cmpuint (n_loads, ==, 3);
  stree_task_unref (g_queue_pop_head (&loads));
}

static StreeElement *
bystander (StreeContext *cx, gpointer props)
{
  (void) props;
  held_context = cx;
  return stree_text ("bystander");
}

static StreeTask *
ask_as_handler (void)
{
  return stree_cached_with (held_context, "handled", begin_load, given (), given_free, .begin = TRUE, .ttl = 60);
}

/* A handler asks once: runs that do not are no reason to let go of it. */
static void
test_handler (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;

  (void) fixture;
  (void) data;
  mount_view (0, bystander);
  task = ask_as_handler ();
  rerun (0);
  settle ();
  g_assert_false (stree_task_is_cancel_requested (g_queue_peek_head (&loads)));
  end_load ("one");
  g_assert_true (ask_as_handler () == task);
  g_assert_cmpstr (stree_task_get_pointer (task), ==, "one");
  now_us += 61 * G_USEC_PER_SEC;
  settle ();
  g_assert_cmpuint (n_loads, ==, 1);
  ask_as_handler (); /* in no run, so it is not what a run has settled */
  g_assert_cmpuint (n_loads, ==, 2);
  end_load ("two");
  stree_cache_invalidate (cache, "handled");
  settle ();
  g_assert_cmpuint (n_loads, ==, 2);
  g_assert_cmpstr (stree_task_get_pointer (task), ==, "two");
  ask_as_handler ();
  g_assert_cmpuint (n_loads, ==, 3);
}

/* --- failing --- */

static StreeElement *
waiting (StreeContext *cx, gpointer props)
{
  StreeTask *task = stree_cached_with (cx, "thing", begin_load, given (), given_free, .begin = TRUE,
                                       .deps = stree_deps (stree_value (asked)));

  (void) props;
  if (!stree_await (cx, task))
    return NULL;
  return show_task (task);
}

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_error_boundary (stree_suspense (stree_component (waiting), .loading = stree_text ("wait")),
                               .fallback = stree_text ("sorry"));
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  mount_view (0, thing);
  mount_view (1, guarded);
  g_assert_true (shows (1, "wait"));
  end_load_badly ("no luck");
  g_assert_true (shows (0, "error no luck"));
  g_assert_true (shows (1, "sorry"));
  for (guint i = 0; i < 10; i++)
    {
      rerun (i % 2);
      settle ();
    }
  g_assert_cmpuint (n_loads, ==, 1);
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 0);

  /* The next who comes tries it again, for all. */
  mount_view (2, thing);
  g_assert_cmpuint (n_loads, ==, 2);
  settle ();
  g_assert_true (shows (0, "loading -1 after nothing"));
  g_assert_true (shows (1, "wait"));
  end_load_badly ("no luck again");
  g_assert_true (shows (0, "error no luck again"));
  g_assert_true (shows (1, "sorry"));
  g_assert_true (shows (2, "error no luck again"));

  stree_cache_invalidate (cache, "thing");
  settle ();
  g_assert_cmpuint (n_loads, ==, 3);
  end_load ("luck");
  g_assert_true (shows (0, "done luck"));
  g_assert_true (shows (1, "done luck"));
}

/* --- memory --- */

static void
load_one (int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  asked = number;
  mount_view (0, thing);
  if (!g_queue_is_empty (&loads))
    end_load (text);
  unmount_view (0);
  settle ();
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  cost = 100;
  stree_cache_set_memory_limit (cache, 300);
  g_assert_cmpuint (stree_cache_get_memory_limit (cache), ==, 300);
  for (int i = 1; i <= 3; i++)
    load_one (i);
  load_one (1); /* so that 2 is the one shown longest ago */
  load_one (4);
  g_assert_cmpuint (n_loads, ==, 4);
  g_assert_cmpuint (stree_cache_get_memory_used (cache), ==, 300);
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 1);
  load_one (1);
  load_one (3);
  load_one (4);
  g_assert_cmpuint (n_loads, ==, 4);
  load_one (2);
  g_assert_cmpuint (n_loads, ==, 5);

  /* What is shown stays, and goes with who shows it. */
  asked = 2;
  mount_view (1, thing);
  stree_cache_set_memory_limit (cache, 0);
  settle ();
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 1);
  rerun (1);
  g_assert_true (shows (1, "done 2"));
  unmount_view (1);
  settle ();
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 0);
  g_assert_cmpuint (stree_cache_get_memory_used (cache), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, 5);
}

static StreeElement *
sized (StreeContext *cx, gpointer props)
{
  StreeTask *task = stree_cached_with (cx, "sized", begin_load, given (), given_free, .begin = TRUE);

  (void) props;
  return stree_text ("%d", stree_task_get_status (task));
}

static guint64
size_of (GType type, gpointer result)
{
  g_auto (GValue)       value = G_VALUE_INIT;
  g_autoptr (StreeTask) task = NULL;
  guint64               bytes;

  g_value_init (&value, type);
  if (type == G_TYPE_VARIANT)
    g_value_set_variant (&value, result);
  else if (type == G_TYPE_STRING)
    g_value_set_string (&value, result);
  else
    g_value_set_boxed (&value, result);
  mount_view (0, sized);
  task = g_queue_pop_head (&loads);
  stree_task_return_value (task, &value);
  settle ();
  bytes = stree_cache_get_memory_used (cache);
  unmount_view (0);
  stree_cache_clear (cache);
  return bytes - STREE_CACHE_ENTRY_COST;
}

static void
test_estimate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes)     csv = g_bytes_new_static ("n,name\n1,one\n2,two\n3,one\n", 23);
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_bytes (csv, NULL, NULL, &error);

  (void) fixture;
  (void) data;
  g_assert_no_error (error);
  g_assert_cmpuint (size_of (G_TYPE_VARIANT, g_variant_new_string ("12345")), ==, 6);
  g_assert_cmpuint (size_of (G_TYPE_STRING, (gpointer) "12345"), ==, 6);
  g_assert_cmpuint (size_of (G_TYPE_BYTES, csv), ==, 23);
  g_assert_cmpuint (size_of (G_TYPE_STRV, (gpointer) STREE_STRV ("ab", "c")), ==, 3 * sizeof (char *) + 5);
  /* 3 numbers of 8 bytes, 3 codes of 4, or a text for each row; the texts and where they begin. */
  g_assert_cmpuint (size_of (STREE_TYPE_FRAME, frame), >=, 3 * 8 + 2 * 4);
  g_assert_cmpuint (size_of (STREE_TYPE_FRAME, frame), <=, 3 * 8 + 3 * 4 + 4 * 4 + 12);
}

/* --- deps --- */

static char *
id_of (StreeDeps deps)
{
  g_autoptr (GError) error = NULL;
  char              *id = stree_cache_id ("key", &deps, &error);

  g_assert_no_error (error);
  return id;
}

/* What is not the same is written in two ways, and what is the same in one, whatever it came in. */
static void
test_deps (Fixture *fixture, gconstpointer data)
{
  const char *none = NULL;
  char *ids[] = {
    id_of (stree_no_deps ()),
    id_of (stree_deps (stree_value (none))),
    id_of (stree_deps (stree_value (1))),
    id_of (stree_deps (stree_value ((_Bool) 1))),
    id_of (stree_deps (stree_value (1.0))),
    id_of (stree_deps (stree_value (1.0 + 1e-15))),
    id_of (stree_deps (stree_value (-0.0))),
    id_of (stree_deps (stree_value (0.0))),
    id_of (stree_deps (stree_value ("1"))),
    id_of (stree_deps (stree_value (""))),
    id_of (stree_deps (stree_value ("a"), stree_value ("b"))),
    id_of (stree_deps (stree_value ("a;s1:b"))),
    id_of (stree_deps (stree_value ("a;s:b"))),
    id_of (stree_deps (stree_value ("ab"))),
    id_of (stree_deps (stree_value (1), stree_value (1))),
    id_of (stree_deps (stree_value (11))),
    stree_cache_id_variant ("key2", NULL),
  };
  const char *const alike[][2] = {
    { "()", ids[0] }, { "[<@mi nothing>]", NULL },  { "(1, 1)", ids[14] }, { "[<int64 1>]", ids[2] },
    { "(true,)", ids[3] }, { "[<'a'>, <'b'>]", ids[10] }, { "1.0", ids[4] }, { "byte 0x0b", ids[15] }, { "[<()>]", ids[1] },
  };

  (void) fixture;
  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (ids[i], !=, ids[j]);
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_autoptr (GVariant) variant = g_variant_parse (NULL, alike[i][0], NULL, NULL, NULL);
      g_autofree char     *id = stree_cache_id_variant ("key", variant);

      g_assert_nonnull (variant);
      if (alike[i][1])
        g_assert_cmpstr (id, ==, alike[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

/* --- what cannot be --- */

static void
other_loader (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_nothing (task);
}

static StreeElement *
mistaken (StreeContext *cx, gpointer props)
{
  StreeState *object = stree_state_object (cx, "object", NULL);

  held_context = cx;
  switch (GPOINTER_TO_UINT (props))
    {
    case 0:
      stree_cached (cx, " ", begin_load, given (), given_free);
      break;
    case 1:
      stree_cached_with (cx, "mistaken", begin_load, given (), given_free, .ttl = -1);
      break;
    default:
      stree_cached_with (cx, "mistaken", begin_load, given (), given_free, .deps = stree_deps (stree_value (1), stree_value (object)));
      break;
    }
  return stree_text ("sound");
}

static StreeElement *
two_loaders (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_cached_with (cx, "two", begin_load, given (), given_free, .begin = TRUE);
  stree_cached_with (cx, "two", other_loader, given (), given_free, .deps = stree_deps (stree_value (1)));
  return stree_text ("sound");
}

static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  for (guint i = 0; i < 3; i++)
    mount_view (i, mistaken);
  assert_shows (viewers[0].view, "cached: expected a key that is not blank");
  assert_shows (viewers[1].view, "cached 'mistaken': expected a ttl in seconds, or 0 for no end, and not -1");
  assert_shows (viewers[2].view, "the state 'object' among its deps holds a GObject; expected a number, a text, a boolean or a variant");
  for (guint i = 0; i < 3; i++)
    unmount_view (i);
  mount_view (0, two_loaders);
  assert_shows (viewers[0].view, "cached 'two': another function loads this key already");
  g_assert_cmpuint (n_loads, ==, 1);

  /* There is no component to fail for a handler. */
  mount_view (1, mistaken);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "app: cached: expected a key that is not blank");
  g_assert_null (stree_cached (held_context, "", begin_load, given (), given_free));
  g_test_assert_expected_messages ();
}

/* A pool that has no room: it failed at once. */
static StreeElement *
crowded (StreeContext *cx, gpointer props)
{
  return show_task (stree_cached_with (cx, "crowded", other_loader, given (), given_free, .pool = "cache crowded",
                                       .deps = stree_deps (stree_value (GPOINTER_TO_INT (props)))));
}

static GMutex gate;

static void
pass_gate (StreeTask *task, gpointer data)
{
  stree_lock (&gate);
  stree_unlock (&gate);
  other_loader (task, data);
}

static StreeElement *
crowding (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_task_submit_with (cx, stree_str ("%d", asked), pass_gate, given (), given_free, .pool = "cache crowded");
  return stree_text ("crowd");
}

static void
test_crowded (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  stree_task_pool_configure ("cache crowded", 1, 1);
  stree_lock (&gate);
  mount_view (0, crowding);
  while (stree_task_pool_get_n_running ("cache crowded") == 0)
    g_thread_yield ();
  asked = 1;
  rerun (0);
  mount_view (1, crowded);
  g_assert_true (shows (1, "error Too much is under way: 1 task waits for 'cache crowded' already"));
  stree_unlock (&gate);
  wait_for (stree_task_pool_get_n_running ("cache crowded") + stree_task_pool_get_n_waiting ("cache crowded") == 0);
  stree_cache_invalidate (cache, "crowded");
  wait_for (shows (1, "done nothing"));
}

/* --- from other threads --- */

static gpointer
order_all (gpointer data)
{
  (void) data;
  stree_cache_invalidate_with (cache, "thing", stree_deps (stree_value (0)));
  stree_cache_get_memory_used (cache);
  stree_cache_set_memory_limit (cache, 1000);
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  mount_view (0, thing);
  end_load ("one");
  g_thread_join (g_thread_new ("orders", order_all, NULL));
  wait_for (shows (0, "loading -1 after one"));
  g_assert_cmpuint (stree_cache_get_memory_limit (cache), ==, 1000);
  g_assert_cmpuint (n_loads, ==, 2);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(path, test) g_test_add ("/cache/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("shared", test_shared);
  ADD ("state-dep", test_state_dep);
  ADD ("going-away", test_going_away);
  ADD ("cancel", test_cancel);
  ADD ("invalidate", test_invalidate);
  ADD ("keep", test_keep);
  ADD ("ttl", test_ttl);
  ADD ("handler", test_handler);
  ADD ("failed", test_failed);
  ADD ("limit", test_limit);
  ADD ("estimate", test_estimate);
  ADD ("deps", test_deps);
  ADD ("mistakes", test_mistakes);
  ADD ("crowded", test_crowded);
  ADD ("threads", test_threads);
#undef ADD
  return g_test_run ();
}
