/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Undo, redo and going to a step: what the states hold, what is told, and what stays within its limits. */

#include "core/stree-clock-private.h"
#include "history/stree-history-private.h"
#include "support.h"

static gint64 clock_now; /* microseconds */

static gint64
read_clock (void)
{
  return clock_now;
}

typedef struct
{
  StreeState *count, *name, *show, *global, *note, *committed, *secret, *object, *number, *child;
  gboolean    veto; /* the child is not shown, and no state says so */
} World;

static StreeElement *
child (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->child = stree_state_int (cx, "x", 0);
  return stree_button ("Child", .key = "child", .on_click = stree_add (world->child, 1));
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World        *world = props;
  StreeHistory *history = stree_session_get_history (stree_context_get_session (cx));

  world->count = stree_state_int (cx, "count", 0);
  world->name = stree_state_string (cx, "name", "");
  world->show = stree_state_bool (cx, "show", TRUE);
  world->note = stree_state_variant (cx, "note", NULL);
  world->committed = stree_form_state (cx, "committed", "a");
  world->secret = stree_state_string (cx, "secret", "");
  world->object = stree_state_object (cx, "object", NULL);
  world->number = stree_state_double (cx, "number", 0);
  world->global = stree_global_int (cx, "total", 0);
  return stree_vstack (
    stree_text ("Count %d", stree_state_get_int (world->count)), stree_button ("More", .key = "more", .on_click = stree_add (world->count, 1)),
    stree_text_input ("Name", .value = stree_bind (world->name), .key = "name"),
    stree_text_input ("Password", .value = stree_bind (world->secret), .password = TRUE, .key = "secret"),
    stree_checkbox ("Show", .value = stree_bind (world->show), .key = "show"),
    stree_button ("Undo", .key = "undo", .disabled = !history || !stree_history_get_can_undo (history)),
    stree_state_get_bool (world->show) && !world->veto ? stree_component (child, .props = props, .key = "child-of") : NULL);
}

typedef struct
{
  World          world;
  StreeSession  *session;
  StreeHistory  *history;
  StreeHeadless *view;
} Fixture;

static void
set_up (Fixture *f, guint max_steps, guint64 max_bytes)
{
  *f = (Fixture){ 0 };
  f->session = stree_session_new ();
  f->history = stree_history_new (f->session, max_steps, max_bytes);
  f->view = stree_headless_new (f->session, "app", app, &f->world);
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->view);
  g_object_unref (f->history);
  g_assert_finalize_object (f->session);
}

static void
press (Fixture *f, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_click (f->view, key, &error);
  g_assert_no_error (error);
}

static void
type (Fixture *f, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (f->view, key, text, &error);
  g_assert_no_error (error);
}

static void
toggle (Fixture *f, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_toggle (f->view, key, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *f)
{
  g_assert_true (stree_history_undo (f->history));
  stree_session_flush (f->session);
}

static void
redo (Fixture *f)
{
  g_assert_true (stree_history_redo (f->history));
  stree_session_flush (f->session);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void) object;
  (void) pspec;
  ++*(guint *) data;
}

/* --- steps --- */

static void
test_undo_redo (void)
{
  Fixture f;
  guint   n_undo = 0, n_position = 0;

  set_up (&f, 0, 0);
  g_signal_connect (f.history, "notify::can-undo", G_CALLBACK (count_cb), &n_undo);
  g_signal_connect (f.history, "notify::position", G_CALLBACK (count_cb), &n_position);
  g_assert_false (stree_history_undo (f.history));
  g_assert_false (stree_history_redo (f.history));
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 0);
  assert_shows (f.view, "\"disabled\" : true");
  press (&f, "more");
  press (&f, "more");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 2);
  g_assert_cmpuint (stree_history_get_position (f.history), ==, 2);
  g_assert_cmpuint (n_undo, ==, 1);
  g_assert_cmpuint (n_position, ==, 2);
  undo (&f);
  assert_has_text (f.view, "Count 1");
  g_assert_true (stree_history_get_can_redo (f.history));
  redo (&f);
  assert_has_text (f.view, "Count 2");
  g_assert_false (stree_history_get_can_redo (f.history));
  undo (&f);
  undo (&f);
  assert_has_text (f.view, "Count 0");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 2);
  assert_shows (f.view, "\"disabled\" : true"); /* whoever asked was run again */
  /* A new write: what could be done again is gone. */
  type (&f, "name", "Ada");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 1);
  g_assert_false (stree_history_redo (f.history));
  stree_history_clear (f.history);
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 0);
  g_assert_cmpuint (stree_history_get_n_bytes (f.history), ==, 0);
  g_assert_cmpstr (stree_state_get_string (f.world.name), ==, "Ada");
  tear_down (&f);
}

