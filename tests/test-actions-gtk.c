/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Actions by real keys: shortcuts, the palette, the list of shortcuts, GActions of a program, and handles. */

#include <streamtree-gtk.h>

#include "stree-gtk-actions-private.h"
#include "xtest.h"

typedef struct
{
  int      n_save;
  int      n_help;
  int      n_find;
  gboolean clean;
  gboolean more;
  gboolean focus_table;
} World;

static World w;

static void
count_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  ++*(int *) data;
}

static void
find_cb (StreeEvent *event, gpointer data)
{
  count_cb (event, data);
  if (w.focus_table)
    stree_focus (stree_event_get_context (event), "second");
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *wanted = stree_global_bool (cx, "clean", w.clean);

  (void) props;
  return stree_vstack (
    stree_action ("save", "Save the document", .on_activate = stree_call (count_cb, &w.n_save), .shortcut = "<Control>s",
                  .group = "File", .icon = "document-save-symbolic", .disabled = stree_state_get_bool (wanted), .in_menu = TRUE),
    stree_action ("find", "Find and rename", .on_activate = stree_call (find_cb, &w.n_find), .shortcut = "<Control>f", .group = "Edit"),
    stree_action ("help", "Help", .on_activate = stree_call (count_cb, &w.n_help), .shortcut = "F1"),
    stree_action ("off", "Filter nothing", .disabled = TRUE, .on_activate = stree_call (count_cb, &w.n_help)),
    stree_text_input ("First", .key = "first"), stree_text_input ("Second", .key = "second"),
    stree_text ("saved"));
}

static GtkWidget *
text_of (GtkWidget *view, const char *key)
{
  return xtest_find (xtest_widget (view, key), GTK_TYPE_TEXT);
}

static GtkWidget *
focus_of (GtkWidget *window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

static GtkWidget *
open_window (GtkWidget **view)
{
  GtkWidget *window;

  w = (World){ 0 };
  *view = stree_view_new (NULL, "app", app, NULL);
  window = xtest_window (*view, 500, 500);
  gtk_widget_grab_focus (text_of (*view, "first"));
  return window;
}

static void
set_clean (GtkWidget *view, gboolean clean)
{
  stree_state_set_bool (stree_session_lookup (stree_view_get_session (STREE_VIEW (view)), "clean"), clean);
  stree_view_flush (STREE_VIEW (view));
}

/* --- shortcuts --- */

static void
test_shortcuts (void)
{
  GtkWidget *view;
  GtkWidget *window = open_window (&view);

  xtest_type (window, "ab");
  xtest_key (window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (w.n_save == 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text_of (view, "first"))), ==, "ab");
  g_assert_true (focus_of (window) == text_of (view, "first"));

  /* One that is disabled leaves the key alone. */
  set_clean (view, TRUE);
  xtest_key (window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_key (window, GDK_KEY_F1, 0);
  xtest_wait (w.n_help == 1);
  g_assert_cmpint (w.n_save, ==, 1);
  set_clean (view, FALSE);
  xtest_key (window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (w.n_save == 2);
  xtest_close (window);
}

/* --- the palette --- */

static GtkWidget *
palette_of (GtkWidget *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_has_css_class (child, "stree-palette") && gtk_widget_get_mapped (child))
      return child;
  return NULL;
}

static void
open_palette (GtkWidget *view, GtkWidget *window)
{
  xtest_key (window, GDK_KEY_k, GDK_CONTROL_MASK);
  xtest_wait (palette_of (view));
  xtest_wait (focus_of (window) && gtk_widget_is_ancestor (focus_of (window), palette_of (view)));
  xtest_settle (view);
}

static const char *
chosen (GtkWidget *view)
{
  GtkWidget *list = xtest_find (palette_of (view), GTK_TYPE_LIST_BOX);
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));

  return row ? gtk_label_get_text (GTK_LABEL (xtest_find (row, GTK_TYPE_LABEL))) : NULL;
}

