/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The list of things to do, as a user works with it, without a window. */

#include "support.h"

#include <glib/gstdio.h>

#include "todo/todo.h"

static void
type (StreeHeadless *app, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (app, key, text, &error);
  g_assert_no_error (error);
}

static void
add (StreeHeadless *app, const char *text)
{
  type (app, "draft", text);
  click (app, "add");
}

/* The texts that are shown, in their order, with a + before what is done. */
static char *
shown (StreeHeadless *app)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char    *tree = stree_headless_dump_text (app);
  g_auto (GStrv)      lines = g_strsplit (tree, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      const char        *key = strstr (lines[i], "TextInput key='text-");
      g_autofree char   *id = NULL;
      g_autofree char   *done_key = NULL;
      g_autofree char   *text_key = NULL;
      g_auto (GValue)    done = G_VALUE_INIT;
      g_auto (GValue)    text = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      if (!key)
        continue;
      id = g_strndup (key + strlen ("TextInput key='text-"), strcspn (key + strlen ("TextInput key='text-"), "'"));
      done_key = g_strconcat ("done-", id, NULL);
      text_key = g_strconcat ("text-", id, NULL);
      stree_headless_get_value (app, done_key, &done, &error);
      g_assert_no_error (error);
      stree_headless_get_value (app, text_key, &text, &error);
      g_assert_no_error (error);
      g_string_append_printf (all, "%s%s%s", all->len ? " " : "", g_value_get_boolean (&done) ? "+" : "", g_value_get_string (&text));
    }
  return g_strdup (all->str);
}

#define assert_list(app, expected)                                                                                     \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *shown_ = shown (app);                                                                             \
                                                                                                                       \
    g_assert_cmpstr (shown_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END

static StreeHeadless *
three (StreeSession *session)
{
  StreeHeadless *app = stree_headless_new (session, "app", todo, NULL);

  add (app, "milk");
  add (app, "bread");
  add (app, " salt ");
  return app;
}

static void
test_add (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", todo, NULL);
  g_autoptr (GError)        error = NULL;
  g_auto (GValue)           draft = G_VALUE_INIT;

  assert_has_text (app, "Nothing to do.");
  add (app, "milk");
  assert_list (app, "milk");
  stree_headless_get_value (app, "draft", &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&draft), ==, "");
  add (app, "   ");
  assert_list (app, "milk");
  type (app, "draft", "bread");
  stree_headless_submit (app, "draft", &error);
  g_assert_no_error (error);
  assert_list (app, "milk bread");
  assert_has_text (app, "2 of 2 are open");
}

static void
test_edit (void)
{
  g_autoptr (StreeHeadless) app = three (NULL);

  type (app, "text-2", "rye bread");
  assert_list (app, "milk rye bread salt");
  type (app, "text-1", "  ");
  assert_list (app, "rye bread salt");
  click (app, "remove-3");
  assert_list (app, "rye bread");
  click (app, "remove-2");
  assert_has_text (app, "Nothing to do.");
  /* A number is not given out twice while its row is there. */
  add (app, "tea");
  assert_list (app, "tea");
}

static void
test_move (void)
{
  g_autoptr (StreeHeadless) app = three (NULL);
  g_autoptr (GError)        error = NULL;
  StreeHeadlessStats        before, after;

  stree_headless_get_stats (app, &before);
  click (app, "up-3");
  assert_list (app, "milk salt bread");
  click (app, "down-1");
  assert_list (app, "salt milk bread");
  /* Rows move; none is made anew, so none loses its focus. */
  stree_headless_get_stats (app, &after);
  g_assert_cmpuint (after.created, ==, before.created);
  g_assert_cmpuint (after.moved, >, before.moved);
  g_assert_false (stree_headless_click (app, "up-3", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (stree_headless_click (app, "down-2", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
}

static void
test_filter (void)
{
  g_autoptr (StreeHeadless) app = three (NULL);
  g_autoptr (GError)        error = NULL;

  stree_headless_toggle (app, "done-2", &error);
  g_assert_no_error (error);
  assert_list (app, "milk +bread salt");
  assert_has_text (app, "2 of 3 are open");
  stree_headless_select (app, "show", 1, &error);
  g_assert_no_error (error);
  assert_list (app, "milk salt");
  stree_headless_select (app, "show", 2, &error);
  g_assert_no_error (error);
  assert_list (app, "+bread");
  stree_headless_toggle (app, "done-2", &error);
  g_assert_no_error (error);
  assert_list (app, "");
}

static void
test_kept (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeSession) next = stree_session_new ();
  g_autoptr (GError)       error = NULL;
  g_autofree char         *dir = g_dir_make_tmp ("stree-todo-XXXXXX", &error);
  g_autofree char         *file = g_build_filename (dir, "todo.json", NULL);

  g_assert_no_error (error);
  {
    g_autoptr (StreeHeadless) app = three (session);

    stree_headless_toggle (app, "done-1", &error);
    g_assert_no_error (error);
    stree_session_save (session, file, &error);
    g_assert_no_error (error);
  }
  stree_session_load (next, file, &error);
  g_assert_no_error (error);
  {
    g_autoptr (StreeHeadless) app = stree_headless_new (next, "app", todo, NULL);

    assert_list (app, "+milk bread salt");
    add (app, "tea");
    assert_list (app, "+milk bread salt tea");
  }
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* What was done comes back, and goes again. */
static void
test_undo (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) app = three (session);
  g_autoptr (GError)        error = NULL;

  assert_list (app, "milk bread salt");
  click (app, "remove-2");
  assert_list (app, "milk salt");
  g_assert_false (stree_headless_press_shortcut (app, "<Control><Shift>z", &error));
  g_clear_error (&error);
  stree_headless_press_shortcut (app, "<Control>z", &error);
  g_assert_no_error (error);
  assert_list (app, "milk bread salt");
  stree_headless_press_shortcut (app, "<Control><Shift>z", &error);
  g_assert_no_error (error);
  assert_list (app, "milk salt");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/todo/undo", test_undo);
  g_test_add_func ("/todo/add", test_add);
  g_test_add_func ("/todo/edit", test_edit);
  g_test_add_func ("/todo/move", test_move);
  g_test_add_func ("/todo/filter", test_filter);
  g_test_add_func ("/todo/kept", test_kept);
  return g_test_run ();
}