static void
test_go_to (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  for (int i = 0; i < 10; i++)
    press (&f, "more");
  g_assert_true (stree_history_go_to (f.history, 3));
  stree_session_flush (f.session);
  assert_has_text (f.view, "Count 3");
  g_assert_true (stree_history_go_to (f.history, 9));
  stree_session_flush (f.session);
  assert_has_text (f.view, "Count 9");
  g_assert_false (stree_history_go_to (f.history, 9));
  g_assert_false (stree_history_go_to (f.history, 11));
  g_assert_cmpuint (stree_history_get_position (f.history), ==, 9);
  tear_down (&f);
}

static void
test_labels (void)
{
  Fixture              f;
  g_autofree char     *first = NULL;
  g_autofree char     *second = NULL;
  g_autofree char     *text = NULL;
  g_autoptr (GVariant) changes = NULL;

  set_up (&f, 0, 0);
  press (&f, "more");
  stree_state_set_int (f.world.global, 7);
  stree_session_flush (f.session);
  first = stree_history_dup_label (f.history, 0);
  second = stree_history_dup_label (f.history, 1);
  g_assert_cmpstr (first, ==, "More");
  g_assert_cmpstr (second, ==, "total");
  g_assert_cmpint (stree_history_get_time (f.history, 0), >, 0);
  changes = g_variant_ref_sink (stree_history_get_changes (f.history, 1));
  text = g_variant_print (changes, FALSE);
  g_assert_cmpstr (text, ==, "[('/total', <int64 0>, <int64 7>)]");
  tear_down (&f);
}

/* All that is set until the rerun is over is one step; what was taken back is none. */
static void
test_grouped (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  stree_state_set_int (f.world.count, 1);
  stree_state_set_double (f.world.number, 2.5);
  stree_state_set_int (f.world.count, 2);
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 1);
  stree_session_flush (f.session);
  stree_state_set_int (f.world.count, 3);
  stree_state_set_int (f.world.count, 2);
  stree_session_flush (f.session);
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 1);
  undo (&f);
  g_assert_cmpint (stree_state_get_int (f.world.count), ==, 0);
  g_assert_cmpfloat (stree_state_get_double (f.world.number), ==, 0);
  tear_down (&f);
}

/* Who types on, goes on with the step; after a pause, or elsewhere, it is another one. */
static void
test_typing (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  clock_now = 1000000;
  stree_clock_set (read_clock);
  type (&f, "name", "A");
  clock_now += STREE_HISTORY_TYPING_PAUSE * 1000 - 1;
  type (&f, "name", "Ad");
  clock_now += STREE_HISTORY_TYPING_PAUSE * 1000 - 1;
  type (&f, "name", "Ada");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 1);
  clock_now += STREE_HISTORY_TYPING_PAUSE * 1000;
  type (&f, "name", "Ada L");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 2);
  press (&f, "more");
  type (&f, "name", "Ada Lo");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 4);
  undo (&f);
  g_assert_cmpstr (stree_state_get_string (f.world.name), ==, "Ada L");
  redo (&f);
  type (&f, "name", "Ada Lov"); /* not with what was done again */
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 5);
  toggle (&f, "show");
  toggle (&f, "show"); /* that is no typing */
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 7);
  g_assert_true (stree_history_go_to (f.history, 1));
  g_assert_cmpstr (stree_state_get_string (f.world.name), ==, "Ada");
  undo (&f);
  g_assert_cmpstr (stree_state_get_string (f.world.name), ==, "");
  stree_clock_set (NULL);
  tear_down (&f);
}

