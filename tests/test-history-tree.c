/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Undo and what is in the tree: what is being typed stays, rows out of sight are reached, and what components make of it is no
 * news. */

#include "core/stree-virtual-private.h"
#include "history/stree-history-private.h"
#include "support.h"

typedef struct
{
  StreeState *count, *name, *mail, *number;
} World;

/* --- rows of a list, which come and go with the scroll position --- */

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);

  (void) props;
  return stree_button (stree_str ("%d", stree_state_get_int (n)), .key = "row", .on_click = stree_add (n, 1));
}

static StreeElement *
make_row (guint index, gpointer data)
{
  (void) index;
  (void) data;
  return stree_component (row);
}

static const char *
key_of (guint index, gpointer data)
{
  (void) index;
  (void) data;
  return "only";
}

static StreeElement *
list (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_list (1, make_row, key_of, .key = "list"));
}

static void
test_row_out_of_sight (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHistory)  history = stree_history_new (session, 0, 0);
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", list, NULL);
  StreeNode                *node;

  click (view, "row");
  click (view, "row");
  node = stree_headless_find (view, "list");
  stree_virtual_unmount_row (node->first, TRUE);
  g_assert_true (stree_history_undo (history));
  stree_session_flush (session);
  g_assert_nonnull (stree_virtual_mount_row (node, 0));
  stree_session_flush (session);
  assert_has_text (view, "1");
}

/* --- what the user is typing --- */

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->name = stree_state_string (cx, "name", "");
  world->mail = stree_state_string (cx, "mail", "");
  world->count = stree_state_int (cx, "count", 0);
  return stree_vstack (stree_button ("More", .key = "more", .on_click = stree_add (world->count, 1)),
                       stree_form (stree_text_input ("Name", .value = stree_bind (world->name), .key = "name"),
                                   stree_text_input ("Mail", .value = stree_bind (world->mail), .key = "mail"),
                                   stree_button ("Save", .submit = TRUE, .key = "save")));
}

static void
test_draft (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHistory)  history = stree_history_new (session, 0, 0);
  World                     world;
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", form, &world);
  g_autoptr (GError)        error = NULL;
  g_auto (GValue)           shown = G_VALUE_INIT;

  stree_headless_type (view, "name", "Ada", &error);
  g_assert_no_error (error);
  stree_headless_type (view, "mail", "ada@example.org", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 0);
  stree_headless_click (view, "save", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 1);
  stree_headless_type (view, "name", "Ada Lovelace", &error);
  g_assert_no_error (error);
  g_assert_true (stree_history_undo (history));
  stree_session_flush (session);
  g_assert_cmpstr (stree_state_get_string (world.name), ==, "");
  stree_headless_get_value (view, "name", &shown, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&shown), ==, "Ada Lovelace");
  g_value_unset (&shown);
  stree_headless_get_value (view, "mail", &shown, &error); /* nothing is typed there */
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&shown), ==, "");
  stree_headless_click (view, "save", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_state_get_string (world.name), ==, "Ada Lovelace");
}

/* What is typed and not committed yet, without a form. */
static StreeElement *
renaming (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->name = stree_state_string (cx, "name", "one");
  return stree_vstack (stree_text_input ("Name", .value = stree_bind (world->name), .commit = STREE_COMMIT_ENTER, .key = "name"));
}

static void
test_uncommitted (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHistory)  history = stree_history_new (session, 0, 0);
  World                     world;
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", renaming, &world);
  g_autoptr (GError)        error = NULL;
  g_auto (GValue)           shown = G_VALUE_INIT;
  StreeNode                *input;
  StreeValue                typed = stree_value_of_string ("thr");

  stree_state_set_string (world.name, "two");
  stree_session_flush (session);
  input = stree_headless_find (view, "name");
  view->renderer.klass->write (&view->renderer, input, &typed); /* as a widget has it until Enter */
  g_assert_true (stree_history_undo (history));
  stree_session_flush (session);
  g_assert_cmpstr (stree_state_get_string (world.name), ==, "one");
  stree_headless_get_value (view, "name", &shown, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&shown), ==, "thr");
}

/* What a component makes of an undo while it is run is no news: the undo can be undone. */
static StreeElement *
counting (StreeContext *cx, gpointer props)
{
  static gint64 last;

  World *world = props;

  world->count = stree_state_int (cx, "count", 0);
  world->number = stree_state_double (cx, "changes", 0);
  if (stree_state_get_int (world->count) != last)
    {
      last = stree_state_get_int (world->count);
      stree_state_add (world->number, 1);
    }
  return stree_text ("%g", stree_state_get_double (world->number));
}

static void
test_settling (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHistory)  history = stree_history_new (session, 0, 0);
  World                     world;
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", counting, &world);

  (void) view;
  stree_state_set_int (world.count, 1);
  stree_session_flush (session);
  g_assert_cmpfloat (stree_state_get_double (world.number), ==, 1);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 1); /* what followed belongs to it */
  g_assert_true (stree_history_undo (history));
  stree_session_flush (session);
  g_assert_cmpuint (stree_history_get_n_steps (history), ==, 1);
  g_assert_true (stree_history_redo (history));
  stree_session_flush (session);
  g_assert_cmpint (stree_state_get_int (world.count), ==, 1);
  /* A handler's write is news again. */
  g_assert_true (stree_history_undo (history));
  stree_state_set_int (world.count, 7);
  stree_session_flush (session);
  g_assert_false (stree_history_redo (history));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/history/tree/row-out-of-sight", test_row_out_of_sight);
  g_test_add_func ("/history/tree/draft", test_draft);
  g_test_add_func ("/history/tree/uncommitted", test_uncommitted);
  g_test_add_func ("/history/tree/settling", test_settling);
  return g_test_run ();
}