static void
test_palette (void)
{
  GtkWidget *view;
  GtkWidget *window = open_window (&view);
  GtkWidget *first = text_of (view, "first");

  xtest_type (window, "abcd");
  xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (first)), "abcd"));
  gtk_editable_set_position (GTK_EDITABLE (first), 2);
  open_palette (view, window);
  g_assert_cmpstr (chosen (view), ==, "Save the document");
  xtest_type (window, "ren");
  xtest_wait (g_strcmp0 (chosen (view), "Find and rename") == 0);
  xtest_key (window, GDK_KEY_Return, 0);
  xtest_wait (w.n_find == 1);
  xtest_wait (!palette_of (view));
  g_assert_true (focus_of (window) == first);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (first)), ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first)), ==, "abcd");

  /* Escape does nothing but close it. */
  open_palette (view, window);
  g_assert_cmpstr (chosen (view), ==, "Save the document"); /* what was typed is gone */
  xtest_key (window, GDK_KEY_Escape, 0);
  xtest_wait (!palette_of (view));
  xtest_wait (focus_of (window) == first);
  xtest_type (window, "x");
  xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (first)), "abxcd"));
  g_assert_cmpint (w.n_save + w.n_help, ==, 0);

  /* Up and Down; what is disabled is passed over, at the ends nothing happens. */
  open_palette (view, window);
  xtest_key (window, GDK_KEY_Down, 0);
  xtest_wait (g_strcmp0 (chosen (view), "Find and rename") == 0);
  xtest_key (window, GDK_KEY_Down, 0);
  xtest_wait (g_strcmp0 (chosen (view), "Help") == 0);
  xtest_key (window, GDK_KEY_Down, 0);
  xtest_key (window, GDK_KEY_Up, 0);
  xtest_wait (g_strcmp0 (chosen (view), "Find and rename") == 0);
  xtest_key (window, GDK_KEY_Up, 0);
  xtest_key (window, GDK_KEY_Up, 0);
  xtest_wait (g_strcmp0 (chosen (view), "Save the document") == 0);
  xtest_key (window, GDK_KEY_Return, 0);
  xtest_wait (w.n_save == 1 && !palette_of (view));

  /* Nothing matches: Return does nothing. */
  open_palette (view, window);
  xtest_type (window, "zz");
  xtest_wait (xtest_label (palette_of (view), "No action matches"));
  g_assert_null (chosen (view));
  xtest_key (window, GDK_KEY_Return, 0);
  xtest_settle (view);
  g_assert_nonnull (palette_of (view));
  /* The same keys close it. */
  xtest_key (window, GDK_KEY_k, GDK_CONTROL_MASK);
  xtest_wait (!palette_of (view));
  xtest_wait (focus_of (window) == first);

  /* So does a click beside it. */
  gtk_editable_set_position (GTK_EDITABLE (first), 1);
  open_palette (view, window);
  xtest_click_at (view, 0.5, 0.98, 1);
  xtest_wait (!palette_of (view));
  xtest_settle (view);
  g_assert_true (focus_of (window) == first);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (first)), ==, 1);
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (first), NULL, NULL));

  /* A handler may take the focus elsewhere. */
  w.focus_table = TRUE;
  open_palette (view, window);
  xtest_type (window, "find");
  xtest_wait (g_strcmp0 (chosen (view), "Find and rename") == 0);
  xtest_key (window, GDK_KEY_Return, 0);
  xtest_wait (w.n_find == 2);
  xtest_wait (focus_of (window) == text_of (view, "second"));
  xtest_close (window);
}

/* A rerun while it is open: it says what there is now, and what was chosen stays so. */
static void
test_palette_rerun (void)
{
  GtkWidget *view;
  GtkWidget *window = open_window (&view);

  open_palette (view, window);
  xtest_type (window, "e");
  xtest_wait (g_strcmp0 (chosen (view), "Help") == 0 || chosen (view));
  xtest_settle (view);
  while (g_strcmp0 (chosen (view), "Help") != 0)
    {
      xtest_key (window, GDK_KEY_Down, 0);
      xtest_settle (view);
    }
  set_clean (view, TRUE);
  g_assert_cmpstr (chosen (view), ==, "Help");
  g_assert_false (gtk_widget_is_sensitive (gtk_widget_get_ancestor (xtest_label (palette_of (view), "Save the document"), GTK_TYPE_LIST_BOX_ROW)));
  xtest_key (window, GDK_KEY_Return, 0);
  xtest_wait (w.n_help == 1);
  /* A window that goes while it is open. */
  open_palette (view, window);
  xtest_close (window);
}