/* --- what is kept --- */

static void
test_bounded_by_count (void)
{
  Fixture f;

  set_up (&f, 5, 0);
  for (int i = 0; i < 20; i++)
    {
      press (&f, "more");
      g_assert_cmpuint (stree_history_get_n_steps (f.history), <=, 5);
    }
  g_assert_true (stree_history_go_to (f.history, 0));
  g_assert_cmpint (stree_state_get_int (f.world.count), ==, 15);
  /* The log, too. */
  for (int i = 0; i < 20 * STREE_HISTORY_EVENTS_PER_STEP; i++)
    press (&f, "more");
  g_assert_cmpuint (f.history->log.length, <=, 5 * STREE_HISTORY_EVENTS_PER_STEP);
  g_assert_cmpuint (f.history->n_forgotten, >, 0);
  tear_down (&f);
}

static void
test_bounded_by_bytes (void)
{
  Fixture          f;
  g_autofree char *large = g_strnfill (3000, 'x');

  set_up (&f, 0, 10000);
  for (int i = 0; i < 50; i++)
    {
      large[0] = (char) ('a' + i % 26);
      stree_state_set_string (f.world.name, large);
      stree_session_flush (f.session);
      g_assert_cmpuint (stree_history_get_n_bytes (f.history), <=, 10000);
      g_assert_cmpuint (f.history->log_bytes, <=, 10000);
      g_assert_cmpuint (stree_history_get_n_steps (f.history), >, 0);
    }
  g_assert_cmpuint (stree_history_get_n_steps (f.history), <, 5);
  /* One that is too large for itself is not kept, and what was before it neither: it could not be reached. */
  g_free (large);
  large = g_strnfill (20000, 'y');
  stree_state_set_string (f.world.name, large);
  stree_session_flush (f.session);
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 0);
  g_assert_cmpuint (stree_history_get_n_bytes (f.history), ==, 0);
  g_assert_false (stree_history_get_can_undo (f.history));
  tear_down (&f);
}

/* --- what states there are --- */

static void
test_kinds (void)
{
  Fixture              f;
  g_autoptr (GObject)  object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GVariant) note = g_variant_ref_sink (g_variant_new ("(si)", "a", 3));
  g_auto (GValue)      committed = G_VALUE_INIT;

  set_up (&f, 0, 0);
  /* What cannot be written down is left alone. */
  stree_state_set_object (f.world.object, object);
  stree_session_flush (f.session);
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 0);
  /* A variant that was not there is not there again. */
  stree_state_set_variant (f.world.note, note);
  stree_session_flush (f.session);
  undo (&f);
  g_assert_null (stree_state_get_variant (f.world.note));
  redo (&f);
  g_assert_true (g_variant_equal (stree_state_get_variant (f.world.note), note));
  g_assert_true (stree_state_get_object (f.world.object) == object);
  /* What was committed, too. */
  stree_state_set_string (f.world.committed, "b");
  stree_session_flush (f.session);
  stree_state_commit (f.world.committed);
  stree_session_flush (f.session);
  undo (&f);
  g_assert_cmpstr (stree_state_get_string (f.world.committed), ==, "b");
  stree_state_get_committed (f.world.committed, &committed);
  g_assert_cmpstr (g_value_get_string (&committed), ==, "a");
  undo (&f);
  g_assert_cmpstr (stree_state_get_string (f.world.committed), ==, "a");
  tear_down (&f);
}

/* What a password is typed into is in no step. */
static void
test_secret (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  type (&f, "secret", "hunter2");
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 0);
  press (&f, "more");
  undo (&f);
  g_assert_cmpstr (stree_state_get_string (f.world.secret), ==, "hunter2");
  tear_down (&f);
}

/* A global that was removed comes back, where it is asked for. */
static void
test_removed_global (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  stree_state_set_int (f.world.global, 5);
  stree_session_flush (f.session);
  g_assert_true (stree_session_remove (f.session, "total"));
  stree_session_flush (f.session);
  g_assert_cmpint (stree_state_get_int (f.world.global), ==, 0);
  undo (&f);
  g_assert_cmpint (stree_state_get_int (f.world.global), ==, 5);
  redo (&f);
  g_assert_cmpint (stree_state_get_int (f.world.global), ==, 0);
  tear_down (&f);
}