/* --- the list of shortcuts --- */

static GtkWindow *
shortcuts_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (GTK_IS_SHORTCUTS_WINDOW (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
test_shortcuts_window (void)
{
  GtkWidget *view;
  GtkWidget *window = open_window (&view);

  xtest_key (window, GDK_KEY_question, GDK_CONTROL_MASK);
  xtest_wait (shortcuts_window ());
  xtest_focus (GTK_WIDGET (shortcuts_window ()));
  g_assert_nonnull (xtest_label (GTK_WIDGET (shortcuts_window ()), "File"));
  g_assert_nonnull (xtest_label (GTK_WIDGET (shortcuts_window ()), "Save the document"));
  g_assert_nonnull (xtest_label (GTK_WIDGET (shortcuts_window ()), "Help"));
  g_assert_nonnull (xtest_label (GTK_WIDGET (shortcuts_window ()), "Command palette"));
  g_assert_null (xtest_label (GTK_WIDGET (shortcuts_window ()), "Filter nothing")); /* it has none */
  xtest_key (GTK_WIDGET (shortcuts_window ()), GDK_KEY_Escape, 0);
  xtest_wait (!shortcuts_window ());
  g_assert_true (focus_of (window) == text_of (view, "first"));
  /* And again. */
  xtest_focus (window);
  xtest_key (window, GDK_KEY_question, GDK_CONTROL_MASK);
  xtest_wait (shortcuts_window ());
  gtk_window_destroy (shortcuts_window ());
  xtest_close (window);
}

/* A view without actions leaves these keys to others. */
static StreeElement *
empty (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text_input ("First", .key = "first");
}

static void
test_none (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", empty, NULL);
  GtkWidget *window = xtest_window (view, 300, 300);

  g_assert_false (stree_gtk_palette_open (STREE_VIEW (view)));
  g_assert_false (stree_gtk_shortcuts_open (STREE_VIEW (view)));
  xtest_close (window);
}

/* --- a program --- */

typedef struct
{
  GtkApplication *app;
  char          **remote;
} Program;

static gboolean
has_action (GtkApplication *program, const char *name)
{
  return g_action_group_has_action (G_ACTION_GROUP (program), name);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  Program             *p = data;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(^as)", &p->remote);
}

static GMenuModel *
menu_of (GtkWidget *window)
{
  GtkWidget *button = xtest_find (gtk_window_get_titlebar (GTK_WINDOW (window)), GTK_TYPE_MENU_BUTTON);

  return gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
}

/* Whether a menu, or a section of it, leads to an action. */
static gboolean
menu_has (GMenuModel *model, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autofree char       *name = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);

      if (section && menu_has (section, action))
        return TRUE;
      if (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &name) && g_str_equal (name, action))
        return TRUE;
    }
  return FALSE;
}