/* --- components that come and go --- */

static void
test_gone (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  press (&f, "child");
  press (&f, "child"); /* 2 */
  toggle (&f, "show"); /* the component goes */
  g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, 3);
  toggle (&f, "show"); /* and comes, new */
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 0);
  undo (&f);
  undo (&f);
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 2);
  /* At once over several steps: as one after the other. */
  g_assert_true (stree_history_go_to (f.history, 4));
  stree_session_flush (f.session);
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 0);
  g_assert_true (stree_history_go_to (f.history, 1));
  stree_session_flush (f.session);
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 1);
  /* One that does not come back, for another reason: where it is to be gone again, nothing waits for it any more. */
  g_assert_true (stree_history_go_to (f.history, 3));
  stree_session_flush (f.session);
  f.world.veto = TRUE;
  undo (&f);
  redo (&f);
  f.world.veto = FALSE;
  toggle (&f, "show");
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 0);
  tear_down (&f);
}

/* A slot that is not there at the moment of the undo: its value waits. */
static void
test_waits (void)
{
  Fixture f;

  set_up (&f, 0, 0);
  press (&f, "child");
  press (&f, "child");
  toggle (&f, "show");
  press (&f, "more");
  stree_history_clear (f.history);
  toggle (&f, "show");
  press (&f, "child");
  press (&f, "child"); /* 2 */
  stree_state_set_bool (f.world.show, FALSE);
  stree_session_flush (f.session);
  undo (&f);
  undo (&f); /* 1 */
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 1);
  undo (&f);
  undo (&f); /* it is not shown */
  g_assert_false (stree_headless_has (f.view, "child"));
  redo (&f);
  redo (&f);
  redo (&f);
  g_assert_cmpint (stree_state_get_int (f.world.child), ==, 2);
  tear_down (&f);
}

/* --- several views of a session --- */

static void
test_views (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHistory)  history = stree_history_new (session, 0, 0);
  World                     one, other;
  g_autoptr (StreeHeadless) left = stree_headless_new (session, "left", app, &one);
  StreeHeadless            *right = stree_headless_new (session, "right", app, &other);

  click (left, "more");
  click (right, "more");
  stree_state_set_int (one.global, 3);
  stree_session_flush (session);
  g_assert_cmpint (stree_state_get_int (other.global), ==, 3);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 3);
  g_assert_true (stree_history_go_to (history, 1));
  stree_session_flush (session);
  g_assert_cmpint (stree_state_get_int (one.count), ==, 1);
  g_assert_cmpint (stree_state_get_int (other.count), ==, 0);
  g_assert_cmpint (stree_state_get_int (other.global), ==, 0);
  /* One that is closed meanwhile: its values wait for it. */
  g_object_unref (right);
  g_assert_true (stree_history_go_to (history, 3));
  stree_session_flush (session);
  right = stree_headless_new (session, "right", app, &other);
  g_assert_cmpint (stree_state_get_int (other.count), ==, 1);
  g_object_unref (right);
}

/* --- against a naive list of whole sessions --- */

#define N_OPERATIONS 1500

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the session holds, in the order of the places. */
static char *
snapshot (StreeSession *session)
{
  g_autoptr (GVariant)  all = g_variant_ref_sink (stree_session_serialize (session));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GVariantIter          iter;
  const char           *place;
  GVariant             *value;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &place, &value))
    {
      g_autofree char *text = g_variant_print (value, TRUE);

      g_ptr_array_add (lines, g_strdup_printf ("%s = %s", place, text));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
write_something (Fixture *f)
{
  g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int_range (0, 1000));
  g_autoptr (GVariant) note = g_variant_ref_sink (g_variant_new_string (text));

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      press (f, "more");
      break;
    case 1:
      type (f, "name", text);
      break;
    case 2:
      toggle (f, "show");
      break;
    case 3:
      if (stree_headless_has (f->view, "child"))
        press (f, "child");
      break;
    case 4:
      stree_state_set_int (f->world.global, g_test_rand_int_range (0, 3));
      break;
    case 5:
      stree_state_set_variant (f->world.note, g_test_rand_bit () ? note : NULL);
      break;
    case 6:
      stree_state_set_string (f->world.committed, text);
      stree_state_set_double (f->world.number, g_test_rand_double ());
      break;
    default:
      stree_state_commit (f->world.committed);
      type (f, "secret", text);
      break;
    }
  stree_session_flush (f->session);
}

static void
test_random (void)
{
  Fixture               f;
  g_autoptr (GPtrArray) naive = g_ptr_array_new_with_free_func (g_free); /* one more than there are steps */
  guint                 forgotten = 0;

  set_up (&f, 12, 0);
  clock_now = 1000000;
  stree_clock_set (read_clock);
  g_ptr_array_add (naive, snapshot (f.session));
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      guint            before = stree_history_get_position (f.history);
      g_autofree char *now = NULL;

      clock_now += STREE_HISTORY_TYPING_PAUSE * 1000;
      if (g_test_rand_int_range (0, 6) > 0)
        {
          g_autofree char *held = NULL;

          write_something (&f);
          held = snapshot (f.session);
          if (strcmp (held, naive->pdata[before]) != 0)
            {
              g_ptr_array_set_size (naive, (int) before + 1);
              g_ptr_array_add (naive, g_steal_pointer (&held));
              if (naive->len > 13)
                {
                  g_ptr_array_remove_index (naive, 0);
                  forgotten++;
                }
            }
        }
      else
        {
          guint to = (guint) g_test_rand_int_range (0, (int) stree_history_get_n_steps (f.history) + 1);

          if (g_test_rand_bit ())
            stree_history_go_to (f.history, to);
          else if (g_test_rand_bit ())
            stree_history_undo (f.history);
          else
            stree_history_redo (f.history);
          stree_session_flush (f.session);
        }
      g_assert_cmpuint (stree_history_get_n_steps (f.history), ==, naive->len - 1);
      now = snapshot (f.session);
      g_assert_cmpstr (now, ==, naive->pdata[stree_history_get_position (f.history)]);
    }
  g_assert_cmpuint (forgotten, >, 0);
  stree_clock_set (NULL);
  tear_down (&f);
}

/* --- life --- */

static void
test_life (void)
{
  StreeSession             *session = stree_session_new ();
  g_autoptr (StreeHistory)  history = NULL;
  World                     world;
  StreeHeadless            *view = stree_headless_new (session, "app", app, &world);
  g_autoptr (GError)        error = NULL;

  g_assert_null (stree_session_get_history (session));
  history = g_object_ref (stree_session_keep_history (session));
  g_assert_true (stree_session_keep_history (session) == history);
  g_assert_true (stree_session_get_history (session) == history);
  stree_headless_click (view, "more", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 1);
  g_object_unref (view);
  g_assert_finalize_object (session);
  g_assert_null (stree_history_get_session (history));
  g_assert_false (stree_history_undo (history));
  g_assert_false (stree_history_go_to (history, 0));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/history/undo-redo", test_undo_redo);
  g_test_add_func ("/history/go-to", test_go_to);
  g_test_add_func ("/history/labels", test_labels);
  g_test_add_func ("/history/grouped", test_grouped);
  g_test_add_func ("/history/typing", test_typing);
  g_test_add_func ("/history/bounded-by-count", test_bounded_by_count);
  g_test_add_func ("/history/bounded-by-bytes", test_bounded_by_bytes);
  g_test_add_func ("/history/kinds", test_kinds);
  g_test_add_func ("/history/secret", test_secret);
  g_test_add_func ("/history/removed-global", test_removed_global);
  g_test_add_func ("/history/gone", test_gone);
  g_test_add_func ("/history/waits", test_waits);
  g_test_add_func ("/history/views", test_views);
  g_test_add_func ("/history/random", test_random);
  g_test_add_func ("/history/life", test_life);
  return g_test_run ();
}