static gboolean
act_cb (gpointer data)
{
  GtkApplication        *program = GTK_APPLICATION (g_application_get_default ());
  GDBusConnection       *bus = g_application_get_dbus_connection (G_APPLICATION (program));
  Program                p = { program, NULL };
  GtkWidget             *window;
  GtkWidget             *second;
  GtkWidget             *view;
  g_autoptr (GMenuModel) own = NULL;
  g_autofree char       *label = NULL;
  g_autofree char       *accel = NULL;

  (void) data;
  xtest_wait (gtk_application_get_windows (program));
  window = gtk_application_get_windows (program)->data;
  xtest_focus (window);
  view = gtk_window_get_child (GTK_WINDOW (window));
  g_assert_true (has_action (program, "save") && has_action (program, "find") && has_action (program, "help"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (program), "save"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (program), "off"));
  g_action_group_activate_action (G_ACTION_GROUP (program), "save", NULL);
  g_assert_cmpint (w.n_save, ==, 1);
  set_clean (view, TRUE);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (program), "save"));
  g_action_group_activate_action (G_ACTION_GROUP (program), "save", NULL);
  g_assert_cmpint (w.n_save, ==, 1);
  set_clean (view, FALSE);

  /* What other programs see. */
  g_assert_nonnull (bus);
  g_dbus_connection_call (bus, g_dbus_connection_get_unique_name (bus), g_application_get_dbus_object_path (G_APPLICATION (program)),
                          "org.gtk.Actions", "List", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, listed_cb, &p);
  xtest_wait (p.remote);
  g_assert_true (g_strv_contains ((const char *const *) p.remote, "save"));
  g_strfreev (p.remote);

  /* The main menu. */
  own = g_menu_model_get_item_link (menu_of (window), 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (own), ==, 1);
  g_assert_true (g_menu_model_get_item_attribute (own, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label));
  g_assert_true (g_menu_model_get_item_attribute (own, 0, "accel", "s", &accel));
  g_assert_cmpstr (label, ==, "Save the document");
  g_assert_cmpstr (accel, ==, "<Control>s");

  /* The list of shortcuts, in it and as an action, while there is something to list. */
  g_assert_true (menu_has (menu_of (window), "app.stree-shortcuts"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (program), "stree-shortcuts"));
  g_action_group_activate_action (G_ACTION_GROUP (program), "stree-shortcuts", NULL);
  xtest_wait (shortcuts_window ());
  gtk_window_destroy (shortcuts_window ());

  /* They stay as long as a window declares them. */
  second = GTK_WIDGET (stree_application_new_window (STREE_APPLICATION (program)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (has_action (program, "save"));
  g_action_group_activate_action (G_ACTION_GROUP (program), "help", NULL);
  g_assert_cmpint (w.n_help, ==, 1);
  stree_view_set_component (STREE_VIEW (gtk_window_get_child (GTK_WINDOW (second))), "other", empty, NULL);
  stree_view_flush (STREE_VIEW (gtk_window_get_child (GTK_WINDOW (second))));
  g_assert_false (has_action (program, "save"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (program), "stree-shortcuts"));
  g_assert_true (has_action (program, "stree-quit"));
  g_assert_cmpint (g_menu_model_get_n_items (own), ==, 0);
  g_application_quit (G_APPLICATION (program));
  return G_SOURCE_REMOVE;
}

static void
test_program (void)
{
  char *argv[] = { (char *) "program", NULL };

  w = (World){ 0 };
  g_idle_add (act_cb, NULL);
  g_assert_cmpint (stree_run ("org.example.Actions", app, 1, argv), ==, 0);
}

/* --- handles --- */

static const char *handle;

static void
handle_cb (StreeEvent *event, gpointer data)
{
  StreeContext *cx = stree_event_get_context (event);

  stree_state_set_bool (data, TRUE);
  if (g_str_equal (handle, "focus"))
    stree_focus (cx, "late");
  else if (g_str_equal (handle, "show"))
    stree_scroll_into_view (cx, "row90");
  else if (g_str_equal (handle, "top"))
    stree_scroll_to_top (cx, NULL);
  else if (g_str_equal (handle, "all"))
    stree_select_all (cx, "late");
  else if (g_str_equal (handle, "copy"))
    stree_copy (cx, "late");
  else if (g_str_equal (handle, "copy-card"))
    stree_copy (cx, "card");
}

static StreeElement *
rows (StreeContext *cx, gpointer props)
{
  StreeState   *shown = stree_state_bool (cx, "shown", FALSE);
  StreeBuilder *list = stree_builder_new ();

  (void) props;
  for (int i = 0; i < 100; i++)
    stree_builder_add (list, stree_keyed (stree_str ("row%d", i), stree_text ("row %d", i)));
  return stree_vstack (stree_button ("Go", .on_click = stree_call (handle_cb, shown), .key = "go"),
                       stree_state_get_bool (shown) ? stree_text_input ("Late", .key = "late", .value = stree_value ("some text")) : NULL,
                       stree_card_with ((.key = "card"), stree_text ("one"), stree_text ("two")), stree_builder_end (list));
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
assert_clipboard (GtkWidget *view, const char *expected)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (view), NULL, clipboard_cb, &text);
  xtest_wait (text);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
go (GtkWidget *view, const char *what)
{
  handle = what;
  g_signal_emit_by_name (xtest_widget (view, "go"), "clicked");
  xtest_settle (view);
}

static void
test_handles (void)
{
  GtkWidget     *view = stree_view_new (NULL, "app", rows, NULL);
  GtkWidget     *window = xtest_window (view, 400, 300);
  GtkAdjustment *vertical =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (xtest_find (view, GTK_TYPE_SCROLLED_WINDOW)));
  GtkEditable   *late;
  int            start, end;

  /* What comes with the rerun has the focus after it. */
  go (view, "focus");
  xtest_wait (focus_of (window) == text_of (view, "late"));
  late = GTK_EDITABLE (text_of (view, "late"));

  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), ==, 0);
  go (view, "show");
  xtest_wait (gtk_adjustment_get_value (vertical) > 0);
  {
    graphene_rect_t bounds;

    g_assert_true (gtk_widget_compute_bounds (xtest_widget (view, "row90"), view, &bounds));
    g_assert_cmpfloat (bounds.origin.y, >=, 0);
    g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (view) + 1);
  }
  g_assert_true (focus_of (window) == GTK_WIDGET (late)); /* it keeps it */
  go (view, "top");
  xtest_wait (gtk_adjustment_get_value (vertical) == 0);

  gtk_editable_select_region (late, 0, 0);
  go (view, "all");
  xtest_wait (gtk_editable_get_selection_bounds (late, &start, &end) && start == 0 && end == 9);
  gtk_editable_select_region (late, 5, 9);
  go (view, "copy");
  assert_clipboard (view, "text");
  gtk_editable_select_region (late, 2, 2);
  go (view, "copy");
  assert_clipboard (view, "some text");
  go (view, "copy-card");
  assert_clipboard (view, "one\ntwo");
  xtest_close (window);
}

/* --- undo and redo --- */

static StreeState *counted;

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *text = stree_state_string (cx, "text", "");

  (void) props;
  counted = stree_state_int (cx, "count", 0);
  return stree_vstack (stree_history_actions (cx), stree_button ("More", .key = "more", .on_click = stree_add (counted, 1)),
                       stree_text_input ("Text", .value = stree_bind (text), .key = "text"),
                       stree_text_input ("Other", .key = "other"));
}

#define COUNT() (stree_state_get_int (counted))

static void
test_undo (void)
{
  GtkWidget     *view = stree_view_new (NULL, "app", counter, NULL);
  GtkWidget     *window = xtest_window (view, 400, 300);
  GtkEditable   *text = GTK_EDITABLE (xtest_find (xtest_widget (view, "text"), GTK_TYPE_TEXT));
  StreeHistory  *history = stree_session_get_history (stree_view_get_session (STREE_VIEW (view)));
  const guint    shifted = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  xtest_click (xtest_widget (view, "more"));
  xtest_wait (COUNT () == 1);
  xtest_click (xtest_widget (view, "more"));
  xtest_wait (COUNT () == 2);
  xtest_settle (view);
  xtest_key (window, GDK_KEY_z, GDK_CONTROL_MASK);
  xtest_wait (COUNT () == 1);
  xtest_settle (view);
  xtest_key (window, GDK_KEY_z, shifted);
  xtest_wait (COUNT () == 2);
  g_assert_false (stree_history_redo (history));

  /* In a text, the keys are the text's: also when it has nothing to undo. */
  xtest_click (GTK_WIDGET (text));
  xtest_wait (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (text));
  xtest_type (window, "ab");
  xtest_wait (g_str_equal (gtk_editable_get_text (text), "ab"));
  xtest_key (window, GDK_KEY_z, GDK_CONTROL_MASK);
  xtest_wait (*gtk_editable_get_text (text) == '\0');
  for (guint i = 0; i < 3; i++)
    xtest_key (window, GDK_KEY_z, GDK_CONTROL_MASK);
  xtest_type (window, "c");
  xtest_wait (g_str_equal (gtk_editable_get_text (text), "c"));
  g_assert_cmpint (COUNT (), ==, 2);
  xtest_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/actions-gtk/shortcuts", test_shortcuts);
  g_test_add_func ("/actions-gtk/palette", test_palette);
  g_test_add_func ("/actions-gtk/palette-rerun", test_palette_rerun);
  g_test_add_func ("/actions-gtk/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/actions-gtk/none", test_none);
  g_test_add_func ("/actions-gtk/program", test_program);
  g_test_add_func ("/actions-gtk/handles", test_handles);
  g_test_add_func ("/actions-gtk/undo", test_undo);
  return g_test_run ();
}
